#include <string.h>

#include "exchange/csv-reader.h"
#include "exchange/csv-writer.h"
#include "exchange/formula.h"

/* (transfer full) */
static GarrisonPermit *
permit_for (const char *kind)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GarrisonPermitFacts facts = { .kind = kind, .what = "a table", .release = 1, .name = "Ann", .login = "ann", .zone = zone };

  return garrison_permit_new (&facts);
}

static char *
write_rows (const char *const rows[][3], guint n_rows, char delimiter, GarrisonCsvWriterFlags flags)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GarrisonPermit) permit = permit_for ("csv");
  g_autoptr (GarrisonCsvWriter) writer = garrison_csv_writer_new (stream, permit, delimiter, flags);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_rows; i++)
    {
      garrison_csv_writer_add_row (writer, rows[i], 3, NULL, &error);
      g_assert_no_error (error);
    }
  garrison_csv_writer_finish (writer, NULL, &error);
  g_assert_no_error (error);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}

static void
test_quoting (void)
{
  static const char *const rows[][3]
    = { { "a", "b,c", "d\"e" }, { "two\nlines", " blank ", NULL }, { "中", "x;y", "" } };
  g_autofree char *text = write_rows (rows, 3, ',', GARRISON_CSV_WRITER_PLAIN);
  g_autofree char *other = write_rows (rows, 3, ';', GARRISON_CSV_WRITER_MARK);

  g_assert_cmpstr (text, ==, "a,\"b,c\",\"d\"\"e\"\r\n\"two\nlines\",\" blank \",\r\n中,x;y,\r\n");
  g_assert_true (g_str_has_prefix (other, "\xef\xbb\xbf"
                                          "a;b,c;"));
  g_assert_nonnull (strstr (other, "\"x;y\""));
}

static void
test_formulas (void)
{
  static const char *const bad[] = { "=1+1",
                                     "+cmd|' /C calc'!A0",
                                     "-2+3",
                                     "@SUM(A1)",
                                     "\t=1",
                                     "\r=1",
                                     " =1",
                                     "  @x",
                                     "＝1+1",
                                     "＋1",
                                     "－1",
                                     "＠x",
                                     "\xe3\x80\x80=1",
                                     "\xc2\xa0=1",
                                     "\n=1",
                                     "+86-138-0013-8000",
                                     "-",
                                     "+",
                                     "-5.2.1",
                                     "+1 (555) 010-9999",
                                     "-1e5",
                                     "\xef\xbb\xbf=1" };
  static const char *const good[] = { "-5.2",
                                      "+8613800138000",
                                      "+86 138 0013 8000",
                                      "-1,200.00",
                                      "-3%",
                                      "",
                                      "a=b",
                                      "a@b.cn",
                                      "100",
                                      "5-3",
                                      "中国",
                                      "'",
                                      "-.5" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_true (garrison_formula_is (bad[i], strlen (bad[i])));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_false (garrison_formula_is (good[i], strlen (good[i])));
}

/* What is written comes back as it was, guarded or not. */
static void
test_round_trip (void)
{
  static const char *const rows[][3] = { { "=1+1", "'=1", "''@x" },
                                         { "-5.2", "'plain", "+86-10-1234" },
                                         { "ID", "sep=", "a\r\nb" },
                                         { "", "", "" },
                                         { "＝x", "\"=1\"", " =\"q\"" } };
  g_autofree char *text = write_rows (rows, G_N_ELEMENTS (rows), ',', GARRISON_CSV_WRITER_PLAIN);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GarrisonCsvReader) reader = garrison_csv_reader_new_for_bytes (bytes, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GarrisonCsvRow row;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (garrison_csv_reader_next (reader, &row, &error));
      g_assert_cmpuint (row.n_fields, ==, 3);
      for (guint f = 0; f < 3; f++)
        {
          gsize length = row.fields[f].length;

          g_assert_false (garrison_formula_is (row.fields[f].text, length));
          g_assert_cmpstr (garrison_formula_unguard (row.fields[f].text, &length), ==, rows[i][f]);
        }
    }
  g_assert_false (garrison_csv_reader_next (reader, &row, &error));
  g_assert_no_error (error);
}

static void
test_start (void)
{
  static const char *const id[][3]
    = { { "ID", "x", "y" } },
    *const sep[][3] = { { "sep=;", "", "" } }, *const formula[][3] = { { "=1", "x", "y" } };
  g_autofree char *a = write_rows (id, 1, ',', 0), *b = write_rows (sep, 1, ',', 0),
                  *c = write_rows (formula, 1, ',', GARRISON_CSV_WRITER_RAW);

  g_assert_cmpstr (a, ==, "\"ID\",x,y\r\n");
  g_assert_cmpstr (b, ==, "\"sep=;\",,\r\n");
  g_assert_cmpstr (c, ==, "=1,x,y\r\n");
}

static void
test_lone_empty (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GarrisonPermit) permit = permit_for ("csv");
  g_autoptr (GarrisonCsvWriter) writer = garrison_csv_writer_new (stream, permit, 0, 0);

  garrison_csv_writer_add (writer, "", -1);
  g_assert_true (garrison_csv_writer_end_row (writer, NULL, NULL));
  g_assert_true (garrison_csv_writer_finish (writer, NULL, NULL));
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)),
                   "\"\"\r\n", 4);
}

/* Text that is not terminated is read no further than its length. */
static void
test_length (void)
{
  g_autofree char *exact = g_memdup2 ("=", 1);
  gsize length = 1;

  g_assert_true (garrison_formula_is (exact, 1));
  g_assert_false (garrison_formula_is (exact, 0));
  g_assert_true (garrison_formula_unguard (exact, &length) == exact);
}

static void
test_full_disk (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/full");
  g_autoptr (GFileIOStream) both = g_file_open_readwrite (file, NULL, NULL);
  g_autoptr (GarrisonPermit) permit = permit_for ("csv");
  g_autoptr (GarrisonCsvWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  if (both == NULL)
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  writer = garrison_csv_writer_new (g_io_stream_get_output_stream (G_IO_STREAM (both)), permit, 0, 0);
  garrison_csv_writer_add (writer, "x", -1);
  g_assert_true (garrison_csv_writer_end_row (writer, NULL, &error));
  g_assert_false (garrison_csv_writer_finish (writer, NULL, &error));
  g_assert_nonnull (error);
}

/* Nothing is written without a permit, or with one for something else. */
static void
test_permit (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GarrisonPermit) other = permit_for ("print");

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*garrison_permit_allows*");
  g_assert_null (garrison_csv_writer_new (stream, NULL, 0, 0));
  g_test_assert_expected_messages ();
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*garrison_permit_allows*");
  g_assert_null (garrison_csv_writer_new (stream, other, 0, 0));
  g_test_assert_expected_messages ();
}

#define PICK(of) of[g_test_rand_int_range (0, G_N_ELEMENTS (of))]

/* Whatever stands before and behind it, what a spreadsheet runs is guarded and comes back as it was; what begins with
 * anything else is left alone. */
static void
test_any_formula (void)
{
  static const char *const blanks[] = { " ", "\xc2\xa0", "\xe3\x80\x80", "\xe2\x80\x8b", "\xef\xbb\xbf", "\n", "\v", "\xe2\x80\x8f",
                                        "\xe2\x81\xa0", "\xe2\x80\xaf", "\xe3\x85\xa4", "\x01", "\xe2\x80\xa8" };
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "⁺", "₌", "−" };
  static const char *const harmless[] = { "a", "中", "1", "(", "\"", "$", "#", "é", "。", "¥" };
  static const char *const rests[] = { "1+1", "cmd|'/C calc'!A0", "SUM(A1:A9)", "HYPERLINK(\"http://x\")", "2-3", "x", "中文", "" };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL), calm = g_string_new (NULL);
      g_autofree char *guarded = NULL, *left = NULL;
      const char *back;
      gsize length;

      for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
        g_string_append (text, PICK (blanks));
      g_string_append (calm, text->str);
      g_string_append_printf (text, "%s%s", PICK (starts), PICK (rests));
      g_string_append_printf (calm, "%s%s", PICK (harmless), PICK (rests));
      guarded = garrison_formula_guard (text->str);
      left = garrison_formula_guard (calm->str);
      g_assert_cmpint (guarded[0], ==, '\'');
      g_assert_cmpstr (left, ==, calm->str);
      length = strlen (guarded);
      back = garrison_formula_unguard (guarded, &length);
      g_assert_cmpmem (back, length, text->str, text->len);
    }
}

/* Octets that are no text at all are judged without reading past them. */
static void
test_any_octets (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      gsize n = g_test_rand_int_range (1, 8), length = n;
      g_autofree char *octets = g_malloc (n);

      for (gsize k = 0; k < n; k++)
        octets[k] = (char) g_test_rand_int_range (0, 256);
      garrison_formula_unguard (octets, &length);
      g_assert_true (length == n || length == n - 1);
      if (memchr ("=+@\t\r", octets[0], 5) != NULL && (n < 2 || !g_ascii_isdigit (octets[1])) && octets[1 % n] != '.')
        g_assert_true (garrison_formula_is (octets, n));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/quoting", test_quoting);
  g_test_add_func ("/csv-writer/formulas", test_formulas);
  g_test_add_func ("/csv-writer/round-trip", test_round_trip);
  g_test_add_func ("/csv-writer/start", test_start);
  g_test_add_func ("/csv-writer/lone-empty", test_lone_empty);
  g_test_add_func ("/csv-writer/length", test_length);
  g_test_add_func ("/csv-writer/full-disk", test_full_disk);
  g_test_add_func ("/csv-writer/permit", test_permit);
  g_test_add_func ("/csv-writer/any-formula", test_any_formula);
  g_test_add_func ("/csv-writer/any-octets", test_any_octets);
  return g_test_run ();
}
