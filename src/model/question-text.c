/* Writes a question: as stored, or as people of one language read it. What is written here must be
 * read back as the same question; so a name stands bare only when it is plain, in quotation marks
 * when it is found by name, and as #id when the name means another or nothing. */
#include <string.h>

#include "base/currency.h"
#include "base/region.h"
#include "model/question-private.h"
#include "model/question-scan.h"

typedef struct
{
  GarrisonCatalogue *catalogue;
  GarrisonQuestionStyle style;
  GString *out;
} Writer;

static const char *
word (Writer *self, const char *english, const char *chinese)
{
  return self->style == GARRISON_QUESTION_CHINESE ? chinese : english;
}

/* "Last contact" within a sentence: "last contact"; an acronym stays. */
static void
write_lower (Writer *self, const char *label)
{
  const char *next = g_utf8_next_char (label);

  if (g_unichar_isupper (g_utf8_get_char (label))
      && (*next == 0 || !g_unichar_isupper (g_utf8_get_char (next))))
    g_string_append_unichar (self->out, g_unichar_tolower (g_utf8_get_char (label)));
  else
    g_string_append_unichar (self->out, g_utf8_get_char (label));
  g_string_append (self->out, next);
}

static void
write_own_field (Writer *self, const GarrisonField *field)
{
  gboolean plain = g_utf8_strchr (field->label, -1, ']') == NULL && *field->label;

  for (const char *p = field->label; *p; p = g_utf8_next_char (p))
    plain = plain && !g_unichar_iscntrl (g_utf8_get_char (p)) && g_utf8_get_char (p) < 0xff00;
  if (plain)
    g_string_append_printf (self->out, "[%s]", field->label);
  else
    g_string_append (self->out, field->key);
}

/* Two own fields of one name: by key. */
static gboolean
own_name_is_single (Writer *self, const GarrisonRelation *relation, const GarrisonField *field)
{
  guint n = garrison_catalogue_get_n_fields (self->catalogue, relation);

  for (guint i = 0; i < n; i++)
    {
      const GarrisonField *other = garrison_catalogue_get_field (self->catalogue, relation, i);
      g_autofree char *a = g_utf8_casefold (field->label, -1);
      g_autofree char *b = g_utf8_casefold (other->label, -1);

      if (other != field && (other->flags & GARRISON_FIELD_OWN) && g_str_equal (a, b))
        return FALSE;
    }
  return TRUE;
}

static void
write_path (Writer *self, const Path *path)
{
  for (guint i = 0; i < path->n; i++)
    {
      const GarrisonField *field = path->fields[i];

      if (i)
        g_string_append_c (self->out, '.');
      if (self->style == GARRISON_QUESTION_STORED)
        g_string_append (self->out, field->key);
      else if (field->flags & GARRISON_FIELD_OWN)
        {
          if (own_name_is_single (self, path->relations[i], field))
            write_own_field (self, field);
          else
            g_string_append (self->out, field->key);
        }
      else if (self->style == GARRISON_QUESTION_CHINESE)
        g_string_append (self->out, field->chinese);
      else
        write_lower (self, field->label);
    }
}

static void
write_quoted (Writer *self, const char *text)
{
  g_string_append_c (self->out, '"');
  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (self->out, '"');
      g_string_append_c (self->out, *p);
    }
  g_string_append_c (self->out, '"');
}

static gboolean
is_plain (const char *text)
{
  static const char *const taken[] = { "me",     "myself",   "my",     "our",      "我", "本人",
                                       "我自己", "我的团队", "本团队", "我们团队", NULL };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  if (!*text || g_strv_contains (taken, lower))
    return FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '_' || c >= 0xff00 || (!is_word_char (c) && !(is_han (c) && g_unichar_isalpha (c))))
        return FALSE;
    }
  return TRUE;
}

static void
write_id (Writer *self, const GarrisonField *field, gint64 id)
{
  GarrisonNameKind kind;
  const GarrisonName *name = NULL;

  if (self->style != GARRISON_QUESTION_STORED && garrison_field_get_name_kind (field, &kind))
    name = garrison_names_lookup (garrison_catalogue_get_names (self->catalogue), kind, id);
  if (!name || !*name->name || find_name (self->catalogue, field, name->name) != name)
    g_string_append_printf (self->out, "#%" G_GINT64_FORMAT, id);
  else if (is_plain (name->name))
    g_string_append (self->out, name->name);
  else
    write_quoted (self, name->name);
}

static void
write_code (Writer *self, const GarrisonField *field, const char *code)
{
  const char *known = NULL;
  gboolean chinese = self->style == GARRISON_QUESTION_CHINESE;
  const char *end;

  if (field->type == GARRISON_FIELD_REGION && self->style != GARRISON_QUESTION_STORED)
    {
      const char *label = garrison_region_label (code, chinese);

      if (g_strcmp0 (garrison_region_find (label), code) == 0)
        {
          if (is_plain (label))
            g_string_append (self->out, label);
          else
            write_quoted (self, label);
          return;
        }
    }
  for (const GarrisonKind *kind = field->kinds; chinese && kind && kind->key; kind++)
    if (g_str_equal (kind->key, code))
      {
        end = strchr (kind->chinese, '|');
        g_string_append_len (self->out, kind->chinese, end ? end - kind->chinese : -1);
        return;
      }
  known = field->type == GARRISON_FIELD_REGION     ? garrison_region_find (code)
          : field->type == GARRISON_FIELD_CURRENCY ? garrison_currency_find (code)
                                                   : code;
  if (g_strcmp0 (known, code) == 0)
    g_string_append (self->out, code);
  else
    write_quoted (self, code);
}

static void
write_number (Writer *self, gint64 scaled)
{
  guint64 size = scaled < 0 ? (guint64)-scaled : (guint64)scaled;
  guint rest = (guint)(size % NUMBER_SCALE);
  char decimals[8];

  g_string_append_printf (self->out, "%s%" G_GUINT64_FORMAT, scaled < 0 ? "-" : "",
                          size / NUMBER_SCALE);
  if (!rest)
    return;
  g_snprintf (decimals, sizeof decimals, "%04u", rest);
  for (gsize n = strlen (decimals); n > 0 && decimals[n - 1] == '0'; n--)
    decimals[n - 1] = 0;
  g_string_append_printf (self->out, ".%s", decimals);
}

static const char *
unit_word (Writer *self, GarrisonBucket unit)
{
  static const char *const english[] = { "", "days", "weeks", "months", "quarters", "years" };
  static const char *const chinese[] = { "", "天", "周", "个月", "个季度", "年" };

  return word (self, english[unit], chinese[unit]);
}

static void
write_near_date (Writer *self, GarrisonBucket unit, gint64 number)
{
  static const char *const english[][3] = {
    { "", "", "" },
    { "yesterday", "today", "tomorrow" },
    { "last week", "this week", "next week" },
    { "last month", "this month", "next month" },
    { "last quarter", "this quarter", "next quarter" },
    { "last year", "this year", "next year" },
  };
  static const char *const chinese[][3] = {
    { "", "", "" },
    { "昨天", "今天", "明天" },
    { "上周", "本周", "下周" },
    { "上月", "本月", "下月" },
    { "上季度", "本季度", "下季度" },
    { "去年", "今年", "明年" },
  };

  g_string_append (self->out, word (self, english[unit][number + 1], chinese[unit][number + 1]));
}

static void
write_date (Writer *self, const Value *value)
{
  gint64 n = value->number;
  long long whole = (long long)n;

  switch (value->date)
    {
    case DATE_DAY:
      g_string_append_printf (self->out, "%04lld-%02lld-%02lld", whole / 10000, whole / 100 % 100,
                              whole % 100);
      return;
    case DATE_WEEK:
      g_string_append_printf (self->out, "%04lld-W%02lld", whole / 100, whole % 100);
      return;
    case DATE_MONTH:
      g_string_append_printf (self->out, "%04lld-%02lld", whole / 100, whole % 100);
      return;
    case DATE_QUARTER:
      g_string_append_printf (self->out, "%04lld-Q%lld", whole / 10, whole % 10);
      return;
    case DATE_YEAR:
      g_string_append_printf (self->out, "%04lld", whole);
      return;
    case DATE_RELATIVE:
      write_near_date (self, value->unit, n);
      return;
    case DATE_PAST:
      g_string_append_printf (self->out, "%s %lld %s", word (self, "last", "近"), whole,
                              unit_word (self, value->unit));
      return;
    case DATE_FUTURE:
      g_string_append_printf (self->out, "%s %lld %s", word (self, "next", "未来"), whole,
                              unit_word (self, value->unit));
      return;
    case DATE_AWAY:
      if (n < 0)
        g_string_append_printf (self->out, "%lld %s%s", -whole, unit_word (self, value->unit),
                                word (self, " ago", "前"));
      else if (self->style == GARRISON_QUESTION_CHINESE)
        g_string_append_printf (self->out, "%lld %s后", whole, unit_word (self, value->unit));
      else
        g_string_append_printf (self->out, "in %lld %s", whole, unit_word (self, value->unit));
      return;
    }
}

static void
write_value (Writer *self, const Cond *test, guint index)
{
  const GarrisonField *field = path_field (&test->path);
  const Value *value = &g_array_index (test->values, Value, index);

  switch (value->kind)
    {
    case VALUE_NUMBER:
      write_number (self, value->number);
      return;
    case VALUE_TEXT:
      write_quoted (self, value->text);
      return;
    case VALUE_YES:
      g_string_append (self->out, word (self, "yes", "是"));
      return;
    case VALUE_ID:
      write_id (self, field, value->number);
      return;
    case VALUE_ME:
      g_string_append (self->out, word (self, "me", "我"));
      return;
    case VALUE_MY_TEAM:
      g_string_append (self->out, word (self, "my team", "我的团队"));
      return;
    case VALUE_CODE:
      write_code (self, field, value->text);
      return;
    case VALUE_DATE:
      write_date (self, value);
      return;
    }
}

static const char *
date_op_word (Writer *self, GarrisonOp op, const Value *value)
{
  gboolean ago = value->date == DATE_AWAY && value->number < 0;

  switch ((int)op)
    {
    case GARRISON_OP_LT:
      return word (self,
                   ago                                       ? ">"
                   : self->style == GARRISON_QUESTION_STORED ? "<"
                                                             : "before",
                   "早于");
    case GARRISON_OP_LE:
      return word (self,
                   ago                                       ? ">="
                   : self->style == GARRISON_QUESTION_STORED ? "<="
                                                             : "until",
                   "截至");
    case GARRISON_OP_GT:
      return word (self,
                   ago                                       ? "<"
                   : self->style == GARRISON_QUESTION_STORED ? ">"
                                                             : "after",
                   "晚于");
    case GARRISON_OP_GE:
      return word (self,
                   ago                                       ? "<="
                   : self->style == GARRISON_QUESTION_STORED ? ">="
                                                             : "since",
                   "自从");
    default:
      return NULL;
    }
}

static const char *
op_word (Writer *self, const Cond *test)
{
  static const char *const english[] = { "=",
                                         "!=",
                                         "<",
                                         "<=",
                                         ">",
                                         ">=",
                                         "in",
                                         "not in",
                                         "between",
                                         "contains",
                                         "does not contain",
                                         "starts with",
                                         "exactly",
                                         "is empty",
                                         "is not empty" };
  static const char *const chinese[]
    = { "=",    "!=",   "<",      "<=",     ">",    ">=",   "属于",  "不属于",
        "介于", "包含", "不包含", "开头是", "恰为", "为空", "不为空" };
  const Value *value = test->values->len ? &g_array_index (test->values, Value, 0) : NULL;
  const char *of_date
    = value && value->kind == VALUE_DATE ? date_op_word (self, test->op, value) : NULL;

  return of_date ? of_date : word (self, english[test->op], chinese[test->op]);
}

static void
write_test (Writer *self, const Cond *test)
{
  write_path (self, &test->path);
  if (test->values->len == 1 && g_array_index (test->values, Value, 0).kind == VALUE_YES)
    return;
  g_string_append_printf (self->out, " %s", op_word (self, test));
  if (test->op == GARRISON_OP_IN || test->op == GARRISON_OP_NOT_IN)
    g_string_append (self->out, " (");
  else if (test->values->len)
    g_string_append_c (self->out, ' ');
  for (guint i = 0; i < test->values->len; i++)
    {
      if (i)
        g_string_append (self->out,
                         test->op == GARRISON_OP_BETWEEN ? word (self, " and ", " 到 ") : ", ");
      write_value (self, test, i);
    }
  if (test->op == GARRISON_OP_IN || test->op == GARRISON_OP_NOT_IN)
    g_string_append_c (self->out, ')');
}

static void
write_cond (Writer *self, const Cond *cond, gboolean inner)
{
  gboolean brackets = inner && (cond->kind == COND_AND || cond->kind == COND_OR);
  const Cond *part;

  if (cond->kind == COND_TEST)
    {
      write_test (self, cond);
      return;
    }
  if (cond->kind == COND_NOT)
    {
      part = cond->parts->pdata[0];
      brackets = part->kind != COND_TEST || !part->values->len
                 || g_array_index (part->values, Value, 0).kind != VALUE_YES;
      g_string_append (self->out, word (self, "not ", "非 "));
      if (brackets)
        g_string_append_c (self->out, '(');
      write_cond (self, part, FALSE);
      if (brackets)
        g_string_append_c (self->out, ')');
      return;
    }
  if (brackets)
    g_string_append_c (self->out, '(');
  for (guint i = 0; i < cond->parts->len; i++)
    {
      if (i)
        g_string_append (self->out, cond->kind == COND_AND ? word (self, " and ", " 且 ")
                                                           : word (self, " or ", " 或 "));
      write_cond (self, cond->parts->pdata[i], TRUE);
    }
  if (brackets)
    g_string_append_c (self->out, ')');
}

static void
write_head (Writer *self, GarrisonQuestion *question)
{
  static const char *const english[]
    = { "",        "count of ", "count of distinct ", "sum of ", "average of ",
        "min of ", "max of ",   "median of " };
  static const char *const chinese[]
    = { "", " 数量", " 去重数", " 合计", " 平均", " 最小", " 最大", " 中位数" };

  if (self->style == GARRISON_QUESTION_CHINESE)
    {
      g_string_append (self->out, question->relation->chinese);
      if (question->of.n)
        {
          g_string_append_c (self->out, ' ');
          write_path (self, &question->of);
        }
      g_string_append (self->out, chinese[question->measure]);
      return;
    }
  g_string_append (self->out, english[question->measure]);
  if (question->of.n)
    {
      write_path (self, &question->of);
      g_string_append (self->out, " of ");
    }
  if (self->style == GARRISON_QUESTION_STORED)
    g_string_append (self->out, question->relation->plural);
  else
    write_lower (self, question->relation->label);
}

static void
write_dimension (Writer *self, const Dimension *dimension)
{
  static const char *const english[] = { "", "day", "week", "month", "quarter", "year" };
  static const char *const chinese[] = { "", "日", "周", "月", "季度", "年" };

  g_string_append (self->out, word (self, " by ", " 按 "));
  if (dimension->bucket && self->style != GARRISON_QUESTION_CHINESE)
    g_string_append_printf (self->out, "%s of ", english[dimension->bucket]);
  write_path (self, &dimension->path);
  if (dimension->bucket && self->style == GARRISON_QUESTION_CHINESE)
    g_string_append_printf (self->out, " %s", chinese[dimension->bucket]);
}

static void
write_order (Writer *self, GarrisonQuestion *question)
{
  if (question->order != ORDER_NONE)
    {
      g_string_append (self->out, word (self, " order by ", " 排序 "));
      if (question->order == ORDER_VALUE)
        g_string_append (self->out, word (self, "value", "数值"));
      else
        write_path (self, &question->order_path);
      if (question->descending)
        g_string_append (self->out, word (self, " descending", " 降序"));
    }
  if (question->limit)
    g_string_append_printf (self->out, " %s %u", word (self, "limit", "限"), question->limit);
}

char *
garrison_question_to_text (GarrisonQuestion *self, GarrisonQuestionStyle style)
{
  Writer writer;

  g_return_val_if_fail (self != NULL, NULL);

  writer = (Writer){ self->catalogue, style, g_string_new (NULL) };
  write_head (&writer, self);
  if (self->where)
    {
      g_string_append (writer.out, word (&writer, " where ", " 其中 "));
      write_cond (&writer, self->where, FALSE);
    }
  for (guint i = 0; i < self->n_dimensions; i++)
    write_dimension (&writer, &self->dimensions[i]);
  write_order (&writer, self);
  return g_string_free (writer.out, FALSE);
}
