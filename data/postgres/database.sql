-- As the administrator: the database is the company's people's, and what others put beside the schema
-- is nobody's business here.
DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM "@:people", "@:backup"', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO "@:people", "@:backup", "@:owner"', current_database());
  -- Compiling takes longer than any question of ours.
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
  IF to_regnamespace('public') IS NOT NULL THEN
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
  END IF;
  -- Large objects are a way to write; only a superuser can close it.
  IF (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user) THEN
    REVOKE ALL ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea),
      pg_catalog.lo_open(oid, integer), pg_catalog.lo_put(oid, bigint, bytea), pg_catalog.lo_truncate(integer, integer),
      pg_catalog.lo_truncate64(integer, bigint), pg_catalog.lo_unlink(oid), pg_catalog.lowrite(integer, bytea),
      pg_catalog.lo_import(text), pg_catalog.lo_import(text, oid), pg_catalog.lo_export(oid, text) FROM PUBLIC;
  END IF;
END $$;
