-- The full-text index follows the quotes; a speaker's canonical_id follows its merge.

CREATE TRIGGER quotes_fts_insert AFTER INSERT ON quotes
BEGIN
    INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text);
END

CREATE TRIGGER quotes_fts_delete AFTER DELETE ON quotes
BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text);
END

CREATE TRIGGER quotes_fts_update AFTER UPDATE OF text ON quotes
BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text);
END

CREATE TRIGGER speakers_canonical_insert AFTER INSERT ON speakers
BEGIN
    UPDATE speakers SET canonical_id = coalesce(new.merged_into_id, new.id) WHERE id = new.id;
END

CREATE TRIGGER speakers_canonical_update AFTER UPDATE OF merged_into_id ON speakers
BEGIN
    UPDATE speakers SET canonical_id = coalesce(new.merged_into_id, new.id) WHERE id = new.id;
END
