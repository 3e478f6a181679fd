"""The shipped seed: a retelling on which the real extraction runs, and an editor's record of the original report."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import started
from samples import BRIDGE, FERRY

from factdb.article import read_articles
from factdb.extract import extract_quotations

SEEDS = Path(__file__).parent.parent / "seeds"
SEED = SEEDS / "2023-06-18-beijing"


def rows(run, database, *call):
    found = run("-d", database, *call, "--limit", "0", "--format", "json")
    assert found.code == 0, found.err
    return json.loads(found.out)


def test_the_seeds_fill_a_new_database_that_proves_itself(run, empty_database):
    done = run("-d", empty_database, "import", str(SEEDS))
    assert done.code == 0, done.err
    assert "not found" not in done.out, "every recorded quote stands in the retelling"
    assert run("-d", empty_database, "verify").code == 0
    blinken = rows(run, empty_database, "quotes", "--speaker", "Blinken")
    assert len(blinken) >= 3
    friday = next(q for q in blinken if "precisely so that" in q["text"])
    assert (friday["said_on"], friday["said_as"], friday["kind"]) == ("2023-06-16", "Friday", "mixed")
    assert friday["publisher"] == "factdb"
    assert friday["derived_from"] == "Associated Press", "provenance is told truthfully"
    assert friday["status"] == "confirmed"


@pytest.fixture
def seeded(made_once, run) -> str:
    return made_once("seeds", lambda database: run("-d", database, "import", str(SEED)))


@pytest.mark.parametrize(
    ("words", "speaker", "facts", "trap"),
    [
        ("doesn’t veer into conflict", "Antony Blinken", {"addressee": "reporters", "kind": "mixed"}, "told reporters"),
        ("benefit our two countries,”", "Xi Jinping", {"said_on": "2023-06-16"}, "a partial quote, and “he”"),
        ("foundation of Sino-U.S.", "Xi Jinping", {"addressee": "Bill Gates", "kind": "direct"}, "a split quote"),
        ("hoping that over the next", "Joe Biden", {"said_on": "2023-06-17"}, "Saturday; an ellipsis inside"),
        ("at some point in time", "Lloyd Austin", {"said_on": "2023-06-16", "said_as": "Friday"}, "before publication"),
        ("far-fetched", "China", {"kind": "mixed"}, "rejected … as"),
        ("core concerns", "Qin Gang", {"reported_by": "China"}, "China said that Qin urged"),
        ("steer China-U.S.", "Hua Chunying", {"kind": "direct"}, "a statement on Twitter"),
        ("realistic, confident", "Daniel Kritenbrink", {"kind": "direct"}, "inverted, with an appositive"),
        ("intense competition", "Kurt Campbell", {"kind": "direct"}, "the speaker before the quote"),
    ],
)
def test_the_traps_of_the_report(run, seeded, words, speaker, facts, trap):
    found = [q for q in rows(run, seeded, "quotes") if words.rstrip(",”") in q["text"] and q["speaker"] == speaker]
    assert found, trap
    assert any(all(q[key] == value for key, value in facts.items()) for q in found), (trap, found)


def test_the_two_burnses_stay_two_and_neither_speaks(run, seeded):
    assert not [s for s in rows(run, seeded, "speakers") if "Burns" in s["name"]]


def test_unnamed_officials_belong_to_their_source(run, seeded):
    unnamed = [s["name"] for s in rows(run, seeded, "speakers", "--kind", "unnamed")]
    assert any("officials" in name for name in unnamed)


def test_the_record_confirms_corrects_and_completes_and_shows_which_is_which(run, seeded):
    every = rows(run, seeded, "quotes")
    confirmed = [q for q in every if q["status"] == "confirmed"]
    assert {q["confirmed_by"] for q in confirmed} == {"factdb"}
    assert {q["origin"].split()[0] for q in confirmed} <= {"rules", "record"}
    assert any(q["origin"].startswith("rules") for q in confirmed), "found by rules, then confirmed"
    if seeded.startswith("postgresql"):
        return
    with sqlite3.connect(seeded) as connection:
        actions = dict(connection.execute("SELECT action, count(*) FROM decisions WHERE subject = 'quotes' GROUP BY 1"))
    connection.close()
    assert actions["confirm"] > 0
    assert actions["correct"] > 0
    assert sum(actions.values()) == len(confirmed)


def test_applying_the_record_again_changes_nothing(run, seeded):
    before = rows(run, seeded, "quotes"), rows(run, seeded, "claims"), rows(run, seeded, "imports")
    again = run("-d", seeded, "import", str(SEED))
    assert again.code == 0
    assert (rows(run, seeded, "quotes"), rows(run, seeded, "claims"), rows(run, seeded, "imports")) == before


def test_the_dossier_of_the_hacking_claim_reads_right(run, seeded):
    claims = rows(run, seeded, "claims", "--disputed")
    hackers = next(c for c in claims if "ackers" in c["text"])
    shown = json.loads(run("-d", seeded, "claims", "show", str(hackers["id"]), "--format", "json").out)
    stances = {(a["stance"], a["speaker"]) for a in shown["assertions"]}
    assert any(stance == "asserts" and "firm" in (speaker or "") for stance, speaker in stances)
    assert ("disputes", "China") in stances


def test_a_seeded_database_is_emptied_by_undoing_its_run(run, seeded):
    undone = run("-d", seeded, "imports", "undo", "1")
    assert undone.code == 0, undone.err
    for noun in ("quotes", "speakers", "sources", "claims"):
        assert rows(run, seeded, noun) == []


def test_a_record_applied_to_an_article_imported_before_is_undone_by_itself(run, database):
    run("-d", database, "import", str(SEED / "article.txt"))
    before = rows(run, database, "quotes"), rows(run, database, "sources")
    assert run("-d", database, "import", str(SEED)).code == 0
    assert rows(run, database, "claims")
    undone = run("-d", database, "imports", "undo", "2")
    assert undone.code == 0, undone.err
    assert (rows(run, database, "quotes"), rows(run, database, "sources")) == before


def test_a_broken_record_is_reported_by_line_and_its_article_still_imported(run, database, tmp_path):
    folder = tmp_path / "seed"
    folder.mkdir()
    (folder / "article.txt").write_text(FERRY, encoding="utf-8")
    (folder / "record.toml").write_text('format = 1\neditor = "Ada"\n\n[source]\ntitel = "x"\n', encoding="utf-8")
    done = run("-d", database, "import", str(folder))
    assert done.code == 1
    assert "record.toml:" in done.err
    assert "titel" in done.err
    assert len(rows(run, database, "sources")) == 1


def test_the_original_report_confirms_every_recorded_span(run, database, shared):
    """Reads the report itself, which is not part of this repository."""
    original = next((shared / "seeds").glob("*.txt"))
    done = run("-d", database, "import", str(original), "--record", str(SEED / "record.toml"))
    assert done.code == 0, done.err
    assert "not found" not in done.out
    source = rows(run, database, "sources")[0]
    assert (source["agency"], source["published_on"]) == ("Associated Press", "2023-06-18")
    assert "Seung Min Kim" in source["contributors"]
    assert "Huizhong Wu" in source["contributors"]
    assert run("-d", database, "verify", "--against", str(original)).code == 0


@pytest.mark.parametrize(
    ("speaker", "cue", "ends"),
    [
        ("United States", "says", "down"),
        ("U.S. officials", "said", "points"),
        ("Antony Blinken", "emphasized", "communication"),
        ("United States", "allegations", "Cuba"),
        ("China’s defense minister", "rebuffed", "Singapore"),
        ("a U.S. security firm", "blamed", "world"),
        ("A Chinese foreign ministry spokesperson", "repeated", "attacks"),
        ("A Chinese foreign ministry spokesperson", "complained", "them"),
        ("two U.S. officials", "downplayed", "progress"),
        ("two U.S. officials", "stressed", "contacts"),
    ],
)
def test_the_indirect_statements_of_the_original_report(shared, speaker, cue, ends):
    """Where each of them ends in the report itself, which is not part of this repository."""
    article = next(iter(read_articles(next((shared / "seeds").glob("*.txt")))))
    for q in extract_quotations(article):
        names = [m.name or m.text for m in q.speakers]
        cued = q.cue is not None and article.text[q.cue.start : q.cue.end] == cue
        if cued and q.kind == "indirect" and any(speaker in name for name in names):
            assert q.text.split()[-1] == ends
            return
    pytest.fail(f"{speaker} {cue}: not found")


def test_a_newer_engine_keeps_what_people_decided(run, seeded):
    before = rows(run, seeded, "quotes")
    again = run("-d", seeded, "import", "--reextract")
    assert again.code == 0, again.err
    assert " 0 changed, 0 new, 0 gone" in again.out
    assert rows(run, seeded, "quotes") == before


def test_the_same_engine_again_keeps_everything_and_writes_nothing(run, execute, database, tmp_path):
    text = (
        "Ferry to run\n\nForeign Minister Qin Gang told reporters on Friday that talks went well.\n\n"
        "“We will meet again,” Qin said.\n\nThe ferry will run, Transport Minister Lena Brandt said.\n\n"
        "“It pays for itself,” Brandt said.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("Qin Gang", "Qin").replace("run", "stay"), encoding="utf-8")
    assert run("-d", database, "import", "a.txt", "b.txt").code == 0
    again = run("-d", database, "import", "--reextract")
    assert again.code == 0, again.err
    assert again.out.count("0 changed, 0 new, 0 gone:") == 2
    assert execute(database, "SELECT count(*) FROM decisions") == [(0,)]
    assert execute(database, "SELECT count(*) FROM import_runs") == [(1,)]


def test_an_import_killed_at_any_moment_leaves_whole_articles_and_is_completed_by_the_next(tmp_path):
    began = time.monotonic()
    whole = _import(tmp_path, "whole", 60)
    took = time.monotonic() - began
    reference = _told(whole)
    database = tmp_path / "killed.sqlite"
    articles = tmp_path / "whole.jsonl"
    command = [sys.executable, "-m", "factdb", "-d", str(database), "import", str(articles)]
    kills = int(os.environ.get("FACTDB_KILLS", "3"))
    for attempt in range(kills):
        with started(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            time.sleep(took * (attempt + 1) / (kills + 1))
        if not database.exists():
            continue
        checked = subprocess.run(
            [sys.executable, "-m", "factdb", "-d", str(database), "verify"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        fresh = "is empty" in checked.stderr or "no database yet" in checked.stderr
        assert checked.returncode == 0 or fresh, checked.stdout + checked.stderr
        if not fresh:
            assert set(_told(database)) <= set(reference)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert _told(database) == reference


def _import(folder: Path, name: str, count: int) -> Path:
    path = folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = (FERRY if number % 2 else BRIDGE).replace("Reed", f"Reed{'abcdefghij'[number % 10]}")
            row = {
                "title": f"Report {number}",
                "text": text,
                "published": "2024-03-04",
                "url": f"https://a.example/{number}",
            }
            out.write(json.dumps(row) + "\n")
    database = folder / f"{name}.sqlite"
    done = subprocess.run(
        [sys.executable, "-m", "factdb", "-d", str(database), "import", str(path)],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return database


def _told(database: Path) -> list[tuple]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        output = connection.execute(
            "SELECT s.url, count(q.id), group_concat(q.text_sha256) FROM sources s"
            " LEFT JOIN quotes q ON q.source_id = s.id GROUP BY s.id ORDER BY s.url"
        ).fetchall()
    connection.close()
    return output
