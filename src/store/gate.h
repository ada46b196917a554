/* The gate: whatever leaves the company asks here first.
 *
 * garrison_gate_ask() does the act take-out, which looks at the right (customer.export for tables,
 * customer.print for pictures and paper), at how many records the role may take, and writes down who takes
 * what; then it gives the permit without which nothing is written. A permit that is not used stays in the
 * record: it is known that it could have left.
 *
 * @kind: "csv", "xlsx", "vcard", "pdf", "image", "print" or "clipboard". @what: what leaves, in words or as
 * a question's text; it is kept. @n: how many records, counted before.
 *
 * Errors: those of garrison_store_act(); refusals "may-not-take-out", "one-at-a-time" and "needs-consent" (details
 * "n" and "allowed"). Blocking: any thread but a window's, which uses the _async form. */
#pragma once

#include "base/permit.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The right that @kind needs, "" for none. */
const char *garrison_gate_get_right (const char *kind);

/* (transfer full) (nullable) */
GarrisonPermit *garrison_gate_ask (GarrisonStore *store, const char *kind, const char *what, gint64 n,
                                   GCancellable *cancellable, GError **error);
void garrison_gate_ask_async (GarrisonStore *store, const char *kind, const char *what, gint64 n,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GarrisonPermit *garrison_gate_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
