#include "desktop/composer.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "base/day.h"
#include "desktop/entry-mark.h"
#include "desktop/error-dialog.h"
#include "desktop/words.h"

struct _GarrisonComposer
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds us */
  gint64 customer;
  char *kind;
  GHashTable *drafts; /* customer → text that was typed and not logged */
  gboolean logging;

  GtkWidget *content;
  GtkWidget *notice_box;
  GtkLabel *notice;
  GtkWidget *call;
  GtkWidget *visit;
  GtkWidget *mail;
  GtkWidget *note;
  GtkMenuButton *more;
  GtkMenuButton *next_button;
  GtkLabel *next_label;
  GtkEntry *next_text;
  GtkCalendar *next_calendar;
  GtkEntry *next_time;
  GtkEntry *line;
  GtkWidget *log;
  gint next_day; /* 0: no next step */
};

G_DEFINE_FINAL_TYPE (GarrisonComposer, garrison_composer, GTK_TYPE_WIDGET)

static void
show_notice (GarrisonComposer *self, const char *sentence)
{
  gtk_label_set_label (self->notice, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->notice_box, sentence != NULL);
}

/* ---- kind --------------------------------------------------------------------------------------- */

static void
update_kind (GarrisonComposer *self)
{
  const struct
  {
    GtkWidget *button;
    const char *kind;
    const char *prompt;
  } kinds[] = {
    { self->call, "call", _ ("What was said, in one line") },
    { self->visit, "visit", _ ("What came of the visit, in one line") },
    { self->mail, "mail", _ ("What was written, in one line") },
    { self->note, "note", _ ("What is to be known, in one line") },
  };
  const char *prompt = NULL, *label = garrison_entry_kind_label (self->kind);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean on = g_str_equal (kinds[i].kind, self->kind);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (kinds[i].button), on);
      if (on)
        prompt = kinds[i].prompt;
    }
  /* A kind of the menu shows itself there. */
  if (prompt == NULL)
    gtk_menu_button_set_label (self->more, label);
  else
    gtk_menu_button_set_icon_name (self->more, "view-more-symbolic");
  gtk_entry_set_placeholder_text (self->line, prompt != NULL ? prompt : _ ("What happened, in one line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  prompt != NULL ? prompt : _ ("What happened, in one line"), -1);
}

void
garrison_composer_set_kind (GarrisonComposer *self, const char *kind)
{
  g_return_if_fail (GARRISON_IS_COMPOSER (self));
  g_return_if_fail (kind != NULL);

  g_free (self->kind);
  self->kind = g_strdup (kind);
  update_kind (self);
}

static void
on_kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonComposer *self = GARRISON_COMPOSER (widget);

  garrison_composer_set_kind (self, g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (self->line));
}

/* ---- next step ---------------------------------------------------------------------------------- */

/* (out): when the next step is due. FALSE when the time of day cannot be read. */
static gboolean
find_due (GarrisonComposer *self, gint64 *due, gboolean *timed)
{
  GTimeZone *zone = garrison_store_get_time_zone (garrison_window_get_store (self->window));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->next_time))));
  int hour = 0, minute = 0;
  char end = '\0';
  g_autoptr (GDateTime) local = NULL;

  *timed = *text != '\0';
  if (*timed && (sscanf (text, "%2d:%2d%c", &hour, &minute, &end) != 2 || hour < 0 || hour > 23 || minute < 0 || minute > 59))
    return FALSE;
  local = g_date_time_new (zone, self->next_day / 10000, self->next_day / 100 % 100, self->next_day % 100,
                           hour, minute, 0);
  if (local == NULL)
    return FALSE;
  *due = g_date_time_to_unix (local) * G_USEC_PER_SEC;
  return TRUE;
}

static void
update_next (GarrisonComposer *self)
{
  GarrisonMoment moment;
  gint64 due = 0;
  gboolean timed = FALSE;
  g_autofree char *when = NULL, *label = NULL;

  if (self->window == NULL)
    return;
  garrison_moment_take (&moment, garrison_window_get_store (self->window));
  if (self->next_day == 0)
    label = g_strdup (_ ("Next step"));
  else if (!find_due (self, &due, &timed))
    label = g_strdup (_ ("Next: time?"));
  else
    {
      when = garrison_words_when (&moment, due, timed);
      label = g_strdup_printf (_ ("Next: %s"), when);
    }
  gtk_label_set_label (self->next_label, label);
}

static void
on_day_selected (GarrisonComposer *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->next_calendar);

  self->next_day = g_date_time_get_year (date) * 10000 + g_date_time_get_month (date) * 100
                   + g_date_time_get_day_of_month (date);
  update_next (self);
}

static void
set_next_day (GarrisonComposer *self, gint day)
{
  g_autoptr (GDateTime) date = NULL;

  if (day != 0)
    {
      date = g_date_time_new_local (day / 10000, day / 100 % 100, day % 100, 0, 0, 0);
      gtk_calendar_select_day (self->next_calendar, date);
    }
  self->next_day = day;
  update_next (self);
}

static void
on_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonComposer *self = GARRISON_COMPOSER (widget);
  int days = g_variant_get_int32 (parameter);
  GarrisonMoment moment;

  garrison_moment_take (&moment, garrison_window_get_store (self->window));
  set_next_day (self, days < 0 ? 0 : garrison_day_add (moment.today, days));
  if (days < 0)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->next_text), "");
      gtk_editable_set_text (GTK_EDITABLE (self->next_time), "");
      update_next (self);
      gtk_menu_button_popdown (self->next_button);
    }
}

/* ---- logging ------------------------------------------------------------------------------------ */

typedef struct
{
  GarrisonComposer *composer;
  gint64 customer;
} Logging;

static void
logging_free (gpointer data)
{
  Logging *logging = data;

  g_object_unref (logging->composer);
  g_free (logging);
}

static gboolean
on_logged (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  Logging *logging = data;
  GarrisonComposer *self = logging->composer;
  g_autofree char *sentence = NULL;

  self->logging = FALSE;
  if (self->content == NULL)
    return TRUE;
  gtk_widget_set_sensitive (self->log, TRUE);
  if (result != NULL)
    {
      g_hash_table_remove (self->drafts, &logging->customer);
      if (self->customer == logging->customer)
        gtk_editable_set_text (GTK_EDITABLE (self->line), "");
      gtk_editable_set_text (GTK_EDITABLE (self->next_text), "");
      gtk_editable_set_text (GTK_EDITABLE (self->next_time), "");
      set_next_day (self, 0);
      show_notice (self, NULL);
      return TRUE;
    }
  sentence = garrison_sentence_for_error (error);
  show_notice (self, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->line));
  return TRUE;
}

static gboolean
add_next (GarrisonComposer *self, GarrisonArgs *args)
{
  gint64 due = 0;
  gboolean timed = FALSE;

  if (self->next_day == 0)
    return TRUE;
  if (!find_due (self, &due, &timed))
    {
      show_notice (self, _ ("Write the time of the next step like 14:30, or leave it empty."));
      gtk_menu_button_popup (self->next_button);
      gtk_widget_grab_focus (GTK_WIDGET (self->next_time));
      return FALSE;
    }
  garrison_args_set_text (args, "next_text", gtk_editable_get_text (GTK_EDITABLE (self->next_text)));
  garrison_args_set_int (args, "next_due", due);
  garrison_args_set_int (args, "next_timed", timed);
  return TRUE;
}

static void
log_line (GarrisonComposer *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->line))));
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *sentence = NULL;
  Logging *logging;

  if (self->customer == 0 || self->logging)
    return;
  if (*text == '\0')
    {
      show_notice (self, _ ("Write what happened first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->line));
      return;
    }
  garrison_args_set_int (args, "customer", self->customer);
  garrison_args_set_text (args, "kind", self->kind);
  garrison_args_set_text (args, "text", text);
  if (!add_next (self, args))
    return;
  logging = g_new0 (Logging, 1);
  logging->composer = g_object_ref (self);
  logging->customer = self->customer;
  self->logging = TRUE;
  gtk_widget_set_sensitive (self->log, FALSE);
  sentence = garrison_sentence_for_act ("log-activity", 1, NULL);
  garrison_window_act (self->window, "log-activity", args, sentence, on_logged, logging, logging_free);
}

static void
on_log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  log_line (GARRISON_COMPOSER (widget));
}

/* ---- drafts ------------------------------------------------------------------------------------- */

void
garrison_composer_set_customer (GarrisonComposer *self, gint64 customer)
{
  const char *draft;

  g_return_if_fail (GARRISON_IS_COMPOSER (self));

  if (self->customer == customer)
    return;
  if (self->customer != 0 && garrison_composer_has_text (self))
    g_hash_table_replace (self->drafts, g_memdup2 (&self->customer, sizeof (gint64)),
                          g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->line))));
  else
    g_hash_table_remove (self->drafts, &self->customer);
  self->customer = customer;
  draft = g_hash_table_lookup (self->drafts, &customer);
  gtk_editable_set_text (GTK_EDITABLE (self->line), draft != NULL ? draft : "");
  show_notice (self, NULL);
  gtk_widget_set_sensitive (self->content, customer != 0);
}

#define KEPT "(ssisa{xs})" /* kind, text, day and time of the next step, drafts by customer */

GVariant *
garrison_composer_keep (GarrisonComposer *self)
{
  GVariantBuilder drafts;
  GHashTableIter iter;
  gpointer customer, text;

  g_return_val_if_fail (GARRISON_IS_COMPOSER (self), NULL);

  g_variant_builder_init (&drafts, G_VARIANT_TYPE ("a{xs}"));
  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, &customer, &text))
    if (*(gint64 *) customer != self->customer)
      g_variant_builder_add (&drafts, "{xs}", *(gint64 *) customer, text);
  if (self->customer != 0 && garrison_composer_has_text (self))
    g_variant_builder_add (&drafts, "{xs}", self->customer, gtk_editable_get_text (GTK_EDITABLE (self->line)));
  return g_variant_new (KEPT, self->kind, gtk_editable_get_text (GTK_EDITABLE (self->next_text)), self->next_day,
                        gtk_editable_get_text (GTK_EDITABLE (self->next_time)), &drafts);
}

void
garrison_composer_bring_back (GarrisonComposer *self, GVariant *kept)
{
  const char *kind, *next_text, *next_time, *text;
  gint64 customer;
  gint32 day = 0;
  GVariantIter *drafts = NULL;

  g_return_if_fail (GARRISON_IS_COMPOSER (self));
  g_return_if_fail (kept != NULL && g_variant_is_of_type (kept, G_VARIANT_TYPE (KEPT)));

  g_variant_get (kept, "(&s&si&sa{xs})", &kind, &next_text, &day, &next_time, &drafts);
  garrison_composer_set_kind (self, kind);
  gtk_editable_set_text (GTK_EDITABLE (self->next_text), next_text);
  gtk_editable_set_text (GTK_EDITABLE (self->next_time), next_time);
  set_next_day (self, day);
  while (g_variant_iter_next (drafts, "{x&s}", &customer, &text))
    if (customer == self->customer)
      gtk_editable_set_text (GTK_EDITABLE (self->line), text);
    else
      g_hash_table_replace (self->drafts, g_memdup2 (&customer, sizeof customer), g_strdup (text));
  g_variant_iter_free (drafts);
}

gboolean
garrison_composer_has_text (GarrisonComposer *self)
{
  g_return_val_if_fail (GARRISON_IS_COMPOSER (self), FALSE);
  return *gtk_editable_get_text (GTK_EDITABLE (self->line)) != '\0';
}

void
garrison_composer_grab (GarrisonComposer *self)
{
  g_return_if_fail (GARRISON_IS_COMPOSER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->line));
}

void
garrison_composer_set_window (GarrisonComposer *self, GarrisonWindow *window)
{
  g_return_if_fail (GARRISON_IS_COMPOSER (self));
  g_return_if_fail (GARRISON_IS_WINDOW (window));

  self->window = window;
  update_next (self);
}

static void
garrison_composer_dispose (GObject *object)
{
  GarrisonComposer *self = GARRISON_COMPOSER (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (garrison_composer_parent_class)->dispose (object);
}

static void
garrison_composer_finalize (GObject *object)
{
  GarrisonComposer *self = GARRISON_COMPOSER (object);

  g_hash_table_unref (self->drafts);
  g_free (self->kind);
  G_OBJECT_CLASS (garrison_composer_parent_class)->finalize (object);
}

static void
garrison_composer_class_init (GarrisonComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_composer_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_composer_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/composer.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonComposer, child)
  BIND (content);
  BIND (notice_box);
  BIND (notice);
  BIND (call);
  BIND (visit);
  BIND (mail);
  BIND (note);
  BIND (more);
  BIND (next_button);
  BIND (next_label);
  BIND (next_text);
  BIND (next_calendar);
  BIND (next_time);
  BIND (line);
  BIND (log);
#undef BIND
  gtk_widget_class_install_action (widget_class, "composer.kind", "s", on_kind_action);
  gtk_widget_class_install_action (widget_class, "composer.next", "i", on_next_action);
  gtk_widget_class_install_action (widget_class, "composer.log", NULL, on_log_action);
}

static void
garrison_composer_init (GarrisonComposer *self)
{
  self->drafts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->kind = g_strdup ("call");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (self->content, FALSE);
  g_signal_connect_object (self->line, "activate", G_CALLBACK (log_line), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next_text, "activate", G_CALLBACK (log_line), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next_time, "changed", G_CALLBACK (update_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next_calendar, "day-selected", G_CALLBACK (on_day_selected), self,
                           G_CONNECT_SWAPPED);
  update_kind (self);
}
