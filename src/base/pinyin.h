/* Readings of Han characters.
 *
 * The readings are ICU's (Unihan's most frequent one), taken into a constant table when Garrison is
 * built; on top stand readings that companies, places and surnames have (重庆, 银行, 曾). Constant
 * data, any thread, nothing to set up, nothing fails. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GARRISON_PINYIN_MAX: letters in the longest syllable. */
#define GARRISON_PINYIN_MAX 6

/**
 * garrison_pinyin_syllable:
 * @c: a code point
 * @tone: (out) (optional): 1 to 4, or 5 for the neutral tone; 0 without a reading
 *
 * Returns: (nullable): the usual reading in ASCII letters (ü is v), static; %NULL when @c has none
 */
const char *garrison_pinyin_syllable (gunichar c, int *tone);

/**
 * garrison_pinyin_others:
 * @c: a code point
 *
 * Returns: (nullable): further plausible readings, separated by blanks, static
 */
const char *garrison_pinyin_others (gunichar c);

/**
 * garrison_pinyin_word:
 * @text: (array length=n): code points from where a word may begin
 * @n: how many
 * @at_start: whether @text is the beginning of a name, where surnames stand
 * @length: (out): how many characters the word has
 *
 * A word whose characters are read in one certain way there (重庆).
 *
 * Returns: (nullable): its syllables with their tones ("chong2 qing4"), separated by blanks, static
 */
const char *garrison_pinyin_word (const gunichar *text, gsize n, gboolean at_start, gsize *length);

G_END_DECLS
