#include "model/act-log.h"

/* Whether somebody else's acts are on the desk. */
static gboolean
sees_others (GarrisonStore *store)
{
  const char *scope = garrison_store_get_scope (store, "audit.see");

  return scope != NULL && !g_str_equal (scope, "own");
}

static gboolean
post (GarrisonStore *store, const char *why, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;

  garrison_args_set_text (args, "text", why);
  result = garrison_store_act (store, "read-audit", args, NULL, cancellable, error);
  return result != NULL;
}

GarrisonRows *
garrison_act_log_read (GarrisonStore *store, gboolean mine, guint limit, const char *why, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_return_val_if_fail (GARRISON_IS_STORE (store) && why != NULL, NULL);

  if (!mine && sees_others (store) && !post (store, why, cancellable, error))
    return NULL;
  garrison_args_set_int (args, "limit", limit);
  garrison_args_set_int (args, "me", mine ? garrison_store_get_me (store) : 0);
  return garrison_store_read (store,
                              "SELECT a.id, a.name, a.person, a.at, a.rows, a.undoes FROM act a "
                              "WHERE :me = 0 OR a.person = :me ORDER BY a.id DESC LIMIT :limit",
                              args, cancellable, error);
}

void
garrison_act_log_count_failures_async (GarrisonStore *store,
                                       gint64 told,
                                       gint64 since,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  static const char sql[] = "SELECT count(*), min(r.at), max(r.id) FROM refused_act r WHERE r.name = 'sign-in'"
                            " AND r.person = :me AND r.id > :told AND r.at > :since";
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_return_if_fail (GARRISON_IS_STORE (store));

  garrison_args_set_int (args, "me", garrison_store_get_me (store));
  garrison_args_set_int (args, "told", told);
  garrison_args_set_int (args, "since", since);
  garrison_store_read_async (store, sql, args, cancellable, callback, data);
}
