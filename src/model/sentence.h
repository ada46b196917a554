/* Errors as sentences: the one place where a GError becomes text that people read.
 *
 * A sentence says what happened and what to do, in the language of the program; a refusal names its
 * rule. Nothing of an engine's own words, of paths or of other people's records gets in. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full): one or two sentences. */
char *garrison_sentence_for_error (const GError *error);
/* What an act did, for a toast, e.g. "3 customers transferred to Wu Tao". @n: how many records.
 * (transfer full) (nullable): NULL when there is nothing to say. */
char *garrison_sentence_for_act (const char *act, guint n, const char *object);

/* What to say when garrison_store_was_set_back(): (transfer none) */
const char *garrison_sentence_for_set_back (void);

G_END_DECLS
