#include "exchange/delimiter.h"

#include <math.h>
#include <string.h>

#define MOST_LINES 200
#define MOST_FIELDS 256

/* Fields of each line of the sample when @delimiter parts them; quotes count as the reader counts
 * them. */
static guint
count_fields (const char *p, const char *end, char delimiter, gboolean at_end, guint *counts)
{
  guint n_lines = 0, n_fields = 1;
  gboolean quoted = FALSE, at_start = TRUE;
  const char *line = p;

  for (; p < end && n_lines < MOST_LINES; p++)
    {
      if (quoted)
        {
          if (*p == '"' && p + 1 < end && p[1] == '"')
            p++;
          else if (*p == '"')
            quoted = FALSE;
        }
      else if (*p == '"' && at_start)
        quoted = TRUE;
      else if (*p == delimiter)
        n_fields++;
      else if (*p == '\n' || *p == '\r')
        {
          if (p > line)
            counts[n_lines++] = n_fields;
          n_fields = 1;
          line = p + 1;
        }
      at_start
        = !quoted && (*p == delimiter || *p == '\n' || *p == '\r' || (at_start && *p == ' '));
    }
  if (at_end && p > line && n_lines < MOST_LINES)
    counts[n_lines++] = n_fields;
  return n_lines;
}

/* Share of lines of the commonest width, weighed by that width; 0 when the character parts nothing.
 */
static double
score (const char *sample, const char *end, char delimiter, gboolean at_end)
{
  guint counts[MOST_LINES], tally[MOST_FIELDS] = { 0 }, width = 1;
  guint n_lines = count_fields (sample, end, delimiter, at_end, counts);

  for (guint i = 0; i < n_lines; i++)
    tally[MIN (counts[i], MOST_FIELDS - 1)]++;
  tally[1] = 0;
  for (guint i = 2; i < MOST_FIELDS; i++)
    if (tally[i] > tally[width])
      width = i;
  if (width == 1)
    return 0;
  /* What parts the rows but not the headers is more likely a decimal comma. */
  return (double)tally[width] / n_lines * (1 + log (width) / 10)
         * (counts[0] == width ? 1
            : counts[0] > 1    ? 0.8
                               : 0.3);
}

char
garrison_delimiter_detect (const char *sample, gsize length, gboolean at_end)
{
  static const char candidates[] = ",\t;|";
  char best = ',';
  double best_score = 0;

  g_return_val_if_fail (sample != NULL || length == 0, ',');

  if (length >= 6 && g_ascii_strncasecmp (sample, "sep=", 4) == 0
      && (sample[5] == '\r' || sample[5] == '\n') && sample[4] > 0 && sample[4] != '"')
    return sample[4];
  for (const char *p = candidates; *p != '\0'; p++)
    {
      double s = score (sample, sample + length, *p, at_end);

      if (s > best_score)
        {
          best_score = s;
          best = *p;
        }
    }
  return best;
}
