#include "base/text.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text-reader.h"

/* A blank separates Latin words; beside a Han character it says nothing. */
static gboolean
separates (const GarrisonUnits *units, gsize i)
{
  return i > 0 && i + 1 < units->n && !garrison_units_is_han (units->data[i - 1])
      && !garrison_units_is_han (units->data[i + 1]);
}

static char *
write_key (const GarrisonUnits *units, char *out)
{
  const char *start = out;
  GarrisonTextReader reader;
  GarrisonTextStep step;
  garrison_text_reader_init (&reader, units);
  while (garrison_text_reader_next (&reader, &step))
    {
      if (step.syllable != NULL)
        {
          memcpy (out, step.syllable, step.length);
          out += step.length;
          *out++ = (char) step.tone;
        }
      else if (step.c == ' ')
        {
          if (!separates (units, step.at) || out == start || out[-1] == ' ')
            continue;
        }
      else if (!garrison_units_is_word (step.c))
        continue;
      out = garrison_units_put (out, step.c);
    }
  return out;
}

char *
garrison_text_sort_key (const char *name)
{
  GarrisonUnits units;
  garrison_units_init_folded (&units, name);
  char *key = g_malloc ((GARRISON_PINYIN_MAX + 1 + 4) * units.n + 1);
  char *end = write_key (&units, key);
  if (end == key) /* nothing but punctuation: then that */
    for (gsize i = 0; i < units.n; i++)
      end = garrison_units_put (end, units.data[i]);
  key[garrison_text_key_length (key, end - key)] = '\0';
  garrison_units_clear (&units);
  return key;
}
