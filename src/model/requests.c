#include "model/requests.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"
#include "model/role-rules.h"

static const char SQL[]
  = "SELECT q.id, q.person, q.kind, q.n, q.text, q.at, q.state, q.decided_by, q.decided_at, q.granted, q.until_day "
    "FROM request q WHERE q.state = 'open' OR q.at >= :since OR q.decided_at >= :since ORDER BY q.at DESC, q.id DESC "
    "LIMIT 500";

void
garrison_request_free (GarrisonRequest *request)
{
  g_free (request->kind);
  g_free (request->text);
  g_free (request->state);
  g_free (request);
}

static guint
number (GarrisonRows *rows, guint row, guint column)
{
  return (guint) CLAMP (garrison_rows_get_int (rows, row, column), 0, G_MAXINT);
}

static GarrisonRequest *
request_new (GarrisonRows *rows, guint row)
{
  GarrisonRequest *request = g_new0 (GarrisonRequest, 1);

  request->id = garrison_rows_get_int (rows, row, 0);
  request->person = garrison_rows_get_int (rows, row, 1);
  request->kind = g_strdup (garrison_rows_get_text (rows, row, 2));
  request->n = number (rows, row, 3);
  request->text = g_strdup (garrison_rows_get_text (rows, row, 4));
  request->at = garrison_rows_get_int (rows, row, 5);
  request->state = g_strdup (garrison_rows_get_text (rows, row, 6));
  request->decided_by = garrison_rows_get_int (rows, row, 7);
  request->decided_at = garrison_rows_get_int (rows, row, 8);
  request->granted = number (rows, row, 9);
  request->until_day = (gint) number (rows, row, 10);
  return request;
}

GPtrArray *
garrison_requests_read (GarrisonStore *store, gint64 since, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  GPtrArray *requests;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  garrison_args_set_int (args, "since", since);
  rows = garrison_store_read (store, SQL, args, cancellable, error);
  if (rows == NULL)
    return NULL;
  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_request_free);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    g_ptr_array_add (requests, request_new (rows, i));
  return requests;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *requests = garrison_requests_read (source, *(gint64 *) data, cancellable, &error);

  if (requests != NULL)
    g_task_return_pointer (task, requests, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
garrison_requests_read_async (GarrisonStore *store, gint64 since, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GARRISON_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, data);
  g_task_set_source_tag (task, garrison_requests_read_async);
  g_task_set_task_data (task, g_memdup2 (&since, sizeof since), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
garrison_requests_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, garrison_requests_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
garrison_request_is_open (const GarrisonRequest *request)
{
  return g_str_equal (request->state, "open");
}

gboolean
garrison_request_may_decide (const GarrisonRequest *request, GarrisonStore *store)
{
  return garrison_request_is_open (request) && request->person != garrison_store_get_me (store)
         && garrison_store_reaches (store, "request.decide", request->person);
}

/* (transfer full) (nullable): the wish of somebody who was refused "own-role", in words (data/acts/set-role-….sql). */
static char *
words_of_rule (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  const GarrisonRoleField *field = NULL;
  const GarrisonRoleLimit *limit = NULL;
  guint n = g_strv_length (words);

  if (n == 4 && g_str_equal (words[0], "set-role-field"))
    {
      g_auto (GStrv) names = g_strsplit (words[2], ".", 2);

      field = names[1] != NULL ? garrison_role_field_find (names[0], names[1]) : NULL;
    }
  if (n == 4 && g_str_equal (words[0], "set-role-limit"))
    limit = garrison_role_limit_find (words[2]);
  if (field != NULL && garrison_role_rule_get_reach (words[3]) >= 0)
    /* Translators: a field (“Amount”) in a group (“Deals”), and what the role shall be allowed (“Read, not changed”) */
    return g_strdup_printf (_ ("Their own role: %s, %s: %s"), _ (field->group), _ (field->label),
                            garrison_role_rule_get_label (words[3]));
  if (limit != NULL)
    /* Translators: a limit of a role, and how many it shall be */
    return g_strdup_printf (_ ("Their own role: %s: %s"), _ (limit->label),
                            g_str_equal (words[3], "none") ? _ ("no limit") : words[3]);
  return NULL;
}

char *
garrison_request_sentence (const GarrisonRequest *request)
{
  g_autofree char *what = NULL;

  if (g_str_equal (request->kind, "disclosures"))
    what = g_strdup_printf (ngettext ("%u more contact detail", "%u more contact details", request->n), request->n);
  else if (g_str_equal (request->kind, "export"))
    what = g_strdup_printf (ngettext ("An export of %u record", "An export of %u records", request->n), request->n);
  else if (g_str_equal (request->kind, "bulk"))
    what = g_strdup_printf (ngettext ("A change of %u record at once", "A change of %u records at once", request->n),
                            request->n);
  else if (request->text != NULL)
    {
      what = words_of_rule (request->text);
      if (what != NULL)
        return g_steal_pointer (&what);
    }
  if (what == NULL)
    return g_strdup (request->text != NULL ? request->text : "");
  /* Translators: what is asked for, and why */
  return request->text != NULL ? g_strdup_printf (_ ("%s: %s"), what, request->text) : g_steal_pointer (&what);
}

char *
garrison_request_outcome (const GarrisonRequest *request, gint today)
{
  g_autofree char *day = garrison_day_format (request->until_day, today, garrison_locale_is_chinese ());

  if (g_str_equal (request->state, "granted"))
    return request->granted < request->n ? g_strdup_printf (_ ("Granted until %s, %u of them"), day, request->granted)
                                         : g_strdup_printf (_ ("Granted until %s"), day);
  if (g_str_equal (request->state, "declined"))
    return g_strdup (_ ("Declined"));
  if (g_str_equal (request->state, "withdrawn"))
    return g_strdup (_ ("Withdrawn"));
  return g_strdup (_ ("Not decided yet"));
}
