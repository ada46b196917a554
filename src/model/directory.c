#include "model/directory-private.h"

#include <string.h>

#include "base/day.h"
#include "base/text.h"

/* What one reading of the small relations brought; made on any thread, applied on the main one. */
typedef struct
{
  GarrisonRows *people;
  GarrisonRows *holdings;
  GarrisonRows *settings;
  GarrisonRows *fields;
  GarrisonRows *rules;
  GPtrArray *choices; /* of GarrisonRows */
} Reading;

struct _GarrisonDirectory
{
  GObject parent_instance;
  GarrisonStore *store;
  gulong changed_id;
  GHashTable *people;     /* gint64 id → GarrisonPerson */
  GHashTable *choices;    /* "list\x1fid" → GarrisonChoice */
  GHashTable *lists;      /* list → GListStore */
  GHashTable *settings;   /* key → value */
  GListStore *all_people;
  GListStore *reach;
  GarrisonCatalogue *catalogue;
  GCancellable *cancellable;
  gboolean reloading;
  gboolean again;
};

G_DEFINE_FINAL_TYPE (GarrisonDirectory, garrison_directory, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char PEOPLE_SQL[] =
  "SELECT p.id, p.login, p.name, p.team, p.role, p.manager, p.active, p.holding_cap "
  "FROM person p ORDER BY p.sort_key, p.id";
static const char HOLDINGS_SQL[] = "SELECT h.person, h.n FROM holding h";
static const char SETTINGS_SQL[] = "SELECT s.key, s.value FROM setting s";

/* Each gives id, list, key, name, position, active, parent, kind, number, days. */
static const char *const CHOICE_SQL[] = {
  "SELECT c.id, c.list, c.key, c.name, c.position, c.active, 0, NULL, 0, 0 FROM choice c ORDER BY c.list, c.position, c.id",
  "SELECT t.id, 'team', NULL, t.name, t.id, t.active, t.parent, t.path, 0, 0 FROM team t ORDER BY t.path",
  "SELECT r.id, 'role', r.key, r.name, r.id, 1, 0, NULL, 0, 0 FROM role r ORDER BY r.id",
  "SELECT s.id, 'stage', s.key, s.name, s.position, s.active, 0, s.kind, s.probability, s.rest_days FROM stage s ORDER BY s.position, s.id",
  "SELECT p.id, 'product', p.code, p.name, p.id, p.active, p.category, p.currency, p.price, 0 FROM product p ORDER BY p.name, p.id",
  "SELECT p.id, 'pool', NULL, p.name, p.id, p.active, 0, NULL, 0, 0 FROM pool p ORDER BY p.id",
  "SELECT t.id, 'tag', NULL, t.name, t.id, 1, 0, NULL, 0, 0 FROM tag t ORDER BY t.name",
};
static const char FIELD_SQL[] =
  "SELECT f.id, f.relation, f.key, f.name, f.type FROM field f WHERE f.active = 1 ORDER BY f.position, f.id";
/* What the role of whoever is signed in may do with fields. */
static const char RULES_SQL[] = "SELECT CASE WHEN substr(f.field, 1, 4) = 'own#' THEN f.field ELSE f.relation || '.' || f.field END, f.rule"
                                " FROM role_field f JOIN person p ON p.role = f.role WHERE p.id = :me";
static const char *const WATCHED[] = { "person", "team", "role", "role_right", "role_field", "choice", "stage",
                                       "product", "pool", "tag", "field", "setting" };

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->people, garrison_rows_unref);
  g_clear_pointer (&reading->holdings, garrison_rows_unref);
  g_clear_pointer (&reading->settings, garrison_rows_unref);
  g_clear_pointer (&reading->fields, garrison_rows_unref);
  g_clear_pointer (&reading->rules, garrison_rows_unref);
  g_clear_pointer (&reading->choices, g_ptr_array_unref);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static Reading *
read_all (GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (Reading) reading = g_new0 (Reading, 1);
  g_autoptr (GarrisonArgs) me = garrison_args_new ();

  reading->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_rows_unref);
  reading->people = garrison_store_read (store, PEOPLE_SQL, NULL, cancellable, error);
  if (reading->people == NULL)
    return NULL;
  reading->holdings = garrison_store_read (store, HOLDINGS_SQL, NULL, cancellable, error);
  if (reading->holdings == NULL)
    return NULL;
  reading->settings = garrison_store_read (store, SETTINGS_SQL, NULL, cancellable, error);
  if (reading->settings == NULL)
    return NULL;
  reading->fields = garrison_store_read (store, FIELD_SQL, NULL, cancellable, error);
  if (reading->fields == NULL)
    return NULL;
  garrison_args_set_int (me, "me", garrison_store_get_me (store));
  reading->rules = garrison_store_read (store, RULES_SQL, me, cancellable, error);
  if (reading->rules == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (CHOICE_SQL); i++)
    {
      GarrisonRows *rows = garrison_store_read (store, CHOICE_SQL[i], NULL, cancellable, error);

      if (rows == NULL)
        return NULL;
      g_ptr_array_add (reading->choices, rows);
    }
  return g_steal_pointer (&reading);
}

/* Replaces the content of @store, but only tells when it is another content. */
static void
replace_items (GListStore *store, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  gboolean same = n == items->len;

  for (guint i = 0; same && i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      same = item == g_ptr_array_index (items, i);
    }
  if (!same)
    g_list_store_splice (store, 0, n, items->pdata, items->len);
}

static GarrisonPerson *
take_person (GarrisonDirectory *self, GarrisonRows *rows, guint row)
{
  gint64 id = garrison_rows_get_int (rows, row, 0);
  GarrisonPerson *person = g_hash_table_lookup (self->people, &id);

  if (person != NULL)
    {
      garrison_person_update (person, rows, row);
      return person;
    }
  person = garrison_person_new (rows, row);
  g_hash_table_insert (self->people, g_memdup2 (&id, sizeof id), person);
  return person;
}

static void
apply_holdings (GarrisonDirectory *self, GarrisonRows *rows)
{
  g_autoptr (GHashTable) holds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer person;

  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      gint64 id = garrison_rows_get_int (rows, i, 0);
      gint64 n = garrison_rows_get_int (rows, i, 1);

      g_hash_table_insert (holds, g_memdup2 (&id, sizeof id), g_memdup2 (&n, sizeof n));
    }
  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    {
      gint64 id = garrison_person_get_id (person);
      gint64 *n = g_hash_table_lookup (holds, &id);

      garrison_person_set_holds (person, n != NULL ? *n : 0);
    }
}

static void
apply_people (GarrisonDirectory *self, GarrisonRows *rows)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) reach = g_ptr_array_new ();

  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      GarrisonPerson *person = take_person (self, rows, i);

      g_ptr_array_add (all, person);
      if (garrison_person_is_active (person)
          && garrison_store_reaches (self->store, "customer.see", garrison_person_get_id (person)))
        g_ptr_array_add (reach, person);
    }
  replace_items (self->all_people, all);
  replace_items (self->reach, reach);
}

static char *
choice_key (const char *list, gint64 id)
{
  return g_strdup_printf ("%s\x1f%" G_GINT64_FORMAT, list, id);
}

static GListStore *
ensure_list (GarrisonDirectory *self, const char *list)
{
  GListStore *store = g_hash_table_lookup (self->lists, list);

  if (store == NULL)
    {
      store = g_list_store_new (GARRISON_TYPE_CHOICE);
      g_hash_table_insert (self->lists, g_strdup (list), store);
    }
  return store;
}

static void
apply_choices (GarrisonDirectory *self, GPtrArray *readings)
{
  g_autoptr (GHashTable) active = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer list, store;

  g_hash_table_remove_all (self->choices);
  for (guint i = 0; i < readings->len; i++)
    {
      GarrisonRows *rows = g_ptr_array_index (readings, i);

      for (guint row = 0; row < garrison_rows_get_size (rows); row++)
        {
          GarrisonChoice *choice = garrison_choice_new (rows, row);
          const char *name = garrison_choice_get_list (choice);
          GPtrArray *items;

          g_hash_table_insert (self->choices, choice_key (name, garrison_choice_get_id (choice)), choice);
          ensure_list (self, name);
          if (!garrison_choice_is_active (choice))
            continue;
          items = g_hash_table_lookup (active, name);
          if (items == NULL)
            {
              items = g_ptr_array_new ();
              g_hash_table_insert (active, (gpointer) name, items);
            }
          g_ptr_array_add (items, choice);
        }
    }
  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, &list, &store))
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      GPtrArray *items = g_hash_table_lookup (active, list);

      replace_items (store, items != NULL ? items : none);
    }
}

/* Which names of the question language a list of choices is; plain choices are their own lists. */
static GarrisonNameKind
name_kind (const char *list)
{
  static const struct
  {
    const char *list;
    GarrisonNameKind kind;
  } kinds[] = {
    { "team", GARRISON_NAME_TEAM },       { "role", GARRISON_NAME_ROLE }, { "stage", GARRISON_NAME_STAGE },
    { "product", GARRISON_NAME_PRODUCT }, { "pool", GARRISON_NAME_POOL }, { "tag", GARRISON_NAME_TAG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].list, list))
      return kinds[i].kind;
  return GARRISON_NAME_CHOICE;
}

/* FIELD_SQL: id, relation, key, name, type. */
static void
apply_names (GarrisonDirectory *self, Reading *reading)
{
  g_autoptr (GarrisonNames) names = garrison_names_new ();

  for (guint i = 0; i < garrison_rows_get_size (reading->people); i++)
    garrison_names_add (names, GARRISON_NAME_PERSON, NULL, garrison_rows_get_int (reading->people, i, 0),
                        garrison_rows_get_text (reading->people, i, 1), garrison_rows_get_text (reading->people, i, 2),
                        garrison_rows_get_int (reading->people, i, 6));
  for (guint i = 0; i < reading->choices->len; i++)
    {
      GarrisonRows *rows = g_ptr_array_index (reading->choices, i);

      for (guint row = 0; row < garrison_rows_get_size (rows); row++)
        {
          const char *list = garrison_rows_get_text (rows, row, 1);
          GarrisonNameKind kind = name_kind (list);

          garrison_names_add (names, kind, kind == GARRISON_NAME_CHOICE ? list : NULL, garrison_rows_get_int (rows, row, 0),
                              garrison_rows_get_text (rows, row, 2), garrison_rows_get_text (rows, row, 3),
                              garrison_rows_get_int (rows, row, 5));
        }
    }
  for (guint i = 0; i < garrison_rows_get_size (reading->fields); i++)
    garrison_names_add_own_field (names, garrison_rows_get_int (reading->fields, i, 0),
                                  garrison_rows_get_text (reading->fields, i, 1), garrison_rows_get_text (reading->fields, i, 2),
                                  garrison_rows_get_text (reading->fields, i, 3), garrison_rows_get_text (reading->fields, i, 4));
  for (guint i = 0; i < garrison_rows_get_size (reading->rules); i++)
    garrison_names_add_rule (names, garrison_rows_get_text (reading->rules, i, 0), garrison_rows_get_text (reading->rules, i, 1));
  g_clear_pointer (&self->catalogue, garrison_catalogue_unref);
  self->catalogue = garrison_catalogue_new (names);
}

static void
apply (GarrisonDirectory *self, Reading *reading)
{
  g_hash_table_remove_all (self->settings);
  for (guint i = 0; i < garrison_rows_get_size (reading->settings); i++)
    g_hash_table_insert (self->settings, g_strdup (garrison_rows_get_text (reading->settings, i, 0)),
                         g_strdup (garrison_rows_get_text (reading->settings, i, 1)));
  apply_names (self, reading);
  apply_choices (self, reading->choices);
  apply_people (self, reading->people);
  apply_holdings (self, reading->holdings);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
garrison_directory_load (GarrisonDirectory *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (Reading) reading = NULL;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self), FALSE);

  reading = read_all (self->store, cancellable, error);
  if (reading == NULL)
    return FALSE;
  apply (self, reading);
  return TRUE;
}

static void
load_thread (GTask *task, gpointer source, gpointer store, GCancellable *cancellable)
{
  GError *error = NULL;
  Reading *reading = read_all (store, cancellable, &error);

  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify) reading_free);
  else
    g_task_return_error (task, error);
}

void
garrison_directory_load_async (GarrisonDirectory *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GARRISON_IS_DIRECTORY (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, garrison_directory_load_async);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, load_thread);
}

gboolean
garrison_directory_load_finish (GarrisonDirectory *self, GAsyncResult *result, GError **error)
{
  g_autoptr (Reading) reading = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  reading = g_task_propagate_pointer (G_TASK (result), error);
  if (reading == NULL)
    return FALSE;
  apply (self, reading);
  return TRUE;
}

static void reload (GarrisonDirectory *self);

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonDirectory *self = GARRISON_DIRECTORY (source);
  g_autoptr (GError) error = NULL;

  self->reloading = FALSE;
  if (!garrison_directory_load_finish (self, result, &error))
    g_debug ("directory not reloaded: %s", error->message);
  if (self->again)
    reload (self);
}

static void
reload (GarrisonDirectory *self)
{
  self->again = self->reloading;
  if (self->reloading)
    return;
  self->reloading = TRUE;
  garrison_directory_load_async (self, self->cancellable, on_reloaded, NULL);
}

static void
on_holdings (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonDirectory) self = data;
  g_autoptr (GarrisonRows) rows = garrison_store_read_finish (GARRISON_STORE (source), result, NULL);

  if (rows != NULL)
    apply_holdings (self, rows);
}

static void
on_store_changed (GarrisonStore *store, GarrisonChange *change, GarrisonDirectory *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (WATCHED); i++)
    if (garrison_change_touches (change, WATCHED[i]))
      {
        reload (self);
        return;
      }
  if (garrison_change_touches (change, "holding"))
    garrison_store_read_async (store, HOLDINGS_SQL, NULL, self->cancellable, on_holdings, g_object_ref (self));
}

static void
garrison_directory_dispose (GObject *object)
{
  GarrisonDirectory *self = GARRISON_DIRECTORY (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_directory_parent_class)->dispose (object);
}

static void
garrison_directory_finalize (GObject *object)
{
  GarrisonDirectory *self = GARRISON_DIRECTORY (object);

  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_clear_pointer (&self->catalogue, garrison_catalogue_unref);
  g_clear_object (&self->all_people);
  g_clear_object (&self->reach);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (garrison_directory_parent_class)->finalize (object);
}

static void
garrison_directory_class_init (GarrisonDirectoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = garrison_directory_dispose;
  object_class->finalize = garrison_directory_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
garrison_directory_init (GarrisonDirectory *self)
{
  self->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->all_people = g_list_store_new (GARRISON_TYPE_PERSON);
  self->reach = g_list_store_new (GARRISON_TYPE_PERSON);
  self->catalogue = garrison_catalogue_new (NULL);
  self->cancellable = g_cancellable_new ();
}

GarrisonDirectory *
garrison_directory_new (GarrisonStore *store)
{
  GarrisonDirectory *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_DIRECTORY, NULL);
  self->store = g_object_ref (store);
  self->changed_id = g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  return self;
}

GarrisonStore *
garrison_directory_get_store (GarrisonDirectory *self)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self), NULL);
  return self->store;
}

GarrisonPerson *
garrison_directory_get_me (GarrisonDirectory *self)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self), NULL);
  return garrison_directory_get_person (self, garrison_store_get_me (self->store));
}

GarrisonPerson *
garrison_directory_get_person (GarrisonDirectory *self, gint64 id)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self), NULL);
  return g_hash_table_lookup (self->people, &id);
}

GarrisonPerson *
garrison_directory_find_person (GarrisonDirectory *self, const char *text)
{
  g_autofree char *wanted = NULL;
  GarrisonPerson *found = NULL;
  guint n;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self) && text != NULL, NULL);

  wanted = garrison_text_fold (text);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->all_people));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (G_LIST_MODEL (self->all_people), i);
      g_autofree char *name = garrison_text_fold (garrison_person_get_name (person));

      if (g_ascii_strcasecmp (garrison_person_get_login (person), text) == 0)
        return person;
      if (!g_str_equal (name, wanted))
        continue;
      if (found != NULL)
        return NULL;
      found = person;
    }
  return found;
}

const char *
garrison_directory_get_person_name (GarrisonDirectory *self, gint64 id)
{
  GarrisonPerson *person = garrison_directory_get_person (self, id);

  return person != NULL ? garrison_person_get_name (person) : "";
}

GListModel *
garrison_directory_get_people (GarrisonDirectory *self)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self), NULL);
  return G_LIST_MODEL (self->all_people);
}

GListModel *
garrison_directory_get_reach (GarrisonDirectory *self)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self), NULL);
  return G_LIST_MODEL (self->reach);
}

GarrisonChoice *
garrison_directory_get_choice (GarrisonDirectory *self, const char *list, gint64 id)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self) && list != NULL, NULL);

  key = choice_key (list, id);
  return g_hash_table_lookup (self->choices, key);
}

GarrisonChoice *
garrison_directory_get_choice_by_key (GarrisonDirectory *self, const char *list, const char *key)
{
  GListModel *model = garrison_directory_get_choices (self, list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GarrisonChoice) choice = g_list_model_get_item (model, i);

      if (g_strcmp0 (garrison_choice_get_key (choice), key) == 0)
        return choice;
    }
  return NULL;
}

GarrisonChoice *
garrison_directory_find_choice (GarrisonDirectory *self, const char *list, const char *text)
{
  g_autofree char *wanted = NULL;
  GListModel *model;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self) && list != NULL && text != NULL, NULL);

  wanted = garrison_text_fold (text);
  model = garrison_directory_get_choices (self, list);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GarrisonChoice) choice = g_list_model_get_item (model, i);
      g_autofree char *name = garrison_text_fold (garrison_choice_get_name (choice));
      const char *key = garrison_choice_get_key (choice);

      if (g_str_equal (name, wanted) || (key != NULL && g_ascii_strcasecmp (key, text) == 0))
        return choice;
    }
  return NULL;
}

const char *
garrison_directory_get_choice_name (GarrisonDirectory *self, const char *list, gint64 id)
{
  GarrisonChoice *choice = id != 0 ? garrison_directory_get_choice (self, list, id) : NULL;

  return choice != NULL ? garrison_choice_get_name (choice) : "";
}

GListModel *
garrison_directory_get_choices (GarrisonDirectory *self, const char *list)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self) && list != NULL, NULL);
  return G_LIST_MODEL (ensure_list (self, list));
}

gboolean
garrison_directory_team_is_below (GarrisonDirectory *self, gint64 team, gint64 ancestor)
{
  GarrisonChoice *theirs = garrison_directory_get_choice (self, "team", team);
  GarrisonChoice *above = garrison_directory_get_choice (self, "team", ancestor);

  return theirs != NULL && above != NULL
         && g_str_has_prefix (garrison_choice_get_kind (theirs), garrison_choice_get_kind (above));
}

const char *
garrison_directory_get_setting (GarrisonDirectory *self, const char *key)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self) && key != NULL, NULL);
  return g_hash_table_lookup (self->settings, key);
}

GarrisonCatalogue *
garrison_directory_get_catalogue (GarrisonDirectory *self)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self), NULL);
  return self->catalogue;
}

gint
garrison_directory_get_today (GarrisonDirectory *self)
{
  g_return_val_if_fail (GARRISON_IS_DIRECTORY (self), 0);
  return garrison_day_of_instant (g_get_real_time (), garrison_store_get_time_zone (self->store));
}
