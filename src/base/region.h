/* Regions: countries (ISO 3166-1 alpha-2, "US") and their subdivisions (ISO 3166-2, "CN-GD").
 *
 * Codes, English and Chinese names are taken from iso-codes when Garrison is built; the names of
 * China's provinces come from a table of our own. Constant data, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean garrison_region_is_known (const char *code);

/**
 * garrison_region_label:
 * @code: (nullable): a region's code
 * @chinese: garrison_locale_is_chinese()
 *
 * What people call it: "Guangdong" or 广东.
 *
 * Returns: (transfer none): static; @code itself when it is unknown, "" for %NULL
 */
const char *garrison_region_label (const char *code, gboolean chinese);

/**
 * garrison_region_parent:
 * @code: a region's code
 *
 * Returns: (nullable) (transfer none): the region that holds it (a country for most), %NULL for a
 *   country and for what is unknown
 */
const char *garrison_region_parent (const char *code);

/**
 * garrison_region_children:
 * @code: (nullable): a region's code; %NULL for all countries
 *
 * Returns: (transfer container): codes of what lies directly in it, in the order of codes,
 *   %NULL-terminated; free the array with g_free(), not the strings
 */
const char **garrison_region_children (const char *code);

/**
 * garrison_region_find:
 * @text: (nullable): a code, or a name in English or Chinese as people write it: "CN-GD", "广东省",
 *   "Guangdong", "United States", 美国; also the large cities of China (青岛, Qingdao)
 *
 * Where a country and a subdivision share a name (Georgia), the country is meant; a subdivision's
 * name that several countries have (La Paz) is nobody's.
 *
 * Returns: (nullable) (transfer none): the region's code
 */
const char *garrison_region_find (const char *text);

G_END_DECLS
