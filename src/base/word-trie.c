#include "base/word-trie.h"

struct _GarrisonWordTrie
{
  GHashTable *steps; /* (node << 21 | character) to node */
  GArray *marks;     /* by node */
};

GarrisonWordTrie *
garrison_word_trie_new (void)
{
  GarrisonWordTrie *trie = g_new (GarrisonWordTrie, 1);
  G_STATIC_ASSERT (sizeof (gpointer) >= 8);
  trie->steps = g_hash_table_new (NULL, NULL);
  trie->marks = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (trie->marks, 1);
  return trie;
}

static gpointer
make_key (guint node, gunichar c)
{
  return GSIZE_TO_POINTER ((gsize) node << 21 | c);
}

guint
garrison_word_trie_step (const GarrisonWordTrie *trie, guint node, gunichar c)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (trie->steps, make_key (node, c)));
}

static guint
force_step (GarrisonWordTrie *trie, guint node, gunichar c)
{
  guint next = garrison_word_trie_step (trie, node, c);
  if (next == 0)
    {
      next = trie->marks->len;
      g_array_set_size (trie->marks, next + 1);
      g_hash_table_insert (trie->steps, make_key (node, c), GUINT_TO_POINTER (next));
    }
  return next;
}

void
garrison_word_trie_add (GarrisonWordTrie *trie, const char *words, guint mark)
{
  guint node = 0;
  for (const char *p = words;; p = g_utf8_next_char (p))
    {
      if (*p != ' ' && *p != '\0')
        {
          node = force_step (trie, node, g_utf8_get_char (p));
          continue;
        }
      if (node != 0)
        g_array_index (trie->marks, guint, node) |= mark;
      node = 0;
      if (*p == '\0')
        return;
    }
}

guint
garrison_word_trie_mark (const GarrisonWordTrie *trie, guint node)
{
  return node == 0 ? 0 : g_array_index (trie->marks, guint, node);
}
