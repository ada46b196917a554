/* What a mark says: to a screen reader in one sentence, to the eye in the lines of a hint. */
#include <glib/gi18n-lib.h>

#include "charts/chart-scene.h"

static GarrisonSceneMark *
mark_at (GarrisonChartScene *self, guint i)
{
  return &g_array_index (self->marks, GarrisonSceneMark, i);
}

static gboolean
one_series (GarrisonChartScene *self)
{
  return self->view->series->len <= 1;
}

/* The comparison and the target speak of the whole category. */
static double
whole_value (GarrisonChartScene *self, const GarrisonSceneMark *mark)
{
  if (one_series (self))
    return mark->mark.value;
  if (!garrison_chart_data_adds_up (self->data))
    return GARRISON_CHART_MISSING;
  return garrison_chart_view_sum (self->view, mark->category, FALSE)
         + garrison_chart_view_sum (self->view, mark->category, TRUE);
}

/* Joins what was said with one more part; takes both. */
static char *
join (char *said, char *part)
{
  /* TRANSLATORS: joins two parts of what a screen reader says about a mark of a chart */
  char *joined = g_strdup_printf (C_("spoken", "%s, %s"), said, part);

  g_free (said);
  g_free (part);
  return joined;
}

static char *
speak_value (GarrisonChartScene *self, const GarrisonSceneMark *mark)
{
  if (isnan (mark->mark.value))
    return g_strdup (C_("spoken", "no common figure"));
  return garrison_chart_scene_value (self, mark->mark.value, GARRISON_CHART_COMPACT);
}

static char *
speak_others (GarrisonChartScene *self, const GarrisonSceneMark *mark, char *said)
{
  GarrisonChartItem *item = garrison_chart_view_category (self->view, mark->category);
  double whole = whole_value (self, mark);

  if (!isnan (item->comparison) && garrison_chart_data_has_comparison (self->data))
    {
      g_autofree char *value
        = garrison_chart_scene_value (self, item->comparison, GARRISON_CHART_COMPACT);

      said = join (said, g_strdup_printf (
                           /* TRANSLATORS: the period before and its figure: "2024: ¥1.35 M" */
                           C_("spoken", "%s: %s"),
                           garrison_chart_data_get_comparison_label (self->data), value));
    }
  if (!isnan (item->target) && item->target > 0 && !isnan (whole))
    /* TRANSLATORS: how much of a target is reached, spoken */
    said = join (said, g_strdup_printf (C_("spoken", "%.0f%% of the target"),
                                        whole / item->target * 100));
  if (garrison_chart_view_unfinished (self->view, mark->category))
    said = join (said, g_strdup (C_("spoken", "not finished yet")));
  return said;
}

/* "3 of 12" counts along the categories that are shown. */
static void
position (GarrisonChartScene *self, guint index, guint *at, guint *of)
{
  GarrisonSceneMark *mark = mark_at (self, index);

  *at = *of = 0;
  for (guint i = 0; i < self->marks->len; i++)
    if (mark_at (self, i)->series == mark->series)
      {
        (*of)++;
        if (i <= index)
          (*at)++;
      }
}

char *
garrison_chart_scene_speak (GarrisonChartScene *self, guint index)
{
  GarrisonSceneMark *mark = mark_at (self, index);
  char *said = g_strdup (garrison_chart_data_get_title (self->data));
  guint at, of;

  if (!one_series (self))
    said = join (said,
                 g_strdup (garrison_chart_view_series (self->view, mark->series)->label));
  said = join (said,
               g_strdup (garrison_chart_view_category (self->view, mark->category)->label));
  said = join (said, speak_value (self, mark));
  said = speak_others (self, mark, said);
  position (self, index, &at, &of);
  /* TRANSLATORS: the place of a mark among the marks of a chart, spoken */
  return join (said, g_strdup_printf (C_("spoken", "%u of %u"), at, of));
}

static void
hint_row_free (gpointer data)
{
  GarrisonChartHintRow *row = data;

  g_free (row->label);
  g_free (row->value);
  g_free (row->note);
  g_free (row);
}

static GarrisonChartHintRow *
hint_row (GarrisonChartScene *self, GPtrArray *rows, const char *label, double value,
          guint32 color)
{
  GarrisonChartHintRow *row = g_new0 (GarrisonChartHintRow, 1);

  row->label = g_strdup (label);
  row->value = garrison_chart_scene_value (self, value, GARRISON_CHART_COMPACT);
  row->color = color;
  g_ptr_array_add (rows, row);
  return row;
}

static int
tone_of (GarrisonChartScene *self, double now, double before)
{
  int tone = now > before ? 1 : now < before ? -1 : 0;

  return garrison_chart_data_get_more_is_worse (self->data) ? -tone : tone;
}

static void
hint_compared (GarrisonChartScene *self, GPtrArray *rows, const GarrisonSceneMark *mark)
{
  GarrisonChartItem *item = garrison_chart_view_category (self->view, mark->category);
  double whole = whole_value (self, mark);
  GarrisonChartHintRow *row;

  if (garrison_chart_data_has_comparison (self->data) && !isnan (item->comparison))
    {
      row = hint_row (self, rows, garrison_chart_data_get_comparison_label (self->data),
                      item->comparison, self->palette->dim);
      row->line = TRUE;
      row->note = garrison_chart_number_format_change (whole, item->comparison);
      /* A period that still runs is behind by nature. */
      if (!garrison_chart_view_unfinished (self->view, mark->category))
        row->tone = tone_of (self, whole, item->comparison);
    }
  if (isnan (item->target))
    return;
  row = hint_row (self, rows, _("Target"), item->target, self->palette->good);
  row->line = TRUE;
  if (item->target > 0 && !isnan (whole))
    row->note = g_strdup_printf ("%.0f%%", whole / item->target * 100);
  if (!isnan (whole) && !garrison_chart_view_unfinished (self->view, mark->category))
    row->tone = tone_of (self, whole, item->target) >= 0 || whole == item->target ? 1 : -1;
}

/* The pointed series first names its figure; the others of its category follow in their order. */
GPtrArray *
garrison_chart_scene_hint (GarrisonChartScene *self, guint index)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (hint_row_free);
  GarrisonSceneMark *mark = mark_at (self, index);
  const char *label = garrison_chart_data_get_title (self->data);

  if (one_series (self))
    {
      if (garrison_chart_data_get_n_series (self->data) == 1)
        label = garrison_chart_data_get_series_label (self->data, 0);
      if (*label == '\0')
        label = garrison_chart_data_get_title (self->data);
      hint_row (self, rows, label, mark->mark.value, mark->color);
    }
  else
    for (guint i = 0; i < self->marks->len; i++)
      if (mark_at (self, i)->category == mark->category)
        hint_row (self, rows,
                  garrison_chart_view_series (self->view, mark_at (self, i)->series)->label,
                  mark_at (self, i)->mark.value, mark_at (self, i)->color);
  hint_compared (self, rows, mark);
  return rows;
}
