#include <string.h>

#include "base/credit-code.h"
#include "base/error.h"
#include "base/mail.h"
#include "base/phone.h"

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_digits (void)
{
  assert_text (garrison_phone_digits ("＋８６ (138) 0013-8000"), "8613800138000");
  assert_text (garrison_phone_digits ("abc"), "");
  assert_text (garrison_phone_digits (NULL), "");
  assert_text (garrison_phone_digits ("1\xff"
                                      "2"),
               "12");
}

static void
test_key (void)
{
  static const char *const same[][2] = {
    { "13800138000", "13800138000" },
    { "+86 138 0013 8000", "13800138000" },
    { "0086-13800138000", "13800138000" },
    { "86 138-0013-8000", "13800138000" },
    { "（+86）１３８００１３８０００", "13800138000" },
    { "013800138000", "13800138000" },
    { "1795113800138000", "13800138000" },
    { "手机：138 0013 8000", "13800138000" },
    { "010-8888 6666", "01088886666" },
    { "+86 10 8888 6666", "01088886666" },
    { "+86 (0)10 8888 6666", "01088886666" },
    { "0086 010 88886666", "01088886666" },
    { "(010) 8888-6666 转 801", "01088886666" },
    { "010-88886666 ext. 12", "01088886666" },
    { "010-88886666-801", "01088886666" },
    { "+86-10-88886666-801", "01088886666" },
    { "010-88886666#12", "01088886666" },
    { "010-88886666/010-77776666", "01088886666" },
    { "0755-8888-6666", "075588886666" },
    { "86-755-88886666", "075588886666" },
    { "400-810-8888", "4008108888" },
    { "+86 400 810 8888", "4008108888" },
    { "+44 20 7946 0000", "+442079460000" },
    { "+44 (0)20 7946 0000", "+442079460000" },
    { "0044 20 7946 0000", "+442079460000" },
    { "88886666", "88886666" },
    { "110", "110" },
    { "+", "" },
    { "无", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    assert_text (garrison_phone_key (same[i][0]), same[i][1]);
  assert_text (garrison_phone_key (NULL), "");
}

static void
test_key_properties (void)
{
  static const char pieces[] = "0123456789000111688+-() /#x.";
  for (int i = 0; i < 50000; i++)
    {
      char text[24] = "";
      for (int n = g_test_rand_int_range (0, 23); n > 0; n--)
        text[strlen (text)] = pieces[g_test_rand_int_range (0, sizeof pieces - 1)];
      g_autofree char *key = garrison_phone_key (text);
      g_assert_cmpuint (strspn (key, "+0123456789"), ==, strlen (key));
      g_autofree char *digits = garrison_phone_digits (key);
      g_assert_cmpint (*digits == '\0', ==, *key == '\0');
    }
}

static void
test_mask (void)
{
  assert_text (garrison_phone_mask ("13800138000"), "138******00");
  assert_text (garrison_phone_mask ("010-8888 6666"), "010-**** **66");
  assert_text (garrison_phone_mask ("110"), "**0");
  assert_text (garrison_phone_mask ("1"), "*");
  assert_text (garrison_phone_mask (""), "");
}

static void
assert_code (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = garrison_credit_code_normalise (text, &error);
  g_assert_cmpstr (code, ==, expected);
  if (expected == NULL)
    g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_assert_cmpint (garrison_credit_code_is_valid (text), ==, expected != NULL);
}

static void
test_credit_code (void)
{
  assert_code ("91350100M000100Y43", "91350100M000100Y43"); /* the standard's own example */
  assert_code (" 91350100-m000100y43", "91350100M000100Y43");
  assert_code ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43");
  assert_code ("91350100M000100Y44", NULL);
  assert_code ("91350100I000100Y43", NULL);
  assert_code ("91350100M000100Y4", NULL);
  assert_code ("91350100M000100Y433", NULL);
  assert_code ("", NULL);
  assert_code ("\xff", NULL);
}

/* Any one wrong character is found. */
static void
test_credit_code_finds_slips (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (int i = 0; i < 18; i++)
    for (const char *c = alphabet; *c != '\0'; c++)
      {
        char code[] = "91350100M000100Y43";
        gboolean same = code[i] == *c;
        code[i] = *c;
        g_assert_cmpint (garrison_credit_code_is_valid (code), ==, same);
      }
}

static void
test_mail (void)
{
  static const char *const good[] = { "a@b.cn", "first.last+tag@sub.example.com", "张三@例子.中国",
                                      "x_y-z@a-b.co", "o'neil@example.org" };
  static const char *const bad[] = {
    "",          "a",         "@b.cn",        "a@",       "a@b",      "a@b.",
    "a@.cn",     "a b@c.cn",  "a@b@c.cn",     "a@-b.cn",  "a@b-.cn",  ".a@b.cn",
    "a.@b.cn",   "a..b@c.cn", "a@b..cn",      "a,b@c.cn", "a\n@b.cn", "a@1.2",
    "\xff@b.cn", "<a@b.cn>",  "a\u202e@b.cn", "a@b.cn ",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (garrison_mail_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (garrison_mail_is_valid (bad[i]));
  g_assert_false (garrison_mail_is_valid (NULL));
  g_autofree char *long_part = g_strnfill (300, 'a');
  g_autofree char *long_address = g_strconcat (long_part, "@b.cn", NULL);
  g_assert_false (garrison_mail_is_valid (long_address));
}

static void
test_mail_domain (void)
{
  assert_text (garrison_mail_domain ("Li Wei <Li.Wei@Acme.COM>"), "acme.com");
  assert_text (garrison_mail_domain (" a＠ｂ.cn "), "b.cn");
  assert_text (garrison_mail_key ("Li.Wei@Acme.COM"), "li.wei@acme.com");
  g_assert_null (garrison_mail_domain ("nobody"));
  g_assert_null (garrison_mail_domain (">a@b.cn<"));
  g_assert_null (garrison_mail_domain (NULL));
  static const char *const free_ones[]
    = { "qq.com",  "163.com",  "gmail.com",   "vip.163.com", "QQ.COM",
        "126.com", "zoho.com", "yahoo.co.jp", "hotmail.fr" };
  static const char *const own_ones[]
    = { "acme.com", "notqq.com", "qq.com.evil.org", "outlook.acme.com", "live.acme.cn", "", "com" };
  for (gsize i = 0; i < G_N_ELEMENTS (free_ones); i++)
    g_assert_true (garrison_mail_domain_is_free (free_ones[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (own_ones); i++)
    g_assert_false (garrison_mail_domain_is_free (own_ones[i]));
  g_assert_false (garrison_mail_domain_is_free (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/phone/digits", test_digits);
  g_test_add_func ("/base/phone/key", test_key);
  g_test_add_func ("/base/phone/key-properties", test_key_properties);
  g_test_add_func ("/base/phone/mask", test_mask);
  g_test_add_func ("/base/credit-code/normalise", test_credit_code);
  g_test_add_func ("/base/credit-code/finds-slips", test_credit_code_finds_slips);
  g_test_add_func ("/base/mail/valid", test_mail);
  g_test_add_func ("/base/mail/domain", test_mail_domain);
  return g_test_run ();
}
