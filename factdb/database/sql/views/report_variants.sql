-- One row per quoted run of a quote: the same words elsewhere have the same wording, and one utterance one number.
SELECT
    r.quote_id AS quote_id,  -- integer: Number of the quote.
    q.uid AS quote_uid,  -- text: Public id of the quote: the same in every copy of the database.
    r.seq AS run,  -- integer: Which of its quoted runs, 0 for the first.
    q.source_id AS source_id,  -- integer: Number of the source that prints it.
    q.dated_on AS dated_on,  -- date: Day it was said, else printed.
    q.status AS status,  -- text: extracted or confirmed.
    r.wording_id AS wording_id,  -- integer: Number of exactly these words.
    w.words AS words,  -- text: The words in lower case, without accents and marks.
    w.utterance_id AS utterance_id,  -- integer: Number of the utterance: of all wordings that are one without question.
    f.sources AS utterance_source_count,  -- integer: Number of sources that print the utterance.
    (
        SELECT count(*) FROM variants v WHERE v.wording_id = w.id
    ) + (
        SELECT count(*) FROM variants v WHERE v.other_id = w.id
    ) AS variant_count,  -- integer: Number of other wordings that contain it, are part of it or differ from it in words.
    coalesce(
        (
            SELECT min(v.altered) FROM variants v WHERE v.altered IS NOT NULL AND (v.wording_id = w.id OR v.other_id = w.id)
        ),
        ''
    ) AS altered  -- text: negation or number where one of these differs from another wording's, else empty.
FROM quoted_runs r
JOIN quotes q ON q.id = r.quote_id
JOIN wordings w ON w.id = r.wording_id
JOIN wordings f ON f.id = w.utterance_id
WHERE q.status <> 'rejected'
