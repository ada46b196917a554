/* garrisonctl team …: a company on a server. Each does one of the commands: argv[0] is its name. */
#pragma once

#include "ctl/ctl.h"

G_BEGIN_DECLS

int garrison_ctl_team_backup (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_team_restore (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_team_init (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_team_move (GarrisonCtl *ctl, int argc, char **argv);

/* Says what an administrator can do about @error; garrison_ctl_fail() speaks to people. */
int garrison_ctl_team_fail (const GError *error);
/* The same where a company was to come into a database. */
int garrison_ctl_team_fail_new (const GError *error);

G_END_DECLS
