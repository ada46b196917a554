/* What stands in the dialog of an import: its columns, what will come of it, what is to be
 * answered. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/money.h"
#include "desktop/error-dialog.h"
#include "desktop/import-dialog-private.h"
#include "exchange/import-fields.h"

static const char *const RELATIONS[] = { "customer", "contact", "deal", "product", "person", "activity" };
#define MOST_LISTED 12

char *
garrison_import_dialog_figure (guint64 n)
{
  return garrison_money_format ((gint64) n, NULL);
}

static const char *
field_label (GarrisonImportDialog *self, const char *field)
{
  GarrisonCatalogue *catalogue
    = garrison_directory_get_catalogue (garrison_window_get_directory (self->window));
  const GarrisonRelation *relation = garrison_catalogue_find_relation (catalogue, RELATIONS[self->kind]);
  const GarrisonField *known = garrison_catalogue_find_field (catalogue, relation, field);

  return known != NULL ? garrison_field_get_label (known) : garrison_exchange_field_label (field);
}

/* What people call the list that a new entry joins. */
static const char *
list_label (const char *list)
{
  if (g_str_equal (list, "lost-reason"))
    return garrison_exchange_field_label ("lost_reason");
  if (g_str_equal (list, "product-category"))
    return garrison_exchange_field_label ("category");
  return garrison_exchange_field_label (list);
}

/* ---- rows --------------------------------------------------------------------------------------- */

static void
add (GarrisonImportDialog *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
}

static void
clear (GarrisonImportDialog *self, AdwPreferencesGroup *group)
{
  for (guint i = self->rows->len; i > 0; i--)
    if (g_object_get_data (self->rows->pdata[i - 1], "group") == group)
      {
        adw_preferences_group_remove (group, self->rows->pdata[i - 1]);
        g_ptr_array_remove_index (self->rows, i - 1);
      }
}

static GtkWidget *
line_new (const char *title, const char *subtitle, const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *below = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (below != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (value);
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

/* ---- columns ------------------------------------------------------------------------------------ */

static void
on_column (AdwComboRow *row, GParamSpec *pspec, GarrisonImportDialog *self)
{
  const char *const *fields = garrison_exchange_kind_get_fields (self->kind);
  guint selected = adw_combo_row_get_selected (row);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));
  const char *old;
  g_autofree char *override = NULL;
  g_autoptr (GError) error = NULL;

  if (self->filling || self->busy)
    return;
  old = garrison_header_map_get_field (garrison_import_get_map (self->import), column);
  if (selected > 0)
    override = g_strdup_printf ("%s=#%u", fields[selected - 1], column + 1);
  else if (old != NULL)
    override = g_strdup_printf ("%s=", old);
  if (override != NULL && !garrison_import_override (self->import, override, &error))
    garrison_error_dialog_show (GTK_WINDOW (self), error);
  garrison_import_dialog_plan (self);
}

/* The first values, so that somebody sees what is in it, and whether its field was guessed. */
static char *
describe_column (GarrisonImportDialog *self, GarrisonHeaderMap *map, guint column)
{
  g_autofree char *examples = garrison_import_get_examples (self->import, column);
  g_autofree char *escaped = g_markup_escape_text (examples, -1);
  gboolean guessed = garrison_header_map_get_field (map, column) != NULL
                     && garrison_header_map_get_confidence (map, column) < 0.6;

  if (!guessed)
    return g_steal_pointer (&escaped);
  if (*escaped == '\0')
    return g_strdup (_ ("A guess: please look"));
  /* Translators: %s are the first values of a column of a file */
  return g_strdup_printf (_ ("A guess: please look. %s"), escaped);
}

static void
add_column (GarrisonImportDialog *self, GarrisonHeaderMap *map, guint column)
{
  const char *const *fields = garrison_exchange_kind_get_fields (self->kind);
  const char *header = garrison_header_map_get_header (map, column);
  const char *field = garrison_header_map_get_field (map, column);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *title = g_markup_escape_text (*header != '\0' ? header : _ ("(without a name)"), -1);
  g_autofree char *below = describe_column (self, map, column);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Leave out"));
  for (guint i = 0; fields[i] != NULL; i++)
    {
      gtk_string_list_append (names, field_label (self, fields[i]));
      if (g_strcmp0 (fields[i], field) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_column), self);
  add (self, self->columns, row);
}

void
garrison_import_dialog_fill_columns (GarrisonImportDialog *self)
{
  GarrisonHeaderMap *map = garrison_import_get_map (self->import);

  self->filling = TRUE;
  clear (self, self->columns);
  for (guint i = 0; i < garrison_header_map_get_n_columns (map); i++)
    add_column (self, map, i);
  self->filling = FALSE;
}

/* ---- what would come of it ---------------------------------------------------------------------- */

static void
add_figure (GarrisonImportDialog *self, const char *title, guint64 n)
{
  g_autofree char *text = garrison_import_dialog_figure (n);

  if (n > 0)
    add (self, self->outcome, line_new (title, NULL, text));
}

void
garrison_import_dialog_fill_outcome (GarrisonImportDialog *self)
{
  const GarrisonImportReport *report = garrison_import_get_report (self->import);
  guint n_entries = garrison_import_get_n_entries (self->import);
  guint n_refusals = garrison_import_get_n_refusals (self->import);
  g_autofree char *rows = garrison_import_dialog_figure (report->n_rows), *created = garrison_import_dialog_figure (report->n_created);

  clear (self, self->outcome);
  add (self, self->outcome, line_new (_ ("Rows in the file"), NULL, rows));
  add (self, self->outcome, line_new (_ ("New records"), NULL, created));
  add_figure (self, _ ("There already"), report->n_duplicates);
  add_figure (self, _ ("Twice in the file"), report->n_duplicates_in_file);
  add_figure (self, _ ("Left out, with all reasons"), report->n_refused);
  for (guint i = 0; i < MIN (n_entries, MOST_LISTED); i++)
    {
      const GarrisonImportEntry *entry = garrison_import_get_entry (self->import, i);
      g_autofree char *title = g_strdup_printf (_ ("New entry “%s”"), entry->name);
      g_autofree char *n = garrison_import_dialog_figure (entry->n_rows);
      add (self, self->outcome, line_new (title, list_label (entry->list), n));
    }
  for (guint i = 0; i < MIN (n_refusals, MOST_LISTED); i++)
    {
      const GarrisonImportRefusal *refusal = garrison_import_get_refusal (self->import, i);
      g_autofree char *title = g_strdup_printf (_ ("Line %" PRIu64 " is left out"), refusal->line);
      add (self, self->outcome, line_new (title, refusal->reason, NULL));
    }
}

/* ---- questions ---------------------------------------------------------------------------------- */

static void
on_answer (GtkButton *button, GarrisonImportDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->busy)
    return;
  if (!garrison_import_answer (self->import, g_object_get_data (G_OBJECT (button), "answer"), &error))
    garrison_error_dialog_show (GTK_WINDOW (self), error);
  garrison_import_dialog_plan (self);
}

static GtkWidget *
answer_new (GarrisonImportDialog *self, const char *label, const GarrisonImportQuestion *question, const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "answer",
                          g_strdup_printf ("%s:%s=%s", question->field, question->value, target), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "small");
  g_signal_connect (button, "clicked", G_CALLBACK (on_answer), self);
  return button;
}

void
garrison_import_dialog_fill_questions (GarrisonImportDialog *self)
{
  guint n = garrison_import_get_n_questions (self->import);

  clear (self, self->questions);
  gtk_widget_set_visible (GTK_WIDGET (self->questions), n > 0);
  for (guint i = 0; i < MIN (n, MOST_LISTED); i++)
    {
      const GarrisonImportQuestion *question = garrison_import_get_question (self->import, i);
      g_autofree char *title = *question->value != '\0'
                                 ? g_strdup_printf (_ ("%s “%s” is not known"), field_label (self, question->field),
                                                    question->value)
                                 : g_strdup_printf (_ ("%s is empty"), field_label (self, question->field));
      g_autofree char *subtitle = g_strdup_printf (
        ngettext ("%d row waits for an answer", "%d rows wait for an answer", (int) question->n_rows),
        (int) question->n_rows);
      GtkWidget *row = line_new (title, subtitle, NULL);
      if (question->suggestion != NULL)
        {
          g_autofree char *label = g_strdup_printf (_ ("Use “%s”"), question->suggestion);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                     answer_new (self, label, question, question->suggestion));
        }
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), answer_new (self, _ ("Leave empty"), question, ""));
      add (self, self->questions, row);
    }
}

const char *
garrison_import_dialog_find_lacking (GarrisonImportDialog *self)
{
  const char *const *fields = garrison_exchange_kind_get_fields (self->kind);
  GarrisonHeaderMap *map = garrison_import_get_map (self->import);

  for (guint i = 0; fields[i] != NULL; i++)
    if (garrison_exchange_field_is_required (self->kind, fields[i]) && garrison_header_map_find (map, fields[i]) < 0)
      return field_label (self, fields[i]);
  return NULL;
}
