#include "model/roster-pack.h"

#include <string.h>

#include "base/text.h"
#include "model/packed-text.h"

/* From so many customers on a second thread is worth its start. */
#define MANY 300000

struct _GarrisonRosterPack
{
  gatomicrefcount refs;
  GArray *ids; /* gint64, rising */
  GarrisonPackedText *names;
  GarrisonPackedText *latin;  /* pinyin and initials */
};

struct _GarrisonRosterNeedle
{
  char **words; /* folded; all must fit */
};

/* Reading ---------------------------------------------------------------------------------------- */

static gboolean
take_text (GarrisonRow *row, gpointer data)
{
  GarrisonRosterPack *self = data;
  gint64 id = garrison_row_get_int (row, 0);
  gsize length;
  const char *text = garrison_row_get_text (row, 1, &length);
  const char *end = memchr (text, GARRISON_TEXT_FIELD, length);
  gsize name = end != NULL ? (gsize) (end - text) : length;

  g_array_append_val (self->ids, id);
  garrison_packed_text_add (self->names, text, name);
  if (end != NULL)
    garrison_packed_text_add (self->latin, end + 1, length - name - 1);
  else
    garrison_packed_text_add (self->latin, "", 0);
  return TRUE;
}

#define READ_ALL "SELECT s.customer, s.text FROM customer_search s"
#define READ_REACHED "SELECT s.customer, s.text FROM customer c JOIN customer_search s ON s.customer = c.id"
#define READ_SOME READ_ALL " WHERE s.customer IN @ids(ids)"
#define IN_ORDER " ORDER BY s.customer"

/* A server begins with the few customers of whoever does not see all, that is, not nobody's. */
static const char *
choose_read (GarrisonStore *store, gboolean some)
{
  if (some)
    return READ_SOME IN_ORDER;
  return garrison_store_reaches (store, "customer.see", 0) ? READ_ALL IN_ORDER : READ_REACHED IN_ORDER;
}

GarrisonRosterPack *
garrison_roster_pack_read (GarrisonStore *store, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonRosterPack) self = g_new0 (GarrisonRosterPack, 1);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_atomic_ref_count_init (&self->refs);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = garrison_packed_text_new ();
  self->latin = garrison_packed_text_new ();
  if (ids != NULL)
    garrison_args_set_ids (args, "ids", ids, n_ids);

  if (!garrison_store_scan (store, choose_read (store, ids != NULL), args, take_text, self, cancellable, error))
    return NULL;

  garrison_packed_text_seal (self->names);
  garrison_packed_text_seal (self->latin);
  return g_steal_pointer (&self);
}

GarrisonRosterPack *
garrison_roster_pack_ref (GarrisonRosterPack *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
garrison_roster_pack_unref (GarrisonRosterPack *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->ids);
  garrison_packed_text_free (self->names);
  garrison_packed_text_free (self->latin);
  g_free (self);
}

guint
garrison_roster_pack_get_size (GarrisonRosterPack *self)
{
  return self->ids->len;
}

gint64
garrison_roster_pack_get_id (GarrisonRosterPack *self, guint index)
{
  g_return_val_if_fail (index < self->ids->len, 0);
  return g_array_index (self->ids, gint64, index);
}

gboolean
garrison_roster_pack_find (GarrisonRosterPack *self, gint64 id, guint *index)
{
  const gint64 *ids = (const gint64 *) (gpointer) self->ids->data;
  guint low = 0, high = self->ids->len;

  /* Where no id is missing, its place is known. */
  if (high > 0 && id >= ids[0] && id - ids[0] < high && ids[id - ids[0]] == id)
    {
      *index = id - ids[0];
      return TRUE;
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  *index = low;
  return low < self->ids->len && ids[low] == id;
}

gsize
garrison_roster_pack_get_memory (GarrisonRosterPack *self)
{
  return self->ids->len * sizeof (gint64) + garrison_packed_text_get_memory (self->names)
         + garrison_packed_text_get_memory (self->latin);
}

/* Searching --------------------------------------------------------------------------------------- */

GarrisonRosterNeedle *
garrison_roster_needle_new (const char *text)
{
  g_autofree char *folded = garrison_text_fold (text);
  GarrisonRosterNeedle *self;

  g_strstrip (folded);
  if (*folded == '\0')
    return NULL;
  self = g_new0 (GarrisonRosterNeedle, 1);
  self->words = g_strsplit (folded, " ", -1);
  return self;
}

void
garrison_roster_needle_free (GarrisonRosterNeedle *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->words);
  g_free (self);
}

typedef struct
{
  GarrisonPackedText *text;
  const char *word;
  guint8 *ranks;
} Scan;

static gpointer
scan_text (gpointer data)
{
  Scan *scan = data;

  garrison_packed_text_scan (scan->text, scan->word, scan->ranks);
  return NULL;
}

/* Names here and pinyin beside, each with ranks of its own. */
static void
scan_both (GarrisonRosterPack *self, const char *word, guint8 *ranks)
{
  guint n = self->ids->len;
  g_autofree guint8 *others = g_malloc0 (n + 1);
  Scan latin = { self->latin, word, others };
  GThread *thread = g_thread_try_new ("search", scan_text, &latin, NULL);

  garrison_packed_text_scan (self->names, word, ranks);
  if (thread != NULL)
    g_thread_join (thread);
  else
    scan_text (&latin);
  for (guint i = 0; i < n; i++)
    ranks[i] = MAX (ranks[i], others[i]);
}

static void
scan_word (GarrisonRosterPack *self, const char *word, guint8 *ranks)
{
  gboolean ascii = g_str_is_ascii (word);

  if (ascii && self->ids->len >= MANY)
    {
      scan_both (self, word, ranks);
      return;
    }
  garrison_packed_text_scan (self->names, word, ranks);
  if (ascii)
    garrison_packed_text_scan (self->latin, word, ranks);
}

guint8 *
garrison_roster_pack_rank (GarrisonRosterPack *self, GarrisonRosterNeedle *needle)
{
  guint n = self->ids->len;
  g_autofree guint8 *ranks = g_malloc0 (n + 1);
  gboolean first = TRUE;

  for (guint i = 0; needle->words[i] != NULL; i++)
    {
      g_autofree guint8 *others = NULL;

      if (*needle->words[i] == '\0')
        continue;
      if (first)
        scan_word (self, needle->words[i], ranks);
      else
        {
          others = g_malloc0 (n + 1);
          scan_word (self, needle->words[i], others);
          for (guint k = 0; k < n; k++)
            ranks[k] = MIN (ranks[k], others[k]);
        }
      first = FALSE;
    }
  return g_steal_pointer (&ranks);
}
