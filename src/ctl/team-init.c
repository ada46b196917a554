#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/founding.h"
#include "ctl/team.h"
#include "store/company-uri.h"
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
found (GarrisonCtl *ctl, const char *uri, const GarrisonCtlFounding *options, int server)
{
  g_autofree char *password = garrison_ctl_new_password (ctl->password_file);
  g_autoptr (GError) error = NULL;
  GarrisonFounding founding = garrison_ctl_founding_with (options, password);

  if (password == NULL)
    return GARRISON_CTL_FAILED;
  ctl->store = garrison_store_found (uri, &founding, NULL, &error);
  if (ctl->store == NULL)
    return garrison_ctl_team_fail_new (error);
  /* Translators: %s is a login */
  printf (_("The company was founded. %s can sign in."), options->login);
  putchar ('\n');
  say_server (server);
  return GARRISON_CTL_DONE;
}

int
garrison_ctl_team_init (GarrisonCtl *ctl, int argc, char **argv)
{
  g_auto (GarrisonCtlFounding) options = { 0 };
  g_autoptr (GarrisonPgConnection) admin = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonPgState state;

  if (!garrison_ctl_founding_parse (&options, "team", &argc, &argv))
    return GARRISON_CTL_USAGE;
  if (argc != 2 || options.split || !garrison_company_uri_is_server (argv[1]))
    return garrison_ctl_usage ("team");
  admin = garrison_pg_open (argv[1], NULL, NULL, GARRISON_PG_WRITER, NULL, &error);
  if (admin == NULL || !garrison_pg_read_state (admin, &state, NULL, &error))
    return garrison_ctl_team_fail (error);
  if (state.n_people > 0 && options.login != NULL)
    return garrison_ctl_fail_text ("%s", _("There is a company in this database already. Leave out --owner to bring it up to date."));
  if (state.n_people > 0)
    return upgrade (admin, &state);
  if (options.login == NULL)
    return garrison_ctl_fail_text ("%s", _("There is no company in this database yet. Say who owns it: --owner LOGIN."));
  return found (ctl, argv[1], &options, state.server);
}
