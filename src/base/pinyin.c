#include "base/pinyin.h"

#include <string.h>

#include "base/text-tables.h"

static guint16
value_of (gunichar c)
{
  if (c < GARRISON_PINYIN_FIRST || c > GARRISON_PINYIN_LAST)
    return 0;
  return garrison_pinyin_map[c - GARRISON_PINYIN_FIRST];
}

/* The first entry for @c, or @n. */
static gsize
find_first (const GarrisonPinyinEntry *table, gsize n, gunichar c)
{
  gsize low = 0, high = n;
  while (low < high)
    {
      gsize middle = (low + high) / 2;
      if (table[middle].first < c)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && table[low].first == c ? low : n;
}

const char *
garrison_pinyin_syllable (gunichar c, int *tone)
{
  guint16 value = value_of (c);
  guint index = value >> GARRISON_PINYIN_SHIFT & GARRISON_PINYIN_INDEX;
  if (tone != NULL)
    *tone = index != 0 ? value & GARRISON_PINYIN_TONE : 0;
  return index != 0 ? garrison_pinyin_syllables[index] : NULL;
}

const char *
garrison_pinyin_others (gunichar c)
{
  if ((value_of (c) & GARRISON_PINYIN_OTHERS) == 0)
    return NULL;
  gsize n = garrison_pinyin_others_table_n;
  gsize i = find_first (garrison_pinyin_others_table, n, c);
  return i < n ? garrison_pinyin_others_table[i].readings : NULL;
}

static gboolean
stands_here (const GarrisonPinyinEntry *entry, const gunichar *text, gsize n, gboolean at_start)
{
  if (entry->length > n || (entry->surname && (!at_start || n > 4)))
    return FALSE;
  const char *p = entry->text;
  for (gsize i = 0; i < entry->length; i++, p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) != text[i])
      return FALSE;
  return TRUE;
}

const char *
garrison_pinyin_word (const gunichar *text, gsize n, gboolean at_start, gsize *length)
{
  g_return_val_if_fail (length != NULL, NULL);
  if (n == 0 || (value_of (text[0]) & GARRISON_PINYIN_WORD) == 0)
    return NULL;
  gsize entries = garrison_pinyin_words_table_n;
  gsize i = find_first (garrison_pinyin_words_table, entries, text[0]);
  for (; i < entries && garrison_pinyin_words_table[i].first == text[0]; i++)
    if (stands_here (&garrison_pinyin_words_table[i], text, n, at_start))
      {
        *length = garrison_pinyin_words_table[i].length;
        return garrison_pinyin_words_table[i].readings;
      }
  return NULL;
}
