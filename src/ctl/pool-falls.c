/* garrisonctl pool rules, preview, try, fall: which customers rules take from their owners. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/day.h"
#include "ctl/ctl.h"
#include "ctl/output.h"
#include "model/fall.h"

static int
print (GarrisonCtl *ctl, GarrisonOutput *output)
{
  g_autoptr (GError) error = NULL;

  if (!garrison_output_print (output, ctl->json ? GARRISON_OUTPUT_JSON : GARRISON_OUTPUT_TEXT, NULL, &error))
    return garrison_ctl_fail (error);
  return GARRISON_CTL_DONE;
}

static GPtrArray *
read_rules (GarrisonCtl *ctl, gboolean active)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = garrison_fall_rules_read (ctl->store, NULL, &error);

  if (rules == NULL)
    garrison_ctl_fail (error);
  for (guint i = rules != NULL && active ? rules->len : 0; i > 0; i--)
    if (!((GarrisonFallRule *) rules->pdata[i - 1])->active)
      g_ptr_array_remove_index (rules, i - 1);
  return rules;
}

static int
list_rules (GarrisonCtl *ctl)
{
  static const char *const columns[]
    = { "id", "name", "on", "pool", "combine", "level", "grace", "warn", "exempt", "question", NULL };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  g_autoptr (GPtrArray) rules = read_rules (ctl, FALSE);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const GarrisonFallRule *rule = rules->pdata[i];
      const char *level = garrison_directory_get_choice_name (ctl->directory, "level", rule->level);

      garrison_output_add_int (output, rule->id);
      garrison_output_add_text (output, rule->name);
      garrison_output_add_int (output, rule->active);
      garrison_output_add_int (output, rule->pool);
      garrison_output_add_text (output, rule->any ? "any" : "all");
      garrison_output_add_text (output, rule->level > 0 && level != NULL ? level : "");
      garrison_output_add_int (output, rule->grace_days);
      garrison_output_add_int (output, rule->warn_days);
      garrison_output_add_text (output, rule->exempt_deal && rule->exempt_contract ? "deal contract"
                                        : rule->exempt_deal                      ? "deal"
                                        : rule->exempt_contract                  ? "contract"
                                                                                 : "");
      garrison_output_add_text (output, rule->question);
    }
  return rules != NULL ? print (ctl, output) : GARRISON_CTL_FAILED;
}

/* The names of the other rules that hold too. */
static char *
others_of (const GarrisonFall *fall)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < fall->rules->len; i++)
    g_string_append_printf (text, "%s%s", i > 1 ? ", " : "", ((GarrisonFallRule *) fall->rules->pdata[i])->name);
  return g_string_free (text, FALSE);
}

static int
show_falls (GarrisonCtl *ctl, GPtrArray *falls)
{
  static const char *const columns[] = { "customer", "name", "owner", "day", "pool", "why", "also", NULL };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);

  for (guint i = 0; i < falls->len; i++)
    {
      const GarrisonFall *fall = falls->pdata[i];
      g_autofree char *others = others_of (fall);

      garrison_output_add_int (output, fall->customer);
      garrison_output_add_text (output, fall->name);
      garrison_output_add_text (output, garrison_directory_get_person_name (ctl->directory, fall->owner));
      garrison_output_add_int (output, fall->day);
      garrison_output_add_int (output, fall->rule->pool);
      garrison_output_add_text (output, fall->why);
      garrison_output_add_text (output, others);
    }
  return print (ctl, output);
}

/* pool preview [--days N]: who falls on the day in N days, tomorrow unless said; --coming: with warning. */
static int
preview (GarrisonCtl *ctl, int argc, char **argv)
{
  int days = 1;
  gboolean coming = FALSE;
  const GOptionEntry entries[] = {
    { "days", 0, 0, G_OPTION_ARG_INT, &days, NULL, NULL },
    { "coming", 0, 0, G_OPTION_ARG_NONE, &coming, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) falls = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonCatalogue *catalogue;
  gint today;

  if (!garrison_ctl_parse ("pool", entries, &argc, &argv) || argc != 1 || days < 0 || days > 3650)
    return garrison_ctl_usage ("pool");
  if (!garrison_ctl_open (ctl) || (rules = read_rules (ctl, TRUE)) == NULL)
    return GARRISON_CTL_FAILED;
  catalogue = garrison_directory_get_catalogue (ctl->directory);
  today = garrison_directory_get_today (ctl->directory);
  falls = coming ? garrison_falls_coming (ctl->store, catalogue, rules, today, NULL, &error)
                 : garrison_falls_find (ctl->store, catalogue, rules, garrison_day_add (today, days), NULL, &error);
  return falls != NULL ? show_falls (ctl, falls) : garrison_ctl_fail (error);
}

static GarrisonFallRule *
find_rule (GPtrArray *rules, const char *text)
{
  for (guint i = 0; i < rules->len; i++)
    {
      GarrisonFallRule *rule = rules->pdata[i];
      g_autofree char *id = g_strdup_printf ("%" PRId64, rule->id);

      if (g_str_equal (rule->name, text) || g_str_equal (id, text))
        return rule;
    }
  garrison_ctl_fail_text (_("There is no rule “%s”."), text);
  return NULL;
}

static void
tell_trial (const GarrisonFallTrial *trial)
{
  g_autofree char *moved = g_strdup_printf (ngettext ("Would have moved %u customer, of %u people.",
                                                      "Would have moved %u customers, of %u people.", trial->n),
                                            trial->n, trial->n_owners);

  printf ("%s\n", moved);
  printf (ngettext ("%u of them bought afterwards.", "%u of them bought afterwards.", trial->n_won_since), trial->n_won_since);
  printf ("\n");
  for (guint i = 0; i < trial->largest->len; i++)
    printf ("  %s\n", (const char *) trial->largest->pdata[i]);
  printf (_("From %d to %d, every %d days. Owners, contacts and deals as they were then; everything else as it is today."),
          trial->first, trial->last, trial->step);
  printf ("\n");
}

static int
try_rule (GarrisonCtl *ctl, int argc, char **argv)
{
  int days = 365;
  int step = 7;
  const GOptionEntry entries[] = {
    { "days", 0, 0, G_OPTION_ARG_INT, &days, NULL, NULL },
    { "step", 0, 0, G_OPTION_ARG_INT, &step, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GarrisonFallTrial) trial = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonFallRule *rule;

  if (!garrison_ctl_parse ("pool", entries, &argc, &argv) || argc != 2 || days < 1 || days > 3650 || step < 1)
    return garrison_ctl_usage ("pool");
  if (!garrison_ctl_open (ctl) || (rules = read_rules (ctl, FALSE)) == NULL || (rule = find_rule (rules, argv[1])) == NULL)
    return GARRISON_CTL_FAILED;
  trial = garrison_falls_try (ctl->store, garrison_directory_get_catalogue (ctl->directory), rule,
                              garrison_directory_get_today (ctl->directory), (guint) days, (guint) step, NULL, &error);
  if (trial == NULL)
    return garrison_ctl_fail (error);
  if (ctl->json)
    return show_falls (ctl, trial->falls);
  tell_trial (trial);
  return GARRISON_CTL_DONE;
}

/* For a timer: nothing to do is no failure. */
static int
fall (GarrisonCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  guint skipped = 0;
  gint64 n;

  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  n = garrison_falls_do (ctl->store, garrison_directory_get_catalogue (ctl->directory),
                         garrison_directory_get_today (ctl->directory), &skipped, NULL, &error);
  if (n < 0)
    return garrison_ctl_fail (error);
  printf (ngettext ("%d customer fell into a pool.", "%d customers fell into pools.", (gulong) n), (int) n);
  printf ("\n");
  if (skipped > 0)
    {
      printf (ngettext ("%u stays: it changed in between, or something keeps it.",
                        "%u stay: they changed in between, or something keeps them.", skipped),
              skipped);
      printf ("\n");
    }
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_pool_falls (GarrisonCtl *ctl, int argc, char **argv)
{
  if (g_str_equal (argv[1], "rules") && argc == 2)
    return garrison_ctl_open (ctl) ? list_rules (ctl) : GARRISON_CTL_FAILED;
  if (g_str_equal (argv[1], "preview"))
    return preview (ctl, argc - 1, argv + 1);
  if (g_str_equal (argv[1], "try"))
    return try_rule (ctl, argc - 1, argv + 1);
  if (g_str_equal (argv[1], "fall") && argc == 2)
    return fall (ctl);
  return garrison_ctl_usage ("pool");
}
