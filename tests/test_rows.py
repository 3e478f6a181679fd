"""Every list gives the rows that its shape declares: the same keys, of the types it names, on both databases."""

import types
import typing
from datetime import datetime

import pytest

from factdb.database.connect import read_connection
from factdb.queries import claim_rows, page_rows, reading, rows, walking
from factdb.queries.claims import claim_assertions, list_claims, related_claims
from factdb.queries.counts import count_all
from factdb.queries.decisions import list_decisions
from factdb.queries.duplicates import find_duplicates
from factdb.queries.quotes import QuoteFilter, find_quotes, quote_anchors, quote_by_reference
from factdb.queries.reviews import list_reviews, list_scales, review_evidence, scale_ratings
from factdb.queries.sources import list_runs, list_sources, source_versions
from factdb.queries.speakers import find_speaker, list_speakers, speaker_details, speaker_roles, why_speaker
from factdb.queries.variants import quote_variants, travels
from factdb.queries.versions import version_changes

FERRY = """Ferry stays

By Ada Moss

Published: March 4, 2024

“We owe it to the islands of the bay,” Jonas Reed said.
"""
PIER = FERRY.replace("Ferry stays", "Ferry to stay").replace("4, 2024", "5, 2024").replace("Jonas Reed", "J. Reed")

LISTS = {
    rows.QuoteRow: lambda r: find_quotes(r, QuoteFilter()),
    rows.VariantRow: lambda r: quote_variants(r, quote_by_reference(r, "1")),
    rows.AnchorRow: lambda r: quote_anchors(r, 1),
    rows.TravelRow: lambda r: travels(r, [1, 2]).values(),
    rows.SourceRow: list_sources,
    rows.VersionRow: lambda r: source_versions(r, 1),
    rows.ChangeRow: lambda r: version_changes(r, 1),
    rows.RunRow: list_runs,
    rows.FoundSpeaker: lambda r: [find_speaker(r, "Jonas Reed")],
    rows.SpeakerRow: list_speakers,
    rows.RoleRow: lambda r: speaker_roles(r, find_speaker(r, "Jonas Reed")["id"]),
    rows.SpeakerDetails: lambda r: [speaker_details(r, find_speaker(r, "Jonas Reed")["id"])],
    rows.MentionRow: lambda r: why_speaker(r, find_speaker(r, "Jonas Reed")["id"]),
    rows.DuplicateRow: lambda r: find_duplicates(r, least=0.1),
    claim_rows.ClaimRow: list_claims,
    claim_rows.CandidateRow: lambda r: list_claims(r, candidates=True),
    claim_rows.RepeatedClaim: lambda r: list_claims(r, repeated_since="2024-01-01"),
    claim_rows.AssertionRow: lambda r: [a for c in list_claims(r) for a in claim_assertions(r, c["id"])],
    claim_rows.RelatedClaim: lambda r: [o for c in list_claims(r) for o in related_claims(r, c["id"])],
    claim_rows.ReviewRow: list_reviews,
    claim_rows.EvidenceRow: lambda r: review_evidence(r, 1),
    claim_rows.ScaleRow: list_scales,
    claim_rows.RatingRow: lambda r: scale_ratings(r, "five-step"),
    rows.DecisionRow: list_decisions,
    rows.CountRow: lambda r: [count for counts in count_all(r).values() for count in counts],
    page_rows.LinkedQuote: lambda r: reading.linked_quotes(r, QuoteFilter()),
    page_rows.LinkedVariant: lambda r: reading.with_links(r, quote_variants(r, quote_by_reference(r, "1"))),
    page_rows.SaidBy: lambda r: [who for q in reading.linked_quotes(r, QuoteFilter()) for who in q["speakers"]],
    page_rows.TravelledQuote: reading.most_travelled,
    page_rows.VersionText: lambda r: [reading.version_of(r, 1)],
    page_rows.SpanRow: lambda r: reading.version_spans(r, 1),
    page_rows.ClaimCard: reading.claims_page,
    page_rows.QuotedClaim: lambda r: reading.quote_claims(r, 1),
    page_rows.ReviewLinks: lambda r: [reading.review_links(r, 1)],
    page_rows.SpeakerCard: lambda r: [reading.speaker_card(r, find_speaker(r, "Jonas Reed")["id"])],
    page_rows.RoomCounts: lambda r: [reading.room_counts(r)],
    page_rows.Walked: lambda r: walking.walk(r, "quotes"),
    page_rows.SourceEntry: walking.source_index,
    page_rows.SpeakerEntry: walking.speaker_index,
}
# Halves of other shapes.
HALVES = {rows.Likeness, rows.Between, rows.Change, page_rows.Links}


@pytest.fixture
def filled(run, database, tmp_path):
    def done(*command):
        ended = run("-d", database, *command)
        assert ended.code == 0, ended.err
        return ended.out

    for name, text in (
        ("a", FERRY),
        ("b", f"{PIER}\nThe ferry carried 40,000 passengers last year.\n"),
        ("c", FERRY.replace("islands of", "islands and people of")),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done("import", "a.txt")
    done("import", "b.txt")
    done("import", "--version-of", "1", "c.txt")
    for name in ("Harbour Board", "The Harbour Board"):
        done("speakers", "add", name, "--kind", "organization")
    done("speakers", "role", "Jonas Reed", "Mayor", "--from", "2020")
    done("quotes", "confirm", "1")
    one = done("claims", "add", "The islands are owed a ferry.", "--quote", "1").split()[1]
    done("claims", "link", one, "2", "--stance", "repeats", "--force")
    other = done("claims", "add", "The islands are owed nothing.").split()[1]
    done("claims", "relate", one, other)
    done("reviews", "add", one, "--rating", "True")
    done("reviews", "evidence", "1", "supports", "--source", "1")
    return database


def fits(value, declared):
    if isinstance(declared, types.UnionType) or typing.get_origin(declared) is typing.Union:
        return any(fits(value, one) for one in typing.get_args(declared))
    kind = typing.get_origin(declared) or declared
    if kind is bool:  # SQLite has no other truth than 0 and 1
        return value in (True, False)
    if kind is float:
        return isinstance(value, float | int)
    return isinstance(value, kind) and (kind is not datetime or value.tzinfo is not None)


def test_rows_are_as_declared(filled):
    declared = {
        one for page in (rows, claim_rows, page_rows) for one in vars(page).values() if typing.is_typeddict(one)
    }
    assert declared == LISTS.keys() | HALVES
    with read_connection(filled) as reader:
        for shape, listed in LISTS.items():
            hints = typing.get_type_hints(shape)
            found = list(listed(reader))
            assert found, f"no {shape.__name__} to look at"
            for row in found:
                assert row.keys() == hints.keys(), shape.__name__
                wrong = {key: value for key, value in row.items() if not fits(value, hints[key])}
                assert not wrong, shape.__name__
