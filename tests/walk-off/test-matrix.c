/* Every role, every way to read, every detail by which customers are reached: whether what is hidden or masked here
 * is shown there. The ways are taken from the desk's text and the catalogue, so a relation or field that is new is
 * in it by itself. A marker stands in each detail of a customer within reach and of one beyond it. */
#include <libpq-fe.h>
#include <sqlite3.h>
#include <string.h>

#include "base/phone.h"
#include "charts/chart-answer.h"
#include "charts/chart-table.h"
#include "exchange/customer-export.h"
#include "model/act-log.h"
#include "model/answer.h"
#include "model/customer-detail.h"
#include "model/directory.h"
#include "model/entry.h"
#include "model/roster.h"
#include "model/sentence.h"
#include "model/signals.h"
#include "store/company-uri.h"
#include "store/desk-text.h"
#include "store/support.h"

/* What of each detail must not be seen; what may be is behind it (two digits, a domain). */
typedef struct
{
  const char *relation, *field, *core[2], *rest; /* of the customer of "salesperson", and of one of another team */
} Marker;

static const Marker markers[] = {
  { "customer", "phone", { "134010101", "134090909" }, "55" },
  { "customer", "email", { "qzcustomerone", "qzcustomertwo" }, "@x.example" },
  { "customer", "address", { "Qzstreet-one", "Qzstreet-two" }, "" },
  { "contact", "phone", { "134020202", "134080808" }, "55" },
  { "contact", "mobile", { "134030303", "134070707" }, "55" },
  { "contact", "email", { "qzcontactone", "qzcontacttwo" }, "@x.example" },
  { "contact", "messenger", { "qzwechatone", "qzwechattwo" }, "" },
  { "contact", "address", { "Qzhome-one", "Qzhome-two" }, "" },
};

/* In every other field that a role may be kept from: a word, or an amount as it is stored and as it is shown. */
static const char *const kept_marks[] = { "qzkept", "734734734", "7,347,347" };

typedef struct
{
  char *folder;
  GarrisonStore *store;
  GPtrArray *roles;      /* of their keys; a person each, of that login */
  GHashTable *columns;   /* relation -> char **, of the vault, whatever is withheld */
  const char *role;      /* who reads */
  gboolean seen[G_N_ELEMENTS (markers)][2];
  gboolean keeps; /* the role is kept from these other fields */
  gboolean kept_seen[G_N_ELEMENTS (kept_marks)];
  guint combinations, leaks;
} Matrix;

static const char *const none[] = { NULL };

static char *
whole (guint marker, guint which)
{
  return g_strconcat (markers[marker].core[which], markers[marker].rest, NULL);
}

/* ---- the company -------------------------------------------------------------------------------- */

static void
plant (Matrix *m, guint which, const char *owner)
{
  g_autoptr (GString) customer = g_string_new (NULL), contact = g_string_new (NULL);
  g_autoptr (GString) customer_names = g_string_new (NULL), contact_names = g_string_new (NULL);
  g_autofree char *sql = NULL;
  guint id = 501 + which;

  for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
    {
      gboolean own = g_str_equal (markers[i].relation, "customer");
      g_autofree char *text = whole (i, which);
      g_autofree char *key = garrison_phone_key (text);

      g_string_append_printf (own ? customer_names : contact_names, ", %s", markers[i].field);
      g_string_append_printf (own ? customer : contact, ", '%s'", text);
      if (strstr ("phone mobile", markers[i].field) == NULL)
        continue;
      g_string_append_printf (own ? customer_names : contact_names, ", %s_key", markers[i].field);
      g_string_append_printf (own ? customer : contact, ", '%s'", key);
    }
  sql = g_strdup_printf (
    "INSERT INTO customer(id, name, name_key, sort_key, owner, created_at, created_day%s) SELECT %u, 'Firm %u', 'firm%u', 'firm %u', p.id,"
    " 1, 20260101%s FROM person p WHERE p.login = '%s';"
    "INSERT INTO contact(id, customer, name, name_key, created_at%s) VALUES (%u, %u, 'Wang', 'wang', 1%s)",
    customer_names->str, id, id, id, id, customer->str, owner, contact_names->str, id, id, contact->str);
  test_vault_exec (m->folder, sql);
}

static char *
first_column (Matrix *m, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (m->store, sql, NULL, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", garrison_rows_get_text (rows, i, 0));
  return g_string_free (text, FALSE);
}

/* A person of each role in one team, and "other" in another. */
static void
hire (Matrix *m)
{
  g_autofree char *keys = first_column (m, "SELECT key FROM role WHERE key IS NOT NULL ORDER BY id");
  g_auto (GStrv) roles = g_strsplit (keys, " ", -1);

  test_vault_exec (m->folder, "INSERT INTO team(id, name, parent, path) SELECT 11, 'A', id, path || '11/' FROM team WHERE parent IS NULL;"
                              "INSERT INTO team(id, name, parent, path) SELECT 12, 'B', id, path || '12/' FROM team WHERE id = 1");
  for (guint i = 0; roles[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO person(id, login, name, sort_key, team, role) SELECT %u, '%s', '%s', '%s', 11,"
                                              " id FROM role WHERE key = '%s'", 301 + i, roles[i], roles[i], roles[i], roles[i]);

      test_vault_exec (m->folder, sql);
      test_vault_give_password (m->folder, roles[i]);
      g_ptr_array_add (m->roles, g_strdup (roles[i]));
    }
  test_vault_exec (m->folder, "INSERT INTO person(id, login, name, sort_key, team, role) SELECT 399, 'other', 'Other', 'other', 12, id"
                              " FROM role WHERE key = 'salesperson'");
  g_assert_cmpuint (m->roles->len, >=, 7);
}

/* (transfer full): all columns of the table, by the administrator or with the file's key. */
static char **
columns_of (Matrix *m, const char *relation)
{
  g_autofree char *path = test_company_path (m->folder);
  GStrvBuilder *builder = g_strv_builder_new ();
  char **columns;

  if (garrison_company_uri_is_server (path))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT attname FROM pg_attribute WHERE attrelid = 'garrison.%s'::regclass AND attnum > 0"
                                              " AND NOT attisdropped", relation);
      PGconn *connection = PQconnectdb (path);
      PGresult *rows = PQexec (connection, sql);

      g_assert_cmpint (PQresultStatus (rows), ==, PGRES_TUPLES_OK);
      for (int i = 0; i < PQntuples (rows); i++)
        g_strv_builder_add (builder, PQgetvalue (rows, i, 0));
      PQclear (rows);
      PQfinish (connection);
    }
  else
    {
      sqlite3 *db = test_vault_open (path);
      sqlite3_stmt *stmt = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name FROM pragma_table_info(?)", -1, &stmt, NULL), ==, SQLITE_OK);
      sqlite3_bind_text (stmt, 1, relation, -1, SQLITE_STATIC);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        g_strv_builder_add (builder, (const char *) sqlite3_column_text (stmt, 0));
      sqlite3_finalize (stmt);
      sqlite3_close (db);
    }
  columns = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return columns;
}

static void
matrix_clear (Matrix *m)
{
  garrison_store_close (m->store);
  g_clear_object (&m->store);
  g_ptr_array_unref (m->roles);
  g_hash_table_unref (m->columns);
  test_folder_free (m->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Matrix, matrix_clear)

static void
matrix_init (Matrix *m)
{
  const char *const *desk = garrison_desk_text_list ();

  m->folder = test_folder_new ();
  m->store = test_company_new (m->folder);
  m->roles = g_ptr_array_new_with_free_func (g_free);
  m->columns = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
  hire (m);
  plant (m, 0, "salesperson");
  plant (m, 1, "other");
  for (guint i = 0; desk[i] != NULL; i++)
    if (!garrison_desk_text_is_view (desk[i]))
      g_hash_table_insert (m->columns, (gpointer) desk[i], columns_of (m, desk[i]));
}

/* ---- what is seen ------------------------------------------------------------------------------- */

static void
look (Matrix *m, const char *way, const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (kept_marks); i++)
    if (strstr (text, kept_marks[i]) != NULL)
      {
        if (m->keeps)
          g_test_message ("%s sees “%s” by %s", m->role, text, way);
        m->kept_seen[i] = TRUE;
      }
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (markers); i++)
    for (guint which = 0; which < 2; which++)
      if (strstr (text, markers[i].core[which]) != NULL && !m->seen[i][which])
        {
          m->seen[i][which] = TRUE;
          g_test_message ("%s sees %s.%s of customer %u by %s", m->role, markers[i].relation, markers[i].field, which + 1, way);
        }
}

static void
look_at_error (Matrix *m, const char *way, const GError *error)
{
  g_autofree char *sentence = error != NULL ? garrison_sentence_for_error (error) : NULL;

  look (m, way, sentence);
  look (m, way, error != NULL ? error->message : NULL);
}

/* FALSE when it was denied. @n: (nullable) how many rows. */
static gboolean
look_at_sql (Matrix *m, const char *way, guint *n, const char *format, ...) G_GNUC_PRINTF (4, 5);

static gboolean
look_at_sql (Matrix *m, const char *way, guint *n, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = NULL;
  g_autofree char *sql = NULL;
  va_list list;

  va_start (list, format);
  sql = g_strdup_vprintf (format, list);
  va_end (list);
  rows = garrison_store_read (m->store, sql, NULL, NULL, &error);
  look_at_error (m, way, error);
  for (guint i = 0; rows != NULL && i < garrison_rows_get_size (rows); i++)
    for (guint c = 0; c < garrison_rows_get_n_columns (rows); c++)
      look (m, way, garrison_rows_get_text (rows, i, c));
  if (n != NULL)
    *n = rows != NULL ? garrison_rows_get_size (rows) : 0;
  return rows != NULL;
}

static void
read_column (Matrix *m, const char *relation, const char *column, gboolean withheld)
{
  static const char *const forms[] = {
    "SELECT \"%2$s\" FROM %1$s",
    "SELECT max(\"%2$s\") FROM %1$s",
    "SELECT \"%2$s\", count(*) FROM %1$s GROUP BY \"%2$s\"",
    "SELECT 1 FROM %1$s ORDER BY \"%2$s\"",
    "SELECT 1 FROM %1$s WHERE \"%2$s\" IS NOT NULL",
  };

  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      g_autoptr (GString) sql = g_string_new (forms[f]);

      g_string_replace (sql, "%1$s", relation, 0);
      g_string_replace (sql, "%2$s", column, 0);
      if (look_at_sql (m, sql->str, NULL, "%s", sql->str) && withheld)
        g_error ("%s may name %s.%s: %s", m->role, relation, column, sql->str);
      m->combinations++;
    }
}

static void
read_desk (Matrix *m)
{
  const char *const *desk = garrison_desk_text_list ();

  for (guint i = 0; desk[i] != NULL; i++)
    {
      const char *const *withheld = garrison_desk_text_get_withheld (desk[i]);
      char **columns = g_hash_table_lookup (m->columns, desk[i]);

      if (withheld == NULL)
        withheld = none;
      g_assert_true (look_at_sql (m, desk[i], NULL, "SELECT * FROM %s", desk[i]) == (withheld[0] == NULL));
      m->combinations++;
      for (guint c = 0; columns != NULL && columns[c] != NULL; c++)
        read_column (m, desk[i], columns[c], g_strv_contains (withheld, columns[c]));
    }
  /* Of what is masked its order and its being equal to a guess tell it too. */
  for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
    for (guint which = 0; which < 2; which++)
      {
        guint n = 0;

        g_autofree char *text = whole (i, which);

        g_assert_true (look_at_sql (m, "a guess", &n, "SELECT 1 FROM contact_detail WHERE relation = '%s' AND field = '%s' AND record = %u"
                                    " AND (value = '%s' OR value >= '1' OR instr(shown, '%s') > 0)",
                                    markers[i].relation, markers[i].field, 501 + which, text, markers[i].core[which]));
        if (n > 0)
          look (m, "a guess", markers[i].core[which]);
        m->combinations++;
      }
}

/* ---- questions ---------------------------------------------------------------------------------- */

/* What is drawn: the names of marks and series, and the table beside the picture, which is what is read aloud too. */
static void
look_at_chart (Matrix *m, const char *question, GarrisonAnswer *answer)
{
  g_autoptr (GarrisonChartData) data = garrison_chart_data_new_from_answer (answer, question, 20261124);
  g_autoptr (GarrisonChartTable) table = garrison_chart_table_new (data, "en");
  guint n_columns = garrison_chart_table_get_n_columns (table);

  for (guint c = 0; c < n_columns; c++)
    look (m, "a chart", garrison_chart_table_get_header (table, c));
  for (guint r = 0; r < garrison_chart_table_get_n_rows (table); r++)
    for (guint c = 0; c < n_columns; c++)
      look (m, "a chart", garrison_chart_table_get_cell (table, r, c));
  m->combinations++;
}

static void
look_at_answer (Matrix *m, GarrisonCatalogue *catalogue, gboolean is_guess, guint marker, guint which, const char *format, ...)
  G_GNUC_PRINTF (6, 7);

static void
look_at_answer (Matrix *m, GarrisonCatalogue *catalogue, gboolean is_guess, guint marker, guint which, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question = NULL;
  g_autoptr (GarrisonAnswer) answer = NULL;
  g_autofree char *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  m->combinations++;
  question = garrison_question_parse (catalogue, text, &error);
  if (question != NULL)
    answer = garrison_question_ask (m->store, question, NULL, &error);
  if (!is_guess)
    look_at_error (m, text, error);
  for (guint r = 0; answer != NULL && r < garrison_answer_get_n_rows (answer); r++)
    {
      if (is_guess)
        look (m, text, markers[marker].core[which]);
      if (!garrison_answer_is_list (answer))
        look (m, text, garrison_answer_get_row_label (answer, r));
      for (guint c = 0; c < garrison_answer_get_n_columns (answer); c++)
        {
          g_autofree char *cell = garrison_answer_get_cell (answer, r, c);

          look (m, text, cell);
        }
    }
  if (answer != NULL && !garrison_answer_is_list (answer) && !is_guess)
    look_at_chart (m, text, answer);
}

static void
ask_about (Matrix *m, GarrisonCatalogue *catalogue, const GarrisonRelation *relation)
{
  look_at_answer (m, catalogue, FALSE, 0, 0, "%s", relation->plural);
  for (guint f = 0; f < garrison_catalogue_get_n_fields (catalogue, relation); f++)
    {
      const GarrisonField *field = garrison_catalogue_get_field (catalogue, relation, f);

      look_at_answer (m, catalogue, FALSE, 0, 0, "count of %s by %s", relation->plural, field->key);
      look_at_answer (m, catalogue, FALSE, 0, 0, "max of %s of %s", field->key, relation->plural);
      look_at_answer (m, catalogue, FALSE, 0, 0, "count distinct of %s of %s", field->key, relation->plural);
      look_at_answer (m, catalogue, FALSE, 0, 0, "%s order by %s", relation->plural, field->key);
      if (field->type != GARRISON_FIELD_TEXT)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
        for (guint which = 0; which < 2; which++)
          look_at_answer (m, catalogue, TRUE, i, which, "%s where %s contains \"%s\"", relation->plural, field->key, markers[i].core[which]);
    }
}

/* ---- what the windows read ---------------------------------------------------------------------- */

static void
read_contacts (Matrix *m, GListModel *contacts)
{
  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      static const char *const fields[] = { "name", "title", "department", "phone", "mobile", "email", "messenger", "address", "note" };
      g_autoptr (GarrisonContact) contact = g_list_model_get_item (contacts, i);

      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        look (m, "the pane's contacts", garrison_contact_get_text (contact, fields[f]));
    }
}

static void
read_pane (Matrix *m, gint64 customer)
{
  static const char *const fields[] = { "name", "short_name", "phone", "email", "address", "website", "note" };
  g_autoptr (GarrisonCustomerDetail) detail = garrison_customer_detail_new (m->store);
  g_autoptr (GError) error = NULL;
  GListModel *entries;

  m->combinations++;
  if (!garrison_customer_detail_load (detail, customer, NULL, &error))
    {
      look_at_error (m, "the pane", error);
      return;
    }
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    look (m, "the pane", garrison_customer_detail_get_text (detail, fields[f]));
  read_contacts (m, garrison_customer_detail_get_contacts (detail));
  entries = garrison_customer_detail_get_entries (detail);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GarrisonEntry) entry = g_list_model_get_item (entries, i);

      look (m, "the timeline", garrison_entry_get_text (entry));
    }
}

static void
search (Matrix *m)
{
  g_autoptr (GarrisonRoster) roster = garrison_roster_new (m->store);
  g_autoptr (GError) error = NULL;

  if (!garrison_roster_load (roster, NULL, &error))
    return look_at_error (m, "the roster", error);
  for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
    for (guint which = 0; which < 2; which++)
      {
        g_autoptr (GArray) matches = garrison_roster_search (roster, markers[i].core[which]);

        if (matches->len > 0)
          look (m, "a search for a part", markers[i].core[which]);
        m->combinations++;
      }
}

static void
export (Matrix *m)
{
  static const char *const keys[] = { "name", "level", "owner", "stage", "region", "last_contact", "next_step", "value", NULL };
  const GarrisonPermitFacts facts = { "csv", "customers", 2, 1, "x", "x", "x", 1,
                                     garrison_store_get_time_zone (m->store) };
  g_autoptr (GarrisonPermit) permit = garrison_permit_new (&facts);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  const gint64 ids[] = { 501, 502 };
  g_autoptr (GError) error = NULL;

  m->combinations++;
  if (!garrison_customer_export_write (m->store, permit, ids, 2, keys, keys, stream, NULL, NULL, NULL, NULL, &error))
    return look_at_error (m, "the export", error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  look (m, "the export", g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)));
}

static void
look_at_act (Matrix *m, const char *way, const char *name, const char *argument, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = g_str_equal (name, "edit-customer")
                                           ? test_act (m->store, &error, name, "iitt", "customer", (gint64) 502, "version", (gint64) 1,
                                                       "name", "Firm", argument, text)
                                           : test_act (m->store, &error, name, "tt", "name", "Firm 502", argument, text);
  static const char *const details[] = { "phone", "value", "found", "owner", "customer", "name", "text", "field" };

  look_at_error (m, way, error);
  for (guint i = 0; error != NULL && i < G_N_ELEMENTS (details); i++)
    look (m, way, garrison_refusal_get_detail (error, details[i]));
  m->combinations++;
}

static void
read_rest (Matrix *m)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) signals = garrison_signals_read (m->store, 20260101, 20991231, NULL, &error);
  g_autoptr (GarrisonRows) log = garrison_act_log_read (m->store, FALSE, 1000, "matrix", NULL, NULL);

  look_at_error (m, "signals", error);
  for (guint i = 0; signals != NULL && i < signals->len; i++)
    {
      g_autofree char *sentence = garrison_signal_sentence (signals->pdata[i], 20261231);
      g_autoptr (GPtrArray) facts = garrison_signal_read_facts (m->store, signals->pdata[i], NULL, NULL);

      look (m, "signals", sentence);
      for (guint f = 0; facts != NULL && f < facts->len; f++)
        look (m, "signals", ((GarrisonSignalFact *) facts->pdata[f])->name);
    }
  for (guint i = 0; log != NULL && i < garrison_rows_get_size (log); i++)
    for (guint c = 0; c < garrison_rows_get_n_columns (log); c++)
      look (m, "the log of acts", garrison_rows_get_text (log, i, c));
  m->combinations += 2;
  look_at_act (m, "a refused duplicate", "create-customer", "website", "x");
  look_at_act (m, "the duplicate check", "check-duplicate", "credit_code", "");
  look_at_act (m, "a refused edit", "edit-customer", "note", "x");
}

static void
read_all (Matrix *m, const char *role)
{
  g_autoptr (GarrisonDirectory) directory = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonCatalogue *catalogue;

  m->role = role;
  memset (m->seen, 0, sizeof m->seen);
  garrison_store_sign_in (m->store, role, "secret", NULL, &error);
  g_assert_no_error (error);
  read_desk (m);
  directory = garrison_directory_new (m->store);
  garrison_directory_load (directory, NULL, &error);
  g_assert_no_error (error);
  catalogue = garrison_directory_get_catalogue (directory);
  for (guint i = 0; i < garrison_catalogue_get_n_relations (catalogue); i++)
    ask_about (m, catalogue, garrison_catalogue_get_relation (catalogue, i));
  read_pane (m, 501);
  read_pane (m, 502);
  search (m);
  export (m);
  read_rest (m);
}

/* ---- the matrix --------------------------------------------------------------------------------- */

static gboolean
reaches_other (const char *role)
{
  static const char *const all[] = { "owner", "manager", "auditor", NULL };

  return g_strv_contains (all, role);
}

static void
set_rules (Matrix *m, const char *rule)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM role_field; INSERT INTO role_field(role, relation, field, rule)"
                                          " SELECT r.id, f.relation, f.field, '%s' FROM role r CROSS JOIN detail_field f", rule);

  test_vault_exec (m->folder, sql);
}

static void
test_withheld (void)
{
  static const char *const rules[] = { "masked", "listed", "hidden" };
  g_auto (Matrix) m = { 0 };

  matrix_init (&m);
  for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
    {
      set_rules (&m, rules[r]);
      for (guint i = 0; i < m.roles->len; i++)
        {
          read_all (&m, m.roles->pdata[i]);
          for (guint k = 0; k < G_N_ELEMENTS (markers); k++)
            m.leaks += m.seen[k][0] + m.seen[k][1];
        }
    }
  /* Read aloud by the drill. */
  g_print ("# %u leaks in %u combinations of role, way to read and field (rules masked, listed, hidden)\n", m.leaks,
           m.combinations * (guint) G_N_ELEMENTS (markers));
  g_assert_cmpuint (m.leaks, ==, 0);
}

/* The same reads do find what may be seen, and still nothing beyond the reach. */
static void
test_shown (void)
{
  g_auto (Matrix) m = { 0 };

  matrix_init (&m);
  set_rules (&m, "read");
  for (guint i = 0; i < m.roles->len; i++)
    {
      const char *role = m.roles->pdata[i];
      gboolean reaches_own = !g_str_equal (role, "administrator");

      read_all (&m, role);
      for (guint k = 0; k < G_N_ELEMENTS (markers); k++)
        {
          if (m.seen[k][0] != reaches_own || m.seen[k][1] != reaches_other (role))
            g_error ("%s, %s.%s: %d %d", role, markers[k].relation, markers[k].field, m.seen[k][0], m.seen[k][1]);
        }
    }
}

static const char kept_records[]
  = "INSERT INTO product(id, name, name_key) VALUES (901, 'p', 'p901');"
    "INSERT INTO field(id, relation, key, name, type, position) VALUES (901, 'customer', 'a', 'a', 'text', 1),"
    " (903, 'deal', 'c', 'c', 'money', 3);"
    "UPDATE customer SET credit_code = 'qzkept', website = 'qzkept', mail_domain = 'qzkept.example', note = 'qzkept';"
    "UPDATE contact SET title = 'qzkept', department = 'qzkept', note = 'qzkept';"
    "INSERT INTO deal(id, customer, name, owner, stage, status, amount, currency, created_at, opened_day, stage_since, external_id, product,"
    " note, closed_day) SELECT 901, 501, 'd', c.owner, min(s.id), 'won', 734734734, 'CNY', 1, 20260101, 20260101, 'qzkept', 901, 'qzkept',"
    " 20260601 FROM stage s, customer c WHERE s.kind = 'won' AND c.id = 501 GROUP BY c.owner;"
    "INSERT INTO deal_line(id, deal, product, price, amount) VALUES (901, 901, 901, 734734734, 734734734);"
    "INSERT INTO customer_month(customer, month, amount) VALUES (501, 202606, 734734734);"
    "INSERT INTO contract(id, customer, number, name, amount, currency, note, created_at)"
    " VALUES (901, 501, 'qzkept', 'k', 734734734, 'CNY', 'qzkept', 1);"
    "INSERT INTO payment(id, customer, amount, currency, day, note, created_at) VALUES (901, 501, 734734734, 'CNY', 20260101, 'qzkept', 1);"
    "INSERT INTO activity(id, customer, person, kind, text, at, day, recorded_at) SELECT 901, 501, owner, 'call', 'qzkept', 1, 20260101, 1"
    " FROM customer WHERE id = 501;"
    "INSERT INTO timeline(id, customer, act, kind, text, person, at, day) VALUES (901, 501, 1, 'payment', '734734734 CNY', 1, 1, 20260101),"
    " (902, 501, 1, 'payment-voided', 'qzkept', 1, 1, 20260101);"
    "INSERT INTO field_value(field, record, text, number) VALUES (901, 501, 'qzkept', NULL), (903, 901, NULL, 734734734);"
    "DELETE FROM role_field;";

/* Hidden from every role, whatever the field. */
static void
keep_all (Matrix *m)
{
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) names = g_strsplit (places[i].field, ".", 2);
      g_autofree char *sql = NULL;

      if (names[1] == NULL || (i > 0 && places[i].field == places[i - 1].field))
        continue;
      sql = g_strdup_printf ("INSERT INTO role_field(role, relation, field, rule) SELECT id, '%s', '%s', 'hidden' FROM role", names[0], names[1]);
      test_vault_exec (m->folder, sql);
    }
  test_vault_exec (m->folder, "INSERT INTO role_field(role, relation, field, rule) SELECT id, 'customer', 'own#901', 'hidden' FROM role;"
                              "INSERT INTO role_field(role, relation, field, rule) SELECT id, 'deal', 'own#903', 'hidden' FROM role");
}

/* What a role is kept from besides: first that these reads find it, then that they do not. */
static void
test_kept (void)
{
  static const char *const roles[] = { "salesperson", "manager", "auditor" };
  g_auto (Matrix) m = { 0 };

  matrix_init (&m);
  test_vault_exec (m.folder, kept_records);
  read_all (&m, "manager");
  for (guint i = 0; i < G_N_ELEMENTS (kept_marks); i++)
    if (!m.kept_seen[i])
      g_error ("the manager does not find “%s”", kept_marks[i]);
  keep_all (&m);
  m.keeps = TRUE;
  m.combinations = 0;
  memset (m.kept_seen, 0, sizeof m.kept_seen);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    read_all (&m, roles[i]);
  for (guint i = 0; i < G_N_ELEMENTS (kept_marks); i++)
    m.leaks += m.kept_seen[i];
  g_print ("# %u leaks of other fields in %u ways to read by %u roles\n", m.leaks, m.combinations, (guint) G_N_ELEMENTS (roles));
  g_assert_cmpuint (m.leaks, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/walk-off/matrix/withheld", test_withheld);
  g_test_add_func ("/walk-off/matrix/shown", test_shown);
  g_test_add_func ("/walk-off/matrix/kept", test_kept);
  return g_test_run ();
}
