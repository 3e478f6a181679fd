-- Nothing in the trail is changed or deleted: see trail.py. Made for each of its tables, {table}.

CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION factdb_trail_stands()

CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION factdb_trail_stands()

CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION factdb_trail_stands()
