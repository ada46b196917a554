/* The roster: everything that can be searched by typing, packed in memory.
 *
 * It holds, for every customer on the desk, the search text that the store keeps (folded name, pinyin,
 * initials). A search scans all of it, so that any part of a name in any script and any part of the
 * pinyin or of the initials find their customer. A whole phone number finds whose it is by asking the
 * store, which tells nothing of parts of numbers. It follows acts; after a change by another process it is read
 * again in the background. Searching is thread-safe; the rest belongs to the main thread. */
#pragma once

#include <gio/gio.h>

#include "store/store.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_ROSTER (garrison_roster_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonRoster, garrison_roster, GARRISON, ROSTER, GObject)

/* How well a customer fits; smaller is better. */
typedef enum
{
  GARRISON_MATCH_EXACT,  /* the whole name, initials, or number */
  GARRISON_MATCH_PREFIX, /* the beginning of one */
  GARRISON_MATCH_PART,
} GarrisonMatchRank;

typedef struct
{
  gint64 id;
  GarrisonMatchRank rank;
} GarrisonMatch;

GarrisonRoster *garrison_roster_new (GarrisonStore *store);
/* Blocking. */
gboolean garrison_roster_load (GarrisonRoster *self, GCancellable *cancellable, GError **error);
void garrison_roster_load_async (GarrisonRoster *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean garrison_roster_load_finish (GarrisonRoster *self, GAsyncResult *result, GError **error);
gboolean garrison_roster_is_loaded (GarrisonRoster *self);
guint garrison_roster_get_size (GarrisonRoster *self);
/* Octets that the roster occupies. */
gsize garrison_roster_get_memory (GarrisonRoster *self);

/* Returns: (transfer full) (element-type GarrisonMatch): all matches, by rank and then id; words of
 * @text must all fit. An empty text matches nothing. Any thread; a phone number waits for the store. */
GArray *garrison_roster_search (GarrisonRoster *self, const char *text);

/* Signal "changed": the roster was loaded or followed a change; searches may answer differently. */

G_END_DECLS
