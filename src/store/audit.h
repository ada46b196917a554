/* The chain of acts: one link per act, so that no act can be changed, dropped, moved or slipped in
 * unseen.
 *
 *   hash      = SHA-256 (previous, id, name, person, at, day, request, undoes, gave, rows, rows_hash)
 *   rows_hash = SHA-256 (relation, record, field, was, became of each act_row, in that order)
 *
 * A field is `octets:bytes,` with the octets in decimal, NULL is `-,`; integers are written in decimal,
 * texts are UTF-8 without NUL, hashes lower-case hex. The first act's previous is 64 zeros. A chain
 * cannot tell by itself that its tail was cut: whoever keeps the head elsewhere (garrison_audit_head())
 * can. Both engines make the same bytes; this file knows neither. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GARRISON_AUDIT_HASH_LENGTH 64 /* hex digits */
#define GARRISON_AUDIT_FIRST "0000000000000000000000000000000000000000000000000000000000000000"

typedef struct _GarrisonAuditHasher GarrisonAuditHasher;

typedef struct
{
  gint64 id;
  const char *name;
  gint64 person;
  gint64 at;
  gint64 day;
  const char *request;
  gint64 undoes;    /* 0: none */
  const char *gave; /* (nullable) */
  gint64 rows;
  const char *rows_hash;
  const char *previous;
  const char *hash; /* (nullable) when it is to be made */
} GarrisonAuditAct;

/* The digest of rows, fed one field after the other. */
GarrisonAuditHasher *garrison_audit_hasher_new (void);
void garrison_audit_hasher_free (GarrisonAuditHasher *self);
void garrison_audit_hasher_restart (GarrisonAuditHasher *self);
/* @text: (nullable); @length: octets, or -1 when NUL-terminated */
void garrison_audit_hasher_add_text (GarrisonAuditHasher *self, const char *text, gssize length);
void garrison_audit_hasher_add_int (GarrisonAuditHasher *self, gint64 value);
/* @hex: (out caller-allocates): 65 chars; the hasher is then to be restarted. */
void garrison_audit_hasher_finish (GarrisonAuditHasher *self, char *hex);

/* The hash of an act's link; @hex as above. */
void garrison_audit_link (const GarrisonAuditAct *act, char *hex);

/* Walking a chain: acts in the order of their ids, each with all its rows first. */
typedef struct _GarrisonAuditWalk GarrisonAuditWalk;

GarrisonAuditWalk *garrison_audit_walk_new (void);
void garrison_audit_walk_free (GarrisonAuditWalk *self);
void garrison_audit_walk_row (GarrisonAuditWalk *self, const char *relation, gssize relation_length,
                              gint64 record, const char *field, gssize field_length, const char *was,
                              gssize was_length, const char *became, gssize became_length);
/* All rows of the next act at once, where a server has made their digest: @hash (64 hex digits) of @n rows. */
void garrison_audit_walk_sum (GarrisonAuditWalk *self, gint64 n, const char *hash);
/* Returns: FALSE when the link does not fit the rows fed since the last one, or the link before. */
gboolean garrison_audit_walk_act (GarrisonAuditWalk *self, const GarrisonAuditAct *act);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonAuditHasher, garrison_audit_hasher_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonAuditWalk, garrison_audit_walk_free)

G_END_DECLS
