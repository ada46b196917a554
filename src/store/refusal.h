/* Why an act was refused. A GError (GARRISON_ERROR, GARRISON_ERROR_REFUSED) of an act carries the
 * refusal's name as its message prefix; these functions read it back without parsing by callers.
 *
 * Names are those of the `refuse` blocks in data/acts/ plus the runner's own: "no-right",
 * "no-such-act", "bad-argument", "changed-since", "row-count", "cannot-undo", "undone-already".
 * Details are the first row that the refusing SELECT found ("customer" → 17). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GError *garrison_refusal_new (const char *act, const char *name);
void garrison_refusal_set_detail (GError *error, const char *key, const char *value);
gboolean garrison_error_is_refusal (const GError *error, const char *name_or_null);
/* (nullable): NULL when @error is no refusal. Owned by @error. */
const char *garrison_refusal_get_name (const GError *error);
const char *garrison_refusal_get_act (const GError *error);
/* (nullable) */
const char *garrison_refusal_get_detail (const GError *error, const char *key);

G_END_DECLS
