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

/* Spaces of any kind and control characters. */
static inline gboolean
garrison_units_is_blank (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == ' ' || (c > 0x7f && g_unichar_isspace (c));
}

/* Marks that turn the direction of writing, and what has no width: they serve to disguise names. */
static inline gboolean
garrison_units_is_invisible (gunichar c)
{
  return c == 0x00ad || c == 0x034f || c == 0x061c || c == 0x115f || c == 0x1160 || c == 0x3164
      || (c >= 0x180b && c <= 0x180f) || (c >= 0x200b && c <= 0x200f) || c == 0xfeff || c == 0xffa0
      || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f)
      || (c >= 0xfff0 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

/* What folding knows of characters in Unicode's words, for those who fold elsewhere: NFKC_Casefold of @c
 * taken apart (transfer full, UTF-8; NULL when that is @c), the canonical combining class, the
 * two that it is made of, and what two compose to (0: nothing). */
char *garrison_units_casefold_parts (gunichar c);
int garrison_units_combining_class (gunichar c);
gboolean garrison_units_halve (gunichar c, gunichar *a, gunichar *b);
gunichar garrison_units_compose (gunichar a, gunichar b);
/* Whether @c vanishes behind a Latin letter; whether @c is one. */
gboolean garrison_units_is_accent (gunichar c);
gboolean garrison_units_is_latin (gunichar c);

G_END_DECLS
