"""Whether two names are one publisher's: only where both are printed on one site that is no other's."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from factdb.matching.names import fold

_PLATFORMS = frozenset(
    """substack medium wordpress blogspot blogger tumblr ghost beehiiv buttondown livejournal wixsite weebly github
    msn yahoo aol google facebook twitter x youtube linkedin reddit threads telegram t flipboard smartnews newsbreak
    apple archive issuu scribd pressreader proquest nexis factiva allafrica prnewswire businesswire globenewswire
    eurekalert ampproject cdn""".split()
)
"""Names of hosts that carry what many publish."""
_ANY_SITE = frozenset("www m amp".split())
_DOMAIN = re.compile(r"(?:www\.)?([\w-]+)(?:\.[\w-]+)+", re.ASCII)
_ADDED = frozenset("news online digital website".split())
_SMALL = frozenset("the of and for de la le du des del der und".split())


def site_of(url: str | None) -> str | None:
    """Return the host of a web address by which its publisher is known: "apnews.com"; None for none, or one of many."""
    try:
        labels = (urlsplit(url or "").hostname or "").split(".")
    except ValueError:
        return None
    while labels[0] in _ANY_SITE:
        labels.pop(0)
    return ".".join(labels) if len(labels) > 1 and _PLATFORMS.isdisjoint(labels) else None


def name_keys(name: str) -> tuple[str, frozenset[str]]:
    """Return a publisher's name without what is added to it, in letters alone, and its initials.

    "The Elm Post Online" -> "elmpost", {"ep", "epo"}. Two names are alike if they have the same letters, or if the
    letters of one are the initials of the other.
    """
    domain = _DOMAIN.fullmatch(name.strip())
    words = fold(domain[1] if domain else name).split()
    words = words[words[:1] == ["the"] and len(words) > 1 :]
    bare = words[:]
    while len(bare) > 1 and bare[-1] in _ADDED:
        bare.pop()
    letters = "".join(bare)
    if domain:
        letters = next((letters.removesuffix(end) for end in _ADDED if letters.endswith(end)), letters) or letters
    counted = ([word for word in some if word not in _SMALL] for some in (words, bare))
    return letters, frozenset("".join(word[0] for word in some) for some in counted if len(some) > 1)
