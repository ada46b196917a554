#include "store/sqlite/guard.h"

#include <string.h>

#include "store/desk-text.h"
#include "store/sqlite/functions.h"
#include "store/sqlite/id-table.h"

static const char *const allowed_functions[] = {
  "count",
  "sum",
  "total",
  "avg",
  "min",
  "max",
  "round",
  "length",
  "substr",
  "lower",
  "upper",
  "ifnull",
  "coalesce",
  "nullif",
  "iif",
  "instr",
  "trim",
  "ltrim",
  "rtrim",
  "row_number",
  "rank",
  "dense_rank",
  GARRISON_READER_FUNCTIONS,
  NULL,
};

static gboolean
has_prefix (GarrisonGuard *self, const char *name)
{
  return self->prefix != NULL && name != NULL && g_str_has_prefix (name, self->prefix);
}

static gboolean
is_relation (GarrisonGuard *self, const char *name)
{
  return self->relations != NULL && name != NULL && g_hash_table_contains (self->relations, name);
}

static gboolean
is_withheld (const char *relation, const char *column)
{
  return g_strv_contains (garrison_desk_text_get_withheld (relation), column);
}

/* @view is the innermost view or WITH term that reads, NULL for the statement itself. */
static gboolean
may_read (GarrisonGuard *self,
          const char *table,
          const char *column,
          const char *database,
          const char *view)
{
  if (database == NULL || table == NULL || column == NULL)
    return FALSE;
  if (g_str_equal (table, GARRISON_ID_TABLE))
    return TRUE;
  /* The vault: from a trusted view only, whose name cannot be guessed. Where no column is needed
   * (count(*) of a view without a condition) the engine forgets the view; but as the statement does
   * not say "main", the name of a relation can only have meant the view. */
  if (g_str_equal (database, "main"))
    return has_prefix (self, view) || (*column == '\0' && is_relation (self, table));
  if (!g_str_equal (database, "temp"))
    return FALSE;
  /* A trusted view: from the relation of the same name only, or no column of it. A lookup is named by the
   * reader itself, for nobody else knows the prefix. */
  if (has_prefix (self, table) && g_str_has_prefix (table + strlen (self->prefix), "lookup_"))
    return TRUE;
  if (has_prefix (self, table))
    return *column == '\0'
           || (is_relation (self, view) && g_str_equal (table + strlen (self->prefix), view));
  return is_relation (self, table) && !is_withheld (table, column);
}

static int
authorize (gpointer data,
           int action,
           const char *first,
           const char *second,
           const char *database,
           const char *view)
{
  GarrisonGuard *self = data;
  gboolean allowed = FALSE;

  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      allowed = self->prefix != NULL;
      break;
    case SQLITE_READ:
      allowed = may_read (self, first, second, database, view);
      break;
    case SQLITE_FUNCTION:
      allowed = second != NULL && g_strv_contains (allowed_functions, second);
      break;
    default:
      break;
    }
  if (!allowed && !has_prefix (self, first) && !has_prefix (self, view))
    g_debug ("the desk refuses action %d: %s, %s", action, first, second);
  return allowed ? SQLITE_OK : SQLITE_DENY;
}

void
garrison_guard_set (GarrisonGuard *self, sqlite3 *db)
{
  sqlite3_set_authorizer (db, authorize, self);
}

void
garrison_guard_lift (sqlite3 *db)
{
  sqlite3_set_authorizer (db, NULL, NULL);
}

static gboolean
is_identifier_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar)c >= 0x80;
}

/* Whether "main" stands in @sql as the name of the vault, that is, before a dot: identifiers have
 * no escapes in SQLite, and without comments and byte order marks only a closing quote and blanks
 * can lie between. */
static gboolean
names_vault (const char *sql)
{
  static const char word[] = "main";

  for (const char *at = strstr (sql, word); at != NULL; at = strstr (at + 1, word))
    {
      const char *end = at + strlen (word);

      if ((at > sql && is_identifier_char (at[-1])) || is_identifier_char (*end))
        continue;
      end += *end != '\0' && strchr ("\"'`]", *end) != NULL;
      end += strspn (end, " \t\n\f\r");
      if (*end == '.')
        return TRUE;
    }
  return FALSE;
}

/* @lower: in small letters */
static gboolean
has_word (const char *lower, const char *word)
{
  for (const char *at = strstr (lower, word); at != NULL; at = strstr (at + 1, word))
    {
      char before = at == lower ? ' ' : at[-1], after = at[strlen (word)];

      if (!g_ascii_isalnum (before) && before != '_' && !g_ascii_isalnum (after) && after != '_')
        return TRUE;
    }
  return FALSE;
}

/* SQLite asks nobody about columns that are compared by USING or by a natural join. */
gboolean
garrison_guard_is_suspicious (GarrisonGuard *self, const char *sql)
{
  g_autofree char *lower = g_ascii_strdown (sql, -1);

  return strstr (lower, "--") != NULL || strstr (lower, "/*") != NULL
         || strstr (lower, "\xef\xbb\xbf") != NULL || names_vault (lower)
         || has_word (lower, "using") || has_word (lower, "natural")
         || (self->prefix != NULL && strstr (lower, self->prefix) != NULL);
}
