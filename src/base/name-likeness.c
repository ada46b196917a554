#include "base/name-likeness.h"

#include <string.h>

#include "base/business-words.h"
#include "base/name-parts.h"

#define LONGEST_KEY 64 /* characters; beyond that nobody mistypes */
#define LONGEST_CORE 100 /* characters; longer ones are the same or not */
#define WORDS 16       /* of a core that are compared one by one */

/* One part, as characters. */
typedef struct
{
  gunichar *text;
  gsize n;
} Letters;

typedef struct
{
  char *text;                       /* a copy, cut into the parts */
  char *part[GARRISON_NAME_N_PARTS];
  gboolean han; /* read aloud otherwise than written */
} Parts;

/* Whether @text without its blanks is @joined. */
static gboolean
is_joined (const char *text, const char *joined)
{
  for (; *text != '\0'; text++)
    if (*text != ' ' && *text != *joined++)
      return FALSE;
  return *joined == '\0';
}

static void
parts_init (Parts *self, const char *parts)
{
  char *p = self->text = g_strdup (parts);
  for (int i = 0; i < GARRISON_NAME_N_PARTS; i++)
    {
      char *end = strchr (p, GARRISON_NAME_PART);
      self->part[i] = p;
      p = end != NULL ? end + 1 : p + strlen (p);
      if (end != NULL)
        *end = '\0';
    }
  self->han = !is_joined (self->part[GARRISON_NAME_CORE], self->part[GARRISON_NAME_SOUND]);
}

static void
parts_clear (Parts *self)
{
  g_free (self->text);
}

static Letters
letters_of (const char *text)
{
  glong n;
  gunichar *all = g_utf8_to_ucs4_fast (text, -1, &n);
  return (Letters){ all, (gsize) n };
}

static gboolean
is_telling (gunichar c)
{
  return g_utf8_strchr (garrison_business_telling, -1, c) != NULL;
}

static gboolean
is_vowel (gunichar c)
{
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

static gboolean
same_from (Letters a, gsize i, Letters b, gsize j)
{
  return a.n - i == b.n - j && memcmp (a.text + i, b.text + j, (a.n - i) * sizeof *a.text) == 0;
}

/* What one slip makes @a of @b, @a not the longer: 's' for another character at @at, 'i' for one more in @b, 't' for
 * two swapped; 0 when it takes more. */
static char
find_slip (Letters a, Letters b, gsize *at)
{
  gsize i = 0;
  while (i < a.n && i < b.n && a.text[i] == b.text[i])
    i++;
  *at = i;
  if (b.n == a.n + 1)
    return same_from (a, i, b, i + 1) ? 'i' : 0;
  if (a.n != b.n || i == a.n)
    return 0;
  if (same_from (a, i + 1, b, i + 1))
    return 's';
  return i + 1 < a.n && a.text[i] == b.text[i + 1] && a.text[i + 1] == b.text[i] && same_from (a, i + 2, b, i + 2) ? 't' : 0;
}

static int
slip_of_letters (Letters a, Letters b)
{
  gsize at;
  char slip = find_slip (a, b, &at);
  if (slip == 0 || is_digit (b.text[at]) || (slip != 'i' && is_digit (a.text[at])))
    return 0;
  if (slip == 't')
    return a.n >= 5 && !is_digit (a.text[at + 1]) ? 88 : 0;
  if (slip == 'i')
    {
      gboolean doubles = at > 0 && b.text[at - 1] == b.text[at];
      return b.n >= 7 || (doubles && b.n >= 5) ? 87 : 0;
    }
  if (at == 0)
    return 0;
  return a.n >= 8 || (a.n >= 7 && is_vowel (a.text[at]) && is_vowel (b.text[at])) ? 85 : 0;
}

static int
slip_of_words (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);
  if (n > m + 4 || m > n + 4)
    return 0;
  Letters left = letters_of (a), right = letters_of (b);
  int like = left.n <= right.n ? slip_of_letters (left, right) : slip_of_letters (right, left);
  g_free (left.text);
  g_free (right.text);
  return like;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
sort_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  qsort (words, g_strv_length (words), sizeof *words, compare_words);
  return g_strjoinv (" ", words);
}

static gboolean
has_same_words (const char *a, const char *b)
{
  if (strlen (a) != strlen (b) || strchr (a, ' ') == NULL)
    return FALSE;
  g_autofree char *left = sort_words (a), *right = sort_words (b);
  return g_str_equal (left, right);
}

static gsize
count_blanks (const char *text)
{
  gsize n = 0;
  for (; *text != '\0'; text++)
    n += *text == ' ';
  return n;
}

static int
compare_word_by_word (const char *a, const char *b)
{
  if (count_blanks (a) != count_blanks (b) && (count_blanks (a) < WORDS - 1 || count_blanks (b) < WORDS - 1))
    return 0;
  g_auto (GStrv) left = g_strsplit (a, " ", WORDS), right = g_strsplit (b, " ", WORDS);
  guint n = g_strv_length (left), slips = 0;
  int like = 0;
  if (n != g_strv_length (right))
    return 0;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (left[i], right[i]))
      {
        int one = slip_of_words (left[i], right[i]);
        if (one == 0 || ++slips > 2)
          return 0;
        like = slips == 1 ? one : 82;
      }
  return like;
}

static gboolean
fits_initials (const Parts *word, const Parts *whole)
{
  gsize n = strlen (word->part[GARRISON_NAME_CORE]);
  return n >= 3 && n <= 6 && g_str_equal (word->part[GARRISON_NAME_CORE], whole->part[GARRISON_NAME_INITIALS]);
}

static int
compare_other (const Parts *a, const Parts *b)
{
  const char *left = a->part[GARRISON_NAME_CORE], *right = b->part[GARRISON_NAME_CORE];
  if (g_str_equal (a->part[GARRISON_NAME_SOUND], b->part[GARRISON_NAME_SOUND]))
    return 97;
  if (has_same_words (left, right))
    return 92;
  int like = compare_word_by_word (left, right);
  return like > 0 ? like : fits_initials (a, b) || fits_initials (b, a) ? 83 : 0;
}

static int
slip_of_han (Letters a, Letters b, gboolean same_sound)
{
  gsize at;
  char slip = find_slip (a, b, &at);
  if (slip == 't')
    return a.n >= 3 ? 85 : 0;
  if (slip == 0 || is_telling (b.text[at]) || (slip == 's' && is_telling (a.text[at])))
    return 0;
  if (slip == 's')
    return a.n >= 3 && same_sound ? 88 : a.n >= 4 ? 84 : 0;
  return b.n >= 4 ? 82 : 0;
}

static int
compare_han (const Parts *a, const Parts *b)
{
  Letters left = letters_of (a->part[GARRISON_NAME_CORE]), right = letters_of (b->part[GARRISON_NAME_CORE]);
  gboolean same_sound = g_str_equal (a->part[GARRISON_NAME_SOUND], b->part[GARRISON_NAME_SOUND]);
  int like = left.n <= right.n ? slip_of_han (left, right, same_sound) : slip_of_han (right, left, same_sound);
  g_free (left.text);
  g_free (right.text);
  return like;
}

static int
compare_cores (const Parts *a, const Parts *b)
{
  const char *left = a->part[GARRISON_NAME_CORE], *right = b->part[GARRISON_NAME_CORE];
  if (*left == '\0' || *right == '\0')
    return *left == *right && g_str_equal (a->part[GARRISON_NAME_BUSINESS], b->part[GARRISON_NAME_BUSINESS]) ? 100 : 0;
  if (g_str_equal (left, right))
    return 100;
  if (g_utf8_strlen (left, -1) > LONGEST_CORE || g_utf8_strlen (right, -1) > LONGEST_CORE)
    return 0;
  if (a->han && b->han)
    return compare_han (a, b);
  if (a->han || b->han)
    return g_str_equal (a->part[GARRISON_NAME_SOUND], b->part[GARRISON_NAME_SOUND]) ? 90 : 0;
  return compare_other (a, b);
}

/* How much two parts take off: 0 when equal, 3 when one is missing or stands in the other; -1 when they differ. */
static int
compare_parts (const char *a, const char *b)
{
  if (g_str_equal (a, b))
    return 0;
  return strstr (a, b) != NULL || strstr (b, a) != NULL ? 3 : -1;
}

static int
compare (const Parts *a, const Parts *b)
{
  const char *left = a->part[GARRISON_NAME_PLACE], *right = b->part[GARRISON_NAME_PLACE];
  int place = g_str_equal (left, right) ? 0 : *left == '\0' || *right == '\0' ? 3 : -1;
  /* 电子 and "electronics" say the same in two languages. */
  int business = a->han != b->han ? 3 : compare_parts (a->part[GARRISON_NAME_BUSINESS], b->part[GARRISON_NAME_BUSINESS]);
  if (place < 0 || business < 0)
    return 0;
  int like = compare_cores (a, b);
  return MAX (0, like - place - business);
}

/* Whether nothing but the whole comparison tells: most names that share a key differ in what is seen at once, in
 * their places or in how long their cores are. */
static gboolean
may_be_alike (const char *a, const char *b)
{
  gsize n, m;
  const char *left = garrison_name_part (a, GARRISON_NAME_PLACE, &n), *right = garrison_name_part (b, GARRISON_NAME_PLACE, &m);
  if (n > 0 && m > 0 && (n != m || memcmp (left, right, n) != 0))
    return FALSE;
  left = garrison_name_part (a, GARRISON_NAME_SOUND, &n);
  right = garrison_name_part (b, GARRISON_NAME_SOUND, &m);
  if (n == m && memcmp (left, right, n) == 0)
    return TRUE;
  /* Two slips at most of a character, whose syllable has six letters at most. */
  gsize i, j;
  left = garrison_name_part (a, GARRISON_NAME_INITIALS, &i);
  right = garrison_name_part (b, GARRISON_NAME_INITIALS, &j);
  return i > 0 || j > 0 || (n <= m + 12 && m <= n + 12);
}

int
garrison_name_likeness (const char *a, const char *b)
{
  Parts left, right;
  g_return_val_if_fail (a != NULL && b != NULL, 0);
  if (!may_be_alike (a, b))
    return 0;
  parts_init (&left, a);
  parts_init (&right, b);
  int like = compare (&left, &right);
  parts_clear (&left);
  parts_clear (&right);
  return like;
}

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  const gunichar *left = a, *right = b;
  return (*left > *right) - (*left < *right);
}

static char *
spell (char kind, const gunichar *text, gsize n)
{
  GString *key = g_string_new (NULL);
  g_string_append_c (key, kind);
  for (gsize i = 0; i < MIN (n, LONGEST_KEY); i++)
    g_string_append_unichar (key, text[i]);
  return g_string_free (key, FALSE);
}

static char *
sorted_key (const char *text)
{
  Letters letters = letters_of (text);
  qsort (letters.text, letters.n, sizeof *letters.text, compare_letters);
  char *key = letters.n > 0 ? spell ('a', letters.text, letters.n) : NULL;
  g_free (letters.text);
  return key;
}

/* The first half of a core of @n characters, or the last. */
static char *
half_key (const Parts *parts, gboolean last, int more)
{
  Letters core = letters_of (parts->part[parts->han ? GARRISON_NAME_CORE : GARRISON_NAME_SOUND]);
  gsize n = core.n + (gsize) more, half = n / 2;
  char *key = NULL;
  if (n >= (parts->han ? 3 : 4) && core.n >= 3)
    {
      half = MIN (last ? n - half : half, core.n);
      g_autofree char *text = spell (last ? 't' : 'h', last ? core.text + core.n - half : core.text, half);
      key = g_strdup_printf ("%s%" G_GSIZE_FORMAT, text, n);
    }
  g_free (core.text);
  return key;
}

static char *
make_gram (const Parts *parts, int n)
{
  const char *initials = parts->part[GARRISON_NAME_INITIALS], *core = parts->part[GARRISON_NAME_CORE];
  gsize letters = strlen (core);
  switch (n)
    {
    case 1:
      if (*core == '\0')
        {
          Letters all = letters_of (parts->part[GARRISON_NAME_BUSINESS]);
          char *key = all.n > 0 ? spell ('e', all.text, all.n) : NULL;
          g_free (all.text);
          return key;
        }
      return sorted_key (parts->part[GARRISON_NAME_SOUND]);
    case 2:
    case 3:
      return half_key (parts, n == 3, 0);
    case 4:
      return strlen (initials) >= 3 && strlen (initials) <= 6 ? g_strconcat ("i", initials, NULL) : NULL;
    case 9:
      return !parts->han && letters >= 3 && letters <= 6 ? g_strconcat ("i", core, NULL) : NULL;
    case 10:
      return strlen (initials) >= 3 && strlen (initials) <= 6 ? sorted_key (initials) : NULL;
    default:
      return half_key (parts, n == 6 || n == 8, n <= 6 ? -1 : 1);
    }
}

char *
garrison_name_gram (const char *parts, int n)
{
  Parts own;
  g_return_val_if_fail (parts != NULL && n >= 1 && n <= GARRISON_NAME_PROBES, NULL);
  parts_init (&own, parts);
  char *key = make_gram (&own, n);
  parts_clear (&own);
  return key;
}
