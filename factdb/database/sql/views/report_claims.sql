-- One row per claim, without rejected ones, with how many quotes assert, repeat, deny and dispute it, and when first
-- and last. Rejected quotes do not count; negated and possible ones assert and repeat nothing.
SELECT
    c.id AS claim_id,  -- integer: Number of the claim.
    c.uid AS claim_uid,  -- text: Public id of the claim: the same in every copy of the database.
    c.text AS text,  -- text: The claim in our own words.
    c.status AS status,  -- text: candidate or confirmed.
    c.origin AS origin,  -- text: What made the claim.
    coalesce(c.confirmed_by, '') AS confirmed_by,  -- text: Who confirmed it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'asserts' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS assert_count,  -- integer: How many quotes assert it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'repeats' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS repeat_count,  -- integer: How many quotes repeat it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'denies' AND q.status <> 'rejected'
    ) AS deny_count,  -- integer: How many quotes deny it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'disputes' AND q.status <> 'rejected'
    ) AS dispute_count,  -- integer: How many quotes dispute it.
    (
        SELECT min(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR (q.status <> 'rejected'
        AND (q.factuality = 'actual' OR s.stance IN ('denies', 'disputes'))))
    ) AS first_on,  -- date: Day of the first assertion, denial or dispute.
    (
        SELECT max(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR (q.status <> 'rejected'
        AND (q.factuality = 'actual' OR s.stance IN ('denies', 'disputes'))))
    ) AS last_on  -- date: Day of the last one.
FROM claims c
WHERE c.status <> 'rejected'
