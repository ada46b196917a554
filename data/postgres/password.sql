-- Passwords of people. The act of data/acts/set-password.sql was just made once more, for people: only
-- set_password() may call it, and says who asks. What proves a password goes to the server's own list and
-- into no relation.
ALTER FUNCTION act_set_password(text, bigint, text, bigint, jsonb) RENAME TO act_set_password_of;
REVOKE ALL ON FUNCTION act_set_password_of(text, bigint, text, bigint, jsonb) FROM "@:people";

CREATE FUNCTION act_password_verifier(a_person bigint, a_verifier text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  PERFORM keep_password((SELECT l.name FROM login_role l WHERE l.person = a_person), a_verifier);
END $$;

-- One's own, or somebody's within reach of the right "person.password"; for an administrator anybody's.
CREATE OR REPLACE FUNCTION set_password(a_request text, a_person bigint, a_verifier text) RETURNS act_answer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = garrison, pg_temp AS $$
DECLARE
  v_answer act_answer;
BEGIN
  v_answer := act_set_password_of(a_request, a_person, 'SCRAM-SHA-256', nullif(actor(), 0));
  -- Asked again under the same name it was answered before, with whatever was sent then.
  IF v_answer.refusal IS NULL AND NOT v_answer.repeated THEN
    PERFORM act_password_verifier(a_person, a_verifier);
    -- Whoever sits there came in with a password that holds no more. One's own change ends nothing.
    IF actor() <> a_person THEN
      PERFORM end_login((SELECT l.name FROM login_role l WHERE l.person = a_person));
    END IF;
  END IF;
  RETURN v_answer;
END $$;
GRANT EXECUTE ON FUNCTION set_password(text, bigint, text) TO "@:people";

-- Until the change is committed the old password still opens: whoever came back in that moment is sent
-- away by the one who set the password last, afterwards. Returns how many sessions there were.
CREATE OR REPLACE FUNCTION end_sessions_of(a_person bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  IF actor() IS NULL OR actor() = a_person OR NOT coalesce((
       SELECT coalesce(r.became, '0') = actor()::text FROM act_row r
        WHERE r.relation = 'person' AND r.record = a_person AND r.field = 'password' ORDER BY r.act DESC LIMIT 1), false) THEN
    RETURN 0;
  END IF;
  RETURN end_login((SELECT l.name FROM login_role l WHERE l.person = a_person));
END $$;
GRANT EXECUTE ON FUNCTION end_sessions_of(bigint) TO "@:people";

-- The act by which somebody else last set the password of whoever asks; 0: nobody has.
CREATE OR REPLACE FUNCTION my_reset() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(max(r.act), 0) FROM act_row r WHERE r.relation = 'person' AND r.record = me()
             AND r.field = 'password' AND r.became IS DISTINCT FROM me()::text);
END $$;
GRANT EXECUTE ON FUNCTION my_reset() TO "@:people";
