/* What somebody else would see: the answer of the server's function preview() (pg-preview.c), row by row. */
#include "store/postgres/pg-store-private.h"
#include "store/rows-private.h"

#define SQL "SELECT v.relation, v.field, v.what, v.n FROM garrison.preview($1, $2) v ORDER BY v.what, v.relation, v.field"

/* Three texts and a number. */
typedef struct
{
  GarrisonRow head;
  PGresult *result;
  int index;
} Row;

static const char *
row_get_text (GarrisonRow *row, guint column, gsize *length)
{
  Row *self = (Row *)row;
  const char *text = PQgetisnull (self->result, self->index, column) ? NULL : PQgetvalue (self->result, self->index, column);

  if (length != NULL)
    *length = text == NULL ? 0 : strlen (text);
  return text;
}

static GarrisonValueKind
row_get_kind (GarrisonRow *row, guint column)
{
  if (row_get_text (row, column, NULL) == NULL)
    return GARRISON_VALUE_NULL;
  return column == 3 ? GARRISON_VALUE_INT : GARRISON_VALUE_TEXT;
}

static gint64
row_get_int (GarrisonRow *row, guint column)
{
  const char *text = row_get_text (row, column, NULL);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

static double
row_get_real (GarrisonRow *row, guint column)
{
  return (double)row_get_int (row, column);
}

static void
walk_result (PGresult *result, const GarrisonWalk *walk)
{
  static const char *const names[] = { "relation", "field", "what", "n" };
  Row row = { { row_get_kind, row_get_int, row_get_real, row_get_text }, result, 0 };

  if (walk->begin != NULL)
    walk->begin (G_N_ELEMENTS (names), names, walk->data);
  for (row.index = 0; row.index < PQntuples (result); row.index++)
    if (!walk->row (&row.head, walk->data))
      return;
}

gboolean
garrison_pg_store_preview (GarrisonStore *store, gint64 person, gint64 customer, const GarrisonWalk *walk,
                           GCancellable *cancellable, GError **error)
{
  GarrisonPgStore *self = GARRISON_PG_STORE (store);
  g_autoptr (GarrisonPgPerson) me = garrison_pg_store_dup_person (self);
  g_autofree char *whose = g_strdup_printf ("%" G_GINT64_FORMAT, person);
  g_autofree char *sample = g_strdup_printf ("%" G_GINT64_FORMAT, customer);
  const char *values[] = { whose, sample };
  g_autoptr (GarrisonPgConnection) connection = NULL;
  g_autoptr (PGresult) result = NULL;
  GError *local = NULL;
  GarrisonPgCall call;

  if (!garrison_pg_call_begin (&call, self, cancellable, error))
    return FALSE;
  connection = garrison_pg_store_connect (self, me, GARRISON_PG_WRITER, call.inner, &local);
  if (connection != NULL)
    result = garrison_pg_query (connection, SQL, G_N_ELEMENTS (values), NULL, values, call.inner, &local);
  garrison_pg_call_end (&call, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  walk_result (result, walk);
  return TRUE;
}
