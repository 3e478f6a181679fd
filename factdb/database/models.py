"""All tables on one page.

A source (one published work) has versions (its text at one time). A quote belongs to a source; its anchors are
located spans in one version, and `substr(text, start_char + 1, end_char - start_char) = exact` proves each. An
attribution ties a quote to a speaker: what the article printed is kept for ever in `as_printed`, whom we believe it
means is the separate, nullable `speaker_id`. A claim is a statement in our own words; assertions tie it to the quotes
that assert or deny it. Every row names the import run it came from; what people confirm or correct is a row in
`decisions`.

Dates are ISO 8601 days, times UTC. Enumerations are text with a named CHECK: a new member is one small migration.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from factdb import terms
from factdb.matching.names import parts_of


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime: `TIMESTAMPTZ` on PostgreSQL, ISO 8601 text ending in Z on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Choose the type for the database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Convert an aware datetime for the database.

        Raises:
            ValueError: It has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone: pass an aware datetime")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Convert a value of the database to an aware UTC datetime."""
        if value is None or isinstance(value, datetime):
            return value.astimezone(UTC) if value else None
        return datetime.fromisoformat(value.replace("Z", "+00:00"))


class Base(DeclarativeBase):
    """The base of all tables, with the names of constraints and the types of columns."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {str: Text, date: Date, datetime: UTCDateTime, float: Float}


# SQLite gives a rowid alias (and so an automatic key) only to INTEGER PRIMARY KEY, not to BIGINT.
Key = BigInteger().with_variant(Integer(), "sqlite")
Id = Annotated[int, mapped_column(Key, primary_key=True)]


def reference(target: str, *, ondelete: str = "RESTRICT", **options: Any) -> Any:
    """Return a foreign key column to `target` ("table.column"), indexed by default."""
    return mapped_column(Key, ForeignKey(target, ondelete=ondelete), **{"index": True, **options})


def related(**options: Any) -> Any:
    """Return a view-only relationship; rows are written by `store/`."""
    return relationship(viewonly=True, **options)


# A table that follows from others: not audited, worked out again when it is missing.
DERIVED: dict[str, Any] = {"info": {"derived": True}}


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return the named CHECK that limits `column` to `values`."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(v) for v in values)})", name=f"{column}_known")


def index_where(condition: str, *columns: str, name: str | None = None) -> Index:
    """Return an index of `columns` that holds only the rows that meet `condition`."""
    return Index(name, *columns, sqlite_where=sql(condition), postgresql_where=sql(condition))


class Publisher(Base):
    """Who publishes sources: a paper, an agency, a ministry's website."""

    __tablename__ = "publishers"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    domain: Mapped[str | None]
    import_run_id: Mapped[int | None] = reference("import_runs.id")
    sources: Mapped[list[Source]] = related(order_by="Source.id")


class ImportRun(Base):
    """One call of `factdb import`: who, with what, on which input.

    `status` is "running" until it ends. A run that was stopped or killed is "interrupted" (see `signs`), and what it
    committed is complete.
    """

    __tablename__ = "import_runs"
    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    actor: Mapped[str]
    tool: Mapped[str]
    """The program and, where it read articles, the engine that found their quotations: "factdb 0.1.0, rules 3"."""
    input: Mapped[str]
    """The paths as given, one a line."""
    input_sha256: Mapped[str | None]
    """SHA-256 over the inputs' own SHA-256 sums, in order."""
    status: Mapped[str]
    articles: Mapped[int] = mapped_column(default=0)
    problems: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
    __table_args__ = (one_of("status", "running", "finished", "interrupted", "undone"),)


class Source(Base):
    """One published work. Its text lives in its versions."""

    __tablename__ = "sources"
    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    publisher_id: Mapped[int | None] = reference("publishers.id")
    url: Mapped[str | None] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(index=True)
    byline: Mapped[str | None]
    contributors: Mapped[str | None]
    """Names, joined by "; "."""
    agency: Mapped[str | None]
    dateline: Mapped[str | None]
    language: Mapped[str]
    medium: Mapped[str]
    published_on: Mapped[date | None] = mapped_column(index=True)
    """The local day of publication, from which "Friday" is counted."""
    published_at: Mapped[datetime | None]
    rights: Mapped[str | None]
    derived_from_id: Mapped[int | None] = reference("sources.id")
    """The source that this one retells or copies."""
    import_run_id: Mapped[int] = reference("import_runs.id")
    printed_publisher: Mapped[str | None]
    """The publisher's name as printed, where it is another spelling than the publisher's name."""
    publisher: Mapped[Publisher | None] = related()
    versions: Mapped[list[SourceVersion]] = related(order_by="SourceVersion.number")
    quotes: Mapped[list[Quote]] = related(order_by="Quote.id")
    derived_from: Mapped[Source | None] = related(remote_side="Source.id")
    __table_args__ = (
        one_of("medium", *terms.MEDIA),
        index_where("agency IS NOT NULL", "agency"),
        CheckConstraint("derived_from_id <> id", name="not_derived_from_itself"),
    )


class SourceVersion(Base):
    """The text of a source at one time.

    `text` is NULL if it is not kept (`--no-text`); the hashes stay, so that a copy of the file can still prove every
    anchor.
    """

    __tablename__ = "source_versions"
    id: Mapped[Id]
    source_id: Mapped[int] = reference("sources.id", index=False)
    number: Mapped[int]
    """1 for the first text seen of this source, counted up."""
    retrieved_at: Mapped[datetime]
    location: Mapped[str]
    """The path or address it was read from, a path absolute; "-" for standard input; "path:3" for its third line, row,
    item or record."""
    raw_sha256: Mapped[str]
    text_sha256: Mapped[str] = mapped_column(index=True)
    """SHA-256 (hex) of `text` in UTF-8."""
    text_length: Mapped[int]
    """In Unicode code points."""
    encoding: Mapped[str]
    """Of the file; of PDF and DOCX the program that extracted the text, such as "pypdf 7.1.1"."""
    title: Mapped[str]
    """The headline of this version."""
    text: Mapped[str | None]
    offset_map: Mapped[str | None]
    """For pages and subtitles: "text start,file start,length" of runs that are in both, joined by ";"."""
    import_run_id: Mapped[int] = reference("import_runs.id")
    source: Mapped[Source] = related()
    anchors: Mapped[list[Anchor]] = related(order_by="Anchor.id")
    __table_args__ = (
        UniqueConstraint("source_id", "number"),
        UniqueConstraint("source_id", "text_sha256"),
        Index(None, "location"),
        index_where("number > 1", "retrieved_at"),
        CheckConstraint("text IS NULL OR length(text) = text_length", name="text_length_true"),
        CheckConstraint("length(text_sha256) = 64 AND length(raw_sha256) = 64", name="sha256_whole"),
    )


class Speaker(Base):
    """Somebody who is quoted. An unnamed speaker ("two U.S. officials") belongs to the one source that mentions it.

    A merge is the pointer `merged_into_id`; quotes are never rewritten.
    """

    __tablename__ = "speakers"
    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    role: Mapped[str | None]
    """As an editor recorded it: "U.S. Secretary of State"."""
    wikidata_id: Mapped[str | None] = mapped_column(unique=True)
    merged_into_id: Mapped[int | None] = reference("speakers.id")
    scope_source_id: Mapped[int | None] = reference("sources.id")
    status: Mapped[str]
    origin: Mapped[str]
    import_run_id: Mapped[int | None] = reference("import_runs.id")
    canonical_id: Mapped[int | None] = mapped_column(Key, index=True)
    """`merged_into_id`, else `id`: kept by a trigger, so that views find a speaker's quotes by an index."""
    names: Mapped[list[SpeakerName]] = related(order_by="SpeakerName.id")
    roles: Mapped[list[Role]] = related(order_by="Role.id")
    attributions: Mapped[list[Attribution]] = related(order_by="Attribution.id")
    merged_into: Mapped[Speaker | None] = related(foreign_keys="Speaker.merged_into_id", remote_side="Speaker.id")
    __table_args__ = (
        one_of("kind", *terms.SPEAKER_KINDS),
        one_of("status", *terms.STATUSES),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        CheckConstraint("kind = 'unnamed' OR scope_source_id IS NULL", name="only_unnamed_scoped"),
        CheckConstraint("kind <> 'unnamed' OR scope_source_id IS NOT NULL", name="unnamed_scoped"),
        CheckConstraint("length(name) > 0", name="name_given"),
        CheckConstraint(
            "wikidata_id IS NULL OR (substr(wikidata_id, 1, 1) = 'Q' AND length(wikidata_id) > 1"
            " AND ltrim(substr(wikidata_id, 2), '0123456789') = '')",
            name="wikidata_id_formed",
        ),
    )


class SpeakerName(Base):
    """A name by which a speaker is found. `folded` is the name without accents and case, see `names.fold`."""

    __tablename__ = "speaker_names"
    id: Mapped[Id]
    speaker_id: Mapped[int] = reference("speakers.id", ondelete="CASCADE", index=False)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    import_run_id: Mapped[int | None] = reference("import_runs.id")
    parts: Mapped[str | None] = mapped_column(
        index=True, default=lambda row: parts_of(row.get_current_parameters()["folded"])
    )
    """`names.parts_of` the folded name; NULL for a name of one word."""
    speaker: Mapped[Speaker] = related()
    __table_args__ = (UniqueConstraint("speaker_id", "name"), one_of("kind", *terms.NAME_KINDS))


class Role(Base):
    """A role that a speaker held between two days (both included, NULL if unknown), and who says so.

    That is a stored source or a page.
    """

    __tablename__ = "roles"
    id: Mapped[Id]
    speaker_id: Mapped[int] = reference("speakers.id", ondelete="CASCADE", index=False)
    title: Mapped[str]
    office: Mapped[str] = mapped_column(index=True)
    """The title without places and small words, by which a mention of it is found: `matching.offices.office_of`."""
    organization: Mapped[str | None]
    held_from: Mapped[date | None]
    held_until: Mapped[date | None]
    source_id: Mapped[int | None] = reference("sources.id")
    url: Mapped[str | None]
    origin: Mapped[str]
    """"record" for one that somebody wrote here, "list" for one of an imported list."""
    import_run_id: Mapped[int | None] = reference("import_runs.id")
    speaker: Mapped[Speaker] = related()
    source: Mapped[Source | None] = related()
    __table_args__ = (
        CheckConstraint("length(title) > 0", name="title_given"),
        CheckConstraint("held_until >= held_from", name="held_in_order"),
        UniqueConstraint("speaker_id", "title", "held_from"),
    )


class Quote(Base):
    """One attributed statement in a source. Its place is in its anchors, who said it in its attributions."""

    __tablename__ = "quotes"
    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[int] = reference("sources.id")
    kind: Mapped[str]
    text: Mapped[str]
    """The content spans as printed, joined by " ... " where words between them were left out."""
    text_sha256: Mapped[str] = mapped_column(index=True)
    cue: Mapped[str | None]
    venue: Mapped[str | None]
    said_on: Mapped[date | None]
    said_until: Mapped[date | None]
    """The last day of the range; equal to `said_on` when the day is known."""
    said_as: Mapped[str | None]
    """The words it was read from, as printed: "Friday", "earlier this month"."""
    said_basis: Mapped[str | None]
    dated_on: Mapped[date | None] = mapped_column(index=True)
    """`said_on`, else the day of publication: what lists are sorted by."""
    language: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    confidence: Mapped[float | None] = mapped_column(index=True)
    origin: Mapped[str]
    """The engine and its version that found it ("rules 1"), or "record" for one that an editor wrote down."""
    confirmed_by: Mapped[str | None]
    import_run_id: Mapped[int] = reference("import_runs.id")
    factuality: Mapped[str] = mapped_column(server_default="actual")
    """Whether it was said: "negated" for what the source says was not, "possible" for what may be or is to come."""
    source: Mapped[Source] = related()
    anchors: Mapped[list[Anchor]] = related(order_by="Anchor.id")
    attributions: Mapped[list[Attribution]] = related(order_by="Attribution.id")
    assertions: Mapped[list[Assertion]] = related(order_by="Assertion.id")
    __table_args__ = (
        one_of("kind", *terms.KINDS),
        one_of("factuality", *terms.FACTUALITIES),
        one_of("status", *terms.STATUSES),
        one_of("said_basis", *terms.DATE_BASES),
        CheckConstraint("said_until >= said_on", name="said_range_ordered"),
        CheckConstraint("(said_on IS NULL) = (said_until IS NULL)", name="said_range_whole"),
        CheckConstraint("(said_on IS NULL) = (said_basis IS NULL)", name="said_basis_given"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_range"),
        CheckConstraint("length(text) > 0", name="text_given"),
        CheckConstraint("(status = 'confirmed') = (confirmed_by IS NOT NULL)", name="confirmed_by_someone"),
        # Few: lists and counts of those decided on read no others.
        index_where("status <> 'extracted'", "status", "dated_on"),
        index_where("factuality <> 'actual'", "factuality", "dated_on"),
    )


class Anchor(Base):
    """A located span of a quote in one source version: code points, end exclusive. `in_marks`: in quotation marks."""

    __tablename__ = "anchors"
    id: Mapped[Id]
    quote_id: Mapped[int] = reference("quotes.id", ondelete="CASCADE", index=False)
    source_version_id: Mapped[int] = reference("source_versions.id")
    part: Mapped[str]
    seq: Mapped[int]
    start_char: Mapped[int]
    end_char: Mapped[int]
    in_marks: Mapped[bool]
    exact: Mapped[str]
    import_run_id: Mapped[int] = reference("import_runs.id")
    quote: Mapped[Quote] = related()
    version: Mapped[SourceVersion] = related()
    __table_args__ = (
        UniqueConstraint("quote_id", "source_version_id", "part", "seq"),
        one_of("part", "content", "cue", "speaker", "reporter", "addressee", "date"),
        CheckConstraint("start_char >= 0 AND start_char < end_char", name="span_not_empty"),
        CheckConstraint("length(exact) = end_char - start_char", name="exact_fits_span"),
    )


class Attribution(Base):
    """That a speaker said a quote, relayed it ("China said Qin urged": reporter China) or was addressed by it.

    `speaker_id` is NULL if the article does not make clear who is meant. A corrected attribution is kept with rank
    "deprecated".
    """

    __tablename__ = "attributions"
    id: Mapped[Id]
    quote_id: Mapped[int] = reference("quotes.id", ondelete="CASCADE", index=False)
    speaker_id: Mapped[int | None] = reference("speakers.id", index=False)
    part: Mapped[str]
    seq: Mapped[int]
    """0 for the first speaker of a joint statement, counted up."""
    rank: Mapped[str]
    as_printed: Mapped[str | None]
    title_as_printed: Mapped[str | None]
    basis: Mapped[str]
    dated_on: Mapped[date | None]
    """Copy of the quote's, so that one index lists a speaker's quotes newest first; `verify` compares them."""
    import_run_id: Mapped[int] = reference("import_runs.id")
    quote: Mapped[Quote] = related()
    speaker: Mapped[Speaker | None] = related()
    __table_args__ = (
        one_of("part", "speaker", "reporter", "addressee"),
        one_of("rank", "preferred", "normal", "deprecated"),
        one_of("basis", *terms.MENTION_BASES),
        UniqueConstraint("quote_id", "part", "seq", "rank"),
        Index(None, "speaker_id", "part", "dated_on", "quote_id"),
        index_where("rank = 'deprecated'", "rank", "speaker_id"),
        index_where("title_as_printed IS NOT NULL", "speaker_id", "title_as_printed"),
        # How somebody is printed is read from it alone.
        index_where(
            "rank <> 'deprecated'",
            *("speaker_id", "as_printed", "title_as_printed", "basis", "quote_id"),
            name="ix_attributions_printed",
        ),
    )


class Claim(Base):
    """One self-contained statement in our own normal form that can be true or false."""

    __tablename__ = "claims"
    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    language: Mapped[str]
    status: Mapped[str]
    origin: Mapped[str]
    """"checkworthy 1" for one that extraction proposes, "record" for one that an editor wrote down."""
    confirmed_by: Mapped[str | None]
    import_run_id: Mapped[int] = reference("import_runs.id")
    kind: Mapped[str | None]
    why: Mapped[str | None]
    """The words by which a proposed one was thought checkable, by kind."""
    score: Mapped[float | None]
    """How much a proposed one is worth checking, 0 to 1; NULL for one that people wrote down."""
    text_sha256: Mapped[str | None] = mapped_column(index=True)
    assertions: Mapped[list[Assertion]] = related(order_by="Assertion.id")
    relations: Mapped[list[ClaimRelation]] = related(foreign_keys="ClaimRelation.claim_id", order_by="ClaimRelation.id")
    reviews: Mapped[list[Review]] = related(order_by="Review.id")
    __table_args__ = (
        Index(None, "status", "score"),
        one_of("kind", *terms.CLAIM_KINDS),
        CheckConstraint("score BETWEEN 0 AND 1", name="score_range"),
        one_of("status", "candidate", "confirmed", "rejected"),
        CheckConstraint("length(text) > 0", name="text_given"),
        CheckConstraint("(status = 'confirmed') = (confirmed_by IS NOT NULL)", name="confirmed_by_someone"),
    )


class Assertion(Base):
    """That a quote (a source's own narration where `quote_id` is NULL) asserts, denies, disputes or repeats a claim."""

    __tablename__ = "assertions"
    id: Mapped[Id]
    claim_id: Mapped[int] = reference("claims.id", ondelete="CASCADE", index=False)
    quote_id: Mapped[int | None] = reference("quotes.id")
    source_id: Mapped[int] = reference("sources.id")
    stance: Mapped[str]
    import_run_id: Mapped[int] = reference("import_runs.id")
    source_version_id: Mapped[int | None] = reference("source_versions.id")
    start_char: Mapped[int | None]
    end_char: Mapped[int | None]
    exact: Mapped[str | None]
    """The words that assert it, where they are in a text: code points, end exclusive."""
    dated_on: Mapped[date | None]
    """Copy of the quote's day, else of the source's publication, so that one index finds what was said since a day;
    `verify` compares them."""
    claim: Mapped[Claim] = related()
    quote: Mapped[Quote | None] = related()
    source: Mapped[Source] = related()
    __table_args__ = (
        CheckConstraint("exact IS NULL OR length(exact) = end_char - start_char", name="exact_fits_place"),
        one_of("stance", *terms.STANCES),
        UniqueConstraint("claim_id", "quote_id", "source_id", "stance"),
        Index(None, "stance", "claim_id"),
        Index(None, "dated_on", "stance", "claim_id"),
    )


class ClaimRelation(Base):
    """How one claim bears on another: it contradicts it, updates it, narrows it or says the same."""

    __tablename__ = "claim_relations"
    id: Mapped[Id]
    claim_id: Mapped[int] = reference("claims.id", ondelete="CASCADE", index=False)
    to_claim_id: Mapped[int] = reference("claims.id", ondelete="CASCADE")
    kind: Mapped[str]
    import_run_id: Mapped[int | None] = reference("import_runs.id")
    """NULL for one that somebody decided on by hand."""
    claim: Mapped[Claim] = related(foreign_keys="ClaimRelation.claim_id")
    to_claim: Mapped[Claim] = related(foreign_keys="ClaimRelation.to_claim_id")
    __table_args__ = (
        one_of("kind", *terms.RELATIONS),
        CheckConstraint("claim_id <> to_claim_id", name="not_to_itself"),
        UniqueConstraint("claim_id", "to_claim_id", "kind"),
    )


class ClaimText(Base):
    """What a claim is found by: kept up by triggers, and indexed by the full text of each database."""

    __tablename__ = "claim_texts"
    claim_id: Mapped[int] = reference(
        "claims.id", ondelete="CASCADE", primary_key=True, index=False, autoincrement=False
    )
    words: Mapped[str]
    """The statement, and the headlines of its reviews."""
    body: Mapped[str]
    """The texts of its reviews."""
    __table_args__ = (DERIVED,)


class ClaimMatch(Base):
    """That a proposed claim likely says the same as a known one: for people to decide on."""

    __tablename__ = "claim_matches"
    claim_id: Mapped[int] = reference("claims.id", ondelete="CASCADE", primary_key=True, index=False)
    other_id: Mapped[int] = reference("claims.id", ondelete="CASCADE", primary_key=True)
    likeness: Mapped[float]
    """The cosine of their words, each weighing by how rare it is: 0 to 1."""
    __table_args__ = (
        CheckConstraint("claim_id <> other_id", name="not_to_itself"),
        CheckConstraint("likeness BETWEEN 0 AND 1", name="likeness_range"),
        DERIVED,
    )


class Repetition(Base):
    """The day on which a claim was said for the `nth` time from the latest, of a claim said more than once.

    Triggers keep it up to date, see `repetitions`.
    """

    __tablename__ = "repetitions"
    claim_id: Mapped[int] = reference("claims.id", ondelete="CASCADE", primary_key=True, index=False)
    nth: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dated_on: Mapped[date]
    __table_args__ = (Index(None, "nth", "dated_on", "claim_id"), {**DERIVED, "sqlite_with_rowid": False})


class RatingScale(Base):
    """The steps by which claims are judged, a newsroom's own or a public scale.

    A stored scale never changes: another set of steps is another scale.
    """

    __tablename__ = "rating_scales"
    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    """What commands call it: "five-step"."""
    title: Mapped[str]
    url: Mapped[str | None]
    """Where its user explains it: a URL."""
    ratings: Mapped[list[Rating]] = related(order_by="Rating.seq")
    __table_args__ = (CheckConstraint("length(name) > 0", name="name_given"),)


class Rating(Base):
    """One step of a scale.

    `value` rises from the least true to the truest; a verdict outside that order ("Unproven") has none.
    """

    __tablename__ = "ratings"
    id: Mapped[Id]
    rating_scale_id: Mapped[int] = reference("rating_scales.id", ondelete="CASCADE", index=False)
    seq: Mapped[int]
    """The order in which the scale lists them, 0 for the first."""
    label: Mapped[str]
    value: Mapped[float | None]
    normalized: Mapped[str]
    """What it comes to on any scale: true, mixture, false, other (the four of ClaimsKG, https://claimskg.github.io)."""
    colour: Mapped[str | None]
    """"#rrggbb"."""
    definition: Mapped[str | None]
    scale: Mapped[RatingScale] = related()
    __table_args__ = (
        one_of("normalized", *terms.NORMALIZED),
        CheckConstraint("length(label) > 0", name="label_given"),
        UniqueConstraint("rating_scale_id", "seq"),
        UniqueConstraint("rating_scale_id", "label"),
        UniqueConstraint("rating_scale_id", "value"),
    )


class Review(Base):
    """A judgement of a claim by a named reviewer (schema.org ClaimReview).

    A published review is never rewritten: a changed judgement is a new review, which supersedes it.
    """

    __tablename__ = "reviews"
    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    claim_id: Mapped[int] = reference("claims.id")
    status: Mapped[str]
    rating_id: Mapped[int | None] = reference("ratings.id")
    """NULL where it was given on no scale stored here, as in markup that was imported."""
    rating_label: Mapped[str | None]
    rating_value: Mapped[float | None]
    worst_value: Mapped[float | None]
    best_value: Mapped[float | None]
    """The ends of the scale on which `rating_value` lies."""
    explanation: Mapped[str | None]
    """Why this rating, in a sentence."""
    text: Mapped[str | None]
    """The review itself."""
    reviewer: Mapped[str | None]
    organization: Mapped[str | None]
    reviewed_on: Mapped[date | None]
    url: Mapped[str | None] = mapped_column(index=True)
    """The page on which it was published."""
    language: Mapped[str]
    supersedes_id: Mapped[int | None] = reference("reviews.id", unique=True, index=False)
    origin: Mapped[str]
    """"record" for one written here, "claimreview" for one imported from markup."""
    markup: Mapped[str | None]
    """The markup it was imported from, as JSON: what it says beyond these columns is exported again."""
    import_run_id: Mapped[int | None] = reference("import_runs.id")
    """NULL for one that somebody wrote here."""
    title: Mapped[str | None]
    """The headline of the page on which it was published."""
    claim: Mapped[Claim] = related()
    evidence: Mapped[list[Evidence]] = related(order_by="Evidence.seq")
    supersedes: Mapped[Review | None] = related(remote_side="Review.id")
    __table_args__ = (
        one_of("status", *terms.REVIEW_STATUSES),
        CheckConstraint(
            "status = 'draft' OR (rating_label IS NOT NULL AND reviewed_on IS NOT NULL"
            " AND (reviewer IS NOT NULL OR organization IS NOT NULL)) OR origin = 'claimreview'",
            name="published_whole",
        ),
        CheckConstraint("rating_value BETWEEN worst_value AND best_value", name="value_on_scale"),
        CheckConstraint(
            "(rating_value IS NULL) = (worst_value IS NULL) AND (worst_value IS NULL) = (best_value IS NULL)",
            name="value_with_ends",
        ),
        CheckConstraint("supersedes_id <> id", name="not_superseding_itself"),
        # SQLite takes the constraint's own index for useless where most reviews supersede none.
        index_where("supersedes_id IS NOT NULL", "supersedes_id"),
    )


class Evidence(Base):
    """What a review is based on: a stored source, a quote, or a link with its title and the day it was read."""

    __tablename__ = "evidence"
    id: Mapped[Id]
    review_id: Mapped[int] = reference("reviews.id", ondelete="CASCADE", index=False)
    seq: Mapped[int]
    stance: Mapped[str]
    source_id: Mapped[int | None] = reference("sources.id")
    quote_id: Mapped[int | None] = reference("quotes.id")
    url: Mapped[str | None]
    title: Mapped[str | None]
    published_on: Mapped[date | None]
    retrieved_on: Mapped[date | None]
    note: Mapped[str | None]
    """What of it bears on the claim."""
    import_run_id: Mapped[int | None] = reference("import_runs.id")
    review: Mapped[Review] = related()
    source: Mapped[Source | None] = related()
    quote: Mapped[Quote | None] = related()
    __table_args__ = (
        one_of("stance", *terms.EVIDENCE_STANCES),
        CheckConstraint(
            "(source_id IS NOT NULL AND quote_id IS NULL AND url IS NULL)"
            " OR (source_id IS NULL AND quote_id IS NOT NULL AND url IS NULL)"
            " OR (source_id IS NULL AND quote_id IS NULL AND url IS NOT NULL)",
            name="one_place",
        ),
        CheckConstraint("url IS NULL OR (title IS NOT NULL AND retrieved_on IS NOT NULL)", name="link_described"),
        UniqueConstraint("review_id", "seq"),
    )


class Wording(Base):
    """The distinct words of quoted runs, whatever their typography.

    This table and the three after it follow from the quotes' words (see `variants`): they are not part of the audit
    trail, and `verify` computes them again.
    """

    __tablename__ = "wordings"
    id: Mapped[Id]
    fingerprint: Mapped[int] = mapped_column(BigInteger, index=True)
    """Of exactly these words: `wording.fingerprint`."""
    words: Mapped[str]
    """As `wording.runs_of` folds them."""
    utterance_id: Mapped[int] = reference("wordings.id")
    """The first wording of those that are one utterance: itself where there is no other."""
    sources: Mapped[int] = mapped_column(index=True)
    """In how many sources the utterance appears; 0 for a wording that is not its utterance's first."""
    __table_args__ = (
        CheckConstraint("length(words) > 0", name="words_given"),
        CheckConstraint("utterance_id <= id", name="utterance_by_its_first"),
        DERIVED,
    )


class QuotedRun(Base):
    """That a quote contains a run of quoted words, and which."""

    __tablename__ = "quoted_runs"
    id: Mapped[Id]
    quote_id: Mapped[int] = reference("quotes.id", ondelete="CASCADE", index=False)
    seq: Mapped[int]
    wording_id: Mapped[int] = reference("wordings.id")
    __table_args__ = (UniqueConstraint("quote_id", "seq"), DERIVED)


class Shingle(Base):
    """Part of the fingerprint of a wording: wordings that have four consecutive words in common share a shingle."""

    __tablename__ = "shingles"
    shingle: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    wording_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    """No foreign key, which would need an index as large as this table; `variants` deletes them with their wording."""
    length: Mapped[int] = mapped_column(SmallInteger)
    """How many words the wording has, 63 at most."""
    __table_args__ = ({**DERIVED, "sqlite_with_rowid": False},)


class Variant(Base):
    """How a wording relates to a longer one.

    The longer one contains it (clipped), words differ (edited), or each continues where the other ends (overlap).
    `altered` says that a negation or a number was changed or cut off.
    """

    __tablename__ = "variants"
    id: Mapped[Id]
    wording_id: Mapped[int] = reference("wordings.id", ondelete="CASCADE", index=False)
    """The shorter."""
    other_id: Mapped[int] = reference("wordings.id", ondelete="CASCADE")
    kind: Mapped[str]
    altered: Mapped[str | None]
    similarity: Mapped[float]
    """Shared words, twice, over the words of both, within the stretch in common."""
    same_utterance: Mapped[bool]
    origin: Mapped[str]
    """What found it: "variants 1"."""
    __table_args__ = (
        one_of("kind", "clipped", "edited", "overlap"),
        one_of("altered", "negation", "number"),
        CheckConstraint("similarity BETWEEN 0 AND 1", name="similarity_range"),
        CheckConstraint("wording_id <> other_id", name="not_to_itself"),
        CheckConstraint("altered IS NULL OR NOT same_utterance", name="altered_apart"),
        UniqueConstraint("wording_id", "other_id"),
        Index(None, "kind", "altered"),
        DERIVED,
    )


class QuoteCount(Base):
    """Part of the number of quotes of a kind, status, day, publisher (or agency) or speaker; the count is the sum.

    Triggers keep it up to date, see `counts`.
    """

    __tablename__ = "quote_counts"
    id: Mapped[Id]
    grouped_by: Mapped[str]
    member: Mapped[str]
    """The kind, the status, the day (ISO 8601, "" where unknown), the agency; of publishers and speakers the id."""
    quotes: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (
        one_of("grouped_by", "kind", "status", "day", "publisher", "agency", "speaker"),
        Index(None, "grouped_by", "member"),
        DERIVED,
    )


class Decision(Base):
    """That somebody confirmed, corrected, rejected or merged a row: who, when, before, after, why. Never changed."""

    __tablename__ = "decisions"
    id: Mapped[Id]
    decided_at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    """The table of the row decided on: "quotes", "speakers", "claims", "sources", "rating_scales", "reviews"."""
    subject_id: Mapped[int] = mapped_column(Key)
    before: Mapped[str | None]
    """JSON of what the decision changed, as it stood; NULL where nothing stood."""
    after: Mapped[str | None]
    reason: Mapped[str | None]
    import_run_id: Mapped[int | None] = reference("import_runs.id")
    __table_args__ = (
        one_of(
            "action",
            *("confirm", "correct", "reject", "add", "merge", "split", "distinct", "undo"),
            *("publish", "withdraw", "delete"),
        ),
        one_of("subject", "quotes", "speakers", "claims", "sources", "rating_scales", "reviews"),
        Index(None, "subject", "subject_id"),
    )


class Change(Base):
    """What was in a row before it was changed or deleted; for a row inserted outside an import, that it was.

    The database's own triggers write it (see `trail`), no matter who makes the change. Like decisions, it never
    changes.
    """

    __tablename__ = "changes"
    id: Mapped[Id]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[str]
    subject: Mapped[str]
    """The table of the row."""
    subject_id: Mapped[int] = mapped_column(Key)
    before: Mapped[str | None]
    """JSON of the whole row as it stood; without a source version's text, whose hash stays. NULL for an insert."""
    __table_args__ = (
        one_of("action", "insert", "update", "delete"),
        CheckConstraint("(action = 'insert') = (before IS NULL)", name="before_kept"),
        Index(None, "subject", "subject_id"),
    )
