#include "desktop/chart-card.h"

#include <glib/gi18n-lib.h>

#include "charts/chart-answer.h"
#include "desktop/chart-export.h"
#include "desktop/chart-records.h"

/* A spinner that comes and goes at once is a flicker. */
#define BUSY_AFTER_MS 300

struct _GarrisonChartCard
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* weak: a question may be under way when it goes */
  GarrisonDashboardCard *card;
  GarrisonChartKind kind;
  GarrisonChartFigures *figures; /* (nullable) */
  GCancellable *cancellable;     /* of the question under way, or NULL */
  guint spinner;                 /* a source */
  gboolean table;

  GtkWidget *box;
  GtkWidget *title_button;
  GtkLabel *title;
  GtkLabel *headline;
  GtkLabel *change;
  GtkLabel *finding;
  GtkLabel *caution;
  GtkLabel *message;
  GtkSpinner *busy;
  GtkToggleButton *table_button;
  GtkMenuButton *menu_button;
  GtkStack *stack;
  GarrisonChartPicture *picture;
  GarrisonChartSheet *sheet;
};

G_DEFINE_FINAL_TYPE (GarrisonChartCard, garrison_chart_card, GTK_TYPE_WIDGET)

enum
{
  EDIT,
  REMOVE,
  MOVE,
  ENLARGE,
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- what is shown ------------------------------------------------------------------------------ */

static void
show_page (GarrisonChartCard *self)
{
  const char *page = "picture";

  if (*gtk_label_get_label (self->message) != '\0')
    page = "message";
  else if (self->figures == NULL)
    page = "wait";
  else if (self->table)
    page = "table";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
show_change (GarrisonChartCard *self)
{
  static const char *const TONES[] = { "late", "dim", "good" };
  int direction = 0, tone = 0;
  const char *change = garrison_chart_figures_get_change (self->figures, &direction, &tone);
  g_autofree char *text = NULL, *spoken = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->change), change != NULL);
  if (change == NULL)
    return;
  text = g_strdup_printf ("%s %s", direction > 0 ? "▲" : direction < 0 ? "▼" : "=", change);
  spoken = g_strdup_printf (direction > 0   ? _ ("%s more than the period before")
                            : direction < 0 ? _ ("%s less than the period before")
                                            : _ ("%s, as the period before"),
                            change);
  gtk_label_set_label (self->change, text);
  for (guint i = 0; i < G_N_ELEMENTS (TONES); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->change), TONES[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->change), TONES[tone + 1]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->change), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* What the change is against stands where there is time to read it. */
static void
show_tooltip (GarrisonChartCard *self)
{
  GarrisonMetric *metric = garrison_chart_figures_get_metric (self->figures);
  GarrisonDays before = garrison_metric_get_span_before (metric);
  g_autofree char *span = garrison_days_get_label (garrison_metric_get_span (metric), garrison_metric_get_today (metric));
  g_autofree char *earlier = NULL, *text = NULL;

  if (garrison_days_is_open (before))
    text = g_steal_pointer (&span);
  else
    {
      earlier = garrison_days_get_label (before, garrison_metric_get_today (metric));
      /* Translators: a period and the one that it is compared with */
      text = g_strdup_printf (_ ("%s, compared with %s"), span, earlier);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->change), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->headline), text);
}

static void
show_figures (GarrisonChartCard *self)
{
  GarrisonChartData *data = garrison_chart_figures_get_data (self->figures);
  const char *caution = garrison_chart_figures_get_caution (self->figures);

  gtk_label_set_label (self->headline, garrison_chart_figures_get_headline (self->figures));
  gtk_label_set_label (self->finding, garrison_chart_figures_get_finding (self->figures));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->finding), garrison_chart_figures_get_finding (self->figures));
  gtk_label_set_label (self->caution, caution != NULL ? caution : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caution), caution != NULL);
  show_change (self);
  show_tooltip (self);
  garrison_chart_picture_set_data (self->picture, self->kind, data);
  garrison_chart_sheet_set_data (self->sheet, data);
  gtk_label_set_label (self->message, garrison_chart_figures_is_empty (self->figures) ? _ ("Nothing in this period") : "");
  show_page (self);
}

static void
show_message (GarrisonChartCard *self, const char *text)
{
  g_clear_pointer (&self->figures, garrison_chart_figures_unref);
  gtk_label_set_label (self->headline, "");
  gtk_label_set_label (self->finding, "");
  gtk_widget_set_visible (GTK_WIDGET (self->change), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->caution), FALSE);
  gtk_label_set_label (self->message, text);
  show_page (self);
}

/* ---- asking ------------------------------------------------------------------------------------- */

static void
set_busy (GarrisonChartCard *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->busy), busy);
  gtk_spinner_set_spinning (self->busy, busy);
}

static gboolean
on_slow (gpointer data)
{
  GarrisonChartCard *self = data;

  self->spinner = 0;
  set_busy (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
stop_asking (GarrisonChartCard *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->spinner, g_source_remove);
}

/* What is asked, and for whom. */
typedef struct
{
  GarrisonChartCard *card;
  GCancellable *cancellable;
  GarrisonQuestion *question;
  GarrisonMetricScope *scope;
  gboolean comparing;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->card);
  g_object_unref (asking->cancellable);
  garrison_question_unref (asking->question);
  garrison_metric_scope_free (asking->scope);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
take_figures (GarrisonChartCard *self, GarrisonMetric *metric)
{
  g_clear_pointer (&self->figures, garrison_chart_figures_unref);
  self->figures = garrison_chart_figures_new (metric, garrison_window_get_directory (self->window), self->kind,
                                              self->card->title);
  show_figures (self);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  GarrisonChartCard *self = asking->card;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonMetric) metric = garrison_metric_ask_finish (result, &error);
  g_autofree char *sentence = NULL;

  /* Asked again or gone meanwhile, with its window or without. */
  if (self->cancellable != asking->cancellable || self->window == NULL)
    return;
  if (metric != NULL && !asking->comparing && garrison_metric_has_before (metric, asking->scope->compare))
    {
      /* Where figures stand already, the new ones wait for their comparison: nothing flickers. */
      if (self->figures == NULL)
        take_figures (self, metric);
      asking->comparing = TRUE;
      garrison_metric_compare_async (metric, GARRISON_STORE (source), asking->question, asking->scope, asking->cancellable,
                                     on_answered, asking);
      g_steal_pointer (&asking);
      return;
    }
  stop_asking (self);
  set_busy (self, FALSE);
  if (metric != NULL)
    take_figures (self, metric);
  else
    {
      sentence = garrison_sentence_for_error (error);
      show_message (self, sentence);
    }
  g_signal_emit (self, signals[ANSWERED], 0);
}

void
garrison_chart_card_ask (GarrisonChartCard *self, GarrisonMetricScope *scope)
{
  GarrisonDirectory *directory;
  g_autoptr (GarrisonQuestion) question = NULL;
  g_autoptr (GError) error = NULL;
  Asking *asking;

  g_return_if_fail (GARRISON_IS_CHART_CARD (self) && scope != NULL);

  directory = garrison_window_get_directory (self->window);
  stop_asking (self);
  question = garrison_question_parse (garrison_directory_get_catalogue (directory), self->card->question, &error);
  if (question != NULL && garrison_question_get_measure (question) == GARRISON_MEASURE_LIST)
    g_set_error_literal (&error, GARRISON_ERROR, GARRISON_ERROR_QUESTION, "a list");
  if (error != NULL)
    {
      show_message (self, _ ("This question cannot be shown as a chart any more. Edit or remove it."));
      g_signal_emit (self, signals[ANSWERED], 0);
      return;
    }
  if (!garrison_chart_kind_from_name (self->card->kind, &self->kind))
    self->kind = garrison_chart_kind_for_question (question);
  self->cancellable = g_cancellable_new ();
  self->spinner = g_timeout_add (BUSY_AFTER_MS, on_slow, self);
  asking = g_new0 (Asking, 1);
  asking->card = g_object_ref (self);
  asking->cancellable = g_object_ref (self->cancellable);
  asking->question = garrison_question_ref (question);
  asking->scope = garrison_metric_scope_copy (scope);
  garrison_metric_ask_async (garrison_directory_get_store (directory), question, scope,
                             garrison_directory_get_today (directory), self->cancellable, on_answered, asking);
}

/* ---- actions ------------------------------------------------------------------------------------ */

static void
on_enlarge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ENLARGE], 0);
}

static void
on_edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[EDIT], 0);
}

static void
on_remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVE], 0);
}

static void
on_move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVE], 0, g_variant_get_int32 (parameter));
}

static void
on_open_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonChartCard *self = GARRISON_CHART_CARD (widget);

  if (self->figures != NULL)
    garrison_chart_records_open_all (self->window, self->figures);
}

static void
on_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonChartCard *self = GARRISON_CHART_CARD (widget);
  g_autofree char *text = NULL;

  if (self->figures == NULL)
    return;
  text = garrison_chart_sheet_dup_text (self->sheet);
  garrison_chart_export_copy (self->window, self->figures, text);
}

static void
on_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonChartCard *self = GARRISON_CHART_CARD (widget);

  if (self->figures != NULL)
    garrison_chart_export_save (self->window, self->figures, self->kind, g_variant_get_string (parameter, NULL));
}

static void
on_table_toggled (GarrisonChartCard *self)
{
  self->table = gtk_toggle_button_get_active (self->table_button);
  show_page (self);
}

static void
on_mark (GarrisonChartCard *self, guint mark)
{
  GarrisonChart *chart = garrison_chart_picture_get_chart (self->picture);

  if (self->figures != NULL && chart != NULL)
    garrison_chart_records_open_mark (self->window, self->figures, chart, mark);
}

static void
on_row (GarrisonChartCard *self, guint category)
{
  if (self->figures != NULL)
    garrison_chart_records_open_category (self->window, self->figures, category);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GarrisonChartCard *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 && (key == GDK_KEY_t || key == GDK_KEY_T))
    {
      garrison_chart_card_show_table (self, !self->table);
      garrison_chart_card_grab (self);
      return TRUE;
    }
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      gtk_menu_button_popup (self->menu_button);
      return TRUE;
    }
  return FALSE;
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, GarrisonChartCard *self)
{
  if (n_press == 2 && garrison_chart_picture_get_mark (self->picture) < 0)
    g_signal_emit (self, signals[ENLARGE], 0);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
garrison_chart_card_dispose (GObject *object)
{
  GarrisonChartCard *self = GARRISON_CHART_CARD (object);

  stop_asking (self);
  g_clear_pointer (&self->figures, garrison_chart_figures_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (garrison_chart_card_parent_class)->dispose (object);
}

static void
garrison_chart_card_finalize (GObject *object)
{
  garrison_dashboard_card_free (GARRISON_CHART_CARD (object)->card);
  G_OBJECT_CLASS (garrison_chart_card_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "card.enlarge", NULL, on_enlarge_action);
  gtk_widget_class_install_action (widget_class, "card.edit", NULL, on_edit_action);
  gtk_widget_class_install_action (widget_class, "card.remove", NULL, on_remove_action);
  gtk_widget_class_install_action (widget_class, "card.move", "i", on_move_action);
  gtk_widget_class_install_action (widget_class, "card.open-all", NULL, on_open_all_action);
  gtk_widget_class_install_action (widget_class, "card.copy", NULL, on_copy_action);
  gtk_widget_class_install_action (widget_class, "card.export", "s", on_export_action);
}

static void
garrison_chart_card_class_init (GarrisonChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_chart_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_chart_card_finalize;
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[ENLARGE] = g_signal_new ("enlarge", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ANSWERED] = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GARRISON_TYPE_CHART_PICTURE);
  g_type_ensure (GARRISON_TYPE_CHART_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/chart-card.ui");
  gtk_widget_class_set_css_name (widget_class, "chartcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonChartCard, child)
  BIND (box);
  BIND (title_button);
  BIND (title);
  BIND (headline);
  BIND (change);
  BIND (finding);
  BIND (caution);
  BIND (message);
  BIND (busy);
  BIND (table_button);
  BIND (menu_button);
  BIND (stack);
  BIND (picture);
  BIND (sheet);
#undef BIND
  install_actions (widget_class);
}

static void
garrison_chart_card_init (GarrisonChartCard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (self->table_button, "toggled", G_CALLBACK (on_table_toggled), self);
  g_signal_connect_swapped (self->picture, "activated", G_CALLBACK (on_mark), self);
  g_signal_connect_swapped (self->sheet, "activated", G_CALLBACK (on_row), self);
  garrison_chart_picture_set_note (self->picture, _ ("Click to open the records"));
  gtk_widget_set_visible (GTK_WIDGET (self->change), FALSE);
  show_page (self);
}

GtkWidget *
garrison_chart_card_new (GarrisonWindow *window, const GarrisonDashboardCard *card)
{
  GarrisonChartCard *self;

  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && card != NULL, NULL);

  self = g_object_new (GARRISON_TYPE_CHART_CARD, NULL);
  g_set_weak_pointer (&self->window, window);
  self->card = garrison_dashboard_card_new (card->kind, card->question, card->title);
  gtk_label_set_label (self->title, self->card->title);
  gtk_widget_set_tooltip_text (self->title_button, self->card->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->card->title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->card->title, -1);
  return GTK_WIDGET (self);
}

const GarrisonDashboardCard *
garrison_chart_card_get_card (GarrisonChartCard *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_CARD (self), NULL);
  return self->card;
}

gboolean
garrison_chart_card_is_busy (GarrisonChartCard *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_CARD (self), FALSE);
  return self->cancellable != NULL;
}

void
garrison_chart_card_show_table (GarrisonChartCard *self, gboolean table)
{
  g_return_if_fail (GARRISON_IS_CHART_CARD (self));
  gtk_toggle_button_set_active (self->table_button, table);
}

gboolean
garrison_chart_card_shows_table (GarrisonChartCard *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_CARD (self), FALSE);
  return self->table;
}

void
garrison_chart_card_set_alone (GarrisonChartCard *self, gboolean alone)
{
  g_return_if_fail (GARRISON_IS_CHART_CARD (self));
  if (alone)
    gtk_widget_add_css_class (GTK_WIDGET (self), "alone");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "alone");
}

void
garrison_chart_card_set_bare (GarrisonChartCard *self)
{
  g_return_if_fail (GARRISON_IS_CHART_CARD (self));
  gtk_widget_set_visible (GTK_WIDGET (self->table_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), FALSE);
  gtk_widget_set_sensitive (self->title_button, FALSE);
  garrison_chart_picture_set_note (self->picture, NULL);
}

GarrisonChartFigures *
garrison_chart_card_get_figures (GarrisonChartCard *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_CARD (self), NULL);
  return self->figures;
}

GarrisonChartPicture *
garrison_chart_card_get_picture (GarrisonChartCard *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_CARD (self), NULL);
  return self->picture;
}

GarrisonChartKind
garrison_chart_card_get_kind (GarrisonChartCard *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_CARD (self), GARRISON_CHART_BAR);
  return self->kind;
}

const char *
garrison_chart_card_get_message (GarrisonChartCard *self)
{
  const char *text;

  g_return_val_if_fail (GARRISON_IS_CHART_CARD (self), NULL);
  text = gtk_label_get_label (self->message);
  return *text != '\0' ? text : NULL;
}

GarrisonWindow *
garrison_chart_card_get_window (GarrisonChartCard *self)
{
  g_return_val_if_fail (GARRISON_IS_CHART_CARD (self), NULL);
  return self->window;
}

void
garrison_chart_card_grab (GarrisonChartCard *self)
{
  g_return_if_fail (GARRISON_IS_CHART_CARD (self));
  if (self->table)
    garrison_chart_sheet_grab (self->sheet);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->picture));
}
