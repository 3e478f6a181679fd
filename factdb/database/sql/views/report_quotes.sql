-- One row per quote and speaker, without rejected quotes. A joint statement has a row for each of its speakers:
-- count quotes with COUNT(DISTINCT quote_id), or WHERE is_first_speaker = 1. A quote whose speaker the text does not
-- make clear has speaker_id NULL and speaker ''. A merged speaker goes by the one it was merged into. start_char and
-- end_char reach from the first word to the last in the newest version of the source that has the quote. What
-- was said is WHERE factuality = 'actual'.
SELECT
    q.id AS quote_id,  -- integer: Number of the quote in this database.
    q.uid AS quote_uid,  -- text: Public id of the quote: the same in every copy of the database.
    q.kind AS kind,  -- text: direct, mixed or indirect.
    q.text AS text,  -- text: The quoted words as printed; " ... " where words between them were left out.
    coalesce(q.cue, '') AS cue,  -- text: The words that attribute: said, according to.
    k.canonical_id AS speaker_id,  -- integer: Number of the speaker; unknown if the text names none.
    coalesce(m.uid, '') AS speaker_uid,  -- text: Public id of the speaker.
    coalesce(m.name, '') AS speaker,  -- text: Name of the speaker who is believed to be meant.
    coalesce(m.kind, '') AS speaker_kind,  -- text: person, organization, collective or unnamed.
    coalesce(a.title_as_printed, '') AS speaker_title,  -- text: Title as printed beside the speaker.
    coalesce(a.as_printed, '') AS speaker_mention,  -- text: The speaker as printed: Reed, he, two officials.
    coalesce((
        SELECT coalesce(rm.name, r.as_printed)
        FROM attributions r LEFT JOIN speakers rk ON rk.id = r.speaker_id
        LEFT JOIN speakers rm ON rm.id = rk.canonical_id
        WHERE r.quote_id = q.id AND r.part = 'reporter' AND r.rank <> 'deprecated' AND r.seq = 0
        ORDER BY r.rank DESC LIMIT 1
    ), '') AS reported_by,  -- text: Who relayed the words, where the speaker is quoted by another.
    coalesce((
        SELECT coalesce(dm.name, d.as_printed)
        FROM attributions d LEFT JOIN speakers dk ON dk.id = d.speaker_id
        LEFT JOIN speakers dm ON dm.id = dk.canonical_id
        WHERE d.quote_id = q.id AND d.part = 'addressee' AND d.rank <> 'deprecated' AND d.seq = 0
        ORDER BY d.rank DESC LIMIT 1
    ), '') AS addressee,  -- text: Who was addressed.
    coalesce(q.venue, '') AS venue,  -- text: Where or through what it was said: a briefing, a statement.
    q.said_on AS said_on,  -- date: First day on which it can have been said.
    q.said_until AS said_until,  -- date: Last day on which it can have been said; said_on where the day is known.
    coalesce(q.said_as, '') AS said_as,  -- text: The words from which the day was read: Friday, earlier this month.
    coalesce(q.said_basis, '') AS said_basis,  -- text: How the day is known: stated, relative or editor.
    q.dated_on AS dated_on,  -- date: said_on, else the day of publication: sort and count by this one.
    q.status AS status,  -- text: extracted (found by the program) or confirmed (by a person).
    q.confidence AS confidence,  -- real: How sure the program is, from 0 to 1; unknown for what people wrote down.
    q.origin AS origin,  -- text: Engine and version that found it, or record for what an editor wrote down.
    coalesce(q.confirmed_by, '') AS confirmed_by,  -- text: Who confirmed it.
    s.id AS source_id,  -- integer: Number of the source.
    s.uid AS source_uid,  -- text: Public id of the source.
    s.title AS title,  -- text: Headline of the source.
    coalesce(p.name, '') AS publisher,  -- text: Who published the source.
    coalesce(s.agency, '') AS agency,  -- text: News agency that wrote the source.
    s.published_on AS published_on,  -- date: Day of publication.
    coalesce(s.url, '') AS url,  -- text: Address of the source.
    (
        SELECT min(c.start_char) FROM anchors c WHERE c.quote_id = q.id AND c.part = 'content' AND c.source_version_id =
        (SELECT max(l.source_version_id) FROM anchors l WHERE l.quote_id = q.id AND l.part = 'content')
    ) AS start_char,  -- integer: Where the quote begins in the newest version that has it: code points from 0.
    (
        SELECT max(c.end_char) FROM anchors c WHERE c.quote_id = q.id AND c.part = 'content' AND c.source_version_id =
        (SELECT max(l.source_version_id) FROM anchors l WHERE l.quote_id = q.id AND l.part = 'content')
    ) AS end_char,  -- integer: Where it ends, exclusive.
    coalesce(a.seq, 0) AS speaker_seq,  -- integer: 0 for the first speaker of a joint statement, then 1, 2 and so on.
    CASE
        WHEN coalesce(a.seq, 0) = 0 THEN 1 ELSE 0
    END AS is_first_speaker,  -- integer: 1 in one row of each quote, 0 in the rows of further speakers.
    q.factuality AS factuality,  -- text: actual (said), negated (said not to have been said) or possible.
    days_between(s.published_on, q.said_on) AS days_to_print,  -- integer: Days from the first on which it can have been said to publication.
    coalesce(month_of(q.dated_on), '') AS month,  -- text: Month of dated_on: 2024-03.
    week_of(q.dated_on) AS week,  -- date: Monday of the week of dated_on.
    (
        SELECT min(v.number) FROM anchors n JOIN source_versions v ON v.id = n.source_version_id
        WHERE n.quote_id = q.id AND n.part = 'content'
    ) AS first_version,  -- integer: Number of the first version of the source that has it; unknown without a text.
    (
        SELECT max(v.number) FROM anchors n JOIN source_versions v ON v.id = n.source_version_id
        WHERE n.quote_id = q.id AND n.part = 'content'
    ) AS last_version,  -- integer: Number of the last version that has it.
    CASE WHEN (
        SELECT max(v.number) FROM anchors n JOIN source_versions v ON v.id = n.source_version_id
        WHERE n.quote_id = q.id AND n.part = 'content'
    ) < (SELECT max(w.number) FROM source_versions w WHERE w.source_id = q.source_id) THEN 0 ELSE 1
    END AS is_in_newest,  -- integer: 0 where the newest version of the source has it no longer, else 1.
    q.import_run_id AS import_run_id,  -- integer: Number of the import run that brought it.
    coalesce((SELECT utc(i.started_at) FROM import_runs i WHERE i.id = q.import_run_id), '') AS imported_at,  -- text: When that run began, UTC.
    greatest(
        coalesce((SELECT max(utc(c.changed_at)) FROM changes c WHERE c.subject = 'quotes' AND c.subject_id = q.id), ''),
        coalesce((SELECT max(utc(d.decided_at)) FROM decisions d WHERE d.subject = 'quotes' AND d.subject_id = q.id), ''),
        coalesce((SELECT utc(i.started_at) FROM import_runs i WHERE i.id = q.import_run_id), '')
    ) AS changed_at  -- text: When it was last imported, changed or decided on, UTC.
FROM quotes q
JOIN sources s ON s.id = q.source_id
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
LEFT JOIN speakers k ON k.id = a.speaker_id
-- As a subquery, so that SQLite looks at the joins again when it has dissolved it: with a WHERE on speaker_id it then
-- begins at the speaker and scans no quotes.
LEFT JOIN (SELECT id, uid, name, kind FROM speakers) m ON m.id = k.canonical_id
WHERE q.status <> 'rejected'
