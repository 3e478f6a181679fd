"""Every SELECT of the command line outside views/, as plain SQL that runs on SQLite and PostgreSQL alike.

Each function takes a `Reader` (see `connect.read_connection`) and returns rows whose shapes are in rows.py; their keys
are the column names that every format prints.
"""
