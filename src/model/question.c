#include "model/question.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "model/question-private.h"

G_DEFINE_BOXED_TYPE (GarrisonQuestion,
                     garrison_question,
                     garrison_question_ref,
                     garrison_question_unref)

/* Conditions
 * -------------------------------------------------------------------------------------*/

static void
value_clear (gpointer data)
{
  g_free (((Value *)data)->text);
}

Cond *
cond_new (CondKind kind)
{
  Cond *cond = g_atomic_rc_box_new0 (Cond);

  cond->kind = kind;
  if (kind == COND_TEST)
    {
      cond->values = g_array_new (FALSE, TRUE, sizeof (Value));
      g_array_set_clear_func (cond->values, value_clear);
    }
  else
    cond->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)cond_unref);
  return cond;
}

Cond *
cond_ref (Cond *cond)
{
  return g_atomic_rc_box_acquire (cond);
}

static void
cond_clear (gpointer data)
{
  Cond *cond = data;

  g_clear_pointer (&cond->parts, g_ptr_array_unref);
  g_clear_pointer (&cond->values, g_array_unref);
}

void
cond_unref (Cond *cond)
{
  g_atomic_rc_box_release_full (cond, cond_clear);
}

static void
cond_add_flat (Cond *into, Cond *part)
{
  if (part->kind != into->kind)
    {
      g_ptr_array_add (into->parts, part);
      return;
    }
  for (guint i = 0; i < part->parts->len; i++)
    g_ptr_array_add (into->parts, cond_ref (part->parts->pdata[i]));
  cond_unref (part);
}

Cond *
cond_join (CondKind kind, Cond *left, Cond *right)
{
  Cond *joined;

  g_assert (kind == COND_AND || kind == COND_OR);
  if (!left)
    return right;
  joined = cond_new (kind);
  cond_add_flat (joined, left);
  cond_add_flat (joined, right);
  return joined;
}

Cond *
cond_test (const Path *path, GarrisonOp op)
{
  Cond *test = cond_new (COND_TEST);

  test->path = *path;
  test->op = op;
  return test;
}

void
cond_add_value (Cond *test, ValueKind kind, gint64 number, char *text)
{
  Value value = { .kind = kind, .number = number, .text = text };

  g_array_append_val (test->values, value);
}

void
cond_add_date (Cond *test, DateKind date, GarrisonBucket unit, gint64 number)
{
  Value value = { .kind = VALUE_DATE, .date = date, .unit = unit, .number = number };

  g_array_append_val (test->values, value);
}

/* Paths
 * ------------------------------------------------------------------------------------------*/

gboolean
path_equal (const Path *a, const Path *b)
{
  if (a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (a->fields[i] != b->fields[i])
      return FALSE;
  return TRUE;
}

gboolean
path_append (GarrisonCatalogue *catalogue, Path *path, const char *key)
{
  const GarrisonRelation *target
    = path->n ? garrison_catalogue_get_target (catalogue, path_field (path)) : NULL;
  const GarrisonField *field
    = target ? garrison_catalogue_find_field (catalogue, target, key) : NULL;

  if (!field || path->n >= GARRISON_PATH_MAX)
    return FALSE;
  path->relations[path->n] = target;
  path->fields[path->n++] = field;
  return TRUE;
}

Path
path_from_keys (GarrisonCatalogue *catalogue, const GarrisonRelation *relation, const char *keys)
{
  g_auto (GStrv) parts = g_strsplit (keys, ".", GARRISON_PATH_MAX);
  Path path = { 0 };

  path.fields[0] = garrison_catalogue_find_field (catalogue, relation, parts[0]);
  if (!path.fields[0])
    return path;
  path.relations[0] = relation;
  path.n = 1;
  for (guint i = 1; parts[i]; i++)
    if (!path_append (catalogue, &path, parts[i]))
      return (Path){ 0 };
  return path;
}

/* The question
 * -----------------------------------------------------------------------------------*/

GarrisonQuestion *
question_new (GarrisonCatalogue *catalogue, const GarrisonRelation *relation)
{
  GarrisonQuestion *self = g_new0 (GarrisonQuestion, 1);

  g_atomic_ref_count_init (&self->references);
  self->catalogue = garrison_catalogue_ref (catalogue);
  self->relation = relation;
  return self;
}

GarrisonQuestion *
question_copy (GarrisonQuestion *self)
{
  GarrisonQuestion *copy = question_new (self->catalogue, self->relation);
  gatomicrefcount references = copy->references;

  *copy = *self;
  copy->references = references;
  if (copy->where)
    cond_ref (copy->where);
  return copy;
}

GarrisonQuestion *
garrison_question_ref (GarrisonQuestion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
garrison_question_unref (GarrisonQuestion *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->where, cond_unref);
  garrison_catalogue_unref (self->catalogue);
  g_free (self);
}

int
garrison_question_error_get_position (const GError *error)
{
  if (!error || !g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION))
    return -1;
  return g_ascii_isdigit (error->message[0]) ? atoi (error->message) : -1;
}

const char *
garrison_question_error_get_expected (const GError *error)
{
  const char *colon;

  if (garrison_question_error_get_position (error) < 0)
    return NULL;
  colon = strstr (error->message, ": ");
  return colon ? colon + 2 : NULL;
}

GarrisonCatalogue *
garrison_question_get_catalogue (GarrisonQuestion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->catalogue;
}

const GarrisonRelation *
garrison_question_get_relation (GarrisonQuestion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->relation;
}

GarrisonMeasure
garrison_question_get_measure (GarrisonQuestion *self)
{
  g_return_val_if_fail (self != NULL, GARRISON_MEASURE_LIST);

  return self->measure;
}

const GarrisonField *
garrison_question_get_measure_field (GarrisonQuestion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return path_field (&self->of);
}

guint
garrison_question_get_n_dimensions (GarrisonQuestion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_dimensions;
}

const GarrisonField *
garrison_question_get_dimension (GarrisonQuestion *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->n_dimensions, NULL);

  return path_field (&self->dimensions[index].path);
}

GarrisonBucket
garrison_question_get_bucket (GarrisonQuestion *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->n_dimensions, GARRISON_BUCKET_NONE);

  return self->dimensions[index].bucket;
}

guint
garrison_question_get_limit (GarrisonQuestion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->limit;
}

gboolean
garrison_question_has_conditions (GarrisonQuestion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->where != NULL;
}

static gboolean
path_is_key (const Path *path, const char *key)
{
  return path->n == 1 && g_str_equal (path->fields[0]->key, key);
}

static gboolean
cond_names (const Cond *cond, const char *key)
{
  if (cond->kind == COND_TEST)
    return path_is_key (&cond->path, key);
  for (guint i = 0; i < cond->parts->len; i++)
    if (cond_names (cond->parts->pdata[i], key))
      return TRUE;
  return FALSE;
}

gboolean
garrison_question_names_field (GarrisonQuestion *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  for (guint i = 0; i < self->n_dimensions; i++)
    if (path_is_key (&self->dimensions[i].path, key))
      return TRUE;
  return path_is_key (&self->of, key) || (self->where && cond_names (self->where, key));
}

/* Builders
 * ---------------------------------------------------------------------------------------*/

static GarrisonQuestion *
with_cond (GarrisonQuestion *self, Cond *cond)
{
  GarrisonQuestion *copy;

  if (!cond)
    return NULL;
  copy = question_copy (self);
  copy->where = cond_join (COND_AND, copy->where, cond);
  return copy;
}

GarrisonQuestion *
garrison_question_with_condition (GarrisonQuestion *self,
                                  const char *field,
                                  GarrisonOp op,
                                  const char *const *values,
                                  GError **error)
{
  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  return with_cond (
    self, parse_condition_parts (self->catalogue, self->relation, field, op, values, error));
}

GarrisonQuestion *
garrison_question_with_text (GarrisonQuestion *self, const char *conditions, GError **error)
{
  g_return_val_if_fail (self != NULL && conditions != NULL, NULL);

  return with_cond (self,
                    parse_condition_text (self->catalogue, self->relation, conditions, error));
}

GarrisonQuestion *
garrison_question_with_question (GarrisonQuestion *self, GarrisonQuestion *other, GError **error)
{
  g_return_val_if_fail (self != NULL && other != NULL, NULL);

  if (self->relation != other->relation)
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION, "0: %s",
                   _ ("Expected a question about the same records"));
      return NULL;
    }
  if (!other->where)
    return garrison_question_ref (self);
  return with_cond (self, cond_ref (other->where));
}

GarrisonQuestion *
garrison_question_as_list (GarrisonQuestion *self)
{
  GarrisonQuestion *list;

  g_return_val_if_fail (self != NULL, NULL);

  list = question_new (self->catalogue, self->relation);
  list->where = self->where ? cond_ref (self->where) : NULL;
  return list;
}

GarrisonQuestion *
garrison_question_as_count (GarrisonQuestion *self)
{
  GarrisonQuestion *count = garrison_question_as_list (self);

  g_return_val_if_fail (count != NULL, NULL);
  count->measure = GARRISON_MEASURE_COUNT;
  return count;
}

/* What builders offer
 * ------------------------------------------------------------------------------*/

#define NAME_OPS                                                                                   \
  GARRISON_OP_EQ, GARRISON_OP_NE, GARRISON_OP_IN, GARRISON_OP_NOT_IN, GARRISON_OP_EMPTY,           \
    GARRISON_OP_NOT_EMPTY
#define SIZE_OPS NAME_OPS, GARRISON_OP_LT, GARRISON_OP_LE, GARRISON_OP_GT, GARRISON_OP_GE

static const GarrisonOp text_ops[]
  = { GARRISON_OP_CONTAINS, GARRISON_OP_NOT_CONTAINS, GARRISON_OP_STARTS_WITH, NAME_OPS };
static const GarrisonOp size_ops[] = { SIZE_OPS, GARRISON_OP_BETWEEN };
static const GarrisonOp stage_ops[] = { SIZE_OPS };
static const GarrisonOp yesno_ops[]
  = { GARRISON_OP_EQ, GARRISON_OP_NE, GARRISON_OP_EMPTY, GARRISON_OP_NOT_EMPTY };
static const GarrisonOp name_ops[] = { NAME_OPS };
static const GarrisonOp tree_ops[] = { NAME_OPS, GARRISON_OP_EXACTLY };

#define OPS(array) (*n_ops = G_N_ELEMENTS (array), array)

const GarrisonOp *
garrison_field_get_ops (const GarrisonField *field, guint *n_ops)
{
  g_return_val_if_fail (field != NULL && n_ops != NULL, NULL);

  switch (field->type)
    {
    case GARRISON_FIELD_TEXT:
      return OPS (text_ops);
    case GARRISON_FIELD_INT:
    case GARRISON_FIELD_NUMBER:
    case GARRISON_FIELD_MONEY:
    case GARRISON_FIELD_DAY:
    case GARRISON_FIELD_INSTANT:
      return OPS (size_ops);
    case GARRISON_FIELD_YESNO:
      return OPS (yesno_ops);
    case GARRISON_FIELD_STAGE:
      return OPS (stage_ops);
    case GARRISON_FIELD_REGION:
    case GARRISON_FIELD_TEAM:
      return OPS (tree_ops);
    default:
      return OPS (name_ops);
    }
}

const char *
garrison_op_get_label (const GarrisonField *field, GarrisonOp op)
{
  gboolean date;

  g_return_val_if_fail (field != NULL, "");

  date = field->type == GARRISON_FIELD_DAY || field->type == GARRISON_FIELD_INSTANT;
  switch (op)
    {
    case GARRISON_OP_EQ:
      return date ? C_ ("operator", "within") : C_ ("operator", "is");
    case GARRISON_OP_NE:
      return date ? C_ ("operator", "not within") : C_ ("operator", "is not");
    case GARRISON_OP_LT:
      return date ? C_ ("operator", "before") : C_ ("operator", "less than");
    case GARRISON_OP_LE:
      return date ? C_ ("operator", "until") : C_ ("operator", "at most");
    case GARRISON_OP_GT:
      return date ? C_ ("operator", "after") : C_ ("operator", "more than");
    case GARRISON_OP_GE:
      return date ? C_ ("operator", "since") : C_ ("operator", "at least");
    case GARRISON_OP_IN:
      return C_ ("operator", "is one of");
    case GARRISON_OP_NOT_IN:
      return C_ ("operator", "is none of");
    case GARRISON_OP_BETWEEN:
      return C_ ("operator", "between");
    case GARRISON_OP_CONTAINS:
      return C_ ("operator", "contains");
    case GARRISON_OP_NOT_CONTAINS:
      return C_ ("operator", "does not contain");
    case GARRISON_OP_STARTS_WITH:
      return C_ ("operator", "starts with");
    case GARRISON_OP_EXACTLY:
      return C_ ("operator", "is exactly");
    case GARRISON_OP_EMPTY:
      return C_ ("operator", "is empty");
    case GARRISON_OP_NOT_EMPTY:
      return C_ ("operator", "is not empty");
    }
  return "";
}

static void
offer (GPtrArray *values, GPtrArray *labels, const char *value, const char *label)
{
  g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_add (labels, g_strdup (label));
}

static void
offer_dates (GPtrArray *values, GPtrArray *labels)
{
  offer (values, labels, "today", _ ("Today"));
  offer (values, labels, "yesterday", _ ("Yesterday"));
  offer (values, labels, "this week", _ ("This week"));
  offer (values, labels, "last week", _ ("Last week"));
  offer (values, labels, "this month", _ ("This month"));
  offer (values, labels, "last month", _ ("Last month"));
  offer (values, labels, "this quarter", _ ("This quarter"));
  offer (values, labels, "last quarter", _ ("Last quarter"));
  offer (values, labels, "this year", _ ("This year"));
  offer (values, labels, "last year", _ ("Last year"));
  offer (values, labels, "last 7 days", _ ("Last 7 days"));
  offer (values, labels, "last 30 days", _ ("Last 30 days"));
  offer (values, labels, "last 90 days", _ ("Last 90 days"));
  offer (values, labels, "last 12 months", _ ("Last 12 months"));
}

static void
offer_names (GarrisonCatalogue *catalogue,
             const GarrisonField *field,
             GarrisonNameKind kind,
             GPtrArray *values,
             GPtrArray *labels)
{
  GPtrArray *all
    = garrison_names_get_all (garrison_catalogue_get_names (catalogue), kind, field->target);

  if (kind == GARRISON_NAME_PERSON)
    offer (values, labels, "me", _ ("Me"));
  if (kind == GARRISON_NAME_TEAM)
    offer (values, labels, "my team", _ ("My team"));
  for (guint i = 0; i < all->len; i++)
    {
      const GarrisonName *name = all->pdata[i];
      g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, name->id);

      if (name->active)
        offer (values, labels, id, name->name);
    }
}

char **
garrison_field_get_values (GarrisonCatalogue *catalogue, const GarrisonField *field, char ***labels)
{
  GPtrArray *values = g_ptr_array_new ();
  GPtrArray *shown = g_ptr_array_new ();
  GarrisonNameKind kind;

  g_return_val_if_fail (catalogue != NULL && labels != NULL, NULL);

  if (field == NULL)
    ;
  else if (garrison_field_get_name_kind (field, &kind))
    offer_names (catalogue, field, kind, values, shown);
  else if (field->type == GARRISON_FIELD_DAY || field->type == GARRISON_FIELD_INSTANT)
    offer_dates (values, shown);
  else if (field->type == GARRISON_FIELD_YESNO)
    {
      offer (values, shown, "yes", _ ("Yes"));
      offer (values, shown, "no", _ ("No"));
    }
  for (const GarrisonKind *word = field->kinds; word && word->key; word++)
    offer (values, shown, word->key, garrison_kind_get_label (field, word->key));
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (shown, NULL);
  *labels = (char **)g_ptr_array_free (shown, FALSE);
  return (char **)g_ptr_array_free (values, FALSE);
}
