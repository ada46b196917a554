#include "store/founding.h"

#include <string.h>

#include "base/error.h"

/* As "+08:00"; GLib takes other forms too, which PostgreSQL reads in another way. */
static gboolean
is_offset (const char *name)
{
  return g_regex_match_simple ("^[+-]([01][0-9]|2[0-3]):[0-5][0-9]$", name, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* The tables of zones say "right/…" of clocks that count leap seconds, and these of no place. */
static gboolean
is_place (const char *name)
{
  static const char *const not_places[] = { "localtime", "posixrules", "Factory", NULL };

  return g_ascii_isalpha (*name) && strstr (name, "..") == NULL && !g_str_has_prefix (name, "right/")
         && !g_strv_contains (not_places, name);
}

/* What GLib makes of a rule such as "CET-1" is none of the tables' either. */
static gboolean
is_in_tables (const char *name)
{
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "/usr/share/zoneinfo", name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Alike for both engines; the server says besides whether it knows the zone. */
static GTimeZone *
open_zone (const char *name)
{
  gboolean known = g_str_equal (name, "UTC") || is_offset (name) || (is_place (name) && is_in_tables (name));

  return known ? g_time_zone_new_identifier (name) : NULL;
}

/* Of this machine where its zone has no name that means the same elsewhere. */
static char *
write_offset (GTimeZone *local)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (local);

  return g_date_time_format (now, "%:z");
}

static char *
find_time_zone (const GarrisonFounding *founding)
{
  g_autoptr (GTimeZone) local = NULL;
  g_autoptr (GTimeZone) zone = NULL;

  if (founding->time_zone != NULL && *founding->time_zone != '\0')
    return g_strdup (founding->time_zone);
  local = g_time_zone_new_local ();
  zone = open_zone (g_time_zone_get_identifier (local));
  return zone != NULL ? g_strdup (g_time_zone_get_identifier (local)) : write_offset (local);
}

static const char *
find_currency (const GarrisonFounding *founding)
{
  if (founding->currency != NULL && *founding->currency != '\0')
    return founding->currency;
  return founding->chinese ? "CNY" : "USD";
}

void
garrison_founding_refuse_zone (GError **error)
{
  GError *local = g_error_new_literal (GARRISON_ERROR, GARRISON_ERROR_INVALID, "no such time zone");

  garrison_error_set_detail (local, GARRISON_FOUNDING_WRONG, "time-zone");
  g_propagate_error (error, local);
}

GarrisonArgs *
garrison_founding_make_args (const GarrisonFounding *founding, GTimeZone **zone, GError **error)
{
  g_autofree char *zone_name = find_time_zone (founding);
  const char *name = founding->owner_name;
  GarrisonArgs *args;

  *zone = NULL;
  if (*founding->owner_login == '\0')
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "no login");
      return NULL;
    }
  *zone = open_zone (zone_name);
  if (*zone == NULL)
    {
      garrison_founding_refuse_zone (error);
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
