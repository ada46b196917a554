#include "desktop/entry-words.h"

#include <glib/gi18n-lib.h>

#include "base/currency.h"
#include "base/day.h"
#include "base/money.h"
#include "desktop/entry-mark.h"

/* Kinds that acts write. @with: how it is said with a text, NULL where the text adds nothing. */
static const struct
{
  const char *kind;
  const char *alone;
  const char *with;
} HAPPENED[] = {
  { "created", N_ ("Customer created"), NULL },
  { "imported", N_ ("Customer imported"), NULL },
  { "edited", N_ ("Facts changed"), N_ ("Facts changed: %s") },
  { "archived", N_ ("Archived"), NULL },
  { "restored", N_ ("Brought back from the archive"), NULL },
  { "undone", N_ ("An act was undone"), NULL },
  { "contact", N_ ("Contact added"), N_ ("Contact: %s") },
  { "task", N_ ("Task done"), N_ ("Done: %s") },
  { "transferred", N_ ("Transferred"), N_ ("Transferred: %s") },
  { "claimed", N_ ("Claimed from a pool"), N_ ("Claimed from a pool: %s") },
  { "released", N_ ("Released into a pool"), N_ ("Released into a pool: %s") },
  { "assigned", N_ ("Assigned from a pool"), N_ ("Assigned from a pool: %s") },
  { "handed-over", N_ ("Handed over"), N_ ("Handed over: %s") },
  { "declined", N_ ("Handover declined"), N_ ("Handover declined: %s") },
  { "conflict-kept", N_ ("Stays after a conflict"), N_ ("Stays after a conflict: %s") },
  { "merged", N_ ("Merged with another customer"), N_ ("Merged with %s") },
  { "unmerged", N_ ("Separated from another customer"), N_ ("Separated from %s") },
  { "untagged", N_ ("Tag removed"), N_ ("Tag removed: %s") },
  { "opened", N_ ("Deal opened"), N_ ("Deal opened: %s") },
  { "deal-edited", N_ ("Deal changed"), N_ ("Deal changed: %s") },
  { "contract", N_ ("Contract signed"), N_ ("Contract signed: %s") },
  { "contract-edited", N_ ("Contract changed"), N_ ("Contract changed: %s") },
  { "payment-voided", N_ ("Payment voided"), N_ ("Payment voided: %s") },
  { "advanced", N_ ("Deal moved on"), N_ ("Deal moved on: %s") },
  { "won", N_ ("Deal won"), N_ ("Deal won: %s") },
  { "lost", N_ ("Deal lost"), N_ ("Deal lost: %s") },
  { "reopened", N_ ("Deal reopened"), N_ ("Deal reopened: %s") },
  { "payment", N_ ("Payment received"), N_ ("Payment received: %s") },
  { "tagged", N_ ("Tagged"), N_ ("Tagged: %s") },
};

/* What contact details were wanted for. */
static const struct
{
  const char *purpose;
  const char *label;
} PURPOSES[] = {
  { "call", NC_ ("purpose", "call") },     { "message", NC_ ("purpose", "message") },
  { "mail", NC_ ("purpose", "mail") },     { "letter", NC_ ("purpose", "letter") },
  { "visit", NC_ ("purpose", "visit") },   { "check", NC_ ("purpose", "check") },
};

char *
garrison_entry_words_disclosed (const char *purpose)
{
  for (guint i = 0; i < G_N_ELEMENTS (PURPOSES); i++)
    if (g_strcmp0 (PURPOSES[i].purpose, purpose) == 0)
      /* Translators: %s is what for, such as "call" */
      return g_strdup_printf (_ ("Saw the contact details: %s"), g_dpgettext2 (GETTEXT_PACKAGE, "purpose", PURPOSES[i].label));
  return g_strdup (_ ("Saw the contact details"));
}

/* A format that came from the table above, translated or not, takes one text. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
say (const char *format, const char *text)
{
  return g_strdup_printf (format, text);
}
#pragma GCC diagnostic pop

/* Acts write amounts exactly: "123450 CNY" in minor units. */
static char *
read_amount (const char *text)
{
  char *currency = NULL;
  gint64 minor = g_ascii_strtoll (text, &currency, 10);

  if (currency == text || *currency != ' ' || !garrison_currency_is_known (currency + 1))
    return g_strdup (text);
  return garrison_money_format (minor, currency + 1);
}

static char *
happened_title (const char *kind, const char *stored)
{
  gboolean some = stored != NULL && *stored != '\0';
  g_autofree char *text
    = some && g_strcmp0 (kind, "payment") == 0 ? read_amount (stored) : g_strdup (stored);

  if (g_strcmp0 (kind, "disclosed") == 0)
    return garrison_entry_words_disclosed (stored);
  /* What was undone is named by its own kind. */
  if (g_strcmp0 (kind, "undone") == 0)
    for (guint i = 0; i < G_N_ELEMENTS (HAPPENED); i++)
      if (g_strcmp0 (HAPPENED[i].kind, text) == 0 && g_strcmp0 (text, "undone") != 0)
        return g_strdup_printf (_ ("Undone: %s"), _ (HAPPENED[i].alone));
  for (guint i = 0; i < G_N_ELEMENTS (HAPPENED); i++)
    if (g_strcmp0 (HAPPENED[i].kind, kind) == 0)
      return some && HAPPENED[i].with != NULL ? say (_ (HAPPENED[i].with), text)
                                              : g_strdup (_ (HAPPENED[i].alone));
  return g_strdup (some ? text : kind);
}

char *
garrison_entry_words_title (GarrisonEntry *entry)
{
  const char *text = garrison_entry_get_text (entry);
  const char *kind = garrison_entry_get_kind (entry);
  const char *label = garrison_entry_kind_label (kind);

  if (garrison_entry_get_state (entry) == GARRISON_ENTRY_HAPPENED)
    return happened_title (kind, text);
  if (text != NULL && *text != '\0')
    return g_strdup (text);
  return g_strdup (label != NULL ? label : kind);
}

static char *
when (GarrisonEntry *entry, const GarrisonMoment *moment)
{
  gint64 at = garrison_entry_get_at (entry);

  /* Of the last days the time of day matters, of older ones the date is enough. */
  if (garrison_day_diff (garrison_day_of_instant (at, moment->zone), moment->today) <= 1)
    return garrison_words_when (moment, at, TRUE);
  return garrison_words_when (moment, at, FALSE);
}

char *
garrison_entry_words_detail (GarrisonEntry *entry, GarrisonDirectory *directory, const GarrisonMoment *moment)
{
  g_autofree char *at = when (entry, moment);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *person = garrison_directory_get_person_name (directory, garrison_entry_get_person (entry));
  gint64 minutes = garrison_entry_get_minutes (entry);

  if (*person != '\0')
    g_ptr_array_add (parts, g_strdup (person));
  g_ptr_array_add (parts, g_strdup (at));
  if (minutes > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d min", "%d min", (int) minutes), (int) minutes));
  if (garrison_entry_get_corrected_by (entry) != 0)
    g_ptr_array_add (parts, g_strdup (_ ("corrected since")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}
