#include "store/postgres/pg-act-args.h"

#include <string.h>

#include "base/error.h"
#include "store/act-check.h"
#include "store/audit.h"
#include "store/refusal.h"

#define ROWS_BETWEEN_LOOKS 1000 /* at the size */

/* As PostgreSQL numbers its types. */
enum
{
  TYPE_INT8 = 20,
  TYPE_TEXT = 25,
  TYPE_TEXT_ARRAY = 1009,
  TYPE_INT8_ARRAY = 1016,
  TYPE_JSONB = 3802,
};

typedef struct
{
  const GarrisonActFile *file;
  GarrisonPgActArgs *out;
  GString **columns; /* (nullable) each: arrays under way */
  guint n_cells;
  guint *cells;      /* of the source's columns: which of the act's */
  guint64 rows;
} Rows;

/* What is wrong --------------------------------------------------------------------------------- */

static void
append_json (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *text < 0x20)
        g_string_append_printf (json, "\\u%04x", *text);
      else
        g_string_append_c (json, *text);
    }
  g_string_append_c (json, '"');
}

static void
append_detail (GString *json, const GError *refusal, const char *key)
{
  const char *value = garrison_refusal_get_detail (refusal, key);

  if (value == NULL)
    return;
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  append_json (json, key);
  g_string_append_c (json, ':');
  append_json (json, value);
}

/* @moment: 0 with the arguments, 1 before the rows, 2 after the last row that is sent */
static void
set_bad (GarrisonPgActArgs *self, const GarrisonActFile *file, const GError *refusal, int moment)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"moment\":%d,\"refusal\":", moment);
  append_json (json, garrison_refusal_get_name (refusal));
  g_string_append (json, ",\"detail\":{");
  append_detail (json, refusal, "argument");
  append_detail (json, refusal, "why");
  append_detail (json, refusal, "row");
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const char *name = g_array_index (file->slots, GarrisonActSlot, i).name;
      if (!g_str_equal (name, "argument") && !g_str_equal (name, "why") && !g_str_equal (name, "row"))
        append_detail (json, refusal, name);
    }
  g_string_append (json, "}}");
  self->is_bad = moment == 0;
  self->values[self->n - 1] = g_string_free (json, FALSE);
}

/* Arrays ------------------------------------------------------------------------------------------ */

static gboolean
needs_quotes (const char *text, gsize length)
{
  if (length == 0 || (length == 4 && g_ascii_strncasecmp (text, "NULL", 4) == 0))
    return TRUE;
  for (gsize i = 0; i < length; i++)
    if (strchr ("\"\\{}, \t\n\r\v\f", text[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Exactly as the server writes it, so that both make the same digest. */
static void
append_text (GString *array, const char *text, gsize length)
{
  if (!needs_quotes (text, length))
    {
      g_string_append_len (array, text, length);
      return;
    }
  g_string_append_c (array, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"' || text[i] == '\\')
        g_string_append_c (array, '\\');
      g_string_append_c (array, text[i]);
    }
  g_string_append_c (array, '"');
}

static void
append_int (GString *array, gint64 value)
{
  char digits[32];
  g_string_append_len (array, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value));
}

static void
append_cell (GString *array, const GarrisonValue *cell)
{
  if (array->len > 1)
    g_string_append_c (array, ',');
  if (cell->kind == GARRISON_VALUE_INT)
    append_int (array, cell->integer);
  else if (cell->kind == GARRISON_VALUE_TEXT)
    append_text (array, cell->text, cell->length >= 0 ? (gsize) cell->length : strlen (cell->text));
  else
    g_string_append (array, "NULL");
}

static char *
ids_text (const gint64 *ids, gsize n_ids)
{
  GString *array = g_string_new ("{");

  for (gsize i = 0; i < n_ids; i++)
    {
      if (i > 0)
        g_string_append_c (array, ',');
      append_int (array, ids[i]);
    }
  g_string_append_c (array, '}');
  return g_string_free (array, FALSE);
}

/* Rows -------------------------------------------------------------------------------------------- */

static gboolean
too_large (const GarrisonActFile *file, GError **error)
{
  g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE, "%s: more than %d MiB at once", file->name,
               GARRISON_PG_ACT_ARGS_MAX / 1024 / 1024);
  return FALSE;
}

static gboolean
check_size (Rows *r, GError **error)
{
  gsize size = 0;

  for (guint i = 0; i < r->file->n_columns; i++)
    size += r->columns[i] != NULL ? r->columns[i]->len : 0;
  return size <= GARRISON_PG_ACT_ARGS_MAX || too_large (r->file, error);
}

/* FALSE when a cell is unfit, which is noted: the rows before it are sent. */
static gboolean
check_row (Rows *r, const GarrisonValue *cells)
{
  for (guint i = 0; i < r->n_cells; i++)
    {
      guint slot = r->file->first_column + r->cells[i];
      g_autoptr (GError) refusal = NULL;
      g_autofree char *row = NULL;

      if (garrison_act_check_value (r->file->name, &g_array_index (r->file->slots, GarrisonActSlot, slot), &cells[i],
                                    &refusal))
        continue;
      row = g_strdup_printf ("%" G_GUINT64_FORMAT, r->rows);
      garrison_refusal_set_detail (refusal, "row", row);
      set_bad (r->out, r->file, refusal, 2);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_rows (Rows *r, GarrisonRowSource source, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree GarrisonValue *cells = g_new0 (GarrisonValue, MAX (r->n_cells, 1));
  g_autoptr (GError) failure = NULL;

  while (source (data, cells, r->n_cells, &failure))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || (r->rows % ROWS_BETWEEN_LOOKS == 0 && !check_size (r, error)))
        return FALSE;
      if (!check_row (r, cells))
        return TRUE;
      for (guint i = 0; i < r->n_cells; i++)
        append_cell (r->columns[r->cells[i]], &cells[i]);
      r->rows++;
      memset (cells, 0, sizeof (GarrisonValue) * r->n_cells);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return check_size (r, error);
}

static void
map_columns (Rows *r, const char *const *columns)
{
  for (guint i = 0; i < r->n_cells; i++)
    for (guint j = 0; j < r->file->n_columns; j++)
      if (g_str_equal (columns[i], g_array_index (r->file->slots, GarrisonActSlot, r->file->first_column + j).name))
        {
          r->cells[i] = j;
          if (r->columns[j] == NULL)
            r->columns[j] = g_string_new ("{");
        }
}

/* @first: the parameter of the first column */
static gboolean
take_rows (GarrisonPgActArgs *self, const GarrisonActFile *file, GarrisonArgs *args, guint first,
           GCancellable *cancellable, GError **error)
{
  const char *const *columns = NULL;
  GarrisonRowSource source = NULL;
  gpointer data = NULL;
  g_autofree GString **arrays = g_new0 (GString *, file->n_columns);
  g_autofree guint *cells = NULL;
  g_autoptr (GError) refusal = NULL;
  Rows r = { file, self, arrays };
  gboolean good;

  garrison_args_lookup_rows (args, file->rows, &columns, &source, &data);
  if (!garrison_act_check_columns (file, columns, &refusal))
    {
      set_bad (self, file, refusal, 1);
      return TRUE;
    }
  r.n_cells = g_strv_length ((char **) columns);
  r.cells = cells = g_new0 (guint, MAX (r.n_cells, 1));
  map_columns (&r, columns);
  good = read_rows (&r, source, data, cancellable, error);
  for (guint i = 0; i < file->n_columns; i++)
    if (arrays[i] != NULL)
      {
        g_string_append_c (arrays[i], '}');
        self->values[first + i] = g_string_free (arrays[i], FALSE);
      }
  return good;
}

/* The whole --------------------------------------------------------------------------------------- */

static Oid
type_of (const GarrisonActSlot *slot)
{
  gboolean column = slot->kind == GARRISON_ACT_SLOT_COLUMN;

  if (slot->type == GARRISON_ACT_TEXT)
    return column ? TYPE_TEXT_ARRAY : TYPE_TEXT;
  return column || slot->type == GARRISON_ACT_IDS ? TYPE_INT8_ARRAY : TYPE_INT8;
}

static char *
value_text (GarrisonArgs *args, const char *name)
{
  const GarrisonValue *value = args != NULL ? garrison_args_lookup (args, name) : NULL;
  const gint64 *ids;
  gsize n_ids;

  if (value == NULL)
    return NULL;
  switch (value->kind)
    {
    case GARRISON_VALUE_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case GARRISON_VALUE_TEXT:
      return g_strdup (value->text);
    case GARRISON_VALUE_IDS:
      ids = garrison_args_lookup_ids (args, name, &n_ids);
      return ids_text (ids, n_ids);
    default:
      return NULL;
    }
}

static GarrisonPgActArgs *
start (const GarrisonActFile *file, const char *request)
{
  GarrisonPgActArgs *self = g_new0 (GarrisonPgActArgs, 1);
  guint most = file->slots->len + 2;

  self->types = g_new0 (Oid, most);
  self->values = g_new0 (char *, most);
  self->types[0] = TYPE_TEXT;
  self->values[0] = g_strdup (request);
  self->n = 1;
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);
      if (slot->kind == GARRISON_ACT_SLOT_ARG || slot->kind == GARRISON_ACT_SLOT_COLUMN)
        self->types[self->n++] = type_of (slot);
    }
  self->types[self->n++] = TYPE_JSONB;
  return self;
}

GarrisonPgActArgs *
garrison_pg_act_args_new (const GarrisonActFile *file, GarrisonArgs *args, const char *request,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonPgActArgs) self = NULL;
  g_autoptr (GError) refusal = NULL;
  guint at = 1;
  gsize size = 0;

  g_return_val_if_fail (file != NULL && request != NULL, NULL);

  self = start (file, request);
  if (!garrison_act_check_args (file, args, &refusal))
    {
      set_bad (self, file, refusal, 0);
      return g_steal_pointer (&self);
    }
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);

      if (slot->kind != GARRISON_ACT_SLOT_ARG)
        continue;
      self->values[at] = value_text (args, slot->name);
      size += self->values[at] != NULL ? strlen (self->values[at]) : 0;
      at++;
    }
  if (size > GARRISON_PG_ACT_ARGS_MAX && !too_large (file, error))
    return NULL;
  if (file->rows != NULL && !take_rows (self, file, args, at, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
garrison_pg_act_args_free (GarrisonPgActArgs *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self->types);
  g_free (self);
}

char *
garrison_pg_act_args_digest (const GarrisonPgActArgs *self)
{
  g_autoptr (GarrisonAuditHasher) hasher = garrison_audit_hasher_new ();
  char hex[GARRISON_AUDIT_HASH_LENGTH + 1];

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 1; i + 1 < self->n; i++)
    garrison_audit_hasher_add_text (hasher, self->values[i], -1);
  garrison_audit_hasher_finish (hasher, hex);
  return g_strdup (hex);
}
