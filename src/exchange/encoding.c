#include "exchange/encoding.h"

#include <math.h>
#include <string.h>
#include <unicode/ucsdet.h>

#include "exchange/hanzi.h"

/* The start of the file, for marks and for UTF-16; and lines that have bytes above ASCII, for the
 * rest. */
#define HEAD_SIZE (64 * 1024)
#define EVIDENCE_SIZE (64 * 1024)

struct _GarrisonEncodingDetector
{
  GByteArray *head;
  GByteArray *evidence;
  gboolean in_line; /* the line under way has a byte above ASCII */
  guint64 n_bytes;
  guint8 last;
};

static const struct
{
  const char *name;
  GarrisonEncoding encoding;
} names[] = {
  { "UTF-8", GARRISON_ENCODING_UTF8 },
  { "UTF-16LE", GARRISON_ENCODING_UTF16LE },
  { "UTF-16BE", GARRISON_ENCODING_UTF16BE },
  { "GB18030", GARRISON_ENCODING_GB18030 },
  { "Big5", GARRISON_ENCODING_BIG5 },
  { "windows-1252", GARRISON_ENCODING_WINDOWS_1252 },
  { "utf8", GARRISON_ENCODING_UTF8 },
  { "ascii", GARRISON_ENCODING_UTF8 },
  { "usascii", GARRISON_ENCODING_UTF8 },
  { "utf16", GARRISON_ENCODING_UTF16LE },
  { "utf16le", GARRISON_ENCODING_UTF16LE },
  { "unicode", GARRISON_ENCODING_UTF16LE },
  { "utf16be", GARRISON_ENCODING_UTF16BE },
  { "gb18030", GARRISON_ENCODING_GB18030 },
  { "gbk", GARRISON_ENCODING_GB18030 },
  { "gb2312", GARRISON_ENCODING_GB18030 },
  { "euccn", GARRISON_ENCODING_GB18030 },
  { "cp936", GARRISON_ENCODING_GB18030 },
  { "ms936", GARRISON_ENCODING_GB18030 },
  { "windows936", GARRISON_ENCODING_GB18030 },
  { "big5", GARRISON_ENCODING_BIG5 },
  { "big5hkscs", GARRISON_ENCODING_BIG5 },
  { "cp950", GARRISON_ENCODING_BIG5 },
  { "ms950", GARRISON_ENCODING_BIG5 },
  { "windows950", GARRISON_ENCODING_BIG5 },
  { "windows1252", GARRISON_ENCODING_WINDOWS_1252 },
  { "cp1252", GARRISON_ENCODING_WINDOWS_1252 },
  { "latin1", GARRISON_ENCODING_WINDOWS_1252 },
  { "iso88591", GARRISON_ENCODING_WINDOWS_1252 },
  { "ansi", GARRISON_ENCODING_WINDOWS_1252 },
};

const char *
garrison_encoding_get_name (GarrisonEncoding encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].encoding == encoding)
      return names[i].name;
  return "unknown";
}

GarrisonEncoding
garrison_encoding_from_name (const char *name)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  g_return_val_if_fail (name != NULL, GARRISON_ENCODING_UNKNOWN);

  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (plain, g_ascii_tolower (*p));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, plain->str))
      return names[i].encoding;
  return GARRISON_ENCODING_UNKNOWN;
}

GarrisonEncodingDetector *
garrison_encoding_detector_new (void)
{
  GarrisonEncodingDetector *self = g_new0 (GarrisonEncodingDetector, 1);

  self->head = g_byte_array_new ();
  self->evidence = g_byte_array_new ();
  return self;
}

void
garrison_encoding_detector_free (GarrisonEncodingDetector *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->head);
  g_byte_array_unref (self->evidence);
  g_free (self);
}

/* First byte above ASCII at or after @at; @length when there is none. */
static gsize
find_high (const guint8 *data, gsize at, gsize length)
{
  guint64 eight;

  for (; at + 8 <= length; at += 8)
    {
      memcpy (&eight, data + at, 8);
      if (eight & G_GUINT64_CONSTANT (0x8080808080808080))
        break;
    }
  while (at < length && data[at] < 0x80)
    at++;
  return at;
}

/* Keeps a line from the byte before its first high byte on; a line end is never part of a character
 * in the encodings for which the evidence is read, so that each piece begins with a whole one. */
static void
collect (GarrisonEncodingDetector *self, const guint8 *data, gsize length)
{
  gsize at = 0;

  while (at < length && self->evidence->len < EVIDENCE_SIZE)
    {
      const guint8 *end;
      gsize stop, room;

      if (!self->in_line)
        {
          at = find_high (data, at, length);
          if (at == length)
            break;
          if (at > 0 || self->n_bytes > 0)
            g_byte_array_append (self->evidence, at > 0 ? &data[at - 1] : &self->last, 1);
          self->in_line = TRUE;
        }
      end = memchr (data + at, '\n', length - at);
      stop = end != NULL ? (gsize)(end - data) + 1 : length;
      room = MIN (stop - at, EVIDENCE_SIZE - self->evidence->len);
      g_byte_array_append (self->evidence, data + at, room);
      self->in_line = end == NULL;
      at = stop;
    }
}

void
garrison_encoding_detector_feed (GarrisonEncodingDetector *self, const guint8 *data, gsize length)
{
  g_return_if_fail (self != NULL);

  if (length == 0)
    return;
  if (self->head->len < HEAD_SIZE)
    g_byte_array_append (self->head, data, MIN (length, HEAD_SIZE - self->head->len));
  collect (self, data, length);
  self->n_bytes += length;
  self->last = data[length - 1];
}

gsize
garrison_encoding_detector_get_n_evidence (GarrisonEncodingDetector *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->evidence->len;
}

static gboolean
guess_by_mark (const guint8 *data, gsize length, GarrisonEncodingGuess *guess)
{
  static const struct
  {
    const char *mark;
    guint length;
    GarrisonEncoding encoding;
  } marks[] = {
    { "\xef\xbb\xbf", 3, GARRISON_ENCODING_UTF8 },
    { "\xff\xfe", 2, GARRISON_ENCODING_UTF16LE },
    { "\xfe\xff", 2, GARRISON_ENCODING_UTF16BE },
    { "\x84\x31\x95\x33", 4, GARRISON_ENCODING_GB18030 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (data, marks[i].mark, marks[i].length) == 0)
      {
        guess->encoding = marks[i].encoding;
        guess->mark = marks[i].length;
        guess->confidence = 1;
        return TRUE;
      }
  return FALSE;
}

/* UTF-16 without a mark: zero bytes, all at one parity, of which some belong to commas, digits or
 * line ends; and the other units are Chinese or Latin. ASCII with a stray zero byte is not that. */
static gboolean
guess_utf16 (const guint8 *data, gsize length, GarrisonEncodingGuess *guess)
{
  guint64 n_zero[2] = { 0, 0 }, n_plain = 0, n_hanzi = 0, n_other = 0;
  gsize n_units = length / 2;
  int zero;

  if (n_units < 2)
    return FALSE;
  for (gsize i = 0; i < n_units * 2; i++)
    n_zero[i & 1] += data[i] == 0;
  zero = n_zero[1] >= n_zero[0] ? 1 : 0;
  if (n_zero[zero] < 2 || n_zero[!zero] * 50 > n_zero[zero])
    return FALSE;
  for (gsize i = 0; i < n_units; i++)
    {
      guint8 high = data[2 * i + zero], low = data[2 * i + !zero];

      if (high == 0)
        n_plain += low >= 0x20 || low == '\t' || low == '\n' || low == '\r';
      else if (garrison_hanzi_is_common (high << 8 | low))
        n_hanzi++;
      else
        n_other++;
    }
  if (n_plain * 10 < n_zero[zero] * 9 || n_plain * 50 < n_units)
    return FALSE;
  if (n_plain * 10 < n_units * 9 && n_hanzi * 3 < n_other)
    return FALSE;
  guess->encoding = zero == 1 ? GARRISON_ENCODING_UTF16LE : GARRISON_ENCODING_UTF16BE;
  guess->confidence = 1 - 0.5 * exp (-(double)n_units / 8);
  return TRUE;
}

/* Whether the evidence is UTF-8: multi-byte characters that are right, places that are wrong. */
static gboolean
guess_utf8 (const GByteArray *evidence, gboolean at_end, GarrisonEncodingGuess *guess)
{
  g_autoptr (GarrisonDecoder) decoder = garrison_decoder_new (GARRISON_ENCODING_UTF8);
  guint64 n_good = 0, n_bad;
  gsize at = 0;

  while (at < evidence->len)
    {
      char piece[4096];
      gsize used, written;

      written = garrison_decoder_convert (decoder, evidence->data + at, evidence->len - at, &used,
                                          piece, sizeof piece, at_end);
      for (gsize i = 0; i < written; i++)
        n_good += ((guint8)piece[i] & 0xc0) == 0xc0;
      at += used;
      if (used == 0)
        break;
    }
  n_bad = garrison_decoder_get_n_bad (decoder);
  n_good -= MIN (n_good, n_bad);
  if (n_bad > 0 && (n_good < 50 || n_bad * 100 > n_good))
    return FALSE;
  guess->encoding = GARRISON_ENCODING_UTF8;
  /* A cut-off character is all there is: nothing is known yet. */
  guess->confidence = n_bad > 0 ? 0.8 : 1 - 0.5 * pow (0.4, n_good);
  return TRUE;
}

/* -1 to 1: how much the evidence is text when read by the table of @encoding. */
static double
score_hanzi (const GByteArray *evidence, GarrisonEncoding encoding)
{
  g_autoptr (GarrisonDecoder) decoder = garrison_decoder_new (encoding);
  guint64 n = 0, n_common = 0, n_strange = 0;
  gsize at = 0, used, written;

  do
    {
      char piece[4096];

      written = garrison_decoder_convert (decoder, evidence->data + at, evidence->len - at, &used,
                                          piece, sizeof piece, FALSE);
      at += used;
      for (const char *p = piece; p < piece + written; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          if (c < 0x80)
            continue;
          n++;
          if (garrison_hanzi_is_common (c))
            n_common++;
          else if (c == 0xfffd || (c >= 0xe000 && c < 0xf900) || (c >= 0x80 && c < 0xa0))
            n_strange++;
          else if (c >= 0x3000 && c < 0x3020) /* 、。《》【】 */
            n_common++;
        }
    }
  while (written > 0 || used > 0);
  return n == 0 ? -1 : ((double)n_common - 4.0 * n_strange) / n;
}

static gboolean
is_letter_1252 (guint8 byte)
{
  return g_ascii_isalpha (byte) || (byte >= 0xc0 && byte != 0xd7 && byte != 0xf7) || byte == 0x8a
         || byte == 0x9a || byte == 0x8e || byte == 0x9e || byte == 0x9f || byte == 0x8c
         || byte == 0x9c;
}

/* Western text has its high bytes alone or in twos among letters, or as signs among ASCII. */
static double
score_western (const GByteArray *evidence)
{
  static const char signs[] = "\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa1\xa3\xa7\xa9\xaa\xab"
                              "\xae\xb0\xb1\xb2\xb3\xb4\xb5\xb7\xba\xbb\xbf";
  const guint8 *d = evidence->data;
  guint n = 0;
  double good = 0;

  for (gsize i = 0; i < evidence->len; i++)
    {
      gsize run = 0;
      gboolean before, after;

      if (d[i] < 0x80)
        continue;
      while (i + run < evidence->len && d[i + run] >= 0x80)
        run++;
      before = i > 0 && g_ascii_isalpha (d[i - 1]);
      after = i + run < evidence->len && g_ascii_isalpha (d[i + run]);
      n += run;
      if (run == 1 && is_letter_1252 (d[i]))
        good += before || after ? 1 : 0.3;
      else if (run == 1 && strchr (signs, d[i]) != NULL)
        good += 0.8;
      else if (run == 2 && is_letter_1252 (d[i]) && is_letter_1252 (d[i + 1]) && before && after)
        good += 2;
      i += run - 1;
    }
  return n == 0 ? -1 : good / n;
}

/* What ICU thinks, for the case that ours is a tie. */
static GarrisonEncoding
ask_icu (const GByteArray *evidence)
{
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open (&status);
  GarrisonEncoding found = GARRISON_ENCODING_UNKNOWN;
  const UCharsetMatch **matches;
  int32_t n = 0;

  ucsdet_setText (detector, (const char *)evidence->data, evidence->len, &status);
  matches = ucsdet_detectAll (detector, &n, &status);
  for (int32_t i = 0; U_SUCCESS (status) && i < n && found == GARRISON_ENCODING_UNKNOWN; i++)
    {
      found = garrison_encoding_from_name (ucsdet_getName (matches[i], &status));
      if (found == GARRISON_ENCODING_UTF8)
        found = GARRISON_ENCODING_UNKNOWN;
    }
  ucsdet_close (detector);
  return found;
}

static void
guess_legacy (const GByteArray *evidence, GarrisonEncodingGuess *guess)
{
  GarrisonEncoding encodings[]
    = { GARRISON_ENCODING_GB18030, GARRISON_ENCODING_BIG5, GARRISON_ENCODING_WINDOWS_1252 };
  double scores[3] = { score_hanzi (evidence, encodings[0]), score_hanzi (evidence, encodings[1]),
                       score_western (evidence) };
  guint best = 0;
  double second = -1, lead;

  for (guint i = 1; i < 3; i++)
    if (scores[i] > scores[best])
      best = i;
  for (guint i = 0; i < 3; i++)
    if (i != best)
      second = MAX (second, scores[i]);
  lead = scores[best] - MAX (second, 0);
  guess->encoding = encodings[best];
  guess->confidence = CLAMP (lead * 2, 0, 1) * (1 - exp (-(double)evidence->len / 8));
  if (lead < 0.08)
    {
      GarrisonEncoding icu = ask_icu (evidence);

      for (guint i = 0; i < 3; i++)
        if (encodings[i] == icu && scores[best] - scores[i] < 0.08)
          guess->encoding = icu;
    }
}

void
garrison_encoding_detector_guess (GarrisonEncodingDetector *self,
                                  gboolean at_end,
                                  GarrisonEncodingGuess *guess)
{
  g_return_if_fail (self != NULL && guess != NULL);

  *guess = (GarrisonEncodingGuess){ GARRISON_ENCODING_UTF8, 0, 1, FALSE };
  if (guess_by_mark (self->head->data, self->head->len, guess))
    return;
  if (self->evidence->len >= EVIDENCE_SIZE)
    at_end = FALSE;
  if (self->head->len > 0 && memchr (self->head->data, 0, self->head->len) != NULL
      && guess_utf16 (self->head->data, self->head->len, guess))
    return;
  if (self->evidence->len == 0)
    {
      guess->only_ascii = TRUE;
      guess->confidence = at_end ? 1 : 0.5;
      return;
    }
  if (!guess_utf8 (self->evidence, at_end, guess))
    guess_legacy (self->evidence, guess);
}

void
garrison_encoding_detect (const guint8 *data,
                          gsize length,
                          gboolean at_end,
                          GarrisonEncodingGuess *guess)
{
  g_autoptr (GarrisonEncodingDetector) detector = garrison_encoding_detector_new ();

  garrison_encoding_detector_feed (detector, data, length);
  garrison_encoding_detector_guess (detector, at_end, guess);
}
