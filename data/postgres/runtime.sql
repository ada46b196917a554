-- What the acts of a company on a server share: its types, the lock, the ticket, the refusal, the seal.
--
-- Run as the schema's owner, inside the installer's transaction and before the acts' own functions, as often
-- as one likes. An act is one call: it takes the lock of the chain's head first and holds it to the commit, so
-- that acts run one after the other. A refusal is an answer, not an error: its changes are undone by a block,
-- and that it was refused is kept. What is the same on SQLite stands in src/store/sqlite/act-runner.c.

-- Whatever was made for other answers goes with the type: functions of acts that are no more, too.
DROP TYPE IF EXISTS act_run CASCADE;
DROP TYPE IF EXISTS act_answer CASCADE;
DROP TYPE IF EXISTS act_part CASCADE;

-- customers: whose rows or histories changed; NULL when too many to list.
CREATE TYPE act_answer AS (act bigint, repeated boolean, refusal text, detail jsonb, gave text, skipped jsonb,
  relations text[], customers bigint[]);
-- What an act's beginning finds out; an answer is there when nothing is left to do.
CREATE TYPE act_run AS (me bigint, now bigint, today bigint, answered boolean, answer act_answer);
-- What an undo has done, before it is sealed.
CREATE TYPE act_part AS (act bigint, gave text, relations text[], customers bigint[]);

-- What the company brought along.
UPDATE chain_head AS h SET act = a.id, hash = a.hash FROM act a WHERE a.id = (SELECT max(l.id) FROM act l);

-- Time -------------------------------------------------------------------------------------------
-- Microseconds UTC.
CREATE OR REPLACE FUNCTION server_time() RETURNS bigint LANGUAGE plpgsql VOLATILE SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
END
$$;

-- The same for reading: once a statement.
CREATE OR REPLACE FUNCTION moment() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN server_time();
END
$$;

-- Refusing ---------------------------------------------------------------------------------------
CREATE OR REPLACE FUNCTION act_refuse(a_name text, a_detail jsonb) RETURNS void LANGUAGE plpgsql
  SET search_path = garrison, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'GR001', MESSAGE = a_name, DETAIL = coalesce(a_detail, '{}')::text;
END
$$;

CREATE OR REPLACE FUNCTION act_bad(a_argument text, a_why text) RETURNS void LANGUAGE sql
  SET search_path = garrison, pg_temp AS $$
  SELECT act_refuse('bad-argument', jsonb_build_object('argument', a_argument, 'why', a_why))
$$;

-- What the caller's program found wrong before it could even be sent, told when its turn has come: 0 with
-- the arguments, 1 before the rows, 2 after the last row sent.
CREATE OR REPLACE FUNCTION act_bad_given(a_bad jsonb, a_moment integer) RETURNS void LANGUAGE plpgsql
  SET search_path = garrison, pg_temp AS $$
BEGIN
  IF a_bad ->> 'moment' = a_moment::text THEN
    PERFORM act_refuse(CASE a_bad ->> 'refusal' WHEN 'bad-amount' THEN 'bad-amount' ELSE 'bad-argument' END,
      CASE jsonb_typeof(a_bad -> 'detail') WHEN 'object' THEN a_bad -> 'detail' END);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION act_miscount(a_line bigint, a_expected bigint, a_changed bigint) RETURNS void LANGUAGE sql
  SET search_path = garrison, pg_temp AS $$
  SELECT act_refuse('row-count', jsonb_build_object('line', a_line, 'expected', a_expected, 'changed', a_changed))
$$;

-- Keeps that it was refused. a_row: of the rows argument, counted from 0, where there is one.
CREATE OR REPLACE FUNCTION act_refused(a_act text, a_me bigint, a_now bigint, a_name text, a_detail text, a_row bigint)
  RETURNS act_answer LANGUAGE plpgsql SET search_path = garrison, pg_temp AS $$
DECLARE
  v_answer act_answer;
BEGIN
  INSERT INTO refused_act(id, name, person, at, refusal) VALUES (nextval('id_refused_act'), a_act, a_me, a_now, a_name);
  v_answer.refusal := a_name;
  v_answer.detail := jsonb_strip_nulls(coalesce(nullif(a_detail, ''), '{}')::jsonb);
  IF a_row IS NOT NULL THEN
    v_answer.detail := v_answer.detail || jsonb_build_object('row', a_row);
  END IF;
  RETURN v_answer;
END
$$;

-- What the relations themselves do not take: an answer too, so that its values come into no server's log.
CREATE OR REPLACE FUNCTION act_failed(a_state text) RETURNS act_answer LANGUAGE plpgsql
  SET search_path = garrison, pg_temp AS $$
DECLARE
  v_answer act_answer;
BEGIN
  v_answer.refusal := 'error:' || a_state;
  RETURN v_answer;
END
$$;

-- Arguments --------------------------------------------------------------------------------------
CREATE OR REPLACE FUNCTION act_day_is_real(a_day bigint) RETURNS boolean LANGUAGE sql IMMUTABLE
  SET search_path = garrison, pg_temp AS $$
  SELECT a_day BETWEEN 19000101 AND 22001231 AND a_day / 100 % 100 BETWEEN 1 AND 12 AND a_day % 100 >= 1
    AND a_day % 100 <= CASE a_day / 100 % 100 WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30
      WHEN 2 THEN 28 + CASE WHEN (a_day / 10000 % 4 = 0 AND a_day / 10000 % 100 <> 0) OR a_day / 10000 % 400 = 0
        THEN 1 ELSE 0 END
      ELSE 31 END
$$;

-- Each id once, in the order of coming.
CREATE OR REPLACE FUNCTION act_ids(a_argument text, a_ids bigint[], a_optional boolean) RETURNS bigint[] LANGUAGE plpgsql
  SET search_path = garrison, pg_temp AS $$
BEGIN
  IF cardinality(a_ids) = 0 AND NOT a_optional THEN
    PERFORM act_bad(a_argument, 'empty');
  ELSIF EXISTS (SELECT 1 FROM unnest(a_ids) AS i WHERE i IS NULL OR i <= 0) THEN
    PERFORM act_bad(a_argument, 'no id');
  END IF;
  RETURN ARRAY(SELECT u.id FROM unnest(a_ids) WITH ORDINALITY AS u(id, n) GROUP BY u.id ORDER BY min(u.n));
END
$$;

-- A list of ids as rows, in its order. ROWS 1: whatever is joined to it is looked up id after id, in that order.
CREATE OR REPLACE FUNCTION act_list(a_ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 1
  SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT u.id FROM unnest(a_ids) AS u(id);
END
$$;

-- A field of the chain, as src/store/audit.h writes it.
CREATE OR REPLACE FUNCTION act_field(a_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(octet_length(a_text)::text || ':' || a_text || ',', '-,')
$$;

-- The digest of arguments as texts, in the order of the function's parameters.
CREATE OR REPLACE FUNCTION act_digest(a_values text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE
  SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN encode(sha256(convert_to((SELECT string_agg(act_field(u.value), '' ORDER BY u.n)
    FROM unnest(a_values) WITH ORDINALITY AS u(value, n)), 'UTF8')), 'hex');
END
$$;

-- Beginning --------------------------------------------------------------------------------------
CREATE OR REPLACE FUNCTION act_wait() RETURNS void LANGUAGE plpgsql
  SET search_path = garrison, pg_temp SET lock_timeout = '5s' AS $$
BEGIN
  BEGIN
    PERFORM 1 FROM chain_head FOR UPDATE;
  EXCEPTION WHEN lock_not_available THEN
    -- Somebody who does nothing holds everybody up.
    PERFORM free_writers();
    PERFORM 1 FROM chain_head FOR UPDATE;
  END;
END
$$;

-- Who acts: 0 for the program. A person who has left may still be connected.
CREATE OR REPLACE FUNCTION act_actor() RETURNS bigint LANGUAGE plpgsql STABLE
  SET search_path = garrison, pg_temp AS $$
DECLARE
  v_person bigint := actor();
BEGIN
  IF v_person IS NULL THEN
    SELECT l.person INTO v_person FROM login_role l WHERE l.name = session_user;
  END IF;
  IF v_person IS NULL THEN
    RAISE EXCEPTION 'Nobody of this company' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN v_person;
END
$$;

CREATE OR REPLACE FUNCTION act_may(a_me bigint, a_right text) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = garrison, pg_temp AS $$
BEGIN
  IF a_me = 0 OR a_right = 'program' THEN
    RETURN a_me = 0;
  ELSIF a_right = 'anyone' THEN
    RETURN EXISTS (SELECT 1 FROM person p WHERE p.id = a_me AND p.active = 1);
  END IF;
  RETURN EXISTS (SELECT 1 FROM person p JOIN role_right rr ON rr.role = p.role
    WHERE p.id = a_me AND p.active = 1 AND rr.name = a_right);
END
$$;

-- a_right: NULL in an undo, which has the right of what it undoes.
CREATE OR REPLACE FUNCTION act_enter(a_request text, a_name text, a_undone bigint, a_right text) RETURNS act_run
  LANGUAGE plpgsql SET search_path = garrison, pg_temp AS $$
DECLARE
  v_run act_run;
  v_first record;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'An act needs the isolation level read committed' USING ERRCODE = 'active_sql_transaction';
  END IF;
  v_run.answered := FALSE;
  v_run.me := act_actor();
  IF coalesce(octet_length(a_request), 0) NOT BETWEEN 1 AND 200 THEN
    v_run.answered := TRUE;
    v_run.answer := ROW(NULL, FALSE, 'bad-argument', '{"argument": "request"}', NULL, NULL, NULL, NULL);
    RETURN v_run;
  END IF;

  PERFORM 1 FROM chain_head FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    PERFORM act_wait();
  END IF;
  v_run.now := server_time();
  v_run.today := day_of(v_run.now);

  -- A request that was answered before is answered alike; a stranger's is refused.
  SELECT a.id, a.name, a.person, a.undoes, a.gave INTO v_first FROM act a WHERE a.request = a_request;
  IF FOUND THEN
    v_run.answered := TRUE;
    IF v_first.name <> a_name OR v_first.person <> v_run.me OR v_first.undoes IS DISTINCT FROM a_undone THEN
      v_run.answer := act_refused(a_name, v_run.me, v_run.now, 'bad-argument', '{"argument": "request"}', NULL);
    ELSE
      v_run.answer := ROW(v_first.id, TRUE, NULL, NULL, v_first.gave, NULL, NULL, NULL);
    END IF;
  ELSIF a_right IS NOT NULL AND NOT act_may(v_run.me, a_right) THEN
    v_run.answered := TRUE;
    v_run.answer := act_refused(a_name, v_run.me, v_run.now, 'no-right', jsonb_build_object('right', a_right)::text, NULL);
  END IF;
  RETURN v_run;
END
$$;

-- Tickets ----------------------------------------------------------------------------------------
-- What an act answers about other people's records could be rolled back by who asked, and nobody would know.
-- So the question is written down first, in a transaction of its own; only then does the act answer it.
-- counted: how many questions a ticket stands for as long as nobody knows how the act ended; 0 once the act
-- itself, or its refusal, tells.
CREATE OR REPLACE FUNCTION act_take_ticket(a_act text, a_right text, a_weight integer, a_request text, a_digest text)
  RETURNS void LANGUAGE plpgsql SET search_path = garrison, pg_temp AS $$
DECLARE
  v_me bigint := act_actor();
  v_now bigint := server_time();
BEGIN
  -- The act itself says why not.
  IF v_me = 0 OR NOT act_may(v_me, a_right) OR coalesce(octet_length(a_request), 0) NOT BETWEEN 1 AND 200
    OR a_digest IS NULL OR a_digest !~ '^[0-9a-f]{64}$' THEN
    RETURN;
  END IF;
  DELETE FROM ticket WHERE person = v_me AND at < v_now - 172800000000;
  -- One question a request: another one under its name would take the first one's place in the count.
  INSERT INTO ticket AS t (person, request, digest, act, xid, at, counted)
  VALUES (v_me, a_request, a_digest, a_act, pg_current_xact_id(), v_now, a_weight)
  ON CONFLICT (person, request) DO UPDATE SET xid = excluded.xid, at = excluded.at, counted = excluded.counted
    WHERE t.digest = excluded.digest AND t.act = excluded.act;
  -- Lost in a crash of the server, it is lost together with what it was taken for.
  PERFORM set_config('synchronous_commit', 'off', TRUE);
END
$$;

-- The act, or that it was refused, tells of itself from now on.
CREATE OR REPLACE FUNCTION act_settle(a_me bigint, a_request text) RETURNS void LANGUAGE plpgsql
  SET search_path = garrison, pg_temp AS $$
BEGIN
  UPDATE ticket SET counted = 0 WHERE person = a_me AND request = a_request;
END
$$;

-- Holds an act to its ticket. Who takes back what was answered, again and again, asks as one who only asks: no more
-- often than that in a day. What acts and refusals leave behind counts where the act files say so.
CREATE OR REPLACE FUNCTION act_redeem(a_act text, a_me bigint, a_now bigint, a_request text, a_digest text) RETURNS void
  LANGUAGE plpgsql SET search_path = garrison, pg_temp AS $$
DECLARE
  v_open bigint;
BEGIN
  PERFORM 1 FROM ticket t WHERE t.person = a_me AND t.request = a_request AND t.digest = a_digest AND t.act = a_act
     AND t.at BETWEEN a_now - 86400000000 AND a_now + 86400000000
     AND t.xid <> pg_current_xact_id() AND pg_xact_status(t.xid) = 'committed';
  IF NOT FOUND THEN
    PERFORM act_refuse('no-ticket', NULL);
  END IF;
  SELECT sum(t.counted) INTO v_open FROM ticket t
   WHERE t.person = a_me AND t.at > a_now - 86400000000 AND t.request <> a_request;
  IF v_open >= coalesce((SELECT s.value::bigint FROM setting s WHERE s.key = 'duplicate_checks_a_day'), 200) THEN
    PERFORM act_refuse('too-many-checks', jsonb_build_object('checks', v_open));
  END IF;
  -- Whoever claims shows themselves the customer, also when they take the claim back. More than a few of which nobody
  -- knows how they ended are no accident.
  IF a_act = 'claim-customer' THEN
    SELECT count(*) INTO v_open FROM ticket t WHERE t.person = a_me AND t.act = a_act AND t.counted > 0
       AND t.at > a_now - 86400000000 AND t.request <> a_request;
    IF v_open >= 5 THEN
      PERFORM act_refuse('claims-used', jsonb_build_object('used', v_open, 'allowance', 5));
    END IF;
  END IF;
END
$$;

-- Ending -----------------------------------------------------------------------------------------
-- The act's row, its digest and the link to the act before; and word to whoever listens.
CREATE OR REPLACE FUNCTION act_seal(a_act bigint, a_name text, a_me bigint, a_now bigint, a_today bigint, a_request text,
  a_undone bigint, a_gave text, a_relations text[], a_customers bigint[]) RETURNS act_answer LANGUAGE plpgsql
  SET search_path = garrison, pg_temp AS $$
DECLARE
  v_rows bigint;
  v_rows_hash text;
  v_previous text;
  v_hash text;
  v_list text;
  v_answer act_answer;
BEGIN
  SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(r.fields, ''), ''), 'UTF8')), 'hex')
    INTO v_rows, v_rows_hash
    FROM (SELECT act_field(w.relation) || act_field(w.record::text) || act_field(w.field) || act_field(w.was)
      || act_field(w.became) AS fields FROM act_row w WHERE w.act = a_act
      ORDER BY w.relation COLLATE "C", w.record, w.field COLLATE "C") AS r;
  SELECT a.hash INTO v_previous FROM act a ORDER BY a.id DESC LIMIT 1;
  v_previous := coalesce(v_previous, repeat('0', 64));
  v_hash := encode(sha256(convert_to(act_field(v_previous) || act_field(a_act::text) || act_field(a_name)
    || act_field(a_me::text) || act_field(a_now::text) || act_field(a_today::text) || act_field(a_request)
    || act_field(a_undone::text) || act_field(a_gave) || act_field(v_rows::text) || act_field(v_rows_hash), 'UTF8')), 'hex');
  INSERT INTO act(id, name, person, at, day, request, undoes, gave, rows, rows_hash, previous, hash)
  VALUES (a_act, a_name, a_me, a_now, a_today, a_request, a_undone, a_gave, v_rows, v_rows_hash, v_previous, v_hash);
  v_answer.act := a_act;
  v_answer.repeated := FALSE;
  v_answer.gave := a_gave;
  v_answer.relations := a_relations;
  IF cardinality(a_customers) < 2 THEN
    v_answer.customers := a_customers;
  ELSE
    v_answer.customers := ARRAY(SELECT u.id FROM unnest(a_customers) WITH ORDINALITY AS u(id, n)
      GROUP BY u.id ORDER BY min(u.n) LIMIT 10001);
    IF cardinality(v_answer.customers) > 10000 THEN
      v_answer.customers := NULL;
    END IF;
  END IF;
  v_list := coalesce(array_to_string(v_answer.customers, ','), '*');
  IF octet_length(v_list) > 6000 THEN
    v_list := '*';
  END IF;
  PERFORM pg_notify('garrison', a_act::text || ' ' || array_to_string(a_relations, ',') || ' ' || v_list);
  RETURN v_answer;
END
$$;

-- After the block of the act, where the head was locked: in its block the row would get a second owner each time.
CREATE OR REPLACE FUNCTION act_advance(a_act bigint) RETURNS void LANGUAGE plpgsql
  SET search_path = garrison, pg_temp AS $$
BEGIN
  UPDATE chain_head AS h SET act = a.id, hash = a.hash FROM act a WHERE a.id = a_act;
END
$$;

-- Rows that an act left out, with the reason and the record in the way.
CREATE OR REPLACE FUNCTION act_skipped(a_rows bigint[], a_reasons text[], a_records bigint[]) RETURNS jsonb LANGUAGE sql
  SET search_path = garrison, pg_temp AS $$
  SELECT jsonb_agg(jsonb_build_array(u.n, u.reason, coalesce(u.record, 0)) ORDER BY u.n)
    FROM unnest(a_rows, a_reasons, a_records) AS u(n, reason, record)
$$;

-- Undo -------------------------------------------------------------------------------------------
CREATE OR REPLACE FUNCTION undo(a_request text, a_act bigint) RETURNS act_answer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = garrison, pg_temp AS $$
DECLARE
  v_run act_run;
  v_part act_part;
  v_name text;
  v_undoes bigint;
  v_refusal text;
  v_detail text;
  v_answer act_answer;
BEGIN
  IF coalesce(a_act, 0) <= 0 THEN
    v_answer.refusal := 'cannot-undo';
    RETURN v_answer;
  END IF;
  v_run := act_enter(a_request, 'undo', a_act, NULL);
  IF v_run.answered THEN
    RETURN v_run.answer;
  END IF;
  BEGIN
    IF EXISTS (SELECT 1 FROM act a WHERE a.undoes = a_act) THEN
      PERFORM act_refuse('undone-already', NULL);
    END IF;
    SELECT a.name, a.undoes INTO v_name, v_undoes FROM act a WHERE a.id = a_act;
    IF v_undoes IS NOT NULL OR v_name IS NULL OR to_regproc('garrison.act_' || replace(v_name, '-', '_')) IS NULL THEN
      PERFORM act_refuse('cannot-undo', '{"act": ""}');
    ELSIF to_regproc('garrison.undo_' || replace(v_name, '-', '_')) IS NULL THEN
      PERFORM act_refuse('cannot-undo', jsonb_build_object('act', v_name));
    END IF;
    EXECUTE format('SELECT * FROM %I($1, $2, $3, $4)', 'undo_' || replace(v_name, '-', '_'))
      INTO v_part USING v_run.me, v_run.now, v_run.today, a_act;
    v_answer := act_seal(v_part.act, 'undo', v_run.me, v_run.now, v_run.today, a_request, a_act, v_part.gave,
      v_part.relations, v_part.customers);
  EXCEPTION
    WHEN SQLSTATE 'GR001' THEN
      GET STACKED DIAGNOSTICS v_refusal = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL;
      RETURN act_refused('undo', v_run.me, v_run.now, v_refusal, v_detail, NULL);
    WHEN integrity_constraint_violation OR data_exception THEN
      RETURN act_failed(SQLSTATE);
  END;
  PERFORM act_advance(v_answer.act);
  RETURN v_answer;
END
$$;

-- A person who asks for an act of the program's own has no function to call: this one keeps that it was refused.
CREATE OR REPLACE FUNCTION deny_act(a_request text, a_name text) RETURNS act_answer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = garrison, pg_temp AS $$
DECLARE
  v_function regproc := to_regproc('garrison.act_' || replace(a_name, '-', '_'));
  v_run act_run;
BEGIN
  IF v_function IS NULL OR has_function_privilege(session_user, v_function::oid, 'EXECUTE') THEN
    RAISE EXCEPTION 'No such act' USING ERRCODE = 'undefined_function';
  END IF;
  v_run := act_enter(a_request, a_name, NULL, 'program');
  RETURN v_run.answer;
END
$$;

-- The digest of each act's rows, for whoever verifies the chain: the rows' texts are not for everybody.
CREATE OR REPLACE FUNCTION audit_sums() RETURNS TABLE (act bigint, n bigint, hash text) LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = garrison, pg_temp AS $$
BEGIN
  IF NOT sees_all('audit.see') AND actor() IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'not all of the record is seen' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT r.act, count(*), encode(sha256(convert_to(string_agg(r.fields, ''), 'UTF8')), 'hex')
    FROM (SELECT w.act, act_field(w.relation) || act_field(w.record::text) || act_field(w.field) || act_field(w.was)
      || act_field(w.became) AS fields FROM act_row w
      ORDER BY w.act, w.relation COLLATE "C", w.record, w.field COLLATE "C") AS r GROUP BY r.act;
END
$$;

-- Who may call what ------------------------------------------------------------------------------
-- Takes a function of an act from everybody, and gives it to people where it is meant for them.
CREATE OR REPLACE FUNCTION act_publish(a_function regproc, a_for_people boolean) RETURNS void LANGUAGE plpgsql
  SET search_path = garrison, pg_temp AS $$
DECLARE
  v_people text := current_database() || ':people';
BEGIN
  EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', a_function::oid::regprocedure);
  IF EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = v_people) THEN
    EXECUTE format(CASE WHEN a_for_people THEN 'GRANT EXECUTE ON FUNCTION %s TO %I' ELSE 'REVOKE ALL ON FUNCTION %s FROM %I' END,
      a_function::oid::regprocedure, v_people);
  END IF;
END
$$;

SELECT act_publish(f::regproc, f IN ('garrison.undo', 'garrison.deny_act', 'garrison.moment', 'garrison.audit_sums'))
  FROM unnest(ARRAY['server_time', 'moment', 'audit_sums', 'act_refuse', 'act_bad', 'act_bad_given', 'act_miscount', 'act_refused', 'act_failed',
    'act_day_is_real', 'act_ids', 'act_list', 'act_field', 'act_digest', 'act_wait', 'act_actor', 'act_may', 'act_enter',
    'act_take_ticket', 'act_settle', 'act_redeem', 'act_seal', 'act_advance', 'act_skipped', 'undo', 'deny_act', 'act_publish']) AS n,
    LATERAL (SELECT 'garrison.' || n) AS g(f);
