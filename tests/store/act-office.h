/* A company for tests of acts, run by the runner alone: two teams made through acts.
 *
 * Signatures of arguments are words "name:kind": i gint64, t text (const char *), n NULL, I ids
 * (const gint64 *, gsize). The test fails where an act does not do what it should. */
#pragma once

#include "store/refusal.h"
#include "store/sqlite/act-runner.h"
#include "store/sqlite/connection.h"

typedef struct
{
  GarrisonConnection *connection;
  sqlite3 *db;
  GarrisonActRunner *runner;
  gint64 now;     /* what the clock says; ticks by a second an act */
  gint64 act;     /* the last that was done */
  char *path;
  char *folder;   /* (nullable): thrown away with the office */
  /* people: the owner; two leads, each with two salespeople in a team of their own; others */
  gint64 boss, manager, lead, ann, ben, other_lead, cid, dan, helper, auditor;
  gint64 root, north, south; /* teams */
} Office;

/* Only founded, with nobody but the boss. @path: (nullable): where it stays. */
Office *office_new_bare (const char *path);
Office *office_new (void);
void office_free (Office *o);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Office, office_free)

GarrisonArgs *office_args (const char *signature, ...);
GarrisonActResult *office_try (Office *o, GError **error, gint64 me, const char *name, const char *signature, ...);
/* Asserts that it was done. Returns: what it gave as @give (nullable). */
gint64 office_do (Office *o, gint64 me, const char *name, const char *give, const char *signature, ...);
/* Asserts that it was refused by that name, that nothing changed, and that the refusal was kept. */
void office_refused (Office *o, gint64 me, const char *refusal, const char *name, const char *signature, ...);
void office_undo (Office *o, gint64 me, gint64 act);
void office_undo_refused (Office *o, gint64 me, const char *refusal, gint64 act);

gint64 office_int (Office *o, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *office_text (Office *o, const char *format, ...) G_GNUC_PRINTF (2, 3);
gint64 office_choice (Office *o, const char *list, const char *key);
gint64 office_stage (Office *o, const char *key);
gint64 office_role (Office *o, const char *key);
void office_exec (Office *o, const char *sql);

/* Everything but versions, histories and logs, as text: the same after an act was undone. */
char *office_state (Office *o);
/* What acts keep is as it should be, and so is the chain. */
void office_check (Office *o);

/* A customer of @owner's, made by that person. */
gint64 office_customer (Office *o, gint64 owner, const char *name);
gint64 office_deal (Office *o, gint64 me, gint64 customer, const char *name, gint64 amount);


/* Whether a test of this program saw @act, or its undo, refused by that name. */
gboolean office_was_provoked (const char *act, const char *refusal, gboolean undo);
