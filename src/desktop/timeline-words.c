#include "desktop/timeline-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/day.h"
#include "base/money.h"
#include "desktop/entry-mark.h"
#include "desktop/entry-words.h"
#include "model/span-scale.h"

static const struct
{
  const char *kind;
  const char *label;
} EVENTS[] = {
  { "created", N_ ("Customer created") }, { "edited", N_ ("Edited") },
  { "transferred", N_ ("Transferred") }, { "advanced", N_ ("Stage changed") },
  { "opened", N_ ("Deal opened") },      { "reopened", N_ ("Deal reopened") },
  { "deal-edited", N_ ("Deal edited") }, { "contract", N_ ("Contract") },
  { "contract-edited", N_ ("Contract edited") }, { "contact", N_ ("Contact") },
  { "archived", N_ ("Archived") },       { "restored", N_ ("Restored") },
  { "payment-voided", N_ ("Payment voided") }, { "undone", N_ ("Undone") },
  { "task", N_ ("Task") },               { "claimed", N_ ("Claimed") },
  { "assigned", N_ ("Assigned") },
  { "released", N_ ("Released") },       { "merged", N_ ("Merged") },
  { "unmerged", N_ ("Separated") },
  { "won", N_ ("Deal won") },            { "lost", N_ ("Deal lost") },
  { "handed-over", N_ ("Handed over") }, { "declined", N_ ("Handover declined") },
  { "conflict-kept", N_ ("Stays after a conflict") },
  { "disclosed", N_ ("Contact details seen") },
};

char *
garrison_timeline_kind_label (const char *kind)
{
  const char *label;

  for (guint i = 0; i < G_N_ELEMENTS (EVENTS); i++)
    if (g_strcmp0 (EVENTS[i].kind, kind) == 0)
      return g_strdup (_ (EVENTS[i].label));
  label = garrison_entry_kind_label (kind);
  return g_strdup (label != NULL ? label : _ ("Event"));
}

/* A payment's text is its amount in minor units and the currency: "1280000 CNY". */
static char *
payment_text (const char *text, gboolean chinese)
{
  char *end = NULL;
  gint64 amount = text != NULL ? g_ascii_strtoll (text, &end, 10) : 0;

  if (text == NULL || end == text || *end != ' ' || strlen (end + 1) != 3)
    return NULL;
  return garrison_money_format (amount, end + 1);
}

char *
garrison_timeline_text (GarrisonEntry *entry, gboolean chinese)
{
  const char *text = garrison_entry_get_text (entry), *kind = garrison_entry_get_kind (entry);
  char *payment = g_strcmp0 (kind, "payment") == 0 ? payment_text (text, chinese) : NULL;

  if (payment != NULL)
    return payment;
  if (g_strcmp0 (kind, "disclosed") == 0)
    return garrison_entry_words_disclosed (text);
  return text != NULL && *text != '\0' ? g_strdup (text) : garrison_timeline_kind_label (kind);
}

char *
garrison_timeline_time (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

char *
garrison_timeline_when (gint64 at, gint64 now, GTimeZone *zone, gboolean chinese)
{
  g_autofree char *day = garrison_day_format (garrison_day_of_instant (at, zone), garrison_day_of_instant (now, zone), chinese);
  g_autofree char *time = garrison_timeline_time (at, zone);

  /* Translators: a day and a time: "19 May 14:02" */
  return g_strdup_printf (C_ ("day and time", "%s %s"), day, time);
}

char *
garrison_timeline_day (gint day, gint today, gboolean chinese)
{
  static const char *const names[] = { N_ ("Monday"), N_ ("Tuesday"), N_ ("Wednesday"), N_ ("Thursday"),
                                       N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday") };
  g_autofree char *date = garrison_day_format (day, today, chinese);
  int days = garrison_day_diff (day, today);
  const char *name = days == 0 ? _ ("Today") : days == 1 ? _ ("Yesterday") : days == -1 ? _ ("Tomorrow") : NULL;

  if (day == 0)
    return g_strdup ("");
  /* Translators: a day and its date: "Today · 19 May" */
  return g_strdup_printf (C_ ("day and date", "%s · %s"), name != NULL ? name : _ (names[garrison_day_weekday (day) - 1]), date);
}

char *
garrison_timeline_badge (GarrisonEntry *entry, char **tip)
{
  gint64 late = garrison_entry_get_recorded_at (entry) - garrison_entry_get_at (entry);
  int days = (int) (late / GARRISON_SPAN_DAY);

  if (garrison_entry_get_state (entry) != GARRISON_ENTRY_DONE)
    return NULL;
  if (garrison_entry_get_corrects (entry) != 0)
    {
      *tip = g_strdup (_ ("Corrects an earlier entry; both are kept"));
      return g_strdup (_ ("Corrected"));
    }
  if (late <= GARRISON_SPAN_DAY)
    return NULL;
  *tip = g_strdup_printf (ngettext ("Entered %d day later", "Entered %d days later", days), days);
  return g_strdup (_ ("Backdated"));
}

char *
garrison_timeline_speak (GarrisonEntry *entry, GarrisonDirectory *directory, gint64 now, gboolean chinese)
{
  GTimeZone *zone = garrison_store_get_time_zone (garrison_directory_get_store (directory));
  g_autofree char *label = garrison_timeline_kind_label (garrison_entry_get_kind (entry));
  g_autofree char *when = garrison_timeline_when (garrison_entry_get_at (entry), now, zone, chinese);
  g_autofree char *text = garrison_timeline_text (entry, chinese);
  g_autofree char *tip = NULL;
  g_autofree char *badge = garrison_timeline_badge (entry, &tip);
  const char *person = garrison_directory_get_person_name (directory, garrison_entry_get_person (entry));
  const char *customer = garrison_entry_get_customer_name (entry);
  GString *spoken = g_string_new (NULL);

  if (garrison_entry_get_state (entry) == GARRISON_ENTRY_PLANNED)
    /* Translators: person, kind, customer, when it is due, text */
    g_string_printf (spoken, _ ("%s, planned: %s, %s, due %s, %s"), person, label, customer != NULL ? customer : "", when, text);
  else
    /* Translators: person, kind, customer, when, text */
    g_string_printf (spoken, C_ ("spoken entry", "%s, %s, %s, %s, %s"), person, label, customer != NULL ? customer : "", when, text);
  if (tip != NULL)
    g_string_append_printf (spoken, C_ ("spoken badge", ", %s"), tip);
  return g_string_free (spoken, FALSE);
}
