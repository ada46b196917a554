/* Adding and editing people, and passwords. */
#include "desktop/people-dialogs.h"

#include <glib/gi18n-lib.h>

#include "desktop/form-dialog.h"
#include "model/people.h"
#include "model/rights.h"

static const GarrisonFormField WHO[] = {
  { "name", N_ ("Full name"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "login", N_ ("Login"), GARRISON_FORM_TEXT, NULL, TRUE },
};
static const GarrisonFormField PASSWORD[] = {
  { "password", N_ ("New password"), GARRISON_FORM_PASSWORD, NULL, TRUE },
  { "password-again", N_ ("The password again"), GARRISON_FORM_PASSWORD, NULL, TRUE },
};
/* Whoever has none yet leaves it empty. */
static const GarrisonFormField OLD_PASSWORD[] = {
  { "password-old", N_ ("Present password"), GARRISON_FORM_PASSWORD },
};
static const GarrisonFormField PLACE[] = {
  { "role", N_ ("Role"), GARRISON_FORM_CHOICE, "role", TRUE },
  { "team", N_ ("Team"), GARRISON_FORM_CHOICE, "team" },
  { "manager", N_ ("Manager"), GARRISON_FORM_PERSON, "everybody" },
  { "holding_cap", N_ ("Holding cap"), GARRISON_FORM_NUMBER },
};
static const GarrisonFormField CONTACT[] = {
  { "phone", N_ ("Phone"), GARRISON_FORM_TEXT },
  { "email", N_ ("Mail address"), GARRISON_FORM_TEXT },
};

char *
garrison_people_find_hindrance (GarrisonStore *store, const char *right, gint64 person)
{
  g_return_val_if_fail (GARRISON_IS_STORE (store) && right != NULL, NULL);

  if (garrison_store_get_scope (store, right) == NULL)
    /* Translators: %s is a right, such as “Change teams” */
    return g_strdup_printf (_ ("Your role does not have the right “%s”."), garrison_rights_get_label (right));
  if (person != 0 && !garrison_store_reaches (store, right, person))
    return g_strdup (_ ("This person is outside your reach."));
  return NULL;
}

/* ---- checks and work ---------------------------------------------------------------------------- */

static const char *
text_of (GarrisonArgs *args, const char *name)
{
  const GarrisonValue *value = garrison_args_lookup (args, name);

  return value != NULL && value->kind == GARRISON_VALUE_TEXT ? value->text : NULL;
}

static const char *
check_password (GarrisonArgs *args)
{
  const char *password = text_of (args, "password"), *again = text_of (args, "password-again");

  if (password == NULL)
    return NULL;
  return garrison_people_find_mistake (password, again != NULL ? again : "", text_of (args, "password-old"),
                                       text_of (args, "login"));
}

static GArray *
add_person (GarrisonStore *store, GarrisonArgs *args, GarrisonErrand *errand, GError **error)
{
  g_autoptr (GArray) acts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 act = garrison_people_add (store, args, errand, NULL, error);

  if (act == 0)
    return NULL;
  g_array_append_val (acts, act);
  return g_steal_pointer (&acts);
}

static GArray *
set_password (GarrisonStore *store, GarrisonArgs *args, GarrisonErrand *errand, GError **error)
{
  gint64 person = garrison_args_lookup (args, "person")->integer;
  const char *old = text_of (args, "password-old");

  if (person == garrison_store_get_me (store) && old == NULL)
    old = "";
  if (!garrison_store_set_password (store, person, old, text_of (args, "password"), NULL, error))
    return NULL;
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* ---- a person ----------------------------------------------------------------------------------- */

static gboolean
on_refused (GarrisonFormDialog *dialog, const GError *error)
{
  if (garrison_error_is_refusal (error, "login-taken") || garrison_error_is_refusal (error, "empty-login"))
    garrison_form_focus (garrison_form_dialog_get_form (dialog), "login");
  return FALSE;
}

static void
add_person_groups (GarrisonForm *form, gboolean with_password)
{
  garrison_form_add_group (form, NULL, WHO, G_N_ELEMENTS (WHO));
  if (with_password)
    garrison_form_add_group (form, _ ("To sign in with"), PASSWORD, G_N_ELEMENTS (PASSWORD));
  garrison_form_add_group (form, _ ("Place in the company"), PLACE, G_N_ELEMENTS (PLACE));
  garrison_form_add_group (form, _ ("How to reach them"), CONTACT, G_N_ELEMENTS (CONTACT));
}

void
garrison_person_add_dialog_show (GarrisonWindow *window)
{
  GarrisonDirectory *directory;
  GarrisonFormDialog *dialog;
  GarrisonForm *form;
  GarrisonChoice *role;
  GarrisonPerson *me;
  gboolean may_set;

  g_return_if_fail (GARRISON_IS_WINDOW (window));

  directory = garrison_window_get_directory (window);
  may_set = garrison_store_get_scope (garrison_window_get_store (window), "person.password") != NULL;
  dialog = garrison_form_dialog_new (window, _ ("New person"), _ ("_Add"), "add-person", _ ("Person added"));
  form = garrison_form_dialog_get_form (dialog);
  add_person_groups (form, may_set);
  if (may_set)
    garrison_form_dialog_set_work (dialog, add_person, check_password);
  else
    garrison_form_add_text (form, _ ("Somebody with the right to set passwords gives them their first one."));
  role = garrison_directory_get_choice_by_key (directory, "role", "salesperson");
  if (role != NULL)
    garrison_form_set_int (form, "role", garrison_choice_get_id (role));
  me = garrison_directory_get_me (directory);
  if (me != NULL && garrison_person_get_team (me) != 0)
    garrison_form_set_int (form, "team", garrison_person_get_team (me));
  garrison_form_dialog_connect (dialog, "refused", G_CALLBACK (on_refused));
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}

static void
fill_person (GarrisonFormDialog *dialog, GarrisonForm *form, gint64 person, GarrisonRows *rows)
{
  garrison_form_set_text (form, "name", garrison_rows_get_text (rows, 0, GARRISON_PERSON_NAME));
  garrison_form_set_text (form, "login", garrison_rows_get_text (rows, 0, GARRISON_PERSON_LOGIN));
  garrison_form_set_int (form, "role", garrison_rows_get_int (rows, 0, GARRISON_PERSON_ROLE));
  garrison_form_set_int (form, "team", garrison_rows_get_int (rows, 0, GARRISON_PERSON_TEAM));
  garrison_form_leave_out (form, "manager", person);
  garrison_form_set_int (form, "manager", garrison_rows_get_int (rows, 0, GARRISON_PERSON_MANAGER));
  garrison_form_set_int (form, "holding_cap", garrison_rows_get_int (rows, 0, GARRISON_PERSON_CAP));
  garrison_form_set_text (form, "phone", garrison_rows_get_text (rows, 0, GARRISON_PERSON_PHONE));
  garrison_form_set_text (form, "email", garrison_rows_get_text (rows, 0, GARRISON_PERSON_EMAIL));
  garrison_form_dialog_set_int (dialog, "person", person);
  garrison_form_dialog_set_int (dialog, "version", garrison_rows_get_int (rows, 0, GARRISON_PERSON_VERSION));
}

typedef struct
{
  GarrisonWindow *window;
  gint64 person;
} Wish;

static Wish *
wish_new (GarrisonWindow *window, gint64 person)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->window = g_object_ref (window);
  wish->person = person;
  return wish;
}

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->window);
  g_free (wish);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_people_read_finish (GARRISON_STORE (source), result, &error);
  GarrisonFormDialog *dialog;

  if (!gtk_widget_get_realized (GTK_WIDGET (wish->window)))
    return;
  if (rows == NULL)
    garrison_window_show_error (wish->window, error);
  if (rows == NULL || garrison_rows_get_size (rows) == 0)
    return;
  dialog = garrison_form_dialog_new (wish->window, _ ("Edit person"), _ ("_Save"), "edit-person", _ ("Saved"));
  add_person_groups (garrison_form_dialog_get_form (dialog), FALSE);
  fill_person (dialog, garrison_form_dialog_get_form (dialog), wish->person, rows);
  garrison_form_dialog_connect (dialog, "refused", G_CALLBACK (on_refused));
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (garrison_form_dialog_get_form (dialog), "name");
}

void
garrison_person_edit_dialog_show (GarrisonWindow *window, gint64 person)
{
  g_return_if_fail (GARRISON_IS_WINDOW (window) && person > 0);

  garrison_people_read_async (garrison_window_get_store (window), person, NULL, on_read, wish_new (window, person));
}

/* ---- a password --------------------------------------------------------------------------------- */

static gboolean
on_password_refused (GarrisonFormDialog *dialog, const GError *error)
{
  if (!g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
    return FALSE;
  garrison_form_dialog_show_mistake (dialog, _ ("The present password is wrong. Try again."), NULL, NULL);
  garrison_form_focus (garrison_form_dialog_get_form (dialog), "password-old");
  return TRUE;
}

void
garrison_password_dialog_show (GarrisonWindow *window, gint64 person)
{
  GarrisonPerson *whose;
  GarrisonFormDialog *dialog;
  GarrisonForm *form;
  g_autofree char *text = NULL;
  gboolean own;

  g_return_if_fail (GARRISON_IS_WINDOW (window));

  whose = garrison_directory_get_person (garrison_window_get_directory (window), person);
  if (whose == NULL)
    return;
  own = person == garrison_store_get_me (garrison_window_get_store (window));
  dialog = own ? garrison_form_dialog_new (window, _ ("Change password"), _ ("_Change"), "", _ ("Password changed"))
               : garrison_form_dialog_new (window, _ ("Set password"), _ ("_Set"), "", _ ("Password set"));
  form = garrison_form_dialog_get_form (dialog);
  text = own ? g_strdup (_ ("At least 8 characters. Nobody can look a password up: write it down in a safe place."))
             : g_strdup_printf (_ ("%s signs in with it from now on. Tell it to nobody else, and ask for it to be changed."),
                                garrison_person_get_name (whose));
  if (own)
    garrison_form_add_group (form, NULL, OLD_PASSWORD, G_N_ELEMENTS (OLD_PASSWORD));
  garrison_form_add_group (form, NULL, PASSWORD, G_N_ELEMENTS (PASSWORD));
  garrison_form_add_text (form, text);
  garrison_form_dialog_set_int (dialog, "person", person);
  garrison_form_dialog_set_text (dialog, "login", garrison_person_get_login (whose));
  garrison_form_dialog_set_work (dialog, set_password, check_password);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, own ? 400 : 330);
  garrison_form_dialog_connect (dialog, "refused", G_CALLBACK (on_password_refused));
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, own ? "password-old" : "password");
}
