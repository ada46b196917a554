#define _GNU_SOURCE /* memmem */
#include "model/octet-scan.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

/* The leading octets of Han characters are nearly all alike; their last ones tell them apart. */
void
garrison_octet_scan_init (GarrisonOctetScan *self, const char *text, gsize length, const char *needle, gsize needle_length)
{
  g_return_if_fail (needle_length > 0);

  *self = (GarrisonOctetScan){ .text = text, .length = length, .needle = needle, .needle_length = needle_length };
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
/* At most two octets were compared whole by the vectors. */
__attribute__ ((target ("avx2,bmi"))) static guint
fill_avx2 (GarrisonOctetScan *self, gsize *hits)
{
  const __m256i one = _mm256_set1_epi8 (self->needle[self->one]);
  const __m256i two = _mm256_set1_epi8 (self->needle[self->two]);
  const char *text = self->text, *needle = self->needle;
  gsize length = self->needle_length, end = self->length - length + 1, at = self->at;
  guint32 mask = self->mask;
  guint n = 0;

  while (TRUE)
    {
      for (; mask != 0; mask &= mask - 1)
        {
          gsize hit = at - 32 + __builtin_ctz (mask);

          if (length > 2 && memcmp (text + hit, needle, length) != 0)
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
      at += 32;
    }
  self->at = at;
  self->mask = mask;
  return n;
}
#endif

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
