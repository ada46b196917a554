/* The packed scan against a plain one, and the order of ids that a search leaves. */
#include <string.h>

#include "base/text.h"
#include "model/id-list.h"
#include "model/packed-text.h"

static const char *const PIECES[] = { "中", "国", "移", "动", "a", "b", "ab", "qd", "\x1e", "\x1f", " ", "青岛", "é", "1", "38" };

static char *
random_text (GRand *rand, guint pieces)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pieces; i++)
    g_string_append (text, PIECES[g_rand_int_range (rand, 0, G_N_ELEMENTS (PIECES))]);
  return g_string_free (text, FALSE);
}

/* What the header says, written as simply as possible. */
static guint8
plain_rank (const char *entry, const char *needle)
{
  guint8 best = GARRISON_PACKED_NONE;
  gsize n = strlen (needle);

  for (const char *p = entry; (p = strstr (p, needle)) != NULL; p++)
    {
      gboolean begins = p == entry || strchr ("\x1e\x1f", p[-1]) != NULL;
      gboolean ends = p[n] == '\0' || strchr ("\x1e\x1f", p[n]) != NULL;

      if (!begins && n == 1)
        continue;
      best = MAX (best, !begins ? GARRISON_PACKED_PART : ends ? GARRISON_PACKED_EXACT : GARRISON_PACKED_PREFIX);
    }
  return best;
}

static void
test_scan (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GarrisonPackedText) packed = garrison_packed_text_new ();
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      guint n = g_rand_int_range (rand, 0, 200);

      for (guint i = 0; i < n; i++)
        {
          char *text = random_text (rand, g_rand_int_range (rand, 0, 30));

          g_ptr_array_add (texts, text);
          garrison_packed_text_add (packed, text, strlen (text));
        }
      garrison_packed_text_seal (packed);
      g_assert_cmpuint (garrison_packed_text_get_size (packed), ==, n);
      for (guint k = 0; k < 20; k++)
        {
          g_autofree guint8 *ranks = g_malloc0 (n + 1);
          g_autofree char *needle = NULL;

          do
            {
              g_free (needle);
              needle = g_strdelimit (random_text (rand, g_rand_int_range (rand, 1, 6)), "\x1e\x1f", 'x');
            }
          while (*needle == '\0');
          garrison_packed_text_scan (packed, needle, ranks);
          for (guint i = 0; i < n; i++)
            g_assert_cmpint (ranks[i], ==, plain_rank (g_ptr_array_index (texts, i), needle));
        }
    }
}

static void
test_scan_edges (void)
{
  g_autoptr (GarrisonPackedText) packed = garrison_packed_text_new ();
  g_autofree char *needle = g_strnfill (300, 'y');
  g_autofree char *longer = g_strconcat (needle, "z", NULL);
  guint8 ranks[3] = { 0 };

  garrison_packed_text_add (packed, longer, strlen (longer));
  garrison_packed_text_add (packed, "two\nlines", 9);
  garrison_packed_text_add (packed, "", 0);
  garrison_packed_text_seal (packed);
  garrison_packed_text_scan (packed, needle, ranks);
  g_assert_cmpint (ranks[0], ==, GARRISON_PACKED_PREFIX);
  garrison_packed_text_scan (packed, "two lines", ranks);
  g_assert_cmpint (ranks[1], ==, GARRISON_PACKED_EXACT);
  memset (ranks, 0, sizeof ranks);
  garrison_packed_text_scan (packed, "lines", ranks);
  g_assert_cmpint (ranks[1], ==, GARRISON_PACKED_PART);
  g_assert_cmpint (ranks[0] + ranks[2], ==, 0);
}

/* Short names lie within full ones, also where their places no longer fit an octet. */
static void
test_aliases (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GarrisonPackedText) packed = garrison_packed_text_new ();
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *needle = NULL;
      guint8 rank = GARRISON_PACKED_NONE;

      for (guint field = 0; field < 3; field++)
        {
          g_autofree char *full = g_strdelimit (random_text (rand, g_rand_int_range (rand, 1, 200)), "\x1e\x1f", 'x');
          gsize length = strlen (full);
          gsize from = g_rand_int_range (rand, 0, length), to = g_rand_int_range (rand, from, length + 1);
          g_autofree char *part = g_strndup (full + from, to - from);

          g_string_append_printf (text, "%s%s\x1e%s", field > 0 ? "\x1f" : "", full, part);
          if (needle == NULL || g_rand_boolean (rand))
            {
              g_free (needle);
              needle = g_strndup (part, g_rand_int_range (rand, 1, 300));
            }
        }
      if (*needle == '\0')
        continue;
      garrison_packed_text_add (packed, text->str, text->len);
      garrison_packed_text_seal (packed);
      garrison_packed_text_scan (packed, needle, &rank);
      g_assert_cmpint (rank, ==, plain_rank (text->str, needle));
    }
}

/* Two octets over more than one chunk, with entries longer than one. */
static void
test_pairs (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  g_autoptr (GarrisonPackedText) packed = garrison_packed_text_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const char *const needles[] = { "ab", "qd", "a1", "zz", "\xc3\xa9" };

  for (guint i = 0; i < 3000; i++)
    {
      char *text = random_text (rand, i % 1000 == 7 ? 60000 : g_rand_int_range (rand, 0, 120));

      g_ptr_array_add (texts, text);
      garrison_packed_text_add (packed, text, strlen (text));
    }
  garrison_packed_text_seal (packed);
  for (guint k = 0; k < G_N_ELEMENTS (needles); k++)
    {
      g_autofree guint8 *ranks = g_malloc0 (texts->len);

      garrison_packed_text_scan (packed, needles[k], ranks);
      for (guint i = 0; i < texts->len; i++)
        g_assert_cmpint (ranks[i], ==, plain_rank (g_ptr_array_index (texts, i), needles[k]));
    }
}

static GarrisonIdList *
make_list (const gint64 *ids, guint n)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (array, ids, n);
  return garrison_id_list_new_take (array);
}

static void
check_ids (GarrisonIdList *list, const gint64 *ids, guint n)
{
  g_assert_cmpuint (garrison_id_list_get_size (list), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (garrison_id_list_get_id (list, i), ==, ids[i]);
}

static void
test_narrow (void)
{
  const gint64 ids[] = { 9, 3, G_MAXINT64, 5, 1, 7 };
  const GarrisonMatch found[] = { { 1, GARRISON_MATCH_EXACT },  { 77, GARRISON_MATCH_EXACT }, { 3, GARRISON_MATCH_PREFIX },
                                  { 7, GARRISON_MATCH_PREFIX }, { 5, GARRISON_MATCH_PART },   { G_MAXINT64, GARRISON_MATCH_PART } };
  const gint64 wanted[] = { 1, 3, 7, G_MAXINT64, 5 };
  g_autoptr (GarrisonIdList) list = make_list (ids, 6);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (GarrisonMatch));
  g_autoptr (GarrisonIdList) left = NULL;
  g_autoptr (GarrisonIdList) none = make_list (NULL, 0);
  g_autoptr (GarrisonIdList) still_none = NULL;
  guint position;

  g_array_append_vals (matches, found, G_N_ELEMENTS (found));
  left = garrison_id_list_narrow (list, matches);
  check_ids (left, wanted, G_N_ELEMENTS (wanted));
  g_assert_true (garrison_id_list_find (list, G_MAXINT64, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (garrison_id_list_find (list, 2, &position));
  still_none = garrison_id_list_narrow (none, matches);
  g_assert_cmpuint (garrison_id_list_get_size (still_none), ==, 0);
}

static void
test_narrow_dense (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (GarrisonMatch));
  g_autoptr (GarrisonIdList) list = NULL;
  g_autoptr (GarrisonIdList) left = NULL;

  for (gint64 id = 10000; id > 0; id--)
    g_array_append_val (array, id);
  for (gint64 id = 3; id <= 10000; id += 3)
    {
      GarrisonMatch match = { id, GARRISON_MATCH_PART };

      g_array_append_val (matches, match);
    }
  list = garrison_id_list_new_take (array);
  left = garrison_id_list_narrow (list, matches);
  g_assert_cmpuint (garrison_id_list_get_size (left), ==, 3333);
  for (guint i = 0; i < 3333; i++)
    g_assert_cmpint (garrison_id_list_get_id (left, i), ==, 9999 - 3 * i);
}

static void
test_compare (void)
{
  const gint64 a[] = { 1, 2, 3, 4, 5 }, b[] = { 1, 2, 9, 4, 5 }, c[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (GarrisonIdList) one = make_list (a, 5);
  g_autoptr (GarrisonIdList) two = make_list (b, 5);
  g_autoptr (GarrisonIdList) three = make_list (c, 6);
  guint head, tail;

  garrison_id_list_compare (one, two, &head, &tail);
  g_assert_cmpuint (head, ==, 2);
  g_assert_cmpuint (tail, ==, 2);
  garrison_id_list_compare (one, three, &head, &tail);
  g_assert_cmpuint (head, ==, 5);
  g_assert_cmpuint (tail, ==, 0);
  garrison_id_list_compare (three, one, &head, &tail);
  g_assert_cmpuint (head + tail, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/packed-text/scan", test_scan);
  g_test_add_func ("/model/packed-text/edges", test_scan_edges);
  g_test_add_func ("/model/packed-text/aliases", test_aliases);
  g_test_add_func ("/model/packed-text/pairs", test_pairs);
  g_test_add_func ("/model/id-list/narrow", test_narrow);
  g_test_add_func ("/model/id-list/narrow-dense", test_narrow_dense);
  g_test_add_func ("/model/id-list/compare", test_compare);
  return g_test_run ();
}
