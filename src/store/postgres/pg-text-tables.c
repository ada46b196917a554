#include "store/postgres/pg-text-tables.h"

#include <string.h>

#include "base/business-words.h"
#include "base/china.h"
#include "base/mail.h"
#include "base/prefixes.h"
#include "base/text-tables.h"
#include "base/text-units.h"
#include "base/text-words.h"

#define LAST 0x10ffff
#define HANGUL_FIRST 0xac00
#define HANGUL_LAST 0xd7a3

/* Bits of text_readings, which data/postgres/text.sql takes apart. */
#define READING_BITS 11
#define WORD_SHIFT 11
#define WORD_BITS 9
#define OTHERS_SHIFT 20
#define OTHERS_BITS 7

typedef gboolean (*Property) (gunichar c);

static void
begin (GString *sql, const char *name, const char *type)
{
  g_string_append_printf (sql,
                          "CREATE OR REPLACE FUNCTION %s () RETURNS %s LANGUAGE sql IMMUTABLE PARALLEL SAFE\n"
                          "SET search_path = garrison, pg_temp AS $table$ SELECT ",
                          name, type);
}

static void
end (GString *sql, const char *type)
{
  g_string_append_printf (sql, "::%s $table$;\n", type);
}

/* E'…' reads the same whatever standard_conforming_strings is in the session. */
static void
add_escaped (GString *sql, const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (*text == '\'' || *text == '\\')
        g_string_append_c (sql, *text);
      g_string_append_c (sql, *text);
    }
}

static void
add_text (GString *sql, const char *name, const char *text)
{
  begin (sql, name, "text");
  g_string_append (sql, "E'");
  add_escaped (sql, text);
  g_string_append_c (sql, '\'');
  end (sql, "text");
}

static void
add_number (GString *sql, const char *name, gsize number)
{
  begin (sql, name, "int");
  g_string_append_printf (sql, "%" G_GSIZE_FORMAT, number);
  end (sql, "int");
}

static void
add_numbers (GString *sql, const char *name, const GArray *numbers)
{
  begin (sql, name, "int[]");
  g_string_append (sql, "'{");
  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (sql, "%s%d", i > 0 ? "," : "", g_array_index (numbers, gint, i));
  g_string_append (sql, "}'");
  end (sql, "int[]");
}

/* @type: "text[]", or "name[]", whose elements are found without a walk through those before. */
static void
add_list (GString *sql, const char *name, const char *type, GPtrArray *texts)
{
  begin (sql, name, type);
  g_string_append (sql, "ARRAY[");
  for (guint i = 0; i < texts->len; i++)
    {
      g_string_append (sql, i > 0 ? ",E'" : "E'");
      add_escaped (sql, texts->pdata[i]);
      g_string_append_c (sql, '\'');
    }
  g_string_append_c (sql, ']');
  end (sql, type);
}

static void
add_words (GString *sql, const char *name, const char *const *words)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  for (; *words != NULL; words++)
    g_ptr_array_add (list, (gpointer) *words);
  add_list (sql, name, "text[]", list);
}

/* An object from text to text, which the server searches by halving. */
static void
add_pair (GString *object, const char *key, const char *value)
{
  const char *texts[] = { key, value };
  g_string_append_c (object, object->len > 0 ? ',' : '{');
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_string_append (object, i == 0 ? "\"" : ":\"");
      for (const char *p = texts[i]; *p != '\0'; p++)
        {
          g_assert ((guchar) *p >= 0x20);
          if (*p == '"' || *p == '\\')
            g_string_append_c (object, '\\');
          g_string_append_c (object, *p);
        }
      g_string_append_c (object, '"');
    }
}

static void
add_object (GString *sql, const char *name, GString *object)
{
  g_string_append (object, object->len > 0 ? "}" : "{}");
  begin (sql, name, "jsonb");
  g_string_append (sql, "E'");
  add_escaped (sql, object->str);
  g_string_append_c (sql, '\'');
  end (sql, "jsonb");
}

/* Where a property begins, ends, begins …: behind an odd number of bounds it holds. */
static void
add_property (GString *sql, const char *name, Property has)
{
  g_autoptr (GArray) bounds = g_array_new (FALSE, FALSE, sizeof (gint));
  gboolean before = FALSE;
  for (gunichar c = 1; c <= LAST; c++)
    {
      gboolean now = has (c);
      if (now != before)
        g_array_append_val (bounds, c);
      before = now;
    }
  add_numbers (sql, name, bounds);
}

static gint
fold_value (guint16 value)
{
  if (value == GARRISON_FOLD_NOTHING)
    return -1;
  if (value == GARRISON_FOLD_SLOW)
    return -2;
  if (value >= GARRISON_FOLD_LONG && value < 0xe000)
    return -3 - (value - GARRISON_FOLD_LONG);
  return value;
}

/* 0: the character itself; -1: nothing; -2: depends on its neighbours; below: the long ones. */
static void
add_folds (GString *sql)
{
  g_autoptr (GArray) map = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GPtrArray) longs = g_ptr_array_new ();
  guint n_longs = 0;
  for (guint c = 1; c < 0x10000; c++)
    {
      gint value = fold_value (garrison_fold_map[c]);
      if (value <= -3)
        n_longs = MAX (n_longs, (guint) (-2 - value));
      /* A blank is not "itself": it may go, beside another or at an end. */
      if (value == (gint) c && c != ' ')
        value = 0;
      g_array_append_val (map, value);
    }
  for (guint i = 0; i < n_longs; i++)
    g_ptr_array_add (longs, (gpointer) garrison_fold_longs[i]);
  add_numbers (sql, "text_folds", map);
  add_list (sql, "text_long_folds", "text[]", longs);
}

/* Numbers the different readings, syllable and tone; the lists hold both with and without the tone. */
static gint
reading_number (GHashTable *numbers, GPtrArray *syllables, GPtrArray *sorted, guint value)
{
  const char *syllable = garrison_pinyin_syllables[value >> GARRISON_PINYIN_SHIFT & GARRISON_PINYIN_INDEX];
  guint key = value & ~(guint) (GARRISON_PINYIN_WORD | GARRISON_PINYIN_OTHERS);
  if (*syllable == '\0')
    return 0;
  gint number = GPOINTER_TO_INT (g_hash_table_lookup (numbers, GUINT_TO_POINTER (key)));
  if (number != 0)
    return number;
  g_ptr_array_add (syllables, g_strdup (syllable));
  g_ptr_array_add (sorted, g_strdup_printf ("%s%c", syllable, (char) (key & GARRISON_PINYIN_TONE)));
  g_assert (syllables->len < 1 << READING_BITS);
  g_hash_table_insert (numbers, GUINT_TO_POINTER (key), GINT_TO_POINTER (syllables->len));
  return (gint) syllables->len;
}

/* The number, from 1, of the first entry for @c; 0 without one. */
static gint
entry_number (const GarrisonPinyinEntry *table, gsize n, gunichar c)
{
  for (gsize i = 0; i < n; i++)
    if (table[i].first == c)
      return (gint) i + 1;
  return 0;
}

static void
add_readings (GString *sql)
{
  g_autoptr (GArray) map = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) syllables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);
  g_assert (garrison_pinyin_words_table_n < 1 << WORD_BITS);
  g_assert (garrison_pinyin_others_table_n < 1 << OTHERS_BITS);
  for (gunichar c = GARRISON_PINYIN_FIRST; c <= GARRISON_PINYIN_LAST; c++)
    {
      guint value = garrison_pinyin_map[c - GARRISON_PINYIN_FIRST];
      gint reading = reading_number (numbers, syllables, sorted, value);
      if (value & GARRISON_PINYIN_WORD)
        reading |= entry_number (garrison_pinyin_words_table, garrison_pinyin_words_table_n, c) << WORD_SHIFT;
      if (value & GARRISON_PINYIN_OTHERS)
        reading |= entry_number (garrison_pinyin_others_table, garrison_pinyin_others_table_n, c)
                   << OTHERS_SHIFT;
      g_array_append_val (map, reading);
    }
  add_numbers (sql, "text_readings", map);
  add_list (sql, "text_syllables", "name[]", syllables);
  add_list (sql, "text_sorted_syllables", "name[]", sorted);
}

static void
add_other_readings (GString *sql)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  for (gsize i = 0; i < garrison_pinyin_others_table_n; i++)
    g_ptr_array_add (others, (gpointer) garrison_pinyin_others_table[i].readings);
  add_list (sql, "text_other_readings", "text[]", others);
}

/* A word's part of a sort key, of the pinyin and of the initials. */
static void
spell_word (const GarrisonPinyinEntry *entry, GString *sorted, GString *pinyin, GString *initials)
{
  g_auto (GStrv) syllables = g_strsplit (entry->readings, " ", -1);
  const char *p = entry->text;
  for (guint i = 0; i < entry->length; i++, p = g_utf8_next_char (p))
    {
      gsize length = strlen (syllables[i]) - 1;
      g_string_append_len (sorted, syllables[i], length);
      g_string_append_c (sorted, syllables[i][length] - '0');
      g_string_append_len (sorted, p, g_utf8_next_char (p) - p);
      g_string_append_len (pinyin, syllables[i], length);
      g_string_append_c (initials, syllables[i][0]);
    }
}

/* Words with a reading of their own; a "^" before those that are surnames. */
static void
add_read_words (GString *sql)
{
  GPtrArray *lists[4];
  const char *const names[]
    = { "text_read_words", "text_word_sorted", "text_word_pinyin", "text_word_initials" };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    lists[i] = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < garrison_pinyin_words_table_n; i++)
    {
      const GarrisonPinyinEntry *entry = &garrison_pinyin_words_table[i];
      GString *sorted = g_string_new (NULL), *pinyin = g_string_new (NULL), *initials = g_string_new (NULL);
      spell_word (entry, sorted, pinyin, initials);
      g_ptr_array_add (lists[0], g_strconcat (entry->surname ? "^" : "", entry->text, NULL));
      g_ptr_array_add (lists[1], g_string_free (sorted, FALSE));
      g_ptr_array_add (lists[2], g_string_free (pinyin, FALSE));
      g_ptr_array_add (lists[3], g_string_free (initials, FALSE));
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      add_list (sql, names[i], "text[]", lists[i]);
      g_ptr_array_unref (lists[i]);
    }
}

/* Words to find at a text's beginning, by what they yield; the characters that they begin with; and how
 * long the longest is. */
typedef struct
{
  GString *object;
  GString *heads;
  GHashTable *seen;
  gsize longest;
} Prefixes;

static void
prefixes_init (Prefixes *self)
{
  self->object = g_string_new (NULL);
  self->heads = g_string_new (NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->longest = 0;
}

static void
prefixes_add (Prefixes *self, const char *word, const char *yields)
{
  g_autofree char *head = g_utf8_substring (word, 0, 1);
  if (!g_hash_table_add (self->seen, g_strdup (word)))
    return;
  if (strstr (self->heads->str, head) == NULL)
    g_string_append (self->heads, head);
  self->longest = MAX (self->longest, (gsize) g_utf8_strlen (word, -1));
  add_pair (self->object, word, yields);
}

static void
prefixes_finish (Prefixes *self, GString *sql, const char *object, const char *heads, const char *longest)
{
  add_object (sql, object, self->object);
  add_text (sql, heads, self->heads->str);
  add_number (sql, longest, self->longest);
  g_string_free (self->object, TRUE);
  g_string_free (self->heads, TRUE);
  g_hash_table_unref (self->seen);
}

static void
add_place (Prefixes *places, const char *name)
{
  const GarrisonProvince *province = NULL;
  gsize length = garrison_china_prefix (name, &province);
  g_assert (length > 0);
  prefixes_add (places, name, province->ending);
}

static void
add_places (GString *sql)
{
  Prefixes places;
  prefixes_init (&places);
  for (guint i = 0; i < GARRISON_PROVINCES; i++)
    {
      g_auto (GStrv) cities = g_strsplit (garrison_provinces[i].cities, " ", -1);
      add_place (&places, garrison_provinces[i].name);
      for (char **city = cities; *city != NULL; city++)
        if (**city != '\0')
          add_place (&places, *city);
    }
  prefixes_finish (&places, sql, "text_places", "text_place_heads", "text_longest_place");
  add_words (sql, "text_china_endings", garrison_china_endings);
  add_words (sql, "text_place_endings", garrison_text_place_endings);
}

static void
add_trades (GString *sql)
{
  Prefixes trades;
  g_auto (GStrv) words = g_strsplit (garrison_text_trade_words, " ", -1);
  prefixes_init (&trades);
  for (char **word = words; *word != NULL; word++)
    prefixes_add (&trades, *word, "");
  prefixes_finish (&trades, sql, "text_trades", "text_trade_heads", "text_longest_trade");
}

static void
add_marks (GHashTable *marks, const char *words, const char *behind, guint mark)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  for (char **word = list; *word != NULL; word++)
    if (**word != '\0' && (mark != 1 || !g_strv_contains (garrison_business_not, *word)))
      {
        char *key = g_strconcat (*word, behind, NULL);
        guint before = GPOINTER_TO_UINT (g_hash_table_lookup (marks, key));
        g_hash_table_replace (marks, key, GUINT_TO_POINTER (before | mark));
      }
}

/* The words of base/name-parts.c with their marks: 1 business, 2 place, 4 county. */
static void
add_name_words (GString *sql)
{
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Prefixes words;
  prefixes_init (&words);
  add_marks (marks, garrison_text_trade_words, "", 1);
  add_marks (marks, garrison_business_words, "", 1);
  add_marks (marks, garrison_business_counties, "", 4);
  for (guint i = 0; i < GARRISON_PROVINCES; i++)
    {
      add_marks (marks, garrison_provinces[i].name, "", 3);
      add_marks (marks, garrison_provinces[i].name, "市", 3);
      add_marks (marks, garrison_provinces[i].cities, "", 3);
      add_marks (marks, garrison_provinces[i].cities, "市", 3);
    }
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (marks), (GCompareFunc) strcmp);
  for (GList *key = keys; key != NULL; key = key->next)
    {
      g_autofree char *mark = g_strdup_printf ("%u", GPOINTER_TO_UINT (g_hash_table_lookup (marks, key->data)));
      prefixes_add (&words, key->data, mark);
    }
  prefixes_finish (&words, sql, "text_name_words", "text_name_heads", "text_longest_name_word");
}

static void
add_english (GString *sql)
{
  GString *english = g_string_new (NULL), *abbreviations = g_string_new (NULL), *domains = g_string_new (NULL);
  const char *const *free_domains = garrison_mail_free_domains ();
  for (const char *const *word = garrison_business_english; *word != NULL; word++)
    add_pair (english, *word, "");
  for (const char *const *pair = garrison_business_short; *pair != NULL; pair += 2)
    add_pair (abbreviations, pair[0], pair[1]);
  for (; *free_domains != NULL; free_domains++)
    add_pair (domains, *free_domains, "");
  add_object (sql, "text_name_english", english);
  add_object (sql, "text_name_short", abbreviations);
  add_object (sql, "text_free_domains", domains);
  g_string_free (english, TRUE);
  g_string_free (abbreviations, TRUE);
  g_string_free (domains, TRUE);
  add_words (sql, "text_name_joints", garrison_business_joints);
  add_words (sql, "text_name_endings", garrison_business_place_endings);
  add_words (sql, "text_name_zones", garrison_business_zones);
  add_text (sql, "text_name_telling", garrison_business_telling);
}

/* Patterns of words of letters only, so that nothing in them needs quoting. */
static void
add_pattern (GString *sql, const char *name, const char *before, const char *const *words, const char *behind)
{
  g_autofree char *all = g_strjoinv ("|", (char **) words);
  g_autofree char *pattern = g_strconcat (before, all, behind, NULL);
  add_text (sql, name, pattern);
}

static void
add_forms (GString *sql)
{
  add_words (sql, "text_latin_forms", garrison_text_latin_forms);
  add_words (sql, "text_inner_forms", garrison_text_inner_forms);
  add_words (sql, "text_final_forms", garrison_text_final_forms);
  add_pattern (sql, "text_final_pattern", "(", garrison_text_final_forms, ")$");
  add_pattern (sql, "text_branch_pattern", "(", garrison_text_branch_endings, ")$");
  add_pattern (sql, "text_no_district_pattern", "(", garrison_business_no_districts, ")$");
  add_pattern (sql, "text_only_forms_pattern", "^(", garrison_text_form_parts, ")*$");
}

/* Unicode of a library, for normalising as it does. */
typedef struct
{
  const char *parts, *bounds, *classes, *pairs; /* names of functions */
  char *(*take_apart) (gunichar c);             /* NULL when nothing changes */
  int (*class_of) (gunichar c);
  gboolean (*halve) (gunichar c, gunichar *a, gunichar *b);
  gunichar (*compose) (gunichar a, gunichar b);
} Library;

static char *
compatibility_parts (gunichar c)
{
  char text[8] = { 0 };
  g_unichar_to_utf8 (c, text);
  g_autofree char *parts = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  return parts == NULL || g_str_equal (parts, text) ? NULL : g_steal_pointer (&parts);
}

static gboolean
halve (gunichar c, gunichar *a, gunichar *b)
{
  return g_unichar_decompose (c, a, b) && *b != 0;
}

static gunichar
compose (gunichar a, gunichar b)
{
  gunichar c = 0;
  return g_unichar_compose (a, b, &c) ? c : 0;
}

static gboolean
is_character (gunichar c)
{
  return !(c >= 0xd800 && c <= 0xdfff) && !(c >= HANGUL_FIRST && c <= HANGUL_LAST);
}

/* Planes without characters have nothing to fold; the one of tags vanishes, assigned or not. */
static gboolean
is_empty_plane (gunichar c)
{
  return (c >= 0x40000 && c < 0xe0000) || c >= 0xf0000;
}

/* Hangul is taken apart and put together by arithmetic, not here. */
static void
add_parts (GString *sql, const Library *library)
{
  GString *object = g_string_new (NULL);
  for (gunichar c = 0x80; c <= LAST; c++)
    {
      char text[8] = { 0 };
      if (!is_character (c) || is_empty_plane (c))
        continue;
      g_autofree char *parts = library->take_apart (c);
      g_unichar_to_utf8 (c, text);
      if (parts != NULL)
        add_pair (object, text, parts);
    }
  for (gunichar c = 'A'; c <= 'Z'; c++)
    {
      char text[2] = { (char) c, 0 };
      g_autofree char *parts = library->take_apart (c);
      if (parts != NULL)
        add_pair (object, text, parts);
    }
  add_object (sql, library->parts, object);
  g_string_free (object, TRUE);
}

/* Classes as stretches: where each begins, and its class. */
static void
add_classes (GString *sql, const Library *library)
{
  g_autoptr (GArray) bounds = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (gint));
  int before = 0;
  for (gunichar c = 1; c <= LAST; c++)
    {
      int now = library->class_of (c);
      if (now != before)
        {
          g_array_append_val (bounds, c);
          g_array_append_val (classes, now);
        }
      before = now;
    }
  add_numbers (sql, library->bounds, bounds);
  add_numbers (sql, library->classes, classes);
}

static void
add_pairs (GString *sql, const Library *library)
{
  GString *object = g_string_new (NULL);
  for (gunichar c = 0x80; c <= LAST; c++)
    {
      gunichar a, b, whole;
      if (!is_character (c) || is_empty_plane (c) || !library->halve (c, &a, &b))
        continue;
      whole = library->compose (a, b);
      if (whole == 0)
        continue;
      char pair[16] = { 0 }, text[8] = { 0 };
      g_unichar_to_utf8 (b, pair + g_unichar_to_utf8 (a, pair));
      g_unichar_to_utf8 (whole, text);
      add_pair (object, pair, text);
    }
  add_object (sql, library->pairs, object);
  g_string_free (object, TRUE);
}

static void
add_library (GString *sql, const Library *library)
{
  add_parts (sql, library);
  add_classes (sql, library);
  add_pairs (sql, library);
}

static void
add_normalising (GString *sql)
{
  const Library icu = { "text_casefold_parts", "text_casefold_bounds", "text_casefold_classes",
                        "text_casefold_pairs", garrison_units_casefold_parts, garrison_units_combining_class,
                        garrison_units_halve, garrison_units_compose };
  const Library glib = { "text_nfkc_parts", "text_nfkc_bounds", "text_nfkc_classes", "text_nfkc_pairs",
                         compatibility_parts, g_unichar_combining_class, halve, compose };
  add_library (sql, &icu);
  add_library (sql, &glib);
}

/* Digits that are not ASCII to those that are; and letters to their small forms, one by one: a final
 * sigma goes by its neighbour. */
static void
add_digits_and_cases (GString *sql)
{
  GString *digits = g_string_new (NULL), *lower = g_string_new (NULL);
  for (gunichar c = 0x80; c <= LAST; c++)
    {
      char text[8] = { 0 };
      int value = g_unichar_digit_value (c);
      g_unichar_to_utf8 (c, text);
      if (value >= 0)
        {
          char digit[2] = { (char) ('0' + value), '\0' };
          add_pair (digits, text, digit);
        }
      if (!g_unichar_isupper (c) && !g_unichar_istitle (c))
        continue;
      g_autofree char *small = g_utf8_strdown (text, -1);
      if (!g_str_equal (small, text))
        add_pair (lower, text, small);
    }
  add_object (sql, "text_digits", digits);
  add_object (sql, "text_lower", lower);
  g_string_free (digits, TRUE);
  g_string_free (lower, TRUE);
}

static gboolean
is_blank (gunichar c)
{
  return garrison_units_is_blank (c);
}

static gboolean
is_invisible (gunichar c)
{
  return garrison_units_is_invisible (c);
}

static gboolean
is_word (gunichar c)
{
  return garrison_units_is_word (c);
}

static gboolean
is_han (gunichar c)
{
  return garrison_units_is_han (c);
}

char *
garrison_pg_text_tables (void)
{
  GString *sql = g_string_sized_new (2 * 1024 * 1024);
  add_folds (sql);
  add_readings (sql);
  add_other_readings (sql);
  add_read_words (sql);
  add_places (sql);
  add_trades (sql);
  add_name_words (sql);
  add_english (sql);
  add_forms (sql);
  add_normalising (sql);
  add_digits_and_cases (sql);
  add_property (sql, "text_word_bounds", is_word);
  add_property (sql, "text_han_bounds", is_han);
  add_property (sql, "text_accent_bounds", garrison_units_is_accent);
  add_property (sql, "text_latin_bounds", garrison_units_is_latin);
  add_property (sql, "text_letter_bounds", g_unichar_isalpha);
  add_property (sql, "text_blank_bounds", is_blank);
  add_property (sql, "text_invisible_bounds", is_invisible);
  add_property (sql, "text_never_in_mail_bounds", garrison_mail_never_has);
  return g_string_free (sql, FALSE);
}
