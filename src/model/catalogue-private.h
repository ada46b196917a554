/* What catalogue-fields.c gives to catalogue.c, and SQL that both engines and all fields share. */
#pragma once

#include "model/catalogue.h"

G_BEGIN_DECLS

extern const GarrisonRelation garrison_relations[];
extern const guint garrison_n_relations;

/* The Julian day number of a day yyyymmdd (Fliegel and Van Flandern): a count of days that can be
 * subtracted, and whose remainder by 7 is 0 on Mondays. Integers only, so alike on both engines. */
#define GARRISON_SQL_JULIAN_YEAR(d) "(" d " / 10000 + 4800 - (14 - " d " / 100 % 100) / 12)"
#define GARRISON_SQL_JULIAN(d)                                                                     \
  "(" d " % 100 + (153 * (" d " / 100 % 100 + 12 * ((14 - " d " / 100 % 100) / 12) - 3) + 2) / 5"  \
  " + 365 * " GARRISON_SQL_JULIAN_YEAR (d) " + " GARRISON_SQL_JULIAN_YEAR (d) " / 4 - "             \
  GARRISON_SQL_JULIAN_YEAR (d) " / 100 + " GARRISON_SQL_JULIAN_YEAR (d) " / 400 - 32045)"

G_END_DECLS
