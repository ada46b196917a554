#include "desktop/customer-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "desktop/customer-columns.h"

/* ---- order -------------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonCustomerTable *table;
  const char *key;
} Sorting;

/* GTK 4.8 does not tell by which column a view is sorted. Comparing any pair with all of the view's
 * sorters calls the one that comes first; that one notes its key, and the sign tells the direction. */
static int
on_column_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Sorting *sorting = data;

  if (sorting->table->asked_key != NULL)
    return 0;
  sorting->table->asked_key = sorting->key;
  return -1;
}

static const char *
find_sort (GarrisonCustomerTable *self, gboolean *descending)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL), b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  self->asked_key = NULL;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), a, b);
  *descending = ordering == GTK_ORDERING_LARGER;
  return self->asked_key;
}

static void
on_sorter_changed (GarrisonCustomerTable *self)
{
  gboolean descending = FALSE;
  const char *key = find_sort (self, &descending);

  garrison_customer_list_set_sort (self->list, key != NULL ? key : "name", descending);
}

static void
on_sort_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GarrisonCustomerTable *self = data;
  const GarrisonColumnKind *kinds;
  guint n;
  gboolean descending = FALSE;
  const char *now = find_sort (self, &descending);

  kinds = garrison_column_kinds (&n);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (kinds[i].key, g_variant_get_string (parameter, NULL)) == 0)
      {
        gboolean again = g_strcmp0 (now, kinds[i].key) == 0 && !descending;
        gtk_column_view_sort_by_column (self->view, self->columns->pdata[i],
                                        again ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      }
}

/* ---- columns ------------------------------------------------------------------------------------ */

static GAction *
column_action (GarrisonCustomerTable *self, const char *key)
{
  return g_action_map_lookup_action (G_ACTION_MAP (self->actions), key);
}

static gboolean
is_wanted (GarrisonCustomerTable *self, const GarrisonColumnKind *kind)
{
  g_autoptr (GVariant) state = g_action_get_state (column_action (self, kind->key));

  return g_variant_get_boolean (state);
}

/* What the column takes: as somebody pulled it, or as it needs with these letters. */
static int
width_of (GarrisonCustomerTable *self, guint i)
{
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  return (int) ((self->widths[i] > 0 ? self->widths[i] : kinds[i].width) * self->scale);
}

/* The lowest rank that has to go for names to have their room. */
static int
find_limit (GarrisonCustomerTable *self)
{
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);
  int limit = G_MAXINT, needed = (int) (GARRISON_COLUMN_NAME_WIDTH * self->scale);

  for (guint i = 0; i < n; i++)
    if (kinds[i].width > 0 && is_wanted (self, &kinds[i]))
      needed += width_of (self, i);
  for (int rank = 11; rank > 0 && needed > self->room && self->room > 0; rank--)
    {
      limit = rank;
      if (rank == GARRISON_COLUMN_AVATAR_RANK)
        needed -= width_of (self, 1) - GARRISON_COLUMN_AVATAR_WIDTH;
      for (guint i = 0; i < n; i++)
        if (kinds[i].rank == rank && is_wanted (self, &kinds[i]))
          needed -= i == 1 ? GARRISON_COLUMN_AVATAR_WIDTH : width_of (self, i);
    }
  return limit;
}

/* Figures stand under the end of their title. GTK 4.8 keeps titles in an order of its own. */
static void
align_titles (GarrisonCustomerTable *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  for (; title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);
      GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;
      for (guint i = 0; i < n && GTK_IS_LABEL (label); i++)
        if (kinds[i].cell == GARRISON_CELL_VALUE)
          gtk_widget_set_halign (box, g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), _ (kinds[i].title)) == 0
                                        ? GTK_ALIGN_END
                                        : GTK_ALIGN_FILL);
    }
}

static void
fit_column (GarrisonCustomerTable *self, guint i)
{
  guint n;
  const GarrisonColumnKind *kind = &garrison_column_kinds (&n)[i];
  GtkColumnViewColumn *column = self->columns->pdata[i];
  gboolean avatar = kind->cell == GARRISON_CELL_OWNER && self->context.narrow;

  if (kind->cell == GARRISON_CELL_OWNER)
    gtk_column_view_column_set_title (column, avatar ? "" : _ (kind->title));
  if (kind->width > 0)
    gtk_column_view_column_set_fixed_width (column, avatar ? GARRISON_COLUMN_AVATAR_WIDTH : width_of (self, i));
}

/* A column that is merely invisible still takes its share of the width in GTK 4.8, and the names get
 * none: columns that are not shown are not in the view. */
static void
apply_columns (GarrisonCustomerTable *self)
{
  GListModel *there = gtk_column_view_get_columns (self->view);
  guint n, position = 0;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);
  int limit = find_limit (self);

  self->fitting = TRUE;
  self->context.narrow = limit <= GARRISON_COLUMN_AVATAR_RANK;
  for (guint i = 0; i < n; i++)
    {
      GtkColumnViewColumn *column = self->columns->pdata[i];
      g_autoptr (GtkColumnViewColumn) now = g_list_model_get_item (there, position);
      gboolean wanted = is_wanted (self, &kinds[i]) && (kinds[i].rank == 0 || kinds[i].rank < limit);
      fit_column (self, i);
      if (now == column && !wanted)
        gtk_column_view_remove_column (self->view, column);
      else if (now != column && wanted)
        gtk_column_view_insert_column (self->view, position, column);
      position += wanted;
    }
  self->fitting = FALSE;
  align_titles (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/* Somebody pulled at the edge of a title. */
static void
on_width (GtkColumnViewColumn *column, GParamSpec *pspec, GarrisonCustomerTable *self)
{
  guint i;
  int width = gtk_column_view_column_get_fixed_width (column);

  if (self->fitting || width <= 0 || !g_ptr_array_find (self->columns, column, &i))
    return;
  if (!(i == 1 && self->context.narrow))
    self->widths[i] = (int) (width / self->scale + 0.5);
}

static void
on_column_state (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  apply_columns (data);
}

void
garrison_customer_table_add_columns (GarrisonCustomerTable *self)
{
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkColumnViewColumn *column = garrison_customer_column_new (&kinds[i], &self->context);
      Sorting *sorting = g_new0 (Sorting, 1);
      g_autoptr (GtkSorter) sorter = NULL;
      sorting->table = self;
      sorting->key = kinds[i].key;
      sorter = GTK_SORTER (gtk_custom_sorter_new (on_column_compare, sorting, g_free));
      gtk_column_view_column_set_sorter (column, sorter);
      g_ptr_array_add (self->columns, column);
      g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (on_width), self, 0);
    }
  garrison_customer_table_fit_letters (self);
}

void
garrison_customer_table_follow_sorter (GarrisonCustomerTable *self)
{
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (on_sorter_changed), self,
                           G_CONNECT_SWAPPED);
}

/* Digits and Han letters tell how much more room the same words need. */
void
garrison_customer_table_fit_letters (GarrisonCustomerTable *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), GARRISON_COLUMN_SPECIMEN);
  int width;

  if (self->columns->len == 0)
    return;
  pango_layout_get_pixel_size (layout, &width, NULL);
  self->scale = CLAMP ((double) width / GARRISON_COLUMN_SPECIMEN_WIDTH, 1, 3);
  apply_columns (self);
}

static void
add_actions (GarrisonCustomerTable *self)
{
  g_autoptr (GSimpleAction) sort = g_simple_action_new ("sort", G_VARIANT_TYPE_STRING);
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GSimpleAction) action
        = g_simple_action_new_stateful (kinds[i].key, NULL, g_variant_new_boolean (kinds[i].shown));
      g_signal_connect (action, "change-state", G_CALLBACK (on_column_state), self);
      /* A list without names is no list. */
      g_simple_action_set_enabled (action, i != 0);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  g_signal_connect (sort, "activate", G_CALLBACK (on_sort_action), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (sort));
}

void
garrison_customer_table_init_columns (GarrisonCustomerTable *self)
{
  guint n;

  garrison_column_kinds (&n);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->actions = g_simple_action_group_new ();
  self->widths = g_new0 (int, n);
  self->scale = 1;
  add_actions (self);
}

GActionGroup *
garrison_customer_table_get_column_actions (GarrisonCustomerTable *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

GMenuModel *
garrison_customer_table_get_column_menu (GarrisonCustomerTable *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) shown = g_menu_new (), order = g_menu_new (), keep = g_menu_new ();
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *show = g_strconcat ("columns.", kinds[i].key, NULL);
      g_autofree char *sort = g_strdup_printf ("columns.sort('%s')", kinds[i].key);
      if (i > 0)
        g_menu_append (shown, _ (kinds[i].title), show);
      g_menu_append (order, _ (kinds[i].title), sort);
    }
  g_menu_append_section (menu, _ ("Columns"), G_MENU_MODEL (shown));
  g_menu_append_submenu (menu, _ ("Sort by"), G_MENU_MODEL (order));
  g_menu_append (keep, _ ("Save as segment…"), "win.save-segment");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keep));
  return G_MENU_MODEL (menu);
}

void
garrison_customer_table_set_room (GarrisonCustomerTable *self, int width)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self));

  if (self->room == width)
    return;
  self->room = width;
  if (self->columns->len > 0)
    apply_columns (self);
}

/* ---- layout ------------------------------------------------------------------------------------- */

gboolean
garrison_customer_table_has_column (GarrisonCustomerTable *self, const GarrisonColumnKind *kind)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self) && kind != NULL, FALSE);
  return is_wanted (self, kind);
}

char *
garrison_customer_table_get_layout (GarrisonCustomerTable *self)
{
  GString *text;
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);
  gboolean descending = FALSE;
  const char *sort;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self) && self->list != NULL, NULL);

  text = g_string_new ("columns");
  for (guint i = 0; i < n; i++)
    if (is_wanted (self, &kinds[i]) && self->widths[i] > 0)
      g_string_append_printf (text, " %s:%d", kinds[i].key, self->widths[i]);
    else if (is_wanted (self, &kinds[i]))
      g_string_append_printf (text, " %s", kinds[i].key);
  sort = find_sort (self, &descending);
  if (sort != NULL)
    g_string_append_printf (text, "; sort %s%s", descending ? "-" : "", sort);
  return g_string_free (text, FALSE);
}

static int
find_kind (const char *key)
{
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (kinds[i].key, key))
      return (int) i;
  return -1;
}

/* One word of the columns: KEY or KEY:WIDTH. What is not known (of a newer program) is passed over. */
static void
take_column (GarrisonCustomerTable *self, const char *word, gboolean *shown)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 2);
  int kind = parts[0] != NULL ? find_kind (parts[0]) : -1;

  if (kind < 0)
    return;
  shown[kind] = TRUE;
  self->widths[kind] = parts[1] != NULL ? (int) CLAMP (g_ascii_strtoll (parts[1], NULL, 10), 0, 2000) : 0;
}

static void
take_sort (GarrisonCustomerTable *self, const char *word)
{
  gboolean descending = *word == '-';
  int kind = find_kind (word + descending);

  if (kind >= 0)
    gtk_column_view_sort_by_column (self->view, self->columns->pdata[kind],
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static void
show_columns (GarrisonCustomerTable *self, const gboolean *shown)
{
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  for (guint i = 1; i < n; i++)
    g_simple_action_set_state (G_SIMPLE_ACTION (column_action (self, kinds[i].key)), g_variant_new_boolean (shown[i]));
  apply_columns (self);
}

void
garrison_customer_table_set_layout (GarrisonCustomerTable *self, const char *layout)
{
  g_auto (GStrv) parts = g_strsplit (layout != NULL ? layout : "", ";", -1);
  g_autofree gboolean *shown = NULL;
  guint n, n_shown = 0;
  gboolean descending;
  const char *sort = NULL;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self) && self->list != NULL);

  shown = g_new0 (gboolean, n);
  memset (self->widths, 0, n * sizeof *self->widths);
  for (guint p = 0; parts[p] != NULL; p++)
    {
      g_auto (GStrv) words = g_strsplit_set (g_strstrip (parts[p]), " ", -1);
      if (g_strcmp0 (words[0], "columns") == 0)
        for (guint w = 1; words[w] != NULL; w++)
          take_column (self, words[w], shown);
      else if (g_strcmp0 (words[0], "sort") == 0 && words[1] != NULL)
        sort = parts[p] + strlen ("sort ");
    }
  for (guint i = 0; i < n; i++)
    n_shown += shown[i];
  for (guint i = 0; i < n && n_shown == 0; i++)
    shown[i] = kinds[i].shown;
  show_columns (self, shown);
  if (sort != NULL)
    take_sort (self, sort);
  else if (find_sort (self, &descending) != NULL)
    gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
}
