#include "exchange/header-words.h"

#include <string.h>

#include "base/text.h"

#define PHONE GARRISON_SHAPE_PHONE
#define MAIL GARRISON_SHAPE_EMAIL
#define DATE GARRISON_SHAPE_DATE
#define NUMBER GARRISON_SHAPE_NUMBER
#define TEXT GARRISON_SHAPE_TEXT

#define OWNER_WORDS                                                                                    \
  "owner salesagent salesperson salesrep salesrepresentative accountowner accountmanager agent "       \
  "assignedto assigneduser responsible handler rep ~sales 负责人 业务员 销售员 销售人员 " \
  "销售负责人 "                                                                                   \
  "客户经理 跟进人 所属人 所属销售 归属人 销售代表 销售经理 所有人 业务经理 ~销售 ~业务"
#define CUSTOMER_WORDS                                                                                                         \
  "customername customer accountname account companyname company client clientname organization "                              \
  "organisation 客户名称 客户 公司名称 公司 单位名称 单位 企业名称 客户名 所属客户 客户公司 " \
  "对应客户 客户全称 公司全称"
#define NOTE_WORDS                                                                                               \
  "note notes remark remarks comment comments ~description memo 备注 说明 描述 备注信息 客户备注 " \
  "附注"
#define PHONE_WORDS                                                                                \
  "phone phonenumber telephone tel phoneno telno officephone workphone businessphone 电话 "      \
  "联系电话 电话号码 固定电话 座机 办公电话 公司电话 客户电话 固话 单位电话"
#define MOBILE_WORDS                                                                               \
  "mobile mobilephone cellphone cell mobilenumber mobileno 手机 手机号 手机号码 移动电话 联系手机"
#define MAIL_WORDS                                                                                 \
  "email emailaddress ~mail mailaddress 邮箱 电子邮箱 电子邮件 邮件 邮箱地址 邮件地址 公司邮箱"
#define ADDRESS_WORDS                                                                              \
  "address streetaddress ~street mailingaddress officeaddress billingaddress 地址 详细地址 " \
  "联系地址 "                                                                                  \
  "公司地址 单位地址 客户地址 办公地址 通讯地址 注册地址 街道"
#define MESSENGER_WORDS                                                                            \
  "messenger wechat weixin wechatid qq whatsapp ~line 微信 微信号 qq号 即时通讯"

static const GarrisonHeaderField customers[] = {
  { "name",
    CUSTOMER_WORDS " ~name sitename businessname fullname 名称 全称 企业 公司名 单位名 字号", TEXT,
    FALSE },
  { "short_name",
    "shortname abbreviation abbreviatedname ~alias nickname ~brand 简称 客户简称 公司简称 "
    "企业简称 单位简称 别名 品牌",
    TEXT, FALSE },
  { "credit_code",
    "creditcode unifiedsocialcreditcode uscc registrationnumber taxid taxnumber vatnumber "
    "统一社会信用代码 社会信用代码 信用代码 税号 纳税人识别号 组织机构代码",
    GARRISON_SHAPE_CREDIT_CODE, FALSE },
  { "phone", PHONE_WORDS " " MOBILE_WORDS " contactphone ~联系方式", PHONE, FALSE },
  { "website",
    "website url homepage ~web ~site webaddress webpage ~domain 网站 网址 官网 公司网站 主页 "
    "公司网址 官方网站",
    GARRISON_SHAPE_URL, FALSE },
  { "email", MAIL_WORDS, MAIL, FALSE },
  { "address", ADDRESS_WORDS, TEXT, FALSE },
  { "region",
    "region province ~state country officelocation location ~city ~area territory 地区 省份 区域 "
    "所在地区 "
    "所在地 省 省市 城市 国家 所在城市 所属地区 所属区域 所在省份 大区",
    TEXT, FALSE },
  { "industry",
    "industry sector vertical lineofbusiness 行业 所属行业 客户行业 行业类别 所在行业 行业类型",
    TEXT, FALSE },
  { "category",
    "category ~type accounttype customertype customercategory segment 类别 客户类型 客户类别 "
    "客户分类 "
    "分类 类型 企业类型 客户性质",
    TEXT, FALSE },
  { "level",
    "level grade ~rating tier customerlevel accountrating ~priority ~class 级别 客户级别 等级 "
    "客户等级 "
    "重要程度 客户星级 星级",
    0, FALSE },
  { "source",
    "source leadsource origin customersource acquiredfrom 来源 客户来源 线索来源 信息来源 获客来源",
    TEXT, FALSE },
  { "channel", "channel acquisitionchannel saleschannel 渠道 获客渠道 来源渠道 客户渠道 推广渠道",
    TEXT, FALSE },
  { "parent",
    "parent subsidiaryof parentaccount parentcompany headquarters holding ~group 母公司 上级公司 "
    "总公司 "
    "上级客户 所属集团 集团名称 上级单位",
    TEXT, FALSE },
  { "owner", OWNER_WORDS, TEXT, FALSE },
  { "tags", "tags tag labels ~label keywords 标签 客户标签 标记", 0, TRUE },
  { "note", NOTE_WORDS, 0, TRUE },
  { "created",
    "~created createdat createddate createdate dateadded createdon createtime registeredon "
    "创建时间 创建日期 "
    "录入时间 录入日期 建档日期 建档时间 登记日期 添加时间",
    DATE, FALSE },
  { NULL },
};

static const GarrisonHeaderField contacts[] = {
  { "customer", CUSTOMER_WORDS, TEXT, FALSE },
  { "name",
    "contactname fullname ~name contact contactperson person 联系人 姓名 联系人姓名 客户联系人 "
    "名字 称呼 "
    "主要联系人",
    TEXT, FALSE },
  { "title", "~title jobtitle position role job 职位 职务 岗位 头衔 职称", TEXT, FALSE },
  { "department", "department dept division ~unit 部门 所属部门 所在部门 科室", TEXT, FALSE },
  { "phone", PHONE_WORDS " homephone ~联系方式", PHONE, FALSE },
  { "mobile", MOBILE_WORDS, PHONE, FALSE },
  { "email", MAIL_WORDS, MAIL, FALSE },
  { "messenger", MESSENGER_WORDS, 0, FALSE },
  { "address", ADDRESS_WORDS, TEXT, FALSE },
  { "birthday", "birthday birthdate dateofbirth dob 生日 出生日期 出生年月", DATE, FALSE },
  { "note", NOTE_WORDS, 0, TRUE },
  { "primary",
    "primary isprimary maincontact primarycontact ~default 首要联系人 是否主要 主联系人 是否首要 "
    "是否主要联系人 首要 关键决策人",
    0, FALSE },
  { NULL },
};

static const GarrisonHeaderField deals[] = {
  { "external_id",
    "opportunityid dealid externalid ~id recordid opportunitynumber dealnumber orderid ordernumber "
    "商机编号 编号 订单号 订单编号 单号 商机id 外部编号 项目编号 合同编号",
    0, FALSE },
  { "customer", CUSTOMER_WORDS, TEXT, FALSE },
  { "name",
    "dealname opportunityname opportunity deal ~name ~subject topic projectname project 商机名称 "
    "商机 "
    "项目名称 项目 机会名称 销售机会 标题 主题 订单名称",
    TEXT, FALSE },
  { "owner", OWNER_WORDS, TEXT, FALSE },
  { "product",
    "product productname ~item sku ~model 产品 产品名称 商品 商品名称 意向产品 产品型号 型号", TEXT,
    FALSE },
  { "stage",
    "dealstage stage stagename salesstage ~status dealstatus pipelinestage phase 商机阶段 阶段 "
    "销售阶段 "
    "状态 商机状态 进展 当前阶段 跟进阶段",
    TEXT, FALSE },
  { "amount",
    "closevalue amount dealvalue ~value dealamount revenue ~total totalamount price contractamount "
    "金额 "
    "商机金额 预计金额 成交金额 销售金额 合同金额 总金额 预计销售金额 订单金额 总价",
    NUMBER, FALSE },
  { "quantity", "quantity qty units ~count 数量 件数 台数", NUMBER, FALSE },
  { "expected",
    "expectedclosedate expectedclose expected expecteddate forecastdate estimatedclosedate duedate "
    "预计成交日期 预计签单日期 预计成交时间 预计结单日期 预计日期 预计签约日期 预计完成日期",
    DATE, FALSE },
  { "opened",
    "engagedate opened opendate openedat createdate createddate ~created startdate dateopened "
    "createdat "
    "创建日期 创建时间 开始日期 立项日期 发现日期 商机日期 接触日期",
    DATE, FALSE },
  { "closed",
    "closedate closed closeddate closedat wondate dateclosed enddate orderdate 成交日期 成交时间 "
    "结束日期 "
    "关闭日期 签单日期 签约日期 结单日期 赢单日期 下单日期",
    DATE, FALSE },
  { "lost_reason",
    "lostreason lossreason reasonlost closedlostreason ~reason 输单原因 丢单原因 失败原因 流失原因 "
    "输单理由",
    TEXT, FALSE },
  { "note", NOTE_WORDS, 0, TRUE },
  { NULL },
};

static const GarrisonHeaderField products[] = {
  { "name",
    "product productname ~name ~item itemname ~title 产品名称 产品 名称 商品名称 商品 品名 产品名 "
    "货品名称",
    TEXT, FALSE },
  { "code",
    "productcode code sku itemcode partnumber ~model modelnumber productid ~id 产品编码 编码 "
    "产品编号 编号 "
    "代码 货号 型号 规格型号 商品编码",
    0, FALSE },
  { "category",
    "category series productcategory ~type family productline ~group 类别 系列 产品类别 分类 "
    "产品分类 "
    "产品系列 产品线 类型 品类",
    TEXT, FALSE },
  { "price",
    "salesprice price unitprice listprice standardprice ~cost 价格 单价 售价 标准价格 销售价格 "
    "报价 "
    "产品价格 标准售价 零售价 标准单价",
    NUMBER, FALSE },
  { "currency", "currency currencycode 币种 货币 币别 货币单位", TEXT, FALSE },
  { NULL },
};

static const GarrisonHeaderField people[] = {
  { "name",
    "salesagent ~name fullname employeename employee person displayname username agent salesperson "
    "姓名 "
    "员工姓名 员工 名字 业务员 人员 销售人员 用户姓名 真实姓名",
    TEXT, FALSE },
  { "login",
    "login loginname account userid ~user employeeid staffid 登录名 账号 帐号 用户名 工号 登录账号 "
    "员工编号",
    0, FALSE },
  { "email", MAIL_WORDS, MAIL, FALSE },
  { "team",
    "team regionaloffice department ~office ~group dept division ~unit ~branch 团队 部门 所属部门 "
    "所属团队 "
    "小组 办事处 分公司 区域 组别 大区",
    TEXT, FALSE },
  { "manager",
    "manager reportsto supervisor teamlead teamleader ~boss leader linemanager 上级 直属上级 经理 "
    "主管 "
    "直接上级 汇报对象 部门经理 负责人 领导",
    TEXT, FALSE },
  { "role",
    "role jobrole permission profile ~title jobtitle position 角色 岗位 职位 权限 职务 用户角色",
    TEXT, FALSE },
  { NULL },
};

static const GarrisonHeaderField activities[] = {
  { "customer", CUSTOMER_WORDS, TEXT, FALSE },
  { "contact", "contact contactname contactperson 联系人 客户联系人 联系人姓名 拜访对象", TEXT,
    FALSE },
  { "person",
    "person createdby ~user author loggedby employee staff " OWNER_WORDS
    " 跟进人员 记录人 拜访人 创建人 员工 人员",
    TEXT, FALSE },
  { "kind",
    "kind activitytype ~type activitykind ~method channel 跟进方式 方式 跟进类型 类型 联系方式 "
    "活动类型 "
    "拜访方式 沟通方式",
    TEXT, FALSE },
  { "text",
    "~text ~subject summary ~content details body ~description notes note activity 内容 跟进内容 "
    "跟进记录 "
    "记录 沟通内容 拜访内容 详情 主题 描述 备注 情况 跟进情况",
    TEXT, FALSE },
  { "outcome", "outcome ~result disposition conclusion 结果 跟进结果 拜访结果 沟通结果 效果", TEXT,
    FALSE },
  { "at",
    "~at ~date activitydate ~time datetime startdate starttime ~when ~created createdat 跟进时间 "
    "跟进日期 时间 "
    "日期 拜访时间 拜访日期 沟通时间 记录时间 创建时间 联系时间",
    DATE, FALSE },
  { "duration", "duration durationminutes ~minutes ~length 时长 通话时长 持续时间 用时", NUMBER,
    FALSE },
  { "next_step",
    "nextstep nextaction nextsteps followup 下一步 下一步计划 后续计划 下次跟进内容 下步行动 "
    "跟进计划",
    TEXT, FALSE },
  { "next_due",
    "nextdue nextdate nextcontact nextfollowup nextcontactdate followupdate duedate nextactiondate "
    "下次跟进时间 下次联系时间 下次跟进日期 下次拜访时间 下次联系日期 下次跟进",
    DATE, FALSE },
  { NULL },
};

static const GarrisonHeaderField *const tables[]
  = { customers, contacts, deals, products, people, activities };

const GarrisonHeaderField *
garrison_header_fields (GarrisonExchangeKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (tables), customers);

  return tables[kind];
}

/* "（必填）", "(USD)", "[1]": what brackets hold is advice, not the name. */
static gboolean
opens (gunichar c)
{
  return c == '(' || c == '[' || c == 0x3010 || c == '<';
}

static gboolean
closes (gunichar c)
{
  return c == ')' || c == ']' || c == 0x3011 || c == '>';
}

char *
garrison_header_word (const char *header)
{
  g_autofree char *folded = NULL;
  GString *word = g_string_new (NULL);
  guint depth = 0;

  g_return_val_if_fail (header != NULL, NULL);

  folded = garrison_text_fold (header);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (opens (c))
        depth++;
      else if (closes (c) && depth > 0)
        depth--;
      else if (depth == 0 && g_unichar_isalnum (c))
        g_string_append_unichar (word, c);
    }
  return g_string_free (word, FALSE);
}
