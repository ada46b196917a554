#include "desktop/view-row.h"

#include <glib/gi18n-lib.h>

#include "base/money.h"
#include "model/answer.h"
#include "model/pace.h"

#define FOLLOW_MS 100

struct _GarrisonViewRow
{
  GtkListBoxRow parent_instance;
  char *key;
  char *title;
  char *question;
  GCancellable *cancellable;
  GarrisonPace *pace;           /* (nullable): NULL when the row is gone */
  GarrisonDirectory *directory; /* (nullable): NULL before the first count */
  guint asked;                  /* counts under way */
  GtkLabel *late;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (GarrisonViewRow, garrison_view_row, GTK_TYPE_LIST_BOX_ROW)

static void on_due (gpointer data);

static void
garrison_view_row_dispose (GObject *object)
{
  GarrisonViewRow *self = GARRISON_VIEW_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->pace, garrison_pace_free);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_view_row_parent_class)->dispose (object);
}

static void
garrison_view_row_finalize (GObject *object)
{
  GarrisonViewRow *self = GARRISON_VIEW_ROW (object);

  g_object_unref (self->cancellable);
  g_free (self->key);
  g_free (self->title);
  g_free (self->question);
  G_OBJECT_CLASS (garrison_view_row_parent_class)->finalize (object);
}

static void
garrison_view_row_class_init (GarrisonViewRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_view_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_view_row_finalize;
}

static void
garrison_view_row_init (GarrisonViewRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->pace = garrison_pace_new (FOLLOW_MS, on_due, self);
}

static GtkLabel *
label_new (const char *style, gboolean visible)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (label, visible);
  return GTK_LABEL (label);
}

GtkWidget *
garrison_view_row_new (const char *key, const char *icon, const char *title, const char *question)
{
  GarrisonViewRow *self = g_object_new (GARRISON_TYPE_VIEW_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (title);

  self->key = g_strdup (key);
  self->title = g_strdup (title);
  self->question = g_strdup (question);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  self->late = label_new ("badge", FALSE);
  self->count = label_new ("secondary", TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->late));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

const char *
garrison_view_row_get_key (GarrisonViewRow *self)
{
  g_return_val_if_fail (GARRISON_IS_VIEW_ROW (self), NULL);
  return self->key;
}

const char *
garrison_view_row_get_title (GarrisonViewRow *self)
{
  g_return_val_if_fail (GARRISON_IS_VIEW_ROW (self), NULL);
  return self->title;
}

const char *
garrison_view_row_get_question (GarrisonViewRow *self)
{
  g_return_val_if_fail (GARRISON_IS_VIEW_ROW (self), NULL);
  return self->question;
}

typedef struct
{
  GarrisonViewRow *row;
  GtkLabel *label;
} Counting;

static void
show_count (GtkLabel *label, GarrisonAnswer *answer)
{
  gint64 n = garrison_answer_get_n_rows (answer) > 0 ? garrison_answer_get_integer (answer, 0, 0) : 0;
  g_autofree char *text = garrison_money_format (n, NULL);

  gtk_label_set_label (label, text);
  if (gtk_widget_has_css_class (GTK_WIDGET (label), "badge"))
    gtk_widget_set_visible (GTK_WIDGET (label), n > 0);
}

/* The row and its labels are held until then, though they may have left the sidebar. */
static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  Counting *counting = data;
  GarrisonViewRow *self = counting->row;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonAnswer) answer = garrison_question_ask_finish (result, &error);

  if (answer != NULL)
    show_count (counting->label, answer);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("a view was not counted: %s", error->message);
  self->asked--;
  if (self->pace != NULL && self->asked == 0)
    garrison_pace_set_busy (self->pace, FALSE);
  g_object_unref (counting->label);
  g_object_unref (counting->row);
  g_free (counting);
}

static void
count (GarrisonViewRow *self, const char *text, GtkLabel *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question
    = garrison_question_parse (garrison_directory_get_catalogue (self->directory), text, &error);
  g_autoptr (GarrisonQuestion) counted = NULL;
  Counting *counting;

  if (question == NULL)
    {
      /* What it asks for may name somebody. */
      g_debug ("a view is not understood at character %d", garrison_question_error_get_position (error));
      return;
    }
  counted = garrison_question_as_count (question);
  counting = g_new0 (Counting, 1);
  counting->row = g_object_ref (self);
  counting->label = g_object_ref (label);
  self->asked++;
  garrison_pace_set_busy (self->pace, TRUE);
  garrison_question_ask_async (garrison_directory_get_store (self->directory), counted, self->cancellable, on_counted,
                               counting);
}

static void
on_due (gpointer data)
{
  GarrisonViewRow *self = data;

  count (self, self->question, self->count);
  if (g_strcmp0 (self->key, "due") == 0)
    count (self, "customers where owner = me and next_due < today", self->late);
}

void
garrison_view_row_count (GarrisonViewRow *self, GarrisonDirectory *directory)
{
  g_return_if_fail (GARRISON_IS_VIEW_ROW (self));
  g_return_if_fail (GARRISON_IS_DIRECTORY (directory));

  if (self->pace == NULL)
    return;
  g_set_object (&self->directory, directory);
  garrison_pace_news (self->pace);
}
