/* How fast a list, a figure or a chart follows the news of a company: soon after the first of them, several in
 * a row at once, and never before the last answer has come. Where colleagues work all the time an answer
 * that is slower than their news would otherwise be thrown away for the next one for ever. An answer that took
 * long is followed by as long a pause. Main thread only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonPace GarrisonPace;

/* @follow: asks anew; it may run garrison_pace_set_busy().
 * @delay: milliseconds for which more news are waited for after the first. */
GarrisonPace *garrison_pace_new (guint delay, void (*follow) (gpointer data), gpointer data);
void garrison_pace_free (GarrisonPace *self);
/* Something has changed. */
void garrison_pace_news (GarrisonPace *self);
/* An answer is being waited for, whoever asked; or it has come. */
void garrison_pace_set_busy (GarrisonPace *self, gboolean busy);
/* TRUE when @follow will run without further news. */
gboolean garrison_pace_is_due (GarrisonPace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPace, garrison_pace_free)

G_END_DECLS
