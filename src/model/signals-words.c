/* Signals as sentences: what happened, in figures, and nothing about why. */
#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"
#include "model/signals.h"

static char *
many (const GarrisonSignal *s, const char *day)
{
  if (s->high > 0)
    /* Translators: a number, a day, and from how many to how many are usual */
    return g_strdup_printf (ngettext ("%u contact detail seen on %s; usual are %u to %u",
                                      "%u contact details seen on %s; usual are %u to %u", s->n),
                            s->n, day, s->low, s->high);
  if (s->team > 0)
    return g_strdup_printf (ngettext ("%u contact detail seen on %s; usual in the team are %u a person",
                                      "%u contact details seen on %s; usual in the team are %u a person", s->n),
                            s->n, day, s->team);
  return g_strdup_printf (ngettext ("%u contact detail seen on %s; what is usual is not known yet",
                                    "%u contact details seen on %s; what is usual is not known yet", s->n),
                          s->n, day);
}

static char *
run (const GarrisonSignal *s, const char *day)
{
  if (s->kind == GARRISON_SIGNAL_RUN)
    return g_strdup_printf (ngettext ("%u contact details seen within %u minute on %s",
                                      "%u contact details seen within %u minutes on %s", s->minutes),
                            s->n, s->minutes, day);
  return g_strdup_printf (
    ngettext ("Contact details of %u customers that follow one another by name seen within %u minute on %s",
              "Contact details of %u customers that follow one another by name seen within %u minutes on %s",
              s->minutes),
    s->n, s->minutes, day);
}

static char *
odd_hours (const GarrisonSignal *s, const char *day)
{
  if (s->kind == GARRISON_SIGNAL_NIGHT)
    return g_strdup_printf (ngettext ("%u contact detail seen between 22:00 and 6:00 on %s",
                                      "%u contact details seen between 22:00 and 6:00 on %s", s->n),
                            s->n, day);
  return g_strdup_printf (ngettext ("%u contact detail seen on %s, a free day",
                                    "%u contact details seen on %s, a free day", s->n),
                          s->n, day);
}

static char *
releases (const GarrisonSignal *s, const char *day)
{
  if (s->kind == GARRISON_SIGNAL_COPIES)
    return g_strdup_printf (ngettext ("%u contact detail copied on %s", "%u contact details copied on %s", s->n), s->n,
                            day);
  return g_strdup_printf (ngettext ("%u export, print or picture with %u records in all on %s",
                                    "%u exports, prints or pictures with %u records in all on %s", s->n),
                          s->n, s->total, day);
}

/* Hours while they are few. */
static char *
clock_words (const GarrisonSignal *s, const char *day)
{
  guint days = s->total / 24;

  if (days < 2)
    return g_strdup_printf (ngettext ("The computer’s clock was off by %u hour on %s; allowances went on by the company’s time",
                                      "The computer’s clock was off by %u hours on %s; allowances went on by the company’s time",
                                      s->total),
                            s->total, day);
  return g_strdup_printf (ngettext ("The computer’s clock was off by %u day on %s; allowances went on by the company’s time",
                                    "The computer’s clock was off by %u days on %s; allowances went on by the company’s time",
                                    days),
                          days, day);
}

/* Before a last day, which may be still to come. */
static char *
leaver (const GarrisonSignal *s, const char *day)
{
  if (s->kind == GARRISON_SIGNAL_LEAVER_RELEASES)
    return g_strdup_printf (
      ngettext ("%u export, print or picture with %u records in all in the %d days up to the last one, %s",
                "%u exports, prints or pictures with %u records in all in the %d days up to the last one, %s", s->n),
      s->n, s->total, GARRISON_SIGNAL_LEAVER_DAYS, day);
  if (s->kind == GARRISON_SIGNAL_LEAVER_EDITS)
    return g_strdup_printf (ngettext ("Contact details of %u record changed in the %d days up to the last one, %s",
                                      "Contact details of %u records changed in the %d days up to the last one, %s",
                                      s->n),
                            s->n, GARRISON_SIGNAL_LEAVER_DAYS, day);
  return g_strdup_printf (ngettext ("%u refusal by a rule in the %d days up to the last one, %s",
                                    "%u refusals by rules in the %d days up to the last one, %s", s->n),
                          s->n, GARRISON_SIGNAL_LEAVER_DAYS, day);
}

char *
garrison_signal_sentence (const GarrisonSignal *signal, gint today)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (signal != NULL, NULL);

  day = garrison_day_format (signal->day, today, garrison_locale_is_chinese ());
  switch (signal->kind)
    {
    case GARRISON_SIGNAL_MANY:
      return many (signal, day);
    case GARRISON_SIGNAL_NIGHT:
    case GARRISON_SIGNAL_FREE_DAY:
      return odd_hours (signal, day);
    case GARRISON_SIGNAL_RUN:
    case GARRISON_SIGNAL_NAME_RUN:
      return run (signal, day);
    case GARRISON_SIGNAL_ALLOWANCE:
      return g_strdup_printf (ngettext ("%u contact detail seen on %s; more were asked for than the allowance, %u times",
                                        "%u contact details seen on %s; more were asked for than the allowance, %u times",
                                        signal->total),
                              signal->total, day, signal->n);
    case GARRISON_SIGNAL_EDITS:
      return g_strdup_printf (ngettext ("Contact details of %u record changed on %s",
                                        "Contact details of %u records changed on %s", signal->n),
                              signal->n, day);
    case GARRISON_SIGNAL_RELEASES:
    case GARRISON_SIGNAL_COPIES:
      return releases (signal, day);
    case GARRISON_SIGNAL_LEAVER_RELEASES:
    case GARRISON_SIGNAL_LEAVER_EDITS:
    case GARRISON_SIGNAL_LEAVER_REFUSALS:
      return leaver (signal, day);
    case GARRISON_SIGNAL_CLOCK:
      return clock_words (signal, day);
    case GARRISON_SIGNAL_PASSWORD:
      return g_strdup_printf (_ ("Password set by somebody else on %s"), day);
    }
  g_return_val_if_reached (NULL);
}
