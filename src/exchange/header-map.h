/* Which column of a file is which field of a kind.
 *
 * A GarrisonHeaderMap is made from the headers of a file and, if wanted, its first rows; it
 * proposes for every column a field with a confidence and a reason, in English and Chinese. What
 * somebody says by hand goes before. No two columns get one field, but for those that may gather
 * several (tags, note). What stays without a field is left to the caller: an own field, a note, or
 * nothing. Owned by the caller; any thread, one at a time.
 *
 * Errors: GARRISON_ERROR_INVALID for an override that names no field or no column. */
#pragma once

#include <glib.h>

#include "exchange/csv-reader.h"

G_BEGIN_DECLS

/** GarrisonExchangeKind: what the rows of a file are. */
typedef enum
{
  GARRISON_EXCHANGE_CUSTOMERS,
  GARRISON_EXCHANGE_CONTACTS,
  GARRISON_EXCHANGE_DEALS,
  GARRISON_EXCHANGE_PRODUCTS,
  GARRISON_EXCHANGE_PEOPLE,
  GARRISON_EXCHANGE_ACTIVITIES,
} GarrisonExchangeKind;

/**
 * garrison_exchange_kind_get_name:
 *
 * "customers", "contacts"…, as the command line has them; static.
 */
const char *garrison_exchange_kind_get_name (GarrisonExchangeKind kind);
gboolean garrison_exchange_kind_from_name (const char *name, GarrisonExchangeKind *kind);

/**
 * garrison_exchange_kind_get_fields:
 *
 * (array zero-terminated=1): the field names of a kind; static.
 */
const char *const *garrison_exchange_kind_get_fields (GarrisonExchangeKind kind);

/**
 * garrison_exchange_field_is_required:
 *
 * Whether no row of @kind can be without @field ("name" of a customer).
 */
gboolean garrison_exchange_field_is_required (GarrisonExchangeKind kind, const char *field);

/**
 * GarrisonHeaderReason:
 * @GARRISON_HEADER_NONE: the column has no field
 * @GARRISON_HEADER_BY_HAND: somebody said so
 * @GARRISON_HEADER_BY_NAME: the header is a known word for the field
 * @GARRISON_HEADER_BY_PART: the header contains a known word
 * @GARRISON_HEADER_BY_VALUES: the first rows look like it
 */
typedef enum
{
  GARRISON_HEADER_NONE,
  GARRISON_HEADER_BY_HAND,
  GARRISON_HEADER_BY_NAME,
  GARRISON_HEADER_BY_PART,
  GARRISON_HEADER_BY_VALUES,
} GarrisonHeaderReason;

typedef struct _GarrisonHeaderMap GarrisonHeaderMap;

/** garrison_header_map_new: copies the headers; they may be empty or alike. */
GarrisonHeaderMap *garrison_header_map_new (GarrisonExchangeKind kind,
                                            const GarrisonCsvRow *headers);
void garrison_header_map_free (GarrisonHeaderMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonHeaderMap, garrison_header_map_free)

/**
 * garrison_header_map_add_sample:
 *
 * Looks at the values of one of the first rows (20 to 200 are plenty).
 */
void garrison_header_map_add_sample (GarrisonHeaderMap *self, const GarrisonCsvRow *row);

/**
 * garrison_header_map_override:
 * @override: "FIELD=COLUMN", where COLUMN is a header or "#3" for the third; "FIELD=" leaves the
 *   field out
 *
 * Goes before every proposal. Several columns for one field only where the field allows it.
 */
gboolean
garrison_header_map_override (GarrisonHeaderMap *self, const char *override, GError **error);

/**
 * garrison_header_map_propose:
 *
 * Decides; call it after the samples and overrides, and again after more of them.
 */
void garrison_header_map_propose (GarrisonHeaderMap *self);

GarrisonExchangeKind garrison_header_map_get_kind (GarrisonHeaderMap *self);
guint garrison_header_map_get_n_columns (GarrisonHeaderMap *self);
const char *garrison_header_map_get_header (GarrisonHeaderMap *self, guint column);

/** garrison_header_map_get_field: (nullable): the field of @column, NULL when it has none. */
const char *garrison_header_map_get_field (GarrisonHeaderMap *self, guint column);

/** garrison_header_map_get_confidence: 0 to 1; by hand 1; below 0.6 somebody should look. */
double garrison_header_map_get_confidence (GarrisonHeaderMap *self, guint column);
GarrisonHeaderReason garrison_header_map_get_reason (GarrisonHeaderMap *self, guint column);

/** garrison_header_map_find: the first column of @field, or -1. */
int garrison_header_map_find (GarrisonHeaderMap *self, const char *field);

/**
 * garrison_header_score:
 * @row: a row from the beginning of a file
 *
 * Files begin with a title now and then; the row of the best score holds the headers.
 *
 * Returns: 0 to 1: the share of the fields in @row that are known headers of @kind
 */
double garrison_header_score (GarrisonExchangeKind kind, const GarrisonCsvRow *row);

G_END_DECLS
