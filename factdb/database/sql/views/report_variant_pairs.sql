-- One row per pair of quotes whose words are variants of one another, from the one published first to the one after it.
-- The later one changed the words, as far as days can tell; is_later is 0 where both came out on one day, or on days that
-- are not known, and the pair is in the order of its numbers. Rejected quotes are left out.
SELECT
    e.id AS quote_id,  -- integer: Number of the quote published first.
    l.id AS later_quote_id,  -- integer: Number of the one after it.
    CASE WHEN r.later_on > r.earlier_on THEN 1 ELSE 0 END AS is_later,  -- integer: 1 where the second was published on a later day, else 0.
    r.kind AS kind,  -- text: clipped (one contains the other), edited (words differ) or overlap.
    coalesce(r.altered, '') AS altered,  -- text: negation or number where one of these differs, else empty.
    r.similarity AS similarity,  -- real: Share of the words in common, from 0 to 1.
    CASE WHEN r.shorter_id = e.id THEN 'longer' ELSE 'shorter' END AS later_is,  -- text: longer or shorter than the first; for edited ones it says little.
    es.id AS source_id,  -- integer: Number of the source of the first.
    coalesce(ep.name, '') AS publisher,  -- text: Who published the first.
    ls.id AS later_source_id,  -- integer: Number of the source of the later one.
    coalesce(lp.name, '') AS later_publisher  -- text: Who published the later one.
FROM (
    SELECT x.quote_id AS shorter_id, v.kind, v.altered, v.similarity,
        CASE WHEN (coalesce(iso(xs.published_on), '~'), xq.id) < (coalesce(iso(ys.published_on), '~'), yq.id)
            THEN xq.id ELSE yq.id END AS earlier_id,
        CASE WHEN (coalesce(iso(xs.published_on), '~'), xq.id) < (coalesce(iso(ys.published_on), '~'), yq.id)
            THEN yq.id ELSE xq.id END AS later_id,
        CASE WHEN xs.published_on < ys.published_on THEN xs.published_on ELSE ys.published_on END AS earlier_on,
        CASE WHEN xs.published_on < ys.published_on THEN ys.published_on ELSE xs.published_on END AS later_on
    FROM variants v
    JOIN quoted_runs x ON x.wording_id = v.wording_id
    JOIN quotes xq ON xq.id = x.quote_id AND xq.status <> 'rejected'
    JOIN sources xs ON xs.id = xq.source_id
    JOIN quoted_runs y ON y.wording_id = v.other_id
    JOIN quotes yq ON yq.id = y.quote_id AND yq.status <> 'rejected'
    JOIN sources ys ON ys.id = yq.source_id
) r
JOIN quotes e ON e.id = r.earlier_id
JOIN sources es ON es.id = e.source_id
LEFT JOIN publishers ep ON ep.id = es.publisher_id
JOIN quotes l ON l.id = r.later_id
JOIN sources ls ON ls.id = l.source_id
LEFT JOIN publishers lp ON lp.id = ls.publisher_id
