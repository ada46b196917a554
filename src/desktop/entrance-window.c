#include "desktop/entrance-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/language.h"
#include "desktop/application.h"
#include "desktop/compat.h"
#include "desktop/error-dialog.h"
#include "desktop/founding.h"
#include "desktop/sample-company.h"
#include "desktop/server-address.h"
#include "desktop/text-scale.h"
#include "model/people.h"
#include "store/secret.h"

#define RECENT 8

struct _GarrisonEntranceWindow
{
  AdwApplicationWindow parent_instance;
  char *company;
  char *wish; /* the login of the command line */
  GarrisonDesktopSession *session;
  gboolean trying_empty;
  gboolean sent_away; /* whoever was here before, by the company */
  GCancellable *making; /* (nullable): the sample, while it is being made */
  gint made;            /* of it: per mille; written by other threads, as is */
  gpointer step;        /* what is being made: a translated, static text */
  guint progress_source;
  guint show_source;

  GtkStack *stack;
  AdwStatusPage *trouble_page;
  GtkLabel *company_label;
  GtkEditable *login_row;
  GtkEditable *password_row;
  GtkLabel *sign_in_error;
  GtkWidget *sign_in_button;
  GtkEditable *company_row;
  GtkEditable *your_login_row;
  GtkEditable *your_name_row;
  GtkEditable *new_password_row;
  GtkEditable *repeat_row;
  GtkLabel *start_error;
  GtkWidget *start_button;
  GtkProgressBar *progress;
  GtkEditable *address_row;
  GtkEditable *database_row;
  GtkLabel *server_error;
  GtkCheckButton *remember;
  GtkWidget *connecting;
  GtkWidget *another_button;
  GtkWidget *address_button;
  GtkListBox *recent_list;
  GCancellable *signing_in; /* (nullable): while it is tried */
  GCancellable *looking;    /* (nullable): in the keyring */
  guint look_source;
  gboolean found; /* what stands in the entry of the password is the kept one */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GarrisonEntranceWindow, garrison_entrance_window, ADW_TYPE_APPLICATION_WINDOW)

static guint entered_signal;

static const char *
path_of (const char *company)
{
  return g_str_has_prefix (company, "sqlite:") ? company + strlen ("sqlite:") : company;
}

static char *
default_company (void)
{
  g_autoptr (GSettings) settings = g_settings_new (GARRISON_APPLICATION_ID);
  g_auto (GStrv) recent = g_settings_get_strv (settings, "recent-companies");

  if (recent[0] != NULL
      && (garrison_server_address_is_uri (recent[0]) || g_file_test (path_of (recent[0]), G_FILE_TEST_EXISTS)))
    return g_strdup (recent[0]);
  return g_build_filename (g_get_user_data_dir (), "garrison", "company.garrison", NULL);
}

static gboolean
is_server (GarrisonEntranceWindow *self)
{
  return garrison_server_address_is_uri (self->company);
}

static void update_recent (GarrisonEntranceWindow *self);

static void
show_page (GarrisonEntranceWindow *self, const char *page)
{
  g_clear_handle_id (&self->show_source, g_source_remove);
  if (g_str_equal (page, "welcome"))
    update_recent (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_window_present (GTK_WINDOW (self));
}

static void
show_trouble (GarrisonEntranceWindow *self, const GError *error)
{
  g_autofree char *sentence = garrison_sentence_for_error (error);
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->trouble_page, markup);
  show_page (self, "trouble");
}

static void
set_error (GtkLabel *label, const char *sentence)
{
  gtk_label_set_label (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
}

static void
set_busy (GarrisonEntranceWindow *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->sign_in_button, !busy);
  gtk_widget_set_sensitive (self->start_button, !busy);
  gtk_widget_set_visible (self->connecting, busy && is_server (self));
  gtk_widget_set_visible (self->another_button, !(busy && is_server (self)));
  gtk_widget_set_visible (self->address_button, !busy && is_server (self));
}

/* ---- the companies opened lately ---------------------------------------------------------------- */

static GSettings *
settings_new (void)
{
  return g_settings_new (GARRISON_APPLICATION_ID);
}

/* @first: whether it comes to the front, or goes. */
static void
set_recent (const char *company, gboolean first)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_auto (GStrv) before = g_settings_get_strv (settings, "recent-companies");
  g_autoptr (GPtrArray) after = g_ptr_array_new ();

  if (first)
    g_ptr_array_add (after, (gpointer) company);
  for (guint i = 0; before[i] != NULL && after->len < RECENT; i++)
    if (!g_str_equal (before[i], company))
      g_ptr_array_add (after, before[i]);
  g_ptr_array_add (after, NULL);
  g_settings_set_strv (settings, "recent-companies", (const char *const *) after->pdata);
}

static void
remember_company (GarrisonEntranceWindow *self)
{
  g_autofree char *sample = garrison_sample_company_get_path ();

  if (!g_str_equal (self->company, sample))
    set_recent (self->company, TRUE);
}

static GtkWidget *
recent_row_new (const char *company)
{
  g_autofree char *name = garrison_server_address_dup_name (company);
  g_autofree char *place = garrison_server_address_dup_place (company);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *forget = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "company", g_strdup (company), g_free);
  gtk_widget_set_tooltip_text (forget, _ ("Remove from the list"));
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (forget, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (forget), "entrance.forget");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (forget), g_variant_new_string (company));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
  return row;
}

static void
update_recent (GarrisonEntranceWindow *self)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_auto (GStrv) companies = g_settings_get_strv (settings, "recent-companies");
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));
  for (guint i = 0; companies[i] != NULL; i++)
    gtk_list_box_append (self->recent_list, recent_row_new (companies[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->recent_list), companies[0] != NULL);
}

static void
on_forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_recent (g_variant_get_string (parameter, NULL), FALSE);
  update_recent (GARRISON_ENTRANCE_WINDOW (widget));
}

/* ---- the kept password -------------------------------------------------------------------------- */

static void
say_no_keyring (GarrisonEntranceWindow *self)
{
  gtk_check_button_set_active (self->remember, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remember), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remember),
                               _ ("There is no keyring on this computer that could keep it."));
}

static void
on_password_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonEntranceWindow) self = data;
  g_autoptr (GError) error = NULL;
  char *password = garrison_secret_lookup_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !gtk_widget_get_realized (GTK_WIDGET (self)))
    {
      garrison_secret_free (password);
      return;
    }
  if (error != NULL)
    say_no_keyring (self);
  else if (password != NULL && (self->found || *gtk_editable_get_text (self->password_row) == '\0'))
    {
      gtk_editable_set_text (self->password_row, password);
      gtk_check_button_set_active (self->remember, TRUE);
      gtk_widget_grab_focus (self->sign_in_button);
      self->found = TRUE;
    }
  else if (password == NULL && self->found)
    {
      gtk_editable_set_text (self->password_row, "");
      self->found = FALSE;
    }
  garrison_secret_free (password);
}

static void
look_for_password (GarrisonEntranceWindow *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  garrison_secret_lookup_async (self->company, gtk_editable_get_text (self->login_row), self->looking,
                                on_password_found, g_object_ref (self));
}

static void
on_login_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonEntranceWindow) self = data;
  g_autoptr (GError) error = NULL;
  char *login = garrison_secret_lookup_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && gtk_widget_get_realized (GTK_WIDGET (self)))
    {
      if (error != NULL)
        say_no_keyring (self);
      if (login != NULL && self->wish == NULL)
        {
          self->filling = TRUE;
          gtk_editable_set_text (self->login_row, login);
          self->filling = FALSE;
        }
      if (error == NULL)
        look_for_password (self);
    }
  garrison_secret_free (login);
}

/* Who signed in last here is kept in the keyring too, under no name: the settings name nobody. */
static void
look_for_login (GarrisonEntranceWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->remember), is_server (self));
  if (!is_server (self))
    return;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  garrison_secret_lookup_async (self->company, "", self->looking, on_login_found, g_object_ref (self));
}

static gboolean
on_login_rests (gpointer data)
{
  GarrisonEntranceWindow *self = data;

  self->look_source = 0;
  look_for_password (self);
  return G_SOURCE_REMOVE;
}

static void
on_login_changed (GarrisonEntranceWindow *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (!self->filling && self->company != NULL && is_server (self) && self->session != NULL)
    self->look_source = g_timeout_add (300, on_login_rests, self);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!garrison_secret_keep_finish (result, &error))
    g_message ("the keyring: %s", error->message);
}

static void
keep_password (GarrisonEntranceWindow *self, gboolean keep)
{
  const char *login = gtk_editable_get_text (self->login_row);

  if (!is_server (self) || !gtk_widget_get_sensitive (GTK_WIDGET (self->remember)))
    return;
  garrison_secret_keep_async (self->company, login, keep ? gtk_editable_get_text (self->password_row) : NULL, NULL,
                              on_kept, NULL);
  garrison_secret_keep_async (self->company, "", keep ? login : NULL, NULL, on_kept, NULL);
}

/* ---- signing in --------------------------------------------------------------------------------- */

/* (transfer full): what to do, where the server is at fault in another way than a file. */
static char *
dup_sentence (GarrisonEntranceWindow *self, const GError *error)
{
  if (is_server (self) && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_MISSING))
    return g_strdup (_ ("There is no database of this name on the server. Check the name."));
  if (is_server (self) && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY))
    return g_strdup (_ ("There is no company in this database. Check its name, or ask the administrator."));
  if (garrison_error_get_detail (error, "tls") != NULL)
    return g_strdup (_ ("The server could not prove who it is. Check the address, or ask the administrator for the "
                        "certificate that belongs into the folder .postgresql of your home."));
  return garrison_sentence_for_error (error);
}

static gboolean
is_fault_of_address (GarrisonEntranceWindow *self, const GError *error)
{
  return is_server (self)
         && (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_MISSING)
             || g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_INVALID)
             || g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY));
}

static void
show_address (GarrisonEntranceWindow *self, const char *sentence)
{
  if (is_server (self))
    gtk_editable_set_text (self->address_row, self->company);
  set_error (self->server_error, sentence);
  set_busy (self, FALSE);
  show_page (self, "server");
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

static void
ask_for_password (GarrisonEntranceWindow *self, const char *sentence)
{
  gboolean named = *gtk_editable_get_text (self->login_row) != '\0';
  const char *company = garrison_store_get_company (garrison_desktop_session_get_store (self->session));
  g_autofree char *database = is_server (self) ? garrison_server_address_dup_name (self->company) : NULL;

  gtk_label_set_label (self->company_label,
                       company != NULL && *company ? company : database != NULL ? database : _ ("Garrison"));
  set_error (self->sign_in_error, sentence);
  set_busy (self, FALSE);
  show_page (self, "sign-in");
  gtk_widget_grab_focus (GTK_WIDGET (named ? self->password_row : self->login_row));
  gtk_editable_select_region (self->password_row, 0, -1);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonEntranceWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean was_empty = self->trying_empty;

  self->trying_empty = FALSE;
  g_clear_object (&self->signing_in);
  if (!gtk_widget_get_realized (GTK_WIDGET (self)) && gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (garrison_desktop_session_sign_in_finish (GARRISON_DESKTOP_SESSION (source), result, &error))
    {
      g_clear_handle_id (&self->show_source, g_source_remove);
      keep_password (self, gtk_check_button_get_active (self->remember));
      remember_company (self);
      g_signal_emit (self, entered_signal, 0, self->session);
    }
  else if (was_empty && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
    ask_for_password (self, NULL);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ask_for_password (self, NULL);
  else
    {
      g_autofree char *sentence = dup_sentence (self, error);
      if (self->found && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
        keep_password (self, FALSE);
      if (is_fault_of_address (self, error))
        show_address (self, sentence);
      else
        ask_for_password (self, sentence);
    }
}

static void
sign_in (GarrisonEntranceWindow *self)
{
  const char *login = gtk_editable_get_text (self->login_row);

  if (*login == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->login_row));
      return;
    }
  if (self->signing_in != NULL)
    return;
  set_busy (self, TRUE);
  self->signing_in = g_cancellable_new ();
  garrison_desktop_session_sign_in_async (self->session, login, gtk_editable_get_text (self->password_row), self->signing_in,
                                          on_signed_in, g_object_ref (self));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonEntranceWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_store_open_finish (result, &error);

  if (store == NULL)
    {
      g_autofree char *sentence = dup_sentence (self, error);
      if (is_server (self))
        show_address (self, sentence);
      else
        show_trouble (self, error);
      return;
    }
  g_set_object (&self->session, NULL);
  self->session = garrison_desktop_session_new (store);
  if (self->wish != NULL)
    {
      self->trying_empty = TRUE;
      sign_in (self);
    }
  else
    ask_for_password (self, self->sent_away ? _ ("You were signed out: your login is closed now. Ask whoever manages people.")
                                            : NULL);
  look_for_login (self);
}

/* A company opens faster than people look: the page that says so comes only if it does not. */
static gboolean
on_slow (gpointer data)
{
  GarrisonEntranceWindow *self = data;

  self->show_source = 0;
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
open_company (GarrisonEntranceWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "opening");
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) && self->show_source == 0)
    self->show_source = g_timeout_add (400, on_slow, self);
  garrison_store_open_async (self->company, NULL, on_opened, g_object_ref (self));
}

void
garrison_entrance_window_begin (GarrisonEntranceWindow *self)
{
  g_return_if_fail (GARRISON_IS_ENTRANCE_WINDOW (self));

  if (strstr (self->company, "://") == NULL && !g_file_test (path_of (self->company), G_FILE_TEST_EXISTS))
    show_page (self, "welcome");
  else
    open_company (self);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  GarrisonEntranceWindow *self = data;
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    return;
  g_free (self->company);
  self->company = g_steal_pointer (&path);
  g_clear_pointer (&self->wish, g_free);
  open_company (self);
}

static void
on_open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const patterns[] = { "*.garrison", NULL };

  garrison_compat_open_file (GTK_WINDOW (widget), _ ("Open a company"), _ ("Garrison companies"), patterns,
                             on_file_chosen, g_object_ref (widget), g_object_unref);
}

/* ---- the sample --------------------------------------------------------------------------------- */

static void
open_sample (GarrisonEntranceWindow *self, const char *path)
{
  g_free (self->company);
  self->company = g_strdup (path);
  g_free (self->wish);
  self->wish = g_strdup (GARRISON_SAMPLE_LOGIN);
  gtk_editable_set_text (self->login_row, self->wish);
  open_company (self);
}

static void
on_making (const char *step, double fraction, gpointer data)
{
  GarrisonEntranceWindow *self = data;

  g_atomic_pointer_set (&self->step, (gpointer) step);
  g_atomic_int_set (&self->made, (gint) (fraction * 1000));
}

static gboolean
on_progress (gpointer data)
{
  GarrisonEntranceWindow *self = data;
  const char *step = g_atomic_pointer_get (&self->step);

  gtk_progress_bar_set_fraction (self->progress, CLAMP (g_atomic_int_get (&self->made) / 1000.0, 0, 1));
  gtk_progress_bar_set_text (self->progress, step != NULL ? step : "");
  return G_SOURCE_CONTINUE;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonEntranceWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = garrison_sample_company_get_path ();
  gboolean made = garrison_sample_company_make_finish (result, &error);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->making);
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  if (made)
    open_sample (self, path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_page (self, "welcome");
  else
    show_trouble (self, error);
}

static void
on_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (widget);
  g_autofree char *path = garrison_sample_company_get_path ();

  if (self->making != NULL)
    return;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      open_sample (self, path);
      return;
    }
  self->making = g_cancellable_new ();
  self->step = NULL;
  self->made = 0;
  self->progress_source = g_timeout_add (60, on_progress, self);
  on_progress (self);
  show_page (self, "making");
  garrison_sample_company_make_async (path, on_making, self, self->making, on_made, g_object_ref (self));
}

static void
on_cancel_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (GARRISON_ENTRANCE_WINDOW (widget)->making);
}

/* ---- a server ----------------------------------------------------------------------------------- */

static void
open_other (GarrisonEntranceWindow *self, const char *company)
{
  g_autofree char *other = g_strdup (company);

  g_free (self->company);
  self->company = g_steal_pointer (&other);
  g_clear_pointer (&self->wish, g_free);
  gtk_editable_set_text (self->password_row, "");
  self->found = FALSE;
  garrison_entrance_window_begin (self);
}

static void
on_connect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (widget);
  const char *mistake = NULL;
  g_autofree char *uri = garrison_server_address_read (gtk_editable_get_text (self->address_row),
                                                       gtk_editable_get_text (self->database_row), &mistake);

  set_error (self->server_error, mistake);
  if (uri != NULL)
    open_other (self, uri);
}

static void
on_address_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_address (GARRISON_ENTRANCE_WINDOW (widget), NULL);
}

static void
on_stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (GARRISON_ENTRANCE_WINDOW (widget)->signing_in);
}

static void
on_recent_activated (GarrisonEntranceWindow *self, GtkListBoxRow *row)
{
  open_other (self, g_object_get_data (G_OBJECT (row), "company"));
}

/* ---- starting ----------------------------------------------------------------------------------- */

static void
on_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (widget);

  show_page (self, g_variant_get_string (parameter, NULL));
  if (g_strcmp0 (g_variant_get_string (parameter, NULL), "start") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->company_row));
  else if (g_strcmp0 (g_variant_get_string (parameter, NULL), "server") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

static void
on_retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_entrance_window_begin (GARRISON_ENTRANCE_WINDOW (widget));
}

static void
on_sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (widget);

  if (gtk_widget_get_sensitive (self->sign_in_button))
    sign_in (self);
}

static void
on_founded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonEntranceWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_found_finish (result, &error);

  set_busy (self, FALSE);
  if (store == NULL)
    {
      g_autofree char *sentence = garrison_sentence_for_error (error);
      set_error (self->start_error, sentence);
      return;
    }
  g_clear_object (&self->session);
  self->session = garrison_desktop_session_new (store);
  gtk_editable_set_text (self->login_row, gtk_editable_get_text (self->your_login_row));
  garrison_desktop_session_enter_async (self->session, on_signed_in, g_object_ref (self));
}

/* (nullable): what is still wrong with the form, as a sentence. */
static const char *
find_mistake (GarrisonEntranceWindow *self)
{
  if (*gtk_editable_get_text (self->your_login_row) == '\0')
    return _ ("Please choose a login: the short name that you sign in with.");
  return garrison_people_find_mistake (gtk_editable_get_text (self->new_password_row),
                                       gtk_editable_get_text (self->repeat_row), NULL,
                                       gtk_editable_get_text (self->your_login_row));
}

static void
on_start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (widget);
  const char *mistake = find_mistake (self);
  GarrisonFounding founding = {
    .company = gtk_editable_get_text (self->company_row),
    .owner_login = gtk_editable_get_text (self->your_login_row),
    .owner_name = gtk_editable_get_text (self->your_name_row),
    .password = gtk_editable_get_text (self->new_password_row),
    .chinese = garrison_locale_is_chinese (),
  };

  set_error (self->start_error, mistake);
  if (mistake != NULL || !gtk_widget_get_sensitive (self->start_button))
    return;
  if (*founding.owner_name == '\0')
    founding.owner_name = NULL;
  set_busy (self, TRUE);
  garrison_found_async (self->company, &founding, on_founded, g_object_ref (self));
}

static void
garrison_entrance_window_dispose (GObject *object)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (object);

  g_clear_handle_id (&self->show_source, g_source_remove);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_cancellable_cancel (self->making);
  g_cancellable_cancel (self->signing_in);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (garrison_entrance_window_parent_class)->dispose (object);
}

static void
garrison_entrance_window_finalize (GObject *object)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (object);

  g_free (self->company);
  g_free (self->wish);
  G_OBJECT_CLASS (garrison_entrance_window_parent_class)->finalize (object);
}

static void
garrison_entrance_window_class_init (GarrisonEntranceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_entrance_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_entrance_window_finalize;
  entered_signal = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, GARRISON_TYPE_DESKTOP_SESSION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/entrance-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonEntranceWindow, child)
  BIND (stack);
  BIND (trouble_page);
  BIND (company_label);
  BIND (login_row);
  BIND (password_row);
  BIND (sign_in_error);
  BIND (sign_in_button);
  BIND (company_row);
  BIND (your_login_row);
  BIND (your_name_row);
  BIND (new_password_row);
  BIND (repeat_row);
  BIND (start_error);
  BIND (start_button);
  BIND (progress);
  BIND (address_row);
  BIND (database_row);
  BIND (server_error);
  BIND (remember);
  BIND (connecting);
  BIND (another_button);
  BIND (address_button);
  BIND (recent_list);
#undef BIND
  gtk_widget_class_install_action (widget_class, "entrance.open", NULL, on_open_action);
  gtk_widget_class_install_action (widget_class, "entrance.sample", NULL, on_sample_action);
  gtk_widget_class_install_action (widget_class, "entrance.cancel-sample", NULL, on_cancel_sample_action);
  gtk_widget_class_install_action (widget_class, "entrance.page", "s", on_page_action);
  gtk_widget_class_install_action (widget_class, "entrance.retry", NULL, on_retry_action);
  gtk_widget_class_install_action (widget_class, "entrance.sign-in", NULL, on_sign_in_action);
  gtk_widget_class_install_action (widget_class, "entrance.start", NULL, on_start_action);
  gtk_widget_class_install_action (widget_class, "entrance.connect", NULL, on_connect_action);
  gtk_widget_class_install_action (widget_class, "entrance.address", NULL, on_address_action);
  gtk_widget_class_install_action (widget_class, "entrance.stop", NULL, on_stop_action);
  gtk_widget_class_install_action (widget_class, "entrance.forget", "s", on_forget_action);
}

/* Return in an entry goes on: to the form's button. */
static void
on_entry_activated (GtkWidget *row, gpointer action)
{
  gtk_widget_activate_action (row, action, NULL);
}

static void
garrison_entrance_window_init (GarrisonEntranceWindow *self)
{
  GtkEditable *starting[5];

  gtk_widget_init_template (GTK_WIDGET (self));
  garrison_text_scale_window (GTK_WINDOW (self));
  starting[0] = self->company_row;
  starting[1] = self->your_login_row;
  starting[2] = self->your_name_row;
  starting[3] = self->new_password_row;
  starting[4] = self->repeat_row;
  for (guint i = 0; i < G_N_ELEMENTS (starting); i++)
    g_signal_connect (starting[i], "entry-activated", G_CALLBACK (on_entry_activated), "entrance.start");
  g_signal_connect (self->login_row, "entry-activated", G_CALLBACK (on_entry_activated), "entrance.sign-in");
  g_signal_connect (self->password_row, "entry-activated", G_CALLBACK (on_entry_activated), "entrance.sign-in");
  g_signal_connect (self->address_row, "entry-activated", G_CALLBACK (on_entry_activated), "entrance.connect");
  g_signal_connect (self->database_row, "entry-activated", G_CALLBACK (on_entry_activated), "entrance.connect");
  g_signal_connect_swapped (self->login_row, "changed", G_CALLBACK (on_login_changed), self);
  g_signal_connect_swapped (self->recent_list, "row-activated", G_CALLBACK (on_recent_activated), self);
}

GarrisonEntranceWindow *
garrison_entrance_window_new (GtkApplication *application, const char *company, const char *login)
{
  GarrisonEntranceWindow *self
    = g_object_new (GARRISON_TYPE_ENTRANCE_WINDOW, "application", application, NULL);

  self->company = company != NULL ? g_strdup (company) : default_company ();
  self->wish = g_strdup (login);
  gtk_editable_set_text (self->login_row, login != NULL ? login : g_get_user_name ());
  gtk_editable_set_text (self->your_login_row, g_get_user_name ());
  gtk_editable_set_text (self->your_name_row,
                         g_strcmp0 (g_get_real_name (), "Unknown") != 0 ? g_get_real_name () : "");
  return self;
}

const char *
garrison_entrance_window_get_login (GarrisonEntranceWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_ENTRANCE_WINDOW (self), NULL);
  return gtk_editable_get_text (self->login_row);
}

void
garrison_entrance_window_say_sent_away (GarrisonEntranceWindow *self)
{
  g_return_if_fail (GARRISON_IS_ENTRANCE_WINDOW (self));
  self->sent_away = TRUE;
}
