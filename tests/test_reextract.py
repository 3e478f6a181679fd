"""`factdb import --reextract`: an archive of an older engine is brought up to a newer one, what people decided stays,
what changed is told by kind, and all of it can be taken back.

tests/archives/rules2.sql is a SQLite database as "rules 2" left it at revision 0021: three articles of our own, one of
them in French; Ada confirmed quote 1, rejected 11 and corrected 9 and 12. It is never edited.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from factdb.extract import ENGINE, VERSION
from factdb.extract.engines import registered

ARCHIVE = Path(__file__).parent / "archives" / "rules2.sql"
DECIDED = "1, 9, 11, 12"
# What an import writes of itself, whether it changes anything or not, and what keeps the past.
OF_RUNS = {"import_runs", "decisions", "changes"}


@pytest.fixture
def archive(made_once, run, backend, tmp_path):
    """The archive, upgraded, in a database of either kind."""

    def fill(database):
        path = str(tmp_path / "rules2.sqlite")
        with closing(sqlite3.connect(path)) as file:
            file.executescript(ARCHIVE.read_text(encoding="utf-8"))
        assert run("-d", path, "db", "upgrade").code == 0
        if backend == "sqlite":
            shutil.copy(path, database)
        else:
            copied = run("db", "copy", path, database)
            assert copied.code == 0, copied.err

    return made_once("rules 2", fill)


def rows(execute, database, without=frozenset()):
    from factdb.database.models import Base

    tables = [t for t in Base.metadata.sorted_tables if t.name not in without and not t.info.get("derived")]
    names = [t.name for t in tables]
    return {name: execute(database, f"SELECT * FROM {name} ORDER BY 1, 2") for name in names}


def again(run, database, *options):
    done = run("-d", database, "import", "--reextract", *options)
    assert done.code == 0, done.err
    return done.out


def test_a_database_of_revision_0021_is_upgraded_with_all_its_rows(archive, execute, run):
    assert execute(archive, "SELECT count(*), min(factuality), max(factuality) FROM quotes") == [
        (17, "actual", "actual")
    ]
    assert run("-d", archive, "db", "check") == (0, "no faults\n", "")
    assert "faults: none" in run("-d", archive, "verify").out


def test_what_was_written_down_before_there_was_a_factuality_is_read_with_it(archive, execute, run):
    [(moment,)] = execute(archive, "SELECT decided_at FROM decisions WHERE subject_id = 12")
    moment = moment if isinstance(moment, str) else moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    shown = run("-d", archive, "as-of", moment, "quotes", "show", "9")
    assert "status:       extracted" in shown.out, "Ada had not corrected it yet"
    assert "412 people" in run("-d", archive, "as-of", moment, "quotes", "--format", "csv").out


def test_an_archive_of_rules_2_is_brought_up_to_the_rules_of_today(archive, execute, run):
    of_quotes = f"SELECT * FROM quotes WHERE id IN ({DECIDED}) ORDER BY id"
    of_speakers = f"SELECT * FROM attributions WHERE quote_id IN ({DECIDED}) ORDER BY id"
    before = execute(archive, of_quotes), execute(archive, of_speakers)
    out = again(run, archive)
    assert (execute(archive, of_quotes), execute(archive, of_speakers)) == before, "people decided on these"
    assert execute(archive, "SELECT id, factuality, origin FROM quotes WHERE id IN (2, 3) ORDER BY id") == [
        (2, "negated", f"{ENGINE} {VERSION}"),
        (3, "negated", f"{ENGINE} {VERSION}"),
    ]
    assert "We will not raise the fare" in run("-d", archive, "quotes", "--format", "csv").out, "new"
    assert execute(archive, "SELECT id, language FROM sources ORDER BY id") == [(1, "en"), (2, "en"), (3, "fr")]
    french = "SELECT DISTINCT {0}.status FROM {0} {1} WHERE source_id = 3"
    assert execute(archive, french.format("quotes", "")) == [("rejected",)]
    assert execute(archive, french.format("claims", "JOIN assertions s ON s.claim_id = claims.id")) == [("rejected",)]
    assert out.splitlines()[-1] == "1 article in French: stored without quotes; --language en insists"
    assert "quotes read again: " in out
    assert "faults: none" in run("-d", archive, "verify").out
    assert run("-d", archive, "db", "check") == (0, "no faults\n", "")


def test_the_same_engine_again_writes_nothing(archive, execute, run):
    again(run, archive)
    stood = rows(execute, archive)
    out = again(run, archive)
    assert rows(execute, archive) == stood
    assert " 0 changed, 0 new, 0 gone\n" in out
    assert "import run" not in out


def test_taking_it_back_restores_the_archive_as_it_was(archive, execute, run):
    stood = rows(execute, archive, OF_RUNS)
    again(run, archive)
    assert rows(execute, archive, OF_RUNS) != stood
    undone = run("-d", archive, "imports", "undo", "2")
    assert undone.code == 0, undone.err
    assert rows(execute, archive, OF_RUNS) == stood
    assert "faults: none" in run("-d", archive, "verify").out


def test_english_can_be_insisted_on_for_one_text_that_is_stored(archive, execute, run, tmp_path):
    again(run, archive)
    [(text,)] = execute(archive, "SELECT text FROM source_versions WHERE source_id = 3")
    (tmp_path / "bac.txt").write_text(text, encoding="utf-8")
    done = run("-d", archive, "import", "bac.txt", "--publisher", "Ellis Courier", "--language", "en")
    assert done.out.startswith("read again source 3, in English: "), done.err
    live = "SELECT count(*) FROM quotes WHERE source_id = 3 AND status <> 'rejected'"
    assert execute(archive, live) > [(0,)]
    stood = rows(execute, archive)
    again(run, archive)
    assert rows(execute, archive) == stood, "it was decided on"


# --- Each kind of change, by an engine that changes its mind ---------------------------------------------------------

TEXT = "The ferry stays.\n\n“It will sail in May,” Ana Ruiz told Ivo Petrov on Monday. “It leaks.”\n"
PLUGIN = """
from datetime import date
from factdb.extract import DateReading, Mention, Quotation, Span
from factdb.extract.engines import Engine

TEXT = {text!r}


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def quote(words="It will sail in May", speaker="Ana Ruiz", cue=None, day=None, **more):
    said = DateReading(date(2024, 3, day), date(2024, 3, day), "Monday", "relative", *at("Monday")) if day else None
    who = (Mention(*at(speaker), speaker, speaker),) if speaker else ()
    cue = Span(*at(cue)) if cue else None
    return Quotation((Span(*at(words), True),), words, "direct", speakers=who, cue=cue, said=said, **more)


def engine(version, *found):
    return Engine("ours", version, lambda article, *, min_confidence=0.0: list(found))


CASES = {cases}
for _name, (_first, _second) in CASES.items():
    globals()[_name + "_1"], globals()[_name + "_2"] = engine("1", *_first), engine("2", *_second)
"""
CASES = [
    ("same", "[quote()]", "[quote()]", "1 kept, 0 changed, 0 new, 0 gone"),
    ("surer", "[quote(confidence=0.5)]", "[quote(confidence=0.9)]", "1 kept, 0 changed, 0 new, 0 gone"),
    ("speaker", "[quote()]", "[quote(speaker='Ivo Petrov')]", "0 kept, 1 changed (1 other speaker), 0 new, 0 gone"),
    ("nobody", "[quote()]", "[quote(speaker=None)]", "0 kept, 1 changed (1 other speaker), 0 new, 0 gone"),
    ("words", "[quote()]", "[quote('It will sail')]", "0 kept, 1 changed (1 other words), 0 new, 0 gone"),
    ("day", "[quote(day=1)]", "[quote(day=4)]", "0 kept, 1 changed (1 other day), 0 new, 0 gone"),
    ("undated", "[quote(day=1)]", "[quote()]", "0 kept, 1 changed (1 other day), 0 new, 0 gone"),
    (
        "unsaid", "[quote()]", "[quote(factuality='negated')]",
        "0 kept, 1 changed (1 other factuality), 0 new, 0 gone",
    ),
    ("cue", "[quote()]", "[quote(cue='told')]", "0 kept, 1 changed (1 other details), 0 new, 0 gone"),
    (
        "both", "[quote()]", "[quote('It will sail', 'Ivo Petrov')]",
        "0 kept, 1 changed (1 other speaker, 1 other words), 0 new, 0 gone",
    ),
    ("new", "[]", "[quote(), quote('It leaks')]", "0 kept, 0 changed, 2 new, 0 gone"),
    ("gone", "[quote(), quote('It leaks')]", "[quote()]", "1 kept, 0 changed, 0 new, 1 gone"),
    ("another", "[quote()]", "[quote('It leaks')]", "0 kept, 0 changed, 1 new, 1 gone"),
]  # fmt: skip


@pytest.fixture
def ours(tmp_path, monkeypatch):
    """An engine of a newsroom's own in two versions for every case."""
    cases = ", ".join(f"{name!r}: ({first}, {second})" for name, first, second, _ in CASES)
    plugin = PLUGIN.format(text=TEXT, cases=f"{{{cases}}}")
    (tmp_path / "changing_engine.py").write_text(plugin, encoding="utf-8")
    points = [f"{name}_{n} = changing_engine:{name}_{n}" for name, *_ in CASES for n in (1, 2)]
    info = tmp_path / "changing_engine-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: changing-engine\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("\n".join(["[factdb.engines]", *points]), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    registered.cache_clear()
    yield
    registered.cache_clear()


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize(("name", "output"), [(name, output) for name, *_, output in CASES], ids=[c[0] for c in CASES])
def test_what_changed_is_reported_by_kind_and_undone(run, database, execute, tmp_path, name, output):
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    first = run("-d", database, "import", "ferry.txt", "--published", "2024-03-05", "--engine", f"{name}_1")
    assert first.code == 0, first.err
    stood = rows(execute, database, OF_RUNS)
    out = again(run, database, "--engine", f"{name}_2")
    assert f"quotes read again: {output}\n" in out
    assert "faults: none" in run("-d", database, "verify").out
    now = rows(execute, database)
    again(run, database, "--engine", f"{name}_2")
    assert rows(execute, database) == now, "the second time nothing is written"
    if "1 kept, 0 changed, 0 new, 0 gone" in output:
        assert "import run" not in out
        return
    assert run("-d", database, "imports", "undo", "2").code == 0
    assert rows(execute, database, OF_RUNS) == stood


@pytest.mark.usefixtures("ours")
def test_a_changed_quote_keeps_its_number_and_nobody_is_left_without_a_quote(run, database, execute, tmp_path):
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    assert run("-d", database, "import", "ferry.txt", "--engine", "both_1").code == 0
    uid = "SELECT id, uid FROM quotes"
    stood = execute(database, uid)
    again(run, database, "--engine", "both_2")
    assert execute(database, uid) == stood
    assert execute(database, "SELECT text, origin FROM quotes") == [("It will sail", "ours 2")]
    speakers = execute(database, "SELECT name, status FROM speakers ORDER BY id")
    assert speakers == [("Ana Ruiz", "rejected"), ("Ivo Petrov", "extracted")]
    assert "speaker: Ana Ruiz → Ivo Petrov" in run("-d", database, "history", "quote", "1", "--format", "csv").out


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize(
    "decision",
    [
        ("confirm",),
        ("reject",),
        ("correct", "--venue", "in Ellis"),
        ("correct", "--factuality", "negated"),
        ("edit", "sail in May"),
    ],
)
@pytest.mark.parametrize("case", ["speaker", "words", "unsaid", "gone"])
def test_what_people_decided_stays(run, sqlite_database, execute, tmp_path, decision, case):
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    assert run("-d", sqlite_database, "import", "ferry.txt", "--engine", f"{case}_1").code == 0
    verb, *rest = decision
    assert run("-d", sqlite_database, "quotes", verb, "1", *rest).code == 0
    stood = execute(sqlite_database, "SELECT * FROM quotes WHERE id = 1")
    said = execute(sqlite_database, "SELECT * FROM attributions WHERE quote_id = 1 ORDER BY id")
    again(run, sqlite_database, "--engine", f"{case}_2")
    assert execute(sqlite_database, "SELECT * FROM quotes WHERE id = 1") == stood
    assert execute(sqlite_database, "SELECT * FROM attributions WHERE quote_id = 1 ORDER BY id") == said


@pytest.mark.usefixtures("ours")
def test_a_merged_speaker_is_the_same_speaker(run, sqlite_database, execute, tmp_path):
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text(TEXT.replace("stays", "moves"), encoding="utf-8")
    assert run("-d", sqlite_database, "import", "ferry.txt", "--engine", "same_1").code == 0
    assert run("-d", sqlite_database, "import", "other.txt", "--engine", "speaker_2").code == 0
    merged = run("-d", sqlite_database, "speakers", "merge", "Ivo Petrov", "Ana Ruiz")
    assert merged.code == 0, merged.err
    out = again(run, sqlite_database, "--engine", "same_2")
    assert "read again source 1: 1 kept, 0 changed" in out
