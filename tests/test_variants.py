"""The same words in other articles: linked by imports, lined up with their differences, undone with their run."""

import csv
import io
import json
import random

import pytest

FULL = "We can carry out many works that benefit our two harbours, the people who use them, and the sea itself."


def article(title, *sentences):
    return f"{title}\n\n" + "\n\n".join(sentences) + "\n"


ARTICLES = {
    "courier": article("Harbours shake hands", f"“{FULL}” Jonas Reed said on Friday."),
    "post": article("Two ports agree", f"Jonas Reed said: “{FULL.upper()}”"),
    "globe": article("Reed hopeful", "Jonas Reed said the ports could do things that “benefit our two harbours.”"),
    "herald": article(
        "Reed warns", "“We can not carry out many works that benefit our two harbours,” said Jonas Reed."
    ),
    "mail": article("Reed again", "“We can carry out some works that benefit our two harbours,” said Ada Quill."),
    "other": article("Mine shut", "“The mine was closed because the pumps had failed in May,” Ada Quill said."),
}


@pytest.fixture
def call(run, database, tmp_path):
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return lambda *args: run("-d", database, *args)


def bring(call, *names, day="2024-03-04"):
    for name in names:
        done = call("import", f"{name}.txt", "--published", day, "--publisher", name.capitalize())
        assert (done.code, done.err) == (0, ""), done


def listed(call, *words):
    return json.loads(call(*words, "--format", "json").out)


def number(call, start):
    return next(q["id"] for q in listed(call, "quotes") if start in q["text"])


def test_variants_are_lined_up_with_what_each_is_and_their_differences(call):
    bring(call, *ARTICLES)
    full = number(call, FULL)
    rows = {row["publisher"]: row for row in listed(call, "quotes", "variants", str(full))}
    output = {name: (row["relation"], row["altered"]) for name, row in rows.items()}
    assert output == {
        "Courier": ("this", None),
        "Post": ("identical", None),
        "Globe": ("clipped", None),
        "Herald": ("edited", "negation"),
        "Mail": ("edited", None),
    }
    assert "{+not+}" in rows["Herald"]["marked"]
    assert "{+some+}" in rows["Mail"]["marked"]
    assert "[-many-]" in rows["Mail"]["marked"]
    from_the_part = {
        r["publisher"]: r["relation"] for r in listed(call, "quotes", "variants", str(rows["Globe"]["id"]))
    }
    assert from_the_part["Courier"] == from_the_part["Post"] == "fuller"
    table = call("quotes", "variants", str(full)).out
    assert "one utterance in 3 sources of 3 outlets" in table
    assert "negation altered" in " ".join(table.split())
    assert max(map(len, table.splitlines())) <= 80
    assert f"quotes variants {full}" in call("quotes", "show", str(full)).out


def test_they_are_ordered_by_date(call):
    bring(call, "post", day="2024-03-09")
    bring(call, "courier", day="2024-03-04")
    bring(call, "globe", day="2024-03-06")
    days = [row["dated_on"] for row in listed(call, "quotes", "variants", str(number(call, FULL)))]
    assert days == sorted(days)


def test_what_travelled_is_found_by_the_outlets_that_printed_it_counted_both_ways(call):
    bring(call, *ARTICLES)
    found = listed(call, "quotes", "--in-outlets", "3")
    assert [(q["outlets"], q["sources"]) for q in found] == [(3, 3)]
    assert found[0]["text"] == FULL
    assert "in 3 outlets, 3 sources" in " ".join(call("quotes", "--in-outlets", "3").out.split())
    assert listed(call, "quotes", "--in-outlets", "4") == []
    columns = next(csv.reader(io.StringIO(call("quotes", "--in-outlets", "2", "--format", "csv").out)))
    assert columns[-2:] == ["outlets", "sources"]


def test_one_outlet_twice_is_one_outlet_and_two_sources(call, tmp_path):
    bring(call, "courier")
    (tmp_path / "post.txt").write_text(ARTICLES["post"] + "\nMore tomorrow.\n", encoding="utf-8")
    call("import", "post.txt", "--published", "2024-03-05", "--publisher", "Courier")
    assert listed(call, "quotes", "--in-outlets", "2") == []
    shown = call("quotes", "variants", "1").out
    assert "2 sources of 1 outlet" in shown


def test_a_rejected_quote_counts_no_more(call):
    bring(call, "courier", "post")
    assert len(listed(call, "quotes", "--in-outlets", "2")) == 1
    assert call("quotes", "reject", "2", "--reason", "not his").code == 0
    assert listed(call, "quotes", "--in-outlets", "2") == []
    assert [r["relation"] for r in listed(call, "quotes", "variants", "1")] == ["this"]


def test_those_altered_between_outlets_are_listed(call):
    bring(call, *ARTICLES)
    assert {q["publisher"] for q in listed(call, "quotes", "--altered")} == {"Courier", "Post", "Herald", "Mail"}
    assert {q["speaker"] for q in listed(call, "quotes", "--altered", "--speaker", "Quill")} == {"Ada Quill"}


LINKS = (
    "SELECT a.words, b.words, v.kind, v.altered, v.same_utterance FROM variants v"
    " JOIN wordings a ON a.id = v.wording_id"
    " JOIN wordings b ON b.id = v.other_id"
)
RUNS = "SELECT q.uid, w.words, f.words, f.sources FROM quoted_runs r JOIN quotes q ON q.id = r.quote_id"
RUNS += " JOIN wordings w ON w.id = r.wording_id JOIN wordings f ON f.id = w.utterance_id"


def state(execute, database):
    by_words = {frozenset(row[:2]): row[2:] for row in execute(database, LINKS)}
    return by_words, sorted(execute(database, RUNS)), execute(database, "SELECT count(*) FROM wordings")


def test_undoing_a_run_takes_its_links_away_and_what_it_held_together_falls_apart(call, execute, database):
    bring(call, "courier", "globe", "other")
    before = state(execute, database)
    bring(call, "herald", "post")
    assert state(execute, database) != before
    for run_id in ("5", "4"):
        assert call("imports", "undo", run_id).code == 0
    assert state(execute, database) == before
    assert call("imports", "undo", "1").code == 0
    assert listed(call, "quotes", "--in-outlets", "2") == []
    assert call("verify").code == 0


def test_a_bridge_that_goes_parts_the_utterance(call, execute, database, tmp_path):
    head = "The council closed its eyes to what was happening at the quarry"
    tail = "three men are dead because nobody wanted to pay for a fence"
    for name, words in (("a", head), ("b", tail), ("c", f"{head} and {tail}")):
        (tmp_path / f"{name}.txt").write_text(article(name, f"“{words},” Jonas Reed said."), encoding="utf-8")
        bring(call, name)
    assert len(execute(database, "SELECT DISTINCT utterance_id FROM wordings")) == 1
    relations = {r["publisher"]: r["relation"] for r in listed(call, "quotes", "variants", "3")}
    assert relations == {"A": "merged", "B": "merged", "C": "this"}
    assert call("imports", "undo", "3").code == 0
    assert len(execute(database, "SELECT DISTINCT utterance_id FROM wordings")) == 2
    assert execute(database, "SELECT count(*) FROM variants") == [(0,)]


def test_the_order_of_imports_makes_no_difference(run, execute, tmp_path):
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    seen = []
    for order in range(4):
        database = str(tmp_path / f"{order}.sqlite")
        names = [*ARTICLES]
        random.Random(order).shuffle(names)
        for name in names:
            run("-d", database, "import", f"{name}.txt", "--published", "2024-03-04", "--publisher", name)
        links = sorted((sorted(k), v[0]) for k, v in state(execute, database)[0].items())
        groups = execute(database, "SELECT w.words, w.utterance_id FROM wordings w ORDER BY w.words")
        seen.append((links, [[w for w, u in groups if u == one] for one in dict.fromkeys(u for _, u in groups)]))
    assert all(one == seen[0] for one in seen)


def test_quotes_loaded_in_bulk_are_compared_when_asked_to(call, tmp_path, execute, database):
    bring(call, "courier")
    lines = [
        {"text": FULL, "kind": "direct", "title": "From the archive", "publisher": "Archive", "speaker": "Jonas Reed"},
        {"text": "the ports “benefit our two harbours” more", "kind": "mixed", "title": "Older", "publisher": "Old"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    loaded = call("imports", "quotes", "a.jsonl")
    assert "factdb quotes link" in loaded.out
    assert "2 quotes have not been compared" in call("verify").err
    assert call("quotes", "link").out == "2 quotes compared with all others\n"
    assert call("quotes", "link").out == "every quote is already compared\n"
    assert call("verify").err == ""
    assert listed(call, "quotes", "--in-outlets", "2")[0]["outlets"] == 2


def test_words_put_right_are_compared_anew_and_undone_with_the_decision(call, execute, database):
    bring(call, "courier", "globe", "other")
    before = state(execute, database)
    done = call("quotes", "edit", "1", "We can carry out many works", "--by", "desk")
    assert done.code == 0, done
    assert state(execute, database)[0] == {}
    assert call("verify").code == 0
    newest = listed(call, "decisions")[0]["id"]
    assert call("decisions", "undo", str(newest)).code == 0
    assert state(execute, database) == before


def test_a_quote_without_words_to_compare_says_so(call, tmp_path):
    text = article("Short", "“Thank you,” said Jonas Reed.", "Ada Quill said that the pumps would be mended by May.")
    (tmp_path / "short.txt").write_text(text, encoding="utf-8")
    bring(call, "short")
    for q in listed(call, "quotes"):
        output = call("quotes", "variants", str(q["id"]))
        assert (output.code, output.out) == (0, "")
        assert "no quoted words to compare" in output.err
    assert call("quotes", "variants", "99").code == 1


def test_links_changed_by_hand_are_found(call, execute, database):
    bring(call, "courier", "post")
    execute(database, "UPDATE wordings SET words = words || ' indeed'")
    output = call("verify")
    assert output.code == 1
    assert "was compared with the others by other words than its own" in output.out + output.err


def test_quotes_too_short_to_compare_are_no_work_left(call, tmp_path):
    (tmp_path / "short.txt").write_text(article("Short", "“Thank you,” said Jonas Reed."), encoding="utf-8")
    bring(call, "short")
    assert call("quotes", "link").out == "every quote is already compared\n"


def test_a_link_that_a_person_refuses_stays_away_until_that_is_undone(call, execute, database, tmp_path):
    bring(call, "courier", "globe", "mail", "other")
    before = state(execute, database)
    full, mail = number(call, FULL), number(call, "We can carry out some")
    assert len(listed(call, "quotes", "variants", str(full))) == 3
    done = call("quotes", "not-same", str(full), str(mail), "--by", "desk", "--reason", "a common phrase")
    assert done.out == f"quotes {full} and {mail} are not the same words\n"
    assert [r["relation"] for r in listed(call, "quotes", "variants", str(full))] == ["this", "clipped"]
    assert [r["relation"] for r in listed(call, "quotes", "variants", str(mail))] == ["clipped", "this"]
    parted = state(execute, database)
    assert len(parted[0]) == len(before[0]) - 1
    assert "as already recorded" in call("quotes", "not-same", str(mail), str(full)).out
    # Words that are compared again are kept apart again.
    assert call("quotes", "edit", str(mail), "carry out some works").code == 0
    assert call("decisions", "undo", str(listed(call, "decisions")[0]["id"])).code == 0
    assert state(execute, database) == parted
    assert call("verify").code == 0
    told = call("history", "quote", str(full)).out
    assert "a common phrase" in told
    undone = [d["id"] for d in listed(call, "decisions") if d["action"] == "distinct"]
    assert call("decisions", "undo", str(undone[0])).code == 0
    assert state(execute, database) == before
    line = {"quote": full, "decision": "not-same", "other": mail}
    (tmp_path / "d.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert call("decisions", "apply", "--file", "d.jsonl").code == 0
    assert state(execute, database) == parted
    assert call("verify").code == 0


def test_only_links_between_different_words_are_refused(call):
    bring(call, "courier", "post", "other")
    for one, other, why in (
        (1, 1, "is the same as itself"),
        (1, 2, "share words that are exactly the same"),
        (1, 3, "are not variants of each other"),
        (1, 9, "no quote number 9"),
    ):
        done = call("quotes", "not-same", str(one), str(other))
        assert done.code == 1
        assert why in done.err, why
