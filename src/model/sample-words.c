#include "model/sample-words.h"

#include <string.h>

typedef struct
{
  const char *chinese, *english;
} Word;

typedef struct
{
  const char *name, *region;
} Place;

static const Place CHINESE_PLACES[] = {
  { "青岛", "CN-SD" }, { "济南", "CN-SD" }, { "烟台", "CN-SD" }, { "潍坊", "CN-SD" }, { "无锡", "CN-JS" },
  { "苏州", "CN-JS" }, { "南京", "CN-JS" }, { "常州", "CN-JS" }, { "宁波", "CN-ZJ" }, { "杭州", "CN-ZJ" },
  { "温州", "CN-ZJ" }, { "绍兴", "CN-ZJ" }, { "上海", "CN-SH" }, { "北京", "CN-BJ" }, { "天津", "CN-TJ" },
  { "重庆", "CN-CQ" }, { "成都", "CN-SC" }, { "绵阳", "CN-SC" }, { "合肥", "CN-AH" }, { "芜湖", "CN-AH" },
  { "厦门", "CN-FJ" }, { "福州", "CN-FJ" }, { "泉州", "CN-FJ" }, { "广州", "CN-GD" }, { "深圳", "CN-GD" },
  { "佛山", "CN-GD" }, { "东莞", "CN-GD" }, { "珠海", "CN-GD" }, { "长沙", "CN-HN" }, { "株洲", "CN-HN" },
  { "武汉", "CN-HB" }, { "宜昌", "CN-HB" }, { "郑州", "CN-HA" }, { "洛阳", "CN-HA" }, { "西安", "CN-SN" },
  { "沈阳", "CN-LN" }, { "大连", "CN-LN" }, { "哈尔滨", "CN-HL" }, { "长春", "CN-JL" }, { "昆明", "CN-YN" },
  { "贵阳", "CN-GZ" }, { "南宁", "CN-GX" }, { "南昌", "CN-JX" }, { "石家庄", "CN-HE" }, { "唐山", "CN-HE" },
  { "太原", "CN-SX" }, { "兰州", "CN-GS" }, { "乌鲁木齐", "CN-XJ" }, { "呼和浩特", "CN-NM" }, { "海口", "CN-HI" },
};
static const Place ENGLISH_PLACES[] = {
  { "Boston", "US-MA" },      { "Austin", "US-TX" },     { "Houston", "US-TX" },  { "Dallas", "US-TX" },
  { "Chicago", "US-IL" },     { "Seattle", "US-WA" },    { "Denver", "US-CO" },   { "Portland", "US-OR" },
  { "Oakland", "US-CA" },     { "Fresno", "US-CA" },     { "San Diego", "US-CA" }, { "Sacramento", "US-CA" },
  { "Buffalo", "US-NY" },     { "Albany", "US-NY" },     { "Newark", "US-NJ" },   { "Atlanta", "US-GA" },
  { "Savannah", "US-GA" },    { "Miami", "US-FL" },      { "Tampa", "US-FL" },    { "Detroit", "US-MI" },
  { "Cleveland", "US-OH" },   { "Columbus", "US-OH" },   { "Phoenix", "US-AZ" },  { "Tucson", "US-AZ" },
  { "Nashville", "US-TN" },   { "Memphis", "US-TN" },    { "Raleigh", "US-NC" },  { "Charlotte", "US-NC" },
  { "Richmond", "US-VA" },    { "Norfolk", "US-VA" },    { "Omaha", "US-NE" },    { "Madison", "US-WI" },
  { "St Paul", "US-MN" },     { "Kansas City", "US-MO" }, { "Boise", "US-ID" },   { "Salt Lake", "US-UT" },
  { "Leeds", "GB-ENG" },      { "Bristol", "GB-ENG" },   { "Glasgow", "GB-SCT" }, { "Cardiff", "GB-WLS" },
  { "Toronto", "CA-ON" },     { "Vancouver", "CA-BC" },  { "Dublin", "IE" },      { "Rotterdam", "NL" },
};
static const char *const CHINESE_BRAND[] = {
  "海", "韵", "蓝", "云", "溪", "金", "禾", "通", "达", "博", "威", "新", "悦", "宏", "图", "鲁", "源", "亿", "佳", "光",
  "宇", "湘", "江", "民", "丰", "昊", "远", "楚", "红", "浦", "百", "世", "秦", "岭", "泰", "德", "瑞", "华", "兴", "隆",
  "盛", "嘉", "利", "科", "创", "智", "恒", "信", "安", "邦", "诚", "益", "康", "美", "腾", "凯", "正", "和", "元", "鼎",
};
static const char *const ENGLISH_BRAND[] = {
  "North", "South", "Blue", "Iron", "Silver", "Bright", "Clear", "Stone", "Oak", "Maple", "Cedar", "Falcon", "Harbor",
  "Summit", "Granite", "Pioneer", "River", "Lake", "Prairie", "Copper", "Amber", "Arrow", "Beacon", "Castle", "Crown",
  "Eagle", "Ember", "Forest", "Frost", "Garden", "Glen", "Gold", "Grand", "Green", "Hawk", "High", "Ivory", "Keystone",
  "Liberty", "Meadow", "Mill", "Noble", "Ocean", "Orchard", "Pacific", "Pine", "Quartz", "Raven", "Red", "Ridge",
  "Royal", "Sage", "Shore", "Sierra", "Star", "Sterling", "Sun", "Union", "Valley", "White",
};
static const char *const ENGLISH_ENDING[] = {
  "field", "ridge", "water", "gate", "wood", "brook", "bridge", "point", "stone", "way", "crest", "mark", "line", "works",
  "path", "view", "port", "forge", "land", "hill", "side", "dale", "ford", "haven", "mere", "worth", "wick", "well",
  "bank", "cliff", "cove", "crown", "fall", "helm", "lock", "mont", "peak", "rock", "spring", "vale", "burn", "bury",
  "by", "combe", "croft", "den", "don", "fell", "gard", "ham", "holm", "hurst", "lea", "ley", "stead", "stow", "thorpe",
  "ton", "wall", "yard",
};
G_STATIC_ASSERT (G_N_ELEMENTS (CHINESE_BRAND) == 60 && G_N_ELEMENTS (ENGLISH_BRAND) == 60 && G_N_ELEMENTS (ENGLISH_ENDING) == 60);

static const Word TRADES[GARRISON_SAMPLE_TRADES] = {
  { "冷链物流", "Cold Chain" }, { "精密轴承", "Bearings" },   { "食品", "Foods" },       { "医疗器械", "Medical" },
  { "塑业", "Plastics" },       { "物流", "Logistics" },      { "电子", "Electronics" }, { "重工", "Heavy Industries" },
  { "纺织", "Textiles" },       { "阀门", "Valves" },         { "种业", "Seeds" },       { "陶瓷", "Ceramics" },
  { "光学", "Optics" },         { "制药", "Pharma" },         { "粮油贸易", "Grain" },   { "船务", "Shipping" },
  { "软件", "Software" },       { "茶业", "Tea" },            { "化工", "Chemicals" },   { "纸业", "Paper" },
  { "果业", "Fruit" },          { "工具", "Tools" },          { "铸造", "Castings" },    { "包装", "Packaging" },
};
static const Word LEGAL[] = { { "有限公司", "Ltd" }, { "有限责任公司", "Inc." }, { "股份有限公司", "Corp." }, { "科技有限公司", "LLC" }, { "集团有限公司", "Group" } };
static const char *const SURNAMES[] = {
  "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
  "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
};
static const char *const GIVEN[] = {
  "伟", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "霞", "平", "刚", "辉", "玲",
  "海涛", "晓燕", "建国", "志强", "文博", "雨桐", "子轩", "思远", "佳琪", "梦瑶", "浩然", "欣怡", "俊杰", "雪梅", "国栋",
  "春华", "秋实", "立群", "永康", "慧敏", "晨曦", "一鸣", "若楠", "少华", "鹏飞", "振宇", "婉清", "光宇", "向东", "爱民",
};
static const char *const FIRST[] = {
  "James", "Mary", "Robert", "Linda", "John", "Susan", "David", "Karen", "Paul", "Nancy", "Mark", "Lisa", "Steven", "Helen",
  "Andrew", "Laura", "Kevin", "Emily", "Brian", "Rachel", "George", "Anna", "Edward", "Diane", "Peter", "Julie", "Frank",
  "Grace", "Henry", "Alice", "Walter", "Irene", "Oscar", "Clara", "Victor", "Nora", "Leo", "Ruth", "Simon", "Eva",
};
static const char *const LAST[] = {
  "Smith", "Johnson", "Brown", "Taylor", "Miller", "Wilson", "Moore", "Clark", "Lewis", "Walker", "Hall", "Young", "King",
  "Wright", "Scott", "Green", "Baker", "Adams", "Nelson", "Carter", "Mitchell", "Turner", "Parker", "Evans", "Edwards",
  "Collins", "Stewart", "Morris", "Rogers", "Reed", "Cook", "Bailey", "Cooper", "Kelly", "Howard", "Ward", "Cox", "Gray",
  "Watson", "Brooks", "Bennett", "Wood", "Barnes", "Ross", "Hughes", "Price", "Long", "Foster", "Powell", "Perry",
};
static const Word TITLES[] = {
  { "采购总监", "Purchasing director" }, { "总经理", "General manager" }, { "财务", "Finance" },   { "工程师", "Engineer" },
  { "厂长", "Plant manager" },           { "采购经理", "Buyer" },         { "技术总监", "CTO" },   { "行政", "Office manager" },
  { "质量经理", "Quality manager" },     { "仓储主管", "Warehouse lead" },
};
static const struct
{
  Word name;
  guint price;
} PRODUCTS[] = {
  { { "冷库一体机", "Cold room unit" }, 86000 },   { { "变频压缩机", "Inverter compressor" }, 42000 },
  { { "冷藏运输箱", "Transport box" }, 12800 },    { { "温控系统", "Climate control" }, 26500 },
  { { "安装工程", "Installation" }, 35000 },       { { "年度维保", "Annual service" }, 9600 },
  { { "备件包", "Spare parts kit" }, 3200 },       { { "节能改造", "Energy retrofit" }, 128000 },
  { { "远程监测", "Remote monitoring" }, 6800 },   { { "操作培训", "Operator training" }, 4500 },
};
static const Word TEAMS[] = {
  { "华东", "East" }, { "华南", "South" }, { "华北", "North" }, { "西部", "West" },
  { "大客户", "Key accounts" }, { "渠道", "Partners" }, { "线上", "Online" }, { "出口", "Export" },
};

/* What was said: a beginning by kind, and how it went on. */
static const struct
{
  const char *kind;
  Word begin[5];
} BEGINNINGS[] = {
  { "call", { { "电话沟通报价", "Talked through the quote" }, { "确认交货期", "Confirmed the delivery date" }, { "询问二期计划", "Asked about phase two" }, { "回访使用情况", "Checked how the unit runs" }, { "预约拜访", "Arranged a visit" } } },
  { "visit", { { "现场测量 3 号库", "Measured hall 3 on site" }, { "拜访采购和财务", "Met purchasing and finance" }, { "走访车间", "Walked the plant" }, { "陪同参观样板工程", "Showed the reference site" }, { "现场演示温控系统", "Demonstrated climate control" } } },
  { "mail", { { "发送技术参数", "Sent the data sheet" }, { "发送合同草稿", "Sent the draft contract" }, { "发送能耗数据", "Sent the energy figures" }, { "回复付款条件", "Answered on payment terms" }, { "发送会议纪要", "Sent the minutes" } } },
  { "message", { { "微信确认时间", "Confirmed the time" }, { "发送产品照片", "Sent photos" }, { "节日问候", "Sent greetings" }, { "提醒回签", "Reminded to countersign" }, { "答复小问题", "Answered a small question" } } },
  { "quote", { { "提交报价第一版", "Sent the first quote" }, { "修改后报价", "Sent the revised quote" }, { "分项报价", "Quoted by item" }, { "维保报价", "Quoted the service contract" }, { "备件报价", "Quoted spare parts" } } },
  { "service", { { "更换门封", "Replaced the door seal" }, { "压缩机保养", "Serviced the compressor" }, { "处理报警", "Cleared an alarm" }, { "校准传感器", "Calibrated the sensors" }, { "培训操作员", "Trained the operators" } } },
  { "note", { { "对方换了采购负责人", "The buyer has changed" }, { "竞争对手也在报价", "A competitor quotes too" }, { "预算四月批复", "Budget decided in April" }, { "关注能耗", "Energy use matters most" }, { "与总部统一采购", "Head office buys centrally" } } },
};
static const Word GOES_ON[] = {
  { "对方只剩价格未定", "only the price is open" },     { "希望再让 3%", "wants another 3% off" },
  { "下周给答复", "will answer next week" },             { "需要与财务确认", "finance must agree" },
  { "要求样品", "asks for samples" },                   { "对服务满意", "happy with the service" },
  { "预算不足，先做一期", "budget short, phase one first" }, { "要求 60 天账期", "asks for 60 days" },
  { "技术部无异议", "engineering agrees" },             { "等董事会决定", "waits for the board" },
  { "约定现场看货", "will come to see it" },             { "介绍了同行客户", "named a fellow company" },
  { "暂无新需求", "no new need for now" },               { "需要补充资料", "needs more papers" },
  { "对比三家", "compares three offers" },               { "计划年底前完成", "to be done by year's end" },
};
static const struct
{
  const char *kind;
  Word text;
} TASKS[] = {
  { "call", { "电话跟进报价", "Follow up the quote" } },  { "call", { "首次电话", "First call" } },
  { "visit", { "上门拜访", "Site visit" } },              { "visit", { "现场演示", "Demonstration" } },
  { "mail", { "发送资料", "Send the papers" } },          { "quote", { "修改报价", "Revised quote" } },
  { "todo", { "准备合同", "Prepare the contract" } },     { "todo", { "寄送样品", "Send samples" } },
  { "service", { "安排保养", "Arrange the service" } },   { "call", { "确认需求", "Needs check" } },
};

guint64
garrison_dice_next (GarrisonDice *dice)
{
  guint64 z = (dice->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint
garrison_dice_below (GarrisonDice *dice, guint n)
{
  return (guint) (((garrison_dice_next (dice) >> 32) * n) >> 32);
}

double
garrison_dice_real (GarrisonDice *dice)
{
  return (garrison_dice_next (dice) >> 11) * 0x1.0p-53;
}

double
garrison_dice_normal (GarrisonDice *dice)
{
  double sum = -6;

  for (int i = 0; i < 12; i++)
    sum += garrison_dice_real (dice);
  return sum;
}

static inline const char *
pick (const Word *word, gboolean chinese)
{
  return chinese ? word->chinese : word->english;
}

/* A walk through 0 … total - 1 that meets each number once: total and the step share no factor. */
static guint64
scatter (guint64 seed, guint64 number, guint64 total)
{
  const guint64 step = 2654435761u; /* a prime greater than any total here, or sharing no factor with it */

  return (number % total * (step % total) + seed % total) % total;
}

void
garrison_sample_company (guint64 seed, guint number, gboolean chinese, GarrisonSampleCompany *company)
{
  guint n_places = chinese ? G_N_ELEMENTS (CHINESE_PLACES) : G_N_ELEMENTS (ENGLISH_PLACES);
  guint64 total = (guint64) 60 * 60 * GARRISON_SAMPLE_TRADES * n_places;
  guint64 at = scatter (seed, number, total);
  guint one = at % 60, two = at / 60 % 60, place = at / 3600 % n_places;
  const Place *where = chinese ? &CHINESE_PLACES[place] : &ENGLISH_PLACES[place];
  const char *trade, *legal = pick (&LEGAL[(at * 7 + number) % G_N_ELEMENTS (LEGAL)], chinese);

  company->trade = at / 3600 / n_places % GARRISON_SAMPLE_TRADES;
  company->region = where->region;
  trade = pick (&TRADES[company->trade], chinese);
  if (chinese)
    {
      g_snprintf (company->name, sizeof company->name, "%s%s%s%s%s", where->name, CHINESE_BRAND[one], CHINESE_BRAND[two], trade, legal);
      g_snprintf (company->short_name, sizeof company->short_name, "%s%s%s", CHINESE_BRAND[one], CHINESE_BRAND[two], trade);
      g_snprintf (company->address, sizeof company->address, "%s市%s%s路 %u 号", where->name, CHINESE_BRAND[two], CHINESE_BRAND[one], (guint) (at % 980) + 1);
      return;
    }
  g_snprintf (company->name, sizeof company->name, "%s%s %s %s %s", ENGLISH_BRAND[one], ENGLISH_ENDING[two], trade, where->name, legal);
  g_snprintf (company->short_name, sizeof company->short_name, "%s%s %s", ENGLISH_BRAND[one], ENGLISH_ENDING[two], trade);
  g_snprintf (company->address, sizeof company->address, "%u %s Street, %s", (guint) (at % 980) + 1, ENGLISH_BRAND[two], where->name);
}

void
garrison_sample_person (guint64 number, gboolean chinese, char *name)
{
  if (chinese)
    g_snprintf (name, 64, "%s%s", SURNAMES[number % G_N_ELEMENTS (SURNAMES)], GIVEN[number / 7 % G_N_ELEMENTS (GIVEN)]);
  else
    g_snprintf (name, 64, "%s %s", FIRST[number % G_N_ELEMENTS (FIRST)], LAST[number / 7 % G_N_ELEMENTS (LAST)]);
}

const char *
garrison_sample_title (guint number, gboolean chinese)
{
  return pick (&TITLES[number % G_N_ELEMENTS (TITLES)], chinese);
}

void
garrison_sample_text (GarrisonDice *dice, const char *kind, gboolean chinese, char *text)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (BEGINNINGS) && !g_str_equal (BEGINNINGS[i].kind, kind))
    i++;
  g_snprintf (text, 256, chinese ? "%s，%s" : "%s; %s", pick (&BEGINNINGS[i].begin[garrison_dice_below (dice, 5)], chinese),
              pick (&GOES_ON[garrison_dice_below (dice, G_N_ELEMENTS (GOES_ON))], chinese));
}

const char *
garrison_sample_task (guint number, const char *kind, gboolean chinese)
{
  guint n = G_N_ELEMENTS (TASKS);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (TASKS[(number + i) % n].kind, kind))
      return pick (&TASKS[(number + i) % n].text, chinese);
  return pick (&TASKS[0].text, chinese);
}

const char *
garrison_sample_product (guint number, gboolean chinese, guint *price)
{
  if (number >= G_N_ELEMENTS (PRODUCTS))
    return NULL;
  *price = PRODUCTS[number].price;
  return pick (&PRODUCTS[number].name, chinese);
}

const char *
garrison_sample_team (guint number, gboolean chinese)
{
  return pick (&TEAMS[number % G_N_ELEMENTS (TEAMS)], chinese);
}

void
garrison_sample_phone (GarrisonDice *dice, gboolean mobile, gboolean chinese, char *phone)
{
  static const char *const prefixes[] = { "138", "139", "150", "159", "186", "188", "133", "177" };

  if (chinese && mobile)
    g_snprintf (phone, 32, "%s%08u", prefixes[garrison_dice_below (dice, 8)], garrison_dice_below (dice, 100000000));
  else if (chinese)
    g_snprintf (phone, 32, "0%u-%08u", 311 + garrison_dice_below (dice, 600), 20000000 + garrison_dice_below (dice, 69999999));
  else
    g_snprintf (phone, 32, "+1 %03u %03u %04u", 201 + garrison_dice_below (dice, 700), 200 + garrison_dice_below (dice, 700),
                garrison_dice_below (dice, 10000));
}
