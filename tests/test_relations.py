"""The models' relationships, read with a Session on both databases; nothing is written through them."""

import pytest
from rows import fill
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factdb.database.engine import open_engine
from factdb.database.models import Base, Claim, Quote, Review, Source, Speaker


@pytest.fixture
def session(database, execute):
    fill(execute, database)
    engine = open_engine(database)
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_a_quote_leads_to_its_place_and_who_said_it(session):
    quotes = session.scalars(select(Quote).options(selectinload(Quote.anchors), selectinload(Quote.attributions))).all()
    assert quotes
    for quote in quotes:
        assert quote.source.id == quote.source_id
        for anchor in quote.anchors:
            assert anchor.quote is quote
            text = anchor.version.text
            assert text is None or text[anchor.start_char : anchor.end_char] == anchor.exact
        for said in quote.attributions:
            assert (said.speaker.id if said.speaker else None) == said.speaker_id


def test_every_relationship_holds_what_the_foreign_keys_say(session):
    met = 0
    for model in (mapper.class_ for mapper in Base.registry.mappers):
        for row in session.scalars(select(model)):
            for relation in model.__mapper__.relationships:
                others = getattr(row, relation.key)
                for other in others if relation.uselist else [others] if others is not None else []:
                    met += 1
                    [(own, theirs)] = relation.local_remote_pairs
                    assert getattr(row, own.name) == getattr(other, theirs.name), (model, relation.key)
    assert met > 20


def test_claims_and_reviews_lead_on(session):
    claim = session.scalars(select(Claim).where(Claim.assertions.any()).limit(1)).one()
    assert {a.claim_id for a in claim.assertions} == {claim.id}
    assert session.scalars(select(Review).where(Review.evidence.any())).first() is not None
    source = session.scalars(select(Source).where(Source.quotes.any()).limit(1)).one()
    assert [v.number for v in source.versions] == sorted(v.number for v in source.versions)
    assert session.scalars(select(Speaker).where(Speaker.names.any())).first() is not None


def test_nothing_is_written_through_a_relationship(session):
    assert all(r.viewonly for mapper in Base.registry.mappers for r in mapper.relationships)
