#include "desktop/gate.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "desktop/error-dialog.h"

gboolean
garrison_desktop_gate_may (GarrisonWindow *window, const char *kind)
{
  const char *right = garrison_gate_get_right (kind);

  g_return_val_if_fail (GARRISON_IS_WINDOW (window), FALSE);

  return *right == '\0' || garrison_store_get_scope (garrison_window_get_store (window), right) != NULL;
}

/* ---- asking for consent ------------------------------------------------------------------------- */

typedef struct
{
  GarrisonWindow *window;
  gint64 n;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->window);
  g_free (wish);
}

static void
ask_for (gpointer data)
{
  Wish *wish = data;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "kind", "export");
  garrison_args_set_int (args, "n", wish->n);
  garrison_window_act (wish->window, "ask-for", args, _ ("Asked. Try again when it is granted"), NULL, NULL, NULL);
}

static gint64
detail_of (const GError *error, const char *key)
{
  const char *detail = garrison_refusal_get_detail (error, key);

  return detail != NULL ? g_ascii_strtoll (detail, NULL, 10) : 0;
}

static void
offer_to_ask (GarrisonWindow *window, const GError *error, gint64 n)
{
  gint64 allowed = detail_of (error, "allowed"), gone = detail_of (error, "gone");
  g_autofree char *body = NULL;
  Wish *wish = g_new0 (Wish, 1);

  wish->window = g_object_ref (window);
  wish->n = n;
  if (gone > 0)
    /* Translators: how many records are to leave, how many left today, and how many may a day without asking */
    body = g_strdup_printf (_ ("These are %" PRIi64 " records, and %" PRIi64 " left today already. Your role takes out %" PRIi64
                               " a day without asking. Whoever decides may allow more for some days."),
                            n, gone, allowed);
  else
    /* Translators: how many records are to leave, and how many may a day without asking */
    body = g_strdup_printf (_ ("These are %" PRIi64 " records. Your role takes out %" PRIi64
                               " a day without asking. Whoever decides may allow more for some days."),
                            n, allowed);
  garrison_confirm (GTK_WINDOW (window), _ ("Somebody else must consent"), body, _ ("_Ask for it"), FALSE, ask_for, wish,
                    wish_free);
}

void
garrison_desktop_gate_refused (GarrisonWindow *window, const GError *error, gint64 n)
{
  g_return_if_fail (GARRISON_IS_WINDOW (window) && error != NULL);

  if (garrison_error_is_refusal (error, "needs-consent"))
    offer_to_ask (window, error, n);
  else
    garrison_window_show_error (window, error);
}

/* ---- asking the gate ---------------------------------------------------------------------------- */

typedef struct
{
  GarrisonWindow *window;
  gint64 n;
  GarrisonGateOpened opened;
  gpointer data;
  GDestroyNotify destroy;
} Asking;

static void
asking_free (Asking *asking)
{
  if (asking->destroy != NULL)
    asking->destroy (asking->data);
  g_object_unref (asking->window);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonPermit) permit = garrison_gate_ask_finish (result, &error);
  GtkWidget *window = GTK_WIDGET (asking->window);

  if (gtk_widget_in_destruction (window) || !gtk_widget_get_realized (window))
    return;
  if (permit != NULL)
    asking->opened (asking->window, permit, asking->data);
  else
    garrison_desktop_gate_refused (asking->window, error, asking->n);
}

void
garrison_desktop_gate_ask (GarrisonWindow *window, const char *kind, const char *what, gint64 n,
                           GarrisonGateOpened opened, gpointer data, GDestroyNotify destroy)
{
  Asking *asking;

  g_return_if_fail (GARRISON_IS_WINDOW (window));
  g_return_if_fail (kind != NULL && what != NULL && opened != NULL);

  asking = g_new0 (Asking, 1);
  asking->window = g_object_ref (window);
  asking->n = n;
  asking->opened = opened;
  asking->data = data;
  asking->destroy = destroy;
  garrison_gate_ask_async (garrison_window_get_store (window), kind, what, n, NULL, on_answered, asking);
}
