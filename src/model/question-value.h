/* Values in questions: dates, numbers, names. Each takes what it knows at the scanner's place, or
 * fails with the place unchanged and the expectation kept. */
#pragma once

#include "model/question-scan.h"

G_BEGIN_DECLS

/* FALSE without a failure when no date stands here: the caller says what else might. */
gboolean take_date (Scanner *self, Value *value);
/* One value for the field of @test's path, added to @test. The path may grow: a customer's name
 * asks for customer.name, a team's name for owner.team. */
gboolean take_value (Scanner *self, Cond *test);
/* A whole yes or no. */
gboolean take_yesno (Scanner *self, gboolean *yes);

G_END_DECLS
