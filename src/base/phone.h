/* Telephone numbers as people write them. Any thread; results belong to the caller. Nothing fails:
 * what holds no digit yields an empty string. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * garrison_phone_digits:
 * @text: (nullable): what was typed
 *
 * Its digits only, in ASCII, full-width ones too; for searching by any part of a number.
 */
char *garrison_phone_digits (const char *text);

/**
 * garrison_phone_key:
 * @text: (nullable): one number as written
 *
 * A key under which two spellings of one number are equal. China's own numbers are as dialled there
 * (mobile "13800138000", land line "01088886666"), others "+" and country code ("+442079460000").
 * Extensions (转 8001, ext. 12, #12, -801 behind a whole land line number) are left off.
 * A number without country code is taken as Chinese.
 */
char *garrison_phone_key (const char *text);

/**
 * garrison_phone_mask:
 * @text: (nullable): one number as written
 *
 * The number with all but the first three and last two digits (of short ones: all but the last)
 * replaced by "*", for people who may know that there is a number but not which.
 */
char *garrison_phone_mask (const char *text);

G_END_DECLS
