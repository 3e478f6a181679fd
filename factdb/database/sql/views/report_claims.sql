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
    ) AS last_on,  -- date: Day of the last one.
    coalesce((
        SELECT r.rating_label FROM reviews r LEFT JOIN ratings t ON t.id = r.rating_id WHERE r.claim_id = c.id AND r.status = 'published'
        AND NOT EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id AND n.status <> 'draft')
        ORDER BY coalesce(iso(r.reviewed_on), '') DESC, r.id DESC LIMIT 1
    ), '') AS rating,  -- text: The rating of its latest current review; empty where nobody has reviewed it.
    coalesce((
        SELECT t.normalized FROM reviews r LEFT JOIN ratings t ON t.id = r.rating_id WHERE r.claim_id = c.id AND r.status = 'published'
        AND NOT EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id AND n.status <> 'draft')
        ORDER BY coalesce(iso(r.reviewed_on), '') DESC, r.id DESC LIMIT 1
    ), '') AS normalized,  -- text: What that rating comes to on any scale: true, mixture, false or other.
    coalesce(c.kind, '') AS kind,  -- text: Why it is worth checking: figure, comparison, superlative, event, accusation or denial.
    c.score AS score,  -- real: How much, from 0 to 1; unknown for what people wrote down.
    c.import_run_id AS import_run_id,  -- integer: Number of the import run that brought it.
    coalesce((SELECT utc(i.started_at) FROM import_runs i WHERE i.id = c.import_run_id), '') AS imported_at  -- text: When that run began, UTC.
FROM claims c
WHERE c.status <> 'rejected'
