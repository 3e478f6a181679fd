"""The archive for notebooks and programs: read-only, each list lazy, with rows for pandas, Polars and Arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, cast, get_type_hints

from factdb.database.connect import read_connection
from factdb.database.readers import PostgresReader, SqliteReader
from factdb.database.sandbox import read_only_rows
from factdb.errors import QueryError, library
from factdb.export.shown import shown
from factdb.matching.topics import read_topics, topic_of
from factdb.queries.claim_rows import ClaimRow, ReviewRow
from factdb.queries.claims import list_claims
from factdb.queries.quotes import QuoteFilter, find_quotes, quote_by_reference
from factdb.queries.reviews import list_reviews
from factdb.queries.rows import QuoteRow, R, SourceRow, SpeakerRow, VariantRow
from factdb.queries.sources import list_sources
from factdb.queries.speakers import list_speakers
from factdb.queries.variants import quote_variants
from factdb.queries.where import whole_day

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars
    import pyarrow  # type: ignore[import-untyped]

Day = str | date | None
# Rows and columns that a notebook shows of a list.
SHOWN = 20
_SHOWN: dict[type, tuple[str, ...]] = {
    QuoteRow: ("id", "dated_on", "speaker", "kind", "text", "publisher", "title", "status"),
    VariantRow: ("id", "dated_on", "relation", "altered", "speaker", "text", "publisher"),
    SpeakerRow: ("id", "name", "kind", "role", "quotes", "first_on", "last_on"),
    SourceRow: ("id", "published_on", "publisher", "agency", "title", "quotes", "versions"),
    ClaimRow: ("id", "text", "asserts", "repeats", "denies", "disputes", "rating", "status"),
    ReviewRow: ("id", "reviewed_on", "claim", "rating", "organization", "reviewer", "status"),
}


class Rows(Generic[R]):
    """A list that reads the database when it is used, and again each time.

    Iterate over it, or take all of it in one of the forms below. A row is a dict whose keys are the columns of the
    command's JSON. Days are ISO 8601 text, times UTC, offsets Unicode code points with exclusive ends; unknown is None.
    """

    def __init__(
        self,
        name: str,
        opened: Callable[[], AbstractContextManager[tuple[Sequence[str], Iterable[R]]]],
        shape: type[R] | None,
    ) -> None:
        self._name, self._opened, self._shape = name, opened, shape

    def __iter__(self) -> Iterator[R]:
        with self._opened() as (_, rows):
            yield from rows

    def __repr__(self) -> str:
        return f"<factdb rows: {self._name}>"

    def rows(self) -> list[R]:
        """Return all rows."""
        return list(self)

    def to_arrow(self) -> pyarrow.Table:
        """Return all rows as a `pyarrow.Table`, with the same types however many there are.

        Raises:
            MissingExtraError: pyarrow is not installed.
            QueryError: A column of `sql()` mixes types.
        """
        pa = library("pyarrow", "parquet")
        with self._opened() as (columns, found):
            rows: list[Mapping[str, Any]] = [dict(cast(Mapping[str, Any], row)) for row in found]
        types = _arrow_types(pa, self._shape)
        arrays = {}
        for name in rows[0] if rows else columns:
            try:
                arrays[name] = pa.array([row[name] for row in rows], types.get(name))
            except pa.ArrowException as error:
                raise QueryError(f"column {name} has values of several types ({error}): CAST it to one") from error
        return pa.table(arrays)

    def to_pandas(self) -> pandas.DataFrame:
        """Return all rows as a `pandas.DataFrame`; whole numbers stay whole where some are unknown.

        Raises:
            MissingExtraError: pandas or pyarrow is not installed.
        """
        pd, pa = library("pandas"), library("pyarrow", "parquet")
        return self.to_arrow().to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)

    def to_polars(self) -> polars.DataFrame:
        """Return all rows as a `polars.DataFrame`.

        Raises:
            MissingExtraError: Polars or pyarrow is not installed.
        """
        return cast("polars.DataFrame", library("polars").from_arrow(self.to_arrow()))

    def _repr_html_(self) -> str:
        """Return the first rows as a table for notebooks, quoted words marked."""
        with self._opened() as (columns, found):
            rows = [cast(Mapping[str, Any], row) for row in islice(found, SHOWN + 1)]
        if self._shape is not None:
            columns = _SHOWN[self._shape]
        head = "".join(f"<th>{escape(name)}</th>" for name in columns)
        body = "".join(
            "<tr>" + "".join(f'<td style="text-align:left">{_cell(row, name)}</td>' for name in columns) + "</tr>"
            for row in rows[:SHOWN]
        )
        more = f"<p>The first {SHOWN} rows; .rows() returns all.</p>" if len(rows) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _arrow_types(pa: Any, shape: type | None) -> dict[str, Any]:
    """Return the Arrow type of each key of a shape that holds one simple value; None is beside any of them."""
    made = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    found = {}
    for name, hint in get_type_hints(shape).items() if shape else ():
        plain = [one for one in getattr(hint, "__args__", (hint,)) if one in made]
        if plain:
            found[name] = made[plain[0]]
    return found


def _cell(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if value is None:
        return ""
    if name != "text" or "speaker_mention" not in row:
        return escape(shown(str(value)))
    from factdb.extract.marks import quoted_runs

    text = str(value)
    runs = [(0, len(text))] if row["kind"] == "direct" else []
    if row["kind"] == "mixed":
        runs = [(run.start, run.end) for run in quoted_runs(text, [(0, len(text))])]
    parts, at = [], 0
    for start, end in runs:
        parts += [escape(shown(text[at:start])), f"<mark>{escape(shown(text[start:end]))}</mark>"]
        at = end
    return "".join([*parts, escape(shown(text[at:]))])


class Archive:
    """A factdb database, read-only; `factdb.open` makes one.

    Every method takes the options of the command of its name and returns `Rows`; `limit` 0 means all.
    """

    def __init__(self, database: str) -> None:
        self.database = database

    def __repr__(self) -> str:
        from factdb.database.url import shown as printable

        return f"factdb.open({printable(self.database)!r})"

    def quotes(
        self,
        *,
        speaker: str | int | None = None,
        role: str | None = None,
        about: str | None = None,
        publisher: str | None = None,
        language: str | None = None,
        since: Day = None,
        until: Day = None,
        kind: str | None = None,
        status: str | None = None,
        factuality: str = "actual",
        search: str | None = None,
        source: str | int | None = None,
        in_outlets: int | None = None,
        altered: bool = False,
        min_confidence: float | None = None,
        after: int | None = None,
        limit: int = 0,
    ) -> Rows[QuoteRow]:
        """List quotes, newest first, as `factdb quotes` does.

        Reading raises NotFoundError or AmbiguousError where `speaker` or `source` is not one that is known.
        """
        wanted = QuoteFilter(
            speaker=_text(speaker), role=role, about=about, publisher=publisher, language=language,
            since=_day(since), until=_day(until, last=True), kind=kind, status=status, factuality=factuality,
            search=search, source=_text(source), in_outlets=in_outlets, altered=altered,
            min_confidence=min_confidence, after=after, limit=limit,
        )  # fmt: skip
        return self._rows("quotes", QuoteRow, lambda reader: find_quotes(reader, wanted))

    def speakers(self, *, kind: str | None = None, name: str | None = None, limit: int = 0) -> Rows[SpeakerRow]:
        """List speakers, the most quoted first, as `factdb speakers` does."""
        return self._rows(
            "speakers", SpeakerRow, lambda reader: list_speakers(reader, kind=kind, name=name, limit=limit)
        )

    def sources(
        self,
        *,
        publisher: str | None = None,
        language: str | None = None,
        since: Day = None,
        until: Day = None,
        limit: int = 0,
    ) -> Rows[SourceRow]:
        """List sources, newest first, as `factdb sources` does."""
        first, last = _day(since), _day(until, last=True)

        def listed(reader: SqliteReader | PostgresReader) -> Iterable[SourceRow]:
            return list_sources(reader, publisher=publisher, language=language, since=first, until=last, limit=limit)

        return self._rows("sources", SourceRow, listed)

    def claims(
        self,
        *,
        speaker: str | int | None = None,
        about: str | None = None,
        since: Day = None,
        publisher: str | None = None,
        topic: str | None = None,
        topics: str | None = None,
        min_score: float | None = None,
        disputed: bool = False,
        candidates: bool = False,
        contradicts: str | int | None = None,
        repeated_since: Day = None,
        source: str | int | None = None,
        kind: str | None = None,
        limit: int = 0,
    ) -> Rows[ClaimRow]:
        """List claims with how many quotes assert and dispute each, as `factdb claims` does.

        `topics` is a TOML file of word lists, `topic` one of its names.

        Raises:
            FactdbError: The file cannot be read, is invalid, or does not have the topic.
        """
        on_topic = topic_of(read_topics(topics) if topics is not None else {}, topic)
        first, again = _day(since), _day(repeated_since)

        def listed(reader: SqliteReader | PostgresReader) -> Iterable[ClaimRow]:
            return list_claims(
                reader, speaker=_text(speaker), about=about, since=first, publisher=publisher, topic_of=on_topic,
                min_score=min_score, disputed=disputed, candidates=candidates, source=_text(source), kind=kind,
                contradicts=_text(contradicts), repeated_since=again, limit=limit,
            )  # fmt: skip

        return self._rows("claims", ClaimRow, listed)

    def reviews(
        self,
        *,
        claim: str | int | None = None,
        status: str | None = None,
        rating: str | None = None,
        reviewer: str | None = None,
        current: bool = False,
        since: Day = None,
        until: Day = None,
        limit: int = 0,
    ) -> Rows[ReviewRow]:
        """List reviews, newest first, as `factdb reviews` does; `current` leaves out those that were superseded."""
        first, last = _day(since), _day(until, last=True)

        def listed(reader: SqliteReader | PostgresReader) -> Iterable[ReviewRow]:
            return list_reviews(
                reader, claim=_text(claim), status=status, rating=rating, reviewer=reviewer, since=first, until=last,
                superseded=not current, limit=limit,
            )  # fmt: skip

        return self._rows("reviews", ReviewRow, listed)

    def variants(self, quote: str | int, *, limit: int = 0) -> Rows[VariantRow]:
        """List where the words of a quote (its number or uid) were printed, as `factdb quotes variants` does."""

        def listed(reader: SqliteReader | PostgresReader) -> Iterable[VariantRow]:
            return quote_variants(reader, quote_by_reference(reader, str(quote)), limit=limit)

        return self._rows(f"variants of quote {quote}", VariantRow, listed)

    def sql(
        self,
        statement: str,
        params: Mapping[str, object] | None = None,
        *,
        timeout: float = 10.0,
        as_owner: bool = False,
    ) -> Rows[dict[str, Any]]:
        """Run one SELECT with `:name` parameters in the sandbox of `factdb sql`.

        Args:
            statement: The SELECT; the `report_` views keep their columns from release to release.
            params: Values of its parameters.
            timeout: Time limit in seconds for each reading.
            as_owner: Run a trusted statement although the PostgreSQL login can do more than read.

        Raises:
            QueryError: While reading: it is not one SELECT, would do more than read, or took too long.
        """
        given = {name: str(value) for name, value in (params or {}).items()}

        @contextmanager
        def opened() -> Iterator[tuple[Sequence[str], Iterable[dict[str, Any]]]]:
            with read_connection(self.database) as reader:
                yield read_only_rows(reader, statement, given, timeout=timeout, trusted=as_owner)

        return Rows(statement, opened, None)

    def _rows(self, name: str, shape: type[R], ask: Callable[[SqliteReader | PostgresReader], Iterable[R]]) -> Rows[R]:
        @contextmanager
        def opened() -> Iterator[tuple[Sequence[str], Iterable[R]]]:
            with read_connection(self.database) as reader:
                yield list(get_type_hints(shape)), ask(reader)

        return Rows(f"{name} of {self!r}", opened, shape)


def open(database: str) -> Archive:
    """Open a database for reading: the path of a SQLite file or a postgresql:// URL.

    Raises:
        DatabaseError: It is missing, not a factdb database, of another revision, or unreachable.
    """
    with read_connection(str(database)):
        return Archive(str(database))


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _day(value: Day, *, last: bool = False) -> str | None:
    return None if value is None else whole_day(str(value), last=last)
