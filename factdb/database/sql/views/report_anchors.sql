-- The place of each part of each quote: code points from 0 in the text of the version, ends exclusive.
-- is_proved is 1 if the text has the words there, 0 if it does not, NULL if the text is not kept.
SELECT
    a.quote_id AS quote_id,  -- integer: Number of the quote.
    q.uid AS quote_uid,  -- text: Public id of the quote.
    a.part AS part,  -- text: content, cue, speaker, reporter, addressee or date.
    a.seq AS seq,  -- integer: 0 for the first span of that part, then 1, 2 and so on.
    a.start_char AS start_char,  -- integer: Where the span begins in the text of the version: code points from 0.
    a.end_char AS end_char,  -- integer: Where it ends, exclusive.
    CASE WHEN a.in_marks THEN 1 ELSE 0 END AS is_in_marks,  -- integer: 1 if it is in quotation marks, else 0.
    a.exact AS exact,  -- text: The words of the span.
    v.id AS source_version_id,  -- integer: Number of the source version.
    v.number AS version_number,  -- integer: 1 for the first known text of the source, then 2, 3 and so on.
    v.text_sha256 AS text_sha256,  -- text: SHA-256 of the version's text in UTF-8, hexadecimal.
    CASE
        WHEN v.text IS NULL THEN NULL
        WHEN substr(v.text, a.start_char + 1, a.end_char - a.start_char) = a.exact THEN 1
        ELSE 0
    END AS is_proved  -- integer: 1 if the text has the words there, else 0; unknown if it is not kept.
FROM anchors a
JOIN quotes q ON q.id = a.quote_id
JOIN source_versions v ON v.id = a.source_version_id
