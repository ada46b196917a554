/* The gate as windows use it: asks for the permit (store/gate.h) off the main thread, and tells people of a refusal,
 * with the way to ask for what may be granted. Main thread only. */
#pragma once

#include "desktop/window.h"
#include "store/gate.h"

G_BEGIN_DECLS

/* What to do once the company knows; not called when it was refused, or when the window is gone. */
typedef void (*GarrisonGateOpened) (GarrisonWindow *window, GarrisonPermit *permit, gpointer data);

/* TRUE when the signed-in person has the right that @kind needs. The store decides all the same. */
gboolean garrison_desktop_gate_may (GarrisonWindow *window, const char *kind);

/* @kind, @what, @n as in garrison_gate_ask(). @data is freed with @destroy in any case. */
void garrison_desktop_gate_ask (GarrisonWindow *window, const char *kind, const char *what, gint64 n,
                                GarrisonGateOpened opened, gpointer data, GDestroyNotify destroy);

/* Tells of @error, which garrison_gate_ask() gave for @n records. */
void garrison_desktop_gate_refused (GarrisonWindow *window, const GError *error, gint64 n);

G_END_DECLS
