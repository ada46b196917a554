#include "store/sqlite/sqlite-anchor.h"

#include "store/anchor.h"
#include "store/sqlite/audit-walk.h"

#define KEEP_EVERY (30 * G_TIME_SPAN_SECOND)

/* The same name for every way to write the place of the file. */
static char *
make_name (GarrisonStore *store)
{
  g_autofree char *path = g_canonicalize_filename (GARRISON_SQLITE_STORE (store)->path, NULL);

  return g_strconcat ("sqlite:", path, NULL);
}

static gboolean
read_end (sqlite3 *db, GarrisonAnchor *end)
{
  g_autofree char *hash = garrison_audit_head (db, &end->act, NULL);

  if (hash == NULL)
    return FALSE;
  g_strlcpy (end->hash, hash, sizeof end->hash);
  return TRUE;
}

/* Whether the act that was the last one is still there, and the same. */
static gboolean
is_there (sqlite3 *db, const GarrisonAnchor *seen)
{
  sqlite3_stmt *statement = NULL;
  gboolean same = FALSE;

  if (sqlite3_prepare_v2 (db, "SELECT hash FROM main.act WHERE id = ?", -1, &statement, NULL) == SQLITE_OK
      && sqlite3_bind_int64 (statement, 1, seen->act) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    same = g_strcmp0 ((const char *)sqlite3_column_text (statement, 0), seen->hash) == 0;
  sqlite3_finalize (statement);
  return same;
}

void
garrison_sqlite_anchor_look (GarrisonWriter *writer)
{
  g_autofree char *name = make_name (GARRISON_STORE (writer->store));
  GarrisonAnchor seen = { 0 };
  gboolean known = garrison_anchor_load (name, &seen);

  writer->is_behind = known && seen.act > 0 && !is_there (writer->connection->db, &seen);
  writer->is_known = TRUE;
  garrison_store_state_set_set_back (garrison_store_get_state (GARRISON_STORE (writer->store)), writer->is_behind);
  garrison_sqlite_anchor_keep (writer, TRUE);
}

void
garrison_sqlite_anchor_begin (GarrisonWriter *writer)
{
  writer->is_known = TRUE;
  garrison_sqlite_anchor_keep (writer, TRUE);
}

void
garrison_sqlite_anchor_keep (GarrisonWriter *writer, gboolean now)
{
  gint64 moment = g_get_monotonic_time ();
  GarrisonAnchor end = { 0 };
  g_autofree char *name = NULL;

  if (!writer->is_known || writer->is_behind || (!now && moment < writer->kept_at + KEEP_EVERY) || !read_end (writer->connection->db, &end)
      || end.act == writer->kept_act)
    return;
  name = make_name (GARRISON_STORE (writer->store));
  garrison_anchor_keep (name, &end);
  writer->kept_act = end.act;
  writer->kept_at = moment;
}

gint64
garrison_sqlite_anchor_verify (GarrisonStore *store, GarrisonConnection *connection, gint64 *broken_act,
                               GCancellable *cancellable, GError **error)
{
  g_autofree char *name = make_name (store);
  GarrisonAnchor seen = { 0 }, end = { 0 };
  gboolean known = garrison_anchor_load (name, &seen) && seen.act > 0;
  gint64 n_good = garrison_audit_verify (connection->db, known ? seen.act : 0, known ? seen.hash : NULL, broken_act,
                                         cancellable, error);

  if (n_good >= 0 && read_end (connection->db, &end))
    garrison_anchor_keep (name, &end);
  return n_good;
}
