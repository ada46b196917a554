/* What a store shows of itself without asking its engine, and the way of its news to the main
 * context.
 *
 * Reference-counted and locked: an engine's threads hold it without holding the store, so that the
 * store can end at any moment. For store/ only. */
#pragma once

#include "store/change.h"
#include "store/session.h"
#include "store/store.h"

G_BEGIN_DECLS

typedef struct _GarrisonStoreState GarrisonStoreState;

/* Takes the thread's main context as the one where @store signals. */
GarrisonStoreState *garrison_store_state_new (GarrisonStore *store);
/* For a store opened on another thread than its user's; before anybody else knows it. */
void garrison_store_state_set_context (GarrisonStoreState *self, GMainContext *context);
GarrisonStoreState *garrison_store_state_ref (GarrisonStoreState *self);
void garrison_store_state_unref (GarrisonStoreState *self);

/* @session: (nullable): NULL for nobody */
void garrison_store_state_set_session (GarrisonStoreState *self, GarrisonSession *session);
/* (transfer full) (nullable) */
GarrisonSession *garrison_store_state_dup_session (GarrisonStoreState *self);

/* Each may be NULL. What is handed out stays valid as long as the state, whatever is set later. */
void garrison_store_state_set_company (GarrisonStoreState *self,
                                       const char *name,
                                       const char *currency,
                                       const char *time_zone);
const char *garrison_store_state_get_company (GarrisonStoreState *self);
const char *garrison_store_state_get_currency (GarrisonStoreState *self);
GTimeZone *garrison_store_state_get_time_zone (GarrisonStoreState *self);

/* Emits "changed" soon; changes of the same act that wait together become one. Any thread. */
void garrison_store_state_push_change (GarrisonStoreState *self, GarrisonChange *change);
/* Whether the engine can be reached; "online-changed" is emitted soon when that is something new. Any
 * thread. TRUE from the start. */
void garrison_store_state_set_online (GarrisonStoreState *self, gboolean online);
gboolean garrison_store_state_is_online (GarrisonStoreState *self);

/* Whether acts that this computer had seen were gone when somebody signed in. */
void garrison_store_state_set_set_back (GarrisonStoreState *self, gboolean set_back);
gboolean garrison_store_state_was_set_back (GarrisonStoreState *self);
/* That whoever was signed in is not any more since somebody else set their password; forgotten when
 * somebody signs in. */
void garrison_store_state_set_password_reset (GarrisonStoreState *self);
gboolean garrison_store_state_was_password_reset (GarrisonStoreState *self);
/* No signal comes after this. */
void garrison_store_state_silence (GarrisonStoreState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonStoreState, garrison_store_state_unref)

G_END_DECLS
