"""Whether a quote was said, was denied to have been said, or may have been: `factuality` of quotes.

Revision ID: 0022
Revises: 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    # A constant default rewrites no row, on neither database; a batch change would copy the table on SQLite.
    op.execute(
        "ALTER TABLE quotes ADD COLUMN factuality TEXT DEFAULT 'actual' NOT NULL"
        " CONSTRAINT ck_quotes_factuality_known CHECK (factuality IN ('actual', 'negated', 'possible'))"
    )


def downgrade():
    # The constraint belongs to the column and goes with it.
    op.execute("ALTER TABLE quotes DROP COLUMN factuality")
