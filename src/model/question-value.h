/* Values in questions: numbers, names, and what question-date.h takes. Each takes what it knows at the scanner's place, or
 * fails with the place unchanged and the expectation kept. */
#pragma once

#include "model/question-date.h"

G_BEGIN_DECLS

/* One value for the field of @test's path, added to @test. The path may grow: a customer's name
 * asks for customer.name, a team's name for owner.team. */
gboolean take_value (Scanner *self, Cond *test);
/* A whole yes or no. */
gboolean take_yesno (Scanner *self, gboolean *yes);

G_END_DECLS
