/* Dashboards: which charts somebody looks at, in which order, under which titles.
 *
 * A dashboard is one saved view of kind "chart": its layout holds a card a line (kind of chart, stored
 * question, title, separated by tabulators), its question is the first card's. Where somebody has none,
 * the ready-made one is shown. Changing a dashboard writes it whole, as one act, so that one Undo takes
 * one change back. Not a shared object: one owner, one thread. */
#pragma once

#include "model/catalogue.h"
#include "store/store.h"

G_BEGIN_DECLS

#define GARRISON_DASHBOARD_MAX 60

typedef struct
{
  char *kind;     /* a chart kind's name, "" for the one that suits the question */
  char *question; /* stored text, without period */
  char *title;    /* as shown */
} GarrisonDashboardCard;

typedef struct
{
  gint64 view;      /* the saved view, 0 for one that is not saved */
  char *name;
  GPtrArray *cards; /* of GarrisonDashboardCard */
} GarrisonDashboard;

GarrisonDashboardCard *garrison_dashboard_card_new (const char *kind, const char *question, const char *title);
void garrison_dashboard_card_free (GarrisonDashboardCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonDashboardCard, garrison_dashboard_card_free)

/** garrison_dashboard_new_ready_made: nine charts of what every company records. (transfer full) */
GarrisonDashboard *garrison_dashboard_new_ready_made (void);
/** garrison_dashboard_new_from_layout: lines that are no cards are left out. (transfer full) */
GarrisonDashboard *garrison_dashboard_new_from_layout (const char *name, const char *layout);
GarrisonDashboard *garrison_dashboard_copy (GarrisonDashboard *self);
void garrison_dashboard_free (GarrisonDashboard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonDashboard, garrison_dashboard_free)

/** garrison_dashboard_to_layout: (transfer full) */
char *garrison_dashboard_to_layout (GarrisonDashboard *self);
/** garrison_dashboard_to_args: what the act save-view wants. (transfer full) */
GarrisonArgs *garrison_dashboard_to_args (GarrisonDashboard *self);
/** garrison_dashboard_move: a card one place on (@by 1) or back (-1). FALSE at the ends. */
gboolean garrison_dashboard_move (GarrisonDashboard *self, guint card, int by);

/** garrison_dashboard_load_async: the signed-in person's own one, else the company's, else the
 * ready-made one. */
void garrison_dashboard_load_async (GarrisonStore *store, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);
GarrisonDashboard *garrison_dashboard_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
