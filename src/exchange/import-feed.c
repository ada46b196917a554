/* The rows that an act of import pulls: entries of lists first, then the records of the file, each
 * followed by the rows that hang on it, and links between records last. */
#include <string.h>

#include "exchange/import-ahead.h"

#define NO_ROW G_MAXUINT32
#define MAX_COLUMNS (GARRISON_IMPORT_MAX_FIELDS + 8)

typedef struct
{
  const char *column;
  char *text;
} Cell;

/* A row that is none of the file's. */
typedef struct
{
  gint64 form;
  Cell cells[3];
} Extra;

struct _GarrisonImportFeed
{
  GarrisonImport *import;
  GarrisonImportAhead *ahead;
  GarrisonImportBatch *batch;
  guint next; /* record of the batch */
  const char *columns[MAX_COLUMNS + 1];
  guint n_columns;
  guint column_of[GARRISON_IMPORT_MAX_FIELDS]; /* of each field; MAX_COLUMNS for none */
  int form, currency, price;

  GQueue now;   /* of Extra: to be given next */
  GQueue later; /* after the last row of the file */
  Extra *given;
  GarrisonImportRecord *record; /* of the batch */
  gboolean ended;
  GArray *rows;  /* of guint32: where each row of the act came from */
  GArray *lines; /* of guint64 */
};

static void
free_extra (gpointer data)
{
  Extra *extra = data;

  if (extra == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (extra->cells); i++)
    g_free (extra->cells[i].text);
  g_free (extra);
}

static int
add_column (GarrisonImportFeed *feed, const char *column)
{
  for (guint i = 0; i < feed->n_columns; i++)
    if (g_str_equal (feed->columns[i], column))
      return i;
  g_assert (feed->n_columns < MAX_COLUMNS);
  feed->columns[feed->n_columns] = column;
  return feed->n_columns++;
}

static void
push (
  GQueue *queue, gint64 form, const char *a, const char *text_a, const char *b, const char *text_b)
{
  Extra *extra = g_new0 (Extra, 1);

  extra->form = form;
  extra->cells[0] = (Cell){ a, g_strdup (text_a) };
  extra->cells[1] = (Cell){ b, g_strdup (text_b) };
  g_queue_push_tail (queue, extra);
}

/* Entries of lists, before the records that name them. */
static void
push_entries (GarrisonImportFeed *feed)
{
  for (guint i = 0; i < feed->batch->entries->len; i++)
    {
      const GarrisonImportNewEntry *entry = feed->batch->entries->pdata[i];

      if (g_str_equal (entry->list, "team"))
        push (&feed->now, 1, "team", entry->name, NULL, NULL);
      else if (g_str_equal (entry->list, "person"))
        continue;
      else if (feed->import->kind == GARRISON_EXCHANGE_CUSTOMERS)
        push (&feed->now, 1, "list", entry->list, "entry", entry->name);
      else
        push (&feed->now, 1, "entry", entry->name, NULL, NULL);
    }
}

/* People who are made because others report to them. */
static void
push_managers (GarrisonImportFeed *feed)
{
  GarrisonImport *self = feed->import;

  for (guint i = 0; i < self->file_managers->len; i++)
    {
      const char *name = self->file_managers->pdata[i];
      g_autofree char *key = garrison_import_answer_key ("manager", name);
      Extra *extra;

      push (&feed->now, 2, "login", garrison_import_find_login (self, name), "name", name);
      extra = g_queue_peek_tail (&feed->now);
      extra->cells[2]
        = (Cell){ "team",
                  g_strdup (g_hash_table_lookup (self->manager_teams, strchr (key, '\n') + 1)) };
    }
}

GarrisonImportFeed *
garrison_import_feed_new (GarrisonImport *self, GarrisonImportPass *pass)
{
  GarrisonImportFeed *feed = g_new0 (GarrisonImportFeed, 1);

  feed->import = self;
  feed->form = feed->currency = feed->price = -1;
  feed->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  feed->lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_queue_init (&feed->now);
  g_queue_init (&feed->later);
  for (guint i = 0; i < self->n_fields; i++)
    feed->column_of[i] = add_column (feed, self->fields[i].column);
  if (self->kind != GARRISON_EXCHANGE_CONTACTS)
    {
      feed->form = add_column (feed, "form");
      if (self->kind != GARRISON_EXCHANGE_PEOPLE)
        add_column (feed, "entry");
    }
  if (self->kind == GARRISON_EXCHANGE_CUSTOMERS)
    add_column (feed, "list");
  if (self->kind == GARRISON_EXCHANGE_DEALS)
    {
      feed->currency = add_column (feed, "currency");
      feed->price = add_column (feed, "price");
    }
  feed->ahead = garrison_import_ahead_new (pass);
  return feed;
}

void
garrison_import_feed_free (GarrisonImportFeed *feed)
{
  if (feed == NULL)
    return;
  garrison_import_ahead_free (feed->ahead);
  garrison_import_batch_free (feed->batch);
  g_queue_clear_full (&feed->now, free_extra);
  g_queue_clear_full (&feed->later, free_extra);
  free_extra (feed->given);
  g_array_unref (feed->rows);
  g_array_unref (feed->lines);
  g_free (feed);
}

const char *const *
garrison_import_feed_get_columns (GarrisonImportFeed *feed)
{
  return feed->columns;
}

static void
set_cell (GarrisonImportFeed *feed, GarrisonValue *cells, const char *column, const char *text)
{
  if (column == NULL || text == NULL)
    return;
  cells[add_column (feed, column)]
    = (GarrisonValue){ .kind = GARRISON_VALUE_TEXT, .text = text, .length = -1 };
}

static void
give_extra (GarrisonImportFeed *feed, Extra *extra, GarrisonValue *cells)
{
  free_extra (feed->given);
  feed->given = extra;
  cells[feed->form] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = extra->form };
  for (guint i = 0; i < G_N_ELEMENTS (extra->cells); i++)
    set_cell (feed, cells, extra->cells[i].column, extra->cells[i].text);
  if (feed->import->kind == GARRISON_EXCHANGE_PEOPLE && extra->form == 2)
    set_cell (feed, cells, "role", "lead");
}

/* Tags follow their customer at once; parents and managers come when everybody is there. */
static void
push_links (GarrisonImportFeed *feed)
{
  GarrisonImport *self = feed->import;
  GarrisonImportRecord *record = feed->record;

  if (self->kind == GARRISON_EXCHANGE_CUSTOMERS)
    {
      const char *name = record->texts[garrison_import_field_index (self, "name")];
      const char *tags = record->texts[garrison_import_field_index (self, "tags")];
      const char *parent = record->texts[garrison_import_field_index (self, "parent")];
      g_auto (GStrv) list = tags != NULL ? g_regex_split_simple ("[;；,，、|]", tags, 0, 0) : NULL;

      for (guint i = 0; list != NULL && list[i] != NULL; i++)
        if (*g_strstrip (list[i]) != '\0')
          push (&feed->now, 3, "name", name, "tag", list[i]);
      if (parent != NULL)
        push (&feed->later, 4, "name", name, "parent", parent);
    }
  else if (self->kind == GARRISON_EXCHANGE_PEOPLE)
    {
      const char *manager = record->texts[garrison_import_field_index (self, "manager")];
      const char *login = manager != NULL ? garrison_import_find_login (self, manager) : NULL;

      if (manager != NULL && login == NULL)
        garrison_import_names_find (self->names, "person", manager, &login);
      if (login != NULL)
        push (&feed->later, 3, "login", record->texts[garrison_import_field_index (self, "login")],
              "manager", login);
    }
}

static void
give_record (GarrisonImportFeed *feed, GarrisonValue *cells)
{
  GarrisonImport *self = feed->import;

  for (guint i = 0; i < self->n_fields; i++)
    {
      const char *field = self->fields[i].field;

      if (self->fields[i].read == GARRISON_READ_TAGS || g_str_equal (field, "parent")
          || g_str_equal (field, "manager"))
        continue;
      cells[feed->column_of[i]] = feed->record->values[i];
    }
  if (feed->form >= 0)
    cells[feed->form] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = 2 };
  if (feed->currency >= 0 && feed->record->currency != NULL)
    set_cell (feed, cells, "currency", feed->record->currency);
  if (feed->price >= 0)
    cells[feed->price]
      = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = feed->record->price };
}

static void
note_origin (GarrisonImportFeed *feed, guint32 row, guint64 line)
{
  g_array_append_val (feed->rows, row);
  g_array_append_val (feed->lines, line);
}

/* The next batch, when the last one is used up. */
static gboolean
fetch (GarrisonImportFeed *feed, GError **error)
{
  GError *local = NULL;
  gboolean first = feed->batch == NULL;

  if (feed->ended || (feed->batch != NULL && feed->next < feed->batch->n_records))
    return TRUE;
  garrison_import_batch_free (feed->batch);
  feed->batch = garrison_import_ahead_next (feed->ahead, &local);
  feed->next = 0;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  feed->ended = feed->batch == NULL;
  if (!feed->ended)
    push_entries (feed);
  if (first && !feed->ended)
    push_managers (feed);
  return TRUE;
}

gboolean
garrison_import_feed_source (gpointer data, GarrisonValue *cells, guint n, GError **error)
{
  GarrisonImportFeed *feed = data;
  Extra *extra;

  while (feed->now.length == 0 && !feed->ended)
    {
      if (!fetch (feed, error))
        return FALSE;
      if (feed->now.length > 0 || feed->ended || feed->next == feed->batch->n_records)
        continue;
      feed->record = &feed->batch->records[feed->next++];
      give_record (feed, cells);
      push_links (feed);
      note_origin (feed, feed->record->row, feed->record->line);
      return TRUE;
    }
  extra = g_queue_pop_head (feed->now.length > 0 ? &feed->now : &feed->later);
  if (extra == NULL)
    return FALSE;
  give_extra (feed, extra, cells);
  note_origin (feed, NO_ROW, 0);
  return TRUE;
}

gboolean
garrison_import_feed_locate (GarrisonImportFeed *feed, guint64 index, guint32 *row, guint64 *line)
{
  if (index >= feed->rows->len || g_array_index (feed->rows, guint32, index) == NO_ROW)
    return FALSE;
  *row = g_array_index (feed->rows, guint32, index);
  *line = g_array_index (feed->lines, guint64, index);
  return TRUE;
}
