#include "question-fixture.h"

#include <sqlite3.h>
#include <string.h>

#include "../store/server.h"
#include "../store/support.h"
#include "base/day.h"

#define COLUMNS_MAX 32

struct _FixtureDatabase
{
  sqlite3 *db; /* or on a server: */
  char *folder;
  GarrisonStore *store;
};

static void
add (GarrisonNames *names,
     GarrisonNameKind kind,
     const char *list,
     gint64 id,
     const char *key,
     const char *name)
{
  garrison_names_add (names, kind, list, id, key, name, TRUE);
}

GarrisonCatalogue *
fixture_catalogue (void)
{
  g_autoptr (GarrisonNames) names = garrison_names_new ();

  add (names, GARRISON_NAME_PERSON, NULL, 1, "wutao", "Wu Tao");
  add (names, GARRISON_NAME_PERSON, NULL, 2, "limei", "李梅");
  add (names, GARRISON_NAME_PERSON, NULL, 3, "sam", "Sam");
  add (names, GARRISON_NAME_PERSON, NULL, 4, "chen", "陈伟");
  add (names, GARRISON_NAME_PERSON, NULL, 5, "sam2", "Sam");
  add (names, GARRISON_NAME_TEAM, NULL, 1, NULL, "Company");
  add (names, GARRISON_NAME_TEAM, NULL, 2, NULL, "East");
  add (names, GARRISON_NAME_TEAM, NULL, 3, NULL, "East 1");
  add (names, GARRISON_NAME_TEAM, NULL, 4, NULL, "华南");
  add (names, GARRISON_NAME_ROLE, NULL, 1, "owner", "Owner");
  add (names, GARRISON_NAME_ROLE, NULL, 2, "salesperson", "Salesperson");
  add (names, GARRISON_NAME_CHOICE, "level", 11, "A", "A");
  add (names, GARRISON_NAME_CHOICE, "level", 12, "B", "B");
  add (names, GARRISON_NAME_CHOICE, "level", 13, "C", "C");
  add (names, GARRISON_NAME_CHOICE, "source", 21, "referral", "Referral");
  add (names, GARRISON_NAME_CHOICE, "source", 22, NULL, "Trade fair");
  add (names, GARRISON_NAME_CHOICE, "source", 23, NULL, "转介绍");
  add (names, GARRISON_NAME_CHOICE, "source", 24, NULL, "Say \"hi\" (and bye)");
  add (names, GARRISON_NAME_CHOICE, "industry", 31, NULL, "Machinery");
  add (names, GARRISON_NAME_CHOICE, "industry", 32, NULL, "机械");
  add (names, GARRISON_NAME_CHOICE, "outcome", 41, NULL, "Interested");
  add (names, GARRISON_NAME_CHOICE, "lost-reason", 51, NULL, "Price");
  add (names, GARRISON_NAME_STAGE, NULL, 1, "lead", "Lead");
  add (names, GARRISON_NAME_STAGE, NULL, 2, "needs", "Needs");
  add (names, GARRISON_NAME_STAGE, NULL, 3, "quote", "Quote");
  add (names, GARRISON_NAME_STAGE, NULL, 4, "won", "Won");
  add (names, GARRISON_NAME_STAGE, NULL, 5, "lost", "Lost");
  add (names, GARRISON_NAME_PRODUCT, NULL, 1, NULL, "Pump P-100");
  add (names, GARRISON_NAME_PRODUCT, NULL, 2, NULL, "阀门");
  add (names, GARRISON_NAME_POOL, NULL, 1, NULL, "Public");
  add (names, GARRISON_NAME_TAG, NULL, 1, NULL, "VIP");
  add (names, GARRISON_NAME_TAG, NULL, 2, NULL, "老客户");
  garrison_names_add_own_field (names, 7, "customer", "size", "Size and staff", "number");
  garrison_names_add_own_field (names, 8, "customer", "grade", "信用等级", "choice");
  garrison_names_add_own_field (names, 9, "deal", "site", "Site (main)", "text");
  garrison_names_add_own_field (names, 10, "customer", "since", "Client since", "day");
  garrison_names_add_own_field (names, 12, "customer", "vat", "Pays VAT", "yesno");
  garrison_names_add_own_field (names, 13, "customer", "budget", "Budget", "money");
  return garrison_catalogue_new (names);
}

void
fixture_context (GarrisonQuestionContext *context)
{
  static GTimeZone *zone;

  if (!zone)
    zone = g_time_zone_new_identifier ("Asia/Shanghai");
  *context
    = (GarrisonQuestionContext){ .me = 1, .today = FIXTURE_TODAY, .zone = zone, .currency = "CNY" };
}

static void
day_of (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  GarrisonQuestionContext ours;

  fixture_context (&ours);
  if (sqlite3_value_type (argv[0]) == SQLITE_NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context,
                        garrison_day_of_instant (sqlite3_value_int64 (argv[0]), ours.zone));
}

static void
run (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", message, sql);
}

/* What somebody's desk has who may read all contact details. */
static const char details[]
  = "CREATE VIEW contact_detail AS"
    " SELECT 'contact' AS relation, id AS record, 'phone' AS field, phone AS shown, phone AS value FROM contact WHERE phone IS NOT NULL"
    " UNION ALL SELECT 'contact', id, 'mobile', mobile, mobile FROM contact WHERE mobile IS NOT NULL"
    " UNION ALL SELECT 'contact', id, 'email', email, email FROM contact WHERE email IS NOT NULL"
    " UNION ALL SELECT 'contact', id, 'messenger', messenger, messenger FROM contact WHERE messenger IS NOT NULL"
    " UNION ALL SELECT 'contact', id, 'address', address, address FROM contact WHERE address IS NOT NULL"
    " UNION ALL SELECT 'customer', id, 'phone', phone, phone FROM customer WHERE phone IS NOT NULL"
    " UNION ALL SELECT 'customer', id, 'email', email, email FROM customer WHERE email IS NOT NULL"
    " UNION ALL SELECT 'customer', id, 'address', address, address FROM customer WHERE address IS NOT NULL";

static void
open_in_memory (FixtureDatabase *self, const char *sql)
{
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "..", "data", "migrations", "0001.sql", NULL);
  g_autofree char *schema = NULL;

  g_assert_true (g_file_get_contents (path, &schema, NULL, NULL));
  g_assert_cmpint (sqlite3_open (":memory:", &self->db), ==, SQLITE_OK);
  run (self->db, schema);
  run (self->db, details);
  sqlite3_create_function (self->db, "day_of", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, day_of, NULL,
                           NULL);
  run (self->db, "PRAGMA foreign_keys = OFF; BEGIN");
  run (self->db, sql);
  run (self->db, "COMMIT");
}

static void
open_on_server (FixtureDatabase *self, const char *sql)
{
  self->folder = test_folder_new ();
  self->store = test_company_new (self->folder);
  test_vault_exec_loosely (self->folder, sql);
  test_vault_exec_loosely (self->folder, "UPDATE role_field SET rule = 'edit'");
}

FixtureDatabase *
fixture_database_new (const char *sql)
{
  FixtureDatabase *self = g_new0 (FixtureDatabase, 1);

  if (test_server_is_used ())
    open_on_server (self, sql != NULL ? sql : "");
  else
    open_in_memory (self, sql != NULL ? sql : "");
  return self;
}

void
fixture_database_free (FixtureDatabase *self)
{
  if (self->db != NULL)
    g_assert_cmpint (sqlite3_close (self->db), ==, SQLITE_OK);
  if (self->store != NULL)
    garrison_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_pointer (&self->folder, test_folder_free);
  g_free (self);
}

static void
bind (sqlite3_stmt *statement, int at, const GarrisonValue *value)
{
  if (value->kind == GARRISON_VALUE_INT)
    sqlite3_bind_int64 (statement, at, value->integer);
  else if (value->kind == GARRISON_VALUE_TEXT)
    sqlite3_bind_text (statement, at, value->text, (int)value->length, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (statement, at);
}

static sqlite3_stmt *
prepare (sqlite3 *db, GarrisonQuery *query)
{
  sqlite3_stmt *statement = NULL;
  const char *tail = NULL;

  if (sqlite3_prepare_v2 (db, query->sql, -1, &statement, &tail) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), query->sql);
  g_assert_cmpstr (tail, ==, "");
  for (int i = 1; i <= sqlite3_bind_parameter_count (statement); i++)
    {
      const GarrisonValue *value
        = garrison_args_lookup (query->args, sqlite3_bind_parameter_name (statement, i) + 1);

      if (!value)
        g_error ("nothing bound to %s: %s", sqlite3_bind_parameter_name (statement, i), query->sql);
      bind (statement, i, value);
    }
  g_assert_cmpint (sqlite3_bind_parameter_count (statement), ==,
                   (int)garrison_args_get_size (query->args));
  return statement;
}

static void
ask_memory (sqlite3 *db, GarrisonQuery *query, FixtureRowFunc func, gpointer data)
{
  sqlite3_stmt *statement = prepare (db, query);
  int code = SQLITE_DONE;

  while (func != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *texts[COLUMNS_MAX] = { NULL };

      g_assert_cmpint (sqlite3_column_count (statement), <=, COLUMNS_MAX);
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        texts[i] = (const char *)sqlite3_column_text (statement, i);
      func (texts, data);
    }
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
ask_server (GarrisonStore *store, GarrisonQuery *query, FixtureRowFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, query->sql, query->args, NULL, &error);

  if (rows == NULL)
    g_error ("%s: %s", error->message, query->sql);
  g_assert_cmpuint (garrison_rows_get_n_columns (rows), <=, COLUMNS_MAX);
  for (guint row = 0; func != NULL && row < garrison_rows_get_size (rows); row++)
    {
      const char *texts[COLUMNS_MAX] = { NULL };

      for (guint i = 0; i < garrison_rows_get_n_columns (rows); i++)
        texts[i] = garrison_rows_get_text (rows, row, i);
      func (texts, data);
    }
}

void
fixture_database_ask (FixtureDatabase *self, GarrisonQuery *query, FixtureRowFunc func, gpointer data)
{
  if (self->db != NULL)
    ask_memory (self->db, query, func, data);
  else
    ask_server (self->store, query, func, data);
}
