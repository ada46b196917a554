/* Finds the bytes that mean something in CSV, 64 at a time.
 *
 * A GarrisonCsvScan runs over a piece of memory and stops at delimiters, quotes, line ends and zero
 * bytes. It is a plain struct on the reader's own thread. The memory must go on for 64 bytes beyond
 * its end. */
#pragma once

#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

#define GARRISON_CSV_SCAN_BLOCK 64

typedef struct
{
  const char *block; /* where the block under way begins */
  const char *end;
  guint64 mask; /* what of it has not been given out yet */
  char delimiter;
} GarrisonCsvScan;

static inline guint64
garrison_csv_scan_block (const char *p, char delimiter)
{
  guint64 mask = 0;
#ifdef __SSE2__
  const __m128i d = _mm_set1_epi8 (delimiter), q = _mm_set1_epi8 ('"'), n = _mm_set1_epi8 ('\n'),
                r = _mm_set1_epi8 ('\r'), z = _mm_setzero_si128 ();

  for (int i = 0; i < 4; i++)
    {
      __m128i v = _mm_loadu_si128 ((const __m128i *)(p + 16 * i));
      __m128i m = _mm_or_si128 (_mm_cmpeq_epi8 (v, d), _mm_cmpeq_epi8 (v, q));

      m = _mm_or_si128 (m, _mm_or_si128 (_mm_cmpeq_epi8 (v, n), _mm_cmpeq_epi8 (v, r)));
      m = _mm_or_si128 (m, _mm_cmpeq_epi8 (v, z));
      mask |= (guint64)(guint)_mm_movemask_epi8 (m) << (16 * i);
    }
#else
  for (int i = 0; i < GARRISON_CSV_SCAN_BLOCK; i++)
    {
      guint64 hit = p[i] == delimiter || p[i] == '"' || p[i] == '\n' || p[i] == '\r' || p[i] == 0;

      mask |= hit << i;
    }
#endif
  return mask;
}

static inline void
garrison_csv_scan_load (GarrisonCsvScan *self)
{
  self->mask = garrison_csv_scan_block (self->block, self->delimiter);
  if (self->end - self->block < GARRISON_CSV_SCAN_BLOCK)
    self->mask &= (G_GUINT64_CONSTANT (1) << (self->end - self->block)) - 1;
}

static inline void
garrison_csv_scan_start (GarrisonCsvScan *self, const char *start, const char *end)
{
  self->block = start;
  self->end = end;
  if (start < end)
    garrison_csv_scan_load (self);
  else
    self->mask = 0;
}

/* The next byte that means something; NULL when there is none before the end. */
static inline const char *
garrison_csv_scan_next (GarrisonCsvScan *self)
{
  const char *hit;

  while (G_UNLIKELY (self->mask == 0))
    {
      if (self->end - self->block <= GARRISON_CSV_SCAN_BLOCK)
        return NULL;
      self->block += GARRISON_CSV_SCAN_BLOCK;
      garrison_csv_scan_load (self);
    }
  hit = self->block + __builtin_ctzll (self->mask);
  self->mask &= self->mask - 1;
  return hit;
}

G_END_DECLS
