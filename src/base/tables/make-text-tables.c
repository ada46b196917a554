/* Writes text-tables.c: how each character folds and is read, taken from ICU when Garrison is
 * built.
 *
 * Opening ICU's Han-Latin transliterator takes 170 ms; a program that opens a window in half a
 * second cannot afford that, nor does it need to: the answers are the same on every start. */
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "../text-tables.h"
#include "pinyin-words.h"

#define UNITS 128

static const UNormalizer2 *casefold;
static const UNormalizer2 *nfd;
static const UNormalizer2 *nfc;
static UTransliterator *simplify;
static UTransliterator *latin;

static void
check (UErrorCode status, const char *what)
{
  if (U_FAILURE (status))
    g_error ("%s: %s", what, u_errorName (status));
}

static UTransliterator *
open_transliterator (const char *id)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar name[64];
  u_uastrcpy (name, id);
  UTransliterator *result = utrans_openU (name, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  check (status, id);
  return result;
}

static void
transliterate (UTransliterator *how, UChar *text)
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = u_strlen (text);
  int32_t limit = length;
  utrans_transUChars (how, text, &length, UNITS, 0, &limit, &status);
  check (status, "utrans_transUChars");
  text[length] = 0;
}

static void
normalize (const UNormalizer2 *how, UChar *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar from[UNITS];
  u_strcpy (from, text);
  unorm2_normalize (how, from, -1, text, UNITS, &status);
  check (status, "unorm2_normalize");
}

/* Letters that no decomposition takes apart. */
static const char *
plain_latin (UChar32 c)
{
  switch (c)
    {
    case 0x00e6: return "ae";
    case 0x00f0: return "d";
    case 0x00f8: return "o";
    case 0x00fe: return "th";
    case 0x0111: return "d";
    case 0x0127: return "h";
    case 0x0131: return "i";
    case 0x0138: return "k";
    case 0x0142: return "l";
    case 0x014b: return "n";
    case 0x0153: return "oe";
    case 0x0167: return "t";
    case 0x0180: return "b";
    case 0x0192: return "f";
    case 0x0247: return "e";
    default: return NULL;
    }
}

static UBool
is_latin (UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript (c, &status) == USCRIPT_LATIN;
}

/* Marks off Latin letters only: other scripts mean something by them. */
static void
strip_accents (UChar *text)
{
  normalize (nfd, text);
  UChar from[UNITS];
  u_strcpy (from, text);
  int32_t i = 0, n = u_strlen (from), out = 0;
  UBool after_latin = FALSE;
  while (i < n)
    {
      UChar32 c;
      U16_NEXT (from, i, n, c);
      if (u_charType (c) == U_NON_SPACING_MARK && after_latin)
        continue;
      after_latin = is_latin (c);
      const char *plain = plain_latin (c);
      if (plain != NULL)
        for (; *plain != '\0'; plain++)
          text[out++] = (UChar) *plain;
      else
        U16_APPEND_UNSAFE (text, out, c);
    }
  text[out] = 0;
  normalize (nfc, text);
}

/* ICU simplifies a few characters to each other (苎, 苧): the lesser one stands for both. */
static void
fold (UChar32 c, UChar *text)
{
  int32_t n = 0;
  U16_APPEND_UNSAFE (text, n, c);
  text[n] = 0;
  UChar before[UNITS];
  for (int round = 0; round < 6; round++)
    {
      u_strcpy (before, text);
      normalize (casefold, text);
      transliterate (simplify, text);
      strip_accents (text);
      if (u_strcmp (before, text) == 0)
        return;
    }
  if (u_strcmp (before, text) < 0)
    u_strcpy (text, before);
}

static guint16 fold_map[0x10000];
static GPtrArray *longs; /* owned UTF-8 */

static guint16
long_fold (const UChar *text)
{
  g_autofree char *utf8 = g_utf16_to_utf8 (text, -1, NULL, NULL, NULL);
  g_assert (utf8 != NULL);
  for (guint i = 0; i < longs->len; i++)
    if (g_str_equal (longs->pdata[i], utf8))
      return GARRISON_FOLD_LONG + i;
  g_ptr_array_add (longs, g_steal_pointer (&utf8));
  g_assert (longs->len <= 0x800);
  return GARRISON_FOLD_LONG + longs->len - 1;
}

static guint16
fold_value (UChar32 c)
{
  if (u_charType (c) == U_CONTROL_CHAR || u_isUWhiteSpace (c))
    return ' ';
  if (U_IS_SURROGATE (c) || !unorm2_hasBoundaryBefore (casefold, c)
      || u_charType (c) == U_NON_SPACING_MARK)
    return GARRISON_FOLD_SLOW;
  UChar text[UNITS];
  fold (c, text);
  int32_t n = u_strlen (text), next = 0;
  if (n == 0)
    return GARRISON_FOLD_NOTHING;
  /* ຳ is a mark and a letter: behind a Latin letter the mark goes. */
  UChar32 first;
  U16_NEXT (text, next, n, first);
  if (u_charType (first) == U_NON_SPACING_MARK)
    return GARRISON_FOLD_SLOW;
  if (n == 1 && !U16_IS_SURROGATE (text[0]))
    return text[0];
  return long_fold (text);
}

static GPtrArray *syllables; /* owned ASCII */

static guint
syllable_index (const char *syllable)
{
  for (guint i = 0; i < syllables->len; i++)
    if (g_str_equal (syllables->pdata[i], syllable))
      return i;
  g_ptr_array_add (syllables, g_strdup (syllable));
  return syllables->len - 1;
}

/* "zhong4" to syllable and tone. */
static guint16
reading_value (const char *reading)
{
  g_autofree char *letters = g_strdup (reading);
  gsize n = strlen (letters);
  int tone = letters[n - 1] - '0';
  g_assert (n >= 2 && tone >= 1 && tone <= 5);
  letters[n - 1] = '\0';
  return syllable_index (letters) << GARRISON_PINYIN_SHIFT | tone;
}

static int
tone_of_mark (UChar mark)
{
  switch (mark)
    {
    case 0x0304: return 1;
    case 0x0301: return 2;
    case 0x030c: return 3;
    case 0x0300: return 4;
    default: return 0;
    }
}

/* "zhòng" to 0 without a usable reading. */
static guint16
icu_reading (UChar32 c)
{
  UChar text[UNITS] = { (UChar) c, 0 };
  transliterate (latin, text);
  normalize (nfd, text);
  GString *reading = g_string_new (NULL);
  int tone = 5;
  for (int32_t i = 0; text[i] != 0; i++)
    {
      if (text[i] >= 'a' && text[i] <= 'z')
        g_string_append_c (reading, (char) text[i]);
      else if (tone_of_mark (text[i]) != 0)
        tone = tone_of_mark (text[i]);
      else if (text[i] == 0x0308 && g_str_has_suffix (reading->str, "u"))
        reading->str[reading->len - 1] = 'v';
      else if (text[i] != 0x0302 && text[i] != ' ')
        g_string_truncate (reading, 0), text[i + 1] = 0;
    }
  guint16 value = 0;
  if (reading->len > 0 && reading->len <= 6)
    value = syllable_index (reading->str) << GARRISON_PINYIN_SHIFT | tone;
  g_string_free (reading, TRUE);
  return value;
}

static guint16 pinyin_map[GARRISON_PINYIN_LAST - GARRISON_PINYIN_FIRST + 1];

static guint16 *
pinyin_slot (const char *character)
{
  gunichar c = g_utf8_get_char (character);
  g_assert (c >= GARRISON_PINYIN_FIRST && c <= GARRISON_PINYIN_LAST);
  return &pinyin_map[c - GARRISON_PINYIN_FIRST];
}

static void
fill_pinyin (void)
{
  for (UChar32 c = GARRISON_PINYIN_FIRST; c <= GARRISON_PINYIN_LAST; c++)
    if (u_hasBinaryProperty (c, UCHAR_IDEOGRAPHIC))
      pinyin_map[c - GARRISON_PINYIN_FIRST] = icu_reading (c);
  *pinyin_slot ("〇") = reading_value ("ling2");
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      guint16 *slot = pinyin_slot (readings[i].character);
      if (readings[i].usual != NULL)
        *slot = reading_value (readings[i].usual);
      if (readings[i].others != NULL)
        *slot |= GARRISON_PINYIN_OTHERS;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    *pinyin_slot (words[i].word + (words[i].word[0] == '^')) |= GARRISON_PINYIN_WORD;
}

static void
print_map (const char *name, const guint16 *map, gsize n)
{
  printf ("const guint16 %s[%" G_GSIZE_FORMAT "] = {", name, n);
  for (gsize i = 0; i < n; i++)
    printf ("%s%u,", i % 16 == 0 ? "\n" : "", map[i]);
  printf ("\n};\n");
}

static void
print_string (const char *text)
{
  putchar ('"');
  for (; *text != '\0'; text++)
    printf ("\\%03o", (guchar) *text);
  putchar ('"');
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const char *const *left = a;
  const char *const *right = b;
  gunichar l = g_utf8_get_char (left[0] + (left[0][0] == '^'));
  gunichar r = g_utf8_get_char (right[0] + (right[0][0] == '^'));
  if (l != r)
    return l < r ? -1 : 1;
  glong by_length = g_utf8_strlen (right[0], -1) - g_utf8_strlen (left[0], -1);
  return by_length != 0 ? (int) by_length : strcmp (left[0], right[0]);
}

/* Pairs of strings, sorted by the first one's character, longest first. */
static void
print_pairs (const char *name, const char *(*pairs)[2], gsize n)
{
  qsort (pairs, n, sizeof pairs[0], compare_lines);
  printf ("const GarrisonPinyinEntry %s[%" G_GSIZE_FORMAT "] = {\n", name, n);
  for (gsize i = 0; i < n; i++)
    {
      gboolean surname = pairs[i][0][0] == '^';
      const char *text = pairs[i][0] + surname;
      printf ("{%u,%ld,%d,", g_utf8_get_char (text), g_utf8_strlen (text, -1), surname);
      print_string (text);
      putchar (',');
      print_string (pairs[i][1]);
      printf ("},\n");
    }
  printf ("};\nconst gsize %s_n = %" G_GSIZE_FORMAT ";\n", name, n);
}

static void
print_readings (void)
{
  const char *others[G_N_ELEMENTS (readings)][2];
  const char *certain[G_N_ELEMENTS (words)][2];
  gsize n = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    if (readings[i].others != NULL)
      {
        others[n][0] = readings[i].character;
        others[n++][1] = readings[i].others;
      }
  print_pairs ("garrison_pinyin_others_table", others, n);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      certain[i][0] = words[i].word;
      certain[i][1] = words[i].syllables;
    }
  print_pairs ("garrison_pinyin_words_table", certain, G_N_ELEMENTS (words));
}

static void
print_strings (const char *name, GPtrArray *strings)
{
  printf ("const char *const %s[] = {\n", name);
  for (guint i = 0; i < strings->len; i++)
    {
      print_string (strings->pdata[i]);
      printf (",\n");
    }
  printf ("};\n");
}

int
main (void)
{
  UErrorCode status = U_ZERO_ERROR;
  casefold = unorm2_getNFKCCasefoldInstance (&status);
  nfd = unorm2_getNFDInstance (&status);
  nfc = unorm2_getNFCInstance (&status);
  check (status, "normalizer");
  simplify = open_transliterator ("Hant-Hans");
  latin = open_transliterator ("Han-Latin");
  longs = g_ptr_array_new_with_free_func (g_free);
  syllables = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (syllables, g_strdup ("")); /* index 0: no reading */
  fill_pinyin ();
  for (UChar32 c = 1; c < 0x10000; c++)
    fold_map[c] = fold_value (c);
  g_assert (syllables->len <= 512);
  printf ("/* Generated by make-text-tables. */\n#include \"base/text-tables.h\"\n");
  print_map ("garrison_fold_map", fold_map, G_N_ELEMENTS (fold_map));
  print_strings ("garrison_fold_longs", longs);
  print_map ("garrison_pinyin_map", pinyin_map, G_N_ELEMENTS (pinyin_map));
  print_strings ("garrison_pinyin_syllables", syllables);
  print_readings ();
  return 0;
}
