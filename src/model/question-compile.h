/* From a question to one SELECT over the desk, for both engines.
 *
 * Identifiers come from the catalogue only and values are bound only, never written. Pure functions
 * on any thread, except garrison_question_context_init(), which asks the store. A compiled query
 * belongs to the caller: garrison_query_clear(). */
#pragma once

#include "model/question.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What a question means here and now. */
typedef struct
{
  gint64 me;            /* the signed-in person */
  gint today;           /* yyyymmdd in @zone */
  GTimeZone *zone;      /* (nullable): of the company; NULL for UTC; borrowed */
  const char *currency; /* the company's; borrowed */
  /* What @today was like in the past: dates of contact, owners, pools, counts of activities and deals as they were;
   * everything else as it is now. */
  gboolean past;
  gboolean rollups; /* TRUE when the person sees all customers, so that summaries say the same */
} GarrisonQuestionContext;

/* For a list: column 0 "id", then what was asked for. For a figure: "k1", "k2" (as many as there
 * are dimensions), "v", and "w", the value of the whole of k1, when the question orders by value.
 */
typedef struct
{
  char *sql;
  GarrisonArgs *args;
  gboolean from_rollup;
} GarrisonQuery;

void garrison_question_context_init (GarrisonQuestionContext *context, GarrisonStore *store);
void garrison_query_clear (GarrisonQuery *query);

/**
 * garrison_question_compile:
 *
 * A list question gives ids and the relation's default columns in its order; any other its figures.
 */
gboolean garrison_question_compile (GarrisonQuestion *self,
                                    const GarrisonQuestionContext *context,
                                    GarrisonQuery *query,
                                    GError **error);
/**
 * garrison_question_compile_ids:
 * @sort: (nullable): key of a sortable field, NULL for the question's own order
 *
 * Ids alone ("id"), in order, of the records that the question is about, whatever it measures.
 */
gboolean garrison_question_compile_ids (GarrisonQuestion *self,
                                        const GarrisonQuestionContext *context,
                                        const char *sort,
                                        gboolean descending,
                                        GarrisonQuery *query,
                                        GError **error);
/**
 * garrison_question_compile_rows:
 * @fields: (array zero-terminated=1): keys of fields or paths, each a column from 1 on
 *
 * The fields of the records with the ids bound as "ids" by the caller (garrison_args_set_ids on
 * @query's args), in no order: pages of a list.
 */
gboolean garrison_question_compile_rows (GarrisonCatalogue *catalogue,
                                         const GarrisonRelation *relation,
                                         const char *const *fields,
                                         const GarrisonQuestionContext *context,
                                         GarrisonQuery *query,
                                         GError **error);
/** garrison_question_compile_left_out: one figure "v": how many records are left out of a sum for
 * their currency. FALSE without error when the question adds up no money. */
gboolean garrison_question_compile_left_out (GarrisonQuestion *self,
                                             const GarrisonQuestionContext *context,
                                             GarrisonQuery *query,
                                             GError **error);
/** garrison_question_get_currency: the currency that money of this question is in. Borrowed. */
const char *garrison_question_get_currency (GarrisonQuestion *self,
                                            const GarrisonQuestionContext *context);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GarrisonQuery, garrison_query_clear)

G_END_DECLS
