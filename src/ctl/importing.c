/* garrisonctl import: a file comes in, or is tried. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "ctl/ctl.h"
#include "exchange/import.h"

typedef struct
{
  char **maps;
  char **answers;
  char *refused;
  char *dates;
  gboolean dry;
  gboolean no_new;
  gboolean same_phone;
  gboolean rest_to_note;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_strfreev (wishes->maps);
  g_strfreev (wishes->answers);
  g_free (wishes->refused);
  g_free (wishes->dates);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static void
show_progress (guint64 done, guint64 total, gpointer data)
{
  if (isatty (STDERR_FILENO) && total > 0)
    fprintf (stderr, "\r\033[K%3.0f %%", 100.0 * done / total);
}

/* What the user said about the file. FALSE after saying what is wrong. */
static gboolean
apply_wishes (GarrisonImport *import, const Wishes *wishes)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; wishes->maps != NULL && wishes->maps[i] != NULL; i++)
    if (!garrison_import_override (import, wishes->maps[i], &error))
      {
        garrison_ctl_fail_text (_("The mapping “%s” does not fit the file."), wishes->maps[i]);
        return FALSE;
      }
  for (guint i = 0; wishes->answers != NULL && wishes->answers[i] != NULL; i++)
    if (!garrison_import_answer (import, wishes->answers[i], &error))
      {
        garrison_ctl_fail_text (_("The value “%s” is not understood, or what it names does not exist."), wishes->answers[i]);
        return FALSE;
      }
  garrison_import_set_flags (import, (wishes->no_new ? GARRISON_IMPORT_NO_NEW_ENTRIES : 0) | (wishes->same_phone ? GARRISON_IMPORT_SAME_PHONE : 0)
                                       | (wishes->rest_to_note ? GARRISON_IMPORT_REST_TO_NOTE : 0));
  if (wishes->dates != NULL)
    garrison_import_set_date_order (import, *wishes->dates == 'd' ? GARRISON_DAY_ORDER_DAY_FIRST : GARRISON_DAY_ORDER_MONTH_FIRST);
  garrison_import_set_progress (import, show_progress, NULL);
  return TRUE;
}

static void
print_mapping (GarrisonImport *import)
{
  GarrisonHeaderMap *map = garrison_import_get_map (import);

  for (guint i = 0; i < garrison_header_map_get_n_columns (map); i++)
    {
      const char *field = garrison_header_map_get_field (map, i);

      printf ("%s → %s\n", garrison_header_map_get_header (map, i), field != NULL ? field : _("(left out)"));
    }
}

static void
print_questions (GarrisonImport *import)
{
  for (guint i = 0; i < garrison_import_get_n_questions (import); i++)
    {
      const GarrisonImportQuestion *q = garrison_import_get_question (import, i);

      printf (ngettext ("? %s “%s” is not known: %" PRIu64 " row, the first in line %" PRIu64,
                        "? %s “%s” is not known: %" PRIu64 " rows, the first in line %" PRIu64, q->n_rows),
              q->field, q->value, q->n_rows, q->line);
      if (q->suggestion != NULL)
        printf (_("; looks like “%s”"), q->suggestion);
      printf ("\n    --value '%s:%s=%s'\n", q->field, q->value, q->suggestion != NULL ? q->suggestion : "");
    }
}

static void
print_report (GarrisonImport *import, gboolean dry)
{
  const GarrisonImportReport *report = garrison_import_get_report (import);

  for (guint i = 0; i < garrison_import_get_n_entries (import); i++)
    {
      const GarrisonImportEntry *entry = garrison_import_get_entry (import, i);

      printf ("+ %s “%s” (%" G_GUINT64_FORMAT ")\n", entry->list, entry->name, entry->n_rows);
    }
  print_questions (import);
  for (guint i = 0; i < MIN (garrison_import_get_n_refusals (import), 10); i++)
    {
      const GarrisonImportRefusal *refusal = garrison_import_get_refusal (import, i);

      /* Translators: a line of the file, and why it was refused */
      printf (_("line %" PRIu64 ": %s\n"), refusal->line, refusal->reason);
    }
  printf (dry ? _("%" PRIu64 " rows read, %" PRIu64 " would be created, %" PRIu64 " refused, of which %" PRIu64 " are in the system already and %" PRIu64 " twice in the file\n")
              : _("%" PRIu64 " rows read, %" PRIu64 " created, %" PRIu64 " refused, of which %" PRIu64 " are in the system already and %" PRIu64 " twice in the file\n"),
          report->n_rows, report->n_created, report->n_refused, report->n_duplicates, report->n_duplicates_in_file);
  if (report->act != 0)
    printf ("act %" G_GINT64_FORMAT "\n", report->act);
}

/* In the current folder (that of the file may be a drive that cannot be written), unless a place is named. */
static GFile *
refused_file (const Wishes *wishes, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *beside = g_strconcat (name, ".refused.csv", NULL);

  return g_file_new_for_commandline_arg (wishes->refused != NULL ? wishes->refused : beside);
}

static int
bring_in (GarrisonCtl *ctl, GarrisonExchangeKind kind, const char *path, const Wishes *wishes)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFile) refused = refused_file (wishes, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonImport) import = garrison_import_new (ctl->directory, kind, file, NULL, &error);
  gboolean done;

  if (import == NULL)
    return garrison_ctl_fail (error);
  if (!apply_wishes (import, wishes))
    return GARRISON_CTL_FAILED;
  print_mapping (import);
  done = wishes->dry ? garrison_import_plan (import, NULL, &error) : garrison_import_commit (import, refused, NULL, &error);
  if (isatty (STDERR_FILENO))
    fputs ("\r\033[K", stderr);
  if (!done && !garrison_error_is_refusal (error, "nothing-new"))
    return garrison_ctl_fail (error);
  print_report (import, wishes->dry);
  if (!wishes->dry && garrison_import_get_report (import)->n_refused > 0)
    {
      g_autofree char *shown = g_file_get_parse_name (refused);

      printf (_("Refused rows, with their reasons: %s\n"), shown);
    }
  return done ? GARRISON_CTL_DONE : garrison_ctl_fail (error);
}

int
garrison_ctl_import (GarrisonCtl *ctl, int argc, char **argv)
{
  g_auto (Wishes) wishes = { 0 };
  const GOptionEntry entries[] = {
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes.maps, NULL, NULL },
    { "value", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes.answers, NULL, NULL },
    { "refused", 0, 0, G_OPTION_ARG_FILENAME, &wishes.refused, NULL, NULL },
    { "dates", 0, 0, G_OPTION_ARG_STRING, &wishes.dates, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &wishes.dry, NULL, NULL },
    { "no-new-entries", 0, 0, G_OPTION_ARG_NONE, &wishes.no_new, NULL, NULL },
    { "same-phone", 0, 0, G_OPTION_ARG_NONE, &wishes.same_phone, NULL, NULL },
    { "rest-to-note", 0, 0, G_OPTION_ARG_NONE, &wishes.rest_to_note, NULL, NULL },
    { NULL },
  };
  GarrisonExchangeKind kind;

  if (!garrison_ctl_parse ("import", entries, &argc, &argv) || argc != 3 || !garrison_exchange_kind_from_name (argv[1], &kind)
      || (wishes.dates != NULL && !g_str_equal (wishes.dates, "day-first") && !g_str_equal (wishes.dates, "month-first")))
    return garrison_ctl_usage ("import");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  return bring_in (ctl, kind, argv[2], &wishes);
}
