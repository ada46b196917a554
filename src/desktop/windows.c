#include "desktop/windows.h"

#include "desktop/charts-window.h"
#include "desktop/customers-window.h"
#include "desktop/people-window.h"
#include "desktop/timeline-window.h"

static const struct
{
  const char *kind;
  GType (*type) (void);
} WINDOWS[] = {
  { "customers", garrison_customers_window_get_type },
  { "timeline", garrison_timeline_window_get_type },
  { "charts", garrison_charts_window_get_type },
  { "people", garrison_people_window_get_type },
  { NULL, NULL }, /* the end */
};

GType
garrison_windows_get_type_of (const char *kind)
{
  for (guint i = 0; WINDOWS[i].kind != NULL; i++)
    if (g_strcmp0 (WINDOWS[i].kind, kind) == 0)
      return WINDOWS[i].type ();
  return G_TYPE_INVALID;
}

const char *const *
garrison_windows_get_kinds (void)
{
  static const char *kinds[G_N_ELEMENTS (WINDOWS)];

  for (guint i = 0; WINDOWS[i].kind != NULL; i++)
    kinds[i] = WINDOWS[i].kind;
  return kinds;
}
