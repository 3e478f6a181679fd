"""What a stranger may try with one statement on PostgreSQL: (statement, why it is dangerous).

The database refuses the first kind to a reader. The second it lets through; it is tried that nothing comes of it.
"""

# Put together as the server runs it, so that no list of words finds them.
_SQL = "'sel' || 'ect '"
_QUERY = "'sel' || 'ect ''a''::tsquery, ''b''::tsquery from (sel' || 'ect {}) x'"


def _rewritten(call: str) -> str:
    return f"SELECT ts_rewrite('a'::tsquery, {_QUERY.format(call.replace(chr(39), chr(39) * 2))})"


def _crosstab(call: str) -> str:
    inner = f"select 'a'::text, 'b'::text, ({call})::text".replace("'", "''")
    return f"SELECT * FROM crosstab('{inner}') AS c(a text, b text)"


_FILES = [
    "pg_read_file('/etc/passwd')",
    "pg_read_binary_file('/etc/passwd')::text",
    "count(*) from pg_ls_dir('/')",
    "count(*) from pg_stat_file('/etc/passwd')",
    "lo_import('/etc/passwd')",
    "lo_export(1, '/tmp/x')",
    "count(*) from pg_ls_logdir()",
    "count(*) from pg_ls_waldir()",
    "count(*) from pg_ls_tmpdir()",
    "current_setting('data_directory')",
    "count(*) from pg_hba_file_rules",
    "count(*) from pg_file_settings",
]
_ACTS = [
    "lo_create(0)",
    "lo_creat(-1)",
    "lo_from_bytea(0, 'x')",
    "nextval('quotes_id_seq')",
    "setval('quotes_id_seq', 1)",
    "pg_terminate_backend(1)",
    "pg_cancel_backend(1)",
    "pg_reload_conf()",
    "pg_rotate_logfile()",
    "pg_promote()",
    "pg_switch_wal()",
    "pg_create_restore_point('x')",
    "pg_logical_emit_message(true, 'x', 'y')",
    "pg_create_physical_replication_slot('x')",
    "pg_create_logical_replication_slot('x', 'y')",
    "pg_drop_replication_slot('x')",
    "pg_stat_reset()",
    "pg_backup_start('x')",
    "set_config('role', 'postgres', true)",
    "set_config('role', 'pg_read_all_data', true)",
    "set_config('role', 'pg_execute_server_program', true)",
    "set_config('session_authorization', 'postgres', true)",
    "set_config('transaction_read_only', 'off', true)",
    "set_config('session_preload_libraries', 'x', true)",
    "set_config('log_statement', 'none', true)",
    "set_config('temp_file_limit', '-1', true)",
    "set_config('session_replication_role', 'replica', true)",
    "set_config('zero_damaged_pages', 'on', true)",
    "set_config('allow_system_table_mods', 'on', true)",
    "dblink('dbname=postgres', 'select 1')",
    "dblink_connect('dbname=postgres')",
    "dblink_connect_u('dbname=postgres')",
    "dblink_exec('dbname=postgres', 'drop table quotes')",
    "dblink_send_query('x', 'select 1')",
]
_SECRETS = [
    "count(*) from pg_authid",
    "count(*) from pg_shadow",
    "count(*) from pg_user_mappings where umoptions is not null and pg_read_file('x') is null",
    "count(*) from pg_statistic",
    "count(*) from pg_largeobject",
    "count(*) from pg_subscription where subconninfo is not null",
]
_STATEMENTS = [
    ("COPY quotes TO '/tmp/x'", "writes a file of the server"),
    ("COPY report_quotes TO STDOUT", "speaks another protocol"),
    ("COPY quotes FROM PROGRAM 'id'", "runs a program"),
    ("COPY (SELECT 1) TO PROGRAM 'cat > /tmp/x'", "runs a program"),
    ("COPY quotes FROM '/etc/passwd'", "reads a file of the server"),
    ("DO $$ BEGIN DELETE FROM quotes; END $$", "runs code"),
    ("SET ROLE postgres", "becomes somebody else"),
    ("RESET ROLE", "becomes whoever logged in"),
    ("RESET ALL", "takes off the limits"),
    ("DISCARD ALL", "takes off the limits"),
    ("SET SESSION AUTHORIZATION postgres", "becomes somebody else"),
    ("RESET SESSION AUTHORIZATION", "becomes whoever logged in"),
    ("SET transaction_read_only = off", "takes off the first lock"),
    ("SET TRANSACTION READ WRITE", "takes off the first lock"),
    ("SET statement_timeout = 0", "takes off the time limit"),
    ("SELECT * INTO x FROM report_quotes", "makes a table by SELECT"),
    ("CREATE TABLE x AS SELECT 1", "makes a table by SELECT"),
    ("CREATE MATERIALIZED VIEW x AS SELECT 1", "makes a table by SELECT"),
    ("CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'", "makes code"),
    ("CREATE EXTENSION file_fdw", "loads code"),
    ("CREATE SERVER x FOREIGN DATA WRAPPER dblink_fdw", "reaches out"),
    ("CREATE ROLE x SUPERUSER", "makes a superuser"),
    ("ALTER ROLE CURRENT_USER SUPERUSER", "becomes a superuser"),
    ("ALTER SYSTEM SET fsync = off", "changes the server"),
    ("ALTER DATABASE postgres SET work_mem = '1TB'", "changes the server"),
    ("ALTER VIEW report_quotes OWNER TO CURRENT_USER", "takes a view"),
    ("ALTER VIEW report_quotes SET (security_invoker = on)", "breaks a view"),
    ("GRANT pg_read_all_data TO CURRENT_USER", "takes rights"),
    ("GRANT ALL ON quotes TO CURRENT_USER", "takes rights"),
    ("LOAD 'x'", "loads code"),
    ("SELECT * FROM quotes FOR UPDATE", "locks rows"),
    ("SELECT * FROM report_quotes FOR SHARE", "locks rows"),
    ("SELECT * FROM alembic_version FOR UPDATE", "locks the revision"),
    ("LOCK TABLE quotes", "locks a table"),
    ("LOCK TABLE alembic_version IN EXCLUSIVE MODE", "holds the lock of migrations"),
    ("NOTIFY x", "speaks to other sessions"),
    ("LISTEN x", "hears other sessions"),
    ("PREPARE x AS DELETE FROM quotes", "prepares what is run later"),
    ("EXECUTE x", "runs what was prepared"),
    ("DECLARE x CURSOR WITH HOLD FOR SELECT 1", "outlives the transaction"),
    ("FETCH ALL FROM factdb_sql", "reads the cursor of the program"),
    ("CLOSE ALL", "closes the cursor of the program"),
    ("CALL x()", "runs code"),
    ("EXPLAIN ANALYZE DELETE FROM quotes", "explains by doing"),
    ("EXPLAIN (ANALYZE) CREATE TABLE x AS SELECT 1", "explains by doing"),
    ("WITH x AS (DELETE FROM quotes RETURNING id) SELECT * FROM x", "deletes within a query"),
    ("WITH x AS (UPDATE report_quotes SET text = '' RETURNING 1) SELECT * FROM x", "rewrites within a query"),
    ("MERGE INTO quotes q USING quotes r ON q.id = r.id WHEN MATCHED THEN DELETE", "deletes by merging"),
    ("TRUNCATE quotes", "empties a table"),
    ("VACUUM FULL", "rewrites the tables"),
    ("CLUSTER", "rewrites the tables"),
    ("REFRESH MATERIALIZED VIEW x", "writes"),
    ("SECURITY LABEL ON TABLE quotes IS 'x'", "writes a catalog"),
    ("COMMENT ON VIEW report_quotes IS 'x'", "writes a catalog"),
    ("IMPORT FOREIGN SCHEMA x FROM SERVER y INTO public", "reaches out"),
    ("CHECKPOINT", "writes the disk"),
    ("SELECT 1; DROP TABLE quotes", "a second statement after a harmless one"),
    ("SELECT 1; RESET ROLE; DROP TABLE quotes", "leaves the role first"),
    ("SELECT 1 /* ; */; COMMIT", "ends the read-only transaction"),
    ("SELECT E'\\''; DROP TABLE quotes --'", "hides behind a string"),
    ("SELECT $x$ $x$; DROP TABLE quotes", "hides behind a string in dollars"),
    ("SELECT U&\"\\0070g_read_file\"('/etc/passwd')", "spells a name otherwise"),
    ("SELECT \"pg_catalog\".\"pg_read_file\"('/etc/passwd')", "spells a name otherwise"),
    ("SELECT query_to_xml('DELETE FROM quotes', true, true, '')", "runs text as SQL"),
    ("SELECT query_to_xml('SELECT * FROM pg_authid', true, true, '')", "runs text as SQL"),
    ("SELECT table_to_xml('pg_authid', true, true, '')", "reads a table by its name"),
    ("SELECT cursor_to_xml('factdb_sql', 1, true, true, '')", "reads the cursor of the program"),
    ("SELECT * FROM ts_stat('DELETE FROM quotes RETURNING ''a''::tsvector')", "runs text as SQL"),
    ("SELECT * FROM ts_stat('SELECT to_tsvector(rolname::text) FROM pg_authid')", "runs text as SQL"),
    ("SELECT set_config('role', 'none', true), (SELECT count(*) FROM pg_authid)", "takes the role off first"),
    (
        "WITH x AS MATERIALIZED (SELECT set_config('role', 'none', true) AS r)"
        " SELECT query_to_xml('SELECT * FROM pg_authid' || left(r, 0), true, true, '') FROM x",
        "takes the role off first, then runs text as SQL",
    ),
    (
        "WITH x AS MATERIALIZED (SELECT set_config('session_authorization', 'default', true) AS r)"
        " SELECT query_to_xml('SELECT * FROM pg_authid' || left(r, 0), true, true, '') FROM x",
        "takes the login back, then runs text as SQL",
    ),
    (
        "SELECT set_config('default_transaction_read_only', 'off', false), lo_create(0)",
        "stores a large object once writing is let",
    ),
]  # fmt: skip

REFUSED = [
    *((f"SELECT {call}", "reads files of the server") for call in _FILES),
    *((f"SELECT {call}", "acts on the server") for call in _ACTS),
    *((f"SELECT {call}", "reads what is secret") for call in _SECRETS),
    *((_rewritten(call), "the same, by text that ts_rewrite runs") for call in (_FILES[0], _ACTS[0], _ACTS[5])),
    *((_rewritten(call), "the same, by text that ts_rewrite runs") for call in _ACTS[18:22]),
    *((_crosstab(f"select {call}"), "the same, by text that crosstab runs") for call in (*_FILES[:6], *_ACTS[:6])),
    *((_crosstab(f"select {call}"), "the same, by text that crosstab runs") for call in _SECRETS[:2]),
    *_STATEMENTS,
]

# Each is let through and does nothing that lasts.
HARMLESS = [
    ("SELECT count(*) FROM quotes, source_versions, decisions, import_runs, changes", "reads tables, as lists do"),
    ("SELECT set_config('role', 'none', false)", "takes off a role that nobody put on"),
    ("SELECT set_config('statement_timeout', '0', false)", "takes off the one time limit of two"),
    ("SELECT set_config('default_transaction_read_only', 'off', false)", "the session ends with the statement"),
    ("SELECT set_config('search_path', 'pg_temp', false)", "the session ends with the statement"),
    ("SELECT pg_advisory_lock({lock})", "a lock that factdb does not take"),
    ("SELECT pg_advisory_xact_lock_shared({lock})", "a lock that factdb does not take"),
    ("SELECT pg_notify('x', 'y')", "speaks to other sessions only at a commit"),
    ("SELECT pg_current_xact_id()", "rolled back"),
    ("SELECT pg_export_snapshot()", "ends with the transaction"),
]
