/* A PostgreSQL server for tests, seen as its administrator: the one that tests/postgres started.
 *
 * Every failure fails the test. A connection is used by one thread at a time. Databases have short
 * names, because roles are named for them, and go with test_server_drop(). */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

/* Whether companies are to be founded on a server: GARRISON_TEST_POSTGRES is set. */
gboolean test_server_is_used (void);

/* (transfer full): the name of a new, empty database of this process. */
char *test_server_new_database (void);
/* The database with everybody's sessions, and the roles that were made for it. */
void test_server_drop (const char *database);
/* (transfer full): its address, for an administrator */
char *test_server_uri (const char *database);

/* In the schema of companies. */
PGconn *test_server_connect (const char *database);
/* As somebody. Returns: NULL when the server does not let them in. */
PGconn *test_server_sign_in (const char *database, const char *role, const char *password);
/* Statements, any number of them. */
void test_server_exec (PGconn *connection, const char *sql);
/* (transfer full): PQclear() it. */
PGresult *test_server_read (PGconn *connection, const char *sql);
/* The first column of the first row: yes is 1, nothing 0. */
gint64 test_server_read_int (PGconn *connection, const char *sql);
/* The same as text: (transfer full) (nullable) */
char *test_server_read_text (PGconn *connection, const char *sql);

/* The role of a person of that login gets the password that all tests use: "secret". */
void test_server_give_password (PGconn *connection, const char *login);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)
