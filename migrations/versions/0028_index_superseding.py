"""An index by which the review that superseded another is found where hardly any did.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NAME = "ix_reviews_supersedes_id"


def upgrade():
    rows = sa.text("supersedes_id IS NOT NULL")
    op.create_index(op.f(NAME), "reviews", ["supersedes_id"], sqlite_where=rows, postgresql_where=rows)


def downgrade():
    op.drop_index(op.f(NAME), "reviews")
