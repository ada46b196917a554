/* Every act: allowed, refused, undone; and at the end, that no refusal of any act went untested. */
#include "acts.h"

#include <string.h>

#include "store/act-file.h"

void
assert_state (Office *o, const char *before)
{
  g_autofree char *now = office_state (o);
  g_auto (GStrv) was_lines = NULL;
  g_auto (GStrv) now_lines = NULL;

  if (g_str_equal (now, before))
    return;
  was_lines = g_strsplit (before, "\n", -1);
  now_lines = g_strsplit (now, "\n", -1);
  for (guint i = 0; was_lines[i] != NULL && now_lines[i] != NULL; i++)
    if (!g_str_equal (was_lines[i], now_lines[i]))
      g_error ("was: %s\nnow: %s", was_lines[i], now_lines[i]);
  g_error ("the state has other lines");
}

static void
check_refusals (const GarrisonActFile *file, const GPtrArray *steps, gboolean undo)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const GarrisonActStep *step = g_ptr_array_index (steps, i);

      if (step->kind == GARRISON_ACT_REFUSE && !office_was_provoked (file->name, step->name, undo))
        g_test_fail_printf ("%s.sql:%u: nothing provokes “%s”%s", file->name, step->line, step->name, undo ? " of the undo" : "");
      if (step->kind == GARRISON_ACT_EACH)
        check_refusals (file, step->steps, undo);
      if (step->kind == GARRISON_ACT_SKIP && !office_was_provoked (file->name, step->name, undo))
        g_test_fail_printf ("%s.sql:%u: nothing is skipped as “%s”", file->name, step->line, step->name);
    }
}

/* The sample's acts are tested where samples are made. */
static gboolean
is_sample (const char *name)
{
  return strstr (name, "sample") != NULL;
}

/* Stands last. */
static void
test_all_provoked (void)
{
  g_auto (GStrv) names = garrison_act_file_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const GarrisonActFile *file = garrison_act_file_find (names[i]);

      if (is_sample (names[i]))
        continue;
      check_refusals (file, file->steps, FALSE);
      if (file->undo != NULL)
        check_refusals (file, file->undo, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_runner_tests ();
  add_customer_tests ();
  add_work_tests ();
  add_deal_tests ();
  add_people_tests ();
  add_company_tests ();
  add_import_tests ();
  g_test_add_func ("/acts/all-refusals-provoked", test_all_provoked);
  return g_test_run ();
}
