/* What the tests of the store share: a folder of their own and a small company in it, or, where
 * GARRISON_TEST_POSTGRES is set (tests/postgres), on a server and gone with the folder. */
#pragma once

#include "store/store.h"

/* A new folder under the temporary one; removed with all that is in it by test_folder_free(). */
char *test_folder_new (void);
void test_folder_free (char *folder);
/* The scope frees it. */
#define TEST_FOLDER(name)                                                                          \
  __attribute__ ((cleanup (test_folder_clear))) char *name = test_folder_new ()
void test_folder_clear (char **folder);

/* Companies are founded without a password, and so not encrypted. FALSE at first. */
extern gboolean test_company_is_plain;
/* A company "Test" of "boss" with the password "secret" (or none) at @folder/company.garrison, signed in. One
 * company a folder. */
GarrisonStore *test_company_new (const char *folder);
/* For garrison_store_open(): the file, or the server's address. */
char *test_company_path (const char *folder);

/* Both assert that it was done. */
GarrisonStore *test_company_open (const char *folder, const char *login);
gint64 test_read_int (GarrisonStore *store, const char *sql);
/* Asserts that it was refused with @code and tells nothing of the engine. */
void test_read_fails (GarrisonStore *store, const char *sql, GarrisonError code);
/* A raw connection to a company's file of "boss" with the password "secret", encrypted or not. */
struct sqlite3 *test_vault_open (const char *path);
/* Runs SQL on the vault beside the store, as no program should: all of it or nothing. */
void test_vault_exec (const char *folder, const char *sql);
/* The same past every constraint and trigger. */
void test_vault_exec_loosely (const char *folder, const char *sql);
/* The person of that login gets the password "secret", also beside the store. */
void test_vault_give_password (const char *folder, const char *login);

/* act(store, "name", "arg", kind…, NULL): kinds are 'i' gint64, 't' text. */
GarrisonActResult *
test_act (GarrisonStore *store, GError **error, const char *name, const char *signature, ...);
