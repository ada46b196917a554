#include "desktop/customer-drag.h"

#include <glib/gi18n-lib.h>

#include "desktop/level-chip.h"

struct _GarrisonCustomerIds
{
  gint64 *ids;
  gint64 *owners;
  guint n;
};

G_DEFINE_BOXED_TYPE (GarrisonCustomerIds, garrison_customer_ids, garrison_customer_ids_copy,
                     garrison_customer_ids_free)

GarrisonCustomerIds *
garrison_customer_ids_new (const gint64 *ids, const gint64 *owners, guint n)
{
  GarrisonCustomerIds *self = g_new0 (GarrisonCustomerIds, 1);

  self->ids = g_memdup2 (ids, n * sizeof *ids);
  self->owners = g_memdup2 (owners, n * sizeof *owners);
  self->n = n;
  return self;
}

GarrisonCustomerIds *
garrison_customer_ids_copy (GarrisonCustomerIds *ids)
{
  g_return_val_if_fail (ids != NULL, NULL);
  return garrison_customer_ids_new (ids->ids, ids->owners, ids->n);
}

void
garrison_customer_ids_free (GarrisonCustomerIds *ids)
{
  g_return_if_fail (ids != NULL);
  g_free (ids->ids);
  g_free (ids->owners);
  g_free (ids);
}

const gint64 *
garrison_customer_ids_get (GarrisonCustomerIds *ids, guint *n)
{
  g_return_val_if_fail (ids != NULL && n != NULL, NULL);
  *n = ids->n;
  return ids->ids;
}

guint
garrison_customer_ids_count_new (GarrisonCustomerIds *ids, gint64 person)
{
  guint count = 0;

  g_return_val_if_fail (ids != NULL, 0);

  for (guint i = 0; i < ids->n; i++)
    count += ids->owners[i] != person;
  return count;
}

GarrisonCustomerIds *
garrison_customer_ids_without_owner (GarrisonCustomerIds *ids, gint64 person)
{
  GarrisonCustomerIds *others;
  guint n = 0;

  g_return_val_if_fail (ids != NULL, NULL);

  others = garrison_customer_ids_copy (ids);
  for (guint i = 0; i < ids->n; i++)
    if (ids->owners[i] != person)
      {
        others->ids[n] = ids->ids[i];
        others->owners[n++] = ids->owners[i];
      }
  others->n = n;
  return others;
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
card_new (const char *level, int rank, const char *name, guint n)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *chip = garrison_level_chip_new ();

  garrison_level_chip_set_level (GARRISON_LEVEL_CHIP (chip), level, rank);
  gtk_box_append (GTK_BOX (card), chip);
  gtk_box_append (GTK_BOX (lines), label_new (name, NULL));
  if (n > 1)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n - 1), n - 1);
      gtk_box_append (GTK_BOX (lines), label_new (more, "secondary"));
    }
  gtk_box_append (GTK_BOX (card), lines);
  gtk_widget_add_css_class (card, "drag-icon");
  return card;
}

void
garrison_customer_drag_set_icon (GdkDrag *drag, const char *level, int rank, const char *name, guint n)
{
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *overlay = gtk_overlay_new ();

  gtk_overlay_set_child (GTK_OVERLAY (overlay), card_new (level, rank, name, n));
  if (n > 1)
    {
      g_autofree char *count = g_strdup_printf ("%u", n);
      GtkWidget *badge = gtk_label_new (count);
      gtk_widget_add_css_class (badge, "drag-badge");
      gtk_widget_set_halign (badge, GTK_ALIGN_END);
      gtk_widget_set_valign (badge, GTK_ALIGN_START);
      gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);
    }
  gtk_widget_add_css_class (overlay, "garrison-drag");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), overlay);
  /* Right below the pointer, so that what it points at stays readable. */
  gdk_drag_set_hotspot (drag, -6, -6);
}
