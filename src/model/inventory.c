#include "model/inventory.h"

#include <glib/gi18n-lib.h>

#include "base/money.h"

static const char SQL[]
  = "SELECT 0 AS kind, coalesce(h.name, '') AS name, count(*) AS n, 0 AS amount, '' AS currency, coalesce(h.position, 99) AS position"
    " FROM customer c LEFT JOIN choice h ON h.id = c.level WHERE c.owner = :person AND c.archived = 0 GROUP BY h.id, h.name, h.position"
    " UNION ALL SELECT 1, '', count(*), 0, '', 0 FROM customer c WHERE c.owner = :person AND c.archived = 1"
    " UNION ALL SELECT 2, '', count(*), 0, '', 0 FROM contact t JOIN customer c ON c.id = t.customer"
    " WHERE c.owner = :person AND t.archived = 0"
    " UNION ALL SELECT 3, s.name, count(*), CAST(sum(d.amount) AS bigint), d.currency, s.position FROM deal d"
    " JOIN stage s ON s.id = d.stage WHERE d.owner = :person AND d.status = 'open' GROUP BY s.id, s.name, s.position, d.currency"
    " UNION ALL SELECT 4, '', count(*), CAST(sum(k.amount) AS bigint), k.currency, 0 FROM contract k"
    " WHERE k.owner = :person AND k.status IN ('draft', 'running') GROUP BY k.currency"
    " UNION ALL SELECT 5, '', count(*), CAST(sum(w.amount - w.paid) AS bigint), w.currency, 0 FROM (SELECT k.amount AS amount,"
    " k.currency AS currency, coalesce((SELECT CAST(sum(p.amount) AS bigint) FROM payment p WHERE p.customer = k.customer"
    " AND p.contract = k.id AND p.voided = 0), 0) AS paid FROM contract k WHERE k.owner = :person AND k.status = 'running') AS w"
    " WHERE w.amount > w.paid GROUP BY w.currency"
    " UNION ALL SELECT 6, '', count(*), 0, '', 0 FROM task t WHERE t.person = :person AND t.done_at IS NULL AND t.dropped = 0"
    " UNION ALL SELECT 7, '', count(*), 0, '', 0 FROM saved_view v WHERE v.person = :person"
    " UNION ALL SELECT 8, '', count(*), 0, '', 0 FROM request q WHERE q.person = :person AND q.state = 'open'"
    " UNION ALL SELECT 9, '', count(*), 0, '', 0 FROM collaborator k WHERE k.person = :person"
    " ORDER BY 1, 6, 2, 5";

static void
held_free (gpointer data)
{
  GarrisonHeld *held = data;

  g_free (held->name);
  g_free (held->currency);
  g_free (held);
}

GPtrArray *
garrison_inventory_read (GarrisonStore *store, gint64 person, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  GPtrArray *all;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  garrison_args_set_int (args, "person", person);
  rows = garrison_store_read (store, SQL, args, cancellable, error);
  if (rows == NULL)
    return NULL;
  all = g_ptr_array_new_with_free_func (held_free);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      GarrisonHeld *held;

      if (garrison_rows_get_int (rows, i, 2) == 0)
        continue;
      held = g_new0 (GarrisonHeld, 1);
      held->kind = (GarrisonHeldKind) CLAMP (garrison_rows_get_int (rows, i, 0), 0, GARRISON_N_HELD - 1);
      held->name = g_strdup (garrison_rows_get_text (rows, i, 1));
      held->n = (guint) garrison_rows_get_int (rows, i, 2);
      held->amount = garrison_rows_get_int (rows, i, 3);
      held->currency = g_strdup (garrison_rows_get_text (rows, i, 4));
      g_ptr_array_add (all, held);
    }
  return all;
}

char *
garrison_held_label (const GarrisonHeld *held)
{
  static const char *const labels[GARRISON_N_HELD] = {
    N_ ("Customers without a level"), N_ ("Archived customers"), N_ ("Contacts"), N_ ("Open deals"), N_ ("Contracts"), N_ ("Receivables"),
    N_ ("Open tasks"), N_ ("Saved views"), N_ ("Open requests"), N_ ("Shared with the person"),
  };

  g_return_val_if_fail (held != NULL, NULL);

  if (held->name == NULL || *held->name == '\0')
    return g_strdup (_ (labels[held->kind]));
  if (held->kind == GARRISON_HELD_CUSTOMERS)
    /* Translators: %s is a level, such as A */
    return g_strdup_printf (_ ("Customers: %s"), held->name);
  /* Translators: %s is a stage */
  return g_strdup_printf (_ ("Open deals: %s"), held->name);
}

char *
garrison_held_figure (const GarrisonHeld *held)
{
  g_autofree char *money = NULL;

  g_return_val_if_fail (held != NULL, NULL);

  if (held->currency == NULL || *held->currency == '\0')
    return g_strdup_printf ("%u", held->n);
  money = garrison_money_format (held->amount, held->currency);
  /* Translators: a number and the sum of money that goes with it */
  return g_strdup_printf (_ ("%u, %s"), held->n, money);
}

GarrisonRows *
garrison_handovers_read (GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  return garrison_store_read (
    store,
    "SELECT h.id, h.person, h.given_by, h.state, count(i.customer), count(CASE WHEN i.state = 'proposed' THEN 1 END),"
    " count(CASE WHEN i.state = 'declined' THEN 1 END), count(CASE WHEN i.state = 'kept' THEN 1 END)"
    " FROM handover h LEFT JOIN handover_item i ON i.handover = h.id GROUP BY h.id, h.person, h.given_by, h.state"
    " ORDER BY h.id DESC LIMIT 100",
    NULL, cancellable, error);
}
