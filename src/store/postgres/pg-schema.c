#include "store/postgres/pg-schema-private.h"

#include <string.h>

#include "acts-resource.h"
#include "base/error.h"
#include "store-resources.h"
#include "store/act-file.h"
#include "store/field-rules.h"
#include "store/kept.h"
#include "store/postgres/pg-act-text.h"
#include "store/postgres/pg-text.h"

#define FOLDER "/org/garrisoncrm/Garrison/store/"
#define NAME_MAX_OCTETS 63

/* A run of the installer. Everything runs in one transaction. */
typedef struct
{
  GarrisonPgConnection *admin;
  const char *database;
  char **groups;
  GChecksum *digest; /* of all that is run */
  GCancellable *cancellable;
} Installer;

static char *
load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (garrison_store_get_resource (), path, 0, NULL);

  return bytes == NULL ? NULL
                       : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
run (Installer *self, const char *sql, GError **error)
{
  g_checksum_update (self->digest, (const guchar *)sql, -1);
  return garrison_pg_exec (self->admin, sql, self->cancellable, error);
}

/* As the role of that suffix; NULL: as the administrator. */
static gboolean
run_as (Installer *self, const char *suffix, const char *sql, GError **error)
{
  g_autofree char *role = suffix == NULL ? NULL : garrison_pg_group_name (self->database, suffix);
  g_autofree char *quoted = role == NULL ? g_strdup ("NONE") : garrison_pg_quote (role);
  g_autofree char *set = g_strdup_printf ("SET LOCAL ROLE %s", quoted);

  return garrison_pg_exec (self->admin, set, self->cancellable, error) && run (self, sql, error);
}

/* A file of data/postgres/, in which "@:…" stands for the roles of this database. */
static gboolean
run_file (Installer *self, const char *suffix, const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("postgres/%s", name);
  g_autofree char *text = load (path);
  g_autofree char *prefix = g_strdup_printf ("\"%s:", self->database);
  g_auto (GStrv) parts = g_strsplit (text, "\"@:", -1);
  g_autofree char *sql = g_strjoinv (prefix, parts);

  return run_as (self, suffix, sql, error);
}

/* Role names begin with the database's: it must be plain, and leave room for what follows. */
static gboolean
check_name (Installer *self, GError **error)
{
  gsize longest = 0;

  for (guint i = 0; self->groups[i] != NULL; i++)
    longest = MAX (longest, strlen (":") + strlen (self->groups[i]));
  if (strpbrk (self->database, "\"'\\$:@\n\t") == NULL
      && strlen (self->database) + longest <= NAME_MAX_OCTETS)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                       "the database's name is too long or has characters that roles cannot have");
  return FALSE;
}

static gboolean
make_role (Installer *self, const char *suffix, const char *options, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "DO $do$\nBEGIN\n"
    "  IF NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = '%s:%s') THEN\n"
    "    CREATE ROLE \"%s:%s\" %s;\n"
    "    COMMENT ON ROLE \"%s:%s\" IS 'Garrison: a group of %s';\n"
    "  ELSIF EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = '%s:%s'\n"
    "                   AND (r.rolsuper OR r.rolbypassrls OR r.rolreplication)) THEN\n"
    "    RAISE EXCEPTION 'a role of this company is too mighty' USING ERRCODE = 'insufficient_privilege';\n"
    "  ELSE\n"
    "    ALTER ROLE \"%s:%s\" NOCREATEDB INHERIT %s;\n"
    "  END IF;\nEND $do$",
    self->database, suffix, self->database, suffix, options, self->database, suffix, self->database,
    self->database, suffix, self->database, suffix, options);

  return run_as (self, NULL, sql, error);
}

/* An administrator who is no superuser acts through membership. */
static gboolean
join_roles (Installer *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "GRANT pg_signal_backend, pg_read_all_stats TO \"%s:keeper\";\n"
    "DO $do$\nBEGIN\n"
    "  IF NOT pg_has_role('%s:owner', 'MEMBER') THEN GRANT \"%s:owner\" TO CURRENT_USER; END IF;\n"
    "  IF NOT pg_has_role('%s:keeper', 'MEMBER') THEN GRANT \"%s:keeper\" TO CURRENT_USER; END IF;\n"
    "END $do$",
    self->database, self->database, self->database, self->database, self->database);

  return run_as (self, NULL, sql, error);
}

static gboolean
make_roles (Installer *self, GError **error)
{
  if (!make_role (self, "owner", "NOLOGIN NOCREATEROLE", error)
      || !make_role (self, "keeper", "NOLOGIN CREATEROLE", error)
      || !make_role (self, "people", "NOLOGIN NOCREATEROLE", error)
      || !make_role (self, "open", "NOLOGIN NOCREATEROLE", error)
      /* May be given a way to sign in by hand. */
      || !make_role (self, "backup", "NOCREATEROLE", error))
    return FALSE;
  for (guint i = 0; self->groups[i] != NULL; i++)
    if (!make_role (self, self->groups[i], "NOLOGIN NOCREATEROLE", error))
      return FALSE;
  return join_roles (self, error);
}

static gboolean
make_schema (Installer *self, GError **error)
{
  g_autofree char *owner = garrison_pg_group_name (self->database, "owner");
  g_autofree char *quoted = garrison_pg_quote (owner);
  g_autofree char *sql = g_strdup_printf ("CREATE SCHEMA IF NOT EXISTS garrison AUTHORIZATION %s;\n"
                                          "ALTER SCHEMA garrison OWNER TO %s;\n"
                                          "DROP SCHEMA IF EXISTS garrison_known CASCADE;\n"
                                          "CREATE SCHEMA garrison_known AUTHORIZATION %s;\n"
                                          "SET LOCAL search_path = garrison, pg_temp",
                                          quoted, quoted, quoted);

  return run_as (self, NULL, sql, error) && run_file (self, NULL, "before.sql", error);
}

static char *
load_migration (int number)
{
  g_autofree char *name = g_strdup_printf ("migrations/%04d.sql", number);

  return load (name);
}

static gboolean
check_state (Installer *self, int *version, GError **error)
{
  GarrisonPgState state;
  g_autofree char *text = NULL;

  if (!garrison_pg_read_state (self->admin, &state, self->cancellable, error))
    return FALSE;
  *version = state.version;
  text = state.version == 0 ? NULL : load_migration (state.version);
  if (state.version == 0 || text != NULL)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_TOO_NEW, "made by a newer version");
  return FALSE;
}

/* Those that are done count for the digest all the same. */
static gboolean
migrate (Installer *self, int from, int *newest, GError **error)
{
  for (*newest = 0;; (*newest)++)
    {
      g_autofree char *text = load_migration (*newest + 1);
      g_autofree char *sql = text == NULL ? NULL : garrison_pg_translate_migration (text);

      if (sql == NULL)
        return TRUE;
      if (*newest < from)
        g_checksum_update (self->digest, (const guchar *)sql, -1);
      else if (!run_as (self, "owner", sql, error))
        return FALSE;
    }
}

/* Functions that must belong to the keeper: made by it, in a schema where it may make nothing else. */
static gboolean
make_keeper (Installer *self, GError **error)
{
  g_autofree char *keeper = garrison_pg_group_name (self->database, "keeper");
  g_autofree char *quoted = garrison_pg_quote (keeper);
  g_autofree char *give = g_strdup_printf ("GRANT CREATE ON SCHEMA garrison TO %s", quoted);
  g_autofree char *take = g_strdup_printf ("REVOKE CREATE ON SCHEMA garrison FROM %s", quoted);

  return run_as (self, "owner", give, error) && run_file (self, "keeper", "keeper.sql", error)
         && run_as (self, "owner", take, error);
}

/* The same act for people, behind set_password(): what an act tells apart is who it is for. */
static gboolean
make_password_act (Installer *self, GError **error)
{
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (garrison_acts_get_resource (),
                              "/org/garrisoncrm/Garrison/acts/set-password.sql", 0, error);
  g_autofree char *text = NULL, *sql = NULL;
  g_auto (GStrv) parts = NULL;
  GarrisonActFile *file;

  if (bytes == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  parts = g_strsplit (text, "--@ right program", 2);
  g_free (text);
  text = g_strjoinv ("--@ right anyone", parts);
  file = garrison_act_file_parse ("set-password", text, error);
  sql = file == NULL ? NULL : garrison_pg_act_text (file, error);
  g_clear_pointer (&file, garrison_act_file_free);
  return sql != NULL && run_as (self, "owner", sql, error)
         && run_file (self, "owner", "password.sql", error);
}

static gboolean
make_acts (Installer *self, GError **error)
{
  g_auto (GStrv) names = garrison_act_file_list ();

  if (!run_file (self, "owner", "runtime.sql", error) || !make_password_act (self, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const GarrisonActFile *file = garrison_act_file_find (names[i]);
      g_autofree char *sql = file == NULL ? NULL : garrison_pg_act_text (file, error);

      if (sql == NULL || !run_as (self, "owner", sql, error))
        return FALSE;
    }
  return TRUE;
}

/* Before what asks for them: acts, policies. */
static gboolean
make_text (Installer *self, GError **error)
{
  g_autofree char *names = load ("names.sql");

  return run_as (self, "owner", "", error)
         && garrison_pg_text_install (self->admin, self->cancellable, error)
         && run_file (self, "owner", "keys.sql", error) && run_as (self, "owner", names, error);
}

/* (transfer full) (nullable): of a table, in their order. */
static char **
load_columns (Installer *self, const char *relation, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT a.attname FROM pg_attribute a WHERE a.attrelid = 'garrison.%s'::regclass"
                                          " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum", relation);
  g_autoptr (PGresult) result = garrison_pg_query (self->admin, sql, 0, NULL, NULL, self->cancellable, error);
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();

  for (int i = 0; result != NULL && i < PQntuples (result); i++)
    g_strv_builder_add (columns, PQgetvalue (result, i, 0));
  return result == NULL ? NULL : g_strv_builder_end (columns);
}

/* The desk of whoever is kept from fields, and what nobody else may name. */
static gboolean
make_known (Installer *self, GError **error)
{
  const char *const *relations = garrison_desk_text_list ();

  for (guint i = 0; relations[i] != NULL; i++)
    {
      g_auto (GStrv) columns = NULL;
      g_autofree char *grants = NULL, *view = NULL;

      if (!garrison_field_rules_concern (relations[i]))
        continue;
      columns = load_columns (self, relations[i], error);
      if (columns == NULL)
        return FALSE;
      grants = garrison_pg_known_grants (self->database, relations[i]);
      view = garrison_pg_known_view (self->database, relations[i], (const char *const *)columns);
      if (!run_as (self, "owner", grants, error) || !run_as (self, "owner", view, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_policies (Installer *self, GError **error)
{
  const char *const *relations = garrison_desk_text_list ();
  const char *const *lookups = garrison_desk_text_list_lookups ();
  g_autoptr (GString) sql = g_string_new ("DELETE FROM access_group;\n");
  g_autoptr (GString) after = g_string_new (NULL);
  g_autofree char *preview = NULL, *known = garrison_pg_known_functions (self->database);

  for (guint i = 0; self->groups[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (self->groups[i], ":", 2);

      g_string_append_printf (sql, "INSERT INTO access_group (name, kind, rights) VALUES ('%s:%s', '%s',"
                                   " string_to_array('%s', '+'));\n",
                              self->database, self->groups[i], parts[0], parts[1]);
    }
  for (guint i = 0; relations[i] != NULL; i++)
    {
      g_autofree char *policies = NULL, *withhold = NULL;

      if (garrison_desk_text_is_view (relations[i]))
        {
          g_autofree char *view = garrison_pg_view (self->database, relations[i]);

          g_string_append (after, view);
          continue;
        }
      policies = garrison_pg_policies (self->database, relations[i], garrison_desk_text_find (relations[i]), error);
      if (policies == NULL)
        return FALSE;
      g_string_append (sql, policies);
      withhold = garrison_pg_withhold (self->database, relations[i]);
      g_string_append (after, withhold);
    }
  for (guint i = 0; i < garrison_kept_get_n_checks (); i++)
    {
      g_autofree char *kept = garrison_pg_kept (self->database, i);

      g_string_append (after, kept);
    }
  for (guint i = 0; lookups[i] != NULL; i++)
    {
      g_autofree char *lookup = garrison_pg_lookup (self->database, lookups[i]);

      g_string_append (after, lookup);
    }
  preview = garrison_pg_preview (self->database);
  return run_as (self, "owner", sql->str, error) && run_file (self, "owner", "grants.sql", error)
         && run_as (self, "owner", after->str, error) && run_as (self, "owner", preview, error)
         && run_as (self, "owner", known, error) && make_known (self, error);
}

static gboolean
note_installation (Installer *self, int version, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT sync_logins(NULL);\n"
    "INSERT INTO installation (version, digest, installed_at) VALUES (%d, '%s', server_time())\n"
    "ON CONFLICT (one) DO UPDATE SET version = excluded.version, digest = excluded.digest,"
    " installed_at = excluded.installed_at",
    version, g_checksum_get_string (self->digest));
  g_autofree char *set = g_strdup_printf ("SET LOCAL ROLE \"%s:owner\"", self->database);

  return garrison_pg_exec (self->admin, set, self->cancellable, error)
         && garrison_pg_exec (self->admin, sql, self->cancellable, error);
}

static gboolean
install (Installer *self, GError **error)
{
  int version, newest;

  return check_name (self, error)
         && run (self, "SET LOCAL lock_timeout = '30s'; SET LOCAL client_min_messages = warning;\n"
                       "SELECT pg_advisory_xact_lock(7146093182365501)", error)
         && check_state (self, &version, error)
         && make_roles (self, error) && make_schema (self, error)
         && migrate (self, version, &newest, error) && run_file (self, "owner", "server.sql", error)
         && make_keeper (self, error) && run_file (self, "owner", "rights.sql", error)
         && make_text (self, error) && make_acts (self, error) && make_policies (self, error)
         && run_file (self, NULL, "database.sql", error) && note_installation (self, newest, error);
}

gboolean
garrison_pg_install (GarrisonPgConnection *admin, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) groups = NULL;
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  Installer self = { admin, NULL, NULL, digest, cancellable };

  g_return_val_if_fail (admin != NULL, FALSE);

  groups = garrison_pg_list_groups (error);
  if (groups == NULL || !garrison_pg_exec (admin, "BEGIN", cancellable, error))
    return FALSE;
  self.database = garrison_pg_get_database (admin);
  self.groups = groups;
  if (install (&self, error) && garrison_pg_exec (admin, "COMMIT", cancellable, error))
    return TRUE;
  /* Also where it was cancelled. */
  garrison_pg_exec (admin, "ROLLBACK", NULL, NULL);
  return FALSE;
}
