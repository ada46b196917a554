/* The company as a whole: init, sample, backup, restore, check. */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "base/language.h"
#include "ctl/founding.h"
#include "ctl/team.h"
#include "model/sample.h"
#include "store/company-uri.h"
#include "store/recovery.h"

/* On a server there is no file to speak of. */
static int
fail_founding (GarrisonCtl *ctl, const GError *error)
{
  return garrison_company_uri_is_server (ctl->uri) ? garrison_ctl_team_fail_new (error) : garrison_ctl_fail (error);
}

int
garrison_ctl_init (GarrisonCtl *ctl, int argc, char **argv)
{
  g_auto (GarrisonCtlFounding) options = { 0 };
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonFounding founding;

  if (!garrison_ctl_founding_parse (&options, "init", &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (options.login == NULL || argc > 1 || (options.split && garrison_company_uri_is_server (ctl->uri)))
    return garrison_ctl_usage ("init");
  password = garrison_ctl_new_password (ctl->password_file);
  if (password == NULL)
    return GARRISON_CTL_FAILED;
  founding = garrison_ctl_founding_with (&options, password);
  ctl->store = garrison_store_found (ctl->uri, &founding, NULL, &error);
  if (ctl->store == NULL)
    return fail_founding (ctl, error);
  garrison_ctl_show_recovery_key (ctl, garrison_store_take_recovery_key (ctl->store), options.split);
  return GARRISON_CTL_DONE;
}

/* One line that is written over, and only where somebody looks at it. */
static void
show_progress (const char *step, double fraction, gpointer data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[K%s %3.0f %%", step, fraction * 100);
}

/* A sample in a file needs no password; a server lets nobody in without one. */
static char *
sample_password (GarrisonCtl *ctl)
{
  if (ctl->password_file == NULL && !garrison_company_uri_is_server (ctl->uri))
    return g_strdup ("");
  return garrison_ctl_new_password (ctl->password_file);
}

int
garrison_ctl_sample (GarrisonCtl *ctl, int argc, char **argv)
{
  int customers = 0, people = 0, activities = -1, deals = -1, contacts = 0;
  gint64 seed = 1;
  gboolean chinese = FALSE, english = FALSE;
  const GOptionEntry entries[] = {
    { "customers", 0, 0, G_OPTION_ARG_INT, &customers, NULL, NULL },
    { "contacts", 0, 0, G_OPTION_ARG_INT, &contacts, NULL, NULL },
    { "people", 0, 0, G_OPTION_ARG_INT, &people, NULL, NULL },
    { "activities", 0, 0, G_OPTION_ARG_INT, &activities, NULL, NULL },
    { "deals", 0, 0, G_OPTION_ARG_INT, &deals, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { "chinese", 0, 0, G_OPTION_ARG_NONE, &chinese, NULL, NULL },
    { "english", 0, 0, G_OPTION_ARG_NONE, &english, NULL, NULL },
    { NULL },
  };
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonSample sample;

  if (!garrison_ctl_parse ("sample", entries, &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (argc > 1 || customers < 1 || customers > 3000000 || people < 0 || people > 200 || contacts < 0 || contacts > 10000000
      || activities > 100000000 || deals > 10000000 || (chinese && english))
    return garrison_ctl_usage ("sample");
  garrison_sample_init (&sample, customers);
  sample.contacts = contacts;
  sample.people = people > 0 ? (guint) people : sample.people;
  sample.activities = activities >= 0 ? (guint) activities : sample.activities;
  sample.deals = deals >= 0 ? (guint) deals : sample.deals;
  sample.seed = seed;
  sample.chinese = chinese || (!english && garrison_locale_is_chinese ());
  password = sample_password (ctl);
  if (password == NULL)
    return GARRISON_CTL_FAILED;
  ctl->store = garrison_sample_found (ctl->uri, ctl->login != NULL ? ctl->login : "owner", password, sample.chinese, NULL,
                                      &error);
  if (ctl->store == NULL)
    return fail_founding (ctl, error);
  if (!garrison_sample_fill (ctl->store, &sample, show_progress, NULL, NULL, &error))
    return garrison_ctl_fail (error);
  if (isatty (STDERR_FILENO))
    fputs ("\r\033[K", stderr);
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_backup (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    return garrison_ctl_usage ("backup");
  if (garrison_company_uri_is_server (ctl->uri))
    return garrison_ctl_fail_text ("%s", _("A company on a server is backed up with “garrisonctl team backup”."));
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  return garrison_store_backup (ctl->store, argv[1], NULL, &error) ? GARRISON_CTL_DONE : garrison_ctl_fail (error);
}

/* A backup is a company: it is opened, signed in to, checked, and copied as one. One that is encrypted opens by the
 * recovery key alone. */
int
garrison_ctl_restore (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autofree char *target = NULL, *owner = NULL, *password_file = NULL;
  const GOptionEntry entries[] = {
    { "owner", 0, 0, G_OPTION_ARG_STRING, &owner, NULL, NULL },
    { "owner-password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file, NULL, NULL },
    { NULL },
  };
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!garrison_ctl_parse ("restore", entries, &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (argc != 2)
    return garrison_ctl_usage ("restore");
  if (garrison_company_uri_is_server (ctl->uri) || garrison_company_uri_is_server (argv[1]))
    return garrison_ctl_fail_text ("%s", _("A company on a server is restored with “garrisonctl team restore”."));
  if (garrison_file_is_encrypted (garrison_company_uri_get_path (argv[1])))
    return garrison_ctl_restore_sealed (ctl, garrison_company_uri_get_path (argv[1]), owner, password_file);
  target = ctl->uri;
  ctl->uri = g_strdup (argv[1]);
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  if (!garrison_store_check (ctl->store, report, NULL, &error))
    return garrison_ctl_fail (error);
  if (report->len > 0)
    return garrison_ctl_fail_text (_("The backup is damaged. Nothing was restored."));
  if (!garrison_store_backup (ctl->store, garrison_company_uri_get_path (target), NULL, &error))
    return garrison_ctl_fail (error);
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_check (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (argc != 1)
    return garrison_ctl_usage ("check");
  if (!garrison_ctl_open (ctl))
    return GARRISON_CTL_FAILED;
  if (!garrison_store_check (ctl->store, report, NULL, &error))
    return garrison_ctl_fail (error);
  if (report->len == 0)
    {
      printf ("%s\n", _("All is well."));
      return GARRISON_CTL_DONE;
    }
  fputs (report->str, stdout);
  return garrison_ctl_fail_text (_("The company is not sound. Restore the last backup."));
}
