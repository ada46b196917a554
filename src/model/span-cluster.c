#include "model/span-cluster.h"

#define PILL_ROOM 21.0  /* of one digit, with its gap */
#define DIGIT 7.0
#define BAR_GAP 2.0

double
garrison_span_group_half (guint n)
{
  double width = PILL_ROOM;

  if (n <= 2)
    return n * GARRISON_SPAN_MARK_WIDTH / 2;
  for (guint rest = n / 10; rest > 0; rest /= 10)
    width += DIGIT;
  /* Never less than the pair that it grew from, or a third mark could make room for itself. */
  return MAX (width, 2 * GARRISON_SPAN_MARK_WIDTH) / 2;
}

double
garrison_span_group_mark_x (const GarrisonSpanGroup *group, guint i)
{
  return group->n == 2 ? group->x + (i == 0 ? -0.5 : 0.5) * GARRISON_SPAN_MARK_WIDTH : group->x;
}

static GarrisonSpanGroup
join (GarrisonSpanGroup a, GarrisonSpanGroup b)
{
  GarrisonSpanGroup joined = { a.first, a.n + b.n, 0, 0 };

  joined.x = (a.x * a.n + b.x * b.n) / joined.n;
  joined.half = garrison_span_group_half (joined.n);
  return joined;
}

GArray *
garrison_span_cluster (const double *xs, guint n)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (GarrisonSpanGroup));

  for (guint i = 0; i < n; i++)
    {
      GarrisonSpanGroup group = { i, 1, xs[i], garrison_span_group_half (1) };

      /* What was joined has moved to the left and may touch the one before by now. */
      while (groups->len > 0)
        {
          GarrisonSpanGroup *last = &g_array_index (groups, GarrisonSpanGroup, groups->len - 1);

          if (last->x + last->half <= group.x - group.half)
            break;
          group = join (*last, group);
          g_array_set_size (groups, groups->len - 1);
        }
      g_array_append_val (groups, group);
    }
  return groups;
}

static gboolean
is_free (GarrisonSpanBar *bars, guint n, int row, const GarrisonSpanBar *bar)
{
  for (guint i = 0; i < n; i++)
    if (bars[i].row == row && bars[i].from < bar->to + BAR_GAP && bar->from < bars[i].to + BAR_GAP)
      return FALSE;
  return TRUE;
}

guint
garrison_span_pack (GarrisonSpanBar *bars, guint n, int rows)
{
  guint left_out = 0;

  for (guint i = 0; i < n; i++)
    {
      bars[i].row = -1;
      for (int row = 0; row < rows && bars[i].row < 0; row++)
        if (is_free (bars, i, row, &bars[i]))
          bars[i].row = row;
      left_out += bars[i].row < 0;
    }
  return left_out;
}
