-- What claims are found by follows from them and their reviews: see claim_texts.py.

CREATE OR REPLACE FUNCTION factdb_text_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    INSERT INTO claim_texts (claim_id, words, body) SELECT id, text, '' FROM fresh;
ELSE
    UPDATE claim_texts SET words = {words}, body = {body} WHERE claim_id IN
        (SELECT n.id FROM fresh n JOIN former o ON o.id = n.id WHERE n.text <> o.text);
END IF;
RETURN NULL;
END $$

CREATE OR REPLACE FUNCTION factdb_text_reviews() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    UPDATE claim_texts SET words = {words}, body = {body} WHERE claim_id IN (SELECT claim_id FROM fresh);
ELSIF TG_OP = 'DELETE' THEN
    UPDATE claim_texts SET words = {words}, body = {body} WHERE claim_id IN (SELECT claim_id FROM former);
ELSE
    UPDATE claim_texts SET words = {words}, body = {body} WHERE claim_id IN
        (SELECT claim_id FROM former UNION SELECT claim_id FROM fresh);
END IF;
RETURN NULL;
END $$

CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_text_claims()

CREATE TRIGGER claims_fts_update AFTER UPDATE ON claims
REFERENCING OLD TABLE AS former NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_text_claims()

CREATE TRIGGER reviews_fts_insert AFTER INSERT ON reviews
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_text_reviews()

CREATE TRIGGER reviews_fts_update AFTER UPDATE ON reviews
REFERENCING OLD TABLE AS former NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_text_reviews()

CREATE TRIGGER reviews_fts_delete AFTER DELETE ON reviews
REFERENCING OLD TABLE AS former
FOR EACH STATEMENT EXECUTE FUNCTION factdb_text_reviews()
