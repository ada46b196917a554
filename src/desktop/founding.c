#include "desktop/founding.h"
#include "store/company-uri.h"

#include <string.h>

typedef struct
{
  char *uri;
  char *company;
  char *login;
  char *name;
  char *password;
  gboolean chinese;
} Plan;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->uri);
  g_free (plan->company);
  g_free (plan->login);
  g_free (plan->name);
  if (plan->password != NULL)
    memset (plan->password, 0, strlen (plan->password));
  g_free (plan->password);
  g_free (plan);
}

static void
make_folder (const char *uri)
{
  const char *path = garrison_company_uri_get_path (uri);
  g_autofree char *folder = g_path_get_dirname (path);

  /* What cannot be made here is told by the store, which tries to write there. */
  if (!garrison_company_uri_is_server (uri))
    g_mkdir_with_parents (folder, 0700);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Plan *plan = data;
  GarrisonFounding founding = {
    .company = plan->company,
    .owner_login = plan->login,
    .owner_name = plan->name,
    .password = plan->password,
    .chinese = plan->chinese,
  };
  GError *error = NULL;
  GarrisonStore *store;

  make_folder (plan->uri);
  store = garrison_store_found (plan->uri, &founding, cancellable, &error);
  if (store == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, store, g_object_unref);
}

void
garrison_found_async (const char *uri, const GarrisonFounding *founding, GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Plan *plan;

  g_return_if_fail (uri != NULL && founding != NULL);

  plan = g_new0 (Plan, 1);
  plan->uri = g_strdup (uri);
  plan->company = g_strdup (founding->company);
  plan->login = g_strdup (founding->owner_login);
  plan->name = g_strdup (founding->owner_name);
  plan->password = g_strdup (founding->password);
  plan->chinese = founding->chinese;
  g_task_set_task_data (task, plan, plan_free);
  g_task_run_in_thread (task, work);
}

GarrisonStore *
garrison_found_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
