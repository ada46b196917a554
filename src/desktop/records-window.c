#include "desktop/records-window.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "desktop/application.h"
#include "desktop/text-scale.h"
#include "desktop/watermark-layer.h"

struct _GarrisonRecordsWindow
{
  AdwWindow parent_instance;
  GarrisonDesktopSession *session;
  GarrisonQuestion *list, *measured;
  GarrisonAnswer *answer;
  GCancellable *cancellable;
  GtkStringList *rows; /* as many as the answer has */
  gint64 count;        /* -1: not known */
  gint64 sum;
  gboolean has_sum;
  char *sum_text;
  guint left;          /* questions under way */

  AdwWindowTitle *heading;
  GtkLabel *figure;
  GtkLabel *summary;
  GtkSpinner *busy;
  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *message;
  GarrisonWatermarkLayer *mark;
};

G_DEFINE_FINAL_TYPE (GarrisonRecordsWindow, garrison_records_window, ADW_TYPE_WINDOW)

/* ---- figures ------------------------------------------------------------------------------------ */

static gboolean
counts_only (GarrisonRecordsWindow *self)
{
  return self->measured == NULL || garrison_question_get_measure (self->measured) == GARRISON_MEASURE_COUNT
         || garrison_question_get_measure (self->measured) == GARRISON_MEASURE_LIST;
}

static void
show_summary (GarrisonRecordsWindow *self)
{
  g_autofree char *n = garrison_money_format (MAX (0, self->count), NULL);
  g_autofree char *records = NULL, *shown = NULL, *text = NULL;
  guint rows = garrison_records_window_get_n_shown (self);

  gtk_widget_set_visible (GTK_WIDGET (self->busy), self->left > 0);
  if (self->count < 0)
    return;
  records = g_strdup_printf (ngettext ("%s record", "%s records", (gulong) MIN (self->count, G_MAXINT)), n);
  if (self->answer != NULL && rows < self->count)
    shown = g_strdup_printf (_ ("the first %u are shown"), rows);
  if (counts_only (self))
    {
      gtk_label_set_label (self->figure, records);
      gtk_label_set_label (self->summary, shown != NULL ? shown : "");
      return;
    }
  text = shown != NULL ? g_strdup_printf ("%s · %s", records, shown) : g_strdup (records);
  gtk_label_set_label (self->figure, self->sum_text != NULL ? self->sum_text : "");
  gtk_label_set_label (self->summary, text);
}

static void
show_error (GarrisonRecordsWindow *self, const GError *error)
{
  g_autofree char *sentence = garrison_sentence_for_error (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_title (self->message, _ ("The records cannot be shown"));
  adw_status_page_set_description (self->message, escaped);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

/* ---- rows --------------------------------------------------------------------------------------- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), g_object_get_data (G_OBJECT (factory), "number") != NULL ? 1 : 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, GarrisonRecordsWindow *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  g_autofree char *cell = garrison_answer_get_cell (self->answer, gtk_list_item_get_position (item), column);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), cell != NULL ? cell : "");
}

static gboolean
is_number (const GarrisonField *field)
{
  return field->type == GARRISON_FIELD_MONEY || field->type == GARRISON_FIELD_INT || field->type == GARRISON_FIELD_NUMBER;
}

static int
width_of (const GarrisonField *field)
{
  switch ((int) field->type)
    {
    case GARRISON_FIELD_TEXT:
    case GARRISON_FIELD_RECORD:
      return 200;
    case GARRISON_FIELD_MONEY:
      return 130;
    default:
      return 100;
    }
}

static void
add_column (GarrisonRecordsWindow *self, guint index)
{
  const GarrisonField *field = garrison_answer_get_field (self->answer, index);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (index));
  if (is_number (field))
    g_object_set_data (G_OBJECT (factory), "number", factory);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  column = gtk_column_view_column_new (garrison_answer_get_column_label (self->answer, index), factory);
  gtk_column_view_column_set_fixed_width (column, width_of (field));
  gtk_column_view_column_set_expand (column, field->type == GARRISON_FIELD_RECORD);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
show_rows (GarrisonRecordsWindow *self)
{
  guint n = garrison_answer_get_n_rows (self->answer);
  const char **names = g_new0 (const char *, n + 1);

  for (guint i = 0; i < garrison_answer_get_n_columns (self->answer); i++)
    add_column (self, i);
  for (guint i = 0; i < n; i++)
    names[i] = "";
  gtk_string_list_splice (self->rows, 0, 0, names);
  g_free (names);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/* ---- a row's customer --------------------------------------------------------------------------- */

static void
show_customer (GarrisonRecordsWindow *self, gint64 customer)
{
  GApplication *application = g_application_get_default ();
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, customer);

  if (GARRISON_IS_APPLICATION (application))
    garrison_application_show_window (GARRISON_APPLICATION (application), self->session, "customers", target);
  else
    garrison_desktop_session_set_customer (self->session, customer);
}

static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonRecordsWindow) self = data;
  g_autoptr (GarrisonAnswer) answer = garrison_question_ask_finish (result, NULL);
  const char *key;

  if (answer == NULL || self->session == NULL || garrison_answer_get_n_rows (answer) != 1)
    return;
  key = garrison_answer_get_row_key (answer, 0);
  if (*key == '#')
    show_customer (self, g_ascii_strtoll (key + 1, NULL, 10));
}

/* The customer that a record leads to: "count of deals where id = 9 by customer". */
static GarrisonQuestion *
customer_question (GarrisonRecordsWindow *self, gint64 record)
{
  static const char *const PATHS[] = { "customer", "deal.customer" };
  const char *plural = garrison_question_get_relation (self->list)->plural;

  for (guint i = 0; i < G_N_ELEMENTS (PATHS); i++)
    {
      g_autofree char *text = g_strdup_printf ("count of %s where id = %" G_GINT64_FORMAT " by %s", plural, record, PATHS[i]);
      GarrisonQuestion *question = garrison_question_parse (garrison_question_get_catalogue (self->list), text, NULL);
      if (question != NULL)
        return question;
    }
  return NULL;
}

static void
on_activate (GarrisonRecordsWindow *self, guint position)
{
  gint64 record = garrison_answer_get_record (self->answer, position);
  g_autoptr (GarrisonQuestion) question = NULL;

  if (g_str_equal (garrison_question_get_relation (self->list)->key, "customer"))
    {
      show_customer (self, record);
      return;
    }
  question = customer_question (self, record);
  if (question != NULL)
    garrison_question_ask_async (garrison_desktop_session_get_store (self->session), question, self->cancellable,
                                 on_customer, g_object_ref (self));
}

/* ---- asking ------------------------------------------------------------------------------------- */

static gboolean
is_over (GarrisonRecordsWindow *self, const GError *error)
{
  self->left--;
  return self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonRecordsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonAnswer) answer = garrison_question_ask_finish (result, &error);

  if (is_over (self, error))
    return;
  if (answer == NULL)
    show_error (self, error);
  else
    {
      self->answer = g_steal_pointer (&answer);
      show_rows (self);
    }
  show_summary (self);
}

static void
on_count (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonRecordsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonAnswer) answer = garrison_question_ask_finish (result, &error);

  if (is_over (self, error))
    return;
  if (answer != NULL)
    self->count = garrison_metric_sum (answer);
  show_summary (self);
}

static void
on_sum (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonRecordsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonAnswer) answer = garrison_question_ask_finish (result, &error);

  if (is_over (self, error))
    return;
  if (answer != NULL && garrison_answer_get_n_rows (answer) > 0 && garrison_answer_has_value (answer, 0, 0))
    {
      self->has_sum = TRUE;
      self->sum = garrison_answer_get_integer (answer, 0, 0);
      self->sum_text = garrison_answer_get_cell (answer, 0, garrison_answer_get_n_columns (answer) - 1);
    }
  show_summary (self);
}

static void
ask (GarrisonRecordsWindow *self, GarrisonQuestion *question, GAsyncReadyCallback callback)
{
  self->left++;
  garrison_question_ask_async (garrison_desktop_session_get_store (self->session), question, self->cancellable, callback,
                               g_object_ref (self));
}

static void
begin (GarrisonRecordsWindow *self)
{
  g_autoptr (GarrisonQuestion) count = garrison_question_as_count (self->list);
  g_autofree char *records = garrison_question_to_text (self->list, GARRISON_QUESTION_STORED);
  g_autofree char *limited = g_strdup_printf ("%s limit %d", records, GARRISON_RECORDS_SHOWN);
  g_autoptr (GarrisonQuestion) rows = NULL, sum = NULL;
  g_autoptr (GError) error = NULL;

  rows = garrison_question_parse (garrison_question_get_catalogue (self->list), limited, &error);
  if (rows == NULL)
    {
      show_error (self, error);
      return;
    }
  ask (self, count, on_count);
  if (!counts_only (self))
    sum = garrison_metric_figure_of (self->measured, self->list, NULL);
  if (sum != NULL)
    ask (self, sum, on_sum);
  ask (self, rows, on_rows);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
garrison_records_window_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonRecordsWindow *self = GARRISON_RECORDS_WINDOW (widget);

  GTK_WIDGET_CLASS (garrison_records_window_parent_class)->snapshot (widget, snapshot);
  if (self->mark != NULL)
    garrison_watermark_layer_snapshot (self->mark, snapshot);
}

static void
garrison_records_window_dispose (GObject *object)
{
  GarrisonRecordsWindow *self = GARRISON_RECORDS_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->mark, garrison_watermark_layer_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (garrison_records_window_parent_class)->dispose (object);
}

static void
garrison_records_window_finalize (GObject *object)
{
  GarrisonRecordsWindow *self = GARRISON_RECORDS_WINDOW (object);

  g_clear_pointer (&self->answer, garrison_answer_unref);
  g_clear_pointer (&self->list, garrison_question_unref);
  g_clear_pointer (&self->measured, garrison_question_unref);
  g_clear_object (&self->rows);
  g_free (self->sum_text);
  G_OBJECT_CLASS (garrison_records_window_parent_class)->finalize (object);
}

static void
garrison_records_window_class_init (GarrisonRecordsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_records_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_records_window_finalize;
  widget_class->snapshot = garrison_records_window_snapshot;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/records-window.ui");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonRecordsWindow, child)
  BIND (heading);
  BIND (figure);
  BIND (summary);
  BIND (busy);
  BIND (stack);
  BIND (view);
  BIND (message);
#undef BIND
}

static void
garrison_records_window_init (GarrisonRecordsWindow *self)
{
  GtkSingleSelection *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  garrison_text_scale_window (GTK_WINDOW (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "garrison");
  self->count = -1;
  self->rows = gtk_string_list_new (NULL);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activate), self);
}

GarrisonRecordsWindow *
garrison_records_window_new (GarrisonWindow *parent, GarrisonQuestion *list, GarrisonQuestion *measured, const char *title)
{
  GarrisonRecordsWindow *self;

  g_return_val_if_fail (GARRISON_IS_WINDOW (parent) && list != NULL && title != NULL, NULL);

  self = g_object_new (GARRISON_TYPE_RECORDS_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, "title", title, NULL);
  self->session = g_object_ref (garrison_window_get_session (parent));
  self->mark = garrison_watermark_layer_new (GTK_WIDGET (self), garrison_window_get_directory (parent));
  self->list = garrison_question_ref (list);
  self->measured = measured != NULL ? garrison_question_ref (measured) : NULL;
  self->cancellable = g_cancellable_new ();
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, garrison_relation_get_label (garrison_question_get_relation (list)));
  begin (self);
  return self;
}

gint64
garrison_records_window_get_count (GarrisonRecordsWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_RECORDS_WINDOW (self), -1);
  return self->count;
}

gboolean
garrison_records_window_get_figure (GarrisonRecordsWindow *self, gint64 *figure)
{
  g_return_val_if_fail (GARRISON_IS_RECORDS_WINDOW (self), FALSE);

  if (counts_only (self))
    {
      *figure = self->count;
      return self->count >= 0;
    }
  *figure = self->sum;
  return self->has_sum;
}

guint
garrison_records_window_get_n_shown (GarrisonRecordsWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_RECORDS_WINDOW (self), 0);
  return self->answer != NULL ? garrison_answer_get_n_rows (self->answer) : 0;
}
