#include "slow-file.h"

struct _SlowFile
{
  GObject parent_instance;
  GFile *place;
  gboolean deaf;
  gint asked, ended, released;
};

static void slow_file_iface_init (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlowFile, slow_file, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE, slow_file_iface_init))

static GFile *
slow_dup (GFile *file)
{
  return g_object_ref (file);
}

static gboolean
slow_equal (GFile *a, GFile *b)
{
  return a == b;
}

static guint
slow_hash (GFile *file)
{
  return g_direct_hash (file);
}

static char *
slow_get_basename (GFile *file)
{
  return g_file_get_basename (SLOW_FILE (file)->place);
}

static GFile *
slow_get_parent (GFile *file)
{
  return g_file_get_parent (SLOW_FILE (file)->place);
}

static GFileInfo *
slow_query_info (GFile *file, const char *attributes, GFileQueryInfoFlags flags, GCancellable *cancellable,
                 GError **error)
{
  SlowFile *self = SLOW_FILE (file);

  g_atomic_int_set (&self->asked, TRUE);
  while (!g_atomic_int_get (&self->released) && (self->deaf || !g_cancellable_is_cancelled (cancellable)))
    g_usleep (1000);
  g_atomic_int_set (&self->ended, TRUE);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "It does not answer");
  return NULL;
}

static GFileInputStream *
slow_read (GFile *file, GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "It does not answer");
  return NULL;
}

static void
slow_file_iface_init (GFileIface *iface)
{
  iface->dup = slow_dup;
  iface->equal = slow_equal;
  iface->hash = slow_hash;
  iface->get_basename = slow_get_basename;
  iface->get_parent = slow_get_parent;
  iface->query_info = slow_query_info;
  iface->read_fn = slow_read;
}

static void
slow_file_finalize (GObject *object)
{
  g_object_unref (SLOW_FILE (object)->place);
  G_OBJECT_CLASS (slow_file_parent_class)->finalize (object);
}

static void
slow_file_class_init (SlowFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = slow_file_finalize;
}

static void
slow_file_init (SlowFile *self)
{
}

GFile *
slow_file_new (const char *path, gboolean deaf)
{
  SlowFile *self = g_object_new (SLOW_TYPE_FILE, NULL);

  self->place = g_file_new_for_path (path);
  self->deaf = deaf;
  return G_FILE (self);
}

gboolean
slow_file_was_asked (SlowFile *self)
{
  return g_atomic_int_get (&self->asked);
}

gboolean
slow_file_has_ended (SlowFile *self)
{
  return g_atomic_int_get (&self->ended);
}

void
slow_file_release (SlowFile *self)
{
  g_atomic_int_set (&self->released, TRUE);
}
