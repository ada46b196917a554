/* Measures how long the main loop keeps people waiting.
 *
 * Switched on by the environment variable GARRISON_STALLS=1 or the option --measure-stalls. A stall is
 * one turn of the main loop (from the end of one poll to the start of the next) that takes longer than
 * a frame of 16 ms; at the end a line like this goes to standard error:
 *
 *     stalls above 16 ms: 3, longest 41.2 ms, sum 88.0 ms in 12.4 s; frames over 16.7 ms: 2 of 400; work
 *     above 16 ms: 1, longest 18.0 ms
 *
 * (in one line). Work is the thread's own: on a busy machine a turn may last longer than it works.
 *
 * The signal SIGUSR1 writes the line at once and begins anew, so that what somebody does can be measured
 * part by part. Frames are those of every window given to garrison_stall_probe_watch(), from the frame clock's
 * before-paint to its after-paint. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Begins to measure the default main context; a second call does nothing. */
void garrison_stall_probe_start (void);
gboolean garrison_stall_probe_is_running (void);
/* Writes "WHAT: 312 ms after the program began" after the next frame of @widget; once for each @what. */
void garrison_stall_probe_mark (const char *what, GtkWidget *widget);
/* Marks "first rows" when the first item of @customers is filled and on the screen of @widget. */
void garrison_stall_probe_await_rows (GListModel *customers, GtkWidget *widget);
/* Counts the frames of @widget's window too; @widget must be realized. */
void garrison_stall_probe_watch (GtkWidget *widget);
/* (transfer full): the line above; what was measured is kept. */
char *garrison_stall_probe_report (void);
/* Forgets what was measured so far (the start-up, for example). */
void garrison_stall_probe_reset (void);

G_END_DECLS
