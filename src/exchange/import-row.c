/* A row of the file becomes a record, or a reason why not. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "exchange/csv-writer.h"
#include "exchange/formula.h"
#include "exchange/import-private.h"

int
garrison_import_field_index (GarrisonImport *self, const char *field)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (g_str_equal (self->fields[i].field, field))
      return i;
  return -1;
}

void
garrison_import_record_clear (GarrisonImportRecord *record)
{
  for (guint i = 0; i < GARRISON_IMPORT_MAX_FIELDS; i++)
    g_free (record->texts[i]);
  g_free (record->currency);
  g_free (record->reason);
  memset (record, 0, sizeof *record);
}

void
garrison_import_record_set_text (GarrisonImportRecord *record, guint field, const char *text)
{
  g_free (record->texts[field]);
  record->texts[field] = g_strdup (text);
  record->values[field].kind = GARRISON_VALUE_TEXT;
  record->values[field].text = record->texts[field];
  record->values[field].length = -1;
}

static gboolean
refuse (GarrisonImportRecord *record, const char *reason)
{
  g_free (record->reason);
  record->reason = g_strdup (reason);
  return FALSE;
}

static gboolean
check_flags (const GarrisonCsvRow *row, GarrisonImportRecord *record)
{
  if (row->flags & GARRISON_CSV_ROW_OPEN_QUOTE)
    {
      record->reason = g_strdup_printf (
        _ ("A quote that is opened in line %" PRIu64 " is never closed"), row->open_line);
      return FALSE;
    }
  if (row->flags & GARRISON_CSV_ROW_BAD_TEXT)
    return refuse (record, _ ("The text does not fit the encoding of the file"));
  if (row->flags & GARRISON_CSV_ROW_LONG)
    return refuse (record, _ ("There are more values than columns"));
  return TRUE;
}

/* The text of each field; where several columns go into one, they are joined. */
static void
gather (GarrisonImport *self, const GarrisonCsvRow *row, const char **texts, GString **joined)
{
  int note = garrison_import_field_index (self, "note");
  guint n = MIN (row->n_fields, self->n_columns);

  for (guint c = 0; c < n; c++)
    {
      gsize length = row->fields[c].length;
      const char *text = garrison_formula_unguard (row->fields[c].text, &length);
      int field = self->field_of[c];
      gboolean rest = field == -1 && note >= 0 && (self->flags & GARRISON_IMPORT_REST_TO_NOTE);

      if (length == 0 || (field < 0 && !rest))
        continue;
      field = rest ? note : field;
      if (texts[field] == NULL && !rest)
        {
          texts[field] = text;
          continue;
        }
      if (joined[field] == NULL)
        joined[field] = g_string_new (texts[field]);
      if (joined[field]->len > 0)
        g_string_append (joined[field],
                         self->fields[field].read == GARRISON_READ_TAGS ? ";" : "\n");
      if (rest)
        g_string_append_printf (joined[field],
                                "%s: ", garrison_header_map_get_header (self->map, c));
      g_string_append (joined[field], text);
      texts[field] = joined[field]->str;
    }
}

/* A parent that is neither there nor in the file has been asked for at the end of the plan. */
static gboolean
check_parent (GarrisonImport *self, GarrisonImportRecord *record)
{
  int field = garrison_import_field_index (self, "parent");
  GarrisonImportFound *found;
  g_autofree char *key = NULL;
  const char *answer;

  if (field < 0 || record->texts[field] == NULL)
    return TRUE;
  key = garrison_import_answer_key ("parent", record->texts[field]);
  answer = g_hash_table_lookup (self->answers, key);
  if (answer != NULL && *answer == '\0')
    {
      g_clear_pointer (&record->texts[field], g_free);
      record->values[field].kind = GARRISON_VALUE_NULL;
      return TRUE;
    }
  if (answer != NULL)
    garrison_import_record_set_text (record, field, answer);
  found = g_hash_table_lookup (self->found[field], record->texts[field]);
  if (found == NULL || found->asked == NULL)
    return TRUE;
  if (found->asked->public.n_rows++ == 0)
    found->asked->public.line = record->line;
  record->reason = g_strdup_printf (_ ("%s: “%s” is not known"),
                                    garrison_exchange_field_label ("parent"), record->texts[field]);
  return FALSE;
}

static void
name_deal (GarrisonImport *self, const char **texts, GarrisonImportRecord *record)
{
  int name = garrison_import_field_index (self, "name");
  const char *parts[3] = { texts[garrison_import_field_index (self, "customer")],
                           texts[garrison_import_field_index (self, "product")],
                           texts[garrison_import_field_index (self, "external_id")] };
  GString *text = g_string_new (NULL);
  g_autofree char *clean = NULL;

  if (record->texts[name] == NULL)
    {
      for (guint i = 0; i < (parts[0] != NULL || parts[1] != NULL ? 2 : 3); i++)
        if (parts[i] != NULL)
          g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
      if (text->len == 0)
        g_string_append (text, _ ("Deal"));
      clean = garrison_text_clean (text->str, text->len);
      garrison_import_record_set_text (record, name, clean);
    }
  g_string_free (text, TRUE);
}

/* A deal is open or closed by its stage; its days must say the same. */
static gboolean
date_deal (GarrisonImport *self, GarrisonImportRecord *record)
{
  GarrisonValue *opened = &record->values[garrison_import_field_index (self, "opened")];
  GarrisonValue *closed = &record->values[garrison_import_field_index (self, "closed")];
  GarrisonValue *expected = &record->values[garrison_import_field_index (self, "expected")];
  GarrisonValue *stage = &record->values[garrison_import_field_index (self, "stage")];
  const char *kind;

  if (stage->kind == GARRISON_VALUE_NULL)
    *stage = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = self->first_stage };
  kind = g_hash_table_lookup (self->stage_kinds, &stage->integer);
  if (g_strcmp0 (kind, "open") == 0)
    {
      if (closed->kind == GARRISON_VALUE_INT && expected->kind == GARRISON_VALUE_NULL)
        *expected
          = (GarrisonValue){ .kind = GARRISON_VALUE_INT,
                             .integer = garrison_day_of_instant (closed->integer, self->zone) };
      closed->kind = GARRISON_VALUE_NULL;
      return TRUE;
    }
  if (closed->kind == GARRISON_VALUE_NULL)
    return refuse (record, _ ("The deal is won or lost, but when is missing"));
  if (opened->kind == GARRISON_VALUE_NULL)
    *opened = *closed;
  if (opened->integer > closed->integer)
    return refuse (record, _ ("The deal was closed before it was opened"));
  return TRUE;
}

static gboolean
price_deal (GarrisonImport *self, GarrisonImportRecord *record)
{
  const GarrisonValue *amount = &record->values[garrison_import_field_index (self, "amount")];
  const GarrisonValue *quantity = &record->values[garrison_import_field_index (self, "quantity")];
  __int128 price = amount->integer;

  record->price = amount->integer;
  if (quantity->kind == GARRISON_VALUE_INT)
    {
      price = price * 1000 / quantity->integer;
      if (price > G_MAXINT64 || price < G_MININT64)
        return refuse (record, _ ("The price of one is too large"));
      record->price = price;
    }
  return TRUE;
}

static gboolean
finish_activity (GarrisonImport *self, GarrisonImportRecord *record)
{
  int kind = garrison_import_field_index (self, "kind");
  int person = garrison_import_field_index (self, "person");
  int at = garrison_import_field_index (self, "at");

  if (record->values[kind].kind == GARRISON_VALUE_NULL)
    garrison_import_record_set_text (record, kind, "note");
  if (record->values[person].kind == GARRISON_VALUE_NULL)
    record->values[person] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = self->me };
  if (record->values[at].integer > g_get_real_time ())
    return refuse (record, _ ("The time lies in the future"));
  return TRUE;
}

static gboolean
finish (GarrisonImport *self, const char **texts, GarrisonImportRecord *record)
{
  switch (self->kind)
    {
    case GARRISON_EXCHANGE_CUSTOMERS:
      return check_parent (self, record);
    case GARRISON_EXCHANGE_DEALS:
      name_deal (self, texts, record);
      return date_deal (self, record) && price_deal (self, record);
    case GARRISON_EXCHANGE_PEOPLE:
      return garrison_import_finish_person (self, record);
    case GARRISON_EXCHANGE_ACTIVITIES:
      return finish_activity (self, record);
    case GARRISON_EXCHANGE_CONTACTS:
      {
        GarrisonValue *main = &record->values[garrison_import_field_index (self, "primary")];

        if (main->kind == GARRISON_VALUE_NULL)
          *main = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = 0 };
        return TRUE;
      }
    case GARRISON_EXCHANGE_PRODUCTS:
    default:
      return TRUE;
    }
}

gboolean
garrison_import_read_row (GarrisonImport *self,
                          const GarrisonCsvRow *row,
                          GarrisonImportRecord *record)
{
  const char *texts[GARRISON_IMPORT_MAX_FIELDS] = { NULL };
  GString *joined[GARRISON_IMPORT_MAX_FIELDS] = { NULL };
  gboolean good = check_flags (row, record);

  record->line = row->line;
  if (good)
    gather (self, row, texts, joined);
  /* Every field is read even after a bad one, so that all questions are asked at once. */
  if (good)
    for (guint i = 0; i < self->n_fields; i++)
      {
        if (garrison_import_read_value (self, i, texts[i] != NULL ? texts[i] : "", record))
          continue;
        good = FALSE;
      }
  good = good && finish (self, texts, record);
  for (guint i = 0; i < self->n_fields; i++)
    if (joined[i] != NULL)
      g_string_free (joined[i], TRUE);
  return good;
}
