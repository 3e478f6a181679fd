"""The days on which claims were repeated, filled when the upgrade is done; headlines of reviews out of their markup.

Revision ID: 0026
Revises: 0025
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# What the imports of reviews before 0025 kept of a headline: the markup that holds it.
LACKING = "SELECT id, markup FROM reviews WHERE title IS NULL AND markup IS NOT NULL ORDER BY id"


def headline(markup):
    node = json.loads(markup)
    named = [node.get(key) for key in ("headline", "name")] if isinstance(node, dict) else []
    return next((name.strip() for name in named if isinstance(name, str) and name.strip()), None)


def upgrade():
    op.create_table(
        "repetitions",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", "nth", name=op.f("pk_repetitions")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_repetitions_claim_id_claims"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_repetitions_nth_dated_on_claim_id"), "repetitions", ["nth", "dated_on", "claim_id"])
    tx = op.get_bind()
    dialect = tx.dialect.name
    found = [(headline(markup), review_id) for review_id, markup in tx.exec_driver_sql(LACKING).fetchall()]
    titles = [{"title": title, "id": review_id} for title, review_id in found if title]
    if not titles:
        return
    tx.execute(sa.text("UPDATE reviews SET title = :title WHERE id = :id"), titles)
    joined = "group_concat(r.title, ' ')" if dialect == "sqlite" else "string_agg(r.title, ' ' ORDER BY r.id)"
    op.execute(
        "UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' ||"
        f" coalesce((SELECT {joined} FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'),"
        " '') WHERE claim_id IN (SELECT claim_id FROM reviews WHERE title IS NOT NULL)"
    )
    if dialect == "sqlite":
        op.execute("INSERT INTO claim_words_fts (claim_words_fts) VALUES ('rebuild')")


def downgrade():
    op.drop_table("repetitions")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS factdb_count_assertions()")
