/* China's province-level divisions and their cities of prefecture level, for finding a region by
 * its name and for taking it off company names. Constant data. Private to
 * base/ and to the server's functions. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;    /* ISO 3166-2 */
  const char *name;    /* 广东 */
  const char *ending;  /* 省, 市, 壮族自治区 */
  const char *letter;  /* 粤: the one-character abbreviation */
  const char *english; /* Guangdong */
  const char *cities;  /* without 市, separated by blanks */
} GarrisonProvince;

#define GARRISON_PROVINCES 34
extern const GarrisonProvince garrison_provinces[GARRISON_PROVINCES];
/* What any place may carry, beside its province's ending, which comes first; ends with NULL. */
extern const char *const garrison_china_endings[];

/* Bytes of a province's or city's name that @text (folded) begins with, its 省, 市 … included; 0
 * when with none. @province (optional) receives the province. */
gsize garrison_china_prefix (const char *text, const GarrisonProvince **province);

G_END_DECLS
