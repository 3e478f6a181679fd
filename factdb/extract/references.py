"""From the words beside a cue to the speaker they mean: names, "he", "the prime minister", "two officials".

Everything here declines rather than guesses: where two people fit equally, `Mention.name` stays None.
"""

from __future__ import annotations

import re

from factdb.extract.descriptions import AFTER_NOUN, describe, make_mention, named
from factdb.extract.entities import Entity, NameMention
from factdb.extract.names import POSTS
from factdb.extract.pronouns import find_institution, find_of_two, find_person
from factdb.extract.quotation import Mention, SpeakerKind
from factdb.extract.scene import Scene
from factdb.extract.vocabulary import ROLES, TITLE_MODIFIERS, is_person_noun
from factdb.extract.wordlists import read_words

_WORDS = {section: frozenset(entries) for section, entries in read_words("references").items()}
_PERSONAL = dict.fromkeys(_WORDS["he"], "m") | dict.fromkeys(_WORDS["she"], "f")


def refer(
    scene: Scene, start: int, end: int, content: tuple[tuple[int, int], ...] = ()
) -> tuple[Mention, Entity | None]:
    """Return whom the words start..end mean. `content` is what they said, whose own names cannot be meant by "he"."""
    text = scene.text
    while start < end and text[start] in " \n\t\u00a0,(—–-":
        start += 1
    while end > start and text[end - 1] in " \n\t\u00a0,;:(—–-":
        end -= 1
    words = text[start:end]
    low = words.lower()
    if low in _PERSONAL:
        entity, clearly = find_person(scene, start, _PERSONAL[low], content)
        if entity is not None and clearly and entity.gender is None:
            entity.gender = _PERSONAL[low]  # once read as "she", never again as "he"
        return make_mention(start, end, words, entity, "pronoun", "person"), entity
    if low in _WORDS["first"]:
        return Mention(start, end, words, None, "person", None, "pronoun"), None
    if low in _WORDS["they"]:
        return _they(scene, start, end, words)
    if low in _WORDS["it"]:
        entity = find_institution(scene, start, None)
        return make_mention(start, end, words, entity, "pronoun", "organization"), entity
    if low in _WORDS["relative"]:
        return _relative(scene, start, end, words)
    if low in ("the former", "the latter"):
        entity = find_of_two(scene, start, first=low == "the former")
        return make_mention(start, end, words, entity, "pronoun", "person"), entity
    head = _head_name(scene, start, end)
    if head is not None:
        return named(scene, start, end, head)
    return describe(scene, start, end)


_OFFICE = re.compile(r" (?:of|for) (?:[A-Z][\w.]*,? )+$")
_BODY_ROLE = re.compile(r"^(?!An? )(?P<body>[A-Z].* [A-Z][\w’'-]+) (?:[a-z-]+ ){0,2}(?P<role>[a-z-]+) $")


def _body_role(lead: str) -> bool:
    """Test whether the words before a name are the name of a body and a role in it."""
    found = _BODY_ROLE.match(lead)
    if found is None or not is_person_noun(found["role"]):
        return False
    return not any(is_person_noun(word) for word in found["body"].split())  # not "A spokesman for Elm mayor"


_OFFICES = ROLES | TITLE_MODIFIERS | {"and", "the"}


def _follows_as_head(rest: str) -> bool:
    rest = rest.lstrip()
    if not rest or rest[0] in ",(—–-;:":
        return True
    return rest.startswith(
        ("who ", "of ", "in ", "from ", "and ", "at ", "himself", "herself", "or ", "’s ", "'s ")
    ) and not rest.startswith(("’s ", "'s "))


def _head_name(scene: Scene, start: int, end: int) -> NameMention | None:
    """Return the name that heads the noun phrase, if one does."""
    text = scene.text
    found = scene.people.within(start, end)
    apposed = next((m for m in reversed(found) if _apposed(text, start, end, m)), None)
    if apposed is not None:
        return apposed
    for index, m in enumerate(found):
        if m.possessive and m.end + 2 < end:
            continue
        rest = text[m.end : end]
        if m.possessive:
            rest = ""
        lead = text[start : max(start, min(m.title_start, m.start))].strip().lower()
        if not _follows_as_head(rest):
            continue
        if lead in ("", "the", "a", "both", "but", "and", "former", "fellow", "then", "“", '"'):
            return m
        is_person = m.entity is None or m.entity.kind in ("person", "unsure")
        if is_person and _OFFICES.issuperset(lead.split()):
            return m  # "Foreign Minister and Deputy Premier Ann Reed"
        office = text[start : max(start, min(m.title_start, m.start))]
        if is_person and m.title is None and m.end >= end and office[:1].isupper() and _OFFICE.search(office):
            return m  # "Attorney for Montana Ann Reed"
        if is_person and m.end >= end and office[:1].isupper() and _body_role(text[start : m.start]):
            return m  # "Friends of Elm chairwoman Ann Reed"
        led = found[index - 1].end if index and found[index - 1].start <= start + 4 else start
        between = text[led : m.start]  # "Bank of Ghana governor Ann Reed": the name of a body is not a description
        if is_person and index and between.endswith(" ") and not AFTER_NOUN.search(between):
            return m
        if (
            is_person
            and not index
            and between.endswith(" ")
            and not AFTER_NOUN.search(between)
            and not between.lower().startswith(("a ", "an "))
        ):
            return m
        if index == 0 and not between.strip():
            return m
    return None


def _apposed(text: str, start: int, end: int, m: NameMention) -> bool:
    """Test whether a name comes after the description of its bearer: "the ambassador to Peru, Ann Reed"."""
    beside = m.start if "," in text[m.title_start : m.start] else m.title_start
    described = text[start : max(start, min(beside, m.start))].removesuffix(" the")
    closes = m.end >= end or text[m.end] in ",.;)–—" or text.startswith((" of ", " from "), m.end)
    closes = closes or text[m.end : end].strip() in POSTS
    if m.possessive or not closes or not _APPOSED.search(described):
        return False
    words = [word.strip(",").lower() for word in described.split()]
    if words[0] in ("one", "another") or words[0] in _WORDS["possessive"]:
        return True
    if words[0] == "the" and len(words) < _PLAIN and described.endswith(", "):
        return True  # "the matron, Ann Reed": a noun that no list knows
    return any(is_person_noun(word) or word.endswith(("'s", "’s", "s'", "s’")) for word in words)


_PLAIN = 4
_APPOSED = re.compile(
    r"(?:,| [–—(]| --) ?(?:\d\d-year-old |(?:the |an? )?(?:[A-Z]\w+ )?[a-z -]+ )?"
    r"(?:(?:[A-Z]\w* )+\((?:[Rr]e?td|retired)\) )?$"
)
"""What comes between a description and its bearer's name: nothing, an age, an occupation or a rank once held."""


def _they(scene: Scene, start: int, end: int, words: str) -> tuple[Mention, Entity | None]:
    """ "They": the group or organisation that spoke just before."""
    since = scene.since(start, 2)
    for at, mention, entity in reversed(scene.spoke):
        if at < since:
            break
        if at < start and mention.kind in ("collective", "unnamed", "organization") and mention.name:
            return Mention(start, end, words, mention.name, mention.kind, None, "pronoun"), entity
    return Mention(start, end, words, None, "collective", None, "pronoun"), None


def _relative(scene: Scene, start: int, end: int, words: str) -> tuple[Mention, Entity | None]:
    """ "Who" and "which": the name just before, if nothing but a comma or an aside comes between."""
    before = scene.people.before(start, max(0, start - 160))
    for m in reversed(before):
        gap = scene.text[m.end : start].strip()
        if gap in ("", ",", "—", "--", "–") or (
            gap.startswith((",", "(")) and gap.endswith((",", ")")) and len(gap) < 100
        ):
            if m.entity is None:
                break
            kind: SpeakerKind = "organization" if m.entity.kind == "organization" else "person"
            return make_mention(start, end, words, m.entity, "pronoun", kind), m.entity
        break
    return Mention(start, end, words, None, "person", None, "pronoun"), None
