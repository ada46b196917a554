/* Policies from the blocks of data/desk.sql. */
#include "store/desk-text.h"
#include "store/postgres/pg-desk.h"
#include "store/postgres/pg-schema-private.h"

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
  /* For a member all conditions are joined to "true" by OR, and the planner drops them. */
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *suffix = g_strconcat ("all:", groups[i], NULL);

      add_policy (out, database, relation, suffix, suffix, "true");
    }
  return g_strdup (out->str);
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
  g_ptr_array_add (all, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&all), FALSE);
}
