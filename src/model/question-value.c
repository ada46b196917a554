#include "model/question-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/currency.h"
#include "base/day.h"
#include "base/region.h"

#define MOST_UNITS 100000

/* Dates
 * ------------------------------------------------------------------------------------------*/

static const Word units[] = {
  { GARRISON_BUCKET_DAY, "day|days|天|日" },
  { GARRISON_BUCKET_WEEK, "week|weeks|周|个周|星期|个星期" },
  { GARRISON_BUCKET_MONTH, "month|months|个月|月" },
  { GARRISON_BUCKET_QUARTER, "quarter|quarters|个季度|季度" },
  { GARRISON_BUCKET_YEAR, "year|years|年" },
};

static const struct
{
  const char *words;
  GarrisonBucket unit;
  int number;
} near_dates[] = {
  { "today|this day|今天|今日|当天", GARRISON_BUCKET_DAY, 0 },
  { "yesterday|昨天|昨日", GARRISON_BUCKET_DAY, -1 },
  { "tomorrow|明天|明日", GARRISON_BUCKET_DAY, 1 },
  { "this week|本周|这周|本星期|这个星期", GARRISON_BUCKET_WEEK, 0 },
  { "last week|上周|上星期|上个星期", GARRISON_BUCKET_WEEK, -1 },
  { "next week|下周|下星期|下个星期", GARRISON_BUCKET_WEEK, 1 },
  { "this month|本月|这个月|当月", GARRISON_BUCKET_MONTH, 0 },
  { "last month|上月|上个月", GARRISON_BUCKET_MONTH, -1 },
  { "next month|下月|下个月", GARRISON_BUCKET_MONTH, 1 },
  { "this quarter|本季度|本季|这个季度", GARRISON_BUCKET_QUARTER, 0 },
  { "last quarter|上季度|上季|上个季度", GARRISON_BUCKET_QUARTER, -1 },
  { "next quarter|下季度|下季|下个季度", GARRISON_BUCKET_QUARTER, 1 },
  { "this year|本年|今年|本年度|今年度", GARRISON_BUCKET_YEAR, 0 },
  { "last year|去年|上年|上年度", GARRISON_BUCKET_YEAR, -1 },
  { "next year|明年|来年|下年度", GARRISON_BUCKET_YEAR, 1 },
};

static gboolean
date_set (Value *value, DateKind date, GarrisonBucket unit, gint64 number)
{
  value->kind = VALUE_DATE;
  value->date = date;
  value->unit = unit;
  value->number = number;
  return TRUE;
}

static gboolean
take_near_date (Scanner *self, Value *value)
{
  gsize best = 0;

  scanner_skip_blanks (self);
  for (guint i = 0; i < G_N_ELEMENTS (near_dates); i++)
    {
      gsize length = scanner_match_any (self, self->pos, near_dates[i].words);

      if (length > best)
        {
          best = length;
          date_set (value, DATE_RELATIVE, near_dates[i].unit, near_dates[i].number);
        }
    }
  self->pos += best;
  return best > 0;
}

static gboolean
take_units (Scanner *self, gint64 *number, GarrisonBucket *unit)
{
  int found;

  if (!scanner_take_int (self, MOST_UNITS, number))
    return FALSE;
  found = scanner_take (self, units, G_N_ELEMENTS (units));
  *unit = (GarrisonBucket)found;
  return found >= 0;
}

/* "last 30 days", "in 3 weeks", "30 days ago" and the like. */
static gboolean
take_counted_date (Scanner *self, Value *value)
{
  static const Word leads[] = {
    { DATE_PAST,
      "last|past|previous|the last|in the last|within the last|during the last|最近|近|过去|前" },
    { DATE_FUTURE, "next|coming|the next|in the next|within the next|未来|今后|接下来" },
    { DATE_AWAY, "in" },
  };
  static const Word tails[] = {
    { 0, "ago|before today|earlier|前|之前|以前" },
    { 1, "from now|later|after today|后|之后|以后" },
  };
  gsize start = self->pos;
  int lead = scanner_take (self, leads, G_N_ELEMENTS (leads));
  gint64 number;
  GarrisonBucket unit;

  if (take_units (self, &number, &unit) && (number > 0 || lead < 0 || lead == DATE_AWAY))
    {
      int tail;

      if (lead >= 0)
        return date_set (value, (DateKind)lead, unit, number);
      tail = scanner_take (self, tails, G_N_ELEMENTS (tails));
      if (tail >= 0)
        return date_set (value, DATE_AWAY, unit, tail ? number : -number);
      /* 2026年 is a year, though 年 is a unit too. */
      if (number < GARRISON_DAY_FIRST_YEAR)
        scanner_fail (self, _ ("Expected “ago” or “from now”"));
    }
  self->pos = start;
  return FALSE;
}

static guint
digits_at (Scanner *self, gsize pos, guint most, int *value)
{
  guint n = 0;

  *value = 0;
  while (n < most && pos + n < self->n && self->fold[pos + n] >= '0' && self->fold[pos + n] <= '9')
    *value = *value * 10 + (int)(self->fold[pos + n++] - '0');
  return n;
}

static gunichar
char_at (Scanner *self, gsize pos)
{
  return pos < self->n ? self->fold[pos] : 0;
}

static gboolean
end_date (Scanner *self, gsize at, Value *value, DateKind date, gint64 number, gboolean good)
{
  if (!good || is_word_char (char_at (self, at)) || char_at (self, at) == '-')
    return scanner_fail_at (self, self->pos, _ ("Expected a date that exists, such as 2026-05-19"));
  self->pos = at;
  return date_set (value, date, GARRISON_BUCKET_NONE, number);
}

static gboolean
week_exists (gint week)
{
  gint first = garrison_week_first_day (week);

  return first != 0 && garrison_day_week (first) == week;
}

/* What stands behind "2026-" or "2026年" at @at. */
static gboolean
take_within_year (Scanner *self, gsize at, int year, gboolean chinese, Value *value)
{
  int part;
  int day;
  guint n;

  if (char_at (self, at) == 'q' && digits_at (self, at + 1, 1, &part))
    return end_date (self, at + 2, value, DATE_QUARTER, year * 10 + part, part >= 1 && part <= 4);
  if (char_at (self, at) == 'w' && (n = digits_at (self, at + 1, 2, &part)))
    return end_date (self, at + 1 + n, value, DATE_WEEK, year * 100 + part,
                     part > 0 && week_exists (year * 100 + part));
  if (char_at (self, at) == 0x7b2c) /* 第 */
    at++;
  if (!(n = digits_at (self, at, 2, &part)))
    return scanner_fail_at (self, at, _ ("Expected a month"));
  at += n;
  if (chinese && scanner_match_any (self, at, "季度|季"))
    return end_date (self, at + scanner_match_any (self, at, "季度|季"), value, DATE_QUARTER,
                     year * 10 + part, part >= 1 && part <= 4);
  if (chinese && char_at (self, at) == 0x5468) /* 周 */
    return end_date (self, at + 1, value, DATE_WEEK, year * 100 + part,
                     part > 0 && week_exists (year * 100 + part));
  if (chinese
        ? char_at (self, at) == 0x6708
        : char_at (self, at) != 0 && strchr ("-/.", (int)MIN (char_at (self, at), 127)) != NULL)
    {
      at++;
      n = digits_at (self, at, 2, &day);
      if (n > 0)
        {
          at += n;
          if (chinese && scanner_match_any (self, at, "日|号"))
            at++;
          return end_date (self, at, value, DATE_DAY, garrison_day_make (year, part, day),
                           garrison_day_make (year, part, day) != 0);
        }
      if (!chinese)
        return scanner_fail_at (self, at, _ ("Expected a day of the month"));
    }
  return end_date (self, at, value, DATE_MONTH, year * 100 + part,
                   garrison_month_is_valid (year * 100 + part));
}

static gboolean
take_literal_date (Scanner *self, Value *value)
{
  gsize start = self->pos;
  gsize at;
  int year;
  int rest;

  scanner_skip_blanks (self);
  at = self->pos;
  if (digits_at (self, at, 8, &rest) == 8 && garrison_day_is_valid (rest))
    return end_date (self, at + 8, value, DATE_DAY, rest, TRUE);
  if (digits_at (self, at, 8, &year) == 4 && year >= GARRISON_DAY_FIRST_YEAR
      && year <= GARRISON_DAY_LAST_YEAR)
    {
      gunichar c = char_at (self, at + 4);

      if (c == 'q' || c == 'w')
        return take_within_year (self, at + 4, year, FALSE, value);
      if (c == '-' || c == '/' || c == '.')
        return take_within_year (self, at + 5, year, FALSE, value);
      if (c == 0x5e74
          && (digits_at (self, at + 5, 1, &rest) || char_at (self, at + 5) == 0x7b2c)) /* 年 */
        return take_within_year (self, at + 5, year, TRUE, value);
      return end_date (self, at + 4 + (c == 0x5e74), value, DATE_YEAR, year, TRUE);
    }
  self->pos = start;
  return FALSE;
}

gboolean
take_date (Scanner *self, Value *value)
{
  gboolean failed = self->failed;

  memset (value, 0, sizeof *value);
  if (take_near_date (self, value) || take_counted_date (self, value))
    return TRUE;
  if (self->failed && !failed)
    return FALSE;
  return take_literal_date (self, value);
}

static gint
quarter_first (gint64 quarter)
{
  return garrison_quarter_first_day ((gint)quarter);
}

static gint
unit_first (GarrisonBucket unit, gint day)
{
  switch (unit)
    {
    case GARRISON_BUCKET_WEEK:
      return garrison_day_add (day, 1 - garrison_day_weekday (day));
    case GARRISON_BUCKET_MONTH:
      return garrison_month_first_day (garrison_day_month (day));
    case GARRISON_BUCKET_QUARTER:
      return quarter_first (garrison_day_quarter (day));
    case GARRISON_BUCKET_YEAR:
      return garrison_day_make (garrison_day_year (day), 1, 1);
    default:
      return day;
    }
}

static gint
add_units (gint day, GarrisonBucket unit, gint64 number)
{
  int n = (int)number;

  switch (unit)
    {
    case GARRISON_BUCKET_WEEK:
      return garrison_day_add (day, 7 * n);
    case GARRISON_BUCKET_MONTH:
      return garrison_day_add_months (day, n);
    case GARRISON_BUCKET_QUARTER:
      return garrison_day_add_months (day, 3 * n);
    case GARRISON_BUCKET_YEAR:
      return garrison_day_add_months (day, 12 * n);
    default:
      return garrison_day_add (day, n);
    }
}

/* Beyond the valid years: before or after everything. */
static gint
or_edge (gint day, gboolean early)
{
  if (day)
    return day;
  return early ? GARRISON_DAY_FIRST_YEAR * 10000 + 101 : GARRISON_DAY_LAST_YEAR * 10000 + 1231;
}

static void
span_of_unit (GarrisonBucket unit, gint first_day, gboolean early, gint *first, gint *last)
{
  gint next = add_units (first_day, unit, 1);

  *first = or_edge (first_day, early);
  *last = first_day ? or_edge (garrison_day_add (next, -1), FALSE) : *first;
}

void
value_get_span (const Value *value, gint today, gint *first, gint *last)
{
  gint64 n = value->number;
  gint day;

  switch (value->date)
    {
    case DATE_DAY:
      *first = *last = (gint)n;
      return;
    case DATE_WEEK:
      span_of_unit (GARRISON_BUCKET_WEEK, garrison_week_first_day ((gint)n), FALSE, first, last);
      return;
    case DATE_MONTH:
      span_of_unit (GARRISON_BUCKET_MONTH, garrison_month_first_day ((gint)n), FALSE, first, last);
      return;
    case DATE_QUARTER:
      span_of_unit (GARRISON_BUCKET_QUARTER, quarter_first (n), FALSE, first, last);
      return;
    case DATE_YEAR:
      span_of_unit (GARRISON_BUCKET_YEAR, garrison_day_make ((int)n, 1, 1), FALSE, first, last);
      return;
    case DATE_RELATIVE:
      day = add_units (unit_first (value->unit, today), value->unit, n);
      span_of_unit (value->unit, day, n < 0, first, last);
      return;
    case DATE_PAST:
      *first = or_edge (garrison_day_add (add_units (today, value->unit, -n), 1), TRUE);
      *last = today;
      return;
    case DATE_FUTURE:
      *first = today;
      *last = or_edge (garrison_day_add (add_units (today, value->unit, n), -1), FALSE);
      return;
    case DATE_AWAY:
      *first = *last = or_edge (add_units (today, value->unit, n), n < 0);
      return;
    }
}

/* Numbers
 * ----------------------------------------------------------------------------------------*/

static gboolean
take_number (Scanner *self, gint64 *scaled)
{
  static const Word factors[] = {
    { 3, "k|thousand|千" }, { 4, "万" }, { 6, "m|million|百万" },
    { 7, "千万" },          { 8, "亿" }, { 9, "b|billion|十亿" },
  };
  gsize start = self->pos;
  __int128 value = 0;
  int decimals = 0;
  guint digits = 0;
  gboolean negative = scanner_take_char (self, '-');
  gboolean point = FALSE;
  int factor;

  scanner_skip_blanks (self);
  for (; self->pos < self->n && digits < 24; self->pos++)
    {
      gunichar c = self->fold[self->pos];

      if (c == '.' && !point && digits > 0 && g_unichar_isdigit (char_at (self, self->pos + 1)))
        point = TRUE;
      else if (c >= '0' && c <= '9')
        {
          value = value * 10 + (int)(c - '0');
          decimals += point;
          digits++;
        }
      else
        break;
    }
  if (digits == 0 || digits == 24)
    {
      self->pos = start;
      return FALSE;
    }
  factor = scanner_take (self, factors, G_N_ELEMENTS (factors));
  for (factor = MAX (factor, 0) + 4 - decimals; factor > 0 && value < G_MAXINT64; factor--)
    value *= 10;
  for (; factor < 0 && value % 10 == 0; factor++)
    value /= 10;
  if (factor != 0 || value > G_GINT64_CONSTANT (1000000000000000000)
      || is_word_char (char_at (self, self->pos)))
    {
      self->pos = start;
      return FALSE;
    }
  *scaled = (gint64)(negative ? -value : value);
  return TRUE;
}

static gboolean
take_number_value (Scanner *self, Cond *test)
{
  GarrisonFieldType type = path_field (&test->path)->type;
  gsize start = self->pos;
  gint64 scaled;

  if (!take_number (self, &scaled))
    return scanner_fail (self, type == GARRISON_FIELD_MONEY
                                 ? _ ("Expected an amount, such as 10000, 1.2万 or 10 k")
                                 : _ ("Expected a number"));
  if (type == GARRISON_FIELD_MONEY)
    scanner_take_words (self, "元");
  if ((type == GARRISON_FIELD_INT && scaled % NUMBER_SCALE)
      || (type == GARRISON_FIELD_NUMBER && scaled % 10))
    {
      self->pos = start;
      return scanner_fail (self, type == GARRISON_FIELD_INT
                                   ? _ ("Expected a whole number")
                                   : _ ("Expected a number with at most three decimals"));
    }
  cond_add_value (test, VALUE_NUMBER, scaled, NULL);
  return TRUE;
}

/* Names
 * ------------------------------------------------------------------------------------------*/

static const char me_words[] = "me|myself|我|本人|我自己";
static const char my_team_words[] = "my team|our team|我的团队|本团队|我们团队";

static gsize
longest_name (Scanner *self, const GarrisonField *field, const GarrisonName **found)
{
  GarrisonNameKind kind;
  GPtrArray *all;
  gsize best = 0;

  if (!garrison_field_get_name_kind (field, &kind))
    return 0;
  all
    = garrison_names_get_all (garrison_catalogue_get_names (self->catalogue), kind, field->target);
  for (guint i = 0; i < all->len; i++)
    {
      const GarrisonName *name = all->pdata[i];
      gsize by_name = *name->name ? scanner_match (self, self->pos, name->name, -1) : 0;
      gsize by_key = name->key ? scanner_match (self, self->pos, name->key, -1) : 0;
      gsize length = MAX (by_name, by_key);

      if (length > best || (length == best && length > 0 && name->active && !(*found)->active))
        {
          best = length;
          *found = name;
        }
    }
  return best;
}

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return g_str_equal (x, y);
}

const GarrisonName *
find_name (GarrisonCatalogue *catalogue, const GarrisonField *field, const char *text)
{
  const GarrisonName *found = NULL;
  GarrisonNameKind kind;
  GPtrArray *all;

  if (!garrison_field_get_name_kind (field, &kind))
    return NULL;
  all = garrison_names_get_all (garrison_catalogue_get_names (catalogue), kind, field->target);
  for (guint i = 0; i < all->len; i++)
    {
      const GarrisonName *name = all->pdata[i];

      if (name->key && same_text (name->key, text))
        return name;
      if (same_text (name->name, text) && (!found || (name->active && !found->active)))
        found = name;
    }
  return found;
}

static gboolean
take_id (Scanner *self, Cond *test)
{
  gint64 id;
  gsize start = self->pos;

  if (!scanner_take_char (self, '#'))
    return FALSE;
  if (scanner_take_int (self, G_MAXINT64, &id) && id > 0)
    {
      cond_add_value (test, VALUE_ID, id, NULL);
      return TRUE;
    }
  self->pos = start;
  return scanner_fail (self, _ ("Expected the number of a record, such as #12"));
}

static const char *
expected_name (GarrisonFieldType type)
{
  switch ((int)type)
    {
    case GARRISON_FIELD_PERSON:
      return _ ("Expected a person");
    case GARRISON_FIELD_TEAM:
      return _ ("Expected a team");
    case GARRISON_FIELD_PRODUCT:
      return _ ("Expected a product");
    case GARRISON_FIELD_STAGE:
      return _ ("Expected a stage");
    case GARRISON_FIELD_POOL:
      return _ ("Expected a pool");
    case GARRISON_FIELD_TAG:
      return _ ("Expected a tag");
    case GARRISON_FIELD_ROLE:
      return _ ("Expected a role");
    default:
      return _ ("Expected one of the choices of this field");
    }
}

/* A person's field may be compared with a team: owner = East is owner.team = East. */
static gboolean
take_team_of_person (Scanner *self, Cond *test)
{
  const GarrisonField *field = path_field (&test->path);
  const GarrisonName *name = NULL;
  const GarrisonField *team;
  Path path = test->path;
  gsize length;
  gboolean mine;
  g_autofree char *quoted = NULL;
  gsize start = self->pos;

  if (field->type != GARRISON_FIELD_PERSON || test->values->len > 0
      || !path_append (self->catalogue, &path, "team"))
    return FALSE;
  team = path_field (&path);
  scanner_skip_blanks (self);
  mine = scanner_take_words (self, my_team_words);
  if (!mine && scanner_take_quoted (self, &quoted))
    name = find_name (self->catalogue, team, quoted);
  else if (!mine && (length = longest_name (self, team, &name)))
    self->pos += length;
  if (!mine && !name)
    {
      self->pos = start;
      return FALSE;
    }
  test->path = path;
  cond_add_value (test, mine ? VALUE_MY_TEAM : VALUE_ID, mine ? 0 : name->id, NULL);
  return TRUE;
}

static gboolean
take_own_word (Scanner *self, Cond *test, gsize name_length)
{
  GarrisonFieldType type = path_field (&test->path)->type;
  gsize me = type == GARRISON_FIELD_PERSON ? scanner_match_any (self, self->pos, me_words) : 0;
  gsize team = type == GARRISON_FIELD_TEAM ? scanner_match_any (self, self->pos, my_team_words) : 0;

  if (type == GARRISON_FIELD_PERSON && scanner_match_any (self, self->pos, my_team_words) > me)
    return FALSE;
  if (MAX (me, team) == 0 || MAX (me, team) < name_length)
    return FALSE;
  self->pos += MAX (me, team);
  cond_add_value (test, me ? VALUE_ME : VALUE_MY_TEAM, 0, NULL);
  return TRUE;
}

static gboolean
take_name (Scanner *self, Cond *test)
{
  const GarrisonField *field = path_field (&test->path);
  const GarrisonName *name = NULL;
  g_autofree char *quoted = NULL;
  gsize start = self->pos;
  gsize length;

  if (take_id (self, test))
    return TRUE;
  if (self->failed)
    return FALSE;
  scanner_skip_blanks (self);
  if (scanner_take_quoted (self, &quoted))
    name = find_name (self->catalogue, field, quoted);
  else if (!self->failed)
    {
      length = longest_name (self, field, &name);
      if (take_own_word (self, test, length))
        return TRUE;
      self->pos += length;
    }
  if (name)
    {
      cond_add_value (test, VALUE_ID, name->id, NULL);
      return TRUE;
    }
  self->pos = start;
  return take_team_of_person (self, test) || scanner_fail (self, expected_name (field->type));
}

/* Codes and texts
 * --------------------------------------------------------------------------------*/

/* No region is called 且, 或 or 按, and in Chinese none has a blank. */
static gboolean
ends_region (Scanner *self, gsize at)
{
  gunichar c = char_at (self, at);

  return c == 0 || c == 0x4e14 || c == 0x6216 || c == 0x6309
         || strchr ("(),;\"=<>", (int)MIN (c, 127)) != NULL
         || (c == ' ' && at > self->pos && is_han (self->fold[at - 1]));
}

/* The longest text here that names a region. */
static const char *
longest_region (Scanner *self, gsize *length)
{
  gsize most = 0;

  while (most < 60 && !ends_region (self, self->pos + most))
    most++;
  for (gsize n = most; n > 0; n--)
    {
      g_autofree char *text = NULL;
      const char *code;

      if (is_word_char (char_at (self, self->pos + n))
          && is_word_char (char_at (self, self->pos + n - 1)))
        continue;
      if (char_at (self, self->pos + n - 1) == ' ')
        continue;
      text = scanner_slice (self, self->pos, n);
      code = garrison_region_find (text);
      if (code)
        {
          *length = n;
          return code;
        }
    }
  return NULL;
}

static gboolean
take_region (Scanner *self, Cond *test)
{
  g_autofree char *quoted = NULL;
  const char *code;
  gsize length = 0;

  scanner_skip_blanks (self);
  if (scanner_take_quoted (self, &quoted))
    {
      code = garrison_region_find (quoted);
      cond_add_value (test, VALUE_CODE, 0, code ? g_strdup (code) : g_steal_pointer (&quoted));
      return TRUE;
    }
  code = longest_region (self, &length);
  if (!code)
    return scanner_fail (self, _ ("Expected a region, such as CN-GD"));
  self->pos += length;
  cond_add_value (test, VALUE_CODE, 0, g_strdup (code));
  return TRUE;
}

static gboolean
take_currency (Scanner *self, Cond *test)
{
  g_autofree char *text = NULL;
  const char *code;
  gsize length;

  scanner_skip_blanks (self);
  if (scanner_take_quoted (self, &text))
    {
      if (!*text)
        return scanner_fail (self, _ ("Expected a currency, such as CNY"));
      cond_add_value (test, VALUE_CODE, 0, g_steal_pointer (&text));
      return TRUE;
    }
  length = scanner_bare_length (self);
  text = scanner_slice (self, self->pos, length);
  code = length ? garrison_currency_find (text) : NULL;
  if (!code)
    return scanner_fail (self, _ ("Expected a currency, such as CNY"));
  self->pos += length;
  cond_add_value (test, VALUE_CODE, 0, g_strdup (code));
  return TRUE;
}

static gboolean
take_kind (Scanner *self, Cond *test)
{
  const GarrisonKind *found = NULL;
  gsize best = 0;

  scanner_skip_blanks (self);
  for (const GarrisonKind *kind = path_field (&test->path)->kinds; kind->key; kind++)
    {
      gsize length = MAX (scanner_match (self, self->pos, kind->key, -1),
                          scanner_match (self, self->pos, kind->label, -1));

      length = MAX (length, scanner_match_any (self, self->pos, kind->chinese));
      if (length > best)
        {
          best = length;
          found = kind;
        }
    }
  if (!found)
    return scanner_fail (self, _ ("Expected one of the kinds of this field"));
  self->pos += best;
  cond_add_value (test, VALUE_CODE, 0, g_strdup (found->key));
  return TRUE;
}

static gboolean
take_text (Scanner *self, Cond *test)
{
  g_autofree char *text = NULL;

  scanner_skip_blanks (self);
  if (!scanner_take_quoted (self, &text) && !self->failed)
    {
      gsize length = scanner_bare_length (self);

      text = scanner_slice (self, self->pos, length);
      self->pos += length;
    }
  if (!text || !*text)
    return scanner_fail (self, _ ("Expected a text"));
  cond_add_value (test, VALUE_TEXT, 0, g_steal_pointer (&text));
  return TRUE;
}

/* A record is asked for by its number or, where it has a name, by that. */
static gboolean
take_record (Scanner *self, Cond *test)
{
  Path path = test->path;

  if (take_id (self, test))
    return TRUE;
  if (self->failed || test->values->len > 0 || !path_append (self->catalogue, &path, "name"))
    return scanner_fail (self, _ ("Expected the number of a record, such as #12"));
  test->path = path;
  return take_text (self, test);
}

gboolean
take_yesno (Scanner *self, gboolean *yes)
{
  static const Word words[] = { { 1, "yes|true|1|是|对" }, { 0, "no|false|0|否|不是" } };
  int found = scanner_take (self, words, G_N_ELEMENTS (words));

  *yes = found == 1;
  return found >= 0;
}

gboolean
take_value (Scanner *self, Cond *test)
{
  Value value;

  switch (path_field (&test->path)->type)
    {
    case GARRISON_FIELD_TEXT:
      return take_text (self, test);
    case GARRISON_FIELD_INT:
    case GARRISON_FIELD_NUMBER:
    case GARRISON_FIELD_MONEY:
      return take_number_value (self, test);
    case GARRISON_FIELD_DAY:
    case GARRISON_FIELD_INSTANT:
      if (!take_date (self, &value))
        return scanner_fail (
          self, _ ("Expected a date, such as 2026-05-19, today, last month or 30 days ago"));
      g_array_append_val (test->values, value);
      return TRUE;
    case GARRISON_FIELD_KIND:
      return take_kind (self, test);
    case GARRISON_FIELD_CURRENCY:
      return take_currency (self, test);
    case GARRISON_FIELD_REGION:
      return take_region (self, test);
    case GARRISON_FIELD_RECORD:
      return take_record (self, test);
    default:
      return take_name (self, test);
    }
}
