#include "model/question-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/currency.h"
#include "base/region.h"

/* Numbers
 * ----------------------------------------------------------------------------------------*/

static gboolean
take_number (Scanner *self, gint64 *scaled)
{
  static const Word factors[] = {
    { 3, "k|thousand|千" }, { 4, "万" }, { 6, "m|million|百万" },
    { 7, "千万" },          { 8, "亿" }, { 9, "b|billion|十亿" },
  };
  gsize start = self->pos;
  __int128 value = 0;
  int decimals = 0;
  guint digits = 0;
  gboolean negative = scanner_take_char (self, '-');
  gboolean point = FALSE;
  int factor;

  scanner_skip_blanks (self);
  for (; self->pos < self->n && digits < 24; self->pos++)
    {
      gunichar c = self->fold[self->pos];

      if (c == '.' && !point && digits > 0 && g_unichar_isdigit (scanner_char_at (self, self->pos + 1)))
        point = TRUE;
      else if (c >= '0' && c <= '9')
        {
          value = value * 10 + (int)(c - '0');
          decimals += point;
          digits++;
        }
      else
        break;
    }
  if (digits == 0 || digits == 24)
    {
      self->pos = start;
      return FALSE;
    }
  factor = scanner_take (self, factors, G_N_ELEMENTS (factors));
  for (factor = MAX (factor, 0) + 4 - decimals; factor > 0 && value < G_MAXINT64; factor--)
    value *= 10;
  for (; factor < 0 && value % 10 == 0; factor++)
    value /= 10;
  if (factor != 0 || value > G_GINT64_CONSTANT (1000000000000000000)
      || is_word_char (scanner_char_at (self, self->pos)))
    {
      self->pos = start;
      return FALSE;
    }
  *scaled = (gint64)(negative ? -value : value);
  return TRUE;
}

static gboolean
take_number_value (Scanner *self, Cond *test)
{
  GarrisonFieldType type = path_field (&test->path)->type;
  gsize start = self->pos;
  gint64 scaled;

  if (!take_number (self, &scaled))
    return scanner_fail (self, type == GARRISON_FIELD_MONEY
                                 ? _ ("Expected an amount, such as 10000, 1.2万 or 10 k")
                                 : _ ("Expected a number"));
  if (type == GARRISON_FIELD_MONEY)
    scanner_take_words (self, "元");
  if ((type == GARRISON_FIELD_INT && scaled % NUMBER_SCALE)
      || (type == GARRISON_FIELD_NUMBER && scaled % 10))
    {
      self->pos = start;
      return scanner_fail (self, type == GARRISON_FIELD_INT
                                   ? _ ("Expected a whole number")
                                   : _ ("Expected a number with at most three decimals"));
    }
  cond_add_value (test, VALUE_NUMBER, scaled, NULL);
  return TRUE;
}

/* Names
 * ------------------------------------------------------------------------------------------*/

static const char me_words[] = "me|myself|我|本人|我自己";
static const char my_team_words[] = "my team|our team|我的团队|本团队|我们团队";

static gsize
longest_name (Scanner *self, const GarrisonField *field, const GarrisonName **found)
{
  GarrisonNameKind kind;
  GPtrArray *all;
  gsize best = 0;

  if (!garrison_field_get_name_kind (field, &kind))
    return 0;
  all
    = garrison_names_get_all (garrison_catalogue_get_names (self->catalogue), kind, field->target);
  for (guint i = 0; i < all->len; i++)
    {
      const GarrisonName *name = all->pdata[i];
      gsize by_name = *name->name ? scanner_match (self, self->pos, name->name, -1) : 0;
      gsize by_key = name->key ? scanner_match (self, self->pos, name->key, -1) : 0;
      gsize length = MAX (by_name, by_key);

      if (length > best || (length == best && length > 0 && name->active && !(*found)->active))
        {
          best = length;
          *found = name;
        }
    }
  return best;
}

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return g_str_equal (x, y);
}

const GarrisonName *
find_name (GarrisonCatalogue *catalogue, const GarrisonField *field, const char *text)
{
  const GarrisonName *found = NULL;
  GarrisonNameKind kind;
  GPtrArray *all;

  if (!garrison_field_get_name_kind (field, &kind))
    return NULL;
  all = garrison_names_get_all (garrison_catalogue_get_names (catalogue), kind, field->target);
  for (guint i = 0; i < all->len; i++)
    {
      const GarrisonName *name = all->pdata[i];

      if (name->key && same_text (name->key, text))
        return name;
      if (same_text (name->name, text) && (!found || (name->active && !found->active)))
        found = name;
    }
  return found;
}

static gboolean
take_id (Scanner *self, Cond *test)
{
  gint64 id;
  gsize start = self->pos;

  if (!scanner_take_char (self, '#'))
    return FALSE;
  if (scanner_take_int (self, G_MAXINT64, &id) && id > 0)
    {
      cond_add_value (test, VALUE_ID, id, NULL);
      return TRUE;
    }
  self->pos = start;
  return scanner_fail (self, _ ("Expected the number of a record, such as #12"));
}

static const char *
expected_name (GarrisonFieldType type)
{
  switch ((int)type)
    {
    case GARRISON_FIELD_PERSON:
      return _ ("Expected a person");
    case GARRISON_FIELD_TEAM:
      return _ ("Expected a team");
    case GARRISON_FIELD_PRODUCT:
      return _ ("Expected a product");
    case GARRISON_FIELD_STAGE:
      return _ ("Expected a stage");
    case GARRISON_FIELD_POOL:
      return _ ("Expected a pool");
    case GARRISON_FIELD_TAG:
      return _ ("Expected a tag");
    case GARRISON_FIELD_ROLE:
      return _ ("Expected a role");
    default:
      return _ ("Expected one of the choices of this field");
    }
}

/* A person's field may be compared with a team: owner = East is owner.team = East. */
static gboolean
take_team_of_person (Scanner *self, Cond *test)
{
  const GarrisonField *field = path_field (&test->path);
  const GarrisonName *name = NULL;
  const GarrisonField *team;
  Path path = test->path;
  gsize length;
  gboolean mine;
  g_autofree char *quoted = NULL;
  gsize start = self->pos;

  if (field->type != GARRISON_FIELD_PERSON || test->values->len > 0
      || !path_append (self->catalogue, &path, "team"))
    return FALSE;
  team = path_field (&path);
  scanner_skip_blanks (self);
  mine = scanner_take_words (self, my_team_words);
  if (!mine && scanner_take_quoted (self, &quoted))
    name = find_name (self->catalogue, team, quoted);
  else if (!mine && (length = longest_name (self, team, &name)))
    self->pos += length;
  if (!mine && !name)
    {
      self->pos = start;
      return FALSE;
    }
  test->path = path;
  cond_add_value (test, mine ? VALUE_MY_TEAM : VALUE_ID, mine ? 0 : name->id, NULL);
  return TRUE;
}

static gboolean
take_own_word (Scanner *self, Cond *test, gsize name_length)
{
  GarrisonFieldType type = path_field (&test->path)->type;
  gsize me = type == GARRISON_FIELD_PERSON ? scanner_match_any (self, self->pos, me_words) : 0;
  gsize team = type == GARRISON_FIELD_TEAM ? scanner_match_any (self, self->pos, my_team_words) : 0;

  if (type == GARRISON_FIELD_PERSON && scanner_match_any (self, self->pos, my_team_words) > me)
    return FALSE;
  if (MAX (me, team) == 0 || MAX (me, team) < name_length)
    return FALSE;
  self->pos += MAX (me, team);
  cond_add_value (test, me ? VALUE_ME : VALUE_MY_TEAM, 0, NULL);
  return TRUE;
}

static gboolean
take_name (Scanner *self, Cond *test)
{
  const GarrisonField *field = path_field (&test->path);
  const GarrisonName *name = NULL;
  g_autofree char *quoted = NULL;
  gsize start = self->pos;
  gsize length;

  if (take_id (self, test))
    return TRUE;
  if (self->failed)
    return FALSE;
  scanner_skip_blanks (self);
  if (scanner_take_quoted (self, &quoted))
    name = find_name (self->catalogue, field, quoted);
  else if (!self->failed)
    {
      length = longest_name (self, field, &name);
      if (take_own_word (self, test, length))
        return TRUE;
      self->pos += length;
    }
  if (name)
    {
      cond_add_value (test, VALUE_ID, name->id, NULL);
      return TRUE;
    }
  self->pos = start;
  return take_team_of_person (self, test) || scanner_fail (self, expected_name (field->type));
}

/* Codes and texts
 * --------------------------------------------------------------------------------*/

/* No region is called 且, 或 or 按, and in Chinese none has a blank. */
static gboolean
ends_region (Scanner *self, gsize at)
{
  gunichar c = scanner_char_at (self, at);

  return c == 0 || c == 0x4e14 || c == 0x6216 || c == 0x6309
         || strchr ("(),;\"=<>", (int)MIN (c, 127)) != NULL
         || (c == ' ' && at > self->pos && is_han (self->fold[at - 1]));
}

/* The longest text here that names a region. */
static const char *
longest_region (Scanner *self, gsize *length)
{
  gsize most = 0;

  while (most < 60 && !ends_region (self, self->pos + most))
    most++;
  for (gsize n = most; n > 0; n--)
    {
      g_autofree char *text = NULL;
      const char *code;

      if (is_word_char (scanner_char_at (self, self->pos + n))
          && is_word_char (scanner_char_at (self, self->pos + n - 1)))
        continue;
      if (scanner_char_at (self, self->pos + n - 1) == ' ')
        continue;
      text = scanner_slice (self, self->pos, n);
      code = garrison_region_find (text);
      if (code)
        {
          *length = n;
          return code;
        }
    }
  return NULL;
}

static gboolean
take_region (Scanner *self, Cond *test)
{
  g_autofree char *quoted = NULL;
  const char *code;
  gsize length = 0;

  scanner_skip_blanks (self);
  if (scanner_take_quoted (self, &quoted))
    {
      code = garrison_region_find (quoted);
      cond_add_value (test, VALUE_CODE, 0, code ? g_strdup (code) : g_steal_pointer (&quoted));
      return TRUE;
    }
  code = longest_region (self, &length);
  if (!code)
    return scanner_fail (self, _ ("Expected a region, such as CN-GD"));
  self->pos += length;
  cond_add_value (test, VALUE_CODE, 0, g_strdup (code));
  return TRUE;
}

static gboolean
take_currency (Scanner *self, Cond *test)
{
  g_autofree char *text = NULL;
  const char *code;
  gsize length;

  scanner_skip_blanks (self);
  if (scanner_take_quoted (self, &text))
    {
      if (!*text)
        return scanner_fail (self, _ ("Expected a currency, such as CNY"));
      cond_add_value (test, VALUE_CODE, 0, g_steal_pointer (&text));
      return TRUE;
    }
  length = scanner_bare_length (self);
  text = scanner_slice (self, self->pos, length);
  code = length ? garrison_currency_find (text) : NULL;
  if (!code)
    return scanner_fail (self, _ ("Expected a currency, such as CNY"));
  self->pos += length;
  cond_add_value (test, VALUE_CODE, 0, g_strdup (code));
  return TRUE;
}

static gboolean
take_kind (Scanner *self, Cond *test)
{
  const GarrisonKind *found = NULL;
  gsize best = 0;

  scanner_skip_blanks (self);
  for (const GarrisonKind *kind = path_field (&test->path)->kinds; kind->key; kind++)
    {
      gsize length = MAX (scanner_match (self, self->pos, kind->key, -1),
                          scanner_match (self, self->pos, kind->label, -1));

      length = MAX (length, scanner_match_any (self, self->pos, kind->chinese));
      if (length > best)
        {
          best = length;
          found = kind;
        }
    }
  if (!found)
    return scanner_fail (self, _ ("Expected one of the kinds of this field"));
  self->pos += best;
  cond_add_value (test, VALUE_CODE, 0, g_strdup (found->key));
  return TRUE;
}

static gboolean
take_text (Scanner *self, Cond *test)
{
  g_autofree char *text = NULL;

  scanner_skip_blanks (self);
  if (!scanner_take_quoted (self, &text) && !self->failed)
    {
      gsize length = scanner_bare_length (self);

      text = scanner_slice (self, self->pos, length);
      self->pos += length;
    }
  if (!text || !*text)
    return scanner_fail (self, _ ("Expected a text"));
  cond_add_value (test, VALUE_TEXT, 0, g_steal_pointer (&text));
  return TRUE;
}

/* A record is asked for by its number or, where it has a name, by that. */
static gboolean
take_record (Scanner *self, Cond *test)
{
  Path path = test->path;

  if (take_id (self, test))
    return TRUE;
  if (self->failed || test->values->len > 0 || !path_append (self->catalogue, &path, "name"))
    return scanner_fail (self, _ ("Expected the number of a record, such as #12"));
  test->path = path;
  return take_text (self, test);
}

gboolean
take_yesno (Scanner *self, gboolean *yes)
{
  static const Word words[] = { { 1, "yes|true|1|是|对" }, { 0, "no|false|0|否|不是" } };
  int found = scanner_take (self, words, G_N_ELEMENTS (words));

  *yes = found == 1;
  return found >= 0;
}

gboolean
take_value (Scanner *self, Cond *test)
{
  Value value;

  switch (path_field (&test->path)->type)
    {
    case GARRISON_FIELD_TEXT:
      return take_text (self, test);
    case GARRISON_FIELD_INT:
    case GARRISON_FIELD_NUMBER:
    case GARRISON_FIELD_MONEY:
      return take_number_value (self, test);
    case GARRISON_FIELD_DAY:
    case GARRISON_FIELD_INSTANT:
      if (!take_date (self, &value))
        return scanner_fail (
          self, _ ("Expected a date, such as 2026-05-19, today, last month or 30 days ago"));
      g_array_append_val (test->values, value);
      return TRUE;
    case GARRISON_FIELD_KIND:
      return take_kind (self, test);
    case GARRISON_FIELD_CURRENCY:
      return take_currency (self, test);
    case GARRISON_FIELD_REGION:
      return take_region (self, test);
    case GARRISON_FIELD_RECORD:
      return take_record (self, test);
    default:
      return take_name (self, test);
    }
}
