/* Many short texts in one piece of memory, and the scan over all of them.
 *
 * An entry is a UTF-8 text of pieces with GARRISON_TEXT_VARIANT or GARRISON_TEXT_FIELD between them
 * (base/text.h); an entry ends with a line end, which therefore no text may hold. Owned by who makes
 * it; once built it may be scanned on any number of threads. At most 4 GB. */
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
 * @owners: (nullable): for each entry the index in @ranks that it counts for, when that is another
 *
 * Finds @needle in all entries. One ASCII letter is only looked for at the beginning of pieces: as a
 * part it would match nearly everything.
 */
void garrison_packed_text_scan (GarrisonPackedText *self, const char *needle, guint8 *ranks, const guint32 *owners);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPackedText, garrison_packed_text_free)

G_END_DECLS
