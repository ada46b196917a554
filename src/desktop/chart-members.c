#include "desktop/chart-members.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/chart-number.h"

typedef struct
{
  guint category, series;
  double value;
} Member;

typedef struct
{
  GArray *members;
  GarrisonMemberChosen chosen;
  gpointer data;
  GDestroyNotify destroy;
} Members;

static void
members_free (gpointer data)
{
  Members *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_array_unref (self->members);
  g_free (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Member *x = a, *y = b;

  return x->value > y->value ? -1 : x->value < y->value;
}

static void
on_row (GtkListBox *box, GtkListBoxRow *row, gpointer data)
{
  Members *self = data;
  Member *member = &g_array_index (self->members, Member, gtk_list_box_row_get_index (row));

  self->chosen (member->category, member->series, self->data);
}

static char *
figure (GarrisonChartData *data, double value)
{
  return garrison_chart_number_format (value, garrison_chart_data_get_unit (data), garrison_chart_data_get_currency (data),
                                       NULL, GARRISON_CHART_FULL);
}

static GtkWidget *
row_new (GarrisonChartData *data, const Member *member, gboolean categories, gboolean series)
{
  GtkWidget *row = adw_action_row_new (), *label;
  g_autofree char *value = figure (data, member->value);
  const char *category = garrison_chart_data_get_category_label (data, member->category);
  const char *of = garrison_chart_data_get_series_label (data, member->series);
  g_autofree char *title = g_markup_escape_text (categories ? category : of, -1);
  g_autofree char *subtitle = g_markup_escape_text (categories && series ? of : "", -1);

  label = gtk_label_new (value);
  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (widget)));
  return TRUE;
}

static GtkWidget *
window_new (GtkWindow *parent, const char *title, const char *total, GtkWidget *list)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 420, 480);
  gtk_widget_add_css_class (window, "garrison");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (title, total));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  return window;
}

static GArray *
collect (GarrisonChartData *data, const guint *categories, guint n_categories, const guint *series, guint n_series,
         double *total)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));

  *total = 0;
  for (guint c = 0; c < n_categories; c++)
    for (guint s = 0; s < n_series; s++)
      {
        Member member = { categories[c], series[s], garrison_chart_data_get_value (data, categories[c], series[s]) };

        if (isnan (member.value) || member.value == 0)
          continue;
        *total += member.value;
        g_array_append_val (members, member);
      }
  g_array_sort (members, compare);
  return members;
}

void
garrison_chart_members_show (GtkWindow *parent, GarrisonChartData *figures, const char *title, const guint *categories,
                             guint n_categories, const guint *series, guint n_series, GarrisonMemberChosen chosen,
                             gpointer data, GDestroyNotify destroy)
{
  Members *self = g_new0 (Members, 1);
  GtkWidget *list = gtk_list_box_new (), *window;
  double total;
  g_autofree char *sum = NULL;

  self->members = collect (figures, categories, n_categories, series, n_series, &total);
  self->chosen = chosen;
  self->data = data;
  self->destroy = destroy;
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_start (list, 12);
  gtk_widget_set_margin_end (list, 12);
  gtk_widget_set_margin_bottom (list, 12);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  for (guint i = 0; i < self->members->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (figures, &g_array_index (self->members, Member, i),
                                                       n_categories > 1 || n_series == 1, n_series > 1));
  g_signal_connect (list, "row-activated", G_CALLBACK (on_row), self);
  sum = garrison_chart_data_adds_up (figures) ? figure (figures, total) : g_strdup ("");
  window = window_new (parent, title, sum, list);
  g_object_set_data_full (G_OBJECT (window), "members", self, members_free);
  gtk_window_present (GTK_WINDOW (window));
}
