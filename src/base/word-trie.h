/* A set of words with a mark each, walked character by character, so that all words that a text has at a place
 * are found in one pass. Made once and never freed; after the last addition it may be read on any thread.
 * Private to base/. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonWordTrie GarrisonWordTrie;

GarrisonWordTrie *garrison_word_trie_new (void);
/* @words: separated by blanks; the marks of a word that is added again are joined. */
void garrison_word_trie_add (GarrisonWordTrie *trie, const char *words, guint mark);
/* The node behind @c from @node (0: the beginning); 0 where no word goes on like that. */
guint garrison_word_trie_step (const GarrisonWordTrie *trie, guint node, gunichar c);
/* The marks of the word that ends at @node; 0 when none does. */
guint garrison_word_trie_mark (const GarrisonWordTrie *trie, guint node);

G_END_DECLS
