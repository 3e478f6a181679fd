"""From an `Article` and its quotations to rows. The same text twice changes nothing; another text of the same source
becomes its next version, and the quotes that still stand in it are carried over.

Every row names its import run, which `undo_run` takes back exactly. The caller owns the transaction (see `db`): one
article, one transaction, so that a killed import leaves whole articles only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection, func, insert, select

from factdb.article import Article
from factdb.database.models import (
    Anchor,
    Attribution,
    Publisher,
    Quote,
    Source,
    SourceVersion,
    Speaker,
    SpeakerName,
)
from factdb.errors import NotFoundError
from factdb.extract import Mention, Quotation
from factdb.extract.checkworthy import find_candidates
from factdb.matching.names import fold
from factdb.matching.reanchor import Stands, became, find_again
from factdb.store.claims import insert_candidates
from factdb.store.runs import Run, sha256
from factdb.store.speakers import Called, known_speakers, new_uid, resolve_speakers
from factdb.store.variants import link_quotes

# Two names so alike (0 to 100) are one, spelt otherwise: "Anthony Blinken", "Antony Blinken".
RESPELT = 85


@dataclass(slots=True)
class Imported:
    """What importing one article did. `outcome` is "new", "version" (a new one of a known source) or "unchanged"."""

    outcome: str
    source_id: int
    source_version_id: int
    title: str
    quotes: list[int] = field(default_factory=list)
    """Ids of quotes new with this import."""
    candidates: int = 0
    """How many claims worth checking are new with it."""
    carried: int = 0
    lost: list[tuple[int, str]] = field(default_factory=list)
    """(quote id, why) of quotes of the version before that stand no longer, or not in one place alone."""


def import_article(
    tx: Connection,
    article: Article,
    quotations: Callable[[], Sequence[Quotation]],
    run: Run,
    *,
    engine: str,
    keep_text: bool = True,
    derived_from: int | None = None,
    version_of: str | None = None,
) -> Imported:
    """Store `article` with its `quotations` as found by `engine` ("rules 1"); they are asked for only when the text
    is not known yet.

    `version_of` (number, uid or URL) says of which source it is another text, where nothing else tells.
    With `keep_text` false the text itself is not stored, only its hash, length and the quotes' own words.
    """
    text_hash = sha256(article.text)
    known = _known_version(tx, article, text_hash) if version_of is None else None
    if known is not None:
        source_id, version_id, title = known
        return Imported("unchanged", source_id, version_id, title)
    source = _known_source(tx, article) if version_of is None else _told(tx, version_of)
    if source is not None and (version := _version_with(tx, source, text_hash)) is not None:
        return Imported("unchanged", source, version, article.title or _untitled(article))
    title = article.title or _untitled(article)
    outcome = "new" if source is None else "version"
    found = quotations()  # before anything is written, as it may fail
    run_id = run.id(tx)
    source_id = _insert_source(tx, article, title, run_id, derived_from) if source is None else source
    version_id = _insert_version(tx, article, title, text_hash, source_id, run_id, keep_text)
    result = Imported(outcome, source_id, version_id, title)
    taken: list[tuple[int, int]] = []
    if outcome == "version":
        taken = _carry_over(tx, article.text, found, source_id, version_id, run_id, result)
        if not result.carried and not result.lost:
            result.outcome = "new"  # an editor's record had named the source before its text was there
    fresh = [q for q in found if not _overlaps(q, taken)]
    result.quotes = insert_quotations(
        tx, fresh, article=article, source_id=source_id, version_id=version_id, run_id=run_id, engine=engine
    )
    if result.lost:
        _tell_what_became(tx, result)
    stored = dict(zip(map(id, fresh), result.quotes, strict=True))
    result.candidates = insert_candidates(
        tx,
        find_candidates(article, found),
        [stored.get(id(q)) for q in found],
        article=article,
        source_id=source_id,
        version_id=version_id,
        run_id=run_id,
    )
    return result


def _untitled(article: Article) -> str:
    words = article.text[article.body[0][0] : article.body[0][1]].split() if article.body else []
    return " ".join(words[:10]) or article.location


# --- Is this source known? ---------------------------------------------------------------------------------------


def _known_version(tx: Connection, article: Article, text_hash: str) -> tuple[int, int, str] | None:
    """A stored version with this very text, unless the article says that it is another work (a wire story that two
    papers print is two sources)."""
    rows = tx.execute(
        select(Source.id, SourceVersion.id, Source.title, Source.url, Publisher.name)
        .join(SourceVersion, SourceVersion.source_id == Source.id)
        .outerjoin(Publisher, Publisher.id == Source.publisher_id)
        .where(SourceVersion.text_sha256 == text_hash)
        .order_by(Source.id)
    ).all()
    for source_id, version_id, title, url, publisher in rows:
        other_url = article.url and url and article.url != url
        other_publisher = article.publisher and publisher and article.publisher != publisher
        if not other_url and not other_publisher:
            return source_id, version_id, title
    return None


def _version_with(tx: Connection, source_id: int, text_hash: str) -> int | None:
    """The version of a source that has this text, be it an earlier one."""
    return tx.execute(
        select(SourceVersion.id).where(SourceVersion.source_id == source_id, SourceVersion.text_sha256 == text_hash)
    ).scalar()


def _known_source(tx: Connection, article: Article) -> int | None:
    """The source of which `article` is another text: the same URL; else, where no URL tells them apart, the same file
    with the same headline or day; else the same publisher, day and headline."""
    if article.url:
        found = tx.execute(select(Source.id).where(Source.url == article.url)).scalar()
        if found is not None:
            return found
    titles = _as_cited(article.title) if article.title else []
    known = select(SourceVersion.source_id).where(SourceVersion.location == _location(article))
    rows = tx.execute(
        select(Source.id, Source.title, Source.published_on, Source.url, Publisher.name, SourceVersion.location)
        .outerjoin(SourceVersion, SourceVersion.source_id == Source.id)
        .outerjoin(Publisher, Publisher.id == Source.publisher_id)
        .where(Source.id.in_(known.union(select(Source.id).where(Source.title.in_(titles)))))
        .order_by(Source.id.desc())
    ).all()
    for source_id, title, published_on, url, publisher, location in rows:
        if article.url and url and article.url != url:
            continue
        if article.publisher and publisher and article.publisher != publisher:
            continue
        same_title = title in titles
        abridged = same_title and title != article.title
        same_day = article.published_on is not None and published_on == article.published_on
        same_file = location == _location(article) and article.location != "-"
        if same_file and (same_title or same_day):
            return int(source_id)
        if same_title and same_day and ((article.publisher or "") == (publisher or "") or abridged):
            return int(source_id)
    return None


def _as_cited(title: str) -> list[str]:
    """A headline, and the ways in which an editor's record may cite it in part: "Blinken kicks off …"."""
    words = title.split()[:24]
    return [title, *(" ".join(words[:n]) + end for n in range(2, len(words)) for end in ("…", " …"))]


def _told(tx: Connection, reference: str) -> int:
    by: Any = Source.url == reference if "://" in reference else Source.uid == reference
    if reference.isdigit():
        by = Source.id == int(reference)
    found = tx.execute(select(Source.id).where(by)).scalar()
    if found is None:
        raise NotFoundError(f"no source is {reference}: `factdb sources` lists those there are")
    return found


def _location(article: Article) -> str:
    path, colon, line = article.location.rpartition(":")
    if article.location == "-" or article.location.startswith("-:"):
        return article.location
    if colon and line.isdigit() and not os.path.exists(article.location):
        return f"{os.path.abspath(path)}:{line}"
    return os.path.abspath(article.location)


def _insert_source(tx: Connection, article: Article, title: str, run_id: int, derived_from: int | None) -> int:
    return tx.execute(
        insert(Source)
        .values(
            uid=new_uid(),
            publisher_id=insert_publisher(tx, article.publisher, run_id) if article.publisher else None,
            url=article.url,
            title=title,
            byline=article.byline,
            contributors="; ".join(article.contributors) or None,
            agency=article.agency,
            dateline=article.dateline,
            language=article.language,
            medium="article",
            published_on=article.published_on,
            published_at=article.published_at,
            derived_from_id=derived_from,
            import_run_id=run_id,
        )
        .returning(Source.id)
    ).scalar_one()


def insert_publisher(tx: Connection, name: str, run_id: int) -> int:
    """The id of the publisher of that name, made if there is none."""
    found = tx.execute(select(Publisher.id).where(Publisher.name == name)).scalar()
    if found is not None:
        return found
    return tx.execute(insert(Publisher).values(name=name, import_run_id=run_id).returning(Publisher.id)).scalar_one()


def _insert_version(
    tx: Connection, article: Article, title: str, text_hash: str, source_id: int, run_id: int, keep_text: bool
) -> int:
    number = tx.execute(
        select(func.coalesce(func.max(SourceVersion.number), 0)).where(SourceVersion.source_id == source_id)
    ).scalar_one()
    return tx.execute(
        insert(SourceVersion)
        .values(
            source_id=source_id,
            number=number + 1,
            retrieved_at=datetime.now(UTC),
            location=_location(article),
            raw_sha256=article.raw_sha256,
            text_sha256=text_hash,
            text_length=len(article.text),
            encoding=article.encoding,
            title=title,
            text=article.text if keep_text else None,
            offset_map=";".join(",".join(map(str, run)) for run in article.offset_map) or None,
            import_run_id=run_id,
        )
        .returning(SourceVersion.id)
    ).scalar_one()


# --- Quotes of an earlier version --------------------------------------------------------------------------------


def _carry_over(
    tx: Connection,
    text: str,
    quotations: Sequence[Quotation],
    source_id: int,
    version_id: int,
    run_id: int,
    result: Imported,
) -> list[tuple[int, int]]:
    """Anchor the known quotes of the source in its new text; returns the content spans that are theirs.

    Where its words stand but what is around them was edited (the cue, the way its speaker is named), `quotations`, as
    found in the new text, tell what stands there now; where they name somebody else, it is not carried over.
    """
    # Each quote by the newest version in which it stands, so that one which was gone for a while is known again.
    rows = tx.execute(
        select(Anchor.__table__)
        .join(Quote, Quote.id == Anchor.quote_id)
        .where(Quote.source_id == source_id)
        .order_by(Anchor.quote_id, Anchor.source_version_id.desc(), Anchor.part, Anchor.seq)
    ).all()
    quotes: dict[int, list[Any]] = {}
    for row in rows:
        anchors = quotes.setdefault(row.quote_id, [])
        if not anchors or anchors[0].source_version_id == row.source_version_id:
            anchors.append(row)
    texts: dict[int, str | None] = {}
    new_rows: list[dict[str, Any]] = []
    taken: list[tuple[int, int]] = []
    newest = max((anchors[0].source_version_id for anchors in quotes.values()), default=0)
    by_place = {tuple((s.start, s.end) for s in q.spans): q for q in quotations}
    speakers = _Speakers(tx, quotes, quotations, source_id)
    for quote_id, anchors in quotes.items():
        stood_in = anchors[0].source_version_id
        if stood_in not in texts:
            texts[stood_in] = tx.execute(select(SourceVersion.text).where(SourceVersion.id == stood_in)).scalar()
        old_text = texts[stood_in]
        content = [a for a in anchors if a.part == "content"]
        placed = find_again([(a.start_char, a.end_char, a.exact) for a in anchors], old_text, text)
        alone = (
            find_again([(a.start_char, a.end_char, a.exact) for a in content], old_text, text) if content else "gone"
        )
        now = by_place.get(alone.spans) if isinstance(alone, Stands) else None
        why = placed if isinstance(placed, str) else None
        printed = {a.exact for a in anchors if a.part == "speaker"}
        if now is not None and speakers.other_than(quote_id, now, printed):
            why = "re-attributed"
        elif why is not None and now is not None:
            rest = [a for a in anchors_of(now, text, quote_id, version_id, run_id) if a["part"] != "content"]
            assert isinstance(alone, Stands)
            new_rows += [_moved(a, place, version_id, run_id) for a, place in zip(content, alone.spans, strict=True)]
            new_rows += rest
            taken += alone.spans
            result.carried += 1
            speakers.also_called(quote_id, now, run_id)
            continue
        if why is not None:
            if stood_in == newest:
                result.lost.append((quote_id, why))
            continue
        assert isinstance(placed, Stands)
        result.carried += 1
        taken += [place for a, place in zip(anchors, placed.spans, strict=True) if a.part == "content"]
        new_rows += [_moved(a, place, version_id, run_id) for a, place in zip(anchors, placed.spans, strict=True)]
    if new_rows:
        tx.execute(insert(Anchor), new_rows)
    return taken


def _moved(anchor: Any, place: tuple[int, int], version_id: int, run_id: int) -> dict[str, Any]:
    """The row of an anchor that stands at `place` of a new version."""
    return {
        "quote_id": anchor.quote_id,
        "source_version_id": version_id,
        "part": anchor.part,
        "seq": anchor.seq,
        "start_char": place[0],
        "end_char": place[1],
        "in_marks": anchor.in_marks,
        "exact": anchor.exact,
        "import_run_id": run_id,
    }


class _Speakers:
    """Whom the known quotes of a source are attributed to, and whom its new text names."""

    def __init__(
        self, tx: Connection, quotes: Collection[int], quotations: Sequence[Quotation], source_id: int
    ) -> None:
        self._tx = tx
        first = [q.speakers[0] for q in quotations if q.speakers]
        self._known = known_speakers(tx, [(m.kind, m.name) for m in first if m.name], source_id)
        self._of: dict[int, dict[int | None, list[str]]] = {}
        for quote_id, speaker_id, name in tx.execute(
            select(Attribution.quote_id, Speaker.canonical_id, SpeakerName.name)
            .join(Speaker, Speaker.id == Attribution.speaker_id)
            .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
            .where(Attribution.quote_id.in_(list(quotes)), Attribution.part == "speaker")
        ):
            self._of.setdefault(quote_id, {}).setdefault(speaker_id, []).append(name)

    def other_than(self, quote_id: int, now: Quotation, printed: Collection[str]) -> bool:
        """Whether the new text gives a quote to somebody whom neither extraction nor an editor ever gave it to. A name
        spelt otherwise is no other person, nor is a description `printed` as before; a speaker that either leaves open
        is none."""
        before = self._of.get(quote_id)
        if not before or not now.speakers or not now.speakers[0].name:
            return False
        mention = now.speakers[0]
        named = self._known.get((mention.kind, mention.name or ""))
        if named is None and mention.text in printed:
            return False
        return named not in before and not self._respelt(chain(*before.values()), mention.name or "")

    def also_called(self, quote_id: int, now: Quotation, run_id: int) -> None:
        """Keep the name that a correction gives a quote's speaker, where nobody goes by it yet."""
        before = self._of.get(quote_id, {})
        mention = now.speakers[0] if now.speakers else None
        if len(before) != 1 or mention is None or not mention.name:
            return
        if (mention.kind, mention.name) in self._known:
            return
        speaker_id = next(iter(before))
        if speaker_id is None:
            return
        name, folded = mention.name, fold(mention.name) or mention.name
        row = {"speaker_id": speaker_id, "name": name, "folded": folded, "kind": "alias", "import_run_id": run_id}
        self._tx.execute(insert(SpeakerName), [row])
        self._known[mention.kind, mention.name] = speaker_id

    @staticmethod
    def _respelt(names: Iterable[str], name: str) -> bool:
        from rapidfuzz.fuzz import ratio

        folded = fold(name)
        for one in map(fold, names):
            shared = set(one.split()) & set(folded.split())
            if ratio(one, folded) >= RESPELT or (shared and min(len(one.split()), len(folded.split())) == 1):
                return True
        return False


def _tell_what_became(tx: Connection, result: Imported) -> None:
    """Say of quotes that stand no longer which of the new ones they are now."""
    numbers = [number for number, _ in result.lost] + result.quotes
    words: dict[int, str] = {
        row.id: row.text for row in tx.execute(select(Quote.id, Quote.text).where(Quote.id.in_(numbers)))
    }
    now = became({n: words[n] for n, _ in result.lost}, {n: words[n] for n in result.quotes})
    result.lost = [(n, f"{now[n].state}, now quote {now[n].quote}" if n in now else why) for n, why in result.lost]


def _overlaps(quotation: Quotation, taken: list[tuple[int, int]]) -> bool:
    return any(s.start < end and start < s.end for s in quotation.spans for start, end in taken)


# --- New quotes --------------------------------------------------------------------------------------------------


def insert_quotations(
    tx: Connection,
    quotations: Sequence[Quotation],
    *,
    article: Article,
    source_id: int,
    version_id: int,
    run_id: int,
    engine: str,
) -> list[int]:
    """Insert quotes with their anchors and attributions; returns their ids in the order of the text."""
    if not quotations:
        return []
    text = article.text
    values = [
        {
            "uid": new_uid(),
            "source_id": source_id,
            "language": article.language,
            "status": "extracted",
            "import_run_id": run_id,
            **columns_of(q, article, engine),
        }
        for q in quotations
    ]
    ids = list(tx.execute(insert(Quote).returning(Quote.id, sort_by_parameter_order=True), values).scalars())
    named = [mention for q in quotations for _, _, mention in mentions_of(q)]
    speakers = resolve_speakers(tx, named, source_id, run_id, engine, article.published_on)
    anchors: list[dict[str, Any]] = []
    attributions: list[dict[str, Any]] = []
    for quote_id, quotation, row in zip(ids, quotations, values, strict=True):
        anchors += anchors_of(quotation, text, quote_id, version_id, run_id)
        own = {"quote_id": quote_id, "import_run_id": run_id}
        attributions += [{**a, **own} for a in attributions_of(quotation, speakers, row["dated_on"])]
    tx.execute(insert(Anchor), anchors)
    if attributions:
        tx.execute(insert(Attribution), attributions)
    link_quotes(tx, ids)
    return ids


def columns_of(quotation: Quotation, article: Article, engine: str) -> dict[str, Any]:
    """What a row of `quotes` holds of a quotation as `engine` finds it in `article`."""
    said = quotation.said
    return {
        "kind": quotation.kind,
        "text": quotation.text,
        "text_sha256": sha256(quotation.text),
        "cue": article.text[quotation.cue.start : quotation.cue.end] if quotation.cue else None,
        "venue": quotation.venue,
        "said_on": said.said_on if said else None,
        "said_until": said.said_until if said else None,
        "said_as": said.said_as if said else None,
        "said_basis": said.basis if said else None,
        "dated_on": said.said_on if said else article.published_on,
        "factuality": quotation.factuality,
        "confidence": quotation.confidence,
        "origin": engine,
    }


def attributions_of(
    quotation: Quotation, speakers: Mapping[Called, int | None], dated_on: date | None
) -> list[dict[str, Any]]:
    """The rows that say who speaks, reports and is addressed, given whom (kind, name or words) means."""
    return [
        {
            "part": part,
            "seq": seq,
            "speaker_id": speakers.get((mention.kind, mention.name or mention.text)),
            "rank": "normal",
            "as_printed": mention.text,
            "title_as_printed": mention.title,
            "basis": mention.basis,
            "dated_on": dated_on,
        }
        for part, seq, mention in mentions_of(quotation)
    ]


def mentions_of(quotation: Quotation) -> list[tuple[str, int, Mention]]:
    """(part, seq, mention) of everyone that the quotation names."""
    found = [("speaker", seq, m) for seq, m in enumerate(quotation.speakers)]
    if quotation.reported_by:
        found.append(("reporter", 0, quotation.reported_by))
    if quotation.addressee:
        found.append(("addressee", 0, quotation.addressee))
    return found


def anchors_of(quotation: Quotation, text: str, quote_id: int, version_id: int, run_id: int) -> list[dict[str, Any]]:
    """The rows that locate the quotation's content, cue, people and date in one version."""
    spans = [("content", seq, s.start, s.end, s.quoted) for seq, s in enumerate(quotation.spans)]
    if quotation.cue:
        spans.append(("cue", 0, quotation.cue.start, quotation.cue.end, False))
    if quotation.said:
        spans.append(("date", 0, quotation.said.start, quotation.said.end, False))
    spans += [(part, seq, m.start, m.end, False) for part, seq, m in mentions_of(quotation)]
    return [
        {
            "quote_id": quote_id,
            "source_version_id": version_id,
            "part": part,
            "seq": seq,
            "start_char": start,
            "end_char": end,
            "in_marks": in_marks,
            "exact": text[start:end],
            "import_run_id": run_id,
        }
        for part, seq, start, end, in_marks in spans
    ]
