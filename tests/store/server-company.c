#include "server-company.h"

#include <string.h>

const char *const server_company_logins[]
  = { "boss", "manager", "lead", "seller", "other", "assistant", "auditor", NULL };

/* Twelve customers: five of the seller's, four of the other's (who is in another team), two of the lead's
 * and one of nobody's, each with a contact, an activity and a deal that is the boss's. */
static const char rows[]
  = "SET search_path = garrison;"
    "INSERT INTO team(id, name, parent, path) VALUES (50, 'South', 1, '/1/50/'), (51, 'North', 1, '/1/51/');"
    "INSERT INTO person(id, login, name, sort_key, team, role)"
    " SELECT w.id, w.login, w.login, w.login, w.team, r.id FROM (VALUES"
    " (60, 'manager', 1, 'manager'), (61, 'lead', 50, 'lead'), (62, 'seller', 50, 'salesperson'),"
    " (63, 'other', 51, 'salesperson'), (64, 'assistant', 50, 'assistant'), (65, 'auditor', 1, 'auditor'),"
    " (66, 'gone', 50, 'salesperson')) AS w(id, login, team, role) JOIN role r ON r.key = w.role;"
    "INSERT INTO customer(id, name, name_key, sort_key, owner, created_at, created_day)"
    " SELECT n, 'Customer ' || n, n, n, CASE WHEN n <= 5 THEN 62 WHEN n <= 9 THEN 63 WHEN n <= 11 THEN 61 END, 1, 20260101"
    " FROM generate_series(1, 12) AS n;"
    "INSERT INTO contact(id, customer, name, name_key, created_at) SELECT n, n, n, n, 1 FROM generate_series(1, 12) AS n;"
    "INSERT INTO activity(id, customer, person, kind, text, at, day, recorded_at)"
    " SELECT n, n, 62, 'call', 'x', 1, 20260101, 1 FROM generate_series(1, 12) AS n;"
    "INSERT INTO deal(id, customer, name, owner, stage, status, currency, created_at, opened_day, stage_since)"
    " SELECT n, n, n, 1, (SELECT min(id) FROM stage), 'open', 'CNY', 1, 20260101, 20260101 FROM generate_series(1, 12) AS n;"
    "UPDATE person SET active = 0 WHERE login = 'gone';"
    "SELECT set_sequences();";

void
server_company_open (ServerCompany *self)
{
  const GarrisonFounding founding
    = { .company = "Office", .owner_login = "boss", .password = "secretsecret", .time_zone = "UTC", .currency = "CNY" };
  g_autoptr (GError) error = NULL;

  self->database = test_server_new_database ();
  self->uri = test_server_uri (self->database);
  self->store = garrison_store_found (self->uri, &founding, NULL, &error);
  g_assert_no_error (error);
  self->vault = test_server_connect (self->database);
  test_server_exec (self->vault, rows);
  for (guint i = 0; server_company_logins[i] != NULL; i++)
    test_server_give_password (self->vault, server_company_logins[i]);
  test_server_give_password (self->vault, "gone");
}

void
server_company_close (ServerCompany *self)
{
  garrison_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_pointer (&self->vault, PQfinish);
  test_server_drop (self->database);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->uri, g_free);
}

PGconn *
server_company_sign_in (ServerCompany *self, const char *login)
{
  g_autofree char *role = g_strconcat (self->database, ".", login, NULL);

  return test_server_sign_in (self->database, role, "secret");
}

gint64
server_company_person (ServerCompany *self, const char *login)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM garrison.person WHERE login = '%s'", login);

  return test_server_read_int (self->vault, sql);
}

const char *
server_company_try (PGconn *connection, const char *sql)
{
  PGresult *result = PQexec (connection, sql);
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *kept = g_intern_string (state != NULL ? state : PQresultStatus (result) == PGRES_FATAL_ERROR ? "lost" : "");

  PQclear (result);
  return kept;
}
