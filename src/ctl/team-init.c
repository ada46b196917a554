#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "ctl/team.h"
#include "store/postgres/pg-schema.h"

static void
say_server (int version)
{
  if (version < GARRISON_PG_RECOMMENDED)
    /* Translators: two numbers of a version, such as 15.3; then those that are wanted */
    printf (_("The server is PostgreSQL %d.%d. Update it to 15.14 or later: older ones have known holes."), version / 10000,
            version % 10000);
  if (version < GARRISON_PG_RECOMMENDED)
    putchar ('\n');
}

static int
upgrade (GarrisonPgConnection *admin, const GarrisonPgState *before)
{
  g_autoptr (GError) error = NULL;
  GarrisonPgState after;

  if (!garrison_pg_install (admin, NULL, &error) || !garrison_pg_read_state (admin, &after, NULL, &error))
    return garrison_ctl_team_fail (error);
  if (after.version > before->version)
    printf (_("The company was brought from schema %d to schema %d."), before->version, after.version);
  else if (g_strcmp0 (after.digest, before->digest) != 0)
    fputs (_("The acts and rules of the company were brought up to date."), stdout);
  else
    fputs (_("The company is up to date. Its rules and privileges were set again."), stdout);
  putchar ('\n');
  say_server (after.server);
  return GARRISON_CTL_DONE;
}

static int
found (GarrisonCtl *ctl, const char *uri, GarrisonFounding *founding, int server)
{
  g_autofree char *password = garrison_ctl_new_password (ctl->password_file);
  g_autoptr (GError) error = NULL;

  if (password == NULL)
    return GARRISON_CTL_FAILED;
  founding->password = password;
  ctl->store = garrison_store_found (uri, founding, NULL, &error);
  if (ctl->store == NULL)
    return garrison_ctl_team_fail (error);
  /* Translators: %s is a login */
  printf (_("The company was founded. %s can sign in."), founding->owner_login);
  putchar ('\n');
  say_server (server);
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_team_init (GarrisonCtl *ctl, int argc, char **argv)
{
  g_autofree char *login = NULL, *name = NULL, *company = NULL, *currency = NULL, *zone = NULL;
  gboolean chinese = garrison_locale_is_chinese ();
  const GOptionEntry entries[] = {
    { "owner", 0, 0, G_OPTION_ARG_STRING, &login, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "company-name", 0, 0, G_OPTION_ARG_STRING, &company, NULL, NULL },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, NULL, NULL },
    { "time-zone", 0, 0, G_OPTION_ARG_STRING, &zone, NULL, NULL },
    { "chinese", 0, 0, G_OPTION_ARG_NONE, &chinese, NULL, NULL },
    { NULL },
  };
  g_autoptr (GarrisonPgConnection) admin = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonPgState state;
  GarrisonFounding founding = { 0 };

  if (!garrison_ctl_parse ("team", entries, &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (argc != 2 || strstr (argv[1], "://") == NULL)
    return garrison_ctl_usage ("team");
  admin = garrison_pg_open (argv[1], NULL, NULL, GARRISON_PG_WRITER, NULL, &error);
  if (admin == NULL || !garrison_pg_read_state (admin, &state, NULL, &error))
    return garrison_ctl_team_fail (error);
  if (state.n_people > 0 && login != NULL)
    return garrison_ctl_fail_text ("%s", _("There is a company in this database already. Leave out --owner to bring it up to date."));
  if (state.n_people > 0)
    return upgrade (admin, &state);
  if (login == NULL)
    return garrison_ctl_fail_text ("%s", _("There is no company in this database yet. Say who owns it: --owner LOGIN."));
  founding.company = company != NULL ? company : "";
  founding.owner_login = login;
  founding.owner_name = name;
  founding.currency = currency;
  founding.time_zone = zone;
  founding.chinese = chinese;
  return found (ctl, argv[1], &founding, state.server);
}
