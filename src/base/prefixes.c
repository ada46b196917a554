#include "base/prefixes.h"

#include <string.h>

/* A Han character in UTF-8. */
#define HEAD 3

typedef struct
{
  const char *text; /* not terminated */
  gsize length;
  gconstpointer data;
} Word;

struct _GarrisonPrefixes
{
  GArray *words; /* by head, longest first */
};

GarrisonPrefixes *
garrison_prefixes_new (void)
{
  GarrisonPrefixes *set = g_new (GarrisonPrefixes, 1);
  set->words = g_array_new (FALSE, FALSE, sizeof (Word));
  return set;
}

void
garrison_prefixes_add (GarrisonPrefixes *set, const char *words, gconstpointer data)
{
  while (*words != '\0')
    {
      Word word = { words, strcspn (words, " "), data };
      g_assert (word.length >= HEAD);
      g_array_append_val (set->words, word);
      words += word.length;
      words += *words == ' ';
    }
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *left = a;
  const Word *right = b;
  int order = memcmp (left->text, right->text, HEAD);
  if (order != 0)
    return order;
  return (left->length < right->length) - (left->length > right->length);
}

void
garrison_prefixes_sort (GarrisonPrefixes *set)
{
  g_array_sort (set->words, compare_words);
}

/* The first word whose head is not below that of @text. */
static guint
lower_bound (const GArray *words, const char *text)
{
  guint low = 0, high = words->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (memcmp (g_array_index (words, Word, middle).text, text, HEAD) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gsize
garrison_prefixes_find (const GarrisonPrefixes *set, const char *text, gconstpointer *data)
{
  if (strnlen (text, HEAD) < HEAD)
    return 0;
  for (guint i = lower_bound (set->words, text); i < set->words->len; i++)
    {
      const Word *word = &g_array_index (set->words, Word, i);
      if (memcmp (word->text, text, HEAD) != 0)
        return 0;
      if (strncmp (text, word->text, word->length) != 0)
        continue;
      if (data != NULL)
        *data = word->data;
      return word->length;
    }
  return 0;
}
