/* What the files composer*.c share. */
#pragma once

#include "desktop/composer.h"

G_BEGIN_DECLS

struct _GarrisonComposer
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds us */
  gint64 customer;
  char *kind;
  GHashTable *drafts; /* customer → text that was typed and not logged */
  gboolean logging;

  GtkWidget *content;
  GtkWidget *notice_box;
  GtkLabel *notice;
  GtkWidget *call;
  GtkWidget *visit;
  GtkWidget *mail;
  GtkWidget *note;
  GtkMenuButton *more;
  GtkMenuButton *next_button;
  GtkLabel *next_label;
  GtkEntry *next_text;
  GtkCalendar *next_calendar;
  GtkEntry *next_when;
  GtkEntry *line;
  GtkWidget *log;
  gint next_day;      /* 0: no next step */
  gboolean from_line; /* the next step stands in the line */
};

void garrison_composer_show_notice (GarrisonComposer *self, const char *sentence);

/* The next step: composer-next.c. */
void garrison_composer_next_begin (GarrisonComposer *self);
void garrison_composer_next_update (GarrisonComposer *self);
void garrison_composer_next_set_day (GarrisonComposer *self, gint day);
void garrison_composer_next_clear (GarrisonComposer *self);
/* Action "composer.next": so many days from today; -1 for none. */
void garrison_composer_next_on_action (GtkWidget *widget, const char *name, GVariant *parameter);
/* Adds it to what is logged; FALSE, with a notice, when it cannot be said when. */
gboolean garrison_composer_next_add (GarrisonComposer *self, GarrisonArgs *args);
/* (transfer full): the line without its next step. */
char *garrison_composer_next_dup_line (GarrisonComposer *self);

G_END_DECLS
