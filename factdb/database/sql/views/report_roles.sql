-- One row per role that a speaker held, with its days and who says so.
SELECT
    r.id AS role_id,  -- integer: Number of the role.
    k.canonical_id AS speaker_id,  -- integer: Number of the speaker: of the one merged into, if merged.
    c.uid AS speaker_uid,  -- text: Public id of the speaker: the same in every copy of the database.
    c.name AS speaker,  -- text: Name of the speaker.
    r.title AS title,  -- text: The role.
    coalesce(r.organization, '') AS organization,  -- text: Of what: a ministry, a town, a company.
    r.held_from AS held_from,  -- date: First day in it, where known.
    r.held_until AS held_until,  -- date: Last day in it, where known.
    r.source_id AS source_id,  -- integer: Number of the stored source that says so.
    coalesce(r.url, '') AS url,  -- text: Address of the page that says so.
    r.origin AS origin  -- text: record (written here) or list (from an imported list).
FROM roles r
JOIN speakers k ON k.id = r.speaker_id
JOIN speakers c ON c.id = k.canonical_id
WHERE k.status <> 'rejected'
