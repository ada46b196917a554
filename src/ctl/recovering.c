/* Encryption of the company's file: encrypt, recover, restore of a sealed backup. */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "ctl/ctl.h"
#include "store/company-uri.h"
#include "store/recovery.h"

static void
free_secret (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
show_halves (GarrisonCtl *ctl, const char *key)
{
  char *first = NULL, *second = NULL;

  garrison_recovery_key_split (key, &first, &second);
  if (ctl->json)
    printf ("{\"recovery_key_halves\": [\"%s\", \"%s\"]}\n", first, second);
  else
    printf ("%s %s\n%s %s\n%s\n", _("First half of the recovery key:"), first, _("Second half of the recovery key:"), second,
            _("Give them to two people, on paper, to be locked away in two places. Neither opens anything alone; one after the"
              " other they are the recovery key, without which lost passwords and backups stay lost. They are not shown again."));
  free_secret (first);
  free_secret (second);
}

void
garrison_ctl_show_recovery_key (GarrisonCtl *ctl, char *key, gboolean split)
{
  if (key == NULL)
    return;
  if (split)
    show_halves (ctl, key);
  else if (ctl->json)
    printf ("{\"recovery_key\": \"%s\"}\n", key);
  else
    printf ("%s %s\n%s\n", _("Recovery key:"), key,
            _("Write it on paper and lock it away. It opens the company when passwords are lost, nothing else opens its"
              " backups, and it is not shown again."));
  fflush (stdout);
  free_secret (key);
}

static int
fail_recovery (const GError *error)
{
  if (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_INVALID))
    return garrison_ctl_fail_text ("%s", _("This is no recovery key. Compare it with the paper, group by group."));
  if (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
    return garrison_ctl_fail_text ("%s", _("The recovery key belongs to another company."));
  if (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_MISSING))
    return garrison_ctl_fail_text ("%s", _("There is no such file, or no owner of this login."));
  if (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED))
    return garrison_ctl_fail_text ("%s", _("The file is damaged. Nothing was changed."));
  if (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY))
    return garrison_ctl_fail_text ("%s", _("This file is not an encrypted company."));
  return garrison_ctl_fail (error);
}

/* @path: (nullable): where to restore to; NULL recovers @file itself. */
static int
let_owner_in (const char *file, const char *path, const char *owner, const char *password_file)
{
  char *key = garrison_ctl_recovery_key ();
  char *password = garrison_ctl_new_password (password_file);
  g_autofree char *login = NULL;
  g_autoptr (GError) error = NULL;

  if (password != NULL)
    login = path == NULL ? garrison_file_recover (file, key, owner, password, NULL, &error)
                         : garrison_file_restore (file, path, key, owner, password, NULL, &error);
  free_secret (key);
  free_secret (password);
  if (login == NULL)
    return error != NULL ? fail_recovery (error) : GARRISON_CTL_FAILED;
  fprintf (stderr, _("The new password is that of %s, who sets everybody else’s."), login);
  fputc ('\n', stderr);
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_restore_sealed (GarrisonCtl *ctl, const char *backup, const char *owner, const char *password_file)
{
  return let_owner_in (backup, garrison_company_uri_get_path (ctl->uri), owner, password_file);
}

int
garrison_ctl_recover (GarrisonCtl *ctl G_GNUC_UNUSED, int argc, char **argv)
{
  g_autofree char *owner = NULL, *password_file = NULL;
  const GOptionEntry entries[] = {
    { "owner", 0, 0, G_OPTION_ARG_STRING, &owner, NULL, NULL },
    { "owner-password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file, NULL, NULL },
    { NULL },
  };

  if (!garrison_ctl_parse ("recover", entries, &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (argc != 2)
    return garrison_ctl_usage ("recover");
  return let_owner_in (garrison_company_uri_get_path (argv[1]), NULL, owner, password_file);
}

int
garrison_ctl_encrypt (GarrisonCtl *ctl, int argc, char **argv)
{
  char *password;
  char *key = NULL;
  gboolean split = FALSE;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "split-recovery-key", 0, 0, G_OPTION_ARG_NONE, &split, NULL, NULL },
    { NULL },
  };

  if (!garrison_ctl_parse ("encrypt", entries, &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (argc != 1 || garrison_company_uri_is_server (ctl->uri))
    return garrison_ctl_usage ("encrypt");
  password = garrison_ctl_password (ctl);
  if (password == NULL)
    return GARRISON_CTL_FAILED;
  key = garrison_file_encrypt (garrison_company_uri_get_path (ctl->uri), ctl->login != NULL ? ctl->login : g_get_user_name (),
                               password, NULL, &error);
  free_secret (password);
  if (key == NULL && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS))
    return garrison_ctl_fail_text ("%s", _("The company is encrypted already."));
  if (key == NULL && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_INVALID))
    return garrison_ctl_fail_text ("%s", _("An empty password protects nothing. Set a password first."));
  if (key == NULL && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_BUSY))
    return garrison_ctl_fail_text ("%s", _("Somebody has the company open. Close it everywhere, then try again."));
  if (key == NULL)
    return garrison_ctl_fail (error);
  garrison_ctl_show_recovery_key (ctl, key, split);
  fprintf (stderr, "%s\n", _("The passwords of all others must be set anew."));
  return GARRISON_CTL_DONE;
}
