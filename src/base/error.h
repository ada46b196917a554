/* The one error domain of Garrison.
 *
 * Rooms return GError of this domain (or G_IO_ERROR_CANCELLED); engine errors of SQLite, PostgreSQL
 * or the file system are mapped to it once, where they arise. The message is for logs and holds
 * nothing personal; people read the sentence that model/sentence.h makes of domain and code. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GarrisonError:
 * @GARRISON_ERROR_FAILED: nothing better is known
 * @GARRISON_ERROR_REFUSED: a rule said no; the refusal tells which (store/refusal.h)
 * @GARRISON_ERROR_DENIED: the desk does not show that, or the right is missing
 * @GARRISON_ERROR_NOT_SIGNED_IN: nobody is signed in
 * @GARRISON_ERROR_WRONG_PASSWORD: name or password is wrong (never says which)
 * @GARRISON_ERROR_MISSING: the file or record does not exist
 * @GARRISON_ERROR_EXISTS: the file exists already
 * @GARRISON_ERROR_NOT_A_COMPANY: the file is not a company file
 * @GARRISON_ERROR_TOO_NEW: written by a newer Garrison
 * @GARRISON_ERROR_DAMAGED: the company file is damaged
 * @GARRISON_ERROR_READ_ONLY: the company file or its folder cannot be written
 * @GARRISON_ERROR_BUSY: somebody else holds the write lock for longer than we wait
 * @GARRISON_ERROR_FULL: the disk is full
 * @GARRISON_ERROR_UNREADABLE: an input file cannot be read (rights, encoding, truncated)
 * @GARRISON_ERROR_TOO_LARGE: an input is beyond the limits that protect memory
 * @GARRISON_ERROR_INVALID: an argument or value is not what it should be
 * @GARRISON_ERROR_UNREACHABLE: the server does not answer, or the connection to it was lost
 * @GARRISON_ERROR_TOO_OLD: the server's company is of an older version and must be upgraded first
 * @GARRISON_ERROR_UNCERTAIN: the connection was lost while an act was being settled; asking again with the
 *   same request tells whether it was done
 * @GARRISON_ERROR_QUESTION: a question cannot be understood (model/question.h gives the position)
 */
typedef enum
{
  GARRISON_ERROR_FAILED,
  GARRISON_ERROR_REFUSED,
  GARRISON_ERROR_DENIED,
  GARRISON_ERROR_NOT_SIGNED_IN,
  GARRISON_ERROR_WRONG_PASSWORD,
  GARRISON_ERROR_MISSING,
  GARRISON_ERROR_EXISTS,
  GARRISON_ERROR_NOT_A_COMPANY,
  GARRISON_ERROR_TOO_NEW,
  GARRISON_ERROR_DAMAGED,
  GARRISON_ERROR_READ_ONLY,
  GARRISON_ERROR_BUSY,
  GARRISON_ERROR_FULL,
  GARRISON_ERROR_UNREADABLE,
  GARRISON_ERROR_TOO_LARGE,
  GARRISON_ERROR_INVALID,
  GARRISON_ERROR_UNREACHABLE,
  GARRISON_ERROR_TOO_OLD,
  GARRISON_ERROR_UNCERTAIN,
  GARRISON_ERROR_QUESTION,
} GarrisonError;

#define GARRISON_ERROR (garrison_error_quark ())
GQuark garrison_error_quark (void);

/* Named strings that travel with an error of this domain, also through g_error_copy() and
 * g_propagate_error(). Rooms give them meaning (store/refusal.h). @error must not be shared while it
 * is being filled. */
void garrison_error_set_detail (GError *error, const char *key, const char *value);
/* (nullable): owned by @error; NULL when there is none or @error is of another domain. */
const char *garrison_error_get_detail (const GError *error, const char *key);

G_END_DECLS
