-- One row per day, publisher and speaker, with how many quotes there are; rejected, negated and possible ones
-- do not count. A joint statement counts for each of its speakers. Ask for days, a publisher or a speaker: that is read by an index. How many there are
-- in all, by day, month, publisher or speaker, is kept in report_counts.
SELECT
    d.dated_on AS dated_on,  -- date: Day on which the quotes were said, else published; unknown if neither is known.
    d.publisher AS publisher,  -- text: Who published the sources.
    d.speaker_id AS speaker_id,  -- integer: Number of the speaker; unknown if the text names none.
    d.speaker AS speaker,  -- text: Name of the speaker.
    d.quotes AS quote_count  -- integer: How many quotes.
-- Three parts, so that each can begin at what is asked for: with both, without a speaker, without a publisher.
FROM (
    SELECT q.dated_on, p.name AS publisher, m.id AS speaker_id, m.name AS speaker, count(DISTINCT q.id) AS quotes
    FROM quotes q
    JOIN sources s ON s.id = q.source_id
    JOIN publishers p ON p.id = s.publisher_id
    JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
    JOIN speakers k ON k.id = a.speaker_id
    JOIN speakers m ON m.id = k.canonical_id
    WHERE q.status <> 'rejected' AND q.factuality = 'actual'
    GROUP BY q.dated_on, p.name, m.id, m.name
    UNION ALL
    SELECT q.dated_on, p.name, NULL, '', count(DISTINCT q.id)
    FROM quotes q
    JOIN sources s ON s.id = q.source_id
    JOIN publishers p ON p.id = s.publisher_id
    LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
    WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND a.speaker_id IS NULL
    GROUP BY q.dated_on, p.name
    UNION ALL
    SELECT q.dated_on, '', m.id, coalesce(m.name, ''), count(DISTINCT q.id)
    FROM quotes q
    JOIN sources s ON s.id = q.source_id AND s.publisher_id IS NULL
    LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
    LEFT JOIN speakers k ON k.id = a.speaker_id
    LEFT JOIN speakers m ON m.id = k.canonical_id
    WHERE q.status <> 'rejected' AND q.factuality = 'actual'
    GROUP BY q.dated_on, m.id, coalesce(m.name, '')
) d
