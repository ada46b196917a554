#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "exchange/csv-reader.h"
#include "exchange/import.h"
#include "store/refusal.h"
#include "store/support.h"

typedef struct
{
  char *folder;
  GarrisonStore *store;
  GarrisonDirectory *directory;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = test_folder_new ();
  f->store = test_company_new (f->folder);
  f->directory = garrison_directory_new (f->store);
  garrison_directory_load (f->directory, NULL, &error);
  g_assert_no_error (error);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->directory);
  garrison_store_close (f->store);
  g_object_unref (f->store);
  test_folder_free (f->folder);
}

static GFile *
file_of (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static GarrisonImport *
open_file (Fixture *f, GarrisonExchangeKind kind, GFile *file)
{
  g_autoptr (GError) error = NULL;
  GarrisonImport *import;

  garrison_directory_load (f->directory, NULL, &error);
  g_assert_no_error (error);
  import = garrison_import_new (f->directory, kind, file, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static GarrisonImport *
open_text (Fixture *f, GarrisonExchangeKind kind, const char *text)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("in-%u.csv", n++);
  g_autoptr (GFile) file = file_of (f, name, text);

  return open_file (f, kind, file);
}

static void
tell (GarrisonImport *import)
{
  const GarrisonImportReport *r = garrison_import_get_report (import);

  g_test_message ("%lu rows, %lu created, %lu refused, %lu there, %lu in file, act %ld",
                  (gulong)r->n_rows, (gulong)r->n_created, (gulong)r->n_refused,
                  (gulong)r->n_duplicates, (gulong)r->n_duplicates_in_file, (glong)r->act);
  for (guint i = 0; i < garrison_import_get_n_questions (import); i++)
    {
      const GarrisonImportQuestion *q = garrison_import_get_question (import, i);

      g_test_message ("question %s “%s” (%s): %lu rows from line %lu", q->field, q->value,
                      q->suggestion, (gulong)q->n_rows, (gulong)q->line);
    }
  for (guint i = 0; i < MIN (garrison_import_get_n_refusals (import), 10); i++)
    g_test_message ("line %lu: %s", (gulong)garrison_import_get_refusal (import, i)->line,
                    garrison_import_get_refusal (import, i)->reason);
}

static void
plan (GarrisonImport *import, guint64 created, guint64 refused)
{
  g_autoptr (GError) error = NULL;

  garrison_import_plan (import, NULL, &error);
  g_assert_no_error (error);
  tell (import);
  g_assert_cmpuint (garrison_import_get_report (import)->n_created, ==, created);
  g_assert_cmpuint (garrison_import_get_report (import)->n_refused, ==, refused);
  g_assert_cmpint (garrison_import_get_report (import)->act, ==, 0);
}

static gint64
commit (GarrisonImport *import, GFile *refused_to, guint64 created, guint64 refused)
{
  g_autoptr (GError) error = NULL;

  garrison_import_commit (import, refused_to, NULL, &error);
  g_assert_no_error (error);
  tell (import);
  g_assert_cmpuint (garrison_import_get_report (import)->n_created, ==, created);
  g_assert_cmpuint (garrison_import_get_report (import)->n_refused, ==, refused);
  return garrison_import_get_report (import)->act;
}

/* Twice: by a dry run and in earnest; both must count the same. */
static gint64
plan_and_commit (GarrisonImport *import, guint64 created, guint64 refused)
{
  plan (import, created, refused);
  return commit (import, NULL, created, refused);
}

static void
answer (GarrisonImport *import, const char *text)
{
  g_autoptr (GError) error = NULL;

  garrison_import_answer (import, text, &error);
  g_assert_no_error (error);
}

static void
check_company (Fixture *f)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (garrison_store_check (f->store, report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report->str, ==, "");
}

static char *
read_text (GarrisonStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, sql, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 1);
  return g_strdup (garrison_rows_get_text (rows, 0, 0));
}

static void
check_text (Fixture *f, const char *sql, const char *expected)
{
  g_autofree char *found = read_text (f->store, sql);

  g_assert_cmpstr (found, ==, expected);
}

static void
undo (Fixture *f, gint64 act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_undo (f->store, act, NULL, &error);

  g_assert_no_error (error);
  check_company (f);
}

static void
test_customers (Fixture *f, gconstpointer data)
{
  g_autoptr (GarrisonImport) import
    = open_text (f, GARRISON_EXCHANGE_CUSTOMERS,
                 "客户名称,电话,行业,级别,负责人,省份,标签,上级公司,建档日期,备注\n"
                 "深圳华强电子有限公司,0755-8300 "
                 "0000,电子,A,boss,广东,VIP;华南,华强集团,2024-03-05,\"一行\n二行\"\n"
                 "华强集团,,新行业,B,,广东省,,,2024/1/2,\n"
                 "深圳市华强电子有限公司,,,,,,,,,\n"
                 "另一家,075583000000,,,,,,,,\n"
                 "无主公司,,,,nobody,,,,,\n"
                 ",123,,,,,,,,\n"
                 "时间公司,,,,,,,,1899-12-31,\n"
                 "未来公司,,,,,,,,2999-01-01,\n"
                 ",,,,,,,,,\n"
                 "某地公司,,,,,Atlantis,,,,\n"
                 "孤儿公司,,,,,,,没有的公司,,\n");
  gint64 act, before = test_read_int (f->store, "SELECT count(name) FROM customer");

  /* Same name and same number within the file, nobody, no name, two dates, Atlantis, no parent. */
  act = plan_and_commit (import, 2, 8);
  g_assert_cmpuint (garrison_import_get_report (import)->n_duplicates_in_file, ==, 2);
  g_assert_cmpuint (garrison_import_get_report (import)->n_rows, ==, 10);
  g_assert_cmpuint (garrison_import_get_n_questions (import), ==, 3);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM customer"), ==, before + 2);
  check_text (f, "SELECT p.name FROM customer c JOIN customer p ON p.id = c.parent", "华强集团");
  check_text (
    f, "SELECT h.name FROM customer c JOIN choice h ON h.id = c.industry WHERE c.name = '华强集团'",
    "新行业");
  check_text (f, "SELECT note FROM customer WHERE note IS NOT NULL", "一行\n二行");
  g_assert_cmpint (test_read_int (f->store, "SELECT count(tag) FROM customer_tag"), ==, 2);
  g_assert_cmpint (
    test_read_int (f->store, "SELECT created_day FROM customer WHERE name = '华强集团'"), ==,
    20240102);
  g_assert_cmpint (
    test_read_int (f->store, "SELECT count(name) FROM customer WHERE region = 'CN-GD'"), ==, 2);
  check_company (f);

  /* A second time nothing is left to do. */
  plan (import, 0, 10);
  g_assert_cmpuint (garrison_import_get_report (import)->n_duplicates, ==, 4);
  g_assert_cmpint (commit (import, NULL, 0, 10), ==, 0);

  undo (f, act);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM customer"), ==, before);
  g_assert_cmpint (commit (import, NULL, 2, 8), !=, 0);
}

static void
test_undo_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GarrisonImport) import
    = open_text (f, GARRISON_EXCHANGE_CUSTOMERS, "name\nAcme\nBeta\n");
  gint64 act = commit (import, NULL, 2, 0);
  g_autoptr (GarrisonImport) contacts
    = open_text (f, GARRISON_EXCHANGE_CONTACTS, "Company,Name,Mobile\nACME,Jane Roe,13800138000\n");
  gint64 second = plan_and_commit (contacts, 1, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrison_store_undo (f->store, act, NULL, &error));
  g_assert_true (garrison_error_is_refusal (error, "changed-since"));
  undo (f, second);
  undo (f, act);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM customer"), ==, 0);
}

static void
test_refused_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GarrisonImport) import = open_text (
    f, GARRISON_EXCHANGE_CUSTOMERS,
    "name;region;note\nAcme;Kenya;=1+1\nBeta;Atlantis;\"a;\nb\"\nGamma;Kenia;x\nDelta;Kenya;y;z\n");
  g_autoptr (GFile) refused = file_of (f, "refused.csv", NULL);
  g_autoptr (GarrisonImport) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_file_get_path (refused), *text = NULL;

  commit (import, refused, 1, 3);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"
                                         "garrison reason;name;region;note\r\n"));
  g_assert_nonnull (strstr (text, "“Kenia” is not known, it looks like “Kenya”;Gamma;Kenia;x\r\n"));
  g_assert_nonnull (strstr (text, ";Beta;Atlantis;\"a;\nb\"\r\n"));
  check_text (f, "SELECT note FROM customer WHERE name = 'Acme'", "=1+1");

  /* Mended by answers, it is imported as it stands. */
  again = open_file (f, GARRISON_EXCHANGE_CUSTOMERS, refused);
  answer (again, "region:Kenia=Kenya");
  answer (again, "region:Atlantis=");
  plan_and_commit (again, 2, 1);
  check_text (f, "SELECT note FROM customer WHERE name = 'Beta'", "a;\nb");
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM customer WHERE region = 'KE'"),
                   ==, 2);
  g_assert_false (garrison_import_answer (again, "region:x=Nowhere", &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
}

static void
test_people (Fixture *f, gconstpointer data)
{
  g_autoptr (GarrisonImport) import
    = open_text (f, GARRISON_EXCHANGE_PEOPLE,
                 "姓名,部门,直属上级,角色\n张伟,华南,李娜,\n王芳,华南,李娜,salesperson\n赵敏,华北,"
                 "boss,\n张伟,华北,,\n怪人,,,king\n");
  g_autoptr (GarrisonImport) again = NULL;
  gint64 act = plan_and_commit (import, 4, 2);

  check_text (f,
              "SELECT m.name FROM person p JOIN person m ON m.id = p.manager WHERE p.name = '王芳'",
              "李娜");
  check_text (
    f, "SELECT m.login FROM person p JOIN person m ON m.id = p.manager WHERE p.name = '赵敏'",
    "boss");
  check_text (f, "SELECT login FROM person WHERE name = '王芳'", "wangfang");
  check_text (f, "SELECT t.name FROM person p JOIN team t ON t.id = p.team WHERE p.name = '李娜'",
              "华南");
  check_text (f, "SELECT r.key FROM person p JOIN role r ON r.id = p.role WHERE p.name = '李娜'",
              "lead");
  again = open_text (f, GARRISON_EXCHANGE_PEOPLE, "姓名\n张伟\n王芳\n");
  g_assert_cmpint (commit (again, NULL, 0, 2), ==, 0);
  undo (f, act);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM person"), ==, 1);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM team"), ==, 1);
}

static void
test_deals (Fixture *f, gconstpointer data)
{
  g_autoptr (GarrisonImport) customers = open_text (f, GARRISON_EXCHANGE_CUSTOMERS, "name\nAcme\n");
  g_autoptr (GarrisonImport) products = open_text (
    f, GARRISON_EXCHANGE_PRODUCTS, "name,price,series\nGTX Pro,4821,GTX\nGTX Pro,1,\nMG,12.5,MG\n");
  g_autoptr (GarrisonImport) deals = NULL;
  gint64 act, product;

  commit (customers, NULL, 1, 0);
  product = plan_and_commit (products, 2, 1);
  g_assert_cmpint (test_read_int (f->store, "SELECT price FROM product WHERE name = 'GTX Pro'"), ==,
                   482100);
  deals = open_text (
    f, GARRISON_EXCHANGE_DEALS,
    "opportunity_id,account,product,deal_stage,engage_date,close_date,close_value,qty\n"
    "1,Acme,GTXPro,Won,2017-01-01,2017-03-01,\"4,821.50\",2\n"
    "2,,MG,Prospecting,,,,\n"
    "3,Acme,MG,Lost,2017-01-01,,0,\n"
    "4,Acme,MG,Lost,2017-01-01,2016-01-01,0,\n"
    "5,Acme,MG,Won,2017-01-01,2017-02-01,99999999999999999999,\n"
    "1,Acme,MG,Won,2017-01-01,2017-02-01,5,\n"
    "6,Nobody,MG,Won,2017-01-01,2017-02-01,5,\n"
    "7,Acme,MG,Lost,2017-01-01,2017-02-01,,\n");
  plan (deals, 2, 6);
  g_assert_cmpstr (garrison_import_get_question (deals, 0)->value, !=, NULL);
  answer (deals, "product:GTXPro=GTX Pro");
  answer (deals, "stage:Prospecting=Lead");
  answer (deals, "customer:=");
  act = plan_and_commit (deals, 3, 5);
  g_assert_cmpint (test_read_int (f->store, "SELECT amount FROM deal WHERE external_id = '1'"), ==,
                   482150);
  g_assert_cmpint (test_read_int (f->store, "SELECT price FROM deal_line WHERE quantity = 2000"),
                   ==, 241075);
  check_text (f, "SELECT name FROM deal WHERE external_id = '1'", "Acme · GTXPro");
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM deal WHERE customer IS NULL"),
                   ==, 1);
  check_company (f);
  g_assert_cmpint (test_read_int (f->store, "SELECT amount FROM customer_month"), ==, 482150);
  undo (f, act);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM deal"), ==, 0);
  undo (f, product);
}

static void
test_activities (Fixture *f, gconstpointer data)
{
  g_autoptr (GarrisonImport) customers = open_text (f, GARRISON_EXCHANGE_CUSTOMERS, "name\n华强\n");
  g_autoptr (GarrisonImport) import = NULL;
  gint64 act;

  commit (customers, NULL, 1, 0);
  import = open_text (f, GARRISON_EXCHANGE_ACTIVITIES,
                      "跟进时间,客户名称,跟进方式,跟进内容,跟进人,跟进结果,下次跟进时间\n"
                      "2024-03-05 14:30,华强,电话,谈了价格,boss,有兴趣,2030-01-02\n"
                      "2024-03-06,华强,拜访,看了样品,,,\n"
                      "2024-03-06,华强,舞蹈,跳舞,,,\n"
                      "2150-03-06,华强,电话,未来,,,\n"
                      "2024-03-06,,电话,谁,,,\n");
  act = plan_and_commit (import, 2, 3);
  g_assert_cmpint (test_read_int (f->store, "SELECT last_contact_day FROM customer"), ==, 20240306);
  g_assert_cmpint (test_read_int (f->store, "SELECT due_day FROM task"), ==, 20300102);
  check_company (f);
  g_assert_cmpint (commit (import, NULL, 0, 5), ==, 0);
  undo (f, act);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(id) FROM task"), ==, 0);
  g_assert_cmpint (
    test_read_int (f->store, "SELECT count(id) FROM customer WHERE last_contact_day > 0"), ==, 0);
}

/* 3/4/2024 is read as the file's other dates tell. */
static void
test_date_order (Fixture *f, gconstpointer data)
{
  g_autoptr (GarrisonImport) day_first
    = open_text (f, GARRISON_EXCHANGE_CUSTOMERS, "name,created\nA,3/4/2024\nB,25/12/2023\n");
  g_autoptr (GarrisonImport) month_first = NULL, given = NULL;

  commit (day_first, NULL, 2, 0);
  g_assert_cmpint (test_read_int (f->store, "SELECT created_day FROM customer WHERE name = 'A'"),
                   ==, 20240403);
  month_first
    = open_text (f, GARRISON_EXCHANGE_CUSTOMERS, "name,created\nC,3/4/2024\nD,12/25/2023\n");
  commit (month_first, NULL, 2, 0);
  g_assert_cmpint (test_read_int (f->store, "SELECT created_day FROM customer WHERE name = 'C'"),
                   ==, 20240304);
  given = open_text (f, GARRISON_EXCHANGE_CUSTOMERS, "name,created\nE,3/4/2024\nF,12/25/2023\n");
  garrison_import_set_date_order (given, GARRISON_DAY_ORDER_DAY_FIRST);
  commit (given, NULL, 1, 1);
}

static void
test_hostile (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("junk title,,\nname,note,extra\n");
  g_autoptr (GarrisonImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) nul = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char *path = g_build_filename (f->folder, "nul.csv", NULL);
  g_autofree char *long_name = g_strnfill (10000, 'x'), *long_note = g_strnfill (10001, 'y');

  g_string_append_printf (text, "%s,a,\nGood <b>name</b> \xf0\x9f\x98\x80,b,e\n", long_name);
  g_string_append_printf (text,
                          "Other,%s,\n\xe2\x80\xae"
                          "RTL company,'; DROP TABLE customer; --,\n",
                          long_note);
  import = open_text (f, GARRISON_EXCHANGE_CUSTOMERS, text->str);
  garrison_import_set_flags (import, GARRISON_IMPORT_REST_TO_NOTE);
  g_cancellable_cancel (cancelled);
  g_assert_false (garrison_import_commit (import, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  plan_and_commit (import, 2, 2);
  check_text (f, "SELECT note FROM customer WHERE note > 'a'", "b\nextra: e");

  /* What cannot be read to its end brings nothing. */
  g_string_assign (text, "name\n");
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "Company %u\n", i);
  g_string_append_len (text, "Bad\0\n", 5);
  g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
  nul = g_file_new_for_path (path);
  g_object_unref (import);
  import = open_file (f, GARRISON_EXCHANGE_CUSTOMERS, nul);
  g_assert_false (garrison_import_commit (import, NULL, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM customer"), ==, 2);
  g_clear_error (&error);

  g_object_unref (import);
  import = open_text (f, GARRISON_EXCHANGE_CUSTOMERS, "wrong,file\n1,2\n");
  g_assert_false (garrison_import_plan (import, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_clear_error (&error);
}

static GFile *
maven (const char *name)
{
  g_autofree char *path
    = g_build_filename (g_getenv ("GARRISON_REAL_DATA"), "maven-crm", name, NULL);

  return g_file_new_for_path (path);
}

static const GarrisonImportQuestion *
question (GarrisonImport *import, const char *field, const char *value)
{
  for (guint i = 0; i < garrison_import_get_n_questions (import); i++)
    {
      const GarrisonImportQuestion *q = garrison_import_get_question (import, i);

      if (g_str_equal (q->field, field) && g_str_equal (q->value, value))
        return q;
    }
  g_error ("no question %s “%s”", field, value);
}

static void
test_maven (Fixture *f, gconstpointer data)
{
  g_autoptr (GarrisonImport) people = NULL, products = NULL, customers = NULL, deals = NULL;
  const GarrisonImportQuestion *q;
  gint64 acts[4];

  if (g_getenv ("GARRISON_REAL_DATA") == NULL)
    {
      g_test_skip ("GARRISON_REAL_DATA is not set");
      return;
    }
  g_autoptr (GFile) teams = maven ("sales_teams.csv"), goods = maven ("products.csv"),
                    accounts = maven ("accounts.csv"), pipeline = maven ("sales_pipeline.csv");

  /* 35 agents, and the six to whom they report. */
  people = open_file (f, GARRISON_EXCHANGE_PEOPLE, teams);
  acts[0] = plan_and_commit (people, 41, 0);
  products = open_file (f, GARRISON_EXCHANGE_PRODUCTS, goods);
  acts[1] = plan_and_commit (products, 7, 0);
  customers = open_file (f, GARRISON_EXCHANGE_CUSTOMERS, accounts);
  garrison_import_plan (customers, NULL, NULL);
  tell (customers);
  g_assert_cmpstr (question (customers, "region", "Philipines")->suggestion, ==, "Philippines");
  answer (customers, "region:Philipines=Philippines");
  answer (customers, "region:Korea=KR");
  acts[2] = plan_and_commit (customers, 85, 0);

  deals = open_file (f, GARRISON_EXCHANGE_DEALS, pipeline);
  garrison_import_plan (deals, NULL, NULL);
  tell (deals);
  q = question (deals, "product", "GTXPro");
  g_assert_cmpuint (q->n_rows, ==, 1480);
  g_assert_cmpstr (q->suggestion, ==, "GTX Pro");
  g_assert_cmpuint (question (deals, "customer", "")->n_rows, ==, 1425);
  g_assert_cmpuint (question (deals, "stage", "Engaging")->n_rows, ==, 1589);
  g_assert_cmpuint (question (deals, "stage", "Prospecting")->n_rows, ==, 500);
  answer (deals, "product:GTXPro=GTX Pro");
  answer (deals, "customer:=");
  answer (deals, "stage:Engaging=Needs");
  answer (deals, "stage:Prospecting=Lead");
  acts[3] = plan_and_commit (deals, 8800, 0);

  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM customer"), ==, 85);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM deal"), ==, 8800);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM deal WHERE status = 'won'"),
                   ==, 4238);
  g_assert_cmpint (test_read_int (f->store, "SELECT sum(amount) FROM deal WHERE status = 'won'"),
                   ==, 1000553400);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM deal WHERE status = 'lost'"),
                   ==, 2473);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM deal WHERE customer IS NULL"),
                   ==, 1425);
  check_company (f);
  for (guint i = 4; i-- > 0;)
    undo (f, acts[i]);
  g_assert_cmpint (test_read_int (f->store, "SELECT count(name) FROM person"), ==, 1);
}

/* What cannot be read twice, or would wait for somebody, is refused before it is opened. */
static void
test_no_file (Fixture *f, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (f->folder, "pipe.csv", NULL);
  const char *const paths[] = { pipe, f->folder, "/dev/zero", "/dev/null" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (garrison_import_head_read (file, NULL, NULL, &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE);
    }
}

static void
test_head (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = file_of (f, "deals.csv", "deal;customer;stage\nA;Acme;Won\n;;\nB;Bolt;Lost\nB;Acme;\n");
  g_autoptr (GFile) empty = file_of (f, "empty.csv", "\n\n");
  g_autoptr (GFile) missing = file_of (f, "missing.csv", NULL);
  g_autoptr (GError) error = NULL, none = NULL, gone = NULL;
  g_autoptr (GarrisonImportHead) head = garrison_import_head_read (file, NULL, NULL, &error);
  g_autoptr (GarrisonImport) import = NULL;
  g_autofree char *names = NULL, *customers = NULL, *beyond = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (garrison_import_head_guess_kind (head), ==, GARRISON_EXCHANGE_DEALS);
  g_assert_cmpint (garrison_import_head_get_options (head)->delimiter, ==, ';');
  g_assert_cmpuint (garrison_import_head_get_n_rows (head), ==, 5);
  g_assert_cmpstr (garrison_import_head_get_cell (head, 0, 1), ==, "customer");
  g_assert_cmpstr (garrison_import_head_get_cell (head, 0, 7), ==, "");
  import = garrison_import_new_for_head (f->directory, GARRISON_EXCHANGE_DEALS, head);
  names = garrison_import_get_examples (import, 0);
  g_assert_cmpstr (names, ==, "A · B");
  customers = garrison_import_get_examples (import, 1);
  g_assert_cmpstr (customers, ==, "Acme · Bolt");
  beyond = garrison_import_get_examples (import, 99);
  g_assert_cmpstr (beyond, ==, "");
  g_assert_null (garrison_import_head_read (empty, NULL, NULL, &none));
  g_assert_error (none, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_assert_null (garrison_import_head_read (missing, NULL, NULL, &gone));
  g_assert_error (gone, GARRISON_ERROR, GARRISON_ERROR_MISSING);
}

/* A value of a megabyte is no line of a dialog; what is wrong far down is not told by the head. */
static void
test_head_of_much (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("name,note\n");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GarrisonImportHead) head = NULL;
  g_autoptr (GarrisonImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *notes = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (text, "%u,", i);
      for (guint j = 0; j < 8000; j++)
        g_string_append (text, "注意\t");
      g_string_append_c (text, '\n');
    }
  g_string_append_len (text, "x,\0\n", 4);
  file = file_of (f, "much.csv", "");
  g_assert_true (g_file_replace_contents (file, text->str, text->len, NULL, FALSE, 0, NULL, NULL, NULL));
  head = garrison_import_head_read (file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (garrison_import_head_get_n_rows (head), >=, 5);
  g_assert_cmpuint (garrison_import_head_get_n_rows (head), <, 100);
  import = garrison_import_new_for_head (f->directory, GARRISON_EXCHANGE_CUSTOMERS, head);
  notes = garrison_import_get_examples (import, 1);
  g_assert_cmpint (g_utf8_strlen (notes, -1), ==, 41);
  g_assert_true (g_str_has_suffix (notes, "…"));
  g_assert_null (strchr (notes, '\t'));
  garrison_import_plan (import, NULL, &error);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE);
}

static void
stop_midway (guint64 done, guint64 total, gpointer cancellable)
{
  if (done > 0)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) before = g_cancellable_new (), midway = g_cancellable_new ();
  g_autoptr (GString) text = g_string_new ("name\n");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GarrisonImport) import = NULL;
  g_autoptr (GError) at_once = NULL, planning = NULL, committing = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "Customer %u\n", i);
  file = file_of (f, "long.csv", text->str);
  g_cancellable_cancel (before);
  g_assert_null (garrison_import_head_read (file, NULL, before, &at_once));
  g_assert_error (at_once, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  import = open_file (f, GARRISON_EXCHANGE_CUSTOMERS, file);
  garrison_import_set_progress (import, stop_midway, midway);
  g_assert_false (garrison_import_plan (import, midway, &planning));
  g_assert_error (planning, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (garrison_import_commit (import, NULL, midway, &committing));
  g_assert_error (committing, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  garrison_import_set_progress (import, NULL, NULL);
  g_assert_cmpint (commit (import, NULL, 5000, 0), >, 0);
}

#define ADD(name, func) g_test_add ("/import/" name, Fixture, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("customers", test_customers);
  ADD ("undo-refused", test_undo_refused);
  ADD ("refused-file", test_refused_file);
  ADD ("people", test_people);
  ADD ("deals", test_deals);
  ADD ("activities", test_activities);
  ADD ("date-order", test_date_order);
  ADD ("hostile", test_hostile);
  ADD ("no-file", test_no_file);
  ADD ("head", test_head);
  ADD ("head-of-much", test_head_of_much);
  ADD ("cancel", test_cancel);
  ADD ("maven", test_maven);
  return g_test_run ();
}
