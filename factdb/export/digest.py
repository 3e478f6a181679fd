"""A digest as people read it: as text, as Markdown, or as a mail in HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TextIO

from factdb.claimreview.check import is_web_address
from factdb.export.entries import Entry, styled, write_entries
from factdb.export.rows import in_markdown
from factdb.export.shown import exact, shown


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a digest."""

    title: str
    entries: Sequence[tuple[Entry, str | None]]
    """Each with the address at which it can be read."""
    more: str | None = None
    """How to see the rest, where there is more."""


def write_text(title: str, parts: Iterable[Part], stream: TextIO) -> None:
    """Write a digest for a terminal."""
    bold = "\x1b[1m{}\x1b[0m" if styled(stream) else "{}"
    out = exact(stream)
    out.write(bold.format(shown(title)) + "\n")
    for part in parts:
        out.write("\n" + bold.format(shown(part.title)) + "\n\n")
        write_entries((entry for entry, _ in part.entries), stream)
        out.write(f"\n{shown(part.more)}\n" if part.more else "")


def write_markdown(title: str, parts: Iterable[Part], stream: TextIO) -> None:
    """Write a digest as Markdown (CommonMark)."""
    stream.write(f"# {in_markdown(title)}\n")
    for part in parts:
        stream.write(f"\n## {in_markdown(part.title)}\n\n")
        for entry, url in part.entries:
            number = f"[{entry.number}](<{url}>)" if _is_linked(url) else str(entry.number)
            words = "".join(f"  \n  {in_markdown(line)}" for line in (entry.words or "").split("\n") if line.strip())
            stream.write(f"- **{number}** {in_markdown(_facts(entry))}{words}\n")
        stream.write(f"\n{in_markdown(part.more)}\n" if part.more else "")


_BODY = "font:15px/1.45 Georgia,serif;color:#1a1a1a;background:#fff;max-width:42em;margin:1.5em auto;padding:0 1em"
_HEAD = "font:bold 15px/1.4 sans-serif;border-bottom:1px solid #999;margin:1.6em 0 .6em;padding-bottom:.2em"
_FACTS = "font:13px/1.4 sans-serif;color:#444"


def write_html(title: str, parts: Iterable[Part], stream: TextIO) -> None:
    """Write a digest as one page of HTML with its style in place: no script, no image, nothing to load."""
    name = escape(shown(title))
    stream.write(
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{name}</title></head>\n'
        f'<body style="{_BODY}">\n<h1 style="font:bold 19px/1.3 sans-serif">{name}</h1>\n'
    )
    for part in parts:
        stream.write(f'<h2 style="{_HEAD}">{escape(shown(part.title))}</h2>\n')
        for entry, url in part.entries:
            number = escape(shown(str(entry.number)))
            if _is_linked(url):
                number = f'<a style="color:#0b57a4" href="{escape(str(url))}">{number}</a>'
            words = "<br>\n".join(escape(shown(line)) for line in (entry.words or "").split("\n") if line.strip())
            facts = f'<span style="{_FACTS}"><b>{number}</b> {escape(shown(_facts(entry)))}</span>'
            stream.write(f'<p style="margin:.7em 0">{facts}<br>\n{words}</p>\n')
        stream.write(f'<p style="{_FACTS}">{escape(part.more)}</p>\n' if part.more else "")
    stream.write("</body>\n</html>\n")


WRITERS = {"text": write_text, "markdown": write_markdown, "html": write_html}


def _facts(entry: Entry) -> str:
    return " · ".join(" ".join(str(fact).split()) for fact in entry.facts if fact not in (None, ""))


def _is_linked(url: str | None) -> bool:
    return url is not None and is_web_address(url) and not any(c in url for c in "<>\\")
