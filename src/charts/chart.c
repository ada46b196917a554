#include "charts/chart.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/chart-file.h"
#include "charts/chart-kinds.h"

struct _GarrisonChart
{
  GObject parent_instance;
  GarrisonChartKind kind;
  GarrisonChartData *data;
  GarrisonChartStyle style; /* its strings are ours */
  GarrisonChartScene *scene; /* NULL before the first layout */
};

G_DEFINE_FINAL_TYPE (GarrisonChart, garrison_chart, G_TYPE_OBJECT)

static const struct
{
  const char *name, *label;
  GarrisonChartLayoutFunc lay_out;
} kinds[GARRISON_CHART_N_KINDS] = {
  [GARRISON_CHART_BAR] = { "bar", N_("Bars"), garrison_chart_layout_bar },
  [GARRISON_CHART_GROUPED_BAR]
  = { "grouped-bar", N_("Grouped bars"), garrison_chart_layout_grouped_bar },
  [GARRISON_CHART_STACKED_BAR]
  = { "stacked-bar", N_("Stacked bars"), garrison_chart_layout_stacked_bar },
  [GARRISON_CHART_LINE] = { "line", N_("Lines"), garrison_chart_layout_line },
  [GARRISON_CHART_AREA] = { "area", N_("Areas"), garrison_chart_layout_area },
  [GARRISON_CHART_DONUT] = { "donut", N_("Shares in a ring"), garrison_chart_layout_donut },
  [GARRISON_CHART_FUNNEL] = { "funnel", N_("Funnel"), garrison_chart_layout_funnel },
  [GARRISON_CHART_RANKING] = { "ranking", N_("Ranking"), garrison_chart_layout_ranking },
  [GARRISON_CHART_HEAT_MAP] = { "heat-map", N_("Heat map"), garrison_chart_layout_heat_map },
  [GARRISON_CHART_TILE_MAP] = { "tile-map", N_("Map of regions"), garrison_chart_layout_tile_map },
};

static void
clear_style (GarrisonChartStyle *style)
{
  g_free ((char *) style->font_family);
  g_free ((char *) style->language);
  memset (style, 0, sizeof *style);
}

static void
copy_style (GarrisonChartStyle *to, const GarrisonChartStyle *from)
{
  GarrisonChartStyle copy = *from;

  copy.font_family = g_strdup (from->font_family);
  copy.language = g_strdup (from->language);
  copy.text_size = CLAMP (from->text_size, 4, 200);
  clear_style (to);
  *to = copy;
}

static void
garrison_chart_finalize (GObject *object)
{
  GarrisonChart *self = GARRISON_CHART (object);

  garrison_chart_scene_free (self->scene);
  g_clear_pointer (&self->data, garrison_chart_data_unref);
  clear_style (&self->style);
  G_OBJECT_CLASS (garrison_chart_parent_class)->finalize (object);
}

static void
garrison_chart_class_init (GarrisonChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_chart_finalize;
}

static void
garrison_chart_init (GarrisonChart *self)
{
}

const char *
garrison_chart_kind_get_name (GarrisonChartKind kind)
{
  g_return_val_if_fail (kind < GARRISON_CHART_N_KINDS, NULL);
  return kinds[kind].name;
}

gboolean
garrison_chart_kind_from_name (const char *name, GarrisonChartKind *kind)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < GARRISON_CHART_N_KINDS; i++)
    if (strcmp (name, kinds[i].name) == 0)
      {
        *kind = (GarrisonChartKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
garrison_chart_kind_get_label (GarrisonChartKind kind)
{
  g_return_val_if_fail (kind < GARRISON_CHART_N_KINDS, NULL);
  return _(kinds[kind].label);
}

GarrisonChart *
garrison_chart_new (GarrisonChartKind kind, GarrisonChartData *data,
                    const GarrisonChartStyle *style)
{
  GarrisonChart *self;

  g_return_val_if_fail (kind < GARRISON_CHART_N_KINDS, NULL);
  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (style != NULL, NULL);

  self = g_object_new (GARRISON_TYPE_CHART, NULL);
  self->kind = kind;
  self->data = garrison_chart_data_ref (data);
  copy_style (&self->style, style);
  return self;
}

GarrisonChartKind
garrison_chart_get_kind (GarrisonChart *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), GARRISON_CHART_BAR);
  return self->kind;
}

GarrisonChartData *
garrison_chart_get_data (GarrisonChart *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  return self->data;
}

const GarrisonChartStyle *
garrison_chart_get_style (GarrisonChart *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  return &self->style;
}

void
garrison_chart_set_style (GarrisonChart *self, const GarrisonChartStyle *style)
{
  g_return_if_fail (GARRISON_IS_CHART (self));
  g_return_if_fail (style != NULL);

  g_clear_pointer (&self->scene, garrison_chart_scene_free);
  copy_style (&self->style, style);
}

void
garrison_chart_layout (GarrisonChart *self, PangoContext *context, double width, double height)
{
  g_return_if_fail (GARRISON_IS_CHART (self));
  g_return_if_fail (PANGO_IS_CONTEXT (context));

  g_clear_pointer (&self->scene, garrison_chart_scene_free);
  width = isfinite (width) ? CLAMP (width, 1, 30000) : 1;
  height = isfinite (height) ? CLAMP (height, 1, 30000) : 1;
  self->scene = garrison_chart_scene_new (self->kind, self->data, &self->style, context, width,
                                          height);
  kinds[self->kind].lay_out (self->scene);
}

void
garrison_chart_draw (GarrisonChart *self, cairo_t *cr)
{
  g_return_if_fail (GARRISON_IS_CHART (self));
  g_return_if_fail (cr != NULL);

  if (self->scene != NULL)
    garrison_chart_scene_draw (self->scene, cr);
}

static gboolean
has_mark (GarrisonChart *self, int mark)
{
  return self->scene != NULL && mark >= 0 && (guint) mark < self->scene->marks->len;
}

void
garrison_chart_draw_hover (GarrisonChart *self, cairo_t *cr, int mark)
{
  g_return_if_fail (GARRISON_IS_CHART (self));
  g_return_if_fail (cr != NULL);

  if (has_mark (self, mark))
    garrison_chart_scene_draw_hover (self->scene, cr, (guint) mark);
}

void
garrison_chart_draw_focus (GarrisonChart *self, cairo_t *cr, int mark)
{
  g_return_if_fail (GARRISON_IS_CHART (self));
  g_return_if_fail (cr != NULL);

  if (has_mark (self, mark))
    garrison_chart_scene_draw_focus (self->scene, cr, (guint) mark);
}

static GarrisonSceneMark *
scene_mark (GarrisonChart *self, guint mark)
{
  g_assert (has_mark (self, (int) mark));
  return &g_array_index (self->scene->marks, GarrisonSceneMark, mark);
}

guint
garrison_chart_get_n_marks (GarrisonChart *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), 0);
  return self->scene != NULL ? self->scene->marks->len : 0;
}

const GarrisonChartMark *
garrison_chart_get_mark (GarrisonChart *self, guint mark)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  g_return_val_if_fail (has_mark (self, (int) mark), NULL);
  return &scene_mark (self, mark)->mark;
}

int
garrison_chart_mark_at (GarrisonChart *self, double x, double y)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), -1);
  return self->scene != NULL ? garrison_chart_scene_mark_at (self->scene, x, y) : -1;
}

static gboolean
is_member (const GarrisonChartItem *item, int index)
{
  for (guint i = 0; i < item->n_members; i++)
    if ((int) item->members[i] == index)
      return TRUE;
  return FALSE;
}

int
garrison_chart_mark_of (GarrisonChart *self, int category, int series)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), -1);

  for (guint i = 0; i < garrison_chart_get_n_marks (self); i++)
    {
      GarrisonSceneMark *mark = scene_mark (self, i);

      if (is_member (garrison_chart_view_category (self->scene->view, mark->category), category)
          && is_member (garrison_chart_view_series (self->scene->view, mark->series), series))
        return (int) i;
    }
  return -1;
}

int
garrison_chart_mark_next (GarrisonChart *self, int mark, GarrisonChartDirection direction)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), -1);
  return self->scene != NULL ? garrison_chart_scene_mark_next (self->scene, mark, direction) : -1;
}

char *
garrison_chart_mark_get_label (GarrisonChart *self, guint mark)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  g_return_val_if_fail (has_mark (self, (int) mark), NULL);
  return g_strdup (
    garrison_chart_view_category (self->scene->view, scene_mark (self, mark)->category)->label);
}

const guint *
garrison_chart_mark_get_categories (GarrisonChart *self, guint mark, guint *n)
{
  GarrisonChartItem *item;

  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  g_return_val_if_fail (has_mark (self, (int) mark), NULL);
  g_return_val_if_fail (n != NULL, NULL);

  item = garrison_chart_view_category (self->scene->view, scene_mark (self, mark)->category);
  *n = item->n_members;
  return item->members;
}

const guint *
garrison_chart_mark_get_all_series (GarrisonChart *self, guint mark, guint *n)
{
  GarrisonChartItem *item;

  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  g_return_val_if_fail (has_mark (self, (int) mark), NULL);
  g_return_val_if_fail (n != NULL, NULL);

  item = garrison_chart_view_series (self->scene->view, scene_mark (self, mark)->series);
  *n = item->n_members;
  return item->members;
}

char *
garrison_chart_mark_get_spoken (GarrisonChart *self, guint mark)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  g_return_val_if_fail (has_mark (self, (int) mark), NULL);
  return garrison_chart_scene_speak (self->scene, mark);
}

GPtrArray *
garrison_chart_mark_get_hint (GarrisonChart *self, guint mark)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  g_return_val_if_fail (has_mark (self, (int) mark), NULL);
  return garrison_chart_scene_hint (self->scene, mark);
}

GarrisonChartRect
garrison_chart_get_plot (GarrisonChart *self)
{
  GarrisonChartRect none = { 0 };

  g_return_val_if_fail (GARRISON_IS_CHART (self), none);
  return self->scene != NULL ? self->scene->plot : none;
}

guint
garrison_chart_get_n_labels (GarrisonChart *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART (self), 0);
  return self->scene != NULL ? self->scene->labels->len : 0;
}

GarrisonChartRect
garrison_chart_get_label (GarrisonChart *self, guint label, const char **text)
{
  GarrisonSceneLabel *found;
  GarrisonChartRect none = { 0 };

  g_return_val_if_fail (GARRISON_IS_CHART (self), none);
  g_return_val_if_fail (label < garrison_chart_get_n_labels (self), none);

  found = &g_array_index (self->scene->labels, GarrisonSceneLabel, label);
  if (text != NULL)
    *text = pango_layout_get_text (found->layout);
  return found->rect;
}
