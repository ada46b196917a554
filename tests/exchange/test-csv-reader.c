#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "exchange/csv-reader.h"

static GarrisonCsvReader *
read_bytes (const char *text, gssize length, const GarrisonCsvOptions *options)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize)length);
  g_autoptr (GError) error = NULL;
  GarrisonCsvReader *reader = garrison_csv_reader_new_for_bytes (bytes, options, &error);

  g_assert_no_error (error);
  return reader;
}

/* All rows as "[a|b][c|d]", with flags behind: s short, l long, q open quote, b bad text, e empty.
 */
static char *
dump (GarrisonCsvReader *reader, GError **error)
{
  GString *text = g_string_new (NULL);
  GarrisonCsvRow row;

  while (garrison_csv_reader_next (reader, &row, error))
    {
      g_string_append_c (text, '[');
      for (guint i = 0; i < row.n_fields; i++)
        {
          g_assert_cmpuint (strlen (row.fields[i].text), ==, row.fields[i].length);
          g_assert_true (g_utf8_validate (row.fields[i].text, row.fields[i].length, NULL));
          g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", row.fields[i].text);
        }
      g_string_append_c (text, ']');
      for (guint i = 0; i < 5; i++)
        if (row.flags & (1 << i))
          g_string_append_c (text, "slqbe"[i]);
    }
  return g_string_free (text, FALSE);
}

static void
check (const char *text, const char *expected)
{
  g_autoptr (GarrisonCsvReader) reader = read_bytes (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = dump (reader, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_quoting (void)
{
  check ("a,b\n1,2\n", "[a|b][1|2]");
  check ("a,b\r\n\"1,5\",\"x\"\"y\"\r\n", "[a|b][1,5|x\"y]");
  check ("a,b\n\"two\r\nlines\",\"\"\n", "[a|b][two\r\nlines|]");
  check ("a,b\n1,2", "[a|b][1|2]");
  check ("a,b\n1,\"2\"", "[a|b][1|2]");
  check ("a,b\n1,", "[a|b][1|]");
  check ("\"\"\n\"\"", "[]e[]e");
  check ("a\n\"\"\"\"\n", "[a][\"]");
  check ("", "");
  check ("\n\r\n", "");
}

static void
test_deviations (void)
{
  check ("a,b\n5\" pipe,say \"hi\"\n", "[a|b][5\" pipe|say \"hi\"]");
  check ("a,b\n\"x\"y,\"p\"\"q\"r\"s\n", "[a|b][xy|p\"qr\"s]");
  check ("a,b\n \"x, y\" ,2\n", "[a|b][x, y|2]");
  check ("a,b\r1,2\r3,4", "[a|b][1|2][3|4]");
  check ("a,b\r\n1,2\n3,4\r5,6\r\n", "[a|b][1|2][3|4][5|6]");
  check ("a,b\n\n1,2\n   \n\r\n3,4\n\n\n", "[a|b][1|2][3|4]");
  check ("a,b\r\r\n1,2\r\r\n", "[a|b][1|2]");
  check ("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n,,\n", "[a|b|c][1|2]s[1|2|3|4]l[1|2|3||][||]e");
  check ("sep=;\r\na;b\r\n1,5;2\r\n", "[a|b][1,5|2]");
  check ("SEP=|\na|b\n", "[a|b]");
  check ("\xef\xbb\xbf"
         "a,b\n1,2\n",
         "[a|b][1|2]");
  check ("sep=\n1\n", "[sep=][1]");
}

static void
test_open_quote (void)
{
  g_autoptr (GarrisonCsvReader) reader = read_bytes ("a,b\n1,2\n3,\"x\n4,5\n6,7\n", -1, NULL);
  GarrisonCsvRow row;

  g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
  g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
  g_assert_cmpint (row.flags, ==, GARRISON_CSV_ROW_PLAIN);
  g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
  g_assert_cmpint (row.flags, ==, GARRISON_CSV_ROW_OPEN_QUOTE);
  g_assert_cmpuint (row.open_line, ==, 3);
  g_assert_cmpstr (row.fields[1].text, ==, "x\n4,5\n6,7\n");
  g_assert_false (garrison_csv_reader_next (reader, &row, NULL));
}

static void
test_places (void)
{
  g_autoptr (GarrisonCsvReader) reader = read_bytes ("\xef\xbb\xbf"
                                                     "a,b\r\n\r\n\"x\r\ny\",2\n中,4\r5,6",
                                                     -1, NULL);
  static const guint64 lines[] = { 1, 3, 5, 6 }, offsets[] = { 3, 10, 19, 25 };
  GarrisonCsvRow row;

  g_assert_cmpuint (garrison_csv_reader_get_size (reader), ==, 28);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
      g_assert_cmpuint (row.line, ==, lines[i]);
      g_assert_cmpuint (row.offset, ==, offsets[i]);
    }
  g_assert_false (garrison_csv_reader_next (reader, &row, NULL));
}

static void
test_delimiters (void)
{
  static const struct
  {
    const char *text;
    char delimiter;
  } cases[] = {
    { "a,b,c\n1,2,3\n", ',' },
    { "a;b;c\n1,5;2,5;3,5\n1,1;2,2;3,3\n", ';' },
    { "a\tb\n1,2,3\t4\n", '\t' },
    { "a|b|c\nx, y|z|w\n", '|' },
    { "a,b\n\"x;y;z\",2\n\"p;q;r\",3\n", ',' },
    { "one\ntwo\n", ',' },
    { "", ',' },
    { "sep=\t\na,b\n", '\t' },
    { "名称，电话;x\n甲;1\n乙;2\n", ';' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GarrisonCsvReader) reader = read_bytes (cases[i].text, -1, NULL);

      g_assert_cmpint (garrison_csv_reader_get_delimiter (reader), ==, cases[i].delimiter);
    }
  GarrisonCsvOptions options = { GARRISON_ENCODING_UTF8, ':' };
  g_autoptr (GarrisonCsvReader) reader = read_bytes ("a:b,c\n", -1, &options);
  g_autofree char *found = dump (reader, NULL);
  g_assert_cmpstr (found, ==, "[a|b,c]");
}

static void
check_error (const char *text, gssize length, int code, const char *part)
{
  g_autoptr (GarrisonCsvReader) reader = read_bytes (text, length, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = dump (reader, &error);
  GarrisonCsvRow row;

  g_assert_error (error, GARRISON_ERROR, code);
  if (part != NULL)
    g_assert_nonnull (strstr (error->message, part));
  g_clear_error (&error);
  g_assert_false (garrison_csv_reader_next (reader, &row, &error));
  g_assert_no_error (error);
}

static void
test_refusals (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");

  check_error ("a,b\n1,2\n3,\0x\n", 13, GARRISON_ERROR_UNREADABLE, "line 3 (byte 10)");
  check_error ("a,b\n1,\"2\n\0\"\n", 12, GARRISON_ERROR_UNREADABLE, "line 3 (byte 9)");

  for (guint i = 0; i < GARRISON_CSV_MAX_FIELD + 1; i++)
    g_string_append_c (text, 'x');
  check_error (text->str, text->len, GARRISON_ERROR_TOO_LARGE, "2");
  text->str[4] = '"';
  g_string_append (text, "yy\"\n");
  check_error (text->str, text->len, GARRISON_ERROR_TOO_LARGE, NULL);

  g_string_assign (text, "a,b\n1,\"2\n");
  for (guint i = 0; i < 400000; i++)
    g_string_append (text, "some,row\n");
  check_error (text->str, text->len, GARRISON_ERROR_TOO_LARGE, "line 2");

  g_string_assign (text, "");
  for (guint i = 0; i < GARRISON_CSV_MAX_COLUMNS + 1; i++)
    g_string_append (text, i > 0 ? ",x" : "x");
  check_error (text->str, text->len, GARRISON_ERROR_TOO_LARGE, "1");
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,\"");
  g_autoptr (GarrisonCsvReader) reader = NULL;
  GarrisonCsvRow row;

  for (guint i = 0; i < GARRISON_CSV_MAX_FIELD - 1; i++)
    g_string_append_c (text, i % 100 == 0 ? '\n' : 'x');
  g_string_append (text, "\"\n");
  for (guint i = 0; i < GARRISON_CSV_MAX_COLUMNS; i++)
    g_string_append (text, i > 0 ? ",x" : "x");
  reader = read_bytes (text->str, text->len, NULL);
  g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
  g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
  g_assert_cmpuint (row.fields[1].length, ==, GARRISON_CSV_MAX_FIELD - 1);
  g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
  g_assert_cmpuint (row.n_fields, ==, GARRISON_CSV_MAX_COLUMNS);
  g_assert_cmpint (row.flags, ==, GARRISON_CSV_ROW_LONG);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrison_csv_reader_new_for_path ("/nonexistent/x.csv", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (garrison_csv_reader_new_for_path ("/", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE);
}

static void
test_bad_text (void)
{
  GarrisonCsvOptions options = { GARRISON_ENCODING_UTF8, ',' };
  g_autoptr (GarrisonCsvReader) reader = read_bytes ("a,b\n1,\xb0\xa1\n3,4\n", -1, &options);
  g_autofree char *found = dump (reader, NULL);

  g_assert_cmpstr (found, ==, "[a|b][1|\xef\xbf\xbd\xef\xbf\xbd]b[3|4]");
  g_assert_cmpuint (garrison_csv_reader_get_n_bad (reader), ==, 2);
  /* A U+FFFD of the file's own is not our doing. */
  check ("a,b\n1,\xef\xbf\xbd\n", "[a|b][1|\xef\xbf\xbd]");
}

/* Every encoding through the whole reader, from a file, over many windows. */
static void
test_encodings (void)
{
  static const struct
  {
    const char *charset;
    const char *mark;
    gsize mark_length;
    const char *row;
    GarrisonEncoding encoding;
  } cases[] = {
    { "UTF-8", "", 0, "深圳华强有限公司,\"张,伟\",%u\r\n", GARRISON_ENCODING_UTF8 },
    { "UTF-8", "\xef\xbb\xbf", 3, "深圳华强有限公司,\"张,伟\",%u\r\n", GARRISON_ENCODING_UTF8 },
    { "UTF-16LE", "\xff\xfe", 2, "深圳华强有限公司,\"张,伟\",%u\r\n", GARRISON_ENCODING_UTF16LE },
    { "UTF-16BE", "\xfe\xff", 2, "深圳华强有限公司,\"张,伟\",%u\r\n", GARRISON_ENCODING_UTF16BE },
    { "UTF-16LE", "", 0, "深圳华强有限公司,\"张,伟\",%u\r\n", GARRISON_ENCODING_UTF16LE },
    { "UTF-16BE", "", 0, "深圳华强有限公司,\"张,伟\",%u\r\n", GARRISON_ENCODING_UTF16BE },
    { "GBK", "", 0, "深圳华强有限公司,\"张,伟\",%u\r\n", GARRISON_ENCODING_GB18030 },
    { "BIG5", "", 0, "臺灣電子有限公司,\"陳,明\",%u\r\n", GARRISON_ENCODING_BIG5 },
    { "WINDOWS-1252", "", 0, "Müller GmbH,\"Köln, Süd\",%u\r\n", GARRISON_ENCODING_WINDOWS_1252 },
  };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "garrison-csv-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (GString) text = g_string_new (NULL), bytes = g_string_new (NULL);
      g_autoptr (GarrisonCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *encoded = NULL;
      g_auto (GStrv) parts = NULL;
      GarrisonEncodingGuess guess;
      GarrisonCsvRow row;
      guint64 last = 0;
      gsize length;
      guint n = 0;

      for (guint i = 0; i < 20000; i++)
        {
          g_auto (GStrv) pieces = g_strsplit (cases[c].row, "%u", 2);
          g_string_append_printf (text, "%s%u%s", pieces[0], i, pieces[1]);
        }
      encoded = g_convert (text->str, text->len, cases[c].charset, "UTF-8", NULL, &length, &error);
      g_assert_no_error (error);
      g_string_append_len (bytes, cases[c].mark, cases[c].mark_length);
      g_string_append_len (bytes, encoded, length);
      g_file_set_contents (path, bytes->str, bytes->len, &error);
      g_assert_no_error (error);
      parts = g_strsplit (cases[c].row, ",", 2);

      reader = garrison_csv_reader_new_for_path (path, NULL, &error);
      g_assert_no_error (error);
      garrison_csv_reader_get_encoding (reader, &guess);
      g_assert_cmpint (guess.encoding, ==, cases[c].encoding);
      g_assert_cmpuint (guess.mark, ==, cases[c].mark_length);
      while (garrison_csv_reader_next (reader, &row, &error))
        {
          g_assert_cmpuint (row.n_fields, ==, 3);
          g_assert_cmpint (row.flags, ==, GARRISON_CSV_ROW_PLAIN);
          g_assert_cmpstr (row.fields[0].text, ==, parts[0]);
          g_assert_cmpuint (g_ascii_strtoull (row.fields[2].text, NULL, 10), ==, n);
          g_assert_cmpuint (row.line, ==, n + 1);
          g_assert_true (row.offset >= last && row.offset < bytes->len);
          last = row.offset;
          n++;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, 20000);
      g_assert_cmpuint (garrison_csv_reader_get_n_bad (reader), ==, 0);
      g_assert_cmpuint (garrison_csv_reader_get_size (reader), ==, bytes->len);
    }
  g_unlink (path);
}

/* ASCII for longer than any sample, then GBK: from a file, and from a stream that cannot go back.
 */
static void
test_late (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *row
    = g_convert ("深圳华强有限公司,张伟\n", -1, "GBK", "UTF-8", NULL, NULL, NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "Acme,1234\n");
  g_string_append (text, row);
  for (guint once = 0; once < 2; once++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
      g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
      g_autoptr (GConverter) same
        = G_CONVERTER (g_charset_converter_new ("LATIN1", "LATIN1", NULL));
      g_autoptr (GInputStream) stream
        = once ? g_converter_input_stream_new (memory, same) : g_object_ref (memory);
      g_autoptr (GarrisonCsvReader) reader
        = garrison_csv_reader_new_for_stream (stream, NULL, NULL, NULL);
      GarrisonCsvRow csv;
      guint n = 0;

      while (garrison_csv_reader_next (reader, &csv, NULL))
        n++;
      g_assert_cmpuint (n, ==, 100001);
      g_assert_cmpstr (csv.fields[0].text, ==, "深圳华强有限公司");
      g_assert_cmpuint (garrison_csv_reader_get_n_bad (reader), ==, 0);
    }
}

/* The same bytes in pieces of every size give the same rows: seams show no faults. */
static void
test_seams (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *expected = NULL;
  GString *wanted = g_string_new (NULL);
  g_autoptr (GarrisonCsvReader) reader = NULL;

  for (guint i = 0; i < 60000; i++)
    {
      g_autofree char *filler = g_strnfill (g_rand_int_range (rand, 0, 30), 'x');

      g_string_append_printf (text, "\"%s\"\"\r\n%s\",%u,中%s\r\n", filler, filler, i, filler);
      g_string_append_printf (wanted, "[%s\"\r\n%s|%u|中%s]", filler, filler, i, filler);
    }
  expected = g_string_free (wanted, FALSE);
  reader = read_bytes (text->str, text->len, NULL);
  g_autofree char *found = dump (reader, NULL);
  g_assert_true (g_str_equal (found, expected));
}

/* Nothing that comes in may crash, hang, or give text that is not UTF-8. */
static void
test_fuzz (void)
{
  static const char alphabet[] = "\"\"\"\",,,;\n\n\r\r\t|ab1 =\xe4\xb8\xad\xb0\xa1\xff\xfe";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (guint round = 0; round < 4000; round++)
    {
      guint length = g_rand_int_range (rand, 0, round % 50 == 0 ? 20000 : 200);
      g_autofree char *data = g_malloc (length + 1);
      gboolean wild = g_rand_boolean (rand);
      GarrisonCsvOptions options = { g_rand_int_range (rand, 0, 7), 0 };
      g_autoptr (GarrisonCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < length; i++)
        data[i] = wild ? g_rand_int_range (rand, 0, 256)
                       : alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      reader = read_bytes (data, length, &options);
      g_free (dump (reader, &error));
      if (error != NULL)
        g_assert_cmpint (error->domain, ==, GARRISON_ERROR);
    }
}

/* The strings of a JSON file in their order; enough of JSON for lists of plain objects. */
static GPtrArray *
json_strings (const char *path)
{
  GPtrArray *strings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *json = NULL;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  for (const char *p = json; *p != '\0'; p++)
    {
      g_autoptr (GString) raw = g_string_new (NULL);

      if (*p != '"')
        continue;
      for (p++; *p != '"'; p++)
        {
          if (*p == '\\')
            g_string_append_c (raw, *p++);
          g_string_append_c (raw, *p);
        }
      g_ptr_array_add (strings, g_strcompress (raw->str));
    }
  return strings;
}

static void
test_spectrum (void)
{
  const char *data = g_getenv ("GARRISON_REAL_DATA");
  static const char *const names[]
    = { "comma_in_quotes",      "empty",    "empty_crlf",    "escaped_quotes",      "json",
        "location_coordinates", "newlines", "newlines_crlf", "quotes_and_newlines", "simple",
        "simple_crlf",          "utf8" };

  if (data == NULL)
    {
      g_test_skip ("GARRISON_REAL_DATA is not set");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *csv = g_strdup_printf ("%s/import/csv/spectrum/csvs/%s.csv", data, names[i]);
      g_autofree char *json
        = g_strdup_printf ("%s/import/csv/spectrum/json/%s.json", data, names[i]);
      g_autoptr (GPtrArray) expected = json_strings (json),
                            headers = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GarrisonCsvReader) reader = garrison_csv_reader_new_for_path (csv, NULL, NULL);
      g_autofree char *bytes = NULL;
      GarrisonCsvRow row;
      guint at = 0;

      /* A checkout may have made CR LF into LF: then the JSON's CR are not to be had. */
      g_assert_true (g_file_get_contents (csv, &bytes, NULL, NULL));
      for (guint e = 0; e < expected->len && strchr (bytes, '\r') == NULL; e++)
        {
          g_auto (GStrv) parts = g_strsplit (expected->pdata[e], "\r", -1);
          g_free (expected->pdata[e]);
          expected->pdata[e] = g_strjoinv ("", parts);
        }
      g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
      for (guint f = 0; f < row.n_fields; f++)
        g_ptr_array_add (headers, g_strdup (row.fields[f].text));
      while (garrison_csv_reader_next (reader, &row, NULL))
        for (guint f = 0; f < row.n_fields; f++, at += 2)
          {
            g_assert_cmpuint (at + 1, <, expected->len);
            g_assert_cmpstr (headers->pdata[f], ==, expected->pdata[at]);
            /* In this one the set's own JSON gives another telephone number than its CSV. */
            if (f > 0 || !g_str_equal (names[i], "location_coordinates"))
              g_assert_cmpstr (row.fields[f].text, ==, expected->pdata[at + 1]);
          }
      g_assert_cmpuint (at, ==, expected->len);
    }
}

static guint64
count_rows (const char *name, GarrisonEncoding encoding)
{
  g_autofree char *path = g_build_filename (g_getenv ("GARRISON_REAL_DATA"), name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonCsvReader) reader = garrison_csv_reader_new_for_path (path, NULL, &error);
  GarrisonEncodingGuess guess;
  GarrisonCsvRow row;
  guint64 n = 0;

  g_assert_no_error (error);
  garrison_csv_reader_get_encoding (reader, &guess);
  g_assert_cmpint (guess.encoding, ==, encoding);
  while (garrison_csv_reader_next (reader, &row, &error))
    {
      g_assert_cmpint (row.flags & ~GARRISON_CSV_ROW_EMPTY, ==, GARRISON_CSV_ROW_PLAIN);
      if (n++ == 1 && encoding == GARRISON_ENCODING_GB18030)
        g_assert_cmpstr (row.fields[3].text, ==, "平安银行");
    }
  g_assert_no_error (error);
  return n - 1;
}

static void
test_real (void)
{
  if (g_getenv ("GARRISON_REAL_DATA") == NULL)
    {
      g_test_skip ("GARRISON_REAL_DATA is not set");
      return;
    }
  g_assert_cmpuint (count_rows ("import/csv/gbk-stock-basic.csv", GARRISON_ENCODING_GB18030), ==,
                    4347);
  g_assert_cmpuint (count_rows ("maven-crm/sales_pipeline.csv", GARRISON_ENCODING_UTF8), ==, 8800);
  g_assert_cmpuint (count_rows ("maven-crm/accounts.csv", GARRISON_ENCODING_UTF8), ==, 85);
  g_assert_cmpuint (count_rows ("duplicates/csv_example_messy_input.csv", GARRISON_ENCODING_UTF8),
                    ==, 3337);
  g_assert_cmpuint (
    count_rows ("duplicates/csv_example_input_with_true_ids.csv", GARRISON_ENCODING_UTF8), ==,
    3337);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/quoting", test_quoting);
  g_test_add_func ("/csv-reader/deviations", test_deviations);
  g_test_add_func ("/csv-reader/open-quote", test_open_quote);
  g_test_add_func ("/csv-reader/places", test_places);
  g_test_add_func ("/csv-reader/delimiters", test_delimiters);
  g_test_add_func ("/csv-reader/refusals", test_refusals);
  g_test_add_func ("/csv-reader/limits", test_limits);
  g_test_add_func ("/csv-reader/missing", test_missing);
  g_test_add_func ("/csv-reader/bad-text", test_bad_text);
  g_test_add_func ("/csv-reader/encodings", test_encodings);
  g_test_add_func ("/csv-reader/late", test_late);
  g_test_add_func ("/csv-reader/seams", test_seams);
  g_test_add_func ("/csv-reader/fuzz", test_fuzz);
  g_test_add_func ("/csv-reader/spectrum", test_spectrum);
  g_test_add_func ("/csv-reader/real", test_real);
  return g_test_run ();
}
