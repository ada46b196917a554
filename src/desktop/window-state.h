/* What a person's desk remembers between runs: sizes of windows, the view shown last, the company
 * opened last. Kept in GSettings; where its schema is not installed nothing is remembered. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @window the size that it had when it was last closed, and keeps it from now on. @kind:
 * "customers", "timeline", "charts", "people". */
void garrison_window_state_follow (GtkWindow *window, const char *kind);

/* (transfer none): static or interned; "mine" at first. */
const char *garrison_window_state_get_view (void);
void garrison_window_state_set_view (const char *view);
/* (transfer full): columns and order of the list of customers, as garrison_customer_table_get_layout(). */
char *garrison_window_state_get_columns (void);
void garrison_window_state_set_columns (const char *layout);
/* (transfer full): "default", "light" or "dark". */
char *garrison_window_state_get_color_scheme (void);
void garrison_window_state_set_color_scheme (const char *name);
/* Minutes without a touch after which the person at this desk wants the program locked; 0: as the company. */
gint garrison_window_state_get_lock_minutes (void);
void garrison_window_state_set_lock_minutes (gint minutes);
/* The failed sign-in that somebody was told of last, by its id; 0 for none. @key: a digest of who. */
gint64 garrison_window_state_get_told_failure (const char *key);
void garrison_window_state_set_told_failure (const char *key, gint64 id);

G_END_DECLS
