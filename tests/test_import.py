"""`factdb import`: articles in, rows out, and nothing twice."""

import json
import sqlite3
import time
from pathlib import Path

import pytest
from processes import slowness
from samples import BRIDGE, FERRY, FERRY_LATER


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    return path


def quotes(run, database, *options):
    found = run("-d", database, "quotes", "--limit", "0", "--format", "json", *options)
    assert found.code == 0, found.err
    return json.loads(found.out)


def dump(run, database):
    """Everything a reader can see, run numbers and times aside."""
    return {
        noun: run("-d", database, noun, "--limit", "0", "--format", "json").out
        for noun in ("quotes", "speakers", "sources", "claims")
    }


def test_an_article_becomes_quotes_with_speaker_date_and_place(run, database, ferry):
    done = run("-d", database, "import", str(ferry), "--publisher", "Ellis Courier")
    assert done.code == 0, done.err
    said = {q["text"]: q for q in quotes(run, database)}
    owe = next(q for text, q in said.items() if text.startswith("We owe it to the islands"))
    assert owe["kind"] == "direct"
    assert owe["speaker"] == "Jonas Reed"
    assert owe["speaker_mention"] == "Reed"
    assert owe["addressee"] == "reporters"
    assert owe["publisher"] == "Ellis Courier"
    assert owe["published_on"] == "2024-03-04"
    assert "They have no other way across" in owe["text"]
    friday = next(q for text, q in said.items() if "run for another year" in text)
    assert (friday["said_on"], friday["said_as"]) == ("2024-03-01", "Friday")
    assert FERRY[owe["start_char"] :].startswith("We owe it")


def test_the_same_file_twice_changes_nothing(run, database, ferry):
    run("-d", database, "import", str(ferry))
    before = dump(run, database), run("-d", database, "imports", "--format", "json").out
    again = run("-d", database, "import", str(ferry))
    assert again.code == 0
    assert "unchanged" in again.out
    assert (dump(run, database), run("-d", database, "imports", "--format", "json").out) == before


def test_another_text_of_the_same_file_is_a_version_and_reports_what_changed(run, database, ferry):
    run("-d", database, "import", str(ferry))
    first = {q["text"]: q["id"] for q in quotes(run, database)}
    ferry.write_text(FERRY_LATER, encoding="utf-8")
    later = run("-d", database, "import", str(ferry))
    assert later.code == 0, later.err
    assert "version" in later.out
    assert "is no longer there" in later.out
    second = {q["text"]: q for q in quotes(run, database)}
    owe = next(text for text in first if text.startswith("We owe it"))
    assert second[owe]["id"] == first[owe], "a quote that still stands stays the same quote"
    assert FERRY_LATER[second[owe]["start_char"] :].startswith("We owe it"), "and is anchored in the new text"
    assert any("Nobody slept well" in text for text in second)
    shown = json.loads(run("-d", database, "sources", "show", "1", "--format", "json").out)
    assert [v["number"] for v in shown["versions"]] == [1, 2]
    assert run("-d", database, "verify").code == 0


def test_a_wire_story_in_two_papers_is_two_sources(run, database, ferry):
    run("-d", database, "import", str(ferry), "--publisher", "Ellis Courier", "--url", "https://courier.example/1")
    run("-d", database, "import", str(ferry), "--publisher", "Coast Post", "--url", "https://post.example/1")
    found = json.loads(run("-d", database, "sources", "--format", "json").out)
    assert {s["publisher"] for s in found} == {"Ellis Courier", "Coast Post"}
    assert len({q["source_id"] for q in quotes(run, database, "--speaker", "Okafor")}) == 2


def test_a_directory_is_imported_and_what_is_bad_in_it_costs_itself_alone(run, database, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"caf\xe9 \x00")
    (folder / "c.txt").write_text(BRIDGE, encoding="utf-8")
    done = run("-d", database, "import", str(folder))
    assert done.code == 1
    assert "b.txt" in done.err
    assert done.err.count("\n") == 1
    assert len(json.loads(run("-d", database, "sources", "--format", "json").out)) == 2


def test_speakers_of_two_articles_are_one_when_they_go_by_one_name(run, database, tmp_path):
    for name, text in (("a.txt", FERRY), ("b.txt", BRIDGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        run("-d", database, "import", str(tmp_path / name))
    found = quotes(run, database, "--speaker", "Reed")
    assert {q["speaker"] for q in found} == {"Jonas Reed"}
    assert {q["title"] for q in found} == {
        "Harbour council votes to keep the ferry",
        "Engineers doubt the old bridge",
    }


def test_without_its_text_an_article_is_still_proved_by_the_file(run, database, ferry):
    assert run("-d", database, "import", "--no-text", str(ferry)).code == 0
    here = run("-d", database, "verify")
    assert here.code == 0
    assert "more need their text" in here.out
    against = run("-d", database, "verify", "--against", str(ferry))
    assert against.code == 0, against.out
    assert "spans proved: 0" not in against.out
    ferry.write_text(FERRY.replace("islands", "island"), encoding="utf-8")
    other = run("-d", database, "verify", "--against", str(ferry))
    assert other.code == 1
    assert "no stored version has this text" in other.out


def test_an_import_that_brings_nothing_makes_no_run(run, database, tmp_path):
    done = run("-d", database, "import", str(tmp_path / "missing.txt"))
    assert done.code == 1
    assert "missing.txt" in done.err
    assert run("-d", str(tmp_path / "new.sqlite"), "import", str(tmp_path / "missing.txt")).code == 1
    assert not (tmp_path / "new.sqlite").exists()
    assert json.loads(run("-d", database, "imports", "--format", "json").out) == []


def test_an_import_is_undone_exactly(run, database, ferry, tmp_path):
    bridge = tmp_path / "bridge.txt"
    bridge.write_text(BRIDGE, encoding="utf-8")
    run("-d", database, "import", str(bridge))
    before = dump(run, database)
    run("-d", database, "import", str(ferry))
    assert dump(run, database) != before
    undone = run("-d", database, "imports", "undo", "2")
    assert undone.code == 0, undone.err
    assert dump(run, database) == before
    assert run("-d", database, "verify").code == 0
    assert run("-d", database, "imports", "undo", "2").code == 1, "once is enough"
    assert run("-d", database, "imports", "undo", "77").code == 1


def test_an_undo_that_others_build_on_is_refused_with_their_number(run, database, ferry):
    run("-d", database, "import", str(ferry))
    ferry.write_text(FERRY_LATER, encoding="utf-8")
    run("-d", database, "import", str(ferry))
    refused = run("-d", database, "imports", "undo", "1")
    assert refused.code == 1
    assert "run 2" in refused.err
    assert run("-d", database, "imports", "undo", "2").code == 0
    assert run("-d", database, "imports", "undo", "1").code == 0
    assert quotes(run, database) == []


def test_a_speaker_that_a_later_run_quotes_too_outlives_the_run_that_brought_it(run, database, tmp_path):
    for name, text in (("a.txt", FERRY), ("b.txt", BRIDGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        run("-d", database, "import", str(tmp_path / name))
    assert run("-d", database, "imports", "undo", "1").code == 0
    assert [q["speaker"] for q in quotes(run, database, "--speaker", "Jonas Reed")] == ["Jonas Reed"]
    assert run("-d", database, "imports", "undo", "2").code == 0
    assert json.loads(run("-d", database, "speakers", "--format", "json").out) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE source_versions SET text = replace(text, 'islands', 'Islands')", "SHA-256"),
        ("UPDATE anchors SET start_char = start_char + 1, end_char = end_char + 1 WHERE id = 1", "other words"),
        ("UPDATE quotes SET text = text || '!' WHERE id = 1", "SHA-256"),
        ("UPDATE quotes SET status = 'confirmed', confirmed_by = 'nobody' WHERE id = 1", "no decision"),
        ("UPDATE attributions SET dated_on = '1999-01-01' WHERE id = 1", "dated otherwise"),
        ("DELETE FROM anchors WHERE quote_id = 1 AND part = 'content'", "no content span"),
    ],
)
def test_verify_finds_what_was_tampered_with(run, tmp_path, ferry, damage, said):
    database = str(tmp_path / "tampered.sqlite")
    assert run("-d", database, "import", str(ferry)).code == 0
    assert run("-d", database, "verify").code == 0
    with sqlite3.connect(database) as connection:
        connection.execute(damage)
    connection.close()
    found = run("-d", database, "verify")
    assert found.code == 1
    assert said in found.out


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("marks.txt", "Title\n\n" + '“ "' * 10_000 + "\n", "ten thousand unbalanced marks"),
        ("line.txt", "the council met again " * 250_000, "one line of five megabytes"),
        ("deep.html", "<div>" * 10_000 + "<p>“We stay,” said Tom Hale.</p>" + "</div>" * 10_000, "nested 10,000 deep"),
        ("crlf.txt", "Title\r\n\r\n“We stay,” said Tom Hale.\r\n", "line ends of another system"),
    ],
)
def test_odd_files_are_imported_in_little_time(run, sqlite_database, tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content.encode())
    begin = time.process_time()
    done = run("-d", sqlite_database, "import", str(tmp_path / name))
    took = time.process_time() - begin
    assert took < 30 * slowness(), reason
    assert done.code == 0, done.err
    assert run("-d", sqlite_database, "verify").code == 0


def test_a_pipe_gets_data_and_no_progress_bar(factdb, tmp_path, ferry):
    done = factdb("import", str(ferry))
    assert done.code == 0
    assert "\r" not in done.out + done.err
    assert "\x1b" not in done.out + done.err


def test_files_of_a_folder_that_are_not_read_are_listed_with_the_reason(run, database, tmp_path):
    folder = tmp_path / "incoming"
    (folder / ".git").mkdir(parents=True)
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    for name in ("notes.png", ".hidden.txt", "README.md", "record.txt~"):
        (folder / name).write_text("x", encoding="utf-8")
    done = run("-d", database, "import", "incoming")
    assert done.err.splitlines() == [
        "skipped incoming/.git/: hidden",
        "skipped incoming/.hidden.txt: hidden",
        "skipped incoming/notes.png: of a kind that import does not read",
        "skipped incoming/record.txt~: of a kind that import does not read",
    ]
    assert done.out.splitlines()[-1].endswith("; 4 files skipped; import run 1")
    assert run("-d", database, "import", "incoming", "-q").err == ""
    for number in range(30):
        (folder / f"{number:02}.png").write_text("x", encoding="utf-8")
    output = run("-d", database, "import", "incoming").err.splitlines()
    assert (len(output), output[-1]) == (21, "skipped 14 more in incoming")


def test_a_dry_run_reports_what_an_import_would_do_and_stores_nothing(run, database, execute, tmp_path):
    for name, text in (("a.txt", FERRY), ("b.txt", FERRY), ("c.txt", BRIDGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    tables = ("sources", "quotes", "speakers", "claims", "decisions", "import_runs", "changes")

    def counted():
        return [execute(database, f"SELECT count(*) FROM {table}")[0][0] for table in tables]

    dry = run("-d", database, "import", "--dry-run", "a.txt", "b.txt", "c.txt")
    assert (dry.code, counted()) == (0, [0] * len(tables)), dry.err
    real = run("-d", database, "import", "a.txt", "b.txt", "c.txt")
    output = real.out.splitlines()[-1].partition("; import run ")[0]
    assert dry.out.splitlines()[-1] == f"dry run, nothing was stored: {output}"
    assert [line.split()[0] for line in dry.out.splitlines()[:3]] == ["new", "unchanged", "new"]
    before = counted()
    (tmp_path / "a.txt").write_text(FERRY + "\nA last line.\n", encoding="utf-8")
    again = run("-d", database, "import", "--dry-run", "a.txt", "c.txt").out
    assert again.splitlines()[-1].startswith("dry run, nothing was stored: 2 articles (1 version, 1 unchanged), ")
    assert counted() == before
    assert run("-d", database, "verify").code == 0
    for more in (["--reextract"], ["--watch", "."], ["--format", "claimreview", "a.txt"]):
        assert run("-d", database, "import", "--dry-run", *more).code == 2


def test_a_dry_run_makes_no_database(run, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", "none.sqlite", "import", "--dry-run", "a.txt").out.startswith("new ")
    assert not (tmp_path / "none.sqlite").exists()
