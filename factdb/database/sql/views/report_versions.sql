-- One row per version of a source, with how many quotes came and went since the one before.
SELECT
    v.id AS version_id,  -- integer: Number of the version in the whole database.
    v.source_id AS source_id,  -- integer: Number of the source.
    s.uid AS source_uid,  -- text: Public id of the source: the same in every copy of the database.
    v.number AS version,  -- integer: 1 for the first known text of the source, then 2, 3 and so on.
    v.title AS title,  -- text: Headline of this version.
    utc(v.retrieved_at) AS retrieved_at,  -- text: When it was read, UTC.
    v.text_sha256 AS text_sha256,  -- text: SHA-256 of its text.
    v.text_length AS text_length,  -- integer: Characters in it.
    CASE WHEN b.title <> v.title THEN 1 ELSE 0 END AS is_headline_changed,  -- integer: 1 where the headline is not that of the version before.
    (
        SELECT count(DISTINCT a.quote_id) FROM anchors a WHERE a.source_version_id = v.id
    ) AS quote_count,  -- integer: Number of quotes in it.
    (
        SELECT count(DISTINCT a.quote_id) FROM anchors a WHERE a.source_version_id = v.id AND b.id IS NOT NULL
            AND a.quote_id NOT IN (SELECT o.quote_id FROM anchors o WHERE o.source_version_id = b.id)
    ) AS new_count,  -- integer: Number of them that the version before did not have, reworded ones included.
    (
        SELECT count(DISTINCT o.quote_id) FROM anchors o WHERE o.source_version_id = b.id
            AND o.quote_id NOT IN (SELECT a.quote_id FROM anchors a WHERE a.source_version_id = v.id)
    ) AS gone_count  -- integer: Number of quotes of the version before that it no longer has, reworded ones included.
FROM source_versions v
JOIN sources s ON s.id = v.source_id
LEFT JOIN source_versions b ON b.source_id = v.source_id AND b.number = v.number - 1
