/* The directory: the small relations that everything refers to (people, teams, roles, the company's
 * choices, stages, products, pools, tags, own fields), held in memory for the signed-in person.
 *
 * It is loaded once after sign-in and reloaded by itself when an act touches them; "changed" follows
 * in the main context. The GListModels keep their identity across reloads. Main thread only, except
 * garrison_directory_load(). Objects are owned by the directory unless said otherwise. */
#pragma once

#include <gio/gio.h>

#include "model/catalogue.h"
#include "store/store.h"

G_BEGIN_DECLS

/* A named record: a choice of some list, a team, role, stage, product, pool or own field. Immutable. */
#define GARRISON_TYPE_CHOICE (garrison_choice_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChoice, garrison_choice, GARRISON, CHOICE, GObject)

gint64 garrison_choice_get_id (GarrisonChoice *self);
/* 'source', 'level', … for choices; 'team', 'role', 'stage', 'product', 'pool', 'tag' for the others. */
const char *garrison_choice_get_list (GarrisonChoice *self);
/* (nullable): what the program knows it by ('A', 'referral', 'salesperson'). */
const char *garrison_choice_get_key (GarrisonChoice *self);
const char *garrison_choice_get_name (GarrisonChoice *self);
int garrison_choice_get_position (GarrisonChoice *self);
gboolean garrison_choice_is_active (GarrisonChoice *self);
/* A team's parent; a product's category; else 0. */
gint64 garrison_choice_get_parent (GarrisonChoice *self);
/* A stage's kind ('open', 'won', 'lost'); a team's path; a product's currency; else NULL. */
const char *garrison_choice_get_kind (GarrisonChoice *self);
/* A stage's probability; a product's price in minor units; else 0. */
gint64 garrison_choice_get_number (GarrisonChoice *self);
/* A stage's longest rest in days; else 0. */
gint64 garrison_choice_get_days (GarrisonChoice *self);

/* A person. Immutable but for the load, which notifies ("holds"). */
#define GARRISON_TYPE_PERSON (garrison_person_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPerson, garrison_person, GARRISON, PERSON, GObject)

gint64 garrison_person_get_id (GarrisonPerson *self);
const char *garrison_person_get_login (GarrisonPerson *self);
const char *garrison_person_get_name (GarrisonPerson *self);
gint64 garrison_person_get_team (GarrisonPerson *self);
gint64 garrison_person_get_role (GarrisonPerson *self);
gint64 garrison_person_get_manager (GarrisonPerson *self);
gboolean garrison_person_is_active (GarrisonPerson *self);
/* The customers that the person holds, and may hold at most (0: no cap). */
gint64 garrison_person_get_holds (GarrisonPerson *self);
gint64 garrison_person_get_cap (GarrisonPerson *self);

#define GARRISON_TYPE_DIRECTORY (garrison_directory_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonDirectory, garrison_directory, GARRISON, DIRECTORY, GObject)

/* An empty directory of @store, which it keeps a reference to and follows. */
GarrisonDirectory *garrison_directory_new (GarrisonStore *store);
/* Blocking, for tests and the command line; fills the directory at once. */
gboolean garrison_directory_load (GarrisonDirectory *self, GCancellable *cancellable, GError **error);
void garrison_directory_load_async (GarrisonDirectory *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean garrison_directory_load_finish (GarrisonDirectory *self, GAsyncResult *result, GError **error);

GarrisonStore *garrison_directory_get_store (GarrisonDirectory *self);
/* The signed-in person; NULL before loading. */
GarrisonPerson *garrison_directory_get_me (GarrisonDirectory *self);
/* (nullable) */
GarrisonPerson *garrison_directory_get_person (GarrisonDirectory *self, gint64 id);
/* By login, else by name (folded); NULL when none or when a name fits several. */
GarrisonPerson *garrison_directory_find_person (GarrisonDirectory *self, const char *text);
/* Never NULL: the name, or "" for 0 and unknown ids. */
const char *garrison_directory_get_person_name (GarrisonDirectory *self, gint64 id);
/* All people by name (GListModel of GarrisonPerson); people whose customers the right
 * "customer.see" reaches and who are active: the ones to look after or to hand customers to. */
GListModel *garrison_directory_get_people (GarrisonDirectory *self);
GListModel *garrison_directory_get_reach (GarrisonDirectory *self);

/* (nullable): @list as in garrison_choice_get_list(). */
GarrisonChoice *garrison_directory_get_choice (GarrisonDirectory *self, const char *list, gint64 id);
GarrisonChoice *garrison_directory_get_choice_by_key (GarrisonDirectory *self, const char *list, const char *key);
/* By name (folded) or key. */
GarrisonChoice *garrison_directory_find_choice (GarrisonDirectory *self, const char *list, const char *text);
/* Never NULL: "" for 0 and unknown ids. */
const char *garrison_directory_get_choice_name (GarrisonDirectory *self, const char *list, gint64 id);
/* Active entries of a list by position (GListModel of GarrisonChoice). */
GListModel *garrison_directory_get_choices (GarrisonDirectory *self, const char *list);
/* TRUE when @team is @ancestor or below it. */
gboolean garrison_directory_team_is_below (GarrisonDirectory *self, gint64 team, gint64 ancestor);
/* (nullable): a setting's value. */
const char *garrison_directory_get_setting (GarrisonDirectory *self, const char *key);

/* What questions may speak of, with this company's names and own fields. Another object after each
 * change; reference it to keep it. */
GarrisonCatalogue *garrison_directory_get_catalogue (GarrisonDirectory *self);

/* Today in the company's time zone. */
gint garrison_directory_get_today (GarrisonDirectory *self);

/* Signal "changed". */

G_END_DECLS
