/* Released schemas never change, and every one of them can still be opened.
 *
 * "--make FILE" writes the fixture of the newest schema: once, when it is released. */
#include <glib/gstdio.h>

#include "store/sqlite/migrate.h"
#include "support.h"

/* SHA-256 of each released file of data/migrations/. A change of schema is a new file, never an
 * edit. */
static const char *const released[] = {
  "7ea0307cfbb93774d21771be20f495f260ee29fccf04f01bab1b07b9f8f03838",
  "0ba32642d70acf675fbef9cdb0e6ddfe6fc078e5702b0c50329d55fafe7f4244",
  "ebfc2d946c59f0b64c44f1a2fa9ecd2e1717b5d2c27f700745613462355a4995",
};

static void
test_unchanged (void)
{
  g_assert_cmpuint (garrison_schema_get_newest (), ==, G_N_ELEMENTS (released));
  for (guint i = 0; i < G_N_ELEMENTS (released); i++)
    {
      g_autofree char *text = garrison_schema_get_migration (i + 1);
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

      g_assert_cmpstr (hash, ==, released[i]);
    }
  g_assert_null (garrison_schema_get_migration (G_N_ELEMENTS (released) + 1));
}

/* Copies @from to @to through @converter. */
static void
convert (const char *from, const char *to, GConverter *converter)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) in = g_file_read (source, NULL, &error);
  g_autoptr (GFileOutputStream) out = NULL;
  g_autoptr (GInputStream) converted = NULL;

  g_assert_no_error (error);
  out = g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  converted = g_converter_input_stream_new (G_INPUT_STREAM (in), converter);
  g_output_stream_splice (G_OUTPUT_STREAM (out), converted, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                          NULL, &error);
  g_assert_no_error (error);
}

static void
make_fixture (const char *to)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  static const char *const names[] = { "Acme", "远望贸易有限公司" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) result
        = test_act (store, &error, "create-customer", "t", "name", names[i]);

      g_assert_no_error (error);
    }
  garrison_store_close (store);
  convert (path, to, G_CONVERTER (gzip));
}

/* A company as each schema left it, with a person "boss" (password "secret") and two customers. */
static void
test_fixtures (void)
{
  for (guint i = 1; i <= G_N_ELEMENTS (released); i++)
    {
      TEST_FOLDER (folder);
      g_autofree char *name = g_strdup_printf ("schema-%u.garrison.gz", i);
      g_autofree char *from = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
      g_autofree char *to = test_company_path (folder);
      g_autoptr (GZlibDecompressor) gunzip
        = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
      g_autoptr (GarrisonStore) store = NULL;
      g_autoptr (GString) report = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gint64 broken;

      convert (from, to, G_CONVERTER (gunzip));
      store = test_company_open (folder, "boss");
      g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 2);
      g_assert_true (garrison_store_check (store, report, NULL, &error));
      g_assert_cmpstr (report->str, ==, "");
      g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, &error), >, 0);
      g_assert_cmpint (broken, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--make"))
    {
      make_fixture (argv[2]);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/migrations/unchanged", test_unchanged);
  g_test_add_func ("/store/migrations/fixtures", test_fixtures);
  return g_test_run ();
}
