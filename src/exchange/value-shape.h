/* What a value from a file looks like, judged by its form alone.
 *
 * Evidence for mapping columns, not validation: garrison_value_shape () answers for one value with
 * all the shapes that it could be. Pure; any thread; no errors. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GarrisonValueShape:
 * @GARRISON_SHAPE_PHONE: seven to fifteen digits with what stands between them in numbers
 * @GARRISON_SHAPE_MOBILE: a mobile number of China; always PHONE as well
 * @GARRISON_SHAPE_EMAIL: something@something.something
 * @GARRISON_SHAPE_URL: begins like a web address
 * @GARRISON_SHAPE_DATE: a day in one of the usual spellings
 * @GARRISON_SHAPE_NUMBER: a number, perhaps with a sign of currency
 * @GARRISON_SHAPE_CREDIT_CODE: 18 capitals and digits as in a credit code of China
 * @GARRISON_SHAPE_COMPANY: contains a legal form (公司, Ltd, GmbH)
 * @GARRISON_SHAPE_TEXT: has letters
 */
typedef enum
{
  GARRISON_SHAPE_NOTHING = 0,
  GARRISON_SHAPE_PHONE = 1 << 0,
  GARRISON_SHAPE_MOBILE = 1 << 1,
  GARRISON_SHAPE_EMAIL = 1 << 2,
  GARRISON_SHAPE_URL = 1 << 3,
  GARRISON_SHAPE_DATE = 1 << 4,
  GARRISON_SHAPE_NUMBER = 1 << 5,
  GARRISON_SHAPE_CREDIT_CODE = 1 << 6,
  GARRISON_SHAPE_COMPANY = 1 << 7,
  GARRISON_SHAPE_TEXT = 1 << 8,
} GarrisonValueShape;

#define GARRISON_N_SHAPES 9

/** garrison_value_shape: of @text, UTF-8, terminated; longer than 256 bytes it is only TEXT. */
GarrisonValueShape garrison_value_shape (const char *text, gsize length);

G_END_DECLS
