"""Sentences of the news with everything that is stated in them, and nothing else."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations

Said = tuple[str, str]


def said(text: str) -> list[Said]:
    """Return (speakers, content) of each statement made; in brackets the words for one who is not named."""
    return [
        (" & ".join(m.name or f"[{m.text}]" for m in q.speakers), q.text.strip().rstrip(".,").removeprefix("that "))
        for q in extract_quotations(Article(text, "test", ""))
        if q.factuality == "actual"
    ]


STATEMENTS: list[tuple[str, list[Said], str]] = [
    # (text, (speakers, content) of each, reason)
    (
        'MULTAN: "The bridge is open," harbour master Sana Iqbal told reporters.',
        [("Sana Iqbal", "The bridge is open")],
        "a dateline is no part of the quotation",
    ),
    (
        "TAMALE, March 3 – Maize will cost more, trader Yaa Boateng said.",
        [("Yaa Boateng", "Maize will cost more")],
        "a dateline with a day",
    ),
    (
        "MAPUTO, Mozambique (AP) — The metical fell, said broker Rui Tembe.",
        [("Rui Tembe", "The metical fell")],
        "a dateline with a country and an agency",
    ),
    (
        '"They sold early," said Holt, Byrne and Others partner Lena Mwale.',
        [("Lena Mwale", "They sold early")],
        "a firm of names before its partner",
    ),
    (
        "Holt, Byrne & Co analyst Lena Mwale said they sold early.",
        [("Lena Mwale", "they sold early")],
        "a firm of names before the subject",
    ),
    ("April Nkemelu said the mill was old.", [("April Nkemelu", "the mill was old")], "a month as a given name"),
    ("May Takahashi said the mill was old.", [("May Takahashi", "the mill was old")], "not the verb either"),
    ("In April Nkemelu said the mill was old.", [("Nkemelu", "the mill was old")], "here it is the month"),
    ("The June Moon Group said it would sail.", [("June Moon Group", "it would sail")], "a month in a group’s name"),
    ("Publican Dermot Shiels said the cellar was dry.", [("Dermot Shiels", "the cellar was dry")], "an occupation"),
    (
        "US Attorney for Oregon Wade Colby said the files were gone.",
        [("Wade Colby", "the files were gone")],
        "an office of a place before a name",
    ),
    (
        "Secretary of State for Transport Nia Rees said trains would run.",
        [("Nia Rees", "trains would run")],
        "an office of two parts",
    ),
    (
        'Economist Temi Alabi predicted the opposite: "They will double by May."',
        [("Temi Alabi", "They will double by May")],
        "what is announced by a colon, without the words that announce it",
    ),
    ("Wen Li learned draughts from her aunt.", [], "a skill is learned, nothing is stated"),
    ("Wen Li learned that the ferry was full.", [("Wen Li", "the ferry was full")], "a clause is"),
    ("The mayor announced the winner at noon.", [], "somebody is made known"),
    ("The mayor announced a curfew.", [("[The mayor]", "a curfew")], "a measure is announced"),
    ("The lease calls for three months of notice.", [], "terms of a document"),
    ("The forecast promises sun and a light wind.", [], "a forecast says nothing"),
    (
        "The islanders were warned by the coast guard to stay ashore.",
        [("[the coast guard]", "to stay ashore")],
        "a warning in the passive",
    ),
    (
        "Both Efua Mensah and Kojo Badu denied taking the boat.",
        [("Efua Mensah & Kojo Badu", "taking the boat")],
        "a gerund that is no verb of saying",
    ),
    (
        '"We tried," said captain Ilse Vos, her deputy, Femke Maas, and the cook.',
        [("Ilse Vos & Femke Maas", "We tried")],
        "a described name in a row, and one without a name",
    ),
    (
        '"Nobody slept," said the hostel\'s night porter.',
        [("the hostel's night porter", "Nobody slept")],
        "the night is no time here",
    ),
    (
        '"It closes," said two people familiar with the talks.',
        [("two people familiar with the talks", "It closes")],
        "what they are familiar with",
    ),
    (
        "The debt will rise, according to people familiar with its plans.",
        [("people familiar with its plans", "The debt will rise")],
        "people are no plan",
    ),
    (
        "Police said that Jan Sand, 41, of Elm, and a woman who has not been named had planned it.",
        [("Police", "Jan Sand, 41, of Elm, and a woman who has not been named had planned it")],
        "two subjects of one clause",
    ),
    (
        "\"I am done,\" said former jockey Colm 'Chalky' White.",
        [("Colm 'Chalky' White", "I am done")],
        "a nickname in single marks",
    ),
    (
        "Coach Drago Ilic did not mince words: “We slept.”",
        [("Drago Ilic", "We slept")],
        "what one did not do, and a colon",
    ),
    (
        'In other words, explained broker Nan Cordes: "It sank."',
        [("Nan Cordes", "It sank")],
        "an adjunct is no subject",
    ),
    (
        'The ferry "was late again," Ama Reed said, though a log shows otherwise.',
        [("Ama Reed", 'The ferry "was late again"')],
        "the reporter objects",
    ),
    (
        '"Elm needs its market back", trader Akinyi Otis implored at the meeting.',
        [("Akinyi Otis", "Elm needs its market back")],
        "an occupation without an article after the mark",
    ),
    (
        'The singer said she was "done with tours," weeks after booking two.',
        [("[The singer]", 'she was "done with tours"')],
        "when it was said, in relation to what else happened",
    ),
    (
        "Consul Mert Aksoy said two sailors were missing, but gave no names.",
        [("Mert Aksoy", "two sailors were missing")],
        "what he did not add",
    ),
    (
        "Auditor Lea Roth said the line had broken its word, the first such finding in years.",
        [("Lea Roth", "the line had broken its word")],
        "the reporter sets it in a row",
    ),
    (
        "Wards are filling up, warned Dr Sara Malik.",
        [("Sara Malik", "Wards are filling up")],
        "a verb that may take an object closes the sentence",
    ),
    (
        "It was alleged in court that the mayor had taken a boat.",
        [("", "the mayor had taken a boat")],
        "where it was alleged",
    ),
    (
        '"Rates will hold," said Bank of Malawi governor Grace Phiri.',
        [("Grace Phiri", "Rates will hold")],
        "a body with “of” in its name before an office",
    ),
    (
        "A lawyer representing the crew said they would sue.",
        [("A lawyer representing the crew", "they would sue")],
        "whom somebody acts for does not speak",
    ),
    (
        "A spokeswoman for US President Noor Reed said he would come.",
        [("A spokeswoman for US President Noor Reed", "he would come")],
        "whom somebody speaks for does not speak",
    ),
    (
        "UN Secretary-General Maria Sol said it was over.",
        [("Maria Sol", "it was over")],
        "an office with a hyphen",
    ),
    ('"He was brave," said her son Malick.', [("Malick", "He was brave")], "her son is no object"),
    (
        '"The fish are ill," Friends of the Fjord chairwoman Ilse Moe said.',
        [("Ilse Moe", "The fish are ill")],
        "a body that is called friends",
    ),
    (
        "“The sign said ‘No cats’,” Ranger Ida Moe joked.",
        [("Ida Moe", "The sign said ‘No cats’")],
        "an occupation in capitals after a mark",
    ),
    ("He called the doctor at noon and waited.", [], "somebody is sent for"),
    ("He called the doctor a liar.", [("[He]", "the doctor a liar")], "somebody is called something"),
    (
        'Ed Tull said the barn "went up like straw," his voice breaking.',
        [("Ed Tull", 'the barn "went up like straw"')],
        "how he said it",
    ),
    (
        "According to the port's chief diver, a veteran of three wrecks called Bram Kuiper, the hull is sound.",
        [("the port's chief diver", "the hull is sound")],
        "an aside that names him",
    ),
    (
        '"He was calm," said Ruth Ek. Another neighbour, Per Holm, nodded. "Calm and kind."',
        [("Ruth Ek", "He was calm"), ("Per Holm", "Calm and kind")],
        "a given name that is a preposition too",
    ),
    (
        "In a 30-page ruling, Dame Pia Okri wrote that he had lied.",
        [("Pia Okri", "he had lied")],
        "a noun in -ing is no verb",
    ),
    ("He had lied, ruled Justice Pia Okri.", [("Pia Okri", "He had lied")], "a finding closes the sentence"),
    ('Fans shouted "shame" outside the hall.', [("Fans", "shame")], "where it was shouted"),
    ("Ruiz would neither confirm nor deny the report.", [], "nothing is said"),
    (
        "After Ruiz said the talks were over, shares fell.",
        [("Ruiz", "the talks were over")],
        "a bare plural is the main clause’s subject",
    ),
    ("Ruiz kept saying that the ferry was late.", [("Ruiz", "the ferry was late")], "a verb of going on"),
    ("Ruiz began by saying that the ferry was late.", [("Ruiz", "the ferry was late")], "a verb of beginning"),
    (
        "Ruiz ended her speech with the words “we are done”.",
        [("Ruiz", "we are done")],
        "the words that end a speech",
    ),
    (
        "“He should cheer,” Kemi Obi said. Instead, “he whines.”",
        [("Kemi Obi", "He should cheer ... he whines")],
        "a connective joins two quotations of one speaker",
    ),
    (
        "“It is odd,” Kemi Obi told Chris Cole after the debate, “and I like it.”",
        [("Kemi Obi", "It is odd ... and I like it")],
        "a noun that is spelt like a verb stands between",
    ),
    (
        "Lund said he would back her, even as he has sold her ferry.",
        [("Lund", "he would back her")],
        "the reporter’s perfect",
    ),
    ('"It is illegal," say critics.', [("critics", "It is illegal")], "a plural after a verb in the plural"),
    ("The tax is illegal, say critics, who want it gone.", [("critics", "The tax is illegal")], "without marks"),
    (
        'Inspector Rex Odom said: "A man has been held" but would not name him.',
        [("Rex Odom", "A man has been held")],
        "what he did not say",
    ),
    (
        "Oxfam Elm said through its secretary, Siân Pugh, that it was over.",
        [("Oxfam Elm", "it was over")],
        "through whom it was said",
    ),
    ("Asked about it, diver Aino Lahti said: “It is over.”", [("Aino Lahti", "It is over")], "nothing is asked about"),
    (
        '"It is over," said Harbour & Sons campaign manager Aroha Tamati.',
        [("Aroha Tamati", "It is over")],
        "a firm with “&” and a role of two words",
    ),
    ('"It is over," said Lund & Pike.', [("Lund & Pike", "It is over")], "a firm is one speaker"),
    (
        '"It is over," said Friends of the Marsh\'s regional director, Grace Byrne.',
        [("Grace Byrne", "It is over")],
        "a body with “of” before a role and a name",
    ),
    ("“It leaks,” said Aino Lahti last week.", [("Aino Lahti", "It leaks")], "a time after the name"),
    ("“It leaks!” warned Aino Lahti earlier this month.", [("Aino Lahti", "It leaks!")], "a time of three words"),
    ("Aino Lahti told the inquiry nobody had asked.", [("Aino Lahti", "nobody had asked")], "nobody opens a clause"),
    (
        'Taking to Instagram, keeper Kofi Annor wrote: "Thank you."',
        [("Kofi Annor", "Thank you")],
        "a participle before a colon is no label",
    ),
    (
        "Half of pupils skip meals, a survey by the union found.",
        [("a survey by the union", "Half of pupils skip meals")],
        "a verb in the plural that no form tells, and the sentence ends with the cue",
    ),
    ("On Monday, the court found.", [], "a day is no statement"),
    (
        "A warden who said she feared for her pension said the gates would close.",
        [("A warden who", "she feared for her pension"), ("A warden", "the gates would close")],
        "the relative clause states one thing, the main clause another",
    ),
    (
        "A driver who refused to give his name told the Herald that the brakes had failed.",
        [("A driver", "the brakes had failed")],
        "the terms on which somebody speaks are no statement",
    ),
    (
        "A teacher who asked not to be named, citing her contract, said the roof was leaking.",
        [("A teacher", "the roof was leaking")],
        "nor is the reason for them",
    ),
    ("A baker asked that his name be withheld.", [], "terms alone are no statement"),
    (
        "Lowe asked that the road be named after her aunt.",
        [("Lowe", "the road be named after her aunt")],
        "a name that is not the speaker's own",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), STATEMENTS)
def test_statements(text: str, wanted: list[Said], reason: str) -> None:
    assert said(text) == wanted, reason


def test_a_topic_before_a_colon_does_not_make_a_plural_noun_a_verb() -> None:
    assert said("NHS: Waiting lists grow\n\nThe lists grew again in May.") == []


def test_a_label_that_is_a_participle_says_nothing() -> None:
    assert said("Explained: How the lake turned pink\n\nFour inlets are pink.") == []


def test_a_headline_speaks_to_one_person() -> None:
    found = said("Farmers to minister: You have let us down\n\nFarmers marched on Monday.")
    assert found == [("Farmers", "You have let us down")]


def test_a_headline_names_an_occupation_after_the_quotation() -> None:
    found = said("'I owe them nothing': actor Hal Munro on life after fame\n\nHe left the stage in 2019.")
    assert found == [("Hal Munro", "I owe them nothing")]


def test_a_ministry_is_not_the_place_of_a_dateline() -> None:
    found = extract_quotations(Article("NAIROBI (AP) — Fuel will cost more, the ministry said.", "test", ""))
    assert [(m.name, m.text) for q in found for m in q.speakers] == [(None, "the ministry")]


def test_two_given_names_of_which_one_begins_the_other_are_two_people() -> None:
    text = 'Danielle Pruett sued her brother Dan Pruett. "He hid the will," she said.'
    assert said(text) == [("Danielle Pruett", "He hid the will")]


def test_a_priest_is_a_man() -> None:
    assert said('Fr Enda Burke buried Nora Whelan. "She fed us all," he said.') == [("Enda Burke", "She fed us all")]
