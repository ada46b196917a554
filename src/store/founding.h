/* What a founding leaves to defaults, filled in alike for every engine. Any thread; for store/ only. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * garrison_founding_make_args:
 * @zone: (out) (transfer full): the company's
 *
 * Returns: (transfer full): the arguments of the act found-company; %NULL with %GARRISON_ERROR_INVALID when
 *   the login is missing, or there is no such time zone
 */
GarrisonArgs *garrison_founding_make_args (const GarrisonFounding *founding, GTimeZone **zone, GError **error);

G_END_DECLS
