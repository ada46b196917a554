/* From an answer (model/answer.h) to the data of a chart: the one place where both rooms meet.
 *
 * Rows become categories, columns become series; keys are the answer's, so that a mark's category and
 * series are the row and column to ask garrison_answer_get_group_question() with. Any thread. */
#pragma once

#include "charts/chart.h"
#include "model/answer.h"

G_BEGIN_DECLS

/**
 * garrison_chart_data_new_from_answer:
 * @answer: figures; not a list
 * @title: (nullable): NULL makes one from the measure and its groups
 * @today: yyyymmdd; the period that holds it is shown as unfinished
 *
 * Returns: (transfer full)
 */
GarrisonChartData *garrison_chart_data_new_from_answer (GarrisonAnswer *answer, const char *title, gint today);

/* What suits the question when nobody chose: a line of months, a ranking of people, a funnel of stages … */
GarrisonChartKind garrison_chart_kind_for_question (GarrisonQuestion *question);

G_END_DECLS
