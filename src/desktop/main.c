#include <glib/gi18n-lib.h>
#include <locale.h>

#include "base/process.h"
#include "desktop/application.h"

/* Han characters that no language is known of come in Chinese shapes, not in Japanese ones. */
static void
prefer_chinese_shapes (void)
{
  const char *language = pango_language_to_string (pango_language_get_default ());
  g_autofree char *languages = g_strdup_printf ("%s:zh-cn", language);

  if (!g_str_has_prefix (language, "ja") && !g_str_has_prefix (language, "ko"))
    g_setenv ("PANGO_LANGUAGE", languages, FALSE);
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("GARRISON_LOCALEDIR");
  g_autoptr (GarrisonApplication) application = NULL;

  garrison_process_protect ();
#ifndef GARRISON_INSPECTOR
  /* It could ask for GTK's inspector. */
  g_unsetenv ("GTK_DEBUG");
#endif
  setlocale (LC_ALL, "");
  prefer_chinese_shapes ();
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : GARRISON_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = garrison_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
