-- One row per quote that a version of a source after the first has and the one before had not (new), or the other way
-- round (gone), without rejected quotes. A quote that was reworded is gone and new.
SELECT
    s.id AS source_id,  -- integer: Number of the source.
    s.title AS title,  -- text: Headline of the source.
    coalesce(p.name, '') AS publisher,  -- text: Who published it.
    c.number AS version,  -- integer: Number of the version in which it came or went.
    utc(c.retrieved_at) AS retrieved_at,  -- text: When that version was read, UTC.
    c.change AS change,  -- text: new or gone.
    q.id AS quote_id,  -- integer: Number of the quote.
    q.uid AS quote_uid,  -- text: Public id of the quote: the same in every copy of the database.
    q.kind AS kind,  -- text: direct, mixed or indirect.
    q.text AS text  -- text: The quoted words.
FROM (
    SELECT DISTINCT v.source_id, v.number, v.retrieved_at, 'new' AS change, a.quote_id
    FROM source_versions v
    JOIN source_versions b ON b.source_id = v.source_id AND b.number = v.number - 1
    JOIN anchors a ON a.source_version_id = v.id
    WHERE NOT EXISTS (SELECT 1 FROM anchors o WHERE o.quote_id = a.quote_id AND o.source_version_id = b.id)
    UNION ALL
    SELECT DISTINCT v.source_id, v.number, v.retrieved_at, 'gone', o.quote_id
    FROM source_versions v
    JOIN source_versions b ON b.source_id = v.source_id AND b.number = v.number - 1
    JOIN anchors o ON o.source_version_id = b.id
    WHERE NOT EXISTS (SELECT 1 FROM anchors a WHERE a.quote_id = o.quote_id AND a.source_version_id = v.id)
) c
JOIN quotes q ON q.id = c.quote_id
JOIN sources s ON s.id = c.source_id
LEFT JOIN publishers p ON p.id = s.publisher_id
WHERE q.status <> 'rejected'
