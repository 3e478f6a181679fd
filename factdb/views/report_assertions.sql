-- Who asserts, denies, disputes or repeats which claim: one row per assertion and speaker. A source's own narration has
-- quote_id NULL and speaker ''.
SELECT
    s.id AS assertion_id,
    c.id AS claim_id,
    c.text AS claim,
    s.stance AS stance,
    s.quote_id AS quote_id,
    coalesce(q.text, '') AS quote,
    coalesce(m.id, k.id) AS speaker_id,
    coalesce(m.name, k.name, '') AS speaker,
    coalesce(q.dated_on, o.published_on) AS dated_on,
    o.id AS source_id,
    o.title AS title,
    coalesce(p.name, '') AS publisher
FROM assertions s
JOIN claims c ON c.id = s.claim_id
JOIN sources o ON o.id = s.source_id
LEFT JOIN publishers p ON p.id = o.publisher_id
LEFT JOIN quotes q ON q.id = s.quote_id
LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.merged_into_id
WHERE c.status <> 'rejected' AND (q.id IS NULL OR q.status <> 'rejected')
