#include "act-office.h"

#include <string.h>

#include "base/error.h"
#include "office-engine.h"
#include "server.h"
#include "store/kept.h"

static Office *
new_office (const OfficeEngine *engine)
{
  Office *o = g_new0 (Office, 1);

  o->engine = engine;
  o->now = G_GINT64_CONSTANT (1795400000000000); /* 2026-11-22 */
  engine->open (o);
  o->boss = office_do (o, 0, "found-company", "person", "company:t currency:t time_zone:t chinese:i login:t name:t",
                       "Test", "CNY", "UTC", (gint64) 0, "boss", "Boss");
  o->root = office_int (o, "SELECT id FROM team");
  /* Most tests are not about who may see a telephone number: acts-disclosure.c is. */
  office_exec (o, "UPDATE role_field SET rule = 'edit'");
  office_exec (o, "DELETE FROM role_limit");
  return o;
}

Office *
office_new_in_file (void)
{
  return new_office (&office_in_file);
}

Office *
office_new_on_server (void)
{
  return new_office (&office_on_server);
}

Office *
office_new_bare (void)
{
  return test_server_is_used () ? office_new_on_server () : office_new_in_file ();
}

static gint64
add_person (Office *o, const char *login, const char *role, gint64 team)
{
  return office_do (o, o->boss, "add-person", "person", "login:t name:t role:i team:i", login, login,
                    office_role (o, role), team);
}

void
office_hire (Office *o)
{
  o->north = office_do (o, o->boss, "add-team", "team", "name:t", "North");
  o->south = office_do (o, o->boss, "add-team", "team", "name:t", "South");
  o->manager = add_person (o, "manager", "manager", o->root);
  o->lead = add_person (o, "lead", "lead", o->north);
  o->ann = add_person (o, "ann", "salesperson", o->north);
  o->ben = add_person (o, "ben", "salesperson", o->north);
  o->other_lead = add_person (o, "other-lead", "lead", o->south);
  o->cid = add_person (o, "cid", "salesperson", o->south);
  o->dan = add_person (o, "dan", "salesperson", o->south);
  o->helper = add_person (o, "helper", "assistant", o->north);
  o->auditor = add_person (o, "auditor", "auditor", o->root);
}

Office *
office_new (void)
{
  Office *o = office_new_bare ();

  office_hire (o);
  return o;
}

void
office_free (Office *o)
{
  o->engine->close (o);
  g_free (o);
}

static gboolean
give_nothing (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  return FALSE;
}

static void
set_arg (GarrisonArgs *args, const char *name, char kind, va_list *values)
{
  switch (kind)
    {
    case 'i':
      garrison_args_set_int (args, name, va_arg (*values, gint64));
      break;
    case 't':
      garrison_args_set_text (args, name, va_arg (*values, const char *));
      break;
    case 'n':
      garrison_args_set_null (args, name);
      break;
    case 'I':
      {
        const gint64 *ids = va_arg (*values, const gint64 *);
        garrison_args_set_ids (args, name, ids, va_arg (*values, gsize));
        break;
      }
    case 'R':
      garrison_args_set_rows (args, name, va_arg (*values, const char *const *), give_nothing, NULL);
      break;
    default:
      g_error ("a signature's kind “%c”", kind);
    }
}

static GarrisonArgs *
make_args (const char *signature, va_list *values)
{
  GarrisonArgs *args = garrison_args_new ();
  g_auto (GStrv) words = g_strsplit (signature, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *colon = strchr (words[i], ':');
      if (colon == NULL)
        continue;
      *colon = '\0';
      set_arg (args, words[i], colon[1], values);
    }
  return args;
}

GarrisonArgs *
office_args (const char *signature, ...)
{
  GarrisonArgs *args;
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  return args;
}

GarrisonActResult *
office_run (Office *o, gint64 me, const char *name, GarrisonArgs *args, const char *request, GCancellable *cancellable,
            GarrisonChange **change, GError **error)
{
  g_autofree char *made = g_strdup_printf ("wish-%u", o->wishes++); /* alike in offices alike */
  GError *local = NULL;
  GarrisonActResult *result;

  o->now += G_USEC_PER_SEC;
  result = o->engine->run (o, me, name, args, request != NULL ? request : made, cancellable, change, &local);
  g_assert_true ((result == NULL) == (local != NULL));
  if (result != NULL)
    o->act = garrison_act_result_get_act (result);
  else
    g_propagate_error (error, local);
  return result;
}

GarrisonActResult *
office_run_undo (Office *o, gint64 me, gint64 act, const char *request, GError **error)
{
  g_autofree char *made = g_strdup_printf ("wish-%u", o->wishes++);

  o->now += G_USEC_PER_SEC;
  return o->engine->undo (o, me, act, request != NULL ? request : made, NULL, NULL, error);
}

GarrisonActResult *
office_try (Office *o, GError **error, gint64 me, const char *name, const char *signature, ...)
{
  g_autoptr (GarrisonArgs) args = NULL;
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  return office_run (o, me, name, args, NULL, NULL, NULL, error);
}

gint64
office_do (Office *o, gint64 me, const char *name, const char *give, const char *signature, ...)
{
  g_autoptr (GarrisonArgs) args = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  result = office_run (o, me, name, args, NULL, NULL, NULL, &error);
  if (error != NULL)
    g_error ("%s: %s", name, error->message);
  return give != NULL ? garrison_act_result_get_int (result, give) : 0;
}

/* Which refusals tests provoked: "act/refusal". */
static GHashTable *provoked;

static void
note_refusal (const char *act, const char *refusal, gboolean undo)
{
  if (provoked == NULL)
    provoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (provoked, g_strdup_printf ("%s%s/%s", act, undo ? "/undo" : "", refusal));
}

gboolean
office_was_provoked (const char *act, const char *refusal, gboolean undo)
{
  g_autofree char *key = g_strdup_printf ("%s%s/%s", act, undo ? "/undo" : "", refusal);
  return provoked != NULL && g_hash_table_contains (provoked, key);
}

static void
assert_refused (Office *o, const GError *error, const char *act, const char *refusal, gint64 kept)
{
  if (!garrison_error_is_refusal (error, refusal))
    g_error ("%s: expected %s, got %s", act, refusal, error != NULL ? error->message : "success");
  g_assert_cmpstr (garrison_refusal_get_act (error), ==, act);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM refused_act"), ==, kept + 1);
}

void
office_refused_args (Office *o, gint64 me, const char *refusal, const char *name, GarrisonArgs *args)
{
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 kept = office_int (o, "SELECT count(*) FROM refused_act");
  gint64 acts = office_int (o, "SELECT count(*) FROM act");

  result = office_run (o, me, name, args, NULL, NULL, NULL, &error);
  assert_refused (o, error, name, refusal, kept);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act"), ==, acts);
  note_refusal (name, refusal, FALSE);
}

void
office_refused (Office *o, gint64 me, const char *refusal, const char *name, const char *signature, ...)
{
  g_autoptr (GarrisonArgs) args = NULL;
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  office_refused_args (o, me, refusal, name, args);
}

static gboolean
is_at_the_door (const GError *error)
{
  static const GarrisonError codes[] = { GARRISON_ERROR_DENIED, GARRISON_ERROR_WRONG_PASSWORD, GARRISON_ERROR_NOT_SIGNED_IN };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, GARRISON_ERROR, (int) codes[i]))
      return TRUE;
  return garrison_error_is_refusal (error, "no-right");
}

void
office_shut_out (Office *o, gint64 me, const char *name, const char *signature, ...)
{
  g_autoptr (GarrisonArgs) args = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 acts = office_int (o, "SELECT count(*) FROM act");
  gint64 kept = office_int (o, "SELECT count(*) FROM refused_act");
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  result = office_run (o, me, name, args, NULL, NULL, NULL, &error);
  if (o->engine == &office_in_file)
    assert_refused (o, error, name, "no-right", kept);
  else if (!is_at_the_door (error))
    g_error ("%s: %s", name, error != NULL ? error->message : "success");
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act"), ==, acts);
}

void
office_undo (Office *o, gint64 me, gint64 act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;

  result = office_run_undo (o, me, act, NULL, &error);
  if (error != NULL)
    {
      g_autofree char *name = office_text (o, "SELECT name FROM act WHERE id = %" G_GINT64_FORMAT, act);
      g_error ("undo of %s: %s", name, error->message);
    }
  o->act = garrison_act_result_get_act (result);
}

void
office_undo_refused (Office *o, gint64 me, const char *refusal, gint64 act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autofree char *name = office_text (o, "SELECT name FROM act WHERE id = %" G_GINT64_FORMAT, act);
  gint64 kept = office_int (o, "SELECT count(*) FROM refused_act");

  result = office_run_undo (o, me, act, NULL, &error);
  assert_refused (o, error, "undo", refusal, kept);
  note_refusal (name != NULL ? name : "", refusal, TRUE);
}

/* Reading ----------------------------------------------------------------------------------------- */

gint64
office_int (Office *o, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  text = o->engine->read (o, sql);
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

char *
office_text (Office *o, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return o->engine->read (o, sql);
}

gint64
office_choice (Office *o, const char *list, const char *key)
{
  return office_int (o, "SELECT id FROM choice WHERE list = '%s' AND key = '%s'", list, key);
}

gint64
office_stage (Office *o, const char *key)
{
  return office_int (o, "SELECT id FROM stage WHERE key = '%s'", key);
}

gint64
office_role (Office *o, const char *key)
{
  return office_int (o, "SELECT id FROM role WHERE key = '%s'", key);
}

void
office_exec (Office *o, const char *sql)
{
  o->engine->exec (o, sql);
}

void
office_loosen (Office *o)
{
  o->engine->loosen (o);
}

void
office_set_zone (Office *o, const char *zone)
{
  o->engine->set_zone (o, zone);
}

void
office_obstruct (Office *o, const char *relation, gboolean aloud)
{
  o->engine->obstruct (o, relation, aloud);
}

void
office_clear_way (Office *o, const char *relation)
{
  o->engine->clear_way (o, relation);
}

gint64
office_count_indexes (Office *o)
{
  return o->engine->count_indexes (o);
}

/* An undone activity stays, voided; an undone payment too: nothing counts them. */
static const char *const state_tables[] = {
  "setting", "team", "role", "role_right", "role_field", "role_limit", "role_cap", "cap_filter", "protection_rule",
  "fall_rule", "customer_lock", "person", "choice", "field", "field_value", "pool", "pool_member", "pool_field", "customer",
  "customer_search", "customer_parts", "customer_gram", "tag", "customer_tag", "contact", "product", "stage", "deal", "deal_line", "stage_event",
  "contract", "payment WHERE voided = 0", "activity WHERE voided = 0", "task", "activity_day", "activity_month",
  "customer_month", "holding", "saved_view", "collaborator", "family_rule",
};

char *
office_state (Office *o)
{
  GString *state = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (state_tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2%s", state_tables[i],
                                               g_str_equal (state_tables[i], "role_field") ? ", 3" : "");
      g_string_append_printf (state, "== %s\n", state_tables[i]);
      o->engine->dump (o, sql, state);
    }
  return g_string_free (state, FALSE);
}

gint64
office_find_broken (Office *o, gint64 anchor, const char *hash)
{
  gint64 broken = -1;

  o->engine->verify (o, anchor, hash, &broken);
  return broken;
}

void
office_check (Office *o)
{
  gint64 broken = 0;
  gint64 good;

  for (guint i = 0; i < garrison_kept_get_n_checks (); i++)
    {
      g_autofree char *sql = garrison_kept_get_sql (i);
      g_autoptr (GString) numbers = g_string_new (NULL);

      o->engine->dump (o, sql, numbers);
      for (const char *at = strchr (numbers->str, '='); at != NULL; at = strchr (at + 1, '='))
        if (g_ascii_strtoll (at + 1, NULL, 10) != 0)
          g_error ("%s …: %s", garrison_kept_get_what (i, 0), numbers->str);
    }
  good = o->engine->verify (o, 0, NULL, &broken);
  g_assert_cmpint (broken, ==, 0);
  g_assert_cmpint (good, ==, office_int (o, "SELECT count(*) FROM act"));
}

gint64
office_customer (Office *o, gint64 owner, const char *name)
{
  return office_do (o, owner, "create-customer", "customer", "name:t", name);
}

gint64
office_deal (Office *o, gint64 me, gint64 customer, const char *name, gint64 amount)
{
  return office_do (o, me, "create-deal", "deal", "customer:i name:t amount:i", customer, name, amount);
}
