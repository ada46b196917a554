/* Currencies (ISO 4217): digits and signs. Constant data, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * garrison_currency_is_known:
 * @code: (nullable): three upper-case letters
 */
gboolean garrison_currency_is_known (const char *code);

/**
 * garrison_currency_digits:
 * @code: (nullable): an ISO 4217 code
 *
 * Digits of its minor unit: 2 for most, 0 (JPY), 3 (KWD), 4 (CLF). 2 when unknown; 0 for %NULL,
 * which elsewhere means "a plain number".
 */
int garrison_currency_digits (const char *code);

/**
 * garrison_currency_symbol:
 * @code: an ISO 4217 code
 *
 * What stands before an amount: "¥", "US$", "€", or the code itself. CNY has "¥", JPY "JP¥", so
 * that no two currencies share a sign.
 *
 * Returns: (transfer none): static, or @code itself
 */
const char *garrison_currency_symbol (const char *code);

/**
 * garrison_currency_find:
 * @text: a sign or code as files have it: "¥", "￥", "RMB", "元", "usd", "$", "€"
 *
 * Returns: (nullable): the ISO 4217 code, static
 */
const char *garrison_currency_find (const char *text);

G_END_DECLS
