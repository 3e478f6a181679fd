-- One row per quote and speaker, without rejected quotes. A joint statement has a row for each of its speakers:
-- count quotes with COUNT(DISTINCT quote_id), or WHERE is_first_speaker = 1. A quote whose speaker the text does not
-- make clear has speaker_id NULL and speaker ''. A merged speaker goes by the one it was merged into. start_char and
-- end_char reach from the first word to the last in the newest version of the source that the quote stands in.
SELECT
    q.id AS quote_id,
    q.uid AS quote_uid,
    q.kind AS kind,
    q.text AS text,
    coalesce(q.cue, '') AS cue,
    coalesce(m.id, k.id) AS speaker_id,
    coalesce(m.uid, k.uid, '') AS speaker_uid,
    coalesce(m.name, k.name, '') AS speaker,
    coalesce(m.kind, k.kind, '') AS speaker_kind,
    coalesce(a.title_as_printed, '') AS speaker_title,
    coalesce(a.as_printed, '') AS speaker_mention,
    coalesce((
        SELECT coalesce(rm.name, rk.name, r.as_printed)
        FROM attributions r LEFT JOIN speakers rk ON rk.id = r.speaker_id
        LEFT JOIN speakers rm ON rm.id = rk.merged_into_id
        WHERE r.quote_id = q.id AND r.part = 'reporter' AND r.rank <> 'deprecated' AND r.seq = 0
        ORDER BY r.rank DESC LIMIT 1
    ), '') AS reported_by,
    coalesce((
        SELECT coalesce(dm.name, dk.name, d.as_printed)
        FROM attributions d LEFT JOIN speakers dk ON dk.id = d.speaker_id
        LEFT JOIN speakers dm ON dm.id = dk.merged_into_id
        WHERE d.quote_id = q.id AND d.part = 'addressee' AND d.rank <> 'deprecated' AND d.seq = 0
        ORDER BY d.rank DESC LIMIT 1
    ), '') AS addressee,
    coalesce(q.venue, '') AS venue,
    q.said_on AS said_on,
    q.said_until AS said_until,
    coalesce(q.said_as, '') AS said_as,
    coalesce(q.said_basis, '') AS said_basis,
    q.dated_on AS dated_on,
    q.status AS status,
    q.confidence AS confidence,
    q.origin AS origin,
    coalesce(q.confirmed_by, '') AS confirmed_by,
    s.id AS source_id,
    s.uid AS source_uid,
    s.title AS title,
    coalesce(p.name, '') AS publisher,
    coalesce(s.agency, '') AS agency,
    s.published_on AS published_on,
    coalesce(s.url, '') AS url,
    (
        SELECT min(c.start_char) FROM anchors c WHERE c.quote_id = q.id AND c.part = 'content' AND c.source_version_id =
        (SELECT max(l.source_version_id) FROM anchors l WHERE l.quote_id = q.id AND l.part = 'content')
    ) AS start_char,
    (
        SELECT max(c.end_char) FROM anchors c WHERE c.quote_id = q.id AND c.part = 'content' AND c.source_version_id =
        (SELECT max(l.source_version_id) FROM anchors l WHERE l.quote_id = q.id AND l.part = 'content')
    ) AS end_char,
    coalesce(a.seq, 0) AS speaker_seq,
    CASE WHEN coalesce(a.seq, 0) = 0 THEN 1 ELSE 0 END AS is_first_speaker
FROM quotes q
JOIN sources s ON s.id = q.source_id
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.merged_into_id
WHERE q.status <> 'rejected'
