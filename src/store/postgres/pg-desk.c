#include "store/postgres/pg-desk.h"

#include <string.h>

#include "store/desk-text.h"
#include "store/postgres/pg-desk-parse.h"

/* What must hold of the row itself, or of a row of another relation (the first of the joins) and of
 * those that are joined to that one. */
typedef struct
{
  GPtrArray *joins; /* of borrowed GarrisonPgJoin; none: the row itself */
  GPtrArray *atoms; /* of borrowed GarrisonPgAtom */
} Part;

/* One way to be seen. */
typedef struct
{
  const char *alias;
  GPtrArray *parts; /* of Part; that of the row itself is the first */
} Way;

struct _GarrisonPgDesk
{
  char *relation;
  GPtrArray *branches;
  GPtrArray *ways;
  GPtrArray *rights; /* of borrowed char*, each once, sorted */
  gboolean is_open;  /* everybody sees everything */
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_ptr_array_unref (part->joins);
  g_ptr_array_unref (part->atoms);
  g_free (part);
}

static void
way_free (gpointer data)
{
  g_ptr_array_unref (((Way *)data)->parts);
  g_free (data);
}

static Part *
part_new (GarrisonPgJoin *first)
{
  Part *part = g_new0 (Part, 1);

  part->joins = g_ptr_array_new ();
  part->atoms = g_ptr_array_new ();
  if (first != NULL)
    g_ptr_array_add (part->joins, first);
  return part;
}

/* @text with "alias." replaced; free the result. */
static char *
rename_alias (const char *text, const char *alias, const char *by)
{
  g_autofree char *pattern = g_strdup_printf ("(?<![\\w.])%s\\.", alias);
  g_autofree char *dotted = g_strconcat (by, ".", NULL);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, dotted, 0, NULL);
}

static gboolean
mentions (const char *text, const char *alias)
{
  g_autofree char *other = rename_alias (text, alias, "");

  return strcmp (other, text) != 0;
}

static gboolean
is_needed (GarrisonPgBranch *branch, GarrisonPgJoin *join, GPtrArray *atoms)
{
  if (!join->is_left)
    return TRUE;
  for (guint i = 0; i < atoms->len; i++)
    if (mentions (((GarrisonPgAtom *)g_ptr_array_index (atoms, i))->text, join->alias))
      return TRUE;
  for (guint i = 0; i < branch->joins->len; i++)
    {
      GarrisonPgJoin *other = g_ptr_array_index (branch->joins, i);

      if (other != join && mentions (other->on, join->alias) && is_needed (branch, other, atoms))
        return TRUE;
    }
  return FALSE;
}

/* The part that an expression over aliases belongs to: that of a join, else the row's own. */
static Part *
find_part (Way *way, const char *text)
{
  for (guint i = 1; i < way->parts->len; i++)
    {
      Part *part = g_ptr_array_index (way->parts, i);

      for (guint k = 0; k < part->joins->len; k++)
        if (mentions (text, ((GarrisonPgJoin *)g_ptr_array_index (part->joins, k))->alias))
          return part;
    }
  return g_ptr_array_index (way->parts, 0);
}

static Way *
make_way (GarrisonPgBranch *branch, GPtrArray *atoms)
{
  Way *way = g_new0 (Way, 1);

  way->alias = branch->alias;
  way->parts = g_ptr_array_new_with_free_func (part_free);
  g_ptr_array_add (way->parts, part_new (NULL));
  for (guint i = 0; i < branch->joins->len; i++)
    {
      GarrisonPgJoin *join = g_ptr_array_index (branch->joins, i);
      Part *part;

      if (!is_needed (branch, join, atoms))
        continue;
      part = find_part (way, join->on);
      if (part->joins->len > 0)
        g_ptr_array_add (part->joins, join);
      else
        g_ptr_array_add (way->parts, part_new (join));
    }
  for (guint i = 0; i < atoms->len; i++)
    {
      GarrisonPgAtom *atom = g_ptr_array_index (atoms, i);

      g_ptr_array_add (find_part (way, atom->text)->atoms, atom);
    }
  return way;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* What is asked of a row called @alias, in words that do not depend on the aliases. */
static char *
describe (const char *alias, GPtrArray *joins, guint first, GPtrArray *atoms)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = first; i < joins->len; i++)
    g_ptr_array_add (texts, g_strdup (((GarrisonPgJoin *)g_ptr_array_index (joins, i))->on));
  for (guint i = 0; i < atoms->len; i++)
    g_ptr_array_add (texts, g_strdup (((GarrisonPgAtom *)g_ptr_array_index (atoms, i))->text));
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = texts->pdata[i];
      g_autofree char *own = rename_alias (text, alias, "$");

      for (guint k = first; k < joins->len; k++)
        {
          GarrisonPgJoin *join = g_ptr_array_index (joins, k);
          char *next = rename_alias (own, join->alias, join->table);

          g_free (own);
          own = next;
        }
      texts->pdata[i] = g_steal_pointer (&own);
    }
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" & ", (char **)texts->pdata);
}

static char *
describe_part (Part *part)
{
  GarrisonPgJoin *first = g_ptr_array_index (part->joins, 0);

  return describe (first->alias, part->joins, 1, part->atoms);
}

/* The ways to be seen that a block gives, before anything is left out. */
static GPtrArray *
make_ways (GPtrArray *branches)
{
  GPtrArray *ways = g_ptr_array_new_with_free_func (way_free);

  for (guint i = 0; i < branches->len; i++)
    {
      GarrisonPgBranch *branch = g_ptr_array_index (branches, i);

      for (guint k = 0; k < branch->alternatives->len; k++)
        g_ptr_array_add (ways, make_way (branch, g_ptr_array_index (branch->alternatives, k)));
    }
  return ways;
}

/* (nullable): the set of what a relation's own block asks, one text a way. */
static GHashTable *
describe_relation (const char *relation)
{
  const char *block = garrison_desk_text_find (relation);
  g_autoptr (GPtrArray) branches
    = block == NULL ? NULL : garrison_pg_desk_parse_branches (relation, block, NULL);
  GHashTable *set;

  if (branches == NULL)
    return NULL;
  set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < branches->len; i++)
    {
      GarrisonPgBranch *branch = g_ptr_array_index (branches, i);

      for (guint k = 0; k < branch->alternatives->len; k++)
        {
          GPtrArray *atoms = g_ptr_array_index (branch->alternatives, k);
          g_autoptr (GPtrArray) joins = g_ptr_array_new ();

          for (guint j = 0; j < branch->joins->len; j++)
            if (is_needed (branch, g_ptr_array_index (branch->joins, j), atoms))
              g_ptr_array_add (joins, g_ptr_array_index (branch->joins, j));
          g_hash_table_add (set, describe (branch->alias, joins, 0, atoms));
        }
    }
  return set;
}

/* All of a way but one of its parts; the two ways may be of different branches. */
static char *
describe_others (Way *way, guint except)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < way->parts->len; i++)
    {
      Part *part = g_ptr_array_index (way->parts, i);

      if (i == except)
        continue;
      if (part->joins->len == 0)
        g_ptr_array_add (texts, describe (way->alias, part->joins, 0, part->atoms));
      else
        g_ptr_array_add (texts, describe_part (part));
    }
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" + ", (char **)texts->pdata);
}

/* The part of @other that goes to the same row as part @n of @way, when all else is the same; 0: none. */
static guint
find_twin (Way *way, guint n, Way *other)
{
  Part *part = g_ptr_array_index (way->parts, n);
  GarrisonPgJoin *join = g_ptr_array_index (part->joins, 0);
  g_autofree char *others = describe_others (way, n);

  for (guint i = 1; i < other->parts->len; i++)
    {
      Part *candidate = g_ptr_array_index (other->parts, i);
      GarrisonPgJoin *to = g_ptr_array_index (candidate->joins, 0);
      g_autofree char *its = describe_others (other, i);

      if (g_str_equal (to->table, join->table) && g_str_equal (to->on, join->on)
          && g_str_equal (its, others))
        return i;
    }
  return 0;
}

static gboolean
are_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (b, key))
      return FALSE;
  return g_hash_table_size (a) == g_hash_table_size (b);
}

/* Leaves the question of part @n to the policy of the relation it goes to, where it is the same. */
static gboolean
leave_to_policy (GarrisonPgDesk *self, Way *way, guint n)
{
  Part *part = g_ptr_array_index (way->parts, n);
  GarrisonPgJoin *join = g_ptr_array_index (part->joins, 0);
  g_autoptr (GHashTable) asked = describe_relation (join->table);
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) same = g_ptr_array_new ();

  if (asked == NULL || (part->joins->len == 1 && part->atoms->len == 0))
    return FALSE;
  for (guint i = 0; i < self->ways->len; i++)
    {
      Way *other = g_ptr_array_index (self->ways, i);
      guint twin = find_twin (way, n, other);

      if (twin == 0)
        continue;
      g_hash_table_add (here, describe_part (g_ptr_array_index (other->parts, twin)));
      if (other != way)
        g_ptr_array_add (same, other);
    }
  if (!are_equal (here, asked))
    return FALSE;
  for (guint i = 0; i < same->len; i++)
    g_ptr_array_remove (self->ways, g_ptr_array_index (same, i));
  g_ptr_array_set_size (part->joins, 1);
  g_ptr_array_set_size (part->atoms, 0);
  return TRUE;
}

static gboolean
simplify_once (GarrisonPgDesk *self)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      Way *way = g_ptr_array_index (self->ways, i);

      for (guint n = 1; n < way->parts->len; n++)
        if (leave_to_policy (self, way, n))
          return TRUE;
    }
  return FALSE;
}

static void
collect_rights (GarrisonPgDesk *self)
{
  for (guint i = 0; i < self->branches->len; i++)
    {
      GarrisonPgBranch *branch = g_ptr_array_index (self->branches, i);

      for (guint k = 0; k < branch->alternatives->len; k++)
        {
          GPtrArray *atoms = g_ptr_array_index (branch->alternatives, k);

          self->is_open |= atoms->len == 0 && branch->joins->len == 0;
          for (guint n = 0; n < atoms->len; n++)
            {
              GarrisonPgAtom *atom = g_ptr_array_index (atoms, n);

              if (atom->right != NULL
                  && !g_ptr_array_find_with_equal_func (self->rights, atom->right, g_str_equal, NULL))
                g_ptr_array_add (self->rights, atom->right);
            }
        }
    }
  g_ptr_array_sort (self->rights, compare_texts);
}

GarrisonPgDesk *
garrison_pg_desk_parse (const char *relation, const char *block, GError **error)
{
  GPtrArray *branches;
  GarrisonPgDesk *self;

  g_return_val_if_fail (relation != NULL && block != NULL, NULL);

  branches = garrison_pg_desk_parse_branches (relation, block, error);
  if (branches == NULL)
    return NULL;
  self = g_new0 (GarrisonPgDesk, 1);
  self->relation = g_strdup (relation);
  self->branches = branches;
  self->ways = make_ways (branches);
  self->rights = g_ptr_array_new ();
  collect_rights (self);
  while (simplify_once (self))
    ;
  return self;
}

void
garrison_pg_desk_free (GarrisonPgDesk *self)
{
  g_free (self->relation);
  g_ptr_array_unref (self->ways);
  g_ptr_array_unref (self->branches);
  g_ptr_array_unref (self->rights);
  g_free (self);
}

static void
add_texts (GString *out, const char *before, GPtrArray *atoms)
{
  for (guint i = 0; i < atoms->len; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? before : " AND ",
                            ((GarrisonPgAtom *)g_ptr_array_index (atoms, i))->text);
}

/* (transfer full) (nullable): what names the customer, where nothing is asked but that the customer is seen. */
static char *
find_customer (Part *part)
{
  GarrisonPgJoin *join = g_ptr_array_index (part->joins, 0);
  g_autofree char *pattern = g_strdup_printf ("^\\s*%s\\.id\\s*=\\s*(\\w+\\.\\w+)\\s*$", join->alias);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (part->joins->len > 1 || part->atoms->len > 0 || !g_str_equal (join->table, "customer")
      || !g_regex_match (regex, join->on, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

/* Joins are written as a list with conditions, so that the planner may turn the test into a lookup in a
 * table that it makes once. */
static char *
write_joined (Part *part)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < part->joins->len; i++)
    {
      GarrisonPgJoin *join = g_ptr_array_index (part->joins, i);

      g_string_append_printf (out, "%s%s %s", i == 0 ? "EXISTS (SELECT 1 FROM " : ", ", join->table,
                              join->alias);
    }
  for (guint i = 0; i < part->joins->len; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? " WHERE " : " AND ",
                            ((GarrisonPgJoin *)g_ptr_array_index (part->joins, i))->on);
  add_texts (out, " AND ", part->atoms);
  g_string_append_c (out, ')');
  return g_strdup (out->str);
}

/* Of customers the program may have it done in the other way (data/postgres/rights.sql, is_wide). */
static char *
write_part (Part *part)
{
  g_autoptr (GString) own = NULL;
  g_autofree char *joined = NULL, *customer = NULL;

  if (part->joins->len == 0)
    {
      own = g_string_new (NULL);
      add_texts (own, "", part->atoms);
      return g_strdup (own->str);
    }
  joined = write_joined (part);
  customer = find_customer (part);
  if (customer == NULL)
    return g_steal_pointer (&joined);
  return g_strdup_printf ("CASE WHEN (SELECT garrison.is_wide()) THEN %s IN (SELECT seen.id FROM garrison.customers_seen() AS seen(id))"
                          " ELSE %s END",
                          customer, joined);
}

char *
garrison_pg_desk_condition (GarrisonPgDesk *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_open)
    return g_strdup ("true");
  for (guint i = 0; i < self->ways->len; i++)
    {
      Way *way = g_ptr_array_index (self->ways, i);
      g_autoptr (GString) all = g_string_new (NULL);
      g_autofree char *named = NULL;

      for (guint k = 0; k < way->parts->len; k++)
        {
          g_autofree char *part = write_part (g_ptr_array_index (way->parts, k));

          if (*part != '\0')
            g_string_append_printf (all, "%s%s", all->len == 0 ? "" : " AND ", part);
        }
      named = rename_alias (all->str, way->alias, self->relation);
      g_string_append_printf (out, "%s(%s)", i == 0 ? "" : " OR ", named);
    }
  return g_strdup (out->str);
}

char *
garrison_pg_desk_owner_column (GarrisonPgDesk *self)
{
  Way *way = g_ptr_array_index (self->ways, 0);
  Part *own = g_ptr_array_index (way->parts, 0);
  GarrisonPgAtom *atom = own->atoms->len == 0 ? NULL : g_ptr_array_index (own->atoms, 0);

  if (self->is_open || self->ways->len > 1 || way->parts->len > 1 || own->atoms->len != 1
      || atom->column == NULL)
    return NULL;
  return rename_alias (atom->column, way->alias, self->relation);
}

/* Whether scope "all" of this one right shows every row. */
static gboolean
is_enough (GarrisonPgDesk *self, const char *right)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      Way *way = g_ptr_array_index (self->ways, i);
      Part *own = g_ptr_array_index (way->parts, 0);
      gboolean enough = way->parts->len == 1;

      for (guint k = 0; enough && k < own->atoms->len; k++)
        enough = g_strcmp0 (((GarrisonPgAtom *)g_ptr_array_index (own->atoms, k))->right, right) == 0;
      if (enough)
        return TRUE;
    }
  return FALSE;
}

char **
garrison_pg_desk_groups (GarrisonPgDesk *self)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; !self->is_open && i < self->rights->len; i++)
    {
      const char *right = g_ptr_array_index (self->rights, i);

      if (self->rights->len == 1 || is_enough (self, right))
        g_ptr_array_add (groups, g_strdup (right));
    }
  if (!self->is_open && groups->len == 0 && self->rights->len > 0)
    {
      g_autoptr (GPtrArray) all = g_ptr_array_copy (self->rights, NULL, NULL);

      g_ptr_array_add (all, NULL);
      g_ptr_array_add (groups, g_strjoinv ("+", (char **)all->pdata));
    }
  g_ptr_array_add (groups, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&groups), FALSE);
}
