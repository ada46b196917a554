/* What each refusal of data/acts/ says to people: what is not possible, and what to do about it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (nullable): translated and static; NULL for a rule that has no sentence of its own. Any thread. */
const char *garrison_sentence_of_refusal (const char *name);

G_END_DECLS
