#include "model/saved-views.h"

struct _GarrisonSavedView
{
  GObject parent_instance;
  gint64 id;
  gboolean shared;
  char *kind;
  char *name;
  char *question;
  char *layout;
};

G_DEFINE_FINAL_TYPE (GarrisonSavedView, garrison_saved_view, G_TYPE_OBJECT)

struct _GarrisonSavedViews
{
  GObject parent_instance;
  GarrisonStore *store;
  GPtrArray *views; /* of GarrisonSavedView */
  GCancellable *reading; /* NULL when nothing is being read */
};

static void garrison_saved_views_model_init (GListModelInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (GarrisonSavedViews, garrison_saved_views, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, garrison_saved_views_model_init))

#define SQL \
  "SELECT v.id, v.person IS NULL, v.kind, v.name, v.question, coalesce(v.layout, '') FROM saved_view v " \
  "WHERE v.kind IN ('list', 'segment') ORDER BY v.position, v.id"

/* ---- one view ----------------------------------------------------------------------------------- */

static void
garrison_saved_view_finalize (GObject *object)
{
  GarrisonSavedView *self = GARRISON_SAVED_VIEW (object);

  g_free (self->kind);
  g_free (self->name);
  g_free (self->question);
  g_free (self->layout);
  G_OBJECT_CLASS (garrison_saved_view_parent_class)->finalize (object);
}

static void
garrison_saved_view_class_init (GarrisonSavedViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_saved_view_finalize;
}

static void
garrison_saved_view_init (GarrisonSavedView *self)
{
}

static GarrisonSavedView *
view_new (GarrisonRows *rows, guint row)
{
  GarrisonSavedView *self = g_object_new (GARRISON_TYPE_SAVED_VIEW, NULL);

  self->id = garrison_rows_get_int (rows, row, 0);
  self->shared = garrison_rows_get_int (rows, row, 1) != 0;
  self->kind = g_strdup (garrison_rows_get_text (rows, row, 2));
  self->name = g_strdup (garrison_rows_get_text (rows, row, 3));
  self->question = g_strdup (garrison_rows_get_text (rows, row, 4));
  self->layout = g_strdup (garrison_rows_get_text (rows, row, 5));
  return self;
}

static gboolean
is_same (GarrisonSavedView *a, GarrisonSavedView *b)
{
  return a->id == b->id && a->shared == b->shared && g_str_equal (a->kind, b->kind) && g_str_equal (a->name, b->name)
         && g_str_equal (a->question, b->question) && g_str_equal (a->layout, b->layout);
}

gint64
garrison_saved_view_get_id (GarrisonSavedView *self)
{
  g_return_val_if_fail (GARRISON_IS_SAVED_VIEW (self), 0);
  return self->id;
}

gboolean
garrison_saved_view_is_shared (GarrisonSavedView *self)
{
  g_return_val_if_fail (GARRISON_IS_SAVED_VIEW (self), FALSE);
  return self->shared;
}

const char *
garrison_saved_view_get_kind (GarrisonSavedView *self)
{
  g_return_val_if_fail (GARRISON_IS_SAVED_VIEW (self), NULL);
  return self->kind;
}

const char *
garrison_saved_view_get_name (GarrisonSavedView *self)
{
  g_return_val_if_fail (GARRISON_IS_SAVED_VIEW (self), NULL);
  return self->name;
}

const char *
garrison_saved_view_get_question (GarrisonSavedView *self)
{
  g_return_val_if_fail (GARRISON_IS_SAVED_VIEW (self), NULL);
  return self->question;
}

const char *
garrison_saved_view_get_layout (GarrisonSavedView *self)
{
  g_return_val_if_fail (GARRISON_IS_SAVED_VIEW (self), NULL);
  return self->layout;
}

/* ---- reading ------------------------------------------------------------------------------------ */

static void
take_rows (GarrisonSavedViews *self, GarrisonRows *rows)
{
  guint before = self->views->len, n = garrison_rows_get_size (rows);
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean same = n == before;

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (views, view_new (rows, i));
      same = same && is_same (views->pdata[i], self->views->pdata[i]);
    }
  if (same)
    return;
  g_ptr_array_unref (self->views);
  self->views = g_steal_pointer (&views);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, n);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonSavedViews) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read_finish (GARRISON_STORE (source), result, &error);

  if (rows == NULL)
    {
      /* What was known stays on the screen. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("saved views were not read: %s", error->message);
      return;
    }
  g_clear_object (&self->reading);
  take_rows (self, rows);
}

static void
read_views (GarrisonSavedViews *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  garrison_store_read_async (self->store, SQL, NULL, self->reading, on_read, g_object_ref (self));
}

static void
on_store_changed (GarrisonSavedViews *self, GarrisonChange *change)
{
  if (garrison_change_touches (change, "saved_view"))
    read_views (self);
}

gboolean
garrison_saved_views_load (GarrisonSavedViews *self, GError **error)
{
  g_autoptr (GarrisonRows) rows = NULL;

  g_return_val_if_fail (GARRISON_IS_SAVED_VIEWS (self), FALSE);

  rows = garrison_store_read (self->store, SQL, NULL, NULL, error);
  if (rows == NULL)
    return FALSE;
  take_rows (self, rows);
  return TRUE;
}

GarrisonSavedView *
garrison_saved_views_find (GarrisonSavedViews *self, gint64 id)
{
  g_return_val_if_fail (GARRISON_IS_SAVED_VIEWS (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    if (garrison_saved_view_get_id (self->views->pdata[i]) == id)
      return self->views->pdata[i];
  return NULL;
}

/* ---- list --------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return GARRISON_TYPE_SAVED_VIEW;
}

static guint
get_n_items (GListModel *model)
{
  return GARRISON_SAVED_VIEWS (model)->views->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *views = GARRISON_SAVED_VIEWS (model)->views;

  return position < views->len ? g_object_ref (views->pdata[position]) : NULL;
}

static void
garrison_saved_views_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
garrison_saved_views_dispose (GObject *object)
{
  GarrisonSavedViews *self = GARRISON_SAVED_VIEWS (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_saved_views_parent_class)->dispose (object);
}

static void
garrison_saved_views_finalize (GObject *object)
{
  g_ptr_array_unref (GARRISON_SAVED_VIEWS (object)->views);
  G_OBJECT_CLASS (garrison_saved_views_parent_class)->finalize (object);
}

static void
garrison_saved_views_class_init (GarrisonSavedViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_saved_views_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_saved_views_finalize;
}

static void
garrison_saved_views_init (GarrisonSavedViews *self)
{
  self->views = g_ptr_array_new_with_free_func (g_object_unref);
}

GarrisonSavedViews *
garrison_saved_views_new (GarrisonStore *store)
{
  GarrisonSavedViews *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_SAVED_VIEWS, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  read_views (self);
  return self;
}
