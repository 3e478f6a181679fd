"""Data flows one way through the rooms of factdb/: each imports only from those before it."""

import re
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "factdb"
FLOORS = (
    "__init__ terms | errors | article | extract | claimreview corpus | matching | record queries | database | store"
    " | ingest decide verify | export | api web | cli | __main__"
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS.split("|")) for room in rooms.split()}
IMPORT = re.compile(r"^\s*from factdb(?:\.(\w+))?\S* import", re.MULTILINE)


def test_imports_point_down_only():
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
    assert rooms == set(FLOOR)
    # factdb/__init__.py only names what others hold, and imports it when it is used.
    for path in sorted({*PACKAGE.rglob("*.py")} - {PACKAGE / "__init__.py"}):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for other in IMPORT.findall(path.read_text(encoding="utf-8")):
            assert room == other or FLOOR[other or "__init__"] < FLOOR[room], f"{path} imports {other}"


# A file that an export makes, and fills.
OWN_FILE = {"export/snapshot.py"}
WRITES = re.compile(
    r"\b(INSERT INTO|DELETE FROM|UPDATE \w+ SET|COPY \w+ \()|^from sqlalchemy import .*\b(insert|update|delete)\b",
    re.MULTILINE,
)


def test_only_the_store_and_the_database_write_rows():
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE)
        if place.parts[0] not in ("database", "store") and str(place) not in OWN_FILE:
            assert not WRITES.search(path.read_text(encoding="utf-8")), (
                f"{place} writes rows: call a function of store/"
            )
