/* The options that say what a company is founded as: of init and of team init. One thread. */
#pragma once

#include "ctl/ctl.h"

G_BEGIN_DECLS

typedef struct
{
  char *login; /* (nullable): of the owner */
  char *name;
  char *company;
  char *currency;
  char *zone;
  gboolean chinese;
  gboolean split; /* the recovery key, into halves */
} GarrisonCtlFounding;

/* Fills the zeroed @self from the options of @command; TRUE, or FALSE after saying why. */
gboolean garrison_ctl_founding_parse (GarrisonCtlFounding *self, const char *command, int *argc, char ***argv);
/* Returns: a founding that borrows from @self and @password. */
GarrisonFounding garrison_ctl_founding_with (const GarrisonCtlFounding *self, const char *password);
void garrison_ctl_founding_clear (GarrisonCtlFounding *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GarrisonCtlFounding, garrison_ctl_founding_clear)

G_END_DECLS
