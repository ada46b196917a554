/* A company on a server as one side of a move, as an administrator. */
#include <poll.h>
#include <string.h>

#include "store/move/move-private.h"
#include "store/postgres/pg-schema.h"

#define BUFFER (256 * 1024)
#define POLL_MS 200

/* Waiting --------------------------------------------------------------------------------------- */

/* Until the connection can be read, or written too; TRUE also when the time was up. */
static gboolean
wait_for_server (GarrisonPgConnection *server, short events, GCancellable *cancellable, GError **error)
{
  struct pollfd fd = { .fd = PQsocket (garrison_pg_get_raw (server)), .events = events };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  poll (&fd, 1, POLL_MS);
  return PQconsumeInput (garrison_pg_get_raw (server))
         || garrison_pg_fail (server, NULL, cancellable, "moving", error);
}

/* What COPY ends with. */
static gboolean
end_copy (GarrisonPgConnection *server, GCancellable *cancellable, GError **error)
{
  g_autoptr (PGresult) result = NULL;
  PGconn *raw = garrison_pg_get_raw (server);
  gboolean good = TRUE;

  while (PQisBusy (raw))
    if (!wait_for_server (server, POLLIN, cancellable, error))
      return FALSE;
  while ((result = PQgetResult (raw)) != NULL)
    {
      if (good && PQresultStatus (result) != PGRES_COMMAND_OK)
        good = garrison_pg_fail (server, result, cancellable, "moving", error);
      g_clear_pointer (&result, PQclear);
    }
  return good;
}

static gboolean
begin_copy (GarrisonPgConnection *server, const char *sql, ExecStatusType expected, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (PGresult) result = PQexec (garrison_pg_get_raw (server), sql);

  return PQresultStatus (result) == expected || garrison_pg_fail (server, result, cancellable, "moving", error);
}

/* Reading --------------------------------------------------------------------------------------- */

/* Undoes the escapes of COPY in place; the length of what is left. */
static gsize
unescape (char *text, gsize length)
{
  static const char from[] = "bfnrtv", to[] = "\b\f\n\r\t\v";
  char *out = text;

  for (gsize i = 0; i < length; i++)
    {
      const char *known = NULL;

      if (text[i] == '\\' && i + 1 < length)
        {
          i++;
          known = strchr (from, text[i]);
        }
      *out++ = known != NULL ? to[known - from] : text[i];
    }
  return out - text;
}

static gboolean
split_line (char *line, gsize length, GarrisonMoveCell *cells, guint n)
{
  char *at = line, *end = line + length;
  guint i;

  for (i = 0; i < n && at <= end; i++)
    {
      char *tab = memchr (at, '\t', end - at);
      gsize size = (tab != NULL ? tab : end) - at;

      if (size == 2 && at[0] == '\\' && at[1] == 'N')
        cells[i] = (GarrisonMoveCell){ NULL, 0 };
      else
        cells[i] = (GarrisonMoveCell){ at, unescape (at, size) };
      at += size + 1;
    }
  return i == n && at == end + 1;
}

static gboolean
take_line (char *line, gsize length, const GarrisonMoveRelation *relation, GarrisonMoveCell *cells,
           GarrisonMoveRow row, gpointer data, GError **error)
{
  if (length > 0 && line[length - 1] == '\n')
    length--;
  if (split_line (line, length, cells, relation->columns->len))
    return row (cells, data, error);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "the server's rows cannot be read");
  return FALSE;
}

gboolean
garrison_move_server_walk (GarrisonPgConnection *server, const GarrisonMoveRelation *relation,
                           GarrisonMoveRow row, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree GarrisonMoveCell *cells = g_new0 (GarrisonMoveCell, relation->columns->len);
  g_autofree char *columns = garrison_move_write_columns (relation);
  g_autofree char *sql = g_strdup_printf ("COPY garrison.\"%s\" (%s) TO STDOUT", relation->name, columns);
  PGconn *raw = garrison_pg_get_raw (server);
  gboolean good = TRUE;
  char *line = NULL;
  int length;

  if (!begin_copy (server, sql, PGRES_COPY_OUT, cancellable, error))
    return FALSE;
  while (good && (length = PQgetCopyData (raw, &line, TRUE)) >= 0)
    {
      good = length > 0 ? take_line (line, length, relation, cells, row, data, error)
                        : wait_for_server (server, POLLIN, cancellable, error);
      g_clear_pointer (&line, PQfreemem);
    }
  return good && end_copy (server, cancellable, error);
}

/* Writing --------------------------------------------------------------------------------------- */

struct _GarrisonMoveServerSink
{
  GarrisonPgConnection *server;
  const GarrisonMoveRelation *relation;
  GCancellable *cancellable;
  GString *buffer;
};

GarrisonMoveServerSink *
garrison_move_server_sink_new (GarrisonPgConnection *server, const GarrisonMoveRelation *relation,
                               GCancellable *cancellable, GError **error)
{
  GarrisonMoveServerSink *self;
  g_autofree char *columns = garrison_move_write_columns (relation);
  g_autofree char *sql = g_strdup_printf ("COPY garrison.\"%s\" (%s) FROM STDIN", relation->name, columns);
  /* What migrations put there comes along. */
  g_autofree char *empty = g_strdup_printf ("DELETE FROM garrison.\"%s\"", relation->name);

  if (!garrison_pg_exec (server, empty, cancellable, error) || !begin_copy (server, sql, PGRES_COPY_IN, cancellable, error))
    return NULL;
  self = g_new0 (GarrisonMoveServerSink, 1);
  self->server = server;
  self->relation = relation;
  self->cancellable = cancellable;
  self->buffer = g_string_sized_new (BUFFER + 4096);
  return self;
}

static void
add_escaped (GString *buffer, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '\\':
        g_string_append (buffer, "\\\\");
        break;
      case '\n':
        g_string_append (buffer, "\\n");
        break;
      case '\r':
        g_string_append (buffer, "\\r");
        break;
      case '\t':
        g_string_append (buffer, "\\t");
        break;
      default:
        g_string_append_c (buffer, text[i]);
      }
}

static gboolean
send_buffer (GarrisonMoveServerSink *self, GError **error)
{
  PGconn *raw = garrison_pg_get_raw (self->server);
  int sent;

  while ((sent = PQputCopyData (raw, self->buffer->str, self->buffer->len)) == 0)
    if (!wait_for_server (self->server, POLLIN | POLLOUT, self->cancellable, error))
      return FALSE;
  g_string_truncate (self->buffer, 0);
  return sent > 0 || garrison_pg_fail (self->server, NULL, self->cancellable, "moving", error);
}

gboolean
garrison_move_server_put (GarrisonMoveCell *cells, gpointer sink, GError **error)
{
  GarrisonMoveServerSink *self = sink;

  for (guint i = 0; i < self->relation->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (self->buffer, '\t');
      if (cells[i].text == NULL)
        g_string_append (self->buffer, "\\N");
      else
        add_escaped (self->buffer, cells[i].text, cells[i].length);
    }
  g_string_append_c (self->buffer, '\n');
  return self->buffer->len < BUFFER || send_buffer (self, error);
}

gboolean
garrison_move_server_put_line (GarrisonMoveServerSink *self, const char *line, gsize length, GError **error)
{
  g_string_append_len (self->buffer, line, length);
  g_string_append_c (self->buffer, '\n');
  return self->buffer->len < BUFFER || send_buffer (self, error);
}

gboolean
garrison_move_server_sink_end (GarrisonMoveServerSink *self, GError **error)
{
  PGconn *raw = garrison_pg_get_raw (self->server);
  int sent;

  if (self->buffer->len > 0 && !send_buffer (self, error))
    return FALSE;
  while ((sent = PQputCopyEnd (raw, NULL)) == 0)
    if (!wait_for_server (self->server, POLLIN | POLLOUT, self->cancellable, error))
      return FALSE;
  while (PQflush (raw) > 0)
    if (!wait_for_server (self->server, POLLIN | POLLOUT, self->cancellable, error))
      return FALSE;
  return end_copy (self->server, self->cancellable, error);
}

void
garrison_move_server_sink_free (GarrisonMoveServerSink *self)
{
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

/* Before and after ------------------------------------------------------------------------------ */

/* A column of texts, one statement each, joined. */
static char *
read_statements (GarrisonPgConnection *server, const char *sql, GCancellable *cancellable, GError **error)
{
  g_autoptr (PGresult) result = garrison_pg_query (server, sql, 0, NULL, NULL, cancellable, error);
  GString *text;

  if (result == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (int i = 0; i < PQntuples (result); i++)
    g_string_append_printf (text, "%s;\n", PQgetvalue (result, i, 0));
  return g_string_free (text, FALSE);
}

#define KEYS                                                                                                 \
  " FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid"                                              \
  " WHERE k.contype = 'f' AND k.connamespace = 'garrison'::regnamespace"
#define INDEXES                                                                                              \
  " FROM pg_index i JOIN pg_class r ON r.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid"           \
  " WHERE r.relnamespace = 'garrison'::regnamespace AND r.relkind = 'r'"                                     \
  " AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)"
#define TABLES " FROM pg_class r WHERE r.relnamespace = 'garrison'::regnamespace AND r.relkind = 'r'"

static const char away_sql[]
  = "SELECT format('ALTER TABLE garrison.%I DROP CONSTRAINT %I', r.relname, k.conname)" KEYS
    " UNION ALL SELECT format('DROP INDEX garrison.%I', x.relname)" INDEXES
    " UNION ALL SELECT format('ALTER TABLE garrison.%I DISABLE TRIGGER USER', r.relname)" TABLES;

/* Keys last: they are checked faster over indexes. */
static const char back_sql[]
  = "SELECT s FROM (SELECT 1 AS n, pg_get_indexdef(x.oid) AS s" INDEXES
    " UNION ALL SELECT 2, format('ALTER TABLE garrison.%I ADD CONSTRAINT %I %s', r.relname, k.conname,"
    " pg_get_constraintdef(k.oid))" KEYS
    " UNION ALL SELECT 3, format('ALTER TABLE garrison.%I ENABLE TRIGGER USER', r.relname)" TABLES ") AS all_of_it ORDER BY n";

static gboolean
become_owner (GarrisonPgConnection *server, GCancellable *cancellable, GError **error)
{
  g_autofree char *owner = garrison_pg_group_name (garrison_pg_get_database (server), "owner");
  char *quoted = PQescapeIdentifier (garrison_pg_get_raw (server), owner, strlen (owner));
  g_autofree char *sql = g_strdup_printf ("SET LOCAL ROLE %s; SET LOCAL search_path = garrison", quoted);

  PQfreemem (quoted);
  return garrison_pg_exec (server, sql, cancellable, error);
}

static gboolean
is_empty (GarrisonPgConnection *server, GCancellable *cancellable, GError **error)
{
  g_autoptr (PGresult) result
    = garrison_pg_query (server, "SELECT 1 FROM garrison.act LIMIT 1", 0, NULL, NULL, cancellable, error);

  if (result == NULL)
    return FALSE;
  if (PQntuples (result) == 0)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS, "there is a company on this server");
  return FALSE;
}

char *
garrison_move_server_begin (GarrisonPgConnection *server, GCancellable *cancellable, GError **error)
{
  g_autofree char *away = NULL;
  g_autofree char *back = NULL;

  if (!garrison_pg_install (server, cancellable, error)
      || !garrison_pg_exec (server, "BEGIN", cancellable, error) || !become_owner (server, cancellable, error)
      || !is_empty (server, cancellable, error))
    return NULL;
  away = read_statements (server, away_sql, cancellable, error);
  back = away != NULL ? read_statements (server, back_sql, cancellable, error) : NULL;
  if (back == NULL || !garrison_pg_exec (server, away, cancellable, error))
    return NULL;
  return g_steal_pointer (&back);
}

static gboolean
write_counters (GarrisonPgConnection *server, GHashTable *counters, GCancellable *cancellable, GError **error)
{
  GHashTableIter iter;
  gpointer relation, next;

  g_hash_table_iter_init (&iter, counters);
  while (g_hash_table_iter_next (&iter, &relation, &next))
    {
      g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, *(gint64 *) next);
      const char *const values[] = { relation, digits };
      g_autoptr (PGresult) result
        = garrison_pg_query (server, "INSERT INTO garrison.counter(relation, next) VALUES ($1, $2::bigint)", 2, NULL,
                             values, cancellable, error);

      if (result == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
garrison_move_server_finish (GarrisonPgConnection *server, const char *put_back, GHashTable *counters,
                             GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT garrison.set_sequences(); SELECT garrison.sync_logins(NULL);"
                            " UPDATE garrison.chain_head AS h SET act = a.id, hash = a.hash FROM garrison.act a"
                            " WHERE a.id = (SELECT max(l.id) FROM garrison.act l)";
  /* Not a bare ANALYZE: the schema's owner may not touch the system's catalogues, and each is a warning. */
  static const char analyze_sql[] = "DO LANGUAGE plpgsql $$ DECLARE r regclass; BEGIN"
                                    " FOR r IN SELECT c.oid FROM pg_catalog.pg_class c"
                                    " WHERE c.relnamespace = 'garrison'::pg_catalog.regnamespace"
                                    " AND c.relkind IN ('r', 'm') ORDER BY c.oid LOOP"
                                    " EXECUTE pg_catalog.format('ANALYZE %s', r); END LOOP; END $$";

  return write_counters (server, counters, cancellable, error)
         && garrison_pg_exec (server, put_back, cancellable, error)
         && garrison_pg_exec (server, sql, cancellable, error)
         && garrison_pg_exec (server, analyze_sql, cancellable, error);
}

/* What a sequence gives next is what a counter says next. */
gboolean
garrison_move_server_read_counters (GarrisonPgConnection *server, GHashTable *counters, GCancellable *cancellable,
                                    GError **error)
{
  static const char names_sql[]
    = "SELECT format('SELECT %L, last_value + is_called::int FROM garrison.%I', substr(c.relname, 4), c.relname)"
      " FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind = 'S'"
      " AND c.relname LIKE 'id\\_%' ORDER BY 1";
  g_autoptr (PGresult) names = garrison_pg_query (server, names_sql, 0, NULL, NULL, cancellable, error);

  for (int i = 0; names != NULL && i < PQntuples (names); i++)
    {
      g_autoptr (PGresult) result
        = garrison_pg_query (server, PQgetvalue (names, i, 0), 0, NULL, NULL, cancellable, error);
      gint64 *next;

      if (result == NULL)
        return FALSE;
      next = g_new (gint64, 1);
      *next = g_ascii_strtoll (PQgetvalue (result, 0, 1), NULL, 10);
      g_hash_table_insert (counters, g_strdup (PQgetvalue (result, 0, 0)), next);
    }
  return names != NULL;
}

gboolean
garrison_move_server_set_password (GarrisonPgConnection *server, const char *login, const char *password,
                                   GCancellable *cancellable, GError **error)
{
  g_autofree char *role = garrison_pg_login_name (garrison_pg_get_database (server), login);
  g_autofree char *request = g_uuid_string_random ();
  char *verifier = PQencryptPasswordConn (garrison_pg_get_raw (server), password, role, "scram-sha-256");
  const char *const values[] = { request, login, verifier };
  g_autoptr (PGresult) result = NULL;

  if (verifier == NULL)
    return garrison_pg_fail (server, NULL, cancellable, "making a password", error);
  result = garrison_pg_query (server,
                              "SELECT s.refusal FROM garrison.person p,"
                              " garrison.set_password($1, p.id, $3) AS s WHERE p.login = $2 AND p.active = 1",
                              3, NULL, values, cancellable, error);
  PQfreemem (verifier);
  if (result == NULL)
    return FALSE;
  if (PQntuples (result) == 1 && PQgetisnull (result, 0, 0))
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_MISSING, "nobody has this login");
  return FALSE;
}
