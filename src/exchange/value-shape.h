/* What a value from a file looks like, judged by its form alone.
 *
 * Evidence for mapping columns, not validation: garrison_value_shape () answers for one value with
 * all the shapes that it could be. Pure; any thread; no errors. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GarrisonValueShape:
 * @GARRISON_VALUE_PHONE: seven to fifteen digits with what stands between them in numbers
 * @GARRISON_VALUE_MOBILE: a mobile number of China; always PHONE as well
 * @GARRISON_VALUE_EMAIL: something@something.something
 * @GARRISON_VALUE_URL: begins like a web address
 * @GARRISON_VALUE_DATE: a day in one of the usual spellings
 * @GARRISON_VALUE_NUMBER: a number, perhaps with a sign of currency
 * @GARRISON_VALUE_CREDIT_CODE: 18 capitals and digits as in a credit code of China
 * @GARRISON_VALUE_COMPANY: contains a legal form (公司, Ltd, GmbH)
 * @GARRISON_VALUE_TEXT: has letters
 */
typedef enum
{
  GARRISON_VALUE_NOTHING = 0,
  GARRISON_VALUE_PHONE = 1 << 0,
  GARRISON_VALUE_MOBILE = 1 << 1,
  GARRISON_VALUE_EMAIL = 1 << 2,
  GARRISON_VALUE_URL = 1 << 3,
  GARRISON_VALUE_DATE = 1 << 4,
  GARRISON_VALUE_NUMBER = 1 << 5,
  GARRISON_VALUE_CREDIT_CODE = 1 << 6,
  GARRISON_VALUE_COMPANY = 1 << 7,
  GARRISON_VALUE_TEXT = 1 << 8,
} GarrisonValueShape;

#define GARRISON_VALUE_N_SHAPES 9

/** garrison_value_shape: of @text, UTF-8, terminated; longer than 256 bytes it is only TEXT. */
GarrisonValueShape garrison_value_shape (const char *text, gsize length);

G_END_DECLS
