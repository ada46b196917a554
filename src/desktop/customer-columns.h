/* The columns of the list of customers: titles, widths, cells.
 *
 * A cell is filled when its row is bound and again whenever the customer's revision changes; nothing
 * is read from the store here. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "desktop/words.h"
#include "model/customer.h"
#include "model/directory.h"

G_BEGIN_DECLS

/* What cells need beside the customer; owned by the table, which keeps it as long as its columns. */
typedef struct
{
  GarrisonDirectory *directory;
  GarrisonMoment moment;
  gboolean narrow; /* owners as avatars only */
} GarrisonColumnContext;

typedef struct
{
  const char *key;   /* the field of the catalogue by which the column sorts */
  const char *title; /* to be translated */
  int width;         /* px; -1 expands */
  gboolean narrow;   /* shown in a narrow window too */
  gboolean shown;    /* shown unless somebody chose otherwise */
} GarrisonColumnKind;

const GarrisonColumnKind *garrison_column_kinds (guint *n_kinds);
/* (transfer full): a column of this kind; @context must outlive it. */
GtkColumnViewColumn *garrison_customer_column_new (const GarrisonColumnKind *kind,
                                                   GarrisonColumnContext *context);
/* The position of the row that @widget (anything inside a cell) stands in, GTK_INVALID_LIST_POSITION
 * when it stands in none. @row: (out) (optional) (nullable): the list's own row widget. */
guint garrison_customer_column_find_position (GtkWidget *widget, GtkWidget **row);

G_END_DECLS
