/* GarrisonChoice, a named record of the directory. Its rows' columns are those of the reads in
 * directory.c: id, list, key, name, position, active, parent, kind, number, days. */
#include "model/directory-private.h"

struct _GarrisonChoice
{
  GObject parent_instance;
  GarrisonRows *rows;
  guint row;
};

G_DEFINE_FINAL_TYPE (GarrisonChoice, garrison_choice, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
garrison_choice_finalize (GObject *object)
{
  GarrisonChoice *self = GARRISON_CHOICE (object);

  g_clear_pointer (&self->rows, garrison_rows_unref);
  G_OBJECT_CLASS (garrison_choice_parent_class)->finalize (object);
}

static void
garrison_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NAME)
    g_value_set_string (value, garrison_choice_get_name (GARRISON_CHOICE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
garrison_choice_class_init (GarrisonChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = garrison_choice_finalize;
  object_class->get_property = garrison_choice_get_property;
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrison_choice_init (GarrisonChoice *self)
{
}

GarrisonChoice *
garrison_choice_new (GarrisonRows *rows, guint row)
{
  GarrisonChoice *self = g_object_new (GARRISON_TYPE_CHOICE, NULL);

  self->rows = garrison_rows_ref (rows);
  self->row = row;
  return self;
}

#define INT_COLUMN(Ctype, name, column)                                                            \
  Ctype garrison_choice_##name (GarrisonChoice *self)                                              \
  {                                                                                                \
    g_return_val_if_fail (GARRISON_IS_CHOICE (self), 0);                                           \
    return (Ctype) garrison_rows_get_int (self->rows, self->row, column);                          \
  }
#define TEXT_COLUMN(name, column)                                                                  \
  const char *garrison_choice_##name (GarrisonChoice *self)                                        \
  {                                                                                                \
    g_return_val_if_fail (GARRISON_IS_CHOICE (self), NULL);                                        \
    return garrison_rows_get_text (self->rows, self->row, column);                                 \
  }

INT_COLUMN (gint64, get_id, 0)
TEXT_COLUMN (get_list, 1)
TEXT_COLUMN (get_key, 2)
TEXT_COLUMN (get_name, 3)
INT_COLUMN (int, get_position, 4)
INT_COLUMN (gboolean, is_active, 5)
INT_COLUMN (gint64, get_parent, 6)
TEXT_COLUMN (get_kind, 7)
INT_COLUMN (gint64, get_number, 8)
INT_COLUMN (gint64, get_days, 9)
