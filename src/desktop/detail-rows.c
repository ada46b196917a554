/* Rows of the pane that tell how to reach a customer and its contacts: masked with a button to show them, and
 * line by line with a button to copy once they may be seen. */
#include <glib/gi18n-lib.h>

#include "desktop/avatar.h"
#include "desktop/pane-rows.h"
#include "desktop/pane-widgets.h"

typedef struct
{
  const char *field;
  const char *label;
  const char *text;
  gboolean masked;
} Detail;

static GtkWidget *
line_new (const char *relation, gint64 record, const Detail *detail)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = garrison_pane_label_new (_ (detail->label), "secondary", FALSE);
  GtkWidget *value = garrison_pane_label_new (detail->text, "numeric", TRUE);
  GVariant *target = g_variant_new ("(sxs)", relation, record, detail->field);
  g_autofree char *verb = g_strdup_printf (_ ("Copy: %s"), _ (detail->label));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (value), 3);
  gtk_label_set_width_chars (GTK_LABEL (name), 7);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), value);
  gtk_box_append (GTK_BOX (line), garrison_pane_button_new ("edit-copy-symbolic", verb, "pane.copy-detail", target));
  /* The text cannot be selected: whatever is copied goes through the action. */
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                                     gtk_named_action_new ("pane.copy-detail"), "(sxs)", relation, record,
                                     detail->field));
  gtk_widget_add_controller (line, keys);
  return line;
}

/* (nullable): the first that is masked. */
static const Detail *
find_masked (const Detail *details, guint n)
{
  for (guint i = 0; i < n; i++)
    if (details[i].text != NULL && details[i].masked)
      return &details[i];
  return NULL;
}

static void
add_mask (GtkWidget *box, const char *relation, gint64 record, const Detail *details, guint n)
{
  const Detail *masked = find_masked (details, n);
  GtkWidget *label;

  if (masked == NULL)
    return;
  label = garrison_pane_label_new (masked->text, "numeric", FALSE);
  /* What may be seen of it is at its end. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_START);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (6, g_utf8_strlen (masked->text, -1)));
  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), garrison_pane_button_new ("view-reveal-symbolic", _ ("Show contact details"),
                                                           "pane.disclose", g_variant_new ("(sx)", relation, record)));
}

static void
add_lines (GtkWidget *box, const char *relation, gint64 record, const Detail *details, guint n)
{
  for (guint i = 0; i < n; i++)
    if (details[i].text != NULL && !details[i].masked)
      gtk_box_append (GTK_BOX (box), line_new (relation, record, &details[i]));
}

/* ---- contacts ----------------------------------------------------------------------------------- */

static char *
contact_role (GarrisonContact *contact)
{
  const char *title = garrison_contact_get_text (contact, "title");
  const char *department = garrison_contact_get_text (contact, "department");

  if (title != NULL && department != NULL)
    return g_strdup_printf ("%s · %s", title, department);
  return g_strdup (title != NULL ? title : department);
}

static GtkWidget *
contact_menu (GarrisonContact *contact)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gint64 id = garrison_contact_get_id (contact);

  garrison_pane_menu_append (menu, _ ("_Edit…"), "pane.edit-contact", id);
  garrison_pane_menu_append (menu, _ ("_Archive"), "pane.archive-contact", id);
  return garrison_pane_menu_button_new (menu, _ ("More about this contact"));
}

static GtkWidget *
who_new (GarrisonContact *contact)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = garrison_pane_label_new (garrison_contact_get_text (contact, "name"), NULL, TRUE);
  g_autofree char *role = contact_role (contact);

  gtk_label_set_width_chars (GTK_LABEL (title), 5);
  gtk_box_append (GTK_BOX (lines), title);
  if (role != NULL)
    gtk_box_append (GTK_BOX (lines), garrison_pane_label_new (role, "secondary", TRUE));
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  return lines;
}

GtkWidget *
garrison_contact_row_new (GarrisonContact *contact)
{
  Detail details[] = {
    { "mobile", N_ ("Mobile") },       { "phone", N_ ("Phone") },     { "email", N_ ("Mail") },
    { "messenger", N_ ("Messenger") }, { "address", N_ ("Address") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *avatar = garrison_avatar_new ();
  const char *name = garrison_contact_get_text (contact, "name");
  gint64 id = garrison_contact_get_id (contact);

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      details[i].text = garrison_contact_get_text (contact, details[i].field);
      details[i].masked = garrison_contact_is_masked (contact, details[i].field);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  garrison_avatar_set_name (GARRISON_AVATAR (avatar), name);
  gtk_widget_add_css_class (avatar, "large");
  gtk_box_append (GTK_BOX (top), avatar);
  gtk_box_append (GTK_BOX (top), who_new (contact));
  add_mask (top, "contact", id, details, G_N_ELEMENTS (details));
  if (details[0].text != NULL || details[1].text != NULL)
    gtk_box_append (GTK_BOX (top), garrison_pane_button_new ("garrison-call-symbolic", _ ("Log a call"),
                                                             "pane.call-contact", g_variant_new_int64 (id)));
  if (details[2].text != NULL)
    gtk_box_append (GTK_BOX (top), garrison_pane_button_new ("garrison-mail-symbolic", _ ("Log a mail"),
                                                             "pane.mail-contact", g_variant_new_int64 (id)));
  gtk_box_append (GTK_BOX (top), contact_menu (contact));
  gtk_box_append (GTK_BOX (box), top);
  add_lines (box, "contact", id, details, G_N_ELEMENTS (details));
  return garrison_pane_row_new (box, name != NULL ? name : "");
}

/* ---- the customer itself ------------------------------------------------------------------------ */

GtkWidget *
garrison_reach_row_new (GarrisonCustomerDetail *customer)
{
  Detail details[] = { { "phone", N_ ("Phone") }, { "email", N_ ("Mail") }, { "address", N_ ("Address") } };
  gint64 id = garrison_customer_detail_get_customer (customer);
  const Detail *masked;
  guint n = 0;
  GtkWidget *box, *top;

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      details[i].text = garrison_customer_detail_get_text (customer, details[i].field);
      details[i].masked = garrison_customer_detail_is_masked (customer, details[i].field);
      n += details[i].text != NULL;
    }
  if (n == 0)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  masked = find_masked (details, G_N_ELEMENTS (details));
  if (masked != NULL)
    {
      top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_append (GTK_BOX (top), garrison_pane_label_new (_ (masked->label), "secondary", TRUE));
      add_mask (top, "customer", id, details, G_N_ELEMENTS (details));
      gtk_box_append (GTK_BOX (box), top);
    }
  add_lines (box, "customer", id, details, G_N_ELEMENTS (details));
  return garrison_pane_row_new (box, _ ("How to reach the customer"));
}
