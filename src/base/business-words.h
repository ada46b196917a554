/* What company names are made of beside the part that tells one company from another. Constant data; for base/
 * and for the server's functions, which do the same with the same lists. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of lines of business in Chinese, beside garrison_text_trade_words; separated by blanks. */
extern const char garrison_business_words[];
/* What tells nothing at the end of a name but begins many: never words of a line of business. Ends with NULL. */
extern const char *const garrison_business_not[];
/* China's counties and cities of county level, which names carry in front; separated by blanks. */
extern const char garrison_business_counties[];
/* What such a place is called behind its name; longer before shorter; ends with NULL. */
extern const char *const garrison_business_place_endings[];
/* Words that end as a district does and are none; ends with NULL. */
extern const char *const garrison_business_no_districts[];
/* Places within a place, without a name; ends with NULL. */
extern const char *const garrison_business_zones[];
/* Characters that tell companies apart though only one differs: numbers, directions, seasons. */
extern const char garrison_business_telling[];
/* English words of lines of business, folded; sorted by strcmp(); ends with NULL. */
extern const char *const garrison_business_english[];
extern const gsize garrison_business_n_english;
/* English words that names are joined with; ends with NULL. */
extern const char *const garrison_business_joints[];
/* Pairs, how it is abbreviated and what it stands for; ends with NULL. */
extern const char *const garrison_business_short[];

G_END_DECLS
