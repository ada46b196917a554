/* A list as a file: the rows that are on the desk and no others, in their order, with no way to run or to reach anybody. */
#include <glib/gstdio.h>
#include <string.h>

#include "../store/support.h"
#include "exchange/csv-reader.h"
#include "exchange/customer-export.h"
#include "store/gate.h"

static const char *const KEYS[] = { "name", "level", "owner", "stage", "region", "last_contact", "next_step", "protected",
                                    "value", "industry", "category", "source", "completeness", "created", NULL };

static gint64
create (GarrisonStore *store, const char *name)
{
  static guint n = 0;
  g_autofree char *phone = g_strdup_printf ("+86138001380%02u", n);
  g_autofree char *email = g_strdup_printf ("somebody@example%u.cn", n++);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result
    = test_act (store, &error, "create-customer", "ttttt", "name", name, "phone", phone, "email",
                email, "address", "Marker Road 7", "region", "CN-GD", NULL);

  g_assert_no_error (error);
  return garrison_act_result_get_int (result, "customer");
}

static GarrisonPermit *
permit_of (GarrisonStore *store, gint64 n)
{
  g_autoptr (GError) error = NULL;
  GarrisonPermit *permit = garrison_gate_ask (store, "csv", "a test", n, NULL, &error);

  g_assert_no_error (error);
  return permit;
}

/* (transfer full): the file's text */
static char *
export (GarrisonStore *store, const gint64 *ids, guint n, guint *written)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GarrisonPermit) permit = permit_of (store, n);
  g_autoptr (GError) error = NULL;

  g_assert_true (garrison_customer_export_write (store, permit, ids, n, KEYS, KEYS, stream, NULL, NULL, NULL, written, &error));
  g_assert_no_error (error);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}

/* The first fields of all rows but the header, joined by newlines. */
static char *
names_of (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GarrisonCsvReader) reader = garrison_csv_reader_new_for_bytes (bytes, NULL, NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GarrisonCsvRow row;
  guint n = 0;

  while (garrison_csv_reader_next (reader, &row, &error))
    {
      g_assert_cmpuint (row.n_fields, ==, G_N_ELEMENTS (KEYS) - 1);
      if (n++ > 0)
        g_string_append_printf (names, "%.*s\n", (int) row.fields[0].length, row.fields[0].text);
    }
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_rows (void)
{
  static const char *const HOSTILE[] = { "=1+1", "\"quoted\", with; all\tof it", "＝HYPERLINK(\"x\")", "中国 & <b>", "-2+3" };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  gint64 ids[G_N_ELEMENTS (HOSTILE) + 1];
  g_autofree char *text = NULL, *names = NULL;
  guint written;

  for (guint i = 0; i < G_N_ELEMENTS (HOSTILE); i++)
    ids[G_N_ELEMENTS (HOSTILE) - 1 - i] = create (store, HOSTILE[i]);
  ids[G_N_ELEMENTS (HOSTILE)] = 999999; /* not there */
  text = export (store, ids, G_N_ELEMENTS (ids), &written);
  names = names_of (text);
  g_assert_cmpuint (written, ==, G_N_ELEMENTS (HOSTILE));
  g_assert_true (g_str_has_prefix (names, "'-2+3\n中国 & <b>\n'＝HYPERLINK(\"x\")\n\"quoted\", with; all"));
  g_assert_true (g_str_has_suffix (names, "\n'=1+1\n"));
  /* No way to reach anybody is among the columns. */
  g_assert_null (strstr (text, "13800138"));
  g_assert_null (strstr (text, "somebody@"));
  g_assert_null (strstr (text, "Marker Road"));
  g_assert_nonnull (strstr (text, "Boss"));
  g_assert_nonnull (strstr (text, ",0.00,"));
}

/* Somebody else's customers do not leave by naming their ids. */
static void
test_desk (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) boss = test_company_new (folder);
  g_autoptr (GarrisonStore) ann = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) hired = NULL, right = NULL;
  gint64 ids[2], role = test_read_int (boss, "SELECT id FROM role WHERE key = 'salesperson'");
  g_autofree char *text = NULL, *names = NULL;
  guint written;

  hired = test_act (boss, &error, "add-person", "ttii", "login", "ann", "name", "ann", "role", role, "team",
                    test_read_int (boss, "SELECT min(id) FROM team"), NULL);
  g_assert_no_error (error);
  test_vault_give_password (folder, "ann");
  /* This company lets salespeople export. */
  right = test_act (boss, &error, "set-role-right", "itt", "role", role, "name", "customer.export", "scope", "own", NULL);
  g_assert_no_error (error);
  ann = test_company_open (folder, "ann");
  ids[0] = create (boss, "Of the boss");
  ids[1] = create (ann, "Of Ann");
  text = export (ann, ids, 2, &written);
  names = names_of (text);
  g_assert_cmpstr (names, ==, "Of Ann\n");
  g_assert_cmpuint (written, ==, 1);
}

/* More than was told to the company is not written. */
static void
test_count (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GarrisonPermit) permit = permit_of (store, 1);
  const gint64 ids[] = { 1, 2 };

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*garrison_permit_get_n*");
  g_assert_false (garrison_customer_export_write (store, permit, ids, 2, KEYS, KEYS, stream, NULL, NULL, NULL, NULL, NULL));
  g_test_assert_expected_messages ();
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);
}

static void
on_progress (guint done, guint n, gpointer data)
{
  if (done < n)
    g_cancellable_cancel (data);
}

/* Stopped half-way, it leaves the older file as it was and nothing beside it. */
static void
test_stopped (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autofree char *place = g_build_filename (folder, "out", NULL), *path = g_build_filename (place, "list.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *ids = g_new0 (gint64, 1200);
  g_autofree char *kept = NULL;
  g_autoptr (GarrisonPermit) permit = permit_of (store, 1200);
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  ids[0] = create (store, "The first");
  for (guint i = 1; i < 1200; i++)
    ids[i] = 1000000 + i;
  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "older", -1, &error));
  g_assert_false (garrison_customer_export_write_file (store, permit, ids, 1200, KEYS, KEYS, file, on_progress, cancellable,
                                                       cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "older");
  dir = g_dir_open (place, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/customer-export/rows", test_rows);
  g_test_add_func ("/customer-export/desk", test_desk);
  g_test_add_func ("/customer-export/count", test_count);
  g_test_add_func ("/customer-export/stopped", test_stopped);
  return g_test_run ();
}
