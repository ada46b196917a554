#include "base/credit-code.h"

#include <string.h>

#include "base/error.h"
#include "base/text-units.h"

#define LENGTH 18

/* A character's value is its place (GB 32100-2015, table 1): no I, O, S, V, Z. */
static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* 31 - (sum of value × 3^place mod 31) mod 31, over the first 17. */
static char
check_character (const char *code)
{
  int sum = 0, weight = 1;
  for (int i = 0; i < LENGTH - 1; i++)
    {
      sum += (int) (strchr (alphabet, code[i]) - alphabet) * weight;
      weight = weight * 3 % 31;
    }
  return alphabet[(31 - sum % 31) % 31];
}

/* Upper case without blanks and hyphens; NULL if it holds another character or has another length.
 */
static char *
plain_code (const char *text)
{
  GarrisonUnits units;
  g_autofree char *code = g_malloc0 (LENGTH + 1);
  gsize n = 0;
  gboolean good = TRUE;
  garrison_units_init_folded (&units, text);
  for (gsize i = 0; i < units.n && good; i++)
    {
      gunichar c = units.data[i];
      if (c == ' ' || c == '-')
        continue;
      char upper = c < 0x80 ? g_ascii_toupper ((char) c) : '\0';
      good = n < LENGTH && upper != '\0' && strchr (alphabet, upper) != NULL;
      if (good)
        code[n++] = upper;
    }
  garrison_units_clear (&units);
  return good && n == LENGTH ? g_steal_pointer (&code) : NULL;
}

char *
garrison_credit_code_normalise (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_autofree char *code = plain_code (text);
  if (code != NULL && code[LENGTH - 1] == check_character (code))
    return g_steal_pointer (&code);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                       code == NULL
                         ? "a credit code has 18 digits and letters, without I, O, S, V, Z"
                         : "the credit code's check character is wrong");
  return NULL;
}

gboolean
garrison_credit_code_is_valid (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_autofree char *code = garrison_credit_code_normalise (text, NULL);
  return code != NULL;
}
