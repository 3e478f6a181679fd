"""What stood before in rows that were changed or deleted, kept for good.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone; a time is ISO 8601 text there.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade():
    op.create_table(
        "changes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("changed_at", UTC, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.CheckConstraint("action IN ('insert', 'update', 'delete')", name=op.f("ck_changes_action_known")),
        sa.CheckConstraint("(action = 'insert') = (before IS NULL)", name=op.f("ck_changes_before_kept")),
    )
    op.create_index(op.f("ix_changes_subject_subject_id"), "changes", ["subject", "subject_id"])
    op.create_index(op.f("ix_changes_changed_at"), "changes", ["changed_at"])


def downgrade():
    op.drop_table("changes")
