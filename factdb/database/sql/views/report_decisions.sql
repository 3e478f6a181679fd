-- One row per decision that counts: who confirmed, corrected or rejected what, when and why. Those of an import run that
-- was undone are left out; one that somebody undid is followed by an undo.
SELECT
    d.id AS decision_id,  -- integer: Number of the decision.
    utc(d.decided_at) AS decided_at,  -- text: When, UTC.
    d.actor AS actor,  -- text: Who decided.
    d.action AS action,  -- text: confirm, correct, reject, add, merge, split, distinct, undo, publish, withdraw or delete.
    d.subject AS subject,  -- text: What about: quotes, speakers, claims, sources, rating_scales or reviews.
    d.subject_id AS subject_id,  -- integer: Number of that row.
    coalesce(d.reason, '') AS reason,  -- text: Why, in words.
    d.import_run_id AS import_run_id,  -- integer: Number of the import run in which it was made; unknown for one made by hand.
    coalesce(q.origin, '') AS quote_origin  -- text: Engine that found the quote decided on, or record.
FROM decisions d
LEFT JOIN quotes q ON d.subject = 'quotes' AND q.id = d.subject_id
WHERE d.import_run_id IS NULL OR d.import_run_id NOT IN (SELECT i.id FROM import_runs i WHERE i.status = 'undone')
