/* What an Office needs of the engine that runs its acts. Each call fails the test where it cannot do
 * what it should, but for those that return a GError. */
#pragma once

#include <libpq-fe.h>

#include "act-office.h"
#include "store/postgres/pg-connection.h"

struct _OfficeEngine
{
  /* An empty company; found-company comes next. */
  void (*open) (Office *o);
  void (*close) (Office *o);
  GarrisonActResult *(*run) (Office *o, gint64 me, const char *name, GarrisonArgs *args, const char *request,
                             GCancellable *cancellable, GarrisonChange **change, GError **error);
  GarrisonActResult *(*undo) (Office *o, gint64 me, gint64 act, const char *request, GCancellable *cancellable,
                              GarrisonChange **change, GError **error);
  /* (transfer full) (nullable): the first column of the first row; yes is "1", no "0" */
  char *(*read) (Office *o, const char *sql);
  void (*exec) (Office *o, const char *sql);
  /* Adds the rows, "column=value column=- \n" each, but for columns named "version". */
  void (*dump) (Office *o, const char *sql, GString *rows);
  gint64 (*verify) (Office *o, gint64 anchor, const char *hash, gint64 *broken);
  /* Dialects */
  void (*loosen) (Office *o);
  void (*set_zone) (Office *o, const char *zone);
  void (*obstruct) (Office *o, const char *relation, gboolean aloud);
  void (*clear_way) (Office *o, const char *relation);
  gint64 (*count_indexes) (Office *o);
};

/* Of an office in a file. */
struct sqlite3 *office_file_get_db (Office *o);
/* Of an office on a server. */
const char *office_server_get_database (Office *o);
/* (transfer full): one more connection of that person. */
GarrisonPgConnection *office_server_connect (Office *o, gint64 me);
/* (transfer full) (nullable): a raw connection of that person, who has a password from now on. */
PGconn *office_server_sign_in (Office *o, gint64 me);

extern const OfficeEngine office_in_file, office_on_server;
