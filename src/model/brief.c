#include "model/brief.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/money.h"

#define BIRTHDAY_DAYS 60

static const char CONTACTS_SQL[]
  = "SELECT a.day, a.person, a.text, 0, '' FROM activity a WHERE a.customer = :customer AND a.kind <> 'note' AND a.voided = 0"
    " AND a.corrected_by IS NULL ORDER BY a.at DESC, a.id DESC LIMIT 3";
static const char DEALS_SQL[]
  = "SELECT coalesce(d.expected_day, 0), d.owner, d.name, d.amount, d.currency FROM deal d WHERE d.customer = :customer"
    " AND d.status = 'open' ORDER BY d.amount DESC, d.id";
static const char PROMISES_SQL[]
  = "SELECT t.due_day, t.person, t.text, 0, '' FROM task t WHERE t.customer = :customer AND t.done_at IS NULL AND t.dropped = 0"
    " ORDER BY t.due_at, t.id";
static const char BIRTHDAYS_SQL[]
  = "SELECT t.birthday, 0, t.name, 0, '' FROM contact t WHERE t.customer = :customer AND t.archived = 0 AND t.birthday IS NOT NULL"
    " ORDER BY t.name, t.id";

static void
line_free (gpointer data)
{
  GarrisonBriefLine *line = data;

  g_free (line->text);
  g_free (line->currency);
  g_free (line);
}

/* The next day with the month and day of @birthday; 29 February is kept on the 28th when there is none. */
static gint
next_birthday (gint birthday, gint today)
{
  gint this_year = today / 10000 * 10000 + birthday % 10000;

  if (!garrison_day_is_valid (this_year))
    this_year--;
  if (this_year >= today)
    return this_year;
  this_year = (today / 10000 + 1) * 10000 + birthday % 10000;
  return garrison_day_is_valid (this_year) ? this_year : this_year - 1;
}

static gboolean
add_lines (GPtrArray *lines, GarrisonStore *store, GarrisonBriefKind kind, const char *sql, gint64 customer, gint today,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;

  garrison_args_set_int (args, "customer", customer);
  rows = garrison_store_read (store, sql, args, cancellable, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      gint day = (gint) garrison_rows_get_int (rows, i, 0);
      GarrisonBriefLine *line;

      if (kind == GARRISON_BRIEF_BIRTHDAY)
        day = next_birthday (day, today);
      if (kind == GARRISON_BRIEF_BIRTHDAY && day > garrison_day_add (today, BIRTHDAY_DAYS))
        continue;
      line = g_new0 (GarrisonBriefLine, 1);
      line->kind = kind;
      line->day = day;
      line->person = garrison_rows_get_int (rows, i, 1);
      line->text = g_strdup (garrison_rows_get_text (rows, i, 2));
      line->amount = garrison_rows_get_int (rows, i, 3);
      line->currency = g_strdup (garrison_rows_get_text (rows, i, 4));
      g_ptr_array_add (lines, line);
    }
  return TRUE;
}

GPtrArray *
garrison_brief_read (GarrisonStore *store, gint64 customer, gint today, GCancellable *cancellable, GError **error)
{
  static const char *const sql[] = { CONTACTS_SQL, DEALS_SQL, PROMISES_SQL, BIRTHDAYS_SQL };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  g_return_val_if_fail (GARRISON_IS_STORE (store) && customer > 0, NULL);

  for (guint kind = 0; kind < G_N_ELEMENTS (sql); kind++)
    if (!add_lines (lines, store, kind, sql[kind], customer, today, cancellable, error))
      return NULL;
  return g_steal_pointer (&lines);
}

char *
garrison_brief_line_text (const GarrisonBriefLine *line, const char *who)
{
  g_autofree char *money = NULL;

  g_return_val_if_fail (line != NULL, NULL);

  switch (line->kind)
    {
    case GARRISON_BRIEF_CONTACT:
      /* Translators: who was in touch with the customer, and what was said */
      return g_strdup_printf (_ ("%s was in touch: %s"), who != NULL && *who != '\0' ? who : _ ("Somebody"), line->text);
    case GARRISON_BRIEF_DEAL:
      money = garrison_money_format (line->amount, line->currency);
      /* Translators: an open deal and its amount */
      return g_strdup_printf (_ ("Open deal: %s, %s"), line->text, money);
    case GARRISON_BRIEF_PROMISE:
      return g_strdup_printf (_ ("Promised: %s"), line->text);
    default:
      return g_strdup_printf (_ ("Birthday of %s"), line->text);
    }
}
