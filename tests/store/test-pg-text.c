/* The server's functions of text and days give the bytes that src/base gives. */
#include <gio/gio.h>
#include <string.h>

#include "base/credit-code.h"
#include "base/day.h"
#include "base/mail.h"
#include "base/name-likeness.h"
#include "base/name-parts.h"
#include "base/phone.h"
#include "base/text.h"
#include "server.h"
#include "store/postgres/pg-connection.h"
#include "store/postgres/pg-text.h"

#define BATCH 1000

static char *database;
static GarrisonPgConnection *server;

/* ---- both sides ---------------------------------------------------------------------------------- */

static char *
phone_key (const char *text)
{
  char *key = garrison_phone_key (text);

  if (*key == '\0')
    g_clear_pointer (&key, g_free);
  return key;
}

static char *
credit_code (const char *text)
{
  return garrison_credit_code_normalise (text, NULL);
}

static char *
search_alone (const char *text)
{
  return garrison_text_search (text, NULL);
}

/* As if it were a name with a short one that is much like it. */
static char *
search_twice (const char *text)
{
  g_autofree char *rest = g_strdup (*text != '\0' ? g_utf8_next_char (text) : "");

  return garrison_text_search (text, rest);
}

/* All keys of a name, and how it is like what is left of it. */
static char *
all_grams (const char *text)
{
  g_autofree char *parts = garrison_name_parts (text);
  GString *all = g_string_new (NULL);

  for (int n = 1; n <= GARRISON_NAME_PROBES; n++)
    {
      g_autofree char *gram = garrison_name_gram (parts, n);

      g_string_append_printf (all, "%s/", gram != NULL ? gram : "");
    }
  return g_string_free (all, FALSE);
}

static char *
likeness_of_rest (const char *text)
{
  g_autofree char *rest = g_strdup (*text != '\0' ? g_utf8_next_char (text) : "");
  g_autofree char *parts = garrison_name_parts (text), *others = garrison_name_parts (rest);

  return g_strdup_printf ("%d", garrison_name_likeness (parts, others));
}

static const struct
{
  const char *sql;
  char *(*here) (const char *text);
} functions[] = {
  { "text_fold(x)", garrison_text_fold },
  { "name_key(x)", garrison_text_name_key },
  { "name_core(x)", garrison_text_name_core },
  { "sort_key(x)", garrison_text_sort_key },
  { "search_text(x, NULL)", search_alone },
  { "search_text(x, substr(x, 2))", search_twice },
  { "phone_key(x)", phone_key },
  { "mail_domain(x)", garrison_mail_domain },
  { "credit_code(x)", credit_code },
  { "name_parts(x)", garrison_name_parts },
  { "(SELECT string_agg(concat(name_gram(p.parts, n), '/'), '' ORDER BY n) FROM (SELECT name_parts(x) AS parts OFFSET 0) AS p, generate_series(1, 10) AS n)", all_grams },
  { "name_likeness(name_parts(x), name_parts(substr(x, 2)))::text", likeness_of_rest },
  { "company_domain(x)", garrison_mail_company_domain },
};

/* Only the first of them: folding. */
#define FOLDING 1
/* Those that take names apart are slow, and for names. */
#define ALL (G_N_ELEMENTS (functions) - 4)
#define COMPANIES G_N_ELEMENTS (functions)

static char *
make_array (char *const *texts, guint n)
{
  GString *array = g_string_new ("{");

  for (guint i = 0; i < n; i++)
    {
      g_string_append (array, i > 0 ? ",\"" : "\"");
      for (const char *p = texts[i]; *p != '\0'; p++)
        {
          if (*p == '"' || *p == '\\')
            g_string_append_c (array, '\\');
          g_string_append_c (array, *p);
        }
      g_string_append_c (array, '"');
    }
  g_string_append_c (array, '}');
  return g_string_free (array, FALSE);
}

static PGresult *
ask (const char *sql, const char *value)
{
  g_autoptr (GError) error = NULL;
  const Oid types[] = { 25 };
  PGresult *result = garrison_pg_query (server, sql, value != NULL, types, &value, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static char *
ask_text (const char *sql, const char *value)
{
  g_autoptr (PGresult) result = ask (sql, value);

  g_assert_cmpint (PQntuples (result), ==, 1);
  return PQgetisnull (result, 0, 0) ? NULL : g_strdup (PQgetvalue (result, 0, 0));
}

static void
exec (const char *sql)
{
  g_autoptr (GError) error = NULL;

  garrison_pg_exec (server, sql, NULL, &error);
  g_assert_no_error (error);
}

/* How many of a batch differ; the first few are told. */
static guint
compare_batch (char *const *texts, guint n, guint n_functions)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autofree char *array = make_array (texts, n);
  guint differ = 0;

  for (guint i = 0; i < n_functions; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", functions[i].sql);
  g_string_append (sql, " FROM unnest($1::text[]) WITH ORDINALITY AS u(x, n) ORDER BY u.n");
  g_autoptr (PGresult) result = ask (sql->str, array);
  g_assert_cmpint (PQntuples (result), ==, (int)n);
  for (guint row = 0; row < n; row++)
    for (guint i = 0; i < n_functions; i++)
      {
        const char *there = PQgetisnull (result, (int)row, (int)i) ? NULL : PQgetvalue (result, (int)row, (int)i);
        g_autofree char *here = functions[i].here (texts[row]);

        if (g_strcmp0 (here, there) == 0)
          continue;
        if (differ++ < 5)
          {
            g_autofree char *text = g_strescape (texts[row], NULL);
            g_autofree char *left = g_strescape (here != NULL ? here : "NULL", NULL);
            g_autofree char *right = g_strescape (there != NULL ? there : "NULL", NULL);
            g_test_message ("%s of \"%s\": \"%s\" here, \"%s\" there", functions[i].sql, text, left, right);
          }
      }
  return differ;
}

static void
compare (GPtrArray *texts, guint n_functions)
{
  guint differ = 0;

  g_assert_cmpuint (texts->len, >, 0);
  for (guint i = 0; i < texts->len; i += BATCH)
    differ += compare_batch ((char *const *)texts->pdata + i, MIN (BATCH, texts->len - i), n_functions);
  g_assert_cmpuint (differ, ==, 0);
}

static GPtrArray *
new_texts (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/* ---- texts to compare ---------------------------------------------------------------------------- */

/* Every character: folded alone, and beside others in all functions. */
static void
test_characters (void)
{
  g_autoptr (GPtrArray) alone = new_texts (), together = new_texts ();
  g_autoptr (GString) row = g_string_new (NULL);
  guint n = 0;

  for (gunichar c = 1; c <= 0x10ffff; c++)
    {
      char text[8] = { 0 };
      gboolean rare = c >= 0xf0000 || !g_unichar_isdefined (c);

      if ((c >= 0xd800 && c <= 0xdfff) || (rare && c % 997 != 0 && (c & 0xffff) < 0xfffe
                                           && !(c >= 0xe0000 && c < 0xe1000 && c % 16 == 0)))
        continue;
      g_unichar_to_utf8 (c, text);
      g_ptr_array_add (alone, g_strdup (text));
      g_string_append (row, text);
      if (++n % 24 == 0)
        {
          g_ptr_array_add (together, g_strdup (row->str));
          g_string_truncate (row, 0);
        }
    }
  g_ptr_array_add (together, g_strdup (row->str));
  compare (alone, FOLDING);
  compare (together, ALL);
}

/* What scripts and blocks there are to be mixed. */
static const struct
{
  gunichar first, last;
} pools[] = {
  { 0x20, 0x7e },       { 'a', 'z' },         { '0', '9' },         { 0x01, 0x1f },       { 0x7f, 0xa0 },
  { 0xa0, 0xff },       { 0x100, 0x24f },     { 0x300, 0x36f },     { 0x300, 0x30f },     { 0x316, 0x345 },
  { 0x370, 0x3ff },     { 0x400, 0x52f },     { 0x591, 0x5ea },     { 0x610, 0x669 },     { 0x905, 0x96f },
  { 0x9be, 0x9d7 },     { 0xb3c, 0xb57 },     { 0xbbe, 0xbd7 },     { 0xcbf, 0xcd6 },     { 0xd3e, 0xd57 },
  { 0xdcf, 0xddf },     { 0xe01, 0xe59 },     { 0xf40, 0xf84 },     { 0x1025, 0x102e },   { 0x10a0, 0x10ff },
  { 0x1100, 0x11ff },   { 0x1100, 0x1112 },   { 0x1161, 0x1175 },   { 0x11a7, 0x11c3 },   { 0x1b05, 0x1b44 },
  { 0x1d00, 0x1dff },   { 0x1e00, 0x1fff },   { 0x2000, 0x206f },   { 0x2070, 0x218f },   { 0x2460, 0x24ff },
  { 0x2600, 0x27bf },   { 0x3000, 0x303f },   { 0x3041, 0x30ff },   { 0x3131, 0x318e },   { 0x3200, 0x33ff },
  { 0x3400, 0x4dbf },   { 0x4e00, 0x9fff },   { 0x4e00, 0x5fff },   { 0xa640, 0xa6ff },   { 0xac00, 0xd7ff },
  { 0xac00, 0xac40 },   { 0xe000, 0xf8ff },   { 0xf900, 0xfaff },   { 0xfb00, 0xfb4f },   { 0xfb50, 0xfdff },
  { 0xfe00, 0xfe6f },   { 0xfe70, 0xfeff },   { 0xff00, 0xffef },   { 0xfff0, 0xffff },   { 0x10280, 0x104ff },
  { 0x11080, 0x110ba }, { 0x1112e, 0x11132 }, { 0x11340, 0x11357 }, { 0x114b0, 0x114c3 }, { 0x115af, 0x115c0 },
  { 0x11930, 0x11938 }, { 0x11f00, 0x11f59 }, { 0x1d15e, 0x1d1c0 }, { 0x1d400, 0x1d7ff }, { 0x1e030, 0x1e08f },
  { 0x1e900, 0x1e95f }, { 0x1f1e6, 0x1f1ff }, { 0x1f300, 0x1faff }, { 0x20000, 0x2a6df }, { 0x2f800, 0x2fa1d },
  { 0x3fffe, 0x3ffff }, { 0xe0000, 0xe01ef }, { 0xffff0, 0x100010 }, { 0x10fff0, 0x10ffff },
};

static const char *const pieces[] = {
  "有限公司", "股份有限公司", "有限责任公司", "集团", "公司", "总公司", "分公司", "子公司", "厂", "工厂", "个体工商户",
  "有限合伙", "株式会社", "股份", "有限", "責任", "北京", "北京市", "青岛市", "湖北省", "武汉市", "内蒙古自治区",
  "广西壮族自治区", "香港特别行政区", "阿里地区", "新疆维吾尔自治区", "西双版纳", "科技", "银行", "商业银行", "人民", "中心医院",
  "会计师事务所", "进出口", "第一", "重庆", "长城", "行", "乐", "曾", "单", "重", "长", "音乐", "会计", "翟", "欧阳", "尉迟",
  "李", "海尔", "小米", "Ltd", "Co., Ltd.", "GmbH & Co. KG", "S.A.", "The", "O'Neil", "O’Neil", "Société", "ACME",
  "Inc", "@", "@北京", "@青岛", "@x", " ", "  ", "(", ")", "（", "）", "-", "·", "&", "　", "e\xcc\x81", "ẛ̣", "ﬁ", "ß", "İ", "ſ",
  /* a mark and a letter in one: behind a Latin letter the mark goes */
  "ຳ", "ำ",
};

static gunichar
random_character (GRand *rand, guint pool)
{
  gunichar c = (gunichar)g_rand_int_range (rand, (gint)pools[pool].first, (gint)pools[pool].last + 1);

  return c >= 0xd800 && c <= 0xdfff ? 0x4e00 : c;
}

/* Few pools in one text: neighbours that have to do with each other are then likely. */
static char *
random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint own[3];
  int n = g_rand_int_range (rand, 0, 20);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    own[i] = (guint)g_rand_int_range (rand, 0, G_N_ELEMENTS (pools));
  for (int i = 0; i < n; i++)
    if (g_rand_int_range (rand, 0, 12) == 0)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    else
      g_string_append_unichar (text, random_character (rand, own[g_rand_int_range (rand, 0, G_N_ELEMENTS (own))]));
  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  g_autoptr (GPtrArray) texts = new_texts ();

  for (int i = 0; i < 5000; i++)
    g_ptr_array_add (texts, random_text (rand));
  compare (texts, ALL);
}

/* Latin letters and vowels of other scripts below heaps of marks, in any order. */
static void
test_marks (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) texts = new_texts ();
  static const gunichar bases[] = { 'a', 'E', 'o', 0x3b1, 0x3c9, 0x4e00, 0x5d0, 0x627, 0x915, 0x304b, 0xac00, 0x1100, 0x9c7, 0x1d158, '@' };

  for (int i = 0; i < 4000; i++)
    {
      GString *text = g_string_new (NULL);
      int n = g_rand_int_range (rand, 1, 12);

      for (int j = 0; j < n; j++)
        {
          gunichar c = (gunichar)g_rand_int_range (rand, 0, 0x1e000);
          if (g_rand_int_range (rand, 0, 4) == 0)
            c = bases[g_rand_int_range (rand, 0, G_N_ELEMENTS (bases))];
          else
            while (!g_unichar_ismark (c))
              c = (gunichar)g_rand_int_range (rand, 0x300, 0x1e900);
          g_string_append_unichar (text, c);
        }
      g_string_append (text, i % 3 == 0 ? "@x.de" : i % 3 == 1 ? "" : "公司");
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }
  compare (texts, ALL);
}

/* Places, trades, legal forms and names in all orders. */
static void
test_names (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (58091);
  g_autoptr (GPtrArray) texts = new_texts ();

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (guint j = 0; j < G_N_ELEMENTS (pieces); j++)
      g_ptr_array_add (texts, g_strconcat (pieces[i], pieces[j], NULL));
  for (int i = 0; i < 5000; i++)
    {
      GString *text = g_string_new (NULL);
      int n = g_rand_int_range (rand, 2, 7);

      for (int j = 0; j < n; j++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }
  compare (texts, ALL);
}

/* Long ones, and those of very many words. */
static void
test_long (void)
{
  static const char *const parts[] = { "a ", "Ltd ", "有限", "公司 Ltd ", "长", "e\xcc\x81\xcc\xa3", "the ", "北京", "\xf0\x9f\x98\x80", "@北京", ". ", "3" };
  g_autoptr (GPtrArray) texts = new_texts ();

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (int n = 60; n <= 2000; n = n < 70 ? n + 1 : n * 5)
      {
        GString *text = g_string_new (i % 2 == 0 ? "The " : "");
        for (int j = 0; j < n; j++)
          g_string_append (text, parts[i]);
        g_string_append (text, "Ltd");
        g_ptr_array_add (texts, g_string_free (text, FALSE));
      }
  compare (texts, ALL);
}

/* Keys around their greatest length, and names of 10 kB, of one to four octets a character. */
static void
test_key_ends (void)
{
  static const char *const parts[] = { "a", "7", "\xc3\xb8", "中", "长", "\xef\xb7\xba", "\xf0\x9f\x98\x80", "\xf0\xa0\x80\x80", "有限公司" };
  g_autoptr (GPtrArray) texts = new_texts ();

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (gsize shift = 0; shift < 5; shift++)
      for (int size = 0; size < 7; size++)
        {
          gsize length = strlen (parts[i]);
          gsize octets[] = { 190, 600, 1996, 2000, 2004, 5000, 10000 };
          GString *text = g_string_new_len ("12345", (gssize)shift);

          while (text->len + length <= octets[size])
            g_string_append (text, parts[i]);
          g_string_append (text, shift % 2 == 0 ? "" : "@北京");
          g_ptr_array_add (texts, g_string_free (text, FALSE));
        }
  compare (texts, ALL);
  for (guint i = 0; i < texts->len; i++)
    for (guint f = 1; f < 7; f++)
      {
        g_autofree char *key = functions[f].here (g_ptr_array_index (texts, i));
        gboolean is_search = g_str_has_prefix (functions[f].sql, "search_text");

        g_assert_true (key == NULL || g_utf8_validate (key, -1, NULL));
        g_assert_true (key == NULL || is_search || strlen (key) <= GARRISON_TEXT_KEY_MAX);
      }
}

/* Names of companies as they are made: places, districts, words of business, forms; and slips in them. */
static void
test_companies (void)
{
  static const char *const parts[] = { "广州市", "广州", "天河区", "昆山", "栖霞山", "县", "祁各庄镇", "燕南街", "中国", "中", "双利", "双柳", "优柔美", "新盛宏业", "新", "一", "机电", "设备", "科技", "贸易", "餐饮", "管理", "超市", "有限公司", "（北京）", "TCL", "acme", "Acme", " ", "tools", " Mfg", " & ", "IBM", "Ltd", "johnson", "jonhson", " 12", "é", "第二", "集团", "银行", "重庆", "ktv", "@上海" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GPtrArray) texts = new_texts ();

  for (int i = 0; i < 6000; i++)
    {
      GString *text = g_string_new (g_rand_int_range (rand, 0, 3) == 0 ? "双" : NULL);

      for (int n = g_rand_int_range (rand, 1, 7); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }
  compare (texts, COMPANIES);
}

/* One slip and more, of every kind: (name, other) pairs are compared here and there. */
static void
test_slips (void)
{
  static const char *const names[] = { "Schneider Electric", "Mississippi Timber 12", "优柔美电子", "新盛宏业经贸", "Anderson Andersen", "一二三四电子", "abc", "Kowalski Brothers Holding", "International Business Machines", "路畅机电设备" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (55);

  for (int i = 0; i < 1500; i++)
    {
      const char *name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];
      glong n;
      g_autofree gunichar *text = g_utf8_to_ucs4_fast (name, -1, &n);
      g_autofree char *other = NULL, *sql = NULL, *there = NULL, *quoted = NULL;

      for (int slips = g_rand_int_range (rand, 0, 3); slips > 0 && n > 2; slips--)
        {
          glong at = g_rand_int_range (rand, 0, (gint)n - 1);
          gunichar c = text[at];

          switch (g_rand_int_range (rand, 0, 3))
            {
            case 0:
              text[at] = text[at + 1];
              text[at + 1] = c;
              break;
            case 1:
              text[at] = text[g_rand_int_range (rand, 0, (gint)n)];
              break;
            default:
              memmove (text + at, text + at + 1, (gsize)(n - at - 1) * sizeof *text);
              n--;
            }
        }
      other = g_ucs4_to_utf8 (text, n, NULL, NULL, NULL);
      g_autofree char *a = garrison_name_parts (name), *b = garrison_name_parts (other);
      g_autofree char *here = g_strdup_printf ("%d", garrison_name_likeness (a, b));
      sql = g_strdup_printf ("SELECT name_likeness(name_parts('%s'), name_parts($1))::text", name);
      there = ask_text (sql, other);
      if (g_strcmp0 (here, there) != 0)
        g_error ("%s against %s: %s here, %s there", name, other, here, there);
    }
}

static void
test_phones (void)
{
  static const char *const parts[] = { "+86", "0086", "86", "+", "00", "(0)", "0", "010", "138", "13800138000", "6888", "8888", "-", "-801", " ", "ext", "x", "转", "#", "/", "、", ";", "(", ")", "（", "１３", "٠", "१२", "400", "8001234567", "17951", "12593", "Tel:", "+44", "20", "1", "é", "：", "\xf0\x9d\x9f\x8e" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (86);
  g_autoptr (GPtrArray) texts = new_texts ();

  for (int i = 0; i < 5000; i++)
    {
      GString *text = g_string_new (NULL);
      int n = g_rand_int_range (rand, 1, 8);

      for (int j = 0; j < n; j++)
        if (g_rand_int_range (rand, 0, 3) == 0)
          g_string_append_printf (text, "%d", g_rand_int_range (rand, 0, 1 << g_rand_int_range (rand, 1, 31)));
        else
          g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }
  compare (texts, ALL);
}

static void
test_mails (void)
{
  static const char *const parts[] = { "info", "A.B", ".", "..", "@", "Example.COM", "x.de", "-", "a-b", "<", ">", "Foo Bar <", "ＡＢ", "＠", "．", "École", "ΣΑΣ", "Σ", "ÅNGSTRÖM", "İ", "公司.中国", "\xe2\x80\x8b", "\xe2\x80\x8e", "\xe2\x80\x8d", "\xf0\x9f\x91\xa9", "\xef\xb8\x8f", " ", "\t", "\xc2\xa0", "1", "127.0.0.1", "\"", "(", "\\", "[", ",", "\x7f", "ＴＥＬ", "a\xcc\x88", "각", "ᄀ", "ᅡ", "ǅ", "K", "ﬀ" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (822);
  g_autoptr (GPtrArray) texts = new_texts ();

  for (int i = 0; i < 6000; i++)
    {
      GString *text = g_string_new (i % 5 == 0 ? "Some One <" : NULL);
      int n = g_rand_int_range (rand, 1, 7);

      if (i % 2 == 0)
        g_string_append (text, "u@");
      for (int j = 0; j < n; j++)
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      g_string_append (text, i % 5 == 0 ? ".org>" : i % 3 == 0 ? ".com" : "");
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }
  for (int n = 55; n < 70; n++) /* bytes of labels, of the part before, of the whole */
    {
      g_autofree char *label = g_strnfill ((gsize)n, 'a');
      g_ptr_array_add (texts, g_strdup_printf ("u@%s.com", label));
      g_ptr_array_add (texts, g_strdup_printf ("u@x%s\xc3\xa9.com", label + 1));
      g_ptr_array_add (texts, g_strdup_printf ("%s@x.com", label));
      g_ptr_array_add (texts, g_strdup_printf ("u@%.60s.%.60s.%.60s.%s.%.10s", label, label, label, label, label));
    }
  compare (texts, ALL);
}

static void
test_codes (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ -ａ";
  g_autoptr (GRand) rand = g_rand_new_with_seed (32100);
  g_autoptr (GPtrArray) texts = new_texts ();
  guint good = 0;

  for (int i = 0; i < 400; i++)
    {
      char code[19] = { 0 };

      for (int j = 0; j < 17; j++)
        code[j] = alphabet[g_rand_int_range (rand, 0, 31)];
      for (int j = 0; j < 31; j++) /* one of them is right */
        {
          code[17] = alphabet[j];
          g_autofree char *valid = credit_code (code);
          good += valid != NULL;
          g_ptr_array_add (texts, i % 2 == 0 ? g_strdup (code) : g_ascii_strdown (code, -1));
        }
      g_ptr_array_add (texts, g_strdup_printf ("%.4s %.5s-%s", code, code + 4, code + 9));
      code[g_rand_int_range (rand, 0, 18)] = alphabet[g_rand_int_range (rand, 31, 38)];
      g_ptr_array_add (texts, g_strdup (code));
      g_ptr_array_add (texts, g_strdup_printf ("%s1", code));
    }
  g_assert_cmpuint (good, ==, 400);
  compare (texts, ALL);
}

static void
add_lines (GPtrArray *texts, const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit_set (data, "\r\n,;\t", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && g_utf8_validate (*line, -1, NULL))
      g_ptr_array_add (texts, g_strdup (*line));
}

static void
test_real (void)
{
  const char *folder = g_getenv ("GARRISON_REAL_DATA");
  g_autoptr (GPtrArray) texts = new_texts ();
  static const char *const files[] = { "company-names/cn-companies-58k.txt", "duplicates/cn-company-brand-500.txt", "duplicates/csv_example_messy_input.csv", "maven-crm/accounts.csv" };

  if (folder == NULL)
    {
      g_test_skip ("GARRISON_REAL_DATA is not set");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      if (i == 0 || g_file_test (path, G_FILE_TEST_EXISTS))
        add_lines (texts, path);
    }
  g_test_message ("%u texts", texts->len);
  g_assert_cmpuint (texts->len, >, 58000);
  compare (texts, ALL);
}

/* ---- days ---------------------------------------------------------------------------------------- */

static gint64
ask_int (const char *sql, const char *value)
{
  g_autofree char *text = ask_text (sql, value);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/* As functions.c has it. */
static gint
add_days (gint64 day, gint64 days)
{
  return garrison_day_add ((gint)CLAMP (day, 0, G_MAXINT32), (int)CLAMP (days, -1000000, 1000000));
}

static void
test_adding_days (void)
{
  static const gint64 days[] = { 20240228, 20240229, 20230228, 20230229, 21000228, 21000229, 20000229, 19000101, 18991231, 22001231, 22010101, 20261123, 20261301, 20260001, 20260100, 20260431, 20260430, 0, -1, -20260101, 1, 99, 10101, G_MAXINT32, G_MAXINT64, G_MININT64, 220012310, 4294967296 + 20240228 };
  static const gint64 steps[] = { 0, 1, -1, 30, 365, -365, 36524, 109937, 109938, -109937, 1000000, -1000000, 1000001, G_MAXINT32, G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
      {
        g_autofree char *sql = g_strdup_printf (
          "SELECT day_add('%" G_GINT64_FORMAT "', '%" G_GINT64_FORMAT "')", days[i], steps[j]);
        g_assert_cmpint (ask_int (sql, NULL), ==, add_days (days[i], steps[j]));
      }
}

static const char *const zones[] = { "UTC", "Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin", "America/New_York", "America/St_Johns", "Pacific/Apia", "Pacific/Kiritimati", "Africa/Monrovia", "+08:00", "-03:30", "+0545", "+14", "Nowhere/Town" };

static void
set_zone (const char *zone)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO setting VALUES ('time_zone', '%s')"
                                          " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                          zone);
  exec (sql);
}

static void
compare_instants (GTimeZone *zone, const GArray *instants)
{
  GString *array = g_string_new ("{");

  for (guint i = 0; i < instants->len; i++)
    g_string_append_printf (array, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (instants, gint64, i));
  g_string_append_c (array, '}');
  g_autofree char *text = g_string_free (array, FALSE);
  g_autoptr (PGresult) result = ask (
    "SELECT day_of(x), day_in(x, company_zone()), day_of(x) IS NULL FROM unnest($1::bigint[]) WITH ORDINALITY AS u(x, n) ORDER BY n", text);
  for (guint i = 0; i < instants->len; i++)
    {
      gint here = garrison_day_of_instant (g_array_index (instants, gint64, i), zone);
      g_assert_cmpint (g_ascii_strtoll (PQgetvalue (result, (int)i, 0), NULL, 10), ==, here);
      g_assert_cmpint (g_ascii_strtoll (PQgetvalue (result, (int)i, 1), NULL, 10), ==, here);
      g_assert_cmpstr (PQgetvalue (result, (int)i, 2), ==, here == 0 ? "t" : "f");
    }
}

static void
test_instants (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1970);

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
      g_autoptr (GArray) instants = g_array_new (FALSE, FALSE, sizeof (gint64));
      static const gint64 edges[] = { 0, -1, 1, G_MININT64, G_MAXINT64, 253402300800000000, -253402300800000000 };

      g_array_append_vals (instants, edges, G_N_ELEMENTS (edges));
      for (int j = 0; j < 1500; j++) /* 1970 to 2037, every other one beside a midnight of the zone */
        {
          gint64 instant = (gint64)(g_rand_double (rand) * 2145916800.0) * G_USEC_PER_SEC;
          if (j % 2 == 0)
            instant = garrison_day_start (garrison_day_of_instant (instant, zone), zone) - j % 3;
          g_array_append_val (instants, instant);
        }
      set_zone (zones[i]);
      compare_instants (zone, instants);
    }
}

/* The years' ends, where no zone's clock changes. */
static void
test_first_and_last_days (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GArray) instants = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 day = G_GINT64_CONSTANT (86400000000);

  for (int i = -3; i <= 3; i++)
    for (int j = -1; j <= 1; j++)
      {
        gint64 first = (-25567 + i) * day + j, last = (84370 + i) * day + j;
        g_array_append_val (instants, first);
        g_array_append_val (instants, last);
      }
  set_zone ("UTC");
  compare_instants (zone, instants);
}

static void
test_no_zone (void)
{
  exec ("DELETE FROM setting");
  g_assert_cmpint (ask_int ("SELECT day_of(1700000000000000)", NULL), ==, 20231114);
}

/* ---- the functions as such ------------------------------------------------------------------------ */

static void
test_nothing (void)
{
  g_autofree char *text = ask_text ("SELECT concat(name_key(NULL), name_core(NULL), sort_key(NULL), phone_key(NULL),"
                                    " mail_domain(NULL), credit_code(NULL), search_text(NULL, 'a'), day_of(NULL),"
                                    " day_add(NULL, 1), day_add(20261123, NULL), instr(NULL, 'a'), instr('a', NULL))",
                                    NULL);
  g_autofree char *empty = ask_text ("SELECT quote_nullable(name_key('')) || quote_nullable(name_core('')) || quote_nullable(sort_key(''))"
                                     " || quote_nullable(phone_key('')) || quote_nullable(mail_domain('')) || quote_nullable(credit_code(''))"
                                     " || replace(search_text('', NULL), E'\\x1f', '|')", NULL);

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (empty, ==, "''''''NULLNULLNULL||");
  g_assert_cmpint (ask_int ("SELECT instr('重庆银行', '银行') * 100 + instr('abc', '') * 10 + instr('abc', 'd')", NULL), ==, 310);
}

/* A session cannot change what they give. */
static void
test_odd_sessions (void)
{
  g_autoptr (GPtrArray) texts = new_texts ();

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    g_ptr_array_add (texts, g_strconcat ("a\t", pieces[i], " @ é [x]\\ (0) <u@Ä.de>", NULL));
  exec ("CREATE SCHEMA trap; CREATE FUNCTION trap.text_fold(text) RETURNS text LANGUAGE sql AS 'SELECT ''trapped''';"
        "CREATE FUNCTION trap.lower(text) RETURNS text LANGUAGE sql AS 'SELECT ''trapped''';"
        "CREATE FUNCTION trap.has(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false';"
        "CREATE OPERATOR trap.~ (FUNCTION = trap.has, LEFTARG = text, RIGHTARG = text)");
  exec ("DISCARD ALL");
  exec ("SET standard_conforming_strings = off; SET escape_string_warning = off; SET backslash_quote = off;"
        "SET DateStyle = 'SQL, DMY'; SET IntervalStyle = iso_8601; SET TimeZone = 'America/New_York';"
        "SET transform_null_equals = on; SET search_path = garrison, trap, pg_catalog, public");
  compare (texts, ALL);
  set_zone ("Asia/Shanghai");
  g_assert_cmpint (ask_int ("SELECT day_of(1700000000000000)", NULL), ==, 20231115);
  g_assert_cmpint (ask_int ("SELECT day_add(20240228, 2)", NULL), ==, 20240301);
  exec ("DROP SCHEMA trap CASCADE");
  exec ("DISCARD ALL");
  exec ("SET search_path = garrison, pg_temp");
}

static void
install (void)
{
  g_autoptr (GError) error = NULL;

  exec ("BEGIN");
  garrison_pg_text_install (server, NULL, &error);
  g_assert_no_error (error);
  exec ("COMMIT");
}

#define MADE "SELECT string_agg(p.xmin::text, ',' ORDER BY p.oid) FROM pg_proc AS p WHERE p.proname = 'sort_key'"

static void
test_again (void)
{
  g_autofree char *made = ask_text (MADE, NULL);

  install ();
  g_autofree char *still = ask_text (MADE, NULL);
  g_assert_cmpstr (still, ==, made);

  exec ("DROP FUNCTION text_latin_forms()");
  install ();
  g_autofree char *again = ask_text (MADE, NULL);
  g_assert_cmpstr (again, !=, made);
  g_autofree char *key = ask_text ("SELECT name_key('Acme Ltd')", NULL);
  g_assert_cmpstr (key, ==, "acme");

  exec ("CREATE OR REPLACE FUNCTION phone_key (a text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''1''';"
        "CREATE FUNCTION text_of_an_older_version (int) RETURNS int LANGUAGE sql AS 'SELECT 1'");
  install ();
  g_autofree char *phone = ask_text ("SELECT phone_key('138 0013 8000')", NULL);
  g_assert_cmpstr (phone, ==, "13800138000");
  g_assert_cmpint (ask_int ("SELECT count(*) FROM pg_proc WHERE proname = 'text_of_an_older_version'", NULL), ==, 0);
}

/* Nothing is for everybody; people have what reads ask for. */
static void
test_grants (void)
{
  g_autofree char *sql = g_strdup_printf ("CREATE ROLE \"%s:people\"", database);

  exec (sql);
  install ();
  g_assert_cmpint (ask_int ("SELECT count(*) FROM pg_proc AS p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a"
                            " WHERE p.pronamespace = 'garrison'::regnamespace AND a.grantee = 0", NULL), ==, 0);
  g_autofree char *granted = ask_text ("SELECT string_agg(p.proname, ' ' ORDER BY p.proname) FROM pg_proc AS p"
                                       " WHERE p.pronamespace = 'garrison'::regnamespace AND"
                                       " has_function_privilege(current_database() || ':people', p.oid, 'EXECUTE')", NULL);
  g_assert_cmpstr (granted, ==, "company_zone day_add day_in day_number day_of instr substr");
  /* Names are looked up where they belong: in functions whose text is kept, by a path of their own. */
  g_assert_cmpint (ask_int ("SELECT count(*) FROM pg_proc AS p WHERE p.pronamespace = 'garrison'::regnamespace"
                            " AND p.prosqlbody IS NULL AND p.proconfig IS DISTINCT FROM '{\"search_path=garrison, pg_temp\"}'", NULL), ==, 0);
}

static void
set_up (void)
{
  g_autoptr (GError) error = NULL;

  database = test_server_new_database ();
  g_autofree char *uri = test_server_uri (database);
  server = garrison_pg_open (uri, NULL, NULL, GARRISON_PG_WRITER, NULL, &error);
  g_assert_no_error (error);
  exec ("CREATE SCHEMA garrison; CREATE TABLE setting (key text PRIMARY KEY, value text)");
  install ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!test_server_is_used ())
    {
      g_print ("1..0 # SKIP GARRISON_TEST_POSTGRES is not set\n");
      return 0;
    }
  set_up ();
  g_test_add_func ("/pg-text/characters", test_characters);
  g_test_add_func ("/pg-text/random", test_random);
  g_test_add_func ("/pg-text/marks", test_marks);
  g_test_add_func ("/pg-text/names", test_names);
  g_test_add_func ("/pg-text/long", test_long);
  g_test_add_func ("/pg-text/key-ends", test_key_ends);
  g_test_add_func ("/pg-text/companies", test_companies);
  g_test_add_func ("/pg-text/slips", test_slips);
  g_test_add_func ("/pg-text/phones", test_phones);
  g_test_add_func ("/pg-text/mails", test_mails);
  g_test_add_func ("/pg-text/codes", test_codes);
  g_test_add_func ("/pg-text/real", test_real);
  g_test_add_func ("/pg-text/adding-days", test_adding_days);
  g_test_add_func ("/pg-text/instants", test_instants);
  g_test_add_func ("/pg-text/first-and-last-days", test_first_and_last_days);
  g_test_add_func ("/pg-text/no-zone", test_no_zone);
  g_test_add_func ("/pg-text/nothing", test_nothing);
  g_test_add_func ("/pg-text/odd-sessions", test_odd_sessions);
  g_test_add_func ("/pg-text/again", test_again);
  g_test_add_func ("/pg-text/grants", test_grants);
  int status = g_test_run ();
  garrison_pg_close (server);
  test_server_drop (database);
  g_free (database);
  return status;
}
