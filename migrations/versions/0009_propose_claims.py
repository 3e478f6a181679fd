"""Claims that extraction proposes: of what kind, why, how much worth checking; found again by the hash of their words.

Revision ID: 0009
Revises: 0008
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KINDS = "'figure', 'comparison', 'superlative', 'event', 'accusation', 'denial'"


def upgrade():
    # In one statement a column, which SQLite takes without making the table anew.
    op.execute(f"ALTER TABLE claims ADD COLUMN kind TEXT CONSTRAINT ck_claims_kind_known CHECK (kind IN ({KINDS}))")
    op.execute("ALTER TABLE claims ADD COLUMN why TEXT")
    op.execute(
        "ALTER TABLE claims ADD COLUMN score "
        + ("DOUBLE PRECISION" if op.get_bind().dialect.name == "postgresql" else "FLOAT")
        + " CONSTRAINT ck_claims_score_range CHECK (score BETWEEN 0 AND 1)"
    )
    op.execute("ALTER TABLE claims ADD COLUMN text_sha256 TEXT")
    bind = op.get_bind()
    claims = sa.table("claims", sa.column("id"), sa.column("text"), sa.column("text_sha256"))
    for row in bind.execute(sa.select(claims.c.id, claims.c.text)).all():
        digest = hashlib.sha256(row.text.encode()).hexdigest()
        bind.execute(claims.update().where(claims.c.id == row.id).values(text_sha256=digest))
    op.create_index("ix_claims_text_sha256", "claims", ["text_sha256"])
    op.create_index("ix_claims_status_score", "claims", ["status", "score"])


def downgrade():
    op.drop_index("ix_claims_status_score", "claims")
    op.drop_index("ix_claims_text_sha256", "claims")
    for column in ("text_sha256", "score", "why", "kind"):
        op.execute(f"ALTER TABLE claims DROP COLUMN {column}")
