#include "model/merging.h"

#include <string.h>

#include "base/error.h"

#define DETAIL(field)                                                                                                  \
  "(SELECT coalesce(d.value, d.shown) FROM contact_detail d WHERE d.relation = 'customer' AND d.field = '" field       \
  "' AND d.record = %s.id)"
#define CHOICE(field) "(SELECT h.name FROM choice h WHERE h.id = %s." field ")"

/* What people read of a field; %s is the alias of the customer. */
static const struct
{
  const char *name;
  const char *sql;
} FIELDS[] = {
  { "name", "%s.name" },         { "short_name", "%s.short_name" },   { "credit_code", "%s.credit_code" },
  { "phone", DETAIL ("phone") }, { "website", "%s.website" },         { "email", DETAIL ("email") },
  { "address", DETAIL ("address") }, { "region", "%s.region" },       { "industry", CHOICE ("industry") },
  { "category", CHOICE ("category") }, { "level", CHOICE ("level") }, { "source", CHOICE ("source") },
  { "channel", CHOICE ("channel") },
  { "parent", "(SELECT p.name FROM customer p WHERE p.id = %s.parent)" },
  { "note", "%s.note" },
  { "owner", "(SELECT p.name FROM person p WHERE p.id = %s.owner)" },
};

void
garrison_merge_field_free (GarrisonMergeField *field)
{
  g_free (field->keep);
  g_free (field->gone);
  g_free (field);
}

void
garrison_merge_doubt_free (GarrisonMergeDoubt *doubt)
{
  g_free (doubt->relation);
  g_free (doubt->text);
  g_free (doubt);
}

gboolean
garrison_merging_is_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (g_strcmp0 (FIELDS[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

static void
add_column (GString *sql, const char *column, const char *alias)
{
  g_auto (GStrv) parts = g_strsplit (column, "%s", 2);

  g_string_append_printf (sql, ", %s%s%s", parts[0], alias, parts[1]);
}

static GarrisonRows *
read_pair (GarrisonStore *store, gint64 keep, gint64 gone, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT 1");
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      add_column (sql, FIELDS[i].sql, "k");
      add_column (sql, FIELDS[i].sql, "g");
    }
  g_string_append (sql, " FROM customer k JOIN customer g ON g.id = :gone WHERE k.id = :keep");
  garrison_args_set_int (args, "keep", keep);
  garrison_args_set_int (args, "gone", gone);
  return garrison_store_read (store, sql->str, args, cancellable, error);
}

static gboolean
count_moves (GarrisonStore *store, gint64 gone, GarrisonMergeCounts *counts, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT (SELECT count(*) FROM contact x WHERE x.customer = :gone),"
                            " (SELECT count(*) FROM activity x WHERE x.customer = :gone AND x.voided = 0),"
                            " (SELECT count(*) FROM task x WHERE x.customer = :gone),"
                            " (SELECT count(*) FROM deal x WHERE x.customer = :gone),"
                            " (SELECT count(*) FROM contract x WHERE x.customer = :gone),"
                            " (SELECT count(*) FROM payment x WHERE x.customer = :gone AND x.voided = 0),"
                            " (SELECT count(*) FROM customer x WHERE x.parent = :gone)";
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  guint *const to[] = { &counts->contacts, &counts->activities, &counts->tasks, &counts->deals, &counts->contracts, &counts->payments,
                        &counts->children };

  garrison_args_set_int (args, "gone", gone);
  rows = garrison_store_read (store, sql, args, cancellable, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (to); i++)
    *to[i] = (guint) garrison_rows_get_int (rows, 0, i);
  return TRUE;
}

GPtrArray *
garrison_merging_preview (GarrisonStore *store, gint64 keep, gint64 gone, GarrisonMergeCounts *counts, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_merge_field_free);
  g_autoptr (GarrisonRows) rows = NULL;

  g_return_val_if_fail (store != NULL, NULL);

  rows = read_pair (store, keep, gone, cancellable, error);
  if (rows == NULL || (counts != NULL && !count_moves (store, gone, counts, cancellable, error)))
    return NULL;
  if (garrison_rows_get_size (rows) == 0)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "a customer that is not on the desk");
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      const char *mine = garrison_rows_get_text (rows, 0, 1 + 2 * i), *theirs = garrison_rows_get_text (rows, 0, 2 + 2 * i);
      GarrisonMergeField *field;

      if (mine == NULL && theirs == NULL)
        continue;
      field = g_new0 (GarrisonMergeField, 1);
      field->field = FIELDS[i].name;
      field->keep = g_strdup (mine);
      field->gone = g_strdup (theirs);
      g_ptr_array_add (fields, field);
    }
  return g_steal_pointer (&fields);
}

GarrisonActResult *
garrison_merging_merge (GarrisonStore *store, gint64 keep, gint64 gone, const char *const *take, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_return_val_if_fail (store != NULL, NULL);

  garrison_args_set_int (args, "keep", keep);
  garrison_args_set_int (args, "gone", gone);
  for (guint i = 0; take != NULL && take[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("take_", take[i], NULL);

      g_return_val_if_fail (garrison_merging_is_field (take[i]), NULL);
      garrison_args_set_int (args, name, 1);
    }
  return garrison_store_act (store, "merge-customers", args, NULL, cancellable, error);
}

/* Separating ------------------------------------------------------------------------------------- */

#define MOVED(relation, column)                                                                                        \
  "EXISTS (SELECT 1 FROM merge_row r WHERE r.act = m.act AND r.relation = '" relation "' AND r.record = x." column ")"
#define SINCE(relation, text, at, back)                                                                                \
  "SELECT '" relation "', x.id, " text ", x." at ", CASE WHEN " back " THEN 1 ELSE 0 END FROM merged_customer m JOIN " relation \
  " x ON x.customer = m.customer WHERE m.id = :gone AND x." at " > m.at AND NOT " MOVED (relation, "id")

GPtrArray *
garrison_merging_list_doubts (GarrisonStore *store, gint64 gone, GCancellable *cancellable, GError **error)
{
  static const char sql[]
    = SINCE ("contact", "x.name", "created_at", "1 = 0") " UNION ALL " SINCE ("deal", "x.name", "created_at", "1 = 0") " UNION ALL "
    SINCE ("contract", "x.name", "created_at", MOVED ("deal", "deal")) " UNION ALL "
    SINCE ("payment", "coalesce(x.note, '')", "created_at", MOVED ("deal", "deal") " OR " MOVED ("contract", "contract")) " UNION ALL "
    SINCE ("activity", "x.text", "recorded_at", MOVED ("contact", "contact") " OR (x.contact IS NULL AND " MOVED ("deal", "deal") ")")
    " AND x.voided = 0 UNION ALL "
    SINCE ("task", "x.text", "created_at", MOVED ("contact", "contact") " OR (x.contact IS NULL AND " MOVED ("deal", "deal") ")")
    " ORDER BY 4 DESC, 1, 2";
  g_autoptr (GPtrArray) doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_merge_doubt_free);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;

  g_return_val_if_fail (store != NULL, NULL);

  garrison_args_set_int (args, "gone", gone);
  rows = garrison_store_read (store, sql, args, cancellable, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      GarrisonMergeDoubt *doubt = g_new0 (GarrisonMergeDoubt, 1);

      doubt->relation = g_strdup (garrison_rows_get_text (rows, i, 0));
      doubt->record = garrison_rows_get_int (rows, i, 1);
      doubt->text = g_strdup (garrison_rows_get_text (rows, i, 2));
      doubt->at = garrison_rows_get_int (rows, i, 3);
      doubt->back = garrison_rows_get_int (rows, i, 4) != 0;
      g_ptr_array_add (doubts, doubt);
    }
  return g_steal_pointer (&doubts);
}

typedef struct
{
  GPtrArray *doubts;
  guint at;
} Source;

static gboolean
give_doubt (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Source *source = data;
  const GarrisonMergeDoubt *doubt;

  if (source->doubts == NULL || source->at == source->doubts->len)
    return FALSE;
  doubt = g_ptr_array_index (source->doubts, source->at++);
  cells[0] = (GarrisonValue){ .kind = GARRISON_VALUE_TEXT, .text = doubt->relation, .length = -1 };
  cells[1] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = doubt->record };
  cells[2] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = doubt->back ? 1 : 0 };
  return TRUE;
}

GarrisonActResult *
garrison_merging_separate (GarrisonStore *store, gint64 gone, gint64 owner, GPtrArray *doubts, GCancellable *cancellable,
                           GError **error)
{
  static const char *const columns[] = { "relation", "record", "back", NULL };
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  Source source = { doubts, 0 };

  g_return_val_if_fail (store != NULL, NULL);

  garrison_args_set_int (args, "gone", gone);
  if (owner != 0)
    garrison_args_set_int (args, "owner", owner);
  garrison_args_set_rows (args, "choices", columns, give_doubt, &source);
  return garrison_store_act (store, "unmerge-customer", args, NULL, cancellable, error);
}
