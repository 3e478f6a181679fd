BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE anchors (
	id INTEGER NOT NULL, 
	quote_id INTEGER NOT NULL, 
	source_version_id INTEGER NOT NULL, 
	part TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	start_char INTEGER NOT NULL, 
	end_char INTEGER NOT NULL, 
	in_marks BOOLEAN NOT NULL, 
	exact TEXT NOT NULL, 
	import_run_id INTEGER NOT NULL, 
	CONSTRAINT pk_anchors PRIMARY KEY (id), 
	CONSTRAINT ck_anchors_exact_fits_span CHECK (length(exact) = end_char - start_char), 
	CONSTRAINT ck_anchors_part_known CHECK (part IN ('content', 'cue', 'speaker', 'reporter', 'addressee', 'date')), 
	CONSTRAINT ck_anchors_span_not_empty CHECK (start_char >= 0 AND start_char < end_char), 
	CONSTRAINT fk_anchors_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_anchors_quote_id_quotes FOREIGN KEY(quote_id) REFERENCES quotes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_anchors_source_version_id_source_versions FOREIGN KEY(source_version_id) REFERENCES source_versions (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_anchors_quote_id_source_version_id_part_seq UNIQUE (quote_id, source_version_id, part, seq)
);
INSERT INTO "anchors" VALUES(1,1,1,'content',0,0,6,1,'We owe',1);
INSERT INTO "anchors" VALUES(2,1,1,'content',1,7,9,1,'it',1);
INSERT INTO "anchors" VALUES(3,1,1,'cue',0,11,15,0,'said',1);
INSERT INTO "anchors" VALUES(4,1,2,'content',0,3,9,1,'We owe',1);
INSERT INTO "anchors" VALUES(5,2,1,'speaker',0,21,22,0,'🚢',1);
CREATE TABLE assertions (
	id INTEGER NOT NULL, 
	claim_id INTEGER NOT NULL, 
	quote_id INTEGER, 
	source_id INTEGER NOT NULL, 
	stance TEXT NOT NULL, 
	import_run_id INTEGER NOT NULL, 
	CONSTRAINT pk_assertions PRIMARY KEY (id), 
	CONSTRAINT ck_assertions_stance_known CHECK (stance IN ('asserts', 'denies', 'disputes', 'repeats')), 
	CONSTRAINT fk_assertions_claim_id_claims FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assertions_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_assertions_quote_id_quotes FOREIGN KEY(quote_id) REFERENCES quotes (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_assertions_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_assertions_claim_id_quote_id_source_id_stance UNIQUE (claim_id, quote_id, source_id, stance)
);
INSERT INTO "assertions" VALUES(1,1,2,1,'asserts',1);
INSERT INTO "assertions" VALUES(2,1,3,1,'denies',1);
INSERT INTO "assertions" VALUES(3,1,NULL,1,'asserts',1);
INSERT INTO "assertions" VALUES(4,1,1,1,'asserts',1);
CREATE TABLE attributions (
	id INTEGER NOT NULL, 
	quote_id INTEGER NOT NULL, 
	speaker_id INTEGER, 
	part TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	rank TEXT NOT NULL, 
	as_printed TEXT, 
	title_as_printed TEXT, 
	basis TEXT NOT NULL, 
	dated_on DATE, 
	import_run_id INTEGER NOT NULL, 
	CONSTRAINT pk_attributions PRIMARY KEY (id), 
	CONSTRAINT ck_attributions_basis_known CHECK (basis IN ('named', 'title', 'pronoun', 'collective', 'initialism', 'place', 'alternation', 'editor')), 
	CONSTRAINT ck_attributions_part_known CHECK (part IN ('speaker', 'reporter', 'addressee')), 
	CONSTRAINT ck_attributions_rank_known CHECK (rank IN ('preferred', 'normal', 'deprecated')), 
	CONSTRAINT fk_attributions_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_attributions_quote_id_quotes FOREIGN KEY(quote_id) REFERENCES quotes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_attributions_speaker_id_speakers FOREIGN KEY(speaker_id) REFERENCES speakers (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_attributions_quote_id_part_seq_rank UNIQUE (quote_id, part, seq, rank)
);
INSERT INTO "attributions" VALUES(1,1,3,'speaker',0,'normal','Reed',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(2,1,2,'speaker',1,'normal','two council members',NULL,'collective','2024-03-04',1);
INSERT INTO "attributions" VALUES(3,1,4,'speaker',0,'deprecated','Reed',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(4,2,1,'speaker',0,'normal','he',NULL,'pronoun','2024-03-04',1);
INSERT INTO "attributions" VALUES(5,2,4,'reporter',0,'normal','the authority',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(6,2,NULL,'addressee',0,'normal','reporters',NULL,'collective','2024-03-04',1);
INSERT INTO "attributions" VALUES(7,3,1,'speaker',0,'normal','he',NULL,'pronoun','2024-03-04',1);
INSERT INTO "attributions" VALUES(8,4,NULL,'speaker',0,'normal','they',NULL,'pronoun','2024-03-04',1);
CREATE TABLE claims (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	text TEXT NOT NULL, 
	language TEXT NOT NULL, 
	status TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	confirmed_by TEXT, 
	import_run_id INTEGER NOT NULL, 
	CONSTRAINT pk_claims PRIMARY KEY (id), 
	CONSTRAINT ck_claims_confirmed_by_someone CHECK ((status = 'confirmed') = (confirmed_by IS NOT NULL)), 
	CONSTRAINT ck_claims_status_known CHECK (status IN ('candidate', 'confirmed', 'rejected')), 
	CONSTRAINT ck_claims_text_given CHECK (length(text) > 0), 
	CONSTRAINT fk_claims_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_claims_uid UNIQUE (uid)
);
INSERT INTO "claims" VALUES(1,'c1','The ferry runs until 2025.','en','candidate','record',NULL,1);
CREATE TABLE decisions (
	id INTEGER NOT NULL, 
	decided_at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	subject_id INTEGER NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	reason TEXT, 
	import_run_id INTEGER, 
	CONSTRAINT pk_decisions PRIMARY KEY (id), 
	CONSTRAINT ck_decisions_action_known CHECK (action IN ('confirm', 'correct', 'reject', 'add')), 
	CONSTRAINT ck_decisions_subject_known CHECK (subject IN ('quotes', 'speakers', 'claims', 'sources')), 
	CONSTRAINT fk_decisions_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT
);
INSERT INTO "decisions" VALUES(1,'2024-03-04T09:00:00.000000Z','ada','confirm','quotes',1,NULL,'{}',NULL,NULL);
CREATE TABLE import_runs (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	finished_at TEXT, 
	actor TEXT NOT NULL, 
	tool TEXT NOT NULL, 
	input TEXT NOT NULL, 
	input_sha256 TEXT, 
	status TEXT NOT NULL, 
	articles INTEGER NOT NULL, 
	problems INTEGER NOT NULL, 
	undone_at TEXT, 
	undone_by TEXT, 
	CONSTRAINT pk_import_runs PRIMARY KEY (id), 
	CONSTRAINT ck_import_runs_status_known CHECK (status IN ('running', 'finished', 'undone')), 
	CONSTRAINT uq_import_runs_uid UNIQUE (uid)
);
INSERT INTO "import_runs" VALUES(1,'r1','2024-03-04T08:00:00.000000Z',NULL,'ada','factdb 0.1.0','ferry.txt',NULL,'finished',1,0,NULL,NULL);
CREATE TABLE publishers (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	domain TEXT, 
	import_run_id INTEGER, 
	CONSTRAINT pk_publishers PRIMARY KEY (id), 
	CONSTRAINT fk_publishers_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_publishers_name UNIQUE (name)
);
INSERT INTO "publishers" VALUES(1,'Ellis Courier',NULL,1);
CREATE TABLE quotes (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	source_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	cue TEXT, 
	venue TEXT, 
	said_on DATE, 
	said_until DATE, 
	said_as TEXT, 
	said_basis TEXT, 
	dated_on DATE, 
	language TEXT NOT NULL, 
	status TEXT NOT NULL, 
	confidence FLOAT, 
	origin TEXT NOT NULL, 
	confirmed_by TEXT, 
	import_run_id INTEGER NOT NULL, 
	CONSTRAINT pk_quotes PRIMARY KEY (id), 
	CONSTRAINT ck_quotes_confidence_range CHECK (confidence BETWEEN 0 AND 1), 
	CONSTRAINT ck_quotes_confirmed_by_someone CHECK ((status = 'confirmed') = (confirmed_by IS NOT NULL)), 
	CONSTRAINT ck_quotes_kind_known CHECK (kind IN ('direct', 'mixed', 'indirect')), 
	CONSTRAINT ck_quotes_said_basis_given CHECK ((said_on IS NULL) = (said_basis IS NULL)), 
	CONSTRAINT ck_quotes_said_basis_known CHECK (said_basis IN ('stated', 'relative', 'editor')), 
	CONSTRAINT ck_quotes_said_range_ordered CHECK (said_until >= said_on), 
	CONSTRAINT ck_quotes_said_range_whole CHECK ((said_on IS NULL) = (said_until IS NULL)), 
	CONSTRAINT ck_quotes_status_known CHECK (status IN ('extracted', 'confirmed', 'rejected')), 
	CONSTRAINT ck_quotes_text_given CHECK (length(text) > 0), 
	CONSTRAINT fk_quotes_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_quotes_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_quotes_uid UNIQUE (uid)
);
INSERT INTO "quotes" VALUES(1,'q1',1,'direct','We owe it to the islands','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','said',NULL,'2024-03-01','2024-03-01','Friday','relative','2024-03-01','en','confirmed',0.9,'rules 1','ada',1);
INSERT INTO "quotes" VALUES(2,'q2',1,'indirect','the ferry would run another year','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.5,'rules 1',NULL,1);
INSERT INTO "quotes" VALUES(3,'q3',1,'indirect','a menu of the day','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','rejected',0.5,'rules 1',NULL,1);
INSERT INTO "quotes" VALUES(4,'q4',1,'indirect','the vote had been close','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.5,'rules 1',NULL,1);
CREATE TABLE source_versions (
	id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	retrieved_at TEXT NOT NULL, 
	location TEXT NOT NULL, 
	raw_sha256 TEXT NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	text_length INTEGER NOT NULL, 
	encoding TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT, 
	offset_map TEXT, 
	import_run_id INTEGER NOT NULL, 
	CONSTRAINT pk_source_versions PRIMARY KEY (id), 
	CONSTRAINT ck_source_versions_sha256_whole CHECK (length(text_sha256) = 64 AND length(raw_sha256) = 64), 
	CONSTRAINT ck_source_versions_text_length_true CHECK (text IS NULL OR length(text) = text_length), 
	CONSTRAINT fk_source_versions_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_source_versions_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_source_versions_source_id_number UNIQUE (source_id, number), 
	CONSTRAINT uq_source_versions_source_id_text_sha256 UNIQUE (source_id, text_sha256)
);
INSERT INTO "source_versions" VALUES(1,1,1,'2024-03-04T08:00:00.000000Z','/ferry.txt','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',22,'utf-8','Council keeps the ferry','We owe it, said Reed 🚢',NULL,1);
INSERT INTO "source_versions" VALUES(2,1,2,'2024-03-05T08:00:00.000000Z','/ferry.txt','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',10,'utf-8','Council keeps the ferry',NULL,NULL,1);
CREATE TABLE sources (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	publisher_id INTEGER, 
	url TEXT, 
	title TEXT NOT NULL, 
	byline TEXT, 
	contributors TEXT, 
	agency TEXT, 
	dateline TEXT, 
	language TEXT NOT NULL, 
	medium TEXT NOT NULL, 
	published_on DATE, 
	published_at TEXT, 
	rights TEXT, 
	derived_from_id INTEGER, 
	import_run_id INTEGER NOT NULL, 
	CONSTRAINT pk_sources PRIMARY KEY (id), 
	CONSTRAINT ck_sources_medium_known CHECK (medium IN ('article', 'transcript', 'statement', 'post', 'broadcast', 'document')), 
	CONSTRAINT ck_sources_not_derived_from_itself CHECK (derived_from_id <> id), 
	CONSTRAINT fk_sources_derived_from_id_sources FOREIGN KEY(derived_from_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_sources_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_sources_publisher_id_publishers FOREIGN KEY(publisher_id) REFERENCES publishers (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_sources_uid UNIQUE (uid), 
	CONSTRAINT uq_sources_url UNIQUE (url)
);
INSERT INTO "sources" VALUES(1,'s1',1,'https://courier.example/1','Council keeps the ferry',NULL,NULL,NULL,NULL,'en','article','2024-03-04',NULL,NULL,NULL,1);
INSERT INTO "sources" VALUES(2,'s2',NULL,NULL,'The ferry stays',NULL,NULL,NULL,NULL,'en','post',NULL,NULL,NULL,1,1);
CREATE TABLE speaker_names (
	id INTEGER NOT NULL, 
	speaker_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	import_run_id INTEGER, 
	CONSTRAINT pk_speaker_names PRIMARY KEY (id), 
	CONSTRAINT ck_speaker_names_kind_known CHECK (kind IN ('primary', 'alias', 'short', 'transliteration', 'former')), 
	CONSTRAINT fk_speaker_names_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_speaker_names_speaker_id_speakers FOREIGN KEY(speaker_id) REFERENCES speakers (id) ON DELETE CASCADE, 
	CONSTRAINT uq_speaker_names_speaker_id_name UNIQUE (speaker_id, name)
);
INSERT INTO "speaker_names" VALUES(1,1,'Jonas Reed','jonas reed','primary',NULL);
INSERT INTO "speaker_names" VALUES(2,1,'Réed','reed','short',NULL);
INSERT INTO "speaker_names" VALUES(3,1,'J. Reed','j reed','alias',NULL);
CREATE TABLE speakers (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT, 
	wikidata_id TEXT, 
	merged_into_id INTEGER, 
	scope_source_id INTEGER, 
	status TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	import_run_id INTEGER, 
	CONSTRAINT pk_speakers PRIMARY KEY (id), 
	CONSTRAINT ck_speakers_kind_known CHECK (kind IN ('person', 'organization', 'collective', 'unnamed')), 
	CONSTRAINT ck_speakers_name_given CHECK (length(name) > 0), 
	CONSTRAINT ck_speakers_not_merged_into_itself CHECK (merged_into_id <> id), 
	CONSTRAINT ck_speakers_only_unnamed_scoped CHECK (kind = 'unnamed' OR scope_source_id IS NULL), 
	CONSTRAINT ck_speakers_status_known CHECK (status IN ('extracted', 'confirmed', 'rejected')), 
	CONSTRAINT ck_speakers_unnamed_scoped CHECK (kind <> 'unnamed' OR scope_source_id IS NOT NULL), 
	CONSTRAINT ck_speakers_wikidata_id_formed CHECK (wikidata_id IS NULL OR (substr(wikidata_id, 1, 1) = 'Q' AND length(wikidata_id) > 1 AND ltrim(substr(wikidata_id, 2), '0123456789') = '')), 
	CONSTRAINT fk_speakers_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_speakers_merged_into_id_speakers FOREIGN KEY(merged_into_id) REFERENCES speakers (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_speakers_scope_source_id_sources FOREIGN KEY(scope_source_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_speakers_uid UNIQUE (uid), 
	CONSTRAINT uq_speakers_wikidata_id UNIQUE (wikidata_id)
);
INSERT INTO "speakers" VALUES(1,'k1','person','Jonas Reed','Mayor','Q42',NULL,NULL,'confirmed','record',1);
INSERT INTO "speakers" VALUES(2,'k2','unnamed','two council members',NULL,NULL,NULL,1,'extracted','rules 1',1);
INSERT INTO "speakers" VALUES(3,'k3','person','Mayor Reed',NULL,NULL,1,NULL,'extracted','rules 1',1);
INSERT INTO "speakers" VALUES(4,'k4','organization','harbour authority',NULL,NULL,NULL,NULL,'extracted','rules 1',1);
CREATE INDEX ix_publishers_import_run_id ON publishers (import_run_id);
CREATE INDEX ix_sources_derived_from_id ON sources (derived_from_id);
CREATE INDEX ix_sources_import_run_id ON sources (import_run_id);
CREATE INDEX ix_sources_published_on ON sources (published_on);
CREATE INDEX ix_sources_publisher_id ON sources (publisher_id);
CREATE INDEX ix_sources_title ON sources (title);
CREATE INDEX ix_source_versions_import_run_id ON source_versions (import_run_id);
CREATE INDEX ix_source_versions_location ON source_versions (location);
CREATE INDEX ix_source_versions_text_sha256 ON source_versions (text_sha256);
CREATE INDEX ix_speakers_import_run_id ON speakers (import_run_id);
CREATE INDEX ix_speakers_merged_into_id ON speakers (merged_into_id);
CREATE INDEX ix_speakers_name ON speakers (name);
CREATE INDEX ix_speakers_scope_source_id ON speakers (scope_source_id);
CREATE INDEX ix_speaker_names_folded ON speaker_names (folded);
CREATE INDEX ix_speaker_names_import_run_id ON speaker_names (import_run_id);
CREATE INDEX ix_quotes_dated_on ON quotes (dated_on);
CREATE INDEX ix_quotes_import_run_id ON quotes (import_run_id);
CREATE INDEX ix_quotes_source_id ON quotes (source_id);
CREATE INDEX ix_quotes_text_sha256 ON quotes (text_sha256);
CREATE INDEX ix_anchors_import_run_id ON anchors (import_run_id);
CREATE INDEX ix_anchors_source_version_id ON anchors (source_version_id);
CREATE INDEX ix_attributions_import_run_id ON attributions (import_run_id);
CREATE INDEX ix_attributions_speaker_id_part_dated_on_quote_id ON attributions (speaker_id, part, dated_on, quote_id);
CREATE INDEX ix_claims_import_run_id ON claims (import_run_id);
CREATE INDEX ix_assertions_import_run_id ON assertions (import_run_id);
CREATE INDEX ix_assertions_quote_id ON assertions (quote_id);
CREATE INDEX ix_assertions_source_id ON assertions (source_id);
CREATE INDEX ix_decisions_import_run_id ON decisions (import_run_id);
CREATE INDEX ix_decisions_subject_subject_id ON decisions (subject, subject_id);
CREATE VIEW report_anchors AS
-- Where each part of each quote stands: code points from 0 into the version's text, ends exclusive.
-- is_proved is 1 where the text holds the words there, 0 where it does not, NULL where the text is not kept.
SELECT
    a.quote_id AS quote_id,
    q.uid AS quote_uid,
    a.part AS part,
    a.seq AS seq,
    a.start_char AS start_char,
    a.end_char AS end_char,
    CASE WHEN a.in_marks THEN 1 ELSE 0 END AS is_in_marks,
    a.exact AS exact,
    v.id AS source_version_id,
    v.number AS version_number,
    v.text_sha256 AS text_sha256,
    CASE
        WHEN v.text IS NULL THEN NULL
        WHEN substr(v.text, a.start_char + 1, a.end_char - a.start_char) = a.exact THEN 1
        ELSE 0
    END AS is_proved
FROM anchors a
JOIN quotes q ON q.id = a.quote_id
JOIN source_versions v ON v.id = a.source_version_id;
CREATE VIEW report_assertions AS
-- Who asserts, denies, disputes or repeats which claim: one row per assertion and speaker. A source's own narration has
-- quote_id NULL and speaker ''.
SELECT
    s.id AS assertion_id,
    c.id AS claim_id,
    c.text AS claim,
    s.stance AS stance,
    s.quote_id AS quote_id,
    coalesce(q.text, '') AS quote,
    coalesce(m.id, k.id) AS speaker_id,
    coalesce(m.name, k.name, '') AS speaker,
    coalesce(q.dated_on, o.published_on) AS dated_on,
    o.id AS source_id,
    o.title AS title,
    coalesce(p.name, '') AS publisher
FROM assertions s
JOIN claims c ON c.id = s.claim_id
JOIN sources o ON o.id = s.source_id
LEFT JOIN publishers p ON p.id = o.publisher_id
LEFT JOIN quotes q ON q.id = s.quote_id
LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.merged_into_id
WHERE c.status <> 'rejected' AND (q.id IS NULL OR q.status <> 'rejected');
CREATE VIEW report_attributions AS
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
LEFT JOIN speakers m ON m.id = k.merged_into_id;
CREATE VIEW report_claims AS
-- One row per claim, without rejected ones, with how many quotes assert, repeat, deny and dispute it, and when first
-- and last. Rejected quotes do not count.
SELECT
    c.id AS claim_id,
    c.uid AS claim_uid,
    c.text AS text,
    c.status AS status,
    c.origin AS origin,
    coalesce(c.confirmed_by, '') AS confirmed_by,
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'asserts' AND q.status <> 'rejected'
    ) AS assert_count,
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'repeats' AND q.status <> 'rejected'
    ) AS repeat_count,
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'denies' AND q.status <> 'rejected'
    ) AS deny_count,
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'disputes' AND q.status <> 'rejected'
    ) AS dispute_count,
    (
        SELECT min(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR q.status <> 'rejected')
    ) AS first_on,
    (
        SELECT max(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR q.status <> 'rejected')
    ) AS last_on
FROM claims c
WHERE c.status <> 'rejected';
CREATE VIEW report_quotes AS
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
WHERE q.status <> 'rejected';
CREATE VIEW report_sources AS
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
LEFT JOIN sources d ON d.id = s.derived_from_id;
CREATE VIEW report_speakers AS
-- One row per speaker; a merged one names the speaker it now means (canonical_id, canonical_name), and its quotes count
-- there, so that the counts add up. Rejected quotes do not count.
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
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS quote_count,
    (
        SELECT min(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS first_on,
    (
        SELECT max(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS last_on,
    coalesce((
        SELECT group_concat(n.name, '; ') FROM (
            SELECT DISTINCT o.name FROM speaker_names o WHERE o.speaker_id = k.id AND o.name <> k.name ORDER BY o.name
        ) n
    ), '') AS aliases
FROM speakers k
LEFT JOIN speakers m ON m.id = k.merged_into_id;
CREATE VIRTUAL TABLE quotes_fts USING fts5(text, content="quotes", content_rowid="id", tokenize="unicode61 remove_diacritics 2");
INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild');
CREATE TRIGGER quotes_fts_insert AFTER INSERT ON quotes BEGIN INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER quotes_fts_delete AFTER DELETE ON quotes BEGIN INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text); END;
CREATE TRIGGER quotes_fts_update AFTER UPDATE OF text ON quotes BEGIN INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text); INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text); END;
COMMIT;
