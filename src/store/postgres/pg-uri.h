/* What a URI of a company on a server says, and the settings that follow from it. Immutable after
 * parsing, any thread.
 *
 * Over the network there is TLS with the server's name verified, or no connection at all: a URI
 * that asks for less is refused, and the environment cannot ask. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GarrisonPgUri GarrisonPgUri;

/* One place where a server may be. */
typedef struct
{
  char *host;    /* (nullable): a name, an address or the folder of a socket; NULL: libpq's own folder */
  char *address; /* (nullable): when it need not be looked up */
  char *port;    /* (nullable) */
  gboolean is_socket;
} GarrisonPgTarget;

/* %NULL with GARRISON_ERROR_INVALID: not understood, or weaker TLS than is allowed. */
GarrisonPgUri *garrison_pg_uri_parse (const char *uri, GError **error);
void garrison_pg_uri_free (GarrisonPgUri *self);

/* (array of GarrisonPgTarget): at least one */
const GPtrArray *garrison_pg_uri_get_targets (GarrisonPgUri *self);
/* (nullable): an option of the URI, by libpq's name. */
const char *garrison_pg_uri_get (GarrisonPgUri *self, const char *option);

/**
 * garrison_pg_uri_get_settings:
 * @user: (nullable): instead of the URI's, whose password then does not count
 * @target: which server
 * @address: (nullable): where that is
 * @attributes: target_session_attrs
 *
 * Names and values for PQconnectStartParams(), one after the other, ended by two NULLs. The values live
 * as long as @self and the arguments.
 */
GPtrArray *garrison_pg_uri_get_settings (GarrisonPgUri *self, const char *user, const char *password,
                                         const GarrisonPgTarget *target, const char *address,
                                         const char *attributes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPgUri, garrison_pg_uri_free)

G_END_DECLS
