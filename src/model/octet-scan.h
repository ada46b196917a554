/* Every place where some octets occur in a large text, in order and in batches: the innermost loop of
 * searching. Uses vectors where the processor has them. Any thread; a scan belongs to one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Behind a text so many octets must be readable, so that a vector may begin at any offset of it. */
#define GARRISON_OCTET_PADDING 72
#define GARRISON_OCTET_BATCH 256

typedef struct
{
  const char *text;
  gsize length;
  const char *needle; /* not owned */
  gsize needle_length;
  gsize one; /* offsets in the needle of the two octets that are compared first */
  gsize two;
  gboolean begins; /* only behind a control character is of use: may leave out other places */
  gsize at;     /* where to go on; with vectors: behind the one that @mask speaks of */
  guint32 mask; /* places in it that still wait */
} GarrisonOctetScan;

/* @needle: at least one octet; kept by the caller during the scan. For @begins the first octet is none
 * to begin at. */
void garrison_octet_scan_init (GarrisonOctetScan *self, const char *text, gsize length, const char *needle,
                               gsize needle_length, gboolean begins);
/* Returns: how many of @hits[GARRISON_OCTET_BATCH] were filled; 0 at the end. */
guint garrison_octet_scan_next (GarrisonOctetScan *self, gsize *hits);

/**
 * garrison_octet_pairs:
 * @text: readable from one octet before it to GARRISON_OCTET_PADDING behind its @length
 * @hits: (array): one bit for each octet, rounded up to 64: that @pair stands there
 * @begins: (array): likewise: that it does so behind a control character
 *
 * Two octets can stand at so many places that going from one to the next would cost more than
 * looking at all. Returns: whether there is any.
 */
gboolean garrison_octet_pairs (const char *text, gsize length, const char *pair, guint64 *hits, guint64 *begins);

G_END_DECLS
