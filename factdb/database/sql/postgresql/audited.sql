-- Keep what stood in a row before it is changed or deleted, and that one was inserted outside of a run: see trail.py.
-- Made for each audited {table}, without the columns {without}; {outside} is 'run' for rows that name their run.

CREATE TRIGGER {table}_keep_update AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS former
FOR EACH STATEMENT EXECUTE FUNCTION factdb_keep_before({without})

CREATE TRIGGER {table}_keep_delete AFTER DELETE ON {table}
REFERENCING OLD TABLE AS former
FOR EACH STATEMENT EXECUTE FUNCTION factdb_keep_before({without})

CREATE TRIGGER {table}_keep_insert AFTER INSERT ON {table}
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_keep_insert({outside})
