/* The duplicate check: parts of names, likeness of names, and records of a list. What comes from real data is read
 * from the folder in GARRISON_REAL_DATA. */
#include <string.h>

#include "base/name-likeness.h"
#include "base/name-parts.h"
#include "base/record-likeness.h"
#include "base/text.h"

static void
check_part (const char *name, GarrisonNamePart part, const char *expected)
{
  g_autofree char *parts = garrison_name_parts (name);
  gsize n;
  const char *found = garrison_name_part (parts, part, &n);
  g_autofree char *text = g_strndup (found, n);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_parts (void)
{
  check_part ("珠海路畅机电设备有限公司", GARRISON_NAME_CORE, "路畅");
  check_part ("珠海路畅机电设备有限公司", GARRISON_NAME_BUSINESS, "机电设备");
  check_part ("珠海路畅机电设备有限公司", GARRISON_NAME_PLACE, "珠海");
  check_part ("珠海路畅机电设备有限公司", GARRISON_NAME_SOUND, "luchang");
  check_part ("佛山市立业思医疗用品有限公司", GARRISON_NAME_CORE, "立业思");
  check_part ("路暢機電設備（珠海）有限公司", GARRISON_NAME_CORE, "路畅");
  check_part ("路暢機電設備（珠海）有限公司", GARRISON_NAME_PLACE, "珠海");
  check_part ("湖北塑胶跑道工程公司", GARRISON_NAME_CORE, "");
  check_part ("The Acme Tool & Mfg. Co., Ltd.", GARRISON_NAME_CORE, "acme");
  check_part ("The Acme Tool & Mfg. Co., Ltd.", GARRISON_NAME_BUSINESS, "tool manufacturing");
  check_part ("International Business Machines Corp.", GARRISON_NAME_INITIALS, "ibm");
  check_part ("ＴＣＬ照明电器（武汉）有限公司", GARRISON_NAME_CORE, "tcl");
  check_part (NULL, GARRISON_NAME_CORE, "");
  check_part ("", GARRISON_NAME_SOUND, "");
  g_autofree char *distinct = garrison_name_distinct ("安徽瑞昇食品有限公司");
  g_assert_cmpstr (distinct, ==, "瑞昇");
}

static gboolean
shares_gram (const char *a, const char *b)
{
  for (int n = 1; n <= GARRISON_NAME_PROBES; n++)
    for (int m = 1; m <= GARRISON_NAME_GRAMS; m++)
      {
        g_autofree char *probe = garrison_name_gram (a, n), *gram = garrison_name_gram (b, m);
        if (probe != NULL && g_strcmp0 (probe, gram) == 0)
          return TRUE;
      }
  return FALSE;
}

static int
like (const char *a, const char *b)
{
  g_autofree char *left = garrison_name_parts (a), *right = garrison_name_parts (b);
  int likeness = garrison_name_likeness (left, right);
  g_assert_cmpint (likeness, ==, garrison_name_likeness (right, left));
  g_assert_cmpint (likeness, >=, 0);
  g_assert_cmpint (likeness, <=, 100);
  if (likeness >= GARRISON_NAME_ALIKE && !shares_gram (left, right))
    g_error ("%s and %s are alike, and not found", a, b);
  return likeness;
}

static const char *const alike[][2] = {
  { "广东双利电子有限公司", "廣東雙利電子" },
  { "双利电子", "Shuangli Electronics Ltd" },
  { "珠海路畅机电设备有限公司", "路畅机电" },
  { "北京优柔美电子科技有限公司", "北京优美柔电子科技有限公司" },
  { "武汉新盛宏业经贸发展有限公司", "武汉新盛鸿业经贸发展有限公司" },
  { "佛山市立业思医疗用品有限公司", "佛山立业斯医疗用品" },
  { "ＡＢＣ 航空公司", "abc航空" },
  { "Acme Tools, Inc.", "ACME TOOL Company" },
  { "Johnson Controls", "Jonhson Controls" },
  { "Johnson Manufacturing", "Jonson Mfg" },
  { "Facebook", "Face Book Inc." },
  { "West Pullman", "Pullman West" },
  { "Anderson Group", "Andersen Group" },
  { "Schneider Electric", "Schnieder Electric" },
  { "Mississippi Timber", "Missisippi Timber" },
  { "International Business Machines", "IBM Corp." },
  { "Kowalski & Sons", "Kowalski and Sons Limited" },
  { "Müller GmbH", "MULLER" },
};

static const char *const apart[][2] = {
  { "双利电子有限公司", "双柳电子有限公司" },
  { "双利电子有限公司", "双力电子有限公司" },
  { "北京东方电子有限公司", "上海东方电子有限公司" },
  { "路畅机电设备有限公司", "路畅食品有限公司" },
  { "第一建筑工程公司", "第二建筑工程公司" },
  { "新东方教育", "东方教育" },
  { "华东新城实业", "华南新城实业" },
  { "Acme Tools", "Acme Foods" },
  { "Acme", "Acne" },
  { "Marlin Systems", "Martin Systems" },
  { "Boston Paper", "Bolton Paper" },
  { "Store 12", "Store 13" },
  { "North Ridge Capital", "South Ridge Capital" },
  { "Bolt Logistics", "Colt Logistics" },
  { "Summit Partners", "Submit Software" },
  { "Area 51", "Area 15" },
  { "河南省超市管理有限公司", "河南省超市投资有限公司" },
};

static void
test_likeness (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (alike); i++)
    if (like (alike[i][0], alike[i][1]) < GARRISON_NAME_ALIKE)
      g_error ("%s and %s: %d", alike[i][0], alike[i][1], like (alike[i][0], alike[i][1]));
  for (gsize i = 0; i < G_N_ELEMENTS (apart); i++)
    if (like (apart[i][0], apart[i][1]) >= GARRISON_NAME_ALIKE)
      g_error ("%s and %s: %d", apart[i][0], apart[i][1], like (apart[i][0], apart[i][1]));
}

/* Whatever comes: parts are five fields of valid text, and a name is like itself. */
static void
test_hostile (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  static const char *const pieces[] = { "有限公司", "双", "利", "\xff", "\x1f", "|", "@", "广州", "a", "Ltd", " ", "(", "１２", "é",
                                        "ü", "𠮷", "\xe4\xb8", "省", "科技", "b" };
  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      for (int n = g_rand_int_range (rand, 0, i % 500 == 0 ? 3000 : 12); n > 0; n--)
        g_string_append (name, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      g_autofree char *parts = garrison_name_parts (name->str);
      guint separators = 0;
      for (const char *p = parts; *p != '\0'; p++)
        separators += *p == GARRISON_NAME_PART;
      g_assert_cmpuint (separators, ==, 4);
      g_assert_true (g_utf8_validate (parts, -1, NULL));
      g_assert_cmpint (garrison_name_likeness (parts, parts), ==, 100);
      for (int n = 1; n <= GARRISON_NAME_PROBES; n++)
        {
          g_autofree char *gram = garrison_name_gram (parts, n);
          g_assert_true (gram == NULL || g_utf8_validate (gram, -1, NULL));
        }
    }
}

static char *
read_real (const char *file)
{
  const char *folder = g_getenv ("GARRISON_REAL_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "duplicates", file, NULL);
  char *text = NULL;
  if (folder == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    g_test_skip ("GARRISON_REAL_DATA has no duplicates");
  return text;
}

static void
test_brands (void)
{
  g_autofree char *text = read_real ("cn-company-brand-500.txt");
  guint n = 0, right = 0;
  if (text == NULL)
    return;
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (char **line = lines; *line != NULL; line++, n++)
    {
      char *brand = strchr (*line, ' ');
      if (brand != NULL)
        *brand++ = '\0';
      g_autofree char *found = garrison_name_distinct (*line);
      if (g_strcmp0 (found, brand != NULL ? brand : "") == 0)
        right++;
      else
        g_test_message ("%s: %s and not %s", *line, found, brand != NULL ? brand : "(none)");
    }
  g_test_message ("distinguishing part right in %u of %u (%.1f %%)", right, n, 100.0 * right / n);
  g_assert_cmpuint (right * 100, >=, n * 97);
}

/* The next field of CSV, whose lines may go on within quotes; *end: the record ends behind it. */
static char *
next_field (const char **p, gboolean *end)
{
  GString *field = g_string_new (NULL);
  gboolean quoted = FALSE;
  for (; **p != '\0' && (quoted || (**p != ',' && **p != '\n')); (*p)++)
    if (**p == '"')
      quoted = !quoted;
    else if (**p != '\r')
      g_string_append_c (field, **p);
  *end = **p != ',';
  if (**p != '\0')
    (*p)++;
  return g_string_free (field, FALSE);
}

static GPtrArray *
read_record (const char **p)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  gboolean end = FALSE;
  while (!end)
    g_ptr_array_add (fields, next_field (p, &end));
  return fields;
}

static void
test_records (void)
{
  g_autofree char *text = read_real ("csv_example_input_with_true_ids.csv");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_record_traits_free);
  g_autoptr (GPtrArray) truth = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;
  guint all = 0, right = 0;
  if (text == NULL)
    return;
  for (guint line = 0; *p != '\0'; line++)
    {
      g_autoptr (GPtrArray) fields = read_record (&p);
      if (line == 0 || fields->len < 7)
        continue;
      g_ptr_array_add (records, garrison_record_traits_new (fields->pdata[3], fields->pdata[4], fields->pdata[6]));
      g_ptr_array_add (truth, g_strdup (fields->pdata[0]));
    }
  g_assert_cmpuint (records->len, ==, 3337);
  for (guint j = 0; j < truth->len; j++)
    for (guint i = 0; i < j; i++)
      all += g_str_equal (truth->pdata[i], truth->pdata[j]);
  g_assert_cmpuint (all, ==, 6608);
  g_autoptr (GArray) pairs = garrison_record_traits_pairs (records);
  for (guint i = 0; i < pairs->len; i += 2)
    right += g_str_equal (truth->pdata[g_array_index (pairs, guint, i)], truth->pdata[g_array_index (pairs, guint, i + 1)]);
  double precision = right / (pairs->len / 2.0), recall = (double) right / all;
  double f1 = 2 * precision * recall / (precision + recall);
  g_test_message ("pairs: precision %.4f, recall %.4f, F1 %.4f", precision, recall, f1);
  g_assert_cmpfloat (f1, >=, 0.95);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicates/parts", test_parts);
  g_test_add_func ("/duplicates/likeness", test_likeness);
  g_test_add_func ("/duplicates/hostile", test_hostile);
  g_test_add_func ("/duplicates/brands", test_brands);
  g_test_add_func ("/duplicates/records", test_records);
  return g_test_run ();
}
