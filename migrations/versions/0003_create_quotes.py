"""Quotes, where they stand and to whom they are attributed.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone; a time is ISO 8601 text there.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "quotes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("venue", sa.Text(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("said_until", sa.Date(), nullable=True),
        sa.Column("said_as", sa.Text(), nullable=True),
        sa.Column("said_basis", sa.Text(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("import_run_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_quotes_confidence_range")),
        sa.CheckConstraint(
            "(status = 'confirmed') = (confirmed_by IS NOT NULL)", name=op.f("ck_quotes_confirmed_by_someone")
        ),
        sa.CheckConstraint("kind IN ('direct', 'mixed', 'indirect')", name=op.f("ck_quotes_kind_known")),
        sa.CheckConstraint("(said_on IS NULL) = (said_basis IS NULL)", name=op.f("ck_quotes_said_basis_given")),
        sa.CheckConstraint("said_basis IN ('stated', 'relative', 'editor')", name=op.f("ck_quotes_said_basis_known")),
        sa.CheckConstraint("said_until >= said_on", name=op.f("ck_quotes_said_range_ordered")),
        sa.CheckConstraint("(said_on IS NULL) = (said_until IS NULL)", name=op.f("ck_quotes_said_range_whole")),
        sa.CheckConstraint("status IN ('extracted', 'confirmed', 'rejected')", name=op.f("ck_quotes_status_known")),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_quotes_text_given")),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_runs.id"], name=op.f("fk_quotes_import_run_id_import_runs"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_quotes_source_id_sources"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_quotes_uid")),
    )
    op.create_index(op.f("ix_quotes_dated_on"), "quotes", ["dated_on"])
    op.create_index(op.f("ix_quotes_import_run_id"), "quotes", ["import_run_id"])
    op.create_index(op.f("ix_quotes_source_id"), "quotes", ["source_id"])
    op.create_index(op.f("ix_quotes_text_sha256"), "quotes", ["text_sha256"])
    op.create_table(
        "anchors",
        sa.Column("id", KEY, nullable=False),
        sa.Column("quote_id", KEY, nullable=False),
        sa.Column("source_version_id", KEY, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("in_marks", sa.Boolean(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("import_run_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchors")),
        sa.CheckConstraint("length(exact) = end_char - start_char", name=op.f("ck_anchors_exact_fits_span")),
        sa.CheckConstraint(
            "part IN ('content', 'cue', 'speaker', 'reporter', 'addressee', 'date')", name=op.f("ck_anchors_part_known")
        ),
        sa.CheckConstraint("start_char >= 0 AND start_char < end_char", name=op.f("ck_anchors_span_not_empty")),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_anchors_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quotes.id"], name=op.f("fk_anchors_quote_id_quotes"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_version_id"],
            ["source_versions.id"],
            name=op.f("fk_anchors_source_version_id_source_versions"),
            ondelete="RESTRICT",
        ),
        sa.UniqueConstraint(
            "quote_id", "source_version_id", "part", "seq", name=op.f("uq_anchors_quote_id_source_version_id_part_seq")
        ),
    )
    op.create_index(op.f("ix_anchors_import_run_id"), "anchors", ["import_run_id"])
    op.create_index(op.f("ix_anchors_source_version_id"), "anchors", ["source_version_id"])
    op.create_table(
        "attributions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("quote_id", KEY, nullable=False),
        sa.Column("speaker_id", KEY, nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column("as_printed", sa.Text(), nullable=True),
        sa.Column("title_as_printed", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("import_run_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributions")),
        sa.CheckConstraint(
            "basis IN ('named', 'title', 'pronoun', 'collective', 'initialism', 'place', 'alternation', 'editor')",
            name=op.f("ck_attributions_basis_known"),
        ),
        sa.CheckConstraint("part IN ('speaker', 'reporter', 'addressee')", name=op.f("ck_attributions_part_known")),
        sa.CheckConstraint("rank IN ('preferred', 'normal', 'deprecated')", name=op.f("ck_attributions_rank_known")),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_attributions_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quotes.id"], name=op.f("fk_attributions_quote_id_quotes"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_attributions_speaker_id_speakers"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("quote_id", "part", "seq", "rank", name=op.f("uq_attributions_quote_id_part_seq_rank")),
    )
    op.create_index(op.f("ix_attributions_import_run_id"), "attributions", ["import_run_id"])
    op.create_index(
        op.f("ix_attributions_speaker_id_part_dated_on_quote_id"),
        "attributions",
        ["speaker_id", "part", "dated_on", "quote_id"],
    )


def downgrade():
    op.drop_table("attributions")
    op.drop_table("anchors")
    op.drop_table("quotes")
