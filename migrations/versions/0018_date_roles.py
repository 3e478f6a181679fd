"""Roles of speakers with the days between which they were held, and the source that says so.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "roles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("speaker_id", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("held_from", sa.Date(), nullable=True),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("source_id", KEY, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("import_run_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("speaker_id", "title", "held_from", name=op.f("uq_roles_speaker_id_title_held_from")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_roles_title_given")),
        sa.CheckConstraint("held_until >= held_from", name=op.f("ck_roles_held_in_order")),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_roles_speaker_id_speakers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_roles_source_id_sources"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_roles_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
    )
    op.create_index(op.f("ix_roles_office"), "roles", ["office"])
    op.create_index(op.f("ix_roles_source_id"), "roles", ["source_id"])
    op.create_index(op.f("ix_roles_import_run_id"), "roles", ["import_run_id"])


def downgrade():
    op.drop_table("roles")
