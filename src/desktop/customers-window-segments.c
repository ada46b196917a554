#include <glib/gi18n-lib.h>

#include "desktop/customers-window-private.h"
#include "desktop/segment-dialog.h"
#include "desktop/window-state.h"

static void
on_segment_selected (GarrisonCustomersWindow *self, GarrisonSavedView *view)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->own_layout == NULL)
    self->own_layout = garrison_customer_table_get_layout (self->table);
  garrison_filter_bar_forget (self->filters);
  garrison_customer_table_set_layout (self->table, garrison_saved_view_get_layout (view));
  garrison_customers_window_show_question (self, garrison_saved_view_get_question (view),
                                           garrison_saved_view_get_name (view));
  if (adw_flap_get_folded (self->outer))
    adw_flap_set_reveal_flap (self->outer, FALSE);
}

void
garrison_customers_window_leave_segment (GarrisonCustomersWindow *self)
{
  g_autofree char *layout = g_steal_pointer (&self->own_layout);

  if (layout != NULL)
    garrison_customer_table_set_layout (self->table, layout);
}

static void
on_segment_wish (GarrisonCustomersWindow *self, const char *wish, GarrisonSavedView *view)
{
  GarrisonWindow *window = GARRISON_WINDOW (self);
  gboolean shown = garrison_sidebar_get_segment (self->sidebar) == view;

  if (g_str_equal (wish, "rename"))
    garrison_segment_rename (window, view);
  else if (g_str_equal (wish, "replace"))
    {
      g_autofree char *layout = garrison_customer_table_get_layout (self->table);
      garrison_segment_replace (window, view, garrison_customer_list_get_question (self->list), layout);
    }
  else
    {
      garrison_segment_delete (window, view);
      if (shown)
        garrison_sidebar_select_view (self->sidebar, "all");
    }
}

void
garrison_customers_window_save_segment (GarrisonCustomersWindow *self)
{
  g_autofree char *layout = garrison_customer_table_get_layout (self->table);

  garrison_segment_dialog_show (GARRISON_WINDOW (self), garrison_customer_list_get_question (self->list), layout);
}

void
garrison_customers_window_keep_view (GarrisonCustomersWindow *self)
{
  GarrisonSavedView *segment = garrison_sidebar_get_segment (self->sidebar);
  g_autofree char *layout = g_strdup (self->own_layout);
  g_autofree char *view = segment != NULL
                            ? g_strdup_printf ("segment %" G_GINT64_FORMAT, garrison_saved_view_get_id (segment))
                            : g_strdup (garrison_sidebar_get_view (self->sidebar));

  if (layout == NULL)
    layout = garrison_customer_table_get_layout (self->table);
  garrison_window_state_set_view (view);
  garrison_window_state_set_columns (layout);
}

void
garrison_customers_window_follow_segments (GarrisonCustomersWindow *self)
{
  g_autofree char *layout = garrison_window_state_get_columns ();

  garrison_customer_table_set_layout (self->table, layout);
  g_signal_connect_object (self->sidebar, "segment-selected", G_CALLBACK (on_segment_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "segment-wish", G_CALLBACK (on_segment_wish), self, G_CONNECT_SWAPPED);
}
