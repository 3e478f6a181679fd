"""How rows reach a SQLite file or a PostgreSQL server: tables, connections, migrations, views, triggers, archives."""
