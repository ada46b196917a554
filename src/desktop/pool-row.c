#include "desktop/pool-row.h"

#include <glib/gi18n-lib.h>

#include "base/money.h"

struct _GarrisonPoolRow
{
  GtkListBoxRow parent_instance;
  GarrisonPool *pool;
};

G_DEFINE_FINAL_TYPE (GarrisonPoolRow, garrison_pool_row, GTK_TYPE_LIST_BOX_ROW)

static guint dropped_signal;

static GdkDragAction
on_enter (GtkDropTarget *target, double x, double y, GtkWidget *row)
{
  gtk_widget_add_css_class (row, "target");
  return GDK_ACTION_MOVE;
}

static void
on_leave (GtkDropTarget *target, GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "target");
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "target");
  g_signal_emit (row, dropped_signal, 0, g_value_get_boxed (value));
  return TRUE;
}

static void
garrison_pool_row_dispose (GObject *object)
{
  g_clear_object (&GARRISON_POOL_ROW (object)->pool);
  G_OBJECT_CLASS (garrison_pool_row_parent_class)->dispose (object);
}

static void
garrison_pool_row_class_init (GarrisonPoolRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_pool_row_dispose;
  dropped_signal = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 GARRISON_TYPE_CUSTOMER_IDS);
}

static void
garrison_pool_row_init (GarrisonPoolRow *self)
{
}

static void
accept_drops (GtkWidget *row)
{
  GtkDropTarget *target = gtk_drop_target_new (GARRISON_TYPE_CUSTOMER_IDS, GDK_ACTION_MOVE);

  g_signal_connect (target, "enter", G_CALLBACK (on_enter), row);
  g_signal_connect (target, "leave", G_CALLBACK (on_leave), row);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

GtkWidget *
garrison_pool_row_new (GarrisonPool *pool, gboolean takes)
{
  GarrisonPoolRow *self = g_object_new (GARRISON_TYPE_POOL_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *name;
  g_autofree char *size = garrison_money_format (garrison_pool_get_size (pool), NULL), *left = NULL, *label = NULL;
  gint64 n = garrison_pool_get_claims_left (pool);

  g_return_val_if_fail (GARRISON_IS_POOL (pool), NULL);

  self->pool = g_object_ref (pool);
  name = gtk_label_new (garrison_pool_get_name (pool));
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("garrison-pool-symbolic"));
  gtk_box_append (GTK_BOX (box), name);
  if (n >= 0 && garrison_pool_is_member (pool) && garrison_pool_is_open (pool))
    {
      left = g_strdup_printf (ngettext ("%u claim left", "%u claims left", (gulong)n), (guint)n);
      gtk_box_append (GTK_BOX (box), label_new (left, "badge"));
    }
  gtk_box_append (GTK_BOX (box), label_new (size, "secondary"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  label = left != NULL ? g_strdup_printf ("%s, %s, %s", garrison_pool_get_name (pool), size, left)
                       : g_strdup_printf ("%s, %s", garrison_pool_get_name (pool), size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (takes)
    accept_drops (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

GarrisonPool *
garrison_pool_row_get_pool (GarrisonPoolRow *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_ROW (self), NULL);
  return self->pool;
}
