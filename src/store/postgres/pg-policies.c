/* Policies from the blocks of data/desk.sql. */
#include "store/desk-text.h"
#include "store/kept.h"
#include "store/postgres/pg-desk.h"
#include "store/postgres/pg-schema-private.h"

/* Nobody has a right of that name: sync_logins() says who is in the group. */
#define GARRISON_PG_COLLABORATORS "some:collaborator"

static void
add_policy (GString *out,
            const char *database,
            const char *relation,
            const char *name,
            const char *suffix,
            const char *condition)
{
  g_autofree char *role = garrison_pg_group_name (database, suffix);
  g_autofree char *quoted = garrison_pg_quote (role);
  g_autofree char *policy = garrison_pg_quote (name);

  g_string_append_printf (out, "CREATE POLICY %s ON %s FOR SELECT TO %s USING (%s);\n", policy, relation,
                          quoted, condition);
}

/* One's own are found by an equation, which an index answers in order; several people's by a list of
 * them. So that no condition is joined to another by OR, each person is in one of the groups. */
static void
add_scopes (GString *out,
            const char *database,
            const char *relation,
            const char *right,
            const char *column,
            const char *condition)
{
  g_autofree char *own = g_strconcat ("own:", right, NULL);
  g_autofree char *some = g_strconcat ("some:", right, NULL);
  g_autofree char *mine = g_strdup_printf ("%s = (SELECT garrison.me())", column);

  add_policy (out, database, relation, own, own, mine);
  add_policy (out, database, relation, some, some, condition);
}

char *
garrison_pg_policies (const char *database, const char *relation, const char *block, GError **error)
{
  g_autoptr (GarrisonPgDesk) desk = NULL;
  g_autofree char *condition = NULL, *column = NULL;
  g_auto (GStrv) groups = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (database != NULL && relation != NULL && block != NULL, NULL);

  desk = garrison_pg_desk_parse (relation, block, error);
  if (desk == NULL)
    return NULL;
  condition = garrison_pg_desk_condition (desk);
  groups = garrison_pg_desk_groups (desk);
  column = garrison_pg_desk_owner_column (desk);
  if (column != NULL)
    add_scopes (out, database, relation, groups[0], column, condition);
  else
    add_policy (out, database, relation, "people", "people", condition);
  /* Only whoever collaborates has the second condition, and the first still finds its index. */
  if (g_str_equal (relation, "customer"))
    add_policy (out, database, relation, GARRISON_PG_COLLABORATORS, GARRISON_PG_COLLABORATORS,
                "id = ANY ((SELECT garrison.shares())::bigint[])");
  /* For a member all conditions are joined to "true" by OR, and the planner drops them. */
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *suffix = g_strconcat ("all:", groups[i], NULL);

      add_policy (out, database, relation, suffix, suffix, "true");
    }
  return g_strdup (out->str);
}

static char *
write_scope (const char *right, const char *column, gpointer data)
{
  if (g_str_equal (right, "customer.see") && g_str_equal (column, "c.owner"))
    return g_strdup ("(c.owner = ANY ((SELECT garrison.reach('customer.see'))::bigint[])"
                     " OR c.id = ANY ((SELECT garrison.shares())::bigint[])"
                     " OR (SELECT garrison.sees_all('customer.see')))");
  return g_strdup_printf ("(%s = ANY ((SELECT garrison.reach('%s'))::bigint[]) OR (SELECT garrison.sees_all('%s')))", column,
                          right, right);
}

static char *
write_view (const char *name)
{
  return garrison_desk_text_write_view (name, "(SELECT garrison.me())", "(SELECT pg_current_xact_id_if_assigned() IS NULL)",
                                        write_scope, NULL);
}

/* Numbers are few enough to try them all: whoever asks in vain waits a little, and has one turn at a time,
 * however many connections they open. Whoever may import could ask by importing. */
char *
garrison_pg_lookup (const char *database, const char *name)
{
  g_autofree char *role = garrison_pg_group_name (database, "people");
  g_autofree char *people = garrison_pg_quote (role);
  g_autofree char *text = write_view (name);

  return g_strdup_printf ("CREATE OR REPLACE FUNCTION lookup_%s(a_key text) RETURNS SETOF bigint LANGUAGE plpgsql STABLE\n"
                          "SECURITY DEFINER SET search_path = garrison, pg_temp AS $$\nBEGIN\n"
                          "  RETURN QUERY SELECT l.id FROM (%s) AS l WHERE l.key = a_key AND length(a_key) >= %d;\n"
                          "  IF FOUND OR sees_all('import.customers') THEN\n    RETURN;\n  END IF;\n"
                          "  BEGIN\n    PERFORM pg_advisory_lock(hashtext('lookup'), hashtext(session_user));\n"
                          "    PERFORM pg_sleep(0.05);\n"
                          "    PERFORM pg_advisory_unlock(hashtext('lookup'), hashtext(session_user));\n"
                          "  EXCEPTION WHEN query_canceled THEN\n"
                          "    PERFORM pg_advisory_unlock_all();\n    RAISE;\n  END;\nEND $$;\n"
                          "REVOKE ALL ON FUNCTION lookup_%s(text) FROM PUBLIC;\n"
                          "GRANT EXECUTE ON FUNCTION lookup_%s(text) TO %s;\n",
                          name, text, GARRISON_LOOKUP_SHORTEST, name, name, people);
}

char *
garrison_pg_view (const char *database, const char *relation)
{
  g_autofree char *role = garrison_pg_group_name (database, "people");
  g_autofree char *people = garrison_pg_quote (role);
  g_autofree char *text = NULL;

  g_return_val_if_fail (database != NULL && relation != NULL, NULL);

  text = write_view (relation);
  /* Within a SELECT: the planner would take a UNION ALL apart, barrier and all, and hand rows to the asker's
   * operators before it knows whether they may be seen. */
  return g_strdup_printf ("CREATE VIEW %s WITH (security_barrier) AS SELECT * FROM (%s) AS d;\n"
                          "DO $do$ BEGIN EXECUTE (SELECT format('GRANT SELECT (%%s) ON %s TO %s', string_agg(quote_ident(a.attname),"
                          " ', ')) FROM pg_attribute a WHERE a.attrelid = 'garrison.%s'::regclass AND a.attnum > 0); END $do$;\n",
                          relation, text, relation, people, relation);
}

/* Made for whoever sees every customer and every task; the numbers alone go out. */
char *
garrison_pg_kept (const char *database, guint check)
{
  g_autofree char *role = garrison_pg_group_name (database, "people");
  g_autofree char *people = garrison_pg_quote (role);
  g_autofree char *sql = garrison_kept_get_sql (check);

  return g_strdup_printf (
    "CREATE OR REPLACE FUNCTION kept_%u() RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER\n"
    "SET search_path = garrison, pg_temp AS $$\nBEGIN\n"
    "  IF NOT (sees_all('customer.see') AND sees_all('task.see')) AND actor() IS DISTINCT FROM 0 THEN\n"
    "    RAISE EXCEPTION 'not all of the company is seen' USING ERRCODE = 'insufficient_privilege';\n  END IF;\n"
    "  RETURN QUERY SELECT e.v::bigint FROM (%s) AS q, LATERAL json_each_text(row_to_json(q)) WITH ORDINALITY AS e(k, v, i)\n"
    "    ORDER BY e.i;\nEND $$;\n"
    "REVOKE ALL ON FUNCTION kept_%u() FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION kept_%u() TO %s;\n",
    check, sql, check, check, people);
}

char *
garrison_pg_withhold (const char *database, const char *relation)
{
  const char *const *columns = garrison_desk_text_get_withheld (relation);
  g_autofree char *role = garrison_pg_group_name (database, "people");
  g_autofree char *people = garrison_pg_quote (role);
  g_autofree char *list = g_strjoinv (", ", (char **)columns);

  return *columns == NULL ? g_strdup ("")
                          : g_strdup_printf ("REVOKE SELECT (%s) ON %s FROM %s;\n", list, relation, people);
}

static void
add_group (GPtrArray *groups, const char *kind, const char *rights)
{
  g_autofree char *suffix = g_strconcat (kind, ":", rights, NULL);

  if (!g_ptr_array_find_with_equal_func (groups, suffix, g_str_equal, NULL))
    g_ptr_array_add (groups, g_steal_pointer (&suffix));
}

char **
garrison_pg_list_groups (GError **error)
{
  const char *const *relations = garrison_desk_text_list ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; relations[i] != NULL; i++)
    {
      if (garrison_desk_text_is_view (relations[i]))
        continue;
      g_autoptr (GarrisonPgDesk) desk
        = garrison_pg_desk_parse (relations[i], garrison_desk_text_find (relations[i]), error);
      g_auto (GStrv) groups = NULL;
      g_autofree char *column = NULL;

      if (desk == NULL)
        return NULL;
      groups = garrison_pg_desk_groups (desk);
      column = garrison_pg_desk_owner_column (desk);
      for (guint k = 0; groups[k] != NULL; k++)
        {
          add_group (all, "all", groups[k]);
          if (column != NULL)
            add_group (all, "own", groups[k]);
          if (column != NULL)
            add_group (all, "some", groups[k]);
        }
    }
  g_ptr_array_add (all, g_strdup (GARRISON_PG_COLLABORATORS));
  g_ptr_array_add (all, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&all), FALSE);
}
