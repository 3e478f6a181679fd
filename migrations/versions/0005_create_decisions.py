"""Decisions: who confirmed or corrected what.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone; a time is ISO 8601 text there.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade():
    op.create_table(
        "decisions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decided_at", UTC, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("import_run_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.CheckConstraint(
            "action IN ('confirm', 'correct', 'reject', 'add', 'merge', 'split', 'distinct', 'undo')",
            name=op.f("ck_decisions_action_known"),
        ),
        sa.CheckConstraint(
            "subject IN ('quotes', 'speakers', 'claims', 'sources')", name=op.f("ck_decisions_subject_known")
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_decisions_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
    )
    op.create_index(op.f("ix_decisions_import_run_id"), "decisions", ["import_run_id"])
    op.create_index(op.f("ix_decisions_subject_subject_id"), "decisions", ["subject", "subject_id"])


def downgrade():
    op.drop_table("decisions")
