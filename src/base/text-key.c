#include "base/text.h"

#include <string.h>

#include "base/china.h"
#include "base/prefixes.h"
#include "base/text-units.h"

#define WORDS 64

/* The name without blanks and punctuation, and where its last words begin. */
typedef struct
{
  char *text;
  gsize length;
  gsize starts[WORDS];
  guint n;
  char *place; /* (nullable): the last place that was taken off the beginning */
} Key;

static const char *const latin_forms[] = {
  "ab",    "ag",           "aps",  "as",          "asa",  "bhd", "bv",      "bvba", "co",
  "coltd", "company",      "corp", "corporation", "doo",  "ev",  "gbr",     "gmbh", "group",
  "inc",   "incorporated", "kft",  "kg",          "kgaa", "kk",  "limited", "llc",  "llp",
  "lp",    "ltd",          "ltda", "mbh",         "nv",   "ohg", "ood",     "oy",   "oyj",
  "plc",   "private",      "pte",  "pty",         "pvt",  "sa",  "sarl",    "sas",  "sdn",
  "se",    "sl",           "spa",  "spzoo",       "srl",  "sro", "ug",      "zrt",
};

/* Anywhere behind the beginning: a branch's name goes on behind it. */
static const char *const inner_forms[] = { "股份有限公司", "有限责任公司", "有限公司", "株式会社" };

/* At the end, longer before shorter. */
static const char *const final_forms[] = {
  "个体工商户", "有限合伙", "普通合伙", "合伙企业", "有限会社", "总公司", "公司",
  "集团",       "股份",     "有限",     "总厂",     "工厂",     "厂",
};

/* What many names have: alone behind a place they do not tell one company from another. */
static const char trade_words[]
  = "科技 技术 信息 网络 软件 电子 电器 电气 电力 电信 电缆 通信 通讯 数码 智能 数据 贸易 商贸 商业 商务 实业 工业 "
    "企业 产业 投资 控股 资产 资本 基金 管理 咨询 服务 顾问 银行 商业银行 农商银行 证券 保险 信托 期货 金融 担保 "
    "租赁 典当 拍卖 建筑 建设 建材 工程 装饰 装修 设计 规划 房地产 地产 置业 物业 开发 发展 机械 机电 机床 设备 "
    "仪器 仪表 汽车 轮胎 钢铁 金属 矿业 煤业 煤炭 有色 铝业 铜业 石油 石化 化工 化学 化纤 燃气 天然气 能源 电池 "
    "水务 自来水 供水 供电 热电 热力 环保 环境 园林 农业 农牧 牧业 渔业 林业 种业 粮油 粮食 食品 乳业 饮料 啤酒 "
    "酒业 酒店 宾馆 饭店 餐饮 旅游 旅行社 国际 国内 文化 传媒 传播 广告 影视 出版 出版社 印刷 包装 日报 晚报 电视台 "
    "教育 培训 大学 学院 学校 中学 小学 幼儿园 医院 医药 药业 制药 医疗 器械 生物 健康 卫生 美容 体育 娱乐 "
    "服装 服饰 纺织 家具 家居 玩具 塑料 橡胶 玻璃 陶瓷 造纸 纸业 五金 日用品 百货 超市 商场 商城 市场 物流 运输 "
    "货运 快递 速递 航空 机场 航运 港口 港务 港 铁路 地铁 轨道 交通 公交 公路 高速 高速公路 出租 代理 经营 进出口 "
    "外贸 供应链 供销 供销社 销售 生产 加工 制造 研究 研究院 研究所 研发 人力资源 劳务 律师事务所 会计师事务所 "
    "事务所 中心 总部 分部 办事处 商行 经营部 门市部 店 厂 行 社 局 所 站 部 城 市 区 县 新 大 第一 第二 人民 中心医院 "
    "国有 城市 分公司 子公司 公司 集团";

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (a, *(const char *const *) b);
}

static gboolean
is_latin_form (const char *word)
{
  return bsearch (word, latin_forms, G_N_ELEMENTS (latin_forms), sizeof latin_forms[0],
                  compare_strings)
      != NULL;
}

static void
start_word (Key *key)
{
  if (key->n == WORDS) /* legal forms stand at the end, so the early ones may run together */
    {
      memmove (key->starts + 1, key->starts + 2, (WORDS - 2) * sizeof key->starts[0]);
      key->n--;
    }
  key->starts[key->n++] = key->length;
}

/* A dot or apostrophe joins (S.A., O'Neil); other punctuation and a change of script part words. */
static void
split (Key *key, const GarrisonUnits *units)
{
  gunichar before = ' ';
  key->text = g_malloc (4 * units->n + 1);
  key->length = 0;
  key->n = 0;
  for (gsize i = 0; i < units->n; i++)
    {
      gunichar c = units->data[i];
      if (c == '.' || c == '\'' || c == 0x2019)
        continue;
      if (garrison_units_is_word (c))
        {
          if (!garrison_units_is_word (before)
              || garrison_units_is_han (c) != garrison_units_is_han (before))
            start_word (key);
          key->length = garrison_units_put (key->text + key->length, c) - key->text;
        }
      before = c;
    }
  key->text[key->length] = '\0';
}

static void
strip_latin_forms (Key *key)
{
  gboolean the = key->n > 1 && key->starts[1] == 3 && g_str_has_prefix (key->text, "the");
  guint least = the ? 2 : 1;
  while (key->n > least && is_latin_form (key->text + key->starts[key->n - 1]))
    {
      key->length = key->starts[--key->n];
      key->text[key->length] = '\0';
    }
  if (the)
    memmove (key->text, key->text + 3, (key->length -= 3) + 1);
}

static void
cut (Key *key, gsize at, gsize length)
{
  memmove (key->text + at, key->text + at + length, key->length - at - length + 1);
  key->length -= length;
}

/* Whether @text is legal forms and nothing else. */
static gboolean
only_forms (const char *text, gsize bytes)
{
  static const char *const forms[] = { "有限", "责任", "股份", "公司", "集团", "合伙", "企业" };
  for (gsize i = 0; bytes > 0 && i < G_N_ELEMENTS (forms); i++)
    {
      gsize length = strlen (forms[i]);
      if (bytes >= length && memcmp (text, forms[i], length) == 0)
        return only_forms (text + length, bytes - length);
    }
  return bytes == 0;
}

/* Whether the key without these bytes is still a name: at least two characters (李厂 shall not
 * become 李) and not legal forms alone. */
static gboolean
enough_without (const Key *key, gsize at, gsize length)
{
  const char *behind = key->text + at + length;
  gsize behind_length = key->length - at - length;
  if (g_utf8_strlen (key->text, at) + g_utf8_strlen (behind, behind_length) < 2)
    return FALSE;
  return !only_forms (key->text, at) || !only_forms (behind, behind_length);
}

static void
strip_inner_forms (Key *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (inner_forms); i++)
    {
      gsize length = strlen (inner_forms[i]);
      const char *found;
      while ((found = strstr (key->text, inner_forms[i])) != NULL
             && enough_without (key, found - key->text, length))
        cut (key, found - key->text, length);
    }
}

static void
strip_final_forms (Key *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (final_forms); i++)
    {
      gsize length = strlen (final_forms[i]);
      if (key->length <= length
          || memcmp (key->text + key->length - length, final_forms[i], length) != 0)
        continue;
      if (g_str_has_suffix (key->text, "分公司") || g_str_has_suffix (key->text, "子公司")
          || !enough_without (key, key->length - length, length))
        return;
      cut (key, key->length - length, length);
    }
}

/* Bytes of the longest word of a trade at @text. */
static gsize
trade_length (const char *text)
{
  static gsize words = 0;
  if (g_once_init_enter (&words))
    {
      GarrisonPrefixes *set = garrison_prefixes_new ();
      garrison_prefixes_add (set, trade_words, NULL);
      garrison_prefixes_sort (set);
      g_once_init_leave (&words, (gsize) set);
    }
  return garrison_prefixes_find ((const GarrisonPrefixes *) words, text, NULL);
}

/* Whether @text still tells one company from another: two characters that no trade word covers. */
static gboolean
is_distinctive (const char *text)
{
  int own = 0;
  while (*text != '\0' && own < 2)
    {
      gsize trade = trade_length (text);
      if (trade == 0)
        own++;
      text = trade != 0 ? text + trade : g_utf8_next_char (text);
    }
  return own >= 2;
}

/* 青岛市 is 青岛: the place without what it is. */
static char *
bare_place (const char *text, gsize bytes)
{
  static const char *const endings[] = { "特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "地区", "省", "市" };
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (endings[i]);
      if (bytes > length + 3 && memcmp (text + bytes - length, endings[i], length) == 0)
        return g_strndup (text, bytes - length);
    }
  return g_strndup (text, bytes);
}

static void
strip_places (Key *key)
{
  gsize length;
  while ((length = garrison_china_prefix (key->text, NULL)) > 0
         && is_distinctive (key->text + length))
    {
      g_free (key->place);
      key->place = bare_place (key->text, length);
      cut (key, 0, length);
    }
}

/* Taking one thing off may bare another, so it goes on until nothing changes. */
static void
strip_chinese (Key *key)
{
  gsize before;
  do
    {
      before = key->length;
      strip_inner_forms (key);
      strip_final_forms (key);
      strip_places (key);
    }
  while (key->length != before);
}

/* @place (inout): replaced where @name begins with one. */
static char *
make_key (const char *name, char **place, gboolean *settled)
{
  GarrisonUnits units;
  Key key;
  key.place = NULL;
  garrison_units_init_folded (&units, name);
  split (&key, &units);
  if (key.length == 0) /* nothing but punctuation: then that */
    for (gsize i = 0; i < units.n; i++)
      key.length = garrison_units_put (key.text + key.length, units.data[i]) - key.text;
  key.text[key.length] = '\0';
  gboolean has_latin = FALSE, has_other = FALSE;
  *settled = TRUE;
  for (gsize i = 0; i < units.n; i++)
    {
      has_other |= units.data[i] >= 0x80;
      has_latin |= (units.data[i] < 0x80 && g_ascii_isalpha ((char) units.data[i]));
      *settled &= !garrison_units_depends (units.data[i]);
    }
  garrison_units_clear (&units);
  if (has_latin)
    strip_latin_forms (&key);
  if (has_other)
    strip_chinese (&key);
  *settled &= !(has_latin && has_other);
  if (key.place != NULL)
    {
      g_free (*place);
      *place = key.place;
    }
  return key.text;
}

/* The place behind the last mark of a key, so that the key of a key is itself. */
static const char *
find_place (const char *text)
{
  const char *mark = text != NULL ? strrchr (text, GARRISON_TEXT_PLACE) : NULL;
  return mark != NULL && garrison_china_prefix (mark + 1, NULL) == strlen (mark + 1) && mark[1] != '\0' ? mark : NULL;
}

char *
garrison_text_name_key (const char *name)
{
  gboolean settled;
  const char *mark = find_place (name);
  g_autofree char *before = mark != NULL ? g_strndup (name, mark - name) : NULL;
  g_autofree char *place = mark != NULL ? g_strdup (mark + 1) : NULL;
  char *key = make_key (before != NULL ? before : name, &place, &settled), *whole;
  /* Marks may have come to stand behind other letters, Latin legal forms to the end (Acme Ltd
   * 公司). */
  for (int round = 0; !settled && round < 8; round++)
    {
      char *next = make_key (key, &place, &settled);
      settled |= g_str_equal (next, key);
      g_free (key);
      key = next;
    }
  if (place == NULL || *key == '\0')
    return key;
  whole = g_strdup_printf ("%s%c%s", key, GARRISON_TEXT_PLACE, place);
  g_free (key);
  return whole;
}

char *
garrison_text_name_core (const char *name)
{
  char *key = garrison_text_name_key (name);
  char *mark = (char *) find_place (key);
  if (mark != NULL)
    *mark = '\0';
  return key;
}
