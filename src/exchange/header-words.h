/* The words that files use for the fields of each kind, in English and Chinese.
 *
 * Static tables; any thread; no errors. */
#pragma once

#include "exchange/header-map.h"
#include "exchange/value-shape.h"

G_BEGIN_DECLS

/**
 * GarrisonHeaderField:
 * @field: name of the field
 * @words: headers that mean it, parted by blanks, in the form of garrison_header_word(); those
 *   that mean it most come first. A word with "~" before it is taken only whole, never as a part.
 * @shape: what its values look like; 0 for anything
 * @many: whether several columns may be gathered in it
 */
typedef struct
{
  const char *field;
  const char *words;
  GarrisonValueShape shape;
  gboolean many;
} GarrisonHeaderField;

/** garrison_header_fields: the fields of @kind; ends with one whose name is NULL. */
const GarrisonHeaderField *garrison_header_fields (GarrisonExchangeKind kind);

/**
 * garrison_header_word:
 *
 * The form in which headers compare: folded, brackets and what they hold left out, letters and
 * digits only. Of "Account_Name*", "accountName" and "Account Name (required)" it is "accountname".
 *
 * Returns: (transfer full): "" if nothing is left
 */
char *garrison_header_word (const char *header);

G_END_DECLS
