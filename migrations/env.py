"""How Alembic reaches the database: by the connection that `database.migrate` hands it, or by a name of it: `-x
database=PATH|URL`, the ini file's sqlalchemy.url, FACTDB_DATABASE, or factdb.sqlite.

Either way a migration is what `factdb db upgrade` makes of it: see `safe_steps`. A downgrade that takes rows away wants
`-x yes`: `alembic -x yes downgrade -1`.
"""

import os
import sys

from alembic import context
from alembic.util import CommandError

from factdb.database.connect import current_revision, is_postgresql, sqlite_path
from factdb.database.faults import ours
from factdb.database.indexes import put_indexes_aside
from factdb.database.migrate import migration_transaction, safe_steps, teller
from factdb.database.models import Base
from factdb.errors import FactdbError


def run(connection, say, put_aside, may_lose):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        include_name=ours,
        on_version_apply=teller(say),
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    )
    if put_aside:
        put_indexes_aside(context.get_context())
    with safe_steps(context.get_context(), say, may_lose=may_lose), context.begin_transaction():
        context.run_migrations()


def named_database():
    return (
        context.get_x_argument(as_dictionary=True).get("database")
        or context.config.get_main_option("sqlalchemy.url")
        or os.environ.get("FACTDB_DATABASE")
        or "factdb.sqlite"
    )


def makes_a_database():
    """Whether the command is one that may make a database: upgrade, not current, check or revision."""
    try:
        return bool(context.get_revision_argument())
    except KeyError:
        return False


def run_by_alembic():
    if context.is_offline_mode():
        raise CommandError("these migrations read the rows they change, which --sql cannot: migrate without it")
    database = named_database()
    if not is_postgresql(database) and not sqlite_path(database).exists() and not makes_a_database():
        raise CommandError(f"{database}: there is no database yet: name one with -x database=PATH or FACTDB_DATABASE")
    current_revision(database, missing_is_empty=True)  # another program's file is not even opened for writing
    with migration_transaction(database, create=makes_a_database()) as connection:
        may_lose = "yes" in context.get_x_argument(as_dictionary=True)
        run(connection, lambda line: print(line, file=sys.stderr), put_aside=False, may_lose=may_lose)


given = context.config.attributes
if "connection" in given:
    run(given["connection"], given.get("say", lambda _: None), given.get("put_aside", False), may_lose=True)
else:
    try:
        run_by_alembic()
    except FactdbError as error:
        raise CommandError(str(error)) from error
