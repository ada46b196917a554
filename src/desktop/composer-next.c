/* The composer's next step: in its popover, or typed behind the line: "Asked for an offer > send it next tue 10". */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/language.h"
#include "base/when.h"
#include "desktop/composer-private.h"
#include "desktop/words.h"

static GTimeZone *
get_zone (GarrisonComposer *self)
{
  return garrison_store_get_time_zone (garrison_window_get_store (self->window));
}

static GarrisonWhen
get_now (GarrisonComposer *self)
{
  return garrison_when_of_instant (g_get_real_time (), get_zone (self));
}

static GarrisonDayOrder
get_order (void)
{
  return garrison_locale_is_chinese () ? GARRISON_DAY_ORDER_MONTH_FIRST : GARRISON_DAY_ORDER_DAY_FIRST;
}

static const char *
get_text (GtkEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " ")] == '\0';
}

/* When the next step is due. FALSE when what was typed is no time. */
static gboolean
find_due (GarrisonComposer *self, GarrisonWhen *when)
{
  when->day = self->next_day;
  when->minute = -1;
  if (is_blank (get_text (self->next_when)))
    return TRUE;
  if (!garrison_when_parse (get_text (self->next_when), get_now (self), get_order (), when))
    return FALSE;
  /* The day that was chosen goes before one that was guessed. */
  if (when->assumed && self->next_day != 0)
    when->day = self->next_day;
  return TRUE;
}

void
garrison_composer_next_update (GarrisonComposer *self)
{
  g_autofree char *words = NULL, *label = NULL;
  GarrisonMoment moment;
  GarrisonWhen when;

  if (self->window == NULL)
    return;
  if (!find_due (self, &when))
    label = g_strdup (_ ("Next: when?"));
  else if (when.day == 0)
    label = g_strdup (_ ("Next step"));
  else
    {
      garrison_moment_take (&moment, garrison_window_get_store (self->window));
      words = garrison_words_when (&moment, garrison_when_to_instant (when, get_zone (self)), when.minute >= 0);
      label = g_strdup_printf (_ ("Next: %s"), words);
    }
  gtk_label_set_label (self->next_label, label);
}

static void
on_day_selected (GarrisonComposer *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->next_calendar);

  self->next_day = g_date_time_get_year (date) * 10000 + g_date_time_get_month (date) * 100
                   + g_date_time_get_day_of_month (date);
  garrison_composer_next_update (self);
}

/* The calendar follows what is typed without having chosen it. */
static void
show_day (GarrisonComposer *self, gint day)
{
  g_autoptr (GDateTime) date = g_date_time_new_local (day / 10000, day / 100 % 100, day % 100, 0, 0, 0);

  g_signal_handlers_block_by_func (self->next_calendar, on_day_selected, self);
  gtk_calendar_select_day (self->next_calendar, date);
  g_signal_handlers_unblock_by_func (self->next_calendar, on_day_selected, self);
}

void
garrison_composer_next_set_day (GarrisonComposer *self, gint day)
{
  if (day != 0)
    show_day (self, day);
  self->next_day = day;
  garrison_composer_next_update (self);
}

static void
on_when_changed (GarrisonComposer *self)
{
  GarrisonWhen when;

  if (self->window == NULL)
    return;
  if (find_due (self, &when) && !when.assumed && when.day != 0 && !is_blank (get_text (self->next_when)))
    {
      show_day (self, when.day);
      self->next_day = when.day;
    }
  garrison_composer_next_update (self);
}

void
garrison_composer_next_clear (GarrisonComposer *self)
{
  self->from_line = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->next_text), "");
  gtk_editable_set_text (GTK_EDITABLE (self->next_when), "");
  garrison_composer_next_set_day (self, 0);
}

void
garrison_composer_next_on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonComposer *self = GARRISON_COMPOSER (widget);
  int days = g_variant_get_int32 (parameter);

  if (days < 0)
    {
      garrison_composer_next_clear (self);
      gtk_menu_button_popdown (self->next_button);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->next_when), "");
  garrison_composer_next_set_day (self, garrison_day_add (get_now (self).day, days));
}

/* ---- typed behind the line ---------------------------------------------------------------------- */

/* The last ">" (＞, →) that stands between words. */
static const char *
find_mark (const char *line, gsize *length)
{
  static const char *const marks[] = { " > ", "＞", "→" };
  const char *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *mark = g_strrstr (line, marks[i]);

      if (mark != NULL && (last == NULL || mark > last))
        {
          last = mark;
          *length = strlen (marks[i]);
        }
    }
  return last;
}

/* What is behind the mark is a next step only if it ends with a day: "the price > 100" is none.
 * Returns: (nullable): where it begins. */
static const char *
find_step (GarrisonComposer *self, const char *line, gsize *mark, gsize *start)
{
  const char *at = find_mark (line, mark);
  GarrisonWhen when;

  if (at == NULL || self->window == NULL
      || !garrison_when_find (at + *mark, get_now (self), get_order (), start, &when))
    return NULL;
  return at;
}

static void
on_line_changed (GarrisonComposer *self)
{
  gsize mark, start;
  const char *line = get_text (self->line), *at = find_step (self, line, &mark, &start);
  g_autofree char *what = NULL;

  if (at == NULL)
    {
      if (self->from_line)
        garrison_composer_next_clear (self);
      return;
    }
  what = g_strndup (at + mark, start);
  g_strstrip (what);
  self->from_line = TRUE;
  self->next_day = 0;
  gtk_editable_set_text (GTK_EDITABLE (self->next_text), what);
  gtk_editable_set_text (GTK_EDITABLE (self->next_when), at + mark + start);
  on_when_changed (self);
}

char *
garrison_composer_next_dup_line (GarrisonComposer *self)
{
  gsize mark, start;
  const char *line = get_text (self->line), *at = self->from_line ? find_step (self, line, &mark, &start) : NULL;

  return g_strstrip (at != NULL ? g_strndup (line, at - line) : g_strdup (line));
}

gboolean
garrison_composer_next_add (GarrisonComposer *self, GarrisonArgs *args)
{
  GarrisonWhen when;

  if (!find_due (self, &when))
    {
      garrison_composer_show_notice (self, _ ("Write when the next step is due, such as “14:30” or “next tue 10”, or leave it empty."));
      gtk_menu_button_popup (self->next_button);
      gtk_widget_grab_focus (GTK_WIDGET (self->next_when));
      return FALSE;
    }
  if (when.day == 0)
    return TRUE;
  garrison_args_set_text (args, "next_text", get_text (self->next_text));
  garrison_args_set_int (args, "next_due", garrison_when_to_instant (when, get_zone (self)));
  garrison_args_set_int (args, "next_timed", when.minute >= 0);
  return TRUE;
}

static void
on_activate (GarrisonComposer *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "composer.log", NULL);
}

void
garrison_composer_next_begin (GarrisonComposer *self)
{
  g_signal_connect_object (self->line, "changed", G_CALLBACK (on_line_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next_text, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next_when, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next_when, "changed", G_CALLBACK (on_when_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next_calendar, "day-selected", G_CALLBACK (on_day_selected), self, G_CONNECT_SWAPPED);
}
