"""Decisions on reviews and rating scales, and the decisions to publish, withdraw and delete.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone; a time is ISO 8601 text there.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
ACTIONS = "action IN ('confirm', 'correct', 'reject', 'add', 'merge', 'split', 'distinct', 'undo'{})"
SUBJECTS = "subject IN ('quotes', 'speakers', 'claims', 'sources'{})"
NEW_ACTIONS = ", 'publish', 'withdraw', 'delete'"
NEW_SUBJECTS = ", 'rating_scales', 'reviews'"
COLUMNS = "id, decided_at, actor, action, subject, subject_id, before, after, reason, import_run_id"


def upgrade():
    changed(ACTIONS.format(NEW_ACTIONS), SUBJECTS.format(NEW_SUBJECTS))


def downgrade():
    op.execute(
        "DELETE FROM decisions WHERE action IN ('publish', 'withdraw', 'delete')"
        " OR subject IN ('rating_scales', 'reviews')"
    )
    changed(ACTIONS.format(""), SUBJECTS.format(""))


def changed(actions, subjects):
    """Both CHECKs anew; SQLite changes none of a table, so that the rows move into a new one of the same name."""
    checks = {"ck_decisions_action_known": actions, "ck_decisions_subject_known": subjects}
    if op.get_bind().dialect.name == "postgresql":
        for name, check in checks.items():
            op.drop_constraint(op.f(name), "decisions", type_="check")
            op.create_check_constraint(op.f(name), "decisions", check)
        return
    op.create_table(
        "decisions_new",
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
        *(sa.CheckConstraint(check, name=op.f(name)) for name, check in checks.items()),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_decisions_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
    )
    op.execute(f"INSERT INTO decisions_new ({COLUMNS}) SELECT {COLUMNS} FROM decisions")
    op.drop_table("decisions")
    op.rename_table("decisions_new", "decisions")
    op.create_index(op.f("ix_decisions_import_run_id"), "decisions", ["import_run_id"])
    op.create_index(op.f("ix_decisions_subject_subject_id"), "decisions", ["subject", "subject_id"])
