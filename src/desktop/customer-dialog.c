/* A new customer, or all the facts of one that is there. */
#include <glib/gi18n-lib.h>

#include "desktop/detail-form.h"
#include "desktop/duplicate-watch.h"
#include "desktop/record-dialogs.h"

static const GarrisonFormField WHO[] = {
  { "name", N_ ("Name"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "short_name", N_ ("Short name"), GARRISON_FORM_TEXT },
  { "level", N_ ("Level"), GARRISON_FORM_CHOICE, "level" },
  { "industry", N_ ("Industry"), GARRISON_FORM_CHOICE, "industry" },
  { "category", N_ ("Category"), GARRISON_FORM_CHOICE, "category" },
  { "region", N_ ("Region"), GARRISON_FORM_REGION },
};
static const GarrisonFormField REACH[] = {
  { "phone", N_ ("Phone"), GARRISON_FORM_TEXT },
  { "email", N_ ("Mail address"), GARRISON_FORM_TEXT },
  { "website", N_ ("Website"), GARRISON_FORM_TEXT },
  { "address", N_ ("Address"), GARRISON_FORM_TEXT },
};
static const GarrisonFormField ORIGIN[] = {
  { "source", N_ ("Source"), GARRISON_FORM_CHOICE, "source" },
  { "channel", N_ ("Channel"), GARRISON_FORM_CHOICE, "channel" },
  { "credit_code", N_ ("Credit code"), GARRISON_FORM_TEXT },
  { "note", N_ ("Note"), GARRISON_FORM_LONG_TEXT },
};

static void
open_customer (GarrisonFormDialog *dialog, gint64 customer)
{
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, customer);

  garrison_window_show_target (garrison_form_dialog_get_window (dialog), target);
}

static void
on_created (GarrisonFormDialog *dialog, GarrisonActResult *result)
{
  open_customer (dialog, garrison_act_result_get_int (result, "customer"));
}

/* The customer is there already: who sees it may open it, everybody may say that it is another. */
static gboolean
on_refused (GarrisonFormDialog *dialog, const GError *error)
{
  const char *customer = garrison_refusal_get_detail (error, "customer");
  const char *field = garrison_refusal_get_detail (error, "field");
  g_autofree char *sentence = NULL;
  gboolean seen;

  if (!garrison_error_is_refusal (error, "duplicate"))
    return FALSE;
  sentence = garrison_sentence_for_error (error);
  g_object_set_data_full (G_OBJECT (dialog), "duplicate", g_strdup (customer), g_free);
  seen = customer != NULL && *customer != '\0';
  /* The credit code is one organisation's: no "although" helps there. */
  garrison_form_dialog_show_mistake (dialog, sentence, seen ? _ ("_Open it") : NULL,
                                     g_strcmp0 (field, "credit_code") != 0 ? _ ("_Save although") : NULL);
  return TRUE;
}

static void
on_remedy (GarrisonFormDialog *dialog, int which)
{
  const char *customer = g_object_get_data (G_OBJECT (dialog), "duplicate");

  if (which == 1 && garrison_duplicate_watch_remedy (dialog))
    return;
  if (which == 1 && customer != NULL)
    {
      open_customer (dialog, g_ascii_strtoll (customer, NULL, 10));
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  garrison_form_dialog_set_int (dialog, "although", 1);
  garrison_form_dialog_submit (dialog);
}

static void
fill_group (GarrisonForm *form, GarrisonCustomerDetail *detail, const GarrisonFormField *fields, guint n)
{
  for (guint i = 0; i < n; i++)
    if (fields[i].kind == GARRISON_FORM_CHOICE)
      garrison_form_set_int (form, fields[i].arg, garrison_customer_detail_get_int (detail, fields[i].arg));
    else
      garrison_form_set_text (form, fields[i].arg, garrison_customer_detail_get_text (detail, fields[i].arg));
}

static void
fill (GarrisonFormDialog *dialog, GarrisonForm *form, GarrisonCustomerDetail *detail)
{
  fill_group (form, detail, WHO, G_N_ELEMENTS (WHO));
  fill_group (form, detail, REACH, G_N_ELEMENTS (REACH));
  fill_group (form, detail, ORIGIN, G_N_ELEMENTS (ORIGIN));
  garrison_form_dialog_set_int (dialog, "customer", garrison_customer_detail_get_customer (detail));
  garrison_form_dialog_set_int (dialog, "version", garrison_customer_detail_get_int (detail, "version"));
  /* The form does not show it, and the act sets every fact. */
  if (garrison_customer_detail_get_int (detail, "parent") != 0)
    garrison_form_dialog_set_int (dialog, "parent", garrison_customer_detail_get_int (detail, "parent"));
}

void
garrison_customer_dialog_show (GarrisonWindow *window, GarrisonCustomerDetail *detail, const char *field)
{
  gboolean there = detail != NULL && garrison_customer_detail_get_customer (detail) != 0;
  GarrisonFormDialog *dialog
    = there ? garrison_form_dialog_new (window, _ ("Edit customer"), _ ("_Save"), "edit-customer", _ ("Saved"))
            : garrison_form_dialog_new (window, _ ("New customer"), _ ("_Create"), "create-customer",
                                        _ ("Customer created"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_add_group (form, NULL, WHO, G_N_ELEMENTS (WHO));
  garrison_form_add_group (form, _ ("How to reach it"), REACH, G_N_ELEMENTS (REACH));
  garrison_form_add_group (form, _ ("Where it came from"), ORIGIN, G_N_ELEMENTS (ORIGIN));
  if (there)
    {
      fill (dialog, form, detail);
      garrison_detail_form_guard (dialog, detail, "customer", garrison_customer_detail_get_customer (detail));
    }
  else
    {
      garrison_form_dialog_connect (dialog, "done", G_CALLBACK (on_created));
      garrison_duplicate_watch_add (dialog);
    }
  garrison_form_dialog_connect (dialog, "refused", G_CALLBACK (on_refused));
  garrison_form_dialog_connect (dialog, "remedy", G_CALLBACK (on_remedy));
  gtk_window_present (GTK_WINDOW (dialog));
  if (field == NULL || !garrison_form_focus (form, field))
    garrison_form_focus (form, "name");
}
