/* The language in which people read. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * garrison_locale_is_chinese:
 *
 * Whether messages are in Chinese: the first language of LANGUAGE, LC_ALL, LC_MESSAGES, LANG, as
 * gettext reads them. Decided at each call (cheap, but not for inner loops); any thread, provided
 * that nobody changes the environment meanwhile. It is this answer that functions with an argument
 * `chinese` want.
 */
gboolean garrison_locale_is_chinese (void);

G_END_DECLS
