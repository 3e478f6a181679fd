-- Where each part of each quote stands: code points from 0 into the version's text, ends exclusive.
-- is_proved is 1 where the text holds the words there, 0 where it does not, NULL where the text is not kept.
SELECT
    a.quote_id AS quote_id,
    q.uid AS quote_uid,
    a.part AS part,
    a.seq AS seq,
    a.start_char AS start_char,
    a.end_char AS end_char,
    CASE WHEN a.in_marks THEN 1 ELSE 0 END AS is_in_marks,
    a.exact AS exact,
    v.id AS source_version_id,
    v.number AS version_number,
    v.text_sha256 AS text_sha256,
    CASE
        WHEN v.text IS NULL THEN NULL
        WHEN substr(v.text, a.start_char + 1, a.end_char - a.start_char) = a.exact THEN 1
        ELSE 0
    END AS is_proved
FROM anchors a
JOIN quotes q ON q.id = a.quote_id
JOIN source_versions v ON v.id = a.source_version_id
