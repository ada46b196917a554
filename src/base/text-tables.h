/* The constant tables that tables/make-text-tables.c generates. For base/text*.c and pinyin.c,
 * and for the server's functions, which are made from the same. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values of garrison_fold_map that are not the folded character itself. */
#define GARRISON_FOLD_NOTHING 0x0000 /* vanishes */
#define GARRISON_FOLD_SLOW 0xffff    /* depends on its neighbours: fold the whole text with ICU */
#define GARRISON_FOLD_LONG 0xd800    /* to 0xdfff: index into garrison_fold_longs */

/* Index: a code point of the BMP. */
extern const guint16 garrison_fold_map[0x10000];
extern const char *const garrison_fold_longs[];

#define GARRISON_PINYIN_FIRST 0x3007
#define GARRISON_PINYIN_LAST 0x9fff
#define GARRISON_PINYIN_TONE 0x0007
#define GARRISON_PINYIN_SHIFT 3 /* syllable's index, 9 bits */
#define GARRISON_PINYIN_INDEX 0x01ff
#define GARRISON_PINYIN_WORD 0x4000   /* begins an entry of the words table */
#define GARRISON_PINYIN_OTHERS 0x8000 /* stands in the others table */

/* Index: code point - GARRISON_PINYIN_FIRST. */
extern const guint16 garrison_pinyin_map[GARRISON_PINYIN_LAST - GARRISON_PINYIN_FIRST + 1];
extern const char *const garrison_pinyin_syllables[];

typedef struct
{
  gunichar first;   /* the first character of text */
  guint8 length;    /* characters */
  gboolean surname; /* only at the beginning of a short name */
  const char *text;
  const char *readings; /* separated by blanks */
} GarrisonPinyinEntry;

/* Both sorted by first, then longest first. */
extern const GarrisonPinyinEntry garrison_pinyin_others_table[];
extern const gsize garrison_pinyin_others_table_n;
extern const GarrisonPinyinEntry garrison_pinyin_words_table[];
extern const gsize garrison_pinyin_words_table_n;

G_END_DECLS
