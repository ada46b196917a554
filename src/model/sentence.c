#include "model/sentence.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/error.h"
#include "base/language.h"
#include "model/sentence-refusals.h"
#include "store/refusal.h"
#include "store/store.h"

static const char *const CODES[] = {
  [GARRISON_ERROR_FAILED] = N_("That did not work. Try again; if it happens again, tell your administrator."),
  [GARRISON_ERROR_REFUSED] = N_("A rule of the company does not allow this."),
  [GARRISON_ERROR_DENIED] = N_("You may not see that. Ask your team lead."),
  [GARRISON_ERROR_NOT_SIGNED_IN] = N_("Sign in first."),
  [GARRISON_ERROR_WRONG_PASSWORD] = N_("The login or the password is wrong. Try again."),
  [GARRISON_ERROR_MISSING] = N_("The file is not there. Check its place, or start a new company."),
  [GARRISON_ERROR_EXISTS] = N_("There is such a file already. Choose another name."),
  [GARRISON_ERROR_NOT_A_COMPANY] = N_("This file is not a company of Garrison. Choose another file."),
  [GARRISON_ERROR_TOO_NEW] = N_("This company was written by a newer Garrison. Update the program to open it."),
  [GARRISON_ERROR_DAMAGED] = N_("The company file is damaged. Restore the last backup."),
  [GARRISON_ERROR_READ_ONLY] = N_("The company file cannot be written. Check the rights of the file and of its folder."),
  [GARRISON_ERROR_BUSY] = N_("Somebody else is writing at the moment. Try again shortly."),
  [GARRISON_ERROR_FULL] = N_("The disk is full. Nothing was changed; make room and try again."),
  [GARRISON_ERROR_UNREADABLE] = N_("The file cannot be read. It may be damaged, cut off or of another kind."),
  [GARRISON_ERROR_TOO_LARGE] = N_("This is larger than Garrison can take. Split it and try again."),
  [GARRISON_ERROR_INVALID] = N_("A value cannot be understood. Check it and try again."),
  [GARRISON_ERROR_UNREACHABLE] = N_("The server does not answer. Check the network and try again."),
  [GARRISON_ERROR_TOO_OLD] = N_("The server's company is of an older version. Ask the administrator to run “garrisonctl team init” again."),
  [GARRISON_ERROR_UNCERTAIN] = N_("The connection was lost, and it is not known yet whether this was done. Try again: nothing is done twice."),
  [GARRISON_ERROR_QUESTION] = N_("The question cannot be understood."),
};

/* Who contacted the family, and when; NULL where it is another refusal. */
static char *
sentence_for_family (const GError *error, const char *refusal)
{
  const char *name = garrison_refusal_get_detail (error, "name");
  const char *day = garrison_refusal_get_detail (error, "day");
  const char *rule = garrison_refusal_get_detail (error, "rule");
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *when = NULL;

  if (g_strcmp0 (refusal, "family-contacted") != 0 || name == NULL || day == NULL)
    return NULL;
  when = garrison_day_format ((gint) g_ascii_strtoll (day, NULL, 10), garrison_day_of_instant (g_get_real_time (), zone),
                              garrison_locale_is_chinese ());
  if (g_strcmp0 (rule, "warn") == 0)
    /* Translators: a colleague contacted another company of the same group; a person and a day */
    return g_strdup_printf (_("%s contacted this group already (%s). Talk to them first, or say why it should be done all the same."), name, when);
  /* Translators: a colleague contacted another company of the same group; a person and a day */
  return g_strdup_printf (_("%s contacted this group already (%s). Talk to them first."), name, when);
}

/* Who was faster, or from when on; NULL where the usual sentence says all. */
static char *
sentence_for_claim (const GError *error, const char *refusal)
{
  const char *name = garrison_refusal_get_detail (error, "name");
  const char *at = garrison_refusal_get_detail (error, "at");
  const char *until = garrison_refusal_get_detail (error, "until");
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 now = g_get_real_time ();
  gboolean chinese = garrison_locale_is_chinese ();
  g_autofree char *when = NULL;

  if (g_strcmp0 (refusal, "already-claimed") == 0 && name != NULL && at != NULL)
    {
      when = garrison_instant_format_age (g_ascii_strtoll (at, NULL, 10), now, zone, chinese);
      /* Translators: a person was faster in claiming a customer; when, such as "5 minutes ago" */
      return g_strdup_printf (_("%s was faster (%s). Choose another customer."), name, when);
    }
  if (until == NULL)
    return NULL;
  when = garrison_day_format ((gint) g_ascii_strtoll (until, NULL, 10), garrison_day_of_instant (now, zone), chinese);
  if (g_strcmp0 (refusal, "frozen") == 0)
    /* Translators: %s is a day */
    return g_strdup_printf (_("The customer has just come into the pool. It can be claimed from %s."), when);
  if (g_strcmp0 (refusal, "must-wait") == 0)
    /* Translators: %s is a day */
    return g_strdup_printf (_("You had this customer a short time ago. You can claim it again from %s."), when);
  return NULL;
}

static char *
sentence_for_refusal (const GError *error)
{
  const char *name = garrison_refusal_get_name (error);
  const char *owner = garrison_refusal_get_detail (error, "owner");
  const char *known;
  char *claim;

  if (g_strcmp0 (name, "duplicate") == 0 && owner != NULL)
    /* Translators: %s is the name of a person */
    return g_strdup_printf (_("This customer is in the system already; it belongs to %s."), owner);
  claim = sentence_for_family (error, name);
  if (claim == NULL)
    claim = sentence_for_claim (error, name);
  if (claim != NULL)
    return claim;
  if (g_strcmp0 (name, "above-you") == 0 && garrison_refusal_get_detail (error, "field") != NULL)
    return g_strdup (_("Your own role sees less of this field, and nobody opens to others what they do not see themselves. Ask"
                       " somebody whose role sees it."));
  known = garrison_sentence_of_refusal (name);
  if (known != NULL)
    return g_strdup (known);
  /* Translators: %s is the name of a rule, such as cap-exceeded */
  return g_strdup_printf (_("A rule of the company does not allow this (%s)."), name != NULL ? name : "");
}

char *
garrison_sentence_for_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("Stopped."));
  if (garrison_error_is_refusal (error, NULL))
    return sentence_for_refusal (error);
  if (g_strcmp0 (garrison_error_get_detail (error, GARRISON_FOUNDING_WRONG), "time-zone") == 0)
    return g_strdup (_("There is no such time zone. Name one by its place, as in Asia/Shanghai."));
  if (error->domain == GARRISON_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (CODES))
    return g_strdup (_(CODES[error->code]));
  if (error->domain == G_IO_ERROR && error->code == G_IO_ERROR_NOT_FOUND)
    return g_strdup (_(CODES[GARRISON_ERROR_MISSING]));
  if (error->domain == G_IO_ERROR && error->code == G_IO_ERROR_NO_SPACE)
    return g_strdup (_(CODES[GARRISON_ERROR_FULL]));
  return g_strdup (_(CODES[GARRISON_ERROR_FAILED]));
}

char *
garrison_sentence_for_act (const char *act, guint n, const char *object)
{
  g_return_val_if_fail (act != NULL, NULL);

  if (g_str_equal (act, "transfer-customers") && object != NULL)
    /* Translators: %u customers were given to the person %s */
    return g_strdup_printf (ngettext ("%u customer transferred to %s", "%u customers transferred to %s", n), n, object);
  if (g_str_equal (act, "claim-customer"))
    return g_strdup_printf (ngettext ("%u customer claimed", "%u customers claimed", n), n);
  if (g_str_equal (act, "release-customers") && object != NULL)
    /* Translators: %u customers went into the pool %s */
    return g_strdup_printf (ngettext ("%u customer released into %s", "%u customers released into %s", n), n, object);
  if (g_str_equal (act, "assign-from-pool") && object != NULL)
    /* Translators: %u customers were given to the person %s by the lead of a pool */
    return g_strdup_printf (ngettext ("%u customer assigned to %s", "%u customers assigned to %s", n), n, object);
  if (g_str_equal (act, "create-pool"))
    return g_strdup (_("Pool created"));
  if (g_str_equal (act, "hand-over"))
    return g_strdup_printf (ngettext ("%u customer handed over", "%u customers handed over", n), n);
  if (g_str_equal (act, "accept-handover"))
    return g_strdup_printf (ngettext ("%u customer taken over", "%u customers taken over", n), n);
  if (g_str_equal (act, "decline-handover"))
    return g_strdup_printf (ngettext ("%u customer declined", "%u customers declined", n), n);
  if (g_str_equal (act, "open-conflict"))
    return g_strdup (_("Put before whoever decides"));
  if (g_str_equal (act, "decide-conflict"))
    return g_strdup (_("Decided"));
  if (g_str_equal (act, "merge-customers") && object != NULL)
    /* Translators: another customer became part of the customer %s */
    return g_strdup_printf (_("Merged into %s"), object);
  if (g_str_equal (act, "unmerge-customer") && object != NULL)
    /* Translators: the customer %s is one of its own again */
    return g_strdup_printf (_("%s is separate again"), object);
  if (g_str_equal (act, "set-parent"))
    return g_strdup (_("Family changed"));
  if (g_str_equal (act, "archive-customers"))
    return g_strdup_printf (ngettext ("%u customer archived", "%u customers archived", n), n);
  if (g_str_equal (act, "tag-customers") && object != NULL)
    /* Translators: %u customers got the tag %s */
    return g_strdup_printf (ngettext ("%u customer tagged %s", "%u customers tagged %s", n), n, object);
  if (g_str_equal (act, "create-customer") && object != NULL)
    return g_strdup_printf (_("%s created"), object);
  if (g_str_equal (act, "complete-task"))
    return g_strdup (_("Done"));
  if (g_str_equal (act, "log-activity"))
    return g_strdup (_("Logged"));
  if (g_str_equal (act, "win-deal"))
    return g_strdup (_("Deal won"));
  if (g_str_equal (act, "lose-deal"))
    return g_strdup (_("Deal lost"));
  if (g_str_has_prefix (act, "edit-"))
    return g_strdup (_("Saved"));
  return NULL;
}

const char *
garrison_sentence_for_set_back (void)
{
  return _("This company is not as this computer last saw it: acts that were there are gone. It was restored to an earlier"
           " state, or its record was cut. Ask whoever runs the server, and look through what was done since.");
}
