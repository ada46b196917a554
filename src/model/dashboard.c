#include "model/dashboard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *kind, *question, *title;
} READY_MADE[] = {
  { "ranking", "sum of amount of deals where won by owner", N_("Sales by salesperson") },
  { "funnel", "count of deals by stage", N_("Sales funnel") },
  { "bar", "sum of amount of deals where won by month", N_("Sales by month") },
  { "tile-map", "sum of amount of deals where won by region", N_("Sales by region") },
  { "donut", "count of customers by source", N_("New customers by source") },
  { "stacked-bar", "sum of amount of deals where won by quarter, product", N_("Sales by product") },
  { "stacked-bar", "count of activities by month, kind", N_("Activities by month") },
  { "ranking", "count of deals where lost by lost_reason", N_("Why deals are lost") },
  { "donut", "count of customers by category", N_("New customers by category") },
};

GarrisonDashboardCard *
garrison_dashboard_card_new (const char *kind, const char *question, const char *title)
{
  GarrisonDashboardCard *card;

  g_return_val_if_fail (kind != NULL && question != NULL && title != NULL, NULL);

  card = g_new0 (GarrisonDashboardCard, 1);
  card->kind = g_strdup (kind);
  card->question = g_strdup (question);
  /* A card is a line. */
  card->title = g_strstrip (g_strdelimit (g_strdup (title), "\t\r\n", ' '));
  g_strdelimit (card->question, "\t\r\n", ' ');
  return card;
}

void
garrison_dashboard_card_free (GarrisonDashboardCard *card)
{
  if (card == NULL)
    return;
  g_free (card->kind);
  g_free (card->question);
  g_free (card->title);
  g_free (card);
}

static GarrisonDashboard *
dashboard_new (const char *name)
{
  GarrisonDashboard *self = g_new0 (GarrisonDashboard, 1);

  self->name = g_strdup (name);
  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_dashboard_card_free);
  return self;
}

void
garrison_dashboard_free (GarrisonDashboard *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->cards);
  g_free (self);
}

GarrisonDashboard *
garrison_dashboard_new_ready_made (void)
{
  GarrisonDashboard *self = dashboard_new (_("Dashboard"));

  for (guint i = 0; i < G_N_ELEMENTS (READY_MADE); i++)
    g_ptr_array_add (self->cards, garrison_dashboard_card_new (READY_MADE[i].kind, READY_MADE[i].question,
                                                               _(READY_MADE[i].title)));
  return self;
}

GarrisonDashboard *
garrison_dashboard_new_from_layout (const char *name, const char *layout)
{
  GarrisonDashboard *self = dashboard_new (name);
  g_auto (GStrv) lines = g_strsplit (layout != NULL ? layout : "", "\n", GARRISON_DASHBOARD_MAX + 1);

  for (guint i = 0; lines[i] != NULL && i < GARRISON_DASHBOARD_MAX; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);

      if (g_strv_length (parts) == 3 && *parts[1] != '\0')
        g_ptr_array_add (self->cards, garrison_dashboard_card_new (parts[0], parts[1], parts[2]));
    }
  return self;
}

GarrisonDashboard *
garrison_dashboard_copy (GarrisonDashboard *self)
{
  GarrisonDashboard *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = dashboard_new (self->name);
  copy->view = self->view;
  for (guint i = 0; i < self->cards->len; i++)
    {
      GarrisonDashboardCard *card = self->cards->pdata[i];
      g_ptr_array_add (copy->cards, garrison_dashboard_card_new (card->kind, card->question, card->title));
    }
  return copy;
}

char *
garrison_dashboard_to_layout (GarrisonDashboard *self)
{
  g_autoptr (GString) layout = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->cards->len; i++)
    {
      GarrisonDashboardCard *card = self->cards->pdata[i];
      g_string_append_printf (layout, "%s\t%s\t%s\n", card->kind, card->question, card->title);
    }
  return g_string_free (g_steal_pointer (&layout), FALSE);
}

GarrisonArgs *
garrison_dashboard_to_args (GarrisonDashboard *self)
{
  GarrisonArgs *args;
  g_autofree char *layout = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  args = garrison_args_new ();
  layout = garrison_dashboard_to_layout (self);
  if (self->view != 0)
    garrison_args_set_int (args, "view", self->view);
  garrison_args_set_text (args, "kind", "chart");
  garrison_args_set_text (args, "name", self->name);
  /* The act wants a question; an empty dashboard has none of its own. */
  garrison_args_set_text (args, "question", self->cards->len > 0
                                              ? ((GarrisonDashboardCard *) self->cards->pdata[0])->question
                                              : "count of customers");
  garrison_args_set_text (args, "layout", layout);
  return args;
}

gboolean
garrison_dashboard_move (GarrisonDashboard *self, guint card, int by)
{
  gpointer moved;
  int to = (int) card + by;

  g_return_val_if_fail (self != NULL && card < self->cards->len, FALSE);

  if (to < 0 || to >= (int) self->cards->len || by == 0)
    return FALSE;
  moved = g_ptr_array_steal_index (self->cards, card);
  g_ptr_array_insert (self->cards, to, moved);
  return TRUE;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read_finish (GARRISON_STORE (source), result, &error);
  GarrisonDashboard *dashboard;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (garrison_rows_get_size (rows) == 0)
    dashboard = garrison_dashboard_new_ready_made ();
  else
    {
      dashboard = garrison_dashboard_new_from_layout (garrison_rows_get_text (rows, 0, 1), garrison_rows_get_text (rows, 0, 2));
      /* The company's is not changed by one of its readers: what one of them saves is a copy. */
      if (!garrison_rows_is_null (rows, 0, 3))
        dashboard->view = garrison_rows_get_int (rows, 0, 0);
    }
  g_task_return_pointer (task, dashboard, (GDestroyNotify) garrison_dashboard_free);
}

void
garrison_dashboard_load_async (GarrisonStore *store, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task;
  g_autoptr (GarrisonArgs) args = NULL;

  g_return_if_fail (GARRISON_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, data);
  g_task_set_source_tag (task, garrison_dashboard_load_async);
  args = garrison_args_new ();
  garrison_args_set_int (args, "person", garrison_store_get_me (store));
  garrison_store_read_async (store,
                             "SELECT v.id, v.name, v.layout, v.person FROM saved_view v WHERE v.kind = 'chart'"
                             " AND (v.person = :person OR v.person IS NULL)"
                             " ORDER BY v.person IS NULL, v.position, v.id",
                             args, cancellable, on_loaded, task);
}

GarrisonDashboard *
garrison_dashboard_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
