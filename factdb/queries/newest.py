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
    reader: Reader, where: Where, key: str, limit: int, all_of_them: str, each: str, params: Mapping[str, Any]
) -> None:
    """Add a filter to the WHERE of the newest quotes.

    Args:
        reader: The database.
        where: The WHERE of quotes q.
        key: The SQL of the quote's id in it.
        limit: How many quotes are wanted; 0 for all.
        all_of_them: A SELECT of the id of every quote that fits, the cheapest parts of a UNION ALL first.
        each: The condition that one quote q fits.
        params: The parameters of both.
    """
    if not limit:
        where.add(f"{key} IN ({all_of_them})", **params)
        return
    # Going through the newest reads last * limit / n quotes where n fit: at the root, as many as finding the n does.
    last = int(next(iter(reader.rows("SELECT coalesce(max(id), 0) AS id FROM quotes")))["id"])
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
