/* Tables on stdout: aligned for people, CSV for spreadsheets, JSON for programs. One thread. */
#pragma once

#include "base/permit.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_OUTPUT_TEXT,
  GARRISON_OUTPUT_CSV,
  GARRISON_OUTPUT_JSON,
} GarrisonOutputForm;

typedef struct _GarrisonOutput GarrisonOutput;

/* @columns: NULL-terminated; the JSON members too. */
GarrisonOutput *garrison_output_new (const char *const *columns);
void garrison_output_free (GarrisonOutput *self);
/* Numbers are right-aligned, and numbers in JSON. */
void garrison_output_add_text (GarrisonOutput *self, const char *text);
void garrison_output_add_int (GarrisonOutput *self, gint64 value);
/* A figure: @shown for people, @value for programs. */
void garrison_output_add_figure (GarrisonOutput *self, const char *shown, double value);
guint garrison_output_get_n_rows (GarrisonOutput *self);
/* Leaves out all rows but the first @n. */
void garrison_output_cut (GarrisonOutput *self, guint n);
/* Writes all rows (as many cells as columns make a row). @permit: for CSV; else (nullable). FALSE when stdout
 * cannot be written. */
gboolean garrison_output_print (GarrisonOutput *self, GarrisonOutputForm form, GarrisonPermit *permit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonOutput, garrison_output_free)

G_END_DECLS
