#include "model/split.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GarrisonSplitReceiver shown;
  GHashTable *regions;  /* char* to how many customers */
  GHashTable *products; /* gint64* to how many deals won */
} Receiver;

struct _GarrisonSplit
{
  gint64 person;
  GPtrArray *items;     /* of GarrisonSplitItem */
  GPtrArray *receivers; /* of Receiver */
};

static void
item_free (gpointer data)
{
  GarrisonSplitItem *item = data;

  g_free (item->name);
  g_free (item->region);
  g_free (item);
}

static void
receiver_free (gpointer data)
{
  Receiver *receiver = data;

  g_hash_table_unref (receiver->regions);
  g_hash_table_unref (receiver->products);
  g_free (receiver);
}

void
garrison_split_free (GarrisonSplit *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->receivers);
  g_free (self);
}

/* ---- reading ------------------------------------------------------------------------------------ */

static GarrisonRows *
read_of (GarrisonStore *store, const char *sql, gint64 person, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_int (args, "person", person);
  return garrison_store_read (store, sql, args, cancellable, error);
}

GarrisonSplit *
garrison_split_read (GarrisonStore *store, gint64 person, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonRows) rows = NULL;
  GarrisonSplit *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && person > 0, NULL);

  rows = read_of (store,
                  "SELECT c.id, c.name, c.region, c.level, (SELECT d.product FROM deal d WHERE d.customer = c.id"
                  " AND d.product IS NOT NULL ORDER BY d.id DESC LIMIT 1), c.archived FROM customer c"
                  " WHERE c.owner = :person AND c.merged_into IS NULL ORDER BY c.sort_key, c.id",
                  person, cancellable, error);
  if (rows == NULL)
    return NULL;
  self = g_new0 (GarrisonSplit, 1);
  self->person = person;
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->receivers = g_ptr_array_new_with_free_func (receiver_free);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      GarrisonSplitItem *item = g_new0 (GarrisonSplitItem, 1);

      item->customer = garrison_rows_get_int (rows, i, 0);
      item->name = g_strdup (garrison_rows_get_text (rows, i, 1));
      item->region = g_strdup (garrison_rows_get_text (rows, i, 2));
      item->level = garrison_rows_get_int (rows, i, 3);
      item->product = garrison_rows_get_int (rows, i, 4);
      item->archived = garrison_rows_get_int (rows, i, 5) != 0;
      g_ptr_array_add (self->items, item);
    }
  return self;
}

static Receiver *
find_receiver (GarrisonSplit *self, gint64 person)
{
  for (guint i = 0; i < self->receivers->len; i++)
    if (((Receiver *) self->receivers->pdata[i])->shown.person == person)
      return self->receivers->pdata[i];
  return NULL;
}

static gboolean
read_leaning (Receiver *receiver, GarrisonStore *store, gint64 person, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonRows) regions
    = read_of (store, "SELECT c.region, count(*) FROM customer c WHERE c.owner = :person AND c.archived = 0 AND c.region IS NOT NULL"
                      " GROUP BY c.region", person, cancellable, error);
  g_autoptr (GarrisonRows) products = regions == NULL ? NULL
    : read_of (store, "SELECT d.product, count(*) FROM deal d WHERE d.owner = :person AND d.status = 'won' AND d.product IS NOT NULL"
                      " GROUP BY d.product", person, cancellable, error);

  if (products == NULL)
    return FALSE;
  for (guint i = 0; i < garrison_rows_get_size (regions); i++)
    g_hash_table_insert (receiver->regions, g_strdup (garrison_rows_get_text (regions, i, 0)),
                         GUINT_TO_POINTER ((guint) garrison_rows_get_int (regions, i, 1)));
  for (guint i = 0; i < garrison_rows_get_size (products); i++)
    {
      gint64 product = garrison_rows_get_int (products, i, 0);

      g_hash_table_insert (receiver->products, g_memdup2 (&product, sizeof product),
                           GUINT_TO_POINTER ((guint) garrison_rows_get_int (products, i, 1)));
    }
  return TRUE;
}

gboolean
garrison_split_add (GarrisonSplit *self, GarrisonStore *store, gint64 person, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonRows) rows = NULL;
  Receiver *receiver;

  g_return_val_if_fail (self != NULL && GARRISON_IS_STORE (store), FALSE);

  if (person == self->person || find_receiver (self, person) != NULL)
    return TRUE;
  rows = read_of (store, "SELECT p.holding_cap, h.n FROM person p LEFT JOIN holding h ON h.person = p.id"
                         " WHERE p.id = :person AND p.active = 1", person, cancellable, error);
  if (rows == NULL)
    return FALSE;
  if (garrison_rows_get_size (rows) == 0)
    return TRUE; /* not there any more */
  receiver = g_new0 (Receiver, 1);
  receiver->shown = (GarrisonSplitReceiver) { .person = person, .cap = garrison_rows_get_int (rows, 0, 0),
                                              .holds = garrison_rows_get_int (rows, 0, 1) };
  receiver->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  receiver->products = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_ptr_array_add (self->receivers, receiver);
  return read_leaning (receiver, store, person, cancellable, error);
}

/* ---- giving ------------------------------------------------------------------------------------- */

static gboolean
has_room (const Receiver *receiver, const GarrisonSplitItem *item)
{
  if (receiver->shown.out)
    return FALSE;
  return item->archived || receiver->shown.cap == 0 || receiver->shown.holds + receiver->shown.given < receiver->shown.cap;
}

static void
move (GarrisonSplit *self, GarrisonSplitItem *item, Receiver *to)
{
  Receiver *from = item->to != 0 ? find_receiver (self, item->to) : NULL;

  if (from != NULL)
    {
      from->shown.items--;
      from->shown.given -= !item->archived;
    }
  item->to = to != NULL ? to->shown.person : 0;
  if (to != NULL)
    {
      to->shown.items++;
      to->shown.given += !item->archived;
    }
}

static void
take_back (GarrisonSplit *self, gint64 person)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GarrisonSplitItem *item = self->items->pdata[i];

      if (item->to != person)
        continue;
      move (self, item, NULL);
      item->by_hand = FALSE;
    }
}

void
garrison_split_set_out (GarrisonSplit *self, gint64 person, gboolean out)
{
  Receiver *receiver;

  g_return_if_fail (self != NULL);

  receiver = find_receiver (self, person);
  if (receiver == NULL)
    return;
  receiver->shown.out = out;
  if (out)
    take_back (self, person);
}

void
garrison_split_remove (GarrisonSplit *self, gint64 person)
{
  Receiver *receiver;

  g_return_if_fail (self != NULL);

  receiver = find_receiver (self, person);
  if (receiver == NULL)
    return;
  take_back (self, person);
  g_ptr_array_remove (self->receivers, receiver);
}

gboolean
garrison_split_give (GarrisonSplit *self, guint index, gint64 to)
{
  GarrisonSplitItem *item;
  Receiver *receiver;

  g_return_val_if_fail (self != NULL && index < self->items->len, FALSE);

  item = self->items->pdata[index];
  receiver = to != 0 ? find_receiver (self, to) : NULL;
  if (to != 0 && to != item->to && (receiver == NULL || !has_room (receiver, item)))
    return FALSE;
  move (self, item, receiver);
  item->by_hand = TRUE;
  return TRUE;
}

/* How well an item suits somebody: the larger the better. */
static guint
count_leaning (const Receiver *receiver, const GarrisonSplitItem *item, GarrisonSplitRule rule)
{
  if (rule == GARRISON_SPLIT_REGION && item->region != NULL)
    return GPOINTER_TO_UINT (g_hash_table_lookup (receiver->regions, item->region));
  if (rule == GARRISON_SPLIT_PRODUCT && item->product != 0)
    return GPOINTER_TO_UINT (g_hash_table_lookup (receiver->products, &item->product));
  return 0;
}

static gint64
load_of (const Receiver *receiver)
{
  return receiver->shown.holds + receiver->shown.given;
}

static Receiver *
find_best (GarrisonSplit *self, const GarrisonSplitItem *item, GarrisonSplitRule rule)
{
  Receiver *best = NULL;
  guint most = 0;

  for (guint i = 0; i < self->receivers->len; i++)
    {
      Receiver *receiver = self->receivers->pdata[i];
      guint leaning = count_leaning (receiver, item, rule);

      if (!has_room (receiver, item))
        continue;
      if (best != NULL && (leaning < most || (leaning == most && load_of (receiver) >= load_of (best))))
        continue;
      best = receiver;
      most = leaning;
    }
  return best;
}

/* The next from *@turn on who has room. */
static Receiver *
take_turn (GarrisonSplit *self, const GarrisonSplitItem *item, guint *turn)
{
  for (guint i = 0; i < self->receivers->len; i++)
    {
      Receiver *receiver = self->receivers->pdata[(*turn + i) % self->receivers->len];

      if (!has_room (receiver, item))
        continue;
      *turn = (*turn + i + 1) % self->receivers->len;
      return receiver;
    }
  return NULL;
}

static guint *
turn_of (GHashTable *turns, gint64 level)
{
  guint *turn = g_hash_table_lookup (turns, &level);

  if (turn != NULL)
    return turn;
  turn = g_new0 (guint, 1);
  /* Levels of few customers must not all begin with the same person. */
  *turn = g_hash_table_size (turns);
  g_hash_table_insert (turns, g_memdup2 (&level, sizeof level), turn);
  return turn;
}

void
garrison_split_propose (GarrisonSplit *self, GarrisonSplitRule rule)
{
  g_autoptr (GHashTable) turns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->items->len; i++)
    if (!((GarrisonSplitItem *) self->items->pdata[i])->by_hand)
      move (self, self->items->pdata[i], NULL);
  for (guint i = 0; i < self->items->len; i++)
    {
      GarrisonSplitItem *item = self->items->pdata[i];

      if (item->by_hand || self->receivers->len == 0)
        continue;
      if (rule == GARRISON_SPLIT_TURN || rule == GARRISON_SPLIT_LEVEL)
        move (self, item, take_turn (self, item, turn_of (turns, rule == GARRISON_SPLIT_LEVEL ? item->level : 0)));
      else
        move (self, item, find_best (self, item, rule));
    }
}

/* ---- asking ------------------------------------------------------------------------------------- */

guint
garrison_split_get_size (GarrisonSplit *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->items->len;
}

const GarrisonSplitItem *
garrison_split_get_item (GarrisonSplit *self, guint item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, NULL);
  return self->items->pdata[item];
}

guint
garrison_split_get_n_receivers (GarrisonSplit *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->receivers->len;
}

const GarrisonSplitReceiver *
garrison_split_get_receiver (GarrisonSplit *self, guint receiver)
{
  g_return_val_if_fail (self != NULL && receiver < self->receivers->len, NULL);
  return &((Receiver *) self->receivers->pdata[receiver])->shown;
}

guint
garrison_split_count_left (GarrisonSplit *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->items->len; i++)
    n += ((GarrisonSplitItem *) self->items->pdata[i])->to == 0;
  return n;
}

GarrisonArgs *
garrison_split_make_args (GarrisonSplit *self, gint64 rest, gboolean accept, const char *note)
{
  static const char *const columns[] = { "customer", "to_person", NULL };
  GarrisonArgs *args = garrison_args_new ();
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (self != NULL, args);

  for (guint i = 0; i < self->items->len; i++)
    {
      GarrisonSplitItem *item = self->items->pdata[i];

      if (item->to == 0)
        continue;
      g_array_append_val (cells, item->customer);
      g_array_append_val (cells, item->to);
    }
  garrison_args_set_int (args, "person", self->person);
  if (rest != 0)
    garrison_args_set_int (args, "rest", rest);
  garrison_args_set_int (args, "accept", accept);
  garrison_args_set_text (args, "note", note);
  garrison_args_set_id_rows (args, "rows", columns, (const gint64 *) cells->data, cells->len / 2);
  return args;
}

const char *
garrison_split_rule_name (GarrisonSplitRule rule)
{
  static const char *const names[GARRISON_N_SPLITS]
    = { N_ ("One after the other"), N_ ("By load"), N_ ("By region"), N_ ("By level"), N_ ("By product") };

  g_return_val_if_fail (rule < GARRISON_N_SPLITS, NULL);
  return _ (names[rule]);
}

const char *
garrison_split_rule_word (GarrisonSplitRule rule)
{
  static const char *const words[GARRISON_N_SPLITS] = { "turn", "load", "region", "level", "product" };

  g_return_val_if_fail (rule < GARRISON_N_SPLITS, NULL);
  return words[rule];
}
