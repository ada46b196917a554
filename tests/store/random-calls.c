#include "random-calls.h"

#include <string.h>

typedef struct
{
  GarrisonValueKind kind;
  gint64 integer;
  char *text;
  GArray *ids;
} Cell;

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_free (cell->text);
  g_clear_pointer (&cell->ids, g_array_unref);
  g_free (cell);
}

static Cell *
cell_of_int (gint64 value)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->kind = GARRISON_VALUE_INT;
  cell->integer = value;
  return cell;
}

static Cell *
cell_of_text (const char *text)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->kind = text != NULL ? GARRISON_VALUE_TEXT : GARRISON_VALUE_NULL;
  cell->text = g_strdup (text);
  return cell;
}

static gboolean
one_in (int n)
{
  return g_test_rand_int_range (0, n) == 0;
}

#define ANY_OF(array) ((array)[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (array))])

/* Ids -------------------------------------------------------------------------------------------- */

static const struct
{
  const char *argument;
  const char *relation;
} references[] = {
  { "customer", "customer" }, { "keep", "customer" }, { "gone", "customer" }, { "contact", "contact" }, { "deal", "deal" }, { "task", "task" }, { "done_task", "task" },
  { "person", "person" }, { "owner", "person" }, { "to", "person" }, { "by", "person" }, { "manager", "person" },
  { "team", "team" }, { "role", "role" }, { "field", "field" }, { "view", "saved_view" }, { "choice", "choice" },
  { "stage", "stage" }, { "product", "product" }, { "contract", "contract" }, { "payment", "payment" },
  { "line", "deal_line" }, { "activity", "activity" }, { "industry", "choice" }, { "category", "choice" },
  { "level", "choice" }, { "source", "choice" }, { "channel", "choice" }, { "outcome", "choice" }, { "reason", "choice" },
  { "pool", "pool" },
};

static const char *
relation_of (const GarrisonActFile *file, const char *argument)
{
  /* of a pool's fields only whether they are shown is told */
  if (g_str_equal (file->name, "set-pool-fields") && !g_str_equal (argument, "pool"))
    return NULL;
  if (g_str_equal (argument, "parent"))
    return strstr (file->name, "team") != NULL ? "team" : "customer";
  if (g_str_equal (argument, "record"))
    return one_in (2) ? "customer" : "deal";
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (g_str_equal (references[i].argument, argument))
      return references[i].relation;
  return NULL;
}

static gint64
some_id (Office *o, const char *relation)
{
  gint64 n = office_int (o, "SELECT count(*) FROM %s", relation);

  if (n == 0 || one_in (12))
    return 900000 + g_test_rand_int_range (0, 3);
  return office_int (o, "SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET %d", relation, g_test_rand_int_range (0, (gint32) n));
}

/* One that fits the list, mostly. */
static gint64
some_choice (Office *o, const char *argument)
{
  const char *list = g_str_equal (argument, "reason") ? "lost-reason" : argument;
  gint64 n = office_int (o, "SELECT count(*) FROM choice WHERE list = '%s'", list);

  if (n == 0 || one_in (8))
    return some_id (o, "choice");
  return office_int (o, "SELECT id FROM choice WHERE list = '%s' ORDER BY id LIMIT 1 OFFSET %d", list,
                     g_test_rand_int_range (0, (gint32) n));
}

/* The version of the record that the call is about, or an old one. */
static gint64
some_version (Office *o, const GarrisonActFile *file, GHashTable *values)
{
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);
      const char *relation = relation_of (file, slot->name);
      const Cell *record = g_hash_table_lookup (values, slot->name);

      if (record == NULL || relation == NULL || one_in (10))
        continue;
      if (g_str_equal (relation, "customer") || g_str_equal (relation, "deal") || g_str_equal (relation, "person")
          || g_str_equal (relation, "task") || g_str_equal (relation, "contact") || g_str_equal (relation, "product")
          || g_str_equal (relation, "contract") || g_str_equal (relation, "pool"))
        return office_int (o, "SELECT version FROM %s WHERE id = %" G_GINT64_FORMAT, relation, record->integer);
    }
  return g_test_rand_int_range (0, 4);
}

/* Values ----------------------------------------------------------------------------------------- */

static const char *const names[]
  = { "Alpha", "Alpha Ltd", "Beta", "深圳市华强电子有限公司", "华强电子", "Gamma GmbH", "ÀÉÎ œuvre", "x", " padded  twice ",
      "Straße 9", "İstanbul", "ﬁle", "Ω≈ç", "a\tb", "北京", "上海分公司", "Delta", "Eve", "O'Neill; DROP", "\"q\"" };
static const char *const words[]
  = { "", " ", "call", "visit", "note", "mail", "dream", "customer", "deal", "product", "text", "number", "yesno", "day", "own",
      "team", "below", "all", "list", "segment", "chart", "source", "level", "industry", "outcome", "CNY", "USD", "yuan", "cny",
      "CN-GD", "CN", "US-CA", "cn-gd", "running", "draft", "void", "customer.see", "customer.edit", "deal.see", "task.edit",
      "company", "greeting", "currency", "ann", "ben", "eve", "Mallory", "a b", "owner", "lead", "salesperson", "A", "B",
      "13800138000", "+86 138 0013 8000", "0755-83000000", "91350100M000100Y43", "91350100m000100y43", "a@alpha.example",
      "ALPHA@alpha.Example", "https://alpha.example/x", "North", "South", "Far", "VIP", "Hot", "老客户" };
static const gint64 numbers[] = { 0, 0, 1, 1, 1, 2, 3, 5, 60, 100, 101, 512, 1332, 20200229, -1, 99999, G_MAXINT64, G_MININT64 };
static const gint64 amounts[]
  = { 0, 1, 100, 250050, 999999, -500, 9000000000000000, 9000000000000001, G_MAXINT64, G_MININT64 };
static const gint64 days[] = { 20261123, 20261201, 20270228, 20261130, 20260230, 19000101, 18991231, 22001231, 22010101, 0, -1 };

static gint64
some_time (Office *o)
{
  if (one_in (12))
    return one_in (2) ? G_MAXINT64 : G_MININT64;
  return o->now + (g_test_rand_int_range (0, 60) - 40) * (gint64) G_TIME_SPAN_DAY + g_test_rand_int_range (0, 1000000);
}

/* What the vault has of it, or a new one. */
static char *
some_text (Office *o, const char *argument)
{
  static const char *const named[] = { "customer", "person", "team", "tag", "product", "choice", "contact", "stage" };

  if (one_in (40))
    return g_strnfill (one_in (2) ? 30 : 10001, 'x'); /* what a server's role can be called, and too much */
  if (one_in (60))
    return g_strdup (one_in (2) ? "\xff\xfe" : "a\xe5");
  if (one_in (4))
    {
      const char *relation = ANY_OF (named);
      gint64 n = office_int (o, "SELECT count(*) FROM %s", relation);
      char *text = NULL;

      if (n > 0)
        text = office_text (o, "SELECT name FROM %s ORDER BY id LIMIT 1 OFFSET %d", relation,
                            g_test_rand_int_range (0, (gint32) n));
      if (text != NULL)
        return text;
    }
  if (strstr (argument, "name") != NULL || g_str_equal (argument, "text") || g_str_equal (argument, "note"))
    return g_strdup (ANY_OF (names));
  return g_strdup (ANY_OF (words));
}

/* Kinds and the like, where a word of chance would hardly ever do. */
static const char *
fitting_word (const GarrisonActFile *file, const char *argument)
{
  static const char *const kinds[] = { "call", "visit", "note", "mail", "message" };
  static const char *const views[] = { "list", "segment", "chart" };
  static const char *const lists[] = { "source", "level", "industry", "outcome", "lost-reason" };
  static const char *const relations[] = { "customer", "deal", "contact", "product", "contract" };
  static const char *const types[] = { "text", "number", "money", "day", "yesno" };
  static const char *const scopes[] = { "own", "reports", "team", "below", "all" };
  static const char *const regions[] = { "CN-GD", "CN-BJ", "CN", "US-CA", "DE" };
  static const char *const statuses[] = { "draft", "running", "ended" };
  static const char *const codes[] = { "91350100M000100Y43", "91440300708461136T" };
  static const char *const phones[] = { "13800138000", "138-0013-8000", "010-88886666", "+1 650 253 0000", "400" };

  if (g_str_equal (argument, "kind") || g_str_equal (argument, "next_kind"))
    return strstr (file->name, "view") != NULL ? ANY_OF (views) : ANY_OF (kinds);
  if (g_str_equal (argument, "list"))
    return ANY_OF (lists);
  if (g_str_equal (argument, "relation"))
    return ANY_OF (relations);
  if (g_str_equal (argument, "type"))
    return ANY_OF (types);
  if (g_str_equal (argument, "scope"))
    return ANY_OF (scopes);
  if (g_str_equal (argument, "region"))
    return ANY_OF (regions);
  if (g_str_equal (argument, "currency"))
    return one_in (2) ? "CNY" : "USD";
  if (g_str_equal (argument, "status"))
    return ANY_OF (statuses);
  if (g_str_equal (argument, "credit_code"))
    return ANY_OF (codes);
  if (g_str_equal (argument, "phone") || g_str_equal (argument, "mobile"))
    return ANY_OF (phones);
  return NULL;
}

static Cell *
some_ids (Office *o, const char *argument)
{
  Cell *cell = g_new0 (Cell, 1);
  const char *relation = strstr (argument, "teams") != NULL ? "team" : g_str_equal (argument, "ids") ? "customer" : "person";

  cell->kind = GARRISON_VALUE_IDS;
  cell->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint32 n = g_test_rand_int_range (one_in (10) ? 0 : 1, 4); n > 0; n--)
    {
      gint64 id = one_in (40) ? 0 : some_id (o, relation);
      g_array_append_val (cell->ids, id);
    }
  return cell;
}

static Cell *
some_int (Office *o, const GarrisonActFile *file, const char *name, GHashTable *values)
{
  const char *relation = relation_of (file, name);

  if (g_str_equal (name, "version"))
    return cell_of_int (some_version (o, file, values));
  if (g_str_has_suffix (name, "_version"))
    {
      g_autofree char *whose = g_strndup (name, strlen (name) - strlen ("_version"));
      const Cell *record = g_hash_table_lookup (values, whose);

      return cell_of_int (record == NULL || one_in (10) ? 1 : office_int (o, "SELECT version FROM customer WHERE id = %" G_GINT64_FORMAT, record->integer));
    }
  if (g_str_has_prefix (name, "take_"))
    return cell_of_int (g_test_rand_int_range (0, one_in (60) ? 3 : 2));
  if (g_str_equal (name, "form"))
    return cell_of_int (g_test_rand_int_range (1, one_in (20) ? 6 : 5));
  if (relation != NULL && g_str_equal (relation, "choice") && !g_str_equal (name, "choice"))
    return cell_of_int (some_choice (o, name));
  if (relation != NULL)
    return cell_of_int (some_id (o, relation));
  return cell_of_int (one_in (3) ? ANY_OF (numbers) : g_test_rand_int_range (0, 3));
}

static Cell *
some_cell (Office *o, const GarrisonActFile *file, const GarrisonActSlot *slot, GHashTable *values)
{
  g_autofree char *text = NULL;
  const char *word;

  if (one_in (80)) /* of the wrong kind */
    return slot->type == GARRISON_ACT_TEXT ? cell_of_int (1) : cell_of_text ("x");
  switch (slot->type)
    {
    case GARRISON_ACT_INT:
      return some_int (o, file, slot->name, values);
    case GARRISON_ACT_MONEY:
      return cell_of_int (one_in (4) ? ANY_OF (amounts) : g_test_rand_int_range (0, 100000));
    case GARRISON_ACT_DAY:
      return cell_of_int (ANY_OF (days));
    case GARRISON_ACT_TIME:
      return cell_of_int (some_time (o));
    case GARRISON_ACT_IDS:
      return some_ids (o, slot->name);
    case GARRISON_ACT_TEXT:
    default:
      word = one_in (6) ? NULL : fitting_word (file, slot->name);
      if (word == NULL)
        text = some_text (o, slot->name);
      return cell_of_text (word != NULL ? word : text);
    }
}

/* Calls ------------------------------------------------------------------------------------------ */

static void
add_rows (RandomCall *call, Office *o)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint));
  gint32 n = g_test_rand_int_range (0, 6);

  call->columns = g_ptr_array_new_with_free_func (g_free);
  call->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = call->file->first_column; i < call->file->first_column + call->file->n_columns; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (call->file->slots, GarrisonActSlot, i);

      if (one_in (slot->optional ? 4 : 60))
        continue;
      g_array_append_val (slots, i);
      g_ptr_array_add (call->columns, g_strdup (slot->name));
    }
  g_ptr_array_add (call->columns, NULL);
  for (gint32 row = 0; row < n; row++)
    {
      GPtrArray *cells = g_ptr_array_new_with_free_func (cell_free);

      for (guint i = 0; i < slots->len; i++)
        {
          const GarrisonActSlot *slot = &g_array_index (call->file->slots, GarrisonActSlot, g_array_index (slots, guint, i));
          g_ptr_array_add (cells, one_in (slot->optional ? 3 : 60) ? cell_of_text (NULL)
                                                                  : some_cell (o, call->file, slot, call->values));
        }
      g_ptr_array_add (call->rows, cells);
    }
}

static void
add_values (RandomCall *call, Office *o)
{
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < call->file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (call->file->slots, GarrisonActSlot, i);

      if (slot->kind == GARRISON_ACT_SLOT_ARG && !one_in (slot->optional ? 3 : 60))
        g_hash_table_insert (call->values, g_strdup (slot->name), some_cell (o, call->file, slot, call->values));
    }
  if (one_in (80))
    g_hash_table_insert (call->values, g_strdup ("nonsense"), cell_of_int (1));
  if (call->file->rows != NULL)
    add_rows (call, o);
}

/* Somebody who may sign in; rarely the program. */
static gint64
somebody (Office *o)
{
  gint64 n = office_int (o, "SELECT count(*) FROM person WHERE active = 1");

  if (one_in (25) || n == 0)
    return 0;
  if (one_in (3))
    return office_int (o, "SELECT min(id) FROM person WHERE active = 1"); /* the boss, who may do most */
  return office_int (o, "SELECT id FROM person WHERE active = 1 ORDER BY id LIMIT 1 OFFSET %d",
                     g_test_rand_int_range (0, (gint32) n));
}

/* Not what founds a company, and samples only where they are asked for. Acts about rights and people are
 * rarer: too many of them and nobody is left who may do anything. */
static const GarrisonActFile *
some_file (void)
{
  static GPtrArray *files;

  if (files == NULL)
    {
      g_auto (GStrv) acts = garrison_act_file_list ();

      files = g_ptr_array_new ();
      for (guint i = 0; acts[i] != NULL; i++)
        if (strstr (acts[i], "sample") == NULL && !g_str_equal (acts[i], "found-company"))
          g_ptr_array_add (files, (gpointer) garrison_act_file_find (acts[i]));
    }
  for (;;)
    {
      const GarrisonActFile *file = files->pdata[g_test_rand_int_range (0, (gint32) files->len)];

      if ((strstr (file->name, "person") == NULL && strstr (file->name, "role") == NULL
           && strstr (file->name, "archive") == NULL)
          || one_in (6))
        return file;
    }
}

RandomCall *
random_call_new (Office *o)
{
  RandomCall *call = g_new0 (RandomCall, 1);

  call->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cell_free);
  call->me = somebody (o);
  if (one_in (50))
    call->request = office_text (o, "SELECT max(request) FROM act"); /* once more */
  if (call->request == NULL)
    call->request = g_strdup_printf ("request-%08x-%08x", (guint) g_test_rand_int (), (guint) g_test_rand_int ());
  if (one_in (6))
    {
      gint64 last = office_int (o, "SELECT max(id) FROM act");
      call->undone = MAX (1, last - g_test_rand_int_range (0, one_in (3) ? 40 : 5)) + (one_in (30) ? 1000 : 0);
      return call;
    }
  call->file = some_file ();
  add_values (call, o);
  return call;
}

void
random_call_free (RandomCall *call)
{
  g_hash_table_unref (call->values);
  g_clear_pointer (&call->columns, g_ptr_array_unref);
  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_free (call->request);
  g_free (call);
}

typedef struct
{
  GPtrArray *rows;
  guint next;
} Source;

static gboolean
give_row (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Source *source = data;
  GPtrArray *row;

  if (source->next == source->rows->len)
    return FALSE;
  row = source->rows->pdata[source->next++];
  g_assert_cmpuint (row->len, ==, n_cells);
  for (guint i = 0; i < n_cells; i++)
    {
      const Cell *cell = row->pdata[i];
      cells[i] = (GarrisonValue) { .kind = cell->kind, .integer = cell->integer, .text = cell->text, .length = -1 };
    }
  return TRUE;
}

static GarrisonArgs *
make_args (const RandomCall *call, Source *source)
{
  GarrisonArgs *args = garrison_args_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, call->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Cell *cell = value;

      if (cell->kind == GARRISON_VALUE_INT)
        garrison_args_set_int (args, name, cell->integer);
      else if (cell->kind == GARRISON_VALUE_IDS)
        garrison_args_set_ids (args, name, (const gint64 *) (gpointer) cell->ids->data, cell->ids->len);
      else
        garrison_args_set_text (args, name, cell->text);
    }
  if (call->rows != NULL)
    garrison_args_set_rows (args, call->file->rows, (const char *const *) call->columns->pdata, give_row, source);
  return args;
}

GarrisonActResult *
random_call_make (const RandomCall *call, Office *o, GarrisonChange **change, GError **error)
{
  g_autoptr (GarrisonArgs) args = NULL;
  Source source = { call->rows, 0 };

  if (call->file == NULL)
    return office_run_undo (o, call->me, call->undone, call->request, error);
  args = make_args (call, &source);
  return office_run (o, call->me, call->file->name, args, call->request, NULL, change, error);
}

static void
describe_cell (GString *text, const Cell *cell)
{
  if (cell->kind == GARRISON_VALUE_INT)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, cell->integer);
  else if (cell->kind == GARRISON_VALUE_IDS)
    for (guint i = 0; i < cell->ids->len; i++)
      g_string_append_printf (text, "#%" G_GINT64_FORMAT, g_array_index (cell->ids, gint64, i));
  else
    g_string_append_printf (text, "“%.60s”", cell->text != NULL ? cell->text : "-");
}

char *
random_call_describe (const RandomCall *call)
{
  GString *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, value;

  g_string_printf (text, "%" G_GINT64_FORMAT " %s", call->me, call->file != NULL ? call->file->name : "undo");
  if (call->file == NULL)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, call->undone);
  g_hash_table_iter_init (&iter, call->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_string_append_printf (text, " %s=", (char *) name);
      describe_cell (text, value);
    }
  for (guint i = 0; call->rows != NULL && i < call->rows->len; i++)
    for (guint j = 0; j + 1 < call->columns->len; j++)
      {
        g_string_append_printf (text, "%s%s=", j == 0 ? "\n  " : " ", (char *) call->columns->pdata[j]);
        describe_cell (text, ((GPtrArray *) call->rows->pdata[i])->pdata[j]);
      }
  return g_string_free (text, FALSE);
}
