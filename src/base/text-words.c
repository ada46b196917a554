#include "base/text-words.h"

const char *const garrison_text_latin_forms[] = {
  "ab",    "ag",           "aps",  "as",          "asa",  "bhd", "bv",      "bvba", "co",
  "coltd", "company",      "corp", "corporation", "doo",  "ev",  "gbr",     "gmbh", "group",
  "inc",   "incorporated", "kft",  "kg",          "kgaa", "kk",  "limited", "llc",  "llp",
  "lp",    "ltd",          "ltda", "mbh",         "nv",   "ohg", "ood",     "oy",   "oyj",
  "plc",   "private",      "pte",  "pty",         "pvt",  "sa",  "sarl",    "sas",  "sdn",
  "se",    "sl",           "spa",  "spzoo",       "srl",  "sro", "ug",      "zrt",
  NULL,
};
const gsize garrison_text_n_latin_forms = G_N_ELEMENTS (garrison_text_latin_forms) - 1;

const char *const garrison_text_inner_forms[]
  = { "股份有限公司", "有限责任公司", "有限公司", "株式会社", NULL };

const char *const garrison_text_final_forms[] = {
  "个体工商户", "有限合伙", "普通合伙", "合伙企业", "有限会社", "总公司", "公司",
  "集团",       "股份",     "有限",     "总厂",     "工厂",     "厂",     NULL,
};

const char *const garrison_text_form_parts[]
  = { "有限", "责任", "股份", "公司", "集团", "合伙", "企业", NULL };

const char *const garrison_text_branch_endings[] = { "分公司", "子公司", NULL };

const char *const garrison_text_place_endings[] = { "特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区",
                                                    "地区",       "省",         "市",         NULL };

const char garrison_text_trade_words[]
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
