#include "store/sqlite/scope-text.h"

#include <string.h>

#include "base/error.h"
#include "store/desk-text.h"

/* A condition: always true, always false, or text. */
typedef struct
{
  int constant; /* 1, 0, or -1 for text */
  char *text;
} Condition;

typedef struct
{
  const char *at;
  GarrisonSession *session;
  gboolean negated;
  GError **error;
} Parser;

static Condition parse_or (Parser *p);

static Condition
make_constant (gboolean value)
{
  return (Condition){ value, NULL };
}

static Condition
fail (Parser *p, const char *message)
{
  if (p->error != NULL && *p->error == NULL)
    g_set_error (p->error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "desk: %s at “%.30s”", message,
                 p->at);
  p->at += strlen (p->at);
  return make_constant (FALSE);
}

static void
skip_blanks (Parser *p)
{
  while (g_ascii_isspace (*p->at))
    p->at++;
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '@';
}

/* Whether the word @word stands at @at. */
static gboolean
is_at_word (const char *at, const char *word)
{
  gsize length = strlen (word);

  return strncmp (at, word, length) == 0 && !is_word_char (at[length]);
}

static gboolean
take_word (Parser *p, const char *word)
{
  skip_blanks (p);
  if (!is_at_word (p->at, word))
    return FALSE;
  p->at += strlen (word);
  return TRUE;
}

/* Splits "(a, b)" at p into stripped parts. */
static char **
take_arguments (Parser *p)
{
  const char *end = *p->at == '(' ? strchr (p->at, ')') : NULL;
  g_autofree char *inside = NULL;
  char **parts;

  if (end == NULL)
    return NULL;
  inside = g_strndup (p->at + 1, end - p->at - 1);
  p->at = end + 1;
  parts = g_strsplit (inside, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  return parts;
}

static Condition
make_id_list (const char *column, GArray *ids, gboolean negated)
{
  GString *text = g_string_new (NULL);

  /* NULL IN (…) is NULL, and so is its negation: nobody's records must count as out of reach. */
  if (negated)
    g_string_append_printf (text, "(%s IS NOT NULL AND ", column);
  g_string_append_printf (text, "%s IN (", column);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",",
                            g_array_index (ids, gint64, i));
  g_string_append_c (text, ')');
  if (negated)
    g_string_append_c (text, ')');
  return (Condition){ -1, g_string_free (text, FALSE) };
}

/* Whoever collaborates sees the customers that are shared with them too; the last day is looked at in every read.
 * @from: how the vault is written here */
static char *
add_shared (char *own, const char *right, const char *column, GarrisonSession *session, const char *from, gboolean negated)
{
  char *text;

  if (!garrison_session_get_shares (session) || !g_str_equal (right, "customer.see") || !g_str_equal (column, "c.owner"))
    return own;
  text = g_strdup_printf ("(%s%s%sc.id IN (SELECT k.customer FROM %scollaborator k WHERE k.person = %" G_GINT64_FORMAT
                          " AND k.until >= day_of(moment()))%s)",
                          own != NULL ? own : "", own != NULL ? " OR " : "", negated ? "(c.id IS NOT NULL AND " : "", from,
                          garrison_session_get_me (session), negated ? ")" : "");
  g_free (own);
  return text;
}

static Condition
parse_macro (Parser *p)
{
  gboolean is_scope = g_str_has_prefix (p->at, "@scope("),
           is_all = g_str_has_prefix (p->at, "@all(");
  g_auto (GStrv) parts = NULL;
  Condition own;
  GArray *ids;

  if (!is_scope && !is_all && !g_str_has_prefix (p->at, "@has("))
    return fail (p, "unknown macro");
  p->at = strchr (p->at, '(');
  parts = take_arguments (p);
  if (parts == NULL || g_strv_length (parts) != (is_scope ? 2 : 1))
    return fail (p, "malformed macro");
  if (!is_scope && !is_all)
    return make_constant (garrison_session_get_scope (p->session, parts[0]) != NULL);
  if (is_all || garrison_session_has_all (p->session, parts[0]))
    return make_constant (garrison_session_has_all (p->session, parts[0]));
  ids = garrison_session_get_ids (p->session, parts[0]);
  own = ids == NULL || ids->len == 0 ? make_constant (FALSE) : make_id_list (parts[1], ids, p->negated);
  own.text = add_shared (own.text, parts[0], parts[1], p->session, "main.", p->negated);
  return own.text == NULL ? own : (Condition){ -1, own.text };
}

/* Anything up to the next AND, OR or closing bracket of this level. */
static Condition
parse_atom (Parser *p)
{
  const char *from = p->at;
  int depth = 0;

  for (; *p->at != '\0'; p->at++)
    {
      if (*p->at == '\'')
        {
          const char *end = strchr (p->at + 1, '\'');

          if (end == NULL)
            return fail (p, "open quote");
          p->at = end;
        }
      else if (*p->at == '(')
        depth++;
      else if (*p->at == ')' && depth-- == 0)
        break;
      else if (depth == 0 && g_ascii_isspace (*p->at)
               && (is_at_word (p->at + 1, "AND") || is_at_word (p->at + 1, "OR")))
        break;
    }
  if (p->at == from)
    return fail (p, "missing condition");
  return (Condition){ -1, g_strstrip (g_strndup (from, p->at - from)) };
}

static Condition
negate (Condition inner)
{
  char *text;

  if (inner.constant >= 0)
    return make_constant (!inner.constant);
  text = g_strdup_printf ("NOT (%s)", inner.text);
  g_free (inner.text);
  return (Condition){ -1, text };
}

static Condition
parse_factor (Parser *p)
{
  Condition inner;

  if (take_word (p, "NOT"))
    {
      p->negated = !p->negated;
      inner = negate (parse_factor (p));
      p->negated = !p->negated;
      return inner;
    }
  skip_blanks (p);
  if (*p->at == '@')
    return parse_macro (p);
  if (*p->at != '(')
    return parse_atom (p);
  p->at++;
  inner = parse_or (p);
  skip_blanks (p);
  if (*p->at != ')')
    {
      g_free (inner.text);
      return fail (p, "missing bracket");
    }
  p->at++;
  return inner;
}

/* @neutral: the constant that changes nothing: 1 for AND, 0 for OR. */
static Condition
join (Condition a, Condition b, const char *word, int neutral)
{
  char *text;

  if (a.constant == neutral || b.constant == !neutral)
    {
      g_free (a.text);
      return b;
    }
  if (b.constant == neutral || a.constant == !neutral)
    {
      g_free (b.text);
      return a;
    }
  text = g_strdup_printf ("(%s %s %s)", a.text, word, b.text);
  g_free (a.text);
  g_free (b.text);
  return (Condition){ -1, text };
}

static Condition
parse_and (Parser *p)
{
  Condition left = parse_factor (p);

  while (take_word (p, "AND"))
    left = join (left, parse_factor (p), "AND", 1);
  return left;
}

static Condition
parse_or (Parser *p)
{
  Condition left = parse_and (p);

  while (take_word (p, "OR"))
    left = join (left, parse_and (p), "OR", 0);
  return left;
}

/* "FROM t" and "JOIN t" name tables of the vault. */
static char *
qualify (const char *text)
{
  static GRegex *regex;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      regex = g_regex_new ("\\b(FROM|JOIN)\\s+(\\w+)\\b", G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  return g_regex_replace (regex, text, -1, 0, "\\1 main.\\2", 0, NULL);
}

/* One SELECT. NULL when it is always empty, or with @error. */
static char *
make_branch (const char *text, GarrisonSession *session, GError **error)
{
  const char *where = strstr (text, "WHERE ");
  g_autofree char *head = where == NULL ? g_strdup (text) : g_strndup (text, where - text);
  g_autofree char *condition_text = NULL;
  g_autofree char *body = NULL;
  GError *local = NULL;
  Parser p = { where == NULL ? NULL : where + strlen ("WHERE "), session, FALSE, &local };
  Condition condition = where == NULL ? make_constant (TRUE) : parse_or (&p);

  condition_text = condition.text;
  if (where != NULL)
    skip_blanks (&p);
  if (local == NULL && where != NULL && *p.at != '\0')
    fail (&p, "more than a condition");
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  body = qualify (g_strstrip (head));
  if (condition.constant == 0)
    return NULL;
  return condition.constant == 1 ? g_steal_pointer (&body)
                                 : g_strconcat (body, " WHERE ", condition_text, NULL);
}

/* Whether every right that @block names has scope "all", and it names one. */
static gboolean
is_whole (const char *block, GarrisonSession *session)
{
  const char *at = block;
  gboolean any = FALSE;

  while ((at = strchr (at, '@')) != NULL)
    {
      const char *from = strchr (at, '(');
      gsize length = from == NULL ? 0 : strcspn (from + 1, ",)");
      g_autofree char *right = from == NULL ? NULL : g_strndup (from + 1, length);

      if (right == NULL || !garrison_session_has_all (session, right))
        return FALSE;
      any = TRUE;
      at = from + length;
    }
  return any;
}

static char *
write_scope (const char *right, const char *column, gpointer data)
{
  GarrisonSession *session = data;
  GArray *ids = garrison_session_get_ids (session, right);

  if (garrison_session_has_all (session, right))
    return g_strdup ("1 = 1");
  return add_shared (ids == NULL || ids->len == 0 ? g_strdup ("1 = 0") : make_id_list (column, ids, FALSE).text, right, column,
                     session, "", FALSE);
}

/* Nobody reads here what is not committed: it is always settled. A computer's clock that was turned back makes nothing
 * younger than the newest act. */
static char *
write_view (const char *relation, GarrisonSession *session)
{
  static const char now[] = "greatest(moment(), (SELECT newest.at FROM main.act newest ORDER BY newest.id DESC LIMIT 1))";
  g_autofree char *me = g_strdup_printf ("%" G_GINT64_FORMAT, garrison_session_get_me (session));
  g_autofree char *text = garrison_desk_text_write_view (relation, me, "1 = 1", write_scope, session);
  g_autofree char *qualified = qualify (text);
  g_autoptr (GString) timed = g_string_new (qualified);

  g_string_replace (timed, "moment()", now, 0);
  return g_strdup (timed->str);
}

char *
garrison_scope_text (const char *relation,
                     const char *block,
                     GarrisonSession *session,
                     GError **error)
{
  g_auto (GStrv) branches = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (relation != NULL && block != NULL && session != NULL, NULL);

  if (garrison_desk_text_is_view (relation))
    return write_view (relation, session);
  if (is_whole (block, session))
    return g_strdup_printf ("SELECT * FROM main.%s", relation);
  branches = g_strsplit (block, "UNION ALL", -1);
  for (guint i = 0; branches[i] != NULL; i++)
    {
      GError *local = NULL;
      g_autofree char *branch = make_branch (branches[i], session, &local);

      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      if (branch != NULL)
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " UNION ALL ", branch);
    }
  if (text->len == 0)
    g_string_printf (text, "SELECT * FROM main.%s WHERE 0", relation);
  return g_strdup (text->str);
}
