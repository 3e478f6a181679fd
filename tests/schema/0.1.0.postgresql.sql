SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.factdb_count_assertions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE changed bigint[];
BEGIN
IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT claim_id) INTO changed FROM fresh WHERE stance IN ('asserts', 'repeats');
ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT claim_id) INTO changed FROM former WHERE stance IN ('asserts', 'repeats');
ELSE
    SELECT array_agg(DISTINCT c.claim_id) INTO changed FROM former o JOIN fresh n ON n.id = o.id
        CROSS JOIN LATERAL (VALUES (o.claim_id), (n.claim_id)) AS c (claim_id)
        WHERE (n.claim_id, n.stance, n.dated_on) IS DISTINCT FROM (o.claim_id, o.stance, o.dated_on);
END IF;
IF changed IS NULL THEN
    RETURN NULL;
END IF;
PERFORM 1 FROM claims WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
DELETE FROM repetitions WHERE claim_id = ANY (changed);
INSERT INTO repetitions (claim_id, nth, dated_on) SELECT claim_id, nth, dated_on FROM (SELECT s.claim_id, s.dated_on, count(*) OVER (PARTITION BY s.claim_id) AS times, row_number() OVER (PARTITION BY s.claim_id ORDER BY s.dated_on DESC NULLS LAST) AS nth FROM assertions s WHERE s.stance IN ('asserts', 'repeats') AND s.claim_id = ANY (changed)) r WHERE times > 1 AND dated_on IS NOT NULL AND (nth < 100 OR (nth < 1000 AND nth / 10 * 10 = nth) OR nth / 100 * 100 = nth);
RETURN NULL;
END $$;
CREATE FUNCTION public.factdb_count_attributions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM (SELECT *, 1 AS sign FROM fresh) a
        WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
            AND (SELECT q.status <> 'rejected' AND q.factuality = 'actual' FROM quotes q WHERE q.id = a.quote_id)
        GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM (SELECT *, -1 AS sign FROM former) a
        WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
            AND (SELECT q.status <> 'rejected' AND q.factuality = 'actual' FROM quotes q WHERE q.id = a.quote_id)
        GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
ELSE
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM (SELECT *, -1 AS sign
        FROM former UNION ALL SELECT *, 1 FROM fresh) a
        WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND a.speaker_id IS NOT NULL
            AND (SELECT q.status <> 'rejected' AND q.factuality = 'actual' FROM quotes q WHERE q.id = a.quote_id)
        GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
END IF;
RETURN NULL;
END $$;
CREATE FUNCTION public.factdb_count_quote_out() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
IF old.status <> 'rejected' AND old.factuality = 'actual' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign) FROM (SELECT t.*, -1 AS sign FROM attributions t
        WHERE t.quote_id = old.id) a WHERE a.part = 'speaker' AND a.rank <> 'deprecated'
            AND a.speaker_id IS NOT NULL GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
END IF;
RETURN old;
END $$;
CREATE FUNCTION public.factdb_count_quotes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT grouped_by, member, sum(sign) FROM (
        SELECT 'status' AS grouped_by, q.status AS member, q.sign FROM (SELECT *, 1 AS sign FROM fresh) q
            WHERE q.factuality = 'actual'
        UNION ALL SELECT 'kind' AS grouped_by, q.kind AS member, q.sign FROM (SELECT *, 1 AS sign FROM fresh) q
            JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'day' AS grouped_by, coalesce(to_char(q.dated_on, 'YYYY-MM-DD'), '') AS member, q.sign
            FROM (SELECT *, 1 AS sign FROM fresh) q JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'publisher' AS grouped_by, CAST(s.publisher_id AS text) AS member, q.sign
            FROM (SELECT *, 1 AS sign FROM fresh) q JOIN sources s ON s.id = q.source_id
                WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NOT NULL
        UNION ALL SELECT 'agency' AS grouped_by, coalesce(s.agency, '') AS member, q.sign FROM (SELECT *, 1 AS sign
            FROM fresh) q JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NULL
    ) g
    GROUP BY grouped_by, member HAVING sum(sign) <> 0;
ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT grouped_by, member, sum(sign) FROM (
        SELECT 'status' AS grouped_by, q.status AS member, q.sign FROM (SELECT *, -1 AS sign FROM former) q
            WHERE q.factuality = 'actual'
        UNION ALL SELECT 'kind' AS grouped_by, q.kind AS member, q.sign FROM (SELECT *, -1 AS sign FROM former) q
            JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'day' AS grouped_by, coalesce(to_char(q.dated_on, 'YYYY-MM-DD'), '') AS member, q.sign
            FROM (SELECT *, -1 AS sign FROM former) q JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'publisher' AS grouped_by, CAST(s.publisher_id AS text) AS member, q.sign
            FROM (SELECT *, -1 AS sign FROM former) q JOIN sources s ON s.id = q.source_id
                WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NOT NULL
        UNION ALL SELECT 'agency' AS grouped_by, coalesce(s.agency, '') AS member, q.sign FROM (SELECT *, -1 AS sign
            FROM former) q JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NULL
    ) g
    GROUP BY grouped_by, member HAVING sum(sign) <> 0;
ELSE
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT grouped_by, member, sum(sign) FROM (
        SELECT 'status' AS grouped_by, q.status AS member, q.sign FROM (SELECT *, -1 AS sign
            FROM former UNION ALL SELECT *, 1 FROM fresh) q
            WHERE q.factuality = 'actual'
        UNION ALL SELECT 'kind' AS grouped_by, q.kind AS member, q.sign FROM (SELECT *, -1 AS sign
            FROM former UNION ALL SELECT *, 1 FROM fresh) q JOIN sources s ON s.id = q.source_id
                WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'day' AS grouped_by, coalesce(to_char(q.dated_on, 'YYYY-MM-DD'), '') AS member, q.sign
            FROM (SELECT *, -1 AS sign FROM former UNION ALL SELECT *, 1 FROM fresh) q
                JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual'
        UNION ALL SELECT 'publisher' AS grouped_by, CAST(s.publisher_id AS text) AS member, q.sign
            FROM (SELECT *, -1 AS sign FROM former UNION ALL SELECT *, 1 FROM fresh) q
                JOIN sources s ON s.id = q.source_id WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NOT NULL
        UNION ALL SELECT 'agency' AS grouped_by, coalesce(s.agency, '') AS member, q.sign FROM (SELECT *, -1 AS sign
            FROM former UNION ALL SELECT *, 1 FROM fresh) q JOIN sources s ON s.id = q.source_id
                WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NULL
    ) g
    GROUP BY grouped_by, member HAVING sum(sign) <> 0;
    INSERT INTO quote_counts (grouped_by, member, quotes)
    SELECT 'speaker', CAST(a.speaker_id AS text), sum(a.sign)
        FROM (SELECT t.*, CASE WHEN n.status = 'rejected' OR n.factuality <> 'actual' THEN -1 ELSE 1 END AS sign
            FROM former o JOIN fresh n ON n.id = o.id AND (n.status = 'rejected' OR n.factuality <> 'actual')
                <> (o.status = 'rejected' OR o.factuality <> 'actual')
                JOIN attributions t ON t.quote_id = n.id) a WHERE a.part = 'speaker' AND a.rank <> 'deprecated'
                    AND a.speaker_id IS NOT NULL GROUP BY a.speaker_id HAVING sum(a.sign) <> 0;
END IF;
RETURN NULL;
END $$;
CREATE FUNCTION public.factdb_count_sources() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
INSERT INTO quote_counts (grouped_by, member, quotes)
SELECT grouped_by, member, sum(sign) FROM (
    SELECT 'publisher' AS grouped_by, CAST(s.publisher_id AS text) AS member, q.sign
        FROM (SELECT r.publisher_id, r.agency, r.sign, t.status, t.factuality FROM former o JOIN fresh n ON n.id = o.id
            AND (n.publisher_id IS DISTINCT FROM o.publisher_id OR n.agency IS DISTINCT FROM o.agency)
                JOIN LATERAL (VALUES (o.publisher_id, o.agency, -1), (n.publisher_id, n.agency, 1)) AS r (publisher_id, agency, sign) ON TRUE JOIN quotes t ON t.source_id = n.id) q CROSS JOIN LATERAL (SELECT q.publisher_id, q.agency) s WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NOT NULL
    UNION ALL SELECT 'agency' AS grouped_by, coalesce(s.agency, '') AS member, q.sign
        FROM (SELECT r.publisher_id, r.agency, r.sign, t.status, t.factuality FROM former o JOIN fresh n ON n.id = o.id
            AND (n.publisher_id IS DISTINCT FROM o.publisher_id OR n.agency IS DISTINCT FROM o.agency)
                JOIN LATERAL (VALUES (o.publisher_id, o.agency, -1), (n.publisher_id, n.agency, 1)) AS r (publisher_id, agency, sign) ON TRUE JOIN quotes t ON t.source_id = n.id) q CROSS JOIN LATERAL (SELECT q.publisher_id, q.agency) s WHERE q.status <> 'rejected' AND q.factuality = 'actual' AND s.publisher_id IS NULL
) g
GROUP BY grouped_by, member HAVING sum(sign) <> 0;
RETURN NULL;
END $$;
CREATE FUNCTION public.factdb_keep_before() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    SELECT clock_timestamp(), lower(TG_OP), TG_TABLE_NAME, former.id,
        (to_jsonb(former) - coalesce(TG_ARGV, ARRAY[]::text[]))::text
    FROM former;
    RETURN NULL;
END $$;
CREATE FUNCTION public.factdb_keep_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_ARGV[0] = 'run' THEN
        INSERT INTO changes (changed_at, action, subject, subject_id)
        SELECT clock_timestamp(), 'insert', TG_TABLE_NAME, fresh.id FROM fresh
        LEFT JOIN import_runs r ON r.id = fresh.import_run_id WHERE r.status IS DISTINCT FROM 'running';
    ELSE
        INSERT INTO changes (changed_at, action, subject, subject_id)
        SELECT clock_timestamp(), 'insert', TG_TABLE_NAME, fresh.id FROM fresh;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.factdb_text_claims() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    INSERT INTO claim_texts (claim_id, words, body) SELECT id, text, '' FROM fresh;
ELSE
    UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' || coalesce((SELECT string_agg(r.title, ' ' ORDER BY r.id) FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), ''), body = coalesce((SELECT string_agg(r.text, ' ' ORDER BY r.id) FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '') WHERE claim_id IN
        (SELECT n.id FROM fresh n JOIN former o ON o.id = n.id WHERE n.text <> o.text);
END IF;
RETURN NULL;
END $$;
CREATE FUNCTION public.factdb_text_reviews() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' || coalesce((SELECT string_agg(r.title, ' ' ORDER BY r.id) FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), ''), body = coalesce((SELECT string_agg(r.text, ' ' ORDER BY r.id) FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '') WHERE claim_id IN (SELECT claim_id FROM fresh);
ELSIF TG_OP = 'DELETE' THEN
    UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' || coalesce((SELECT string_agg(r.title, ' ' ORDER BY r.id) FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), ''), body = coalesce((SELECT string_agg(r.text, ' ' ORDER BY r.id) FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '') WHERE claim_id IN (SELECT claim_id FROM former);
ELSE
    UPDATE claim_texts SET words = (SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id) || ' ' || coalesce((SELECT string_agg(r.title, ' ' ORDER BY r.id) FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), ''), body = coalesce((SELECT string_agg(r.text, ' ' ORDER BY r.id) FROM reviews r WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '') WHERE claim_id IN
        (SELECT claim_id FROM former UNION SELECT claim_id FROM fresh);
END IF;
RETURN NULL;
END $$;
CREATE FUNCTION public.factdb_trail_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =
        'the audit trail is only ever added to: nothing in ' || TG_TABLE_NAME || ' can be changed or deleted';
END $$;
CREATE FUNCTION public.speakers_canonical() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.canonical_id := coalesce(NEW.merged_into_id, NEW.id); RETURN NEW; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.anchors (
    id bigint NOT NULL,
    quote_id bigint NOT NULL,
    source_version_id bigint NOT NULL,
    part text NOT NULL,
    seq integer NOT NULL,
    start_char integer NOT NULL,
    end_char integer NOT NULL,
    in_marks boolean NOT NULL,
    exact text NOT NULL,
    import_run_id bigint NOT NULL,
    CONSTRAINT ck_anchors_exact_fits_span CHECK ((length(exact) = (end_char - start_char))),
    CONSTRAINT ck_anchors_part_known CHECK ((part = ANY (ARRAY['content'::text, 'cue'::text, 'speaker'::text, 'reporter'::text, 'addressee'::text, 'date'::text]))),
    CONSTRAINT ck_anchors_span_not_empty CHECK (((start_char >= 0) AND (start_char < end_char)))
);
CREATE SEQUENCE public.anchors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.anchors_id_seq OWNED BY public.anchors.id;
CREATE TABLE public.assertions (
    id bigint NOT NULL,
    claim_id bigint NOT NULL,
    quote_id bigint,
    source_id bigint NOT NULL,
    stance text NOT NULL,
    import_run_id bigint NOT NULL,
    source_version_id bigint,
    start_char integer,
    end_char integer,
    exact text,
    dated_on date,
    CONSTRAINT ck_assertions_exact_fits_place CHECK (((exact IS NULL) OR (length(exact) = (end_char - start_char)))),
    CONSTRAINT ck_assertions_stance_known CHECK ((stance = ANY (ARRAY['asserts'::text, 'denies'::text, 'disputes'::text, 'repeats'::text, 'attributes'::text])))
);
CREATE SEQUENCE public.assertions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.assertions_id_seq OWNED BY public.assertions.id;
CREATE TABLE public.attributions (
    id bigint NOT NULL,
    quote_id bigint NOT NULL,
    speaker_id bigint,
    part text NOT NULL,
    seq integer NOT NULL,
    rank text NOT NULL,
    as_printed text,
    title_as_printed text,
    basis text NOT NULL,
    dated_on date,
    import_run_id bigint NOT NULL,
    CONSTRAINT ck_attributions_basis_known CHECK ((basis = ANY (ARRAY['named'::text, 'title'::text, 'pronoun'::text, 'collective'::text, 'initialism'::text, 'place'::text, 'alternation'::text, 'editor'::text]))),
    CONSTRAINT ck_attributions_part_known CHECK ((part = ANY (ARRAY['speaker'::text, 'reporter'::text, 'addressee'::text]))),
    CONSTRAINT ck_attributions_rank_known CHECK ((rank = ANY (ARRAY['preferred'::text, 'normal'::text, 'deprecated'::text])))
);
CREATE SEQUENCE public.attributions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.attributions_id_seq OWNED BY public.attributions.id;
CREATE TABLE public.changes (
    id bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    subject_id bigint NOT NULL,
    before text,
    CONSTRAINT ck_changes_action_known CHECK ((action = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text]))),
    CONSTRAINT ck_changes_before_kept CHECK (((action = 'insert'::text) = (before IS NULL)))
);
CREATE SEQUENCE public.changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.changes_id_seq OWNED BY public.changes.id;
CREATE TABLE public.claim_matches (
    claim_id bigint NOT NULL,
    other_id bigint NOT NULL,
    likeness double precision NOT NULL,
    CONSTRAINT ck_claim_matches_likeness_range CHECK (((likeness >= (0)::double precision) AND (likeness <= (1)::double precision))),
    CONSTRAINT ck_claim_matches_not_to_itself CHECK ((claim_id <> other_id))
);
CREATE TABLE public.claim_relations (
    id bigint NOT NULL,
    claim_id bigint NOT NULL,
    to_claim_id bigint NOT NULL,
    kind text NOT NULL,
    import_run_id bigint,
    CONSTRAINT ck_claim_relations_kind_known CHECK ((kind = ANY (ARRAY['contradicts'::text, 'updates'::text, 'narrows'::text, 'same_as'::text]))),
    CONSTRAINT ck_claim_relations_not_to_itself CHECK ((claim_id <> to_claim_id))
);
CREATE SEQUENCE public.claim_relations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.claim_relations_id_seq OWNED BY public.claim_relations.id;
CREATE TABLE public.claim_texts (
    claim_id bigint NOT NULL,
    words text NOT NULL,
    body text NOT NULL,
    words_fts tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, words)) STORED,
    body_fts tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, body)) STORED
);
CREATE TABLE public.claims (
    id bigint NOT NULL,
    uid text NOT NULL,
    text text NOT NULL,
    language text NOT NULL,
    status text NOT NULL,
    origin text NOT NULL,
    confirmed_by text,
    import_run_id bigint NOT NULL,
    kind text,
    why text,
    score double precision,
    text_sha256 text,
    CONSTRAINT ck_claims_confirmed_by_someone CHECK (((status = 'confirmed'::text) = (confirmed_by IS NOT NULL))),
    CONSTRAINT ck_claims_kind_known CHECK ((kind = ANY (ARRAY['figure'::text, 'comparison'::text, 'superlative'::text, 'event'::text, 'accusation'::text, 'denial'::text]))),
    CONSTRAINT ck_claims_score_range CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision))),
    CONSTRAINT ck_claims_status_known CHECK ((status = ANY (ARRAY['candidate'::text, 'confirmed'::text, 'rejected'::text]))),
    CONSTRAINT ck_claims_text_given CHECK ((length(text) > 0))
);
CREATE SEQUENCE public.claims_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.claims_id_seq OWNED BY public.claims.id;
CREATE TABLE public.decisions (
    id bigint NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    subject_id bigint NOT NULL,
    before text,
    after text,
    reason text,
    import_run_id bigint,
    CONSTRAINT ck_decisions_action_known CHECK ((action = ANY (ARRAY['confirm'::text, 'correct'::text, 'reject'::text, 'add'::text, 'merge'::text, 'split'::text, 'distinct'::text, 'undo'::text, 'publish'::text, 'withdraw'::text, 'delete'::text]))),
    CONSTRAINT ck_decisions_subject_known CHECK ((subject = ANY (ARRAY['quotes'::text, 'speakers'::text, 'claims'::text, 'sources'::text, 'rating_scales'::text, 'reviews'::text])))
);
CREATE SEQUENCE public.decisions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.decisions_id_seq OWNED BY public.decisions.id;
CREATE TABLE public.evidence (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    seq integer NOT NULL,
    stance text NOT NULL,
    source_id bigint,
    quote_id bigint,
    url text,
    title text,
    published_on date,
    retrieved_on date,
    note text,
    import_run_id bigint,
    CONSTRAINT ck_evidence_link_described CHECK (((url IS NULL) OR ((title IS NOT NULL) AND (retrieved_on IS NOT NULL)))),
    CONSTRAINT ck_evidence_one_place CHECK ((((source_id IS NOT NULL) AND (quote_id IS NULL) AND (url IS NULL)) OR ((source_id IS NULL) AND (quote_id IS NOT NULL) AND (url IS NULL)) OR ((source_id IS NULL) AND (quote_id IS NULL) AND (url IS NOT NULL)))),
    CONSTRAINT ck_evidence_stance_known CHECK ((stance = ANY (ARRAY['supports'::text, 'refutes'::text, 'context'::text])))
);
CREATE SEQUENCE public.evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.evidence_id_seq OWNED BY public.evidence.id;
CREATE TABLE public.import_runs (
    id bigint NOT NULL,
    uid text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    actor text NOT NULL,
    tool text NOT NULL,
    input text NOT NULL,
    input_sha256 text,
    status text NOT NULL,
    articles integer NOT NULL,
    problems integer NOT NULL,
    undone_at timestamp with time zone,
    undone_by text,
    CONSTRAINT ck_import_runs_status_known CHECK ((status = ANY (ARRAY['running'::text, 'finished'::text, 'interrupted'::text, 'undone'::text])))
);
CREATE SEQUENCE public.import_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.import_runs_id_seq OWNED BY public.import_runs.id;
CREATE TABLE public.publishers (
    id bigint NOT NULL,
    name text NOT NULL,
    domain text,
    import_run_id bigint
);
CREATE SEQUENCE public.publishers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.publishers_id_seq OWNED BY public.publishers.id;
CREATE TABLE public.quote_counts (
    id bigint NOT NULL,
    grouped_by text NOT NULL,
    member text NOT NULL,
    quotes bigint NOT NULL,
    CONSTRAINT ck_quote_counts_grouped_by_known CHECK ((grouped_by = ANY (ARRAY['kind'::text, 'status'::text, 'day'::text, 'publisher'::text, 'agency'::text, 'speaker'::text])))
);
CREATE SEQUENCE public.quote_counts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.quote_counts_id_seq OWNED BY public.quote_counts.id;
CREATE TABLE public.quoted_runs (
    id bigint NOT NULL,
    quote_id bigint NOT NULL,
    seq integer NOT NULL,
    wording_id bigint NOT NULL
);
CREATE SEQUENCE public.quoted_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.quoted_runs_id_seq OWNED BY public.quoted_runs.id;
CREATE TABLE public.quotes (
    id bigint NOT NULL,
    uid text NOT NULL,
    source_id bigint NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    text_sha256 text NOT NULL,
    cue text,
    venue text,
    said_on date,
    said_until date,
    said_as text,
    said_basis text,
    dated_on date,
    language text NOT NULL,
    status text NOT NULL,
    confidence double precision,
    origin text NOT NULL,
    confirmed_by text,
    import_run_id bigint NOT NULL,
    factuality text DEFAULT 'actual'::text NOT NULL,
    CONSTRAINT ck_quotes_confidence_range CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
    CONSTRAINT ck_quotes_confirmed_by_someone CHECK (((status = 'confirmed'::text) = (confirmed_by IS NOT NULL))),
    CONSTRAINT ck_quotes_factuality_known CHECK ((factuality = ANY (ARRAY['actual'::text, 'negated'::text, 'possible'::text]))),
    CONSTRAINT ck_quotes_kind_known CHECK ((kind = ANY (ARRAY['direct'::text, 'mixed'::text, 'indirect'::text]))),
    CONSTRAINT ck_quotes_said_basis_given CHECK (((said_on IS NULL) = (said_basis IS NULL))),
    CONSTRAINT ck_quotes_said_basis_known CHECK ((said_basis = ANY (ARRAY['stated'::text, 'relative'::text, 'editor'::text]))),
    CONSTRAINT ck_quotes_said_range_ordered CHECK ((said_until >= said_on)),
    CONSTRAINT ck_quotes_said_range_whole CHECK (((said_on IS NULL) = (said_until IS NULL))),
    CONSTRAINT ck_quotes_status_known CHECK ((status = ANY (ARRAY['extracted'::text, 'confirmed'::text, 'rejected'::text]))),
    CONSTRAINT ck_quotes_text_given CHECK ((length(text) > 0))
);
CREATE SEQUENCE public.quotes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.quotes_id_seq OWNED BY public.quotes.id;
CREATE TABLE public.rating_scales (
    id bigint NOT NULL,
    uid text NOT NULL,
    name text NOT NULL,
    title text NOT NULL,
    url text,
    CONSTRAINT ck_rating_scales_name_given CHECK ((length(name) > 0))
);
CREATE SEQUENCE public.rating_scales_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rating_scales_id_seq OWNED BY public.rating_scales.id;
CREATE TABLE public.ratings (
    id bigint NOT NULL,
    rating_scale_id bigint NOT NULL,
    seq integer NOT NULL,
    label text NOT NULL,
    value double precision,
    normalized text NOT NULL,
    colour text,
    definition text,
    CONSTRAINT ck_ratings_label_given CHECK ((length(label) > 0)),
    CONSTRAINT ck_ratings_normalized_known CHECK ((normalized = ANY (ARRAY['true'::text, 'mixture'::text, 'false'::text, 'other'::text])))
);
CREATE SEQUENCE public.ratings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.ratings_id_seq OWNED BY public.ratings.id;
CREATE TABLE public.repetitions (
    claim_id bigint NOT NULL,
    nth integer NOT NULL,
    dated_on date NOT NULL
);
CREATE TABLE public.source_versions (
    id bigint NOT NULL,
    source_id bigint NOT NULL,
    number integer NOT NULL,
    retrieved_at timestamp with time zone NOT NULL,
    location text NOT NULL,
    raw_sha256 text NOT NULL,
    text_sha256 text NOT NULL,
    text_length integer NOT NULL,
    encoding text NOT NULL,
    title text NOT NULL,
    text text,
    offset_map text,
    import_run_id bigint NOT NULL,
    CONSTRAINT ck_source_versions_sha256_whole CHECK (((length(text_sha256) = 64) AND (length(raw_sha256) = 64))),
    CONSTRAINT ck_source_versions_text_length_true CHECK (((text IS NULL) OR (length(text) = text_length)))
);
CREATE VIEW public.report_anchors AS
 SELECT a.quote_id,
    q.uid AS quote_uid,
    a.part,
    a.seq,
    a.start_char,
    a.end_char,
        CASE
            WHEN a.in_marks THEN 1
            ELSE 0
        END AS is_in_marks,
    a.exact,
    v.id AS source_version_id,
    v.number AS version_number,
    v.text_sha256,
        CASE
            WHEN (v.text IS NULL) THEN NULL::integer
            WHEN (substr(v.text, (a.start_char + 1), (a.end_char - a.start_char)) = a.exact) THEN 1
            ELSE 0
        END AS is_proved
   FROM ((public.anchors a
     JOIN public.quotes q ON ((q.id = a.quote_id)))
     JOIN public.source_versions v ON ((v.id = a.source_version_id)));
CREATE TABLE public.sources (
    id bigint NOT NULL,
    uid text NOT NULL,
    publisher_id bigint,
    url text,
    title text NOT NULL,
    byline text,
    contributors text,
    agency text,
    dateline text,
    language text NOT NULL,
    medium text NOT NULL,
    published_on date,
    published_at timestamp with time zone,
    rights text,
    derived_from_id bigint,
    import_run_id bigint NOT NULL,
    printed_publisher text,
    CONSTRAINT ck_sources_medium_known CHECK ((medium = ANY (ARRAY['article'::text, 'transcript'::text, 'statement'::text, 'post'::text, 'broadcast'::text, 'document'::text]))),
    CONSTRAINT ck_sources_not_derived_from_itself CHECK ((derived_from_id <> id))
);
CREATE TABLE public.speakers (
    id bigint NOT NULL,
    uid text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    role text,
    wikidata_id text,
    merged_into_id bigint,
    scope_source_id bigint,
    status text NOT NULL,
    origin text NOT NULL,
    import_run_id bigint,
    canonical_id bigint,
    CONSTRAINT ck_speakers_kind_known CHECK ((kind = ANY (ARRAY['person'::text, 'organization'::text, 'collective'::text, 'unnamed'::text]))),
    CONSTRAINT ck_speakers_name_given CHECK ((length(name) > 0)),
    CONSTRAINT ck_speakers_not_merged_into_itself CHECK ((merged_into_id <> id)),
    CONSTRAINT ck_speakers_only_unnamed_scoped CHECK (((kind = 'unnamed'::text) OR (scope_source_id IS NULL))),
    CONSTRAINT ck_speakers_status_known CHECK ((status = ANY (ARRAY['extracted'::text, 'confirmed'::text, 'rejected'::text]))),
    CONSTRAINT ck_speakers_unnamed_scoped CHECK (((kind <> 'unnamed'::text) OR (scope_source_id IS NOT NULL))),
    CONSTRAINT ck_speakers_wikidata_id_formed CHECK (((wikidata_id IS NULL) OR ((substr(wikidata_id, 1, 1) = 'Q'::text) AND (length(wikidata_id) > 1) AND (ltrim(substr(wikidata_id, 2), '0123456789'::text) = ''::text))))
);
CREATE VIEW public.report_assertions AS
 SELECT s.id AS assertion_id,
    c.id AS claim_id,
    c.text AS claim,
    s.stance,
    s.quote_id,
    COALESCE(q.text, ''::text) AS quote,
    k.canonical_id AS speaker_id,
    COALESCE(m.name, ''::text) AS speaker,
    COALESCE(q.dated_on, o.published_on) AS dated_on,
    o.id AS source_id,
    o.title,
    COALESCE(p.name, ''::text) AS publisher
   FROM (((((((public.assertions s
     JOIN public.claims c ON ((c.id = s.claim_id)))
     JOIN public.sources o ON ((o.id = s.source_id)))
     LEFT JOIN public.publishers p ON ((p.id = o.publisher_id)))
     LEFT JOIN public.quotes q ON ((q.id = s.quote_id)))
     LEFT JOIN public.attributions a ON (((a.quote_id = q.id) AND (a.part = 'speaker'::text) AND (a.rank <> 'deprecated'::text))))
     LEFT JOIN public.speakers k ON ((k.id = a.speaker_id)))
     LEFT JOIN public.speakers m ON ((m.id = k.canonical_id)))
  WHERE ((c.status <> 'rejected'::text) AND ((q.id IS NULL) OR ((q.status <> 'rejected'::text) AND ((q.factuality = 'actual'::text) OR (s.stance = ANY (ARRAY['denies'::text, 'disputes'::text]))))));
CREATE VIEW public.report_attributions AS
 SELECT a.id AS attribution_id,
    a.quote_id,
    a.part,
    a.seq,
    a.rank,
    k.canonical_id AS speaker_id,
    COALESCE(m.name, ''::text) AS speaker,
    COALESCE(m.kind, ''::text) AS speaker_kind,
    COALESCE(a.as_printed, ''::text) AS as_printed,
    COALESCE(a.title_as_printed, ''::text) AS title_as_printed,
    a.basis,
    a.dated_on
   FROM ((public.attributions a
     LEFT JOIN public.speakers k ON ((k.id = a.speaker_id)))
     LEFT JOIN public.speakers m ON ((m.id = k.canonical_id)));
CREATE VIEW public.report_changes AS
 SELECT s.id AS source_id,
    s.title,
    COALESCE(p.name, ''::text) AS publisher,
    c.number AS version,
    to_char((c.retrieved_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS retrieved_at,
    c.change,
    q.id AS quote_id,
    q.uid AS quote_uid,
    q.kind,
    q.text
   FROM (((( SELECT DISTINCT v.source_id,
            v.number,
            v.retrieved_at,
            'new'::text AS change,
            a.quote_id
           FROM ((public.source_versions v
             JOIN public.source_versions b ON (((b.source_id = v.source_id) AND (b.number = (v.number - 1)))))
             JOIN public.anchors a ON ((a.source_version_id = v.id)))
          WHERE (NOT (EXISTS ( SELECT 1
                   FROM public.anchors o
                  WHERE ((o.quote_id = a.quote_id) AND (o.source_version_id = b.id)))))
        UNION ALL
         SELECT DISTINCT v.source_id,
            v.number,
            v.retrieved_at,
            'gone'::text,
            o.quote_id
           FROM ((public.source_versions v
             JOIN public.source_versions b ON (((b.source_id = v.source_id) AND (b.number = (v.number - 1)))))
             JOIN public.anchors o ON ((o.source_version_id = b.id)))
          WHERE (NOT (EXISTS ( SELECT 1
                   FROM public.anchors a
                  WHERE ((a.quote_id = o.quote_id) AND (a.source_version_id = v.id)))))) c
     JOIN public.quotes q ON ((q.id = c.quote_id)))
     JOIN public.sources s ON ((s.id = c.source_id)))
     LEFT JOIN public.publishers p ON ((p.id = s.publisher_id)))
  WHERE (q.status <> 'rejected'::text);
CREATE TABLE public.reviews (
    id bigint NOT NULL,
    uid text NOT NULL,
    claim_id bigint NOT NULL,
    status text NOT NULL,
    rating_id bigint,
    rating_label text,
    rating_value double precision,
    worst_value double precision,
    best_value double precision,
    explanation text,
    text text,
    reviewer text,
    organization text,
    reviewed_on date,
    url text,
    language text NOT NULL,
    supersedes_id bigint,
    origin text NOT NULL,
    markup text,
    import_run_id bigint,
    title text,
    CONSTRAINT ck_reviews_not_superseding_itself CHECK ((supersedes_id <> id)),
    CONSTRAINT ck_reviews_published_whole CHECK (((status = 'draft'::text) OR ((rating_label IS NOT NULL) AND (reviewed_on IS NOT NULL) AND ((reviewer IS NOT NULL) OR (organization IS NOT NULL))) OR (origin = 'claimreview'::text))),
    CONSTRAINT ck_reviews_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text]))),
    CONSTRAINT ck_reviews_value_on_scale CHECK (((rating_value >= worst_value) AND (rating_value <= best_value))),
    CONSTRAINT ck_reviews_value_with_ends CHECK ((((rating_value IS NULL) = (worst_value IS NULL)) AND ((worst_value IS NULL) = (best_value IS NULL))))
);
CREATE VIEW public.report_claims AS
 SELECT c.id AS claim_id,
    c.uid AS claim_uid,
    c.text,
    c.status,
    c.origin,
    COALESCE(c.confirmed_by, ''::text) AS confirmed_by,
    ( SELECT count(DISTINCT s.quote_id) AS count
           FROM (public.assertions s
             JOIN public.quotes q ON ((q.id = s.quote_id)))
          WHERE ((s.claim_id = c.id) AND (s.stance = 'asserts'::text) AND (q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text))) AS assert_count,
    ( SELECT count(DISTINCT s.quote_id) AS count
           FROM (public.assertions s
             JOIN public.quotes q ON ((q.id = s.quote_id)))
          WHERE ((s.claim_id = c.id) AND (s.stance = 'repeats'::text) AND (q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text))) AS repeat_count,
    ( SELECT count(DISTINCT s.quote_id) AS count
           FROM (public.assertions s
             JOIN public.quotes q ON ((q.id = s.quote_id)))
          WHERE ((s.claim_id = c.id) AND (s.stance = 'denies'::text) AND (q.status <> 'rejected'::text))) AS deny_count,
    ( SELECT count(DISTINCT s.quote_id) AS count
           FROM (public.assertions s
             JOIN public.quotes q ON ((q.id = s.quote_id)))
          WHERE ((s.claim_id = c.id) AND (s.stance = 'disputes'::text) AND (q.status <> 'rejected'::text))) AS dispute_count,
    ( SELECT min(COALESCE(q.dated_on, o.published_on)) AS min
           FROM ((public.assertions s
             JOIN public.sources o ON ((o.id = s.source_id)))
             LEFT JOIN public.quotes q ON ((q.id = s.quote_id)))
          WHERE ((s.claim_id = c.id) AND ((q.id IS NULL) OR ((q.status <> 'rejected'::text) AND ((q.factuality = 'actual'::text) OR (s.stance = ANY (ARRAY['denies'::text, 'disputes'::text]))))))) AS first_on,
    ( SELECT max(COALESCE(q.dated_on, o.published_on)) AS max
           FROM ((public.assertions s
             JOIN public.sources o ON ((o.id = s.source_id)))
             LEFT JOIN public.quotes q ON ((q.id = s.quote_id)))
          WHERE ((s.claim_id = c.id) AND ((q.id IS NULL) OR ((q.status <> 'rejected'::text) AND ((q.factuality = 'actual'::text) OR (s.stance = ANY (ARRAY['denies'::text, 'disputes'::text]))))))) AS last_on,
    COALESCE(( SELECT r.rating_label
           FROM (public.reviews r
             LEFT JOIN public.ratings t ON ((t.id = r.rating_id)))
          WHERE ((r.claim_id = c.id) AND (r.status = 'published'::text) AND (NOT (EXISTS ( SELECT 1
                   FROM public.reviews n
                  WHERE ((n.supersedes_id = r.id) AND (n.status <> 'draft'::text))))))
          ORDER BY COALESCE(to_char((r.reviewed_on)::timestamp with time zone, 'YYYY-MM-DD'::text), ''::text) DESC, r.id DESC
         LIMIT 1), ''::text) AS rating,
    COALESCE(( SELECT t.normalized
           FROM (public.reviews r
             LEFT JOIN public.ratings t ON ((t.id = r.rating_id)))
          WHERE ((r.claim_id = c.id) AND (r.status = 'published'::text) AND (NOT (EXISTS ( SELECT 1
                   FROM public.reviews n
                  WHERE ((n.supersedes_id = r.id) AND (n.status <> 'draft'::text))))))
          ORDER BY COALESCE(to_char((r.reviewed_on)::timestamp with time zone, 'YYYY-MM-DD'::text), ''::text) DESC, r.id DESC
         LIMIT 1), ''::text) AS normalized,
    COALESCE(c.kind, ''::text) AS kind,
    c.score,
    c.import_run_id,
    COALESCE(( SELECT to_char((i.started_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS to_char
           FROM public.import_runs i
          WHERE (i.id = c.import_run_id)), ''::text) AS imported_at
   FROM public.claims c
  WHERE (c.status <> 'rejected'::text);
CREATE VIEW public.report_columns AS
 SELECT listed.column1 AS view_name,
    listed.column2 AS "position",
    listed.column3 AS column_name,
    listed.column4 AS column_type,
    listed.column5 AS description
   FROM ( VALUES ('report_anchors'::text,1,'quote_id'::text,'integer'::text,'Number of the quote.'::text), ('report_anchors'::text,2,'quote_uid'::text,'text'::text,'Public id of the quote.'::text), ('report_anchors'::text,3,'part'::text,'text'::text,'content, cue, speaker, reporter, addressee or date.'::text), ('report_anchors'::text,4,'seq'::text,'integer'::text,'0 for the first span of that part, then 1, 2 and so on.'::text), ('report_anchors'::text,5,'start_char'::text,'integer'::text,'Where the span begins in the text of the version: code points from 0.'::text), ('report_anchors'::text,6,'end_char'::text,'integer'::text,'Where it ends, exclusive.'::text), ('report_anchors'::text,7,'is_in_marks'::text,'integer'::text,'1 if it is in quotation marks, else 0.'::text), ('report_anchors'::text,8,'exact'::text,'text'::text,'The words of the span.'::text), ('report_anchors'::text,9,'source_version_id'::text,'integer'::text,'Number of the source version.'::text), ('report_anchors'::text,10,'version_number'::text,'integer'::text,'1 for the first known text of the source, then 2, 3 and so on.'::text), ('report_anchors'::text,11,'text_sha256'::text,'text'::text,'SHA-256 of the version''s text in UTF-8, hexadecimal.'::text), ('report_anchors'::text,12,'is_proved'::text,'integer'::text,'1 if the text has the words there, else 0; unknown if it is not kept.'::text), ('report_assertions'::text,1,'assertion_id'::text,'integer'::text,'Number of the assertion.'::text), ('report_assertions'::text,2,'claim_id'::text,'integer'::text,'Number of the claim.'::text), ('report_assertions'::text,3,'claim'::text,'text'::text,'The claim in our own words.'::text), ('report_assertions'::text,4,'stance'::text,'text'::text,'asserts, denies, disputes, repeats or attributes (to another).'::text), ('report_assertions'::text,5,'quote_id'::text,'integer'::text,'Number of the quote; unknown for a source''s own narration.'::text), ('report_assertions'::text,6,'quote'::text,'text'::text,'The quoted words.'::text), ('report_assertions'::text,7,'speaker_id'::text,'integer'::text,'Number of the speaker.'::text), ('report_assertions'::text,8,'speaker'::text,'text'::text,'Name of the speaker.'::text), ('report_assertions'::text,9,'dated_on'::text,'date'::text,'Day of the quote, else of the source''s publication.'::text), ('report_assertions'::text,10,'source_id'::text,'integer'::text,'Number of the source.'::text), ('report_assertions'::text,11,'title'::text,'text'::text,'Headline of the source.'::text), ('report_assertions'::text,12,'publisher'::text,'text'::text,'Who published the source.'::text), ('report_attributions'::text,1,'attribution_id'::text,'integer'::text,'Number of the attribution.'::text), ('report_attributions'::text,2,'quote_id'::text,'integer'::text,'Number of the quote.'::text), ('report_attributions'::text,3,'part'::text,'text'::text,'speaker, reporter (who relayed it) or addressee.'::text), ('report_attributions'::text,4,'seq'::text,'integer'::text,'0 for the first of several, then 1, 2 and so on.'::text), ('report_attributions'::text,5,'rank'::text,'text'::text,'preferred, normal, or deprecated for a corrected one.'::text), ('report_attributions'::text,6,'speaker_id'::text,'integer'::text,'Number of the speaker who is believed to be meant.'::text), ('report_attributions'::text,7,'speaker'::text,'text'::text,'Name of the speaker.'::text), ('report_attributions'::text,8,'speaker_kind'::text,'text'::text,'person, organization, collective or unnamed.'::text), ('report_attributions'::text,9,'as_printed'::text,'text'::text,'The words that name the speaker in the source.'::text), ('report_attributions'::text,10,'title_as_printed'::text,'text'::text,'Title as printed.'::text), ('report_attributions'::text,11,'basis'::text,'text'::text,'How the name was read: named, title, pronoun, collective, editor and others.'::text), ('report_attributions'::text,12,'dated_on'::text,'date'::text,'Day of the quote.'::text), ('report_changes'::text,1,'source_id'::text,'integer'::text,'Number of the source.'::text), ('report_changes'::text,2,'title'::text,'text'::text,'Headline of the source.'::text), ('report_changes'::text,3,'publisher'::text,'text'::text,'Who published it.'::text), ('report_changes'::text,4,'version'::text,'integer'::text,'Number of the version in which it came or went.'::text), ('report_changes'::text,5,'retrieved_at'::text,'text'::text,'When that version was read, UTC.'::text), ('report_changes'::text,6,'change'::text,'text'::text,'new or gone.'::text), ('report_changes'::text,7,'quote_id'::text,'integer'::text,'Number of the quote.'::text), ('report_changes'::text,8,'quote_uid'::text,'text'::text,'Public id of the quote: the same in every copy of the database.'::text), ('report_changes'::text,9,'kind'::text,'text'::text,'direct, mixed or indirect.'::text), ('report_changes'::text,10,'text'::text,'text'::text,'The quoted words.'::text), ('report_claims'::text,1,'claim_id'::text,'integer'::text,'Number of the claim.'::text), ('report_claims'::text,2,'claim_uid'::text,'text'::text,'Public id of the claim: the same in every copy of the database.'::text), ('report_claims'::text,3,'text'::text,'text'::text,'The claim in our own words.'::text), ('report_claims'::text,4,'status'::text,'text'::text,'candidate or confirmed.'::text), ('report_claims'::text,5,'origin'::text,'text'::text,'What made the claim.'::text), ('report_claims'::text,6,'confirmed_by'::text,'text'::text,'Who confirmed it.'::text), ('report_claims'::text,7,'assert_count'::text,'integer'::text,'How many quotes assert it.'::text), ('report_claims'::text,8,'repeat_count'::text,'integer'::text,'How many quotes repeat it.'::text), ('report_claims'::text,9,'deny_count'::text,'integer'::text,'How many quotes deny it.'::text), ('report_claims'::text,10,'dispute_count'::text,'integer'::text,'How many quotes dispute it.'::text), ('report_claims'::text,11,'first_on'::text,'date'::text,'Day of the first assertion, denial or dispute.'::text), ('report_claims'::text,12,'last_on'::text,'date'::text,'Day of the last one.'::text), ('report_claims'::text,13,'rating'::text,'text'::text,'The rating of its latest current review; empty where nobody has reviewed it.'::text), ('report_claims'::text,14,'normalized'::text,'text'::text,'What that rating comes to on any scale: true, mixture, false or other.'::text), ('report_claims'::text,15,'kind'::text,'text'::text,'Why it is worth checking: figure, comparison, superlative, event, accusation or denial.'::text), ('report_claims'::text,16,'score'::text,'real'::text,'How much, from 0 to 1; unknown for what people wrote down.'::text), ('report_claims'::text,17,'import_run_id'::text,'integer'::text,'Number of the import run that brought it.'::text), ('report_claims'::text,18,'imported_at'::text,'text'::text,'When that run began, UTC.'::text), ('report_columns'::text,1,'view_name'::text,'text'::text,'Name of the view.'::text), ('report_columns'::text,2,'position'::text,'integer'::text,'1 for the first column, counted up.'::text), ('report_columns'::text,3,'column_name'::text,'text'::text,'Name of the column.'::text), ('report_columns'::text,4,'column_type'::text,'text'::text,'integer, real, text or date; days are ISO 8601 text on SQLite.'::text), ('report_columns'::text,5,'description'::text,'text'::text,'What the column holds.'::text), ('report_counts'::text,1,'counted_by'::text,'text'::text,'What is counted by: kind, status, day, month, publisher or speaker.'::text), ('report_counts'::text,2,'name'::text,'text'::text,'Which: direct, confirmed, 2024-05-31, 2024-05, a name; '''' where it is not known.'::text), ('report_counts'::text,3,'speaker_id'::text,'integer'::text,'Number of the speaker; unknown for all that is not counted by speaker.'::text), ('report_counts'::text,4,'quote_count'::text,'integer'::text,'How many quotes.'::text), ('report_daily'::text,1,'dated_on'::text,'date'::text,'Day on which the quotes were said, else published; unknown if neither is known.'::text), ('report_daily'::text,2,'publisher'::text,'text'::text,'Who published the sources.'::text), ('report_daily'::text,3,'speaker_id'::text,'integer'::text,'Number of the speaker; unknown if the text names none.'::text), ('report_daily'::text,4,'speaker'::text,'text'::text,'Name of the speaker.'::text), ('report_daily'::text,5,'quote_count'::text,'integer'::text,'How many quotes.'::text), ('report_decisions'::text,1,'decision_id'::text,'integer'::text,'Number of the decision.'::text), ('report_decisions'::text,2,'decided_at'::text,'text'::text,'When, UTC.'::text), ('report_decisions'::text,3,'actor'::text,'text'::text,'Who decided.'::text), ('report_decisions'::text,4,'action'::text,'text'::text,'confirm, correct, reject, add, merge, split, distinct, undo, publish, withdraw or delete.'::text), ('report_decisions'::text,5,'subject'::text,'text'::text,'What about: quotes, speakers, claims, sources, rating_scales or reviews.'::text), ('report_decisions'::text,6,'subject_id'::text,'integer'::text,'Number of that row.'::text), ('report_decisions'::text,7,'reason'::text,'text'::text,'Why, in words.'::text), ('report_decisions'::text,8,'import_run_id'::text,'integer'::text,'Number of the import run in which it was made; unknown for one made by hand.'::text), ('report_decisions'::text,9,'quote_origin'::text,'text'::text,'Engine that found the quote decided on, or record.'::text), ('report_quotes'::text,1,'quote_id'::text,'integer'::text,'Number of the quote in this database.'::text), ('report_quotes'::text,2,'quote_uid'::text,'text'::text,'Public id of the quote: the same in every copy of the database.'::text), ('report_quotes'::text,3,'kind'::text,'text'::text,'direct, mixed or indirect.'::text), ('report_quotes'::text,4,'text'::text,'text'::text,'The quoted words as printed; " ... " where words between them were left out.'::text), ('report_quotes'::text,5,'cue'::text,'text'::text,'The words that attribute: said, according to.'::text), ('report_quotes'::text,6,'speaker_id'::text,'integer'::text,'Number of the speaker; unknown if the text names none.'::text), ('report_quotes'::text,7,'speaker_uid'::text,'text'::text,'Public id of the speaker.'::text), ('report_quotes'::text,8,'speaker'::text,'text'::text,'Name of the speaker who is believed to be meant.'::text), ('report_quotes'::text,9,'speaker_kind'::text,'text'::text,'person, organization, collective or unnamed.'::text), ('report_quotes'::text,10,'speaker_title'::text,'text'::text,'Title as printed beside the speaker.'::text), ('report_quotes'::text,11,'speaker_mention'::text,'text'::text,'The speaker as printed: Reed, he, two officials.'::text), ('report_quotes'::text,12,'reported_by'::text,'text'::text,'Who relayed the words, where the speaker is quoted by another.'::text), ('report_quotes'::text,13,'addressee'::text,'text'::text,'Who was addressed.'::text), ('report_quotes'::text,14,'venue'::text,'text'::text,'Where or through what it was said: a briefing, a statement.'::text), ('report_quotes'::text,15,'said_on'::text,'date'::text,'First day on which it can have been said.'::text), ('report_quotes'::text,16,'said_until'::text,'date'::text,'Last day on which it can have been said; said_on where the day is known.'::text), ('report_quotes'::text,17,'said_as'::text,'text'::text,'The words from which the day was read: Friday, earlier this month.'::text), ('report_quotes'::text,18,'said_basis'::text,'text'::text,'How the day is known: stated, relative or editor.'::text), ('report_quotes'::text,19,'dated_on'::text,'date'::text,'said_on, else the day of publication: sort and count by this one.'::text), ('report_quotes'::text,20,'status'::text,'text'::text,'extracted (found by the program) or confirmed (by a person).'::text), ('report_quotes'::text,21,'confidence'::text,'real'::text,'How sure the program is, from 0 to 1; unknown for what people wrote down.'::text), ('report_quotes'::text,22,'origin'::text,'text'::text,'Engine and version that found it, or record for what an editor wrote down.'::text), ('report_quotes'::text,23,'confirmed_by'::text,'text'::text,'Who confirmed it.'::text), ('report_quotes'::text,24,'source_id'::text,'integer'::text,'Number of the source.'::text), ('report_quotes'::text,25,'source_uid'::text,'text'::text,'Public id of the source.'::text), ('report_quotes'::text,26,'title'::text,'text'::text,'Headline of the source.'::text), ('report_quotes'::text,27,'publisher'::text,'text'::text,'Who published the source.'::text), ('report_quotes'::text,28,'agency'::text,'text'::text,'News agency that wrote the source.'::text), ('report_quotes'::text,29,'published_on'::text,'date'::text,'Day of publication.'::text), ('report_quotes'::text,30,'url'::text,'text'::text,'Address of the source.'::text), ('report_quotes'::text,31,'start_char'::text,'integer'::text,'Where the quote begins in the newest version that has it: code points from 0.'::text), ('report_quotes'::text,32,'end_char'::text,'integer'::text,'Where it ends, exclusive.'::text), ('report_quotes'::text,33,'speaker_seq'::text,'integer'::text,'0 for the first speaker of a joint statement, then 1, 2 and so on.'::text), ('report_quotes'::text,34,'is_first_speaker'::text,'integer'::text,'1 in one row of each quote, 0 in the rows of further speakers.'::text), ('report_quotes'::text,35,'factuality'::text,'text'::text,'actual (said), negated (said not to have been said) or possible.'::text), ('report_quotes'::text,36,'days_to_print'::text,'integer'::text,'Days from the first on which it can have been said to publication.'::text), ('report_quotes'::text,37,'month'::text,'text'::text,'Month of dated_on: 2024-03.'::text), ('report_quotes'::text,38,'week'::text,'date'::text,'Monday of the week of dated_on.'::text), ('report_quotes'::text,39,'first_version'::text,'integer'::text,'Number of the first version of the source that has it; unknown without a text.'::text), ('report_quotes'::text,40,'last_version'::text,'integer'::text,'Number of the last version that has it.'::text), ('report_quotes'::text,41,'is_in_newest'::text,'integer'::text,'0 where the newest version of the source has it no longer, else 1.'::text), ('report_quotes'::text,42,'import_run_id'::text,'integer'::text,'Number of the import run that brought it.'::text), ('report_quotes'::text,43,'imported_at'::text,'text'::text,'When that run began, UTC.'::text), ('report_quotes'::text,44,'changed_at'::text,'text'::text,'When it was last imported, changed or decided on, UTC.'::text), ('report_reviews'::text,1,'review_id'::text,'integer'::text,'Number of the review.'::text), ('report_reviews'::text,2,'review_uid'::text,'text'::text,'Public id of the review: the same in every copy of the database.'::text), ('report_reviews'::text,3,'claim_id'::text,'integer'::text,'Number of the claim judged.'::text), ('report_reviews'::text,4,'claim_uid'::text,'text'::text,'Public id of the claim.'::text), ('report_reviews'::text,5,'claim'::text,'text'::text,'The claim in our own words.'::text), ('report_reviews'::text,6,'rating'::text,'text'::text,'The rating as it is called on its scale.'::text), ('report_reviews'::text,7,'rating_value'::text,'real'::text,'The rating as a number, the higher the truer; unknown for one outside of the order.'::text), ('report_reviews'::text,8,'worst_value'::text,'real'::text,'The lowest value of the scale.'::text), ('report_reviews'::text,9,'best_value'::text,'real'::text,'The highest value of the scale.'::text), ('report_reviews'::text,10,'normalized'::text,'text'::text,'What the rating comes to on any scale: true, mixture, false or other.'::text), ('report_reviews'::text,11,'scale'::text,'text'::text,'Name of the scale.'::text), ('report_reviews'::text,12,'explanation'::text,'text'::text,'Why this rating, in a sentence.'::text), ('report_reviews'::text,13,'reviewer'::text,'text'::text,'Who judged.'::text), ('report_reviews'::text,14,'organization'::text,'text'::text,'For whom.'::text), ('report_reviews'::text,15,'reviewed_on'::text,'date'::text,'Day of the review.'::text), ('report_reviews'::text,16,'url'::text,'text'::text,'The page on which it was published.'::text), ('report_reviews'::text,17,'status'::text,'text'::text,'published or withdrawn.'::text), ('report_reviews'::text,18,'supersedes_id'::text,'integer'::text,'Number of the review that this one takes the place of.'::text), ('report_reviews'::text,19,'is_current'::text,'integer'::text,'1 where it is published and no other took its place, else 0.'::text), ('report_reviews'::text,20,'support_count'::text,'integer'::text,'How many pieces of evidence support the claim.'::text), ('report_reviews'::text,21,'refute_count'::text,'integer'::text,'How many refute it.'::text), ('report_reviews'::text,22,'context_count'::text,'integer'::text,'How many put it in context.'::text), ('report_reviews'::text,23,'origin'::text,'text'::text,'What made the review: record, or claimreview for imported markup.'::text), ('report_roles'::text,1,'role_id'::text,'integer'::text,'Number of the role.'::text), ('report_roles'::text,2,'speaker_id'::text,'integer'::text,'Number of the speaker: of the one merged into, if merged.'::text), ('report_roles'::text,3,'speaker_uid'::text,'text'::text,'Public id of the speaker: the same in every copy of the database.'::text), ('report_roles'::text,4,'speaker'::text,'text'::text,'Name of the speaker.'::text), ('report_roles'::text,5,'title'::text,'text'::text,'The role.'::text), ('report_roles'::text,6,'organization'::text,'text'::text,'Of what: a ministry, a town, a company.'::text), ('report_roles'::text,7,'held_from'::text,'date'::text,'First day in it, where known.'::text), ('report_roles'::text,8,'held_until'::text,'date'::text,'Last day in it, where known.'::text), ('report_roles'::text,9,'source_id'::text,'integer'::text,'Number of the stored source that says so.'::text), ('report_roles'::text,10,'url'::text,'text'::text,'Address of the page that says so.'::text), ('report_roles'::text,11,'origin'::text,'text'::text,'record (written here) or list (from an imported list).'::text), ('report_sources'::text,1,'source_id'::text,'integer'::text,'Number of the source.'::text), ('report_sources'::text,2,'source_uid'::text,'text'::text,'Public id of the source: the same in every copy of the database.'::text), ('report_sources'::text,3,'title'::text,'text'::text,'Headline.'::text), ('report_sources'::text,4,'publisher'::text,'text'::text,'Who published it.'::text), ('report_sources'::text,5,'agency'::text,'text'::text,'News agency that wrote it.'::text), ('report_sources'::text,6,'byline'::text,'text'::text,'Byline as printed.'::text), ('report_sources'::text,7,'contributors'::text,'text'::text,'Further authors, joined by "; ".'::text), ('report_sources'::text,8,'dateline'::text,'text'::text,'Dateline as printed.'::text), ('report_sources'::text,9,'language'::text,'text'::text,'Language as a BCP 47 tag.'::text), ('report_sources'::text,10,'medium'::text,'text'::text,'article, transcript, statement, post, broadcast or document.'::text), ('report_sources'::text,11,'published_on'::text,'date'::text,'Day of publication.'::text), ('report_sources'::text,12,'url'::text,'text'::text,'Address.'::text), ('report_sources'::text,13,'derived_from_id'::text,'integer'::text,'Number of the source that this one retells or copies.'::text), ('report_sources'::text,14,'derived_from'::text,'text'::text,'Headline of that source.'::text), ('report_sources'::text,15,'version_count'::text,'integer'::text,'How many versions of its text are known.'::text), ('report_sources'::text,16,'quote_count'::text,'integer'::text,'How many quotes were found in it; rejected, negated and possible ones do not count.'::text), ('report_sources'::text,17,'import_run_id'::text,'integer'::text,'Number of the import run that brought it.'::text), ('report_sources'::text,18,'imported_at'::text,'text'::text,'When that run began, UTC.'::text), ('report_speakers'::text,1,'speaker_id'::text,'integer'::text,'Number of the speaker.'::text), ('report_speakers'::text,2,'speaker_uid'::text,'text'::text,'Public id of the speaker: the same in every copy of the database.'::text), ('report_speakers'::text,3,'name'::text,'text'::text,'Name.'::text), ('report_speakers'::text,4,'kind'::text,'text'::text,'person, organization, collective or unnamed.'::text), ('report_speakers'::text,5,'role'::text,'text'::text,'Role as an editor recorded it.'::text), ('report_speakers'::text,6,'wikidata_id'::text,'text'::text,'Wikidata item: Q and digits.'::text), ('report_speakers'::text,7,'canonical_id'::text,'integer'::text,'Number of the speaker it was merged into, else its own.'::text), ('report_speakers'::text,8,'canonical_name'::text,'text'::text,'Name of that speaker.'::text), ('report_speakers'::text,9,'status'::text,'text'::text,'extracted, confirmed or rejected.'::text), ('report_speakers'::text,10,'origin'::text,'text'::text,'What made the speaker.'::text), ('report_speakers'::text,11,'scope_source_id'::text,'integer'::text,'The one source that an unnamed speaker belongs to.'::text), ('report_speakers'::text,12,'quote_count'::text,'integer'::text,'How many quotes count for it; 0 for a merged one.'::text), ('report_speakers'::text,13,'first_on'::text,'date'::text,'Day of its first quote.'::text), ('report_speakers'::text,14,'last_on'::text,'date'::text,'Day of its last quote.'::text), ('report_speakers'::text,15,'aliases'::text,'text'::text,'Its other names, joined by "; ".'::text), ('report_variant_pairs'::text,1,'quote_id'::text,'integer'::text,'Number of the quote published first.'::text), ('report_variant_pairs'::text,2,'later_quote_id'::text,'integer'::text,'Number of the one after it.'::text), ('report_variant_pairs'::text,3,'is_later'::text,'integer'::text,'1 where the second was published on a later day, else 0.'::text), ('report_variant_pairs'::text,4,'kind'::text,'text'::text,'clipped (one contains the other), edited (words differ) or overlap.'::text), ('report_variant_pairs'::text,5,'altered'::text,'text'::text,'negation or number where one of these differs, else empty.'::text), ('report_variant_pairs'::text,6,'similarity'::text,'real'::text,'Share of the words in common, from 0 to 1.'::text), ('report_variant_pairs'::text,7,'later_is'::text,'text'::text,'longer or shorter than the first; for edited ones it says little.'::text), ('report_variant_pairs'::text,8,'source_id'::text,'integer'::text,'Number of the source of the first.'::text), ('report_variant_pairs'::text,9,'publisher'::text,'text'::text,'Who published the first.'::text), ('report_variant_pairs'::text,10,'later_source_id'::text,'integer'::text,'Number of the source of the later one.'::text), ('report_variant_pairs'::text,11,'later_publisher'::text,'text'::text,'Who published the later one.'::text), ('report_variants'::text,1,'quote_id'::text,'integer'::text,'Number of the quote.'::text), ('report_variants'::text,2,'quote_uid'::text,'text'::text,'Public id of the quote: the same in every copy of the database.'::text), ('report_variants'::text,3,'run'::text,'integer'::text,'Which of its quoted runs, 0 for the first.'::text), ('report_variants'::text,4,'source_id'::text,'integer'::text,'Number of the source that prints it.'::text), ('report_variants'::text,5,'dated_on'::text,'date'::text,'Day it was said, else printed.'::text), ('report_variants'::text,6,'status'::text,'text'::text,'extracted or confirmed.'::text), ('report_variants'::text,7,'wording_id'::text,'integer'::text,'Number of exactly these words.'::text), ('report_variants'::text,8,'words'::text,'text'::text,'The words in lower case, without accents and marks.'::text), ('report_variants'::text,9,'utterance_id'::text,'integer'::text,'Number of the utterance: of all wordings that are one without question.'::text), ('report_variants'::text,10,'utterance_source_count'::text,'integer'::text,'Number of sources that print the utterance.'::text), ('report_variants'::text,11,'variant_count'::text,'integer'::text,'Number of other wordings that contain it, are part of it or differ from it in words.'::text), ('report_variants'::text,12,'altered'::text,'text'::text,'negation or number where one of these differs from another wording''s, else empty.'::text), ('report_versions'::text,1,'version_id'::text,'integer'::text,'Number of the version in the whole database.'::text), ('report_versions'::text,2,'source_id'::text,'integer'::text,'Number of the source.'::text), ('report_versions'::text,3,'source_uid'::text,'text'::text,'Public id of the source: the same in every copy of the database.'::text), ('report_versions'::text,4,'version'::text,'integer'::text,'1 for the first known text of the source, then 2, 3 and so on.'::text), ('report_versions'::text,5,'title'::text,'text'::text,'Headline of this version.'::text), ('report_versions'::text,6,'retrieved_at'::text,'text'::text,'When it was read, UTC.'::text), ('report_versions'::text,7,'text_sha256'::text,'text'::text,'SHA-256 of its text.'::text), ('report_versions'::text,8,'text_length'::text,'integer'::text,'Characters in it.'::text), ('report_versions'::text,9,'is_headline_changed'::text,'integer'::text,'1 where the headline is not that of the version before.'::text), ('report_versions'::text,10,'quote_count'::text,'integer'::text,'Number of quotes in it.'::text), ('report_versions'::text,11,'new_count'::text,'integer'::text,'Number of them that the version before did not have, reworded ones included.'::text), ('report_versions'::text,12,'gone_count'::text,'integer'::text,'Number of quotes of the version before that it no longer has, reworded ones included.'::text)) listed;
CREATE VIEW public.report_counts AS
 SELECT c.grouped_by AS counted_by,
    c.name,
    c.speaker_id,
    (c.quotes)::bigint AS quote_count
   FROM ( SELECT n.grouped_by,
            n.member AS name,
            NULL::bigint AS speaker_id,
            sum(n.quotes) AS quotes
           FROM public.quote_counts n
          WHERE (n.grouped_by = ANY (ARRAY['kind'::text, 'status'::text, 'day'::text]))
          GROUP BY n.grouped_by, n.member
        UNION ALL
         SELECT 'month'::text,
            substr(n.member, 1, 7) AS substr,
            NULL::bigint,
            sum(n.quotes) AS sum
           FROM public.quote_counts n
          WHERE (n.grouped_by = 'day'::text)
          GROUP BY (substr(n.member, 1, 7))
        UNION ALL
         SELECT 'publisher'::text,
            COALESCE(p.name, n.member) AS "coalesce",
            NULL::bigint,
            sum(n.quotes) AS sum
           FROM (public.quote_counts n
             LEFT JOIN public.publishers p ON ((p.id =
                CASE n.grouped_by
                    WHEN 'publisher'::text THEN (n.member)::bigint
                    ELSE NULL::bigint
                END)))
          WHERE (n.grouped_by = ANY (ARRAY['publisher'::text, 'agency'::text]))
          GROUP BY COALESCE(p.name, n.member)
        UNION ALL
         SELECT 'speaker'::text,
            m.name,
            m.id,
            sum(n.quotes) AS sum
           FROM ((public.quote_counts n
             JOIN public.speakers k ON ((k.id =
                CASE n.grouped_by
                    WHEN 'speaker'::text THEN (n.member)::bigint
                    ELSE NULL::bigint
                END)))
             JOIN public.speakers m ON ((m.id = k.canonical_id)))
          WHERE (n.grouped_by = 'speaker'::text)
          GROUP BY m.id, m.name) c
  WHERE (c.quotes > (0)::numeric);
CREATE VIEW public.report_daily AS
 SELECT d.dated_on,
    d.publisher,
    d.speaker_id,
    d.speaker,
    d.quotes AS quote_count
   FROM ( SELECT q.dated_on,
            p.name AS publisher,
            m.id AS speaker_id,
            m.name AS speaker,
            count(DISTINCT q.id) AS quotes
           FROM (((((public.quotes q
             JOIN public.sources s ON ((s.id = q.source_id)))
             JOIN public.publishers p ON ((p.id = s.publisher_id)))
             JOIN public.attributions a ON (((a.quote_id = q.id) AND (a.part = 'speaker'::text) AND (a.rank <> 'deprecated'::text))))
             JOIN public.speakers k ON ((k.id = a.speaker_id)))
             JOIN public.speakers m ON ((m.id = k.canonical_id)))
          WHERE ((q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text))
          GROUP BY q.dated_on, p.name, m.id, m.name
        UNION ALL
         SELECT q.dated_on,
            p.name,
            NULL::bigint,
            ''::text,
            count(DISTINCT q.id) AS count
           FROM (((public.quotes q
             JOIN public.sources s ON ((s.id = q.source_id)))
             JOIN public.publishers p ON ((p.id = s.publisher_id)))
             LEFT JOIN public.attributions a ON (((a.quote_id = q.id) AND (a.part = 'speaker'::text) AND (a.rank <> 'deprecated'::text))))
          WHERE ((q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text) AND (a.speaker_id IS NULL))
          GROUP BY q.dated_on, p.name
        UNION ALL
         SELECT q.dated_on,
            ''::text,
            m.id,
            COALESCE(m.name, ''::text) AS "coalesce",
            count(DISTINCT q.id) AS count
           FROM ((((public.quotes q
             JOIN public.sources s ON (((s.id = q.source_id) AND (s.publisher_id IS NULL))))
             LEFT JOIN public.attributions a ON (((a.quote_id = q.id) AND (a.part = 'speaker'::text) AND (a.rank <> 'deprecated'::text))))
             LEFT JOIN public.speakers k ON ((k.id = a.speaker_id)))
             LEFT JOIN public.speakers m ON ((m.id = k.canonical_id)))
          WHERE ((q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text))
          GROUP BY q.dated_on, m.id, COALESCE(m.name, ''::text)) d;
CREATE VIEW public.report_decisions AS
 SELECT d.id AS decision_id,
    to_char((d.decided_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS decided_at,
    d.actor,
    d.action,
    d.subject,
    d.subject_id,
    COALESCE(d.reason, ''::text) AS reason,
    d.import_run_id,
    COALESCE(q.origin, ''::text) AS quote_origin
   FROM (public.decisions d
     LEFT JOIN public.quotes q ON (((d.subject = 'quotes'::text) AND (q.id = d.subject_id))))
  WHERE ((d.import_run_id IS NULL) OR (NOT (d.import_run_id IN ( SELECT i.id
           FROM public.import_runs i
          WHERE (i.status = 'undone'::text)))));
CREATE VIEW public.report_quotes AS
 SELECT q.id AS quote_id,
    q.uid AS quote_uid,
    q.kind,
    q.text,
    COALESCE(q.cue, ''::text) AS cue,
    k.canonical_id AS speaker_id,
    COALESCE(m.uid, ''::text) AS speaker_uid,
    COALESCE(m.name, ''::text) AS speaker,
    COALESCE(m.kind, ''::text) AS speaker_kind,
    COALESCE(a.title_as_printed, ''::text) AS speaker_title,
    COALESCE(a.as_printed, ''::text) AS speaker_mention,
    COALESCE(( SELECT COALESCE(rm.name, r.as_printed) AS "coalesce"
           FROM ((public.attributions r
             LEFT JOIN public.speakers rk ON ((rk.id = r.speaker_id)))
             LEFT JOIN public.speakers rm ON ((rm.id = rk.canonical_id)))
          WHERE ((r.quote_id = q.id) AND (r.part = 'reporter'::text) AND (r.rank <> 'deprecated'::text) AND (r.seq = 0))
          ORDER BY r.rank DESC
         LIMIT 1), ''::text) AS reported_by,
    COALESCE(( SELECT COALESCE(dm.name, d.as_printed) AS "coalesce"
           FROM ((public.attributions d
             LEFT JOIN public.speakers dk ON ((dk.id = d.speaker_id)))
             LEFT JOIN public.speakers dm ON ((dm.id = dk.canonical_id)))
          WHERE ((d.quote_id = q.id) AND (d.part = 'addressee'::text) AND (d.rank <> 'deprecated'::text) AND (d.seq = 0))
          ORDER BY d.rank DESC
         LIMIT 1), ''::text) AS addressee,
    COALESCE(q.venue, ''::text) AS venue,
    q.said_on,
    q.said_until,
    COALESCE(q.said_as, ''::text) AS said_as,
    COALESCE(q.said_basis, ''::text) AS said_basis,
    q.dated_on,
    q.status,
    q.confidence,
    q.origin,
    COALESCE(q.confirmed_by, ''::text) AS confirmed_by,
    s.id AS source_id,
    s.uid AS source_uid,
    s.title,
    COALESCE(p.name, ''::text) AS publisher,
    COALESCE(s.agency, ''::text) AS agency,
    s.published_on,
    COALESCE(s.url, ''::text) AS url,
    ( SELECT min(c.start_char) AS min
           FROM public.anchors c
          WHERE ((c.quote_id = q.id) AND (c.part = 'content'::text) AND (c.source_version_id = ( SELECT max(l.source_version_id) AS max
                   FROM public.anchors l
                  WHERE ((l.quote_id = q.id) AND (l.part = 'content'::text)))))) AS start_char,
    ( SELECT max(c.end_char) AS max
           FROM public.anchors c
          WHERE ((c.quote_id = q.id) AND (c.part = 'content'::text) AND (c.source_version_id = ( SELECT max(l.source_version_id) AS max
                   FROM public.anchors l
                  WHERE ((l.quote_id = q.id) AND (l.part = 'content'::text)))))) AS end_char,
    COALESCE(a.seq, 0) AS speaker_seq,
        CASE
            WHEN (COALESCE(a.seq, 0) = 0) THEN 1
            ELSE 0
        END AS is_first_speaker,
    q.factuality,
    (s.published_on - q.said_on) AS days_to_print,
    COALESCE(to_char((q.dated_on)::timestamp with time zone, 'YYYY-MM'::text), ''::text) AS month,
    (date_trunc('week'::text, (q.dated_on)::timestamp with time zone))::date AS week,
    ( SELECT min(v.number) AS min
           FROM (public.anchors n
             JOIN public.source_versions v ON ((v.id = n.source_version_id)))
          WHERE ((n.quote_id = q.id) AND (n.part = 'content'::text))) AS first_version,
    ( SELECT max(v.number) AS max
           FROM (public.anchors n
             JOIN public.source_versions v ON ((v.id = n.source_version_id)))
          WHERE ((n.quote_id = q.id) AND (n.part = 'content'::text))) AS last_version,
        CASE
            WHEN (( SELECT max(v.number) AS max
               FROM (public.anchors n
                 JOIN public.source_versions v ON ((v.id = n.source_version_id)))
              WHERE ((n.quote_id = q.id) AND (n.part = 'content'::text))) < ( SELECT max(w.number) AS max
               FROM public.source_versions w
              WHERE (w.source_id = q.source_id))) THEN 0
            ELSE 1
        END AS is_in_newest,
    q.import_run_id,
    COALESCE(( SELECT to_char((i.started_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS to_char
           FROM public.import_runs i
          WHERE (i.id = q.import_run_id)), ''::text) AS imported_at,
    GREATEST(COALESCE(( SELECT max(to_char((c.changed_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text)) AS max
           FROM public.changes c
          WHERE ((c.subject = 'quotes'::text) AND (c.subject_id = q.id))), ''::text), COALESCE(( SELECT max(to_char((d.decided_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text)) AS max
           FROM public.decisions d
          WHERE ((d.subject = 'quotes'::text) AND (d.subject_id = q.id))), ''::text), COALESCE(( SELECT to_char((i.started_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS to_char
           FROM public.import_runs i
          WHERE (i.id = q.import_run_id)), ''::text)) AS changed_at
   FROM (((((public.quotes q
     JOIN public.sources s ON ((s.id = q.source_id)))
     LEFT JOIN public.publishers p ON ((p.id = s.publisher_id)))
     LEFT JOIN public.attributions a ON (((a.quote_id = q.id) AND (a.part = 'speaker'::text) AND (a.rank <> 'deprecated'::text))))
     LEFT JOIN public.speakers k ON ((k.id = a.speaker_id)))
     LEFT JOIN ( SELECT speakers.id,
            speakers.uid,
            speakers.name,
            speakers.kind
           FROM public.speakers) m ON ((m.id = k.canonical_id)))
  WHERE (q.status <> 'rejected'::text);
CREATE VIEW public.report_reviews AS
 SELECT r.id AS review_id,
    r.uid AS review_uid,
    c.id AS claim_id,
    c.uid AS claim_uid,
    c.text AS claim,
    COALESCE(r.rating_label, ''::text) AS rating,
    r.rating_value,
    r.worst_value,
    r.best_value,
    COALESCE(t.normalized, ''::text) AS normalized,
    COALESCE(s.name, ''::text) AS scale,
    COALESCE(r.explanation, ''::text) AS explanation,
    COALESCE(r.reviewer, ''::text) AS reviewer,
    COALESCE(r.organization, ''::text) AS organization,
    r.reviewed_on,
    COALESCE(r.url, ''::text) AS url,
    r.status,
    r.supersedes_id,
        CASE
            WHEN (r.status <> 'published'::text) THEN 0
            WHEN (EXISTS ( SELECT 1
               FROM public.reviews n
              WHERE ((n.supersedes_id = r.id) AND (n.status <> 'draft'::text)))) THEN 0
            ELSE 1
        END AS is_current,
    ( SELECT count(*) AS count
           FROM public.evidence e
          WHERE ((e.review_id = r.id) AND (e.stance = 'supports'::text))) AS support_count,
    ( SELECT count(*) AS count
           FROM public.evidence e
          WHERE ((e.review_id = r.id) AND (e.stance = 'refutes'::text))) AS refute_count,
    ( SELECT count(*) AS count
           FROM public.evidence e
          WHERE ((e.review_id = r.id) AND (e.stance = 'context'::text))) AS context_count,
    r.origin
   FROM (((public.reviews r
     JOIN public.claims c ON ((c.id = r.claim_id)))
     LEFT JOIN public.ratings t ON ((t.id = r.rating_id)))
     LEFT JOIN public.rating_scales s ON ((s.id = t.rating_scale_id)))
  WHERE ((r.status <> 'draft'::text) AND (c.status <> 'rejected'::text));
CREATE TABLE public.roles (
    id bigint NOT NULL,
    speaker_id bigint NOT NULL,
    title text NOT NULL,
    office text NOT NULL,
    organization text,
    held_from date,
    held_until date,
    source_id bigint,
    url text,
    origin text NOT NULL,
    import_run_id bigint,
    CONSTRAINT ck_roles_held_in_order CHECK ((held_until >= held_from)),
    CONSTRAINT ck_roles_title_given CHECK ((length(title) > 0))
);
CREATE VIEW public.report_roles AS
 SELECT r.id AS role_id,
    k.canonical_id AS speaker_id,
    c.uid AS speaker_uid,
    c.name AS speaker,
    r.title,
    COALESCE(r.organization, ''::text) AS organization,
    r.held_from,
    r.held_until,
    r.source_id,
    COALESCE(r.url, ''::text) AS url,
    r.origin
   FROM ((public.roles r
     JOIN public.speakers k ON ((k.id = r.speaker_id)))
     JOIN public.speakers c ON ((c.id = k.canonical_id)))
  WHERE (k.status <> 'rejected'::text);
CREATE VIEW public.report_sources AS
 SELECT s.id AS source_id,
    s.uid AS source_uid,
    s.title,
    COALESCE(p.name, ''::text) AS publisher,
    COALESCE(s.agency, ''::text) AS agency,
    COALESCE(s.byline, ''::text) AS byline,
    COALESCE(s.contributors, ''::text) AS contributors,
    COALESCE(s.dateline, ''::text) AS dateline,
    s.language,
    s.medium,
    s.published_on,
    COALESCE(s.url, ''::text) AS url,
    s.derived_from_id,
    COALESCE(d.title, ''::text) AS derived_from,
    ( SELECT count(*) AS count
           FROM public.source_versions v
          WHERE (v.source_id = s.id)) AS version_count,
    ( SELECT count(*) AS count
           FROM public.quotes q
          WHERE ((q.source_id = s.id) AND (q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text))) AS quote_count,
    s.import_run_id,
    COALESCE(( SELECT to_char((i.started_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS to_char
           FROM public.import_runs i
          WHERE (i.id = s.import_run_id)), ''::text) AS imported_at
   FROM ((public.sources s
     LEFT JOIN public.publishers p ON ((p.id = s.publisher_id)))
     LEFT JOIN public.sources d ON ((d.id = s.derived_from_id)));
CREATE TABLE public.speaker_names (
    id bigint NOT NULL,
    speaker_id bigint NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    kind text NOT NULL,
    import_run_id bigint,
    parts text,
    CONSTRAINT ck_speaker_names_kind_known CHECK ((kind = ANY (ARRAY['primary'::text, 'alias'::text, 'short'::text, 'transliteration'::text, 'former'::text])))
);
CREATE VIEW public.report_speakers AS
 SELECT k.id AS speaker_id,
    k.uid AS speaker_uid,
    k.name,
    k.kind,
    COALESCE(k.role, ''::text) AS role,
    COALESCE(k.wikidata_id, ''::text) AS wikidata_id,
    k.canonical_id,
    COALESCE(m.name, k.name) AS canonical_name,
    k.status,
    k.origin,
    k.scope_source_id,
    ( SELECT count(DISTINCT a.quote_id) AS count
           FROM (public.attributions a
             JOIN public.quotes q ON ((q.id = a.quote_id)))
          WHERE ((a.speaker_id IN ( SELECT g.id
                   FROM public.speakers g
                  WHERE (g.canonical_id = k.id))) AND (a.part = 'speaker'::text) AND (a.rank <> 'deprecated'::text) AND (q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text))) AS quote_count,
    ( SELECT min(a.dated_on) AS min
           FROM (public.attributions a
             JOIN public.quotes q ON ((q.id = a.quote_id)))
          WHERE ((a.speaker_id IN ( SELECT g.id
                   FROM public.speakers g
                  WHERE (g.canonical_id = k.id))) AND (a.part = 'speaker'::text) AND (a.rank <> 'deprecated'::text) AND (q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text))) AS first_on,
    ( SELECT max(a.dated_on) AS max
           FROM (public.attributions a
             JOIN public.quotes q ON ((q.id = a.quote_id)))
          WHERE ((a.speaker_id IN ( SELECT g.id
                   FROM public.speakers g
                  WHERE (g.canonical_id = k.id))) AND (a.part = 'speaker'::text) AND (a.rank <> 'deprecated'::text) AND (q.status <> 'rejected'::text) AND (q.factuality = 'actual'::text))) AS last_on,
    COALESCE(( SELECT string_agg(n.name, '; '::text) AS string_agg
           FROM ( SELECT o.name
                   FROM public.speaker_names o
                  WHERE ((o.speaker_id = k.id) AND (o.name <> k.name))
                  GROUP BY o.name
                  ORDER BY (o.name COLLATE "C")) n), ''::text) AS aliases
   FROM (public.speakers k
     LEFT JOIN public.speakers m ON ((m.id = k.canonical_id)));
CREATE TABLE public.variants (
    id bigint NOT NULL,
    wording_id bigint NOT NULL,
    other_id bigint NOT NULL,
    kind text NOT NULL,
    altered text,
    similarity double precision NOT NULL,
    same_utterance boolean NOT NULL,
    origin text NOT NULL,
    CONSTRAINT ck_variants_altered_apart CHECK (((altered IS NULL) OR (NOT same_utterance))),
    CONSTRAINT ck_variants_altered_known CHECK ((altered = ANY (ARRAY['negation'::text, 'number'::text]))),
    CONSTRAINT ck_variants_kind_known CHECK ((kind = ANY (ARRAY['clipped'::text, 'edited'::text, 'overlap'::text]))),
    CONSTRAINT ck_variants_not_to_itself CHECK ((wording_id <> other_id)),
    CONSTRAINT ck_variants_similarity_range CHECK (((similarity >= (0)::double precision) AND (similarity <= (1)::double precision)))
);
CREATE VIEW public.report_variant_pairs AS
 SELECT e.id AS quote_id,
    l.id AS later_quote_id,
        CASE
            WHEN (r.later_on > r.earlier_on) THEN 1
            ELSE 0
        END AS is_later,
    r.kind,
    COALESCE(r.altered, ''::text) AS altered,
    r.similarity,
        CASE
            WHEN (r.shorter_id = e.id) THEN 'longer'::text
            ELSE 'shorter'::text
        END AS later_is,
    es.id AS source_id,
    COALESCE(ep.name, ''::text) AS publisher,
    ls.id AS later_source_id,
    COALESCE(lp.name, ''::text) AS later_publisher
   FROM ((((((( SELECT x.quote_id AS shorter_id,
            v.kind,
            v.altered,
            v.similarity,
                CASE
                    WHEN (ROW(COALESCE(to_char((xs.published_on)::timestamp with time zone, 'YYYY-MM-DD'::text), '~'::text), xq.id) < ROW(COALESCE(to_char((ys.published_on)::timestamp with time zone, 'YYYY-MM-DD'::text), '~'::text), yq.id)) THEN xq.id
                    ELSE yq.id
                END AS earlier_id,
                CASE
                    WHEN (ROW(COALESCE(to_char((xs.published_on)::timestamp with time zone, 'YYYY-MM-DD'::text), '~'::text), xq.id) < ROW(COALESCE(to_char((ys.published_on)::timestamp with time zone, 'YYYY-MM-DD'::text), '~'::text), yq.id)) THEN yq.id
                    ELSE xq.id
                END AS later_id,
                CASE
                    WHEN (xs.published_on < ys.published_on) THEN xs.published_on
                    ELSE ys.published_on
                END AS earlier_on,
                CASE
                    WHEN (xs.published_on < ys.published_on) THEN ys.published_on
                    ELSE xs.published_on
                END AS later_on
           FROM ((((((public.variants v
             JOIN public.quoted_runs x ON ((x.wording_id = v.wording_id)))
             JOIN public.quotes xq ON (((xq.id = x.quote_id) AND (xq.status <> 'rejected'::text))))
             JOIN public.sources xs ON ((xs.id = xq.source_id)))
             JOIN public.quoted_runs y ON ((y.wording_id = v.other_id)))
             JOIN public.quotes yq ON (((yq.id = y.quote_id) AND (yq.status <> 'rejected'::text))))
             JOIN public.sources ys ON ((ys.id = yq.source_id)))) r
     JOIN public.quotes e ON ((e.id = r.earlier_id)))
     JOIN public.sources es ON ((es.id = e.source_id)))
     LEFT JOIN public.publishers ep ON ((ep.id = es.publisher_id)))
     JOIN public.quotes l ON ((l.id = r.later_id)))
     JOIN public.sources ls ON ((ls.id = l.source_id)))
     LEFT JOIN public.publishers lp ON ((lp.id = ls.publisher_id)));
CREATE TABLE public.wordings (
    id bigint NOT NULL,
    fingerprint bigint NOT NULL,
    words text NOT NULL,
    utterance_id bigint NOT NULL,
    sources integer NOT NULL,
    CONSTRAINT ck_wordings_utterance_by_its_first CHECK ((utterance_id <= id)),
    CONSTRAINT ck_wordings_words_given CHECK ((length(words) > 0))
);
CREATE VIEW public.report_variants AS
 SELECT r.quote_id,
    q.uid AS quote_uid,
    r.seq AS run,
    q.source_id,
    q.dated_on,
    q.status,
    r.wording_id,
    w.words,
    w.utterance_id,
    f.sources AS utterance_source_count,
    (( SELECT count(*) AS count
           FROM public.variants v
          WHERE (v.wording_id = w.id)) + ( SELECT count(*) AS count
           FROM public.variants v
          WHERE (v.other_id = w.id))) AS variant_count,
    COALESCE(( SELECT min(v.altered) AS min
           FROM public.variants v
          WHERE ((v.altered IS NOT NULL) AND ((v.wording_id = w.id) OR (v.other_id = w.id)))), ''::text) AS altered
   FROM (((public.quoted_runs r
     JOIN public.quotes q ON ((q.id = r.quote_id)))
     JOIN public.wordings w ON ((w.id = r.wording_id)))
     JOIN public.wordings f ON ((f.id = w.utterance_id)))
  WHERE (q.status <> 'rejected'::text);
CREATE VIEW public.report_versions AS
 SELECT v.id AS version_id,
    v.source_id,
    s.uid AS source_uid,
    v.number AS version,
    v.title,
    to_char((v.retrieved_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS retrieved_at,
    v.text_sha256,
    v.text_length,
        CASE
            WHEN (b.title <> v.title) THEN 1
            ELSE 0
        END AS is_headline_changed,
    ( SELECT count(DISTINCT a.quote_id) AS count
           FROM public.anchors a
          WHERE (a.source_version_id = v.id)) AS quote_count,
    ( SELECT count(DISTINCT a.quote_id) AS count
           FROM public.anchors a
          WHERE ((a.source_version_id = v.id) AND (b.id IS NOT NULL) AND (NOT (a.quote_id IN ( SELECT o.quote_id
                   FROM public.anchors o
                  WHERE (o.source_version_id = b.id)))))) AS new_count,
    ( SELECT count(DISTINCT o.quote_id) AS count
           FROM public.anchors o
          WHERE ((o.source_version_id = b.id) AND (NOT (o.quote_id IN ( SELECT a.quote_id
                   FROM public.anchors a
                  WHERE (a.source_version_id = v.id)))))) AS gone_count
   FROM ((public.source_versions v
     JOIN public.sources s ON ((s.id = v.source_id)))
     LEFT JOIN public.source_versions b ON (((b.source_id = v.source_id) AND (b.number = (v.number - 1)))));
CREATE SEQUENCE public.reviews_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reviews_id_seq OWNED BY public.reviews.id;
CREATE SEQUENCE public.roles_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.roles_id_seq OWNED BY public.roles.id;
CREATE TABLE public.shingles (
    shingle bigint NOT NULL,
    wording_id bigint NOT NULL,
    length smallint NOT NULL
);
CREATE SEQUENCE public.source_versions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.source_versions_id_seq OWNED BY public.source_versions.id;
CREATE SEQUENCE public.sources_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.sources_id_seq OWNED BY public.sources.id;
CREATE SEQUENCE public.speaker_names_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.speaker_names_id_seq OWNED BY public.speaker_names.id;
CREATE SEQUENCE public.speakers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.speakers_id_seq OWNED BY public.speakers.id;
CREATE SEQUENCE public.variants_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.variants_id_seq OWNED BY public.variants.id;
CREATE SEQUENCE public.wordings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.wordings_id_seq OWNED BY public.wordings.id;
ALTER TABLE ONLY public.anchors ALTER COLUMN id SET DEFAULT nextval('public.anchors_id_seq'::regclass);
ALTER TABLE ONLY public.assertions ALTER COLUMN id SET DEFAULT nextval('public.assertions_id_seq'::regclass);
ALTER TABLE ONLY public.attributions ALTER COLUMN id SET DEFAULT nextval('public.attributions_id_seq'::regclass);
ALTER TABLE ONLY public.changes ALTER COLUMN id SET DEFAULT nextval('public.changes_id_seq'::regclass);
ALTER TABLE ONLY public.claim_relations ALTER COLUMN id SET DEFAULT nextval('public.claim_relations_id_seq'::regclass);
ALTER TABLE ONLY public.claims ALTER COLUMN id SET DEFAULT nextval('public.claims_id_seq'::regclass);
ALTER TABLE ONLY public.decisions ALTER COLUMN id SET DEFAULT nextval('public.decisions_id_seq'::regclass);
ALTER TABLE ONLY public.evidence ALTER COLUMN id SET DEFAULT nextval('public.evidence_id_seq'::regclass);
ALTER TABLE ONLY public.import_runs ALTER COLUMN id SET DEFAULT nextval('public.import_runs_id_seq'::regclass);
ALTER TABLE ONLY public.publishers ALTER COLUMN id SET DEFAULT nextval('public.publishers_id_seq'::regclass);
ALTER TABLE ONLY public.quote_counts ALTER COLUMN id SET DEFAULT nextval('public.quote_counts_id_seq'::regclass);
ALTER TABLE ONLY public.quoted_runs ALTER COLUMN id SET DEFAULT nextval('public.quoted_runs_id_seq'::regclass);
ALTER TABLE ONLY public.quotes ALTER COLUMN id SET DEFAULT nextval('public.quotes_id_seq'::regclass);
ALTER TABLE ONLY public.rating_scales ALTER COLUMN id SET DEFAULT nextval('public.rating_scales_id_seq'::regclass);
ALTER TABLE ONLY public.ratings ALTER COLUMN id SET DEFAULT nextval('public.ratings_id_seq'::regclass);
ALTER TABLE ONLY public.reviews ALTER COLUMN id SET DEFAULT nextval('public.reviews_id_seq'::regclass);
ALTER TABLE ONLY public.roles ALTER COLUMN id SET DEFAULT nextval('public.roles_id_seq'::regclass);
ALTER TABLE ONLY public.source_versions ALTER COLUMN id SET DEFAULT nextval('public.source_versions_id_seq'::regclass);
ALTER TABLE ONLY public.sources ALTER COLUMN id SET DEFAULT nextval('public.sources_id_seq'::regclass);
ALTER TABLE ONLY public.speaker_names ALTER COLUMN id SET DEFAULT nextval('public.speaker_names_id_seq'::regclass);
ALTER TABLE ONLY public.speakers ALTER COLUMN id SET DEFAULT nextval('public.speakers_id_seq'::regclass);
ALTER TABLE ONLY public.variants ALTER COLUMN id SET DEFAULT nextval('public.variants_id_seq'::regclass);
ALTER TABLE ONLY public.wordings ALTER COLUMN id SET DEFAULT nextval('public.wordings_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0030');
INSERT INTO public.anchors VALUES (1, 1, 1, 'content', 0, 0, 6, true, 'We owe', 1);
INSERT INTO public.anchors VALUES (2, 1, 1, 'content', 1, 7, 9, true, 'it', 1);
INSERT INTO public.anchors VALUES (3, 1, 1, 'cue', 0, 11, 15, false, 'said', 1);
INSERT INTO public.anchors VALUES (4, 1, 2, 'content', 0, 3, 9, true, 'We owe', 1);
INSERT INTO public.anchors VALUES (5, 2, 1, 'speaker', 0, 21, 22, false, '🚢', 1);
INSERT INTO public.assertions VALUES (1, 1, 2, 1, 'asserts', 1, NULL, NULL, NULL, NULL, '2024-03-04');
INSERT INTO public.assertions VALUES (2, 1, 3, 1, 'denies', 1, NULL, NULL, NULL, NULL, '2024-03-04');
INSERT INTO public.assertions VALUES (3, 1, NULL, 1, 'asserts', 1, NULL, NULL, NULL, NULL, '2024-03-04');
INSERT INTO public.assertions VALUES (4, 1, 1, 1, 'asserts', 1, NULL, NULL, NULL, NULL, '2024-03-01');
INSERT INTO public.assertions VALUES (5, 2, NULL, 1, 'asserts', 1, 1, 0, 3, 'The', '2024-03-04');
INSERT INTO public.attributions VALUES (1, 1, 3, 'speaker', 0, 'normal', 'Reed', NULL, 'named', '2024-03-04', 1);
INSERT INTO public.attributions VALUES (2, 1, 2, 'speaker', 1, 'normal', 'two council members', NULL, 'collective', '2024-03-04', 1);
INSERT INTO public.attributions VALUES (3, 1, 4, 'speaker', 0, 'deprecated', 'Reed', NULL, 'named', '2024-03-04', 1);
INSERT INTO public.attributions VALUES (4, 2, 1, 'speaker', 0, 'normal', 'he', NULL, 'pronoun', '2024-03-04', 1);
INSERT INTO public.attributions VALUES (5, 2, 4, 'reporter', 0, 'normal', 'the authority', NULL, 'named', '2024-03-04', 1);
INSERT INTO public.attributions VALUES (6, 2, NULL, 'addressee', 0, 'normal', 'reporters', NULL, 'collective', '2024-03-04', 1);
INSERT INTO public.attributions VALUES (7, 3, 1, 'speaker', 0, 'normal', 'he', NULL, 'pronoun', '2024-03-04', 1);
INSERT INTO public.attributions VALUES (8, 4, NULL, 'speaker', 0, 'normal', 'they', NULL, 'pronoun', '2024-03-04', 1);
INSERT INTO public.changes VALUES (1, '2026-11-28 07:56:35.779412+00', 'insert', 'publishers', 1, NULL);
INSERT INTO public.changes VALUES (2, '2026-11-28 07:56:35.780483+00', 'insert', 'sources', 1, NULL);
INSERT INTO public.changes VALUES (3, '2026-11-28 07:56:35.780828+00', 'insert', 'sources', 2, NULL);
INSERT INTO public.changes VALUES (4, '2026-11-28 07:56:35.781514+00', 'insert', 'source_versions', 1, NULL);
INSERT INTO public.changes VALUES (5, '2026-11-28 07:56:35.78184+00', 'insert', 'source_versions', 2, NULL);
INSERT INTO public.changes VALUES (6, '2026-11-28 07:56:35.78289+00', 'insert', 'speakers', 1, NULL);
INSERT INTO public.changes VALUES (7, '2026-11-28 07:56:35.783183+00', 'insert', 'speakers', 2, NULL);
INSERT INTO public.changes VALUES (8, '2026-11-28 07:56:35.783442+00', 'insert', 'speakers', 3, NULL);
INSERT INTO public.changes VALUES (9, '2026-11-28 07:56:35.783675+00', 'insert', 'speakers', 4, NULL);
INSERT INTO public.changes VALUES (10, '2026-11-28 07:56:35.78426+00', 'insert', 'speaker_names', 3, NULL);
INSERT INTO public.changes VALUES (11, '2026-11-28 07:56:35.784279+00', 'insert', 'speaker_names', 2, NULL);
INSERT INTO public.changes VALUES (12, '2026-11-28 07:56:35.784282+00', 'insert', 'speaker_names', 1, NULL);
INSERT INTO public.changes VALUES (13, '2026-11-28 07:56:35.786897+00', 'insert', 'quotes', 1, NULL);
INSERT INTO public.changes VALUES (14, '2026-11-28 07:56:35.78729+00', 'insert', 'quotes', 2, NULL);
INSERT INTO public.changes VALUES (15, '2026-11-28 07:56:35.787568+00', 'insert', 'quotes', 3, NULL);
INSERT INTO public.changes VALUES (16, '2026-11-28 07:56:35.787845+00', 'insert', 'quotes', 4, NULL);
INSERT INTO public.changes VALUES (17, '2026-11-28 07:56:35.788505+00', 'insert', 'anchors', 1, NULL);
INSERT INTO public.changes VALUES (18, '2026-11-28 07:56:35.788752+00', 'insert', 'anchors', 2, NULL);
INSERT INTO public.changes VALUES (19, '2026-11-28 07:56:35.788951+00', 'insert', 'anchors', 3, NULL);
INSERT INTO public.changes VALUES (20, '2026-11-28 07:56:35.789141+00', 'insert', 'anchors', 4, NULL);
INSERT INTO public.changes VALUES (21, '2026-11-28 07:56:35.789323+00', 'insert', 'anchors', 5, NULL);
INSERT INTO public.changes VALUES (22, '2026-11-28 07:56:35.790168+00', 'insert', 'attributions', 1, NULL);
INSERT INTO public.changes VALUES (23, '2026-11-28 07:56:35.790447+00', 'insert', 'attributions', 2, NULL);
INSERT INTO public.changes VALUES (24, '2026-11-28 07:56:35.790752+00', 'insert', 'attributions', 3, NULL);
INSERT INTO public.changes VALUES (25, '2026-11-28 07:56:35.79105+00', 'insert', 'attributions', 4, NULL);
INSERT INTO public.changes VALUES (26, '2026-11-28 07:56:35.79125+00', 'insert', 'attributions', 5, NULL);
INSERT INTO public.changes VALUES (27, '2026-11-28 07:56:35.791425+00', 'insert', 'attributions', 6, NULL);
INSERT INTO public.changes VALUES (28, '2026-11-28 07:56:35.79157+00', 'insert', 'attributions', 7, NULL);
INSERT INTO public.changes VALUES (29, '2026-11-28 07:56:35.791672+00', 'insert', 'attributions', 8, NULL);
INSERT INTO public.changes VALUES (30, '2026-11-28 07:56:35.793471+00', 'insert', 'claims', 1, NULL);
INSERT INTO public.changes VALUES (31, '2026-11-28 07:56:35.79519+00', 'insert', 'assertions', 4, NULL);
INSERT INTO public.changes VALUES (32, '2026-11-28 07:56:35.79521+00', 'insert', 'assertions', 3, NULL);
INSERT INTO public.changes VALUES (33, '2026-11-28 07:56:35.795217+00', 'insert', 'assertions', 2, NULL);
INSERT INTO public.changes VALUES (34, '2026-11-28 07:56:35.795219+00', 'insert', 'assertions', 1, NULL);
INSERT INTO public.changes VALUES (35, '2026-11-28 07:56:35.795948+00', 'update', 'speakers', 1, '{"id": 1, "uid": "k1", "kind": "person", "name": "Jonas Reed", "role": "Mayor", "origin": "record", "status": "confirmed", "wikidata_id": "Q42", "canonical_id": 1, "import_run_id": 1, "merged_into_id": null, "scope_source_id": null}');
INSERT INTO public.changes VALUES (36, '2026-11-28 07:56:35.795998+00', 'update', 'speakers', 2, '{"id": 2, "uid": "k2", "kind": "unnamed", "name": "two council members", "role": null, "origin": "rules 1", "status": "extracted", "wikidata_id": null, "canonical_id": 2, "import_run_id": 1, "merged_into_id": null, "scope_source_id": 1}');
INSERT INTO public.changes VALUES (37, '2026-11-28 07:56:35.796006+00', 'update', 'speakers', 3, '{"id": 3, "uid": "k3", "kind": "person", "name": "Mayor Reed", "role": null, "origin": "rules 1", "status": "extracted", "wikidata_id": null, "canonical_id": 1, "import_run_id": 1, "merged_into_id": 1, "scope_source_id": null}');
INSERT INTO public.changes VALUES (38, '2026-11-28 07:56:35.796012+00', 'update', 'speakers', 4, '{"id": 4, "uid": "k4", "kind": "organization", "name": "harbour authority", "role": null, "origin": "rules 1", "status": "extracted", "wikidata_id": null, "canonical_id": 4, "import_run_id": 1, "merged_into_id": null, "scope_source_id": null}');
INSERT INTO public.changes VALUES (39, '2024-03-04 09:00:00+00', 'update', 'quotes', 1, '{"id": 1, "status": "extracted"}');
INSERT INTO public.changes VALUES (40, '2026-11-28 07:56:35.796364+00', 'insert', 'claims', 2, NULL);
INSERT INTO public.changes VALUES (41, '2026-11-28 07:56:35.796775+00', 'insert', 'assertions', 5, NULL);
INSERT INTO public.changes VALUES (42, '2026-11-28 07:56:35.797339+00', 'insert', 'claim_relations', 1, NULL);
INSERT INTO public.changes VALUES (43, '2026-11-28 07:56:35.797812+00', 'insert', 'rating_scales', 1, NULL);
INSERT INTO public.changes VALUES (44, '2026-11-28 07:56:35.798344+00', 'insert', 'ratings', 1, NULL);
INSERT INTO public.changes VALUES (45, '2026-11-28 07:56:35.798358+00', 'insert', 'ratings', 2, NULL);
INSERT INTO public.changes VALUES (46, '2026-11-28 07:56:35.798361+00', 'insert', 'ratings', 3, NULL);
INSERT INTO public.changes VALUES (47, '2026-11-28 07:56:35.799862+00', 'insert', 'reviews', 2, NULL);
INSERT INTO public.changes VALUES (48, '2026-11-28 07:56:35.799881+00', 'insert', 'reviews', 3, NULL);
INSERT INTO public.changes VALUES (49, '2026-11-28 07:56:35.799884+00', 'insert', 'reviews', 1, NULL);
INSERT INTO public.changes VALUES (50, '2026-11-28 07:56:35.800606+00', 'insert', 'evidence', 1, NULL);
INSERT INTO public.changes VALUES (51, '2026-11-28 07:56:35.800621+00', 'insert', 'evidence', 3, NULL);
INSERT INTO public.changes VALUES (52, '2026-11-28 07:56:35.800624+00', 'insert', 'evidence', 2, NULL);
INSERT INTO public.changes VALUES (53, '2026-11-28 07:56:35.801735+00', 'update', 'assertions', 1, '{"id": 1, "exact": null, "stance": "asserts", "claim_id": 1, "dated_on": null, "end_char": null, "quote_id": 2, "source_id": 1, "start_char": null, "import_run_id": 1, "source_version_id": null}');
INSERT INTO public.changes VALUES (54, '2026-11-28 07:56:35.801762+00', 'update', 'assertions', 2, '{"id": 2, "exact": null, "stance": "denies", "claim_id": 1, "dated_on": null, "end_char": null, "quote_id": 3, "source_id": 1, "start_char": null, "import_run_id": 1, "source_version_id": null}');
INSERT INTO public.changes VALUES (55, '2026-11-28 07:56:35.80177+00', 'update', 'assertions', 3, '{"id": 3, "exact": null, "stance": "asserts", "claim_id": 1, "dated_on": null, "end_char": null, "quote_id": null, "source_id": 1, "start_char": null, "import_run_id": 1, "source_version_id": null}');
INSERT INTO public.changes VALUES (56, '2026-11-28 07:56:35.801778+00', 'update', 'assertions', 4, '{"id": 4, "exact": null, "stance": "asserts", "claim_id": 1, "dated_on": null, "end_char": null, "quote_id": 1, "source_id": 1, "start_char": null, "import_run_id": 1, "source_version_id": null}');
INSERT INTO public.changes VALUES (57, '2026-11-28 07:56:35.801783+00', 'update', 'assertions', 5, '{"id": 5, "exact": "The", "stance": "asserts", "claim_id": 2, "dated_on": null, "end_char": 3, "quote_id": null, "source_id": 1, "start_char": 0, "import_run_id": 1, "source_version_id": 1}');
INSERT INTO public.changes VALUES (58, '2026-11-28 07:56:35.803772+00', 'insert', 'roles', 1, NULL);
INSERT INTO public.changes VALUES (59, '2026-11-28 07:56:35.803789+00', 'insert', 'roles', 2, NULL);
INSERT INTO public.changes VALUES (60, '2026-11-28 07:56:35.804079+00', 'update', 'speaker_names', 1, '{"id": 1, "kind": "primary", "name": "Jonas Reed", "parts": null, "folded": "jonas reed", "speaker_id": 1, "import_run_id": null}');
INSERT INTO public.changes VALUES (61, '2026-11-28 07:56:35.80426+00', 'update', 'speaker_names', 3, '{"id": 3, "kind": "alias", "name": "J. Reed", "parts": null, "folded": "j reed", "speaker_id": 1, "import_run_id": null}');
INSERT INTO public.changes VALUES (62, '2026-11-28 07:56:35.806593+00', 'update', 'quotes', 3, '{"id": 3, "cue": null, "uid": "q3", "kind": "indirect", "text": "a menu of the day", "venue": null, "origin": "rules 1", "status": "rejected", "said_as": null, "said_on": null, "dated_on": "2024-03-04", "language": "en", "source_id": 1, "confidence": 0.5, "factuality": "actual", "said_basis": null, "said_until": null, "text_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "confirmed_by": null, "import_run_id": 1}');
INSERT INTO public.changes VALUES (63, '2026-11-28 07:56:35.807275+00', 'update', 'reviews', 1, '{"id": 1, "uid": "v1", "url": "https://courier.example/check/1", "text": null, "title": null, "markup": null, "origin": "record", "status": "published", "claim_id": 1, "language": "en", "reviewer": "Ada Quill", "rating_id": 1, "best_value": 2, "explanation": null, "reviewed_on": "2024-03-06", "worst_value": 1, "organization": "Ellis Courier", "rating_label": "Wrong", "rating_value": 1, "import_run_id": null, "supersedes_id": null}');
INSERT INTO public.changes VALUES (64, '2026-11-28 07:56:35.808768+00', 'update', 'sources', 1, '{"id": 1, "uid": "s1", "url": "https://courier.example/1", "title": "Council keeps the ferry", "agency": null, "byline": null, "medium": "article", "rights": null, "dateline": null, "language": "en", "contributors": null, "published_at": null, "published_on": "2024-03-04", "publisher_id": 1, "import_run_id": 1, "derived_from_id": null, "printed_publisher": null}');
INSERT INTO public.claim_matches VALUES (2, 1, 0.6);
INSERT INTO public.claim_relations VALUES (1, 1, 2, 'contradicts', 1);
INSERT INTO public.claim_texts VALUES (2, 'The hull is ten years old. ', '', DEFAULT, DEFAULT);
INSERT INTO public.claim_texts VALUES (1, 'The ferry runs until 2025. No, the ferry does not run until 2025', '', DEFAULT, DEFAULT);
INSERT INTO public.claims VALUES (1, 'c1', 'The ferry runs until 2025.', 'en', 'candidate', 'record', NULL, 1, NULL, NULL, NULL, NULL);
INSERT INTO public.claims VALUES (2, 'c2', 'The hull is ten years old.', 'en', 'candidate', 'checkworthy 1', NULL, 1, 'figure', 'figure: ten', 0.5, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
INSERT INTO public.decisions VALUES (1, '2024-03-04 09:00:00+00', 'ada', 'confirm', 'quotes', 1, NULL, '{}', NULL, NULL);
INSERT INTO public.decisions VALUES (2, '2024-03-06 09:00:00+00', 'ada', 'add', 'rating_scales', 1, NULL, '{}', NULL, NULL);
INSERT INTO public.evidence VALUES (1, 1, 0, 'refutes', 1, NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO public.evidence VALUES (2, 1, 1, 'context', NULL, 3, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES (3, 2, 0, 'supports', NULL, NULL, 'https://harbour.example/plan', 'The plan', NULL, '2024-03-07', NULL, NULL);
INSERT INTO public.import_runs VALUES (1, 'r1', '2024-03-04 08:00:00+00', NULL, 'ada', 'factdb 0.1.0', 'ferry.txt', NULL, 'finished', 1, 0, NULL, NULL);
INSERT INTO public.publishers VALUES (1, 'Ellis Courier', NULL, 1);
INSERT INTO public.quote_counts VALUES (1, 'day', '2024-03-01', 1);
INSERT INTO public.quote_counts VALUES (2, 'kind', 'direct', 1);
INSERT INTO public.quote_counts VALUES (3, 'publisher', '1', 1);
INSERT INTO public.quote_counts VALUES (4, 'status', 'confirmed', 1);
INSERT INTO public.quote_counts VALUES (5, 'day', '2024-03-04', 1);
INSERT INTO public.quote_counts VALUES (6, 'kind', 'indirect', 1);
INSERT INTO public.quote_counts VALUES (7, 'publisher', '1', 1);
INSERT INTO public.quote_counts VALUES (8, 'status', 'extracted', 1);
INSERT INTO public.quote_counts VALUES (9, 'status', 'rejected', 1);
INSERT INTO public.quote_counts VALUES (10, 'day', '2024-03-04', 1);
INSERT INTO public.quote_counts VALUES (11, 'kind', 'indirect', 1);
INSERT INTO public.quote_counts VALUES (12, 'publisher', '1', 1);
INSERT INTO public.quote_counts VALUES (13, 'status', 'extracted', 1);
INSERT INTO public.quote_counts VALUES (14, 'speaker', '3', 1);
INSERT INTO public.quote_counts VALUES (15, 'speaker', '2', 1);
INSERT INTO public.quote_counts VALUES (16, 'speaker', '1', 1);
INSERT INTO public.quote_counts VALUES (17, 'status', 'rejected', -1);
INSERT INTO public.quoted_runs VALUES (1, 1, 0, 1);
INSERT INTO public.quotes VALUES (1, 'q1', 1, 'direct', 'We owe it to the islands', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'said', NULL, '2024-03-01', '2024-03-01', 'Friday', 'relative', '2024-03-01', 'en', 'confirmed', 0.9, 'rules 1', 'ada', 1, 'actual');
INSERT INTO public.quotes VALUES (2, 'q2', 1, 'indirect', 'the ferry would run another year', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', NULL, NULL, NULL, NULL, NULL, NULL, '2024-03-04', 'en', 'extracted', 0.5, 'rules 1', NULL, 1, 'actual');
INSERT INTO public.quotes VALUES (4, 'q4', 1, 'indirect', 'the vote had been close', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', NULL, NULL, NULL, NULL, NULL, NULL, '2024-03-04', 'en', 'extracted', 0.5, 'rules 1', NULL, 1, 'actual');
INSERT INTO public.quotes VALUES (3, 'q3', 1, 'indirect', 'a menu of the day', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', NULL, NULL, NULL, NULL, NULL, NULL, '2024-03-04', 'en', 'rejected', 0.5, 'rules 1', NULL, 1, 'possible');
INSERT INTO public.rating_scales VALUES (1, 't1', 'house', 'The Courier''s own scale', NULL);
INSERT INTO public.ratings VALUES (1, 1, 0, 'Wrong', 1, 'false', NULL, NULL);
INSERT INTO public.ratings VALUES (2, 1, 1, 'Right', 2, 'true', NULL, NULL);
INSERT INTO public.ratings VALUES (3, 1, 2, 'Open', NULL, 'other', NULL, NULL);
INSERT INTO public.repetitions VALUES (1, 1, '2024-03-04');
INSERT INTO public.repetitions VALUES (1, 2, '2024-03-04');
INSERT INTO public.repetitions VALUES (1, 3, '2024-03-01');
INSERT INTO public.reviews VALUES (2, 'v2', 1, 'published', 2, 'Right', 2, 1, 2, NULL, NULL, 'Ada Quill', NULL, '2024-03-08', NULL, 'en', 1, 'record', NULL, 1, NULL);
INSERT INTO public.reviews VALUES (3, 'v3', 2, 'draft', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'en', NULL, 'record', NULL, NULL, NULL);
INSERT INTO public.reviews VALUES (1, 'v1', 1, 'published', 1, 'Wrong', 1, 1, 2, NULL, NULL, 'Ada Quill', 'Ellis Courier', '2024-03-06', 'https://courier.example/check/1', 'en', NULL, 'record', NULL, NULL, 'No, the ferry does not run until 2025');
INSERT INTO public.roles VALUES (1, 1, 'Mayor of Ellis', 'mayor ellis', 'Ellis', '2020-05-01', '2024-04-30', 1, NULL, 'record', 1);
INSERT INTO public.roles VALUES (2, 4, 'operator of the ferry', 'operator ferry', NULL, NULL, NULL, NULL, 'https://harbour.example/about', 'list', NULL);
INSERT INTO public.shingles VALUES (7, 1, 6);
INSERT INTO public.shingles VALUES (7, 2, 8);
INSERT INTO public.shingles VALUES (8, 2, 8);
INSERT INTO public.source_versions VALUES (1, 1, 1, '2024-03-04 08:00:00+00', '/ferry.txt', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 22, 'utf-8', 'Council keeps the ferry', 'We owe it, said Reed 🚢', NULL, 1);
INSERT INTO public.source_versions VALUES (2, 1, 2, '2024-03-05 08:00:00+00', '/ferry.txt', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 10, 'utf-8', 'Council keeps the ferry', NULL, NULL, 1);
INSERT INTO public.sources VALUES (2, 's2', NULL, NULL, 'The ferry stays', NULL, NULL, NULL, NULL, 'en', 'post', NULL, NULL, NULL, 1, 1, NULL);
INSERT INTO public.sources VALUES (1, 's1', 1, 'https://courier.example/1', 'Council keeps the ferry', NULL, NULL, NULL, NULL, 'en', 'article', '2024-03-04', NULL, NULL, NULL, 1, 'The Elm Post Online');
INSERT INTO public.speaker_names VALUES (2, 1, 'Réed', 'reed', 'short', NULL, NULL);
INSERT INTO public.speaker_names VALUES (1, 1, 'Jonas Reed', 'jonas reed', 'primary', NULL, 'reed j');
INSERT INTO public.speaker_names VALUES (3, 1, 'J. Reed', 'j reed', 'alias', NULL, 'reed j');
INSERT INTO public.speakers VALUES (1, 'k1', 'person', 'Jonas Reed', 'Mayor', 'Q42', NULL, NULL, 'confirmed', 'record', 1, 1);
INSERT INTO public.speakers VALUES (2, 'k2', 'unnamed', 'two council members', NULL, NULL, NULL, 1, 'extracted', 'rules 1', 1, 2);
INSERT INTO public.speakers VALUES (3, 'k3', 'person', 'Mayor Reed', NULL, NULL, 1, NULL, 'extracted', 'rules 1', 1, 1);
INSERT INTO public.speakers VALUES (4, 'k4', 'organization', 'harbour authority', NULL, NULL, NULL, NULL, 'extracted', 'rules 1', 1, 4);
INSERT INTO public.variants VALUES (1, 1, 2, 'edited', 'negation', 0.8, false, 'variants 1');
INSERT INTO public.wordings VALUES (1, 123, 'we owe it to the islands', 1, 1);
INSERT INTO public.wordings VALUES (2, 456, 'we do not owe it to the islands', 2, 0);
SELECT pg_catalog.setval('public.anchors_id_seq', 1, false);
SELECT pg_catalog.setval('public.assertions_id_seq', 1, false);
SELECT pg_catalog.setval('public.attributions_id_seq', 1, false);
SELECT pg_catalog.setval('public.changes_id_seq', 64, true);
SELECT pg_catalog.setval('public.claim_relations_id_seq', 1, false);
SELECT pg_catalog.setval('public.claims_id_seq', 1, false);
SELECT pg_catalog.setval('public.decisions_id_seq', 1, false);
SELECT pg_catalog.setval('public.evidence_id_seq', 1, false);
SELECT pg_catalog.setval('public.import_runs_id_seq', 1, false);
SELECT pg_catalog.setval('public.publishers_id_seq', 1, false);
SELECT pg_catalog.setval('public.quote_counts_id_seq', 17, true);
SELECT pg_catalog.setval('public.quoted_runs_id_seq', 1, false);
SELECT pg_catalog.setval('public.quotes_id_seq', 1, false);
SELECT pg_catalog.setval('public.rating_scales_id_seq', 1, false);
SELECT pg_catalog.setval('public.ratings_id_seq', 1, false);
SELECT pg_catalog.setval('public.reviews_id_seq', 1, false);
SELECT pg_catalog.setval('public.roles_id_seq', 1, false);
SELECT pg_catalog.setval('public.source_versions_id_seq', 1, false);
SELECT pg_catalog.setval('public.sources_id_seq', 1, false);
SELECT pg_catalog.setval('public.speaker_names_id_seq', 1, false);
SELECT pg_catalog.setval('public.speakers_id_seq', 1, false);
SELECT pg_catalog.setval('public.variants_id_seq', 1, false);
SELECT pg_catalog.setval('public.wordings_id_seq', 1, false);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.anchors
    ADD CONSTRAINT pk_anchors PRIMARY KEY (id);
ALTER TABLE ONLY public.assertions
    ADD CONSTRAINT pk_assertions PRIMARY KEY (id);
ALTER TABLE ONLY public.attributions
    ADD CONSTRAINT pk_attributions PRIMARY KEY (id);
ALTER TABLE ONLY public.changes
    ADD CONSTRAINT pk_changes PRIMARY KEY (id);
ALTER TABLE ONLY public.claim_matches
    ADD CONSTRAINT pk_claim_matches PRIMARY KEY (claim_id, other_id);
ALTER TABLE ONLY public.claim_relations
    ADD CONSTRAINT pk_claim_relations PRIMARY KEY (id);
ALTER TABLE ONLY public.claim_texts
    ADD CONSTRAINT pk_claim_texts PRIMARY KEY (claim_id);
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT pk_claims PRIMARY KEY (id);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT pk_decisions PRIMARY KEY (id);
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT pk_evidence PRIMARY KEY (id);
ALTER TABLE ONLY public.import_runs
    ADD CONSTRAINT pk_import_runs PRIMARY KEY (id);
ALTER TABLE ONLY public.publishers
    ADD CONSTRAINT pk_publishers PRIMARY KEY (id);
ALTER TABLE ONLY public.quote_counts
    ADD CONSTRAINT pk_quote_counts PRIMARY KEY (id);
ALTER TABLE ONLY public.quoted_runs
    ADD CONSTRAINT pk_quoted_runs PRIMARY KEY (id);
ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT pk_quotes PRIMARY KEY (id);
ALTER TABLE ONLY public.rating_scales
    ADD CONSTRAINT pk_rating_scales PRIMARY KEY (id);
ALTER TABLE ONLY public.ratings
    ADD CONSTRAINT pk_ratings PRIMARY KEY (id);
ALTER TABLE ONLY public.repetitions
    ADD CONSTRAINT pk_repetitions PRIMARY KEY (claim_id, nth);
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT pk_reviews PRIMARY KEY (id);
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT pk_roles PRIMARY KEY (id);
ALTER TABLE ONLY public.shingles
    ADD CONSTRAINT pk_shingles PRIMARY KEY (shingle, wording_id);
ALTER TABLE ONLY public.source_versions
    ADD CONSTRAINT pk_source_versions PRIMARY KEY (id);
ALTER TABLE ONLY public.sources
    ADD CONSTRAINT pk_sources PRIMARY KEY (id);
ALTER TABLE ONLY public.speaker_names
    ADD CONSTRAINT pk_speaker_names PRIMARY KEY (id);
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT pk_speakers PRIMARY KEY (id);
ALTER TABLE ONLY public.variants
    ADD CONSTRAINT pk_variants PRIMARY KEY (id);
ALTER TABLE ONLY public.wordings
    ADD CONSTRAINT pk_wordings PRIMARY KEY (id);
ALTER TABLE ONLY public.anchors
    ADD CONSTRAINT uq_anchors_quote_id_source_version_id_part_seq UNIQUE (quote_id, source_version_id, part, seq);
ALTER TABLE ONLY public.assertions
    ADD CONSTRAINT uq_assertions_claim_id_quote_id_source_id_stance UNIQUE (claim_id, quote_id, source_id, stance);
ALTER TABLE ONLY public.attributions
    ADD CONSTRAINT uq_attributions_quote_id_part_seq_rank UNIQUE (quote_id, part, seq, rank);
ALTER TABLE ONLY public.claim_relations
    ADD CONSTRAINT uq_claim_relations_claim_id_to_claim_id_kind UNIQUE (claim_id, to_claim_id, kind);
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT uq_claims_uid UNIQUE (uid);
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT uq_evidence_review_id_seq UNIQUE (review_id, seq);
ALTER TABLE ONLY public.import_runs
    ADD CONSTRAINT uq_import_runs_uid UNIQUE (uid);
ALTER TABLE ONLY public.publishers
    ADD CONSTRAINT uq_publishers_name UNIQUE (name);
ALTER TABLE ONLY public.quoted_runs
    ADD CONSTRAINT uq_quoted_runs_quote_id_seq UNIQUE (quote_id, seq);
ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT uq_quotes_uid UNIQUE (uid);
ALTER TABLE ONLY public.rating_scales
    ADD CONSTRAINT uq_rating_scales_name UNIQUE (name);
ALTER TABLE ONLY public.rating_scales
    ADD CONSTRAINT uq_rating_scales_uid UNIQUE (uid);
ALTER TABLE ONLY public.ratings
    ADD CONSTRAINT uq_ratings_rating_scale_id_label UNIQUE (rating_scale_id, label);
ALTER TABLE ONLY public.ratings
    ADD CONSTRAINT uq_ratings_rating_scale_id_seq UNIQUE (rating_scale_id, seq);
ALTER TABLE ONLY public.ratings
    ADD CONSTRAINT uq_ratings_rating_scale_id_value UNIQUE (rating_scale_id, value);
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT uq_reviews_supersedes_id UNIQUE (supersedes_id);
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT uq_reviews_uid UNIQUE (uid);
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT uq_roles_speaker_id_title_held_from UNIQUE (speaker_id, title, held_from);
ALTER TABLE ONLY public.source_versions
    ADD CONSTRAINT uq_source_versions_source_id_number UNIQUE (source_id, number);
ALTER TABLE ONLY public.source_versions
    ADD CONSTRAINT uq_source_versions_source_id_text_sha256 UNIQUE (source_id, text_sha256);
ALTER TABLE ONLY public.sources
    ADD CONSTRAINT uq_sources_uid UNIQUE (uid);
ALTER TABLE ONLY public.sources
    ADD CONSTRAINT uq_sources_url UNIQUE (url);
ALTER TABLE ONLY public.speaker_names
    ADD CONSTRAINT uq_speaker_names_speaker_id_name UNIQUE (speaker_id, name);
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT uq_speakers_uid UNIQUE (uid);
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT uq_speakers_wikidata_id UNIQUE (wikidata_id);
ALTER TABLE ONLY public.variants
    ADD CONSTRAINT uq_variants_wording_id_other_id UNIQUE (wording_id, other_id);
CREATE INDEX ix_anchors_import_run_id ON public.anchors USING btree (import_run_id);
CREATE INDEX ix_anchors_source_version_id ON public.anchors USING btree (source_version_id);
CREATE INDEX ix_assertions_dated_on_stance_claim_id ON public.assertions USING btree (dated_on, stance, claim_id);
CREATE INDEX ix_assertions_import_run_id ON public.assertions USING btree (import_run_id);
CREATE INDEX ix_assertions_quote_id ON public.assertions USING btree (quote_id);
CREATE INDEX ix_assertions_source_id ON public.assertions USING btree (source_id);
CREATE INDEX ix_assertions_source_version_id ON public.assertions USING btree (source_version_id);
CREATE INDEX ix_assertions_stance_claim_id ON public.assertions USING btree (stance, claim_id);
CREATE INDEX ix_attributions_import_run_id ON public.attributions USING btree (import_run_id);
CREATE INDEX ix_attributions_printed ON public.attributions USING btree (speaker_id, as_printed, title_as_printed, basis, quote_id) WHERE (rank <> 'deprecated'::text);
CREATE INDEX ix_attributions_rank_speaker_id ON public.attributions USING btree (rank, speaker_id) WHERE (rank = 'deprecated'::text);
CREATE INDEX ix_attributions_speaker_id_part_dated_on_quote_id ON public.attributions USING btree (speaker_id, part, dated_on, quote_id);
CREATE INDEX ix_attributions_speaker_id_title_as_printed ON public.attributions USING btree (speaker_id, title_as_printed) WHERE (title_as_printed IS NOT NULL);
CREATE INDEX ix_changes_changed_at ON public.changes USING btree (changed_at);
CREATE INDEX ix_changes_subject_subject_id ON public.changes USING btree (subject, subject_id);
CREATE INDEX ix_claim_bodies_fts ON public.claim_texts USING gin (body_fts);
CREATE INDEX ix_claim_matches_other_id ON public.claim_matches USING btree (other_id);
CREATE INDEX ix_claim_relations_import_run_id ON public.claim_relations USING btree (import_run_id);
CREATE INDEX ix_claim_relations_to_claim_id ON public.claim_relations USING btree (to_claim_id);
CREATE INDEX ix_claim_words_fts ON public.claim_texts USING gin (words_fts);
CREATE INDEX ix_claims_import_run_id ON public.claims USING btree (import_run_id);
CREATE INDEX ix_claims_status_score ON public.claims USING btree (status, score);
CREATE INDEX ix_claims_text_sha256 ON public.claims USING btree (text_sha256);
CREATE INDEX ix_decisions_import_run_id ON public.decisions USING btree (import_run_id);
CREATE INDEX ix_decisions_subject_subject_id ON public.decisions USING btree (subject, subject_id);
CREATE INDEX ix_evidence_import_run_id ON public.evidence USING btree (import_run_id);
CREATE INDEX ix_evidence_quote_id ON public.evidence USING btree (quote_id);
CREATE INDEX ix_evidence_source_id ON public.evidence USING btree (source_id);
CREATE INDEX ix_publishers_import_run_id ON public.publishers USING btree (import_run_id);
CREATE INDEX ix_quote_counts_grouped_by_member ON public.quote_counts USING btree (grouped_by, member);
CREATE INDEX ix_quoted_runs_wording_id ON public.quoted_runs USING btree (wording_id);
CREATE INDEX ix_quotes_confidence ON public.quotes USING btree (confidence);
CREATE INDEX ix_quotes_dated_on ON public.quotes USING btree (dated_on);
CREATE INDEX ix_quotes_factuality_dated_on ON public.quotes USING btree (factuality, dated_on) WHERE (factuality <> 'actual'::text);
CREATE INDEX ix_quotes_fts ON public.quotes USING gin (to_tsvector('simple'::regconfig, text));
CREATE INDEX ix_quotes_import_run_id ON public.quotes USING btree (import_run_id);
CREATE INDEX ix_quotes_language ON public.quotes USING btree (language);
CREATE INDEX ix_quotes_source_id ON public.quotes USING btree (source_id);
CREATE INDEX ix_quotes_status_dated_on ON public.quotes USING btree (status, dated_on) WHERE (status <> 'extracted'::text);
CREATE INDEX ix_quotes_text_sha256 ON public.quotes USING btree (text_sha256);
CREATE INDEX ix_repetitions_nth_dated_on_claim_id ON public.repetitions USING btree (nth, dated_on, claim_id);
CREATE INDEX ix_reviews_claim_id ON public.reviews USING btree (claim_id);
CREATE INDEX ix_reviews_import_run_id ON public.reviews USING btree (import_run_id);
CREATE INDEX ix_reviews_rating_id ON public.reviews USING btree (rating_id);
CREATE INDEX ix_reviews_supersedes_id ON public.reviews USING btree (supersedes_id) WHERE (supersedes_id IS NOT NULL);
CREATE INDEX ix_reviews_url ON public.reviews USING btree (url);
CREATE INDEX ix_roles_import_run_id ON public.roles USING btree (import_run_id);
CREATE INDEX ix_roles_office ON public.roles USING btree (office);
CREATE INDEX ix_roles_source_id ON public.roles USING btree (source_id);
CREATE INDEX ix_source_versions_import_run_id ON public.source_versions USING btree (import_run_id);
CREATE INDEX ix_source_versions_location ON public.source_versions USING btree (location);
CREATE INDEX ix_source_versions_retrieved_at ON public.source_versions USING btree (retrieved_at) WHERE (number > 1);
CREATE INDEX ix_source_versions_text_sha256 ON public.source_versions USING btree (text_sha256);
CREATE INDEX ix_sources_agency ON public.sources USING btree (agency) WHERE (agency IS NOT NULL);
CREATE INDEX ix_sources_derived_from_id ON public.sources USING btree (derived_from_id);
CREATE INDEX ix_sources_import_run_id ON public.sources USING btree (import_run_id);
CREATE INDEX ix_sources_published_on ON public.sources USING btree (published_on);
CREATE INDEX ix_sources_publisher_id ON public.sources USING btree (publisher_id);
CREATE INDEX ix_sources_title ON public.sources USING btree (title);
CREATE INDEX ix_speaker_names_folded ON public.speaker_names USING btree (folded);
CREATE INDEX ix_speaker_names_import_run_id ON public.speaker_names USING btree (import_run_id);
CREATE INDEX ix_speaker_names_parts ON public.speaker_names USING btree (parts);
CREATE INDEX ix_speakers_canonical_id ON public.speakers USING btree (canonical_id);
CREATE INDEX ix_speakers_import_run_id ON public.speakers USING btree (import_run_id);
CREATE INDEX ix_speakers_merged_into_id ON public.speakers USING btree (merged_into_id);
CREATE INDEX ix_speakers_name ON public.speakers USING btree (name);
CREATE INDEX ix_speakers_scope_source_id ON public.speakers USING btree (scope_source_id);
CREATE INDEX ix_variants_kind_altered ON public.variants USING btree (kind, altered);
CREATE INDEX ix_variants_other_id ON public.variants USING btree (other_id);
CREATE INDEX ix_wordings_fingerprint ON public.wordings USING btree (fingerprint);
CREATE INDEX ix_wordings_sources ON public.wordings USING btree (sources);
CREATE INDEX ix_wordings_utterance_id ON public.wordings USING btree (utterance_id);
CREATE TRIGGER anchors_keep_delete AFTER DELETE ON public.anchors REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER anchors_keep_insert AFTER INSERT ON public.anchors REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER anchors_keep_update AFTER UPDATE ON public.anchors REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER assertions_count_delete AFTER DELETE ON public.assertions REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_assertions();
CREATE TRIGGER assertions_count_insert AFTER INSERT ON public.assertions REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_assertions();
CREATE TRIGGER assertions_count_update AFTER UPDATE ON public.assertions REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_assertions();
CREATE TRIGGER assertions_keep_delete AFTER DELETE ON public.assertions REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER assertions_keep_insert AFTER INSERT ON public.assertions REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER assertions_keep_update AFTER UPDATE ON public.assertions REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER attributions_count_delete AFTER DELETE ON public.attributions REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_attributions();
CREATE TRIGGER attributions_count_insert AFTER INSERT ON public.attributions REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_attributions();
CREATE TRIGGER attributions_count_update AFTER UPDATE ON public.attributions REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_attributions();
CREATE TRIGGER attributions_keep_delete AFTER DELETE ON public.attributions REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER attributions_keep_insert AFTER INSERT ON public.attributions REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER attributions_keep_update AFTER UPDATE ON public.attributions REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER changes_no_delete BEFORE DELETE ON public.changes FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_trail_stands();
CREATE TRIGGER changes_no_truncate BEFORE TRUNCATE ON public.changes FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_trail_stands();
CREATE TRIGGER changes_no_update BEFORE UPDATE ON public.changes FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_trail_stands();
CREATE TRIGGER claim_relations_keep_delete AFTER DELETE ON public.claim_relations REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER claim_relations_keep_insert AFTER INSERT ON public.claim_relations REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER claim_relations_keep_update AFTER UPDATE ON public.claim_relations REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER claims_fts_insert AFTER INSERT ON public.claims REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_text_claims();
CREATE TRIGGER claims_fts_update AFTER UPDATE ON public.claims REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_text_claims();
CREATE TRIGGER claims_keep_delete AFTER DELETE ON public.claims REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER claims_keep_insert AFTER INSERT ON public.claims REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER claims_keep_update AFTER UPDATE ON public.claims REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON public.decisions FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_trail_stands();
CREATE TRIGGER decisions_no_truncate BEFORE TRUNCATE ON public.decisions FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_trail_stands();
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON public.decisions FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_trail_stands();
CREATE TRIGGER evidence_keep_delete AFTER DELETE ON public.evidence REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER evidence_keep_insert AFTER INSERT ON public.evidence REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER evidence_keep_update AFTER UPDATE ON public.evidence REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER publishers_keep_delete AFTER DELETE ON public.publishers REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER publishers_keep_insert AFTER INSERT ON public.publishers REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER publishers_keep_update AFTER UPDATE ON public.publishers REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER quotes_count_delete AFTER DELETE ON public.quotes REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_quotes();
CREATE TRIGGER quotes_count_insert AFTER INSERT ON public.quotes REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_quotes();
CREATE TRIGGER quotes_count_update AFTER UPDATE ON public.quotes REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_quotes();
CREATE TRIGGER quotes_keep_delete AFTER DELETE ON public.quotes REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER quotes_keep_insert AFTER INSERT ON public.quotes REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER quotes_keep_update AFTER UPDATE ON public.quotes REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER rating_scales_keep_delete AFTER DELETE ON public.rating_scales REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER rating_scales_keep_insert AFTER INSERT ON public.rating_scales REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('none');
CREATE TRIGGER rating_scales_keep_update AFTER UPDATE ON public.rating_scales REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER ratings_keep_delete AFTER DELETE ON public.ratings REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER ratings_keep_insert AFTER INSERT ON public.ratings REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('none');
CREATE TRIGGER ratings_keep_update AFTER UPDATE ON public.ratings REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER reviews_fts_delete AFTER DELETE ON public.reviews REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_text_reviews();
CREATE TRIGGER reviews_fts_insert AFTER INSERT ON public.reviews REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_text_reviews();
CREATE TRIGGER reviews_fts_update AFTER UPDATE ON public.reviews REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_text_reviews();
CREATE TRIGGER reviews_keep_delete AFTER DELETE ON public.reviews REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER reviews_keep_insert AFTER INSERT ON public.reviews REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER reviews_keep_update AFTER UPDATE ON public.reviews REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER roles_keep_delete AFTER DELETE ON public.roles REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER roles_keep_insert AFTER INSERT ON public.roles REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER roles_keep_update AFTER UPDATE ON public.roles REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER source_versions_keep_delete AFTER DELETE ON public.source_versions REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before('offset_map', 'text');
CREATE TRIGGER source_versions_keep_insert AFTER INSERT ON public.source_versions REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER source_versions_keep_update AFTER UPDATE ON public.source_versions REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before('offset_map', 'text');
CREATE TRIGGER sources_count_update AFTER UPDATE ON public.sources REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_count_sources();
CREATE TRIGGER sources_keep_delete AFTER DELETE ON public.sources REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER sources_keep_insert AFTER INSERT ON public.sources REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER sources_keep_update AFTER UPDATE ON public.sources REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER speaker_names_keep_delete AFTER DELETE ON public.speaker_names REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER speaker_names_keep_insert AFTER INSERT ON public.speaker_names REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER speaker_names_keep_update AFTER UPDATE ON public.speaker_names REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER speakers_canonical BEFORE INSERT OR UPDATE ON public.speakers FOR EACH ROW EXECUTE FUNCTION public.speakers_canonical();
CREATE TRIGGER speakers_keep_delete AFTER DELETE ON public.speakers REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER speakers_keep_insert AFTER INSERT ON public.speakers REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_insert('run');
CREATE TRIGGER speakers_keep_update AFTER UPDATE ON public.speakers REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.factdb_keep_before();
CREATE TRIGGER speakers_of_quotes_count_delete BEFORE DELETE ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.factdb_count_quote_out();
ALTER TABLE ONLY public.anchors
    ADD CONSTRAINT fk_anchors_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.anchors
    ADD CONSTRAINT fk_anchors_quote_id_quotes FOREIGN KEY (quote_id) REFERENCES public.quotes(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.anchors
    ADD CONSTRAINT fk_anchors_source_version_id_source_versions FOREIGN KEY (source_version_id) REFERENCES public.source_versions(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.assertions
    ADD CONSTRAINT fk_assertions_claim_id_claims FOREIGN KEY (claim_id) REFERENCES public.claims(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.assertions
    ADD CONSTRAINT fk_assertions_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.assertions
    ADD CONSTRAINT fk_assertions_quote_id_quotes FOREIGN KEY (quote_id) REFERENCES public.quotes(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.assertions
    ADD CONSTRAINT fk_assertions_source_id_sources FOREIGN KEY (source_id) REFERENCES public.sources(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.assertions
    ADD CONSTRAINT fk_assertions_source_version_id_source_versions FOREIGN KEY (source_version_id) REFERENCES public.source_versions(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.attributions
    ADD CONSTRAINT fk_attributions_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.attributions
    ADD CONSTRAINT fk_attributions_quote_id_quotes FOREIGN KEY (quote_id) REFERENCES public.quotes(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.attributions
    ADD CONSTRAINT fk_attributions_speaker_id_speakers FOREIGN KEY (speaker_id) REFERENCES public.speakers(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.claim_matches
    ADD CONSTRAINT fk_claim_matches_claim_id_claims FOREIGN KEY (claim_id) REFERENCES public.claims(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.claim_matches
    ADD CONSTRAINT fk_claim_matches_other_id_claims FOREIGN KEY (other_id) REFERENCES public.claims(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.claim_relations
    ADD CONSTRAINT fk_claim_relations_claim_id_claims FOREIGN KEY (claim_id) REFERENCES public.claims(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.claim_relations
    ADD CONSTRAINT fk_claim_relations_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.claim_relations
    ADD CONSTRAINT fk_claim_relations_to_claim_id_claims FOREIGN KEY (to_claim_id) REFERENCES public.claims(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.claim_texts
    ADD CONSTRAINT fk_claim_texts_claim_id_claims FOREIGN KEY (claim_id) REFERENCES public.claims(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT fk_claims_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT fk_decisions_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT fk_evidence_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT fk_evidence_quote_id_quotes FOREIGN KEY (quote_id) REFERENCES public.quotes(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT fk_evidence_review_id_reviews FOREIGN KEY (review_id) REFERENCES public.reviews(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT fk_evidence_source_id_sources FOREIGN KEY (source_id) REFERENCES public.sources(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.publishers
    ADD CONSTRAINT fk_publishers_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.quoted_runs
    ADD CONSTRAINT fk_quoted_runs_quote_id_quotes FOREIGN KEY (quote_id) REFERENCES public.quotes(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.quoted_runs
    ADD CONSTRAINT fk_quoted_runs_wording_id_wordings FOREIGN KEY (wording_id) REFERENCES public.wordings(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT fk_quotes_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT fk_quotes_source_id_sources FOREIGN KEY (source_id) REFERENCES public.sources(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.ratings
    ADD CONSTRAINT fk_ratings_rating_scale_id_rating_scales FOREIGN KEY (rating_scale_id) REFERENCES public.rating_scales(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.repetitions
    ADD CONSTRAINT fk_repetitions_claim_id_claims FOREIGN KEY (claim_id) REFERENCES public.claims(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT fk_reviews_claim_id_claims FOREIGN KEY (claim_id) REFERENCES public.claims(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT fk_reviews_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT fk_reviews_rating_id_ratings FOREIGN KEY (rating_id) REFERENCES public.ratings(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT fk_reviews_supersedes_id_reviews FOREIGN KEY (supersedes_id) REFERENCES public.reviews(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT fk_roles_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT fk_roles_source_id_sources FOREIGN KEY (source_id) REFERENCES public.sources(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT fk_roles_speaker_id_speakers FOREIGN KEY (speaker_id) REFERENCES public.speakers(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.source_versions
    ADD CONSTRAINT fk_source_versions_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.source_versions
    ADD CONSTRAINT fk_source_versions_source_id_sources FOREIGN KEY (source_id) REFERENCES public.sources(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.sources
    ADD CONSTRAINT fk_sources_derived_from_id_sources FOREIGN KEY (derived_from_id) REFERENCES public.sources(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.sources
    ADD CONSTRAINT fk_sources_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.sources
    ADD CONSTRAINT fk_sources_publisher_id_publishers FOREIGN KEY (publisher_id) REFERENCES public.publishers(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.speaker_names
    ADD CONSTRAINT fk_speaker_names_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.speaker_names
    ADD CONSTRAINT fk_speaker_names_speaker_id_speakers FOREIGN KEY (speaker_id) REFERENCES public.speakers(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT fk_speakers_import_run_id_import_runs FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT fk_speakers_merged_into_id_speakers FOREIGN KEY (merged_into_id) REFERENCES public.speakers(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT fk_speakers_scope_source_id_sources FOREIGN KEY (scope_source_id) REFERENCES public.sources(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.variants
    ADD CONSTRAINT fk_variants_other_id_wordings FOREIGN KEY (other_id) REFERENCES public.wordings(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.variants
    ADD CONSTRAINT fk_variants_wording_id_wordings FOREIGN KEY (wording_id) REFERENCES public.wordings(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.wordings
    ADD CONSTRAINT fk_wordings_utterance_id_wordings FOREIGN KEY (utterance_id) REFERENCES public.wordings(id) ON DELETE RESTRICT;
