#include "model/act-log.h"

GarrisonRows *
garrison_act_log_read (GarrisonStore *store, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  garrison_args_set_int (args, "limit", limit);
  return garrison_store_read (store,
                              "SELECT a.id, a.name, a.person, a.at, a.rows, a.undoes FROM act a "
                              "ORDER BY a.id DESC LIMIT :limit",
                              args, cancellable, error);
}
