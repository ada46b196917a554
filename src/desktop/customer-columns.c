#include "desktop/customer-columns.h"

#include <glib/gi18n-lib.h>

static const GarrisonColumnKind KINDS[] = {
  { GARRISON_CELL_NAME, "name", N_ ("Customer"), -1, 0, TRUE },
  { GARRISON_CELL_OWNER, "owner", N_ ("Owner"), 124, 1, TRUE },
  { GARRISON_CELL_STAGE, "stage", N_ ("Stage"), 116, 4, TRUE },
  { GARRISON_CELL_REGION, "region", N_ ("Region"), 100, 6, TRUE },
  { GARRISON_CELL_LAST_CONTACT, "last_contact", N_ ("Last contact"), 96, 2, TRUE },
  { GARRISON_CELL_NEXT_STEP, "next_step", N_ ("Next step"), 160, 0, TRUE },
  { GARRISON_CELL_PROTECTED, "protected", N_ ("Protected"), 88, 3, FALSE },
  { GARRISON_CELL_VALUE, "value", N_ ("12 months"), 132, 3, TRUE },
  { GARRISON_CELL_INDUSTRY, "industry", N_ ("Industry"), 110, 8, FALSE },
  { GARRISON_CELL_CATEGORY, "category", N_ ("Category"), 110, 9, FALSE },
  { GARRISON_CELL_SOURCE, "source", N_ ("Source"), 110, 10, FALSE },
  { GARRISON_CELL_COMPLETENESS, "completeness", N_ ("Complete"), 84, 7, FALSE },
  { GARRISON_CELL_CREATED, "created", N_ ("Created"), 96, 11, FALSE },
};

const GarrisonColumnKind *
garrison_column_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (KINDS);
  return KINDS;
}

guint
garrison_customer_column_find_position (GtkWidget *widget, GtkWidget **row)
{
  GtkWidget *inner;

  if (row != NULL)
    *row = NULL;
  /* Beside the text the pointer is over GTK's own cell, or between two cells over the row. */
  for (int depth = 0; widget != NULL && depth < 2 && !GARRISON_IS_CUSTOMER_CELL (widget); depth++)
    widget = gtk_widget_get_first_child (widget);
  if (!GARRISON_IS_CUSTOMER_CELL (widget))
    return GTK_INVALID_LIST_POSITION;
  inner = gtk_widget_get_parent (widget);
  if (row != NULL && inner != NULL)
    *row = gtk_widget_get_parent (inner);
  return gtk_list_item_get_position (garrison_customer_cell_get_item (GARRISON_CUSTOMER_CELL (widget)));
}

typedef struct
{
  GarrisonCellKind kind;
  GarrisonColumnContext *context;
} Maker;

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Maker *maker = data;

  gtk_list_item_set_child (item, garrison_customer_cell_new (maker->kind, item, maker->context));
}

/* GTK binds anew whenever a row's place or mark changes, to the item that it remembers; the list may have
 * been asked again since then (customer-selection.h). */
static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Maker *maker = data;
  g_autoptr (GarrisonCustomer) customer
    = g_list_model_get_item (maker->context->list, gtk_list_item_get_position (item));

  garrison_customer_cell_set_customer (GARRISON_CUSTOMER_CELL (gtk_list_item_get_child (item)), customer);
}

static void
free_maker (gpointer maker, GClosure *closure)
{
  g_free (maker);
}

GtkColumnViewColumn *
garrison_customer_column_new (const GarrisonColumnKind *kind, GarrisonColumnContext *context)
{
  GtkListItemFactory *factory;
  GtkColumnViewColumn *column;
  Maker *maker;

  g_return_val_if_fail (kind >= KINDS && kind < KINDS + G_N_ELEMENTS (KINDS), NULL);

  factory = gtk_signal_list_item_factory_new ();
  maker = g_new0 (Maker, 1);
  maker->kind = kind->cell;
  maker->context = context;
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_setup), maker, free_maker, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), maker);
  column = gtk_column_view_column_new (_ (kind->title), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (kind->width < 0)
    gtk_column_view_column_set_expand (column, TRUE);
  else
    gtk_column_view_column_set_fixed_width (column, kind->width);
  return column;
}
