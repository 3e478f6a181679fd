"""Closed classes of English words: the small words by which clauses and noun phrases are distinguished."""

from __future__ import annotations

import re
from collections.abc import Sequence

NOMINATIVE = frozenset("he she they i we it you who".split())
OBJECTIVE = frozenset("him her them me us it you himself herself themselves itself myself ourselves".split())
DETERMINERS = frozenset(
    "the a an this these those his her its their my our your some any no every each another both all several many few"
    " most such what which whose either neither other one two three four five six seven eight nine ten".split()
)
POSSESSIVES = frozenset("his her its their our my your".split())
BE = frozenset("is are was were be been being am 's 're 'm isn't aren't wasn't weren't".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
MODAL = frozenset(
    "will would can could may might must shall should do does did won't wouldn't can't couldn't cannot shouldn't don't"
    " doesn't didn't mustn't".split()
)
AUXILIARIES = BE | HAVE | MODAL
NEGATIONS = frozenset("not never n't".split())
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto over under about after before during since until through throughout"
    " against among between toward towards within without amid across along around behind beyond despite except near"
    " off out outside past per than up upon via like unlike above below beneath beside inside atop opposite".split()
)
SUBORDINATORS = frozenset(
    "because although though while whereas if unless when whenever where wherever as since until after before once so"
    " lest even".split()
)
COORDINATORS = frozenset("and or but nor yet plus".split())
WH = frozenset("how what why whether if when where who which whom whose".split())
ADVERBS = frozenset(
    "also then again later earlier once now still already just even ever never always often sometimes soon instead too"
    " thus therefore however meanwhile nevertheless nonetheless otherwise perhaps maybe long further furthermore"
    " moreover yet not only first second last elsewhere back widely far well once more".split()
)
IRREGULAR = frozenset(
    "began bent bit blew broke came cut drew fell felt found gave got had held hid hung kept knew laid leapt left let"
    " lit lost made met put ran rose sat saw shook shot shut sprang stood swore threw took turned went wept".split()
)
"""Common past forms without -ed that are not cues."""
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TIMES = DAYS | frozenset(
    "today yesterday tomorrow tonight january february march april june july august september october november"
    " december jan. feb. aug. sept. oct. nov. dec. morning afternoon evening night week month year weekend".split()
)
LETTERED = frozenset(
    "appendix area bay block category class court deck division exhibit figure gate gen generation grade group hall"
    " hepatitis item lane level lot option part plan platform point pool route row schedule seat section series side"
    " studio table team terminal tier type unit vitamin wing zone".split()
)
"""Nouns whose kinds are named by a letter: "Plan B"."""
_NOT_ADVERBS = frozenset(
    "family ally reply supply only july italy rally assembly monopoly anomaly bully belly jelly butterfly friendly"
    " early daily weekly monthly likely elderly kelly billy sally holly emily molly o'reilly reilly donnelly connelly"
    " kimberly beverly".split()
)
SIGNS = "$€£¥₹¢%°"
"""Signs of currencies and measures: parts of a figure."""
_WORDLIKE = re.compile(rf"[@\w{SIGNS}\x01-\x04]")


def is_adverb(low: str) -> bool:
    """Test whether a word in lower case is one that may come between subject and verb."""
    return low in ADVERBS or (low.endswith("ly") and low not in _NOT_ADVERBS)


def is_auxiliary(low: str) -> bool:
    """Auxiliary verbs, negations and contractions of both."""
    return low in AUXILIARIES or low in NEGATIONS or low.endswith("n't")


def is_word(word: str) -> bool:
    """Return a word, number or quoted run; not punctuation."""
    return bool(_WORDLIKE.match(word))


def is_capital(word: str) -> bool:
    """A word that begins with a capital letter."""
    return word[:1].isupper()


IRREGULAR_PAST = frozenset(
    "arose ate became began bent bet blew bore bought bound broke brought built burst came cast caught chose clung"
    " cost crept cut dealt did drank drew drove dug fed fell felt fled flew forbade forgave forgot fought found froze"
    " gave got grew ground had heard held hid hit hung hurt kept knelt knew laid lay led left lent let lit lost made"
    " meant met overcame overtook paid put quit ran rang rode rose said sang sank sat saw sent set shook shot shrank"
    " shut slept slid sold sought spent split spoke sprang spread stank stole stood stuck struck strove swam swept"
    " swore swung taught thought threw told took tore understood underwent undertook was went were withdrew withstood"
    " woke won wore wept wound wrote".split()
)
_ARTICLES = frozenset("the a an this these those his her its their my our your every each no any".split())


def is_verb(words: Sequence[str], lows: Sequence[str], at: int) -> bool:
    """Test whether word `at` may be a finite verb, as far as its form shows.

    An auxiliary, an irregular past or a word in -ed that no determiner makes a noun.
    """
    low = lows[at]
    if is_auxiliary(low):
        return True
    if words[at][0].isupper() or (at and lows[at - 1] in _ARTICLES):
        return False
    return low in IRREGULAR_PAST or (low.endswith("ed") and len(low) > 3)
