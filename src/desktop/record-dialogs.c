#include "desktop/record-dialogs.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "desktop/detail-form.h"
#include "model/role-rules.h"

/* ---- contact ------------------------------------------------------------------------------------ */

static const GarrisonFormField CONTACT[] = {
  { "name", N_ ("Full name"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "title", N_ ("Title"), GARRISON_FORM_TEXT },
  { "department", N_ ("Department"), GARRISON_FORM_TEXT },
  { "mobile", N_ ("Mobile"), GARRISON_FORM_TEXT },
  { "phone", N_ ("Phone"), GARRISON_FORM_TEXT },
  { "email", N_ ("Mail address"), GARRISON_FORM_TEXT },
  { "messenger", N_ ("Messenger"), GARRISON_FORM_TEXT },
  { "address", N_ ("Address"), GARRISON_FORM_TEXT },
  { "birthday", N_ ("Birthday"), GARRISON_FORM_DAY },
  { "main", N_ ("Main contact"), GARRISON_FORM_YESNO },
  { "note", N_ ("Note"), GARRISON_FORM_LONG_TEXT },
};

static void
fill_contact (GarrisonFormDialog *dialog, GarrisonForm *form, GarrisonContact *contact)
{
  for (guint i = 0; i < G_N_ELEMENTS (CONTACT); i++)
    if (CONTACT[i].kind == GARRISON_FORM_TEXT || CONTACT[i].kind == GARRISON_FORM_LONG_TEXT)
      garrison_form_set_text (form, CONTACT[i].arg, garrison_contact_get_text (contact, CONTACT[i].arg));
  garrison_form_set_int (form, "birthday", garrison_contact_get_birthday (contact));
  garrison_form_set_int (form, "main", garrison_contact_is_main (contact));
  garrison_form_dialog_set_int (dialog, "contact", garrison_contact_get_id (contact));
  garrison_form_dialog_set_int (dialog, "version", garrison_contact_get_version (contact));
}

void
garrison_contact_dialog_show (GarrisonWindow *window, GarrisonCustomerDetail *detail, GarrisonContact *contact)
{
  GarrisonFormDialog *dialog
    = contact != NULL
        ? garrison_form_dialog_new (window, _ ("Edit contact"), _ ("_Save"), "edit-contact", _ ("Saved"))
        : garrison_form_dialog_new (window, _ ("New contact"), _ ("_Create"), "create-contact",
                                    _ ("Contact created"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_add_group (form, NULL, CONTACT, G_N_ELEMENTS (CONTACT));
  if (contact != NULL)
    {
      fill_contact (dialog, form, contact);
      garrison_detail_form_guard (dialog, detail, "contact", garrison_contact_get_id (contact));
    }
  else
    garrison_form_dialog_set_int (dialog, "customer", garrison_customer_detail_get_customer (detail));
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}

/* ---- deal --------------------------------------------------------------------------------------- */

static const GarrisonFormField DEAL[] = {
  { "name", N_ ("Name"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "amount", N_ ("Amount"), GARRISON_FORM_MONEY },
  { "product", N_ ("Product"), GARRISON_FORM_CHOICE, "product" },
  { "expected", N_ ("Expected close"), GARRISON_FORM_DAY },
  { "owner", N_ ("Owner"), GARRISON_FORM_PERSON },
  { "note", N_ ("Note"), GARRISON_FORM_LONG_TEXT },
};
static const GarrisonFormField FIRST_STAGE[] = {
  { "stage", N_ ("Stage"), GARRISON_FORM_CHOICE, "stage" },
};

/* What the role is kept from is no part of the form, unless it has come to be seen: what is not given stays. */
static void
leave_out_deal (GarrisonForm *form, GarrisonNames *names, GarrisonDeal *deal)
{
  const struct
  {
    const char *field, *arg;
    gboolean there;
  } fields[] = { { "deal.amount", "amount", garrison_deal_get_amount (deal) != 0 },
                 { "deal.product", "product", garrison_deal_get_product (deal) != 0 },
                 { "deal.expected_day", "expected", garrison_deal_get_expected_day (deal) != 0 },
                 { "deal.note", "note", garrison_deal_get_note (deal) != NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *rule = garrison_names_get_rule (names, fields[i].field);
      int reach = garrison_role_rule_get_reach (rule);

      if (rule != NULL && reach < garrison_role_rule_get_reach ("read") && !fields[i].there)
        garrison_form_hide (form, fields[i].arg);
      else if (g_strcmp0 (rule, "read") == 0)
        garrison_form_lock (form, fields[i].arg, _ ("Your role reads this field and does not change it"));
    }
}

static gint64
first_stage (GarrisonDirectory *directory)
{
  GListModel *stages = garrison_directory_get_choices (directory, "stage");
  g_autoptr (GarrisonChoice) stage = g_list_model_get_item (stages, 0);

  return stage != NULL ? garrison_choice_get_id (stage) : 0;
}

void
garrison_deal_dialog_show (GarrisonWindow *window, gint64 customer, GarrisonDeal *deal)
{
  GarrisonDirectory *directory = garrison_window_get_directory (window);
  GarrisonFormDialog *dialog
    = deal != NULL ? garrison_form_dialog_new (window, _ ("Edit deal"), _ ("_Save"), "edit-deal", _ ("Saved"))
                   : garrison_form_dialog_new (window, _ ("New deal"), _ ("_Create"), "create-deal",
                                               _ ("Deal created"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_add_group (form, NULL, DEAL, G_N_ELEMENTS (DEAL));
  if (deal == NULL)
    {
      garrison_form_add_group (form, NULL, FIRST_STAGE, G_N_ELEMENTS (FIRST_STAGE));
      garrison_form_set_int (form, "stage", first_stage (directory));
      garrison_form_set_int (form, "owner", garrison_store_get_me (garrison_window_get_store (window)));
      garrison_form_dialog_set_int (dialog, "customer", customer);
    }
  else
    {
      garrison_form_set_text (form, "name", garrison_deal_get_name (deal));
      garrison_form_set_int (form, "amount", garrison_deal_get_amount (deal));
      garrison_form_set_int (form, "product", garrison_deal_get_product (deal));
      garrison_form_set_int (form, "expected", garrison_deal_get_expected_day (deal));
      garrison_form_set_int (form, "owner", garrison_deal_get_owner (deal));
      garrison_form_set_text (form, "note", garrison_deal_get_note (deal));
      garrison_form_dialog_set_int (dialog, "deal", garrison_deal_get_id (deal));
      garrison_form_dialog_set_int (dialog, "version", garrison_deal_get_version (deal));
      leave_out_deal (form, garrison_catalogue_get_names (garrison_directory_get_catalogue (directory)), deal);
    }
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}

static const GarrisonFormField LOST[] = {
  { "reason", N_ ("Reason"), GARRISON_FORM_CHOICE, "lost-reason" },
  { "note", N_ ("What is to be learned"), GARRISON_FORM_LONG_TEXT },
};

void
garrison_lose_dialog_show (GarrisonWindow *window, gint64 deal)
{
  GarrisonFormDialog *dialog
    = garrison_form_dialog_new (window, _ ("Deal lost"), _ ("_Lost"), "lose-deal", _ ("Deal lost"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_add_group (form, NULL, LOST, G_N_ELEMENTS (LOST));
  garrison_form_dialog_set_int (dialog, "deal", deal);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, 320);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "reason");
}

/* ---- payment ------------------------------------------------------------------------------------ */

static const GarrisonFormField PAYMENT[] = {
  { "amount", N_ ("Amount"), GARRISON_FORM_MONEY, NULL, TRUE },
  { "day", N_ ("Date"), GARRISON_FORM_DAY, NULL, TRUE },
  { "note", N_ ("Note"), GARRISON_FORM_LONG_TEXT },
};

void
garrison_payment_dialog_show (GarrisonWindow *window, gint64 customer, gint64 deal)
{
  GarrisonFormDialog *dialog = garrison_form_dialog_new (window, _ ("Record a payment"), _ ("_Record"),
                                                         "record-payment", _ ("Payment recorded"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_add_group (form, NULL, PAYMENT, G_N_ELEMENTS (PAYMENT));
  garrison_form_set_int (form, "day", garrison_directory_get_today (garrison_window_get_directory (window)));
  garrison_form_dialog_set_int (dialog, "customer", customer);
  if (deal != 0)
    garrison_form_dialog_set_int (dialog, "deal", deal);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, 380);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "amount");
}

/* ---- task --------------------------------------------------------------------------------------- */

static const GarrisonFormField TASK[] = {
  { "text", N_ ("What is to be done"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "due", N_ ("Date"), GARRISON_FORM_DUE, NULL, TRUE },
  { "person", N_ ("Who does it"), GARRISON_FORM_PERSON, NULL, TRUE },
};

void
garrison_task_dialog_show (GarrisonWindow *window, gint64 customer, GarrisonTask *task)
{
  GarrisonFormDialog *dialog
    = task != NULL ? garrison_form_dialog_new (window, _ ("Next step"), _ ("_Save"), "edit-task", _ ("Saved"))
                   : garrison_form_dialog_new (window, _ ("Next step"), _ ("_Create"), "create-task",
                                               _ ("Next step set"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_add_group (form, NULL, TASK, G_N_ELEMENTS (TASK));
  if (task != NULL)
    {
      garrison_form_set_text (form, "text", garrison_task_get_text (task));
      garrison_form_set_due (form, "due", garrison_task_get_due_at (task), garrison_task_is_timed (task));
      garrison_form_set_int (form, "person", garrison_task_get_person (task));
      garrison_form_dialog_set_int (dialog, "task", garrison_task_get_id (task));
      garrison_form_dialog_set_int (dialog, "version", garrison_task_get_version (task));
    }
  else
    {
      garrison_form_set_int (form, "person", garrison_store_get_me (garrison_window_get_store (window)));
      garrison_form_dialog_set_int (dialog, "customer", customer);
    }
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, 380);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "text");
}

/* ---- tag ---------------------------------------------------------------------------------------- */

static const GarrisonFormField TAG[] = {
  { "tag", N_ ("Tag"), GARRISON_FORM_TEXT, NULL, TRUE },
};

void
garrison_tag_dialog_show (GarrisonWindow *window, const gint64 *ids, guint n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("Tag %u customer", "Tag %u customers", n), n);
  GarrisonFormDialog *dialog
    = garrison_form_dialog_new (window, title, _ ("_Tag"), "tag-customers", _ ("Tagged"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_add_group (form, NULL, TAG, G_N_ELEMENTS (TAG));
  garrison_form_dialog_set_ids (dialog, "ids", ids, n);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 380, 190);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "tag");
}
