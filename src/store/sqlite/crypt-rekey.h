/* After a change of key: the pages that are still sealed by the one before are sealed anew, a few at a time,
 * while the company is in use.
 *
 * Each page is written in place, after a copy of it as it will be was written to the journal in the first
 * part of the file: a process or a machine that stops meanwhile leaves the page or its copy. Checkpoints,
 * the only other ones to write pages, are kept out meanwhile. On a connection's thread, outside of its
 * transactions. For store/sqlite only. */
#pragma once

#include "store/sqlite/crypt-file.h"

G_BEGIN_DECLS

/* Seals some pages from *@next (1 to begin with) on anew and moves it; to 0 when the end is reached. Returns
 * an SQLite code: SQLITE_BUSY when a checkpoint runs. */
int garrison_crypt_rekey_step (sqlite3 *db, guint32 *next);
/* Puts right what a process or machine that stopped left half written, unless others have the file open.
 * Before the first read of @db. */
int garrison_crypt_rekey_repair (sqlite3 *db);
/* Reads page @number from the journal, for one that is not right itself. */
gboolean garrison_crypt_rekey_read (GarrisonCryptFile *file, guint32 number, guint8 *plain);

G_END_DECLS
