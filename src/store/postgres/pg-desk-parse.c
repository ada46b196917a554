#include "store/postgres/pg-desk-parse.h"

#include <string.h>

#include "base/error.h"

typedef struct
{
  const char *at;
  gboolean later; /* not the first branch */
  GError **error;
} Parser;

static GPtrArray *parse_or (Parser *p);

static void
atom_free (gpointer data)
{
  GarrisonPgAtom *atom = data;

  g_free (atom->text);
  g_free (atom->right);
  g_free (atom->column);
  g_free (atom);
}

static void
join_free (gpointer data)
{
  GarrisonPgJoin *join = data;

  g_free (join->table);
  g_free (join->alias);
  g_free (join->on);
  g_free (join);
}

static void
branch_free (gpointer data)
{
  GarrisonPgBranch *branch = data;

  g_free (branch->alias);
  g_clear_pointer (&branch->joins, g_ptr_array_unref);
  g_clear_pointer (&branch->alternatives, g_ptr_array_unref);
  g_free (branch);
}

static GPtrArray *
fail (Parser *p, const char *message)
{
  if (*p->error == NULL)
    g_set_error (p->error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "desk: %s at “%.30s”", message,
                 p->at);
  p->at += strlen (p->at);
  return NULL;
}

/* A choice of one alternative; empty (true) without @atom. */
static GPtrArray *
make_choice (GarrisonPgAtom *atom)
{
  GPtrArray *choice = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  GPtrArray *all = g_ptr_array_new_with_free_func (atom_free);

  if (atom != NULL)
    g_ptr_array_add (all, atom);
  g_ptr_array_add (choice, all);
  return choice;
}

static GarrisonPgAtom *
make_atom (char *text, const char *right, const char *column)
{
  GarrisonPgAtom *atom = g_new0 (GarrisonPgAtom, 1);

  atom->text = text;
  atom->right = g_strdup (right);
  atom->column = g_strdup (column);
  return atom;
}

static GarrisonPgAtom *
get_first (GPtrArray *choice)
{
  GPtrArray *all = g_ptr_array_index (choice, 0);

  return g_ptr_array_index (all, 0);
}

static gboolean
take_word (Parser *p, const char *word)
{
  gsize length = strlen (word);

  p->at += strspn (p->at, " \t\n");
  if (strncmp (p->at, word, length) != 0 || g_ascii_isalnum (p->at[length]) || p->at[length] == '_')
    return FALSE;
  p->at += length;
  return TRUE;
}

static GPtrArray *
parse_macro (Parser *p)
{
  g_autoptr (GRegex) regex = g_regex_new ("^@(scope|all|has)\\(\\s*([a-z.]+)\\s*(?:,\\s*([a-z_.]+)\\s*)?\\)",
                                          0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL, *right = NULL, *column = NULL;
  int end;

  if (!g_regex_match (regex, p->at, 0, &match))
    return fail (p, "unknown macro");
  name = g_match_info_fetch (match, 1);
  right = g_match_info_fetch (match, 2);
  column = g_match_info_fetch (match, 3);
  if (g_str_equal (name, "scope") != (column != NULL && *column != '\0'))
    return fail (p, "malformed macro");
  g_match_info_fetch_pos (match, 0, NULL, &end);
  p->at += end;
  /* The brackets and casts keep the function out of the rows: it is asked once a statement. */
  if (g_str_equal (name, "scope"))
    return make_choice (make_atom (
      g_strdup_printf ("%s = ANY ((SELECT garrison.reach('%s'))::bigint[])", column, right), right, column));
  return make_choice (make_atom (
    g_strdup_printf ("(SELECT garrison.%s('%s'))", g_str_equal (name, "all") ? "sees_all" : "has_right",
                     right),
    right, NULL));
}

/* Up to the next AND, OR or closing bracket. */
static GPtrArray *
parse_plain (Parser *p)
{
  g_autoptr (GRegex) regex
    = g_regex_new ("^(?:'[^']*'|\\s+(?!AND\\b|OR\\b)|[^\\s'()])+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *text;

  if (!g_regex_match (regex, p->at, 0, &match))
    return fail (p, "missing condition");
  text = g_match_info_fetch (match, 0);
  p->at += strlen (text);
  return make_choice (make_atom (g_strstrip (text), NULL, NULL));
}

static GPtrArray *
parse_factor (Parser *p)
{
  GPtrArray *inner;

  p->at += strspn (p->at, " \t\n");
  if (take_word (p, "NOT"))
    {
      p->at += strspn (p->at, " \t\n");
      inner = *p->at == '@' ? parse_macro (p) : fail (p, "NOT is for macros");
      if (inner != NULL)
        get_first (inner)->not = TRUE;
      return inner;
    }
  if (*p->at == '@')
    return parse_macro (p);
  if (*p->at != '(')
    return parse_plain (p);
  p->at++;
  inner = parse_or (p);
  p->at += strspn (p->at, " \t\n");
  if (inner != NULL && *p->at != ')')
    {
      g_ptr_array_unref (inner);
      return fail (p, "missing bracket");
    }
  p->at += *p->at == ')';
  return inner;
}

/* Whether it keeps rows from being shown twice, and nothing else: policies show none twice. */
static gboolean
is_against_repeating (GPtrArray *choice)
{
  GPtrArray *all = g_ptr_array_index (choice, 0);

  return choice->len == 1 && all->len == 1 && get_first (choice)->not;
}

static void
add_copies (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      GarrisonPgAtom *atom = g_ptr_array_index (from, i);
      GarrisonPgAtom *copy = make_atom (g_strdup (atom->text), atom->right, atom->column);

      copy->not = atom->not;
      g_ptr_array_add (to, copy);
    }
}

/* Each of @a with each of @b. */
static GPtrArray *
multiply (GPtrArray *a, GPtrArray *b)
{
  GPtrArray *product = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++)
      {
        GPtrArray *all = g_ptr_array_new_with_free_func (atom_free);

        add_copies (all, g_ptr_array_index (a, i));
        add_copies (all, g_ptr_array_index (b, k));
        g_ptr_array_add (product, all);
      }
  g_ptr_array_unref (a);
  g_ptr_array_unref (b);
  return product;
}

static GPtrArray *
parse_and (Parser *p)
{
  GPtrArray *left = make_choice (NULL);

  do
    {
      GPtrArray *right = parse_factor (p);

      if (right == NULL)
        {
          g_ptr_array_unref (left);
          return NULL;
        }
      if (!is_against_repeating (right))
        left = multiply (left, right);
      else
        {
          g_ptr_array_unref (right);
          if (!p->later)
            {
              g_ptr_array_unref (left);
              return fail (p, "NOT in the first branch");
            }
        }
    }
  while (take_word (p, "AND"));
  return left;
}

static GPtrArray *
parse_or (Parser *p)
{
  GPtrArray *left = parse_and (p);

  while (left != NULL && take_word (p, "OR"))
    {
      GPtrArray *right = parse_and (p);

      if (right != NULL)
        g_ptr_array_extend_and_steal (left, right);
      else
        g_clear_pointer (&left, g_ptr_array_unref);
    }
  for (guint i = 0; left != NULL && i < left->len; i++)
    if (((GPtrArray *)g_ptr_array_index (left, i))->len == 0)
      {
        g_ptr_array_unref (left);
        return make_choice (NULL);
      }
  return left;
}

static gboolean
parse_joins (GarrisonPgBranch *branch, const char *text, GError **error)
{
  g_autoptr (GRegex) regex
    = g_regex_new ("\\G\\s*(LEFT )?JOIN (\\w+) (\\w+) ON (.+?)(?=\\s+(?:LEFT )?JOIN |\\s*$)", G_REGEX_DOTALL,
                   0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int from, end = 0;

  branch->joins = g_ptr_array_new_with_free_func (join_free);
  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      GarrisonPgJoin *join = g_new0 (GarrisonPgJoin, 1);

      g_match_info_fetch_pos (match, 1, &from, &end);
      join->is_left = end > from;
      join->table = g_match_info_fetch (match, 2);
      join->alias = g_match_info_fetch (match, 3);
      join->on = g_match_info_fetch (match, 4);
      g_ptr_array_add (branch->joins, join);
      g_match_info_fetch_pos (match, 0, NULL, &end);
    }
  if (text[end + strspn (text + end, " \t\n")] == '\0')
    return TRUE;
  g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "desk: a join at “%.30s”", text + end);
  return FALSE;
}

static GarrisonPgBranch *
parse_branch (const char *relation, const char *text, gboolean later, GError **error)
{
  g_autoptr (GRegex) regex = g_regex_new (
    "^\\s*SELECT (\\w+)\\.\\* FROM (\\w+) (\\w+)((?:\\s+(?:LEFT )?JOIN .+?)?)(?:\\s+WHERE\\s+(.+?))?\\s*$",
    G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *table = NULL, *of = NULL, *joins = NULL, *where = NULL;
  GarrisonPgBranch *branch = g_new0 (GarrisonPgBranch, 1);
  GError *local = NULL;
  Parser p = { NULL, later, &local };

  if (g_regex_match (regex, text, 0, &match))
    {
      of = g_match_info_fetch (match, 1);
      table = g_match_info_fetch (match, 2);
      branch->alias = g_match_info_fetch (match, 3);
      joins = g_match_info_fetch (match, 4);
      where = g_match_info_fetch (match, 5);
    }
  if (table == NULL || !g_str_equal (table, relation) || !g_str_equal (of, branch->alias))
    {
      g_set_error (&local, GARRISON_ERROR, GARRISON_ERROR_INVALID, "desk: not a SELECT of %s.*", relation);
    }
  else if (parse_joins (branch, joins, &local))
    {
      p.at = where == NULL ? "" : where;
      branch->alternatives = *p.at == '\0' ? make_choice (NULL) : parse_or (&p);
      if (local == NULL && p.at[strspn (p.at, " \t\n")] != '\0')
        fail (&p, "more than a condition");
    }
  if (local == NULL)
    return branch;
  g_propagate_error (error, local);
  branch_free (branch);
  return NULL;
}

GPtrArray *
garrison_pg_desk_parse_branches (const char *relation, const char *block, GError **error)
{
  g_auto (GStrv) texts = g_strsplit (block, "UNION ALL", -1);
  g_autoptr (GPtrArray) branches = g_ptr_array_new_with_free_func (branch_free);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      GarrisonPgBranch *branch = parse_branch (relation, texts[i], i > 0, error);

      if (branch == NULL)
        return NULL;
      g_ptr_array_add (branches, branch);
    }
  return g_steal_pointer (&branches);
}
