/* Random questions over a small random company, compiled and run by SQLite, against an evaluator of
 * our own that knows nothing of SQL; the same questions from the summaries; and mangled questions,
 * which must be refused or understood, but never harm. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "question-fixture.h"

#define NONE G_MININT64
#define N_CUSTOMERS 150
#define N_DEALS 200
#define N_ACTIVITIES 400
#define N_QUESTIONS 3000

static GarrisonCatalogue *catalogue;
static FixtureDatabase *db;
static GString *vault; /* what fills it */

/* The company
 * --------------------------------------------------------------------------------------*/

typedef enum
{
  CUSTOMER,
  DEAL,
  ACTIVITY
} Relation;
static const char *const plurals[] = { "customers", "deals", "activities" };
static const guint sizes[] = { N_CUSTOMERS, N_DEALS, N_ACTIVITIES };

typedef enum
{
  A_LEVEL,
  A_OWNER,
  A_REGION,
  A_CREATED,
  A_LAST,
  A_DONE,
  A_ARCHIVED,
  A_MERGED,
  A_TEAM,
  A_WON,
  A_LOST,
  A_OPEN,
  A_AMOUNT,
  A_CURRENCY,
  A_OPENED,
  A_CLOSED,
  A_CUSTOMER,
  A_CUSTOMER_CREATED,
  A_KIND,
  A_DAY,
  A_VOIDED,
  A_CORRECTED,
  A_MINUTES,
  N_ATTRIBUTES
} Attribute;

typedef enum
{
  IDS,
  CODES,
  KINDS,
  REGIONS,
  TEAMS,
  INTS,
  MONEY,
  DAYS,
  YESNO
} Sort;

static gint64 data[3][N_ACTIVITIES][N_ATTRIBUTES];

static const char *const regions[] = { "CN-GD", "CN-HN", "CN", "US", "US-CA" };
static const char *const currencies[] = { "CNY", "USD" };
static const char *const kinds[] = { "call", "visit", "mail" };
static const int team_of_person[] = { 0, 1, 2, 3, 4, 0 };
static const int parent_of_team[] = { 0, 0, 1, 2, 1 };

/* What may be asked about: by relation, how it is written, what it is. */
static const struct
{
  Relation relation;
  Attribute attribute;
  const char *path;
  Sort sort;
} fields[] = {
  { CUSTOMER, A_LEVEL, "level", IDS },
  { CUSTOMER, A_OWNER, "owner", IDS },
  { CUSTOMER, A_REGION, "region", REGIONS },
  { CUSTOMER, A_CREATED, "created", DAYS },
  { CUSTOMER, A_LAST, "last contact", DAYS },
  { CUSTOMER, A_DONE, "completeness", INTS },
  { CUSTOMER, A_ARCHIVED, "archived", YESNO },
  { CUSTOMER, A_MERGED, "merged", YESNO },
  { CUSTOMER, A_TEAM, "owner.team", TEAMS },
  { DEAL, A_LEVEL, "customer.level", IDS },
  { DEAL, A_OWNER, "owner", IDS },
  { DEAL, A_REGION, "region", REGIONS },
  { DEAL, A_WON, "won", YESNO },
  { DEAL, A_LOST, "lost", YESNO },
  { DEAL, A_OPEN, "open", YESNO },
  { DEAL, A_AMOUNT, "amount", MONEY },
  { DEAL, A_CURRENCY, "currency", CODES },
  { DEAL, A_OPENED, "opened", DAYS },
  { DEAL, A_CLOSED, "closed", DAYS },
  { DEAL, A_CUSTOMER, "customer", IDS },
  { DEAL, A_TEAM, "owner.team", TEAMS },
  { DEAL, A_CUSTOMER_CREATED, "customer.created", DAYS },
  { ACTIVITY, A_LEVEL, "customer.level", IDS },
  { ACTIVITY, A_OWNER, "person", IDS },
  { ACTIVITY, A_KIND, "kind", KINDS },
  { ACTIVITY, A_DAY, "day", DAYS },
  { ACTIVITY, A_VOIDED, "voided", YESNO },
  { ACTIVITY, A_CORRECTED, "corrected", YESNO },
  { ACTIVITY, A_MINUTES, "minutes", INTS },
  { ACTIVITY, A_TEAM, "person.team", TEAMS },
};

static gint64
pick (gint64 below)
{
  return g_test_rand_int_range (0, (gint32)below);
}

static gboolean
one_in (int n)
{
  return pick (n) == 0;
}

/* A day within some fourteen months around the fixture's today. */
static gint64
some_day (void)
{
  GDate date;

  g_date_set_dmy (&date, 1, 4, 2025);
  g_date_add_days (&date, (guint)pick (440));
  return g_date_get_year (&date) * 10000 + g_date_get_month (&date) * 100 + g_date_get_day (&date);
}

static gint64
team_of (gint64 person)
{
  return person == NONE || !team_of_person[person] ? NONE : team_of_person[person];
}

static void
make_customer (gint64 *row)
{
  row[A_LEVEL] = one_in (5) ? NONE : 11 + pick (3);
  row[A_OWNER] = one_in (5) ? NONE : 1 + pick (5);
  row[A_REGION] = one_in (6) ? NONE : pick (5);
  row[A_CREATED] = some_day ();
  row[A_LAST] = one_in (4) ? NONE : some_day ();
  row[A_DONE] = pick (101);
  row[A_ARCHIVED] = one_in (6);
  row[A_MERGED] = one_in (8);
  row[A_TEAM] = team_of (row[A_OWNER]);
}

static void
make_deal (gint64 *row)
{
  int state = (int)pick (3);
  gint64 customer = one_in (8) ? NONE : pick (N_CUSTOMERS);

  row[A_CUSTOMER] = customer == NONE ? NONE : customer + 1;
  row[A_LEVEL] = customer == NONE ? NONE : data[CUSTOMER][customer][A_LEVEL];
  row[A_CUSTOMER_CREATED] = customer == NONE ? NONE : data[CUSTOMER][customer][A_CREATED];
  row[A_OWNER] = one_in (5) ? NONE : 1 + pick (5);
  row[A_TEAM] = team_of (row[A_OWNER]);
  row[A_REGION] = one_in (6) ? NONE : pick (5);
  row[A_OPEN] = state == 0;
  row[A_WON] = state == 1;
  row[A_LOST] = state == 2;
  row[A_AMOUNT] = pick (50) * 10000 + pick (2) * 50;
  row[A_CURRENCY] = one_in (4);
  row[A_OPENED] = some_day ();
  row[A_CLOSED] = state ? some_day () : NONE;
}

static void
make_activity (gint64 *row)
{
  row[A_CUSTOMER] = 1 + pick (N_CUSTOMERS);
  row[A_LEVEL] = data[CUSTOMER][row[A_CUSTOMER] - 1][A_LEVEL];
  row[A_OWNER] = 1 + pick (5);
  row[A_TEAM] = team_of (row[A_OWNER]);
  row[A_KIND] = pick (3);
  row[A_DAY] = some_day ();
  row[A_VOIDED] = one_in (7);
  row[A_CORRECTED] = one_in (7);
  row[A_MINUTES] = one_in (4) ? NONE : pick (60);
}

static void
append_value (GString *sql, gint64 value)
{
  if (value == NONE)
    g_string_append (sql, ", NULL");
  else
    g_string_append_printf (sql, ", %" G_GINT64_FORMAT, value);
}

static void
append_word (GString *sql, const char *const *words, gint64 value)
{
  if (value == NONE)
    g_string_append (sql, ", NULL");
  else
    g_string_append_printf (sql, ", '%s'", words[value]);
}

static void
store_customer (const gint64 *row, guint id)
{
  g_autoptr (GString) sql = g_string_new (
    "INSERT INTO customer (name, name_key, sort_key, created_at, created_day, archived,"
    " merged_into, completeness, id, level, owner, last_contact_day, region) VALUES (");

  g_string_append_printf (sql, "'c%u', 'c%u', 'c%u', 0, %d, %d, %s, %d, %u", id, id, id,
                          (int)row[A_CREATED], (int)row[A_ARCHIVED], row[A_MERGED] ? "1" : "NULL",
                          (int)row[A_DONE], id);
  append_value (sql, row[A_LEVEL]);
  append_value (sql, row[A_OWNER]);
  append_value (sql, row[A_LAST]);
  append_word (sql, regions, row[A_REGION]);
  g_string_append_printf (vault, "%s);", sql->str);
}

static void
store_deal (const gint64 *row, guint id)
{
  g_autoptr (GString) sql = g_string_new (
    "INSERT INTO deal (name, stage, created_at, stage_since, status, amount, id, opened_day,"
    " owner, closed_day, customer, region, currency) VALUES (");

  g_string_append_printf (sql, "'d', 1, 0, 20250101, '%s', %d, %u, %d",
                          row[A_OPEN]  ? "open"
                          : row[A_WON] ? "won"
                                       : "lost",
                          (int)row[A_AMOUNT], id, (int)row[A_OPENED]);
  append_value (sql, row[A_OWNER]);
  append_value (sql, row[A_CLOSED]);
  append_value (sql, row[A_CUSTOMER]);
  append_word (sql, regions, row[A_REGION]);
  append_word (sql, currencies, row[A_CURRENCY]);
  g_string_append_printf (vault, "%s);", sql->str);
}

static void
store_activity (const gint64 *row, guint id)
{
  g_autoptr (GString) sql = g_string_new (
    "INSERT INTO activity (text, at, recorded_at, id, customer, person, day, voided,"
    " corrected_by, kind, minutes) VALUES (");

  g_string_append_printf (sql, "'t', 0, 0, %u, %d, %d, %d, %d, %s, '%s'", id, (int)row[A_CUSTOMER],
                          (int)row[A_OWNER], (int)row[A_DAY], (int)row[A_VOIDED],
                          row[A_CORRECTED] ? "1" : "NULL", kinds[row[A_KIND]]);
  append_value (sql, row[A_MINUTES]);
  g_string_append_printf (vault, "%s);", sql->str);
}

static void
make_company (void)
{
  g_string_append (
    vault,
    "INSERT INTO role (id, key, name) SELECT column1, column2, column2 FROM (VALUES (1, 'owner')) AS v"
    " WHERE column1 NOT IN (SELECT id FROM role);"
    "INSERT INTO team (id, name, parent, path) SELECT column1, column2, column3, column4 FROM (VALUES"
    " (1, 'Company', NULL, '/1/'), (2, 'East', 1, '/1/2/'), (3, 'East 1', 2, '/1/2/3/'), (4, 'South', 1, '/1/4/')) AS v"
    " WHERE column1 NOT IN (SELECT id FROM team);"
    "INSERT INTO person (id, login, name, sort_key, role, team) SELECT column1, column2, column2, column2, 1, column3"
    " FROM (VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, 'd', 4), (5, 'e', NULL)) AS v"
    " WHERE column1 NOT IN (SELECT id FROM person);");
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      make_customer (data[CUSTOMER][i]);
      store_customer (data[CUSTOMER][i], i + 1);
    }
  for (guint i = 0; i < N_DEALS; i++)
    {
      make_deal (data[DEAL][i]);
      store_deal (data[DEAL][i], i + 1);
    }
  for (guint i = 0; i < N_ACTIVITIES; i++)
    {
      make_activity (data[ACTIVITY][i]);
      store_activity (data[ACTIVITY][i], i + 1);
    }
  g_string_append (vault, "INSERT INTO activity_day SELECT day, person, kind, count(id) FROM activity "
                          "WHERE voided = 0 AND corrected_by IS NULL"
                          " GROUP BY day, person, kind;"
                          "INSERT INTO activity_month SELECT day / 100, person, kind, sum(n) FROM "
                          "activity_day GROUP BY day / 100, person, kind;");
}

/* Conditions, with their meaning
 * --------------------------------------------------------------------*/

typedef struct Node Node;
struct Node
{
  enum
  {
    AND,
    OR,
    NOT,
    LEAF
  } is;
  Node *parts[3];
  guint n;
  guint field;
  int op; /* index into the operators of the sort */
  gint64 values[3];
  guint n_values;
  gint64 first[2]; /* spans of dates */
  gint64 last[2];
};

static void
node_free (Node *node)
{
  for (guint i = 0; i < node->n; i++)
    node_free (node->parts[i]);
  g_free (node);
}

static gint64
day_of_date (const GDate *date)
{
  return g_date_get_year (date) * 10000 + g_date_get_month (date) * 100 + g_date_get_day (date);
}

static GDate
date_of_day (gint64 day)
{
  GDate date;

  g_date_set_dmy (&date, (GDateDay)(day % 100), (GDateMonth)(day / 100 % 100),
                  (GDateYear)(day / 10000));
  return date;
}

static gint64
plus_days (gint64 day, int days)
{
  GDate date = date_of_day (day);

  if (days < 0)
    g_date_subtract_days (&date, (guint)-days);
  else
    g_date_add_days (&date, (guint)days);
  return day_of_date (&date);
}

static gint64
month_end (gint64 year, gint64 month)
{
  return year * 10000 + month * 100 + g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year);
}

/* Writes a date and tells its span. */
static void
some_date (GString *text, gint64 *first, gint64 *last, gboolean *ago)
{
  gint64 day = some_day ();
  gint64 year = day / 10000;
  gint64 month = day / 100 % 100;
  gint64 quarter = (month + 2) / 3;
  int n = (int)pick (120) + 1;
  GDate today = date_of_day (FIXTURE_TODAY);
  int weekday = g_date_get_weekday (&today);

  *ago = FALSE;
  *first = *last = day;
  switch (pick (9))
    {
    case 0:
      g_string_append_printf (text, "%04d-%02d-%02d", (int)year, (int)month, (int)(day % 100));
      return;
    case 1:
      g_string_append_printf (text, "%04d-%02d", (int)year, (int)month);
      *first = year * 10000 + month * 100 + 1;
      *last = month_end (year, month);
      return;
    case 2:
      g_string_append_printf (text, "%04d-Q%d", (int)year, (int)quarter);
      *first = year * 10000 + (quarter * 3 - 2) * 100 + 1;
      *last = month_end (year, quarter * 3);
      return;
    case 3:
      g_string_append_printf (text, "%d", (int)year);
      *first = year * 10000 + 101;
      *last = year * 10000 + 1231;
      return;
    case 4:
      g_string_append_printf (text, "last %d days", n);
      *first = plus_days (FIXTURE_TODAY, 1 - n);
      *last = FIXTURE_TODAY;
      return;
    case 5:
      g_string_append_printf (text, "%d days ago", n);
      *first = *last = plus_days (FIXTURE_TODAY, -n);
      *ago = TRUE;
      return;
    case 6:
      g_string_append (text, "last week");
      *first = plus_days (FIXTURE_TODAY, 1 - weekday - 7);
      *last = plus_days (*first, 6);
      return;
    case 7:
      g_string_append (text, "this month");
      *first = 20260501;
      *last = 20260531;
      return;
    default:
      g_string_append (text, "today");
      *first = *last = FIXTURE_TODAY;
      return;
    }
}

static void
write_value (GString *text, guint field, gint64 value)
{
  switch (fields[field].sort)
    {
    case REGIONS:
      g_string_append (text, regions[value]);
      return;
    case CODES:
      g_string_append (text, currencies[value]);
      return;
    case KINDS:
      g_string_append (text, kinds[value]);
      return;
    case MONEY:
      g_string_append_printf (text, "%d.%02d", (int)(value / 100), (int)(value % 100));
      return;
    case INTS:
      g_string_append_printf (text, "%d", (int)value);
      return;
    default:
      g_string_append_printf (text, "#%d", (int)value);
      return;
    }
}

static gint64
some_value (guint field)
{
  switch (fields[field].attribute)
    {
    case A_LEVEL:
      return 11 + pick (3);
    case A_REGION:
      return pick (5);
    case A_CURRENCY:
      return pick (2);
    case A_KIND:
      return pick (3);
    case A_TEAM:
      return 1 + pick (4);
    case A_AMOUNT:
      return pick (50) * 10000;
    case A_CUSTOMER:
      return 1 + pick (N_CUSTOMERS);
    case A_OWNER:
      return 1 + pick (5);
    default:
      return pick (100);
    }
}

enum
{
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE,
  BETWEEN,
  IN,
  NOT_IN,
  EMPTY,
  NOT_EMPTY,
  EXACTLY
};
static const char *const op_words[]
  = { "=",  "!=",     "<",        "<=",           ">",      ">=", "between",
      "in", "not in", "is empty", "is not empty", "exactly" };

static void
write_leaf_values (Node *node, GString *text)
{
  node->n_values = node->op == BETWEEN                    ? 2
                   : node->op == IN || node->op == NOT_IN ? 1 + (guint)pick (3)
                                                          : 1;
  g_string_append (text, node->op == IN || node->op == NOT_IN ? "(" : "");
  for (guint i = 0; i < node->n_values; i++)
    {
      node->values[i] = some_value (node->field);
      g_string_append (text, !i ? "" : node->op == BETWEEN ? " and " : ", ");
      write_value (text, node->field, node->values[i]);
    }
  g_string_append (text, node->op == IN || node->op == NOT_IN ? ")" : "");
}

static void
write_dates (Node *node, GString *text)
{
  static const int flipped[] = { EQ, NE, GT, GE, LT, LE };
  gboolean ago;

  some_date (text, &node->first[0], &node->last[0], &ago);
  if (ago && node->op <= GE)
    node->op = flipped[node->op];
  if (node->op != BETWEEN)
    return;
  g_string_append (text, " and ");
  some_date (text, &node->first[1], &node->last[1], &ago);
}

static Node *
some_leaf (Relation relation, GString *text)
{
  static const int small[] = { EQ, NE, IN, NOT_IN, EMPTY, NOT_EMPTY };
  static const int large[] = { EQ, NE, LT, LE, GT, GE, BETWEEN, EMPTY, NOT_EMPTY };
  Node *node = g_new0 (Node, 1);
  Sort sort;

  node->is = LEAF;
  do
    node->field = (guint)pick (G_N_ELEMENTS (fields));
  while (fields[node->field].relation != relation);
  sort = fields[node->field].sort;
  g_string_append (text, fields[node->field].path);
  if (sort == YESNO)
    return node;
  node->op = sort == INTS || sort == MONEY || sort == DAYS ? large[pick (G_N_ELEMENTS (large))]
                                                           : small[pick (G_N_ELEMENTS (small))];
  if ((sort == TEAMS || sort == REGIONS) && one_in (4))
    node->op = EXACTLY;
  g_string_append_printf (text, " %s ", op_words[node->op]);
  if (node->op == EMPTY || node->op == NOT_EMPTY)
    return node;
  if (sort == DAYS)
    write_dates (node, text);
  else
    write_leaf_values (node, text);
  return node;
}

static Node *
some_node (Relation relation, guint depth, GString *text)
{
  Node *node;

  if (depth == 0 || one_in (2))
    return some_leaf (relation, text);
  node = g_new0 (Node, 1);
  node->is = (int)pick (3);
  node->n = node->is == NOT ? 1 : 2 + (guint)pick (2);
  g_string_append (text, node->is == NOT ? "not (" : "(");
  for (guint i = 0; i < node->n; i++)
    {
      g_string_append (text, !i ? "" : node->is == AND ? " and " : " or ");
      node->parts[i] = some_node (relation, depth - 1, text);
    }
  g_string_append (text, ")");
  return node;
}

static gboolean
names (const Node *node, Attribute attribute)
{
  if (node->is == LEAF)
    return fields[node->field].attribute == attribute;
  for (guint i = 0; i < node->n; i++)
    if (names (node->parts[i], attribute))
      return TRUE;
  return FALSE;
}

static gboolean
value_fits (const Node *node, gint64 is, gint64 wanted)
{
  Sort sort = fields[node->field].sort;

  if (sort == TEAMS && node->op != EXACTLY)
    {
      for (gint64 team = is; team; team = parent_of_team[team])
        if (team == wanted)
          return TRUE;
      return FALSE;
    }
  if (sort == REGIONS && node->op != EXACTLY && strlen (regions[wanted]) == 2)
    return strncmp (regions[is], regions[wanted], 2) == 0;
  return is == wanted;
}

static gboolean
date_holds (const Node *node, gint64 day)
{
  gboolean never_is_old = fields[node->field].attribute == A_LAST;

  if (day == NONE)
    return (never_is_old && (node->op == LT || node->op == LE)) || node->op == NE;
  switch (node->op)
    {
    case EQ:
      return day >= node->first[0] && day <= node->last[0];
    case NE:
      return day < node->first[0] || day > node->last[0];
    case LT:
      return day < node->first[0];
    case LE:
      return day <= node->last[0];
    case GT:
      return day > node->last[0];
    case GE:
      return day >= node->first[0];
    default:
      return day >= node->first[0] && day <= node->last[1];
    }
}

/* The currency in which a question speaks of money: 0 for the company's. */
static gint64 money_currency;

static gboolean
number_holds (const Node *node, gint64 is)
{
  switch (node->op)
    {
    case LT:
      return is < node->values[0];
    case LE:
      return is <= node->values[0];
    case GT:
      return is > node->values[0];
    case GE:
      return is >= node->values[0];
    case BETWEEN:
      return is >= node->values[0] && is <= node->values[1];
    default:
      return is == node->values[0];
    }
}

static gboolean
leaf_holds (const Node *node, const gint64 *row)
{
  Sort sort = fields[node->field].sort;
  gint64 is = row[fields[node->field].attribute];
  gboolean opposite = node->op == NE || node->op == NOT_IN;

  if (sort == YESNO)
    return is == 1;
  if (node->op == EMPTY || node->op == NOT_EMPTY)
    return (is == NONE) == (node->op == EMPTY);
  if (sort == DAYS)
    return date_holds (node, is);
  if (sort == INTS || sort == MONEY)
    {
      gboolean comparable = is != NONE && (sort != MONEY || row[A_CURRENCY] == money_currency);

      return (comparable && number_holds (node, is)) != opposite;
    }
  for (guint i = 0; i < node->n_values && is != NONE; i++)
    if (value_fits (node, is, node->values[i]))
      return !opposite;
  return opposite;
}

static gboolean
holds (const Node *node, const gint64 *row)
{
  if (node->is == LEAF)
    return leaf_holds (node, row);
  if (node->is == NOT)
    return !holds (node->parts[0], row);
  for (guint i = 0; i < node->n; i++)
    if (holds (node->parts[i], row) != (node->is == AND))
      return node->is == OR;
  return node->is == AND;
}

static gint64
pinned (const Node *node)
{
  if (node->is == LEAF && fields[node->field].attribute == A_CURRENCY && node->n_values == 1
      && (node->op == EQ || node->op == IN))
    return node->values[0];
  for (guint i = 0; node->is == AND && i < node->n; i++)
    if (pinned (node->parts[i]) != NONE)
      return pinned (node->parts[i]);
  return NONE;
}

/* Questions
 * ----------------------------------------------------------------------------------------*/

typedef struct
{
  Relation relation;
  GString *text;
  Node *where; /* (nullable) */
  int measure; /* index into measures */
  int of;      /* field or -1 */
  int groups[2];
  int buckets[2];
  guint n_groups;
} Asked;

static const char *const measures[]
  = { "count", "count of distinct", "sum", "average", "min", "max", "median" };
static const char *const buckets[] = { "", "day", "week", "month", "quarter", "year" };

static void
asked_clear (Asked *asked)
{
  g_string_free (asked->text, TRUE);
  if (asked->where)
    node_free (asked->where);
}

static int
some_field (Relation relation, gboolean group)
{
  for (;;)
    {
      int field = (int)pick (G_N_ELEMENTS (fields));
      Sort sort = fields[field].sort;

      if (fields[field].relation == relation
          && (group ? sort != INTS && sort != MONEY : sort == INTS || sort == MONEY))
        return field;
    }
}

static void
some_groups (Asked *asked)
{
  asked->n_groups = (guint)pick (3);
  for (guint i = 0; i < asked->n_groups; i++)
    {
      asked->groups[i] = some_field (asked->relation, TRUE);
      asked->buckets[i] = fields[asked->groups[i]].sort == DAYS ? 1 + (int)pick (5) : 0;
      if (asked->buckets[i])
        g_string_append_printf (asked->text, " by %s of %s", buckets[asked->buckets[i]],
                                fields[asked->groups[i]].path);
      else
        g_string_append_printf (asked->text, " by %s", fields[asked->groups[i]].path);
    }
}

static void
ask_something (Asked *asked)
{
  memset (asked, 0, sizeof *asked);
  asked->text = g_string_new (NULL);
  asked->relation = (Relation)pick (3);
  asked->measure = (int)pick (G_N_ELEMENTS (measures));
  asked->of = asked->measure ? some_field (asked->relation, asked->measure == 1) : -1;
  if (asked->measure)
    g_string_append_printf (asked->text, "%s%s%s of %s", measures[asked->measure],
                            asked->measure == 1 ? " " : " of ", fields[asked->of].path,
                            plurals[asked->relation]);
  else
    g_string_append_printf (asked->text, "count of %s", plurals[asked->relation]);
  if (!one_in (5))
    {
      g_string_append (asked->text, " where ");
      asked->where = some_node (asked->relation, 3, asked->text);
    }
  some_groups (asked);
}

static gboolean
asked_names (const Asked *asked, Attribute attribute)
{
  for (guint i = 0; i < asked->n_groups; i++)
    if (fields[asked->groups[i]].attribute == attribute)
      return TRUE;
  if (asked->of >= 0 && fields[asked->of].attribute == attribute)
    return TRUE;
  return asked->where && names (asked->where, attribute);
}

static gboolean
is_meant (const Asked *asked, const gint64 *row)
{
  static const struct
  {
    Relation relation;
    Attribute attribute;
  } left_out[] = {
    { CUSTOMER, A_ARCHIVED },
    { CUSTOMER, A_MERGED },
    { ACTIVITY, A_VOIDED },
    { ACTIVITY, A_CORRECTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    if (left_out[i].relation == asked->relation && row[left_out[i].attribute]
        && !asked_names (asked, left_out[i].attribute))
      return FALSE;
  return !asked->where || holds (asked->where, row);
}

static gint64
bucket_of (gint64 day, int bucket)
{
  GDate date = date_of_day (day);

  switch (bucket)
    {
    case 1:
      return day;
    case 2: /* Monday is day 1 of the calendar of GDate, and 1721426 of Julian days */
      return (g_date_get_julian (&date) + 1721425) / 7;
    case 3:
      return day / 100;
    case 4:
      return day / 10000 * 10 + (day / 100 % 100 + 2) / 3;
    default:
      return day / 10000;
    }
}

static void
append_key (GString *key, const Asked *asked, guint group, const gint64 *row)
{
  guint field = (guint)asked->groups[group];
  gint64 value = row[fields[field].attribute];

  if (value == NONE)
    g_string_append (key, "|-");
  else if (fields[field].sort == DAYS)
    g_string_append_printf (key, "|%" G_GINT64_FORMAT, bucket_of (value, asked->buckets[group]));
  else if (fields[field].sort == REGIONS)
    g_string_append_printf (key, "|%s", regions[value]);
  else if (fields[field].sort == CODES)
    g_string_append_printf (key, "|%s", currencies[value]);
  else if (fields[field].sort == KINDS)
    g_string_append_printf (key, "|%s", kinds[value]);
  else
    g_string_append_printf (key, "|%" G_GINT64_FORMAT, value);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a;
  gint64 y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

static double
figure_of (const Asked *asked, GArray *values, guint n_rows)
{
  double sum = 0;
  guint different = 0;

  if (asked->measure == 0)
    return n_rows;
  g_array_sort (values, compare_numbers);
  for (guint i = 0; i < values->len; i++)
    {
      sum += (double)g_array_index (values, gint64, i);
      different += !i || g_array_index (values, gint64, i) != g_array_index (values, gint64, i - 1);
    }
  if (asked->measure == 1)
    return different;
  if (!values->len)
    return NAN;
  switch (asked->measure)
    {
    case 2:
      return sum;
    case 3:
      return sum / values->len;
    case 4:
      return (double)g_array_index (values, gint64, 0);
    case 5:
      return (double)g_array_index (values, gint64, values->len - 1);
    default:
      return ((double)g_array_index (values, gint64, (values->len - 1) / 2)
              + (double)g_array_index (values, gint64, values->len / 2))
             / 2;
    }
}

typedef struct
{
  GArray *values;
  guint n_rows;
} Bin;

static void
bin_free (gpointer data_of_bin)
{
  Bin *bin = data_of_bin;

  g_array_unref (bin->values);
  g_free (bin);
}

/* Money of one currency only, unless the table is by currency. */
static gboolean
is_summed (const Asked *asked, const gint64 *row)
{
  if (asked->measure < 2 || fields[asked->of].sort != MONEY)
    return TRUE;
  for (guint i = 0; i < asked->n_groups; i++)
    if (fields[asked->groups[i]].attribute == A_CURRENCY)
      return TRUE;
  return row[A_CURRENCY] == money_currency;
}

/* "key" → the figure, as the evaluator finds it. */
static GHashTable *
evaluate (const Asked *asked)
{
  g_autoptr (GHashTable) bins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, bin_free);
  GHashTable *figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key;
  gpointer bin;

  if (!asked->n_groups)
    {
      bin = g_new0 (Bin, 1);
      ((Bin *)bin)->values = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (bins, g_strdup (""), bin);
    }
  for (guint i = 0; i < sizes[asked->relation]; i++)
    {
      const gint64 *row = data[asked->relation][i];
      g_autoptr (GString) of = g_string_new (NULL);

      if (!is_meant (asked, row) || !is_summed (asked, row))
        continue;
      for (guint g = 0; g < asked->n_groups; g++)
        append_key (of, asked, g, row);
      bin = g_hash_table_lookup (bins, of->str);
      if (!bin)
        {
          bin = g_new0 (Bin, 1);
          ((Bin *)bin)->values = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_hash_table_insert (bins, g_strdup (of->str), bin);
        }
      ((Bin *)bin)->n_rows++;
      if (asked->of >= 0 && row[fields[asked->of].attribute] != NONE)
        g_array_append_val (((Bin *)bin)->values, row[fields[asked->of].attribute]);
    }
  g_hash_table_iter_init (&iter, bins);
  while (g_hash_table_iter_next (&iter, &key, &bin))
    {
      double *figure = g_new (double, 1);

      *figure = figure_of (asked, ((Bin *)bin)->values, ((Bin *)bin)->n_rows);
      /* The median takes no row without a value, so such a group is not there. */
      if (asked->measure == 6 && asked->n_groups && isnan (*figure))
        g_free (figure);
      else
        g_hash_table_insert (figures, g_strdup (key), figure);
    }
  return figures;
}

typedef struct
{
  GHashTable *figures;
  guint n_groups;
  const char *sql;
} Found;

static void
take_figure (const char *const *texts, gpointer to)
{
  Found *found = to;
  g_autoptr (GString) key = g_string_new (NULL);
  double *figure = g_new (double, 1);

  for (guint g = 0; g < found->n_groups; g++)
    g_string_append_printf (key, "|%s", texts[g] != NULL ? texts[g] : "-");
  *figure = texts[found->n_groups] != NULL ? g_ascii_strtod (texts[found->n_groups], NULL) : NAN;
  if (!g_hash_table_insert (found->figures, g_strdup (key->str), figure))
    g_error ("the group %s is there twice: %s", key->str, found->sql);
}

/* The same as the engine finds it. */
static GHashTable *
run (GarrisonQuestion *question, guint n_groups, gboolean rollups, gboolean *from_rollup)
{
  GHashTable *figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GarrisonQuestionContext context;
  g_auto (GarrisonQuery) query = { 0 };
  Found found = { figures, n_groups, NULL };

  fixture_context (&context);
  context.rollups = rollups;
  g_assert_true (garrison_question_compile (question, &context, &query, NULL));
  *from_rollup = query.from_rollup;
  found.sql = query.sql;
  fixture_database_ask (db, &query, take_figure, &found);
  return figures;
}

static void
assert_same (const char *text, GHashTable *ours, GHashTable *theirs)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (g_hash_table_size (ours) != g_hash_table_size (theirs))
    g_error ("%s: %u groups, not %u", text, g_hash_table_size (theirs), g_hash_table_size (ours));
  g_hash_table_iter_init (&iter, ours);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      double *other = g_hash_table_lookup (theirs, key);
      double one = *(double *)value;

      if (!other || isnan (one) != isnan (*other)
          || (!isnan (one) && fabs (one - *other) > 1e-6 * (1 + fabs (one))))
        g_error ("%s: %s is %f, not %f", text, (char *)key, other ? *other : -1.0, one);
    }
}

static void
mark_record (const char *const *texts, gpointer to)
{
  gint64 id = g_ascii_strtoll (texts[0], NULL, 10);

  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (id, <=, N_ACTIVITIES);
  ((guchar *)to)[id]++;
}

/* The ids of the list, against those that are meant. */
static void
assert_same_records (const Asked *asked, GarrisonQuestion *question)
{
  g_autoptr (GarrisonQuestion) list = garrison_question_as_list (question);
  g_autofree guchar *found = g_new0 (guchar, N_ACTIVITIES + 1);
  GarrisonQuestionContext context;
  g_auto (GarrisonQuery) query = { 0 };
  Asked plain = *asked;

  plain.n_groups = 0;
  plain.of = -1;
  fixture_context (&context);
  g_assert_true (garrison_question_compile_ids (list, &context, NULL, FALSE, &query, NULL));
  fixture_database_ask (db, &query, mark_record, found);
  for (guint i = 0; i < sizes[asked->relation]; i++)
    if (found[i + 1] != is_meant (&plain, data[asked->relation][i]))
      g_error ("%s: %s %u is %sthere", asked->text->str, plurals[asked->relation], i + 1,
               found[i + 1] ? "" : "not ");
}

static void
check_question (const Asked *asked, guint *n_rollups)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question
    = garrison_question_parse (catalogue, asked->text->str, &error);
  g_autoptr (GarrisonQuestion) again = NULL;
  g_autofree char *chinese = NULL;
  g_autoptr (GHashTable) ours = NULL;
  g_autoptr (GHashTable) plain = NULL;
  g_autoptr (GHashTable) summed = NULL;
  gboolean from_rollup;

  if (!question)
    g_error ("%s: %s", asked->text->str, error->message);
  money_currency = asked->where && pinned (asked->where) != NONE ? pinned (asked->where) : 0;
  ours = evaluate (asked);
  plain = run (question, asked->n_groups, FALSE, &from_rollup);
  g_assert_false (from_rollup);
  assert_same (asked->text->str, ours, plain);
  chinese = garrison_question_to_text (question, GARRISON_QUESTION_CHINESE);
  again = garrison_question_parse (catalogue, chinese, &error);
  if (!again)
    g_error ("%s: %s", chinese, error->message);
  summed = run (again, asked->n_groups, TRUE, &from_rollup);
  *n_rollups += from_rollup;
  assert_same (chinese, ours, summed);
  assert_same_records (asked, question);
}

static void
test_random (void)
{
  guint n_rollups = 0;

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      Asked asked;

      ask_something (&asked);
      check_question (&asked, &n_rollups);
      asked_clear (&asked);
    }
  g_test_message ("%u of %u from summaries", n_rollups, N_QUESTIONS);
  g_assert_cmpuint (n_rollups, >, 10);
}

/* Only questions that a summary can answer. */
static void
test_rollups (void)
{
  static const int able[] = { 23, 24, 25, 29 };
  guint n_rollups = 0;

  for (guint i = 0; i < 600; i++)
    {
      Asked asked
        = { .relation = ACTIVITY, .of = -1, .text = g_string_new ("count of activities") };

      if (!one_in (4))
        {
          g_string_append (asked.text, " where ");
          do
            {
              g_string_set_size (asked.text, strlen ("count of activities where "));
              g_clear_pointer (&asked.where, node_free);
              asked.where = some_leaf (ACTIVITY, asked.text);
            }
          while (fields[asked.where->field].attribute != A_OWNER
                 && fields[asked.where->field].attribute != A_KIND
                 && fields[asked.where->field].attribute != A_DAY
                 && fields[asked.where->field].attribute != A_TEAM);
        }
      asked.n_groups = (guint)pick (3);
      for (guint g = 0; g < asked.n_groups; g++)
        {
          asked.groups[g] = able[pick (4)];
          asked.buckets[g] = fields[asked.groups[g]].sort == DAYS ? 1 + (int)pick (5) : 0;
          g_string_append_printf (asked.text, " by %s%s%s", buckets[asked.buckets[g]],
                                  asked.buckets[g] ? " of " : "", fields[asked.groups[g]].path);
        }
      check_question (&asked, &n_rollups);
      asked_clear (&asked);
    }
  g_assert_cmpuint (n_rollups, ==, 600);
}

/* Order and limit
 * ------------------------------------------------------------------------------------*/

static void
test_ranked (void)
{
  for (guint i = 0; i < 300; i++)
    {
      Asked asked;
      g_autoptr (GHashTable) all = NULL;
      g_autoptr (GHashTable) best = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GarrisonQuestion) question = NULL;
      GHashTableIter iter;
      gpointer key;
      gpointer value;
      double least = INFINITY;
      guint n_better = 0;
      gboolean from_rollup;

      ask_something (&asked);
      asked.n_groups = 0;
      if (asked.where)
        node_free (asked.where);
      asked.where = NULL;
      g_string_printf (asked.text, "count of %s", plurals[asked.relation]);
      asked.measure = 0;
      asked.of = -1;
      asked.n_groups = 1;
      asked.groups[0] = some_field (asked.relation, TRUE);
      asked.buckets[0] = fields[asked.groups[0]].sort == DAYS ? 3 : 0;
      text = g_strdup_printf ("%s by %s%s top 4", asked.text->str,
                              asked.buckets[0] ? "month of " : "", fields[asked.groups[0]].path);
      question = garrison_question_parse (catalogue, text, NULL);
      money_currency = 0;
      all = evaluate (&asked);
      best = run (question, 1, TRUE, &from_rollup);
      g_assert_cmpuint (g_hash_table_size (best), ==, MIN (4, g_hash_table_size (all)));
      g_hash_table_iter_init (&iter, best);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          g_assert_cmpfloat (*(double *)g_hash_table_lookup (all, key), ==, *(double *)value);
          least = MIN (least, *(double *)value);
        }
      g_hash_table_iter_init (&iter, all);
      while (g_hash_table_iter_next (&iter, &key, &value))
        n_better += *(double *)value > least;
      g_assert_cmpuint (n_better, <, 4);
      asked_clear (&asked);
    }
}

/* The first group's best, each with all of its second groups. */
static void
test_ranked_of_two (void)
{
  static const char text[] = "count of activities by person by kind top 2";
  g_autoptr (GarrisonQuestion) question = garrison_question_parse (catalogue, text, NULL);
  Asked asked = { .relation = ACTIVITY, .of = -1, .n_groups = 2, .groups = { 23, 24 } };
  Asked first = { .relation = ACTIVITY, .of = -1, .n_groups = 1, .groups = { 23 } };
  g_autoptr (GHashTable) all = evaluate (&asked);
  g_autoptr (GHashTable) totals = evaluate (&first);
  g_autoptr (GHashTable) best = NULL;
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;
  gpointer value;
  gboolean from_rollup;
  double least = INFINITY;
  guint n_better = 0;

  best = run (question, 2, FALSE, &from_rollup);
  g_hash_table_iter_init (&iter, best);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      char *person = g_strndup (key, (gsize)(strrchr (key, '|') - (char *)key));

      g_assert_cmpfloat (*(double *)g_hash_table_lookup (all, key), ==, *(double *)value);
      least = MIN (least, *(double *)g_hash_table_lookup (totals, person));
      g_hash_table_add (people, person);
    }
  g_assert_cmpuint (g_hash_table_size (people), ==, 2);
  g_hash_table_iter_init (&iter, totals);
  while (g_hash_table_iter_next (&iter, &key, &value))
    n_better += *(double *)value > least;
  g_assert_cmpuint (n_better, <, 2);
}

/* Mangled questions
 * ----------------------------------------------------------------------------------*/

static void
mangle (GString *text)
{
  static const char *const pieces[]
    = { "(",    ")",    "\"",    "'",     " and ",        " not ", ",",           "#",
        " by ", "客户", "其中",  "按",    "\xff",         "\xe5",  "99999999999", " where ",
        ".",    "的",   "[",     "]",     " = ",          "%s",    ";",           "--",
        "\n",   " ago", "2026-", "last ", "\xe2\x80\x9c", "“",     "” " };

  for (int n = (int)pick (4) + 1; n > 0; n--)
    {
      gsize at = (gsize)pick ((gint64)text->len + 1);
      gsize length = (gsize)pick (6);

      if (one_in (3))
        g_string_erase (text, (gssize)at, (gssize)MIN (length, text->len - at));
      else if (one_in (3) && at < text->len)
        text->str[at] = (char)(1 + pick (255));
      else
        g_string_insert (text, (gssize)at, pieces[pick (G_N_ELEMENTS (pieces))]);
    }
}

static void
survive (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question = garrison_question_parse (catalogue, text, &error);
  g_autofree char *stored = NULL;
  g_autofree char *restored = NULL;
  g_autoptr (GarrisonQuestion) again = NULL;
  GarrisonQuestionContext context;
  g_auto (GarrisonQuery) query = { 0 };

  if (!question)
    {
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
      g_assert_cmpint (garrison_question_error_get_position (error), >=, 0);
      g_assert_cmpint (garrison_question_error_get_position (error), <=,
                       (int)MAX (strlen (text), GARRISON_QUESTION_MAX));
      g_assert_nonnull (garrison_question_error_get_expected (error));
      return;
    }
  stored = garrison_question_to_text (question, GARRISON_QUESTION_STORED);
  again = garrison_question_parse (catalogue, stored, &error);
  if (!again)
    g_error ("“%s” is stored as “%s”: %s", text, stored, error->message);
  restored = garrison_question_to_text (again, GARRISON_QUESTION_STORED);
  g_assert_cmpstr (restored, ==, stored);
  fixture_context (&context);
  g_assert_true (garrison_question_compile (again, &context, &query, NULL));
  fixture_database_ask (db, &query, NULL, NULL);
}

static void
test_mangled (void)
{
  for (guint i = 0; i < 6000; i++)
    {
      Asked asked;

      ask_something (&asked);
      mangle (asked.text);
      survive (asked.text->str);
      asked_clear (&asked);
    }
}

static void
test_noise (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (one_in (2) ? "customers where " : "");

      for (int n = (int)pick (60); n > 0; n--)
        g_string_append_c (text, (char)(one_in (4) ? 1 + pick (255) : ' ' + pick (95)));
      survive (text->str);
    }
}

int
main (int argc, char **argv)
{
  /* The same questions in every run, unless --seed asks for others. */
  char *with_seed[] = { argv[0], (char *)"--seed=R02S00000000000000000000000000000002", NULL };
  char **arguments = argc > 1 ? argv : with_seed;
  int n_arguments = argc > 1 ? argc : 2;
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&n_arguments, &arguments, NULL);
  catalogue = fixture_catalogue ();
  vault = g_string_new (NULL);
  make_company ();
  db = fixture_database_new (vault->str);
  g_test_add_func ("/question/random", test_random);
  g_test_add_func ("/question/rollups", test_rollups);
  g_test_add_func ("/question/ranked", test_ranked);
  g_test_add_func ("/question/ranked-of-two", test_ranked_of_two);
  g_test_add_func ("/question/mangled", test_mangled);
  g_test_add_func ("/question/noise", test_noise);
  status = g_test_run ();
  fixture_database_free (db);
  g_string_free (vault, TRUE);
  return status;
}
