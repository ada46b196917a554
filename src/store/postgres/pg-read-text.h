/* A SELECT over the desk in the server's words: `:name` becomes a numbered parameter of the type that
 * its value has, `@ids(name)` a subselect of an array. Immutable after it was made, any thread.
 *
 * What a person may see is the server's own business (its rights and policies); this only keeps a
 * read one SELECT that looks at the desk and not at the server. */
#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

#include "store/args.h"

G_BEGIN_DECLS

typedef struct
{
  char *sql;          /* with $1 … $n */
  GPtrArray *names;   /* of the parameters */
  GArray *types;      /* Oid of each */
  gboolean is_wide;   /* names no record and no customer: it goes through whole relations */
} GarrisonPgRead;

/**
 * garrison_pg_read_new:
 * @args: (nullable): their kinds count, not their values, except that a missing value is written out
 *
 * Returns: (transfer full): %NULL with %GARRISON_ERROR_DENIED when it is not one SELECT of the desk,
 *   %GARRISON_ERROR_INVALID when a parameter has no value
 */
GarrisonPgRead *garrison_pg_read_new (const char *sql, GarrisonArgs *args, GError **error);
void garrison_pg_read_free (GarrisonPgRead *self);

/* (transfer full) (element-type utf8): the values of @args as texts, in the order of the parameters. */
GPtrArray *garrison_pg_read_get_values (GarrisonPgRead *self, GarrisonArgs *args);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPgRead, garrison_pg_read_free)

G_END_DECLS
