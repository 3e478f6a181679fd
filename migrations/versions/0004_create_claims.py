"""Claims and who asserts or denies them.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone; a time is ISO 8601 text there.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "claims",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("import_run_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.CheckConstraint(
            "(status = 'confirmed') = (confirmed_by IS NOT NULL)", name=op.f("ck_claims_confirmed_by_someone")
        ),
        sa.CheckConstraint("status IN ('candidate', 'confirmed', 'rejected')", name=op.f("ck_claims_status_known")),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_claims_text_given")),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_runs.id"], name=op.f("fk_claims_import_run_id_import_runs"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_claims_uid")),
    )
    op.create_index(op.f("ix_claims_import_run_id"), "claims", ["import_run_id"])
    op.create_table(
        "assertions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("quote_id", KEY, nullable=True),
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("import_run_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assertions")),
        sa.CheckConstraint(
            "stance IN ('asserts', 'denies', 'disputes', 'repeats')", name=op.f("ck_assertions_stance_known")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_assertions_claim_id_claims"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_runs.id"],
            name=op.f("fk_assertions_import_run_id_import_runs"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quotes.id"], name=op.f("fk_assertions_quote_id_quotes"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_assertions_source_id_sources"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint(
            "claim_id", "quote_id", "source_id", "stance", name=op.f("uq_assertions_claim_id_quote_id_source_id_stance")
        ),
    )
    op.create_index(op.f("ix_assertions_import_run_id"), "assertions", ["import_run_id"])
    op.create_index(op.f("ix_assertions_quote_id"), "assertions", ["quote_id"])
    op.create_index(op.f("ix_assertions_source_id"), "assertions", ["source_id"])


def downgrade():
    op.drop_table("assertions")
    op.drop_table("claims")
