/* Reads a folded name aloud: one step a character, with the syllable it has there. Private to
 * base/. */
#pragma once

#include "base/text-units.h"

G_BEGIN_DECLS

typedef struct
{
  const GarrisonUnits *units;
  gsize next;
  const char *word; /* the rest of a certain word's syllables */
} GarrisonTextReader;

typedef struct
{
  gsize at; /* index into the units */
  gunichar c;
  const char *syllable; /* not terminated; NULL when the character is not Han or has no reading */
  gsize length;
  int tone;
  const char *others; /* further readings, or NULL */
} GarrisonTextStep;

void garrison_text_reader_init (GarrisonTextReader *reader, const GarrisonUnits *units);
gboolean garrison_text_reader_next (GarrisonTextReader *reader, GarrisonTextStep *step);

G_END_DECLS
