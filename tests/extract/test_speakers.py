"""Who is named as the speaker of a statement, through finding and resolving, by the construction that names him."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract import Quotation, extract_quotations


def quotations(text: str) -> list[Quotation]:
    return extract_quotations(Article(text, "test", ""))


def speakers(quotation: Quotation) -> list[str]:
    """The names of a quotation's speakers; in brackets the words for one who is not named."""
    return [m.name or f"[{m.text}]" for m in quotation.speakers]


ROLE_AND_NAME = [
    # (text, content, speaker, reason)
    ("“It rose,” said the lab's senior chemist, Mia Holt.", "It rose", "Mia Holt", "inverted"),
    ("“It rose,” said the lab's chemist, Mia Holt, on Monday.", "It rose", "Mia Holt", "the day is no part of it"),
    ("“It rose,” warned the woman who ran the lab, Mia Holt.", "It rose", "Mia Holt", "a relative clause before it"),
    ("“It rose,” his aunt, Mia Holt, told the jury.", "It rose", "Mia Holt", "a relative"),
    ("The envoy to Chile, Paul Dorn, said it rose.", "it rose", "Paul Dorn", "never the country within the role"),
    ("A friend of Rita Bell, Paul Dorn, said it rose.", "it rose", "Paul Dorn", "nor the person within it"),
    ("The head of the lab, Dr Paul Dorn, said it rose.", "it rose", "Paul Dorn", "a rank before the name"),
    ("The lab's owner, 52-year-old Paul Dorn, said it rose.", "it rose", "Paul Dorn", "an age before the name"),
    ("The man who ran the lab, Paul Dorn, said it rose.", "it rose", "Paul Dorn", "whom a clause describes"),
    ("The band's drummer, Paul Dorn, said it rose.", "it rose", "Paul Dorn", "an occupation of no list"),
    ("Kenya's water minister, Joy Otieno, told us: “It rose.”", "It rose.", "Joy Otieno", "a country's role"),
    ("According to the diver, Tom O'Dea, the wreck is safe.", "the wreck is safe", "Tom O'Dea", "according to, before"),
    ("The wreck is safe, according to its diver, Tom O'Dea.", "The wreck is safe", "Tom O'Dea", "according to, after"),
    (
        "According to Tom O'Dea, a diver, the wreck is safe.",
        "the wreck is safe",
        "Tom O'Dea",
        "the role after the name",
    ),
    ("According to Tom O'Dea, who dived, the wreck is safe.", "the wreck is safe", "Tom O'Dea", "a clause after it"),
    ("According to Tom O'Dea, 38, the wreck is safe.", "the wreck is safe", "Tom O'Dea", "an age after it"),
    (
        "According to Tom O'Dea, a diver, a cook and a dog were hurt.",
        "a diver, a cook and a dog were hurt",
        "Tom O'Dea",
        "an enumeration is no aside",
    ),
    (
        "Rita Bell said the head of it, Paul Dorn, had left.",
        "the head of it, Paul Dorn, had left",
        "Rita Bell",
        "content",
    ),
    ("Dorn, head of the lab, a small one, said it rose.", "it rose", "Dorn", "a chain of asides goes back to the name"),
    ("Paul Dorn, a 52-year-old vet from Elm, Ohio, said it rose.", "it rose", "Paul Dorn", "through town and state"),
    ("“It rose,” said Energy Minister and Deputy Premier Paul Dorn.", "It rose", "Paul Dorn", "two offices"),
    ("One of the authors, Mia Holt, said it rose.", "it rose", "Mia Holt", "one of several"),
    ("“It rose,” said the elder of the two, Mia Holt.", "It rose", "Mia Holt", "a word of no list in -er"),
    ("Labour MP Mia Holt said it rose.", "it rose", "Mia Holt", "a post before the name"),
    ("Acme CEO Mia Holt said it rose.", "it rose", "Mia Holt", "a post in capitals"),
    ("Det Sgt Mia Holt said it rose.", "it rose", "Mia Holt", "ranks without stops"),
    ("The Bulls' left back, Mia Holt, said it rose.", "it rose", "Mia Holt", "a noun of no list, with a possessor"),
    ("The author of “Tides”, Mia Holt, said it rose.", "it rose", "Mia Holt", "the title of a work within the role"),
    ("The leader, Mia Holt MP, said it rose.", "it rose", "Mia Holt", "letters after a name"),
    ("Nurse-turned-lawyer Gita Holt said it rose.", "it rose", "Gita Holt", "an occupation with hyphens"),
    ("Sculptor Olga Dorn said it rose.", "it rose", "Olga Dorn", "an occupation opens the sentence"),
    ("“It rose,” said US Attorney Olga Dorn.", "It rose", "Olga Dorn", "US is no pronoun"),
    ("“It rose,” Olga Dorn, editor of Tidewatch.org told us.", "It rose", "Olga Dorn", "an aside that is left open"),
]


@pytest.mark.parametrize(("text", "content", "speaker", "reason"), ROLE_AND_NAME)
def test_the_name_beside_a_role_speaks(text: str, content: str, speaker: str, reason: str) -> None:
    (found,) = quotations(text)
    assert (found.text, speakers(found)) == (content, [speaker]), reason


def test_the_role_beside_a_name_is_its_title() -> None:
    (found,) = quotations("The envoy to Chile, Paul Dorn, said it rose.")
    assert found.speakers[0].title == "The envoy to Chile"


UNNAMED = [
    # (text, speaker, reason)
    ("Officials in Salem, Oregon, said it rose.", "Officials in Salem", "a state is nobody's name"),
    ("A man from Chile said it rose.", "A man from Chile", "nor where he is from"),
    ("A letter to Mia Holt said it rose.", "A letter to Mia Holt", "nor to whom it is"),
    ("A woman married to Ed Voss said it rose.", "A woman married to Ed Voss", "nor to whom she is"),
    ("The envoy to Chile said it rose.", "The envoy to Chile", "the country within the role does not speak"),
    ("On Monday, the mayor of Elm, Ohio, said it rose.", "the mayor of Elm", "a day does not speak"),
    ("The 52-year-old vet said it rose.", "The 52-year-old vet", "an age is one word"),
    ("Officials in Ohio say it rose.", "Officials in Ohio", "the number of the noun, not of the last word"),
    ("Advisers to the mayor say it rose.", "Advisers to the mayor", "a noun with to"),
    ("Those close to him say it rose.", "Those close to him", "close to"),
    ("The miners' union said it rose.", "miners' union", "a plural possessive"),
    ("“It rose,” the dockers’ families said.", "the dockers’ families", "the same with a curly apostrophe"),
    ("“It rose,” said the tenants' association.", "tenants' association", "the same, inverted"),
    ("Nurses are leaving. “It rose,” one said.", "one", "one of them"),
    ("Nurses are leaving. “It rose,” the other said.", "the other", "the other one"),
    ("The WHO said it rose.", "WHO", "initials that spell a pronoun"),
]


@pytest.mark.parametrize(("text", "speaker", "reason"), UNNAMED)
def test_sources_without_a_persons_name(text: str, speaker: str, reason: str) -> None:
    assert [s.strip("[]") for s in speakers(quotations(text)[-1])] == [speaker], reason


HEADLINES = [
    # (headline, body, content or None, speaker or None, reason)
    ("Storms: Roofs fly as gale hits coast", "It blew.", None, None, "a topic"),
    ("Analysis: Why roofs are so weak here", "It blew.", None, None, "a kind of article"),
    ("Chile: Army will leave the north", "It left.", None, None, "a country is a topic"),
    ("Apple: Phones will be thinner still", "It shrank.", None, None, "so is a company"),
    ("Ana Holt: Roofs fly as gale hits", "Ana Holt spoke.", None, None, "a person, but no statement"),
    ("Storm Ada: ‘It tore the roof off’", "Storm Ada hit.", None, None, "a storm does not speak"),
    ("Roof crisis: ‘We sleep in the car’", "It blew.", None, None, "a topic before marks"),
    ("Mayor Ana Holt: roofs will be mended", "Holt spoke.", "roofs will be mended", "Ana Holt", "a title and a name"),
    ("Police: Missing roofer found alive", "He fell.", "Missing roofer found alive", "Police", "who speaks for itself"),
    (
        "Ana Holt: ‘We will mend roofs’",
        "Holt, who paid, spoke.",
        "We will mend roofs",
        "Ana Holt",
        "a person, in marks",
    ),
    ("Holt to Voss: ‘Mend the roof’", "Ana Holt met Ed Voss.", "Mend the roof", "Ana Holt", "not the one spoken to"),
    ("Holt on losing: ‘I wept’", "Ana Holt lost.", "I wept", "Ana Holt", "the topic is no part of the name"),
    ("Council leader: ‘We have no roof’", "It blew.", "We have no roof", "Council leader", "an office"),
    ("Holt tells Voss: ‘Mend the roof’", "Ana Holt met Ed Voss.", "Mend the roof", "Ana Holt", "a clause, read as one"),
    ("Roof row - Mayor Holt: ‘It stays’", "Mayor Ana Holt spoke.", "It stays", "Ana Holt", "a name after a dash"),
    ("Roof not safe, warns Holt", "Ana Holt, a roofer, climbed it.", "Roof not safe", "Ana Holt", "inverted"),
    ("‘I wept’: Ana Holt on losing", "Ana Holt lost.", "I wept", "Ana Holt", "the speaker after the colon"),
]


@pytest.mark.parametrize(("headline", "body", "content", "speaker", "reason"), HEADLINES)
def test_labels_of_headlines(headline: str, body: str, content: str, speaker: str | None, reason: str) -> None:
    found = [q for q in quotations(f"{headline}\n\n{body}") if q.spans[0].start < len(headline)]
    wanted = [(content, [speaker])] if content else []
    assert [(q.text, [s.strip("[]") for s in speakers(q)]) for q in found] == wanted, reason


def test_a_first_paragraph_is_no_headline() -> None:
    assert quotations("Tides: They rise twice a day. They fall twice a day as well.") == []


JOINT = [
    # (text, speakers, reason)
    ("“It rose,” said Mia Holt, Ed Voss and Kay Lund.", ["Mia Holt", "Ed Voss", "Kay Lund"], "three, inverted"),
    ("Mia Holt, Ed Voss and Kay Lund said it rose.", ["Mia Holt", "Ed Voss", "Kay Lund"], "three before the cue"),
    ("Mia Holt, Ed Voss, and Kay Lund said it rose.", ["Mia Holt", "Ed Voss", "Kay Lund"], "a comma before and"),
    ("Mia Holt, a vet, and Ed Voss, a nurse, said it rose.", ["Mia Holt", "Ed Voss"], "each with an apposition"),
    ("“It rose,” said Mia Holt and her son, Ed Voss.", ["Mia Holt", "Ed Voss"], "a relation and a name, inverted"),
    ("“It rose,” said Mia Holt, a vet, and Ed Voss, a nurse.", ["Mia Holt", "Ed Voss"], "the same, inverted"),
    (
        "“It rose,” the vet Mia Holt and his wife, Kay Holt, said.",
        ["Mia Holt", "Kay Holt"],
        "a role and a name in a row",
    ),
    ("Mia Holt (Green) and Ed Voss (Blue) said it rose.", ["Mia Holt", "Ed Voss"], "parties in brackets"),
    ("“It rose,” said nurses Mia Holt, Ed Voss and Kay Lund.", ["Mia Holt", "Ed Voss", "Kay Lund"], "a plural before"),
    ("Both Mia Holt and her rival, Ed Voss, said it rose.", ["Mia Holt", "Ed Voss"], "both"),
    ("“It rose,” Mark, Ian and Jenny Lund said.", ["Mark Lund", "Ian Lund", "Jenny Lund"], "three with one surname"),
    ("Ministers Mia Holt and Ed Voss said it rose.", ["Mia Holt", "Ed Voss"], "a title in the plural"),
    ("The two vets, Mia Holt and Ed Voss, said it rose.", ["Mia Holt", "Ed Voss"], "whose names follow"),
    ("According to Mia Holt and Ed Voss, it rose.", ["Mia Holt", "Ed Voss"], "according to"),
    ("Brothers Mark and Ian Lund said it rose.", ["Mark Lund", "Ian Lund"], "two brothers"),
    ("In Salem, Holt and Voss said it rose.", ["Holt", "Voss"], "a place before them is none of them"),
    ("“It rose,” said Mark and Jenny Lund.", ["Mark Lund", "Jenny Lund"], "a couple with one surname"),
    ("We met Mia Holt and Ed Voss, who says it rose.", ["Ed Voss"], "a clause in the singular: the nearer one"),
    ("The Bureau of Fish and Game said it rose.", ["Bureau of Fish and Game"], "an institution with and in its name"),
]


@pytest.mark.parametrize(("text", "names", "reason"), JOINT)
def test_joint_speakers(text: str, names: list[str], reason: str) -> None:
    assert speakers(quotations(text)[-1]) == names, reason


HANDED_ON = [
    # (text, content, speaker, reason)
    ("The Herald quoted Ida Voss as saying it rose.", "it rose", "Ida Voss", "quoted … as saying"),
    ("“It rose,” the radio quoted the vet Ida Voss as saying.", "It rose", "Ida Voss", "the same after the words"),
    ("The Herald quoted its owner, Ida Voss, as saying it rose.", "it rose", "Ida Voss", "a role and a name"),
    ("Ida Voss was quoted by the Herald as saying it rose.", "it rose", "Ida Voss", "was quoted by"),
    ("“It rose,” Ida Voss was quoted as saying.", "It rose", "Ida Voss", "was quoted, after the words"),
    ("It ends with footage of Ida Voss saying, “It rose.”", "It rose.", "Ida Voss", "whom a recording shows"),
    ("State radio showed General Ida Voss telling us: “It rose.”", "It rose.", "Ida Voss", "shown telling"),
    ("Ida Voss said it rose, as did Ed Holt.", "it rose", "Ida Voss", "who said the same is no part of it"),
    ("Voss angered us (Holt called her rude) by saying, “It rose.”", "It rose.", "Voss", "another in brackets"),
    ("Voss (“a liar,” said Holt) says it rose.", "it rose", "Voss", "words of another in brackets"),
    ("Ida Voss took to Instagram: “It rose.”", "It rose.", "Ida Voss", "a medium and a colon"),
    ("“It rose,” reads a post by Ida Voss on Facebook.", "It rose", "a post by Ida Voss", "by whom it is"),
    ("Voss issued a statement saying it rose.", "it rose", "Voss", "who issues a document"),
    ("Voss released a video that said it rose.", "it rose", "Voss", "whose clause it is"),
    ("To some degree, all agreed that it rose.", "that it rose", "all", "no noun before the comma"),
    ("We met the council, which together vowed to stay.", "to stay", "the council, which", "an adverb after which"),
    (
        "On May 6, 2015, Voss was clear: “It rose in the night, as all of us who were there saw.”",
        "It rose in the night, as all of us who were there saw.",
        "Voss",
        "no year speaks",
    ),
]


@pytest.mark.parametrize(("text", "content", "speaker", "reason"), HANDED_ON)
def test_who_speaks_where_words_are_handed_on(text: str, content: str, speaker: str, reason: str) -> None:
    found = quotations(text)[-1]
    assert (content is None or found.text == content, [s.strip("[]") for s in speakers(found)]) == (True, [speaker]), (
        reason
    )


def test_who_quotes_hands_it_on() -> None:
    (found,) = quotations("The Herald quoted Ida Voss as saying it rose.")
    assert found.reported_by is not None
    assert found.reported_by.name == "Herald"


PRONOUNS = [
    # (text, speaker or None, reason)
    ("Zita Lom is the niece of Abu Lom. “He knew,” she said.", "Zita Lom", "what she is"),
    ("Abu Lom was the brother of Zita Lom. “She knew,” he said.", "Abu Lom", "what he was"),
    ("Lom, whose wife, Zita Lom, is mayor, was late. “It rose,” he said.", "Lom", "whose wife"),
    ("Zita Lom, whose husband is mayor, was late. “It rose,” she said.", "Zita Lom", "whose husband"),
    ("Queen Ida's aide, Abu Lom, spoke. “It rose,” he said.", "Abu Lom", "the noun of a title alone tells the gender"),
]


@pytest.mark.parametrize(("text", "speaker", "reason"), PRONOUNS)
def test_whom_a_pronoun_means_by_kin(text: str, speaker: str, reason: str) -> None:
    assert speakers(quotations(text)[-1]) == [speaker], reason


def test_an_author_is_no_she_of_the_article() -> None:
    text = "By Zita Lom\n\nIt was late. “It rose,” she said."
    article = Article(text, "test", "", body=((13, len(text)),), byline="By Zita Lom", contributors=("Zita Lom",))
    assert speakers(extract_quotations(article)[0]) == ["[she]"]
