"""Create the file of the next migration: `make migration NAME=add_section`.

CONTRIBUTING.md, "A migration", says what else belongs to it.
"""

import re
import sys
from pathlib import Path

VERSIONS = Path(__file__).parent / "versions"
FORM = '''"""{what}.

Revision ID: {number}
Revises: {newest}
"""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade():
    # A column that may be NULL, or has a constant default, is added at once: op.add_column("sources",
    # sa.Column("section", sa.Text())). No batch_alter_table: it writes the whole table again on SQLite.
    raise NotImplementedError


def downgrade():
    raise NotImplementedError
'''


def write_next(name: str, folder: Path = VERSIONS) -> Path:
    """Write the migration after the newest in `folder`; `name` is lower case words joined by "_"."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        sys.exit("give it a name that says what it does: make migration NAME=add_section")
    newest = max(path.name[:4] for path in folder.glob("[0-9]*.py"))
    number = f"{int(newest) + 1:04}"
    path = folder / f"{number}_{name}.py"
    path.write_text(FORM.format(what=name.replace("_", " ").capitalize(), number=number, newest=newest), "utf-8")
    return path


if __name__ == "__main__":
    print(write_next(sys.argv[1] if len(sys.argv) > 1 else ""))
