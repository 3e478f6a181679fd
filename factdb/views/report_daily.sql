-- One row per day, publisher and speaker, with how many quotes there are, without rejected ones. A joint statement
-- counts for each of its speakers.
SELECT
    q.dated_on AS dated_on,  -- date: Day on which the quotes were said, else published; unknown where neither is.
    coalesce(p.name, '') AS publisher,  -- text: Who published the sources.
    k.canonical_id AS speaker_id,  -- integer: Number of the speaker; unknown where the text names none.
    coalesce(m.name, '') AS speaker,  -- text: Name of the speaker.
    count(DISTINCT q.id) AS quote_count  -- integer: How many quotes.
FROM quotes q
JOIN sources s ON s.id = q.source_id
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.canonical_id
WHERE q.status <> 'rejected'
GROUP BY 1, 2, 3, 4
