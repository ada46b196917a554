#include "desktop/lock-desk.h"

#include "desktop/form-dialog.h"
#include "desktop/windows.h"

typedef struct
{
  const char *kind; /* static */
  int width, height;
  gboolean maximized;
  gboolean active;
  GVariant *place;
  GPtrArray *forms; /* of GarrisonFormDialogKept */
} Place;

struct _GarrisonLockDesk
{
  gint64 person;
  gint64 customer;
  GPtrArray *places;
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_variant_unref (place->place);
  g_ptr_array_unref (place->forms);
  g_free (place);
}

GarrisonDesktopSession *
garrison_lock_desk_session_of (GtkWindow *window)
{
  while (window != NULL && !GARRISON_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? garrison_window_get_session (GARRISON_WINDOW (window)) : NULL;
}

/* (element-type GtkWindow): held, as closing one changes the list. */
static GPtrArray *
windows_of (GarrisonDesktopSession *session)
{
  GListModel *all = gtk_window_get_toplevels ();
  GPtrArray *windows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);
      if (garrison_lock_desk_session_of (window) == session)
        g_ptr_array_add (windows, g_steal_pointer (&window));
    }
  return windows;
}

/* ---- keeping ------------------------------------------------------------------------------------ */

static const char *
kind_of (GarrisonWindow *window)
{
  const char *const *kinds = garrison_windows_get_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    if (G_OBJECT_TYPE (window) == garrison_windows_get_type_of (kinds[i]))
      return kinds[i];
  return NULL;
}

static void
keep_forms (Place *place, GarrisonWindow *window, GPtrArray *windows)
{
  for (guint i = 0; i < windows->len; i++)
    {
      GtkWindow *dialog = windows->pdata[i];
      GarrisonFormDialogKept *kept = NULL;
      if (GARRISON_IS_FORM_DIALOG (dialog) && gtk_window_get_transient_for (dialog) == GTK_WINDOW (window))
        kept = garrison_form_dialog_keep (GARRISON_FORM_DIALOG (dialog));
      if (kept != NULL)
        g_ptr_array_add (place->forms, kept);
    }
}

static void
keep_window (GarrisonLockDesk *self, GarrisonWindow *window, GPtrArray *windows)
{
  const char *kind = kind_of (window);
  Place *place;

  if (kind == NULL || !gtk_widget_get_visible (GTK_WIDGET (window)))
    return;
  place = g_new0 (Place, 1);
  place->kind = kind;
  place->maximized = gtk_window_is_maximized (GTK_WINDOW (window));
  place->active = gtk_window_is_active (GTK_WINDOW (window));
  place->place = garrison_window_keep_place (window);
  place->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_form_dialog_kept_free);
  gtk_window_get_default_size (GTK_WINDOW (window), &place->width, &place->height);
  keep_forms (place, window, windows);
  g_ptr_array_add (self->places, place);
}

GarrisonLockDesk *
garrison_lock_desk_take (GarrisonDesktopSession *session)
{
  g_autoptr (GPtrArray) windows = NULL;
  GarrisonLockDesk *self;

  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (session), NULL);

  windows = windows_of (session);
  self = g_new0 (GarrisonLockDesk, 1);
  self->person = garrison_store_get_me (garrison_desktop_session_get_store (session));
  self->customer = garrison_desktop_session_get_customer (session);
  self->places = g_ptr_array_new_with_free_func (place_free);
  for (guint i = 0; i < windows->len; i++)
    if (GARRISON_IS_WINDOW (windows->pdata[i]))
      keep_window (self, windows->pdata[i], windows);
  return self;
}

void
garrison_lock_desk_free (GarrisonLockDesk *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->places);
  g_free (self);
}

gint64
garrison_lock_desk_get_person (GarrisonLockDesk *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->person;
}

void
garrison_lock_desk_close_dialogs (GarrisonDesktopSession *session)
{
  g_autoptr (GPtrArray) windows = NULL;

  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (session));

  windows = windows_of (session);
  for (guint i = 0; i < windows->len; i++)
    {
      /* A chooser of files belongs to whoever waits for its answer. */
      if (GTK_IS_FILE_CHOOSER_DIALOG (windows->pdata[i]))
        gtk_window_close (windows->pdata[i]);
      else if (!GARRISON_IS_WINDOW (windows->pdata[i]))
        gtk_window_destroy (windows->pdata[i]);
    }
}

/* ---- bringing back ------------------------------------------------------------------------------ */

static GarrisonWindow *
bring_back (const Place *place, GtkApplication *application, GarrisonDesktopSession *session)
{
  GarrisonWindow *window = g_object_new (garrison_windows_get_type_of (place->kind), "application", application,
                                         "session", session, NULL);

  if (place->width > 0 && place->height > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), place->width, place->height);
  if (place->maximized)
    gtk_window_maximize (GTK_WINDOW (window));
  garrison_window_bring_back_place (window, place->place);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < place->forms->len; i++)
    garrison_form_dialog_bring_back (window, place->forms->pdata[i]);
  return window;
}

guint
garrison_lock_desk_bring_back (GarrisonLockDesk *self, GtkApplication *application, GarrisonDesktopSession *session)
{
  GarrisonWindow *active = NULL;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (session), 0);
  g_return_val_if_fail (garrison_store_get_me (garrison_desktop_session_get_store (session)) == self->person, 0);

  garrison_desktop_session_set_customer (session, self->customer);
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = self->places->pdata[i];
      GarrisonWindow *window = bring_back (place, application, session);
      if (place->active && place->forms->len == 0)
        active = window;
    }
  if (active != NULL)
    gtk_window_present (GTK_WINDOW (active));
  return self->places->len;
}
