/* What somebody wishes an act to do, as a text that is the same whenever the wish is: by it a repeated try
 * finds the request of the first one, so that nothing is done twice. Any thread. */
#pragma once

#include "store/args.h"

G_BEGIN_DECLS

/* What is secret is no part of it: arguments whose name begins with "password".
 * (nullable): NULL when the wish reads rows from a source, which cannot be compared. */
char *garrison_wish_text (const char *act, GarrisonArgs *args);

G_END_DECLS
