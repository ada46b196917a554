/* What a role is kept from, on a server (store/field-rules.h). Columns that somebody may be kept from are for the group
 * ":open" alone; everybody else has views of them in the schema garrison_known, which ask whose role they show. */
#include "store/field-rules.h"
#include "store/postgres/pg-schema-private.h"

#define HIDING "r.rule IN ('hidden', 'masked', 'listed')"

/* Fields, each once, as a list of SQL texts: details or others. */
static char *
list_fields (gboolean details)
{
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);
  g_autoptr (GString) out = g_string_new ("''");

  for (guint i = 0; i < n; i++)
    if ((i == 0 || places[i].field != places[i - 1].field) && garrison_field_is_detail (places[i].field) == details)
      g_string_append_printf (out, ", '%s'", places[i].field);
  return g_strdup (out->str);
}

/* kept_from(): 0 nothing, 1 until it is disclosed, 2 altogether. What was written in the same transaction is not seen,
 * or somebody would ask for a disclosure, read, and roll it back. */
char *
garrison_pg_known_functions (const char *database)
{
  g_autofree char *role = garrison_pg_group_name (database, "people");
  g_autofree char *people = garrison_pg_quote (role);
  g_autofree char *open = garrison_pg_group_name (database, "open");
  g_autofree char *plain = list_fields (FALSE), *details = list_fields (TRUE);

  return g_strdup_printf (
    "CREATE OR REPLACE FUNCTION role_is_open(a_role bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER\n"
    "SET search_path = garrison, pg_temp AS $$\nBEGIN\n"
    "  RETURN NOT EXISTS (SELECT 1 FROM role_field r WHERE r.role = a_role AND (" HIDING " AND (starts_with(r.field, 'own#')\n"
    "    OR r.relation || '.' || r.field IN (%s)) OR r.rule = 'hidden' AND r.relation || '.' || r.field IN (%s)));\nEND $$;\n"
    "CREATE OR REPLACE FUNCTION is_open() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER\n"
    "SET search_path = garrison, pg_temp AS $$\nBEGIN\n"
    "  RETURN pg_has_role(session_user, '%s', 'USAGE') OR actor() IS NOT DISTINCT FROM 0;\nEND $$;\n"
    "GRANT EXECUTE ON FUNCTION is_open() TO %s;\n"
    "CREATE OR REPLACE FUNCTION kept_from(a_field text) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER\n"
    "SET search_path = garrison, pg_temp AS $$\nBEGIN\n"
    "  RETURN coalesce((SELECT CASE WHEN r.rule = 'hidden' THEN 2 WHEN r.rule NOT IN ('masked', 'listed') THEN 0\n"
    "      WHEN pg_current_xact_id_if_assigned() IS NULL THEN 1 ELSE 2 END\n"
    "    FROM person p JOIN role_field r ON r.role = p.role AND r.relation || '.' || r.field = a_field WHERE p.id = me()), 0);\n"
    "END $$;\nGRANT EXECUTE ON FUNCTION kept_from(text) TO %s;\n"
    "CREATE OR REPLACE FUNCTION kept_own(a_kept bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER\n"
    "SET search_path = garrison, pg_temp AS $$\nBEGIN\n"
    "  RETURN ARRAY(SELECT substr(r.field, 5)::bigint FROM person p JOIN role_field r ON r.role = p.role AND starts_with(r.field, 'own#')\n"
    "     AND " HIDING " WHERE p.id = me() AND (r.rule = 'hidden') = (a_kept = 2));\n"
    "END $$;\nGRANT EXECUTE ON FUNCTION kept_own(bigint) TO %s;\n"
    "GRANT USAGE ON SCHEMA garrison_known TO %s;\n",
    plain, details, open, people, people, people, people);
}

char *
garrison_pg_known_grants (const char *database, const char *relation)
{
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);
  g_autofree char *role = garrison_pg_group_name (database, "people");
  g_autofree char *people = garrison_pg_quote (role);
  g_autofree char *group = garrison_pg_group_name (database, "open");
  g_autofree char *open = garrison_pg_quote (group);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (places[i].relation, relation))
      g_string_append_printf (out, "REVOKE SELECT (%s) ON %s FROM %s;\nGRANT SELECT (%s) ON %s TO %s;\n", places[i].column,
                              relation, people, places[i].column, relation, open);
  return g_strdup (out->str);
}

/* A scope that is not reached may be negated, so it is never unknown. */
static char *
write_scope (const char *right, const char *column, gpointer data)
{
  if (g_str_equal (right, "customer.see") && g_str_equal (column, "c.owner"))
    return g_strdup ("((c.owner IS NOT NULL AND c.owner = ANY ((SELECT garrison.reach('customer.see'))::bigint[]))"
                     " OR (c.id IS NOT NULL AND c.id = ANY ((SELECT garrison.shares())::bigint[]))"
                     " OR (SELECT garrison.sees_all('customer.see')))");
  return g_strdup_printf ("((%s IS NOT NULL AND %s = ANY ((SELECT garrison.reach('%s'))::bigint[])) OR (SELECT garrison.sees_all('%s')))",
                          column, column, right, right);
}

static char *
write_value (const char *field, gboolean detail, const char *value, const char *shown, gpointer data)
{
  if (g_str_equal (field, "own"))
    return g_strdup_printf ("CASE WHEN x.field <> ALL ((SELECT garrison.kept_own(1))::bigint[]) OR"
                            " (SELECT pg_current_xact_id_if_assigned() IS NULL) AND %s THEN %s END", shown, value);
  if (detail)
    return g_strdup_printf ("CASE WHEN (SELECT garrison.kept_from('%s')) < 2 THEN %s END", field, value);
  return g_strdup_printf ("CASE (SELECT garrison.kept_from('%s')) WHEN 0 THEN %s WHEN 1 THEN CASE WHEN %s THEN %s END END", field,
                          value, shown, value);
}

char *
garrison_pg_known_view (const char *database, const char *relation, const char *const *columns)
{
  g_autofree char *role = garrison_pg_group_name (database, "people");
  g_autofree char *people = garrison_pg_quote (role);
  g_autofree char *block = garrison_desk_text_write_view (relation, "(SELECT garrison.me())", "TRUE", write_scope, NULL);
  g_autofree char *select
    = garrison_field_rules_write (relation, columns, block, "garrison.", "(SELECT garrison.me())", write_value, NULL);
  g_autoptr (GString) readable = g_string_new (NULL);
  gboolean own = g_str_equal (relation, "field_value");

  /* As on the other desk, what is withheld may not be named, and so neither may the whole row. */
  for (guint i = 0; columns[i] != NULL; i++)
    if (!g_strv_contains (garrison_desk_text_get_withheld (relation), columns[i]))
      g_string_append_printf (readable, "%s%s", readable->len == 0 ? "" : ", ", columns[i]);
  return g_strdup_printf ("CREATE VIEW garrison_known.%s WITH (security_barrier) AS %s%s;\n"
                          "GRANT SELECT (%s) ON garrison_known.%s TO %s;\n",
                          relation, select, own ? " WHERE x.field <> ALL ((SELECT garrison.kept_own(2))::bigint[])" : "",
                          readable->str, relation, people);
}
