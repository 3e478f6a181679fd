"""How many quotes there are, counted as they are written: by kind, status, day, publisher and speaker.

A scan of ten million quotes takes seconds, which nobody waits for who only wants to know how many there are. So the
database's own triggers add to `quote_counts` what every change makes more or fewer, whoever makes it; a count is the
sum of its rows. Rows are only added, so that no writer waits for another, and summed up by `sum_up` when a run ends.

Rejected quotes are counted by status alone; a joint statement counts for each of its speakers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

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

# More rows than so many for each count, and `sum_up` makes one of them.
_ROWS_A_COUNT = 2
# Any number that no other program locks with: "counts" read as a number in base 36.
_ADVISORY_LOCK = int("counts", 36)

# The names of triggers of this module, whichever version of it made them.
NAMES = ("%_count_insert", "%_count_update", "%_count_delete")


def count_select() -> str:
    """The SELECT (grouped_by, member, quotes) that counts everything anew: what the sums must be.

    All are counted within an index where there is one, then those taken off that do not count, which are few.
    """
    rejected = "quotes q WHERE q.status = 'rejected' AND q.status <> 'extracted'"  # as their index is worded
    parts = [
        "SELECT 'status' AS grouped_by, 'extracted' AS member, count(*) AS quotes FROM quotes",
        "SELECT 'status', 'extracted', -count(*) FROM quotes WHERE status <> 'extracted'",
        "SELECT 'status', status, count(*) FROM quotes WHERE status <> 'extracted' GROUP BY status",
        "SELECT 'kind', kind, count(*) FROM quotes WHERE status <> 'rejected' GROUP BY kind",
        f"SELECT 'day', {_GROUPS['day']}, count(*) FROM quotes q GROUP BY q.dated_on",
        f"SELECT 'day', {_GROUPS['day']}, -count(*) FROM {rejected} GROUP BY q.dated_on",
        "SELECT 'speaker', CAST(a.speaker_id AS text), count(*) FROM attributions a"
        " WHERE a.part = 'speaker' AND a.speaker_id IS NOT NULL GROUP BY a.speaker_id",
        "SELECT 'speaker', CAST(a.speaker_id AS text), -count(*) FROM attributions a"
        " WHERE a.rank = 'deprecated' AND a.part = 'speaker' AND a.speaker_id IS NOT NULL GROUP BY a.speaker_id",
        f"SELECT 'speaker', CAST(a.speaker_id AS text), -count(*) FROM (SELECT q.id FROM {rejected}) q"
        f" JOIN attributions a ON a.quote_id = q.id WHERE {_SPOKEN} GROUP BY a.speaker_id",
    ]
    for group, only in _ONLY.items():
        it = _GROUPS[group]
        for sign, quotes in (("", "quotes q"), ("-", rejected)):
            parts.append(
                f"SELECT '{group}', {it}, CAST({sign}sum(q.n) AS bigint) FROM"
                f" (SELECT q.source_id, count(*) AS n FROM {quotes} GROUP BY q.source_id) q"
                f" JOIN sources s ON s.id = q.source_id WHERE TRUE{only} GROUP BY {it}"
            )
    return " UNION ALL ".join(parts)


def recount() -> Iterator[str]:
    """The statements that count everything anew, for both databases."""
    yield "DELETE FROM quote_counts"
    yield f"{_INTO} {_summed(f'({count_select()})')}"


def count_faults(tx: Connection) -> Iterator[str]:
    """Counts that differ from what is there, one line each."""
    wrong = tx.exec_driver_sql(
        "SELECT grouped_by, count(*) FROM (SELECT grouped_by, member FROM ("
        "SELECT grouped_by, member, quotes AS kept, 0 AS there FROM quote_counts UNION ALL"
        f" SELECT grouped_by, member, 0, quotes FROM ({count_select()}) t) b"
        " GROUP BY grouped_by, member HAVING sum(kept) <> sum(there)) w GROUP BY grouped_by ORDER BY grouped_by"
    )
    for group, count in wrong:
        yield f"{count} counts of quotes by {group} are wrong: `factdb db downgrade 0020`, then `factdb db upgrade`"


def _summed(rows: str) -> str:
    return (
        f"SELECT grouped_by, member, CAST(sum(quotes) AS bigint) FROM {rows} c GROUP BY grouped_by, member"
        " HAVING sum(quotes) <> 0"
    )


def sum_up(tx: Connection) -> None:
    """Make one row of each count where changes have left many. On PostgreSQL one session does it at a time: whoever
    finds another at it leaves it to that one."""
    rows, counts = tx.exec_driver_sql(
        "SELECT sum(n), count(*) FROM (SELECT count(*) AS n FROM quote_counts GROUP BY grouped_by, member) c"
    ).one()
    if not counts or rows <= _ROWS_A_COUNT * counts:
        return
    if tx.dialect.name == "postgresql":
        if not tx.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({_ADVISORY_LOCK})").scalar_one():
            return
        # One statement: it sums up exactly the rows that it deletes, whatever others add meanwhile.
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


def count_triggers(dialect: str) -> Iterator[tuple[str, str, str]]:
    """(name, table, SQL) of each trigger for "sqlite" or "postgresql"."""
    yield from (_sqlite if dialect == "sqlite" else _postgresql)()


# --- SQLite: row by row


def _of_quote(row: str, sign: str) -> str:
    """The statement that counts the quote `row` ("new" or "old") of a trigger in ("") or out ("-")."""
    parts = [f"SELECT 'status', {row}.status, {sign}1"]
    parts += [
        f"SELECT '{group}', {it.replace('q.', f'{row}.')}, {sign}1 FROM sources s"
        f" WHERE s.id = {row}.source_id AND {row}.status <> 'rejected'{_ONLY.get(group, '')}"
        for group, it in _GROUPS.items()
    ]
    return f"{_INTO} {' UNION ALL '.join(parts)};"


def _speakers_of(row: str, sign: str, when: str) -> str:
    return (
        f"{_INTO} SELECT 'speaker', CAST(a.speaker_id AS text), {sign}1 FROM attributions a"
        f" WHERE a.quote_id = {row}.id AND {_SPOKEN} AND {when};"
    )


def _of_attribution(row: str, sign: str) -> str:
    return (
        f"{_INTO} SELECT 'speaker', CAST({row}.speaker_id AS text), {sign}1 FROM quotes q"
        f" WHERE q.id = {row}.quote_id AND q.status <> 'rejected' AND {_SPOKEN.replace('a.', f'{row}.')};"
    )


def _of_source(row: str, sign: str) -> str:
    groups = " UNION ALL ".join(
        f"SELECT '{group}', {_GROUPS[group].replace('s.', f'{row}.')}, {sign}count(*) FROM quotes q"
        f" WHERE q.source_id = {row}.id AND q.status <> 'rejected'{_ONLY[group].replace('s.', f'{row}.')}"
        " GROUP BY q.source_id"
        for group in ("publisher", "agency")
    )
    return f"{_INTO} {groups};"


def _sqlite() -> Iterator[tuple[str, str, str]]:
    turned = "(new.status = 'rejected') <> (old.status = 'rejected')"
    triggers = {
        ("quotes", "insert"): ("AFTER INSERT ON quotes", _of_quote("new", "")),
        ("quotes", "update"): (
            f"AFTER UPDATE OF source_id, kind, dated_on, status ON quotes WHEN {_changed('source_id')}"
            f" OR {_changed('kind')} OR {_changed('dated_on')} OR {_changed('status')}",
            f"{_of_quote('old', '-')} {_of_quote('new', '')}"
            f" {_speakers_of('old', '-', f'{turned} AND new.status = {_REJECTED}')}"
            f" {_speakers_of('new', '', f'{turned} AND old.status = {_REJECTED}')}",
        ),
        # Before: its attributions, which go with it, are still there to be counted out.
        ("quotes", "delete"): (
            "BEFORE DELETE ON quotes",
            f"{_of_quote('old', '-')} {_speakers_of('old', '-', f'old.status <> {_REJECTED}')}",
        ),
        ("attributions", "insert"): ("AFTER INSERT ON attributions", _of_attribution("new", "")),
        ("attributions", "update"): (
            "AFTER UPDATE OF quote_id, speaker_id, part, rank ON attributions",
            f"{_of_attribution('old', '-')} {_of_attribution('new', '')}",
        ),
        ("attributions", "delete"): ("AFTER DELETE ON attributions", _of_attribution("old", "-")),
        ("sources", "update"): (
            f"AFTER UPDATE OF publisher_id, agency ON sources WHEN {_changed('publisher_id')} OR {_changed('agency')}",
            f"{_of_source('old', '-')} {_of_source('new', '')}",
        ),
    }
    for (table, action), (when, body) in triggers.items():
        name = f"{table}_count_{action}"
        yield name, table, f"CREATE TRIGGER {name} {when} BEGIN {body} END"


_REJECTED = "'rejected'"


def _changed(column: str) -> str:
    return f"new.{column} IS NOT old.{column}"


# --- PostgreSQL: once for all rows of a statement


def _sums(quotes: str, by: Collection[str], source: str = "JOIN sources s ON s.id = q.source_id") -> str:
    """The statement that counts `quotes`, rows q with a column `sign`, in and out."""
    groups = [f"SELECT 'status' AS grouped_by, q.status AS member, q.sign FROM {quotes}"] if "status" in by else []
    groups += [
        f"SELECT '{group}' AS grouped_by, {it} AS member, q.sign FROM {quotes} {source}"
        f" WHERE q.status <> 'rejected'{_ONLY.get(group, '')}"
        for group, it in _GROUPS.items()
        if group in by
    ]
    return (
        f"{_INTO} SELECT grouped_by, member, sum(sign) FROM ({' UNION ALL '.join(groups)}) g"
        " GROUP BY grouped_by, member HAVING sum(sign) <> 0;"
    )


def _spoken_sums(attributions: str) -> str:
    return (
        f"{_INTO} SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM {attributions}"
        f" WHERE {_SPOKEN} GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;"
    )


_LIVE = "JOIN quotes q ON q.id = a.quote_id AND q.status <> 'rejected'"
_IN, _OUT = "(SELECT *, 1 AS sign FROM fresh)", "(SELECT *, -1 AS sign FROM former)"
_BOTH = "(SELECT *, -1 AS sign FROM former UNION ALL SELECT *, 1 FROM fresh)"
_ALL = ("status", *_GROUPS)
_TURNED = (
    "(SELECT t.*, CASE WHEN n.status = 'rejected' THEN -1 ELSE 1 END AS sign FROM former o"
    " JOIN fresh n ON n.id = o.id AND (n.status = 'rejected') <> (o.status = 'rejected')"
    " JOIN attributions t ON t.quote_id = n.id) a"
)
_MOVED = (
    "(SELECT r.publisher_id, r.agency, r.sign, t.status FROM former o JOIN fresh n ON n.id = o.id"
    " AND (n.publisher_id IS DISTINCT FROM o.publisher_id OR n.agency IS DISTINCT FROM o.agency)"
    " JOIN LATERAL (VALUES (o.publisher_id, o.agency, -1), (n.publisher_id, n.agency, 1))"
    " AS r (publisher_id, agency, sign) ON TRUE JOIN quotes t ON t.source_id = n.id) q"
)
_ITSELF = "CROSS JOIN LATERAL (SELECT q.publisher_id, q.agency) s"

FUNCTIONS = {
    name: f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n{body}\nEND $$"
    for name, body in {
        "factdb_count_quotes": f"""IF TG_OP = 'INSERT' THEN
    {_sums(f"{_IN} q", _ALL)}
ELSIF TG_OP = 'DELETE' THEN
    {_sums(f"{_OUT} q", _ALL)}
ELSE
    {_sums(f"{_BOTH} q", _ALL)}
    {_spoken_sums(_TURNED)}
END IF;
RETURN NULL;""",
        # Before, row by row: its attributions, which go with it, are still there to be counted out.
        "factdb_count_quote_out": f"""IF old.status <> 'rejected' THEN
    {_spoken_sums("(SELECT t.*, -1 AS sign FROM attributions t WHERE t.quote_id = old.id) a")}
END IF;
RETURN old;""",
        "factdb_count_attributions": f"""IF TG_OP = 'INSERT' THEN
    {_spoken_sums(f"{_IN} a {_LIVE}")}
ELSIF TG_OP = 'DELETE' THEN
    {_spoken_sums(f"{_OUT} a {_LIVE}")}
ELSE
    {_spoken_sums(f"{_BOTH} a {_LIVE}")}
END IF;
RETURN NULL;""",
        "factdb_count_sources": f"""{_sums(_MOVED, ("publisher", "agency"), _ITSELF)}
RETURN NULL;""",
    }.items()
}

_TABLES = {
    "INSERT": "NEW TABLE AS fresh",
    "UPDATE": "OLD TABLE AS former NEW TABLE AS fresh",
    "DELETE": "OLD TABLE AS former",
}


def _postgresql() -> Iterator[tuple[str, str, str]]:
    for table, actions in (
        ("quotes", ("INSERT", "UPDATE", "DELETE")),
        ("attributions", ("INSERT", "UPDATE", "DELETE")),
        ("sources", ("UPDATE",)),
    ):
        for action in actions:
            name = f"{table}_count_{action.lower()}"
            yield (
                name,
                table,
                f"CREATE TRIGGER {name} AFTER {action} ON {table} REFERENCING {_TABLES[action]}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_{table}()",
            )
    name = "speakers_of_quotes_count_delete"
    yield (
        name,
        "quotes",
        f"CREATE TRIGGER {name} BEFORE DELETE ON quotes FOR EACH ROW EXECUTE FUNCTION factdb_count_quote_out()",
    )
