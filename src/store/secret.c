#include "store/secret.h"

#include <libsecret/secret.h>
#include <string.h>

static const SecretSchema schema = {
  .name = "org.garrisoncrm.Garrison.Server",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "entry", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* The NUL stands between the two, so that no two pairs have the same octets. */
static char *
make_entry (const char *uri, const char *login)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (digest, (const guchar *) uri, strlen (uri) + 1);
  g_checksum_update (digest, (const guchar *) login, strlen (login));
  return g_strdup (g_checksum_get_string (digest));
}

void
garrison_secret_lookup_async (const char *uri, const char *login, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  g_autofree char *entry = NULL;

  g_return_if_fail (uri != NULL && login != NULL);

  entry = make_entry (uri, login);
  secret_password_lookup (&schema, cancellable, callback, data, "entry", entry, NULL);
}

char *
garrison_secret_lookup_finish (GAsyncResult *result, GError **error)
{
  return secret_password_lookup_nonpageable_finish (result, error);
}

void
garrison_secret_free (char *password)
{
  secret_password_free (password);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* That there was nothing to forget is no failure. */
static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
garrison_secret_keep_async (const char *uri, const char *login, const char *password,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autofree char *entry = NULL;
  GTask *task;

  g_return_if_fail (uri != NULL && login != NULL);

  entry = make_entry (uri, login);
  task = g_task_new (NULL, cancellable, callback, data);
  if (password == NULL)
    secret_password_clear (&schema, cancellable, on_forgotten, task, "entry", entry, NULL);
  else
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, "Garrison", password, cancellable, on_kept, task,
                           "entry", entry, NULL);
}

gboolean
garrison_secret_keep_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
