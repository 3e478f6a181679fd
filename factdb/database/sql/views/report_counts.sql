-- One row per kind, status, day, month, publisher and speaker, with how many quotes there are. The counts are kept up as
-- quotes are written, so that they are read at once however large the archive is. Rejected quotes are counted by status
-- alone, negated and possible ones not at all; a joint statement counts for each of its speakers.
SELECT
    c.grouped_by AS counted_by,  -- text: What is counted by: kind, status, day, month, publisher or speaker.
    c.name AS name,  -- text: Which: direct, confirmed, 2024-05-31, 2024-05, a name; '' where it is not known.
    c.speaker_id AS speaker_id,  -- integer: Number of the speaker; unknown for all that is not counted by speaker.
    CAST(c.quotes AS bigint) AS quote_count  -- integer: How many quotes.
FROM (
    SELECT n.grouped_by, n.member AS name, CAST(NULL AS bigint) AS speaker_id, sum(n.quotes) AS quotes
    FROM quote_counts n WHERE n.grouped_by IN ('kind', 'status', 'day') GROUP BY n.grouped_by, n.member
    UNION ALL
    SELECT 'month', substr(n.member, 1, 7), NULL, sum(n.quotes)
    FROM quote_counts n WHERE n.grouped_by = 'day' GROUP BY substr(n.member, 1, 7)
    UNION ALL
    SELECT 'publisher', coalesce(p.name, n.member), NULL, sum(n.quotes)
    FROM quote_counts n
    LEFT JOIN publishers p ON p.id = CASE n.grouped_by WHEN 'publisher' THEN CAST(n.member AS bigint) END
    WHERE n.grouped_by IN ('publisher', 'agency') GROUP BY coalesce(p.name, n.member)
    UNION ALL
    SELECT 'speaker', m.name, m.id, sum(n.quotes)
    FROM quote_counts n
    JOIN speakers k ON k.id = CASE n.grouped_by WHEN 'speaker' THEN CAST(n.member AS bigint) END
    JOIN speakers m ON m.id = k.canonical_id
    WHERE n.grouped_by = 'speaker' GROUP BY m.id, m.name
) c
WHERE c.quotes > 0
