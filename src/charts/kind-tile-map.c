/* Regions as equal tiles, each about where it lies: provinces of China, states of the United States.
 * Equal tiles neither need map data nor let wide empty regions look important. Category keys are
 * ISO 3166-2 codes ("CN-GD"); what is not on the grid is one tile of its own, so that nothing is lost. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/chart-kinds.h"
#include "charts/chart-steps.h"

typedef struct
{
  const char *code;  /* behind the country's */
  const char *local; /* the short name in the country's language; NULL: the code */
  guint8 column, row;
} Tile;

static const Tile china[] = {
  { "HL", "黑", 9, 0 }, { "XJ", "新", 0, 1 }, { "NM", "蒙", 6, 1 }, { "JL", "吉", 9, 1 },
  { "GS", "甘", 3, 2 }, { "BJ", "京", 7, 2 }, { "TJ", "津", 8, 2 }, { "LN", "辽", 9, 2 },
  { "QH", "青", 2, 3 }, { "NX", "宁", 4, 3 }, { "SX", "晋", 6, 3 }, { "HE", "冀", 7, 3 },
  { "SD", "鲁", 8, 3 }, { "XZ", "藏", 1, 4 }, { "SN", "陕", 5, 4 }, { "HA", "豫", 6, 4 },
  { "AH", "皖", 7, 4 }, { "JS", "苏", 8, 4 }, { "SC", "川", 3, 5 }, { "CQ", "渝", 4, 5 },
  { "HB", "鄂", 6, 5 }, { "ZJ", "浙", 8, 5 }, { "SH", "沪", 9, 5 }, { "YN", "云", 2, 6 },
  { "GZ", "贵", 4, 6 }, { "HN", "湘", 5, 6 }, { "JX", "赣", 6, 6 }, { "FJ", "闽", 8, 6 },
  { "TW", "台", 9, 6 }, { "GX", "桂", 4, 7 }, { "GD", "粤", 6, 7 }, { "HI", "琼", 4, 8 },
  { "MO", "澳", 6, 8 }, { "HK", "港", 7, 8 },
};

static const Tile states[] = {
  { "AK", NULL, 0, 0 },  { "ME", NULL, 11, 0 }, { "WI", NULL, 6, 1 },  { "VT", NULL, 10, 1 },
  { "NH", NULL, 11, 1 }, { "WA", NULL, 1, 2 },  { "ID", NULL, 2, 2 },  { "MT", NULL, 3, 2 },
  { "ND", NULL, 4, 2 },  { "MN", NULL, 5, 2 },  { "IL", NULL, 6, 2 },  { "MI", NULL, 7, 2 },
  { "NY", NULL, 9, 2 },  { "MA", NULL, 10, 2 }, { "OR", NULL, 1, 3 },  { "NV", NULL, 2, 3 },
  { "WY", NULL, 3, 3 },  { "SD", NULL, 4, 3 },  { "IA", NULL, 5, 3 },  { "IN", NULL, 6, 3 },
  { "OH", NULL, 7, 3 },  { "PA", NULL, 8, 3 },  { "NJ", NULL, 9, 3 },  { "CT", NULL, 10, 3 },
  { "RI", NULL, 11, 3 }, { "CA", NULL, 1, 4 },  { "UT", NULL, 2, 4 },  { "CO", NULL, 3, 4 },
  { "NE", NULL, 4, 4 },  { "MO", NULL, 5, 4 },  { "KY", NULL, 6, 4 },  { "WV", NULL, 7, 4 },
  { "VA", NULL, 8, 4 },  { "MD", NULL, 9, 4 },  { "DE", NULL, 10, 4 }, { "AZ", NULL, 2, 5 },
  { "NM", NULL, 3, 5 },  { "KS", NULL, 4, 5 },  { "AR", NULL, 5, 5 },  { "TN", NULL, 6, 5 },
  { "NC", NULL, 7, 5 },  { "SC", NULL, 8, 5 },  { "DC", NULL, 9, 5 },  { "OK", NULL, 4, 6 },
  { "LA", NULL, 5, 6 },  { "MS", NULL, 6, 6 },  { "AL", NULL, 7, 6 },  { "GA", NULL, 8, 6 },
  { "HI", NULL, 0, 7 },  { "TX", NULL, 4, 7 },  { "FL", NULL, 9, 7 },
};

typedef struct
{
  const char *prefix;
  const Tile *tiles;
  guint n_tiles, columns, rows;
} Grid;

static const Grid grids[] = {
  { "CN-", china, G_N_ELEMENTS (china), 10, 9 },
  { "US-", states, G_N_ELEMENTS (states), 12, 8 },
};

typedef struct
{
  GarrisonChartScene *scene;
  const Grid *grid;
  GarrisonChartSteps steps;
  double x, y, width, height, gap; /* of the grid, and of a tile with its gap */
  gboolean *seen;                  /* tiles that have a category */
  gboolean named;                  /* all names fit into their tiles; none is written otherwise */
} TileMap;

static int
tile_of (const Grid *grid, const char *key)
{
  if (key == NULL || !g_str_has_prefix (key, grid->prefix))
    return -1;
  for (guint i = 0; i < grid->n_tiles; i++)
    if (strcmp (key + strlen (grid->prefix), grid->tiles[i].code) == 0)
      return (int) i;
  return -1;
}

/* The country that most of the categories are in. */
static const Grid *
choose_grid (GarrisonChartData *data)
{
  const Grid *best = &grids[0];
  guint most = 0;

  for (guint g = 0; g < G_N_ELEMENTS (grids); g++)
    {
      guint n = 0;

      for (guint c = 0; c < garrison_chart_data_get_n_categories (data); c++)
        n += tile_of (&grids[g], garrison_chart_data_get_category_key (data, c)) >= 0;
      if (n > most)
        {
          most = n;
          best = &grids[g];
        }
    }
  return best;
}

static GarrisonChartView *
make_view (TileMap *self, GarrisonChartData *data)
{
  guint n = garrison_chart_data_get_n_categories (data), n_rest = 0;
  g_autofree gboolean *keep = g_new0 (gboolean, MAX (n, 1));

  for (guint c = 0; c < n; c++)
    {
      int tile = tile_of (self->grid, garrison_chart_data_get_category_key (data, c));

      /* A region may come once; a second figure for it is counted elsewhere rather than hidden. */
      keep[c] = tile >= 0 && !self->seen[tile];
      if (keep[c])
        self->seen[tile] = TRUE;
      else
        n_rest++;
    }
  return garrison_chart_view_new_kept (
    data, keep,
    g_strdup_printf (ngettext ("Elsewhere, %u region", "Elsewhere, %u regions", n_rest), n_rest));
}

static const char *
tile_name (TileMap *self, guint tile)
{
  const Tile *found = &self->grid->tiles[tile];

  if (found->local != NULL && garrison_chart_language_is_chinese (self->scene->style->language))
    return found->local;
  return found->code;
}

static GarrisonChartRect
tile_rect (TileMap *self, guint column, guint row)
{
  GarrisonChartRect rect = { self->x + self->width * column, self->y + self->height * row,
                             self->width - self->gap, self->height - self->gap };

  return rect;
}

static GarrisonShape *
draw_tile (TileMap *self, GarrisonChartRect rect, const char *name, guint32 color, guint32 ink)
{
  GarrisonChartScene *scene = self->scene;
  GarrisonShape *shape
    = garrison_chart_scene_rect (scene, rect.x, rect.y, rect.width, rect.height, color);

  shape->radius = (float) (3 * scene->unit);
  shape->corners = GARRISON_CORNERS_ALL;
  if (self->named)
    garrison_chart_scene_place_tight (
      scene, garrison_chart_scene_text (scene, name, GARRISON_TEXT_AXIS, 0),
      rect.x + rect.width / 2, rect.y + rect.height / 2, rect.width, rect.height, ink);
  return shape;
}

static void
add_mark (TileMap *self, guint category, GarrisonChartRect rect, guint32 color, guint column,
          guint row)
{
  GarrisonSceneMark *mark = garrison_chart_scene_mark (self->scene, category, 0, rect);

  mark->shape = (int) self->scene->shapes->len - 1;
  mark->color = color;
  mark->column = (int) column;
  mark->row = (int) row;
}

static void
draw_region (TileMap *self, guint category)
{
  GarrisonChartItem *item = garrison_chart_view_category (self->scene->view, category);
  const char *key = garrison_chart_data_get_category_key (self->scene->data, (guint) item->index);
  guint tile = (guint) tile_of (self->grid, key);
  const Tile *place = &self->grid->tiles[tile];
  double value = garrison_chart_view_value (self->scene->view, category, 0);
  GarrisonChartRect rect = tile_rect (self, place->column, place->row);
  guint32 color;

  if (isnan (value))
    {
      self->seen[tile] = FALSE;
      return;
    }
  color = garrison_chart_steps_color (&self->steps, self->scene->palette, value);
  draw_tile (self, rect, tile_name (self, tile), color,
             value == 0 ? self->scene->palette->dim : garrison_chart_steps_ink (color));
  add_mark (self, category, rect, color, place->column, place->row);
}

/* A region without a figure keeps its place, pale. */
static void
draw_unknown (TileMap *self)
{
  for (guint i = 0; i < self->grid->n_tiles; i++)
    if (!self->seen[i])
      draw_tile (self,
                 tile_rect (self, self->grid->tiles[i].column, self->grid->tiles[i].row),
                 tile_name (self, i), self->scene->palette->track, self->scene->palette->others);
}

/* What is not on the grid stands at the lower left, in words. */
static void
draw_elsewhere (TileMap *self, guint category)
{
  GarrisonChartScene *scene = self->scene;
  GarrisonChartItem *item = garrison_chart_view_category (scene->view, category);
  double value = garrison_chart_view_value (scene->view, category, 0);
  g_autofree char *figure = garrison_chart_scene_value (scene, value, GARRISON_CHART_COMPACT);
  /* TRANSLATORS: what lies outside the map and its figure: "Elsewhere, 3 regions: ¥120 k" */
  g_autofree char *text = g_strdup_printf (_("%s: %s"), item->label, figure);
  double line = garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS);
  double size = 9 * scene->unit, y = scene->height - line;
  PangoLayout *label = garrison_chart_scene_text (scene, text, GARRISON_TEXT_AXIS,
                                                  scene->width * 0.55);
  double width = garrison_chart_text_width (label) + size + 6 * scene->unit;
  GarrisonShape *swatch = garrison_chart_scene_rect (
    scene, 0, round (y + (line - size) / 2), size, size, scene->palette->others);

  swatch->radius = (float) (2.5 * scene->unit);
  swatch->corners = GARRISON_CORNERS_ALL;
  garrison_chart_scene_place (scene, label, size + 6 * scene->unit, y, 0, 0,
                              scene->palette->dim);
  add_mark (self, category, (GarrisonChartRect) { 0, y, width, line }, scene->palette->others, 0,
            self->grid->rows);
}

static gboolean
names_fit (TileMap *self)
{
  for (guint i = 0; i < self->grid->n_tiles; i++)
    {
      g_autoptr (PangoLayout) text
        = garrison_chart_scene_text (self->scene, tile_name (self, i), GARRISON_TEXT_AXIS, 0);
      PangoRectangle ink;

      pango_layout_get_extents (text, &ink, NULL);
      if (garrison_chart_text_width (text) > self->width - self->gap
          || ink.height / (double) PANGO_SCALE > self->height - self->gap)
        return FALSE;
    }
  return TRUE;
}

static void
measure (TileMap *self)
{
  GarrisonChartScene *scene = self->scene;
  double line = garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS);
  double room = scene->height - line - 6 * scene->unit;

  self->width = MIN (scene->width / self->grid->columns, 64 * scene->unit);
  self->height = MIN (MAX (room, 1) / self->grid->rows, self->width * 0.8);
  self->width = MIN (self->width, self->height * 1.9);
  self->gap = MIN (2 * scene->unit, self->height * 0.15);
  self->x = (scene->width - self->width * self->grid->columns) / 2;
  self->y = MAX ((room - self->height * self->grid->rows) / 2, 0);
  self->named = names_fit (self);
  scene->plot = (GarrisonChartRect) { self->x, self->y, self->width * self->grid->columns,
                                      self->height * self->grid->rows };
}

void
garrison_chart_layout_tile_map (GarrisonChartScene *scene)
{
  TileMap map = { .scene = scene, .grid = choose_grid (scene->data) };
  g_autofree gboolean *seen = g_new0 (gboolean, map.grid->n_tiles);
  guint n;

  map.seen = seen;
  scene->view = make_view (&map, scene->data);
  if (!garrison_chart_view_known (scene->view))
    {
      garrison_chart_scene_say_empty (scene);
      return;
    }
  n = scene->view->categories->len;
  for (guint c = 0; c < n; c++)
    if (garrison_chart_view_category (scene->view, c)->index >= 0)
      garrison_chart_steps_take_in (&map.steps, garrison_chart_view_value (scene->view, c, 0));
  measure (&map);
  for (guint c = 0; c < n; c++)
    if (garrison_chart_view_category (scene->view, c)->index >= 0)
      draw_region (&map, c);
  draw_unknown (&map);
  if (garrison_chart_view_category (scene->view, n - 1)->index < 0)
    draw_elsewhere (&map, n - 1);
  garrison_chart_steps_legend (&map.steps, scene, scene->width * 0.57, scene->width);
}
