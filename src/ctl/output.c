#include "ctl/output.h"

#include <gio/gunixoutputstream.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#include "exchange/csv-writer.h"

typedef struct
{
  char *text;
  gboolean number;
  double value;
} Cell;

struct _GarrisonOutput
{
  char **columns;
  guint n_columns;
  GArray *cells;
};

static void
clear_cell (gpointer cell)
{
  g_free (((Cell *) cell)->text);
}

GarrisonOutput *
garrison_output_new (const char *const *columns)
{
  GarrisonOutput *self = g_new0 (GarrisonOutput, 1);

  self->columns = g_strdupv ((char **) columns);
  self->n_columns = g_strv_length (self->columns);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  return self;
}

void
garrison_output_free (GarrisonOutput *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->columns);
  g_array_unref (self->cells);
  g_free (self);
}

void
garrison_output_add_text (GarrisonOutput *self, const char *text)
{
  Cell cell = { .text = g_strdup (text != NULL ? text : "") };

  g_array_append_val (self->cells, cell);
}

void
garrison_output_add_int (GarrisonOutput *self, gint64 value)
{
  Cell cell = { .text = g_strdup_printf ("%" G_GINT64_FORMAT, value), .number = TRUE, .value = value };

  g_array_append_val (self->cells, cell);
}

void
garrison_output_add_figure (GarrisonOutput *self, const char *shown, double value)
{
  Cell cell = { .text = g_strdup (shown), .number = TRUE, .value = value };

  g_array_append_val (self->cells, cell);
}

/* Columns of a terminal: Han characters take two. */
static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* A stored text may hold anything; a terminal must not obey it. */
static char *
printable (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (out, FALSE);
}

static void
append_padded (GString *line, const char *text, guint width, gboolean right, gboolean last)
{
  g_autofree char *safe = printable (text);
  guint own = width_of (safe), pad = width > own ? width - own : 0;

  if (line->len > 0)
    g_string_append (line, "  ");
  if (right)
    g_string_append_printf (line, "%*s%s", (int) pad, "", safe);
  else if (last)
    g_string_append (line, safe);
  else
    g_string_append_printf (line, "%s%*s", safe, (int) pad, "");
}

static gboolean
write_out (const char *text, gsize length, GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  return g_output_stream_write_all (stream, text, length, NULL, NULL, error);
}

static gboolean
print_text (GarrisonOutput *self, GError **error)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns + 1);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = self->cells->len / MAX (self->n_columns, 1);

  for (guint c = 0; c < self->n_columns; c++)
    {
      widths[c] = width_of (self->columns[c]);
      for (guint r = 0; r < n; r++)
        widths[c] = MAX (widths[c], width_of (g_array_index (self->cells, Cell, r * self->n_columns + c).text));
    }
  for (guint r = 0; r <= n; r++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint c = 0; c < self->n_columns; c++)
        {
          Cell *cell = n > 0 ? &g_array_index (self->cells, Cell, (r > 0 ? r - 1 : 0) * self->n_columns + c) : NULL;

          append_padded (line, r > 0 ? cell->text : self->columns[c], widths[c], cell != NULL && cell->number, c + 1 == self->n_columns);
        }
      g_string_append_printf (out, "%s\n", line->str);
    }
  return write_out (out->str, out->len, error);
}

static gboolean
print_csv (GarrisonOutput *self, GarrisonPermit *permit, GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GarrisonCsvWriter) writer = garrison_csv_writer_new (stream, permit, 0, GARRISON_CSV_WRITER_PLAIN);

  if (!garrison_csv_writer_add_row (writer, (const char *const *) self->columns, self->n_columns, NULL, error))
    return FALSE;
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      if (cell->number)
        garrison_csv_writer_add (writer, g_ascii_formatd (number, sizeof number, "%.15g", cell->value), -1);
      else
        garrison_csv_writer_add (writer, cell->text, -1);
      if ((i + 1) % self->n_columns == 0 && !garrison_csv_writer_end_row (writer, NULL, error))
        return FALSE;
    }
  return garrison_csv_writer_finish (writer, NULL, error);
}

static gboolean
print_json (GarrisonOutput *self, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);
      guint column = i % self->n_columns;

      if (column == 0)
        json_builder_begin_object (builder);
      json_builder_set_member_name (builder, self->columns[column]);
      if (!cell->number)
        json_builder_add_string_value (builder, cell->text);
      else if (cell->value == (double) (gint64) cell->value)
        json_builder_add_int_value (builder, (gint64) cell->value);
      else
        json_builder_add_double_value (builder, cell->value);
      if (column + 1 == self->n_columns)
        json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  line = g_strconcat (text, "\n", NULL);
  return write_out (line, strlen (line), error);
}

guint
garrison_output_get_n_rows (GarrisonOutput *self)
{
  return self->cells->len / MAX (self->n_columns, 1);
}

void
garrison_output_cut (GarrisonOutput *self, guint n)
{
  if (n < garrison_output_get_n_rows (self))
    g_array_set_size (self->cells, n * self->n_columns);
}

gboolean
garrison_output_print (GarrisonOutput *self, GarrisonOutputForm form, GarrisonPermit *permit, GError **error)
{
  g_return_val_if_fail (self->n_columns > 0 && self->cells->len % self->n_columns == 0, FALSE);

  switch (form)
    {
    case GARRISON_OUTPUT_CSV:
      return print_csv (self, permit, error);
    case GARRISON_OUTPUT_JSON:
      return print_json (self, error);
    default:
      return print_text (self, error);
    }
}
