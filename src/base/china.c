#include "base/china.h"

#include <string.h>

#include "base/prefixes.h"

const GarrisonProvince garrison_provinces[GARRISON_PROVINCES] = {
  { "CN-BJ", "北京", "市", "京", "Beijing", "" },
  { "CN-TJ", "天津", "市", "津", "Tianjin", "" },
  { "CN-HE", "河北", "省", "冀", "Hebei",
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安" },
  { "CN-SX", "山西", "省", "晋", "Shanxi",
    "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁" },
  { "CN-NM", "内蒙古", "自治区", "蒙", "Inner Mongolia",
    "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒 兴安盟 阿拉善" },
  { "CN-LN", "辽宁", "省", "辽", "Liaoning",
    "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛" },
  { "CN-JL", "吉林", "省", "吉", "Jilin", "长春 四平 辽源 通化 白山 松原 白城 延边" },
  { "CN-HL", "黑龙江", "省", "黑", "Heilongjiang",
    "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭" },
  { "CN-SH", "上海", "市", "沪", "Shanghai", "" },
  { "CN-JS", "江苏", "省", "苏", "Jiangsu",
    "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟" },
  { "CN-ZJ", "浙江", "省", "浙", "Zhejiang",
    "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌" },
  { "CN-AH", "安徽", "省", "皖", "Anhui",
    "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城" },
  { "CN-FJ", "福建", "省", "闽", "Fujian", "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德" },
  { "CN-JX", "江西", "省", "赣", "Jiangxi",
    "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶" },
  { "CN-SD", "山东", "省", "鲁", "Shandong",
    "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜" },
  { "CN-HA", "河南", "省", "豫", "Henan",
    "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源" },
  { "CN-HB", "湖北", "省", "鄂", "Hubei",
    "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门" },
  { "CN-HN", "湖南", "省", "湘", "Hunan",
    "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西" },
  { "CN-GD", "广东", "省", "粤", "Guangdong",
    "广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 "
    "揭阳 云浮" },
  { "CN-GX", "广西", "壮族自治区", "桂", "Guangxi",
    "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左" },
  { "CN-HI", "海南", "省", "琼", "Hainan", "海口 三亚 三沙 儋州" },
  { "CN-CQ", "重庆", "市", "渝", "Chongqing", "" },
  { "CN-SC", "四川", "省", "川", "Sichuan",
    "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 "
    "凉山" },
  { "CN-GZ", "贵州", "省", "黔", "Guizhou", "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南" },
  { "CN-YN", "云南", "省", "滇", "Yunnan",
    "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆" },
  { "CN-XZ", "西藏", "自治区", "藏", "Tibet", "拉萨 日喀则 昌都 林芝 山南 那曲 阿里地区" },
  { "CN-SN", "陕西", "省", "陕", "Shaanxi", "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛" },
  { "CN-GS", "甘肃", "省", "甘", "Gansu",
    "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南" },
  { "CN-QH", "青海", "省", "青", "Qinghai", "西宁 海东 海北 黄南 果洛 玉树 海西" },
  { "CN-NX", "宁夏", "回族自治区", "宁", "Ningxia", "银川 石嘴山 吴忠 固原 中卫" },
  { "CN-XJ", "新疆", "维吾尔自治区", "新", "Xinjiang",
    "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 "
    "石河子" },
  { "CN-TW", "台湾", "省", "台", "Taiwan", "台北 新北 桃园 台中 台南 高雄 基隆 新竹 嘉义" },
  { "CN-HK", "香港", "特别行政区", "港", "Hong Kong", "九龙" },
  { "CN-MO", "澳门", "特别行政区", "澳", "Macao", "" },
};

const char *const garrison_china_endings[] = { "自治区", "特别行政区", "省", "市", NULL };

/* About 400 names, sorted at the first call (0.1 ms). */
static const GarrisonPrefixes *
all_places (void)
{
  static gsize places = 0;
  if (g_once_init_enter (&places))
    {
      GarrisonPrefixes *set = garrison_prefixes_new ();
      for (gsize i = 0; i < GARRISON_PROVINCES; i++)
        {
          garrison_prefixes_add (set, garrison_provinces[i].name, &garrison_provinces[i]);
          garrison_prefixes_add (set, garrison_provinces[i].cities, &garrison_provinces[i]);
        }
      garrison_prefixes_sort (set);
      g_once_init_leave (&places, (gsize) set);
    }
  return (const GarrisonPrefixes *) places;
}

/* Bytes of an ending at @text that a place in @province may carry. */
static gsize
ending_length (const char *text, const GarrisonProvince *province)
{
  if (g_str_has_prefix (text, province->ending))
    return strlen (province->ending);
  for (const char *const *ending = garrison_china_endings; *ending != NULL; ending++)
    if (g_str_has_prefix (text, *ending))
      return strlen (*ending);
  return 0;
}

gsize
garrison_china_prefix (const char *text, const GarrisonProvince **province)
{
  gconstpointer found;
  gsize length = garrison_prefixes_find (all_places (), text, &found);
  if (length == 0)
    return 0;
  if (province != NULL)
    *province = found;
  return length + ending_length (text + length, found);
}
