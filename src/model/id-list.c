#include "model/id-list.h"

#include <string.h>

/* Ids are mostly dense, then a plain table finds their positions; beyond this factor a hash does. */
#define MAX_SPARSE 8

struct _GarrisonIdList
{
  gatomicrefcount refs;
  GArray *ids;
  GMutex lock; /* guards making the index */
  gboolean indexed;
  gint64 least;
  gsize span;
  guint32 *places; /* id - least → position + 1 */
  GHashTable *sparse;
};

GarrisonIdList *
garrison_id_list_new_take (GArray *ids)
{
  GarrisonIdList *self = g_new0 (GarrisonIdList, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->ids = ids;
  return self;
}

GarrisonIdList *
garrison_id_list_ref (GarrisonIdList *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
garrison_id_list_unref (GarrisonIdList *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->ids);
  g_free (self->places);
  g_clear_pointer (&self->sparse, g_hash_table_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint
garrison_id_list_get_size (GarrisonIdList *self)
{
  return self->ids->len;
}

gint64
garrison_id_list_get_id (GarrisonIdList *self, guint position)
{
  g_return_val_if_fail (position < self->ids->len, 0);
  return g_array_index (self->ids, gint64, position);
}

static void
make_index (GarrisonIdList *self)
{
  gint64 most = G_MININT64;

  self->least = G_MAXINT64;
  for (guint i = 0; i < self->ids->len; i++)
    {
      gint64 id = g_array_index (self->ids, gint64, i);

      self->least = MIN (self->least, id);
      most = MAX (most, id);
    }
  if (self->ids->len == 0)
    return;
  if ((guint64) (most - self->least) < (guint64) self->ids->len * MAX_SPARSE + 4096)
    {
      self->span = most - self->least + 1;
      self->places = g_new0 (guint32, self->span);
      for (guint i = 0; i < self->ids->len; i++)
        self->places[g_array_index (self->ids, gint64, i) - self->least] = i + 1;
      return;
    }
  self->sparse = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < self->ids->len; i++)
    g_hash_table_insert (self->sparse, &g_array_index (self->ids, gint64, i), GUINT_TO_POINTER (i + 1));
}

static void
ensure_index (GarrisonIdList *self)
{
  g_mutex_lock (&self->lock);
  if (!self->indexed)
    make_index (self);
  self->indexed = TRUE;
  g_mutex_unlock (&self->lock);
}

static inline gboolean
place_of (GarrisonIdList *self, gint64 id, guint *position)
{
  guint place = 0;

  if (self->places != NULL)
    place = id >= self->least && (guint64) (id - self->least) < self->span ? self->places[id - self->least] : 0;
  else if (self->sparse != NULL)
    place = GPOINTER_TO_UINT (g_hash_table_lookup (self->sparse, &id));
  *position = place - 1;
  return place != 0;
}

gboolean
garrison_id_list_find (GarrisonIdList *self, gint64 id, guint *position)
{
  ensure_index (self);
  return place_of (self, id, position);
}

/* Moves the ids whose bits are set into @found, in the list's order, and clears the bits. */
static void
collect (GarrisonIdList *self, guint64 *bits, GArray *found)
{
  gsize n_words = self->ids->len / 64 + 1;

  for (gsize word = 0; word < n_words; word++)
    {
      for (guint64 rest = bits[word]; rest != 0; rest &= rest - 1)
        {
          guint position = word * 64 + __builtin_ctzll (rest);

          g_array_append_val (found, g_array_index (self->ids, gint64, position));
        }
      bits[word] = 0;
    }
}

GarrisonIdList *
garrison_id_list_narrow (GarrisonIdList *self, GArray *matches)
{
  g_autofree guint64 *bits = g_new0 (guint64, self->ids->len / 64 + 1);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));

  ensure_index (self);
  for (guint i = 0; i < matches->len; i++)
    {
      GarrisonMatch *match = &g_array_index (matches, GarrisonMatch, i);
      guint position;

      if (i > 0 && match->rank != match[-1].rank)
        collect (self, bits, found);
      if (place_of (self, match->id, &position))
        bits[position / 64] |= G_GUINT64_CONSTANT (1) << (position % 64);
    }
  collect (self, bits, found);
  return garrison_id_list_new_take (found);
}

void
garrison_id_list_compare (GarrisonIdList *old, GarrisonIdList *new_list, guint *same_head, guint *same_tail)
{
  const gint64 *a = (const gint64 *) (gpointer) old->ids->data, *b = (const gint64 *) (gpointer) new_list->ids->data;
  guint n = old->ids->len, m = new_list->ids->len, head = 0, tail = 0;

  while (head < n && head < m && a[head] == b[head])
    head++;
  while (tail < n - head && tail < m - head && a[n - 1 - tail] == b[m - 1 - tail])
    tail++;
  *same_head = head;
  *same_tail = tail;
}
