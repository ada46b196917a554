/* The grammar of questions: recursive descent over the scanner.
 *
 *   question  = [top] [measure "of"] relation [measure in Chinese] clause*
 *   clause    = "where" any | "by" group ("," group)* | "order by" field | top | limit
 *   any       = all ("or" all)*        all = one ("and" one)*
 *   one       = "not" one | "(" any ")" | path [operator value] */
#include "model/question-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/question-value.h"

#define MAX_DEPTH 50
#define MAX_VALUES 1000

/* Relations and fields ---------------------------------------------------------------------------*/

static gsize
longest_relation (Scanner *self, gsize pos, const GarrisonRelation **found)
{
  gsize best = 0;

  for (guint i = 0; i < garrison_catalogue_get_n_relations (self->catalogue); i++)
    {
      const GarrisonRelation *relation = garrison_catalogue_get_relation (self->catalogue, i);
      gsize length = MAX (scanner_match (self, pos, relation->plural, -1), scanner_match (self, pos, relation->label, -1));

      length = MAX (length, scanner_match (self, pos, relation->chinese, -1));
      length = MAX (length, scanner_match_any (self, pos, relation->aliases));
      if (length > best)
        {
          best = length;
          *found = relation;
        }
    }
  return best;
}

/* [Name]: how a field whose name holds anything is written. */
static gsize
match_bracketed (Scanner *self, gsize pos, const GarrisonField *field)
{
  gsize length = g_utf8_strlen (field->label, -1);

  if (pos + length + 2 > self->n || self->fold[pos] != '[' || self->fold[pos + length + 1] != ']')
    return 0;
  for (gsize i = 0; i < length; i++)
    if (g_utf8_get_char (g_utf8_offset_to_pointer (field->label, (glong) i)) != self->raw[pos + 1 + i])
      return 0;
  return length + 2;
}

static gsize
longest_field (Scanner *self, const GarrisonRelation *relation, gsize pos, const GarrisonField **found)
{
  guint n = garrison_catalogue_get_n_fields (self->catalogue, relation);
  gsize best = 0;
  gboolean by_key = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const GarrisonField *field = garrison_catalogue_get_field (self->catalogue, relation, i);
      gsize key = scanner_match (self, pos, field->key, -1);
      gsize length = key;

      if (*field->label)
        length = MAX (length, scanner_match (self, pos, field->label, -1));
      length = MAX (length, scanner_match_any (self, pos, field->flags & GARRISON_FIELD_OWN ? "" : field->chinese));
      length = MAX (length, scanner_match_any (self, pos, field->aliases));
      if (field->flags & GARRISON_FIELD_OWN)
        length = MAX (length, match_bracketed (self, pos, field));
      /* The key of one field may be the label of another; what is stored are keys. */
      if (length > best || (length == best && length > 0 && key == length && !by_key))
        {
          best = length;
          by_key = key == length;
          *found = field;
        }
    }
  return best;
}

static void
path_push (Path *path, const GarrisonRelation *relation, const GarrisonField *field)
{
  path->relations[path->n] = relation;
  path->fields[path->n++] = field;
}

/* A field of the relation itself or, failing that, of one that it reaches. Nearer wins, then longer. */
static gsize
longest_path (Scanner *self, const GarrisonRelation *relation, gsize pos, guint deeper, Path *path)
{
  const GarrisonField *field = NULL;
  gsize best = longest_field (self, relation, pos, &field);
  guint n = garrison_catalogue_get_n_fields (self->catalogue, relation);
  Path here = *path;

  if (best > 0)
    path_push (path, relation, field);
  for (guint level = 0; level < deeper && best == 0; level++)
    for (guint i = 0; i < n; i++)
      {
        const GarrisonField *link = garrison_catalogue_get_field (self->catalogue, relation, i);
        Path further = here;
        gsize length;

        if (!(link->flags & GARRISON_FIELD_REACHED) || here.n + 2 > GARRISON_PATH_MAX)
          continue;
        path_push (&further, relation, link);
        length = longest_path (self, garrison_catalogue_get_target (self->catalogue, link), pos, level, &further);
        if (length > best)
          {
            best = length;
            *path = further;
          }
      }
  return best;
}

static gboolean
take_path (Scanner *self, Path *path)
{
  gsize start = self->pos;
  gsize length;

  memset (path, 0, sizeof *path);
  scanner_skip_blanks (self);
  length = longest_path (self, self->relation, self->pos, 3, path);
  if (!length)
    {
      self->pos = start;
      return FALSE;
    }
  self->pos += length;
  while (path->n < GARRISON_PATH_MAX)
    {
      const GarrisonRelation *target = garrison_catalogue_get_target (self->catalogue, path_field (path));
      const GarrisonField *field = NULL;
      gsize dot = target ? scanner_match_any (self, self->pos, ".|的|'s") : 0;

      if (!dot)
        break;
      while (self->pos + dot < self->n && self->fold[self->pos + dot] == ' ')
        dot++;
      length = longest_field (self, target, self->pos + dot, &field);
      if (!length)
        return scanner_fail_at (self, self->pos + dot, _("Expected a field"));
      path_push (path, target, field);
      self->pos += dot + length;
    }
  return TRUE;
}

/* Conditions -------------------------------------------------------------------------------------*/

enum
{
  OP_BEFORE = 100,
  OP_UNTIL,
  OP_AFTER,
  OP_SINCE,
};

static const Word operators[] = {
  { GARRISON_OP_EQ, "=|==|is|equals|equal to|on|during|within|为|是|等于|于|在" },
  { GARRISON_OP_NE, "!=|<>|≠|is not|isn't|not equal to|不等于|不是|不为|非" },
  { GARRISON_OP_LT, "<|less than|below|under|fewer than|smaller than|is less than|小于|低于|少于" },
  { GARRISON_OP_LE, "<=|≤|at most|up to|is at most|不超过|不大于|不多于|不高于|至多|最多" },
  { GARRISON_OP_GT, ">|more than|over|above|greater than|is more than|大于|高于|多于|超过" },
  { GARRISON_OP_GE, ">=|≥|at least|is at least|不小于|不少于|不低于|至少" },
  { GARRISON_OP_IN, "in|is in|one of|is one of|any of|属于" },
  { GARRISON_OP_NOT_IN, "not in|is not in|none of|不属于" },
  { GARRISON_OP_BETWEEN, "between|is between|介于" },
  { GARRISON_OP_CONTAINS, "contains|contain|includes|has|包含|含有|含|包括" },
  { GARRISON_OP_NOT_CONTAINS, "does not contain|not contains|doesn't contain|excludes|不包含|不含" },
  { GARRISON_OP_STARTS_WITH, "starts with|begins with|开头是|开头为|以此开头" },
  { GARRISON_OP_EXACTLY, "exactly|is exactly|恰为|恰是" },
  { GARRISON_OP_EMPTY, "is empty|is missing|is blank|empty|missing|为空|是空|空白|没有|缺失|未填" },
  { GARRISON_OP_NOT_EMPTY, "is not empty|is not missing|is present|not empty|不为空|非空|有值|已填" },
  { OP_BEFORE, "before|earlier than|is before|早于" },
  { OP_UNTIL, "until|through|no later than|not after|截至|不晚于" },
  { OP_AFTER, "after|later than|is after|晚于" },
  { OP_SINCE, "since|from|no earlier than|not before|自从|自|从|不早于" },
};

static gboolean
op_fits (const GarrisonField *field, GarrisonOp op)
{
  guint n;
  const GarrisonOp *ops = garrison_field_get_ops (field, &n);

  if (field->type == GARRISON_FIELD_RECORD || field->type == GARRISON_FIELD_PERSON)
    if (op == GARRISON_OP_CONTAINS || op == GARRISON_OP_NOT_CONTAINS || op == GARRISON_OP_STARTS_WITH)
      return TRUE;
  if (op == GARRISON_OP_EXACTLY && field->type == GARRISON_FIELD_PERSON)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (ops[i] == op)
      return TRUE;
  return FALSE;
}

static gboolean
is_date (const GarrisonField *field)
{
  return field->type == GARRISON_FIELD_DAY || field->type == GARRISON_FIELD_INSTANT;
}

/* "> 30 days ago" is longer ago, so earlier; "before 30 days ago" says so itself. */
static GarrisonOp
op_of_word (int word, const Cond *test)
{
  static const GarrisonOp flipped[] = { [GARRISON_OP_LT] = GARRISON_OP_GT, [GARRISON_OP_LE] = GARRISON_OP_GE,
                                        [GARRISON_OP_GT] = GARRISON_OP_LT, [GARRISON_OP_GE] = GARRISON_OP_LE };
  const Value *value = test->values->len ? &g_array_index (test->values, Value, 0) : NULL;

  switch (word)
    {
    case OP_BEFORE:
      return GARRISON_OP_LT;
    case OP_UNTIL:
      return GARRISON_OP_LE;
    case OP_AFTER:
      return GARRISON_OP_GT;
    case OP_SINCE:
      return GARRISON_OP_GE;
    case GARRISON_OP_LT:
    case GARRISON_OP_LE:
    case GARRISON_OP_GT:
    case GARRISON_OP_GE:
      if (value && value->kind == VALUE_DATE && value->date == DATE_AWAY && value->number <= 0)
        return flipped[word];
      return (GarrisonOp) word;
    default:
      return (GarrisonOp) word;
    }
}

/* No days from today is today. */
static void
tidy_dates (Cond *test)
{
  for (guint i = 0; i < test->values->len; i++)
    {
      Value *value = &g_array_index (test->values, Value, i);

      if (value->kind == VALUE_DATE && value->date == DATE_AWAY && value->number == 0)
        {
          value->date = DATE_RELATIVE;
          value->unit = GARRISON_BUCKET_DAY;
        }
    }
}

static gboolean
take_list (Scanner *self, Cond *test)
{
  if (!scanner_take_char (self, '('))
    return take_value (self, test);
  do
    {
      if (test->values->len >= MAX_VALUES)
        return scanner_fail (self, _("Expected fewer values"));
      if (!take_value (self, test))
        return FALSE;
    }
  while (scanner_take_char (self, ',') || scanner_take_words (self, "or|或"));
  return scanner_take_char (self, ')') || scanner_fail (self, _("Expected “,” or “)”"));
}

static gboolean
take_between (Scanner *self, Cond *test)
{
  if (!take_value (self, test))
    return FALSE;
  if (!scanner_take_words (self, "and|to|和|与|到|至|~"))
    return scanner_fail (self, _("Expected “and” with the second value"));
  if (!take_value (self, test))
    return FALSE;
  scanner_take_words (self, "之间");
  return TRUE;
}

/* The path may have grown by a value; the operator must still fit. */
static gboolean
take_operands (Scanner *self, Cond *test, int word)
{
  Path before = test->path;

  if (word == GARRISON_OP_EMPTY || word == GARRISON_OP_NOT_EMPTY)
    return TRUE;
  if (word == GARRISON_OP_BETWEEN)
    return take_between (self, test);
  if (word == GARRISON_OP_CONTAINS || word == GARRISON_OP_NOT_CONTAINS || word == GARRISON_OP_STARTS_WITH)
    {
      if (path_field (&before)->type != GARRISON_FIELD_TEXT && !path_append (self->catalogue, &test->path, "name"))
        return scanner_fail (self, _("Expected another operator"));
      return take_value (self, test);
    }
  if (word == GARRISON_OP_IN || word == GARRISON_OP_NOT_IN)
    return take_list (self, test);
  return take_value (self, test);
}

static void
finish_test (Cond *test, int word)
{
  test->op = op_of_word (word, test);
  if (test->values->len == 1 && test->op == GARRISON_OP_IN)
    test->op = GARRISON_OP_EQ;
  if (test->values->len == 1 && test->op == GARRISON_OP_NOT_IN)
    test->op = GARRISON_OP_NE;
  tidy_dates (test);
}

static Cond *
take_yesno_test (Scanner *self, Path *path)
{
  g_autoptr (Cond) test = cond_test (path, GARRISON_OP_EQ);
  gsize start = self->pos;
  int word = scanner_take (self, operators, G_N_ELEMENTS (operators));
  gboolean yes = TRUE;
  Cond *no;

  cond_add_value (test, VALUE_YES, 0, NULL);
  if (word == GARRISON_OP_EMPTY || word == GARRISON_OP_NOT_EMPTY)
    {
      g_array_set_size (test->values, 0);
      test->op = (GarrisonOp) word;
      return g_steal_pointer (&test);
    }
  if (word != GARRISON_OP_EQ && word != GARRISON_OP_NE)
    self->pos = start;
  else if (!take_yesno (self, &yes))
    {
      scanner_fail (self, _("Expected yes or no"));
      return NULL;
    }
  if (yes != (word == GARRISON_OP_NE))
    return g_steal_pointer (&test);
  no = cond_new (COND_NOT);
  g_ptr_array_add (no->parts, g_steal_pointer (&test));
  return no;
}

/* "this month" alone is of the relation's usual date. */
static Cond *
take_date_alone (Scanner *self)
{
  Path path = { 0 };
  Value value;
  Cond *test;

  if (!self->relation->date || !take_date (self, &value))
    return NULL;
  path = path_from_keys (self->catalogue, self->relation, self->relation->date);
  test = cond_test (&path, GARRISON_OP_EQ);
  g_array_append_val (test->values, value);
  tidy_dates (test);
  return test;
}

static Cond *
take_test (Scanner *self)
{
  g_autoptr (Cond) test = NULL;
  const GarrisonField *field;
  Path path;
  Value value;
  int word;
  gsize at;

  if (!take_path (self, &path))
    {
      if (!self->failed && (test = take_date_alone (self)))
        return g_steal_pointer (&test);
      scanner_fail (self, _("Expected a field"));
      return NULL;
    }
  field = path_field (&path);
  if (field->type == GARRISON_FIELD_YESNO)
    return take_yesno_test (self, &path);
  test = cond_test (&path, GARRISON_OP_EQ);
  if (is_date (field) && take_date (self, &value))
    {
      g_array_append_val (test->values, value);
      tidy_dates (test);
      return g_steal_pointer (&test);
    }
  if (self->failed)
    return NULL;
  scanner_skip_blanks (self);
  at = self->pos;
  word = scanner_take (self, operators, G_N_ELEMENTS (operators));
  if (word < 0)
    scanner_fail (self, _("Expected an operator, such as =, in or contains"));
  else if (!op_fits (field, op_of_word (word, test)))
    scanner_fail_at (self, at, _("Expected another operator: this one does not fit the field"));
  else if (take_operands (self, test, word))
    {
      finish_test (test, word);
      return g_steal_pointer (&test);
    }
  return NULL;
}

/* "mine" and "my team" stand for whole conditions. */
static Cond *
take_mine (Scanner *self)
{
  static const Word words[] = { { 1, "mine|我的" }, { 2, "my team|我的团队|本团队|我们团队" } };
  gsize start = self->pos;
  int word = scanner_take (self, words, G_N_ELEMENTS (words));
  Path path = { 0 };
  Cond *test;

  if (word < 0)
    return NULL;
  if (g_str_equal (self->relation->key, "person") && word == 2)
    path = path_from_keys (self->catalogue, self->relation, "team");
  for (guint i = 0; i < 3 && !path.n; i++)
    path = path_from_keys (self->catalogue, self->relation, (const char *[]){ "owner", "person", "deal.owner" }[i]);
  if (!path.n && garrison_catalogue_find_field (self->catalogue, self->relation, "customer"))
    path = path_from_keys (self->catalogue, self->relation, "customer.owner");
  if (path.n && word == 2 && path_field (&path)->type == GARRISON_FIELD_PERSON)
    path_append (self->catalogue, &path, "team");
  if (!path.n)
    {
      self->pos = start;
      return NULL;
    }
  test = cond_test (&path, GARRISON_OP_EQ);
  cond_add_value (test, word == 2 ? VALUE_MY_TEAM : VALUE_ME, 0, NULL);
  return test;
}

static Cond *take_any (Scanner *self);

/* 未完成 is a field of tasks, not 未 and 完成: the longer word wins. */
static gboolean
take_not (Scanner *self)
{
  static const char words[] = "not|非|未|不|不是|并非";
  const GarrisonField *field = NULL;
  gsize length;

  scanner_skip_blanks (self);
  length = scanner_match_any (self, self->pos, words);
  if (!length || longest_field (self, self->relation, self->pos, &field) > length)
    return FALSE;
  self->pos += length;
  return TRUE;
}

static Cond *
take_one (Scanner *self)
{
  Cond *cond = NULL;

  if (++self->depth > MAX_DEPTH)
    scanner_fail (self, _("Expected fewer brackets within brackets"));
  else if (take_not (self))
    {
      Cond *part = take_one (self);

      if (part)
        {
          cond = cond_new (COND_NOT);
          g_ptr_array_add (cond->parts, part);
        }
    }
  else if (scanner_take_char (self, '('))
    {
      cond = take_any (self);
      if (cond && !scanner_take_char (self, ')'))
        {
          g_clear_pointer (&cond, cond_unref);
          scanner_fail (self, _("Expected “and”, “or” or “)”"));
        }
    }
  else if (!(cond = take_mine (self)))
    cond = take_test (self);
  self->depth--;
  return cond;
}

static Cond *
take_all (Scanner *self)
{
  Cond *cond = take_one (self);

  while (cond && scanner_take_words (self, "and|&&|&|且|并且|而且|同时"))
    {
      Cond *next = take_one (self);

      if (!next)
        g_clear_pointer (&cond, cond_unref);
      else
        cond = cond_join (COND_AND, cond, next);
    }
  return cond;
}

static Cond *
take_any (Scanner *self)
{
  Cond *cond = take_all (self);

  while (cond && scanner_take_words (self, "or|或|或者|要么"))
    {
      Cond *next = take_all (self);

      if (!next)
        g_clear_pointer (&cond, cond_unref);
      else
        cond = cond_join (COND_OR, cond, next);
    }
  return cond;
}

/* Measures ---------------------------------------------------------------------------------------*/

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
      gsize of = at > 0 && is_word_char (self->fold[at - 1]) ? 0 : scanner_match (self, at, "of", -1);
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
    return scanner_fail (self, _("Expected a field and what it is of, such as “amount of deals”"));
  scanner_skip_blanks (self);
  at = self->pos;
  if (!take_path (self, &question->of))
    return scanner_fail (self, _("Expected a field"));
  scanner_skip_blanks (self);
  if (self->pos != of_at)
    return scanner_fail (self, _("Expected “of”"));
  if (!measure_fits (question->measure, path_field (&question->of)))
    return scanner_fail_at (self, at, _("Expected a field that can be added up or compared"));
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
    return scanner_fail (self, _("Expected what to ask for: customers, deals, activities …"));
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
  question->measure = (GarrisonMeasure) measure;
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
      if (measure >= 0 && measure_fits ((GarrisonMeasure) measure, path_field (&path)))
        {
          question->measure = (GarrisonMeasure) measure;
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

/* Groups and order -------------------------------------------------------------------------------*/

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
      dimension->bucket = (GarrisonBucket) bucket;
      if (!scanner_take_words (self, "of"))
        return TRUE;
      if (!take_path (self, &dimension->path) || !is_date (path_field (&dimension->path)))
        return scanner_fail (self, _("Expected a field with dates"));
      return TRUE;
    }
  if (!is_path)
    return scanner_fail_at (self, start, _("Expected a field to group by"));
  if (!(path_field (&dimension->path)->flags & GARRISON_FIELD_DIMENSION))
    return scanner_fail_at (self, start, _("Expected a field that can be grouped by"));
  if (!is_date (path_field (&dimension->path)))
    return TRUE;
  scanner_take_words (self, "的");
  bucket = scanner_take (self, buckets, G_N_ELEMENTS (buckets));
  dimension->bucket = bucket < 0 ? GARRISON_BUCKET_DAY : (GarrisonBucket) bucket;
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
  if (question->measure != GARRISON_MEASURE_LIST && scanner_take_words (self, "value|figure|result|数值|结果"))
    {
      question->order = ORDER_VALUE;
      question->descending = take_direction (self, FALSE);
      return TRUE;
    }
  if (!take_path (self, &question->order_path))
    return scanner_fail_at (self, at, _("Expected a field to order by"));
  if (!(path_field (&question->order_path)->flags & GARRISON_FIELD_SORTABLE))
    return scanner_fail_at (self, at, _("Expected a field that can be ordered by"));
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

  if (question->measure != GARRISON_MEASURE_LIST || question->n_dimensions || !take_path (self, &path))
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
        return scanner_fail (self, _("Expected no more than two groups"));
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
    return scanner_fail_at (self, at, _("Expected how many, from 1 to 1000000"));
  scanner_take_words (self, "个|名|条|项|位");
  question->limit = (guint) n;
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
      return scanner_fail (self, question->where ? _("Expected “and”, “or”, “by”, “order by”, “top” or the end")
                                                 : _("Expected “where”, “by”, “order by”, “top” or the end"));
    }
}

/* What was left to be understood ------------------------------------------------------------------*/

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
          return scanner_fail (self, _("Expected a group other than a time: no date is known"));
      }
  if (question->measure == GARRISON_MEASURE_LIST)
    return TRUE;
  if (question->n_dimensions == 0)
    {
      question->order = ORDER_NONE;
      question->limit = 0;
    }
  else if (question->order == ORDER_FIELD && !path_equal (&question->order_path, &question->dimensions[0].path))
    return scanner_fail (self, _("Expected the order to be that of the figures or of the first group"));
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

/* Parts, for builders ------------------------------------------------------------------------------*/

Cond *
parse_condition_text (GarrisonCatalogue *catalogue, const GarrisonRelation *relation, const char *text, GError **error)
{
  Scanner scanner;
  Cond *cond;

  if (!scanner_init (&scanner, catalogue, text, error))
    return NULL;
  scanner.relation = relation;
  cond = take_any (&scanner);
  if (cond && !scanner_at_end (&scanner))
    {
      g_clear_pointer (&cond, cond_unref);
      scanner_fail (&scanner, _("Expected “and”, “or” or the end"));
    }
  if (!cond)
    scanner_set_error (&scanner, error);
  scanner_clear (&scanner);
  return cond;
}

gboolean
parse_path_text (GarrisonCatalogue *catalogue, const GarrisonRelation *relation, const char *text, Path *path, GError **error)
{
  Scanner scanner;
  gboolean good;

  if (!scanner_init (&scanner, catalogue, text, error))
    return FALSE;
  scanner.relation = relation;
  good = take_path (&scanner, path) && scanner_at_end (&scanner);
  if (!good)
    {
      scanner_fail (&scanner, _("Expected a field"));
      scanner_set_error (&scanner, error);
    }
  scanner_clear (&scanner);
  return good;
}

/* A value as a builder gives it: texts need no quotation marks. */
static gboolean
parse_part_value (GarrisonCatalogue *catalogue, const GarrisonRelation *relation, Cond *test, const char *text, GError **error)
{
  Scanner scanner;
  gboolean good;

  if (!scanner_init (&scanner, catalogue, text, error))
    return FALSE;
  scanner.relation = relation;
  if (path_field (&test->path)->type == GARRISON_FIELD_TEXT && *text)
    {
      cond_add_value (test, VALUE_TEXT, 0, g_strdup (text));
      scanner_clear (&scanner);
      return TRUE;
    }
  good = take_value (&scanner, test) && (scanner_at_end (&scanner) || scanner_fail (&scanner, _("Expected one value")));
  if (!good)
    scanner_set_error (&scanner, error);
  scanner_clear (&scanner);
  return good;
}

static gboolean
part_count_fits (GarrisonOp op, guint n)
{
  switch (op)
    {
    case GARRISON_OP_EMPTY:
    case GARRISON_OP_NOT_EMPTY:
      return n == 0;
    case GARRISON_OP_BETWEEN:
      return n == 2;
    case GARRISON_OP_IN:
    case GARRISON_OP_NOT_IN:
      return n >= 1 && n <= MAX_VALUES;
    default:
      return n == 1;
    }
}

static Cond *
yesno_part (Path *path, GarrisonOp op, const char *text)
{
  Cond *test = cond_test (path, GARRISON_OP_EQ);
  gboolean yes = g_str_equal (text, "yes") != (op == GARRISON_OP_NE);
  Cond *no;

  cond_add_value (test, VALUE_YES, 0, NULL);
  if (yes)
    return test;
  no = cond_new (COND_NOT);
  g_ptr_array_add (no->parts, test);
  return no;
}

/* For a builder "<" of dates is "before", whatever the date. */
static int
plain_word (GarrisonOp op)
{
  switch ((int) op)
    {
    case GARRISON_OP_LT:
      return OP_BEFORE;
    case GARRISON_OP_LE:
      return OP_UNTIL;
    case GARRISON_OP_GT:
      return OP_AFTER;
    case GARRISON_OP_GE:
      return OP_SINCE;
    default:
      return (int) op;
    }
}

Cond *
parse_condition_parts (GarrisonCatalogue *catalogue, const GarrisonRelation *relation, const char *field, GarrisonOp op,
                       const char *const *values, GError **error)
{
  g_autoptr (Cond) test = NULL;
  Path path;
  guint n = values ? g_strv_length ((char **) values) : 0;

  if (!parse_path_text (catalogue, relation, field, &path, error))
    return NULL;
  if (!op_fits (path_field (&path), op) || !part_count_fits (op, n))
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION, "0: %s", _("Expected another operator: this one does not fit the field"));
      return NULL;
    }
  if (path_field (&path)->type == GARRISON_FIELD_YESNO && n == 1)
    return yesno_part (&path, op, values[0]);
  test = cond_test (&path, op);
  if (op == GARRISON_OP_CONTAINS || op == GARRISON_OP_NOT_CONTAINS || op == GARRISON_OP_STARTS_WITH)
    if (path_field (&path)->type != GARRISON_FIELD_TEXT)
      path_append (catalogue, &test->path, "name");
  for (guint i = 0; i < n; i++)
    if (!parse_part_value (catalogue, relation, test, values[i], error))
      return NULL;
  finish_test (test, is_date (path_field (&path)) ? plain_word (op) : (int) op);
  return g_steal_pointer (&test);
}
