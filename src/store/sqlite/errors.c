#include "store/sqlite/errors.h"

#include "base/error.h"

int
garrison_sqlite_error_code (int code)
{
  if (code == SQLITE_IOERR_NOMEM)
    return GARRISON_ERROR_FAILED;
  /* The keys are gone: whoever had them signed out, or lost the way in. */
  if (code == SQLITE_IOERR_AUTH)
    return GARRISON_ERROR_NOT_SIGNED_IN;

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return GARRISON_ERROR_BUSY;
    case SQLITE_FULL:
      return GARRISON_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return GARRISON_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return GARRISON_ERROR_UNREADABLE;
    case SQLITE_CORRUPT:
      return GARRISON_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return GARRISON_ERROR_NOT_A_COMPANY;
    case SQLITE_AUTH:
      return GARRISON_ERROR_DENIED;
    case SQLITE_TOOBIG:
      return GARRISON_ERROR_TOO_LARGE;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
      return GARRISON_ERROR_INVALID;
    default:
      return GARRISON_ERROR_FAILED;
    }
}

gboolean
garrison_sqlite_set_error (sqlite3 *db, int code, GCancellable *cancellable, const char *doing,
                           GError **error)
{
  if ((code & 0xff) == SQLITE_INTERRUPT || (code & 0xff) == SQLITE_ABORT)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }

  g_set_error (error, GARRISON_ERROR, garrison_sqlite_error_code (code), "%s: %s (%d)", doing,
               db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code), code);
  return FALSE;
}
