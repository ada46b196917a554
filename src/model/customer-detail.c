#include "model/customer-detail.h"

#include "model/directory-private.h"

#define MAX_ENTRIES 50

/* Masked, unless it may be seen. */
#define CUSTOMER_DETAIL(field)                                                                                        \
  "(SELECT coalesce(i.value, i.shown) FROM contact_detail i WHERE i.relation = 'customer' AND i.record = c.id AND i.field = '" \
  field "')"

static const char CUSTOMER_SQL[] =
  "SELECT c.id, c.name, c.short_name, c.credit_code, " CUSTOMER_DETAIL ("phone") " AS phone, c.website, "
  CUSTOMER_DETAIL ("email") " AS email, " CUSTOMER_DETAIL ("address") " AS address, c.note, c.region, "
  "c.industry, c.category, c.level, c.source, c.channel, c.parent, c.owner, c.pool, c.protected_until, "
  "c.created_day, c.created_by, c.version, c.completeness, c.last_contact_at, c.owned_since, c.stage, c.archived, "
  "(SELECT o.name FROM customer o WHERE o.id = c.parent) AS parent_name FROM customer c WHERE c.id = :id";
static const char CONTACTS_SQL[] =
  "SELECT " GARRISON_CONTACT_COLUMNS " FROM contact t WHERE t.customer = :id AND t.archived = 0 ORDER BY t.main DESC, t.id";
static const char DEALS_SQL[] =
  "SELECT " GARRISON_DEAL_COLUMNS " FROM deal d WHERE d.customer = :id "
  "ORDER BY CASE d.status WHEN 'open' THEN 0 ELSE 1 END, d.closed_day DESC, d.id DESC";
static const char TASKS_SQL[] =
  "SELECT " GARRISON_TASK_COLUMNS " FROM task t WHERE t.customer = :id AND t.done_at IS NULL AND t.dropped = 0 "
  "ORDER BY t.due_at, t.id";
/* The newest of activities and of timeline rows, each by its own index, then together. */
static const char ENTRIES_SQL[] =
  "SELECT " GARRISON_ENTRY_COLUMNS " FROM ("
  "SELECT * FROM (SELECT 0 AS state, a.id AS id, a.customer AS customer, '' AS customer_name, a.person AS person, "
  "a.kind AS kind, a.text AS text, a.at AS at, a.recorded_at AS recorded_at, a.minutes AS minutes, a.outcome AS outcome, "
  "a.deal AS deal, a.contact AS contact, a.corrects AS corrects, a.corrected_by AS corrected_by "
  "FROM activity a WHERE a.customer = :id AND a.voided = 0 ORDER BY a.at DESC LIMIT 50) AS done "
  "UNION ALL "
  "SELECT * FROM (SELECT 1, t.id, t.customer, '', t.person, t.kind, t.text, t.at, t.at, 0, 0, "
  "CASE t.relation WHEN 'deal' THEN t.record ELSE 0 END, 0, 0, 0 "
  "FROM timeline t WHERE t.customer = :id ORDER BY t.at DESC LIMIT 50) AS happened) AS entries "
  "ORDER BY at DESC, state, id DESC LIMIT 50";
G_STATIC_ASSERT (MAX_ENTRIES == 50);
static const char TAGS_SQL[] =
  "SELECT g.id, 'tag', NULL, g.name, 0, 1, 0, NULL, 0, 0 FROM customer_tag x JOIN tag g ON g.id = x.tag "
  "WHERE x.customer = :id ORDER BY g.name";

enum
{
  PART_CUSTOMER,
  PART_CONTACTS,
  PART_DEALS,
  PART_TASKS,
  PART_ENTRIES,
  PART_TAGS,
  N_PARTS
};
static const char *const PART_SQL[N_PARTS] = { CUSTOMER_SQL, CONTACTS_SQL, DEALS_SQL, TASKS_SQL, ENTRIES_SQL, TAGS_SQL };

struct _GarrisonCustomerDetail
{
  GObject parent_instance;
  GarrisonStore *store;
  gulong changed_id;
  gint64 wanted;
  gint64 customer;
  GarrisonRows *row;
  GListStore *lists[N_PARTS];
  GCancellable *cancellable;
  guint n_open_deals;
};

G_DEFINE_FINAL_TYPE (GarrisonCustomerDetail, garrison_customer_detail, G_TYPE_OBJECT)

enum
{
  PROP_CUSTOMER = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];
enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Reading ------------------------------------------------------------------------------------------ */

typedef struct
{
  GarrisonStore *store;
  gint64 id;
  GarrisonRows *parts[N_PARTS];
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->store);
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&reading->parts[i], garrison_rows_unref);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static Reading *
reading_new (GarrisonStore *store, gint64 id)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->store = g_object_ref (store);
  reading->id = id;
  return reading;
}

static gboolean
read_parts (Reading *reading, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_int (args, "id", reading->id);
  for (guint i = 0; i < N_PARTS; i++)
    {
      reading->parts[i] = garrison_store_read (reading->store, PART_SQL[i], args, cancellable, error);
      if (reading->parts[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static GObject *
make_item (guint part, GarrisonRows *rows, guint row)
{
  switch (part)
    {
    case PART_CONTACTS:
      return G_OBJECT (garrison_contact_new_from_rows (rows, row));
    case PART_DEALS:
      return G_OBJECT (garrison_deal_new_from_rows (rows, row));
    case PART_TASKS:
      return G_OBJECT (garrison_task_new_from_rows (rows, row));
    case PART_ENTRIES:
      return G_OBJECT (garrison_entry_new_from_rows (rows, row));
    default:
      return G_OBJECT (garrison_choice_new (rows, row));
    }
}

static void
fill_list (GarrisonCustomerDetail *self, guint part, GarrisonRows *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; rows != NULL && i < garrison_rows_get_size (rows); i++)
    g_ptr_array_add (items, make_item (part, rows, i));
  g_list_store_splice (self->lists[part], 0, g_list_model_get_n_items (G_LIST_MODEL (self->lists[part])),
                       items->pdata, items->len);
}

static void
show (GarrisonCustomerDetail *self, Reading *reading)
{
  GarrisonRows *row = reading != NULL ? reading->parts[PART_CUSTOMER] : NULL;
  gboolean there = row != NULL && garrison_rows_get_size (row) > 0;

  g_clear_pointer (&self->row, garrison_rows_unref);
  self->row = there ? garrison_rows_ref (row) : NULL;
  self->customer = there ? reading->id : 0;
  self->n_open_deals = 0;
  for (guint part = PART_CONTACTS; part < N_PARTS; part++)
    fill_list (self, part, there ? reading->parts[part] : NULL);
  for (guint i = 0; there && i < garrison_rows_get_size (reading->parts[PART_DEALS]); i++)
    self->n_open_deals += g_str_equal (garrison_rows_get_text (reading->parts[PART_DEALS], i, 5), "open");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CUSTOMER]);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_parts (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonCustomerDetail *self = GARRISON_CUSTOMER_DETAIL (source);
  g_autoptr (GError) error = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return; /* somebody else is wanted by now */
  g_clear_object (&self->cancellable);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    show (self, g_task_get_task_data (G_TASK (result)));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
stop (GarrisonCustomerDetail *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (GarrisonCustomerDetail *self)
{
  g_autoptr (GTask) task = NULL;

  stop (self);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_read, NULL);
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, reading_new (self->store, self->wanted), (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_thread);
}

static gboolean
is_ours (GarrisonCustomerDetail *self, GarrisonChange *change)
{
  gsize n;
  const gint64 *ids = garrison_change_get_customers (change, &n);

  for (gsize i = 0; ids != NULL && i < n; i++)
    if (ids[i] == self->wanted)
      return TRUE;
  return ids == NULL;
}

static void
on_store_changed (GarrisonStore *store, GarrisonChange *change, GarrisonCustomerDetail *self)
{
  if (self->wanted != 0 && is_ours (self, change))
    load (self);
}

/* Public ------------------------------------------------------------------------------------------- */

void
garrison_customer_detail_set_customer (GarrisonCustomerDetail *self, gint64 id)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self));

  if (self->wanted == id)
    return;
  self->wanted = id;
  if (id != 0)
    {
      load (self);
      return;
    }
  stop (self);
  show (self, NULL);
}

gint64
garrison_customer_detail_get_customer (GarrisonCustomerDetail *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self), 0);
  return self->customer;
}

gboolean
garrison_customer_detail_load (GarrisonCustomerDetail *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_autoptr (Reading) reading = NULL;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self), FALSE);

  stop (self);
  self->wanted = id;
  reading = reading_new (self->store, id);
  if (!read_parts (reading, cancellable, error))
    return FALSE;
  show (self, reading);
  return TRUE;
}

static int
find_column (GarrisonCustomerDetail *self, const char *column)
{
  guint n = self->row != NULL ? garrison_rows_get_n_columns (self->row) : 0;

  for (guint i = 0; i < n; i++)
    if (g_str_equal (garrison_rows_get_column (self->row, i), column))
      return i;
  g_return_val_if_fail (self->row == NULL, -1);
  return -1;
}

const char *
garrison_customer_detail_get_text (GarrisonCustomerDetail *self, const char *column)
{
  int i;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self) && column != NULL, NULL);

  i = find_column (self, column);
  return i >= 0 ? garrison_rows_get_text (self->row, 0, i) : NULL;
}

gint64
garrison_customer_detail_get_int (GarrisonCustomerDetail *self, const char *column)
{
  int i;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self) && column != NULL, 0);

  i = find_column (self, column);
  return i >= 0 ? garrison_rows_get_int (self->row, 0, i) : 0;
}

GPtrArray *
garrison_customer_detail_get_missing (GarrisonCustomerDetail *self)
{
  /* What data/acts/ counts as completeness, contacts aside. */
  static const char *const counted[] = { "phone", "address", "region", "industry", "category", "level", "source", "credit_code" };
  GPtrArray *missing = g_ptr_array_new ();

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self), missing);

  for (guint i = 0; self->row != NULL && i < G_N_ELEMENTS (counted); i++)
    if (garrison_rows_is_null (self->row, 0, find_column (self, counted[i])))
      g_ptr_array_add (missing, (gpointer) counted[i]);
  return missing;
}

GListModel *
garrison_customer_detail_get_contacts (GarrisonCustomerDetail *self)
{
  return G_LIST_MODEL (self->lists[PART_CONTACTS]);
}

GListModel *
garrison_customer_detail_get_deals (GarrisonCustomerDetail *self)
{
  return G_LIST_MODEL (self->lists[PART_DEALS]);
}

GListModel *
garrison_customer_detail_get_tasks (GarrisonCustomerDetail *self)
{
  return G_LIST_MODEL (self->lists[PART_TASKS]);
}

GListModel *
garrison_customer_detail_get_entries (GarrisonCustomerDetail *self)
{
  return G_LIST_MODEL (self->lists[PART_ENTRIES]);
}

GListModel *
garrison_customer_detail_get_tags (GarrisonCustomerDetail *self)
{
  return G_LIST_MODEL (self->lists[PART_TAGS]);
}

guint
garrison_customer_detail_get_n_open_deals (GarrisonCustomerDetail *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self), 0);
  return self->n_open_deals;
}

/* Object ------------------------------------------------------------------------------------------- */

static void
garrison_customer_detail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CUSTOMER)
    g_value_set_int64 (value, GARRISON_CUSTOMER_DETAIL (object)->customer);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
garrison_customer_detail_dispose (GObject *object)
{
  GarrisonCustomerDetail *self = GARRISON_CUSTOMER_DETAIL (object);

  stop (self);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_customer_detail_parent_class)->dispose (object);
}

static void
garrison_customer_detail_finalize (GObject *object)
{
  GarrisonCustomerDetail *self = GARRISON_CUSTOMER_DETAIL (object);

  g_clear_pointer (&self->row, garrison_rows_unref);
  for (guint part = PART_CONTACTS; part < N_PARTS; part++)
    g_clear_object (&self->lists[part]);
  G_OBJECT_CLASS (garrison_customer_detail_parent_class)->finalize (object);
}

static void
garrison_customer_detail_class_init (GarrisonCustomerDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = garrison_customer_detail_get_property;
  object_class->dispose = garrison_customer_detail_dispose;
  object_class->finalize = garrison_customer_detail_finalize;
  props[PROP_CUSTOMER] = g_param_spec_int64 ("customer", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
garrison_customer_detail_init (GarrisonCustomerDetail *self)
{
  self->lists[PART_CONTACTS] = g_list_store_new (GARRISON_TYPE_CONTACT);
  self->lists[PART_DEALS] = g_list_store_new (GARRISON_TYPE_DEAL);
  self->lists[PART_TASKS] = g_list_store_new (GARRISON_TYPE_TASK);
  self->lists[PART_ENTRIES] = g_list_store_new (GARRISON_TYPE_ENTRY);
  self->lists[PART_TAGS] = g_list_store_new (GARRISON_TYPE_CHOICE);
}

GarrisonCustomerDetail *
garrison_customer_detail_new (GarrisonStore *store)
{
  GarrisonCustomerDetail *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_CUSTOMER_DETAIL, NULL);
  self->store = g_object_ref (store);
  self->changed_id = g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  return self;
}
