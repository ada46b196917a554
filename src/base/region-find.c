#include "base/region.h"

#include <string.h>

#include "base/china.h"
#include "base/region-table.h"
#include "base/text-reader.h"

/* Names in the order in which they may claim a word: what an earlier rank has, a later one does not
 * get. Within one rank two claims make it nobody's. */
typedef enum
{
  RANK_ALIAS,
  RANK_PROVINCE,
  RANK_COUNTRY,
  RANK_CITY,
  RANK_SUBDIVISION,
} Rank;

typedef struct
{
  const char *code; /* NULL: nobody's */
  Rank rank;
} Claim;

/* What people write beside the official names, and cities whose pinyin several have. */
static const struct
{
  const char *name;
  const char *code;
} aliases[] = {
  { "uk", "GB" },
  { "greatbritain", "GB" },
  { "britain", "GB" },
  { "america", "US" },
  { "uae", "AE" },
  { "holland", "NL" },
  { "southkorea", "KR" },
  { "korea", "KR" },
  { "南韩", "KR" },
  { "香港", "CN-HK" },
  { "macau", "CN-MO" },
  { "prc", "CN" },
  { "mainlandchina", "CN" },
  { "中国大陆", "CN" },
  { "加州", "US-CA" },
  { "德州", "CN-SD" },
  { "suzhou", "CN-JS" },
  { "fuzhou", "CN-FJ" },
  { "harbin", "CN-HL" },
  { "hohhot", "CN-NM" },
  { "urumqi", "CN-XJ" },
  { "lhasa", "CN-XZ" },
  { "taipei", "CN-TW" },
  { "xizang", "CN-XZ" },
  { "neimenggu", "CN-NM" },
  { "canton", "CN-GD" },
  { "peking", "CN-BJ" },
  { "czechrepublic", "CZ" },
  { "lvliang", "CN-SX" },
  { "luliang", "CN-SX" },
};

/* Folded, letters and digits only. */
static char *
plain_name (const char *text)
{
  GarrisonUnits units;
  garrison_units_init_folded (&units, text);
  char *name = g_malloc (4 * units.n + 1);
  char *out = name;
  for (gsize i = 0; i < units.n; i++)
    if (garrison_units_is_word (units.data[i]))
      out = garrison_units_put (out, units.data[i]);
  *out = '\0';
  garrison_units_clear (&units);
  return name;
}

/* Of two subdivisions of one name in one country, one that holds the other is meant. */
static const char *
settle (const char *a, const char *b)
{
  if (g_strcmp0 (a, b) == 0 || g_strcmp0 (garrison_region_parent (b), a) == 0)
    return a;
  return g_strcmp0 (garrison_region_parent (a), b) == 0 ? b : NULL;
}

static void
claim_plain (GHashTable *names, const char *plain, const char *code, Rank rank)
{
  if (*plain == '\0')
    return;
  Claim *claim = g_hash_table_lookup (names, plain);
  if (claim == NULL)
    {
      claim = g_new (Claim, 1);
      *claim = (Claim){ code, rank };
      g_hash_table_insert (names, g_strdup (plain), claim);
    }
  else if (claim->rank == rank && claim->code != NULL)
    claim->code = settle (claim->code, code);
}

static void
claim (GHashTable *names, const char *name, const char *code, Rank rank)
{
  if (name == NULL)
    return;
  g_autofree char *plain = plain_name (name);
  claim_plain (names, plain, code, rank);
}

/* The name as it is, and without its 省, 州 … if two characters are left. */
static void
claim_chinese (GHashTable *names, const char *name, const char *code, Rank rank)
{
  static const char *const endings[] = { "自治区", "省", "市", "州", "县", "郡", "府" };
  if (name == NULL)
    return;
  claim (names, name, code, rank);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      {
        g_autofree char *bare = g_strndup (name, strlen (name) - strlen (endings[i]));
        if (g_utf8_strlen (bare, -1) >= 2)
          claim (names, bare, code, rank);
        return;
      }
}

static void
claim_pinyin (GHashTable *names, const char *city, const char *code)
{
  GarrisonUnits units;
  GarrisonTextReader reader;
  GarrisonTextStep step;
  g_autoptr (GString) pinyin = g_string_new (NULL);
  garrison_units_init_folded (&units, city);
  garrison_text_reader_init (&reader, &units);
  while (garrison_text_reader_next (&reader, &step))
    g_string_append_len (pinyin, step.syllable, step.length);
  garrison_units_clear (&units);
  claim_plain (names, pinyin->str, code, RANK_CITY);
}

static void
claim_province (GHashTable *names, const GarrisonProvince *province)
{
  const char *code = province->code;
  g_autofree char *full = g_strconcat (province->name, province->ending, NULL);
  claim (names, province->name, code, RANK_PROVINCE);
  claim (names, full, code, RANK_PROVINCE);
  claim (names, province->letter, code, RANK_PROVINCE);
  claim (names, province->english, code, RANK_PROVINCE);
  char **cities = g_strsplit (province->cities, " ", -1);
  for (char **city = cities; *city != NULL; city++)
    {
      claim (names, *city, code, RANK_CITY);
      claim_pinyin (names, *city, code);
    }
  g_strfreev (cities);
}

static void
claim_region (GHashTable *names, const GarrisonRegion *region)
{
  Rank rank = region->parent == NULL ? RANK_COUNTRY : RANK_SUBDIVISION;
  claim (names, region->english, region->code, rank);
  claim (names, region->official, region->code, rank);
  claim (names, region->alpha_3, region->code, rank);
  claim_chinese (names, region->chinese, region->code, rank);
}

static GHashTable *
make_names (void)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    claim (names, aliases[i].name, aliases[i].code, RANK_ALIAS);
  /* Rank after rank: a claim that comes late must not find its word taken by a lower rank. */
  for (gsize i = 0; i < GARRISON_PROVINCES; i++)
    {
      const GarrisonProvince *province = &garrison_provinces[i];
      claim (names, province->name, province->code, RANK_PROVINCE);
      claim (names, province->english, province->code, RANK_PROVINCE);
    }
  for (gsize i = 0; i < garrison_region_table_n; i++)
    if (garrison_region_table[i].parent == NULL)
      claim_region (names, &garrison_region_table[i]);
  for (gsize i = 0; i < GARRISON_PROVINCES; i++)
    claim_province (names, &garrison_provinces[i]);
  for (gsize i = 0; i < garrison_region_table_n; i++)
    if (garrison_region_table[i].parent != NULL)
      claim_region (names, &garrison_region_table[i]);
  return names;
}

/* Made at the first call, about 10,000 names. */
static GHashTable *
all_names (void)
{
  static gsize names = 0;
  if (g_once_init_enter (&names))
    g_once_init_leave (&names, (gsize) make_names ());
  return (GHashTable *) names;
}

static const char *
find_plain (const char *plain)
{
  const Claim *found = g_hash_table_lookup (all_names (), plain);
  return found != NULL ? found->code : NULL;
}

static const char *
find_code (const char *text)
{
  g_autofree char *folded = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  if (folded == NULL)
    return NULL;
  g_autofree char *upper = g_ascii_strup (g_strstrip (folded), -1);
  const GarrisonRegion *region = garrison_region_lookup (upper);
  return region != NULL ? region->code : NULL;
}

/* "广东省深圳市南山区": a place of China and whatever lies in it. */
static const char *
find_chinese_address (const char *plain)
{
  static const char *const endings[] = { "区", "县", "市", "州", "盟", "旗", "镇" };
  const GarrisonProvince *province = NULL, *other;
  gsize length = garrison_china_prefix (plain, &province);
  if (length == 0)
    return NULL;
  plain += length;
  while ((length = garrison_china_prefix (plain, &other)) > 0)
    {
      if (other != province)
        return NULL;
      plain += length;
    }
  gboolean place = *plain == '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    place |= g_str_has_suffix (plain, endings[i]);
  return place ? province->code : NULL;
}

/* "guangdongprovince", "stateofcalifornia" */
static const char *
find_without_kind (const char *plain)
{
  static const char *const kinds[]
    = { "province", "sheng", "state", "city", "shi", "省", "市", "州" };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (plain, kinds[i]) && strlen (plain) >= strlen (kinds[i]) + 3)
      {
        g_autofree char *bare = g_strndup (plain, strlen (plain) - strlen (kinds[i]));
        return find_plain (bare);
      }
  return g_str_has_prefix (plain, "stateof") ? find_plain (plain + strlen ("stateof")) : NULL;
}

const char *
garrison_region_find (const char *text)
{
  if (text == NULL)
    return NULL;
  const char *code = find_code (text);
  if (code != NULL)
    return code;
  g_autofree char *plain = plain_name (text);
  if ((code = find_plain (plain)) != NULL || (code = find_chinese_address (plain)) != NULL
      || (code = find_without_kind (plain)) != NULL)
    return code;
  static const char *const china[] = { "中国", "china" };
  for (gsize i = 0; i < G_N_ELEMENTS (china); i++)
    if (g_str_has_prefix (plain, china[i]))
      {
        const char *rest = plain + strlen (china[i]);
        code = find_plain (rest);
        code = code != NULL ? code : find_chinese_address (rest);
        return code != NULL && g_str_has_prefix (code, "CN-") ? code : NULL;
      }
  return NULL;
}
