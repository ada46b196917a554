/* A company for tests of acts: two teams made through acts. In a file, where the runner alone runs
 * them, or on the server of tests/postgres; either way the tests are the same.
 *
 * Signatures of arguments are words "name:kind": i gint64, t text (const char *), n NULL, I ids
 * (const gint64 *, gsize), R no rows of these columns (const char *const *). The test fails where an act does not do what it should. */
#pragma once

#include <gio/gio.h>

#include "store/refusal.h"
#include "store/act-result.h"
#include "store/args.h"
#include "store/change.h"

typedef struct _OfficeEngine OfficeEngine;

typedef struct
{
  const OfficeEngine *engine;
  gpointer place;
  gint64 now;     /* what the clock says; ticks by a second an act */
  gint64 act;     /* the last that was done */
  guint wishes;   /* how many were asked for without a request of their own */
  /* people: the owner; two leads, each with two salespeople in a team of their own; others */
  gint64 boss, manager, lead, ann, ben, other_lead, cid, dan, helper, auditor;
  gint64 root, north, south; /* teams */
} Office;

/* Only founded, with nobody but the boss. */
Office *office_new_bare (void);
/* In a file whatever the tests are told, for what only a file has. */
Office *office_new_in_file (void);
Office *office_new_on_server (void);
/* Makes the teams and people of office_new() in one that is only founded. */
void office_hire (Office *o);
Office *office_new (void);
void office_free (Office *o);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Office, office_free)

GarrisonArgs *office_args (const char *signature, ...);
/* As the store calls them. @request, @cancellable, @change: (nullable) */
GarrisonActResult *office_run (Office *o, gint64 me, const char *name, GarrisonArgs *args, const char *request,
                               GCancellable *cancellable, GarrisonChange **change, GError **error);
GarrisonActResult *office_run_undo (Office *o, gint64 me, gint64 act, const char *request, GError **error);
GarrisonActResult *office_try (Office *o, GError **error, gint64 me, const char *name, const char *signature, ...);
/* Asserts that it was done. Returns: what it gave as @give (nullable). */
gint64 office_do (Office *o, gint64 me, const char *name, const char *give, const char *signature, ...);
/* Asserts that it was refused by that name, that nothing changed, and that the refusal was kept. */
void office_refused (Office *o, gint64 me, const char *refusal, const char *name, const char *signature, ...);
void office_refused_args (Office *o, gint64 me, const char *refusal, const char *name, GarrisonArgs *args);
/* Nothing is done by somebody who is not, or no longer, one of the company: a file's runner refuses with
 * "no-right", a server lets them do nothing at all or not even in. */
void office_shut_out (Office *o, gint64 me, const char *name, const char *signature, ...);
void office_undo (Office *o, gint64 me, gint64 act);
void office_undo_refused (Office *o, gint64 me, const char *refusal, gint64 act);

gint64 office_int (Office *o, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *office_text (Office *o, const char *format, ...) G_GNUC_PRINTF (2, 3);
gint64 office_choice (Office *o, const char *list, const char *key);
gint64 office_stage (Office *o, const char *key);
gint64 office_role (Office *o, const char *key);
void office_exec (Office *o, const char *sql);
/* From now on office_exec() may break what constraints hold. */
void office_loosen (Office *o);
void office_set_zone (Office *o, const char *zone);
/* Keeps rows from being added to @relation: @aloud fails the statement, else it does nothing. */
void office_obstruct (Office *o, const char *relation, gboolean aloud);
void office_clear_way (Office *o, const char *relation);
gint64 office_count_indexes (Office *o);

/* Everything but versions, histories and logs, as text: the same after an act was undone. */
char *office_state (Office *o);
/* What acts keep is as it should be, and so is the chain. */
void office_check (Office *o);
/* The first bad act of the chain, 0 for none. @anchor: 0 for none, else @hash is what it should have. */
gint64 office_find_broken (Office *o, gint64 anchor, const char *hash);

/* A customer of @owner's, made by that person. */
gint64 office_customer (Office *o, gint64 owner, const char *name);
gint64 office_deal (Office *o, gint64 me, gint64 customer, const char *name, gint64 amount);


/* Whether a test of this program saw @act, or its undo, refused by that name. */
gboolean office_was_provoked (const char *act, const char *refusal, gboolean undo);
