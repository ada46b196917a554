/* The fall into pools where no server runs it at night: soon after signing in and once a day from then on, in the
 * background, when whoever signed in may (right "pool.fall") and as far as they reach. Main thread only. */
#pragma once

#include "desktop/session.h"

G_BEGIN_DECLS

/* Nothing for a company on a server, which has a timer of its own (garrisonctl pool fall). Once a session. */
void garrison_daily_falls_begin (GarrisonDesktopSession *session);

G_END_DECLS
