#include "small-office.h"

#include "model/sample.h"

void
small_office_found (SmallOffice *office, const SmallOfficeSize *size)
{
  g_autoptr (GError) error = NULL;
  GarrisonSample sample;

  office->directory = NULL;
  office->folder = test_folder_new ();
  office->store = test_company_new (office->folder);
  if (size->customers == 0)
    return;
  garrison_sample_init (&sample, size->customers);
  sample.people = size->people;
  sample.activities = size->activities;
  sample.deals = size->deals;
  sample.chinese = size->chinese;
  garrison_sample_fill (office->store, &sample, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

GarrisonDirectory *
small_office_load (SmallOffice *office)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (office->directory);
  office->directory = garrison_directory_new (office->store);
  garrison_directory_load (office->directory, NULL, &error);
  g_assert_no_error (error);
  return office->directory;
}

void
small_office_assert_last (gpointer object)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_atomic_int_get (&G_OBJECT (object)->ref_count) > 1 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  g_assert_finalize_object (object);
}

void
small_office_close (SmallOffice *office)
{
  settle ();
  if (office->directory != NULL)
    small_office_assert_last (g_steal_pointer (&office->directory));
  garrison_store_close (office->store);
  small_office_assert_last (g_steal_pointer (&office->store));
  test_folder_free (g_steal_pointer (&office->folder));
}
