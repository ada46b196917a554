/* Made-up calls of every act: by anybody, with arguments that fit, nearly fit or do not fit at all. The
 * values are of the office's own records, as its vault has them at that moment. */
#pragma once

#include "act-office.h"
#include "store/act-file.h"

typedef struct
{
  const GarrisonActFile *file; /* (nullable): an undo of @undone */
  gint64 me;
  gint64 undone;
  char *request;
  GHashTable *values;   /* name -> Cell */
  GPtrArray *columns;   /* (nullable): names of the rows' columns, NULL-terminated */
  GPtrArray *rows;      /* of GPtrArray of Cell */
} RandomCall;

/* @o: where ids are looked up */
RandomCall *random_call_new (Office *o);
void random_call_free (RandomCall *call);
GarrisonActResult *random_call_make (const RandomCall *call, Office *o, GarrisonChange **change, GError **error);
/* (transfer full): for messages */
char *random_call_describe (const RandomCall *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RandomCall, random_call_free)
