/* A line of a dozen values without axes: area, line, last point. Gets the style class "declining" when
 * the later half is worth a quarter less than the earlier; then it is drawn in the colour for worse. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_SPARKLINE (garrison_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonSparkline, garrison_sparkline, GARRISON, SPARKLINE, GtkWidget)

#define GARRISON_SPARKLINE_MAX 24

GtkWidget *garrison_sparkline_new (void);
/* At most GARRISON_SPARKLINE_MAX values are kept (the last ones); the scale begins at zero or at the
 * least value if that is below. Nothing is drawn for no values or only zeros. */
void garrison_sparkline_set_values (GarrisonSparkline *self, const gint64 *values, guint n_values);
gboolean garrison_sparkline_is_declining (GarrisonSparkline *self);

G_END_DECLS
