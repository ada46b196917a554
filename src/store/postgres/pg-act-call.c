#include "store/postgres/pg-act-call.h"

#include <string.h>

#include "base/error.h"
#include "store/act-result-private.h"
#include "store/change-private.h"
#include "store/postgres/pg-act-args.h"
#include "store/postgres/pg-act-text.h"
#include "store/postgres/pg-change.h"
#include "store/refusal.h"

/* The columns of an answer. */
enum
{
  ANSWER_ACT,
  ANSWER_REPEATED,
  ANSWER_REFUSAL,
  ANSWER_DETAIL,
  ANSWER_GAVE,
  ANSWER_SKIPPED,
  ANSWER_RELATIONS,
  ANSWER_CUSTOMERS,
};

/* Details as octets:key octets:value …, rows left out as lines of row, reason and record. */
#define ANSWER_SQL                                                                                                  \
  "SELECT a.act, a.repeated, a.refusal,"                                                                           \
  " (SELECT string_agg(octet_length(d.key) || ':' || d.key || octet_length(d.text) || ':' || d.text, '')"          \
  " FROM (SELECT e.key, CASE jsonb_typeof(e.value) WHEN 'boolean' THEN CASE e.value WHEN 'true' THEN '1'"          \
  " ELSE '0' END ELSE e.value #>> '{}' END AS text FROM jsonb_each(a.detail) AS e(key, value)) AS d),"             \
  " a.gave, (SELECT string_agg((s.value ->> 0) || ' ' || (s.value ->> 1) || ' ' || (s.value ->> 2), E'\\n')"       \
  " FROM jsonb_array_elements(a.skipped) AS s(value)),"                                                            \
  " array_to_string(a.relations, ','), array_to_string(a.customers, ',')"

/* What stands before the SQLSTATE where the relations refused. */
#define FAILED "error:"

/* Errors ------------------------------------------------------------------------------------------ */

/* What the relations themselves did not take is the act's mistake, as on SQLite. Most of it comes as an answer. */
static gboolean
is_constraint (const char *state)
{
  return g_str_has_prefix (state, "23") || g_str_has_prefix (state, "22") || g_str_equal (state, "P0001");
}

static void
settle_error (GarrisonPgConnection *connection, const char *act, GError **settled)
{
  GError *error = *settled;
  const char *state = garrison_error_get_detail (error, "sqlstate");

  if (garrison_pg_is_broken (connection))
    {
      /* Whether it was done before the end nobody here can tell, not even after a cancelling. */
      g_clear_error (settled);
      g_set_error (settled, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN,
                   "%s: the connection was lost before the answer came", act);
    }
  else if (state != NULL && is_constraint (state))
    error->code = GARRISON_ERROR_INVALID;
  else if (state != NULL && g_str_has_prefix (state, "54"))
    error->code = GARRISON_ERROR_TOO_LARGE;
  else if (state != NULL && g_str_equal (state, "42883"))
    error->code = GARRISON_ERROR_TOO_OLD;
}

/* Answers ----------------------------------------------------------------------------------------- */

static const char *
get_text (const PGresult *answer, int column)
{
  return PQgetisnull (answer, 0, column) ? NULL : PQgetvalue (answer, 0, column);
}

/* "3:abc" at @p. Returns: (transfer full): the text, @p moved behind it; NULL at the end. */
static char *
take_counted (const char **p)
{
  char *colon;
  guint64 length;
  char *text;

  if (*p == NULL || **p == '\0')
    return NULL;
  length = g_ascii_strtoull (*p, &colon, 10);
  if (*colon != ':' || length > strlen (colon + 1))
    return NULL;
  text = g_strndup (colon + 1, length);
  *p = colon + 1 + length;
  return text;
}

static GError *
read_refusal (const PGresult *answer, const char *act)
{
  GError *refusal = garrison_refusal_new (act, get_text (answer, ANSWER_REFUSAL));
  const char *p = get_text (answer, ANSWER_DETAIL);

  while (TRUE)
    {
      g_autofree char *key = take_counted (&p);
      g_autofree char *value = key != NULL ? take_counted (&p) : NULL;

      if (value == NULL)
        return refusal;
      if (!g_str_has_prefix (key, "refusal:"))
        garrison_refusal_set_detail (refusal, key, value);
    }
}

static void
read_gave (GarrisonActResult *result, const char *gave)
{
  g_auto (GStrv) pairs = g_strsplit (gave != NULL ? gave : "", " ", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      if (equals == NULL)
        continue;
      *equals = '\0';
      garrison_act_result_set_int (result, pairs[i], g_ascii_strtoll (equals + 1, NULL, 10));
    }
}

static void
read_skipped (GarrisonActResult *result, const char *lines)
{
  while (lines != NULL && *lines != '\0')
    {
      const char *end = lines + strcspn (lines, "\n");
      char *reason_start;
      guint64 row = g_ascii_strtoull (lines, &reason_start, 10);
      const char *reason_end = memchr (reason_start + 1, ' ', end > reason_start ? end - reason_start - 1 : 0);

      if (reason_end != NULL)
        {
          g_autofree char *reason = g_strndup (reason_start + 1, reason_end - reason_start - 1);
          garrison_act_result_add_skipped (result, row, reason, g_ascii_strtoll (reason_end, NULL, 10));
        }
      lines = *end == '\0' ? end : end + 1;
    }
}

static GarrisonChange *
read_change (const PGresult *answer, const char *act, gint64 id)
{
  GarrisonChange *change = garrison_change_new (act, id);
  const char *relations = get_text (answer, ANSWER_RELATIONS);
  const char *customers = get_text (answer, ANSWER_CUSTOMERS);

  garrison_pg_change_add (change, relations != NULL ? relations : "", customers != NULL ? customers : "*");
  return change;
}

/* @answer: (transfer full) (nullable): with @error set when NULL */
static GarrisonActResult *
read_answer (GarrisonPgConnection *connection, PGresult *answer, const char *act, GarrisonChange **change,
             GError **error)
{
  g_autoptr (PGresult) owned = answer;
  GarrisonActResult *result;
  gint64 id;

  if (PQntuples (answer) != 1 || PQnfields (answer) != ANSWER_CUSTOMERS + 1)
    {
      garrison_pg_fail (connection, NULL, NULL, act, error);
      return NULL;
    }
  if (g_str_has_prefix (PQgetvalue (answer, 0, ANSWER_REFUSAL), FAILED))
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "%s: the relations do not take that (%s)", act,
                   PQgetvalue (answer, 0, ANSWER_REFUSAL) + strlen (FAILED));
      return NULL;
    }
  if (get_text (answer, ANSWER_REFUSAL) != NULL)
    {
      g_propagate_error (error, read_refusal (answer, act));
      return NULL;
    }

  id = g_ascii_strtoll (PQgetvalue (answer, 0, ANSWER_ACT), NULL, 10);
  result = garrison_act_result_new (id);
  read_gave (result, get_text (answer, ANSWER_GAVE));
  read_skipped (result, get_text (answer, ANSWER_SKIPPED));
  if (g_strcmp0 (get_text (answer, ANSWER_REPEATED), "t") == 0)
    garrison_act_result_set_repeat (result);
  else if (change != NULL)
    *change = read_change (answer, act, id);
  return result;
}

/* Calling ----------------------------------------------------------------------------------------- */

static GarrisonActResult *
call (GarrisonPgConnection *connection, const char *act, const char *sql, guint n, const Oid *types,
      const char *const *values, GarrisonChange **change, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  PGresult *answer;

  if (garrison_pg_is_broken (connection))
    {
      garrison_pg_fail (connection, NULL, NULL, act, error);
      return NULL;
    }
  answer = garrison_pg_query (connection, sql, n, types, values, cancellable, &local);
  if (answer == NULL)
    {
      settle_error (connection, act, &local);
      g_propagate_error (error, local);
      return NULL;
    }
  return read_answer (connection, answer, act, change, error);
}

static gboolean
take_ticket (GarrisonPgConnection *connection, const GarrisonActFile *file, const GarrisonPgActArgs *args,
             GCancellable *cancellable, GError **error)
{
  static const Oid types[] = { 25, 25 };
  g_autofree char *function = garrison_pg_act_function ("ticket_", file->name);
  g_autofree char *sql = g_strdup_printf ("SELECT garrison.%s($1, $2)", function);
  g_autofree char *digest = garrison_pg_act_args_digest (args);
  const char *values[] = { args->values[0], digest };
  g_autoptr (PGresult) done = garrison_pg_query (connection, sql, 2, types, values, cancellable, error);

  return done != NULL;
}

static char *
act_sql (const GarrisonActFile *file, guint n)
{
  g_autofree char *function = garrison_pg_act_function ("act_", file->name);
  GString *sql = g_string_new (ANSWER_SQL);

  g_string_append_printf (sql, " FROM garrison.%s(", function);
  for (guint i = 1; i <= n; i++)
    g_string_append_printf (sql, "%s$%u", i > 1 ? ", " : "", i);
  g_string_append (sql, ") AS a");
  return g_string_free (sql, FALSE);
}

/* Strangers' requests are refused as on SQLite before anything is asked. */
static gboolean
check_request (const char *request, const char *act, GError **error)
{
  GError *refusal;

  if (*request != '\0' && g_utf8_validate (request, -1, NULL))
    return TRUE;
  refusal = garrison_refusal_new (act, "bad-argument");
  garrison_refusal_set_detail (refusal, "argument", "request");
  g_propagate_error (error, refusal);
  return FALSE;
}

/* Functions of the program's own are nobody's: the server only keeps that somebody asked for one. */
static GarrisonActResult *
deny (GarrisonPgConnection *connection, const GarrisonActFile *file, const char *request, GCancellable *cancellable,
      GError **error)
{
  static const Oid types[] = { 25, 25 };
  const char *values[] = { request, file->name };

  return call (connection, file->name, ANSWER_SQL " FROM garrison.deny_act($1, $2) AS a", 2, types, values, NULL,
               cancellable, error);
}

static gboolean
is_denied (const GarrisonActFile *file, const GError *error)
{
  return g_str_equal (file->right, "program")
         && g_strcmp0 (garrison_error_get_detail (error, "sqlstate"), "42501") == 0;
}

GarrisonActResult *
garrison_pg_act_call (GarrisonPgConnection *connection, const GarrisonActFile *file, GarrisonArgs *args,
                      const char *request, GarrisonChange **change, GCancellable *cancellable, GError **error)
{
  g_autofree char *made = request == NULL ? g_uuid_string_random () : NULL;
  g_autoptr (GarrisonPgActArgs) values = NULL;
  g_autofree char *sql = NULL;
  GarrisonActResult *result;
  GError *local = NULL;

  g_return_val_if_fail (connection != NULL && file != NULL, NULL);

  if (change != NULL)
    *change = NULL;
  if (!check_request (request != NULL ? request : made, file->name, error))
    return NULL;
  values = garrison_pg_act_args_new (file, args, request != NULL ? request : made, cancellable, error);
  if (values == NULL || (file->ticket && !values->is_bad && !take_ticket (connection, file, values, cancellable, error)))
    return NULL;
  sql = act_sql (file, values->n);
  result = call (connection, file->name, sql, values->n, values->types, (const char *const *) values->values, change,
                 cancellable, &local);
  if (result == NULL && is_denied (file, local))
    {
      g_clear_error (&local);
      result = deny (connection, file, values->values[0], cancellable, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return result;
}

GarrisonActResult *
garrison_pg_undo_call (GarrisonPgConnection *connection, gint64 act, const char *request, GarrisonChange **change,
                       GCancellable *cancellable, GError **error)
{
  static const Oid types[] = { 25, 20 };
  g_autofree char *made = request == NULL ? g_uuid_string_random () : NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, act);
  const char *values[] = { request != NULL ? request : made, id };

  g_return_val_if_fail (connection != NULL, NULL);

  if (change != NULL)
    *change = NULL;
  if (!check_request (values[0], "undo", error))
    return NULL;
  return call (connection, "undo", ANSWER_SQL " FROM garrison.undo($1, $2) AS a", 2, types, values, change,
               cancellable, error);
}
