BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0021');
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
INSERT INTO "anchors" VALUES(1,1,1,'content',0,155,172,1,'The quay is sound',1);
INSERT INTO "anchors" VALUES(2,1,1,'content',1,214,248,1,'We checked every pile in February.',1);
INSERT INTO "anchors" VALUES(3,1,1,'cue',0,175,179,0,'said',1);
INSERT INTO "anchors" VALUES(4,1,1,'speaker',0,180,191,0,'Mira Okafor',1);
INSERT INTO "anchors" VALUES(5,2,1,'content',0,371,391,1,'the line is finished',1);
INSERT INTO "anchors" VALUES(6,2,1,'cue',0,365,369,0,'said',1);
INSERT INTO "anchors" VALUES(7,2,1,'speaker',0,352,358,0,'Okafor',1);
INSERT INTO "anchors" VALUES(8,3,1,'content',0,410,448,0,'that the crew of 14 would be dismissed',1);
INSERT INTO "anchors" VALUES(9,3,1,'cue',0,406,409,0,'say',1);
INSERT INTO "anchors" VALUES(10,3,1,'speaker',0,394,397,0,'She',1);
INSERT INTO "anchors" VALUES(11,4,1,'content',0,496,535,0,'the company''s chief executive, Tom Lane',1);
INSERT INTO "anchors" VALUES(12,4,1,'cue',0,491,495,0,'said',1);
INSERT INTO "anchors" VALUES(13,4,1,'speaker',0,451,484,0,'The plan costs 3 million crowns a',1);
INSERT INTO "anchors" VALUES(14,5,1,'content',0,547,566,0,'the talk of closure',1);
INSERT INTO "anchors" VALUES(15,5,1,'content',1,568,574,1,'absurd',1);
INSERT INTO "anchors" VALUES(16,5,1,'content',2,577,586,0,'as he did',1);
INSERT INTO "anchors" VALUES(17,5,1,'cue',0,540,546,0,'called',1);
INSERT INTO "anchors" VALUES(18,5,1,'speaker',0,537,539,0,'He',1);
INSERT INTO "anchors" VALUES(19,6,1,'content',0,614,624,1,'It is safe',1);
INSERT INTO "anchors" VALUES(20,6,1,'content',1,666,676,1,'It is not.',1);
INSERT INTO "anchors" VALUES(21,6,1,'cue',0,627,631,0,'said',1);
INSERT INTO "anchors" VALUES(22,6,1,'speaker',0,632,643,0,'Ann Marlowe',1);
INSERT INTO "anchors" VALUES(23,7,1,'content',0,679,757,0,'If the council said the boat was lost, the islands would empty within 20 years',1);
INSERT INTO "anchors" VALUES(24,7,1,'cue',0,767,771,0,'said',1);
INSERT INTO "anchors" VALUES(25,7,1,'speaker',0,759,766,0,'Marlowe',1);
INSERT INTO "anchors" VALUES(26,8,1,'content',0,699,757,0,'the boat was lost, the islands would empty within 20 years',1);
INSERT INTO "anchors" VALUES(27,8,1,'cue',0,694,698,0,'said',1);
INSERT INTO "anchors" VALUES(28,8,1,'speaker',0,682,693,0,'the council',1);
INSERT INTO "anchors" VALUES(29,8,1,'reporter',0,759,766,0,'Marlowe',1);
INSERT INTO "anchors" VALUES(30,9,1,'content',0,803,868,0,'that 412 people used the ferry each day, twice as many as in 2020',1);
INSERT INTO "anchors" VALUES(31,9,1,'cue',0,786,790,0,'said',1);
INSERT INTO "anchors" VALUES(32,9,1,'date',0,794,802,0,'Thursday',1);
INSERT INTO "anchors" VALUES(33,9,1,'speaker',0,774,785,0,'The council',1);
INSERT INTO "anchors" VALUES(34,10,1,'content',0,900,938,0,'that the council had sold the old boat',1);
INSERT INTO "anchors" VALUES(35,10,1,'cue',0,893,899,0,'denied',1);
INSERT INTO "anchors" VALUES(36,10,1,'speaker',0,870,880,0,'Jonas Reed',1);
INSERT INTO "anchors" VALUES(37,11,2,'content',0,12,42,0,'Did the mayor close the school',1);
INSERT INTO "anchors" VALUES(38,11,2,'cue',0,10,11,0,':',1);
INSERT INTO "anchors" VALUES(39,11,2,'speaker',0,2,10,0,'ct check',1);
INSERT INTO "anchors" VALUES(40,12,2,'content',0,129,189,0,'it had closed itself in June because only 9 pupils were left',1);
INSERT INTO "anchors" VALUES(41,12,2,'cue',0,124,128,0,'said',1);
INSERT INTO "anchors" VALUES(42,12,2,'speaker',0,113,123,0,'The school',1);
INSERT INTO "anchors" VALUES(43,13,2,'content',0,193,223,1,'I never said we would close it',1);
INSERT INTO "anchors" VALUES(44,13,2,'cue',0,231,235,0,'told',1);
INSERT INTO "anchors" VALUES(45,13,2,'date',0,257,263,0,'Monday',1);
INSERT INTO "anchors" VALUES(46,13,2,'speaker',0,226,230,0,'Reed',1);
INSERT INTO "anchors" VALUES(47,13,2,'addressee',0,236,253,0,'the Ellis Courier',1);
INSERT INTO "anchors" VALUES(48,14,2,'content',0,294,320,1,'children can learn at home',1);
INSERT INTO "anchors" VALUES(49,14,2,'content',1,323,339,0,'as a post claims',1);
INSERT INTO "anchors" VALUES(50,14,2,'cue',0,288,292,0,'said',1);
INSERT INTO "anchors" VALUES(51,14,2,'speaker',0,283,287,0,'Reed',1);
INSERT INTO "anchors" VALUES(52,15,2,'content',0,342,405,0,'Reed will tell parents on Friday that the building will be sold',1);
INSERT INTO "anchors" VALUES(53,15,2,'cue',0,418,422,0,'said',1);
INSERT INTO "anchors" VALUES(54,15,2,'speaker',0,407,417,0,'his office',1);
INSERT INTO "anchors" VALUES(55,16,2,'content',0,375,405,0,'that the building will be sold',1);
INSERT INTO "anchors" VALUES(56,16,2,'cue',0,352,356,0,'tell',1);
INSERT INTO "anchors" VALUES(57,16,2,'date',0,368,374,0,'Friday',1);
INSERT INTO "anchors" VALUES(58,16,2,'speaker',0,342,346,0,'Reed',1);
INSERT INTO "anchors" VALUES(59,16,2,'reporter',0,407,417,0,'his office',1);
INSERT INTO "anchors" VALUES(60,16,2,'addressee',0,357,364,0,'parents',1);
INSERT INTO "anchors" VALUES(61,17,3,'content',0,212,258,1,' Nous avons vérifié chaque pilier en février. ',1);
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
INSERT INTO "assertions" VALUES(1,1,NULL,1,'asserts',1,1,154,212,'"The quay is sound," said Mira Okafor, the harbour master.','2024-03-04');
INSERT INTO "assertions" VALUES(2,2,1,1,'asserts',1,1,214,248,'We checked every pile in February.','2024-03-04');
INSERT INTO "assertions" VALUES(3,3,NULL,1,'asserts',1,1,314,350,'"Nobody has asked us to", she added.','2024-03-04');
INSERT INTO "assertions" VALUES(4,4,NULL,1,'asserts',1,1,352,393,'Okafor never said "the line is finished".','2024-03-04');
INSERT INTO "assertions" VALUES(5,5,NULL,1,'asserts',1,1,451,536,'The plan costs 3 million crowns a year, said the company''s chief executive, Tom Lane.','2024-03-04');
INSERT INTO "assertions" VALUES(6,6,NULL,1,'asserts',1,1,613,644,'"It is safe," said Ann Marlowe.','2024-03-04');
INSERT INTO "assertions" VALUES(7,7,7,1,'asserts',1,1,679,757,'If the council said the boat was lost, the islands would empty within 20 years','2024-03-04');
INSERT INTO "assertions" VALUES(8,8,8,1,'asserts',1,1,699,757,'the boat was lost, the islands would empty within 20 years','2024-03-04');
INSERT INTO "assertions" VALUES(9,9,9,1,'asserts',1,1,808,868,'412 people used the ferry each day, twice as many as in 2020','2024-02-29');
INSERT INTO "assertions" VALUES(10,10,NULL,1,'asserts',1,1,870,939,'Jonas Reed, the mayor, denied that the council had sold the old boat.','2024-03-04');
INSERT INTO "assertions" VALUES(11,11,10,1,'denies',1,1,905,938,'the council had sold the old boat','2024-03-04');
INSERT INTO "assertions" VALUES(12,12,12,2,'asserts',1,2,129,189,'it had closed itself in June because only 9 pupils were left','2024-03-04');
INSERT INTO "assertions" VALUES(13,13,NULL,2,'asserts',1,2,192,264,'"I never said we would close it," Reed told the Ellis Courier on Monday.','2024-03-04');
INSERT INTO "assertions" VALUES(14,14,NULL,3,'asserts',1,3,261,396,'Selon lui, le maire de la ville, le projet coûte trois millions de couronnes par an, mais personne ne veut augmenter le prix du billet.','2024-03-04');
INSERT INTO "assertions" VALUES(15,15,NULL,3,'asserts',1,3,568,637,'Le conseil a ajouté que 412 personnes prennent le bateau chaque jour.','2024-03-04');
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
INSERT INTO "attributions" VALUES(1,1,1,'speaker',0,'normal','Mira Okafor',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(2,2,1,'speaker',0,'normal','Okafor',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(3,3,1,'speaker',0,'normal','She',NULL,'pronoun','2024-03-04',1);
INSERT INTO "attributions" VALUES(4,4,2,'speaker',0,'normal','The plan costs 3 million crowns a',NULL,'title','2024-03-04',1);
INSERT INTO "attributions" VALUES(5,5,3,'speaker',0,'normal','He','the company''s chief executive','pronoun','2024-03-04',1);
INSERT INTO "attributions" VALUES(6,6,4,'speaker',0,'normal','Ann Marlowe',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(7,7,4,'speaker',0,'normal','Marlowe',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(8,8,NULL,'speaker',0,'normal','the council',NULL,'title','2024-03-04',1);
INSERT INTO "attributions" VALUES(9,8,4,'reporter',0,'normal','Marlowe',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(10,9,NULL,'speaker',0,'deprecated','The council',NULL,'title','2024-02-29',1);
INSERT INTO "attributions" VALUES(11,10,5,'speaker',0,'normal','Jonas Reed','the mayor','named','2024-03-04',1);
INSERT INTO "attributions" VALUES(12,11,6,'speaker',0,'normal','ct check',NULL,'title','2024-03-04',1);
INSERT INTO "attributions" VALUES(13,12,NULL,'speaker',0,'normal','The school',NULL,'title','2024-03-04',1);
INSERT INTO "attributions" VALUES(14,13,5,'speaker',0,'normal','Reed','Mayor','named','2024-03-04',1);
INSERT INTO "attributions" VALUES(15,13,7,'addressee',0,'normal','the Ellis Courier',NULL,'named','2024-03-04',1);
INSERT INTO "attributions" VALUES(16,14,5,'speaker',0,'normal','Reed','Mayor','named','2024-03-04',1);
INSERT INTO "attributions" VALUES(17,15,NULL,'speaker',0,'normal','his office',NULL,'title','2024-03-04',1);
INSERT INTO "attributions" VALUES(18,16,5,'speaker',0,'normal','Reed','Mayor','named','2024-03-01',1);
INSERT INTO "attributions" VALUES(19,16,NULL,'reporter',0,'normal','his office',NULL,'title','2024-03-01',1);
INSERT INTO "attributions" VALUES(20,16,8,'addressee',0,'normal','parents',NULL,'collective','2024-03-01',1);
INSERT INTO "attributions" VALUES(21,9,5,'speaker',0,'preferred','The council',NULL,'editor','2024-02-29',1);
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
INSERT INTO "changes" VALUES(1,'2026-11-27T19:46:26.090000Z','update','quotes',1,'{"id":1,"uid":"cbfa027953ac4ecfa8dbddac980cf97e","source_id":1,"kind":"direct","text":"The quay is sound ... We checked every pile in February.","text_sha256":"bec230aba982e45b10b9628fce642fce85349e384a11bbe2449f7292aab5b7ef","cue":"said","venue":null,"said_on":null,"said_until":null,"said_as":null,"said_basis":null,"dated_on":"2024-03-04","language":"en","status":"extracted","confidence":0.95,"origin":"rules 2","confirmed_by":null,"import_run_id":1}');
INSERT INTO "changes" VALUES(2,'2026-11-27T19:46:39.132000Z','update','quotes',11,'{"id":11,"uid":"2e978d8d670b40af84548b46720c0b61","source_id":2,"kind":"indirect","text":"Did the mayor close the school","text_sha256":"d62d9ce50263d792210da493996309cd5c02802334fdad1e247ba4af99c66553","cue":":","venue":null,"said_on":null,"said_until":null,"said_as":null,"said_basis":null,"dated_on":"2024-03-04","language":"en","status":"extracted","confidence":0.5,"origin":"rules 2","confirmed_by":null,"import_run_id":1}');
INSERT INTO "changes" VALUES(3,'2026-11-27T19:46:45.671000Z','update','quotes',12,'{"id":12,"uid":"276376a5682e460cbf77311ff7883266","source_id":2,"kind":"indirect","text":"it had closed itself in June because only 9 pupils were left","text_sha256":"d78844c61077363fd237b1fd4cbf38f65fdf754d81c0ad10beb5a5915399d902","cue":"said","venue":null,"said_on":null,"said_until":null,"said_as":null,"said_basis":null,"dated_on":"2024-03-04","language":"en","status":"extracted","confidence":0.7,"origin":"rules 2","confirmed_by":null,"import_run_id":1}');
INSERT INTO "changes" VALUES(4,'2026-11-27T19:47:13.244000Z','update','quotes',9,'{"id":9,"uid":"d7c6d4a2247d457cb6063571e0d0b01b","source_id":1,"kind":"indirect","text":"that 412 people used the ferry each day, twice as many as in 2020","text_sha256":"63853e286ee86468bca81db8c93d9913202be85bec1b13c5d682f1ea80b4be98","cue":"said","venue":null,"said_on":"2024-02-29","said_until":"2024-02-29","said_as":"Thursday","said_basis":"relative","dated_on":"2024-02-29","language":"en","status":"extracted","confidence":0.75,"origin":"rules 2","confirmed_by":null,"import_run_id":1}');
INSERT INTO "changes" VALUES(5,'2026-11-27T19:47:13.246000Z','update','attributions',10,'{"id":10,"quote_id":9,"speaker_id":null,"part":"speaker","seq":0,"rank":"normal","as_printed":"The council","title_as_printed":null,"basis":"title","dated_on":"2024-02-29","import_run_id":1}');
INSERT INTO "changes" VALUES(6,'2026-11-27T19:47:13.246000Z','insert','attributions',21,NULL);
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
INSERT INTO "claims" VALUES(1,'6720c32cf8f9412c97c38c6419cb65c8','"The quay is sound," said Mira Okafor, the harbour master.','en','candidate','checkworthy 1',NULL,1,'event','event: said',0.35,'fd955ae90bedb1d4d62ae75093f615e2d0d902d0694603362b37f0df0d51bc2b');
INSERT INTO "claims" VALUES(2,'8f4d773c762c4698b59d04e70b13282d','We checked every pile in February.','en','candidate','checkworthy 1',NULL,1,'event','event: checked',0.55,'285f7f82aae8338e062c0e0ea1d0938d25d580b3c8420cbac3a7eebb90eaf757');
INSERT INTO "claims" VALUES(3,'3873e69dcac04e05b680f5821f52fd83','"Nobody has asked us to", she added.','en','candidate','checkworthy 1',NULL,1,'event','event: added',0.35,'01c318416290aa9ad4726370758b9d52bf52094617cc19c91a8872dea5a29b74');
INSERT INTO "claims" VALUES(4,'1cb0f0b528c9471c903ce6988b55a6d8','Okafor never said "the line is finished".','en','candidate','checkworthy 1',NULL,1,'denial','denial: never; event: said',0.6,'6cc6e06b86e8971950116d99f77d787f23c3a26d5cb41ee6828d9a4d1707947e');
INSERT INTO "claims" VALUES(5,'d18941b0fe6f4572b26eca23b416b27e','The plan costs 3 million crowns a year, said the company''s chief executive, Tom Lane.','en','candidate','checkworthy 1',NULL,1,'figure','figure: 3 million; event: said',0.75,'a76fb02f1dfdcfcd8cf13171211c45f1430163f770b1909005b03bc2351758cc');
INSERT INTO "claims" VALUES(6,'a4f42584cfd3400fa7ed46d34f76ffaf','"It is safe," said Ann Marlowe.','en','candidate','checkworthy 1',NULL,1,'event','event: said',0.35,'9f609f6f595b8c8f93c37340e8eb131c761331fd97e07f1e92628d3e29767f60');
INSERT INTO "claims" VALUES(7,'ec0633b513d446f487451776f1c1f47c','If the council said the boat was lost, the islands would empty within 20 years','en','candidate','checkworthy 1',NULL,1,'figure','figure: 20 years; comparison: lost; event: said',0.65,'8bb8f67eb5ac012e1db9a539002da179181029ae0973e9d3575612f7fbf76fc7');
INSERT INTO "claims" VALUES(8,'7fd416085f0046c9919be8049f26b983','the boat was lost, the islands would empty within 20 years','en','candidate','checkworthy 1',NULL,1,'figure','figure: 20 years; comparison: lost',0.4,'f01e64c9275f7bd604f06ca1db4f1b5f5d4c89a06a6782fe6184c3e053270701');
INSERT INTO "claims" VALUES(9,'77e15659d6174a6ebfb5a84cdb2a2701','412 people used the ferry each day, twice as many as in 2020','en','candidate','checkworthy 1',NULL,1,'figure','figure: 412 people; comparison: twice, as many as; event: used',0.9,'c924a301da98aef7d9f2b5885c1ed9c06552dcea6311f899df342c98d388adb1');
INSERT INTO "claims" VALUES(10,'f4c6c42168074b60987a41296cf5c1a5','Jonas Reed, the mayor, denied that the council had sold the old boat.','en','candidate','checkworthy 1',NULL,1,'denial','denial: denied; event: sold',0.65,'6707cce62ee4bbbdc282fb1f6844300fdb36626c8f012c85b89178a62361c745');
INSERT INTO "claims" VALUES(11,'78b37ea3538346a49470f760bdc3d5ab','the council had sold the old boat','en','candidate','checkworthy 1',NULL,1,'denial','denial: denied; event: sold',0.6,'6630c9113b726a1f9601aed7c8177673c68abf8fc66f4dee217f96c2f713e25b');
INSERT INTO "claims" VALUES(12,'77968d917299460a9243c56f549ce605','it had closed itself in June because only 9 pupils were left','en','candidate','checkworthy 1',NULL,1,'figure','figure: 9; comparison: only; event: closed, left',1.0,'d78844c61077363fd237b1fd4cbf38f65fdf754d81c0ad10beb5a5915399d902');
INSERT INTO "claims" VALUES(13,'e0596d8fed55451cbbb18d54190aa56b','"I never said we would close it," Reed told the Ellis Courier on Monday.','en','candidate','checkworthy 1',NULL,1,'denial','denial: never; event: said',0.4,'aee6cce8d9b01dc85cf9f83889fbb20432c310633cc4d62302a074940135a01e');
INSERT INTO "claims" VALUES(14,'424394ef4b844208b712d9b13c2dbd24','Selon lui, le maire de la ville, le projet coûte trois millions de couronnes par an, mais personne ne veut augmenter le prix du billet.','en','candidate','checkworthy 1',NULL,1,'figure','figure: millions',0.4,'8eb4fb304185a4257bca99791829b7dd6b50a0adb24f6424b904336ae078edcf');
INSERT INTO "claims" VALUES(15,'a184cf8e8e5c4edd9047f8376ad10c06','Le conseil a ajouté que 412 personnes prennent le bateau chaque jour.','en','candidate','checkworthy 1',NULL,1,'figure','figure: 412',0.3,'f2c65f8f53a7a976c15d9cde8ba15e8c130e145b092b3924895f4fefa1654e41');
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
INSERT INTO "decisions" VALUES(1,'2026-11-27T19:46:26.110836Z','ada','confirm','quotes',1,'{"columns": {"confirmed_by": null, "status": "extracted"}}','{"columns": {"confirmed_by": "ada", "status": "confirmed"}}','heard the recording',NULL);
INSERT INTO "decisions" VALUES(2,'2026-11-27T19:46:39.132624Z','ada','reject','quotes',11,'{"columns": {"confirmed_by": null, "status": "extracted"}}','{"columns": {"confirmed_by": null, "status": "rejected"}}','a headline',NULL);
INSERT INTO "decisions" VALUES(3,'2026-11-27T19:46:45.672087Z','ada','correct','quotes',12,'{"anchors": [{"end_char": 189, "exact": "it had closed itself in June because only 9 pupils were left", "id": 40, "import_run_id": 1, "in_marks": false, "part": "content", "quote_id": 12, "seq": 0, "source_version_id": 2, "start_char": 129}, {"end_char": 128, "exact": "said", "id": 41, "import_run_id": 1, "in_marks": false, "part": "cue", "quote_id": 12, "seq": 0, "source_version_id": 2, "start_char": 124}, {"end_char": 123, "exact": "The school", "id": 42, "import_run_id": 1, "in_marks": false, "part": "speaker", "quote_id": 12, "seq": 0, "source_version_id": 2, "start_char": 113}], "attributions": [{"as_printed": "The school", "basis": "title", "dated_on": "2024-03-04", "id": 13, "import_run_id": 1, "part": "speaker", "quote_id": 12, "rank": "normal", "seq": 0, "speaker_id": null, "title_as_printed": null}], "columns": {"confirmed_by": null, "cue": "said", "dated_on": "2024-03-04", "kind": "indirect", "said_as": null, "said_basis": null, "said_on": null, "said_until": null, "status": "extracted", "text": "it had closed itself in June because only 9 pupils were left", "text_sha256": "d78844c61077363fd237b1fd4cbf38f65fdf754d81c0ad10beb5a5915399d902", "venue": null}}','{"anchors": null, "attributions": null, "columns": {"confirmed_by": "ada", "status": "confirmed", "venue": "in a letter"}}',NULL,NULL);
INSERT INTO "decisions" VALUES(4,'2026-11-27T19:47:13.253035Z','ada','correct','quotes',9,'{"anchors": [{"end_char": 868, "exact": "that 412 people used the ferry each day, twice as many as in 2020", "id": 30, "import_run_id": 1, "in_marks": false, "part": "content", "quote_id": 9, "seq": 0, "source_version_id": 1, "start_char": 803}, {"end_char": 790, "exact": "said", "id": 31, "import_run_id": 1, "in_marks": false, "part": "cue", "quote_id": 9, "seq": 0, "source_version_id": 1, "start_char": 786}, {"end_char": 802, "exact": "Thursday", "id": 32, "import_run_id": 1, "in_marks": false, "part": "date", "quote_id": 9, "seq": 0, "source_version_id": 1, "start_char": 794}, {"end_char": 785, "exact": "The council", "id": 33, "import_run_id": 1, "in_marks": false, "part": "speaker", "quote_id": 9, "seq": 0, "source_version_id": 1, "start_char": 774}], "attributions": [{"as_printed": "The council", "basis": "title", "dated_on": "2024-02-29", "id": 10, "import_run_id": 1, "part": "speaker", "quote_id": 9, "rank": "normal", "seq": 0, "speaker_id": null, "title_as_printed": null}], "columns": {"confirmed_by": null, "cue": "said", "dated_on": "2024-02-29", "kind": "indirect", "said_as": "Thursday", "said_basis": "relative", "said_on": "2024-02-29", "said_until": "2024-02-29", "status": "extracted", "text": "that 412 people used the ferry each day, twice as many as in 2020", "text_sha256": "63853e286ee86468bca81db8c93d9913202be85bec1b13c5d682f1ea80b4be98", "venue": null}}','{"anchors": null, "attributions": [{"as_printed": "The council", "basis": "editor", "dated_on": "2024-02-29", "part": "speaker", "rank": "preferred", "seq": 0, "speaker_id": 5, "title_as_printed": null}], "columns": {"confirmed_by": "ada", "status": "confirmed"}}',NULL,NULL);
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
INSERT INTO "import_runs" VALUES(1,'9a79105cc6db40d19e0be39b48ca4b4a','2026-11-27T19:45:56.352189Z','2026-11-27T19:45:57.141438Z','ada','factdb 0.1.0, rules 2','/ellis/ferry.txt
/ellis/check.txt
/ellis/bac.txt','540fd6998984e5047618170d574d79fe5238e46ede57e8d533a9c58808c0b227','finished',3,0,NULL,NULL);
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
INSERT INTO "quote_counts" VALUES(81,'day','2024-02-29',1);
INSERT INTO "quote_counts" VALUES(82,'day','2024-03-01',1);
INSERT INTO "quote_counts" VALUES(83,'day','2024-03-04',15);
INSERT INTO "quote_counts" VALUES(84,'kind','direct',5);
INSERT INTO "quote_counts" VALUES(85,'kind','indirect',10);
INSERT INTO "quote_counts" VALUES(86,'kind','mixed',2);
INSERT INTO "quote_counts" VALUES(87,'publisher','1',17);
INSERT INTO "quote_counts" VALUES(88,'speaker','1',3);
INSERT INTO "quote_counts" VALUES(89,'speaker','2',1);
INSERT INTO "quote_counts" VALUES(90,'speaker','3',1);
INSERT INTO "quote_counts" VALUES(91,'speaker','4',2);
INSERT INTO "quote_counts" VALUES(92,'speaker','5',4);
INSERT INTO "quote_counts" VALUES(93,'speaker','6',1);
INSERT INTO "quote_counts" VALUES(94,'status','extracted',17);
INSERT INTO "quote_counts" VALUES(95,'status','extracted',-1);
INSERT INTO "quote_counts" VALUES(96,'kind','direct',-1);
INSERT INTO "quote_counts" VALUES(97,'day','2024-03-04',-1);
INSERT INTO "quote_counts" VALUES(98,'publisher','1',-1);
INSERT INTO "quote_counts" VALUES(99,'status','confirmed',1);
INSERT INTO "quote_counts" VALUES(100,'kind','direct',1);
INSERT INTO "quote_counts" VALUES(101,'day','2024-03-04',1);
INSERT INTO "quote_counts" VALUES(102,'publisher','1',1);
INSERT INTO "quote_counts" VALUES(103,'status','extracted',-1);
INSERT INTO "quote_counts" VALUES(104,'kind','indirect',-1);
INSERT INTO "quote_counts" VALUES(105,'day','2024-03-04',-1);
INSERT INTO "quote_counts" VALUES(106,'publisher','1',-1);
INSERT INTO "quote_counts" VALUES(107,'status','rejected',1);
INSERT INTO "quote_counts" VALUES(108,'speaker','6',-1);
INSERT INTO "quote_counts" VALUES(109,'status','extracted',-1);
INSERT INTO "quote_counts" VALUES(110,'kind','indirect',-1);
INSERT INTO "quote_counts" VALUES(111,'day','2024-03-04',-1);
INSERT INTO "quote_counts" VALUES(112,'publisher','1',-1);
INSERT INTO "quote_counts" VALUES(113,'status','confirmed',1);
INSERT INTO "quote_counts" VALUES(114,'kind','indirect',1);
INSERT INTO "quote_counts" VALUES(115,'day','2024-03-04',1);
INSERT INTO "quote_counts" VALUES(116,'publisher','1',1);
INSERT INTO "quote_counts" VALUES(117,'status','extracted',-1);
INSERT INTO "quote_counts" VALUES(118,'kind','indirect',-1);
INSERT INTO "quote_counts" VALUES(119,'day','2024-02-29',-1);
INSERT INTO "quote_counts" VALUES(120,'publisher','1',-1);
INSERT INTO "quote_counts" VALUES(121,'status','confirmed',1);
INSERT INTO "quote_counts" VALUES(122,'kind','indirect',1);
INSERT INTO "quote_counts" VALUES(123,'day','2024-02-29',1);
INSERT INTO "quote_counts" VALUES(124,'publisher','1',1);
INSERT INTO "quote_counts" VALUES(125,'speaker','5',1);
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
INSERT INTO "quoted_runs" VALUES(2,14,0,2);
INSERT INTO "quoted_runs" VALUES(3,17,0,3);
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
INSERT INTO "quotes" VALUES(1,'cbfa027953ac4ecfa8dbddac980cf97e',1,'direct','The quay is sound ... We checked every pile in February.','bec230aba982e45b10b9628fce642fce85349e384a11bbe2449f7292aab5b7ef','said',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','confirmed',0.95,'rules 2','ada',1);
INSERT INTO "quotes" VALUES(2,'26ecbbd53afb4ea8936ea8c3de642c47',1,'direct','the line is finished','5bde95aaaf0c81312e40cd6a3e3a60b45cedb01ae1d8ada4f07754fdfbc3c94e','said',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.75,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(3,'4d75a66abc9c4801ab6bbca911b608f4',1,'indirect','that the crew of 14 would be dismissed','8ed8321a221e9e0c6d40e64a79e2e47d093079dadb01c72334d74747bcbf65d9','say',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.75,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(4,'06f1b8caaf494453a0817d547d82821f',1,'indirect','the company''s chief executive, Tom Lane','53ddb76fd1b7963f90b905728d1def675e5e2b53607ef97146aca6a38320bbdf','said',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.7,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(5,'b07ba69c8fa448129198b63e4588fe22',1,'mixed','the talk of closure "absurd," as he did','820d9863660ecad3420d61c1c74c02c8766f45461bf98bdfb37ab8ef6593af17','called',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.7,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(6,'71ef928a7c944f93a62bdf2172603ba6',1,'direct','It is safe ... It is not.','3d3e54fc6c1207402f66cbbd742924f57ea6e2d38b582eb66d34056c9eb78fb5','said',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.95,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(7,'0a6510ca31294c8ebdd736cf81ac8b20',1,'indirect','If the council said the boat was lost, the islands would empty within 20 years','8bb8f67eb5ac012e1db9a539002da179181029ae0973e9d3575612f7fbf76fc7','said',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.75,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(8,'941f386f787f4139a97fe5aec4a97142',1,'indirect','the boat was lost, the islands would empty within 20 years','f01e64c9275f7bd604f06ca1db4f1b5f5d4c89a06a6782fe6184c3e053270701','said',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.35,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(9,'d7c6d4a2247d457cb6063571e0d0b01b',1,'indirect','that 412 people used the ferry each day, twice as many as in 2020','63853e286ee86468bca81db8c93d9913202be85bec1b13c5d682f1ea80b4be98','said',NULL,'2024-02-29','2024-02-29','Thursday','relative','2024-02-29','en','confirmed',0.75,'rules 2','ada',1);
INSERT INTO "quotes" VALUES(10,'7eb6e1e4a0eb4c74b31bb88fd1896a12',1,'indirect','that the council had sold the old boat','7341475df71459be6ce9312c05d0f0aa7e41633c75f6d27d24348283b1453bf8','denied',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.75,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(11,'2e978d8d670b40af84548b46720c0b61',2,'indirect','Did the mayor close the school','d62d9ce50263d792210da493996309cd5c02802334fdad1e247ba4af99c66553',':',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','rejected',0.5,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(12,'276376a5682e460cbf77311ff7883266',2,'indirect','it had closed itself in June because only 9 pupils were left','d78844c61077363fd237b1fd4cbf38f65fdf754d81c0ad10beb5a5915399d902','said','in a letter',NULL,NULL,NULL,NULL,'2024-03-04','en','confirmed',0.7,'rules 2','ada',1);
INSERT INTO "quotes" VALUES(13,'933be6e14ab74b9d87886eae9ae8330b',2,'direct','I never said we would close it','fe3f67687d914bae217ef443d6a02de9051ae8a1286a7ad413d21db7b21ca680','told',NULL,'2024-03-04','2024-03-04','Monday','relative','2024-03-04','en','extracted',0.95,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(14,'af87f6b5af554986b526aa363fce0ccd',2,'mixed','"children can learn at home", as a post claims','e2d0f8e62c9e5753a0ca6728bc2526e13b3c8186c2b1cc4682379d320aa1770d','said',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.45,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(15,'41054131b5e14747847be325032567e1',2,'indirect','Reed will tell parents on Friday that the building will be sold','91e1fb1a24fc5d3c41df0b0a02fb1441f7fd85938bad91859310f009b1bc4466','said',NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.75,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(16,'c79c6bb3d2c147a8928c20d6fab1ea6a',2,'indirect','that the building will be sold','4a4f5c8c9a75e0047cd4da347543d68a3901de9b6f8df4d92aa8c099505bd0d3','tell',NULL,'2024-03-01','2024-03-01','Friday','relative','2024-03-01','en','extracted',0.2,'rules 2',NULL,1);
INSERT INTO "quotes" VALUES(17,'dd0c978a99534c59976180552a7b7328',3,'direct','Nous avons vérifié chaque pilier en février.','9f5eb99ff6bb5e010b1dec40cdaf36795e0ce9e860e6e339dccfaf9e07db2581',NULL,NULL,NULL,NULL,NULL,NULL,'2024-03-04','en','extracted',0.1,'rules 2',NULL,1);
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
	import_run_id INTEGER, 
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
CREATE TABLE shingles (
	shingle BIGINT NOT NULL, 
	wording_id INTEGER NOT NULL, 
	length SMALLINT NOT NULL, 
	CONSTRAINT pk_shingles PRIMARY KEY (shingle, wording_id)
)
 WITHOUT ROWID

;
INSERT INTO "shingles" VALUES(394897962,2,5);
INSERT INTO "shingles" VALUES(433228672,1,10);
INSERT INTO "shingles" VALUES(1232036454,1,10);
INSERT INTO "shingles" VALUES(1579979548,3,7);
INSERT INTO "shingles" VALUES(1583248901,3,7);
INSERT INTO "shingles" VALUES(1718822589,3,7);
INSERT INTO "shingles" VALUES(1863160337,1,10);
INSERT INTO "shingles" VALUES(2089617704,1,10);
INSERT INTO "shingles" VALUES(2993679977,1,10);
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
INSERT INTO "source_versions" VALUES(1,1,1,'2026-11-27T19:45:56.412708Z','/ellis/ferry.txt','6145a09861c2b63955163d96c916da6d3ee9b147bf7eb781f5a0fca498da82ca','6145a09861c2b63955163d96c916da6d3ee9b147bf7eb781f5a0fca498da82ca',940,'utf-8','Ellis keeps its ferry for another winter','Ellis keeps its ferry for another winter

By Paula Stone

ELLIS, March 4 (Northern Wire) - The last boat to the islands will sail this winter after all.

"The quay is sound," said Mira Okafor, the harbour master. "We checked every pile in February."

"We will not raise the fare", Okafor told reporters on Friday. "Nobody has asked us to", she added.

Okafor never said "the line is finished". She did not say that the crew of 14 would be dismissed.

The plan costs 3 million crowns a year, said the company''s chief executive, Tom Lane. He called the talk of closure "absurd," as he did after the storm of 2019.

"It is safe," said Ann Marlowe. Tom Lane disagreed. "It is not."

If the council said the boat was lost, the islands would empty within 20 years, Marlowe said.

The council said on Thursday that 412 people used the ferry each day, twice as many as in 2020. Jonas Reed, the mayor, denied that the council had sold the old boat.
',NULL,1);
INSERT INTO "source_versions" VALUES(2,2,1,'2026-11-27T19:45:57.040482Z','/ellis/check.txt','1e36af3d1f01bb638b5b461db1865b723ebca9ba4cb8f9b3a7bab35b9a4649f1','1e36af3d1f01bb638b5b461db1865b723ebca9ba4cb8f9b3a7bab35b9a4649f1',424,'utf-8','Fact check: Did the mayor close the school?','Fact check: Did the mayor close the school?

By Paula Stone

Mayor Jonas Reed did not close the school in Ellis. The school said it had closed itself in June because only 9 pupils were left.

"I never said we would close it," Reed told the Ellis Courier on Monday.

It is false that Reed said "children can learn at home", as a post claims.

Reed will tell parents on Friday that the building will be sold, his office said.
',NULL,1);
INSERT INTO "source_versions" VALUES(3,3,1,'2026-11-27T19:45:57.112597Z','/ellis/bac.txt','25cdc0b33e1cdabde0247cc93b04c09b32ed42f0d34439c7b864ff4b838ba43c','25cdc0b33e1cdabde0247cc93b04c09b32ed42f0d34439c7b864ff4b838ba43c',638,'utf-8','Le bac d''Ellis reste en service cet hiver','Le bac d''Ellis reste en service cet hiver

ELLIS - Le dernier bateau vers les îles partira cet hiver malgré tout, a annoncé la mairie lundi.

« Le quai est solide », a déclaré Mira Okafor, la capitaine du port. « Nous avons vérifié chaque pilier en février. »

Selon lui, le maire de la ville, le projet coûte trois millions de couronnes par an, mais personne ne veut augmenter le prix du billet.

Lire aussi : Les îles se vident depuis vingt ans, et le conseil ne fait rien pour que les jeunes restent chez eux.

Mais Okafor a dit : "Nous ne fermerons pas la ligne." Le conseil a ajouté que 412 personnes prennent le bateau chaque jour.
',NULL,1);
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
INSERT INTO "sources" VALUES(1,'f5e5ec0b07784516b3cea893be1cb36f',1,NULL,'Ellis keeps its ferry for another winter','By Paula Stone','Paula Stone',NULL,'ELLIS','en','article','2024-03-04',NULL,NULL,NULL,1);
INSERT INTO "sources" VALUES(2,'85f30691f54f4e1398fa3993ae233fc0',1,NULL,'Fact check: Did the mayor close the school?','By Paula Stone','Paula Stone',NULL,NULL,'en','article','2024-03-04',NULL,NULL,NULL,1);
INSERT INTO "sources" VALUES(3,'391105ef72034095af278d3764b927ee',1,NULL,'Le bac d''Ellis reste en service cet hiver',NULL,NULL,NULL,'ELLIS','en','article','2024-03-04',NULL,NULL,NULL,1);
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
INSERT INTO "speaker_names" VALUES(1,1,'Mira Okafor','mira okafor','primary',1,'okafor m');
INSERT INTO "speaker_names" VALUES(2,2,'The plan costs 3 million crowns a','the plan costs 3 million crowns a','primary',1,'a t');
INSERT INTO "speaker_names" VALUES(3,3,'Tom Lane','tom lane','primary',1,'lane t');
INSERT INTO "speaker_names" VALUES(4,4,'Ann Marlowe','ann marlowe','primary',1,'marlowe a');
INSERT INTO "speaker_names" VALUES(5,5,'Jonas Reed','jonas reed','primary',1,'reed j');
INSERT INTO "speaker_names" VALUES(6,6,'ct check','ct check','primary',1,'check c');
INSERT INTO "speaker_names" VALUES(7,7,'Ellis Courier','ellis courier','primary',1,'courier e');
INSERT INTO "speaker_names" VALUES(8,8,'parents','parents','primary',1,NULL);
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
INSERT INTO "speakers" VALUES(1,'b74a90cec6d64a719cc9d006a4028d21','person','Mira Okafor',NULL,NULL,NULL,NULL,'extracted','rules 2',1,1);
INSERT INTO "speakers" VALUES(2,'678aefd8ccbb4ec1ba4b2d94506edc45','unnamed','The plan costs 3 million crowns a',NULL,NULL,NULL,1,'extracted','rules 2',1,2);
INSERT INTO "speakers" VALUES(3,'ce2cc5b4713d4fbba52c87a5b3dcba8e','person','Tom Lane',NULL,NULL,NULL,NULL,'extracted','rules 2',1,3);
INSERT INTO "speakers" VALUES(4,'cc7015939bcc446a81c93d06f2ef00e7','person','Ann Marlowe',NULL,NULL,NULL,NULL,'extracted','rules 2',1,4);
INSERT INTO "speakers" VALUES(5,'cab52a86509c449ab0699f139d1334c7','person','Jonas Reed',NULL,NULL,NULL,NULL,'extracted','rules 2',1,5);
INSERT INTO "speakers" VALUES(6,'f7343a7ae87843d3aff7b412e8495c73','unnamed','ct check',NULL,NULL,NULL,2,'extracted','rules 2',1,6);
INSERT INTO "speakers" VALUES(7,'82a47d670de24829bda6b513081dc5ad','person','Ellis Courier',NULL,NULL,NULL,NULL,'extracted','rules 2',1,7);
INSERT INTO "speakers" VALUES(8,'76c8facd41744337bd6335fe5bf0bf9f','collective','parents',NULL,NULL,NULL,NULL,'extracted','rules 2',1,8);
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
INSERT INTO "wordings" VALUES(1,8375955727159204793,'the quay is sound we checked every pile in february',1,1);
INSERT INTO "wordings" VALUES(2,6892490152668346741,'children can learn at home',2,1);
INSERT INTO "wordings" VALUES(3,5097952049045868533,'nous avons verifie chaque pilier en fevrier',3,1);
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
CREATE VIRTUAL TABLE quotes_fts USING fts5(text, content="quotes", content_rowid="id", tokenize="unicode61 remove_diacritics 2");
INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild');
COMMIT;
