/* The columns of the list of customers: titles, widths, cells (customer-cell.h). Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "desktop/customer-cell.h"

G_BEGIN_DECLS

typedef struct
{
  GarrisonCellKind cell;
  const char *key;   /* the field of the catalogue by which the column sorts */
  const char *title; /* to be translated */
  int width;         /* px; -1 expands */
  int rank;          /* columns of a higher rank go first where there is little room; 0: never */
  gboolean shown;    /* shown unless somebody chose otherwise */
} GarrisonColumnKind;

#define GARRISON_COLUMN_NAME_WIDTH 196  /* what names get at least */
/* Widths are for letters that set this text in so many pixels. */
#define GARRISON_COLUMN_SPECIMEN "US$1,234,567 Logistics"
#define GARRISON_COLUMN_SPECIMEN_WIDTH 146
#define GARRISON_COLUMN_AVATAR_WIDTH 44 /* an owner without the name */
#define GARRISON_COLUMN_AVATAR_RANK 5   /* when owners lose their names */

const GarrisonColumnKind *garrison_column_kinds (guint *n_kinds);
/* (transfer full): a column of this kind; @context must outlive it. */
GtkColumnViewColumn *garrison_customer_column_new (const GarrisonColumnKind *kind,
                                                   GarrisonColumnContext *context);
/* The position of the row that @widget (a cell or what GTK puts around it) stands in,
 * GTK_INVALID_LIST_POSITION when it stands in none. @row: (out) (optional) (nullable): the list's own
 * row widget. */
guint garrison_customer_column_find_position (GtkWidget *widget, GtkWidget **row);

G_END_DECLS
