-- The days on which claims were said, numbered from the latest: see repetitions.py.

CREATE OR REPLACE FUNCTION factdb_count_assertions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed bigint[];
BEGIN
IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT claim_id) INTO changed FROM fresh WHERE stance IN ('asserts', 'repeats');
ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT claim_id) INTO changed FROM former WHERE stance IN ('asserts', 'repeats');
ELSE
    SELECT array_agg(DISTINCT c.claim_id) INTO changed FROM former o JOIN fresh n ON n.id = o.id
        CROSS JOIN LATERAL (VALUES (o.claim_id), (n.claim_id)) AS c (claim_id)
        WHERE (n.claim_id, n.stance, n.dated_on) IS DISTINCT FROM (o.claim_id, o.stance, o.dated_on);
END IF;
IF changed IS NULL THEN
    RETURN NULL;
END IF;
-- Whoever else changes the same claims must wait, or neither would number the other's day.
PERFORM 1 FROM claims WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
DELETE FROM repetitions WHERE claim_id = ANY (changed);
INSERT INTO repetitions (claim_id, nth, dated_on) {changed};
RETURN NULL;
END $$

CREATE TRIGGER assertions_count_insert AFTER INSERT ON assertions
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_assertions()

CREATE TRIGGER assertions_count_update AFTER UPDATE ON assertions
REFERENCING OLD TABLE AS former NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_assertions()

CREATE TRIGGER assertions_count_delete AFTER DELETE ON assertions
REFERENCING OLD TABLE AS former
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_assertions()
