"""Closed classes of English words: the small words by which clauses and noun phrases are told apart."""

from __future__ import annotations

import re

NOMINATIVE = frozenset("he she they i we it you who".split())
PRONOUNS = NOMINATIVE | frozenset(
    "this that these those many some few others most all both everyone everybody nobody".split()
)
OBJECTIVE = frozenset("him her them me us it you himself herself themselves itself myself ourselves".split())
DETERMINERS = frozenset(
    "the a an this these those his her its their my our your some any no every each another both all several many few"
    " most such what which whose either neither other one two three four five six seven eight nine ten".split()
)
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
    " off out outside past per than up upon via like unlike".split()
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
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TIMES = DAYS | frozenset(
    "today yesterday tomorrow tonight january february march april june july august september october november"
    " december jan. feb. aug. sept. oct. nov. dec. morning afternoon evening night week month year weekend".split()
)
_NOT_ADVERBS = frozenset(
    "family ally reply supply only july italy rally assembly monopoly anomaly bully belly jelly butterfly friendly"
    " early daily weekly monthly likely elderly kelly billy sally holly emily molly o'reilly reilly donnelly connelly"
    " kimberly beverly".split()
)
_WORDLIKE = re.compile(r"[\w$\x01-\x04]")


def is_adverb(low: str) -> bool:
    """Whether a word in lower case is one that may stand between subject and verb."""
    return low in ADVERBS or (low.endswith("ly") and low not in _NOT_ADVERBS)


def is_auxiliary(low: str) -> bool:
    """Auxiliary verbs, negations and contractions of both."""
    return low in AUXILIARIES or low in NEGATIONS or low.endswith("n't")


def is_word(word: str) -> bool:
    """A word, number or quoted run; not punctuation."""
    return bool(_WORDLIKE.match(word))


def is_capital(word: str) -> bool:
    """A word that begins with a capital letter."""
    return word[:1].isupper()
