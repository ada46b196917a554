#include "desktop/chart-board.h"

#include "desktop/text-scale.h"

#define GAP 12
#define LEAST_HEIGHT 270
#define LEAST_WIDTH 320

struct _GarrisonChartBoard
{
  GtkWidget parent_instance;
  GtkWidget *alone; /* weak */
};

G_DEFINE_FINAL_TYPE (GarrisonChartBoard, garrison_chart_board, GTK_TYPE_WIDGET)

guint
garrison_chart_board_columns_for (int width)
{
  return width >= 1180 ? 3 : width >= 720 ? 2 : 1;
}

guint
garrison_chart_board_get_n_cards (GarrisonChartBoard *self)
{
  guint n = 0;

  g_return_val_if_fail (GARRISON_IS_CHART_BOARD (self), 0);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

GtkWidget *
garrison_chart_board_get_card (GarrisonChartBoard *self, guint index)
{
  GtkWidget *child;

  g_return_val_if_fail (GARRISON_IS_CHART_BOARD (self), NULL);

  child = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (; child != NULL && index > 0; index--)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

int
garrison_chart_board_find (GarrisonChartBoard *self, GtkWidget *card)
{
  int index = 0;

  g_return_val_if_fail (GARRISON_IS_CHART_BOARD (self), -1);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child), index++)
    if (child == card)
      return index;
  return -1;
}

static GtkSizeRequestMode
garrison_chart_board_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
garrison_chart_board_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  GarrisonChartBoard *self = GARRISON_CHART_BOARD (widget);
  guint cards = garrison_chart_board_get_n_cards (self);
  double scale = garrison_text_scale (widget);
  guint columns = garrison_chart_board_columns_for (for_size < 0 ? 0 : (int) (for_size / scale));
  int rows = self->alone != NULL ? 1 : (int) MAX (1, (cards + columns - 1) / columns);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = 3 * 460 + 2 * GAP;
    }
  else
    *minimum = *natural = rows * garrison_text_px (widget, LEAST_HEIGHT) + (rows - 1) * GAP;
}

static void
allocate (GtkWidget *card, int x, int y, int width, int height)
{
  int least;

  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  width = MAX (width, least);
  gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (card, &(GtkAllocation){ x, y, width, MAX (height, least) }, -1);
}

static void
garrison_chart_board_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GarrisonChartBoard *self = GARRISON_CHART_BOARD (widget);
  guint cards = garrison_chart_board_get_n_cards (self), i = 0;
  guint columns = garrison_chart_board_columns_for ((int) (width / garrison_text_scale (widget)));
  guint rows = MAX (1, (cards + columns - 1) / columns);
  int card_width = (width - GAP * ((int) columns - 1)) / (int) columns;
  int card_height = (height - GAP * ((int) rows - 1)) / (int) rows;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child), i++)
    {
      gtk_widget_set_child_visible (child, self->alone == NULL || self->alone == child);
      if (self->alone == child)
        allocate (child, 0, 0, width, height);
      else if (self->alone == NULL)
        allocate (child, (int) (i % columns) * (card_width + GAP), (int) (i / columns) * (card_height + GAP), card_width,
                  card_height);
    }
}

static void
garrison_chart_board_dispose (GObject *object)
{
  garrison_chart_board_clear (GARRISON_CHART_BOARD (object));
  G_OBJECT_CLASS (garrison_chart_board_parent_class)->dispose (object);
}

static void
garrison_chart_board_class_init (GarrisonChartBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_chart_board_dispose;
  widget_class->get_request_mode = garrison_chart_board_get_request_mode;
  widget_class->measure = garrison_chart_board_measure;
  widget_class->size_allocate = garrison_chart_board_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "chartboard");
}

static void
garrison_chart_board_init (GarrisonChartBoard *self)
{
}

void
garrison_chart_board_append (GarrisonChartBoard *self, GtkWidget *card)
{
  g_return_if_fail (GARRISON_IS_CHART_BOARD (self) && GTK_IS_WIDGET (card));
  gtk_widget_insert_before (card, GTK_WIDGET (self), NULL);
}

void
garrison_chart_board_clear (GarrisonChartBoard *self)
{
  GtkWidget *child;

  g_return_if_fail (GARRISON_IS_CHART_BOARD (self));

  g_clear_weak_pointer (&self->alone);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

void
garrison_chart_board_set_alone (GarrisonChartBoard *self, GtkWidget *card)
{
  g_return_if_fail (GARRISON_IS_CHART_BOARD (self));
  g_set_weak_pointer (&self->alone, card);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GtkWidget *
garrison_chart_board_get_alone (GarrisonChartBoard *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_BOARD (self), NULL);
  return self->alone;
}
