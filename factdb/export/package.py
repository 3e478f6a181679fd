"""A Data Package (https://datapackage.org): datapackage.json beside exported files, saying what each column holds."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from factdb.database.views import view_columns, view_description
from factdb.errors import FactdbError
from factdb.export.files import whole_path
from factdb.export.selection import order_of, view_of

NAME = "datapackage.json"
_TYPES = {"integer": "integer", "real": "number", "text": "string", "date": "date"}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def describe(file: Path, noun: str, form: str, *, encoding: str = "utf-8") -> None:
    """Add an exported file to the datapackage.json of its folder.

    Args:
        file: The file, uncompressed.
        noun: The reporting view that it holds, see `selection.nouns`.
        form: "csv" or "parquet".
        encoding: The encoding of CSV.

    Raises:
        FactdbError: There is another datapackage.json, or it cannot be written.
    """
    path = file.with_name(NAME)
    package = _existing(path)
    view = view_of(noun)
    schema: dict[str, Any] = {
        "fields": [{"name": c.name, "type": _TYPES[c.type], "description": c.description} for c in view_columns(view)]
    }
    if "NULLS" not in order_of(noun):
        schema["primaryKey"] = [column.split()[0] for column in order_of(noun).split(", ")]
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    resource = {
        "name": file.stem.lower(),
        "path": file.name,
        "description": view_description(view),
        "format": form,
        "mediatype": _MEDIA[form],
        **({"encoding": encoding} if form == "csv" else {}),
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }
    others = [one for one in package["resources"] if one["path"] != file.name]
    package["resources"] = sorted([*others, resource], key=lambda one: str(one["path"]))
    with whole_path(str(path)) as part:
        part.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _existing(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {"name": "factdb", "title": "factdb: who said what, when and where", "resources": []}
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        if package["name"] == "factdb" and all(one["path"] for one in package["resources"]):
            return dict(package)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise FactdbError(f"{path}: is not a package that factdb wrote: export to another folder")
