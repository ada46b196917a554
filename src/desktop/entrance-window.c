#include "desktop/entrance-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/language.h"
#include "desktop/compat.h"
#include "desktop/error-dialog.h"
#include "desktop/founding.h"
#include "desktop/lock-failures.h"
#include "desktop/server-address.h"
#include "desktop/text-scale.h"
#include "model/people.h"
#include "store/company-uri.h"

G_DEFINE_FINAL_TYPE (GarrisonEntranceWindow, garrison_entrance_window, ADW_TYPE_APPLICATION_WINDOW)

static guint entered_signal;

static char *
default_company (void)
{
  char *newest = garrison_entrance_recent_get_newest ();

  return newest != NULL ? newest : g_build_filename (g_get_user_data_dir (), "garrison", "company.garrison", NULL);
}

gboolean
garrison_entrance_window_is_server (GarrisonEntranceWindow *self)
{
  return garrison_company_uri_is_server (self->company);
}

void
garrison_entrance_window_show_page (GarrisonEntranceWindow *self, const char *page)
{
  g_clear_handle_id (&self->show_source, g_source_remove);
  if (g_str_equal (page, "welcome"))
    garrison_entrance_recent_update (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_window_present (GTK_WINDOW (self));
}

void
garrison_entrance_window_show_trouble (GarrisonEntranceWindow *self, const GError *error)
{
  g_autofree char *sentence = garrison_sentence_for_error (error);
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->trouble_page, markup);
  garrison_entrance_window_show_page (self, "trouble");
}

/* Below a page that scrolls a mistake could stay unseen. */
static gboolean
on_scroll_to (gpointer data)
{
  GtkWidget *label = data, *scroller = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  GtkAdjustment *position;
  double end;

  if (scroller == NULL || !gtk_widget_get_mapped (label) || !gtk_widget_compute_bounds (label, scroller, &bounds))
    return G_SOURCE_REMOVE;
  position = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  end = gtk_adjustment_get_value (position) + bounds.origin.y + bounds.size.height;
  gtk_adjustment_clamp_page (position, end - bounds.size.height, end);
  return G_SOURCE_REMOVE;
}

static void
set_error (GtkLabel *label, const char *sentence)
{
  gtk_label_set_label (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (label)))
    g_idle_add_full (G_PRIORITY_LOW, on_scroll_to, g_object_ref (label), g_object_unref);
}

static void
set_busy (GarrisonEntranceWindow *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->sign_in_button, !busy);
  gtk_widget_set_sensitive (self->start_button, !busy);
  gtk_widget_set_visible (self->connecting, busy && garrison_entrance_window_is_server (self));
  gtk_widget_set_visible (self->another_button, !(busy && garrison_entrance_window_is_server (self)));
  gtk_widget_set_visible (self->address_button, !busy && garrison_entrance_window_is_server (self));
}

/* ---- signing in --------------------------------------------------------------------------------- */

/* (transfer full): what to do, where the server is at fault in another way than a file. */
static char *
dup_sentence (GarrisonEntranceWindow *self, const GError *error)
{
  if (garrison_entrance_window_is_server (self) && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_MISSING))
    return g_strdup (_ ("There is no database of this name on the server. Check the name."));
  if (garrison_entrance_window_is_server (self) && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY))
    return g_strdup (_ ("There is no company in this database. Check its name, or ask the administrator."));
  if (garrison_error_get_detail (error, "tls") != NULL)
    return g_strdup (_ ("The server could not prove who it is. Check the address, or ask the administrator for the "
                        "certificate that belongs into the folder .postgresql of your home."));
  return garrison_sentence_for_error (error);
}

static gboolean
is_fault_of_address (GarrisonEntranceWindow *self, const GError *error)
{
  return garrison_entrance_window_is_server (self)
         && (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_MISSING)
             || g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_INVALID)
             || g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY));
}

static void
show_address (GarrisonEntranceWindow *self, const char *sentence)
{
  if (garrison_entrance_window_is_server (self))
    gtk_editable_set_text (self->address_row, self->company);
  set_error (self->server_error, sentence);
  set_busy (self, FALSE);
  garrison_entrance_window_show_page (self, "server");
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

/* (transfer full): an encrypted company has no name until somebody signs in, and a server's neither: that of its place. */
static char *
dup_title (GarrisonEntranceWindow *self)
{
  const char *company = garrison_store_get_company (garrison_desktop_session_get_store (self->session));
  g_autofree char *name = NULL;

  if (company != NULL && *company != '\0')
    return g_strdup (company);
  if (garrison_entrance_window_is_server (self))
    name = garrison_server_address_dup_name (self->company);
  else
    name = g_filename_display_basename (garrison_company_uri_get_path (self->company));
  if (name == NULL)
    return g_strdup (_ ("Garrison"));
  if (g_str_has_suffix (name, ".garrison") && strlen (name) > strlen (".garrison"))
    name[strlen (name) - strlen (".garrison")] = '\0';
  return g_steal_pointer (&name);
}

static void
ask_for_password (GarrisonEntranceWindow *self, const char *sentence)
{
  gboolean named = *gtk_editable_get_text (self->login_row) != '\0';
  g_autofree char *title = dup_title (self);

  gtk_label_set_label (self->company_label, title);
  set_error (self->sign_in_error, sentence);
  set_busy (self, FALSE);
  garrison_entrance_window_show_page (self, "sign-in");
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
      garrison_entrance_password_keep (self, gtk_check_button_get_active (self->remember));
      garrison_entrance_recent_remember (self);
      g_signal_emit (self, entered_signal, 0, self->session);
    }
  else if (was_empty && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
    {
      garrison_lock_failures_expect (self->session);
      ask_for_password (self, NULL);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ask_for_password (self, NULL);
  else
    {
      g_autofree char *sentence = dup_sentence (self, error);
      if (self->found && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
        garrison_entrance_password_keep (self, FALSE);
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
      if (garrison_entrance_window_is_server (self))
        show_address (self, sentence);
      else
        garrison_entrance_window_show_trouble (self, error);
      return;
    }
  g_clear_object (&self->session);
  self->session = garrison_desktop_session_new (store);
  /* What is encrypted has no empty password. */
  if (self->wish != NULL && !garrison_store_is_encrypted (store))
    {
      self->trying_empty = TRUE;
      sign_in (self);
    }
  else
    ask_for_password (self, self->sent_away);
  self->sent_away = NULL;
  garrison_entrance_password_look (self);
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

void
garrison_entrance_window_open (GarrisonEntranceWindow *self)
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

  if (!garrison_entrance_window_is_server (self) && !g_file_test (garrison_company_uri_get_path (self->company), G_FILE_TEST_EXISTS))
    garrison_entrance_window_show_page (self, "welcome");
  else
    garrison_entrance_window_open (self);
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
  garrison_entrance_window_open (self);
}

static void
on_open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const patterns[] = { "*.garrison", NULL };

  garrison_compat_open_file (GTK_WINDOW (widget), _ ("Open a company"), _ ("Garrison companies"), patterns,
                             on_file_chosen, g_object_ref (widget), g_object_unref);
}

static void
on_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_entrance_sample_begin (GARRISON_ENTRANCE_WINDOW (widget));
}

static void
on_cancel_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (GARRISON_ENTRANCE_WINDOW (widget)->making);
}

static void
on_forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_entrance_recent_forget (GARRISON_ENTRANCE_WINDOW (widget), g_variant_get_string (parameter, NULL));
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

  garrison_entrance_window_show_page (self, g_variant_get_string (parameter, NULL));
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

void
garrison_entrance_window_enter (GarrisonEntranceWindow *self)
{
  garrison_desktop_session_enter_async (self->session, on_signed_in, g_object_ref (self));
}

static void
on_founded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonEntranceWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_found_finish (result, &error);
  char *recovery_key;

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
  recovery_key = garrison_store_take_recovery_key (store);
  if (recovery_key != NULL)
    garrison_entrance_recovery_show (self, recovery_key);
  else
    garrison_entrance_window_enter (self);
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
  BIND (recovery_label);
  BIND (written_button);
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
  gtk_widget_class_install_action (widget_class, "entrance.copy-recovery-key", NULL, garrison_entrance_recovery_copy);
  gtk_widget_class_install_action (widget_class, "entrance.forget-recovery-key", NULL, garrison_entrance_recovery_forget);
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
  garrison_compat_name_password_row (GTK_WIDGET (self->password_row));
  garrison_compat_name_password_row (GTK_WIDGET (self->new_password_row));
  garrison_compat_name_password_row (GTK_WIDGET (self->repeat_row));
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
  g_signal_connect_swapped (self->login_row, "changed", G_CALLBACK (garrison_entrance_password_look_again), self);
  g_signal_connect_swapped (self->recent_list, "row-activated", G_CALLBACK (on_recent_activated), self);
}

GarrisonEntranceWindow *
garrison_entrance_window_new (GtkApplication *application, const char *company, const char *login)
{
  GarrisonEntranceWindow *self
    = g_object_new (GARRISON_TYPE_ENTRANCE_WINDOW, "application", application, NULL);

  self->company = company != NULL ? g_strdup (company) : default_company ();
  self->wish = g_strdup (login);
  garrison_compat_announce_window (GTK_WINDOW (self));
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
garrison_entrance_window_say_sent_away (GarrisonEntranceWindow *self, gboolean password_reset)
{
  g_return_if_fail (GARRISON_IS_ENTRANCE_WINDOW (self));
  self->sent_away = password_reset
                      ? _ ("You were signed out: your password was changed by somebody else. Sign in with the new one.")
                      : _ ("You were signed out: your login is closed now. Ask whoever manages people.");
}
