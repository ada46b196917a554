#include "store/postgres/pg-uri.h"

#include <libpq-fe.h>
#include <string.h>

#include "base/error.h"
#include "store/company-uri.h"

/* A path that cannot exist: a person's password never comes from a file. */
#define NO_FILE "/dev/null/none"

struct _GarrisonPgUri
{
  GHashTable *options; /* both owned; only what the URI says */
  GPtrArray *targets;
  char *start_options; /* "-c …" for the session */
};

/* Unless the URI says otherwise. A dead line is noticed in about half a minute. */
static const char *const defaults[][2] = {
  { "keepalives", "1" },          { "keepalives_idle", "20" },    { "keepalives_interval", "5" },
  { "keepalives_count", "3" },    { "tcp_user_timeout", "30000" }, { "application_name", "garrison" },
};

/* Whatever the URI or the environment say. */
static const char *const forced[][2] = {
  { "sslmode", "verify-full" },
  { "gssencmode", "disable" },
  { "client_encoding", "UTF8" },
};

static const char *const bundles[] = {
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
};

static void
target_free (gpointer data)
{
  GarrisonPgTarget *target = data;

  g_free (target->host);
  g_free (target->address);
  g_free (target->port);
  g_free (target);
}

void
garrison_pg_uri_free (GarrisonPgUri *self)
{
  g_hash_table_unref (self->options);
  g_ptr_array_unref (self->targets);
  g_free (self->start_options);
  g_free (self);
}

const char *
garrison_pg_uri_get (GarrisonPgUri *self, const char *option)
{
  return g_hash_table_lookup (self->options, option);
}

const GPtrArray *
garrison_pg_uri_get_targets (GarrisonPgUri *self)
{
  return self->targets;
}

static gboolean
invalid (const char *why, GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, why);
  return FALSE;
}

static gboolean
read_options (GarrisonPgUri *self, const char *uri, GError **error)
{
  /* libpq's message would repeat the URI, which may hold a password. */
  PQconninfoOption *parsed = PQconninfoParse (uri, NULL);

  if (parsed == NULL)
    return invalid ("this is not a URI of a server", error);
  for (PQconninfoOption *option = parsed; option->keyword != NULL; option++)
    if (option->val != NULL && *option->val != '\0')
      g_hash_table_insert (self->options, g_strdup (option->keyword), g_strdup (option->val));
  PQconninfoFree (parsed);
  return TRUE;
}

/* The @i-th of a list where one stands for all. */
static char *
pick (char **list, guint i)
{
  guint n = list == NULL ? 0 : g_strv_length (list);
  const char *found = n == 0 ? NULL : list[n == 1 ? 0 : i];

  return found == NULL || *found == '\0' ? NULL : g_strdup (found);
}

static char **
split (const char *list)
{
  return list == NULL ? NULL : g_strsplit (list, ",", -1);
}

static gboolean
fits (char **list, guint n)
{
  return list == NULL || g_strv_length (list) == 1 || g_strv_length (list) == n;
}

static gboolean
read_targets (GarrisonPgUri *self, GError **error)
{
  const char *host = garrison_pg_uri_get (self, "host");
  g_auto (GStrv) hosts = split (host != NULL ? host : g_getenv ("PGHOST"));
  g_auto (GStrv) addresses = split (garrison_pg_uri_get (self, "hostaddr"));
  g_auto (GStrv) ports = split (garrison_pg_uri_get (self, "port"));
  guint n = MAX (hosts == NULL ? 1 : g_strv_length (hosts),
                 addresses == NULL ? 1 : g_strv_length (addresses));

  if (!fits (hosts, n) || !fits (addresses, n) || !fits (ports, n))
    return invalid ("hosts and ports of the server do not match", error);
  for (guint i = 0; i < n; i++)
    {
      GarrisonPgTarget *target = g_new0 (GarrisonPgTarget, 1);

      target->host = pick (hosts, i);
      target->address = pick (addresses, i);
      target->port = pick (ports, i);
      target->is_socket = target->address == NULL
                          && (target->host == NULL || *target->host == '/' || *target->host == '@');
      g_ptr_array_add (self->targets, target);
    }
  return TRUE;
}

static gboolean
is_local (GarrisonPgUri *self)
{
  for (guint i = 0; i < self->targets->len; i++)
    if (!((GarrisonPgTarget *)g_ptr_array_index (self->targets, i))->is_socket)
      return FALSE;
  return TRUE;
}

static gboolean
check_tls (GarrisonPgUri *self, GError **error)
{
  const char *mode = garrison_pg_uri_get (self, "sslmode");

  if (mode == NULL || g_str_equal (mode, "verify-full") || is_local (self))
    return TRUE;
  return invalid ("over a network the server must be verified: leave sslmode out, or say verify-full",
                  error);
}

GarrisonPgUri *
garrison_pg_uri_parse (const char *uri, GError **error)
{
  g_autoptr (GarrisonPgUri) self = NULL;
  const char *options;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_new0 (GarrisonPgUri, 1);
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->targets = g_ptr_array_new_with_free_func (target_free);
  if (!garrison_company_uri_is_server (uri))
    return invalid ("this is not a URI of a server", error), NULL;
  if (!read_options (self, uri, error) || !read_targets (self, error) || !check_tls (self, error))
    return NULL;
  options = garrison_pg_uri_get (self, "options");
  self->start_options
    = g_strconcat (options == NULL ? "" : options,
                   " -c search_path=garrison,pg_temp -c datestyle=ISO -c timezone=UTC"
                   " -c bytea_output=hex -c extra_float_digits=1 -c standard_conforming_strings=on"
                   " -c default_transaction_isolation=read\\ committed",
                   NULL);
  return g_steal_pointer (&self);
}

static void
set (GPtrArray *settings, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (settings, (gpointer)name);
  g_ptr_array_add (settings, (gpointer)value);
}

/* Where nobody chose certificates, those that the system trusts. */
static const char *
find_bundle (void)
{
  g_autofree char *own = g_build_filename (g_get_home_dir (), ".postgresql", "root.crt", NULL);

  if (g_getenv ("PGSSLROOTCERT") != NULL || g_file_test (own, G_FILE_TEST_EXISTS))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (bundles); i++)
    if (g_file_test (bundles[i], G_FILE_TEST_EXISTS))
      return bundles[i];
  return NULL;
}

/* What is said of one place or one person, or is settled here. */
static gboolean
is_ours (const char *name)
{
  static const char *const names[]
    = { "host", "hostaddr", "port", "user", "password", "passfile", "options", "sslmode", "gssencmode",
        "client_encoding", "target_session_attrs", "connect_timeout", NULL };

  return g_strv_contains (names, name);
}

static void
set_person (GarrisonPgUri *self, GPtrArray *settings, const char *user, const char *password)
{
  if (user == NULL)
    {
      set (settings, "user", garrison_pg_uri_get (self, "user"));
      set (settings, "password", password != NULL ? password : garrison_pg_uri_get (self, "password"));
      set (settings, "passfile", garrison_pg_uri_get (self, "passfile"));
      return;
    }
  set (settings, "user", user);
  set (settings, "password", password);
  set (settings, "passfile", NO_FILE);
}

GPtrArray *
garrison_pg_uri_get_settings (GarrisonPgUri *self,
                              const char *user,
                              const char *password,
                              const GarrisonPgTarget *target,
                              const char *address,
                              const char *attributes)
{
  GPtrArray *settings = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->options);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!is_ours (name))
      set (settings, name, value);
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (garrison_pg_uri_get (self, defaults[i][0]) == NULL)
      set (settings, defaults[i][0], defaults[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (forced); i++)
    set (settings, forced[i][0], forced[i][1]);
  if (garrison_pg_uri_get (self, "sslrootcert") == NULL)
    set (settings, "sslrootcert", find_bundle ());
  set_person (self, settings, user, password);
  set (settings, "host", target->host);
  set (settings, "hostaddr", address);
  set (settings, "port", target->port);
  set (settings, "options", self->start_options);
  set (settings, "target_session_attrs", attributes);
  g_ptr_array_add (settings, NULL);
  g_ptr_array_add (settings, NULL);
  return settings;
}
