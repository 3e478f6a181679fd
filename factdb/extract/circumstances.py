"""To whom and where something was said: "told White House reporters", "in a statement on Twitter".

Both are read from the words around the cue, never from what was said, and kept as printed.
"""

from __future__ import annotations

import re

from factdb.extract.clause import Clause
from factdb.extract.quotation import Span
from factdb.extract.wordlists import either, read_words

_WORDS = read_words("channels")
_TELLING = re.compile(rf"\b(?:{either(_WORDS['telling'])}|call(?:ed|s|ing)? on)(?= )")
_TO = re.compile(r" to (?!be\b|have\b|do\b|make\b)(?=\w)")
_WHEN = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|earlier|later|recently|again|also"
    r"|(?:last|this) (?:week|month|year|night|morning))"
)
_FULL_STOP = r"\.(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\b[A-Z]\.)"
_ADDRESSEE_ENDS = re.compile(
    rf" (?:{_WHEN}|that|to|in|on|at|during|about|how|why|what|whether|if|when|while|after|before|as|by|via|through|from"
    r"|for|because|against|repeatedly|simply|flatly|he|she|they|it|we|I|you|his|their|there|these|this|is|was|were|are|will|would"
    r"|could|should|can|must|not|with|but|outside|inside|(?:it|he|she|they)['’](?:s|re|d|ll))\b"
    rf"|{_FULL_STOP}|[,;:!?“”\"\n()—–]| --|''|[’'](?=s? ?[“\"])"
)
_NO_ADDRESSEE = re.compile(
    r"(?:that|if|whether|about|of|against|how|why|what|when|where|for|to|in|on|at|with|by|as|from|and|or|not|himself"
    r"|herself|themselves|out|off|so|this|there|more|it|he|she|they|we|I|is|was|were|are|will|would|could|should)\b"
)
_OBJECT_PRONOUN = re.compile(
    r"(?:me|us|him|them|you|her(?= (?:that|to|on|in|at|he|she|they|it|about|not|if|whether)\b))\b"
)
_DETERMINER = (
    r"(?:an?|the|his|her|their|its|our|my|this|that|another|one|two|several|separate|written|prepared|recent"
    r"|[A-Z][\w.]+[’']s)"
)
_PARTNER = (
    rf"(?: (?:on|with|to|for|at|from|in|by|before|about|outside|near) (?!{_WHEN}\b)(?:the |an? |his |her |their )?"
    r"[\w.’'&-]+(?: (?:[A-Z][\w.’'&-]*|of|the|co-\w+|and(?= [A-Z])))*)"
)
_BETWEEN = r"(?!(?:in|on|at|by|with|of|to|for|as|that|who|from|and|or|but)\b)[\w.’'“”\"-]+ "
_VENUE = re.compile(
    rf"\b(?:(?i:in|at|during|on|through) (?!\w+ing\b)(?:{_DETERMINER} )?(?:{_BETWEEN}){{0,5}}?"
    rf"(?:{either(_WORDS['occasion'])})s?\b(?! of\b(?! (?:the|an?|[A-Z]))){_PARTNER}{{0,2}}"
    rf"|(?i:on|via|by|over) (?:an? |the |his |her )?(?:{either(_WORDS['medium'])})\b"
    r"(?:['’]s [“\"‘']?[A-Z][\w’' ]{2,30}[”\"’']?| account| page| feed| News| Business)?"
    r"|(?i:on) (?:his|her|its|the|their) (?:website|blog|site|Facebook page|Twitter account|campaign website))"
)
_ELSEWHERE = re.compile(r"[;:.]|\b(?:that|who|which|because)\b")


def find_addressee(clause: Clause) -> Span | None:
    """Return the words that name the one spoken to, or None: "told reporters", "said to Gates", "urged China to"."""
    text, cue, speaker = clause.text, clause.cue, clause.speaker
    stop = min([clause.sentence.end, cue.end + 200, *[s.start for s in clause.content if s.start >= cue.end]])
    verb = _TELLING.search(text, cue.start, cue.end + 1)
    if verb is not None:
        at = verb.end()
    else:
        to = _TO.match(text, speaker.end if speaker and 0 <= speaker.start - cue.end < 3 else cue.end, stop)
        if to is None:
            return None
        at = to.end() - 1
    pronoun = _OBJECT_PRONOUN.match(text, at + 1, stop)
    if pronoun:
        return Span(pronoun.start(), pronoun.end())
    close = _ADDRESSEE_ENDS.search(text, at + 1, stop)
    phrase = text[at + 1 : close.start() if close else stop].rstrip(" ,“\"'‘’")
    if not phrase or len(phrase) > 80 or _NO_ADDRESSEE.match(phrase) or not phrase[0].isalnum():
        return None
    if speaker and at < speaker.start <= at + len(phrase):
        return None
    return Span(at + 1, at + 1 + len(phrase))


def find_venue(clause: Clause) -> str | None:
    """Place, occasion or channel of an attribution as printed, white space folded; after the cue first, then before."""
    text, tail, head, late = clause.text, clause.tail, clause.head, clause.after_quoted
    zones = (
        (min(clause.cue.end, tail[0]), tail[1], 160),
        (clause.left, clause.right, 160),
        (head[0], head[1], 60),
        (late[0], late[1], 60),
    )
    for start, end, reach in zones:
        match = _VENUE.search(text, start, min(end, start + 400)) if start < end else None
        if (
            match
            and match.start() < start + reach
            and not clause.says(match.start())
            and not _ELSEWHERE.search(text, start, match.start())
        ):
            return " ".join(match.group().split()).rstrip(" ,.'’\"”")
    return None
