#include <glib/gi18n-lib.h>

#include "desktop/charts-window-private.h"
#include "desktop/chart-dialog.h"
#include "desktop/chart-export.h"
#include "desktop/error-dialog.h"

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_charts_window_set_alone (GARRISON_CHARTS_WINDOW (widget), NULL);
}

static void
on_tables (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonChartsWindow *self = GARRISON_CHARTS_WINDOW (widget);
  gboolean tables = FALSE;

  /* From all to none; from some to all. */
  for (guint i = 0; i < garrison_charts_window_get_n_cards (self); i++)
    tables |= !garrison_chart_card_shows_table (garrison_charts_window_get_card (self, i));
  for (guint i = 0; i < garrison_charts_window_get_n_cards (self); i++)
    garrison_chart_card_show_table (garrison_charts_window_get_card (self, i), tables);
}

static void
on_put (const GarrisonDashboardCard *card, gpointer data)
{
  gpointer *both = data;

  garrison_charts_window_put_card (both[0], GPOINTER_TO_INT (both[1]), card);
}

static void
edit (GarrisonChartsWindow *self, int index)
{
  GarrisonChartCard *card = index >= 0 ? garrison_charts_window_get_card (self, (guint) index) : NULL;
  gpointer *both = g_new0 (gpointer, 2);

  both[0] = self;
  both[1] = GINT_TO_POINTER (index);
  garrison_chart_dialog_show (GARRISON_WINDOW (self), card != NULL ? garrison_chart_card_get_card (card) : NULL,
                              garrison_charts_window_get_scope (self), on_put, both, g_free);
}

static void
on_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonChartsWindow *self = GARRISON_CHARTS_WINDOW (widget);

  if (self->dashboard == NULL)
    return;
  if (self->dashboard->cards->len >= GARRISON_DASHBOARD_MAX)
    {
      garrison_window_toast (GARRISON_WINDOW (self), _ ("The dashboard is full. Remove a chart first"));
      return;
    }
  edit (self, -1);
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  edit (GARRISON_CHARTS_WINDOW (widget), g_variant_get_int32 (parameter));
}

static void
on_confirmed (gpointer data)
{
  GarrisonChartsWindow *self = data;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_int (args, "view", self->dashboard->view);
  garrison_window_act (GARRISON_WINDOW (self), "delete-view", args, _ ("Ready-made charts are back"), NULL, NULL, NULL);
}

static void
on_ready_made (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonChartsWindow *self = GARRISON_CHARTS_WINDOW (widget);

  if (self->dashboard == NULL || self->dashboard->view == 0)
    garrison_window_toast (GARRISON_WINDOW (self), _ ("These are the ready-made charts"));
  else
    garrison_confirm (GTK_WINDOW (self), _ ("Back to the ready-made charts?"),
                      _ ("Your own charts are removed from this dashboard. Undo brings them back."), _ ("_Go back"), TRUE,
                      on_confirmed, g_object_ref (self), g_object_unref);
}

static void
on_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonChartsWindow *self = GARRISON_CHARTS_WINDOW (widget);
  guint n = garrison_charts_window_get_n_cards (self);
  g_autofree GarrisonChartKind *kinds = g_new0 (GarrisonChartKind, n + 1);
  g_autoptr (GPtrArray) figures = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      GarrisonChartCard *card = garrison_charts_window_get_card (self, i);
      GtkWidget *alone = garrison_chart_board_get_alone (self->board);
      if (garrison_chart_card_get_figures (card) == NULL || (alone != NULL && alone != GTK_WIDGET (card)))
        continue;
      kinds[figures->len] = garrison_chart_card_get_kind (card);
      g_ptr_array_add (figures, garrison_chart_card_get_figures (card));
    }
  garrison_chart_export_print (GARRISON_WINDOW (self), figures, kinds);
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_charts_window_refresh (GARRISON_CHARTS_WINDOW (widget));
}

void
garrison_charts_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "win.tables", NULL, on_tables);
  gtk_widget_class_install_action (widget_class, "win.add-chart", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "win.edit-chart", "i", on_edit);
  gtk_widget_class_install_action (widget_class, "win.ready-made", NULL, on_ready_made);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, on_print);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.add-chart", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "win.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "win.tables", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
}
