/* A file becomes records: mapped, looked up, checked, reported, and then done in one act or not at
 * all.
 *
 * A GarrisonImport is one file of one kind. It is made and set up on the main thread (it takes the
 * names of people, products, stages and choices from the directory then), of a head that was read
 * elsewhere; garrison_import_plan () and garrison_import_commit () read the file and wait for the
 * store, so run them on a thread of their own, one at a time; nothing else may be called meanwhile. The caller owns it; what the
 * getters return belongs to it and holds until the next call.
 *
 * Values are looked up by what people call things. What is not found is asked for and not guessed:
 * it is listed as a question, with how many rows wait for it and what it looks like, and is
 * answered by garrison_import_answer (). Rows whose questions are open, and rows that are wrong,
 * are refused: they go into a file with their own columns and a reason, which can be mended and
 * imported again. The reason's column (GARRISON_IMPORT_REASON) is ignored then. Duplicates are
 * refused likewise.
 *
 * Errors: those of the reader (exchange/csv-reader.h) and of the store; GARRISON_ERROR_INVALID for
 * a file without a needed column, for a wrong override or answer. A file that has nothing new is no
 * error: it creates nothing, and its report has no act. If only the file of refused rows cannot be
 * written, the import stands: the report has its act. */
#pragma once

#include <gio/gio.h>

#include "exchange/csv-reader.h"
#include "base/day.h"
#include "exchange/header-map.h"
#include "exchange/import-head.h"
#include "model/directory.h"

G_BEGIN_DECLS

/** GARRISON_IMPORT_REASON: header of the column of reasons in a file of refused rows. */
#define GARRISON_IMPORT_REASON "garrison reason"

/**
 * GarrisonImportFlags:
 * @GARRISON_IMPORT_NO_NEW_ENTRIES: an unknown source, industry, category … is a question, not a new
 * entry
 * @GARRISON_IMPORT_SAME_PHONE: customers may share a telephone number
 * @GARRISON_IMPORT_REST_TO_NOTE: columns without a field go into the note, as "Header: value"
 */
typedef enum
{
  GARRISON_IMPORT_PLAIN = 0,
  GARRISON_IMPORT_NO_NEW_ENTRIES = 1 << 0,
  GARRISON_IMPORT_SAME_PHONE = 1 << 1,
  GARRISON_IMPORT_REST_TO_NOTE = 1 << 2,
} GarrisonImportFlags;

/**
 * GarrisonImportQuestion:
 * @field: the field ("product")
 * @value: the value that was not found, "" for none at all
 * @suggestion: (nullable): what it looks like ("GTX Pro")
 * @n_rows: rows that wait for an answer
 * @line: line of the first of them
 */
typedef struct
{
  const char *field;
  const char *value;
  const char *suggestion;
  guint64 n_rows;
  guint64 line;
} GarrisonImportQuestion;

/**
 * GarrisonImportRefusal:
 * @line: line of the row in the file
 * @reason: a sentence
 *
 * One refused row; of all only the first GARRISON_IMPORT_MAX_LISTED are listed.
 */
typedef struct
{
  guint64 line;
  const char *reason;
} GarrisonImportRefusal;

#define GARRISON_IMPORT_MAX_LISTED 1000

/**
 * GarrisonImportEntry:
 * @list: the list of choices ("industry"), or "team" or "person"
 * @name: the entry that is not there yet and will be made
 */
typedef struct
{
  const char *list;
  const char *name;
  guint64 n_rows;
} GarrisonImportEntry;

/**
 * GarrisonImportReport:
 * @n_rows: rows read, without headers and empty ones
 * @n_created: records that will be (after a plan) or have been created (after a commit)
 * @n_refused: rows left out, the duplicates among them
 * @n_duplicates: rows that are in the store already
 * @n_duplicates_in_file: rows that are in the file already
 * @n_short: rows with fewer columns than the headers; what is missing was taken as empty
 * @act: the act by which the import can be undone; 0 before the commit
 */
typedef struct
{
  guint64 n_rows;
  guint64 n_created;
  guint64 n_refused;
  guint64 n_duplicates;
  guint64 n_duplicates_in_file;
  guint64 n_short;
  gint64 act;
} GarrisonImportReport;

/** GarrisonImportProgress: on a thread of the import; @done of @total bytes are read. */
typedef void (*GarrisonImportProgress) (guint64 done, guint64 total, gpointer data);

#define GARRISON_TYPE_IMPORT (garrison_import_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonImport, garrison_import, GARRISON, IMPORT, GObject)

/**
 * garrison_import_new_for_head:
 * @directory: loaded
 *
 * Proposes a mapping; reads nothing.
 *
 * Returns: (transfer full)
 */
GarrisonImport *garrison_import_new_for_head (GarrisonDirectory *directory,
                                              GarrisonExchangeKind kind,
                                              GarrisonImportHead *head);

/**
 * garrison_import_new:
 * @directory: loaded
 * @options: (nullable): what is known of the file
 *
 * Reads the head of @file, and waits for that, then as garrison_import_new_for_head (): for
 * programs that have nothing else to do.
 *
 * Returns: (transfer full) (nullable)
 */
GarrisonImport *garrison_import_new (GarrisonDirectory *directory,
                                     GarrisonExchangeKind kind,
                                     GFile *file,
                                     const GarrisonCsvOptions *options,
                                     GError **error);

/** garrison_import_get_map: the mapping as proposed; change it by garrison_import_override (). */
GarrisonHeaderMap *garrison_import_get_map (GarrisonImport *self);

/**
 * garrison_import_get_examples:
 *
 * Returns: (transfer full): the first values of @column that differ, shortened, " · " between them;
 *   "" for an empty column
 */
char *garrison_import_get_examples (GarrisonImport *self, guint column);

/** garrison_import_override: "FIELD=COLUMN" as garrison_header_map_override () has it. */
gboolean garrison_import_override (GarrisonImport *self, const char *override, GError **error);

/**
 * garrison_import_answer:
 * @answer: "FIELD:VALUE=TARGET"
 *
 * What to take for a value that is not found: "product:GTXPro=GTX Pro". Without TARGET the field
 * stays empty ("product:GTXPro="); without VALUE it is what an empty field gets
 * ("customer:=Walk-in", "customer:=" for deals without a customer).
 */
gboolean garrison_import_answer (GarrisonImport *self, const char *answer, GError **error);

void garrison_import_set_flags (GarrisonImport *self, GarrisonImportFlags flags);

/** garrison_import_set_date_order: how "3/4/2026" is meant; without it, as the file's own dates
 * tell. */
void garrison_import_set_date_order (GarrisonImport *self, GarrisonDayOrder order);

void
garrison_import_set_progress (GarrisonImport *self, GarrisonImportProgress progress, gpointer data);

/** garrison_import_plan: reads everything, changes nothing, and fills the report: a dry run. */
gboolean garrison_import_plan (GarrisonImport *self, GCancellable *cancellable, GError **error);

/**
 * garrison_import_commit:
 * @refused: (nullable): where the refused rows go; made only if there are some
 *
 * Creates the records, all in one act; if it fails or is cancelled, none. Plans first where that
 * was not done.
 */
gboolean garrison_import_commit (GarrisonImport *self,
                                 GFile *refused,
                                 GCancellable *cancellable,
                                 GError **error);

const GarrisonImportReport *garrison_import_get_report (GarrisonImport *self);

guint garrison_import_get_n_questions (GarrisonImport *self);
/** garrison_import_get_question: those that hold up the most rows first. */
const GarrisonImportQuestion *garrison_import_get_question (GarrisonImport *self, guint index);

guint garrison_import_get_n_refusals (GarrisonImport *self);
const GarrisonImportRefusal *garrison_import_get_refusal (GarrisonImport *self, guint index);

guint garrison_import_get_n_entries (GarrisonImport *self);
const GarrisonImportEntry *garrison_import_get_entry (GarrisonImport *self, guint index);

G_END_DECLS
