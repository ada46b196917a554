#include "desktop/customer-cell.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/currency.h"
#include "base/day.h"
#include "base/money.h"
#include "base/region.h"
#include "base/text.h"
#include "desktop/avatar.h"
#include "desktop/compat.h"
#include "desktop/paint.h"
#include "desktop/text-scale.h"

struct _GarrisonCustomerCell
{
  GtkWidget parent_instance;
  GarrisonCellKind kind;
  GtkListItem *item; /* not owned: it holds us */
  GarrisonColumnContext *context;
  GarrisonCustomer *customer;
  gulong handler;
  PangoLayout *layout; /* of the text, NULL until it is painted */
  const char *tone;
  guint generation;
  gboolean painted; /* what is on the screen is the customer */
};

G_DEFINE_FINAL_TYPE (GarrisonCustomerCell, garrison_customer_cell, GTK_TYPE_WIDGET)

#define GAP 8
#define TILE 20 /* at the usual size of letters */

/* ---- text --------------------------------------------------------------------------------------- */

static const char *
choice_name (GarrisonCustomerCell *self, const char *list, gint64 id)
{
  return garrison_directory_get_choice_name (self->context->directory, list, id);
}

/* Every figure of the column is of the company's own currency: its sign would only take room. */
static char *
value_text (GarrisonCustomerCell *self)
{
  gint64 total = garrison_customer_get_total (self->customer);
  const GarrisonMoment *moment = &self->context->moment;
  const char *symbol = garrison_currency_symbol (moment->currency);
  g_autofree char *text = NULL;
  char *sign;

  if (total == 0)
    return g_strdup ("");
  text = garrison_money_format_compact (total, moment->currency, moment->chinese);
  sign = *symbol != '\0' ? strstr (text, symbol) : NULL;
  if (sign == NULL)
    return g_steal_pointer (&text);
  *sign = '\0';
  sign += strlen (symbol);
  return g_strconcat (text, g_strchug (sign), NULL);
}

static char *
owner_text (GarrisonCustomerCell *self, const char **tone)
{
  gint64 owner = garrison_customer_get_owner (self->customer);

  if (owner == 0)
    *tone = "dim";
  return g_strdup (owner == 0 ? _ ("No owner")
                              : garrison_directory_get_person_name (self->context->directory, owner));
}

static char *
make_text (GarrisonCustomerCell *self, const char **tone)
{
  GarrisonCustomer *customer = self->customer;
  const GarrisonMoment *moment = &self->context->moment;
  double fraction;

  *tone = NULL;
  switch (self->kind)
    {
    case GARRISON_CELL_NAME:
      return g_strdup (garrison_customer_get_name (customer));
    case GARRISON_CELL_OWNER:
      return owner_text (self, tone);
    case GARRISON_CELL_STAGE:
      return g_strdup (choice_name (self, "stage", garrison_customer_get_stage (customer)));
    case GARRISON_CELL_LAST_CONTACT:
      return garrison_words_last_contact (moment, garrison_customer_get_last_contact (customer), tone);
    case GARRISON_CELL_NEXT_STEP:
      return garrison_words_next_step (moment, customer, tone);
    case GARRISON_CELL_PROTECTED:
      return garrison_words_protected (moment, garrison_customer_get_protected_until (customer), &fraction, tone);
    case GARRISON_CELL_VALUE:
      return value_text (self);
    default:
      break;
    }
  *tone = "dim";
  switch (self->kind)
    {
    case GARRISON_CELL_REGION:
      return g_strdup (garrison_region_label (garrison_customer_get_region (customer), moment->chinese));
    case GARRISON_CELL_INDUSTRY:
      return g_strdup (choice_name (self, "industry", garrison_customer_get_industry (customer)));
    case GARRISON_CELL_CATEGORY:
      return g_strdup (choice_name (self, "category", garrison_customer_get_category (customer)));
    case GARRISON_CELL_SOURCE:
      return g_strdup (choice_name (self, "source", garrison_customer_get_source (customer)));
    case GARRISON_CELL_COMPLETENESS:
      return g_strdup_printf (_ ("%d %%"), garrison_customer_get_completeness (customer));
    case GARRISON_CELL_CREATED:
      return garrison_day_format (garrison_customer_get_created_day (customer), moment->today, moment->chinese);
    default:
      g_assert_not_reached ();
    }
}

static GtkWidget *
row_of (GarrisonCustomerCell *self)
{
  GtkWidget *frame = gtk_widget_get_parent (GTK_WIDGET (self));

  return frame != NULL ? gtk_widget_get_parent (frame) : NULL;
}

gboolean
garrison_customer_cell_row_is_seen (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkAllocation place;

  if (list == NULL || !gtk_widget_get_child_visible (row))
    return FALSE;
  gtk_widget_get_allocation (row, &place);
  return place.y + place.height > 0 && place.y < gtk_widget_get_height (list);
}

/* A row would be read out as the name of GTK's class: it gets the customer's. */
static void
name_row (GarrisonCustomerCell *self)
{
  GtkWidget *row = row_of (self);
  const char *name = garrison_customer_get_name (self->customer);

  if (self->kind == GARRISON_CELL_NAME && row != NULL && name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

char *
garrison_customer_cell_get_text (GarrisonCustomerCell *self)
{
  const char *tone;
  char *text;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_CELL (self), NULL);

  garrison_customer_cell_refresh (self);
  if (self->customer == NULL || !garrison_customer_is_loaded (self->customer))
    return g_strdup ("");
  text = make_text (self, &tone);
  return text != NULL ? text : g_strdup ("");
}

static void
ensure_layout (GarrisonCustomerCell *self)
{
  g_autofree char *text = NULL;

  if (self->layout != NULL)
    return;
  text = make_text (self, &self->tone);
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  name_row (self);
}

/* ---- marks -------------------------------------------------------------------------------------- */

static GdkRGBA
color_named (GarrisonCustomerCell *self, const char *name)
{
  GdkRGBA color;

  if (!garrison_compat_lookup_color (GTK_WIDGET (self), name, &color))
    garrison_compat_get_color (GTK_WIDGET (self), &color);
  return color;
}

static GdkRGBA
with_alpha (GdkRGBA color, float alpha)
{
  color.alpha *= alpha;
  return color;
}

static PangoLayout *
letters_new (GarrisonCustomerCell *self, const char *letters, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), letters);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static float
paint_level (GarrisonCustomerCell *self, GtkSnapshot *snapshot, float height)
{
  GarrisonChoice *level = garrison_directory_get_choice (self->context->directory, "level",
                                                         garrison_customer_get_level (self->customer));
  float tile = garrison_text_px (GTK_WIDGET (self), TILE);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, (height - tile) / 2, tile, tile);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *letter = NULL;
  GdkRGBA background, color;
  int rank;

  if (level == NULL)
    return tile;
  rank = garrison_choice_get_position (level) - 1;
  letter = g_utf8_substring (garrison_choice_get_name (level), 0, 1);
  layout = letters_new (self, letter, 0.85);
  color = color_named (self, rank == 0 ? "garrison_on_level" : rank == 1 ? "garrison_accent_text" : "garrison_text");
  background = rank == 0   ? color_named (self, "garrison_series_1")
               : rank == 1 ? with_alpha (color_named (self, "garrison_series_1"), 0.17f)
                           : color_named (self, "garrison_chip");
  garrison_paint_tile (snapshot, &bounds, 5, &background, layout, &color);
  return tile;
}

static float
paint_owner (GarrisonCustomerCell *self, GtkSnapshot *snapshot, float height)
{
  static const char *const tints[]
    = { "garrison_dim", "garrison_series_1", "garrison_series_2", "garrison_series_3", "garrison_series_4",
        "garrison_series_5_text", "garrison_series_6_text" };
  gint64 owner = garrison_customer_get_owner (self->customer);
  float tile = garrison_text_px (GTK_WIDGET (self), TILE);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, (height - tile) / 2, tile, tile);
  g_autofree char *initials = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA color, background;

  if (owner == 0)
    return tile;
  initials = garrison_text_initials (garrison_directory_get_person_name (self->context->directory, owner));
  layout = letters_new (self, initials, 0.6);
  color = color_named (self, tints[garrison_avatar_tint (owner)]);
  background = with_alpha (color, 0.18f);
  garrison_paint_tile (snapshot, &bounds, tile / 2, &background, layout, &color);
  return tile;
}

static float
paint_stage (GarrisonCustomerCell *self, GtkSnapshot *snapshot, float height)
{
  GarrisonDirectory *directory = self->context->directory;
  GarrisonChoice *stage
    = garrison_directory_get_choice (directory, "stage", garrison_customer_get_stage (self->customer));
  gboolean won = stage != NULL && g_strcmp0 (garrison_choice_get_kind (stage), "won") == 0;
  GListModel *stages = garrison_directory_get_choices (directory, "stage");
  GdkRGBA on = color_named (self, won ? "garrison_good" : "garrison_series_1");
  GdkRGBA off = color_named (self, "garrison_track");
  guint total = 0, filled = 0;

  if (stage == NULL)
    return 0;
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (GarrisonChoice) other = g_list_model_get_item (stages, i);
      if (g_strcmp0 (garrison_choice_get_kind (other), "open") != 0)
        continue;
      total++;
      filled += garrison_choice_get_position (other) <= garrison_choice_get_position (stage);
    }
  garrison_paint_segments (snapshot, &GRAPHENE_RECT_INIT (0, (height - 9) / 2, 0, 9), filled, total, 6, 1, &on, &off);
  return total * 7;
}

static float
paint_ring (GarrisonCustomerCell *self, GtkSnapshot *snapshot, float height)
{
  const char *tone = "dim";
  double fraction = garrison_customer_get_completeness (self->customer) / 100.0;
  GdkRGBA on, off = color_named (self, "garrison_track");

  if (self->kind == GARRISON_CELL_PROTECTED)
    {
      g_autofree char *text
        = garrison_words_protected (&self->context->moment,
                                    garrison_customer_get_protected_until (self->customer), &fraction, &tone);
      if (*text == '\0')
        return 0;
    }
  on = color_named (self, g_str_equal (tone, "late")   ? "garrison_bad"
                          : g_str_equal (tone, "warn") ? "garrison_warn"
                                                       : "garrison_dim");
  garrison_paint_ring (snapshot, &GRAPHENE_RECT_INIT (0, (height - 15) / 2, 15, 15), fraction, 3, &on, &off);
  return 15;
}

static float
paint_months (GarrisonCustomerCell *self, GtkSnapshot *snapshot, float height)
{
  const gint64 *months = garrison_customer_get_months (self->customer);
  gboolean worse = garrison_values_decline (months, GARRISON_CUSTOMER_MONTHS);
  GdkRGBA color = color_named (self, worse ? "garrison_bad" : "garrison_series_1");

  garrison_paint_sparkline (snapshot, &GRAPHENE_RECT_INIT (0, (height - 20) / 2, 48, 20), months,
                            GARRISON_CUSTOMER_MONTHS, &color);
  return 48;
}

static float
paint_mark (GarrisonCustomerCell *self, GtkSnapshot *snapshot, float height)
{
  switch (self->kind)
    {
    case GARRISON_CELL_NAME:
      return paint_level (self, snapshot, height);
    case GARRISON_CELL_OWNER:
      return paint_owner (self, snapshot, height);
    case GARRISON_CELL_STAGE:
      return paint_stage (self, snapshot, height);
    case GARRISON_CELL_PROTECTED:
    case GARRISON_CELL_COMPLETENESS:
      return paint_ring (self, snapshot, height);
    case GARRISON_CELL_VALUE:
      return paint_months (self, snapshot, height);
    default:
      return 0;
    }
}

/* ---- painting ----------------------------------------------------------------------------------- */

static void
paint_text (GarrisonCustomerCell *self, GtkSnapshot *snapshot, float from, float width, float height)
{
  static const struct
  {
    const char *tone, *color;
  } tones[] = { { "dim", "garrison_dim" }, { "late", "garrison_bad" }, { "soon", "garrison_accent_text" },
                { "warn", "garrison_warn" } };
  GdkRGBA color = color_named (self, "garrison_text");
  PangoRectangle logical;

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (g_strcmp0 (tones[i].tone, self->tone) == 0)
      color = color_named (self, tones[i].color);
  pango_layout_set_width (self->layout, (int) ((width - from) * PANGO_SCALE));
  pango_layout_set_alignment (self->layout, self->kind == GARRISON_CELL_VALUE ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_extents (self->layout, NULL, &logical);
  gtk_snapshot_save (snapshot);
  /* On whole pixels, or the letters blur. */
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (from, (int) ((height - logical.height) / 2)));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
garrison_customer_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonCustomerCell *self = GARRISON_CUSTOMER_CELL (widget);
  float width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), mark;
  GtkWidget *row = row_of (self);

  self->painted = row == NULL || garrison_customer_cell_row_is_seen (row);
  if (!self->painted)
    return;
  if (self->customer == NULL || !garrison_customer_is_loaded (self->customer))
    return;
  /* It is read out also where there is no room for it. */
  ensure_layout (self);
  mark = paint_mark (self, snapshot, height);
  if (self->kind == GARRISON_CELL_OWNER && self->context->narrow)
    return;
  if (mark > 0)
    mark += GAP;
  if (width > mark)
    paint_text (self, snapshot, mark, width, height);
}

static void
garrison_customer_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                int *natural, int *minimum_baseline, int *natural_baseline)
{
  /* Columns have their widths and rows their height from elsewhere: nothing is laid out for it. */
  *minimum = *natural = garrison_text_px (widget, TILE);
}

static void
forget_layout (GarrisonCustomerCell *self)
{
  g_clear_object (&self->layout);
  if (self->painted)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->painted = FALSE;
}

static void
garrison_customer_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (garrison_customer_cell_parent_class)->css_changed (widget, change);
  g_clear_object (&GARRISON_CUSTOMER_CELL (widget)->layout);
}

static void
garrison_customer_cell_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (garrison_customer_cell_parent_class)->system_setting_changed (widget, setting);
  forget_layout (GARRISON_CUSTOMER_CELL (widget));
}

static gboolean
garrison_customer_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GarrisonCustomerCell *self = GARRISON_CUSTOMER_CELL (widget);
  gboolean hidden = self->kind == GARRISON_CELL_OWNER && self->context->narrow;
  g_autofree char *text = garrison_customer_cell_get_text (self);

  if (*text == '\0' || (!hidden && (self->layout == NULL || !pango_layout_is_ellipsized (self->layout))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
garrison_customer_cell_dispose (GObject *object)
{
  GarrisonCustomerCell *self = GARRISON_CUSTOMER_CELL (object);

  garrison_customer_cell_set_customer (self, NULL);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (garrison_customer_cell_parent_class)->dispose (object);
}

static void
garrison_customer_cell_class_init (GarrisonCustomerCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_customer_cell_dispose;
  widget_class->snapshot = garrison_customer_cell_snapshot;
  widget_class->measure = garrison_customer_cell_measure;
  widget_class->css_changed = garrison_customer_cell_css_changed;
  widget_class->system_setting_changed = garrison_customer_cell_system_setting_changed;
  widget_class->query_tooltip = garrison_customer_cell_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "customercell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
garrison_customer_cell_init (GarrisonCustomerCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/* ---- public ------------------------------------------------------------------------------------- */

GtkWidget *
garrison_customer_cell_new (GarrisonCellKind kind, GtkListItem *item, GarrisonColumnContext *context)
{
  GarrisonCustomerCell *self = g_object_new (GARRISON_TYPE_CUSTOMER_CELL, NULL);

  self->kind = kind;
  self->item = item;
  self->context = context;
  return GTK_WIDGET (self);
}

GtkListItem *
garrison_customer_cell_get_item (GarrisonCustomerCell *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_CELL (self), NULL);
  return self->item;
}

static void
on_revision (GarrisonCustomerCell *self)
{
  forget_layout (self);
}

void
garrison_customer_cell_set_customer (GarrisonCustomerCell *self, GarrisonCustomer *customer)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_CELL (self));

  self->generation = self->context->generation;
  if (customer == self->customer)
    return;
  if (self->customer != NULL)
    g_clear_signal_handler (&self->handler, self->customer);
  g_set_object (&self->customer, customer);
  if (customer == NULL)
    return;
  self->handler
    = g_signal_connect_swapped (customer, "notify::revision", G_CALLBACK (on_revision), self);
  on_revision (self);
}

void
garrison_customer_cell_refresh (GarrisonCustomerCell *self)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_CELL (self));

  if (self->generation != self->context->generation && self->customer != NULL)
    {
      g_autoptr (GarrisonCustomer) now
        = g_list_model_get_item (self->context->list, gtk_list_item_get_position (self->item));
      if (now != NULL)
        garrison_customer_cell_set_customer (self, now);
    }
  if (!self->painted)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
