/* How alike two company names are, and the keys under which names that might be alike are found.
 *
 * Works on parts (base/name-parts.h), so that a store takes a name apart once. The server's functions of the same
 * names (data/postgres/text.sql) give the same. Any thread, nothing fails. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GARRISON_NAME_ALIKE: from here on two names are taken for one company's. */
#define GARRISON_NAME_ALIKE 80

/** GARRISON_NAME_GRAMS: keys that an index holds of a name, numbered from 1. */
#define GARRISON_NAME_GRAMS 4
/** GARRISON_NAME_PROBES: keys by which names like one are looked up, those of the index first. */
#define GARRISON_NAME_PROBES 10

/**
 * garrison_name_likeness:
 * @a: parts of a name
 * @b: parts of another
 *
 * 0 to 100. 0 when the places differ, or the lines of business, unless one name has none or one's stands in the
 * other's (机电 in 机电设备). Three are taken off for a place, three for a line of business that only one has or has
 * more of. The cores give:
 *
 * - 100: the same; without any core, the same line of business;
 * - 97: the same but for blanks; 92: the same words in another order; 90: Han characters against their pinyin;
 * - Han: 88 the same sounds, from three characters on; 85 two neighbours swapped, from three on; 84 one other
 *   character, 82 one more, from four on. Not where that character is a number, a direction or the like, and
 *   never for two characters, where each tells companies apart;
 * - other scripts, word by word, in words of the same number (up to two words may differ): 88 two letters swapped,
 *   from five letters on; 87 a letter more, from six on (from four on where it doubles its neighbour); 85 one other
 *   letter, from eight on, or one vowel for another, from seven on, and not the first letter; 82 two words. Numbers
 *   must be the same, and so must words of fewer letters;
 * - 83: a word of three to six letters against the initials of three words and more.
 *
 * Cores of more than 100 characters are the same or not alike.
 */
int garrison_name_likeness (const char *a, const char *b);

/**
 * garrison_name_gram:
 * @parts: parts of a name
 * @n: 1 to %GARRISON_NAME_PROBES
 *
 * Names alike have one of the first name's probes among the other's grams (1 to %GARRISON_NAME_GRAMS). 1: the sound's
 * letters in order (swaps, pinyin, words in another order); 2 and 3: the first and last half of the core, with its
 * length; 4: initials; 5 to 8: halves as if it were one character shorter, or longer; 9: the core as initials; 10: the
 * initials as a core.
 *
 * Returns: (nullable): %NULL where the name has no such key
 */
char *garrison_name_gram (const char *parts, int n);

G_END_DECLS
