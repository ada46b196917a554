#include "desktop/signal-row.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "desktop/words.h"

struct _GarrisonSignalRow
{
  AdwExpanderRow parent_instance;
  GarrisonDirectory *directory;
  GarrisonSignal signal;
  GCancellable *cancellable;
  gboolean asked;
};

G_DEFINE_FINAL_TYPE (GarrisonSignalRow, garrison_signal_row, ADW_TYPE_EXPANDER_ROW)

static GtkWidget *
add_line (GarrisonSignalRow *self, const char *title, const char *subtitle)
{
  /* Markup is off only after the construction. */
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", title, "subtitle", subtitle, NULL);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

static void
add_fact (GarrisonSignalRow *self, const GarrisonSignalFact *fact, const GarrisonMoment *moment)
{
  g_autofree char *when = garrison_words_when (moment, fact->at, TRUE);
  /* Translators: when, and what for or what */
  g_autofree char *line = g_strdup_printf (C_ ("fact", "%s · %s"), when, fact->what);
  GtkWidget *row = add_line (self, fact->name, line);

  if (fact->customer > 0)
    {
      g_autofree char *target = g_strdup_printf ("%" PRIi64, fact->customer);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.show-customers");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
}

static void
on_facts (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonSignalRow) self = data;
  g_autoptr (GPtrArray) facts = garrison_signal_read_facts_finish (result, NULL);
  GarrisonMoment moment;

  if (self->directory == NULL)
    return;
  if (facts == NULL)
    {
      self->asked = FALSE;
      add_line (self, _ ("What is behind it cannot be read now."), "");
      return;
    }
  garrison_moment_take (&moment, garrison_directory_get_store (self->directory));
  for (guint i = 0; i < MIN (facts->len, GARRISON_SIGNAL_ROW_SHOWN); i++)
    add_fact (self, g_ptr_array_index (facts, i), &moment);
  if (facts->len > GARRISON_SIGNAL_ROW_SHOWN)
    {
      guint more = facts->len - GARRISON_SIGNAL_ROW_SHOWN;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", more), more);

      add_line (self, text, "");
    }
}

static void
on_expanded (GarrisonSignalRow *self)
{
  if (self->asked || self->directory == NULL)
    return;
  self->asked = TRUE;
  garrison_signal_read_facts_async (garrison_directory_get_store (self->directory), &self->signal, self->cancellable,
                                    on_facts, g_object_ref (self));
}

static void
garrison_signal_row_dispose (GObject *object)
{
  GarrisonSignalRow *self = GARRISON_SIGNAL_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_signal_row_parent_class)->dispose (object);
}

static void
garrison_signal_row_finalize (GObject *object)
{
  g_object_unref (GARRISON_SIGNAL_ROW (object)->cancellable);
  G_OBJECT_CLASS (garrison_signal_row_parent_class)->finalize (object);
}

static void
garrison_signal_row_class_init (GarrisonSignalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_signal_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_signal_row_finalize;
}

static void
garrison_signal_row_init (GarrisonSignalRow *self)
{
  self->cancellable = g_cancellable_new ();
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded), NULL);
}

GtkWidget *
garrison_signal_row_new (GarrisonDirectory *directory, const GarrisonSignal *signal)
{
  g_autofree char *sentence = NULL;
  GarrisonSignalRow *self;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (directory) && signal != NULL, NULL);

  sentence = garrison_signal_sentence (signal, garrison_directory_get_today (directory));
  self = g_object_new (GARRISON_TYPE_SIGNAL_ROW, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), sentence);
  self->directory = g_object_ref (directory);
  self->signal = *signal;
  return GTK_WIDGET (self);
}

const GarrisonSignal *
garrison_signal_row_get_signal (GarrisonSignalRow *self)
{
  g_return_val_if_fail (GARRISON_IS_SIGNAL_ROW (self), NULL);
  return &self->signal;
}
