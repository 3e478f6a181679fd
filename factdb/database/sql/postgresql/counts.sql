-- Count quotes as they are written, once for all rows of a statement: see counts.py.

CREATE OR REPLACE FUNCTION factdb_count_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT grouped_by, member, sum(sign) FROM (
        SELECT 'status' AS grouped_by, q.status AS member, q.sign FROM (SELECT *, 1 AS sign FROM fresh) q
            WHERE q.factuality = 'actual'
        UNION ALL SELECT 'kind' AS grouped_by, q.kind AS member, q.sign FROM (SELECT *, 1 AS sign FROM fresh) q
            JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'day' AS grouped_by, coalesce(to_char(q.dated_on, 'YYYY-MM-DD'), '') AS member, q.sign
            FROM (SELECT *, 1 AS sign FROM fresh) q JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'publisher' AS grouped_by, CAST(s.publisher_id AS text) AS member, q.sign
            FROM (SELECT *, 1 AS sign FROM fresh) q JOIN sources s ON s.id = q.source_id
                WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NOT NULL
        UNION ALL SELECT 'agency' AS grouped_by, coalesce(s.agency, '') AS member, q.sign FROM (SELECT *, 1 AS sign
            FROM fresh) q JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NULL
    ) g
    GROUP BY grouped_by, member HAVING sum(sign) <> 0;
ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT grouped_by, member, sum(sign) FROM (
        SELECT 'status' AS grouped_by, q.status AS member, q.sign FROM (SELECT *, -1 AS sign FROM former) q
            WHERE q.factuality = 'actual'
        UNION ALL SELECT 'kind' AS grouped_by, q.kind AS member, q.sign FROM (SELECT *, -1 AS sign FROM former) q
            JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'day' AS grouped_by, coalesce(to_char(q.dated_on, 'YYYY-MM-DD'), '') AS member, q.sign
            FROM (SELECT *, -1 AS sign FROM former) q JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'publisher' AS grouped_by, CAST(s.publisher_id AS text) AS member, q.sign
            FROM (SELECT *, -1 AS sign FROM former) q JOIN sources s ON s.id = q.source_id
                WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NOT NULL
        UNION ALL SELECT 'agency' AS grouped_by, coalesce(s.agency, '') AS member, q.sign FROM (SELECT *, -1 AS sign
            FROM former) q JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NULL
    ) g
    GROUP BY grouped_by, member HAVING sum(sign) <> 0;
ELSE
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT grouped_by, member, sum(sign) FROM (
        SELECT 'status' AS grouped_by, q.status AS member, q.sign FROM (SELECT *, -1 AS sign
            FROM former UNION ALL SELECT *, 1 FROM fresh) q
            WHERE q.factuality = 'actual'
        UNION ALL SELECT 'kind' AS grouped_by, q.kind AS member, q.sign FROM (SELECT *, -1 AS sign
            FROM former UNION ALL SELECT *, 1 FROM fresh) q JOIN sources s ON s.id = q.source_id
                WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'day' AS grouped_by, coalesce(to_char(q.dated_on, 'YYYY-MM-DD'), '') AS member, q.sign
            FROM (SELECT *, -1 AS sign FROM former UNION ALL SELECT *, 1 FROM fresh) q
                JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'publisher' AS grouped_by, CAST(s.publisher_id AS text) AS member, q.sign
            FROM (SELECT *, -1 AS sign FROM former UNION ALL SELECT *, 1 FROM fresh) q
                JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NOT NULL
        UNION ALL SELECT 'agency' AS grouped_by, coalesce(s.agency, '') AS member, q.sign FROM (SELECT *, -1 AS sign
            FROM former UNION ALL SELECT *, 1 FROM fresh) q JOIN sources s ON s.id = q.source_id
                WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NULL
    ) g
    GROUP BY grouped_by, member HAVING sum(sign) <> 0;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign)
        FROM (SELECT t.*, CASE WHEN n.status = 'rejected' OR n.factuality <> 'actual' THEN -1 ELSE 1 END AS sign
            FROM former o JOIN fresh n ON n.id = o.id AND (n.status = 'rejected' OR n.factuality <> 'actual')
                <> (o.status = 'rejected' OR o.factuality <> 'actual')
                JOIN attributions t ON t.quote_id = n.id) a WHERE a.part = 'speaker' AND a.rank <> 'deprecated'
                    AND a.speaker_id IS NOT NULL GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
END IF;
RETURN NULL;
END $$

CREATE OR REPLACE FUNCTION factdb_count_quote_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF old.status <> 'rejected' AND old.factuality = 'actual' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM (SELECT t.*, -1 AS sign FROM attributions t
        WHERE t.quote_id = old.id) a WHERE a.part = 'speaker' AND a.rank <> 'deprecated'
            AND a.speaker_id IS NOT NULL GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
END IF;
RETURN old;
END $$

-- Whether a quote counts is asked for each row by its key: a join would be planned to read all quotes for the few rows of
-- an article, because nothing is known about the size of `fresh`.
CREATE OR REPLACE FUNCTION factdb_count_attributions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM (SELECT *, 1 AS sign FROM fresh) a
        WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
            AND (SELECT q.status <> 'rejected' AND q.factuality = 'actual' FROM quotes q WHERE q.id = a.quote_id)
        GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM (SELECT *, -1 AS sign FROM former) a
        WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
            AND (SELECT q.status <> 'rejected' AND q.factuality = 'actual' FROM quotes q WHERE q.id = a.quote_id)
        GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
ELSE
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM (SELECT *, -1 AS sign
        FROM former UNION ALL SELECT *, 1 FROM fresh) a
        WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
            AND (SELECT q.status <> 'rejected' AND q.factuality = 'actual' FROM quotes q WHERE q.id = a.quote_id)
        GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
END IF;
RETURN NULL;
END $$

CREATE OR REPLACE FUNCTION factdb_count_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
INSERT INTO quote_counts (grouped_by, member, quotes)
SELECT grouped_by, member, sum(sign) FROM (
    SELECT 'publisher' AS grouped_by, CAST(s.publisher_id AS text) AS member, q.sign
        FROM (SELECT r.publisher_id, r.agency, r.sign, t.status, t.factuality FROM former o JOIN fresh n ON n.id = o.id
            AND (n.publisher_id IS DISTINCT FROM o.publisher_id OR n.agency IS DISTINCT FROM o.agency)
                JOIN LATERAL (VALUES (o.publisher_id, o.agency, -1), (n.publisher_id, n.agency, 1)) AS r (publisher_id, agency, sign) ON TRUE JOIN quotes t ON t.source_id = n.id) q CROSS JOIN LATERAL (SELECT q.publisher_id, q.agency) s WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency' AS grouped_by, coalesce(s.agency, '') AS member, q.sign
        FROM (SELECT r.publisher_id, r.agency, r.sign, t.status, t.factuality FROM former o JOIN fresh n ON n.id = o.id
            AND (n.publisher_id IS DISTINCT FROM o.publisher_id OR n.agency IS DISTINCT FROM o.agency)
                JOIN LATERAL (VALUES (o.publisher_id, o.agency, -1), (n.publisher_id, n.agency, 1)) AS r (publisher_id, agency, sign) ON TRUE JOIN quotes t ON t.source_id = n.id) q CROSS JOIN LATERAL (SELECT q.publisher_id, q.agency) s WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NULL
) g
GROUP BY grouped_by, member HAVING sum(sign) <> 0;
RETURN NULL;
END $$

CREATE TRIGGER quotes_count_insert AFTER INSERT ON quotes
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_quotes()

CREATE TRIGGER quotes_count_update AFTER UPDATE ON quotes
REFERENCING OLD TABLE AS former NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_quotes()

CREATE TRIGGER quotes_count_delete AFTER DELETE ON quotes
REFERENCING OLD TABLE AS former
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_quotes()

CREATE TRIGGER attributions_count_insert AFTER INSERT ON attributions
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_attributions()

CREATE TRIGGER attributions_count_update AFTER UPDATE ON attributions
REFERENCING OLD TABLE AS former NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_attributions()

CREATE TRIGGER attributions_count_delete AFTER DELETE ON attributions
REFERENCING OLD TABLE AS former
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_attributions()

CREATE TRIGGER sources_count_update AFTER UPDATE ON sources
REFERENCING OLD TABLE AS former NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION factdb_count_sources()

CREATE TRIGGER speakers_of_quotes_count_delete BEFORE DELETE ON quotes
FOR EACH ROW EXECUTE FUNCTION factdb_count_quote_out()
