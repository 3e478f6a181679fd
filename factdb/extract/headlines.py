"""Headlines with a speaker before a colon: "Mayor Reed: ferry will stay", "Reed on losing gold: ‘I cried’".

Most labels are topics ("Floods: hundreds flee"). One is a speaker where it names a person of the article,
an office or a group that speaks for itself; an institution or a country only where what follows is in marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factdb.article import Article
from factdb.extract.draft import Draft
from factdb.extract.entities import Entity, NameMention, People
from factdb.extract.lexicon import CUES
from factdb.extract.marks import Run
from factdb.extract.names import PARTICLES
from factdb.extract.vocabulary import (
    CAPITALS,
    COUNTRIES,
    GIVEN_GENDER,
    GROUPS,
    ORGANIZATION_NOUNS,
    RELATIONS,
    ROLE_PLURALS,
    ROLES,
    TITLE_MODIFIERS,
    is_person_noun,
)
from factdb.extract.wordlists import read_words

_LABEL = re.compile(r"(?P<label>[A-Z][^:.!?“”\"\n]{1,60}):\s+(?=[“‘'\"\w])")
_AFTER_QUOTED = re.compile(r"(?::|,? [-–—]) (?=\w)")
_DASH = re.compile(r" [-–—] ")
# "Reed to Okafor: …", "Reed on the ferry: …": what follows is no part of the speaker.
_TOPIC = re.compile(r" (?:about|after|as|at|before|during|in|on|over|to|vs?\.?|with)(?= )")
# After quoted words: "Reed: ‘It stays’ as row grows" goes on as the paper's.
_NARRATES = re.compile(r"\W*$|\W+(?:after|amid|as|at|before|despite|during|in|on|over|while|with)\b", re.I)
_SENTENCE = re.compile(r"[.!?][”’\"']?$|[.!?][”’\"']? +[A-Z“‘\"']")
# What a label introduces without marks must read as somebody's statement: "ferry will stay", not "river rises".
_STATES = re.compile(
    r"n['’]t\b|['’](?:m|d|ll|re|ve)\b|[“‘\"]|\b(?:I|we|my|our|is|are|was|were|has|have|will|would|should|must|may|might)\b"
    r"|\b(?:can|could|cannot|needs?|never|not|no)\b",
    re.I,
)
# "NLC to FG: Pay up or else", "Reed to traders: You must go": the one who addresses somebody.
_ADDRESSES = re.compile(r"(?P<who>[A-Z]\w+(?: [A-Z][\w’'-]+){0,2}) to (?P<whom>[A-Z]\w+|[a-z]+s|(?P<one>[a-z]+))$")
_FIRST = re.compile(r"\b(?:I|we|us|our|my)\b", re.I)
_SPOKEN_TO = re.compile(r"\b(?:you|your|us|we|our|I|must|do not|don['’]t|let)\b", re.I)
_WORDS = read_words("references")
_SOURCES = frozenset(_WORDS["headline source"])
_TOPICS = frozenset(_WORDS["headline topic"])


def headline_of(article: Article, paragraphs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the paragraph that is the article's headline, None where it has none."""
    if not paragraphs:
        return None
    first = paragraphs[0]
    if article.title_span is not None:
        return first if article.title_span[0] <= first[0] < article.title_span[1] else None
    alone = len(paragraphs) == 1
    return None if alone or _SENTENCE.search(article.text, *first) else first


def headline_label(article: Article, headline: tuple[int, int], runs: Sequence[Run], people: People) -> Draft | None:
    """Return what a headline quotes of the speaker that comes before its colon, or after its quoted words.

    None where the words there are a topic or a clause. `runs` are the headline's quoted runs.
    """
    text, (begin, end) = article.text, headline
    if runs and runs[0].outer_start == begin:
        colon = _AFTER_QUOTED.match(text, runs[0].outer_end, end)
        return _label(text, headline, (colon.end(), end), (begin, runs[0].outer_end), people) if colon else None
    m = _LABEL.match(text, begin, end)
    if m is None or end - m.end() < 8:
        return None
    dashes = list(_DASH.finditer(text, *m.span("label")))
    start = dashes[-1].end() if dashes else begin
    quoted = bool(runs) and runs[0].outer_start == m.end()
    alone = quoted and _NARRATES.match(text, runs[0].outer_end, end) is not None
    content = (m.end(), runs[0].outer_end if alone else end)
    return _label(text, headline, (start, m.end("label")), content, people, quoted=quoted)


def _label(
    text: str,
    headline: tuple[int, int],
    label: tuple[int, int],
    content: tuple[int, int],
    people: People,
    *,
    quoted: bool = True,
) -> Draft | None:
    start, end = label
    topic = _TOPIC.search(text, start, end)
    verb = _verb(text, start, topic.start() if topic and content[0] < start else end)
    if verb is not None and content[0] > start:
        return None  # "Reed tells Okafor: …" is a clause, and read as one
    end = verb or (topic.start() if topic and quoted else end)
    addresses = None if quoted else _ADDRESSES.match(text, *label)
    if addresses and addresses["one"] and not is_person_noun(addresses["one"]):
        addresses = None
    if addresses:
        end = addresses.end("who")
        between = addresses["who"].isupper() and addresses["whom"].isupper()
        if not between and not _SPOKEN_TO.search(text, *content):
            return None  # "Reed to Leeds: deal done"
    if not _speaks(
        text,
        start,
        end,
        people,
        quoted=quoted or addresses is not None,
        first=_FIRST.search(text, *content) is not None,
    ):
        return None
    full = " " in text[start:end] and text[start:end].split()[0].lower() not in ROLES | TITLE_MODIFIERS
    if full and not quoted and not _STATES.search(text, *content):
        return None  # "Ana Reed: fans queue in the rain"
    return Draft([content], (label[1], label[1] + 1), ((start, end),), headline, 0.5, quoted=quoted)


def _verb(text: str, start: int, end: int) -> int | None:
    """Return where the words before a verb of saying in a label end: "Mayor Reed | tells traders"."""
    first = text.find(" ", start, end)
    verbs = (m.start() - 1 for m in _WORD.finditer(text, first, end) if m[0] in CUES) if first > 0 else iter(())
    return next(verbs, None)


_WORD = re.compile(r"[a-z]+")


def _speaks(text: str, start: int, end: int, people: People, *, quoted: bool, first: bool) -> bool:
    """Test whether a label names somebody who can speak: a person, an office, a group.

    In front of marks an institution.
    """
    label = text[start:end]
    noun = re.split(r" (?:of|for|from) ", label)[0].split()[-1].lower()
    if label.lower() in _SOURCES:
        return True
    if noun in ROLES or noun in RELATIONS:
        return quoted or len(label.split()) < 4
    if first and (noun in ROLE_PLURALS or noun in GROUPS):
        return True
    if label.isupper() and label.isalpha() and label not in CAPITALS and (quoted or first):
        return True  # initials of an institution
    if quoted and (noun in ROLE_PLURALS or noun in GROUPS or noun in ORGANIZATION_NOUNS):
        return True
    named = [m for m in people.within(start, end) if m.end == end and not m.possessive]
    if not named:
        given = label.split()
        while given and is_person_noun(given[0]):
            given.pop(0)  # "actor Ann Reed"
        return quoted and len(given) in (2, 3) and given[0] in GIVEN_GENDER
    return _can_speak(text, start, named[-1], quoted=quoted)


def _titles(low: str) -> bool:
    return low in ROLES or low in TITLE_MODIFIERS or is_person_noun(low)


def _can_speak(text: str, start: int, m: NameMention, *, quoted: bool) -> bool:
    lead = text[start : m.start].strip()
    particles = m.entity is not None and m.entity.name.lower().endswith(" " + text[start : m.end].lower())
    if lead and m.title is None and not particles and not all(map(_titles, lead.lower().split())):
        return False  # a name with words before it that are not a title: "Remembering Reed"
    if m.entity is None:
        return bool(m.rivals)
    if m.entity.kind == "person":
        return True
    if m.entity.kind == "organization":
        return quoted and m.entity.name not in COUNTRIES
    return m.entity.kind == "unsure" and _seems_person(text, m.entity)


def _seems_person(text: str, entity: Entity) -> bool:
    """Test whether a name that nothing identifies is not a phrase in capitals: its words are never printed small."""
    words = [word.lower() for word in entity.name.split() if word not in PARTICLES]
    if not entity.full_at or not _TOPICS.isdisjoint(words):
        return False
    return re.search(rf"\b(?:{'|'.join(map(re.escape, words))})\b", text) is None
