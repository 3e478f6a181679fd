"""Where in a text an assertion stands, so that the narration's claims are proved too; claims attributed to another.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# SQLite gives an automatic key to INTEGER alone.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BEFORE = ("id", "claim_id", "quote_id", "source_id", "stance", "import_run_id")
PLACE = {"source_version_id": KEY, "start_char": sa.Integer(), "end_char": sa.Integer(), "exact": sa.Text()}
FITS = "exact IS NULL OR length(exact) = end_char - start_char"
STANCES = "stance IN ('asserts', 'denies', 'disputes', 'repeats'{})"
REFERENCES = {"claim_id": "claims", "import_run_id": "import_runs", "quote_id": "quotes", "source_id": "sources"}


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        made_anew(STANCES.format(", 'attributes'"), PLACE)
    else:
        for name, kind in PLACE.items():
            op.add_column("assertions", sa.Column(name, kind, nullable=True))
        op.create_foreign_key(
            op.f("fk_assertions_source_version_id_source_versions"),
            "assertions",
            "source_versions",
            ["source_version_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        op.create_check_constraint(op.f("ck_assertions_exact_fits_place"), "assertions", FITS)
        op.drop_constraint(op.f("ck_assertions_stance_known"), "assertions", type_="check")
        op.create_check_constraint(op.f("ck_assertions_stance_known"), "assertions", STANCES.format(", 'attributes'"))
    op.create_index(op.f("ix_assertions_source_version_id"), "assertions", ["source_version_id"])


def downgrade():
    op.drop_index(op.f("ix_assertions_source_version_id"), "assertions")
    op.execute("DELETE FROM assertions WHERE stance = 'attributes'")
    if op.get_bind().dialect.name == "sqlite":
        made_anew(STANCES.format(""), {})
        return
    op.drop_constraint(op.f("ck_assertions_stance_known"), "assertions", type_="check")
    op.create_check_constraint(op.f("ck_assertions_stance_known"), "assertions", STANCES.format(""))
    for name in reversed(PLACE):
        op.drop_column("assertions", name)


def made_anew(stances, place):
    """SQLite changes no CHECK of a table: the rows move into a new one of the same name."""
    columns = [sa.Column(name, sa.Text() if name == "stance" else KEY, nullable=name == "quote_id") for name in BEFORE]
    references = dict(REFERENCES, **({"source_version_id": "source_versions"} if place else {}))
    op.create_table(
        "assertions_new",
        *columns,
        *(sa.Column(name, kind, nullable=True) for name, kind in place.items()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assertions")),
        sa.CheckConstraint(stances, name=op.f("ck_assertions_stance_known")),
        *([sa.CheckConstraint(FITS, name=op.f("ck_assertions_exact_fits_place"))] if place else []),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_assertions_{column}_{table}"),
                ondelete="CASCADE" if column == "claim_id" else "RESTRICT",
            )
            for column, table in references.items()
        ),
        sa.UniqueConstraint(
            "claim_id", "quote_id", "source_id", "stance", name=op.f("uq_assertions_claim_id_quote_id_source_id_stance")
        ),
    )
    names = ", ".join(BEFORE)
    op.execute(f"INSERT INTO assertions_new ({names}) SELECT {names} FROM assertions")
    op.drop_table("assertions")
    op.rename_table("assertions_new", "assertions")
    for column in ("import_run_id", "quote_id", "source_id"):
        op.create_index(op.f(f"ix_assertions_{column}"), "assertions", [column])
