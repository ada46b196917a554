#include "charts/chart-scene.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Latin families rarely hold Han; named last, they are found even where fontconfig would not. */
#define HAN_FAMILY "Noto Sans CJK SC"

static const struct
{
  double size; /* of 13 */
  PangoWeight weight;
} roles[GARRISON_TEXT_N_ROLES] = {
  [GARRISON_TEXT_AXIS] = { 11, PANGO_WEIGHT_NORMAL },
  [GARRISON_TEXT_NAME] = { 12, PANGO_WEIGHT_NORMAL },
  [GARRISON_TEXT_FIGURE] = { 12, PANGO_WEIGHT_BOLD },
  [GARRISON_TEXT_TOTAL] = { 19, PANGO_WEIGHT_ULTRABOLD },
  [GARRISON_TEXT_TITLE] = { 13, PANGO_WEIGHT_BOLD },
};

static void
label_clear (gpointer data)
{
  g_object_unref (((GarrisonSceneLabel *) data)->layout);
}

/* A generic family may stand for a face with serifs when the language is Chinese, so the name goes
 * before it there. */
static char *
with_han (GarrisonChartScene *self, const char *family)
{
  gboolean generic = g_ascii_strcasecmp (family, "sans") == 0
                     || g_ascii_strcasecmp (family, "sans-serif") == 0;

  if (generic && garrison_chart_language_is_chinese (self->style->language))
    return g_strconcat (HAN_FAMILY ", ", family, NULL);
  return g_strconcat (family, ", " HAN_FAMILY, NULL);
}

static void
make_fonts (GarrisonChartScene *self)
{
  PangoFontDescription *base = pango_context_get_font_description (self->context);
  const char *family = self->style->font_family;
  g_autofree char *families = NULL;

  if (family == NULL && base != NULL)
    family = pango_font_description_get_family (base);
  /* Pango's own default, which nobody chose, is a face with serifs. */
  if (family != NULL && g_ascii_strcasecmp (family, "serif") == 0)
    family = NULL;
  families = with_han (self, family != NULL ? family : "sans-serif");
  for (guint i = 0; i < GARRISON_TEXT_N_ROLES; i++)
    {
      self->fonts[i] = pango_font_description_new ();
      pango_font_description_set_family (self->fonts[i], families);
      pango_font_description_set_weight (self->fonts[i], roles[i].weight);
      pango_font_description_set_absolute_size (self->fonts[i],
                                                roles[i].size * self->unit * PANGO_SCALE);
    }
}

GarrisonChartScene *
garrison_chart_scene_new (GarrisonChartKind kind, GarrisonChartData *data,
                          const GarrisonChartStyle *style, PangoContext *context, double width,
                          double height)
{
  GarrisonChartScene *self = g_new0 (GarrisonChartScene, 1);

  self->kind = kind;
  self->data = data;
  self->style = style;
  self->palette = garrison_chart_palette (style->theme);
  self->width = width;
  self->height = height;
  self->unit = style->text_size / 13.0;
  self->context = g_object_ref (context);
  self->shapes = g_array_new (FALSE, TRUE, sizeof (GarrisonShape));
  self->points = g_array_new (FALSE, FALSE, sizeof (double));
  self->labels = g_array_new (FALSE, TRUE, sizeof (GarrisonSceneLabel));
  g_array_set_clear_func (self->labels, label_clear);
  self->marks = g_array_new (FALSE, TRUE, sizeof (GarrisonSceneMark));
  make_fonts (self);
  return self;
}

void
garrison_chart_scene_free (GarrisonChartScene *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->view, garrison_chart_view_free);
  g_array_unref (self->shapes);
  g_array_unref (self->points);
  g_array_unref (self->labels);
  g_array_unref (self->marks);
  for (guint i = 0; i < GARRISON_TEXT_N_ROLES; i++)
    pango_font_description_free (self->fonts[i]);
  g_object_unref (self->context);
  g_free (self);
}

static GarrisonShape *
add_shape (GarrisonChartScene *self, GarrisonShapeType type, guint32 fill)
{
  GarrisonShape shape = { .type = type, .fill = fill, .stroke = GARRISON_CHART_NO_COLOR };

  shape.alpha = 1;
  g_array_append_val (self->shapes, shape);
  return &g_array_index (self->shapes, GarrisonShape, self->shapes->len - 1);
}

GarrisonShape *
garrison_chart_scene_rect (GarrisonChartScene *self, double x, double y, double width,
                           double height, guint32 color)
{
  GarrisonShape *shape = add_shape (self, GARRISON_SHAPE_RECT, color);

  shape->x = x;
  shape->y = y;
  shape->width = width;
  shape->height = height;
  return shape;
}

GarrisonShape *
garrison_chart_scene_sector (GarrisonChartScene *self, double x, double y, double outer,
                             double inner, double from, double to, guint32 color)
{
  GarrisonShape *shape = add_shape (self, GARRISON_SHAPE_SECTOR, color);

  shape->x = x;
  shape->y = y;
  shape->width = outer;
  shape->height = inner;
  shape->from = from;
  shape->to = to;
  return shape;
}

GarrisonShape *
garrison_chart_scene_dot (GarrisonChartScene *self, double x, double y, double radius,
                          guint32 color)
{
  GarrisonShape *shape = add_shape (self, GARRISON_SHAPE_DOT, color);

  shape->x = x;
  shape->y = y;
  shape->width = radius;
  return shape;
}

GarrisonShape *
garrison_chart_scene_path (GarrisonChartScene *self, GarrisonShapeType type, guint32 color,
                           double line_width)
{
  gboolean filled = type == GARRISON_SHAPE_POLYGON;
  GarrisonShape *shape = add_shape (self, type, filled ? color : GARRISON_CHART_NO_COLOR);

  if (!filled)
    shape->stroke = color;
  shape->line_width = (float) line_width;
  shape->first_point = self->points->len / 2;
  return shape;
}

void
garrison_chart_scene_point (GarrisonChartScene *self, double x, double y)
{
  GarrisonShape *shape = &g_array_index (self->shapes, GarrisonShape, self->shapes->len - 1);

  g_assert (shape->first_point + shape->n_points == self->points->len / 2);
  g_array_append_val (self->points, x);
  g_array_append_val (self->points, y);
  shape->n_points++;
}

static PangoAttrList *
text_attributes (GarrisonChartScene *self)
{
  PangoAttrList *list = pango_attr_list_new ();

  pango_attr_list_insert (list, pango_attr_font_features_new ("tnum=1"));
  if (garrison_chart_language_is_chinese (self->style->language))
    pango_attr_list_insert (list, pango_attr_language_new (pango_language_from_string ("zh-cn")));
  return list;
}

PangoLayout *
garrison_chart_scene_text (GarrisonChartScene *self, const char *text, GarrisonTextRole role,
                           double max_width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoAttrList *attributes = text_attributes (self);

  pango_layout_set_font_description (layout, self->fonts[role]);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  if (max_width > 0)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int) ceil (max_width * PANGO_SCALE));
    }
  return layout;
}

double
garrison_chart_text_width (PangoLayout *text)
{
  PangoRectangle logical;

  pango_layout_get_extents (text, NULL, &logical);
  return logical.width / (double) PANGO_SCALE;
}

double
garrison_chart_text_height (PangoLayout *text)
{
  PangoRectangle logical;

  pango_layout_get_extents (text, NULL, &logical);
  return logical.height / (double) PANGO_SCALE;
}

double
garrison_chart_scene_line_height (GarrisonChartScene *self, GarrisonTextRole role)
{
  g_autoptr (PangoLayout) layout = garrison_chart_scene_text (self, "0", role, 0);

  return garrison_chart_text_height (layout);
}

static gboolean
touches (const GarrisonChartRect *a, const GarrisonChartRect *b, double gap)
{
  return a->x < b->x + b->width + gap && b->x < a->x + a->width + gap
         && a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
has_room (GarrisonChartScene *self, const GarrisonChartRect *rect)
{
  if (rect->x < -0.5 || rect->y < -0.5 || rect->x + rect->width > self->width + 0.5
      || rect->y + rect->height > self->height + 0.5)
    return FALSE;
  for (guint i = 0; i < self->labels->len; i++)
    if (touches (rect, &g_array_index (self->labels, GarrisonSceneLabel, i).rect,
                 3 * self->unit))
      return FALSE;
  return TRUE;
}

gboolean
garrison_chart_scene_place (GarrisonChartScene *self, PangoLayout *text, double x, double y,
                            double align_x, double align_y, guint32 color)
{
  GarrisonSceneLabel label = { .layout = text, .color = color };

  label.rect.width = garrison_chart_text_width (text);
  label.rect.height = garrison_chart_text_height (text);
  label.rect.x = x - align_x * label.rect.width;
  label.rect.y = y - align_y * label.rect.height;
  if (!has_room (self, &label.rect))
    {
      g_object_unref (text);
      return FALSE;
    }
  g_array_append_val (self->labels, label);
  return TRUE;
}

gboolean
garrison_chart_scene_place_tight (GarrisonChartScene *self, PangoLayout *text, double x, double y,
                                  double width, double height, guint32 color)
{
  GarrisonSceneLabel label = { .layout = text, .color = color };
  PangoRectangle ink, logical;

  pango_layout_get_extents (text, &ink, &logical);
  label.rect.width = logical.width / (double) PANGO_SCALE;
  label.rect.height = ink.height / (double) PANGO_SCALE;
  label.rect.x = x - label.rect.width / 2;
  label.rect.y = y - label.rect.height / 2;
  label.rise = ink.y / (double) PANGO_SCALE;
  if (label.rect.width > width || label.rect.height > height || !has_room (self, &label.rect))
    {
      g_object_unref (text);
      return FALSE;
    }
  g_array_append_val (self->labels, label);
  return TRUE;
}

gboolean
garrison_chart_scene_write (GarrisonChartScene *self, const char *text, GarrisonTextRole role,
                            double max_width, double x, double y, double align_x, double align_y,
                            guint32 color)
{
  return garrison_chart_scene_place (self,
                                     garrison_chart_scene_text (self, text, role, max_width), x, y,
                                     align_x, align_y, color);
}

char *
garrison_chart_scene_value (GarrisonChartScene *self, double value, GarrisonChartForm form)
{
  return garrison_chart_number_format (value, garrison_chart_data_get_unit (self->data),
                                       garrison_chart_data_get_currency (self->data),
                                       self->style->language, form);
}

GarrisonSceneMark *
garrison_chart_scene_mark (GarrisonChartScene *self, guint category, guint series,
                           GarrisonChartRect bounds)
{
  GarrisonChartItem *item = garrison_chart_view_category (self->view, category);
  GarrisonChartItem *row = garrison_chart_view_series (self->view, series);
  GarrisonSceneMark mark = { .reach = bounds, .shape = -1, .category = category };

  mark.series = series;
  mark.mark.bounds = bounds;
  mark.mark.anchor_x = bounds.x + bounds.width / 2;
  mark.mark.anchor_y = bounds.y + bounds.height / 2;
  mark.mark.category = item->index;
  mark.mark.series = row->index;
  mark.mark.value = garrison_chart_view_value (self->view, category, series);
  mark.mark.remainder = item->index < 0 || (row->index < 0 && self->view->series->len > 1);
  mark.column = (int) category;
  mark.row = (int) series;
  mark.dot_x = mark.dot_y = GARRISON_CHART_MISSING;
  mark.color = garrison_chart_scene_color (self, series);
  g_array_append_val (self->marks, mark);
  return &g_array_index (self->marks, GarrisonSceneMark, self->marks->len - 1);
}

guint32
garrison_chart_scene_color (GarrisonChartScene *self, guint series)
{
  /* A seventh is shown rather than called "Other, 1 kind"; no seventh colour keeps apart, so it is grey. */
  if (series >= GARRISON_CHART_MAX_SERIES || garrison_chart_view_series (self->view, series)->index < 0)
    return self->palette->others;
  return self->palette->series[series];
}

guint32
garrison_chart_scene_mix (guint32 under, guint32 over, double share)
{
  guint32 mixed = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    {
      double below = (under >> shift) & 0xff, above = (over >> shift) & 0xff;

      mixed |= (guint32) lround (below + (above - below) * share) << shift;
    }
  return mixed;
}

static gboolean
line_hits (GarrisonChartScene *self, const GarrisonShape *line, const GarrisonChartRect *rect)
{
  const double *points = (const double *) self->points->data + 2 * (gsize) line->first_point;

  for (guint i = 0; i + 1 < line->n_points; i++)
    for (guint k = 0; k <= 16; k++)
      {
        double x = points[2 * i] + (points[2 * i + 2] - points[2 * i]) * k / 16;
        double y = points[2 * i + 1] + (points[2 * i + 3] - points[2 * i + 1]) * k / 16;
        GarrisonChartRect spot = { x, y, 0, 0 };

        if (touches (rect, &spot, 1))
          return TRUE;
      }
  return FALSE;
}

gboolean
garrison_chart_scene_hits (GarrisonChartScene *self, GarrisonChartRect rect)
{
  for (guint i = 0; i < self->marks->len; i++)
    if (touches (&rect, &g_array_index (self->marks, GarrisonSceneMark, i).mark.bounds, 0))
      return TRUE;
  for (guint i = 0; i < self->shapes->len; i++)
    {
      GarrisonShape *shape = &g_array_index (self->shapes, GarrisonShape, i);

      if (shape->type == GARRISON_SHAPE_POLYLINE && shape->n_points <= 400
          && line_hits (self, shape, &rect))
        return TRUE;
    }
  return FALSE;
}

void
garrison_chart_scene_say_empty (GarrisonChartScene *self)
{
  self->plot = (GarrisonChartRect) { 0, 0, self->width, self->height };
  garrison_chart_scene_write (self, _("No figures for this choice"), GARRISON_TEXT_NAME,
                              self->width, self->width / 2, self->height / 2, 0.5, 0.5,
                              self->palette->dim);
}
