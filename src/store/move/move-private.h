/* The two sides of a move: each can give the rows of a relation and take them. Every cell travels as
 * text, in the form that both engines write. For store/move/ only. */
#pragma once

#include "store/move/move.h"
#include "store/postgres/pg-connection.h"
#include "store/sqlite/connection.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  GPtrArray *columns; /* of char *, in the order of the migrations */
  GArray *are_texts;  /* of gboolean, a column */
  GArray *are_keys;   /* of gboolean: made of another column, and no longer than GARRISON_TEXT_KEY_MAX */
} GarrisonMoveRelation;

typedef struct
{
  const char *text; /* NULL for NULL; not NUL-terminated */
  gsize length;
} GarrisonMoveCell;

/* @cells: one a column, valid during the call, which may shorten them. */
typedef gboolean (*GarrisonMoveRow) (GarrisonMoveCell *cells, gpointer data, GError **error);

/* (element-type GarrisonMoveRelation): what a company is made of, in the order in which it refers to
 * itself; without passwords and counters, which are the engine's own. */
GPtrArray *garrison_move_list (GarrisonConnection *file, GError **error);

GarrisonMoveRelation *garrison_move_relation_new (const char *name);
void garrison_move_relation_free (GarrisonMoveRelation *relation);

/* (transfer full): "a, b, c", quoted. */
char *garrison_move_write_columns (const GarrisonMoveRelation *relation);

/* move-file.c */
gboolean garrison_move_file_walk (GarrisonConnection *file, const GarrisonMoveRelation *relation,
                                  GarrisonMoveRow row, gpointer data, GError **error);
typedef struct _GarrisonMoveFileSink GarrisonMoveFileSink;
GarrisonMoveFileSink *garrison_move_file_sink_new (GarrisonConnection *file, const GarrisonMoveRelation *relation,
                                                   GError **error);
gboolean garrison_move_file_put (GarrisonMoveCell *cells, gpointer sink, GError **error);
void garrison_move_file_sink_free (GarrisonMoveFileSink *sink);
/* Ids that were used up, from the largest that arrived and from what the server counted. */
gboolean garrison_move_file_finish (GarrisonConnection *file, GHashTable *counters, GError **error);
gboolean garrison_move_file_read_counters (GarrisonConnection *file, GHashTable *counters, GError **error);
gboolean garrison_move_file_set_password (GarrisonConnection *file, const char *login, const char *password,
                                          GCancellable *cancellable, GError **error);

/* move-server.c */
gboolean garrison_move_server_walk (GarrisonPgConnection *server, const GarrisonMoveRelation *relation,
                                    GarrisonMoveRow row, gpointer data, GCancellable *cancellable, GError **error);
/* Begins a transaction as the schema's owner. Keys between relations, indexes and triggers are put away
 * until finish, which checks them all. Returns: (transfer full): how they are put back */
char *garrison_move_server_begin (GarrisonPgConnection *server, GCancellable *cancellable, GError **error);
typedef struct _GarrisonMoveServerSink GarrisonMoveServerSink;
GarrisonMoveServerSink *garrison_move_server_sink_new (GarrisonPgConnection *server,
                                                       const GarrisonMoveRelation *relation,
                                                       GCancellable *cancellable, GError **error);
gboolean garrison_move_server_put (GarrisonMoveCell *cells, gpointer sink, GError **error);
/* A row as COPY writes it, without the end of the line. */
gboolean garrison_move_server_put_line (GarrisonMoveServerSink *sink, const char *line, gsize length,
                                        GError **error);
gboolean garrison_move_server_sink_end (GarrisonMoveServerSink *sink, GError **error);
void garrison_move_server_sink_free (GarrisonMoveServerSink *sink);
gboolean garrison_move_server_finish (GarrisonPgConnection *server, const char *put_back, GHashTable *counters,
                                      GCancellable *cancellable, GError **error);
gboolean garrison_move_server_read_counters (GarrisonPgConnection *server, GHashTable *counters,
                                             GCancellable *cancellable, GError **error);
gboolean garrison_move_server_set_password (GarrisonPgConnection *server, const char *login, const char *password,
                                            GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonMoveRelation, garrison_move_relation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonMoveFileSink, garrison_move_file_sink_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonMoveServerSink, garrison_move_server_sink_free)

G_END_DECLS
