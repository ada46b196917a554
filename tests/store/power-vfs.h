/* A disk in memory that loses power. What was written since the last sync may be on it or not, each write by
 * itself and by sectors of 512 octets; what was synced is. One connection at a time. */
#pragma once

#include <sqlite3.h>

#include "store/sqlite/crypt-header.h"

/* The disk, empty and with power; one for the process. */
sqlite3_vfs *power_vfs_new (void);
void power_vfs_put (const char *path, const void *data, gsize n);
/* After so many more writes and syncs the power goes: every call fails from there on. */
void power_vfs_cut_after (guint n);
gboolean power_vfs_is_off (void);
/* Power is back, after every connection is closed. Without a cut before, nothing is lost. */
void power_vfs_restore (void);
/* To write a header with. */
GarrisonCryptIo power_vfs_get_io (const char *path);
