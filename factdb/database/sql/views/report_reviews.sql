-- One row per review that was published, or published and withdrawn later: who judged which claim how, on what day, by
-- how much evidence. Drafts are not in it.
SELECT
    r.id AS review_id,  -- integer: Number of the review.
    r.uid AS review_uid,  -- text: Public id of the review: the same in every copy of the database.
    c.id AS claim_id,  -- integer: Number of the claim judged.
    c.uid AS claim_uid,  -- text: Public id of the claim.
    c.text AS claim,  -- text: The claim in our own words.
    coalesce(r.rating_label, '') AS rating,  -- text: The rating as it is called on its scale.
    r.rating_value AS rating_value,  -- real: The rating as a number, the higher the truer; unknown for one outside of the order.
    r.worst_value AS worst_value,  -- real: The lowest value of the scale.
    r.best_value AS best_value,  -- real: The highest value of the scale.
    coalesce(t.normalized, '') AS normalized,  -- text: What the rating comes to on any scale: true, mixture, false or other.
    coalesce(s.name, '') AS scale,  -- text: Name of the scale.
    coalesce(r.explanation, '') AS explanation,  -- text: Why this rating, in a sentence.
    coalesce(r.reviewer, '') AS reviewer,  -- text: Who judged.
    coalesce(r.organization, '') AS organization,  -- text: For whom.
    r.reviewed_on AS reviewed_on,  -- date: Day of the review.
    coalesce(r.url, '') AS url,  -- text: The page on which it was published.
    r.status AS status,  -- text: published or withdrawn.
    r.supersedes_id AS supersedes_id,  -- integer: Number of the review that this one takes the place of.
    CASE
        WHEN r.status <> 'published' THEN 0
        WHEN EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id AND n.status <> 'draft') THEN 0
        ELSE 1
    END AS is_current,  -- integer: 1 where it is published and no other took its place, else 0.
    (
        SELECT count(*) FROM evidence e WHERE e.review_id = r.id AND e.stance = 'supports'
    ) AS support_count,  -- integer: How many pieces of evidence support the claim.
    (
        SELECT count(*) FROM evidence e WHERE e.review_id = r.id AND e.stance = 'refutes'
    ) AS refute_count,  -- integer: How many refute it.
    (
        SELECT count(*) FROM evidence e WHERE e.review_id = r.id AND e.stance = 'context'
    ) AS context_count,  -- integer: How many put it in context.
    r.origin AS origin  -- text: What made the review: record, or claimreview for imported markup.
FROM reviews r
JOIN claims c ON c.id = r.claim_id
LEFT JOIN ratings t ON t.id = r.rating_id
LEFT JOIN rating_scales s ON s.id = t.rating_scale_id
WHERE r.status <> 'draft' AND c.status <> 'rejected'
