/* The arguments of an act as parameters of its function: texts of the server's own form.
 *
 * In the order of the function: the request, the arguments, the columns of rows as arrays, and what the
 * program found wrong ("bad"), which the server refuses when its turn has come, after the right. Rows are
 * read from their source once, here. Made, sent and freed on one thread. */
#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

#include "store/act-file.h"
#include "store/args.h"

G_BEGIN_DECLS

#define GARRISON_PG_ACT_ARGS_MAX (256 * 1024 * 1024) /* octets */

typedef struct
{
  guint n;
  Oid *types;
  char **values;   /* NULL for NULL; not a strv */
  gboolean is_bad; /* an argument is unfit: the act refuses before it asks for a ticket */
} GarrisonPgActArgs;

/**
 * garrison_pg_act_args_new:
 * @args: (nullable):
 *
 * Returns: (transfer full): %NULL with %GARRISON_ERROR_TOO_LARGE, what the source of rows said, or
 *   %G_IO_ERROR_CANCELLED
 */
GarrisonPgActArgs *garrison_pg_act_args_new (const GarrisonActFile *file, GarrisonArgs *args, const char *request,
                                             GCancellable *cancellable, GError **error);
void garrison_pg_act_args_free (GarrisonPgActArgs *self);

/* (transfer full): of a ticket: SHA-256 of all but the first and the last, as act_digest() of runtime.sql makes it. */
char *garrison_pg_act_args_digest (const GarrisonPgActArgs *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPgActArgs, garrison_pg_act_args_free)

G_END_DECLS
