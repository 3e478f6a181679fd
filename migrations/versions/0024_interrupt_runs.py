"""Import runs that were stopped or killed are interrupted.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone; a time is ISO 8601 text there.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
STATES = "status IN ('running', 'finished', {}'undone')"
CHECK = "ck_import_runs_status_known"
COLUMNS = (
    "id, uid, started_at, finished_at, actor, tool, input, input_sha256, status, articles, problems, undone_at,"
    " undone_by"
)


def upgrade():
    changed(STATES.format("'interrupted', "))


def downgrade():
    op.execute("UPDATE import_runs SET status = 'finished' WHERE status = 'interrupted'")
    changed(STATES.format(""))


def changed(check):
    """The CHECK anew; SQLite changes none of a table, so that the rows move into a new one of the same name."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(CHECK), "import_runs", type_="check")
        op.create_check_constraint(op.f(CHECK), "import_runs", check)
        return
    op.create_table(
        "import_runs_new",
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
        sa.CheckConstraint(check, name=op.f(CHECK)),
        sa.UniqueConstraint("uid", name=op.f("uq_import_runs_uid")),
    )
    op.execute(f"INSERT INTO import_runs_new ({COLUMNS}) SELECT {COLUMNS} FROM import_runs")
    op.drop_table("import_runs")
    op.rename_table("import_runs_new", "import_runs")
