/* Signals of made-up histories: a normal month gives none, each kind comes exactly when it should, and nobody
 * reads those of people out of their reach. */
#include <string.h>

#include "../store/support.h"
#include "base/day.h"
#include "model/requests.h"
#include "model/signals.h"

#define N_CUSTOMERS 45
#define TODAY 20261123 /* a Monday */

typedef struct
{
  char *folder;
  GarrisonStore *store; /* of whoever looks; the boss at first */
  gint64 north, south;
  gint64 lea, ann, ben, cid, dan; /* a lead and three of the north; Dan is of the south */
  gint64 customers[N_CUSTOMERS]; /* Ann's, by name */
  gint64 next;                   /* id of what is made up */
  GString *sql;
} Office;

static gint64
act (Office *o, const char *give, const char *name, GarrisonArgs *args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_act (o->store, name, args, NULL, NULL, &error);

  g_assert_no_error (error);
  return garrison_act_result_get_int (result, give);
}

static gint64
hire (Office *o, const char *login, const char *role, gint64 team)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *sql = g_strdup_printf ("SELECT r.id FROM role r WHERE r.key = '%s'", role);

  garrison_args_set_text (args, "login", login);
  garrison_args_set_text (args, "name", login);
  garrison_args_set_int (args, "role", test_read_int (o->store, sql));
  garrison_args_set_int (args, "team", team);
  return act (o, "person", "add-person", args);
}

static gint64
found_team (Office *o, const char *name)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "name", name);
  return act (o, "team", "add-team", args);
}

static void
set_up (Office *o, gconstpointer data)
{
  o->folder = test_folder_new ();
  o->store = test_company_new (o->folder);
  o->north = found_team (o, "North");
  o->south = found_team (o, "South");
  o->lea = hire (o, "lea", "lead", o->north);
  o->ann = hire (o, "ann", "salesperson", o->north);
  o->ben = hire (o, "ben", "salesperson", o->north);
  o->cid = hire (o, "cid", "salesperson", o->north);
  o->dan = hire (o, "dan", "salesperson", o->south);
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autofree char *name = g_strdup_printf ("%c%cton Bearings", 'A' + i / 26, 'a' + i % 26);

      garrison_args_set_text (args, "name", name);
      garrison_args_set_int (args, "owner", o->ann);
      garrison_args_set_int (args, "although", 1);
      garrison_args_set_text (args, "reason", "Their names are alike");
      o->customers[i] = act (o, "customer", "create-customer", args);
    }
  o->next = 1000000;
  o->sql = g_string_new (NULL);
}

static void
tear_down (Office *o, gconstpointer data)
{
  g_clear_object (&o->store);
  test_folder_free (o->folder);
  g_string_free (o->sql, TRUE);
}

/* ---- making up ---------------------------------------------------------------------------------- */

static gint64
instant (Office *o, gint day, int minute, int second)
{
  return garrison_day_start (day, garrison_store_get_time_zone (o->store))
         + (minute * 60 + second) * (gint64) G_USEC_PER_SEC;
}

static void
disclose (Office *o, gint64 person, gint64 customer, gint day, gint64 at)
{
  gint64 id = o->next++;

  g_string_append_printf (o->sql,
                          "INSERT INTO disclosure(id, act, person, relation, record, customer, purpose, counted, at, "
                          "day, until) VALUES (%" G_GINT64_FORMAT ", 1, %" G_GINT64_FORMAT ", 'customer', "
                          "%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 'call', 1, %" G_GINT64_FORMAT ", %d, "
                          "%" G_GINT64_FORMAT ");\n",
                          id, person, customer, customer, at, day, at + 1);
}

/* @n customers in no order, one every @seconds. */
static void
see (Office *o, gint64 person, gint day, int minute, guint n, int seconds)
{
  g_assert_cmpuint (n, <=, N_CUSTOMERS);
  for (guint i = 0; i < n; i++)
    disclose (o, person, o->customers[(i * 19 + 11) % N_CUSTOMERS], day, instant (o, day, minute, (int) i * seconds));
}

/* @days working days up to the day before @last: 6 to 10 a day, one every ten minutes. */
static void
work (Office *o, gint64 person, gint last, guint days)
{
  for (gint day = garrison_day_add (last, -1); days > 0; day = garrison_day_add (day, -1))
    if (garrison_day_weekday (day) < 6)
      see (o, person, day, 9 * 60, 6 + (--days * 3) % 5, 600);
}

static void
release (Office *o, gint64 person, const char *kind, guint n, gint day, int minute)
{
  g_string_append_printf (o->sql,
                          "INSERT INTO release(id, act, person, kind, what, n, at, day) VALUES (%" G_GINT64_FORMAT
                          ", 1, %" G_GINT64_FORMAT ", '%s', 'customers', %u, %" G_GINT64_FORMAT ", %d);\n",
                          o->next++, person, kind, n, instant (o, day, minute, 0), day);
}

static void
refuse (Office *o, gint64 person, const char *refusal, gint day, int minute)
{
  g_string_append_printf (o->sql,
                          "INSERT INTO refused_act(id, name, person, at, refusal) VALUES (%" G_GINT64_FORMAT
                          ", 'disclose', %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", '%s');\n",
                          o->next++, person, instant (o, day, minute, 0), refusal);
}

static void
edit (Office *o, gint64 person, gint64 customer, gint day, int minute)
{
  gint64 id = o->next++;

  g_string_append_printf (o->sql,
                          "INSERT INTO act(id, name, person, at, day, request, rows, rows_hash, previous, hash) VALUES "
                          "(%" G_GINT64_FORMAT ", 'edit-customer', %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                          ", %d, 'made up %" G_GINT64_FORMAT "', 2, '', '', '');\n",
                          id, person, instant (o, day, minute, 0), day, id);
  for (guint i = 0; i < 2; i++)
    g_string_append_printf (o->sql,
                            "INSERT INTO act_row(act, relation, record, field, was, became) VALUES (%" G_GINT64_FORMAT
                            ", 'customer', %" G_GINT64_FORMAT ", '%s', '1', '2');\n",
                            id, customer, i == 0 ? "phone" : "note");
}

static void
leave (Office *o, gint64 person, gint day)
{
  g_string_append_printf (o->sql, "UPDATE person SET active = 0, left_day = %d WHERE id = %" G_GINT64_FORMAT ";\n", day,
                          person);
}

/* ---- looking ------------------------------------------------------------------------------------ */

static void
make_up (Office *o)
{
  test_vault_exec_loosely (o->folder, o->sql->str);
  g_string_truncate (o->sql, 0);
}

static void
sign_in (Office *o, const char *login)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (login, "boss"))
    test_vault_give_password (o->folder, login);
  garrison_store_sign_out (o->store);
  garrison_store_sign_in (o->store, login, "secret", NULL, &error);
  g_assert_no_error (error);
}

/* "kind n,kind n" of @person. */
static char *
tell (Office *o, gint64 person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = garrison_signals_read (o->store, garrison_day_add (TODAY, -29), TODAY, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const GarrisonSignal *s = g_ptr_array_index (found, i);
      g_autofree char *sentence = garrison_signal_sentence (s, TODAY);

      g_assert_cmpint (s->since, <=, s->until);
      g_assert_cmpuint (strlen (sentence), >, 10);
      if (s->person == person)
        g_string_append_printf (text, "%s%d %u", text->len > 0 ? "," : "", s->kind, s->n);
    }
  return g_string_free (text, FALSE);
}

#define ASSERT_TOLD(o, person, ...)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told = tell (o, person);                                                      \
    g_autofree char *wanted = g_strdup_printf (__VA_ARGS__);                                       \
    g_assert_cmpstr (told, ==, wanted);                                                            \
  }                                                                                                \
  G_STMT_END

static GarrisonSignal *
only (Office *o, gint64 person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = garrison_signals_read (o->store, garrison_day_add (TODAY, -29), TODAY, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    if (((GarrisonSignal *) g_ptr_array_index (found, i))->person == person)
      return g_memdup2 (g_ptr_array_index (found, i), sizeof (GarrisonSignal));
  g_assert_not_reached ();
}

static guint
count_facts (Office *o, const GarrisonSignal *signal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = garrison_signal_read_facts (o->store, signal, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < facts->len; i++)
    {
      const GarrisonSignalFact *fact = g_ptr_array_index (facts, i);

      g_assert_cmpint (fact->at, >=, signal->since);
      g_assert_cmpint (fact->at, <=, signal->until);
      g_assert_cmpstr (fact->name, !=, "");
      g_assert_cmpstr (fact->what, !=, "");
    }
  return facts->len;
}

/* ---- tests -------------------------------------------------------------------------------------- */

static void
test_normal (Office *o, gconstpointer data)
{
  work (o, o->ann, TODAY, 40);
  work (o, o->ben, TODAY, 40);
  see (o, o->ann, TODAY, 9 * 60, 10, 600);
  /* a little of everything, as work has it */
  release (o, o->ann, "csv", 99, TODAY, 600);
  release (o, o->ann, "clipboard", 1, TODAY, 601);
  refuse (o, o->ann, "no-right", TODAY, 602);
  for (guint i = 0; i < 9; i++)
    edit (o, o->ann, o->customers[i], TODAY, 700 + (int) i);
  for (guint i = 0; i < 2; i++)
    disclose (o, o->ann, o->customers[i], 20261122, instant (o, 20261122, 23 * 60, (int) i * 600));
  make_up (o);
  sign_in (o, "lea");
  ASSERT_TOLD (o, o->ann, "%s", "");
  ASSERT_TOLD (o, o->ben, "%s", "");
}

static void
test_many (Office *o, gconstpointer data)
{
  g_autoptr (GarrisonSignal) signal = NULL;
  g_autofree char *sentence = NULL;

  work (o, o->ann, TODAY, 30);
  see (o, o->ann, TODAY, 9 * 60, 42, 400);
  /* the same again is nothing new */
  see (o, o->ann, TODAY, 15 * 60, 42, 100);
  make_up (o);
  sign_in (o, "lea");
  ASSERT_TOLD (o, o->ann, "%d 42", GARRISON_SIGNAL_MANY);
  signal = only (o, o->ann);
  g_assert_cmpint (signal->day, ==, TODAY);
  g_assert_cmpuint (signal->low, >=, 5);
  g_assert_cmpuint (signal->low, <=, 8);
  g_assert_cmpuint (signal->high, >=, 8);
  g_assert_cmpuint (signal->high, <=, 11);
  sentence = garrison_signal_sentence (signal, TODAY);
  g_assert_nonnull (strstr (sentence, "42"));
  g_assert_cmpuint (count_facts (o, signal), >=, 42);
}

/* Without a history nothing is unusual before it is much, and few are never. */
static void
test_without_history (Office *o, gconstpointer data)
{
  see (o, o->ann, TODAY, 9 * 60, 36, 400);
  see (o, o->ben, TODAY, 9 * 60, 37, 400);
  work (o, o->cid, TODAY, 3);
  for (gint day = 20261001; day < 20261031; day++)
    disclose (o, o->dan, o->customers[3], day, instant (o, day, 600, 0));
  see (o, o->dan, TODAY, 9 * 60, 11, 400);
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%s", "");
  ASSERT_TOLD (o, o->ben, "%d 37", GARRISON_SIGNAL_MANY);
  ASSERT_TOLD (o, o->dan, "%s", "");
}

/* What is unusual for oneself is not, where everybody else does as much. */
static void
test_team (Office *o, gconstpointer data)
{
  const gint64 others[] = { o->ben, o->cid, o->lea };
  g_autoptr (GarrisonSignal) signal = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (gint day = 20261102; day < 20261121; day++)
      if (garrison_day_weekday (day) < 6)
        see (o, others[i], day, 9 * 60, 20, 600);
  for (gint day = 20261001; day < 20261024; day++)
    if (garrison_day_weekday (day) < 6)
      see (o, o->ann, day, 9 * 60, 4, 600);
  see (o, o->ann, TODAY, 9 * 60, 40, 400);
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%s", "");
  see (o, o->ann, TODAY, 15 * 60, 41, 400);
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%d 41", GARRISON_SIGNAL_MANY);
  signal = only (o, o->ann);
  g_assert_cmpuint (signal->team, ==, 20);
  /* she reads the same of herself */
  sign_in (o, "ann");
  ASSERT_TOLD (o, o->ann, "%d 41", GARRISON_SIGNAL_MANY);
}

static void
test_odd_hours (Office *o, gconstpointer data)
{
  g_autoptr (GarrisonSignal) signal = NULL;

  /* Thursday: 21:59 is no night, 22:00 and 5:59 are */
  disclose (o, o->ann, o->customers[40], 20261119, instant (o, 20261119, 21 * 60 + 59, 59));
  disclose (o, o->ann, o->customers[30], 20261119, instant (o, 20261119, 22 * 60, 0));
  disclose (o, o->ann, o->customers[20], 20261119, instant (o, 20261119, 5 * 60 + 59, 59));
  disclose (o, o->ann, o->customers[10], 20261119, instant (o, 20261119, 6 * 60, 0));
  make_up (o);
  sign_in (o, "lea");
  ASSERT_TOLD (o, o->ann, "%s", "");
  disclose (o, o->ann, o->customers[15], 20261119, instant (o, 20261119, 23 * 60 + 59, 59));
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%d 3", GARRISON_SIGNAL_NIGHT);
  signal = only (o, o->ann);
  g_assert_cmpuint (count_facts (o, signal), ==, 3);
  /* Sunday */
  see (o, o->ben, 20261122, 10 * 60, 3, 600);
  make_up (o);
  ASSERT_TOLD (o, o->ben, "%d 3", GARRISON_SIGNAL_FREE_DAY);
}

static void
test_runs (Office *o, gconstpointer data)
{
  g_autoptr (GarrisonSignal) signal = NULL;

  /* nine within minutes are no run, nor are ten with a pause */
  see (o, o->ann, 20261118, 9 * 60, 9, 30);
  for (guint i = 0; i < 10; i++)
    disclose (o, o->ann, o->customers[(i * 19) % N_CUSTOMERS], 20261119,
              instant (o, 20261119, 600, (int) (i * 60 + (i > 4 ? 60 : 0))));
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%s", "");
  see (o, o->ann, 20261120, 9 * 60, 10, 30);
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%d 10", GARRISON_SIGNAL_RUN);
  signal = only (o, o->ann);
  g_assert_cmpuint (signal->minutes, ==, 5);
  g_assert_cmpuint (count_facts (o, signal), ==, 10);
}

static void
test_name_runs (Office *o, gconstpointer data)
{
  /* seven are none; eight are, upwards and downwards, however slow; every second customer is by name too */
  for (guint i = 0; i < 7; i++)
    disclose (o, o->ann, o->customers[20 + i], 20261118, instant (o, 20261118, 600 + 2 * (int) i, 0));
  for (guint i = 0; i < 8; i++)
    disclose (o, o->ben, o->customers[40 - 2 * i], 20261119, instant (o, 20261119, 600 + 3 * (int) i, 0));
  /* with more than three minutes between them it is work */
  for (guint i = 0; i < 8; i++)
    disclose (o, o->cid, o->customers[20 + i], 20261120, instant (o, 20261120, 600 + 4 * (int) i, 0));
  for (guint i = 0; i < 11; i++)
    disclose (o, o->dan, o->customers[20 + i], 20261120, instant (o, 20261120, 600, (int) i * 10));
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%s", "");
  ASSERT_TOLD (o, o->ben, "%d 8", GARRISON_SIGNAL_NAME_RUN);
  ASSERT_TOLD (o, o->cid, "%s", "");
  ASSERT_TOLD (o, o->dan, "%d 11", GARRISON_SIGNAL_NAME_RUN);
}

static void
test_allowance (Office *o, gconstpointer data)
{
  g_autoptr (GarrisonSignal) signal = NULL;

  see (o, o->ann, TODAY, 9 * 60, 4, 600);
  refuse (o, o->ann, "out-of-allowance", TODAY, 700);
  make_up (o);
  sign_in (o, "lea");
  ASSERT_TOLD (o, o->ann, "%d 1", GARRISON_SIGNAL_ALLOWANCE);
  signal = only (o, o->ann);
  g_assert_cmpuint (signal->total, ==, 4);
  g_assert_cmpuint (count_facts (o, signal), ==, 1);
}

static void
test_edits (Office *o, gconstpointer data)
{
  g_autoptr (GarrisonSignal) signal = NULL;

  for (guint i = 0; i < 9; i++)
    edit (o, o->ann, o->customers[i], TODAY, 600 + (int) i);
  edit (o, o->ann, o->customers[0], TODAY, 700);
  make_up (o);
  sign_in (o, "lea");
  ASSERT_TOLD (o, o->ann, "%s", "");
  edit (o, o->ann, o->customers[9], TODAY, 800);
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%d 10", GARRISON_SIGNAL_EDITS);
  signal = only (o, o->ann);
  g_assert_cmpuint (count_facts (o, signal), ==, 11);
}

static void
test_releases (Office *o, gconstpointer data)
{
  g_autoptr (GarrisonSignal) signal = NULL;

  release (o, o->ann, "xlsx", 60, TODAY, 600);
  release (o, o->ann, "image", 40, TODAY, 620);
  for (int i = 0; i < 19; i++)
    release (o, o->ann, "clipboard", 1, TODAY, 630 + i);
  for (int i = 0; i < 5; i++)
    release (o, o->ben, "print", 1, TODAY, 600 + i);
  for (int i = 0; i < 4; i++)
    release (o, o->cid, "print", 1, TODAY, 600 + i);
  for (int i = 0; i < 20; i++)
    release (o, o->cid, "clipboard", 1, TODAY, 600 + i);
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%d 2", GARRISON_SIGNAL_RELEASES);
  ASSERT_TOLD (o, o->ben, "%d 5", GARRISON_SIGNAL_RELEASES);
  ASSERT_TOLD (o, o->cid, "%d 20", GARRISON_SIGNAL_COPIES);
  signal = only (o, o->ann);
  g_assert_cmpuint (signal->total, ==, 100);
  g_assert_cmpuint (count_facts (o, signal), ==, 2);
}

/* The same, done by somebody who stays, is nothing. */
static void
test_leaver (Office *o, gconstpointer data)
{
  const gint64 both[] = { o->ann, o->ben };

  for (guint p = 0; p < 2; p++)
    {
      for (int i = 0; i < 5; i++)
        {
          refuse (o, both[p], i % 2 == 0 ? "no-right" : "too-many-checks", 20261112 + i, 600);
          edit (o, both[p], o->customers[i], 20261112 + i, 610);
        }
      refuse (o, both[p], "changed-since", 20261112, 615);
      release (o, both[p], "csv", 20, 20261112, 620);
      /* too early to count */
      release (o, both[p], "csv", 70, 20261107, 620);
    }
  leave (o, o->ann, 20261121);
  make_up (o);
  sign_in (o, "lea");
  ASSERT_TOLD (o, o->ben, "%s", "");
  ASSERT_TOLD (o, o->ann, "%d 1,%d 5,%d 5", GARRISON_SIGNAL_LEAVER_RELEASES, GARRISON_SIGNAL_LEAVER_EDITS,
               GARRISON_SIGNAL_LEAVER_REFUSALS);
  /* who left before the days that are looked at is no news */
  leave (o, o->ann, 20261020);
  make_up (o);
  ASSERT_TOLD (o, o->ann, "%s", "");
}

static void
test_reach (Office *o, gconstpointer data)
{
  const gint64 all[] = { o->ann, o->ben, o->dan };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      see (o, all[i], 20261122, 10 * 60, 3, 600);
      refuse (o, all[i], "out-of-allowance", 20261122, 900);
      for (int k = 0; k < 10; k++)
        edit (o, all[i], o->customers[k], 20261122, 1000 + k);
      release (o, all[i], "csv", 200, 20261122, 1100);
    }
  make_up (o);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    ASSERT_TOLD (o, all[i], "%d 3,%d 1,%d 10,%d 1", GARRISON_SIGNAL_FREE_DAY, GARRISON_SIGNAL_ALLOWANCE,
                 GARRISON_SIGNAL_EDITS, GARRISON_SIGNAL_RELEASES);
  sign_in (o, "lea");
  ASSERT_TOLD (o, o->ann, "%d 3,%d 1,%d 10,%d 1", GARRISON_SIGNAL_FREE_DAY, GARRISON_SIGNAL_ALLOWANCE,
               GARRISON_SIGNAL_EDITS, GARRISON_SIGNAL_RELEASES);
  ASSERT_TOLD (o, o->dan, "%s", "");
  sign_in (o, "ann");
  ASSERT_TOLD (o, o->ann, "%d 3,%d 1,%d 10,%d 1", GARRISON_SIGNAL_FREE_DAY, GARRISON_SIGNAL_ALLOWANCE,
               GARRISON_SIGNAL_EDITS, GARRISON_SIGNAL_RELEASES);
  ASSERT_TOLD (o, o->ben, "%s", "");
  {
    GarrisonSignal theirs = { GARRISON_SIGNAL_FREE_DAY, o->ben, 20261122, 3 };

    theirs.until = G_MAXINT64;
    g_assert_cmpuint (count_facts (o, &theirs), ==, 0);
    theirs.kind = GARRISON_SIGNAL_LEAVER_REFUSALS;
    g_assert_cmpuint (count_facts (o, &theirs), ==, 0);
  }
}

/* What a team sees is known to everybody, what two people see to nobody. */
static void
test_team_is_three (Office *o, gconstpointer data)
{
  see (o, o->ann, TODAY, 600, 2, 600);
  see (o, o->ben, TODAY, 600, 2, 600);
  make_up (o);
  sign_in (o, "ann");
  g_assert_cmpint (test_read_int (o->store, "SELECT count(*) FROM disclosure_team t"), ==, 0);
  see (o, o->cid, TODAY, 600, 3, 600);
  make_up (o);
  g_assert_cmpint (test_read_int (o->store, "SELECT t.n FROM disclosure_team t"), ==, 7);
}

/* ---- requests ----------------------------------------------------------------------------------- */

static GPtrArray *
read_requests (Office *o)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *requests = garrison_requests_read (o->store, 0, NULL, &error);

  g_assert_no_error (error);
  return requests;
}

static void
assert_request (Office *o, const char *login, guint n, const char *state, gboolean may_decide)
{
  g_autoptr (GPtrArray) requests = NULL;

  sign_in (o, login);
  requests = read_requests (o);
  g_assert_cmpuint (requests->len, ==, n);
  for (guint i = 0; i < requests->len; i++)
    {
      const GarrisonRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *what = garrison_request_sentence (request);

      g_assert_cmpint (request->person, ==, o->ann);
      g_assert_cmpstr (request->state, ==, state);
      g_assert_cmpstr (what, ==, "20 more contact details: fair");
      g_assert_cmpint (garrison_request_may_decide (request, o->store), ==, may_decide);
    }
}

static void
test_requests (Office *o, gconstpointer data)
{
  g_autoptr (GarrisonArgs) wish = garrison_args_new (), answer = garrison_args_new ();
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *outcome = NULL;

  sign_in (o, "ann");
  garrison_args_set_text (wish, "kind", "disclosures");
  garrison_args_set_int (wish, "n", 20);
  garrison_args_set_text (wish, "text", "fair");
  garrison_args_set_int (answer, "asked", act (o, "request", "ask-for", wish));
  garrison_args_set_int (answer, "granted", 5);
  requests = read_requests (o);
  g_assert_false (garrison_request_may_decide (g_ptr_array_index (requests, 0), o->store));
  g_clear_pointer (&requests, g_ptr_array_unref);
  assert_request (o, "boss", 1, "open", TRUE);
  assert_request (o, "dan", 0, "open", FALSE);
  assert_request (o, "lea", 1, "open", TRUE);
  act (o, "n", "decide-request", answer);
  requests = read_requests (o);
  outcome = garrison_request_outcome (g_ptr_array_index (requests, 0), TODAY);
  g_assert_nonnull (strstr (outcome, "5 of them"));
  g_assert_cmpint (((GarrisonRequest *) g_ptr_array_index (requests, 0))->decided_by, ==, o->lea);
  g_assert_false (garrison_request_may_decide (g_ptr_array_index (requests, 0), o->store));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/signals/" path, Office, NULL, set_up, test, tear_down)
  ADD ("normal", test_normal);
  ADD ("many", test_many);
  ADD ("many/without-history", test_without_history);
  ADD ("many/team", test_team);
  ADD ("odd-hours", test_odd_hours);
  ADD ("runs", test_runs);
  ADD ("runs/by-name", test_name_runs);
  ADD ("allowance", test_allowance);
  ADD ("edits", test_edits);
  ADD ("releases", test_releases);
  ADD ("leaver", test_leaver);
  ADD ("reach", test_reach);
  ADD ("team-is-three", test_team_is_three);
  ADD ("requests", test_requests);
#undef ADD
  return g_test_run ();
}
