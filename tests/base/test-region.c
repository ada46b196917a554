#include <string.h>

#include "base/region.h"

static void
test_find (void)
{
  static const char *const expected[][2] = {
    { "CN-GD", "CN-GD" },
    { "cn-gd", "CN-GD" },
    { "广东", "CN-GD" },
    { "广东省", "CN-GD" },
    { "廣東省", "CN-GD" },
    { "Guangdong", "CN-GD" },
    { "GUANGDONG  Province", "CN-GD" },
    { "Guangdong Sheng", "CN-GD" },
    { "粤", "CN-GD" },
    { "广西壮族自治区", "CN-GX" },
    { "广西", "CN-GX" },
    { "内蒙古自治区", "CN-NM" },
    { "Inner Mongolia", "CN-NM" },
    { "新疆", "CN-XJ" },
    { "青岛", "CN-SD" },
    { "青岛市", "CN-SD" },
    { "Qingdao", "CN-SD" },
    { "Xi'an", "CN-SN" },
    { "Shenzhen City", "CN-GD" },
    { "广东省深圳市", "CN-GD" },
    { "广东省深圳市南山区", "CN-GD" },
    { "中国广东", "CN-GD" },
    { "China, Guangdong", "CN-GD" },
    { "北京", "CN-BJ" },
    { "Beijing", "CN-BJ" },
    { "重庆市", "CN-CQ" },
    { "Chongqing", "CN-CQ" },
    { "陕西", "CN-SN" },
    { "Shaanxi", "CN-SN" },
    { "Shanxi", "CN-SX" },
    { "香港", "CN-HK" },
    { "Hong Kong", "CN-HK" },
    { "香港特别行政区", "CN-HK" },
    { "台湾", "CN-TW" },
    { "HK", "HK" },
    { "中国", "CN" },
    { "China", "CN" },
    { "CHN", "CN" },
    { "United States", "US" },
    { "United States of America", "US" },
    { "USA", "US" },
    { "U.S.A.", "US" },
    { "us", "US" },
    { "美国", "US" },
    { "UK", "GB" },
    { "英国", "GB" },
    { "Germany", "DE" },
    { "德国", "DE" },
    { "韩国", "KR" },
    { "South Korea", "KR" },
    { "Korea, Republic of", "KR" },
    { "California", "US-CA" },
    { "加利福尼亚州", "US-CA" },
    { "加利福尼亚", "US-CA" },
    { "Georgia", "GE" },
    { "Bayern", "DE-BY" },
    { "São Paulo", "BR-SP" },
    { "Sao Paulo", "BR-SP" },
    { "Côte d'Ivoire", "CI" },
    { "东京都", "JP-13" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_strcmp0 (garrison_region_find (expected[i][0]), expected[i][1]) != 0)
      g_error ("%s is %s", expected[i][0], garrison_region_find (expected[i][0]));
}

static void
test_find_nothing (void)
{
  static const char *const bad[] = { "",    " ",     "Atlantis", "广",      "\xff",
                                     "CN-", "CN-ZZ", "La Paz",   "Central", "广东省青岛市",
                                     "省",  "!",     "Taizhou",  "中国",    "北京烤鸭" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *found = garrison_region_find (bad[i]);
      if (g_str_equal (bad[i], "中国"))
        g_assert_cmpstr (found, ==, "CN");
      else if (found != NULL)
        g_error ("%s is %s", bad[i], found);
    }
  g_assert_null (garrison_region_find (NULL));
}

static void
test_labels (void)
{
  g_assert_cmpstr (garrison_region_label ("CN-GD", FALSE), ==, "Guangdong");
  g_assert_cmpstr (garrison_region_label ("CN-GD", TRUE), ==, "广东");
  g_assert_cmpstr (garrison_region_label ("CN-NM", TRUE), ==, "内蒙古");
  g_assert_cmpstr (garrison_region_label ("US", FALSE), ==, "United States");
  g_assert_cmpstr (garrison_region_label ("US", TRUE), ==, "美国");
  g_assert_cmpstr (garrison_region_label ("US-CA", TRUE), ==, "加利福尼亚州");
  g_assert_cmpstr (garrison_region_label ("KR", TRUE), ==, "韩国");
  g_assert_cmpstr (garrison_region_label ("ES-B", FALSE), ==, "Barcelona");
  g_assert_cmpstr (garrison_region_label ("ZZ", TRUE), ==, "ZZ");
  g_assert_cmpstr (garrison_region_label (NULL, TRUE), ==, "");
}

static void
test_tree (void)
{
  g_assert_cmpstr (garrison_region_parent ("CN-GD"), ==, "CN");
  g_assert_null (garrison_region_parent ("CN"));
  g_assert_null (garrison_region_parent ("ZZ"));
  g_assert_cmpstr (garrison_region_parent ("AZ-BAB"), ==, "AZ-NX");
  g_autofree const char **provinces = garrison_region_children ("CN");
  g_assert_cmpuint (g_strv_length ((char **) provinces), ==, 34);
  g_assert_cmpstr (provinces[0], ==, "CN-AH");
  g_autofree const char **countries = garrison_region_children (NULL);
  g_assert_cmpuint (g_strv_length ((char **) countries), >=, 240);
  g_autofree const char **none = garrison_region_children ("ZZ");
  g_assert_null (none[0]);
}

/* Every region is in the tree, has names, and is found by its code; a province by its names too. */
static void
check_region (const char *code, int depth)
{
  g_assert_cmpint (depth, <, 5);
  g_assert_true (garrison_region_is_known (code));
  g_assert_cmpstr (garrison_region_find (code), ==, code);
  g_assert_cmpstr (garrison_region_label (code, FALSE), !=, "");
  g_assert_cmpstr (garrison_region_label (code, TRUE), !=, code);
  if (depth == 1 && g_str_has_prefix (code, "CN-"))
    {
      g_assert_cmpstr (garrison_region_find (garrison_region_label (code, TRUE)), ==, code);
      g_assert_cmpstr (garrison_region_find (garrison_region_label (code, FALSE)), ==, code);
    }
  g_autofree const char **children = garrison_region_children (code);
  for (const char **child = children; *child != NULL; child++)
    check_region (*child, depth + 1);
}

static void
test_all (void)
{
  g_autofree const char **countries = garrison_region_children (NULL);
  for (const char **country = countries; *country != NULL; country++)
    check_region (*country, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/region/find", test_find);
  g_test_add_func ("/base/region/find-nothing", test_find_nothing);
  g_test_add_func ("/base/region/labels", test_labels);
  g_test_add_func ("/base/region/tree", test_tree);
  g_test_add_func ("/base/region/all", test_all);
  return g_test_run ();
}
