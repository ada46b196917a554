/* What a read answers: either all rows at once (GarrisonRows, immutable, any thread), or one row at a
 * time while the engine walks (GarrisonRow, valid only inside the call that hands it over, on the
 * reader's thread). Columns are numbered from 0 in the order of the SELECT. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_ROWS (garrison_rows_get_type ())
typedef struct _GarrisonRows GarrisonRows;

GType garrison_rows_get_type (void);
GarrisonRows *garrison_rows_ref (GarrisonRows *rows);
void garrison_rows_unref (GarrisonRows *rows);
guint garrison_rows_get_size (GarrisonRows *rows);
guint garrison_rows_get_n_columns (GarrisonRows *rows);
const char *garrison_rows_get_column (GarrisonRows *rows, guint column);
gboolean garrison_rows_is_null (GarrisonRows *rows, guint row, guint column);
/* 0 for NULL. */
gint64 garrison_rows_get_int (GarrisonRows *rows, guint row, guint column);
double garrison_rows_get_real (GarrisonRows *rows, guint row, guint column);
/* (nullable): NULL for NULL; an integer as decimal digits. Owned by @rows. */
const char *garrison_rows_get_text (GarrisonRows *rows, guint row, guint column);
/* Whether two rows, of the same columns, have the same values. */
gboolean garrison_rows_are_equal (GarrisonRows *rows, guint row, GarrisonRows *others, guint other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonRows, garrison_rows_unref)

typedef struct _GarrisonRow GarrisonRow;
gboolean garrison_row_is_null (GarrisonRow *row, guint column);
gint64 garrison_row_get_int (GarrisonRow *row, guint column);
double garrison_row_get_real (GarrisonRow *row, guint column);
/* (nullable): valid until the next column is asked as another type or the call returns.
 * @length may be NULL. */
const char *garrison_row_get_text (GarrisonRow *row, guint column, gsize *length);

/* Returns: FALSE to stop walking. */
typedef gboolean (*GarrisonRowFunc) (GarrisonRow *row, gpointer data);

G_END_DECLS
