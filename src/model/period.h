/* The periods that questions group days by: their numbers, their order, their names.
 *
 * A period is a gint as people write it without its marks: a day 20261123, a week 202648 (ISO 8601), a
 * month 202611, a quarter 20264, a year 2026. Any thread. */
#pragma once

#include "model/question.h"

G_BEGIN_DECLS

gint garrison_bucket_get_period (GarrisonBucket bucket, gint day);
gint garrison_bucket_get_next (GarrisonBucket bucket, gint period);

/**
 * garrison_bucket_get_label:
 * @today: days of its year are told without the year
 *
 * Returns: (transfer full): "23 Nov", "2026 W48", "Nov 2026", "2026 Q4", "2026"
 */
char *garrison_bucket_get_label (GarrisonBucket bucket, gint period, gint today);

G_END_DECLS
