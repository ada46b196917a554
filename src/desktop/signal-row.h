/* A signal as a row that opens: the sentence, and the records behind it, read when it is opened first. A record of
 * a customer opens that customer. Main thread only. */
#pragma once

#include <adwaita.h>

#include "model/directory.h"
#include "model/signals.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_SIGNAL_ROW (garrison_signal_row_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonSignalRow, garrison_signal_row, GARRISON, SIGNAL_ROW, AdwExpanderRow)

/* So many records are shown. */
#define GARRISON_SIGNAL_ROW_SHOWN 200

GtkWidget *garrison_signal_row_new (GarrisonDirectory *directory, const GarrisonSignal *signal);
const GarrisonSignal *garrison_signal_row_get_signal (GarrisonSignalRow *self);

G_END_DECLS
