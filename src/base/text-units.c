#include "base/text-units.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/text-tables.h"

static void
grow (GarrisonUnits *units)
{
  units->size *= 2;
  if (units->data == units->own)
    {
      units->data = g_new (gunichar, units->size);
      memcpy (units->data, units->own, sizeof units->own);
    }
  else
    units->data = g_renew (gunichar, units->data, units->size);
}

/* Appends; blanks only between other characters and only one at a time. */
static inline void
push (GarrisonUnits *units, gunichar c)
{
  if (c == ' ' && (units->n == 0 || units->data[units->n - 1] == ' '))
    return;
  if (G_UNLIKELY (units->n == units->size))
    grow (units);
  units->data[units->n++] = c;
}

static void
push_long (GarrisonUnits *units, guint index)
{
  for (const char *p = garrison_fold_longs[index]; *p != '\0'; p = g_utf8_next_char (p))
    push (units, g_utf8_get_char (p));
}

/* FALSE when @c depends on its neighbours. */
static inline gboolean
push_folded (GarrisonUnits *units, gunichar c)
{
  guint16 value = c < 0x10000 ? garrison_fold_map[c] : GARRISON_FOLD_SLOW;
  if (G_LIKELY (value < GARRISON_FOLD_LONG || value >= 0xe000))
    {
      if (value == GARRISON_FOLD_SLOW)
        return FALSE;
      if (value != GARRISON_FOLD_NOTHING)
        push (units, value);
      return TRUE;
    }
  push_long (units, value - GARRISON_FOLD_LONG);
  return TRUE;
}

gboolean
garrison_units_depends (gunichar c)
{
  return c >= 0x10000 || garrison_fold_map[c] == GARRISON_FOLD_SLOW;
}

gunichar
garrison_units_next (const char **p, const char *end)
{
  guchar first = (guchar) * *p;
  if (first < 0x80)
    {
      (*p)++;
      return first;
    }
  gunichar c = g_utf8_get_char_validated (*p, end - *p);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      (*p)++;
      return 0xfffd;
    }
  *p += g_unichar_to_utf8 (c, NULL);
  return c;
}

/* The common case by hand; the rest is left to garrison_units_next(). */
static inline gunichar
next_fast (const char **p, const char *end)
{
  const guchar *s = (const guchar *) *p;
  if (s[0] >= 0xe1 && s[0] <= 0xec && end - *p >= 3 && (s[1] & 0xc0) == 0x80
      && (s[2] & 0xc0) == 0x80)
    {
      *p += 3;
      return (gunichar) (s[0] & 0x0f) << 12 | (s[1] & 0x3f) << 6 | (s[2] & 0x3f);
    }
  return garrison_units_next (p, end);
}

static gboolean
fold_fast (GarrisonUnits *units, const char *text, gsize length)
{
  const char *end = text + length;
  while (text < end)
    if (!push_folded (units, next_fast (&text, end)))
      return FALSE;
  return TRUE;
}

gboolean
garrison_units_is_latin (gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript ((UChar32) c, &status) == USCRIPT_LATIN;
}

gboolean
garrison_units_is_accent (gunichar c)
{
  return u_charType ((UChar32) c) == U_NON_SPACING_MARK;
}

/* One round over normalised text: the table's folding, and no marks behind Latin letters. */
static void
fold_round (GarrisonUnits *units, const UChar *text, int32_t n)
{
  units->n = 0;
  gboolean after_latin = FALSE;
  for (int32_t i = 0; i < n;)
    {
      UChar32 c;
      U16_NEXT (text, i, n, c);
      if (after_latin && garrison_units_is_accent ((gunichar) c))
        continue;
      if (U_IS_SURROGATE (c))
        c = 0xfffd;
      if (!push_folded (units, (gunichar) c))
        push (units, (gunichar) c);
      after_latin = units->n > 0 && garrison_units_is_latin (units->data[units->n - 1]);
    }
}

static void
trim (GarrisonUnits *units)
{
  if (units->n > 0 && units->data[units->n - 1] == ' ')
    units->n--;
}

/* NFKC_Casefold of @text; transfer full. It grows text 18-fold at most. */
static UChar *
casefold (const UChar *text, int32_t n, int32_t *length)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *how = unorm2_getNFKCCasefoldInstance (&status);
  int32_t size = n + 32;
  for (;;)
    {
      UChar *to = g_new (UChar, size);
      status = U_ZERO_ERROR;
      *length = unorm2_normalize (how, text, n, to, size, &status);
      if (U_SUCCESS (status) && *length <= size)
        return to;
      g_free (to);
      if (status != U_BUFFER_OVERFLOW_ERROR)
        g_error ("unorm2_normalize: %s", u_errorName (status));
      size = *length + 1;
    }
}

static UChar *
to_utf16 (const gunichar *data, gsize n, int32_t *length)
{
  UChar *text = g_new (UChar, 2 * n + 1);
  int32_t out = 0;
  for (gsize i = 0; i < n; i++)
    U16_APPEND_UNSAFE (text, out, (UChar32) data[i]);
  *length = out;
  return text;
}

/* Taking off marks may let others compose, so folding goes on until nothing changes. */
static void
fold_slow (GarrisonUnits *units, const char *text, gsize length)
{
  const char *end = text + length;
  units->n = 0;
  while (text < end)
    {
      gunichar c = garrison_units_next (&text, end);
      push (units, c < 0x20 || (c >= 0x7f && c < 0xa0) ? ' ' : c);
    }
  for (int round = 0; round < 8; round++)
    {
      int32_t n, folded_n;
      g_autofree UChar *before = to_utf16 (units->data, units->n, &n);
      g_autofree UChar *folded = casefold (before, n, &folded_n);
      fold_round (units, folded, folded_n);
      trim (units);
      int32_t after_n;
      g_autofree UChar *after = to_utf16 (units->data, units->n, &after_n);
      if (after_n == n && memcmp (before, after, n * sizeof (UChar)) == 0)
        return;
    }
}

void
garrison_units_init_folded (GarrisonUnits *units, const char *text)
{
  units->data = units->own;
  units->size = GARRISON_UNITS_OWN;
  units->n = 0;
  if (text == NULL)
    return;
  gsize length = strlen (text);
  if (!fold_fast (units, text, length))
    fold_slow (units, text, length);
  trim (units);
}

void
garrison_units_clear (GarrisonUnits *units)
{
  if (units->data != units->own)
    g_free (units->data);
}

char *
garrison_units_casefold_parts (gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[2], parts[64];
  int32_t n = 0, folded_n;
  U16_APPEND_UNSAFE (text, n, (UChar32) c);
  g_autofree UChar *folded = casefold (text, n, &folded_n);
  int32_t parts_n = unorm2_normalize (unorm2_getNFDInstance (&status), folded, folded_n, parts,
                                      G_N_ELEMENTS (parts), &status);
  if (U_FAILURE (status))
    g_error ("unorm2_normalize: %s", u_errorName (status));
  if (parts_n == n && memcmp (parts, text, n * sizeof (UChar)) == 0)
    return NULL;
  return g_utf16_to_utf8 (parts, parts_n, NULL, NULL, NULL);
}

int
garrison_units_combining_class (gunichar c)
{
  return u_getCombiningClass ((UChar32) c);
}

gboolean
garrison_units_halve (gunichar c, gunichar *a, gunichar *b)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[8];
  UChar32 first, second;
  int32_t i = 0;
  int32_t n = unorm2_getRawDecomposition (unorm2_getNFCInstance (&status), (UChar32) c, text,
                                          G_N_ELEMENTS (text), &status);
  if (U_FAILURE (status) || n <= 0)
    return FALSE;
  U16_NEXT (text, i, n, first);
  if (i == n)
    return FALSE;
  U16_NEXT (text, i, n, second);
  *a = (gunichar) first;
  *b = (gunichar) second;
  return TRUE;
}

gunichar
garrison_units_compose (gunichar a, gunichar b)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *how = unorm2_getNFKCCasefoldInstance (&status);
  UChar32 c = unorm2_composePair (how, (UChar32) a, (UChar32) b);
  return c < 0 ? 0 : (gunichar) c;
}
