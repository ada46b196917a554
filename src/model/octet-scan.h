/* Every place where some octets occur in a large text, in order and in batches: the innermost loop of
 * searching. Uses vectors where the processor has them. Any thread; a scan belongs to one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Behind a text so many octets must be readable, so that a vector may begin at any offset of it. */
#define GARRISON_OCTET_PADDING 64
#define GARRISON_OCTET_BATCH 256

typedef struct
{
  const char *text;
  gsize length;
  const char *needle; /* not owned */
  gsize needle_length;
  gsize one; /* offsets in the needle of the two octets that are compared first */
  gsize two;
  gsize at;     /* where to go on; with vectors: behind the one that @mask speaks of */
  guint32 mask; /* places in it that still wait */
} GarrisonOctetScan;

/* @needle: at least one octet; kept by the caller during the scan. */
void garrison_octet_scan_init (GarrisonOctetScan *self, const char *text, gsize length, const char *needle,
                               gsize needle_length);
/* Returns: how many of @hits[GARRISON_OCTET_BATCH] were filled; 0 at the end. */
guint garrison_octet_scan_next (GarrisonOctetScan *self, gsize *hits);

G_END_DECLS
