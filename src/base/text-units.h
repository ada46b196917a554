/* Folded text as an array of code points, the form that all of base/text*.c works on. Private to
 * base/. A GarrisonUnits lives on the stack of one function: init, use, clear. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GARRISON_UNITS_OWN 128

typedef struct
{
  gunichar *data; /* n code points; own, or from the heap when they outgrow it */
  gsize n;
  gsize size;
  gunichar own[GARRISON_UNITS_OWN];
} GarrisonUnits;

/* Fills @units with @text (nullable) folded as garrison_text_fold() says. */
void garrison_units_init_folded (GarrisonUnits *units, const char *text);
void garrison_units_clear (GarrisonUnits *units);

/* The code point at @p, moving @p behind it; U+FFFD for a byte that is not UTF-8. @p < @end. */
gunichar garrison_units_next (const char **p, const char *end);

/* Whether the folding of @c may depend on its neighbours (marks, jamo). */
gboolean garrison_units_depends (gunichar c);

/* Writes @c as UTF-8 to @out, which has room for 4 bytes (6 for what is no character).
 * Returns: the byte behind. */
static inline char *
garrison_units_put (char *out, gunichar c)
{
  if (c < 0x80)
    {
      *out = (char) c;
      return out + 1;
    }
  return out + g_unichar_to_utf8 (c, out);
}

/* Ideographs, whether or not a reading is known. */
static inline gboolean
garrison_units_is_han (gunichar c)
{
  return c == 0x3007 || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff)
      || (c >= 0x20000 && c <= 0x3ffff);
}

/* Letters and digits of any script, and the marks that belong to them. */
static inline gboolean
garrison_units_is_word (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c);
  return garrison_units_is_han (c) || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

G_END_DECLS
