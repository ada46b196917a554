#include "desktop/people-window.h"

#include <glib/gi18n-lib.h>

#include "desktop/people-dialogs.h"
#include "desktop/people-list.h"
#include "desktop/people-pools.h"
#include "desktop/people-roles.h"
#include "desktop/people-signals.h"
#include "desktop/people-teams.h"
#include "desktop/pool-dialogs.h"
#include "desktop/width-bin.h"
#include "desktop/window-state.h"
#include "model/people.h"

/* What stands at both ends of the header bar, the title between them being in the middle. */
#define BUTTONS 340

struct _GarrisonPeopleWindow
{
  GarrisonWindow parent_instance;
  AdwToastOverlay *toasts;
  GarrisonWidthBin *bin;
  AdwViewStack *stack;
  GtkWidget *switcher;
  GarrisonPeopleList *people;
  GarrisonPeopleTeams *teams;
  GarrisonPeoplePools *pools;
  GarrisonPeopleRoles *roles;
  GarrisonPeopleSignals *signals;
  GtkWidget *person_button;
  GtkWidget *team_button;
  GtkWidget *pool_button;
  int switcher_width; /* of the switcher, when it was seen last */
};

G_DEFINE_FINAL_TYPE (GarrisonPeopleWindow, garrison_people_window, GARRISON_TYPE_WINDOW)

static gboolean
shows (GarrisonPeopleWindow *self, const char *page)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), page) == 0;
}

static void
on_new_person (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_person_add_dialog_show (GARRISON_WINDOW (widget));
}

static void
on_new_team (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_team_dialog_show (GARRISON_WINDOW (widget), NULL);
}

static void
on_new_pool (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_pool_dialog_show (GARRISON_WINDOW (widget), NULL);
}

/* What is new depends on what is looked at. */
static void
on_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonPeopleWindow *self = GARRISON_PEOPLE_WINDOW (widget);

  gtk_widget_activate_action (widget, shows (self, "teams")   ? "win.new-team"
                                      : shows (self, "pools") ? "win.new-pool"
                                                              : "win.new-person", NULL);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonPeopleWindow *self = GARRISON_PEOPLE_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->stack, "people");
  garrison_people_list_search (self->people);
}

static void
on_width (GarrisonPeopleWindow *self)
{
  int width = garrison_width_bin_get_width (self->bin);

  /* Below the window where there is no room for it beside the buttons. */
  if (gtk_widget_get_visible (self->switcher))
    gtk_widget_measure (self->switcher, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &self->switcher_width, NULL, NULL);
  gtk_widget_set_visible (self->switcher, width >= self->switcher_width + BUTTONS);
  garrison_people_list_set_room (self->people, width);
  garrison_people_roles_set_room (self->roles, width);
  garrison_people_signals_set_room (self->signals, width);
}

static void
set_page (GarrisonPeopleWindow *self, gpointer page, gboolean visible)
{
  adw_view_stack_page_set_visible (adw_view_stack_get_page (self->stack, GTK_WIDGET (page)), visible);
}

/* Whoever manages nobody has the signals alone. */
static void
update_pages (GarrisonPeopleWindow *self)
{
  GarrisonStore *store = garrison_window_get_store (GARRISON_WINDOW (self));
  gboolean manages = garrison_people_may_manage (store), sees = garrison_people_signals_may_see (store);

  set_page (self, self->people, manages);
  set_page (self, self->teams, manages);
  set_page (self, self->pools, manages && garrison_store_get_scope (store, "pool.edit") != NULL);
  set_page (self, self->roles, manages);
  set_page (self, self->signals, sees);
  if (!manages && sees)
    adw_view_stack_set_visible_child_name (self->stack, "signals");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", manages);
  gtk_window_set_title (GTK_WINDOW (self), manages ? _ ("People") : _ ("Signals and requests"));
}

static void
garrison_people_window_show_target (GarrisonWindow *window, const char *target)
{
  GarrisonPeopleWindow *self = GARRISON_PEOPLE_WINDOW (window);

  if (g_str_equal (target, "signals") && garrison_people_signals_may_see (garrison_window_get_store (window)))
    adw_view_stack_set_visible_child_name (self->stack, "signals");
}

/* A button is there for those who have the right, on the page where it belongs. */
static void
update (GarrisonPeopleWindow *self)
{
  GarrisonStore *store = garrison_window_get_store (GARRISON_WINDOW (self));
  gboolean people = garrison_store_get_scope (store, "person.edit") != NULL;
  gboolean teams = garrison_store_get_scope (store, "team.edit") != NULL;
  gboolean pools = garrison_store_get_scope (store, "pool.edit") != NULL;

  update_pages (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-person", people);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-team", teams);
  gtk_widget_set_visible (self->person_button, people && shows (self, "people"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-pool", pools);
  gtk_widget_set_visible (self->team_button, teams && shows (self, "teams"));
  gtk_widget_set_visible (self->pool_button, pools && shows (self, "pools"));
}

static void
garrison_people_window_constructed (GObject *object)
{
  GarrisonPeopleWindow *self = GARRISON_PEOPLE_WINDOW (object);
  GarrisonWindow *window = GARRISON_WINDOW (object);

  G_OBJECT_CLASS (garrison_people_window_parent_class)->constructed (object);
  garrison_window_set_toast_overlay (window, self->toasts);
  garrison_window_state_follow (GTK_WINDOW (self), "people");
  garrison_people_list_set_window (self->people, window);
  garrison_people_teams_set_window (self->teams, window);
  garrison_people_pools_set_window (self->pools, window);
  garrison_people_roles_set_window (self->roles, window);
  garrison_people_signals_set_window (self->signals, window);
  g_signal_connect_object (self->bin, "notify::width", G_CALLBACK (on_width), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (garrison_window_get_directory (window), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
garrison_people_window_class_init (GarrisonPeopleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GARRISON_TYPE_PEOPLE_LIST);
  g_type_ensure (GARRISON_TYPE_PEOPLE_TEAMS);
  g_type_ensure (GARRISON_TYPE_PEOPLE_POOLS);
  g_type_ensure (GARRISON_TYPE_PEOPLE_ROLES);
  g_type_ensure (GARRISON_TYPE_PEOPLE_SIGNALS);
  g_type_ensure (GARRISON_TYPE_WIDTH_BIN);
  G_OBJECT_CLASS (klass)->constructed = garrison_people_window_constructed;
  GARRISON_WINDOW_CLASS (klass)->show_target = garrison_people_window_show_target;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/people-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonPeopleWindow, child)
  BIND (toasts);
  BIND (bin);
  BIND (stack);
  BIND (switcher);
  BIND (people);
  BIND (teams);
  BIND (pools);
  BIND (roles);
  BIND (signals);
  BIND (person_button);
  BIND (team_button);
  BIND (pool_button);
#undef BIND
  gtk_widget_class_install_action (widget_class, "win.new-person", NULL, on_new_person);
  gtk_widget_class_install_action (widget_class, "win.new-team", NULL, on_new_team);
  gtk_widget_class_install_action (widget_class, "win.new-pool", NULL, on_new_pool);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
}

static void
garrison_people_window_init (GarrisonPeopleWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
