"""Indexes by which longer and shorter forms of a name are found, and the versions that changed a source.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

CHUNK = 1000
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


def upgrade():
    op.add_column("speaker_names", sa.Column("parts", sa.Text(), nullable=True))
    connection = op.get_bind()
    names = connection.execute(sa.text("SELECT id, folded FROM speaker_names")).all()
    rows = [{"i": row.id, "parts": _parts(row.folded)} for row in names]
    for at in range(0, len(rows), CHUNK):
        connection.execute(sa.text("UPDATE speaker_names SET parts = :parts WHERE id = :i"), rows[at : at + CHUNK])
    op.create_index(op.f("ix_speaker_names_parts"), "speaker_names", ["parts"])
    op.create_index(
        op.f("ix_source_versions_retrieved_at"),
        "source_versions",
        ["retrieved_at"],
        sqlite_where=sa.text("number > 1"),
        postgresql_where=sa.text("number > 1"),
    )


def _parts(folded):
    words = [word for word in folded.split() if word not in SUFFIXES]
    return f"{words[-1]} {words[0][0]}" if len(words) > 1 else None


def downgrade():
    op.drop_index("ix_source_versions_retrieved_at", "source_versions")
    op.drop_index("ix_speaker_names_parts", "speaker_names")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE speaker_names DROP COLUMN parts")
    else:
        op.drop_column("speaker_names", "parts")
