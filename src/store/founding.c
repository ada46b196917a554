#include "store/founding.h"

#include "base/error.h"

static char *
find_time_zone (const GarrisonFounding *founding)
{
  g_autoptr (GTimeZone) local = NULL;

  if (founding->time_zone != NULL && *founding->time_zone != '\0')
    return g_strdup (founding->time_zone);
  local = g_time_zone_new_local ();
  return g_strdup (g_time_zone_get_identifier (local));
}

static const char *
find_currency (const GarrisonFounding *founding)
{
  if (founding->currency != NULL && *founding->currency != '\0')
    return founding->currency;
  return founding->chinese ? "CNY" : "USD";
}

GarrisonArgs *
garrison_founding_make_args (const GarrisonFounding *founding, GTimeZone **zone, GError **error)
{
  g_autofree char *zone_name = find_time_zone (founding);
  const char *name = founding->owner_name;
  GarrisonArgs *args;

  *zone = g_time_zone_new_identifier (zone_name);
  if (*zone == NULL || *founding->owner_login == '\0')
    {
      g_clear_pointer (zone, g_time_zone_unref);
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                           "no such time zone, or no login");
      return NULL;
    }
  args = garrison_args_new ();
  garrison_args_set_text (args, "company", founding->company);
  garrison_args_set_text (args, "login", founding->owner_login);
  garrison_args_set_text (args, "name",
                          name == NULL || *name == '\0' ? founding->owner_login : name);
  garrison_args_set_text (args, "currency", find_currency (founding));
  garrison_args_set_text (args, "time_zone", zone_name);
  garrison_args_set_int (args, "chinese", founding->chinese);
  return args;
}
