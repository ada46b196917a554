#include "store/postgres/pg-act-text.h"

#include "base/error.h"
#include "store/postgres/pg-act-writer.h"

/* Every statement goes by ids or keys, row after row of an import: planned once a session, not each time; and
 * by an index, in the order of the ids given, whatever the server believes of relations that were empty a
 * moment ago. Where there is none, that makes the cost so high that it would compile the plan. */
#define SETTINGS                                                                                                   \
  "SET search_path = garrison, pg_temp SET plan_cache_mode = force_generic_plan"                                   \
  " SET enable_seqscan = off SET enable_mergejoin = off SET enable_hashjoin = off SET jit = off"

/* How many questions an act with rows stands for, as long as nobody knows how it ended. */
#define TICKET_WEIGHT_ROWS 10

char *
garrison_pg_act_function (const char *prefix, const char *name)
{
  g_autofree char *word = NULL;

  g_return_val_if_fail (prefix != NULL && name != NULL, NULL);

  word = g_strdelimit (g_strdup (name), "-", '_');
  return g_strconcat (prefix, word, NULL);
}

static const char *
type_name (GarrisonActType type)
{
  if (type == GARRISON_ACT_IDS)
    return "bigint[]";
  return type == GARRISON_ACT_TEXT ? "text" : "bigint";
}

/* Declarations ------------------------------------------------------------------------------------ */

typedef struct
{
  const GarrisonActFile *file;
  GHashTable *names; /* set of names, owned */
  GString *text;
  GError **error;
} Declarer;

static gboolean
take_name (Declarer *d, const char *name)
{
  if (g_hash_table_add (d->names, g_strdup (name)))
    return TRUE;
  if (d->error == NULL || *d->error == NULL)
    g_set_error (d->error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "%s.sql: two things would be called %s",
                 d->file->name, name);
  return FALSE;
}

static gboolean
declare (Declarer *d, const char *name, const char *type)
{
  g_string_append_printf (d->text, "  %s %s;\n", name, type);
  return take_name (d, name);
}

static gboolean
declare_numbered (Declarer *d, const char *stem, guint n, const char *type)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", stem, i);
      if (!declare (d, name, type))
        return FALSE;
    }
  return TRUE;
}

static gboolean
declare_slot (Declarer *d, const GarrisonActSlot *slot)
{
  g_autofree char *variable = garrison_pg_act_variable (slot);
  return declare (d, variable, type_name (slot->type));
}

/* What every act has. Two underscores: no let begins with one. */
static gboolean
declare_own (Declarer *d)
{
  static const struct
  {
    const char *name;
    const char *type;
  } own[] = {
    { "v_me", "bigint" },          { "v_now", "bigint" },
    { "v_today", "bigint" },       { "v_act", "bigint" },
    { "v_undone", "bigint" },      { "v_taken", "bigint := 0" },
    { "v_skipped", "bigint := 0" }, { "v__n", "bigint" },
    { "v__ids", "bigint[]" },      { "v__customers", "bigint[] := '{}'" },
    { "v__gave", "text" },         { "v__record", "record" },
    { "v__record_id", "bigint" },  { "v__row", "bigint" },
    { "v__skip_rows", "bigint[] := '{}'" }, { "v__skip_names", "text[] := '{}'" },
    { "v__skip_records", "bigint[] := '{}'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (!declare (d, own[i].name, own[i].type))
      return FALSE;
  return TRUE;
}

static gboolean
declare_used (Declarer *d, GarrisonPgActWriter *writer)
{
  for (guint i = 0; i < writer->lets->len; i++)
    {
      guint slot = g_array_index (writer->lets, guint, i);
      if (!declare_slot (d, &g_array_index (d->file->slots, GarrisonActSlot, slot)))
        return FALSE;
    }
  for (guint i = 0; i < writer->written->len; i++)
    {
      g_autofree char *name = g_strconcat ("v__wrote_", (char *) writer->written->pdata[i], NULL);
      if (!declare (d, name, "boolean := FALSE"))
        return FALSE;
    }
  return declare_numbered (d, "v__all_", writer->reached->len, "boolean")
         && declare_numbered (d, "v__reach_", writer->reached->len, "bigint[]")
         && declare_numbered (d, "v__has_", writer->had->len, "boolean");
}

/* The parameters, and the columns of rows as variables of the loop. */
static gboolean
declare_given (Declarer *d, GString *parameters)
{
  const GarrisonActFile *file = d->file;

  if (!take_name (d, "a_request") || !take_name (d, "a_bad"))
    return FALSE;
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);
      gboolean column = slot->kind == GARRISON_ACT_SLOT_COLUMN;
      g_autofree char *name = g_strconcat ("a_", slot->name, NULL);

      if (slot->kind != GARRISON_ACT_SLOT_ARG && !column)
        continue;
      if (!take_name (d, name) || (column && !declare_slot (d, slot)))
        return FALSE;
      g_string_append_printf (parameters, ", %s %s%s", name, type_name (slot->type), column ? "[]" : "");
    }
  return TRUE;
}

/* Bodies ------------------------------------------------------------------------------------------ */

/* What is asked of rights more than once, found out once. */
static char *
rights_text (GarrisonPgActWriter *writer)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < writer->reached->len; i++)
    {
      const char *right = writer->reached->pdata[i];
      g_string_append_printf (text, "    v__all_%u := v_me = 0 OR coalesce(sees_all('%s'), FALSE);\n", i, right);
      g_string_append_printf (text, "    IF NOT v__all_%u THEN\n      v__reach_%u := reach('%s');\n    END IF;\n", i, i, right);
    }
  for (guint i = 0; i < writer->had->len; i++)
    g_string_append_printf (text, "    v__has_%u := v_me = 0 OR coalesce(has_right('%s'), FALSE);\n", i,
                            (char *) writer->had->pdata[i]);
  return g_string_free (text, FALSE);
}

/* The relations that were written, as an array. */
static char *
relations_text (GarrisonPgActWriter *writer)
{
  GString *text = g_string_new ("array_remove(ARRAY[");

  for (guint i = 0; i < writer->written->len; i++)
    {
      const char *relation = writer->written->pdata[i];
      g_string_append_printf (text, "CASE WHEN v__wrote_%s THEN '%s' END, ", relation, relation);
    }
  g_string_append (text, "'act'], NULL)");
  return g_string_free (text, FALSE);
}

/* The arguments as texts, as they came. */
static void
write_redeem (GarrisonPgActWriter *writer, GString *text)
{
  const GarrisonActFile *file = writer->file;
  const char *comma = "";

  g_string_append (text, "    IF v_me <> 0 THEN\n      v__digest := act_digest(ARRAY[");
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);
      if (slot->kind == GARRISON_ACT_SLOT_ARG || slot->kind == GARRISON_ACT_SLOT_COLUMN)
        {
          g_string_append_printf (text, "%sa_%s::text", comma, slot->name);
          comma = ", ";
        }
    }
  g_string_append (text, "]);\n    END IF;\n");
}

static void
write_normal (GarrisonPgActWriter *writer, GString *text)
{
  const GarrisonActFile *file = writer->file;

  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);
      if (slot->kind == GARRISON_ACT_SLOT_ARG && slot->type == GARRISON_ACT_TEXT)
        g_string_append_printf (text, "    a_%s := nullif(a_%s, '');\n", slot->name, slot->name);
    }
}

static guint
count_args (const GarrisonActFile *file)
{
  guint n = 0;
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    n += g_array_index (file->slots, GarrisonActSlot, i).kind == GARRISON_ACT_SLOT_ARG;
  return n;
}

static char *
act_body (GarrisonPgActWriter *writer, const char *rights, const char *checks)
{
  const GarrisonActFile *file = writer->file;
  GString *text = g_string_new (NULL);
  g_autofree char *relations = relations_text (writer);
  const char *settle = file->ticket ? "    PERFORM act_settle(v_me, a_request);\n" : "";

  g_string_append_printf (text, "  v__run := act_enter(a_request, '%s', NULL, '%s');\n", file->name, file->right);
  g_string_append (text, "  IF v__run.answered THEN\n    RETURN v__run.answer;\n  END IF;\n"
                         "  v_me := v__run.me;\n  v_now := v__run.now;\n  v_today := v__run.today;\n  BEGIN\n");
  if (file->ticket)
    write_redeem (writer, text);
  write_normal (writer, text);
  g_string_append (text, "    IF a_bad IS NOT NULL THEN\n      PERFORM act_bad_given(a_bad, 0);\n    END IF;\n");
  g_string_append (text, checks);
  if (file->ticket)
    g_string_append_printf (text, "    IF v_me <> 0 THEN\n      PERFORM act_redeem('%s', v_me, v_now, a_request, v__digest);\n"
                                  "    END IF;\n", file->name);
  g_string_append_printf (text, "    v_act := nextval('id_act');\n%s%s", rights, writer->body->str);
  g_string_append_printf (text, "%s    v__answer := act_seal(v_act, '%s', v_me, v_now, v_today, a_request, NULL, v__gave,\n"
                                "      %s, v__customers);\n", settle, file->name, relations);
  g_string_append (text, "    IF v_skipped > 0 THEN\n"
                         "      v__answer.skipped := act_skipped(v__skip_rows, v__skip_names, v__skip_records);\n    END IF;\n"
                         "  EXCEPTION\n  WHEN SQLSTATE 'GR001' THEN\n"
                         "    GET STACKED DIAGNOSTICS v__refusal = MESSAGE_TEXT, v__detail = PG_EXCEPTION_DETAIL;\n");
  g_string_append_printf (text, "%s    v__answer := act_refused('%s', v_me, v_now, v__refusal, v__detail, v__row);\n"
                                "  WHEN integrity_constraint_violation OR data_exception THEN\n"
                                "%s    v__answer := act_failed(SQLSTATE);\n  END;\n"
                                "  IF v__answer.act IS NOT NULL THEN\n    PERFORM act_advance(v__answer.act);\n  END IF;\n"
                                "  RETURN v__answer;\n",
                          settle, file->name, settle);
  return g_string_free (text, FALSE);
}

static gboolean
write_act (GString *out, const GarrisonActFile *file, GError **error)
{
  GarrisonPgActWriter writer, checks;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) declared = g_string_new (NULL);
  g_autoptr (GString) parameters = g_string_new ("a_request text");
  g_autofree char *function = garrison_pg_act_function ("act_", file->name);
  g_autofree char *rights = NULL;
  g_autofree char *body = NULL;
  Declarer d = { file, names, declared, error };
  gboolean good;

  garrison_pg_act_writer_init (&writer, file);
  garrison_pg_act_writer_init (&checks, file);
  garrison_pg_act_write_steps (&writer, file->steps);
  garrison_pg_act_write_checks (&checks, GARRISON_ACT_SLOT_FIRST, count_args (file));
  rights = rights_text (&writer);
  body = act_body (&writer, rights, checks.body->str);
  good = declare_own (&d) && declare (&d, "v__run", "act_run") && declare (&d, "v__answer", "act_answer")
         && declare (&d, "v__refusal", "text") && declare (&d, "v__detail", "text")
         && declare (&d, "v__digest", "text") && declare_given (&d, parameters) && declare_used (&d, &writer);
  if (good)
    g_string_append_printf (out,
                            "CREATE FUNCTION garrison.%s(%s, a_bad jsonb DEFAULT NULL) RETURNS garrison.act_answer\n"
                            "LANGUAGE plpgsql SECURITY DEFINER " SETTINGS " AS $act$\n"
                            "#variable_conflict error\nDECLARE\n%sBEGIN\n%sEND\n$act$;\n"
                            "SELECT garrison.act_publish('garrison.%s', %s);\n",
                            function, parameters->str, declared->str, body, function,
                            g_str_equal (file->right, "program") ? "FALSE" : "TRUE");
  garrison_pg_act_writer_clear (&checks);
  garrison_pg_act_writer_clear (&writer);
  return good;
}

/* Undo -------------------------------------------------------------------------------------------- */

static gboolean
has_audit (const GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    if (((GarrisonActStep *) g_ptr_array_index (steps, i))->kind == GARRISON_ACT_AUDIT)
      return TRUE;
  return FALSE;
}

static char *
undo_body (GarrisonPgActWriter *writer, const char *rights)
{
  const GarrisonActFile *file = writer->file;
  GString *text = g_string_new (NULL);
  g_autofree char *relations = relations_text (writer);

  g_string_append_printf (text, "    IF NOT act_may(v_me, '%s') THEN\n"
                                "      PERFORM act_refuse('no-right', '{\"right\": \"%s\"}');\n    END IF;\n",
                          file->right, file->right);
  g_string_append_printf (text, "    v_act := nextval('id_act');\n%s%s", rights, writer->body->str);
  if (!has_audit (file->undo))
    g_string_append (text, "    INSERT INTO act_row(act, relation, record, field, was, became)\n"
                           "    SELECT v_act, r.relation, r.record, r.field, r.became, r.was FROM act_row r WHERE r.act = v_undone;\n");
  g_string_append_printf (text, "    RETURN ROW(v_act, v__gave, %s, v__customers);\n", relations);
  return g_string_free (text, FALSE);
}

static gboolean
write_undo (GString *out, const GarrisonActFile *file, GError **error)
{
  GarrisonPgActWriter writer;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) declared = g_string_new (NULL);
  g_autofree char *function = garrison_pg_act_function ("undo_", file->name);
  g_autofree char *rights = NULL;
  g_autofree char *body = NULL;
  Declarer d = { file, names, declared, error };
  gboolean good;

  garrison_pg_act_writer_init (&writer, file);
  garrison_pg_act_write_steps (&writer, file->undo);
  rights = rights_text (&writer);
  body = undo_body (&writer, rights);
  good = declare_own (&d) && declare_used (&d, &writer);
  if (good)
    g_string_append_printf (out,
                            "CREATE FUNCTION garrison.%s(a_me bigint, a_now bigint, a_today bigint, a_undone bigint)\n"
                            "RETURNS garrison.act_part LANGUAGE plpgsql " SETTINGS " AS $act$\n"
                            "#variable_conflict error\nDECLARE\n%sBEGIN\n"
                            "    v_me := a_me;\n    v_now := a_now;\n    v_today := a_today;\n    v_undone := a_undone;\n"
                            "%sEND\n$act$;\nSELECT garrison.act_publish('garrison.%s', FALSE);\n",
                            function, declared->str, body, function);
  garrison_pg_act_writer_clear (&writer);
  return good;
}

static void
write_ticket (GString *out, const GarrisonActFile *file)
{
  g_autofree char *function = garrison_pg_act_function ("ticket_", file->name);

  g_string_append_printf (out,
                          "CREATE OR REPLACE FUNCTION garrison.%s(a_request text, a_digest text) RETURNS void\n"
                          "LANGUAGE sql SECURITY DEFINER SET search_path = garrison, pg_temp AS $act$\n"
                          "  SELECT act_take_ticket('%s', '%s', %d, a_request, a_digest)\n$act$;\n"
                          "SELECT garrison.act_publish('garrison.%s', TRUE);\n",
                          function, file->name, file->right, file->rows != NULL ? TICKET_WEIGHT_ROWS : 1, function);
}

char *
garrison_pg_act_text (const GarrisonActFile *file, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (file != NULL, NULL);

  if (!write_act (out, file, error))
    return NULL;
  if (file->undo != NULL && !write_undo (out, file, error))
    return NULL;
  if (file->ticket)
    write_ticket (out, file);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
