"""The publisher's name as a source prints it, where it is another spelling than the one that is stored.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("sources", sa.Column("printed_publisher", sa.Text(), nullable=True))


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE sources DROP COLUMN printed_publisher")
    else:
        op.drop_column("sources", "printed_publisher")
