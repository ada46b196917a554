#include "store/preview.h"

#include "store/rows-private.h"
#include "store/store-class.h"

/* "@name" stands for a relation of the desk. What the person disclosed counts as masked: that they did is told to
 * whoever sees signals, not here. */
static const char SQL[]
  = "SELECT 'customer' AS relation, NULL AS field, 'reached' AS what, count(*) AS n FROM @customer AS x"
    " UNION ALL SELECT 'contact', NULL, 'reached', count(*) FROM @contact AS x"
    " UNION ALL SELECT 'deal', NULL, 'reached', count(*) FROM @deal AS x"
    " UNION ALL SELECT 'task', NULL, 'reached', count(*) FROM @task AS x"
    " UNION ALL SELECT 'right', rr.name, rr.scope, NULL FROM role_right rr JOIN person p ON p.role = rr.role"
    " WHERE p.id = $person"
    " UNION ALL SELECT 'customer', NULL, 'sample', count(*) FROM @customer AS x WHERE x.id = $customer"
    " UNION ALL SELECT v.relation, v.field, CASE WHEN v.value IS NOT NULL AND EXISTS (SELECT 1 FROM role_field r"
    " JOIN person p ON p.role = r.role WHERE p.id = $person AND r.relation = v.relation AND r.field = v.field"
    " AND r.rule IN ('read', 'edit')) THEN 'shown' ELSE 'masked' END, count(*)"
    " FROM @contact_detail AS v WHERE v.customer = $customer GROUP BY 1, 2, 3";

/* What oneself knows of: whether there is such a customer, and how many details. */
static const char SAMPLE[] = "SELECT c.id FROM customer c WHERE c.id = :customer";
static const char DETAILS[] = "SELECT v.relation, v.field, count(*) FROM contact_detail v WHERE v.customer = :customer"
                              " GROUP BY v.relation, v.field ORDER BY v.relation, v.field";

typedef struct
{
  char *(*relation) (const char *name, gpointer data);
  gpointer data;
  const char *person;
  const char *customer;
} Writer;

static gboolean
write_word (const GMatchInfo *match, GString *out, gpointer data)
{
  Writer *writer = data;
  g_autofree char *word = g_match_info_fetch (match, 0), *text = NULL;

  if (*word == '$')
    text = g_strdup (g_str_equal (word, "$person") ? writer->person : writer->customer);
  else
    text = writer->relation (word + 1, writer->data);
  g_string_append (out, text);
  return FALSE;
}

char *
garrison_preview_write (char *(*relation) (const char *name, gpointer data), gpointer data, const char *person,
                        const char *customer)
{
  g_autoptr (GRegex) regex = g_regex_new ("[@$][a-z_]+", 0, 0, NULL);
  Writer writer = { relation, data, person, customer };

  g_return_val_if_fail (relation != NULL && person != NULL && customer != NULL, NULL);

  return g_regex_replace_eval (regex, SQL, -1, 0, 0, write_word, &writer, NULL);
}

/* ---- the answer ----------------------------------------------------------------------------------- */

static gboolean
may_preview (GarrisonStore *self, gint64 person, GError **error)
{
  g_autoptr (GarrisonSession) session = garrison_store_state_dup_session (garrison_store_get_state (self));

  if (session != NULL && garrison_session_get_scope (session, "role.edit") != NULL
      && garrison_session_reaches (session, "person.edit", person))
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, session == NULL ? GARRISON_ERROR_NOT_SIGNED_IN : GARRISON_ERROR_DENIED,
                       "what this person sees is not to be looked at");
  return FALSE;
}

static GarrisonArgs *
args_new (gint64 customer)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, "customer", customer);
  return args;
}

/* (nullable): the details of @customer that oneself knows of. */
static GarrisonRows *
read_own (GarrisonStore *self, gint64 customer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = args_new (customer);
  g_autoptr (GarrisonRows) there = garrison_store_read (self, SAMPLE, args, cancellable, error);

  if (there == NULL)
    return NULL;
  if (customer != 0 && garrison_rows_get_size (there) == 0)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "the sample is out of reach");
      return NULL;
    }
  return garrison_store_read (self, DETAILS, args, cancellable, error);
}

typedef struct
{
  GarrisonRows *own;  /* relation, field, n */
  gint64 *known;      /* of each of these, how many the other one knows of */
  GarrisonRows *rows; /* (nullable): what is answered */
} Preview;

static void
begin (guint n_columns, const char *const *names, gpointer data)
{
  Preview *preview = data;

  preview->rows = garrison_rows_new (n_columns, names);
}

static gboolean
keep (GarrisonRow *row, gpointer data)
{
  Preview *preview = data;
  g_autofree char *relation = g_strdup (garrison_row_get_text (row, 0, NULL));
  g_autofree char *field = g_strdup (garrison_row_get_text (row, 1, NULL));
  gboolean detail = field != NULL && g_strcmp0 (relation, "right") != 0, own = FALSE;

  for (guint i = 0; detail && i < garrison_rows_get_size (preview->own); i++)
    if (g_strcmp0 (garrison_rows_get_text (preview->own, i, 0), relation) == 0
        && g_strcmp0 (garrison_rows_get_text (preview->own, i, 1), field) == 0)
      {
        preview->known[i] += garrison_row_get_int (row, 3);
        own = TRUE;
      }
  /* What is hidden from oneself is told of nobody. */
  if (!detail || own)
    garrison_rows_append (preview->rows, row);
  return TRUE;
}

/* A row of what the other one knows nothing of. */
typedef struct
{
  GarrisonRow head;
  const char *texts[3];
  gint64 n;
} Hidden;

static GarrisonValueKind
hidden_get_kind (GarrisonRow *row, guint column)
{
  return column < 3 ? GARRISON_VALUE_TEXT : GARRISON_VALUE_INT;
}

static gint64
hidden_get_int (GarrisonRow *row, guint column)
{
  return ((Hidden *)row)->n;
}

static double
hidden_get_real (GarrisonRow *row, guint column)
{
  return (double)((Hidden *)row)->n;
}

static const char *
hidden_get_text (GarrisonRow *row, guint column, gsize *length)
{
  const char *text = column < 3 ? ((Hidden *)row)->texts[column] : NULL;

  if (length != NULL)
    *length = text == NULL ? 0 : strlen (text);
  return text;
}

static void
add_hidden (Preview *preview)
{
  for (guint i = 0; i < garrison_rows_get_size (preview->own); i++)
    {
      Hidden hidden = { { hidden_get_kind, hidden_get_int, hidden_get_real, hidden_get_text },
                        { garrison_rows_get_text (preview->own, i, 0), garrison_rows_get_text (preview->own, i, 1),
                          "hidden" },
                        garrison_rows_get_int (preview->own, i, 2) - preview->known[i] };

      if (hidden.n > 0)
        garrison_rows_append (preview->rows, &hidden.head);
    }
}

GarrisonRows *
garrison_store_preview (GarrisonStore *self, gint64 person, gint64 customer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonRows) own = NULL, rows = NULL;
  g_autofree gint64 *known = NULL;
  Preview preview = { 0 };
  GarrisonWalk walk = { begin, keep, &preview };

  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);

  if (!may_preview (self, person, error))
    return NULL;
  own = read_own (self, customer, cancellable, error);
  if (own == NULL)
    return NULL;
  known = g_new0 (gint64, garrison_rows_get_size (own) + 1);
  preview.own = own;
  preview.known = known;
  if (!garrison_store_walk_preview (self, person, customer, &walk, cancellable, error))
    {
      g_clear_pointer (&preview.rows, garrison_rows_unref);
      return NULL;
    }
  rows = preview.rows;
  if (rows == NULL || garrison_rows_get_size (rows) == 0)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_MISSING, "there is no such person");
      return NULL;
    }
  add_hidden (&preview);
  return g_steal_pointer (&rows);
}

/* ---- beside the main thread ----------------------------------------------------------------------- */

typedef struct
{
  gint64 person;
  gint64 customer;
} Wish;

static void
preview_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  GError *error = NULL;
  GarrisonRows *rows = garrison_store_preview (source, wish->person, wish->customer, cancellable, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, rows, (GDestroyNotify)garrison_rows_unref);
}

void
garrison_store_preview_async (GarrisonStore *self, gint64 person, gint64 customer, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Wish wish = { person, customer };

  g_return_if_fail (GARRISON_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, garrison_store_preview_async);
  g_task_set_task_data (task, g_memdup2 (&wish, sizeof wish), g_free);
  g_task_run_in_thread (task, preview_thread);
}

GarrisonRows *
garrison_store_preview_finish (GarrisonStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
