#include "model/pace.h"

struct _GarrisonPace
{
  guint delay;
  void (*follow) (gpointer data);
  gpointer data;
  gboolean busy;
  gboolean stale;    /* news came that the answer under way may not have */
  gint64 busy_since; /* monotonic */
  gint64 rest_until; /* monotonic: a slow answer's pause */
  guint source;
};

static gboolean
on_due (gpointer data)
{
  GarrisonPace *self = data;

  self->source = 0;
  self->stale = FALSE;
  self->follow (self->data);
  return G_SOURCE_REMOVE;
}

static void
plan (GarrisonPace *self)
{
  gint64 rest = (self->rest_until - g_get_monotonic_time ()) / 1000;

  if (self->stale && !self->busy && self->source == 0)
    self->source = g_timeout_add (MAX (self->delay, rest), on_due, self);
}

GarrisonPace *
garrison_pace_new (guint delay, void (*follow) (gpointer data), gpointer data)
{
  GarrisonPace *self;

  g_return_val_if_fail (follow != NULL, NULL);

  self = g_new0 (GarrisonPace, 1);
  self->delay = delay;
  self->follow = follow;
  self->data = data;
  return self;
}

void
garrison_pace_free (GarrisonPace *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

void
garrison_pace_news (GarrisonPace *self)
{
  g_return_if_fail (self != NULL);

  self->stale = TRUE;
  plan (self);
}

void
garrison_pace_set_busy (GarrisonPace *self, gboolean busy)
{
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (self != NULL);

  if (busy && !self->busy)
    {
      self->busy_since = now;
      /* What waited is waited for by what was asked now: it is asked again when that has come. */
      g_clear_handle_id (&self->source, g_source_remove);
    }
  else if (!busy && self->busy)
    self->rest_until = now + (now - self->busy_since);
  self->busy = busy;
  plan (self);
}

gboolean
garrison_pace_is_due (GarrisonPace *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->stale;
}
