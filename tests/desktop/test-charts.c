/* The charts window in process, over a small company: each figure equals the records behind it, the
 * headline their sum; filters, keys, table, editing, files. */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "desk.h"
#include "desktop/chart-dialog.h"
#include "desktop/chart-export.h"
#include "desktop/chart-records.h"
#include "desktop/charts-window.h"
#include "desktop/compat.h"
#include "desktop/records-window.h"

typedef struct
{
  Desk desk;
  GarrisonStore *store; /* both of the desk */
  GarrisonDesktopSession *session;
  GarrisonChartsWindow *window;
} Office;

static void
set_up (Office *office, gconstpointer data)
{
  guint customers = GPOINTER_TO_UINT (data);
  SmallOfficeSize size = { customers, 16, 1500, 400, FALSE };

  desk_open (&office->desk, &size);
  office->store = office->desk.office.store;
  office->session = office->desk.session;
  office->window = desk_show (&office->desk, GARRISON_TYPE_CHARTS_WINDOW, 1240, 800);
  WAIT_FOR (!garrison_charts_window_is_busy (office->window));
  settle ();
}

static void
tear_down (Office *office, gconstpointer data)
{
  desk_dismiss (office->window);
  desk_close (&office->desk);
}

static void
answered (Office *office)
{
  WAIT_FOR (!garrison_charts_window_is_busy (office->window));
  settle ();
}

/* (nullable): the window of records that is open, if any. */
static GarrisonRecordsWindow *
records_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (GARRISON_IS_RECORDS_WINDOW (window))
        return GARRISON_RECORDS_WINDOW (window);
    }
  return NULL;
}

/* The figure at the top of the opened records, in the unit of marks; closes them. */
static double
opened_figure (GarrisonChartFigures *figures)
{
  GarrisonRecordsWindow *records = records_window ();
  gboolean money = garrison_chart_data_get_unit (garrison_chart_figures_get_data (figures)) == GARRISON_CHART_MONEY;
  gint64 figure = -1;

  g_assert_nonnull (records);
  /* The figure, the rows and their number are asked for beside each other. */
  WAIT_FOR (garrison_records_window_get_figure (records, &figure) && garrison_records_window_get_n_shown (records) > 0
            && garrison_records_window_get_count (records) >= 0);
  g_assert_cmpint (garrison_records_window_get_n_shown (records), ==,
                   MIN (garrison_records_window_get_count (records), GARRISON_RECORDS_SHOWN));
  gtk_window_destroy (GTK_WINDOW (records));
  return money ? (double) figure / 100 : (double) figure;
}

static double
sum_of_marks (GarrisonChart *chart)
{
  double sum = 0;

  for (guint i = 0; i < garrison_chart_get_n_marks (chart); i++)
    if (!isnan (garrison_chart_get_mark (chart, i)->value))
      sum += garrison_chart_get_mark (chart, i)->value;
  return sum;
}

/* Each mark and each member behind "Other" opens records whose figure is its own. */
static guint
check_card (Office *office, GarrisonChartCard *card)
{
  GarrisonChartFigures *figures = garrison_chart_card_get_figures (card);
  GarrisonChart *chart = garrison_chart_picture_get_chart (garrison_chart_card_get_picture (card));
  GarrisonWindow *window = GARRISON_WINDOW (office->window);
  GarrisonChartData *data;
  guint opened = 0;

  g_assert_nonnull (figures);
  g_assert_nonnull (chart);
  data = garrison_chart_figures_get_data (figures);
  for (guint i = 0; i < garrison_chart_get_n_marks (chart); i++)
    {
      const GarrisonChartMark *mark = garrison_chart_get_mark (chart, i);
      guint n_categories = 0, n_series = 0;
      const guint *categories = garrison_chart_mark_get_categories (chart, i, &n_categories);
      const guint *series = garrison_chart_mark_get_all_series (chart, i, &n_series);
      double sum = 0;

      for (guint c = 0; c < n_categories; c++)
        for (guint s = 0; s < n_series; s++)
          {
            double value = garrison_chart_data_get_value (data, categories[c], series[s]);
            g_autoptr (GarrisonQuestion) list = NULL;
            if (isnan (value) || value == 0)
              continue;
            sum += value;
            list = garrison_chart_figures_get_records (figures, categories[c], series[s]);
            g_assert_nonnull (list);
            garrison_chart_records_open (window, list,
                                         garrison_answer_get_question (garrison_metric_get_answer (garrison_chart_figures_get_metric (figures))),
                                         "Records");
            g_assert_cmpfloat_with_epsilon (opened_figure (figures), value, 0.005);
            opened++;
          }
      if (!isnan (mark->value))
        g_assert_cmpfloat_with_epsilon (mark->value, sum, 0.01);
    }
  garrison_chart_records_open_all (window, figures);
  g_assert_cmpfloat_with_epsilon (opened_figure (figures), garrison_chart_figures_get_headline_value (figures), 0.005);
  if (garrison_chart_card_get_kind (card) != GARRISON_CHART_FUNNEL)
    g_assert_cmpfloat_with_epsilon (sum_of_marks (chart), garrison_chart_figures_get_headline_value (figures), 0.05);
  return opened;
}

static void
test_figures_agree (Office *office, gconstpointer data)
{
  guint opened = 0;

  g_assert_cmpuint (garrison_charts_window_get_n_cards (office->window), ==, 9);
  for (guint i = 0; i < 9; i++)
    opened += check_card (office, garrison_charts_window_get_card (office->window, i));
  g_assert_cmpuint (opened, >, 60);
  g_test_message ("%u marks opened", opened);
}

static void
test_filters (Office *office, gconstpointer data)
{
  g_autoptr (GarrisonMetricScope) scope = garrison_metric_scope_copy (garrison_charts_window_get_scope (office->window));
  GarrisonChartCard *sales = garrison_charts_window_get_card (office->window, 0);
  GarrisonChartCard *customers = garrison_charts_window_get_card (office->window, 4);
  double before = garrison_chart_figures_get_headline_value (garrison_chart_card_get_figures (sales));
  GarrisonCatalogue *catalogue = garrison_directory_get_catalogue (garrison_desktop_session_get_directory (office->session));
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) products = garrison_filter_get_values (catalogue, GARRISON_FILTER_PRODUCT, &labels);

  g_assert_null (garrison_chart_figures_get_caution (garrison_chart_card_get_figures (customers)));
  garrison_metric_scope_set_value (scope, GARRISON_FILTER_PRODUCT, products[0], TRUE);
  garrison_charts_window_set_scope (office->window, scope);
  answered (office);
  g_assert_cmpfloat (garrison_chart_figures_get_headline_value (garrison_chart_card_get_figures (sales)), <, before);
  /* A customer has no product: that is said. */
  g_assert_nonnull (garrison_chart_figures_get_caution (garrison_chart_card_get_figures (customers)));
  check_card (office, sales);
  check_card (office, garrison_charts_window_get_card (office->window, 2));

  garrison_metric_scope_set_value (scope, GARRISON_FILTER_PRODUCT, NULL, FALSE);
  scope->span = (GarrisonDays){ 0, 0 };
  scope->text = g_strdup ("nonsense of no field");
  garrison_charts_window_set_scope (office->window, scope);
  answered (office);
  g_assert_cmpfloat (garrison_chart_figures_get_headline_value (garrison_chart_card_get_figures (sales)), >=, before);
  g_assert_nonnull (garrison_chart_figures_get_caution (garrison_chart_card_get_figures (sales)));
  check_card (office, sales);
}

static void
test_editing (Office *office, gconstpointer data)
{
  GarrisonDashboardCard added = { (char *) "bar", (char *) "count of deals where status = open by region", (char *) "Tab\there" };
  GarrisonDashboardCard wrong = { (char *) "pie?", (char *) "count of unicorns", (char *) "" };

  garrison_charts_window_put_card (office->window, -1, &added);
  answered (office);
  g_assert_cmpuint (garrison_charts_window_get_n_cards (office->window), ==, 10);
  g_assert_cmpstr (garrison_chart_card_get_card (garrison_charts_window_get_card (office->window, 9))->title, ==, "Tab here");
  garrison_charts_window_move_card (office->window, 9, -1);
  answered (office);
  g_assert_cmpstr (garrison_chart_card_get_card (garrison_charts_window_get_card (office->window, 8))->title, ==, "Tab here");
  garrison_charts_window_put_card (office->window, 0, &wrong);
  answered (office);
  g_assert_nonnull (garrison_chart_card_get_message (garrison_charts_window_get_card (office->window, 0)));
  garrison_charts_window_remove_card (office->window, 0);
  answered (office);
  g_assert_cmpuint (garrison_charts_window_get_n_cards (office->window), ==, 9);
  g_assert_cmpint (test_read_int (office->store, "SELECT count(*) FROM saved_view v WHERE v.kind = 'chart'"), ==, 1);
  /* Undo brings it back. */
  garrison_window_undo (GARRISON_WINDOW (office->window),
                        garrison_desktop_session_get_last_act (office->session, NULL));
  WAIT_FOR (garrison_charts_window_get_n_cards (office->window) == 10);
  answered (office);
}

static void
test_keys (Office *office, gconstpointer data)
{
  GarrisonChartCard *card = garrison_charts_window_get_card (office->window, 2);
  GarrisonChartPicture *picture = garrison_chart_card_get_picture (card);

  garrison_chart_card_grab (card);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (picture)));
  garrison_chart_picture_set_focus_mark (picture, 0);
  g_assert_cmpint (garrison_chart_picture_get_mark (picture), ==, 0);
  g_signal_emit_by_name (picture, "activated", 0);
  if (records_window () != NULL)
    opened_figure (garrison_chart_card_get_figures (card));
  garrison_chart_card_show_table (card, TRUE);
  g_assert_true (garrison_chart_card_shows_table (card));
  settle ();
  gtk_widget_activate_action (GTK_WIDGET (card), "card.enlarge", NULL);
  WAIT_FOR (gtk_widget_get_width (GTK_WIDGET (card)) > 1000);
  gtk_widget_activate_action (GTK_WIDGET (office->window), "win.back", NULL);
  WAIT_FOR (gtk_widget_get_width (GTK_WIDGET (card)) < 700);
  gtk_widget_activate_action (GTK_WIDGET (office->window), "win.tables", NULL);
  g_assert_true (garrison_chart_card_shows_table (garrison_charts_window_get_card (office->window, 8)));
}

static void
test_dialog (Office *office, gconstpointer data)
{
  GarrisonChartDialog *dialog = garrison_chart_dialog_show (GARRISON_WINDOW (office->window), NULL,
                                                            garrison_charts_window_get_scope (office->window), NULL, NULL, NULL);
  g_autofree char *endless = g_strnfill (30000, 'x');

  settle ();
  g_assert_null (garrison_chart_dialog_get_mistake (dialog));
  garrison_chart_dialog_set_question (dialog, "count of customers by sorce");
  g_assert_nonnull (garrison_chart_dialog_get_mistake (dialog));
  garrison_chart_dialog_set_question (dialog, "");
  g_assert_nonnull (garrison_chart_dialog_get_mistake (dialog));
  garrison_chart_dialog_set_question (dialog, "customers");
  g_assert_nonnull (garrison_chart_dialog_get_mistake (dialog));
  garrison_chart_dialog_set_question (dialog, endless);
  g_assert_nonnull (garrison_chart_dialog_get_mistake (dialog));
  g_assert_false (garrison_chart_dialog_accept (dialog));
  garrison_chart_dialog_set_question (dialog, "average of days to close of deals where won by owner");
  g_assert_null (garrison_chart_dialog_get_mistake (dialog));
  settle ();
  g_assert_true (garrison_chart_dialog_accept (dialog));
}

/* The company knows of each that left, how many figures it was, and the paper says under which number. */
static void
check_releases (Office *office, const char *paper)
{
  static const char *const KINDS[] = { "image", "image", "pdf", "csv", "print" };
  GarrisonStore *store = garrison_window_get_store (GARRISON_WINDOW (office->window));
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows
    = garrison_store_read (store, "SELECT kind, n, id, person FROM release ORDER BY id", NULL, NULL, &error);
  g_autofree char *tool = g_find_program_in_path ("pdftotext"), *text = NULL, *number = NULL, *command = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, G_N_ELEMENTS (KINDS));
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      g_assert_cmpstr (garrison_rows_get_text (rows, i, 0), ==, KINDS[i]);
      g_assert_cmpint (garrison_rows_get_int (rows, i, 1), >, 0);
      g_assert_cmpint (garrison_rows_get_int (rows, i, 3), ==, garrison_store_get_me (store));
    }
  /* All nine charts together. */
  g_assert_cmpint (garrison_rows_get_int (rows, 4, 1), >, garrison_rows_get_int (rows, 3, 1));
  if (tool == NULL)
    return;
  command = g_strdup_printf ("%s -raw '%s' -", tool, paper);
  g_assert_true (g_spawn_command_line_sync (command, &text, NULL, NULL, &error));
  number = g_strdup_printf ("#%" G_GINT64_FORMAT, garrison_rows_get_int (rows, 4, 2));
  g_assert_nonnull (strstr (text, number));
}

static void
test_files (Office *office, gconstpointer data)
{
  static const char *const FORMATS[] = { "png", "svg", "pdf", "csv" };
  static const char *const BEGINNINGS[] = { "\x89PNG", "<?xml", "%PDF", "\xef\xbb\xbf" };
  GarrisonChartCard *card = garrison_charts_window_get_card (office->window, 5);
  g_autoptr (GPtrArray) figures = g_ptr_array_new ();
  GarrisonChartKind kinds[9];
  g_autofree char *paper = g_build_filename (office->desk.office.folder, "paper.pdf", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/chart.%s", office->desk.office.folder, FORMATS[i]);
      g_autofree char *contents = NULL;
      g_autoptr (GFile) file = g_file_new_for_path (path);

      g_assert_true (garrison_chart_export_write (GARRISON_WINDOW (office->window), garrison_chart_card_get_figures (card),
                                                  garrison_chart_card_get_kind (card), FORMATS[i], file, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, BEGINNINGS[i]));
    }
  for (guint i = 0; i < 9; i++)
    {
      kinds[i] = garrison_chart_card_get_kind (garrison_charts_window_get_card (office->window, i));
      g_ptr_array_add (figures, garrison_chart_card_get_figures (garrison_charts_window_get_card (office->window, i)));
    }
  g_assert_true (garrison_chart_export_print_to (GARRISON_WINDOW (office->window), figures, kinds, paper, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (paper, G_FILE_TEST_EXISTS));
  check_releases (office, paper);
}

static void
test_narrow (Office *office, gconstpointer data)
{
  int least = 0;

  gtk_widget_measure (GTK_WIDGET (office->window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 720);
  gtk_widget_measure (GTK_WIDGET (office->window), GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 600);
}

/* A company without anything says so in each card, and does not fall over. */
static void
test_empty (Office *office, gconstpointer data)
{
  for (guint i = 0; i < garrison_charts_window_get_n_cards (office->window); i++)
    g_assert_nonnull (garrison_chart_card_get_message (garrison_charts_window_get_card (office->window, i)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  garrison_compat_add_css (gdk_display_get_default (), "/org/garrisoncrm/Garrison/style.css");
#define ADD(name, function, customers) \
  g_test_add ("/charts/" name, Office, GUINT_TO_POINTER (customers), set_up, function, tear_down)
  ADD ("figures-agree", test_figures_agree, 150);
  ADD ("filters", test_filters, 120);
  ADD ("editing", test_editing, 60);
  ADD ("keys", test_keys, 60);
  ADD ("dialog", test_dialog, 60);
  ADD ("files", test_files, 60);
  ADD ("narrow", test_narrow, 60);
  ADD ("empty", test_empty, 0);
#undef ADD
  return g_test_run ();
}
