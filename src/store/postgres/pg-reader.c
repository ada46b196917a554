#include "store/postgres/pg-reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/postgres/pg-read-text.h"
#include "store/rows-private.h"

/* Statements kept ready; the least used ones go. */
#define CACHE_SIZE 256

enum
{
  TYPE_BOOL = 16,
  TYPE_INT8 = 20,
  TYPE_INT2 = 21,
  TYPE_INT4 = 23,
  TYPE_OID = 26,
  TYPE_FLOAT4 = 700,
  TYPE_FLOAT8 = 701,
  TYPE_NUMERIC = 1700,
};

typedef struct
{
  char name[24];
  guint64 used; /* when, counted in reads */
} Prepared;

struct _GarrisonPgReader
{
  GarrisonPgConnection *connection;
  gboolean is_standby;
  gboolean is_wide; /* as the server has it */
  gboolean is_kept; /* reads the desk of whoever is kept from fields (store/field-rules.h) */
  char *reached; /* (nullable): a position that it was seen to have */
  GHashTable *cache; /* SQL and types to Prepared */
  guint64 n_reads;
};

typedef struct
{
  GarrisonRow head;
  PGresult *result;
} Row;

void
garrison_pg_reader_free (GarrisonPgReader *self)
{
  g_hash_table_unref (self->cache);
  garrison_pg_close (self->connection);
  g_free (self->reached);
  g_free (self);
}

/* @moved: whether another desk is read from now on. */
static gboolean
choose_desk (GarrisonPgReader *self, gboolean *moved, GCancellable *cancellable, GError **error)
{
  g_autoptr (PGresult) result
    = garrison_pg_query (self->connection, "SELECT garrison.is_open()", 0, NULL, NULL, cancellable, error);
  gboolean is_kept;

  *moved = FALSE;
  if (result == NULL)
    return FALSE;
  is_kept = *PQgetvalue (result, 0, 0) != 't';
  if (is_kept == self->is_kept)
    return TRUE;
  if (!garrison_pg_exec (self->connection,
                         is_kept ? "SET search_path = garrison_known, garrison, pg_temp" : "SET search_path = garrison, pg_temp",
                         cancellable, error))
    return FALSE;
  self->is_kept = is_kept;
  *moved = TRUE;
  return TRUE;
}

GarrisonPgReader *
garrison_pg_reader_new (GarrisonPgConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonPgReader) self = g_new0 (GarrisonPgReader, 1);
  g_autoptr (PGresult) result = NULL;
  gboolean moved;

  self->connection = connection;
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  result = garrison_pg_query (connection,
                              "SELECT set_config('default_transaction_read_only', 'on', FALSE), pg_is_in_recovery()",
                              0, NULL, NULL, cancellable, error);
  if (result == NULL || !choose_desk (self, &moved, cancellable, error))
    return NULL;
  self->is_standby = *PQgetvalue (result, 0, 1) == 't';
  return g_steal_pointer (&self);
}

GarrisonPgConnection *
garrison_pg_reader_get_connection (GarrisonPgReader *self)
{
  return self->connection;
}

gboolean
garrison_pg_reader_lags (GarrisonPgReader *self, const char *position, GCancellable *cancellable)
{
  g_autoptr (PGresult) result = NULL;
  const char *values[] = { position };

  if (!self->is_standby || position == NULL || g_strcmp0 (position, self->reached) == 0)
    return FALSE;
  result = garrison_pg_query (self->connection, "SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn", 1, NULL,
                              values, cancellable, NULL);
  if (result == NULL || *PQgetvalue (result, 0, 0) != 't')
    return TRUE;
  g_free (self->reached);
  self->reached = g_strdup (position);
  return FALSE;
}

static const char *
row_get_text (GarrisonRow *row, guint column, gsize *length)
{
  PGresult *result = ((Row *)row)->result;
  const char *text = PQgetisnull (result, 0, column) ? NULL : PQgetvalue (result, 0, column);

  if (text != NULL && PQftype (result, column) == TYPE_BOOL)
    text = *text == 't' ? "1" : "0";
  if (length != NULL)
    *length = text == NULL ? 0 : strlen (text);
  return text;
}

/* What has no fraction (a count, a sum of integers) is an integer; an average always has one. */
static GarrisonValueKind
kind_of_numeric (const char *text)
{
  return text[strspn (text, "-0123456789")] == '\0' ? GARRISON_VALUE_INT : GARRISON_VALUE_REAL;
}

static GarrisonValueKind
row_get_kind (GarrisonRow *row, guint column)
{
  PGresult *result = ((Row *)row)->result;

  if (PQgetisnull (result, 0, column))
    return GARRISON_VALUE_NULL;
  switch (PQftype (result, column))
    {
    case TYPE_BOOL:
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_OID:
      return GARRISON_VALUE_INT;
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
      return GARRISON_VALUE_REAL;
    case TYPE_NUMERIC:
      return kind_of_numeric (PQgetvalue (result, 0, column));
    default:
      return GARRISON_VALUE_TEXT;
    }
}

static double
row_get_real (GarrisonRow *row, guint column)
{
  const char *text = row_get_text (row, column, NULL);

  return text == NULL ? 0 : g_ascii_strtod (text, NULL);
}

static gint64
row_get_int (GarrisonRow *row, guint column)
{
  const char *text = row_get_text (row, column, NULL);
  double real;

  if (text == NULL)
    return 0;
  if (row_get_kind (row, column) != GARRISON_VALUE_REAL)
    return g_ascii_strtoll (text, NULL, 10);
  real = g_ascii_strtod (text, NULL);
  if (!(real > -9.2233720368547748e18))
    return G_MININT64;
  return real < 9.2233720368547748e18 ? (gint64)real : G_MAXINT64;
}

/* Sums are of any size for the server, and of 64 bits for whoever asked. */
static gboolean
fits (const PGresult *result)
{
  for (int i = 0; i < PQnfields (result); i++)
    if (PQftype (result, i) == TYPE_NUMERIC && !PQgetisnull (result, 0, i)
        && kind_of_numeric (PQgetvalue (result, 0, i)) == GARRISON_VALUE_INT
        && !g_ascii_string_to_signed (PQgetvalue (result, 0, i), 10, G_MININT64, G_MAXINT64, NULL, NULL))
      return FALSE;
  return TRUE;
}

static void
begin (const PGresult *result, const GarrisonWalk *walk)
{
  int n = PQnfields (result);
  g_autofree const char **names = g_new (const char *, n);

  for (int i = 0; i < n; i++)
    names[i] = PQfname (result, i);
  walk->begin (n, names, walk->data);
}

/* The server's own words could tell what is there: they are dropped here. */
static gboolean
fail (GError *local, GError **error)
{
  const char *state = garrison_error_get_detail (local, "sqlstate");

  if (state != NULL
      && (g_str_has_prefix (state, "42") || g_str_has_prefix (state, "0A") || g_str_equal (state, "25006")))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "the desk does not answer this");
      g_error_free (local);
      return FALSE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

/* Takes the rows of what was sent. */
static gboolean
take_rows (GarrisonPgReader *self,
           const GarrisonWalk *walk,
           guint64 *n_rows,
           GCancellable *cancellable,
           GError **error)
{
  Row row = { { row_get_kind, row_get_int, row_get_real, row_get_text }, NULL };
  gboolean has_begun = FALSE, goes_on = TRUE;
  GError *local = NULL;

  while (goes_on && (row.result = garrison_pg_next (self->connection, cancellable, &local)) != NULL)
    {
      g_autoptr (PGresult) result = row.result;

      if (!has_begun && walk->begin != NULL)
        begin (result, walk);
      has_begun = TRUE;
      if (PQntuples (result) == 0)
        continue;
      if (!fits (result))
        {
          g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE, "a sum is too large");
          garrison_pg_finish (self->connection);
          return FALSE;
        }
      ++*n_rows;
      goes_on = walk->row (&row.head, walk->data);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  if (goes_on)
    return local == NULL && has_begun;
  garrison_pg_finish (self->connection);
  return TRUE;
}

static void
drop_least_used (GarrisonPgReader *self, GCancellable *cancellable)
{
  GHashTableIter iter;
  gpointer key, value, oldest = NULL;
  guint64 used = G_MAXUINT64;
  g_autofree char *sql = NULL;

  g_hash_table_iter_init (&iter, self->cache);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((Prepared *)value)->used < used)
      {
        used = ((Prepared *)value)->used;
        oldest = key;
      }
  sql = g_strdup_printf ("DEALLOCATE %s", ((Prepared *)g_hash_table_lookup (self->cache, oldest))->name);
  g_hash_table_remove (self->cache, oldest);
  garrison_pg_exec (self->connection, sql, cancellable, NULL);
}

static char *
make_key (GarrisonPgRead *read)
{
  GString *key = g_string_new (read->sql);

  for (guint i = 0; i < read->types->len; i++)
    g_string_append_printf (key, "\n%u", g_array_index (read->types, Oid, i));
  return g_string_free (key, FALSE);
}

static Prepared *
get_prepared (GarrisonPgReader *self, GarrisonPgRead *read, GCancellable *cancellable, GError **error)
{
  g_autofree char *key = make_key (read);
  Prepared *prepared = g_hash_table_lookup (self->cache, key);

  self->n_reads++;
  if (prepared == NULL)
    {
      if (g_hash_table_size (self->cache) >= CACHE_SIZE)
        drop_least_used (self, cancellable);
      prepared = g_new0 (Prepared, 1);
      g_snprintf (prepared->name, sizeof prepared->name, "r%" G_GUINT64_FORMAT, self->n_reads);
      if (!garrison_pg_prepare (self->connection, prepared->name, read->sql, read->types->len,
                                (const Oid *)read->types->data, cancellable, error))
        {
          g_free (prepared);
          return NULL;
        }
      g_hash_table_insert (self->cache, g_steal_pointer (&key), prepared);
    }
  prepared->used = self->n_reads;
  return prepared;
}

/* How the server shall find out what is seen: see is_wide() in data/postgres/rights.sql. */
static gboolean
set_wide (GarrisonPgReader *self, gboolean is_wide, GCancellable *cancellable, GError **error)
{
  const char *sql = is_wide ? "SET garrison.wide = on" : "SET garrison.wide = off";

  if (self->is_wide == is_wide)
    return TRUE;
  if (!garrison_pg_exec (self->connection, sql, cancellable, error))
    return FALSE;
  self->is_wide = is_wide;
  return TRUE;
}

static gboolean
run (GarrisonPgReader *self,
     GarrisonPgRead *read,
     GarrisonArgs *args,
     const GarrisonWalk *walk,
     guint64 *n_rows,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GPtrArray) values = garrison_pg_read_get_values (read, args);
  Prepared *prepared = get_prepared (self, read, cancellable, error);

  if (prepared == NULL || !set_wide (self, read->is_wide, cancellable, error)
      || !garrison_pg_send_prepared (self->connection, prepared->name, values->len,
                                     (const char *const *)values->pdata, cancellable, error))
    return FALSE;
  garrison_pg_set_row_by_row (self->connection);
  return take_rows (self, walk, n_rows, cancellable, error);
}

/* After an upgrade of the company, what was prepared may not fit any more. */
static gboolean
is_outdated (const GError *error)
{
  const char *state = garrison_error_get_detail (error, "sqlstate");

  return g_strcmp0 (state, "0A000") == 0 || g_strcmp0 (state, "26000") == 0;
}

/* Whether the rules of the role have changed so that a column is denied. */
static gboolean
is_kept_now (GarrisonPgReader *self, const GError *error, GCancellable *cancellable)
{
  gboolean moved = FALSE;

  return g_strcmp0 (garrison_error_get_detail (error, "sqlstate"), "42501") == 0
         && choose_desk (self, &moved, cancellable, NULL) && moved;
}

gboolean
garrison_pg_reader_walk (GarrisonPgReader *self,
                         const char *sql,
                         GarrisonArgs *args,
                         const GarrisonWalk *walk,
                         guint64 *n_rows,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GarrisonPgRead) read = garrison_pg_read_new (sql, args, error);
  GError *local = NULL;

  *n_rows = 0;
  if (read == NULL)
    return FALSE;
  if (run (self, read, args, walk, n_rows, cancellable, &local))
    return TRUE;
  if (*n_rows == 0 && (is_outdated (local) || is_kept_now (self, local, cancellable)))
    {
      g_clear_error (&local);
      g_hash_table_remove_all (self->cache);
      if (garrison_pg_exec (self->connection, "DEALLOCATE ALL", cancellable, &local)
          && run (self, read, args, walk, n_rows, cancellable, &local))
        return TRUE;
    }
  return fail (local, error);
}
