#include "store/postgres/pg-anchor.h"

#include "store/anchor.h"

#define END_SQL "SELECT v.epoch, e.act, e.hash, garrison.chain_link($1) FROM garrison.server_version() v, garrison.chain_end() e"

gboolean
garrison_pg_anchor_was_set_back (GarrisonPgConnection *connection, const char *uri, GCancellable *cancellable)
{
  GarrisonAnchor seen = { 0 }, now = { 0 };
  gboolean known = garrison_anchor_load (uri, &seen);
  g_autofree char *act = g_strdup_printf ("%" G_GINT64_FORMAT, seen.act);
  const char *const values[] = { act };
  const Oid types[] = { 20 };
  g_autoptr (PGresult) result = garrison_pg_query (connection, END_SQL, 1, types, values, cancellable, NULL);

  if (result == NULL || PQntuples (result) != 1)
    return FALSE;
  now.epoch = g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);
  now.act = g_ascii_strtoll (PQgetvalue (result, 0, 1), NULL, 10);
  g_strlcpy (now.hash, PQgetvalue (result, 0, 2), sizeof now.hash);
  garrison_anchor_keep (uri, &now);
  return known && (seen.epoch != now.epoch || (seen.act != 0 && g_strcmp0 (PQgetvalue (result, 0, 3), seen.hash) != 0));
}
