-- What claims are found by follows from them and their reviews, the full-text indexes from that: see claim_texts.py.

CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims
BEGIN
    INSERT INTO claim_texts (claim_id, words, body) VALUES (new.id, new.text, '');
END

CREATE TRIGGER claims_fts_update AFTER UPDATE OF text ON claims
BEGIN
    UPDATE claim_texts SET words = {words}, body = {body} WHERE claim_id = new.id;
END

CREATE TRIGGER reviews_fts_insert AFTER INSERT ON reviews
BEGIN
    UPDATE claim_texts SET words = {words}, body = {body} WHERE claim_id = new.claim_id;
END

CREATE TRIGGER reviews_fts_update AFTER UPDATE OF claim_id, status, title, text ON reviews
BEGIN
    UPDATE claim_texts SET words = {words}, body = {body} WHERE claim_id IN (old.claim_id, new.claim_id);
END

CREATE TRIGGER reviews_fts_delete AFTER DELETE ON reviews
BEGIN
    UPDATE claim_texts SET words = {words}, body = {body} WHERE claim_id = old.claim_id;
END

CREATE TRIGGER claim_texts_fts_insert AFTER INSERT ON claim_texts
BEGIN
    INSERT INTO claim_words_fts (rowid, words) VALUES (new.claim_id, new.words);
    INSERT INTO claim_bodies_fts (rowid, body) VALUES (new.claim_id, new.body);
END

CREATE TRIGGER claim_texts_fts_update AFTER UPDATE ON claim_texts
BEGIN
    INSERT INTO claim_words_fts (claim_words_fts, rowid, words) VALUES ('delete', old.claim_id, old.words);
    INSERT INTO claim_bodies_fts (claim_bodies_fts, rowid, body) VALUES ('delete', old.claim_id, old.body);
    INSERT INTO claim_words_fts (rowid, words) VALUES (new.claim_id, new.words);
    INSERT INTO claim_bodies_fts (rowid, body) VALUES (new.claim_id, new.body);
END

CREATE TRIGGER claim_texts_fts_delete AFTER DELETE ON claim_texts
BEGIN
    INSERT INTO claim_words_fts (claim_words_fts, rowid, words) VALUES ('delete', old.claim_id, old.words);
    INSERT INTO claim_bodies_fts (claim_bodies_fts, rowid, body) VALUES ('delete', old.claim_id, old.body);
END
