/* What a company's name is made of: the part that distinguishes it, its line of business, its place. Two names are
 * compared part by part (base/name-likeness.h).
 *
 * Parts are a text, so that a store can keep them: five fields, each of which may be empty, with a
 * %GARRISON_NAME_PART between them. All functions take bytes of any quality, as base/text.h says; results belong to
 * the caller. Any thread, nothing fails. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GARRISON_NAME_PART: stands between the parts. */
#define GARRISON_NAME_PART '\x1f'

/**
 * GarrisonNamePart:
 * @GARRISON_NAME_CORE: what tells the company from others (字号): 路畅 of 珠海路畅机电设备有限公司; words of
 *   other scripts separated by blanks, abbreviations written out, plurals taken back where a list says so. Empty
 *   when the name has none (河南省超市管理有限公司)
 * @GARRISON_NAME_BUSINESS: its line of business: 机电设备; the whole rest of the name when there is no core
 * @GARRISON_NAME_PLACE: 珠海; of Chinese names only
 * @GARRISON_NAME_INITIALS: of a name of three words and more in another script
 * @GARRISON_NAME_SOUND: the core in Latin letters without blanks: pinyin of Han characters
 */
typedef enum
{
  GARRISON_NAME_CORE,
  GARRISON_NAME_BUSINESS,
  GARRISON_NAME_PLACE,
  GARRISON_NAME_INITIALS,
  GARRISON_NAME_SOUND,
  GARRISON_NAME_N_PARTS
} GarrisonNamePart;

/**
 * garrison_name_parts:
 * @name: (nullable): a company's name
 *
 * Takes @name apart. Of a Chinese name's key, places are taken off the beginning (provinces, cities, counties,
 * districts); the core is the shortest beginning of two characters or more behind which nothing but words of a line
 * of business and places follow, or two such words in a row; words of a business in front of it go too where two
 * characters are left. Of other names, legal forms and joining words go; words of a list are business, the rest core.
 */
char *garrison_name_parts (const char *name);

/**
 * garrison_name_part:
 * @parts: what garrison_name_parts() gave
 * @length: (out): octets of the part
 *
 * Returns: (transfer none): where that part begins in @parts; not terminated
 */
const char *garrison_name_part (const char *parts, GarrisonNamePart part, gsize *length);

/**
 * garrison_name_distinct:
 * @name: (nullable): a company's name
 *
 * The distinguishing part as it is written in @name where it stands there in one piece, else folded; empty when
 * there is none.
 */
char *garrison_name_distinct (const char *name);

G_END_DECLS
