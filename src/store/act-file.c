#include "store/act-file.h"

#include <gio/gio.h>
#include <string.h>

#include "base/error.h"
#include "store/act-pieces.h"
#include "acts-resource.h"

#define ACTS_PATH "/org/garrisoncrm/Garrison/acts/"

typedef struct
{
  GarrisonActFile *file;
  const char *right;
  GArray *visible;  /* guint: slots that a parameter may name here */
  GArray *used;     /* gboolean a slot */
  GPtrArray *steps; /* where the next step goes */
  GarrisonActStep *each;
  guint each_visible; /* so many were visible before the each */
  gboolean undoing;
  guint line;
  gboolean conditional; /* since the last "when": the slot and what it must be */
  guint when;
  gint64 when_value;
} Parser;

static void
slot_clear (gpointer data)
{
  GarrisonActSlot *slot = data;
  g_free (slot->name);
}

static void
step_free (gpointer data)
{
  GarrisonActStep *step = data;
  g_free (step->relation);
  g_clear_pointer (&step->pieces, g_array_unref);
  g_clear_pointer (&step->steps, g_ptr_array_unref);
  g_free (step);
}

void
garrison_act_file_free (GarrisonActFile *file)
{
  if (file == NULL)
    return;
  g_free (file->name);
  g_free (file->right);
  g_free (file->final);
  g_array_unref (file->slots);
  g_free (file->rows);
  g_strfreev (file->bulk);
  g_ptr_array_unref (file->steps);
  g_clear_pointer (&file->undo, g_ptr_array_unref);
  g_free (file);
}

static gboolean fail (Parser *p, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (Parser *p, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "%s.sql:%u: %s", p->file->name, p->line,
               message);
  return FALSE;
}

/* Slots ------------------------------------------------------------------------------------------ */

static guint
add_slot (Parser *p, const char *name, GarrisonActSlotKind kind, GarrisonActType type, gboolean optional)
{
  GarrisonActSlot slot = { g_strdup (name), kind, type, optional };
  gboolean unused = FALSE;

  g_array_append_val (p->file->slots, slot);
  g_array_append_val (p->used, unused);
  return p->file->slots->len - 1;
}

static void
show_slot (Parser *p, guint slot)
{
  g_array_append_val (p->visible, slot);
}

static gboolean
lookup_slot (gpointer data, const char *name, guint *slot)
{
  Parser *p = data;

  for (guint i = 0; i < p->visible->len; i++)
    {
      guint index = g_array_index (p->visible, guint, i);
      if (g_str_equal (g_array_index (p->file->slots, GarrisonActSlot, index).name, name))
        {
          g_array_index (p->used, gboolean, index) = TRUE;
          *slot = index;
          return TRUE;
        }
    }
  return FALSE;
}

static void
add_bound_slots (Parser *p)
{
  static const char *const names[] = { "me", "now", "today", "act", "undone", "taken", "skipped" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == GARRISON_ACT_SLOT_FIRST);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    show_slot (p, add_slot (p, names[i], GARRISON_ACT_SLOT_BOUND, GARRISON_ACT_INT, FALSE));
}

static gboolean
is_name (const char *name)
{
  if (!g_ascii_islower (*name))
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_islower (*name) && !g_ascii_isdigit (*name) && *name != '_' && *name != '-' && *name != '.')
      return FALSE;
  return TRUE;
}

static gboolean
check_new_name (Parser *p, const char *name, GError **error)
{
  guint slot;

  if (!is_name (name) || strpbrk (name, "-.") != NULL)
    return fail (p, error, "“%s” is no name of a parameter", name);
  if (lookup_slot (p, name, &slot))
    return fail (p, error, "“%s” is declared twice", name);
  return TRUE;
}

static gboolean
parse_type (Parser *p, const char *text, GarrisonActType *type, gboolean *optional, GError **error)
{
  static const char *const names[] = { "int", "money", "text", "day", "time", "ids" };
  gsize length = strlen (text);

  *optional = length > 0 && text[length - 1] == '?';
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length - *optional && strncmp (names[i], text, length - *optional) == 0)
      {
        *type = i;
        return TRUE;
      }
  return fail (p, error, "unknown type “%s”", text);
}

/* Steps ------------------------------------------------------------------------------------------ */

static gboolean
set_sql (Parser *p, GarrisonActStep *step, GString *body, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_strstrip (body->str);
  body->len = strlen (body->str);
  if (body->len > 0 && body->str[body->len - 1] == ';')
    body->str[body->len - 1] = '\0';
  step->pieces = garrison_act_pieces_cut (body->str, p->right, lookup_slot, p, &local);
  if (step->pieces == NULL)
    return fail (p, error, "%s", local->message);
  if (step->pieces->len == 0)
    return fail (p, error, "SQL is missing");
  return TRUE;
}

static gboolean
check_verb (Parser *p, GarrisonActStep *step, GError **error)
{
  const char *verb = garrison_act_pieces_verb (step->pieces, &step->relation);

  switch (step->kind)
    {
    case GARRISON_ACT_LET:
    case GARRISON_ACT_GIVE:
      if (verb != NULL)
        return fail (p, error, "a scalar expression; put a SELECT in parentheses");
      return TRUE;
    case GARRISON_ACT_DO:
      if (verb == NULL || *verb == 'S' || step->relation == NULL)
        return fail (p, error, "“do” changes rows: INSERT, UPDATE or DELETE");
      return TRUE;
    default:
      if (verb == NULL || *verb != 'S')
        return fail (p, error, "a SELECT is expected");
      return TRUE;
    }
}

static gboolean
parse_count (Parser *p, GarrisonActStep *step, const char *count, GError **error)
{
  if (g_str_equal (count, "any"))
    step->count = GARRISON_ACT_COUNT_ANY;
  else if (g_ascii_string_to_unsigned (count, 10, 0, G_MAXINT64, (guint64 *) &step->count, NULL))
    return TRUE;
  else if (lookup_slot (p, count, &step->slot))
    {
      GarrisonActType type = g_array_index (p->file->slots, GarrisonActSlot, step->slot).type;
      if (type != GARRISON_ACT_INT)
        return fail (p, error, "the count “%s” is no int", count);
      step->count = GARRISON_ACT_COUNT_SLOT;
    }
  else
    return fail (p, error, "“do %s”: a number, “any”, or a declared name", count);
  return TRUE;
}

static gboolean
start_each (Parser *p, GarrisonActStep *step, GError **error)
{
  if (p->undoing || p->each != NULL)
    return fail (p, error, "“each” stands once, and not here");
  if (p->file->rows == NULL || !g_str_equal (p->file->rows, step->name))
    return fail (p, error, "no rows “%s” are declared", step->name);
  if (p->file->n_columns == 0)
    return fail (p, error, "rows without columns");

  p->each = step;
  p->each_visible = p->visible->len;
  step->steps = g_ptr_array_new_with_free_func (step_free);
  for (guint i = 0; i < p->file->n_columns; i++)
    show_slot (p, p->file->first_column + i);
  p->steps = step->steps;
  return TRUE;
}

static gboolean
end_each (Parser *p, GError **error)
{
  if (p->each == NULL || p->steps != p->each->steps)
    return fail (p, error, "“end” without “each”");
  if (p->steps->len == 0)
    return fail (p, error, "nothing between “each” and “end”");
  g_array_set_size (p->visible, p->each_visible);
  p->steps = p->file->steps;
  return TRUE;
}

static gboolean
in_each (Parser *p)
{
  return p->each != NULL && p->steps == p->each->steps;
}

/* The names and the number of words of a step's directive. */
static const struct
{
  const char *word;
  GarrisonActStepKind kind;
  guint words;
} step_words[] = {
  { "let", GARRISON_ACT_LET, 3 },         { "refuse", GARRISON_ACT_REFUSE, 2 },
  { "do", GARRISON_ACT_DO, 2 },           { "skip", GARRISON_ACT_SKIP, 2 },
  { "each", GARRISON_ACT_EACH, 2 },       { "refresh", GARRISON_ACT_REFRESH, 1 },
  { "give", GARRISON_ACT_GIVE, 2 },       { "audit", GARRISON_ACT_AUDIT, 1 },
  { "timeline", GARRISON_ACT_TIMELINE, 1 },
};

static gboolean
check_place (Parser *p, GarrisonActStepKind kind, const char *word, GError **error)
{
  gboolean inner = kind == GARRISON_ACT_LET || kind == GARRISON_ACT_DO || kind == GARRISON_ACT_SKIP;

  if (in_each (p) && !inner)
    return fail (p, error, "“%s” cannot stand in “each”", word);
  if (!in_each (p) && kind == GARRISON_ACT_SKIP)
    return fail (p, error, "“skip” stands in “each”");
  return TRUE;
}

static gboolean
add_let (Parser *p, GarrisonActStep *step, const char *type_name, GError **error)
{
  GarrisonActType type;
  gboolean optional;

  if (!check_new_name (p, step->name, error) || !parse_type (p, type_name, &type, &optional, error))
    return FALSE;
  if (optional || (type != GARRISON_ACT_INT && type != GARRISON_ACT_TEXT))
    return fail (p, error, "a let is int or text");
  step->slot = add_slot (p, step->name, GARRISON_ACT_SLOT_LET, type, FALSE);
  show_slot (p, step->slot);
  return TRUE;
}

static gboolean
add_step (Parser *p, guint which, char **words, GString *body, GError **error)
{
  GarrisonActStep *step = g_new0 (GarrisonActStep, 1);

  step->kind = step_words[which].kind;
  step->line = p->line;
  step->conditional = p->conditional && in_each (p);
  step->when = p->when;
  step->when_value = p->when_value;
  g_ptr_array_add (p->steps, step);
  if (g_strv_length (words) != step_words[which].words)
    return fail (p, error, "“%s” takes %u words", words[0], step_words[which].words - 1);
  if (!check_place (p, step->kind, words[0], error))
    return FALSE;
  if (step_words[which].words > 1)
    {
      if (step->kind != GARRISON_ACT_DO && !is_name (words[1]))
        return fail (p, error, "“%s” is no name", words[1]);
      step->name = (char *) g_intern_string (words[1]);
    }

  if (step->kind == GARRISON_ACT_EACH)
    {
      g_strstrip (body->str);
      if (*body->str != '\0')
        return fail (p, error, "“each” has no SQL of its own");
      return start_each (p, step, error);
    }
  if (step->kind == GARRISON_ACT_DO && !parse_count (p, step, words[1], error))
    return FALSE;
  if (!set_sql (p, step, body, error) || !check_verb (p, step, error))
    return FALSE;
  return step->kind != GARRISON_ACT_LET || add_let (p, step, words[2], error);
}

/* Head ------------------------------------------------------------------------------------------- */

static gboolean
add_arg (Parser *p, char **words, GError **error)
{
  GarrisonActType type;
  gboolean optional;

  if (p->file->rows != NULL)
    return fail (p, error, "“arg” stands before “rows”");
  if (!check_new_name (p, words[1], error) || !parse_type (p, words[2], &type, &optional, error))
    return FALSE;
  show_slot (p, add_slot (p, words[1], GARRISON_ACT_SLOT_ARG, type, optional));
  return TRUE;
}

static gboolean
add_column (Parser *p, char **words, GError **error)
{
  GarrisonActType type;
  gboolean optional;
  guint slot;

  if (p->file->rows == NULL)
    return fail (p, error, "“column” stands after “rows”");
  if (!check_new_name (p, words[1], error) || !parse_type (p, words[2], &type, &optional, error))
    return FALSE;
  if (type == GARRISON_ACT_IDS)
    return fail (p, error, "a column cannot be a list");
  slot = add_slot (p, words[1], GARRISON_ACT_SLOT_COLUMN, type, optional);
  if (p->file->n_columns++ == 0)
    p->file->first_column = slot;
  return TRUE;
}

static gboolean
set_right (Parser *p, const char *name, GError **error)
{
  if (p->file->right != NULL)
    return fail (p, error, "one right an act");
  if (!is_name (name))
    return fail (p, error, "“%s” is no name of a right", name);
  p->file->right = g_strdup (name);
  if (!g_str_equal (name, "anyone") && !g_str_equal (name, "program"))
    p->right = p->file->right;
  return TRUE;
}

static gboolean
start_undo (Parser *p, GError **error)
{
  if (p->undoing || p->file->final != NULL)
    return fail (p, error, "“undo” or “final”, once");
  p->undoing = TRUE;
  p->file->undo = g_ptr_array_new_with_free_func (step_free);
  p->steps = p->file->undo;
  g_array_set_size (p->visible, GARRISON_ACT_SLOT_FIRST);
  return TRUE;
}

/* "when NAME N": which rows the steps from here to the next "when" are for. */
static gboolean
set_when (Parser *p, char **words, GError **error)
{
  if (!in_each (p))
    return fail (p, error, "“when” stands in “each”");
  if (!lookup_slot (p, words[1], &p->when)
      || g_array_index (p->file->slots, GarrisonActSlot, p->when).type == GARRISON_ACT_TEXT)
    return fail (p, error, "“%s” is no number of the row", words[1]);
  if (!g_ascii_string_to_signed (words[2], 10, G_MININT64, G_MAXINT64, &p->when_value, NULL))
    return fail (p, error, "“%s” is no number", words[2]);
  p->conditional = TRUE;
  return TRUE;
}

/* @words: of a directive that has no SQL. @known is FALSE when it is none of these. */
static gboolean
parse_plain (Parser *p, char **words, gboolean *known, GError **error)
{
  guint n = g_strv_length (words);

  *known = TRUE;
  if (g_str_equal (words[0], "right") && n == 2)
    return set_right (p, words[1], error);
  if (p->file->right == NULL)
    return fail (p, error, "“right” comes after “act”");
  if (g_str_equal (words[0], "end") && n == 1)
    return end_each (p, error);
  if (g_str_equal (words[0], "when") && n == 3)
    return set_when (p, words, error);
  if (in_each (p))
    {
      *known = FALSE;
      return TRUE;
    }
  if (g_str_equal (words[0], "undo") && n == 1)
    return start_undo (p, error);
  if (g_str_equal (words[0], "final") && n > 1)
    {
      if (p->undoing || p->file->final != NULL)
        return fail (p, error, "“undo” or “final”, once");
      p->file->final = g_strjoinv (" ", words + 1);
      return TRUE;
    }
  if (g_str_equal (words[0], "ticket") && n == 1 && !p->file->ticket && !p->undoing && p->file->steps->len == 0)
    {
      p->file->ticket = TRUE;
      return TRUE;
    }
  if (g_str_equal (words[0], "bulk") && n > 1 && p->file->bulk == NULL && p->each == NULL)
    {
      p->file->bulk = g_strdupv (words + 1);
      return TRUE;
    }
  *known = FALSE;
  if (p->undoing || p->file->steps->len > 0)
    return TRUE;
  *known = TRUE;
  if (g_str_equal (words[0], "arg") && n == 3)
    return add_arg (p, words, error);
  if (g_str_equal (words[0], "column") && n == 3)
    return add_column (p, words, error);
  if (g_str_equal (words[0], "rows") && n == 2 && p->file->rows == NULL)
    {
      p->file->rows = g_strdup (words[1]);
      return TRUE;
    }
  *known = FALSE;
  return TRUE;
}

static gboolean
parse_directive (Parser *p, char **words, GString *body, GError **error)
{
  gboolean known;

  for (guint i = 0; i < G_N_ELEMENTS (step_words); i++)
    if (g_str_equal (words[0], step_words[i].word))
      {
        if (p->file->right == NULL)
          return fail (p, error, "“right” comes after “act”");
        return add_step (p, i, words, body, error);
      }

  if (!parse_plain (p, words, &known, error))
    return FALSE;
  if (!known)
    return fail (p, error, "“%s” is not understood here", words[0]);
  g_strstrip (body->str);
  if (*body->str != '\0')
    return fail (p, error, "“%s” has no SQL", words[0]);
  return TRUE;
}

/* The whole ------------------------------------------------------------------------------------- */

static gboolean
check_whole (Parser *p, GError **error)
{
  GarrisonActFile *file = p->file;

  if (in_each (p))
    return fail (p, error, "“each” without “end”");
  if (file->rows != NULL && p->each == NULL)
    return fail (p, error, "nothing uses the rows “%s”", file->rows);
  if (file->steps->len == 0)
    return fail (p, error, "the act does nothing");
  if (file->undo == NULL && file->final == NULL)
    return fail (p, error, "neither “undo” nor “final”");
  if (file->undo != NULL && file->undo->len == 0)
    return fail (p, error, "“undo” does nothing");
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    if (!g_array_index (p->used, gboolean, i))
      return fail (p, error, "nothing uses “%s”", g_array_index (file->slots, GarrisonActSlot, i).name);
  return TRUE;
}

static char **
split_words (const char *text)
{
  g_auto (GStrv) all = g_strsplit_set (text, " \t\r", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_ptr_array_add (words, g_strdup (all[i]));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

/* Collects lines until the next directive, then acts on the one before. */
static gboolean
parse_lines (Parser *p, char **lines, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0;; i++)
    {
      const char *line = lines[i];

      if (line != NULL && !g_str_has_prefix (line, "--@"))
        {
          if (!g_str_has_prefix (line, "--"))
            g_string_append_printf (body, "%s\n", line);
          continue;
        }
      if (words != NULL && words[0] == NULL)
        return fail (p, error, "an empty directive");
      if (words == NULL)
        {
          g_strstrip (body->str);
          if (*body->str != '\0')
            return fail (p, error, "text before “--@ act”");
        }
      else if (g_str_equal (words[0], "act"))
        {
          g_strstrip (body->str);
          if (p->file->right != NULL || g_strv_length (words) != 2 || *body->str != '\0'
              || !g_str_equal (words[1], p->file->name))
            return fail (p, error, "“act %s” comes first, once", p->file->name);
        }
      else if (!parse_directive (p, words, body, error))
        return FALSE;

      if (line == NULL)
        return words != NULL || fail (p, error, "an empty file");
      g_strfreev (words);
      words = split_words (line + 3);
      g_string_truncate (body, 0);
      if (p->line == 0 && (words[0] == NULL || !g_str_equal (words[0], "act")))
        return fail (p, error, "“act %s” comes first", p->file->name);
      p->line = i + 1;
    }
}

#define INCLUDE "--@ include "

/* Puts what "--@ include NAME" names (shared/NAME.sql, which may include more) in its place. */
static gboolean
expand (Parser *p, const char *text, guint depth, GString *whole, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *shared = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (!g_str_has_prefix (lines[i], INCLUDE))
        {
          g_string_append_printf (whole, "%s%s", lines[i], lines[i + 1] != NULL ? "\n" : "");
          continue;
        }
      path = g_strconcat (ACTS_PATH "shared/", g_strstrip (lines[i] + strlen (INCLUDE)), ".sql", NULL);
      if (depth < 4)
        bytes = g_resource_lookup_data (garrison_acts_get_resource (), path, 0, NULL);
      if (bytes == NULL)
        return fail (p, error, "“%s” is not there to include", path);
      shared = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      if (!expand (p, shared, depth + 1, whole, error))
        return FALSE;
    }
  return TRUE;
}

GarrisonActFile *
garrison_act_file_parse (const char *name, const char *text, GError **error)
{
  g_autoptr (GarrisonActFile) file = g_new0 (GarrisonActFile, 1);
  g_autoptr (GArray) visible = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GString) whole = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  Parser p = { file, NULL, visible, used };

  g_return_val_if_fail (name != NULL && text != NULL, NULL);

  file->name = g_strdup (name);
  file->slots = g_array_new (FALSE, TRUE, sizeof (GarrisonActSlot));
  g_array_set_clear_func (file->slots, slot_clear);
  file->steps = g_ptr_array_new_with_free_func (step_free);
  p.steps = file->steps;
  add_bound_slots (&p);

  if (!expand (&p, text, 0, whole, error))
    return NULL;
  lines = g_strsplit (whole->str, "\n", -1);
  if (!parse_lines (&p, lines, error) || !check_whole (&p, error))
    return NULL;
  return g_steal_pointer (&file);
}

static GarrisonActFile *
load (const char *name)
{
  g_autofree char *path = g_strconcat (ACTS_PATH, name, ".sql", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonActFile *file;

  bytes = g_resource_lookup_data (garrison_acts_get_resource (), path, 0, NULL);
  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  file = garrison_act_file_parse (name, text, &error);
  if (file == NULL)
    g_critical ("%s", error->message);
  return file;
}

const GarrisonActFile *
garrison_act_file_find (const char *name)
{
  static GMutex lock;
  static GHashTable *files; /* name to GarrisonActFile, both for good */
  GarrisonActFile *file;

  g_return_val_if_fail (name != NULL, NULL);

  if (!is_name (name) || strchr (name, '.') != NULL)
    return NULL;
  g_mutex_lock (&lock);
  if (files == NULL)
    files = g_hash_table_new (g_str_hash, g_str_equal);
  file = g_hash_table_lookup (files, name);
  if (file == NULL && (file = load (name)) != NULL)
    g_hash_table_insert (files, file->name, file);
  g_mutex_unlock (&lock);
  return file;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char **
garrison_act_file_list (void)
{
  g_auto (GStrv) children = NULL;
  GPtrArray *names = g_ptr_array_new ();

  children = g_resource_enumerate_children (garrison_acts_get_resource (), ACTS_PATH, 0, NULL);
  for (guint i = 0; children != NULL && children[i] != NULL; i++)
    if (g_str_has_suffix (children[i], ".sql"))
      g_ptr_array_add (names, g_strndup (children[i], strlen (children[i]) - 4));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
