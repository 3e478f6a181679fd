"""Indexes by which lists find the few quotes of a title, an agency, a language or a confidence.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# (table, columns, which rows)
INDEXES = (
    ("attributions", ["speaker_id", "title_as_printed"], "title_as_printed IS NOT NULL"),
    ("sources", ["agency"], "agency IS NOT NULL"),
    ("quotes", ["confidence"], None),
    ("quotes", ["language"], None),
)


def upgrade():
    for table, columns, rows in INDEXES:
        where = sa.text(rows) if rows else None
        name = op.f(f"ix_{table}_{'_'.join(columns)}")
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade():
    for table, columns, _ in INDEXES:
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
