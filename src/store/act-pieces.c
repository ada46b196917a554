#include "store/act-pieces.h"

#include <string.h>

#include "base/error.h"

typedef struct
{
  const char *p;
  const char *right;
  GarrisonActLookup lookup;
  gpointer data;
  GArray *pieces;
  GString *text;
} Cutter;

static void
piece_clear (gpointer data)
{
  GarrisonActPiece *piece = data;
  g_free (piece->text);
  g_free (piece->field);
}

static gboolean
fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, message);
  return FALSE;
}

static void
flush (Cutter *c)
{
  if (c->text->len > 0)
    {
      GarrisonActPiece piece = { GARRISON_ACT_PIECE_TEXT, g_strdup (c->text->str) };
      g_array_append_val (c->pieces, piece);
      g_string_truncate (c->text, 0);
    }
}

static void
add (Cutter *c, GarrisonActPiece piece)
{
  flush (c);
  g_array_append_val (c->pieces, piece);
}

static gboolean
is_word (char ch)
{
  return g_ascii_isalnum (ch) || ch == '_';
}

/* A word, or with @dotted a name such as customer.see or no-such. */
static char *
take_word (Cutter *c, gboolean dotted)
{
  const char *start = c->p;
  while (is_word (*c->p) || (dotted && (*c->p == '.' || *c->p == '-')))
    c->p++;
  return g_strndup (start, c->p - start);
}

static void
skip_blanks (Cutter *c)
{
  while (g_ascii_isspace (*c->p))
    c->p++;
}

static gboolean
expect (Cutter *c, char ch, const char *macro, GError **error)
{
  skip_blanks (c);
  if (*c->p != ch)
    return fail (error, "@%s lacks “%c”", macro, ch);
  c->p++;
  if (ch != ')')
    skip_blanks (c);
  return TRUE;
}

/* Whether a comma stands at the macro's own level: @reaches(right, owner). */
static gboolean
has_comma (const char *p)
{
  int depth = 0;
  for (; *p != '\0'; p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && depth-- == 0)
        return FALSE;
      else if (*p == ',' && depth == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_slot (Cutter *c, const char *name, guint *slot, GError **error)
{
  if (c->lookup (c->data, name, slot))
    return TRUE;
  return fail (error, "unknown parameter :%s", name);
}

static gboolean cut_until (Cutter *c, gboolean inside, GError **error);

static gboolean
cut_reaches (Cutter *c, GError **error)
{
  g_autofree char *right = NULL;

  if (has_comma (c->p))
    {
      right = take_word (c, TRUE);
      if (!expect (c, ',', "reaches", error))
        return FALSE;
    }
  else if (c->right == NULL)
    return fail (error, "@reaches needs a right here");
  else
    right = g_strdup (c->right);

  add (c, (GarrisonActPiece){ GARRISON_ACT_PIECE_REACHES, g_steal_pointer (&right) });
  if (!cut_until (c, TRUE, error))
    return FALSE;
  add (c, (GarrisonActPiece){ GARRISON_ACT_PIECE_CLOSE });
  return TRUE;
}

/* @was(relation.field, type) */
static gboolean
cut_was (Cutter *c, GarrisonActPieceKind kind, const char *macro, GError **error)
{
  g_autofree char *relation = take_word (c, FALSE);
  g_autofree char *field = NULL;
  g_autofree char *type = NULL;

  if (!expect (c, '.', macro, error))
    return FALSE;
  field = take_word (c, FALSE);
  if (!expect (c, ',', macro, error))
    return FALSE;
  type = take_word (c, FALSE);
  if (!g_str_equal (type, "int") && !g_str_equal (type, "text"))
    return fail (error, "@%s knows int and text, not “%s”", macro, type);
  if (*relation == '\0' || *field == '\0')
    return fail (error, "@%s needs relation.field", macro);

  add (c, (GarrisonActPiece){ kind, g_steal_pointer (&relation), g_steal_pointer (&field), 0,
                              *type == 'i' ? GARRISON_ACT_INT : GARRISON_ACT_TEXT });
  return expect (c, ')', macro, error);
}

static gboolean
cut_named (Cutter *c, GarrisonActPieceKind kind, const char *macro, GError **error)
{
  g_autofree char *name = take_word (c, TRUE);
  guint slot = 0;

  if (*name == '\0')
    return fail (error, "@%s needs a name", macro);
  if (kind == GARRISON_ACT_PIECE_IDS && !find_slot (c, name, &slot, error))
    return FALSE;
  add (c, (GarrisonActPiece){ kind, g_steal_pointer (&name), NULL, slot });
  return expect (c, ')', macro, error);
}

/* Rules that several acts must agree on, written once; $ stands for the argument. */
static const struct
{
  const char *macro;
  const char *sql;
} SHARED[] = {
  /* the customer counts towards the cap of whoever holds it */
  { "counts", "($.archived = 0 AND $.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM cap_filter cf WHERE"
              " (cf.what = 'level' AND cf.choice = $.level) OR (cf.what = 'category' AND cf.choice = $.category)"
              " OR (cf.what = 'protected' AND $.protected_until >= :today)"
              " OR (cf.what = 'contract' AND EXISTS (SELECT 1 FROM contract ck WHERE ck.customer = $.id"
              " AND ck.status = 'running' AND (ck.end_day IS NULL OR ck.end_day >= :today)))"
              " OR (cf.what = 'deal' AND EXISTS (SELECT 1 FROM deal cd WHERE cd.customer = $.id AND cd.status = 'open'))"
              " OR (cf.what = 'won' AND EXISTS (SELECT 1 FROM deal cd WHERE cd.customer = $.id AND cd.status = 'won'))))" },
  { "cap", "(SELECT coalesce(cp.holding_cap, cr.n) FROM person cp LEFT JOIN role_cap cr ON cr.role = cp.role"
           " WHERE cp.id = $)" },
  /* the person holds more than their cap; what counts is looked at only where the whole is too much */
  { "overfull", "EXISTS (SELECT 1 FROM holding oh JOIN person op ON op.id = oh.person"
                " LEFT JOIN role_cap oc ON oc.role = op.role WHERE oh.person = $"
                " AND oh.n > coalesce(op.holding_cap, oc.n) AND (SELECT count(*) FROM customer ox"
                " WHERE ox.owner = oh.person AND @counts(ox)) > coalesce(op.holding_cap, oc.n))" },
  /* until when whoever gets the customer today is protected: a day, or NULL */
  { "protection", "day_add(:today, (SELECT pr.days FROM protection_rule pr WHERE pr.source IN (0, $.source)"
                  " AND pr.level IN (0, $.level) ORDER BY CASE WHEN pr.source > 0 THEN 1 ELSE 0 END"
                  " + CASE WHEN pr.level > 0 THEN 1 ELSE 0 END DESC, pr.days DESC LIMIT 1))" },
  /* the refusal of whoever would change more customers than their role may: by one act, and by all of a day, so that
   * in parts it is no less than at once. What was undone does not count, nor a tag on one customer, which is daily
   * work. */
  { "bulk", "SELECT b.allowed AS allowed, b.rows AS rows, b.done AS done FROM (SELECT greatest(l.n, coalesce((SELECT max(q.granted)"
            " FROM request q WHERE q.person = :me AND q.kind = 'bulk' AND q.state = 'granted' AND q.until_day >= :today), 0)) AS allowed,"
            " (SELECT count(*) FROM @ids($) AS i) AS rows, (SELECT count(*) FROM act a JOIN act_row r ON r.act = a.id"
            " WHERE a.person = :me AND a.at > :now - 86400000000 AND a.day = :today AND r.relation = 'customer' AND r.field <> ''"
            " AND a.name IN ('transfer-customers', 'archive-customers', 'restore-customers', 'tag-customers', 'untag-customers',"
            " 'release-customers', 'assign-from-pool', 'set-protection')"
            " AND (a.rows > 2 OR a.name NOT IN ('tag-customers', 'untag-customers'))"
            " AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = a.id)) AS done"
            " FROM person p JOIN role_limit l ON l.role = p.role AND l.name = 'bulk_rows' WHERE p.id = :me) AS b"
            " WHERE b.rows + b.done > b.allowed" },
};

static const char *
find_shared (const char *macro)
{
  for (guint i = 0; i < G_N_ELEMENTS (SHARED); i++)
    if (g_str_equal (SHARED[i].macro, macro))
      return SHARED[i].sql;
  return NULL;
}

/* @overfull(person), up to its parenthesis. */
static gboolean
cut_shared (Cutter *c, const char *macro, GError **error)
{
  const char *start = c->p;
  const char *after;
  g_autofree char *argument = NULL;
  g_autoptr (GString) sql = g_string_new (find_shared (macro));
  gboolean done;

  for (int depth = 0; *c->p != '\0' && (*c->p != ')' || depth > 0); c->p++)
    depth += *c->p == '(' ? 1 : *c->p == ')' ? -1 : 0;
  argument = g_strndup (start, c->p - start);
  g_strstrip (argument);
  if (*argument == '\0')
    return fail (error, "@%s needs an argument", macro);
  if (!expect (c, ')', macro, error))
    return FALSE;
  after = c->p;
  g_string_replace (sql, "$", argument, 0);
  c->p = sql->str;
  done = cut_until (c, FALSE, error);
  c->p = after;
  return done;
}

static gboolean
cut_macro (Cutter *c, GError **error)
{
  g_autofree char *macro = NULL;

  c->p++;
  macro = take_word (c, FALSE);
  if (!expect (c, '(', macro, error))
    return FALSE;

  if (g_str_equal (macro, "reaches"))
    return cut_reaches (c, error);
  if (g_str_equal (macro, "was"))
    return cut_was (c, GARRISON_ACT_PIECE_WAS, macro, error);
  if (g_str_equal (macro, "became"))
    return cut_was (c, GARRISON_ACT_PIECE_BECAME, macro, error);
  if (g_str_equal (macro, "ids"))
    return cut_named (c, GARRISON_ACT_PIECE_IDS, macro, error);
  if (g_str_equal (macro, "newid"))
    return cut_named (c, GARRISON_ACT_PIECE_NEWID, macro, error);
  if (g_str_equal (macro, "has"))
    return cut_named (c, GARRISON_ACT_PIECE_HAS, macro, error);
  if (find_shared (macro) != NULL)
    return cut_shared (c, macro, error);
  return fail (error, "unknown macro @%s", macro);
}

static gboolean
cut_param (Cutter *c, GError **error)
{
  g_autofree char *name = NULL;
  guint slot;

  if (*++c->p == ':')
    return fail (error, "“::” is not understood by both engines");
  name = take_word (c, FALSE);
  if (!find_slot (c, name, &slot, error))
    return FALSE;
  add (c, (GarrisonActPiece){ GARRISON_ACT_PIECE_PARAM, g_steal_pointer (&name), NULL, slot });
  return TRUE;
}

static gboolean
cut_literal (Cutter *c, GError **error)
{
  const char *end = c->p + 1;

  for (; *end != '\0'; end++)
    {
      if (*end == '\'' && end[1] == '\'')
        end++;
      else if (*end == '\'')
        break;
    }
  if (*end == '\0')
    return fail (error, "a text without its end");
  g_string_append_len (c->text, c->p, end + 1 - c->p);
  c->p = end + 1;
  return TRUE;
}

/* Words that mean something on one engine only, or something else on each. */
static gboolean
is_foreign (const char *word)
{
  static const char *const words[] = {
    "like", "ilike", "glob", "regexp", "match", "returning", "group_concat", "string_agg", "array_agg",
    "json_each", "json_extract", "strftime", "julianday", "datetime", "date", "now", "random", "ifnull",
    "iif", "true", "false", "rowid", "pragma", "attach", "begin", "commit", "rollback", "savepoint",
    "create", "drop", "alter", "returns", "isnull", "notnull", "replace", "instr", "printf", "typeof",
    "changes", "last_insert_rowid", "total_changes", "load_extension", "collate", "nocase",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (word, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
cut_word (Cutter *c, GError **error)
{
  gboolean qualified = c->text->len > 0 && c->text->str[c->text->len - 1] == '.';
  g_autofree char *word = take_word (c, FALSE);

  if (!qualified && is_foreign (word))
    return fail (error, "“%s” is not understood by both engines", word);
  g_string_append (c->text, word);
  return TRUE;
}

static gboolean
cut_one (Cutter *c, GError **error)
{
  if (*c->p == '\'')
    return cut_literal (c, error);
  if (*c->p == '@')
    return cut_macro (c, error);
  if (*c->p == ':')
    return cut_param (c, error);
  if (is_word (*c->p))
    return cut_word (c, error);
  if (c->p[0] == '-' && c->p[1] == '-')
    {
      c->p += strcspn (c->p, "\n");
      return TRUE;
    }
  if (strchr ("`[]?$#\\\"", *c->p) != NULL || (guchar) *c->p >= 0x80)
    return fail (error, "a character that has no place in an act: %s", c->p);
  if (*c->p == ';')
    return fail (error, "one statement a step");
  g_string_append_c (c->text, *c->p++);
  return TRUE;
}

/* To the end, or with @inside past the closing parenthesis of a macro. */
static gboolean
cut_until (Cutter *c, gboolean inside, GError **error)
{
  int depth = 0;

  while (*c->p != '\0')
    {
      if (*c->p == '(')
        depth++;
      else if (*c->p == ')' && depth-- == 0)
        {
          if (!inside)
            return fail (error, "one “)” too many");
          c->p++;
          return TRUE;
        }
      if (!cut_one (c, error))
        return FALSE;
    }
  if (inside || depth != 0)
    return fail (error, "a “)” is missing");
  return TRUE;
}

GArray *
garrison_act_pieces_cut (const char *sql, const char *right, GarrisonActLookup lookup, gpointer data,
                         GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, TRUE, sizeof (GarrisonActPiece));
  g_autoptr (GString) text = g_string_new (NULL);
  Cutter c = { sql, right, lookup, data, pieces, text };

  g_array_set_clear_func (pieces, piece_clear);
  if (!cut_until (&c, FALSE, error))
    return NULL;
  g_strchomp (text->str);
  text->len = strlen (text->str);
  flush (&c);
  return g_steal_pointer (&pieces);
}

/* The words of plain text at the outermost level, one after the other. */
typedef struct
{
  const GArray *pieces;
  guint piece;
  const char *p;
  int depth;
} Words;

static char *
next_word (Words *w)
{
  while (TRUE)
    {
      while (w->p == NULL || *w->p == '\0')
        {
          const GarrisonActPiece *piece;

          if (w->piece == w->pieces->len)
            return NULL;
          piece = &g_array_index (w->pieces, GarrisonActPiece, w->piece++);
          w->p = piece->kind == GARRISON_ACT_PIECE_TEXT ? piece->text : NULL;
        }
      if (*w->p == '\'')
        {
          w->p = strchr (w->p + 1, '\'');
          g_assert (w->p != NULL);
        }
      else if (*w->p == '(')
        w->depth++;
      else if (*w->p == ')')
        w->depth--;
      else if (is_word (*w->p))
        {
          const char *start = w->p;
          while (is_word (*w->p))
            w->p++;
          if (w->depth == 0)
            return g_strndup (start, w->p - start);
          continue;
        }
      w->p++;
    }
}

const char *
garrison_act_pieces_verb (const GArray *pieces, char **relation)
{
  static const char *const verbs[] = { "SELECT", "INSERT", "UPDATE", "DELETE" };
  Words w = { pieces };

  for (g_autofree char *word = next_word (&w); word != NULL;)
    {
      for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
        if (g_ascii_strcasecmp (word, verbs[i]) == 0)
          {
            if (i == 1 || i == 3) /* INSERT INTO, DELETE FROM */
              g_free (next_word (&w));
            if (relation != NULL)
              *relation = i > 0 ? next_word (&w) : NULL;
            return verbs[i];
          }
      g_free (word);
      word = next_word (&w);
    }
  return NULL;
}
