/* Public pools: a GListModel of GarrisonPool, by name, with what the signed-in person is in each and how many claims
 * they have left today; and the words for what holds a claim up.
 *
 * It reads the desk's pool, pool_member, pool_field, claim and pool_customer, follows acts that touch them, and tells
 * each reading with one items-changed; a reading that changes nothing is not told. Pools that are switched off are
 * not in it. Main thread only, except garrison_pools_load() and what is said otherwise. */
#pragma once

#include <gio/gio.h>

#include "model/directory.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What a pool can show of a customer before a claim, as bits of garrison_pool_get_fields(). */
typedef enum
{
  GARRISON_POOL_NAME,
  GARRISON_POOL_SHORT_NAME,
  GARRISON_POOL_CREDIT_CODE,
  GARRISON_POOL_WEBSITE,
  GARRISON_POOL_REGION,
  GARRISON_POOL_INDUSTRY,
  GARRISON_POOL_CATEGORY,
  GARRISON_POOL_LEVEL,
  GARRISON_POOL_SOURCE,
  GARRISON_POOL_CHANNEL,
  GARRISON_POOL_STAGE,
  GARRISON_POOL_LAST_CONTACT,
  GARRISON_POOL_COMPLETENESS,
  GARRISON_POOL_N_FIELDS,
} GarrisonPoolField;

/* The column of the desk's pool_customer, which is the argument of set-pool-fields too. Any thread. */
const char *garrison_pool_field_key (GarrisonPoolField field);
/* Translated. Any thread. */
const char *garrison_pool_field_label (GarrisonPoolField field);

/* Immutable. */
#define GARRISON_TYPE_POOL (garrison_pool_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPool, garrison_pool, GARRISON, POOL, GObject)

gint64 garrison_pool_get_id (GarrisonPool *self);
const char *garrison_pool_get_name (GarrisonPool *self);
gint64 garrison_pool_get_version (GarrisonPool *self);
/* Its members may claim; else its leads assign. */
gboolean garrison_pool_is_open (GarrisonPool *self);
/* -1: without a limit. */
gint64 garrison_pool_get_claims_a_day (GarrisonPool *self);
gint64 garrison_pool_get_capacity (GarrisonPool *self);
gint64 garrison_pool_get_freeze_days (GarrisonPool *self);
gint64 garrison_pool_get_wait_days (GarrisonPool *self);
/* 1 << GarrisonPoolField for each that is shown. */
guint garrison_pool_get_fields (GarrisonPool *self);
gboolean garrison_pool_is_member (GarrisonPool *self);
gboolean garrison_pool_is_lead (GarrisonPool *self);
/* Of the signed-in person, today. */
gint64 garrison_pool_get_claims_used (GarrisonPool *self);
/* -1: without a limit; 0 for who may not claim here. */
gint64 garrison_pool_get_claims_left (GarrisonPool *self);
/* How many of its customers the signed-in person sees. */
gint64 garrison_pool_get_size (GarrisonPool *self);

#define GARRISON_TYPE_POOLS (garrison_pools_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPools, garrison_pools, GARRISON, POOLS, GObject)

/* Empty until the first reading, which it begins by itself. */
GarrisonPools *garrison_pools_new (GarrisonStore *store);
/* Reads at once, blocking: for the command line and tests. */
gboolean garrison_pools_load (GarrisonPools *self, GError **error);
/* (nullable) (transfer none) */
GarrisonPool *garrison_pools_find (GarrisonPools *self, gint64 id);
/* (nullable) (transfer none): by name or number. */
GarrisonPool *garrison_pools_find_named (GarrisonPools *self, const char *text);

/* What holds a claim up, as pool_customer says it, translated: "Frozen until 26 Nov"; "" for nothing.
 * @free_day: yyyymmdd or 0. (transfer full) Any thread. */
char *garrison_pool_hindrance (const char *why, gint free_day, gint today);

/* The members of a pool, as set-pool-members takes them. */
typedef struct
{
  GArray *people, *teams, *leads, *lead_teams; /* of gint64 */
} GarrisonPoolMembers;

/* Blocking, any thread. (nullable) (transfer full) */
GarrisonPoolMembers *garrison_pool_members_read (GarrisonStore *store, gint64 pool, GError **error);
/* (transfer full) */
GarrisonArgs *garrison_pool_members_args (const GarrisonPoolMembers *members, GarrisonPool *pool);
void garrison_pool_members_free (GarrisonPoolMembers *members);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPoolMembers, garrison_pool_members_free)

G_END_DECLS
