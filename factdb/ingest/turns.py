"""When a host may be asked: requests some time apart, and none before the time that it asked to wait."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from factdb.errors import ArticleError

PAUSE = 1.0
"""Seconds between two requests to a host whose robots.txt asks for no more."""
LONGEST_PAUSE = 60.0
"""Seconds beyond which a turn is not waited for."""
LONGEST_HOLD = 24 * 3600
"""Seconds beyond which a server's wish to wait is not believed."""
_BUSY = {429, 503}


class LaterError(ArticleError):
    """A site that asks to be left alone for a while."""


@dataclass(slots=True)
class Turns:
    """The hosts that were asked, by name, with times of the monotonic clock."""

    _next: dict[str, float] = field(default_factory=dict)
    _held: dict[str, tuple[float, datetime]] = field(default_factory=dict)

    def take(self, host: str, delay: float, place: str) -> None:
        """Wait until `host` may be asked; the request after this one comes `delay` seconds later, or `PAUSE` if more.

        Raises:
            LaterError: The wait would be too long.
        """
        wait = self._next.get(host, 0) - time.monotonic()
        if wait > LONGEST_PAUSE:
            raise LaterError(
                f"{place}: robots.txt of {host} asks for {delay:,.0f} s between requests, longer than factdb waits;"
                " import it by itself later, or the text in the feed without --feed"
            )
        if wait > 0:
            time.sleep(wait)
        self._next[host] = time.monotonic() + max(PAUSE, delay)

    def is_held(self, host: str) -> bool:
        """Tell whether `host` asked not to be asked yet."""
        return self._held.get(host, (0.0,))[0] > time.monotonic()

    def check(self, host: str, place: str) -> None:
        """Raise `LaterError` if `host` asked not to be asked yet."""
        if self.is_held(host):
            raise LaterError(f"{place}: {host} asked to wait until {_clock(self._held[host][1])}; try again then")

    def hold(self, host: str, status: int, retry_after: str | None, why: str) -> None:
        """Raise `LaterError` if an answer means that `host` is not to be asked for a while, and remember that."""
        seconds = _seconds(retry_after)
        if status not in _BUSY or (status == 503 and seconds is None):
            return
        seconds = min(60.0 if seconds is None else seconds, LONGEST_HOLD)
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        self._held[host] = (time.monotonic() + seconds, until)
        raise LaterError(f"{why} and asks to wait until {_clock(until)}; try again then")


def _clock(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _seconds(retry_after: str | None) -> float | None:
    """Return the seconds of a Retry-After header, a number or a date (RFC 9110); None for none that can be read."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after[:12])
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
