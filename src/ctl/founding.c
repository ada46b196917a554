#include "ctl/founding.h"

#include "base/language.h"

gboolean
garrison_ctl_founding_parse (GarrisonCtlFounding *self, const char *command, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "owner", 0, 0, G_OPTION_ARG_STRING, &self->login, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &self->name, NULL, NULL },
    { "company-name", 0, 0, G_OPTION_ARG_STRING, &self->company, NULL, NULL },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &self->currency, NULL, NULL },
    { "time-zone", 0, 0, G_OPTION_ARG_STRING, &self->zone, NULL, NULL },
    { "chinese", 0, 0, G_OPTION_ARG_NONE, &self->chinese, NULL, NULL },
    { "split-recovery-key", 0, 0, G_OPTION_ARG_NONE, &self->split, NULL, NULL },
    { NULL },
  };

  self->chinese = garrison_locale_is_chinese ();
  return garrison_ctl_parse (command, entries, argc, argv);
}

GarrisonFounding
garrison_ctl_founding_with (const GarrisonCtlFounding *self, const char *password)
{
  return (GarrisonFounding){
    .company = self->company != NULL ? self->company : "",
    .owner_login = self->login,
    .owner_name = self->name,
    .password = password,
    .currency = self->currency,
    .time_zone = self->zone,
    .chinese = self->chinese,
  };
}

void
garrison_ctl_founding_clear (GarrisonCtlFounding *self)
{
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->company, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->zone, g_free);
}
