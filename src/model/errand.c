#include "model/errand.h"

typedef struct
{
  char *name;
  GarrisonArgs *args;
  char *request;
  GarrisonActResult *result; /* (nullable): nobody knows yet */
  char *undo;                /* (nullable): the request by which it was perhaps undone */
} Step;

struct _GarrisonErrand
{
  gatomicrefcount ref_count;
  GPtrArray *steps; /* of Step; only the last may be open */
};

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  garrison_args_unref (step->args);
  g_free (step->request);
  g_clear_pointer (&step->result, garrison_act_result_unref);
  g_free (step->undo);
  g_free (step);
}

GarrisonErrand *
garrison_errand_new (void)
{
  GarrisonErrand *self = g_new0 (GarrisonErrand, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  return self;
}

GarrisonErrand *
garrison_errand_ref (GarrisonErrand *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
garrison_errand_unref (GarrisonErrand *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->steps);
  g_free (self);
}

gboolean
garrison_errand_may_be_done (const GError *error)
{
  return g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN)
         || g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE);
}

static Step *
get_last (GarrisonErrand *self)
{
  return self->steps->len == 0 ? NULL : g_ptr_array_index (self->steps, self->steps->len - 1);
}

static void
drop_last (GarrisonErrand *self)
{
  g_ptr_array_set_size (self->steps, (int) self->steps->len - 1);
}

/* Returns: FALSE when it was not done; with a lost connection the step stays, open. */
static gboolean
ask (GarrisonErrand *self, Step *step, GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;

  step->result = garrison_store_act (store, step->name, step->args, step->request, cancellable, &local);
  if (step->result != NULL)
    return TRUE;
  if (!garrison_errand_may_be_done (local))
    drop_last (self);
  g_propagate_error (error, local);
  return FALSE;
}

/* Undone, or it cannot be: either way there is nothing more to do about it. */
static gboolean
undo_last (GarrisonErrand *self, GarrisonStore *store, GError **error)
{
  Step *step = get_last (self);
  g_autoptr (GarrisonActResult) undone = NULL;
  GError *local = NULL;

  if (step->undo == NULL)
    step->undo = g_uuid_string_random ();
  undone = garrison_store_undo_once (store, garrison_act_result_get_act (step->result), step->undo, NULL, &local);
  if (garrison_errand_may_be_done (local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  drop_last (self);
  return TRUE;
}

gboolean
garrison_errand_settle (GarrisonErrand *self, GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  Step *step;

  g_return_val_if_fail (self != NULL && GARRISON_IS_STORE (store), FALSE);

  step = get_last (self);
  if (step == NULL)
    return TRUE;
  if (step->undo != NULL)
    return undo_last (self, store, error);
  /* Whatever refuses it now: it was not done, and the errand goes on from there. */
  if (step->result != NULL || ask (self, step, store, cancellable, &local)
      || g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_REFUSED))
    {
      g_clear_error (&local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

GarrisonActResult *
garrison_errand_act (GarrisonErrand *self, GarrisonStore *store, const char *name, GarrisonArgs *args,
                     GCancellable *cancellable, GError **error)
{
  Step *step;

  g_return_val_if_fail (self != NULL && GARRISON_IS_STORE (store), NULL);
  g_return_val_if_fail (name != NULL && args != NULL, NULL);

  step = g_new0 (Step, 1);
  step->name = g_strdup (name);
  step->args = garrison_args_ref (args);
  step->request = g_uuid_string_random ();
  g_ptr_array_add (self->steps, step);
  return ask (self, step, store, cancellable, error) ? step->result : NULL;
}

GarrisonActResult *
garrison_errand_find (GarrisonErrand *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = self->steps->len; i > 0; i--)
    {
      Step *step = g_ptr_array_index (self->steps, i - 1);
      if (step->result != NULL && g_str_equal (step->name, name))
        return step->result;
    }
  return NULL;
}

GArray *
garrison_errand_get_acts (GarrisonErrand *self)
{
  GArray *acts = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (self != NULL, acts);

  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = g_ptr_array_index (self->steps, i);
      gint64 act = step->result != NULL ? garrison_act_result_get_act (step->result) : 0;
      if (act != 0)
        g_array_append_val (acts, act);
    }
  return acts;
}

gboolean
garrison_errand_take_back (GarrisonErrand *self, GarrisonStore *store, GError **error)
{
  g_return_val_if_fail (self != NULL && GARRISON_IS_STORE (store), FALSE);

  while (self->steps->len > 0 && get_last (self)->result != NULL)
    if (!undo_last (self, store, error))
      return FALSE;
  return TRUE;
}
