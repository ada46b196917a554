#include "model/customer-list.h"

#include "base/day.h"
#include "model/customer-pages.h"
#include "model/id-list.h"
#include "model/pace.h"
#include "model/question-compile.h"

/* What the first picture of a list needs, before all of it is known. */
#define FIRST_PAGE 256
/* Acts come in bursts: ask again when it has been quiet for this long, in milliseconds. */
#define FOLLOW_MS 100

struct _GarrisonCustomerList
{
  GObject parent_instance;
  GarrisonDirectory *directory;
  GarrisonRoster *roster;
  GarrisonStore *store;
  gulong changed_id, roster_id, rested_id;
  GarrisonCustomerPages *pages;

  GarrisonQuestion *question;
  char *question_text;
  char *search;
  char *sort;
  gboolean descending;

  GarrisonIdList *base;  /* what the question answered */
  GarrisonIdList *shown; /* the same, or what the search left of it */
  GCancellable *cancellable; /* of the answer that is awaited */
  GarrisonPace *pace;
  gboolean rest; /* all but the first page is to be asked for, when that is on the screen */
  gboolean busy;
  gboolean stale; /* the question was not answered since it was asked last */
};

static void garrison_customer_list_model_init (GListModelInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (GarrisonCustomerList, garrison_customer_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, garrison_customer_list_model_init))

enum
{
  PROP_BUSY = 1,
  PROP_TOTAL,
  N_PROPS
};
static GParamSpec *props[N_PROPS];
enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Asking: on a thread of its own, with everything it needs --------------------------------------- */

typedef struct
{
  GarrisonStore *store;
  GarrisonRoster *roster;
  GarrisonQuery query;
  gboolean ask;         /* the question, or only search in what is known */
  gboolean first;       /* the first page only */
  char *search;
  GarrisonIdList *base; /* given when not asking, else made */
  GarrisonIdList *shown;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->store);
  g_object_unref (asking->roster);
  garrison_query_clear (&asking->query);
  g_free (asking->search);
  g_clear_pointer (&asking->base, garrison_id_list_unref);
  g_clear_pointer (&asking->shown, garrison_id_list_unref);
  g_free (asking);
}

static gboolean
take_id (GarrisonRow *row, gpointer data)
{
  gint64 id = garrison_row_get_int (row, 0);

  g_array_append_val ((GArray *) data, id);
  return TRUE;
}

static gboolean
ask_base (Asking *asking, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup (asking->query.sql);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (asking->first)
    {
      g_free (sql);
      sql = g_strdup_printf ("SELECT q.id FROM (%s) AS q LIMIT %d", asking->query.sql, FIRST_PAGE);
    }
  if (!garrison_store_scan (asking->store, sql, asking->query.args, take_id, ids, cancellable, error))
    {
      g_array_unref (ids);
      return FALSE;
    }
  asking->base = garrison_id_list_new_take (ids);
  return TRUE;
}

static void
ask_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asking *asking = data;
  GError *error = NULL;

  if (asking->ask && !ask_base (asking, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (asking->search != NULL)
    {
      g_autoptr (GArray) matches = garrison_roster_search (asking->roster, asking->search);

      asking->shown = garrison_id_list_narrow (asking->base, matches);
    }
  else
    asking->shown = garrison_id_list_ref (asking->base);
  g_task_return_boolean (task, TRUE);
}

static void
set_busy (GarrisonCustomerList *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  garrison_pace_set_busy (self->pace, busy);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

/* One items-changed for the part that differs. */
static void
show (GarrisonCustomerList *self, Asking *asking)
{
  g_autoptr (GarrisonIdList) old = g_steal_pointer (&self->shown);
  guint head, tail, n, m;

  g_clear_pointer (&self->base, garrison_id_list_unref);
  self->base = g_steal_pointer (&asking->base);
  self->shown = g_steal_pointer (&asking->shown);
  garrison_id_list_compare (old, self->shown, &head, &tail);
  n = garrison_id_list_get_size (old) - head - tail;
  m = garrison_id_list_get_size (self->shown) - head - tail;
  if (n > 0 || m > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n, m);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOTAL]);
}

static void ask (GarrisonCustomerList *self, gboolean again, gboolean first);

static void
on_rested (GarrisonCustomerList *self)
{
  if (self->rest)
    ask (self, TRUE, FALSE);
}

/* The rows that people wait for go before the ids that they do not see: of a million customers these keep the
 * server, the program and the disk from it. */
static void
await_first_page (GarrisonCustomerList *self)
{
  g_autoptr (GObject) first = g_list_model_get_item (G_LIST_MODEL (self), 0);

  self->rest = TRUE;
  if (!garrison_customer_pages_is_reading (self->pages))
    on_rested (self);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonCustomerList *self = GARRISON_CUSTOMER_LIST (source);
  Asking *asking = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return; /* a newer wish is on its way */
  g_clear_object (&self->cancellable);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->stale = self->stale && (!asking->ask || asking->first);
      show (self, asking);
      if (asking->first)
        {
          await_first_page (self);
          return;
        }
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  set_busy (self, FALSE);
}

static gboolean
compile (GarrisonCustomerList *self, GarrisonQuery *query)
{
  GarrisonQuestionContext context;
  g_autoptr (GError) error = NULL;

  garrison_question_context_init (&context, self->store);
  if (garrison_question_compile_ids (self->question, &context, self->sort, self->descending, query, &error))
    return TRUE;
  g_signal_emit (self, signals[FAILED], 0, error);
  return FALSE;
}

/* @again: ask the question; otherwise only search anew in what it answered. */
static void
ask (GarrisonCustomerList *self, gboolean again, gboolean first)
{
  g_autoptr (GTask) task = NULL;
  Asking *asking;

  if (self->question == NULL || self->store == NULL)
    return;
  self->rest = FALSE;
  /* What is asked anew must be answered, also when a search cuts in before it was. */
  self->stale = self->stale || again || self->base == NULL;
  again = self->stale;
  asking = g_new0 (Asking, 1);
  asking->store = g_object_ref (self->store);
  asking->roster = g_object_ref (self->roster);
  asking->ask = again;
  asking->first = first && self->search == NULL;
  asking->search = g_strdup (self->search);
  if (!again)
    asking->base = garrison_id_list_ref (self->base);
  else if (!compile (self, &asking->query))
    {
      asking_free (asking);
      return;
    }
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  task = g_task_new (self, self->cancellable, on_asked, NULL);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);
  g_task_run_in_thread (task, ask_thread);
}

/* Following ---------------------------------------------------------------------------------------- */

static void
on_due (gpointer data)
{
  ask (data, TRUE, FALSE);
}

static void
on_store_changed (GarrisonStore *store, GarrisonChange *change, GarrisonCustomerList *self)
{
  gsize n;
  const gint64 *ids = garrison_change_get_customers (change, &n);

  if (garrison_change_touches (change, "customer") || ids != NULL)
    garrison_customer_pages_refresh (self->pages, ids, n);
  if (garrison_change_touches (change, "customer"))
    garrison_pace_news (self->pace);
}

static void
on_roster_changed (GarrisonRoster *roster, GarrisonCustomerList *self)
{
  if (self->search != NULL && self->base != NULL)
    ask (self, FALSE, FALSE);
}

/* GListModel --------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return GARRISON_TYPE_CUSTOMER;
}

static guint
get_n_items (GListModel *model)
{
  return garrison_id_list_get_size (GARRISON_CUSTOMER_LIST (model)->shown);
}

static gpointer
get_item (GListModel *model, guint position)
{
  GarrisonCustomerList *self = GARRISON_CUSTOMER_LIST (model);

  if (position >= garrison_id_list_get_size (self->shown))
    return NULL;
  return garrison_customer_pages_get (self->pages, self->shown, position);
}

static void
garrison_customer_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Object ------------------------------------------------------------------------------------------- */

static void
garrison_customer_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GarrisonCustomerList *self = GARRISON_CUSTOMER_LIST (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, garrison_customer_list_get_total (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
garrison_customer_list_dispose (GObject *object)
{
  GarrisonCustomerList *self = GARRISON_CUSTOMER_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pace, garrison_pace_free);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  if (self->roster != NULL)
    g_clear_signal_handler (&self->roster_id, self->roster);
  if (self->pages != NULL)
    g_clear_signal_handler (&self->rested_id, self->pages);
  g_clear_object (&self->pages);
  g_clear_object (&self->store);
  g_clear_object (&self->roster);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_customer_list_parent_class)->dispose (object);
}

static void
garrison_customer_list_finalize (GObject *object)
{
  GarrisonCustomerList *self = GARRISON_CUSTOMER_LIST (object);

  g_clear_pointer (&self->question, garrison_question_unref);
  g_clear_pointer (&self->base, garrison_id_list_unref);
  g_clear_pointer (&self->shown, garrison_id_list_unref);
  g_free (self->question_text);
  g_free (self->search);
  g_free (self->sort);
  G_OBJECT_CLASS (garrison_customer_list_parent_class)->finalize (object);
}

static void
garrison_customer_list_class_init (GarrisonCustomerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = garrison_customer_list_get_property;
  object_class->dispose = garrison_customer_list_dispose;
  object_class->finalize = garrison_customer_list_finalize;
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
garrison_customer_list_init (GarrisonCustomerList *self)
{
  self->shown = garrison_id_list_new_take (g_array_new (FALSE, FALSE, sizeof (gint64)));
  self->pace = garrison_pace_new (FOLLOW_MS, on_due, self);
}

GarrisonCustomerList *
garrison_customer_list_new (GarrisonDirectory *directory, GarrisonRoster *roster)
{
  GarrisonCustomerList *self;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (GARRISON_IS_ROSTER (roster), NULL);

  self = g_object_new (GARRISON_TYPE_CUSTOMER_LIST, NULL);
  self->directory = g_object_ref (directory);
  self->roster = g_object_ref (roster);
  self->store = g_object_ref (garrison_directory_get_store (directory));
  self->pages = garrison_customer_pages_new (directory);
  self->rested_id = g_signal_connect_swapped (self->pages, "rested", G_CALLBACK (on_rested), self);
  self->changed_id = g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  self->roster_id = g_signal_connect (roster, "changed", G_CALLBACK (on_roster_changed), self);
  return self;
}

gboolean
garrison_customer_list_set_question (GarrisonCustomerList *self, const char *question, GError **error)
{
  g_autoptr (GarrisonQuestion) parsed = NULL;
  const GarrisonRelation *relation;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_LIST (self) && question != NULL, FALSE);

  parsed = garrison_question_parse (garrison_directory_get_catalogue (self->directory), question, error);
  if (parsed == NULL)
    return FALSE;
  relation = garrison_question_get_relation (parsed);
  if (!g_str_equal (relation->key, "customer"))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION, "not a question of customers");
      return FALSE;
    }
  g_clear_pointer (&self->question, garrison_question_unref);
  self->question = g_steal_pointer (&parsed);
  g_free (self->question_text);
  self->question_text = g_strdup (question);
  ask (self, TRUE, TRUE);
  return TRUE;
}

const char *
garrison_customer_list_get_question (GarrisonCustomerList *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_LIST (self), NULL);
  return self->question_text;
}

void
garrison_customer_list_set_search (GarrisonCustomerList *self, const char *text)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_LIST (self));

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (self->search, text) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (text);
  ask (self, FALSE, FALSE);
}

void
garrison_customer_list_set_sort (GarrisonCustomerList *self, const char *field, gboolean descending)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_LIST (self));

  if (g_strcmp0 (self->sort, field) == 0 && self->descending == descending)
    return;
  g_free (self->sort);
  self->sort = g_strdup (field);
  self->descending = descending;
  ask (self, TRUE, TRUE);
}

void
garrison_customer_list_reload (GarrisonCustomerList *self)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_LIST (self));
  ask (self, TRUE, FALSE);
}

gboolean
garrison_customer_list_is_busy (GarrisonCustomerList *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_LIST (self), FALSE);
  return self->busy;
}

guint
garrison_customer_list_get_total (GarrisonCustomerList *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_LIST (self), 0);
  return self->base != NULL ? garrison_id_list_get_size (self->base) : 0;
}

gint64
garrison_customer_list_get_id (GarrisonCustomerList *self, guint position)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_LIST (self), 0);
  return garrison_id_list_get_id (self->shown, position);
}

gboolean
garrison_customer_list_find (GarrisonCustomerList *self, gint64 id, guint *position)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_LIST (self), FALSE);
  return garrison_id_list_find (self->shown, id, position);
}
