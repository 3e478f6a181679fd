"""Several imports at once end as one after the other would: nothing is stored twice, whichever is killed."""

import random
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
from processes import started

PEOPLE = ("Jonas Reed", "Mira Okafor", "Lena Brandt", "Tomas Vale", "Priya Nandi", "Oskar Lindqvist")
# What shows whether two archives hold the same, by what rows are rather than by their numbers.
HOLDS = {
    "sources": "SELECT s.title, p.name FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id",
    "versions": "SELECT s.title, v.number, v.text_sha256 FROM source_versions v JOIN sources s ON s.id = v.source_id",
    "publishers": "SELECT name FROM publishers",
    "speakers": "SELECT kind, name FROM speakers",
    "names": "SELECT k.name, n.name, n.kind FROM speaker_names n JOIN speakers k ON k.id = n.speaker_id",
    "said": "SELECT q.text, k.name, a.as_printed, a.part FROM attributions a JOIN quotes q ON q.id = a.quote_id"
    " LEFT JOIN speakers k ON k.id = a.speaker_id",
    "quotes": "SELECT s.title, q.kind, q.text FROM quotes q JOIN sources s ON s.id = q.source_id",
    "anchors": "SELECT q.text, a.start_char, a.exact FROM anchors a JOIN quotes q ON q.id = a.quote_id",
    "claims": "SELECT text FROM claims",
    "wordings": "SELECT words, sources FROM wordings",
    "runs of quotes": "SELECT q.text, r.seq, w.words FROM quoted_runs r JOIN quotes q ON q.id = r.quote_id"
    " JOIN wordings w ON w.id = r.wording_id",
    "counts": "SELECT grouped_by, CAST(sum(quotes) AS bigint) FROM quote_counts GROUP BY grouped_by",
}


def write_articles(folder, count):
    """Articles that share speakers, publisher and some of their words."""
    folder.mkdir()
    for n in range(count):
        people = random.Random(n).sample(PEOPLE, 3)
        said = [
            f"“Pier {n} has {m + 2} lamps and they have been dark since the storm,” {who} said on Friday."
            for m, who in enumerate(people)
        ]
        said.append(f"“The harbour belongs to those who work in it,” {PEOPLE[n % 2]} told reporters.")
        said.append("Two members of the council said that the vote had been close.")
        text = "\n\n".join(
            [f"Lamps of pier {n} stay dark", "By Ada Moss", f"Published: March {n % 28 + 1}, 2024", *said]
        )
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")


def imports(database, folder, count, kills=0):
    """Run `count` imports of `folder` at once, of which the first `kills` are killed after a random while."""
    command = [sys.executable, "-m", "factdb", "-d", database, "import", "--publisher", "Port Ellis Mail", str(folder)]
    with ExitStack() as stack:
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "cwd": folder.parent}
        running = [stack.enter_context(started(command, **options)) for _ in range(count)]
        for victim in running[:kills]:
            time.sleep(random.uniform(0.3, 0.8))
            victim.kill()
        output = [one.communicate(timeout=300)[0] for one in running]
    assert [one.returncode for one in running[kills:]] == [0] * (count - kills), output


@pytest.fixture
def held(execute):
    def read(database):
        return {what: sorted(map(repr, execute(database, sql))) for what, sql in HOLDS.items()}

    return read


@pytest.fixture
def serial(run, held, tmp_path):
    """What an archive holds after one import of that many articles."""

    def read(articles):
        write_articles(tmp_path / "articles", articles)
        database = str(tmp_path / "serial.sqlite")
        done = run("-d", database, "import", "--publisher", "Port Ellis Mail", "articles")
        assert done.code == 0, done.err
        return held(database)

    return read


@pytest.mark.slow
def test_imports_at_once_end_as_one_import(run, database, held, serial, tmp_path):
    expected = serial(8)
    imports(database, tmp_path / "articles", 4, 2)
    assert held(database) == expected
    assert run("-d", database, "verify").code == 0
    assert run("-d", database, "db", "check").code == 0


@pytest.mark.stress
@pytest.mark.parametrize("trial", range(10))
def test_eight_imports_at_once_end_as_one_import(run, database, held, serial, tmp_path, trial):
    expected = serial(34)
    imports(database, tmp_path / "articles", 8, trial % 5)
    assert held(database) == expected
    assert run("-d", database, "verify").code == 0
