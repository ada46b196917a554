#include "base/record-likeness.h"

#include <stdlib.h>
#include <string.h>

#include "base/name-likeness.h"
#include "base/name-parts.h"
#include "base/phone.h"
#include "base/text.h"

#define COMMON 2000 /* records: beyond that a key tells nothing */
#define SHARED_LETTERS 3

struct _GarrisonRecordTraits
{
  char *parts;
  char **words; /* of the core, sorted */
  char *phone;  /* (nullable) */
  char *number; /* (nullable): of the house */
  char *direction;
  char *street; /* without blanks */
};

static const char *const street_words[]
  = { "street", "st",  "avenue", "ave",  "av",    "boulevard", "blvd",    "road",  "rd",   "drive", "dr",   "place",
      "pl",     "court", "ct",   "lane", "ln",    "parkway",   "pkwy",    "terrace", "ter", "square", "sq", "highway",
      "hwy",    "way", "floor",  "fl",   "suite", "ste",       "unit",    "room",  "rm",   "apt",   NULL };
static const char *const numbers[]
  = { "first", "1", "second", "2", "third", "3", "fourth", "4", "fifth", "5", "sixth", "6",
      "seventh", "7", "eighth", "8", "ninth", "9", "tenth", "10", NULL };

static const char *
direction_of (const char *word)
{
  static const char *const words[] = { "n", "n", "s", "s", "e", "e", "w", "w", "north", "n", "south", "s",
                                       "east", "e", "west", "w", NULL };
  for (const char *const *pair = words; *pair != NULL; pair += 2)
    if (g_str_equal (pair[0], word))
      return pair[1];
  return NULL;
}

/* 58th is 58, fifth is 5. */
static char *
plain_street_word (const char *word)
{
  gsize digits = strspn (word, "0123456789");
  if (digits > 0 && (strcmp (word + digits, "st") == 0 || strcmp (word + digits, "nd") == 0
                     || strcmp (word + digits, "rd") == 0 || strcmp (word + digits, "th") == 0))
    return g_strndup (word, digits);
  for (const char *const *pair = numbers; *pair != NULL; pair += 2)
    if (g_str_equal (pair[0], word))
      return g_strdup (pair[1]);
  return g_strdup (word);
}

/* "1834 N. Lawndale Ave" is 1834, n, lawndale. What does not begin with a number is not taken apart. */
static void
take_address (GarrisonRecordTraits *self, const char *address)
{
  g_autofree char *folded = garrison_text_fold (address);
  g_autoptr (GString) street = g_string_new (NULL);
  g_strdelimit (folded, ".,;:#()/-\n", ' ');
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  for (char **word = words; *word != NULL; word++)
    {
      gsize digits = strspn (*word, "0123456789");
      const char *direction = direction_of (*word);
      if (**word == '\0')
        continue;
      if (self->number == NULL)
        {
          if (digits == 0)
            return;
          self->number = g_strndup (*word, digits);
          continue;
        }
      if (direction != NULL && self->direction == NULL)
        self->direction = g_strdup (direction);
      if (direction != NULL || g_strv_contains (street_words, *word) || (digits == 5 && (*word)[5] == '\0'))
        continue;
      g_autofree char *plain = plain_street_word (*word);
      g_string_append (street, plain);
    }
  self->street = g_strdup (street->str);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GarrisonRecordTraits *
garrison_record_traits_new (const char *name, const char *address, const char *phone)
{
  GarrisonRecordTraits *self = g_new0 (GarrisonRecordTraits, 1);
  gsize n;
  self->parts = garrison_name_parts (name);
  const char *core = garrison_name_part (self->parts, GARRISON_NAME_CORE, &n);
  g_autofree char *own = g_strndup (core, n);
  self->words = g_strsplit (own, " ", -1);
  qsort (self->words, g_strv_length (self->words), sizeof *self->words, compare_words);
  self->phone = garrison_phone_key (phone);
  if (*self->phone == '\0')
    g_clear_pointer (&self->phone, g_free);
  if (address != NULL)
    take_address (self, address);
  return self;
}

void
garrison_record_traits_free (GarrisonRecordTraits *self)
{
  g_free (self->parts);
  g_strfreev (self->words);
  g_free (self->phone);
  g_free (self->number);
  g_free (self->direction);
  g_free (self->street);
  g_free (self);
}

/* Slips between @a and @b, up to 3. */
static int
count_slips (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);
  if (n > 40 || m > 40 || n > m + 2 || m > n + 2)
    return 3;
  int rows[3][42];
  for (gsize j = 0; j <= m; j++)
    rows[0][j] = (int) j;
  for (gsize i = 1; i <= n; i++)
    {
      int *row = rows[i % 3], *above = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
      row[0] = (int) i;
      for (gsize j = 1; j <= m; j++)
        {
          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  return MIN (rows[n % 3][m], 3);
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static gboolean
same_street_name (const GarrisonRecordTraits *a, const GarrisonRecordTraits *b)
{
  if (a->direction != NULL && b->direction != NULL && !g_str_equal (a->direction, b->direction))
    return FALSE;
  if (*a->street == '\0' || *b->street == '\0')
    return g_strcmp0 (a->direction, b->direction) == 0;
  if (g_str_equal (a->street, b->street))
    return TRUE;
  if (is_number (a->street) || is_number (b->street))
    return FALSE;
  if (g_str_has_prefix (a->street, b->street) || g_str_has_prefix (b->street, a->street))
    return TRUE;
  return MIN (strlen (a->street), strlen (b->street)) >= 5 && count_slips (a->street, b->street) <= 2;
}

static gboolean
has_street (const GarrisonRecordTraits *self)
{
  return self->number != NULL && self->street != NULL;
}

static gboolean
shares_word (const GarrisonRecordTraits *a, const GarrisonRecordTraits *b)
{
  for (char **left = a->words; *left != NULL; left++)
    for (char **right = b->words; *right != NULL; right++)
      {
        if (g_str_equal (*left, *right) && g_utf8_strlen (*left, -1) >= 2)
          return TRUE;
        if (strlen (*left) >= 5 && strlen (*right) >= 5 && count_slips (*left, *right) <= 1)
          return TRUE;
      }
  return FALSE;
}

gboolean
garrison_record_traits_match (const GarrisonRecordTraits *a, const GarrisonRecordTraits *b)
{
  gboolean addresses = has_street (a) && has_street (b);
  gboolean phones = a->phone != NULL && b->phone != NULL;
  gboolean same_phone = phones && g_str_equal (a->phone, b->phone);
  gboolean same_number = addresses && g_str_equal (a->number, b->number);
  gboolean same_name = addresses && same_street_name (a, b);
  if (same_number && same_name)
    return same_phone || shares_word (a, b);
  if (same_phone)
    return (!addresses || same_number || same_name) && shares_word (a, b);
  return !addresses && !phones && garrison_name_likeness (a->parts, b->parts) >= GARRISON_NAME_ALIKE;
}

static void
add_key (GHashTable *blocks, char *key, guint record)
{
  GArray *block = g_hash_table_lookup (blocks, key);
  if (block == NULL)
    {
      block = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (blocks, g_strdup (key), block);
    }
  g_array_append_val (block, record);
  g_free (key);
}

static GHashTable *
make_blocks (GPtrArray *records)
{
  GHashTable *blocks
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < records->len; i++)
    {
      const GarrisonRecordTraits *record = records->pdata[i];
      if (record == NULL)
        continue;
      if (record->phone != NULL)
        add_key (blocks, g_strconcat ("p", record->phone, NULL), i);
      if (has_street (record))
        add_key (blocks, g_strdup_printf ("n%s %.3s", record->number, record->street), i);
      for (int n = 1; n <= GARRISON_NAME_PROBES; n++)
        {
          char *gram = garrison_name_gram (record->parts, n);
          if (gram != NULL)
            add_key (blocks, gram, i);
        }
    }
  return blocks;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const guint *left = a, *right = b;
  gsize i = left[0] == right[0] ? 1 : 0;
  return (left[i] > right[i]) - (left[i] < right[i]);
}

static void
match_block (GPtrArray *records, const GArray *block, GHashTable *seen, GArray *pairs)
{
  for (guint j = 1; j < block->len; j++)
    for (guint i = 0; i < j; i++)
      {
        guint pair[] = { g_array_index (block, guint, i), g_array_index (block, guint, j) };
        if (pair[0] == pair[1] || !garrison_record_traits_match (records->pdata[pair[0]], records->pdata[pair[1]]))
          continue;
        if (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) pair[0] << 32 | pair[1])))
          g_array_append_vals (pairs, pair, 2);
      }
}

GArray *
garrison_record_traits_pairs (GPtrArray *records)
{
  g_autoptr (GHashTable) blocks = make_blocks (records), seen = g_hash_table_new (NULL, NULL);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer block;
  g_hash_table_iter_init (&iter, blocks);
  while (g_hash_table_iter_next (&iter, NULL, &block))
    if (((GArray *) block)->len <= COMMON)
      match_block (records, block, seen, pairs);
  qsort (pairs->data, pairs->len / 2, 2 * sizeof (guint), compare_pairs);
  return pairs;
}
