#include <glib/gi18n-lib.h>

#include "desktop/charts-window-private.h"
#include "desktop/window-state.h"

/* Acts come in bursts. */
#define FOLLOW_MS 150

G_DEFINE_FINAL_TYPE (GarrisonChartsWindow, garrison_charts_window, GARRISON_TYPE_WINDOW)

/* ---- cards -------------------------------------------------------------------------------------- */

guint
garrison_charts_window_get_n_cards (GarrisonChartsWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_CHARTS_WINDOW (self), 0);
  return garrison_chart_board_get_n_cards (self->board);
}

GarrisonChartCard *
garrison_charts_window_get_card (GarrisonChartsWindow *self, guint index)
{
  g_return_val_if_fail (GARRISON_IS_CHARTS_WINDOW (self), NULL);
  return (GarrisonChartCard *) garrison_chart_board_get_card (self->board, index);
}

static gboolean
any_is_busy (GarrisonChartsWindow *self)
{
  for (guint i = 0; i < garrison_charts_window_get_n_cards (self); i++)
    if (garrison_chart_card_is_busy (garrison_charts_window_get_card (self, i)))
      return TRUE;
  return FALSE;
}

gboolean
garrison_charts_window_is_busy (GarrisonChartsWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_CHARTS_WINDOW (self), FALSE);
  return self->dashboard == NULL || any_is_busy (self) || (self->pace != NULL && garrison_pace_is_due (self->pace));
}

static void
show_heading (GarrisonChartsWindow *self)
{
  guint n = garrison_charts_window_get_n_cards (self);
  GTimeZone *zone = garrison_store_get_time_zone (garrison_window_get_store (GARRISON_WINDOW (self)));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->asked_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *time = g_date_time_format (local, "%H:%M");
  g_autofree char *text = g_strdup_printf (ngettext ("%u chart · figures as of %s", "%u charts · figures as of %s", n), n, time);

  adw_window_title_set_subtitle (self->heading, text);
}

void
garrison_charts_window_refresh (GarrisonChartsWindow *self)
{
  GarrisonMetricScope *scope = garrison_chart_filters_get_scope (self->filters);

  if (self->pace == NULL)
    return;
  self->asked_at = g_get_real_time ();
  for (guint i = 0; i < garrison_charts_window_get_n_cards (self); i++)
    garrison_chart_card_ask (garrison_charts_window_get_card (self, i), scope);
  garrison_pace_set_busy (self->pace, any_is_busy (self));
  show_heading (self);
}

void
garrison_charts_window_set_alone (GarrisonChartsWindow *self, GarrisonChartCard *card)
{
  GarrisonChartCard *was = (GarrisonChartCard *) garrison_chart_board_get_alone (self->board);

  if (was != NULL)
    garrison_chart_card_set_alone (was, FALSE);
  if (card != NULL)
    garrison_chart_card_set_alone (card, TRUE);
  garrison_chart_board_set_alone (self->board, GTK_WIDGET (card));
  gtk_widget_set_visible (self->back_button, card != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", card != NULL);
  if (card != NULL || was != NULL)
    garrison_chart_card_grab (card != NULL ? card : was);
}

static void
on_enlarge (GarrisonChartCard *card, GarrisonChartsWindow *self)
{
  gboolean alone = garrison_chart_board_get_alone (self->board) == GTK_WIDGET (card);

  garrison_charts_window_set_alone (self, alone ? NULL : card);
}

static int
index_of (GarrisonChartsWindow *self, GarrisonChartCard *card)
{
  return garrison_chart_board_find (self->board, GTK_WIDGET (card));
}

static void
on_remove (GarrisonChartCard *card, GarrisonChartsWindow *self)
{
  garrison_charts_window_remove_card (self, (guint) index_of (self, card));
}

static void
on_move (GarrisonChartCard *card, int by, GarrisonChartsWindow *self)
{
  garrison_charts_window_move_card (self, (guint) index_of (self, card), by);
}

static void
on_edit (GarrisonChartCard *card, GarrisonChartsWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-chart", "i", index_of (self, card));
}

static void
on_answered (GarrisonChartsWindow *self)
{
  if (self->pace != NULL)
    garrison_pace_set_busy (self->pace, any_is_busy (self));
}

static GtkWidget *
card_new (GarrisonChartsWindow *self, const GarrisonDashboardCard *card)
{
  GtkWidget *widget = garrison_chart_card_new (GARRISON_WINDOW (self), card);

  g_signal_connect (widget, "enlarge", G_CALLBACK (on_enlarge), self);
  g_signal_connect (widget, "remove", G_CALLBACK (on_remove), self);
  g_signal_connect (widget, "move", G_CALLBACK (on_move), self);
  g_signal_connect (widget, "edit", G_CALLBACK (on_edit), self);
  g_signal_connect_swapped (widget, "answered", G_CALLBACK (on_answered), self);
  return widget;
}

/* ---- the dashboard ------------------------------------------------------------------------------ */

static void
show_dashboard (GarrisonChartsWindow *self)
{
  garrison_charts_window_set_alone (self, NULL);
  garrison_chart_board_clear (self->board);
  for (guint i = 0; i < self->dashboard->cards->len; i++)
    {
      GtkWidget *card = card_new (self, self->dashboard->cards->pdata[i]);
      garrison_chart_board_append (self->board, card);
    }
  gtk_stack_set_visible_child_name (self->stack, self->dashboard->cards->len > 0 ? "board" : "message");
  garrison_charts_window_refresh (self);
}

static gboolean
same_cards (GarrisonDashboard *a, GarrisonDashboard *b)
{
  g_autofree char *left = garrison_dashboard_to_layout (a), *right = garrison_dashboard_to_layout (b);

  return g_str_equal (left, right);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonChartsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonDashboard) dashboard = garrison_dashboard_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (dashboard == NULL)
    {
      if (self->dashboard == NULL)
        self->dashboard = garrison_dashboard_new_ready_made ();
      garrison_window_show_error (GARRISON_WINDOW (self), error);
    }
  else if (self->dashboard != NULL && same_cards (self->dashboard, dashboard))
    {
      self->dashboard->view = dashboard->view;
      return;
    }
  else
    {
      g_clear_pointer (&self->dashboard, garrison_dashboard_free);
      self->dashboard = g_steal_pointer (&dashboard);
    }
  show_dashboard (self);
}

static void
load (GarrisonChartsWindow *self)
{
  garrison_dashboard_load_async (garrison_window_get_store (GARRISON_WINDOW (self)), self->cancellable, on_loaded,
                                 g_object_ref (self));
}

/* What was shown before the act comes back when it is refused. */
static gboolean
on_saved (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  GarrisonChartsWindow *self = GARRISON_CHARTS_WINDOW (window);

  if (self->cancellable == NULL)
    return FALSE;
  if (result != NULL && self->dashboard != NULL && garrison_act_result_get_int (result, "view") != 0)
    self->dashboard->view = garrison_act_result_get_int (result, "view");
  if (result == NULL)
    load (self);
  return FALSE;
}

static void
save (GarrisonChartsWindow *self, GarrisonDashboard *dashboard, const char *sentence)
{
  g_autoptr (GarrisonArgs) args = garrison_dashboard_to_args (dashboard);

  g_clear_pointer (&self->dashboard, garrison_dashboard_free);
  self->dashboard = dashboard;
  show_dashboard (self);
  garrison_window_act (GARRISON_WINDOW (self), "save-view", args, sentence, on_saved, NULL, NULL);
}

void
garrison_charts_window_put_card (GarrisonChartsWindow *self, int index, const GarrisonDashboardCard *card)
{
  GarrisonDashboard *changed;
  GarrisonDashboardCard *copy;

  g_return_if_fail (GARRISON_IS_CHARTS_WINDOW (self) && card != NULL && self->dashboard != NULL);

  changed = garrison_dashboard_copy (self->dashboard);
  copy = garrison_dashboard_card_new (card->kind, card->question, card->title);
  if (index >= 0 && (guint) index < changed->cards->len)
    {
      garrison_dashboard_card_free (changed->cards->pdata[index]);
      changed->cards->pdata[index] = copy;
    }
  else
    g_ptr_array_add (changed->cards, copy);
  save (self, changed, index < 0 ? _ ("Chart added") : _ ("Chart changed"));
}

void
garrison_charts_window_remove_card (GarrisonChartsWindow *self, guint index)
{
  GarrisonDashboard *changed;

  g_return_if_fail (GARRISON_IS_CHARTS_WINDOW (self) && self->dashboard != NULL);
  g_return_if_fail (index < self->dashboard->cards->len);

  changed = garrison_dashboard_copy (self->dashboard);
  g_ptr_array_remove_index (changed->cards, index);
  save (self, changed, _ ("Chart removed"));
}

void
garrison_charts_window_move_card (GarrisonChartsWindow *self, guint index, int by)
{
  GarrisonDashboard *changed;

  g_return_if_fail (GARRISON_IS_CHARTS_WINDOW (self) && self->dashboard != NULL);

  changed = garrison_dashboard_copy (self->dashboard);
  if (!garrison_dashboard_move (changed, index, by))
    {
      garrison_dashboard_free (changed);
      return;
    }
  save (self, changed, _ ("Chart moved"));
  garrison_chart_card_grab (garrison_charts_window_get_card (self, (guint) ((int) index + by)));
}

/* ---- what changes ------------------------------------------------------------------------------- */

static void
on_due (gpointer data)
{
  garrison_charts_window_refresh (data);
}

static void
on_changed (GarrisonChartsWindow *self, GarrisonChange *change)
{
  if (garrison_change_touches (change, "saved_view"))
    load (self);
  if (self->pace != NULL)
    garrison_pace_news (self->pace);
}

static void
on_filters_changed (GarrisonChartsWindow *self)
{
  if (self->dashboard != NULL)
    garrison_charts_window_refresh (self);
}

void
garrison_charts_window_set_scope (GarrisonChartsWindow *self, GarrisonMetricScope *scope)
{
  g_return_if_fail (GARRISON_IS_CHARTS_WINDOW (self) && scope != NULL);
  garrison_chart_filters_set_scope (self->filters, scope);
}

GarrisonMetricScope *
garrison_charts_window_get_scope (GarrisonChartsWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_CHARTS_WINDOW (self), NULL);
  return garrison_chart_filters_get_scope (self->filters);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
garrison_charts_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GarrisonChartsWindow *self = GARRISON_CHARTS_WINDOW (widget);
  GtkWidget *words[] = { self->chart_label, self->customers_label, self->timeline_label };

  GTK_WIDGET_CLASS (garrison_charts_window_parent_class)->size_allocate (widget, width, height, baseline);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (gtk_widget_get_visible (words[i]) != (width >= 760))
      gtk_widget_set_visible (words[i], width >= 760);
}

static void
garrison_charts_window_constructed (GObject *object)
{
  GarrisonChartsWindow *self = GARRISON_CHARTS_WINDOW (object);
  GarrisonWindow *window = GARRISON_WINDOW (object);

  G_OBJECT_CLASS (garrison_charts_window_parent_class)->constructed (object);
  self->cancellable = g_cancellable_new ();
  garrison_window_set_toast_overlay (window, self->toasts);
  garrison_window_state_follow (GTK_WINDOW (self), "charts");
  garrison_chart_filters_set_directory (self->filters, garrison_window_get_directory (window));
  g_signal_connect_object (self->filters, "changed", G_CALLBACK (on_filters_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (garrison_window_get_store (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
  load (self);
}

static void
garrison_charts_window_dispose (GObject *object)
{
  GarrisonChartsWindow *self = GARRISON_CHARTS_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pace, garrison_pace_free);
  G_OBJECT_CLASS (garrison_charts_window_parent_class)->dispose (object);
}

static void
garrison_charts_window_finalize (GObject *object)
{
  g_clear_pointer (&GARRISON_CHARTS_WINDOW (object)->dashboard, garrison_dashboard_free);
  G_OBJECT_CLASS (garrison_charts_window_parent_class)->finalize (object);
}

static GVariant *
garrison_charts_window_keep_place (GarrisonWindow *window)
{
  g_autoptr (GVariantDict) place = g_variant_dict_new (NULL);

  g_variant_dict_insert_value (place, "scope", garrison_chart_filters_keep (GARRISON_CHARTS_WINDOW (window)->filters));
  return g_variant_dict_end (place);
}

static void
garrison_charts_window_bring_back_place (GarrisonWindow *window, GVariantDict *place)
{
  g_autoptr (GVariant) scope = g_variant_dict_lookup_value (place, "scope", NULL);

  if (scope != NULL)
    garrison_chart_filters_bring_back (GARRISON_CHARTS_WINDOW (window)->filters, scope);
}

static void
garrison_charts_window_class_init (GarrisonChartsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = garrison_charts_window_constructed;
  object_class->dispose = garrison_charts_window_dispose;
  object_class->finalize = garrison_charts_window_finalize;
  widget_class->size_allocate = garrison_charts_window_size_allocate;
  GARRISON_WINDOW_CLASS (klass)->keep_place = garrison_charts_window_keep_place;
  GARRISON_WINDOW_CLASS (klass)->bring_back_place = garrison_charts_window_bring_back_place;
  g_type_ensure (GARRISON_TYPE_CHART_BOARD);
  g_type_ensure (GARRISON_TYPE_CHART_FILTERS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/charts-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonChartsWindow, child)
  BIND (toasts);
  BIND (stack);
  BIND (scroller);
  BIND (board);
  BIND (filters);
  BIND (heading);
  BIND (message);
  BIND (back_button);
  BIND (chart_label);
  BIND (customers_label);
  BIND (timeline_label);
#undef BIND
  garrison_charts_window_install_actions (widget_class);
}

static void
garrison_charts_window_init (GarrisonChartsWindow *self)
{
  self->pace = garrison_pace_new (FOLLOW_MS, on_due, self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
