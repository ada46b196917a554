#include "desktop/lock-window.h"

#include <glib/gi18n-lib.h>

#include "desktop/avatar.h"
#include "desktop/compat.h"
#include "desktop/text-scale.h"
#include "model/sentence.h"

struct _GarrisonLockWindow
{
  AdwApplicationWindow parent_instance;
  GarrisonDesktopSession *session;
  GarrisonLockDesk *desk; /* (nullable): NULL once somebody is in */
  char *login;            /* of the person who is away */
  GCancellable *signing_in; /* (nullable): while it is tried */

  GarrisonAvatar *avatar;
  GtkLabel *who;
  GtkWidget *explanation;
  GtkEditable *login_row;
  GtkEditable *password_row;
  GtkLabel *mistake;
  GtkWidget *unlock_button;
  GtkWidget *other_button;
  GtkSpinner *busy;
};

G_DEFINE_FINAL_TYPE (GarrisonLockWindow, garrison_lock_window, ADW_TYPE_APPLICATION_WINDOW)

static guint entered_signal;

static void
say (GarrisonLockWindow *self, const char *sentence)
{
  gtk_label_set_label (self->mistake, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), sentence != NULL);
}

static void
set_busy (GarrisonLockWindow *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->unlock_button, !busy);
  gtk_widget_set_sensitive (self->other_button, !busy);
  gtk_spinner_set_spinning (self->busy, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->busy), busy);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonLockWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean in = garrison_desktop_session_sign_in_finish (GARRISON_DESKTOP_SESSION (source), result, &error);

  g_clear_object (&self->signing_in);
  /* Closed meanwhile: nobody stays signed in behind it. */
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    {
      garrison_store_sign_out (garrison_desktop_session_get_store (GARRISON_DESKTOP_SESSION (source)));
      return;
    }
  set_busy (self, FALSE);
  if (in)
    {
      g_signal_emit (self, entered_signal, 0, self->session);
      return;
    }
  sentence = garrison_sentence_for_error (error);
  say (self, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  gtk_editable_select_region (self->password_row, 0, -1);
}

static void
on_unlock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonLockWindow *self = GARRISON_LOCK_WINDOW (widget);
  const char *login = gtk_editable_get_text (self->login_row);

  if (self->signing_in != NULL)
    return;
  if (*login == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->login_row));
      return;
    }
  say (self, NULL);
  set_busy (self, TRUE);
  self->signing_in = g_cancellable_new ();
  garrison_desktop_session_sign_in_async (self->session, login, gtk_editable_get_text (self->password_row),
                                          self->signing_in, on_signed_in, g_object_ref (self));
}

static void
show_who (GarrisonLockWindow *self, gboolean other)
{
  gtk_widget_set_visible (GTK_WIDGET (self->login_row), other);
  gtk_widget_set_visible (self->explanation, !other);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), !other);
  gtk_label_set_label (self->who, other ? _ ("Sign in") : self->login);
  gtk_button_set_label (GTK_BUTTON (self->unlock_button), other ? _ ("_Sign in") : _ ("_Unlock"));
  gtk_button_set_label (GTK_BUTTON (self->other_button), other ? _ ("_Back") : _ ("_Somebody else signs in"));
  gtk_editable_set_text (self->login_row, other ? "" : self->login);
  gtk_editable_set_text (self->password_row, "");
  say (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (other ? self->login_row : self->password_row));
}

static void
on_other_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonLockWindow *self = GARRISON_LOCK_WINDOW (widget);

  show_who (self, !gtk_widget_get_visible (GTK_WIDGET (self->login_row)));
}

static void
on_entry_activated (GtkWidget *widget)
{
  gtk_widget_activate_action (widget, "lock.unlock", NULL);
}

static void
garrison_lock_window_dispose (GObject *object)
{
  GarrisonLockWindow *self = GARRISON_LOCK_WINDOW (object);

  g_cancellable_cancel (self->signing_in);
  g_clear_object (&self->session);
  g_clear_pointer (&self->desk, garrison_lock_desk_free);
  G_OBJECT_CLASS (garrison_lock_window_parent_class)->dispose (object);
}

static void
garrison_lock_window_finalize (GObject *object)
{
  g_free (GARRISON_LOCK_WINDOW (object)->login);
  G_OBJECT_CLASS (garrison_lock_window_parent_class)->finalize (object);
}

static void
garrison_lock_window_class_init (GarrisonLockWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_lock_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_lock_window_finalize;
  g_type_ensure (GARRISON_TYPE_AVATAR);
  entered_signal = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, GARRISON_TYPE_DESKTOP_SESSION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/lock-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonLockWindow, child)
  BIND (avatar);
  BIND (who);
  BIND (explanation);
  BIND (login_row);
  BIND (password_row);
  BIND (mistake);
  BIND (unlock_button);
  BIND (other_button);
  BIND (busy);
#undef BIND
  gtk_widget_class_install_action (widget_class, "lock.unlock", NULL, on_unlock_action);
  gtk_widget_class_install_action (widget_class, "lock.other", NULL, on_other_action);
}

static void
garrison_lock_window_init (GarrisonLockWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  garrison_compat_name_password_row (GTK_WIDGET (self->password_row));
  garrison_text_scale_window (GTK_WINDOW (self));
  g_signal_connect (self->login_row, "entry-activated", G_CALLBACK (on_entry_activated), NULL);
  g_signal_connect (self->password_row, "entry-activated", G_CALLBACK (on_entry_activated), NULL);
}

GarrisonLockWindow *
garrison_lock_window_new (GtkApplication *application, GarrisonStore *store, const char *login, GarrisonLockDesk *desk)
{
  GarrisonLockWindow *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);
  g_return_val_if_fail (login != NULL && desk != NULL, NULL);

  self = g_object_new (GARRISON_TYPE_LOCK_WINDOW, "application", application, NULL);
  self->session = garrison_desktop_session_new (store);
  self->desk = desk;
  self->login = g_strdup (login);
  garrison_avatar_set_person (self->avatar, garrison_lock_desk_get_person (desk), login);
  show_who (self, FALSE);
  return self;
}

const char *
garrison_lock_window_get_login (GarrisonLockWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_LOCK_WINDOW (self), NULL);
  return gtk_editable_get_text (self->login_row);
}

gboolean
garrison_lock_window_bring_back (GarrisonLockWindow *self, GarrisonDesktopSession *session)
{
  g_autoptr (GarrisonLockDesk) desk = NULL;

  g_return_val_if_fail (GARRISON_IS_LOCK_WINDOW (self), FALSE);

  desk = g_steal_pointer (&self->desk);
  if (desk == NULL
      || garrison_lock_desk_get_person (desk) != garrison_store_get_me (garrison_desktop_session_get_store (session)))
    return FALSE;
  return garrison_lock_desk_bring_back (desk, gtk_window_get_application (GTK_WINDOW (self)), session) > 0;
}
