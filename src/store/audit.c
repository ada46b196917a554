#include "store/audit.h"

#include <sodium.h>
#include <string.h>

struct _GarrisonAuditHasher
{
  crypto_hash_sha256_state state;
};

struct _GarrisonAuditWalk
{
  GarrisonAuditHasher *rows;
  gint64 n_rows;
  gint64 last;
  char previous[GARRISON_AUDIT_HASH_LENGTH + 1];
  char sum[GARRISON_AUDIT_HASH_LENGTH + 1]; /* of rows not fed one by one; else empty */
};

GarrisonAuditHasher *
garrison_audit_hasher_new (void)
{
  GarrisonAuditHasher *self = g_new (GarrisonAuditHasher, 1);
  garrison_audit_hasher_restart (self);
  return self;
}

void
garrison_audit_hasher_free (GarrisonAuditHasher *self)
{
  g_free (self);
}

void
garrison_audit_hasher_restart (GarrisonAuditHasher *self)
{
  g_return_if_fail (self != NULL);

  crypto_hash_sha256_init (&self->state);
}

static void
feed (GarrisonAuditHasher *self, const char *bytes, gsize length)
{
  crypto_hash_sha256_update (&self->state, (const guchar *) bytes, length);
}

void
garrison_audit_hasher_add_text (GarrisonAuditHasher *self, const char *text, gssize length)
{
  char head[32];
  gsize octets;

  g_return_if_fail (self != NULL);

  if (text == NULL)
    {
      feed (self, "-,", 2);
      return;
    }
  octets = length >= 0 ? (gsize) length : strlen (text);
  feed (self, head, g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", octets));
  feed (self, text, octets);
  feed (self, ",", 1);
}

void
garrison_audit_hasher_add_int (GarrisonAuditHasher *self, gint64 value)
{
  char digits[32];

  g_return_if_fail (self != NULL);

  garrison_audit_hasher_add_text (self, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value));
}

void
garrison_audit_hasher_finish (GarrisonAuditHasher *self, char *hex)
{
  guchar digest[crypto_hash_sha256_BYTES];

  g_return_if_fail (self != NULL && hex != NULL);

  crypto_hash_sha256_final (&self->state, digest);
  sodium_bin2hex (hex, GARRISON_AUDIT_HASH_LENGTH + 1, digest, sizeof digest);
}

void
garrison_audit_link (const GarrisonAuditAct *act, char *hex)
{
  GarrisonAuditHasher hasher;

  g_return_if_fail (act != NULL && hex != NULL);

  garrison_audit_hasher_restart (&hasher);
  garrison_audit_hasher_add_text (&hasher, act->previous, -1);
  garrison_audit_hasher_add_int (&hasher, act->id);
  garrison_audit_hasher_add_text (&hasher, act->name, -1);
  garrison_audit_hasher_add_int (&hasher, act->person);
  garrison_audit_hasher_add_int (&hasher, act->at);
  garrison_audit_hasher_add_int (&hasher, act->day);
  garrison_audit_hasher_add_text (&hasher, act->request, -1);
  if (act->undoes != 0)
    garrison_audit_hasher_add_int (&hasher, act->undoes);
  else
    garrison_audit_hasher_add_text (&hasher, NULL, 0);
  garrison_audit_hasher_add_text (&hasher, act->gave, -1);
  garrison_audit_hasher_add_int (&hasher, act->rows);
  garrison_audit_hasher_add_text (&hasher, act->rows_hash, -1);
  garrison_audit_hasher_finish (&hasher, hex);
}

GarrisonAuditWalk *
garrison_audit_walk_new (void)
{
  GarrisonAuditWalk *self = g_new0 (GarrisonAuditWalk, 1);
  self->rows = garrison_audit_hasher_new ();
  strcpy (self->previous, GARRISON_AUDIT_FIRST);
  return self;
}

void
garrison_audit_walk_free (GarrisonAuditWalk *self)
{
  garrison_audit_hasher_free (self->rows);
  g_free (self);
}

void
garrison_audit_walk_row (GarrisonAuditWalk *self, const char *relation, gssize relation_length, gint64 record,
                         const char *field, gssize field_length, const char *was, gssize was_length,
                         const char *became, gssize became_length)
{
  g_return_if_fail (self != NULL);

  garrison_audit_hasher_add_text (self->rows, relation, relation_length);
  garrison_audit_hasher_add_int (self->rows, record);
  garrison_audit_hasher_add_text (self->rows, field, field_length);
  garrison_audit_hasher_add_text (self->rows, was, was_length);
  garrison_audit_hasher_add_text (self->rows, became, became_length);
  self->n_rows++;
}

void
garrison_audit_walk_sum (GarrisonAuditWalk *self, gint64 n, const char *hash)
{
  g_return_if_fail (self != NULL && hash != NULL);

  self->n_rows = n;
  g_strlcpy (self->sum, hash, sizeof self->sum);
}

gboolean
garrison_audit_walk_act (GarrisonAuditWalk *self, const GarrisonAuditAct *act)
{
  char rows_hash[GARRISON_AUDIT_HASH_LENGTH + 1];
  char hash[GARRISON_AUDIT_HASH_LENGTH + 1];
  gboolean good;

  g_return_val_if_fail (self != NULL && act != NULL && act->hash != NULL, FALSE);

  garrison_audit_hasher_finish (self->rows, rows_hash);
  if (*self->sum != '\0')
    g_strlcpy (rows_hash, self->sum, sizeof rows_hash);
  garrison_audit_link (act, hash);
  good = act->rows == self->n_rows && act->id > self->last && g_str_equal (act->rows_hash, rows_hash)
         && g_str_equal (act->previous, self->previous) && g_str_equal (act->hash, hash);

  g_strlcpy (self->previous, act->hash, sizeof self->previous);
  self->last = act->id;
  self->n_rows = 0;
  *self->sum = '\0';
  garrison_audit_hasher_restart (self->rows);
  return good;
}
