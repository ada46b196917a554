/* Days and times as people say them, in English and in Chinese: "next tue 10", "in 2 weeks", "3pm tomorrow",
 * 下周二 10点, 后天下午三点半, 月底. Both languages may stand in one phrase. Pure functions, any thread.
 *
 * What is ambiguous is decided so, and a window shows what was understood while it is typed:
 * - a weekday alone is the next one after today; "this" and 本周 mean the week from Monday on in which today is,
 *   "next" and 下周 the one after, 下下周 the one after that;
 * - "next week" is its Monday, "next month" its first day, the end of a week its Friday, a weekend its Saturday;
 * - a date without a year, or a day of the month alone, is the next one that is not over;
 * - an hour from 1 to 6 without "am", 上午 or a 0 before it is in the afternoon;
 * - morning is 9:00, noon 12:00, afternoon 14:00, evening and tonight 19:00, the end of a day 18:00;
 * - a time alone is today's, or tomorrow's when that is over. */
#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/**
 * GarrisonWhen:
 * @day: a day
 * @minute: minutes since its midnight, 0 to 1439; -1 for no time of day
 * @assumed: (of a phrase): only a time was said, and the day is a guess
 */
typedef struct
{
  gint day;
  int minute;
  gboolean assumed;
} GarrisonWhen;

/**
 * garrison_when_parse:
 * @text: UTF-8
 * @now: with a minute
 * @order: which number of "3/4" is the month, where both could be
 * @when: (out): what is meant
 *
 * Returns: %FALSE when the whole text is not such a phrase, or its day does not exist
 */
gboolean garrison_when_parse (const char *text, GarrisonWhen now, GarrisonDayOrder order, GarrisonWhen *when);

/**
 * garrison_when_find:
 * @start: (out): the octet of @text at which the phrase begins
 *
 * Finds the longest phrase with which a line ends: "Send the offer next tue 10". A bare number is none.
 */
gboolean garrison_when_find (const char *text, GarrisonWhen now, GarrisonDayOrder order, gsize *start, GarrisonWhen *when);

/** garrison_when_to_instant: microseconds UTC; without a time of day, the beginning of the day in @zone. */
gint64 garrison_when_to_instant (GarrisonWhen when, GTimeZone *zone);
/** garrison_when_of_instant: the day and minute of an instant in @zone. */
GarrisonWhen garrison_when_of_instant (gint64 instant, GTimeZone *zone);

G_END_DECLS
