#include "base/text.h"

#include <string.h>

#include "base/error.h"
#include "base/text-units.h"

/* A zero-width joiner holds an emoji of several people together; elsewhere it only hides. */
static gboolean
joins_emoji (GString *before, gunichar c, const char *next, const char *end)
{
  if (c != 0x200d || before->len == 0 || next >= end)
    return FALSE;
  gunichar left = g_utf8_get_char (g_utf8_prev_char (before->str + before->len));
  gunichar right = garrison_units_next (&next, end);
  gboolean pictures = left >= 0x1f000 || left == 0xfe0f || (left >= 0x2600 && left < 0x2800);
  return pictures && (right >= 0x1f000 || (right >= 0x2600 && right < 0x2800));
}

char *
garrison_text_clean (const char *text, gssize length)
{
  g_return_val_if_fail (text != NULL || length <= 0, NULL);
  gsize n = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length;
  GString *clean = g_string_sized_new (n);
  const char *end = text + n;
  gboolean blank = FALSE;
  while (text < end)
    {
      gunichar c = garrison_units_next (&text, end);
      if (garrison_units_is_blank (c))
        blank = TRUE;
      else if (!garrison_units_is_invisible (c) || joins_emoji (clean, c, text, end))
        {
          if (blank && clean->len > 0)
            g_string_append_c (clean, ' ');
          blank = FALSE;
          g_string_append_unichar (clean, c);
        }
    }
  return g_string_free (clean, FALSE);
}

char *
garrison_text_fold (const char *text)
{
  GarrisonUnits units;
  garrison_units_init_folded (&units, text);
  char *folded = g_malloc (4 * units.n + 1);
  char *out = folded;
  for (gsize i = 0; i < units.n; i++)
    out = garrison_units_put (out, units.data[i]);
  *out = '\0';
  garrison_units_clear (&units);
  return folded;
}

gboolean
garrison_text_valid_name (const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  const char *problem = NULL;
  const char *p = text, *end = text + n;
  gsize characters = 0;
  gboolean visible = FALSE;
  while (p < end && problem == NULL)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);
      if ((guchar) *p == 0)
        problem = "the name contains NUL";
      else if (c == (gunichar) -1 || c == (gunichar) -2)
        problem = "the name is not valid UTF-8";
      else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
        problem = "the name contains a control character";
      else
        {
          visible |= !garrison_units_is_blank (c) && !garrison_units_is_invisible (c);
          p = g_utf8_next_char (p);
          characters++;
        }
    }
  if (problem == NULL && !visible)
    problem = "the name is empty";
  if (problem == NULL && characters > GARRISON_TEXT_NAME_MAX)
    problem = "the name is too long";
  if (problem == NULL)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, problem);
  return FALSE;
}

/* The first letter of the first and of the last word. */
static char *
word_initials (const char *text)
{
  gunichar first = 0, last = 0;
  gboolean in_word = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      /* Names like O'Neil are one word. */
      gboolean word = g_unichar_isalnum (c) || (in_word && (g_unichar_ismark (c) || c == '\''));
      if (word && !in_word && first == 0)
        first = c;
      else if (word && !in_word && !garrison_units_is_han (c))
        last = c;
      in_word = word;
    }
  GString *initials = g_string_new (NULL);
  if (first != 0)
    g_string_append_unichar (initials, g_unichar_toupper (first));
  if (last != 0 && !garrison_units_is_han (first))
    g_string_append_unichar (initials, g_unichar_toupper (last));
  return g_string_free (initials, FALSE);
}

char *
garrison_text_initials (const char *name)
{
  g_autofree char *clean = garrison_text_clean (name != NULL ? name : "", -1);
  g_autofree char *composed = g_utf8_normalize (clean, -1, G_NORMALIZE_NFKC);
  return word_initials (composed != NULL ? composed : clean);
}
