/* The telephone numbers of many customers, two digits to an octet, and the scan over all of them.
 *
 * Each number ends with a half octet that is no digit, and begins with an octet of its own. Owned by
 * who makes it; once built it may be scanned on any number of threads. At most 4 GB. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonPackedDigits GarrisonPackedDigits;

GarrisonPackedDigits *garrison_packed_digits_new (void);
void garrison_packed_digits_free (GarrisonPackedDigits *self);
/* Adds a number of entry @entry, in any order of entries; what is no ASCII digit in it is left out. */
void garrison_packed_digits_add (GarrisonPackedDigits *self, guint entry, const char *number);
/* Brings the numbers of the @n_entries entries together, once. */
void garrison_packed_digits_seal (GarrisonPackedDigits *self, guint n_entries);
gsize garrison_packed_digits_get_memory (GarrisonPackedDigits *self);

/**
 * garrison_packed_digits_scan:
 * @needle: at least three ASCII digits
 * @ranks: (array): a rank for every entry (model/packed-text.h), raised where @needle is found
 */
void garrison_packed_digits_scan (GarrisonPackedDigits *self, const char *needle, guint8 *ranks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPackedDigits, garrison_packed_digits_free)

G_END_DECLS
