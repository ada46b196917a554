/* A set of words, each of at least three bytes, that finds the longest one a text begins with. Made
 * once and never freed; after garrison_prefixes_sort() it may be read on any thread. Private to
 * base/. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonPrefixes GarrisonPrefixes;

GarrisonPrefixes *garrison_prefixes_new (void);
/* @words: separated by blanks, kept by reference; @data: what finding one of them yields. */
void garrison_prefixes_add (GarrisonPrefixes *set, const char *words, gconstpointer data);
void garrison_prefixes_sort (GarrisonPrefixes *set);
/* Returns: the word's bytes, 0 when @text begins with none; @data (optional) receives its data. */
gsize garrison_prefixes_find (const GarrisonPrefixes *set, const char *text, gconstpointer *data);

G_END_DECLS
