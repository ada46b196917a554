#include "desktop/form.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/language.h"
#include "base/money.h"
#include "base/region.h"
#include "desktop/compat.h"

typedef struct
{
  const GarrisonFormField *field;
  GtkWidget *row;
  GtkTextView *text_view; /* of a long text */
  GPtrArray *codes;       /* of a region, in the order of the row's model; the first is NULL */
  GArray *ids;            /* of choices and people, in the order of the row's model; the first is 0 */
  gboolean masked;        /* what it shows is not what is there */
  GtkWidget *reveal;      /* (nullable): shows what it masks */
  char *original;         /* what garrison_form_read() would have given when it was filled */
} Row;

struct _GarrisonForm
{
  GtkWidget parent_instance;
  GarrisonDirectory *directory;
  GtkWidget *page;
  GPtrArray *rows;   /* of Row */
  GPtrArray *groups; /* of Group */
  gboolean has_widgets;
};

typedef struct
{
  char *title; /* (nullable) */
  const GarrisonFormField *fields;
  guint n;
} Group;

/* What stood in the rows, in their order: with ids and codes where a row shows a choice. */
struct _GarrisonFormKept
{
  GPtrArray *groups;
  GPtrArray *originals; /* of char * */
  GPtrArray *values;    /* of char * */
};

G_DEFINE_FINAL_TYPE (GarrisonForm, garrison_form, GTK_TYPE_WIDGET)

static guint submitted_signal;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->codes, g_ptr_array_unref);
  g_clear_pointer (&row->ids, g_array_unref);
  g_free (row->original);
  g_free (row);
}

static void
group_free (gpointer data)
{
  g_free (((Group *) data)->title);
  g_free (data);
}

static Row *
find_row (GarrisonForm *self, const char *arg)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (((Row *) self->rows->pdata[i])->field->arg, arg) == 0)
      return self->rows->pdata[i];
  return NULL;
}

/* ---- rows --------------------------------------------------------------------------------------- */

static void
on_entry_activated (GarrisonForm *self)
{
  g_signal_emit (self, submitted_signal, 0);
}

static void
on_day_selected (GtkCalendar *calendar, GtkWidget *row)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
add_calendar (GtkWidget *row)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a day"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (on_day_selected), row, 0);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static void
add_text (GarrisonForm *self, Row *row)
{
  row->row = row->field->kind == GARRISON_FORM_PASSWORD ? adw_password_entry_row_new () : adw_entry_row_new ();
  if (row->field->kind == GARRISON_FORM_PASSWORD)
    garrison_compat_name_password_row (row->row);
  g_signal_connect_object (row->row, "entry-activated", G_CALLBACK (on_entry_activated), self,
                           G_CONNECT_SWAPPED);
  if (row->field->kind == GARRISON_FORM_DAY || row->field->kind == GARRISON_FORM_DUE)
    add_calendar (row->row);
}

static void
add_long_text (GarrisonForm *self, Row *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (_ (row->field->label));
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, 72);
  gtk_widget_add_css_class (view, "plain");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "secondary");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (row->field->label), -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  /* Anything else would be put below the card. */
  row->row = adw_preferences_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->row), FALSE);
  gtk_widget_set_focusable (row->row, FALSE);
  row->text_view = GTK_TEXT_VIEW (view);
}

static void
add_id (Row *row, GtkStringList *names, gint64 id, const char *name)
{
  g_array_append_val (row->ids, id);
  gtk_string_list_append (names, name);
}

static GListModel *
entries_of (GarrisonForm *self, const GarrisonFormField *field)
{
  if (field->kind != GARRISON_FORM_PERSON)
    return garrison_directory_get_choices (self->directory, field->list);
  return g_strcmp0 (field->list, "everybody") == 0 ? garrison_directory_get_people (self->directory)
                                                   : garrison_directory_get_reach (self->directory);
}

static void
add_ids (GarrisonForm *self, Row *row, GtkStringList *names)
{
  gboolean people = row->field->kind == GARRISON_FORM_PERSON;
  GListModel *model = entries_of (self, row->field);

  row->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_id (row, names, 0, C_ ("choice", "None"));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      if (people && !garrison_person_is_active (GARRISON_PERSON (item)))
        continue;
      if (people)
        add_id (row, names, garrison_person_get_id (GARRISON_PERSON (item)),
                garrison_person_get_name (GARRISON_PERSON (item)));
      else
        add_id (row, names, garrison_choice_get_id (GARRISON_CHOICE (item)),
                garrison_choice_get_name (GARRISON_CHOICE (item)));
    }
}

static void
add_code (Row *row, GtkStringList *names, const char *code)
{
  g_ptr_array_add (row->codes, (gpointer) code);
  gtk_string_list_append (names, code == NULL ? C_ ("choice", "None")
                                              : garrison_region_label (code, garrison_locale_is_chinese ()));
}

/* China's provinces first, as most companies here need them, then all countries. */
static void
add_codes (Row *row, GtkStringList *names)
{
  g_autofree const char **provinces = garrison_region_children ("CN");
  g_autofree const char **countries = garrison_region_children (NULL);

  row->codes = g_ptr_array_new ();
  add_code (row, names, NULL);
  for (guint i = 0; provinces != NULL && provinces[i] != NULL; i++)
    add_code (row, names, provinces[i]);
  for (guint i = 0; countries != NULL && countries[i] != NULL; i++)
    add_code (row, names, countries[i]);
}

static void
add_combo (GarrisonForm *self, Row *row)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  row->row = adw_combo_row_new ();
  if (row->field->kind == GARRISON_FORM_REGION)
    add_codes (row, names);
  else
    add_ids (self, row, names);
  adw_combo_row_set_model (ADW_COMBO_ROW (row->row), G_LIST_MODEL (names));
}

static void
add_switch (Row *row)
{
  GtkWidget *toggle = gtk_switch_new ();

  row->row = adw_action_row_new ();
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row->row), toggle);
  g_object_set_data (G_OBJECT (row->row), "switch", toggle);
}

static void
add_row (GarrisonForm *self, AdwPreferencesGroup *group, const GarrisonFormField *field)
{
  Row *row = g_new0 (Row, 1);

  row->field = field;
  switch (field->kind)
    {
    case GARRISON_FORM_LONG_TEXT:
      add_long_text (self, row);
      break;
    case GARRISON_FORM_CHOICE:
    case GARRISON_FORM_PERSON:
    case GARRISON_FORM_REGION:
      add_combo (self, row);
      break;
    case GARRISON_FORM_YESNO:
      add_switch (row);
      break;
    case GARRISON_FORM_TEXT:
    case GARRISON_FORM_DAY:
    case GARRISON_FORM_DUE:
    case GARRISON_FORM_MONEY:
    case GARRISON_FORM_NUMBER:
    case GARRISON_FORM_PASSWORD:
    default:
      add_text (self, row);
    }
  if (ADW_IS_PREFERENCES_ROW (row->row))
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), _ (field->label));
  adw_preferences_group_add (group, row->row);
  g_ptr_array_add (self->rows, row);
}

void
garrison_form_add_group (GarrisonForm *self, const char *title, const GarrisonFormField *fields, guint n)
{
  GtkWidget *group;
  Group *known = NULL;

  g_return_if_fail (GARRISON_IS_FORM (self));

  known = g_new0 (Group, 1);
  group = adw_preferences_group_new ();
  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < n; i++)
    add_row (self, ADW_PREFERENCES_GROUP (group), &fields[i]);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  known->title = g_strdup (title);
  known->fields = fields;
  known->n = n;
  g_ptr_array_add (self->groups, known);
}

/* ---- values ------------------------------------------------------------------------------------- */

static const char *
currency_of (GarrisonForm *self)
{
  return garrison_store_get_currency (garrison_directory_get_store (self->directory));
}

/* What stands in the row, as one text: for comparing only. */
static char *
state_of (Row *row)
{
  GtkTextIter start, end;

  if (row->text_view != NULL)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (row->text_view);
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  if (ADW_IS_COMBO_ROW (row->row))
    return g_strdup_printf ("%u", adw_combo_row_get_selected (ADW_COMBO_ROW (row->row)));
  if (GTK_IS_EDITABLE (row->row))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->row)));
  return g_strdup (gtk_switch_get_active (g_object_get_data (G_OBJECT (row->row), "switch")) ? "1" : "0");
}

static void
note_original (Row *row)
{
  g_free (row->original);
  row->original = state_of (row);
}

static void
set_region (Row *row, const char *code)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (row->row)));

  for (guint i = 0; i < row->codes->len; i++)
    if (g_strcmp0 (row->codes->pdata[i], code) == 0)
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), i);
        return;
      }
  /* A subdivision of another country: it joins the list. */
  add_code (row, names, g_intern_string (code));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), row->codes->len - 1);
}

static void
unmask (Row *row)
{
  row->masked = FALSE;
  gtk_editable_set_editable (GTK_EDITABLE (row->row), TRUE);
  gtk_widget_remove_css_class (row->row, "masked");
  if (row->reveal != NULL)
    gtk_widget_set_visible (row->reveal, FALSE);
}

void
garrison_form_set_text (GarrisonForm *self, const char *arg, const char *text)
{
  Row *row;

  g_return_if_fail (GARRISON_IS_FORM (self));

  row = find_row (self, arg);
  g_return_if_fail (row != NULL);
  if (row->masked)
    unmask (row);
  if (row->codes != NULL)
    set_region (row, text);
  else if (row->text_view != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (row->text_view), text != NULL ? text : "", -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (row->row), text != NULL ? text : "");
  note_original (row);
}

static void
set_id (GarrisonForm *self, Row *row, gint64 id)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (row->row)));
  const char *name;

  for (guint i = 0; i < row->ids->len; i++)
    if (g_array_index (row->ids, gint64, i) == id)
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), i);
        return;
      }
  /* An entry that is no longer offered, but that the record has. */
  name = row->field->kind == GARRISON_FORM_PERSON
           ? garrison_directory_get_person_name (self->directory, id)
           : garrison_directory_get_choice_name (self->directory, row->field->list, id);
  add_id (row, names, id, name);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), row->ids->len - 1);
}

void
garrison_form_set_int (GarrisonForm *self, const char *arg, gint64 value)
{
  Row *row;
  g_autofree char *text = NULL;

  g_return_if_fail (GARRISON_IS_FORM (self));

  row = find_row (self, arg);
  g_return_if_fail (row != NULL);
  if (row->ids != NULL)
    set_id (self, row, value);
  else if (row->field->kind == GARRISON_FORM_YESNO)
    gtk_switch_set_active (g_object_get_data (G_OBJECT (row->row), "switch"), value != 0);
  else
    {
      if (value == 0)
        text = g_strdup ("");
      else if (row->field->kind == GARRISON_FORM_DAY)
        text = g_strdup_printf ("%04d-%02d-%02d", (int) (value / 10000), (int) (value / 100 % 100),
                                (int) (value % 100));
      else if (row->field->kind == GARRISON_FORM_NUMBER)
        text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
      else
        text = garrison_money_format_plain (value, currency_of (self));
      gtk_editable_set_text (GTK_EDITABLE (row->row), text);
    }
  note_original (row);
}

void
garrison_form_set_due (GarrisonForm *self, const char *arg, gint64 instant, gboolean timed)
{
  GTimeZone *zone;
  g_autoptr (GDateTime) utc = NULL, local = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (GARRISON_IS_FORM (self));

  zone = garrison_store_get_time_zone (garrison_directory_get_store (self->directory));
  utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  text = local != NULL ? g_date_time_format (local, timed ? "%Y-%m-%d %H:%M" : "%Y-%m-%d") : NULL;
  garrison_form_set_text (self, arg, text);
}

char *
garrison_form_get_text (GarrisonForm *self, const char *arg)
{
  Row *row;

  g_return_val_if_fail (GARRISON_IS_FORM (self), NULL);

  row = find_row (self, arg);
  g_return_val_if_fail (row != NULL, NULL);
  return state_of (row);
}

/* What @state, a text of state_of(), means whatever the lists hold next time. A password is not kept. */
static char *
pack_state (Row *row, const char *state)
{
  guint index;

  if (row->field->kind == GARRISON_FORM_PASSWORD || state == NULL)
    return g_strdup ("");
  if (!ADW_IS_COMBO_ROW (row->row))
    return g_strdup (state);
  index = (guint) g_ascii_strtoull (state, NULL, 10);
  if (row->codes != NULL)
    return g_strdup (index > 0 && index < row->codes->len ? row->codes->pdata[index] : "");
  return g_strdup_printf ("%" G_GINT64_FORMAT, index < row->ids->len ? g_array_index (row->ids, gint64, index) : 0);
}

static void
unpack_state (GarrisonForm *self, Row *row, const char *packed)
{
  if (row->ids != NULL)
    set_id (self, row, g_ascii_strtoll (packed, NULL, 10));
  else if (row->codes != NULL)
    set_region (row, *packed != '\0' ? packed : NULL);
  else if (row->text_view != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (row->text_view), packed, -1);
  else if (GTK_IS_EDITABLE (row->row))
    gtk_editable_set_text (GTK_EDITABLE (row->row), packed);
  else
    gtk_switch_set_active (g_object_get_data (G_OBJECT (row->row), "switch"), *packed == '1');
}

GarrisonFormKept *
garrison_form_keep (GarrisonForm *self)
{
  GarrisonFormKept *kept;

  g_return_val_if_fail (GARRISON_IS_FORM (self), NULL);

  if (self->has_widgets || !garrison_form_is_changed (self))
    return NULL;
  kept = g_new0 (GarrisonFormKept, 1);
  kept->groups = g_ptr_array_ref (self->groups);
  kept->originals = g_ptr_array_new_with_free_func (g_free);
  kept->values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *state = state_of (self->rows->pdata[i]);
      g_ptr_array_add (kept->originals, pack_state (self->rows->pdata[i], ((Row *) self->rows->pdata[i])->original));
      g_ptr_array_add (kept->values, pack_state (self->rows->pdata[i], state));
    }
  return kept;
}

void
garrison_form_bring_back (GarrisonForm *self, GarrisonFormKept *kept)
{
  g_return_if_fail (GARRISON_IS_FORM (self) && kept != NULL);

  for (guint i = 0; i < kept->groups->len; i++)
    {
      const Group *group = kept->groups->pdata[i];
      garrison_form_add_group (self, group->title, group->fields, group->n);
    }
  for (guint i = 0; i < self->rows->len && i < kept->values->len; i++)
    {
      Row *row = self->rows->pdata[i];
      unpack_state (self, row, kept->originals->pdata[i]);
      note_original (row);
      unpack_state (self, row, kept->values->pdata[i]);
    }
}

void
garrison_form_kept_free (GarrisonFormKept *kept)
{
  g_return_if_fail (kept != NULL);

  g_ptr_array_unref (kept->groups);
  g_ptr_array_unref (kept->originals);
  g_ptr_array_unref (kept->values);
  g_free (kept);
}

static char *
required_sentence (const GarrisonFormField *field)
{
  return g_strdup_printf (_ ("“%s” must not be empty."), _ (field->label));
}

static gboolean
read_day (Row *row, GarrisonArgs *args, const char *text, char **mistake)
{
  gint day = 0;

  if (*text != '\0' && !garrison_day_parse (text, GARRISON_DAY_ORDER_DAY_FIRST, &day, NULL))
    {
      *mistake = g_strdup_printf (_ ("“%s” is not a date. Write it like 2026-11-23."), text);
      return FALSE;
    }
  if (day == 0)
    garrison_args_set_null (args, row->field->arg);
  else
    garrison_args_set_int (args, row->field->arg, day);
  return TRUE;
}

/* "2026-11-23" or "2026-11-23 14:30". */
static gboolean
read_due (GarrisonForm *self, Row *row, GarrisonArgs *args, const char *text, char **mistake)
{
  GTimeZone *zone = garrison_store_get_time_zone (garrison_directory_get_store (self->directory));
  const char *colon = strchr (text, ':');
  gint day = 0;
  int hour = 0, minute = 0;
  char end = '\0';
  const char *time = colon;

  while (time != NULL && time > text && g_ascii_isdigit (time[-1]))
    time--;
  if (!garrison_day_parse (text, GARRISON_DAY_ORDER_DAY_FIRST, &day, NULL)
      || (time != NULL && (sscanf (time, "%2d:%2d%c", &hour, &minute, &end) != 2 || hour > 23 || minute > 59)))
    {
      *mistake = g_strdup_printf (_ ("“%s” is not a date. Write it like 2026-11-23 or 2026-11-23 14:30."), text);
      return FALSE;
    }
  garrison_args_set_int (args, row->field->arg,
                         garrison_day_start (day, zone) + (hour * 60 + minute) * 60 * G_TIME_SPAN_SECOND);
  garrison_args_set_int (args, "timed", time != NULL);
  return TRUE;
}

static gboolean
read_money (GarrisonForm *self, Row *row, GarrisonArgs *args, const char *text, char **mistake)
{
  gint64 minor = 0;

  if (*text == '\0')
    {
      garrison_args_set_null (args, row->field->arg);
      return TRUE;
    }
  if (!garrison_money_parse (text, currency_of (self), &minor, NULL, NULL))
    {
      *mistake = g_strdup_printf (_ ("“%s” is not an amount of money."), text);
      return FALSE;
    }
  garrison_args_set_int (args, row->field->arg, minor);
  return TRUE;
}

static gboolean
read_number (Row *row, GarrisonArgs *args, const char *text, char **mistake)
{
  gint64 number = 0;

  if (*text != '\0' && !g_ascii_string_to_signed (text, 10, 1, 1000000000, &number, NULL))
    {
      *mistake = g_strdup_printf (_ ("“%s” is not a whole number above zero."), text);
      return FALSE;
    }
  if (number == 0)
    garrison_args_set_null (args, row->field->arg);
  else
    garrison_args_set_int (args, row->field->arg, number);
  return TRUE;
}

static gboolean
read_combo (Row *row, GarrisonArgs *args, char **mistake)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row->row));

  if (selected == GTK_INVALID_LIST_POSITION)
    selected = 0;
  if (selected == 0 && row->field->required)
    {
      *mistake = required_sentence (row->field);
      return FALSE;
    }
  if (selected == 0)
    garrison_args_set_null (args, row->field->arg);
  else if (row->codes != NULL)
    garrison_args_set_text (args, row->field->arg, row->codes->pdata[selected]);
  else
    garrison_args_set_int (args, row->field->arg, g_array_index (row->ids, gint64, selected));
  return TRUE;
}

static gboolean
read_row (GarrisonForm *self, Row *row, GarrisonArgs *args, char **mistake)
{
  g_autofree char *state = NULL;

  if (row->masked)
    {
      garrison_args_set_null (args, row->field->arg);
      return TRUE;
    }
  if (ADW_IS_COMBO_ROW (row->row))
    return read_combo (row, args, mistake);
  state = state_of (row);
  if (row->field->kind != GARRISON_FORM_LONG_TEXT && row->field->kind != GARRISON_FORM_PASSWORD)
    g_strstrip (state);
  if (row->field->kind == GARRISON_FORM_YESNO)
    garrison_args_set_int (args, row->field->arg, *state == '1');
  else if (*state == '\0' && row->field->required)
    {
      *mistake = required_sentence (row->field);
      return FALSE;
    }
  else if (row->field->kind == GARRISON_FORM_DAY)
    return read_day (row, args, state, mistake);
  else if (row->field->kind == GARRISON_FORM_DUE)
    return read_due (self, row, args, state, mistake);
  else if (row->field->kind == GARRISON_FORM_MONEY)
    return read_money (self, row, args, state, mistake);
  else if (row->field->kind == GARRISON_FORM_NUMBER)
    return read_number (row, args, state, mistake);
  else
    garrison_args_set_text (args, row->field->arg, state);
  return TRUE;
}

gboolean
garrison_form_read (GarrisonForm *self, GarrisonArgs *args, char **mistake)
{
  g_return_val_if_fail (GARRISON_IS_FORM (self), FALSE);
  g_return_val_if_fail (args != NULL && mistake != NULL, FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      if (!read_row (self, row, args, mistake))
        {
          garrison_form_focus (self, row->field->arg);
          return FALSE;
        }
    }
  return TRUE;
}

void
garrison_form_add_text (GarrisonForm *self, const char *text)
{
  GtkWidget *group, *label;

  g_return_if_fail (GARRISON_IS_FORM (self) && text != NULL);

  group = adw_preferences_group_new ();
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "secondary");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), label);
  garrison_form_add_widgets (self, ADW_PREFERENCES_GROUP (group));
}

void
garrison_form_add_widgets (GarrisonForm *self, AdwPreferencesGroup *group)
{
  g_return_if_fail (GARRISON_IS_FORM (self));

  self->has_widgets = TRUE;
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), group);
}

void
garrison_form_leave_out (GarrisonForm *self, const char *arg, gint64 id)
{
  Row *row;

  g_return_if_fail (GARRISON_IS_FORM (self));

  row = find_row (self, arg);
  g_return_if_fail (row != NULL && row->ids != NULL);
  for (guint i = row->ids->len; i > 1; i--)
    if (g_array_index (row->ids, gint64, i - 1) == id)
      {
        gtk_string_list_remove (GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (row->row))), i - 1);
        g_array_remove_index (row->ids, i - 1);
      }
}

const char *
garrison_form_get_arg (GarrisonForm *self, guint index)
{
  g_return_val_if_fail (GARRISON_IS_FORM (self), NULL);
  return index < self->rows->len ? ((Row *) self->rows->pdata[index])->field->arg : NULL;
}

void
garrison_form_set_masked (GarrisonForm *self, const char *arg, const char *mask, GtkWidget *reveal)
{
  Row *row;

  g_return_if_fail (GARRISON_IS_FORM (self));

  row = find_row (self, arg);
  g_return_if_fail (row != NULL && ADW_IS_ENTRY_ROW (row->row) && !row->masked);
  garrison_form_set_text (self, arg, mask);
  gtk_editable_set_editable (GTK_EDITABLE (row->row), FALSE);
  gtk_widget_add_css_class (row->row, "masked");
  row->masked = TRUE;
  row->reveal = reveal;
  if (reveal != NULL)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->row), reveal);
}

gboolean
garrison_form_is_masked (GarrisonForm *self, const char *arg)
{
  Row *row;

  g_return_val_if_fail (GARRISON_IS_FORM (self), FALSE);

  row = find_row (self, arg);
  return row != NULL && row->masked;
}

void
garrison_form_lock (GarrisonForm *self, const char *arg, const char *hint)
{
  Row *row;
  GtkWidget *mark;

  g_return_if_fail (GARRISON_IS_FORM (self));

  row = find_row (self, arg);
  g_return_if_fail (row != NULL);
  gtk_widget_set_sensitive (row->row, FALSE);
  gtk_widget_set_tooltip_text (row->row, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  mark = gtk_image_new_from_icon_name ("garrison-lock-symbolic");
  if (ADW_IS_ENTRY_ROW (row->row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->row), mark);
  else if (ADW_IS_ACTION_ROW (row->row))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), mark);
  else
    g_object_unref (g_object_ref_sink (mark));
}

void
garrison_form_hide (GarrisonForm *self, const char *arg)
{
  Row *row;

  g_return_if_fail (GARRISON_IS_FORM (self));

  row = find_row (self, arg);
  g_return_if_fail (row != NULL);
  row->masked = TRUE;
  gtk_widget_set_visible (row->row, FALSE);
}

GtkText *
garrison_form_get_entry (GarrisonForm *self, const char *arg)
{
  Row *row;
  GtkEditable *delegate;

  g_return_val_if_fail (GARRISON_IS_FORM (self), NULL);

  row = find_row (self, arg);
  delegate = row != NULL && GTK_IS_EDITABLE (row->row) ? gtk_editable_get_delegate (GTK_EDITABLE (row->row)) : NULL;
  return GTK_IS_TEXT (delegate) ? GTK_TEXT (delegate) : NULL;
}

gboolean
garrison_form_focus (GarrisonForm *self, const char *arg)
{
  Row *row;

  g_return_val_if_fail (GARRISON_IS_FORM (self), FALSE);

  row = find_row (self, arg);
  if (row == NULL)
    return FALSE;
  return gtk_widget_grab_focus (row->text_view != NULL ? GTK_WIDGET (row->text_view) : row->row);
}

gboolean
garrison_form_is_changed (GarrisonForm *self)
{
  g_return_val_if_fail (GARRISON_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_autofree char *state = state_of (row);
      gboolean empty = *state == '\0' || (row->original == NULL && g_str_equal (state, "0"));
      if (row->original == NULL ? !empty : !g_str_equal (state, row->original))
        return TRUE;
    }
  return FALSE;
}

static void
garrison_form_dispose (GObject *object)
{
  GarrisonForm *self = GARRISON_FORM (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_form_parent_class)->dispose (object);
}

static void
garrison_form_finalize (GObject *object)
{
  g_ptr_array_unref (GARRISON_FORM (object)->rows);
  g_ptr_array_unref (GARRISON_FORM (object)->groups);
  G_OBJECT_CLASS (garrison_form_parent_class)->finalize (object);
}

static void
garrison_form_class_init (GarrisonFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  submitted_signal = g_signal_new ("submitted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
garrison_form_init (GarrisonForm *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->page = adw_preferences_page_new ();
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}

GtkWidget *
garrison_form_new (GarrisonDirectory *directory)
{
  GarrisonForm *self;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (directory), NULL);

  self = g_object_new (GARRISON_TYPE_FORM, NULL);
  self->directory = g_object_ref (directory);
  return GTK_WIDGET (self);
}
