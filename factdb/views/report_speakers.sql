-- One row per speaker; a merged one names the speaker it now means (canonical_id, canonical_name).
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
        WHERE a.speaker_id = k.id AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS quote_count,
    (
        SELECT min(a.dated_on) FROM attributions a
        WHERE a.speaker_id = k.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
    ) AS first_on,
    (
        SELECT max(a.dated_on) FROM attributions a
        WHERE a.speaker_id = k.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
    ) AS last_on
FROM speakers k
LEFT JOIN speakers m ON m.id = k.merged_into_id
