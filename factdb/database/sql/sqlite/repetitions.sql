-- The days on which claims were said, numbered from the latest: see repetitions.py.

CREATE TRIGGER assertions_count_insert AFTER INSERT ON assertions
WHEN new.stance IN ('asserts', 'repeats')
BEGIN
    DELETE FROM repetitions WHERE claim_id = new.claim_id;
    INSERT INTO repetitions (claim_id, nth, dated_on) {new};
END

CREATE TRIGGER assertions_count_update AFTER UPDATE OF claim_id, stance, dated_on ON assertions
WHEN new.claim_id IS NOT old.claim_id OR new.stance IS NOT old.stance OR new.dated_on IS NOT old.dated_on
BEGIN
    DELETE FROM repetitions WHERE claim_id IN (old.claim_id, new.claim_id);
    INSERT INTO repetitions (claim_id, nth, dated_on) {both};
END

CREATE TRIGGER assertions_count_delete AFTER DELETE ON assertions
WHEN old.stance IN ('asserts', 'repeats')
BEGIN
    DELETE FROM repetitions WHERE claim_id = old.claim_id;
    INSERT INTO repetitions (claim_id, nth, dated_on) {old};
END
