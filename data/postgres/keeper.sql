-- The only functions that touch the server's roles and sessions. They belong to "@:keeper" and check for
-- themselves what they are told: a role is theirs when its name and its comment say so.

CREATE OR REPLACE FUNCTION is_kept(a_name text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = a_name
    AND starts_with(a_name, current_database() || '.') AND NOT r.rolsuper AND NOT r.rolcreaterole
    AND shobj_description(r.oid, 'pg_authid') = 'Garrison: a person of ' || current_database());
END $$;

-- The role of a person as it shall be: @a_was its name until now, @a_name from now on (NULL: gone). Tells
-- whether the person is in other groups now.
CREATE OR REPLACE FUNCTION keep_login(a_person bigint, a_was text, a_name text, a_active boolean, a_groups text[])
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = garrison, pg_temp AS $$
DECLARE
  a_group text;
  a_changed boolean := false;
  a_has text[];
BEGIN
  IF a_was IS NOT NULL AND NOT is_kept(a_was) THEN
    a_was := NULL;
  END IF;
  IF a_name IS NULL THEN
    IF a_was IS NOT NULL THEN
      EXECUTE format('DROP ROLE %I', a_was);
    END IF;
    RETURN false;
  END IF;
  IF octet_length(a_name) > 63 OR NOT starts_with(a_name, current_database() || '.')
     OR (a_was IS DISTINCT FROM a_name AND EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = a_name)
         AND (a_was IS NOT NULL OR NOT is_kept(a_name))) THEN
    RAISE EXCEPTION USING ERRCODE = 'GR001', MESSAGE = 'login-taken',
      DETAIL = jsonb_build_object('person', a_person)::text;
  END IF;
  IF a_was IS NULL AND NOT is_kept(a_name) THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN', a_name);
    EXECUTE format('COMMENT ON ROLE %I IS %L', a_name, 'Garrison: a person of ' || current_database());
  ELSIF a_was IS NULL THEN
    -- Left over from a company that was here before: nobody comes in with a password of then.
    EXECUTE format('ALTER ROLE %I PASSWORD NULL', a_name);
  ELSIF a_was <> a_name THEN
    EXECUTE format('ALTER ROLE %I RENAME TO %I', a_was, a_name);
  END IF;
  IF a_active IS DISTINCT FROM (SELECT r.rolcanlogin FROM pg_roles r WHERE r.rolname = a_name) THEN
    EXECUTE format('ALTER ROLE %I %s', a_name, CASE WHEN a_active THEN 'LOGIN' ELSE 'NOLOGIN' END);
    -- An open transaction may not hear of it. Who comes back before the commit, end_sessions() finds.
    IF NOT a_active THEN
      PERFORM pg_terminate_backend(s.pid) FROM pg_stat_activity s
        WHERE s.usesysid = (SELECT r.oid FROM pg_roles r WHERE r.rolname = a_name) AND s.pid <> pg_backend_pid();
    END IF;
  END IF;
  a_has := ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
    JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = a_name);
  FOREACH a_group IN ARRAY a_groups LOOP
    IF a_group <> current_database() || ':people' AND substr(a_group, length(current_database()) + 1) !~ '^:(open$|(all|own|some):)' THEN
      RAISE EXCEPTION 'not a group of this company';
    END IF;
    IF a_group <> ALL (a_has) THEN
      EXECUTE format('GRANT %I TO %I', a_group, a_name);
      a_changed := true;
    END IF;
  END LOOP;
  FOREACH a_group IN ARRAY a_has LOOP
    IF a_group <> ALL (a_groups) THEN
      EXECUTE format('REVOKE %I FROM %I', a_group, a_name);
      a_changed := true;
    END IF;
  END LOOP;
  RETURN a_changed;
END $$;
GRANT EXECUTE ON FUNCTION keep_login(bigint, text, text, boolean, text[]) TO "@:owner";

-- Never the password itself, only what proves it.
CREATE OR REPLACE FUNCTION keep_password(a_name text, a_verifier text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  IF a_verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
    RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = 'not a SCRAM-SHA-256 verifier';
  END IF;
  IF NOT is_kept(a_name) THEN
    RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = 'not a person of this company';
  END IF;
  EXECUTE format('ALTER ROLE %I PASSWORD %L', a_name, a_verifier);
END $$;
GRANT EXECUTE ON FUNCTION keep_password(text, text) TO "@:owner";

-- The sessions of one person, whatever they are doing. Returns how many there were.
CREATE OR REPLACE FUNCTION end_login(a_name text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  IF NOT is_kept(a_name) THEN
    RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = 'not a person of this company';
  END IF;
  RETURN (SELECT count(*) FROM (
    SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
     WHERE r.rolname = a_name AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()) AS ended);
END $$;
GRANT EXECUTE ON FUNCTION end_login(text) TO "@:owner";

-- Whoever may not sign in any more is signed out; anybody may see to that. Returns how many were.
CREATE OR REPLACE FUNCTION end_sessions() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN (SELECT count(*) FROM (
    SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a LEFT JOIN pg_roles r ON r.oid = a.usesysid
     WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
       AND (r.oid IS NULL OR (NOT r.rolcanlogin AND is_kept(r.rolname)))) AS ended);
END $$;
GRANT EXECUTE ON FUNCTION end_sessions() TO "@:people", "@:owner";

-- A program that stands still while it holds up everybody's acts is cut off after two seconds.
CREATE OR REPLACE FUNCTION free_writers() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN (SELECT count(*) FROM (
    SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
     WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.state LIKE 'idle in transaction%'
       AND a.state_change < clock_timestamp() - interval '2 seconds' AND NOT r.rolsuper
       AND EXISTS (SELECT 1 FROM pg_locks k WHERE k.pid = a.pid AND k.granted AND k.locktype = 'relation'
                    AND k.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
                    AND k.relation = (SELECT c.oid FROM pg_class c WHERE c.relname = 'chain_head'
                                        AND c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = 'garrison'))
                    AND k.mode IN ('RowShareLock', 'RowExclusiveLock'))) AS ended);
END $$;
GRANT EXECUTE ON FUNCTION free_writers() TO "@:people", "@:owner";
