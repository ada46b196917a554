#include "desktop/people-role-dialogs.h"

#include <glib/gi18n-lib.h>

#include "desktop/form-dialog.h"

static const GarrisonFormField FIELDS[] = {
  { "name", N_ ("Name"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "like", N_ ("Begins like"), GARRISON_FORM_CHOICE, "role", TRUE },
};

static gboolean
on_refused (GarrisonFormDialog *dialog, const GError *error)
{
  if (!garrison_error_is_refusal (error, "duplicate"))
    return FALSE;
  garrison_form_dialog_show_mistake (dialog, _ ("There is a role of that name already."), NULL, NULL);
  garrison_form_focus (garrison_form_dialog_get_form (dialog), "name");
  return TRUE;
}

void
garrison_role_add_dialog_show (GarrisonWindow *window)
{
  GarrisonFormDialog *dialog;
  GarrisonForm *form;
  GarrisonDirectory *directory;
  GarrisonChoice *owner, *seller;

  g_return_if_fail (GARRISON_IS_WINDOW (window));

  directory = garrison_window_get_directory (window);
  owner = garrison_directory_get_choice_by_key (directory, "role", "owner");
  seller = garrison_directory_get_choice_by_key (directory, "role", "salesperson");
  dialog = garrison_form_dialog_new (window, _ ("New role"), _ ("_Add"), "add-role", _ ("Role added"));
  form = garrison_form_dialog_get_form (dialog);
  garrison_form_add_group (form, NULL, FIELDS, G_N_ELEMENTS (FIELDS));
  garrison_form_add_text (form, _ ("It begins with the rights, fields and limits of that role."));
  if (owner != NULL)
    garrison_form_leave_out (form, "like", garrison_choice_get_id (owner));
  if (seller != NULL)
    garrison_form_set_int (form, "like", garrison_choice_get_id (seller));
  garrison_form_dialog_connect (dialog, "refused", G_CALLBACK (on_refused));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, 330);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}
