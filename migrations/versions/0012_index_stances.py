"""The claims that somebody denies or disputes are found by an index.

Revision ID: 0012
Revises: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_assertions_stance_claim_id", "assertions", ["stance", "claim_id"])


def downgrade():
    op.drop_index("ix_assertions_stance_claim_id", "assertions")
