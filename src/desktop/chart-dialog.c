#include "desktop/chart-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/language.h"
#include "charts/chart-answer.h"
#include "desktop/chart-card.h"
#include "desktop/text-scale.h"

#define ASK_AFTER_MS 350

struct _GarrisonChartDialog
{
  AdwWindow parent_instance;
  GarrisonWindow *window;
  GarrisonMetricScope *scope;
  GarrisonChartChosen chosen;
  gpointer data;
  GDestroyNotify destroy;
  GarrisonQuestion *parsed;  /* (nullable): NULL while the question is wrong */
  GArray *kinds;             /* of GarrisonChartKind: what the drop-down offers behind "Automatic" */
  GtkTextTag *wrong;
  char *wanted;              /* the kind's name to choose once it is offered */
  guint asking;              /* a source */

  GtkTextView *question;
  GtkLabel *mistake;
  GtkEntry *title;
  GtkDropDown *kind;
  GtkWidget *preview;
  GtkWidget *cancel;
  GtkWidget *accept;
};

G_DEFINE_FINAL_TYPE (GarrisonChartDialog, garrison_chart_dialog, ADW_TYPE_WINDOW)

static char *
question_text (GarrisonChartDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->question);
  GtkTextIter first, last;

  gtk_text_buffer_get_bounds (buffer, &first, &last);
  return gtk_text_buffer_get_text (buffer, &first, &last, FALSE);
}

/* ---- kinds -------------------------------------------------------------------------------------- */

static void
offer (GarrisonChartDialog *self, GarrisonChartKind kind)
{
  for (guint i = 0; i < self->kinds->len; i++)
    if (g_array_index (self->kinds, GarrisonChartKind, i) == kind)
      return;
  g_array_append_val (self->kinds, kind);
}

/* Shares and funnels are of what adds up. */
static void
find_kinds (GarrisonChartDialog *self)
{
  GarrisonQuestion *question = self->parsed;
  guint n = garrison_question_get_n_dimensions (question);
  gboolean time = n > 0 && garrison_question_get_bucket (question, 0) != GARRISON_BUCKET_NONE;
  gboolean adds_up = garrison_metric_adds_up (question);
  const GarrisonField *first = n > 0 ? garrison_question_get_dimension (question, 0) : NULL;

  g_array_set_size (self->kinds, 0);
  offer (self, garrison_chart_kind_for_question (question));
  if (n == 2)
    {
      if (adds_up)
        offer (self, GARRISON_CHART_STACKED_BAR);
      offer (self, GARRISON_CHART_GROUPED_BAR);
      offer (self, GARRISON_CHART_HEAT_MAP);
    }
  offer (self, GARRISON_CHART_BAR);
  if (time)
    {
      offer (self, GARRISON_CHART_LINE);
      offer (self, GARRISON_CHART_AREA);
    }
  if (n != 1 || time)
    return;
  offer (self, GARRISON_CHART_RANKING);
  if (adds_up)
    offer (self, GARRISON_CHART_DONUT);
  if (adds_up && first->type == GARRISON_FIELD_STAGE)
    offer (self, GARRISON_CHART_FUNNEL);
  if (first->type == GARRISON_FIELD_REGION && !g_str_equal (first->key, "country"))
    offer (self, GARRISON_CHART_TILE_MAP);
}

static const char *
chosen_kind (GarrisonChartDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || selected > self->kinds->len)
    return "";
  return garrison_chart_kind_get_name (g_array_index (self->kinds, GarrisonChartKind, selected - 1));
}

static void
fill_kinds (GarrisonChartDialog *self)
{
  g_autofree char *wanted = g_strdup (self->wanted != NULL ? self->wanted : chosen_kind (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  find_kinds (self);
  gtk_string_list_append (names, _ ("Automatic"));
  for (guint i = 0; i < self->kinds->len; i++)
    {
      GarrisonChartKind kind = g_array_index (self->kinds, GarrisonChartKind, i);
      gtk_string_list_append (names, garrison_chart_kind_get_label (kind));
      if (g_str_equal (garrison_chart_kind_get_name (kind), wanted))
        selected = i + 1;
    }
  g_clear_pointer (&self->wanted, g_free);
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->kind, selected);
}

/* ---- the question ------------------------------------------------------------------------------- */

static void
show_mistake (GarrisonChartDialog *self, const GError *error)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->question);
  int position = error != NULL ? garrison_question_error_get_position (error) : -1;
  const char *expected = error != NULL ? garrison_question_error_get_expected (error) : NULL;
  GtkTextIter first, last;
  g_autofree char *sentence = NULL;

  gtk_text_buffer_get_bounds (buffer, &first, &last);
  gtk_text_buffer_remove_tag (buffer, self->wrong, &first, &last);
  if (position >= 0)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &first, position);
      if (gtk_text_iter_is_end (&first))
        gtk_text_iter_backward_char (&first);
      gtk_text_buffer_apply_tag (buffer, self->wrong, &first, &last);
    }
  if (error != NULL)
    sentence = expected != NULL ? g_strdup (expected) : garrison_sentence_for_error (error);
  gtk_label_set_label (self->mistake, sentence != NULL ? sentence : "");
  gtk_widget_set_sensitive (self->accept, error == NULL);
}

/* NULL with @error for what is no chart as well. */
static GarrisonQuestion *
parse (GarrisonChartDialog *self, GError **error)
{
  g_autofree char *text = question_text (self);
  g_autoptr (GarrisonQuestion) question
    = garrison_question_parse (garrison_directory_get_catalogue (garrison_window_get_directory (self->window)), text, error);

  if (question != NULL && garrison_question_get_measure (question) == GARRISON_MEASURE_LIST)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "a list");
      return NULL;
    }
  return g_steal_pointer (&question);
}

static GarrisonDashboardCard *
make_card (GarrisonChartDialog *self)
{
  g_autofree char *text = garrison_question_to_text (self->parsed, GARRISON_QUESTION_STORED);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title))));
  g_autofree char *words = NULL;

  if (*title == '\0')
    words = garrison_question_to_text (self->parsed, garrison_locale_is_chinese () ? GARRISON_QUESTION_CHINESE
                                                                                  : GARRISON_QUESTION_ENGLISH);
  return garrison_dashboard_card_new (chosen_kind (self), text, words != NULL ? words : title);
}

static void
show_preview (GarrisonChartDialog *self)
{
  g_autoptr (GarrisonDashboardCard) card = make_card (self);
  GtkWidget *widget = garrison_chart_card_new (self->window, card);

  garrison_chart_card_set_bare (GARRISON_CHART_CARD (widget));
  adw_bin_set_child (ADW_BIN (self->preview), widget);
  garrison_chart_card_ask (GARRISON_CHART_CARD (widget), self->scope);
}

static void
understand (GarrisonChartDialog *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->asking, g_source_remove);
  g_clear_pointer (&self->parsed, garrison_question_unref);
  self->parsed = parse (self, &error);
  if (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_INVALID))
    {
      show_mistake (self, NULL);
      gtk_label_set_label (self->mistake, _ ("A chart needs a figure: begin with “count of” or “sum of”"));
      gtk_widget_set_sensitive (self->accept, FALSE);
    }
  else
    show_mistake (self, error);
  if (self->parsed != NULL)
    fill_kinds (self);
}

static gboolean
on_asking (gpointer data)
{
  GarrisonChartDialog *self = data;

  self->asking = 0;
  if (self->parsed != NULL)
    show_preview (self);
  return G_SOURCE_REMOVE;
}

static void
ask_later (GarrisonChartDialog *self)
{
  g_clear_handle_id (&self->asking, g_source_remove);
  self->asking = g_timeout_add (ASK_AFTER_MS, on_asking, self);
}

static void
on_edited (GarrisonChartDialog *self)
{
  understand (self);
  ask_later (self);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

gboolean
garrison_chart_dialog_accept (GarrisonChartDialog *self)
{
  g_autoptr (GarrisonDashboardCard) card = NULL;

  g_return_val_if_fail (GARRISON_IS_CHART_DIALOG (self), FALSE);

  understand (self);
  if (self->parsed == NULL)
    return FALSE;
  card = make_card (self);
  if (self->chosen != NULL)
    self->chosen (card, self->data);
  gtk_window_destroy (GTK_WINDOW (self));
  return TRUE;
}

void
garrison_chart_dialog_set_question (GarrisonChartDialog *self, const char *text)
{
  g_return_if_fail (GARRISON_IS_CHART_DIALOG (self) && text != NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->question), text, -1);
}

const char *
garrison_chart_dialog_get_mistake (GarrisonChartDialog *self)
{
  const char *text;

  g_return_val_if_fail (GARRISON_IS_CHART_DIALOG (self), NULL);
  text = gtk_label_get_label (self->mistake);
  return *text != '\0' ? text : NULL;
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
on_ctrl_return (GtkWidget *widget, GVariant *args, gpointer data)
{
  garrison_chart_dialog_accept (GARRISON_CHART_DIALOG (widget));
  return TRUE;
}

static void
garrison_chart_dialog_dispose (GObject *object)
{
  GarrisonChartDialog *self = GARRISON_CHART_DIALOG (object);

  g_clear_handle_id (&self->asking, g_source_remove);
  if (self->destroy != NULL)
    g_steal_pointer (&self->destroy) (self->data);
  G_OBJECT_CLASS (garrison_chart_dialog_parent_class)->dispose (object);
}

static void
garrison_chart_dialog_finalize (GObject *object)
{
  GarrisonChartDialog *self = GARRISON_CHART_DIALOG (object);

  g_clear_pointer (&self->parsed, garrison_question_unref);
  garrison_metric_scope_free (self->scope);
  g_array_unref (self->kinds);
  g_free (self->wanted);
  G_OBJECT_CLASS (garrison_chart_dialog_parent_class)->finalize (object);
}

static void
garrison_chart_dialog_class_init (GarrisonChartDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_chart_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_chart_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/chart-dialog.ui");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_ctrl_return, NULL);
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonChartDialog, child)
  BIND (question);
  BIND (mistake);
  BIND (title);
  BIND (kind);
  BIND (preview);
  BIND (cancel);
  BIND (accept);
#undef BIND
}

static void
garrison_chart_dialog_init (GarrisonChartDialog *self)
{
  GtkTextBuffer *buffer;

  self->kinds = g_array_new (FALSE, FALSE, sizeof (GarrisonChartKind));
  gtk_widget_init_template (GTK_WIDGET (self));
  garrison_text_scale_window (GTK_WINDOW (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "garrison");
  buffer = gtk_text_view_get_buffer (self->question);
  self->wrong = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_edited), self);
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (ask_later), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (ask_later), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (garrison_chart_dialog_accept), self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept);
}

/* The question as people read it, in their language. */
static char *
readable (GarrisonWindow *window, const char *stored)
{
  g_autoptr (GarrisonQuestion) question
    = garrison_question_parse (garrison_directory_get_catalogue (garrison_window_get_directory (window)), stored, NULL);

  if (question == NULL)
    return g_strdup (stored);
  return garrison_question_to_text (question, garrison_locale_is_chinese () ? GARRISON_QUESTION_CHINESE
                                                                           : GARRISON_QUESTION_ENGLISH);
}

GarrisonChartDialog *
garrison_chart_dialog_show (GarrisonWindow *parent, const GarrisonDashboardCard *card, GarrisonMetricScope *scope,
                            GarrisonChartChosen chosen, gpointer data, GDestroyNotify destroy)
{
  GarrisonChartDialog *self;
  g_autofree char *text = NULL;

  g_return_val_if_fail (GARRISON_IS_WINDOW (parent) && scope != NULL, NULL);

  self = g_object_new (GARRISON_TYPE_CHART_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, "title",
                       card != NULL ? _ ("Edit the chart") : _ ("Add a chart"), NULL);
  self->window = parent;
  self->scope = garrison_metric_scope_copy (scope);
  self->chosen = chosen;
  self->data = data;
  self->destroy = destroy;
  self->wanted = g_strdup (card != NULL ? card->kind : "");
  if (card != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->title), card->title);
  text = card != NULL ? readable (parent, card->question) : g_strdup (_ ("count of customers by source"));
  garrison_chart_dialog_set_question (self, text);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->question));
  return self;
}
