/* A small company and somebody at it, for tests that open windows in their own process. */
#pragma once

#include <adwaita.h>

#include "../model/small-office.h"
#include "desktop/session.h"

typedef struct
{
  SmallOffice office;
  GarrisonDesktopSession *session;
} Desk;

/* Founds the company and enters it as its owner. */
void desk_open (Desk *desk, const SmallOfficeSize *size);
/* After the windows were closed. */
void desk_close (Desk *desk);

/* A window of @type on the session, shown and held. */
gpointer desk_show (Desk *desk, GType type, int width, int height);
/* Closes it; asserts that nobody holds it any more. */
void desk_dismiss (gpointer window);

/* (nullable): the first of @type below @root, or @root. */
gpointer desk_find (GtkWidget *root, GType type);
/* (nullable): an open window of @type. */
gpointer desk_find_window (GType type);
