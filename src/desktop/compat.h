/* What GTK 4.10 and libadwaita 1.4 deprecate and 4.8 / 1.2 have no other word for: in one place, so
 * that a later move is one file's work. Main thread only. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The widget's CSS colour: gtk_widget_get_color() from 4.10 on. */
void garrison_compat_get_color (GtkWidget *widget, GdkRGBA *color);
/* A colour that the style sheet defines by name; @color is left alone and FALSE answered if none. */
gboolean garrison_compat_lookup_color (GtkWidget *widget, const char *name, GdkRGBA *color);
/* A style sheet for the whole display, from a resource. */
void garrison_compat_add_css (GdkDisplay *display, const char *resource_path);

/* Gives a window that is not shown yet its place in the tree of accessibility. GTK 4.8 does so when it is first
 * shown, and falls over when a screen reader asks for a window while there are only such as have none: call it
 * for whatever is made some time before it is shown. */
void garrison_compat_announce_window (GtkWindow *window);

typedef void (*GarrisonFileChosen) (GFile *file, gpointer data);
/* Asks for a file to open; @chosen is called only when one was. @data is freed with @destroy either
 * way. @patterns: (nullable): NULL-terminated globs such as "*.csv". */
void garrison_compat_open_file (GtkWindow *parent, const char *title, const char *filter_name,
                                const char *const *patterns, GarrisonFileChosen chosen, gpointer data,
                                GDestroyNotify destroy);
/* Asks where to save. @name: the name to begin with. */
void garrison_compat_save_file (GtkWindow *parent, const char *title, const char *name,
                                GarrisonFileChosen chosen, gpointer data, GDestroyNotify destroy);

/* The button with which libadwaita 1.2 shows what was typed into a password row: it has a picture and no name. */
void garrison_compat_name_password_row (GtkWidget *row);

typedef void (*GarrisonPaintOver) (GtkWidget *native, GtkSnapshot *snapshot);
/* @paint is called after every window and popover has painted itself. To be called once, before the first of them:
 * GTK has no place of its own for what belongs to all windows, those of the toolkit among them. */
void garrison_compat_paint_over (GarrisonPaintOver paint);
/* Ctrl+Shift+I and Ctrl+Shift+D, with which GTK opens its inspector, open nothing. To be called before the first window. */
void garrison_compat_close_inspector (void);

G_END_DECLS
