"""Full-text search over the words of quotes.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_quotes_fts ON quotes USING gin (to_tsvector('simple', text))")
        return
    # content="quotes" in double quotes: other tools look for the index by that spelling.
    op.execute(
        "CREATE VIRTUAL TABLE quotes_fts USING fts5("
        'text, content="quotes", content_rowid="id", tokenize="unicode61 remove_diacritics 2")'
    )
    op.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_quotes_fts")
    else:
        op.execute("DROP TABLE quotes_fts")
