#include "model/catalogue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/language.h"
#include "model/catalogue-private.h"
#include "store/desk-text.h"

/* A field of the company's own, with the texts that it points to. */
typedef struct
{
  GarrisonField field;
  const GarrisonRelation *relation;
  char *key;
  char *name;
  char *sql;
} OwnField;

struct _GarrisonCatalogue
{
  gatomicrefcount references;
  GarrisonNames *names;
  GPtrArray *own; /* OwnField */
  GHashTable *hidden; /* GarrisonField, borrowed: no trace of them */
};

G_DEFINE_BOXED_TYPE (GarrisonCatalogue,
                     garrison_catalogue,
                     garrison_catalogue_ref,
                     garrison_catalogue_unref)

/* How the types of the relation `field` are read: which column of field_value, and what it may do.
 * A choice is kept by its words; numbers are in thousandths, money in minor units of the company's.
 */
static const struct
{
  const char *type;
  GarrisonFieldType is;
  const char *column;
  guint flags;
} own_types[] = {
  { "text", GARRISON_FIELD_TEXT, "text", GARRISON_FIELD_DIMENSION },
  { "number", GARRISON_FIELD_NUMBER, "number", GARRISON_FIELD_MEASURE },
  { "money", GARRISON_FIELD_MONEY, "number", GARRISON_FIELD_MEASURE },
  { "day", GARRISON_FIELD_DAY, "number", GARRISON_FIELD_DIMENSION },
  { "choice", GARRISON_FIELD_TEXT, "text", GARRISON_FIELD_DIMENSION },
  { "yesno", GARRISON_FIELD_YESNO, "number", GARRISON_FIELD_DIMENSION },
};

static void
own_field_free (gpointer data)
{
  OwnField *own = data;

  g_free (own->key);
  g_free (own->name);
  g_free (own->sql);
  g_free (own);
}

static OwnField *
own_field_new (const GarrisonRelation *relation, const GarrisonOwnField *from)
{
  OwnField *own = g_new0 (OwnField, 1);
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (own_types) && !g_str_equal (own_types[i].type, from->type))
    i++;
  own->relation = relation;
  own->key = g_strdup_printf ("own#%" G_GINT64_FORMAT, from->id);
  own->name = g_strdup (from->name);
  own->sql = g_strdup_printf ("(SELECT n.%s FROM field_value n WHERE n.field = %" G_GINT64_FORMAT
                              " AND n.record = @.id)",
                              own_types[i].column, from->id);
  own->field = (GarrisonField){
    .key = own->key,
    .label = own->name,
    .chinese = own->name,
    .aliases = "",
    .type = own_types[i].is,
    .sql = own->sql,
    .flags = own_types[i].flags | GARRISON_FIELD_OWN | GARRISON_FIELD_FILTERABLE
             | GARRISON_FIELD_COLUMN | GARRISON_FIELD_SORTABLE,
  };
  return own;
}

/* Whether @sql names the column @name of the relation that is called @alias there. */
static gboolean
names_column (const char *sql, const char *alias, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("%s%s\\.%s\\b", g_ascii_isalpha (*alias) ? "\\b" : "", alias, name);

  return g_regex_match_simple (pattern, sql, 0, 0);
}

/* Whether @field, of @relation, is read from @place: as a column of the record itself, or of those of another relation
 * that belong to it. */
static gboolean
stands_in (const GarrisonRelation *relation, const char *sql, const GarrisonFieldPlace *place)
{
  g_autofree char *from = g_strdup_printf ("FROM %s n ", place->relation);

  if (sql == NULL || place->kind != NULL)
    return FALSE;
  return (g_str_equal (relation->table, place->relation) && names_column (sql, "@", place->column))
         || (strstr (sql, from) != NULL && names_column (sql, "n", place->column));
}

/* What is hidden is unknown to questions: empty, it would be, and misunderstood. Its detail is not in the desk's list
 * of places, but shown by a view that is empty, too. */
static gboolean
is_hidden (GarrisonCatalogue *self, const GarrisonRelation *relation, const GarrisonField *field)
{
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);
  g_autofree char *name = g_strdup_printf ("%s.%s", relation->key, field->key);

  if (field->sensitivity == GARRISON_SENSITIVITY_CONTACT
      && g_strcmp0 (garrison_names_get_rule (self->names, name), "hidden") == 0)
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (garrison_names_get_rule (self->names, places[i].field), "hidden") == 0
        && (stands_in (relation, field->sql, &places[i]) || stands_in (relation, field->sort_sql, &places[i])))
      return TRUE;
  return FALSE;
}

static void
find_hidden (GarrisonCatalogue *self)
{
  self->hidden = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < garrison_n_relations; i++)
    for (guint k = 0; k < garrison_relations[i].n_fields; k++)
      if (is_hidden (self, &garrison_relations[i], &garrison_relations[i].fields[k]))
        g_hash_table_add (self->hidden, (gpointer) &garrison_relations[i].fields[k]);
}

GarrisonCatalogue *
garrison_catalogue_new (GarrisonNames *names)
{
  GarrisonCatalogue *self = g_new0 (GarrisonCatalogue, 1);
  GPtrArray *own;

  g_atomic_ref_count_init (&self->references);
  self->names = names ? garrison_names_ref (names) : garrison_names_new ();
  self->own = g_ptr_array_new_with_free_func (own_field_free);
  find_hidden (self);
  own = garrison_names_get_own_fields (self->names);
  for (guint i = 0; i < own->len; i++)
    {
      const GarrisonOwnField *from = own->pdata[i];
      const GarrisonRelation *relation = garrison_catalogue_find_relation (self, from->relation);
      g_autofree char *name = g_strdup_printf ("own#%" G_GINT64_FORMAT, from->id);

      if (relation && g_strcmp0 (garrison_names_get_rule (self->names, name), "hidden") != 0)
        g_ptr_array_add (self->own, own_field_new (relation, from));
    }
  return self;
}

GarrisonCatalogue *
garrison_catalogue_ref (GarrisonCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
garrison_catalogue_unref (GarrisonCatalogue *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->own);
  g_hash_table_unref (self->hidden);
  garrison_names_unref (self->names);
  g_free (self);
}

GarrisonNames *
garrison_catalogue_get_names (GarrisonCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->names;
}

guint
garrison_catalogue_get_n_relations (GarrisonCatalogue *self)
{
  return garrison_n_relations;
}

const GarrisonRelation *
garrison_catalogue_get_relation (GarrisonCatalogue *self, guint index)
{
  g_return_val_if_fail (index < garrison_n_relations, NULL);

  return &garrison_relations[index];
}

const GarrisonRelation *
garrison_catalogue_find_relation (GarrisonCatalogue *self, const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < garrison_n_relations; i++)
    if (g_str_equal (garrison_relations[i].key, key))
      return &garrison_relations[i];
  return NULL;
}

guint
garrison_catalogue_get_n_fields (GarrisonCatalogue *self, const GarrisonRelation *relation)
{
  guint n;

  g_return_val_if_fail (self != NULL && relation != NULL, 0);

  n = relation->n_fields;
  if (g_hash_table_size (self->hidden) > 0)
    for (guint i = 0; i < relation->n_fields; i++)
      n -= g_hash_table_contains (self->hidden, &relation->fields[i]);
  for (guint i = 0; i < self->own->len; i++)
    n += ((OwnField *)self->own->pdata[i])->relation == relation;
  return n;
}

const GarrisonField *
garrison_catalogue_get_field (GarrisonCatalogue *self,
                              const GarrisonRelation *relation,
                              guint index)
{
  g_return_val_if_fail (self != NULL && relation != NULL, NULL);

  if (g_hash_table_size (self->hidden) == 0)
    {
      if (index < relation->n_fields)
        return &relation->fields[index];
      index -= relation->n_fields;
    }
  else
    for (guint i = 0; i < relation->n_fields; i++)
      if (!g_hash_table_contains (self->hidden, &relation->fields[i]) && index-- == 0)
        return &relation->fields[i];
  for (guint i = 0; i < self->own->len; i++)
    {
      OwnField *own = self->own->pdata[i];

      if (own->relation == relation && index-- == 0)
        return &own->field;
    }
  g_return_val_if_reached (NULL);
}

/* A dash in a key stands for an underscore, so that "last-contact" is a key too. */
static gboolean
keys_equal (const char *key, const char *asked)
{
  for (; *key && (*key == *asked || (*key == '_' && *asked == '-')); key++)
    asked++;
  return *key == *asked;
}

const GarrisonField *
garrison_catalogue_find_field (GarrisonCatalogue *self,
                               const GarrisonRelation *relation,
                               const char *key)
{
  guint n;

  g_return_val_if_fail (self != NULL && relation != NULL && key != NULL, NULL);

  n = garrison_catalogue_get_n_fields (self, relation);
  for (guint i = 0; i < n; i++)
    {
      const GarrisonField *field = garrison_catalogue_get_field (self, relation, i);

      if (keys_equal (field->key, key))
        return field;
    }
  return NULL;
}

gboolean
garrison_catalogue_is_hidden (GarrisonCatalogue *self, const GarrisonRelation *relation, const char *key)
{
  g_return_val_if_fail (self != NULL && relation != NULL && key != NULL, FALSE);

  for (guint i = 0; i < relation->n_fields; i++)
    if (keys_equal (relation->fields[i].key, key))
      return g_hash_table_contains (self->hidden, &relation->fields[i]);
  return FALSE;
}

const GarrisonRelation *
garrison_catalogue_get_target (GarrisonCatalogue *self, const GarrisonField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  switch ((int)field->type)
    {
    case GARRISON_FIELD_RECORD:
      return garrison_catalogue_find_relation (self, field->target);
    case GARRISON_FIELD_PERSON:
      return garrison_catalogue_find_relation (self, "person");
    case GARRISON_FIELD_TEAM:
      return garrison_catalogue_find_relation (self, "team");
    case GARRISON_FIELD_PRODUCT:
      return garrison_catalogue_find_relation (self, "product");
    case GARRISON_FIELD_STAGE:
      return garrison_catalogue_find_relation (self, "stage");
    default:
      return NULL;
    }
}

const char *
garrison_relation_get_label (const GarrisonRelation *relation)
{
  g_return_val_if_fail (relation != NULL, "");

  return garrison_locale_is_chinese () ? relation->chinese : _ (relation->label);
}

const char *
garrison_field_get_label (const GarrisonField *field)
{
  g_return_val_if_fail (field != NULL, "");

  if (field->flags & GARRISON_FIELD_OWN)
    return field->label;
  return garrison_locale_is_chinese () ? field->chinese : _ (field->label);
}

const char *
garrison_kind_get_label (const GarrisonField *field, const char *key)
{
  g_return_val_if_fail (field != NULL && key != NULL, "");

  for (const GarrisonKind *kind = field->kinds; kind && kind->key; kind++)
    if (g_str_equal (kind->key, key))
      {
        const char *end = strchr (kind->chinese, '|');

        if (!garrison_locale_is_chinese ())
          return _ (kind->label);
        if (!end)
          return kind->chinese;
        {
          g_autofree char *first = g_strndup (kind->chinese, (gsize)(end - kind->chinese));

          return g_intern_string (first);
        }
      }
  return key;
}

gboolean
garrison_field_get_name_kind (const GarrisonField *field, GarrisonNameKind *kind)
{
  static const struct
  {
    GarrisonFieldType type;
    GarrisonNameKind kind;
  } named[] = {
    { GARRISON_FIELD_CHOICE, GARRISON_NAME_CHOICE },
    { GARRISON_FIELD_PERSON, GARRISON_NAME_PERSON },
    { GARRISON_FIELD_TEAM, GARRISON_NAME_TEAM },
    { GARRISON_FIELD_ROLE, GARRISON_NAME_ROLE },
    { GARRISON_FIELD_PRODUCT, GARRISON_NAME_PRODUCT },
    { GARRISON_FIELD_STAGE, GARRISON_NAME_STAGE },
    { GARRISON_FIELD_POOL, GARRISON_NAME_POOL },
    { GARRISON_FIELD_TAG, GARRISON_NAME_TAG },
  };

  g_return_val_if_fail (field != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (named[i].type == field->type)
      {
        *kind = named[i].kind;
        return TRUE;
      }
  return FALSE;
}
