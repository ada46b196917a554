/* garrisonctl: the company from a terminal and from scripts.
 *
 * A command gets the options that stand before it (GarrisonCtl) and its own arguments, and returns
 * the exit status: 0 done, 1 refused or failed (with one line on stderr), 2 wrong usage. One thread. */
#pragma once

#include "model/directory.h"
#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *uri;
  char *login;
  char *password_file;
  gboolean json;
  GarrisonStore *store;
  GarrisonDirectory *directory;
} GarrisonCtl;

enum
{
  GARRISON_CTL_DONE = 0,
  GARRISON_CTL_FAILED = 1,
  GARRISON_CTL_USAGE = 2,
};

typedef int (*GarrisonCtlFunc) (GarrisonCtl *ctl, int argc, char **argv);

typedef struct
{
  const char *name;
  GarrisonCtlFunc run;
  const char *usage;   /* the arguments */
  const char *summary; /* what it does, untranslated */
} GarrisonCtlCommand;

/* All commands, ended by a NULL name (commands.c). */
extern const GarrisonCtlCommand garrison_ctl_commands[];

/* Opens the company, signs in and loads the directory, once. FALSE after saying why. */
gboolean garrison_ctl_open (GarrisonCtl *ctl);
/* (transfer full) (nullable): of --password-file, else typed at the terminal, else a line of what is
 * piped in. NULL after saying why. */
char *garrison_ctl_password (GarrisonCtl *ctl);
/* (transfer full) (nullable): the same for a password to be set, typed twice; @file may be NULL. NULL
 * after saying that it is too short, or that the two differ. */
char *garrison_ctl_new_password (const char *file);
/* (transfer full): typed at the terminal without being shown, else a line of what is piped in. To be zeroed after use. */
char *garrison_ctl_recovery_key (void);
/* Prints it once, with what it is for; zeroes and frees it. @split: in two halves, neither of which opens anything */
void garrison_ctl_show_recovery_key (GarrisonCtl *ctl, char *key, gboolean split);
/* Says the error's sentence on stderr. Returns GARRISON_CTL_FAILED. */
int garrison_ctl_fail (const GError *error);
int garrison_ctl_fail_text (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Says how the command is used. Returns GARRISON_CTL_USAGE. */
int garrison_ctl_usage (const char *command);
/* Parses a command's own options; TRUE, or FALSE after saying why. */
gboolean garrison_ctl_parse (const char *command, const GOptionEntry *entries, int *argc, char ***argv);
/* (transfer full): the company file that is used when none is named. */
char *garrison_ctl_default_uri (void);

int garrison_ctl_init (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_sample (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_pool (GarrisonCtl *ctl, int argc, char **argv);
/* Of pool: rules, preview, try, fall. */
int garrison_ctl_pool_falls (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_handover (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_conflict (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_person (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_customer (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_import (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_undo (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_find (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_ask (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_chart (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_act (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_audit (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_backup (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_restore (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_encrypt (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_recover (GarrisonCtl *ctl, int argc, char **argv);
/* restore, of a backup that is encrypted. */
int garrison_ctl_restore_sealed (GarrisonCtl *ctl, const char *backup, const char *owner, const char *password_file);
int garrison_ctl_check (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_team (GarrisonCtl *ctl, int argc, char **argv);
int garrison_ctl_check_duplicate (GarrisonCtl *ctl, int argc, char **argv);

G_END_DECLS
