/* garrisonctl pool: list, show, claim, release, assign; the rest is in pool-falls.c. */
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/ctl.h"
#include "ctl/output.h"
#include "model/pool-list.h"
#include "model/sentence.h"

static GarrisonPools *
load_pools (GarrisonCtl *ctl)
{
  g_autoptr (GarrisonPools) pools = garrison_pools_new (ctl->store);
  g_autoptr (GError) error = NULL;

  if (garrison_pools_load (pools, &error))
    return g_steal_pointer (&pools);
  garrison_ctl_fail (error);
  return NULL;
}

/* The pool that @text names; NULL after saying that there is none. */
static GarrisonPool *
look_up (GarrisonPools *pools, const char *text)
{
  GarrisonPool *pool = pools != NULL ? garrison_pools_find_named (pools, text) : NULL;

  if (pools != NULL && pool == NULL)
    garrison_ctl_fail_text (_("There is no pool “%s”."), text);
  return pool;
}

/* Customers by number, each an argument. NULL after saying what is wrong. */
static GArray *
take_ids (int argc, char **argv)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < argc; i++)
    {
      char *end = NULL;
      gint64 id = g_ascii_strtoll (argv[i], &end, 10);

      if (end == argv[i] || *end != '\0' || id <= 0)
        {
          garrison_ctl_fail_text (_("“%s” is not the number of a customer."), argv[i]);
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static int
print (GarrisonCtl *ctl, GarrisonOutput *output)
{
  g_autoptr (GError) error = NULL;

  if (!garrison_output_print (output, ctl->json ? GARRISON_OUTPUT_JSON : GARRISON_OUTPUT_TEXT, NULL, &error))
    return garrison_ctl_fail (error);
  return GARRISON_CTL_DONE;
}

static void
add_limit (GarrisonOutput *output, gint64 n)
{
  if (n < 0)
    garrison_output_add_text (output, "");
  else
    garrison_output_add_int (output, n);
}

static int
list_pools (GarrisonCtl *ctl)
{
  static const char *const columns[]
    = { "id", "name", "open", "part", "customers", "used", "left", "capacity", "freeze", "wait", NULL };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  g_autoptr (GarrisonPools) pools = load_pools (ctl);

  if (pools == NULL)
    return GARRISON_CTL_FAILED;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pools)); i++)
    {
      g_autoptr (GarrisonPool) pool = g_list_model_get_item (G_LIST_MODEL (pools), i);

      garrison_output_add_int (output, garrison_pool_get_id (pool));
      garrison_output_add_text (output, garrison_pool_get_name (pool));
      garrison_output_add_int (output, garrison_pool_is_open (pool));
      garrison_output_add_text (output, garrison_pool_is_lead (pool) ? "lead" : garrison_pool_is_member (pool) ? "member" : "");
      garrison_output_add_int (output, garrison_pool_get_size (pool));
      garrison_output_add_int (output, garrison_pool_get_claims_used (pool));
      add_limit (output, garrison_pool_get_claims_left (pool));
      add_limit (output, garrison_pool_get_capacity (pool));
      garrison_output_add_int (output, garrison_pool_get_freeze_days (pool));
      garrison_output_add_int (output, garrison_pool_get_wait_days (pool));
    }
  return print (ctl, output);
}

static void
add_customer (GarrisonCtl *ctl, GarrisonOutput *output, GarrisonPoolCustomer *customer)
{
  g_autofree char *hindrance = garrison_pool_hindrance (garrison_pool_customer_get_why (customer),
                                                        garrison_pool_customer_get_free_day (customer),
                                                        garrison_directory_get_today (ctl->directory));

  garrison_output_add_int (output, garrison_pool_customer_get_id (customer));
  for (guint i = 0; i < GARRISON_POOL_N_FIELDS; i++)
    {
      g_autofree char *text = garrison_pool_customer_format (customer, (GarrisonPoolField)i, ctl->directory);

      garrison_output_add_text (output, text);
    }
  garrison_output_add_text (output, hindrance);
}

static int
show_pool (GarrisonCtl *ctl, const char *name, guint limit)
{
  const char *columns[GARRISON_POOL_N_FIELDS + 3] = { "id" };
  g_autoptr (GarrisonOutput) output = NULL;
  g_autoptr (GarrisonPools) pools = load_pools (ctl);
  GarrisonPool *pool = look_up (pools, name);
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (GError) error = NULL;

  if (pool == NULL)
    return GARRISON_CTL_FAILED;
  for (guint i = 0; i < GARRISON_POOL_N_FIELDS; i++)
    columns[1 + i] = garrison_pool_field_key ((GarrisonPoolField)i);
  columns[1 + GARRISON_POOL_N_FIELDS] = "claim";
  output = garrison_output_new (columns);
  customers = garrison_pool_list_read (ctl->store, garrison_pool_get_id (pool), limit, &error);
  if (customers == NULL)
    return garrison_ctl_fail (error);
  for (guint i = 0; i < customers->len; i++)
    add_customer (ctl, output, customers->pdata[i]);
  return print (ctl, output);
}

static int
act (GarrisonCtl *ctl, const char *name, GarrisonArgs *args, guint n, const char *object)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_act (ctl->store, name, args, NULL, NULL, &error);
  g_autofree char *sentence = NULL;

  if (result == NULL)
    return garrison_ctl_fail (error);
  sentence = garrison_sentence_for_act (name, n, object);
  printf ("act %" G_GINT64_FORMAT " %s\n", garrison_act_result_get_act (result), sentence);
  return GARRISON_CTL_DONE;
}

/* One after the other: what was claimed stays claimed when a later one is refused. */
static int
claim (GarrisonCtl *ctl, GarrisonPool *pool, GArray *ids)
{
  int status = GARRISON_CTL_DONE;

  for (guint i = 0; i < ids->len && status == GARRISON_CTL_DONE; i++)
    {
      g_autoptr (GarrisonArgs) args = garrison_args_new ();

      garrison_args_set_int (args, "customer", g_array_index (ids, gint64, i));
      garrison_args_set_int (args, "pool", garrison_pool_get_id (pool));
      status = act (ctl, "claim-customer", args, 1, NULL);
    }
  return status;
}

static int
release (GarrisonCtl *ctl, GarrisonPool *pool, GArray *ids, const char *reason)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_ids (args, "ids", (const gint64 *)(gpointer)ids->data, ids->len);
  garrison_args_set_int (args, "pool", garrison_pool_get_id (pool));
  garrison_args_set_text (args, "reason", reason);
  return act (ctl, "release-customers", args, ids->len, garrison_pool_get_name (pool));
}

static int
assign (GarrisonCtl *ctl, const char *login, GArray *ids)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  GarrisonPerson *person = garrison_directory_find_person (ctl->directory, login);

  if (person == NULL)
    return garrison_ctl_fail_text (_("There is no person “%s”."), login);
  garrison_args_set_ids (args, "ids", (const gint64 *)(gpointer)ids->data, ids->len);
  garrison_args_set_int (args, "to", garrison_person_get_id (person));
  return act (ctl, "assign-from-pool", args, ids->len, garrison_person_get_name (person));
}

/* pool claim POOL ID…, pool release POOL REASON ID…, pool assign LOGIN ID… */
static int
change (GarrisonCtl *ctl, int argc, char **argv)
{
  gboolean releases = g_str_equal (argv[1], "release");
  int first = releases ? 4 : 3;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GarrisonPools) pools = NULL;
  GarrisonPool *pool;

  if (argc <= first)
    return garrison_ctl_usage ("pool");
  ids = take_ids (argc - first, argv + first);
  if (ids == NULL)
    return GARRISON_CTL_USAGE;
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  if (g_str_equal (argv[1], "assign"))
    return assign (ctl, argv[2], ids);
  pools = load_pools (ctl);
  pool = look_up (pools, argv[2]);
  if (pool == NULL)
    return GARRISON_CTL_FAILED;
  return releases ? release (ctl, pool, ids, argv[3]) : claim (ctl, pool, ids);
}

static int
show (GarrisonCtl *ctl, int argc, char **argv)
{
  int limit = 100;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { NULL },
  };

  if (!garrison_ctl_parse ("pool", entries, &argc, &argv) || argc != 2 || limit < 1)
    return garrison_ctl_usage ("pool");
  return garrison_ctl_open (ctl) ? show_pool (ctl, argv[1], (guint)limit) : GARRISON_CTL_FAILED;
}

int
garrison_ctl_pool (GarrisonCtl *ctl, int argc, char **argv)
{
  if (argc < 2)
    return garrison_ctl_usage ("pool");
  if (g_str_equal (argv[1], "list") && argc == 2)
    return garrison_ctl_open (ctl) ? list_pools (ctl) : GARRISON_CTL_FAILED;
  if (g_str_equal (argv[1], "show"))
    return show (ctl, argc - 1, argv + 1);
  if (g_str_equal (argv[1], "claim") || g_str_equal (argv[1], "release") || g_str_equal (argv[1], "assign"))
    return change (ctl, argc, argv);
  return garrison_ctl_pool_falls (ctl, argc, argv);
}
