/* What reads: find, ask, chart. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "charts/chart-answer.h"
#include "charts/chart-file.h"
#include "ctl/ctl.h"
#include "ctl/output.h"
#include "model/answer.h"
#include "model/customer.h"
#include "model/roster.h"
#include "store/gate.h"

/* So many rows are for looking at; more are taken out. */
#define SCREENFUL 200

/* (transfer full) (nullable): NULL after saying why. */
static GarrisonPermit *
ask_gate (GarrisonCtl *ctl, const char *kind, const char *what, guint n)
{
  g_autoptr (GError) error = NULL;
  GarrisonPermit *permit = garrison_gate_ask (ctl->store, kind, what, n, NULL, &error);

  if (permit != NULL)
    return permit;
  if (garrison_error_is_refusal (error, "needs-consent"))
    garrison_ctl_fail_text (_("For %u records somebody else must consent. Ask for it: garrisonctl act ask-for kind=export n=%u"),
                            n, n);
  else
    garrison_ctl_fail (error);
  return NULL;
}

/* What does not end at a terminal goes on to a file or a program: that is taking it out. A figure alone is no record of
 * anybody's; scripts may have it. */
static int
print (GarrisonCtl *ctl, GarrisonOutput *output, gboolean csv, const char *what, gboolean lone_figure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonPermit) permit = NULL;
  GarrisonOutputForm form = csv ? GARRISON_OUTPUT_CSV : ctl->json ? GARRISON_OUTPUT_JSON : GARRISON_OUTPUT_TEXT;
  guint n = garrison_output_get_n_rows (output);
  gboolean leaves = form != GARRISON_OUTPUT_TEXT || !isatty (STDOUT_FILENO);

  if (csv || (leaves && n > 0 && !lone_figure))
    {
      permit = ask_gate (ctl, "csv", what, n);
      if (permit == NULL)
        return GARRISON_CTL_FAILED;
    }
  if (!leaves && n > SCREENFUL)
    {
      garrison_output_cut (output, SCREENFUL);
      fprintf (stderr, ngettext ("%u row more; --csv takes all out\n", "%u rows more; --csv takes all out\n", n - SCREENFUL),
               n - SCREENFUL);
    }
  return garrison_output_print (output, form, permit, &error) ? GARRISON_CTL_DONE : garrison_ctl_fail (error);
}

/* The matches' rows, in the order of the matches. */
static gboolean
add_found (GarrisonCtl *ctl, GArray *matches, guint limit, GarrisonOutput *output, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;

  for (guint i = 0; i < MIN (matches->len, limit); i++)
    g_array_append_val (ids, g_array_index (matches, GarrisonMatch, i).id);
  garrison_args_set_ids (args, "ids", (const gint64 *) (gpointer) ids->data, ids->len);
  rows = garrison_store_read (ctl->store, GARRISON_CUSTOMER_PAGE_SQL, args, NULL, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    for (guint row = 0; row < garrison_rows_get_size (rows); row++)
      if (garrison_rows_get_int (rows, row, 0) == g_array_index (ids, gint64, i))
        {
          g_autoptr (GarrisonCustomer) customer = garrison_customer_new (garrison_rows_get_int (rows, row, 0));

          garrison_customer_fill (customer, rows, row);
          garrison_output_add_int (output, garrison_customer_get_id (customer));
          garrison_output_add_text (output, garrison_customer_get_name (customer));
          garrison_output_add_text (output, garrison_directory_get_person_name (ctl->directory, garrison_customer_get_owner (customer)));
          garrison_output_add_text (output, garrison_customer_get_region (customer));
        }
  return TRUE;
}

int
garrison_ctl_find (GarrisonCtl *ctl, int argc, char **argv)
{
  static const char *const columns[] = { "id", "name", "owner", "region", NULL };
  int limit = 20;
  const GOptionEntry entries[] = { { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL }, { NULL } };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  g_autoptr (GarrisonRoster) roster = NULL;
  g_autoptr (GArray) matches = NULL;
  g_autoptr (GError) error = NULL;

  if (!garrison_ctl_parse ("find", entries, &argc, &argv) || argc != 2 || limit < 1)
    return garrison_ctl_usage ("find");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  roster = garrison_roster_new (ctl->store);
  if (!garrison_roster_load (roster, NULL, &error))
    return garrison_ctl_fail (error);
  matches = garrison_roster_search (roster, argv[1]);
  if (!add_found (ctl, matches, limit, output, &error))
    return garrison_ctl_fail (error);
  return print (ctl, output, FALSE, argv[1], FALSE);
}

/* The answer to a question's text; NULL after saying what is wrong and where. */
static GarrisonAnswer *
answer (GarrisonCtl *ctl, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question = garrison_question_parse (garrison_directory_get_catalogue (ctl->directory), text, &error);
  GarrisonAnswer *found;

  if (question == NULL)
    {
      const char *expected = garrison_question_error_get_expected (error);

      /* Translators: a position in the text, and what should stand there */
      garrison_ctl_fail_text (_("The question is not understood at character %d: %s"),
                              garrison_question_error_get_position (error) + 1, expected != NULL ? expected : "");
      return NULL;
    }
  found = garrison_question_ask (ctl->store, question, NULL, &error);
  if (found == NULL)
    garrison_ctl_fail (error);
  return found;
}

static GarrisonOutput *
tabulate (GarrisonAnswer *found)
{
  guint n_rows = garrison_answer_get_n_rows (found), n_columns = garrison_answer_get_n_columns (found);
  gboolean list = garrison_answer_is_list (found);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  GarrisonOutput *output;

  g_ptr_array_add (columns, list ? (gpointer) "id" : (gpointer) garrison_answer_get_dimension_label (found, 0));
  for (guint c = 0; c < n_columns; c++)
    g_ptr_array_add (columns, (gpointer) garrison_answer_get_column_label (found, c));
  g_ptr_array_add (columns, NULL);
  output = garrison_output_new ((const char *const *) columns->pdata);
  for (guint r = 0; r < n_rows; r++)
    {
      if (list)
        garrison_output_add_int (output, garrison_answer_get_record (found, r));
      else
        garrison_output_add_text (output, garrison_answer_get_row_label (found, r));
      for (guint c = 0; c < n_columns; c++)
        {
          g_autofree char *cell = garrison_answer_get_cell (found, r, c);

          if (!list && garrison_answer_has_value (found, r, c))
            garrison_output_add_figure (output, cell, garrison_answer_get_value (found, r, c));
          else
            garrison_output_add_text (output, cell);
        }
    }
  return output;
}

int
garrison_ctl_ask (GarrisonCtl *ctl, int argc, char **argv)
{
  gboolean csv = FALSE;
  const GOptionEntry entries[] = {
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &ctl->json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GarrisonAnswer) found = NULL;
  g_autoptr (GarrisonOutput) output = NULL;

  if (!garrison_ctl_parse ("ask", entries, &argc, &argv) || argc != 2)
    return garrison_ctl_usage ("ask");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  found = answer (ctl, argv[1]);
  if (found == NULL)
    return GARRISON_CTL_FAILED;
  if (garrison_answer_get_n_left_out (found) > 0)
    fprintf (stderr, ngettext ("%" PRIi64 " record in another currency is left out\n",
                               "%" PRIi64 " records in other currencies are left out\n",
                               garrison_answer_get_n_left_out (found)),
             garrison_answer_get_n_left_out (found));
  output = tabulate (found);
  return print (ctl, output, csv, argv[1],
                !garrison_answer_is_list (found) && garrison_question_get_n_dimensions (garrison_answer_get_question (found)) == 0);
}

static int
write_chart (GarrisonCtl *ctl, GarrisonChart *chart, guint n, const char *what, const char *file, int width, int height)
{
  GarrisonChartFormat format = g_str_has_suffix (file, ".svg")   ? GARRISON_CHART_SVG
                               : g_str_has_suffix (file, ".pdf") ? GARRISON_CHART_PDF
                                                                 : GARRISON_CHART_PNG;
  g_autoptr (GarrisonPermit) permit = ask_gate (ctl, garrison_chart_format_get_kind (format), what, n);
  g_autoptr (GError) error = NULL;
  gboolean written;

  if (permit == NULL)
    return GARRISON_CTL_FAILED;
  if (format == GARRISON_CHART_SVG)
    written = garrison_chart_write_svg (chart, permit, file, width, height, 1, &error);
  else if (format == GARRISON_CHART_PDF)
    written = garrison_chart_write_pdf (chart, permit, file, width, height, 1, &error);
  else
    written = garrison_chart_write_png (chart, permit, file, width, height, 2, &error);
  return written ? GARRISON_CTL_DONE : garrison_ctl_fail (error);
}

int
garrison_ctl_chart (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autofree char *kind_name = NULL, *file = NULL, *size = NULL, *title = NULL;
  gboolean dark = FALSE;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_name, NULL, NULL },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, NULL, NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, NULL, NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &file, NULL, NULL },
    { NULL },
  };
  GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;
  g_autoptr (GarrisonAnswer) found = NULL;
  g_autoptr (GarrisonChartData) data = NULL;
  g_autoptr (GarrisonChart) chart = NULL;
  GarrisonChartKind kind;
  int width = 640, height = 400;

  if (!garrison_ctl_parse ("chart", entries, &argc, &argv) || argc != 2 || file == NULL
      || (!g_str_has_suffix (file, ".png") && !g_str_has_suffix (file, ".svg") && !g_str_has_suffix (file, ".pdf"))
      || (size != NULL && (sscanf (size, "%dx%d", &width, &height) != 2 || width < 100 || height < 80 || width > 8000 || height > 8000))
      || (kind_name != NULL && !garrison_chart_kind_from_name (kind_name, &kind)))
    return garrison_ctl_usage ("chart");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  found = answer (ctl, argv[1]);
  if (found == NULL)
    return GARRISON_CTL_FAILED;
  if (garrison_answer_is_list (found))
    return garrison_ctl_fail_text (_("A chart needs figures: begin the question with count, sum or average."));
  if (kind_name == NULL)
    kind = garrison_chart_kind_for_question (garrison_answer_get_question (found));
  style.theme = dark ? GARRISON_CHART_DARK : GARRISON_CHART_LIGHT;
  data = garrison_chart_data_new_from_answer (found, title, garrison_directory_get_today (ctl->directory));
  chart = garrison_chart_new (kind, data, &style);
  return write_chart (ctl, chart, garrison_answer_get_n_rows (found), argv[1], file, width, height);
}
