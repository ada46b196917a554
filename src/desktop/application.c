#include "desktop/application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "desktop/about.h"
#include "desktop/compat.h"
#include "desktop/customers-window.h"
#include "desktop/daily-falls.h"
#include "desktop/entrance-window.h"
#include "desktop/error-dialog.h"
#include "desktop/import-dialog.h"
#include "desktop/lock.h"
#include "desktop/lock-failures.h"
#include "desktop/preferences.h"
#include "desktop/stall-probe.h"
#include "desktop/windows.h"

struct _GarrisonApplication
{
  AdwApplication parent_instance;
  GarrisonLock *lock; /* from startup on */
};

G_DEFINE_FINAL_TYPE (GarrisonApplication, garrison_application, ADW_TYPE_APPLICATION)

static const GOptionEntry OPTIONS[] = {
  { "company", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("The company to open: a file, or sqlite:PATH"), N_ ("URI") },
  { "as", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Sign in as this person"), N_ ("LOGIN") },
  { "window", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Begin with this window: customers, timeline, charts or people"),
    N_ ("WINDOW") },
  { "measure-stalls", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print at the end how long the program kept waiting"),
    NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE TO IMPORT]") },
  { NULL }
};

GarrisonApplication *
garrison_application_new (void)
{
  return g_object_new (GARRISON_TYPE_APPLICATION, "application-id", GARRISON_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}

GarrisonDesktopSession *
garrison_application_get_session (GarrisonApplication *self)
{
  g_return_val_if_fail (GARRISON_IS_APPLICATION (self), NULL);

  /* The active window comes first in the list. */
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      GtkWindow *window = l->data;
      while (window != NULL && !GARRISON_IS_WINDOW (window))
        window = gtk_window_get_transient_for (window);
      if (window != NULL)
        return garrison_window_get_session (GARRISON_WINDOW (window));
    }
  return NULL;
}

static GarrisonWindow *
find_window (GarrisonApplication *self, GarrisonDesktopSession *session, GType type)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type)
        && garrison_window_get_session (GARRISON_WINDOW (l->data)) == session)
      return l->data;
  return NULL;
}

static GarrisonWindow *
make_window (GarrisonApplication *self, GarrisonDesktopSession *session, GType type)
{
  return GARRISON_WINDOW (g_object_new (type, "application", self, "session", session, NULL));
}

GarrisonWindow *
garrison_application_show_window (GarrisonApplication *self, GarrisonDesktopSession *session, const char *kind,
                                  const char *target)
{
  GType type = garrison_windows_get_type_of (kind);
  GarrisonWindow *window;

  g_return_val_if_fail (GARRISON_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (session), NULL);

  if (type == G_TYPE_INVALID)
    return NULL;
  window = find_window (self, session, type);
  if (window == NULL)
    window = make_window (self, session, type);
  garrison_window_show_target (window, target);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
on_show (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GarrisonApplication *self = data;
  GarrisonDesktopSession *session = garrison_application_get_session (self);
  const char *name = g_action_get_name (G_ACTION (action));

  g_assert (g_str_has_prefix (name, "show-"));
  if (session != NULL)
    garrison_application_show_window (self, session, name + strlen ("show-"),
                                      g_variant_get_string (parameter, NULL));
}

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GarrisonApplication *self = data;
  GarrisonDesktopSession *session = garrison_application_get_session (self);
  GType type = garrison_windows_get_type_of (g_variant_get_string (parameter, NULL));

  if (session != NULL && type != G_TYPE_INVALID)
    gtk_window_present (GTK_WINDOW (make_window (self, session, type)));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  garrison_about_show (gtk_application_get_active_window (data));
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  garrison_shortcuts_show (gtk_application_get_active_window (data));
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  /* Each window may ask before it goes, for example about a text that was not saved. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry ACTIONS[] = {
  { .name = "show-customers", .activate = on_show, .parameter_type = "s" },
  { .name = "show-timeline", .activate = on_show, .parameter_type = "s" },
  { .name = "show-charts", .activate = on_show, .parameter_type = "s" },
  { .name = "new-window", .activate = on_new_window, .parameter_type = "s" },
  { .name = "about", .activate = on_about },
  { .name = "shortcuts", .activate = on_shortcuts },
  { .name = "quit", .activate = on_quit },
};

static const struct
{
  const char *action;
  const char *keys[3];
} KEYS[] = {
  { "app.quit", { "<Primary>q" } },
  { "app.shortcuts", { "<Primary>question", "F1" } },
  { "app.show-customers('')", { "<Primary>1" } },
  { "app.show-timeline('')", { "<Primary>2" } },
  { "app.show-charts('')", { "<Primary>3" } },
  { "window.close", { "<Primary>w" } },
  { "win.undo", { "<Primary>z" } },
  { "win.lock", { "<Primary><Alt>l" } },
  { "win.people", { "<Primary>4" } },
  { "win.preferences", { "<Primary>comma" } },
};

/* Ended from outside: the store is closed whole, the probe reports. */
static gboolean
on_signal (gpointer data)
{
  g_application_quit (data);
  return G_SOURCE_CONTINUE;
}

static void on_locked (GarrisonApplication *self, GarrisonLockWindow *page);

static void
garrison_application_startup (GApplication *application)
{
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (garrison_application_parent_class)->startup (application);
  g_set_application_name (_ ("Garrison"));
  gtk_window_set_default_icon_name (GARRISON_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    gtk_application_set_accels_for_action (self, KEYS[i].action, KEYS[i].keys);
  garrison_preferences_apply_color_scheme ();
  garrison_compat_paint_over (garrison_window_paint_mark_over);
#ifndef GARRISON_INSPECTOR
  garrison_compat_close_inspector ();
#endif
  GARRISON_APPLICATION (self)->lock = garrison_lock_new (self, NULL);
  g_signal_connect_object (GARRISON_APPLICATION (self)->lock, "locked", G_CALLBACK (on_locked), self, G_CONNECT_SWAPPED);
  g_unix_signal_add (SIGTERM, on_signal, self);
  g_unix_signal_add (SIGINT, on_signal, self);
  if (g_strcmp0 (g_getenv ("GARRISON_STALLS"), "1") == 0)
    garrison_stall_probe_start ();
}

static void
garrison_application_shutdown (GApplication *application)
{
  if (garrison_stall_probe_is_running ())
    {
      g_autofree char *report = garrison_stall_probe_report ();
      g_printerr ("%s\n", report);
    }
  g_clear_object (&GARRISON_APPLICATION (application)->lock);
  garrison_desktop_session_wait_closed ();
  G_APPLICATION_CLASS (garrison_application_parent_class)->shutdown (application);
}

/* The window, and in it the import of @file (nullable). */
static void
begin (GarrisonApplication *self, GarrisonDesktopSession *session, const char *kind, GFile *file)
{
  GarrisonWindow *window
    = garrison_application_show_window (self, session, file != NULL ? "customers" : kind, "");

  if (window == NULL)
    window = garrison_application_show_window (self, session, "customers", "");
  garrison_daily_falls_begin (session);
  if (garrison_store_was_set_back (garrison_desktop_session_get_store (session)))
    garrison_notice_show (GTK_WINDOW (window), _ ("Acts are gone"), garrison_sentence_for_set_back ());
  if (file != NULL)
    garrison_import_dialog_offer (window, file);
}

static void
on_entered (GarrisonEntranceWindow *entrance, GarrisonDesktopSession *session, gpointer data)
{
  GarrisonApplication *self = data;
  const char *kind = g_object_get_data (G_OBJECT (entrance), "window");

  g_object_set_data_full (G_OBJECT (session), "login",
                          g_strdup (garrison_entrance_window_get_login (entrance)), g_free);
  begin (self, session, kind, g_object_get_data (G_OBJECT (entrance), "file"));
  gtk_window_destroy (GTK_WINDOW (entrance));
  garrison_lock_failures_tell (session);
}

/* ---- the lock ----------------------------------------------------------------------------------- */

void
garrison_application_lock (GarrisonApplication *self, GarrisonDesktopSession *session)
{
  g_return_if_fail (GARRISON_IS_APPLICATION (self));
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (session));

  if (self->lock != NULL)
    garrison_lock_session (self->lock, session);
}

static void
on_unlocked (GarrisonLockWindow *page, GarrisonDesktopSession *session, gpointer data)
{
  GarrisonApplication *self = data;

  if (!garrison_lock_window_bring_back (page, session))
    begin (self, session, "customers", NULL);
  gtk_window_destroy (GTK_WINDOW (page));
  garrison_lock_failures_tell (session);
}

static void
on_locked (GarrisonApplication *self, GarrisonLockWindow *page)
{
  g_signal_connect_object (page, "entered", G_CALLBACK (on_unlocked), self, 0);
}

static GtkWindow *
find_lock_window (GarrisonApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (GARRISON_IS_LOCK_WINDOW (l->data))
      return l->data;
  return NULL;
}

static GarrisonEntranceWindow *
open_entrance (GarrisonApplication *self, const char *company, const char *login, const char *window, GFile *file)
{
  GarrisonEntranceWindow *entrance
    = garrison_entrance_window_new (GTK_APPLICATION (self), company, login);

  g_object_set_data_full (G_OBJECT (entrance), "window", g_strdup (window), g_free);
  if (file != NULL)
    g_object_set_data_full (G_OBJECT (entrance), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (entrance, "entered", G_CALLBACK (on_entered), self, 0);
  garrison_entrance_window_begin (entrance);
  return entrance;
}

static int
garrison_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GarrisonApplication *self = GARRISON_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  const char *company = NULL, *login = NULL, *window = "customers";
  g_autofree const char **files = NULL;
  g_autoptr (GFile) file = NULL;

  g_variant_dict_lookup (options, "company", "&s", &company);
  g_variant_dict_lookup (options, "as", "&s", &login);
  g_variant_dict_lookup (options, "window", "&s", &window);
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &files) && files[0] != NULL)
    file = g_application_command_line_create_file_for_arg (line, files[0]);
  if (g_variant_dict_contains (options, "measure-stalls"))
    garrison_stall_probe_start ();
  /* Started again without a wish: the company that is open comes to the front. */
  if (company == NULL && garrison_application_get_session (self) != NULL)
    begin (self, garrison_application_get_session (self), window, file);
  else if (company == NULL && find_lock_window (self) != NULL)
    gtk_window_present (find_lock_window (self));
  else
    open_entrance (self, company, login, window, file);
  return 0;
}

static int
garrison_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  const char *window = NULL;
  g_autofree const char **files = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Garrison %s\n", GARRISON_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "window", "&s", &window)
      && garrison_windows_get_type_of (window) == G_TYPE_INVALID)
    {
      g_printerr (_ ("There is no window “%s”.\n"), window);
      return 2;
    }
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &files) && g_strv_length ((char **) files) > 1)
    {
      g_printerr (_ ("Name one file to import, not several.\n"));
      return 2;
    }
  return -1;
}

static void
on_window_removed (GtkApplication *application, GtkWindow *window, gpointer data)
{
  GarrisonDesktopSession *session;

  if (!GARRISON_IS_WINDOW (window))
    return;
  session = garrison_window_get_session (GARRISON_WINDOW (window));
  /* Signed out, not closed: the next person finds the door. */
  if (!garrison_desktop_session_is_signed_in (session) && !garrison_desktop_session_is_locked (session)
      && find_window (GARRISON_APPLICATION (application), session, GARRISON_TYPE_WINDOW) == NULL)
    {
      g_autofree char *uri = g_strdup (garrison_store_get_uri (garrison_desktop_session_get_store (session)));
      GarrisonEntranceWindow *entrance
        = open_entrance (GARRISON_APPLICATION (application), uri, NULL, "customers", NULL);
      if (garrison_desktop_session_was_sent_away (session))
        garrison_entrance_window_say_sent_away (entrance, garrison_desktop_session_was_password_reset (session));
    }
}

static void
garrison_application_class_init (GarrisonApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = garrison_application_startup;
  application_class->shutdown = garrison_application_shutdown;
  application_class->command_line = garrison_application_command_line;
  application_class->handle_local_options = garrison_application_handle_local_options;
}

static void
garrison_application_init (GarrisonApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), OPTIONS);
  g_signal_connect (self, "window-removed", G_CALLBACK (on_window_removed), NULL);
}
