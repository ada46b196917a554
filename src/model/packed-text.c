#define _GNU_SOURCE /* memmem */
#include "model/packed-text.h"

#include <string.h>

#include "base/text.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

/* Behind the last text, so that a vector may be read at any offset of it. */
#define PADDING 64

struct _GarrisonPackedText
{
  char *text;
  gsize length;
  gsize capacity;
  guint32 *starts; /* of each entry, and one behind the last */
  guint n;
  guint n_allocated;
};

GarrisonPackedText *
garrison_packed_text_new (void)
{
  GarrisonPackedText *self = g_new0 (GarrisonPackedText, 1);

  self->capacity = 4096;
  self->text = g_malloc0 (self->capacity);
  self->n_allocated = 256;
  self->starts = g_new0 (guint32, self->n_allocated);
  return self;
}

void
garrison_packed_text_free (GarrisonPackedText *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->starts);
  g_free (self);
}

static void
reserve (GarrisonPackedText *self, gsize length)
{
  if (self->length + length + PADDING > self->capacity)
    {
      self->capacity = MAX (self->capacity + self->capacity / 2, self->length + length + PADDING);
      self->text = g_realloc (self->text, self->capacity);
    }
  if (self->n + 2 > self->n_allocated)
    {
      self->n_allocated += self->n_allocated / 2;
      self->starts = g_renew (guint32, self->starts, self->n_allocated);
    }
}

void
garrison_packed_text_add (GarrisonPackedText *self, const char *text, gsize length)
{
  char *end;

  g_return_if_fail (self != NULL && text != NULL);
  g_return_if_fail (self->length + length < G_MAXUINT32 - PADDING);

  reserve (self, length + 1);
  memcpy (self->text + self->length, text, length);
  for (char *p = self->text + self->length; (end = memchr (p, '\n', self->text + self->length + length - p)) != NULL; p = end)
    *end = ' ';
  self->starts[self->n++] = self->length;
  self->length += length;
  self->text[self->length++] = '\n';
  self->starts[self->n] = self->length;
}

void
garrison_packed_text_seal (GarrisonPackedText *self)
{
  g_return_if_fail (self != NULL);

  self->capacity = self->length + PADDING;
  self->text = g_realloc (self->text, self->capacity);
  memset (self->text + self->length, 0, PADDING);
  self->n_allocated = self->n + 1;
  self->starts = g_renew (guint32, self->starts, self->n_allocated);
}

guint
garrison_packed_text_get_size (GarrisonPackedText *self)
{
  return self->n;
}

gsize
garrison_packed_text_get_memory (GarrisonPackedText *self)
{
  return self->capacity + self->n_allocated * sizeof (guint32);
}

/* The two octets of a needle that a scan compares first. The leading octets of Han characters are
 * nearly all alike; their last ones tell them apart. */
typedef struct
{
  const char *needle;
  gsize length;
  gsize one;
  gsize two;
} Probe;

static Probe
make_probe (const char *needle)
{
  Probe probe = { .needle = needle, .length = strlen (needle) };

  probe.two = probe.length - 1;
  if (probe.length > 3 && (guchar) needle[0] >= 0xe0)
    probe.one = 2;
  else if (probe.length == 3 && (guchar) needle[0] >= 0xe0)
    probe.one = 1;
  return probe;
}

/* The next hit at or behind @from, or @length. */
static gsize
find_plain (const Probe *probe, const char *text, gsize from, gsize length)
{
  const char *hit = memmem (text + from, length - from, probe->needle, probe->length);

  return hit != NULL ? (gsize) (hit - text) : length;
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static gsize
find_avx2 (const Probe *probe, const char *text, gsize from, gsize length)
{
  const __m256i one = _mm256_set1_epi8 (probe->needle[probe->one]);
  const __m256i two = _mm256_set1_epi8 (probe->needle[probe->two]);
  gsize last = length - probe->length;

  /* at + two never passes the text's end, and the padding takes the vector's rest. */
  for (gsize at = from; at <= last; at += 32)
    {
      __m256i a = _mm256_loadu_si256 ((const __m256i *) (text + at + probe->one));
      __m256i b = _mm256_loadu_si256 ((const __m256i *) (text + at + probe->two));
      guint32 mask = _mm256_movemask_epi8 (_mm256_and_si256 (_mm256_cmpeq_epi8 (a, one), _mm256_cmpeq_epi8 (b, two)));

      for (; mask != 0; mask &= mask - 1)
        {
          gsize hit = at + __builtin_ctz (mask);

          if (hit > last)
            return length;
          if (memcmp (text + hit, probe->needle, probe->length) == 0)
            return hit;
        }
    }
  return length;
}
#endif

typedef gsize (*FindFunc) (const Probe *probe, const char *text, gsize from, gsize length);

static FindFunc
choose_find (void)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2"))
    return find_avx2;
#endif
  return find_plain;
}

static inline gboolean
is_separator (char c)
{
  return c == GARRISON_TEXT_FIELD || c == GARRISON_TEXT_VARIANT || c == '\n';
}

static inline guint8
rank_hit (GarrisonPackedText *self, gsize hit, gsize length)
{
  gboolean begins = hit == 0 || is_separator (self->text[hit - 1]);

  if (!begins)
    return GARRISON_PACKED_PART;
  return is_separator (self->text[hit + length]) ? GARRISON_PACKED_EXACT : GARRISON_PACKED_PREFIX;
}

/* The entry that holds @offset, not before @entry. Hits come in order: gallop, then halve. */
static guint
entry_at (GarrisonPackedText *self, guint entry, gsize offset)
{
  guint step = 1, low = entry, high;

  while (low + step < self->n && self->starts[low + step] <= offset)
    {
      low += step;
      step *= 2;
    }
  high = MIN (low + step, self->n);
  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->starts[middle] <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

void
garrison_packed_text_scan (GarrisonPackedText *self, const char *needle, guint8 *ranks, const guint32 *owners)
{
  FindFunc find = choose_find ();
  Probe probe = make_probe (needle);
  guint entry = 0;
  gboolean letter = probe.length == 1;

  g_return_if_fail (self != NULL && needle != NULL && *needle != '\0');

  for (gsize from = 0; from + probe.length <= self->length;)
    {
      gsize hit = find (&probe, self->text, from, self->length);
      guint8 rank, *slot;

      if (hit >= self->length)
        break;
      from = hit + 1;
      rank = rank_hit (self, hit, probe.length);
      if (letter && rank == GARRISON_PACKED_PART)
        continue;
      entry = entry_at (self, entry, hit);
      slot = &ranks[owners != NULL ? owners[entry] : entry];
      *slot = MAX (*slot, rank);
      if (rank == GARRISON_PACKED_EXACT)
        from = self->starts[entry + 1];
    }
}
