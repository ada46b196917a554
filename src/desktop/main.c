#include <glib/gi18n-lib.h>
#include <locale.h>

#include "desktop/application.h"

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("GARRISON_LOCALEDIR");
  g_autoptr (GarrisonApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : GARRISON_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = garrison_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
