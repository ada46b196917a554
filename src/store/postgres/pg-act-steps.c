#include <string.h>

#include "store/postgres/pg-act-writer.h"

/* So many customers are listed one by one (change-private.h); beyond, everything counts as changed. */
#define TOUCHED_MAX 10000

void
garrison_pg_act_writer_init (GarrisonPgActWriter *self, const GarrisonActFile *file)
{
  self->file = file;
  self->body = g_string_new (NULL);
  self->depth = 2;
  self->reached = g_ptr_array_new ();
  self->had = g_ptr_array_new ();
  self->written = g_ptr_array_new ();
  self->lets = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
garrison_pg_act_writer_clear (GarrisonPgActWriter *self)
{
  g_string_free (self->body, TRUE);
  g_ptr_array_unref (self->reached);
  g_ptr_array_unref (self->had);
  g_ptr_array_unref (self->written);
  g_array_unref (self->lets);
}

void
garrison_pg_act_line (GarrisonPgActWriter *self, const char *format, ...)
{
  va_list args;

  g_string_append_printf (self->body, "%*s", (int) self->depth * 2, "");
  va_start (args, format);
  g_string_append_vprintf (self->body, format, args);
  va_end (args);
  g_string_append_c (self->body, '\n');
}

static const GarrisonActSlot *
get_slot (GarrisonPgActWriter *self, guint slot)
{
  return &g_array_index (self->file->slots, GarrisonActSlot, slot);
}

/* Arguments --------------------------------------------------------------------------------------- */

/* What is true of an unfit value, apart from its missing; NULL where every value is fit. */
static char *
unfit (const GarrisonActSlot *slot, const char *variable)
{
  switch (slot->type)
    {
    case GARRISON_ACT_TEXT:
      return g_strdup_printf ("length(%s) > 10000", variable);
    case GARRISON_ACT_MONEY:
      return g_strdup_printf ("%s NOT BETWEEN -%" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT, variable,
                              GARRISON_ACT_MONEY_MAX, GARRISON_ACT_MONEY_MAX);
    case GARRISON_ACT_DAY:
      return g_strdup_printf ("NOT act_day_is_real(%s)", variable);
    default:
      return NULL;
    }
}

static void
write_refusal (GarrisonPgActWriter *self, const GarrisonActSlot *slot, const char *variable)
{
  if (slot->type == GARRISON_ACT_MONEY)
    garrison_pg_act_line (self, "PERFORM act_refuse('bad-amount', jsonb_build_object('%s', %s));", slot->name, variable);
  else
    garrison_pg_act_line (self, "PERFORM act_bad('%s', '%s');", slot->name,
                          slot->type == GARRISON_ACT_DAY ? "no such day" : "too long");
}

static void
write_check (GarrisonPgActWriter *self, const GarrisonActSlot *slot)
{
  g_autofree char *variable = garrison_pg_act_variable (slot);
  g_autofree char *condition = unfit (slot, variable);

  if (!slot->optional)
    {
      garrison_pg_act_line (self, "IF %s IS NULL THEN", variable);
      garrison_pg_act_line (self, "  PERFORM act_bad('%s', 'missing');", slot->name);
      garrison_pg_act_line (self, "END IF;");
    }
  if (condition == NULL)
    return;
  garrison_pg_act_line (self, "IF %s THEN", condition);
  self->depth++;
  write_refusal (self, slot, variable);
  self->depth--;
  garrison_pg_act_line (self, "END IF;");
}

static void
add_condition (GString *any, const char *condition)
{
  g_string_append_printf (any, "%s%s", any->len > 0 ? " OR " : "", condition);
}

/* One question for all of them, asked anew one by one only where something is wrong. */
static char *
any_unfit (GarrisonPgActWriter *self, guint first, guint n)
{
  GString *any = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    {
      const GarrisonActSlot *slot = get_slot (self, i);
      g_autofree char *variable = garrison_pg_act_variable (slot);
      g_autofree char *condition = unfit (slot, variable);
      g_autofree char *missing = g_strconcat (variable, " IS NULL", NULL);

      if (!slot->optional)
        add_condition (any, missing);
      if (condition != NULL)
        add_condition (any, condition);
    }
  return g_string_free (any, FALSE);
}

static void
write_ids (GarrisonPgActWriter *self, const GarrisonActSlot *slot)
{
  garrison_pg_act_line (self, "IF a_%s IS NOT NULL THEN", slot->name);
  garrison_pg_act_line (self, "  a_%s := act_ids('%s', a_%s, %s);", slot->name, slot->name, slot->name,
                        slot->optional ? "TRUE" : "FALSE");
  garrison_pg_act_line (self, "END IF;");
}

void
garrison_pg_act_write_checks (GarrisonPgActWriter *self, guint first, guint n)
{
  g_autofree char *any = any_unfit (self, first, n);
  gboolean ids = FALSE;

  for (guint i = first; i < first + n; i++)
    ids = ids || get_slot (self, i)->type == GARRISON_ACT_IDS;
  if (*any == '\0' && !ids)
    return;
  if (!ids)
    {
      garrison_pg_act_line (self, "IF %s THEN", any);
      self->depth++;
    }
  for (guint i = first; i < first + n; i++)
    {
      write_check (self, get_slot (self, i));
      if (get_slot (self, i)->type == GARRISON_ACT_IDS)
        write_ids (self, get_slot (self, i));
    }
  if (!ids)
    {
      self->depth--;
      garrison_pg_act_line (self, "END IF;");
    }
}

/* Steps ------------------------------------------------------------------------------------------- */

/* Notes @relation as written, if @condition (nullable) holds. */
static void
note_written (GarrisonPgActWriter *self, const char *relation, const char *condition)
{
  guint i;

  for (i = 0; i < self->written->len; i++)
    if (g_str_equal (self->written->pdata[i], relation))
      break;
  if (i == self->written->len)
    g_ptr_array_add (self->written, (gpointer) g_intern_string (relation));
  if (condition != NULL)
    garrison_pg_act_line (self, "v__wrote_%s := v__wrote_%s OR %s;", relation, relation, condition);
  else
    garrison_pg_act_line (self, "v__wrote_%s := TRUE;", relation);
}

static void
note_customers (GarrisonPgActWriter *self)
{
  garrison_pg_act_line (self, "IF v__ids IS NOT NULL AND cardinality(v__customers) <= %d THEN", TOUCHED_MAX);
  garrison_pg_act_line (self, "  v__customers := v__customers || v__ids;");
  garrison_pg_act_line (self, "END IF;");
}

static void
write_do (GarrisonPgActWriter *self, const GarrisonActStep *step, const char *sql)
{
  gboolean customers = g_str_equal (step->relation, "customer");
  g_autofree char *expected = NULL;

  if (customers)
    {
      g_autofree char *touching = garrison_pg_act_touch_sql (sql);
      garrison_pg_act_line (self, "%s;", touching);
      note_customers (self);
    }
  else
    {
      garrison_pg_act_line (self, "%s;", sql);
      garrison_pg_act_line (self, "GET DIAGNOSTICS v__n = ROW_COUNT;");
    }
  note_written (self, step->relation, "v__n > 0");

  if (step->count == GARRISON_ACT_COUNT_ANY)
    return;
  if (step->count == GARRISON_ACT_COUNT_SLOT)
    {
      g_autofree char *variable = garrison_pg_act_variable (get_slot (self, step->slot));
      expected = g_strdup_printf ("coalesce(%s, 0)", variable);
    }
  else
    expected = g_strdup_printf ("%" G_GINT64_FORMAT, step->count);
  garrison_pg_act_line (self, "IF v__n <> %s THEN", expected);
  garrison_pg_act_line (self, "  PERFORM act_miscount(%u, %s, v__n);", step->line, expected);
  garrison_pg_act_line (self, "END IF;");
}

static void
write_skip (GarrisonPgActWriter *self, const GarrisonActStep *step, const char *sql)
{
  garrison_pg_act_line (self, "%s INTO v__record_id;", sql);
  garrison_pg_act_line (self, "IF FOUND THEN");
  garrison_pg_act_line (self, "  v_skipped := v_skipped + 1;");
  garrison_pg_act_line (self, "  v__skip_rows := v__skip_rows || v__row;");
  garrison_pg_act_line (self, "  v__skip_names := v__skip_names || '%s'::text;", step->name);
  garrison_pg_act_line (self, "  v__skip_records := v__skip_records || v__record_id;");
  garrison_pg_act_line (self, "  CONTINUE;");
  garrison_pg_act_line (self, "END IF;");
}

static void
write_refuse (GarrisonPgActWriter *self, const GarrisonActStep *step, const char *sql)
{
  garrison_pg_act_line (self, "%s INTO v__record;", sql);
  garrison_pg_act_line (self, "IF FOUND THEN");
  garrison_pg_act_line (self, "  PERFORM act_refuse('%s', to_jsonb(v__record));", step->name);
  garrison_pg_act_line (self, "END IF;");
}

static void
write_let (GarrisonPgActWriter *self, const GarrisonActStep *step, const char *sql)
{
  g_autofree char *variable = garrison_pg_act_variable (get_slot (self, step->slot));

  g_array_append_val (self->lets, step->slot);
  garrison_pg_act_line (self, "%s := %s;", variable, sql);
}

static void
write_framed (GarrisonPgActWriter *self, char *sql, const char *relation)
{
  garrison_pg_act_line (self, "%s;", sql);
  g_free (sql);
  if (relation == NULL)
    return;
  note_customers (self);
  note_written (self, relation, NULL);
}

/* The cells of a row as variables, checked; its number from 0 in v__row. */
static void
write_loop_head (GarrisonPgActWriter *self)
{
  const GarrisonActFile *file = self->file;
  g_autoptr (GString) variables = g_string_new (NULL);
  g_autoptr (GString) arrays = g_string_new (NULL);
  g_autoptr (GString) columns = g_string_new (NULL);

  for (guint i = 0; i < file->n_columns; i++)
    {
      const char *name = get_slot (self, file->first_column + i)->name;

      g_string_append_printf (variables, "v_%s, ", name);
      g_string_append_printf (arrays, "%sa_%s", i > 0 ? ", " : "", name);
      g_string_append_printf (columns, "c%u, ", i);
    }
  garrison_pg_act_line (self, "FOR %sv__row IN SELECT %su.n - 1 FROM unnest(%s) WITH ORDINALITY AS u(%sn) LOOP",
                        variables->str, columns->str, arrays->str, columns->str);
}

static void write_step (GarrisonPgActWriter *self, const GarrisonActStep *step);

static void
write_each (GarrisonPgActWriter *self, const GarrisonActStep *each)
{
  garrison_pg_act_line (self, "IF a_bad IS NOT NULL THEN");
  garrison_pg_act_line (self, "  PERFORM act_bad_given(a_bad, 1);");
  garrison_pg_act_line (self, "END IF;");
  write_loop_head (self);
  self->depth++;
  garrison_pg_act_write_checks (self, self->file->first_column, self->file->n_columns);
  for (guint i = 0; i < each->steps->len; i++)
    {
      const GarrisonActStep *step = g_ptr_array_index (each->steps, i);

      if (step->conditional)
        {
          g_autofree char *variable = garrison_pg_act_variable (get_slot (self, step->when));
          garrison_pg_act_line (self, "IF %s = %" G_GINT64_FORMAT " THEN", variable, step->when_value);
          self->depth++;
        }
      write_step (self, step);
      if (step->conditional)
        {
          self->depth--;
          garrison_pg_act_line (self, "END IF;");
        }
    }
  garrison_pg_act_line (self, "v_taken := v_taken + 1;");
  self->depth--;
  garrison_pg_act_line (self, "END LOOP;");
  garrison_pg_act_line (self, "v__row := NULL;");
  garrison_pg_act_line (self, "IF a_bad IS NOT NULL THEN");
  garrison_pg_act_line (self, "  PERFORM act_bad_given(a_bad, 2);");
  garrison_pg_act_line (self, "END IF;");
}

static void
write_step (GarrisonPgActWriter *self, const GarrisonActStep *step)
{
  g_autofree char *sql = step->pieces != NULL ? garrison_pg_act_sql (self, step->pieces) : NULL;

  garrison_pg_act_line (self, "-- %s.sql:%u", self->file->name, step->line);
  switch (step->kind)
    {
    case GARRISON_ACT_LET:
      write_let (self, step, sql);
      break;
    case GARRISON_ACT_REFUSE:
      write_refuse (self, step, sql);
      break;
    case GARRISON_ACT_DO:
      write_do (self, step, sql);
      break;
    case GARRISON_ACT_SKIP:
      write_skip (self, step, sql);
      break;
    case GARRISON_ACT_EACH:
      write_each (self, step);
      break;
    case GARRISON_ACT_REFRESH:
      write_framed (self, garrison_pg_act_refresh_sql (sql), "customer");
      break;
    case GARRISON_ACT_GIVE:
      garrison_pg_act_line (self, "v__gave := concat_ws(' ', v__gave, '%s=' || coalesce(%s, 0)::bigint);", step->name, sql);
      break;
    case GARRISON_ACT_AUDIT:
      write_framed (self, garrison_pg_act_audit_sql (sql), NULL);
      break;
    case GARRISON_ACT_TIMELINE:
      write_framed (self, garrison_pg_act_timeline_sql (sql), "timeline");
      break;
    }
}

void
garrison_pg_act_write_steps (GarrisonPgActWriter *self, const GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    write_step (self, g_ptr_array_index (steps, i));
}
