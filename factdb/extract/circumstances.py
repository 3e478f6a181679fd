"""To whom and where something was said: "told White House reporters", "in a statement on Twitter".

Both are read from the words around the cue, never from what was said, and kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factdb.extract.wordlists import either, read_words

Offsets = tuple[int, int]


_WORDS = read_words("channels")
_TELLING = re.compile(rf"\b(?:{either(_WORDS['telling'])}|call(?:ed|s|ing)? on)(?= )")
_TO = re.compile(r" to (?!be\b|have\b|do\b|make\b)(?=\w)")
_WHEN = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|earlier|later|recently|again|also"
    r"|(?:last|this) (?:week|month|year|night|morning))"
)
_ADDRESSEE_ENDS = re.compile(
    rf" (?:{_WHEN}|that|to|in|on|at|during|about|how|why|what|whether|if|when|while|after|before|as|by|via|through|from"
    r"|for|because|repeatedly|simply|flatly|he|she|they|it|we|I|you|his|their|there|these|this|is|was|were|are|will|would"
    r"|could|should|can|must|not|with|but|outside|inside|(?:it|he|she|they)['’](?:s|re|d|ll))\b"
    r"|[,.;:!?“”\"\n()—–]| --|''|[’'](?=s? ?[“\"])"
)
_NO_ADDRESSEE = re.compile(
    r"(?:that|if|whether|about|of|against|how|why|what|when|where|for|to|in|on|at|with|by|as|from|and|or|not|himself"
    r"|herself|themselves|out|off|so|this|there|more|it|he|she|they|we|I|is|was|were|are|will|would|could|should)\b"
)
_DETERMINER = (
    r"(?:an?|the|his|her|their|its|our|my|this|that|another|one|two|several|separate|written|prepared|recent"
    r"|[A-Z][\w.]+[’']s)"
)
_PARTNER = (
    rf"(?: (?:on|with|to|for|at|from|in|by|before|about|outside|near) (?!{_WHEN}\b)(?:the |an? |his |her |their )?"
    r"[\w.’'&-]+(?: (?:[A-Z][\w.’'&-]*|of|the|co-\w+|and(?= [A-Z])))*)"
)
_VENUE = re.compile(
    rf"\b(?:(?:in|at|during|on|through|via|by|from|over) (?:{_DETERMINER} )?(?:[\w.’'“”\"-]+ ){{0,5}}?"
    rf"(?:{either(_WORDS['occasion'])})s?\b{_PARTNER}{{0,2}}"
    rf"|(?:on|via|by|over) (?:an? |the |his |her )?(?:{either(_WORDS['medium'])})\b"
    r"(?:['’]s [“\"']?[A-Z][\w’' ]{2,30}[”\"']?| account| page| feed| News| Business)?"
    r"|on (?:his|her|its|the|their) (?:website|blog|site|Facebook page|Twitter account|campaign website))"
)
_ELSEWHERE = re.compile(r"[;:.]|\b(?:that|who|which|because)\b")


def find_addressee(
    text: str, cue: Offsets, sentence_end: int, content: Sequence[Offsets], speaker: Offsets | None
) -> Offsets | None:
    """Offsets of the words that name the one spoken to, or None: "told reporters", "said to Gates"."""
    start, end = cue
    stop = min([sentence_end, *[a for a, _ in content if a >= end]])
    verb = _TELLING.search(text, start, end + 1)
    if verb is not None:
        at = verb.end()
    else:
        after = speaker[1] if speaker and 0 <= speaker[0] - end < 3 else end
        to = _TO.match(text, after, stop)
        if to is None:
            return None
        at = to.end() - 1
    close = _ADDRESSEE_ENDS.search(text, at + 1, stop)
    finish = close.start() if close else stop
    phrase = text[at + 1 : finish].rstrip(" ,“\"'‘’")
    if not phrase or len(phrase) > 80 or _NO_ADDRESSEE.match(phrase) or not phrase[0].isalnum():
        return None
    if speaker and at + 1 <= speaker[0] < at + 1 + len(phrase):
        return None
    return at + 1, at + 1 + len(phrase)


def find_venue(
    text: str, sentence: Offsets, cue: Offsets, speaker: Offsets | None, content: Sequence[Offsets]
) -> str | None:
    """Place, occasion or channel of an attribution as printed, white space folded; after the cue first, then before."""
    start, end = sentence
    clause_start = min(cue[0], speaker[0]) if speaker else cue[0]
    clause_end = max(cue[1], speaker[1]) if speaker else cue[1]
    stop = min([end, clause_end + 160, *[a for a, _ in content if a >= clause_end]])
    match = _VENUE.search(text, cue[1], stop)
    if match is None or _ELSEWHERE.search(text, clause_end, match.start()):
        head = min([clause_start, start + 90, *[a for a, _ in content if start <= a]])
        match = _VENUE.search(text, clause_start, clause_end) or _VENUE.search(text, start, head)
        if match is None or any(a <= match.start() < b for a, b in content):
            return None
    return " ".join(match.group().split()).rstrip(" ,.'’\"”")
