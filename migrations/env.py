"""How Alembic reaches the database: by the connection that `database.migrate` hands it, never by a URL of its own."""

from alembic import context

from factdb.database.migrate import migration_transaction, ours, put_indexes_aside
from factdb.database.models import Base


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        include_name=ours,
        on_version_apply=context.config.attributes.get("step_done"),
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    )
    if context.config.attributes.get("put_aside"):
        put_indexes_aside(context.get_context())
    with context.begin_transaction():
        context.run_migrations()


if "connection" in context.config.attributes:
    run(context.config.attributes["connection"])
else:  # a developer's `alembic` in the repository
    with migration_transaction(
        context.get_x_argument(as_dictionary=True).get("database", "factdb.sqlite"), create=True
    ) as tx:
        run(tx)
