/* What the parts of an import share. Only for src/exchange/import*.c. */
#pragma once

#include "exchange/import-fields.h"
#include "exchange/import-names.h"
#include "exchange/import.h"
#include "model/customer-keys.h"

G_BEGIN_DECLS

#define GARRISON_IMPORT_MAX_FIELDS 20

/* A question as it is kept: what is public, and what that points to. */
typedef struct
{
  GarrisonImportQuestion public;
  char *value;
  char *suggestion;
} GarrisonImportAsked;

typedef struct
{
  GarrisonImportEntry public;
  char *name;
} GarrisonImportMade;

/* What a value of a field was found to be; kept for the next row that has it. */
typedef struct
{
  gboolean known;
  gboolean empty; /* known to be nothing */
  gint64 id;
  char *text;
  GarrisonImportAsked *asked; /* (nullable): not known */
  GarrisonImportMade *made;   /* (nullable): a new entry */
} GarrisonImportFound;

/* One row, read: values by field, in the order of garrison_import_fields(). */
typedef struct
{
  GarrisonValue values[GARRISON_IMPORT_MAX_FIELDS];
  char *texts[GARRISON_IMPORT_MAX_FIELDS]; /* owned; what values[].text points to */
  char *currency;                          /* of a deal's amount */
  gint64 price;
  char *reason; /* why it is refused; NULL when it is good */
  guint64 line;
  guint32 row; /* from 0, empty rows not counted */
} GarrisonImportRecord;

struct _GarrisonImport
{
  GObject parent_instance;

  GarrisonStore *store;
  GarrisonExchangeKind kind;
  GFile *file;
  GarrisonImportHead *head;
  GarrisonCsvOptions options;
  guint first_row; /* of the data: those before are a title and the headers, if there are any */
  GarrisonHeaderMap *map;
  const GarrisonImportField *fields;
  guint n_fields;
  gboolean blank_answers[GARRISON_IMPORT_MAX_FIELDS]; /* there is an answer for an empty value */
  int *field_of; /* of each column: an index in fields, or -1 */
  guint n_columns;

  GarrisonImportNames *names;
  GHashTable *stage_kinds; /* id → "open" … */
  gint64 first_stage;
  gint64 me;
  char *currency;
  GTimeZone *zone;
  GHashTable *logins; /* taken */

  GarrisonImportFlags flags;
  GarrisonDayOrder order;
  gboolean order_given;
  GarrisonImportProgress progress;
  gpointer progress_data;
  GHashTable *answers; /* "field\nfolded value" → target */

  /* Of the last plan or commit. */
  gboolean planned;
  char *request; /* (nullable): under which the act was perhaps done already */
  GarrisonImportReport report;
  GarrisonCustomerKeys *keys;
  GHashTable *found[GARRISON_IMPORT_MAX_FIELDS];
  GPtrArray *asked;
  GPtrArray *made;
  GHashTable *made_by_name;
  GPtrArray *refusals; /* of GarrisonImportRefusal */
  GHashTable *refused; /* row → reason */
  GStringChunk *reasons;

  GHashTable *file_people;   /* folded name → login, of a file of people */
  GPtrArray *row_logins;     /* by row; NULL for refused ones */
  GHashTable *managers;      /* folded name → name, as the file has them */
  GHashTable *manager_teams; /* folded name → team of the first who reports there */
  GPtrArray *file_managers;  /* names of people who are made because others report to them */
};

/* import-plan.c: what is there already. */
typedef struct
{
  gint64 id; /* of the record that is in the way; -1: another row of the file; 0: none */
  const char *reason;
} GarrisonImportTwin;

const char *garrison_import_twin_reason (const char *skip, gboolean in_file);

/* import-values.c: single values. Each returns FALSE with a sentence in @reason (transfer full). */
gboolean garrison_import_read_value (GarrisonImport *self,
                                     guint field,
                                     const char *text,
                                     GarrisonImportRecord *record);
/* Finds or asks; never NULL. Counts nothing. */
GarrisonImportFound *garrison_import_find (GarrisonImport *self, guint field, const char *text);
char *garrison_import_answer_key (const char *field, const char *value);
/* (nullable): the list of names that a value of this kind is looked up in. */
const char *garrison_import_list_of (GarrisonRead read);
void garrison_import_found_free (gpointer data);

/* import-row.c */
void garrison_import_record_clear (GarrisonImportRecord *record);
/* Reads @row into @record; FALSE with record->reason. */
gboolean garrison_import_read_row (GarrisonImport *self,
                                   const GarrisonCsvRow *row,
                                   GarrisonImportRecord *record);
int garrison_import_field_index (GarrisonImport *self, const char *field);

void garrison_import_record_set_text (GarrisonImportRecord *record, guint field, const char *text);

/* import-people.c: what a file of people needs besides. */
gboolean garrison_import_finish_person (GarrisonImport *self, GarrisonImportRecord *record);
/* After the last row: who reports to somebody that is neither there nor in the file. */
void garrison_import_finish_people (GarrisonImport *self);
const char *garrison_import_find_login (GarrisonImport *self, const char *name);

/* import-pass.c: the file from its first row to its last. */
typedef struct
{
  GarrisonImport *import;
  GarrisonCsvReader *reader;
  GCancellable *cancellable;
  guint32 n_rows;
  guint64 size;
} GarrisonImportPass;

gboolean garrison_import_pass_begin (GarrisonImport *self,
                                     GarrisonImportPass *pass,
                                     GCancellable *cancellable,
                                     GError **error);
void garrison_import_pass_end (GarrisonImportPass *pass);
/* The next row that is not empty; FALSE at the end or with @error. */
gboolean garrison_import_pass_row (GarrisonImportPass *pass, GarrisonCsvRow *row, GError **error);
/* The next good record; those that are not are refused on the way. */
gboolean
garrison_import_pass_next (GarrisonImportPass *pass, GarrisonImportRecord *record, GError **error);
void garrison_import_refuse (GarrisonImport *self, guint32 row, guint64 line, const char *reason);

/* import-phones.c: puts whose the numbers of the file are into self->keys, which must be loaded. */
gboolean garrison_import_load_phones (GarrisonImport *self, GCancellable *cancellable, GError **error);

/* import-feed.c: the rows of the act. */
typedef struct _GarrisonImportFeed GarrisonImportFeed;

GarrisonImportFeed *garrison_import_feed_new (GarrisonImport *self, GarrisonImportPass *pass);
void garrison_import_feed_free (GarrisonImportFeed *feed);
const char *const *garrison_import_feed_get_columns (GarrisonImportFeed *feed);
gboolean garrison_import_feed_source (gpointer data, GarrisonValue *cells, guint n, GError **error);
/* The row and line of the file that the act's row number @index came from; FALSE when from none. */
gboolean
garrison_import_feed_locate (GarrisonImportFeed *feed, guint64 index, guint32 *row, guint64 *line);

/* import-refused.c: writes the rows of self->refused. */
gboolean garrison_import_write_refused (GarrisonImport *self,
                                        GFile *file,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
