/* What the files of the import dialog share. */
#pragma once

#include "desktop/import-dialog.h"
#include "exchange/import.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_IMPORT_DIALOG (garrison_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonImportDialog, garrison_import_dialog, GARRISON, IMPORT_DIALOG, AdwWindow)

struct _GarrisonImportDialog
{
  AdwWindow parent_instance;
  GarrisonWindow *window; /* (nullable): gone when the dialog is closed and nothing is to be told there */
  GFile *file;
  GFile *refused; /* (nullable): where the rows go that are left out */
  GarrisonExchangeKind kind;
  GarrisonImportHead *head; /* (nullable): until the file was looked at */
  GarrisonImport *import;   /* (nullable): likewise */
  GCancellable *cancellable;
  gboolean busy;
  gboolean closed;
  gboolean committing;
  gboolean filling; /* rows are being made, so their signals mean nothing */
  gint done;        /* per mille, written by the worker; below 0 when nobody knows */
  guint progress_source;

  GtkStack *stack;
  GtkWidget *start;
  AdwComboRow *kinds;
  AdwPreferencesGroup *columns;
  AdwPreferencesGroup *outcome;
  AdwPreferencesGroup *questions;
  GtkProgressBar *progress;
  GtkLabel *trouble;
  AdwStatusPage *result;
  GtkWidget *undo;
  GPtrArray *rows; /* what stands in the groups now, to be removed; of GtkWidget */
};

/* import-dialog.c: plans again, after something was answered. */
void garrison_import_dialog_plan (GarrisonImportDialog *self);

/* import-dialog-plan.c */
void garrison_import_dialog_fill_columns (GarrisonImportDialog *self);
/* After a plan. */
void garrison_import_dialog_fill_outcome (GarrisonImportDialog *self);
void garrison_import_dialog_fill_questions (GarrisonImportDialog *self);
/* (nullable): what the import cannot do without and has no column for, as people call it. */
const char *garrison_import_dialog_find_lacking (GarrisonImportDialog *self);
/* A number as people write it. */
char *garrison_import_dialog_figure (guint64 n);

G_END_DECLS
