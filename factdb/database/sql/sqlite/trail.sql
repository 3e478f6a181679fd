-- Nothing in the trail is changed or deleted: see trail.py. Made for each of its tables, {table}.

CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only ever added to: nothing in {table} can be changed or deleted');
END

CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only ever added to: nothing in {table} can be changed or deleted');
END
