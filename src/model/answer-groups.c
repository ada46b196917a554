#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/day.h"
#include "base/language.h"
#include "base/region.h"
#include "base/text.h"
#include "model/answer-private.h"
#include "model/period.h"

/* More periods than this between the first and the last are not filled in. */
#define MOST_FILLED 1000
/* The Julian day number of 1970-01-01. */
#define JULIAN_1970 2440588

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->raw);
  g_free (group->key);
  g_free (group->label);
  g_free (group->sort);
  g_free (group);
}

/* Groups
 * -----------------------------------------------------------------------------------------*/

static GarrisonBucket
bucket_of (const Dimension *dimension)
{
  return dimension->bucket;
}

/* A week comes as its number since the first Julian day; people count them by ISO 8601. */
static gint64
period_of_raw (GarrisonBucket bucket, gint64 raw)
{
  if (bucket != GARRISON_BUCKET_WEEK)
    return raw;
  return garrison_day_week (garrison_day_add (19700101, (int)(raw * 7 - JULIAN_1970)));
}

static Group *
group_for_period (GarrisonBucket bucket, gint64 period, gint today)
{
  Group *group = g_new0 (Group, 1);

  group->raw = g_strdup ("");
  group->number = period;
  group->position = period;
  group->key = g_strdup_printf ("%" G_GINT64_FORMAT, period);
  group->label = garrison_bucket_get_label (bucket, (gint)period, today);
  return group;
}

char *
record_key (const GarrisonField *field, gint64 id)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, field->target, id);
}

static void
name_group (GarrisonAnswer *self, const GarrisonField *field, Group *group)
{
  GarrisonNames *names = garrison_catalogue_get_names (self->question->catalogue);
  GarrisonNameKind kind;
  const GarrisonName *name = NULL;
  const char *record = NULL;
  g_autofree char *lookup = NULL;

  group->key = g_strdup_printf ("#%" G_GINT64_FORMAT, group->number);
  if (garrison_field_get_name_kind (field, &kind))
    name = garrison_names_lookup (names, kind, group->number);
  if (field->type == GARRISON_FIELD_RECORD)
    {
      lookup = record_key (field, group->number);
      record = g_hash_table_lookup (self->record_names, lookup);
    }
  if (name && (field->type == GARRISON_FIELD_STAGE || field->type == GARRISON_FIELD_CHOICE))
    group->position = name->position;
  group->label = g_strdup (name ? name->name : record ? record : group->key);
}

static void
describe_group (GarrisonAnswer *self, const Dimension *dimension, Group *group)
{
  const GarrisonField *field = path_field (&dimension->path);
  gboolean chinese = garrison_locale_is_chinese ();

  switch ((int)field->type)
    {
    case GARRISON_FIELD_YESNO:
      group->key = g_strdup (group->number ? "yes" : "no");
      group->label = g_strdup (group->number ? _ ("Yes") : _ ("No"));
      group->position = !group->number;
      return;
    case GARRISON_FIELD_KIND:
      for (const GarrisonKind *kind = field->kinds;
           kind->key && !g_str_equal (kind->key, group->raw); kind++)
        group->position++;
      group->label = g_strdup (garrison_kind_get_label (field, group->raw));
      break;
    case GARRISON_FIELD_REGION:
      group->label = g_strdup (garrison_region_label (group->raw, chinese));
      break;
    case GARRISON_FIELD_TEXT:
    case GARRISON_FIELD_CURRENCY:
      group->label = g_strdup (group->raw);
      break;
    default:
      name_group (self, field, group);
      return;
    }
  group->key = g_strdup (group->raw);
}

static Group *
group_new (GarrisonAnswer *self, GarrisonRows *rows, guint row, guint dimension)
{
  const Dimension *of = &self->question->dimensions[dimension];
  Group *group;

  if (garrison_rows_is_null (rows, row, dimension))
    {
      group = g_new0 (Group, 1);
      group->key = g_strdup ("");
      group->label = g_strdup (C_ ("group", "Not set"));
      return group;
    }
  if (bucket_of (of))
    return group_for_period (
      bucket_of (of), period_of_raw (bucket_of (of), garrison_rows_get_int (rows, row, dimension)),
      self->today);
  group = g_new0 (Group, 1);
  group->raw = g_strdup (garrison_rows_get_text (rows, row, dimension));
  group->number = garrison_rows_get_int (rows, row, dimension);
  describe_group (self, of, group);
  group->sort = garrison_text_sort_key (group->label);
  return group;
}

/* Empty last; else as people expect: in time, in the company's order, by name. */
static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *x = *(Group *const *)a;
  const Group *y = *(Group *const *)b;
  int names;

  if (!x->raw != !y->raw)
    return !x->raw ? 1 : -1;
  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  names = g_strcmp0 (x->sort, y->sort);
  return names ? names : g_strcmp0 (x->key, y->key);
}

/* The order in which the engine ranks: by figure, none last, then by key. */
typedef struct
{
  gboolean descending;
  gboolean numbers;
} Ranking;

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer data)
{
  const Group *x = *(Group *const *)a;
  const Group *y = *(Group *const *)b;
  const Ranking *ranking = data;

  if (isnan (x->rank) != isnan (y->rank))
    return isnan (x->rank) ? 1 : -1;
  if (!isnan (x->rank) && x->rank < y->rank)
    return ranking->descending ? 1 : -1;
  if (!isnan (x->rank) && x->rank > y->rank)
    return ranking->descending ? -1 : 1;
  if (!x->raw != !y->raw)
    return !x->raw ? 1 : -1;
  if (ranking->numbers)
    return x->number < y->number ? -1 : x->number > y->number;
  return g_strcmp0 (x->raw, y->raw);
}

gboolean
keys_are_numbers (const Dimension *dimension)
{
  GarrisonFieldType type = path_field (&dimension->path)->type;

  return type != GARRISON_FIELD_TEXT && type != GARRISON_FIELD_REGION && type != GARRISON_FIELD_KIND
         && type != GARRISON_FIELD_CURRENCY;
}

/* A month without anything is still a month. */
static void
fill_periods (GarrisonAnswer *self, GPtrArray *groups, GHashTable *index, GarrisonBucket bucket)
{
  gint64 first = 0;
  gint64 last = 0;
  guint filled = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = groups->pdata[i];

      if (group->raw && (!first || group->number < first))
        first = group->number;
      if (group->raw)
        last = MAX (last, group->number);
    }
  for (gint64 period = first; period && period <= last; period = garrison_bucket_get_next (bucket, (gint)period))
    if (++filled > MOST_FILLED)
      return;
  for (gint64 period = first; period && period <= last; period = garrison_bucket_get_next (bucket, (gint)period))
    {
      Group *group = group_for_period (bucket, period, self->today);

      if (g_hash_table_contains (index, group->key))
        group_free (group);
      else
        {
          g_ptr_array_add (groups, group);
          g_hash_table_insert (index, group->key, group);
        }
    }
}

static Group *
keep_group (GarrisonAnswer *self, GarrisonRows *rows, guint row, guint dimension, GHashTable *index)
{
  Group *group = group_new (self, rows, row, dimension);
  Group *kept = g_hash_table_lookup (index, group->key);
  guint w = garrison_rows_get_n_columns (rows) - 1;

  if (kept)
    {
      group_free (group);
      return kept;
    }
  if (dimension == 0 && self->question->order == ORDER_VALUE)
    group->rank
      = garrison_rows_is_null (rows, row, w) ? NAN : garrison_rows_get_real (rows, row, w);
  g_ptr_array_add (self->groups[dimension], group);
  g_hash_table_insert (index, group->key, group);
  return group;
}

static void
order_groups (GarrisonAnswer *self, guint dimension, GHashTable *index)
{
  GarrisonQuestion *question = self->question;
  GPtrArray *groups = self->groups[dimension];
  gboolean first = dimension == 0;

  if (first && question->order == ORDER_VALUE)
    {
      Ranking ranking = { question->descending, keys_are_numbers (&question->dimensions[0]) };

      g_ptr_array_sort_with_data (groups, compare_ranks, &ranking);
      return;
    }
  if (dimension < question->n_dimensions && bucket_of (&question->dimensions[dimension]))
    fill_periods (self, groups, index, bucket_of (&question->dimensions[dimension]));
  g_ptr_array_sort (groups, compare_groups);
  if (first && question->order == ORDER_FIELD && question->descending)
    for (guint i = 0; i < groups->len / 2; i++)
      {
        gpointer other = groups->pdata[groups->len - 1 - i];

        groups->pdata[groups->len - 1 - i] = groups->pdata[i];
        groups->pdata[i] = other;
      }
  if (first && question->limit && groups->len > question->limit)
    g_ptr_array_set_size (groups, (int)question->limit);
}

static Group *
whole_group (const char *label)
{
  Group *group = g_new0 (Group, 1);

  group->raw = g_strdup ("");
  group->key = g_strdup ("");
  group->label = g_strdup (label);
  return group;
}

/* Remembering
 * ------------------------------------------------------------------------------------*/

/* Many rows share few values: each value's group is made or found once. */
typedef Group *(*GroupFunc) (
  GarrisonAnswer *self, GarrisonRows *rows, guint row, guint dimension, GHashTable *by_key);

typedef struct
{
  GroupFunc func;
  GHashTable *of_values; /* number or text → Group, or NULL */
  gboolean met_null;
  Group *of_null;
} Memory;

struct _GroupIndex
{
  GHashTable *by_key;
  Memory found;
};

static void
remember (Memory *memory, const Dimension *dimension, GroupFunc func)
{
  gboolean numbers = bucket_of (dimension) || keys_are_numbers (dimension);

  memory->func = func;
  memory->of_values = numbers ? g_hash_table_new (NULL, NULL) : g_hash_table_new (g_str_hash, g_str_equal);
}

static Group *
recall (Memory *memory, GarrisonAnswer *self, GarrisonRows *rows, guint row, guint dimension, GHashTable *by_key)
{
  const Dimension *of = &self->question->dimensions[dimension];
  gpointer value, group;

  if (garrison_rows_is_null (rows, row, dimension))
    {
      if (!memory->met_null)
        memory->of_null = memory->func (self, rows, row, dimension, by_key);
      memory->met_null = TRUE;
      return memory->of_null;
    }
  if (bucket_of (of) || keys_are_numbers (of))
    value = GSIZE_TO_POINTER ((gsize)garrison_rows_get_int (rows, row, dimension));
  else
    value = (gpointer)garrison_rows_get_text (rows, row, dimension);
  if (!g_hash_table_lookup_extended (memory->of_values, value, NULL, &group))
    {
      group = memory->func (self, rows, row, dimension, by_key);
      g_hash_table_insert (memory->of_values, value, group);
    }
  return group;
}

/* (nullable) */
static Group *
look_up_group (GarrisonAnswer *self, GarrisonRows *rows, guint row, guint dimension, GHashTable *by_key)
{
  Group *group = group_new (self, rows, row, dimension);
  Group *found = g_hash_table_lookup (by_key, group->key);

  group_free (group);
  return found;
}

static void
read_rows (GarrisonAnswer *self, GarrisonRows *rows, guint dimension, GHashTable *by_key)
{
  Memory kept = { 0 };

  remember (&kept, &self->question->dimensions[dimension], keep_group);
  for (guint row = 0; row < garrison_rows_get_size (rows); row++)
    recall (&kept, self, rows, row, dimension, by_key);
  g_hash_table_unref (kept.of_values);
}

GroupIndex *
read_groups (GarrisonAnswer *self, GarrisonRows *rows, guint dimension)
{
  GroupIndex *index = g_new0 (GroupIndex, 1);
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  index->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->groups[dimension] = groups;
  if (dimension >= self->question->n_dimensions)
    {
      g_ptr_array_add (groups, whole_group (self->measure_label));
      return index;
    }
  read_rows (self, rows, dimension, index->by_key);
  order_groups (self, dimension, index->by_key);
  g_hash_table_remove_all (index->by_key);
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = groups->pdata[i];

      group->order = i;
      g_hash_table_insert (index->by_key, group->key, group);
    }
  remember (&index->found, &self->question->dimensions[dimension], look_up_group);
  return index;
}

Group *
find_group (GarrisonAnswer *self, GarrisonRows *rows, guint row, guint dimension, GroupIndex *index)
{
  if (dimension >= self->question->n_dimensions)
    return self->groups[dimension]->pdata[0];
  return recall (&index->found, self, rows, row, dimension, index->by_key);
}

void
group_index_free (GroupIndex *index)
{
  g_hash_table_unref (index->by_key);
  g_clear_pointer (&index->found.of_values, g_hash_table_unref);
  g_free (index);
}
