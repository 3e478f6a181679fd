"""Reviews of claims: a rating by a named reviewer, its text, the evidence; draft, published or withdrawn.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "reviews",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("rating_id", KEY, nullable=True),
        sa.Column("rating_label", sa.Text(), nullable=True),
        sa.Column("rating_value", sa.Float(), nullable=True),
        sa.Column("worst_value", sa.Float(), nullable=True),
        sa.Column("best_value", sa.Float(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("reviewer", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("supersedes_id", KEY, nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("markup", sa.Text(), nullable=True),
        sa.Column("import_run_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.CheckConstraint("status IN ('draft', 'published', 'withdrawn')", name=op.f("ck_reviews_status_known")),
        sa.CheckConstraint(
            "status = 'draft' OR (rating_label IS NOT NULL AND reviewed_on IS NOT NULL"
            " AND (reviewer IS NOT NULL OR organization IS NOT NULL)) OR origin = 'claimreview'",
            name=op.f("ck_reviews_published_whole"),
        ),
        sa.CheckConstraint("rating_value BETWEEN worst_value AND best_value", name=op.f("ck_reviews_value_on_scale")),
        sa.CheckConstraint(
            "(rating_value IS NULL) = (worst_value IS NULL) AND (worst_value IS NULL) = (best_value IS NULL)",
            name=op.f("ck_reviews_value_with_ends"),
        ),
        sa.CheckConstraint("supersedes_id <> id", name=op.f("ck_reviews_not_superseding_itself")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_reviews_{column}_{table}"), ondelete="RESTRICT"
            )
            for column, table in (
                ("claim_id", "claims"),
                ("rating_id", "ratings"),
                ("supersedes_id", "reviews"),
                ("import_run_id", "import_runs"),
            )
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_reviews_uid")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_reviews_supersedes_id")),
    )
    for column in ("claim_id", "rating_id", "import_run_id", "url"):
        op.create_index(op.f(f"ix_reviews_{column}"), "reviews", [column])
    op.create_table(
        "evidence",
        sa.Column("id", KEY, nullable=False),
        sa.Column("review_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("source_id", KEY, nullable=True),
        sa.Column("quote_id", KEY, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("import_run_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.CheckConstraint("stance IN ('supports', 'refutes', 'context')", name=op.f("ck_evidence_stance_known")),
        sa.CheckConstraint(
            "(source_id IS NOT NULL AND quote_id IS NULL AND url IS NULL)"
            " OR (source_id IS NULL AND quote_id IS NOT NULL AND url IS NULL)"
            " OR (source_id IS NULL AND quote_id IS NULL AND url IS NOT NULL)",
            name=op.f("ck_evidence_one_place"),
        ),
        sa.CheckConstraint(
            "url IS NULL OR (title IS NOT NULL AND retrieved_on IS NOT NULL)", name=op.f("ck_evidence_link_described")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_evidence_{column}_{table}"),
                ondelete="CASCADE" if column == "review_id" else "RESTRICT",
            )
            for column, table in (
                ("review_id", "reviews"),
                ("source_id", "sources"),
                ("quote_id", "quotes"),
                ("import_run_id", "import_runs"),
            )
        ),
        sa.UniqueConstraint("review_id", "seq", name=op.f("uq_evidence_review_id_seq")),
    )
    for column in ("source_id", "quote_id", "import_run_id"):
        op.create_index(op.f(f"ix_evidence_{column}"), "evidence", [column])


def downgrade():
    op.drop_table("evidence")
    op.drop_table("reviews")
