/* An encrypted database without a store around it, for tests of what lies below. */
#pragma once

#include <sqlite3.h>

#include "store/sqlite/crypt-create.h"
#include "store/sqlite/crypt-vfs.h"

#define CRYPT_LOGIN "boss"
#define CRYPT_PASSWORD "correct horse"

/* A new file at @path whose only person is CRYPT_LOGIN; its keys. @recovery: (out) (nullable) (transfer full) */
GarrisonCryptKeys *crypt_company_new (const char *path, char **recovery);
/* Asserts that the password opens it. */
GarrisonCryptKeys *crypt_company_unlock (const char *path);
/* A raw connection, as the store's writer has it. Asserts. */
sqlite3 *crypt_company_connect (const char *path, GarrisonCryptKeys *keys);
/* Asserts. */
void crypt_company_exec (sqlite3 *db, const char *sql);
gint64 crypt_company_int (sqlite3 *db, const char *sql);
