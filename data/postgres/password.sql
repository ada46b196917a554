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
  END IF;
  RETURN v_answer;
END $$;
GRANT EXECUTE ON FUNCTION set_password(text, bigint, text) TO "@:people";
