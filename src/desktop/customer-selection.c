#include "desktop/customer-selection.h"

struct _GarrisonCustomerSelection
{
  GObject parent_instance;
  GarrisonCustomerList *list;
  GtkBitset *selected;
  GArray *kept; /* the ids that were selected, empty when they were too many */
  guint shown;  /* how many of the list's items are shown so far */
  guint grow_source;
};

#define FEW 100     /* GTK keeps about as many rows for use again */
#define FIRST 32    /* rows that a window shows */
#define GROW_EVERY 15 /* ms */
#define STEP 12     /* rows that can be made within a frame */
#define ENOUGH 240  /* from here on more items make no more rows */

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GarrisonCustomerSelection, garrison_customer_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static guint size_of (GarrisonCustomerSelection *self);

static guint renewed_signal;

/* ---- list --------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return GARRISON_CUSTOMER_SELECTION (model)->shown;
}

/* A place, no customer: GTK takes two rows with the same item for one, and a row keeps its item while
 * what stands at its place changes. */
static gpointer
get_item (GListModel *model, guint position)
{
  return position < GARRISON_CUSTOMER_SELECTION (model)->shown ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- selection ---------------------------------------------------------------------------------- */

static void
keep_ids (GarrisonCustomerSelection *self)
{
  GtkBitsetIter iter;
  guint position;

  g_array_set_size (self->kept, 0);
  if (gtk_bitset_get_size (self->selected) > GARRISON_SELECTION_KEPT)
    return;
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, self->selected, &position); ok;
       ok = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = garrison_customer_list_get_id (self->list, position);
      g_array_append_val (self->kept, id);
    }
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (GARRISON_CUSTOMER_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (GARRISON_CUSTOMER_SELECTION (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  GarrisonCustomerSelection *self = GARRISON_CUSTOMER_SELECTION (model);
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);
  guint n = size_of (GARRISON_CUSTOMER_SELECTION (model)), first, last;

  /* What differs, within the mask and not beyond the end; GTK's "difference" is the symmetric one. */
  gtk_bitset_difference (changes, selected);
  gtk_bitset_intersect (changes, mask);
  if (n < G_MAXUINT)
    gtk_bitset_remove_range_closed (changes, n, G_MAXUINT);
  if (gtk_bitset_is_empty (changes))
    return TRUE;
  gtk_bitset_difference (self->selected, changes);
  keep_ids (self);
  first = gtk_bitset_get_minimum (changes);
  last = gtk_bitset_get_maximum (changes);
  gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* ---- following ---------------------------------------------------------------------------------- */

static guint
size_of (GarrisonCustomerSelection *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static void
show_until (GarrisonCustomerSelection *self, guint n)
{
  guint before = self->shown;

  self->shown = n;
  if (n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
}

void
garrison_customer_selection_grow (GarrisonCustomerSelection *self)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_SELECTION (self));

  g_clear_handle_id (&self->grow_source, g_source_remove);
  show_until (self, size_of (self));
}

static gboolean
on_grow (gpointer data)
{
  GarrisonCustomerSelection *self = data;
  guint n = size_of (self), next = self->shown + STEP;

  if (next < ENOUGH && next < n)
    {
      show_until (self, next);
      return G_SOURCE_CONTINUE;
    }
  self->grow_source = 0;
  show_until (self, n);
  return G_SOURCE_REMOVE;
}

/* Rows that stand where they stood are kept as they are and only look anew: to bind two hundred of them
 * takes GTK 4.8 longer than a frame. */
static void
renew (GarrisonCustomerSelection *self, GtkBitset *marked)
{
  GtkBitsetIter iter;
  guint position;
  guint before = self->shown, n = size_of (self), after = MIN (n, ENOUGH), kept = 0;

  if (n >= before)
    {
      after = before < FEW ? MIN (n, MAX (before, FIRST)) : n;
      kept = before;
    }
  self->shown = after;
  /* Where rows are taken away, all are: GTK 4.8 leaves some of those that it moves as they were. It looks
   * for the focused one among all that come instead, so that at first only a few may come. */
  if (before > kept || after > kept)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, before - kept, after - kept);
  g_signal_emit (self, renewed_signal, 0);
  gtk_bitset_difference (marked, self->selected);
  if (kept < G_MAXUINT)
    gtk_bitset_remove_range_closed (marked, kept, G_MAXUINT);
  /* Row by row where they are few: GTK binds all that lie between. */
  if (gtk_bitset_get_size (marked) > FEW)
    {
      gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, kept);
      gtk_bitset_remove_all (marked);
    }
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, marked, &position); ok;
       ok = gtk_bitset_iter_next (&iter, &position))
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
  if (after < n && after >= ENOUGH)
    garrison_customer_selection_grow (self);
  else if (after < n && self->grow_source == 0)
    self->grow_source = g_timeout_add (GROW_EVERY, on_grow, self);
}

static void
on_items_changed (GarrisonCustomerSelection *self, guint position, guint removed, guint added)
{
  guint found;
  g_autoptr (GtkBitset) marked = gtk_bitset_copy (self->selected);

  /* The list may show its first page before the rest: what is not there yet is still remembered. */
  gtk_bitset_splice (self->selected, position, removed, added);
  for (guint i = 0; i < self->kept->len; i++)
    if (garrison_customer_list_find (self->list, g_array_index (self->kept, gint64, i), &found))
      gtk_bitset_add (self->selected, found);
  renew (self, marked);
}

static void
garrison_customer_selection_dispose (GObject *object)
{
  GarrisonCustomerSelection *self = GARRISON_CUSTOMER_SELECTION (object);

  g_clear_handle_id (&self->grow_source, g_source_remove);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (garrison_customer_selection_parent_class)->dispose (object);
}

static void
garrison_customer_selection_finalize (GObject *object)
{
  GarrisonCustomerSelection *self = GARRISON_CUSTOMER_SELECTION (object);

  gtk_bitset_unref (self->selected);
  g_array_unref (self->kept);
  G_OBJECT_CLASS (garrison_customer_selection_parent_class)->finalize (object);
}

static void
garrison_customer_selection_class_init (GarrisonCustomerSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_customer_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_customer_selection_finalize;
  renewed_signal = g_signal_new ("renewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
garrison_customer_selection_init (GarrisonCustomerSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
  self->kept = g_array_new (FALSE, FALSE, sizeof (gint64));
}

GarrisonCustomerSelection *
garrison_customer_selection_new (GarrisonCustomerList *list)
{
  GarrisonCustomerSelection *self;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_LIST (list), NULL);

  self = g_object_new (GARRISON_TYPE_CUSTOMER_SELECTION, NULL);
  self->list = g_object_ref (list);
  self->shown = size_of (self);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  return self;
}
