#include "model/roster.h"

#include <string.h>

#include "base/memory.h"
#include "base/phone.h"
#include "model/packed-text.h"
#include "model/roster-pack.h"
#include "store/desk-text.h"

/* When this many customers changed one by one, everything is read again. */
#define MAX_CHANGED 2000

struct _GarrisonRoster
{
  GObject parent_instance;
  GarrisonStore *store;
  gulong changed_id;
  GCancellable *cancellable;

  GMutex lock; /* guards what searching threads take: */
  GarrisonRosterPack *all;
  GarrisonRosterPack *since; /* (nullable): what became of the customers in @gone */
  GHashTable *gone;          /* (nullable): gint64 ids in @all that @since speaks of; never changed in place */

  gboolean reloading;
  gboolean reload_again;
  gboolean following;
  guint n_loads;       /* how often everything was read */
  GHashTable *waiting; /* ids that changed while following */
};

G_DEFINE_FINAL_TYPE (GarrisonRoster, garrison_roster, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GHashTable *
new_id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_id (GHashTable *set, gint64 id)
{
  g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

/* Takes ownership of both packs and the set. */
static void
replace (GarrisonRoster *self, GarrisonRosterPack *all, GarrisonRosterPack *since, GHashTable *gone)
{
  g_mutex_lock (&self->lock);
  if (all != NULL)
    {
      g_clear_pointer (&self->all, garrison_roster_pack_unref);
      self->all = all;
      self->n_loads++;
    }
  g_clear_pointer (&self->since, garrison_roster_pack_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  self->since = since;
  self->gone = gone;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Loading ------------------------------------------------------------------------------------------ */

/* Reading grows and moves large pieces of memory: what it leaves is given back. */
static GarrisonRosterPack *
read_all (GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  GarrisonRosterPack *pack = garrison_roster_pack_read (store, NULL, 0, cancellable, error);

  garrison_memory_trim ();
  return pack;
}

gboolean
garrison_roster_load (GarrisonRoster *self, GCancellable *cancellable, GError **error)
{
  GarrisonRosterPack *pack;

  g_return_val_if_fail (GARRISON_IS_ROSTER (self), FALSE);

  pack = read_all (self->store, cancellable, error);
  if (pack == NULL)
    return FALSE;
  replace (self, pack, NULL, NULL);
  return TRUE;
}

static void
load_thread (GTask *task, gpointer source, gpointer store, GCancellable *cancellable)
{
  GError *error = NULL;
  GarrisonRosterPack *pack = read_all (store, cancellable, &error);

  if (pack != NULL)
    g_task_return_pointer (task, pack, (GDestroyNotify) garrison_roster_pack_unref);
  else
    g_task_return_error (task, error);
}

void
garrison_roster_load_async (GarrisonRoster *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GARRISON_IS_ROSTER (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, garrison_roster_load_async);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, load_thread);
}

gboolean
garrison_roster_load_finish (GarrisonRoster *self, GAsyncResult *result, GError **error)
{
  GarrisonRosterPack *pack;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  pack = g_task_propagate_pointer (G_TASK (result), error);
  if (pack == NULL)
    return FALSE;
  replace (self, pack, NULL, NULL);
  return TRUE;
}

static void reload (GarrisonRoster *self);
static void follow (GarrisonRoster *self);

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonRoster *self = GARRISON_ROSTER (source);
  g_autoptr (GError) error = NULL;

  self->reloading = FALSE;
  if (!garrison_roster_load_finish (self, result, &error))
    g_debug ("roster not reloaded: %s", error->message);
  if (self->reload_again)
    reload (self);
  else if (g_hash_table_size (self->waiting) > 0)
    follow (self);
}

static void
reload (GarrisonRoster *self)
{
  self->reload_again = self->reloading;
  if (self->reloading || self->all == NULL)
    return;
  self->reloading = TRUE;
  garrison_roster_load_async (self, self->cancellable, on_reloaded, NULL);
}

/* Following ----------------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonStore *store;
  GHashTable *ids; /* all that changed since the large pack was read */
  guint n_loads;   /* of the roster when it began */
} Following;

static void
following_free (Following *following)
{
  g_object_unref (following->store);
  g_hash_table_unref (following->ids);
  g_free (following);
}

static void
follow_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Following *following = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;
  GarrisonRosterPack *pack;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, following->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  pack = garrison_roster_pack_read (following->store, (const gint64 *) (gpointer) ids->data, ids->len, cancellable, &error);
  if (pack != NULL)
    g_task_return_pointer (task, pack, (GDestroyNotify) garrison_roster_pack_unref);
  else
    g_task_return_error (task, error);
}

static void
on_followed (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonRoster *self = GARRISON_ROSTER (source);
  Following *following = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GarrisonRosterPack *pack = g_task_propagate_pointer (G_TASK (result), &error);

  self->following = FALSE;
  /* Everything was read again meanwhile, perhaps later than this: it must not cover what is newer. */
  if (pack != NULL && following->n_loads != self->n_loads)
    garrison_roster_pack_unref (pack);
  else if (pack != NULL)
    replace (self, NULL, pack, g_hash_table_ref (following->ids));
  else
    g_debug ("roster does not follow: %s", error->message);
  if (g_hash_table_size (self->waiting) > 0)
    follow (self);
}

/* Reads again all customers that changed since the large pack was read, with those now waiting. */
static void
follow (GarrisonRoster *self)
{
  g_autoptr (GTask) task = NULL;
  Following *following;
  GHashTableIter iter;
  gpointer id;

  /* What changes during a reload waits for its end: the reload may have read the older state. */
  if (self->following || self->reloading || self->all == NULL)
    return;
  following = g_new0 (Following, 1);
  following->store = g_object_ref (self->store);
  following->n_loads = self->n_loads;
  following->ids = g_steal_pointer (&self->waiting);
  self->waiting = new_id_set ();
  if (self->gone != NULL)
    {
      g_hash_table_iter_init (&iter, self->gone);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        add_id (following->ids, *(gint64 *) id);
    }
  if (g_hash_table_size (following->ids) > MAX_CHANGED)
    {
      following_free (following);
      reload (self);
      return;
    }
  self->following = TRUE;
  task = g_task_new (self, self->cancellable, on_followed, NULL);
  g_task_set_source_tag (task, follow);
  g_task_set_task_data (task, following, (GDestroyNotify) following_free);
  g_task_run_in_thread (task, follow_thread);
}

static void
on_store_changed (GarrisonStore *store, GarrisonChange *change, GarrisonRoster *self)
{
  const gint64 *ids;
  gsize n;

  if (!garrison_change_touches (change, "customer_search") && !garrison_change_touches (change, "contact")
      && !garrison_change_touches (change, "customer") && !garrison_change_touches (change, "role_right"))
    return;
  ids = garrison_change_get_customers (change, &n);
  if (ids == NULL)
    {
      reload (self);
      return;
    }
  for (gsize i = 0; i < n; i++)
    add_id (self->waiting, ids[i]);
  follow (self);
}

/* Searching ----------------------------------------------------------------------------------------- */

static const GarrisonMatchRank MATCH_OF[] = {
  [GARRISON_PACKED_PART] = GARRISON_MATCH_PART,
  [GARRISON_PACKED_PREFIX] = GARRISON_MATCH_PREFIX,
  [GARRISON_PACKED_EXACT] = GARRISON_MATCH_EXACT,
};

static void
drop_gone (GarrisonRosterPack *pack, GHashTable *gone, guint8 *ranks)
{
  GHashTableIter iter;
  gpointer id;
  guint index;

  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (garrison_roster_pack_find (pack, *(gint64 *) id, &index))
      ranks[index] = GARRISON_PACKED_NONE;
}

/* How many have each rank, added to @counts. */
static void
count_ranks (const guint8 *ranks, guint n, guint *counts)
{
  for (guint i = 0; i < n; i++)
    counts[ranks[i]]++;
}

/* Puts each match at the next place of its rank. */
static void
place_matches (GarrisonRosterPack *pack, const guint8 *ranks, guint *places, GarrisonMatch *matches)
{
  guint n = garrison_roster_pack_get_size (pack);

  for (guint i = 0; i < n; i++)
    if (ranks[i] != GARRISON_PACKED_NONE)
      matches[places[ranks[i]]++] = (GarrisonMatch){ garrison_roster_pack_get_id (pack, i), MATCH_OF[ranks[i]] };
}

static gboolean
is_number (const char *text)
{
  return text[strspn (text, "0123456789 +-()./")] == '\0';
}

static gboolean
take_match (GarrisonRow *row, gpointer data)
{
  GarrisonMatch match = { garrison_row_get_int (row, 0), GARRISON_MATCH_EXACT };

  g_array_append_val ((GArray *) data, match);
  return TRUE;
}

/* Whose number it is. Numbers are not in the roster: the store knows them, and tells only of whole ones. */
static void
add_by_phone (GarrisonRoster *self, const char *text, GArray *matches)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *key = plain == NULL || !is_number (plain) ? NULL : garrison_phone_key (plain);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  if (key == NULL || strlen (key) < GARRISON_LOOKUP_SHORTEST)
    return;
  garrison_args_set_text (args, "key", key);
  garrison_store_scan (self->store, "SELECT c.id FROM customer c WHERE c.id IN @phone(key) ORDER BY c.id", args, take_match,
                       matches, NULL, NULL);
}

GArray *
garrison_roster_search (GarrisonRoster *self, const char *text)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (GarrisonMatch));
  g_autoptr (GarrisonRosterNeedle) needle = NULL;
  g_autoptr (GarrisonRosterPack) all = NULL;
  g_autoptr (GarrisonRosterPack) since = NULL;
  g_autoptr (GHashTable) gone = NULL;
  g_autofree guint8 *ranks = NULL;
  g_autofree guint8 *since_ranks = NULL;
  guint counts[GARRISON_PACKED_EXACT + 1] = { 0 };
  guint places[GARRISON_PACKED_EXACT + 1] = { 0 };

  g_return_val_if_fail (GARRISON_IS_ROSTER (self) && text != NULL, matches);

  needle = garrison_roster_needle_new (text);
  g_mutex_lock (&self->lock);
  all = self->all != NULL ? garrison_roster_pack_ref (self->all) : NULL;
  since = self->since != NULL ? garrison_roster_pack_ref (self->since) : NULL;
  gone = self->gone != NULL ? g_hash_table_ref (self->gone) : NULL;
  g_mutex_unlock (&self->lock);
  if (needle == NULL || all == NULL)
    return matches;

  ranks = garrison_roster_pack_rank (all, needle);
  if (since != NULL)
    {
      drop_gone (all, gone, ranks);
      since_ranks = garrison_roster_pack_rank (since, needle);
    }
  count_ranks (ranks, garrison_roster_pack_get_size (all), counts);
  if (since != NULL)
    count_ranks (since_ranks, garrison_roster_pack_get_size (since), counts);
  places[GARRISON_PACKED_PREFIX] = counts[GARRISON_PACKED_EXACT];
  places[GARRISON_PACKED_PART] = places[GARRISON_PACKED_PREFIX] + counts[GARRISON_PACKED_PREFIX];
  g_array_set_size (matches, places[GARRISON_PACKED_PART] + counts[GARRISON_PACKED_PART]);
  place_matches (all, ranks, places, (GarrisonMatch *) (gpointer) matches->data);
  if (since != NULL)
    place_matches (since, since_ranks, places, (GarrisonMatch *) (gpointer) matches->data);
  add_by_phone (self, text, matches);
  return matches;
}

gboolean
garrison_roster_is_loaded (GarrisonRoster *self)
{
  g_return_val_if_fail (GARRISON_IS_ROSTER (self), FALSE);
  return self->all != NULL;
}

guint
garrison_roster_get_size (GarrisonRoster *self)
{
  g_return_val_if_fail (GARRISON_IS_ROSTER (self), 0);
  return self->all != NULL ? garrison_roster_pack_get_size (self->all) : 0;
}

gsize
garrison_roster_get_memory (GarrisonRoster *self)
{
  g_return_val_if_fail (GARRISON_IS_ROSTER (self), 0);
  return self->all != NULL ? garrison_roster_pack_get_memory (self->all) : 0;
}

/* Object -------------------------------------------------------------------------------------------- */

static void
garrison_roster_dispose (GObject *object)
{
  GarrisonRoster *self = GARRISON_ROSTER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_roster_parent_class)->dispose (object);
}

static void
garrison_roster_finalize (GObject *object)
{
  GarrisonRoster *self = GARRISON_ROSTER (object);

  g_clear_pointer (&self->all, garrison_roster_pack_unref);
  g_clear_pointer (&self->since, garrison_roster_pack_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (garrison_roster_parent_class)->finalize (object);
}

static void
garrison_roster_class_init (GarrisonRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = garrison_roster_dispose;
  object_class->finalize = garrison_roster_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
garrison_roster_init (GarrisonRoster *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  self->waiting = new_id_set ();
}

GarrisonRoster *
garrison_roster_new (GarrisonStore *store)
{
  GarrisonRoster *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_ROSTER, NULL);
  self->store = g_object_ref (store);
  self->changed_id = g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  return self;
}
