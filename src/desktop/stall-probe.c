#include "desktop/stall-probe.h"

#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/customer.h"

#define LIMIT 16000 /* µs */
#define FRAME 16700

static struct
{
  GPollFunc poll;
  gint64 begun;      /* when measuring began */
  gint64 turn;       /* when this turn of the loop began: 0 before the first poll */
  gint64 worked;     /* what this thread had worked by then */
  guint stalls;
  guint toils;       /* turns that worked longer than a frame, whatever else the machine was doing */
  gint64 hardest;    /* the longest work of a turn */
  gint64 longest;
  gint64 sum;
  gint64 frame;      /* when the frame being painted began */
  guint frames;
  guint slow_frames;
} probe;

static gint64
working_time (void)
{
  struct timespec time;

  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time) != 0)
    return 0;
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* The poll of the main context stands between two turns: what lies between is somebody's waiting. */
static int
measuring_poll (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  gint64 work = probe.turn != 0 ? working_time () - probe.worked : 0;
  int result;

  probe.toils += work > LIMIT;
  probe.hardest = MAX (probe.hardest, work);
  if (probe.turn != 0 && now - probe.turn > LIMIT)
    {
      probe.stalls++;
      probe.sum += now - probe.turn;
      probe.longest = MAX (probe.longest, now - probe.turn);
      /* On a busy machine waiting is longer than working: the second figure tells whose fault it was. */
      g_debug ("a stall of %.1f ms, %.1f ms of work, %.2f s after the start",
               (double) (now - probe.turn) / 1e3, (double) work / 1e3,
               (double) (now - probe.begun) / 1e6);
    }
  result = probe.poll (fds, n_fds, timeout);
  probe.turn = g_get_monotonic_time ();
  probe.worked = working_time ();
  return result;
}

static gboolean
on_signal (gpointer data)
{
  g_autofree char *report = garrison_stall_probe_report ();

  fprintf (stderr, "%s\n", report);
  garrison_stall_probe_reset ();
  return G_SOURCE_CONTINUE;
}

void
garrison_stall_probe_start (void)
{
  if (probe.poll != NULL)
    return;
  g_unix_signal_add (SIGUSR1, on_signal, NULL);
  probe.poll = g_main_context_get_poll_func (NULL);
  probe.begun = g_get_monotonic_time ();
  g_main_context_set_poll_func (NULL, measuring_poll);
}

gboolean
garrison_stall_probe_is_running (void)
{
  return probe.poll != NULL;
}

static void
on_before_paint (GdkFrameClock *clock, gpointer data)
{
  probe.frame = g_get_monotonic_time ();
}

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  if (probe.frame == 0)
    return;
  probe.frames++;
  if (g_get_monotonic_time () - probe.frame > FRAME)
    probe.slow_frames++;
  probe.frame = 0;
}

void
garrison_stall_probe_watch (GtkWidget *widget)
{
  GdkFrameClock *clock;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  clock = gtk_widget_get_frame_clock (widget);
  if (probe.poll == NULL || clock == NULL || g_object_get_data (G_OBJECT (clock), "garrison-watched"))
    return;
  g_object_set_data (G_OBJECT (clock), "garrison-watched", clock);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
}

char *
garrison_stall_probe_report (void)
{
  return g_strdup_printf ("stalls above 16 ms: %u, longest %.1f ms, sum %.1f ms in %.1f s; "
                          "frames over 16.7 ms: %u of %u; work above 16 ms: %u, longest %.1f ms",
                          probe.stalls, (double) probe.longest / 1e3, (double) probe.sum / 1e3,
                          (double) (g_get_monotonic_time () - probe.begun) / 1e6, probe.slow_frames,
                          probe.frames, probe.toils, (double) probe.hardest / 1e3);
}

void
garrison_stall_probe_reset (void)
{
  probe.begun = g_get_monotonic_time ();
  probe.turn = probe.begun;
  probe.stalls = probe.frames = probe.slow_frames = 0;
  probe.toils = 0;
  probe.longest = probe.sum = probe.hardest = 0;
  probe.worked = working_time ();
}

/* Milliseconds since the kernel began this process, to a hundredth of a second. */
static double
age_of_process (void)
{
  g_autofree char *stat = NULL;
  g_auto (GStrv) fields = NULL;
  const char *end;
  struct timespec now;

  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL) || (end = strrchr (stat, ')')) == NULL)
    return 0;
  fields = g_strsplit (end + 2, " ", 21);
  clock_gettime (CLOCK_BOOTTIME, &now);
  /* The 22nd field, starttime, is the 20th behind the name. */
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6 - g_ascii_strtod (fields[19], NULL) * 1e3 / sysconf (_SC_CLK_TCK);
}

static void
on_marked_paint (GdkFrameClock *clock, char *what)
{
  g_signal_handlers_disconnect_matched (clock, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL, on_marked_paint, what);
  fprintf (stderr, "%s: %.0f ms after the program began\n", what, age_of_process ());
}

void
garrison_stall_probe_mark (const char *what, GtkWidget *widget)
{
  static GHashTable *marked = NULL;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  g_return_if_fail (what != NULL);

  if (marked == NULL)
    marked = g_hash_table_new (g_str_hash, g_str_equal);
  if (probe.poll == NULL || clock == NULL || !g_hash_table_add (marked, (gpointer) g_intern_string (what)))
    return;
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_marked_paint), (gpointer) g_intern_string (what));
  gtk_widget_queue_draw (widget);
}

static void
on_first_filled (GarrisonCustomer *customer, GParamSpec *pspec, GtkWidget *widget)
{
  garrison_stall_probe_mark ("first rows", widget);
}

void
garrison_stall_probe_await_rows (GListModel *customers, GtkWidget *widget)
{
  static gboolean awaited = FALSE;
  g_autoptr (GarrisonCustomer) first = NULL;

  if (probe.poll == NULL || awaited || (first = g_list_model_get_item (customers, 0)) == NULL)
    return;
  awaited = TRUE;
  if (garrison_customer_is_loaded (first))
    on_first_filled (first, NULL, widget);
  else
    g_signal_connect_object (first, "notify::revision", G_CALLBACK (on_first_filled), widget, 0);
}
