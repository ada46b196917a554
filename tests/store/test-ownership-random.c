/* Random sequences of what changes whose customer it is: claim, release, transfer, merge, unmerge, fall, handover, archive,
 * restore and undo, with what hangs on the customers growing meanwhile. After every act: one owner at most, caps hold,
 * nothing is lost or hangs on a record that is part of another. A sequence that is undone from its end leaves the exact state.
 *
 * GARRISON_SEQUENCES says how many (100000 for the figure); the seed is g_test's. */
#include <stdlib.h>
#include <string.h>

#include "acts.h"

#define ID "%" G_GINT64_FORMAT
#define CUSTOMERS 8
#define LONGEST 7
#define RENEWED 100

typedef struct
{
  Office *o;
  gint64 people[4];
  gint64 pool, rule;
  GArray *done;       /* gint64: the acts of the sequence, the last at the end */
  gboolean in_order;  /* nothing was undone but the last */
  guint acts, refused, undone, held;
  guint by_kind[11];
  gint64 falls;       /* a customer; 0 when its row was given */
} Game;

static gint32
any (gint32 n)
{
  return g_test_rand_int_range (0, n);
}

static gint64
any_person (Game *game)
{
  return game->people[any (G_N_ELEMENTS (game->people))];
}

/* Mostly one that is there for everybody. */
static gint64
any_customer (Game *game, const char *which)
{
  gint64 n = office_int (game->o, "SELECT count(*) FROM customer WHERE %s", which);

  return n == 0 ? 0 : office_int (game->o, "SELECT id FROM customer WHERE %s ORDER BY id LIMIT 1 OFFSET %d", which, any ((gint32) n));
}

static GarrisonArgs *
make_handover (Game *game, gint64 *me)
{
  static const char *const columns[] = { "customer", "to_person", "to_pool", NULL };
  static gint64 rows[CUSTOMERS * 2][3];
  GarrisonArgs *args;
  gint64 person = any_person (game), n = office_int (game->o, "SELECT count(*) FROM customer WHERE archived = 0 AND owner = " ID, person);

  n = MIN (n, CUSTOMERS * 2);
  for (gint64 i = 0; i < n; i++)
    {
      gboolean into_pool = any (4) == 0;

      rows[i][0] = office_int (game->o, "SELECT id FROM customer WHERE archived = 0 AND owner = " ID " ORDER BY id LIMIT 1 OFFSET %d",
                               person, (int) i);
      rows[i][1] = into_pool ? 0 : any_person (game);
      rows[i][2] = into_pool ? game->pool : 0;
    }
  *me = game->o->boss;
  args = office_args ("person:i rest:i note:t", person, game->o->boss, "Bye");
  garrison_args_set_id_rows (args, "rows", columns, (const gint64 *) rows, (gsize) n);
  return args;
}

enum { CLAIM, RELEASE, TRANSFER, MERGE, UNMERGE, HANDOVER, ARCHIVE, RESTORE, LOG, CONTACT, FALL };
static const char *const names[] = { "claim-customer", "release-customers", "transfer-customers", "merge-customers", "unmerge-customer",
                                     "hand-over", "archive-customers", "restore-customers", "log-activity", "create-contact", "fall-customers" };
static const char *const no_choice[] = { "relation", "record", "back", NULL };

static gboolean
give_fall (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Game *game = data;

  if (game->falls == 0)
    return FALSE;
  cells[0] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = game->falls };
  cells[1] = (GarrisonValue){ .kind = GARRISON_VALUE_INT,
                              .integer = office_int (game->o, "SELECT coalesce(owner, 1) FROM customer WHERE id = " ID, game->falls) };
  cells[2] = (GarrisonValue){ .kind = GARRISON_VALUE_INT,
                              .integer = office_int (game->o, "SELECT owned_since FROM customer WHERE id = " ID, game->falls) };
  cells[3] = (GarrisonValue){ .kind = GARRISON_VALUE_INT,
                              .integer = office_int (game->o, "SELECT last_contact_day FROM customer WHERE id = " ID, game->falls) };
  if (cells[3].integer == 0)
    cells[3].kind = GARRISON_VALUE_NULL;
  cells[4] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = game->rule };
  cells[5] = (GarrisonValue){ .kind = GARRISON_VALUE_TEXT, .text = "Idle", .length = -1 };
  game->falls = 0;
  return TRUE;
}

static GarrisonArgs *
make_fall (Game *game)
{
  static const char *const columns[] = { "customer", "owner", "since", "contacted", "rule", "why", NULL };
  GarrisonArgs *args = garrison_args_new ();

  game->falls = any_customer (game, any (5) == 0 ? "1 = 1" : "owner IS NOT NULL AND archived = 0");
  garrison_args_set_rows (args, "falls", columns, give_fall, game);
  return args;
}

/* (nullable): NULL where there is nothing to do it with. */
static GarrisonArgs *
make_call (Game *game, int kind, gint64 *me)
{
  Office *o = game->o;
  gint64 id, owner, other;

  *me = o->boss;
  switch (kind)
    {
    case CLAIM:
      *me = any_person (game);
      id = any_customer (game, any (5) == 0 ? "archived = 0" : "pool IS NOT NULL AND archived = 0");
      return id == 0 ? NULL : office_args ("customer:i pool:i", id, game->pool);
    case RELEASE:
      id = any_customer (game, any (5) == 0 ? "1 = 1" : "owner IS NOT NULL AND archived = 0");
      owner = office_int (o, "SELECT coalesce(owner, 0) FROM customer WHERE id = " ID, id);
      *me = owner != 0 && any (3) != 0 ? owner : o->boss;
      return office_args ("ids:I pool:i reason:t", &id, (gsize) 1, game->pool, "Too far away");
    case TRANSFER:
      {
        gint64 ids[] = { any_customer (game, "archived = 0"), any_customer (game, "1 = 1") };
        return office_args ("ids:I to:i", ids, (gsize) (any (3) == 0 ? 2 : 1), any_person (game));
      }
    case MERGE:
      id = any_customer (game, any (6) == 0 ? "1 = 1" : "archived = 0");
      other = any_customer (game, any (4) == 0 ? "1 = 1" : "archived = 0");
      if (any (2) == 0)
        return office_args ("keep:i gone:i", id, other);
      return office_args ("keep:i gone:i take_name:i take_owner:i take_note:i", id, other, (gint64) any (2), (gint64) any (2), (gint64) any (2));
    case UNMERGE:
      id = any_customer (game, "merged_into IS NOT NULL");
      return id == 0 ? NULL : office_args ("gone:i choices:R", id, no_choice);
    case FALL:
      return make_fall (game);
    case HANDOVER:
      return make_handover (game, me);
    case ARCHIVE:
      id = any_customer (game, "archived = 0");
      return office_args ("ids:I", &id, (gsize) 1);
    case RESTORE:
      id = any_customer (game, "archived = 1");
      return id == 0 ? NULL : office_args ("ids:I", &id, (gsize) 1);
    case LOG:
      id = any_customer (game, "archived = 0");
      other = office_int (o, "SELECT coalesce(max(id), 0) FROM contact WHERE customer = " ID, id);
      return other == 0 || any (2) == 0 ? office_args ("customer:i kind:t next_text:t next_due:i", id, "call", "Again", o->now)
                                        : office_args ("customer:i contact:i kind:t", id, other, "call");
    default:
      id = any_customer (game, "archived = 0");
      return office_args ("customer:i name:t", id, "Li");
    }
}

static const struct
{
  const char *what;
  const char *sql;
} rules[] = {
  { "an owner and a pool", "SELECT count(*) FROM customer WHERE owner IS NOT NULL AND pool IS NOT NULL" },
  { "a cap exceeded", "SELECT count(*) FROM person p WHERE (SELECT count(*) FROM customer c WHERE c.owner = p.id AND c.archived = 0) > p.holding_cap" },
  { "a wrong holding", "SELECT count(*) FROM person p WHERE coalesce((SELECT n FROM holding h WHERE h.person = p.id), 0)"
                       " <> (SELECT count(*) FROM customer c WHERE c.owner = p.id AND c.archived = 0)" },
  { "merged into what is no customer of its own", "SELECT count(*) FROM customer g JOIN customer c ON c.id = g.merged_into"
                                                   " WHERE c.merged_into IS NOT NULL OR g.archived = 0" },
  { "merged without its merge", "SELECT count(*) FROM customer g WHERE (g.merged_into IS NOT NULL) <>"
                                " EXISTS (SELECT 1 FROM customer_merge m WHERE m.gone = g.id AND m.ended IS NULL)" },
  { "a contact in the wrong place", "SELECT count(*) FROM contact t JOIN customer c ON c.id = t.customer WHERE c.merged_into IS NOT NULL" },
  { "an entry in the wrong place", "SELECT count(*) FROM activity a JOIN customer c ON c.id = a.customer LEFT JOIN contact t ON t.id = a.contact"
                                   " WHERE a.voided = 0 AND (c.merged_into IS NOT NULL OR t.customer <> a.customer)" },
  { "a deal in the wrong place", "SELECT count(*) FROM deal d JOIN customer c ON c.id = d.customer WHERE c.merged_into IS NOT NULL" },
  { "a task in the wrong place", "SELECT count(*) FROM task t JOIN customer c ON c.id = t.customer WHERE c.merged_into IS NOT NULL" },
  { "a stale next step", "SELECT count(*) FROM customer c WHERE c.next_task IS DISTINCT FROM (SELECT t.id FROM task t"
                         " WHERE t.customer = c.id AND t.done_at IS NULL AND t.dropped = 0 ORDER BY t.due_at, t.id LIMIT 1)" },
  { "an owner without history", "SELECT count(*) FROM customer c JOIN ownership_event e ON e.customer = c.id WHERE NOT EXISTS"
                                " (SELECT 1 FROM ownership_event l WHERE l.customer = c.id AND l.id > e.id)"
                                " AND (e.to_owner IS DISTINCT FROM c.owner OR e.to_pool IS DISTINCT FROM c.pool)" },
};

/* One question for all: counts of what must not be. */
static void
check_rules (Game *game, const char *after)
{
  static char *all;

  if (all == NULL)
    {
      g_autoptr (GString) sql = g_string_new ("SELECT ");
      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        g_string_append_printf (sql, "%s(%s)", i == 0 ? "" : " + ", rules[i].sql);
      all = g_string_free (g_steal_pointer (&sql), FALSE);
    }
  if (office_int (game->o, "%s", all) == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (office_int (game->o, "%s", rules[i].sql) != 0)
      g_error ("after %s: %s", after, rules[i].what);
}

/* What no act of these may make fewer. */
static gint64
count_things (Game *game)
{
  return office_int (game->o, "SELECT (SELECT count(*) FROM customer) + (SELECT count(*) FROM contact) + (SELECT count(*) FROM activity)"
                              " + (SELECT count(*) FROM deal) + (SELECT count(*) FROM timeline)");
}

static void
play_act (Game *game)
{
  static const guint8 mix[] = { CLAIM, CLAIM, RELEASE, RELEASE, TRANSFER, TRANSFER, MERGE, MERGE, MERGE, UNMERGE, UNMERGE, UNMERGE,
                                HANDOVER, ARCHIVE, RESTORE, LOG, CONTACT, FALL, FALL };
  int kind = mix[any (G_N_ELEMENTS (mix))];
  gint64 me, things = count_things (game);
  g_autoptr (GarrisonArgs) args = make_call (game, kind, &me);
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (args == NULL)
    return;
  result = office_run (game->o, me, names[kind], args, NULL, NULL, NULL, &error);
  if (result == NULL && garrison_refusal_get_act (error) == NULL)
    g_error ("%s: %s", names[kind], error->message);
  if (result == NULL)
    {
      game->refused++;
      return;
    }
  game->acts++;
  game->by_kind[kind]++;
  g_array_append_val (game->done, game->o->act);
  g_assert_cmpint (count_things (game), >=, things);
  check_rules (game, names[kind]);
}

static gboolean
undo (Game *game, guint index)
{
  gint64 act = g_array_index (game->done, gint64, index);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = office_run_undo (game->o, game->o->boss, act, NULL, &error);

  if (result == NULL)
    {
      g_autofree char *name = office_text (game->o, "SELECT name FROM act WHERE id = " ID, act);

      game->held++;
      /* These go by versions, which only grow, and by entries that stay when they are undone. */
      if (g_str_equal (name, names[LOG]) || g_str_equal (name, names[CONTACT]))
        game->in_order = FALSE;
      if (game->in_order)
        g_error ("%s, the last act, cannot be undone: %s", name, error->message);
      return FALSE;
    }
  game->undone++;
  g_array_remove_index (game->done, index);
  {
    g_autofree char *what = office_text (game->o, "SELECT 'the undo of ' || name FROM act WHERE id = " ID, act);

    check_rules (game, what);
  }
  return TRUE;
}

static void
play_sequence (Game *game)
{
  g_autofree char *before = office_state (game->o);

  game->in_order = TRUE;
  for (gint32 n = 1 + any (LONGEST); n > 0; n--)
    {
      if (game->done->len > 0 && any (8) == 0)
        {
          guint index = any (3) == 0 ? (guint) any ((gint32) game->done->len) : game->done->len - 1;

          game->in_order = game->in_order && index == game->done->len - 1;
          undo (game, index);
        }
      else
        play_act (game);
    }
  /* What was undone in the middle may keep what came before it from being undone: then it stays. */
  while (game->done->len > 0 && undo (game, game->done->len - 1))
    ;
  if (game->in_order)
    assert_state (game->o, before);
  g_array_set_size (game->done, 0);
}

static void
set_up (Game *game)
{
  static const char *const called[CUSTOMERS] = { "Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta" };
  Office *o = game->o = office_new ();
  const gint64 people[] = { o->ann, o->ben, o->cid, o->lead };

  memcpy (game->people, people, sizeof people);
  game->done = g_array_new (FALSE, FALSE, sizeof (gint64));
  game->pool = office_do (o, o->boss, "create-pool", "pool", "name:t", "Public");
  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i people:I", game->pool, (gint64) 1, game->people, (gsize) 4);
  for (guint i = 0; i < CUSTOMERS; i++)
    {
      gint64 id = office_do (o, game->people[i % 4], "create-customer", "customer", "name:t note:t", called[i], called[i]);

      office_do (o, game->people[i % 4], "create-contact", NULL, "customer:i name:t", id, "Wang");
      if (i % 3 == 0)
        office_do (o, o->boss, "win-deal", NULL, "deal:i", office_deal (o, game->people[i % 4], id, "Deal", 100 * (i + 1)));
      office_do (o, o->boss, "tag-customers", NULL, "ids:I tag:t", &id, (gsize) 1, i % 2 == 0 ? "Even" : "Odd");
      if (i % 2 == 1)
        office_do (o, game->people[i % 4], "release-customers", NULL, "ids:I pool:i reason:t", &id, (gsize) 1, game->pool, "Too far away");
    }
  game->rule = office_do (o, o->boss, "create-fall-rule", "rule", "name:t question:t pool:i grace_days:i", "Idle", "customers", game->pool, (gint64) 0);
  office_exec (o, "UPDATE fall_rule SET active = 1");
  office_exec (o, "UPDATE person SET holding_cap = 3 WHERE login IN ('ann', 'ben')");
}

static void
renew (Game *game)
{
  if (game->o != NULL)
    {
      office_check (game->o);
      g_array_unref (game->done);
      office_free (game->o);
    }
  set_up (game);
  check_rules (game, "founding");
}

static void
test_sequences (void)
{
  const char *asked = g_getenv ("GARRISON_SEQUENCES");
  guint64 n = asked != NULL ? g_ascii_strtoull (asked, NULL, 10) : 100;
  Game game = { 0 };
  gint64 began = g_get_monotonic_time ();

  for (guint64 i = 0; i < n; i++)
    {
      /* a new company now and then: what is compared grows with it */
      if (i % RENEWED == 0)
        renew (&game);
      play_sequence (&game);
    }
  office_check (game.o);
  g_test_message ("%" G_GUINT64_FORMAT " sequences: %u acts, %u refused, %u undone, %u not undone after others were, in %.1f s", n, game.acts,
                  game.refused, game.undone, game.held, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_test_message ("%s: %u", names[i], game.by_kind[i]);
  if (n >= 100)
    g_assert_cmpuint (game.by_kind[MERGE], >, 0);
  g_array_unref (game.done);
  office_free (game.o);
}

void
assert_state (Office *o, const char *before)
{
  g_autofree char *now = office_state (o);
  g_auto (GStrv) was_lines = g_strsplit (before, "\n", -1);
  g_auto (GStrv) now_lines = g_strsplit (now, "\n", -1);

  for (guint i = 0; was_lines[i] != NULL && now_lines[i] != NULL; i++)
    if (!g_str_equal (was_lines[i], now_lines[i]))
      g_error ("was: %s\nnow: %s", was_lines[i], now_lines[i]);
  g_assert_cmpuint (g_strv_length (was_lines), ==, g_strv_length (now_lines));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ownership/random-sequences", test_sequences);
  return g_test_run ();
}
