/* The grammar of questions: recursive descent over the scanner.
 *
 *   question  = [top] [measure "of"] relation [measure in Chinese] clause*
 *   clause    = "where" any | "by" group ("," group)* | "order by" field | top | limit
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/question-grammar.h"

/* Measures
 * ---------------------------------------------------------------------------------------*/

static gboolean
measure_fits (GarrisonMeasure measure, const GarrisonField *field)
{
  switch (measure)
    {
    case GARRISON_MEASURE_COUNT_DISTINCT:
      return field->type != GARRISON_FIELD_TAG && field->sensitivity == GARRISON_SENSITIVITY_NONE;
    case GARRISON_MEASURE_MIN:
    case GARRISON_MEASURE_MAX:
      return (field->flags & GARRISON_FIELD_MEASURE) != 0 || field->type == GARRISON_FIELD_DAY;
    default:
      return (field->flags & GARRISON_FIELD_MEASURE) != 0;
    }
}

/* Where "of deals" stands; what is before it is the field. */
static gboolean
find_of_relation (Scanner *self, gsize *of_at, gsize *after)
{
  for (gsize at = self->pos; at < self->n; at++)
    {
      gsize of
        = at > 0 && is_word_char (self->fold[at - 1]) ? 0 : scanner_match (self, at, "of", -1);
      const GarrisonRelation *relation = NULL;
      gsize next = at + of;
      gsize length;

      while (of && next < self->n && self->fold[next] == ' ')
        next++;
      length = of ? longest_relation (self, next, &relation) : 0;
      if (length)
        {
          *of_at = at;
          *after = next + length;
          self->relation = relation;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
take_measured_relation (Scanner *self, GarrisonQuestion *question)
{
  gsize of_at = 0;
  gsize after = 0;
  gsize at;

  if (!find_of_relation (self, &of_at, &after))
    return scanner_fail (self, _ ("Expected a field and what it is of, such as “amount of deals”"));
  scanner_skip_blanks (self);
  at = self->pos;
  if (!take_path (self, &question->of))
    return scanner_fail (self, _ ("Expected a field"));
  scanner_skip_blanks (self);
  if (self->pos != of_at)
    return scanner_fail (self, _ ("Expected “of”"));
  if (!measure_fits (question->measure, path_field (&question->of)))
    return scanner_fail_at (self, at, _ ("Expected a field that can be added up or compared"));
  self->pos = after;
  return TRUE;
}

static gboolean
take_relation (Scanner *self)
{
  const GarrisonRelation *relation = NULL;
  gsize length;

  scanner_skip_blanks (self);
  length = longest_relation (self, self->pos, &relation);
  if (!length)
    return scanner_fail (self, _ ("Expected what to ask for: customers, deals, activities …"));
  self->pos += length;
  self->relation = relation;
  return TRUE;
}

static gboolean
take_head (Scanner *self, GarrisonQuestion *question)
{
  static const Word measures[] = {
    { GARRISON_MEASURE_COUNT, "count|number|how many" },
    { GARRISON_MEASURE_SUM, "sum|total" },
    { GARRISON_MEASURE_AVERAGE, "average|avg|mean" },
    { GARRISON_MEASURE_MIN, "min|minimum|lowest|smallest|earliest" },
    { GARRISON_MEASURE_MAX, "max|maximum|highest|largest|latest" },
    { GARRISON_MEASURE_MEDIAN, "median" },
  };
  int measure;

  scanner_take_words (self, "list of|list|show|find|all|查询|查找|列出|显示|统计|所有|全部");
  measure = scanner_take (self, measures, G_N_ELEMENTS (measures));
  if (measure < 0)
    return take_relation (self);
  question->measure = (GarrisonMeasure)measure;
  scanner_take_words (self, "of|of the");
  if (measure == GARRISON_MEASURE_COUNT)
    {
      if (!scanner_take_words (self, "distinct|different|unique"))
        return take_relation (self);
      question->measure = GARRISON_MEASURE_COUNT_DISTINCT;
    }
  return take_measured_relation (self, question);
}

/* 商机 金额 合计, 跟进 数量: behind the relation, for whoever writes Chinese. */
static gboolean
take_measure_behind (Scanner *self, GarrisonQuestion *question)
{
  static const Word measures[] = {
    { GARRISON_MEASURE_SUM, "合计|总和|总计|总额|求和" },
    { GARRISON_MEASURE_AVERAGE, "平均|平均值|均值" },
    { GARRISON_MEASURE_MIN, "最小|最小值|最低|最早" },
    { GARRISON_MEASURE_MAX, "最大|最大值|最高|最晚" },
    { GARRISON_MEASURE_MEDIAN, "中位数" },
    { GARRISON_MEASURE_COUNT_DISTINCT, "去重数|去重计数|不同数|种数" },
  };
  gsize start = self->pos;
  int measure;
  Path path;

  if (question->measure != GARRISON_MEASURE_LIST)
    return FALSE;
  if (take_path (self, &path))
    {
      measure = scanner_take (self, measures, G_N_ELEMENTS (measures));
      if (measure >= 0 && measure_fits ((GarrisonMeasure)measure, path_field (&path)))
        {
          question->measure = (GarrisonMeasure)measure;
          question->of = path;
          return TRUE;
        }
    }
  self->pos = start;
  self->failed = FALSE;
  if (!scanner_take_words (self, "数量|个数|计数|总数|多少"))
    return FALSE;
  question->measure = GARRISON_MEASURE_COUNT;
  return TRUE;
}

/* Groups and order
 * -------------------------------------------------------------------------------*/

static const Word buckets[] = {
  { GARRISON_BUCKET_DAY, "day|daily|天|日" },
  { GARRISON_BUCKET_WEEK, "week|weekly|周|星期" },
  { GARRISON_BUCKET_MONTH, "month|monthly|月|月份" },
  { GARRISON_BUCKET_QUARTER, "quarter|quarterly|季度|季" },
  { GARRISON_BUCKET_YEAR, "year|yearly|年|年份|年度" },
};

static gboolean
take_dimension (Scanner *self, Dimension *dimension)
{
  gsize start;
  gsize bucket_end;
  int bucket;
  gboolean is_path;

  scanner_skip_blanks (self);
  start = self->pos;
  memset (dimension, 0, sizeof *dimension);
  bucket = scanner_take (self, buckets, G_N_ELEMENTS (buckets));
  bucket_end = self->pos;
  self->pos = start;
  is_path = take_path (self, &dimension->path);
  if (bucket >= 0 && (!is_path || self->pos <= bucket_end))
    {
      memset (dimension, 0, sizeof *dimension);
      self->pos = bucket_end;
      dimension->bucket = (GarrisonBucket)bucket;
      if (!scanner_take_words (self, "of"))
        return TRUE;
      if (!take_path (self, &dimension->path) || !is_date (path_field (&dimension->path)))
        return scanner_fail (self, _ ("Expected a field with dates"));
      return TRUE;
    }
  if (!is_path)
    return scanner_fail_at (self, start, _ ("Expected a field to group by"));
  if (!(path_field (&dimension->path)->flags & GARRISON_FIELD_DIMENSION))
    return scanner_fail_at (self, start, _ ("Expected a field that can be grouped by"));
  if (!is_date (path_field (&dimension->path)))
    return TRUE;
  scanner_take_words (self, "的");
  bucket = scanner_take (self, buckets, G_N_ELEMENTS (buckets));
  dimension->bucket = bucket < 0 ? GARRISON_BUCKET_DAY : (GarrisonBucket)bucket;
  return TRUE;
}

static gboolean
take_direction (Scanner *self, gboolean fallback)
{
  static const Word words[] = {
    { 1, "descending|desc|down|largest first|降序|倒序|从大到小|从高到低" },
    { 0, "ascending|asc|up|smallest first|升序|从小到大|从低到高" },
  };
  int found = scanner_take (self, words, G_N_ELEMENTS (words));

  return found < 0 ? fallback : found == 1;
}

static gboolean
take_order (Scanner *self, GarrisonQuestion *question)
{
  gsize at;

  scanner_skip_blanks (self);
  at = self->pos;
  if (question->measure != GARRISON_MEASURE_LIST
      && scanner_take_words (self, "value|figure|result|数值|结果"))
    {
      question->order = ORDER_VALUE;
      question->descending = take_direction (self, FALSE);
      return TRUE;
    }
  if (!take_path (self, &question->order_path))
    return scanner_fail_at (self, at, _ ("Expected a field to order by"));
  if (!(path_field (&question->order_path)->flags & GARRISON_FIELD_SORTABLE))
    return scanner_fail_at (self, at, _ ("Expected a field that can be ordered by"));
  question->order = ORDER_FIELD;
  question->descending = take_direction (self, FALSE);
  return TRUE;
}

/* "customers by value" has nothing to group: it is an order, largest first. */
static gboolean
take_order_by_figure (Scanner *self, GarrisonQuestion *question, gboolean top)
{
  gsize start = self->pos;
  Path path;
  guint flags;

  if (question->measure != GARRISON_MEASURE_LIST || question->n_dimensions
      || !take_path (self, &path))
    return FALSE;
  flags = path_field (&path)->flags;
  if ((flags & GARRISON_FIELD_SORTABLE)
      && (!(flags & GARRISON_FIELD_DIMENSION) || (top && is_date (path_field (&path)))))
    {
      question->order = ORDER_FIELD;
      question->order_path = path;
      question->descending = take_direction (self, TRUE);
      return TRUE;
    }
  self->pos = start;
  return FALSE;
}

static gboolean
take_by (Scanner *self, GarrisonQuestion *question, gboolean top)
{
  if (take_order_by_figure (self, question, top))
    return TRUE;
  do
    {
      if (question->n_dimensions == 2)
        return scanner_fail (self, _ ("Expected no more than two groups"));
      if (!take_dimension (self, &question->dimensions[question->n_dimensions]))
        return FALSE;
      question->n_dimensions++;
    }
  while (scanner_take_char (self, ',') || scanner_take_words (self, "and|和|与"));
  return TRUE;
}

static gboolean
take_count_of_groups (Scanner *self, GarrisonQuestion *question)
{
  gint64 n;
  gsize at;

  scanner_skip_blanks (self);
  at = self->pos;
  if (!scanner_take_int (self, 1000000, &n) || n == 0)
    return scanner_fail_at (self, at, _ ("Expected how many, from 1 to 1000000"));
  scanner_take_words (self, "个|名|条|项|位");
  question->limit = (guint)n;
  return TRUE;
}

static gboolean
take_where (Scanner *self, GarrisonQuestion *question)
{
  Cond *cond = take_any (self);

  if (!cond)
    return FALSE;
  question->where = cond_join (COND_AND, question->where, cond);
  return TRUE;
}

enum
{
  CLAUSE_WHERE,
  CLAUSE_BY,
  CLAUSE_ORDER,
  CLAUSE_TOP,
  CLAUSE_LIMIT,
};

static gboolean
take_clause (Scanner *self, GarrisonQuestion *question, gboolean *top)
{
  static const Word clauses[] = {
    { CLAUSE_WHERE, "where|with|whose|that are|which are|其中|条件|满足" },
    { CLAUSE_BY, "by|per|grouped by|group by|for each|按|按照|每|每个" },
    { CLAUSE_ORDER, "order by|ordered by|sort by|sorted by|排序" },
    { CLAUSE_TOP, "top|前" },
    { CLAUSE_LIMIT, "limit|first|限" },
  };

  switch (scanner_take (self, clauses, G_N_ELEMENTS (clauses)))
    {
    case CLAUSE_WHERE:
      return take_where (self, question);
    case CLAUSE_BY:
      return take_by (self, question, *top);
    case CLAUSE_ORDER:
      return take_order (self, question);
    case CLAUSE_TOP:
      *top = TRUE;
      return take_count_of_groups (self, question);
    case CLAUSE_LIMIT:
      return take_count_of_groups (self, question);
    default:
      if (take_measure_behind (self, question))
        return TRUE;
      return scanner_fail (self, question->where
                                   ? _ ("Expected “and”, “or”, “by”, “order by”, “top” or the end")
                                   : _ ("Expected “where”, “by”, “order by”, “top” or the end"));
    }
}

/* What was left to be understood
 * ------------------------------------------------------------------*/

static const Path *
first_date (const Cond *cond)
{
  const Path *found = NULL;

  if (!cond)
    return NULL;
  if (cond->kind == COND_TEST)
    return is_date (path_field (&cond->path)) ? &cond->path : NULL;
  for (guint i = 0; i < cond->parts->len && !found; i++)
    found = first_date (cond->parts->pdata[i]);
  return found;
}

static gboolean
asks_for_closed (const Cond *cond)
{
  if (!cond)
    return FALSE;
  if (cond->kind == COND_TEST)
    {
      const char *key = path_field (&cond->path)->key;

      return g_str_equal (key, "won") || g_str_equal (key, "lost") || g_str_equal (key, "status");
    }
  for (guint i = 0; i < cond->parts->len; i++)
    if (asks_for_closed (cond->parts->pdata[i]))
      return TRUE;
  return FALSE;
}

static Path
default_date (GarrisonQuestion *question)
{
  const Path *named = first_date (question->where);
  const GarrisonRelation *relation = question->relation;
  const char *keys = relation->date;

  if (named)
    return *named;
  if (relation->date_closed && asks_for_closed (question->where))
    keys = relation->date_closed;
  return keys ? path_from_keys (question->catalogue, relation, keys) : (Path){ 0 };
}

static gboolean
finish_question (Scanner *self, GarrisonQuestion *question, gboolean top)
{
  if (question->n_dimensions > 0 && question->measure == GARRISON_MEASURE_LIST)
    question->measure = GARRISON_MEASURE_COUNT;
  for (guint i = 0; i < question->n_dimensions; i++)
    if (question->dimensions[i].path.n == 0)
      {
        question->dimensions[i].path = default_date (question);
        if (question->dimensions[i].path.n == 0)
          return scanner_fail (self, _ ("Expected a group other than a time: no date is known"));
      }
  if (question->measure == GARRISON_MEASURE_LIST)
    return TRUE;
  if (question->n_dimensions == 0)
    {
      question->order = ORDER_NONE;
      question->limit = 0;
    }
  else if (question->order == ORDER_FIELD
           && !path_equal (&question->order_path, &question->dimensions[0].path))
    return scanner_fail (self,
                         _ ("Expected the order to be that of the figures or of the first group"));
  else if (top && question->order == ORDER_NONE)
    {
      question->order = ORDER_VALUE;
      question->descending = TRUE;
    }
  return TRUE;
}

static gboolean
take_question (Scanner *self, GarrisonQuestion *question)
{
  gboolean top = FALSE;

  if (scanner_take_words (self, "top|前"))
    {
      top = TRUE;
      if (!take_count_of_groups (self, question))
        return FALSE;
    }
  if (!take_head (self, question))
    return FALSE;
  question->relation = self->relation;
  while (!scanner_at_end (self))
    if (!take_clause (self, question, &top) || self->failed)
      return FALSE;
  return finish_question (self, question, top);
}

GarrisonQuestion *
garrison_question_parse (GarrisonCatalogue *catalogue, const char *text, GError **error)
{
  g_autoptr (GarrisonQuestion) question = NULL;
  Scanner scanner;

  g_return_val_if_fail (catalogue != NULL && text != NULL, NULL);

  if (!scanner_init (&scanner, catalogue, text, error))
    return NULL;
  question = question_new (catalogue, NULL);
  if (!take_question (&scanner, question))
    {
      scanner_set_error (&scanner, error);
      g_clear_pointer (&question, garrison_question_unref);
    }
  scanner_clear (&scanner);
  return g_steal_pointer (&question);
}
