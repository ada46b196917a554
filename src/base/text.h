/* Names as people write them, made comparable, sortable and searchable.
 *
 * All functions take NUL-terminated bytes of any quality: invalid UTF-8 is mended (U+FFFD), control
 * characters count as blanks, direction marks and other invisible characters vanish. Results are
 * valid UTF-8, newly allocated and owned by the caller. No locale is consulted, so that a key made
 * on one machine compares with a key made on another. Every function may be called on any thread;
 * none needs setting up (the tables are generated when Garrison is built). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GARRISON_TEXT_NAME_MAX: characters (not bytes) that a name may have. */
#define GARRISON_TEXT_NAME_MAX 500

/** GARRISON_TEXT_FIELD: ends a field of the packed search text. */
#define GARRISON_TEXT_FIELD '\x1f'
/** GARRISON_TEXT_VARIANT: stands between two variants within a field of the search text. */
#define GARRISON_TEXT_VARIANT '\x1e'

/** GARRISON_TEXT_PLACE: stands between name and place in a name key. */
#define GARRISON_TEXT_PLACE '@'

/**
 * GARRISON_TEXT_KEY_MAX: octets that a key has at most: an index on a server holds entries of 2,704. Beyond
 * that nobody compares or sorts names.
 */
#define GARRISON_TEXT_KEY_MAX 2000

/**
 * garrison_text_key_length:
 * @key: (array length=length): valid UTF-8, or what is left of a longer key
 *
 * The octets of @key that a key keeps: whole characters within %GARRISON_TEXT_KEY_MAX.
 */
gsize garrison_text_key_length (const char *key, gsize length);

/**
 * garrison_text_clean:
 * @text: (array length=length): bytes from outside
 * @length: bytes, or -1 when NUL-terminated
 *
 * What may be stored and shown: valid UTF-8, without direction marks, each control character
 * (NUL, tabs and line ends too) and run of blanks one space, no blank at either end.
 * Case, width and script stay.
 */
char *garrison_text_clean (const char *text, gssize length);

/**
 * garrison_text_fold:
 * @text: (nullable): anything
 *
 * The form in which search compares: NFKC and case folding (Unicode's NFKC_Casefold, which joins
 * full and half width), traditional to simplified Han, accents off Latin letters, runs of blanks
 * one space, none at the ends. Folding the result again changes nothing.
 */
char *garrison_text_fold (const char *text);

/**
 * garrison_text_name_key:
 * @name: (nullable): a company's or person's name
 *
 * The key under which two spellings of one name are equal: folded; without legal forms (有限公司,
 * 集团, Ltd, GmbH …), punctuation and blanks. A leading province or large city (北京市…) moves to
 * the end, behind a %GARRISON_TEXT_PLACE and without 省 or 市, the last of several only (湖北省武汉市
 * is 武汉): companies of one name in two cities are two companies, and what stands before the mark
 * tells that they might be one. It stays in front where nothing but words of a trade would be left
 * (上海银行). Empty only if @name is blank. This and the other keys end at %GARRISON_TEXT_KEY_MAX.
 */
char *garrison_text_name_key (const char *name);

/**
 * garrison_text_name_core:
 * @name: (nullable): a company's or person's name
 *
 * The name key without its place: where two agree only in this, one of the names may have left the
 * place out.
 */
char *garrison_text_name_core (const char *name);

/**
 * garrison_text_sort_key:
 * @name: (nullable): a name
 *
 * Text that under memcmp() (SQLite's BINARY) puts names in the order of a Chinese telephone book:
 * Han characters by pinyin, tone, then character, among the Latin names; digits before letters.
 * Per Han character it holds syllable, tone (one byte 1–5: as a separator it sorts below all else)
 * and the character; anything else stands folded. The first letter of the key is the one to
 * index by.
 */
char *garrison_text_sort_key (const char *name);

/**
 * garrison_text_search:
 * @name: (nullable): a name
 * @short_name: (nullable): what people call it
 *
 * The packed search text of a record, to be scanned for a folded needle (memmem):
 * folded name, or name and short name with a %GARRISON_TEXT_VARIANT between;
 * %GARRISON_TEXT_FIELD; pinyin without blanks; %GARRISON_TEXT_FIELD; initials.
 * Characters with several plausible readings (长: chang, zhang) yield up to four variants a name,
 * with a %GARRISON_TEXT_VARIANT between. A name without Han characters has no pinyin, and the first
 * characters of its words as initials. ü is written v, as input methods do.
 */
char *garrison_text_search (const char *name, const char *short_name);

/**
 * garrison_text_valid_name:
 * @text: (array length=length): what was typed or imported
 * @length: bytes, or -1 when NUL-terminated
 *
 * Refuses what no name can be, with %GARRISON_ERROR_INVALID: invalid UTF-8, NUL, control
 * characters, nothing but blanks and invisible characters, more than %GARRISON_TEXT_NAME_MAX
 * characters.
 */
gboolean garrison_text_valid_name (const char *text, gssize length, GError **error);

/**
 * garrison_text_initials:
 * @name: (nullable): a person's or company's name
 *
 * One Han character (the first) or up to two upper-case initials, for an avatar. Empty when there
 * is no letter or digit.
 */
char *garrison_text_initials (const char *name);

G_END_DECLS
