#include "desktop/request-watch.h"

#include <glib/gi18n-lib.h>

#include "model/pace.h"
#include "model/requests.h"

#define FOLLOW_MS 200

struct _GarrisonRequestWatch
{
  GObject parent_instance;
  GarrisonDirectory *directory;
  GCancellable *cancellable;
  GarrisonPace *pace;
  GHashTable *open; /* set of gint64: own requests that waited when they were seen */
  GHashTable *told; /* set of gint64: those of which it was told what came of them */
  gint64 since;     /* what was decided before is no news */
  guint waiting;
};

G_DEFINE_FINAL_TYPE (GarrisonRequestWatch, garrison_request_watch, G_TYPE_OBJECT)

enum
{
  COUNTED,
  DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (GarrisonRequestWatch *self, const GarrisonRequest *request)
{
  g_autofree char *what = garrison_request_sentence (request);
  g_autofree char *outcome = garrison_request_outcome (request, garrison_directory_get_today (self->directory));
  /* Translators: what was asked for, and what came of it: “20 more contact details – Granted until 23 Nov” */
  g_autofree char *sentence = g_strdup_printf (_ ("%s – %s"), what, outcome);

  g_signal_emit (self, signals[DECIDED], 0, sentence);
}

/* Also what was asked and decided between two looks. */
static gboolean
is_news (GarrisonRequestWatch *self, const GarrisonRequest *request)
{
  return !g_str_equal (request->state, "withdrawn")
         && (request->decided_at >= self->since || g_hash_table_contains (self->open, &request->id))
         && g_hash_table_add (self->told, g_memdup2 (&request->id, sizeof request->id));
}

static void
take (GarrisonRequestWatch *self, GPtrArray *requests)
{
  GarrisonStore *store = garrison_directory_get_store (self->directory);
  guint waiting = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const GarrisonRequest *request = g_ptr_array_index (requests, i);

      waiting += garrison_request_may_decide (request, store);
      if (request->person != garrison_store_get_me (store))
        continue;
      if (garrison_request_is_open (request))
        g_hash_table_add (self->open, g_memdup2 (&request->id, sizeof request->id));
      else if (is_news (self, request))
        tell (self, request);
    }
  self->waiting = waiting;
  g_signal_emit (self, signals[COUNTED], 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonRequestWatch) self = data;
  g_autoptr (GPtrArray) requests = garrison_requests_read_finish (result, NULL);

  if (self->pace == NULL)
    return;
  garrison_pace_set_busy (self->pace, FALSE);
  /* Without an answer the next news ask again. */
  if (requests != NULL)
    take (self, requests);
}

static void
ask (gpointer data)
{
  GarrisonRequestWatch *self = data;

  garrison_pace_set_busy (self->pace, TRUE);
  garrison_requests_read_async (garrison_directory_get_store (self->directory), self->since, self->cancellable, on_read,
                                g_object_ref (self));
}

static void
on_changed (GarrisonRequestWatch *self, GarrisonChange *change)
{
  if (garrison_change_touches (change, "request") || garrison_change_touches (change, "person"))
    garrison_pace_news (self->pace);
}

static void
garrison_request_watch_dispose (GObject *object)
{
  GarrisonRequestWatch *self = GARRISON_REQUEST_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->pace, garrison_pace_free);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_request_watch_parent_class)->dispose (object);
}

static void
garrison_request_watch_finalize (GObject *object)
{
  GarrisonRequestWatch *self = GARRISON_REQUEST_WATCH (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->told);
  G_OBJECT_CLASS (garrison_request_watch_parent_class)->finalize (object);
}

static void
garrison_request_watch_class_init (GarrisonRequestWatchClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_request_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_request_watch_finalize;
  signals[COUNTED] = g_signal_new ("counted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DECIDED] = g_signal_new ("decided", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
garrison_request_watch_init (GarrisonRequestWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pace = garrison_pace_new (FOLLOW_MS, ask, self);
  self->since = g_get_real_time ();
}

GarrisonRequestWatch *
garrison_request_watch_new (GarrisonDirectory *directory)
{
  GarrisonRequestWatch *self;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (directory), NULL);

  self = g_object_new (GARRISON_TYPE_REQUEST_WATCH, NULL);
  self->directory = g_object_ref (directory);
  g_signal_connect_object (garrison_directory_get_store (directory), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  garrison_pace_news (self->pace);
  return self;
}

guint
garrison_request_watch_get_waiting (GarrisonRequestWatch *self)
{
  g_return_val_if_fail (GARRISON_IS_REQUEST_WATCH (self), 0);
  return self->waiting;
}
