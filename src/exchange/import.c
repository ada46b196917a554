#include "exchange/import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "exchange/import-plan.h"
#include "exchange/import-private.h"
#include "model/errand.h"
#include "store/refusal.h"

#define MOST_EXAMPLES 3
#define LONGEST_EXAMPLE 40 /* characters */

G_DEFINE_FINAL_TYPE (GarrisonImport, garrison_import, G_TYPE_OBJECT)

static void
free_asked (gpointer data)
{
  GarrisonImportAsked *asked = data;

  g_free (asked->value);
  g_free (asked->suggestion);
  g_free (asked);
}

static void
free_made (gpointer data)
{
  g_free (((GarrisonImportMade *)data)->name);
  g_free (data);
}

/* Forgets the last plan. */
static void
forget (GarrisonImport *self)
{
  self->planned = FALSE;
  for (guint i = 0; i < GARRISON_IMPORT_MAX_FIELDS; i++)
    g_hash_table_remove_all (self->found[i]);
  g_hash_table_remove_all (self->made_by_name);
  g_ptr_array_set_size (self->asked, 0);
  g_ptr_array_set_size (self->made, 0);
  g_hash_table_remove_all (self->file_people);
  g_hash_table_remove_all (self->managers);
  g_hash_table_remove_all (self->manager_teams);
  g_ptr_array_set_size (self->row_logins, 0);
  g_ptr_array_set_size (self->file_managers, 0);
}

/* Before the file is read once more. */
static void
count_anew (GarrisonImport *self)
{
  memset (&self->report, 0, sizeof self->report);
  g_ptr_array_set_size (self->refusals, 0);
  g_hash_table_remove_all (self->refused);
  g_string_chunk_clear (self->reasons);
  for (guint i = 0; i < self->asked->len; i++)
    ((GarrisonImportAsked *)self->asked->pdata[i])->public.n_rows = 0;
  for (guint i = 0; i < self->made->len; i++)
    {
      GarrisonImportEntry *entry = &((GarrisonImportMade *)self->made->pdata[i])->public;

      /* People who are made because others report to them are in no row. */
      if (!g_str_equal (entry->list, "person"))
        entry->n_rows = 0;
    }
}

static void
take_mapping (GarrisonImport *self)
{
  self->n_columns = garrison_header_map_get_n_columns (self->map);
  self->field_of = g_renew (int, self->field_of, MAX (self->n_columns, 1));
  for (guint c = 0; c < self->n_columns; c++)
    {
      const char *field = garrison_header_map_get_field (self->map, c);

      self->field_of[c] = field != NULL ? garrison_import_field_index (self, field) : -1;
      if (g_str_equal (garrison_header_map_get_header (self->map, c), GARRISON_IMPORT_REASON))
        self->field_of[c] = -2;
    }
  self->planned = FALSE;
}

static void
take_stages (GarrisonImport *self, GarrisonDirectory *directory)
{
  GListModel *stages = garrison_directory_get_choices (directory, "stage");
  guint n = g_list_model_get_n_items (stages);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GarrisonChoice) stage = g_list_model_get_item (stages, i);
      gint64 id = garrison_choice_get_id (stage);
      const char *kind = garrison_choice_get_kind (stage);

      g_hash_table_insert (self->stage_kinds, g_memdup2 (&id, sizeof id), g_strdup (kind));
      if (self->first_stage == 0 && g_strcmp0 (kind, "open") == 0)
        self->first_stage = id;
    }
}

static void
take_company (GarrisonImport *self, GarrisonDirectory *directory)
{
  GListModel *people = garrison_directory_get_people (directory);
  guint n = g_list_model_get_n_items (people);

  self->store = g_object_ref (garrison_directory_get_store (directory));
  self->names = garrison_import_names_new (directory);
  self->me = garrison_store_get_me (self->store);
  self->currency = g_strdup (garrison_store_get_currency (self->store));
  self->zone = g_time_zone_ref (garrison_store_get_time_zone (self->store));
  self->order = g_strcmp0 (self->currency, "USD") == 0 ? GARRISON_DAY_ORDER_MONTH_FIRST
                                                       : GARRISON_DAY_ORDER_DAY_FIRST;
  take_stages (self, directory);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);

      g_hash_table_add (self->logins, g_strdup (garrison_person_get_login (person)));
    }
}

GarrisonImport *
garrison_import_new_for_head (GarrisonDirectory *directory,
                              GarrisonExchangeKind kind,
                              GarrisonImportHead *head)
{
  GarrisonImport *self;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (directory) && GARRISON_IS_IMPORT_HEAD (head), NULL);

  self = g_object_new (GARRISON_TYPE_IMPORT, NULL);
  self->kind = kind;
  self->head = g_object_ref (head);
  self->file = g_object_ref (garrison_import_head_get_file (head));
  self->options = *garrison_import_head_get_options (head);
  self->fields = garrison_import_fields (kind, &self->n_fields);
  self->map = garrison_import_head_propose (head, kind, &self->first_row);
  take_mapping (self);
  take_company (self, directory);
  return self;
}

GarrisonImport *
garrison_import_new (GarrisonDirectory *directory,
                     GarrisonExchangeKind kind,
                     GFile *file,
                     const GarrisonCsvOptions *options,
                     GError **error)
{
  g_autoptr (GarrisonImportHead) head = garrison_import_head_read (file, options, NULL, error);

  return head != NULL ? garrison_import_new_for_head (directory, kind, head) : NULL;
}

/* Fit to be shown in a line with others. */
static char *
shorten (const char *value)
{
  g_autofree char *start = g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), LONGEST_EXAMPLE));
  g_autofree char *clean = garrison_text_clean (start, -1);

  return strlen (start) == strlen (value) ? g_steal_pointer (&clean) : g_strconcat (clean, "…", NULL);
}

char *
garrison_import_get_examples (GarrisonImport *self, guint column)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  guint n_rows;

  g_return_val_if_fail (GARRISON_IS_IMPORT (self), NULL);

  n_rows = garrison_import_head_get_n_rows (self->head);
  for (guint i = self->first_row; i < n_rows && values->len < MOST_EXAMPLES; i++)
    {
      g_autofree char *value = shorten (garrison_import_head_get_cell (self->head, i, column));

      if (*value != '\0' && !g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
        g_ptr_array_add (values, g_steal_pointer (&value));
    }
  g_ptr_array_add (values, NULL);
  return g_strjoinv (" · ", (char **) values->pdata);
}

GarrisonHeaderMap *
garrison_import_get_map (GarrisonImport *self)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self), NULL);

  return self->map;
}

gboolean
garrison_import_override (GarrisonImport *self, const char *override, GError **error)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self), FALSE);

  if (!garrison_header_map_override (self->map, override, error))
    return FALSE;
  garrison_header_map_propose (self->map);
  take_mapping (self);
  return TRUE;
}

static gboolean
check_target (
  GarrisonImport *self, int field, const char *value, const char *target, GError **error)
{
  GarrisonRead read = self->fields[field].read;
  const char *list = garrison_import_list_of (read);

  if (*target == '\0' && self->fields[field].needed && self->kind != GARRISON_EXCHANGE_DEALS)
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, _ ("%s cannot stay empty."),
                   garrison_exchange_field_label (self->fields[field].field));
      return FALSE;
    }
  if (*target != '\0' && list != NULL
      && garrison_import_names_find (self->names, list, target, NULL) == 0)
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, _ ("%s: “%s” is not known."),
                   garrison_exchange_field_label (self->fields[field].field), target);
      return FALSE;
    }
  return TRUE;
}

gboolean
garrison_import_answer (GarrisonImport *self, const char *answer, GError **error)
{
  const char *colon, *equals;
  g_autofree char *name = NULL, *value = NULL, *target = NULL;
  int field;

  g_return_val_if_fail (GARRISON_IS_IMPORT (self) && answer != NULL, FALSE);

  colon = strchr (answer, ':');
  equals = colon != NULL ? strchr (colon, '=') : NULL;
  name = g_strndup (answer, colon != NULL ? (gsize)(colon - answer) : strlen (answer));
  field = equals != NULL ? garrison_import_field_index (self, g_strstrip (name)) : -1;
  if (field < 0)
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                   _ ("“%s” is no answer; write FIELD:VALUE=TARGET."), answer);
      return FALSE;
    }
  value = garrison_text_clean (colon + 1, equals - colon - 1);
  target = garrison_text_clean (equals + 1, -1);
  if (!check_target (self, field, value, target, error))
    return FALSE;
  if (*value == '\0')
    self->blank_answers[field] = TRUE;
  g_hash_table_insert (self->answers, garrison_import_answer_key (name, value),
                       g_steal_pointer (&target));
  self->planned = FALSE;
  return TRUE;
}

void
garrison_import_set_flags (GarrisonImport *self, GarrisonImportFlags flags)
{
  g_return_if_fail (GARRISON_IS_IMPORT (self));

  self->flags = flags;
  self->planned = FALSE;
}

void
garrison_import_set_date_order (GarrisonImport *self, GarrisonDayOrder order)
{
  g_return_if_fail (GARRISON_IS_IMPORT (self));

  self->order = order;
  self->order_given = TRUE;
  self->planned = FALSE;
}

void
garrison_import_set_progress (GarrisonImport *self, GarrisonImportProgress progress, gpointer data)
{
  g_return_if_fail (GARRISON_IS_IMPORT (self));

  self->progress = progress;
  self->progress_data = data;
}

/* Some column must stand for what no row can do without, or an answer for all rows. */
static gboolean
check_needed (GarrisonImport *self, GError **error)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      const char *field = self->fields[i].field;

      if (!self->fields[i].needed || garrison_header_map_find (self->map, field) >= 0
          || self->blank_answers[i])
        continue;
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                   _ ("No column of the file stands for “%s”. Name it: %s=COLUMN."),
                   garrison_exchange_field_label (field), field);
      return FALSE;
    }
  return TRUE;
}

static int
by_rows (gconstpointer a, gconstpointer b)
{
  const GarrisonImportAsked *x = *(GarrisonImportAsked *const *)a;
  const GarrisonImportAsked *y = *(GarrisonImportAsked *const *)b;

  return x->public.n_rows < y->public.n_rows ? 1 : x->public.n_rows > y->public.n_rows ? -1 : 0;
}

static int
by_line (gconstpointer a, gconstpointer b)
{
  const GarrisonImportRefusal *x = *(GarrisonImportRefusal *const *)a;
  const GarrisonImportRefusal *y = *(GarrisonImportRefusal *const *)b;

  return x->line < y->line ? -1 : x->line > y->line ? 1 : 0;
}

/* What must be known before the first row is read. */
static gboolean
prepare (GarrisonImport *self, gboolean keys, GCancellable *cancellable, GError **error)
{
  keys = keys || self->kind == GARRISON_EXCHANGE_CONTACTS || self->kind == GARRISON_EXCHANGE_DEALS
         || self->kind == GARRISON_EXCHANGE_ACTIVITIES;
  forget (self);
  count_anew (self);
  return check_needed (self, error)
         && (!keys || garrison_import_load_keys (self, cancellable, error))
         && (!keys || garrison_import_load_phones (self, cancellable, error))
         && garrison_import_find_order (self, cancellable, error);
}

/* @twins: whether to look for duplicates here, and not leave them to the act. */
static gboolean
plan (GarrisonImport *self, gboolean twins, GCancellable *cancellable, GError **error)
{
  if (!prepare (self, twins, cancellable, error)
      || !garrison_import_read_all (self, twins, cancellable, error))
    return FALSE;
  g_ptr_array_sort (self->asked, by_rows);
  g_ptr_array_sort (self->refusals, by_line);
  self->planned = TRUE;
  return TRUE;
}

gboolean
garrison_import_plan (GarrisonImport *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self), FALSE);

  return plan (self, TRUE, cancellable, error);
}

static void
take_skipped (GarrisonImport *self, GarrisonImportFeed *feed, GarrisonActResult *result)
{
  gint64 before = garrison_act_result_get_int (result, "before");
  guint n = garrison_act_result_get_n_skipped (result);

  for (guint i = 0; i < n; i++)
    {
      const GarrisonSkipped *skipped = garrison_act_result_get_skipped (result, i);
      gboolean in_file = skipped->record > before;
      const char *reason;
      guint32 row;
      guint64 line;

      if (!garrison_import_feed_locate (feed, skipped->row, &row, &line))
        continue;
      if (g_str_has_prefix (skipped->reason, "duplicate"))
        *(in_file ? &self->report.n_duplicates_in_file : &self->report.n_duplicates) += 1;
      reason = skipped->reason;
      if (g_str_equal (reason, "unfit"))
        reason = skipped->record == 0 ? "no-name" : "out-of-reach";
      garrison_import_refuse (self, row, line, garrison_import_twin_reason (reason, in_file));
    }
}

/* The act, over the file once more; under the same request as long as nobody knows whether it was done. */
static GarrisonActResult *
act_once (GarrisonImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  GarrisonActResult *result;
  GarrisonImportFeed *feed;
  GarrisonImportPass pass;
  GError *local = NULL;

  if (!garrison_import_pass_begin (self, &pass, cancellable, error))
    return NULL;
  count_anew (self);
  feed = garrison_import_feed_new (self, &pass);
  garrison_args_set_text (args, "file", shown);
  if (self->kind == GARRISON_EXCHANGE_CUSTOMERS && (self->flags & GARRISON_IMPORT_SAME_PHONE))
    garrison_args_set_int (args, "same_phone", 1);
  garrison_args_set_rows (args, "rows", garrison_import_feed_get_columns (feed),
                          garrison_import_feed_source, feed);
  if (self->request == NULL)
    self->request = g_uuid_string_random ();
  result = garrison_store_act (self->store, garrison_import_act (self->kind), args, self->request,
                               cancellable, &local);
  if (!garrison_errand_may_be_done (local))
    g_clear_pointer (&self->request, g_free);
  if (local != NULL)
    g_propagate_error (error, local);
  if (result != NULL)
    {
      take_skipped (self, feed, result);
      self->report.act = garrison_act_result_get_act (result);
      self->report.n_created = garrison_act_result_get_int (result, "created");
    }
  garrison_import_feed_free (feed);
  garrison_import_pass_end (&pass);
  return result;
}

/* A lost connection left open whether it was done. If it was, the same request tells so, whatever was changed
 * since; if not, a server may hold that request to the file as it was, and another one is needed. */
static GarrisonActResult *
act (GarrisonImport *self, GCancellable *cancellable, GError **error)
{
  gboolean repeated = self->request != NULL;
  GError *local = NULL;
  GarrisonActResult *result = act_once (self, cancellable, &local);

  if (repeated && garrison_error_is_refusal (local, "no-ticket"))
    {
      g_clear_error (&local);
      result = act_once (self, cancellable, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return result;
}

/* The act left out every row, and so has told of none: the plan says why; what the plan cannot know
 * of, since it does not read all activities, is there already. */
static gboolean
explain_nothing_new (GarrisonImport *self, GCancellable *cancellable, GError **error)
{
  GarrisonImportRecord record = { 0 };
  GarrisonImportPass pass;
  GError *local = NULL;

  if (!plan (self, TRUE, cancellable, error))
    return FALSE;
  if (self->report.n_created == 0)
    return TRUE;
  if (!garrison_import_pass_begin (self, &pass, cancellable, error))
    return FALSE;
  count_anew (self);
  while (garrison_import_pass_next (&pass, &record, &local))
    {
      self->report.n_duplicates++;
      garrison_import_refuse (self, record.row, record.line,
                              garrison_import_twin_reason ("duplicate", FALSE));
    }
  garrison_import_record_clear (&record);
  garrison_import_pass_end (&pass);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
garrison_import_commit (GarrisonImport *self,
                        GFile *refused,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) local = NULL;
  gboolean links;

  g_return_val_if_fail (GARRISON_IS_IMPORT (self), FALSE);

  /* Who reports to whom and which parents there are shows only at the end of the file. */
  links
    = self->kind == GARRISON_EXCHANGE_PEOPLE || garrison_header_map_find (self->map, "parent") >= 0;
  if (!self->planned && links && !plan (self, TRUE, cancellable, error))
    return FALSE;
  if (!self->planned && !prepare (self, FALSE, cancellable, error))
    return FALSE;
  if (!self->planned || self->report.n_created > 0)
    result = act (self, cancellable, &local);
  if (garrison_error_is_refusal (local, "nothing-new"))
    {
      g_clear_error (&local);
      if (!explain_nothing_new (self, cancellable, error))
        return FALSE;
    }
  if (local != NULL)
    {
      /* The counts of the plan are gone. */
      self->planned = FALSE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* What is there now, the plan does not know of. */
  g_ptr_array_sort (self->asked, by_rows);
  g_ptr_array_sort (self->refusals, by_line);
  self->planned = FALSE;
  return refused == NULL || self->report.n_refused == 0
         || garrison_import_write_refused (self, refused, cancellable, error);
}

const GarrisonImportReport *
garrison_import_get_report (GarrisonImport *self)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self), NULL);

  return &self->report;
}

guint
garrison_import_get_n_questions (GarrisonImport *self)
{
  guint n = 0;

  g_return_val_if_fail (GARRISON_IS_IMPORT (self), 0);

  while (n < self->asked->len && ((GarrisonImportAsked *)self->asked->pdata[n])->public.n_rows > 0)
    n++;
  return n;
}

const GarrisonImportQuestion *
garrison_import_get_question (GarrisonImport *self, guint index)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self) && index < self->asked->len, NULL);

  return &((GarrisonImportAsked *)self->asked->pdata[index])->public;
}

guint
garrison_import_get_n_refusals (GarrisonImport *self)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self), 0);

  return self->refusals->len;
}

const GarrisonImportRefusal *
garrison_import_get_refusal (GarrisonImport *self, guint index)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self) && index < self->refusals->len, NULL);

  return self->refusals->pdata[index];
}

guint
garrison_import_get_n_entries (GarrisonImport *self)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self), 0);

  return self->made->len;
}

const GarrisonImportEntry *
garrison_import_get_entry (GarrisonImport *self, guint index)
{
  g_return_val_if_fail (GARRISON_IS_IMPORT (self) && index < self->made->len, NULL);

  return &((GarrisonImportMade *)self->made->pdata[index])->public;
}

static void
garrison_import_finalize (GObject *object)
{
  GarrisonImport *self = GARRISON_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_clear_object (&self->head);
  g_free (self->request);
  garrison_header_map_free (self->map);
  g_free (self->field_of);
  garrison_import_names_free (self->names);
  g_hash_table_unref (self->stage_kinds);
  g_free (self->currency);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_hash_table_unref (self->logins);
  g_hash_table_unref (self->answers);
  garrison_customer_keys_free (self->keys);
  for (guint i = 0; i < GARRISON_IMPORT_MAX_FIELDS; i++)
    g_hash_table_unref (self->found[i]);
  g_ptr_array_unref (self->asked);
  g_hash_table_unref (self->made_by_name);
  g_ptr_array_unref (self->made);
  g_ptr_array_unref (self->refusals);
  g_hash_table_unref (self->refused);
  g_string_chunk_free (self->reasons);
  g_hash_table_unref (self->file_people);
  g_hash_table_unref (self->managers);
  g_hash_table_unref (self->manager_teams);
  g_ptr_array_unref (self->row_logins);
  g_ptr_array_unref (self->file_managers);
  G_OBJECT_CLASS (garrison_import_parent_class)->finalize (object);
}

static void
garrison_import_class_init (GarrisonImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_import_finalize;
}

static void
garrison_import_init (GarrisonImport *self)
{
  self->stage_kinds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->logins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < GARRISON_IMPORT_MAX_FIELDS; i++)
    self->found[i]
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, garrison_import_found_free);
  self->asked = g_ptr_array_new_with_free_func (free_asked);
  self->made = g_ptr_array_new_with_free_func (free_made);
  self->made_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->refusals = g_ptr_array_new_with_free_func (g_free);
  self->refused = g_hash_table_new (NULL, NULL);
  self->reasons = g_string_chunk_new (4096);
  self->file_people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->managers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->manager_teams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->row_logins = g_ptr_array_new_with_free_func (g_free);
  self->file_managers = g_ptr_array_new_with_free_func (g_free);
}
