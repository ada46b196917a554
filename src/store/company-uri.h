/* Where a company is: "sqlite:PATH" or a plain path, or "postgresql://…". Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether it is on a server. */
gboolean garrison_company_uri_is_server (const char *uri);
/* (transfer none): the path of a company in a file, within @uri. */
const char *garrison_company_uri_get_path (const char *uri);

G_END_DECLS
