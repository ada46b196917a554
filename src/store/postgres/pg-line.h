/* How a store comes by its connections, and how long it leaves a server alone that does not answer.
 *
 * All connections of a store share one patience: after a failure the next attempt of any of them comes
 * a quarter of a second later, then later and later up to half a minute; meanwhile they fail at once.
 * Any thread. */
#pragma once

#include "store/postgres/pg-connection.h"
#include "store/store-state.h"

G_BEGIN_DECLS

/* As whom to connect. Reference-counted; the password lies in locked memory. */
typedef struct _GarrisonPgPerson GarrisonPgPerson;

GarrisonPgPerson *garrison_pg_person_new (const char *role, const char *password);
GarrisonPgPerson *garrison_pg_person_ref (GarrisonPgPerson *self);
void garrison_pg_person_unref (GarrisonPgPerson *self);
/* (transfer full) */
char *garrison_pg_person_dup_role (GarrisonPgPerson *self);
/* After the person got another login. */
void garrison_pg_person_set_role (GarrisonPgPerson *self, const char *role);

typedef struct _GarrisonPgLine GarrisonPgLine;

/* @state: told whether the server can be reached */
GarrisonPgLine *garrison_pg_line_new (const char *uri, GarrisonStoreState *state);
void garrison_pg_line_free (GarrisonPgLine *self);

/* @at_once: without patience, because somebody waits for just that */
GarrisonPgConnection *garrison_pg_line_connect (GarrisonPgLine *self, GarrisonPgPerson *person,
                                                GarrisonPgKind kind, gboolean at_once,
                                                GCancellable *cancellable, GError **error);
/* Waits for the next attempt to be due, or @until (monotonic), or the end. FALSE: cancelled. */
gboolean garrison_pg_line_wait (GarrisonPgLine *self, gint64 until, GCancellable *cancellable);
/* The next attempt is due now, and those who wait for it are woken within a moment. */
void garrison_pg_line_hurry (GarrisonPgLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPgPerson, garrison_pg_person_unref)

G_END_DECLS
