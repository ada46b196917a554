/* What this computer last saw of a company's chain of acts, kept outside the company. A chain cannot show
 * that its end was cut off, nor a restored company that it had been further: whoever saw the end can.
 *
 * One small file for each company in the user's state folder, named by a digest of the address. Nothing
 * personal is in it. Any thread; losing it costs a check, so failures to write are silent. */
#pragma once

#include <glib.h>

#include "store/audit.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 epoch; /* grows with every restore */
  gint64 act;   /* the last one, 0 when there was none */
  char hash[GARRISON_AUDIT_HASH_LENGTH + 1];
} GarrisonAnchor;

/* FALSE when nothing is known of the company at @uri. */
gboolean garrison_anchor_load (const char *uri, GarrisonAnchor *anchor);
void garrison_anchor_keep (const char *uri, const GarrisonAnchor *anchor);

G_END_DECLS
