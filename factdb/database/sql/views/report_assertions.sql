-- Who asserts, denies, disputes, repeats which claim or attributes it to another: one row per assertion and speaker. A
-- source's own narration has quote_id NULL and speaker ''. A quote that is not actual asserts and repeats nothing.
SELECT
    s.id AS assertion_id,  -- integer: Number of the assertion.
    c.id AS claim_id,  -- integer: Number of the claim.
    c.text AS claim,  -- text: The claim in our own words.
    s.stance AS stance,  -- text: asserts, denies, disputes, repeats or attributes (to another).
    s.quote_id AS quote_id,  -- integer: Number of the quote; unknown for a source's own narration.
    coalesce(q.text, '') AS quote,  -- text: The quoted words.
    k.canonical_id AS speaker_id,  -- integer: Number of the speaker.
    coalesce(m.name, '') AS speaker,  -- text: Name of the speaker.
    coalesce(q.dated_on, o.published_on) AS dated_on,  -- date: Day of the quote, else of the source's publication.
    o.id AS source_id,  -- integer: Number of the source.
    o.title AS title,  -- text: Headline of the source.
    coalesce(p.name, '') AS publisher  -- text: Who published the source.
FROM assertions s
JOIN claims c ON c.id = s.claim_id
JOIN sources o ON o.id = s.source_id
LEFT JOIN publishers p ON p.id = o.publisher_id
LEFT JOIN quotes q ON q.id = s.quote_id
LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.canonical_id
WHERE c.status <> 'rejected' AND (q.id IS NULL OR (q.status <> 'rejected'
    AND (q.factuality = 'actual' OR s.stance IN ('denies', 'disputes'))))
