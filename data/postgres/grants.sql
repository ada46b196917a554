-- Runs last, as the schema's owner: who may read what. The relations of the desk have their policies by now.
DO $$
DECLARE
  a_row record;
BEGIN
  -- Also where nobody may read: then even a grant by mistake shows nothing.
  FOR a_row IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', a_row.relname);
    EXECUTE format('CREATE POLICY backup ON %I FOR SELECT TO "@:backup" USING (true)', a_row.relname);
  END LOOP;
  FOR a_row IN SELECT c.relname, string_agg(DISTINCT quote_ident(a.attname), ', ') AS columns
                 FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relnamespace = 'garrison'::regnamespace AND p.polname <> 'backup' GROUP BY 1 LOOP
    EXECUTE format('GRANT SELECT (%s) ON %I TO "@:people"', a_row.columns, a_row.relname);
  END LOOP;
END $$;
GRANT SELECT ON ALL TABLES IN SCHEMA garrison TO "@:backup";
GRANT SELECT ON ALL SEQUENCES IN SCHEMA garrison TO "@:backup";
