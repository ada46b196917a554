/* The shape of a kind of timeline entry: circle call, triangle visit, rectangle mail and its like,
 * diamond quote, hexagon payment, cross service, small dot for everything else. The timeline window
 * and the pane use the same shapes and colours. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_ENTRY_MARK (garrison_entry_mark_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonEntryMark, garrison_entry_mark, GARRISON, ENTRY_MARK, GtkWidget)

GtkWidget *garrison_entry_mark_new (void);
/* @kind: "call", "visit", "mail", "quote", "payment", "service", "note", …; unknown ones are dots. */
void garrison_entry_mark_set_kind (GarrisonEntryMark *self, const char *kind);
/* (nullable) (transfer none): what people call the kind, translated: "Call"; NULL when unknown. */
const char *garrison_entry_kind_label (const char *kind);

G_END_DECLS
