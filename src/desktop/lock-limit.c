#include "desktop/lock-limit.h"

gint
garrison_lock_limit_of_company (const char *setting)
{
  guint64 minutes = 0;

  if (setting == NULL
      || !g_ascii_string_to_unsigned (setting, 10, 0, GARRISON_LOCK_MOST_MINUTES, &minutes, NULL))
    return GARRISON_LOCK_MINUTES;
  return (gint) minutes;
}

gint
garrison_lock_limit (const char *setting, gint wish)
{
  gint most = garrison_lock_limit_of_company (setting);

  if (wish <= 0)
    return most;
  return most == 0 ? wish : MIN (most, wish);
}
