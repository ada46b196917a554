/* team move: a company from its file to a server, or back. */
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/team.h"
#include "store/company-uri.h"
#include "store/move/move.h"
#include "store/recovery.h"

static void
print_moved (const GarrisonMoved *moved, gpointer data)
{
  GarrisonCtl *ctl = data;

  printf (ctl->json ? "{\"relation\": \"%s\", \"rows\": %" G_GINT64_FORMAT ", \"checksum\": \"%s\"}\n"
                    : "%-18s %12" G_GINT64_FORMAT "  %s\n",
          moved->relation, moved->rows, moved->checksum);
}

/* Whoever may copy the company may move it. */
static gboolean
may_leave_file (GarrisonCtl *ctl, const char *uri)
{
  gboolean may;

  g_free (ctl->uri);
  ctl->uri = g_strdup (uri);
  if (!garrison_ctl_open (ctl))
    return FALSE;
  may = garrison_store_get_scope (ctl->store, "backup.make") != NULL;
  if (!may)
    garrison_ctl_fail_text ("%s", _("You may not copy this company. Ask its owner."));
  /* An encrypted file can be read as long as somebody is signed in to it. */
  g_clear_object (&ctl->directory);
  if (!garrison_store_is_encrypted (ctl->store))
    g_clear_object (&ctl->store);
  return may;
}

static gboolean
move (GarrisonCtl *ctl, const char *from, const char *to, const char *owner, const char *password, GError **error)
{
  return garrison_company_uri_is_server (to)
           ? garrison_move_to_server (garrison_company_uri_get_path (from), to, owner, password, print_moved, ctl, NULL, error)
           : garrison_move_to_file (from, garrison_company_uri_get_path (to), owner, password, print_moved, ctl, NULL, error);
}

/* What came from a server into a file is encrypted as any company with a password is. */
static gboolean
encrypt (GarrisonCtl *ctl, const char *to, const char *owner, const char *password, GError **error)
{
  char *key;

  if (garrison_company_uri_is_server (to))
    return TRUE;
  key = garrison_file_encrypt (garrison_company_uri_get_path (to), owner, password, NULL, error);
  if (key != NULL)
    garrison_ctl_show_recovery_key (ctl, key, FALSE);
  return key != NULL;
}

int
garrison_ctl_team_move (GarrisonCtl *ctl, int argc, char **argv)
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
  if (argc != 3 || owner == NULL || garrison_company_uri_is_server (argv[1]) == garrison_company_uri_is_server (argv[2]))
    return garrison_ctl_usage ("team");
  if (!garrison_company_uri_is_server (argv[1]) && !may_leave_file (ctl, argv[1]))
    return GARRISON_CTL_FAILED;
  password = garrison_ctl_new_password (password_file);
  if (password == NULL)
    return GARRISON_CTL_FAILED;
  if (!move (ctl, argv[1], argv[2], owner, password, &error) || !encrypt (ctl, argv[2], owner, password, &error))
    return garrison_company_uri_is_server (argv[2]) ? garrison_ctl_team_fail_new (error) : garrison_ctl_team_fail (error);
  /* Translators: said after a company moved to a server or to a file. */
  fprintf (stderr, "%s\n",
           _("Everything arrived. Passwords stay behind: the owner's is the new one, and the owner sets everybody else's."
             " Do not work on in the old place."));
  return GARRISON_CTL_DONE;
}
