/* Fields that a role is kept from, through acts: what is not given stays, nobody writes over what they do not see, and
 * no answer tells what is there. */
#include "acts.h"

#define ID "%" G_GINT64_FORMAT

/* @rule: (nullable): none */
static void
set_rule (Office *o, const char *relation, const char *field, const char *rule)
{
  gint64 id = office_role (o, "salesperson");
  g_autofree char *drop = g_strdup_printf ("DELETE FROM role_field WHERE role = " ID " AND relation = '%s' AND field = '%s'", id,
                                           relation, field);
  g_autofree char *add = g_strdup_printf ("INSERT INTO role_field(role, relation, field, rule) VALUES (" ID ", '%s', '%s', '%s')",
                                          id, relation, field, rule);

  office_exec (o, drop);
  if (rule != NULL)
    office_exec (o, add);
}

static void
disclose (Office *o, const char *relation, gint64 record)
{
  office_do (o, o->ann, "disclose", NULL, "relation:t record:i purpose:t", relation, record, "call");
}

static void
conceal (Office *o)
{
  office_exec (o, "DELETE FROM disclosure");
}

/* An act that gives one field a value: refused while it is hidden, whatever is there; while it is masked only where
 * something is there, until it is disclosed. */
typedef struct
{
  const char *relation, *field, *act, *signature;
} Edit;

static void
try_edit (Office *o, const Edit *edit, gint64 id, gint64 version, const char *value, const char *refusal)
{
  if (refusal != NULL)
    office_refused (o, o->ann, refusal, edit->act, edit->signature, id, version, "Same", value);
  else
    office_do (o, o->ann, edit->act, NULL, edit->signature, id, version, "Same", value);
}

static void
check_edit (Office *o, const Edit *edit, gint64 id)
{
  const char *which = g_str_equal (edit->relation, "contact") ? "contact" : "customer";
  gint64 record = g_str_equal (edit->relation, "contact") ? id : 1;
  gint64 version = office_int (o, "SELECT version FROM %s WHERE id = " ID, edit->relation, id);

  conceal (o);
  set_rule (o, edit->relation, edit->field, "hidden");
  try_edit (o, edit, id, version, "guess", "locked-field");
  set_rule (o, edit->relation, edit->field, "masked");
  try_edit (o, edit, id, version, "first", NULL);
  try_edit (o, edit, id, ++version, "first", "not-disclosed");
  try_edit (o, edit, id, version, "second", "not-disclosed");
  set_rule (o, edit->relation, edit->field, "hidden");
  try_edit (o, edit, id, version, "first", "locked-field");
  try_edit (o, edit, id, version, "second", "locked-field");
  /* nothing given is no change, of what is hidden and of what is masked */
  try_edit (o, edit, id, version, NULL, "nothing-to-do");
  set_rule (o, edit->relation, edit->field, "listed");
  try_edit (o, edit, id, version, NULL, "nothing-to-do");
  disclose (o, which, record);
  try_edit (o, edit, id, version, "second", NULL);
  try_edit (o, edit, id, ++version, NULL, NULL);
  g_assert_cmpint (office_int (o, "SELECT count(%s) FROM %s WHERE id = " ID, edit->field, edit->relation, id), ==, 0);
  set_rule (o, edit->relation, edit->field, NULL);
}

static void
test_edits (void)
{
  static const Edit customers[] = { { "customer", "note", "edit-customer", "customer:i version:i name:t note:t" },
                                    { "customer", "website", "edit-customer", "customer:i version:i name:t website:t" } },
                    contacts[] = { { "contact", "title", "edit-contact", "contact:i version:i name:t title:t" },
                                   { "contact", "department", "edit-contact", "contact:i version:i name:t department:t" },
                                   { "contact", "note", "edit-contact", "contact:i version:i name:t note:t" } },
                    deals[] = { { "deal", "note", "edit-deal", "deal:i version:i name:t note:t" } },
                    contracts[] = { { "contract", "note", "edit-contract", "contract:i version:i name:t note:t" },
                                    { "contract", "number", "edit-contract", "contract:i version:i name:t number:t" } };
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Same");
  gint64 contact = office_do (o, o->ann, "create-contact", "contact", "customer:i name:t", customer, "Same");
  gint64 deal = office_deal (o, o->ann, customer, "Same", 100);
  gint64 contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t amount:i", customer, "Same", (gint64) 0);

  g_assert_cmpint (customer, ==, 1);
  office_exec (o, "DELETE FROM role_limit WHERE name = 'disclosures_a_day'; UPDATE deal SET amount = 0");
  for (guint i = 0; i < G_N_ELEMENTS (customers); i++)
    check_edit (o, &customers[i], customer);
  for (guint i = 0; i < G_N_ELEMENTS (contacts); i++)
    check_edit (o, &contacts[i], contact);
  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    check_edit (o, &deals[i], deal);
  for (guint i = 0; i < G_N_ELEMENTS (contracts); i++)
    check_edit (o, &contracts[i], contract);
  office_check (o);
}

/* What the role is kept from goes along unseen when something else is edited. */
static void
test_kept (void)
{
  static const char *const fields[][2] = { { "customer", "region" },   { "customer", "note" },       { "customer", "credit_code" },
                                           { "customer", "industry" }, { "customer", "level" },      { "deal", "amount" },
                                           { "deal", "expected_day" }, { "deal", "note" },           { "contact", "birthday" },
                                           { "contact", "note" },      { "contract", "amount" },     { "contract", "signed_day" },
                                           { "contract", "end_day" },  { "contract", "number" } };
  g_autoptr (Office) o = office_new ();
  gint64 level = office_choice (o, "level", "A");
  gint64 customer = office_do (o, o->ann, "create-customer", "customer", "name:t region:t note:t level:i credit_code:t", "Alpha", "CN-GD",
                               "kept", level, "91350100M000100Y43");
  gint64 contact = office_do (o, o->ann, "create-contact", "contact", "customer:i name:t birthday:i note:t", customer, "Wang",
                              (gint64) 19800102, "kept");
  gint64 deal = office_do (o, o->ann, "create-deal", "deal", "customer:i name:t amount:i expected:i note:t", customer, "Deal",
                           (gint64) 500, (gint64) 20270101, "kept");
  gint64 contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t amount:i signed:i end:i number:t", customer,
                               "Contract", (gint64) 700, (gint64) 20260101, (gint64) 20270101, "K-1");
  static const char state[]
    = "SELECT c.region || c.note || c.level || c.credit_code || d.region || t.birthday || t.note || d.amount || d.expected_day || d.note"
      " || k.amount || k.signed_day || k.end_day || k.number FROM customer c, contact t, deal d, contract k"
      " WHERE c.id = " ID " AND t.customer = c.id AND d.customer = c.id AND k.customer = c.id";
  g_autofree char *before = office_text (o, state, customer), *after = NULL;

  g_assert_nonnull (before);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set_rule (o, fields[i][0], fields[i][1], i % 2 == 0 ? "hidden" : "masked");
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t", customer, (gint64) 1, "Alpha 2");
  office_do (o, o->ann, "edit-contact", NULL, "contact:i version:i name:t", contact, (gint64) 1, "Wang 2");
  office_do (o, o->ann, "edit-deal", NULL, "deal:i version:i name:t", deal, (gint64) 1, "Deal 2");
  office_do (o, o->ann, "edit-contract", NULL, "contract:i version:i name:t", contract, (gint64) 1, "Contract 2");
  after = office_text (o, state, customer);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act_row WHERE field IN ('note', 'amount', 'region', 'birthday')"), ==, 0);
  office_check (o);
}

static void
test_closing (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha");
  gint64 deal = office_deal (o, o->ann, customer, "Deal", 500), other = office_deal (o, o->ann, customer, "Other", 500);
  gint64 reason = office_choice (o, "lost-reason", "price");

  set_rule (o, "deal", "amount", "read");
  office_refused (o, o->ann, "locked-field", "win-deal", "deal:i amount:i", deal, (gint64) 500);
  set_rule (o, "deal", "amount", "hidden");
  office_refused (o, o->ann, "locked-field", "win-deal", "deal:i amount:i", deal, (gint64) 500);
  set_rule (o, "deal", "amount", "masked");
  office_refused (o, o->ann, "not-disclosed", "win-deal", "deal:i amount:i", deal, (gint64) 500);
  disclose (o, "customer", customer);
  office_do (o, o->ann, "win-deal", NULL, "deal:i amount:i", deal, (gint64) 600);
  conceal (o);
  set_rule (o, "deal", "note", "masked");
  office_refused (o, o->ann, "not-disclosed", "lose-deal", "deal:i reason:i note:t", other, reason, "dear");
  set_rule (o, "deal", "note", "hidden");
  office_refused (o, o->ann, "locked-field", "lose-deal", "deal:i reason:i note:t", other, reason, "dear");
  set_rule (o, "deal", "lost_reason", "hidden");
  office_refused (o, o->ann, "locked-field", "lose-deal", "deal:i reason:i", other, reason);
  office_do (o, o->ann, "lose-deal", NULL, "deal:i", other);
  office_check (o);
}

static void
test_own (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha");
  gint64 field = office_do (o, o->boss, "add-field", "field", "relation:t name:t type:t", "customer", "K", "text");
  g_autofree char *name = g_strdup_printf ("own#" ID, field);
  gint64 set;

  office_do (o, o->ann, "set-field-value", NULL, "field:i record:i text:t", field, customer, "x");
  set = o->act;
  set_rule (o, "customer", name, "hidden");
  office_undo_refused (o, o->ann, "locked-field", set);
  office_refused (o, o->ann, "locked-field", "set-field-value", "field:i record:i text:t", field, customer, "x");
  office_refused (o, o->ann, "locked-field", "set-field-value", "field:i record:i number:i", field, customer, (gint64) 1);
  set_rule (o, "customer", name, "listed");
  office_refused (o, o->ann, "not-disclosed", "set-field-value", "field:i record:i text:t", field, customer, "x");
  disclose (o, "customer", customer);
  office_do (o, o->ann, "set-field-value", NULL, "field:i record:i text:t", field, customer, "y");
  office_check (o);
}

/* A disclosure shows what else is masked, also where every contact detail is hidden. */
static void
test_disclosures (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha"), used;

  office_exec (o, "UPDATE role_field SET rule = 'hidden'");
  office_refused (o, o->ann, "hidden-field", "disclose", "relation:t record:i purpose:t", "customer", customer, "call");
  set_rule (o, "contact", "note", "masked");
  office_refused (o, o->ann, "hidden-field", "disclose", "relation:t record:i purpose:t", "customer", customer, "call");
  set_rule (o, "deal", "amount", "listed");
  used = office_do (o, o->ann, "disclose", "used", "relation:t record:i purpose:t", "customer", customer, "call");
  g_assert_cmpint (used, ==, 0);
  conceal (o);
  set_rule (o, "payment", "amount", "masked");
  used = office_do (o, o->ann, "disclose", "used", "relation:t record:i purpose:t", "customer", customer, "call");
  g_assert_cmpint (used, ==, 1);
  office_check (o);
}

/* Nobody gives themselves a role that is kept from less. */
static void
test_own_role (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 administrator = office_role (o, "administrator"), seller = office_role (o, "salesperson"), keeper;
  g_autofree char *kept = g_strdup_printf ("INSERT INTO role_field(role, relation, field, rule) VALUES (" ID ", 'deal', 'amount', 'hidden')",
                                           administrator);
  g_autofree char *same = g_strdup_printf ("INSERT INTO role_field(role, relation, field, rule) VALUES (" ID ", 'deal', 'amount', 'hidden')",
                                           seller);

  office_exec (o, "DELETE FROM role_field; DELETE FROM role_limit");
  office_exec (o, kept);
  keeper = office_do (o, o->boss, "add-person", "person", "login:t name:t role:i", "keeper", "Keeper", administrator);
  office_refused (o, keeper, "own-role", "edit-person", "person:i version:i login:t name:t role:i team:i", keeper, (gint64) 1, "keeper",
                  "Keeper", seller, o->root);
  office_exec (o, same);
  office_do (o, keeper, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", keeper, (gint64) 1, "keeper",
             "Keeper", seller, o->root);
}

void
add_fields_tests (void)
{
  g_test_add_func ("/acts/fields/edits", test_edits);
  g_test_add_func ("/acts/fields/kept", test_kept);
  g_test_add_func ("/acts/fields/closing", test_closing);
  g_test_add_func ("/acts/fields/own", test_own);
  g_test_add_func ("/acts/fields/disclosures", test_disclosures);
  g_test_add_func ("/acts/fields/own-role", test_own_role);
}
