-- One row per claim, without rejected ones, with how many quotes assert, repeat, deny and dispute it, and when first
-- and last. Rejected quotes do not count.
SELECT
    c.id AS claim_id,
    c.uid AS claim_uid,
    c.text AS text,
    c.status AS status,
    c.origin AS origin,
    coalesce(c.confirmed_by, '') AS confirmed_by,
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'asserts' AND q.status <> 'rejected'
    ) AS assert_count,
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'repeats' AND q.status <> 'rejected'
    ) AS repeat_count,
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'denies' AND q.status <> 'rejected'
    ) AS deny_count,
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'disputes' AND q.status <> 'rejected'
    ) AS dispute_count,
    (
        SELECT min(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR q.status <> 'rejected')
    ) AS first_on,
    (
        SELECT max(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR q.status <> 'rejected')
    ) AS last_on
FROM claims c
WHERE c.status <> 'rejected'
