"""Names in an article: where they are printed, and which of them mean the same person or organisation.

`find_people` reads the text once with one compiled expression for runs of capitalised words, takes titles and
appositives off them, and gathers full and short forms into entities. The rule for short forms is the newspapers' own:
a surname standing alone means the one person of that name already introduced; where two fit, it means nobody for sure.

Time is linear in the text; the work in Python is done per name, never per word.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter

from factdb.article import Article
from factdb.extract.entities import Entity, NameMention, People
from factdb.extract.names import ACRONYM_AFTER, SUFFIXES, Run, read_names
from factdb.extract.namesakes import choose, is_full_name, shortens
from factdb.extract.traits import mark_modifiers, take_genders, take_titles
from factdb.extract.vocabulary import (
    ADJECTIVE_OPENERS,
    CALENDAR,
    CAPITALS,
    COMMON_NOUNS,
    COUNTRIES,
    DEMONYMS,
    FAMILY_FIRST,
    GIVEN_GENDER,
    METONYMS,
    OPENERS,
    PLACES,
    RELATION_PLURALS,
    RELATIONS,
)
from factdb.extract.wordlists import either

_OPENING = "“\"‘'("
_MARKS = "“”\"‘’'()"
_LONGEST_HEADLINE = 40
"""Words of capitals in a row; more is a list or a table."""
_BEFORE_MONTH = frozenset(
    ("in", "of", "since", "by", "until", "last", "this", "next", "early", "late", "from", "to", "through")
)
_NAMESAKES = 30
"""Bearers of one surname that are compared; only directories have more."""
_KIN_AFTER = re.compile(rf",? (?:and )?(whose|his|her) (?:[\w-]+ )?(?:{either(RELATIONS)})\b")
_VERB = re.compile(r" (?:[a-z]+(?:ed|s)|said|told|wrote|had|did|will|would|also)\b")
_NAME = re.compile(r"[^\W\d_][\w'’-]+")
_KIN_BEFORE = tuple(f"{plural} " for plural in RELATION_PLURALS)


def find_people(article: Article) -> People:
    """Return every name in the article's text, captions included, gathered into entities.

    Its authors and contributors are left out where the headline and the body do not name them: they are nobody whom a
    "she" of the article can mean.
    """
    text = article.text
    runs = list(read_names(text, article.title_span))
    lowered = set(text.split())
    authors = {word for name in article.contributors for word in name.split()[-1:]}
    authors.update(_NAME.findall(article.byline or ""))
    if authors and article.body:
        prose = [article.title_span or (0, 0), *article.body]
        starts = [begin for begin, _ in prose]
        runs = [r for r in runs if r.words[-1] not in authors or r.start < prose[bisect_right(starts, r.start) - 1][1]]
    return _Gathering(text, lowered).gather(runs)


class _Gathering:
    """Clusters runs into entities: full names first, then short forms."""

    def __init__(self, text: str, lowered: set[str]) -> None:
        self.text = text
        self.lowered = lowered
        self.entities: list[Entity] = []
        self.by_last: dict[str, list[Entity]] = {}
        self.by_first: dict[str, list[Entity]] = {}
        self.organizations: dict[str, Entity] = {}
        self.words_of: dict[int, list[str]] = {}
        self.nicknames: dict[int, str] = {}
        self.surnames: Counter[str] = Counter()
        self.in_capitals: dict[str, list[Entity]] = {}

    def gather(self, runs: list[Run]) -> People:
        mentions: list[NameMention] = []
        waiting: list[tuple[Run, NameMention]] = []
        # Headlines print every word with a capital: they may use names, never introduce them, unless nothing else does.
        couples = self._couples(runs)
        for number, run in enumerate(runs):
            mention = NameMention(
                run.start, run.end, None, run.title, run.title_start if run.title_start >= 0 else run.start
            )
            mention.possessive = self.text.startswith(("'s", "’s", "' ", "’ "), run.end)
            if run.kind in ("person", "unsure") and self._bare_length(run) >= 2 and not run.headline:
                mention.entity = self._full_name(run)
            elif number in couples:
                mention.entity = self._sharing_surname(run, couples[number])
            elif run.kind in ("organization", "country") and not (run.headline and len(run.words) > 3):
                mention.entity = self._organization(run)
            else:
                waiting.append((run, mention))
                continue
            mentions.append(mention)
        self._acronyms()
        for last, entities in self.by_last.items():
            self.in_capitals.setdefault(last.upper(), []).extend(entities)
        self.surnames = Counter(run.words[0] for run in runs if len(run.words) == 1)
        for run, mention in waiting:
            if len(run.words) > 1:
                mentions += self._inside(run, mention)
        for run, mention in waiting:
            if len(run.words) == 1:
                self._short_form(run, mention)
                if mention.entity is not None or mention.rivals:
                    mentions.append(mention)
        mentions.sort(key=lambda m: m.start)
        take_titles(self.text, mentions)
        mark_modifiers(self.text, mentions)
        take_genders(self.text, mentions, self.entities)
        return People(self.text, mentions, self.entities, [m.start for m in mentions])

    def _couples(self, runs: list[Run]) -> dict[int, Run]:
        """Return the runs that are a given name, and the one that their surname comes with.

        As in "Mark and Jenny Osgood".
        """
        found: dict[int, Run] = {}
        for number in range(len(runs) - 2, -1, -1):
            run, after = runs[number], runs[number + 1]
            kin = self.text[max(run.start - 20, 0) : run.start].endswith(_KIN_BEFORE)
            if len(run.words) > 1 or not (kin or run.words[0] in GIVEN_GENDER) or run.title is not None or run.headline:
                continue
            between = self.text[run.end : after.start]
            if between in (" and ", " & ") and is_full_name(after):
                found[number] = after
            elif between == ", " and number + 1 in found:
                found[number] = found[number + 1]
        if not found:
            return found
        printed = Counter(word for run in runs for word in run.words)
        return {number: partner for number, partner in found.items() if printed[runs[number].words[0]] == 1}

    def _sharing_surname(self, run: Run, partner: Run) -> Entity:
        entity = self._new(f"{run.words[0]} {partner.words[-1]}", "person", run.start, True)
        entity.gender = GIVEN_GENDER.get(run.words[0]) or None
        self.words_of[id(entity)] = [run.words[0], partner.words[-1]]
        self.by_last.setdefault(partner.words[-1], []).append(entity)
        self.by_first.setdefault(run.words[0], []).append(entity)
        insort(entity.full_at, run.start)
        return entity

    def _bare_length(self, run: Run) -> int:
        return sum(1 for w in run.words if w not in SUFFIXES and w[0] not in _OPENING)

    def _new(self, name: str, kind: str, first: int, sure: bool) -> Entity:
        entity = Entity(name, kind, first, sure=sure)
        self.entities.append(entity)
        return entity

    def _full_name(self, run: Run) -> Entity:
        bare = [w.replace("’", "'") for w in run.words if w not in SUFFIXES and w[0] not in _OPENING]
        nickname = next((w.strip(_MARKS) for w in run.words if w[0] in _OPENING), None)
        suffix = next((w.rstrip(".") for w in run.words if w in SUFFIXES), "")
        first, last = bare[0], bare[-1]
        name = self.text[run.start : run.end]
        gender = run.address or GIVEN_GENDER.get(first)
        if gender is None and len(bare) > 2 and first.endswith("."):
            gender = GIVEN_GENDER.get(bare[1])
        entity = self._known_person(bare, name, nickname, suffix)
        if entity is None:
            entity = self._new(name, "person" if run.sure else "unsure", run.start, run.sure)
            self.words_of[id(entity)] = bare
            if nickname:
                self.nicknames[id(entity)] = nickname
            self.by_last.setdefault(last, []).append(entity)
            self.by_first.setdefault(first, []).append(entity)
        elif len(name) > len(entity.name):
            entity.name = name
        insort(entity.full_at, run.start)
        if run.sure:
            entity.kind, entity.sure = "person", True
        if entity.gender is None and gender in ("m", "f"):
            entity.gender = gender
        if run.title:
            entity.take_title(run.title)
        return entity

    def _known_person(self, bare: list[str], name: str, nickname: str | None, suffix: str) -> Entity | None:
        """Return who already bears this full name.

        The same or a fuller or shorter given name, an initial or a nickname.
        """
        first = bare[0]
        for known in self.by_last.get(bare[-1], [])[-_NAMESAKES:]:
            if known.name.lower().endswith(f" {name.lower()}"):
                return known  # "Van den Berg" of Ludwig van den Berg
            other = self.words_of[id(known)][0]
            same = (
                first in (other, self.nicknames.get(id(known)))
                or nickname == other
                or (first[0] == other[0] and (first.endswith(".") or other.endswith(".")))
                or shortens(first, other)
            )
            if same and suffix == next((w.rstrip(".") for w in known.name.split() if w in SUFFIXES), ""):
                return known
        return None

    def _organization(self, run: Run) -> Entity:
        text = self.text[run.start : run.end]
        name = METONYMS.get(text, text)
        entity = self.organizations.get(name)
        if entity is None:
            entity = self.organizations[name] = self._new(name, "organization", run.start, True)
            named = ACRONYM_AFTER.match(self.text, run.end)
            if named and not text.isupper():  # "LAGOS (AP)" is where an article was written
                self.organizations.setdefault(named.group(1), entity)
        insort(entity.full_at, run.start)
        return entity

    def _acronyms(self) -> None:
        """Initials of an organisation named in full, and the first word of a company's name, mean that organisation."""
        shorts: dict[str, list[Entity]] = {}
        for name, entity in list(self.organizations.items()):
            words = [w for w in re.split(r"[ \-]", name) if w]
            if len(words) > 1 and name not in COUNTRIES:
                initials = "".join(w[0] for w in words if w[0].isupper())
                if len(initials) > 2:
                    shorts.setdefault(initials, []).append(entity)
                if (
                    words[0] not in OPENERS
                    and words[0] not in DEMONYMS
                    and words[0] not in PLACES
                    and words[0] not in COUNTRIES
                ):
                    shorts.setdefault(words[0], []).append(entity)
        for short, entities in shorts.items():
            if len(set(map(id, entities))) == 1:
                self.organizations.setdefault(short, entities[0])

    def _inside(self, run: Run, mention: NameMention) -> list[NameMention]:
        """Names within a longer run, as headlines have them: known ones, and new ones whose surname the body uses."""
        if run.kind in ("place", "people") or (run.kind == "title" and not run.headline):
            return []
        words = run.words
        if len(words) > _LONGEST_HEADLINE:
            return []
        printed = self.text[run.start : run.end]
        for known in self.in_capitals.get(words[-1], ()) if printed.isupper() else ():
            if known.name.upper() == printed:
                mention.entity = known
                return [mention]
        found: list[NameMention] = []
        i = 0
        while i < len(words):
            entity, used = self._known_at(words, i)
            if entity is None and i + 1 < len(words) and words[i] in GIVEN_GENDER and words[i + 1] in self.surnames:
                entity, used = self._full_name(self._part(run, i, i + 2)), 2
            if entity is None:
                i += 1
                continue
            part = self._part(run, i, i + used)
            possessive = self.text.startswith(("'s", "’s"), part.end)
            found.append(NameMention(part.start, part.end, entity, None, part.start, possessive))
            i += used
        if found or run.headline:
            return found
        if run.kind in ("person", "unsure") and len(words) == 2:
            mention.entity = self._full_name(run)
        elif run.kind == "organization":
            mention.entity = self._organization(run)
        elif run.kind == "other" and len(words) <= 4:
            mention.entity = self._new(self.text[run.start : run.end], "other", run.start, False)
        return [mention] if mention.entity is not None else []

    def _known_at(self, words: list[str], i: int) -> tuple[Entity | None, int]:
        """Return the person whose full name, or else unshared surname, is at word `i`, and the number of its words."""
        for j in (i + 1, i + 2):
            if j < len(words):
                for entity in self.by_last.get(words[j], ()):
                    if self.words_of[id(entity)][0] == words[i]:
                        return entity, j - i + 1
        sharing = self.by_last.get(words[i], ())
        return (sharing[0], 1) if len(sharing) == 1 else (None, 1)

    def _part(self, run: Run, first: int, stop: int) -> Run:
        """Words first..stop of a run as a run of their own."""
        at = run.start
        for word in run.words[:first]:
            at = self.text.index(word, at) + len(word)
        start = self.text.index(run.words[first], at)
        end = start
        for word in run.words[first:stop]:
            end = self.text.index(word, end) + len(word)
        return Run(start, end, run.words[first:stop], kind="person", sure=True)

    def _short_form(self, run: Run, mention: NameMention) -> None:
        """A name of one word: initials of an institution, or a surname."""
        word = run.words[0]
        text = self.text[run.start : run.end]
        if run.kind in ("place", "people", "other") or (run.kind == "title" and word not in self.by_last):
            return
        if run.kind == "acronym" or (text in self.organizations and text not in self.by_last):
            entity = self.organizations.get(text.replace(".", "")) or self.organizations.get(text)
            if entity is None and run.kind == "acronym":
                if text in CAPITALS:
                    return
                named = self.in_capitals.get(text.upper(), [])[-_NAMESAKES:]
                mention.rivals = tuple(named[1:] and named)  # "RUIZ:", of Ana Ruiz and Tom Ruiz
                entity = named[0] if named else self._organization(run)
            mention.entity = None if mention.rivals else entity
            return
        self._single(run, mention, word)

    def _single(self, run: Run, mention: NameMention, word: str) -> None:
        word = word.replace("’", "'")
        if word in CALENDAR and (word not in self.by_last or self._dates(run)):
            return
        low = word.lower()
        candidates = self.by_last.get(word, [])[-_NAMESAKES:]
        if word in FAMILY_FIRST or not candidates:
            for entity in self.by_first.get(word, ()):
                if word in FAMILY_FIRST and (
                    word not in GIVEN_GENDER or len(self.words_of[id(entity)]) > 2 or not candidates
                ):
                    candidates.append(entity)
        if not candidates:
            candidates = list(self.by_first.get(word, ()))
        kin = _KIN_AFTER.match(self.text, run.end)
        if kin and all(entity.first > run.start for entity in candidates):
            candidates = []  # "Reed, whose wife, Ann Reed, is mayor": another of that name
        if not candidates:
            plain = run.address is None and run.title is None
            common = low in COMMON_NOUNS or low in ADJECTIVE_OPENERS or low in self.lowered or word in CALENDAR
            if plain and not kin and run.kind == "single" and (run.headline or common or self._opens_once(run, word)):
                return
            known = self.organizations.get(word)
            if known is not None and plain:
                mention.entity = known
                return
            entity = self._new(self.text[run.start : run.end], "person", run.start, run.sure)
            if run.kind == "single" and not run.sure and not kin:
                entity.kind = "unsure"
            entity.gender = run.address or (GIVEN_GENDER.get(word) if run.kind != "single" else None)
            if kin and kin.group(1) != "whose":
                entity.gender = "m" if kin.group(1) == "his" else "f"
            if entity.gender not in ("m", "f"):
                entity.gender = None
            self.words_of[id(entity)] = [word]
            self.by_last.setdefault(word, []).append(entity)
            if run.title:
                entity.take_title(run.title)
            mention.entity = entity
            return
        chosen = choose(candidates, run)
        if chosen is None:
            mention.rivals = tuple(candidates)
            return
        mention.entity = chosen
        if run.address and chosen.gender is None:
            chosen.gender = run.address
        if run.title:
            chosen.take_title(run.title)
        if chosen.kind == "unsure" and (chosen.full_at or run.sure):
            chosen.kind, chosen.sure = "person", True  # taken up by its last word, as surnames are

    def _dates(self, run: Run) -> bool:
        """Return a month where it is one: "in May", "May 3"."""
        before = self.text[max(0, run.start - 8) : run.start].split()[-1:]
        dated = bool(before) and before[0].lower() in _BEFORE_MONTH
        return dated or self.text[run.end : run.end + 2].strip()[:1].isdigit()

    def _opens_once(self, run: Run, word: str) -> bool:
        """A word with a capital only because it opens a sentence, never seen again."""
        if _VERB.match(self.text, run.end):
            return False
        before = self.text[max(0, run.start - 2) : run.start].strip(" “\"‘'(")
        return self.surnames[word] < 2 and before in ("", "\n", "\n\n", ".", "?", "!", ":", "—")
