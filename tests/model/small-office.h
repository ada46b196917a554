/* A sample company for tests of models and windows. It is founded by tests/store/support.h, so on
 * whichever engine that is told to use. */
#pragma once

#include "../store/support.h"
#include "../waiting.h"
#include "model/directory.h"

/* How much is in it; all 0: only its owner, "boss". */
typedef struct
{
  guint customers, people, activities, deals;
  gboolean chinese;
} SmallOfficeSize;

/* What is there beside @store is NULL until it is asked for. */
typedef struct
{
  char *folder;
  GarrisonStore *store;
  GarrisonDirectory *directory;
} SmallOffice;

void small_office_found (SmallOffice *office, const SmallOfficeSize *size);
/* Loads the directory. */
GarrisonDirectory *small_office_load (SmallOffice *office);
/* Closes and removes it; asserts that nobody holds its store or directory any more. */
void small_office_close (SmallOffice *office);

/* What is still under way may hold @object for a while, longer on a slow machine; then nobody may. */
void small_office_assert_last (gpointer object);
