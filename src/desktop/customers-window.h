/* The customers window: sidebar, list, pane. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMERS_WINDOW (garrison_customers_window_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomersWindow, garrison_customers_window, GARRISON, CUSTOMERS_WINDOW, GarrisonWindow)

/* Lists what @question asks under @title; FALSE (and an error told) when it cannot be understood. */
gboolean garrison_customers_window_show_question (GarrisonCustomersWindow *self, const char *question,
                                                  const char *title);

G_END_DECLS
