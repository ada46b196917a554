/* After how many minutes without a touch the program locks: what the company allows at most (its setting
 * "lock_minutes"), and what somebody at this desk wants, which may be less and never more. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GARRISON_LOCK_MINUTES 15      /* where the company has set nothing */
#define GARRISON_LOCK_MOST_MINUTES 1440

/* @setting: (nullable): the company's, as it is stored. Returns: minutes, 0: it need not lock. Anything
 * that is no number counts as nothing set. */
gint garrison_lock_limit_of_company (const char *setting);
/* @wish: of this desk, 0 for none. Returns: minutes, 0: never. */
gint garrison_lock_limit (const char *setting, gint wish);

G_END_DECLS
