"""Whose a quotation is that no cue governs.

The last speaker's, unless the narration has turned to somebody else since or two people talk by turns.

“It is safe,” said Reed. She smiled. “We checked.” is one quotation of Reed's; after “Okafor disagreed.” it would be
Okafor's, and after “Behind her a diver surfaced.” nobody's that the text names.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from factdb.extract.appositions import apposed_after
from factdb.extract.complements import JOINING
from factdb.extract.draft import Draft
from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    IRREGULAR,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_word,
)
from factdb.extract.lexicon import CUES
from factdb.extract.name_phrases import name_at
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import GIVEN_GENDER, GROUPS, ORGANIZATION_NOUNS, PERSON_NOUNS, is_person_noun

Words = tuple[int, int]
Stretch = tuple[int, int]

_REACH = 400
"""Characters after which a quotation does not go on with the one before it."""
_REMEMBERED = 12
"""Sentences after which narration has led away from the one who spoke."""
_BESIDE = 6
"""Characters between a sentence and the next, or the next paragraph."""
_TELLING = ("speech", "writing")
_BEAT = 12
"""Words of a sentence that only says who speaks next: "Reed shook his head."."""
_OPENING = 20
"""Words in which a sentence that opens with a phrase comes to its subject."""
# Words of a turn of a dialogue outside of its marks: “Will it sail?” Reed asked him.
_TURN = 8
_GENDER = {"he": "m", "she": "f"}


class Floor:
    """Who speaks where no cue says it, as far as the text has been read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.spoke: Draft | None = None
        """The quotation before this place."""
        self.turned: Draft | None = None
        """Where the narration has turned to another since: a draft without content that names him, or nobody."""
        self._unread: deque[tuple[Sentence, int, Sequence[Draft]]] = deque(maxlen=_REMEMBERED)

    def take(self, draft: Draft) -> None:
        """A quotation is here."""
        self.spoke, self.turned = draft, None
        self._unread.clear()

    def follow(self, s: Sentence, base: int, found: Sequence[Draft]) -> None:
        """Read on past a sentence with words outside of marks, in which `found` are the attributions.

        What it means for the floor is looked at when a quotation asks for it: few do.
        """
        quoted = next((d for d in reversed(found) if d.quoted and d.outer is None), None)
        if quoted is not None:
            self.take(quoted)
        self._unread.append((s, base, found))

    def _catch_up(self) -> None:
        while self._unread:
            self._read(*self._unread.popleft())

    def _read(self, s: Sentence, base: int, found: Sequence[Draft]) -> None:
        outermost = [d for d in found if d.outer is None]
        quoted = next((d for d in reversed(outermost) if d.quoted), None)
        if quoted is not None:
            self._turn(s, base, _second_clause(s, base, quoted))
            if self.turned is None and _ends_with_another(s):
                self.turned = Draft([], None, (), (base + s.begin, base + s.end), 0.3)
            return
        announces = s.words[-1] == ":"
        telling = next((d for d in reversed(outermost) if d.speakers and (announces or d.cls in _TELLING)), None)
        if telling is not None:
            self.turned = Draft([], telling.cue, telling.speakers, telling.sentence, 0.3)
            return
        self._turn(s, base, 0)

    def continues(self, paragraph: int) -> bool:
        """Test whether a quotation goes on with one in the paragraph that begins at `paragraph`."""
        self._catch_up()
        return self.turned is None and self.spoke is not None and self.spoke.sentence[0] >= paragraph

    def was_asked(self, text: str) -> bool:
        """Test whether the quotation before this place is a question."""
        return self.spoke is not None and asks(text, self.spoke.stretches[-1][1])

    def give(self, stretches: list[Stretch]) -> Draft | None:
        """Attribute quotations that no cue claims; the draft, if a new one is needed."""
        self._catch_up()
        start, end = stretches[0][0], stretches[-1][1]
        turned = self.turned
        if turned is None and self.spoke and start - self.spoke.sentence[1] < _REACH:
            self.spoke.stretches += stretches
            self.spoke.sentence = (self.spoke.sentence[0], end)
            return None
        draft = Draft(stretches, None, (), (start, end), 0.1, quoted=True)
        if turned is not None and turned.speakers and start - turned.sentence[1] < _BESIDE:
            draft.cue, draft.speakers, draft.conf = turned.cue, turned.speakers, turned.conf
            draft.sentence = (turned.sentence[0], end)
        self.take(draft)
        return draft

    def _turn(self, s: Sentence, base: int, first: int | None) -> None:
        """Test whether the clause at word `first` has another subject than the one who spoke."""
        if first is None:
            return
        subject = _subject(s, first)
        if subject is None or not any(_is_verb(s, at) for at in range(subject[1], len(s))):
            return
        a, b = subject
        if s.lows[a] in ("a", "an") and not _is_verb(s, b):
            return  # "An engineer from Elm, she left in May."
        span = (base + s.starts[a], base + s.ends[b - 1])
        keeps = self._kept(s.lows[a]) if b == a + 1 and s.lows[a] in NOMINATIVE else self._same((span,))
        if keeps:
            if self.turned is not None:
                self.turned.sentence = (self.turned.sentence[0], base + s.end)
            return
        beat = len(s) - first <= _BEAT and s.lows[a] not in ("they", "we", "you", "it")
        speakers = (span,) if beat and not _unnamed(s, a, b) else ()
        self.turned = Draft([], None, speakers, (base + s.begin, base + s.end), 0.4)

    def _kept(self, pronoun: str) -> bool:
        """Test whether a pronoun can mean the one who spoke last."""
        if self.turned is not None or self.spoke is None or not self.spoke.speakers:
            return True
        start, end = self.spoke.speakers[0]
        words = self._text[start:end].split()
        gender = next((GIVEN_GENDER[word] for word in words if GIVEN_GENDER.get(word)), "")
        if pronoun in _GENDER:
            return not gender or gender == _GENDER[pronoun]
        return pronoun != "they" or not gender

    def _same(self, speakers: Sequence[Stretch]) -> bool:
        """Test whether the words that name a subject share a name with those of the one who has the floor."""
        known = self.turned or self.spoke
        if known is None:
            return False
        names = [{w.strip(",.’'s") for w in self._text[a:b].split() if w[0].isupper()} for a, b in known.speakers]
        words = {w.strip(",.’'s") for a, b in speakers for w in self._text[a:b].split()}
        pronoun = any(self._text[a:b].lower() in NOMINATIVE for a, b in speakers)
        return pronoun or any(words & one for one in names)


def _second_clause(s: Sentence, base: int, draft: Draft) -> int | None:
    """Return the first word of a clause that a quotation's own is joined with: “…,” Reed said, *and* Okafor laughed."""
    ends = [end - base for _, end in (*draft.speakers, *draft.stretches, *([draft.cue] if draft.cue else []))]
    after = max((end for end in ends if end <= s.end), default=0)
    for at in range(1, len(s) - 1):
        if s.starts[at] >= after and (s.lows[at] in JOINING or s.words[at] == ";"):
            joins = s.words[at - 1] == "," or s.ends[at - 1] <= after
            subject = _subject(s, at + 1) if joins else None
            if subject is not None and _is_verb(s, _past_aside(s, subject[1])):
                return at + 1
    return None


def _ends_with_another(s: Sentence) -> bool:
    """Test whether a sentence ends with somebody by whom something is done to the one who spoke.

    As in "only to be corrected by her deputy, Tom Okafor.", "to laughter from the captain.".
    """
    by = next((at for at in range(len(s) - 2, max(len(s) - _OPENING, 1), -1) if s.lows[at] in ("by", "from")), None)
    if by is None or by < 2 or not is_word(s.words[by - 1]):
        return False
    acted = s.lows[by] == "from" or s.lows[by - 1].endswith("ed")
    closes = name_at(s, by + 1) == len(s) - 1 or apposed_after(s, by + 1) == len(s) - 1
    return acted and closes and not is_capital(s.words[by - 1])


def _past_aside(s: Sentence, at: int) -> int:
    """Return the word after an aside that begins at word `at`, else `at`: "Okafor, his rival, laughed"."""
    if at >= len(s) or s.words[at] != ",":
        return at
    if _is_verb(s, at + 1):
        return at + 1  # "his rival, Okafor, laughed": the subject is the name
    return next((n + 1 for n in range(at + 1, min(at + _OPENING, len(s))) if s.words[n] == ","), at)


def _is_verb(s: Sentence, at: int) -> bool:
    """Test whether the word after a subject reads as its verb."""
    while at < len(s) and is_adverb(s.lows[at]):
        at += 1
    if at >= len(s) or not s.words[at][0].islower():
        return False
    low = s.lows[at]
    return is_auxiliary(low) or low in CUES or low in IRREGULAR or low.endswith("ed")


def _unnamed(s: Sentence, first: int, last: int) -> bool:
    return s.lows[first] in ("a", "an", "another", "no", "nobody", "some", "it", "there")


def _subject(s: Sentence, first: int) -> Words | None:
    """Return the words that name the person or people whom a clause is about.

    None where it is about things, or where that cannot be determined.
    """
    at = _past_lead(s, first)
    if at >= len(s):
        return None
    low = s.lows[at].partition("'")[0]
    if low in NOMINATIVE:
        return (at, at + 1) if low in ("he", "she", "they") else None
    if low in GROUPS or (low in PERSON_NOUNS and low.endswith("s")):
        return at, at + 1
    named = name_at(s, at) if is_capital(s.words[at]) or low in DETERMINERS else None
    if named is not None:
        return at, named
    if not (is_capital(s.words[at]) or low in DETERMINERS):
        return None
    for near in range(at, min(at + 6, len(s))):
        noun = s.lows[near]
        if not is_word(s.words[near]) or noun in PREPOSITIONS or is_auxiliary(noun):
            return None
        if near > at and (is_person_noun(noun) or noun in PERSON_NOUNS or noun in GROUPS or noun in ORGANIZATION_NOUNS):
            renamed = name_at(s, near + 2) if near + 2 < len(s) and s.words[near + 1] == "," else None
            return (near + 2, renamed) if renamed else (at, near + 1)
    return None


_LEADS = PREPOSITIONS | SUBORDINATORS | TIMES
_OPENS_NOUN = DETERMINERS | NOMINATIVE


def _past_lead(s: Sentence, first: int) -> int:
    """Return the word with which a clause's subject begins, past "Then", "On Friday," and "Behind her"."""
    at = first
    while at < len(s) and (s.lows[at] in COORDINATORS or s.words[at] == "," or is_adverb(s.lows[at])):
        at += 1
    if at >= len(s) or not (s.lows[at] in _LEADS or s.lows[at].endswith("ing")):
        return at
    stop = min(at + _OPENING, len(s))
    comma = next((n for n in range(at, stop) if s.words[n] == ","), None)
    if comma is not None:
        return comma + 1
    # "Behind her a diver surfaced", "In the hall Reed laughed"
    return next((n for n in range(at + 2, stop) if s.lows[n] in _OPENS_NOUN or is_capital(s.words[n])), stop)


def answering(text: str, start: int, before: Sequence[Draft]) -> tuple[Stretch, ...]:
    """Return who speaks a quotation without a cue where two people talk by turns, one of them asking.

    As in “When?” Reed asked. / “Soon,” said Okafor. / “How soon?”. Empty where it rather goes on with what is
    before it.
    """
    if len(before) < 2:
        return ()
    asked, answered = before[-2:]
    near = start - answered.sentence[1] < _BESIDE and _begins(answered) - asked.sentence[1] < _BESIDE
    names = [[text[a:b].lower() for a, b in d.speakers] for d in (asked, answered)]
    if not near or not names[0] or not names[1] or names[0] == names[1]:
        return ()
    if not all(_is_turn(text, d) for d in (asked, answered)):
        return ()
    return asked.speakers if any(asks(text, d.stretches[-1][1]) for d in (asked, answered)) else ()


def asks(text: str, end: int) -> bool:
    """Test whether the quotation that ends at `end`, its mark included, is a question."""
    return "?" in text[end - 2 : end + 1]


def _begins(d: Draft) -> int:
    return min(d.sentence[0], d.stretches[0][0])


def _is_turn(text: str, d: Draft) -> bool:
    """Test whether an attribution is a quotation that closes, and next to nothing else."""
    if not d.quoted or not d.stretches:
        return False
    within = sum(len(text[a:b].split()) for a, b in d.stretches)
    whole = len(text[_begins(d) : max(d.sentence[1], d.stretches[-1][1])].split())
    return whole - within <= _TURN and text[d.stretches[-1][1] - 1] in "\"”’'»,."
