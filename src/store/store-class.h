/* What an engine implements. All of it blocks, may come from any thread and at the same time, and
 * takes the arguments of the public function of the same name, which are checked before. For store/
 * only. */
#pragma once

#include "store/store-state.h"
#include "store/store.h"

G_BEGIN_DECLS

/* How walking over a read's rows reports. */
typedef struct
{
  /* (nullable): once, before any row */
  void (*begin) (guint n_columns, const char *const *names, gpointer data);
  GarrisonRowFunc row;
  gpointer data;
} GarrisonWalk;

struct _GarrisonStoreClass
{
  GObjectClass parent_class;

  /* Called once; no other call is made after it began. */
  void (*close) (GarrisonStore *self);
  /* Sets the state's session. */
  gboolean (*sign_in) (GarrisonStore *self,
                       const char *login,
                       const char *password,
                       GCancellable *cancellable,
                       GError **error);
  void (*sign_out) (GarrisonStore *self);
  gboolean (*walk) (GarrisonStore *self,
                    const char *sql,
                    GarrisonArgs *args,
                    const GarrisonWalk *walk,
                    GCancellable *cancellable,
                    GError **error);
  /* Walks over what garrison_preview_write() asks at the desk of @person, who is within reach, as @customer is of
   * oneself; no row: there is no such person. */
  gboolean (*preview) (GarrisonStore *self,
                       gint64 person,
                       gint64 customer,
                       const GarrisonWalk *walk,
                       GCancellable *cancellable,
                       GError **error);
  /* (nullable): a server that does not answer is to be tried at once. Must not wait. */
  void (*hurry) (GarrisonStore *self);
  /* Push what changed to the state. @me: who wished it; GARRISON_ERROR_NOT_SIGNED_IN when that
   * person is not signed in by the time that it runs. */
  GarrisonActResult *(*act) (GarrisonStore *self,
                             gint64 me,
                             const char *name,
                             GarrisonArgs *args,
                             const char *request,
                             GCancellable *cancellable,
                             GError **error);
  GarrisonActResult *(*undo) (GarrisonStore *self,
                              gint64 me,
                              gint64 act,
                              const char *request,
                              GCancellable *cancellable,
                              GError **error);
  gboolean (*set_password) (GarrisonStore *self,
                            gint64 person,
                            const char *old_password,
                            const char *new_password,
                            GCancellable *cancellable,
                            GError **error);
  gint64 (*verify_audit) (GarrisonStore *self,
                          gint64 *broken_act,
                          GCancellable *cancellable,
                          GError **error);
  gboolean (*check) (GarrisonStore *self,
                     GString *report,
                     GCancellable *cancellable,
                     GError **error);
  gboolean (*backup) (GarrisonStore *self,
                      const char *path,
                      GCancellable *cancellable,
                      GError **error);
  /* (nullable): a server's files are its administrator's. */
  gboolean (*is_encrypted) (GarrisonStore *self);
  char *(*take_recovery_key) (GarrisonStore *self);
};

/* For the subclass. */
GarrisonStoreState *garrison_store_get_state (GarrisonStore *self);

/* Whether the end has begun: whoever waits for something else than the engine looks here. */
gboolean garrison_store_is_closed (GarrisonStore *self);

/* For preview.c, which looks before at who may. */
gboolean garrison_store_walk_preview (GarrisonStore *self,
                                      gint64 person,
                                      gint64 customer,
                                      const GarrisonWalk *walk,
                                      GCancellable *cancellable,
                                      GError **error);

/* garrison_store_act() and garrison_store_undo() on behalf of @me, who was signed in when it was
 * wished; for calls that wait. */
GarrisonActResult *garrison_store_act_as (GarrisonStore *self,
                                          gint64 me,
                                          const char *name,
                                          GarrisonArgs *args,
                                          const char *request,
                                          GCancellable *cancellable,
                                          GError **error);
GarrisonActResult *garrison_store_undo_as (GarrisonStore *self,
                                           gint64 me,
                                           gint64 act,
                                           const char *request,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
