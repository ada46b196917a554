/* The password of a server, from the keyring and into it. */
#include <glib/gi18n-lib.h>

#include "desktop/entrance-window-private.h"
#include "store/secret.h"

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

  /* Cancelled when the window goes; it may also have come before the window. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->looking == NULL)
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

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->looking != NULL)
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
void
garrison_entrance_password_look (GarrisonEntranceWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->remember), garrison_entrance_window_is_server (self));
  if (!garrison_entrance_window_is_server (self))
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

void
garrison_entrance_password_look_again (GarrisonEntranceWindow *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (!self->filling && self->company != NULL && garrison_entrance_window_is_server (self) && self->session != NULL)
    self->look_source = g_timeout_add (300, on_login_rests, self);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!garrison_secret_keep_finish (result, &error))
    g_message ("the keyring: %s", error->message);
}

void
garrison_entrance_password_keep (GarrisonEntranceWindow *self, gboolean keep)
{
  const char *login = gtk_editable_get_text (self->login_row);

  if (!garrison_entrance_window_is_server (self) || !gtk_widget_get_sensitive (GTK_WIDGET (self->remember)))
    return;
  garrison_secret_keep_async (self->company, login, keep ? gtk_editable_get_text (self->password_row) : NULL, NULL,
                              on_kept, NULL);
  garrison_secret_keep_async (self->company, "", keep ? login : NULL, NULL, on_kept, NULL);
}
