"""On which day each claim was said for the last time, for the last but one, and so on.

Which claims were said most often since a day is asked of twenty years of assertions, and to count those takes a third
of a second for a million. So the database's own triggers (sql/*/repetitions.sql) keep in `repetitions` the days of
every claim that was said more than once, numbered from the latest: a claim was said at least n times since a day if its
n-th day from the latest is not before it. Of very many days only every tenth, and then every hundredth, is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factdb.database.sql import statements

if TYPE_CHECKING:  # reading takes no SQLAlchemy
    from sqlalchemy import Connection

# As `next_kept` of `queries/claims.py` counts.
_KEPT = "nth < 100 OR (nth < 1000 AND nth / 10 * 10 = nth) OR nth / 100 * 100 = nth"


def repetitions_select(of: str = "TRUE") -> str:
    """Return the SELECT (claim_id, nth, dated_on) of what the rows must be, for the assertions s that meet `of`."""
    return (
        "SELECT claim_id, nth, dated_on FROM (SELECT s.claim_id, s.dated_on, count(*) OVER (PARTITION BY s.claim_id)"
        " AS times, row_number() OVER (PARTITION BY s.claim_id ORDER BY s.dated_on DESC NULLS LAST) AS nth"
        f" FROM assertions s WHERE s.stance IN ('asserts', 'repeats') AND {of}) r"
        f" WHERE times > 1 AND dated_on IS NOT NULL AND ({_KEPT})"
    )


def repetition_statements(dialect: str) -> list[str]:
    """Return the SQL of each trigger and function for "sqlite" or "postgresql"."""
    of = {"new": "= new.claim_id", "old": "= old.claim_id", "both": "IN (old.claim_id, new.claim_id)"}
    if dialect == "postgresql":
        of = {"changed": "= ANY (changed)"}
    filled = {name: repetitions_select(f"s.claim_id {which}") for name, which in of.items()}
    return statements(f"{dialect}/repetitions", **filled)


def recount_repetitions() -> Iterator[str]:
    """Yield the statements that number the days of all claims again, for both databases."""
    yield "DELETE FROM repetitions"
    yield f"INSERT INTO repetitions (claim_id, nth, dated_on) {repetitions_select()}"


def repetition_faults(tx: Connection) -> Iterator[str]:
    """Yield in a line how many claims were said on other days than is kept."""
    kept, there = "SELECT claim_id, nth, dated_on FROM repetitions", repetitions_select()
    wrong = tx.exec_driver_sql(
        f"SELECT count(DISTINCT claim_id) FROM (SELECT * FROM ({kept} EXCEPT {there}) a"
        f" UNION ALL SELECT * FROM ({there} EXCEPT {kept}) b) w"
    ).scalar_one()
    if wrong:
        yield f"{wrong} counts of how often a claim was repeated are wrong: run `factdb db upgrade`"
