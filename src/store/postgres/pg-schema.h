/* The company's schema on a server: relations, roles, policies, grants and functions, made from the same
 * migrations, desk and acts as the embedded company. Any thread that owns the connection. */
#pragma once

#include "store/postgres/pg-connection.h"

G_BEGIN_DECLS

/**
 * garrison_pg_install:
 * @admin: of somebody who may create roles, and create in this database
 *
 * Installs or brings up to date, in one transaction; safe to run again, and repairs what was taken away
 * (grants, policies, functions).
 *
 * Returns: %FALSE with %GARRISON_ERROR_TOO_NEW when the server's company is newer, %GARRISON_ERROR_DENIED
 *   when @admin may not do that
 */
gboolean garrison_pg_install (GarrisonPgConnection *admin, GCancellable *cancellable, GError **error);

/* @suffix: "owner", "people", "all:customer.see" …: (transfer full): the role's name, not quoted. */
char *garrison_pg_group_name (const char *database, const char *suffix);
/* (transfer full): the LOGIN role of @login, not quoted. */
char *garrison_pg_login_name (const char *database, const char *login);

/* (transfer full): a migration in PostgreSQL's words, and a block of data/desk.sql as its policies. */
char *garrison_pg_translate_migration (const char *text);
char *garrison_pg_policies (const char *database, const char *relation, const char *block, GError **error);

G_END_DECLS
