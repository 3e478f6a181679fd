"""Rating scales: the steps by which claims are judged, in order, with what each means.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "rating_scales",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_scales")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_rating_scales_name_given")),
        sa.UniqueConstraint("uid", name=op.f("uq_rating_scales_uid")),
        sa.UniqueConstraint("name", name=op.f("uq_rating_scales_name")),
    )
    op.create_table(
        "ratings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("rating_scale_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("normalized", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.CheckConstraint(
            "normalized IN ('true', 'mixture', 'false', 'other')", name=op.f("ck_ratings_normalized_known")
        ),
        sa.CheckConstraint("length(label) > 0", name=op.f("ck_ratings_label_given")),
        sa.ForeignKeyConstraint(
            ["rating_scale_id"],
            ["rating_scales.id"],
            name=op.f("fk_ratings_rating_scale_id_rating_scales"),
            ondelete="CASCADE",
        ),
        *(
            sa.UniqueConstraint("rating_scale_id", column, name=op.f(f"uq_ratings_rating_scale_id_{column}"))
            for column in ("seq", "label", "value")
        ),
    )


def downgrade():
    op.drop_table("ratings")
    op.drop_table("rating_scales")
