/* The scanner of questions: matches words of any language at a place in the text.
 *
 * There are no tokens: Chinese is written without blanks, and names of people and fields may hold
 * any. Whoever knows what may stand at a place asks for it; the longest match wins. Letters are
 * compared without case and width; a blank in a word to match stands for blanks, "_" or "-". */
#pragma once

#include "model/question-private.h"

G_BEGIN_DECLS

typedef struct
{
  GarrisonCatalogue *catalogue;
  const GarrisonRelation *relation;
  gunichar *raw;  /* as written */
  gunichar *fold; /* the same places: lower case, half width */
  gsize n;
  gsize pos;
  guint depth;
  gboolean failed;
  gsize failed_at;
  const char *expected; /* translated, static */
} Scanner;

/* Words for one thing, the alternatives separated by "|". */
typedef struct
{
  int id;
  const char *words;
} Word;

/* FALSE with @error for invalid UTF-8 and for more than GARRISON_QUESTION_MAX characters. */
gboolean
scanner_init (Scanner *self, GarrisonCatalogue *catalogue, const char *text, GError **error);
void scanner_clear (Scanner *self);
void scanner_skip_blanks (Scanner *self);
gboolean scanner_at_end (Scanner *self);
/* Folded; 0 behind the end. */
gunichar scanner_char_at (Scanner *self, gsize pos);
/* Keeps the error that lies farthest; always returns FALSE. */
gboolean scanner_fail (Scanner *self, const char *expected);
gboolean scanner_fail_at (Scanner *self, gsize pos, const char *expected);
void scanner_set_error (Scanner *self, GError **error);

/* How many characters of the text at @pos are @phrase, 0 for none. */
gsize scanner_match (Scanner *self, gsize pos, const char *phrase, gssize length);
gsize scanner_match_any (Scanner *self, gsize pos, const char *phrases);
/* Takes blanks and the longest of @words. Returns its id or -1 with the place unchanged. */
int scanner_take (Scanner *self, const Word *words, guint n_words);
gboolean scanner_take_words (Scanner *self, const char *phrases);
gboolean scanner_take_char (Scanner *self, gunichar c);
/* Takes digits. FALSE when there are none or more than fit below @most. */
gboolean scanner_take_int (Scanner *self, gint64 most, gint64 *value);
/* Takes a quoted text. FALSE when there is none; an open end is an error too (failed). */
gboolean scanner_take_quoted (Scanner *self, char **text);
/* (transfer full): @length characters from @pos as written. */
char *scanner_slice (Scanner *self, gsize pos, gsize length);
/* Where the bare text at the place ends: at a blank, bracket, comma. */
gsize scanner_bare_length (Scanner *self);
gboolean is_han (gunichar c);
gboolean is_word_char (gunichar c);

G_END_DECLS
