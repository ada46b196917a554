/* Colours and texts of the timeline: looked up once a theme, laid out once a text. Texts are laid out for
 * letters of the usual size: who draws them scales all that is drawn by desktop/text-scale.h. Main
 * thread only. */
#pragma once

#include <gtk/gtk.h>

#include "model/span-kind.h"

G_BEGIN_DECLS

typedef enum
{
  TIMELINE_TEXT_BODY,
  TIMELINE_TEXT_BOLD,
  TIMELINE_TEXT_SMALL,
  TIMELINE_TEXT_SMALL_BOLD,
  TIMELINE_TEXT_TINY,
  TIMELINE_N_TEXTS,
} TimelineText;

typedef struct
{
  GtkWidget *widget; /* whose theme it is */
  double scale; /* of the letters of the widget */
  GHashTable *layouts;
  GdkRGBA ground, text, dim, grid, axis, good, bad, warn, accent, accent_text, others;
  GdkRGBA series[7]; /* 1 … 6 */
  GdkRGBA initials[7];
  gboolean dark;
} GarrisonTimelineStyle;

GarrisonTimelineStyle *garrison_timeline_style_new (GtkWidget *widget);
void garrison_timeline_style_free (GarrisonTimelineStyle *self);

void garrison_timeline_style_kind (GarrisonTimelineStyle *self, GarrisonSpanKind kind, GdkRGBA *color);
/* (transfer none): until the next call or so. @width: in pixels, -1 for any; longer ones are cut off. */
PangoLayout *garrison_timeline_style_layout (GarrisonTimelineStyle *self, TimelineText kind, const char *text,
                                             int width);
/* Draws @text with its left end at @x (@align 0), its middle (0.5) or right end (1), centred on @y. */
void garrison_timeline_style_text (GarrisonTimelineStyle *self, cairo_t *cr, TimelineText kind, const char *text,
                                   int width, const GdkRGBA *color, double x, double y, double align);
int garrison_timeline_style_text_width (GarrisonTimelineStyle *self, TimelineText kind, const char *text);
void garrison_timeline_set_color (cairo_t *cr, const GdkRGBA *color, double alpha);
/* The path of a kind's shape around a point. */
void garrison_timeline_trace (cairo_t *cr, GarrisonSpanKind kind, double x, double y, double size);
void garrison_timeline_rounded (cairo_t *cr, double x, double y, double width, double height, double radius);

G_END_DECLS
