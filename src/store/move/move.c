#include "store/move/move.h"

#include <glib/gstdio.h>
#include <sodium.h>

#include "base/text.h"
#include "store/move/move-private.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/crypt-create.h"
#include "store/sqlite/probe.h"
#include "store/sqlite/sqlite-store-private.h"

/* A sum of digests, so that the order of rows does not matter: two 64-bit halves, each modulo 2^64. */
typedef struct
{
  gint64 rows;
  guint64 halves[2];
} Sum;

typedef struct
{
  Sum *sum;
  const GarrisonMoveRelation *relation;
  GarrisonMoveRow put; /* (nullable): then rows are only summed up */
  gpointer sink;
  GCancellable *cancellable;
} Walk;

/* What both ways share. */
typedef struct
{
  GarrisonConnection *file;
  GarrisonPgConnection *server;
  GPtrArray *relations;
  GHashTable *counters;
  GArray *sums; /* of Sum, a relation */
  GarrisonMoveFunc func;
  gpointer data;
  GCancellable *cancellable;
} Move;

static void
digest_cell (crypto_hash_sha256_state *state, const GarrisonMoveCell *cell)
{
  char head[24];
  int length = cell->text == NULL ? g_snprintf (head, sizeof head, "-,")
                                  : g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", cell->length);

  crypto_hash_sha256_update (state, (const guchar *) head, length);
  if (cell->text == NULL)
    return;
  crypto_hash_sha256_update (state, (const guchar *) cell->text, cell->length);
  crypto_hash_sha256_update (state, (const guchar *) ",", 1);
}

/* A company from before keys had an end is brought in line. */
static void
shorten_keys (const GarrisonMoveRelation *relation, GarrisonMoveCell *cells)
{
  for (guint i = 0; i < relation->are_keys->len; i++)
    if (g_array_index (relation->are_keys, gboolean, i) && cells[i].text != NULL)
      cells[i].length = garrison_text_key_length (cells[i].text, cells[i].length);
}

static gboolean
take_row (GarrisonMoveCell *cells, gpointer data, GError **error)
{
  Walk *walk = data;
  crypto_hash_sha256_state state;
  guint64 digest[crypto_hash_sha256_BYTES / sizeof (guint64)];

  shorten_keys (walk->relation, cells);
  crypto_hash_sha256_init (&state);
  for (guint i = 0; i < walk->relation->columns->len; i++)
    digest_cell (&state, &cells[i]);
  crypto_hash_sha256_final (&state, (guchar *) digest);
  walk->sum->halves[0] += GUINT64_FROM_BE (digest[0]);
  walk->sum->halves[1] += GUINT64_FROM_BE (digest[1]);
  walk->sum->rows++;
  if (walk->sum->rows % 4096 == 0 && g_cancellable_set_error_if_cancelled (walk->cancellable, error))
    return FALSE;
  return walk->put == NULL || walk->put (cells, walk->sink, error);
}

static Sum *
get_sum (Move *m, guint i)
{
  return &g_array_index (m->sums, Sum, i);
}

static gboolean
send_to_server (Move *m, guint i, GError **error)
{
  GarrisonMoveRelation *relation = m->relations->pdata[i];
  g_autoptr (GarrisonMoveServerSink) sink
    = garrison_move_server_sink_new (m->server, relation, m->cancellable, error);
  Walk walk = { get_sum (m, i), relation, garrison_move_server_put, sink, m->cancellable };

  return sink != NULL && garrison_move_file_walk (m->file, relation, take_row, &walk, error)
         && garrison_move_server_sink_end (sink, error);
}

static gboolean
send_to_file (Move *m, guint i, GError **error)
{
  GarrisonMoveRelation *relation = m->relations->pdata[i];
  g_autoptr (GarrisonMoveFileSink) sink = garrison_move_file_sink_new (m->file, relation, error);
  Walk walk = { get_sum (m, i), relation, garrison_move_file_put, sink, m->cancellable };

  return sink != NULL
         && garrison_move_server_walk (m->server, relation, take_row, &walk, m->cancellable, error);
}

/* Reads back what arrived. */
static gboolean
compare (Move *m, guint i, gboolean on_server, GError **error)
{
  GarrisonMoveRelation *relation = m->relations->pdata[i];
  Sum *sent = get_sum (m, i);
  Sum arrived = { 0 };
  Walk walk = { &arrived, relation, NULL, NULL, m->cancellable };
  gboolean read = on_server ? garrison_move_server_walk (m->server, relation, take_row, &walk, m->cancellable, error)
                            : garrison_move_file_walk (m->file, relation, take_row, &walk, error);

  if (!read)
    return FALSE;
  if (arrived.rows == sent->rows && arrived.halves[0] == sent->halves[0] && arrived.halves[1] == sent->halves[1])
    return TRUE;
  g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED, "%s did not arrive as it was sent", relation->name);
  return FALSE;
}

/* Only what is kept is told. */
static void
report (Move *m)
{
  for (guint i = 0; m->func != NULL && i < m->relations->len; i++)
    {
      GarrisonMoveRelation *relation = m->relations->pdata[i];
      Sum *sum = get_sum (m, i);
      char checksum[33];
      GarrisonMoved moved = { relation->name, sum->rows, checksum };

      g_snprintf (checksum, sizeof checksum, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
                  sum->halves[0], sum->halves[1]);
      m->func (&moved, m->data);
    }
}

static gboolean
prepare (Move *m, GError **error)
{
  m->relations = garrison_move_list (m->file, error);
  if (m->relations == NULL)
    return FALSE;
  m->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  m->sums = g_array_new (FALSE, TRUE, sizeof (Sum));
  g_array_set_size (m->sums, m->relations->len);
  return TRUE;
}

static void
clear (Move *m)
{
  g_clear_pointer (&m->file, garrison_connection_close);
  g_clear_pointer (&m->server, garrison_pg_close);
  g_clear_pointer (&m->relations, g_ptr_array_unref);
  g_clear_pointer (&m->counters, g_hash_table_unref);
  g_clear_pointer (&m->sums, g_array_unref);
}

/* A file of an older schema is opened by the program first, which brings it up to date. */
static gboolean
is_current (GarrisonConnection *file, GError **error)
{
  int version;

  if (!garrison_schema_read (file, &version, error))
    return FALSE;
  if (version == garrison_schema_get_newest ())
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_TOO_OLD, "the file has an older schema");
  return FALSE;
}

static gboolean
fill_server (Move *m, const char *login, const char *password, GError **error)
{
  g_autofree char *put_back = garrison_move_server_begin (m->server, m->cancellable, error);

  if (put_back == NULL
      || !garrison_connection_exec (m->file, "BEGIN", "reading", error)
      || !garrison_move_file_read_counters (m->file, m->counters, error))
    return FALSE;
  for (guint i = 0; i < m->relations->len; i++)
    if (!send_to_server (m, i, error))
      return FALSE;
  for (guint i = 0; i < m->relations->len; i++)
    if (!compare (m, i, TRUE, error))
      return FALSE;
  return garrison_move_server_finish (m->server, put_back, m->counters, m->cancellable, error)
         && garrison_move_server_set_password (m->server, login, password, m->cancellable, error)
         && garrison_pg_exec (m->server, "COMMIT", m->cancellable, error);
}

/* (nullable): an encrypted file is read by whoever is signed in to it. */
static GarrisonConnection *
open_file (const char *path, GError **error)
{
  g_autoptr (GarrisonCryptHeader) header = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;

  if (garrison_crypt_is_encrypted (path))
    {
      header = garrison_crypt_load (path, error);
      if (header == NULL)
        return NULL;
      keys = garrison_crypt_keys_find_for_file (header->file_id);
      if (keys == NULL)
        {
          g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN, "nobody is signed in to the file");
          return NULL;
        }
    }
  return garrison_connection_open_with_keys (path, keys, GARRISON_CONNECTION_READER, GARRISON_SQLITE_READER_CACHE, error);
}

gboolean
garrison_move_to_server (const char *path, const char *uri, const char *login, const char *password,
                         GarrisonMoveFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Move m = { .func = func, .data = data, .cancellable = cancellable };
  gboolean read_only, done = FALSE;

  g_return_val_if_fail (path != NULL && uri != NULL && login != NULL && password != NULL, FALSE);

  if (sodium_init () >= 0 && garrison_sqlite_probe (path, &read_only, error))
    m.file = open_file (path, error);
  if (m.file != NULL && is_current (m.file, error) && prepare (&m, error))
    {
      m.file->cancellable = cancellable;
      m.server = garrison_pg_open (uri, NULL, NULL, GARRISON_PG_WRITER, cancellable, error);
    }
  if (m.server != NULL)
    done = fill_server (&m, login, password, error);
  if (done)
    report (&m);
  clear (&m);
  return done;
}

static gboolean
fill_file (Move *m, const char *login, const char *password, GError **error)
{
  /* One snapshot of the whole company. */
  if (!garrison_pg_exec (m->server, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", m->cancellable, error)
      || !garrison_move_server_read_counters (m->server, m->counters, m->cancellable, error)
      || !garrison_connection_exec (m->file, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", "writing", error))
    return FALSE;
  for (guint i = 0; i < m->relations->len; i++)
    if (!send_to_file (m, i, error) || !compare (m, i, FALSE, error))
      return FALSE;
  return garrison_move_file_finish (m->file, m->counters, error)
         && garrison_connection_exec (m->file, "COMMIT; PRAGMA foreign_keys = ON", "committing", error)
         && garrison_move_file_set_password (m->file, login, password, m->cancellable, error);
}

gboolean
garrison_move_to_file (const char *uri, const char *path, const char *login, const char *password,
                       GarrisonMoveFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Move m = { .func = func, .data = data, .cancellable = cancellable };
  g_autofree char *unfinished = NULL;
  gint64 broken = 0;
  gboolean done = FALSE;

  g_return_val_if_fail (uri != NULL && path != NULL && login != NULL && password != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS, "there is a file already");
      return FALSE;
    }
  unfinished = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  m.server = garrison_pg_open (uri, NULL, NULL, GARRISON_PG_WRITER, cancellable, error);
  if (m.server != NULL && sodium_init () >= 0)
    m.file = garrison_connection_open (unfinished, GARRISON_CONNECTION_CREATOR, GARRISON_SQLITE_READER_CACHE, error);
  if (m.file != NULL && garrison_schema_migrate (m.file, error) && prepare (&m, error))
    done = fill_file (&m, login, password, error)
           && garrison_connection_get_int (m.file, "SELECT count(*) FROM pragma_foreign_key_check", &broken, error);
  if (done && broken > 0)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED, "records refer to what is not there");
      done = FALSE;
    }
  g_clear_pointer (&m.file, garrison_connection_close);
  done = done && garrison_sqlite_put_in_place (unfinished, path, error);
  if (done)
    report (&m);
  else
    g_unlink (unfinished);
  clear (&m);
  return done;
}
