#include "store/postgres/pg-replay.h"

#include <string.h>

struct _GarrisonPgReplay
{
  GarrisonArgs *args;
  GarrisonRowSource source; /* (nullable) */
  gpointer data;
  GArray *cells; /* of GarrisonValue: all that came, row after row */
  GStringChunk *texts;
  gsize at;       /* the next cell to be given again */
  gboolean ended; /* nothing more comes from the source … */
  GError *error;  /* (nullable): … because of this */
};

static void
keep (GarrisonPgReplay *self, GarrisonValue value)
{
  if (value.kind == GARRISON_VALUE_TEXT && value.text != NULL)
    {
      gsize length = value.length < 0 ? strlen (value.text) : (gsize)value.length;

      value.text = g_string_chunk_insert_len (self->texts, value.text, length);
      value.length = length;
    }
  g_array_append_val (self->cells, value);
}

static gboolean
give (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  GarrisonPgReplay *self = data;

  if (self->at < self->cells->len)
    {
      memcpy (cells, &g_array_index (self->cells, GarrisonValue, self->at), n_cells * sizeof *cells);
      self->at += n_cells;
      return TRUE;
    }
  if (!self->ended && self->source (self->data, cells, n_cells, &self->error))
    {
      for (guint i = 0; i < n_cells; i++)
        keep (self, cells[i]);
      self->at = self->cells->len;
      return TRUE;
    }
  self->ended = TRUE;
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

static void
copy (GarrisonPgReplay *self, GarrisonArgs *args, const char *name, const char *rows)
{
  const GarrisonValue *value = garrison_args_lookup (args, name);
  const char *const *columns;
  GarrisonRowSource source;
  gpointer data;
  const gint64 *ids;
  gsize n_ids;

  switch (value->kind)
    {
    case GARRISON_VALUE_INT:
      garrison_args_set_int (self->args, name, value->integer);
      break;
    case GARRISON_VALUE_REAL:
      garrison_args_set_real (self->args, name, value->real);
      break;
    case GARRISON_VALUE_TEXT:
      garrison_args_set_text (self->args, name, value->text);
      break;
    case GARRISON_VALUE_IDS:
      ids = garrison_args_lookup_ids (args, name, &n_ids);
      garrison_args_set_ids (self->args, name, ids, n_ids);
      break;
    case GARRISON_VALUE_ROWS:
      garrison_args_lookup_rows (args, name, &columns, &source, &data);
      if (!g_str_equal (name, rows))
        {
          garrison_args_set_rows (self->args, name, columns, source, data);
          break;
        }
      self->source = source;
      self->data = data;
      garrison_args_set_rows (self->args, name, columns, give, self);
      break;
    default:
      garrison_args_set_null (self->args, name);
    }
}

GarrisonPgReplay *
garrison_pg_replay_new (GarrisonArgs *args, const char *rows)
{
  GarrisonPgReplay *self = g_new0 (GarrisonPgReplay, 1);

  self->args = garrison_args_new ();
  self->cells = g_array_new (FALSE, FALSE, sizeof (GarrisonValue));
  self->texts = g_string_chunk_new (64 * 1024);
  for (guint i = 0; i < garrison_args_get_size (args); i++)
    copy (self, args, garrison_args_get_name (args, i), rows);
  return self;
}

void
garrison_pg_replay_free (GarrisonPgReplay *self)
{
  garrison_args_unref (self->args);
  g_array_unref (self->cells);
  g_string_chunk_free (self->texts);
  g_clear_error (&self->error);
  g_free (self);
}

GarrisonArgs *
garrison_pg_replay_get_args (GarrisonPgReplay *self)
{
  return self->args;
}

void
garrison_pg_replay_rewind (GarrisonPgReplay *self)
{
  self->at = 0;
}
