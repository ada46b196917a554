/* The unified social credit code of Chinese organisations (GB 32100-2015): 18 characters, the last
 * of them a check character. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * garrison_credit_code_normalise:
 * @text: what was typed: blanks, hyphens, lower case and full width are forgiven
 *
 * Returns: (transfer full) (nullable): the 18 characters; %NULL with %GARRISON_ERROR_INVALID when
 * the length, a character (I, O, S, V, Z are never used) or the check character is wrong
 */
char *garrison_credit_code_normalise (const char *text, GError **error);

/** garrison_credit_code_is_valid: whether garrison_credit_code_normalise() would accept @text. */
gboolean garrison_credit_code_is_valid (const char *text);

G_END_DECLS
