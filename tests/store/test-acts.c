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
list_unprovoked (const GarrisonActFile *file, const GPtrArray *steps, gboolean undo, GString *list)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const GarrisonActStep *step = g_ptr_array_index (steps, i);

      if (step->kind == GARRISON_ACT_REFUSE && !office_was_provoked (file->name, step->name, undo))
        g_string_append_printf (list, "\n%s.sql:%u %s", file->name, step->line, step->name);
    }
}

/* Samples and imports are tested where they are made and read. */
static gboolean
is_elsewhere (const char *name)
{
  return strstr (name, "sample") != NULL || g_str_has_prefix (name, "import-");
}

/* Stands last. */
static void
test_all_provoked (void)
{
  g_auto (GStrv) names = garrison_act_file_list ();
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const GarrisonActFile *file = garrison_act_file_find (names[i]);

      if (is_elsewhere (names[i]))
        continue;
      list_unprovoked (file, file->steps, FALSE, list);
      if (file->undo != NULL)
        list_unprovoked (file, file->undo, TRUE, list);
    }
  if (list->len > 0)
    g_test_fail_printf ("No test provokes:%s", list->str);
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
  add_rights_tests ();
  add_disclosure_tests ();
  add_gate_tests ();
  add_pool_tests ();
  add_handover_tests ();
  add_conflict_tests ();
  add_protection_tests ();
  add_fall_tests ();
  add_merge_tests ();
  add_fields_tests ();
  g_test_add_func ("/every-refusal/provoked", test_all_provoked);
  return g_test_run ();
}
