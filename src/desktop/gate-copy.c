#include "desktop/gate-copy.h"

#include "desktop/gate.h"

typedef struct
{
  char *text;
  char *toast;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->text);
  g_free (copy->toast);
  g_free (copy);
}

static void
on_opened (GarrisonWindow *window, GarrisonPermit *permit, gpointer data)
{
  Copy *copy = data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), copy->text);
  if (copy->toast != NULL)
    garrison_window_toast (window, copy->toast);
}

void
garrison_desktop_copy (GarrisonWindow *window, const char *text, const char *what, const char *toast)
{
  Copy *copy;

  g_return_if_fail (GARRISON_IS_WINDOW (window));
  g_return_if_fail (text != NULL && what != NULL);

  copy = g_new0 (Copy, 1);
  copy->text = g_strdup (text);
  copy->toast = g_strdup (toast);
  garrison_desktop_gate_ask (window, "clipboard", what, 1, on_opened, copy, copy_free);
}
