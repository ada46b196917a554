#include "desktop/people-role-words.h"

#include <glib/gi18n-lib.h>

static const GarrisonRoleField *
field_of (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", 2);

  return garrison_role_field_find (parts[0], parts[1]);
}

static gboolean
is_whole (const char *name, const char *scope)
{
  const GarrisonRight *right = garrison_rights_find (name);

  return right != NULL && right->whole && g_strcmp0 (scope, "all") == 0;
}

char **
garrison_role_words_list (GarrisonRoleSection section, GarrisonRoleRights *rights)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;
  const GarrisonRoleField *fields = garrison_role_fields_get_all (&n);
  const GarrisonRoleLimit *limits;

  if (section == GARRISON_SECTION_RIGHTS)
    return g_strdupv ((char **) garrison_role_rights_get_names (rights));
  for (guint i = 0; section == GARRISON_SECTION_FIELDS && i < n; i++)
    {
      g_autofree char *name = g_strconcat (fields[i].relation, ".", fields[i].field, NULL);
      g_strv_builder_add (names, name);
    }
  limits = garrison_role_limits_get_all (&n);
  for (guint i = 0; section == GARRISON_SECTION_LIMITS && i < n; i++)
    g_strv_builder_add (names, limits[i].name);
  return g_strv_builder_end (names);
}

const char *
garrison_role_words_get_group (GarrisonRoleSection section, const char *name)
{
  const GarrisonRight *right;

  switch (section)
    {
    case GARRISON_SECTION_RIGHTS:
      right = garrison_rights_find (name);
      return right != NULL ? _ (right->group) : _ ("Others");
    case GARRISON_SECTION_FIELDS:
      return _ (field_of (name)->group);
    default:
      return NULL;
    }
}

char *
garrison_role_words_get_label (GarrisonRoleSection section, const char *name)
{
  switch (section)
    {
    case GARRISON_SECTION_RIGHTS:
      return g_strdup (garrison_rights_get_label (name));
    case GARRISON_SECTION_FIELDS:
      return g_strdup (_ (field_of (name)->label));
    default:
      return g_strdup (_ (garrison_role_limit_find (name)->label));
    }
}

char *
garrison_role_words_get_value (GarrisonRoleSection section, GarrisonRoleRights *rights, GarrisonRoleRules *rules,
                               gint64 role, const char *name)
{
  gint64 n;

  switch (section)
    {
    case GARRISON_SECTION_RIGHTS:
      return g_strdup (garrison_role_rights_get_scope (rights, role, name));
    case GARRISON_SECTION_FIELDS:
      return g_strdup (garrison_role_rules_get_rule (rules, role, field_of (name)));
    default:
      n = garrison_role_rules_get_limit (rules, role, garrison_role_limit_find (name));
      return n < 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, n);
    }
}

int
garrison_role_words_get_reach (GarrisonRoleSection section, const char *value)
{
  int reach;

  switch (section)
    {
    case GARRISON_SECTION_RIGHTS:
      return garrison_rights_get_reach (value);
    case GARRISON_SECTION_FIELDS:
      reach = garrison_role_rule_get_reach (value);
      return reach == 4 ? 5 : reach;
    default:
      return value == NULL ? 5 : g_str_equal (value, "0") ? 0 : 2;
    }
}

char *
garrison_role_words_get_short (GarrisonRoleSection section, const char *name, const char *value)
{
  switch (section)
    {
    case GARRISON_SECTION_RIGHTS:
      return g_strdup (is_whole (name, value) ? C_ ("right", "Yes") : garrison_rights_get_short_scope_label (value));
    case GARRISON_SECTION_FIELDS:
      return g_strdup (garrison_role_rule_get_short_label (value));
    default:
      return value == NULL ? g_strdup (C_ ("limit", "No limit"))
                           : g_strdup_printf ("%'" G_GINT64_FORMAT, g_ascii_strtoll (value, NULL, 10));
    }
}

char *
garrison_role_words_get_long (GarrisonRoleSection section, const char *name, const char *value)
{
  gint64 usual;

  switch (section)
    {
    case GARRISON_SECTION_RIGHTS:
      return g_strdup (is_whole (name, value) ? C_ ("right", "Yes") : garrison_rights_get_scope_label (value));
    case GARRISON_SECTION_FIELDS:
      return g_strdup (garrison_role_rule_get_label (value));
    default:
      usual = garrison_role_limit_find (name)->usual;
      if (value != NULL || usual < 0)
        return garrison_role_words_get_short (section, name, value);
      return g_strdup_printf ("%'" G_GINT64_FORMAT, usual);
    }
}

static void
append (GMenu *menu, const char *label, const char *value)
{
  g_autofree char *action = g_strdup_printf ("roles.set::%s", value);

  g_menu_append (menu, label, action);
}

GMenuModel *
garrison_role_words_new_menu (GarrisonRoleSection section, const char *name)
{
  const GarrisonRight *right = garrison_rights_find (name);
  const char *const *values = section == GARRISON_SECTION_RIGHTS ? garrison_rights_get_scopes ()
                                                              : garrison_role_rules_list (field_of (name));
  GMenu *menu = g_menu_new ();

  for (guint i = 0; values[i] != NULL; i++)
    if (section != GARRISON_SECTION_RIGHTS || right == NULL || !right->whole || g_str_equal (values[i], "all"))
      {
        g_autofree char *label = garrison_role_words_get_long (section, name, values[i]);
        append (menu, label, values[i]);
      }
  if (section == GARRISON_SECTION_RIGHTS)
    append (menu, garrison_rights_get_scope_label (NULL), "none");
  return G_MENU_MODEL (menu);
}

GarrisonArgs *
garrison_role_words_new_args (GarrisonRoleSection section, gint64 role, const char *name, const char *value,
                              const char **act)
{
  static const char *const acts[] = { "set-role-right", "set-role-field", "set-role-limit" };
  GarrisonArgs *args = garrison_args_new ();

  *act = acts[section];
  garrison_args_set_int (args, "role", role);
  if (section != GARRISON_SECTION_FIELDS)
    garrison_args_set_text (args, "name", name);
  if (section == GARRISON_SECTION_RIGHTS)
    garrison_args_set_text (args, "scope", value);
  else if (section == GARRISON_SECTION_LIMITS && value != NULL)
    garrison_args_set_int (args, "n", g_ascii_strtoll (value, NULL, 10));
  else if (section == GARRISON_SECTION_LIMITS)
    garrison_args_set_null (args, "n");
  else
    {
      const GarrisonRoleField *field = field_of (name);
      garrison_args_set_text (args, "relation", field->relation);
      garrison_args_set_text (args, "field", field->field);
      /* What is edited everywhere else needs no rule. */
      garrison_args_set_text (args, "rule", !field->detail && g_str_equal (value, "edit") ? NULL : value);
    }
  return args;
}
