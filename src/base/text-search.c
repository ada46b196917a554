#include "base/text.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text-reader.h"

#define VARIANTS 4

/* Another reading of the character at one place. */
typedef struct
{
  gsize at;
  const char *syllable;
  gsize length;
} Choice;

/* The choices a name has, as far as they can matter for VARIANTS variants. */
typedef struct
{
  Choice all[VARIANTS];
  guint n;
} Choices;

/* The two fields as they grow, for one record. */
typedef struct
{
  GString *pinyin;
  GString *initials;
} Fields;

static gboolean
has_han (const GarrisonUnits *units)
{
  for (gsize i = 0; i < units->n; i++)
    if (garrison_units_is_han (units->data[i]))
      return TRUE;
  return FALSE;
}

/* Keeps the readings in @step's others that are not the one used. */
static void
note_choices (Choices *choices, const GarrisonTextStep *step)
{
  const char *p = step->others;
  while (p != NULL && choices->n < VARIANTS)
    {
      const char *end = strchr (p, ' ');
      gsize length = end != NULL ? (gsize) (end - p) : strlen (p);
      if (length != step->length || memcmp (p, step->syllable, length) != 0)
        choices->all[choices->n++] = (Choice){ step->at, p, length };
      p = end != NULL ? end + 1 : NULL;
    }
}

static void
choose (GarrisonTextStep *step, const Choice *const *chosen, guint n)
{
  for (guint i = 0; i < n; i++)
    if (chosen[i]->at == step->at)
      {
        step->syllable = chosen[i]->syllable;
        step->length = chosen[i]->length;
      }
}

/* One variant of pinyin and initials to the buffers' ends, which move. */
static void
spell (const GarrisonUnits *units,
       const Choice *const *chosen,
       guint n_chosen,
       Choices *choices,
       char **pinyin,
       char **initials)
{
  GarrisonTextReader reader;
  GarrisonTextStep step;
  garrison_text_reader_init (&reader, units);
  while (garrison_text_reader_next (&reader, &step))
    {
      if (step.syllable != NULL)
        {
          if (choices != NULL && step.others != NULL)
            note_choices (choices, &step);
          choose (&step, chosen, n_chosen);
          memcpy (*pinyin, step.syllable, step.length);
          *pinyin += step.length;
          *(*initials)++ = step.syllable[0];
        }
      else if (garrison_units_is_word (step.c))
        {
          *pinyin = garrison_units_put (*pinyin, step.c);
          *initials = garrison_units_put (*initials, step.c);
        }
    }
}

/* Appends @text unless the field has it already. */
static void
add_variant (GString *field, const char *text, gsize length)
{
  const char *p = field->str;
  for (const char *end; length > 0 && *p != '\0'; p = end + (*end != '\0'))
    {
      end = strchr (p, GARRISON_TEXT_VARIANT);
      end = end != NULL ? end : field->str + field->len;
      if ((gsize) (end - p) == length && memcmp (p, text, length) == 0)
        return;
    }
  if (length == 0)
    return;
  if (field->len > 0)
    g_string_append_c (field, GARRISON_TEXT_VARIANT);
  g_string_append_len (field, text, length);
}

static void
add_spelling (Fields *fields,
              const GarrisonUnits *units,
              char *buffer,
              const Choice *const *chosen,
              guint n_chosen,
              Choices *choices)
{
  char *pinyin = buffer;
  char *initials_start = buffer + GARRISON_PINYIN_MAX * units->n;
  char *initials = initials_start;
  spell (units, chosen, n_chosen, choices, &pinyin, &initials);
  add_variant (fields->pinyin, buffer, pinyin - buffer);
  add_variant (fields->initials, initials_start, initials - initials_start);
}

/* The usual reading; each other reading alone; the first two choices together if there is room. */
static void
add_spellings (Fields *fields, const GarrisonUnits *units)
{
  Choices choices = { .n = 0 };
  char own[1024];
  gsize size = (GARRISON_PINYIN_MAX + 4) * units->n;
  char *buffer = size <= sizeof own ? own : g_malloc (size);
  add_spelling (fields, units, buffer, NULL, 0, &choices);
  guint variants = 1;
  for (guint i = 0; i < choices.n && variants < VARIANTS; i++, variants++)
    {
      const Choice *one = &choices.all[i];
      add_spelling (fields, units, buffer, &one, 1, NULL);
    }
  if (choices.n == 2 && choices.all[0].at != choices.all[1].at)
    {
      const Choice *both[] = { &choices.all[0], &choices.all[1] };
      add_spelling (fields, units, buffer, both, 2, NULL);
    }
  if (buffer != own)
    g_free (buffer);
}

/* "acme trading ltd" → "atl". */
static void
add_word_initials (Fields *fields, const GarrisonUnits *units)
{
  g_autoptr (GString) initials = g_string_sized_new (16);
  gboolean in_word = FALSE;
  for (gsize i = 0; i < units->n; i++)
    {
      gunichar c = units->data[i];
      gboolean word = garrison_units_is_word (c) || (in_word && (c == '\'' || c == 0x2019));
      if (word && !in_word)
        g_string_append_unichar (initials, c);
      in_word = word;
    }
  add_variant (fields->initials, initials->str, initials->len);
}

static void
add_name (Fields *fields, GString *folded, const char *name)
{
  GarrisonUnits units;
  garrison_units_init_folded (&units, name);
  if (units.n > 0)
    {
      if (folded->len > 0)
        g_string_append_c (folded, GARRISON_TEXT_VARIANT);
      gsize start = folded->len;
      g_string_set_size (folded, start + 4 * units.n);
      char *out = folded->str + start;
      for (gsize i = 0; i < units.n; i++)
        out = garrison_units_put (out, units.data[i]);
      g_string_truncate (folded, out - folded->str);
      if (has_han (&units))
        add_spellings (fields, &units);
      else
        add_word_initials (fields, &units);
    }
  garrison_units_clear (&units);
}

char *
garrison_text_search (const char *name, const char *short_name)
{
  GString *text = g_string_sized_new (192);
  Fields fields = { g_string_sized_new (96), g_string_sized_new (48) };
  add_name (&fields, text, name);
  add_name (&fields, text, short_name);
  g_string_append_c (text, GARRISON_TEXT_FIELD);
  g_string_append_len (text, fields.pinyin->str, fields.pinyin->len);
  g_string_append_c (text, GARRISON_TEXT_FIELD);
  g_string_append_len (text, fields.initials->str, fields.initials->len);
  g_string_free (fields.pinyin, TRUE);
  g_string_free (fields.initials, TRUE);
  return g_string_free (text, FALSE);
}
