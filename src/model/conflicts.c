#include "model/conflicts.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/error.h"
#include "base/language.h"

static const char SQL[]
  = "SELECT f.id, f.customer, c.name, f.holder, f.claimant, f.opened_by, f.text, f.at, f.state, f.decided_by, f.reason"
    " FROM conflict f LEFT JOIN customer c ON c.id = f.customer WHERE f.state = 'open' OR f.at >= :since"
    " ORDER BY CASE WHEN f.state = 'open' THEN 0 ELSE 1 END, f.at DESC, f.id DESC LIMIT 500";

static const char FACTS_SQL[]
  = "SELECT c.created_day, coalesce(c.created_by, 0), coalesce(c.owned_since, 0), coalesce(c.protected_until, 0)"
    " FROM customer c WHERE c.id = :customer";

static const char CLAIM_SQL[]
  = "SELECT count(a.id), coalesce(min(a.day), 0), coalesce(max(a.day), 0),"
    " (SELECT count(e.id) FROM ownership_event e WHERE e.customer = :customer AND e.to_owner = :person),"
    " (SELECT count(d.id) FROM deal d WHERE d.customer = :customer AND d.status = 'won' AND d.owner = :person)"
    " FROM activity a WHERE a.customer = :customer AND a.person = :person AND a.voided = 0 AND a.corrected_by IS NULL"
    " AND a.kind <> 'note'";

void
garrison_conflict_free (GarrisonConflict *conflict)
{
  g_free (conflict->name);
  g_free (conflict->text);
  g_free (conflict->state);
  g_free (conflict->reason);
  g_free (conflict);
}

static GarrisonConflict *
conflict_new (GarrisonRows *rows, guint row)
{
  GarrisonConflict *conflict = g_new0 (GarrisonConflict, 1);

  conflict->id = garrison_rows_get_int (rows, row, 0);
  conflict->customer = garrison_rows_get_int (rows, row, 1);
  conflict->name = g_strdup (garrison_rows_get_text (rows, row, 2));
  conflict->holder = garrison_rows_get_int (rows, row, 3);
  conflict->claimant = garrison_rows_get_int (rows, row, 4);
  conflict->opened_by = garrison_rows_get_int (rows, row, 5);
  conflict->text = g_strdup (garrison_rows_get_text (rows, row, 6));
  conflict->at = garrison_rows_get_int (rows, row, 7);
  conflict->state = g_strdup (garrison_rows_get_text (rows, row, 8));
  conflict->decided_by = garrison_rows_get_int (rows, row, 9);
  conflict->reason = g_strdup (garrison_rows_get_text (rows, row, 10));
  return conflict;
}

GPtrArray *
garrison_conflicts_read (GarrisonStore *store, gint64 since, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  GPtrArray *all;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  garrison_args_set_int (args, "since", since);
  rows = garrison_store_read (store, SQL, args, cancellable, error);
  if (rows == NULL)
    return NULL;
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_conflict_free);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    g_ptr_array_add (all, conflict_new (rows, i));
  return all;
}

gboolean
garrison_conflict_may_decide (const GarrisonConflict *conflict, GarrisonStore *store)
{
  gint64 me;

  g_return_val_if_fail (conflict != NULL && GARRISON_IS_STORE (store), FALSE);

  me = garrison_store_get_me (store);
  return g_strcmp0 (conflict->state, "open") == 0 && me != conflict->holder && me != conflict->claimant
         && garrison_store_reaches (store, "customer.transfer", conflict->holder)
         && garrison_store_reaches (store, "customer.transfer", conflict->claimant);
}

static gboolean
read_claim (GarrisonStore *store, gint64 customer, gint64 person, GarrisonConflictFacts *facts, GarrisonClaim *claim,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;

  garrison_args_set_int (args, "customer", customer);
  garrison_args_set_int (args, "person", person);
  rows = garrison_store_read (store, CLAIM_SQL, args, cancellable, error);
  if (rows == NULL)
    return FALSE;
  claim->person = person;
  claim->created = facts->created_by == person;
  claim->contacts = (guint) garrison_rows_get_int (rows, 0, 0);
  claim->first_day = (gint) garrison_rows_get_int (rows, 0, 1);
  claim->last_day = (gint) garrison_rows_get_int (rows, 0, 2);
  claim->times_held = (guint) garrison_rows_get_int (rows, 0, 3);
  claim->deals_won = (guint) garrison_rows_get_int (rows, 0, 4);
  return TRUE;
}

gboolean
garrison_conflict_read_facts (GarrisonStore *store, const GarrisonConflict *conflict, GarrisonConflictFacts *facts,
                              GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && conflict != NULL && facts != NULL, FALSE);

  if (!garrison_store_reaches (store, "customer.transfer", conflict->holder)
      || !garrison_store_reaches (store, "customer.transfer", conflict->claimant))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "facts of a case");
      return FALSE;
    }
  garrison_args_set_int (args, "customer", conflict->customer);
  rows = garrison_store_read (store, FACTS_SQL, args, cancellable, error);
  if (rows == NULL)
    return FALSE;
  *facts = (GarrisonConflictFacts) { 0 };
  if (garrison_rows_get_size (rows) > 0)
    {
      facts->created_day = (gint) garrison_rows_get_int (rows, 0, 0);
      facts->created_by = garrison_rows_get_int (rows, 0, 1);
      facts->held_since = garrison_rows_get_int (rows, 0, 2);
      facts->protected_until = (gint) garrison_rows_get_int (rows, 0, 3);
    }
  return read_claim (store, conflict->customer, conflict->holder, facts, &facts->holder, cancellable, error)
         && read_claim (store, conflict->customer, conflict->claimant, facts, &facts->claimant, cancellable, error);
}

char *
garrison_claim_text (const GarrisonClaim *claim, gint today)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (claim != NULL, NULL);

  if (claim->created)
    g_ptr_array_add (parts, g_strdup (_ ("Entered the customer")));
  if (claim->contacts > 0)
    {
      g_autofree char *first = garrison_day_format (claim->first_day, today, garrison_locale_is_chinese ());
      g_autofree char *last = garrison_day_format (claim->last_day, today, garrison_locale_is_chinese ());

      /* Translators: how often somebody was in touch with a customer, the first and the last day */
      g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u contact, from %s to %s", "%u contacts, from %s to %s", claim->contacts),
                                               claim->contacts, first, last));
    }
  if (claim->times_held > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("Given to them %u time", "Given to them %u times", claim->times_held),
                                             claim->times_held));
  if (claim->deals_won > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u deal won", "%u deals won", claim->deals_won), claim->deals_won));
  if (parts->len == 0)
    return g_strdup (_ ("Nothing on record"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

const char *
garrison_conflict_state_name (const GarrisonConflict *conflict)
{
  g_return_val_if_fail (conflict != NULL, NULL);

  if (g_strcmp0 (conflict->state, "open") == 0)
    return C_ ("conflict", "Open");
  if (g_strcmp0 (conflict->state, "kept") == 0)
    return C_ ("conflict", "Stays with the holder");
  if (g_strcmp0 (conflict->state, "given") == 0)
    return C_ ("conflict", "Given to the claimant");
  return C_ ("conflict", "Withdrawn");
}
