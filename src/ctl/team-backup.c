/* team backup and team restore: a company on a server as one file, and back. */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "ctl/team.h"
#include "store/company-uri.h"
#include "store/move/backup.h"

static gboolean
has_programs (void)
{
  if (garrison_server_backup_is_possible ())
    return TRUE;
  garrison_ctl_fail_text ("%s", _("pg_dump and pg_restore are not installed. Install PostgreSQL’s client programs."));
  return FALSE;
}

int
garrison_ctl_team_backup (GarrisonCtl *ctl, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  GarrisonBackupHead head;

  if (!garrison_ctl_parse ("team", entries, &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (argc != 3 || !garrison_company_uri_is_server (argv[1]))
    return garrison_ctl_usage ("team");
  if (!has_programs ())
    return GARRISON_CTL_FAILED;
  if (!garrison_server_backup (argv[1], argv[2], &head, NULL, &error))
    return g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_DENIED)
             ? garrison_ctl_fail_text ("%s", _("This role may not back up the company. Make it a member of the database’s role for backups."))
             : garrison_ctl_fail (error);
  if (ctl->json)
    printf ("{\"act\": %" G_GINT64_FORMAT ", \"hash\": \"%s\"}\n", head.act, head.hash);
  else
    printf ("%" G_GINT64_FORMAT " %s\n", head.act, head.hash);
  return GARRISON_CTL_DONE;
}

static int
fail_restore (const GError *error)
{
  static const struct
  {
    GarrisonError code;
    const char *sentence;
  } sentences[] = {
    { GARRISON_ERROR_NOT_A_COMPANY, N_("This file is no backup of a company on a server.") },
    { GARRISON_ERROR_DAMAGED, N_("The backup is damaged. Nothing was restored.") },
    { GARRISON_ERROR_TOO_OLD, N_("The backup was made by an older Garrison. Restore it with that version, then update.") },
    { GARRISON_ERROR_TOO_NEW, N_("The backup was made by a newer Garrison. Update the program first.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_error_matches (error, GARRISON_ERROR, (int) sentences[i].code))
      return garrison_ctl_fail_text ("%s", _(sentences[i].sentence));
  return garrison_ctl_team_fail_new (error);
}

int
garrison_ctl_team_restore (GarrisonCtl *ctl G_GNUC_UNUSED, int argc, char **argv)
{
  g_autofree char *owner = NULL, *password_file = NULL, *password = NULL;
  const GOptionEntry entries[] = {
    { "owner", 0, 0, G_OPTION_ARG_STRING, &owner, NULL, NULL },
    { "owner-password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file, NULL, NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!garrison_ctl_parse ("team", entries, &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (argc != 3 || owner == NULL || !garrison_company_uri_is_server (argv[2]))
    return garrison_ctl_usage ("team");
  password = has_programs () ? garrison_ctl_new_password (password_file) : NULL;
  if (password == NULL)
    return GARRISON_CTL_FAILED;
  if (!garrison_server_restore (argv[1], argv[2], owner, password, NULL, &error))
    return fail_restore (error);
  fprintf (stderr, "%s\n",
           _("The company is restored. The owner’s password is the new one, and the owner sets everybody else’s."));
  return GARRISON_CTL_DONE;
}
