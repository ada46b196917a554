/* How common a Chinese character is: evidence that bytes were decoded by the right table.
 *
 * Pure; any thread; no errors. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * garrison_hanzi_is_common:
 *
 * Whether @character is among the some 900 that make up most of ordinary text, of the names of
 * people, places and companies, in simplified or in traditional form. Decoded by a wrong table,
 * text becomes characters of which about one in eight is.
 */
gboolean garrison_hanzi_is_common (gunichar character);

G_END_DECLS
