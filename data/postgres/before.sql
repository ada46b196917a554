-- Takes away what installing makes anew: policies, triggers, everybody's privileges, functions (those of text see to
-- themselves: an earlier version's may have other arguments or results.)
-- Runs as the administrator, on what an earlier installation, a restore or somebody's hand left.
DO $$
DECLARE
  a_row record;
BEGIN
  FOR a_row IN SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
                WHERE c.relnamespace = 'garrison'::regnamespace LOOP
    EXECUTE format('DROP POLICY %I ON garrison.%I', a_row.polname, a_row.relname);
  END LOOP;
  -- Those of the desk; views of migrations stay.
  FOR a_row IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind = 'v'
                  AND 'security_barrier=true' = ANY (c.reloptions) LOOP
    EXECUTE format('DROP VIEW garrison.%I', a_row.relname);
  END LOOP;
  FOR a_row IN SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                WHERE c.relnamespace = 'garrison'::regnamespace AND NOT t.tgisinternal LOOP
    EXECUTE format('DROP TRIGGER %I ON garrison.%I', a_row.tgname, a_row.relname);
  END LOOP;
  FOR a_row IN SELECT p.oid::regprocedure AS function FROM pg_proc p
                WHERE p.pronamespace = 'garrison'::regnamespace AND (p.proname ~ '^(act|ticket|undo|lookup|kept)(_|$)' OR p.proname = ANY ('{me,actor,scope_of,sees_all,has_right,reach,
                        my_rights,server_version,kept_from,kept_own,role_is_open,is_open,moment,audit_sums,sync_logins,forget_plans,people_changed,set_password,set_sequences,
                        is_kept,keep_login,keep_password,end_sessions,free_writers}'::name[])) LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', a_row.function);
  END LOOP;
  -- A restore leaves everything to whoever restored.
  FOR a_row IN SELECT c.relname, c.relkind FROM pg_class c
                WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind IN ('r', 'v', 'S')
                  AND c.relowner <> '"@:owner"'::regrole
                  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND c.relkind = 'S') LOOP
    EXECUTE format('ALTER %s garrison.%I OWNER TO "@:owner"',
      CASE a_row.relkind WHEN 'r' THEN 'TABLE' WHEN 'v' THEN 'VIEW' ELSE 'SEQUENCE' END, a_row.relname);
  END LOOP;
  FOR a_row IN SELECT p.oid::regprocedure AS function FROM pg_proc p WHERE p.pronamespace = 'garrison'::regnamespace
                  AND p.proowner NOT IN ('"@:owner"'::regrole, '"@:keeper"'::regrole) LOOP
    EXECUTE format('ALTER ROUTINE %s OWNER TO "@:owner"', a_row.function);
  END LOOP;
  FOR a_row IN SELECT DISTINCT c.relname, c.relkind, x.grantee FROM pg_class c
                 LEFT JOIN pg_attribute t ON t.attrelid = c.oid AND t.attacl IS NOT NULL
                CROSS JOIN LATERAL (SELECT grantee FROM aclexplode(c.relacl) UNION SELECT grantee FROM aclexplode(t.attacl)) AS x
                WHERE c.relnamespace = 'garrison'::regnamespace AND x.grantee <> c.relowner LOOP
    EXECUTE format('REVOKE ALL ON %s garrison.%I FROM %s CASCADE', CASE a_row.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
      a_row.relname, CASE a_row.grantee WHEN 0 THEN 'PUBLIC' ELSE a_row.grantee::regrole::text END);
  END LOOP;
  FOR a_row IN SELECT p.oid::regprocedure AS function, x.grantee FROM pg_proc p
                CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS x
                WHERE p.pronamespace = 'garrison'::regnamespace AND x.grantee <> p.proowner LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM %s CASCADE', a_row.function,
      CASE a_row.grantee WHEN 0 THEN 'PUBLIC' ELSE a_row.grantee::regrole::text END);
  END LOOP;
  FOR a_row IN SELECT x.grantee FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) AS x
                WHERE n.nspname = 'garrison' AND x.grantee <> n.nspowner LOOP
    EXECUTE format('REVOKE ALL ON SCHEMA garrison FROM %s CASCADE',
      CASE a_row.grantee WHEN 0 THEN 'PUBLIC' ELSE a_row.grantee::regrole::text END);
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA garrison TO "@:people", "@:keeper", "@:backup";
ALTER DEFAULT PRIVILEGES FOR ROLE "@:owner" REVOKE ALL ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "@:keeper" REVOKE ALL ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "@:owner" REVOKE ALL ON TYPES FROM PUBLIC;
