/* The words that name keys go by. Constant data; for base/ and for the server's functions, which do the same
 * with the same lists. Lists end with NULL. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Legal forms of Latin script, folded, without dots; sorted by strcmp(). */
extern const char *const garrison_text_latin_forms[];
extern const gsize garrison_text_n_latin_forms;
/* Anywhere behind the beginning: a branch's name goes on behind it. */
extern const char *const garrison_text_inner_forms[];
/* At the end, longer before shorter. */
extern const char *const garrison_text_final_forms[];
/* What a text of legal forms and nothing else is made of; none begins with another. */
extern const char *const garrison_text_form_parts[];
/* A branch keeps its legal form. */
extern const char *const garrison_text_branch_endings[];
/* What a place is: left off where the place stands behind the name; the first that fits. */
extern const char *const garrison_text_place_endings[];
/* What many names have, separated by blanks: alone behind a place they do not tell one company from
 * another. */
extern const char garrison_text_trade_words[];

G_END_DECLS
