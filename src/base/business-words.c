#include "base/business-words.h"

const char garrison_business_words[] =
    "ktv 一店 三店 不动产 不锈钢 不锈钢管 专业 专业合作社 专利 专卖 专卖店 专柜 专用车 专用车辆 "
    "丝绸 丝网 中专 中介 中国 中国区 中外合资 中小 中药 中药材 丹麦 主播 乐器 乐园 书业 书屋 书店 "
    "书画 书社 二店 二手车 云计算 互助 互联 互联网 五金交电 五金制品 五金厂 五金塑料 五金塑胶 "
    "五金工具 五金店 五金店铺 五金机电 亚太 亚洲 交易 交易中心 交易市场 交易所 交流 交流中心 交电 "
    "交通工程 交通设施 交通运输 产业发展 产业园 产业投资 产品 产销 人力 人寿 人寿保险 人工智能 "
    "人才 仓储 代步 代理中心 代理服务 代理记账 代驾 仪器仪表 仪表仪器 企业形象 企业服务 企业策划 "
    "企业管理 企业管理咨询 休闲 众创 会展 会所 会计 会议 传动 传感 传感器 低碳 体育产业 体育发展 "
    "体育场 体育文化 体育用品 体育馆 体验 体验店 体验馆 佛教 作坊 供应 供应站 供应部 供应链科技 "
    "供应链管理 供热 供销总社 便利 便利店 促进会 俄罗斯 保健 保健品 保养 保安 保密 保洁 保温 保理 "
    "保税 保险代理 保险经纪 保险销售 信息产业 信息咨询 信息安全 信息工程 信息技术 信息服务 "
    "信息科技 信息系统 信息网络 信用 信用担保 信用社 信用管理 修理 修理厂 修理部 俱乐部 停车 "
    "停车场 健康咨询 健康科技 健康管理 健身 健身中心 健身俱乐部 健身房 储备 储能 储运 儿童 元件 "
    "元器件 充电 充电桩 光伏 光学 光源 光电 光电子 免税 免税品 公共关系 公关 公关策划 公园 公寓 "
    "公益 公路工程 兰花 兵器 典当行 养殖 养殖专业 养殖场 养生 养生馆 养老 养老院 兽医 兽药 内外 "
    "内衣 再生 再生资源 军工 农业发展 农业物产 农业科技 农产品 农副产品 农场 农家 农庄 农机 "
    "农村信用 农村商业银行 农民 农贸 农资 冶金 冷冻 冷气 冷链 冷饮 净化 净水 减肥 减速机 出口 "
    "出国 出租汽车 刀具 分厂 分店 分所 分析仪器 分行 分院 创业 创业投资 创意 创新 制作 制作中心 "
    "制冷 制品 制品厂 制衣 制衣厂 制造业 制造厂 制造有限 刻章 剧院 副食 副食店 副食门市部 办公 "
    "办公用品 办公设备 加密 加工厂 加工坊 加工店 加工部 加拿大 加气站 加油 加油站 加盟 动力电池 "
    "动漫 动物 动物医院 劳保 劳保用品 劳务派遣 劳动 勘察 勘察设计 勘察设计院 勘探 勘测 包装厂 "
    "包装材料 化妆 化妆品 化工产品 化工厂 化肥 区块链 医学 医疗器械 医疗用品 医疗科技 医疗设备 "
    "医美 医药连锁 半导体 协会 南非 博物馆 卡车 卤菜 卫星 卫浴 卫生用品 印业 印刷厂 印务 印尼 "
    "印度 印染 危险品 厅 压缩机 厨具 厨卫 厨房 叉车 双语 发展中心 发廊 发电 变压器 口岸 口腔 古玩 "
    "台球 合作社 合作联社 合资 合金 吧 呼叫中心 咖啡 咖啡馆 咨询中心 咨询服务 品牌 品牌管理 "
    "商业保理 商业管理 商会 商务中心 商务咨询 商务服务 商品混凝土 商店 商标 商社 商贸行 商铺 喷涂 "
    "喷漆 喷绘 器件 器材 回收 园区 园区管理 园林工程 园林景观 园林景观设计 园林绿化 园艺 国旅 "
    "国防 国际商务 国际大酒店 国际工程 国际投资 国际控股 国际教育 国际文化 国际旅行社 国际物流 "
    "国际科技 国际融资 国际货运 国际货运代理 国际贸易 国际酒店 图书 图书馆 图文 土地整理 土建 "
    "土木 土耳其 地产开发 地图 地基 地板 地毯 地理信息 地质 场 型材 城市建设 城市规划 培训中心 "
    "培训学校 培训服务 基因 基金会 基金管理 塑业 塑料制品 塑料厂 塑胶 塑胶制品 塑胶厂 境外 墨西哥 "
    "处 复印 复合材料 外包 外国语 外汇 外语 外资 多媒体 大厦 大型 大数据 大楼 大米 大药房 大酒店 "
    "天然 太阳能 奇石 奥地利 奶业 奶茶 奶茶店 娱乐会所 娱乐城 婚庆 婚纱 婴童 媒体 孕婴 学会 孵化 "
    "孵化器 宇航 安保 安全 安全技术 安全科技 安全设备 安装 安防 宗教 定制 实业发展 实业投资 "
    "实业集团 实验 实验仪器 实验室 宠物 宠物店 宠物用品 审计 客服 客栈 客车 客运 客运站 室 室内 "
    "室内设计 家具厂 家具城 家居用品 家居装饰 家庭农场 家政 家电 家私 家纺 宾馆酒店 密封 密封件 "
    "密码 对外 对外经济 对外贸易 导航 寿险 小吃 小吃店 小型 小百货 小百货店 小贷 小额贷款 小食 "
    "少儿 展示 展览 岩土 工业品 工业园 工业气体 工业设备 工业设计 工作室 工具 工坊 工程咨询 "
    "工程安装 工程建设 工程技术 工程机械 工程管理 工程设计 工程车 工程队 工艺 工艺品 工艺品厂 "
    "工艺美术 工贸 巴西 市场研究 市场营销 市场调查 市政 市政工程 布业 布艺 帐篷 带钢 帽业 幕墙 "
    "幕墙工程 平价 平台 平面设计 幼儿 幼教 幼稚园 广告传媒 广告制作 广告装饰 广告设计 广场 广播 "
    "庆典 床上用品 店铺 废旧 度假 度假村 康复 建材城 建材店 建材经营部 建筑劳务 建筑安装 建筑工程 "
    "建筑材料 建筑装饰 建筑设计 建筑设计院 建设发展 建设工程 建设开发 开关 开发建设 弹簧 形象设计 "
    "彩印 彩票 彩钢 影业 影像 影城 影视传媒 影视制作 影视文化 影院 影音 征信 律师 律师所 微电子 "
    "德国 快印 快餐 性保健 总店 总站 总院 意大利 慈善 成套 成套设备 户外 户外用品 房产 房产开发 "
    "房产经纪 房地产开发 房地产评估 房屋 手机 手机店 打印 打字 打捞 托儿所 托管 批发 批发市场 "
    "批发部 技工 技术咨询 技术开发 技术服务 技能 投资发展 投资咨询 投资基金 投资开发 投资担保 "
    "投资控股 投资管理 投资集团 投资顾问 报业 报关 报社 拆迁 拆除 拍卖行 招待 招待所 招投标 招标 "
    "按摩 挖掘机 挪威 换电 排水 控制 控制技术 控制系统 控制设备 控股集团 推广 推拿 搬家 搬运 摄影 "
    "摊 摩托车 支付 支架 支行 收藏 救援 教学 教学设备 教育信息 教育咨询 教育培训 教育投资 "
    "教育文化 教育服务 教育科技 教育设备 数字 数据服务 数据科技 数控 数控机床 数码店 文体 文具 "
    "文创 文化交流 文化产业 文化传媒 文化传播 文化创意 文化发展 文化投资 文化教育 文化用品 "
    "文化艺术 文化艺术传播 文化馆 文教 文旅 新加坡 新媒体 新技术 新材料 新能源 新西兰 施工 施工队 "
    "旅业 旅店 旅社 旅行 旅馆 旗舰店 无人机 无纺布 日化 日化用品 日本 日杂 日用 日用化工 旧车 "
    "早教 早点 早餐 时装 景区 景观 景观工程 智慧 智能制造 智能化 智能工程 智能控制 智能科技 "
    "智能系统 智能装备 智能设备 暖通 月子 服务中心 服务外包 服务社 服务站 服务部 服务队 服装厂 "
    "服装店 服装设计 服装辅料 服饰店 期货经纪 木业 木制品 木器 木器厂 木材 木炭 机器人 机柜 "
    "机械制造 机械加工 机械厂 机械设备 机电安装 机电工程 机电设备 机票 机箱 机车 杂志 杂志社 杂货 "
    "材料 材料店 村镇银行 板业 板材 构件 果业 染整 染料 标准件 标牌 标识 树脂 核电 桑拿 档 档案 "
    "桥梁 检测 检测技术 检验 棉业 棉被 棋牌 棋牌室 模具 模具厂 模板 模特 橡塑 橡胶制品 橱柜 歌舞 "
    "歌舞厅 武术 殡仪 殡葬 母婴 比利时 毛巾 毛纺 毛衣 民宿 民营 气体 气动 气象 氢能 水业 水产 "
    "水产品 水利工程 水利水电 水厂 水处理 水果 水泥 水泵 水电 水电安装 水运 污水处理 汽修 汽修厂 "
    "汽贸 汽车城 汽车服务 汽车用品 汽车租赁 汽车维修 汽车贸易 汽车运输 汽车部件 汽车配件 汽车销售 "
    "汽车零部件 汽配 汽配城 油墨 油气 油漆 油脂 法国 法律 法律咨询 泡沫 波兰 泰国 泵业 洁具 洗浴 "
    "洗涤 洗车 派遣 测控 测控技术 测绘 测试 测量 浴场 浴室 海产 海绵 海运 海鲜 涂料 涂装 消防 "
    "液化 液化气 液压 液压系统 淘宝 淘宝店 混凝土 清洁 清洗 渔具 温泉 港航 游乐 游乐园 游戏 游艇 "
    "游艺 滤清器 滤芯 演出 演艺 澳大利亚 激光 火锅 火锅店 灯具 灯具城 灯饰 灯饰厂 烘焙 烟草 烟酒 "
    "烧烤 烧烤店 热处理 焊割 焊接 焊材 焦化 焦炭 煤化工 煤气 煤炭运销 煤矿 照明 熟食 燃料 燃煤 "
    "爆破 牙科 牛仔 牛奶 物业服务 物业管理 物产 物流园 物联网 物资 物资回收 特种 特种设备 特钢 "
    "猎头 玉器 玉石 玩具厂 环保工程 环保材料 环保科技 环保设备 环卫 环境保护 环境工程 环境科技 "
    "现实 玻璃厂 玻璃钢 玻纤 珠宝 理发 理发店 理疗 理财 琴行 瑜伽 瑞典 瑞士 瓷业 瓷砖 生态 "
    "生态农业 生态科技 生活 生活服务 生活用品 生活馆 生物制药 生物工程 生物技术 生物科技 生物质 "
    "用品 电业 电力安装 电力工具 电力工程 电力建设 电力科技 电力设备 电力设计 电动 电动工具 "
    "电动车 电厂 电商 电器厂 电器设备 电声 电子产品 电子元件 电子厂 电子商务 电子器件 电子城 "
    "电子工程 电子技术 电子材料 电子科技 电子设备 电工 电影 电影院 电控 电控设备 电机 电梯 "
    "电气自动化 电气设备 电源 电玩 电磁 电竞 电线 电脑 电脑店 电脑技术 电脑科技 电脑网络 电视 "
    "电讯 电镀 画册 画廊 留学 畜牧 疏浚 疏通 白酒 百货商店 百货大楼 皮具 皮具厂 皮革 盐业 监控 "
    "监理 直播 直营 直营店 眼科 眼镜 知识产权 短视频 石业 石墨 石墨烯 石材 石材厂 石油化工 矿产 "
    "矿产品 矿山 矿泉水 码头 砂石 研究中心 研究会 砖瓦 硅业 硅胶 硅胶制品 硬件 碳素 磁业 磁性 "
    "磁材 磨具 磨料 礼仪 礼品 票务 福利 禽业 私募 私营 种养 种养专业 种子 种植 种植专业 种植场 "
    "种苗 科学 科学仪器 科工贸 科技发展 科技园 科技城 科技开发 科技集团 科技馆 科教 科研 科贸 "
    "租车 稀土 税务 空调 空间科技 空间装饰 空间设计 窗帘 童装 竹业 第七 第三 第九 第五 第八 第六 "
    "第十 第四 策划 策划设计 签证 管业 管件 管理咨询 管道 管道疏通 箱包 篮球 米业 粉体 粉末 粮库 "
    "粮食储备 粮食加工 粮食购销 精密 精密工业 精密机械 精细 精细化工 糕点 糖业 糖果 系统工程 "
    "系统技术 系统集成 紧固件 纤维 纯净水 纳米 纸制品 纸品 纸箱 纸箱厂 纹绣 纺织品 线材 线缆 组合 "
    "组合机床 经纪 经纪人 经贸 经销 经销处 经销部 给排水 给水 绝缘 维修 维修店 维修部 综合 "
    "综合开发 综合服务 综合门市 绿化 绿化工程 网吧 网咖 网店 网点 网络传媒 网络信息 网络安全 "
    "网络工程 网络技术 网络服务 网络科技 网购 置地 羊毛 羊绒 美业 美体 美发 美发店 美国 美容店 "
    "美容美发 美容院 美术 美术馆 美甲 美食 美食城 美食店 羽绒 翻译 耐火 耐火材料 耗材 职业介绍 "
    "职业培训 职业学校 职业学院 职业技术 联合社 联营 肉业 肉类 肉食 股权 股权投资 肥业 肥料 胶业 "
    "胶带 胶粘 胶粘剂 能源发展 能源投资 能源科技 脚手架 膜业 膜结构 自动化 自动化设备 自媒体 "
    "自行车 舞蹈 航天 航空服务 航道 船业 船代 船务 船员 船舶 艺术 艺术品 艺术培训 艺术学校 "
    "艺术设计 艺术馆 节能 节能环保 节能科技 芬兰 芯片 花卉 花店 花木 花艺 苗圃 苗木 英国 英语 "
    "茶业 茶厂 茶叶 茶庄 茶文化 茶楼 茶馆 药店 药房 药材 荷兰 营业厅 营业部 营销 营销策划 葡萄酒 "
    "蔬菜 薄膜 虚拟 蛋糕 蜂业 蜂蜜 融资 融资担保 融资租赁 衣业 表面处理 袜业 装修工程 装卸 装备 "
    "装潢 装潢设计 装饰工程 装饰装修 装饰装修工程 装饰设计 西服 西班牙 规划设计 规划设计院 规划院 "
    "视听 视讯 计算机 计算机技术 计算机科技 计算机系统 计算机网络 计算机软件 计量 认证 记账 设施 "
    "设计工程 设计研究院 设计院 证券投资 评估 诊所 语言 语言培训 调味 调味品 调味品坊 调查 豆制品 "
    "财产保险 财务 财富 财富管理 财税 财险 货代 货运代理 货运站 质量 购物 购物中心 购物广场 购销 "
    "贵金属 贷款 贸易商行 贸易行 资产管理 资产评估 资源 资源回收 赛事 起名 起重 起重机 起重设备 "
    "超市管理 超级市场 越南 足浴 足球 跑道 跨境 路桥 路桥工程 车业 车站 车行 车辆 车间 车队 "
    "软件开发 软件技术 软件科技 软硬件 软装 轴承 轻工业 轿车 辅料 输变电 输送 输送设备 输配电 "
    "过滤 过滤器 运业 运动 运动用品 运营 运营管理 运贸 运输队 运销 进出口贸易 进口 连锁 选矿 "
    "通信工程 通信技术 通信科技 通信设备 通用 通讯器材 通讯店 通讯技术 通讯科技 通讯设备 通风 "
    "通风设备 造价 造船 遥感 遮阳 部件 配件 配电 配送 酒吧 酒家 酒庄 酒店管理 酒文化 酒楼 酿造 "
    "酿酒 采购 采购中心 重型 重工 量具 量贩 金属制品 金融信息 金融服务 针灸 针织 钓具 钟表 钢品 "
    "钢材 钢构 钢琴 钢管 钢结构 钢结构工程 铁塔 铝合金 铝塑 铝材 铸造 铺 链条 销售中心 销售部 "
    "锂电 锂电池 锅炉 锻造 长途 门业 门市 门窗 门窗厂 门诊 门诊部 阀门 防护 防护用品 防水 防腐 "
    "阿联酋 除尘 除尘设备 陵园 陶瓷材料 隧道 集成 集成电路 零件 零售 零部件 非织造 面包 面料 面粉 "
    "面馆 鞋 鞋业 鞋厂 鞋帽 鞋店 韩国 音乐 音乐器 音响 项目 顾问服务 预制 预制构件 颜料 风机 风电 "
    "风管 风能 风险投资 飞机 食品厂 食品商店 食品店 食堂 食店 食杂店 食用油 食用菌 餐厅 餐饮娱乐 "
    "餐饮店 餐饮服务 餐饮管理 餐饮连锁 餐馆 饭庄 饭馆 饮品 饮用水 饮食 饰品 饲料 首饰 香业 "
    "马来西亚 驾校 驾驶 驾驶培训 高新技术 高科 鲜花 黄金 齿轮";

const char *const garrison_business_not[] = { "港", "城", "市", "区", "县", "新", "大", NULL };

const char garrison_business_counties[] =
    "万宁 万安 万州 万年 万源 万载 三水 三河 三门 上杭 上犹 上虞 上高 东兴 东台 东山 东平 东港 "
    "东源 东阳 东阿 个旧 中牟 丰台 丰城 丰镇 丰顺 临夏 临安 临朐 临武 临沭 临泉 临海 临清 临湘 "
    "临邑 丹江口 丹阳 义乌 义马 乌兰浩特 乌苏 乐亭 乐安 乐平 乐昌 乐清 乐陵 九龙坡 乳山 乳源 "
    "二连浩特 于都 云和 云安 云霄 五华 五大连池 五家渠 五常 五指山 五莲 井冈山 京山 什邡 仁化 "
    "仁怀 介休 从化 仙居 仪征 任丘 伊宁 伊川 会宁 会昌 余姚 余干 余杭 佛冈 侯马 信丰 信宜 修武 "
    "偃师 儋州 光山 光泽 兖州 全南 全椒 公主岭 兰溪 兰陵 共青城 兴业 兴义 兴化 兴国 兴城 兴宁 "
    "兴平 冠县 冷水江 凌海 凌源 凤城 凤阳 凭祥 凯里 利川 利津 利辛 勉县 化州 北仑 北安 北流 北碚 "
    "北票 北镇 华安 华容 华蓥 华阴 单县 南丰 南县 南城 南安 南宫 南山 南岸 南川 南康 南沙 南海 "
    "南澳 南陵 南雄 南靖 博乐 博兴 博爱 博白 博罗 卫辉 即墨 原平 双峰 双流 双辽 古交 古田 句容 "
    "台山 合作 合山 合川 吉水 吉首 同江 含山 启东 吴川 吴江 周宁 和县 和田 和龙 商城 喀什 嘉善 "
    "嘉定 嘉祥 嘉禾 四会 固始 固安 图们 图木舒克 坪山 垦利 城固 塔城 塘沽 增城 夏津 大丰 大余 "
    "大兴 大冶 大厂 大埔 大理 大石桥 大足 大邑 天台 天河 天长 太仓 奉化 奉新 奉贤 奎屯 如东 如皋 "
    "始兴 姜堰 婺源 孝义 孟州 孟津 宁乡 宁国 宁安 宁晋 宁河 宁津 宁海 宁都 宁阳 安丘 安化 安吉 "
    "安国 安宁 安平 安溪 安福 安达 安远 安陆 定南 定州 定远 定陶 宜丰 宜兴 宜城 宜章 宜都 宜阳 "
    "宜黄 宝坻 宝安 宝山 宝应 宣威 容县 宾阳 宿松 密云 密山 富锦 富阳 寻乌 寿光 寿宁 封开 射阳 "
    "尚志 屏南 岑溪 岱山 岳西 峡江 峨眉山 崇义 崇仁 崇州 崇明 嵊州 嵊泗 嵩县 巢湖 巨野 巩义 巴南 "
    "常宁 常山 常熟 平原 平和 平度 平江 平湖 平潭 平谷 平远 平邑 平阳 广宁 广德 广昌 广水 广汉 "
    "广饶 庄河 庆云 庆元 庐山 庐江 库尔勒 应城 府谷 康定 廉江 延吉 延庆 建德 建湖 建瓯 建阳 开化 "
    "开原 开州 开平 开远 弋阳 张家港 弥勒 当涂 当阳 彭州 徐汇 徐闻 微山 德令哈 德兴 德化 德庆 "
    "德惠 德清 怀宁 怀柔 怀集 恩平 恩施 息县 惠东 惠安 惠来 惠民 惠阳 慈溪 成武 房山 扎兰屯 扬中 "
    "招远 揭东 揭西 政和 故城 敦化 敦煌 文安 文山 文成 文昌 文登 斗门 新丰 新乐 新会 新化 新县 "
    "新安 新密 新干 新昌 新民 新沂 新泰 新津 新郑 无为 无棣 昆山 昌乐 昌吉 昌平 昌邑 昌黎 明光 "
    "易县 晋州 晋江 普兰店 普宁 普陀 景县 景洪 曲江 曲阜 曹县 望江 朝阳 来安 杨凌 杨浦 松江 松溪 "
    "松滋 松阳 林州 枝江 枣阳 柘荣 柯桥 栖霞 根河 格尔木 栾城 栾川 桂平 桂阳 桃江 桃源 桐乡 桐城 "
    "桐庐 桓台 桦甸 梁山 梁平 梅县 梅河口 椒江 楚雄 榆树 樟树 横县 横峰 横琴 正定 武义 武冈 武城 "
    "武夷山 武安 武平 武清 武穴 武陟 武隆 武鸣 永嘉 永城 永安 永定 永川 永年 永康 永新 永春 永泰 "
    "永济 永清 汉川 汝州 汝阳 江北 江山 江油 江津 江都 江阴 汨罗 汶上 汾阳 沁阳 沂南 沂水 沂源 "
    "沅江 沙坪坝 沙河 沛县 沭阳 河津 河间 沾化 泊头 泗县 泗水 泗洪 泗阳 泰兴 泰和 洋县 洛宁 津市 "
    "洪江 洪湖 洮南 浏阳 浦东 浦城 浦江 海丰 海伦 海城 海宁 海安 海林 海淀 海珠 海盐 海门 海阳 "
    "涉县 涟水 涟源 涡阳 涪陵 涿州 淮滨 深州 淳安 清新 清河 清镇 渝中 渝北 温县 温岭 湘乡 湘阴 "
    "溧阳 滕州 满洲里 滦州 滨海 漳平 漳浦 潜山 潞城 潢川 潮南 潮安 潮阳 潼南 澄海 澧县 灌云 灌南 "
    "灯塔 灵宝 灵武 灵璧 牙克石 玉山 玉环 玉田 玉门 珲春 琼海 瑞丽 瑞安 瑞昌 瑞金 璧山 瓦房店 "
    "电白 界首 番禺 登封 白云 盐田 盖州 盘州 盱眙 睢宁 石城 石景山 石河子 石狮 石首 砀山 磐安 "
    "磐石 祁东 神木 禅城 福安 福泉 福清 福田 福鼎 禹城 禹州 穆棱 章丘 简阳 紫金 綦江 繁昌 绥芬河 "
    "绵竹 缙云 罗定 罗山 罗湖 罗源 翁源 老河口 耒阳 肇东 肥东 肥城 肥西 胶南 胶州 腾冲 舒兰 舒城 "
    "舞钢 芒市 花都 苍南 英德 茌平 荔浦 荔湾 荣成 荣昌 荥阳 莒南 莒县 莘县 莱州 莱西 莱阳 萧县 "
    "萧山 蒙城 蒙自 蒙阴 蒲江 蓟州 蓬莱 蕉岭 藁城 虎林 虹口 蛟河 蠡县 衡东 衡南 衡山 衡阳县 襄城 "
    "西昌 讷河 诏安 诸城 诸暨 调兵山 象山 贵溪 费县 资兴 资溪 赣榆 赤壁 赤水 越秀 路桥 辉县 辛集 "
    "迁安 连城 连州 连平 连江 通州 遂川 遂昌 遂溪 遵化 邓州 邛崃 邳州 邵东 邵武 邹城 邹平 郁南 "
    "郓城 郫县 郫都 郯城 都匀 都江堰 鄄城 鄞州 鄢陵 鄱阳 醴陵 金乡 金坛 金堂 金寨 金山 金湖 金溪 "
    "钟祥 铁力 铅山 铜梁 铜鼓 锡林浩特 镇海 长丰 长乐 长兴 长垣 长宁 长寿 长汀 长沙县 长泰 长葛 "
    "门头沟 闵行 闽侯 闽清 阆中 阜南 阜宁 阜康 阳东 阳信 阳新 阳春 阳朔 阳西 阳谷 阿克苏 阿勒泰 "
    "阿图什 阿尔山 阿拉尔 陆丰 陆川 陆河 陵城 集安 雷州 霍尔果斯 霍山 霍州 霍林郭勒 霍邱 霞浦 "
    "霸州 青州 青浦 青田 青铜峡 靖安 靖江 靖边 静安 静海 韩城 韶山 项城 顺义 顺德 颍上 额尔古纳 "
    "饶平 香河 香洲 马尔康 高唐 高安 高密 高州 高平 高明 高碑店 高要 高邮 高阳 高青 魏县 鱼台 "
    "鹤山 麻城 黄埔 黄岩 黄骅 黎川 黔江 齐河 龙井 龙华 龙南 龙口 龙岗 龙川 龙泉 龙海 龙港 龙游 "
    "龙门";

const char *const garrison_business_place_endings[] = { "自治县", "地区", "市", "省", "县", "区", "州", NULL };

const char *const garrison_business_no_districts[]
  = { "开发区", "小区", "社区", "园区", "景区", "校区", "超市", "门市", "城市", "都市", "夜市",
      "特区",   "新区", "市区", "股市", "乡镇", "城乡", "城镇", NULL };

const char *const garrison_business_zones[] = { "经济开发区", "开发区", "高新区", "新区", "县", "区", "市", NULL };

const char garrison_business_telling[] = "一二三四五六七八九十百千万零〇东南西北上中下大小新老前后左右内外甲乙丙丁春夏秋冬"
                                         "0123456789";

const char *const garrison_business_english[] = {
  "academy", "accounting", "advertising", "advisors", "advisory", "aerospace", "agency",
  "agricultural", "agriculture", "air", "airlines", "airways", "analytics", "apparel",
  "architects", "architecture", "art", "arts", "assurance", "auto", "automation", "automobile",
  "automotive", "aviation", "bakery", "bank", "banking", "bar", "beauty", "beverage",
  "beverages", "biotech", "biotechnology", "books", "brands", "brewery", "brewing",
  "broadcasting", "brokers", "builders", "building", "business", "cafe", "capital", "care",
  "catering", "cement", "center", "centre", "chemical", "chemicals", "children", "cleaning",
  "clinic", "clothing", "club", "coffee", "college", "commerce", "commercial", "commodities",
  "communication", "communications", "community", "components", "computer", "computers",
  "computing", "concepts", "concrete", "construction", "consultancy", "consultants",
  "consulting", "contractors", "control", "controls", "cosmetics", "creative", "credit", "dairy",
  "data", "day", "daycare", "delivery", "dental", "design", "designs", "development",
  "developments", "devices", "digital", "distribution", "distributors", "drilling", "early",
  "education", "educational", "electric", "electrical", "electronic", "electronics", "energy",
  "engineering", "engineers", "enterprise", "enterprises", "entertainment", "environmental",
  "equipment", "estate", "events", "exchange", "exploration", "export", "express", "fabrication",
  "factory", "family", "farm", "farms", "fashion", "film", "finance", "financial", "fitness",
  "food", "foods", "footwear", "forestry", "foundation", "foundry", "freight", "fuel",
  "furniture", "games", "garden", "gas", "glass", "global", "goods", "grocery", "group",
  "hardware", "health", "healthcare", "heating", "high", "holding", "holdings", "home", "homes",
  "hospital", "hospitality", "hotel", "hotels", "house", "household", "imaging", "import",
  "industrial", "industries", "industry", "information", "infrastructure", "innovation",
  "innovations", "institute", "instruments", "insurance", "integrated", "interactive",
  "interior", "interiors", "international", "internet", "investment", "investments", "jewelry",
  "kindergarten", "lab", "laboratories", "laboratory", "labs", "laser", "law", "learning",
  "leasing", "legal", "leisure", "lighting", "limited", "logistics", "lumber", "machine",
  "machinery", "machines", "magazine", "maintenance", "management", "manufacturer",
  "manufacturers", "manufacturing", "marine", "market", "marketing", "markets", "material",
  "materials", "meat", "mechanical", "media", "medical", "medicine", "metal", "metals", "mill",
  "mills", "mining", "mobile", "mortgage", "motor", "motors", "moving", "museum", "music",
  "network", "networks", "news", "nursery", "office", "oil", "online", "optical", "optics",
  "organization", "outdoor", "outfitters", "packaging", "paint", "paper", "part", "partner",
  "partners", "parts", "petroleum", "pharma", "pharmaceutical", "pharmaceuticals", "pharmacy",
  "photo", "photography", "pipe", "plant", "plastic", "plastics", "plumbing", "power",
  "precision", "preschool", "press", "printing", "private", "process", "processing", "product",
  "production", "productions", "products", "professional", "program", "project", "projects",
  "properties", "property", "public", "publications", "publishing", "pump", "pumps", "railway",
  "real", "realty", "recycling", "refrigeration", "rental", "rentals", "repair", "research",
  "resort", "resource", "resources", "restaurant", "restaurants", "retail", "robotics",
  "roofing", "rubber", "safety", "sales", "salon", "school", "schools", "science", "sciences",
  "security", "semiconductor", "semiconductors", "service", "services", "shipping", "shoes",
  "shop", "silk", "society", "software", "solar", "solution", "solutions", "sourcing", "spa",
  "sport", "sports", "staffing", "steel", "storage", "store", "stores", "studio", "studios",
  "suppliers", "supplies", "supply", "surgical", "system", "systems", "technical",
  "technologies", "technology", "telecom", "telecommunications", "textile", "textiles",
  "theatre", "tire", "tobacco", "tool", "tools", "toys", "trade", "trading", "training",
  "transport", "transportation", "travel", "trucking", "trust", "university", "utilities",
  "ventures", "video", "warehouse", "waste", "water", "web", "wholesale", "wine", "wireless",
  "works", "workshop", "worldwide",
  NULL,
};
const gsize garrison_business_n_english = G_N_ELEMENTS (garrison_business_english) - 1;

const char *const garrison_business_joints[] = { "and", "of", "the", "for", "in", "at", "by", "de", "la", "y", "und", NULL };

const char *const garrison_business_short[] = {
  "assn", "association",
  "assoc", "association",
  "assocs", "associates",
  "bros", "brothers",
  "centre", "center",
  "chem", "chemical",
  "chemicals", "chemical",
  "comm", "communications",
  "communication", "communications",
  "const", "construction",
  "constr", "construction",
  "consultancy", "consulting",
  "consultants", "consulting",
  "ctr", "center",
  "dept", "department",
  "dev", "development",
  "developments", "development",
  "dist", "distribution",
  "distributors", "distribution",
  "elec", "electric",
  "electrical", "electric",
  "electronics", "electronic",
  "eng", "engineering",
  "engr", "engineering",
  "ent", "enterprise",
  "enterprises", "enterprise",
  "ents", "enterprise",
  "equip", "equipment",
  "foods", "food",
  "ft", "fort",
  "hldg", "holding",
  "hldgs", "holding",
  "holdings", "holding",
  "homes", "home",
  "hotels", "hotel",
  "ind", "industry",
  "inds", "industry",
  "industrial", "industry",
  "industries", "industry",
  "ins", "insurance",
  "intl", "international",
  "invest", "investment",
  "investments", "investment",
  "lab", "laboratory",
  "laboratories", "laboratory",
  "labs", "laboratory",
  "manufacturers", "manufacturer",
  "markets", "market",
  "materials", "material",
  "metals", "metal",
  "mfg", "manufacturing",
  "mfr", "manufacturer",
  "mgmt", "management",
  "mgt", "management",
  "mkt", "market",
  "mktg", "marketing",
  "motors", "motor",
  "mt", "mount",
  "natl", "national",
  "networks", "network",
  "partners", "partner",
  "parts", "part",
  "pharm", "pharmaceutical",
  "pharma", "pharmaceutical",
  "pharmaceuticals", "pharmaceutical",
  "plastics", "plastic",
  "prod", "product",
  "prods", "product",
  "products", "product",
  "resources", "resource",
  "schools", "school",
  "services", "service",
  "shops", "shop",
  "solutions", "solution",
  "st", "saint",
  "stores", "store",
  "studios", "studio",
  "supplies", "supply",
  "svc", "service",
  "svcs", "service",
  "sys", "system",
  "systems", "system",
  "tech", "technology",
  "technologies", "technology",
  "techs", "technology",
  "telecom", "telecommunications",
  "textiles", "textile",
  "tools", "tool",
  "univ", "university",
  NULL,
};
