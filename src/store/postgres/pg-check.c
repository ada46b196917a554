/* Whether the chain of acts holds, and whether what acts keep is what it is made from: read by a person
 * who sees everything, from one moment of the company. */
#include "base/error.h"
#include "store/audit.h"
#include "store/kept.h"
#include "store/postgres/pg-check.h"
#include "store/postgres/pg-store-private.h"

#define SNAPSHOT "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
#define PAGE "2000"

/* A cursor of the server's, read a page at a time. */
typedef struct
{
  GarrisonPgConnection *connection;
  GCancellable *cancellable;
  const char *fetch;
  PGresult *page; /* (nullable) */
  int row;        /* that stands now */
  gboolean has_row;
} Cursor;

/* Goes to the next row. FALSE with @error; has_row tells of the end. */
static gboolean
step (Cursor *cursor, GError **error)
{
  cursor->row++;
  if (cursor->page == NULL || cursor->row >= PQntuples (cursor->page))
    {
      g_clear_pointer (&cursor->page, PQclear);
      cursor->page
        = garrison_pg_query (cursor->connection, cursor->fetch, 0, NULL, NULL, cursor->cancellable, error);
      cursor->row = 0;
    }
  cursor->has_row = cursor->page != NULL && PQntuples (cursor->page) > 0;
  return cursor->page != NULL;
}

static const char *
text (Cursor *cursor, int column)
{
  return PQgetisnull (cursor->page, cursor->row, column) ? NULL : PQgetvalue (cursor->page, cursor->row, column);
}

static gint64
integer (Cursor *cursor, int column)
{
  return g_ascii_strtoll (PQgetvalue (cursor->page, cursor->row, column), NULL, 10);
}

/* What the server says of the rows of @act, whose texts it keeps to itself. @good: turns FALSE when rows of an act
 * that is not there stand before it. */
static gboolean
feed_rows (GarrisonAuditWalk *walk, Cursor *rows, gint64 act, gboolean *good, GError **error)
{
  while (rows->has_row && integer (rows, 0) <= act)
    {
      *good = *good && integer (rows, 0) == act;
      garrison_audit_walk_sum (walk, integer (rows, 1), text (rows, 2));
      if (!step (rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_act (GarrisonAuditWalk *walk, Cursor *acts, Cursor *rows, gboolean *good, GError **error)
{
  GarrisonAuditAct act = {
    .id = integer (acts, 0), .name = text (acts, 1), .person = integer (acts, 2), .at = integer (acts, 3),
    .day = integer (acts, 4), .request = text (acts, 5), .undoes = integer (acts, 6), .gave = text (acts, 7),
    .rows = integer (acts, 8), .rows_hash = text (acts, 9), .previous = text (acts, 10), .hash = text (acts, 11),
  };

  *good = TRUE;
  if (!feed_rows (walk, rows, act.id, good, error))
    return FALSE;
  *good = garrison_audit_walk_act (walk, &act) && *good;
  return TRUE;
}

static gint64
walk_chain (Cursor *acts, Cursor *rows, gint64 *broken_act, GError **error)
{
  g_autoptr (GarrisonAuditWalk) walk = garrison_audit_walk_new ();
  gint64 n_good = 0;

  if (!step (rows, error) || !step (acts, error))
    return -1;
  while (acts->has_row)
    {
      gint64 id = integer (acts, 0);
      gboolean good;

      if (!check_act (walk, acts, rows, &good, error))
        return -1;
      if (!good)
        {
          *broken_act = id;
          return n_good;
        }
      n_good++;
      if (!step (acts, error))
        return -1;
    }
  if (rows->has_row)
    *broken_act = integer (rows, 0);
  return n_good;
}

gint64
garrison_pg_walk_chain (GarrisonPgConnection *connection, gint64 *broken_act, GCancellable *cancellable,
                        GError **error)
{
  Cursor acts = { connection, cancellable, "FETCH " PAGE " FROM audit_acts" };
  Cursor rows = { connection, cancellable, "FETCH " PAGE " FROM audit_rows" };
  gint64 n_good = -1;

  if (garrison_pg_exec (connection,
                        "DECLARE audit_acts NO SCROLL CURSOR FOR SELECT id, name, person, at, day,"
                                 " request, coalesce(undoes, 0), gave, rows, rows_hash, previous, hash"
                                 " FROM garrison.act ORDER BY id;"
                                 " DECLARE audit_rows NO SCROLL CURSOR FOR SELECT act, n, hash FROM garrison.audit_sums()"
                                 " ORDER BY act",
                        cancellable, error))
    n_good = walk_chain (&acts, &rows, broken_act, error);
  g_clear_pointer (&acts.page, PQclear);
  g_clear_pointer (&rows.page, PQclear);
  return n_good;
}

/* Returns: (nullable): a connection to read with, when all of @rights (ended by NULL) see everything. */
static GarrisonPgConnection *
connect_to_read (GarrisonPgStore *self, const char *const *rights, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonPgPerson) person = garrison_pg_store_dup_person (self);

  for (guint i = 0; i == 0 || rights[i] != NULL; i++)
    if (!garrison_pg_store_demand (self, rights[i], error))
      return NULL;
  return garrison_pg_store_connect (self, person, GARRISON_PG_WRITER, cancellable, error);
}

gint64
garrison_pg_store_verify_audit (GarrisonStore *store, gint64 *broken_act, GCancellable *cancellable, GError **error)
{
  static const char *const rights[] = { "audit.see", NULL };
  GarrisonPgStore *self = GARRISON_PG_STORE (store);
  g_autoptr (GarrisonPgConnection) connection = NULL;
  GError *local = NULL;
  GarrisonPgCall call;
  gint64 n_good = -1;

  if (!garrison_pg_call_begin (&call, self, cancellable, error))
    return -1;
  connection = connect_to_read (self, rights, call.inner, &local);
  if (connection != NULL && garrison_pg_exec (connection, SNAPSHOT, call.inner, &local))
    n_good = garrison_pg_walk_chain (connection, broken_act, call.inner, &local);
  garrison_pg_call_end (&call, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return n_good;
}

static gboolean
run_check (GarrisonPgConnection *connection, guint check, GString *report, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT n FROM garrison.kept_%u() WITH ORDINALITY AS k(n, i) ORDER BY i", check);
  g_autoptr (PGresult) result = garrison_pg_query (connection, sql, 0, NULL, NULL, cancellable, error);

  if (result == NULL)
    return FALSE;
  for (int i = 0; i < PQntuples (result); i++)
    if (!g_str_equal (PQgetvalue (result, i, 0), "0"))
      g_string_append_printf (report, "%s: %s\n", garrison_kept_get_what (check, i), PQgetvalue (result, i, 0));
  return TRUE;
}

gboolean
garrison_pg_store_check (GarrisonStore *store, GString *report, GCancellable *cancellable, GError **error)
{
  static const char *const rights[] = { "customer.see", "task.see", NULL };
  GarrisonPgStore *self = GARRISON_PG_STORE (store);
  g_autoptr (GarrisonPgConnection) connection = NULL;
  GError *local = NULL;
  GarrisonPgCall call;
  gboolean done;

  if (!garrison_pg_call_begin (&call, self, cancellable, error))
    return FALSE;
  connection = connect_to_read (self, rights, call.inner, &local);
  done = connection != NULL && garrison_pg_exec (connection, SNAPSHOT, call.inner, &local);
  for (guint i = 0; done && i < garrison_kept_get_n_checks (); i++)
    done = run_check (connection, i, report, call.inner, &local);
  garrison_pg_call_end (&call, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return done;
}
