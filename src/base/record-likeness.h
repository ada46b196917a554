/* Whether two records of a list are one organisation, by name, address and telephone together: for lists whose
 * records have addresses. The rule:
 *
 * - a street is the same when its house number is, the directions do not contradict and the names are equal, or one
 *   begins with the other, or they differ by two slips in words of five letters and more;
 * - one organisation has the same street and shares a distinguishing word of its name or the telephone number; or it
 *   has the same number, shares a distinguishing word and has the same house number or the same street name (or gives
 *   no address);
 * - or the names are alike (base/name-likeness.h) and neither addresses nor telephones contradict.
 *
 * Records are made once and compared often. Any thread; a record belongs to whoever made it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonRecordTraits GarrisonRecordTraits;

/** garrison_record_traits_new: all arguments are nullable, and as they were written. */
GarrisonRecordTraits *garrison_record_traits_new (const char *name, const char *address, const char *phone);
void garrison_record_traits_free (GarrisonRecordTraits *traits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonRecordTraits, garrison_record_traits_free)

gboolean garrison_record_traits_match (const GarrisonRecordTraits *a, const GarrisonRecordTraits *b);

/**
 * garrison_record_traits_pairs:
 * @records: (element-type GarrisonRecordTraits): as many as there are; NULL for one to leave out
 *
 * Finds all pairs that match, by records that share a telephone number, a house number or a key of their names.
 * A key that more than 2,000 records share is no key.
 *
 * Returns: (transfer full) (element-type guint): two indices a pair, the smaller first, without repetition
 */
GArray *garrison_record_traits_pairs (GPtrArray *records);

G_END_DECLS
