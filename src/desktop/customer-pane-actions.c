#include <glib/gi18n-lib.h>

#include "desktop/customer-pane-private.h"
#include "desktop/record-dialogs.h"

static GarrisonArgs *
args_with (const char *name, gint64 value)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, name, value);
  return args;
}

static gint64
customer_of (GarrisonCustomerPane *self)
{
  return garrison_customer_detail_get_customer (self->detail);
}

static void
act (GarrisonCustomerPane *self, const char *name, GarrisonArgs *args)
{
  g_autofree char *sentence = garrison_sentence_for_act (name, 1, NULL);

  garrison_window_act (self->window, name, args, sentence != NULL ? sentence : _ ("Done"), NULL, NULL, NULL);
}

static gpointer
find_item (GListModel *model, gint64 id, gint64 (*id_of) (gpointer item))
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      if (id_of (item) == id)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static gint64
deal_id (gpointer item)
{
  return garrison_deal_get_id (item);
}

/* (transfer full) (nullable) */
static GarrisonDeal *
deal_of (GarrisonCustomerPane *self, gint64 id)
{
  return find_item (garrison_customer_detail_get_deals (self->detail), id, deal_id);
}

static void
on_done (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);
  GListModel *tasks = garrison_customer_detail_get_tasks (self->detail);
  g_autoptr (GarrisonTask) task = g_list_model_get_item (tasks, 0);
  g_autoptr (GarrisonArgs) args = NULL;

  if (task == NULL)
    return;
  args = args_with ("task", garrison_task_get_id (task));
  act (self, "complete-task", args);
}

static void
on_edit_task (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);
  g_autoptr (GarrisonTask) task = g_list_model_get_item (garrison_customer_detail_get_tasks (self->detail), 0);

  garrison_task_dialog_show (self->window, customer_of (self), task);
}

static void
on_new_task (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);

  garrison_task_dialog_show (self->window, customer_of (self), NULL);
}

static void
on_missing (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);
  g_autoptr (GPtrArray) missing = garrison_customer_detail_get_missing (self->detail);
  const char *first = missing != NULL && missing->len > 0 ? missing->pdata[0] : NULL;

  if (g_strcmp0 (first, "contact") == 0)
    garrison_contact_dialog_show (self->window, self->detail, NULL);
  else
    garrison_customer_dialog_show (self->window, self->detail, first);
}

static void
on_new_contact (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);

  garrison_contact_dialog_show (self->window, self->detail, NULL);
}

static void
on_edit_contact (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);
  g_autoptr (GarrisonContact) contact
    = garrison_customer_pane_find_contact (self, g_variant_get_int64 (parameter));

  if (contact != NULL)
    garrison_contact_dialog_show (self->window, self->detail, contact);
}

static void
on_archive_contact (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GarrisonArgs) args = args_with ("contact", g_variant_get_int64 (parameter));

  garrison_window_act (GARRISON_CUSTOMER_PANE (widget)->window, "archive-contact", args,
                       _ ("Contact archived"), NULL, NULL, NULL);
}

static void
on_call_contact (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_customer_pane_log_with (GARRISON_CUSTOMER_PANE (widget), g_variant_get_int64 (parameter), "call");
}

static void
on_mail_contact (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_customer_pane_log_with (GARRISON_CUSTOMER_PANE (widget), g_variant_get_int64 (parameter), "mail");
}

static void
on_disclose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *relation;
  gint64 record;

  g_variant_get (parameter, "(&sx)", &relation, &record);
  garrison_customer_pane_ask_purpose (GARRISON_CUSTOMER_PANE (widget), relation, record);
}

static void
on_copy_detail (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *relation, *field;
  gint64 record;

  g_variant_get (parameter, "(&sx&s)", &relation, &record, &field);
  garrison_customer_pane_copy_detail (GARRISON_CUSTOMER_PANE (widget), relation, record, field);
}

static void
on_new_deal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);

  garrison_deal_dialog_show (self->window, customer_of (self), NULL);
}

static void
on_edit_deal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);
  g_autoptr (GarrisonDeal) deal = deal_of (self, g_variant_get_int64 (parameter));

  if (deal != NULL)
    garrison_deal_dialog_show (self->window, customer_of (self), deal);
}

static void
on_advance_deal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);
  g_autoptr (GarrisonDeal) deal = NULL;
  g_autoptr (GarrisonArgs) args = NULL;
  g_autofree char *sentence = NULL;
  gint64 id, stage;

  g_variant_get (parameter, "(xx)", &id, &stage);
  deal = deal_of (self, id);
  if (deal == NULL)
    return;
  args = args_with ("deal", id);
  garrison_args_set_int (args, "stage", stage);
  garrison_args_set_int (args, "version", garrison_deal_get_version (deal));
  sentence = g_strdup_printf (_ ("%s is at %s now"), garrison_deal_get_name (deal),
                              garrison_directory_get_choice_name (self->directory, "stage", stage));
  garrison_window_act (self->window, "advance-deal", args, sentence, NULL, NULL, NULL);
}

static void
on_win_deal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);
  g_autoptr (GarrisonArgs) args = args_with ("deal", g_variant_get_int64 (parameter));

  act (self, "win-deal", args);
}

static void
on_reopen_deal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GarrisonArgs) args = args_with ("deal", g_variant_get_int64 (parameter));

  garrison_window_act (GARRISON_CUSTOMER_PANE (widget)->window, "reopen-deal", args, _ ("Deal reopened"),
                       NULL, NULL, NULL);
}

static void
on_lose_deal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);

  garrison_lose_dialog_show (self->window, g_variant_get_int64 (parameter));
}

static void
on_pay (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);

  garrison_payment_dialog_show (self->window, customer_of (self),
                                parameter != NULL ? g_variant_get_int64 (parameter) : 0);
}

static void
on_open_timeline (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (widget);
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, customer_of (self));

  gtk_widget_activate_action (widget, "app.show-timeline", "s", target);
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
  const char *right; /* (nullable): without it the action is off */
} ACTIONS[] = {
  { "pane.done", NULL, on_done, "task.edit" },
  { "pane.edit-task", NULL, on_edit_task, "task.edit" },
  { "pane.new-task", NULL, on_new_task, "task.edit" },
  { "pane.missing", NULL, on_missing, "customer.edit" },
  { "pane.new-contact", NULL, on_new_contact, "contact.edit" },
  { "pane.edit-contact", "x", on_edit_contact, "contact.edit" },
  { "pane.archive-contact", "x", on_archive_contact, "contact.edit" },
  { "pane.call-contact", "x", on_call_contact, NULL },
  { "pane.mail-contact", "x", on_mail_contact, NULL },
  { "pane.disclose", "(sx)", on_disclose, "contact.disclose" },
  { "pane.copy-detail", "(sxs)", on_copy_detail, NULL },
  { "pane.new-deal", NULL, on_new_deal, "deal.edit" },
  { "pane.edit-deal", "x", on_edit_deal, "deal.edit" },
  { "pane.advance-deal", "(xx)", on_advance_deal, "deal.edit" },
  { "pane.win-deal", "x", on_win_deal, "deal.close" },
  { "pane.lose-deal", "x", on_lose_deal, "deal.close" },
  { "pane.reopen-deal", "x", on_reopen_deal, "deal.reopen" },
  { "pane.pay-deal", "x", on_pay, "payment.record" },
  { "pane.pay", NULL, on_pay, "payment.record" },
  { "pane.timeline", NULL, on_open_timeline, NULL },
};

void
garrison_customer_pane_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].name, ACTIONS[i].parameter, ACTIONS[i].activate);
}

void
garrison_customer_pane_update_actions (GarrisonCustomerPane *self)
{
  GarrisonStore *store = garrison_window_get_store (self->window);
  gint64 owner = garrison_customer_detail_get_int (self->detail, "owner");
  gboolean some = customer_of (self) != 0;

  /* What the store would refuse is not offered; the store decides all the same. */
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      const char *right = ACTIONS[i].right;
      gboolean may = right == NULL
                     || (g_str_has_prefix (right, "task.") ? garrison_store_get_scope (store, right) != NULL
                                                           : garrison_store_reaches (store, right, owner));
      gtk_widget_action_set_enabled (GTK_WIDGET (self), ACTIONS[i].name, some && may);
    }
}
