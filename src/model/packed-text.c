#define _GNU_SOURCE /* memmem */
#include "model/packed-text.h"

#include <string.h>

#include "base/text.h"
#include "model/octet-scan.h"

#define ALIASES 2 /* an entry has at most two fields */

/* A piece that lies within another of its entry. Pieces that begin or end further on are stored. */
typedef struct
{
  guint8 at; /* octets from the entry's start */
  guint8 length; /* 0: none */
} Alias;

typedef struct
{
  Alias of[ALIASES];
} Aliases;

struct _GarrisonPackedText
{
  char *text;
  gsize length;
  gsize capacity;
  guint32 *starts; /* of each entry, and one behind the last */
  Aliases *aliases;
  guint n;
  guint n_allocated;
};

static void
allocate (GarrisonPackedText *self, gsize capacity, guint n)
{
  self->capacity = capacity;
  self->text = g_realloc (self->text, capacity);
  self->n_allocated = n;
  self->starts = g_renew (guint32, self->starts, n);
  self->aliases = g_renew (Aliases, self->aliases, n);
}

GarrisonPackedText *
garrison_packed_text_new (void)
{
  GarrisonPackedText *self = g_new0 (GarrisonPackedText, 1);

  allocate (self, 4096, 256);
  self->text[0] = '\n'; /* so that something stands before each entry */
  self->starts[0] = self->length = 1;
  return self;
}

void
garrison_packed_text_free (GarrisonPackedText *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->starts);
  g_free (self->aliases);
  g_free (self);
}

static void
reserve (GarrisonPackedText *self, gsize length)
{
  gsize capacity = self->capacity;
  guint n = self->n_allocated;

  if (self->length + length + GARRISON_OCTET_PADDING > capacity)
    capacity = MAX (capacity + capacity / 2, self->length + length + GARRISON_OCTET_PADDING);
  if (self->n + 2 > n)
    n += n / 2;
  if (capacity != self->capacity || n != self->n_allocated)
    allocate (self, capacity, n);
}

static const char *
find_end (const char *text, const char *end, char separator)
{
  const char *found = memchr (text, separator, end - text);

  return found != NULL ? found : end;
}

/* Copies a field without the first piece that its first one holds; that one's place is told. */
static char *
put_field (char *out, const char *entry, const char *field, const char *end, Alias *alias)
{
  const char *first_end = find_end (field, end, GARRISON_TEXT_VARIANT);
  const char *piece = first_end, *piece_end;
  char *first = out;

  out = mempcpy (out, field, first_end - field);
  for (; piece < end; piece = piece_end)
    {
      gsize length;
      const char *found;

      piece_end = find_end (piece + 1, end, GARRISON_TEXT_VARIANT);
      length = piece_end - piece - 1;
      found = length > 0 && length < 256 && alias->length == 0 ? memmem (field, first_end - field, piece + 1, length) : NULL;
      if (found != NULL && (first - entry) + (found - field) < 256)
        *alias = (Alias){ (first - entry) + (found - field), length };
      else
        out = mempcpy (out, piece, piece_end - piece);
    }
  return out;
}

void
garrison_packed_text_add (GarrisonPackedText *self, const char *text, gsize length)
{
  const char *field = text, *end;
  char *entry, *out;
  Aliases aliases = { 0 };

  g_return_if_fail (self != NULL && text != NULL);
  g_return_if_fail (self->length + length < G_MAXUINT32 - GARRISON_OCTET_PADDING);

  reserve (self, length + 1);
  out = entry = self->text + self->length;
  for (guint i = 0; field <= text + length; field = end + 1, i++)
    {
      Alias none = { 0, 1 }, *alias = i < ALIASES ? &aliases.of[i] : &none; /* further fields have no room */

      end = find_end (field, text + length, GARRISON_TEXT_FIELD);
      if (field > text)
        *out++ = GARRISON_TEXT_FIELD;
      out = put_field (out, entry, field, end, alias);
    }
  for (char *p = entry; (p = memchr (p, '\n', out - p)) != NULL;)
    *p = ' ';
  *out++ = '\n';
  self->aliases[self->n] = aliases;
  self->starts[self->n++] = self->length;
  self->length = out - self->text;
  self->starts[self->n] = self->length;
}

void
garrison_packed_text_seal (GarrisonPackedText *self)
{
  g_return_if_fail (self != NULL);

  allocate (self, self->length + GARRISON_OCTET_PADDING, self->n + 1);
  memset (self->text + self->length, 0, GARRISON_OCTET_PADDING);
}

guint
garrison_packed_text_get_size (GarrisonPackedText *self)
{
  return self->n;
}

gsize
garrison_packed_text_get_memory (GarrisonPackedText *self)
{
  return self->capacity + self->n_allocated * (sizeof (guint32) + sizeof (Aliases));
}

static inline gboolean
is_separator (char c)
{
  return c == GARRISON_TEXT_FIELD || c == GARRISON_TEXT_VARIANT || c == '\n';
}

static inline guint8
rank_hit (GarrisonPackedText *self, gsize hit, gsize length)
{
  if (!is_separator (self->text[hit - 1]))
    return GARRISON_PACKED_PART;
  return is_separator (self->text[hit + length]) ? GARRISON_PACKED_EXACT : GARRISON_PACKED_PREFIX;
}

static inline guint8
rank_alias (GarrisonPackedText *self, guint entry, Alias alias, const char *needle, gsize length)
{
  const char *text = self->text + self->starts[entry] + alias.at;

  if (alias.length < length || *text != *needle || memcmp (text, needle, length) != 0)
    return GARRISON_PACKED_NONE;
  return alias.length == length ? GARRISON_PACKED_EXACT : GARRISON_PACKED_PREFIX;
}

static void
raise_rank (guint8 *ranks, guint entry, guint8 rank)
{
  if (rank > ranks[entry])
    ranks[entry] = rank;
}

/* Some entries, from @first to before @end: as many as the processor's near cache holds. */
typedef struct
{
  const char *needle;
  gsize length;
  guint first;
  guint end;
} Chunk;

/* Only where a part was found can an alias begin with it; single letters were not looked for there. */
static void
rank_aliases (GarrisonPackedText *self, const Chunk *chunk, guint8 *ranks)
{
  for (guint entry = chunk->first; entry < chunk->end; entry++)
    if (ranks[entry] == GARRISON_PACKED_NONE ? chunk->length == 1 : ranks[entry] < GARRISON_PACKED_EXACT)
      for (guint i = 0; i < ALIASES; i++)
        raise_rank (ranks, entry, rank_alias (self, entry, self->aliases[entry].of[i], chunk->needle, chunk->length));
}

static void
scan_hits (GarrisonPackedText *self, const Chunk *chunk, guint8 *ranks)
{
  GarrisonOctetScan scan;
  gsize hits[GARRISON_OCTET_BATCH], base = self->starts[chunk->first] - 1;
  guint entry = chunk->first, n;

  garrison_octet_scan_init (&scan, self->text + base, self->starts[chunk->end] - base, chunk->needle, chunk->length,
                            chunk->length == 1);
  while ((n = garrison_octet_scan_next (&scan, hits)) > 0)
    for (guint i = 0; i < n; i++)
      {
        guint8 rank = rank_hit (self, base + hits[i], chunk->length);

        if (rank == GARRISON_PACKED_PART && chunk->length == 1)
          continue;
        entry = garrison_packed_entry_at (self->starts, self->n, entry, base + hits[i]);
        raise_rank (ranks, entry, rank);
      }
}

/* Octets of a chunk, unless one entry is longer. */
#define CHUNK 32768

typedef struct
{
  guint64 hits[CHUNK / 64 + 2];
  guint64 begins[CHUNK / 64 + 2];
} Bits;

/* Any 64 bits, from bit @at on; one word more than they lie in is read. */
static inline guint64
take_bits (const guint64 *words, gsize at)
{
  guint64 low = words[at / 64] >> (at % 64);

  return at % 64 != 0 ? low | words[at / 64 + 1] << (64 - at % 64) : low;
}

/* The bits are counted from @base. */
static void
rank_bits (GarrisonPackedText *self, guint entry, gsize base, const Bits *bits, guint8 *ranks)
{
  gsize end = self->starts[entry + 1];
  guint64 parts = 0;

  for (gsize at = self->starts[entry]; at < end; at += 64)
    {
      guint64 wanted = end - at < 64 ? (G_GUINT64_CONSTANT (1) << (end - at)) - 1 : G_MAXUINT64;
      guint64 begins = take_bits (bits->begins, at - base) & wanted;

      parts |= take_bits (bits->hits, at - base) & wanted;
      for (; begins != 0; begins &= begins - 1)
        raise_rank (ranks, entry, rank_hit (self, at + __builtin_ctzll (begins), 2));
    }
  ranks[entry] = MAX (ranks[entry], parts != 0 ? GARRISON_PACKED_PART : GARRISON_PACKED_NONE);
}

static void
scan_pairs (GarrisonPackedText *self, const Chunk *chunk, guint8 *ranks)
{
  Bits bits;
  gsize base = self->starts[chunk->first], length = self->starts[chunk->end] - base;

  bits.hits[(length + 63) / 64] = bits.begins[(length + 63) / 64] = 0;
  if (!garrison_octet_pairs (self->text + base, length, chunk->needle, bits.hits, bits.begins))
    return;
  for (guint entry = chunk->first; entry < chunk->end; entry++)
    rank_bits (self, entry, base, &bits, ranks);
}

void
garrison_packed_text_scan (GarrisonPackedText *self, const char *needle, guint8 *ranks)
{
  Chunk chunk = { .needle = needle };

  g_return_if_fail (self != NULL && needle != NULL && *needle != '\0');

  chunk.length = strlen (needle);
  for (; chunk.first < self->n; chunk.first = chunk.end)
    {
      gboolean fits;

      chunk.end = garrison_packed_entry_at (self->starts, self->n + 1, chunk.first, self->starts[chunk.first] + CHUNK);
      fits = chunk.end > chunk.first;
      if (!fits)
        chunk.end = chunk.first + 1;
      if (chunk.length == 2 && fits)
        scan_pairs (self, &chunk, ranks);
      else
        scan_hits (self, &chunk, ranks);
      rank_aliases (self, &chunk, ranks);
    }
}
