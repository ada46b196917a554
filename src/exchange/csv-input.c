#include "exchange/csv-input.h"

#include <string.h>

#include "base/error.h"
#include "exchange/csv-scan.h"

#define RAW_SIZE (128 * 1024)
#define WINDOW_SIZE (256 * 1024)
#define SAMPLE_SIZE (256 * 1024)
#define SURE 0.9

/* Where a piece of text lies in the window, and which bytes of the file it was made of. */
typedef struct
{
  gsize text;
  gsize text_length;
  guint64 raw;
  gsize raw_length;
} Anchor;

struct _GarrisonCsvInput
{
  GInputStream *stream;
  GCancellable *cancellable;
  GarrisonEncodingGuess guess;
  gboolean late; /* ASCII so far from a pipe: the first byte above it decides */
  GarrisonDecoder *decoder;
  guint64 size;

  guint8 *raw; /* read but not yet decoded */
  gsize raw_start, raw_end;
  guint64 raw_offset; /* of raw_start in the file */
  gboolean raw_done;

  char *window;
  gsize window_size, text_end;
  GArray *anchors;
};

static gboolean
map_error (GError *from, GError **error)
{
  if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_MISSING, from->message);
  else if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (from));
  else
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE, from->message);
  g_error_free (from);
  return FALSE;
}

void
garrison_csv_input_free (GarrisonCsvInput *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  garrison_decoder_free (self->decoder);
  g_free (self->raw);
  g_free (self->window);
  g_clear_pointer (&self->anchors, g_array_unref);
  g_free (self);
}

/* Reads until the raw buffer, of @size, is full or the stream has ended. */
static gboolean
read_raw (GarrisonCsvInput *self, gsize size, GError **error)
{
  GError *local = NULL;
  gsize got = 0;

  if (self->raw_done || self->raw_end == size)
    return TRUE;
  if (!g_input_stream_read_all (self->stream, self->raw + self->raw_end, size - self->raw_end, &got,
                                self->cancellable, &local))
    return map_error (local, error);
  self->raw_end += got;
  self->raw_done = self->raw_end < size;
  return TRUE;
}

/* The sample said nothing certain and the stream can be wound back: look through the whole file. */
static gboolean
look_further (GarrisonCsvInput *self, GarrisonEncodingDetector *detector, GError **error)
{
  g_autofree guint8 *piece = g_malloc (SAMPLE_SIZE);
  goffset back = g_seekable_tell (G_SEEKABLE (self->stream));
  GError *local = NULL;
  gssize got;

  while (self->guess.only_ascii || self->guess.confidence < SURE)
    {
      guint64 had = garrison_encoding_detector_get_n_evidence (detector);

      got = g_input_stream_read (self->stream, piece, SAMPLE_SIZE, self->cancellable, &local);
      if (got < 0)
        return map_error (local, error);
      garrison_encoding_detector_feed (detector, piece, got);
      if (got == 0 || garrison_encoding_detector_get_n_evidence (detector) > had)
        garrison_encoding_detector_guess (detector, got == 0, &self->guess);
      if (got == 0)
        break;
    }
  if (!g_seekable_seek (G_SEEKABLE (self->stream), back, G_SEEK_SET, NULL, &local))
    return map_error (local, error);
  return TRUE;
}

static gboolean
find_encoding (GarrisonCsvInput *self, GError **error)
{
  g_autoptr (GarrisonEncodingDetector) detector = garrison_encoding_detector_new ();
  gboolean seekable
    = G_IS_SEEKABLE (self->stream) && g_seekable_can_seek (G_SEEKABLE (self->stream));

  garrison_encoding_detector_feed (detector, self->raw, self->raw_end);
  garrison_encoding_detector_guess (detector, self->raw_done, &self->guess);
  if (self->raw_done || (!self->guess.only_ascii && self->guess.confidence >= SURE))
    return TRUE;
  if (seekable)
    return look_further (self, detector, error);
  self->late = self->guess.only_ascii;
  return TRUE;
}

/* A pipe was ASCII until here: the encoding shows with the first byte above it. */
static void
decide_late (GarrisonCsvInput *self)
{
  GarrisonEncodingGuess guess;

  garrison_encoding_detect (self->raw + self->raw_start, self->raw_end - self->raw_start,
                            self->raw_done, &guess);
  if (guess.only_ascii)
    return;
  self->late = FALSE;
  guess.mark = self->guess.mark;
  self->guess = guess;
  garrison_decoder_free (self->decoder);
  self->decoder = garrison_decoder_new (guess.encoding);
}

static guint64
find_size (GInputStream *stream)
{
  g_autoptr (GFileInfo) info = NULL;
  goffset here, end;

  if (G_IS_FILE_INPUT_STREAM (stream))
    {
      info = g_file_input_stream_query_info (G_FILE_INPUT_STREAM (stream),
                                             G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
      return info != NULL ? g_file_info_get_size (info) : 0;
    }
  if (!G_IS_SEEKABLE (stream) || !g_seekable_can_seek (G_SEEKABLE (stream)))
    return 0;
  here = g_seekable_tell (G_SEEKABLE (stream));
  if (!g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_END, NULL, NULL))
    return 0;
  end = g_seekable_tell (G_SEEKABLE (stream));
  g_seekable_seek (G_SEEKABLE (stream), here, G_SEEK_SET, NULL, NULL);
  return end;
}

GarrisonCsvInput *
garrison_csv_input_new (GInputStream *stream,
                        GarrisonEncoding encoding,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GarrisonCsvInput) self = g_new0 (GarrisonCsvInput, 1);

  self->stream = g_object_ref (stream);
  g_set_object (&self->cancellable, cancellable);
  self->size = find_size (stream);
  self->raw = g_malloc (SAMPLE_SIZE);
  self->window_size = WINDOW_SIZE;
  self->window = g_malloc0 (WINDOW_SIZE + GARRISON_CSV_SCAN_BLOCK);
  self->anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));
  if (!read_raw (self, SAMPLE_SIZE, error))
    return NULL;
  if (encoding == GARRISON_ENCODING_UNKNOWN)
    {
      if (!find_encoding (self, error))
        return NULL;
    }
  else
    {
      garrison_encoding_detect (self->raw, MIN (self->raw_end, 4), TRUE, &self->guess);
      if (self->guess.encoding != encoding)
        self->guess.mark = 0;
      self->guess.encoding = encoding;
      self->guess.confidence = 1;
      self->guess.only_ascii = FALSE;
    }
  self->decoder = garrison_decoder_new (self->guess.encoding);
  self->raw_start = self->raw_offset = self->guess.mark;
  return g_steal_pointer (&self);
}

/* Decodes once; returns whether anything came of it. */
static gboolean
decode (GarrisonCsvInput *self)
{
  Anchor anchor = { self->text_end, 0, self->raw_offset, 0 };
  gboolean had = self->raw_end > self->raw_start;

  if (self->late)
    decide_late (self);
  anchor.text_length = garrison_decoder_convert (
    self->decoder, self->raw + self->raw_start, self->raw_end - self->raw_start, &anchor.raw_length,
    self->window + self->text_end, self->window_size - self->text_end, self->raw_done);
  self->raw_start += anchor.raw_length;
  self->raw_offset += anchor.raw_length;
  self->text_end += anchor.text_length;
  if (anchor.text_length > 0 || anchor.raw_length > 0)
    g_array_append_val (self->anchors, anchor);
  return anchor.text_length > 0 || (had && anchor.raw_length > 0);
}

/* Drops the text before @from, and the anchors that only served it. */
static void
move_down (GarrisonCsvInput *self, gsize from)
{
  guint n_old = 0;

  if (from == 0)
    return;
  memmove (self->window, self->window + from, self->text_end - from);
  self->text_end -= from;
  for (guint i = 0; i < self->anchors->len; i++)
    {
      Anchor *anchor = &g_array_index (self->anchors, Anchor, i);

      if (anchor->text + anchor->text_length <= from)
        {
          n_old = i + 1;
          continue;
        }
      if (anchor->text < from)
        {
          gsize cut = from - anchor->text;
          gsize raw_cut = anchor->raw_length == anchor->text_length
                            ? cut
                            : (gsize)((double)cut / anchor->text_length * anchor->raw_length);

          anchor->text = 0;
          anchor->text_length -= cut;
          anchor->raw += raw_cut;
          anchor->raw_length -= raw_cut;
        }
      else
        anchor->text -= from;
    }
  g_array_remove_range (self->anchors, 0, n_old);
}

gboolean
garrison_csv_input_fill (GarrisonCsvInput *self, char **keep, char **end, GError **error)
{
  gsize from = *keep != NULL ? (gsize)(*keep - self->window) : 0;

  g_assert (from <= self->text_end);
  move_down (self, from);
  if (self->text_end > self->window_size / 2)
    {
      self->window_size *= 2;
      self->window = g_realloc (self->window, self->window_size + GARRISON_CSV_SCAN_BLOCK);
    }
  while (self->window_size - self->text_end >= 64)
    {
      if (!self->raw_done && self->raw_end - self->raw_start < 16)
        {
          memmove (self->raw, self->raw + self->raw_start, self->raw_end - self->raw_start);
          self->raw_end -= self->raw_start;
          self->raw_start = 0;
          if (!read_raw (self, RAW_SIZE, error))
            return FALSE;
        }
      if (!decode (self))
        break;
    }
  memset (self->window + self->text_end, 0, GARRISON_CSV_SCAN_BLOCK);
  *keep = self->window;
  *end = self->window + self->text_end;
  return TRUE;
}

gboolean
garrison_csv_input_at_end (GarrisonCsvInput *self)
{
  return self->raw_done && self->raw_start == self->raw_end
         && self->window_size - self->text_end >= 64;
}

guint64
garrison_csv_input_get_offset (GarrisonCsvInput *self, const char *text)
{
  gsize at = text - self->window;

  for (guint i = self->anchors->len; i-- > 0;)
    {
      const Anchor *anchor = &g_array_index (self->anchors, Anchor, i);

      if (anchor->text > at || anchor->text_length == 0)
        continue;
      at -= anchor->text;
      if (anchor->raw_length == anchor->text_length)
        return anchor->raw + at;
      return anchor->raw + (guint64)((double)at / anchor->text_length * anchor->raw_length);
    }
  return self->raw_offset;
}

void
garrison_csv_input_get_guess (GarrisonCsvInput *self, GarrisonEncodingGuess *guess)
{
  *guess = self->guess;
}

guint64
garrison_csv_input_get_n_bad (GarrisonCsvInput *self)
{
  return garrison_decoder_get_n_bad (self->decoder);
}

guint64
garrison_csv_input_get_size (GarrisonCsvInput *self)
{
  return self->size;
}
