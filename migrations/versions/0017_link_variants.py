"""The same words elsewhere: the distinct wordings of quoted runs, their fingerprints, and what they have in common.

They follow from the quotes' words: `factdb quotes link` fills them for quotes that are there already.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "wordings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("fingerprint", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("utterance_id", KEY, nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
        sa.CheckConstraint("length(words) > 0", name=op.f("ck_wordings_words_given")),
        sa.CheckConstraint("utterance_id <= id", name=op.f("ck_wordings_utterance_by_its_first")),
        sa.ForeignKeyConstraint(
            ["utterance_id"], ["wordings.id"], name=op.f("fk_wordings_utterance_id_wordings"), ondelete="RESTRICT"
        ),
    )
    op.create_index(op.f("ix_wordings_fingerprint"), "wordings", ["fingerprint"])
    op.create_index(op.f("ix_wordings_utterance_id"), "wordings", ["utterance_id"])
    op.create_index(op.f("ix_wordings_sources"), "wordings", ["sources"])
    op.create_table(
        "quoted_runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("quote_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("wording_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quoted_runs")),
        sa.UniqueConstraint("quote_id", "seq", name=op.f("uq_quoted_runs_quote_id_seq")),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quotes.id"], name=op.f("fk_quoted_runs_quote_id_quotes"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wording_id"], ["wordings.id"], name=op.f("fk_quoted_runs_wording_id_wordings"), ondelete="RESTRICT"
        ),
    )
    op.create_index(op.f("ix_quoted_runs_wording_id"), "quoted_runs", ["wording_id"])
    op.create_table(
        "shingles",
        sa.Column("shingle", sa.BigInteger(), nullable=False),
        sa.Column("wording_id", KEY, nullable=False),
        sa.Column("length", sa.SmallInteger(), nullable=False),
        # No foreign key: it would need an index as large as the table itself.
        sa.PrimaryKeyConstraint("shingle", "wording_id", name=op.f("pk_shingles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "variants",
        sa.Column("id", KEY, nullable=False),
        sa.Column("wording_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("altered", sa.Text(), nullable=True),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("same_utterance", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variants")),
        sa.UniqueConstraint("wording_id", "other_id", name=op.f("uq_variants_wording_id_other_id")),
        sa.CheckConstraint("kind IN ('clipped', 'edited', 'overlap')", name=op.f("ck_variants_kind_known")),
        sa.CheckConstraint("altered IN ('negation', 'number')", name=op.f("ck_variants_altered_known")),
        sa.CheckConstraint("similarity BETWEEN 0 AND 1", name=op.f("ck_variants_similarity_range")),
        sa.CheckConstraint("wording_id <> other_id", name=op.f("ck_variants_not_to_itself")),
        sa.CheckConstraint("altered IS NULL OR NOT same_utterance", name=op.f("ck_variants_altered_apart")),
        sa.ForeignKeyConstraint(
            ["wording_id"], ["wordings.id"], name=op.f("fk_variants_wording_id_wordings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["wordings.id"], name=op.f("fk_variants_other_id_wordings"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_variants_other_id"), "variants", ["other_id"])
    op.create_index(op.f("ix_variants_kind_altered"), "variants", ["kind", "altered"])


def downgrade():
    for table in ("variants", "shingles", "quoted_runs", "wordings"):
        op.drop_table(table)
