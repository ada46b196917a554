#include "desktop/person-row.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "desktop/avatar.h"
#include "desktop/load-bar.h"

struct _GarrisonPersonRow
{
  GtkListBoxRow parent_instance;
  GarrisonPerson *person;
  gint64 scale;
  GarrisonCustomerIds *dragged;
  gboolean over; /* the pointer holds customers above this row */
  GtkWidget *avatar;
  GtkLabel *name;
  GtkLabel *added;
  GtkLabel *load;
  GtkWidget *bar;
  GtkDropTarget *target;
};

G_DEFINE_FINAL_TYPE (GarrisonPersonRow, garrison_person_row, GTK_TYPE_LIST_BOX_ROW)

static guint dropped_signal;

char *
garrison_person_row_find_refusal (GarrisonPerson *person, GarrisonCustomerIds *ids)
{
  guint added = garrison_customer_ids_count_new (ids, garrison_person_get_id (person));
  gint64 cap = garrison_person_get_cap (person), holds = garrison_person_get_holds (person);
  guint n;

  garrison_customer_ids_get (ids, &n);
  if (added == 0)
    return g_strdup_printf (ngettext ("%s owns this customer already", "%s owns these customers already", n),
                            garrison_person_get_name (person));
  if (cap > 0 && holds + added > cap)
    return g_strdup_printf (_ ("%s may hold %" PRIi64 " customers and would have %" PRIi64),
                            garrison_person_get_name (person), cap, holds + added);
  return NULL;
}

static void
set_class (gpointer widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update (GarrisonPersonRow *self)
{
  gint64 holds = garrison_person_get_holds (self->person), cap = garrison_person_get_cap (self->person);
  const char *name = garrison_person_get_name (self->person);
  g_autofree char *refusal = self->dragged != NULL
                               ? garrison_person_row_find_refusal (self->person, self->dragged)
                               : NULL;
  gint64 added = self->over && self->dragged != NULL && refusal == NULL
                   ? garrison_customer_ids_count_new (self->dragged, garrison_person_get_id (self->person))
                   : 0;
  g_autofree char *load = NULL, *plus = NULL, *label = NULL;

  load = cap > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, holds + added, cap)
                 : g_strdup_printf ("%" G_GINT64_FORMAT, holds + added);
  plus = g_strdup_printf ("+%" G_GINT64_FORMAT, added);
  label = cap > 0 ? g_strdup_printf (ngettext ("%s, %" PRIi64 " of %" PRIi64 " customer", "%s, %" PRIi64 " of %" PRIi64
                                               " customers", (gulong) MIN (cap, G_MAXINT)), name, holds, cap)
                  : g_strdup_printf (ngettext ("%s, %" PRIi64 " customer", "%s, %" PRIi64 " customers",
                                               (gulong) MIN (holds, G_MAXINT)), name, holds);
  garrison_avatar_set_person (GARRISON_AVATAR (self->avatar), garrison_person_get_id (self->person), name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->load, load);
  gtk_label_set_label (self->added, plus);
  gtk_widget_set_visible (GTK_WIDGET (self->added), added > 0);
  garrison_load_bar_set_load (GARRISON_LOAD_BAR (self->bar), holds, added, cap, self->scale);
  set_class (self, "refused", refusal != NULL);
  set_class (self, "target", added > 0);
  set_class (self->load, "soon", added > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), refusal);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GdkDragAction
on_enter (GtkDropTarget *target, double x, double y, GarrisonPersonRow *self)
{
  g_autofree char *refusal = self->dragged != NULL
                               ? garrison_person_row_find_refusal (self->person, self->dragged)
                               : NULL;

  self->over = TRUE;
  update (self);
  return refusal == NULL ? GDK_ACTION_MOVE : 0;
}

static void
on_leave (GtkDropTarget *target, GarrisonPersonRow *self)
{
  self->over = FALSE;
  update (self);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, GarrisonPersonRow *self)
{
  GarrisonCustomerIds *ids = g_value_get_boxed (value);
  g_autofree char *refusal = garrison_person_row_find_refusal (self->person, ids);

  self->over = FALSE;
  update (self);
  if (refusal != NULL)
    return FALSE;
  g_signal_emit (self, dropped_signal, 0, ids);
  return TRUE;
}

static void
garrison_person_row_dispose (GObject *object)
{
  GarrisonPersonRow *self = GARRISON_PERSON_ROW (object);

  g_clear_object (&self->person);
  g_clear_pointer (&self->dragged, garrison_customer_ids_free);
  G_OBJECT_CLASS (garrison_person_row_parent_class)->dispose (object);
}

static void
garrison_person_row_class_init (GarrisonPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_person_row_dispose;
  g_type_ensure (GARRISON_TYPE_AVATAR);
  g_type_ensure (GARRISON_TYPE_LOAD_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GarrisonPersonRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, GarrisonPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, GarrisonPersonRow, added);
  gtk_widget_class_bind_template_child (widget_class, GarrisonPersonRow, load);
  gtk_widget_class_bind_template_child (widget_class, GarrisonPersonRow, bar);
  dropped_signal = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, GARRISON_TYPE_CUSTOMER_IDS);
}

static void
garrison_person_row_init (GarrisonPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->target = gtk_drop_target_new (GARRISON_TYPE_CUSTOMER_IDS, GDK_ACTION_MOVE);
  g_signal_connect (self->target, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect (self->target, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (self->target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->target));
}

GtkWidget *
garrison_person_row_new (GarrisonPerson *person, gint64 scale)
{
  GarrisonPersonRow *self;

  g_return_val_if_fail (GARRISON_IS_PERSON (person), NULL);

  self = g_object_new (GARRISON_TYPE_PERSON_ROW, NULL);
  self->person = g_object_ref (person);
  self->scale = scale;
  g_signal_connect_object (person, "notify::holds", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

GarrisonPerson *
garrison_person_row_get_person (GarrisonPersonRow *self)
{
  g_return_val_if_fail (GARRISON_IS_PERSON_ROW (self), NULL);
  return self->person;
}

void
garrison_person_row_set_dragged (GarrisonPersonRow *self, GarrisonCustomerIds *ids)
{
  g_return_if_fail (GARRISON_IS_PERSON_ROW (self));

  g_clear_pointer (&self->dragged, garrison_customer_ids_free);
  if (ids != NULL)
    self->dragged = garrison_customer_ids_copy (ids);
  else
    self->over = FALSE;
  update (self);
}

void
garrison_person_row_set_target (GarrisonPersonRow *self, gboolean target)
{
  g_return_if_fail (GARRISON_IS_PERSON_ROW (self));

  if (self->over == target)
    return;
  self->over = target;
  update (self);
}
