#include "store/postgres/pg-error.h"

#include <string.h>

#define STATE_LENGTH 5

typedef struct
{
  const char *state; /* five characters, or the class of two */
  GarrisonError code;
} Meaning;

static const Meaning meanings[] = {
  { "28", GARRISON_ERROR_WRONG_PASSWORD }, /* name, password, or no way in for this role */
  { "3D000", GARRISON_ERROR_MISSING },
  { "42501", GARRISON_ERROR_DENIED },
  { "55P03", GARRISON_ERROR_BUSY },
  { "40P01", GARRISON_ERROR_BUSY },
  { "40001", GARRISON_ERROR_BUSY },
  { "53100", GARRISON_ERROR_FULL },
  { "53300", GARRISON_ERROR_UNREACHABLE }, /* every connection is taken */
  { "57P", GARRISON_ERROR_UNREACHABLE },   /* it stops, starts, or ended this session */
  { "25P03", GARRISON_ERROR_UNREACHABLE }, /* idle in a transaction for too long: ended */
  { "08", GARRISON_ERROR_UNREACHABLE },
  { "25006", GARRISON_ERROR_READ_ONLY },
  { "22003", GARRISON_ERROR_TOO_LARGE }, /* a number that its type does not hold */
};

GarrisonError
garrison_pg_error_code (const char *sqlstate)
{
  if (sqlstate == NULL)
    return GARRISON_ERROR_UNREACHABLE;
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_has_prefix (sqlstate, meanings[i].state))
      return meanings[i].code;
  return GARRISON_ERROR_FAILED;
}

static const char *
describe (GarrisonError code)
{
  switch (code)
    {
    case GARRISON_ERROR_WRONG_PASSWORD:
      return "name or password is wrong";
    case GARRISON_ERROR_MISSING:
      return "there is no such database";
    case GARRISON_ERROR_DENIED:
      return "the server denies that";
    case GARRISON_ERROR_BUSY:
      return "somebody else holds what is needed";
    case GARRISON_ERROR_FULL:
      return "the server's disk is full";
    case GARRISON_ERROR_UNREACHABLE:
      return "the server cannot be reached";
    case GARRISON_ERROR_READ_ONLY:
      return "the server only reads";
    case GARRISON_ERROR_TOO_LARGE:
      return "a number is too large";
    default:
      return "the server could not do it";
    }
}

gboolean
garrison_pg_error_set (GError **error, const char *sqlstate, const char *doing)
{
  GarrisonError code = garrison_pg_error_code (sqlstate);
  GError *made;

  made = g_error_new (GARRISON_ERROR, code, "%s: %s (%s)", doing, describe (code),
                      sqlstate == NULL ? "no answer" : sqlstate);
  if (sqlstate != NULL)
    garrison_error_set_detail (made, "sqlstate", sqlstate);
  g_propagate_error (error, made);
  return FALSE;
}

const char *
garrison_pg_error_connect_state (PGconn *raw)
{
  g_autofree char *text = g_strdup (PQerrorMessage (raw));
  gsize length = strlen (g_strchomp (text));
  const char *state;

  /* "… failed: FATAL:  28P01", whatever language the word of severity is in. */
  if (length < STATE_LENGTH + 3)
    return NULL;
  state = text + length - STATE_LENGTH;
  if (strncmp (state - 3, ":  ", 3) != 0)
    return NULL;
  for (guint i = 0; i < STATE_LENGTH; i++)
    if (!g_ascii_isdigit (state[i]) && !g_ascii_isupper (state[i]))
      return NULL;
  return g_intern_string (state);
}
