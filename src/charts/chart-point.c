/* Pointing at marks and travelling among them. */
#include "charts/chart-scene.h"

static GarrisonSceneMark *
mark_at (GarrisonChartScene *self, guint i)
{
  return &g_array_index (self->marks, GarrisonSceneMark, i);
}

static gboolean
inside (const GarrisonChartRect *rect, double x, double y)
{
  return x >= rect->x && x <= rect->x + rect->width && y >= rect->y && y <= rect->y + rect->height;
}

static gboolean
in_sector (const GarrisonShape *sector, double x, double y)
{
  double distance = hypot (x - sector->x, y - sector->y);
  double angle = atan2 (x - sector->x, sector->y - y);

  if (angle < 0)
    angle += 2 * G_PI;
  return distance >= sector->height && distance <= sector->width && angle >= sector->from
         && angle <= sector->to;
}

static gboolean
on_mark (GarrisonChartScene *self, const GarrisonSceneMark *mark, double x, double y)
{
  const GarrisonShape *shape = NULL;

  if (mark->shape >= 0)
    shape = &g_array_index (self->shapes, GarrisonShape, (guint) mark->shape);
  if (shape != NULL && shape->type == GARRISON_SHAPE_SECTOR)
    return in_sector (shape, x, y);
  return inside (&mark->mark.bounds, x, y);
}

static double
distance_to (const GarrisonSceneMark *mark, double x, double y)
{
  return hypot (x - mark->mark.anchor_x, y - mark->mark.anchor_y);
}

/* First what is painted there, then what reaches there; of several the one with the nearest middle,
 * so that every mark, also one without height, is found at its own. */
int
garrison_chart_scene_mark_at (GarrisonChartScene *self, double x, double y)
{
  int best = -1;
  gboolean best_is_on = FALSE;
  double best_distance = G_MAXDOUBLE;

  for (guint i = 0; i < self->marks->len; i++)
    {
      GarrisonSceneMark *mark = mark_at (self, i);
      gboolean on = on_mark (self, mark, x, y);
      double distance;

      if ((!on && (best_is_on || !inside (&mark->reach, x, y))))
        continue;
      distance = distance_to (mark, x, y);
      if ((on && !best_is_on) || distance < best_distance)
        {
          best = (int) i;
          best_is_on = on;
          best_distance = distance;
        }
    }
  return best;
}

/* Steps along one axis and stays as near as can be on the other. */
static int
step (GarrisonChartScene *self, const GarrisonSceneMark *from, gboolean across, int sign)
{
  int best = -1, best_ahead = G_MAXINT, best_aside = G_MAXINT;

  for (guint i = 0; i < self->marks->len; i++)
    {
      GarrisonSceneMark *mark = mark_at (self, i);
      int columns = mark->column - from->column, rows = mark->row - from->row;
      int ahead = sign * (across ? columns : rows);
      int aside = ABS (across ? rows : columns);

      if (ahead <= 0 || ahead > best_ahead || (ahead == best_ahead && aside >= best_aside))
        continue;
      best = (int) i;
      best_ahead = ahead;
      best_aside = aside;
    }
  return best;
}

int
garrison_chart_scene_mark_next (GarrisonChartScene *self, int index,
                                GarrisonChartDirection direction)
{
  gboolean across = direction == GARRISON_CHART_LEFT || direction == GARRISON_CHART_RIGHT;
  int sign = direction == GARRISON_CHART_RIGHT || direction == GARRISON_CHART_DOWN ? 1 : -1;
  int next;

  if (self->marks->len == 0)
    return -1;
  if (index < 0 || (guint) index >= self->marks->len)
    return 0;
  next = step (self, mark_at (self, (guint) index), across, sign);
  return next < 0 ? index : next;
}
