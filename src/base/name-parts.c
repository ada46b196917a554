#include "base/name-parts.h"

#include <string.h>

#include "base/business-words.h"
#include "base/china.h"
#include "base/text-units.h"
#include "base/text-words.h"
#include "base/text.h"
#include "base/word-trie.h"

/* Marks of the words in the trie. */
#define BUSINESS 1
#define PLACE 2 /* provinces and cities, also with 市; are business too */
#define COUNTY 4
#define LONGEST_PLACE 5
#define WORDS 64

/* A Chinese name without legal forms, as characters. */
typedef struct
{
  const gunichar *text;
  gsize n;
} Name;

static gboolean
is_none_of (const char *word, const char *const *list)
{
  return !g_strv_contains (list, word);
}

static void
add_business (GarrisonWordTrie *trie, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  for (char **word = list; *word != NULL; word++)
    if (is_none_of (*word, garrison_business_not))
      garrison_word_trie_add (trie, *word, BUSINESS);
}

static void
add_places (GarrisonWordTrie *trie, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  for (char **name = list; *name != NULL; name++)
    if (**name != '\0')
      {
        g_autofree char *city = g_strconcat (*name, "市", NULL);
        garrison_word_trie_add (trie, *name, BUSINESS | PLACE);
        garrison_word_trie_add (trie, city, BUSINESS | PLACE);
      }
}

static const GarrisonWordTrie *
all_words (void)
{
  static gsize words = 0;
  if (g_once_init_enter (&words))
    {
      GarrisonWordTrie *trie = garrison_word_trie_new ();
      add_business (trie, garrison_text_trade_words);
      add_business (trie, garrison_business_words);
      garrison_word_trie_add (trie, garrison_business_counties, COUNTY);
      for (guint i = 0; i < GARRISON_PROVINCES; i++)
        {
          add_places (trie, garrison_provinces[i].name);
          add_places (trie, garrison_provinces[i].cities);
        }
      g_once_init_leave (&words, (gsize) trie);
    }
  return (const GarrisonWordTrie *) words;
}

/* Characters of the longest word at @at with one of the marks of @mask, @most at most; @mark (optional) receives
 * all its marks. */
static gsize
longest (Name name, gsize at, guint mask, gsize most, guint *mark)
{
  const GarrisonWordTrie *trie = all_words ();
  gsize found = 0;
  guint node = 0;
  for (gsize i = at; i < name.n && i - at < most; i++)
    {
      node = garrison_word_trie_step (trie, node, name.text[i]);
      if (node == 0)
        break;
      guint marks = garrison_word_trie_mark (trie, node);
      if ((marks & mask) == 0)
        continue;
      found = i - at + 1;
      if (mark != NULL)
        *mark = marks;
    }
  return found;
}

/* ends[i]: whether from i on the name is words of business and nothing else. */
static void
find_ends (Name name, gboolean *ends)
{
  const GarrisonWordTrie *trie = all_words ();
  ends[name.n] = TRUE;
  for (gsize i = name.n; i-- > 0;)
    {
      guint node = 0;
      ends[i] = FALSE;
      for (gsize j = i; j < name.n && !ends[i]; j++)
        {
          node = garrison_word_trie_step (trie, node, name.text[j]);
          if (node == 0)
            break;
          ends[i] = ends[j + 1] && (garrison_word_trie_mark (trie, node) & BUSINESS) != 0;
        }
    }
}

/* Two words of business in a row, of two characters each at least. */
static gboolean
is_run (Name name, gsize at)
{
  gsize first = longest (name, at, BUSINESS, name.n, NULL);
  return first >= 2 && longest (name, at + first, BUSINESS, name.n, NULL) >= 2;
}

/* The core is name[start, end); both 0 without one. @ends may be NULL. */
static void
find_core (Name name, gsize *start, gsize *end)
{
  g_autofree gboolean *ends = g_new (gboolean, name.n + 1);
  find_ends (name, ends);
  *start = *end = 0;
  if (ends[0])
    return;
  gsize e = MIN (2, name.n), i = 0, word;
  while (e < name.n && !ends[e] && !is_run (name, e))
    e++;
  Name core = { name.text, e };
  while (i < e && (word = longest (core, i, BUSINESS, e, NULL)) >= 2)
    i += word;
  if (i > 0 && e - i == 1)
    return;
  *start = e - i >= 2 ? i : 0;
  *end = e;
}

static gboolean
begins_with (Name name, gsize at, const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word), at++)
    if (at >= name.n || name.text[at] != g_utf8_get_char (word))
      return FALSE;
  return TRUE;
}

/* Characters of the first of @list at @at. */
static gsize
any_of (Name name, gsize at, const char *const *list)
{
  for (; *list != NULL; list++)
    if (begins_with (name, at, *list))
      return g_utf8_strlen (*list, -1);
  return 0;
}

static gboolean
ends_like (Name name, gsize end, const char *const *list)
{
  for (; *list != NULL; list++)
    {
      gsize n = g_utf8_strlen (*list, -1);
      if (end >= n && begins_with (name, end - n, *list))
        return TRUE;
    }
  return FALSE;
}

static gboolean
all_han (Name name, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (name.text[i] < 0x4e00 || name.text[i] > 0x9fff)
      return FALSE;
  return TRUE;
}

/* 通州区, 祁各庄镇, 棠下街道, 容县: what is in no list but says what it is. */
static gsize
district_length (Name name, gboolean known)
{
  static const char *const kinds[] = { "自治县", "县", "区", "镇", "乡", "旗", "市", "街道", NULL };
  for (gsize i = 2; i <= 3 && i < name.n && all_han (name, i); i++)
    {
      gsize kind = any_of (name, i, kinds);
      if (kind > 0)
        return ends_like (name, i + kind, garrison_business_no_districts) ? 0 : i + kind;
    }
  if (name.n > 1 && all_han (name, 1) && begins_with (name, 1, "县"))
    return 2;
  return known && name.n > 2 && all_han (name, 2) && begins_with (name, 2, "街") ? 3 : 0;
}

/* Characters of a place at the beginning; @sure: it is one and nothing else; @known: a place stood before it. */
static gsize
place_length (Name name, gboolean known, gboolean *sure)
{
  gsize n = longest (name, 0, PLACE | COUNTY, LONGEST_PLACE, NULL);
  if (n >= 2)
    {
      gsize ending = any_of (name, n, garrison_business_place_endings);
      *sure = ending > 0 || known || name.text[n - 1] == 0x53bf || name.text[n - 1] == 0x5e02;
      return n + ending;
    }
  n = district_length (name, known);
  *sure = n > 0 && !(n == 3 && name.text[2] == 0x8857);
  return n;
}

static void
put (GString *text, Name name, gsize start, gsize end)
{
  for (; start < end; start++)
    g_string_append_unichar (text, name.text[start]);
}

/* What is left when the places in front are gone; the first of them goes to @place if there is none yet. */
static Name
without_places (Name name, GString *place)
{
  gsize start, end, n;
  gboolean known = place->len > 0, sure, core;
  gsize zone = known && name.n > 3 ? any_of (name, 0, garrison_business_zones) : 0;
  for (name = (Name){ name.text + zone, name.n - zone };; name = (Name){ name.text + n, name.n - n }, known = TRUE)
    {
      Name rest = { name.text + MIN (2, name.n), name.n - MIN (2, name.n) };
      if (rest.n > 0 && begins_with (name, 0, "中国"))
        {
          find_core (rest, &start, &end);
          name = end - start >= 2 ? rest : name;
        }
      n = place_length (name, known, &sure);
      rest = (Name){ name.text + n, name.n - n };
      if (n == 0 || rest.n < 2)
        return name;
      find_core (rest, &start, &end);
      core = end - start >= 2;
      if (!core && !sure)
        return name;
      if (!sure)
        {
          g_autofree gboolean *ends = g_new (gboolean, rest.n + 1);
          find_ends (rest, ends);
          if (ends[1])
            return name;
        }
      if (place->len == 0)
        put (place, name, 0, n);
      if (!core)
        return rest;
    }
}

/* What is not core, without the places in it. */
static void
put_business (GString *business, Name name, gsize start, gsize end, GString *place)
{
  gsize i = 0, n;
  while (i < name.n)
    {
      guint mark = 0;
      if (i == start && end > start)
        {
          i = end;
          continue;
        }
      n = longest (name, i, BUSINESS, i < start ? start - i : name.n, &mark);
      if (n > 0 && (mark & PLACE) && end > start)
        {
          if (place->len == 0)
            put (place, name, i, name.text[i + n - 1] == 0x5e02 ? i + n - 1 : i + n);
        }
      else
        put (business, name, i, i + MAX (n, 1));
      i += MAX (n, 1);
    }
}

/* The pinyin in the search text of @core; @core itself when it has none. */
static char *
spell (const char *core)
{
  g_autofree char *search = garrison_text_search (core, NULL);
  const char *pinyin = strchr (search, GARRISON_TEXT_FIELD) + 1;
  const char ends[] = { GARRISON_TEXT_FIELD, GARRISON_TEXT_VARIANT, '\0' };
  gsize n = strcspn (pinyin, ends);
  return n > 0 ? g_strndup (pinyin, n) : g_strdup (core);
}

static char *
chinese_parts (const char *key, gsize n_bytes, const char *its_place)
{
  g_autoptr (GString) core = g_string_new (NULL), business = g_string_new (NULL), place = g_string_new (its_place);
  glong n;
  g_autofree gunichar *text = g_utf8_to_ucs4_fast (key, (glong) n_bytes, &n);
  Name name = without_places ((Name){ text, (gsize) n }, place);
  gsize start, end;
  find_core (name, &start, &end);
  put (core, name, start, end);
  put_business (business, name, start, end, place);
  g_autofree char *sound = spell (core->str);
  return g_strdup_printf ("%s\x1f%s\x1f%s\x1f\x1f%s", core->str, business->str, place->str, sound);
}

static void
end_word (GPtrArray *words, GString *word)
{
  if (word->len > 0)
    g_ptr_array_add (words, g_strdup (word->str));
  g_string_truncate (word, 0);
}

/* The words of a name whose key has no Han characters, parted as the key parts them. */
static GPtrArray *
split_words (const char *name)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);
  GarrisonUnits units;
  gboolean han = FALSE;
  garrison_units_init_folded (&units, name);
  for (gsize i = 0; i <= units.n; i++)
    {
      gunichar c = i < units.n ? units.data[i] : ' ';
      if (c == '.' || c == '\'' || c == 0x2019)
        continue;
      if (!garrison_units_is_word (c) || garrison_units_is_han (c) != han)
        end_word (words, word);
      if (garrison_units_is_word (c))
        g_string_append_unichar (word, c);
      han = garrison_units_is_han (c);
    }
  garrison_units_clear (&units);
  guint n = words->len;
  if (n > WORDS) /* the early ones run together, as in the key */
    {
      for (guint i = 0; i <= n - WORDS; i++)
        g_string_append (word, words->pdata[i]);
      g_ptr_array_remove_range (words, 0, n - WORDS);
      g_free (words->pdata[0]);
      words->pdata[0] = g_strdup (word->str);
    }
  return words;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (a, *(const char *const *) b);
}

static gboolean
is_in (const char *word, const char *const *sorted, gsize n)
{
  return bsearch (word, sorted, n, sizeof sorted[0], compare_strings) != NULL;
}

static const char *
write_out (const char *word)
{
  for (const char *const *pair = garrison_business_short; *pair != NULL; pair += 2)
    if (g_str_equal (pair[0], word))
      return pair[1];
  return word;
}

static void
add_word (GString *text, const char *word)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, word);
}

static char *
other_parts (const char *name)
{
  g_autoptr (GPtrArray) words = split_words (name);
  g_autoptr (GString) core = g_string_new (NULL), business = g_string_new (NULL), initials = g_string_new (NULL);
  guint first = words->len > 1 && g_str_equal (words->pdata[0], "the") ? 1 : 0, n = words->len, named = 0;
  while (n > first + 1 && is_in (words->pdata[n - 1], garrison_text_latin_forms, garrison_text_n_latin_forms))
    n--;
  for (guint i = first; i < n; i++)
    {
      const char *word = words->pdata[i], *whole = write_out (word);
      if (!is_none_of (word, garrison_business_joints) && n - first > 1)
        continue;
      named++;
      g_string_append_unichar (initials, g_utf8_get_char (word));
      add_word (is_in (whole, garrison_business_english, garrison_business_n_english) ? business : core, whole);
    }
  if (core->len == 0)
    {
      g_string_assign (core, business->str);
      g_string_truncate (business, 0);
    }
  if (named < 3)
    g_string_truncate (initials, 0);
  g_autoptr (GString) sound = g_string_new (core->str);
  g_string_replace (sound, " ", "", 0);
  return g_strdup_printf ("%s\x1f%s\x1f\x1f%s\x1f%s", core->str, business->str, initials->str, sound->str);
}

static gboolean
has_han (const char *text, gsize n)
{
  for (const char *p = text; p < text + n; p = g_utf8_next_char (p))
    if (garrison_units_is_han (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

char *
garrison_name_parts (const char *name)
{
  g_autofree char *key = garrison_text_name_key (name), *core = garrison_text_name_core (name);
  gsize n = strlen (core);
  if (has_han (core, n))
    return chinese_parts (core, n, key[n] == '\0' ? "" : key + n + 1);
  return other_parts (name);
}

const char *
garrison_name_part (const char *parts, GarrisonNamePart part, gsize *length)
{
  g_return_val_if_fail (parts != NULL, NULL);
  for (int i = 0; i < (int) part; i++)
    {
      const char *end = strchr (parts, GARRISON_NAME_PART);
      parts = end != NULL ? end + 1 : parts + strlen (parts);
    }
  const char *end = strchr (parts, GARRISON_NAME_PART);
  *length = end != NULL ? (gsize) (end - parts) : strlen (parts);
  return parts;
}

char *
garrison_name_distinct (const char *name)
{
  g_autofree char *parts = garrison_name_parts (name), *clean = garrison_text_clean (name != NULL ? name : "", -1);
  gsize n;
  const char *core = garrison_name_part (parts, GARRISON_NAME_CORE, &n);
  for (const char *p = clean; n > 0 && *p != '\0'; p = g_utf8_next_char (p))
    for (const char *end = g_utf8_next_char (p); end - p <= (gssize) (3 * n + 3); end = g_utf8_next_char (end))
      {
        g_autofree char *piece = g_strndup (p, end - p), *folded = garrison_text_fold (piece);
        if (strlen (folded) == n && memcmp (folded, core, n) == 0)
          return g_steal_pointer (&piece);
        if (*end == '\0' || !g_str_has_prefix (core, folded))
          break;
      }
  return g_strndup (core, n);
}
