#include "store/sqlite/desk.h"

#include <sodium.h>
#include <string.h>

#include "store/field-rules.h"
#include "store/sqlite/scope-text.h"

struct _GarrisonDesk
{
  gatomicrefcount ref_count;
  GarrisonSession *session;
  char *prefix;
  char *set_up;
  char *take_down;
};

/* Whose names are those of data/desk.sql. */
static GHashTable *
get_relation_set (void)
{
  static GHashTable *set;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      const char *const *names = garrison_desk_text_list ();

      set = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; names[i] != NULL; i++)
        g_hash_table_add (set, (gpointer)names[i]);
      g_once_init_leave (&once, 1);
    }
  return set;
}

/* 128 random bits: the name is the key to the vault. */
static char *
make_prefix (void)
{
  guint8 bytes[16];
  char hex[2 * sizeof bytes + 1];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2hex (hex, sizeof hex, bytes, sizeof bytes);
  return g_strdup_printf ("v_%s_", hex);
}

/* Ids of "own#7" fields: "7,9". */
static char *
list_own (GarrisonSession *session, const char *const *rules)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (; *rules != NULL; rules++)
    {
      g_autoptr (GPtrArray) fields = garrison_session_list_own (session, *rules);

      for (guint i = 0; i < fields->len; i++)
        g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len == 0 ? "" : ",",
                                g_ascii_strtoll ((const char *)fields->pdata[i] + strlen ("own#"), NULL, 10));
    }
  return g_strdup (ids->str);
}

static char *
write_value (const char *field, gboolean detail, const char *value, const char *shown, gpointer data)
{
  static const char *const masked[] = { "masked", "listed", NULL };
  GarrisonSession *session = data;
  const char *rule = garrison_session_get_rule (session, field);
  g_autofree char *own = g_str_equal (field, "own") ? list_own (session, masked) : NULL;

  if (own != NULL && *own != '\0')
    return g_strdup_printf ("CASE WHEN x.field NOT IN (%s) OR %s THEN %s END", own, shown, value);
  if (rule == NULL || (detail && !g_str_equal (rule, "hidden")))
    return g_strdup (value);
  if (g_str_equal (rule, "hidden"))
    return g_strdup ("NULL");
  return g_strdup_printf ("CASE WHEN %s THEN %s END", shown, value);
}

static gboolean
is_kept_from (GarrisonSession *session, const char *relation)
{
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (places[i].relation, relation))
      {
        g_autofree char *value = write_value (places[i].field, garrison_field_is_detail (places[i].field), "x", "x", session);

        if (!g_str_equal (value, "x"))
          return TRUE;
      }
  return FALSE;
}

/* (transfer full): @select without what the person is kept from (store/field-rules.h). */
static char *
keep_fields (GarrisonSession *session, const char *relation, char *select)
{
  static const char *const hidden[] = { "hidden", NULL };
  const char *const *columns = garrison_session_get_columns (session, relation);
  g_autofree char *from = select, *me = NULL, *text = NULL, *own = NULL;

  own = g_str_equal (relation, "field_value") ? list_own (session, hidden) : g_strdup ("");
  if (columns == NULL || (*own == '\0' && !is_kept_from (session, relation)))
    return g_steal_pointer (&from);
  me = g_strdup_printf ("%" G_GINT64_FORMAT, garrison_session_get_me (session));
  text = garrison_field_rules_write (relation, columns, from, "main.", me, write_value, session);
  return *own == '\0' ? g_steal_pointer (&text) : g_strdup_printf ("%s WHERE x.field NOT IN (%s)", text, own);
}

static gboolean
add_views (GarrisonDesk *self,
           const char *name,
           const char *block,
           GString *set_up,
           GString *take_down,
           GError **error)
{
  g_autofree char *select = garrison_scope_text (name, block, self->session, error);

  if (select == NULL)
    return FALSE;
  select = keep_fields (self->session, name, g_steal_pointer (&select));
  g_string_append_printf (set_up, "CREATE TEMP VIEW %s%s AS %s;\n", self->prefix, name, select);
  g_string_append_printf (set_up, "CREATE TEMP VIEW %s AS SELECT * FROM temp.%s%s;\n", name,
                          self->prefix, name);
  g_string_append_printf (take_down,
                          "DROP VIEW IF EXISTS temp.%s;\nDROP VIEW IF EXISTS temp.%s%s;\n", name,
                          self->prefix, name);
  return TRUE;
}

static gboolean
add_lookup (GarrisonDesk *self, const char *name, GString *set_up, GString *take_down, GError **error)
{
  g_autofree char *select = garrison_scope_text (name, garrison_desk_text_find (name), self->session, error);

  if (select == NULL)
    return FALSE;
  g_string_append_printf (set_up, "CREATE TEMP VIEW %slookup_%s AS %s;\n", self->prefix, name, select);
  g_string_append_printf (take_down, "DROP VIEW IF EXISTS temp.%slookup_%s;\n", self->prefix, name);
  return TRUE;
}

GarrisonDesk *
garrison_desk_new (GarrisonSession *session, GError **error)
{
  g_autoptr (GarrisonDesk) self = g_new0 (GarrisonDesk, 1);
  g_autoptr (GString) set_up = g_string_new ("BEGIN;\n");
  g_autoptr (GString) take_down = g_string_new ("BEGIN;\n");
  const char *const *names = garrison_desk_text_list ();
  const char *const *lookups = garrison_desk_text_list_lookups ();

  g_atomic_ref_count_init (&self->ref_count);
  self->session = garrison_session_ref (session);
  self->prefix = make_prefix ();
  for (guint i = 0; names[i] != NULL; i++)
    if (!add_views (self, names[i], garrison_desk_text_find (names[i]), set_up, take_down, error))
      return NULL;
  for (guint i = 0; lookups[i] != NULL; i++)
    if (!add_lookup (self, lookups[i], set_up, take_down, error))
      return NULL;
  g_string_append (set_up, "COMMIT");
  g_string_append (take_down, "COMMIT");
  self->set_up = g_strdup (set_up->str);
  self->take_down = g_strdup (take_down->str);
  return g_steal_pointer (&self);
}

GarrisonDesk *
garrison_desk_ref (GarrisonDesk *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
garrison_desk_unref (GarrisonDesk *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  garrison_session_unref (self->session);
  g_free (self->prefix);
  g_free (self->set_up);
  g_free (self->take_down);
  g_free (self);
}

GarrisonSession *
garrison_desk_get_session (GarrisonDesk *self)
{
  return self->session;
}

const char *
garrison_desk_get_prefix (GarrisonDesk *self)
{
  return self->prefix;
}

GHashTable *
garrison_desk_get_relations (GarrisonDesk *self)
{
  return get_relation_set ();
}

const char *
garrison_desk_get_set_up (GarrisonDesk *self)
{
  return self->set_up;
}

const char *
garrison_desk_get_take_down (GarrisonDesk *self)
{
  return self->take_down;
}

const char *const *
garrison_desk_list_relations (void)
{
  return garrison_desk_text_list ();
}
