/* Taking a block of data/desk.sql apart; for pg-desk.c. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One test: a macro or plain SQL over the aliases of its branch. */
typedef struct
{
  char *text;   /* as the server reads it, aliases as written */
  char *right;  /* (nullable): of a macro */
  char *column; /* (nullable): of @scope */
  gboolean not; /* must not hold */
} GarrisonPgAtom;

typedef struct
{
  char *table;
  char *alias;
  char *on;
  gboolean is_left;
} GarrisonPgJoin;

/* One SELECT of a block: its condition as a choice (alternatives) of GPtrArrays of GarrisonPgAtom. */
typedef struct
{
  char *alias;
  GPtrArray *joins;
  GPtrArray *alternatives;
} GarrisonPgBranch;

/* (element-type GarrisonPgBranch), transfer full) (nullable): %NULL with @error. */
GPtrArray *garrison_pg_desk_parse_branches (const char *relation, const char *block, GError **error);

G_END_DECLS
