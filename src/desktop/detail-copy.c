#include "desktop/detail-copy.h"

#include <glib/gi18n-lib.h>

static gboolean
on_let_out (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  if (result == NULL)
    return FALSE;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), data);
  garrison_window_toast (window, _ ("Copied"));
  return TRUE;
}

void
garrison_detail_copy (GarrisonWindow *window, const char *relation, gint64 record, const char *field,
                      const char *text)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *what = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", relation, record, field);

  g_return_if_fail (GARRISON_IS_WINDOW (window) && text != NULL);

  garrison_args_set_text (args, "kind", "clipboard");
  garrison_args_set_text (args, "what", what);
  garrison_args_set_int (args, "n", 1);
  garrison_window_act (window, "take-out", args, NULL, on_let_out, g_strdup (text), g_free);
}
