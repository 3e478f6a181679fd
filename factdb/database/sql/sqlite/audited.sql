-- Keep what stood in a row before it is changed or deleted, and that one was inserted outside of a run: see trail.py.
-- Made for each audited {table}: {row} is the JSON of its columns, {stated} those that people and programs set.
-- Microseconds, as the times that programs write have them; SQLite's own clock counts in thousandths.

CREATE TRIGGER {table}_keep_update AFTER UPDATE OF {stated} ON {table}
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', '{table}', old.id, {row});
END

CREATE TRIGGER {table}_keep_delete AFTER DELETE ON {table}
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', '{table}', old.id, {row});
END

CREATE TRIGGER {table}_keep_insert AFTER INSERT ON {table}{outside}
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', '{table}', new.id);
END
