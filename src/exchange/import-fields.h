/* What each field of a kind is turned into: the column of its act, and how its text is read.
 *
 * Static tables; any thread. */
#pragma once

#include "exchange/header-map.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_READ_TEXT,  /* cleaned: one line */
  GARRISON_READ_NAME,  /* cleaned, and what a name can be */
  GARRISON_READ_LINES, /* line ends stay */
  GARRISON_READ_CODE,  /* a credit code that is right */
  GARRISON_READ_REGION,
  GARRISON_READ_CHOICE, /* of the list; its name goes to the act */
  GARRISON_READ_PERSON,
  GARRISON_READ_PRODUCT,
  GARRISON_READ_STAGE,
  GARRISON_READ_CUSTOMER,
  GARRISON_READ_ROLE,
  GARRISON_READ_ACTIVITY_KIND,
  GARRISON_READ_DAY,
  GARRISON_READ_TIME,
  GARRISON_READ_BIRTHDAY,
  GARRISON_READ_MONEY,
  GARRISON_READ_CURRENCY,
  GARRISON_READ_QUANTITY, /* thousandths */
  GARRISON_READ_MINUTES,
  GARRISON_READ_YES,
  GARRISON_READ_TAGS, /* apart: goes into rows of its own */
} GarrisonRead;

/**
 * GarrisonImportField:
 * @field: its name, as in header-map.h
 * @column: of the act
 * @list: of a CHOICE
 * @needed: a row without it is refused
 */
typedef struct
{
  const char *field;
  const char *column;
  GarrisonRead read;
  const char *list;
  gboolean needed;
} GarrisonImportField;

/** garrison_import_fields: (array length=n): those of @kind. */
const GarrisonImportField *garrison_import_fields (GarrisonExchangeKind kind, guint *n);

/** garrison_import_act: the name of the act of @kind. */
const char *garrison_import_act (GarrisonExchangeKind kind);

/** garrison_exchange_field_label: what people call a field, translated; static. */
const char *garrison_exchange_field_label (const char *field);

G_END_DECLS
