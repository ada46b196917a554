#include <locale.h>
#include <string.h>

#include "base/error.h"
#include "base/pinyin.h"
#include "base/text.h"

#define assert_fold(text, expected) assert_result (garrison_text_fold (text), expected)
#define assert_key(text, expected) assert_result (garrison_text_name_key (text), expected)
#define assert_initials(text, expected) assert_result (garrison_text_initials (text), expected)

static void
assert_result (char *result, const char *expected)
{
  g_assert_cmpstr (result, ==, expected);
  g_free (result);
}

static void
test_fold (void)
{
  assert_fold ("ＡＢＣ　Ｄｅｆ", "abc def");
  assert_fold ("ｱｲ", "アイ");
  assert_fold ("華為技術", "华为技术");
  assert_fold ("臺灣積體電路", "台湾积体电路");
  assert_fold ("Société Générale", "societe generale");
  assert_fold ("Socie\u0301te\u0301", "societe");
  assert_fold ("STRASSE straße", "strasse strasse");
  assert_fold ("Ørsted Łódź Æ", "orsted lodz ae");
  assert_fold ("Йошкар", "йошкар");
  assert_fold ("  a \t\r\n b　", "a b");
  assert_fold ("㈱日立①", "(株)日立1");
  assert_fold ("\u202eabc\u200f\u200b", "abc");
  assert_fold ("苧", "苎");
  assert_fold (NULL, "");
  assert_fold ("", "");
}

static void
test_fold_hostile (void)
{
  assert_fold ("a\xff"
               "b",
               "a\uFFFDb");
  assert_fold ("\xe4\xb8", "\uFFFD\uFFFD");
  assert_fold ("\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD");
  assert_fold ("a\x1e\x1f"
               "b",
               "a b");
  assert_fold ("e\u0301\xff", "e\uFFFD");
  assert_fold ("𠮷野家", "𠮷野家");
  assert_fold ("\u00adx", "x");
  g_autoptr (GString) huge = g_string_new (NULL);
  for (int i = 0; i < 4000; i++)
    g_string_append (huge, "ﷺe\u0301");
  g_autofree char *folded = garrison_text_fold (huge->str);
  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_cmpuint (strlen (folded), >, 4000);
}

static void
test_clean (void)
{
  assert_result (garrison_text_clean ("a\0b", 3), "a b");
  assert_result (garrison_text_clean (" A\u202eＢ\x01\n", -1), "A\uFF22");
  assert_result (garrison_text_clean ("x\xff", 2), "x\uFFFD");
  assert_result (garrison_text_clean ("👩\u200d🔧 a\u200db", -1), "👩\u200d🔧 ab");
  assert_result (garrison_text_clean (NULL, 0), "");
}

static void
test_name_key (void)
{
  assert_key ("华为技术有限公司", "华为技术");
  assert_key ("華為技術（有限責任公司）", "华为技术");
  assert_key ("深圳市腾讯计算机系统有限公司", "腾讯计算机系统@深圳");
  assert_key ("广东省深圳市腾讯计算机系统有限公司", "腾讯计算机系统@深圳");
  assert_key ("广西壮族自治区柳工机械股份有限公司", "柳工机械@广西");
  assert_key ("柳工机械@广西", "柳工机械@广西");
  assert_key ("sales@acme", "salesacme");
  assert_key ("北京锦豪装饰工程有限公司", "锦豪装饰工程@北京");
  assert_key ("武汉锦豪装饰工程有限公司", "锦豪装饰工程@武汉");
  assert_key ("湖北省武汉市锦豪装饰工程公司", "锦豪装饰工程@武汉");
  assert_result (garrison_text_name_core ("北京锦豪装饰工程有限公司"), "锦豪装饰工程");
  assert_result (garrison_text_name_core ("Acme Ltd"), "acme");
  assert_key ("小米集团", "小米");
  assert_key ("小米科技有限责任公司", "小米科技");
  assert_key ("海尔（集团）公司", "海尔");
  assert_key ("上海银行", "上海银行");
  assert_key ("北京银行股份有限公司", "北京银行");
  assert_key ("深圳地铁集团有限公司", "深圳地铁");
  assert_key ("华联综合超市股份有限公司上海分公司", "华联综合超市上海分公司");
  assert_key ("Acme Trading Co., Ltd.", "acmetrading");
  assert_key ("ACME  Trading", "acmetrading");
  assert_key ("Acme Trading Co.,Ltd", "acmetrading");
  assert_key ("Müller GmbH & Co. KG", "muller");
  assert_key ("Société Générale S.A.", "societegenerale");
  assert_key ("The Boeing Company", "boeing");
  assert_key ("The Company", "company");
  assert_key ("HP公司", "hp");
}

static void
test_name_key_never_empty (void)
{
  assert_key ("有限公司", "有限公司");
  assert_key ("集团股份有限公司", "集团股份有限公司");
  assert_key ("Ltd", "ltd");
  assert_key ("Co. Ltd", "co");
  assert_key ("北京", "北京");
  assert_key ("北京市公司", "北京市");
  assert_key ("!!!", "!!!");
  assert_key ("李厂", "李厂");
  assert_key ("🙂", "🙂");
  assert_key ("   ", "");
}

static int
compare_keys (const char *a, const char *b)
{
  g_autofree char *left = garrison_text_sort_key (a);
  g_autofree char *right = garrison_text_sort_key (b);
  return strcmp (left, right);
}

static void
test_sort_key (void)
{
  static const char *const in_order[] = {
    "360",       "3M中国", "阿里巴巴", "Acme", "百度",     "比亚迪", "Bosch",
    "重庆啤酒",  "范冠",   "范艳",     "方案", "李宁",     "李四",   "Li Ning",
    "Microsoft", "西安",   "先锋",     "张三", "中国移动", "株洲",   "ZTE",
  };
  for (gsize i = 1; i < G_N_ELEMENTS (in_order); i++)
    g_assert_cmpint (compare_keys (in_order[i - 1], in_order[i]), <, 0);
  g_assert_cmpint (compare_keys ("張三", "张三"), ==, 0);
  g_assert_cmpint (compare_keys ("ＡＢＣ", "abc"), ==, 0);
  assert_result (garrison_text_sort_key ("中国"), "zhong\x01中guo\x02国");
  assert_result (garrison_text_sort_key ("A & B 中 国"), "a bzhong\x01中guo\x02国");
  assert_result (garrison_text_sort_key ("“”"), "“”");
  assert_result (garrison_text_sort_key (""), "");
}

static void
test_sort_keeps_homophones_apart (void)
{
  /* Both read lí: names of one surname stand together. */
  g_assert_cmpint (compare_keys ("李安", "李超"), <, 0);
  gboolean li_first = compare_keys ("黎安", "厘安") < 0;
  g_assert_cmpint (compare_keys ("黎安", "厘张") < 0, ==, li_first);
  g_assert_cmpint (compare_keys ("黎张", "厘安") < 0, ==, li_first);
}

static void
assert_search (const char *name, const char *short_name, const char *expected)
{
  g_autofree char *text = garrison_text_search (name, short_name);
  for (char *p = text; *p != '\0'; p++)
    if (*p == GARRISON_TEXT_FIELD)
      *p = '|';
    else if (*p == GARRISON_TEXT_VARIANT)
      *p = ';';
  g_assert_cmpstr (text, ==, expected);
}

static void
test_search (void)
{
  assert_search ("中国移动", NULL, "中国移动|zhongguoyidong|zgyd");
  assert_search ("重庆银行", NULL, "重庆银行|chongqingyinhang|cqyh");
  assert_search ("长乐", NULL, "长乐|changle;zhangle;changyue;zhangyue|cl;zl;cy;zy");
  assert_search ("Acme Trading Ltd", NULL, "acme trading ltd||atl");
  assert_search ("IBM中国", NULL, "ibm中国|ibmzhongguo|ibmzg");
  assert_search ("中国移动", "移动", "中国移动;移动|zhongguoyidong;yidong|zgyd;yd");
  assert_search ("中国移动", "CMCC", "中国移动;cmcc|zhongguoyidong|zgyd;c");
  assert_search ("O'Neil  Sean", "", "o'neil sean||os");
  assert_search ("绿", NULL, "绿|lv|l");
  assert_search ("", NULL, "||");
  assert_search (NULL, NULL, "||");
  assert_search ("\x1f\x1e", NULL, "||");
}

static void
test_search_surnames (void)
{
  assert_search ("曾国藩", NULL, "曾国藩|zengguofan|zgf");
  assert_search ("单田芳", NULL, "单田芳|shantianfang|stf");
  assert_search ("区小明", NULL, "区小明|ouxiaoming|oxm");
  assert_search ("仇英", NULL, "仇英|qiuying|qy");
}

static void
test_search_caps_variants (void)
{
  g_autofree char *text = garrison_text_search ("长行乐重长行乐重", NULL);
  char **fields = g_strsplit (text, "\x1f", -1);
  g_assert_cmpuint (g_strv_length (fields), ==, 3);
  char **variants = g_strsplit (fields[1], "\x1e", -1);
  g_assert_cmpuint (g_strv_length (variants), ==, 4);
  g_strfreev (variants);
  g_strfreev (fields);
}

static void
test_valid_name (void)
{
  struct
  {
    const char *text;
    gssize length;
  } bad[] = { { "", -1 },          { "  \u3000", -1 }, { "a\0b", 3 },    { "a\nb", -1 },
              { "a\x7f", -1 },     { "a\xff", -1 },    { "\u202e", -1 }, { "\u200b \u200b", -1 },
              { "a\xc2\x85", -1 }, { "\xe4\xb8", 2 } };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (garrison_text_valid_name (bad[i].text, bad[i].length, &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
    }
  g_assert_true (garrison_text_valid_name ("华为 <b>🙂</b>", -1, NULL));
}

static void
test_valid_name_length (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  for (int i = 0; i < GARRISON_TEXT_NAME_MAX; i++)
    g_string_append (name, "华");
  g_assert_true (garrison_text_valid_name (name->str, -1, NULL));
  g_string_append_c (name, 'x');
  g_autoptr (GError) error = NULL;
  g_assert_false (garrison_text_valid_name (name->str, (gssize) name->len, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
}

static void
test_initials (void)
{
  assert_initials ("张伟", "张");
  assert_initials ("張偉", "張");
  assert_initials ("欧阳修", "欧");
  assert_initials ("Anna Maria Schmidt", "AS");
  assert_initials ("élodie o'neil", "ÉO");
  assert_initials ("acme", "A");
  assert_initials ("（北京）公司", "北");
  assert_initials ("ｗｅｉ ｚｈａｎｇ", "WZ");
  assert_initials ("!!", "");
  assert_initials (NULL, "");
}

static void
test_pinyin (void)
{
  int tone;
  g_assert_cmpstr (garrison_pinyin_syllable (0x4e2d, &tone), ==, "zhong");
  g_assert_cmpint (tone, ==, 1);
  g_assert_cmpstr (garrison_pinyin_syllable (0x5973, NULL), ==, "nv");
  g_assert_null (garrison_pinyin_syllable ('a', &tone));
  g_assert_cmpint (tone, ==, 0);
  g_assert_null (garrison_pinyin_syllable (0x20bb7, NULL));
  g_assert_null (garrison_pinyin_others (0x4e2d));
  g_assert_nonnull (garrison_pinyin_others (0x957f));
}

/* Folding and keys come to rest, whatever they are made of. */
static void
check_properties (const char *text)
{
  g_autofree char *folded = garrison_text_fold (text);
  g_autofree char *again = garrison_text_fold (folded);
  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_cmpstr (again, ==, folded);
  g_autofree char *key = garrison_text_name_key (text);
  g_autofree char *key_of_key = garrison_text_name_key (key);
  g_assert_true (g_utf8_validate (key, -1, NULL));
  g_assert_cmpstr (key_of_key, ==, key);
  g_autofree char *key_of_folded = garrison_text_name_key (folded);
  g_assert_cmpstr (key_of_folded, ==, key);
  g_assert_cmpint (*key == '\0', ==, *folded == '\0');
  g_autofree char *sort = garrison_text_sort_key (text);
  g_assert_true (g_utf8_validate (sort, -1, NULL));
  g_assert_cmpint (*sort == '\0', ==, *folded == '\0');
  g_autofree char *search = garrison_text_search (text, NULL);
  g_assert_true (g_utf8_validate (search, -1, NULL));
  g_assert_true (g_str_has_prefix (search, folded));
  g_autofree char *initials = garrison_text_initials (text);
  g_assert_true (g_utf8_validate (initials, -1, NULL));
}

static void
append_random (GString *text)
{
  static const char *const pieces[] = {
    "有限公司", "公司",     "集团", "(集团)", "北京",   "广东省", "深圳市", "科技",
    "股份",     "分公司",   " ",    "Ltd",    "Co.",    "the ",   "GmbH",   "e\u0301",
    "ａ",       "臺",       "\xff", "\x01",   "\u202e", "’",      ".",      "&",
    "厂",       "株式会社", "Å",    "\u0301", "\u3099", "か",     "\u1161", "가",
    "½",        "ŉ",        "重",   "长",     "有限",   "責任",
  };
  switch (g_test_rand_int_range (0, 4))
    {
    case 0: g_string_append_unichar (text, g_test_rand_int_range (1, 0xd800)); break;
    case 1: g_string_append_unichar (text, g_test_rand_int_range (0x4e00, 0x9fff)); break;
    default: g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    }
}

/* Found by chance: a letter that folds to a mark and a letter, behind a Latin one. */
static const char *const found[] = {
  "株式会社汔閄黡老\xed\x86\x94かLtd\u0eb3公司\u0eb2", "Å\u0e33有限", "\u01c7\u0eb3", "the \u0eb3 Ltd\u0eb3公司", "\u0eb3", "e\u0301\u0eb3\u0e33",
};

static void
test_properties (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    check_properties (found[i]);
  for (gunichar c = 1; c < 0x10000; c++)
    {
      char text[8] = "a";
      if (!g_unichar_validate (c))
        continue;
      text[1 + g_unichar_to_utf8 (c, text + 1)] = '\0';
      g_autofree char *folded = garrison_text_fold (text);
      g_autofree char *again = garrison_text_fold (folded);
      g_assert_cmpstr (again, ==, folded);
    }
  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        append_random (text);
      check_properties (text->str);
    }
}

static void
test_every_character (void)
{
  for (gunichar c = 1; c < 0x30000; c++)
    {
      char text[8] = "";
      if (!g_unichar_validate (c))
        continue;
      text[g_unichar_to_utf8 (c, text)] = '\0';
      g_autofree char *folded = garrison_text_fold (text);
      g_autofree char *again = garrison_text_fold (folded);
      g_assert_cmpstr (again, ==, folded);
    }
}

static void
test_real_names (void)
{
  const char *folder = g_getenv ("GARRISON_REAL_DATA");
  if (folder == NULL)
    {
      g_test_skip ("GARRISON_REAL_DATA is not set");
      return;
    }
  g_autofree char *path = g_build_filename (folder, "company-names", "cn-companies-58k.txt", NULL);
  g_autofree char *content = NULL;
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  char **names = g_strsplit (g_strchomp (content), "\n", -1);
  g_assert_cmpuint (g_strv_length (names), ==, 58091);
  for (char **name = names; *name != NULL; name++)
    {
      check_properties (*name);
      g_assert_true (garrison_text_valid_name (*name, -1, NULL));
      g_autofree char *key = garrison_text_name_key (*name);
      g_assert_cmpint (g_utf8_strlen (key, -1), >=, 2);
    }
  g_strfreev (names);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/fold-hostile", test_fold_hostile);
  g_test_add_func ("/base/text/clean", test_clean);
  g_test_add_func ("/base/text/name-key", test_name_key);
  g_test_add_func ("/base/text/name-key-never-empty", test_name_key_never_empty);
  g_test_add_func ("/base/text/sort-key", test_sort_key);
  g_test_add_func ("/base/text/sort-homophones", test_sort_keeps_homophones_apart);
  g_test_add_func ("/base/text/search", test_search);
  g_test_add_func ("/base/text/search-surnames", test_search_surnames);
  g_test_add_func ("/base/text/search-caps-variants", test_search_caps_variants);
  g_test_add_func ("/base/text/valid-name", test_valid_name);
  g_test_add_func ("/base/text/valid-name-length", test_valid_name_length);
  g_test_add_func ("/base/text/initials", test_initials);
  g_test_add_func ("/base/text/pinyin", test_pinyin);
  g_test_add_func ("/base/text/properties", test_properties);
  g_test_add_func ("/base/text/every-character", test_every_character);
  g_test_add_func ("/base/text/real-names", test_real_names);
  return g_test_run ();
}
