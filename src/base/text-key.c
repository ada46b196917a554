#include "base/text.h"

#include <string.h>

#include "base/china.h"
#include "base/prefixes.h"
#include "base/text-units.h"
#include "base/text-words.h"

#define WORDS 64

/* The name without blanks and punctuation, and where its last words begin. */
typedef struct
{
  char *text;
  gsize length;
  gsize starts[WORDS];
  guint n;
  char *place; /* (nullable): the last place that was taken off the beginning */
} Key;

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (a, *(const char *const *) b);
}

static gboolean
is_latin_form (const char *word)
{
  return bsearch (word, garrison_text_latin_forms, garrison_text_n_latin_forms,
                  sizeof garrison_text_latin_forms[0], compare_strings)
      != NULL;
}

static void
start_word (Key *key)
{
  if (key->n == WORDS) /* legal forms stand at the end, so the early ones may run together */
    {
      memmove (key->starts + 1, key->starts + 2, (WORDS - 2) * sizeof key->starts[0]);
      key->n--;
    }
  key->starts[key->n++] = key->length;
}

/* A dot or apostrophe joins (S.A., O'Neil); other punctuation and a change of script part words. */
static void
split (Key *key, const GarrisonUnits *units)
{
  gunichar before = ' ';
  key->text = g_malloc (4 * units->n + 1);
  key->length = 0;
  key->n = 0;
  for (gsize i = 0; i < units->n; i++)
    {
      gunichar c = units->data[i];
      if (c == '.' || c == '\'' || c == 0x2019)
        continue;
      if (garrison_units_is_word (c))
        {
          if (!garrison_units_is_word (before)
              || garrison_units_is_han (c) != garrison_units_is_han (before))
            start_word (key);
          key->length = garrison_units_put (key->text + key->length, c) - key->text;
        }
      before = c;
    }
  key->text[key->length] = '\0';
}

static void
strip_latin_forms (Key *key)
{
  gboolean the = key->n > 1 && key->starts[1] == 3 && g_str_has_prefix (key->text, "the");
  guint least = the ? 2 : 1;
  while (key->n > least && is_latin_form (key->text + key->starts[key->n - 1]))
    {
      key->length = key->starts[--key->n];
      key->text[key->length] = '\0';
    }
  if (the)
    memmove (key->text, key->text + 3, (key->length -= 3) + 1);
}

static void
cut (Key *key, gsize at, gsize length)
{
  memmove (key->text + at, key->text + at + length, key->length - at - length + 1);
  key->length -= length;
}

/* Whether @text is legal forms and nothing else. */
static gboolean
only_forms (const char *text, gsize bytes)
{
  const char *const *forms = garrison_text_form_parts;
  for (; bytes > 0 && *forms != NULL; forms++)
    {
      gsize length = strlen (*forms);
      if (bytes >= length && memcmp (text, *forms, length) == 0)
        return only_forms (text + length, bytes - length);
    }
  return bytes == 0;
}

/* Whether the key without these bytes is still a name: at least two characters (李厂 shall not
 * become 李) and not legal forms alone. */
static gboolean
enough_without (const Key *key, gsize at, gsize length)
{
  const char *behind = key->text + at + length;
  gsize behind_length = key->length - at - length;
  if (g_utf8_strlen (key->text, at) + g_utf8_strlen (behind, behind_length) < 2)
    return FALSE;
  return !only_forms (key->text, at) || !only_forms (behind, behind_length);
}

static void
strip_inner_forms (Key *key)
{
  for (const char *const *form = garrison_text_inner_forms; *form != NULL; form++)
    {
      gsize length = strlen (*form);
      const char *found;
      while ((found = strstr (key->text, *form)) != NULL
             && enough_without (key, found - key->text, length))
        cut (key, found - key->text, length);
    }
}

static gboolean
is_branch (const Key *key)
{
  for (const char *const *ending = garrison_text_branch_endings; *ending != NULL; ending++)
    if (g_str_has_suffix (key->text, *ending))
      return TRUE;
  return FALSE;
}

static void
strip_final_forms (Key *key)
{
  for (const char *const *form = garrison_text_final_forms; *form != NULL; form++)
    {
      gsize length = strlen (*form);
      if (key->length <= length || memcmp (key->text + key->length - length, *form, length) != 0)
        continue;
      if (is_branch (key) || !enough_without (key, key->length - length, length))
        return;
      cut (key, key->length - length, length);
    }
}

/* Bytes of the longest word of a trade at @text. */
static gsize
trade_length (const char *text)
{
  static gsize words = 0;
  if (g_once_init_enter (&words))
    {
      GarrisonPrefixes *set = garrison_prefixes_new ();
      garrison_prefixes_add (set, garrison_text_trade_words, NULL);
      garrison_prefixes_sort (set);
      g_once_init_leave (&words, (gsize) set);
    }
  return garrison_prefixes_find ((const GarrisonPrefixes *) words, text, NULL);
}

/* Whether @text still tells one company from another: two characters that no trade word covers. */
static gboolean
is_distinctive (const char *text)
{
  int own = 0;
  while (*text != '\0' && own < 2)
    {
      gsize trade = trade_length (text);
      if (trade == 0)
        own++;
      text = trade != 0 ? text + trade : g_utf8_next_char (text);
    }
  return own >= 2;
}

/* 青岛市 is 青岛: the place without what it is. */
static char *
bare_place (const char *text, gsize bytes)
{
  for (const char *const *ending = garrison_text_place_endings; *ending != NULL; ending++)
    {
      gsize length = strlen (*ending);
      if (bytes > length + 3 && memcmp (text + bytes - length, *ending, length) == 0)
        return g_strndup (text, bytes - length);
    }
  return g_strndup (text, bytes);
}

static void
strip_places (Key *key)
{
  gsize length;
  while ((length = garrison_china_prefix (key->text, NULL)) > 0
         && is_distinctive (key->text + length))
    {
      g_free (key->place);
      key->place = bare_place (key->text, length);
      cut (key, 0, length);
    }
}

/* Taking one thing off may bare another, so it goes on until nothing changes. */
static void
strip_chinese (Key *key)
{
  gsize before;
  do
    {
      before = key->length;
      strip_inner_forms (key);
      strip_final_forms (key);
      strip_places (key);
    }
  while (key->length != before);
}

/* @place (inout): replaced where @name begins with one. */
static char *
make_key (const char *name, char **place, gboolean *settled)
{
  GarrisonUnits units;
  Key key;
  key.place = NULL;
  garrison_units_init_folded (&units, name);
  split (&key, &units);
  if (key.length == 0) /* nothing but punctuation: then that */
    for (gsize i = 0; i < units.n; i++)
      key.length = garrison_units_put (key.text + key.length, units.data[i]) - key.text;
  key.text[key.length] = '\0';
  gboolean has_latin = FALSE, has_other = FALSE;
  *settled = TRUE;
  for (gsize i = 0; i < units.n; i++)
    {
      has_other |= units.data[i] >= 0x80;
      has_latin |= (units.data[i] < 0x80 && g_ascii_isalpha ((char) units.data[i]));
      *settled &= !garrison_units_depends (units.data[i]);
    }
  garrison_units_clear (&units);
  if (has_latin)
    strip_latin_forms (&key);
  if (has_other)
    strip_chinese (&key);
  *settled &= !(has_latin && has_other);
  if (key.place != NULL)
    {
      g_free (*place);
      *place = key.place;
    }
  return key.text;
}

/* The place behind the last mark of a key, so that the key of a key is itself. */
static const char *
find_place (const char *text)
{
  const char *mark = text != NULL ? strrchr (text, GARRISON_TEXT_PLACE) : NULL;
  return mark != NULL && garrison_china_prefix (mark + 1, NULL) == strlen (mark + 1) && mark[1] != '\0' ? mark : NULL;
}

gsize
garrison_text_key_length (const char *key, gsize length)
{
  if (length <= GARRISON_TEXT_KEY_MAX)
    return length;
  length = GARRISON_TEXT_KEY_MAX;
  while (length > 0 && ((guchar) key[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static char *
whole_name_key (const char *name)
{
  gboolean settled;
  const char *mark = find_place (name);
  g_autofree char *before = mark != NULL ? g_strndup (name, mark - name) : NULL;
  g_autofree char *place = mark != NULL ? g_strdup (mark + 1) : NULL;
  char *key = make_key (before != NULL ? before : name, &place, &settled), *whole;
  /* Marks may have come to stand behind other letters, Latin legal forms to the end (Acme Ltd
   * 公司). */
  for (int round = 0; !settled && round < 8; round++)
    {
      char *next = make_key (key, &place, &settled);
      settled |= g_str_equal (next, key);
      g_free (key);
      key = next;
    }
  if (place == NULL || *key == '\0')
    return key;
  whole = g_strdup_printf ("%s%c%s", key, GARRISON_TEXT_PLACE, place);
  g_free (key);
  return whole;
}

char *
garrison_text_name_key (const char *name)
{
  char *key = whole_name_key (name);
  key[garrison_text_key_length (key, strlen (key))] = '\0';
  return key;
}

char *
garrison_text_name_core (const char *name)
{
  char *key = garrison_text_name_key (name);
  char *mark = (char *) find_place (key);
  if (mark != NULL)
    *mark = '\0';
  return key;
}
