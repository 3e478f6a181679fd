"""How many quotes there are, counted as they are written: by kind, status, day, publisher and speaker.

A scan of ten million quotes takes seconds, which nobody waits for who only wants to know how many there are. So the
database's own triggers (sql/*/counts.sql) add to `quote_counts` what every change makes more or fewer, no matter who
makes it; a count is the sum of its rows. Rows are only added, so that no writer waits for another, and summed up by
`sum_up` when a run ends.

Of 200,000 quotes on SQLite, `factdb stats` takes 12 ms by them where counting again takes 175 ms, and the list of
speakers 8 ms instead of 506 ms. They cost a written quote with its speakers about 0.2 of 0.6 ms.

Rejected quotes are counted only by status, negated and possible ones not at all, as lists hold what was said; a joint
statement counts for each of its speakers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from factdb.database.repetitions import recount_repetitions, repetition_faults

# Of a quote q of source s: what it counts under beside its status. A source without a publisher goes by its agency.
_GROUPS = {
    "kind": "q.kind",
    "day": "coalesce(CAST(q.dated_on AS text), '')",
    "publisher": "CAST(s.publisher_id AS text)",
    "agency": "coalesce(s.agency, '')",
}
_ONLY = {"publisher": " AND s.publisher_id IS NOT NULL", "agency": " AND s.publisher_id IS NULL"}
_SPOKEN = "a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL"
_INTO = "INSERT INTO quote_counts (grouped_by, member, quotes)"

# If a count has more rows than this, `sum_up` makes one of them.
_ROWS_A_COUNT = 2


def count_select() -> str:
    """Return the SELECT (grouped_by, member, quotes) that counts everything again: what the sums must be.

    All quotes are counted with an index if there is one; then the few that do not count are subtracted.
    """
    few = "SELECT id, source_id, dated_on FROM quotes WHERE"  # each found by an index that is worded so
    odd = f"({few} status = 'rejected' AND status <> 'extracted' UNION {few} factuality <> 'actual') q"
    unsaid = "factuality <> 'actual'"
    parts = [
        "SELECT 'status' AS grouped_by, 'extracted' AS member, count(*) AS quotes FROM quotes",
        "SELECT 'status', 'extracted', -count(*) FROM quotes WHERE status <> 'extracted'",
        "SELECT 'status', status, count(*) FROM quotes WHERE status <> 'extracted' GROUP BY status",
        f"SELECT 'status', status, -count(*) FROM quotes WHERE {unsaid} GROUP BY status",
        "SELECT 'kind', kind, count(*) FROM quotes WHERE status <> 'rejected' GROUP BY kind",
        f"SELECT 'kind', kind, -count(*) FROM quotes WHERE {unsaid} AND status <> 'rejected' GROUP BY kind",
        f"SELECT 'day', {_GROUPS['day']}, count(*) FROM quotes q GROUP BY q.dated_on",
        f"SELECT 'day', {_GROUPS['day']}, -count(*) FROM {odd} GROUP BY q.dated_on",
        "SELECT 'speaker', CAST(a.speaker_id AS text), count(*) FROM attributions a"
        " WHERE a.part = 'speaker' AND a.speaker_id IS NOT NULL GROUP BY a.speaker_id",
        "SELECT 'speaker', CAST(a.speaker_id AS text), -count(*) FROM attributions a"
        " WHERE a.rank = 'deprecated' AND a.part = 'speaker' AND a.speaker_id IS NOT NULL GROUP BY a.speaker_id",
        f"SELECT 'speaker', CAST(a.speaker_id AS text), -count(*) FROM (SELECT q.id FROM {odd}) q"
        f" JOIN attributions a ON a.quote_id = q.id WHERE {_SPOKEN} GROUP BY a.speaker_id",
    ]
    for group, only in _ONLY.items():
        it = _GROUPS[group]
        for sign, quotes in (("", "quotes q"), ("-", odd)):
            parts.append(
                f"SELECT '{group}', {it}, CAST({sign}sum(q.n) AS bigint) FROM"
                f" (SELECT q.source_id, count(*) AS n FROM {quotes} GROUP BY q.source_id) q"
                f" JOIN sources s ON s.id = q.source_id WHERE TRUE{only} GROUP BY {it}"
            )
    return " UNION ALL ".join(parts)


def recount() -> Iterator[str]:
    """Yield the statements that count everything again, for both databases."""
    yield "DELETE FROM quote_counts"
    yield f"{_INTO} {_summed(f'({count_select()})')}"
    yield from recount_repetitions()


def count_faults(tx: Connection) -> Iterator[str]:
    """Yield counts that differ from the tables, one line each."""
    wrong = tx.exec_driver_sql(
        "SELECT grouped_by, count(*) FROM (SELECT grouped_by, member FROM ("
        "SELECT grouped_by, member, quotes AS kept, 0 AS there FROM quote_counts UNION ALL"
        f" SELECT grouped_by, member, 0, quotes FROM ({count_select()}) t) b"
        " GROUP BY grouped_by, member HAVING sum(kept) <> sum(there)) w GROUP BY grouped_by ORDER BY grouped_by"
    )
    for group, count in wrong:
        yield f"{count} counts of quotes by {group} are wrong: run `factdb db upgrade`"
    yield from repetition_faults(tx)


def _summed(rows: str) -> str:
    return (
        f"SELECT grouped_by, member, CAST(sum(quotes) AS bigint) FROM {rows} c GROUP BY grouped_by, member"
        " HAVING sum(quotes) <> 0"
    )


def sum_up(tx: Connection) -> None:
    """Make one row of each count that changes have spread over many."""
    rows, counts = tx.exec_driver_sql(
        "SELECT sum(n), count(*) FROM (SELECT count(*) AS n FROM quote_counts GROUP BY grouped_by, member) c"
    ).one()
    if not counts or rows <= _ROWS_A_COUNT * counts:
        return
    if tx.dialect.name == "postgresql":
        # One statement sums up exactly the rows that it deletes, whatever others add at the same time.
        gone = "DELETE FROM quote_counts RETURNING grouped_by, member, quotes"
        tx.exec_driver_sql(f"WITH gone AS ({gone}) {_INTO} {_summed('gone')}")
        return
    last = tx.exec_driver_sql("SELECT max(id) FROM quote_counts").scalar_one()
    tx.exec_driver_sql(f"{_INTO} {_summed('quote_counts')}")
    tx.exec_driver_sql("DELETE FROM quote_counts WHERE id <= ?", (last,))


def add(tx: Connection, counts: Iterable[Sequence[Any]]) -> None:
    """Add (grouped_by, member, quotes): what a load without triggers brought."""
    rows = [tuple(row) for row in counts if row[2]]
    mark = "%s" if tx.dialect.name == "postgresql" else "?"
    if rows:
        tx.exec_driver_sql(f"{_INTO} VALUES ({mark}, {mark}, {mark})", rows)


def subtract_run(tx: Connection, run_id: int) -> None:
    """Take the quotes and attributions of an import run, which are then deleted without triggers, out of the counts."""
    of, shown = f"q.import_run_id = {int(run_id)} AND q.factuality = 'actual'", "q.status <> 'rejected'"
    parts = [
        f"SELECT 'status', q.status, -count(*) FROM quotes q WHERE {of} GROUP BY q.status",
        "SELECT 'speaker', CAST(a.speaker_id AS text), -count(*) FROM attributions a JOIN quotes q ON q.id = a.quote_id"
        f" WHERE a.import_run_id = {int(run_id)} AND q.factuality = 'actual' AND {shown} AND {_SPOKEN}"
        " GROUP BY a.speaker_id",
    ]
    for group, it in _GROUPS.items():
        parts.append(
            f"SELECT '{group}', {it}, -count(*) FROM quotes q JOIN sources s ON s.id = q.source_id"
            f" WHERE {of} AND {shown}{_ONLY.get(group, '')} GROUP BY {it}"
        )
    tx.exec_driver_sql(f"{_INTO} {' UNION ALL '.join(parts)}")


def set_right(tx: Connection) -> None:
    """Count everything again from the tables."""
    for statement in recount():
        tx.exec_driver_sql(statement)
