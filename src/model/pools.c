#include "model/pools.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"

struct _GarrisonPool
{
  GObject parent_instance;
  gint64 id;
  char *name;
  gint64 version;
  gboolean open;
  gint64 claims_a_day;
  gint64 capacity;
  gint64 freeze_days;
  gint64 wait_days;
  int lead; /* -1: no member */
  gint64 used;
  gint64 size;
  guint fields;
};

G_DEFINE_FINAL_TYPE (GarrisonPool, garrison_pool, G_TYPE_OBJECT)

struct _GarrisonPools
{
  GObject parent_instance;
  GarrisonStore *store;
  GPtrArray *pools;      /* of GarrisonPool */
  GCancellable *reading; /* NULL when nothing is being read */
};

static void garrison_pools_model_init (GListModelInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (GarrisonPools, garrison_pools, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, garrison_pools_model_init))

static const struct
{
  const char *key;
  const char *label;
} FIELDS[] = {
  [GARRISON_POOL_NAME] = { "name", N_("Name") },
  [GARRISON_POOL_SHORT_NAME] = { "short_name", N_("Short name") },
  [GARRISON_POOL_CREDIT_CODE] = { "credit_code", N_("Credit code") },
  [GARRISON_POOL_WEBSITE] = { "website", N_("Website") },
  [GARRISON_POOL_REGION] = { "region", N_("Region") },
  [GARRISON_POOL_INDUSTRY] = { "industry", N_("Industry") },
  [GARRISON_POOL_CATEGORY] = { "category", N_("Category") },
  [GARRISON_POOL_LEVEL] = { "level", N_("Level") },
  [GARRISON_POOL_SOURCE] = { "source", N_("Source") },
  [GARRISON_POOL_CHANNEL] = { "channel", N_("Channel") },
  [GARRISON_POOL_STAGE] = { "stage", N_("Stage") },
  [GARRISON_POOL_LAST_CONTACT] = { "last_contact_day", N_("Last contact") },
  [GARRISON_POOL_COMPLETENESS] = { "completeness", N_("Completeness") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (FIELDS) == GARRISON_POOL_N_FIELDS);

static const char SQL[]
  = "SELECT o.id, o.name, o.version, o.open, coalesce(o.claims_a_day, -1), coalesce(o.capacity, -1), o.freeze_days, "
    "o.wait_days, coalesce((SELECT max(m.lead) FROM pool_member m WHERE m.pool = o.id AND (m.person = :me OR m.team IN ("
    "SELECT theirs.id FROM person p JOIN team mine ON mine.id = p.team JOIN team theirs "
    "ON substr(mine.path, 1, length(theirs.path)) = theirs.path WHERE p.id = :me))), -1), "
    "(SELECT count(*) FROM claim k WHERE k.person = :me AND k.pool = o.id AND k.day = :today), coalesce(n.n, 0) "
    "FROM pool o LEFT JOIN (SELECT c.pool AS pool, count(*) AS n FROM pool_customer c GROUP BY c.pool) AS n ON n.pool = o.id "
    "WHERE o.active = 1 ORDER BY o.name, o.id";
static const char FIELDS_SQL[] = "SELECT f.pool, f.field FROM pool_field f";
static const char MEMBERS_SQL[] = "SELECT m.person, m.team, m.lead FROM pool_member m WHERE m.pool = :pool ORDER BY m.id";

const char *
garrison_pool_field_key (GarrisonPoolField field)
{
  g_return_val_if_fail (field < GARRISON_POOL_N_FIELDS, NULL);
  return FIELDS[field].key;
}

const char *
garrison_pool_field_label (GarrisonPoolField field)
{
  g_return_val_if_fail (field < GARRISON_POOL_N_FIELDS, NULL);
  return _(FIELDS[field].label);
}

/* ---- one pool ----------------------------------------------------------------------------------- */

static void
garrison_pool_finalize (GObject *object)
{
  g_free (GARRISON_POOL (object)->name);
  G_OBJECT_CLASS (garrison_pool_parent_class)->finalize (object);
}

static void
garrison_pool_class_init (GarrisonPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_pool_finalize;
}

static void
garrison_pool_init (GarrisonPool *self)
{
}

static guint
fields_of (GarrisonRows *rows, gint64 pool)
{
  guint fields = 0;

  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    for (guint k = 0; k < G_N_ELEMENTS (FIELDS); k++)
      if (garrison_rows_get_int (rows, i, 0) == pool
          && g_strcmp0 (garrison_rows_get_text (rows, i, 1), FIELDS[k].key) == 0)
        fields |= 1u << k;
  return fields;
}

static GarrisonPool *
pool_new (GarrisonRows *rows, guint row, GarrisonRows *fields)
{
  GarrisonPool *self = g_object_new (GARRISON_TYPE_POOL, NULL);

  self->id = garrison_rows_get_int (rows, row, 0);
  self->name = g_strdup (garrison_rows_get_text (rows, row, 1));
  self->version = garrison_rows_get_int (rows, row, 2);
  self->open = garrison_rows_get_int (rows, row, 3) != 0;
  self->claims_a_day = garrison_rows_get_int (rows, row, 4);
  self->capacity = garrison_rows_get_int (rows, row, 5);
  self->freeze_days = garrison_rows_get_int (rows, row, 6);
  self->wait_days = garrison_rows_get_int (rows, row, 7);
  self->lead = (int)garrison_rows_get_int (rows, row, 8);
  self->used = garrison_rows_get_int (rows, row, 9);
  self->size = garrison_rows_get_int (rows, row, 10);
  self->fields = fields_of (fields, self->id);
  return self;
}

static gboolean
is_same (GarrisonPool *a, GarrisonPool *b)
{
  return a->id == b->id && a->version == b->version && a->lead == b->lead && a->used == b->used && a->size == b->size
         && a->fields == b->fields && a->open == b->open && a->claims_a_day == b->claims_a_day
         && g_str_equal (a->name, b->name);
}

#define GETTER(type, name, value)                                                                                      \
  type garrison_pool_##name (GarrisonPool *self)                                                                       \
  {                                                                                                                    \
    g_return_val_if_fail (GARRISON_IS_POOL (self), 0);                                                                 \
    return value;                                                                                                      \
  }

GETTER (gint64, get_id, self->id)
GETTER (const char *, get_name, self->name)
GETTER (gint64, get_version, self->version)
GETTER (gboolean, is_open, self->open)
GETTER (gint64, get_claims_a_day, self->claims_a_day)
GETTER (gint64, get_capacity, self->capacity)
GETTER (gint64, get_freeze_days, self->freeze_days)
GETTER (gint64, get_wait_days, self->wait_days)
GETTER (guint, get_fields, self->fields)
GETTER (gboolean, is_member, self->lead >= 0)
GETTER (gboolean, is_lead, self->lead == 1)
GETTER (gint64, get_claims_used, self->used)
GETTER (gint64, get_size, self->size)

gint64
garrison_pool_get_claims_left (GarrisonPool *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL (self), 0);

  if (self->lead < 0 || !self->open)
    return 0;
  return self->claims_a_day < 0 ? -1 : MAX (0, self->claims_a_day - self->used);
}

char *
garrison_pool_hindrance (const char *why, gint free_day, gint today)
{
  g_autofree char *day = free_day > 0 ? garrison_day_format (free_day, today, garrison_locale_is_chinese ()) : NULL;

  if (why == NULL)
    return g_strdup ("");
  if (g_str_equal (why, "frozen") && day != NULL)
    /* Translators: %s is a day */
    return g_strdup_printf (_("Frozen until %s"), day);
  if (g_str_equal (why, "must-wait") && day != NULL)
    /* Translators: %s is a day */
    return g_strdup_printf (_("Yours until recently; free for you from %s"), day);
  if (g_str_equal (why, "protected"))
    return g_strdup (_("Protected"));
  if (g_str_equal (why, "claims-used"))
    return g_strdup (_("Today's claims are used up"));
  if (g_str_equal (why, "not-claimable"))
    return g_strdup (_("Assigned by the lead"));
  return g_strdup (_("For members only"));
}

/* ---- reading ------------------------------------------------------------------------------------ */

/* What one reading brought; made on any thread. */
static GPtrArray *
read_pools (GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  GTimeZone *zone = garrison_store_get_time_zone (store);
  g_autoptr (GarrisonRows) rows = NULL, fields = NULL;
  GPtrArray *pools;

  garrison_args_set_int (args, "me", garrison_store_get_me (store));
  garrison_args_set_int (args, "today", garrison_day_of_instant (g_get_real_time (), zone));
  rows = garrison_store_read (store, SQL, args, cancellable, error);
  if (rows == NULL)
    return NULL;
  fields = garrison_store_read (store, FIELDS_SQL, NULL, cancellable, error);
  if (fields == NULL)
    return NULL;
  pools = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    g_ptr_array_add (pools, pool_new (rows, i, fields));
  return pools;
}

static void
take (GarrisonPools *self, GPtrArray *pools)
{
  guint before = self->pools->len, n = pools->len;
  gboolean same = n == before;

  for (guint i = 0; same && i < n; i++)
    same = is_same (pools->pdata[i], self->pools->pdata[i]);
  if (same)
    return;
  g_ptr_array_unref (self->pools);
  self->pools = g_ptr_array_ref (pools);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, n);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *pools = read_pools (data, cancellable, &error);

  if (pools != NULL)
    g_task_return_pointer (task, pools, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonPools *self = GARRISON_POOLS (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pools = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->reading)
    return; /* a newer reading is on its way */
  g_clear_object (&self->reading);
  pools = g_task_propagate_pointer (G_TASK (result), &error);
  if (pools != NULL)
    take (self, pools);
  else
    g_debug ("pools were not read: %s", error->message); /* what was known stays on the screen */
}

static void
reread (GarrisonPools *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, on_read, NULL);
  g_task_set_source_tag (task, reread);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
on_store_changed (GarrisonPools *self, GarrisonChange *change)
{
  static const char *const relations[] = { "pool", "pool_member", "pool_field", "claim", "ownership_event", "team", "person" };

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (garrison_change_touches (change, relations[i]))
      {
        reread (self);
        return;
      }
}

gboolean
garrison_pools_load (GarrisonPools *self, GError **error)
{
  g_autoptr (GPtrArray) pools = NULL;

  g_return_val_if_fail (GARRISON_IS_POOLS (self), FALSE);

  pools = read_pools (self->store, NULL, error);
  if (pools == NULL)
    return FALSE;
  take (self, pools);
  return TRUE;
}

GarrisonPool *
garrison_pools_find (GarrisonPools *self, gint64 id)
{
  g_return_val_if_fail (GARRISON_IS_POOLS (self), NULL);

  for (guint i = 0; i < self->pools->len; i++)
    if (garrison_pool_get_id (self->pools->pdata[i]) == id)
      return self->pools->pdata[i];
  return NULL;
}

GarrisonPool *
garrison_pools_find_named (GarrisonPools *self, const char *text)
{
  char *end = NULL;
  gint64 id;

  g_return_val_if_fail (GARRISON_IS_POOLS (self) && text != NULL, NULL);

  for (guint i = 0; i < self->pools->len; i++)
    if (g_str_equal (garrison_pool_get_name (self->pools->pdata[i]), text))
      return self->pools->pdata[i];
  id = g_ascii_strtoll (text, &end, 10);
  return *end == '\0' ? garrison_pools_find (self, id) : NULL;
}

/* ---- members ------------------------------------------------------------------------------------ */

GarrisonPoolMembers *
garrison_pool_members_read (GarrisonStore *store, gint64 pool, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  GarrisonPoolMembers *members;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  garrison_args_set_int (args, "pool", pool);
  rows = garrison_store_read (store, MEMBERS_SQL, args, NULL, error);
  if (rows == NULL)
    return NULL;
  members = g_new0 (GarrisonPoolMembers, 1);
  members->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  members->teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  members->leads = g_array_new (FALSE, FALSE, sizeof (gint64));
  members->lead_teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      gint64 person = garrison_rows_get_int (rows, i, 0), team = garrison_rows_get_int (rows, i, 1);
      gboolean leads = garrison_rows_get_int (rows, i, 2) != 0;

      if (person != 0)
        g_array_append_val (leads ? members->leads : members->people, person);
      else
        g_array_append_val (leads ? members->lead_teams : members->teams, team);
    }
  return members;
}

static void
set_ids (GarrisonArgs *args, const char *name, GArray *ids)
{
  garrison_args_set_ids (args, name, (const gint64 *)(gpointer)ids->data, ids->len);
}

GarrisonArgs *
garrison_pool_members_args (const GarrisonPoolMembers *members, GarrisonPool *pool)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, "pool", garrison_pool_get_id (pool));
  garrison_args_set_int (args, "version", garrison_pool_get_version (pool));
  set_ids (args, "people", members->people);
  set_ids (args, "teams", members->teams);
  set_ids (args, "leads", members->leads);
  set_ids (args, "lead_teams", members->lead_teams);
  return args;
}

void
garrison_pool_members_free (GarrisonPoolMembers *members)
{
  g_array_unref (members->people);
  g_array_unref (members->teams);
  g_array_unref (members->leads);
  g_array_unref (members->lead_teams);
  g_free (members);
}

/* ---- list --------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return GARRISON_TYPE_POOL;
}

static guint
get_n_items (GListModel *model)
{
  return GARRISON_POOLS (model)->pools->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *pools = GARRISON_POOLS (model)->pools;

  return position < pools->len ? g_object_ref (pools->pdata[position]) : NULL;
}

static void
garrison_pools_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
garrison_pools_dispose (GObject *object)
{
  GarrisonPools *self = GARRISON_POOLS (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_pools_parent_class)->dispose (object);
}

static void
garrison_pools_finalize (GObject *object)
{
  g_ptr_array_unref (GARRISON_POOLS (object)->pools);
  G_OBJECT_CLASS (garrison_pools_parent_class)->finalize (object);
}

static void
garrison_pools_class_init (GarrisonPoolsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_pools_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_pools_finalize;
}

static void
garrison_pools_init (GarrisonPools *self)
{
  self->pools = g_ptr_array_new_with_free_func (g_object_unref);
}

GarrisonPools *
garrison_pools_new (GarrisonStore *store)
{
  GarrisonPools *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_POOLS, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  reread (self);
  return self;
}
