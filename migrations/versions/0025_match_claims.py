"""Full-text search over claims and reviews, headlines of reviews, and claims that are likely the same.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# What a claim is found by; kept up by triggers, which are made when the upgrade is done.
FILL = """
INSERT INTO claim_texts (claim_id, words, body)
SELECT c.id, c.text, coalesce((
    SELECT {join}(r.text, ' ') FROM reviews r WHERE r.claim_id = c.id AND r.status <> 'draft'
), '') FROM claims c
"""
INDEXES = (("ix_claim_words_fts", "words"), ("ix_claim_bodies_fts", "body"))


def upgrade():
    op.add_column("reviews", sa.Column("title", sa.Text()))
    op.create_table(
        "claim_matches",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", "other_id", name=op.f("pk_claim_matches")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_matches_claim_id_claims"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["claims.id"], name=op.f("fk_claim_matches_other_id_claims"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("claim_id <> other_id", name=op.f("ck_claim_matches_not_to_itself")),
        sa.CheckConstraint("likeness BETWEEN 0 AND 1", name=op.f("ck_claim_matches_likeness_range")),
    )
    op.create_index(op.f("ix_claim_matches_other_id"), "claim_matches", ["other_id"])
    op.create_table(
        "claim_texts",
        sa.Column("claim_id", KEY, nullable=False, autoincrement=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim_texts")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_texts_claim_id_claims"), ondelete="CASCADE"
        ),
    )
    if op.get_bind().dialect.name == "postgresql":
        for _, column in INDEXES:  # the vectors are stored, for ranking reads those of every match
            vector = f"to_tsvector('english', {column})"
            op.execute(
                f"ALTER TABLE claim_texts ADD COLUMN {column}_fts tsvector GENERATED ALWAYS AS ({vector}) STORED"
            )
        op.execute(FILL.format(join="string_agg"))
        for index, column in INDEXES:
            op.execute(f"CREATE INDEX {index} ON claim_texts USING gin ({column}_fts)")
        return
    op.execute(FILL.format(join="group_concat"))
    for index, column in INDEXES:
        index = index.removeprefix("ix_")
        op.execute(
            f'CREATE VIRTUAL TABLE {index} USING fts5({column}, content="claim_texts", content_rowid="claim_id",'
            ' tokenize="porter unicode61 remove_diacritics 2")'
        )
        op.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for index, _ in INDEXES:
            op.execute(f"DROP TABLE {index.removeprefix('ix_')}")
    op.drop_table("claim_texts")
    op.drop_table("claim_matches")
    op.drop_column("reviews", "title")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("claims", "reviews"):
            op.execute(f"DROP FUNCTION IF EXISTS factdb_text_{name}()")
