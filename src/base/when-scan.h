/* A place in a phrase, and what of it was understood: for the files when*.c only. The text is in lower case, and
 * what is wide (１０：３０) narrow. */
#pragma once

#include "base/when.h"

G_BEGIN_DECLS

/* Parts of a day; what they mean for an hour stands in garrison_when_scan_get_minute(). */
typedef enum
{
  GARRISON_WHEN_ANY,
  GARRISON_WHEN_NIGHT, /* 凌晨 */
  GARRISON_WHEN_MORNING,
  GARRISON_WHEN_NOON,
  GARRISON_WHEN_AFTERNOON,
  GARRISON_WHEN_EVENING,
  GARRISON_WHEN_END,
} GarrisonWhenPart;

typedef struct
{
  const char *at;
  GarrisonWhen now;
  GarrisonDayOrder order;
  gint day;              /* 0: none yet */
  int hour;              /* -1: none yet */
  int minute;
  gboolean exact;        /* the hour is what it says, of 24 */
  gboolean bare;         /* the hour is a number and nothing else */
  gboolean done;         /* so many hours from now: nothing may follow */
  GarrisonWhenPart part;
} GarrisonWhenScan;

typedef struct
{
  const char *word;
  int value;
} GarrisonWhenWord;

/* Each takes what it names, with the blanks behind it, or nothing and answers FALSE. A word of letters ends where
 * its letters end. */
gboolean garrison_when_take (GarrisonWhenScan *scan, const char *word);
/* The longest of @words, which ends with a word NULL. */
gboolean garrison_when_take_any (GarrisonWhenScan *scan, const GarrisonWhenWord *words, int *value);
/* 2, "two", 二, 两, 十五. @digits: (nullable): how many digits it had, 0 for words. */
gboolean garrison_when_take_number (GarrisonWhenScan *scan, int *value, int *digits);

gboolean garrison_when_take_day (GarrisonWhenScan *scan);
gboolean garrison_when_take_date (GarrisonWhenScan *scan);
gboolean garrison_when_take_span (GarrisonWhenScan *scan);
gboolean garrison_when_take_time (GarrisonWhenScan *scan);

/* "mon", 一 (Monday): 1 to 7. */
gboolean garrison_when_take_weekday (GarrisonWhenScan *scan, int *weekday);

G_END_DECLS
