"""Which attributions a text holds, where their words are and who is named beside them."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract.find import find
from factdb.extract.found import Found


def found_in(text: str) -> list[Found]:
    return find(Article(text, "test", ""))


def words(text: str, found: Found) -> tuple[str, str, str | None, str]:
    """(kind, content, cue, speakers) of an attribution, its spans joined by "|"."""
    content = "|".join(text[s.start : s.end] for s in found.spans)
    cue = text[found.cue.start : found.cue.end] if found.cue else None
    return found.kind, content, cue, "|".join(text[s.start : s.end] for s in found.speakers)


ONE = [
    # (text, kind, content, cue, speaker, reason)
    ("“We will sail,” Ana Ruiz said.", "direct", "We will sail", "said", "Ana Ruiz", "content, source, cue"),
    ("“We will sail,” said Ana Ruiz.", "direct", "We will sail", "said", "Ana Ruiz", "inverted"),
    ("Ruiz said: “We will sail.”", "direct", "We will sail.", "said", "Ruiz", "a colon"),
    ("Ana Ruiz, who runs the port, said, “We sail.”", "direct", "We sail.", "said", "Ana Ruiz", "a relative clause"),
    ("“We,” Ruiz said, “will sail.”", "direct", "We|will sail.", "said", "Ruiz", "split"),
    ("“We sail,” said Ruiz. “We always have.”", "direct", "We sail|We always have.", "said", "Ruiz", "goes on"),
    ("“Will it sail?” Ruiz asked.", "direct", "Will it sail?", "asked", "Ruiz", "a question before its cue"),
    ('"We will,” Ruiz said, “sail."', "direct", "We will|sail.", "said", "Ruiz", "mismatched marks"),
    ("‘We will sail,’ Ruiz said.", "direct", "We will sail", "said", "Ruiz", "single marks"),
    ("“I heard, ‘Sail,’ and did,” she said.", "direct", "I heard, ‘Sail,’ and did", "said", "she", "marks in marks"),
    ("“The [old] hull … leaks,” he said.", "direct", "The [old] hull … leaks", "said", "he", "brackets, ellipsis"),
    ("“We will sail or sell,” the letter reads.", "direct", "We will sail or sell", "reads", "the letter", "a letter"),
    ("“We will sail or sell,” fumed Ruiz.", "direct", "We will sail or sell", "fumed", "Ruiz", "any verb"),
    ("“We sail, come what may.” ― Ana Ruiz", "direct", "We sail, come what may.", None, "Ana Ruiz", "a signed line"),
    (
        "Ruiz said the crew was “tired but ready” for sea.",
        "mixed",
        "the crew was|tired but ready|for sea",
        "said",
        "Ruiz",
        "the whole clause around the quoted run",
    ),
    (
        "The council rejected the plan, which cost millions, as “far too dear.”",
        "mixed",
        "the plan, which cost millions, as|far too dear.",
        "rejected",
        "The council",
        "what a thing is called belongs to it",
    ),
    ("Ruiz said the ferry would sail.", "indirect", "the ferry would sail", "said", "Ruiz", "a clause"),
    ("Ruiz told reporters that it would sail.", "indirect", "that it would sail", "told", "Ruiz", "an addressee"),
    (
        "Ruiz said on Friday in a statement that it would sail.",
        "indirect",
        "that it would sail",
        "said",
        "Ruiz",
        "day and venue before the clause",
    ),
    ("Ana Ruiz, the mayor, said it would sail.", "indirect", "it would sail", "said", "Ana Ruiz", "an apposition"),
    ("His wife said it leaked.", "indirect", "it leaked", "said", "His wife", "a relation"),
    ("Two officials said it leaked.", "indirect", "it leaked", "said", "Two officials", "nobody named"),
    ("Ruiz and Tom Okafor said it leaked.", "indirect", "it leaked", "said", "Ruiz|Tom Okafor", "joint speakers"),
    ("The ferry, Ruiz said, will sail.", "indirect", "The ferry|will sail", "said", "Ruiz", "cue inside the clause"),
    ("The ferry will sail, Ruiz said.", "indirect", "The ferry will sail", "said", "Ruiz", "cue after the clause"),
    ("Ruiz urged the town to pay.", "indirect", "the town to pay", "urged", "Ruiz", "whom to do what"),
    ("Ruiz vowed to repair the hull.", "indirect", "to repair the hull", "vowed", "Ruiz", "an infinitive"),
    ("Ruiz asked whether it leaked.", "indirect", "whether it leaked", "asked", "Ruiz", "a question"),
    ("Asked whether it leaked, Ruiz left.", "indirect", "whether it leaked", "Asked", "", "nobody asks by name"),
    ("Ruiz praised the crew, then left.", "indirect", "the crew", "praised", "Ruiz", "an object ends at the clause"),
    ("The hull leaks, according to Ruiz.", "indirect", "The hull leaks", "according to", "Ruiz", "according to, after"),
    (
        "According to Ruiz, the hull leaks.",
        "indirect",
        "the hull leaks",
        "According to",
        "Ruiz",
        "according to, before",
    ),
    ("The mayor’s claim that it leaked", "indirect", "that it leaked", "claim", "The mayor", "a noun and its owner"),
    ("Mayor Says Ferry Will Sail", "indirect", "Ferry Will Sail", "Says", "Mayor", "a headline in capitals"),
    ("Ruiz refused. He said no.", "indirect", "no", "said", "He", "a pronoun beside the cue is the mention"),
]


WHO = [
    # (text, speakers of its first attribution, reason)
    ("“We sail,” Ana Ruiz, 30, of Salem, Ore., who runs the port, said later.", "Ana Ruiz", "asides and a state"),
    ("“We sail,” Ana Ruiz Jr., the harbor master, said.", "Ana Ruiz Jr.", "a suffix before an aside"),
    ("“The port will open in May” Ruiz said.", "Ruiz", "no comma before the mark"),
    ("“The port will open in May.” Ruiz said.", "Ruiz", "a full stop inside of the marks"),
    ("“It's unusual,“ said Ana Ruiz. “It is hard.”", "Ana Ruiz", "a quotation closed with an opening mark"),
    ("“The port will open,” Ana Ruiz, the master who built it told us.", "Ana Ruiz", "an aside that no comma closes"),
    ("“What if it sank?” the 43-year-old asked.", "the 43-year-old", "an age for a name"),
    ("“The port will open,” the tall, quiet diplomat said.", "the tall, quiet diplomat", "a comma in a noun phrase"),
    ("“It will open,” the two write.", "the two", "a number for a name"),
    ("Another wrote, “The port must open.”", "Another", "a pronoun that is a determiner elsewhere"),
    ("The coach, Scully, said the port would open.", "The coach, Scully", "a role and the name of who bears it"),
    ("“The port will open,” said Scully, adding that it must.", "Scully", "a name in -ly is no adverb"),
    ("“The ferry is a strong idea,” in Ruiz’s view.", "Ruiz", "a phrase that names the source"),
    ("“The ferry is a strong idea for all of us,” according to Ana Ruiz.", "Ana Ruiz", "according to, around marks"),
    ("The crew on Friday said that it would strike.", "The crew", "a day between subject and verb"),
    ("Police had last month said that it sank.", "Police", "a time within the verb"),
    ("The board less than two weeks ago said that it sank.", "The board", "weeks ago"),
    ("Ruiz, who met Okafor, the mayor of Elm, said that it sank.", "Ruiz", "an aside within an aside"),
    ("Still, Ruiz, who runs the port, said that it sank.", "Ruiz", "an adverb before a name"),
    ("Officials who spoke with The Elm Post said it sank.", "Officials", "a relative clause without commas"),
    ("The contrast with Ruiz, said Okafor and others, would be clear.", "Okafor and others", "inverted within"),
    ("Minutes later, Ruiz wrote to them, saying that it sank.", "Ruiz", "a time is no source"),
    ("In a hall in Salem, Oregon, Ruiz spoke, saying that it sank.", "Ruiz", "a state is no source"),
    ("Noting that it sank in May, June or July, Ruiz left.", "Ruiz", "the subject follows its participle"),
    ("In rejecting the plan, the council said little.", "the council", "the subject follows “in rejecting”"),
    ("The port is closed, with one of its crew saying it sank.", "one of its crew", "a participle's own subject"),
    ("The leak led Ana Ruiz to say that it sank.", "Ana Ruiz", "whoever is moved to say it says it"),
    ("Ruiz stood by her claim that it sank.", "Ruiz", "whose claim it is, stands in the sentence"),
    ("Ruiz was calm and in a statement said that it sank.", "Ruiz", "a second verb with its occasion"),
    ("“I will look into it.”\n\n- Ana Ruiz.", "Ana Ruiz", "a signature as a paragraph"),
    ("Ana Ruiz released this statement:\n\n“We will sail.”", "Ana Ruiz", "announced"),
    ("THE PORT IS SAFE - Ana Ruiz: “We have looked at every hull and all are sound.”", "Ana Ruiz", "a label"),
]


@pytest.mark.parametrize(("text", "speakers", "reason"), WHO)
def test_who_is_named_beside_the_cue(text: str, speakers: str, reason: str) -> None:
    assert words(text, found_in(text)[0])[3] == speakers, reason


def test_a_participle_goes_on_with_the_outermost_clause() -> None:
    text = "Ruiz said she saw no need to sell the port, telling Okafor it was sound."
    found = found_in(text)[-1]
    assert words(text, found)[2:] == ("telling", "Ruiz")


def test_two_people_who_talk_by_turns_alternate() -> None:
    turns = "“Will it sail?” Ruiz asked.", "“It will,” said Brandt.", "“When?”", "“In June.”", "The council votes soon."
    text = "\n\n".join(turns)
    found = found_in(text)
    assert [(words(text, f)[1], words(text, f)[3], f.alternates) for f in found] == [
        ("Will it sail?", "Ruiz", False),
        ("It will", "Brandt", False),
        ("When?", "Ruiz", True),
        ("In June.", "Brandt", True),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("“It will sail,” Ruiz said.\n\n“It will not,” said Brandt.\n\n“It leaks.”", "nobody asked: Brandt goes on"),
        ("“Will it sail?” he asked.\n\n“It will,” he said.\n\n“When?”", "nothing tells the two apart"),
    ],
)
def test_without_a_question_between_two_people_nobody_alternates(text: str, reason: str) -> None:
    assert not any(f.alternates for f in found_in(text)), reason


@pytest.mark.parametrize(("text", "kind", "content", "cue", "speaker", "reason"), ONE)
def test_one_attribution(text: str, kind: str, content: str, cue: str | None, speaker: str, reason: str) -> None:
    assert [words(text, f) for f in found_in(text)] == [(kind, content, cue, speaker)], reason


ALONE = [
    # (text, (content, speaker) of each attribution, reason)
    ("It closed at 5 p.m. “We were tired,” Ruiz said.", [("We were tired", "Ruiz")], "an hour ends the sentence"),
    ("It closed at 5 p.m. Ruiz said it leaked.", [("it leaked", "Ruiz")], "before a name as well"),
    ("She moved to Elm, D.C. “I was glad,” Ruiz said.", [("I was glad", "Ruiz")], "a district"),
    ("He works for Marsh Inc. “We build hulls,” he said.", [("We build hulls", "he")], "a firm"),
    ("They live on Oak St. ‘We like it’, Ruiz said.", [("We like it", "Ruiz")], "a street, single marks"),
    ("It was posted on X. Ana Ruiz said it leaked.", [("it leaked", "Ana Ruiz")], "a letter that is no initial"),
    (
        "They had seats in Row B. Ana Ruiz said it leaked.",
        [("it leaked", "Ana Ruiz")],
        "a letter after what it numbers",
    ),
    ("“It sank,” said Dara “the Oar” Lang.", [("It sank", "Dara “the Oar” Lang")], "a nickname with its article"),
    ("They chose Plan B. “It is cheaper,” said J. K. Marsh.", [("It is cheaper", "J. K. Marsh")], "and two that are"),
    ("The U.S. “must sail,” he said.", [("The U.S.|must sail", "he")], "the sentence goes on in the marks"),
    ("“It sank,” said Ana “Bo” Ruiz, the pilot.", [("It sank", "Ana “Bo” Ruiz")], "a nickname after the cue"),
    (
        "“It sank,” said Joe 'The Oar' Lang. “All of it.”",
        [("It sank|All of it.", "Joe 'The Oar' Lang")],
        "single marks",
    ),
    ("According to Dan “Duke” Ellis, it sank.", [("it sank", "Dan “Duke” Ellis")], "a nickname after “according to”"),
    ("Ruiz said Dan “Duke” Ellis sank it.", [("Dan “Duke” Ellis sank it", "Ruiz")], "a nickname is no quoted run"),
    ("“It sank,” Ruiz said on KTV's “Meet the Town.”", [("It sank", "Ruiz")], "a program after an owner"),
    ("“It sank,” Ruiz wrote in her memoir “Salt.”", [("It sank", "Ruiz")], "one word after the noun for a work"),
    ("“It sank,” Ruiz told the ‘Today’ programme.", [("It sank", "Ruiz")], "and before it"),
    ("Appearing on “The Late Hour,” Ruiz said it sank.", [("it sank", "Ruiz")], "a title with its comma leads up"),
    ("Ruiz, author of “Cold Water,” said it sank.", [("it sank", "Ruiz")], "a title in an aside"),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), ALONE)
def test_nothing_from_outside_of_its_sentence_or_out_of_names_and_titles(
    text: str, wanted: list[tuple[str, str]], reason: str
) -> None:
    assert [words(text, f)[1::2] for f in found_in(text)] == wanted, reason


NONE = [
    # (text, reason)
    ("Lena “Shorty” Marsh left the port in May.", "a nickname"),
    ("He read “The Long Way Home” on the ferry.", "the title of a work"),
    ("The sailors known as the “Elm Five” left in May.", "a name in marks"),
    ("Neither Ruiz nor Okafor made any comment to reporters.", "that nothing was said"),
    ("They met Bo Marsh, who helped found the firm.", "to found, not to find"),
    ("He has plans for the summer.", "a noun that looks like a verb"),
    ("The report was long.", "a noun that looks like a verb"),
    ("The United States won.", "a name that holds a verb"),
    ("The company’s refusal to condemn the strike cost it votes.", "what is not done"),
    ("The ferry left the port at noon.", "no cue"),
    ("", "no text"),
]


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_no_attribution(text: str, reason: str) -> None:
    assert [words(text, f) for f in found_in(text)] == [], reason


def test_attributions_that_share_a_speaker_are_apart() -> None:
    text = "Ruiz refused, saying the ferry was old and adding that it leaked."
    assert [words(text, f)[1:] for f in found_in(text)] == [
        ("the ferry was old", "saying", "Ruiz"),
        ("that it leaked", "adding", "Ruiz"),
    ]


def test_speech_inside_of_what_is_said_is_nested() -> None:
    text = "The council warned that Ruiz had said the ferry leaked."
    outer, inner = found_in(text)
    assert words(text, outer)[1:] == ("that Ruiz had said the ferry leaked", "warned", "The council")
    assert words(text, inner)[1:] == ("the ferry leaked", "said", "Ruiz")
    assert (outer.outer, inner.outer) == (None, 0)


def test_a_cue_inside_of_quotation_marks_is_the_speakers_own() -> None:
    text = "“They said the ferry leaked,” Ruiz said."
    assert [words(text, f)[1] for f in found_in(text)] == ["They said the ferry leaked"]


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“We will sail,” Ruiz said. “We always have.\n\n“And so will you.”"
    assert [words(text, f)[1] for f in found_in(text)] == ["We will sail|We always have.|And so will you."]


def test_signed_statements_that_follow_each_other_stay_apart() -> None:
    text = "“We sail on Monday.”\u00a0― Ana Ruiz\n\n“We stay at home.” ― Tom Okafor"
    assert [words(text, f)[1::2] for f in found_in(text)] == [
        ("We sail on Monday.", "Ana Ruiz"),
        ("We stay at home.", "Tom Okafor"),
    ]


def test_a_transcript_names_its_speakers_before_a_colon() -> None:
    text = "The debate follows.\n\nRUIZ: The ferry will sail.\n\nOKAFOR: It leaks, and you know it."
    assert [words(text, f)[1::2] for f in found_in(text)] == [
        ("The ferry will sail.", "RUIZ"),
        ("It leaks, and you know it.", "OKAFOR"),
    ]


def test_content_in_marks_is_distinguished_from_paraphrase() -> None:
    text = "Ruiz said the crew was “tired but ready” for sea."
    assert [s.quoted for s in found_in(text)[0].spans] == [False, True, False]


def test_surer_attributions_have_more_confidence() -> None:
    sure, fair, weak = (
        found_in(text)[0].confidence
        for text in (
            "“We will sail on Monday,” Ana Ruiz said.",
            "Ana Ruiz said the ferry would sail.",
            "Ana Ruiz praised the ferry.",
        )
    )
    assert sure > fair > weak


def test_the_same_text_gives_the_same_attributions() -> None:
    text = "\n\n".join(row[0] for row in ONE)
    assert found_in(text) == found_in(text)


def test_spans_are_in_order_and_inside_the_text() -> None:
    text = "\n\n".join(row[0] for row in ONE)
    for f in found_in(text):
        ends = [0, *(end for s in f.spans for end in (s.start, s.end))]
        assert ends == sorted(ends)
        assert ends[-1] <= len(text)
        assert f.spans
