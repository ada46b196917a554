#include "exchange/import-head.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"

#define HEADER_ROWS 5
#define SAMPLE_ROWS 200
/* Bytes kept of the samples: rows of megabytes tell no more than short ones. */
#define SAMPLE_BYTES (4 * 1024 * 1024)

struct _GarrisonImportHead
{
  GObject parent_instance;

  GFile *file;
  GarrisonCsvOptions options;
  GPtrArray *rows; /* of GarrisonCsvRow, with fields of their own */
  GStringChunk *texts;
};

G_DEFINE_FINAL_TYPE (GarrisonImportHead, garrison_import_head, G_TYPE_OBJECT)

static void
free_row (gpointer data)
{
  g_free ((gpointer) ((GarrisonCsvRow *) data)->fields);
  g_free (data);
}

/* Keeps a copy of @row; returns its bytes. */
static gsize
keep_row (GarrisonImportHead *self, const GarrisonCsvRow *row)
{
  GarrisonCsvRow *kept = g_memdup2 (row, sizeof *row);
  GarrisonCsvField *fields = g_new (GarrisonCsvField, MAX (row->n_fields, 1));
  gsize size = 0;

  for (guint i = 0; i < row->n_fields; i++)
    {
      fields[i].text = g_string_chunk_insert_len (self->texts, row->fields[i].text,
                                                  (gssize) row->fields[i].length);
      fields[i].length = row->fields[i].length;
      size += fields[i].length + sizeof *fields;
    }
  kept->fields = fields;
  g_ptr_array_add (self->rows, kept);
  return size;
}

/* What can be opened without waiting for somebody else, and read twice. */
static gboolean
check_type (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (
    file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, cancellable, &local);

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* What is wrong with it otherwise, opening tells better. */
  if (info == NULL)
    return TRUE;
  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_DIRECTORY:
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE,
                           _ ("This is a folder, not a file."));
      return FALSE;
    case G_FILE_TYPE_SPECIAL:
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE,
                           _ ("This is a pipe or a device, not a file that can be read twice."));
      return FALSE;
    case G_FILE_TYPE_UNKNOWN:
    case G_FILE_TYPE_REGULAR:
    case G_FILE_TYPE_SYMBOLIC_LINK:
    case G_FILE_TYPE_SHORTCUT:
    case G_FILE_TYPE_MOUNTABLE:
    default:
      return TRUE;
    }
}

static gboolean
read_rows (GarrisonImportHead *self, GarrisonCsvReader *reader, GError **error)
{
  GError *local = NULL;
  GarrisonCsvRow row;
  gsize size = 0;

  while (self->rows->len < HEADER_ROWS + SAMPLE_ROWS
         && (self->rows->len < HEADER_ROWS || size < SAMPLE_BYTES)
         && garrison_csv_reader_next (reader, &row, &local))
    size += keep_row (self, &row);
  /* What is wrong further down is told when the file is read whole. */
  if (local != NULL && self->rows->len >= HEADER_ROWS
      && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (&local);
  if (local == NULL && self->rows->len == 0)
    g_set_error_literal (&local, GARRISON_ERROR, GARRISON_ERROR_INVALID, _ ("The file is empty."));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

GarrisonImportHead *
garrison_import_head_read (GFile *file,
                           const GarrisonCsvOptions *options,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GarrisonImportHead) self = NULL;
  g_autoptr (GarrisonCsvReader) reader = NULL;
  GarrisonEncodingGuess guess;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (!check_type (file, cancellable, error))
    return NULL;
  reader = garrison_csv_reader_new_for_file (file, options, cancellable, error);
  if (reader == NULL)
    return NULL;
  self = g_object_new (GARRISON_TYPE_IMPORT_HEAD, NULL);
  self->file = g_object_ref (file);
  garrison_csv_reader_get_encoding (reader, &guess);
  self->options
    = (GarrisonCsvOptions){ guess.encoding, garrison_csv_reader_get_delimiter (reader) };
  return read_rows (self, reader, error) ? g_steal_pointer (&self) : NULL;
}

GFile *
garrison_import_head_get_file (GarrisonImportHead *self)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT_HEAD (self), NULL);

  return self->file;
}

const GarrisonCsvOptions *
garrison_import_head_get_options (GarrisonImportHead *self)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT_HEAD (self), NULL);

  return &self->options;
}

guint
garrison_import_head_get_n_rows (GarrisonImportHead *self)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT_HEAD (self), 0);

  return self->rows->len;
}

const char *
garrison_import_head_get_cell (GarrisonImportHead *self, guint row, guint column)
{
  const GarrisonCsvRow *kept;

  g_return_val_if_fail (GARRISON_IS_IMPORT_HEAD (self) && row < self->rows->len, "");

  kept = self->rows->pdata[row];
  return column < kept->n_fields ? kept->fields[column].text : "";
}

/* Which of the first rows holds the headers: the one that says the most, else the first. A plain
 * list, of one column of which no row says anything, has none. */
static guint
find_first_row (GarrisonImportHead *self, GarrisonExchangeKind kind)
{
  double best = 0;
  gboolean list = TRUE;
  guint first_row = 0;

  for (guint i = 0; i < MIN (self->rows->len, HEADER_ROWS); i++)
    {
      const GarrisonCsvRow *row = self->rows->pdata[i];
      double score = garrison_header_score (kind, row);

      list &= row->n_fields <= 1;
      if (score > best)
        {
          best = score;
          first_row = i + 1;
        }
    }
  return best > 0 ? first_row : list ? 0 : 1;
}

GarrisonHeaderMap *
garrison_import_head_propose (GarrisonImportHead *self,
                              GarrisonExchangeKind kind,
                              guint *first_row)
{
  /* What a list without headers is a list of. */
  static const GarrisonCsvField name = { "name", 4 };
  static const GarrisonCsvRow plain_list = { .fields = &name, .n_fields = 1 };
  GarrisonHeaderMap *map;

  g_return_val_if_fail (GARRISON_IS_IMPORT_HEAD (self) && first_row != NULL, NULL);

  *first_row = find_first_row (self, kind);
  map = garrison_header_map_new (kind,
                                 *first_row > 0 ? self->rows->pdata[*first_row - 1] : &plain_list);
  for (guint i = *first_row; i < self->rows->len; i++)
    garrison_header_map_add_sample (map, self->rows->pdata[i]);
  garrison_header_map_propose (map);
  return map;
}

static double
fit_of (GarrisonImportHead *self, GarrisonExchangeKind kind)
{
  guint first_row;
  g_autoptr (GarrisonHeaderMap) map = garrison_import_head_propose (self, kind, &first_row);
  double fit = 0;

  for (guint i = 0; i < garrison_header_map_get_n_columns (map); i++)
    if (garrison_header_map_get_field (map, i) != NULL)
      fit += garrison_header_map_get_confidence (map, i);
  return fit;
}

GarrisonExchangeKind
garrison_import_head_guess_kind (GarrisonImportHead *self)
{
  GarrisonExchangeKind best = GARRISON_EXCHANGE_CUSTOMERS;
  double most = 0;

  g_return_val_if_fail (GARRISON_IS_IMPORT_HEAD (self), best);

  for (int kind = GARRISON_EXCHANGE_CUSTOMERS; kind <= GARRISON_EXCHANGE_ACTIVITIES; kind++)
    {
      double fit = fit_of (self, kind);

      if (fit > most)
        {
          most = fit;
          best = kind;
        }
    }
  return best;
}

static void
garrison_import_head_finalize (GObject *object)
{
  GarrisonImportHead *self = GARRISON_IMPORT_HEAD (object);

  g_clear_object (&self->file);
  g_ptr_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  G_OBJECT_CLASS (garrison_import_head_parent_class)->finalize (object);
}

static void
garrison_import_head_class_init (GarrisonImportHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_import_head_finalize;
}

static void
garrison_import_head_init (GarrisonImportHead *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->texts = g_string_chunk_new (16 * 1024);
}
