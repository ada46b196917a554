/* What the policies cost: the same question by somebody whom they bind, and with the condition written by hand
 * by somebody with the same privileges past every policy, alternately in one run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "team.h"

#define GOAL 1.5

/* @hand: with %s where the people stand whose customers are seen; whoever sees all asks @sql there too.
 * $1 is @arg where there is one. */
typedef struct
{
  const char *what;
  const char *sql;
  const char *hand;
  enum { NOTHING, PAGE, NAME, CUSTOMER } arg;
  guint rounds;
  const char *all; /* (nullable): what whoever sees all asks instead */
} Question;

#define ROW "c.id, c.name, c.version, c.level, c.owner, c.stage, c.industry, c.category, c.source, c.region, c.last_contact_at," \
            " c.next_due_at, c.next_task, c.protected_until, c.created_day, c.completeness"
#define CONTACT "x.id, x.name, x.title, x.department, x.birthday, x.note, x.main, x.version"
#define OF_CUSTOMER(table) "SELECT x.* FROM " table " x WHERE x.customer = $1"
#define HAND_OF_CUSTOMER(table) \
  "SELECT x.* FROM " table " x JOIN customer c ON c.id = x.customer WHERE x.customer = $1 AND c.owner = ANY (%1$s)"

static const Question questions[] = {
  { "100 by name from anywhere",
    "SELECT " ROW " FROM customer c WHERE (c.sort_key, c.id) > ($1, 0) ORDER BY c.sort_key, c.id LIMIT 100",
    "SELECT " ROW " FROM customer c WHERE (c.sort_key, c.id) > ($1, 0) AND c.owner = ANY (%1$s) ORDER BY c.sort_key, c.id LIMIT 100",
    NAME, 60 },
  { "a page of 100 by ids", "SELECT " ROW " FROM customer c WHERE c.id = ANY ($1::bigint[])",
    "SELECT " ROW " FROM customer c WHERE c.id = ANY ($1::bigint[]) AND c.owner = ANY (%1$s)", PAGE, 100 },
  { "a page's months", "SELECT m.customer, m.month, m.amount FROM customer_month m WHERE m.customer = ANY ($1::bigint[])",
    "SELECT m.customer, m.month, m.amount FROM customer_month m JOIN customer c ON c.id = m.customer"
    " WHERE m.customer = ANY ($1::bigint[]) AND c.owner = ANY (%1$s)", PAGE, 100 },
  { "ids of all by name", "SELECT c.id FROM customer c WHERE c.archived = 0 AND c.merged_into IS NULL ORDER BY c.sort_key, c.id",
    "SELECT c.id FROM customer c WHERE c.archived = 0 AND c.merged_into IS NULL AND c.owner = ANY (%1$s) ORDER BY c.sort_key, c.id",
    NOTHING, 5 },
  { "roster: texts to search",
    "SELECT s.customer, s.text FROM customer c JOIN customer_search s ON s.customer = c.id ORDER BY s.customer",
    "SELECT s.customer, s.text FROM customer_search s JOIN customer c ON c.id = s.customer WHERE c.owner = ANY (%1$s) ORDER BY s.customer",
    NOTHING, 5, "SELECT s.customer, s.text FROM customer_search s ORDER BY s.customer" },
  { "   a customer's row", "SELECT " ROW " FROM customer c WHERE c.id = $1",
    "SELECT " ROW " FROM customer c WHERE c.id = $1 AND c.owner = ANY (%1$s)", CUSTOMER, 100 },
  { "   contacts", "SELECT " CONTACT " FROM contact x WHERE x.customer = $1",
    "SELECT " CONTACT " FROM contact x JOIN customer c ON c.id = x.customer WHERE x.customer = $1 AND c.owner = ANY (%1$s)", CUSTOMER, 100 },
  { "   deals", OF_CUSTOMER ("deal"), HAND_OF_CUSTOMER ("deal"), CUSTOMER, 100 },
  { "   activities", OF_CUSTOMER ("activity") " ORDER BY x.at DESC LIMIT 50", HAND_OF_CUSTOMER ("activity") " ORDER BY x.at DESC LIMIT 50", CUSTOMER, 100 },
  { "   timeline", OF_CUSTOMER ("timeline") " ORDER BY x.at DESC LIMIT 50", HAND_OF_CUSTOMER ("timeline") " ORDER BY x.at DESC LIMIT 50", CUSTOMER, 100 },
  { "   tasks", OF_CUSTOMER ("task"), "SELECT x.* FROM task x WHERE x.customer = $1 AND x.person = ANY (%1$s)", CUSTOMER, 100 },
  { "count of customers by region", "SELECT c.region, count(*) FROM customer c GROUP BY c.region",
    "SELECT c.region, count(*) FROM customer c WHERE c.owner = ANY (%1$s) GROUP BY c.region", NOTHING, 5 },
  { "sum of won deals by month", "SELECT d.closed_day / 100, sum(d.amount) FROM deal d WHERE d.status = 'won' GROUP BY 1",
    "SELECT d.closed_day / 100, sum(d.amount) FROM deal d LEFT JOIN customer c ON c.id = d.customer WHERE d.status = 'won'"
    " AND (d.owner = ANY (%1$s) OR c.owner = ANY (%1$s)) GROUP BY 1", NOTHING, 5 },
  { "activities by owner", "SELECT c.owner, count(*) FROM activity a JOIN customer c ON c.id = a.customer GROUP BY c.owner",
    "SELECT c.owner, count(*) FROM activity a JOIN customer c ON c.id = a.customer WHERE c.owner = ANY (%1$s) GROUP BY c.owner",
    NOTHING, 3 },
};

/* What somebody sees, by name: arguments are taken from there. */
typedef struct
{
  GArray *ids;
  GPtrArray *names; /* every hundredth sort key */
} Seen;

static void
seen_clear (Seen *seen)
{
  g_array_unref (seen->ids);
  g_ptr_array_unref (seen->names);
}

static void
look (PGconn *connection, Seen *seen)
{
  g_autoptr (PGresult) rows = team_read (connection, "SELECT c.id, c.sort_key FROM customer c ORDER BY c.sort_key, c.id");

  seen->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  seen->names = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < PQntuples (rows); i++)
    {
      gint64 id = g_ascii_strtoll (PQgetvalue (rows, i, 0), NULL, 10);

      g_array_append_val (seen->ids, id);
      if (i % 100 == 0)
        g_ptr_array_add (seen->names, g_strdup (PQgetvalue (rows, i, 1)));
    }
}

static char *
make_arg (Bench *bench, const Question *question, Seen *seen)
{
  guint n = MIN (100, seen->ids->len), at = garrison_dice_below (&bench->dice, seen->ids->len - n + 1);
  GString *text;

  if (question->arg == NOTHING)
    return NULL;
  if (question->arg == NAME)
    return g_strdup (g_ptr_array_index (seen->names, garrison_dice_below (&bench->dice, seen->names->len)));
  if (question->arg == CUSTOMER)
    return g_strdup_printf ("%" G_GINT64_FORMAT,
                            g_array_index (seen->ids, gint64, garrison_dice_below (&bench->dice, seen->ids->len)));
  text = g_string_new ("{");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", g_array_index (seen->ids, gint64, at + i));
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static int
ask (PGconn *connection, const char *arg)
{
  const char *values[] = { arg };
  g_autoptr (PGresult) result = PQexecPrepared (connection, "question", arg != NULL, values, NULL, NULL, 0);

  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    bench_must (g_error_new_literal (GARRISON_ERROR, GARRISON_ERROR_FAILED, PQresultErrorMessage (result)), "a question");
  return PQntuples (result);
}

static void
prepare (PGconn *connection, const char *sql)
{
  PQclear (team_read (connection, "DEALLOCATE ALL"));
  PQclear (PQprepare (connection, "question", sql, 0, NULL));
}

/* GARRISON_BENCH_EXPLAIN: how the server does what took too long. */
static void
explain (PGconn *connection, const char *arg)
{
  g_autofree char *sql = g_strdup_printf ("EXPLAIN (ANALYZE, BUFFERS) EXECUTE question%s%s%s", arg != NULL ? "('" : "",
                                          arg != NULL ? arg : "", arg != NULL ? "')" : "");
  g_autoptr (PGresult) rows = team_read (connection, "%s", sql);

  for (int i = 0; i < PQntuples (rows); i++)
    fprintf (stderr, "    %s\n", PQgetvalue (rows, i, 0));
}

/* Writes the people where "%1$s" stands: none of the texts is a format for a program. */
static char *
fill_in (const char *hand, const char *reach)
{
  g_auto (GStrv) parts = g_strsplit (hand, "%1$s", -1);
  g_autofree char *list = g_strdup_printf ("'%s'::bigint[]", reach);

  return g_strjoinv (list, parts);
}

static void
measure (Team *team, const char *who, TeamPerson *person, const Question *question, PGconn *own, Seen *seen)
{
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();
  const char *sql = person->reach == NULL && question->all != NULL ? question->all : question->sql;
  g_autofree char *hand = person->reach != NULL ? fill_in (question->hand, person->reach) : g_strdup (sql);
  g_autofree char *what = g_strdup_printf ("%s: %s", who, question->what);
  g_autofree char *first = make_arg (team->bench, question, seen);

  /* As the program's readers do (src/store/postgres/pg-reader.c). */
  PQclear (team_read (own, "SET garrison.wide = %s", question->arg == NOTHING || question->arg == NAME ? "on" : "off"));
  prepare (own, sql);
  prepare (team->bare, hand);
  if (ask (own, first) != ask (team->bare, first))
    printf ("%s: the two do not answer alike\n", what);
  for (guint i = 0; i < question->rounds; i++)
    {
      g_autofree char *arg = make_arg (team->bench, question, seen);
      PGconn *turn[2] = { i % 2 ? own : team->bare, i % 2 ? team->bare : own };

      for (guint k = 0; k < 2; k++)
        {
          Timer *timer = turn[k] == own ? ours : bare;

          bench_timer_begin (timer);
          ask (turn[k], arg);
          bench_timer_end (timer);
        }
    }
  /* The parts of a customer are told one by one, and take less than a tenth of a millisecond. */
  bench_line (team->bench, what, ours, bare, *question->what == ' ' ? BENCH_NO_GOAL : BENCH_GOAL_RATIO, GOAL);
  if (g_getenv ("GARRISON_BENCH_EXPLAIN") != NULL && bench_timer_median (ours) > GOAL * bench_timer_median (bare))
    {
      explain (own, first);
      explain (team->bare, first);
    }
}

static void
measure_person (Team *team, const char *who, TeamPerson *person)
{
  g_autoptr (PGconn) own = team_connect (team, person);
  Seen seen;

  look (own, &seen);
  if (seen.ids->len == 0)
    {
      printf ("%s sees no customers\n", who);
      seen_clear (&seen);
      return;
    }
  printf ("%s sees %u customers\n", who, seen.ids->len);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    measure (team, who, person, &questions[i], own, &seen);
  PQclear (team_read (team->bare, "DEALLOCATE ALL"));
  seen_clear (&seen);
}

void
team_reading (Team *team)
{
  measure_person (team, "owner", team->owner);
  measure_person (team, "lead", team->lead);
  measure_person (team, "seller", team->seller);
}
