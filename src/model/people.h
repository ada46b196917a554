/* Managing people: what the forms about a person need beyond an act. Blocking functions may be called
 * on any thread but a window's. Errors are those of the store. */
#pragma once

#include "model/directory.h"
#include "model/errand.h"

G_BEGIN_DECLS

/* Columns of what garrison_people_read() answers: one row, or none when there is no such person. */
enum
{
  GARRISON_PERSON_VERSION,
  GARRISON_PERSON_LOGIN,
  GARRISON_PERSON_NAME,
  GARRISON_PERSON_ROLE,
  GARRISON_PERSON_TEAM,
  GARRISON_PERSON_MANAGER,
  GARRISON_PERSON_EMAIL,
  GARRISON_PERSON_PHONE,
  GARRISON_PERSON_CAP,
};

/* All facts of a person, with the version that an edit names. */
void garrison_people_read_async (GarrisonStore *store, gint64 person, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
GarrisonRows *garrison_people_read_finish (GarrisonStore *store, GAsyncResult *result, GError **error);

/* Adds somebody who can sign in at once. @args: those of add-person, and "password"; others that begin
 * with "password" are left out. When the password is refused the person is not there either. @errand:
 * (nullable): goes on with it after a lost connection.
 * Returns: the act, or 0 with @error set. */
gint64 garrison_people_add (GarrisonStore *store, GarrisonArgs *args, GarrisonErrand *errand,
                            GCancellable *cancellable, GError **error);

/* What is wrong with a new password. @repeat, @old, @login: (nullable): what it must equal, and must not.
 * (nullable): NULL when it will do; else a translated, static sentence. */
const char *garrison_people_find_mistake (const char *password, const char *repeat, const char *old, const char *login);

/* Whether a person is meant by what was typed: a part of their name, its pinyin, their login, team or
 * role. @needle: folded (base/text.h). */
gboolean garrison_people_fits (GarrisonDirectory *directory, GarrisonPerson *person, const char *needle);

/* The rights in which somebody must have one to manage people, teams or roles at all. */
gboolean garrison_people_may_manage (GarrisonStore *store);

G_END_DECLS
