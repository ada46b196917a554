#define _GNU_SOURCE /* memmem */
#include "model/octet-scan.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

/* The leading octets of Han characters are nearly all alike; their last ones tell them apart. */
void
garrison_octet_scan_init (GarrisonOctetScan *self, const char *text, gsize length, const char *needle,
                          gsize needle_length, gboolean begins)
{
  g_return_if_fail (needle_length > 0);

  *self = (GarrisonOctetScan){ .text = text, .length = length, .needle = needle, .needle_length = needle_length,
                                .begins = begins, .at = begins ? 1 : 0 };
  self->two = needle_length - 1;
  if (needle_length > 3 && (guchar) needle[0] >= 0xe0)
    self->one = 2;
  else if (needle_length == 3 && (guchar) needle[0] >= 0xe0)
    self->one = 1;
}

static guint
fill_plain (GarrisonOctetScan *self, gsize *hits)
{
  guint n = 0;

  while (n < GARRISON_OCTET_BATCH && self->at < self->length)
    {
      const char *hit = memmem (self->text + self->at, self->length - self->at, self->needle, self->needle_length);

      self->at = hit != NULL ? (gsize) (hit - self->text) + 1 : self->length;
      if (hit != NULL)
        hits[n++] = hit - self->text;
    }
  return n;
}

#ifdef __x86_64__
/* Which of 32 octets are no control characters. */
__attribute__ ((target ("avx2"))) static inline guint32
follows_text (const char *text)
{
  __m256i octets = _mm256_loadu_si256 ((const __m256i *) text);

  return _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (_mm256_max_epu8 (octets, _mm256_set1_epi8 (' ')), octets));
}

/* At most two octets were compared whole by the vectors; of the others up to four are compared at once. */
__attribute__ ((target ("avx2,bmi"))) static guint
fill_avx2 (GarrisonOctetScan *self, gsize *hits)
{
  const __m256i one = _mm256_set1_epi8 (self->needle[self->one]);
  const __m256i two = _mm256_set1_epi8 (self->needle[self->two]);
  const char *text = self->text, *needle = self->needle;
  gsize length = self->needle_length, end = self->length - length + 1, at = self->at;
  guint32 mask = self->mask, head = 0, found, head_mask = length >= 4 ? G_MAXUINT32 : (1u << 8 * length) - 1;
  guint n = 0;

  memcpy (&head, needle, MIN (length, 4));
  while (TRUE)
    {
      for (; mask != 0; mask &= mask - 1)
        {
          gsize hit = at - 32 + __builtin_ctz (mask);

          memcpy (&found, text + hit, 4);
          if (((found ^ head) & head_mask) != 0 || (length > 4 && memcmp (text + hit, needle, length) != 0))
            continue;
          if (n == GARRISON_OCTET_BATCH || hit >= end)
            break;
          hits[n++] = hit;
        }
      if (mask != 0 || at >= end)
        break;
      mask = _mm256_movemask_epi8 (_mm256_and_si256 (
        _mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const __m256i *) (text + at + self->one)), one),
        _mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const __m256i *) (text + at + self->two)), two)));
      if (mask != 0 && self->begins)
        mask &= ~follows_text (text + at - 1);
      at += 32;
    }
  self->at = at;
  self->mask = mask;
  return n;
}

__attribute__ ((target ("avx2"))) static gboolean
pairs_avx2 (const char *text, gsize length, const char *pair, guint64 *hits, guint64 *begins)
{
  const __m256i one = _mm256_set1_epi8 (pair[0]);
  const __m256i two = _mm256_set1_epi8 (pair[1]);
  guint64 any = 0;

  for (gsize at = 0; at < length; at += 64)
    {
      guint64 bits[2], starts[2];

      for (guint half = 0; half < 2; half++)
        {
          const char *from = text + at + 32 * half;

          bits[half] = (guint32) _mm256_movemask_epi8 (
            _mm256_and_si256 (_mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const __m256i *) from), one),
                              _mm256_cmpeq_epi8 (_mm256_loadu_si256 ((const __m256i *) (from + 1)), two)));
          starts[half] = bits[half] & ~(guint64) follows_text (from - 1);
        }
      hits[at / 64] = bits[0] | bits[1] << 32;
      begins[at / 64] = starts[0] | starts[1] << 32;
      any |= hits[at / 64];
    }
  return any != 0;
}
#endif

static gboolean
pairs_plain (const char *text, gsize length, const char *pair, guint64 *hits, guint64 *begins)
{
  guint64 any = 0;

  for (gsize at = 0; at < length; at += 64)
    {
      hits[at / 64] = begins[at / 64] = 0;
      for (guint i = 0; i < 64; i++)
        if (text[at + i] == pair[0] && text[at + i + 1] == pair[1])
          {
            hits[at / 64] |= G_GUINT64_CONSTANT (1) << i;
            begins[at / 64] |= (guint64) ((guchar) *(text + at + i - 1) < ' ') << i;
          }
      any |= hits[at / 64];
    }
  return any != 0;
}

gboolean
garrison_octet_pairs (const char *text, gsize length, const char *pair, guint64 *hits, guint64 *begins)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2"))
    return pairs_avx2 (text, length, pair, hits, begins);
#endif
  return pairs_plain (text, length, pair, hits, begins);
}

guint
garrison_octet_scan_next (GarrisonOctetScan *self, gsize *hits)
{
  if (self->length < self->needle_length)
    return 0;
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi"))
    return fill_avx2 (self, hits);
#endif
  return fill_plain (self, hits);
}
