#include "desktop/chart-picture.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "desktop/chart-hint.h"

/* A layer paints one thing of its picture; GTK keeps what it painted until it is told otherwise. */
#define TYPE_LAYER (layer_get_type ())
G_DECLARE_FINAL_TYPE (Layer, layer, GARRISON, CHART_LAYER, GtkWidget)

struct _Layer
{
  GtkWidget parent_instance;
  gboolean over;
};

G_DEFINE_FINAL_TYPE (Layer, layer, GTK_TYPE_WIDGET)

struct _GarrisonChartPicture
{
  GtkWidget parent_instance;
  GtkWidget *layers[2]; /* the chart, what lies over it */
  GtkWidget *popover;
  GarrisonChart *chart;
  char *note;
  int hover, focus;     /* marks, or -1 */
  int hinted;           /* the mark that the hint is about, or -1 */
  int width, height;    /* of the last layout */
};

G_DEFINE_FINAL_TYPE (GarrisonChartPicture, garrison_chart_picture, GTK_TYPE_WIDGET)

static guint activated_signal;

/* ---- layers ------------------------------------------------------------------------------------- */

static void
layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonChartPicture *picture = GARRISON_CHART_PICTURE (gtk_widget_get_parent (widget));
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gboolean over = GARRISON_CHART_LAYER (widget)->over;
  cairo_t *cr;

  if (picture->chart == NULL || (over && picture->hover < 0 && picture->focus < 0))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!over)
    garrison_chart_draw (picture->chart, cr);
  else
    {
      garrison_chart_draw_hover (picture->chart, cr, picture->hover);
      if (gtk_widget_has_focus (GTK_WIDGET (picture)))
        garrison_chart_draw_focus (picture->chart, cr, picture->focus);
    }
  cairo_destroy (cr);
}

static void
layer_class_init (LayerClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = layer_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "chartlayer");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
layer_init (Layer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/* ---- hint and speech ---------------------------------------------------------------------------- */

static void
hide_hint (GarrisonChartPicture *self)
{
  self->hinted = -1;
  if (gtk_widget_get_visible (self->popover))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
show_hint (GarrisonChartPicture *self, int mark)
{
  const GarrisonChartMark *of;
  GdkRectangle at;

  if (mark == self->hinted)
    return;
  if (mark < 0)
    {
      hide_hint (self);
      return;
    }
  self->hinted = mark;
  of = garrison_chart_get_mark (self->chart, (guint) mark);
  at = (GdkRectangle){ (int) of->anchor_x - 2, (int) MIN (of->bounds.y, of->anchor_y) - 2, 4, 4 };
  gtk_popover_set_child (GTK_POPOVER (self->popover), garrison_chart_hint_new (self->chart, (guint) mark, self->note));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
speak (GarrisonChartPicture *self)
{
  g_autofree char *spoken = NULL;
  const char *title;

  if (self->chart == NULL)
    return;
  title = garrison_chart_data_get_title (garrison_chart_get_data (self->chart));
  if (self->focus >= 0)
    spoken = garrison_chart_mark_get_spoken (self->chart, (guint) self->focus);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken != NULL ? spoken : title,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken != NULL ? spoken : title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Chart. Arrow keys go from figure to figure, Return opens the records"), -1);
}

static void
set_hover (GarrisonChartPicture *self, int mark)
{
  if (mark == self->hover)
    return;
  self->hover = mark;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), mark >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (self->layers[1]);
  show_hint (self, mark);
}

/* ---- layout ------------------------------------------------------------------------------------- */

void
garrison_chart_picture_take_style (GtkWidget *widget, GarrisonChartStyle *style)
{
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  double size = font != NULL ? pango_font_description_get_size (font) / (double) PANGO_SCALE : 0;

  *style = (GarrisonChartStyle) GARRISON_CHART_STYLE_INIT;
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    style->theme = GARRISON_CHART_DARK;
  if (font != NULL && !pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (gtk_widget_get_pango_context (widget)) / 72;
  if (size > 0)
    style->text_size = CLAMP (size, 8, 40);
}

static void
lay_out (GarrisonChartPicture *self)
{
  const GarrisonChartMark *mark;
  int category = -1, series = -1;
  GarrisonChartStyle style;

  if (self->chart == NULL || self->width <= 0 || self->height <= 0)
    return;
  if (self->focus >= 0 && (guint) self->focus < garrison_chart_get_n_marks (self->chart))
    {
      mark = garrison_chart_get_mark (self->chart, (guint) self->focus);
      category = mark->category;
      series = mark->series;
    }
  garrison_chart_picture_take_style (GTK_WIDGET (self), &style);
  garrison_chart_set_style (self->chart, &style);
  garrison_chart_layout (self->chart, gtk_widget_get_pango_context (GTK_WIDGET (self)), self->width, self->height);
  hide_hint (self);
  self->hover = -1;
  self->focus = category >= 0 && series >= 0 ? garrison_chart_mark_of (self->chart, category, series) : -1;
  gtk_widget_queue_draw (self->layers[0]);
  gtk_widget_queue_draw (self->layers[1]);
}

static void
garrison_chart_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GarrisonChartPicture *self = GARRISON_CHART_PICTURE (widget);

  for (guint i = 0; i < 2; i++)
    gtk_widget_allocate (self->layers[i], width, height, -1, NULL);
  if (width != self->width || height != self->height)
    {
      self->width = width;
      self->height = height;
      lay_out (self);
    }
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
garrison_chart_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                                int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 420 : 210;
}

static void
garrison_chart_picture_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (garrison_chart_picture_parent_class)->css_changed (widget, change);
  lay_out (GARRISON_CHART_PICTURE (widget));
}

/* ---- input -------------------------------------------------------------------------------------- */

static void
on_motion (GarrisonChartPicture *self, double x, double y)
{
  if (self->chart != NULL)
    set_hover (self, garrison_chart_mark_at (self->chart, x, y));
}

static void
on_leave (GarrisonChartPicture *self)
{
  set_hover (self, -1);
}

static void
on_clicked (GtkGestureClick *gesture, int n_press, double x, double y, GarrisonChartPicture *self)
{
  int mark = self->chart != NULL ? garrison_chart_mark_at (self->chart, x, y) : -1;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (mark < 0 || n_press != 1)
    return;
  garrison_chart_picture_set_focus_mark (self, mark);
  hide_hint (self);
  g_signal_emit (self, activated_signal, 0, (guint) mark);
}

static gboolean
travel (GarrisonChartPicture *self, GarrisonChartDirection direction)
{
  int next = garrison_chart_mark_next (self->chart, self->focus, direction);

  if (next < 0 || next == self->focus)
    return FALSE;
  garrison_chart_picture_set_focus_mark (self, next);
  show_hint (self, next);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GarrisonChartPicture *self)
{
  if (self->chart == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return travel (self, GARRISON_CHART_LEFT);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return travel (self, GARRISON_CHART_RIGHT);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return travel (self, GARRISON_CHART_UP);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return travel (self, GARRISON_CHART_DOWN);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (self->focus < 0)
        return FALSE;
      hide_hint (self);
      g_signal_emit (self, activated_signal, 0, (guint) self->focus);
      return TRUE;
    case GDK_KEY_Escape:
      if (self->hinted < 0)
        return FALSE;
      hide_hint (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_focus (GarrisonChartPicture *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    hide_hint (self);
  gtk_widget_queue_draw (self->layers[1]);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
add_controllers (GarrisonChartPicture *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (click, "released", G_CALLBACK (on_clicked), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
garrison_chart_picture_dispose (GObject *object)
{
  GarrisonChartPicture *self = GARRISON_CHART_PICTURE (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->layers[i], gtk_widget_unparent);
  g_clear_object (&self->chart);
  G_OBJECT_CLASS (garrison_chart_picture_parent_class)->dispose (object);
}

static void
garrison_chart_picture_finalize (GObject *object)
{
  g_free (GARRISON_CHART_PICTURE (object)->note);
  G_OBJECT_CLASS (garrison_chart_picture_parent_class)->finalize (object);
}

static void
garrison_chart_picture_class_init (GarrisonChartPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_chart_picture_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_chart_picture_finalize;
  widget_class->measure = garrison_chart_picture_measure;
  widget_class->size_allocate = garrison_chart_picture_size_allocate;
  widget_class->css_changed = garrison_chart_picture_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chartpicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  activated_signal = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
garrison_chart_picture_init (GarrisonChartPicture *self)
{
  self->hover = self->focus = self->hinted = -1;
  for (guint i = 0; i < 2; i++)
    {
      self->layers[i] = g_object_new (TYPE_LAYER, NULL);
      GARRISON_CHART_LAYER (self->layers[i])->over = i == 1;
      gtk_widget_set_parent (self->layers[i], GTK_WIDGET (self));
    }
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_TOP);
  gtk_widget_set_can_target (self->popover, FALSE);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (on_focus), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
}

GtkWidget *
garrison_chart_picture_new (void)
{
  return g_object_new (GARRISON_TYPE_CHART_PICTURE, NULL);
}

void
garrison_chart_picture_set_data (GarrisonChartPicture *self, GarrisonChartKind kind, GarrisonChartData *data)
{
  GarrisonChartStyle style;
  int category = -1, series = -1;

  g_return_if_fail (GARRISON_IS_CHART_PICTURE (self));

  hide_hint (self);
  if (self->chart != NULL && self->focus >= 0)
    {
      const GarrisonChartMark *mark = garrison_chart_get_mark (self->chart, (guint) self->focus);
      category = mark->category;
      series = mark->series;
    }
  self->hover = self->focus = -1;
  g_clear_object (&self->chart);
  if (data != NULL)
    {
      garrison_chart_picture_take_style (GTK_WIDGET (self), &style);
      self->chart = garrison_chart_new (kind, data, &style);
      lay_out (self);
      if (category >= 0 && series >= 0 && (guint) category < garrison_chart_data_get_n_categories (data)
          && (guint) series < garrison_chart_data_get_n_series (data) && self->width > 0)
        self->focus = garrison_chart_mark_of (self->chart, category, series);
    }
  speak (self);
  gtk_widget_queue_draw (self->layers[0]);
  gtk_widget_queue_draw (self->layers[1]);
}

GarrisonChart *
garrison_chart_picture_get_chart (GarrisonChartPicture *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_PICTURE (self), NULL);
  return self->chart;
}

int
garrison_chart_picture_get_mark (GarrisonChartPicture *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_PICTURE (self), -1);
  return self->focus >= 0 ? self->focus : self->hover;
}

void
garrison_chart_picture_set_focus_mark (GarrisonChartPicture *self, int mark)
{
  g_return_if_fail (GARRISON_IS_CHART_PICTURE (self));
  self->focus = mark;
  gtk_widget_queue_draw (self->layers[1]);
  speak (self);
}

void
garrison_chart_picture_set_note (GarrisonChartPicture *self, const char *note)
{
  g_return_if_fail (GARRISON_IS_CHART_PICTURE (self));
  g_free (self->note);
  self->note = g_strdup (note);
}
