"""Counts of quotes, kept up as they are written; filled when the upgrade is done.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "quote_counts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("grouped_by", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("quotes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_counts")),
        sa.CheckConstraint(
            "grouped_by IN ('kind', 'status', 'day', 'publisher', 'agency', 'speaker')",
            name=op.f("ck_quote_counts_grouped_by_known"),
        ),
    )
    op.create_index(op.f("ix_quote_counts_grouped_by_member"), "quote_counts", ["grouped_by", "member"])


def downgrade():
    op.drop_table("quote_counts")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("quotes", "quote_out", "attributions", "sources"):
            op.execute(f"DROP FUNCTION IF EXISTS factdb_count_{name}()")
