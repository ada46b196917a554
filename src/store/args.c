#include "store/args.h"

#include <string.h>

typedef struct
{
  char *name;
  GarrisonValue value; /* its text is owned here */
  gint64 *ids;
  gsize n_ids;
  char **columns;
  GarrisonRowSource source;
  gpointer data;
  gsize next; /* of rows of ids */
} Arg;

struct _GarrisonArgs
{
  gatomicrefcount ref_count;
  GPtrArray *items;
};

G_DEFINE_BOXED_TYPE (GarrisonArgs, garrison_args, garrison_args_ref, garrison_args_unref)

static void
arg_free (gpointer data)
{
  Arg *arg = data;

  /* What a password was must not stay behind in freed memory. */
  if (arg->value.text != NULL && g_str_has_prefix (arg->name, "password"))
    explicit_bzero ((char *)arg->value.text, strlen (arg->value.text));
  g_free (arg->name);
  g_free ((char *)arg->value.text);
  g_free (arg->ids);
  g_strfreev (arg->columns);
  g_free (arg);
}

GarrisonArgs *
garrison_args_new (void)
{
  GarrisonArgs *self = g_new0 (GarrisonArgs, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->items = g_ptr_array_new_with_free_func (arg_free);
  return self;
}

GarrisonArgs *
garrison_args_ref (GarrisonArgs *args)
{
  g_return_val_if_fail (args != NULL, NULL);

  g_atomic_ref_count_inc (&args->ref_count);
  return args;
}

void
garrison_args_unref (GarrisonArgs *args)
{
  g_return_if_fail (args != NULL);

  if (!g_atomic_ref_count_dec (&args->ref_count))
    return;
  g_ptr_array_unref (args->items);
  g_free (args);
}

static Arg *
find (GarrisonArgs *self, const char *name, guint *index)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Arg *arg = g_ptr_array_index (self->items, i);

      if (!g_str_equal (arg->name, name))
        continue;
      if (index != NULL)
        *index = i;
      return arg;
    }
  return NULL;
}

/* A new value under @name, in place of an older one of that name. */
static Arg *
put (GarrisonArgs *self, const char *name, GarrisonValueKind kind)
{
  Arg *arg = g_new0 (Arg, 1);
  guint index;

  arg->name = g_strdup (name);
  arg->value.kind = kind;
  if (find (self, name, &index) != NULL)
    {
      arg_free (g_ptr_array_index (self->items, index));
      g_ptr_array_index (self->items, index) = arg;
    }
  else
    g_ptr_array_add (self->items, arg);
  return arg;
}

void
garrison_args_set_null (GarrisonArgs *args, const char *name)
{
  g_return_if_fail (args != NULL && name != NULL);

  put (args, name, GARRISON_VALUE_NULL);
}

void
garrison_args_set_int (GarrisonArgs *args, const char *name, gint64 value)
{
  g_return_if_fail (args != NULL && name != NULL);

  put (args, name, GARRISON_VALUE_INT)->value.integer = value;
}

void
garrison_args_set_real (GarrisonArgs *args, const char *name, double value)
{
  g_return_if_fail (args != NULL && name != NULL);

  put (args, name, GARRISON_VALUE_REAL)->value.real = value;
}

void
garrison_args_set_text (GarrisonArgs *args, const char *name, const char *value)
{
  char *copy;
  Arg *arg;

  g_return_if_fail (args != NULL && name != NULL);

  /* The old value may be what @value points into: copy first. */
  copy = value == NULL || *value == '\0' ? NULL : g_strdup (value);
  arg = put (args, name, copy == NULL ? GARRISON_VALUE_NULL : GARRISON_VALUE_TEXT);
  arg->value.text = copy;
  arg->value.length = copy == NULL ? 0 : (gssize)strlen (copy);
}

void
garrison_args_set_ids (GarrisonArgs *args, const char *name, const gint64 *ids, gsize n_ids)
{
  gint64 *copy;
  Arg *arg;

  g_return_if_fail (args != NULL && name != NULL);
  g_return_if_fail (ids != NULL || n_ids == 0);

  copy = n_ids == 0 ? NULL : g_memdup2 (ids, n_ids * sizeof *ids);
  arg = put (args, name, GARRISON_VALUE_IDS);
  arg->ids = copy;
  arg->n_ids = n_ids;
}

void
garrison_args_set_rows (GarrisonArgs *args,
                        const char *name,
                        const char *const *columns,
                        GarrisonRowSource source,
                        gpointer data)
{
  Arg *arg;

  g_return_if_fail (args != NULL && name != NULL);
  g_return_if_fail (columns != NULL && source != NULL);

  arg = put (args, name, GARRISON_VALUE_ROWS);
  arg->columns = g_strdupv ((char **)columns);
  arg->source = source;
  arg->data = data;
}

static gboolean
give_ids (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Arg *arg = data;

  if (arg->next == arg->n_ids)
    return FALSE;
  for (guint i = 0; i < n_cells; i++, arg->next++)
    if (arg->ids[arg->next] != 0)
      cells[i] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = arg->ids[arg->next] };
  return TRUE;
}

void
garrison_args_set_id_rows (GarrisonArgs *args, const char *name, const char *const *columns, const gint64 *cells, gsize n_rows)
{
  gsize n;
  Arg *arg;

  g_return_if_fail (args != NULL && name != NULL && columns != NULL && (cells != NULL || n_rows == 0));

  n = n_rows * g_strv_length ((char **)columns);
  garrison_args_set_rows (args, name, columns, give_ids, args);
  arg = find (args, name, NULL);
  arg->data = arg;
  arg->ids = n == 0 ? NULL : g_memdup2 (cells, n * sizeof *cells);
  arg->n_ids = n;
}

guint
garrison_args_get_size (GarrisonArgs *args)
{
  g_return_val_if_fail (args != NULL, 0);

  return args->items->len;
}

const char *
garrison_args_get_name (GarrisonArgs *args, guint index)
{
  g_return_val_if_fail (args != NULL && index < args->items->len, NULL);

  return ((Arg *)g_ptr_array_index (args->items, index))->name;
}

const GarrisonValue *
garrison_args_lookup (GarrisonArgs *args, const char *name)
{
  Arg *arg;

  g_return_val_if_fail (args != NULL && name != NULL, NULL);

  arg = find (args, name, NULL);
  return arg == NULL ? NULL : &arg->value;
}

const gint64 *
garrison_args_lookup_ids (GarrisonArgs *args, const char *name, gsize *n_ids)
{
  static const gint64 none = 0;
  Arg *arg;

  g_return_val_if_fail (args != NULL && name != NULL, NULL);
  g_return_val_if_fail (n_ids != NULL, NULL);

  arg = find (args, name, NULL);
  *n_ids = 0;
  if (arg == NULL || arg->value.kind != GARRISON_VALUE_IDS)
    return NULL;
  *n_ids = arg->n_ids;
  return arg->ids == NULL ? &none : arg->ids;
}

gboolean
garrison_args_lookup_rows (GarrisonArgs *args,
                           const char *name,
                           const char *const **columns,
                           GarrisonRowSource *source,
                           gpointer *data)
{
  Arg *arg;

  g_return_val_if_fail (args != NULL && name != NULL, FALSE);
  g_return_val_if_fail (columns != NULL && source != NULL && data != NULL, FALSE);

  arg = find (args, name, NULL);
  if (arg == NULL || arg->value.kind != GARRISON_VALUE_ROWS)
    return FALSE;
  *columns = (const char *const *)arg->columns;
  *source = arg->source;
  *data = arg->data;
  arg->next = 0;
  return TRUE;
}
