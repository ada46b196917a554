/* A company's store: the one door to its data.
 *
 * Reads go through the desk: SELECTs over the relations of data/desk.sql, which hold what the
 * signed-in person may see and nothing else. Writes go through acts: the files of data/acts/.
 * A store has one person signed in at a time; before that it reads nothing and acts nothing.
 *
 * Threads: the object belongs to the main context in which it was made; "changed" is emitted there.
 * Blocking calls may be made from any thread, wait for the store's own threads (one writer, some
 * readers) and must not be made where waiting is forbidden, i.e. by a window: it uses the _async
 * forms, whose callbacks run in the caller's thread-default context. Every call takes a
 * GCancellable, which interrupts a running statement.
 *
 * Errors are GARRISON_ERROR or G_IO_ERROR_CANCELLED; refusals are read with store/refusal.h. */
#pragma once

#include <gio/gio.h>

#include "base/error.h"
#include "store/act-result.h"
#include "store/args.h"
#include "store/change.h"
#include "store/refusal.h"
#include "store/rows.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_STORE (garrison_store_get_type ())
G_DECLARE_DERIVABLE_TYPE (GarrisonStore, garrison_store, GARRISON, STORE, GObject)

/* How a new company begins. Strings may be NULL where a default exists. */
typedef struct
{
  const char *company;      /* its name; "" is allowed */
  const char *owner_login;  /* the first person, who gets the role "owner" */
  const char *owner_name;   /* default: the login */
  const char *password;     /* may be empty, for samples and tests */
  const char *currency;     /* default by locale: CNY for Chinese, else USD */
  const char *time_zone;    /* default: the machine's */
  gboolean chinese;         /* words of the ready-made choices, stages and roles */
  gboolean quick_password;  /* least cost of the password hash: samples and tests only */
} GarrisonFounding;

/* @uri: "sqlite:PATH", "postgresql://…", or a plain path. */
GarrisonStore *garrison_store_open (const char *uri, GCancellable *cancellable, GError **error);
void garrison_store_open_async (const char *uri, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GarrisonStore *garrison_store_open_finish (GAsyncResult *result, GError **error);

/* The detail of GARRISON_ERROR_INVALID that says what of a founding is wrong: "time-zone". */
#define GARRISON_FOUNDING_WRONG "founding-wrong"

/* A new company, with its first person signed in. GARRISON_ERROR_EXISTS when there is one. */
GarrisonStore *garrison_store_found (const char *uri, const GarrisonFounding *founding,
                                     GCancellable *cancellable, GError **error);
/* Ends its threads and closes its files, at once and whole; later calls fail. Unref does it too. */
void garrison_store_close (GarrisonStore *self);

gboolean garrison_store_sign_in (GarrisonStore *self, const char *login, const char *password,
                                 GCancellable *cancellable, GError **error);
void garrison_store_sign_in_async (GarrisonStore *self, const char *login, const char *password,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean garrison_store_sign_in_finish (GarrisonStore *self, GAsyncResult *result, GError **error);
void garrison_store_sign_out (GarrisonStore *self);

/* The signed-in person's id, 0 for nobody. */
gint64 garrison_store_get_me (GarrisonStore *self);
/* (nullable): the scope ("own" … "all") of a right of the signed-in person; NULL: no such right. */
const char *garrison_store_get_scope (GarrisonStore *self, const char *right);
/* TRUE when @owner's records are within reach of @right (0: nobody's). */
gboolean garrison_store_reaches (GarrisonStore *self, const char *right, gint64 owner);
/* The company's; owned by the store. */
GTimeZone *garrison_store_get_time_zone (GarrisonStore *self);
const char *garrison_store_get_currency (GarrisonStore *self);
const char *garrison_store_get_uri (GarrisonStore *self);
const char *garrison_store_get_company (GarrisonStore *self);

/* A SELECT over the desk. Parameters are written :name in @sql and given in @args (nullable).
 * An id list is written `IN @ids(name)`. Anything that is not one SELECT is refused (DENIED). */
GarrisonRows *garrison_store_read (GarrisonStore *self, const char *sql, GarrisonArgs *args,
                                   GCancellable *cancellable, GError **error);
void garrison_store_read_async (GarrisonStore *self, const char *sql, GarrisonArgs *args,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GarrisonRows *garrison_store_read_finish (GarrisonStore *self, GAsyncResult *result, GError **error);
/* The same, row by row on the reader's thread, without keeping any: for rosters and exports. */
gboolean garrison_store_scan (GarrisonStore *self, const char *sql, GarrisonArgs *args, GarrisonRowFunc func,
                              gpointer data, GCancellable *cancellable, GError **error);

/* What somebody else would see, by the same rules that hold when they sign in; only numbers and rules. For whoever has
 * "role.edit" and reaches @person with "person.edit", else DENIED. @customer: one's own sample, 0 for none; DENIED
 * when one does not see it oneself. MISSING when @person is not there or has left. Columns relation, field, what, n:
 * ("customer", NULL, "reached", n): how many they see; the same for contact, deal and task;
 * ("right", "customer.see", "team", NULL): a right and its scope;
 * ("customer", NULL, "sample", 1 or 0): whether they see @customer;
 * ("contact", "phone", "shown", n): how many of the sample's details of that field they see whole without asking, or
 * "masked", or "hidden". Details that are hidden from oneself are left out; what they disclosed counts as masked. */
GarrisonRows *garrison_store_preview (GarrisonStore *self, gint64 person, gint64 customer, GCancellable *cancellable,
                                      GError **error);
void garrison_store_preview_async (GarrisonStore *self, gint64 person, gint64 customer, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
GarrisonRows *garrison_store_preview_finish (GarrisonStore *self, GAsyncResult *result, GError **error);

/* One act. @request: an id of the caller's for this very wish, or NULL for a new one: repeated after a
 * lost connection, it answers with the first result. */
GarrisonActResult *garrison_store_act (GarrisonStore *self, const char *name, GarrisonArgs *args,
                                       const char *request, GCancellable *cancellable, GError **error);
void garrison_store_act_async (GarrisonStore *self, const char *name, GarrisonArgs *args, const char *request,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GarrisonActResult *garrison_store_act_finish (GarrisonStore *self, GAsyncResult *result, GError **error);
/* Undoes an act as a new act. */
GarrisonActResult *garrison_store_undo (GarrisonStore *self, gint64 act, GCancellable *cancellable, GError **error);
void garrison_store_undo_async (GarrisonStore *self, gint64 act, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data);
/* The same under an id of the caller's for this very wish, as garrison_store_act(). */
GarrisonActResult *garrison_store_undo_once (GarrisonStore *self, gint64 act, const char *request,
                                             GCancellable *cancellable, GError **error);
void garrison_store_undo_once_async (GarrisonStore *self, gint64 act, const char *request, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
GarrisonActResult *garrison_store_undo_finish (GarrisonStore *self, GAsyncResult *result, GError **error);

/* Sets or changes a person's password: one's own (@old must be right), or another's with the right
 * "person.password". Hashing takes a moment: never on the main thread. */
gboolean garrison_store_set_password (GarrisonStore *self, gint64 person, const char *old_password,
                                      const char *new_password, GCancellable *cancellable, GError **error);

/* Walks the whole chain. Returns: the number of acts found good; on a broken chain @broken_act is the
 * first bad one (else 0). -1 with @error when it cannot be read. */
gint64 garrison_store_verify_audit (GarrisonStore *self, gint64 *broken_act, GCancellable *cancellable, GError **error);
/* Integrity of the file and of what acts keep (rollups, holdings, refreshed columns): problems as
 * lines in @report, empty when all is well. */
gboolean garrison_store_check (GarrisonStore *self, GString *report, GCancellable *cancellable, GError **error);
/* A consistent copy while in use. GARRISON_ERROR_EXISTS when @path exists. */
gboolean garrison_store_backup (GarrisonStore *self, const char *path, GCancellable *cancellable, GError **error);

/* TRUE for a file that is encrypted: until somebody signs in nothing of it is known, not even its name, and a wrong
 * password costs as much as a right one. Any thread. */
gboolean garrison_store_is_encrypted (GarrisonStore *self);
/* (transfer full) (nullable): the recovery key of a company that was founded just now and is encrypted, to be
 * written down by people; once, then NULL. Zero it after use (explicit_bzero()). */
char *garrison_store_take_recovery_key (GarrisonStore *self);

/* FALSE while the server of the company cannot be reached: reads and acts then fail with
 * GARRISON_ERROR_UNREACHABLE, and the store goes on trying by itself. A file is always online. Any thread. */
gboolean garrison_store_is_online (GarrisonStore *self);
/* TRUE when, at the last signing in, acts were gone that this computer had seen before: the company was
 * restored to an earlier state, or its record was cut. Any thread. */
gboolean garrison_store_was_set_back (GarrisonStore *self);
/* TRUE when nobody is signed in any more because somebody else set the password of whoever was: their
 * sessions end then, as those of the dismissed do. Any thread. */
gboolean garrison_store_was_password_reset (GarrisonStore *self);
/* Tries at once to reach a server that did not answer, instead of after the wait that grows with every
 * failure. Returns immediately. */
void garrison_store_hurry (GarrisonStore *self);

/* Signal "online-changed" (GarrisonStore*): garrison_store_is_online() tells something new. */
/* Signal "changed" (GarrisonStore*, GarrisonChange*): after an act here, or when another process wrote
 * (noticed within a second). */

G_END_DECLS
