#include "desktop/people-signals.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/day.h"
#include "desktop/avatar.h"
#include "desktop/people-conflicts.h"
#include "desktop/signal-row.h"
#include "desktop/text-scale.h"
#include "model/pace.h"
#include "model/requests.h"
#include "model/signals.h"

#define FOLLOW_MS 500
#define DAYS 30
#define SHOWN 200 /* signals */
#define NARROW 520 /* less than this: the answers stand one above the other */

struct _GarrisonPeopleSignals
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds this */
  GCancellable *cancellable;
  GarrisonPace *pace;
  guint asked;         /* reads under way */
  gboolean stale;      /* there were news while it was not on the screen */
  gboolean narrow;
  GPtrArray *signals;  /* (nullable): what is shown */
  GHashTable *open;    /* set of char*: rows that are opened */
  GtkWidget *scroller;
  GtkBox *waiting;
  GtkBox *conflicts;
  GtkBox *found;
  GtkBox *past;
};

G_DEFINE_FINAL_TYPE (GarrisonPeopleSignals, garrison_people_signals, GTK_TYPE_WIDGET)

gboolean
garrison_people_signals_may_see (GarrisonStore *store)
{
  return garrison_store_get_scope (store, "signal.see") != NULL || garrison_store_get_scope (store, "request.see") != NULL;
}

static const char *
name_of (GarrisonPeopleSignals *self, gint64 person)
{
  const char *name = garrison_directory_get_person_name (garrison_window_get_directory (self->window), person);

  return *name != '\0' ? name : _ ("Somebody");
}

static gint
today_of (GarrisonPeopleSignals *self)
{
  return garrison_directory_get_today (garrison_window_get_directory (self->window));
}

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static AdwPreferencesGroup *
add_group (GtkBox *box, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (group, escaped);
  adw_preferences_group_set_description (group, description);
  gtk_box_append (box, GTK_WIDGET (group));
  return group;
}

static GtkWidget *
row_new (GarrisonPeopleSignals *self, gint64 person, const char *title, const char *subtitle)
{
  /* Markup is off only after the construction. */
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget *avatar = garrison_avatar_new ();

  g_object_set (row, "title", title, "subtitle", subtitle, NULL);
  garrison_avatar_set_person (GARRISON_AVATAR (avatar), person, name_of (self, person));
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  return row;
}

/* ---- requests ----------------------------------------------------------------------------------- */

static void
decide (GarrisonPeopleSignals *self, GtkWidget *button, gboolean grant)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "request");
  guint n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "n"));
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_int (args, "asked", *id);
  garrison_args_set_int (args, "granted", grant ? MAX (n, 1) : 0);
  garrison_window_act (self->window, "decide-request", args, grant ? _ ("Granted for today") : _ ("Request declined"),
                       NULL, NULL, NULL);
}

static void
on_grant (GarrisonPeopleSignals *self, GtkWidget *button)
{
  decide (self, button, TRUE);
}

static void
on_decline (GarrisonPeopleSignals *self, GtkWidget *button)
{
  decide (self, button, FALSE);
}

static GtkWidget *
button_new (GarrisonPeopleSignals *self, const GarrisonRequest *request, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "small");
  g_object_set_data_full (G_OBJECT (button), "request", g_memdup2 (&request->id, sizeof request->id), g_free);
  g_object_set_data (G_OBJECT (button), "n", GUINT_TO_POINTER (request->n));
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_waiting (GarrisonPeopleSignals *self, AdwPreferencesGroup *group, const GarrisonRequest *request)
{
  GarrisonStore *store = garrison_window_get_store (self->window);
  g_autofree char *what = garrison_request_sentence (request);
  GtkWidget *row = row_new (self, request->person, name_of (self, request->person), what);

  if (garrison_request_may_decide (request, store))
    {
      GtkWidget *answers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_widget_add_css_class (answers, "answers");
      gtk_box_append (GTK_BOX (answers), button_new (self, request, _ ("_Grant for today"), G_CALLBACK (on_grant)));
      gtk_box_append (GTK_BOX (answers), button_new (self, request, _ ("_Decline"), G_CALLBACK (on_decline)));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), answers);
    }
  adw_preferences_group_add (group, row);
}

static void
add_past (GarrisonPeopleSignals *self, AdwPreferencesGroup *group, const GarrisonRequest *request)
{
  g_autofree char *what = garrison_request_sentence (request);
  g_autofree char *outcome = garrison_request_outcome (request, today_of (self));
  g_autofree char *line = request->decided_by > 0 && request->decided_by != request->person
                            /* Translators: what was asked for, what came of it, and who decided */
                            ? g_strdup_printf (_ ("%s – %s (%s)"), what, outcome, name_of (self, request->decided_by))
                            : g_strdup_printf (_ ("%s – %s"), what, outcome);

  adw_preferences_group_add (group, row_new (self, request->person, name_of (self, request->person), line));
}

/* The answers to a request: side by side, or one above the other where there is little room. */
static void
stand (GtkWidget *widget, gboolean narrow)
{
  if (gtk_widget_has_css_class (widget, "answers"))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (widget),
                                    narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    stand (child, narrow);
}

static void
fill_requests (GarrisonPeopleSignals *self, GPtrArray *requests)
{
  AdwPreferencesGroup *waiting, *past = NULL;
  guint n = 0;

  empty (self->waiting);
  empty (self->past);
  waiting = add_group (self->waiting, _ ("Open requests"), NULL);
  for (guint i = 0; i < requests->len; i++)
    {
      const GarrisonRequest *request = g_ptr_array_index (requests, i);

      if (garrison_request_is_open (request))
        {
          add_waiting (self, waiting, request);
          n++;
          continue;
        }
      if (past == NULL)
        past = add_group (self->past, _ ("Earlier requests"), NULL);
      add_past (self, past, request);
    }
  stand (GTK_WIDGET (self->waiting), self->narrow);
  if (n == 0)
    adw_preferences_group_set_description (waiting, _ ("Nobody waits for an answer."));
}

/* ---- signals ------------------------------------------------------------------------------------ */

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (memcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, i), sizeof (GarrisonSignal)) != 0)
      return FALSE;
  return TRUE;
}

static char *
key_of (const GarrisonSignal *signal)
{
  return g_strdup_printf ("%d %" PRIi64 " %d", signal->kind, signal->person, signal->day);
}

static void
on_expanded (GtkWidget *row, GParamSpec *pspec, GarrisonPeopleSignals *self)
{
  char *key = key_of (garrison_signal_row_get_signal (GARRISON_SIGNAL_ROW (row)));

  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
    g_hash_table_add (self->open, key);
  else
    {
      g_hash_table_remove (self->open, key);
      g_free (key);
    }
}

static void
add_signals_of (GarrisonPeopleSignals *self, gint64 person, guint first)
{
  AdwPreferencesGroup *group = add_group (self->found, name_of (self, person), NULL);

  for (guint i = first; i < MIN (self->signals->len, SHOWN); i++)
    {
      const GarrisonSignal *signal = g_ptr_array_index (self->signals, i);
      g_autofree char *key = key_of (signal);
      GtkWidget *row;

      if (signal->person != person)
        continue;
      row = garrison_signal_row_new (garrison_window_get_directory (self->window), signal);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), g_hash_table_contains (self->open, key));
      g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded), self, 0);
      adw_preferences_group_add (group, row);
    }
}

static void
fill_signals (GarrisonPeopleSignals *self)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree char *beyond = NULL;
  const char *text = _ ("More than usual, at unusual times, or much at once: facts to talk about, nothing more. Everybody "
                        "sees their own.");

  empty (self->found);
  if (self->signals->len == 0)
    text = _ ("Nothing unusual.");
  else if (self->signals->len > SHOWN)
    text = beyond = g_strdup_printf (_ ("The newest %u of %u are shown."), SHOWN, self->signals->len);
  add_group (self->found, _ ("Signals of the last 30 days"), text);
  for (guint i = 0; i < MIN (self->signals->len, SHOWN); i++)
    {
      const GarrisonSignal *signal = g_ptr_array_index (self->signals, i);

      if (g_hash_table_add (people, (gpointer) &signal->person))
        add_signals_of (self, signal->person, i);
    }
}

/* ---- reading ------------------------------------------------------------------------------------ */

static void
answered (GarrisonPeopleSignals *self)
{
  if (--self->asked == 0)
    garrison_pace_set_busy (self->pace, FALSE);
}

static void
on_requests (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonPeopleSignals) self = data;
  g_autoptr (GPtrArray) requests = garrison_requests_read_finish (result, NULL);

  if (self->scroller == NULL)
    return;
  answered (self);
  if (requests != NULL)
    fill_requests (self, requests);
}

static void
on_signals (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonPeopleSignals) self = data;
  g_autoptr (GPtrArray) found = garrison_signals_read_finish (result, NULL);

  if (self->scroller == NULL)
    return;
  answered (self);
  /* What somebody is reading stays as it is. */
  if (found == NULL || is_same (self->signals, found))
    return;
  g_clear_pointer (&self->signals, g_ptr_array_unref);
  self->signals = g_steal_pointer (&found);
  fill_signals (self);
}

static void
ask (gpointer data)
{
  GarrisonPeopleSignals *self = data;
  GarrisonStore *store = garrison_window_get_store (self->window);
  gint today = today_of (self);

  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  garrison_people_conflicts_follow (self->conflicts, self->window);
  garrison_pace_set_busy (self->pace, TRUE);
  self->asked = 2;
  garrison_requests_read_async (store, g_get_real_time () - DAYS * G_TIME_SPAN_DAY, self->cancellable, on_requests,
                                g_object_ref (self));
  garrison_signals_read_async (store, garrison_day_add (today, 1 - DAYS), today, self->cancellable, on_signals,
                               g_object_ref (self));
}

static void
on_changed (GarrisonPeopleSignals *self)
{
  garrison_pace_news (self->pace);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
garrison_people_signals_map (GtkWidget *widget)
{
  GarrisonPeopleSignals *self = GARRISON_PEOPLE_SIGNALS (widget);

  GTK_WIDGET_CLASS (garrison_people_signals_parent_class)->map (widget);
  if (self->stale && self->window != NULL)
    garrison_pace_news (self->pace);
}

static void
garrison_people_signals_dispose (GObject *object)
{
  GarrisonPeopleSignals *self = GARRISON_PEOPLE_SIGNALS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->pace, garrison_pace_free);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  self->window = NULL;
  G_OBJECT_CLASS (garrison_people_signals_parent_class)->dispose (object);
}

static void
garrison_people_signals_finalize (GObject *object)
{
  GarrisonPeopleSignals *self = GARRISON_PEOPLE_SIGNALS (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->open);
  g_clear_pointer (&self->signals, g_ptr_array_unref);
  G_OBJECT_CLASS (garrison_people_signals_parent_class)->finalize (object);
}

static void
garrison_people_signals_class_init (GarrisonPeopleSignalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_people_signals_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_people_signals_finalize;
  GTK_WIDGET_CLASS (klass)->map = garrison_people_signals_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkBox *
add_box (GtkWidget *box)
{
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (box), inner);
  return GTK_BOX (inner);
}

static void
garrison_people_signals_init (GarrisonPeopleSignals *self)
{
  GtkWidget *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->cancellable = g_cancellable_new ();
  self->pace = garrison_pace_new (FOLLOW_MS, ask, self);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stale = TRUE;
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  self->waiting = add_box (box);
  self->conflicts = add_box (box);
  gtk_widget_set_visible (GTK_WIDGET (self->conflicts), FALSE);
  self->found = add_box (box);
  self->past = add_box (box);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
garrison_people_signals_set_window (GarrisonPeopleSignals *self, GarrisonWindow *window)
{
  g_return_if_fail (GARRISON_IS_PEOPLE_SIGNALS (self) && GARRISON_IS_WINDOW (window));
  g_return_if_fail (self->window == NULL);

  self->window = window;
  g_signal_connect_object (garrison_window_get_store (window), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (garrison_window_get_directory (window), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  garrison_pace_news (self->pace);
}

void
garrison_people_signals_set_room (GarrisonPeopleSignals *self, int width)
{
  g_return_if_fail (GARRISON_IS_PEOPLE_SIGNALS (self));

  self->narrow = width < garrison_text_px (GTK_WIDGET (self), NARROW);
  stand (GTK_WIDGET (self->waiting), self->narrow);
}
