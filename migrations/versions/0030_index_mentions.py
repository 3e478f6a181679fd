"""An index from which the ways in which a speaker is printed are read.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

NAME = "ix_attributions_printed"
COLUMNS = ["speaker_id", "as_printed", "title_as_printed", "basis", "quote_id"]


def upgrade():
    rows = sa.text("rank <> 'deprecated'")
    op.create_index(op.f(NAME), "attributions", COLUMNS, sqlite_where=rows, postgresql_where=rows)


def downgrade():
    op.drop_index(op.f(NAME), "attributions")
