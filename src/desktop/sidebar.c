#include "desktop/sidebar.h"

#include <glib/gi18n-lib.h>

#include "desktop/avatar.h"
#include "desktop/person-row.h"
#include "desktop/pool-row.h"
#include "desktop/request-watch.h"
#include "desktop/segment-dialog.h"
#include "desktop/view-row.h"
#include "desktop/window.h"

struct _GarrisonSidebar
{
  GtkWidget parent_instance;
  GarrisonDesktopSession *session;
  guint first_count; /* a source */
  gboolean selecting; /* while marks are moved, no view is selected by it */

  GtkWidget *content;
  GtkListBox *views;
  GarrisonSavedViews *saved;
  GarrisonPools *known_pools;
  GarrisonSavedView *menu_view; /* whose row the menu belongs to */
  gint64 awaited;               /* a segment to be marked when it is known */
  GtkWidget *segments_title;
  GtkListBox *segments;
  GtkPopoverMenu *menu;
  GtkWidget *pools_title;
  GtkListBox *pools;
  GtkWidget *people_title;
  GtkListBox *people;
  GtkButton *requests;
  GarrisonRequestWatch *watch;
  GtkWidget *my_avatar;
  GtkLabel *my_name;
  GtkLabel *my_role;
};

G_DEFINE_FINAL_TYPE (GarrisonSidebar, garrison_sidebar, GTK_TYPE_WIDGET)

enum
{
  VIEW_SELECTED,
  SEGMENT_SELECTED,
  SEGMENT_WISH,
  DROPPED,
  POOL_SELECTED,
  RELEASED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GarrisonDirectory *
directory_of (GarrisonSidebar *self)
{
  return garrison_desktop_session_get_directory (self->session);
}

static void
unmark (GarrisonSidebar *self, GtkListBox *except)
{
  GtkListBox *lists[] = { self->views, self->segments, self->pools, self->people };

  self->selecting = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i] != except)
      gtk_list_box_unselect_all (lists[i]);
  self->selecting = FALSE;
}

static void
on_view_row (GtkListBox *box, GtkListBoxRow *row, GarrisonSidebar *self)
{
  if (row == NULL || self->selecting)
    return;
  unmark (self, box);
  g_signal_emit (self, signals[VIEW_SELECTED], 0, garrison_view_row_get_question (GARRISON_VIEW_ROW (row)),
                 garrison_view_row_get_title (GARRISON_VIEW_ROW (row)));
}

static GarrisonSavedView *
segment_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "segment") : NULL;
}

static void
on_segment_row (GtkListBox *box, GtkListBoxRow *row, GarrisonSidebar *self)
{
  if (row == NULL || self->selecting)
    return;
  unmark (self, box);
  g_signal_emit (self, signals[SEGMENT_SELECTED], 0, segment_of (row));
}

static void
on_person_row (GtkListBox *box, GtkListBoxRow *row, GarrisonSidebar *self)
{
  GarrisonPerson *person;
  g_autofree char *question = NULL;

  if (row == NULL || self->selecting)
    return;
  unmark (self, box);
  person = garrison_person_row_get_person (GARRISON_PERSON_ROW (row));
  question = g_strdup_printf ("customers where owner = #%" G_GINT64_FORMAT, garrison_person_get_id (person));
  g_signal_emit (self, signals[VIEW_SELECTED], 0, question, garrison_person_get_name (person));
}

static void
on_dropped (GarrisonPersonRow *row, GarrisonCustomerIds *ids, GarrisonSidebar *self)
{
  g_signal_emit (self, signals[DROPPED], 0, garrison_person_get_id (garrison_person_row_get_person (row)),
                 ids);
}

static void
on_pool_row (GtkListBox *box, GtkListBoxRow *row, GarrisonSidebar *self)
{
  if (row == NULL || self->selecting)
    return;
  unmark (self, box);
  g_signal_emit (self, signals[POOL_SELECTED], 0, garrison_pool_get_id (garrison_pool_row_get_pool (GARRISON_POOL_ROW (row))));
}

static void
on_pool_dropped (GarrisonPoolRow *row, GarrisonCustomerIds *ids, GarrisonSidebar *self)
{
  g_signal_emit (self, signals[RELEASED], 0, garrison_pool_get_id (garrison_pool_row_get_pool (row)), ids);
}

/* ---- filling ------------------------------------------------------------------------------------ */

static void
add_view (GarrisonSidebar *self, GtkListBox *box, const char *key, const char *icon, const char *title,
          const char *question)
{
  GtkWidget *row = garrison_view_row_new (key, icon, title, question);

  gtk_list_box_append (box, row);
}

static void
fill_views (GarrisonSidebar *self)
{
  GarrisonStore *store = garrison_desktop_session_get_store (self->session);
  GarrisonPerson *me = garrison_directory_get_me (directory_of (self));
  const char *scope = garrison_store_get_scope (store, "customer.see");
  gint64 team = me != NULL ? garrison_person_get_team (me) : 0;

  add_view (self, self->views, "due", "garrison-due-symbolic", _ ("Due today"),
            "customers where owner = me and next_due <= today");
  add_view (self, self->views, "mine", "garrison-person-symbolic", _ ("Mine"), "customers where owner = me");
  if (team > 0 && g_strcmp0 (scope, "own") != 0)
    {
      g_autofree char *question
        = g_strdup_printf ("customers where owner.team = #%" G_GINT64_FORMAT, team);
      add_view (self, self->views, "team", "garrison-team-symbolic", _ ("My team"), question);
    }
  add_view (self, self->views, "all", "garrison-all-symbolic", _ ("All customers"), "customers");
}

static void
clear (GtkListBox *box)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (box, 0)) != NULL)
    gtk_list_box_remove (box, GTK_WIDGET (row));
}

/* Those of which one sees something, or may. Whoever releases customers drops them there too. */
static gboolean
is_shown (GarrisonPool *pool, gboolean releases)
{
  return garrison_pool_is_member (pool) || garrison_pool_get_size (pool) > 0 || releases;
}

static void
fill_pools (GarrisonSidebar *self)
{
  GarrisonStore *store = garrison_desktop_session_get_store (self->session);
  GListModel *pools = G_LIST_MODEL (self->known_pools);
  gboolean releases = garrison_store_get_scope (store, "customer.release") != NULL;
  GtkListBoxRow *marked = gtk_list_box_get_selected_row (self->pools);
  gint64 selected = marked == NULL ? 0 : garrison_pool_get_id (garrison_pool_row_get_pool (GARRISON_POOL_ROW (marked)));
  gboolean any = FALSE;

  self->selecting = TRUE;
  clear (self->pools);
  for (guint i = 0; i < g_list_model_get_n_items (pools); i++)
    {
      g_autoptr (GarrisonPool) pool = g_list_model_get_item (pools, i);
      GtkWidget *row;

      if (!is_shown (pool, releases))
        continue;
      row = garrison_pool_row_new (pool, releases);
      g_signal_connect_object (row, "dropped", G_CALLBACK (on_pool_dropped), self, 0);
      gtk_list_box_append (self->pools, row);
      if (garrison_pool_get_id (pool) == selected)
        gtk_list_box_select_row (self->pools, GTK_LIST_BOX_ROW (row));
      any = TRUE;
    }
  self->selecting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->pools), any);
  gtk_widget_set_visible (self->pools_title, any);
}

/* ---- segments ----------------------------------------------------------------------------------- */

static void
popup_segment_menu (GarrisonSidebar *self, GtkListBoxRow *row, double x, double y)
{
  GarrisonStore *store = garrison_desktop_session_get_store (self->session);
  GdkRectangle at;

  g_set_object (&self->menu_view, segment_of (row));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "segment.wish",
                                 garrison_segment_may_change (store, self->menu_view));
  gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (self), x, y, &x, &y);
  at = (GdkRectangle) { (int) x, (int) y, 1, 1 };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_segment_pressed (GtkGestureClick *click, int n_press, double x, double y, GarrisonSidebar *self)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click)));

  popup_segment_menu (self, row, x, y);
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* Menu and Shift+F10. */
static void
on_segment_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonSidebar *self = GARRISON_SIDEBAR (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (GTK_IS_LIST_BOX_ROW (focus) && segment_of (GTK_LIST_BOX_ROW (focus)) != NULL)
    popup_segment_menu (self, GTK_LIST_BOX_ROW (focus), 24, gtk_widget_get_height (focus));
}

static void
on_segment_wish (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonSidebar *self = GARRISON_SIDEBAR (widget);

  if (self->menu_view != NULL)
    g_signal_emit (self, signals[SEGMENT_WISH], 0, g_variant_get_string (parameter, NULL), self->menu_view);
}

static GtkWidget *
segment_row_new (GarrisonSidebar *self, GarrisonSavedView *view)
{
  GtkWidget *row = garrison_view_row_new ("segment", "garrison-filter-symbolic", garrison_saved_view_get_name (view),
                                          garrison_saved_view_get_question (view));
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_segment_pressed), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (row), "segment", g_object_ref (view), g_object_unref);
  return row;
}

static void
fill_segments (GarrisonSidebar *self)
{
  GarrisonSavedView *marked = garrison_sidebar_get_segment (self);
  gint64 id = marked != NULL ? garrison_saved_view_get_id (marked) : 0;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->saved));

  self->selecting = TRUE;
  clear (self->segments);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GarrisonSavedView) view = g_list_model_get_item (G_LIST_MODEL (self->saved), i);
      GtkWidget *row = segment_row_new (self, view);
      gtk_list_box_append (self->segments, row);
      if (garrison_saved_view_get_id (view) == id)
        gtk_list_box_select_row (self->segments, GTK_LIST_BOX_ROW (row));
      garrison_view_row_count (GARRISON_VIEW_ROW (row), directory_of (self));
    }
  self->selecting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->segments), n > 0);
  gtk_widget_set_visible (self->segments_title, n > 0);
  if (self->awaited != 0)
    garrison_sidebar_select_segment (self, self->awaited);
}

gboolean
garrison_sidebar_select_segment (GarrisonSidebar *self, gint64 id)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GARRISON_IS_SIDEBAR (self), FALSE);

  self->awaited = 0;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->segments, i)) != NULL; i++)
    if (garrison_saved_view_get_id (segment_of (row)) == id)
      {
        gtk_list_box_select_row (self->segments, row);
        return TRUE;
      }
  self->awaited = id;
  return FALSE;
}

GarrisonSavedView *
garrison_sidebar_get_segment (GarrisonSidebar *self)
{
  g_return_val_if_fail (GARRISON_IS_SIDEBAR (self), NULL);
  return segment_of (gtk_list_box_get_selected_row (self->segments));
}

/* ---- people ------------------------------------------------------------------------------------- */

static gint64
largest_load (GListModel *people)
{
  gint64 largest = 1;

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);
      largest = MAX (largest, garrison_person_get_holds (person));
    }
  return largest;
}

static void
fill_people (GarrisonSidebar *self)
{
  GListModel *people = garrison_directory_get_reach (directory_of (self));
  guint n = g_list_model_get_n_items (people);
  gint64 scale = largest_load (people);
  GtkListBoxRow *marked = gtk_list_box_get_selected_row (self->people);
  gint64 selected = marked == NULL ? 0
                                   : garrison_person_get_id (
                                     garrison_person_row_get_person (GARRISON_PERSON_ROW (marked)));

  self->selecting = TRUE;
  clear (self->people);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);
      GtkWidget *row = garrison_person_row_new (person, scale);
      g_signal_connect_object (row, "dropped", G_CALLBACK (on_dropped), self, 0);
      gtk_list_box_append (self->people, row);
      if (garrison_person_get_id (person) == selected)
        gtk_list_box_select_row (self->people, GTK_LIST_BOX_ROW (row));
    }
  self->selecting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->people), n > 1);
  gtk_widget_set_visible (self->people_title, n > 1);
}

static void
fill_me (GarrisonSidebar *self)
{
  GarrisonPerson *me = garrison_directory_get_me (directory_of (self));
  const char *role, *team;
  g_autofree char *line = NULL;

  if (me == NULL)
    return;
  role = garrison_directory_get_choice_name (directory_of (self), "role", garrison_person_get_role (me));
  team = garrison_directory_get_choice_name (directory_of (self), "team", garrison_person_get_team (me));
  line = *team != '\0' ? g_strdup_printf (C_ ("role, team", "%s, %s"), role, team) : g_strdup (role);
  garrison_avatar_set_person (GARRISON_AVATAR (self->my_avatar), garrison_person_get_id (me),
                              garrison_person_get_name (me));
  gtk_label_set_label (self->my_name, garrison_person_get_name (me));
  gtk_label_set_label (self->my_role, line);
}

/* ---- requests ----------------------------------------------------------------------------------- */

static void
on_requests_counted (GarrisonSidebar *self)
{
  guint n = garrison_request_watch_get_waiting (self->watch);
  g_autofree char *text = g_strdup_printf (ngettext ("%u open request", "%u open requests", n), n);

  gtk_button_set_label (self->requests, text);
  gtk_widget_set_visible (GTK_WIDGET (self->requests), n > 0);
}

static void
on_request_decided (GarrisonSidebar *self, const char *sentence)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GARRISON_IS_WINDOW (root))
    garrison_window_toast (GARRISON_WINDOW (root), sentence);
}

/* ---- following ---------------------------------------------------------------------------------- */

static void
count_all (GarrisonSidebar *self)
{
  GtkListBox *lists[] = { self->views, self->segments };
  GtkListBoxRow *row;

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (int i = 0; (row = gtk_list_box_get_row_at_index (lists[l], i)) != NULL; i++)
      garrison_view_row_count (GARRISON_VIEW_ROW (row), directory_of (self));
}

static gboolean
on_first_count (gpointer data)
{
  GarrisonSidebar *self = data;

  self->first_count = 0;
  count_all (self);
  return G_SOURCE_REMOVE;
}

static void
on_directory_changed (GarrisonSidebar *self)
{
  fill_people (self);
  fill_me (self);
}

void
garrison_sidebar_set_session (GarrisonSidebar *self, GarrisonDesktopSession *session)
{
  g_return_if_fail (GARRISON_IS_SIDEBAR (self) && self->session == NULL);
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (session));

  self->session = g_object_ref (session);
  fill_views (self);
  on_directory_changed (self);
  self->known_pools = garrison_pools_new (garrison_desktop_session_get_store (session));
  g_signal_connect_object (self->known_pools, "items-changed", G_CALLBACK (fill_pools), self, G_CONNECT_SWAPPED);
  self->saved = garrison_saved_views_new (garrison_desktop_session_get_store (session));
  g_signal_connect_object (self->saved, "items-changed", G_CALLBACK (fill_segments), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (directory_of (self), "changed", G_CALLBACK (on_directory_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (garrison_desktop_session_get_store (session), "changed", G_CALLBACK (count_all),
                           self, G_CONNECT_SWAPPED);
  self->watch = garrison_request_watch_new (directory_of (self));
  g_signal_connect_object (self->watch, "counted", G_CALLBACK (on_requests_counted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "decided", G_CALLBACK (on_request_decided), self, G_CONNECT_SWAPPED);
  self->first_count = g_idle_add_full (G_PRIORITY_LOW, on_first_count, self, NULL);
}

gboolean
garrison_sidebar_select_view (GarrisonSidebar *self, const char *key)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GARRISON_IS_SIDEBAR (self), FALSE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->views, i)) != NULL; i++)
    if (g_strcmp0 (garrison_view_row_get_key (GARRISON_VIEW_ROW (row)), key) == 0)
      {
        gtk_list_box_unselect_all (self->views);
        gtk_list_box_select_row (self->views, row);
        return TRUE;
      }
  return FALSE;
}

GarrisonPools *
garrison_sidebar_get_pools (GarrisonSidebar *self)
{
  g_return_val_if_fail (GARRISON_IS_SIDEBAR (self), NULL);
  return self->known_pools;
}

void
garrison_sidebar_unselect (GarrisonSidebar *self)
{
  g_return_if_fail (GARRISON_IS_SIDEBAR (self));
  unmark (self, NULL);
}

const char *
garrison_sidebar_get_view (GarrisonSidebar *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GARRISON_IS_SIDEBAR (self), NULL);

  row = gtk_list_box_get_selected_row (self->views);
  return row != NULL ? garrison_view_row_get_key (GARRISON_VIEW_ROW (row)) : NULL;
}

void
garrison_sidebar_set_dragged (GarrisonSidebar *self, GarrisonCustomerIds *ids)
{
  GtkListBoxRow *row;

  g_return_if_fail (GARRISON_IS_SIDEBAR (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->people, i)) != NULL; i++)
    garrison_person_row_set_dragged (GARRISON_PERSON_ROW (row), ids);
}

static void
garrison_sidebar_dispose (GObject *object)
{
  GarrisonSidebar *self = GARRISON_SIDEBAR (object);

  g_clear_handle_id (&self->first_count, g_source_remove);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->menu_view);
  g_clear_object (&self->saved);
  g_clear_object (&self->known_pools);
  if (self->watch != NULL)
    g_object_run_dispose (G_OBJECT (self->watch));
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (garrison_sidebar_parent_class)->dispose (object);
}

static void
garrison_sidebar_class_init (GarrisonSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_sidebar_dispose;
  g_type_ensure (GARRISON_TYPE_AVATAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/sidebar.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonSidebar, child)
  BIND (content);
  BIND (views);
  BIND (segments_title);
  BIND (segments);
  BIND (menu);
  BIND (pools_title);
  BIND (pools);
  BIND (people_title);
  BIND (people);
  BIND (requests);
  BIND (my_avatar);
  BIND (my_name);
  BIND (my_role);
#undef BIND
  signals[VIEW_SELECTED] = g_signal_new ("view-selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SEGMENT_SELECTED] = g_signal_new ("segment-selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, GARRISON_TYPE_SAVED_VIEW);
  signals[SEGMENT_WISH] = g_signal_new ("segment-wish", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_STRING, GARRISON_TYPE_SAVED_VIEW);
  gtk_widget_class_install_action (widget_class, "segment.menu", NULL, on_segment_menu);
  gtk_widget_class_install_action (widget_class, "segment.wish", "s", on_segment_wish);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "segment.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "segment.menu", NULL);
  signals[DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_INT64, GARRISON_TYPE_CUSTOMER_IDS);
  signals[POOL_SELECTED] = g_signal_new ("pool-selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_INT64);
  signals[RELEASED] = g_signal_new ("released", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                    GARRISON_TYPE_CUSTOMER_IDS);
}

static void
garrison_sidebar_init (GarrisonSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->views, "row-selected", G_CALLBACK (on_view_row), self);
  g_signal_connect (self->segments, "row-selected", G_CALLBACK (on_segment_row), self);
  g_signal_connect (self->pools, "row-selected", G_CALLBACK (on_pool_row), self);
  g_signal_connect (self->people, "row-selected", G_CALLBACK (on_person_row), self);
}
