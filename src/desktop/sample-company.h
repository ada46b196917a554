/* The sample company of a desk: made-up people, customers and a past, to try the program on. Made in the
 * data folder once, under another name until it is whole. Main thread only. */
#pragma once

#include "model/sample.h"

G_BEGIN_DECLS

#define GARRISON_SAMPLE_LOGIN "owner" /* who signs in, with an empty password */

/* (transfer full): where it is, or will be. */
char *garrison_sample_company_get_path (void);
/* Makes it at @path, where nothing may be. @progress: called on other threads; @data must live until the
 * callback. When it is cancelled or fails, nothing is left behind. */
void garrison_sample_company_make_async (const char *path, GarrisonSampleProgress progress, gpointer data,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer callback_data);
gboolean garrison_sample_company_make_finish (GAsyncResult *result, GError **error);

G_END_DECLS
