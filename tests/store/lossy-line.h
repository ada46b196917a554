/* A line to the server of tests that can be cut: the socket of a server, behind which another one's
 * lies. Its threads end with lossy_line_free(). */
#pragma once

#include <glib.h>

typedef struct _LossyLine LossyLine;

/* @folder: where its socket is to lie; @server: the folder of the server's */
LossyLine *lossy_line_new (const char *folder, const char *server);
void lossy_line_free (LossyLine *line);

/* Cuts every connection and lets no new one through; or lets them through again. */
void lossy_line_set_up (LossyLine *line, gboolean up);
/* The next message that holds @word reaches the server, but when the server answers, the connection is
 * cut; so it is with those that follow, @n in all. */
void lossy_line_lose_answers (LossyLine *line, const char *word, guint n);
/* How many answers were lost. */
guint lossy_line_get_n_lost (LossyLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LossyLine, lossy_line_free)
