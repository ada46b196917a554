/* The recovery key as people write it down: nine groups of four letters and digits, the last one a check.
 *
 * Crockford's base 32: neither I, L, O nor U occur; when it is read, I and L are 1, O is 0, and case, blanks
 * and hyphens do not matter. Any thread. For store/sqlite only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): a new one of 160 random bits, to be zeroed after use, and the key pair that it makes. */
char *garrison_crypt_recovery_make (guint8 public_key[32], guint8 secret[32]);
/* FALSE when @text is no recovery key, or is mistyped. Both halves of one after each other, whichever first, are one. */
gboolean garrison_crypt_recovery_read (const char *text, guint8 public_key[32], guint8 secret[32]);
/* Halves for two people, of which each alone tells nothing of @key (one is random, the other what it differs by).
 * @first, @second: (out): to be zeroed after use. FALSE when @key is no recovery key. */
gboolean garrison_crypt_recovery_split (const char *key, char **first, char **second);

G_END_DECLS
