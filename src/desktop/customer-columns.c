#include "desktop/customer-columns.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/money.h"
#include "base/region.h"
#include "desktop/avatar.h"
#include "desktop/level-chip.h"
#include "desktop/ring.h"
#include "desktop/sparkline.h"
#include "desktop/stage-bar.h"

static const GarrisonColumnKind KINDS[] = {
  { "name", N_ ("Customer"), -1, TRUE, TRUE },
  { "owner", N_ ("Owner"), 124, TRUE, TRUE },
  { "stage", N_ ("Stage"), 116, FALSE, TRUE },
  { "region", N_ ("Region"), 100, FALSE, TRUE },
  { "last_contact", N_ ("Last contact"), 96, TRUE, TRUE },
  { "next_step", N_ ("Next step"), 160, TRUE, TRUE },
  { "protected", N_ ("Protected"), 88, TRUE, FALSE },
  { "value", N_ ("12 months"), 132, FALSE, TRUE },
  { "industry", N_ ("Industry"), 110, FALSE, FALSE },
  { "category", N_ ("Category"), 110, FALSE, FALSE },
  { "source", N_ ("Source"), 110, FALSE, FALSE },
  { "completeness", N_ ("Complete"), 84, FALSE, FALSE },
  { "created", N_ ("Created"), 96, FALSE, FALSE },
};

const GarrisonColumnKind *
garrison_column_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (KINDS);
  return KINDS;
}

/* A cell: a row of widgets, the last of which is text. What a column does not use is NULL. */
typedef struct
{
  GtkWidget *mark; /* level chip, avatar, stage bar, ring or sparkline */
  GtkWidget *text;
  GarrisonColumnContext *context;
  GarrisonCustomer *customer;
  gulong handler;
  void (*fill) (GtkWidget *box, gpointer cell, GarrisonCustomer *customer);
} Cell;

static GQuark cell_quark;
static GQuark item_quark;

static Cell *
cell_of (GtkWidget *box)
{
  return g_object_get_qdata (G_OBJECT (box), cell_quark);
}

static void
set_text (Cell *cell, const char *text, const char *tone)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (cell->text), text);
  garrison_words_set_tone (cell->text, tone);
}

static void
fill_name (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  GarrisonChoice *level
    = garrison_directory_get_choice (cell->context->directory, "level", garrison_customer_get_level (customer));
  const char *name = garrison_customer_get_name (customer);
  GtkWidget *row = NULL;

  garrison_level_chip_set_level (GARRISON_LEVEL_CHIP (cell->mark),
                                 level != NULL ? garrison_choice_get_name (level) : NULL,
                                 level != NULL ? garrison_choice_get_position (level) - 1 : 0);
  set_text (cell, name, NULL);
  /* The row would otherwise be read out as the name of GTK's class. */
  garrison_customer_column_find_position (box, &row);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name != NULL ? name : "", -1);
}

static void
fill_owner (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  gint64 owner = garrison_customer_get_owner (customer);
  const char *name = garrison_directory_get_person_name (cell->context->directory, owner);

  garrison_avatar_set_person (GARRISON_AVATAR (cell->mark), owner, owner > 0 ? name : _ ("No owner"));
  gtk_widget_set_visible (cell->text, !cell->context->narrow);
  gtk_widget_set_tooltip_text (box, cell->context->narrow ? name : NULL);
  set_text (cell, owner > 0 ? name : _ ("No owner"), owner > 0 ? NULL : "dim");
}

static void
fill_stage (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  GarrisonDirectory *directory = cell->context->directory;
  GarrisonChoice *stage
    = garrison_directory_get_choice (directory, "stage", garrison_customer_get_stage (customer));
  const char *kind = stage != NULL ? garrison_choice_get_kind (stage) : NULL;
  GListModel *stages = garrison_directory_get_choices (directory, "stage");
  guint total = 0, filled = 0;

  for (guint i = 0; stage != NULL && i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (GarrisonChoice) other = g_list_model_get_item (stages, i);
      if (g_strcmp0 (garrison_choice_get_kind (other), "open") != 0)
        continue;
      total++;
      filled += garrison_choice_get_position (other) <= garrison_choice_get_position (stage);
    }
  if (g_strcmp0 (kind, "won") == 0)
    gtk_widget_add_css_class (cell->mark, "won");
  else
    gtk_widget_remove_css_class (cell->mark, "won");
  garrison_stage_bar_set_stage (GARRISON_STAGE_BAR (cell->mark), filled, total,
                                stage != NULL ? garrison_choice_get_name (stage) : NULL);
  set_text (cell, stage != NULL ? garrison_choice_get_name (stage) : "", NULL);
}

static void
fill_region (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;

  set_text (cell, garrison_region_label (garrison_customer_get_region (customer), cell->context->moment.chinese),
            "dim");
}

static void
fill_last_contact (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  const char *tone = NULL;
  g_autofree char *text = garrison_words_last_contact (
    &cell->context->moment, garrison_customer_get_last_contact (customer), &tone);

  set_text (cell, garrison_customer_is_loaded (customer) ? text : "", tone);
}

static void
fill_next_step (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  const char *tone = NULL;
  g_autofree char *text = garrison_words_next_step (&cell->context->moment, customer, &tone);

  set_text (cell, garrison_customer_is_loaded (customer) ? text : "", tone);
}

static void
fill_protected (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  const char *tone = NULL;
  double fraction = 0;
  g_autofree char *text = garrison_words_protected (
    &cell->context->moment, garrison_customer_get_protected_until (customer), &fraction, &tone);

  gtk_widget_set_visible (cell->mark, *text != '\0');
  garrison_ring_set_fraction (GARRISON_RING (cell->mark), fraction, NULL, NULL);
  garrison_words_set_tone (cell->mark, tone);
  set_text (cell, text, tone);
}

static void
fill_value (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  gint64 total = garrison_customer_get_total (customer);
  g_autofree char *text = total == 0 ? g_strdup ("")
                                     : garrison_money_format_compact (total, cell->context->moment.currency,
                                                                      cell->context->moment.chinese);

  garrison_sparkline_set_values (GARRISON_SPARKLINE (cell->mark), garrison_customer_get_months (customer),
                                 garrison_customer_is_loaded (customer) ? GARRISON_CUSTOMER_MONTHS : 0);
  set_text (cell, text, NULL);
}

static void
fill_choice (Cell *cell, const char *list, gint64 id)
{
  set_text (cell, garrison_directory_get_choice_name (cell->context->directory, list, id), "dim");
}

static void
fill_industry (GtkWidget *box, gpointer cell, GarrisonCustomer *customer)
{
  fill_choice (cell, "industry", garrison_customer_get_industry (customer));
}

static void
fill_category (GtkWidget *box, gpointer cell, GarrisonCustomer *customer)
{
  fill_choice (cell, "category", garrison_customer_get_category (customer));
}

static void
fill_source (GtkWidget *box, gpointer cell, GarrisonCustomer *customer)
{
  fill_choice (cell, "source", garrison_customer_get_source (customer));
}

static void
fill_completeness (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  int complete = garrison_customer_get_completeness (customer);
  g_autofree char *text = g_strdup_printf (_ ("%d %%"), complete);

  garrison_ring_set_fraction (GARRISON_RING (cell->mark), complete / 100.0, NULL, NULL);
  set_text (cell, garrison_customer_is_loaded (customer) ? text : "", "dim");
}

static void
fill_created (GtkWidget *box, gpointer data, GarrisonCustomer *customer)
{
  Cell *cell = data;
  g_autofree char *text = garrison_day_format (garrison_customer_get_created_day (customer),
                                               cell->context->moment.today, cell->context->moment.chinese);

  set_text (cell, text, "dim");
}

/* How the cells of each column are made; the order is that of KINDS. */
static const struct
{
  GtkWidget *(*mark) (void);
  const char *mark_class;
  gboolean right;
  void (*fill) (GtkWidget *box, gpointer cell, GarrisonCustomer *customer);
} MAKERS[] = {
  { garrison_level_chip_new, NULL, FALSE, fill_name },
  { garrison_avatar_new, "small", FALSE, fill_owner },
  { garrison_stage_bar_new, NULL, FALSE, fill_stage },
  { NULL, NULL, FALSE, fill_region },
  { NULL, NULL, FALSE, fill_last_contact },
  { NULL, NULL, FALSE, fill_next_step },
  { garrison_ring_new, NULL, FALSE, fill_protected },
  { garrison_sparkline_new, NULL, TRUE, fill_value },
  { NULL, NULL, FALSE, fill_industry },
  { NULL, NULL, FALSE, fill_category },
  { NULL, NULL, FALSE, fill_source },
  { garrison_ring_new, NULL, FALSE, fill_completeness },
  { NULL, NULL, FALSE, fill_created },
};

G_STATIC_ASSERT (G_N_ELEMENTS (MAKERS) == G_N_ELEMENTS (KINDS));

guint
garrison_customer_column_find_position (GtkWidget *widget, GtkWidget **row)
{
  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
    {
      GtkListItem *item = g_object_get_qdata (G_OBJECT (w), item_quark);
      /* A cell stands in GTK's cell widget, and that in the row. */
      if (item != NULL)
        {
          GtkWidget *inner = gtk_widget_get_parent (w);
          if (row != NULL)
            *row = inner != NULL ? gtk_widget_get_parent (inner) : NULL;
          return gtk_list_item_get_position (item);
        }
    }
  if (row != NULL)
    *row = NULL;
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
on_query_tooltip (GtkWidget *text, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  g_autoptr (PangoLayout) layout = NULL;
  const char *words = gtk_inscription_get_text (GTK_INSCRIPTION (text));
  int width = 0;

  if (words == NULL || *words == '\0')
    return FALSE;
  layout = gtk_widget_create_pango_layout (text, words);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_tooltip_set_text (tooltip, words);
  return width > gtk_widget_get_width (text);
}

static GtkWidget *
text_new (gboolean right)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 0);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), right ? 1 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  /* The style sheet gives it some height: Han characters are taller than the line of a Latin font. */
  gtk_inscription_set_yalign (GTK_INSCRIPTION (text), 0.5);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (text, "numeric");
  gtk_widget_set_has_tooltip (text, TRUE);
  g_signal_connect (text, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  return text;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "index"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Cell *cell = g_new0 (Cell, 1);

  cell->context = data;
  cell->fill = MAKERS[index].fill;
  if (MAKERS[index].mark != NULL)
    {
      cell->mark = MAKERS[index].mark ();
      if (MAKERS[index].mark_class != NULL)
        gtk_widget_add_css_class (cell->mark, MAKERS[index].mark_class);
      gtk_box_append (GTK_BOX (box), cell->mark);
    }
  cell->text = text_new (MAKERS[index].right);
  gtk_box_append (GTK_BOX (box), cell->text);
  g_object_set_qdata_full (G_OBJECT (box), cell_quark, cell, g_free);
  g_object_set_qdata (G_OBJECT (box), item_quark, item);
  gtk_list_item_set_child (item, box);
}

static void
on_revision (GarrisonCustomer *customer, GParamSpec *pspec, gpointer box)
{
  cell_of (box)->fill (box, cell_of (box), customer);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  Cell *cell = cell_of (box);

  cell->customer = g_object_ref (gtk_list_item_get_item (item));
  cell->handler = g_signal_connect (cell->customer, "notify::revision", G_CALLBACK (on_revision), box);
  cell->fill (box, cell, cell->customer);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Cell *cell = cell_of (gtk_list_item_get_child (item));

  g_clear_signal_handler (&cell->handler, cell->customer);
  g_clear_object (&cell->customer);
}

static void
on_teardown (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  if (box != NULL)
    g_object_set_qdata (G_OBJECT (box), item_quark, NULL);
}

GtkColumnViewColumn *
garrison_customer_column_new (const GarrisonColumnKind *kind, GarrisonColumnContext *context)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_return_val_if_fail (kind >= KINDS && kind < KINDS + G_N_ELEMENTS (KINDS), NULL);

  if (cell_quark == 0)
    {
      cell_quark = g_quark_from_static_string ("garrison-cell");
      item_quark = g_quark_from_static_string ("garrison-list-item");
    }
  g_object_set_data (G_OBJECT (factory), "index", GUINT_TO_POINTER (kind - KINDS));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), context);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), context);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), context);
  g_signal_connect (factory, "teardown", G_CALLBACK (on_teardown), context);
  column = gtk_column_view_column_new (_ (kind->title), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (kind->width < 0)
    gtk_column_view_column_set_expand (column, TRUE);
  else
    gtk_column_view_column_set_fixed_width (column, kind->width);
  return column;
}
