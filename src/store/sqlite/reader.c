#include "store/sqlite/reader.h"

#include <string.h>

#include "base/error.h"
#include "store/desk-text.h"
#include "store/rows-private.h"
#include "store/sqlite/errors.h"
#include "store/sqlite/guard.h"
#include "store/sqlite/id-table.h"

/* Statements kept ready; the least used ones go. */
#define CACHE_SIZE 256
/* No question comes near; the engine's own limits lie far beyond. */
#define SQL_LIMIT (256 * 1024)

typedef struct
{
  sqlite3_stmt *statement;
  guint64 used; /* when, counted in reads */
} Prepared;

struct _GarrisonReader
{
  GarrisonConnection *connection;
  GarrisonDesk *desk; /* (nullable): whose views are up */
  GTimeZone *zone;    /* (nullable) */
  GarrisonGuard guard;
  GHashTable *cache; /* SQL to Prepared */
  guint64 n_reads;
};

typedef struct
{
  GarrisonRow head;
  sqlite3_stmt *statement;
} Row;

static void
prepared_free (gpointer data)
{
  Prepared *prepared = data;

  sqlite3_finalize (prepared->statement);
  g_free (prepared);
}

GarrisonReader *
garrison_reader_new (GarrisonConnection *connection)
{
  GarrisonReader *self = g_new0 (GarrisonReader, 1);

  self->connection = connection;
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, prepared_free);
  sqlite3_limit (connection->db, SQLITE_LIMIT_TRIGGER_DEPTH, 0);
  garrison_guard_set (&self->guard, connection->db);
  return self;
}

void
garrison_reader_free (GarrisonReader *self)
{
  g_hash_table_unref (self->cache);
  garrison_connection_close (self->connection);
  g_clear_pointer (&self->desk, garrison_desk_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

GarrisonConnection *
garrison_reader_get_connection (GarrisonReader *self)
{
  return self->connection;
}

static gboolean
deny (const char *why, GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, why);
  return FALSE;
}

/* The views of the desk before are taken down even if those of the new one cannot be put up. */
static gboolean
change_desk (GarrisonReader *self, GarrisonDesk *desk, GError **error)
{
  gboolean done = TRUE;

  g_hash_table_remove_all (self->cache);
  garrison_guard_lift (self->connection->db);
  if (self->desk != NULL)
    done = garrison_connection_exec (self->connection, garrison_desk_get_take_down (self->desk),
                                     "clearing the desk", error);
  if (done)
    {
      g_clear_pointer (&self->desk, garrison_desk_unref);
      self->guard = (GarrisonGuard){ NULL, NULL };
      done = garrison_connection_exec (self->connection, garrison_desk_get_set_up (desk),
                                       "setting the desk", error);
    }
  if (done)
    {
      self->desk = garrison_desk_ref (desk);
      self->guard.prefix = (char *)garrison_desk_get_prefix (desk);
      self->guard.relations = garrison_desk_get_relations (desk);
    }
  else if (!sqlite3_get_autocommit (self->connection->db))
    sqlite3_exec (self->connection->db, "ROLLBACK", NULL, NULL, NULL);
  garrison_guard_set (&self->guard, self->connection->db);
  return done;
}

static void
change_zone (GarrisonReader *self, GTimeZone *zone)
{
  if (self->zone == zone)
    return;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  garrison_sqlite_functions_set_zone (self->connection->functions, zone);
}

/* Writes what the macro at @at stands for. Returns: (nullable): behind it. */
static const char *
expand_macro (GarrisonReader *self, const char *at, GString *text)
{
  const char *open = strchr (at, '('), *end = open == NULL ? NULL : strchr (open, ')');
  const char *lookup = garrison_desk_text_find_lookup (at);
  int length = end == NULL ? 0 : (int)(end - open - 1);

  if (end == NULL || (lookup == NULL && !g_str_has_prefix (at, "@ids(")))
    return NULL;
  if (lookup == NULL)
    g_string_append_printf (text, "(SELECT value FROM " GARRISON_ID_TABLE "(:%.*s))", length, open + 1);
  else
    g_string_append_printf (text, "(SELECT id FROM temp.%slookup_%s WHERE key = :%.*s AND length(:%.*s) >= %d)",
                            self->guard.prefix, lookup, length, open + 1, length, open + 1, GARRISON_LOOKUP_SHORTEST);
  return end + 1;
}

/* "@ids(name)" stands for a SELECT of the ids, "@phone(name)" for that of the lookup; within quotes it is text. */
static char *
expand (GarrisonReader *self, const char *sql)
{
  GString *text = g_string_new (NULL);
  char quote = 0;

  for (const char *at = sql; *at != '\0';)
    {
      const char *end = quote == 0 && *at == '@' ? expand_macro (self, at, text) : NULL;

      if (end != NULL)
        {
          at = end;
          continue;
        }
      if (quote == 0 && (*at == '\'' || *at == '"'))
        quote = *at;
      else if (*at == quote)
        quote = 0;
      g_string_append_c (text, *at++);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_blank (const char *tail)
{
  while (*tail == ';' || g_ascii_isspace (*tail))
    tail++;
  return *tail == '\0';
}

/* An engine's message could tell what is in the vault and what the trusted views are called: it is
 * dropped here. */
static gboolean
fail (GarrisonReader *self, int code, GError **error)
{
  /* A sum that 64 bits do not hold: the question is a good one, and the message tells no name. */
  if (code == SQLITE_ERROR && g_str_equal (sqlite3_errmsg (self->connection->db), "integer overflow"))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE, "a sum is too large");
      return FALSE;
    }
  switch (code & 0xff)
    {
    case SQLITE_ERROR:
    case SQLITE_AUTH:
    case SQLITE_MISUSE:
      return deny ("the desk does not answer this", error);
    default:
      return garrison_connection_fail (self->connection, code, "reading", error);
    }
}

static Prepared *
prepare (GarrisonReader *self, const char *sql, GError **error)
{
  g_autofree char *text = NULL;
  sqlite3_stmt *statement = NULL;
  const char *tail = NULL;
  Prepared *prepared;
  int code;

  if (strlen (sql) > SQL_LIMIT || garrison_guard_is_suspicious (&self->guard, sql))
    return deny ("the desk does not answer this", error), NULL;
  text = expand (self, sql);
  code = sqlite3_prepare_v3 (self->connection->db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                             &tail);
  if (code != SQLITE_OK)
    return fail (self, code, error), NULL;
  if (statement == NULL || !is_blank (tail) || sqlite3_stmt_isexplain (statement)
      || !sqlite3_stmt_readonly (statement) || sqlite3_column_count (statement) == 0)
    {
      sqlite3_finalize (statement);
      return deny ("the desk answers one SELECT", error), NULL;
    }
  prepared = g_new0 (Prepared, 1);
  prepared->statement = statement;
  return prepared;
}

static void
drop_least_used (GarrisonReader *self)
{
  GHashTableIter iter;
  gpointer sql, value, oldest = NULL;
  guint64 used = G_MAXUINT64;

  g_hash_table_iter_init (&iter, self->cache);
  while (g_hash_table_iter_next (&iter, &sql, &value))
    if (((Prepared *)value)->used < used)
      {
        used = ((Prepared *)value)->used;
        oldest = sql;
      }
  if (oldest != NULL)
    g_hash_table_remove (self->cache, oldest);
}

static sqlite3_stmt *
get_statement (GarrisonReader *self, const char *sql, GError **error)
{
  Prepared *prepared = g_hash_table_lookup (self->cache, sql);

  if (prepared == NULL)
    {
      prepared = prepare (self, sql, error);
      if (prepared == NULL)
        return NULL;
      if (g_hash_table_size (self->cache) >= CACHE_SIZE)
        drop_least_used (self);
      g_hash_table_insert (self->cache, g_strdup (sql), prepared);
    }
  prepared->used = ++self->n_reads;
  return prepared->statement;
}

static int
bind_value (sqlite3_stmt *statement,
            int index,
            GarrisonArgs *args,
            const char *name,
            const GarrisonValue *value)
{
  const gint64 *ids;
  gsize n_ids;

  switch (value->kind)
    {
    case GARRISON_VALUE_INT:
      return sqlite3_bind_int64 (statement, index, value->integer);
    case GARRISON_VALUE_REAL:
      return sqlite3_bind_double (statement, index, value->real);
    case GARRISON_VALUE_TEXT:
      return sqlite3_bind_text64 (statement, index, value->text, value->length, SQLITE_STATIC,
                                  SQLITE_UTF8);
    case GARRISON_VALUE_IDS:
      ids = garrison_args_lookup_ids (args, name, &n_ids);
      return garrison_id_table_bind (statement, index, ids, n_ids);
    case GARRISON_VALUE_NULL:
      return sqlite3_bind_null (statement, index);
    default:
      return SQLITE_MISMATCH;
    }
}

static gboolean
bind (GarrisonReader *self, sqlite3_stmt *statement, GarrisonArgs *args, GError **error)
{
  int n = sqlite3_bind_parameter_count (statement);

  for (int i = 1; i <= n; i++)
    {
      const char *name = sqlite3_bind_parameter_name (statement, i);
      const GarrisonValue *value = NULL;

      if (name != NULL && *name == ':' && args != NULL)
        value = garrison_args_lookup (args, name + 1);
      if (value == NULL || bind_value (statement, i, args, name + 1, value) != SQLITE_OK)
        {
          g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                       "no value for parameter %d of a read", i);
          return FALSE;
        }
    }
  return TRUE;
}

static GarrisonValueKind
row_get_kind (GarrisonRow *row, guint column)
{
  switch (sqlite3_column_type (((Row *)row)->statement, column))
    {
    case SQLITE_INTEGER:
      return GARRISON_VALUE_INT;
    case SQLITE_FLOAT:
      return GARRISON_VALUE_REAL;
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      return GARRISON_VALUE_TEXT;
    default:
      return GARRISON_VALUE_NULL;
    }
}

static gint64
row_get_int (GarrisonRow *row, guint column)
{
  return sqlite3_column_int64 (((Row *)row)->statement, column);
}

static double
row_get_real (GarrisonRow *row, guint column)
{
  return sqlite3_column_double (((Row *)row)->statement, column);
}

static const char *
row_get_text (GarrisonRow *row, guint column, gsize *length)
{
  sqlite3_stmt *statement = ((Row *)row)->statement;
  const char *text = (const char *)sqlite3_column_text (statement, column);

  if (length != NULL)
    *length = sqlite3_column_bytes (statement, column);
  return text;
}

static void
begin (sqlite3_stmt *statement, const GarrisonWalk *walk)
{
  int n = sqlite3_column_count (statement);
  g_autofree const char **names = g_new (const char *, n);

  for (int i = 0; i < n; i++)
    names[i] = sqlite3_column_name (statement, i);
  walk->begin (n, names, walk->data);
}

static gboolean
step_through (GarrisonReader *self,
              sqlite3_stmt *statement,
              const GarrisonWalk *walk,
              GError **error)
{
  Row row = { { row_get_kind, row_get_int, row_get_real, row_get_text }, statement };
  int code;

  if (walk->begin != NULL)
    begin (statement, walk);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    if (!walk->row (&row.head, walk->data))
      return TRUE;
  return code == SQLITE_DONE || fail (self, code, error);
}

gboolean
garrison_reader_walk (GarrisonReader *self,
                      GarrisonDesk *desk,
                      GTimeZone *zone,
                      const char *sql,
                      GarrisonArgs *args,
                      const GarrisonWalk *walk,
                      GError **error)
{
  sqlite3_stmt *statement;
  gboolean done;

  if (desk == NULL)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN,
                           "nobody is signed in");
      return FALSE;
    }
  if (desk != self->desk && !change_desk (self, desk, error))
    return FALSE;
  change_zone (self, zone);
  statement = get_statement (self, sql, error);
  if (statement == NULL)
    return FALSE;
  done = bind (self, statement, args, error) && step_through (self, statement, walk, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return done;
}
