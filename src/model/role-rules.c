#include "model/role-rules.h"

#include <glib/gi18n-lib.h>

#include "store/desk-text.h"

struct _GarrisonRoleRules
{
  GObject parent_instance;
  GarrisonStore *store;
  GHashTable *rules;     /* "role contact.phone" → interned rule */
  GHashTable *limits;    /* "role bulk_rows" → gint64 */
  GCancellable *reading; /* NULL when nothing is being read */
};

G_DEFINE_FINAL_TYPE (GarrisonRoleRules, garrison_role_rules, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char SQL[] = "SELECT f.role, f.relation || '.' || f.field, f.rule, NULL FROM role_field f"
                          " UNION ALL SELECT l.role, l.name, NULL, l.n FROM role_limit l";

/* ---- words -------------------------------------------------------------------------------------- */

#define DETAILS N_ ("Contact details")
#define CUSTOMERS N_ ("Customers")
#define CONTACTS N_ ("Contacts")
#define DEALS N_ ("Deals")
#define CONTRACTS N_ ("Contracts")
#define PRODUCTS N_ ("Products")
#define PAYMENTS N_ ("Payments")
#define ACTIVITIES N_ ("Activities")

/* Those that data/acts/edit-*.sql write into the record of acts, by the names that they have there. */
static const GarrisonRoleField FIELDS[] = {
  { "contact", "phone", DETAILS, N_ ("Phone of a contact"), TRUE },
  { "contact", "mobile", DETAILS, N_ ("Mobile of a contact"), TRUE },
  { "contact", "email", DETAILS, N_ ("Mail address of a contact"), TRUE },
  { "contact", "messenger", DETAILS, N_ ("Messenger of a contact"), TRUE },
  { "contact", "address", DETAILS, N_ ("Address of a contact"), TRUE },
  { "customer", "phone", DETAILS, N_ ("Phone of a customer"), TRUE },
  { "customer", "email", DETAILS, N_ ("Mail address of a customer"), TRUE },
  { "customer", "address", DETAILS, N_ ("Address of a customer"), TRUE },
  { "customer", "name", CUSTOMERS, N_ ("Name"), FALSE },
  { "customer", "short_name", CUSTOMERS, N_ ("Short name"), FALSE },
  { "customer", "credit_code", CUSTOMERS, N_ ("Credit code"), FALSE },
  { "customer", "parent", CUSTOMERS, N_ ("Parent company"), FALSE },
  { "customer", "level", CUSTOMERS, N_ ("Level"), FALSE },
  { "customer", "industry", CUSTOMERS, N_ ("Industry"), FALSE },
  { "customer", "category", CUSTOMERS, N_ ("Category"), FALSE },
  { "customer", "region", CUSTOMERS, N_ ("Region"), FALSE },
  { "customer", "source", CUSTOMERS, N_ ("Source"), FALSE },
  { "customer", "channel", CUSTOMERS, N_ ("Channel"), FALSE },
  { "customer", "website", CUSTOMERS, N_ ("Website"), FALSE },
  { "customer", "mail_domain", CUSTOMERS, N_ ("Mail domain"), FALSE },
  { "customer", "note", CUSTOMERS, N_ ("Note"), FALSE },
  { "contact", "name", CONTACTS, N_ ("Name"), FALSE },
  { "contact", "title", CONTACTS, N_ ("Title"), FALSE },
  { "contact", "department", CONTACTS, N_ ("Department"), FALSE },
  { "contact", "birthday", CONTACTS, N_ ("Birthday"), FALSE },
  { "contact", "main", CONTACTS, N_ ("Main contact"), FALSE },
  { "contact", "note", CONTACTS, N_ ("Note"), FALSE },
  { "deal", "name", DEALS, N_ ("Name"), FALSE },
  { "deal", "amount", DEALS, N_ ("Amount"), FALSE },
  { "deal", "currency", DEALS, N_ ("Currency"), FALSE },
  { "deal", "owner", DEALS, N_ ("Owner"), FALSE },
  { "deal", "product", DEALS, N_ ("Product"), FALSE },
  { "deal", "expected_day", DEALS, N_ ("Expected"), FALSE },
  { "deal", "lost_reason", DEALS, N_ ("Lost reason"), FALSE },
  { "deal", "external_id", DEALS, N_ ("External number"), FALSE },
  { "deal", "note", DEALS, N_ ("Note"), FALSE },
  { "contract", "name", CONTRACTS, N_ ("Name"), FALSE },
  { "contract", "number", CONTRACTS, N_ ("Number"), FALSE },
  { "contract", "amount", CONTRACTS, N_ ("Amount"), FALSE },
  { "contract", "currency", CONTRACTS, N_ ("Currency"), FALSE },
  { "contract", "signed_day", CONTRACTS, N_ ("Signed"), FALSE },
  { "contract", "start_day", CONTRACTS, N_ ("Start"), FALSE },
  { "contract", "end_day", CONTRACTS, N_ ("End"), FALSE },
  { "contract", "status", CONTRACTS, N_ ("Status"), FALSE },
  { "contract", "note", CONTRACTS, N_ ("Note"), FALSE },
  { "payment", "amount", PAYMENTS, N_ ("Amount"), FALSE },
  { "payment", "note", PAYMENTS, N_ ("Note"), FALSE },
  { "activity", "text", ACTIVITIES, N_ ("Text"), FALSE },
  { "activity", "outcome", ACTIVITIES, N_ ("Outcome"), FALSE },
  { "activity", "minutes", ACTIVITIES, N_ ("Minutes"), FALSE },
  { "product", "name", PRODUCTS, N_ ("Name"), FALSE },
  { "product", "code", PRODUCTS, N_ ("Code"), FALSE },
  { "product", "category", PRODUCTS, N_ ("Category"), FALSE },
  { "product", "price", PRODUCTS, N_ ("Price"), FALSE },
  { "product", "currency", PRODUCTS, N_ ("Currency"), FALSE },
  { "product", "active", PRODUCTS, N_ ("Active"), FALSE },
};

/* The usual ones are those of data/acts/set-role-limit.sql. */
static const GarrisonRoleLimit LIMITS[] = {
  { "disclosures_a_day", N_ ("Records whose contact details are shown in a day"), 20 },
  { "bulk_rows", N_ ("Records changed at once"), -1 },
  { "export_rows", N_ ("Records taken out without consent"), -1 },
};

/* In the order of their width. */
static const struct
{
  const char *rule;
  const char *label;
  const char *short_label;
} RULES[] = {
  { "hidden", N_ ("Hidden: no trace of it is seen"), NC_ ("field", "Hidden") },
  { "masked", N_ ("Masked until shown, which counts against the allowance"), NC_ ("field", "Masked") },
  { "listed", N_ ("Masked until shown, without counting"), NC_ ("field", "Uncounted") },
  { "read", N_ ("Read, not changed"), NC_ ("field", "Read") },
  { "edit", N_ ("Read and edited"), NC_ ("field", "Edit") },
};

const GarrisonRoleField *
garrison_role_fields_get_all (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (FIELDS);
  return FIELDS;
}

const GarrisonRoleLimit *
garrison_role_limits_get_all (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (LIMITS);
  return LIMITS;
}

const GarrisonRoleField *
garrison_role_field_find (const char *relation, const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (g_strcmp0 (FIELDS[i].relation, relation) == 0 && g_strcmp0 (FIELDS[i].field, field) == 0)
      return &FIELDS[i];
  return NULL;
}

const GarrisonRoleLimit *
garrison_role_limit_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (LIMITS); i++)
    if (g_strcmp0 (LIMITS[i].name, name) == 0)
      return &LIMITS[i];
  return NULL;
}

const char *const *
garrison_role_rules_list (const GarrisonRoleField *field)
{
  static const char *const all[] = { "hidden", "masked", "listed", "read", "edit", NULL };
  g_autofree char *name = NULL;
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);

  g_return_val_if_fail (field != NULL, all + 5);

  if (field->detail)
    return all;
  name = g_strconcat (field->relation, ".", field->field, NULL);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (places[i].field, name))
      return all;
  return all + 3;
}

int
garrison_role_rule_get_reach (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (RULES); i++)
    if (g_strcmp0 (RULES[i].rule, rule) == 0)
      return (int) i;
  return -1;
}

const char *
garrison_role_rule_get_label (const char *rule)
{
  int i = garrison_role_rule_get_reach (rule);

  return i < 0 ? "" : _ (RULES[i].label);
}

const char *
garrison_role_rule_get_short_label (const char *rule)
{
  int i = garrison_role_rule_get_reach (rule);

  return i < 0 ? "" : g_dpgettext2 (GETTEXT_PACKAGE, "field", RULES[i].short_label);
}

/* ---- the rules ---------------------------------------------------------------------------------- */

static char *
key_of (gint64 role, const char *name)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", role, name);
}

static void
take_rows (GarrisonRoleRules *self, GarrisonRows *rows)
{
  g_hash_table_remove_all (self->rules);
  g_hash_table_remove_all (self->limits);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      char *key = key_of (garrison_rows_get_int (rows, i, 0), garrison_rows_get_text (rows, i, 1));
      const char *rule = garrison_rows_get_text (rows, i, 2);
      gint64 n = garrison_rows_get_int (rows, i, 3);

      if (rule != NULL)
        g_hash_table_insert (self->rules, key, (gpointer) g_intern_string (rule));
      else
        g_hash_table_insert (self->limits, key, g_memdup2 (&n, sizeof n));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read_finish (GARRISON_STORE (source), result, &error);
  g_autoptr (GarrisonRoleRules) self = data;

  /* A newer reading began, or the object has gone. */
  if (g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  if (rows != NULL)
    take_rows (self, rows);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
read_again (GarrisonRoleRules *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  garrison_store_read_async (self->store, SQL, NULL, self->reading, on_read, g_object_ref (self));
}

static void
on_store_changed (GarrisonRoleRules *self, GarrisonChange *change)
{
  static const char *const relations[] = { "role", "role_field", "role_limit" };

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (garrison_change_touches (change, relations[i]))
      {
        read_again (self);
        return;
      }
}

static void
garrison_role_rules_dispose (GObject *object)
{
  GarrisonRoleRules *self = GARRISON_ROLE_RULES (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_role_rules_parent_class)->dispose (object);
}

static void
garrison_role_rules_finalize (GObject *object)
{
  GarrisonRoleRules *self = GARRISON_ROLE_RULES (object);

  g_hash_table_unref (self->rules);
  g_hash_table_unref (self->limits);
  G_OBJECT_CLASS (garrison_role_rules_parent_class)->finalize (object);
}

static void
garrison_role_rules_class_init (GarrisonRoleRulesClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_role_rules_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_role_rules_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED]
    = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
garrison_role_rules_init (GarrisonRoleRules *self)
{
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->limits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GarrisonRoleRules *
garrison_role_rules_new (GarrisonStore *store)
{
  GarrisonRoleRules *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_ROLE_RULES, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  read_again (self);
  return self;
}

gboolean
garrison_role_rules_load (GarrisonRoleRules *self, GError **error)
{
  g_autoptr (GarrisonRows) rows = NULL;

  g_return_val_if_fail (GARRISON_IS_ROLE_RULES (self), FALSE);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  rows = garrison_store_read (self->store, SQL, NULL, NULL, error);
  if (rows != NULL)
    take_rows (self, rows);
  return rows != NULL;
}

const char *
garrison_role_rules_get_rule (GarrisonRoleRules *self, gint64 role, const GarrisonRoleField *field)
{
  g_autofree char *name = NULL, *key = NULL;
  const char *rule;

  g_return_val_if_fail (GARRISON_IS_ROLE_RULES (self) && field != NULL, "");

  name = g_strconcat (field->relation, ".", field->field, NULL);
  key = key_of (role, name);
  rule = g_hash_table_lookup (self->rules, key);
  if (rule != NULL)
    return rule;
  return g_intern_static_string (field->detail ? "masked" : "edit");
}

gint64
garrison_role_rules_get_limit (GarrisonRoleRules *self, gint64 role, const GarrisonRoleLimit *limit)
{
  g_autofree char *key = NULL;
  gint64 *n;

  g_return_val_if_fail (GARRISON_IS_ROLE_RULES (self) && limit != NULL, -1);

  key = key_of (role, limit->name);
  n = g_hash_table_lookup (self->limits, key);
  return n != NULL ? *n : limit->usual;
}

void
garrison_role_sample_find_async (GarrisonStore *store,
                                 const char *words,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  static const char sql[] = "SELECT c.id, c.name FROM customer c WHERE instr(lower(c.name), :words) > 0"
                            " ORDER BY c.sort_key, c.id LIMIT 1";
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  g_return_if_fail (GARRISON_IS_STORE (store));

  garrison_args_set_text (args, "words", words);
  garrison_store_read_async (store, sql, args, cancellable, callback, data);
}
