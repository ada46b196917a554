/* Dates in questions: by the calendar, by name, counted from today. Taken from the scanner's place, which
 * stays where none stands. */
#pragma once

#include "model/question-scan.h"

G_BEGIN_DECLS

/* FALSE without a failure when no date stands here: the caller says what else might. */
gboolean take_date (Scanner *self, Value *value);

G_END_DECLS
