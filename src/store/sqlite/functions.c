#include "store/sqlite/functions.h"

#include "base/credit-code.h"
#include "base/day.h"
#include "base/mail.h"
#include "base/name-likeness.h"
#include "base/name-parts.h"
#include "base/phone.h"
#include "base/text.h"

struct _GarrisonSqliteFunctions
{
  GTimeZone *zone;
};

typedef char *(*TextFunc) (const char *text);

static const char *
get_text (sqlite3_value *value)
{
  return (const char *)sqlite3_value_text (value);
}

static void
give_text (sqlite3_context *context, char *text)
{
  if (text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, text, -1, g_free);
}

/* A function of one text; NULL for NULL. */
static void
apply (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  TextFunc func = (TextFunc)sqlite3_user_data (context);
  const char *text = get_text (argv[0]);

  give_text (context, text == NULL ? NULL : func (text));
}

/* A key of which nothing is left compares with nothing. */
static char *
phone_key (const char *text)
{
  g_autofree char *key = garrison_phone_key (text);

  return *key == '\0' ? NULL : g_steal_pointer (&key);
}

static char *
credit_code (const char *text)
{
  return garrison_credit_code_normalise (text, NULL);
}

static void
search_text (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *name = get_text (argv[0]);

  give_text (context, name == NULL ? NULL : garrison_text_search (name, get_text (argv[1])));
}

/* The larger of two numbers; as in PostgreSQL, NULL counts for nothing. */
static void
greatest (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gboolean no_first = sqlite3_value_type (argv[0]) == SQLITE_NULL;
  gboolean no_second = sqlite3_value_type (argv[1]) == SQLITE_NULL;

  if (no_first || no_second)
    sqlite3_result_value (context, argv[no_first ? 1 : 0]);
  else if (sqlite3_value_type (argv[0]) == SQLITE_INTEGER
           && sqlite3_value_type (argv[1]) == SQLITE_INTEGER)
    sqlite3_result_int64 (context,
                          MAX (sqlite3_value_int64 (argv[0]), sqlite3_value_int64 (argv[1])));
  else
    sqlite3_result_double (context,
                           MAX (sqlite3_value_double (argv[0]), sqlite3_value_double (argv[1])));
}

/* SQLite's own fails for the least integer, and so could tell of rows that are not on the desk. */
static void
absolute (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint64 value = sqlite3_value_int64 (argv[0]);

  if (sqlite3_value_type (argv[0]) == SQLITE_NULL)
    sqlite3_result_null (context);
  else if (sqlite3_value_type (argv[0]) != SQLITE_INTEGER)
    sqlite3_result_double (context, ABS (sqlite3_value_double (argv[0])));
  else
    sqlite3_result_int64 (context, value == G_MININT64 ? G_MAXINT64 : ABS (value));
}

static void
name_likeness (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *a = get_text (argv[0]), *b = get_text (argv[1]);

  if (a != NULL && b != NULL)
    sqlite3_result_int (context, garrison_name_likeness (a, b));
}

static void
name_gram (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *parts = get_text (argv[0]);
  gint64 n = sqlite3_value_int64 (argv[1]);

  give_text (context, parts == NULL || n < 1 || n > GARRISON_NAME_PROBES ? NULL : garrison_name_gram (parts, (int)n));
}

static void
give_day (sqlite3_context *context, gint day)
{
  if (day == 0)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context, day);
}

static void
day_of (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  GarrisonSqliteFunctions *self = sqlite3_user_data (context);

  if (sqlite3_value_type (argv[0]) != SQLITE_NULL)
    give_day (context, garrison_day_of_instant (sqlite3_value_int64 (argv[0]), self->zone));
}

static void
day_add (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint64 day = sqlite3_value_int64 (argv[0]), days = sqlite3_value_int64 (argv[1]);

  if (sqlite3_value_type (argv[0]) == SQLITE_NULL || sqlite3_value_type (argv[1]) == SQLITE_NULL)
    return;
  give_day (context, garrison_day_add ((gint)CLAMP (day, 0, G_MAXINT32),
                                       (int)CLAMP (days, -1000000, 1000000)));
}

static void
moment (sqlite3_context *context, int n, sqlite3_value **values)
{
  sqlite3_result_int64 (context, g_get_real_time ());
}

static void
add (sqlite3 *db,
     const char *name,
     int n_args,
     gpointer data,
     void (*func) (sqlite3_context *, int, sqlite3_value **))
{
  /* What is used in indexes and views must be innocuous; none of these reads or writes anything. */
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

  sqlite3_create_function_v2 (db, name, n_args, flags, data, func, NULL, NULL, NULL);
}

GarrisonSqliteFunctions *
garrison_sqlite_functions_new (sqlite3 *db, gboolean is_writer)
{
  GarrisonSqliteFunctions *self = g_new0 (GarrisonSqliteFunctions, 1);

  self->zone = g_time_zone_new_utc ();
  add (db, "greatest", 2, NULL, greatest);
  add (db, "day_of", 1, self, day_of);
  add (db, "day_add", 2, NULL, day_add);
  add (db, "abs", 1, NULL, absolute);
  add (db, "moment", 0, NULL, moment);
  if (!is_writer)
    return self;
  add (db, "name_key", 1, (gpointer)garrison_text_name_key, apply);
  add (db, "name_core", 1, (gpointer)garrison_text_name_core, apply);
  add (db, "name_parts", 1, (gpointer)garrison_name_parts, apply);
  add (db, "name_likeness", 2, NULL, name_likeness);
  add (db, "name_gram", 2, NULL, name_gram);
  add (db, "company_domain", 1, (gpointer)garrison_mail_company_domain, apply);
  add (db, "sort_key", 1, (gpointer)garrison_text_sort_key, apply);
  add (db, "phone_key", 1, (gpointer)phone_key, apply);
  add (db, "mail_domain", 1, (gpointer)garrison_mail_domain, apply);
  add (db, "credit_code", 1, (gpointer)credit_code, apply);
  add (db, "search_text", 2, NULL, search_text);
  return self;
}

void
garrison_sqlite_functions_free (GarrisonSqliteFunctions *self)
{
  g_time_zone_unref (self->zone);
  g_free (self);
}

void
garrison_sqlite_functions_set_zone (GarrisonSqliteFunctions *self, GTimeZone *zone)
{
  GTimeZone *old = self->zone;

  self->zone = g_time_zone_ref (zone);
  g_time_zone_unref (old);
}
