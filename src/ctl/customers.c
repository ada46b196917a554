/* garrisonctl customer: merge, unmerge, parent. */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "ctl/ctl.h"
#include "ctl/output.h"
#include "model/merging.h"

static int
print_output (GarrisonCtl *ctl, GarrisonOutput *output)
{
  g_autoptr (GError) error = NULL;

  if (!garrison_output_print (output, ctl->json ? GARRISON_OUTPUT_JSON : GARRISON_OUTPUT_TEXT, NULL, &error))
    return garrison_ctl_fail (error);
  return GARRISON_CTL_DONE;
}

static int
print_result (GarrisonActResult *result, const GError *error)
{
  if (result == NULL)
    return garrison_ctl_fail (error);
  printf ("act %" G_GINT64_FORMAT "\nn %" G_GINT64_FORMAT "\n", garrison_act_result_get_act (result),
          garrison_act_result_get_int (result, "n"));
  return GARRISON_CTL_DONE;
}

static int
preview_merge (GarrisonCtl *ctl, gint64 keep, gint64 gone)
{
  static const char *const columns[] = { "what", "keep", "gone", NULL };
  GarrisonMergeCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = garrison_merging_preview (ctl->store, keep, gone, &counts, NULL, &error);
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  const struct
  {
    const char *what;
    guint n;
  } moving[] = { { "contacts", counts.contacts }, { "activities", counts.activities }, { "tasks", counts.tasks }, { "deals", counts.deals },
                 { "contracts", counts.contracts }, { "payments", counts.payments }, { "subsidiaries", counts.children } };

  if (fields == NULL)
    return garrison_ctl_fail (error);
  for (guint i = 0; i < fields->len; i++)
    {
      const GarrisonMergeField *field = g_ptr_array_index (fields, i);

      garrison_output_add_text (output, field->field);
      garrison_output_add_text (output, field->keep);
      garrison_output_add_text (output, field->gone);
    }
  for (guint i = 0; i < G_N_ELEMENTS (moving); i++)
    {
      g_autofree char *n = g_strdup_printf ("%u", moving[i].n);

      garrison_output_add_text (output, moving[i].what);
      garrison_output_add_text (output, NULL);
      garrison_output_add_text (output, n);
    }
  return print_output (ctl, output);
}

static int
merge (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autofree char *take = NULL;
  gboolean dry = FALSE;
  const GOptionEntry entries[] = { { "take", 0, 0, G_OPTION_ARG_STRING, &take, NULL, NULL },
                                   { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry, NULL, NULL },
                                   { NULL } };
  g_auto (GStrv) names = NULL;
  gint64 keep, gone;

  if (!garrison_ctl_parse ("customer", entries, &argc, &argv) || argc != 3 || (keep = g_ascii_strtoll (argv[1], NULL, 10)) <= 0
      || (gone = g_ascii_strtoll (argv[2], NULL, 10)) <= 0)
    return garrison_ctl_usage ("customer");
  names = take != NULL ? g_strsplit (take, ",", -1) : NULL;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!garrison_merging_is_field (names[i]))
      return garrison_ctl_fail_text (_("There is no field “%s” to take."), names[i]);
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  if (dry)
    return preview_merge (ctl, keep, gone);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GarrisonActResult) result
      = garrison_merging_merge (ctl->store, keep, gone, (const char *const *) names, NULL, &error);

    return print_result (result, error);
  }
}

/* "contact:7,task:9" decides these as @back. FALSE after saying what is wrong. */
static gboolean
decide (GPtrArray *doubts, const char *text, gboolean back)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ",", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      char *colon = strchr (parts[i], ':');
      GarrisonMergeDoubt *doubt;

      if (colon == NULL || g_ascii_strtoll (colon + 1, NULL, 10) <= 0)
        {
          garrison_ctl_fail_text (_("“%s” must be a kind and a number, such as contact:7."), parts[i]);
          return FALSE;
        }
      doubt = g_new0 (GarrisonMergeDoubt, 1);
      doubt->relation = g_strndup (parts[i], colon - parts[i]);
      doubt->record = g_ascii_strtoll (colon + 1, NULL, 10);
      doubt->back = back;
      g_ptr_array_add (doubts, doubt);
    }
  return TRUE;
}

static int
preview_separation (GarrisonCtl *ctl, gint64 gone)
{
  static const char *const columns[] = { "kind", "id", "text", "back", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) doubts = garrison_merging_list_doubts (ctl->store, gone, NULL, &error);
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);

  if (doubts == NULL)
    return garrison_ctl_fail (error);
  for (guint i = 0; i < doubts->len; i++)
    {
      const GarrisonMergeDoubt *doubt = g_ptr_array_index (doubts, i);

      garrison_output_add_text (output, doubt->relation);
      garrison_output_add_int (output, doubt->record);
      garrison_output_add_text (output, doubt->text);
      garrison_output_add_int (output, doubt->back);
    }
  return print_output (ctl, output);
}

static int
separate (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autofree char *back = NULL, *stay = NULL, *owner = NULL;
  gboolean dry = FALSE;
  const GOptionEntry entries[] = { { "back", 0, 0, G_OPTION_ARG_STRING, &back, NULL, NULL },
                                   { "stay", 0, 0, G_OPTION_ARG_STRING, &stay, NULL, NULL },
                                   { "owner", 0, 0, G_OPTION_ARG_STRING, &owner, NULL, NULL },
                                   { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry, NULL, NULL },
                                   { NULL } };
  g_autoptr (GPtrArray) doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_merge_doubt_free);
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonPerson *person = NULL;
  gint64 gone;

  if (!garrison_ctl_parse ("customer", entries, &argc, &argv) || argc != 2 || (gone = g_ascii_strtoll (argv[1], NULL, 10)) <= 0)
    return garrison_ctl_usage ("customer");
  if (!decide (doubts, back, TRUE) || !decide (doubts, stay, FALSE))
    return GARRISON_CTL_USAGE;
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  if (dry)
    return preview_separation (ctl, gone);
  if (owner != NULL && (person = garrison_directory_find_person (ctl->directory, owner)) == NULL)
    return garrison_ctl_fail_text (_("There is no person “%s”."), owner);
  result = garrison_merging_separate (ctl->store, gone, person != NULL ? garrison_person_get_id (person) : 0, doubts, NULL, &error);
  return print_result (result, error);
}

int
garrison_ctl_customer (GarrisonCtl *ctl, int argc, char **argv)
{
  if (argc > 1 && strcmp (argv[1], "merge") == 0)
    return merge (ctl, argc - 1, argv + 1);
  if (argc > 1 && strcmp (argv[1], "unmerge") == 0)
    return separate (ctl, argc - 1, argv + 1);
  return garrison_ctl_usage ("customer");
}
