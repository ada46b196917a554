#include <string.h>

#include "base/error.h"
#include "exchange/header-map.h"

/* A map of the first @n_samples rows of a file or text. */
static GarrisonHeaderMap *
map_reader (GarrisonExchangeKind kind, GarrisonCsvReader *reader, guint n_samples)
{
  GarrisonCsvRow row;
  GarrisonHeaderMap *map;

  g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
  map = garrison_header_map_new (kind, &row);
  while (n_samples-- > 0 && garrison_csv_reader_next (reader, &row, NULL))
    garrison_header_map_add_sample (map, &row);
  garrison_header_map_propose (map);
  return map;
}

static GarrisonHeaderMap *
map_text (GarrisonExchangeKind kind, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GarrisonCsvReader) reader = garrison_csv_reader_new_for_bytes (bytes, NULL, NULL);

  return map_reader (kind, reader, 100);
}

/* @expected: the field of each column, "-" for none, parted by blanks. */
static void
check (GarrisonHeaderMap *map, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < garrison_header_map_get_n_columns (map); i++)
    {
      const char *field = garrison_header_map_get_field (map, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", field != NULL ? field : "-");
      g_test_message ("%s -> %s (%.2f)", garrison_header_map_get_header (map, i), field,
                      garrison_header_map_get_confidence (map, i));
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
check_text (GarrisonExchangeKind kind, const char *text, const char *expected)
{
  g_autoptr (GarrisonHeaderMap) map = map_text (kind, text);

  check (map, expected);
}

static void
test_english (void)
{
  check_text (GARRISON_EXCHANGE_CUSTOMERS,
              "Account Name,phoneNumber,E-Mail,WEB SITE,Billing Address,Lead_Source,Owner\n",
              "name phone email website address source owner");
  check_text (GARRISON_EXCHANGE_CONTACTS, "Company,Full Name,Job Title,Mobile,Email,Birthday\n",
              "customer name title mobile email birthday");
  check_text (GARRISON_EXCHANGE_ACTIVITIES, "Date,Company,Type,Notes,Owner,Next Step\n",
              "at customer kind text person next_step");
  check_text (GARRISON_EXCHANGE_PEOPLE, "Name,Email Address,Team,Reports To,Role\n",
              "name email team manager role");
  check_text (GARRISON_EXCHANGE_DEALS,
              "Opportunity Name,Account,Stage,Amount,Expected Close Date,Lost Reason\n",
              "name customer stage amount expected lost_reason");
  check_text (GARRISON_EXCHANGE_CUSTOMERS, "name,name\nA,B\n", "name -");
}

static void
test_chinese (void)
{
  check_text (
    GARRISON_EXCHANGE_CUSTOMERS,
    "客户名称*,联系电话,统一社会信用代码,所属行业,客户级别,客户来源,业务员,标签,备注（选填）\n",
    "name phone credit_code industry level source owner tags note");
  check_text (GARRISON_EXCHANGE_CUSTOMERS, "公司名称,手机,省份,负责人,建档日期\n",
              "name phone region owner created");
  check_text (GARRISON_EXCHANGE_CUSTOMERS, "单位名称,电话,详细地址,网址\n",
              "name phone address website");
  check_text (GARRISON_EXCHANGE_CUSTOMERS, "客戶名稱,聯絡電話,地區,負責人\n",
              "name phone region owner");
  check_text (GARRISON_EXCHANGE_CONTACTS, "客户名称,姓名,职务,部门,电话,手机号码,微信,邮箱\n",
              "customer name title department phone mobile messenger email");
  check_text (
    GARRISON_EXCHANGE_DEALS,
    "商机编号,客户名称,商机名称,负责人,产品,销售阶段,预计金额,预计成交日期,创建日期,输单原因\n",
    "external_id customer name owner product stage amount expected opened lost_reason");
  check_text (GARRISON_EXCHANGE_PRODUCTS, "产品名称,产品编码,产品类别,单价,币种\n",
              "name code category price currency");
  check_text (GARRISON_EXCHANGE_ACTIVITIES,
              "跟进时间,客户名称,联系人,跟进方式,跟进内容,跟进人,下次跟进时间\n",
              "at customer contact kind text person next_due");
  check_text (GARRISON_EXCHANGE_PEOPLE, "姓名,工号,邮箱,部门,直属上级,角色\n",
              "name login email team manager role");
  check_text (GARRISON_EXCHANGE_CUSTOMERS, "　ＡＣＣＯＵＮＴ　,ＰＨＯＮＥ\n", "name phone");
}

/* Where the headers say little, the values speak. */
static void
test_values (void)
{
  g_autoptr (GarrisonHeaderMap) map = NULL;

  check_text (GARRISON_EXCHANGE_CUSTOMERS,
              "甲,乙,丙,丁\n华强有限公司,a@x.cn,13800138000,91440300708461136T\n"
              "银河有限公司,b@x.cn,13900139000,91110000802100433B\n"
              "锦江集团,c@x.cn,13700137000,913100001322018050\n",
              "name email phone credit_code");
  check_text (GARRISON_EXCHANGE_CUSTOMERS,
              "名称,联系方式\n甲公司,a@x.cn\n乙公司,b@x.cn\n丙公司,c@x.cn\n", "name email");
  /* Numbers that somebody gave out are no phone numbers. */
  check_text (GARRISON_EXCHANGE_CUSTOMERS,
              "名称,x\n甲公司,10000001\n乙公司,10000002\n丙公司,10000003\n", "name -");
  map = map_text (GARRISON_EXCHANGE_CUSTOMERS, "name,phone\n甲,none\n乙,unknown\n丙,later\n");
  g_assert_cmpfloat (garrison_header_map_get_confidence (map, 1), <, 0.6);
  g_assert_cmpfloat (garrison_header_map_get_confidence (map, 0), >, 0.9);
  g_assert_cmpint (garrison_header_map_get_reason (map, 0), ==, GARRISON_HEADER_BY_NAME);
}

static void
test_override (void)
{
  g_autoptr (GarrisonHeaderMap) map
    = map_text (GARRISON_EXCHANGE_CUSTOMERS, "Company,Group Name,Phone,Remarks,Extra\n");
  g_autoptr (GError) error = NULL;

  check (map, "name - phone note -");
  g_assert_true (garrison_header_map_override (map, "name=Group Name", &error));
  g_assert_true (garrison_header_map_override (map, "phone=", &error));
  g_assert_true (garrison_header_map_override (map, "note=#5", &error));
  g_assert_true (garrison_header_map_override (map, "note=remarks", &error));
  garrison_header_map_propose (map);
  check (map, "- name - note note");
  g_assert_cmpint (garrison_header_map_get_reason (map, 1), ==, GARRISON_HEADER_BY_HAND);
  g_assert_cmpfloat (garrison_header_map_get_confidence (map, 1), ==, 1);
  g_assert_cmpint (garrison_header_map_find (map, "name"), ==, 1);
  g_assert_cmpint (garrison_header_map_find (map, "phone"), ==, -1);

  static const char *const wrong[] = {
    "nonsense=Company", "name", "name=No such", "email=#6", "email=#0", "", "=", "name=Company"
  };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (garrison_header_map_override (map, wrong[i], &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
      g_clear_error (&error);
    }
}

static void
test_kinds (void)
{
  GarrisonExchangeKind kind;

  for (guint i = GARRISON_EXCHANGE_CUSTOMERS; i <= GARRISON_EXCHANGE_ACTIVITIES; i++)
    {
      g_assert_true (garrison_exchange_kind_from_name (garrison_exchange_kind_get_name (i), &kind));
      g_assert_cmpint (kind, ==, i);
      /* A file with our own names maps onto itself. */
      const char *const *fields = garrison_exchange_kind_get_fields (i);
      g_autofree char *header = g_strjoinv (",", (char **)fields);
      g_autofree char *expected = g_strjoinv (" ", (char **)fields);
      check_text (i, header, expected);
    }
  g_assert_false (garrison_exchange_kind_from_name ("cats", &kind));
  g_assert_true (garrison_exchange_field_is_required (GARRISON_EXCHANGE_CUSTOMERS, "name"));
  g_assert_false (garrison_exchange_field_is_required (GARRISON_EXCHANGE_CUSTOMERS, "phone"));
}

static void
test_score (void)
{
  static const char text[] = "客户清单\n,,\n名称,电话,x\n甲,1,2\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GarrisonCsvReader) reader = garrison_csv_reader_new_for_bytes (bytes, NULL, NULL);
  GarrisonCsvRow row;
  double scores[4];

  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (garrison_csv_reader_next (reader, &row, NULL));
      scores[i] = garrison_header_score (GARRISON_EXCHANGE_CUSTOMERS, &row);
    }
  g_assert_cmpfloat (scores[2], >, 0.6);
  g_assert_cmpfloat (MAX (scores[0], MAX (scores[1], scores[3])), ==, 0);
}

static void
check_file (const char *name, GarrisonExchangeKind kind, const char *expected)
{
  const char *folder = g_getenv ("GARRISON_REAL_DATA");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonCsvReader) reader = garrison_csv_reader_new_for_path (path, NULL, &error);
  g_autoptr (GarrisonHeaderMap) map = NULL;

  g_assert_no_error (error);
  map = map_reader (kind, reader, 200);
  check (map, expected);
}

static void
test_real (void)
{
  if (g_getenv ("GARRISON_REAL_DATA") == NULL)
    {
      g_test_skip ("GARRISON_REAL_DATA is not set");
      return;
    }
  check_file ("maven-crm/accounts.csv", GARRISON_EXCHANGE_CUSTOMERS,
              "name industry - - - region parent");
  check_file ("maven-crm/sales_pipeline.csv", GARRISON_EXCHANGE_DEALS,
              "external_id owner product customer stage opened closed amount");
  check_file ("maven-crm/sales_teams.csv", GARRISON_EXCHANGE_PEOPLE, "name manager team");
  check_file ("maven-crm/products.csv", GARRISON_EXCHANGE_PRODUCTS, "name category price");
  check_file ("import/csv/gbk-stock-basic.csv", GARRISON_EXCHANGE_CUSTOMERS, "- - - name industry");
  check_file (
    "duplicates/csv_example_messy_input.csv", GARRISON_EXCHANGE_CUSTOMERS,
    "- source name address - phone - - - - - - - - - - - - - - - website - - - - - email - - -"
    " -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/header-map/english", test_english);
  g_test_add_func ("/header-map/chinese", test_chinese);
  g_test_add_func ("/header-map/values", test_values);
  g_test_add_func ("/header-map/override", test_override);
  g_test_add_func ("/header-map/kinds", test_kinds);
  g_test_add_func ("/header-map/score", test_score);
  g_test_add_func ("/header-map/real", test_real);
  return g_test_run ();
}
