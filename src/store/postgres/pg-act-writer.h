/* Writes the body of one function of an act, step by step; for pg-act-text.c alone. */
#pragma once

#include "store/act-file.h"

G_BEGIN_DECLS

/* What a body uses, gathered while it is written: the frame declares it afterwards. */
typedef struct
{
  const GarrisonActFile *file;
  GString *body;
  guint depth;          /* of indentation */
  GPtrArray *reached;   /* const char *: rights whose reach is asked */
  GPtrArray *had;       /* const char *: rights whose possession is asked */
  GPtrArray *written;   /* const char *: relations whose changing is noted */
  GArray *lets;         /* guint: slots */
} GarrisonPgActWriter;

void garrison_pg_act_writer_init (GarrisonPgActWriter *self, const GarrisonActFile *file);
void garrison_pg_act_writer_clear (GarrisonPgActWriter *self);

/* A line of the body, indented. */
void garrison_pg_act_line (GarrisonPgActWriter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* (transfer full): the variable of a slot: a_… for what the caller gives, v_… for everything else. */
char *garrison_pg_act_variable (const GarrisonActSlot *slot);

/* Pieces as SQL of the server: pg-act-sql.c. (transfer full) */
char *garrison_pg_act_sql (GarrisonPgActWriter *self, const GArray *pieces);
/* The frames of audit, timeline and refresh, and of what writes customers. (transfer full) */
char *garrison_pg_act_audit_sql (const char *select);
char *garrison_pg_act_timeline_sql (const char *select);
char *garrison_pg_act_refresh_sql (const char *select);
char *garrison_pg_act_touch_sql (const char *sql);

/* The steps of an act or of its undo: pg-act-steps.c. */
void garrison_pg_act_write_steps (GarrisonPgActWriter *self, const GPtrArray *steps);
/* What refuses unfit values of @n slots from @first. @cells: of a row: the variables of the loop. */
void garrison_pg_act_write_checks (GarrisonPgActWriter *self, guint first, guint n);

G_END_DECLS
