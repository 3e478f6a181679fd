"""An index of the few quotes that were not said, which counts leave out; `shingles.length` where it is missing.

Two archives of revision 0017 differ: one made before a release has shingles without their length, and with a foreign
key. They become alike here. Counts and the roles of speakers are filled when the upgrade is done.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# As many as there are words in the wording.
LENGTH = "(SELECT length(w.words) - length(replace(w.words, ' ', '')) + 1 FROM wordings w WHERE w.id = wording_id)"


def upgrade():
    unsaid = sa.text("factuality <> 'actual'")
    op.create_index(
        op.f("ix_quotes_factuality_dated_on"),
        "quotes",
        ["factuality", "dated_on"],
        sqlite_where=unsaid,
        postgresql_where=unsaid,
    )
    columns = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("shingles")}
    if "length" not in columns:
        give_lengths()


def give_lengths():
    op.execute("DELETE FROM shingles WHERE wording_id NOT IN (SELECT id FROM wordings)")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE shingles DROP CONSTRAINT IF EXISTS fk_shingles_wording_id_wordings")
        op.execute("ALTER TABLE shingles ADD COLUMN length smallint")
        op.execute(f"UPDATE shingles SET length = {LENGTH}")
        op.execute("ALTER TABLE shingles ALTER COLUMN length SET NOT NULL")
        return
    op.create_table(
        "shingles_new",
        sa.Column("shingle", sa.BigInteger(), nullable=False),
        sa.Column("wording_id", KEY, nullable=False),
        sa.Column("length", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shingle", "wording_id", name=op.f("pk_shingles")),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO shingles_new SELECT shingle, wording_id, {LENGTH} FROM shingles")
    op.drop_table("shingles")
    op.rename_table("shingles_new", "shingles")


def downgrade():
    op.drop_index("ix_quotes_factuality_dated_on", "quotes")
