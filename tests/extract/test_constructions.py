"""Constructions that order, commas and capitals tell alone, with names, roles and institutions that no list knows."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations

Said = tuple[str, str]


def said(text: str) -> list[Said]:
    """(speakers, content) of each statement made; in brackets the words for one who is not named."""
    return [
        (
            " & ".join(m.name or f"[{m.text}]" for m in q.speakers),
            q.text.strip().rstrip(".,").removeprefix("that "),
        )
        for q in extract_quotations(Article(text, "test", ""))
        if q.factuality == "actual"
    ]


CONSTRUCTIONS: list[tuple[str, list[Said], str]] = [
    # (text, (speakers, content) of each, reason)
    (
        "Deportivo Alba's record signing, the Chilean winger Iker Rojas, said he would stay.",
        [("Iker Rojas", "he would stay")],
        "a nationality and an occupation before the name",
    ),
    (
        "The school's newest arrival, the Ghanaian fiddler Kojo Ansah, said lessons would begin in May.",
        [("Kojo Ansah", "lessons would begin in May")],
        "an owner's noun that no list knows",
    ),
    (
        "The study's senior author, glaciologist Maren Dahl of the Polar Centre, said the ice was thinning.",
        [("Maren Dahl", "the ice was thinning")],
        "where its bearer works follows the name",
    ),
    (
        "According to the youngest holder of the Crane Medal, the potter Noor Jamil, glaze is chemistry.",
        [("Noor Jamil", "glaze is chemistry")],
        "a superlative after “according to”",
    ),
    (
        "According to the longest-serving member of the panel, the historian Obinna Eze, the vote was close.",
        [("Obinna Eze", "the vote was close")],
        "a member of a body after “according to”",
    ),
    (
        "The club's treasurer – Wing Cdr (retd) P. K. Sodhi – said the accounts were clean.",
        [("P. K. Sodhi", "the accounts were clean")],
        "a retired rank between dashes",
    ),
    (
        "The estate's gamekeeper – Lachlan Moir – said no shot was fired.",
        [("Lachlan Moir", "no shot was fired")],
        "dashes",
    ),
    (
        "The museum's head of textiles — Ifeoma Udo — told reporters the loom was a copy.",
        [("Ifeoma Udo", "the loom was a copy")],
        "dashes, and a verb with an object",
    ),
    (
        "The ministry's spokesperson (Huda Nasser) said the road was open.",
        [("Huda Nasser", "the road was open")],
        "brackets",
    ),
    (
        "One of the pilots, a former crop-duster called Wim de Graaf, said the engine coughed.",
        [("Wim de Graaf", "the engine coughed")],
        "“called” before the name",
    ),
    (
        '"It leaks," said the hall\'s caretaker of thirty years, Pádraig Mac Giolla.',
        [("Pádraig Mac Giolla", "It leaks")],
        "a name in Irish",
    ),
    (
        '"It leaks," said the firm\'s new broom, the Dutch turnaround artist Joost van Dam.',
        [("Joost van Dam", "It leaks")],
        "inverted, with words that no list knows",
    ),
    (
        "Her agent, the formidable Lucinda Prior-Ash, said the book was finished.",
        [("Lucinda Prior-Ash", "the book was finished")],
        "an adjective before the name",
    ),
    (
        "The tribe's paramount chief, HRM Oba Lekan Adisa, said the shrine was sold.",
        [("HRM Oba Lekan Adisa", "the shrine was sold")],
        "a chief with his styles",
    ),
    (
        '"The bus was empty," the operator said, only to be corrected by its driver, Leif Dahl. "I had thirty."',
        [("[the operator]", "The bus was empty"), ("", "I had thirty")],
        "contradicted at the end of the sentence",
    ),
    (
        '"We paid in full," the firm said, then was contradicted by its clerk, Rita Solis. "Nothing was paid."',
        [("[the firm]", "We paid in full"), ("", "Nothing was paid")],
        "contradicted by one described",
    ),
    (
        '"We won," the coach, Ed Pryce, said, to howls from the visiting captain, Lou Banda. "It was a draw."',
        [("Ed Pryce", "We won"), ("", "It was a draw")],
        "cries from another",
    ),
    (
        "CM: No tax on milk\n\nThe chief minister flew back to Bhopal in the evening.",
        [("CM", "No tax on milk")],
        "a chief minister by initials",
    ),
    (
        "FM: Budget will wait\n\nThe finance minister was in Pune.",
        [("FM", "Budget will wait")],
        "a finance minister by initials",
    ),
    (
        "IG: Officers must wear badges\n\nThe police met in Lagos.",
        [("IG", "Officers must wear badges")],
        "an inspector general by initials",
    ),
    (
        "‘The dog woke me’: jockey Liam Foy on the night of the fire\n\nLiam Foy was asleep when the barn burned.",
        [("Liam Foy", "The dog woke me")],
        "an occupation in small letters after the quotation",
    ),
    (
        "‘I was lost’: singer Ama Badu on fame\n\nAma Badu has a new record.",
        [("Ama Badu", "I was lost")],
        "a topic after the name",
    ),
    (
        "Ten Brink: I never signed it\n\nJoris ten Brink, the treasurer, denied the charge.",
        [("Joris ten Brink", "I never signed it")],
        "a Dutch family name that begins with a number's word",
    ),
    (
        "NLC to FG: Pay us or face strike\n\nThe workers have waited since May.",
        [("NLC", "Pay us or face strike")],
        "one institution addresses another",
    ),
    (
        '"Go home" - Senator Bello tells touts\n\nThe touts at the market laughed.',
        [("Bello", "Go home")],
        "a clause after a hyphen",
    ),
    (
        "‘Nobody slept’ — Councillor Rafferty tells inquiry\n\nThe inquiry sat in Sligo.",
        [("Rafferty", "Nobody slept")],
        "a clause after a dash",
    ),
    (
        "The show was filmed in D.C. Director Ola Berg said the light was kind.",
        [("Ola Berg", "the light was kind")],
        "a capital's initials end a sentence",
    ),
    (
        "She grew up in L.A. Producer Tam Reyes said the city made her.",
        [("Tam Reyes", "the city made her")],
        "a city's initials end a sentence",
    ),
    (
        "He plays for Team B. Goalkeeper Ian Roe said the pitch was ice.",
        [("Ian Roe", "the pitch was ice")],
        "a letter that is no initial",
    ),
    (
        "The well belongs to Ridge Oil Ltd. Councillor Mona Adair said it stank.",
        [("Mona Adair", "it stank")],
        "a company ends a sentence",
    ),
    (
        "They met on Elm St. Sheriff Dale Ortiz said nobody was hurt.",
        [("Dale Ortiz", "nobody was hurt")],
        "a street ends a sentence",
    ),
    (
        "The pump was sold by Kerr & Co. Engineer Asif Rana said it was sound.",
        [("Asif Rana", "it was sound")],
        "a firm with a sign",
    ),
    (
        'Singer Adaeze "Queen-D" Okoro told the panel she had been robbed.',
        [('Adaeze "Queen-D" Okoro', "she had been robbed")],
        "a nickname with a hyphen",
    ),
    (
        'Bassist Tim Oke of "The Damp Dogs" said the amp had been stolen.',
        [("Tim Oke", "the amp had been stolen")],
        "the band of whoever speaks",
    ),
    (
        'Presenter Gwen Pugh of "Farm Hour" said the cow was fine.',
        [("Gwen Pugh", "the cow was fine")],
        "the programme of whoever speaks",
    ),
    (
        "“The brakes were gone,” said Joaquín (“Quino”) Vidal, who led the race.",
        [("Joaquín (“Quino”) Vidal", "The brakes were gone")],
        "a nickname in brackets",
    ),
    (
        'Boxer Dmitri ("The Wall") Petrov said he was ready.',
        [('Dmitri ("The Wall") Petrov', "he was ready")],
        "a nickname in brackets with an article",
    ),
    ('"€12 for one peach!" gasped tourist Dot Ames.', [("Dot Ames", "€12 for one peach!")], "a cry and an occupation"),
    ('"#Enough!" shouted marcher Lola Abiodun.', [("Lola Abiodun", "#Enough!")], "a sign after the mark"),
    (
        'Baker Olive Penn did not hold back. "£6 a loaf, and they say it is cheap," she said.',
        [("Olive Penn", "£6 a loaf, and they say it is cheap")],
        "a given name that no list knows, after an occupation",
    ),
    (
        'Welder Sean Duffy was unmoved. "$9 an hour is no wage," he said.',
        [("Sean Duffy", "$9 an hour is no wage")],
        "a dollar sign",
    ),
    (
        "Reporter: Did the lights fail?\n\nInspector Ada Moss: They did, at nine.",
        [("Ada Moss", "They did, at nine")],
        "a reporter asks",
    ),
    ("Interviewer: Why leave?\n\nDr Lin Wei: It was time.", [("Lin Wei", "It was time")], "an interviewer asks"),
    (
        "Cellist Mara Voss looks back.\n\nQ. When did you first play?\n\nA. When I was six, in a barn.",
        [("", "When I was six, in a barn")],
        "letters with stops",
    ),
    (
        "Kano counts the cost.\n\n– Sani Bello, welder: “I park at noon.”\n\n– Halima Musa, baker: “I close early.”",
        [("Sani Bello", "I park at noon"), ("Halima Musa", "I close early")],
        "a list between dashes",
    ),
    (
        "What would you keep?\n\nRosa Lim, 31, welder: The canteen. They feed you.",
        [("Rosa Lim", "The canteen. They feed you")],
        "an age and an occupation in the label",
    ),
    (
        "Painter Omar Aziz left Homs in 2013.\n\n**Do you paint home?** Every week. I paint the square.",
        [("", "Every week. I paint the square")],
        "question and answer in one paragraph",
    ),
    (
        "What is the plan?\n\nTemi Alade, spokeswoman for the union: We wait. Then we march.",
        [("Temi Alade", "We wait. Then we march")],
        "a spokeswoman's label",
    ),
    (
        '"We built it together," said sisters Una and Bríd Foley.',
        [("Una Foley & Bríd Foley", "We built it together")],
        "sisters with one family name",
    ),
    (
        "Twins Ravi and Arjun Menon said the shop would close.",
        [("Ravi Menon & Arjun Menon", "the shop would close")],
        "twins with one family name",
    ),
    (
        "Nurses Efua Addo and Kofi Boadu, who share a flat, and the matron, Abena Osei, said the ward was full.",
        [("Efua Addo & Kofi Boadu & Abena Osei", "the ward was full")],
        "a pair with an aside and a third by role",
    ),
    (
        '"It is our river," sang Mrs Pere, Mr Rua and Miss Tane.',
        [("Pere & Rua & Tane", "It is our river")],
        "three with styles and a verb of no list",
    ),
    (
        "Leila Haddad, along with her co-writer, Jonas Frey, argues that maps lie.",
        [("Leila Haddad", "maps lie")],
        "along with another",
    ),
    (
        "The captain, Sid Lowe, his deputy, Ken Mori, and the cook, Dina Saad, all said the ship was sound.",
        [("Sid Lowe & Ken Mori & Dina Saad", "the ship was sound")],
        "three by role and name, and “all”",
    ),
    (
        "The presidents of Ghana and Togo said the dam would be built.",
        [("The presidents of Ghana and Togo", "the dam would be built")],
        "of two countries",
    ),
    (
        "The mayors of Lyon and Turin said trains would run.",
        [("The mayors of Lyon and Turin", "trains would run")],
        "of two towns",
    ),
    (
        '"The lock was broken," said @canalwatch, an anonymous account.',
        [("@canalwatch", "The lock was broken")],
        "an account after the verb",
    ),
    ("@canalwatch said the lock was broken.", [("@canalwatch", "the lock was broken")], "an account before the verb"),
    (
        '"The rope was old," said van den Akker.',
        [("van den Akker", "The rope was old")],
        "Dutch particles in small letters",
    ),
    ('"The rope was old," said de Souza.', [("de Souza", "The rope was old")], "a Portuguese particle"),
    (
        'The imam, Sheikh Idris Balogun, visited the widow, Fatima Sule. "She forgave them," he said.',
        [("Idris Balogun", "She forgave them")],
        "an imam and a widow",
    ),
    (
        'The coach, Sister Agnes Doyle, praised the keeper, Tom Shea. "He saved us," she said.',
        [("Agnes Doyle", "He saved us")],
        "a sister and a man",
    ),
    (
        '"Rank?" asked the officer. "Corporal." "Unit?" "Ninth."',
        [("[the officer]", "Rank?")],
        "bare answers and questions by turns",
    ),
    ('Said Captain Osei: "We hold the line."', [("Osei", "We hold the line")], "the verb of saying opens the sentence"),
    (
        "“The bridge is mined,” the Evening Star reported Colonel Bako as saying.",
        [("Bako", "The bridge is mined")],
        "a paper reports an officer as saying",
    ),
    (
        "“The bridge is mined,” Reuters quoted mayor Ilse Brandt as saying.",
        [("Ilse Brandt", "The bridge is mined")],
        "an agency quotes a mayor as saying",
    ),
    (
        'Rosa Lima recalls her grandmother telling her, "Never sell the mule."',
        [("her grandmother", "Never sell the mule")],
        "one recalls another saying it",
    ),
    (
        "State radio reported the general as saying the border was shut.",
        [("[the general]", "the border was shut")],
        "a station reports a general as saying",
    ),
    (
        'The placard above the door read: "Soup, not speeches."',
        [("The placard above the door", "Soup, not speeches")],
        "a placard above something",
    ),
    ('A note on the counter said: "Back at noon."', [("A note on the counter", "Back at noon")], "a note on something"),
    (
        "“I have read the letter”, the governor's chief of protocol, Meera Iyer, who drafted it, told the panel.",
        [("Meera Iyer", "I have read the letter")],
        "role, name and aside after a comma outside the mark",
    ),
    (
        "“It was locked”, the college's bursar, Declan Roche, who holds the key, said.",
        [("Declan Roche", "It was locked")],
        "the verb at the end",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), CONSTRUCTIONS)
def test_who_says_what_follows_from_the_construction(text: str, wanted: list[Said], reason: str) -> None:
    found = said(text)
    assert [statement for statement in wanted if statement not in found] == [], (reason, found)


def test_nothing_is_attributed_to_whom_a_profile_is_about() -> None:
    assert said("Obituary: Peter Crane, climber and cook\n\nPeter Crane was born in Elm.") == []


def test_a_move_to_a_place_is_no_statement() -> None:
    assert said("Reed to Leeds: deal done\n\nAna Reed signed on Monday.") == []


def test_a_company_before_its_officers_title_does_not_end_a_sentence() -> None:
    assert said("On Monday, Holt Inc. Chairman Ana Reed said it was closed.") == [("Ana Reed", "it was closed")]
