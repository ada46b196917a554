#include "base/text-reader.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text-tables.h"

void
garrison_text_reader_init (GarrisonTextReader *reader, const GarrisonUnits *units)
{
  reader->units = units;
  reader->next = 0;
  reader->word = NULL;
}

/* The word's syllable for this character: "chong2 qing4" → "chong", 2. */
static void
take_word_syllable (GarrisonTextReader *reader, GarrisonTextStep *step)
{
  const char *end = strchr (reader->word, ' ');
  gsize length = end != NULL ? (gsize) (end - reader->word) : strlen (reader->word);
  step->syllable = reader->word;
  step->length = length - 1;
  step->tone = reader->word[length - 1] - '0';
  reader->word = end != NULL ? end + 1 : NULL;
}

static void
take_usual_syllable (GarrisonTextStep *step)
{
  step->syllable = garrison_pinyin_syllable (step->c, &step->tone);
  step->length = step->syllable != NULL ? strlen (step->syllable) : 0;
  if (step->syllable != NULL)
    step->others = garrison_pinyin_others (step->c);
}

gboolean
garrison_text_reader_next (GarrisonTextReader *reader, GarrisonTextStep *step)
{
  const GarrisonUnits *units = reader->units;
  if (reader->next >= units->n)
    return FALSE;
  gsize i = reader->next++;
  *step = (GarrisonTextStep){ .at = i, .c = units->data[i] };
  if (step->c < GARRISON_PINYIN_FIRST)
    return TRUE;
  if (reader->word == NULL)
    {
      gsize length;
      reader->word = garrison_pinyin_word (units->data + i, units->n - i, i == 0, &length);
    }
  if (reader->word != NULL)
    take_word_syllable (reader, step);
  else
    take_usual_syllable (step);
  return TRUE;
}
