#include "model/customer-pages.h"

#include "base/day.h"

#define PAGE 256
/* Around a position that is asked for, so many more are read along. */
#define AHEAD 64
#define KEEP 4096

struct _GarrisonCustomerPages
{
  GObject parent_instance;
  GarrisonDirectory *directory;
  GHashTable *customers; /* &customer id → GarrisonCustomer */
  GHashTable *wanted;    /* ids to be read with the next page */
  guint flush;
  guint n_reading;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GarrisonCustomerPages, garrison_customer_pages, G_TYPE_OBJECT)

static guint rested_signal;

GarrisonRows *
garrison_customer_pages_read (GarrisonStore *store, const gint64 *ids, gsize n_ids, gint today, GarrisonRows **months,
                              GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;

  garrison_args_set_ids (args, "ids", ids, n_ids);
  garrison_args_set_int (args, "from", garrison_month_add (today / 100, 1 - GARRISON_CUSTOMER_MONTHS));
  rows = garrison_store_read (store, GARRISON_CUSTOMER_PAGE_SQL, args, cancellable, error);
  if (rows == NULL)
    return NULL;
  *months = garrison_store_read (store, GARRISON_CUSTOMER_MONTHS_SQL, args, cancellable, error);
  return *months != NULL ? g_steal_pointer (&rows) : NULL;
}

/* Reading a page ------------------------------------------------------------------------------------ */

typedef struct
{
  GarrisonStore *store;
  gint today;
  GArray *ids;
  GarrisonRows *rows;
  GarrisonRows *months;
} Page;

static void
page_free (Page *page)
{
  g_object_unref (page->store);
  g_array_unref (page->ids);
  g_clear_pointer (&page->rows, garrison_rows_unref);
  g_clear_pointer (&page->months, garrison_rows_unref);
  g_free (page);
}

static void
page_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Page *page = data;
  GError *error = NULL;

  page->rows = garrison_customer_pages_read (page->store, (const gint64 *) (gpointer) page->ids->data, page->ids->len,
                                             page->today, &page->months, cancellable, &error);
  if (page->rows != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* id → its twelve months, from rows in any order. */
static GHashTable *
gather_months (Page *page)
{
  GHashTable *all = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gint first = garrison_month_add (page->today / 100, 1 - GARRISON_CUSTOMER_MONTHS);

  for (guint i = 0; i < garrison_rows_get_size (page->months); i++)
    {
      gint64 id = garrison_rows_get_int (page->months, i, 0);
      int month = garrison_month_diff (first, garrison_rows_get_int (page->months, i, 1));
      gint64 *months = g_hash_table_lookup (all, &id);

      if (month < 0 || month >= GARRISON_CUSTOMER_MONTHS)
        continue;
      if (months == NULL)
        {
          months = g_new0 (gint64, GARRISON_CUSTOMER_MONTHS);
          g_hash_table_insert (all, g_memdup2 (&id, sizeof id), months);
        }
      months[month] += garrison_rows_get_int (page->months, i, 2);
    }
  return all;
}

static void
take_page (GarrisonCustomerPages *self, GTask *task)
{
  Page *page = g_task_get_task_data (task);
  static const gint64 none[GARRISON_CUSTOMER_MONTHS];
  g_autoptr (GHashTable) months = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (task, &error))
    {
      g_debug ("page not read: %s", error->message);
      return;
    }
  months = gather_months (page);
  for (guint i = 0; i < garrison_rows_get_size (page->rows); i++)
    {
      gint64 id = garrison_rows_get_int (page->rows, i, 0);
      GarrisonCustomer *customer = g_hash_table_lookup (self->customers, &id);
      const gint64 *values = g_hash_table_lookup (months, &id);

      if (customer == NULL)
        continue;
      garrison_customer_fill (customer, page->rows, i);
      garrison_customer_fill_months (customer, values != NULL ? values : none);
      garrison_customer_filled (customer);
    }
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonCustomerPages *self = GARRISON_CUSTOMER_PAGES (source);

  take_page (self, G_TASK (result));
  self->n_reading--;
  if (!garrison_customer_pages_is_reading (self))
    g_signal_emit (self, rested_signal, 0);
}

static void
read_page (GarrisonCustomerPages *self, GArray *ids)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_page, NULL);
  Page *page = g_new0 (Page, 1);

  self->n_reading++;
  page->store = g_object_ref (garrison_directory_get_store (self->directory));
  page->today = garrison_directory_get_today (self->directory);
  page->ids = ids;
  g_task_set_source_tag (task, read_page);
  g_task_set_task_data (task, page, (GDestroyNotify) page_free);
  g_task_run_in_thread (task, page_thread);
}

/* Forgetting ---------------------------------------------------------------------------------------- */

static gboolean
is_unused (gpointer key, gpointer customer, gpointer data)
{
  return G_OBJECT (customer)->ref_count == 1;
}

static gboolean
on_flush (gpointer data)
{
  GarrisonCustomerPages *self = data;
  GArray *ids = NULL;
  GHashTableIter iter;
  gpointer id;

  self->flush = 0;
  if (g_hash_table_size (self->customers) > KEEP)
    g_hash_table_foreach_remove (self->customers, is_unused, NULL);
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (ids == NULL)
        ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (ids, id, 1);
      if (ids->len == PAGE)
        read_page (self, g_steal_pointer (&ids));
    }
  g_hash_table_remove_all (self->wanted);
  if (ids != NULL)
    read_page (self, ids);
  return G_SOURCE_REMOVE;
}

static void
want (GarrisonCustomerPages *self, gint64 id)
{
  g_hash_table_add (self->wanted, g_memdup2 (&id, sizeof id));
  if (self->flush == 0)
    self->flush = g_idle_add_full (G_PRIORITY_DEFAULT, on_flush, self, NULL);
}

static GarrisonCustomer *
ensure (GarrisonCustomerPages *self, gint64 id)
{
  GarrisonCustomer *customer = g_hash_table_lookup (self->customers, &id);

  if (customer == NULL)
    {
      customer = garrison_customer_new (id);
      g_hash_table_insert (self->customers, g_memdup2 (&id, sizeof id), customer);
      want (self, id);
    }
  return customer;
}

GarrisonCustomer *
garrison_customer_pages_get (GarrisonCustomerPages *self, GarrisonIdList *list, guint position)
{
  guint n = garrison_id_list_get_size (list);
  gint64 id = garrison_id_list_get_id (list, position);
  gboolean known = g_hash_table_contains (self->customers, &id);
  GarrisonCustomer *customer = g_object_ref (ensure (self, id));

  if (!known)
    for (guint i = position > AHEAD ? position - AHEAD : 0; i < MIN (position + AHEAD, n); i++)
      ensure (self, garrison_id_list_get_id (list, i));
  return customer;
}

gboolean
garrison_customer_pages_is_reading (GarrisonCustomerPages *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_PAGES (self), FALSE);
  return self->flush != 0 || self->n_reading > 0;
}

void
garrison_customer_pages_refresh (GarrisonCustomerPages *self, const gint64 *ids, gsize n_ids)
{
  GHashTableIter iter;
  gpointer id;

  g_return_if_fail (GARRISON_IS_CUSTOMER_PAGES (self));

  for (gsize i = 0; ids != NULL && i < n_ids; i++)
    if (g_hash_table_contains (self->customers, &ids[i]))
      want (self, ids[i]);
  if (ids != NULL)
    return;
  g_hash_table_iter_init (&iter, self->customers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    want (self, *(gint64 *) id);
}

/* Object -------------------------------------------------------------------------------------------- */

static void
garrison_customer_pages_dispose (GObject *object)
{
  GarrisonCustomerPages *self = GARRISON_CUSTOMER_PAGES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->flush, g_source_remove);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_customer_pages_parent_class)->dispose (object);
}

static void
garrison_customer_pages_finalize (GObject *object)
{
  GarrisonCustomerPages *self = GARRISON_CUSTOMER_PAGES (object);

  g_clear_pointer (&self->customers, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (garrison_customer_pages_parent_class)->finalize (object);
}

static void
garrison_customer_pages_class_init (GarrisonCustomerPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_customer_pages_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_customer_pages_finalize;
  rested_signal = g_signal_new ("rested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
garrison_customer_pages_init (GarrisonCustomerPages *self)
{
  self->customers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

GarrisonCustomerPages *
garrison_customer_pages_new (GarrisonDirectory *directory)
{
  GarrisonCustomerPages *self = g_object_new (GARRISON_TYPE_CUSTOMER_PAGES, NULL);

  self->directory = g_object_ref (directory);
  return self;
}
