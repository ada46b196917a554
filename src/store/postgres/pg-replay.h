/* Arguments whose rows can be given a second time: what has come from their source is kept until it is
 * known that nobody has to send it again. For one thread. */
#pragma once

#include "store/args.h"

G_BEGIN_DECLS

typedef struct _GarrisonPgReplay GarrisonPgReplay;

/* @rows: the name of the rows argument, which @args need not have */
GarrisonPgReplay *garrison_pg_replay_new (GarrisonArgs *args, const char *rows);
void garrison_pg_replay_free (GarrisonPgReplay *self);
/* (transfer none): to be passed on; valid as long as @self. */
GarrisonArgs *garrison_pg_replay_get_args (GarrisonPgReplay *self);
/* From the first row again. */
void garrison_pg_replay_rewind (GarrisonPgReplay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPgReplay, garrison_pg_replay_free)

G_END_DECLS
