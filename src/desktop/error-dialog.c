#include "desktop/error-dialog.h"

#include <glib/gi18n-lib.h>

void
garrison_notice_show (GtkWindow *parent, const char *heading, const char *sentence)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
garrison_error_dialog_show (GtkWindow *parent, const GError *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Its words may hold what somebody typed or a file says: they are for the screen. */
  g_debug ("%s %d", g_quark_to_string (error->domain), error->code);
  sentence = garrison_sentence_for_error (error);
  garrison_notice_show (parent, _ ("That did not work"), sentence);
}

typedef struct
{
  GarrisonConfirmed confirmed;
  gpointer data;
  GDestroyNotify destroy;
} Question;

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_strcmp0 (response, "confirm") == 0)
    question->confirmed (question->data);
}

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->data);
  g_free (question);
}

void
garrison_confirm (GtkWindow *parent, const char *heading, const char *body, const char *confirm,
                  gboolean destructive, GarrisonConfirmed confirmed, gpointer data,
                  GDestroyNotify destroy)
{
  Question *question;
  AdwMessageDialog *dialog;

  g_return_if_fail (confirmed != NULL);

  question = g_new0 (Question, 1);
  question->confirmed = confirmed;
  question->data = data;
  question->destroy = destroy;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "confirm", confirm, NULL);
  adw_message_dialog_set_response_appearance (
    dialog, "confirm", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "confirm");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
