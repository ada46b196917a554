#include "base/region.h"

#include <string.h>

#include "base/china.h"
#include "base/region-table.h"

static int
compare_code (gconstpointer code, gconstpointer region)
{
  return strcmp (code, ((const GarrisonRegion *) region)->code);
}

const GarrisonRegion *
garrison_region_lookup (const char *code)
{
  if (code == NULL)
    return NULL;
  return bsearch (code, garrison_region_table, garrison_region_table_n,
                  sizeof garrison_region_table[0], compare_code);
}

static const GarrisonProvince *
lookup_province (const char *code)
{
  for (gsize i = 0; g_str_has_prefix (code, "CN-") && i < GARRISON_PROVINCES; i++)
    if (g_str_equal (garrison_provinces[i].code, code))
      return &garrison_provinces[i];
  return NULL;
}

gboolean
garrison_region_is_known (const char *code)
{
  return garrison_region_lookup (code) != NULL;
}

const char *
garrison_region_label (const char *code, gboolean chinese)
{
  if (code == NULL)
    return "";
  const GarrisonProvince *province = lookup_province (code);
  if (province != NULL)
    return chinese ? province->name : province->english;
  const GarrisonRegion *region = garrison_region_lookup (code);
  if (region == NULL)
    return code;
  return chinese && region->chinese != NULL ? region->chinese : region->english;
}

const char *
garrison_region_parent (const char *code)
{
  const GarrisonRegion *region = garrison_region_lookup (code);
  return region != NULL ? region->parent : NULL;
}

const char **
garrison_region_children (const char *code)
{
  GPtrArray *children = g_ptr_array_new ();
  for (gsize i = 0; i < garrison_region_table_n; i++)
    if (g_strcmp0 (garrison_region_table[i].parent, code) == 0)
      g_ptr_array_add (children, (gpointer) garrison_region_table[i].code);
  g_ptr_array_add (children, NULL);
  return (const char **) g_ptr_array_free (children, FALSE);
}
