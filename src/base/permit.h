/* Leave to take something out of the company: who may, what, and under which number it is known.
 *
 * A GarrisonPermit is immutable, reference-counted, readable on any thread. Only the gate makes one
 * (store/gate.h), after the company has written down what leaves; whatever writes files, paper or pictures
 * wants one, so that there is no way round. It lies down here because charts/ knows no store. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_PERMIT (garrison_permit_get_type ())
typedef struct _GarrisonPermit GarrisonPermit;

/* What a permit says; texts are copied. */
typedef struct
{
  const char *kind;    /* "csv", "xlsx", "vcard", "pdf", "image", "print", "clipboard" */
  const char *what;    /* what leaves, in words */
  gint64 n;            /* how many records */
  gint64 release;      /* the release's id */
  const char *name;    /* who takes it */
  const char *login;
  const char *company;
  gint64 at;           /* µs UTC, by the company's clock */
  GTimeZone *zone;     /* the company's */
} GarrisonPermitFacts;

GType garrison_permit_get_type (void);
/* For store/gate.c and for tests. (transfer full) */
GarrisonPermit *garrison_permit_new (const GarrisonPermitFacts *facts);
GarrisonPermit *garrison_permit_ref (GarrisonPermit *self);
void garrison_permit_unref (GarrisonPermit *self);

/* TRUE when @self (nullable) lets something of @kind leave. */
gboolean garrison_permit_allows (GarrisonPermit *self, const char *kind);
gint64 garrison_permit_get_n (GarrisonPermit *self);
gint64 garrison_permit_get_release (GarrisonPermit *self);
const char *garrison_permit_get_name (GarrisonPermit *self);
const char *garrison_permit_get_login (GarrisonPermit *self);
const char *garrison_permit_get_company (GarrisonPermit *self);
gint64 garrison_permit_get_at (GarrisonPermit *self);
/* Who and when in one line, which the watermark repeats: "Lin Wei (lin) · 2026-11-23 09:15 · #17". */
const char *garrison_permit_get_mark (GarrisonPermit *self);

/* (transfer full): the same line of anybody and any time; @release 0: without. */
char *garrison_permit_mark_text (const char *name, const char *login, gint64 at, GTimeZone *zone, gint64 release);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPermit, garrison_permit_unref)

G_END_DECLS
