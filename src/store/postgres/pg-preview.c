/* What somebody else would see: a function of the owner's that counts at a desk of theirs, written out from the
 * blocks of data/desk.sql. It looks itself at who may ask: whoever is signed in can call it by hand. */
#include "store/desk-text.h"
#include "store/postgres/pg-schema-private.h"
#include "store/preview.h"

/* Nobody's records are reached by scope "all" only, and a scope that is not reached may be negated. */
static char *
write_scope (const char *right, const char *column, gpointer data)
{
  return g_strdup_printf ("(coalesce(%s = ANY (ARRAY(SELECT h.sees FROM reach h WHERE h.person = a_person AND h.right_name = '%s')),"
                          " FALSE) OR EXISTS (SELECT 1 FROM role_right o JOIN person p ON p.role = o.role WHERE p.id = a_person"
                          " AND o.name = '%s' AND o.scope = 'all'))", column, right, right);
}

static char *
write_relation (const char *name, gpointer data)
{
  g_autofree char *block = garrison_desk_text_write_view (name, "a_person", "TRUE", write_scope, NULL);

  return g_strdup_printf ("(%s)", block);
}

char *
garrison_pg_preview (const char *database)
{
  g_autofree char *role = garrison_pg_group_name (database, "people");
  g_autofree char *people = garrison_pg_quote (role);
  g_autofree char *sql = garrison_preview_write (write_relation, NULL, "a_person", "a_customer");

  return g_strdup_printf (
    "CREATE OR REPLACE FUNCTION preview(a_person bigint, a_customer bigint)\n"
    "RETURNS TABLE (relation text, field text, what text, n bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER\n"
    "SET search_path = garrison, pg_temp AS $$\n#variable_conflict use_column\nBEGIN\n"
    "  IF me() IS NULL OR NOT has_right('role.edit') OR NOT (sees_all('person.edit')\n"
    "    OR coalesce(a_person = ANY (reach('person.edit')), FALSE)) OR a_customer <> 0 AND NOT EXISTS (SELECT 1 FROM customer c\n"
    "    WHERE c.id = a_customer AND (c.owner = ANY (reach('customer.see')) OR sees_all('customer.see'))) THEN\n"
    "    RAISE EXCEPTION 'what this person sees is not to be looked at' USING ERRCODE = 'insufficient_privilege';\n"
    "  ELSIF NOT EXISTS (SELECT 1 FROM person p WHERE p.id = a_person AND p.active = 1) THEN\n    RETURN;\n  END IF;\n"
    "  RETURN QUERY SELECT q.relation::text, q.field::text, q.what::text, q.n::bigint FROM (%s) AS q\n"
    "   WHERE q.field IS NULL OR q.relation = 'right' OR EXISTS (SELECT 1 FROM contact_detail d\n"
    "     WHERE d.customer = a_customer AND d.relation = q.relation AND d.field = q.field);\nEND $$;\n"
    "REVOKE ALL ON FUNCTION preview(bigint, bigint) FROM PUBLIC;\n"
    "GRANT EXECUTE ON FUNCTION preview(bigint, bigint) TO %s;\n",
    sql, people);
}
