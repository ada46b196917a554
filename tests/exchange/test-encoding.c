#include <string.h>

#include "exchange/encoding.h"
#include "exchange/hanzi.h"

static const char simplified[]
  = "客户名称,联系人,电话,地址\r\n深圳市华强电子有限公司,张伟,0755-83000000,"
    "深圳市福田区华强北路10号\r\n"
    "北京银河科技股份有限公司,李娜,010-62000000,北京市海淀区中关村大街1号\r\n"
    "上海锦江贸易有限公司,王芳,021-63000000,上海市黄浦区南京东路5号\r\n";
static const char traditional[]
  = "客戶名稱,聯絡人,電話,地址\r\n臺灣電子股份有限公司,陳志明,02-23000000,"
    "臺北市中正區忠孝東路一段\r\n"
    "長榮國際貿易有限公司,林美玲,04-22000000,臺中市西屯區臺灣大道三段\r\n"
    "香港聯合工業有限公司,黃國華,2345-6789,香港九龍觀塘道\r\n";
static const char western[]
  = "Name;Ort;Umsatz\r\nMüller & Söhne GmbH;Köln;1.200,50 €\r\nCafé Zoë;Besançon;300\r\n"
    "Peña Hermanos S.A.;Málaga;12\r\nBjörn’s Werkstatt;Göteborg;7\r\n";

static GBytes *
encode (const char *text, const char *charset)
{
  g_autoptr (GError) error = NULL;
  gsize written;
  char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &written, &error);

  g_assert_no_error (error);
  return g_bytes_new_take (bytes, written);
}

static void
check (const char *text, const char *charset, GarrisonEncoding expected, double least)
{
  g_autoptr (GBytes) bytes = encode (text, charset);
  g_autofree char *back = NULL;
  GarrisonEncodingGuess guess;
  guint64 n_bad;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  garrison_encoding_detect (data, size, TRUE, &guess);
  g_test_message ("%s: %s, %.2f", charset, garrison_encoding_get_name (guess.encoding),
                  guess.confidence);
  g_assert_cmpint (guess.encoding, ==, expected);
  g_assert_cmpfloat (guess.confidence, >=, least);
  g_assert_false (guess.only_ascii);
  back = garrison_decode_bytes (bytes, GARRISON_ENCODING_UNKNOWN, &n_bad);
  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpstr (back, ==, text);
}

static void
test_each (void)
{
  check (simplified, "UTF-8", GARRISON_ENCODING_UTF8, 0.9);
  check (traditional, "UTF-8", GARRISON_ENCODING_UTF8, 0.9);
  check (western, "UTF-8", GARRISON_ENCODING_UTF8, 0.9);
  check (simplified, "GBK", GARRISON_ENCODING_GB18030, 0.8);
  check (simplified, "GB18030", GARRISON_ENCODING_GB18030, 0.8);
  check (traditional, "BIG5", GARRISON_ENCODING_BIG5, 0.8);
  check (western, "WINDOWS-1252", GARRISON_ENCODING_WINDOWS_1252, 0.8);
  check (simplified, "UTF-16LE", GARRISON_ENCODING_UTF16LE, 0.9);
  check (simplified, "UTF-16BE", GARRISON_ENCODING_UTF16BE, 0.9);
  check (western, "UTF-16LE", GARRISON_ENCODING_UTF16LE, 0.9);
  check (traditional, "UTF-16BE", GARRISON_ENCODING_UTF16BE, 0.9);
}

/* Traditional text saved on a mainland machine is GBK all the same. */
static void
test_traditional_in_gbk (void)
{
  check (traditional, "GBK", GARRISON_ENCODING_GB18030, 0.5);
}

/* A single row must do. */
static void
test_little (void)
{
  check ("姓名,电话\n张三,1\n", "GBK", GARRISON_ENCODING_GB18030, 0.3);
  check ("公司,电话\n中国移动,1\n", "GBK", GARRISON_ENCODING_GB18030, 0.3);
  check ("姓名,電話\n陳大文,1\n", "BIG5", GARRISON_ENCODING_BIG5, 0.3);
  check ("公司名稱\n國泰\n", "BIG5", GARRISON_ENCODING_BIG5, 0.3);
  check ("Name,City\nCafé,Lyon\n", "WINDOWS-1252", GARRISON_ENCODING_WINDOWS_1252, 0.2);
  check ("Name,City\nMüller,Köln\n", "ISO-8859-1", GARRISON_ENCODING_WINDOWS_1252, 0.2);
}

static void
test_marks (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    GarrisonEncoding encoding;
    guint mark;
  } cases[] = {
    { "\xef\xbb\xbf"
      "a,b\n",
      7, GARRISON_ENCODING_UTF8, 3 },
    { "\xff\xfe"
      "a\0,\0b\0",
      8, GARRISON_ENCODING_UTF16LE, 2 },
    { "\xfe\xff"
      "\0a\0,\0b",
      8, GARRISON_ENCODING_UTF16BE, 2 },
    { "\x84\x31\x95\x33"
      "a,b\n",
      8, GARRISON_ENCODING_GB18030, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].length);
      g_autofree char *text = garrison_decode_bytes (bytes, GARRISON_ENCODING_UNKNOWN, NULL);
      GarrisonEncodingGuess guess;

      garrison_encoding_detect ((const guint8 *)cases[i].bytes, cases[i].length, TRUE, &guess);
      g_assert_cmpint (guess.encoding, ==, cases[i].encoding);
      g_assert_cmpuint (guess.mark, ==, cases[i].mark);
      g_assert_cmpfloat (guess.confidence, ==, 1);
      g_assert_true (g_str_has_prefix (text, "a,b"));
    }
}

static void
test_ascii (void)
{
  GarrisonEncodingGuess guess;

  garrison_encoding_detect ((const guint8 *)"a,b\n1,2\n", 8, TRUE, &guess);
  g_assert_cmpint (guess.encoding, ==, GARRISON_ENCODING_UTF8);
  g_assert_true (guess.only_ascii);
  /* A stray zero byte makes no UTF-16. */
  garrison_encoding_detect ((const guint8 *)"name,phone\nacme\0,12\nbeta,34\n", 28, TRUE, &guess);
  g_assert_cmpint (guess.encoding, ==, GARRISON_ENCODING_UTF8);
  garrison_encoding_detect ((const guint8 *)"", 0, TRUE, &guess);
  g_assert_cmpint (guess.encoding, ==, GARRISON_ENCODING_UTF8);
}

/* The only Chinese is behind a megabyte of ASCII, and comes in pieces. */
static void
test_late (void)
{
  g_autoptr (GarrisonEncodingDetector) detector = garrison_encoding_detector_new ();
  g_autoptr (GBytes) bytes = encode (simplified, "GBK");
  GarrisonEncodingGuess guess;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < 100000; i++)
    garrison_encoding_detector_feed (detector, (const guint8 *)"a,b,c,d,e\n", 10);
  garrison_encoding_detector_guess (detector, FALSE, &guess);
  g_assert_true (guess.only_ascii);
  for (gsize i = 0; i < size; i++)
    garrison_encoding_detector_feed (detector, data + i, 1);
  garrison_encoding_detector_guess (detector, TRUE, &guess);
  g_assert_cmpint (guess.encoding, ==, GARRISON_ENCODING_GB18030);
}

/* Pieces of one byte in, sixteen bytes out: nothing may be lost at the seams. */
static void
test_pieces (void)
{
  static const char *const charsets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" };
  const char *text = "aé中𠮷😀\r\n深圳𠀀";

  for (guint c = 0; c < G_N_ELEMENTS (charsets); c++)
    for (gsize step = 1; step < 9; step++)
      {
        g_autoptr (GBytes) bytes = encode (text, charsets[c]);
        g_autoptr (GarrisonDecoder) decoder
          = garrison_decoder_new (garrison_encoding_from_name (charsets[c]));
        g_autoptr (GString) out = g_string_new (NULL);
        gsize size, at = 0, given = 0;
        const guint8 *data = g_bytes_get_data (bytes, &size);

        while (given < size || at < size)
          {
            char piece[16];
            gsize used, written;

            given = MIN (size, given + step);
            written = garrison_decoder_convert (decoder, data + at, given - at, &used, piece,
                                                sizeof piece, given == size);
            g_string_append_len (out, piece, written);
            at += used;
          }
        g_assert_cmpstr (out->str, ==, text);
        g_assert_cmpuint (garrison_decoder_get_n_bad (decoder), ==, 0);
      }
}

static void
test_bad (void)
{
  static const struct
  {
    GarrisonEncoding encoding;
    const char *bytes;
    gsize length;
  } cases[] = {
    { GARRISON_ENCODING_UTF8,
      "a\xff"
      "b",
      3 },
    { GARRISON_ENCODING_UTF8, "a\xed\xa0\x80", 4 }, /* a surrogate */
    { GARRISON_ENCODING_UTF8, "a\xc0\x80", 3 },     /* not the shortest form */
    { GARRISON_ENCODING_UTF8, "a\xe4\xb8", 3 },     /* cut off */
    { GARRISON_ENCODING_GB18030, "a\xff\xff", 3 },
    { GARRISON_ENCODING_GB18030, "a\xb0", 2 },
    { GARRISON_ENCODING_BIG5, "a\xa4", 2 },
    { GARRISON_ENCODING_UTF16LE, "a\0\0\xd8z\0", 6 },
    { GARRISON_ENCODING_UTF16LE, "a\0\0\xd8", 4 },
    { GARRISON_ENCODING_UTF16LE, "a\0b", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].length);
      guint64 n_bad;
      g_autofree char *text = garrison_decode_bytes (bytes, cases[i].encoding, &n_bad);

      g_test_message ("case %u: %s", i, text);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (n_bad, >, 0);
      g_assert_nonnull (strstr (text, "\xef\xbf\xbd"));
      g_assert_cmpint (text[0], ==, 'a');
    }
}

static void
test_names (void)
{
  g_assert_cmpint (garrison_encoding_from_name ("gbk"), ==, GARRISON_ENCODING_GB18030);
  g_assert_cmpint (garrison_encoding_from_name ("UTF-8"), ==, GARRISON_ENCODING_UTF8);
  g_assert_cmpint (garrison_encoding_from_name ("CP936"), ==, GARRISON_ENCODING_GB18030);
  g_assert_cmpint (garrison_encoding_from_name ("ISO-8859-1"), ==, GARRISON_ENCODING_WINDOWS_1252);
  g_assert_cmpint (garrison_encoding_from_name ("klingon"), ==, GARRISON_ENCODING_UNKNOWN);
  g_assert_cmpint (garrison_encoding_from_name (""), ==, GARRISON_ENCODING_UNKNOWN);
  for (guint i = GARRISON_ENCODING_UTF8; i <= GARRISON_ENCODING_WINDOWS_1252; i++)
    g_assert_cmpint (garrison_encoding_from_name (garrison_encoding_get_name (i)), ==, i);
}

static void
test_hanzi (void)
{
  g_assert_true (garrison_hanzi_is_common (g_utf8_get_char ("公")));
  g_assert_true (garrison_hanzi_is_common (g_utf8_get_char ("國")));
  g_assert_true (garrison_hanzi_is_common (g_utf8_get_char ("国")));
  g_assert_false (garrison_hanzi_is_common (g_utf8_get_char ("龘")));
  g_assert_false (garrison_hanzi_is_common ('a'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/each", test_each);
  g_test_add_func ("/encoding/traditional-in-gbk", test_traditional_in_gbk);
  g_test_add_func ("/encoding/little", test_little);
  g_test_add_func ("/encoding/marks", test_marks);
  g_test_add_func ("/encoding/ascii", test_ascii);
  g_test_add_func ("/encoding/late", test_late);
  g_test_add_func ("/encoding/pieces", test_pieces);
  g_test_add_func ("/encoding/bad", test_bad);
  g_test_add_func ("/encoding/names", test_names);
  g_test_add_func ("/encoding/hanzi", test_hanzi);
  return g_test_run ();
}
