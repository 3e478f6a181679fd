"""Plain statements and who makes them, in the constructions of the press; and what only looks like one."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations

# A first line would be a headline, which is read by other rules.
LEAD = "The week was quiet\n\nNot much happened in the port.\n\n"

STATED = [
    # (text, content, speakers as printed, reason)
    ("However, trade is slowing, the bank said.", "trade is slowing", "the bank", "past a connective"),
    (
        "The fleet, which sailed in May, has sunk, they say.",
        "The fleet, which sailed in May, has sunk",
        "they",
        "an aside",
    ),
    ("That law was old, Ruiz said.", "That law was old", "Ruiz", "a demonstrative opens it"),
    ("Prices rose 4%, said Ana Ruiz.", "Prices rose 4%", "Ana Ruiz", "an irregular verb and a sign"),
    ("The crew stole it, said Captain Ana Ruiz.", "The crew stole it", "Captain Ana Ruiz", "before an inverted name"),
    (
        "The bar shuts at ten, said Ana Ruiz, who runs it.",
        "The bar shuts at ten",
        "Ana Ruiz",
        "no verb known by its form",
    ),
    ("Demand fell by half, the report found.", "Demand fell by half", "the report", "a report at the end"),
    ("Eels can count, a study suggests.", "Eels can count", "a study", "a study at the end"),
    ("The pilot had been drinking, the court heard.", "The pilot had been drinking", "the court", "said in court"),
    ("The inquest heard that the pilot drank.", "that the pilot drank", "The inquest", "said at an inquest"),
    ("Ruiz said, in an email, that it leaked.", "that it leaked", "Ruiz", "a venue between commas"),
    ("Ruiz said, however, that it leaked.", "that it leaked", "Ruiz", "a connective between commas"),
    ("Ruiz admitted under oath he had lied.", "he had lied", "Ruiz", "an adjunct before the clause"),
    ("Ruiz said after the hearing she would sell.", "she would sell", "Ruiz", "and an occasion"),
    ("Ruiz said on Dec. 30 the port would shut.", "the port would shut", "Ruiz", "a day before the clause"),
    ("Ruiz said two years ago that it leaked.", "that it leaked", "Ruiz", "a time before the clause"),
    ("Ruiz said late Friday it leaked.", "it leaked", "Ruiz", "another"),
    ("Ruiz told Tom Okafor, a trainee, that it leaked.", "that it leaked", "Ruiz", "an apposition to the one told"),
    ("Ruiz told reporters she’d sail.", "she’d sail", "Ruiz", "a contraction opens the clause"),
    ("“It leaks,” Ruiz said, adding he would sell.", "It leaks", "Ruiz", "and a second statement"),
    ("Ruiz felt his side deserved a draw.", "his side deserved a draw", "Ruiz", "a clause after felt"),
    ("The Echo has learned that it leaks.", "that it leaks", "The Echo", "a paper learns"),
    ("The rule states that ships must stop.", "that ships must stop", "The rule", "a text states"),
    ("Records kept by the port show the ship sank.", "the ship sank", "Records kept by the port", "the noun’s number"),
    ("Mayor Ruiz Vows To Sail On", "To Sail On", "Mayor Ruiz", "a headline in capitals"),
    ("Ruiz said of the vote that it was rigged.", "that it was rigged", "Ruiz", "said of a thing"),
    ("As Ruiz said, the port will shut.", "the port will shut", "Ruiz", "as she said, before"),
    ("The port, as Ruiz noted on Friday, is old.", "The port ... is old", "Ruiz", "inside"),
    ("The port is old, as Ruiz told the Echo.", "The port is old", "Ruiz", "after"),
    ("As Ruiz put it, “the port is old.”", "the port is old.", "Ruiz", "as she put it"),
    ("Ruiz put it this way: “It is old.”", "It is old.", "Ruiz", "put it"),
    ("Ana Ruiz was curt: “It is old.”", "It is old.", "Ana Ruiz", "a colon alone"),
    ("The mayor was curt: “It is old.”", "It is old.", "The mayor", "and an office"),
    ("Ana Ruiz on the port: “It is old.”", "It is old.", "Ana Ruiz", "on a topic"),
    ("The lease is old and, as Ruiz noted, it is costly.", "it is costly", "Ruiz", "as she noted, in a second clause"),
    ("Ruiz argued although it may float, it leaks.", "although it may float, it leaks", "Ruiz", "a concession first"),
    (
        "Ruiz praised what she called a brave crew.",
        "what she called a brave crew",
        "Ruiz",
        "an object that is a clause",
    ),
    ("Ruiz asked Okafor whether it leaked.", "whether it leaked", "Ruiz", "a question to somebody"),
    (
        "While it is old, according to Ruiz, the ship sails.",
        "While it is old ... the ship sails",
        "Ruiz",
        "a clause around",
    ),
    ("They met over claims from the port that it leaks.", "that it leaks", "the port", "claims from somebody"),
    ("Ana Ruiz, a miner from Salem: “We dug.”", "We dug.", "Ana Ruiz", "a name and what she is"),
    ("Ana Ruiz had one word for it: “Old.”", "Old.", "Ana Ruiz", "had one word"),
    ("Ana Ruiz did not hesitate: “Never.”", "Never.", "Ana Ruiz", "did not hesitate"),
    ("For Ana Ruiz, it is simple: “We win.”", "We win.", "Ana Ruiz", "for somebody"),
    ("From the mayor, Ana Ruiz, came one word: “No.”", "No.", "the mayor, Ana Ruiz", "from somebody"),
    ("His advice to sailors? “Stay in bed.”", "Stay in bed.", "His", "a question that announces"),
    ("The reaction of Ana Ruiz was swift. “Never.”", "Never.", "Ana Ruiz", "a sentence that announces"),
    ("To quote Ana Ruiz, “it leaks.”", "it leaks.", "Ana Ruiz", "to quote, after a comma"),
    ("“A farce”: that was how Ana Ruiz described it.", "A farce", "Ana Ruiz", "that was how"),
    ("“A farce” is how it was described by Ana Ruiz.", "A farce", "Ana Ruiz", "is how, in the passive"),
    ("Eels can count, tests have shown.", "Eels can count", "tests", "an irregular participle"),
    ("Ruiz said on Tuesday prices had fallen.", "prices had fallen", "Ruiz", "a bare noun after the day"),
    ("The crew left, said a baffled Ana Ruiz, who stayed.", "The crew left", "a baffled Ana Ruiz", "an adjective"),
    ("The inquest was told the boat had no radio.", "the boat had no radio", "", "told, without that"),
    (
        "They were told by the doctor, Ana Ruiz, that it grew.",
        "that it grew",
        "the doctor, Ana Ruiz",
        "told by somebody",
    ),
    ("It is worth £6bn (€7bn), according to Ruiz.", "It is worth £6bn (€7bn)", "Ruiz", "a bracket at the end"),
    ("Her verdict: “It is old.”", "It is old.", "Her", "whose verdict"),
    ("Ruiz’s answer: “It is old.”", "It is old.", "Ruiz", "whose answer"),
    ("The message from Ana Ruiz was plain: “Stay.”", "Stay.", "Ana Ruiz", "a message from somebody"),
    ("In the words of Ana Ruiz, “it is old.”", "it is old.", "Ana Ruiz", "in the words of"),
    ("Her message was that it leaks.", "that it leaks", "Her", "a noun that carries a statement"),
    ("Ruiz was adamant that it leaked.", "that it leaked", "Ruiz", "an adjective with a clause"),
    ("Ruiz is critical of the plan.", "the plan", "Ruiz", "and with an object"),
    ("The plan was dismissed as “a gimmick” by Ana Ruiz.", "The plan ... as “a gimmick”", "Ana Ruiz", "a passive"),
    ("The plan was called “a farce” by the mayor.", "The plan ... a farce”", "the mayor", "without as"),
    ("It was a fire that Mayor Ruiz described as “arson.”", "as “arson.”", "Mayor Ruiz", "an object relative"),
    ("The ship had been overloaded, the inquiry was told.", "The ship had been overloaded", "", "told, at the end"),
    (
        "The law was branded “cruel” by campaigners.",
        "The law ... cruel”",
        "campaigners",
        "a passive without an article",
    ),
    ("Ruiz told the jury, which was sworn in that day, that it leaked.", "that it leaked", "Ruiz", "a relative clause"),
    ("Ruiz said on Friday, a day before the vote, that it leaked.", "that it leaked", "Ruiz", "a day and an aside"),
    ("Ana Ruiz, asked about the port, said it leaked.", "it leaked", "Ana Ruiz", "one who is asked"),
    ("To quote Ana Ruiz: “It leaks.”", "It leaks.", "Ana Ruiz", "to quote"),
    ("The judge’s words were stern: “You lied.”", "You lied.", "The judge", "whose words"),
    ("A jury was told that Ruiz hid the knife.", "that Ruiz hid the knife", "", "told in court by nobody named"),
    ("It was announced on Friday that it leaks.", "that it leaks", "", "announced by nobody named"),
    ("According to Ana Ruiz, the fund holds €5m.", "the fund holds €5m", "Ana Ruiz", "a sign before the figure"),
    ("Fares will rise to 4€, according to the port.", "Fares will rise to 4€", "the port", "and after it"),
]


@pytest.mark.parametrize(("text", "content", "speakers", "reason"), STATED)
def test_a_statement_is_found(text: str, content: str, speakers: str, reason: str) -> None:
    article = Article(LEAD + text, "test", "")
    found = [(q.text, "|".join(m.text for m in q.speakers)) for q in extract_quotations(article)]
    assert (content, speakers) in found, reason


NONE = [
    # (text, reason)
    ("The stew requires two leeks and a cup of rice.", "a thing requires a thing"),
    ("The chart shows the old harbour wall.", "a thing shows a thing"),
    ("The gauge showed 41 degrees at noon.", "a device shows a figure"),
    ("Pale gills may signal a lack of air.", "a sign signals a thing"),
    ("They found a way out of the port.", "found is not a finding"),
    ("In rare cases it causes a disease called eel palsy.", "a name is given"),
    ("She works for a firm called Ruiz Marine.", "another name"),
    ("The lawyer questioned Tom Okafor for an hour.", "a person is questioned"),
    ("Of course, the fair was called off twice.", "of course"),
    ("The ships passed several coastal states that year.", "a noun in the plural"),
    ("It follows news reports of a fire.", "another noun"),
    ("He knows Maine and Utah, states that voted early.", "a noun with its own clause"),
    ("Ruiz said nothing.", "no words"),
    ("It rules that out.", "a pronoun"),
    ("The lease calls for delivery by June.", "what a paper holds"),
    ("The outlook promises sun.", "what a forecast holds"),
    ("According to custom, the bride walks last.", "no source"),
    ("The shop on the quay, called “Odds and Ends”, closed.", "a shop’s name"),
    ("Doctors questioned the boy’s parents for two days.", "people are questioned"),
    ("The union says nothing about pay.", "no words on a topic"),
    ("As Ruiz left, the ship sank.", "as is when"),
    ("The sign on the door: “Closed.”", "a sign is nobody"),
    ("There was one rule: “No talking.”", "a rule is nobody’s"),
]


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_what_only_looks_like_a_statement_is_none(text: str, reason: str) -> None:
    assert [q.text for q in extract_quotations(Article(LEAD + text, "test", ""))] == [], reason


def test_what_a_rejected_report_says_is_distinguished() -> None:
    text = LEAD + "Peru rejected a report by a survey firm, which blamed pilots for two wrecks, as “nonsense.”"
    found = {(q.text, q.speakers[0].text) for q in extract_quotations(Article(text, "test", ""))}
    assert ("pilots for two wrecks", "a report by a survey firm, which") in found
