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
	CONSTRAINT ck_decisions_action_known CHECK (action IN ('confirm', 'correct', 'reject', 'add', 'merge', 'split', 'distinct', 'undo')), 
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
    a.quote_id AS quote_id,  -- integer: Number of the quote.
    q.uid AS quote_uid,  -- text: Public id of the quote.
    a.part AS part,  -- text: content, cue, speaker, reporter, addressee or date.
    a.seq AS seq,  -- integer: 0 for the first span of that part, counted up.
    a.start_char AS start_char,  -- integer: Where the span begins in the text of the version: code points from 0.
    a.end_char AS end_char,  -- integer: Where it ends, exclusive.
    CASE WHEN a.in_marks THEN 1 ELSE 0 END AS is_in_marks,  -- integer: 1 where it stands in quotation marks, else 0.
    a.exact AS exact,  -- text: The words of the span.
    v.id AS source_version_id,  -- integer: Number of the source version.
    v.number AS version_number,  -- integer: 1 for the first text seen of the source, counted up.
    v.text_sha256 AS text_sha256,  -- text: SHA-256 of the version's text in UTF-8, hexadecimal.
    CASE
        WHEN v.text IS NULL THEN NULL
        WHEN substr(v.text, a.start_char + 1, a.end_char - a.start_char) = a.exact THEN 1
        ELSE 0
    END AS is_proved  -- integer: 1 where the text holds the words there, else 0; unknown where it is not kept.
FROM anchors a
JOIN quotes q ON q.id = a.quote_id
JOIN source_versions v ON v.id = a.source_version_id;
CREATE VIEW report_assertions AS
-- Who asserts, denies, disputes or repeats which claim: one row per assertion and speaker. A source's own narration has
-- quote_id NULL and speaker ''.
SELECT
    s.id AS assertion_id,  -- integer: Number of the assertion.
    c.id AS claim_id,  -- integer: Number of the claim.
    c.text AS claim,  -- text: The claim in our own words.
    s.stance AS stance,  -- text: asserts, denies, disputes or repeats.
    s.quote_id AS quote_id,  -- integer: Number of the quote; unknown for a source's own narration.
    coalesce(q.text, '') AS quote,  -- text: The quoted words.
    coalesce(m.id, k.id) AS speaker_id,  -- integer: Number of the speaker.
    coalesce(m.name, k.name, '') AS speaker,  -- text: Name of the speaker.
    coalesce(q.dated_on, o.published_on) AS dated_on,  -- date: Day of the quote, else of the source's publication.
    o.id AS source_id,  -- integer: Number of the source.
    o.title AS title,  -- text: Headline of the source.
    coalesce(p.name, '') AS publisher  -- text: Who published the source.
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
    a.id AS attribution_id,  -- integer: Number of the attribution.
    a.quote_id AS quote_id,  -- integer: Number of the quote.
    a.part AS part,  -- text: speaker, reporter (who relayed it) or addressee.
    a.seq AS seq,  -- integer: 0 for the first of several, counted up.
    a.rank AS rank,  -- text: preferred, normal, or deprecated for a corrected one.
    coalesce(m.id, k.id) AS speaker_id,  -- integer: Number of the speaker whom we believe is meant.
    coalesce(m.name, k.name, '') AS speaker,  -- text: Name of the speaker.
    coalesce(m.kind, k.kind, '') AS speaker_kind,  -- text: person, organization, collective or unnamed.
    coalesce(a.as_printed, '') AS as_printed,  -- text: The words that name the speaker in the source.
    coalesce(a.title_as_printed, '') AS title_as_printed,  -- text: Title as printed.
    a.basis AS basis,  -- text: How the name was read: named, title, pronoun, collective, editor and others.
    a.dated_on AS dated_on  -- date: Day of the quote.
FROM attributions a
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.merged_into_id;
CREATE VIEW report_claims AS
-- One row per claim, without rejected ones, with how many quotes assert, repeat, deny and dispute it, and when first
-- and last. Rejected quotes do not count.
SELECT
    c.id AS claim_id,  -- integer: Number of the claim.
    c.uid AS claim_uid,  -- text: Public id of the claim: the same in every copy of the database.
    c.text AS text,  -- text: The claim in our own words.
    c.status AS status,  -- text: candidate or confirmed.
    c.origin AS origin,  -- text: What made the claim.
    coalesce(c.confirmed_by, '') AS confirmed_by,  -- text: Who confirmed it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'asserts' AND q.status <> 'rejected'
    ) AS assert_count,  -- integer: How many quotes assert it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'repeats' AND q.status <> 'rejected'
    ) AS repeat_count,  -- integer: How many quotes repeat it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'denies' AND q.status <> 'rejected'
    ) AS deny_count,  -- integer: How many quotes deny it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'disputes' AND q.status <> 'rejected'
    ) AS dispute_count,  -- integer: How many quotes dispute it.
    (
        SELECT min(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR q.status <> 'rejected')
    ) AS first_on,  -- date: Day of the first assertion, denial or dispute.
    (
        SELECT max(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR q.status <> 'rejected')
    ) AS last_on  -- date: Day of the last one.
FROM claims c
WHERE c.status <> 'rejected';
CREATE VIEW report_columns AS
-- Every column of every reporting view, with its type and what it holds. Written by `python -m factdb.contract`.
SELECT
    column1 AS view_name,  -- text: Name of the view.
    column2 AS position,  -- integer: 1 for the first column, counted up.
    column3 AS column_name,  -- text: Name of the column.
    column4 AS column_type,  -- text: integer, real, text or date; days are ISO 8601 text on SQLite.
    column5 AS description  -- text: What the column holds.
FROM (VALUES
    ('report_anchors', 1, 'quote_id', 'integer', 'Number of the quote.'),
    ('report_anchors', 2, 'quote_uid', 'text', 'Public id of the quote.'),
    ('report_anchors', 3, 'part', 'text', 'content, cue, speaker, reporter, addressee or date.'),
    ('report_anchors', 4, 'seq', 'integer', '0 for the first span of that part, counted up.'),
    ('report_anchors', 5, 'start_char', 'integer', 'Where the span begins in the text of the version: code points from 0.'),
    ('report_anchors', 6, 'end_char', 'integer', 'Where it ends, exclusive.'),
    ('report_anchors', 7, 'is_in_marks', 'integer', '1 where it stands in quotation marks, else 0.'),
    ('report_anchors', 8, 'exact', 'text', 'The words of the span.'),
    ('report_anchors', 9, 'source_version_id', 'integer', 'Number of the source version.'),
    ('report_anchors', 10, 'version_number', 'integer', '1 for the first text seen of the source, counted up.'),
    ('report_anchors', 11, 'text_sha256', 'text', 'SHA-256 of the version''s text in UTF-8, hexadecimal.'),
    ('report_anchors', 12, 'is_proved', 'integer', '1 where the text holds the words there, else 0; unknown where it is not kept.'),
    ('report_assertions', 1, 'assertion_id', 'integer', 'Number of the assertion.'),
    ('report_assertions', 2, 'claim_id', 'integer', 'Number of the claim.'),
    ('report_assertions', 3, 'claim', 'text', 'The claim in our own words.'),
    ('report_assertions', 4, 'stance', 'text', 'asserts, denies, disputes or repeats.'),
    ('report_assertions', 5, 'quote_id', 'integer', 'Number of the quote; unknown for a source''s own narration.'),
    ('report_assertions', 6, 'quote', 'text', 'The quoted words.'),
    ('report_assertions', 7, 'speaker_id', 'integer', 'Number of the speaker.'),
    ('report_assertions', 8, 'speaker', 'text', 'Name of the speaker.'),
    ('report_assertions', 9, 'dated_on', 'date', 'Day of the quote, else of the source''s publication.'),
    ('report_assertions', 10, 'source_id', 'integer', 'Number of the source.'),
    ('report_assertions', 11, 'title', 'text', 'Headline of the source.'),
    ('report_assertions', 12, 'publisher', 'text', 'Who published the source.'),
    ('report_attributions', 1, 'attribution_id', 'integer', 'Number of the attribution.'),
    ('report_attributions', 2, 'quote_id', 'integer', 'Number of the quote.'),
    ('report_attributions', 3, 'part', 'text', 'speaker, reporter (who relayed it) or addressee.'),
    ('report_attributions', 4, 'seq', 'integer', '0 for the first of several, counted up.'),
    ('report_attributions', 5, 'rank', 'text', 'preferred, normal, or deprecated for a corrected one.'),
    ('report_attributions', 6, 'speaker_id', 'integer', 'Number of the speaker whom we believe is meant.'),
    ('report_attributions', 7, 'speaker', 'text', 'Name of the speaker.'),
    ('report_attributions', 8, 'speaker_kind', 'text', 'person, organization, collective or unnamed.'),
    ('report_attributions', 9, 'as_printed', 'text', 'The words that name the speaker in the source.'),
    ('report_attributions', 10, 'title_as_printed', 'text', 'Title as printed.'),
    ('report_attributions', 11, 'basis', 'text', 'How the name was read: named, title, pronoun, collective, editor and others.'),
    ('report_attributions', 12, 'dated_on', 'date', 'Day of the quote.'),
    ('report_claims', 1, 'claim_id', 'integer', 'Number of the claim.'),
    ('report_claims', 2, 'claim_uid', 'text', 'Public id of the claim: the same in every copy of the database.'),
    ('report_claims', 3, 'text', 'text', 'The claim in our own words.'),
    ('report_claims', 4, 'status', 'text', 'candidate or confirmed.'),
    ('report_claims', 5, 'origin', 'text', 'What made the claim.'),
    ('report_claims', 6, 'confirmed_by', 'text', 'Who confirmed it.'),
    ('report_claims', 7, 'assert_count', 'integer', 'How many quotes assert it.'),
    ('report_claims', 8, 'repeat_count', 'integer', 'How many quotes repeat it.'),
    ('report_claims', 9, 'deny_count', 'integer', 'How many quotes deny it.'),
    ('report_claims', 10, 'dispute_count', 'integer', 'How many quotes dispute it.'),
    ('report_claims', 11, 'first_on', 'date', 'Day of the first assertion, denial or dispute.'),
    ('report_claims', 12, 'last_on', 'date', 'Day of the last one.'),
    ('report_columns', 1, 'view_name', 'text', 'Name of the view.'),
    ('report_columns', 2, 'position', 'integer', '1 for the first column, counted up.'),
    ('report_columns', 3, 'column_name', 'text', 'Name of the column.'),
    ('report_columns', 4, 'column_type', 'text', 'integer, real, text or date; days are ISO 8601 text on SQLite.'),
    ('report_columns', 5, 'description', 'text', 'What the column holds.'),
    ('report_daily', 1, 'dated_on', 'date', 'Day on which the quotes were said, else published; unknown where neither is.'),
    ('report_daily', 2, 'publisher', 'text', 'Who published the sources.'),
    ('report_daily', 3, 'speaker_id', 'integer', 'Number of the speaker; unknown where the text names none.'),
    ('report_daily', 4, 'speaker', 'text', 'Name of the speaker.'),
    ('report_daily', 5, 'quote_count', 'integer', 'How many quotes.'),
    ('report_quotes', 1, 'quote_id', 'integer', 'Number of the quote in this database.'),
    ('report_quotes', 2, 'quote_uid', 'text', 'Public id of the quote: the same in every copy of the database.'),
    ('report_quotes', 3, 'kind', 'text', 'direct, mixed or indirect.'),
    ('report_quotes', 4, 'text', 'text', 'The quoted words as printed; " ... " where words between them were left out.'),
    ('report_quotes', 5, 'cue', 'text', 'The words that attribute: said, according to.'),
    ('report_quotes', 6, 'speaker_id', 'integer', 'Number of the speaker; unknown where the text names none.'),
    ('report_quotes', 7, 'speaker_uid', 'text', 'Public id of the speaker.'),
    ('report_quotes', 8, 'speaker', 'text', 'Name of the speaker whom we believe is meant.'),
    ('report_quotes', 9, 'speaker_kind', 'text', 'person, organization, collective or unnamed.'),
    ('report_quotes', 10, 'speaker_title', 'text', 'Title as printed beside the speaker.'),
    ('report_quotes', 11, 'speaker_mention', 'text', 'The speaker as printed: Reed, he, two officials.'),
    ('report_quotes', 12, 'reported_by', 'text', 'Who relayed the words, where the speaker is quoted by another.'),
    ('report_quotes', 13, 'addressee', 'text', 'Who was told.'),
    ('report_quotes', 14, 'venue', 'text', 'Where or through what it was said: a briefing, a statement.'),
    ('report_quotes', 15, 'said_on', 'date', 'First day on which it can have been said.'),
    ('report_quotes', 16, 'said_until', 'date', 'Last day on which it can have been said; said_on where the day is known.'),
    ('report_quotes', 17, 'said_as', 'text', 'The words from which the day was read: Friday, earlier this month.'),
    ('report_quotes', 18, 'said_basis', 'text', 'How the day is known: stated, relative or editor.'),
    ('report_quotes', 19, 'dated_on', 'date', 'said_on, else the day of publication: sort and count by this one.'),
    ('report_quotes', 20, 'status', 'text', 'extracted (found by the program) or confirmed (by a person).'),
    ('report_quotes', 21, 'confidence', 'real', 'How sure the program is, from 0 to 1; unknown for what people wrote down.'),
    ('report_quotes', 22, 'origin', 'text', 'Engine and version that found it, or record for what an editor wrote down.'),
    ('report_quotes', 23, 'confirmed_by', 'text', 'Who confirmed it.'),
    ('report_quotes', 24, 'source_id', 'integer', 'Number of the source.'),
    ('report_quotes', 25, 'source_uid', 'text', 'Public id of the source.'),
    ('report_quotes', 26, 'title', 'text', 'Headline of the source.'),
    ('report_quotes', 27, 'publisher', 'text', 'Who published the source.'),
    ('report_quotes', 28, 'agency', 'text', 'News agency that wrote the source.'),
    ('report_quotes', 29, 'published_on', 'date', 'Day of publication.'),
    ('report_quotes', 30, 'url', 'text', 'Address of the source.'),
    ('report_quotes', 31, 'start_char', 'integer', 'Where the quote begins in the newest version it stands in: code points from 0.'),
    ('report_quotes', 32, 'end_char', 'integer', 'Where it ends, exclusive.'),
    ('report_quotes', 33, 'speaker_seq', 'integer', '0 for the first speaker of a joint statement, counted up.'),
    ('report_quotes', 34, 'is_first_speaker', 'integer', '1 in one row of each quote, 0 in the rows of further speakers.'),
    ('report_sources', 1, 'source_id', 'integer', 'Number of the source.'),
    ('report_sources', 2, 'source_uid', 'text', 'Public id of the source: the same in every copy of the database.'),
    ('report_sources', 3, 'title', 'text', 'Headline.'),
    ('report_sources', 4, 'publisher', 'text', 'Who published it.'),
    ('report_sources', 5, 'agency', 'text', 'News agency that wrote it.'),
    ('report_sources', 6, 'byline', 'text', 'Byline as printed.'),
    ('report_sources', 7, 'contributors', 'text', 'Further authors, joined by "; ".'),
    ('report_sources', 8, 'dateline', 'text', 'Dateline as printed.'),
    ('report_sources', 9, 'language', 'text', 'Language as a BCP 47 tag.'),
    ('report_sources', 10, 'medium', 'text', 'article, transcript, statement, post, broadcast or document.'),
    ('report_sources', 11, 'published_on', 'date', 'Day of publication.'),
    ('report_sources', 12, 'url', 'text', 'Address.'),
    ('report_sources', 13, 'derived_from_id', 'integer', 'Number of the source that this one retells or copies.'),
    ('report_sources', 14, 'derived_from', 'text', 'Headline of that source.'),
    ('report_sources', 15, 'version_count', 'integer', 'How many versions of its text are known.'),
    ('report_sources', 16, 'quote_count', 'integer', 'How many quotes were found in it, without rejected ones.'),
    ('report_speakers', 1, 'speaker_id', 'integer', 'Number of the speaker.'),
    ('report_speakers', 2, 'speaker_uid', 'text', 'Public id of the speaker: the same in every copy of the database.'),
    ('report_speakers', 3, 'name', 'text', 'Name.'),
    ('report_speakers', 4, 'kind', 'text', 'person, organization, collective or unnamed.'),
    ('report_speakers', 5, 'role', 'text', 'Role as an editor recorded it.'),
    ('report_speakers', 6, 'wikidata_id', 'text', 'Wikidata item: Q and digits.'),
    ('report_speakers', 7, 'canonical_id', 'integer', 'Number of the speaker it was merged into, else its own.'),
    ('report_speakers', 8, 'canonical_name', 'text', 'Name of that speaker.'),
    ('report_speakers', 9, 'status', 'text', 'extracted, confirmed or rejected.'),
    ('report_speakers', 10, 'origin', 'text', 'What made the speaker.'),
    ('report_speakers', 11, 'scope_source_id', 'integer', 'The one source that an unnamed speaker belongs to.'),
    ('report_speakers', 12, 'quote_count', 'integer', 'How many quotes count for it; 0 for a merged one.'),
    ('report_speakers', 13, 'first_on', 'date', 'Day of its first quote.'),
    ('report_speakers', 14, 'last_on', 'date', 'Day of its last quote.'),
    ('report_speakers', 15, 'aliases', 'text', 'Its other names, joined by "; ".')
) AS listed;
CREATE VIEW report_daily AS
-- One row per day, publisher and speaker, with how many quotes there are, without rejected ones. A joint statement
-- counts for each of its speakers.
SELECT
    q.dated_on AS dated_on,  -- date: Day on which the quotes were said, else published; unknown where neither is.
    coalesce(p.name, '') AS publisher,  -- text: Who published the sources.
    coalesce(m.id, k.id) AS speaker_id,  -- integer: Number of the speaker; unknown where the text names none.
    coalesce(m.name, k.name, '') AS speaker,  -- text: Name of the speaker.
    count(DISTINCT q.id) AS quote_count  -- integer: How many quotes.
FROM quotes q
JOIN sources s ON s.id = q.source_id
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
LEFT JOIN speakers k ON k.id = a.speaker_id
LEFT JOIN speakers m ON m.id = k.merged_into_id
WHERE q.status <> 'rejected'
GROUP BY 1, 2, 3, 4;
CREATE VIEW report_quotes AS
-- One row per quote and speaker, without rejected quotes. A joint statement has a row for each of its speakers:
-- count quotes with COUNT(DISTINCT quote_id), or WHERE is_first_speaker = 1. A quote whose speaker the text does not
-- make clear has speaker_id NULL and speaker ''. A merged speaker goes by the one it was merged into. start_char and
-- end_char reach from the first word to the last in the newest version of the source that the quote stands in.
SELECT
    q.id AS quote_id,  -- integer: Number of the quote in this database.
    q.uid AS quote_uid,  -- text: Public id of the quote: the same in every copy of the database.
    q.kind AS kind,  -- text: direct, mixed or indirect.
    q.text AS text,  -- text: The quoted words as printed; " ... " where words between them were left out.
    coalesce(q.cue, '') AS cue,  -- text: The words that attribute: said, according to.
    coalesce(m.id, k.id) AS speaker_id,  -- integer: Number of the speaker; unknown where the text names none.
    coalesce(m.uid, k.uid, '') AS speaker_uid,  -- text: Public id of the speaker.
    coalesce(m.name, k.name, '') AS speaker,  -- text: Name of the speaker whom we believe is meant.
    coalesce(m.kind, k.kind, '') AS speaker_kind,  -- text: person, organization, collective or unnamed.
    coalesce(a.title_as_printed, '') AS speaker_title,  -- text: Title as printed beside the speaker.
    coalesce(a.as_printed, '') AS speaker_mention,  -- text: The speaker as printed: Reed, he, two officials.
    coalesce((
        SELECT coalesce(rm.name, rk.name, r.as_printed)
        FROM attributions r LEFT JOIN speakers rk ON rk.id = r.speaker_id
        LEFT JOIN speakers rm ON rm.id = rk.merged_into_id
        WHERE r.quote_id = q.id AND r.part = 'reporter' AND r.rank <> 'deprecated' AND r.seq = 0
        ORDER BY r.rank DESC LIMIT 1
    ), '') AS reported_by,  -- text: Who relayed the words, where the speaker is quoted by another.
    coalesce((
        SELECT coalesce(dm.name, dk.name, d.as_printed)
        FROM attributions d LEFT JOIN speakers dk ON dk.id = d.speaker_id
        LEFT JOIN speakers dm ON dm.id = dk.merged_into_id
        WHERE d.quote_id = q.id AND d.part = 'addressee' AND d.rank <> 'deprecated' AND d.seq = 0
        ORDER BY d.rank DESC LIMIT 1
    ), '') AS addressee,  -- text: Who was told.
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
    ) AS start_char,  -- integer: Where the quote begins in the newest version it stands in: code points from 0.
    (
        SELECT max(c.end_char) FROM anchors c WHERE c.quote_id = q.id AND c.part = 'content' AND c.source_version_id =
        (SELECT max(l.source_version_id) FROM anchors l WHERE l.quote_id = q.id AND l.part = 'content')
    ) AS end_char,  -- integer: Where it ends, exclusive.
    coalesce(a.seq, 0) AS speaker_seq,  -- integer: 0 for the first speaker of a joint statement, counted up.
    CASE
        WHEN coalesce(a.seq, 0) = 0 THEN 1 ELSE 0
    END AS is_first_speaker  -- integer: 1 in one row of each quote, 0 in the rows of further speakers.
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
        SELECT count(*) FROM quotes q WHERE q.source_id = s.id AND q.status <> 'rejected'
    ) AS quote_count  -- integer: How many quotes were found in it, without rejected ones.
FROM sources s
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN sources d ON d.id = s.derived_from_id;
CREATE VIEW report_speakers AS
-- One row per speaker; a merged one names the speaker it now means (canonical_id, canonical_name), and its quotes count
-- there, so that the counts add up. Rejected quotes do not count.
SELECT
    k.id AS speaker_id,  -- integer: Number of the speaker.
    k.uid AS speaker_uid,  -- text: Public id of the speaker: the same in every copy of the database.
    k.name AS name,  -- text: Name.
    k.kind AS kind,  -- text: person, organization, collective or unnamed.
    coalesce(k.role, '') AS role,  -- text: Role as an editor recorded it.
    coalesce(k.wikidata_id, '') AS wikidata_id,  -- text: Wikidata item: Q and digits.
    coalesce(m.id, k.id) AS canonical_id,  -- integer: Number of the speaker it was merged into, else its own.
    coalesce(m.name, k.name) AS canonical_name,  -- text: Name of that speaker.
    k.status AS status,  -- text: extracted, confirmed or rejected.
    k.origin AS origin,  -- text: What made the speaker.
    k.scope_source_id AS scope_source_id,  -- integer: The one source that an unnamed speaker belongs to.
    (
        SELECT count(DISTINCT a.quote_id) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS quote_count,  -- integer: How many quotes count for it; 0 for a merged one.
    (
        SELECT min(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS first_on,  -- date: Day of its first quote.
    (
        SELECT max(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (
            SELECT g.id FROM speakers g WHERE (g.id = k.id AND g.merged_into_id IS NULL) OR g.merged_into_id = k.id
        )
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'
    ) AS last_on,  -- date: Day of its last quote.
    coalesce((
        SELECT group_concat(n.name, '; ') FROM (
            SELECT DISTINCT o.name FROM speaker_names o WHERE o.speaker_id = k.id AND o.name <> k.name ORDER BY o.name
        ) n
    ), '') AS aliases  -- text: Its other names, joined by "; ".
FROM speakers k
LEFT JOIN speakers m ON m.id = k.merged_into_id;
CREATE VIRTUAL TABLE quotes_fts USING fts5(text, content="quotes", content_rowid="id", tokenize="unicode61 remove_diacritics 2");
INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild');
CREATE TRIGGER quotes_fts_insert AFTER INSERT ON quotes BEGIN INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER quotes_fts_delete AFTER DELETE ON quotes BEGIN INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text); END;
CREATE TRIGGER quotes_fts_update AFTER UPDATE OF text ON quotes BEGIN INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text); INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text); END;
COMMIT;
