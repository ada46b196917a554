#include "desktop/composer-private.h"

#include <glib/gi18n-lib.h>

#include "desktop/entry-mark.h"
#include "desktop/error-dialog.h"

G_DEFINE_FINAL_TYPE (GarrisonComposer, garrison_composer, GTK_TYPE_WIDGET)

void
garrison_composer_show_notice (GarrisonComposer *self, const char *sentence)
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
      garrison_composer_next_clear (self);
      garrison_composer_show_notice (self, NULL);
      return TRUE;
    }
  sentence = garrison_sentence_for_error (error);
  garrison_composer_show_notice (self, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->line));
  return TRUE;
}

static void
log_line (GarrisonComposer *self)
{
  g_autofree char *text = garrison_composer_next_dup_line (self);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *sentence = NULL;
  Logging *logging;

  if (self->customer == 0 || self->logging)
    return;
  if (*text == '\0')
    {
      garrison_composer_show_notice (self, _ ("Write what happened first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->line));
      return;
    }
  garrison_args_set_int (args, "customer", self->customer);
  garrison_args_set_text (args, "kind", self->kind);
  garrison_args_set_text (args, "text", text);
  if (!garrison_composer_next_add (self, args))
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
  garrison_composer_show_notice (self, NULL);
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
                        gtk_editable_get_text (GTK_EDITABLE (self->next_when)), &drafts);
}

void
garrison_composer_bring_back (GarrisonComposer *self, GVariant *kept)
{
  const char *kind, *next_text, *next_when, *text;
  gint64 customer;
  gint32 day = 0;
  GVariantIter *drafts = NULL;

  g_return_if_fail (GARRISON_IS_COMPOSER (self));
  g_return_if_fail (kept != NULL && g_variant_is_of_type (kept, G_VARIANT_TYPE (KEPT)));

  g_variant_get (kept, "(&s&si&sa{xs})", &kind, &next_text, &day, &next_when, &drafts);
  garrison_composer_set_kind (self, kind);
  gtk_editable_set_text (GTK_EDITABLE (self->next_text), next_text);
  gtk_editable_set_text (GTK_EDITABLE (self->next_when), next_when);
  garrison_composer_next_set_day (self, day);
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
  garrison_composer_next_update (self);
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
  BIND (next_when);
  BIND (line);
  BIND (log);
#undef BIND
  gtk_widget_class_install_action (widget_class, "composer.kind", "s", on_kind_action);
  gtk_widget_class_install_action (widget_class, "composer.next", "i", garrison_composer_next_on_action);
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
  garrison_composer_next_begin (self);
  update_kind (self);
}
