/* An entry whose text does not leave it by the pointer: what is selected in it is neither offered to other programs as
 * the primary selection (the middle button pastes that) nor dragged away. Copying by key and menu stays a signal of the
 * entry ("copy-clipboard"), for whoever keeps a record of it. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on, for as long as @entry lives. */
void garrison_entry_keep (GtkText *entry);

G_END_DECLS
