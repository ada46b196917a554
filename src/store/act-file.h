/* An act as its file in data/acts/ writes it, taken apart and checked, for any engine.
 *
 * Parsing is strict: an unknown directive, macro, type or parameter, a count that no argument or let
 * declares, an argument that nothing uses are errors with the line. A GarrisonActFile is immutable
 * after parsing, may be read on any thread, and lives as long as the program when it comes from the
 * program's own acts. Form of the files: data/acts/README.md. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GARRISON_ACT_INT,
  GARRISON_ACT_MONEY, /* minor units, up to GARRISON_ACT_MONEY_MAX either way */
  GARRISON_ACT_TEXT,
  GARRISON_ACT_DAY,   /* yyyymmdd of a real date, 1900 to 2200 */
  GARRISON_ACT_TIME,  /* microseconds UTC */
  GARRISON_ACT_IDS,
} GarrisonActType;

/* Minor units, ninety trillion yuan: a thousand such amounts still add up within 64 bits. */
#define GARRISON_ACT_MONEY_MAX G_GINT64_CONSTANT (9000000000000000)

/* What a parameter is bound from. Those before FIRST are there in every act. */
enum
{
  GARRISON_ACT_SLOT_ME,
  GARRISON_ACT_SLOT_NOW,
  GARRISON_ACT_SLOT_TODAY,
  GARRISON_ACT_SLOT_ACT,
  GARRISON_ACT_SLOT_UNDONE,
  GARRISON_ACT_SLOT_TAKEN,   /* rows that the last each took … */
  GARRISON_ACT_SLOT_SKIPPED, /* … and left out */
  GARRISON_ACT_SLOT_FIRST, /* arguments, columns of the rows, then lets, in the order of the file */
};

typedef enum
{
  GARRISON_ACT_SLOT_BOUND,
  GARRISON_ACT_SLOT_ARG,
  GARRISON_ACT_SLOT_COLUMN,
  GARRISON_ACT_SLOT_LET,
} GarrisonActSlotKind;

typedef struct
{
  char *name;
  GarrisonActSlotKind kind;
  GarrisonActType type;
  gboolean optional;
} GarrisonActSlot;

typedef enum
{
  GARRISON_ACT_LET,
  GARRISON_ACT_REFUSE,
  GARRISON_ACT_DO,
  GARRISON_ACT_SKIP,
  GARRISON_ACT_EACH,
  GARRISON_ACT_REFRESH,
  GARRISON_ACT_GIVE,
  GARRISON_ACT_AUDIT,
  GARRISON_ACT_TIMELINE,
} GarrisonActStepKind;

/* A piece of a step's SQL: plain text, a parameter or a macro with its arguments. */
typedef enum
{
  GARRISON_ACT_PIECE_TEXT,    /* text */
  GARRISON_ACT_PIECE_PARAM,   /* text: the name; slot */
  GARRISON_ACT_PIECE_IDS,     /* text: the name; slot */
  GARRISON_ACT_PIECE_NEWID,   /* text: the relation */
  GARRISON_ACT_PIECE_REACHES, /* text: the right; the pieces until CLOSE are the owner */
  GARRISON_ACT_PIECE_HAS,     /* text: the right */
  GARRISON_ACT_PIECE_WAS,     /* text: the relation; field; type: what the undone act found there */
  GARRISON_ACT_PIECE_BECAME,  /* text: the relation; field; type: what the undone act left there */
  GARRISON_ACT_PIECE_CLOSE,
} GarrisonActPieceKind;

typedef struct
{
  GarrisonActPieceKind kind;
  char *text;
  char *field;
  guint slot;
  GarrisonActType type;
} GarrisonActPiece;

/* Besides a number of rows. */
#define GARRISON_ACT_COUNT_ANY (-1)
#define GARRISON_ACT_COUNT_SLOT (-2)

typedef struct
{
  GarrisonActStepKind kind;
  char *name;           /* (nullable): of the let, refusal, skip or gift; interned */
  guint slot;           /* LET: where the value goes; DO: where a COUNT_SLOT is found */
  gint64 count;         /* DO: rows that must change, or one of the two above */
  char *relation;       /* (nullable): DO: what is written */
  GArray *pieces;       /* of GarrisonActPiece; NULL for EACH */
  GPtrArray *steps;     /* (nullable): EACH: of GarrisonActStep, LET, SKIP and DO */
  gboolean conditional; /* in EACH: only for rows whose slot when has the value when_value */
  guint when;
  gint64 when_value;
  guint line;
} GarrisonActStep;

typedef struct
{
  char *name;
  char *right;          /* "anyone", "program" or the right's name */
  char *final;          /* (nullable): why it cannot be undone */
  GArray *slots;        /* of GarrisonActSlot */
  char *rows;           /* (nullable): name of the rows argument */
  guint first_column;   /* its columns are slots from here … */
  guint n_columns;      /* … so many */
  char **bulk;          /* (nullable): relations whose indexes may be built anew */
  gboolean ticket;      /* its answers tell about other people's records: on a server, asked for beforehand */
  GPtrArray *steps;     /* of GarrisonActStep */
  GPtrArray *undo;      /* (nullable): of GarrisonActStep; NULL: cannot be undone */
} GarrisonActFile;

/**
 * garrison_act_file_parse:
 * @name: what the act must be called
 * @text: the file
 *
 * Returns: (transfer full): %NULL with %GARRISON_ERROR_INVALID, "NAME.sql:LINE: …"
 */
GarrisonActFile *garrison_act_file_parse (const char *name, const char *text, GError **error);
void garrison_act_file_free (GarrisonActFile *file);

/**
 * garrison_act_file_find:
 *
 * The program's own act of that name, parsed once and kept.
 *
 * Returns: (transfer none) (nullable): %NULL when there is none
 */
const GarrisonActFile *garrison_act_file_find (const char *name);

/** garrison_act_file_list: (transfer full): names of the program's own acts, sorted. */
char **garrison_act_file_list (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonActFile, garrison_act_file_free)

G_END_DECLS
