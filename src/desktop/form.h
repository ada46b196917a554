/* A form: groups of rows for the fields of a record, from texts and choices to days and money. Reads
 * what stands in its rows into the arguments of an act, or says which row is wrong and why.
 *
 * A GarrisonForm is a preferences page to be put into a dialog. Main thread only. */
#pragma once

#include <adwaita.h>

#include "model/directory.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_FORM_TEXT,
  GARRISON_FORM_LONG_TEXT,
  GARRISON_FORM_CHOICE,  /* of the directory's list @list */
  GARRISON_FORM_PERSON,  /* of those in reach; with @list "everybody": of all who are there */
  GARRISON_FORM_REGION,
  GARRISON_FORM_DAY,
  GARRISON_FORM_DUE,     /* a day, with a time of day behind it or without: sets @arg and "timed" */
  GARRISON_FORM_MONEY,   /* of the company's currency; minor units */
  GARRISON_FORM_YESNO,
  GARRISON_FORM_NUMBER,   /* a whole number above zero */
  GARRISON_FORM_PASSWORD, /* taken as it stands, blanks too */
} GarrisonFormKind;

typedef struct
{
  const char *arg;   /* the act's argument */
  const char *label; /* to be translated */
  GarrisonFormKind kind;
  const char *list;
  gboolean required;
} GarrisonFormField;

#define GARRISON_TYPE_FORM (garrison_form_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonForm, garrison_form, GARRISON, FORM, GtkWidget)

GtkWidget *garrison_form_new (GarrisonDirectory *directory);
/* @fields must be static. @title: (nullable) */
void garrison_form_add_group (GarrisonForm *self, const char *title, const GarrisonFormField *fields, guint n);
/* For texts and regions; NULL empties. */
void garrison_form_set_text (GarrisonForm *self, const char *arg, const char *text);
/* For choices, people, days, money, yes and no; 0 empties. */
void garrison_form_set_int (GarrisonForm *self, const char *arg, gint64 value);
/* For a due row. */
void garrison_form_set_due (GarrisonForm *self, const char *arg, gint64 instant, gboolean timed);
/* (transfer full): what stands in a text row. */
char *garrison_form_get_text (GarrisonForm *self, const char *arg);
/* Sets an argument for every field (NULL for an empty one). Returns: FALSE with a sentence in
 * @mistake when a row is wrong; that row has the focus then. */
gboolean garrison_form_read (GarrisonForm *self, GarrisonArgs *args, char **mistake);
/* A line between the groups that says what no field does. */
void garrison_form_add_text (GarrisonForm *self, const char *text);
/* A group that is no part of what is read. (transfer floating) */
void garrison_form_add_widgets (GarrisonForm *self, AdwPreferencesGroup *group);
/* Takes an entry out of a row of people or choices. */
void garrison_form_leave_out (GarrisonForm *self, const char *arg, gint64 id);
/* (nullable): the fields in their order; NULL after the last. */
const char *garrison_form_get_arg (GarrisonForm *self, guint index);
/* A text row shows @mask and is not written in; nothing is given for it, until garrison_form_set_text() tells what
 * it hides. @reveal: (nullable) (transfer floating): what shows it, at the end of the row. */
void garrison_form_set_masked (GarrisonForm *self, const char *arg, const char *mask, GtkWidget *reveal);
gboolean garrison_form_is_masked (GarrisonForm *self, const char *arg);
/* A row that is only read; @hint says why. */
void garrison_form_lock (GarrisonForm *self, const char *arg, const char *hint);
/* A row that is not shown and for which nothing is given. */
void garrison_form_hide (GarrisonForm *self, const char *arg);
/* (transfer none) (nullable): what is written in, of a text row. */
GtkText *garrison_form_get_entry (GarrisonForm *self, const char *arg);
/* Puts the focus there. Returns: FALSE when there is no such field. */
gboolean garrison_form_focus (GarrisonForm *self, const char *arg);
/* TRUE when something was changed since the form was filled (garrison_form_set_…). */
gboolean garrison_form_is_changed (GarrisonForm *self);

/* What was typed, beyond the life of the form: while a person is away. */
typedef struct _GarrisonFormKept GarrisonFormKept;
/* (transfer full) (nullable): NULL when nothing was changed, or when it has widgets that are not its own.
 * Passwords are left out. */
GarrisonFormKept *garrison_form_keep (GarrisonForm *self);
/* Into an empty form: its groups, what stood there first, and what was typed. */
void garrison_form_bring_back (GarrisonForm *self, GarrisonFormKept *kept);
void garrison_form_kept_free (GarrisonFormKept *kept);

/* Signal "submitted": Return in one of the rows. */

G_END_DECLS
