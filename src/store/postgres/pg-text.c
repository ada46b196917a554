#include "store/postgres/pg-text.h"

#include "store-resources.h"
#include "store/postgres/pg-text-tables.h"

#define PATH "/org/garrisoncrm/Garrison/store/postgres/text.sql"

/* Ours are those whose names begin with text_, and these. */
#define NAMES \
  "'{name_key,name_core,name_parts,name_likeness,name_gram,company_domain,sort_key,search_text,phone_key,mail_domain,credit_code,day_number,day_add,day_in," \
  "day_of,company_zone,instr,substr}'"
#define OURS "p.pronamespace = 'garrison'::regnamespace AND (starts_with(p.proname, 'text_') OR p.proname = ANY (" NAMES "))"

/* What the server has, in short. */
#define STATE \
  "(SELECT md5(string_agg(concat_ws(' ', p.proname, p.proargtypes, p.provolatile, p.prosecdef, p.proconfig," \
  " md5(p.prosrc), p.prosqlbody::text), E'\\n' ORDER BY p.proname, p.proargtypes::text))" \
  " FROM pg_proc AS p WHERE " OURS ")"

/* Answers whether what was installed last is this text, and still there as it was made. */
static const char check[]
  = "SELECT obj_description(to_regprocedure('garrison.name_key(text)'), 'pg_proc') = $1 || ' ' || " STATE;

/* What an earlier version had may have other arguments or results. Nothing depends on these. */
static const char drop[]
  = "DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT p.oid FROM pg_proc AS p"
    " WHERE p.pronamespace = 'garrison'::regnamespace AND starts_with(p.proname, 'text_')"
    " LOOP EXECUTE format('DROP FUNCTION %s', f); END LOOP; END $$;\n";

/* What reads ask for is for people; the rest acts ask for, as the owner. Changes nothing where it is so. */
static const char grant[]
  = "DO $$ DECLARE f regprocedure; people text := current_database() || ':people';"
    " BEGIN FOR f IN SELECT p.oid FROM pg_proc AS p WHERE " OURS " AND has_function_privilege('public', p.oid, 'EXECUTE')"
    " LOOP EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f); END LOOP;"
    " FOR f IN SELECT p.oid FROM pg_proc AS p JOIN pg_roles AS r ON r.rolname = people WHERE " OURS
    " AND p.proname IN ('day_number', 'day_add', 'day_in', 'day_of', 'company_zone', 'instr', 'substr')"
    " AND NOT has_function_privilege(r.oid, p.oid, 'EXECUTE')"
    " LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', f, people); END LOOP; END $$;";

static char *
make_statements (void)
{
  g_autofree char *tables = garrison_pg_text_tables ();
  g_autoptr (GBytes) functions = g_resource_lookup_data (garrison_store_get_resource (), PATH, 0, NULL);
  GString *sql = g_string_new (drop);
  gsize size;
  gconstpointer text;

  g_assert (functions != NULL);
  text = g_bytes_get_data (functions, &size);
  g_string_append (sql, tables);
  g_string_append_len (sql, text, (gssize)size);
  return g_string_free (sql, FALSE);
}

static gboolean
is_current (GarrisonPgConnection *owner, const char *digest, gboolean *current, GCancellable *cancellable,
            GError **error)
{
  const Oid types[] = { 25 };
  const char *values[] = { digest };
  g_autoptr (PGresult) result = garrison_pg_query (owner, check, 1, types, values, cancellable, error);

  if (result == NULL)
    return FALSE;
  *current = PQntuples (result) == 1 && g_str_equal (PQgetvalue (result, 0, 0), "t");
  return TRUE;
}

gboolean
garrison_pg_text_install (GarrisonPgConnection *owner, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = make_statements ();
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sql, -1);
  g_autofree char *mark = g_strdup_printf ("DO $$ BEGIN EXECUTE format('COMMENT ON FUNCTION name_key(text) IS %%L',"
                                           " '%s ' || " STATE "); END $$",
                                           digest);
  gboolean current = FALSE;

  if (!is_current (owner, digest, &current, cancellable, error))
    return FALSE;
  if (!current
      && (!garrison_pg_exec (owner, sql, cancellable, error) || !garrison_pg_exec (owner, mark, cancellable, error)))
    return FALSE;
  return garrison_pg_exec (owner, grant, cancellable, error);
}
