#include "base/currency.h"
#include "base/error.h"
#include "base/language.h"
#include "base/money.h"

static void
assert_amount (const char *text,
               const char *currency,
               gint64 expected,
               const char *expected_currency)
{
  gint64 minor = 0;
  const char *found = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good = garrison_money_parse (text, currency, &minor, &found, &error);
  g_assert_no_error (error);
  g_assert_true (good);
  g_assert_cmpint (minor, ==, expected);
  g_assert_cmpstr (found, ==, expected_currency);
}

static void
test_parse (void)
{
  assert_amount ("1,234.50", "CNY", 123450, "CNY");
  assert_amount ("1.234,50 €", "CNY", 123450, "EUR");
  assert_amount ("¥1.2万", "USD", 1200000, "CNY");
  assert_amount ("￥１，２００", "USD", 120000, "CNY");
  assert_amount ("1.2 亿元", "USD", G_GINT64_CONSTANT (12000000000), "CNY");
  assert_amount ("3萬", "TWD", 3000000, "TWD");
  assert_amount ("(300)", "USD", -30000, "USD");
  assert_amount ("-12", "USD", -1200, "USD");
  assert_amount ("12-", "USD", -1200, "USD");
  assert_amount ("−12", "USD", -1200, "USD");
  assert_amount ("USD 5k", "CNY", 500000, "USD");
  assert_amount ("$1.5M", "CNY", 150000000, "USD");
  assert_amount ("HK$8", "CNY", 800, "HKD");
  assert_amount ("JPY 300", "CNY", 300, "JPY");
  assert_amount ("1.2345", "KWD", 1235, "KWD");
  assert_amount ("CHF 1'234.50", "CNY", 123450, "CHF");
  assert_amount ("1 234,5", "EUR", 123450, "EUR");
  assert_amount ("1 234,567", "EUR", 123457, "EUR");
  assert_amount ("1,00,000", "INR", 10000000, "INR");
  assert_amount ("1.234.567", "EUR", 123456700, "EUR");
  assert_amount ("0,125", "EUR", 13, "EUR");
  assert_amount ("1,234", "EUR", 123400, "EUR");
  assert_amount ("1.234", "EUR", 123, "EUR");
  assert_amount ("0.005", "EUR", 1, "EUR");
  assert_amount ("-0.005", "EUR", -1, "EUR");
  assert_amount (".5", "EUR", 50, "EUR");
  assert_amount ("1280", NULL, 1280, NULL);
}

static void
test_parse_limits (void)
{
  assert_amount ("92233720368547758.07", "USD", G_MAXINT64, "USD");
  assert_amount ("-92233720368547758.08", "USD", G_MININT64, "USD");
  static const char *const large[]
    = { "92233720368547758.08",    "-92233720368547758.09", "92233720368547758.075",
        "99999999999999999999999", "9223372036854776万亿",  "1000000000亿" };
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    {
      gint64 minor;
      g_autoptr (GError) error = NULL;
      g_assert_false (garrison_money_parse (large[i], "USD", &minor, NULL, &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
    }
}

static void
test_parse_refuses (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "abc",
    "-",
    "()",
    "(5",
    "5)",
    "--5",
    "1.2.3",
    "1,2,3",
    "1,23.4,5",
    "5 apples",
    "¥",
    "12%",
    "2016-10-20",
    "1e9",
    "USD 5 EUR",
    "5kk",
    "1,,000",
    "NaN",
    "inf",
    "0x10",
    "5 万 亿 k",
    "\xff",
    "1.234,567.8",
    "'; DROP TABLE",
    ".",
    "1,0000,00",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 minor;
      g_autoptr (GError) error = NULL;
      if (garrison_money_parse (bad[i], "USD", &minor, NULL, &error))
        g_error ("“%s” was read as %" G_GINT64_FORMAT, bad[i], minor);
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
    }
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_format (void)
{
  assert_text (garrison_money_format (128000000, "CNY"), "¥1,280,000.00");
  assert_text (garrison_money_format (-500, "USD"), "-US$5.00");
  assert_text (garrison_money_format (300, "JPY"), "JP¥300");
  assert_text (garrison_money_format (1234567, "KWD"), "KWD 1,234.567");
  assert_text (garrison_money_format (5, "EUR"), "€0.05");
  assert_text (garrison_money_format (1280, NULL), "1,280");
  assert_text (garrison_money_format (G_MININT64, "USD"), "-US$92,233,720,368,547,758.08");
  assert_text (garrison_money_format_plain (128000050, "CNY"), "1280000.50");
  assert_text (garrison_money_format_plain (-5, "EUR"), "-0.05");
}

static void
test_compact (void)
{
  assert_text (garrison_money_format_compact (128000000, "CNY", FALSE), "¥1.28 M");
  assert_text (garrison_money_format_compact (96200000, "CNY", FALSE), "¥962 k");
  assert_text (garrison_money_format_compact (1234, "CNY", FALSE), "¥12");
  assert_text (garrison_money_format_compact (99995000, "CNY", FALSE), "¥1.00 M");
  assert_text (garrison_money_format_compact (9996000, "CNY", FALSE), "¥100 k");
  assert_text (garrison_money_format_compact (99950, "CNY", FALSE), "¥1.00 k");
  assert_text (garrison_money_format_compact (999600, "CNY", FALSE), "¥10.0 k");
  assert_text (garrison_money_format_compact (128000000, "CNY", TRUE), "¥128.0 万");
  assert_text (garrison_money_format_compact (12000000000, "CNY", TRUE), "¥1.2 亿");
  assert_text (garrison_money_format_compact (9999999999, "CNY", TRUE), "¥1.0 亿");
  assert_text (garrison_money_format_compact (999900, "CNY", TRUE), "¥9,999");
  assert_text (garrison_money_format_compact (-128000000, "CNY", TRUE), "-¥128.0 万");
  assert_text (garrison_money_format_compact (10000000, NULL, FALSE), "10.0 M");
  assert_text (garrison_money_format_compact (0, NULL, FALSE), "0");
  assert_text (garrison_money_format_compact (G_MAXINT64, NULL, FALSE), "9,223,372 T");
  assert_text (garrison_money_format_compact (G_MININT64, "USD", TRUE), "-US$92,233.7 万亿");
}

/* What is written plainly is read back as itself. */
static void
test_round_trip (void)
{
  static const char *const currencies[] = { "CNY", "JPY", "KWD", "CLF" };
  for (int i = 0; i < 20000; i++)
    {
      const char *currency = currencies[i % G_N_ELEMENTS (currencies)];
      guint64 bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      gint64 minor = (gint64) bits >> g_test_rand_int_range (0, 63);
      g_autofree char *plain = garrison_money_format_plain (minor, currency);
      g_autofree char *shown = garrison_money_format (minor, currency);
      gint64 read;
      const char *found;
      g_assert_true (garrison_money_parse (plain, currency, &read, NULL, NULL));
      g_assert_cmpint (read, ==, minor);
      g_assert_true (garrison_money_parse (shown, "USD", &read, &found, NULL));
      g_assert_cmpint (read, ==, minor);
      g_assert_cmpstr (found, ==, currency);
      g_autofree char *compact = garrison_money_format_compact (minor, currency, i % 2);
      g_assert_cmpuint (g_utf8_strlen (compact, -1), <, 24);
    }
}

static void
test_currency (void)
{
  g_assert_true (garrison_currency_is_known ("CNY"));
  g_assert_false (garrison_currency_is_known ("cny"));
  g_assert_false (garrison_currency_is_known ("XX"));
  g_assert_false (garrison_currency_is_known ("NYC"));
  g_assert_false (garrison_currency_is_known (NULL));
  g_assert_cmpint (garrison_currency_digits ("JPY"), ==, 0);
  g_assert_cmpint (garrison_currency_digits ("KWD"), ==, 3);
  g_assert_cmpint (garrison_currency_digits ("CNY"), ==, 2);
  g_assert_cmpint (garrison_currency_digits (NULL), ==, 0);
  g_assert_cmpstr (garrison_currency_find ("￥"), ==, "CNY");
  g_assert_cmpstr (garrison_currency_find (" usd "), ==, "USD");
  g_assert_cmpstr (garrison_currency_find ("港幣"), ==, "HKD");
  g_assert_null (garrison_currency_find ("xyz"));
  g_assert_null (garrison_currency_find (""));
}

static void
test_language (void)
{
  g_setenv ("LC_ALL", "zh_CN.UTF-8", TRUE);
  g_unsetenv ("LANGUAGE");
  g_assert_true (garrison_locale_is_chinese ());
  g_setenv ("LANGUAGE", "en:zh_CN", TRUE);
  g_assert_false (garrison_locale_is_chinese ());
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  g_assert_true (garrison_locale_is_chinese ());
  g_setenv ("LC_ALL", "C", TRUE);
  g_assert_false (garrison_locale_is_chinese ());
  g_unsetenv ("LANGUAGE");
  g_setenv ("LC_ALL", "zha", TRUE);
  g_assert_false (garrison_locale_is_chinese ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/money/parse", test_parse);
  g_test_add_func ("/base/money/parse-limits", test_parse_limits);
  g_test_add_func ("/base/money/parse-refuses", test_parse_refuses);
  g_test_add_func ("/base/money/format", test_format);
  g_test_add_func ("/base/money/compact", test_compact);
  g_test_add_func ("/base/money/round-trip", test_round_trip);
  g_test_add_func ("/base/money/currency", test_currency);
  g_test_add_func ("/base/language", test_language);
  return g_test_run ();
}
