/* The table of relations and fields. A line a field: key, English, Chinese, other words, type, what it
 * may be used for, sensitivity, SQL, SQL of its order, where it leads or its list, its kinds.
 *
 * SQL may name the alias (@) and the parameters :me, :today, :since_month (first of the last twelve
 * months) and :currency (the company's), nothing else. Children of a record are read by correlated
 * subqueries: on the right of a LEFT JOIN the desk's views would be written out whole. */
#include "model/catalogue-private.h"

#include <glib/gi18n-lib.h>

#define F GARRISON_FIELD_FILTERABLE
#define C (GARRISON_FIELD_FILTERABLE | GARRISON_FIELD_COLUMN)
#define S (GARRISON_FIELD_FILTERABLE | GARRISON_FIELD_COLUMN | GARRISON_FIELD_SORTABLE)
#define D (S | GARRISON_FIELD_DIMENSION)
#define M (S | GARRISON_FIELD_MEASURE)
#define L GARRISON_FIELD_DEFAULT
#define Q GARRISON_FIELD_REQUIRED
#define R GARRISON_FIELD_REACHED
#define NEVER GARRISON_FIELD_NEVER_IS_OLD

#define OPEN GARRISON_SENSITIVITY_NONE
#define CONTACT GARRISON_SENSITIVITY_CONTACT

#define TEXT GARRISON_FIELD_TEXT
#define INT GARRISON_FIELD_INT
#define NUMBER GARRISON_FIELD_NUMBER
#define MONEY GARRISON_FIELD_MONEY
#define DAY GARRISON_FIELD_DAY
#define INSTANT GARRISON_FIELD_INSTANT
#define YESNO GARRISON_FIELD_YESNO
#define KIND GARRISON_FIELD_KIND
#define CURRENCY GARRISON_FIELD_CURRENCY
#define REGION GARRISON_FIELD_REGION
#define CHOICE GARRISON_FIELD_CHOICE
#define PERSON GARRISON_FIELD_PERSON
#define TEAM GARRISON_FIELD_TEAM
#define ROLE GARRISON_FIELD_ROLE
#define PRODUCT GARRISON_FIELD_PRODUCT
#define STAGE GARRISON_FIELD_STAGE
#define POOL GARRISON_FIELD_POOL
#define TAG GARRISON_FIELD_TAG
#define RECORD GARRISON_FIELD_RECORD

/* clang-format off: a table */
#define DAYS_BETWEEN(from, to) "(" GARRISON_SQL_JULIAN (to) " - " GARRISON_SQL_JULIAN (from) ")"
#define HOW_MANY(what) "(SELECT count(n.id) FROM " what ")"

/* Masked, unless it may be seen. */
#define DETAIL(relation, field)                                                                                \
  "(SELECT coalesce(its.value, its.shown) FROM contact_detail its WHERE its.relation = '" relation             \
  "' AND its.record = @.id AND its.field = '" field "')"
#define CUSTOMER_DETAIL(field) DETAIL ("customer", field)
#define CONTACT_DETAIL(field) DETAIL ("contact", field)

static const GarrisonKind activity_kinds[] = {
  { "call", N_("Call"), "电话|通话|打电话" },
  { "visit", N_("Visit"), "拜访|上门|走访" },
  { "mail", N_("Mail"), "邮件" },
  { "message", N_("Message"), "消息|微信|短信" },
  { "letter", N_("Letter"), "信函" },
  { "quote", N_("Quote"), "报价" },
  { "service", N_("Service"), "服务" },
  { "note", N_("Note"), "备注" },
  { NULL },
};
static const GarrisonKind task_kinds[] = {
  { "todo", N_("To-do"), "待办|事项" },
  { "call", N_("Call"), "电话|通话|打电话" },
  { "visit", N_("Visit"), "拜访|上门|走访" },
  { "mail", N_("Mail"), "邮件" },
  { "message", N_("Message"), "消息|微信|短信" },
  { "letter", N_("Letter"), "信函" },
  { "quote", N_("Quote"), "报价" },
  { "service", N_("Service"), "服务" },
  { NULL },
};
static const GarrisonKind deal_states[] = {
  { "open", N_("Open"), "进行中|未结束" },
  { "won", N_("Won"), "赢单|成交|已赢" },
  { "lost", N_("Lost"), "输单|丢单|已输" },
  { NULL },
};
static const GarrisonKind contract_states[] = {
  { "draft", N_("Draft"), "草稿" },
  { "running", N_("Running"), "执行中|生效" },
  { "ended", N_("Ended"), "已结束|到期" },
  { "void", N_("Void"), "作废" },
  { NULL },
};
static const GarrisonKind stage_kinds[] = {
  { "open", N_("Open"), "进行中" },
  { "won", N_("Won"), "赢单" },
  { "lost", N_("Lost"), "输单" },
  { NULL },
};

static const GarrisonField customer_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "name", N_("Name"), "名称", "customer name|company|客户名称|公司|公司名称", TEXT, S | L | Q, OPEN, "@.name", "@.sort_key" },
  { "short_name", N_("Short name"), "简称", "", TEXT, S, OPEN, "@.short_name" },
  { "level", N_("Level"), "级别", "grade|客户级别|等级", CHOICE, D | L, OPEN, "@.level", NULL, "level" },
  { "owner", N_("Owner"), "负责人", "salesperson|销售|业务员|跟进人", PERSON, D | L | R, OPEN, "@.owner" },
  { "stage", N_("Stage"), "阶段", "sales stage|销售阶段", STAGE, D | L, OPEN, "@.stage" },
  { "region", N_("Region"), "地区", "area|province|区域|省份", REGION, D | L, OPEN, "@.region" },
  { "country", N_("Country"), "国家", "", REGION, D, OPEN, "substr(@.region, 1, 2)" },
  { "industry", N_("Industry"), "行业", "", CHOICE, D, OPEN, "@.industry", NULL, "industry" },
  { "category", N_("Category"), "类别", "客户类别|分类", CHOICE, D, OPEN, "@.category", NULL, "category" },
  { "source", N_("Source"), "来源", "客户来源", CHOICE, D, OPEN, "@.source", NULL, "source" },
  { "channel", N_("Channel"), "渠道", "", CHOICE, D, OPEN, "@.channel", NULL, "channel" },
  { "last_contact", N_("Last contact"), "最近跟进", "last contacted|last activity|最后跟进|最近联系|最后联系|上次跟进", DAY, D | L | NEVER, OPEN, "@.last_contact_day" },
  { "next_step", N_("Next step"), "下一步", "", TEXT, S | L, OPEN, "(SELECT n.text FROM task n WHERE n.id = @.next_task)", "@.next_due_at" },
  { "next_due", N_("Next due"), "下一步时间", "下次跟进|下次跟进时间", INSTANT, D, OPEN, "@.next_due_at" },
  { "protected", N_("Protected until"), "保护期", "保护期至|protection", DAY, D | L, OPEN, "@.protected_until" },
  { "value", N_("Twelve months"), "近十二个月", "twelve month value|十二个月金额|近十二个月金额", MONEY, M | L, OPEN,
    "(SELECT coalesce(sum(n.amount), 0) FROM customer_month n WHERE n.customer = @.id AND n.month >= :since_month)" },
  { "created", N_("Created"), "创建日期", "created on|创建|创建时间|录入日期|added", DAY, D | Q, OPEN, "@.created_day", "@.created_at" },
  { "completeness", N_("Completeness"), "完整度", "完整率", INT, M | Q, OPEN, "@.completeness" },
  { "creator", N_("Creator"), "创建人", "录入人", PERSON, D, OPEN, "@.created_by" },
  { "owned_since", N_("Owned since"), "归属时间", "领取时间|owned", INSTANT, D, OPEN, "@.owned_since" },
  { "pool", N_("Pool"), "公海", "public pool|公海池", POOL, D, OPEN, "@.pool" },
  { "tag", N_("Tag"), "标签", "tags|label", TAG, F, OPEN, "@.id" },
  { "parent", N_("Parent company"), "上级公司", "parent|母公司|总公司", RECORD, D, OPEN, "@.parent", NULL, "customer" },
  { "credit_code", N_("Credit code"), "统一社会信用代码", "信用代码", TEXT, C, OPEN, "@.credit_code" },
  { "website", N_("Website"), "网站", "网址|官网", TEXT, C, OPEN, "@.website" },
  { "phone", N_("Phone"), "电话", "telephone|联系电话", TEXT, C, CONTACT, CUSTOMER_DETAIL ("phone") },
  { "email", N_("Email"), "邮箱", "mail|电子邮件|电子邮箱", TEXT, C, CONTACT, CUSTOMER_DETAIL ("email") },
  { "mail_domain", N_("Mail domain"), "邮箱域名", "", TEXT, C, OPEN, "@.mail_domain" },
  { "address", N_("Address"), "地址", "", TEXT, C, CONTACT, CUSTOMER_DETAIL ("address") },
  { "note", N_("Note"), "备注", "notes|remark", TEXT, C, OPEN, "@.note" },
  { "batch", N_("Import"), "导入批次", "batch", INT, F, OPEN, "@.batch" },
  { "verified", N_("Verified"), "已核实", "核实", YESNO, D | Q, OPEN, "@.verified" },
  { "archived", N_("Archived"), "已归档", "归档", YESNO, D | Q, OPEN, "@.archived" },
  { "merged", N_("Merged"), "已合并", "", YESNO, D | Q, OPEN, "CASE WHEN @.merged_into IS NULL THEN 0 ELSE 1 END" },
  { "in_protection", N_("In protection"), "保护中", "is protected|保护期内", YESNO, D | Q, OPEN,
    "CASE WHEN @.protected_until >= :today THEN 1 ELSE 0 END" },
  { "overdue", N_("Overdue"), "已逾期", "逾期", YESNO, D | Q, OPEN,
    "CASE WHEN EXISTS (SELECT n.id FROM task n WHERE n.customer = @.id AND n.done_at IS NULL AND n.dropped = 0 AND n.due_day < :today) THEN 1 ELSE 0 END" },
  { "contacts", N_("Contacts"), "联系人数", "number of contacts|联系人数量", INT, M | Q, OPEN,
    HOW_MANY ("contact n WHERE n.customer = @.id AND n.archived = 0") },
  { "activities", N_("Activities"), "跟进次数", "number of activities|跟进数", INT, M | Q, OPEN,
    HOW_MANY ("activity n WHERE n.customer = @.id AND n.voided = 0 AND n.corrected_by IS NULL") },
  { "open_tasks", N_("Open tasks"), "未完成待办数", "待办数", INT, M | Q, OPEN,
    HOW_MANY ("task n WHERE n.customer = @.id AND n.done_at IS NULL AND n.dropped = 0") },
  { "deals", N_("Deals"), "商机数", "number of deals|商机数量", INT, M | Q, OPEN, HOW_MANY ("deal n WHERE n.customer = @.id") },
  { "open_deals", N_("Open deals"), "进行中商机数", "", INT, M | Q, OPEN,
    HOW_MANY ("deal n WHERE n.customer = @.id AND n.status = 'open'") },
  { "won_deals", N_("Won deals"), "赢单数", "成交数", INT, M | Q, OPEN,
    HOW_MANY ("deal n WHERE n.customer = @.id AND n.status = 'won'") },
  { "last_deal", N_("Last deal"), "最近商机", "", DAY, D, OPEN,
    "(SELECT max(n.opened_day) FROM deal n WHERE n.customer = @.id)" },
  { "last_won", N_("Last won"), "最近成交", "", DAY, D, OPEN,
    "(SELECT max(n.closed_day) FROM deal n WHERE n.customer = @.id AND n.status = 'won')" },
  { "open_amount", N_("Open amount"), "进行中金额", "", MONEY, M, OPEN,
    "(SELECT coalesce(sum(n.amount), 0) FROM deal n WHERE n.customer = @.id AND n.status = 'open' AND n.currency = :currency)" },
  { "won_amount", N_("Won amount"), "累计成交金额", "成交金额", MONEY, M, OPEN,
    "(SELECT coalesce(sum(n.amount), 0) FROM deal n WHERE n.customer = @.id AND n.status = 'won' AND n.currency = :currency)" },
  { "paid", N_("Paid"), "累计回款", "回款金额", MONEY, M, OPEN,
    "(SELECT coalesce(sum(n.amount), 0) FROM payment n WHERE n.customer = @.id AND n.voided = 0 AND n.currency = :currency)" },
  { "running_contracts", N_("Running contracts"), "执行中合同数", "", INT, M | Q, OPEN,
    HOW_MANY ("contract n WHERE n.customer = @.id AND n.status = 'running'") },
};

static const GarrisonField contact_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "name", N_("Name"), "姓名", "contact name|联系人姓名|名称", TEXT, S | L | Q, OPEN, "@.name" },
  { "customer", N_("Customer"), "客户", "company|公司", RECORD, D | L | R | Q, OPEN, "@.customer", NULL, "customer" },
  { "title", N_("Title"), "职务", "position|职位", TEXT, D | L, OPEN, "@.title" },
  { "department", N_("Department"), "部门", "", TEXT, D | L, OPEN, "@.department" },
  { "phone", N_("Phone"), "电话", "telephone|座机", TEXT, C, CONTACT, CONTACT_DETAIL ("phone") },
  { "mobile", N_("Mobile"), "手机", "cell|手机号", TEXT, C, CONTACT, CONTACT_DETAIL ("mobile") },
  { "email", N_("Email"), "邮箱", "mail|电子邮件|电子邮箱", TEXT, C, CONTACT, CONTACT_DETAIL ("email") },
  { "messenger", N_("Messenger"), "即时通讯", "wechat|微信", TEXT, C, CONTACT, CONTACT_DETAIL ("messenger") },
  { "address", N_("Address"), "地址", "", TEXT, C, CONTACT, CONTACT_DETAIL ("address") },
  { "birthday", N_("Birthday"), "生日", "", INT, C, CONTACT, "@.birthday" },
  { "birth_month", N_("Month of birth"), "生日月份", "birthday month", INT, F, OPEN, "@.birthday / 100 % 100" },
  { "note", N_("Note"), "备注", "notes|remark", TEXT, C, OPEN, "@.note" },
  { "main", N_("Main contact"), "主要联系人", "main", YESNO, D | L | Q, OPEN, "@.main" },
  { "created", N_("Created"), "创建日期", "created on|创建|创建时间|录入日期|added", INSTANT, D | Q, OPEN, "@.created_at" },
  { "creator", N_("Creator"), "创建人", "录入人", PERSON, D, OPEN, "@.created_by" },
  { "batch", N_("Import"), "导入批次", "batch", INT, F, OPEN, "@.batch" },
  { "archived", N_("Archived"), "已归档", "归档", YESNO, D | Q, OPEN, "@.archived" },
};

static const GarrisonField activity_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "day", N_("Date"), "日期", "date|done on|跟进日期", DAY, D | L | Q, OPEN, "@.day", "@.at" },
  { "customer", N_("Customer"), "客户", "", RECORD, D | L | R | Q, OPEN, "@.customer", NULL, "customer" },
  { "person", N_("Person"), "人员", "owner|salesperson|负责人|跟进人|业务员|销售", PERSON, D | L | R | Q, OPEN, "@.person" },
  { "kind", N_("Kind"), "类型", "type|跟进类型|方式|跟进方式", KIND, D | L | Q, OPEN, "@.kind", NULL, NULL, activity_kinds },
  { "text", N_("Text"), "内容", "content|跟进内容", TEXT, C | L | Q, OPEN, "@.text" },
  { "outcome", N_("Outcome"), "结果", "result|跟进结果", CHOICE, D | L, OPEN, "@.outcome", NULL, "outcome" },
  { "minutes", N_("Minutes"), "时长", "duration|分钟", INT, M, OPEN, "@.minutes" },
  { "contact", N_("Contact"), "联系人", "", RECORD, D, OPEN, "@.contact", NULL, "contact" },
  { "deal", N_("Deal"), "商机", "", RECORD, D, OPEN, "@.deal", NULL, "deal" },
  { "recorded", N_("Recorded"), "记录时间", "recorded on|录入时间", INSTANT, D | Q, OPEN, "@.recorded_at" },
  { "batch", N_("Import"), "导入批次", "batch", INT, F, OPEN, "@.batch" },
  { "corrected", N_("Corrected"), "已更正", "", YESNO, D | Q, OPEN, "CASE WHEN @.corrected_by IS NULL THEN 0 ELSE 1 END" },
  { "correction", N_("Correction"), "更正", "", YESNO, D | Q, OPEN, "CASE WHEN @.corrects IS NULL THEN 0 ELSE 1 END" },
  { "voided", N_("Voided"), "已撤销", "作废", YESNO, D | Q, OPEN, "@.voided" },
};

static const GarrisonField task_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "due", N_("Due"), "到期日", "due on|due date|截止日期|截止|到期", DAY, D | L | Q, OPEN, "@.due_day", "@.due_at" },
  { "customer", N_("Customer"), "客户", "", RECORD, D | L | R, OPEN, "@.customer", NULL, "customer" },
  { "person", N_("Person"), "人员", "owner|salesperson|负责人|执行人|业务员|销售", PERSON, D | L | R | Q, OPEN, "@.person" },
  { "kind", N_("Kind"), "类型", "type|方式", KIND, D | L | Q, OPEN, "@.kind", NULL, NULL, task_kinds },
  { "text", N_("Text"), "内容", "content", TEXT, C | L | Q, OPEN, "@.text" },
  { "open", N_("Open"), "未完成", "", YESNO, D | Q, OPEN, "CASE WHEN @.done_at IS NULL AND @.dropped = 0 THEN 1 ELSE 0 END" },
  { "done", N_("Done"), "已完成", "完成", YESNO, D | L | Q, OPEN, "CASE WHEN @.done_at IS NULL THEN 0 ELSE 1 END" },
  { "overdue", N_("Overdue"), "已逾期", "逾期", YESNO, D | Q, OPEN,
    "CASE WHEN @.done_at IS NULL AND @.dropped = 0 AND @.due_day < :today THEN 1 ELSE 0 END" },
  { "done_on", N_("Done on"), "完成日期", "完成时间", INSTANT, D, OPEN, "@.done_at" },
  { "completed_by", N_("Completed by"), "完成人", "", PERSON, D, OPEN, "@.done_by" },
  { "timed", N_("Timed"), "定时", "", YESNO, D | Q, OPEN, "@.timed" },
  { "outcome", N_("Outcome"), "结果", "result", TEXT, C, OPEN, "@.outcome" },
  { "contact", N_("Contact"), "联系人", "", RECORD, D, OPEN, "@.contact", NULL, "contact" },
  { "deal", N_("Deal"), "商机", "", RECORD, D, OPEN, "@.deal", NULL, "deal" },
  { "created", N_("Created"), "创建日期", "created on|创建|创建时间|added", INSTANT, D | Q, OPEN, "@.created_at" },
  { "creator", N_("Creator"), "创建人", "", PERSON, D, OPEN, "@.created_by" },
  { "dropped", N_("Dropped"), "已取消", "取消", YESNO, D | Q, OPEN, "@.dropped" },
};

/* The customer fell, was released or transferred, and this stayed with whoever had it. */
#define STRAYED                                                                                               \
  "CASE WHEN @.customer IS NOT NULL AND @.owner IS NOT NULL AND NOT EXISTS (SELECT n.id FROM customer n WHERE n.id = @.customer" \
  " AND n.owner = @.owner) THEN 1 ELSE 0 END"

static const GarrisonField deal_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "name", N_("Name"), "名称", "deal name|商机名称", TEXT, S | L | Q, OPEN, "@.name" },
  { "customer", N_("Customer"), "客户", "", RECORD, D | L | R, OPEN, "@.customer", NULL, "customer" },
  { "owner", N_("Owner"), "负责人", "salesperson|销售|业务员", PERSON, D | L | R, OPEN, "@.owner" },
  { "stage", N_("Stage"), "阶段", "sales stage|销售阶段", STAGE, D | L | Q, OPEN, "@.stage" },
  { "amount", N_("Amount"), "金额", "value|商机金额", MONEY, M | L | Q, OPEN, "@.amount" },
  { "currency", N_("Currency"), "币种", "货币", CURRENCY, D | Q, OPEN, "@.currency" },
  { "expected", N_("Expected"), "预计成交日期", "expected close|expected on|预计成交|预计日期", DAY, D | L, OPEN, "@.expected_day" },
  { "closed", N_("Closed"), "成交日期", "closed on|close date|结束日期|关闭日期|成交时间", DAY, D | L, OPEN, "@.closed_day", "@.closed_at" },
  { "opened", N_("Opened"), "开始日期", "opened on|created|创建日期|立项日期", DAY, D | Q, OPEN, "@.opened_day", "@.created_at" },
  { "status", N_("Status"), "状态", "state|商机状态", KIND, D | Q, OPEN, "@.status", NULL, NULL, deal_states },
  { "open", N_("Open"), "进行中", "", YESNO, D | Q, OPEN, "CASE WHEN @.status = 'open' THEN 1 ELSE 0 END" },
  { "won", N_("Won"), "赢单", "已赢|成交|已成交", YESNO, D | Q, OPEN, "CASE WHEN @.status = 'won' THEN 1 ELSE 0 END" },
  { "lost", N_("Lost"), "输单", "丢单|已输", YESNO, D | Q, OPEN, "CASE WHEN @.status = 'lost' THEN 1 ELSE 0 END" },
  { "strayed", N_("Owner without the customer"), "客户已换负责人", "strayed", YESNO, D | Q, OPEN, STRAYED },
  { "product", N_("Product"), "产品", "", PRODUCT, D, OPEN, "@.product" },
  { "region", N_("Region"), "地区", "area|province|区域|省份", REGION, D, OPEN, "@.region" },
  { "country", N_("Country"), "国家", "", REGION, D, OPEN, "substr(@.region, 1, 2)" },
  { "source", N_("Source"), "来源", "", CHOICE, D, OPEN, "@.source", NULL, "source" },
  { "category", N_("Category"), "类别", "客户类别|分类", CHOICE, D, OPEN, "@.category", NULL, "category" },
  { "lost_reason", N_("Lost reason"), "输单原因", "reason|丢单原因", CHOICE, D, OPEN, "@.lost_reason", NULL, "lost-reason" },
  { "weighted", N_("Weighted amount"), "加权金额", "forecast|预测金额", MONEY, M, OPEN,
    "@.amount * (SELECT n.probability FROM stage n WHERE n.id = @.stage) / 100" },
  { "days_to_close", N_("Days to close"), "成交周期", "cycle|sales cycle|销售周期", INT, M, OPEN, DAYS_BETWEEN ("@.opened_day", "@.closed_day") },
  { "days_in_stage", N_("Days in stage"), "阶段停留天数", "停留天数", INT, M | Q, OPEN, DAYS_BETWEEN ("@.stage_since", ":today") },
  { "stage_since", N_("In stage since"), "进入阶段日期", "", DAY, D | Q, OPEN, "@.stage_since" },
  { "external_id", N_("External number"), "外部编号", "", TEXT, C, OPEN, "@.external_id" },
  { "creator", N_("Creator"), "创建人", "录入人", PERSON, D, OPEN, "@.created_by" },
  { "note", N_("Note"), "备注", "notes|remark", TEXT, C, OPEN, "@.note" },
  { "batch", N_("Import"), "导入批次", "batch", INT, F, OPEN, "@.batch" },
};

static const GarrisonField deal_line_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "deal", N_("Deal"), "商机", "", RECORD, D | L | R | Q, OPEN, "@.deal", NULL, "deal" },
  { "product", N_("Product"), "产品", "", PRODUCT, D | L | R | Q, OPEN, "@.product" },
  { "quantity", N_("Quantity"), "数量", "", NUMBER, M | L | Q, OPEN, "@.quantity" },
  { "price", N_("Price"), "单价", "价格", MONEY, M | L | Q, OPEN, "@.price" },
  { "amount", N_("Amount"), "金额", "value", MONEY, M | L | Q, OPEN, "@.amount" },
  { "currency", N_("Currency"), "币种", "货币", CURRENCY, D, OPEN, "(SELECT n.currency FROM deal n WHERE n.id = @.deal)" },
};

static const GarrisonField product_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "name", N_("Name"), "名称", "product name|产品名称", TEXT, S | L | Q, OPEN, "@.name" },
  { "code", N_("Code"), "产品编码", "编码", TEXT, S | L, OPEN, "@.code" },
  { "category", N_("Product category"), "产品类别", "category|类别|分类", CHOICE, D | L, OPEN, "@.category", NULL, "product-category" },
  { "price", N_("Price"), "单价", "价格", MONEY, M | L, OPEN, "@.price" },
  { "currency", N_("Currency"), "币种", "货币", CURRENCY, D, OPEN, "@.currency" },
  { "active", N_("Active"), "在售", "启用", YESNO, D | Q, OPEN, "@.active" },
  { "batch", N_("Import"), "导入批次", "batch", INT, F, OPEN, "@.batch" },
};

static const GarrisonField contract_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "number", N_("Contract number"), "合同编号", "number", TEXT, S | L, OPEN, "@.number" },
  { "name", N_("Name"), "名称", "contract name|合同名称", TEXT, S | L | Q, OPEN, "@.name" },
  { "customer", N_("Customer"), "客户", "", RECORD, D | L | R | Q, OPEN, "@.customer", NULL, "customer" },
  { "deal", N_("Deal"), "商机", "", RECORD, D, OPEN, "@.deal", NULL, "deal" },
  { "owner", N_("Owner"), "负责人", "salesperson|销售|业务员", PERSON, D | L | R, OPEN, "@.owner" },
  { "amount", N_("Amount"), "金额", "value|合同金额", MONEY, M | L | Q, OPEN, "@.amount" },
  { "currency", N_("Currency"), "币种", "货币", CURRENCY, D | Q, OPEN, "@.currency" },
  { "signed", N_("Signed"), "签订日期", "signed on|签约日期", DAY, D | L, OPEN, "@.signed_day" },
  { "start", N_("Start"), "开始日期", "starts|生效日期", DAY, D, OPEN, "@.start_day" },
  { "end", N_("End"), "结束日期", "ends|expires|到期日|到期日期", DAY, D | L, OPEN, "@.end_day" },
  { "status", N_("Status"), "状态", "state|合同状态", KIND, D | L | Q, OPEN, "@.status", NULL, NULL, contract_states },
  { "running", N_("Running"), "执行中", "", YESNO, D | Q, OPEN, "CASE WHEN @.status = 'running' THEN 1 ELSE 0 END" },
  { "strayed", N_("Owner without the customer"), "客户已换负责人", "strayed", YESNO, D | Q, OPEN, STRAYED },
  { "days_left", N_("Days left"), "剩余天数", "", INT, M, OPEN, DAYS_BETWEEN (":today", "@.end_day") },
  { "note", N_("Note"), "备注", "notes|remark", TEXT, C, OPEN, "@.note" },
  { "created", N_("Created"), "创建日期", "created on|创建|创建时间|added", INSTANT, D | Q, OPEN, "@.created_at" },
  { "creator", N_("Creator"), "创建人", "录入人", PERSON, D, OPEN, "@.created_by" },
};

static const GarrisonField payment_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "day", N_("Date"), "日期", "date|paid on|回款日期", DAY, D | L | Q, OPEN, "@.day" },
  { "customer", N_("Customer"), "客户", "", RECORD, D | L | R | Q, OPEN, "@.customer", NULL, "customer" },
  { "contract", N_("Contract"), "合同", "", RECORD, D, OPEN, "@.contract", NULL, "contract" },
  { "deal", N_("Deal"), "商机", "", RECORD, D, OPEN, "@.deal", NULL, "deal" },
  { "owner", N_("Owner"), "负责人", "salesperson|销售|业务员", PERSON, D | L | R, OPEN, "@.owner" },
  { "amount", N_("Amount"), "金额", "value|回款金额", MONEY, M | L | Q, OPEN, "@.amount" },
  { "currency", N_("Currency"), "币种", "货币", CURRENCY, D | Q, OPEN, "@.currency" },
  { "note", N_("Note"), "备注", "notes|remark", TEXT, C | L, OPEN, "@.note" },
  { "voided", N_("Voided"), "已撤销", "作废", YESNO, D | Q, OPEN, "@.voided" },
  { "created", N_("Created"), "创建日期", "created on|创建|创建时间|added", INSTANT, D | Q, OPEN, "@.created_at" },
  { "creator", N_("Creator"), "创建人", "录入人", PERSON, D, OPEN, "@.created_by" },
};

static const GarrisonField person_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "name", N_("Name"), "姓名", "名称", TEXT, S | L | Q, OPEN, "@.name", "@.sort_key" },
  { "login", N_("Login"), "登录名", "", TEXT, S | L | Q, OPEN, "@.login" },
  { "team", N_("Team"), "团队", "部门", TEAM, D | L, OPEN, "@.team" },
  { "role", N_("Role"), "角色", "", ROLE, D | L | Q, OPEN, "@.role" },
  { "manager", N_("Manager"), "上级", "主管", PERSON, D | L, OPEN, "@.manager" },
  { "holdings", N_("Holdings"), "保有客户数", "holds|客户数", INT, M | L, OPEN, "(SELECT n.n FROM holding n WHERE n.person = @.id)" },
  { "holding_cap", N_("Holding cap"), "保有上限", "cap", INT, M, OPEN, "@.holding_cap" },
  { "joined", N_("Joined"), "入职日期", "joined on", DAY, D, OPEN, "@.joined_day" },
  { "left", N_("Left"), "离职日期", "left on", DAY, D, OPEN, "@.left_day" },
  { "phone", N_("Phone"), "电话", "telephone", TEXT, C, CONTACT, "@.phone" },
  { "email", N_("Email"), "邮箱", "mail|电子邮件", TEXT, C, CONTACT, "@.email" },
  { "active", N_("Active"), "在职", "", YESNO, D | Q, OPEN, "@.active" },
};

static const GarrisonField team_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "name", N_("Name"), "名称", "", TEXT, S | L | Q, OPEN, "@.name" },
  { "parent", N_("Parent team"), "上级团队", "parent", TEAM, D | L, OPEN, "@.parent" },
  { "active", N_("Active"), "启用", "", YESNO, D | Q, OPEN, "@.active" },
};

static const GarrisonField stage_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "name", N_("Name"), "名称", "", TEXT, S | L | Q, OPEN, "@.name", "@.position" },
  { "kind", N_("Kind"), "类型", "type", KIND, D | L | Q, OPEN, "@.kind", NULL, NULL, stage_kinds },
  { "probability", N_("Probability"), "概率", "成交概率", INT, M | L | Q, OPEN, "@.probability" },
  { "rest_days", N_("Longest rest"), "停留上限", "", INT, M | L, OPEN, "@.rest_days" },
  { "active", N_("Active"), "启用", "", YESNO, D | Q, OPEN, "@.active" },
};

static const GarrisonField ownership_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "day", N_("Date"), "日期", "date", DAY, D | L | Q, OPEN, "@.day", "@.at" },
  { "customer", N_("Customer"), "客户", "", RECORD, D | L | R | Q, OPEN, "@.customer", NULL, "customer" },
  { "from_owner", N_("From"), "原负责人", "from person", PERSON, D | L, OPEN, "@.from_owner" },
  { "to_owner", N_("To"), "新负责人", "to person", PERSON, D | L, OPEN, "@.to_owner" },
  { "from_pool", N_("From pool"), "原公海", "", POOL, D, OPEN, "@.from_pool" },
  { "to_pool", N_("To pool"), "新公海", "", POOL, D, OPEN, "@.to_pool" },
  { "person", N_("Person"), "操作人", "by whom|人员", PERSON, D | L, OPEN, "@.person" },
  { "reason", N_("Reason"), "原因", "", TEXT, C | L, OPEN, "@.reason" },
};

static const GarrisonField stage_event_fields[] = {
  { "id", N_("Record number"), "编号", "", INT, F | Q, OPEN, "@.id" },
  { "day", N_("Date"), "日期", "date", DAY, D | L | Q, OPEN, "@.day", "@.at" },
  { "deal", N_("Deal"), "商机", "", RECORD, D | L | R | Q, OPEN, "@.deal", NULL, "deal" },
  { "from_stage", N_("From"), "原阶段", "from stage", STAGE, D | L, OPEN, "@.from_stage" },
  { "to_stage", N_("To"), "新阶段", "to stage", STAGE, D | L | Q, OPEN, "@.to_stage" },
  { "person", N_("Person"), "操作人", "by whom|人员", PERSON, D | L, OPEN, "@.person" },
};

#define FIELDS(array) array, G_N_ELEMENTS (array)

const GarrisonRelation garrison_relations[] = {
  { "customer", "customers", N_("Customers"), "客户", "customer|client|clients|account|accounts", "customer",
    "created", NULL, "name", FIELDS (customer_fields),
    { "archived", "@.archived = 0", "merged", "@.merged_into IS NULL" } },
  { "contact", "contacts", N_("Contacts"), "联系人", "contact", "contact", "created", NULL, "name",
    FIELDS (contact_fields), { "archived", "@.archived = 0" } },
  { "activity", "activities", N_("Activities"), "跟进", "activity|跟进记录", "activity", "day", NULL,
    "day descending", FIELDS (activity_fields), { "voided", "@.voided = 0", "corrected", "@.corrected_by IS NULL" } },
  { "task", "tasks", N_("Tasks"), "待办", "task|to-dos|任务", "task", "due", NULL, "due", FIELDS (task_fields),
    { "dropped", "@.dropped = 0" } },
  { "deal", "deals", N_("Deals"), "商机", "deal|opportunity|opportunities|订单", "deal", "opened", "closed",
    "opened descending", FIELDS (deal_fields), { NULL } },
  { "deal_line", "deal_lines", N_("Deal lines"), "商机明细", "deal line|line|lines|商机产品", "deal_line",
    "deal.opened", "deal.closed", "id descending", FIELDS (deal_line_fields), { NULL } },
  { "product", "products", N_("Products"), "产品", "product", "product", NULL, NULL, "name", FIELDS (product_fields), { NULL } },
  { "contract", "contracts", N_("Contracts"), "合同", "contract", "contract", "signed", NULL, "signed descending",
    FIELDS (contract_fields), { "status", "@.status <> 'void'" } },
  { "payment", "payments", N_("Payments"), "回款", "payment|receipts", "payment", "day", NULL, "day descending",
    FIELDS (payment_fields), { "voided", "@.voided = 0" } },
  { "person", "people", N_("People"), "人员", "person|persons|staff|员工|同事", "person", "joined", NULL, "name",
    FIELDS (person_fields), { "active", "@.active = 1" } },
  { "team", "teams", N_("Teams"), "团队", "team", "team", NULL, NULL, "name", FIELDS (team_fields), { "active", "@.active = 1" } },
  { "stage", "stages", N_("Stages"), "阶段", "stage", "stage", NULL, NULL, "name", FIELDS (stage_fields), { "active", "@.active = 1" } },
  { "ownership_event", "ownership_changes", N_("Ownership changes"), "归属变更", "ownership change|transfers|转移记录", "ownership_event",
    "day", NULL, "day descending", FIELDS (ownership_fields), { NULL } },
  { "stage_event", "stage_changes", N_("Stage changes"), "阶段变更", "stage change|阶段记录", "stage_event", "day", NULL,
    "day descending", FIELDS (stage_event_fields), { NULL } },
};
const guint garrison_n_relations = G_N_ELEMENTS (garrison_relations);
