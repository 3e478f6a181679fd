"""A filter of the newest quotes, asked from whichever end is nearer, so that no list takes longer as an archive grows.

Where few quotes fit, all of them are found by the indexes of what is asked for and then sorted; where many do, the
quotes are gone through from the newest on, and enough fit soon.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from factdb.queries.reader import Reader
from factdb.queries.where import Where


def narrow_newest(
    reader: Reader,
    where: Where,
    key: str,
    limit: int,
    all_of_them: str,
    each: str,
    params: Mapping[str, Any],
    table: str = "quotes",
) -> None:
    """Add a filter to the WHERE of the newest quotes, or of the first rows of another list.

    Args:
        reader: The database.
        where: The WHERE of the list.
        key: The SQL of a row's id in it.
        limit: How many rows are wanted; 0 for all.
        all_of_them: A SELECT of the id of every row that fits, the cheapest parts of a UNION ALL first.
        each: The condition that one row fits.
        params: The parameters of both.
        table: The table of the rows.
    """
    if not limit:
        where.add(f"{key} IN ({all_of_them})", **params)
        return
    # Going through the newest reads last * limit / n rows where n fit: at the root, as many as finding the n does.
    last = int(next(iter(reader.rows(f"SELECT coalesce(max(id), 0) AS id FROM {table}")))["id"])
    few = int((last * limit) ** 0.5)
    found = [row["id"] for row in reader.rows(f"SELECT id FROM ({all_of_them}) found LIMIT {few + 1}", params)]
    if len(found) > few:
        where.add(each, **params)
        return
    name = f"few{len(where.params)}"
    if reader.dialect == "postgresql":
        where.add(f"{key} = ANY(:{name})", **{name: found})
    else:
        where.add(f"{key} IN (SELECT value FROM json_each(:{name}))", **{name: json.dumps(found)})
