#include "desktop/detail-copy.h"

#include <glib/gi18n-lib.h>

#include "desktop/gate-copy.h"

void
garrison_detail_copy (GarrisonWindow *window, const char *relation, gint64 record, const char *field,
                      const char *text)
{
  g_autofree char *what = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", relation, record, field);

  g_return_if_fail (GARRISON_IS_WINDOW (window) && text != NULL);

  garrison_desktop_copy (window, text, what, _ ("Copied"));
}
