#include "desktop/text-scale.h"

#include <math.h>

#define USUAL (96 * 1024)

double
garrison_text_scale (GtkWidget *widget)
{
  int resolution = -1;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &resolution, NULL);
  return resolution > 0 ? CLAMP (resolution / (double) USUAL, 1, 3) : 1;
}

int
garrison_text_px (GtkWidget *widget, int px)
{
  return (int) lround (px * garrison_text_scale (widget));
}

void
garrison_text_scale_window (GtkWindow *window)
{
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, width > 0 ? garrison_text_px (GTK_WIDGET (window), width) : -1,
                               height > 0 ? garrison_text_px (GTK_WIDGET (window), height) : -1);
}
