#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/process.h"
#include "ctl/ctl.h"

static void
print_help (void)
{
  printf ("%s garrisonctl [--company URI] [--as LOGIN] [--password-file FILE] [--json] COMMAND …\n\n", _("Usage:"));
  for (const GarrisonCtlCommand *c = garrison_ctl_commands; c->name != NULL; c++)
    printf ("  %s %s\n        %s\n", c->name, c->usage, _(c->summary));
  printf ("\n%s\n", _("Exit status: 0 done, 1 refused or failed, 2 wrong usage."));
}

static const GarrisonCtlCommand *
find_command (const char *name)
{
  for (const GarrisonCtlCommand *c = garrison_ctl_commands; c->name != NULL; c++)
    if (g_str_equal (c->name, name))
      return c;
  return NULL;
}

/* The options before the command; what follows belongs to it. */
static gboolean
parse_options (GarrisonCtl *ctl, int *argc, char ***argv)
{
  gboolean version = FALSE, help = FALSE;
  const GOptionEntry entries[] = {
    { "company", 0, 0, G_OPTION_ARG_STRING, &ctl->uri, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &ctl->login, NULL, NULL },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &ctl->password_file, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &ctl->json, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      garrison_ctl_fail_text ("%s", error->message);
      return FALSE;
    }
  if (version)
    printf ("garrisonctl %s\n", GARRISON_VERSION);
  else if (help)
    print_help ();
  if (version || help)
    exit (GARRISON_CTL_DONE);
  return TRUE;
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("GARRISON_LOCALEDIR");
  GarrisonCtl ctl = { 0 };
  const GarrisonCtlCommand *command;
  g_auto (GStrv) owned = NULL;
  int status = GARRISON_CTL_USAGE;

  garrison_process_protect ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : GARRISON_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  owned = g_strdupv (argv);
  if (!parse_options (&ctl, &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (ctl.uri == NULL)
    ctl.uri = garrison_ctl_default_uri ();
  command = argc > 1 ? find_command (argv[1]) : NULL;
  if (command != NULL)
    status = command->run (&ctl, argc - 1, argv + 1);
  else if (argc > 1)
    garrison_ctl_fail_text (_("There is no command “%s”. See garrisonctl --help."), argv[1]);
  else
    print_help ();

  g_clear_object (&ctl.directory);
  if (ctl.store != NULL)
    garrison_store_close (ctl.store);
  g_clear_object (&ctl.store);
  g_free (ctl.uri);
  g_free (ctl.login);
  g_free (ctl.password_file);
  return status;
}
