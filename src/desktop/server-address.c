#include "desktop/server-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/company-uri.h"
#include "store/postgres/pg-uri.h"

static gboolean
names_person (const char *option)
{
  return g_str_has_prefix (option, "user=") || g_str_has_prefix (option, "password=")
         || g_str_has_prefix (option, "passfile=");
}

/* The URI without what tells or lets in a person. */
static char *
anonymize (const char *uri)
{
  const char *authority = strstr (uri, "://") + strlen ("://");
  gsize length = strcspn (authority, "/?");
  const char *at = g_strrstr_len (authority, (gssize) length, "@");
  const char *host = at != NULL ? at + 1 : authority;
  const char *query = strchr (host, '?');
  g_autoptr (GString) text = g_string_new ("postgresql://");
  g_auto (GStrv) options = query != NULL ? g_strsplit (query + 1, "&", -1) : NULL;
  char sign = '?';

  g_string_append_len (text, host, query != NULL ? query - host : (gssize) strlen (host));
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    if (!names_person (options[i]))
      {
        g_string_append_c (text, sign);
        g_string_append (text, options[i]);
        sign = '&';
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
compose (const char *address, const char *database)
{
  g_autofree char *name = g_uri_escape_string (database, NULL, FALSE);
  g_auto (GStrv) hosts = NULL;
  g_autofree char *joined = NULL;

  if (*address == '/')
    {
      g_autofree char *folder = g_uri_escape_string (address, "/", FALSE);
      return g_strdup_printf ("postgresql:///%s?host=%s", name, folder);
    }
  hosts = g_strsplit (address, ",", -1);
  for (guint i = 0; hosts[i] != NULL; i++)
    {
      char *host = g_uri_escape_string (g_strstrip (hosts[i]), "[]:", FALSE);
      g_free (hosts[i]);
      hosts[i] = host;
    }
  joined = g_strjoinv (",", hosts);
  return g_strdup_printf ("postgresql://%s/%s", joined, name);
}

char *
garrison_server_address_read (const char *address, const char *database, const char **mistake)
{
  g_autofree char *place = g_strstrip (g_strdup (address));
  g_autofree char *name = g_strstrip (g_strdup (database));
  g_autofree char *uri = NULL;
  g_autoptr (GarrisonPgUri) parsed = NULL;
  const char *found;

  g_return_val_if_fail (mistake != NULL, NULL);

  *mistake = NULL;
  if (*place == '\0')
    *mistake = _ ("Write the address of the server, as the administrator gave it to you.");
  else if (garrison_company_uri_is_server (place))
    uri = anonymize (place);
  else if (*name == '\0')
    *mistake = _ ("Write the name of the database, as the administrator gave it to you.");
  else
    uri = compose (place, name);
  if (uri == NULL)
    return NULL;
  parsed = garrison_pg_uri_parse (uri, NULL);
  found = parsed != NULL ? garrison_pg_uri_get (parsed, "dbname") : NULL;
  if (parsed == NULL)
    *mistake = _ ("This address cannot be understood, or it asks for less safety than Garrison allows. Write it like db.example.com or db.example.com:5432.");
  else if (found == NULL || *found == '\0')
    *mistake = _ ("Write the name of the database, as the administrator gave it to you.");
  return *mistake == NULL ? g_steal_pointer (&uri) : NULL;
}

char *
garrison_server_address_dup_name (const char *uri)
{
  g_autoptr (GarrisonPgUri) parsed = NULL;
  char *name;

  g_return_val_if_fail (uri != NULL, NULL);

  if (garrison_company_uri_is_server (uri))
    {
      parsed = garrison_pg_uri_parse (uri, NULL);
      return g_strdup (parsed != NULL ? garrison_pg_uri_get (parsed, "dbname") : uri);
    }
  name = g_filename_display_basename (garrison_company_uri_get_path (uri));
  if (g_str_has_suffix (name, ".garrison"))
    name[strlen (name) - strlen (".garrison")] = '\0';
  return name;
}

char *
garrison_server_address_dup_place (const char *uri)
{
  g_autoptr (GarrisonPgUri) parsed = NULL;
  g_autoptr (GString) hosts = g_string_new ("");
  const GPtrArray *targets;

  g_return_val_if_fail (uri != NULL, NULL);

  if (!garrison_company_uri_is_server (uri))
    {
      g_autofree char *folder = g_path_get_dirname (garrison_company_uri_get_path (uri));
      return g_filename_display_name (folder);
    }
  parsed = garrison_pg_uri_parse (uri, NULL);
  targets = parsed != NULL ? garrison_pg_uri_get_targets (parsed) : NULL;
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      const GarrisonPgTarget *target = g_ptr_array_index (targets, i);
      if (target->host != NULL)
        g_string_append_printf (hosts, "%s%s", hosts->len > 0 ? ", " : "", target->host);
    }
  return g_string_free (g_steal_pointer (&hosts), FALSE);
}
