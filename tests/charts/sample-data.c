#include "sample-data.h"

static const char *const months_en[] = { "January 2025", "February 2025", "March 2025",
                                         "April 2025", "May 2025", "June 2025", "July 2025",
                                         "August 2025", "September 2025", "October 2025",
                                         "November 2025", "December 2025" };
static const char *const months_short[] = { "J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N",
                                            "D" };

static void
add_months (GarrisonChartData *data, gboolean chinese)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *key = g_strdup_printf ("2025%02u", i + 1);
      g_autofree char *label = g_strdup_printf ("2025 年 %u 月", i + 1);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      garrison_chart_data_add_category (data, key, chinese ? label : months_en[i],
                                        chinese ? number : months_short[i]);
    }
  garrison_chart_data_set_ordered (data, TRUE);
}

GarrisonChartData *
sample_months (gboolean chinese)
{
  static const double sales[] = { 1.2e6, 0.7e6, 1.5e6, 1.7e6, 1.33e6 };
  static const double before[] = { 1.0e6, 0.65e6, 1.25e6, 1.35e6, 1.40e6, 1.2e6,
                                   1.3e6, 1.25e6, 1.45e6, 1.6e6,  1.8e6,  2.0e6 };
  GarrisonChartData *data
    = garrison_chart_data_new (chinese ? "月度销售额" : "Sales by month", GARRISON_CHART_MONEY, "CNY");

  garrison_chart_data_set_headline (data, chinese ? "643 万" : "¥6.43 M");
  garrison_chart_data_set_subtitle (data, chinese ? "柱 2025，线 2024" : "Bars 2025, line 2024");
  garrison_chart_data_set_category_title (data, chinese ? "月份" : "Month");
  add_months (data, chinese);
  garrison_chart_data_add_series (data, "sales", chinese ? "销售额" : "Sales");
  garrison_chart_data_set_comparison (data, "2024");
  for (guint i = 0; i < 12; i++)
    garrison_chart_data_set_comparison_value (data, i, before[i]);
  for (guint i = 0; i < G_N_ELEMENTS (sales); i++)
    garrison_chart_data_set_value (data, i, 0, sales[i]);
  garrison_chart_data_set_target (data, 1.5e6);
  garrison_chart_data_set_unfinished (data, 4);
  return data;
}

GarrisonChartData *
sample_quarters (gboolean chinese)
{
  static const char *const quarters[] = { "Q1 24", "Q2", "Q3", "Q4", "Q1 25" };
  static const char *const quarters_zh[] = { "24Q1", "Q2", "Q3", "Q4", "25Q1" };
  static const char *const products[] = { "Storage", "Transport", "Service", "Spare parts" };
  static const char *const products_zh[] = { "冷库", "运输", "维保", "配件" };
  static const double values[5][4] = { { 1.6e6, .7e6, .4e6, .2e6 },
                                       { 2.2e6, 1.0e6, .6e6, .45e6 },
                                       { 2.1e6, 1.2e6, .7e6, .3e6 },
                                       { 2.7e6, 1.5e6, .8e6, .4e6 },
                                       { 1.6e6, 1.0e6, .55e6, .25e6 } };
  GarrisonChartData *data = garrison_chart_data_new (chinese ? "销售额 · 按产品" : "Sales by product",
                                                     GARRISON_CHART_MONEY, "CNY");

  garrison_chart_data_set_headline (data, chinese ? "340 万" : "¥3.4 M");
  garrison_chart_data_set_subtitle (data, chinese ? "25Q1 对 24Q1" : "Q1 25 against Q1 24");
  garrison_chart_data_set_category_title (data, chinese ? "季度" : "Quarter");
  for (guint s = 0; s < 4; s++)
    garrison_chart_data_add_series (data, products[s], chinese ? products_zh[s] : products[s]);
  for (guint c = 0; c < 5; c++)
    {
      garrison_chart_data_add_category (data, quarters[c], chinese ? quarters_zh[c] : quarters[c],
                                        NULL);
      for (guint s = 0; s < 4; s++)
        garrison_chart_data_set_value (data, c, s, values[c][s]);
    }
  garrison_chart_data_set_ordered (data, TRUE);
  return data;
}

GarrisonChartData *
sample_people (gboolean chinese)
{
  static const char *const names[] = { "Lin Wei", "Sun Jie", "He Yan", "Zhao Min", "Xu Peng",
                                       "Wu Tao" };
  static const char *const names_zh[] = { "林薇", "孙杰", "何艳", "赵敏", "徐鹏", "吴涛" };
  static const double sold[] = { 1.91e6, 1.64e6, 1.18e6, .96e6, .43e6, .31e6 };
  static const double targets[] = { 1.8e6, 1.7e6, 1e6, 1.2e6, .4e6, .8e6 };
  GarrisonChartData *data = garrison_chart_data_new (
    chinese ? "销售额 · 按销售员" : "Sales by salesperson", GARRISON_CHART_MONEY, "CNY");

  garrison_chart_data_set_headline (data, chinese ? "643 万" : "¥6.43 M");
  garrison_chart_data_add_series (data, "sales", chinese ? "销售额" : "Sales");
  for (guint i = 0; i < 6; i++)
    {
      garrison_chart_data_add_category (data, names[i], chinese ? names_zh[i] : names[i], NULL);
      garrison_chart_data_set_value (data, i, 0, sold[i]);
      garrison_chart_data_set_target_value (data, i, targets[i]);
    }
  return data;
}

GarrisonChartData *
sample_sources (gboolean chinese)
{
  static const char *const names[] = { "Referral", "Exhibition", "Website", "Cold call",
                                       "Partner",  "Search",     "Mail",    "Fair",
                                       "Press",    "Walk-in",    "Radio",   "Unknown" };
  static const char *const names_zh[] = { "转介绍", "展会", "官网", "陌拜电话", "渠道伙伴", "搜索",
                                          "邮件",   "集市", "媒体", "到店",     "电台",     "未知" };
  static const double leads[] = { 286, 185, 143, 101, 47, 30, 16, 12, 9, 6, 4, 3 };
  GarrisonChartData *data = garrison_chart_data_new (chinese ? "客户来源" : "Customers by source",
                                                     GARRISON_CHART_COUNT, NULL);

  garrison_chart_data_set_headline (data, "842");
  garrison_chart_data_add_series (data, "leads", chinese ? "条线索" : "leads");
  for (guint i = 0; i < 12; i++)
    {
      garrison_chart_data_add_category (data, names[i], chinese ? names_zh[i] : names[i], NULL);
      garrison_chart_data_set_value (data, i, 0, leads[i]);
    }
  return data;
}

GarrisonChartData *
sample_stages (gboolean chinese)
{
  static const char *const names[] = { "Leads", "Needs", "Quote", "Contract", "Won" };
  static const char *const names_zh[] = { "线索", "需求", "报价", "合同", "成交" };
  static const double counts[] = { 842, 406, 233, 118, 91 };
  GarrisonChartData *data
    = garrison_chart_data_new (chinese ? "销售漏斗" : "Funnel", GARRISON_CHART_COUNT, NULL);

  garrison_chart_data_set_headline (data, "10.8%");
  garrison_chart_data_add_series (data, "deals", chinese ? "商机" : "deals");
  for (guint i = 0; i < 5; i++)
    {
      garrison_chart_data_add_category (data, names[i], chinese ? names_zh[i] : names[i], NULL);
      garrison_chart_data_set_value (data, i, 0, counts[i]);
    }
  garrison_chart_data_set_ordered (data, TRUE);
  return data;
}

GarrisonChartData *
sample_lines (gboolean chinese)
{
  static const char *const teams[] = { "East", "South", "Key accounts" };
  static const char *const teams_zh[] = { "华东", "华南", "大客户" };
  GarrisonChartData *data = garrison_chart_data_new (
    chinese ? "每周拜访" : "Visits by team", GARRISON_CHART_COUNT, NULL);

  add_months (data, chinese);
  for (guint s = 0; s < 3; s++)
    {
      garrison_chart_data_add_series (data, teams[s], chinese ? teams_zh[s] : teams[s]);
      for (guint c = 0; c < 12; c++)
        if (!(s == 2 && (c == 4 || c == 5)))
          garrison_chart_data_set_value (data, c, s,
                                         floor (120 + 40 * s + 9.0 * c + 34 * sin (c * 1.3 + s * 2)));
    }
  garrison_chart_data_set_unfinished (data, 11);
  return data;
}

GarrisonChartData *
sample_hours (gboolean chinese)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
  static const char *const days_zh[] = { "周一", "周二", "周三", "周四", "周五", "周六" };
  static const int counts[6][12] = { { 22, 61, 95, 78, 20, 44, 80, 93, 76, 55, 30, 8 },
                                     { 9, 72, 110, 45, 38, 74, 96, 94, 79, 58, 31, 8 },
                                     { 20, 45, 77, 61, 30, 47, 78, 62, 60, 41, 22, 7 },
                                     { 44, 62, 96, 79, 21, 43, 79, 95, 76, 60, 29, 9 },
                                     { 25, 58, 60, 44, 24, 40, 80, 75, 60, 30, 20, 5 },
                                     { 0, 0, 20, 10, 0, 0, 0, 2, 8, 0, 0, 0 } };
  GarrisonChartData *data = garrison_chart_data_new (
    chinese ? "跟进时段分布" : "Activity by hour", GARRISON_CHART_COUNT, NULL);

  for (guint c = 0; c < 12; c++)
    {
      g_autofree char *label = g_strdup_printf ("%u:00", 8 + c);

      garrison_chart_data_add_category (data, label, label, NULL);
    }
  for (guint s = 0; s < 6; s++)
    {
      garrison_chart_data_add_series (data, days[s], chinese ? days_zh[s] : days[s]);
      for (guint c = 0; c < 12; c++)
        garrison_chart_data_set_value (data, c, s, counts[s][c]);
    }
  garrison_chart_data_set_ordered (data, TRUE);
  return data;
}

GarrisonChartData *
sample_regions (gboolean chinese)
{
  static const struct
  {
    const char *key;
    double sales;
  } regions[] = { { "CN-SD", 9e5 },  { "CN-JS", 8e5 }, { "CN-ZJ", 6e5 },  { "CN-SH", 5.5e5 },
                  { "CN-GD", 5e5 },  { "CN-TJ", 5e5 }, { "CN-BJ", 3e5 },  { "CN-AH", 3e5 },
                  { "CN-FJ", 2.5e5 }, { "CN-HA", 2e5 }, { "CN-HN", 1.8e5 }, { "CN-HB", 1.6e5 },
                  { "CN-JX", 5e4 },  { "CN-SX", 5e4 }, { "CN-SN", 4e4 },  { "CN-YN", 3e4 },
                  { "CN-HL", 1.6e5 }, { "CN-NM", 0 },   { "SG", 8e4 },     { "VN-HN", 3e4 },
                  { NULL, 1e4 } };
  GarrisonChartData *data = garrison_chart_data_new (chinese ? "销售额 · 按地区" : "Sales by region",
                                                     GARRISON_CHART_MONEY, "CNY");

  garrison_chart_data_add_series (data, "sales", chinese ? "销售额" : "Sales");
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      garrison_chart_data_add_category (data, regions[i].key,
                                        regions[i].key != NULL ? regions[i].key : "?", NULL);
      garrison_chart_data_set_value (data, i, 0, regions[i].sales);
    }
  return data;
}

GarrisonChartData *
sample_many (guint n, guint series, gboolean ordered, gboolean negative)
{
  GarrisonChartData *data
    = garrison_chart_data_new ("Sales by customer", GARRISON_CHART_MONEY, "CNY");
  guint32 state = 12345;

  for (guint s = 0; s < series; s++)
    {
      g_autofree char *label = g_strdup_printf ("Series %u", s + 1);

      garrison_chart_data_add_series (data, label, label);
    }
  for (guint c = 0; c < n; c++)
    {
      g_autofree char *label = g_strdup_printf ("%u Guangzhou Cold Chain Logistics Co., Ltd.", c + 1);

      garrison_chart_data_add_category (data, label, label, NULL);
      for (guint s = 0; s < series; s++)
        {
          state = state * 1664525u + 1013904223u;
          garrison_chart_data_set_value (data, c, s,
                                         (state >> 8) % 100000
                                           - (negative && (state >> 4) % 3 == 0 ? 60000.0 : 0));
        }
    }
  garrison_chart_data_set_ordered (data, ordered);
  return data;
}
