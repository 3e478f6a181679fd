"""The day of each assertion, so that what was said again since a day is found by an index.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("assertions", sa.Column("dated_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE assertions SET dated_on = coalesce((SELECT q.dated_on FROM quotes q WHERE q.id = assertions.quote_id),"
        " (SELECT s.published_on FROM sources s WHERE s.id = assertions.source_id))"
    )
    op.create_index("ix_assertions_dated_on_stance_claim_id", "assertions", ["dated_on", "stance", "claim_id"])


def downgrade():
    op.drop_index("ix_assertions_dated_on_stance_claim_id", "assertions")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE assertions DROP COLUMN dated_on")
    else:
        op.drop_column("assertions", "dated_on")
