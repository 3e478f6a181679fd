"""Which lines of a text are article prose, and what the others are.

A quotation lost with its paragraph is worse than a menu line kept, so a line is left out only where it is known for
what it is: by its whole wording, by how it begins, or by how it ends. Every pattern looks at the first or last
characters of a line alone, so a line of 50 MB costs no more than one of 500 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\u2028\u2029\f]+")
_HEAD = 400
"""Characters at either end of a line that the patterns see."""


@dataclass(slots=True)
class Line:
    """A stretch of text between line ends (or a paragraph of hard-wrapped lines), white space at its ends aside."""

    start: int
    end: int
    kind: str
    """"prose", "short" (a few words with no full stop: headline, subhead, menu), "byline", "contributors", "date",
    "caption" or "clutter"."""


_PHRASES = frozenset(
    """
advertisement|advertisements|advertising|ad|ad feedback|sponsored|sponsored content|sponsored links|paid content
advertisement - scroll to continue|advertisement - continue reading below|story continues below advertisement
story continues below|article continues below|article continues after advertisement|continue reading
keep reading|continue reading below|continue reading the main story|read more|read more here|read full article
read the full story|show more|see more|load more|view more|learn more|more|less|loading|loading...|loading…
please wait|recommended|recommended videos|recommended video|recommended stories|recommended for you
you may also like|you may like|you might also like|more from|more stories|more news|more on this story
more on this topic|more like this|more coverage|related|related articles|related content|related coverage
related links|related news|related stories|related topics|related video|related videos|most popular|most read
most viewed|trending|trending now|trending stories|top stories|latest|latest news|latest stories|editors' picks
editors’ picks|editor's picks|editor’s picks|popular now|in this article|in this story|what to read next|up next
now playing|watch|watch live|watch now|play video|video|videos|live|live updates|photos|photo gallery|gallery
view gallery|view photos|slideshow|image|images|enlarge image|view image in fullscreen|photo|caption
toggle caption|hide caption|show caption|close|close modal dialog|open|menu|open menu|close menu|clear icon
search|search icon|search for|go|home|homepage|news|world|politics|business|sports|opinion|entertainment
lifestyle|weather|u.s.|us|uk|local|local news|health|science|technology|tech|travel|obituaries|contact
contact us|about|about us|help|skip to content|skip to main content|skip to navigation|skip to main
skip to footer|skip navigation|skip ad|skip|jump to content|jump to navigation|back to top|return to top|top
next|previous|prev|next article|previous article|next story|previous story|next slide|previous slide|share
share this|share this article|share this story|share on facebook|share on twitter|share on x|share via email
share link|tweet|post|pin|pin it|print|print this page|email|e-mail|email this article|copy|copy link
link copied|copied|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|messenger|flipboard|instagram
youtube|tiktok|threads|bluesky|mastodon|save|save article|save for later|saved|bookmark|gift|gift article
gift this article|listen|listen to this article|listen to article|listen now|text size|text resize|font size
follow|follow us|follow us on twitter|follow us on facebook|following|subscribe|subscribe now|subscribe today
subscribe for full access|sign in|sign up|sign out|sign up now|sign up for free|log in|login|log out|logout
register|register now|join|join now|my account|account|donate|donate now|support us|newsletter|newsletters
sign up for newsletters|get the newsletter|email address|enter your email|enter your email address
your email address|submit|privacy policy|privacy notice|terms of use|terms of service|terms and conditions
cookie policy|cookie settings|manage cookies|accept|accept all|accept all cookies|accept cookies|reject all
do not sell my personal information|your privacy choices|all rights reserved|rights & permissions|reprints
reprints & permissions|report a typo|report an error|report a correction|comments|comment|add a comment
leave a comment|post a comment|view comments|show comments|join the conversation|reply|tags|topics|topic
filed under|category|categories|sections|in the news|breaking|breaking news|exclusive|updated|published
not found|javascript is disabled|your browser does not support the video tag
your browser does not support the audio element|this video is no longer available|unmute|mute|fullscreen
full screen|captions|settings|play|pause|replay|autoplay
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""Whole lines of page furniture, case and a closing colon or stop aside."""

_RULE = re.compile(r"[\W_]+|(?:x{3,}|-?\s*30\s*-?|end|ends)", re.I)
_COUNTER = re.compile(
    r"\d{1,4}\s*(?:/|of|von|sur)\s*\d{1,4}"  # 1 / 12
    r"|\d{1,4}(?:[.,]\d)?[KkM]?\s*(?:shares?|comments?|likes?|views?|replies|retweets?|photos?|images?|min(?:ute)?s?"
    r"(?: read| ago)?|hours? ago|days? ago|weeks? ago)"
    r"|-?\d{1,3}\s?[º°]\s?[CF]?|\d{1,3}|\d{1,2}:\d{2}(?::\d{2})?(?:\s*/\s*\d{1,2}:\d{2})?(?:\s[ap]\.?m\.?)?"
    r"|(?:photo|image|slide|page|video)\s+\d{1,3}(?:\s+of\s+\d{1,3})?",
    re.I,
)

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE_LINE = re.compile(
    r"(?:(?:first |originally |last )?(?:published|updated|posted|modified|created|date|issued|filed|dateline)\b"
    r"(?: (?:on|at))?\s*:?|(?:updated|published))?[\s|•·,-]*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?)?[\s,|•·-]*"
    rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
    r"(?P<rest>.{0,80})",
    re.I,
)
_CLOCK_LINE = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified)\b(?: (?:on|at))?\s*:?\s*)"
    r"(?:\d{1,2}[:.]\d{2}|\d+ (?:minute|hour|day|week)s? ago|today|yesterday)\b.{0,80}",
    re.I,
)
_CLOCK_REST = re.compile(
    r"[\s|•·,–—-]*(?:(?:at|updated|published|posted|last updated|on)\b:?|\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"|[ap]\.?m\.?|noon|midnight"
    r"|(?-i:\(?(?:[A-Z]{2,4}|UTC[+-]\d+)\b\)?)|\d+ min(?:ute)?s? read|\d{4}|\d{1,2},?"
    rf"|{MONTH}|[\s|•·,./()–—-])*+",
    re.I,
)

_BYLINE = re.compile(r"(?:by|BY|By|Written by|Story by|Text by|Reported by)\s*:?\s+(?=[^\W\d_a-z])")
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|piece|column|dispatch)(?![\w'’])|reporting\b)"
    r"|^(?=.*\b(?:contributed|reported from)\b)(?:(?:[^\W\d_a-z][\w.,;'’-]*|and|in|of|the|from|reported|contributed"
    r"|staff|(?:writer|reporter|journalist|correspondent|photographer|researcher)s?)[.,;]?(?:\s|$))++$"
)
_REPORTING_BY = re.compile(
    r"contributing:|\(?(?:additional |with )?(?:reporting|report|writing|editing|compiled|translated|edited|files)"
    r" by\b",
    re.I,
)

_BEGINS = re.compile(
    r"(?:read more|read also|read next|read the full|read it all|see also|also read|also see"
    r"|related(?: stor(?:y|ies)| article| video| coverage)?|more on this|don['’]t miss|must read"
    r"|watch(?: live| below| now| more)?|listen(?: now)?|more from|up next"
    r"|on this page|sources?|photos?|gallery|tags|topics|filed under|keywords|tagged"
    r"|categories)\s?[:|»>→]"
    r"|(?:click|tap|swipe|scroll) (?:here|below|to |on the|for more)"
    r"|(?:sign up|subscribe|register) (?:here|now|today|to|for)\b"
    r"|get (?:the|our|your) .{0,60}(?:newsletter|inbox|app)\b"
    r"|(?:like|follow|join|find) (?:us|me|him|her|them|[A-Z@][\w.@'’ -]{1,60}?)(?: and [A-Z@][\w.@'’ -]{1,40}?)? "
    r"(?:on|at) (?:twitter|facebook|instagram|youtube|x\b|threads|bluesky|mastodon|linkedin|telegram|http|@|www)"
    r"|(?:follow|reach|contact|e-?mail) (?:the )?(?:us|him|her|them|me|author|writer|reporter|@\w)"
    r"|(?:reach|contact|e-?mail) [A-Z][\w.'’ -]{2,60}? (?:at|on|via|by) (?:e-?mail|phone|\S{1,60}@)"
    r"|(?:©|\(c\)|copyright\b)|all rights reserved|this material may not be"
    r"|this (?:article|story|post|piece|column|essay|content) (?:was|is|has been|originally|first) "
    r"(?:originally |first |been |also )?(?:published|appeared|produced|updated|corrected|republished|adapted|posted"
    r"|generated|translated|part of)"
    r"|(?:our|the) standards:|(?:advertisement|advert|ad)\s?[:–—-]|h/t\b|contact:?\s\S+@"
    r"|(?:read|watch|see|hear|listen to|check out) (?:the |it |more |this )?"
    r"(?:rest|full|whole|entire|all|clip|video|interview|ad|trailer|segment|story|more)\b"
    r".{0,60}(?:here|below|above|at [A-Z].{2,40})[.:]?$"
    r"|sponsored (?:by|content)"
    r"|your (?:browser|email|e-mail|subscription|privacy)"
    r"|by (?:clicking|signing up|subscribing|submitting|continuing)\b"
    r"|(?:we|this (?:site|website|page)) uses? cookies|please (?:enable|disable|turn on) (?:java|cookies|your ad)"
    r"|share (?:this|on|via)\b|(?:leave|post|add|view|show|read) (?:a |all |\d+ )?comments?\b"
    r"|if you purchase .{0,60}(?:commission|links)|the views expressed|have a (?:news )?tip\b|got a tip\b"
    r"|enjoyed this|support (?:our|independent|quality) (?:journalism|reporting)",
    re.I,
)
"""How lines of page furniture begin."""

_CREDIT = (
    r"via AP|AP (?:Photo|Images|file)|AP[,/][^()]{0,40}|Associated Press"
    r"|[^()]{2,50}/(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?: Images)?|Bloomberg(?: News)?"
    r"|Pool(?: Photo)?|file)|AFP|Getty(?: Images)?|REUTERS/[^()]{2,60}|Reuters file"
    r"|Pool(?: Photo)?|Handout|File(?: photo)?|Courtesy(?: of)? [^()]{2,60}|(?:Photo|Image|Picture|Photograph|Credit)"
    r"(?: credit)?(?:s)?(?: by|:)[^()]{2,80}|Shutterstock|Wikimedia[^()]{0,40}|file photo"
)
_CREDIT_LAST = re.compile(rf"\((?:[^()]{{0,80}}[\s/,|])?(?:{_CREDIT})[^()]{{0,60}}\)\s*$")
_CAPTION_FIRST = re.compile(
    r"(?:FILE\s?[-–—:]|FILE PHOTO\b"
    r"|\(?(?:Photo|Image|Picture|Photograph|Video|Illustration|Graphic)(?: credit| source)?s?"
    r"(?: by\b|:|\s?/|,? (?:courtesy|via)\b)|Image (?:source|caption)\b|Media caption\b|Photo illustration\b"
    r"|Photographer:"
    r"|Credit:|Credits?\.{3}|Caption:"
    r"|In this (?:[A-Z][\w.]+ ){0,3}(?:\d{1,2},? )?(?:\d{4},? )?(?:file )?(?:photo|image|frame)"
    r"|REUTERS/|AFP/|Getty Images)"
)
_CREDIT_WHOLE = re.compile(
    r"(?:[^\W\d_][\w.'’ -]{1,40}\s?[/|]\s?)+(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?: Images)?|Bloomberg(?: News)?|Pool"
    r"(?: Photo)?|Shutterstock|UPI)(?:/[\w ]{2,30})?\.?|(?:AP|AFP|EPA|UPI|Reuters|Getty Images|Associated Press)"
)

_CODE = re.compile(r"(?:<[^<>]{0,150}>\s*+\.?)++|[a-z-]+\s?:[^.!?\"“”]{1,80};|[.#@]?[\w-]+\s?\{[^\"“”]*|\}")
"""Tags and style rules that an export left in the text."""

_STOP = frozenset(".!?:;…”’\"'»)]—–")
_SPEAKS = re.compile(r"[\"“”«»:]")
MAX_SHORT_WORDS = 8
"""A line of no more words, with no stop, mark or colon, is a headline, subhead or menu entry rather than prose."""


def read_lines(text: str) -> list[Line]:
    """Every line (or hard-wrapped paragraph) of `text` that holds anything, with its kind.

    What comes before and after it plays no part yet.
    """
    return [Line(start, end, kind_of(text, start, end)) for start, end in paragraphs(text)]


def kind_of(text: str, start: int, end: int) -> str:
    """Return the kind of the line `text[start:end]` from its own wording."""
    length = end - start
    head = text[start:end] if length <= _HEAD else text[start : start + _HEAD]
    tail = head if length <= _HEAD else text[end - _HEAD : end]
    if length <= 160:
        kind = _kind_of_short(head)
        if kind is not None:
            return kind
    if length <= 2 * _HEAD:
        if _CAPTION_FIRST.match(head):
            return "caption"
        if _is_contributors(head, tail):
            return "contributors"
        if _BEGINS.match(head):
            return "clutter"
    if tail[-1] == ")" and _CREDIT_LAST.search(tail):
        return "caption"
    return "prose"


def _is_contributors(head: str, tail: str) -> bool:
    if "ontribut" not in tail and "eport" not in tail and " by " not in head:
        return False
    if _REPORTING_BY.match(head):
        return True
    return head == tail and _CONTRIBUTED.search(tail) is not None and not _SPEAKS.search(head)


def _kind_of_short(line: str) -> str | None:
    if line.rstrip(" .:»>→|").casefold() in _PHRASES or any(
        pattern.fullmatch(line) for pattern in (_RULE, _COUNTER, _CODE)
    ):
        return "clutter"
    dated = _DATE_LINE.fullmatch(line)
    if (dated and _CLOCK_REST.fullmatch(dated["rest"])) or _CLOCK_LINE.fullmatch(line):
        return "date"
    if _CREDIT_WHOLE.fullmatch(line):
        return "caption"
    if _BYLINE.match(line.strip("*_")) and is_byline(line.strip("*_")):
        return "byline"
    if line[-1] not in _STOP and not _SPEAKS.search(line) and line.count(" ") < MAX_SHORT_WORDS:
        return "caption" if _CAPTION_FIRST.match(line) else "clutter" if _BEGINS.match(line) else "short"
    return None


_BYLINE_WORDS = re.compile(
    r"[,|]|\b(?:and|with|for|the|of|in|staff|writer|writers|reporter|correspondent|editor|contributor|special to|news"
    r"|press|senior|chief|national|political|columnist|bureau|updated|published|am|pm|a\.m\.|p\.m\.|et|edt|est|gmt)\b",
    re.I,
)


def is_byline(line: str) -> bool:
    """Return whether `line`, which begins with "By", goes on with names and offices alone."""
    rest = _BYLINE.sub("", line, count=1)
    words = rest.split()
    if not 1 <= len(words) <= 20:
        return False
    plain = [w for w in words if w[0].islower() and not _BYLINE_WORDS.fullmatch(w.strip(",|."))]
    lowered = [w for w in plain if w not in {"de", "del", "della", "da", "di", "van", "von", "der", "bin", "al", "la"}]
    return not lowered and (line[-1] not in ".!?:" or len(words) <= 4)


# --- Paragraphs --------------------------------------------------------------------------------------------------


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every line that holds anything; the lines of a hard-wrapped paragraph are one."""
    lines = _stripped_lines(text)
    width = _wrap_width(text, lines)
    if width is None:
        yield from lines
        return
    start, end = lines[0]
    for nxt in lines[1:]:
        if _goes_on(text, end, nxt, width):
            end = nxt[1]
        else:
            yield start, end
            start, end = nxt
    yield start, end


_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
"""The mark of a Markdown heading, which is no part of it."""


def _stripped_lines(text: str) -> list[tuple[int, int]]:
    lines = []
    for found in _LINE.finditer(text):
        line = found[0]
        kept = line.strip(" \t\u00a0\u200b\ufeff\v")
        if kept and not kept.isspace():
            start = found.start() + len(line) - len(line.lstrip(" \t\u00a0\u200b\ufeff\v"))
            end = start + len(kept)
            if kept[0] == "#" and (heading := _HEADING.match(kept)):
                start += heading.end()
            lines.append((start, end))
    return lines


_NEW_PARAGRAPH = re.compile(r"[-*•–—]\s|\d{1,2}[.)]\s|(?:[QA]|[A-Z][A-Z.'’ -]{2,40}):\s")
"""How a line begins that is not a continuation: an item of a list, a turn of a transcript."""
_ENDS_SENTENCE = frozenset('.!?"”’:')
_WIDTHS_TRIED = 3
_NARROWEST, _WIDEST = 24, 200


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int | None:
    """Return the column at which `text` is wrapped by hand, or None where a line is a paragraph.

    Text is wrapped at a column where nine in ten of the line ends within a sentence come because the next word would
    not have fitted, and most line ends are within a sentence, as the small letter that follows shows. A line that is
    longer (an address, a headline that was not wrapped) may be among them.
    """
    breaks = [
        (_column(text, end), _first_word(text, nxt, stop), text[end - 1] not in _ENDS_SENTENCE, text[nxt].islower())
        for (_, end), (nxt, stop) in pairwise(lines)
        if text.count("\n", end, nxt) == 1 and not _NEW_PARAGRAPH.match(text, nxt, stop)
    ]
    within = sum(inside for _, _, inside, _ in breaks)
    small = sum(goes_on for _, _, inside, goes_on in breaks if inside)
    if within < 2 or within < 0.5 * len(breaks) or small < 0.5 * within:
        return None
    lengths = {_column(text, end) for _, end in lines}
    for width in sorted((length for length in lengths if _NARROWEST <= length <= _WIDEST), reverse=True)[
        :_WIDTHS_TRIED
    ]:
        full = sum(inside and length <= width <= length + word for length, word, inside, _ in breaks)
        if full >= 0.9 * within:
            return width
    return None


def _first_word(text: str, start: int, end: int) -> int:
    """Return the length of the first word of a line, no more than a wide line's."""
    stop = min(end, start + _WIDEST)
    return len(text[start:stop].split(maxsplit=1)[0])


def _column(text: str, end: int) -> int:
    """How wide a line is from its line break on, its indentation counted; of a very wide one, some larger number."""
    return end - text.rfind("\n", max(0, end - _WIDEST - 1), end) - 1


def _goes_on(text: str, end: int, nxt: tuple[int, int], width: int) -> bool:
    """Return whether the next line belongs to the same paragraph.

    It follows at once, is not the first to be indented, and its first word had no room here.
    """
    if text.count("\n", end, nxt[0]) != 1 or _NEW_PARAGRAPH.match(text, *nxt):
        return False
    column = _column(text, end)
    if text[nxt[0] - 1] in " \t" and text[end - column] not in " \t":
        return False
    return column + _first_word(text, *nxt) >= width
