-- One row per source, with what it was derived from and how many quotes and versions it has.
SELECT
    s.id AS source_id,
    s.uid AS source_uid,
    s.title AS title,
    coalesce(p.name, '') AS publisher,
    coalesce(s.agency, '') AS agency,
    coalesce(s.byline, '') AS byline,
    coalesce(s.contributors, '') AS contributors,
    coalesce(s.dateline, '') AS dateline,
    s.language AS language,
    s.medium AS medium,
    s.published_on AS published_on,
    coalesce(s.url, '') AS url,
    s.derived_from_id AS derived_from_id,
    coalesce(d.title, '') AS derived_from,
    (SELECT count(*) FROM source_versions v WHERE v.source_id = s.id) AS version_count,
    (SELECT count(*) FROM quotes q WHERE q.source_id = s.id AND q.status <> 'rejected') AS quote_count
FROM sources s
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN sources d ON d.id = s.derived_from_id
