#include "model/question-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
is_han (gunichar c)
{
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3)
         || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

gboolean
is_word_char (gunichar c)
{
  return c == '_' || (!is_han (c) && g_unichar_isalnum (c));
}

static gunichar
fold_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  if (c == 0x3001) /* 、 */
    return ',';
  if (g_unichar_isspace (c) || c < ' ')
    return ' ';
  return g_unichar_tolower (c);
}

static gboolean
refuse_text (gsize pos, const char *expected, GError **error)
{
  g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION, "%" G_GSIZE_FORMAT ": %s", pos,
               expected);
  return FALSE;
}

gboolean
scanner_init (Scanner *self, GarrisonCatalogue *catalogue, const char *text, GError **error)
{
  const char *end;
  glong n;

  memset (self, 0, sizeof *self);
  if (!g_utf8_validate (text, -1, &end))
    return refuse_text ((gsize)g_utf8_strlen (text, end - text), _ ("Expected readable text"),
                        error);
  if (strlen (text) > 4 * GARRISON_QUESTION_MAX || g_utf8_strlen (text, -1) > GARRISON_QUESTION_MAX)
    return refuse_text (GARRISON_QUESTION_MAX, _ ("Expected a shorter question"), error);
  self->catalogue = catalogue;
  self->raw = g_utf8_to_ucs4_fast (text, -1, &n);
  self->n = (gsize)n;
  self->fold = g_new (gunichar, self->n + 1);
  for (gsize i = 0; i < self->n; i++)
    self->fold[i] = fold_char (self->raw[i]);
  self->fold[self->n] = 0;
  return TRUE;
}

void
scanner_clear (Scanner *self)
{
  g_clear_pointer (&self->raw, g_free);
  g_clear_pointer (&self->fold, g_free);
}

void
scanner_skip_blanks (Scanner *self)
{
  while (self->pos < self->n && self->fold[self->pos] == ' ')
    self->pos++;
}

gunichar
scanner_char_at (Scanner *self, gsize pos)
{
  return pos < self->n ? self->fold[pos] : 0;
}

gboolean
scanner_at_end (Scanner *self)
{
  scanner_skip_blanks (self);
  return self->pos >= self->n;
}

gboolean
scanner_fail_at (Scanner *self, gsize pos, const char *expected)
{
  if (!self->failed || pos > self->failed_at)
    {
      self->failed_at = pos;
      self->expected = expected;
    }
  self->failed = TRUE;
  return FALSE;
}

gboolean
scanner_fail (Scanner *self, const char *expected)
{
  scanner_skip_blanks (self);
  return scanner_fail_at (self, self->pos, expected);
}

void
scanner_set_error (Scanner *self, GError **error)
{
  refuse_text (self->failed_at, self->expected ? self->expected : _ ("Expected a question"), error);
}

static gboolean
is_gap (gunichar c)
{
  return c == ' ' || c == '_' || c == '-';
}

gsize
scanner_match (Scanner *self, gsize pos, const char *phrase, gssize length)
{
  const char *end = phrase + (length < 0 ? (gssize)strlen (phrase) : length);
  gsize at = pos;
  gunichar last = 0;

  for (const char *p = phrase; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = fold_char (g_utf8_get_char (p));

      if (is_gap (c))
        {
          if (!is_han (last) && (at >= self->n || !is_gap (self->fold[at])))
            return 0;
          while (at < self->n && is_gap (self->fold[at]))
            at++;
        }
      else if (at >= self->n || self->fold[at++] != c)
        return 0;
      last = c;
    }
  if (is_word_char (last) && at < self->n && is_word_char (self->fold[at]))
    return 0;
  return at - pos;
}

gsize
scanner_match_any (Scanner *self, gsize pos, const char *phrases)
{
  gsize best = 0;

  for (const char *phrase = phrases; phrase && *phrase;)
    {
      const char *end = strchr (phrase, '|');
      gsize length = scanner_match (self, pos, phrase, end ? end - phrase : -1);

      best = MAX (best, length);
      phrase = end ? end + 1 : NULL;
    }
  return best;
}

int
scanner_take (Scanner *self, const Word *words, guint n_words)
{
  gsize best = 0;
  int id = -1;
  gsize start = self->pos;

  scanner_skip_blanks (self);
  for (guint i = 0; i < n_words; i++)
    {
      gsize length = scanner_match_any (self, self->pos, words[i].words);

      if (length > best)
        {
          best = length;
          id = words[i].id;
        }
    }
  self->pos = best ? self->pos + best : start;
  return id;
}

gboolean
scanner_take_words (Scanner *self, const char *phrases)
{
  Word word = { 0, phrases };

  return scanner_take (self, &word, 1) == 0;
}

gboolean
scanner_take_char (Scanner *self, gunichar c)
{
  gsize start = self->pos;

  scanner_skip_blanks (self);
  if (self->pos < self->n && self->fold[self->pos] == c)
    {
      self->pos++;
      return TRUE;
    }
  self->pos = start;
  return FALSE;
}

gboolean
scanner_take_int (Scanner *self, gint64 most, gint64 *value)
{
  gsize start = self->pos;
  gsize first;
  gint64 n = 0;

  scanner_skip_blanks (self);
  first = self->pos;
  while (self->pos < self->n && self->fold[self->pos] >= '0' && self->fold[self->pos] <= '9')
    {
      gint64 digit = self->fold[self->pos] - '0';

      if (n > (most - digit) / 10)
        {
          self->pos = start;
          return FALSE;
        }
      n = n * 10 + digit;
      self->pos++;
    }
  if (self->pos == first)
    {
      self->pos = start;
      return FALSE;
    }
  *value = n;
  return TRUE;
}

static gunichar
closing_quote (gunichar c)
{
  static const gunichar pairs[][2] = {
    { '"', '"' },       { '\'', '\'' },     { 0x201c, 0x201d }, { 0x2018, 0x2019 },
    { 0x300c, 0x300d }, { 0x300e, 0x300f }, { 0xff02, 0xff02 }, { 0xff07, 0xff07 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] == c)
      return pairs[i][1];
  return 0;
}

gboolean
scanner_take_quoted (Scanner *self, char **text)
{
  gsize start = self->pos;
  gunichar closing;
  g_autoptr (GString) found = g_string_new (NULL);

  scanner_skip_blanks (self);
  closing = self->pos < self->n ? closing_quote (self->raw[self->pos]) : 0;
  if (!closing)
    {
      self->pos = start;
      return FALSE;
    }
  for (gsize at = self->pos + 1; at < self->n; at++)
    {
      if (self->raw[at] != closing)
        g_string_append_unichar (found, self->raw[at]);
      else if (at + 1 < self->n && self->raw[at + 1] == closing)
        g_string_append_unichar (found, self->raw[at++]);
      else
        {
          self->pos = at + 1;
          *text = g_string_free (g_steal_pointer (&found), FALSE);
          return TRUE;
        }
    }
  self->pos = start;
  return scanner_fail_at (self, self->n, _ ("Expected the closing quotation mark"));
}

char *
scanner_slice (Scanner *self, gsize pos, gsize length)
{
  return g_ucs4_to_utf8 (self->raw + pos, (glong)length, NULL, NULL, NULL);
}

gsize
scanner_bare_length (Scanner *self)
{
  gsize at = self->pos;

  while (at < self->n && !strchr (" (),;\"'", (int)MIN (self->fold[at], 127))
         && !closing_quote (self->raw[at]))
    at++;
  return at - self->pos;
}
