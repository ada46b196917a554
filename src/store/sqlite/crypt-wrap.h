/* Who gets at the key of an encrypted company: what a header's wraps are made of and opened with.
 *
 * A password opens one person's wrap: Argon2id makes a key pair of it, to whose public half the file's key
 * is sealed. The recovery key opens its own. Any thread, a header at a time; hashing takes most of a
 * second and 256 MB, so never on the main thread nor on the writer's. For store/sqlite only. */
#pragma once

#include "store/sqlite/crypt-header.h"

G_BEGIN_DECLS

/* Somebody who may sign in. */
typedef struct
{
  gint64 person;
  const char *login;
} GarrisonCryptPerson;

/**
 * garrison_crypt_found:
 * @keys: (out) (transfer full): of a new file, with a random key
 * @recovery: (out) (transfer full): the recovery key as people write it, to be zeroed after use
 *
 * Returns: (transfer full): a header that nobody but the recovery key opens
 */
GarrisonCryptHeader *garrison_crypt_found (GarrisonCryptKeys **keys, char **recovery);
/* The same for a copy that is sealed to the recovery key of @model. */
GarrisonCryptHeader *garrison_crypt_found_like (const GarrisonCryptHeader *model, GarrisonCryptKeys **keys);

/* (transfer full): NULL with GARRISON_ERROR_WRONG_PASSWORD, at the same cost whether it is the login or the
 * password that is wrong; GARRISON_ERROR_DAMAGED when the wrap opens and the rest does not fit it. */
GarrisonCryptKeys *garrison_crypt_unlock (const GarrisonCryptHeader *header,
                                          const char *login,
                                          const char *password,
                                          GError **error);
/* GARRISON_ERROR_INVALID when @recovery is mistyped, _WRONG_PASSWORD when it is another company's. */
GarrisonCryptKeys *garrison_crypt_unlock_by_recovery (const GarrisonCryptHeader *header,
                                                      const char *recovery,
                                                      GError **error);
/* Reads the header anew. A new key is opened with what the keys were unlocked with; when that opens nothing any more,
 * they are cleared. Without a new key they stay as long as the person has a wrap, if of another password: whether that
 * ends a session is not decided here. FALSE unless they are now those of the newest header. */
gboolean garrison_crypt_refresh (GarrisonCryptKeys *keys, const GarrisonCryptIo *io);

gboolean garrison_crypt_header_has_person (const GarrisonCryptHeader *self, guint64 person);

/* What a person's wrap is made with; the slow part. @quick: at the least cost, for samples and tests. */
typedef struct
{
  guint8 salt[GARRISON_CRYPT_SALT];
  guint64 ops, memory;
  guint8 public_key[32];
  guint8 secret[32];
} GarrisonCryptPassword;

void garrison_crypt_password_clear (GarrisonCryptPassword *self);
/* GARRISON_ERROR_TOO_LARGE, _FAILED. @self is to be cleared. */
gboolean garrison_crypt_password_make (GarrisonCryptPassword *self, const char *password, gboolean quick, GError **error);
/* Gives @person a wrap, in place of the one they had. @key: the current one. */
void garrison_crypt_header_give (GarrisonCryptHeader *self,
                                 const guint8 key[GARRISON_CRYPT_KEY],
                                 const GarrisonCryptPerson *person,
                                 const GarrisonCryptPassword *password);

typedef enum
{
  GARRISON_CRYPT_SAME,
  GARRISON_CRYPT_RENAMED, /* some login is another; the header is to be written */
  GARRISON_CRYPT_REMOVED, /* somebody lost their wrap; the key is to be changed */
} GarrisonCryptKept;

/* Takes the wraps of all but @people away, and follows new logins. */
GarrisonCryptKept garrison_crypt_header_keep (GarrisonCryptHeader *self, const GarrisonCryptPerson *people, guint n_people);
/* A new current key for all that have a wrap; those before are retired. @keys: (inout): the current one first,
 * of *@n_keys; GARRISON_ERROR_BUSY when so many are retired that pages must be written anew first. */
gboolean garrison_crypt_header_rotate (GarrisonCryptHeader *self, GarrisonCryptKey *keys, guint *n_keys, GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GarrisonCryptPassword, garrison_crypt_password_clear)

/* Forgets all retired ones. */
void garrison_crypt_header_forget_retired (GarrisonCryptHeader *self);

G_END_DECLS
