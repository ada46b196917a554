#include "model/departure.h"

typedef struct
{
  GarrisonStore *store;
  gint64 person;
  gint64 receiver;
  gint64 manager;
  const char *reason;
  GCancellable *cancellable;
  GarrisonErrand *errand;
} Departure;


#define CUSTOMERS "FROM customer c WHERE c.owner = :person AND c.archived = 0"
#define DEALS "FROM deal d WHERE d.owner = :person AND d.status = 'open'"
#define TASKS "FROM task t WHERE t.person = :person AND t.done_at IS NULL AND t.dropped = 0"
#define REPORTS "FROM person p WHERE p.manager = :person AND p.active = 1"

static const char CUSTOMERS_SQL[] = "SELECT c.id FROM customer c WHERE c.owner = :person";
static const char REPORTS_SQL[]
  = "SELECT p.id, p.version, p.login, p.name, p.role, p.team, p.email, p.phone, p.holding_cap " REPORTS;

static GarrisonRows *
read_of (GarrisonStore *store, const char *sql, gint64 person, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_int (args, "person", person);
  return garrison_store_read (store, sql, args, cancellable, error);
}

static gboolean
count_of (GarrisonStore *store, const char *sql, gint64 person, guint *n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonRows) rows = read_of (store, sql, person, cancellable, error);

  if (rows != NULL)
    *n = (guint) garrison_rows_get_int (rows, 0, 0);
  return rows != NULL;
}

gboolean
garrison_departure_count (GarrisonStore *store, gint64 person, GarrisonHoldings *holdings, GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (GARRISON_IS_STORE (store) && holdings != NULL, FALSE);

  return count_of (store, "SELECT count(c.id) " CUSTOMERS, person, &holdings->customers, cancellable, error)
         && count_of (store, "SELECT count(d.id) " DEALS, person, &holdings->deals, cancellable, error)
         && count_of (store, "SELECT count(t.id) " TASKS, person, &holdings->tasks, cancellable, error)
         && count_of (store, "SELECT count(p.id) " REPORTS, person, &holdings->reports, cancellable, error);
}

/* ---- acts --------------------------------------------------------------------------------------- */

static gboolean
act (Departure *d, const char *name, GarrisonArgs *args, GError **error)
{
  return garrison_errand_act (d->errand, d->store, name, args, d->cancellable, error) != NULL;
}

/* An argument from a column, if there is something in it. */
static void
take_int (GarrisonArgs *args, const char *name, GarrisonRows *rows, guint row, guint column)
{
  if (!garrison_rows_is_null (rows, row, column))
    garrison_args_set_int (args, name, garrison_rows_get_int (rows, row, column));
}

static void
take_text (GarrisonArgs *args, const char *name, GarrisonRows *rows, guint row, guint column)
{
  garrison_args_set_text (args, name, garrison_rows_get_text (rows, row, column));
}

static gboolean
holds_any (Departure *d, gboolean *any, GError **error)
{
  GarrisonHoldings holdings = { 0 };

  if (!garrison_departure_count (d->store, d->person, &holdings, d->cancellable, error))
    return FALSE;
  *any = holdings.customers + holdings.deals + holdings.tasks > 0;
  return TRUE;
}

/* What is archived goes along. */
static gboolean
give_all (Departure *d, GError **error)
{
  static const char *const columns[] = { "customer", "to_person", NULL };
  g_autoptr (GarrisonRows) rows = read_of (d->store, CUSTOMERS_SQL, d->person, d->cancellable, error);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree gint64 *cells = NULL;
  guint n;
  gboolean any = FALSE;

  if (rows == NULL || !holds_any (d, &any, error))
    return FALSE;
  n = garrison_rows_get_size (rows);
  if (!any && n == 0)
    return TRUE;
  cells = g_new (gint64, 2 * n + 1);
  for (guint i = 0; i < n; i++)
    {
      cells[2 * i] = garrison_rows_get_int (rows, i, 0);
      cells[2 * i + 1] = d->receiver;
    }
  garrison_args_set_int (args, "person", d->person);
  garrison_args_set_int (args, "rest", d->receiver);
  garrison_args_set_text (args, "note", d->reason);
  garrison_args_set_id_rows (args, "rows", columns, cells, n);
  return act (d, "hand-over", args, error);
}

static gboolean
move_report (Departure *d, GarrisonRows *rows, guint row, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  take_int (args, "person", rows, row, 0);
  take_int (args, "version", rows, row, 1);
  take_text (args, "login", rows, row, 2);
  take_text (args, "name", rows, row, 3);
  take_int (args, "role", rows, row, 4);
  take_int (args, "team", rows, row, 5);
  take_text (args, "email", rows, row, 6);
  take_text (args, "phone", rows, row, 7);
  take_int (args, "holding_cap", rows, row, 8);
  /* Nobody reports to themselves. */
  if (d->manager != 0 && d->manager != garrison_rows_get_int (rows, row, 0))
    garrison_args_set_int (args, "manager", d->manager);
  return act (d, "edit-person", args, error);
}

typedef gboolean (*Step) (Departure *d, GarrisonRows *rows, guint row, GError **error);

static gboolean
each (Departure *d, const char *sql, Step step, GError **error)
{
  g_autoptr (GarrisonRows) rows = read_of (d->store, sql, d->person, d->cancellable, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    if (!step (d, rows, i, error))
      return FALSE;
  return TRUE;
}

/* Whoever was dismissed at once has left already. */
static gboolean
leave (Departure *d, GError **error)
{
  g_autoptr (GarrisonRows) rows
    = read_of (d->store, "SELECT p.active FROM person p WHERE p.id = :person", d->person, d->cancellable, error);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  if (rows == NULL)
    return FALSE;
  if (garrison_rows_get_size (rows) > 0 && garrison_rows_get_int (rows, 0, 0) == 0)
    return TRUE;
  garrison_args_set_int (args, "person", d->person);
  return act (d, "leave-person", args, error);
}

static gboolean
run (Departure *d, GError **error)
{
  if (!garrison_errand_settle (d->errand, d->store, d->cancellable, error))
    return FALSE;
  if (garrison_errand_find (d->errand, "leave-person") != NULL)
    return TRUE;
  /* Without a receiver, the last act tells what is still held. */
  if (d->receiver != 0 && !give_all (d, error))
    return FALSE;
  return each (d, REPORTS_SQL, move_report, error) && leave (d, error);
}

GArray *
garrison_departure_run (GarrisonStore *store, gint64 person, gint64 receiver, gint64 manager, const char *reason,
                        GarrisonErrand *errand, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonErrand) own = garrison_errand_new ();
  Departure d = { store, person, receiver, manager, reason, cancellable, errand != NULL ? errand : own };
  GError *local = NULL;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && person > 0, NULL);

  if (run (&d, &local))
    return garrison_errand_get_acts (d.errand);
  if (errand == NULL || !garrison_errand_may_be_done (local))
    garrison_errand_take_back (d.errand, store, NULL);
  g_propagate_error (error, local);
  return NULL;
}
