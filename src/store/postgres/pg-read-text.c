#include "store/postgres/pg-read-text.h"

#include <string.h>

#include "base/error.h"
#include "store/desk-text.h"

/* No question comes near; the engine's own limits lie far beyond. */
#define SQL_LIMIT (256 * 1024)

enum
{
  INT8 = 20,
  TEXT = 25,
  FLOAT8 = 701,
  INT8_ARRAY = 1016,
};

typedef struct
{
  const char *at;
  GarrisonArgs *args;
  GString *out;
  GarrisonPgRead *read;
  guint n_words;
  gboolean has_ended; /* a semicolon was there */
} Cutter;

/* Schemas and functions of the server itself, by their beginning: no question of a company's is about
 * them, and some change the connection. */
static const char *const foreign[] = {
  "pg_", "lo_", "set_config", "current_setting", "information_schema", "query_to_xml", "table_to_xml",
  "schema_to_xml", "database_to_xml", "cursor_to_xml", "dblink", "inet_", "nextval", "setval", "currval",
  "lastval", "txid_", "session_user", "current_user", "current_role", "current_catalog",
  "current_database", "current_schema", "garrison", "end_sessions", "free_writers",
};

void
garrison_pg_read_free (GarrisonPgRead *self)
{
  g_free (self->sql);
  g_ptr_array_unref (self->names);
  g_array_unref (self->types);
  g_free (self);
}

static gboolean
deny (GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "the desk does not answer this");
  return FALSE;
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar)c >= 0x80;
}

static gboolean
is_foreign (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (length >= strlen (foreign[i]) && g_ascii_strncasecmp (word, foreign[i], strlen (foreign[i])) == 0)
      return TRUE;
  return FALSE;
}

/* A word with a quote right behind it has a meaning of its own: E'', U&"", N''. */
static gboolean
take_word (Cutter *cutter, GError **error)
{
  const char *start = cutter->at;
  gsize length;

  while (is_word_char (*cutter->at))
    cutter->at++;
  length = cutter->at - start;
  if (is_foreign (start, length) || *cutter->at == '\''
      || (*cutter->at == '&' && strchr ("\"'", cutter->at[1]) != NULL))
    return deny (error);
  if (cutter->n_words++ == 0 && !(length == 6 && g_ascii_strncasecmp (start, "SELECT", 6) == 0)
      && !(length == 4 && g_ascii_strncasecmp (start, "WITH", 4) == 0))
    return deny (error);
  g_string_append_len (cutter->out, start, length);
  return TRUE;
}

/* A quote in it is written twice, which reads as two pieces side by side. */
static gboolean
take_quoted (Cutter *cutter, GError **error)
{
  const char *start = cutter->at, *end = strchr (start + 1, *start);

  if (end == NULL || (*start == '"' && is_foreign (start + 1, end - start - 1)))
    return deny (error);
  g_string_append_len (cutter->out, start, end + 1 - start);
  cutter->at = end + 1;
  cutter->read->is_wide = FALSE;
  return TRUE;
}

static Oid
type_of (GarrisonValueKind kind)
{
  switch (kind)
    {
    case GARRISON_VALUE_INT:
      return INT8;
    case GARRISON_VALUE_REAL:
      return FLOAT8;
    case GARRISON_VALUE_TEXT:
      return TEXT;
    case GARRISON_VALUE_IDS:
      return INT8_ARRAY;
    default:
      return 0;
    }
}

/* The number of the parameter @name; 0 when there is no value of that kind. */
static guint
number (Cutter *cutter, const char *name, Oid type)
{
  GPtrArray *names = cutter->read->names;

  if (type == 0)
    return 0;
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (g_ptr_array_index (names, i), name))
      return i + 1;
  g_ptr_array_add (names, g_strdup (name));
  g_array_append_val (cutter->read->types, type);
  return names->len;
}

static gboolean
miss (GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "no value for a parameter of a read");
  return FALSE;
}

static gboolean
take_parameter (Cutter *cutter, GError **error)
{
  const char *start = cutter->at + 1, *end = start;
  g_autofree char *name = NULL;
  const GarrisonValue *value;
  Oid type;

  while (is_word_char (*end))
    end++;
  name = g_strndup (start, end - start);
  cutter->at = end;
  if (g_str_equal (name, "id") || g_str_equal (name, "customer"))
    cutter->read->is_wide = FALSE;
  value = cutter->args == NULL ? NULL : garrison_args_lookup (cutter->args, name);
  if (value == NULL)
    return miss (error);
  if (value->kind == GARRISON_VALUE_NULL)
    {
      /* Written out, it takes any type. */
      g_string_append (cutter->out, "NULL");
      return TRUE;
    }
  type = type_of (value->kind);
  if (type == 0 || type == INT8_ARRAY)
    return miss (error);
  g_string_append_printf (cutter->out, "$%u", number (cutter, name, type));
  return TRUE;
}

static gboolean
take_ids (Cutter *cutter, GError **error)
{
  const char *start = cutter->at + strlen ("@ids("), *end = strchr (start, ')');
  g_autofree char *name = end == NULL ? NULL : g_strndup (start, end - start);
  const GarrisonValue *value = NULL;

  if (name != NULL && cutter->args != NULL)
    value = garrison_args_lookup (cutter->args, name);
  if (value == NULL || value->kind != GARRISON_VALUE_IDS)
    return miss (error);
  g_string_append_printf (cutter->out, "(SELECT unnest($%u) AS value)", number (cutter, name, INT8_ARRAY));
  cutter->at = end + 1;
  return TRUE;
}

static gboolean
take_lookup (Cutter *cutter, const char *lookup, GError **error)
{
  const char *start = strchr (cutter->at, '(') + 1, *end = strchr (start, ')');
  g_autofree char *name = end == NULL ? NULL : g_strndup (start, end - start);
  const GarrisonValue *value = NULL;

  if (name != NULL && cutter->args != NULL)
    value = garrison_args_lookup (cutter->args, name);
  if (value == NULL || value->kind != GARRISON_VALUE_TEXT)
    return miss (error);
  g_string_append_printf (cutter->out, "(SELECT garrison.lookup_%s($%u))", lookup, number (cutter, name, TEXT));
  cutter->at = end + 1;
  return TRUE;
}

static gboolean
take_digits (Cutter *cutter)
{
  while (g_ascii_isalnum (*cutter->at) || *cutter->at == '.')
    g_string_append_c (cutter->out, *cutter->at++);
  return TRUE;
}

static gboolean
take_sign (Cutter *cutter, GError **error)
{
  const char *at = cutter->at;

  /* Comments, texts between dollars, parameters of its own, a mark of byte order. */
  if (g_str_has_prefix (at, "--") || g_str_has_prefix (at, "/*") || *at == '$' || *at == '\\')
    return deny (error);
  if (*at == ';')
    cutter->has_ended = TRUE;
  else
    g_string_append_c (cutter->out, *at);
  cutter->at++;
  return TRUE;
}

static gboolean
take (Cutter *cutter, GError **error)
{
  const char *at = cutter->at;

  if (cutter->has_ended && *at != ';' && !g_ascii_isspace (*at))
    return deny (error);
  if (*at == '\'' || *at == '"')
    return take_quoted (cutter, error);
  if (g_str_has_prefix (at, "::"))
    {
      g_string_append (cutter->out, "::");
      cutter->at += 2;
      return TRUE;
    }
  if (*at == ':' && is_word_char (at[1]) && !g_ascii_isdigit (at[1]))
    return take_parameter (cutter, error);
  if (g_str_has_prefix (at, "@ids("))
    return take_ids (cutter, error);
  if (garrison_desk_text_find_lookup (at) != NULL)
    return take_lookup (cutter, garrison_desk_text_find_lookup (at), error);
  if (g_ascii_isdigit (*at))
    return take_digits (cutter);
  if (is_word_char (*at) && *at != '$')
    return take_word (cutter, error);
  return take_sign (cutter, error);
}

GarrisonPgRead *
garrison_pg_read_new (const char *sql, GarrisonArgs *args, GError **error)
{
  g_autoptr (GarrisonPgRead) self = g_new0 (GarrisonPgRead, 1);
  Cutter cutter = { .at = sql, .args = args, .read = self };
  gboolean good = TRUE;

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->types = g_array_new (FALSE, FALSE, sizeof (Oid));
  self->is_wide = TRUE;
  if (strlen (sql) > SQL_LIMIT || !g_utf8_validate (sql, -1, NULL) || strstr (sql, "\xef\xbb\xbf") != NULL)
    return deny (error), NULL;
  cutter.out = g_string_new (NULL);
  while (good && *cutter.at != '\0')
    good = take (&cutter, error);
  if (good && cutter.n_words == 0)
    good = deny (error);
  self->sql = g_string_free (cutter.out, FALSE);
  return good ? g_steal_pointer (&self) : NULL;
}

static char *
write_ids (GarrisonArgs *args, const char *name)
{
  gsize n_ids = 0;
  const gint64 *ids = garrison_args_lookup_ids (args, name, &n_ids);
  GString *text = g_string_sized_new (2 + n_ids * 8);

  g_string_append_c (text, '{');
  for (gsize i = 0; i < n_ids; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", ids[i]);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static char *
write_value (GarrisonArgs *args, const char *name, Oid type)
{
  const GarrisonValue *value = garrison_args_lookup (args, name);
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  switch (type)
    {
    case INT8:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case FLOAT8:
      return g_strdup (g_ascii_dtostr (digits, sizeof digits, value->real));
    case INT8_ARRAY:
      return write_ids (args, name);
    default:
      return value->length < 0 ? g_strdup (value->text) : g_strndup (value->text, value->length);
    }
}

GPtrArray *
garrison_pg_read_get_values (GarrisonPgRead *self, GarrisonArgs *args)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->names->len; i++)
    g_ptr_array_add (values, write_value (args, g_ptr_array_index (self->names, i),
                                          g_array_index (self->types, Oid, i)));
  return values;
}
