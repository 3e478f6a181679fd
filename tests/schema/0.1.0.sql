BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0030');
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
CREATE TABLE "assertions" (
	id INTEGER NOT NULL, 
	claim_id INTEGER NOT NULL, 
	quote_id INTEGER, 
	source_id INTEGER NOT NULL, 
	stance TEXT NOT NULL, 
	import_run_id INTEGER NOT NULL, 
	source_version_id INTEGER, 
	start_char INTEGER, 
	end_char INTEGER, 
	exact TEXT, dated_on DATE, 
	CONSTRAINT pk_assertions PRIMARY KEY (id), 
	CONSTRAINT ck_assertions_stance_known CHECK (stance IN ('asserts', 'denies', 'disputes', 'repeats', 'attributes')), 
	CONSTRAINT ck_assertions_exact_fits_place CHECK (exact IS NULL OR length(exact) = end_char - start_char), 
	CONSTRAINT fk_assertions_claim_id_claims FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assertions_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_assertions_quote_id_quotes FOREIGN KEY(quote_id) REFERENCES quotes (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_assertions_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_assertions_source_version_id_source_versions FOREIGN KEY(source_version_id) REFERENCES source_versions (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_assertions_claim_id_quote_id_source_id_stance UNIQUE (claim_id, quote_id, source_id, stance)
);
INSERT INTO "assertions" VALUES(1,1,2,1,'asserts',1,NULL,NULL,NULL,NULL,'2024-03-04');
INSERT INTO "assertions" VALUES(2,1,3,1,'denies',1,NULL,NULL,NULL,NULL,'2024-03-04');
INSERT INTO "assertions" VALUES(3,1,NULL,1,'asserts',1,NULL,NULL,NULL,NULL,'2024-03-04');
INSERT INTO "assertions" VALUES(4,1,1,1,'asserts',1,NULL,NULL,NULL,NULL,'2024-03-01');
INSERT INTO "assertions" VALUES(5,2,NULL,1,'asserts',1,1,0,3,'The','2024-03-04');
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
CREATE TABLE changes (
	id INTEGER NOT NULL, 
	changed_at TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	subject_id INTEGER NOT NULL, 
	"before" TEXT, 
	CONSTRAINT pk_changes PRIMARY KEY (id), 
	CONSTRAINT ck_changes_action_known CHECK (action IN ('insert', 'update', 'delete')), 
	CONSTRAINT ck_changes_before_kept CHECK ((action = 'insert') = (before IS NULL))
);
INSERT INTO "changes" VALUES(1,'2026-11-28T07:09:28.535000Z','insert','publishers',1,NULL);
INSERT INTO "changes" VALUES(2,'2026-11-28T07:09:28.535000Z','insert','sources',1,NULL);
INSERT INTO "changes" VALUES(3,'2026-11-28T07:09:28.535000Z','insert','sources',2,NULL);
INSERT INTO "changes" VALUES(4,'2026-11-28T07:09:28.535000Z','insert','source_versions',1,NULL);
INSERT INTO "changes" VALUES(5,'2026-11-28T07:09:28.535000Z','insert','source_versions',2,NULL);
INSERT INTO "changes" VALUES(6,'2026-11-28T07:09:28.535000Z','insert','speakers',1,NULL);
INSERT INTO "changes" VALUES(7,'2026-11-28T07:09:28.535000Z','insert','speakers',2,NULL);
INSERT INTO "changes" VALUES(8,'2026-11-28T07:09:28.535000Z','insert','speakers',3,NULL);
INSERT INTO "changes" VALUES(9,'2026-11-28T07:09:28.535000Z','insert','speakers',4,NULL);
INSERT INTO "changes" VALUES(10,'2026-11-28T07:09:28.535000Z','insert','speaker_names',1,NULL);
INSERT INTO "changes" VALUES(11,'2026-11-28T07:09:28.535000Z','insert','speaker_names',2,NULL);
INSERT INTO "changes" VALUES(12,'2026-11-28T07:09:28.535000Z','insert','speaker_names',3,NULL);
INSERT INTO "changes" VALUES(13,'2026-11-28T07:09:28.535000Z','insert','quotes',1,NULL);
INSERT INTO "changes" VALUES(14,'2026-11-28T07:09:28.535000Z','insert','quotes',2,NULL);
INSERT INTO "changes" VALUES(15,'2026-11-28T07:09:28.535000Z','insert','quotes',3,NULL);
INSERT INTO "changes" VALUES(16,'2026-11-28T07:09:28.535000Z','insert','quotes',4,NULL);
INSERT INTO "changes" VALUES(17,'2026-11-28T07:09:28.535000Z','insert','anchors',1,NULL);
INSERT INTO "changes" VALUES(18,'2026-11-28T07:09:28.535000Z','insert','anchors',2,NULL);
INSERT INTO "changes" VALUES(19,'2026-11-28T07:09:28.536000Z','insert','anchors',3,NULL);
INSERT INTO "changes" VALUES(20,'2026-11-28T07:09:28.536000Z','insert','anchors',4,NULL);
INSERT INTO "changes" VALUES(21,'2026-11-28T07:09:28.536000Z','insert','anchors',5,NULL);
INSERT INTO "changes" VALUES(22,'2026-11-28T07:09:28.536000Z','insert','attributions',1,NULL);
INSERT INTO "changes" VALUES(23,'2026-11-28T07:09:28.536000Z','insert','attributions',2,NULL);
INSERT INTO "changes" VALUES(24,'2026-11-28T07:09:28.536000Z','insert','attributions',3,NULL);
INSERT INTO "changes" VALUES(25,'2026-11-28T07:09:28.536000Z','insert','attributions',4,NULL);
INSERT INTO "changes" VALUES(26,'2026-11-28T07:09:28.536000Z','insert','attributions',5,NULL);
INSERT INTO "changes" VALUES(27,'2026-11-28T07:09:28.536000Z','insert','attributions',6,NULL);
INSERT INTO "changes" VALUES(28,'2026-11-28T07:09:28.536000Z','insert','attributions',7,NULL);
INSERT INTO "changes" VALUES(29,'2026-11-28T07:09:28.536000Z','insert','attributions',8,NULL);
INSERT INTO "changes" VALUES(30,'2026-11-28T07:09:28.536000Z','insert','claims',1,NULL);
INSERT INTO "changes" VALUES(31,'2026-11-28T07:09:28.536000Z','insert','assertions',1,NULL);
INSERT INTO "changes" VALUES(32,'2026-11-28T07:09:28.536000Z','insert','assertions',2,NULL);
INSERT INTO "changes" VALUES(33,'2026-11-28T07:09:28.536000Z','insert','assertions',3,NULL);
INSERT INTO "changes" VALUES(34,'2026-11-28T07:09:28.536000Z','insert','assertions',4,NULL);
INSERT INTO "changes" VALUES(35,'2024-03-04T09:00:00.000000Z','update','quotes',1,'{"id": 1, "status": "extracted"}');
INSERT INTO "changes" VALUES(36,'2026-11-28T07:09:28.536000Z','insert','claims',2,NULL);
INSERT INTO "changes" VALUES(37,'2026-11-28T07:09:28.536000Z','insert','assertions',5,NULL);
INSERT INTO "changes" VALUES(38,'2026-11-28T07:09:28.537000Z','insert','claim_relations',1,NULL);
INSERT INTO "changes" VALUES(39,'2026-11-28T07:09:28.537000Z','insert','rating_scales',1,NULL);
INSERT INTO "changes" VALUES(40,'2026-11-28T07:09:28.537000Z','insert','ratings',1,NULL);
INSERT INTO "changes" VALUES(41,'2026-11-28T07:09:28.537000Z','insert','ratings',2,NULL);
INSERT INTO "changes" VALUES(42,'2026-11-28T07:09:28.537000Z','insert','ratings',3,NULL);
INSERT INTO "changes" VALUES(43,'2026-11-28T07:09:28.537000Z','insert','reviews',1,NULL);
INSERT INTO "changes" VALUES(44,'2026-11-28T07:09:28.537000Z','insert','reviews',2,NULL);
INSERT INTO "changes" VALUES(45,'2026-11-28T07:09:28.537000Z','insert','reviews',3,NULL);
INSERT INTO "changes" VALUES(46,'2026-11-28T07:09:28.537000Z','insert','evidence',1,NULL);
INSERT INTO "changes" VALUES(47,'2026-11-28T07:09:28.537000Z','insert','evidence',2,NULL);
INSERT INTO "changes" VALUES(48,'2026-11-28T07:09:28.537000Z','insert','evidence',3,NULL);
INSERT INTO "changes" VALUES(49,'2026-11-28T07:09:28.537000Z','update','assertions',1,'{"id":1,"claim_id":1,"quote_id":2,"source_id":1,"stance":"asserts","import_run_id":1,"source_version_id":null,"start_char":null,"end_char":null,"exact":null,"dated_on":null}');
INSERT INTO "changes" VALUES(50,'2026-11-28T07:09:28.537000Z','update','assertions',2,'{"id":2,"claim_id":1,"quote_id":3,"source_id":1,"stance":"denies","import_run_id":1,"source_version_id":null,"start_char":null,"end_char":null,"exact":null,"dated_on":null}');
INSERT INTO "changes" VALUES(51,'2026-11-28T07:09:28.537000Z','update','assertions',3,'{"id":3,"claim_id":1,"quote_id":null,"source_id":1,"stance":"asserts","import_run_id":1,"source_version_id":null,"start_char":null,"end_char":null,"exact":null,"dated_on":null}');
INSERT INTO "changes" VALUES(52,'2026-11-28T07:09:28.537000Z','update','assertions',4,'{"id":4,"claim_id":1,"quote_id":1,"source_id":1,"stance":"asserts","import_run_id":1,"source_version_id":null,"start_char":null,"end_char":null,"exact":null,"dated_on":null}');
INSERT INTO "changes" VALUES(53,'2026-11-28T07:09:28.537000Z','update','assertions',5,'{"id":5,"claim_id":2,"quote_id":null,"source_id":1,"stance":"asserts","import_run_id":1,"source_version_id":1,"start_char":0,"end_char":3,"exact":"The","dated_on":null}');
INSERT INTO "changes" VALUES(54,'2026-11-28T07:09:28.537000Z','insert','roles',1,NULL);
INSERT INTO "changes" VALUES(55,'2026-11-28T07:09:28.537000Z','insert','roles',2,NULL);
INSERT INTO "changes" VALUES(56,'2026-11-28T07:09:28.537000Z','update','speaker_names',1,'{"id":1,"speaker_id":1,"name":"Jonas Reed","folded":"jonas reed","kind":"primary","import_run_id":null,"parts":null}');
INSERT INTO "changes" VALUES(57,'2026-11-28T07:09:28.537000Z','update','speaker_names',3,'{"id":3,"speaker_id":1,"name":"J. Reed","folded":"j reed","kind":"alias","import_run_id":null,"parts":null}');
INSERT INTO "changes" VALUES(58,'2026-11-28T07:09:28.537000Z','update','quotes',3,'{"id":3,"uid":"q3","source_id":1,"kind":"indirect","text":"a menu of the day","text_sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","cue":null,"venue":null,"said_on":null,"said_until":null,"said_as":null,"said_basis":null,"dated_on":"2024-03-04","language":"en","status":"rejected","confidence":0.5,"origin":"rules 1","confirmed_by":null,"import_run_id":1,"factuality":"actual"}');
INSERT INTO "changes" VALUES(59,'2026-11-28T07:09:28.538000Z','update','reviews',1,'{"id":1,"uid":"v1","claim_id":1,"status":"published","rating_id":1,"rating_label":"Wrong","rating_value":1.0,"worst_value":1.0,"best_value":2.0,"explanation":null,"text":null,"reviewer":"Ada Quill","organization":"Ellis Courier","reviewed_on":"2024-03-06","url":"https://courier.example/check/1","language":"en","supersedes_id":null,"origin":"record","markup":null,"import_run_id":null,"title":null}');
INSERT INTO "changes" VALUES(60,'2026-11-28T07:09:28.538000Z','update','sources',1,'{"id":1,"uid":"s1","publisher_id":1,"url":"https://courier.example/1","title":"Council keeps the ferry","byline":null,"contributors":null,"agency":null,"dateline":null,"language":"en","medium":"article","published_on":"2024-03-04","published_at":null,"rights":null,"derived_from_id":null,"import_run_id":1,"printed_publisher":null}');
CREATE TABLE claim_matches (
	claim_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	likeness FLOAT NOT NULL, 
	CONSTRAINT pk_claim_matches PRIMARY KEY (claim_id, other_id), 
	CONSTRAINT fk_claim_matches_claim_id_claims FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE, 
	CONSTRAINT fk_claim_matches_other_id_claims FOREIGN KEY(other_id) REFERENCES claims (id) ON DELETE CASCADE, 
	CONSTRAINT ck_claim_matches_not_to_itself CHECK (claim_id <> other_id), 
	CONSTRAINT ck_claim_matches_likeness_range CHECK (likeness BETWEEN 0 AND 1)
);
INSERT INTO "claim_matches" VALUES(2,1,0.6);
CREATE TABLE claim_relations (
	id INTEGER NOT NULL, 
	claim_id INTEGER NOT NULL, 
	to_claim_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	import_run_id INTEGER, 
	CONSTRAINT pk_claim_relations PRIMARY KEY (id), 
	CONSTRAINT ck_claim_relations_kind_known CHECK (kind IN ('contradicts', 'updates', 'narrows', 'same_as')), 
	CONSTRAINT ck_claim_relations_not_to_itself CHECK (claim_id <> to_claim_id), 
	CONSTRAINT fk_claim_relations_claim_id_claims FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE, 
	CONSTRAINT fk_claim_relations_to_claim_id_claims FOREIGN KEY(to_claim_id) REFERENCES claims (id) ON DELETE CASCADE, 
	CONSTRAINT fk_claim_relations_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_claim_relations_claim_id_to_claim_id_kind UNIQUE (claim_id, to_claim_id, kind)
);
INSERT INTO "claim_relations" VALUES(1,1,2,'contradicts',1);
CREATE TABLE claim_texts (
	claim_id INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_claim_texts PRIMARY KEY (claim_id), 
	CONSTRAINT fk_claim_texts_claim_id_claims FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE
);
INSERT INTO "claim_texts" VALUES(1,'The ferry runs until 2025. No, the ferry does not run until 2025','');
INSERT INTO "claim_texts" VALUES(2,'The hull is ten years old. ','');
CREATE TABLE claims (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	text TEXT NOT NULL, 
	language TEXT NOT NULL, 
	status TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	confirmed_by TEXT, 
	import_run_id INTEGER NOT NULL, kind TEXT CONSTRAINT ck_claims_kind_known CHECK (kind IN ('figure', 'comparison', 'superlative', 'event', 'accusation', 'denial')), why TEXT, score FLOAT CONSTRAINT ck_claims_score_range CHECK (score BETWEEN 0 AND 1), text_sha256 TEXT, 
	CONSTRAINT pk_claims PRIMARY KEY (id), 
	CONSTRAINT ck_claims_confirmed_by_someone CHECK ((status = 'confirmed') = (confirmed_by IS NOT NULL)), 
	CONSTRAINT ck_claims_status_known CHECK (status IN ('candidate', 'confirmed', 'rejected')), 
	CONSTRAINT ck_claims_text_given CHECK (length(text) > 0), 
	CONSTRAINT fk_claims_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_claims_uid UNIQUE (uid)
);
INSERT INTO "claims" VALUES(1,'c1','The ferry runs until 2025.','en','candidate','record',NULL,1,NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES(2,'c2','The hull is ten years old.','en','candidate','checkworthy 1',NULL,1,'figure','figure: ten',0.5,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
CREATE TABLE "decisions" (
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
	CONSTRAINT ck_decisions_action_known CHECK (action IN ('confirm', 'correct', 'reject', 'add', 'merge', 'split', 'distinct', 'undo', 'publish', 'withdraw', 'delete')), 
	CONSTRAINT ck_decisions_subject_known CHECK (subject IN ('quotes', 'speakers', 'claims', 'sources', 'rating_scales', 'reviews')), 
	CONSTRAINT fk_decisions_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT
);
INSERT INTO "decisions" VALUES(1,'2024-03-04T09:00:00.000000Z','ada','confirm','quotes',1,NULL,'{}',NULL,NULL);
INSERT INTO "decisions" VALUES(2,'2024-03-06T09:00:00.000000Z','ada','add','rating_scales',1,NULL,'{}',NULL,NULL);
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	review_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	stance TEXT NOT NULL, 
	source_id INTEGER, 
	quote_id INTEGER, 
	url TEXT, 
	title TEXT, 
	published_on DATE, 
	retrieved_on DATE, 
	note TEXT, 
	import_run_id INTEGER, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT ck_evidence_stance_known CHECK (stance IN ('supports', 'refutes', 'context')), 
	CONSTRAINT ck_evidence_one_place CHECK ((source_id IS NOT NULL AND quote_id IS NULL AND url IS NULL) OR (source_id IS NULL AND quote_id IS NOT NULL AND url IS NULL) OR (source_id IS NULL AND quote_id IS NULL AND url IS NOT NULL)), 
	CONSTRAINT ck_evidence_link_described CHECK (url IS NULL OR (title IS NOT NULL AND retrieved_on IS NOT NULL)), 
	CONSTRAINT fk_evidence_review_id_reviews FOREIGN KEY(review_id) REFERENCES reviews (id) ON DELETE CASCADE, 
	CONSTRAINT fk_evidence_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_evidence_quote_id_quotes FOREIGN KEY(quote_id) REFERENCES quotes (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_evidence_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_evidence_review_id_seq UNIQUE (review_id, seq)
);
INSERT INTO "evidence" VALUES(1,1,0,'refutes',1,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "evidence" VALUES(2,1,1,'context',NULL,3,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "evidence" VALUES(3,2,0,'supports',NULL,NULL,'https://harbour.example/plan','The plan',NULL,'2024-03-07',NULL,NULL);
CREATE TABLE "import_runs" (
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
	CONSTRAINT ck_import_runs_status_known CHECK (status IN ('running', 'finished', 'interrupted', 'undone')), 
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
CREATE TABLE quote_counts (
	id INTEGER NOT NULL, 
	grouped_by TEXT NOT NULL, 
	member TEXT NOT NULL, 
	quotes BIGINT NOT NULL, 
	CONSTRAINT pk_quote_counts PRIMARY KEY (id), 
	CONSTRAINT ck_quote_counts_grouped_by_known CHECK (grouped_by IN ('kind', 'status', 'day', 'publisher', 'agency', 'speaker'))
);
INSERT INTO "quote_counts" VALUES(1,'status','confirmed',1);
INSERT INTO "quote_counts" VALUES(2,'kind','direct',1);
INSERT INTO "quote_counts" VALUES(3,'day','2024-03-01',1);
INSERT INTO "quote_counts" VALUES(4,'publisher','1',1);
INSERT INTO "quote_counts" VALUES(5,'status','extracted',1);
INSERT INTO "quote_counts" VALUES(6,'kind','indirect',1);
INSERT INTO "quote_counts" VALUES(7,'day','2024-03-04',1);
INSERT INTO "quote_counts" VALUES(8,'publisher','1',1);
INSERT INTO "quote_counts" VALUES(9,'status','rejected',1);
INSERT INTO "quote_counts" VALUES(10,'status','extracted',1);
INSERT INTO "quote_counts" VALUES(11,'kind','indirect',1);
INSERT INTO "quote_counts" VALUES(12,'day','2024-03-04',1);
INSERT INTO "quote_counts" VALUES(13,'publisher','1',1);
INSERT INTO "quote_counts" VALUES(14,'speaker','3',1);
INSERT INTO "quote_counts" VALUES(15,'speaker','2',1);
INSERT INTO "quote_counts" VALUES(16,'speaker','1',1);
INSERT INTO "quote_counts" VALUES(17,'status','rejected',-1);
CREATE TABLE quoted_runs (
	id INTEGER NOT NULL, 
	quote_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	wording_id INTEGER NOT NULL, 
	CONSTRAINT pk_quoted_runs PRIMARY KEY (id), 
	CONSTRAINT uq_quoted_runs_quote_id_seq UNIQUE (quote_id, seq), 
	CONSTRAINT fk_quoted_runs_quote_id_quotes FOREIGN KEY(quote_id) REFERENCES quotes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_quoted_runs_wording_id_wordings FOREIGN KEY(wording_id) REFERENCES wordings (id) ON DELETE RESTRICT
);
INSERT INTO "quoted_runs" VALUES(1,1,0,1);
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
	import_run_id INTEGER NOT NULL, factuality TEXT DEFAULT 'actual' NOT NULL CONSTRAINT ck_quotes_factuality_known CHECK (factuality IN ('actual', 'negated', 'possible')), 
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
INSERT INTO "quotes" VALUES(1,'q1',1,'direct','We owe it to the islands','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','said',NULL,'2024-03-01','2024-03-01','Friday','relative','2024-03-01','en','confirmed',0.9,'rules 1','ada',1,'actual');
INSERT INTO "quotes" VALUES(2,'q2',1,'indirect','the ferry would run another year','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.5,'rules 1',NULL,1,'actual');
INSERT INTO "quotes" VALUES(3,'q3',1,'indirect','a menu of the day','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','rejected',0.5,'rules 1',NULL,1,'possible');
INSERT INTO "quotes" VALUES(4,'q4',1,'indirect','the vote had been close','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.5,'rules 1',NULL,1,'actual');
CREATE TABLE rating_scales (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	name TEXT NOT NULL, 
	title TEXT NOT NULL, 
	url TEXT, 
	CONSTRAINT pk_rating_scales PRIMARY KEY (id), 
	CONSTRAINT ck_rating_scales_name_given CHECK (length(name) > 0), 
	CONSTRAINT uq_rating_scales_uid UNIQUE (uid), 
	CONSTRAINT uq_rating_scales_name UNIQUE (name)
);
INSERT INTO "rating_scales" VALUES(1,'t1','house','The Courier''s own scale',NULL);
CREATE TABLE ratings (
	id INTEGER NOT NULL, 
	rating_scale_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	value FLOAT, 
	normalized TEXT NOT NULL, 
	colour TEXT, 
	definition TEXT, 
	CONSTRAINT pk_ratings PRIMARY KEY (id), 
	CONSTRAINT ck_ratings_normalized_known CHECK (normalized IN ('true', 'mixture', 'false', 'other')), 
	CONSTRAINT ck_ratings_label_given CHECK (length(label) > 0), 
	CONSTRAINT fk_ratings_rating_scale_id_rating_scales FOREIGN KEY(rating_scale_id) REFERENCES rating_scales (id) ON DELETE CASCADE, 
	CONSTRAINT uq_ratings_rating_scale_id_seq UNIQUE (rating_scale_id, seq), 
	CONSTRAINT uq_ratings_rating_scale_id_label UNIQUE (rating_scale_id, label), 
	CONSTRAINT uq_ratings_rating_scale_id_value UNIQUE (rating_scale_id, value)
);
INSERT INTO "ratings" VALUES(1,1,0,'Wrong',1.0,'false',NULL,NULL);
INSERT INTO "ratings" VALUES(2,1,1,'Right',2.0,'true',NULL,NULL);
INSERT INTO "ratings" VALUES(3,1,2,'Open',NULL,'other',NULL,NULL);
CREATE TABLE repetitions (
	claim_id INTEGER NOT NULL, 
	nth INTEGER NOT NULL, 
	dated_on DATE NOT NULL, 
	CONSTRAINT pk_repetitions PRIMARY KEY (claim_id, nth), 
	CONSTRAINT fk_repetitions_claim_id_claims FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "repetitions" VALUES(1,1,'2024-03-04');
INSERT INTO "repetitions" VALUES(1,2,'2024-03-04');
INSERT INTO "repetitions" VALUES(1,3,'2024-03-01');
CREATE TABLE reviews (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	claim_id INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	rating_id INTEGER, 
	rating_label TEXT, 
	rating_value FLOAT, 
	worst_value FLOAT, 
	best_value FLOAT, 
	explanation TEXT, 
	text TEXT, 
	reviewer TEXT, 
	organization TEXT, 
	reviewed_on DATE, 
	url TEXT, 
	language TEXT NOT NULL, 
	supersedes_id INTEGER, 
	origin TEXT NOT NULL, 
	markup TEXT, 
	import_run_id INTEGER, title TEXT, 
	CONSTRAINT pk_reviews PRIMARY KEY (id), 
	CONSTRAINT ck_reviews_status_known CHECK (status IN ('draft', 'published', 'withdrawn')), 
	CONSTRAINT ck_reviews_published_whole CHECK (status = 'draft' OR (rating_label IS NOT NULL AND reviewed_on IS NOT NULL AND (reviewer IS NOT NULL OR organization IS NOT NULL)) OR origin = 'claimreview'), 
	CONSTRAINT ck_reviews_value_on_scale CHECK (rating_value BETWEEN worst_value AND best_value), 
	CONSTRAINT ck_reviews_value_with_ends CHECK ((rating_value IS NULL) = (worst_value IS NULL) AND (worst_value IS NULL) = (best_value IS NULL)), 
	CONSTRAINT ck_reviews_not_superseding_itself CHECK (supersedes_id <> id), 
	CONSTRAINT fk_reviews_claim_id_claims FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_reviews_rating_id_ratings FOREIGN KEY(rating_id) REFERENCES ratings (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_reviews_supersedes_id_reviews FOREIGN KEY(supersedes_id) REFERENCES reviews (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_reviews_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_reviews_uid UNIQUE (uid), 
	CONSTRAINT uq_reviews_supersedes_id UNIQUE (supersedes_id)
);
INSERT INTO "reviews" VALUES(1,'v1',1,'published',1,'Wrong',1.0,1.0,2.0,NULL,NULL,'Ada Quill','Ellis Courier','2024-03-06','https://courier.example/check/1','en',NULL,'record',NULL,NULL,'No, the ferry does not run until 2025');
INSERT INTO "reviews" VALUES(2,'v2',1,'published',2,'Right',2.0,1.0,2.0,NULL,NULL,'Ada Quill',NULL,'2024-03-08',NULL,'en',1,'record',NULL,1,NULL);
INSERT INTO "reviews" VALUES(3,'v3',2,'draft',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'en',NULL,'record',NULL,NULL,NULL);
CREATE TABLE roles (
	id INTEGER NOT NULL, 
	speaker_id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	office TEXT NOT NULL, 
	organization TEXT, 
	held_from DATE, 
	held_until DATE, 
	source_id INTEGER, 
	url TEXT, 
	origin TEXT NOT NULL, 
	import_run_id INTEGER, 
	CONSTRAINT pk_roles PRIMARY KEY (id), 
	CONSTRAINT uq_roles_speaker_id_title_held_from UNIQUE (speaker_id, title, held_from), 
	CONSTRAINT ck_roles_title_given CHECK (length(title) > 0), 
	CONSTRAINT ck_roles_held_in_order CHECK (held_until >= held_from), 
	CONSTRAINT fk_roles_speaker_id_speakers FOREIGN KEY(speaker_id) REFERENCES speakers (id) ON DELETE CASCADE, 
	CONSTRAINT fk_roles_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_roles_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT
);
INSERT INTO "roles" VALUES(1,1,'Mayor of Ellis','mayor ellis','Ellis','2020-05-01','2024-04-30',1,NULL,'record',1);
INSERT INTO "roles" VALUES(2,4,'operator of the ferry','operator ferry',NULL,NULL,NULL,NULL,'https://harbour.example/about','list',NULL);
CREATE TABLE shingles (
	shingle BIGINT NOT NULL, 
	wording_id INTEGER NOT NULL, 
	length SMALLINT NOT NULL, 
	CONSTRAINT pk_shingles PRIMARY KEY (shingle, wording_id)
)
 WITHOUT ROWID

;
INSERT INTO "shingles" VALUES(7,1,6);
INSERT INTO "shingles" VALUES(7,2,8);
INSERT INTO "shingles" VALUES(8,2,8);
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
	import_run_id INTEGER NOT NULL, printed_publisher TEXT, 
	CONSTRAINT pk_sources PRIMARY KEY (id), 
	CONSTRAINT ck_sources_medium_known CHECK (medium IN ('article', 'transcript', 'statement', 'post', 'broadcast', 'document')), 
	CONSTRAINT ck_sources_not_derived_from_itself CHECK (derived_from_id <> id), 
	CONSTRAINT fk_sources_derived_from_id_sources FOREIGN KEY(derived_from_id) REFERENCES sources (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_sources_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_sources_publisher_id_publishers FOREIGN KEY(publisher_id) REFERENCES publishers (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_sources_uid UNIQUE (uid), 
	CONSTRAINT uq_sources_url UNIQUE (url)
);
INSERT INTO "sources" VALUES(1,'s1',1,'https://courier.example/1','Council keeps the ferry',NULL,NULL,NULL,NULL,'en','article','2024-03-04',NULL,NULL,NULL,1,'The Elm Post Online');
INSERT INTO "sources" VALUES(2,'s2',NULL,NULL,'The ferry stays',NULL,NULL,NULL,NULL,'en','post',NULL,NULL,NULL,1,1,NULL);
CREATE TABLE speaker_names (
	id INTEGER NOT NULL, 
	speaker_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	import_run_id INTEGER, parts TEXT, 
	CONSTRAINT pk_speaker_names PRIMARY KEY (id), 
	CONSTRAINT ck_speaker_names_kind_known CHECK (kind IN ('primary', 'alias', 'short', 'transliteration', 'former')), 
	CONSTRAINT fk_speaker_names_import_run_id_import_runs FOREIGN KEY(import_run_id) REFERENCES import_runs (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_speaker_names_speaker_id_speakers FOREIGN KEY(speaker_id) REFERENCES speakers (id) ON DELETE CASCADE, 
	CONSTRAINT uq_speaker_names_speaker_id_name UNIQUE (speaker_id, name)
);
INSERT INTO "speaker_names" VALUES(1,1,'Jonas Reed','jonas reed','primary',NULL,'reed j');
INSERT INTO "speaker_names" VALUES(2,1,'Réed','reed','short',NULL,NULL);
INSERT INTO "speaker_names" VALUES(3,1,'J. Reed','j reed','alias',NULL,'reed j');
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
	import_run_id INTEGER, canonical_id INTEGER, 
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
INSERT INTO "speakers" VALUES(1,'k1','person','Jonas Reed','Mayor','Q42',NULL,NULL,'confirmed','record',1,1);
INSERT INTO "speakers" VALUES(2,'k2','unnamed','two council members',NULL,NULL,NULL,1,'extracted','rules 1',1,2);
INSERT INTO "speakers" VALUES(3,'k3','person','Mayor Reed',NULL,NULL,1,NULL,'extracted','rules 1',1,1);
INSERT INTO "speakers" VALUES(4,'k4','organization','harbour authority',NULL,NULL,NULL,NULL,'extracted','rules 1',1,4);
CREATE TABLE variants (
	id INTEGER NOT NULL, 
	wording_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	altered TEXT, 
	similarity FLOAT NOT NULL, 
	same_utterance BOOLEAN NOT NULL, 
	origin TEXT NOT NULL, 
	CONSTRAINT pk_variants PRIMARY KEY (id), 
	CONSTRAINT uq_variants_wording_id_other_id UNIQUE (wording_id, other_id), 
	CONSTRAINT ck_variants_kind_known CHECK (kind IN ('clipped', 'edited', 'overlap')), 
	CONSTRAINT ck_variants_altered_known CHECK (altered IN ('negation', 'number')), 
	CONSTRAINT ck_variants_similarity_range CHECK (similarity BETWEEN 0 AND 1), 
	CONSTRAINT ck_variants_not_to_itself CHECK (wording_id <> other_id), 
	CONSTRAINT ck_variants_altered_apart CHECK (altered IS NULL OR NOT same_utterance), 
	CONSTRAINT fk_variants_wording_id_wordings FOREIGN KEY(wording_id) REFERENCES wordings (id) ON DELETE CASCADE, 
	CONSTRAINT fk_variants_other_id_wordings FOREIGN KEY(other_id) REFERENCES wordings (id) ON DELETE CASCADE
);
INSERT INTO "variants" VALUES(1,1,2,'edited','negation',0.8,0,'variants 1');
CREATE TABLE wordings (
	id INTEGER NOT NULL, 
	fingerprint BIGINT NOT NULL, 
	words TEXT NOT NULL, 
	utterance_id INTEGER NOT NULL, 
	sources INTEGER NOT NULL, 
	CONSTRAINT pk_wordings PRIMARY KEY (id), 
	CONSTRAINT ck_wordings_words_given CHECK (length(words) > 0), 
	CONSTRAINT ck_wordings_utterance_by_its_first CHECK (utterance_id <= id), 
	CONSTRAINT fk_wordings_utterance_id_wordings FOREIGN KEY(utterance_id) REFERENCES wordings (id) ON DELETE RESTRICT
);
INSERT INTO "wordings" VALUES(1,123,'we owe it to the islands',1,1);
INSERT INTO "wordings" VALUES(2,456,'we do not owe it to the islands',2,0);
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
CREATE INDEX ix_speakers_canonical_id ON speakers (canonical_id);
CREATE INDEX ix_changes_subject_subject_id ON changes (subject, subject_id);
CREATE INDEX ix_changes_changed_at ON changes (changed_at);
CREATE INDEX ix_claims_text_sha256 ON claims (text_sha256);
CREATE INDEX ix_claims_status_score ON claims (status, score);
CREATE INDEX ix_assertions_import_run_id ON assertions (import_run_id);
CREATE INDEX ix_assertions_quote_id ON assertions (quote_id);
CREATE INDEX ix_assertions_source_id ON assertions (source_id);
CREATE INDEX ix_assertions_source_version_id ON assertions (source_version_id);
CREATE INDEX ix_claim_relations_to_claim_id ON claim_relations (to_claim_id);
CREATE INDEX ix_claim_relations_import_run_id ON claim_relations (import_run_id);
CREATE INDEX ix_assertions_stance_claim_id ON assertions (stance, claim_id);
CREATE INDEX ix_decisions_import_run_id ON decisions (import_run_id);
CREATE INDEX ix_decisions_subject_subject_id ON decisions (subject, subject_id);
CREATE INDEX ix_reviews_claim_id ON reviews (claim_id);
CREATE INDEX ix_reviews_rating_id ON reviews (rating_id);
CREATE INDEX ix_reviews_import_run_id ON reviews (import_run_id);
CREATE INDEX ix_reviews_url ON reviews (url);
CREATE INDEX ix_evidence_source_id ON evidence (source_id);
CREATE INDEX ix_evidence_quote_id ON evidence (quote_id);
CREATE INDEX ix_evidence_import_run_id ON evidence (import_run_id);
CREATE INDEX ix_assertions_dated_on_stance_claim_id ON assertions (dated_on, stance, claim_id);
CREATE INDEX ix_wordings_fingerprint ON wordings (fingerprint);
CREATE INDEX ix_wordings_utterance_id ON wordings (utterance_id);
CREATE INDEX ix_wordings_sources ON wordings (sources);
CREATE INDEX ix_quoted_runs_wording_id ON quoted_runs (wording_id);
CREATE INDEX ix_variants_other_id ON variants (other_id);
CREATE INDEX ix_variants_kind_altered ON variants (kind, altered);
CREATE INDEX ix_roles_office ON roles (office);
CREATE INDEX ix_roles_source_id ON roles (source_id);
CREATE INDEX ix_roles_import_run_id ON roles (import_run_id);
CREATE INDEX ix_speaker_names_parts ON speaker_names (parts);
CREATE INDEX ix_source_versions_retrieved_at ON source_versions (retrieved_at) WHERE number > 1;
CREATE INDEX ix_quotes_status_dated_on ON quotes (status, dated_on) WHERE status <> 'extracted';
CREATE INDEX ix_attributions_rank_speaker_id ON attributions (rank, speaker_id) WHERE rank = 'deprecated';
CREATE INDEX ix_quote_counts_grouped_by_member ON quote_counts (grouped_by, member);
CREATE INDEX ix_quotes_factuality_dated_on ON quotes (factuality, dated_on) WHERE factuality <> 'actual';
CREATE INDEX ix_claim_matches_other_id ON claim_matches (other_id);
CREATE INDEX ix_repetitions_nth_dated_on_claim_id ON repetitions (nth, dated_on, claim_id);
CREATE INDEX ix_attributions_speaker_id_title_as_printed ON attributions (speaker_id, title_as_printed) WHERE title_as_printed IS NOT NULL;
CREATE INDEX ix_sources_agency ON sources (agency) WHERE agency IS NOT NULL;
CREATE INDEX ix_quotes_confidence ON quotes (confidence);
CREATE INDEX ix_quotes_language ON quotes (language);
CREATE INDEX ix_reviews_supersedes_id ON reviews (supersedes_id) WHERE supersedes_id IS NOT NULL;
CREATE INDEX ix_attributions_printed ON attributions (speaker_id, as_printed, title_as_printed, basis, quote_id) WHERE rank <> 'deprecated';
CREATE VIEW report_anchors AS
-- The place of each part of each quote: code points from 0 in the text of the version, ends exclusive.
-- is_proved is 1 if the text has the words there, 0 if it does not, NULL if the text is not kept.
SELECT
    a.quote_id AS quote_id,  -- integer: Number of the quote.
    q.uid AS quote_uid,  -- text: Public id of the quote.
    a.part AS part,  -- text: content, cue, speaker, reporter, addressee or date.
    a.seq AS seq,  -- integer: 0 for the first span of that part, then 1, 2 and so on.
    a.start_char AS start_char,  -- integer: Where the span begins in the text of the version: code points from 0.
    a.end_char AS end_char,  -- integer: Where it ends, exclusive.
    CASE WHEN a.in_marks THEN 1 ELSE 0 END AS is_in_marks,  -- integer: 1 if it is in quotation marks, else 0.
    a.exact AS exact,  -- text: The words of the span.
    v.id AS source_version_id,  -- integer: Number of the source version.
    v.number AS version_number,  -- integer: 1 for the first known text of the source, then 2, 3 and so on.
    v.text_sha256 AS text_sha256,  -- text: SHA-256 of the version's text in UTF-8, hexadecimal.
    CASE
        WHEN v.text IS NULL THEN NULL
        WHEN substr(v.text, a.start_char + 1, a.end_char - a.start_char) = a.exact THEN 1
        ELSE 0
    END AS is_proved  -- integer: 1 if the text has the words there, else 0; unknown if it is not kept.
FROM anchors a
JOIN quotes q ON q.id = a.quote_id
JOIN source_versions v ON v.id = a.source_version_id;
CREATE VIEW report_assertions AS
-- Who asserts, denies, disputes, repeats which claim or attributes it to another: one row per assertion and speaker. A
-- source's own narration has quote_id NULL and speaker ''. A quote that is not actual asserts and repeats nothing.
SELECT
    s.id AS assertion_id,  -- integer: Number of the assertion.
    c.id AS claim_id,  -- integer: Number of the claim.
    c.text AS claim,  -- text: The claim in our own words.
    s.stance AS stance,  -- text: asserts, denies, disputes, repeats or attributes (to another).
    s.quote_id AS quote_id,  -- integer: Number of the quote; unknown for a source's own narration.
    coalesce(q.text, '') AS quote,  -- text: The quoted words.
    k.canonical_id AS speaker_id,  -- integer: Number of the speaker.
    coalesce(m.name, '') AS speaker,  -- text: Name of the speaker.
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
LEFT JOIN speakers m ON m.id = k.canonical_id
WHERE c.status <> 'rejected' AND (q.id IS NULL OR (q.status <> 'rejected'
    AND (q.factuality = 'actual' OR s.stance IN ('denies', 'disputes'))));
CREATE VIEW report_attributions AS
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
LEFT JOIN speakers m ON m.id = k.canonical_id;
CREATE VIEW report_changes AS
-- One row per quote that a version of a source after the first has and the one before had not (new), or the other way
-- round (gone), without rejected quotes. A quote that was reworded is gone and new.
SELECT
    s.id AS source_id,  -- integer: Number of the source.
    s.title AS title,  -- text: Headline of the source.
    coalesce(p.name, '') AS publisher,  -- text: Who published it.
    c.number AS version,  -- integer: Number of the version in which it came or went.
    c.retrieved_at AS retrieved_at,  -- text: When that version was read, UTC.
    c.change AS change,  -- text: new or gone.
    q.id AS quote_id,  -- integer: Number of the quote.
    q.uid AS quote_uid,  -- text: Public id of the quote: the same in every copy of the database.
    q.kind AS kind,  -- text: direct, mixed or indirect.
    q.text AS text  -- text: The quoted words.
FROM (
    SELECT DISTINCT v.source_id, v.number, v.retrieved_at, 'new' AS change, a.quote_id
    FROM source_versions v
    JOIN source_versions b ON b.source_id = v.source_id AND b.number = v.number - 1
    JOIN anchors a ON a.source_version_id = v.id
    WHERE NOT EXISTS (SELECT 1 FROM anchors o WHERE o.quote_id = a.quote_id AND o.source_version_id = b.id)
    UNION ALL
    SELECT DISTINCT v.source_id, v.number, v.retrieved_at, 'gone', o.quote_id
    FROM source_versions v
    JOIN source_versions b ON b.source_id = v.source_id AND b.number = v.number - 1
    JOIN anchors o ON o.source_version_id = b.id
    WHERE NOT EXISTS (SELECT 1 FROM anchors a WHERE a.quote_id = o.quote_id AND a.source_version_id = v.id)
) c
JOIN quotes q ON q.id = c.quote_id
JOIN sources s ON s.id = c.source_id
LEFT JOIN publishers p ON p.id = s.publisher_id
WHERE q.status <> 'rejected';
CREATE VIEW report_claims AS
-- One row per claim, without rejected ones, with how many quotes assert, repeat, deny and dispute it, and when first
-- and last. Rejected quotes do not count; negated and possible ones assert and repeat nothing.
SELECT
    c.id AS claim_id,  -- integer: Number of the claim.
    c.uid AS claim_uid,  -- text: Public id of the claim: the same in every copy of the database.
    c.text AS text,  -- text: The claim in our own words.
    c.status AS status,  -- text: candidate or confirmed.
    c.origin AS origin,  -- text: What made the claim.
    coalesce(c.confirmed_by, '') AS confirmed_by,  -- text: Who confirmed it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'asserts' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS assert_count,  -- integer: How many quotes assert it.
    (
        SELECT count(DISTINCT s.quote_id) FROM assertions s JOIN quotes q ON q.id = s.quote_id
        WHERE s.claim_id = c.id AND s.stance = 'repeats' AND q.status <> 'rejected' AND q.factuality = 'actual'
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
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR (q.status <> 'rejected'
        AND (q.factuality = 'actual' OR s.stance IN ('denies', 'disputes'))))
    ) AS first_on,  -- date: Day of the first assertion, denial or dispute.
    (
        SELECT max(coalesce(q.dated_on, o.published_on)) FROM assertions s JOIN sources o ON o.id = s.source_id
        LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = c.id AND (q.id IS NULL OR (q.status <> 'rejected'
        AND (q.factuality = 'actual' OR s.stance IN ('denies', 'disputes'))))
    ) AS last_on,  -- date: Day of the last one.
    coalesce((
        SELECT r.rating_label FROM reviews r LEFT JOIN ratings t ON t.id = r.rating_id WHERE r.claim_id = c.id AND r.status = 'published'
        AND NOT EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id AND n.status <> 'draft')
        ORDER BY coalesce(r.reviewed_on, '') DESC, r.id DESC LIMIT 1
    ), '') AS rating,  -- text: The rating of its latest current review; empty where nobody has reviewed it.
    coalesce((
        SELECT t.normalized FROM reviews r LEFT JOIN ratings t ON t.id = r.rating_id WHERE r.claim_id = c.id AND r.status = 'published'
        AND NOT EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id AND n.status <> 'draft')
        ORDER BY coalesce(r.reviewed_on, '') DESC, r.id DESC LIMIT 1
    ), '') AS normalized,  -- text: What that rating comes to on any scale: true, mixture, false or other.
    coalesce(c.kind, '') AS kind,  -- text: Why it is worth checking: figure, comparison, superlative, event, accusation or denial.
    c.score AS score,  -- real: How much, from 0 to 1; unknown for what people wrote down.
    c.import_run_id AS import_run_id,  -- integer: Number of the import run that brought it.
    coalesce((SELECT i.started_at FROM import_runs i WHERE i.id = c.import_run_id), '') AS imported_at  -- text: When that run began, UTC.
FROM claims c
WHERE c.status <> 'rejected';
CREATE VIEW report_columns AS
-- Every column of every reporting view, with its type and what it holds. Written by `python -m factdb.database.views`.
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
    ('report_anchors', 4, 'seq', 'integer', '0 for the first span of that part, then 1, 2 and so on.'),
    ('report_anchors', 5, 'start_char', 'integer', 'Where the span begins in the text of the version: code points from 0.'),
    ('report_anchors', 6, 'end_char', 'integer', 'Where it ends, exclusive.'),
    ('report_anchors', 7, 'is_in_marks', 'integer', '1 if it is in quotation marks, else 0.'),
    ('report_anchors', 8, 'exact', 'text', 'The words of the span.'),
    ('report_anchors', 9, 'source_version_id', 'integer', 'Number of the source version.'),
    ('report_anchors', 10, 'version_number', 'integer', '1 for the first known text of the source, then 2, 3 and so on.'),
    ('report_anchors', 11, 'text_sha256', 'text', 'SHA-256 of the version''s text in UTF-8, hexadecimal.'),
    ('report_anchors', 12, 'is_proved', 'integer', '1 if the text has the words there, else 0; unknown if it is not kept.'),
    ('report_assertions', 1, 'assertion_id', 'integer', 'Number of the assertion.'),
    ('report_assertions', 2, 'claim_id', 'integer', 'Number of the claim.'),
    ('report_assertions', 3, 'claim', 'text', 'The claim in our own words.'),
    ('report_assertions', 4, 'stance', 'text', 'asserts, denies, disputes, repeats or attributes (to another).'),
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
    ('report_attributions', 4, 'seq', 'integer', '0 for the first of several, then 1, 2 and so on.'),
    ('report_attributions', 5, 'rank', 'text', 'preferred, normal, or deprecated for a corrected one.'),
    ('report_attributions', 6, 'speaker_id', 'integer', 'Number of the speaker who is believed to be meant.'),
    ('report_attributions', 7, 'speaker', 'text', 'Name of the speaker.'),
    ('report_attributions', 8, 'speaker_kind', 'text', 'person, organization, collective or unnamed.'),
    ('report_attributions', 9, 'as_printed', 'text', 'The words that name the speaker in the source.'),
    ('report_attributions', 10, 'title_as_printed', 'text', 'Title as printed.'),
    ('report_attributions', 11, 'basis', 'text', 'How the name was read: named, title, pronoun, collective, editor and others.'),
    ('report_attributions', 12, 'dated_on', 'date', 'Day of the quote.'),
    ('report_changes', 1, 'source_id', 'integer', 'Number of the source.'),
    ('report_changes', 2, 'title', 'text', 'Headline of the source.'),
    ('report_changes', 3, 'publisher', 'text', 'Who published it.'),
    ('report_changes', 4, 'version', 'integer', 'Number of the version in which it came or went.'),
    ('report_changes', 5, 'retrieved_at', 'text', 'When that version was read, UTC.'),
    ('report_changes', 6, 'change', 'text', 'new or gone.'),
    ('report_changes', 7, 'quote_id', 'integer', 'Number of the quote.'),
    ('report_changes', 8, 'quote_uid', 'text', 'Public id of the quote: the same in every copy of the database.'),
    ('report_changes', 9, 'kind', 'text', 'direct, mixed or indirect.'),
    ('report_changes', 10, 'text', 'text', 'The quoted words.'),
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
    ('report_claims', 13, 'rating', 'text', 'The rating of its latest current review; empty where nobody has reviewed it.'),
    ('report_claims', 14, 'normalized', 'text', 'What that rating comes to on any scale: true, mixture, false or other.'),
    ('report_claims', 15, 'kind', 'text', 'Why it is worth checking: figure, comparison, superlative, event, accusation or denial.'),
    ('report_claims', 16, 'score', 'real', 'How much, from 0 to 1; unknown for what people wrote down.'),
    ('report_claims', 17, 'import_run_id', 'integer', 'Number of the import run that brought it.'),
    ('report_claims', 18, 'imported_at', 'text', 'When that run began, UTC.'),
    ('report_columns', 1, 'view_name', 'text', 'Name of the view.'),
    ('report_columns', 2, 'position', 'integer', '1 for the first column, counted up.'),
    ('report_columns', 3, 'column_name', 'text', 'Name of the column.'),
    ('report_columns', 4, 'column_type', 'text', 'integer, real, text or date; days are ISO 8601 text on SQLite.'),
    ('report_columns', 5, 'description', 'text', 'What the column holds.'),
    ('report_counts', 1, 'counted_by', 'text', 'What is counted by: kind, status, day, month, publisher or speaker.'),
    ('report_counts', 2, 'name', 'text', 'Which: direct, confirmed, 2024-05-31, 2024-05, a name; '''' where it is not known.'),
    ('report_counts', 3, 'speaker_id', 'integer', 'Number of the speaker; unknown for all that is not counted by speaker.'),
    ('report_counts', 4, 'quote_count', 'integer', 'How many quotes.'),
    ('report_daily', 1, 'dated_on', 'date', 'Day on which the quotes were said, else published; unknown if neither is known.'),
    ('report_daily', 2, 'publisher', 'text', 'Who published the sources.'),
    ('report_daily', 3, 'speaker_id', 'integer', 'Number of the speaker; unknown if the text names none.'),
    ('report_daily', 4, 'speaker', 'text', 'Name of the speaker.'),
    ('report_daily', 5, 'quote_count', 'integer', 'How many quotes.'),
    ('report_decisions', 1, 'decision_id', 'integer', 'Number of the decision.'),
    ('report_decisions', 2, 'decided_at', 'text', 'When, UTC.'),
    ('report_decisions', 3, 'actor', 'text', 'Who decided.'),
    ('report_decisions', 4, 'action', 'text', 'confirm, correct, reject, add, merge, split, distinct, undo, publish, withdraw or delete.'),
    ('report_decisions', 5, 'subject', 'text', 'What about: quotes, speakers, claims, sources, rating_scales or reviews.'),
    ('report_decisions', 6, 'subject_id', 'integer', 'Number of that row.'),
    ('report_decisions', 7, 'reason', 'text', 'Why, in words.'),
    ('report_decisions', 8, 'import_run_id', 'integer', 'Number of the import run in which it was made; unknown for one made by hand.'),
    ('report_decisions', 9, 'quote_origin', 'text', 'Engine that found the quote decided on, or record.'),
    ('report_quotes', 1, 'quote_id', 'integer', 'Number of the quote in this database.'),
    ('report_quotes', 2, 'quote_uid', 'text', 'Public id of the quote: the same in every copy of the database.'),
    ('report_quotes', 3, 'kind', 'text', 'direct, mixed or indirect.'),
    ('report_quotes', 4, 'text', 'text', 'The quoted words as printed; " ... " where words between them were left out.'),
    ('report_quotes', 5, 'cue', 'text', 'The words that attribute: said, according to.'),
    ('report_quotes', 6, 'speaker_id', 'integer', 'Number of the speaker; unknown if the text names none.'),
    ('report_quotes', 7, 'speaker_uid', 'text', 'Public id of the speaker.'),
    ('report_quotes', 8, 'speaker', 'text', 'Name of the speaker who is believed to be meant.'),
    ('report_quotes', 9, 'speaker_kind', 'text', 'person, organization, collective or unnamed.'),
    ('report_quotes', 10, 'speaker_title', 'text', 'Title as printed beside the speaker.'),
    ('report_quotes', 11, 'speaker_mention', 'text', 'The speaker as printed: Reed, he, two officials.'),
    ('report_quotes', 12, 'reported_by', 'text', 'Who relayed the words, where the speaker is quoted by another.'),
    ('report_quotes', 13, 'addressee', 'text', 'Who was addressed.'),
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
    ('report_quotes', 31, 'start_char', 'integer', 'Where the quote begins in the newest version that has it: code points from 0.'),
    ('report_quotes', 32, 'end_char', 'integer', 'Where it ends, exclusive.'),
    ('report_quotes', 33, 'speaker_seq', 'integer', '0 for the first speaker of a joint statement, then 1, 2 and so on.'),
    ('report_quotes', 34, 'is_first_speaker', 'integer', '1 in one row of each quote, 0 in the rows of further speakers.'),
    ('report_quotes', 35, 'factuality', 'text', 'actual (said), negated (said not to have been said) or possible.'),
    ('report_quotes', 36, 'days_to_print', 'integer', 'Days from the first on which it can have been said to publication.'),
    ('report_quotes', 37, 'month', 'text', 'Month of dated_on: 2024-03.'),
    ('report_quotes', 38, 'week', 'date', 'Monday of the week of dated_on.'),
    ('report_quotes', 39, 'first_version', 'integer', 'Number of the first version of the source that has it; unknown without a text.'),
    ('report_quotes', 40, 'last_version', 'integer', 'Number of the last version that has it.'),
    ('report_quotes', 41, 'is_in_newest', 'integer', '0 where the newest version of the source has it no longer, else 1.'),
    ('report_quotes', 42, 'import_run_id', 'integer', 'Number of the import run that brought it.'),
    ('report_quotes', 43, 'imported_at', 'text', 'When that run began, UTC.'),
    ('report_quotes', 44, 'changed_at', 'text', 'When it was last imported, changed or decided on, UTC.'),
    ('report_reviews', 1, 'review_id', 'integer', 'Number of the review.'),
    ('report_reviews', 2, 'review_uid', 'text', 'Public id of the review: the same in every copy of the database.'),
    ('report_reviews', 3, 'claim_id', 'integer', 'Number of the claim judged.'),
    ('report_reviews', 4, 'claim_uid', 'text', 'Public id of the claim.'),
    ('report_reviews', 5, 'claim', 'text', 'The claim in our own words.'),
    ('report_reviews', 6, 'rating', 'text', 'The rating as it is called on its scale.'),
    ('report_reviews', 7, 'rating_value', 'real', 'The rating as a number, the higher the truer; unknown for one outside of the order.'),
    ('report_reviews', 8, 'worst_value', 'real', 'The lowest value of the scale.'),
    ('report_reviews', 9, 'best_value', 'real', 'The highest value of the scale.'),
    ('report_reviews', 10, 'normalized', 'text', 'What the rating comes to on any scale: true, mixture, false or other.'),
    ('report_reviews', 11, 'scale', 'text', 'Name of the scale.'),
    ('report_reviews', 12, 'explanation', 'text', 'Why this rating, in a sentence.'),
    ('report_reviews', 13, 'reviewer', 'text', 'Who judged.'),
    ('report_reviews', 14, 'organization', 'text', 'For whom.'),
    ('report_reviews', 15, 'reviewed_on', 'date', 'Day of the review.'),
    ('report_reviews', 16, 'url', 'text', 'The page on which it was published.'),
    ('report_reviews', 17, 'status', 'text', 'published or withdrawn.'),
    ('report_reviews', 18, 'supersedes_id', 'integer', 'Number of the review that this one takes the place of.'),
    ('report_reviews', 19, 'is_current', 'integer', '1 where it is published and no other took its place, else 0.'),
    ('report_reviews', 20, 'support_count', 'integer', 'How many pieces of evidence support the claim.'),
    ('report_reviews', 21, 'refute_count', 'integer', 'How many refute it.'),
    ('report_reviews', 22, 'context_count', 'integer', 'How many put it in context.'),
    ('report_reviews', 23, 'origin', 'text', 'What made the review: record, or claimreview for imported markup.'),
    ('report_roles', 1, 'role_id', 'integer', 'Number of the role.'),
    ('report_roles', 2, 'speaker_id', 'integer', 'Number of the speaker: of the one merged into, if merged.'),
    ('report_roles', 3, 'speaker_uid', 'text', 'Public id of the speaker: the same in every copy of the database.'),
    ('report_roles', 4, 'speaker', 'text', 'Name of the speaker.'),
    ('report_roles', 5, 'title', 'text', 'The role.'),
    ('report_roles', 6, 'organization', 'text', 'Of what: a ministry, a town, a company.'),
    ('report_roles', 7, 'held_from', 'date', 'First day in it, where known.'),
    ('report_roles', 8, 'held_until', 'date', 'Last day in it, where known.'),
    ('report_roles', 9, 'source_id', 'integer', 'Number of the stored source that says so.'),
    ('report_roles', 10, 'url', 'text', 'Address of the page that says so.'),
    ('report_roles', 11, 'origin', 'text', 'record (written here) or list (from an imported list).'),
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
    ('report_sources', 16, 'quote_count', 'integer', 'How many quotes were found in it; rejected, negated and possible ones do not count.'),
    ('report_sources', 17, 'import_run_id', 'integer', 'Number of the import run that brought it.'),
    ('report_sources', 18, 'imported_at', 'text', 'When that run began, UTC.'),
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
    ('report_speakers', 15, 'aliases', 'text', 'Its other names, joined by "; ".'),
    ('report_variant_pairs', 1, 'quote_id', 'integer', 'Number of the quote published first.'),
    ('report_variant_pairs', 2, 'later_quote_id', 'integer', 'Number of the one after it.'),
    ('report_variant_pairs', 3, 'is_later', 'integer', '1 where the second was published on a later day, else 0.'),
    ('report_variant_pairs', 4, 'kind', 'text', 'clipped (one contains the other), edited (words differ) or overlap.'),
    ('report_variant_pairs', 5, 'altered', 'text', 'negation or number where one of these differs, else empty.'),
    ('report_variant_pairs', 6, 'similarity', 'real', 'Share of the words in common, from 0 to 1.'),
    ('report_variant_pairs', 7, 'later_is', 'text', 'longer or shorter than the first; for edited ones it says little.'),
    ('report_variant_pairs', 8, 'source_id', 'integer', 'Number of the source of the first.'),
    ('report_variant_pairs', 9, 'publisher', 'text', 'Who published the first.'),
    ('report_variant_pairs', 10, 'later_source_id', 'integer', 'Number of the source of the later one.'),
    ('report_variant_pairs', 11, 'later_publisher', 'text', 'Who published the later one.'),
    ('report_variants', 1, 'quote_id', 'integer', 'Number of the quote.'),
    ('report_variants', 2, 'quote_uid', 'text', 'Public id of the quote: the same in every copy of the database.'),
    ('report_variants', 3, 'run', 'integer', 'Which of its quoted runs, 0 for the first.'),
    ('report_variants', 4, 'source_id', 'integer', 'Number of the source that prints it.'),
    ('report_variants', 5, 'dated_on', 'date', 'Day it was said, else printed.'),
    ('report_variants', 6, 'status', 'text', 'extracted or confirmed.'),
    ('report_variants', 7, 'wording_id', 'integer', 'Number of exactly these words.'),
    ('report_variants', 8, 'words', 'text', 'The words in lower case, without accents and marks.'),
    ('report_variants', 9, 'utterance_id', 'integer', 'Number of the utterance: of all wordings that are one without question.'),
    ('report_variants', 10, 'utterance_source_count', 'integer', 'Number of sources that print the utterance.'),
    ('report_variants', 11, 'variant_count', 'integer', 'Number of other wordings that contain it, are part of it or differ from it in words.'),
    ('report_variants', 12, 'altered', 'text', 'negation or number where one of these differs from another wording''s, else empty.'),
    ('report_versions', 1, 'version_id', 'integer', 'Number of the version in the whole database.'),
    ('report_versions', 2, 'source_id', 'integer', 'Number of the source.'),
    ('report_versions', 3, 'source_uid', 'text', 'Public id of the source: the same in every copy of the database.'),
    ('report_versions', 4, 'version', 'integer', '1 for the first known text of the source, then 2, 3 and so on.'),
    ('report_versions', 5, 'title', 'text', 'Headline of this version.'),
    ('report_versions', 6, 'retrieved_at', 'text', 'When it was read, UTC.'),
    ('report_versions', 7, 'text_sha256', 'text', 'SHA-256 of its text.'),
    ('report_versions', 8, 'text_length', 'integer', 'Characters in it.'),
    ('report_versions', 9, 'is_headline_changed', 'integer', '1 where the headline is not that of the version before.'),
    ('report_versions', 10, 'quote_count', 'integer', 'Number of quotes in it.'),
    ('report_versions', 11, 'new_count', 'integer', 'Number of them that the version before did not have, reworded ones included.'),
    ('report_versions', 12, 'gone_count', 'integer', 'Number of quotes of the version before that it no longer has, reworded ones included.')
) AS listed;
CREATE VIEW report_counts AS
-- One row per kind, status, day, month, publisher and speaker, with how many quotes there are. The counts are kept up as
-- quotes are written, so that they are read at once however large the archive is. Rejected quotes are counted by status
-- alone, negated and possible ones not at all; a joint statement counts for each of its speakers.
SELECT
    c.grouped_by AS counted_by,  -- text: What is counted by: kind, status, day, month, publisher or speaker.
    c.name AS name,  -- text: Which: direct, confirmed, 2024-05-31, 2024-05, a name; '' where it is not known.
    c.speaker_id AS speaker_id,  -- integer: Number of the speaker; unknown for all that is not counted by speaker.
    CAST(c.quotes AS bigint) AS quote_count  -- integer: How many quotes.
FROM (
    SELECT n.grouped_by, n.member AS name, CAST(NULL AS bigint) AS speaker_id, sum(n.quotes) AS quotes
    FROM quote_counts n WHERE n.grouped_by IN ('kind', 'status', 'day') GROUP BY n.grouped_by, n.member
    UNION ALL
    SELECT 'month', substr(n.member, 1, 7), NULL, sum(n.quotes)
    FROM quote_counts n WHERE n.grouped_by = 'day' GROUP BY substr(n.member, 1, 7)
    UNION ALL
    SELECT 'publisher', coalesce(p.name, n.member), NULL, sum(n.quotes)
    FROM quote_counts n
    LEFT JOIN publishers p ON p.id = CASE n.grouped_by WHEN 'publisher' THEN CAST(n.member AS bigint) END
    WHERE n.grouped_by IN ('publisher', 'agency') GROUP BY coalesce(p.name, n.member)
    UNION ALL
    SELECT 'speaker', m.name, m.id, sum(n.quotes)
    FROM quote_counts n
    JOIN speakers k ON k.id = CASE n.grouped_by WHEN 'speaker' THEN CAST(n.member AS bigint) END
    JOIN speakers m ON m.id = k.canonical_id
    WHERE n.grouped_by = 'speaker' GROUP BY m.id, m.name
) c
WHERE c.quotes > 0;
CREATE VIEW report_daily AS
-- One row per day, publisher and speaker, with how many quotes there are; rejected, negated and possible ones
-- do not count. A joint statement counts for each of its speakers. Ask for days, a publisher or a speaker: that is read by an index. How many there are
-- in all, by day, month, publisher or speaker, is kept in report_counts.
SELECT
    d.dated_on AS dated_on,  -- date: Day on which the quotes were said, else published; unknown if neither is known.
    d.publisher AS publisher,  -- text: Who published the sources.
    d.speaker_id AS speaker_id,  -- integer: Number of the speaker; unknown if the text names none.
    d.speaker AS speaker,  -- text: Name of the speaker.
    d.quotes AS quote_count  -- integer: How many quotes.
-- Three parts, so that each can begin at what is asked for: with both, without a speaker, without a publisher.
FROM (
    SELECT q.dated_on, p.name AS publisher, m.id AS speaker_id, m.name AS speaker, count(DISTINCT q.id) AS quotes
    FROM quotes q
    JOIN sources s ON s.id = q.source_id
    JOIN publishers p ON p.id = s.publisher_id
    JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
    JOIN speakers k ON k.id = a.speaker_id
    JOIN speakers m ON m.id = k.canonical_id
    WHERE q.status <> 'rejected' AND q.factuality = 'actual'
    GROUP BY q.dated_on, p.name, m.id, m.name
    UNION ALL
    SELECT q.dated_on, p.name, NULL, '', count(DISTINCT q.id)
    FROM quotes q
    JOIN sources s ON s.id = q.source_id
    JOIN publishers p ON p.id = s.publisher_id
    LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
    WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND a.speaker_id IS NULL
    GROUP BY q.dated_on, p.name
    UNION ALL
    SELECT q.dated_on, '', m.id, coalesce(m.name, ''), count(DISTINCT q.id)
    FROM quotes q
    JOIN sources s ON s.id = q.source_id AND s.publisher_id IS NULL
    LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
    LEFT JOIN speakers k ON k.id = a.speaker_id
    LEFT JOIN speakers m ON m.id = k.canonical_id
    WHERE q.status <> 'rejected' AND q.factuality = 'actual'
    GROUP BY q.dated_on, m.id, coalesce(m.name, '')
) d;
CREATE VIEW report_decisions AS
-- One row per decision that counts: who confirmed, corrected or rejected what, when and why. Those of an import run that
-- was undone are left out; one that somebody undid is followed by an undo.
SELECT
    d.id AS decision_id,  -- integer: Number of the decision.
    d.decided_at AS decided_at,  -- text: When, UTC.
    d.actor AS actor,  -- text: Who decided.
    d.action AS action,  -- text: confirm, correct, reject, add, merge, split, distinct, undo, publish, withdraw or delete.
    d.subject AS subject,  -- text: What about: quotes, speakers, claims, sources, rating_scales or reviews.
    d.subject_id AS subject_id,  -- integer: Number of that row.
    coalesce(d.reason, '') AS reason,  -- text: Why, in words.
    d.import_run_id AS import_run_id,  -- integer: Number of the import run in which it was made; unknown for one made by hand.
    coalesce(q.origin, '') AS quote_origin  -- text: Engine that found the quote decided on, or record.
FROM decisions d
LEFT JOIN quotes q ON d.subject = 'quotes' AND q.id = d.subject_id
WHERE d.import_run_id IS NULL OR d.import_run_id NOT IN (SELECT i.id FROM import_runs i WHERE i.status = 'undone');
CREATE VIEW report_quotes AS
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
    CAST(julianday(s.published_on) - julianday(q.said_on) AS integer) AS days_to_print,  -- integer: Days from the first on which it can have been said to publication.
    coalesce(substr(q.dated_on, 1, 7), '') AS month,  -- text: Month of dated_on: 2024-03.
    strftime('%Y-%m-%d', q.dated_on, 'weekday 0', '-6 days') AS week,  -- date: Monday of the week of dated_on.
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
    coalesce((SELECT i.started_at FROM import_runs i WHERE i.id = q.import_run_id), '') AS imported_at,  -- text: When that run began, UTC.
    max(
        coalesce((SELECT max(c.changed_at) FROM changes c WHERE c.subject = 'quotes' AND c.subject_id = q.id), ''),
        coalesce((SELECT max(d.decided_at) FROM decisions d WHERE d.subject = 'quotes' AND d.subject_id = q.id), ''),
        coalesce((SELECT i.started_at FROM import_runs i WHERE i.id = q.import_run_id), '')
    ) AS changed_at  -- text: When it was last imported, changed or decided on, UTC.
FROM quotes q
JOIN sources s ON s.id = q.source_id
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'
LEFT JOIN speakers k ON k.id = a.speaker_id
-- As a subquery, so that SQLite looks at the joins again when it has dissolved it: with a WHERE on speaker_id it then
-- begins at the speaker and scans no quotes.
LEFT JOIN (SELECT id, uid, name, kind FROM speakers) m ON m.id = k.canonical_id
WHERE q.status <> 'rejected';
CREATE VIEW report_reviews AS
-- One row per review that was published, or published and withdrawn later: who judged which claim how, on what day, by
-- how much evidence. Drafts are not in it.
SELECT
    r.id AS review_id,  -- integer: Number of the review.
    r.uid AS review_uid,  -- text: Public id of the review: the same in every copy of the database.
    c.id AS claim_id,  -- integer: Number of the claim judged.
    c.uid AS claim_uid,  -- text: Public id of the claim.
    c.text AS claim,  -- text: The claim in our own words.
    coalesce(r.rating_label, '') AS rating,  -- text: The rating as it is called on its scale.
    r.rating_value AS rating_value,  -- real: The rating as a number, the higher the truer; unknown for one outside of the order.
    r.worst_value AS worst_value,  -- real: The lowest value of the scale.
    r.best_value AS best_value,  -- real: The highest value of the scale.
    coalesce(t.normalized, '') AS normalized,  -- text: What the rating comes to on any scale: true, mixture, false or other.
    coalesce(s.name, '') AS scale,  -- text: Name of the scale.
    coalesce(r.explanation, '') AS explanation,  -- text: Why this rating, in a sentence.
    coalesce(r.reviewer, '') AS reviewer,  -- text: Who judged.
    coalesce(r.organization, '') AS organization,  -- text: For whom.
    r.reviewed_on AS reviewed_on,  -- date: Day of the review.
    coalesce(r.url, '') AS url,  -- text: The page on which it was published.
    r.status AS status,  -- text: published or withdrawn.
    r.supersedes_id AS supersedes_id,  -- integer: Number of the review that this one takes the place of.
    CASE
        WHEN r.status <> 'published' THEN 0
        WHEN EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id AND n.status <> 'draft') THEN 0
        ELSE 1
    END AS is_current,  -- integer: 1 where it is published and no other took its place, else 0.
    (
        SELECT count(*) FROM evidence e WHERE e.review_id = r.id AND e.stance = 'supports'
    ) AS support_count,  -- integer: How many pieces of evidence support the claim.
    (
        SELECT count(*) FROM evidence e WHERE e.review_id = r.id AND e.stance = 'refutes'
    ) AS refute_count,  -- integer: How many refute it.
    (
        SELECT count(*) FROM evidence e WHERE e.review_id = r.id AND e.stance = 'context'
    ) AS context_count,  -- integer: How many put it in context.
    r.origin AS origin  -- text: What made the review: record, or claimreview for imported markup.
FROM reviews r
JOIN claims c ON c.id = r.claim_id
LEFT JOIN ratings t ON t.id = r.rating_id
LEFT JOIN rating_scales s ON s.id = t.rating_scale_id
WHERE r.status <> 'draft' AND c.status <> 'rejected';
CREATE VIEW report_roles AS
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
WHERE k.status <> 'rejected';
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
        SELECT count(*) FROM quotes q WHERE q.source_id = s.id AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS quote_count,  -- integer: How many quotes were found in it; rejected, negated and possible ones do not count.
    s.import_run_id AS import_run_id,  -- integer: Number of the import run that brought it.
    coalesce((SELECT i.started_at FROM import_runs i WHERE i.id = s.import_run_id), '') AS imported_at  -- text: When that run began, UTC.
FROM sources s
LEFT JOIN publishers p ON p.id = s.publisher_id
LEFT JOIN sources d ON d.id = s.derived_from_id;
CREATE VIEW report_speakers AS
-- One row per speaker; a merged one names the speaker it now means (canonical_id, canonical_name), and its quotes count
-- there, so that the counts add up. Only what was said counts: no rejected quote, and none that is negated or possible.
SELECT
    k.id AS speaker_id,  -- integer: Number of the speaker.
    k.uid AS speaker_uid,  -- text: Public id of the speaker: the same in every copy of the database.
    k.name AS name,  -- text: Name.
    k.kind AS kind,  -- text: person, organization, collective or unnamed.
    coalesce(k.role, '') AS role,  -- text: Role as an editor recorded it.
    coalesce(k.wikidata_id, '') AS wikidata_id,  -- text: Wikidata item: Q and digits.
    k.canonical_id AS canonical_id,  -- integer: Number of the speaker it was merged into, else its own.
    coalesce(m.name, k.name) AS canonical_name,  -- text: Name of that speaker.
    k.status AS status,  -- text: extracted, confirmed or rejected.
    k.origin AS origin,  -- text: What made the speaker.
    k.scope_source_id AS scope_source_id,  -- integer: The one source that an unnamed speaker belongs to.
    (
        SELECT count(DISTINCT a.quote_id) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (SELECT g.id FROM speakers g WHERE g.canonical_id = k.id)
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS quote_count,  -- integer: How many quotes count for it; 0 for a merged one.
    (
        SELECT min(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (SELECT g.id FROM speakers g WHERE g.canonical_id = k.id)
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS first_on,  -- date: Day of its first quote.
    (
        SELECT max(a.dated_on) FROM attributions a JOIN quotes q ON q.id = a.quote_id
        WHERE a.speaker_id IN (SELECT g.id FROM speakers g WHERE g.canonical_id = k.id)
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected' AND q.factuality = 'actual'
    ) AS last_on,  -- date: Day of its last quote.
    coalesce((
        SELECT group_concat(n.name, '; ') FROM (
            SELECT o.name FROM speaker_names o WHERE o.speaker_id = k.id AND o.name <> k.name
            GROUP BY o.name ORDER BY o.name COLLATE BINARY
        ) n
    ), '') AS aliases  -- text: Its other names, joined by "; ".
FROM speakers k
LEFT JOIN speakers m ON m.id = k.canonical_id;
CREATE VIEW report_variant_pairs AS
-- One row per pair of quotes whose words are variants of one another, from the one published first to the one after it.
-- The later one changed the words, as far as days can tell; is_later is 0 where both came out on one day, or on days that
-- are not known, and the pair is in the order of its numbers. Rejected quotes are left out.
SELECT
    e.id AS quote_id,  -- integer: Number of the quote published first.
    l.id AS later_quote_id,  -- integer: Number of the one after it.
    CASE WHEN r.later_on > r.earlier_on THEN 1 ELSE 0 END AS is_later,  -- integer: 1 where the second was published on a later day, else 0.
    r.kind AS kind,  -- text: clipped (one contains the other), edited (words differ) or overlap.
    coalesce(r.altered, '') AS altered,  -- text: negation or number where one of these differs, else empty.
    r.similarity AS similarity,  -- real: Share of the words in common, from 0 to 1.
    CASE WHEN r.shorter_id = e.id THEN 'longer' ELSE 'shorter' END AS later_is,  -- text: longer or shorter than the first; for edited ones it says little.
    es.id AS source_id,  -- integer: Number of the source of the first.
    coalesce(ep.name, '') AS publisher,  -- text: Who published the first.
    ls.id AS later_source_id,  -- integer: Number of the source of the later one.
    coalesce(lp.name, '') AS later_publisher  -- text: Who published the later one.
FROM (
    SELECT x.quote_id AS shorter_id, v.kind, v.altered, v.similarity,
        CASE WHEN (coalesce(xs.published_on, '~'), xq.id) < (coalesce(ys.published_on, '~'), yq.id)
            THEN xq.id ELSE yq.id END AS earlier_id,
        CASE WHEN (coalesce(xs.published_on, '~'), xq.id) < (coalesce(ys.published_on, '~'), yq.id)
            THEN yq.id ELSE xq.id END AS later_id,
        CASE WHEN xs.published_on < ys.published_on THEN xs.published_on ELSE ys.published_on END AS earlier_on,
        CASE WHEN xs.published_on < ys.published_on THEN ys.published_on ELSE xs.published_on END AS later_on
    FROM variants v
    JOIN quoted_runs x ON x.wording_id = v.wording_id
    JOIN quotes xq ON xq.id = x.quote_id AND xq.status <> 'rejected'
    JOIN sources xs ON xs.id = xq.source_id
    JOIN quoted_runs y ON y.wording_id = v.other_id
    JOIN quotes yq ON yq.id = y.quote_id AND yq.status <> 'rejected'
    JOIN sources ys ON ys.id = yq.source_id
) r
JOIN quotes e ON e.id = r.earlier_id
JOIN sources es ON es.id = e.source_id
LEFT JOIN publishers ep ON ep.id = es.publisher_id
JOIN quotes l ON l.id = r.later_id
JOIN sources ls ON ls.id = l.source_id
LEFT JOIN publishers lp ON lp.id = ls.publisher_id;
CREATE VIEW report_variants AS
-- One row per quoted run of a quote: the same words elsewhere have the same wording, and one utterance one number.
SELECT
    r.quote_id AS quote_id,  -- integer: Number of the quote.
    q.uid AS quote_uid,  -- text: Public id of the quote: the same in every copy of the database.
    r.seq AS run,  -- integer: Which of its quoted runs, 0 for the first.
    q.source_id AS source_id,  -- integer: Number of the source that prints it.
    q.dated_on AS dated_on,  -- date: Day it was said, else printed.
    q.status AS status,  -- text: extracted or confirmed.
    r.wording_id AS wording_id,  -- integer: Number of exactly these words.
    w.words AS words,  -- text: The words in lower case, without accents and marks.
    w.utterance_id AS utterance_id,  -- integer: Number of the utterance: of all wordings that are one without question.
    f.sources AS utterance_source_count,  -- integer: Number of sources that print the utterance.
    (
        SELECT count(*) FROM variants v WHERE v.wording_id = w.id
    ) + (
        SELECT count(*) FROM variants v WHERE v.other_id = w.id
    ) AS variant_count,  -- integer: Number of other wordings that contain it, are part of it or differ from it in words.
    coalesce(
        (
            SELECT min(v.altered) FROM variants v WHERE v.altered IS NOT NULL AND (v.wording_id = w.id OR v.other_id = w.id)
        ),
        ''
    ) AS altered  -- text: negation or number where one of these differs from another wording's, else empty.
FROM quoted_runs r
JOIN quotes q ON q.id = r.quote_id
JOIN wordings w ON w.id = r.wording_id
JOIN wordings f ON f.id = w.utterance_id
WHERE q.status <> 'rejected';
CREATE VIEW report_versions AS
-- One row per version of a source, with how many quotes came and went since the one before.
SELECT
    v.id AS version_id,  -- integer: Number of the version in the whole database.
    v.source_id AS source_id,  -- integer: Number of the source.
    s.uid AS source_uid,  -- text: Public id of the source: the same in every copy of the database.
    v.number AS version,  -- integer: 1 for the first known text of the source, then 2, 3 and so on.
    v.title AS title,  -- text: Headline of this version.
    v.retrieved_at AS retrieved_at,  -- text: When it was read, UTC.
    v.text_sha256 AS text_sha256,  -- text: SHA-256 of its text.
    v.text_length AS text_length,  -- integer: Characters in it.
    CASE WHEN b.title <> v.title THEN 1 ELSE 0 END AS is_headline_changed,  -- integer: 1 where the headline is not that of the version before.
    (
        SELECT count(DISTINCT a.quote_id) FROM anchors a WHERE a.source_version_id = v.id
    ) AS quote_count,  -- integer: Number of quotes in it.
    (
        SELECT count(DISTINCT a.quote_id) FROM anchors a WHERE a.source_version_id = v.id AND b.id IS NOT NULL
            AND a.quote_id NOT IN (SELECT o.quote_id FROM anchors o WHERE o.source_version_id = b.id)
    ) AS new_count,  -- integer: Number of them that the version before did not have, reworded ones included.
    (
        SELECT count(DISTINCT o.quote_id) FROM anchors o WHERE o.source_version_id = b.id
            AND o.quote_id NOT IN (SELECT a.quote_id FROM anchors a WHERE a.source_version_id = v.id)
    ) AS gone_count  -- integer: Number of quotes of the version before that it no longer has, reworded ones included.
FROM source_versions v
JOIN sources s ON s.id = v.source_id
LEFT JOIN source_versions b ON b.source_id = v.source_id AND b.number = v.number - 1;
CREATE VIRTUAL TABLE quotes_fts USING fts5(text, content="quotes", content_rowid="id", tokenize="unicode61 remove_diacritics 2");
INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE claim_words_fts USING fts5(words, content="claim_texts", content_rowid="claim_id", tokenize="porter unicode61 remove_diacritics 2");
INSERT INTO claim_words_fts (claim_words_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE claim_bodies_fts USING fts5(body, content="claim_texts", content_rowid="claim_id", tokenize="porter unicode61 remove_diacritics 2");
INSERT INTO claim_bodies_fts (claim_bodies_fts) VALUES ('rebuild');
CREATE TRIGGER quotes_fts_insert AFTER INSERT ON quotes
BEGIN
    INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER quotes_fts_delete AFTER DELETE ON quotes
BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER quotes_fts_update AFTER UPDATE OF text ON quotes
BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER speakers_canonical_insert AFTER INSERT ON speakers
BEGIN
    UPDATE speakers SET canonical_id = coalesce(new.merged_into_id, new.id) WHERE id = new.id;
END;
CREATE TRIGGER speakers_canonical_update AFTER UPDATE OF merged_into_id ON speakers
BEGIN
    UPDATE speakers SET canonical_id = coalesce(new.merged_into_id, new.id) WHERE id = new.id;
END;
CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims
BEGIN
    INSERT INTO claim_texts (claim_id, words, body) VALUES (new.id, new.text, '');
END;
CREATE TRIGGER claims_fts_update AFTER UPDATE OF text ON claims
BEGIN
    UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' || coalesce((SELECT group_concat(r.title, ' ') FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), ''), body = coalesce((SELECT group_concat(r.text, ' ') FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '') WHERE claim_id = new.id;
END;
CREATE TRIGGER reviews_fts_insert AFTER INSERT ON reviews
BEGIN
    UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' || coalesce((SELECT group_concat(r.title, ' ') FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), ''), body = coalesce((SELECT group_concat(r.text, ' ') FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '') WHERE claim_id = new.claim_id;
END;
CREATE TRIGGER reviews_fts_update AFTER UPDATE OF claim_id, status, title, text ON reviews
BEGIN
    UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' || coalesce((SELECT group_concat(r.title, ' ') FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), ''), body = coalesce((SELECT group_concat(r.text, ' ') FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '') WHERE claim_id IN (old.claim_id, new.claim_id);
END;
CREATE TRIGGER reviews_fts_delete AFTER DELETE ON reviews
BEGIN
    UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' || coalesce((SELECT group_concat(r.title, ' ') FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), ''), body = coalesce((SELECT group_concat(r.text, ' ') FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '') WHERE claim_id = old.claim_id;
END;
CREATE TRIGGER claim_texts_fts_insert AFTER INSERT ON claim_texts
BEGIN
    INSERT INTO claim_words_fts (rowid, words) VALUES (new.claim_id, new.words);
    INSERT INTO claim_bodies_fts (rowid, body) VALUES (new.claim_id, new.body);
END;
CREATE TRIGGER claim_texts_fts_update AFTER UPDATE ON claim_texts
BEGIN
    INSERT INTO claim_words_fts (claim_words_fts, rowid, words) VALUES ('delete', old.claim_id, old.words);
    INSERT INTO claim_bodies_fts (claim_bodies_fts, rowid, body) VALUES ('delete', old.claim_id, old.body);
    INSERT INTO claim_words_fts (rowid, words) VALUES (new.claim_id, new.words);
    INSERT INTO claim_bodies_fts (rowid, body) VALUES (new.claim_id, new.body);
END;
CREATE TRIGGER claim_texts_fts_delete AFTER DELETE ON claim_texts
BEGIN
    INSERT INTO claim_words_fts (claim_words_fts, rowid, words) VALUES ('delete', old.claim_id, old.words);
    INSERT INTO claim_bodies_fts (claim_bodies_fts, rowid, body) VALUES ('delete', old.claim_id, old.body);
END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only ever added to: nothing in decisions can be changed or deleted');
END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only ever added to: nothing in decisions can be changed or deleted');
END;
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only ever added to: nothing in changes can be changed or deleted');
END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only ever added to: nothing in changes can be changed or deleted');
END;
CREATE TRIGGER rating_scales_keep_update AFTER UPDATE OF id, uid, name, title, url ON rating_scales
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'rating_scales', old.id, json_object('id', old.id, 'uid', old.uid, 'name', old.name, 'title', old.title, 'url', old.url));
END;
CREATE TRIGGER rating_scales_keep_delete AFTER DELETE ON rating_scales
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'rating_scales', old.id, json_object('id', old.id, 'uid', old.uid, 'name', old.name, 'title', old.title, 'url', old.url));
END;
CREATE TRIGGER rating_scales_keep_insert AFTER INSERT ON rating_scales
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'rating_scales', new.id);
END;
CREATE TRIGGER claims_keep_update AFTER UPDATE OF id, uid, text, language, status, origin, confirmed_by, import_run_id, kind, why, score, text_sha256 ON claims
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'claims', old.id, json_object('id', old.id, 'uid', old.uid, 'text', old.text, 'language', old.language, 'status', old.status, 'origin', old.origin, 'confirmed_by', old.confirmed_by, 'import_run_id', old.import_run_id, 'kind', old.kind, 'why', old.why, 'score', old.score, 'text_sha256', old.text_sha256));
END;
CREATE TRIGGER claims_keep_delete AFTER DELETE ON claims
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'claims', old.id, json_object('id', old.id, 'uid', old.uid, 'text', old.text, 'language', old.language, 'status', old.status, 'origin', old.origin, 'confirmed_by', old.confirmed_by, 'import_run_id', old.import_run_id, 'kind', old.kind, 'why', old.why, 'score', old.score, 'text_sha256', old.text_sha256));
END;
CREATE TRIGGER claims_keep_insert AFTER INSERT ON claims
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'claims', new.id);
END;
CREATE TRIGGER publishers_keep_update AFTER UPDATE OF id, name, domain, import_run_id ON publishers
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'publishers', old.id, json_object('id', old.id, 'name', old.name, 'domain', old.domain, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER publishers_keep_delete AFTER DELETE ON publishers
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'publishers', old.id, json_object('id', old.id, 'name', old.name, 'domain', old.domain, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER publishers_keep_insert AFTER INSERT ON publishers
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'publishers', new.id);
END;
CREATE TRIGGER ratings_keep_update AFTER UPDATE OF id, rating_scale_id, seq, label, value, normalized, colour, definition ON ratings
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'ratings', old.id, json_object('id', old.id, 'rating_scale_id', old.rating_scale_id, 'seq', old.seq, 'label', old.label, 'value', old.value, 'normalized', old.normalized, 'colour', old.colour, 'definition', old.definition));
END;
CREATE TRIGGER ratings_keep_delete AFTER DELETE ON ratings
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'ratings', old.id, json_object('id', old.id, 'rating_scale_id', old.rating_scale_id, 'seq', old.seq, 'label', old.label, 'value', old.value, 'normalized', old.normalized, 'colour', old.colour, 'definition', old.definition));
END;
CREATE TRIGGER ratings_keep_insert AFTER INSERT ON ratings
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'ratings', new.id);
END;
CREATE TRIGGER claim_relations_keep_update AFTER UPDATE OF id, claim_id, to_claim_id, kind, import_run_id ON claim_relations
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'claim_relations', old.id, json_object('id', old.id, 'claim_id', old.claim_id, 'to_claim_id', old.to_claim_id, 'kind', old.kind, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER claim_relations_keep_delete AFTER DELETE ON claim_relations
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'claim_relations', old.id, json_object('id', old.id, 'claim_id', old.claim_id, 'to_claim_id', old.to_claim_id, 'kind', old.kind, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER claim_relations_keep_insert AFTER INSERT ON claim_relations
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'claim_relations', new.id);
END;
CREATE TRIGGER reviews_keep_update AFTER UPDATE OF id, uid, claim_id, status, rating_id, rating_label, rating_value, worst_value, best_value, explanation, text, reviewer, organization, reviewed_on, url, language, supersedes_id, origin, markup, import_run_id, title ON reviews
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'reviews', old.id, json_object('id', old.id, 'uid', old.uid, 'claim_id', old.claim_id, 'status', old.status, 'rating_id', old.rating_id, 'rating_label', old.rating_label, 'rating_value', old.rating_value, 'worst_value', old.worst_value, 'best_value', old.best_value, 'explanation', old.explanation, 'text', old.text, 'reviewer', old.reviewer, 'organization', old.organization, 'reviewed_on', old.reviewed_on, 'url', old.url, 'language', old.language, 'supersedes_id', old.supersedes_id, 'origin', old.origin, 'markup', old.markup, 'import_run_id', old.import_run_id, 'title', old.title));
END;
CREATE TRIGGER reviews_keep_delete AFTER DELETE ON reviews
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'reviews', old.id, json_object('id', old.id, 'uid', old.uid, 'claim_id', old.claim_id, 'status', old.status, 'rating_id', old.rating_id, 'rating_label', old.rating_label, 'rating_value', old.rating_value, 'worst_value', old.worst_value, 'best_value', old.best_value, 'explanation', old.explanation, 'text', old.text, 'reviewer', old.reviewer, 'organization', old.organization, 'reviewed_on', old.reviewed_on, 'url', old.url, 'language', old.language, 'supersedes_id', old.supersedes_id, 'origin', old.origin, 'markup', old.markup, 'import_run_id', old.import_run_id, 'title', old.title));
END;
CREATE TRIGGER reviews_keep_insert AFTER INSERT ON reviews
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'reviews', new.id);
END;
CREATE TRIGGER sources_keep_update AFTER UPDATE OF id, uid, publisher_id, url, title, byline, contributors, agency, dateline, language, medium, published_on, published_at, rights, derived_from_id, import_run_id, printed_publisher ON sources
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'sources', old.id, json_object('id', old.id, 'uid', old.uid, 'publisher_id', old.publisher_id, 'url', old.url, 'title', old.title, 'byline', old.byline, 'contributors', old.contributors, 'agency', old.agency, 'dateline', old.dateline, 'language', old.language, 'medium', old.medium, 'published_on', old.published_on, 'published_at', old.published_at, 'rights', old.rights, 'derived_from_id', old.derived_from_id, 'import_run_id', old.import_run_id, 'printed_publisher', old.printed_publisher));
END;
CREATE TRIGGER sources_keep_delete AFTER DELETE ON sources
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'sources', old.id, json_object('id', old.id, 'uid', old.uid, 'publisher_id', old.publisher_id, 'url', old.url, 'title', old.title, 'byline', old.byline, 'contributors', old.contributors, 'agency', old.agency, 'dateline', old.dateline, 'language', old.language, 'medium', old.medium, 'published_on', old.published_on, 'published_at', old.published_at, 'rights', old.rights, 'derived_from_id', old.derived_from_id, 'import_run_id', old.import_run_id, 'printed_publisher', old.printed_publisher));
END;
CREATE TRIGGER sources_keep_insert AFTER INSERT ON sources
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'sources', new.id);
END;
CREATE TRIGGER quotes_keep_update AFTER UPDATE OF id, uid, source_id, kind, text, text_sha256, cue, venue, said_on, said_until, said_as, said_basis, dated_on, language, status, confidence, origin, confirmed_by, import_run_id, factuality ON quotes
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'quotes', old.id, json_object('id', old.id, 'uid', old.uid, 'source_id', old.source_id, 'kind', old.kind, 'text', old.text, 'text_sha256', old.text_sha256, 'cue', old.cue, 'venue', old.venue, 'said_on', old.said_on, 'said_until', old.said_until, 'said_as', old.said_as, 'said_basis', old.said_basis, 'dated_on', old.dated_on, 'language', old.language, 'status', old.status, 'confidence', old.confidence, 'origin', old.origin, 'confirmed_by', old.confirmed_by, 'import_run_id', old.import_run_id, 'factuality', old.factuality));
END;
CREATE TRIGGER quotes_keep_delete AFTER DELETE ON quotes
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'quotes', old.id, json_object('id', old.id, 'uid', old.uid, 'source_id', old.source_id, 'kind', old.kind, 'text', old.text, 'text_sha256', old.text_sha256, 'cue', old.cue, 'venue', old.venue, 'said_on', old.said_on, 'said_until', old.said_until, 'said_as', old.said_as, 'said_basis', old.said_basis, 'dated_on', old.dated_on, 'language', old.language, 'status', old.status, 'confidence', old.confidence, 'origin', old.origin, 'confirmed_by', old.confirmed_by, 'import_run_id', old.import_run_id, 'factuality', old.factuality));
END;
CREATE TRIGGER quotes_keep_insert AFTER INSERT ON quotes
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'quotes', new.id);
END;
CREATE TRIGGER source_versions_keep_update AFTER UPDATE OF id, source_id, number, retrieved_at, location, raw_sha256, text_sha256, text_length, encoding, title, text, offset_map, import_run_id ON source_versions
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'source_versions', old.id, json_object('id', old.id, 'source_id', old.source_id, 'number', old.number, 'retrieved_at', old.retrieved_at, 'location', old.location, 'raw_sha256', old.raw_sha256, 'text_sha256', old.text_sha256, 'text_length', old.text_length, 'encoding', old.encoding, 'title', old.title, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER source_versions_keep_delete AFTER DELETE ON source_versions
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'source_versions', old.id, json_object('id', old.id, 'source_id', old.source_id, 'number', old.number, 'retrieved_at', old.retrieved_at, 'location', old.location, 'raw_sha256', old.raw_sha256, 'text_sha256', old.text_sha256, 'text_length', old.text_length, 'encoding', old.encoding, 'title', old.title, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER source_versions_keep_insert AFTER INSERT ON source_versions
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'source_versions', new.id);
END;
CREATE TRIGGER speakers_keep_update AFTER UPDATE OF id, uid, kind, name, role, wikidata_id, merged_into_id, scope_source_id, status, origin, import_run_id ON speakers
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'speakers', old.id, json_object('id', old.id, 'uid', old.uid, 'kind', old.kind, 'name', old.name, 'role', old.role, 'wikidata_id', old.wikidata_id, 'merged_into_id', old.merged_into_id, 'scope_source_id', old.scope_source_id, 'status', old.status, 'origin', old.origin, 'import_run_id', old.import_run_id, 'canonical_id', old.canonical_id));
END;
CREATE TRIGGER speakers_keep_delete AFTER DELETE ON speakers
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'speakers', old.id, json_object('id', old.id, 'uid', old.uid, 'kind', old.kind, 'name', old.name, 'role', old.role, 'wikidata_id', old.wikidata_id, 'merged_into_id', old.merged_into_id, 'scope_source_id', old.scope_source_id, 'status', old.status, 'origin', old.origin, 'import_run_id', old.import_run_id, 'canonical_id', old.canonical_id));
END;
CREATE TRIGGER speakers_keep_insert AFTER INSERT ON speakers
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'speakers', new.id);
END;
CREATE TRIGGER anchors_keep_update AFTER UPDATE OF id, quote_id, source_version_id, part, seq, start_char, end_char, in_marks, exact, import_run_id ON anchors
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'anchors', old.id, json_object('id', old.id, 'quote_id', old.quote_id, 'source_version_id', old.source_version_id, 'part', old.part, 'seq', old.seq, 'start_char', old.start_char, 'end_char', old.end_char, 'in_marks', old.in_marks, 'exact', old.exact, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER anchors_keep_delete AFTER DELETE ON anchors
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'anchors', old.id, json_object('id', old.id, 'quote_id', old.quote_id, 'source_version_id', old.source_version_id, 'part', old.part, 'seq', old.seq, 'start_char', old.start_char, 'end_char', old.end_char, 'in_marks', old.in_marks, 'exact', old.exact, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER anchors_keep_insert AFTER INSERT ON anchors
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'anchors', new.id);
END;
CREATE TRIGGER assertions_keep_update AFTER UPDATE OF id, claim_id, quote_id, source_id, stance, import_run_id, source_version_id, start_char, end_char, exact, dated_on ON assertions
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'assertions', old.id, json_object('id', old.id, 'claim_id', old.claim_id, 'quote_id', old.quote_id, 'source_id', old.source_id, 'stance', old.stance, 'import_run_id', old.import_run_id, 'source_version_id', old.source_version_id, 'start_char', old.start_char, 'end_char', old.end_char, 'exact', old.exact, 'dated_on', old.dated_on));
END;
CREATE TRIGGER assertions_keep_delete AFTER DELETE ON assertions
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'assertions', old.id, json_object('id', old.id, 'claim_id', old.claim_id, 'quote_id', old.quote_id, 'source_id', old.source_id, 'stance', old.stance, 'import_run_id', old.import_run_id, 'source_version_id', old.source_version_id, 'start_char', old.start_char, 'end_char', old.end_char, 'exact', old.exact, 'dated_on', old.dated_on));
END;
CREATE TRIGGER assertions_keep_insert AFTER INSERT ON assertions
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'assertions', new.id);
END;
CREATE TRIGGER attributions_keep_update AFTER UPDATE OF id, quote_id, speaker_id, part, seq, rank, as_printed, title_as_printed, basis, dated_on, import_run_id ON attributions
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'attributions', old.id, json_object('id', old.id, 'quote_id', old.quote_id, 'speaker_id', old.speaker_id, 'part', old.part, 'seq', old.seq, 'rank', old.rank, 'as_printed', old.as_printed, 'title_as_printed', old.title_as_printed, 'basis', old.basis, 'dated_on', old.dated_on, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER attributions_keep_delete AFTER DELETE ON attributions
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'attributions', old.id, json_object('id', old.id, 'quote_id', old.quote_id, 'speaker_id', old.speaker_id, 'part', old.part, 'seq', old.seq, 'rank', old.rank, 'as_printed', old.as_printed, 'title_as_printed', old.title_as_printed, 'basis', old.basis, 'dated_on', old.dated_on, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER attributions_keep_insert AFTER INSERT ON attributions
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'attributions', new.id);
END;
CREATE TRIGGER evidence_keep_update AFTER UPDATE OF id, review_id, seq, stance, source_id, quote_id, url, title, published_on, retrieved_on, note, import_run_id ON evidence
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'evidence', old.id, json_object('id', old.id, 'review_id', old.review_id, 'seq', old.seq, 'stance', old.stance, 'source_id', old.source_id, 'quote_id', old.quote_id, 'url', old.url, 'title', old.title, 'published_on', old.published_on, 'retrieved_on', old.retrieved_on, 'note', old.note, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER evidence_keep_delete AFTER DELETE ON evidence
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'evidence', old.id, json_object('id', old.id, 'review_id', old.review_id, 'seq', old.seq, 'stance', old.stance, 'source_id', old.source_id, 'quote_id', old.quote_id, 'url', old.url, 'title', old.title, 'published_on', old.published_on, 'retrieved_on', old.retrieved_on, 'note', old.note, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER evidence_keep_insert AFTER INSERT ON evidence
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'evidence', new.id);
END;
CREATE TRIGGER roles_keep_update AFTER UPDATE OF id, speaker_id, title, office, organization, held_from, held_until, source_id, url, origin, import_run_id ON roles
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'roles', old.id, json_object('id', old.id, 'speaker_id', old.speaker_id, 'title', old.title, 'office', old.office, 'organization', old.organization, 'held_from', old.held_from, 'held_until', old.held_until, 'source_id', old.source_id, 'url', old.url, 'origin', old.origin, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER roles_keep_delete AFTER DELETE ON roles
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'roles', old.id, json_object('id', old.id, 'speaker_id', old.speaker_id, 'title', old.title, 'office', old.office, 'organization', old.organization, 'held_from', old.held_from, 'held_until', old.held_until, 'source_id', old.source_id, 'url', old.url, 'origin', old.origin, 'import_run_id', old.import_run_id));
END;
CREATE TRIGGER roles_keep_insert AFTER INSERT ON roles
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'roles', new.id);
END;
CREATE TRIGGER speaker_names_keep_update AFTER UPDATE OF id, speaker_id, name, folded, kind, import_run_id, parts ON speaker_names
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'update', 'speaker_names', old.id, json_object('id', old.id, 'speaker_id', old.speaker_id, 'name', old.name, 'folded', old.folded, 'kind', old.kind, 'import_run_id', old.import_run_id, 'parts', old.parts));
END;
CREATE TRIGGER speaker_names_keep_delete AFTER DELETE ON speaker_names
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete', 'speaker_names', old.id, json_object('id', old.id, 'speaker_id', old.speaker_id, 'name', old.name, 'folded', old.folded, 'kind', old.kind, 'import_run_id', old.import_run_id, 'parts', old.parts));
END;
CREATE TRIGGER speaker_names_keep_insert AFTER INSERT ON speaker_names
WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id)
    VALUES (substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'insert', 'speaker_names', new.id);
END;
CREATE TRIGGER quotes_count_insert
AFTER INSERT ON quotes
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'status', new.status, 1 WHERE new.factuality = 'actual'
    UNION ALL SELECT 'kind', new.kind, 1 FROM sources s WHERE s.id = new.source_id AND new.status <> 'rejected' AND new.factuality = 'actual'
    UNION ALL SELECT 'day', coalesce(CAST(new.dated_on AS text), ''), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual'
    UNION ALL SELECT 'publisher', CAST(s.publisher_id AS text), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency', coalesce(s.agency, ''), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND s.publisher_id IS NULL;
END;
CREATE TRIGGER quotes_count_update
AFTER UPDATE OF source_id, kind, dated_on, status, factuality ON quotes
WHEN new.source_id IS NOT old.source_id OR new.kind IS NOT old.kind OR new.dated_on IS NOT old.dated_on
    OR new.status IS NOT old.status OR new.factuality IS NOT old.factuality
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'status', old.status, -1 WHERE old.factuality = 'actual'
    UNION ALL SELECT 'kind', old.kind, -1 FROM sources s WHERE s.id = old.source_id AND old.status <> 'rejected' AND old.factuality = 'actual'
    UNION ALL SELECT 'day', coalesce(CAST(old.dated_on AS text), ''), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual'
    UNION ALL SELECT 'publisher', CAST(s.publisher_id AS text), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency', coalesce(s.agency, ''), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND s.publisher_id IS NULL;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'status', new.status, 1 WHERE new.factuality = 'actual'
    UNION ALL SELECT 'kind', new.kind, 1 FROM sources s WHERE s.id = new.source_id AND new.status <> 'rejected' AND new.factuality = 'actual'
    UNION ALL SELECT 'day', coalesce(CAST(new.dated_on AS text), ''), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual'
    UNION ALL SELECT 'publisher', CAST(s.publisher_id AS text), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency', coalesce(s.agency, ''), 1 FROM sources s WHERE s.id = new.source_id
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND s.publisher_id IS NULL;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), -1 FROM attributions a WHERE a.quote_id = old.id
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND (new.status = 'rejected' OR new.factuality <> 'actual');
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), 1 FROM attributions a WHERE a.quote_id = new.id
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
        AND new.status <> 'rejected' AND new.factuality = 'actual' AND (old.status = 'rejected' OR old.factuality <> 'actual');
END;
CREATE TRIGGER quotes_count_delete
BEFORE DELETE ON quotes
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'status', old.status, -1 WHERE old.factuality = 'actual'
    UNION ALL SELECT 'kind', old.kind, -1 FROM sources s WHERE s.id = old.source_id AND old.status <> 'rejected' AND old.factuality = 'actual'
    UNION ALL SELECT 'day', coalesce(CAST(old.dated_on AS text), ''), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual'
    UNION ALL SELECT 'publisher', CAST(s.publisher_id AS text), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency', coalesce(s.agency, ''), -1 FROM sources s WHERE s.id = old.source_id
        AND old.status <> 'rejected' AND old.factuality = 'actual' AND s.publisher_id IS NULL;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), -1 FROM attributions a WHERE a.quote_id = old.id
        AND a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL AND old.status <> 'rejected' AND old.factuality = 'actual';
END;
CREATE TRIGGER attributions_count_insert
AFTER INSERT ON attributions
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(new.speaker_id AS text), 1 FROM quotes q WHERE q.id = new.quote_id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND new.part = 'speaker' AND new.rank <> 'deprecated' AND new.speaker_id IS NOT NULL;
END;
CREATE TRIGGER attributions_count_update
AFTER UPDATE OF quote_id, speaker_id, part, rank ON attributions
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(old.speaker_id AS text), -1 FROM quotes q WHERE q.id = old.quote_id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND old.part = 'speaker' AND old.rank <> 'deprecated' AND old.speaker_id IS NOT NULL;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(new.speaker_id AS text), 1 FROM quotes q WHERE q.id = new.quote_id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND new.part = 'speaker' AND new.rank <> 'deprecated' AND new.speaker_id IS NOT NULL;
END;
CREATE TRIGGER attributions_count_delete
AFTER DELETE ON attributions
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(old.speaker_id AS text), -1 FROM quotes q WHERE q.id = old.quote_id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND old.part = 'speaker' AND old.rank <> 'deprecated' AND old.speaker_id IS NOT NULL;
END;
CREATE TRIGGER sources_count_update
AFTER UPDATE OF publisher_id, agency ON sources
WHEN new.publisher_id IS NOT old.publisher_id OR new.agency IS NOT old.agency
BEGIN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'publisher', CAST(old.publisher_id AS text), -count(*) FROM quotes q WHERE q.source_id = old.id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND old.publisher_id IS NOT NULL GROUP BY q.source_id
    UNION ALL SELECT 'agency', coalesce(old.agency, ''), -count(*) FROM quotes q WHERE q.source_id = old.id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND old.publisher_id IS NULL GROUP BY q.source_id;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'publisher', CAST(new.publisher_id AS text), count(*) FROM quotes q WHERE q.source_id = new.id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND new.publisher_id IS NOT NULL GROUP BY q.source_id
    UNION ALL SELECT 'agency', coalesce(new.agency, ''), count(*) FROM quotes q WHERE q.source_id = new.id
        AND q.status <> 'rejected' AND q.factuality = 'actual' AND new.publisher_id IS NULL GROUP BY q.source_id;
END;
CREATE TRIGGER assertions_count_insert AFTER INSERT ON assertions
WHEN new.stance IN ('asserts', 'repeats')
BEGIN
    DELETE FROM repetitions WHERE claim_id = new.claim_id;
    INSERT INTO repetitions (claim_id, nth, dated_on) SELECT claim_id, nth, dated_on FROM (SELECT s.claim_id, s.dated_on, count(*) OVER (PARTITION BY s.claim_id) AS times, row_number() OVER (PARTITION BY s.claim_id ORDER BY s.dated_on DESC NULLS LAST) AS nth FROM assertions s WHERE s.stance IN ('asserts', 'repeats') AND s.claim_id = new.claim_id) r WHERE times > 1 AND dated_on IS NOT NULL AND (nth < 100 OR (nth < 1000 AND nth / 10 * 10 = nth) OR nth / 100 * 100 = nth);
END;
CREATE TRIGGER assertions_count_update AFTER UPDATE OF claim_id, stance, dated_on ON assertions
WHEN new.claim_id IS NOT old.claim_id OR new.stance IS NOT old.stance OR new.dated_on IS NOT old.dated_on
BEGIN
    DELETE FROM repetitions WHERE claim_id IN (old.claim_id, new.claim_id);
    INSERT INTO repetitions (claim_id, nth, dated_on) SELECT claim_id, nth, dated_on FROM (SELECT s.claim_id, s.dated_on, count(*) OVER (PARTITION BY s.claim_id) AS times, row_number() OVER (PARTITION BY s.claim_id ORDER BY s.dated_on DESC NULLS LAST) AS nth FROM assertions s WHERE s.stance IN ('asserts', 'repeats') AND s.claim_id IN (old.claim_id, new.claim_id)) r WHERE times > 1 AND dated_on IS NOT NULL AND (nth < 100 OR (nth < 1000 AND nth / 10 * 10 = nth) OR nth / 100 * 100 = nth);
END;
CREATE TRIGGER assertions_count_delete AFTER DELETE ON assertions
WHEN old.stance IN ('asserts', 'repeats')
BEGIN
    DELETE FROM repetitions WHERE claim_id = old.claim_id;
    INSERT INTO repetitions (claim_id, nth, dated_on) SELECT claim_id, nth, dated_on FROM (SELECT s.claim_id, s.dated_on, count(*) OVER (PARTITION BY s.claim_id) AS times, row_number() OVER (PARTITION BY s.claim_id ORDER BY s.dated_on DESC NULLS LAST) AS nth FROM assertions s WHERE s.stance IN ('asserts', 'repeats') AND s.claim_id = old.claim_id) r WHERE times > 1 AND dated_on IS NOT NULL AND (nth < 100 OR (nth < 1000 AND nth / 10 * 10 = nth) OR nth / 100 * 100 = nth);
END;
COMMIT;
