"""Sources: what was published, by whom, in which versions, and the import runs that brought it.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone; a time is ISO 8601 text there.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade():
    op.create_table(
        "import_runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("started_at", UTC, nullable=False),
        sa.Column("finished_at", UTC, nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("input_sha256", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("undone_at", UTC, nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_runs")),
        sa.CheckConstraint("status IN ('running', 'finished', 'undone')", name=op.f("ck_import_runs_status_known")),
        sa.UniqueConstraint("uid", name=op.f("uq_import_runs_uid")),
    )
    op.create_table(
        "publishers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("import_run_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publishers")),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_publishers_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
        sa.UniqueConstraint("name", name=op.f("uq_publishers_name")),
    )
    op.create_index(op.f("ix_publishers_import_run_id"), "publishers", ["import_run_id"])
    op.create_table(
        "sources",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("publisher_id", KEY, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("contributors", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_at", UTC, nullable=True),
        sa.Column("rights", sa.Text(), nullable=True),
        sa.Column("derived_from_id", KEY, nullable=True),
        sa.Column("import_run_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.CheckConstraint(
            "medium IN ('article', 'transcript', 'statement', 'post', 'broadcast', 'document')",
            name=op.f("ck_sources_medium_known"),
        ),
        sa.CheckConstraint("derived_from_id <> id", name=op.f("ck_sources_not_derived_from_itself")),
        sa.ForeignKeyConstraint(
            ["derived_from_id"], ["sources.id"], name=op.f("fk_sources_derived_from_id_sources"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_sources_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["publisher_id"], ["publishers.id"], name=op.f("fk_sources_publisher_id_publishers"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_sources_uid")),
        sa.UniqueConstraint("url", name=op.f("uq_sources_url")),
    )
    op.create_index(op.f("ix_sources_derived_from_id"), "sources", ["derived_from_id"])
    op.create_index(op.f("ix_sources_import_run_id"), "sources", ["import_run_id"])
    op.create_index(op.f("ix_sources_published_on"), "sources", ["published_on"])
    op.create_index(op.f("ix_sources_publisher_id"), "sources", ["publisher_id"])
    op.create_index(op.f("ix_sources_title"), "sources", ["title"])
    op.create_table(
        "source_versions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("retrieved_at", UTC, nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("text_length", sa.Integer(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("offset_map", sa.Text(), nullable=True),
        sa.Column("import_run_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_versions")),
        sa.CheckConstraint(
            "length(text_sha256) = 64 AND length(raw_sha256) = 64", name=op.f("ck_source_versions_sha256_whole")
        ),
        sa.CheckConstraint(
            "text IS NULL OR length(text) = text_length", name=op.f("ck_source_versions_text_length_true")
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_source_versions_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_source_versions_source_id_sources"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("source_id", "number", name=op.f("uq_source_versions_source_id_number")),
        sa.UniqueConstraint("source_id", "text_sha256", name=op.f("uq_source_versions_source_id_text_sha256")),
    )
    op.create_index(op.f("ix_source_versions_import_run_id"), "source_versions", ["import_run_id"])
    op.create_index(op.f("ix_source_versions_location"), "source_versions", ["location"])
    op.create_index(op.f("ix_source_versions_text_sha256"), "source_versions", ["text_sha256"])


def downgrade():
    op.drop_table("source_versions")
    op.drop_table("sources")
    op.drop_table("publishers")
    op.drop_table("import_runs")
