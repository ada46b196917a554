/* garrisonctl handover: what somebody holds, how it would be split, and the act. garrisonctl conflict: cases. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/day.h"
#include "base/language.h"
#include "ctl/ctl.h"
#include "ctl/output.h"
#include "model/conflicts.h"
#include "model/inventory.h"
#include "model/split.h"

#define CASE_DAYS 90

static GarrisonPerson *
look_up_person (GarrisonCtl *ctl, const char *text)
{
  GarrisonPerson *person = garrison_directory_find_person (ctl->directory, text);

  if (person == NULL)
    garrison_ctl_fail_text (_("There is no person “%s”."), text);
  return person;
}

static int
print (GarrisonCtl *ctl, GarrisonOutput *output)
{
  g_autoptr (GError) error = NULL;

  if (!garrison_output_print (output, ctl->json ? GARRISON_OUTPUT_JSON : GARRISON_OUTPUT_TEXT, NULL, &error))
    return garrison_ctl_fail (error);
  return GARRISON_CTL_DONE;
}

/* ---- handover ----------------------------------------------------------------------------------- */

static int
show_held (GarrisonCtl *ctl, const char *who)
{
  static const char *const columns[] = { "what", "how much", NULL };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  GarrisonPerson *person = look_up_person (ctl, who);

  if (person == NULL)
    return GARRISON_CTL_FAILED;
  all = garrison_inventory_read (ctl->store, garrison_person_get_id (person), NULL, &error);
  if (all == NULL)
    return garrison_ctl_fail (error);
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *label = garrison_held_label (all->pdata[i]);
      g_autofree char *figure = garrison_held_figure (all->pdata[i]);

      garrison_output_add_text (output, label);
      garrison_output_add_text (output, figure);
    }
  return print (ctl, output);
}

static gboolean
parse_rule (const char *text, GarrisonSplitRule *rule)
{
  for (guint i = 0; i < GARRISON_N_SPLITS; i++)
    if (g_str_equal (garrison_split_rule_word (i), text))
      {
        *rule = i;
        return TRUE;
      }
  return FALSE;
}

/* @to: logins with commas between. */
static gboolean
add_receivers (GarrisonCtl *ctl, GarrisonSplit *split, const char *to)
{
  g_auto (GStrv) logins = g_strsplit (to, ",", -1);

  for (guint i = 0; logins[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      GarrisonPerson *person = look_up_person (ctl, g_strstrip (logins[i]));

      if (person == NULL)
        return FALSE;
      if (!garrison_split_add (split, ctl->store, garrison_person_get_id (person), NULL, &error))
        {
          garrison_ctl_fail (error);
          return FALSE;
        }
    }
  return TRUE;
}

static int
print_split (GarrisonCtl *ctl, GarrisonSplit *split)
{
  static const char *const columns[] = { "login", "holds", "gets", "cap", NULL };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);

  for (guint i = 0; i < garrison_split_get_n_receivers (split); i++)
    {
      const GarrisonSplitReceiver *receiver = garrison_split_get_receiver (split, i);

      garrison_output_add_text (output, garrison_person_get_login (garrison_directory_get_person (ctl->directory, receiver->person)));
      garrison_output_add_int (output, receiver->holds);
      garrison_output_add_int (output, receiver->items);
      garrison_output_add_int (output, receiver->cap);
    }
  if (garrison_split_count_left (split) > 0)
    {
      garrison_output_add_text (output, "");
      garrison_output_add_int (output, 0);
      garrison_output_add_int (output, garrison_split_count_left (split));
      garrison_output_add_int (output, 0);
    }
  return print (ctl, output);
}

static int
hand_over (GarrisonCtl *ctl, GarrisonSplit *split, gint64 rest, gboolean accept, const char *note)
{
  g_autoptr (GarrisonArgs) args = garrison_split_make_args (split, rest, accept, note);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_act (ctl->store, "hand-over", args, NULL, NULL, &error);
  static const char *const gives[] = { "handover", "n", "deals", "contracts", "tasks" };

  if (result == NULL)
    return garrison_ctl_fail (error);
  printf ("act %" G_GINT64_FORMAT "\n", garrison_act_result_get_act (result));
  for (guint i = 0; i < G_N_ELEMENTS (gives); i++)
    printf ("%s %" G_GINT64_FORMAT "\n", gives[i], garrison_act_result_get_int (result, gives[i]));
  return GARRISON_CTL_DONE;
}

/* Shown; done with --do. */
static int
split_held (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autofree char *by = NULL;
  g_autofree char *to = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *note = NULL;
  gboolean really = FALSE, accept = FALSE;
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, NULL, NULL },          { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "rest", 0, 0, G_OPTION_ARG_STRING, &rest, NULL, NULL },      { "note", 0, 0, G_OPTION_ARG_STRING, &note, NULL, NULL },
    { "do", 0, 0, G_OPTION_ARG_NONE, &really, NULL, NULL },        { "accept", 0, 0, G_OPTION_ARG_NONE, &accept, NULL, NULL },
    { NULL },
  };
  g_autoptr (GarrisonSplit) split = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonSplitRule rule = GARRISON_SPLIT_LOAD;
  GarrisonPerson *person, *for_rest = NULL;

  if (!garrison_ctl_parse ("handover", entries, &argc, &argv) || argc != 2 || to == NULL || (by != NULL && !parse_rule (by, &rule)))
    return garrison_ctl_usage ("handover");
  person = look_up_person (ctl, argv[1]);
  if (person == NULL || (rest != NULL && (for_rest = look_up_person (ctl, rest)) == NULL))
    return GARRISON_CTL_FAILED;
  split = garrison_split_read (ctl->store, garrison_person_get_id (person), NULL, &error);
  if (split == NULL)
    return garrison_ctl_fail (error);
  if (!add_receivers (ctl, split, to))
    return GARRISON_CTL_FAILED;
  garrison_split_propose (split, rule);
  if (!really)
    return print_split (ctl, split);
  return hand_over (ctl, split, for_rest != NULL ? garrison_person_get_id (for_rest) : 0, accept, note);
}

static int
list_handovers (GarrisonCtl *ctl)
{
  static const char *const columns[] = { "handover", "from", "by", "state", "customers", "proposed", "declined", "kept", NULL };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_handovers_read (ctl->store, NULL, &error);

  if (rows == NULL)
    return garrison_ctl_fail (error);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      garrison_output_add_int (output, garrison_rows_get_int (rows, i, GARRISON_HANDOVERS_ID));
      for (guint k = GARRISON_HANDOVERS_PERSON; k <= GARRISON_HANDOVERS_GIVEN_BY; k++)
        garrison_output_add_text (output, garrison_directory_get_person_name (ctl->directory, garrison_rows_get_int (rows, i, k)));
      garrison_output_add_text (output, garrison_rows_get_text (rows, i, GARRISON_HANDOVERS_STATE));
      for (guint k = GARRISON_HANDOVERS_CUSTOMERS; k <= GARRISON_HANDOVERS_KEPT; k++)
        garrison_output_add_int (output, garrison_rows_get_int (rows, i, k));
    }
  return print (ctl, output);
}

int
garrison_ctl_handover (GarrisonCtl *ctl, int argc, char **argv)
{
  const char *verb = argc > 1 ? argv[1] : "";
  gboolean list = g_str_equal (verb, "list") && argc == 2, show = g_str_equal (verb, "show") && argc == 3;

  if (!list && !show && !g_str_equal (verb, "split"))
    return garrison_ctl_usage ("handover");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  if (list)
    return list_handovers (ctl);
  return show ? show_held (ctl, argv[2]) : split_held (ctl, argc - 1, argv + 1);
}

/* ---- conflicts ---------------------------------------------------------------------------------- */

static GPtrArray *
read_cases (GarrisonCtl *ctl, gint64 since)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *all = garrison_conflicts_read (ctl->store, since, NULL, &error);

  if (all == NULL)
    garrison_ctl_fail (error);
  return all;
}

static int
list_cases (GarrisonCtl *ctl)
{
  static const char *const columns[] = { "conflict", "customer", "holder", "claimant", "state", "says", NULL };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  g_autoptr (GPtrArray) all = read_cases (ctl, g_get_real_time () - CASE_DAYS * G_TIME_SPAN_DAY);

  if (all == NULL)
    return GARRISON_CTL_FAILED;
  for (guint i = 0; i < all->len; i++)
    {
      const GarrisonConflict *conflict = all->pdata[i];

      garrison_output_add_int (output, conflict->id);
      garrison_output_add_text (output, conflict->name);
      garrison_output_add_text (output, garrison_directory_get_person_name (ctl->directory, conflict->holder));
      garrison_output_add_text (output, garrison_directory_get_person_name (ctl->directory, conflict->claimant));
      garrison_output_add_text (output, conflict->state);
      garrison_output_add_text (output, conflict->text);
    }
  return print (ctl, output);
}

static void
print_claim (GarrisonCtl *ctl, const GarrisonClaim *claim)
{
  g_autofree char *text = garrison_claim_text (claim, garrison_directory_get_today (ctl->directory));

  printf ("%s: %s\n", garrison_directory_get_person_name (ctl->directory, claim->person), text);
}

static int
show_case (GarrisonCtl *ctl, gint64 id)
{
  g_autoptr (GPtrArray) all = read_cases (ctl, 0);
  g_autoptr (GError) error = NULL;
  GarrisonConflictFacts facts;

  if (all == NULL)
    return GARRISON_CTL_FAILED;
  for (guint i = 0; i < all->len; i++)
    {
      const GarrisonConflict *conflict = all->pdata[i];

      if (conflict->id != id)
        continue;
      printf ("%s: %s\n%s\n", conflict->name != NULL ? conflict->name : "", garrison_conflict_state_name (conflict), conflict->text);
      if (!garrison_conflict_read_facts (ctl->store, conflict, &facts, NULL, &error))
        return garrison_ctl_fail (error);
      print_claim (ctl, &facts.holder);
      print_claim (ctl, &facts.claimant);
      return GARRISON_CTL_DONE;
    }
  return garrison_ctl_fail_text (_("There is no case %" PRIi64 "."), id);
}

static int
decide_case (GarrisonCtl *ctl, gint64 id, gboolean give, const char *reason)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_int (args, "conflict", id);
  garrison_args_set_int (args, "give", give);
  garrison_args_set_text (args, "reason", reason);
  result = garrison_store_act (ctl->store, "decide-conflict", args, NULL, NULL, &error);
  if (result == NULL)
    return garrison_ctl_fail (error);
  printf ("act %" G_GINT64_FORMAT "\n", garrison_act_result_get_act (result));
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_conflict (GarrisonCtl *ctl, int argc, char **argv)
{
  const char *verb = argc > 1 ? argv[1] : "";
  gboolean list = g_str_equal (verb, "list") && argc == 2, show = g_str_equal (verb, "show") && argc == 3;
  gboolean decide = g_str_equal (verb, "decide") && argc == 5
                    && (g_str_equal (argv[3], "give") || g_str_equal (argv[3], "keep"));
  guint64 id = 0;

  if ((!list && !show && !decide) || (!list && !g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXINT64, &id, NULL)))
    return garrison_ctl_usage ("conflict");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  if (list)
    return list_cases (ctl);
  return show ? show_case (ctl, (gint64) id) : decide_case (ctl, (gint64) id, g_str_equal (argv[3], "give"), argv[4]);
}
