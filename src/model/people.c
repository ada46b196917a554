#include "model/people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"

#define LEAST_LENGTH 8

static const char SQL[] = "SELECT p.version, p.login, p.name, p.role, p.team, p.manager, p.email, p.phone, p.holding_cap "
                          "FROM person p WHERE p.id = :person";

void
garrison_people_read_async (GarrisonStore *store, gint64 person, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_return_if_fail (GARRISON_IS_STORE (store));

  garrison_args_set_int (args, "person", person);
  garrison_store_read_async (store, SQL, args, cancellable, callback, data);
}

GarrisonRows *
garrison_people_read_finish (GarrisonStore *store, GAsyncResult *result, GError **error)
{
  return garrison_store_read_finish (store, result, error);
}

/* ---- adding ------------------------------------------------------------------------------------- */

static GarrisonArgs *
without_passwords (GarrisonArgs *args)
{
  GarrisonArgs *left = garrison_args_new ();

  for (guint i = 0; i < garrison_args_get_size (args); i++)
    {
      const char *name = garrison_args_get_name (args, i);
      const GarrisonValue *value = garrison_args_lookup (args, name);

      if (g_str_has_prefix (name, "password"))
        continue;
      if (value->kind == GARRISON_VALUE_INT)
        garrison_args_set_int (left, name, value->integer);
      else
        garrison_args_set_text (left, name, value->kind == GARRISON_VALUE_TEXT ? value->text : NULL);
    }
  return left;
}

gint64
garrison_people_add (GarrisonStore *store, GarrisonArgs *args, GarrisonErrand *errand, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GarrisonArgs) facts = NULL;
  g_autoptr (GarrisonErrand) own = garrison_errand_new ();
  GarrisonActResult *added;
  const GarrisonValue *password;
  GError *local = NULL;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && args != NULL, 0);

  errand = errand != NULL ? errand : own;
  facts = without_passwords (args);
  password = garrison_args_lookup (args, "password");
  if (!garrison_errand_settle (errand, store, cancellable, error))
    return 0;
  added = garrison_errand_find (errand, "add-person");
  if (added == NULL)
    added = garrison_errand_act (errand, store, "add-person", facts, cancellable, error);
  if (added == NULL)
    return 0;
  if (password == NULL || password->kind != GARRISON_VALUE_TEXT
      || garrison_store_set_password (store, garrison_act_result_get_int (added, "person"), NULL, password->text,
                                      cancellable, &local))
    return garrison_act_result_get_act (added);
  /* Somebody who cannot sign in would only stand in the way of a second try, unless that goes on from here. */
  if (errand == own || !garrison_errand_may_be_done (local))
    garrison_errand_take_back (errand, store, NULL);
  g_propagate_error (error, local);
  return 0;
}

/* ---- passwords ---------------------------------------------------------------------------------- */

static gboolean
is_one_character (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) != first)
      return FALSE;
  return TRUE;
}

const char *
garrison_people_find_mistake (const char *password, const char *repeat, const char *old, const char *login)
{
  g_return_val_if_fail (password != NULL, NULL);

  if (!g_utf8_validate (password, -1, NULL) || g_utf8_strlen (password, -1) < LEAST_LENGTH)
    return _("A password needs at least 8 characters.");
  if (is_one_character (password))
    return _("One character, again and again, is no password.");
  if (login != NULL && g_ascii_strcasecmp (password, login) == 0)
    return _("The login is no password: everybody knows it.");
  if (old != NULL && g_str_equal (password, old))
    return _("That is the old password. Choose another.");
  if (repeat != NULL && !g_str_equal (password, repeat))
    return _("The two passwords differ.");
  return NULL;
}

/* ---- lists -------------------------------------------------------------------------------------- */

gboolean
garrison_people_fits (GarrisonDirectory *directory, GarrisonPerson *person, const char *needle)
{
  g_autofree char *who = NULL, *where = NULL;
  const char *team, *role;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (directory) && GARRISON_IS_PERSON (person) && needle != NULL, FALSE);

  if (*needle == '\0')
    return TRUE;
  who = garrison_text_search (garrison_person_get_name (person), garrison_person_get_login (person));
  if (strstr (who, needle) != NULL)
    return TRUE;
  team = garrison_directory_get_choice_name (directory, "team", garrison_person_get_team (person));
  role = garrison_directory_get_choice_name (directory, "role", garrison_person_get_role (person));
  where = garrison_text_search (team, role);
  return strstr (where, needle) != NULL;
}

gboolean
garrison_people_may_manage (GarrisonStore *store)
{
  static const char *const rights[] = { "person.edit", "person.password", "team.edit", "role.edit" };

  g_return_val_if_fail (GARRISON_IS_STORE (store), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    if (garrison_store_get_scope (store, rights[i]) != NULL)
      return TRUE;
  /* Who reads the record of everybody reads what they were allowed, too. */
  return g_strcmp0 (garrison_store_get_scope (store, "audit.see"), "all") == 0;
}
