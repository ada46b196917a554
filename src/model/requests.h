/* Requests: what somebody asked of whoever may allow it, and what came of it; as the desk shows them (right
 * "request.see"). Deciding is the act decide-request, by somebody else with the right "request.decide".
 *
 * Blocking unless said otherwise, any thread but a window's; results belong to the caller. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 person;
  char *kind;        /* "disclosures", "export", "bulk", "other" */
  guint n;           /* how many more; 0 for "other" */
  char *text;        /* (nullable) */
  gint64 at;
  char *state;       /* "open", "granted", "declined", "withdrawn" */
  gint64 decided_by; /* or 0 */
  gint64 decided_at;
  guint granted;     /* of n */
  gint until_day;    /* the last day on which it holds */
} GarrisonRequest;

void garrison_request_free (GarrisonRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonRequest, garrison_request_free)

/* The open ones and those asked or decided since @since (µs UTC), the newest first; 500 at most.
 * (transfer full) (element-type GarrisonRequest) */
GPtrArray *garrison_requests_read (GarrisonStore *store, gint64 since, GCancellable *cancellable, GError **error);
void garrison_requests_read_async (GarrisonStore *store, gint64 since, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
GPtrArray *garrison_requests_read_finish (GAsyncResult *result, GError **error);

gboolean garrison_request_is_open (const GarrisonRequest *request);
/* Whether the signed-in person may decide it now. Any thread. */
gboolean garrison_request_may_decide (const GarrisonRequest *request, GarrisonStore *store);
/* What is asked for, translated: "20 more contact details". (transfer full) */
char *garrison_request_sentence (const GarrisonRequest *request);
/* What came of it, translated: "Granted until 23 Nov", "Declined". (transfer full) */
char *garrison_request_outcome (const GarrisonRequest *request, gint today);

G_END_DECLS
