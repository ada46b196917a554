/* The parts of the entrance among themselves. Main thread only. */
#pragma once

#include "desktop/entrance-window.h"

G_BEGIN_DECLS

struct _GarrisonEntranceWindow
{
  AdwApplicationWindow parent_instance;
  char *company;
  char *wish; /* the login of the command line */
  GarrisonDesktopSession *session;
  gboolean trying_empty;
  const char *sent_away; /* (nullable): translated; why the company sent away whoever was here before */
  GCancellable *making; /* (nullable): the sample, while it is being made */
  gint made;            /* of it: per mille; written by other threads, as is */
  gpointer step;        /* what is being made: a translated, static text */
  guint progress_source;
  guint show_source;

  GtkStack *stack;
  AdwStatusPage *trouble_page;
  GtkLabel *company_label;
  GtkEditable *login_row;
  GtkEditable *password_row;
  GtkLabel *sign_in_error;
  GtkWidget *sign_in_button;
  GtkEditable *company_row;
  GtkEditable *your_login_row;
  GtkEditable *your_name_row;
  GtkEditable *new_password_row;
  GtkEditable *repeat_row;
  GtkLabel *start_error;
  GtkWidget *start_button;
  GtkProgressBar *progress;
  GtkLabel *recovery_label;
  GtkWidget *written_button;
  GtkEditable *address_row;
  GtkEditable *database_row;
  GtkLabel *server_error;
  GtkCheckButton *remember;
  GtkWidget *connecting;
  GtkWidget *another_button;
  GtkWidget *address_button;
  GtkListBox *recent_list;
  GCancellable *signing_in; /* (nullable): while it is tried */
  GCancellable *looking;    /* (nullable): in the keyring */
  guint look_source;
  gboolean found; /* what stands in the entry of the password is the kept one */
  gboolean filling;
};

/* entrance-window.c */
gboolean garrison_entrance_window_is_server (GarrisonEntranceWindow *self);
void garrison_entrance_window_show_page (GarrisonEntranceWindow *self, const char *page);
void garrison_entrance_window_show_trouble (GarrisonEntranceWindow *self, const GError *error);
void garrison_entrance_window_open (GarrisonEntranceWindow *self);

/* entrance-recent.c: the companies opened lately, in the settings */
/* (transfer full) (nullable): the newest, unless its file is gone */
char *garrison_entrance_recent_get_newest (void);
void garrison_entrance_recent_remember (GarrisonEntranceWindow *self);
void garrison_entrance_recent_update (GarrisonEntranceWindow *self);
void garrison_entrance_recent_forget (GarrisonEntranceWindow *self, const char *company);

/* entrance-password.c: what the keyring keeps of a server */
/* Looks who signed in here last, then for the password. */
void garrison_entrance_password_look (GarrisonEntranceWindow *self);
void garrison_entrance_password_look_again (GarrisonEntranceWindow *self);
void garrison_entrance_password_keep (GarrisonEntranceWindow *self, gboolean keep);

void garrison_entrance_window_enter (GarrisonEntranceWindow *self);

/* entrance-recovery.c: the recovery key of a new company, until it is on paper */
/* @key: (transfer full) */
void garrison_entrance_recovery_show (GarrisonEntranceWindow *self, char *key);
/* The actions of its page. */
void garrison_entrance_recovery_copy (GtkWidget *widget, const char *name, GVariant *parameter);
void garrison_entrance_recovery_forget (GtkWidget *widget, const char *name, GVariant *parameter);

/* entrance-sample.c: a company to try, made while a bar grows */
void garrison_entrance_sample_begin (GarrisonEntranceWindow *self);

G_END_DECLS
