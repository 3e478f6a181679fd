-- Count quotes as they are written, row by row: see counts.py.

CREATE TRIGGER quotes_count_insert
AFTER INSERT ON quotes
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'status', new.status, 1 WHERE new.factuality = 'actual'
    UNION ALL SELECT 'kind', new.kind, 1 FROM sources s WHERE s.id = new.source_id AND new.status <> 'rejected' AND new.factuality = 'actual'
    UNION ALL SELECT 'day', coalesce(CAST(new.dated_on AS text), ''), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual'
    UNION ALL SELECT 'publisher', CAST(s.publisher_id AS text), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency', coalesce(s.agency, ''), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND s.publisher_id IS NULL;
END

CREATE TRIGGER quotes_count_update
AFTER UPDATE OF source_id, kind, dated_on, status, factuality ON quotes
WHEN new.source_id IS NOT old.source_id OR new.kind IS NOT old.kind OR new.dated_on IS NOT old.dated_on
    OR new.status IS NOT old.status OR new.factuality IS NOT old.factuality
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'status', old.status, -1 WHERE old.factuality = 'actual'
    UNION ALL SELECT 'kind', old.kind, -1 FROM sources s WHERE s.id = old.source_id AND old.status <> 'rejected' AND old.factuality = 'actual'
    UNION ALL SELECT 'day', coalesce(CAST(old.dated_on AS text), ''), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual'
    UNION ALL SELECT 'publisher', CAST(s.publisher_id AS text), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency', coalesce(s.agency, ''), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND s.publisher_id IS NULL;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'status', new.status, 1 WHERE new.factuality = 'actual'
    UNION ALL SELECT 'kind', new.kind, 1 FROM sources s WHERE s.id = new.source_id AND new.status <> 'rejected' AND new.factuality = 'actual'
    UNION ALL SELECT 'day', coalesce(CAST(new.dated_on AS text), ''), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual'
    UNION ALL SELECT 'publisher', CAST(s.publisher_id AS text), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency', coalesce(s.agency, ''), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND s.publisher_id IS NULL;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), -1 FROM attributions a WHERE a.quote_id = old.id
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND (new.status = 'rejected' OR new.factuality <> 'actual');
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), 1 FROM attributions a WHERE a.quote_id = new.id
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND (old.status = 'rejected' OR old.factuality <> 'actual');
END

CREATE TRIGGER quotes_count_delete
BEFORE DELETE ON quotes
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'status', old.status, -1 WHERE old.factuality = 'actual'
    UNION ALL SELECT 'kind', old.kind, -1 FROM sources s WHERE s.id = old.source_id AND old.status <> 'rejected' AND old.factuality = 'actual'
    UNION ALL SELECT 'day', coalesce(CAST(old.dated_on AS text), ''), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual'
    UNION ALL SELECT 'publisher', CAST(s.publisher_id AS text), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency', coalesce(s.agency, ''), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND s.publisher_id IS NULL;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), -1 FROM attributions a WHERE a.quote_id = old.id
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL AND old.status <> 'rejected' AND old.factuality = 'actual';
END

CREATE TRIGGER attributions_count_insert
AFTER INSERT ON attributions
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(new.speaker_id AS text), 1 FROM quotes q WHERE q.id = new.quote_id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND new.part = 'speaker' AND new.rank <> 'deprecated' AND new.speaker_id IS NOT NULL;
END

CREATE TRIGGER attributions_count_update
AFTER UPDATE OF quote_id, speaker_id, part, rank ON attributions
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(old.speaker_id AS text), -1 FROM quotes q WHERE q.id = old.quote_id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND old.part = 'speaker' AND old.rank <> 'deprecated' AND old.speaker_id IS NOT NULL;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(new.speaker_id AS text), 1 FROM quotes q WHERE q.id = new.quote_id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND new.part = 'speaker' AND new.rank <> 'deprecated' AND new.speaker_id IS NOT NULL;
END

CREATE TRIGGER attributions_count_delete
AFTER DELETE ON attributions
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(old.speaker_id AS text), -1 FROM quotes q WHERE q.id = old.quote_id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND old.part = 'speaker' AND old.rank <> 'deprecated' AND old.speaker_id IS NOT NULL;
END

CREATE TRIGGER sources_count_update
AFTER UPDATE OF publisher_id, agency ON sources
WHEN new.publisher_id IS NOT old.publisher_id OR new.agency IS NOT old.agency
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'publisher', CAST(old.publisher_id AS text), -count(*) FROM quotes q WHERE q.source_id = old.id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND old.publisher_id IS NOT NULL GROUP BY q.source_id
    UNION ALL SELECT 'agency', coalesce(old.agency, ''), -count(*) FROM quotes q WHERE q.source_id = old.id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND old.publisher_id IS NULL GROUP BY q.source_id;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'publisher', CAST(new.publisher_id AS text), count(*) FROM quotes q WHERE q.source_id = new.id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND new.publisher_id IS NOT NULL GROUP BY q.source_id
    UNION ALL SELECT 'agency', coalesce(new.agency, ''), count(*) FROM quotes q WHERE q.source_id = new.id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND new.publisher_id IS NULL GROUP BY q.source_id;
END
