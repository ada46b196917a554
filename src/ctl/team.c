#include "ctl/team.h"

#include <glib/gi18n-lib.h>

int
garrison_ctl_team_fail (const GError *error)
{
  static const struct
  {
    GarrisonError code;
    const char *sentence;
  } sentences[] = {
    { GARRISON_ERROR_DENIED,
      N_("This role may not do that. It must own the database and be allowed to create roles.") },
    { GARRISON_ERROR_MISSING, N_("There is no such database on the server. Create it first, with “createdb NAME”.") },
    { GARRISON_ERROR_WRONG_PASSWORD, N_("The server does not let this role in. Check its name and password in the address.") },
    { GARRISON_ERROR_TOO_NEW, N_("The company on the server was made by a newer Garrison. Update the program first.") },
    { GARRISON_ERROR_DAMAGED, N_("There is only a part of a company in this database. Restore the last backup, or use another database.") },
    { GARRISON_ERROR_INVALID, N_("The address, the database's name, the login or the time zone cannot be used. Check them and try again.") },
    { GARRISON_ERROR_READ_ONLY, N_("This server is a replica that only reads. Use the address of the main server.") },
  };

  if (garrison_error_get_detail (error, GARRISON_FOUNDING_WRONG) != NULL)
    return garrison_ctl_fail (error);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_error_matches (error, GARRISON_ERROR, (int) sentences[i].code))
      return garrison_ctl_fail_text ("%s", _(sentences[i].sentence));
  return garrison_ctl_fail (error);
}

int
garrison_ctl_team_fail_new (const GError *error)
{
  if (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS))
    return garrison_ctl_fail_text ("%s", _("There is a company in this database already. Use another database."));
  return garrison_ctl_team_fail (error);
}

int
garrison_ctl_team (GarrisonCtl *ctl, int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GarrisonCtlFunc run;
  } commands[] = {
    { "init", garrison_ctl_team_init },
    { "move", garrison_ctl_team_move },
    { "backup", garrison_ctl_team_backup },
    { "restore", garrison_ctl_team_restore },
  };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (ctl, argc - 1, argv + 1);
  return garrison_ctl_usage ("team");
}
