/* Contact details: who is shown them, who changes them unseen, and who makes the rules. */
#include "acts.h"

#define ID "%" G_GINT64_FORMAT
#define HOURS(n) ((n) * G_TIME_SPAN_HOUR)

static void
mask_all (Office *o)
{
  office_exec (o, "UPDATE role_field SET rule = 'masked'");
}

/* @rule: (nullable): none */
static void
set_rule (Office *o, const char *role, const char *relation, const char *field, const char *rule)
{
  gint64 id = office_role (o, role);
  g_autofree char *drop = g_strdup_printf ("DELETE FROM role_field WHERE role = " ID " AND relation = '%s' AND field = '%s'", id,
                                           relation, field);
  g_autofree char *add = g_strdup_printf ("INSERT INTO role_field(role, relation, field, rule) VALUES (" ID ", '%s', '%s', '%s')",
                                          id, relation, field, rule);

  office_exec (o, drop);
  if (rule != NULL)
    office_exec (o, add);
}

static void
set_limit (Office *o, const char *role, const char *name, gint64 n)
{
  gint64 id = office_role (o, role);
  g_autofree char *drop = g_strdup_printf ("DELETE FROM role_limit WHERE role = " ID " AND name = '%s'", id, name);
  g_autofree char *add = g_strdup_printf ("INSERT INTO role_limit(role, name, n) VALUES (" ID ", '%s', " ID ")", id, name, n);

  office_exec (o, drop);
  office_exec (o, add);
}

static void
give_right (Office *o, const char *role, const char *name, const char *scope)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO role_right(role, name, scope) VALUES (" ID ", '%s', '%s')",
                                          office_role (o, role), name, scope);

  office_exec (o, sql);
}

static gint64
add_contact (Office *o, gint64 me, gint64 customer)
{
  return office_do (o, me, "create-contact", "contact", "customer:i name:t phone:t mobile:t email:t address:t", customer,
                    "Wang", "02087654321", "13800138000", "wang@example.com", "Road 1");
}

static gint64
disclose (Office *o, gint64 me, const char *relation, gint64 record)
{
  return office_do (o, me, "disclose", "used", "relation:t record:i purpose:t", relation, record, "call");
}

static void
disclose_refused (Office *o, gint64 me, const char *refusal, const char *relation, gint64 record)
{
  office_refused (o, me, refusal, "disclose", "relation:t record:i purpose:t", relation, record, "call");
}

/* A record counts once a day, and for eight hours nothing more is asked. */
static void
test_allowance (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha"), one = add_contact (o, o->ann, customer),
         two = add_contact (o, o->ann, customer), request;

  mask_all (o);
  set_limit (o, "salesperson", "disclosures_a_day", 2);
  g_assert_cmpint (disclose (o, o->ann, "contact", one), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT until - at FROM disclosure"), ==, HOURS (8));
  g_assert_cmpint (office_int (o, "SELECT at FROM disclosure"), ==, o->now);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM timeline WHERE customer = " ID " AND kind = 'disclosed' AND text = 'call'", customer), ==, 1);
  g_assert_cmpint (disclose (o, o->ann, "contact", one), ==, 1);
  office_undo_refused (o, o->ann, "cannot-undo", o->act);
  /* the same number of a customer, not of a contact, is another record */
  g_assert_cmpint (disclose (o, o->ann, "customer", customer), ==, 2);
  disclose_refused (o, o->ann, "out-of-allowance", "contact", two);
  g_assert_cmpint (disclose (o, o->ann, "contact", one), ==, 2);
  g_assert_cmpint (disclose (o, o->lead, "contact", two), ==, 1);

  request = office_do (o, o->ann, "ask-for", "request", "kind:t n:i", "disclosures", (gint64) 1);
  disclose_refused (o, o->ann, "out-of-allowance", "contact", two);
  office_do (o, o->lead, "decide-request", NULL, "asked:i granted:i", request, (gint64) 1);
  g_assert_cmpint (office_do (o, o->ann, "disclose", "allowance", "relation:t record:i purpose:t", "contact", two, "visit"), ==, 3);
  o->now += G_TIME_SPAN_DAY;
  g_assert_cmpint (disclose (o, o->ann, "contact", two), ==, 1);
  g_assert_cmpint (disclose (o, o->ann, "contact", one), ==, 2);
  disclose_refused (o, o->ann, "out-of-allowance", "customer", customer);
  /* back to the evening before: what was used up then stays used up */
  o->now -= G_TIME_SPAN_DAY;
  disclose_refused (o, o->ann, "out-of-allowance", "contact", add_contact (o, o->ann, customer));
  office_check (o);
}

/* Making a contact again, undoing, and rules made and unmade give no allowance back. */
static void
test_no_refill (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha"), made = o->act, one = add_contact (o, o->ann, customer), two, act;

  act = o->act;
  two = add_contact (o, o->ann, customer);
  mask_all (o);
  set_limit (o, "salesperson", "disclosures_a_day", 1);
  disclose (o, o->ann, "contact", one);
  office_undo (o, o->ann, act);
  disclose_refused (o, o->ann, "out-of-allowance", "contact", two);
  office_undo_refused (o, o->ann, "changed-since", made);
  office_do (o, o->boss, "set-role-limit", NULL, "role:i name:t n:i", office_role (o, "salesperson"), "disclosures_a_day", (gint64) 0);
  office_undo (o, o->boss, o->act);
  disclose_refused (o, o->ann, "out-of-allowance", "contact", two);
  office_check (o);
}

static void
test_listed (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha"), contact = add_contact (o, o->ann, customer);

  office_exec (o, "UPDATE role_field SET rule = 'listed'");
  set_limit (o, "salesperson", "disclosures_a_day", 0);
  g_assert_cmpint (disclose (o, o->ann, "contact", contact), ==, 0);
  set_rule (o, "salesperson", "contact", "mobile", "hidden");
  set_rule (o, "salesperson", "contact", "phone", "edit");
  o->now += G_TIME_SPAN_DAY;
  g_assert_cmpint (disclose (o, o->ann, "contact", contact), ==, 0);
  /* no rule is a mask */
  set_rule (o, "salesperson", "contact", "email", NULL);
  o->now += G_TIME_SPAN_DAY;
  disclose_refused (o, o->ann, "out-of-allowance", "contact", contact);
  office_check (o);
}

static void
test_disclose_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha"), contact = add_contact (o, o->ann, customer);

  mask_all (o);
  office_refused (o, o->ann, "bad-argument", "disclose", "relation:t record:i purpose:t", "person", o->boss, "call");
  office_refused (o, o->ann, "bad-argument", "disclose", "relation:t record:i purpose:t", "contact", contact, "fun");
  disclose_refused (o, o->ann, "no-such-record", "contact", 9999);
  disclose_refused (o, o->cid, "out-of-reach", "contact", contact);
  disclose_refused (o, o->cid, "out-of-reach", "customer", customer);
  disclose_refused (o, o->auditor, "no-right", "contact", contact);
  office_exec (o, "UPDATE role_field SET rule = 'hidden' WHERE relation = 'contact'");
  disclose_refused (o, o->ann, "hidden-field", "contact", contact);
  disclose (o, o->ann, "customer", customer);
  /* what was handed over is closed to whoever had it, disclosed or not */
  mask_all (o);
  disclose (o, o->ann, "contact", contact);
  office_do (o, o->boss, "transfer-customers", NULL, "ids:I to:i", &customer, (gsize) 1, o->cid);
  disclose_refused (o, o->ann, "out-of-reach", "contact", contact);
  office_refused (o, o->ann, "out-of-reach", "edit-contact", "contact:i version:i name:t phone:t", contact, (gint64) 1, "Wang", "1");
  office_check (o);
}

/* The edits of customers and of contacts go by the same rules. */
typedef struct
{
  const char *relation;
  const char *act;
  const char *name;
  gint64 id;
} Subject;

static gint64
get_version (Office *o, const Subject *s)
{
  return office_int (o, "SELECT version FROM %s WHERE id = " ID, s->relation, s->id);
}

/* @field: (nullable) */
static void
edit (Office *o, gint64 me, const Subject *s, const char *refusal, const char *name, const char *field, const char *value)
{
  g_autofree char *signature = g_strdup_printf ("%s:i version:i name:t %s%s", s->relation, field != NULL ? field : "",
                                                field != NULL ? ":t" : "");

  if (refusal == NULL)
    office_do (o, me, s->act, NULL, signature, s->id, get_version (o, s), name, value);
  else
    office_refused (o, me, refusal, s->act, signature, s->id, get_version (o, s), name, value);
}

static void
assert_field (Office *o, const Subject *s, const char *field, const char *expected)
{
  g_autofree char *value = office_text (o, "SELECT %s FROM %s WHERE id = " ID, field, s->relation, s->id);

  g_assert_cmpstr (value, ==, expected);
}

static void
check_masked (Office *o, const Subject *s)
{
  g_autofree char *before = NULL, *key = NULL;
  gint64 act;

  mask_all (o);
  key = office_text (o, "SELECT phone_key FROM %s WHERE id = " ID, s->relation, s->id);
  before = office_state (o);
  edit (o, o->ann, s, NULL, "Renamed", NULL, NULL);
  act = o->act;
  assert_field (o, s, "phone", "02087654321");
  assert_field (o, s, "email", "wang@example.com");
  assert_field (o, s, "address", "Road 1");
  assert_field (o, s, "phone_key", key);
  office_undo (o, o->ann, act);
  assert_state (o, before);
  /* whether it is right is not told */
  edit (o, o->ann, s, "not-disclosed", "Renamed", "phone", "02087654321");
  edit (o, o->ann, s, "not-disclosed", s->name, "phone", "02087654321");
  edit (o, o->ann, s, "not-disclosed", s->name, "email", "x@example.com");
  edit (o, o->ann, s, "not-disclosed", s->name, "address", "Road 2");
  edit (o, o->ann, s, "nothing-to-do", s->name, NULL, NULL);

  disclose (o, o->ann, s->relation, s->id);
  edit (o, o->ann, s, NULL, s->name, "phone", "02012345678");
  act = o->act;
  assert_field (o, s, "phone", "02012345678");
  assert_field (o, s, "email", NULL);
  /* who sees none of it mends it all the same */
  office_undo (o, o->lead, act);
  assert_state (o, before);
  o->now += HOURS (8);
  edit (o, o->ann, s, "not-disclosed", s->name, "phone", "02012345678");
  edit (o, o->ann, s, NULL, "Renamed", NULL, NULL);
  assert_field (o, s, "phone", "02087654321");
  office_undo (o, o->ann, o->act);
  assert_state (o, before);
}

/* A guess is answered alike, right or wrong, there or not, disclosed or not. */
static void
check_hidden (Office *o, const Subject *s)
{
  g_autofree char *before = NULL;

  set_rule (o, "salesperson", s->relation, "phone", "hidden");
  before = office_state (o);
  for (guint i = 0; i < 2; i++)
    {
      edit (o, o->ann, s, "locked-field", s->name, "phone", "02087654321");
      edit (o, o->ann, s, "locked-field", s->name, "phone", "02000000000");
      disclose (o, o->ann, s->relation, s->id);
    }
  edit (o, o->ann, s, NULL, "Renamed", NULL, NULL);
  assert_field (o, s, "phone", "02087654321");
  office_undo (o, o->ann, o->act);
  edit (o, o->lead, s, "not-disclosed", "Renamed", "phone", "1");
  disclose (o, o->lead, s->relation, s->id);
  edit (o, o->lead, s, NULL, s->name, "email", "wang@example.com");
  assert_field (o, s, "phone", NULL);
  edit (o, o->ann, s, "locked-field", s->name, "phone", "02087654321");
  office_undo_refused (o, o->ann, "locked-field", o->act);
  office_undo (o, o->lead, o->act);
  assert_state (o, before);
  set_rule (o, "salesperson", s->relation, "phone", "masked");
}

static void
check_read (Office *o, const Subject *s)
{
  gint64 act;

  o->now += HOURS (9);
  set_rule (o, "salesperson", s->relation, "phone", "read");
  edit (o, o->ann, s, "locked-field", s->name, NULL, NULL);
  edit (o, o->ann, s, "locked-field", s->name, "phone", "02000000000");
  edit (o, o->ann, s, NULL, "Renamed", "phone", "02087654321");
  set_rule (o, "salesperson", s->relation, "phone", "edit");
  edit (o, o->ann, s, NULL, "Renamed", "phone", "02000000000");
  act = o->act;
  set_rule (o, "salesperson", s->relation, "phone", "read");
  office_undo_refused (o, o->ann, "locked-field", act);
  set_rule (o, "salesperson", s->relation, "phone", "listed");
  edit (o, o->ann, s, "not-disclosed", "Renamed", "phone", "02000000001");
  /* any other field can be locked */
  set_rule (o, "salesperson", s->relation, "note", "read");
  edit (o, o->ann, s, "locked-field", "Renamed", "note", "x");
  set_rule (o, "salesperson", s->relation, "note", NULL);
  edit (o, o->ann, s, NULL, "Renamed", "note", "x");
}

static void
test_edits (void)
{
  g_autoptr (Office) o = office_new ();
  Subject customer = { "customer", "edit-customer", "Alpha", 0 }, contact = { "contact", "edit-contact", "Wang", 0 };

  customer.id = office_do (o, o->ann, "create-customer", "customer", "name:t phone:t email:t address:t", "Alpha", "02087654321",
                           "wang@example.com", "Road 1");
  contact.id = add_contact (o, o->ann, customer.id);
  check_masked (o, &contact);
  check_masked (o, &customer);
  check_hidden (o, &contact);
  check_hidden (o, &customer);
  check_read (o, &contact);
  check_read (o, &customer);
  office_check (o);
}

/* A detail that is not there may be filled in by whoever sees none. */
static void
test_filling_in (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha"), contact = add_contact (o, o->ann, customer);
  const Subject s = { "contact", "edit-contact", "Wang", contact };
  g_autofree char *before = NULL;

  mask_all (o);
  before = office_state (o);
  edit (o, o->ann, &s, NULL, "Wang", "messenger", "wang88");
  assert_field (o, &s, "mobile", "13800138000");
  edit (o, o->ann, &s, "not-disclosed", "Wang", "messenger", "wang88");
  office_undo (o, o->ann, o->act);
  assert_state (o, before);
  edit (o, o->ann, &s, "not-disclosed", "Wang", "mobile", "13800138000");
  office_check (o);
}

static void
test_locked_fields (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha"), deal = office_deal (o, o->ann, customer, "Deal", 100), act;
  gint64 contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t amount:i", customer, "Contract", (gint64) 100);
  gint64 product = office_do (o, o->boss, "create-product", "product", "name:t", "Lathe");

  set_rule (o, "salesperson", "deal", "amount", "read");
  set_rule (o, "salesperson", "contract", "note", "read");
  set_rule (o, "owner", "product", "code", "read");
  office_refused (o, o->ann, "locked-field", "edit-deal", "deal:i version:i name:t amount:i", deal, (gint64) 1, "Deal", (gint64) 99);
  office_do (o, o->ann, "edit-deal", NULL, "deal:i version:i name:t amount:i", deal, (gint64) 1, "Deal 2", (gint64) 100);
  office_do (o, o->lead, "edit-deal", NULL, "deal:i version:i name:t amount:i", deal, (gint64) 2, "Deal 2", (gint64) 90);
  act = o->act;
  office_undo_refused (o, o->ann, "locked-field", act);
  office_undo (o, o->lead, act);
  office_refused (o, o->ann, "locked-field", "edit-contract", "contract:i version:i name:t amount:i note:t", contract, (gint64) 1,
                  "Contract", (gint64) 100, "x");
  office_do (o, o->lead, "edit-contract", NULL, "contract:i version:i name:t amount:i note:t", contract, (gint64) 1, "Contract",
             (gint64) 100, "x");
  act = o->act;
  office_undo_refused (o, o->ann, "locked-field", act);
  office_undo (o, o->lead, act);
  office_refused (o, o->boss, "locked-field", "edit-product", "product:i version:i name:t code:t", product, (gint64) 1, "Lathe", "L1");
  office_do (o, o->manager, "edit-product", NULL, "product:i version:i name:t code:t", product, (gint64) 1, "Lathe", "L1");
  act = o->act;
  office_undo_refused (o, o->boss, "locked-field", act);
  office_undo (o, o->manager, act);
  office_check (o);
}

static void
set_field_refused (Office *o, gint64 me, const char *refusal, const char *role, const char *relation, const char *field, const char *rule)
{
  office_refused (o, me, refusal, "set-role-field", "role:i relation:t field:t rule:t", office_role (o, role), relation, field, rule);
}

static void
set_field (Office *o, gint64 me, const char *role, const char *rule)
{
  office_do (o, me, "set-role-field", NULL, "role:i relation:t field:t rule:t", office_role (o, role), "contact", "phone", rule);
}

static void
test_role_fields (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = NULL, *ask = NULL;
  gint64 act, request;

  mask_all (o);
  before = office_state (o);
  set_field (o, o->boss, "salesperson", "hidden");
  act = o->act;
  office_undo (o, o->boss, act);
  assert_state (o, before);
  office_do (o, o->boss, "set-role-field", NULL, "role:i relation:t field:t rule:t", office_role (o, "lead"), "deal", "amount", "read");
  office_undo (o, o->boss, o->act);
  assert_state (o, before);
  office_do (o, o->boss, "set-role-field", NULL, "role:i relation:t field:t", office_role (o, "lead"), "contact", "email");
  office_undo (o, o->boss, o->act);
  assert_state (o, before);

  /* alone one loosens one's own role: somebody must be able to */
  set_field (o, o->boss, "owner", "edit");
  office_undo (o, o->boss, o->act);
  assert_state (o, before);
  give_right (o, "manager", "role.edit", "all");
  set_field_refused (o, o->boss, "own-role", "owner", "contact", "phone", "listed");
  set_field_refused (o, o->manager, "own-role", "manager", "contact", "phone", "read");
  set_field_refused (o, o->manager, "above-you", "salesperson", "contact", "phone", "read");
  set_field_refused (o, o->manager, "above-you", "owner", "contact", "phone", "edit");
  set_field (o, o->manager, "salesperson", "hidden");
  office_undo (o, o->manager, o->act);

  /* in just these words, of somebody who sets rules too */
  ask = g_strdup_printf ("set-role-field " ID " contact.phone edit", office_role (o, "owner"));
  request = office_do (o, o->boss, "ask-for", "request", "kind:t text:t", "other", ask);
  set_field_refused (o, o->boss, "own-role", "owner", "contact", "phone", "edit");
  office_refused (o, o->boss, "own-request", "decide-request", "asked:i granted:i", request, (gint64) 1);
  office_do (o, o->manager, "decide-request", NULL, "asked:i granted:i", request, (gint64) 1);
  set_field_refused (o, o->boss, "own-role", "owner", "contact", "mobile", "edit");
  set_field_refused (o, o->boss, "own-role", "owner", "contact", "phone", "read");
  set_field (o, o->boss, "owner", "edit");
  set_field (o, o->boss, "salesperson", "edit");

  set_field (o, o->boss, "salesperson", "masked");
  office_undo_refused (o, o->manager, "above-you", o->act);
  office_undo (o, o->boss, o->act);
  set_field (o, o->boss, "manager", "edit");
  set_field (o, o->boss, "manager", "masked");
  act = o->act;
  office_undo_refused (o, o->manager, "own-role", act);
  set_field (o, o->boss, "manager", "listed");
  office_undo_refused (o, o->boss, "changed-since", act);
  office_check (o);
}

/* More for a role, and more that may leave, is the word of two where two set rules; alone one is not shut out. */
static void
test_two_persons (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *words = NULL, *rows = NULL;
  gint64 seller = office_role (o, "salesperson"), manager = office_role (o, "manager"), request, taken;

  office_do (o, o->boss, "set-role-right", NULL, "role:i name:t scope:t", seller, "customer.export", "own");
  office_undo (o, o->boss, o->act);
  set_limit (o, "manager", "export_rows", 10);
  office_do (o, o->boss, "set-role-limit", NULL, "role:i name:t n:i", manager, "export_rows", (gint64) 20);
  give_right (o, "manager", "role.edit", "all");
  office_refused (o, o->boss, "second-person", "set-role-right", "role:i name:t scope:t", seller, "customer.export", "own");
  office_refused (o, o->boss, "second-person", "set-role-right", "role:i name:t scope:t", seller, "customer.see", "team");
  office_refused (o, o->manager, "second-person", "set-role-right", "role:i name:t scope:t", seller, "customer.see", "all");
  office_refused (o, o->boss, "second-person", "set-role-limit", "role:i name:t n:i", manager, "export_rows", (gint64) 21);
  office_refused (o, o->boss, "second-person", "set-role-limit", "role:i name:t", manager, "export_rows");
  /* less needs nobody, and is not simply taken back */
  office_do (o, o->boss, "set-role-limit", NULL, "role:i name:t n:i", manager, "export_rows", (gint64) 5);
  office_undo_refused (o, o->boss, "second-person", o->act);
  office_do (o, o->boss, "set-role-right", NULL, "role:i name:t", seller, "customer.create");
  taken = o->act;
  office_undo_refused (o, o->boss, "second-person", taken);

  words = g_strdup_printf ("set-role-right " ID " customer.export own", seller);
  request = office_do (o, o->boss, "ask-for", "request", "kind:t text:t", "other", words);
  office_refused (o, o->boss, "own-request", "decide-request", "asked:i granted:i", request, (gint64) 1);
  office_refused (o, o->boss, "second-person", "set-role-right", "role:i name:t scope:t", seller, "customer.export", "own");
  office_do (o, o->manager, "decide-request", NULL, "asked:i granted:i", request, (gint64) 1);
  office_refused (o, o->boss, "second-person", "set-role-right", "role:i name:t scope:t", seller, "customer.export", "all");
  office_refused (o, o->boss, "second-person", "set-role-right", "role:i name:t scope:t", seller, "customer.print", "own");
  /* what was granted to one is not granted to another */
  office_refused (o, o->manager, "second-person", "set-role-right", "role:i name:t scope:t", seller, "customer.export", "own");
  office_do (o, o->boss, "set-role-right", NULL, "role:i name:t scope:t", seller, "customer.export", "own");

  rows = g_strdup_printf ("set-role-limit " ID " export_rows 7", manager);
  request = office_do (o, o->boss, "ask-for", "request", "kind:t text:t", "other", rows);
  office_do (o, o->manager, "decide-request", NULL, "asked:i granted:i", request, (gint64) 1);
  office_do (o, o->boss, "set-role-limit", NULL, "role:i name:t n:i", manager, "export_rows", (gint64) 7);
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'manager'");
  office_undo (o, o->boss, taken);
  office_check (o);
}

/* A grant of whoever sets no rules is none. */
static void
test_one_head (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *ask = NULL;
  gint64 request;

  mask_all (o);
  give_right (o, "auditor", "role.edit", "all");
  ask = g_strdup_printf ("set-role-field " ID " contact.phone edit", office_role (o, "owner"));
  request = office_do (o, o->boss, "ask-for", "request", "kind:t text:t", "other", ask);
  office_do (o, o->manager, "decide-request", NULL, "asked:i granted:i", request, (gint64) 1);
  set_field_refused (o, o->boss, "own-role", "owner", "contact", "phone", "edit");
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'auditor'");
  set_field (o, o->boss, "owner", "edit");
}

static void
test_role_field_refusals (void)
{
  g_autoptr (Office) o = office_new ();

  office_refused (o, o->boss, "no-such-role", "set-role-field", "role:i relation:t field:t", (gint64) 999, "contact", "phone");
  set_field_refused (o, o->boss, "bad-argument", "lead", "contact", "phone", "seen");
  set_field_refused (o, o->boss, "bad-argument", "lead", "person", "phone", "read");
  set_field_refused (o, o->boss, "bad-argument", "lead", "contact", "phone'", "read");
  set_field_refused (o, o->boss, "bad-argument", "lead", "contact", "", "read");
  set_field_refused (o, o->boss, "bad-argument", "lead", "contact", "name", "hidden");
  set_field_refused (o, o->boss, "nothing-to-do", "lead", "contact", "phone", "edit");
  set_field_refused (o, o->manager, "no-right", "lead", "contact", "phone", "read");
}

static void
set_n (Office *o, gint64 me, const char *role, const char *name, gint64 n)
{
  office_do (o, me, "set-role-limit", NULL, "role:i name:t n:i", office_role (o, role), name, n);
}

static void
set_n_refused (Office *o, gint64 me, const char *refusal, const char *role, const char *name, gint64 n)
{
  office_refused (o, me, refusal, "set-role-limit", "role:i name:t n:i", office_role (o, role), name, n);
}

static void
test_role_limits (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = NULL, *ask = NULL;
  gint64 act, request;

  set_limit (o, "owner", "disclosures_a_day", 200);
  set_limit (o, "manager", "disclosures_a_day", 100);
  before = office_state (o);
  set_n (o, o->boss, "salesperson", "bulk_rows", 0);
  act = o->act;
  set_n (o, o->boss, "salesperson", "bulk_rows", 7);
  office_undo_refused (o, o->boss, "changed-since", act);
  office_undo (o, o->boss, o->act);
  office_undo (o, o->boss, act);
  assert_state (o, before);
  set_n (o, o->boss, "owner", "disclosures_a_day", 300);
  office_undo (o, o->boss, o->act);
  assert_state (o, before);

  give_right (o, "manager", "role.edit", "all");
  set_n_refused (o, o->boss, "own-role", "owner", "disclosures_a_day", 201);
  set_n_refused (o, o->boss, "above-you", "salesperson", "disclosures_a_day", 201);
  set_n_refused (o, o->manager, "above-you", "salesperson", "disclosures_a_day", 101);
  set_n (o, o->manager, "salesperson", "disclosures_a_day", 100);
  set_n (o, o->boss, "salesperson", "disclosures_a_day", 150);
  set_n (o, o->boss, "salesperson", "disclosures_a_day", 10);
  act = o->act;
  office_undo_refused (o, o->manager, "above-you", act);
  set_n (o, o->boss, "manager", "disclosures_a_day", 50);
  office_undo_refused (o, o->manager, "own-role", o->act);
  /* no number is no limit, and so the most */
  set_n (o, o->boss, "manager", "export_rows", 10);
  office_refused (o, o->manager, "own-role", "set-role-limit", "role:i name:t", office_role (o, "manager"), "export_rows");
  set_n (o, o->boss, "lead", "export_rows", 10);
  office_refused (o, o->manager, "above-you", "set-role-limit", "role:i name:t", office_role (o, "lead"), "export_rows");
  ask = g_strdup_printf ("set-role-limit " ID " export_rows none", office_role (o, "manager"));
  request = office_do (o, o->manager, "ask-for", "request", "kind:t text:t", "other", ask);
  office_do (o, o->boss, "decide-request", NULL, "asked:i granted:i", request, (gint64) 1);
  office_do (o, o->manager, "set-role-limit", NULL, "role:i name:t", office_role (o, "manager"), "export_rows");

  office_refused (o, o->boss, "no-such-role", "set-role-limit", "role:i name:t n:i", (gint64) 999, "bulk_rows", (gint64) 1);
  set_n_refused (o, o->boss, "bad-argument", "lead", "patience", 1);
  set_n_refused (o, o->boss, "bad-argument", "lead", "bulk_rows", -1);
  set_n_refused (o, o->boss, "bad-argument", "lead", "bulk_rows", G_MAXINT64);
  set_n_refused (o, o->boss, "nothing-to-do", "lead", "export_rows", 10);
  set_n_refused (o, o->ann, "no-right", "lead", "export_rows", 11);
  office_check (o);
}

static void
test_add_role (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = NULL;
  gint64 role, act, seller = office_role (o, "salesperson");

  set_limit (o, "salesperson", "bulk_rows", 5);
  set_rule (o, "salesperson", "contact", "phone", "read");
  before = office_state (o);
  role = office_do (o, o->boss, "add-role", "role", "name:t like:i", " Hunter ", seller);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM role_right a JOIN role_right b ON b.name = a.name AND b.scope = a.scope"
                                  " WHERE a.role = " ID " AND b.role = " ID, role, seller), ==,
                   office_int (o, "SELECT count(*) FROM role_right WHERE role = " ID, seller));
  g_assert_cmpint (office_int (o, "SELECT n FROM role_limit WHERE role = " ID, role), ==, 5);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM role_field WHERE role = " ID " AND rule = 'read'", role), ==, 1);
  office_undo (o, o->boss, act);
  assert_state (o, before);
  role = office_do (o, o->boss, "add-role", "role", "name:t like:i", "Hunter", seller);
  act = o->act;
  office_do (o, o->boss, "add-person", NULL, "login:t name:t role:i", "eve", "Eve", role);
  office_undo_refused (o, o->boss, "changed-since", act);

  office_refused (o, o->boss, "empty-name", "add-role", "name:t like:i", " ", seller);
  office_refused (o, o->boss, "no-such-role", "add-role", "name:t like:i", "X", (gint64) 999);
  office_refused (o, o->boss, "duplicate", "add-role", "name:t like:i", "Hunter", seller);
  office_refused (o, o->boss, "owner-role", "add-role", "name:t like:i", "X", office_role (o, "owner"));
  give_right (o, "salesperson", "role.edit", "all");
  office_refused (o, o->ann, "above-you", "add-role", "name:t like:i", "X", office_role (o, "manager"));
  office_check (o);
}

/* Who gives out roles takes none that shows them more. */
static void
test_own_role (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 administrator = office_role (o, "administrator"), seller = office_role (o, "salesperson"), keeper;

  mask_all (o);
  office_exec (o, "UPDATE role_field SET rule = 'hidden' WHERE role = (SELECT id FROM role WHERE key = 'administrator')");
  keeper = office_do (o, o->boss, "add-person", "person", "login:t name:t role:i", "keeper", "Keeper", administrator);
  office_refused (o, keeper, "own-role", "edit-person", "person:i version:i login:t name:t role:i team:i", keeper, (gint64) 1, "keeper",
                  "Keeper", seller, o->root);
  office_do (o, keeper, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", keeper, (gint64) 1, "keeper", "Key",
             administrator, o->root);
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", keeper, (gint64) 2, "keeper", "Key",
             seller, o->root);
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", keeper, (gint64) 3, "keeper", "Key",
             administrator, o->root);
  office_undo_refused (o, keeper, "own-role", o->act);
  /* more at a time is more, too */
  office_exec (o, "UPDATE role_field SET rule = 'masked'");
  set_limit (o, "administrator", "disclosures_a_day", 0);
  office_refused (o, keeper, "own-role", "edit-person", "person:i version:i login:t name:t role:i team:i", keeper, (gint64) 4, "keeper",
                  "Key", seller, o->root);
  office_undo (o, o->boss, o->act);
  office_check (o);
}

void
add_disclosure_tests (void)
{
  g_test_add_func ("/acts/disclosure/allowance", test_allowance);
  g_test_add_func ("/acts/disclosure/no-refill", test_no_refill);
  g_test_add_func ("/acts/disclosure/listed", test_listed);
  g_test_add_func ("/acts/disclosure/refusals", test_disclose_refusals);
  g_test_add_func ("/acts/disclosure/edits", test_edits);
  g_test_add_func ("/acts/disclosure/filling-in", test_filling_in);
  g_test_add_func ("/acts/disclosure/locked-fields", test_locked_fields);
  g_test_add_func ("/acts/disclosure/role-fields", test_role_fields);
  g_test_add_func ("/acts/disclosure/one-head", test_one_head);
  g_test_add_func ("/acts/disclosure/two-persons", test_two_persons);
  g_test_add_func ("/acts/disclosure/role-field-refusals", test_role_field_refusals);
  g_test_add_func ("/acts/disclosure/role-limits", test_role_limits);
  g_test_add_func ("/acts/disclosure/add-role", test_add_role);
  g_test_add_func ("/acts/disclosure/own-role", test_own_role);
}
