#include "model/pool-list.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"
#include "base/region.h"

#define PAGE 256
#define KEEP 4096

#define SINCE 1
#define WHY 2
#define FREE_DAY 3
#define FIRST_FIELD 4

struct _GarrisonPoolCustomer
{
  GObject parent_instance;
  gint64 id;
  gboolean filled;
  gint64 since;
  char *why;
  gint free_day;
  char *fields[GARRISON_POOL_N_FIELDS]; /* as the desk has them */
};

G_DEFINE_FINAL_TYPE (GarrisonPoolCustomer, garrison_pool_customer, G_TYPE_OBJECT)

struct _GarrisonPoolList
{
  GObject parent_instance;
  GarrisonStore *store;
  gint64 pool;
  GarrisonIdList *ids;
  GHashTable *rows; /* &id → GarrisonPoolCustomer */
  GArray *wanted;   /* ids to be read with the next page */
  guint flush;
  GCancellable *asking; /* of the ids */
  GCancellable *cancellable;
};

static void garrison_pool_list_model_init (GListModelInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (GarrisonPoolList, garrison_pool_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, garrison_pool_list_model_init))

static guint filled_signal, asked_signal;

#define COLUMNS \
  "c.id, c.since, c.why, c.free_day, c.name, c.short_name, c.credit_code, c.website, c.region, c.industry, c.category, " \
  "c.level, c.source, c.channel, c.stage, c.last_contact_day, c.completeness FROM pool_customer c "
static const char IDS_SQL[] = "SELECT c.id FROM pool_customer c WHERE c.pool = :pool ORDER BY c.sort_key, c.id";
static const char PAGE_SQL[] = "SELECT " COLUMNS "WHERE c.pool = :pool AND c.id IN (";

/* ---- one customer ------------------------------------------------------------------------------- */

static void
clear (GarrisonPoolCustomer *self)
{
  g_clear_pointer (&self->why, g_free);
  for (guint i = 0; i < GARRISON_POOL_N_FIELDS; i++)
    g_clear_pointer (&self->fields[i], g_free);
}

static void
garrison_pool_customer_finalize (GObject *object)
{
  clear (GARRISON_POOL_CUSTOMER (object));
  G_OBJECT_CLASS (garrison_pool_customer_parent_class)->finalize (object);
}

static void
garrison_pool_customer_class_init (GarrisonPoolCustomerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_pool_customer_finalize;
  filled_signal = g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
garrison_pool_customer_init (GarrisonPoolCustomer *self)
{
}

static GarrisonPoolCustomer *
customer_new (gint64 id)
{
  GarrisonPoolCustomer *self = g_object_new (GARRISON_TYPE_POOL_CUSTOMER, NULL);

  self->id = id;
  return self;
}

static void
fill (GarrisonPoolCustomer *self, GarrisonRows *rows, guint row)
{
  clear (self);
  self->filled = TRUE;
  self->since = garrison_rows_get_int (rows, row, SINCE);
  self->why = g_strdup (garrison_rows_get_text (rows, row, WHY));
  self->free_day = (gint)garrison_rows_get_int (rows, row, FREE_DAY);
  for (guint i = 0; i < GARRISON_POOL_N_FIELDS; i++)
    self->fields[i] = g_strdup (garrison_rows_get_text (rows, row, FIRST_FIELD + i));
}

gint64
garrison_pool_customer_get_id (GarrisonPoolCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_CUSTOMER (self), 0);
  return self->id;
}

gboolean
garrison_pool_customer_is_filled (GarrisonPoolCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_CUSTOMER (self), FALSE);
  return self->filled;
}

gint64
garrison_pool_customer_get_since (GarrisonPoolCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_CUSTOMER (self), 0);
  return self->since;
}

const char *
garrison_pool_customer_get_why (GarrisonPoolCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_CUSTOMER (self), NULL);
  return self->why;
}

gint
garrison_pool_customer_get_free_day (GarrisonPoolCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_CUSTOMER (self), 0);
  return self->free_day;
}

char *
garrison_pool_customer_format (GarrisonPoolCustomer *self, GarrisonPoolField field, GarrisonDirectory *directory)
{
  const char *text;
  gint64 number;

  g_return_val_if_fail (GARRISON_IS_POOL_CUSTOMER (self) && field < GARRISON_POOL_N_FIELDS, NULL);

  text = self->fields[field];
  if (text == NULL)
    return g_strdup ("");
  number = g_ascii_strtoll (text, NULL, 10);
  switch (field)
    {
    case GARRISON_POOL_REGION:
      return g_strdup (garrison_region_label (text, garrison_locale_is_chinese ()));
    case GARRISON_POOL_INDUSTRY:
    case GARRISON_POOL_CATEGORY:
    case GARRISON_POOL_LEVEL:
    case GARRISON_POOL_SOURCE:
    case GARRISON_POOL_CHANNEL:
    case GARRISON_POOL_STAGE:
      return g_strdup (garrison_directory_get_choice_name (directory, garrison_pool_field_key (field), number));
    case GARRISON_POOL_LAST_CONTACT:
      return garrison_day_format ((gint)number, garrison_directory_get_today (directory), garrison_locale_is_chinese ());
    case GARRISON_POOL_COMPLETENESS:
      return g_strdup_printf ("%d %%", (int)number);
    default:
      return g_strdup (text);
    }
}

char *
garrison_pool_customer_title (GarrisonPoolCustomer *self)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (GARRISON_IS_POOL_CUSTOMER (self), NULL);

  if (self->fields[GARRISON_POOL_NAME] != NULL)
    return g_strdup (self->fields[GARRISON_POOL_NAME]);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);
  /* Translators: a customer whose name is not shown; %s is a number */
  return g_strdup_printf (_("Customer %s"), number);
}

/* ---- pages -------------------------------------------------------------------------------------- */

/* The numbers stand in the statement: a server would join a list of them with all of the pool, since nothing may be
 * asked of a barrier's rows before it is known that they may be seen, but an equation with numbers. */
static GarrisonRows *
read_page (GarrisonStore *store, gint64 pool, GArray *ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GString) sql = g_string_new (PAGE_SQL);

  garrison_args_set_int (args, "pool", pool);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (sql, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", g_array_index (ids, gint64, i));
  g_string_append_c (sql, ')');
  return garrison_store_read (store, sql->str, args, cancellable, error);
}

typedef struct
{
  GarrisonStore *store;
  gint64 pool;
  GArray *ids;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_object_unref (page->store);
  g_clear_pointer (&page->ids, g_array_unref);
  g_free (page);
}

static void
page_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Page *page = data;
  GError *error = NULL;
  GarrisonRows *rows = read_page (page->store, page->pool, page->ids, cancellable, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify)garrison_rows_unref);
  else
    g_task_return_error (task, error);
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonPoolList *self = GARRISON_POOL_LIST (source);
  Page *page = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = g_task_propagate_pointer (G_TASK (result), &error);

  if (rows == NULL || page->pool != self->pool)
    return;
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      gint64 id = garrison_rows_get_int (rows, i, 0);
      GarrisonPoolCustomer *customer = g_hash_table_lookup (self->rows, &id);

      if (customer == NULL)
        continue;
      fill (customer, rows, i);
      g_signal_emit (customer, filled_signal, 0);
    }
}

static gboolean
is_unused (gpointer key, gpointer customer, gpointer data)
{
  return G_OBJECT (customer)->ref_count == 1;
}

static gboolean
on_flush (gpointer data)
{
  GarrisonPoolList *self = data;
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_page, NULL);
  Page *page = g_new0 (Page, 1);

  self->flush = 0;
  page->store = g_object_ref (self->store);
  page->pool = self->pool;
  page->ids = g_steal_pointer (&self->wanted);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (g_hash_table_size (self->rows) > KEEP)
    g_hash_table_foreach_remove (self->rows, is_unused, NULL);
  g_task_set_source_tag (task, on_flush);
  g_task_set_task_data (task, page, page_free);
  g_task_run_in_thread (task, page_thread);
  return G_SOURCE_REMOVE;
}

static void
want (GarrisonPoolList *self, gint64 id)
{
  g_array_append_val (self->wanted, id);
  if (self->flush == 0)
    self->flush = g_idle_add_full (G_PRIORITY_DEFAULT, on_flush, self, NULL);
}

static GarrisonPoolCustomer *
ensure (GarrisonPoolList *self, guint position)
{
  gint64 id = garrison_id_list_get_id (self->ids, position);
  GarrisonPoolCustomer *customer = g_hash_table_lookup (self->rows, &id);

  if (customer != NULL)
    return customer;
  customer = customer_new (id);
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), customer);
  want (self, id);
  return customer;
}

/* ---- ids ---------------------------------------------------------------------------------------- */

static gboolean
take_id (GarrisonRow *row, gpointer data)
{
  gint64 id = garrison_row_get_int (row, 0);

  g_array_append_val ((GArray *)data, id);
  return TRUE;
}

static GArray *
read_ids (GarrisonStore *store, gint64 pool, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  garrison_args_set_int (args, "pool", pool);
  if (!garrison_store_scan (store, IDS_SQL, args, take_id, ids, cancellable, error))
    return NULL;
  return g_steal_pointer (&ids);
}

static void
ids_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Page *page = data;
  GError *error = NULL;
  GArray *ids = read_ids (page->store, page->pool, cancellable, &error);

  if (ids != NULL)
    g_task_return_pointer (task, garrison_id_list_new_take (ids), (GDestroyNotify)garrison_id_list_unref);
  else
    g_task_return_error (task, error);
}

/* One items-changed for the part that differs. */
static void
show (GarrisonPoolList *self, GarrisonIdList *ids)
{
  g_autoptr (GarrisonIdList) old = g_steal_pointer (&self->ids);
  guint head, tail, n, m;

  self->ids = garrison_id_list_ref (ids);
  garrison_id_list_compare (old, self->ids, &head, &tail);
  n = garrison_id_list_get_size (old) - head - tail;
  m = garrison_id_list_get_size (self->ids) - head - tail;
  if (n > 0 || m > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n, m);
}

static void
on_ids (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonPoolList *self = GARRISON_POOL_LIST (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonIdList) ids = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->asking)
    return; /* a newer wish is on its way */
  g_clear_object (&self->asking);
  ids = g_task_propagate_pointer (G_TASK (result), &error);
  if (ids != NULL)
    show (self, ids);
  else
    g_debug ("the pool was not read: %s", error->message);
  g_signal_emit (self, asked_signal, 0);
}

static void
ask (GarrisonPoolList *self)
{
  g_autoptr (GTask) task = NULL;
  Page *page;

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  page = g_new0 (Page, 1);
  page->store = g_object_ref (self->store);
  page->pool = self->pool;
  task = g_task_new (self, self->asking, on_ids, NULL);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, page, page_free);
  g_task_run_in_thread (task, ids_thread);
}

static void
reread (GarrisonPoolList *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_foreach_remove (self->rows, is_unused, NULL);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    want (self, *(gint64 *)id);
  ask (self);
}

static void
on_store_changed (GarrisonPoolList *self, GarrisonChange *change)
{
  static const char *const relations[] = { "pool", "pool_member", "pool_field", "claim", "ownership_event" };

  for (guint i = 0; self->pool != 0 && i < G_N_ELEMENTS (relations); i++)
    if (garrison_change_touches (change, relations[i]))
      {
        reread (self);
        return;
      }
}

void
garrison_pool_list_set_pool (GarrisonPoolList *self, gint64 pool)
{
  guint n;

  g_return_if_fail (GARRISON_IS_POOL_LIST (self));

  if (pool == self->pool)
    return;
  self->pool = pool;
  n = garrison_id_list_get_size (self->ids);
  g_clear_pointer (&self->ids, garrison_id_list_unref);
  self->ids = garrison_id_list_new_take (g_array_new (FALSE, FALSE, sizeof (gint64)));
  g_array_set_size (self->wanted, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  g_hash_table_remove_all (self->rows);
  ask (self);
}

gint64
garrison_pool_list_get_pool (GarrisonPoolList *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_LIST (self), 0);
  return self->pool;
}

gboolean
garrison_pool_list_is_busy (GarrisonPoolList *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_LIST (self), FALSE);
  return self->asking != NULL;
}

gint64
garrison_pool_list_get_id (GarrisonPoolList *self, guint position)
{
  g_return_val_if_fail (GARRISON_IS_POOL_LIST (self), 0);
  return position < garrison_id_list_get_size (self->ids) ? garrison_id_list_get_id (self->ids, position) : 0;
}

GPtrArray *
garrison_pool_list_read (GarrisonStore *store, gint64 pool, guint limit, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GarrisonRows) rows = NULL;
  g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *customers;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  ids = read_ids (store, pool, NULL, error);
  if (ids == NULL)
    return NULL;
  if (ids->len > limit)
    g_array_set_size (ids, limit);
  customers = g_ptr_array_new_with_free_func (g_object_unref);
  if (ids->len == 0)
    return customers;
  rows = read_page (store, pool, ids, NULL, error);
  if (rows == NULL)
    {
      g_ptr_array_unref (customers);
      return NULL;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      GarrisonPoolCustomer *customer = customer_new (g_array_index (ids, gint64, i));

      g_ptr_array_add (customers, customer);
      g_hash_table_insert (found, &customer->id, customer);
    }
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      gint64 id = garrison_rows_get_int (rows, i, 0);
      GarrisonPoolCustomer *customer = g_hash_table_lookup (found, &id);

      if (customer != NULL)
        fill (customer, rows, i);
    }
  return customers;
}

/* ---- list --------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return GARRISON_TYPE_POOL_CUSTOMER;
}

static guint
get_n_items (GListModel *model)
{
  return garrison_id_list_get_size (GARRISON_POOL_LIST (model)->ids);
}

static gpointer
get_item (GListModel *model, guint position)
{
  GarrisonPoolList *self = GARRISON_POOL_LIST (model);

  return position < get_n_items (model) ? g_object_ref (ensure (self, position)) : NULL;
}

static void
garrison_pool_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
garrison_pool_list_dispose (GObject *object)
{
  GarrisonPoolList *self = GARRISON_POOL_LIST (object);

  g_cancellable_cancel (self->cancellable);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->flush, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_pool_list_parent_class)->dispose (object);
}

static void
garrison_pool_list_finalize (GObject *object)
{
  GarrisonPoolList *self = GARRISON_POOL_LIST (object);

  g_clear_pointer (&self->ids, garrison_id_list_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (garrison_pool_list_parent_class)->finalize (object);
}

static void
garrison_pool_list_class_init (GarrisonPoolListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_pool_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_pool_list_finalize;
  asked_signal = g_signal_new ("asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
garrison_pool_list_init (GarrisonPoolList *self)
{
  self->ids = garrison_id_list_new_take (g_array_new (FALSE, FALSE, sizeof (gint64)));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
}

GarrisonPoolList *
garrison_pool_list_new (GarrisonStore *store)
{
  GarrisonPoolList *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_POOL_LIST, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return self;
}
