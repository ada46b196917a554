/* The encoding of a text file: found from its bytes, and undone piece by piece.
 *
 * Offices hand over what their spreadsheet wrote: UTF-8 with or without a mark, "Unicode text"
 * (UTF-16), the code page of the machine (GBK, Big5, Windows-1252). A GarrisonEncodingDetector is
 * fed with a sample or with a whole file and says which it is and how sure it is; a GarrisonDecoder
 * turns the bytes into valid UTF-8 in pieces of any size. Both are owned by whoever made them, hold
 * a bounded amount of memory, and may be used on any thread, on one at a time. Neither returns
 * errors: bytes that mean nothing become U+FFFD and are counted. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GarrisonEncoding:
 * @GARRISON_ENCODING_UNKNOWN: not known (as an option: find it)
 * @GARRISON_ENCODING_UTF8: UTF-8, which ASCII is as well
 * @GARRISON_ENCODING_UTF16LE: UTF-16, low byte first
 * @GARRISON_ENCODING_UTF16BE: UTF-16, high byte first
 * @GARRISON_ENCODING_GB18030: GB18030, and so GBK and GB2312
 * @GARRISON_ENCODING_BIG5: Big5 with the Hong Kong supplement
 * @GARRISON_ENCODING_WINDOWS_1252: Windows-1252, and so ISO 8859-1
 */
typedef enum
{
  GARRISON_ENCODING_UNKNOWN,
  GARRISON_ENCODING_UTF8,
  GARRISON_ENCODING_UTF16LE,
  GARRISON_ENCODING_UTF16BE,
  GARRISON_ENCODING_GB18030,
  GARRISON_ENCODING_BIG5,
  GARRISON_ENCODING_WINDOWS_1252,
} GarrisonEncoding;

/**
 * GarrisonEncodingGuess:
 * @encoding: the likeliest encoding, never UNKNOWN
 * @mark: length of the byte order mark at the start, in bytes; 0 when there is none
 * @confidence: 0 (a coin was tossed) to 1 (certain)
 * @only_ascii: no byte told anything: the encoding is UTF-8 for want of evidence
 */
typedef struct
{
  GarrisonEncoding encoding;
  guint mark;
  double confidence;
  gboolean only_ascii;
} GarrisonEncodingGuess;

/** garrison_encoding_get_name: the IANA name, such as "GB18030"; static. */
const char *garrison_encoding_get_name (GarrisonEncoding encoding);

/**
 * garrison_encoding_from_name:
 *
 * Understands usual names ("utf8", "GBK", "cp936", "latin1"); UNKNOWN if none.
 */
GarrisonEncoding garrison_encoding_from_name (const char *name);

typedef struct _GarrisonEncodingDetector GarrisonEncodingDetector;

GarrisonEncodingDetector *garrison_encoding_detector_new (void);
void garrison_encoding_detector_free (GarrisonEncodingDetector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonEncodingDetector, garrison_encoding_detector_free)

/** garrison_encoding_detector_feed: takes the next @length bytes of the file; @data is not kept. */
void
garrison_encoding_detector_feed (GarrisonEncodingDetector *self, const guint8 *data, gsize length);

/**
 * garrison_encoding_detector_guess:
 * @at_end: whether the file ends here, so that a character cut in two counts as an error
 * @guess: (out): what the bytes so far say
 *
 * May be asked at any time; more may be fed afterwards.
 */
void garrison_encoding_detector_guess (GarrisonEncodingDetector *self,
                                       gboolean at_end,
                                       GarrisonEncodingGuess *guess);

/** garrison_encoding_detector_get_n_evidence: bytes kept so far that speak for or against an
 * encoding. */
gsize garrison_encoding_detector_get_n_evidence (GarrisonEncodingDetector *self);

/** garrison_encoding_detect: the three calls above in one, for @length bytes. */
void garrison_encoding_detect (const guint8 *data,
                               gsize length,
                               gboolean at_end,
                               GarrisonEncodingGuess *guess);

typedef struct _GarrisonDecoder GarrisonDecoder;

GarrisonDecoder *garrison_decoder_new (GarrisonEncoding encoding);
void garrison_decoder_free (GarrisonDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonDecoder, garrison_decoder_free)

/**
 * garrison_decoder_convert:
 * @in: the next bytes, without the byte order mark
 * @in_used: (out): how many of them were taken
 * @out: where UTF-8 goes, at least 16 bytes
 * @at_end: whether nothing follows @in
 *
 * Converts as much as fits. What was not taken is to be given again, followed by what comes next:
 * it did not fit, or it is a character cut off at the end of @in.
 *
 * Returns: how many bytes were written to @out; always whole, valid characters
 */
gsize garrison_decoder_convert (GarrisonDecoder *self,
                                const guint8 *in,
                                gsize in_length,
                                gsize *in_used,
                                char *out,
                                gsize out_size,
                                gboolean at_end);

/** garrison_decoder_get_n_bad: how many places had to be replaced by U+FFFD so far. */
guint64 garrison_decoder_get_n_bad (GarrisonDecoder *self);

/**
 * garrison_decode_bytes:
 * @encoding: the encoding, or UNKNOWN to find it
 * @n_bad: (out) (optional): how many places were replaced
 *
 * Decodes what fits into memory, such as a vCard file; the byte order mark is left out.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *garrison_decode_bytes (GBytes *bytes, GarrisonEncoding encoding, guint64 *n_bad);

G_END_DECLS
