/* Days and times in words. Today is Tuesday, 24 November 2026, 11:00. */
#include "base/when.h"

typedef struct
{
  const char *text;
  gint day;
  int minute;
} Case;

static const GarrisonWhen NOW = { 20261124, 11 * 60, FALSE };

static const Case ENGLISH[] = {
  { "today", 20261124, -1 },
  { "today 3pm", 20261124, 900 },
  { "today at 15:30", 20261124, 930 },
  { "today noon", 20261124, 720 },
  { "today 12pm", 20261124, 720 },
  { "today 12 am", 20261124, 0 },
  { "today eod", 20261124, 1080 },
  { "end of day", 20261124, 1080 },
  { "eod", 20261124, 1080 },
  { "tonight", 20261124, 1140 },
  { "tonight at 8", 20261124, 1200 },
  { "tonight 8:30", 20261124, 1230 },
  { "this afternoon", 20261124, 840 },
  { "this evening", 20261124, 1140 },
  { "this morning", 20261124, 540 },
  { "this afternoon at 4", 20261124, 960 },
  { "tomorrow", 20261125, -1 },
  { "Tomorrow", 20261125, -1 },
  { "TOMORROW 10AM", 20261125, 600 },
  { "tomorrow 10", 20261125, 600 },
  { "tomorrow at 10", 20261125, 600 },
  { "tomorrow @ 10", 20261125, 600 },
  { "tomorrow, 10:15", 20261125, 615 },
  { "tomorrow 10.15", 20261125, 615 },
  { "tomorrow 3", 20261125, 900 },
  { "tomorrow at 3", 20261125, 900 },
  { "tomorrow 03:00", 20261125, 180 },
  { "tomorrow 7", 20261125, 420 },
  { "tomorrow 14h", 20261125, 840 },
  { "tomorrow 14h30", 20261125, 870 },
  { "tomorrow 1430", 20261125, 870 },
  { "tomorrow 0930", 20261125, 570 },
  { "tomorrow morning", 20261125, 540 },
  { "tomorrow in the morning", 20261125, 540 },
  { "tomorrow afternoon", 20261125, 840 },
  { "tomorrow evening", 20261125, 1140 },
  { "tomorrow noon", 20261125, 720 },
  { "tomorrow at noon", 20261125, 720 },
  { "tomorrow midday", 20261125, 720 },
  { "tomorrow at midnight", 20261126, 0 },
  { "tomorrow half past two", 20261125, 870 },
  { "tomorrow at half past 9", 20261125, 570 },
  { "tomorrow quarter to 3", 20261125, 885 },
  { "tomorrow quarter past 10", 20261125, 615 },
  { "tomorrow a quarter to one", 20261125, 765 },
  { "tomorrow ten past 4", 20261125, 970 },
  { "tomorrow 10 o'clock", 20261125, 600 },
  { "tomorrow 9 a.m.", 20261125, 540 },
  { "tomorrow 4 p.m.", 20261125, 960 },
  { "tomorrow 4:45 pm", 20261125, 1005 },
  { "tomorrow 12:30 am", 20261125, 30 },
  { "tomorrow eod", 20261125, 1080 },
  { "tmr", 20261125, -1 },
  { "tmrw 9am", 20261125, 540 },
  { "10am tomorrow", 20261125, 600 },
  { "10 tomorrow", 20261125, 600 },
  { "at 10 tomorrow", 20261125, 600 },
  { "10:30 tomorrow", 20261125, 630 },
  { "noon tomorrow", 20261125, 720 },
  { "3 in the afternoon tomorrow", 20261125, 900 },
  { "day after tomorrow", 20261126, -1 },
  { "the day after tomorrow at 11", 20261126, 660 },
  { "yesterday", 20261123, -1 },
  { "yesterday 4pm", 20261123, 960 },
  { "the day before yesterday", 20261122, -1 },
  { "mon", 20261130, -1 },
  { "monday", 20261130, -1 },
  { "Mon 9", 20261130, 540 },
  { "on monday", 20261130, -1 },
  { "by monday", 20261130, -1 },
  { "tue", 20261201, -1 },
  { "tuesday 10", 20261201, 600 },
  { "wed", 20261125, -1 },
  { "weds", 20261125, -1 },
  { "wednesday afternoon", 20261125, 840 },
  { "thu", 20261126, -1 },
  { "thur", 20261126, -1 },
  { "thurs 2pm", 20261126, 840 },
  { "thursday at 14:00", 20261126, 840 },
  { "fri", 20261127, -1 },
  { "friday noon", 20261127, 720 },
  { "on friday at 5", 20261127, 1020 },
  { "by friday eod", 20261127, 1080 },
  { "before friday", 20261127, -1 },
  { "sat", 20261128, -1 },
  { "saturday 11", 20261128, 660 },
  { "sun", 20261129, -1 },
  { "sunday evening", 20261129, 1140 },
  { "weekend", 20261128, -1 },
  { "this weekend", 20261128, -1 },
  { "next weekend", 20261205, -1 },
  { "coming friday", 20261127, -1 },
  { "this wed", 20261125, -1 },
  { "this friday", 20261127, -1 },
  { "this sunday", 20261129, -1 },
  { "this monday", 20261123, -1 },
  { "next mon", 20261130, -1 },
  { "next tue", 20261201, -1 },
  { "next tue 10", 20261201, 600 },
  { "next tuesday at 10:30", 20261201, 630 },
  { "next wed", 20261202, -1 },
  { "next thursday 3pm", 20261203, 900 },
  { "next fri", 20261204, -1 },
  { "next friday morning", 20261204, 540 },
  { "next sat", 20261205, -1 },
  { "next sunday", 20261206, -1 },
  { "next week", 20261130, -1 },
  { "tue next week", 20261201, -1 },
  { "friday of next week", 20261204, -1 },
  { "mon next week 9am", 20261130, 540 },
  { "next month", 20261201, -1 },
  { "next quarter", 20270101, -1 },
  { "next year", 20270101, -1 },
  { "end of week", 20261127, -1 },
  { "end of the week", 20261127, -1 },
  { "eow", 20261127, -1 },
  { "end of next week", 20261204, -1 },
  { "end of month", 20261130, -1 },
  { "end of the month", 20261130, -1 },
  { "eom", 20261130, -1 },
  { "month end", 20261130, -1 },
  { "end of next month", 20261231, -1 },
  { "end of quarter", 20261231, -1 },
  { "end of the quarter", 20261231, -1 },
  { "end of year", 20261231, -1 },
  { "end of the year", 20261231, -1 },
  { "eoy", 20261231, -1 },
  { "year end", 20261231, -1 },
  { "mid month", 20261215, -1 },
  { "mid-month", 20261215, -1 },
  { "middle of next month", 20261215, -1 },
  { "beginning of next month", 20261201, -1 },
  { "start of next month", 20261201, -1 },
  { "in 5 minutes", 20261124, 665 },
  { "in 5 min", 20261124, 665 },
  { "in 90 minutes", 20261124, 750 },
  { "in half an hour", 20261124, 690 },
  { "in an hour", 20261124, 720 },
  { "in one hour", 20261124, 720 },
  { "in 2 hours", 20261124, 780 },
  { "in 2 hrs", 20261124, 780 },
  { "in an hour and a half", 20261124, 750 },
  { "in one and a half hours", 20261124, 750 },
  { "in two and a half hours", 20261124, 810 },
  { "in a quarter of an hour", 20261124, 675 },
  { "in 14 hours", 20261125, 60 },
  { "in 48 hours", 20261126, 660 },
  { "an hour from now", 20261124, 720 },
  { "2 hours later", 20261124, 780 },
  { "in a day", 20261125, -1 },
  { "in 2 days", 20261126, -1 },
  { "in two days", 20261126, -1 },
  { "in a couple of days", 20261126, -1 },
  { "in 3 days", 20261127, -1 },
  { "in 3 days at 10", 20261127, 600 },
  { "3 days from now", 20261127, -1 },
  { "3 days later", 20261127, -1 },
  { "in 10 days", 20261204, -1 },
  { "in ten days", 20261204, -1 },
  { "in 30 days", 20261224, -1 },
  { "in thirty days", 20261224, -1 },
  { "3d", 20261127, -1 },
  { "2w", 20261208, -1 },
  { "+3d", 20261127, -1 },
  { "+2 weeks", 20261208, -1 },
  { "in 1 working day", 20261125, -1 },
  { "in 3 working days", 20261127, -1 },
  { "in 5 business days", 20261201, -1 },
  { "in a week", 20261201, -1 },
  { "in 1 week", 20261201, -1 },
  { "in 2 weeks", 20261208, -1 },
  { "in two weeks", 20261208, -1 },
  { "in two weeks at 3pm", 20261208, 900 },
  { "2 weeks from now", 20261208, -1 },
  { "2 weeks from today", 20261208, -1 },
  { "within 2 weeks", 20261208, -1 },
  { "in a fortnight", 20261208, -1 },
  { "a week from now", 20261201, -1 },
  { "in 6 weeks", 20270105, -1 },
  { "in a month", 20261224, -1 },
  { "in 1 month", 20261224, -1 },
  { "in 2 months", 20270124, -1 },
  { "in three months", 20270224, -1 },
  { "in half a year", 20270524, -1 },
  { "in six months", 20270524, -1 },
  { "in a quarter", 20270224, -1 },
  { "in a year", 20271124, -1 },
  { "in 2 years", 20281124, -1 },
  { "in a year and a half", 20280524, -1 },
  { "dec 15", 20261215, -1 },
  { "Dec 15th", 20261215, -1 },
  { "december 15", 20261215, -1 },
  { "december 15th, 2026", 20261215, -1 },
  { "dec 15 2026", 20261215, -1 },
  { "dec 15 at 10", 20261215, 600 },
  { "dec 15, 10:00", 20261215, 600 },
  { "15 dec", 20261215, -1 },
  { "15 dec 10am", 20261215, 600 },
  { "15 december", 20261215, -1 },
  { "15 December 2026", 20261215, -1 },
  { "15th of december", 20261215, -1 },
  { "the 15th of december", 20261215, -1 },
  { "15-dec-2026", 20261215, -1 },
  { "1 jan", 20270101, -1 },
  { "jan 1", 20270101, -1 },
  { "nov 24", 20261124, -1 },
  { "nov 23", 20271123, -1 },
  { "29 feb", 20280229, -1 },
  { "feb 29 2028", 20280229, -1 },
  { "may 5", 20270505, -1 },
  { "5 may 2pm", 20270505, 840 },
  { "sept 1", 20270901, -1 },
  { "the 15th", 20261215, -1 },
  { "15th", 20261215, -1 },
  { "the 25th", 20261125, -1 },
  { "on the 30th", 20261130, -1 },
  { "the 31st", 20261231, -1 },
  { "the 1st at 9", 20261201, 540 },
  { "the 2nd", 20261202, -1 },
  { "the 3rd, noon", 20261203, 720 },
  { "2026-12-15", 20261215, -1 },
  { "2026-12-15 10:00", 20261215, 600 },
  { "2026/12/15", 20261215, -1 },
  { "2026.12.15", 20261215, -1 },
  { "15/12", 20261215, -1 },
  { "15/12/2026", 20261215, -1 },
  { "15/12/26", 20261215, -1 },
  { "12/15", 20261215, -1 },
  { "5/12", 20261205, -1 },
  { "5/12/2026 9:30", 20261205, 570 },
  { "15.12.", 20261215, -1 },
  { "15.12.2026", 20261215, -1 },
  { "3-12", 20261203, -1 },
  { "noon", 20261124, 720 },
  { "midnight", 20261125, 0 },
  { "3pm", 20261124, 900 },
  { "at 3", 20261124, 900 },
  { "at 10", 20261125, 600 },
  { "15:00", 20261124, 900 },
  { "10:59", 20261125, 659 },
  { "11:01", 20261124, 661 },
  { "9am", 20261125, 540 },
  { "half past three", 20261124, 930 },
  { "quarter to four", 20261124, 945 },
  { "morning", 20261125, 540 },
  { "afternoon", 20261124, 840 },
  { "evening", 20261124, 1140 },
  { "friday around 3", 20261127, 900 },
  { "about 4pm on thursday", 20261126, 960 },
  { "next  tue   10", 20261201, 600 },
  { "Fri, 9:00", 20261127, 540 },
};

static const Case CHINESE[] = {
  { "今天", 20261124, -1 },
  { "今日", 20261124, -1 },
  { "今天下午", 20261124, 840 },
  { "今天下午3点", 20261124, 900 },
  { "今天下午三点半", 20261124, 930 },
  { "今天15:30", 20261124, 930 },
  { "今天15：30", 20261124, 930 },
  { "今天15点", 20261124, 900 },
  { "今天15点20", 20261124, 920 },
  { "今天15时20分", 20261124, 920 },
  { "今晚", 20261124, 1140 },
  { "今晚8点", 20261124, 1200 },
  { "今晚八点半", 20261124, 1230 },
  { "今天晚上", 20261124, 1140 },
  { "今天晚上9点", 20261124, 1260 },
  { "今天中午", 20261124, 720 },
  { "今天中午12点半", 20261124, 750 },
  { "今天中午一点", 20261124, 780 },
  { "今早", 20261124, 540 },
  { "今天下班前", 20261124, 1080 },
  { "下班前", 20261124, 1080 },
  { "明天", 20261125, -1 },
  { "明日", 20261125, -1 },
  { "明儿", 20261125, -1 },
  { "明天10点", 20261125, 600 },
  { "明天十点", 20261125, 600 },
  { "明天十点半", 20261125, 630 },
  { "明天10点半", 20261125, 630 },
  { "明天10点一刻", 20261125, 615 },
  { "明天10点三刻", 20261125, 645 },
  { "明天10点20分", 20261125, 620 },
  { "明天十点二十分", 20261125, 620 },
  { "明天十点二十五", 20261125, 625 },
  { "明天十点〇五分", 20261125, 605 },
  { "明天十点零五", 20261125, 605 },
  { "明天10点钟", 20261125, 600 },
  { "明天10点整", 20261125, 600 },
  { "明天上午", 20261125, 540 },
  { "明天上午10点", 20261125, 600 },
  { "明天上午十点", 20261125, 600 },
  { "明天上午11点半", 20261125, 690 },
  { "明天早上8点", 20261125, 480 },
  { "明天早晨七点", 20261125, 420 },
  { "明早", 20261125, 540 },
  { "明早8点半", 20261125, 510 },
  { "明晚", 20261125, 1140 },
  { "明晚7点", 20261125, 1140 },
  { "明天晚上七点半", 20261125, 1170 },
  { "明天傍晚六点", 20261125, 1080 },
  { "明天下午", 20261125, 840 },
  { "明天下午2点", 20261125, 840 },
  { "明天下午两点", 20261125, 840 },
  { "明天下午两点半", 20261125, 870 },
  { "明天的下午两点", 20261125, 840 },
  { "明天 下午 2点", 20261125, 840 },
  { "明天3点", 20261125, 900 },
  { "明天03:00", 20261125, 180 },
  { "明天凌晨3点", 20261125, 180 },
  { "明天凌晨", 20261125, 0 },
  { "明天差一刻三点", 20261125, 885 },
  { "明天差十分三点", 20261125, 890 },
  { "明天中午", 20261125, 720 },
  { "明天半夜", 20261126, 0 },
  { "明天晚上12点", 20261126, 0 },
  { "明天14:00", 20261125, 840 },
  { "明天1430", 20261125, 870 },
  { "下午3点明天", 20261125, 900 },
  { "后天", 20261126, -1 },
  { "后日", 20261126, -1 },
  { "后天下午", 20261126, 840 },
  { "后天上午九点", 20261126, 540 },
  { "后天9点半", 20261126, 570 },
  { "大后天", 20261127, -1 },
  { "大后天下午4点", 20261127, 960 },
  { "昨天", 20261123, -1 },
  { "昨天下午4点", 20261123, 960 },
  { "前天", 20261122, -1 },
  { "周一", 20261130, -1 },
  { "周二", 20261201, -1 },
  { "周三", 20261125, -1 },
  { "周四", 20261126, -1 },
  { "周五", 20261127, -1 },
  { "周六", 20261128, -1 },
  { "周日", 20261129, -1 },
  { "周天", 20261129, -1 },
  { "周末", 20261128, -1 },
  { "周1", 20261130, -1 },
  { "周5", 20261127, -1 },
  { "星期一", 20261130, -1 },
  { "星期三", 20261125, -1 },
  { "星期天", 20261129, -1 },
  { "星期日", 20261129, -1 },
  { "礼拜五", 20261127, -1 },
  { "礼拜天", 20261129, -1 },
  { "周三10点", 20261125, 600 },
  { "周三下午三点", 20261125, 900 },
  { "星期四上午十点半", 20261126, 630 },
  { "周五下班前", 20261127, 1080 },
  { "在周五", 20261127, -1 },
  { "本周三", 20261125, -1 },
  { "本周五", 20261127, -1 },
  { "本周日", 20261129, -1 },
  { "本周一", 20261123, -1 },
  { "本周末", 20261128, -1 },
  { "这周五", 20261127, -1 },
  { "这周四下午", 20261126, 840 },
  { "这个星期五", 20261127, -1 },
  { "下周", 20261130, -1 },
  { "下周一", 20261130, -1 },
  { "下周二", 20261201, -1 },
  { "下周二 10点", 20261201, 600 },
  { "下周二10点", 20261201, 600 },
  { "下周二十点", 20261201, 600 },
  { "下周三", 20261202, -1 },
  { "下周四下午2点", 20261203, 840 },
  { "下周五", 20261204, -1 },
  { "下周六", 20261205, -1 },
  { "下周日", 20261206, -1 },
  { "下周末", 20261205, -1 },
  { "下个周三", 20261202, -1 },
  { "下星期二", 20261201, -1 },
  { "下个星期二", 20261201, -1 },
  { "下礼拜一", 20261130, -1 },
  { "下个礼拜五", 20261204, -1 },
  { "下下周", 20261207, -1 },
  { "下下周一", 20261207, -1 },
  { "下下周三上午", 20261209, 540 },
  { "下下星期五", 20261211, -1 },
  { "下月", 20261201, -1 },
  { "下个月", 20261201, -1 },
  { "下月初", 20261201, -1 },
  { "月初", 20261201, -1 },
  { "下月5号", 20261205, -1 },
  { "下个月5号", 20261205, -1 },
  { "下个月15日", 20261215, -1 },
  { "下月15号10点", 20261215, 600 },
  { "本月30号", 20261130, -1 },
  { "这个月28号", 20261128, -1 },
  { "月底", 20261130, -1 },
  { "月末", 20261130, -1 },
  { "本月底", 20261130, -1 },
  { "这个月底", 20261130, -1 },
  { "下月底", 20261231, -1 },
  { "下个月底", 20261231, -1 },
  { "月中", 20261215, -1 },
  { "下月中", 20261215, -1 },
  { "季末", 20261231, -1 },
  { "季度末", 20261231, -1 },
  { "年底", 20261231, -1 },
  { "今年底", 20261231, -1 },
  { "下季度", 20270101, -1 },
  { "明年", 20270101, -1 },
  { "明年初", 20270101, -1 },
  { "明年1月3日", 20270103, -1 },
  { "明年三月五号", 20270305, -1 },
  { "后年1月1日", 20280101, -1 },
  { "今年12月1日", 20261201, -1 },
  { "5分钟后", 20261124, 665 },
  { "十分钟后", 20261124, 670 },
  { "一刻钟后", 20261124, 675 },
  { "半小时后", 20261124, 690 },
  { "半个小时后", 20261124, 690 },
  { "一小时后", 20261124, 720 },
  { "1小时后", 20261124, 720 },
  { "一个小时后", 20261124, 720 },
  { "两小时后", 20261124, 780 },
  { "2个小时后", 20261124, 780 },
  { "两个钟头后", 20261124, 780 },
  { "一个半小时后", 20261124, 750 },
  { "两个半小时后", 20261124, 810 },
  { "过半小时", 20261124, 690 },
  { "一天后", 20261125, -1 },
  { "1天后", 20261125, -1 },
  { "两天后", 20261126, -1 },
  { "2天后", 20261126, -1 },
  { "3天后", 20261127, -1 },
  { "三天后", 20261127, -1 },
  { "三天之后", 20261127, -1 },
  { "三天以后", 20261127, -1 },
  { "过三天", 20261127, -1 },
  { "再过两天", 20261126, -1 },
  { "过两天后", 20261126, -1 },
  { "3日后", 20261127, -1 },
  { "十天后", 20261204, -1 },
  { "十五天后", 20261209, -1 },
  { "15天后", 20261209, -1 },
  { "三十天后", 20261224, -1 },
  { "三天后下午3点", 20261127, 900 },
  { "3天后10点", 20261127, 600 },
  { "3个工作日后", 20261127, -1 },
  { "五个工作日后", 20261201, -1 },
  { "一周后", 20261201, -1 },
  { "1周后", 20261201, -1 },
  { "两周后", 20261208, -1 },
  { "2周后", 20261208, -1 },
  { "三周后", 20261215, -1 },
  { "一个星期后", 20261201, -1 },
  { "两个星期后", 20261208, -1 },
  { "两星期后", 20261208, -1 },
  { "一个礼拜后", 20261201, -1 },
  { "半个月后", 20261209, -1 },
  { "一个月后", 20261224, -1 },
  { "1个月后", 20261224, -1 },
  { "两个月后", 20270124, -1 },
  { "三个月后", 20270224, -1 },
  { "一个半月后", 20270108, -1 },
  { "一个季度后", 20270224, -1 },
  { "半年后", 20270524, -1 },
  { "一年后", 20271124, -1 },
  { "一年半后", 20280524, -1 },
  { "两年后", 20281124, -1 },
  { "12月15日", 20261215, -1 },
  { "12月15号", 20261215, -1 },
  { "12月15", 20261215, -1 },
  { "12月15日10点", 20261215, 600 },
  { "12月15日上午10点", 20261215, 600 },
  { "十二月十五日", 20261215, -1 },
  { "十二月十五号下午三点", 20261215, 900 },
  { "1月3日", 20270103, -1 },
  { "一月三号", 20270103, -1 },
  { "11月23日", 20271123, -1 },
  { "2月29日", 20280229, -1 },
  { "2026年12月15日", 20261215, -1 },
  { "2026年12月15日 10:00", 20261215, 600 },
  { "2027年1月5号", 20270105, -1 },
  { "26年12月15日", 20261215, -1 },
  { "15号", 20261215, -1 },
  { "15日", 20261215, -1 },
  { "30号", 20261130, -1 },
  { "三十号", 20261130, -1 },
  { "二十五号", 20261125, -1 },
  { "28号下午", 20261128, 840 },
  { "15号上午十点", 20261215, 600 },
  { "31号", 20261231, -1 },
  { "10点", 20261125, 600 },
  { "11点半", 20261124, 690 },
  { "下午3点", 20261124, 900 },
  { "下午三点", 20261124, 900 },
  { "三点", 20261124, 900 },
  { "3点半", 20261124, 930 },
  { "15:00", 20261124, 900 },
  { "１５：３０", 20261124, 930 },
  { "晚上8点", 20261124, 1200 },
  { "上午10点", 20261125, 600 },
  { "中午", 20261124, 720 },
  { "下午", 20261124, 840 },
  { "晚上", 20261124, 1140 },
  { "早上9点", 20261125, 540 },
  { "周五 3pm", 20261127, 900 },
  { "tomorrow 下午3点", 20261125, 900 },
  { "2026-12-15 下午3点", 20261215, 900 },
  { "12/15", 20261215, -1 },
  { "12-15 10:00", 20261215, 600 },
  { "大约下周三", 20261202, -1 },
  { "下周二，10点", 20261201, 600 },
};

static void
check (const Case *cases, gsize n)
{
  g_assert_cmpuint (n, >=, 200);
  for (gsize i = 0; i < n; i++)
    {
      GarrisonWhen when = { 0, 0, FALSE };

      if (!garrison_when_parse (cases[i].text, NOW, GARRISON_DAY_ORDER_DAY_FIRST, &when))
        when.day = 0;
      if (when.day != cases[i].day || when.minute != cases[i].minute)
        {
          g_test_message ("%s: %d %d, not %d %d", cases[i].text, when.day, when.minute, cases[i].day, cases[i].minute);
          g_test_fail ();
        }
    }
}

static void
test_english (void)
{
  check (ENGLISH, G_N_ELEMENTS (ENGLISH));
}

static void
test_chinese (void)
{
  check (CHINESE, G_N_ELEMENTS (CHINESE));
}

/* What is none, does not exist, or says too much. */
static void
test_refused (void)
{
  static const char *const texts[] = {
    "",           " ",          ",",         "10",        "3",         "call back", "tomorrow or friday", "30 feb",
    "31 april",   "32nd",       "13/13",     "2026-02-30", "tomorrow 25", "tomorrow 10:60", "13 pm",  "next",
    "in",         "in 3",       "in days",   "this",      "the",       "at",        "tomorrow tomorrow", "mon tue",
    "10 10",      "10am 11am",  "in 2 hours at 3", "in 99999999 years", "in 999999999 days", "0 o'clock 5",
    "下",         "周",         "这",        "明",        "点",        "二月三十号", "13月1日",  "明天25点",
    "明天10点70", "三天",       "下下下周",  "王小明",    "\xff\xfe", "tomorrow\xc3", "12345678901234567890", "२ days",
    "half",       "quarter to", "+",         "1/2/3/4",   "99号",      "0号",       "in -3 days",         "tomorrow -1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GarrisonWhen when = { 0, 0, FALSE };

      if (garrison_when_parse (texts[i], NOW, GARRISON_DAY_ORDER_DAY_FIRST, &when))
        {
          g_test_message ("%s: %d %d", texts[i], when.day, when.minute);
          g_test_fail ();
        }
    }
}

static void
test_order (void)
{
  GarrisonWhen when;

  g_assert_true (garrison_when_parse ("5/12", NOW, GARRISON_DAY_ORDER_MONTH_FIRST, &when));
  g_assert_cmpint (when.day, ==, 20270512);
  g_assert_true (garrison_when_parse ("15/12", NOW, GARRISON_DAY_ORDER_MONTH_FIRST, &when));
  g_assert_cmpint (when.day, ==, 20261215);
  g_assert_false (when.assumed);
  g_assert_true (garrison_when_parse ("14:30", NOW, GARRISON_DAY_ORDER_DAY_FIRST, &when));
  g_assert_true (when.assumed);
}

/* A line ends with it; the rest stays as it is. */
static void
test_found (void)
{
  static const struct
  {
    const char *text;
    const char *rest;
    gint day;
    int minute;
  } lines[] = {
    { "Send the offer next tue 10", "Send the offer ", 20261201, 600 },
    { "Send the offer, next tue 10", "Send the offer, ", 20261201, 600 },
    { "Wants a quote in 2 weeks", "Wants a quote ", 20261208, -1 },
    { "Visit tomorrow at half past two", "Visit ", 20261125, 870 },
    { "tomorrow 3pm", "", 20261125, 900 },
    { "寄报价单下周二10点", "寄报价单", 20261201, 600 },
    { "回访 三天后", "回访 ", 20261127, -1 },
    { "电话沟通，下周三上午", "电话沟通，", 20261202, 540 },
    { "客户月底付款", NULL, 0, 0 },
    { "Ordered 10", NULL, 0, 0 },
    { "Said good afternoon", NULL, 0, 0 },
    { "Ask for Mr Monday's son", NULL, 0, 0 },
    { "与王小明通话", NULL, 0, 0 },
    { "", NULL, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GarrisonWhen when = { 0, 0, FALSE };
      gsize start = 0;
      gboolean found = garrison_when_find (lines[i].text, NOW, GARRISON_DAY_ORDER_DAY_FIRST, &start, &when);
      g_autofree char *rest = found ? g_strndup (lines[i].text, start) : NULL;

      g_test_message ("%s", lines[i].text);
      g_assert_cmpstr (rest, ==, lines[i].rest);
      g_assert_cmpint (when.day, ==, lines[i].day);
      g_assert_cmpint (when.minute, ==, lines[i].minute);
    }
}

/* Whatever is typed, in whatever state: nothing but a day that exists and a minute of it. */
static void
test_random (void)
{
  static const char *const words[] = { "next", "tue", "in",   "2",  "weeks", "10",  ":",    "30",  "下", "周",  "二", "点",
                                       "半",   "后",  "天",   "三", "at",    "half", "past", "/",  ".",  "-",   "12", "月",
                                       "日",   "end", "of",   "the", "month", "年", "2026", "pm", "差", "一刻", " ",  "\xe4" };

  for (guint i = 0; i < 30000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      GarrisonWhen when;
      gsize start;

      for (int n = g_test_rand_int_range (1, 8); n > 0; n--)
        {
          g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
          if (g_test_rand_bit ())
            g_string_append_c (text, ' ');
        }
      if (garrison_when_parse (text->str, NOW, g_test_rand_int_range (0, 2), &when))
        {
          g_assert_true (garrison_day_is_valid (when.day));
          g_assert_cmpint (when.minute, >=, -1);
          g_assert_cmpint (when.minute, <, 24 * 60);
        }
      if (garrison_when_find (text->str, NOW, GARRISON_DAY_ORDER_DAY_FIRST, &start, &when))
        g_assert_cmpuint (start, <, text->len);
    }
}

static void
test_instants (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  GarrisonWhen when = { 20261201, 600, FALSE }, back;
  gint64 instant = garrison_when_to_instant (when, zone);

  g_assert_cmpint (instant, ==, G_GINT64_CONSTANT (1796090400) * G_USEC_PER_SEC);
  back = garrison_when_of_instant (instant, zone);
  g_assert_cmpint (back.day, ==, when.day);
  g_assert_cmpint (back.minute, ==, when.minute);
  when.minute = -1;
  g_assert_cmpint (garrison_when_to_instant (when, zone), ==, instant - 10 * G_TIME_SPAN_HOUR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/when/english", test_english);
  g_test_add_func ("/base/when/chinese", test_chinese);
  g_test_add_func ("/base/when/refused", test_refused);
  g_test_add_func ("/base/when/order", test_order);
  g_test_add_func ("/base/when/found", test_found);
  g_test_add_func ("/base/when/random", test_random);
  g_test_add_func ("/base/when/instants", test_instants);
  return g_test_run ();
}
