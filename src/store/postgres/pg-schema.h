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

/* What is installed in a database, as its administrator sees it. */
typedef struct
{
  int version;       /* the newest migration that was applied; 0: nothing is there */
  char digest[65];   /* of everything that installing ran; "" */
  gint64 n_people;   /* 0: nobody has founded a company yet */
  int server;        /* of the server itself: 150014 is 15.14 */
} GarrisonPgState;

/* The oldest server without known holes in what this schema relies on; older ones of 15 do run. */
#define GARRISON_PG_RECOMMENDED 150014

gboolean garrison_pg_read_state (GarrisonPgConnection *admin, GarrisonPgState *state, GCancellable *cancellable,
                                 GError **error);

/* @suffix: "owner", "people", "all:customer.see" …: (transfer full): the role's name, not quoted. */
char *garrison_pg_group_name (const char *database, const char *suffix);
/* (transfer full): the LOGIN role of @login, not quoted. */
char *garrison_pg_login_name (const char *database, const char *login);

/* (transfer full): a migration in PostgreSQL's words, and a block of data/desk.sql as its policies. */
char *garrison_pg_translate_migration (const char *text);
char *garrison_pg_policies (const char *database, const char *relation, const char *block, GError **error);

G_END_DECLS
