#include "desktop/people-pools.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "desktop/people-falls.h"
#include "desktop/pool-dialogs.h"

struct _GarrisonPeoplePools
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds this */
  GarrisonPools *pools;
  GtkWidget *scroller;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* of GtkWidget, the group's */
};

G_DEFINE_FINAL_TYPE (GarrisonPeoplePools, garrison_people_pools, GTK_TYPE_WIDGET)

typedef void (*Show) (GarrisonWindow *window, GarrisonPool *pool);

static const struct
{
  const char *label;
  Show show;
} BUTTONS[] = {
  { N_ ("Limits"), garrison_pool_dialog_show },
  { N_ ("Members"), garrison_pool_members_dialog_show },
  { N_ ("Shown fields"), garrison_pool_fields_dialog_show },
};

static void
on_clicked (GtkButton *button, GarrisonPeoplePools *self)
{
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "which"));

  BUTTONS[which].show (self->window, g_object_get_data (G_OBJECT (button), "pool"));
}

static void
add_buttons (GarrisonPeoplePools *self, AdwActionRow *row, GarrisonPool *pool)
{
  for (guint i = 0; i < G_N_ELEMENTS (BUTTONS); i++)
    {
      g_autofree char *label = g_strdup_printf ("%s, %s", garrison_pool_get_name (pool), _ (BUTTONS[i].label));
      GtkWidget *button = gtk_button_new_with_label (_ (BUTTONS[i].label));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "small");
      g_object_set_data (G_OBJECT (button), "which", GUINT_TO_POINTER (i));
      g_object_set_data_full (G_OBJECT (button), "pool", g_object_ref (pool), g_object_unref);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
      adw_action_row_add_suffix (row, button);
    }
}

/* (transfer full): "5 claims a day · at most 1000 customers · frozen for 3 days" */
static char *
describe (GarrisonPool *pool)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gint64 claims = garrison_pool_get_claims_a_day (pool), capacity = garrison_pool_get_capacity (pool);
  gint64 freeze = garrison_pool_get_freeze_days (pool), wait = garrison_pool_get_wait_days (pool);

  if (!garrison_pool_is_open (pool))
    g_ptr_array_add (parts, g_strdup (_ ("Assigned by the lead")));
  else if (claims >= 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u claim a day", "%u claims a day", (gulong)claims), (guint)claims));
  if (capacity >= 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("at most %u customer", "at most %u customers", (gulong)capacity), (guint)capacity));
  if (freeze > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("frozen for %u day", "frozen for %u days", (gulong)freeze), (guint)freeze));
  if (wait > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u day of waiting for former owners", "%u days of waiting for former owners",
                                                       (gulong)wait), (guint)wait));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}

static void
fill (GarrisonPeoplePools *self)
{
  gboolean may = garrison_store_get_scope (garrison_window_get_store (self->window), "pool.edit") != NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pools)); i++)
    {
      g_autoptr (GarrisonPool) pool = g_list_model_get_item (G_LIST_MODEL (self->pools), i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *line = describe (pool);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), garrison_pool_get_name (pool));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
      if (may)
        add_buttons (self, ADW_ACTION_ROW (row), pool);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
garrison_people_pools_dispose (GObject *object)
{
  GarrisonPeoplePools *self = GARRISON_PEOPLE_POOLS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->pools);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (garrison_people_pools_parent_class)->dispose (object);
}

static void
garrison_people_pools_class_init (GarrisonPeoplePoolsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_people_pools_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
garrison_people_pools_init (GarrisonPeoplePools *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Public pools"));
  adw_preferences_group_set_description (
    self->group, _ ("Customers that are nobody's. Their members claim them, or their leads assign them."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  self->scroller = page;
  gtk_widget_set_parent (page, GTK_WIDGET (self));
}

void
garrison_people_pools_set_window (GarrisonPeoplePools *self, GarrisonWindow *window)
{
  g_return_if_fail (GARRISON_IS_PEOPLE_POOLS (self) && GARRISON_IS_WINDOW (window));

  self->window = window;
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->scroller), garrison_people_falls_new (window));
  self->pools = garrison_pools_new (garrison_window_get_store (window));
  g_signal_connect_object (self->pools, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
}
