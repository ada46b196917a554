/* One company twice, in a file and on a server: thousands of made-up calls, each made of both, must be
 * answered alike, and leave the same records, histories and hashes behind. */
#include <string.h>

#include "base/error.h"
#include "office-engine.h"
#include "random-calls.h"
#include "server.h"

#define CALLS 2500
#define COMPARE_EVERY 100

/* All but credentials, counters and what the search keeps. */
static const char *const relations[] = {
  "setting", "team", "role", "role_right", "person", "choice", "field", "field_value", "pool", "pool_member",
  "pool_field", "claim", "customer",
  "customer_search", "customer_parts", "customer_gram", "tag", "customer_tag", "contact", "product", "stage", "deal", "deal_line", "stage_event",
  "contract", "payment", "activity", "task", "timeline", "ownership_event", "customer_merge", "merge_row", "family_rule", "activity_day", "activity_month",
  "customer_month", "holding", "act", "act_row", "refused_act", "import_batch", "saved_view",
};

static int
compare_lines (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The rows of a relation in an order of their texts. */
static char **
read_lines (Office *o, const char *relation)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", relation);
  char **lines;

  o->engine->dump (o, sql, text);
  lines = g_strsplit (text->str, "\n", -1);
  /* Several of one act are numbered in the order in which an engine came by them. */
  if (g_str_equal (relation, "timeline") || g_str_equal (relation, "ownership_event"))
    for (guint i = 0; lines[i] != NULL; i++)
      if (*lines[i] != '\0')
        memmove (lines[i], strchr (lines[i], ' '), strlen (strchr (lines[i], ' ')) + 1);
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return lines;
}

static void
compare_relation (Office *file, Office *server, const char *relation)
{
  g_auto (GStrv) ours = read_lines (file, relation);
  g_auto (GStrv) theirs = read_lines (server, relation);

  for (guint i = 0; ours[i] != NULL || theirs[i] != NULL; i++)
    if (ours[i] == NULL || theirs[i] == NULL || !g_str_equal (ours[i], theirs[i]))
      g_error ("%s\nin the file:   %.2000s\non the server: %.2000s", relation, ours[i] != NULL ? ours[i] : "nothing",
               theirs[i] != NULL ? theirs[i] : "nothing");
}

static void
compare_companies (Office *file, Office *server)
{
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    compare_relation (file, server, relations[i]);
  office_check (file);
  office_check (server);
}

/* A refused act gives its ids back in a file and not on a server. Here they must go on alike. */
static void
align_ids (Office *file, Office *server)
{
  static const char *const counted[] = {
    "team", "role", "person", "choice", "field", "pool", "pool_member", "claim", "customer", "tag", "contact", "product", "stage", "deal",
    "deal_line", "stage_event", "contract", "payment", "activity", "task", "timeline", "ownership_event", "act",
    "import_batch", "saved_view",
  };
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    g_string_append_printf (sql, "SELECT setval('id_%s', %" G_GINT64_FORMAT ", false);", counted[i],
                            MAX (1, office_int (file, "SELECT next FROM counter WHERE relation = '%s'", counted[i])));
  office_exec (server, sql->str);
}

static void
compare_results (GarrisonActResult *ours, GarrisonActResult *theirs, const char *call)
{
  static const char *const gifts[] = {
    "customer", "contact", "deal", "task", "activity", "person", "team", "role", "field", "view", "choice", "stage",
    "product", "contract", "payment", "line", "n", "found", "owner", "act", "batch", "created", "skipped", "tag",
  };

  g_assert_cmpint (garrison_act_result_get_act (ours), ==, garrison_act_result_get_act (theirs));
  g_assert_cmpint (garrison_act_result_is_repeat (ours), ==, garrison_act_result_is_repeat (theirs));
  for (guint i = 0; i < G_N_ELEMENTS (gifts); i++)
    if (garrison_act_result_get_int (ours, gifts[i]) != garrison_act_result_get_int (theirs, gifts[i]))
      g_error ("%s\n%s: %ld in the file, %ld on the server", call, gifts[i],
               (long) garrison_act_result_get_int (ours, gifts[i]), (long) garrison_act_result_get_int (theirs, gifts[i]));
  g_assert_cmpuint (garrison_act_result_get_n_skipped (ours), ==, garrison_act_result_get_n_skipped (theirs));
  for (guint i = 0; i < garrison_act_result_get_n_skipped (ours); i++)
    {
      const GarrisonSkipped *a = garrison_act_result_get_skipped (ours, i);
      const GarrisonSkipped *b = garrison_act_result_get_skipped (theirs, i);

      if (a->row != b->row || a->record != b->record || !g_str_equal (a->reason, b->reason))
        g_error ("%s\nrow %lu: %s %ld in the file; row %lu: %s %ld on the server", call, (gulong) a->row, a->reason,
                 (long) a->record, (gulong) b->row, b->reason, (long) b->record);
    }
}

static int
compare_ids (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return x < y ? -1 : x > y;
}

/* A set, in whatever order an engine came by them. (transfer full) */
static gint64 *
sort_customers (GarrisonChange *change, gsize *n)
{
  const gint64 *customers = garrison_change_get_customers (change, n);
  gint64 *sorted = g_memdup2 (customers, *n * sizeof *customers);

  if (sorted != NULL)
    qsort (sorted, *n, sizeof *sorted, compare_ids);
  return sorted;
}

static void
compare_changes (GarrisonChange *ours, GarrisonChange *theirs, const char *call)
{
  g_autofree gint64 *a = NULL;
  g_autofree gint64 *b = NULL;
  gsize n, m;

  g_assert_true ((ours == NULL) == (theirs == NULL));
  if (ours == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (garrison_change_touches (ours, relations[i]) != garrison_change_touches (theirs, relations[i]))
      g_error ("%s\n%s was changed in one of both only: %s", call, relations[i],
               garrison_change_touches (ours, relations[i]) ? "the file" : "the server");
  a = sort_customers (ours, &n);
  b = sort_customers (theirs, &m);
  if (n != m || (n > 0 && memcmp (a, b, n * sizeof *a) != 0))
    g_error ("%s\nother customers were changed: %lu in the file, %lu on the server", call, (gulong) n, (gulong) m);
}

static void
compare_errors (const GError *ours, const GError *theirs, const char *call)
{
  static const char *const details[] = {
    "argument", "why", "row", "person", "owner", "customer", "expected", "changed", "right", "act", "field", "record",
    "deal", "contact", "task", "name", "line", "checks", "cap", "held", "version", "choice", "stage", "currency", "region",
  };
  const char *a = ours != NULL ? ours->message : "done", *b = theirs != NULL ? theirs->message : "done";

  if ((ours == NULL) != (theirs == NULL) || (ours != NULL && (ours->domain != theirs->domain || ours->code != theirs->code)))
    g_error ("%s\nin the file:   %s\non the server: %s", call, a, b);
  if (ours == NULL || !garrison_error_is_refusal (ours, NULL))
    return;
  if (!g_str_equal (garrison_refusal_get_name (ours), garrison_refusal_get_name (theirs)))
    g_error ("%s\nin the file:   %s\non the server: %s", call, a, b);
  g_assert_cmpstr (garrison_refusal_get_act (ours), ==, garrison_refusal_get_act (theirs));
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    if (g_strcmp0 (garrison_refusal_get_detail (ours, details[i]), garrison_refusal_get_detail (theirs, details[i])) != 0)
      g_error ("%s\n%s: %s is %s in the file, %s on the server", call, a, details[i],
               garrison_refusal_get_detail (ours, details[i]), garrison_refusal_get_detail (theirs, details[i]));
}

static gboolean
make_call (Office *file, Office *server)
{
  g_autoptr (RandomCall) call = random_call_new (file);
  g_autofree char *text = random_call_describe (call);
  g_autoptr (GError) our_error = NULL, their_error = NULL;
  g_autoptr (GarrisonChange) our_change = NULL, their_change = NULL;
  g_autoptr (GarrisonActResult) ours = random_call_make (call, file, &our_change, &our_error);
  g_autoptr (GarrisonActResult) theirs = random_call_make (call, server, &their_change, &their_error);

  compare_errors (our_error, their_error, text);
  if (ours == NULL)
    align_ids (file, server);
  else
    {
      compare_results (ours, theirs, text);
      compare_changes (our_change, their_change, text);
    }
  return ours != NULL;
}

/* One that everybody is a member of: most acts about pools need it. */
static void
make_pool (Office *o)
{
  gint64 pool = office_do (o, o->boss, "create-pool", "pool", "name:t", "Public");

  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i teams:I leads:I", pool, (gint64) 1, &o->root, (gsize) 1,
             &o->lead, (gsize) 1);
}

static void
test_twins (void)
{
  g_autoptr (Office) file = office_new_in_file ();
  g_autoptr (Office) server = office_new_on_server ();
  guint done = 0;

  office_hire (file);
  office_hire (server);
  make_pool (file);
  make_pool (server);
  compare_companies (file, server);
  for (guint i = 1; i <= CALLS; i++)
    {
      done += make_call (file, server);
      if (i % COMPARE_EVERY == 0)
        compare_companies (file, server);
    }
  g_test_message ("%u of %d calls were done, the others refused", done, CALLS);
  g_assert_cmpuint (done, >, CALLS / 15);
}

int
main (int argc, char **argv)
{
  /* The same calls in every run, unless --seed asks for others. */
  char *with_seed[] = { argv[0], (char *) "--seed=R02S00000000000000000000000000000007", NULL };
  char **arguments = argc > 1 ? argv : with_seed;
  int n_arguments = argc > 1 ? argc : 2;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/store/pg-twins", test_twins);
  return g_test_run ();
}
