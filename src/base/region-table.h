/* The regions that tables/make-region-table.py takes from iso-codes. Private to base/. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;
  const char *parent; /* NULL for a country */
  const char *english;
  const char *chinese;  /* NULL when iso-codes has no translation */
  const char *alpha_3;  /* of a country */
  const char *official; /* of a country: its full English name */
} GarrisonRegion;

/* Sorted by code: a country stands before its subdivisions. */
extern const GarrisonRegion garrison_region_table[];
extern const gsize garrison_region_table_n;

/* NULL when @code (nullable) is none. */
const GarrisonRegion *garrison_region_lookup (const char *code);

G_END_DECLS
