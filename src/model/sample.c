#include "model/sample.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "model/directory.h"
#include "model/sample-words.h"

#define MAX_PEOPLE 200
#define PAST_DAYS (3 * 365)
#define DAY_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

/* Everything that the row sources need: made once, then read while acts pull their rows. */
typedef struct
{
  GarrisonStore *store;
  const GarrisonSample *sample;
  GarrisonSampleProgress progress;
  gpointer data;
  GarrisonDirectory *directory;
  GarrisonDice dice;
  gint64 midnight; /* of today */

  guint n_people;                   /* the owner is the last */
  gint64 people[MAX_PEOPLE + 1];
  double share[MAX_PEOPLE + 1];     /* of the customers, added up */
  double diligence[MAX_PEOPLE + 1]; /* 0 … 1 */
  double skill[MAX_PEOPLE + 1];     /* to win */
  guint16 *owners;              /* of each customer: an index in people */
  guint8 *levels;               /* of each customer: 0 for A … 3 for D */
  guint16 *ages;                /* of each customer: days since it came */
  double *weights;              /* of each past day, added up: seasons, weekdays, growth */

  const char *step;
  guint total;
  guint at; /* rows of the present act */
} Making;

void
garrison_sample_init (GarrisonSample *sample, guint customers)
{
  *sample = (GarrisonSample){
    .customers = customers,
    .people = CLAMP (customers / 120, 6, MAX_PEOPLE),
    .activities = customers * 10,
    .deals = customers,
    .seed = 1,
  };
}

GarrisonStore *
garrison_sample_found (const char *uri, const char *login, const char *password, gboolean chinese, GCancellable *cancellable,
                       GError **error)
{
  GarrisonFounding founding = {
    .company = chinese ? "示例公司" : "Sample company",
    .owner_login = login,
    .owner_name = chinese ? "陈静" : "Jane Chen",
    .password = password,
    .currency = chinese ? "CNY" : "USD",
    .chinese = chinese,
    .quick_password = *password == '\0',
  };

  g_return_val_if_fail (uri != NULL && login != NULL && password != NULL, NULL);

  return garrison_store_found (uri, &founding, cancellable, error);
}

/* Choices ------------------------------------------------------------------------------------------ */

/* Some id of a list; 0 when it is empty. Early ones are likelier. */
static gint64
some_choice (Making *m, const char *list)
{
  GListModel *model = garrison_directory_get_choices (m->directory, list);
  guint n = g_list_model_get_n_items (model);
  double real = garrison_dice_real (&m->dice);
  g_autoptr (GarrisonChoice) choice = NULL;

  if (n == 0)
    return 0;
  choice = g_list_model_get_item (model, (guint) (real * sqrt (real) * n));
  return garrison_choice_get_id (choice);
}

static gint64
nth_choice (Making *m, const char *list, guint nth)
{
  GListModel *model = garrison_directory_get_choices (m->directory, list);
  guint n = g_list_model_get_n_items (model);
  g_autoptr (GarrisonChoice) choice = n > 0 ? g_list_model_get_item (model, nth % n) : NULL;

  return choice != NULL ? garrison_choice_get_id (choice) : 0;
}

/* Cells -------------------------------------------------------------------------------------------- */

static void
set_int (GarrisonValue *cell, gint64 value)
{
  cell->kind = GARRISON_VALUE_INT;
  cell->integer = value;
}

static void
set_id (GarrisonValue *cell, gint64 id)
{
  cell->kind = id != 0 ? GARRISON_VALUE_INT : GARRISON_VALUE_NULL;
  cell->integer = id;
}

static void
set_text (GarrisonValue *cell, const char *text)
{
  cell->kind = text != NULL && *text != '\0' ? GARRISON_VALUE_TEXT : GARRISON_VALUE_NULL;
  cell->text = text;
  cell->length = -1;
}

/* Times -------------------------------------------------------------------------------------------- */

static double
weight_of_day (Making *m, guint age)
{
  static const double months[] = { 0.8, 0.45, 1.1, 1.15, 1.1, 1.2, 0.95, 0.85, 1.15, 1.0, 1.2, 1.3 };
  gint day = garrison_day_of_instant (m->midnight - age * DAY_US + DAY_US / 2, garrison_store_get_time_zone (m->store));
  int weekday = garrison_day_weekday (day);
  double weight = months[day / 100 % 100 - 1] * (1.5 - age / (double) PAST_DAYS);

  return weekday == 6 ? weight * 0.15 : weekday == 7 ? weight * 0.05 : weight;
}

static void
weigh_days (Making *m)
{
  double sum = 0;

  m->weights = g_new (double, PAST_DAYS);
  for (guint age = 0; age < PAST_DAYS; age++)
    m->weights[age] = sum += weight_of_day (m, age);
}

/* A working hour of some past day that is at most @oldest days ago; never later than now. */
static gint64
some_instant (Making *m, guint oldest)
{
  double wanted = garrison_dice_real (&m->dice) * m->weights[MIN (oldest, PAST_DAYS - 1)];
  guint low = 0, high = MIN (oldest, PAST_DAYS - 1);
  double hour = 8.5 + 9 * (garrison_dice_real (&m->dice) + garrison_dice_real (&m->dice)) / 2;
  gint64 at;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (m->weights[middle] < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  at = m->midnight - low * DAY_US + (gint64) (hour * HOUR_US);
  return at <= m->midnight + DAY_US && low == 0 ? MIN (at, g_get_real_time ()) : at;
}

/* People ------------------------------------------------------------------------------------------- */

static GarrisonActResult *
act (Making *m, const char *name, GarrisonArgs *args, GCancellable *cancellable, GError **error)
{
  return garrison_store_act (m->store, name, args, NULL, cancellable, error);
}

/* "wang.haitao", "mary.smith": from the pinyin, or the letters, of a name. */
static char *
make_login (const char *name, guint number)
{
  g_autofree char *search = garrison_text_search (name, NULL);
  g_auto (GStrv) fields = g_strsplit_set (search, "\x1f\x1e", 3);
  const char *base = fields[1] != NULL && *fields[1] != '\0' ? fields[1] : fields[0];
  GString *login = g_string_new (NULL);

  for (const char *p = base; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (login, *p);
    else if (*p == ' ')
      g_string_append_c (login, '.');
  g_string_append_printf (login, "%u", number);
  return g_string_free (login, FALSE);
}

static gint64
add_team (Making *m, const char *name, gint64 parent, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;

  garrison_args_set_text (args, "name", name);
  garrison_args_set_int (args, "parent", parent);
  result = act (m, "add-team", args, cancellable, error);
  return result != NULL ? garrison_act_result_get_int (result, "team") : 0;
}

static gint64
add_person (Making *m, guint number, gint64 team, const char *role, gint64 manager, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  GarrisonChoice *choice = garrison_directory_get_choice_by_key (m->directory, "role", role);
  guint cap = m->sample->customers / m->sample->people * 2;
  g_autofree char *login = NULL;
  char name[64];

  garrison_sample_person (m->sample->seed * 31 + number * 11, m->sample->chinese, name);
  login = make_login (name, number + 1);
  garrison_args_set_text (args, "login", login);
  garrison_args_set_text (args, "name", name);
  garrison_args_set_int (args, "team", team);
  garrison_args_set_int (args, "role", choice != NULL ? garrison_choice_get_id (choice) : 0);
  garrison_args_set_int (args, "manager", manager);
  if (cap > 0)
    garrison_args_set_int (args, "holding_cap", (cap / 50 + 2) * 50);
  result = act (m, "add-person", args, cancellable, error);
  return result != NULL ? garrison_act_result_get_int (result, "person") : 0;
}

static void
give_character (Making *m, guint person, double share)
{
  m->share[person] = share + (person > 0 ? m->share[person - 1] : 0);
  m->diligence[person] = CLAMP (0.65 + 0.2 * garrison_dice_normal (&m->dice), 0.2, 1.0);
  m->skill[person] = CLAMP (0.5 + 0.12 * garrison_dice_normal (&m->dice), 0.2, 0.85);
}

/* A team for every eight people, under the first team; the first of each leads it. */
static gboolean
make_people (Making *m, GCancellable *cancellable, GError **error)
{
  gint64 root = nth_choice (m, "team", 0), me = garrison_store_get_me (m->store), team = 0, lead = 0;

  for (guint i = 0; i < m->sample->people; i++)
    {
      gboolean leads = i % 8 == 0;
      g_autofree char *name = NULL;

      if (leads)
        {
          const char *base = garrison_sample_team (i / 8, m->sample->chinese);

          name = i / 8 < 8 ? g_strdup (base) : g_strdup_printf ("%s %u", base, i / 64 + 1);
          team = add_team (m, name, root, cancellable, error);
          if (team == 0)
            return FALSE;
        }
      m->people[i] = add_person (m, i, team, leads ? "lead" : "salesperson", leads ? me : lead, cancellable, error);
      if (m->people[i] == 0)
        return FALSE;
      if (leads)
        lead = m->people[i];
      give_character (m, i, exp (0.45 * garrison_dice_normal (&m->dice)));
    }
  /* Owners keep some customers of their own. */
  m->people[m->n_people - 1] = me;
  give_character (m, m->n_people - 1, 0.25);
  return TRUE;
}

static gboolean
make_products (Making *m, GCancellable *cancellable, GError **error)
{
  const char *name;
  guint price;

  for (guint i = 0; (name = garrison_sample_product (i, m->sample->chinese, &price)) != NULL; i++)
    {
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autoptr (GarrisonActResult) result = NULL;

      garrison_args_set_text (args, "name", name);
      garrison_args_set_int (args, "price", (gint64) price * 100);
      result = act (m, "create-product", args, cancellable, error);
      if (result == NULL)
        return FALSE;
    }
  return garrison_directory_load (m->directory, cancellable, error);
}

/* Rows --------------------------------------------------------------------------------------------- */

static gboolean
next_row (Making *m)
{
  if (m->at >= m->total)
    return FALSE;
  if (m->progress != NULL && m->at % 500 == 0)
    m->progress (m->step, m->at / (double) m->total, m->data);
  m->at++;
  return TRUE;
}

static guint
some_person (Making *m)
{
  double wanted = garrison_dice_real (&m->dice) * m->share[m->n_people - 1];
  guint i = 0;

  while (i + 1 < m->n_people && m->share[i] < wanted)
    i++;
  return i;
}

static guint8
some_level (Making *m)
{
  double real = garrison_dice_real (&m->dice);

  return real < 0.08 ? 0 : real < 0.30 ? 1 : real < 0.75 ? 2 : 3;
}

static const char *const CUSTOMER_COLUMNS[] = { "id", "name", "short_name", "credit_code", "phone", "email", "address", "region",
                                                "industry", "category", "level", "source", "channel", "owner", "created_at", NULL };

static gboolean
next_customer (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Making *m = data;
  static _Thread_local GarrisonSampleCompany company;
  static _Thread_local char phone[32], email[64];
  guint i = m->at;
  gint64 created;

  if (!next_row (m))
    return FALSE;
  garrison_sample_company (m->sample->seed, i, m->sample->chinese, &company);
  garrison_sample_phone (&m->dice, FALSE, m->sample->chinese, phone);
  g_snprintf (email, sizeof email, "office@c%u.example.com", i + 1);
  m->owners[i] = some_person (m);
  m->levels[i] = some_level (m);
  created = some_instant (m, PAST_DAYS - 1);
  m->ages[i] = (m->midnight + DAY_US - created) / DAY_US;

  set_int (&cells[0], i + 1);
  set_text (&cells[1], company.name);
  set_text (&cells[2], company.short_name);
  set_text (&cells[3], NULL);
  set_text (&cells[4], garrison_dice_below (&m->dice, 10) < 8 ? phone : NULL);
  set_text (&cells[5], garrison_dice_below (&m->dice, 10) < 5 ? email : NULL);
  set_text (&cells[6], garrison_dice_below (&m->dice, 10) < 7 ? company.address : NULL);
  set_text (&cells[7], company.region);
  set_id (&cells[8], nth_choice (m, "industry", company.trade));
  set_id (&cells[9], some_choice (m, "category"));
  set_id (&cells[10], garrison_dice_below (&m->dice, 20) > 0 ? nth_choice (m, "level", m->levels[i]) : 0);
  set_id (&cells[11], some_choice (m, "source"));
  set_id (&cells[12], garrison_dice_below (&m->dice, 2) ? some_choice (m, "channel") : 0);
  set_int (&cells[13], m->people[m->owners[i]]);
  set_int (&cells[14], created);
  return TRUE;
}

static const char *const CONTACT_COLUMNS[] = { "customer", "name", "title", "phone", "mobile", "email", "birthday", "main", "created_at", "created_by", NULL };

static gboolean
next_contact (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Making *m = data;
  static _Thread_local char name[64], mobile[32];
  guint i = m->at, customer = i % m->sample->customers;

  if (!next_row (m))
    return FALSE;
  garrison_sample_person (garrison_dice_next (&m->dice) >> 32, m->sample->chinese, name);
  garrison_sample_phone (&m->dice, TRUE, m->sample->chinese, mobile);
  set_int (&cells[0], customer + 1);
  set_text (&cells[1], name);
  set_text (&cells[2], garrison_sample_title (garrison_dice_below (&m->dice, 100), m->sample->chinese));
  set_text (&cells[3], NULL);
  set_text (&cells[4], mobile);
  set_text (&cells[5], NULL);
  set_id (&cells[6], garrison_dice_below (&m->dice, 5) == 0
                       ? (1960 + garrison_dice_below (&m->dice, 40)) * 10000 + (1 + garrison_dice_below (&m->dice, 12)) * 100 + 1 + garrison_dice_below (&m->dice, 28)
                       : 0);
  set_int (&cells[7], i < m->sample->customers);
  set_int (&cells[8], m->midnight - m->ages[customer] * DAY_US);
  set_int (&cells[9], m->people[m->owners[customer]]);
  return TRUE;
}

/* Customers of a higher level get more of everything. */
static guint
some_customer (Making *m)
{
  static const guint weights[] = { 16, 7, 3, 1 };

  for (;;)
    {
      guint customer = garrison_dice_below (&m->dice, m->sample->customers);

      if (garrison_dice_below (&m->dice, 16) < weights[m->levels[customer]])
        return customer;
    }
}

static const char *const DEAL_COLUMNS[] = { "customer", "name", "owner", "stage", "status", "amount", "product", "opened_at",
                                            "closed_at", "expected_day", "stage_since", "lost_reason", NULL };

static gint64
stage_of (Making *m, const char *kind)
{
  GListModel *stages = garrison_directory_get_choices (m->directory, "stage");
  guint n = g_list_model_get_n_items (stages), fits = 0;
  gint64 found = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GarrisonChoice) stage = g_list_model_get_item (stages, i);

      /* Every fit replaces the one before with a falling chance: each is as likely. */
      if (g_strcmp0 (garrison_choice_get_kind (stage), kind) == 0 && garrison_dice_below (&m->dice, ++fits) == 0)
        found = garrison_choice_get_id (stage);
    }
  return found;
}

static gboolean
next_deal (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Making *m = data;
  static const double levels[] = { 3.0, 1.4, 0.8, 0.4 };
  GTimeZone *zone = garrison_store_get_time_zone (m->store);
  guint customer, person, price, product, length;
  const char *status, *name;
  gint64 opened, closed;

  if (!next_row (m))
    return FALSE;
  customer = some_customer (m);
  person = m->owners[customer];
  product = garrison_dice_below (&m->dice, 10);
  name = garrison_sample_product (product, m->sample->chinese, &price);
  opened = some_instant (m, m->ages[customer]);
  length = 8 + garrison_dice_below (&m->dice, 50) + garrison_dice_below (&m->dice, 60);
  closed = opened + length * DAY_US;
  status = closed >= g_get_real_time () ? "open" : garrison_dice_real (&m->dice) < m->skill[person] ? "won" : "lost";

  set_int (&cells[0], customer + 1);
  set_text (&cells[1], name);
  set_int (&cells[2], m->people[person]);
  set_int (&cells[3], stage_of (m, status));
  set_text (&cells[4], status);
  set_int (&cells[5], (gint64) (price * levels[m->levels[customer]] * exp (0.5 * garrison_dice_normal (&m->dice)) / 100 + 1) * 10000);
  set_id (&cells[6], nth_choice (m, "product", product));
  set_int (&cells[7], opened);
  set_id (&cells[8], *status == 'o' ? 0 : closed);
  set_int (&cells[9], garrison_day_of_instant (closed, zone));
  set_int (&cells[10], garrison_day_of_instant (*status == 'o' ? MIN (opened + length * DAY_US / 3, g_get_real_time ()) : closed, zone));
  set_id (&cells[11], *status == 'l' ? some_choice (m, "lost-reason") : 0);
  return TRUE;
}

static const char *const TASK_COLUMNS[] = { "customer", "person", "kind", "text", "due_at", "timed", NULL };

static gboolean
next_task (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  static const char *const kinds[] = { "call", "visit", "mail", "quote", "todo", "service", "call", "call" };
  Making *m = data;
  const char *kind = kinds[garrison_dice_below (&m->dice, 8)];
  int days = (int) garrison_dice_below (&m->dice, 34) - (garrison_dice_below (&m->dice, 5) == 0 ? 8 : 0);
  guint customer;

  if (!next_row (m))
    return FALSE;
  customer = some_customer (m);
  set_int (&cells[0], customer + 1);
  set_int (&cells[1], m->people[m->owners[customer]]);
  set_text (&cells[2], kind);
  set_text (&cells[3], garrison_sample_task (garrison_dice_below (&m->dice, 100), kind, m->sample->chinese));
  set_int (&cells[4], m->midnight + days * DAY_US + (9 + garrison_dice_below (&m->dice, 9)) * HOUR_US);
  set_int (&cells[5], garrison_dice_below (&m->dice, 3) == 0);
  return TRUE;
}

static const char *const ACTIVITY_COLUMNS[] = { "customer", "person", "kind", "text", "at", "minutes", "outcome", NULL };

static gboolean
next_activity (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  static const char *const kinds[] = { "call", "call", "call", "call", "message", "message", "mail", "mail", "visit", "visit", "quote", "service", "note" };
  Making *m = data;
  static _Thread_local char text[256];
  const char *kind = kinds[garrison_dice_below (&m->dice, G_N_ELEMENTS (kinds))];
  guint customer, person;

  if (!next_row (m))
    return FALSE;
  do
    {
      customer = some_customer (m);
      person = m->owners[customer];
    }
  while (garrison_dice_real (&m->dice) > m->diligence[person]);
  garrison_sample_text (&m->dice, kind, m->sample->chinese, text);
  set_int (&cells[0], customer + 1);
  set_int (&cells[1], m->people[person]);
  set_text (&cells[2], kind);
  set_text (&cells[3], text);
  set_int (&cells[4], some_instant (m, m->ages[customer]));
  set_id (&cells[5], *kind == 'c' || *kind == 'v' ? 2 + garrison_dice_below (&m->dice, *kind == 'v' ? 120 : 25) : 0);
  set_id (&cells[6], garrison_dice_below (&m->dice, 2) ? some_choice (m, "outcome") : 0);
  return TRUE;
}

static gboolean
load (Making *m, const char *name, const char *rows, const char *step, guint total, const char *const *columns,
      GarrisonRowSource source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;

  m->step = step;
  m->total = total;
  m->at = 0;
  garrison_args_set_rows (args, rows, columns, source, m);
  result = act (m, name, args, cancellable, error);
  return result != NULL;
}

static gboolean
load_all (Making *m, GCancellable *cancellable, GError **error)
{
  const GarrisonSample *s = m->sample;
  guint contacts = s->contacts != 0 ? s->contacts : s->customers * 2;

  return load (m, "load-sample-customers", "customers", _("Customers"), s->customers, CUSTOMER_COLUMNS, next_customer, cancellable, error)
         && load (m, "load-sample-contacts", "contacts", _("Contacts"), contacts, CONTACT_COLUMNS, next_contact, cancellable, error)
         && load (m, "load-sample-deals", "deals", _("Deals"), s->deals, DEAL_COLUMNS, next_deal, cancellable, error)
         && load (m, "load-sample-tasks", "tasks", _("Tasks"), s->customers / 4, TASK_COLUMNS, next_task, cancellable, error)
         && load (m, "load-sample-activities", "activities", _("Activities"), s->activities, ACTIVITY_COLUMNS, next_activity, cancellable, error);
}

gboolean
garrison_sample_fill (GarrisonStore *store, const GarrisonSample *sample, GarrisonSampleProgress progress, gpointer data,
                      GCancellable *cancellable, GError **error)
{
  GTimeZone *zone;
  Making m = { .store = store, .sample = sample, .progress = progress, .data = data, .n_people = sample->people + 1 };
  g_autoptr (GarrisonActResult) marked = NULL;
  gboolean done;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && sample != NULL, FALSE);
  g_return_val_if_fail (sample->people > 0 && sample->people <= MAX_PEOPLE && sample->customers > 0, FALSE);

  marked = garrison_store_act (store, "mark-as-sample", NULL, NULL, cancellable, error);
  if (marked == NULL)
    return FALSE;
  zone = garrison_store_get_time_zone (store);
  m.dice.state = sample->seed;
  m.directory = garrison_directory_new (store);
  m.midnight = garrison_day_start (garrison_day_of_instant (g_get_real_time (), zone), zone);
  m.owners = g_new0 (guint16, sample->customers);
  m.levels = g_new0 (guint8, sample->customers);
  m.ages = g_new0 (guint16, sample->customers);
  weigh_days (&m);
  done = garrison_directory_load (m.directory, cancellable, error)
         && make_people (&m, cancellable, error)
         && make_products (&m, cancellable, error)
         && load_all (&m, cancellable, error);
  g_object_unref (m.directory);
  g_free (m.owners);
  g_free (m.levels);
  g_free (m.ages);
  g_free (m.weights);
  return done;
}
