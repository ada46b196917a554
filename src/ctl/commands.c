#include <glib/gi18n-lib.h>

#include "ctl/ctl.h"

const GarrisonCtlCommand garrison_ctl_commands[] = {
  { "init", garrison_ctl_init, "--owner LOGIN [--name NAME] [--company-name NAME] [--currency CODE] [--time-zone ZONE] [--chinese] [--split-recovery-key]",
    N_("Start a new company with its owner") },
  { "sample", garrison_ctl_sample, "--customers N [--people N] [--activities N] [--deals N] [--seed N] [--chinese | --english]",
    N_("Make a believable company, the same for the same seed") },
  { "person", garrison_ctl_person, "list | add LOGIN NAME [--role ROLE] [--team TEAM] [--manager LOGIN] | password LOGIN | leave LOGIN",
    N_("People, their roles and teams") },
  { "pool", garrison_ctl_pool, "list | show POOL [--limit N] | claim POOL ID… | release POOL REASON ID… | assign LOGIN ID… |"
    " rules | preview [--days N | --coming] | try RULE [--days N] [--step N] | fall",
    N_("Public pools: what is in them, claiming, releasing and assigning customers, and which fall into them by rules") },
  { "handover", garrison_ctl_handover,
    "list | show LOGIN | split LOGIN --to LOGIN,LOGIN… [--by turn|load|region|level|product] [--rest LOGIN] [--note TEXT] [--accept] [--do]",
    N_("What somebody holds, and who would get it; done with --do") },
  { "conflict", garrison_ctl_conflict, "list | show ID | decide ID give|keep REASON", N_("Two claims on one customer, and the decision") },
  { "customer", garrison_ctl_customer,
    "merge KEEP GONE [--take FIELD,FIELD…] [--dry-run] | unmerge GONE [--owner LOGIN] [--back KIND:ID,…] [--stay KIND:ID,…] [--dry-run]",
    N_("Merge two customers, or separate them again") },
  { "import", garrison_ctl_import,
    "KIND FILE [--map FIELD=COLUMN]… [--value FIELD:TEXT=VALUE]… [--refused FILE] [--dates day-first|month-first] [--no-new-entries] [--same-phone] [--rest-to-note] [--dry-run]",
    N_("Bring in customers, contacts, deals, products, people or activities from a CSV file") },
  { "undo", garrison_ctl_undo, "ACT-ID", N_("Undo an act") },
  { "find", garrison_ctl_find, "TEXT [--limit N]", N_("Find customers by any part of the name, by pinyin, initials or phone digits") },
  { "ask", garrison_ctl_ask, "QUESTION [--csv | --json]", N_("Answer a question, such as: sum of amount of deals where won by region") },
  { "chart", garrison_ctl_chart, "QUESTION [--kind KIND] [--size WxH] [--dark] [--title TEXT] -o FILE.png|svg|pdf", N_("Draw the answer to a question") },
  { "check-duplicate", garrison_ctl_check_duplicate, "NAME [--phone PHONE]", N_("Tell whether a customer is in the system already") },
  { "act", garrison_ctl_act, "NAME [KEY=VALUE]…", N_("Do any act") },
  { "audit", garrison_ctl_audit, "list [--limit N] [--mine] | verify", N_("Show or verify the record of all acts") },
  { "backup", garrison_ctl_backup, "FILE", N_("Copy the company while it is in use") },
  { "restore", garrison_ctl_restore, "FILE [--owner LOGIN] [--owner-password-file FILE]",
    N_("Make the company from a backup, by the recovery key if it is encrypted; never over an existing one") },
  { "encrypt", garrison_ctl_encrypt, "[--split-recovery-key]", N_("Encrypt a company that is not, by your password, and show its recovery key") },
  { "recover", garrison_ctl_recover, "FILE [--owner LOGIN] [--owner-password-file FILE]",
    N_("Set a new password of an owner by the recovery key") },
  { "check", garrison_ctl_check, "", N_("Check the file and everything that is derived in it") },
  { "team", garrison_ctl_team,
    "init URI [--owner LOGIN] [--name NAME] [--company-name NAME] [--currency CODE] [--time-zone ZONE] [--chinese] | move FROM TO --owner LOGIN [--owner-password-file FILE]"
    " | backup URI FILE | restore FILE URI --owner LOGIN [--owner-password-file FILE]",
    N_("Start a company on a PostgreSQL server, bring it up to date, move it there or back, back it up, or restore it") },
  { NULL, NULL, NULL, NULL },
};
