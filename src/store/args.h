/* Named values that travel into the store: the arguments of an act, the bound values of a read.
 *
 * A GarrisonArgs is a reference-counted box, built on one thread, then handed over and not changed
 * again; it may be read on any thread. Texts and id lists are copied in. Rows (an import, a sample)
 * are not stored at all but pulled one by one while the act runs. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GARRISON_VALUE_NULL,
  GARRISON_VALUE_INT,
  GARRISON_VALUE_REAL,
  GARRISON_VALUE_TEXT,
  GARRISON_VALUE_IDS,
  GARRISON_VALUE_ROWS,
} GarrisonValueKind;

/* One cell. Text is borrowed, valid UTF-8 without NUL, @length octets. */
typedef struct
{
  GarrisonValueKind kind;
  gint64 integer;
  double real;
  const char *text;
  gssize length; /* of @text; -1 when NUL-terminated */
} GarrisonValue;

/**
 * GarrisonRowSource:
 * @cells: (array length=n_cells): to be filled, in the order of the act's columns; texts must stay
 *   valid until the next call
 *
 * Called on the writer's thread, once a row.
 *
 * Returns: TRUE with a row; FALSE at the end, or with @error set when the source failed (the act is
 *   then rolled back whole).
 */
typedef gboolean (*GarrisonRowSource) (gpointer data, GarrisonValue *cells, guint n_cells, GError **error);

#define GARRISON_TYPE_ARGS (garrison_args_get_type ())
typedef struct _GarrisonArgs GarrisonArgs;

GType garrison_args_get_type (void);
GarrisonArgs *garrison_args_new (void);
GarrisonArgs *garrison_args_ref (GarrisonArgs *args);
void garrison_args_unref (GarrisonArgs *args);

void garrison_args_set_null (GarrisonArgs *args, const char *name);
void garrison_args_set_int (GarrisonArgs *args, const char *name, gint64 value);
void garrison_args_set_real (GarrisonArgs *args, const char *name, double value);
/* NULL or "" is stored as NULL: an empty field is a missing one. */
void garrison_args_set_text (GarrisonArgs *args, const char *name, const char *value);
void garrison_args_set_ids (GarrisonArgs *args, const char *name, const gint64 *ids, gsize n_ids);
/* @columns: NULL-terminated names of the cells that @source fills. @data must live until the act ends. */
void garrison_args_set_rows (GarrisonArgs *args, const char *name, const char *const *columns,
                             GarrisonRowSource source, gpointer data);

/* Rows of ids, which are copied: @n_rows times as many @cells as there are columns, 0 for none. They are given from the
 * first on each time an act asks for them. */
void garrison_args_set_id_rows (GarrisonArgs *args, const char *name, const char *const *columns, const gint64 *cells,
                                gsize n_rows);

guint garrison_args_get_size (GarrisonArgs *args);
const char *garrison_args_get_name (GarrisonArgs *args, guint index);
/* NULL when there is no such name. */
const GarrisonValue *garrison_args_lookup (GarrisonArgs *args, const char *name);
const gint64 *garrison_args_lookup_ids (GarrisonArgs *args, const char *name, gsize *n_ids);
gboolean garrison_args_lookup_rows (GarrisonArgs *args, const char *name, const char *const **columns,
                                    GarrisonRowSource *source, gpointer *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonArgs, garrison_args_unref)

G_END_DECLS
