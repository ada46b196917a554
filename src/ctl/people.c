/* garrisonctl person: list, add, password, leave. */
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/ctl.h"
#include "ctl/output.h"

static int
list_people (GarrisonCtl *ctl)
{
  static const char *const columns[] = { "id", "login", "name", "role", "team", "holds", "active", NULL };
  g_autoptr (GarrisonOutput) output = garrison_output_new (columns);
  GListModel *people = garrison_directory_get_people (ctl->directory);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);

      garrison_output_add_int (output, garrison_person_get_id (person));
      garrison_output_add_text (output, garrison_person_get_login (person));
      garrison_output_add_text (output, garrison_person_get_name (person));
      garrison_output_add_text (output, garrison_directory_get_choice_name (ctl->directory, "role", garrison_person_get_role (person)));
      garrison_output_add_text (output, garrison_directory_get_choice_name (ctl->directory, "team", garrison_person_get_team (person)));
      garrison_output_add_int (output, garrison_person_get_holds (person));
      garrison_output_add_int (output, garrison_person_is_active (person));
    }
  if (!garrison_output_print (output, ctl->json ? GARRISON_OUTPUT_JSON : GARRISON_OUTPUT_TEXT, NULL, &error))
    return garrison_ctl_fail (error);
  return GARRISON_CTL_DONE;
}

/* The entry of a list that @text names; 0 after saying that there is none. */
static gint64
look_up (GarrisonCtl *ctl, const char *list, const char *text)
{
  GarrisonChoice *choice = garrison_directory_find_choice (ctl->directory, list, text);

  if (choice == NULL)
    garrison_ctl_fail_text (_("There is no “%s”."), text);
  return choice != NULL ? garrison_choice_get_id (choice) : 0;
}

static GarrisonPerson *
look_up_person (GarrisonCtl *ctl, const char *text)
{
  GarrisonPerson *person = garrison_directory_find_person (ctl->directory, text);

  if (person == NULL)
    garrison_ctl_fail_text (_("There is no person “%s”."), text);
  return person;
}

/* The password file belongs to the one who signs in; a new password is typed, or piped in. */
static int
set_password (GarrisonCtl *ctl, gint64 person, const char *password)
{
  gboolean is_own = garrison_store_get_me (ctl->store) == person;
  /* One's own is proven again: that of the file, or of a sample, which has none. */
  g_autofree char *old = !is_own ? NULL : ctl->password_file != NULL ? garrison_ctl_password (ctl) : g_strdup ("");
  g_autoptr (GError) error = NULL;

  if (!garrison_store_set_password (ctl->store, person, old, password, NULL, &error))
    return garrison_ctl_fail (error);
  return GARRISON_CTL_DONE;
}

static int
change_password (GarrisonCtl *ctl, const char *login)
{
  GarrisonPerson *person = look_up_person (ctl, login);
  g_autofree char *password = person != NULL ? garrison_ctl_new_password (NULL) : NULL;

  return password != NULL ? set_password (ctl, garrison_person_get_id (person), password) : GARRISON_CTL_FAILED;
}

static int
add_person (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autofree char *role = NULL, *team = NULL, *manager = NULL, *password = NULL;
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, NULL, NULL },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, NULL, NULL },
    { "manager", 0, 0, G_OPTION_ARG_STRING, &manager, NULL, NULL },
    { NULL },
  };
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonPerson *boss = NULL;
  gint64 role_id, team_id = 0;

  if (!garrison_ctl_parse ("person", entries, &argc, &argv) || argc != 3)
    return garrison_ctl_usage ("person");
  role_id = look_up (ctl, "role", role != NULL ? role : "salesperson");
  if (role_id == 0 || (team != NULL && (team_id = look_up (ctl, "team", team)) == 0)
      || (manager != NULL && (boss = look_up_person (ctl, manager)) == NULL))
    return GARRISON_CTL_FAILED;
  password = garrison_ctl_new_password (NULL);
  if (password == NULL)
    return GARRISON_CTL_FAILED;
  garrison_args_set_text (args, "login", argv[1]);
  garrison_args_set_text (args, "name", argv[2]);
  garrison_args_set_int (args, "role", role_id);
  if (team_id != 0)
    garrison_args_set_int (args, "team", team_id);
  if (boss != NULL)
    garrison_args_set_int (args, "manager", garrison_person_get_id (boss));
  result = garrison_store_act (ctl->store, "add-person", args, NULL, NULL, &error);
  if (result == NULL)
    return garrison_ctl_fail (error);
  return set_password (ctl, garrison_act_result_get_int (result, "person"), password);
}

static int
leave (GarrisonCtl *ctl, const char *login)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonPerson *person = look_up_person (ctl, login);

  if (person == NULL)
    return GARRISON_CTL_FAILED;
  garrison_args_set_int (args, "person", garrison_person_get_id (person));
  result = garrison_store_act (ctl->store, "leave-person", args, NULL, NULL, &error);
  return result != NULL ? GARRISON_CTL_DONE : garrison_ctl_fail (error);
}

int
garrison_ctl_person (GarrisonCtl *ctl, int argc, char **argv)
{
  if (argc < 2)
    return garrison_ctl_usage ("person");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  if (g_str_equal (argv[1], "list") && argc == 2)
    return list_people (ctl);
  if (g_str_equal (argv[1], "add"))
    return add_person (ctl, argc - 1, argv + 1);
  if (g_str_equal (argv[1], "leave") && argc == 3)
    return leave (ctl, argv[2]);
  if (!g_str_equal (argv[1], "password") || argc != 3)
    return garrison_ctl_usage ("person");
  return change_password (ctl, argv[2]);
}
