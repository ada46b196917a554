/* Rows of a dump into an empty company. pg_restore only writes the dump out as text; what of it are rows
 * of our relations is sent, everything else is passed over, so a dump cannot bring statements along. */
#include <glib/gstdio.h>
#include <string.h>

#include "store/move/backup.h"
#include "store/move/move-private.h"
#include "store/postgres/pg-act-call.h"
#include "store/postgres/pg-check.h"
#include "store/postgres/pg-schema.h"

#define END_OF_ROWS "\\."

typedef struct
{
  GarrisonPgConnection *server; /* (nullable): then only the installation is read */
  GHashTable *counters;
  GarrisonMoveServerSink *sink; /* (nullable): the relation that rows go to */
  GarrisonMoveRelation *relation;
  gboolean in_rows;
  gint64 version, epoch; /* 0: not seen */
  GCancellable *cancellable;
} Restore;

/* What the server makes for itself. */
static gboolean
is_own (const char *relation)
{
  static const char *const own[]
    = { "access_group", "chain_head", "counter", "credential", "installation", "login_role", "ticket", NULL };

  return g_strv_contains (own, relation);
}

/* (transfer full) (nullable): of "COPY garrison.NAME (a, b) FROM stdin;". Names are plain, so they are
 * words of SQL as they stand. */
static GarrisonMoveRelation *
parse_copy (const char *line)
{
  static GRegex *regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  g_autofree char *columns = NULL;
  g_auto (GStrv) parts = NULL;
  GarrisonMoveRelation *relation;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("^COPY garrison\\.\"?([a-z0-9_]+)\"? \\(([a-z0-9_\", ]+)\\) FROM stdin;$",
                                            G_REGEX_RAW, 0, NULL));
  if (!g_regex_match (regex, line, 0, &match))
    return NULL;
  name = g_match_info_fetch (match, 1);
  columns = g_match_info_fetch (match, 2);
  relation = garrison_move_relation_new (name);
  parts = g_strsplit (columns, ", ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GString) column = g_string_new (parts[i]);

      g_string_replace (column, "\"", "", 0);
      g_ptr_array_add (relation->columns, g_strdup (column->str));
    }
  return relation;
}

static gboolean
begin_rows (Restore *r, const char *line, GError **error)
{
  g_clear_pointer (&r->relation, garrison_move_relation_free);
  r->in_rows = TRUE;
  r->relation = parse_copy (line);
  if (r->relation == NULL || r->server == NULL || is_own (r->relation->name))
    return TRUE;
  r->sink = garrison_move_server_sink_new (r->server, r->relation, r->cancellable, error);
  return r->sink != NULL;
}

static void
take_installation (Restore *r, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);

  for (guint i = 0; cells[i] != NULL && i < r->relation->columns->len; i++)
    {
      if (g_str_equal (r->relation->columns->pdata[i], "version"))
        r->version = g_ascii_strtoll (cells[i], NULL, 10);
      else if (g_str_equal (r->relation->columns->pdata[i], "epoch"))
        r->epoch = g_ascii_strtoll (cells[i], NULL, 10);
    }
}

static gboolean
take_row (Restore *r, const char *line, gsize length, GError **error)
{
  gboolean good = TRUE;

  if (!g_str_equal (line, END_OF_ROWS))
    {
      if (r->relation != NULL && g_str_equal (r->relation->name, "installation"))
        take_installation (r, line);
      return r->sink == NULL || garrison_move_server_put_line (r->sink, line, length, error);
    }
  r->in_rows = FALSE;
  if (r->sink != NULL)
    good = garrison_move_server_sink_end (r->sink, error);
  g_clear_pointer (&r->sink, garrison_move_server_sink_free);
  return good;
}

static void
take_counter (Restore *r, const char *line)
{
  char relation[64], called[6];
  gint64 last, *next;

  if (sscanf (line, "SELECT pg_catalog.setval('garrison.id_%63[a-z_]', %" G_GINT64_FORMAT ", %5[a-z]);", relation, &last,
              called) != 3)
    return;
  next = g_new (gint64, 1);
  *next = last + g_str_equal (called, "true");
  g_hash_table_insert (r->counters, g_strdup (relation), next);
}

static gboolean
take_lines (Restore *r, GInputStream *stream, GError **error)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  GError *local = NULL;
  gboolean good = TRUE;
  char *line;
  gsize length;

  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (lines), 256 * 1024);
  while (good && (line = g_data_input_stream_read_line (lines, &length, r->cancellable, &local)) != NULL)
    {
      if (r->in_rows)
        good = take_row (r, line, length, &local);
      else if (g_str_has_prefix (line, "COPY "))
        good = begin_rows (r, line, &local);
      else
        take_counter (r, line);
      g_free (line);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* @only: (nullable): one relation */
static gboolean
read_dump (Restore *r, const char *path, const char *only, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  gboolean good;

  g_ptr_array_add (words, (char *) "pg_restore");
  g_ptr_array_add (words, (char *) "--data-only");
  g_ptr_array_add (words, (char *) "--schema=garrison");
  if (only != NULL)
    g_ptr_array_add (words, (char *) "--table");
  if (only != NULL)
    g_ptr_array_add (words, (char *) only);
  g_ptr_array_add (words, (char *) "--file=-");
  g_ptr_array_add (words, (char *) "--");
  g_ptr_array_add (words, (char *) path);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error);
  if (process == NULL)
    return FALSE;
  good = take_lines (r, g_subprocess_get_stdout_pipe (process), error);
  if (!good)
    g_subprocess_force_exit (process);
  if (!g_subprocess_wait (process, NULL, good ? error : NULL) || !good)
    return FALSE;
  if (g_subprocess_get_successful (process) && !r->in_rows)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED, "the backup cannot be read to its end");
  return FALSE;
}

/* By the mark at its head. */
static gboolean
is_dump (const char *path)
{
  FILE *file = g_fopen (path, "rb");
  char head[5] = "";
  gboolean is = file != NULL && fread (head, sizeof head, 1, file) == 1 && memcmp (head, "PGDMP", sizeof head) == 0;

  if (file != NULL)
    fclose (file);
  return is;
}

/* What the backup is of, before anything is done. */
static gboolean
look_at_dump (Restore *r, const char *path, GError **error)
{
  GError *local = NULL;

  if (!read_dump (r, path, "installation", &local))
    {
      gboolean damaged = g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_DAMAGED);

      if (!damaged || is_dump (path))
        return g_propagate_error (error, local), FALSE;
      g_clear_error (&local);
    }
  if (r->version > 0 && r->epoch > 0)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY, "this is no backup of a company");
  return FALSE;
}

static gboolean
check_version (Restore *r, GError **error)
{
  GarrisonPgState state;

  if (!garrison_pg_read_state (r->server, &state, r->cancellable, error))
    return FALSE;
  if (state.version == r->version)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR,
                       r->version > state.version ? GARRISON_ERROR_TOO_NEW : GARRISON_ERROR_TOO_OLD,
                       "the backup has another schema");
  return FALSE;
}

static gboolean
check_chain (Restore *r, GError **error)
{
  gint64 broken = 0;
  gint64 good = garrison_pg_walk_chain (r->server, &broken, r->cancellable, error);

  if (good > 0 && broken == 0)
    return garrison_pg_exec (r->server, "CLOSE ALL", r->cancellable, error);
  if (good >= 0)
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED, "the record of acts in the backup is broken");
  return FALSE;
}

static gboolean
raise_epoch (Restore *r, const char *path, GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *name = g_utf8_make_valid (file, -1);
  g_autofree char *request = g_uuid_string_random ();
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, r->epoch + 1);
  const char *const values[] = { digits };
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (PGresult) raised = garrison_pg_query (r->server, "UPDATE garrison.installation SET epoch = $1::bigint", 1,
                                                   NULL, values, r->cancellable, error);

  if (raised == NULL)
    return FALSE;
  garrison_args_set_text (args, "file", name);
  garrison_args_set_int (args, "epoch", r->epoch + 1);
  result = garrison_pg_act_call (r->server, garrison_act_file_find ("restore-company"), args, request, NULL,
                                 r->cancellable, error);
  return result != NULL;
}

static gboolean
fill (Restore *r, const char *path, const char *login, const char *password, GError **error)
{
  g_autofree char *put_back = garrison_move_server_begin (r->server, r->cancellable, error);

  return put_back != NULL && check_version (r, error) && read_dump (r, path, NULL, error)
         && garrison_move_server_finish (r->server, put_back, r->counters, r->cancellable, error)
         && check_chain (r, error) && raise_epoch (r, path, error)
         && garrison_move_server_set_password (r->server, login, password, r->cancellable, error)
         && garrison_pg_exec (r->server, "COMMIT", r->cancellable, error);
}

gboolean
garrison_server_restore (const char *path, const char *uri, const char *login, const char *password,
                         GCancellable *cancellable, GError **error)
{
  Restore r = { .cancellable = cancellable };
  gboolean done = FALSE;

  g_return_val_if_fail (path != NULL && uri != NULL && login != NULL && password != NULL, FALSE);

  r.counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (look_at_dump (&r, path, error))
    r.server = garrison_pg_open (uri, NULL, NULL, GARRISON_PG_WRITER, cancellable, error);
  if (r.server != NULL)
    done = fill (&r, path, login, password, error);
  g_clear_pointer (&r.sink, garrison_move_server_sink_free);
  g_clear_pointer (&r.relation, garrison_move_relation_free);
  g_clear_pointer (&r.server, garrison_pg_close);
  g_hash_table_unref (r.counters);
  return done;
}
