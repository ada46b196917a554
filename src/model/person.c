/* GarrisonPerson. Columns: id, login, name, team, role, manager, active, holding_cap. */
#include "model/directory-private.h"

struct _GarrisonPerson
{
  GObject parent_instance;
  GarrisonRows *rows;
  guint row;
  gint64 holds;
};

G_DEFINE_FINAL_TYPE (GarrisonPerson, garrison_person, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  PROP_HOLDS,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
garrison_person_finalize (GObject *object)
{
  GarrisonPerson *self = GARRISON_PERSON (object);

  g_clear_pointer (&self->rows, garrison_rows_unref);
  G_OBJECT_CLASS (garrison_person_parent_class)->finalize (object);
}

static void
garrison_person_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GarrisonPerson *self = GARRISON_PERSON (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, garrison_person_get_name (self));
      break;
    case PROP_HOLDS:
      g_value_set_int64 (value, self->holds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
garrison_person_class_init (GarrisonPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = garrison_person_finalize;
  object_class->get_property = garrison_person_get_property;
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_HOLDS] = g_param_spec_int64 ("holds", NULL, NULL, 0, G_MAXINT64, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrison_person_init (GarrisonPerson *self)
{
}

GarrisonPerson *
garrison_person_new (GarrisonRows *rows, guint row)
{
  GarrisonPerson *self = g_object_new (GARRISON_TYPE_PERSON, NULL);

  self->rows = garrison_rows_ref (rows);
  self->row = row;
  return self;
}

void
garrison_person_update (GarrisonPerson *self, GarrisonRows *rows, guint row)
{
  g_return_if_fail (GARRISON_IS_PERSON (self));

  garrison_rows_ref (rows);
  garrison_rows_unref (self->rows);
  self->rows = rows;
  self->row = row;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
}

void
garrison_person_set_holds (GarrisonPerson *self, gint64 holds)
{
  g_return_if_fail (GARRISON_IS_PERSON (self));

  if (self->holds == holds)
    return;
  self->holds = holds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HOLDS]);
}

gint64
garrison_person_get_holds (GarrisonPerson *self)
{
  g_return_val_if_fail (GARRISON_IS_PERSON (self), 0);
  return self->holds;
}

#define INT_COLUMN(Ctype, name, column)                                                            \
  Ctype garrison_person_##name (GarrisonPerson *self)                                              \
  {                                                                                                \
    g_return_val_if_fail (GARRISON_IS_PERSON (self), 0);                                           \
    return (Ctype) garrison_rows_get_int (self->rows, self->row, column);                          \
  }
#define TEXT_COLUMN(name, column)                                                                  \
  const char *garrison_person_##name (GarrisonPerson *self)                                        \
  {                                                                                                \
    g_return_val_if_fail (GARRISON_IS_PERSON (self), NULL);                                        \
    return garrison_rows_get_text (self->rows, self->row, column);                                 \
  }

INT_COLUMN (gint64, get_id, 0)
TEXT_COLUMN (get_login, 1)
TEXT_COLUMN (get_name, 2)
INT_COLUMN (gint64, get_team, 3)
INT_COLUMN (gint64, get_role, 4)
INT_COLUMN (gint64, get_manager, 5)
INT_COLUMN (gboolean, is_active, 6)
INT_COLUMN (gint64, get_cap, 7)
