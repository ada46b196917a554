/* How an engine writes GarrisonRows and shows a GarrisonRow. For store/ only.
 *
 * Rows are filled on one thread, cell after cell from left to right, then handed over and not
 * changed again. A GarrisonRow is the head of a struct of the engine's. */
#pragma once

#include "store/args.h"
#include "store/rows.h"

G_BEGIN_DECLS

struct _GarrisonRow
{
  GarrisonValueKind (*get_kind) (GarrisonRow *row, guint column);
  gint64 (*get_int) (GarrisonRow *row, guint column);
  double (*get_real) (GarrisonRow *row, guint column);
  const char *(*get_text) (GarrisonRow *row, guint column, gsize *length);
};

GarrisonRows *garrison_rows_new (guint n_columns, const char *const *names);
/* Copies @row behind the others. */
void garrison_rows_append (GarrisonRows *rows, GarrisonRow *row);

G_END_DECLS
