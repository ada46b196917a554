#include "desktop/chart-filters.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/day.h"
#include "base/language.h"
#include "model/sentence.h"

struct _GarrisonChartFilters
{
  GtkWidget parent_instance;
  GarrisonDirectory *directory;
  GarrisonMetricScope *scope;
  GarrisonPeriod period;
  GarrisonFilterKind kind; /* whose values are shown */

  GtkWidget *scroller;
  GtkWidget *chips;
  GtkMenuButton *period_button;
  GtkMenuButton *compare_button;
  GtkPopover *filter_popover;
  GtkStack *filter_stack;
  GtkListBox *kinds;
  GtkListBox *values;
  GtkLabel *values_title;
  GtkWidget *search;
  GtkWidget *text;
  GtkWidget *back;
  GtkLabel *period_label;  /* in the pill */
  GtkLabel *compare_label;
  GtkListBox *periods;
  GtkListBox *compares;
  GtkWidget *first;
  GtkWidget *last;
};

G_DEFINE_FINAL_TYPE (GarrisonChartFilters, garrison_chart_filters, GTK_TYPE_WIDGET)

static guint changed_signal;

static void fill_chips (GarrisonChartFilters *self);

static gint
today_of (GarrisonChartFilters *self)
{
  return garrison_directory_get_today (self->directory);
}

static void
show_state (GarrisonChartFilters *self)
{
  g_autofree char *days = NULL;

  if (self->period == GARRISON_PERIOD_CUSTOM)
    days = garrison_days_get_label (self->scope->span, today_of (self));
  gtk_label_set_label (self->period_label, days != NULL ? days : garrison_period_get_label (self->period));
  gtk_label_set_label (self->compare_label, garrison_compare_get_label (self->scope->compare));
  fill_chips (self);
}

static void
changed (GarrisonChartFilters *self)
{
  show_state (self);
  g_signal_emit (self, changed_signal, 0);
}

/* ---- chips -------------------------------------------------------------------------------------- */

static char *
label_of_value (GarrisonChartFilters *self, GarrisonFilterKind kind, const char *value)
{
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) values = garrison_filter_get_values (garrison_directory_get_catalogue (self->directory), kind, &labels);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    if (g_str_equal (values[i], value))
      return g_strdup (labels[i]);
  return g_strdup (value);
}

static void
on_chip (GtkButton *chip, GarrisonChartFilters *self)
{
  int kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "kind"));

  if (kind == GARRISON_N_FILTERS)
    {
      g_clear_pointer (&self->scope->text, g_free);
      gtk_editable_set_text (GTK_EDITABLE (self->text), "");
    }
  else
    garrison_metric_scope_set_value (self->scope, kind, NULL, FALSE);
  changed (self);
}

static void
add_chip (GarrisonChartFilters *self, int kind, const char *text)
{
  g_autofree char *label = g_strdup_printf (_ ("Remove the filter “%s”"), text);
  GtkWidget *chip = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *words = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 26);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("×"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "accent");
  gtk_widget_set_tooltip_text (chip, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (chip), "kind", GINT_TO_POINTER (kind));
  g_signal_connect (chip, "clicked", G_CALLBACK (on_chip), self);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static void
fill_chips (GarrisonChartFilters *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint kind = 0; kind < GARRISON_N_FILTERS; kind++)
    {
      GPtrArray *values = self->scope->values[kind];
      g_autofree char *first = NULL, *text = NULL;

      if (values == NULL)
        continue;
      first = label_of_value (self, kind, values->pdata[0]);
      text = values->len > 1 ? g_strdup_printf (ngettext ("%s: %s and %u more", "%s: %s and %u more", values->len - 1),
                                                garrison_filter_get_label (kind), first, values->len - 1)
                             : g_strdup_printf (C_ ("field: value", "%s: %s"), garrison_filter_get_label (kind), first);
      add_chip (self, (int) kind, text);
    }
  if (self->scope->text != NULL)
    add_chip (self, GARRISON_N_FILTERS, self->scope->text);
}

/* ---- rows --------------------------------------------------------------------------------------- */

static void
clear_list (GtkListBox *box)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (box, 0)) != NULL)
    gtk_list_box_remove (box, GTK_WIDGET (row));
}

static GtkWidget *
row_new (const char *label, const char *icon, gboolean shown)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_label_new (label), *image = gtk_image_new_from_icon_name (icon);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_opacity (image, shown ? 1 : 0);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), image);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (row), "image", image);
  g_object_set_data_full (G_OBJECT (row), "label", g_strdup (label), g_free);
  return row;
}

static void
check_row (GtkListBox *box, int index)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (box, i)) != NULL; i++)
    gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "image"), i == index ? 1 : 0);
}

/* ---- period and comparison ---------------------------------------------------------------------- */

void
garrison_chart_filters_set_period (GarrisonChartFilters *self, GarrisonPeriod period)
{
  g_return_if_fail (GARRISON_IS_CHART_FILTERS (self) && period < GARRISON_N_PERIODS);

  self->period = period;
  if (period != GARRISON_PERIOD_CUSTOM)
    self->scope->span = garrison_period_get_span (period, today_of (self));
  changed (self);
}

static void
on_period (GtkListBox *box, GtkListBoxRow *row, GarrisonChartFilters *self)
{
  gtk_menu_button_popdown (self->period_button);
  garrison_chart_filters_set_period (self, (GarrisonPeriod) gtk_list_box_row_get_index (row));
}

static void
on_compare (GtkListBox *box, GtkListBoxRow *row, GarrisonChartFilters *self)
{
  gtk_menu_button_popdown (self->compare_button);
  self->scope->compare = (GarrisonCompare) gtk_list_box_row_get_index (row);
  changed (self);
}

static gboolean
read_day (GtkWidget *entry, gint *day)
{
  gboolean right = garrison_day_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), GARRISON_DAY_ORDER_DAY_FIRST, day, NULL);

  if (right)
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");
  return right;
}

static void
on_days (GarrisonChartFilters *self)
{
  GarrisonDays span;

  if (!read_day (self->first, &span.first) || !read_day (self->last, &span.last))
    return;
  if (span.last < span.first)
    {
      gtk_widget_add_css_class (self->last, "error");
      return;
    }
  self->scope->span = span;
  gtk_menu_button_popdown (self->period_button);
  garrison_chart_filters_set_period (self, GARRISON_PERIOD_CUSTOM);
}

static void
on_period_shown (GarrisonChartFilters *self)
{
  GarrisonDays span = self->scope->span;
  g_autofree char *first = g_strdup_printf ("%04d-%02d-%02d", span.first / 10000, span.first / 100 % 100, span.first % 100);
  g_autofree char *last = g_strdup_printf ("%04d-%02d-%02d", span.last / 10000, span.last / 100 % 100, span.last % 100);

  check_row (self->periods, (int) self->period);
  gtk_editable_set_text (GTK_EDITABLE (self->first), span.first != 0 ? first : "");
  gtk_editable_set_text (GTK_EDITABLE (self->last), span.last != 0 ? last : "");
  gtk_widget_remove_css_class (self->first, "error");
  gtk_widget_remove_css_class (self->last, "error");
}

static void
on_compare_shown (GarrisonChartFilters *self)
{
  check_row (self->compares, (int) self->scope->compare);
}

static GtkWidget *
day_entry (GarrisonChartFilters *self, const char *label, const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 11);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_days), self);
  return entry;
}

static GtkListBox *
list_new (const char *label, GCallback activated, GarrisonChartFilters *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (list, "row-activated", activated, self);
  return GTK_LIST_BOX (list);
}

static GtkWidget *
period_content (GarrisonChartFilters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *use = gtk_button_new_with_label (_ ("Show"));

  self->periods = list_new (_ ("Period"), G_CALLBACK (on_period), self);
  for (guint i = 0; i < GARRISON_PERIOD_CUSTOM; i++)
    gtk_list_box_append (self->periods, row_new (garrison_period_get_label (i), "object-select-symbolic", FALSE));
  self->first = day_entry (self, _ ("First day"), "2026-01-01");
  self->last = day_entry (self, _ ("Last day"), "2026-12-31");
  g_signal_connect_swapped (use, "clicked", G_CALLBACK (on_days), self);
  gtk_box_append (GTK_BOX (days), self->first);
  gtk_box_append (GTK_BOX (days), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (days), self->last);
  gtk_box_append (GTK_BOX (days), use);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->periods));
  gtk_box_append (GTK_BOX (box), days);
  return box;
}

static GtkWidget *
compare_content (GarrisonChartFilters *self)
{
  self->compares = list_new (_ ("Compare"), G_CALLBACK (on_compare), self);
  for (guint i = 0; i < GARRISON_N_COMPARES; i++)
    gtk_list_box_append (self->compares, row_new (garrison_compare_get_label (i), "object-select-symbolic", FALSE));
  return GTK_WIDGET (self->compares);
}

static GtkLabel *
make_pill (GtkMenuButton *button, const char *name, GtkWidget *content, GCallback shown, GarrisonChartFilters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *words = gtk_label_new (name), *value = gtk_label_new (NULL);
  GtkWidget *popover = gtk_popover_new ();

  gtk_widget_add_css_class (words, "dim");
  gtk_widget_add_css_class (value, "pill-value");
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (button, box);
  gtk_popover_set_child (GTK_POPOVER (popover), content);
  gtk_menu_button_set_popover (button, popover);
  g_signal_connect_swapped (popover, "show", shown, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_LABEL (value);
}

/* ---- other filters ------------------------------------------------------------------------------ */

static void
on_value (GtkListBox *box, GtkListBoxRow *row, GarrisonChartFilters *self)
{
  const char *value = g_object_get_data (G_OBJECT (row), "value");
  gboolean on = !garrison_metric_scope_has_value (self->scope, self->kind, value);

  garrison_metric_scope_set_value (self->scope, self->kind, value, on);
  gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "image"), on ? 1 : 0);
  changed (self);
}

static void
on_kind (GtkListBox *box, GtkListBoxRow *row, GarrisonChartFilters *self)
{
  g_auto (GStrv) values = NULL, labels = NULL;
  guint n = 0;

  self->kind = (GarrisonFilterKind) gtk_list_box_row_get_index (row);
  clear_list (self->values);
  gtk_label_set_label (self->values_title, garrison_filter_get_label (self->kind));
  values = garrison_filter_get_values (garrison_directory_get_catalogue (self->directory), self->kind, &labels);
  for (; values != NULL && values[n] != NULL; n++)
    {
      GtkWidget *value = row_new (labels[n], "object-select-symbolic",
                                  garrison_metric_scope_has_value (self->scope, self->kind, values[n]));
      g_object_set_data_full (G_OBJECT (value), "value", g_strdup (values[n]), g_free);
      gtk_list_box_append (self->values, value);
    }
  gtk_widget_set_visible (self->search, n > 12);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_stack_set_visible_child_name (self->filter_stack, "values");
  gtk_widget_child_focus (GTK_WIDGET (self->values), GTK_DIR_TAB_FORWARD);
}

static gboolean
fits (GtkListBoxRow *row, gpointer data)
{
  GarrisonChartFilters *self = data;
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *label = g_utf8_casefold (g_object_get_data (G_OBJECT (row), "label"), -1);

  return strstr (label, needle) != NULL;
}

/* Conditions are of the relation that most charts are about, or of customers; each card tries them. */
static void
on_text (GarrisonChartFilters *self)
{
  static const char *const RELATIONS[] = { "customers", "deals", "activities" };
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  GarrisonCatalogue *catalogue = garrison_directory_get_catalogue (self->directory);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gboolean right = *trimmed == '\0';

  for (guint i = 0; i < G_N_ELEMENTS (RELATIONS) && !right; i++)
    {
      g_autofree char *question = g_strdup_printf ("%s where %s", RELATIONS[i], trimmed);
      g_autoptr (GarrisonQuestion) parsed = garrison_question_parse (catalogue, question, NULL);
      right = parsed != NULL;
    }
  if (!right)
    {
      gtk_widget_add_css_class (self->text, "error");
      gtk_widget_set_tooltip_text (self->text, _ ("These conditions cannot be understood"));
      return;
    }
  gtk_widget_remove_css_class (self->text, "error");
  gtk_widget_set_tooltip_text (self->text, NULL);
  g_free (self->scope->text);
  self->scope->text = *trimmed != '\0' ? g_strdup (trimmed) : NULL;
  gtk_popover_popdown (self->filter_popover);
  changed (self);
}

static void
on_back (GarrisonChartFilters *self)
{
  gtk_stack_set_visible_child_name (self->filter_stack, "kinds");
}

/* ---- the whole ---------------------------------------------------------------------------------- */

void
garrison_chart_filters_set_directory (GarrisonChartFilters *self, GarrisonDirectory *directory)
{
  g_return_if_fail (GARRISON_IS_CHART_FILTERS (self) && self->directory == NULL);

  self->directory = g_object_ref (directory);
  self->scope->span = garrison_period_get_span (self->period, today_of (self));
  show_state (self);
}

GarrisonMetricScope *
garrison_chart_filters_get_scope (GarrisonChartFilters *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_FILTERS (self), NULL);

  /* Midnight may have passed since it was chosen. */
  if (self->directory != NULL && self->period != GARRISON_PERIOD_CUSTOM)
    self->scope->span = garrison_period_get_span (self->period, today_of (self));
  return self->scope;
}

void
garrison_chart_filters_set_scope (GarrisonChartFilters *self, GarrisonMetricScope *scope)
{
  GarrisonMetricScope *copy;

  g_return_if_fail (GARRISON_IS_CHART_FILTERS (self) && scope != NULL);

  copy = garrison_metric_scope_copy (scope);
  garrison_metric_scope_free (self->scope);
  self->scope = copy;
  self->period = garrison_days_is_open (copy->span) ? GARRISON_PERIOD_ALL : GARRISON_PERIOD_CUSTOM;
  changed (self);
}

#define KEPT "(iiiisa(us))" /* period, its first and last day, comparison, conditions, values by kind */

GVariant *
garrison_chart_filters_keep (GarrisonChartFilters *self)
{
  GVariantBuilder values;

  g_return_val_if_fail (GARRISON_IS_CHART_FILTERS (self), NULL);

  g_variant_builder_init (&values, G_VARIANT_TYPE ("a(us)"));
  for (guint kind = 0; kind < GARRISON_N_FILTERS; kind++)
    for (guint i = 0; self->scope->values[kind] != NULL && i < self->scope->values[kind]->len; i++)
      g_variant_builder_add (&values, "(us)", kind, self->scope->values[kind]->pdata[i]);
  return g_variant_new (KEPT, (int) self->period, self->scope->span.first, self->scope->span.last,
                        (int) self->scope->compare, self->scope->text != NULL ? self->scope->text : "", &values);
}

void
garrison_chart_filters_bring_back (GarrisonChartFilters *self, GVariant *kept)
{
  g_autoptr (GarrisonMetricScope) scope = garrison_metric_scope_new ();
  g_autoptr (GVariantIter) values = NULL;
  gint32 period, compare;
  const char *text, *value;
  guint32 kind;

  g_return_if_fail (GARRISON_IS_CHART_FILTERS (self));
  g_return_if_fail (kept != NULL && g_variant_is_of_type (kept, G_VARIANT_TYPE (KEPT)));

  g_variant_get (kept, "(iiii&sa(us))", &period, &scope->span.first, &scope->span.last, &compare, &text, &values);
  scope->compare = compare;
  scope->text = *text != '\0' ? g_strdup (text) : NULL;
  while (g_variant_iter_next (values, "(u&s)", &kind, &value))
    garrison_metric_scope_set_value (scope, kind, value, TRUE);
  garrison_chart_filters_set_scope (self, scope);
  if (period != GARRISON_PERIOD_CUSTOM)
    garrison_chart_filters_set_period (self, period);
}

void
garrison_chart_filters_clear (GarrisonChartFilters *self)
{
  g_return_if_fail (GARRISON_IS_CHART_FILTERS (self));

  for (guint kind = 0; kind < GARRISON_N_FILTERS; kind++)
    garrison_metric_scope_set_value (self->scope, kind, NULL, FALSE);
  g_clear_pointer (&self->scope->text, g_free);
  changed (self);
}

static void
garrison_chart_filters_dispose (GObject *object)
{
  GarrisonChartFilters *self = GARRISON_CHART_FILTERS (object);

  g_clear_object (&self->directory);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (garrison_chart_filters_parent_class)->dispose (object);
}

static void
garrison_chart_filters_finalize (GObject *object)
{
  garrison_metric_scope_free (GARRISON_CHART_FILTERS (object)->scope);
  G_OBJECT_CLASS (garrison_chart_filters_parent_class)->finalize (object);
}

static void
garrison_chart_filters_class_init (GarrisonChartFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_chart_filters_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_chart_filters_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/chart-filters.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonChartFilters, child)
  BIND (scroller);
  BIND (chips);
  BIND (period_button);
  BIND (compare_button);
  BIND (filter_popover);
  BIND (filter_stack);
  BIND (kinds);
  BIND (values);
  BIND (values_title);
  BIND (search);
  BIND (text);
  BIND (back);
#undef BIND
}

static void
garrison_chart_filters_init (GarrisonChartFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->scope = garrison_metric_scope_new ();
  self->period_label = make_pill (self->period_button, _ ("Period"), period_content (self), G_CALLBACK (on_period_shown), self);
  self->compare_label = make_pill (self->compare_button, _ ("Compare"), compare_content (self), G_CALLBACK (on_compare_shown), self);
  for (guint i = 0; i < GARRISON_N_FILTERS; i++)
    gtk_list_box_append (self->kinds, row_new (garrison_filter_get_label (i), "go-next-symbolic", TRUE));
  g_signal_connect (self->kinds, "row-activated", G_CALLBACK (on_kind), self);
  g_signal_connect (self->values, "row-activated", G_CALLBACK (on_value), self);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (on_text), self);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (self->filter_popover, "show", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), self->values);
  gtk_list_box_set_filter_func (self->values, fits, self, NULL);
}
