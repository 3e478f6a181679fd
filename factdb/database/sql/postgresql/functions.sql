-- What the triggers of the trail do: see trail.py. One statement for all rows of a change, so that a bulk load pays
-- for one.

CREATE OR REPLACE FUNCTION factdb_trail_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =
        'the audit trail is only ever added to: nothing in ' || TG_TABLE_NAME || ' can be changed or deleted';
END $$

CREATE OR REPLACE FUNCTION factdb_keep_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    SELECT clock_timestamp(), lower(TG_OP), TG_TABLE_NAME, former.id,
        (to_jsonb(former) - coalesce(TG_ARGV, ARRAY[]::text[]))::text
    FROM former;
    RETURN NULL;
END $$

CREATE OR REPLACE FUNCTION factdb_keep_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_ARGV[0] = 'run' THEN
        INSERT INTO changes (changed_at, action, subject, subject_id)
        SELECT clock_timestamp(), 'insert', TG_TABLE_NAME, fresh.id FROM fresh
        LEFT JOIN import_runs r ON r.id = fresh.import_run_id WHERE r.status IS DISTINCT FROM 'running';
    ELSE
        INSERT INTO changes (changed_at, action, subject, subject_id)
        SELECT clock_timestamp(), 'insert', TG_TABLE_NAME, fresh.id FROM fresh;
    END IF;
    RETURN NULL;
END $$
