#include "base/when-scan.h"

#include <string.h>

gboolean
garrison_when_take (GarrisonWhenScan *scan, const char *word)
{
  gsize length = strlen (word);

  if (strncmp (scan->at, word, length) != 0)
    return FALSE;
  if (g_ascii_isalpha (word[length - 1]) && g_ascii_isalpha (scan->at[length]))
    return FALSE;
  scan->at += length;
  scan->at += strspn (scan->at, " ");
  return TRUE;
}

gboolean
garrison_when_take_any (GarrisonWhenScan *scan, const GarrisonWhenWord *words, int *value)
{
  const char *begin = scan->at, *furthest = NULL;

  for (guint i = 0; words[i].word != NULL; i++)
    {
      scan->at = begin;
      if (garrison_when_take (scan, words[i].word) && (furthest == NULL || scan->at > furthest))
        {
          furthest = scan->at;
          *value = words[i].value;
        }
    }
  scan->at = furthest != NULL ? furthest : begin;
  return furthest != NULL;
}

/* 0 to 9, or -1; @octets: its length. */
static int
chinese_digit (const char *at, int *octets)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  *octets = 3;
  for (int i = 0; i < 10; i++)
    if (g_str_has_prefix (at, digits[i]))
      return i;
  if (g_str_has_prefix (at, "两"))
    return 2;
  return g_str_has_prefix (at, "零") ? 0 : -1;
}

/* Up to 99: 五, 十, 十五, 二十, 二十五; 〇五 as in 十点〇五. */
static gboolean
take_chinese_number (GarrisonWhenScan *scan, int *value)
{
  const char *at = scan->at;
  int octets, first = chinese_digit (at, &octets), last;

  if (first >= 0)
    at += octets;
  if (g_str_has_prefix (at, "十"))
    {
      at += strlen ("十");
      last = chinese_digit (at, &octets);
      if (last > 0)
        at += octets;
      *value = MAX (first, first < 0 ? 1 : 0) * 10 + MAX (last, 0);
    }
  else if (first < 0)
    return FALSE;
  else if (first == 0 && (last = chinese_digit (at, &octets)) >= 0)
    {
      at += octets;
      *value = last;
    }
  else
    *value = first;
  scan->at = at + strspn (at, " ");
  return TRUE;
}

static const GarrisonWhenWord NUMBERS[]
  = { { "a", 1 },      { "an", 1 },      { "one", 1 },     { "two", 2 },      { "a couple of", 2 }, { "couple of", 2 },
      { "three", 3 },  { "four", 4 },    { "five", 5 },    { "six", 6 },      { "seven", 7 },       { "eight", 8 },
      { "nine", 9 },   { "ten", 10 },    { "eleven", 11 }, { "twelve", 12 },  { "fifteen", 15 },    { "twenty", 20 },
      { "thirty", 30 }, { "forty", 40 }, { "forty-five", 45 }, { "ninety", 90 }, { NULL, 0 } };

gboolean
garrison_when_take_number (GarrisonWhenScan *scan, int *value, int *digits)
{
  int n = (int) strspn (scan->at, "0123456789");

  if (digits != NULL)
    *digits = n;
  if (n > 8)
    return FALSE;
  if (n > 0)
    {
      *value = (int) g_ascii_strtoll (scan->at, NULL, 10);
      scan->at += n;
      scan->at += strspn (scan->at, " ");
      return TRUE;
    }
  return take_chinese_number (scan, value) || garrison_when_take_any (scan, NUMBERS, value);
}
