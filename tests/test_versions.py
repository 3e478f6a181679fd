"""News that changed after publication: what a reader would want to know of it, and that no quote is carried to a wrong
place."""

import json
import random

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations
from factdb.extract.quotation import places_of
from factdb.matching.reanchor import FoundAgain, find_again
from factdb.store.quotes import anchors_at

FIRST = """Ferry to run all winter after all

The ferry will run all winter, Mayor Jonas Reed said on Friday.

“We owe it to the islands, and we will pay for it,” Reed told the council.

“Nobody will lose a single crossing this year,” Anthony Moss said.

“The harbour needs 12 new lamps before the storms come,” said Ada Holm.

“It leaks,” said Tom Hale.
"""
LATER = (
    FIRST.replace("all winter after", "most of the winter after")
    .replace("islands, and we will pay for it,”", "islands,”")
    .replace("Anthony", "Antony")
    .replace("12 new", "21 new")
    .replace("Tom Hale", "Berta Lind")
    + "\n“I was never asked about the fares,” said Nils Bay.\n"
)
URL = "https://courier.example/ferry"


@pytest.fixture
def call(run, database, tmp_path):
    def import_(text, *options):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        return run("-d", database, "import", "a.txt", "--published", "2024-03-04", *options)

    def call(*args):
        return run("-d", database, *args)

    call.bring = import_  # type: ignore[attr-defined]
    return call


def listed(call, *words):
    return json.loads(call(*words, "--format", "json").out)


def changes(call, source="1"):
    return {(c["change"], c["speaker"], c["now"] or c["was"]): c for c in listed(call, "sources", "versions", source)}


def test_every_change_of_interest_is_listed_between_two_times(call):
    call.bring(FIRST, "--url", URL)
    output = call.bring(LATER, "--url", URL).out
    found = changes(call)
    assert {key[:2] for key in found} == {
        ("headline", None),
        ("added", "Nils Bay"),
        ("changed", "Ada Holm"),
        ("shortened", "Jonas Reed"),
        ("re-attributed", "Berta Lind"),
        ("renamed", "Anthony Moss"),
    }
    lamps = next(c for c in found.values() if c["change"] == "changed")
    assert lamps["altered"] == "number"
    assert lamps["marked"] == "The harbour needs {+21+} [-12-] new lamps before the storms come"
    assert lamps["after"] < lamps["seen"]
    assert lamps["version"] == 2
    assert f"quote {lamps['was_quote_id']} is no longer there: changed, now quote {lamps['quote_id']}" in output
    hale = next(c for c in found.values() if c["change"] == "re-attributed")
    assert (hale["was"], hale["now"]) == ("Tom Hale", "Berta Lind")
    assert call("verify").code == 0
    table = call("sources", "versions", "1").out
    assert max(map(len, table.splitlines())) <= 80
    assert "not in the newest" in call("quotes", "show", str(hale["was_quote_id"])).out


def test_a_corrected_name_updates_the_mention_and_not_what_was_decided(call, execute, database):
    call.bring(FIRST)
    moss = next(q for q in listed(call, "quotes") if "crossing" in q["text"])
    call("quotes", "confirm", str(moss["id"]), "--by", "ada")
    before = execute(database, "SELECT * FROM decisions")
    call.bring(LATER.replace("most of the winter", "all winter"))
    after = next(q for q in listed(call, "quotes") if "crossing" in q["text"])
    assert (after["id"], after["status"], after["confirmed_by"]) == (moss["id"], "confirmed", "ada")
    assert execute(database, "SELECT * FROM decisions") == before
    printed = [a["exact"] for a in listed(call, "quotes", "show", str(moss["id"]))["anchors"] if a["part"] == "speaker"]
    assert printed == ["Antony Moss", "Anthony Moss"]
    assert (
        listed(call, "speakers", "show", "Antony Moss")["id"] == listed(call, "speakers", "show", "Anthony Moss")["id"]
    )
    assert call("imports", "undo", "2").code == 0
    assert call("speakers", "show", "Antony Moss").code == 1
    assert call("verify").code == 0


def test_what_is_gone_and_what_could_be_in_two_places_are_orphans_with_a_reason(call):
    call.bring(FIRST)
    call.bring(FIRST.replace("“It leaks,” said Tom Hale.\n", ""))
    gone = changes(call)[("removed", "Tom Hale", "It leaks")]
    assert (gone["why"], gone["quote_id"]) == ("orphan", None)
    said = "“We owe it to the islands, and we will pay for it,” Reed told the council."
    call.bring(FIRST.replace("“It leaks,” said Tom Hale.\n", "").replace(said, f"{said}\n\nThen:\n\n{said}\n\nThen:"))
    two = [c for c in listed(call, "sources", "versions", "1") if c["version"] == 3]
    assert [(c["change"], c["why"]) for c in two if c["change"] == "removed"] in ([("removed", "ambiguous")], [])
    assert call("verify").code == 0


def test_stealth_edits_are_listed_by_the_day_they_were_seen(call):
    call.bring(FIRST, "--url", URL)
    assert listed(call, "sources", "changed") == []
    call.bring(LATER, "--url", URL)
    (found,) = listed(call, "sources", "changed", "--since", "2026")
    assert {
        k: found[k] for k in ("added", "removed", "changed", "shortened", "re-attributed", "renamed", "headline")
    } == {
        "added": 1,
        "removed": 0,
        "changed": 1,
        "shortened": 1,
        "re-attributed": 1,
        "renamed": 1,
        "headline": 1,
    }
    assert found["altered"] == "number"
    assert listed(call, "sources", "changed", "--since", "2999") == []
    assert listed(call, "sources", "changed", "--until", "2020") == []
    assert "number altered" in " ".join(call("sources", "changed").out.split())


def test_a_text_is_a_later_one_of_a_source_when_asked_so(call):
    call.bring(FIRST, "--url", URL)
    assert (
        call.bring("Another headline\n" + FIRST.partition("\n")[2], "--url", URL + "?2", "--version-of", "1").code == 0
    )
    assert [v["number"] for v in listed(call, "sources", "show", "1")["versions"]] == [1, 2]
    output = call.bring(FIRST + "x", "--version-of", "77")
    assert output.code == 1
    assert "there is no source number 77" in output.err
    assert "only one version" not in call("sources", "versions", "1").err


def test_one_version_has_no_changes(call):
    call.bring(FIRST)
    output = call("sources", "versions", "1")
    assert (output.code, output.out) == (0, "")
    assert "one version" in output.err


# --- A thousand edits

NAMES = "Ada Holm,Tom Hale,Nils Bay,Berta Lind,Jonas Reed,Mira Okafor,Ivo Krall,Lena Stohr".split(",")
NOUNS = "harbour ferry council lamp storm bridge school river quarry forest budget clinic market pier".split()
VERBS = "needs loses keeps sells opens closes mends buys paints floods".split()


def made_article(rng, size=12):
    """Paragraphs, half of them with a quotation; the same short words come back in several."""
    paragraphs = []
    for number in range(size):
        words = f"The {rng.choice(NOUNS)} {rng.choice(VERBS)} the {rng.choice(NOUNS)} by {rng.choice(NOUNS)} {number}"
        if rng.random() < 0.2:
            words = "It leaks"
        if rng.random() < 0.6:
            paragraphs.append(f"“{words},” said {rng.choice(NAMES)}.")
        else:
            paragraphs.append(f"{words}, and nobody minded it at all.")
    return paragraphs


def edited(rng, paragraphs):
    """(the paragraphs after one to four edits, which of the old ones stand untouched where)."""
    new = [(number, text) for number, text in enumerate(paragraphs)]
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(new))
        text = new[at][1]
        kind = rng.choice(["cut", "insert", "word", "copy", "swap", "clip", "name"])
        if kind == "cut":
            del new[at]
        elif kind == "insert":
            new.insert(at, (None, f"A paragraph of {rng.choice(NOUNS)} was put in here."))
        elif kind == "copy":
            new.insert(rng.randrange(len(new) + 1), (None, text))
        elif kind == "swap":
            other = rng.randrange(len(new))
            new[at], new[other] = new[other], new[at]
        elif kind == "word":
            new[at] = (None, text.replace("the", rng.choice(["every", "no", "that"]), 1))
        elif kind == "clip":
            new[at] = (None, text.replace("The ", "", 1))
        else:
            new[at] = (None, text.replace("said", "told us, said", 1))
        if not new:
            new = [(None, "Nothing is left of it.")]
    return new


@pytest.mark.slow
def test_a_thousand_edits_carry_every_untouched_quote_to_its_place_and_none_to_another():
    rng = random.Random(1000)
    carried = untouched = declined = 0
    for _ in range(1000):
        old = made_article(rng)
        new = edited(rng, old)
        old_text, new_text = "\n\n".join(old), "\n\n".join(text for _, text in new)
        starts, at = {}, 0
        for number, text in new:
            starts.setdefault(number, at)
            at += len(text) + 2
        origin = [sum(len(p) + 2 for p in old[:n]) for n in range(len(old))]
        for quotation in extract_quotations(Article(old_text, "old", "")):
            anchors = [
                (a["start_char"], a["end_char"], a["exact"]) for a in anchors_at(1, old_text, places_of(quotation))
            ]
            home = max(n for n, start in enumerate(origin) if start <= anchors[0][0])
            found = find_again(anchors, old_text, new_text)
            if isinstance(found, FoundAgain):
                carried += 1
                assert all(new_text[s:e] == exact for (s, e), (_, _, exact) in zip(found.spans, anchors, strict=True))
            if home not in starts:
                # Cut or edited: where its very words stand, that is a copy of it, never somebody else's.
                if isinstance(found, FoundAgain):
                    place = max(
                        n for n, _ in enumerate(new) if sum(len(t) + 2 for _, t in new[:n]) <= found.spans[0][0]
                    )
                    assert old[home].partition("”")[2].strip(" .")[5:] in new[place][1]
                continue
            untouched += 1
            due = [(s - origin[home] + starts[home], e - origin[home] + starts[home]) for s, e, _ in anchors]
            if isinstance(found, FoundAgain):
                copies = [text for _, text in new].count(old[home])
                assert list(found.spans) == due or copies > 1
            else:
                declined += 1
                assert found == "ambiguous"
                assert new_text.count(old[home]) > 1 or old_text.count(old[home]) > 1, old[home]
    assert untouched > 3000
    assert carried > 0.95 * untouched
    assert declined < 0.05 * untouched


def test_a_description_given_by_a_role_is_the_same_speaker_in_the_next_version(call, tmp_path):
    (tmp_path / "l.csv").write_text("name,role\nAda Quill,Harbour Minister of Norway\n", encoding="utf-8")
    assert call("imports", "speakers", "l.csv").code == 0
    said = "Pier\n\n“The pier was closed last May,” the Norwegian harbour minister said.\n"
    call.bring(said)
    (quote,) = listed(call, "quotes")
    assert quote["speaker"] == "Ada Quill"
    call.bring(said + "\nMore to come, and the weather holds.\n")
    assert [q["id"] for q in listed(call, "quotes")] == [quote["id"]]
    assert listed(call, "sources", "versions", "1") == []


@pytest.mark.parametrize("publisher", [[], ["--publisher", "Example Post"]])
@pytest.mark.parametrize("day", [[], ["--published", "2024-03-04"]])
def test_a_headline_alone_makes_no_version_and_is_reported_as_likely(run, database, tmp_path, publisher, day):
    """Papers print many articles under one headline; the same file, or the user's word, makes a version."""
    texts = {
        "a.txt": "Council briefing on the harbour\n\n“The ferry runs all winter,” said Jonas Reed.\n",
        "b.txt": "Council briefing on the harbour\n\n“The museum is closed on Mondays,” said Mira Okafor.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    first = run("-d", database, "import", "a.txt", *publisher, *day)
    assert "likely" not in first.out
    second = run("-d", database, "import", "b.txt", *publisher, *day)
    assert second.out.startswith("new       source 2, 1 quote: Council briefing on the harbour\n")
    assert "probably another text of source 1" in second.out
    assert "--version-of 1" in second.out
    standing = json.loads(run("-d", database, "quotes", "--format", "json").out)
    assert {q["speaker"] for q in standing} == {"Jonas Reed", "Mira Okafor"}
    assert run("-d", database, "imports", "undo", "2").code == 0
    output = run("-d", database, "import", "b.txt", *publisher, *day, "--version-of", "1")
    assert output.out.startswith("version   source 1, 0 quotes carried over, 1 new, 1 lost")
    assert run("-d", database, "verify").code == 0
