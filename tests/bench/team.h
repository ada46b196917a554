/* The bench of a company on a server: many people at once, each with a role and connections of their own. */
#pragma once

#include "bench.h"
#include "store/act-file.h"
#include "store/postgres/pg-act-call.h"
#include "store/postgres/pg-connection.h"

G_BEGIN_DECLS

/* Somebody who signs in. */
typedef struct
{
  gint64 person;
  char *login;
  gboolean leads;   /* may transfer customers */
  char *reach;      /* whose customers they see, as an array's text; NULL: everybody's and nobody's */
  GArray *reached;  /* gint64: the same people */
} TeamPerson;

typedef struct
{
  Bench *bench;
  const char *uri;  /* nobody's */
  char *admin_uri;
  PGconn *admin;
  PGconn *bare;     /* of a role like people's, past every policy */
  GPtrArray *people; /* TeamPerson: leads and sellers who may work, leads first */
  TeamPerson *owner, *lead, *seller;
  guint seconds, races;
  char *run;        /* what the requests of this run begin with */
} Team;

/* Stops the program when the statement fails. */
PGresult *team_read (PGconn *connection, const char *format, ...) G_GNUC_PRINTF (2, 3);
gint64 team_read_int (PGconn *connection, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* As @person, or as an administrator for NULL. */
PGconn *team_connect (Team *team, TeamPerson *person);
GarrisonPgConnection *team_sign_in (Team *team, TeamPerson *person);

/* One act as that person. (nullable): when it was refused. */
GarrisonActResult *team_act (GarrisonPgConnection *connection, const char *name, GarrisonArgs *args, const char *request);
/* The row as it is, as the arguments of edit-customer, with another note. */
GarrisonArgs *team_edit_args (PGconn *connection, gint64 customer, const char *note);

void team_reading (Team *team);
void team_acting (Team *team);
void team_racing (Team *team);
void team_moving (Team *team);
void team_hearing (Team *team);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)

/* The whole. @uri: of the server's empty or earlier filled database, with nobody's name. */
void bench_team (Bench *bench, const char *uri, guint seconds, guint races);

G_END_DECLS
