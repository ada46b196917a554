#include "desktop/window.h"

#include <glib/gi18n-lib.h>

#include "desktop/application.h"
#include "desktop/connection-bar.h"
#include "desktop/error-dialog.h"
#include "desktop/people-dialogs.h"
#include "desktop/people-signals.h"
#include "desktop/preferences.h"
#include "desktop/records-window.h"
#include "desktop/stall-probe.h"
#include "desktop/watermark-layer.h"
#include "desktop/wish.h"
#include "model/people.h"

typedef struct
{
  GarrisonDesktopSession *session;
  AdwToastOverlay *toasts; /* weak */
  AdwToast *toast;         /* weak: the one added last */
  GarrisonWatermarkLayer *mark;
} GarrisonWindowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GarrisonWindow, garrison_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GarrisonWindowPrivate *
private_of (GarrisonWindow *self)
{
  return garrison_window_get_instance_private (self);
}

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonWindow *self = GARRISON_WINDOW (widget);
  gint64 act = garrison_desktop_session_get_last_act (private_of (self)->session, NULL);

  if (act > 0)
    garrison_window_undo (self, act);
}

static void
on_sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_desktop_session_sign_out (private_of (GARRISON_WINDOW (widget))->session);
}

static void
on_lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));

  garrison_application_lock (GARRISON_APPLICATION (application), private_of (GARRISON_WINDOW (widget))->session);
}

static void
on_people_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));

  garrison_application_show_window (GARRISON_APPLICATION (application),
                                    private_of (GARRISON_WINDOW (widget))->session, "people", "");
}

static void
on_signals_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));

  garrison_application_show_window (GARRISON_APPLICATION (application),
                                    private_of (GARRISON_WINDOW (widget))->session, "people", "signals");
}

static void
on_change_password_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonWindow *self = GARRISON_WINDOW (widget);

  garrison_password_dialog_show (self, garrison_store_get_me (garrison_window_get_store (self)));
}

static void
on_preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_preferences_show (GARRISON_WINDOW (widget));
}

/* Rights may come and go while somebody is signed in. */
static void
update_rights (GarrisonWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.people",
                                 garrison_people_may_manage (garrison_window_get_store (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.signals",
                                 garrison_people_signals_may_see (garrison_window_get_store (self)));
}

static void
update_undo (GarrisonWindow *self)
{
  gboolean can = garrison_desktop_session_get_last_act (private_of (self)->session, NULL) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", can);
}

/* What the template has put into the window stays above the bar. */
static void
add_connection_bar (GarrisonWindow *self)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self);
  GtkWidget *content = adw_application_window_get_content (window);
  GtkWidget *box;

  if (content == NULL)
    return;
  g_object_ref (content);
  adw_application_window_set_content (window, NULL);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), content);
  g_object_unref (content);
  gtk_box_append (GTK_BOX (box), garrison_connection_bar_new (garrison_window_get_store (self)));
  adw_application_window_set_content (window, box);
}

static void
garrison_window_constructed (GObject *object)
{
  GarrisonWindow *self = GARRISON_WINDOW (object);
  GarrisonWindowPrivate *priv = private_of (self);

  G_OBJECT_CLASS (garrison_window_parent_class)->constructed (object);
  g_assert (GARRISON_IS_DESKTOP_SESSION (priv->session));
  g_signal_connect_object (priv->session, "notify::can-undo", G_CALLBACK (update_undo), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->session, "signed-out", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (garrison_window_get_directory (self), "changed", G_CALLBACK (update_rights), self,
                           G_CONNECT_SWAPPED);
  update_undo (self);
  update_rights (self);
  add_connection_bar (self);
  priv->mark = garrison_watermark_layer_new (GTK_WIDGET (self), garrison_window_get_directory (self));
}

static void
garrison_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (garrison_window_parent_class)->map (widget);
  garrison_stall_probe_watch (widget);
}

static void
garrison_window_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonWatermarkLayer *mark = private_of (GARRISON_WINDOW (widget))->mark;

  GTK_WIDGET_CLASS (garrison_window_parent_class)->snapshot (widget, snapshot);
  if (mark != NULL)
    garrison_watermark_layer_snapshot (mark, snapshot);
}

static void
garrison_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    private_of (GARRISON_WINDOW (object))->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
garrison_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, private_of (GARRISON_WINDOW (object))->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
garrison_window_dispose (GObject *object)
{
  GarrisonWindowPrivate *priv = private_of (GARRISON_WINDOW (object));

  g_clear_weak_pointer (&priv->toasts);
  g_clear_weak_pointer (&priv->toast);
  g_clear_pointer (&priv->mark, garrison_watermark_layer_free);
  G_OBJECT_CLASS (garrison_window_parent_class)->dispose (object);
}

static void
garrison_window_finalize (GObject *object)
{
  g_clear_object (&private_of (GARRISON_WINDOW (object))->session);
  G_OBJECT_CLASS (garrison_window_parent_class)->finalize (object);
}

static void
garrison_window_class_init (GarrisonWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = garrison_window_constructed;
  object_class->set_property = garrison_window_set_property;
  object_class->get_property = garrison_window_get_property;
  object_class->dispose = garrison_window_dispose;
  object_class->finalize = garrison_window_finalize;
  widget_class->map = garrison_window_map;
  widget_class->snapshot = garrison_window_snapshot;
  props[PROP_SESSION] = g_param_spec_object (
    "session", NULL, NULL, GARRISON_TYPE_DESKTOP_SESSION,
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, on_sign_out_action);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, on_lock_action);
  gtk_widget_class_install_action (widget_class, "win.people", NULL, on_people_action);
  gtk_widget_class_install_action (widget_class, "win.signals", NULL, on_signals_action);
  gtk_widget_class_install_action (widget_class, "win.change-password", NULL, on_change_password_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, on_preferences_action);
}

static void
garrison_window_init (GarrisonWindow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "garrison");
}

GarrisonDesktopSession *
garrison_window_get_session (GarrisonWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_WINDOW (self), NULL);
  return private_of (self)->session;
}

GarrisonStore *
garrison_window_get_store (GarrisonWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_WINDOW (self), NULL);
  return garrison_desktop_session_get_store (private_of (self)->session);
}

GarrisonDirectory *
garrison_window_get_directory (GarrisonWindow *self)
{
  g_return_val_if_fail (GARRISON_IS_WINDOW (self), NULL);
  return garrison_desktop_session_get_directory (private_of (self)->session);
}

void
garrison_window_show_target (GarrisonWindow *self, const char *target)
{
  GarrisonWindowClass *klass;

  g_return_if_fail (GARRISON_IS_WINDOW (self));

  klass = GARRISON_WINDOW_GET_CLASS (self);
  if (klass->show_target != NULL && target != NULL && *target != '\0')
    klass->show_target (self, target);
}

GVariant *
garrison_window_keep_place (GarrisonWindow *self)
{
  GarrisonWindowClass *klass;
  GVariant *place;

  g_return_val_if_fail (GARRISON_IS_WINDOW (self), NULL);

  klass = GARRISON_WINDOW_GET_CLASS (self);
  place = klass->keep_place != NULL ? klass->keep_place (self) : g_variant_new ("a{sv}", NULL);
  return g_variant_ref_sink (place);
}

void
garrison_window_bring_back_place (GarrisonWindow *self, GVariant *place)
{
  GarrisonWindowClass *klass;
  g_autoptr (GVariantDict) dict = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (self));
  g_return_if_fail (place != NULL && g_variant_is_of_type (place, G_VARIANT_TYPE_VARDICT));

  klass = GARRISON_WINDOW_GET_CLASS (self);
  dict = g_variant_dict_new (place);
  if (klass->bring_back_place != NULL)
    klass->bring_back_place (self, dict);
}

void
garrison_window_set_toast_overlay (GarrisonWindow *self, AdwToastOverlay *overlay)
{
  g_return_if_fail (GARRISON_IS_WINDOW (self));
  g_set_weak_pointer (&private_of (self)->toasts, overlay);
}

/* The toast's title is markup, and names may hold anything. */
static AdwToast *
toast_new (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

/* What was said before makes room: the overlay would otherwise keep the new toast, and its Undo,
 * waiting until the old one has had its time. */
static void
show_toast (GarrisonWindow *self, AdwToast *toast)
{
  GarrisonWindowPrivate *priv = private_of (self);

  if (priv->toast != NULL)
    adw_toast_dismiss (priv->toast);
  g_set_weak_pointer (&priv->toast, toast);
  adw_toast_overlay_add_toast (priv->toasts, toast);
}

void
garrison_window_toast (GarrisonWindow *self, const char *text)
{
  g_return_if_fail (GARRISON_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  if (private_of (self)->toasts != NULL)
    show_toast (self, toast_new (text));
}

AdwToast *
garrison_window_toast_lasting (GarrisonWindow *self, const char *text)
{
  AdwToast *toast;

  g_return_val_if_fail (GARRISON_IS_WINDOW (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (private_of (self)->toasts == NULL)
    return NULL;
  toast = toast_new (text);
  adw_toast_set_timeout (toast, 0);
  show_toast (self, toast);
  return toast;
}

static void
on_toast_button (AdwToast *toast, gpointer data)
{
  gint64 *act = g_object_get_data (G_OBJECT (toast), "act");

  garrison_window_undo (GARRISON_WINDOW (data), *act);
}

void
garrison_window_toast_act (GarrisonWindow *self, const char *text, gint64 act)
{
  garrison_window_toast_acts (self, text, &act, 1);
}

void
garrison_window_toast_acts (GarrisonWindow *self, const char *text, const gint64 *acts, guint n)
{
  AdwToast *toast;
  gint64 act;

  g_return_if_fail (GARRISON_IS_WINDOW (self));
  g_return_if_fail (text != NULL && n > 0 && acts[n - 1] > 0);

  act = acts[n - 1];
  garrison_desktop_session_remember_acts (private_of (self)->session, acts, n, text);
  if (private_of (self)->toasts == NULL)
    return;
  toast = toast_new (text);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_object_set_data_full (G_OBJECT (toast), "act", g_memdup2 (&act, sizeof act), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_toast_button), self, 0);
  show_toast (self, toast);
}

/* ---- the word of somebody else ------------------------------------------------------------------ */

typedef struct
{
  GarrisonWindow *window;
  char *words; /* by which the store knows what was granted */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->window);
  g_free (wish->words);
  g_free (wish);
}

static void
ask_for (gpointer data)
{
  Wish *wish = data;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "kind", "other");
  garrison_args_set_text (args, "text", wish->words);
  garrison_window_act (wish->window, "ask-for", args, _ ("Asked. Try again when it is granted"), NULL, NULL, NULL);
}

/* FALSE: nobody need be asked. */
static gboolean
offer_to_ask (GarrisonWindow *self, const GError *error)
{
  const char *words = garrison_error_is_refusal (error, NULL) ? garrison_refusal_get_detail (error, "ask") : NULL;
  g_autofree char *sentence = NULL;
  Wish *wish;

  if (words == NULL)
    return FALSE;
  wish = g_new0 (Wish, 1);
  wish->window = g_object_ref (self);
  wish->words = g_strdup (words);
  sentence = garrison_sentence_for_error (error);
  garrison_confirm (GTK_WINDOW (self), _ ("Somebody else must consent"), sentence, _ ("_Ask for it"), FALSE, ask_for, wish, wish_free);
  return TRUE;
}

void
garrison_window_show_error (GarrisonWindow *self, const GError *error)
{
  g_return_if_fail (GARRISON_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || offer_to_ask (self, error))
    return;
  if (private_of (self)->toasts != NULL && g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_REFUSED))
    {
      g_autofree char *sentence = garrison_sentence_for_error (error);
      garrison_window_toast (self, sentence);
    }
  else
    garrison_error_dialog_show (GTK_WINDOW (self), error);
}

typedef struct
{
  GarrisonWindow *window;
  char *sentence;
  char *wish;    /* (nullable) */
  char *request;
  gint64 undone; /* the act that this undoes */
  GArray *left;  /* the acts still to undo, the one under way the last */
  GArray *all;   /* with those that were undone */
  GarrisonActed acted;
  gpointer data;
  GDestroyNotify destroy;
} Acting;

static void
acting_free (Acting *acting)
{
  if (acting->destroy != NULL)
    acting->destroy (acting->data);
  g_object_unref (acting->window);
  g_clear_pointer (&acting->left, g_array_unref);
  g_clear_pointer (&acting->all, g_array_unref);
  g_free (acting->wish);
  g_free (acting->request);
  g_free (acting->sentence);
  g_free (acting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Acting, acting_free)

/* A closed window has nothing to show anything in. */
static gboolean
is_open (GarrisonWindow *self)
{
  return !gtk_widget_in_destruction (GTK_WIDGET (self)) && gtk_widget_get_realized (GTK_WIDGET (self));
}

static void
on_acted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Acting) acting = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) answer
    = garrison_store_act_finish (GARRISON_STORE (source), result, &error);
  gboolean told = FALSE;

  if (acting->wish != NULL)
    garrison_desktop_session_keep_request (private_of (acting->window)->session, acting->wish,
                                           garrison_errand_may_be_done (error) ? acting->request : NULL);
  if (answer != NULL && acting->sentence != NULL && is_open (acting->window))
    garrison_window_toast_act (acting->window, acting->sentence, garrison_act_result_get_act (answer));
  if (acting->acted != NULL)
    told = acting->acted (acting->window, answer, error, acting->data);
  if (error != NULL && !told && is_open (acting->window))
    garrison_window_show_error (acting->window, error);
}

void
garrison_window_act (GarrisonWindow *self, const char *act, GarrisonArgs *args, const char *sentence,
                     GarrisonActed acted, gpointer data, GDestroyNotify destroy)
{
  Acting *acting;

  g_return_if_fail (GARRISON_IS_WINDOW (self));
  g_return_if_fail (act != NULL && args != NULL);

  acting = g_new0 (Acting, 1);
  acting->window = g_object_ref (self);
  acting->sentence = g_strdup (sentence);
  acting->acted = acted;
  acting->data = data;
  acting->destroy = destroy;
  acting->wish = garrison_wish_text (act, args);
  if (acting->wish != NULL)
    acting->request = garrison_desktop_session_dup_request (private_of (self)->session, acting->wish);
  garrison_store_act_async (garrison_window_get_store (self), act, args, acting->request, NULL, on_acted, acting);
}

static void on_undone (GObject *source, GAsyncResult *result, gpointer data);

static char *
undo_wish (gint64 act)
{
  return g_strdup_printf ("undo %" G_GINT64_FORMAT, act);
}

static void
undo_last (Acting *acting)
{
  gint64 act = g_array_index (acting->left, gint64, acting->left->len - 1);
  g_autofree char *wish = undo_wish (act);

  g_free (acting->request);
  acting->request = garrison_desktop_session_dup_request (private_of (acting->window)->session, wish);
  garrison_store_undo_once_async (garrison_window_get_store (acting->window), act, acting->request, NULL, on_undone,
                                  acting);
}

/* What is taken back together is asked for again together, until the last of it is settled. */
static void
keep_undo (Acting *acting, const GError *error)
{
  GarrisonDesktopSession *session = private_of (acting->window)->session;
  gint64 act = g_array_index (acting->left, gint64, acting->left->len - 1);
  g_autofree char *wish = undo_wish (act);

  if ((error == NULL && acting->left->len > 1) || garrison_errand_may_be_done (error))
    {
      garrison_desktop_session_keep_request (session, wish, acting->request);
      return;
    }
  for (guint i = 0; i < acting->all->len; i++)
    {
      g_autofree char *settled = undo_wish (g_array_index (acting->all, gint64, i));
      garrison_desktop_session_keep_request (session, settled, NULL);
    }
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Acting) acting = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) answer
    = garrison_store_undo_finish (GARRISON_STORE (source), result, &error);

  keep_undo (acting, error);
  g_array_set_size (acting->left, acting->left->len - 1);
  if (answer != NULL && acting->left->len > 0)
    {
      undo_last (g_steal_pointer (&acting));
      return;
    }
  if (answer != NULL || g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_REFUSED))
    garrison_desktop_session_forget_act (private_of (acting->window)->session, acting->undone);
  if (!is_open (acting->window))
    return;
  if (answer == NULL)
    garrison_window_show_error (acting->window, error);
  else if (acting->sentence != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Undone: %s"), acting->sentence);
      garrison_window_toast (acting->window, text);
    }
}

void
garrison_window_undo (GarrisonWindow *self, gint64 act)
{
  const char *sentence = NULL;
  Acting *acting;

  g_return_if_fail (GARRISON_IS_WINDOW (self));
  g_return_if_fail (act > 0);

  acting = g_new0 (Acting, 1);
  acting->window = g_object_ref (self);
  acting->undone = act;
  if (garrison_desktop_session_get_last_act (private_of (self)->session, &sentence) == act)
    acting->sentence = g_strdup (sentence);
  acting->left = garrison_desktop_session_get_acts (private_of (self)->session, act);
  acting->all = g_array_copy (acting->left);
  undo_last (acting);
}

/* (nullable): the window that @native was opened from. */
static GarrisonWindow *
find_window_of (GtkWidget *native)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (native));

  while (window != NULL && !GARRISON_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? GARRISON_WINDOW (window) : NULL;
}

void
garrison_window_paint_mark_over (GtkWidget *native, GtkSnapshot *snapshot)
{
  GarrisonWindow *window;

  g_return_if_fail (GTK_IS_NATIVE (native));

  /* These paint their own. */
  if (GARRISON_IS_WINDOW (native) || GARRISON_IS_RECORDS_WINDOW (native))
    return;
  window = find_window_of (native);
  if (window != NULL && private_of (window)->mark != NULL)
    garrison_watermark_layer_snapshot_over (private_of (window)->mark, native, snapshot);
}
