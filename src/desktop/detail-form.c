#include "desktop/detail-form.h"

#include <glib/gi18n-lib.h>

#include "desktop/detail-copy.h"
#include "desktop/disclosure-popover.h"
#include "desktop/entry-keep.h"
#include "model/role-rules.h"

typedef struct
{
  GarrisonFormDialog *dialog;     /* it owns this */
  GarrisonCustomerDetail *detail; /* our own: what the window shows may become another customer */
  char *relation;
  gint64 record;
  const char *first;  /* (nullable): the field that gets the keys when the popover has closed */
  gboolean disclosed; /* it has */
} Guard;

static void
guard_free (gpointer data)
{
  Guard *guard = data;

  g_signal_handlers_disconnect_by_data (guard->detail, guard);
  g_object_unref (guard->detail);
  g_free (guard->relation);
  g_free (guard);
}

/* ---- what is there ------------------------------------------------------------------------------- */

static gboolean
is_detail (const char *relation, const char *field)
{
  static const char *const of_customer[] = { "phone", "email", "address", NULL };
  static const char *const of_contact[] = { "phone", "mobile", "email", "messenger", "address", NULL };

  return g_strv_contains (g_str_equal (relation, "customer") ? of_customer : of_contact, field);
}

/* (transfer full) (nullable) */
static GarrisonContact *
find_contact (GarrisonCustomerDetail *detail, gint64 id)
{
  GListModel *contacts = garrison_customer_detail_get_contacts (detail);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (GarrisonContact) contact = g_list_model_get_item (contacts, i);
      if (garrison_contact_get_id (contact) == id)
        return g_steal_pointer (&contact);
    }
  return NULL;
}

/* (transfer full) (nullable): what stands in a detail. FALSE: it is gone, or not loaded yet. */
static gboolean
look_up (Guard *guard, GarrisonCustomerDetail *detail, const char *field, char **text, gboolean *masked)
{
  g_autoptr (GarrisonContact) contact = NULL;

  if (g_str_equal (guard->relation, "customer"))
    {
      *text = g_strdup (garrison_customer_detail_get_text (detail, field));
      *masked = garrison_customer_detail_is_masked (detail, field);
      return garrison_customer_detail_get_customer (detail) == guard->record;
    }
  contact = find_contact (detail, guard->record);
  *text = contact != NULL ? g_strdup (garrison_contact_get_text (contact, field)) : NULL;
  *masked = contact != NULL && garrison_contact_is_masked (contact, field);
  return contact != NULL;
}

/* ---- copying ------------------------------------------------------------------------------------- */

static void
on_copy (GtkText *entry, Guard *guard)
{
  const char *field = g_object_get_data (G_OBJECT (entry), "field");
  int start, end;
  g_autofree char *text = NULL;

  g_signal_stop_emission_by_name (entry, "copy-clipboard");
  if (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), &start, &end))
    text = gtk_editable_get_chars (GTK_EDITABLE (entry), start, end);
  if (text != NULL)
    garrison_detail_copy (garrison_form_dialog_get_window (guard->dialog), guard->relation, guard->record, field, text);
}

static void
on_cut (GtkText *entry, Guard *guard)
{
  g_signal_stop_emission_by_name (entry, "cut-clipboard");
  on_copy (entry, guard);
  gtk_editable_delete_selection (GTK_EDITABLE (entry));
}

/* What is copied out of a detail is known to have been, as from the pane. */
static void
watch_copies (Guard *guard, const char *field)
{
  GtkText *entry = garrison_form_get_entry (garrison_form_dialog_get_form (guard->dialog), field);

  if (entry == NULL)
    return;
  g_object_set_data (G_OBJECT (entry), "field", (gpointer) field);
  g_signal_connect (entry, "copy-clipboard", G_CALLBACK (on_copy), guard);
  g_signal_connect (entry, "cut-clipboard", G_CALLBACK (on_cut), guard);
  garrison_entry_keep (entry);
}

/* ---- masks --------------------------------------------------------------------------------------- */

/* What was disclosed may be read before the popover hears that it was. */
static void
focus_first (Guard *guard)
{
  if (!guard->disclosed || guard->first == NULL)
    return;
  garrison_form_focus (garrison_form_dialog_get_form (guard->dialog), guard->first);
  guard->first = NULL;
}

static void
on_disclosed (Guard *guard)
{
  guard->disclosed = TRUE;
  focus_first (guard);
}

static GtkWidget *
reveal_new (Guard *guard)
{
  GarrisonWindow *window = garrison_form_dialog_get_window (guard->dialog);
  GtkWidget *button = gtk_menu_button_new (), *popover = garrison_disclosure_popover_new (window, guard->detail);

  garrison_disclosure_popover_set_record (GARRISON_DISCLOSURE_POPOVER (popover), guard->relation, guard->record);
  g_signal_connect_swapped (popover, "disclosed", G_CALLBACK (on_disclosed), guard);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Show first"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, _ ("Show contact details"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
mask (Guard *guard, const char *field, const char *text, gboolean may_disclose)
{
  GarrisonForm *form = garrison_form_dialog_get_form (guard->dialog);

  garrison_form_set_masked (form, field, text, may_disclose ? reveal_new (guard) : NULL);
}

/* What was disclosed since comes into its row; what was typed elsewhere stays. */
static void
on_loaded (Guard *guard)
{
  GarrisonForm *form = garrison_form_dialog_get_form (guard->dialog);
  const char *field;

  for (guint i = 0; (field = garrison_form_get_arg (form, i)) != NULL; i++)
    {
      g_autofree char *text = NULL;
      gboolean masked = FALSE;
      const char *rule = garrison_customer_detail_get_rule (guard->detail, guard->relation, field);

      if (!is_detail (guard->relation, field) || !garrison_form_is_masked (form, field)
          || g_strcmp0 (rule, "hidden") == 0 || !look_up (guard, guard->detail, field, &text, &masked) || masked)
        continue;
      garrison_form_set_text (form, field, text);
      guard->first = guard->first != NULL ? guard->first : field;
    }
  focus_first (guard);
}

/* ---- rules --------------------------------------------------------------------------------------- */

/* Whether a field that the role is kept from has come to be seen, by a disclosure: then something is there. */
static gboolean
is_shown (Guard *guard, GarrisonCustomerDetail *detail, const char *field)
{
  g_autofree char *text = NULL;
  g_autoptr (GarrisonContact) contact = NULL;
  gboolean masked;

  if (look_up (guard, detail, field, &text, &masked) && text != NULL && *text != '\0')
    return TRUE;
  if (g_str_equal (guard->relation, "customer"))
    return garrison_customer_detail_get_int (detail, field) != 0;
  contact = find_contact (detail, guard->record);
  return contact != NULL && g_str_equal (field, "birthday") && garrison_contact_get_birthday (contact) != 0;
}

static void
guard_field (Guard *guard, GarrisonCustomerDetail *detail, const char *field, gboolean may_disclose)
{
  GarrisonForm *form = garrison_form_dialog_get_form (guard->dialog);
  const char *rule = garrison_customer_detail_get_rule (detail, guard->relation, field);
  g_autofree char *text = NULL;
  gboolean masked = FALSE;

  if (is_detail (guard->relation, field))
    {
      watch_copies (guard, field);
      if (g_strcmp0 (rule, "hidden") == 0)
        {
          garrison_form_hide (form, field);
          return;
        }
      if (look_up (guard, detail, field, &text, &masked) && masked)
        mask (guard, field, text, may_disclose);
    }
  else if (garrison_role_rule_get_reach (rule) >= 0 && garrison_role_rule_get_reach (rule) < garrison_role_rule_get_reach ("read")
           && !is_shown (guard, detail, field))
    garrison_form_hide (form, field);
  if (g_strcmp0 (rule, "read") == 0)
    garrison_form_lock (form, field, _ ("Your role reads this field and does not change it"));
}

void
garrison_detail_form_guard (GarrisonFormDialog *dialog, GarrisonCustomerDetail *detail, const char *relation,
                            gint64 record)
{
  GarrisonStore *store;
  gboolean may_disclose;
  const char *field;
  Guard *guard;

  g_return_if_fail (GARRISON_IS_FORM_DIALOG (dialog) && GARRISON_IS_CUSTOMER_DETAIL (detail));

  store = garrison_window_get_store (garrison_form_dialog_get_window (dialog));
  guard = g_new0 (Guard, 1);
  guard->dialog = dialog;
  guard->relation = g_strdup (relation);
  guard->record = record;
  guard->detail = garrison_customer_detail_new (store);
  g_object_set_data_full (G_OBJECT (dialog), "guard", guard, guard_free);
  may_disclose = garrison_store_reaches (store, "contact.disclose", garrison_customer_detail_get_int (detail, "owner"));
  for (guint i = 0; (field = garrison_form_get_arg (garrison_form_dialog_get_form (dialog), i)) != NULL; i++)
    guard_field (guard, detail, field, may_disclose);
  g_signal_connect_swapped (guard->detail, "notify::customer", G_CALLBACK (on_loaded), guard);
  garrison_customer_detail_set_customer (guard->detail, garrison_customer_detail_get_customer (detail));
}
