#include "exchange/formula.h"

#include <string.h>

#define LONGEST_NUMBER 32

/* Letters by their class, but nothing is seen of them: fillers of Hangul and of Braille. */
static gboolean
is_filler (gunichar c)
{
  return c == 0x115f || c == 0x1160 || c == 0x2800 || c == 0x3164 || c == 0xffa0;
}

/* What a spreadsheet trims, or does not show, before it looks. Tab and CR begin a formula themselves. */
static gboolean
is_blank (gunichar c)
{
  if (c == '\t' || c == '\r')
    return FALSE;
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_iszerowidth (c)
         || g_unichar_type (c) == G_UNICODE_FORMAT || is_filler (c);
}

/* ＝ ﹢ ⁻ … stand for what they are forms of. */
static gboolean
begins (gunichar c)
{
  gunichar plain = c;

  if (c > 0x7f)
    g_unichar_fully_decompose (c, TRUE, &plain, 1);
  return plain == '=' || plain == '+' || plain == '-' || plain == '@' || plain == '\t' || plain == '\r' || plain == 0x2212;
}

/* The character at @p; octets that are none count as one that is shown. */
static gunichar
next_char (const char *p, gsize left, gsize *step)
{
  gunichar c;

  *step = 1;
  if ((guchar) *p < 0x80)
    return (guchar) *p;
  c = g_utf8_get_char_validated (p, (gssize) MIN (left, 6));
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return 0xfffd;
  *step = (gsize) (g_utf8_next_char (p) - p);
  return c;
}

/* Nothing in it can be worked out. A hyphen or bracket further on could. */
static gboolean
is_number (const char *p, gsize left)
{
  guint n_digits = 0, n_points = 0;

  if (left < 2 || left > LONGEST_NUMBER || (*p != '+' && *p != '-'))
    return FALSE;
  if (!g_ascii_isdigit (p[1]) && p[1] != '.')
    return FALSE;
  for (gsize i = 1; i < left; i++)
    {
      if (g_ascii_isdigit (p[i]))
        n_digits++;
      else if (p[i] == '.')
        n_points++;
      else if (p[i] == '%' && i == left - 1)
        continue;
      else if (p[i] != ' ' && p[i] != ',')
        return FALSE;
    }
  return n_digits > 0 && n_points <= 1;
}

gboolean
garrison_formula_is (const char *text, gsize length)
{
  gsize at = 0, step;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  while (at < length)
    {
      gunichar c = next_char (text + at, length - at, &step);

      if (!is_blank (c))
        return begins (c) && !is_number (text + at, length - at);
      at += step;
    }
  return FALSE;
}

gboolean
garrison_formula_needs_guard (const char *text, gsize length)
{
  while (length > 0 && *text == '\'')
    {
      text++;
      length--;
    }
  return garrison_formula_is (text, length);
}

char *
garrison_formula_guard (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return garrison_formula_needs_guard (text, strlen (text)) ? g_strconcat ("'", text, NULL) : g_strdup (text);
}

const char *
garrison_formula_unguard (const char *text, gsize *length)
{
  g_return_val_if_fail (text != NULL && length != NULL, NULL);

  if (*length < 2 || *text != '\'' || !garrison_formula_needs_guard (text + 1, *length - 1))
    return text;
  *length -= 1;
  return text + 1;
}
