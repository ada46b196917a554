/* The address of a company on a server: what people write, and the URI that it means. A URI that is kept
 * names nobody and holds no password. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @address: "db.example.com", "db.example.com:5433", several of them with commas between, the folder of a
 *   socket, or a whole URI, which then needs no @database.
 * @mistake: (out): a translated, static sentence when it cannot be understood.
 *
 * Returns: (transfer full) (nullable): the URI, without the name and the password of a person */
char *garrison_server_address_read (const char *address, const char *database, const char **mistake);
/* The parts of a company's URI, also of a file's, for people: a short name and where it is. */
char *garrison_server_address_dup_name (const char *uri);
char *garrison_server_address_dup_place (const char *uri);

G_END_DECLS
