-- One row per speaker; a merged one names the speaker it now means (canonical_id, canonical_name), and its quotes count
-- there, so that the counts add up. Rejected quotes do not count.
SELECT
    k.id AS speaker_id,
    k.uid AS speaker_uid,
    k.name AS name,
    k.kind AS kind,
    coalesce(k.role, '') AS role,
    coalesce(k.wikidata_id, '') AS wikidata_id,
    coalesce(m.id, k.id) AS canonical_id,
    coalesce(m.name, k.name) AS canonical_name,
    k.status AS status,
    k.origin AS origin,
    k.scope_source_id AS scope_source_id,
    (
        SELECT count(DISTINCT a.quote_id) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS quote_count,
    (
        SELECT min(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS first_on,
    (
        SELECT max(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS last_on,
    coalesce((
        SELECT string_agg(n.name, '; ') FROM (
            SELECT DISTINCT o.name FROM speaker_names o WHERE o.speaker_id = k.id AND o.name <> k.name ORDER BY o.name
        ) n
    ), '') AS aliases
FROM speakers k
LEFT JOIN speakers m ON m.id = k.merged_into_id
