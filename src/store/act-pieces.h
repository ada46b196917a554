/* Cuts the SQL of a step into pieces, for the parser of act files alone. Any thread. */
#pragma once

#include "store/act-file.h"

G_BEGIN_DECLS

/* Tells the slot of a parameter; FALSE when none of that name is visible. */
typedef gboolean (*GarrisonActLookup) (gpointer data, const char *name, guint *slot);

/**
 * garrison_act_pieces_cut:
 * @sql: SQL with macros and parameters, without its last semicolon
 * @right: the act's right, for @reaches(owner)
 * @lookup: called for each parameter and list of ids
 *
 * Leaves comments out. Refuses what one of the engines would not understand alike.
 *
 * Returns: (transfer full): GarrisonActPiece; %NULL with %GARRISON_ERROR_INVALID, without a line
 */
GArray *garrison_act_pieces_cut (const char *sql, const char *right, GarrisonActLookup lookup,
                                 gpointer data, GError **error);

/** garrison_act_pieces_verb: "SELECT", "INSERT", "UPDATE", "DELETE" or %NULL; what is written. */
const char *garrison_act_pieces_verb (const GArray *pieces, char **relation);

G_END_DECLS
