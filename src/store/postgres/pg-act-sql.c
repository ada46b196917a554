#include <gio/gio.h>
#include <string.h>

#include "acts-resource.h"
#include "store/postgres/pg-act-writer.h"

char *
garrison_pg_act_variable (const GarrisonActSlot *slot)
{
  return g_strconcat (slot->kind == GARRISON_ACT_SLOT_ARG ? "a_" : "v_", slot->name, NULL);
}

static guint
find_or_add (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], name))
      return i;
  g_ptr_array_add (names, (gpointer) g_intern_string (name));
  return names->len - 1;
}

/* INTEGER has 64 bits in acts, and 32 on a server. */
static void
write_text (GString *sql, const char *text)
{
  while (*text != '\0')
    {
      const char *end = text;

      if (*text == '\'')
        end = strchr (text + 1, '\'') + 1;
      else if (g_ascii_isalnum (*text) || *text == '_')
        while (g_ascii_isalnum (*end) || *end == '_')
          end++;
      else
        end++;
      if (end - text == 7 && g_ascii_strncasecmp (text, "INTEGER", 7) == 0)
        g_string_append (sql, "bigint");
      else
        g_string_append_len (sql, text, end - text);
      text = end;
    }
}

/* What the undone act wrote of a field, or the field as it is when it wrote nothing. */
static void
write_remembered (GString *sql, const GarrisonActPiece *piece, const char *column)
{
  g_autofree char *of = g_strdup_printf ("FROM act_row w WHERE w.act = v_undone AND w.relation = '%s'"
                                         " AND w.record = %s.id AND w.field = '%s'",
                                         piece->text, piece->text, piece->field);

  g_string_append_printf (sql, "CASE WHEN EXISTS (SELECT 1 %s) THEN (SELECT CAST(w.%s AS %s) %s) ELSE %s.%s END",
                          of, column, piece->type == GARRISON_ACT_INT ? "bigint" : "text", of, piece->text,
                          piece->field);
}

static const GarrisonActSlot *
get_slot (GarrisonPgActWriter *self, const GarrisonActPiece *piece)
{
  return &g_array_index (self->file->slots, GarrisonActSlot, piece->slot);
}

/* @open: (array of guint): rights of the @reaches that are not closed yet. */
static void
write_piece (GarrisonPgActWriter *self, GString *sql, const GarrisonActPiece *piece, GArray *open)
{
  g_autofree char *variable = NULL;
  guint right;

  switch (piece->kind)
    {
    case GARRISON_ACT_PIECE_TEXT:
      write_text (sql, piece->text);
      break;
    case GARRISON_ACT_PIECE_PARAM:
      variable = garrison_pg_act_variable (get_slot (self, piece));
      g_string_append (sql, variable);
      break;
    case GARRISON_ACT_PIECE_IDS:
      variable = garrison_pg_act_variable (get_slot (self, piece));
      g_string_append_printf (sql, "(SELECT act_list(%s) AS id)", variable);
      break;
    case GARRISON_ACT_PIECE_NEWID:
      g_string_append_printf (sql, "nextval('id_%s')", piece->text);
      break;
    case GARRISON_ACT_PIECE_REACHES:
      right = find_or_add (self->reached, piece->text);
      g_array_append_val (open, right);
      g_string_append_printf (sql, "(v__all_%u OR coalesce((", right);
      break;
    case GARRISON_ACT_PIECE_CLOSE:
      g_assert (open->len > 0);
      right = g_array_index (open, guint, open->len - 1);
      g_array_set_size (open, open->len - 1);
      g_string_append_printf (sql, ") = ANY (v__reach_%u), FALSE))", right);
      break;
    case GARRISON_ACT_PIECE_HAS:
      g_string_append_printf (sql, "v__has_%u", find_or_add (self->had, piece->text));
      break;
    case GARRISON_ACT_PIECE_WAS:
      write_remembered (sql, piece, "was");
      break;
    case GARRISON_ACT_PIECE_BECAME:
      write_remembered (sql, piece, "became");
      break;
    }
}

char *
garrison_pg_act_sql (GarrisonPgActWriter *self, const GArray *pieces)
{
  GString *sql = g_string_new (NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < pieces->len; i++)
    write_piece (self, sql, &g_array_index (pieces, GarrisonActPiece, i), open);
  return g_string_free (sql, FALSE);
}

/* The casts: a literal NULL is of no type, and a number may stand where a text is kept. */
char *
garrison_pg_act_audit_sql (const char *select)
{
  return g_strdup_printf ("WITH v__entry(relation, record, field, was, became) AS (%s\n)\n"
                          "INSERT INTO act_row(act, relation, record, field, was, became)\n"
                          "SELECT v_act, e.relation::text, e.record::bigint, e.field::text, e.was::text, e.became::text"
                          " FROM v__entry e",
                          select);
}

char *
garrison_pg_act_timeline_sql (const char *select)
{
  return g_strdup_printf (
    "WITH v__entry(customer, kind, text, relation, record) AS (%s\n), v__done AS (\n"
    "INSERT INTO timeline(id, customer, person, at, day, kind, text, relation, record, act)\n"
    "SELECT nextval('id_timeline'), e.customer::bigint, nullif(v_me, 0), v_now, v_today, e.kind::text, e.text::text,\n"
    "  e.relation::text, e.record::bigint, v_act FROM v__entry e RETURNING customer)\n"
    "SELECT array_agg(d.customer) FROM v__done d INTO v__ids",
    select);
}

/* All columns in one go: the server itself sees which indexes stay as they are. */
char *
garrison_pg_act_refresh_sql (const char *select)
{
  static const char *const columns[] = { "completeness", "last_contact_at", "last_contact_day", "next_due_at",
                                         "next_task", "stage" };
  g_autoptr (GBytes) kept = g_resource_lookup_data (garrison_acts_get_resource (),
                                                    "/org/garrisoncrm/Garrison/kept.sql", 0, NULL);
  g_autoptr (GString) differs = g_string_new (NULL);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "WITH v__which(id) AS MATERIALIZED (%s\n), v__kept AS MATERIALIZED (\n", select);
  g_string_append_len (sql, g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
  g_string_append (sql, "\nWHERE c.id IN (SELECT w.id FROM v__which w)), v__done AS (\nUPDATE customer AS k SET ");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append_printf (sql, "%s%s = v__kept.%s", i > 0 ? ", " : "", columns[i], columns[i]);
      g_string_append_printf (differs, "%sk.%s IS DISTINCT FROM v__kept.%s", i > 0 ? " OR " : "", columns[i],
                              columns[i]);
    }
  g_string_append_printf (sql, "\nFROM v__kept WHERE k.id = v__kept.id AND (%s))\n"
                               "SELECT array_agg(w.id) FILTER (WHERE w.id IS NOT NULL) FROM v__which w INTO v__ids",
                          differs->str);
  return g_string_free (sql, FALSE);
}

/* The name under which a statement knows the relation that it writes. */
static char *
find_alias (const char *sql)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\b(?:UPDATE|INTO|DELETE FROM)\\s+(customer)\\b(?:\\s+AS\\s+(\\w+))?",
                                          G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *alias = NULL;

  if (!g_regex_match (regex, sql, 0, &match))
    g_assert_not_reached ();
  alias = g_match_info_fetch (match, 2);
  return alias != NULL && *alias != '\0' ? g_steal_pointer (&alias) : g_match_info_fetch (match, 1);
}

/* Counts what @sql writes of customers, and tells which. */
char *
garrison_pg_act_touch_sql (const char *sql)
{
  g_autofree char *alias = find_alias (sql);
  return g_strdup_printf ("WITH v__done AS (%s\nRETURNING %s.id)\n"
                          "SELECT count(*), array_agg(d.id) FROM v__done d INTO v__n, v__ids", sql, alias);
}
