#include "desktop/timeline-entries.h"

#include <glib/gi18n-lib.h>

#include "base/language.h"
#include "base/money.h"
#include "desktop/timeline-row.h"
#include "desktop/timeline-words.h"

#define BATCH 24 /* rows made at once: about two milliseconds */

struct _GarrisonTimelineEntries
{
  GtkWidget parent_instance;
  GarrisonSpan *span;
  GarrisonDirectory *directory;
  GarrisonTimelineStyle *style; /* shared by the rows */
  GtkWidget *box, *count, *search_bar, *search, *search_button, *scroller, *stack;
  GtkListBox *list;
  guint fill_id;
  guint filled;
  GarrisonEntryState chosen_state;
  gint64 chosen_id;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (GarrisonTimelineEntries, garrison_timeline_entries, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Rows -------------------------------------------------------------------------------------------- */

static GarrisonTimelineRow *
row_at (GarrisonTimelineEntries *self, guint i)
{
  return (GarrisonTimelineRow *) gtk_list_box_get_row_at_index (self->list, (int) i);
}

static void
choose_row (GarrisonTimelineEntries *self, GarrisonTimelineRow *row)
{
  self->quiet = TRUE;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  self->quiet = FALSE;
}

static void
put_row (GarrisonTimelineEntries *self, guint i)
{
  g_autoptr (GarrisonEntry) entry = g_list_model_get_item (garrison_span_get_entries (self->span), i);
  GarrisonTimelineRow *row = row_at (self, i);

  if (row != NULL)
    garrison_timeline_row_set_entry (row, entry);
  else
    {
      if (self->style == NULL)
        self->style = garrison_timeline_style_new (GTK_WIDGET (self));
      row = GARRISON_TIMELINE_ROW (garrison_timeline_row_new (entry, self->directory, self->style));
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
  if (self->chosen_id != 0 && garrison_timeline_row_is (row, self->chosen_state, self->chosen_id))
    choose_row (self, row);
}

static gboolean
on_fill (gpointer data)
{
  GarrisonTimelineEntries *self = data;
  guint n = g_list_model_get_n_items (garrison_span_get_entries (self->span));

  for (guint i = 0; i < BATCH && self->filled < n; i++)
    put_row (self, self->filled++);
  if (self->filled < n)
    return G_SOURCE_CONTINUE;
  for (GarrisonTimelineRow *row = row_at (self, n); row != NULL; row = row_at (self, n))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_list_box_invalidate_headers (self->list);
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

static void
on_listed (GarrisonTimelineEntries *self)
{
  guint n = garrison_span_get_n_in_view (self->span);
  g_autofree char *figure = garrison_money_format (n, NULL);
  g_autofree char *text = g_strdup_printf (ngettext ("%s in view", "%s in view", n), figure);

  gtk_label_set_label (GTK_LABEL (self->count), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    g_list_model_get_n_items (garrison_span_get_entries (self->span)) > 0 ? "list" : "empty");
  self->filled = 0;
  choose_row (self, NULL);
  if (self->fill_id == 0)
    self->fill_id = g_idle_add (on_fill, self);
}

static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  GarrisonTimelineEntries *self = data;
  gint day = garrison_timeline_row_get_day (GARRISON_TIMELINE_ROW (row));
  g_autofree char *text = NULL;
  GtkWidget *header;

  if (before != NULL && garrison_timeline_row_get_day (GARRISON_TIMELINE_ROW (before)) == day)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  text = garrison_timeline_day (day, garrison_directory_get_today (self->directory), garrison_locale_is_chinese ());
  header = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "section");
  gtk_widget_add_css_class (header, "tabular");
  gtk_list_box_row_set_header (row, header);
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, GarrisonTimelineEntries *self)
{
  GarrisonEntry *entry;

  if (row == NULL || self->quiet)
    return;
  entry = garrison_timeline_row_get_entry (GARRISON_TIMELINE_ROW (row));
  self->chosen_state = garrison_entry_get_state (entry);
  self->chosen_id = garrison_entry_get_id (entry);
  g_signal_emit (self, signals[CHOSEN], 0, entry);
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, GarrisonTimelineEntries *self)
{
  gint64 customer = garrison_entry_get_customer (garrison_timeline_row_get_entry (GARRISON_TIMELINE_ROW (row)));

  if (customer > 0)
    g_signal_emit (self, signals[OPENED], 0, customer);
}

static void
on_scrolled (GarrisonTimelineEntries *self)
{
  for (guint i = 0; row_at (self, i) != NULL; i++)
    garrison_timeline_row_scrolled (row_at (self, i));
}

/* Search ------------------------------------------------------------------------------------------ */

static void
on_search (GtkSearchEntry *search, GarrisonTimelineEntries *self)
{
  if (self->span != NULL)
    garrison_span_set_text (self->span, gtk_editable_get_text (GTK_EDITABLE (search)));
}

static void
on_search_mode (GtkWidget *bar, GParamSpec *pspec, GarrisonTimelineEntries *self)
{
  if (!gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)))
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* Widget ------------------------------------------------------------------------------------------ */

static void
garrison_timeline_entries_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GarrisonTimelineEntries *self = GARRISON_TIMELINE_ENTRIES (widget);
  GarrisonTimelineStyle *old = self->style;

  GTK_WIDGET_CLASS (garrison_timeline_entries_parent_class)->css_changed (widget, change);
  if (old == NULL)
    return;
  self->style = garrison_timeline_style_new (widget);
  for (guint i = 0; row_at (self, i) != NULL; i++)
    garrison_timeline_row_set_style (row_at (self, i), self->style);
  garrison_timeline_style_free (old);
}

static void
garrison_timeline_entries_finalize (GObject *object)
{
  g_clear_pointer (&GARRISON_TIMELINE_ENTRIES (object)->style, garrison_timeline_style_free);
  G_OBJECT_CLASS (garrison_timeline_entries_parent_class)->finalize (object);
}

static void
garrison_timeline_entries_dispose (GObject *object)
{
  GarrisonTimelineEntries *self = GARRISON_TIMELINE_ENTRIES (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  if (self->box != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->span);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_timeline_entries_parent_class)->dispose (object);
}

static void
garrison_timeline_entries_class_init (GarrisonTimelineEntriesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_timeline_entries_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_timeline_entries_finalize;
  widget_class->css_changed = garrison_timeline_entries_css_changed;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GARRISON_TYPE_ENTRY);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/timeline-entries.ui");
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineEntries, box);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineEntries, count);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineEntries, search_bar);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineEntries, search);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineEntries, search_button);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineEntries, scroller);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineEntries, stack);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineEntries, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
garrison_timeline_entries_init (GarrisonTimelineEntries *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, set_header, self, NULL);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar), GTK_EDITABLE (self->search));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed",
                           G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (on_search_mode), self);
}

void
garrison_timeline_entries_set_span (GarrisonTimelineEntries *self, GarrisonSpan *span, GarrisonDirectory *directory)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_ENTRIES (self));
  g_return_if_fail (self->span == NULL);

  self->span = g_object_ref (span);
  self->directory = g_object_ref (directory);
  g_signal_connect_object (span, "listed", G_CALLBACK (on_listed), self, G_CONNECT_SWAPPED);
}

/* Scrolls no further than is needed to see the row. */
static void
scroll_to (GarrisonTimelineEntries *self, GtkWidget *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds) && bounds.size.height > 0)
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y - 30, bounds.origin.y + bounds.size.height);
}

void
garrison_timeline_entries_select (GarrisonTimelineEntries *self, GarrisonEntryState state, gint64 id)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_ENTRIES (self));

  self->chosen_state = state;
  self->chosen_id = id;
  for (guint i = 0; row_at (self, i) != NULL; i++)
    if (id != 0 && garrison_timeline_row_is (row_at (self, i), state, id))
      {
        choose_row (self, row_at (self, i));
        scroll_to (self, GTK_WIDGET (row_at (self, i)));
        return;
      }
  choose_row (self, NULL);
}

void
garrison_timeline_entries_start_search (GarrisonTimelineEntries *self)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_ENTRIES (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), TRUE);
  gtk_widget_grab_focus (self->search);
}
