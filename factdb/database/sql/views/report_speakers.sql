-- One row per speaker; a merged one names the speaker it now means (canonical_id, canonical_name), and its quotes count
-- there, so that the counts add up. Only what was said counts: no rejected quote, and none that is negated or possible.
SELECT
    k.id AS speaker_id,  -- integer: Number of the speaker.
    k.uid AS speaker_uid,  -- text: Public id of the speaker: the same in every copy of the database.
    k.name AS name,  -- text: Name.
    k.kind AS kind,  -- text: person, organization, collective or unnamed.
    coalesce(k.role, '') AS role,  -- text: Role as an editor recorded it.
    coalesce(k.wikidata_id, '') AS wikidata_id,  -- text: Wikidata item: Q and digits.
    k.canonical_id AS canonical_id,  -- integer: Number of the speaker it was merged into, else its own.
    coalesce(m.name, k.name) AS canonical_name,  -- text: Name of that speaker.
    k.status AS status,  -- text: extracted, confirmed or rejected.
    k.origin AS origin,  -- text: What made the speaker.
    k.scope_source_id AS scope_source_id,  -- integer: The one source that an unnamed speaker belongs to.
    (
        SELECT count(DISTINCT a.quote_id) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (SELECT g.id FROM speakers g WHERE g.canonical_id = k.id)
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS quote_count,  -- integer: How many quotes count for it; 0 for a merged one.
    (
        SELECT min(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (SELECT g.id FROM speakers g WHERE g.canonical_id = k.id)
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS first_on,  -- date: Day of its first quote.
    (
        SELECT max(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (SELECT g.id FROM speakers g WHERE g.canonical_id = k.id)
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS last_on,  -- date: Day of its last quote.
    coalesce((
        SELECT string_agg(n.name, '; ') FROM (
            SELECT o.name FROM speaker_names o WHERE o.speaker_id = k.id AND o.name <> k.name
            GROUP BY o.name ORDER BY o.name COLLATE BINARY
        ) n
    ), '') AS aliases  -- text: Its other names, joined by "; ".
FROM speakers k
LEFT JOIN speakers m ON m.id = k.canonical_id
