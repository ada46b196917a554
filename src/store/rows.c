#include "store/rows-private.h"

#include <string.h>

typedef struct
{
  union
  {
    gint64 integer;
    double real;
    gsize offset; /* into texts */
  } u;
  guint8 kind;
} Cell;

struct _GarrisonRows
{
  gatomicrefcount ref_count;
  guint n_columns;
  char **names;
  GArray *cells;
  GByteArray *texts; /* each ends with a NUL */
  GMutex mutex;
  GHashTable *digits; /* (nullable): cell index to text, for numbers that were asked as text */
};

G_DEFINE_BOXED_TYPE (GarrisonRows, garrison_rows, garrison_rows_ref, garrison_rows_unref)

GarrisonRows *
garrison_rows_new (guint n_columns, const char *const *names)
{
  GarrisonRows *self = g_new0 (GarrisonRows, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->n_columns = n_columns;
  self->names = g_new0 (char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    self->names[i] = g_strdup (names[i]);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->texts = g_byte_array_new ();
  return self;
}

GarrisonRows *
garrison_rows_ref (GarrisonRows *rows)
{
  g_return_val_if_fail (rows != NULL, NULL);

  g_atomic_ref_count_inc (&rows->ref_count);
  return rows;
}

void
garrison_rows_unref (GarrisonRows *rows)
{
  g_return_if_fail (rows != NULL);

  if (!g_atomic_ref_count_dec (&rows->ref_count))
    return;
  g_strfreev (rows->names);
  g_array_unref (rows->cells);
  g_byte_array_unref (rows->texts);
  g_clear_pointer (&rows->digits, g_hash_table_unref);
  g_mutex_clear (&rows->mutex);
  g_free (rows);
}

static void
append_cell (GarrisonRows *self, GarrisonRow *row, guint column)
{
  Cell cell = { .kind = row->get_kind (row, column) };
  const char *text;
  gsize length;

  switch (cell.kind)
    {
    case GARRISON_VALUE_INT:
      cell.u.integer = row->get_int (row, column);
      break;
    case GARRISON_VALUE_REAL:
      cell.u.real = row->get_real (row, column);
      break;
    case GARRISON_VALUE_TEXT:
      text = row->get_text (row, column, &length);
      cell.u.offset = self->texts->len;
      g_byte_array_append (self->texts, (const guint8 *)text, length);
      g_byte_array_append (self->texts, (const guint8 *)"", 1);
      break;
    default:
      cell.kind = GARRISON_VALUE_NULL;
      break;
    }
  g_array_append_val (self->cells, cell);
}

void
garrison_rows_append (GarrisonRows *rows, GarrisonRow *row)
{
  g_return_if_fail (rows != NULL && row != NULL);

  for (guint i = 0; i < rows->n_columns; i++)
    append_cell (rows, row, i);
}

guint
garrison_rows_get_size (GarrisonRows *rows)
{
  g_return_val_if_fail (rows != NULL, 0);

  return rows->n_columns == 0 ? 0 : rows->cells->len / rows->n_columns;
}

guint
garrison_rows_get_n_columns (GarrisonRows *rows)
{
  g_return_val_if_fail (rows != NULL, 0);

  return rows->n_columns;
}

const char *
garrison_rows_get_column (GarrisonRows *rows, guint column)
{
  g_return_val_if_fail (rows != NULL && column < rows->n_columns, NULL);

  return rows->names[column];
}

static const Cell *
get_cell (GarrisonRows *self, guint row, guint column)
{
  gsize index = (gsize)row * self->n_columns + column;

  g_return_val_if_fail (column < self->n_columns && index < self->cells->len, NULL);

  return &g_array_index (self->cells, Cell, index);
}

static gboolean
are_equal (GarrisonRows *rows, const Cell *cell, GarrisonRows *others, const Cell *other)
{
  if (cell->kind != other->kind)
    return FALSE;
  switch (cell->kind)
    {
    case GARRISON_VALUE_INT:
      return cell->u.integer == other->u.integer;
    case GARRISON_VALUE_REAL:
      return cell->u.real == other->u.real;
    case GARRISON_VALUE_TEXT:
      return g_str_equal (rows->texts->data + cell->u.offset, others->texts->data + other->u.offset);
    default:
      return TRUE;
    }
}

gboolean
garrison_rows_are_equal (GarrisonRows *rows, guint row, GarrisonRows *others, guint other)
{
  guint i = 0;

  g_return_val_if_fail (rows != NULL && others != NULL && rows->n_columns == others->n_columns, FALSE);

  while (i < rows->n_columns && are_equal (rows, get_cell (rows, row, i), others, get_cell (others, other, i)))
    i++;
  return i == rows->n_columns;
}

gboolean
garrison_rows_is_null (GarrisonRows *rows, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (rows != NULL, TRUE);

  cell = get_cell (rows, row, column);
  return cell == NULL || cell->kind == GARRISON_VALUE_NULL;
}

gint64
garrison_rows_get_int (GarrisonRows *rows, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (rows != NULL, 0);

  cell = get_cell (rows, row, column);
  switch (cell == NULL ? GARRISON_VALUE_NULL : cell->kind)
    {
    case GARRISON_VALUE_INT:
      return cell->u.integer;
    case GARRISON_VALUE_REAL:
      /* Beyond these the cast would not be defined. */
      return cell->u.real > -9.2e18 && cell->u.real < 9.2e18 ? (gint64)cell->u.real : 0;
    case GARRISON_VALUE_TEXT:
      return g_ascii_strtoll ((const char *)rows->texts->data + cell->u.offset, NULL, 10);
    default:
      return 0;
    }
}

double
garrison_rows_get_real (GarrisonRows *rows, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (rows != NULL, 0);

  cell = get_cell (rows, row, column);
  switch (cell == NULL ? GARRISON_VALUE_NULL : cell->kind)
    {
    case GARRISON_VALUE_INT:
      return (double)cell->u.integer;
    case GARRISON_VALUE_REAL:
      return cell->u.real;
    case GARRISON_VALUE_TEXT:
      return g_ascii_strtod ((const char *)rows->texts->data + cell->u.offset, NULL);
    default:
      return 0;
    }
}

static char *
format_number (const Cell *cell)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (cell->kind == GARRISON_VALUE_INT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, cell->u.integer);
  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, cell->u.real));
}

/* Few callers want a number's text, so it is made when asked for and kept as long as the rows. */
static const char *
get_digits (GarrisonRows *self, const Cell *cell)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  char *text;

  if (self->digits == NULL)
    self->digits = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  text = g_hash_table_lookup (self->digits, cell);
  if (text == NULL)
    {
      text = format_number (cell);
      g_hash_table_insert (self->digits, (gpointer)cell, text);
    }
  return text;
}

const char *
garrison_rows_get_text (GarrisonRows *rows, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (rows != NULL, NULL);

  cell = get_cell (rows, row, column);
  if (cell == NULL || cell->kind == GARRISON_VALUE_NULL)
    return NULL;
  if (cell->kind == GARRISON_VALUE_TEXT)
    return (const char *)rows->texts->data + cell->u.offset;
  return get_digits (rows, cell);
}

gboolean
garrison_row_is_null (GarrisonRow *row, guint column)
{
  return row->get_kind (row, column) == GARRISON_VALUE_NULL;
}

gint64
garrison_row_get_int (GarrisonRow *row, guint column)
{
  return row->get_int (row, column);
}

double
garrison_row_get_real (GarrisonRow *row, guint column)
{
  return row->get_real (row, column);
}

const char *
garrison_row_get_text (GarrisonRow *row, guint column, gsize *length)
{
  return row->get_text (row, column, length);
}
