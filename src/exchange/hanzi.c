#include "exchange/hanzi.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define FIRST 0x4e00
#define LAST 0x9fff

/* Simplified only; the traditional forms are made from them by ICU. */
static const char common[]
  = "的一是不了在人有我他这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过"
    "天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些"
    "所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活"
    "正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才"
    "便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐"
    "色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任"
    "金快原吃妈变通师立象数四失满战远格士音轻目条呢病始达深完今提求清王化空业思切怎非找片罗钱南"
    "语元喜曾离飞科言干流欢约各即指合反题必该论交终林请医晚制球决传画保读运及则房早院量苦火布品近"
    "坐产答星精视五连司巴奇管类未朋且婚台夜青北队久乎越观落尽形影红爸百令周吧识步希亚术留市半热送"
    "兴造谈容极随演收首根讲整式取照办强石古华谓据拿计您足双妻尼转诉米称丽客黑"
    /* companies and offices */
    "有限责任股份集团企业商贸易技术网络软件设备器材料建筑工程装饰设计咨询服务管理投资控基金银行证券"
    "保险租赁物流运输食品饮餐酒店旅游广告传媒化药械环境能源电力气矿钢铁铜塑胶橡纺织服装鞋帽家具纸"
    "印刷包农牧渔养殖园艺种粮油茶糖烟汽配件零售批发百货超厂店铺所社会计师事务中介劳派遣培训教育"
    "系统数据智慧云端联互讯息芯半导元件仪表测试检验认证质量标准专利版权开票税费额款项合同订单编号"
    "客户名称简联系人姓职位部手机座电话传真邮箱箱地址省市区县镇乡村街道路号楼层室栋座座期产价格销"
    "负责跟进时间状态阶段来源级别备注类型日创建更新金预计成交赢输原因"
    /* places */
    "京津沪渝冀豫鲁晋陕甘青宁新藏川滇黔桂粤琼闽浙苏皖赣湘鄂辽吉黑蒙港澳台湾广州深圳珠佛莞惠汕厦泉"
    "福杭宁波温嘉绍金义无锡常徐扬镇连云泰盐淮合肥芜安庆济青岛烟潍临沂淄郑洛阳武汉宜昌长沙株岳衡"
    "南昌九江成都绵德重庆昆贵桂柳海口三亚兰西咸宝天太大同石家庄唐邯保沧沈哈尔滨春呼浩特鲁木齐拉萨"
    "浦闵徐汇静虹杨静朝丰昌顺通义湖龙岗福罗宝坪越秀番禺荔"
    /* family and given names */
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常"
    "武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左"
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰秀珍建国文志海婷雪琳晨宇浩轩子涵梓怡欣佳嘉"
    "俊鹏飞旭辉斌鑫凯健宁慧颖莹璐倩瑶瑞博翔晓春夏秋冬梅兰竹菊荣贵富福祥德仁义礼智信永长兴昌盛达发"
    "恒源泰隆鼎盈宏远鸿创益康乐美佳优良正诚汇聚众力博瑞祺凌峰锐捷迅腾奥欧亚洲环球宇宙星辰光耀晶莹";

static guint32 bits[(LAST - FIRST) / 32 + 1];

static void
mark (const UChar *text, int32_t length)
{
  for (int32_t i = 0; i < length; i++)
    if (text[i] >= FIRST && text[i] <= LAST)
      bits[(text[i] - FIRST) / 32] |= 1u << ((text[i] - FIRST) % 32);
}

static gpointer
fill (gpointer unused)
{
  UChar text[G_N_ELEMENTS (common) * 2], id[64];
  int32_t length = 0, limit;
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *traditional;

  u_strFromUTF8 (text, G_N_ELEMENTS (text), &length, common, -1, &status);
  mark (text, length);
  u_uastrcpy (id, "Simplified-Traditional");
  traditional = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (traditional == NULL)
    return NULL;
  limit = length;
  utrans_transUChars (traditional, text, &length, G_N_ELEMENTS (text), 0, &limit, &status);
  if (U_SUCCESS (status))
    mark (text, limit);
  utrans_close (traditional);
  return NULL;
}

gboolean
garrison_hanzi_is_common (gunichar character)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, fill, NULL);
  if (character < FIRST || character > LAST)
    return FALSE;
  return (bits[(character - FIRST) / 32] >> ((character - FIRST) % 32)) & 1;
}
