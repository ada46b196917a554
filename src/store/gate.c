#include "store/gate.h"

/* What is kept of what left: enough to know it again. */
#define LONGEST_WHAT 500

const char *
garrison_gate_get_right (const char *kind)
{
  g_return_val_if_fail (kind != NULL, "");

  if (g_str_equal (kind, "clipboard"))
    return "";
  if (g_str_equal (kind, "csv") || g_str_equal (kind, "xlsx") || g_str_equal (kind, "vcard"))
    return "customer.export";
  return "customer.print";
}

static GarrisonArgs *
args_new (const char *kind, const char *what, gint64 n)
{
  GarrisonArgs *args = garrison_args_new ();
  g_autofree char *valid = g_utf8_make_valid (what, -1);
  g_autofree char *head = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), LONGEST_WHAT));

  garrison_args_set_text (args, "kind", kind);
  garrison_args_set_text (args, "what", *head != '\0' ? head : kind);
  garrison_args_set_int (args, "n", n);
  return args;
}

/* Who the mark names is known before anything is written down. */
static GarrisonRows *
read_me (GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;

  garrison_args_set_int (args, "me", garrison_store_get_me (store));
  rows = garrison_store_read (store, "SELECT p.name, p.login FROM person p WHERE p.id = :me", args, cancellable, error);
  if (rows == NULL)
    return NULL;
  if (garrison_rows_get_size (rows) == 1)
    return g_steal_pointer (&rows);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "Nobody is signed in");
  return NULL;
}

GarrisonPermit *
garrison_gate_ask (GarrisonStore *store, const char *kind, const char *what, gint64 n, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GarrisonArgs) args = NULL;
  g_autoptr (GarrisonRows) me = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  GarrisonPermitFacts facts = { .kind = kind, .what = what, .n = n };

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);
  g_return_val_if_fail (kind != NULL && what != NULL, NULL);

  me = read_me (store, cancellable, error);
  if (me == NULL)
    return NULL;
  args = args_new (kind, what, n);
  result = garrison_store_act (store, "take-out", args, NULL, cancellable, error);
  if (result == NULL)
    return NULL;
  facts.release = garrison_act_result_get_int (result, "release");
  facts.at = garrison_act_result_get_int (result, "at");
  facts.name = garrison_rows_get_text (me, 0, 0);
  facts.login = garrison_rows_get_text (me, 0, 1);
  facts.company = garrison_store_get_company (store);
  facts.zone = garrison_store_get_time_zone (store);
  return garrison_permit_new (&facts);
}

typedef struct
{
  char *kind, *what;
  gint64 n;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_free (asking->kind);
  g_free (asking->what);
  g_free (asking);
}

static void
ask_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asking *asking = data;
  GError *error = NULL;
  GarrisonPermit *permit = garrison_gate_ask (source, asking->kind, asking->what, asking->n, cancellable, &error);

  if (permit != NULL)
    g_task_return_pointer (task, permit, (GDestroyNotify) garrison_permit_unref);
  else
    g_task_return_error (task, error);
}

void
garrison_gate_ask_async (GarrisonStore *store, const char *kind, const char *what, gint64 n, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Asking *asking;

  g_return_if_fail (GARRISON_IS_STORE (store));
  g_return_if_fail (kind != NULL && what != NULL);

  task = g_task_new (store, cancellable, callback, data);
  asking = g_new0 (Asking, 1);
  asking->kind = g_strdup (kind);
  asking->what = g_strdup (what);
  asking->n = n;
  g_task_set_source_tag (task, garrison_gate_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, asking, asking_free);
  g_task_run_in_thread (task, ask_thread);
}

GarrisonPermit *
garrison_gate_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, garrison_gate_ask_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
