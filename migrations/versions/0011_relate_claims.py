"""How claims bear on one another: one contradicts, updates, narrows another or says the same.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "claim_relations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("to_claim_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("import_run_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_relations")),
        sa.CheckConstraint(
            "kind IN ('contradicts', 'updates', 'narrows', 'same_as')", name=op.f("ck_claim_relations_kind_known")
        ),
        sa.CheckConstraint("claim_id <> to_claim_id", name=op.f("ck_claim_relations_not_to_itself")),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_claim_relations_{column}_{table}"),
                ondelete="RESTRICT" if column == "import_run_id" else "CASCADE",
            )
            for column, table in (("claim_id", "claims"), ("to_claim_id", "claims"), ("import_run_id", "import_runs"))
        ),
        sa.UniqueConstraint(
            "claim_id", "to_claim_id", "kind", name=op.f("uq_claim_relations_claim_id_to_claim_id_kind")
        ),
    )
    op.create_index(op.f("ix_claim_relations_to_claim_id"), "claim_relations", ["to_claim_id"])
    op.create_index(op.f("ix_claim_relations_import_run_id"), "claim_relations", ["import_run_id"])


def downgrade():
    op.drop_table("claim_relations")
