#include "model/customer-detail.h"

#include "base/day.h"
#include "model/directory-private.h"

#define MAX_ENTRIES 50

/* Masked, unless it may be seen. */
#define CUSTOMER_DETAIL(field)                                                                                        \
  "(SELECT coalesce(i.value, i.shown) FROM contact_detail i WHERE i.relation = 'customer' AND i.record = c.id AND i.field = '" \
  field "')"
/* 1 when it is there and not to be seen. */
#define CUSTOMER_MASKED(field)                                                                                        \
  "(SELECT CASE WHEN i.value IS NULL THEN 1 ELSE 0 END FROM contact_detail i WHERE i.relation = 'customer' "          \
  "AND i.record = c.id AND i.field = '" field "')"

static const char CUSTOMER_SQL[] =
  "SELECT c.id, c.name, c.short_name, c.credit_code, " CUSTOMER_DETAIL ("phone") " AS phone, c.website, "
  CUSTOMER_DETAIL ("email") " AS email, " CUSTOMER_DETAIL ("address") " AS address, c.note, c.region, "
  "c.industry, c.category, c.level, c.source, c.channel, c.parent, c.owner, c.pool, c.protected_until, "
  "c.created_day, c.created_by, c.version, c.completeness, c.last_contact_at, c.owned_since, c.stage, c.archived, "
  "(SELECT o.name FROM customer o WHERE o.id = c.parent) AS parent_name, "
  CUSTOMER_MASKED ("phone") " AS phone_masked, " CUSTOMER_MASKED ("email") " AS email_masked, "
  CUSTOMER_MASKED ("address") " AS address_masked FROM customer c WHERE c.id = :id";
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
/* What the person's role may do with fields; without a row a contact detail is masked, any other may be edited. */
static const char RULES_SQL[] =
  "SELECT f.relation, f.field, f.rule FROM role_field f JOIN person p ON p.role = f.role WHERE p.id = :me";
/* As the act "disclose" counts. */
static const char ALLOWANCE_SQL[] =
  "SELECT (SELECT count(*) FROM disclosure d WHERE d.person = :me AND d.day = :today AND d.counted = 1), "
  "coalesce((SELECT l.n FROM person p JOIN role_limit l ON l.role = p.role AND l.name = 'disclosures_a_day' "
  "WHERE p.id = :me), 20) + coalesce((SELECT CAST(sum(q.granted) AS bigint) FROM request q WHERE q.person = :me "
  "AND q.kind = 'disclosures' AND q.state = 'granted' AND q.until_day >= :today), 0)";
/* When the first of what is disclosed here is masked again. */
static const char UNTIL_SQL[] =
  "SELECT min(d.until) FROM disclosure d WHERE d.person = :me AND d.customer = :id AND d.until > :now";

enum
{
  PART_CUSTOMER,
  PART_CONTACTS,
  PART_DEALS,
  PART_TASKS,
  PART_ENTRIES,
  PART_TAGS,
  N_LISTS, /* the first is none, the others follow */
  PART_RULES = N_LISTS,
  PART_ALLOWANCE,
  PART_UNTIL,
  N_PARTS
};
static const char *const PART_SQL[N_PARTS] = { CUSTOMER_SQL, CONTACTS_SQL, DEALS_SQL, TASKS_SQL, ENTRIES_SQL, TAGS_SQL,
                                               RULES_SQL, ALLOWANCE_SQL, UNTIL_SQL };

struct _GarrisonCustomerDetail
{
  GObject parent_instance;
  GarrisonStore *store;
  gulong changed_id;
  gint64 wanted;
  gint64 customer;
  GarrisonRows *row;
  GarrisonRows *rules;     /* (nullable) */
  GarrisonRows *allowance; /* (nullable) */
  guint mask_again;        /* source: reads anew when a disclosure has ended */
  GListStore *lists[N_LISTS];
  GarrisonRows *shown[N_LISTS]; /* (nullable): what they were made of */
  gboolean anew;                /* names or rules changed: nothing is as it was */
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

static void load (GarrisonCustomerDetail *self);

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

  gint64 now = g_get_real_time ();

  garrison_args_set_int (args, "id", reading->id);
  garrison_args_set_int (args, "me", garrison_store_get_me (reading->store));
  garrison_args_set_int (args, "now", now);
  garrison_args_set_int (args, "today", garrison_day_of_instant (now, garrison_store_get_time_zone (reading->store)));
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

static guint
n_rows (GarrisonRows *rows)
{
  return rows != NULL ? garrison_rows_get_size (rows) : 0;
}

static gboolean
are_same (GarrisonRows *old, GarrisonRows *rows)
{
  guint n = n_rows (rows), i = 0;

  if (n_rows (old) != n)
    return FALSE;
  while (i < n && garrison_rows_are_equal (old, i, rows, i))
    i++;
  return i == n;
}

/* What is the same at the beginning and the end stays, with the focus and the menus that are on it. */
static void
fill_list (GarrisonCustomerDetail *self, guint part, GarrisonRows *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GarrisonRows *old = self->shown[part];
  guint had = n_rows (old), has = n_rows (rows), same = self->anew ? 0 : MIN (had, has), above = 0, below = 0;

  while (above < same && garrison_rows_are_equal (old, above, rows, above))
    above++;
  while (below < same - above && garrison_rows_are_equal (old, had - 1 - below, rows, has - 1 - below))
    below++;
  for (guint i = above; i < has - below; i++)
    g_ptr_array_add (items, make_item (part, rows, i));
  if (had - below > above || items->len > 0)
    g_list_store_splice (self->lists[part], above, had - below - above, items->pdata, items->len);
}

static void
keep (GarrisonRows **kept, GarrisonRows *rows)
{
  g_clear_pointer (kept, garrison_rows_unref);
  *kept = rows != NULL ? garrison_rows_ref (rows) : NULL;
}

static gboolean
on_masked_again (gpointer data)
{
  GarrisonCustomerDetail *self = data;

  self->mask_again = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

/* What was disclosed for some hours does not stay on a screen for longer. */
static void
follow_end (GarrisonCustomerDetail *self, GarrisonRows *until)
{
  gint64 left;

  g_clear_handle_id (&self->mask_again, g_source_remove);
  if (until == NULL || garrison_rows_get_size (until) == 0 || garrison_rows_is_null (until, 0, 0))
    return;
  left = MAX (garrison_rows_get_int (until, 0, 0) - g_get_real_time (), 0) / G_TIME_SPAN_SECOND;
  self->mask_again = g_timeout_add_seconds ((guint) MIN (left, 86400) + 1, on_masked_again, self);
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
  self->anew |= !are_same (self->rules, there ? reading->parts[PART_RULES] : NULL);
  keep (&self->rules, there ? reading->parts[PART_RULES] : NULL);
  keep (&self->allowance, there ? reading->parts[PART_ALLOWANCE] : NULL);
  follow_end (self, there ? reading->parts[PART_UNTIL] : NULL);
  for (guint part = PART_CONTACTS; part < N_LISTS; part++)
    {
      fill_list (self, part, there ? reading->parts[part] : NULL);
      keep (&self->shown[part], there ? reading->parts[part] : NULL);
    }
  self->anew = FALSE;
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
  /* What may be seen, and how often, changes with these. */
  return ids == NULL || garrison_change_touches (change, "request") || garrison_change_touches (change, "role_field")
         || garrison_change_touches (change, "role_limit");
}

static void
on_store_changed (GarrisonStore *store, GarrisonChange *change, GarrisonCustomerDetail *self)
{
  static const char *const named[] = { "person", "team", "choice", "stage", "product", "field", "role_field" };

  for (guint i = 0; garrison_change_get_act (change) != NULL && i < G_N_ELEMENTS (named); i++)
    self->anew |= garrison_change_touches (change, named[i]);
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
  self->anew = TRUE;
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

gboolean
garrison_customer_detail_is_masked (GarrisonCustomerDetail *self, const char *field)
{
  g_autofree char *column = g_strconcat (field, "_masked", NULL);

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self), FALSE);
  return garrison_customer_detail_get_int (self, column) != 0;
}

gboolean
garrison_customer_detail_has_masks (GarrisonCustomerDetail *self)
{
  return garrison_customer_detail_is_masked (self, "phone") || garrison_customer_detail_is_masked (self, "email")
         || garrison_customer_detail_is_masked (self, "address");
}

const char *
garrison_customer_detail_get_rule (GarrisonCustomerDetail *self, const char *relation, const char *field)
{
  guint n;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self) && relation != NULL && field != NULL, NULL);

  n = self->rules != NULL ? garrison_rows_get_size (self->rules) : 0;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (garrison_rows_get_text (self->rules, i, 0), relation) == 0
        && g_strcmp0 (garrison_rows_get_text (self->rules, i, 1), field) == 0)
      return garrison_rows_get_text (self->rules, i, 2);
  return NULL;
}

void
garrison_customer_detail_get_allowance (GarrisonCustomerDetail *self, gint64 *used, gint64 *allowance)
{
  gboolean there;

  g_return_if_fail (GARRISON_IS_CUSTOMER_DETAIL (self) && used != NULL && allowance != NULL);

  there = self->allowance != NULL && garrison_rows_get_size (self->allowance) > 0;
  *used = there ? garrison_rows_get_int (self->allowance, 0, 0) : 0;
  *allowance = there ? garrison_rows_get_int (self->allowance, 0, 1) : 0;
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
  g_clear_handle_id (&self->mask_again, g_source_remove);
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
  g_clear_pointer (&self->rules, garrison_rows_unref);
  g_clear_pointer (&self->allowance, garrison_rows_unref);
  for (guint part = PART_CONTACTS; part < N_LISTS; part++)
    {
      g_clear_object (&self->lists[part]);
      g_clear_pointer (&self->shown[part], garrison_rows_unref);
    }
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
