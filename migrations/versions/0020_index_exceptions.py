"""Indexes of the few quotes decided on and the few attributions corrected, which counts of all leave out.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    decided = sa.text("status <> 'extracted'")
    op.create_index(
        op.f("ix_quotes_status_dated_on"),
        "quotes",
        ["status", "dated_on"],
        sqlite_where=decided,
        postgresql_where=decided,
    )
    corrected = sa.text("rank = 'deprecated'")
    op.create_index(
        op.f("ix_attributions_rank_speaker_id"),
        "attributions",
        ["rank", "speaker_id"],
        sqlite_where=corrected,
        postgresql_where=corrected,
    )


def downgrade():
    op.drop_index("ix_attributions_rank_speaker_id", "attributions")
    op.drop_index("ix_quotes_status_dated_on", "quotes")
