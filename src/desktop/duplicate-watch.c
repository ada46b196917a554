#include "desktop/duplicate-watch.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"
#include "model/sentence.h"

#define PAUSE_MS 500
#define SHORTEST 2 /* characters of a name that are worth an asking */
#define KEY "duplicate-watch"

typedef struct
{
  GarrisonFormDialog *dialog; /* owns this */
  GCancellable *cancellable;
  guint pause;
  char *asked; /* (nullable): what the last answer was for */
  gint64 customer;
  char *name; /* (nullable): what may be asked for */
  gboolean shown;
} Watch;

/* What a call comes back to; the dialog may be gone. */
typedef struct
{
  GWeakRef dialog;
} Call;

static Call *
call_new (GarrisonFormDialog *dialog)
{
  Call *call = g_new0 (Call, 1);

  g_weak_ref_init (&call->dialog, dialog);
  return call;
}

static GarrisonFormDialog *
call_free (Call *call)
{
  GarrisonFormDialog *dialog = g_weak_ref_get (&call->dialog);

  g_weak_ref_clear (&call->dialog);
  g_free (call);
  return dialog;
}

static void
stop (Watch *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
watch_free (gpointer data)
{
  Watch *self = data;

  stop (self);
  g_free (self->asked);
  g_free (self->name);
  g_free (self);
}

static char *
describe (Watch *self, GarrisonActResult *result)
{
  GarrisonWindow *window = garrison_form_dialog_get_window (self->dialog);
  gint64 owner = garrison_act_result_get_int (result, "owner");
  gint until = (gint) garrison_act_result_get_int (result, "protected_until");
  const char *person = owner == 0 ? NULL : garrison_directory_get_person_name (garrison_window_get_directory (window), owner);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *day = NULL;

  if (person == NULL)
    return g_strdup (_ ("This customer may be in the system already; nobody holds it."));
  if (until == 0)
    /* Translators: a person's name, twice */
    return g_strdup_printf (_ ("This customer may be in the system already; it belongs to %s. Talk to %s."), person, person);
  day = garrison_day_format (until, garrison_day_of_instant (g_get_real_time (), zone), garrison_locale_is_chinese ());
  /* Translators: a person's name, a day, the name again */
  return g_strdup_printf (_ ("This customer may be in the system already; it belongs to %s and is protected until %s. Talk to %s."), person, day,
                          person);
}

static void
show (Watch *self, GarrisonActResult *result)
{
  g_autofree char *sentence = NULL;

  if (garrison_act_result_get_int (result, "found") == 0)
    {
      if (self->shown)
        garrison_form_dialog_show_mistake (self->dialog, NULL, NULL, NULL);
      self->shown = FALSE;
      return;
    }
  sentence = describe (self, result);
  self->customer = garrison_act_result_get_int (result, "customer");
  self->shown = TRUE;
  garrison_form_dialog_show_mistake (self->dialog, sentence, self->customer != 0 ? _ ("_Open it") : _ ("_Ask for it"), NULL);
}

/* A refusal says that the day's allowance is used up: saving says so too, typing is left alone. */
static void
on_checked (GObject *source, GAsyncResult *res, gpointer data)
{
  g_autoptr (GarrisonFormDialog) dialog = call_free (data);
  g_autoptr (GarrisonActResult) result = garrison_store_act_finish (GARRISON_STORE (source), res, NULL);
  Watch *self = dialog == NULL ? NULL : g_object_get_data (G_OBJECT (dialog), KEY);

  if (self == NULL || result == NULL || self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_object (&self->cancellable);
  show (self, result);
}

static gboolean
ask (gpointer data)
{
  Watch *self = data;
  GarrisonForm *form = garrison_form_dialog_get_form (self->dialog);
  GarrisonStore *store = garrison_window_get_store (garrison_form_dialog_get_window (self->dialog));
  g_autofree char *name = garrison_form_get_text (form, "name");
  g_autofree char *phone = garrison_form_get_text (form, "phone");
  g_autofree char *email = garrison_form_get_text (form, "email");
  g_autofree char *asked = NULL;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  self->pause = 0;
  g_strstrip (name);
  asked = g_strjoin ("\n", name, phone, email, NULL);
  if (store == NULL || g_utf8_strlen (name, -1) < SHORTEST || g_strcmp0 (asked, self->asked) == 0)
    return G_SOURCE_REMOVE;
  g_free (self->asked);
  self->asked = g_steal_pointer (&asked);
  g_free (self->name);
  self->name = g_strdup (name);
  garrison_args_set_text (args, "name", name);
  garrison_args_set_text (args, "phone", *phone != '\0' ? phone : NULL);
  garrison_args_set_text (args, "email", *email != '\0' ? email : NULL);
  self->cancellable = g_cancellable_new ();
  garrison_store_act_async (store, "check-duplicate", args, NULL, self->cancellable, on_checked, call_new (self->dialog));
  return G_SOURCE_REMOVE;
}

static void
on_typed (Watch *self)
{
  stop (self);
  self->pause = g_timeout_add (PAUSE_MS, ask, self);
}

void
garrison_duplicate_watch_add (GarrisonFormDialog *dialog)
{
  static const char *const rows[] = { "name", "phone", "email" };
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);
  Watch *self = g_new0 (Watch, 1);

  self->dialog = dialog;
  g_object_set_data_full (G_OBJECT (dialog), KEY, self, watch_free);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkText *entry = garrison_form_get_entry (form, rows[i]);

      if (entry != NULL)
        g_signal_connect_data (entry, "changed", G_CALLBACK (on_typed), self, NULL, G_CONNECT_SWAPPED);
    }
}

static void
on_asked (GObject *source, GAsyncResult *res, gpointer data)
{
  g_autoptr (GarrisonFormDialog) dialog = call_free (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_act_finish (GARRISON_STORE (source), res, &error);
  g_autofree char *sentence = NULL;

  if (dialog == NULL)
    return;
  if (result == NULL)
    sentence = garrison_sentence_for_error (error);
  garrison_form_dialog_show_mistake (dialog, sentence != NULL ? sentence : _ ("Your request is on its way."), NULL, NULL);
}

gboolean
garrison_duplicate_watch_remedy (GarrisonFormDialog *dialog)
{
  Watch *self = g_object_get_data (G_OBJECT (dialog), KEY);
  GarrisonStore *store = garrison_window_get_store (garrison_form_dialog_get_window (dialog));
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *target = NULL, *text = NULL;

  if (self == NULL || !self->shown)
    return FALSE;
  self->shown = FALSE;
  if (self->customer != 0)
    {
      target = g_strdup_printf ("%" G_GINT64_FORMAT, self->customer);
      garrison_window_show_target (garrison_form_dialog_get_window (dialog), target);
      gtk_window_destroy (GTK_WINDOW (dialog));
      return TRUE;
    }
  /* Translators: a customer's name */
  text = g_strdup_printf (_ ("I would like to take care of %s."), self->name);
  garrison_args_set_text (args, "kind", "other");
  garrison_args_set_text (args, "text", text);
  garrison_store_act_async (store, "ask-for", args, NULL, NULL, on_asked, call_new (dialog));
  return TRUE;
}
