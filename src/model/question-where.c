/* Conditions of questions.
 *
 *   any = all ("or" all)*        all = one ("and" one)*
 *   one = "not" one | "(" any ")" | "mine" | path [operator value] */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/question-grammar.h"
#include "model/question-value.h"

#define MAX_DEPTH 50
#define MAX_VALUES 1000

/* Conditions
 * -------------------------------------------------------------------------------------*/

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
  { GARRISON_OP_NOT_CONTAINS,
    "does not contain|not contains|doesn't contain|excludes|不包含|不含" },
  { GARRISON_OP_STARTS_WITH, "starts with|begins with|开头是|开头为|以此开头" },
  { GARRISON_OP_EXACTLY, "exactly|is exactly|恰为|恰是" },
  { GARRISON_OP_EMPTY, "is empty|is missing|is blank|empty|missing|为空|是空|空白|没有|缺失|未填" },
  { GARRISON_OP_NOT_EMPTY,
    "is not empty|is not missing|is present|not empty|不为空|非空|有值|已填" },
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
    if (op == GARRISON_OP_CONTAINS || op == GARRISON_OP_NOT_CONTAINS
        || op == GARRISON_OP_STARTS_WITH)
      return TRUE;
  if (op == GARRISON_OP_EXACTLY && field->type == GARRISON_FIELD_PERSON)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (ops[i] == op)
      return TRUE;
  return FALSE;
}

/* "> 30 days ago" is longer ago, so earlier; "before 30 days ago" says so itself. */
static GarrisonOp
op_of_word (int word, const Cond *test)
{
  static const GarrisonOp flipped[] = { [GARRISON_OP_LT] = GARRISON_OP_GT,
                                        [GARRISON_OP_LE] = GARRISON_OP_GE,
                                        [GARRISON_OP_GT] = GARRISON_OP_LT,
                                        [GARRISON_OP_GE] = GARRISON_OP_LE };
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
      return (GarrisonOp)word;
    default:
      return (GarrisonOp)word;
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
        return scanner_fail (self, _ ("Expected fewer values"));
      if (!take_value (self, test))
        return FALSE;
    }
  while (scanner_take_char (self, ',') || scanner_take_words (self, "or|或"));
  return scanner_take_char (self, ')') || scanner_fail (self, _ ("Expected “,” or “)”"));
}

static gboolean
take_between (Scanner *self, Cond *test)
{
  if (!take_value (self, test))
    return FALSE;
  if (!scanner_take_words (self, "and|to|和|与|到|至|~"))
    return scanner_fail (self, _ ("Expected “and” with the second value"));
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
  if (word == GARRISON_OP_CONTAINS || word == GARRISON_OP_NOT_CONTAINS
      || word == GARRISON_OP_STARTS_WITH)
    {
      if (path_field (&before)->type != GARRISON_FIELD_TEXT
          && !path_append (self->catalogue, &test->path, "name"))
        return scanner_fail (self, _ ("Expected another operator"));
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
      test->op = (GarrisonOp)word;
      return g_steal_pointer (&test);
    }
  if (word != GARRISON_OP_EQ && word != GARRISON_OP_NE)
    self->pos = start;
  else if (!take_yesno (self, &yes))
    {
      scanner_fail (self, _ ("Expected yes or no"));
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
  if (!path.n)
    return NULL;
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
      scanner_fail (self, _ ("Expected a field"));
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
    scanner_fail (self, _ ("Expected an operator, such as =, in or contains"));
  else if (!op_fits (field, op_of_word (word, test)))
    scanner_fail_at (self, at, _ ("Expected another operator: this one does not fit the field"));
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
    path = path_from_keys (self->catalogue, self->relation,
                           (const char *[]){ "owner", "person", "deal.owner" }[i]);
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
    scanner_fail (self, _ ("Expected fewer brackets within brackets"));
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
          scanner_fail (self, _ ("Expected “and”, “or” or “)”"));
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

Cond *
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

/* Parts, for builders
 * ------------------------------------------------------------------------------*/

Cond *
parse_condition_text (GarrisonCatalogue *catalogue,
                      const GarrisonRelation *relation,
                      const char *text,
                      GError **error)
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
      scanner_fail (&scanner, _ ("Expected “and”, “or” or the end"));
    }
  if (!cond)
    scanner_set_error (&scanner, error);
  scanner_clear (&scanner);
  return cond;
}

gboolean
parse_path_text (GarrisonCatalogue *catalogue,
                 const GarrisonRelation *relation,
                 const char *text,
                 Path *path,
                 GError **error)
{
  Scanner scanner;
  gboolean good;

  if (!scanner_init (&scanner, catalogue, text, error))
    return FALSE;
  scanner.relation = relation;
  good = take_path (&scanner, path) && scanner_at_end (&scanner);
  if (!good)
    {
      scanner_fail (&scanner, _ ("Expected a field"));
      scanner_set_error (&scanner, error);
    }
  scanner_clear (&scanner);
  return good;
}

/* A value as a builder gives it: texts need no quotation marks. */
static gboolean
parse_part_value (GarrisonCatalogue *catalogue,
                  const GarrisonRelation *relation,
                  Cond *test,
                  const char *text,
                  GError **error)
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
  good = take_value (&scanner, test)
         && (scanner_at_end (&scanner) || scanner_fail (&scanner, _ ("Expected one value")));
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
  switch ((int)op)
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
      return (int)op;
    }
}

Cond *
parse_condition_parts (GarrisonCatalogue *catalogue,
                       const GarrisonRelation *relation,
                       const char *field,
                       GarrisonOp op,
                       const char *const *values,
                       GError **error)
{
  g_autoptr (Cond) test = NULL;
  Path path;
  guint n = values ? g_strv_length ((char **)values) : 0;

  if (!parse_path_text (catalogue, relation, field, &path, error))
    return NULL;
  if (!op_fits (path_field (&path), op) || !part_count_fits (op, n))
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION, "0: %s",
                   _ ("Expected another operator: this one does not fit the field"));
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
  finish_test (test, is_date (path_field (&path)) ? plain_word (op) : (int)op);
  return g_steal_pointer (&test);
}
