/* Memory given back. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* After something large was freed: hands what the allocator keeps for later back to the system. Takes
 * some milliseconds. */
void garrison_memory_trim (void);

G_END_DECLS
