-- Everyone whom a quote names: who said it, who relayed it, who was addressed; corrected ones with rank 'deprecated'.
SELECT
    a.id AS attribution_id,
    a.quote_id AS quote_id,
    a.part AS part,
    a.seq AS seq,
    a.rank AS rank,
    coalesce(m.id, k.id) AS speaker_id,
    coalesce(m.name, k.name, '') AS speaker,
    coalesce(m.kind, k.kind, '') AS speaker_kind,
    coalesce(a.as_printed, '') AS as_printed,
    coalesce(a.title_as_printed, '') AS title_as_printed,
    a.basis AS basis,
    a.dated_on AS dated_on
FROM attributions a
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.merged_into_id
