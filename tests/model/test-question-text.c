/* Reading and writing questions: what is understood, how it is stored, where an error is. */
#include <locale.h>
#include <string.h>

#include "base/error.h"
#include "question-cases.h"
#include "question-fixture.h"

static GarrisonCatalogue *catalogue;
static FixtureDatabase *db;

static GarrisonQuestion *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GarrisonQuestion *question = garrison_question_parse (catalogue, text, &error);

  if (!question)
    g_error ("%s: %s", text, error->message);
  return question;
}

static void
assert_reads_back (GarrisonQuestion *question)
{
  g_autofree char *stored = garrison_question_to_text (question, GARRISON_QUESTION_STORED);

  for (int style = GARRISON_QUESTION_STORED; style <= GARRISON_QUESTION_CHINESE; style++)
    {
      g_autofree char *text = garrison_question_to_text (question, style);
      g_autoptr (GarrisonQuestion) again = parse (text);
      g_autofree char *restored = garrison_question_to_text (again, GARRISON_QUESTION_STORED);

      if (!g_str_equal (stored, restored))
        g_error ("“%s” is read as “%s”, not “%s”", text, restored, stored);
    }
}

static void
assert_compiles (GarrisonQuestion *question)
{
  GarrisonQuestionContext context;

  fixture_context (&context);
  for (int rollups = 0; rollups < 2; rollups++)
    {
      g_auto (GarrisonQuery) query = { 0 };
      g_auto (GarrisonQuery) ids = { 0 };
      g_auto (GarrisonQuery) left_out = { 0 };

      context.rollups = rollups;
      g_assert_true (garrison_question_compile (question, &context, &query, NULL));
      fixture_database_ask (db, &query, NULL, NULL);
      g_assert_true (garrison_question_compile_ids (question, &context, NULL, FALSE, &ids, NULL));
      fixture_database_ask (db, &ids, NULL, NULL);
      if (garrison_question_compile_left_out (question, &context, &left_out, NULL))
        fixture_database_ask (db, &left_out, NULL, NULL);
    }
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GarrisonQuestion) question = parse (cases[i].asked);
      g_autofree char *stored = garrison_question_to_text (question, GARRISON_QUESTION_STORED);

      g_assert_cmpstr (stored, ==, cases[i].stored);
      assert_reads_back (question);
      assert_compiles (question);
    }
}

static void
test_styles (void)
{
  static const struct
  {
    const char *asked;
    const char *english;
    const char *chinese;
  } styles[] = {
    { "customers where region in (CN-GD, CN-HN) and level = A and last contact > 30 days ago",
      "customers where region in (Guangdong, Hunan) and level = A and last contact > 30 days ago",
      "客户 其中 地区 属于 (广东, 湖南) 且 级别 = A 且 最近跟进 早于 30 天前" },
    { "商机金额合计 其中赢单且成交日期今年 按地区按月",
      "sum of amount of deals where won and closed = this year by region by month of closed",
      "商机 金额 合计 其中 赢单 且 成交日期 = 今年 按 地区 按 成交日期 月" },
    { "count of activities where kind = visit by owner by week",
      "count of activities where kind = visit by person by week of date",
      "跟进 数量 其中 类型 = 拜访 按 人员 按 日期 周" },
    { "customers where owner in (#1, #2) and source = #24 and source != #999",
      "customers where owner in (\"Wu Tao\", 李梅) and source = \"Say \"\"hi\"\" (and bye)\" and "
      "source != #999",
      "客户 其中 负责人 属于 (\"Wu Tao\", 李梅) 且 来源 = \"Say \"\"hi\"\" (and bye)\" 且 来源 != "
      "#999" },
    { "top 3 customers by value", "customers order by twelve months descending limit 3",
      "客户 排序 近十二个月 降序 限 3" },
    { "customers where own#7 > 2 and created < 2026-05 and created until yesterday",
      "customers where [Size and staff] > 2 and created before 2026-05 and created until yesterday",
      "客户 其中 [Size and staff] > 2 且 创建日期 早于 2026-05 且 创建日期 截至 昨天" },
    /* The second Sam is not who "Sam" is. */
    { "customers where owner = #5", "customers where owner = #5", "客户 其中 负责人 = #5" },
    { "median of days to close of deals where not (won or lost) by owner.team",
      "median of days to close of deals where not (won or lost) by owner.team",
      "商机 成交周期 中位数 其中 非 (赢单 或 输单) 按 负责人.团队" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autoptr (GarrisonQuestion) question = parse (styles[i].asked);
      g_autofree char *english = garrison_question_to_text (question, GARRISON_QUESTION_ENGLISH);
      g_autofree char *chinese = garrison_question_to_text (question, GARRISON_QUESTION_CHINESE);

      g_assert_cmpstr (english, ==, styles[i].english);
      g_assert_cmpstr (chinese, ==, styles[i].chinese);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *asked;
    int position;
    const char *expected;
  } errors[] = {
    { "", 0, "what to ask for" },
    { "   ", 3, "what to ask for" },
    { "foo", 0, "what to ask for" },
    { "customersx", 0, "what to ask for" },
    { "count of", 8, "what to ask for" },
    { "customers wher level = A", 10, "“where”" },
    { "customers where", 15, "a field" },
    { "客户 其中", 5, "a field" },
    { "客户 其中 级别 = 甲", 11, "one of the choices" },
    { "customers where level = Z", 24, "one of the choices" },
    { "customers where level", 21, "an operator" },
    { "customers where level > A", 22, "another operator" },
    { "customers where verified > yes", 25, "“and”" },
    { "customers where name > x", 21, "another operator" },
    { "customers where created contains 3", 24, "another operator" },
    { "customers where owner = Nobody", 24, "a person" },
    { "customers where owner = \"Nobody\"", 24, "a person" },
    { "customers where team = West", 23, "a team" },
    { "customers where region = Atlantis", 25, "a region" },
    { "customers where region in (CN-GD, )", 34, "a region" },
    { "customers where region in (CN-GD", 32, "“)”" },
    { "customers where tag = X", 22, "a tag" },
    { "customers where pool = X", 23, "a pool" },
    { "customers where stage = X", 24, "a stage" },
    { "customers where created > 30 days", 33, "“ago”" },
    { "customers where created = 2026-13", 26, "a date that exists" },
    { "customers where created = 2026-02-30", 26, "a date that exists" },
    { "customers where created = 2026-W54", 26, "a date that exists" },
    { "customers where created = 2026-Q5", 26, "a date that exists" },
    { "customers where created = soon", 26, "a date" },
    { "customers where created = 1850", 26, "a date" },
    { "customers where created between 2026", 36, "“and”" },
    { "customers where completeness = 1.5", 31, "a whole number" },
    { "customers where completeness = many", 31, "a number" },
    { "customers where completeness = 99999999999999999999999999", 31, "a number" },
    { "customers where completeness = #4", 31, "a number" },
    { "deal lines where quantity = 1.2345", 28, "three decimals" },
    { "deals where amount > x", 21, "an amount" },
    { "deals where amount > 1.23456", 21, "an amount" },
    { "deals where amount > 10x", 21, "an amount" },
    { "deals where currency = Gold", 23, "a currency" },
    { "activities where kind = dance", 24, "one of the kinds" },
    { "customers where (level = A", 26, "“)”" },
    { "customers where level = A)", 25, "“and”" },
    { "customers where name = \"abc", 27, "quotation mark" },
    { "customers where name = \"\"", 25, "a text" },
    { "customers where owner = #0", 24, "the number of a record" },
    { "customers where owner = #99999999999999999999", 24, "the number of a record" },
    { "customers by note", 13, "grouped by" },
    { "customers by phone", 13, "grouped by" },
    { "customers by tag", 13, "grouped by" },
    { "customers by", 12, "group by" },
    { "products by month", 17, "no date" },
    { "customers by region by level by owner", 32, "no more than two" },
    { "customers order by note", 19, "ordered by" },
    { "customers order by", 18, "order by" },
    { "count of deals by stage order by region", 39, "the first group" },
    { "sum of name of customers", 7, "added up" },
    { "sum of amount of", 7, "what it is of" },
    { "sum of amount", 7, "what it is of" },
    { "sum of level x of customers", 13, "“of”" },
    { "count of distinct phone of customers", 18, "added up" },
    { "top 0 customers", 4, "how many" },
    { "customers limit 99999999999", 16, "how many" },
    { "deals where customer.nothing = 3", 21, "a field" },
    { "customers; DROP TABLE customer", 9, "“where”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonQuestion) question
        = garrison_question_parse (catalogue, errors[i].asked, &error);

      if (question)
        g_error ("this was understood: %s", errors[i].asked);
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
      if (garrison_question_error_get_position (error) != errors[i].position
          || !strstr (garrison_question_error_get_expected (error), errors[i].expected))
        g_error ("%s: “%s”, not at %d and “%s”", errors[i].asked, error->message,
                 errors[i].position, errors[i].expected);
    }
}

static void
test_error_of_another_kind (void)
{
  g_autoptr (GError) error
    = g_error_new_literal (GARRISON_ERROR, GARRISON_ERROR_FAILED, "7: not ours");

  g_assert_cmpint (garrison_question_error_get_position (error), ==, -1);
  g_assert_null (garrison_question_error_get_expected (error));
  g_assert_cmpint (garrison_question_error_get_position (NULL), ==, -1);
}

static void
assert_refused (const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrison_question_parse (catalogue, text, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
  g_assert_cmpint (garrison_question_error_get_position (error), >=, 0);
}

static void
test_limits (void)
{
  g_autofree char *open = g_strnfill (5000, '(');
  g_autofree char *deep = g_strdup_printf ("customers where %sverified", open);
  g_autofree char *blank = g_strnfill (GARRISON_QUESTION_MAX + 1, ' ');
  g_autofree char *name = g_strnfill (10000, 'x');
  g_autofree char *wide = g_strdup_printf ("customers where name = \"%s\"", name);
  g_autoptr (GarrisonQuestion) question = parse (wide);
  g_autoptr (GString) nots = g_string_new ("customers where ");
  g_autoptr (GString) many = g_string_new ("customers where id in (0");

  assert_reads_back (question);
  assert_refused (deep);
  assert_refused (blank);
  assert_refused ("customers where name = \xff\xfe");
  for (guint i = 0; i < 60; i++)
    g_string_append (nots, "not ");
  g_string_append (nots, "verified");
  assert_refused (nots->str);
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (many, ", %u", i);
  g_string_append (many, ")");
  assert_refused (many->str);
}

/* Every field as first and second group, every operator, every order: written and read back. */
static void
test_every_pair_of_groups (void)
{
  for (guint r = 0; r < garrison_catalogue_get_n_relations (catalogue); r++)
    {
      const GarrisonRelation *relation = garrison_catalogue_get_relation (catalogue, r);
      guint n = garrison_catalogue_get_n_fields (catalogue, relation);

      for (guint i = 0; i < n * n; i++)
        {
          const GarrisonField *one = garrison_catalogue_get_field (catalogue, relation, i / n);
          const GarrisonField *two = garrison_catalogue_get_field (catalogue, relation, i % n);
          g_autofree char *text
            = g_strdup_printf ("count of %s by %s, %s", relation->plural, one->key, two->key);
          g_autoptr (GarrisonQuestion) question = NULL;

          if (!(one->flags & two->flags & GARRISON_FIELD_DIMENSION))
            continue;
          question = parse (text);
          g_assert_true (garrison_question_get_dimension (question, 0) == one);
          g_assert_true (garrison_question_get_dimension (question, 1) == two);
          assert_reads_back (question);
          if (i % 7 == 0)
            assert_compiles (question);
        }
    }
}

static const char *
sample_value (const GarrisonField *field, guint which)
{
  switch (field->type)
    {
    case GARRISON_FIELD_TEXT:
      return which ? "by me and (you)" : "x";
    case GARRISON_FIELD_DAY:
    case GARRISON_FIELD_INSTANT:
      return which ? "30 days ago" : "2026-Q1";
    case GARRISON_FIELD_YESNO:
      return "yes";
    case GARRISON_FIELD_KIND:
      return field->kinds[which].key;
    case GARRISON_FIELD_CURRENCY:
      return which ? "USD" : "CNY";
    case GARRISON_FIELD_REGION:
      return which ? "CN" : "CN-GD";
    case GARRISON_FIELD_INT:
    case GARRISON_FIELD_NUMBER:
    case GARRISON_FIELD_MONEY:
      return which ? "12" : "-3";
    default:
      return which ? "#2" : "#1";
    }
}

static guint
n_values (GarrisonOp op)
{
  if (op == GARRISON_OP_EMPTY || op == GARRISON_OP_NOT_EMPTY)
    return 0;
  return op == GARRISON_OP_BETWEEN || op == GARRISON_OP_IN || op == GARRISON_OP_NOT_IN ? 2 : 1;
}

static void
check_field (const GarrisonRelation *relation, const GarrisonField *field)
{
  guint n_ops;
  const GarrisonOp *ops = garrison_field_get_ops (field, &n_ops);
  g_autoptr (GarrisonQuestion) plain = parse (relation->plural);

  for (guint i = 0; i < n_ops * 2; i++)
    {
      GarrisonOp op = ops[i / 2];
      const char *values[3] = { NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonQuestion) question = NULL;

      for (guint v = 0; v < n_values (op); v++)
        values[v] = sample_value (field, (v + i) % 2);
      question = garrison_question_with_condition (plain, field->key, op, values, &error);
      g_assert_no_error (error);
      g_assert_true (garrison_question_has_conditions (question));
      g_assert_cmpstr (garrison_op_get_label (field, op), !=, "");
      assert_reads_back (question);
      assert_compiles (question);
    }
}

static void
test_every_operator (void)
{
  for (guint r = 0; r < garrison_catalogue_get_n_relations (catalogue); r++)
    {
      const GarrisonRelation *relation = garrison_catalogue_get_relation (catalogue, r);

      for (guint i = 0; i < garrison_catalogue_get_n_fields (catalogue, relation); i++)
        {
          const GarrisonField *field = garrison_catalogue_get_field (catalogue, relation, i);

          if (field->flags & GARRISON_FIELD_FILTERABLE)
            check_field (relation, field);
        }
    }
}

static void
test_every_order_and_column (void)
{
  GarrisonQuestionContext context;

  fixture_context (&context);
  for (guint r = 0; r < garrison_catalogue_get_n_relations (catalogue); r++)
    {
      const GarrisonRelation *relation = garrison_catalogue_get_relation (catalogue, r);
      g_autoptr (GarrisonQuestion) question = parse (relation->plural);

      for (guint i = 0; i < garrison_catalogue_get_n_fields (catalogue, relation); i++)
        {
          const GarrisonField *field = garrison_catalogue_get_field (catalogue, relation, i);
          g_auto (GarrisonQuery) query = { 0 };
          g_autoptr (GError) error = NULL;

          if (garrison_question_compile_ids (question, &context, field->key, i % 2, &query, &error))
            {
              g_assert_true (field->flags & GARRISON_FIELD_SORTABLE);
              fixture_database_ask (db, &query, NULL, NULL);
            }
          else
            {
              g_assert_false (field->flags & GARRISON_FIELD_SORTABLE);
              g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
            }
        }
    }
}

static void
test_rows (void)
{
  static const char *const fields[]
    = { "name", "owner", "last-contact", "owner.team", "value", "next_step", "own#7", NULL };
  static const char *const unknown[] = { "name", "name; DROP TABLE customer", NULL };
  static const char *const hidden[] = { "tag", NULL };
  const GarrisonRelation *relation = garrison_catalogue_find_relation (catalogue, "customer");
  GarrisonQuestionContext context;
  g_auto (GarrisonQuery) query = { 0 };
  g_auto (GarrisonQuery) none = { 0 };
  g_autoptr (GError) error = NULL;

  fixture_context (&context);
  g_assert_true (
    garrison_question_compile_rows (catalogue, relation, fields, &context, &query, &error));
  g_assert_nonnull (strstr (query.sql, " WHERE t.id IN @ids(ids)"));
  g_assert_cmpint (garrison_args_lookup (query.args, "since_month")->integer, ==, 202506);
  g_assert_false (
    garrison_question_compile_rows (catalogue, relation, unknown, &context, &none, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
    garrison_question_compile_rows (catalogue, relation, hidden, &context, &none, &error));
}

static void
test_builders (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) deals
    = parse ("sum of amount of deals where won or lost by region top 3");
  g_autoptr (GarrisonQuestion) more
    = garrison_question_with_text (deals, "owner = me or lost", &error);
  g_autoptr (GarrisonQuestion) list = garrison_question_as_list (more);
  g_autoptr (GarrisonQuestion) count = garrison_question_as_count (more);
  g_autoptr (GarrisonQuestion) other = parse ("deals where open");
  g_autoptr (GarrisonQuestion) both = garrison_question_with_question (other, deals, &error);
  g_autoptr (GarrisonQuestion) customers = parse ("customers");
  g_autofree char *more_text = garrison_question_to_text (more, GARRISON_QUESTION_STORED);
  g_autofree char *list_text = garrison_question_to_text (list, GARRISON_QUESTION_STORED);
  g_autofree char *count_text = garrison_question_to_text (count, GARRISON_QUESTION_STORED);
  g_autofree char *both_text = garrison_question_to_text (both, GARRISON_QUESTION_STORED);
  g_autofree char *deals_text = garrison_question_to_text (deals, GARRISON_QUESTION_STORED);

  g_assert_cmpstr (more_text, ==,
                   "sum of amount of deals where (won or lost) and (owner = me or lost) by region "
                   "order by value descending limit 3");
  g_assert_cmpstr (list_text, ==, "deals where (won or lost) and (owner = me or lost)");
  g_assert_cmpstr (count_text, ==, "count of deals where (won or lost) and (owner = me or lost)");
  g_assert_cmpstr (both_text, ==, "deals where open and (won or lost)");
  g_assert_cmpstr (
    deals_text, ==,
    "sum of amount of deals where won or lost by region order by value descending limit 3");
  g_assert_null (garrison_question_with_question (customers, deals, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
  g_clear_error (&error);
  g_assert_null (garrison_question_with_text (deals, "owner = me) or (won", &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
}

static void
test_conditions_of_builders (void)
{
  g_autoptr (GarrisonQuestion) customers = parse ("customers");
  const char *const ago[] = { "30 days ago", NULL };
  const char *const trick[] = { "x\" or name != \"", NULL };
  const char *const two[] = { "A", "B", NULL };
  const char *const level[] = { "A or level = B", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) before
    = garrison_question_with_condition (customers, "last_contact", GARRISON_OP_LT, ago, &error);
  g_autoptr (GarrisonQuestion) quoted
    = garrison_question_with_condition (customers, "name", GARRISON_OP_EQ, trick, &error);
  g_autoptr (GarrisonQuestion) either
    = garrison_question_with_condition (customers, "level", GARRISON_OP_IN, two, &error);
  g_autofree char *before_text = garrison_question_to_text (before, GARRISON_QUESTION_STORED);
  g_autofree char *quoted_text = garrison_question_to_text (quoted, GARRISON_QUESTION_STORED);
  g_autofree char *either_text = garrison_question_to_text (either, GARRISON_QUESTION_STORED);

  g_assert_cmpstr (before_text, ==, "customers where last_contact > 30 days ago");
  g_assert_cmpstr (quoted_text, ==, "customers where name = \"x\"\" or name != \"\"\"");
  g_assert_cmpstr (either_text, ==, "customers where level in (#11, #12)");
  assert_reads_back (quoted);
  g_assert_null (
    garrison_question_with_condition (customers, "level", GARRISON_OP_EQ, level, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
  g_clear_error (&error);
  g_assert_null (
    garrison_question_with_condition (customers, "level", GARRISON_OP_EQ, two, &error));
  g_clear_error (&error);
  g_assert_null (
    garrison_question_with_condition (customers, "level", GARRISON_OP_CONTAINS, level, &error));
  g_clear_error (&error);
  g_assert_null (
    garrison_question_with_condition (customers, "1 = 1", GARRISON_OP_EQ, level, &error));
}

static void
test_values_for_builders (void)
{
  const GarrisonRelation *relation = garrison_catalogue_find_relation (catalogue, "customer");
  const GarrisonField *level = garrison_catalogue_find_field (catalogue, relation, "level");
  const GarrisonField *owner = garrison_catalogue_find_field (catalogue, relation, "owner");
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) people = NULL;
  g_auto (GStrv) values = garrison_field_get_values (catalogue, level, &labels);
  g_auto (GStrv) owners = garrison_field_get_values (catalogue, owner, &people);

  g_assert_cmpuint (g_strv_length (values), ==, 3);
  g_assert_cmpuint (g_strv_length (labels), ==, 3);
  g_assert_cmpstr (values[1], ==, "#12");
  g_assert_cmpstr (labels[1], ==, "B");
  g_assert_cmpstr (owners[0], ==, "me");
  g_assert_cmpuint (g_strv_length (owners), ==, 6);
}

/* Whatever is written between quotation marks, the SQL is the same and the value is bound. */
static void
test_injection (void)
{
  static const char *const nasty[] = { "'; DROP TABLE customer; --",
                                       "\\' OR 1=1 --",
                                       ":p1",
                                       "@ids(x)",
                                       "@.name",
                                       "%s%n",
                                       "?1",
                                       "$1",
                                       "main.customer",
                                       "\x1f",
                                       "/* */",
                                       "a\nb",
                                       "\xe2\x80\xae"
                                       "abc" };
  g_autoptr (GarrisonQuestion) plain
    = parse ("customers where short name = \"x\" and note contains \"x\"");
  GarrisonQuestionContext context;
  g_auto (GarrisonQuery) model = { 0 };

  fixture_context (&context);
  garrison_question_compile (plain, &context, &model, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "customers where short name = \"%s\" and note contains \"%s\"", nasty[i], nasty[i]);
      g_autoptr (GarrisonQuestion) question = parse (text);
      g_auto (GarrisonQuery) query = { 0 };

      assert_reads_back (question);
      garrison_question_compile (question, &context, &query, NULL);
      g_assert_cmpstr (query.sql, ==, model.sql);
      g_assert_cmpstr (garrison_args_lookup (query.args, "p1")->text, ==, nasty[i]);
    }
}

/* After a renaming the stored text is the same question under the new name. */
static void
test_renames (void)
{
  g_autoptr (GarrisonQuestion) before
    = parse ("customers where source = Referral and owner = 李梅");
  g_autofree char *stored = garrison_question_to_text (before, GARRISON_QUESTION_STORED);
  g_autoptr (GarrisonNames) names = garrison_names_new ();
  g_autoptr (GarrisonCatalogue) later = NULL;
  g_autoptr (GarrisonQuestion) after = NULL;
  g_autofree char *shown = NULL;

  garrison_names_add (names, GARRISON_NAME_CHOICE, "source", 21, "referral", "Word of mouth", TRUE);
  garrison_names_add (names, GARRISON_NAME_PERSON, NULL, 2, "limei", "李小梅", FALSE);
  later = garrison_catalogue_new (names);
  after = garrison_question_parse (later, stored, NULL);
  g_assert_nonnull (after);
  shown = garrison_question_to_text (after, GARRISON_QUESTION_ENGLISH);
  g_assert_cmpstr (shown, ==, "customers where source = \"Word of mouth\" and owner = 李小梅");
}

static void
test_names_field (void)
{
  g_autoptr (GarrisonQuestion) question
    = parse ("count of customers where not archived or owner.active by merged");

  g_assert_true (garrison_question_names_field (question, "archived"));
  g_assert_true (garrison_question_names_field (question, "merged"));
  g_assert_false (garrison_question_names_field (question, "active"));
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  catalogue = fixture_catalogue ();
  db = fixture_database_new (NULL);
  g_test_add_func ("/question/cases", test_cases);
  g_test_add_func ("/question/styles", test_styles);
  g_test_add_func ("/question/errors", test_errors);
  g_test_add_func ("/question/error-of-another-kind", test_error_of_another_kind);
  g_test_add_func ("/question/limits", test_limits);
  g_test_add_func ("/question/every-pair-of-groups", test_every_pair_of_groups);
  g_test_add_func ("/question/every-operator", test_every_operator);
  g_test_add_func ("/question/every-order", test_every_order_and_column);
  g_test_add_func ("/question/rows", test_rows);
  g_test_add_func ("/question/builders", test_builders);
  g_test_add_func ("/question/conditions-of-builders", test_conditions_of_builders);
  g_test_add_func ("/question/values-for-builders", test_values_for_builders);
  g_test_add_func ("/question/injection", test_injection);
  g_test_add_func ("/question/renames", test_renames);
  g_test_add_func ("/question/names-field", test_names_field);
  status = g_test_run ();
  fixture_database_free (db);
  return status;
}
