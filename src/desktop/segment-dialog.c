#include "desktop/segment-dialog.h"

#include <glib/gi18n-lib.h>

#include "desktop/form-dialog.h"

static const GarrisonFormField NAME[] = {
  { "name", N_ ("Name"), GARRISON_FORM_TEXT, NULL, TRUE },
};
static const GarrisonFormField EVERYBODY[] = {
  { "everybody", N_ ("Everybody sees it"), GARRISON_FORM_YESNO },
};

static GarrisonForm *
dialog_new (GarrisonWindow *window, const char *title, const char *sentence, GarrisonFormDialog **dialog)
{
  GarrisonForm *form;

  *dialog = garrison_form_dialog_new (window, title, _ ("_Save"), "save-view", sentence);
  gtk_window_set_default_size (GTK_WINDOW (*dialog), 420, -1);
  form = garrison_form_dialog_get_form (*dialog);
  garrison_form_add_group (form, NULL, NAME, G_N_ELEMENTS (NAME));
  return form;
}

void
garrison_segment_dialog_show (GarrisonWindow *window, const char *question, const char *layout)
{
  GarrisonFormDialog *dialog;
  GarrisonForm *form;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && question != NULL && layout != NULL);

  form = dialog_new (window, _ ("Save as segment"), _ ("Segment saved"), &dialog);
  if (garrison_store_get_scope (garrison_window_get_store (window), "view.share") != NULL)
    garrison_form_add_group (form, NULL, EVERYBODY, G_N_ELEMENTS (EVERYBODY));
  garrison_form_dialog_set_text (dialog, "kind", "segment");
  garrison_form_dialog_set_text (dialog, "question", question);
  garrison_form_dialog_set_text (dialog, "layout", layout);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}

void
garrison_segment_rename (GarrisonWindow *window, GarrisonSavedView *view)
{
  GarrisonFormDialog *dialog;
  GarrisonForm *form;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_SAVED_VIEW (view));

  form = dialog_new (window, _ ("Rename segment"), _ ("Saved"), &dialog);
  garrison_form_set_text (form, "name", garrison_saved_view_get_name (view));
  garrison_form_dialog_set_int (dialog, "view", garrison_saved_view_get_id (view));
  garrison_form_dialog_set_text (dialog, "kind", garrison_saved_view_get_kind (view));
  garrison_form_dialog_set_text (dialog, "question", garrison_saved_view_get_question (view));
  garrison_form_dialog_set_text (dialog, "layout", garrison_saved_view_get_layout (view));
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}

void
garrison_segment_replace (GarrisonWindow *window, GarrisonSavedView *view, const char *question, const char *layout)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_return_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_SAVED_VIEW (view));

  garrison_args_set_int (args, "view", garrison_saved_view_get_id (view));
  garrison_args_set_text (args, "kind", garrison_saved_view_get_kind (view));
  garrison_args_set_text (args, "name", garrison_saved_view_get_name (view));
  garrison_args_set_text (args, "question", question);
  garrison_args_set_text (args, "layout", layout);
  garrison_window_act (window, "save-view", args, _ ("Segment saved"), NULL, NULL, NULL);
}

void
garrison_segment_delete (GarrisonWindow *window, GarrisonSavedView *view)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_return_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_SAVED_VIEW (view));

  garrison_args_set_int (args, "view", garrison_saved_view_get_id (view));
  garrison_window_act (window, "delete-view", args, _ ("Segment deleted"), NULL, NULL, NULL);
}

gboolean
garrison_segment_may_change (GarrisonStore *store, GarrisonSavedView *view)
{
  const char *right = garrison_saved_view_is_shared (view) ? "view.share" : "view.own";

  return garrison_store_get_scope (store, right) != NULL;
}
