/* Whether what acts keep (completeness, last contact, next step, stage, holdings, rollups) is what it
 * is made from: SELECTs over the vault that both engines understand, each of one row of numbers that
 * must be 0. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint garrison_kept_get_n_checks (void);
/* (transfer full) */
char *garrison_kept_get_sql (guint check);
/* What the number in @column counts, for a report; NULL past the last one. */
const char *garrison_kept_get_what (guint check, guint column);

G_END_DECLS
