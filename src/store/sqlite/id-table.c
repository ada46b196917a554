#include "store/sqlite/id-table.h"

#define POINTER_TYPE "garrison-ids"

typedef struct
{
  const gint64 *ids;
  gsize n_ids;
} IdList;

typedef struct
{
  sqlite3_vtab_cursor base;
  IdList list;
  gsize at;
} IdCursor;

enum
{
  COLUMN_VALUE,
  COLUMN_LIST,
};

static int
connect (
  sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **table, char **message)
{
  int code = sqlite3_declare_vtab (db, "CREATE TABLE x(value INTEGER, list HIDDEN)");

  if (code != SQLITE_OK)
    return code;
  *table = g_new0 (sqlite3_vtab, 1);
  return sqlite3_vtab_config (db, SQLITE_VTAB_INNOCUOUS);
}

static int
disconnect (sqlite3_vtab *table)
{
  g_free (table);
  return SQLITE_OK;
}

static int
open_cursor (sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
  IdCursor *self = g_new0 (IdCursor, 1);

  *cursor = &self->base;
  return SQLITE_OK;
}

static int
close_cursor (sqlite3_vtab_cursor *cursor)
{
  g_free (cursor);
  return SQLITE_OK;
}

static int
plan (sqlite3_vtab *table, sqlite3_index_info *info)
{
  info->estimatedCost = 1e9;
  info->estimatedRows = 1000000;
  for (int i = 0; i < info->nConstraint; i++)
    {
      if (info->aConstraint[i].iColumn != COLUMN_LIST
          || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
        continue;
      if (!info->aConstraint[i].usable)
        return SQLITE_CONSTRAINT;
      info->aConstraintUsage[i].argvIndex = 1;
      info->aConstraintUsage[i].omit = 1;
      info->idxNum = 1;
      info->estimatedCost = 250;
      info->estimatedRows = 250;
    }
  return SQLITE_OK;
}

static int
filter (sqlite3_vtab_cursor *cursor, int index, const char *name, int argc, sqlite3_value **argv)
{
  IdCursor *self = (IdCursor *)cursor;
  IdList *list = index == 1 && argc == 1 ? sqlite3_value_pointer (argv[0], POINTER_TYPE) : NULL;

  self->at = 0;
  self->list = list == NULL ? (IdList){ NULL, 0 } : *list;
  return SQLITE_OK;
}

static int
next (sqlite3_vtab_cursor *cursor)
{
  ((IdCursor *)cursor)->at++;
  return SQLITE_OK;
}

static int
is_at_end (sqlite3_vtab_cursor *cursor)
{
  IdCursor *self = (IdCursor *)cursor;

  return self->at >= self->list.n_ids;
}

static int
get_column (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  IdCursor *self = (IdCursor *)cursor;

  if (column == COLUMN_VALUE)
    sqlite3_result_int64 (context, self->list.ids[self->at]);
  return SQLITE_OK;
}

static int
get_rowid (sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
  *rowid = (sqlite3_int64)((IdCursor *)cursor)->at + 1;
  return SQLITE_OK;
}

static sqlite3_module module = {
  .xConnect = connect,
  .xBestIndex = plan,
  .xDisconnect = disconnect,
  .xOpen = open_cursor,
  .xClose = close_cursor,
  .xFilter = filter,
  .xNext = next,
  .xEof = is_at_end,
  .xColumn = get_column,
  .xRowid = get_rowid,
};

int
garrison_id_table_register (sqlite3 *db)
{
  int code = sqlite3_create_module_v2 (db, GARRISON_ID_TABLE, &module, NULL, NULL);

  /* The table comes to be when it is first named, and an authorizer would take that for a writing.
   */
  return code != SQLITE_OK
           ? code
           : sqlite3_exec (db, "SELECT 1 FROM " GARRISON_ID_TABLE, NULL, NULL, NULL);
}

int
garrison_id_table_bind (sqlite3_stmt *statement, int parameter, const gint64 *ids, gsize n_ids)
{
  IdList *list = g_new (IdList, 1);

  list->ids = ids;
  list->n_ids = n_ids;
  return sqlite3_bind_pointer (statement, parameter, list, POINTER_TYPE, g_free);
}
