/* Many short texts in one piece of memory, and the scan over all of them.
 *
 * An entry is a UTF-8 text of pieces with GARRISON_TEXT_VARIANT or GARRISON_TEXT_FIELD between them
 * (base/text.h); an entry ends with a line end, which therefore no text may hold. A later piece of a
 * field that lies within the field's first one, as a short name lies in the full one, is not stored
 * twice but noted by its place. Owned by who makes it; once built it may be scanned on any number of
 * threads. At most 4 GB. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonPackedText GarrisonPackedText;

/* What a scan says of an entry; a larger one is a better match. */
enum
{
  GARRISON_PACKED_NONE = 0,
  GARRISON_PACKED_PART,
  GARRISON_PACKED_PREFIX,
  GARRISON_PACKED_EXACT,
};

GarrisonPackedText *garrison_packed_text_new (void);
void garrison_packed_text_free (GarrisonPackedText *self);
/* Adds an entry. @length octets; line ends in it become blanks. */
void garrison_packed_text_add (GarrisonPackedText *self, const char *text, gsize length);
/* Gives back what was allocated ahead. */
void garrison_packed_text_seal (GarrisonPackedText *self);
guint garrison_packed_text_get_size (GarrisonPackedText *self);
gsize garrison_packed_text_get_memory (GarrisonPackedText *self);

/**
 * garrison_packed_text_scan:
 * @needle: what to find, folded like the texts, without line ends and separators
 * @ranks: (array): a rank for every entry, raised where @needle is found
 *
 * Finds @needle in all entries. One ASCII letter is only looked for at the beginning of pieces: as a
 * part it would match nearly everything.
 */
void garrison_packed_text_scan (GarrisonPackedText *self, const char *needle, guint8 *ranks);

/**
 * garrison_packed_entry_at:
 * @starts: (array): where each of @n entries starts, rising
 * @entry: an entry that does not start behind @offset
 *
 * Which entry holds @offset. Hits come in order, so it gallops on from @entry, then halves.
 */
static inline guint
garrison_packed_entry_at (const guint32 *starts, guint n, guint entry, gsize offset)
{
  guint step = 1, high;

  while (entry + step < n && starts[entry + step] <= offset)
    {
      entry += step;
      step *= 2;
    }
  high = MIN (entry + step, n);
  while (entry + 1 < high)
    {
      guint middle = entry + (high - entry) / 2;

      if (starts[middle] <= offset)
        entry = middle;
      else
        high = middle;
    }
  return entry;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPackedText, garrison_packed_text_free)

G_END_DECLS
