#include "base/language.h"

#include <string.h>

/* The value of the first variable that is set and not empty, as gettext ranks them. */
static const char *
messages_locale (void)
{
  static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);
      if (value != NULL && *value != '\0')
        return value;
    }
  return "C";
}

static gboolean
is_plain_c (const char *locale)
{
  return g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")
      || g_str_has_prefix (locale, "C.");
}

gboolean
garrison_locale_is_chinese (void)
{
  const char *locale = messages_locale ();
  const char *language = g_getenv ("LANGUAGE");
  /* gettext ignores LANGUAGE in the C locale, but heeds it in C.UTF-8. */
  if (language != NULL && *language != '\0' && !g_str_equal (locale, "C")
      && !g_str_equal (locale, "POSIX"))
    locale = language;
  else if (is_plain_c (locale))
    return FALSE;
  gsize length = strcspn (locale, ":_.@-");
  return length == 2 && g_ascii_strncasecmp (locale, "zh", 2) == 0;
}
