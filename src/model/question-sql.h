/* Pieces of a question's SELECT: expressions of fields and paths, conditions. Text that goes into
 * SQL comes from the catalogue or from here; everything else is bound. For the compiler only. */
#pragma once

#include "model/question-compile.h"
#include "model/question-private.h"

G_BEGIN_DECLS

typedef struct
{
  GarrisonQuestion *question; /* (nullable) when only rows are fetched */
  GarrisonCatalogue *catalogue;
  const GarrisonQuestionContext *context;
  GarrisonArgs *args;
  const char *currency;
  guint n_params;
  guint n_aliases;
  const char *rollup; /* (nullable): the summary that stands for the relation */
} Compiler;

void append_int (Compiler *self, GString *sql, gint64 value);
void append_text (Compiler *self, GString *sql, const char *value);
/* @template: SQL of the catalogue, with @ for @alias. */
void append_field (Compiler *self, GString *sql, const char *template, const char *alias);
void append_path (Compiler *self, GString *sql, const Path *path);
/* What the relation leaves out by itself, then the conditions. Begins with WHERE, or is empty. */
void append_where (Compiler *self, GString *sql);
/* One more condition follows what append_where() wrote at @from. */
void append_also (GString *sql, gsize from);
/* Where the records of a relation keep the currency of their money; n 0: it is the company's. */
Path currency_path (GarrisonCatalogue *catalogue, const Path *money);
void append_currency_test (Compiler *self, GString *sql, const Path *currency);

G_END_DECLS
