"""Data flows one way: a room imports from its own floor's rooms and those below, never from above."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "factdb"
FLOORS = [
    {"__init__", "errors", "names"},
    {"article", "models", "views"},
    {"extract", "record", "claimreview"},
    {"queries", "reanchor", "wording"},
    {"contract", "counts", "trail"},
    {"db", "migrate", "regrant"},
    {"archive"},
    {"copydb", "identity", "variants", "decisions", "verify", "replay", "undo", "safesql", "grants"},
    {"candidates", "rating"},
    {"ingest"},
    {"bulk", "curate", "reextract", "desk", "reviews", "revising", "roles", "merging", "export"},
    {"takeback", "speakerlist"},
    {"importing", "watching", "importing_reviews", "inbox"},
    {"cli", "__main__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    rooms = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("factdb"):
            parts = node.module.split(".")
            rooms |= {parts[1]} if len(parts) > 1 else {n.name for n in node.names if not n.name.startswith("__")}
    return rooms


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down_only(path: Path) -> None:
    room = room_of(path)
    assert room in FLOOR, f"{room} has no floor: give it one"
    for other in imports_of(path):
        assert other in FLOOR, f"{room} imports {other}, which has no floor"
        assert FLOOR[other] <= FLOOR[room], f"{room} imports {other} from a floor above"
