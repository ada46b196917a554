/* What changes, and its record: act, undo, check-duplicate, audit. */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ctl/ctl.h"
#include "ctl/output.h"
#include "model/act-log.h"
#include "store/act-file.h"

static gboolean
parse_int (const char *text, gint64 *value)
{
  char *end;

  errno = 0;
  *value = g_ascii_strtoll (text, &end, 10);
  return *text != '\0' && *end == '\0' && errno == 0;
}

static gboolean
set_ids (GarrisonArgs *args, const char *name, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 id;

      if (!parse_int (parts[i], &id))
        return FALSE;
      g_array_append_val (ids, id);
    }
  garrison_args_set_ids (args, name, (const gint64 *) (gpointer) ids->data, ids->len);
  return TRUE;
}

static const GarrisonActSlot *
find_argument (const GarrisonActFile *file, const char *name)
{
  for (guint i = 0; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);

      if (slot->kind == GARRISON_ACT_SLOT_ARG && g_str_equal (slot->name, name))
        return slot;
    }
  return NULL;
}

/* "key=value", typed as the act declares it. FALSE after saying what is wrong. */
static gboolean
set_argument (const GarrisonActFile *file, GarrisonArgs *args, const char *pair)
{
  const char *equals = strchr (pair, '=');
  g_autofree char *name = equals != NULL ? g_strndup (pair, equals - pair) : g_strdup (pair);
  const GarrisonActSlot *slot = find_argument (file, name);
  gint64 value;
  gboolean good = TRUE;

  if (slot == NULL || equals == NULL)
    {
      garrison_ctl_fail_text (_("The act “%s” takes no “%s”."), file->name, name);
      return FALSE;
    }
  if (slot->type == GARRISON_ACT_TEXT)
    garrison_args_set_text (args, name, equals + 1);
  else if (slot->type == GARRISON_ACT_IDS)
    good = set_ids (args, name, equals + 1);
  else if ((good = parse_int (equals + 1, &value)))
    garrison_args_set_int (args, name, value);
  if (!good)
    garrison_ctl_fail_text (_("“%s” must be a number."), name);
  return good;
}

int
garrison_ctl_act (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const GarrisonActFile *file;

  if (argc < 2)
    return garrison_ctl_usage ("act");
  file = garrison_act_file_find (argv[1]);
  if (file == NULL)
    return garrison_ctl_fail_text (_("There is no act “%s”."), argv[1]);
  for (int i = 2; i < argc; i++)
    if (!set_argument (file, args, argv[i]))
      return GARRISON_CTL_USAGE;
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  result = garrison_store_act (ctl->store, argv[1], args, NULL, NULL, &error);
  if (result == NULL)
    return garrison_ctl_fail (error);
  printf ("act %" G_GINT64_FORMAT "\n", garrison_act_result_get_act (result));
  for (guint i = 0; i < file->steps->len; i++)
    {
      const GarrisonActStep *step = g_ptr_array_index (file->steps, i);

      if (step->kind == GARRISON_ACT_GIVE)
        printf ("%s %" G_GINT64_FORMAT "\n", step->name, garrison_act_result_get_int (result, step->name));
    }
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_undo (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 act;

  if (argc != 2 || !parse_int (argv[1], &act))
    return garrison_ctl_usage ("undo");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  result = garrison_store_undo (ctl->store, act, NULL, &error);
  if (result == NULL)
    return garrison_ctl_fail (error);
  printf ("act %" G_GINT64_FORMAT "\n", garrison_act_result_get_act (result));
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_check_duplicate (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autofree char *phone = NULL;
  const GOptionEntry entries[] = { { "phone", 0, 0, G_OPTION_ARG_STRING, &phone, NULL, NULL }, { NULL } };
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 customer;

  if (!garrison_ctl_parse ("check-duplicate", entries, &argc, &argv) || argc != 2)
    return garrison_ctl_usage ("check-duplicate");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  garrison_args_set_text (args, "name", argv[1]);
  garrison_args_set_text (args, "phone", phone);
  result = garrison_store_act (ctl->store, "check-duplicate", args, NULL, NULL, &error);
  if (result == NULL)
    return garrison_ctl_fail (error);
  customer = garrison_act_result_get_int (result, "customer");
  if (garrison_act_result_get_int (result, "found") == 0)
    printf ("%s\n", _("Not in the system."));
  else if (garrison_act_result_get_int (result, "owner") == 0)
    printf ("%s\n", _("In the system; nobody holds it."));
  else
    /* Translators: %s is a person's name */
    printf (_("In the system; it belongs to %s.\n"), garrison_directory_get_person_name (ctl->directory, garrison_act_result_get_int (result, "owner")));
  if (customer != 0)
    printf ("customer %" G_GINT64_FORMAT "\n", customer);
  return GARRISON_CTL_DONE;
}

static int
list_audit (GarrisonCtl *ctl, int argc, char **argv)
{
  static const char *const columns[] = { "act", "name", "person", "at", "rows", "undoes", NULL };
  int limit = 50;
  gboolean mine = FALSE;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "mine", 0, 0, G_OPTION_ARG_NONE, &mine, NULL, NULL },
    { NULL },
  };
  g_autofree char *why = NULL;
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  g_autoptr (GarrisonRows) rows = NULL;
  g_autoptr (GError) error = NULL;

  if (!garrison_ctl_parse ("audit", entries, &argc, &argv) || argc != 1 || limit < 1)
    return garrison_ctl_usage ("audit");
  why = g_strdup_printf ("audit list --limit %d%s", limit, ctl->json ? " --json" : "");
  rows = garrison_act_log_read (ctl->store, mine, limit, why, NULL, &error);
  if (rows == NULL)
    return garrison_ctl_fail (error);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      gint64 at = garrison_rows_get_int (rows, i, GARRISON_ACT_LOG_AT);
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, garrison_store_get_time_zone (ctl->store));
      g_autofree char *shown = g_date_time_format (local, "%F %T");

      garrison_output_add_int (output, garrison_rows_get_int (rows, i, GARRISON_ACT_LOG_ID));
      garrison_output_add_text (output, garrison_rows_get_text (rows, i, GARRISON_ACT_LOG_NAME));
      garrison_output_add_text (output, garrison_directory_get_person_name (ctl->directory, garrison_rows_get_int (rows, i, GARRISON_ACT_LOG_PERSON)));
      garrison_output_add_text (output, shown);
      garrison_output_add_int (output, garrison_rows_get_int (rows, i, GARRISON_ACT_LOG_ROWS));
      garrison_output_add_text (output, garrison_rows_get_text (rows, i, GARRISON_ACT_LOG_UNDOES));
    }
  if (!garrison_output_print (output, ctl->json ? GARRISON_OUTPUT_JSON : GARRISON_OUTPUT_TEXT, NULL, &error))
    return garrison_ctl_fail (error);
  return GARRISON_CTL_DONE;
}

static int
verify_audit (GarrisonCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  gint64 broken = 0;
  gint64 good = garrison_store_verify_audit (ctl->store, &broken, NULL, &error);

  if (good < 0)
    return garrison_ctl_fail (error);
  if (broken != 0)
    return garrison_ctl_fail_text (_("The record is broken at act %" PRIi64 "."), broken);
  printf (ngettext ("%" PRIi64 " act, unbroken\n", "%" PRIi64 " acts, unbroken\n", good), good);
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_audit (GarrisonCtl *ctl, int argc, char **argv)
{
  if (argc < 2 || (!g_str_equal (argv[1], "list") && !(g_str_equal (argv[1], "verify") && argc == 2)))
    return garrison_ctl_usage ("audit");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  return g_str_equal (argv[1], "verify") ? verify_audit (ctl) : list_audit (ctl, argc - 1, argv + 1);
}
