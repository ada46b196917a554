#include "exchange/encoding.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#define PIVOT 8192
#define REPLACEMENT "\xef\xbf\xbd"

struct _GarrisonDecoder
{
  UConverter *converter; /* NULL for UTF-8 */
  guint64 n_bad;
  UChar pivot[PIVOT];
  int32_t n_held; /* a high surrogate at the start of the pivot whose other half is to come */
};

static const char *
converter_name (GarrisonEncoding encoding)
{
  switch (encoding)
    {
    case GARRISON_ENCODING_UTF16LE:
      return "UTF-16LE";
    case GARRISON_ENCODING_UTF16BE:
      return "UTF-16BE";
    case GARRISON_ENCODING_GB18030:
      return "gb18030";
    case GARRISON_ENCODING_BIG5:
      return "Big5-HKSCS";
    case GARRISON_ENCODING_WINDOWS_1252:
      return "windows-1252";
    default:
      return NULL;
    }
}

static void
replace_bad (const void *context,
             UConverterToUnicodeArgs *args,
             const char *bytes,
             int32_t length,
             UConverterCallbackReason reason,
             UErrorCode *status)
{
  static const UChar replacement = 0xfffd;

  if (reason > UCNV_IRREGULAR)
    return;
  ((GarrisonDecoder *)context)->n_bad++;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars (args, &replacement, 1, 0, status);
}

GarrisonDecoder *
garrison_decoder_new (GarrisonEncoding encoding)
{
  GarrisonDecoder *self = g_new0 (GarrisonDecoder, 1);
  const char *name = converter_name (encoding);
  UErrorCode status = U_ZERO_ERROR;

  if (name == NULL)
    return self;
  self->converter = ucnv_open (name, &status);
  ucnv_setToUCallBack (self->converter, replace_bad, self, NULL, NULL, &status);
  if (U_FAILURE (status))
    g_error ("ICU has no converter for %s: %s", name, u_errorName (status));
  return self;
}

void
garrison_decoder_free (GarrisonDecoder *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->converter, ucnv_close);
  g_free (self);
}

guint64
garrison_decoder_get_n_bad (GarrisonDecoder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bad;
}

/* Length of the valid UTF-8 character at @p; 0 if there is none; -1 if @left cuts one off.
 * Shortest forms only, no surrogates, nothing above U+10FFFF. */
static inline int
utf8_length (const guint8 *p, gsize left)
{
  guint8 lead = p[0], low = 0x80, high = 0xbf;
  gsize length;

  if (lead < 0xc2 || lead > 0xf4)
    return 0;
  length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (lead == 0xe0)
    low = 0xa0;
  else if (lead == 0xed)
    high = 0x9f;
  else if (lead == 0xf0)
    low = 0x90;
  else if (lead == 0xf4)
    high = 0x8f;
  for (gsize i = 1; i < length; i++)
    {
      if (i >= left)
        return -1;
      if (p[i] < low || p[i] > high)
        return 0;
      low = 0x80;
      high = 0xbf;
    }
  return length;
}

/* How many bytes from @p on are valid UTF-8. */
static gsize
valid_length (const guint8 *p, gsize length)
{
  gsize at = 0;

  while (at < length)
    {
      guint64 eight;
      int n;

      if (p[at] < 0x80)
        {
          while (at + 8 <= length)
            {
              memcpy (&eight, p + at, 8);
              if (eight & G_GUINT64_CONSTANT (0x8080808080808080))
                break;
              at += 8;
            }
          while (at < length && p[at] < 0x80)
            at++;
          continue;
        }
      n = utf8_length (p + at, length - at);
      if (n <= 0)
        break;
      at += n;
    }
  return at;
}

/* Copies what is valid and replaces each byte that is not. */
static gsize
convert_utf8 (GarrisonDecoder *self,
              const guint8 *in,
              gsize in_length,
              gsize *in_used,
              char *out,
              gsize out_size,
              gboolean at_end)
{
  gsize at = 0, written = 0;

  while (at < in_length && written < out_size)
    {
      gsize room = MIN (in_length - at, out_size - written);
      gsize valid = valid_length (in + at, room);

      memcpy (out + written, in + at, valid);
      at += valid;
      written += valid;
      if (at == in_length || written == out_size)
        break;
      if (valid < room)
        {
          int n = utf8_length (in + at, in_length - at);

          if (n > 0 || (n < 0 && !at_end) || out_size - written < 3)
            break;
          memcpy (out + written, REPLACEMENT, 3);
          written += 3;
          at++;
          self->n_bad++;
        }
    }
  *in_used = at;
  return written;
}

/* Writes the pivot as UTF-8; a lone surrogate is replaced, a high one at the end is held. */
static gsize
write_pivot (GarrisonDecoder *self, int32_t length, char *out, gboolean at_end)
{
  gsize written = 0;
  int32_t at = 0;

  self->n_held = 0;
  while (at < length)
    {
      gunichar c = self->pivot[at++];

      if (c < 0x80)
        {
          out[written++] = c;
          continue;
        }
      if (U16_IS_LEAD (c) && at < length && U16_IS_TRAIL (self->pivot[at]))
        c = U16_GET_SUPPLEMENTARY (c, self->pivot[at++]);
      else if (U16_IS_LEAD (c) && at == length && !at_end)
        {
          self->pivot[0] = c;
          self->n_held = 1;
          break;
        }
      else if (U_IS_SURROGATE (c))
        {
          c = 0xfffd;
          self->n_bad++;
        }
      written += g_unichar_to_utf8 (c, out + written);
    }
  return written;
}

static gsize
convert_other (GarrisonDecoder *self,
               const guint8 *in,
               gsize in_length,
               gsize *in_used,
               char *out,
               gsize out_size,
               gboolean at_end)
{
  const char *source = (const char *)in, *source_end = source + in_length;
  gsize written = 0;

  /* A UTF-16 unit takes at most three bytes; one unit of room is kept for a character cut off. */
  while (out_size - written >= 12)
    {
      int32_t room = MIN ((gsize)PIVOT, (out_size - written) / 3) - 1;
      UChar *target = self->pivot + self->n_held;
      UErrorCode status = U_ZERO_ERROR;
      gboolean more;

      ucnv_toUnicode (self->converter, &target, self->pivot + room, &source, source_end, NULL,
                      at_end, &status);
      more = status == U_BUFFER_OVERFLOW_ERROR;
      if (status == U_TRUNCATED_CHAR_FOUND && target < self->pivot + PIVOT)
        {
          *target++ = 0xfffd;
          self->n_bad++;
        }
      written += write_pivot (self, target - self->pivot, out + written, at_end && !more);
      if (!more)
        break;
    }
  *in_used = source - (const char *)in;
  return written;
}

gsize
garrison_decoder_convert (GarrisonDecoder *self,
                          const guint8 *in,
                          gsize in_length,
                          gsize *in_used,
                          char *out,
                          gsize out_size,
                          gboolean at_end)
{
  g_return_val_if_fail (self != NULL && in_used != NULL && out != NULL, 0);
  g_return_val_if_fail (out_size >= 16, 0);

  if (self->converter == NULL)
    return convert_utf8 (self, in, in_length, in_used, out, out_size, at_end);
  return convert_other (self, in, in_length, in_used, out, out_size, at_end);
}

char *
garrison_decode_bytes (GBytes *bytes, GarrisonEncoding encoding, guint64 *n_bad)
{
  g_autoptr (GarrisonDecoder) decoder = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GarrisonEncodingGuess guess;
  const guint8 *data;
  gsize size, at, used = 0, written;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  garrison_encoding_detect (data, size, TRUE, &guess);
  at = encoding == GARRISON_ENCODING_UNKNOWN || encoding == guess.encoding ? guess.mark : 0;
  decoder
    = garrison_decoder_new (encoding != GARRISON_ENCODING_UNKNOWN ? encoding : guess.encoding);
  do
    {
      char piece[4096];

      written = garrison_decoder_convert (decoder, data + at, size - at, &used, piece, sizeof piece,
                                          TRUE);
      g_string_append_len (text, piece, written);
      at += used;
    }
  while (at < size || written > 0);
  if (n_bad != NULL)
    *n_bad = decoder->n_bad;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
