-- Everyone whom a quote names: who said it, who relayed it, who was addressed; corrected ones with rank 'deprecated'.
SELECT
    a.id AS attribution_id,  -- integer: Number of the attribution.
    a.quote_id AS quote_id,  -- integer: Number of the quote.
    a.part AS part,  -- text: speaker, reporter (who relayed it) or addressee.
    a.seq AS seq,  -- integer: 0 for the first of several, then 1, 2 and so on.
    a.rank AS rank,  -- text: preferred, normal, or deprecated for a corrected one.
    k.canonical_id AS speaker_id,  -- integer: Number of the speaker who is believed to be meant.
    coalesce(m.name, '') AS speaker,  -- text: Name of the speaker.
    coalesce(m.kind, '') AS speaker_kind,  -- text: person, organization, collective or unnamed.
    coalesce(a.as_printed, '') AS as_printed,  -- text: The words that name the speaker in the source.
    coalesce(a.title_as_printed, '') AS title_as_printed,  -- text: Title as printed.
    a.basis AS basis,  -- text: How the name was read: named, title, pronoun, collective, editor and others.
    a.dated_on AS dated_on  -- date: Day of the quote.
FROM attributions a
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.canonical_id
