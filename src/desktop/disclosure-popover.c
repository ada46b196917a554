#include "desktop/disclosure-popover.h"

#include <glib/gi18n-lib.h>

/* What somebody asks for whose allowance is used up: as many as a small role has in a day. */
#define MORE 20

struct _GarrisonDisclosurePopover
{
  GtkPopover parent_instance;
  GarrisonWindow *window;         /* not owned: it holds us */
  GarrisonCustomerDetail *detail; /* not owned: so does it */
  char *relation;
  gint64 record;
  GtkWidget *stack;
  GtkWidget *purposes;
  GtkLabel *allowance;
  GtkLabel *sentence;
  GtkWidget *ask;
};

G_DEFINE_FINAL_TYPE (GarrisonDisclosurePopover, garrison_disclosure_popover, GTK_TYPE_POPOVER)

static guint disclosed_signal;

static const struct
{
  const char *purpose;
  const char *label;
} PURPOSES[] = {
  { "call", NC_ ("purpose", "_Call") },     { "message", NC_ ("purpose", "_Message") },
  { "mail", NC_ ("purpose", "M_ail") },     { "letter", NC_ ("purpose", "_Letter") },
  { "visit", NC_ ("purpose", "_Visit") },   { "check", NC_ ("purpose", "Chec_k") },
};

static void
show_page (GarrisonDisclosurePopover *self, const char *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  gtk_widget_set_sensitive (self->purposes, TRUE);
}

/* ---- more ---------------------------------------------------------------------------------------- */

static void
tell (GarrisonDisclosurePopover *self, const char *sentence, gboolean may_ask)
{
  GarrisonStore *store = garrison_window_get_store (self->window);

  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_visible (self->ask, may_ask && garrison_store_get_scope (store, "request.see") != NULL);
  show_page (self, "more");
}

static gboolean
on_asked (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  GarrisonDisclosurePopover *self = data;
  g_autofree char *sentence = NULL;

  gtk_widget_set_sensitive (self->ask, TRUE);
  if (result == NULL && !garrison_error_is_refusal (error, "asked-already"))
    return FALSE;
  if (error != NULL)
    sentence = garrison_sentence_for_error (error);
  tell (self, sentence != NULL ? sentence : _ ("You have asked for more. You see here when it is granted."), FALSE);
  return TRUE;
}

static void
on_ask (GarrisonDisclosurePopover *self)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "kind", "disclosures");
  garrison_args_set_int (args, "n", MORE);
  gtk_widget_set_sensitive (self->ask, FALSE);
  garrison_window_act (self->window, "ask-for", args, NULL, on_asked, g_object_ref (self), g_object_unref);
}

/* ---- disclosing ---------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonDisclosurePopover *popover;
  char *purpose;
} Disclosing;

static void
disclosing_free (gpointer data)
{
  Disclosing *disclosing = data;

  g_object_unref (disclosing->popover);
  g_free (disclosing->purpose);
  g_free (disclosing);
}

static gboolean
on_disclosed (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  Disclosing *disclosing = data;
  GarrisonDisclosurePopover *self = disclosing->popover;
  g_autofree char *sentence = NULL;

  /* Whatever it belonged to may be closed by now. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return error == NULL;
  gtk_widget_set_sensitive (self->purposes, TRUE);
  if (garrison_error_is_refusal (error, "out-of-allowance"))
    {
      sentence = garrison_sentence_for_error (error);
      tell (self, sentence, TRUE);
      gtk_popover_popup (GTK_POPOVER (self));
      return TRUE;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  if (result != NULL)
    g_signal_emit (self, disclosed_signal, 0, disclosing->purpose);
  return FALSE;
}

void
garrison_disclosure_popover_disclose (GarrisonDisclosurePopover *self, const char *purpose)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  Disclosing *disclosing;

  g_return_if_fail (GARRISON_IS_DISCLOSURE_POPOVER (self) && purpose != NULL && self->relation != NULL);

  garrison_args_set_text (args, "relation", self->relation);
  garrison_args_set_int (args, "record", self->record);
  garrison_args_set_text (args, "purpose", purpose);
  disclosing = g_new0 (Disclosing, 1);
  disclosing->popover = g_object_ref (self);
  disclosing->purpose = g_strdup (purpose);
  gtk_widget_set_sensitive (self->purposes, FALSE);
  garrison_window_act (self->window, "disclose", args, NULL, on_disclosed, disclosing, disclosing_free);
}

static void
on_purpose (GarrisonDisclosurePopover *self, GtkWidget *button)
{
  garrison_disclosure_popover_disclose (self, g_object_get_data (G_OBJECT (button), "purpose"));
}

void
garrison_disclosure_popover_set_record (GarrisonDisclosurePopover *self, const char *relation, gint64 record)
{
  g_return_if_fail (GARRISON_IS_DISCLOSURE_POPOVER (self) && relation != NULL);

  if (g_strcmp0 (self->relation, relation) == 0 && self->record == record)
    return;
  g_free (self->relation);
  self->relation = g_strdup (relation);
  self->record = record;
}

/* ---- object -------------------------------------------------------------------------------------- */

static void
garrison_disclosure_popover_show (GtkWidget *widget)
{
  GarrisonDisclosurePopover *self = GARRISON_DISCLOSURE_POPOVER (widget);
  gint64 used = 0, allowance = 0;
  g_autofree char *figures = NULL;

  garrison_customer_detail_get_allowance (self->detail, &used, &allowance);
  /* Translators: contact details seen today, of those that may be: "12 of 40 today" */
  figures = g_strdup_printf (_ ("%d of %d today"), (int) used, (int) allowance);
  gtk_label_set_label (self->allowance, figures);
  GTK_WIDGET_CLASS (garrison_disclosure_popover_parent_class)->show (widget);
}

static void
garrison_disclosure_popover_closed (GtkPopover *popover)
{
  show_page (GARRISON_DISCLOSURE_POPOVER (popover), "purposes");
}

static void
garrison_disclosure_popover_finalize (GObject *object)
{
  g_free (GARRISON_DISCLOSURE_POPOVER (object)->relation);
  G_OBJECT_CLASS (garrison_disclosure_popover_parent_class)->finalize (object);
}

static void
garrison_disclosure_popover_class_init (GarrisonDisclosurePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_disclosure_popover_finalize;
  GTK_WIDGET_CLASS (klass)->show = garrison_disclosure_popover_show;
  GTK_POPOVER_CLASS (klass)->closed = garrison_disclosure_popover_closed;
  disclosed_signal = g_signal_new ("disclosed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkLabel *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static GtkWidget *
purpose_new (GarrisonDisclosurePopover *self, const char *purpose, const char *label)
{
  GtkWidget *text = gtk_label_new_with_mnemonic (label), *button = gtk_button_new ();

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (text), button);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "purpose", (gpointer) purpose);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_purpose), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
purposes_page_new (GarrisonDisclosurePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->purposes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->allowance = label_new ("", "secondary");
  gtk_widget_add_css_class (GTK_WIDGET (self->allowance), "numeric");
  for (guint i = 0; i < G_N_ELEMENTS (PURPOSES); i++)
    gtk_box_append (GTK_BOX (self->purposes),
                    purpose_new (self, PURPOSES[i].purpose, g_dpgettext2 (GETTEXT_PACKAGE, "purpose", PURPOSES[i].label)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label_new (_ ("Show the contact details for"), "section")));
  gtk_box_append (GTK_BOX (box), self->purposes);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->allowance));
  return box;
}

static GtkWidget *
more_page_new (GarrisonDisclosurePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->sentence = label_new ("", NULL);
  self->ask = gtk_button_new_with_mnemonic (_ ("_Ask for more"));
  gtk_widget_set_halign (self->ask, GTK_ALIGN_START);
  g_signal_connect_object (self->ask, "clicked", G_CALLBACK (on_ask), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (box), self->ask);
  return box;
}

/* The letters alone, as in a menu. */
static void
use_letters (GtkWidget *popover)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (popover);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        gtk_shortcut_controller_set_mnemonics_modifiers (GTK_SHORTCUT_CONTROLLER (controller), 0);
    }
}

static void
garrison_disclosure_popover_init (GarrisonDisclosurePopover *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), purposes_page_new (self), "purposes");
  gtk_stack_add_named (GTK_STACK (self->stack), more_page_new (self), "more");
  gtk_widget_add_css_class (GTK_WIDGET (self), "disclosure");
  gtk_popover_set_child (GTK_POPOVER (self), self->stack);
  gtk_popover_set_mnemonics_visible (GTK_POPOVER (self), TRUE);
  use_letters (GTK_WIDGET (self));
}

GtkWidget *
garrison_disclosure_popover_new (GarrisonWindow *window, GarrisonCustomerDetail *detail)
{
  GarrisonDisclosurePopover *self;

  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_CUSTOMER_DETAIL (detail), NULL);

  self = g_object_new (GARRISON_TYPE_DISCLOSURE_POPOVER, NULL);
  self->window = window;
  self->detail = detail;
  return GTK_WIDGET (self);
}
