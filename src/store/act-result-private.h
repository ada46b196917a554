/* How an engine writes a GarrisonActResult: made and filled on one thread, then handed over and not
 * changed again. For store/ only. */
#pragma once

#include "store/act-result.h"

G_BEGIN_DECLS

GarrisonActResult *garrison_act_result_new (gint64 act);
void garrison_act_result_set_int (GarrisonActResult *result, const char *name, gint64 value);
void garrison_act_result_set_repeat (GarrisonActResult *result);
/* @reason is copied. */
void garrison_act_result_add_skipped (GarrisonActResult *result,
                                      guint64 row,
                                      const char *reason,
                                      gint64 record);

G_END_DECLS
