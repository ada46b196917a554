/* Amounts of money: gint64 in minor units (fen, cents) and an ISO 4217 code.
 *
 * No floating point touches an amount. Any thread; results belong to the caller. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * garrison_money_parse:
 * @text: as typed or found in a file: "1,234.50", "¥1.2万", "1.234,50 €", "(300)", "-12", "USD 5k"
 * @currency: the code to assume when @text names none
 * @minor: (out): the amount in minor units of the currency found
 * @found: (out) (optional) (transfer none): the code of the currency, @currency or a static string
 *
 * Where both "," and "." stand, the later one is the decimal sign; one that repeats groups
 * thousands; a single "," before exactly three digits groups, else it is the decimal sign; a single
 * "." is always the decimal sign. Brackets and a minus before or behind mean negative. 万, 亿, k,
 * M, B multiply. More digits than the currency has are rounded half away from zero.
 *
 * Returns: %FALSE with %GARRISON_ERROR_INVALID if @text is no amount or does not fit in 64 bits
 */
gboolean garrison_money_parse (
  const char *text, const char *currency, gint64 *minor, const char **found, GError **error);

/**
 * garrison_money_format:
 * @minor: minor units
 * @currency: (nullable): its code; %NULL for a plain number
 *
 * The exact amount: "¥1,280,000.00", "-US$5.00", "JP¥300", "1,280" for a plain number.
 */
char *garrison_money_format (gint64 minor, const char *currency);

/**
 * garrison_money_format_plain:
 * @minor: minor units
 * @currency: (nullable): its code
 *
 * The exact amount for files and entries: "1280000.00"; no sign of the currency, no grouping.
 */
char *garrison_money_format_plain (gint64 minor, const char *currency);

/**
 * garrison_money_format_compact:
 * @minor: minor units
 * @currency: (nullable): its code; %NULL for a plain number
 * @chinese: garrison_locale_is_chinese()
 *
 * About three digits for tiles and axes: "¥1.28 M", "¥962 k"; in Chinese "¥128.0 万", "¥1.2 亿".
 */
char *garrison_money_format_compact (gint64 minor, const char *currency, gboolean chinese);

G_END_DECLS
