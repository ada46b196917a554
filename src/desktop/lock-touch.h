/* Hears of every key, click, scroll and move of the pointer in every window of the program, dialogs among
 * them. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _GarrisonLockTouch GarrisonLockTouch;
typedef void (*GarrisonLockTouched) (gpointer data);

/* @touched is called before the window gets the event. */
GarrisonLockTouch *garrison_lock_touch_new (GarrisonLockTouched touched, gpointer data);
void garrison_lock_touch_free (GarrisonLockTouch *self);

G_END_DECLS
