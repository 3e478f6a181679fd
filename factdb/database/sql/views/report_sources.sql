-- One row per source, with what it was derived from and how many quotes and versions it has.
SELECT
    s.id AS source_id,  -- integer: Number of the source.
    s.uid AS source_uid,  -- text: Public id of the source: the same in every copy of the database.
    s.title AS title,  -- text: Headline.
    coalesce(p.name, '') AS publisher,  -- text: Who published it.
    coalesce(s.agency, '') AS agency,  -- text: News agency that wrote it.
    coalesce(s.byline, '') AS byline,  -- text: Byline as printed.
    coalesce(s.contributors, '') AS contributors,  -- text: Further authors, joined by "; ".
    coalesce(s.dateline, '') AS dateline,  -- text: Dateline as printed.
    s.language AS language,  -- text: Language as a BCP 47 tag.
    s.medium AS medium,  -- text: article, transcript, statement, post, broadcast or document.
    s.published_on AS published_on,  -- date: Day of publication.
    coalesce(s.url, '') AS url,  -- text: Address.
    s.derived_from_id AS derived_from_id,  -- integer: Number of the source that this one retells or copies.
    coalesce(d.title, '') AS derived_from,  -- text: Headline of that source.
    (
        SELECT count(*) FROM source_versions v WHERE v.source_id = s.id
    ) AS version_count,  -- integer: How many versions of its text are known.
    (
        SELECT count(*) FROM quotes q WHERE q.source_id = s.id AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS quote_count,  -- integer: How many quotes were found in it; rejected, negated and possible ones do not count.
    s.import_run_id AS import_run_id,  -- integer: Number of the import run that brought it.
    coalesce((SELECT utc(i.started_at) FROM import_runs i WHERE i.id = s.import_run_id), '') AS imported_at  -- text: When that run began, UTC.
FROM sources s
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN sources d ON d.id = s.derived_from_id
