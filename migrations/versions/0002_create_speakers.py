"""Speakers and the names by which they are found.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone; a time is ISO 8601 text there.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "speakers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("wikidata_id", sa.Text(), nullable=True),
        sa.Column("merged_into_id", KEY, nullable=True),
        sa.Column("scope_source_id", KEY, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("import_run_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
        sa.CheckConstraint(
            "kind IN ('person', 'organization', 'collective', 'unnamed')", name=op.f("ck_speakers_kind_known")
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_speakers_name_given")),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_speakers_not_merged_into_itself")),
        sa.CheckConstraint("kind = 'unnamed' OR scope_source_id IS NULL", name=op.f("ck_speakers_only_unnamed_scoped")),
        sa.CheckConstraint("status IN ('extracted', 'confirmed', 'rejected')", name=op.f("ck_speakers_status_known")),
        sa.CheckConstraint("kind <> 'unnamed' OR scope_source_id IS NOT NULL", name=op.f("ck_speakers_unnamed_scoped")),
        sa.CheckConstraint(
            "wikidata_id IS NULL OR (substr(wikidata_id, 1, 1) = 'Q' AND length(wikidata_id) > 1"
            " AND ltrim(substr(wikidata_id, 2), '0123456789') = '')",
            name=op.f("ck_speakers_wikidata_id_formed"),
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_speakers_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["speakers.id"], name=op.f("fk_speakers_merged_into_id_speakers"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["scope_source_id"], ["sources.id"], name=op.f("fk_speakers_scope_source_id_sources"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_speakers_uid")),
        sa.UniqueConstraint("wikidata_id", name=op.f("uq_speakers_wikidata_id")),
    )
    op.create_index(op.f("ix_speakers_import_run_id"), "speakers", ["import_run_id"])
    op.create_index(op.f("ix_speakers_merged_into_id"), "speakers", ["merged_into_id"])
    op.create_index(op.f("ix_speakers_name"), "speakers", ["name"])
    op.create_index(op.f("ix_speakers_scope_source_id"), "speakers", ["scope_source_id"])
    op.create_table(
        "speaker_names",
        sa.Column("id", KEY, nullable=False),
        sa.Column("speaker_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("import_run_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_names")),
        sa.CheckConstraint(
            "kind IN ('primary', 'alias', 'short', 'transliteration', 'former')",
            name=op.f("ck_speaker_names_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_speaker_names_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_speaker_names_speaker_id_speakers"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("speaker_id", "name", name=op.f("uq_speaker_names_speaker_id_name")),
    )
    op.create_index(op.f("ix_speaker_names_folded"), "speaker_names", ["folded"])
    op.create_index(op.f("ix_speaker_names_import_run_id"), "speaker_names", ["import_run_id"])


def downgrade():
    op.drop_table("speaker_names")
    op.drop_table("speakers")
