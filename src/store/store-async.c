/* The _async forms: each runs its blocking twin on a thread of GTask's. */
#include <string.h>

#include "store/store-class.h"

typedef struct
{
  char *text;   /* uri, login, SQL or name of an act */
  char *second; /* password or request */
  GarrisonArgs *args;
  gint64 act;
  gint64 me; /* who was signed in when it was called */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  /* What a password was must not stay behind in freed memory. */
  if (call->second != NULL)
    memset (call->second, 0, strlen (call->second));
  g_free (call->second);
  g_free (call->text);
  g_clear_pointer (&call->args, garrison_args_unref);
  g_free (call);
}

static void
run (gpointer source,
     gpointer tag,
     const char *text,
     const char *second,
     GarrisonArgs *args,
     gint64 act,
     GTaskThreadFunc func,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);
  Call *call = g_new0 (Call, 1);

  call->text = g_strdup (text);
  call->second = g_strdup (second);
  call->args = args == NULL ? NULL : garrison_args_ref (args);
  call->act = act;
  call->me = source == NULL ? 0 : garrison_store_get_me (source);
  g_task_set_source_tag (task, tag);
  /* An act that was done is reported as done, however late somebody thought better of it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, func);
}

/* The store belongs to the main context of whoever called, not to that of a thread of the pool. */
typedef struct
{
  GMainContext *context;
  char *uri;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_main_context_unref (opening->context);
  g_free (opening->uri);
  g_free (opening);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  GarrisonStore *store = garrison_store_open (opening->uri, cancellable, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  garrison_store_state_set_context (garrison_store_get_state (store), opening->context);
  g_task_return_pointer (task, store, g_object_unref);
}

void
garrison_store_open_async (const char *uri,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (uri != NULL);

  task = g_task_new (NULL, cancellable, callback, data);
  opening = g_new0 (Opening, 1);
  opening->context = g_main_context_ref_thread_default ();
  opening->uri = g_strdup (uri);
  g_task_set_source_tag (task, garrison_store_open_async);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

GarrisonStore *
garrison_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, garrison_store_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sign_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;

  if (!garrison_store_sign_in (source, call->text, call->second, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
garrison_store_sign_in_async (GarrisonStore *self,
                              const char *login,
                              const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (GARRISON_IS_STORE (self));
  g_return_if_fail (login != NULL && password != NULL);

  run (self, garrison_store_sign_in_async, login, password, NULL, 0, sign_in_thread, cancellable,
       callback, data);
}

gboolean
garrison_store_sign_in_finish (GarrisonStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  GarrisonRows *rows = garrison_store_read (source, call->text, call->args, cancellable, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, rows, (GDestroyNotify)garrison_rows_unref);
}

void
garrison_store_read_async (GarrisonStore *self,
                           const char *sql,
                           GarrisonArgs *args,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (GARRISON_IS_STORE (self));
  g_return_if_fail (sql != NULL);

  run (self, garrison_store_read_async, sql, NULL, args, 0, read_thread, cancellable, callback,
       data);
}

GarrisonRows *
garrison_store_read_finish (GarrisonStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
act_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  GarrisonActResult *result;

  if (call->act != 0)
    result = garrison_store_undo_as (source, call->me, call->act, call->second, cancellable, &error);
  else
    result = garrison_store_act_as (source, call->me, call->text, call->args, call->second,
                                    cancellable, &error);
  if (result == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, (GDestroyNotify)garrison_act_result_unref);
}

void
garrison_store_act_async (GarrisonStore *self,
                          const char *name,
                          GarrisonArgs *args,
                          const char *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_return_if_fail (GARRISON_IS_STORE (self));
  g_return_if_fail (name != NULL);

  run (self, garrison_store_act_async, name, request, args, 0, act_thread, cancellable, callback,
       data);
}

GarrisonActResult *
garrison_store_act_finish (GarrisonStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
garrison_store_undo_async (GarrisonStore *self,
                           gint64 act,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (GARRISON_IS_STORE (self));
  g_return_if_fail (act != 0);

  run (self, garrison_store_undo_async, NULL, NULL, NULL, act, act_thread, cancellable, callback,
       data);
}

void
garrison_store_undo_once_async (GarrisonStore *self,
                                gint64 act,
                                const char *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_return_if_fail (GARRISON_IS_STORE (self));
  g_return_if_fail (act != 0);

  run (self, garrison_store_undo_async, NULL, request, NULL, act, act_thread, cancellable, callback,
       data);
}

GarrisonActResult *
garrison_store_undo_finish (GarrisonStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
