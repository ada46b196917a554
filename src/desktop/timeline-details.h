/* A popover over the timeline that tells what is under the pointer or the keyboard. It takes neither
 * focus nor clicks, so that the next mark can be reached through it. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "model/directory.h"
#include "model/entry.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_TIMELINE_DETAILS (garrison_timeline_details_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonTimelineDetails, garrison_timeline_details, GARRISON, TIMELINE_DETAILS, GtkPopover)

/* @parent must unparent it in its dispose and present it in its size_allocate. */
GarrisonTimelineDetails *garrison_timeline_details_new (GtkWidget *parent);
void garrison_timeline_details_show_entry (GarrisonTimelineDetails *self, GarrisonEntry *entry,
                                           GarrisonDirectory *directory, const GdkRectangle *at);
/* @text: (nullable) */
void garrison_timeline_details_show_text (GarrisonTimelineDetails *self, gint64 person, const char *name,
                                          const char *title, const char *text, const GdkRectangle *at);
void garrison_timeline_details_hide (GarrisonTimelineDetails *self);
gboolean garrison_timeline_details_is_shown (GarrisonTimelineDetails *self);

G_END_DECLS
