#include "store/company-uri.h"

#include <string.h>

gboolean
garrison_company_uri_is_server (const char *uri)
{
  g_return_val_if_fail (uri != NULL, FALSE);

  return g_str_has_prefix (uri, "postgresql://") || g_str_has_prefix (uri, "postgres://");
}

const char *
garrison_company_uri_get_path (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  return g_str_has_prefix (uri, "sqlite:") ? uri + strlen ("sqlite:") : uri;
}
