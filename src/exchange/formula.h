/* What a spreadsheet would run, and the apostrophe that keeps it from doing so. One rule for every table that
 * leaves (CSV, workbooks). Pure functions over octets that need not be terminated or valid; any thread.
 *
 * A spreadsheet runs a cell that begins with = + - @ tab or CR, some also after blanks or invisible characters, and
 * some take the full-width, small and raised forms for the same. Such a cell gets an apostrophe before it, which
 * spreadsheets take as "this is text". Left as it is: a number or a phone number of a sign, digits, points, commas
 * and blanks, up to 32 octets ("-5.2", "-1,200.00", "+8613800138000", "+86 138 0013 8000"): it can call nothing, and
 * with the apostrophe it would no longer add up or dial. With hyphens or brackets inside it is guarded, since
 * spreadsheets would subtract ("+86-138-0013-8000"). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** garrison_formula_is: whether a spreadsheet might run @text. */
gboolean garrison_formula_is (const char *text, gsize length);
/** garrison_formula_needs_guard: a formula, or apostrophes before one: the latter is guarded too, so that taking the
 * guard off gives it back. */
gboolean garrison_formula_needs_guard (const char *text, gsize length);
/** garrison_formula_guard: (transfer full): @text, with an apostrophe before it where it needs one. */
char *garrison_formula_guard (const char *text);
/**
 * garrison_formula_unguard:
 * @length: (inout): of @text
 *
 * Returns: @text without the apostrophe that was put before a formula; @text itself otherwise
 */
const char *garrison_formula_unguard (const char *text, gsize *length);

G_END_DECLS
