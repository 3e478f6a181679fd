"""The speaker that a merged one now means is stored, so that an index finds a speaker's quotes.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    postgresql = op.get_bind().dialect.name == "postgresql"
    op.add_column("speakers", sa.Column("canonical_id", sa.BigInteger() if postgresql else sa.Integer()))
    op.execute("UPDATE speakers SET canonical_id = coalesce(merged_into_id, id)")
    op.create_index("ix_speakers_canonical_id", "speakers", ["canonical_id"])
    if postgresql:  # on SQLite the triggers are made anew after every upgrade
        op.execute(
            "CREATE FUNCTION speakers_canonical() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " NEW.canonical_id := coalesce(NEW.merged_into_id, NEW.id); RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER speakers_canonical BEFORE INSERT OR UPDATE ON speakers"
            " FOR EACH ROW EXECUTE FUNCTION speakers_canonical()"
        )


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER speakers_canonical ON speakers")
        op.execute("DROP FUNCTION speakers_canonical()")
    op.drop_index("ix_speakers_canonical_id", "speakers")
    op.drop_column("speakers", "canonical_id")
