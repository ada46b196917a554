/* What a founding leaves to defaults, filled in alike for every engine. Any thread; for store/ only. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * garrison_founding_make_args:
 * @zone: (out) (transfer full): the company's
 *
 * Returns: (transfer full): the arguments of the act found-company; %NULL with %GARRISON_ERROR_INVALID when
 *   the login is missing, or there is no such time zone. A zone has a name of the tables of zones, which
 *   means the same on every machine, or is an offset ("+08:00").
 */
GarrisonArgs *garrison_founding_make_args (const GarrisonFounding *founding, GTimeZone **zone, GError **error);
/* The error for a zone that is not known. */
void garrison_founding_refuse_zone (GError **error);

G_END_DECLS
