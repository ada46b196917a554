/* How fast news are followed: soon, together, and never over an answer that is still to come. */
#include <glib.h>

#include "model/pace.h"

typedef struct
{
  GarrisonPace *pace;
  guint n;
  gboolean slow; /* an answer comes when the test says so */
} Follower;

static void
follow (gpointer data)
{
  Follower *follower = data;

  follower->n++;
  if (follower->slow)
    garrison_pace_set_busy (follower->pace, TRUE);
}

static void
set_up (Follower *follower, gconstpointer data)
{
  follower->pace = garrison_pace_new (1, follow, follower);
}

static void
tear_down (Follower *follower, gconstpointer data)
{
  garrison_pace_free (follower->pace);
}

static void
wait_for (Follower *follower, guint n)
{
  while (follower->n < n)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
on_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Long enough for what is planned at once to run. */
static void
linger (void)
{
  gboolean over = FALSE;

  g_timeout_add (30, on_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_several_at_once (Follower *follower, gconstpointer data)
{
  g_assert_false (garrison_pace_is_due (follower->pace));
  for (int i = 0; i < 50; i++)
    garrison_pace_news (follower->pace);
  g_assert_true (garrison_pace_is_due (follower->pace));
  wait_for (follower, 1);
  g_assert_false (garrison_pace_is_due (follower->pace));
  linger ();
  g_assert_cmpuint (follower->n, ==, 1);
  garrison_pace_news (follower->pace);
  wait_for (follower, 2);
}

static void
test_an_answer_is_waited_for (Follower *follower, gconstpointer data)
{
  follower->slow = TRUE;
  garrison_pace_news (follower->pace);
  wait_for (follower, 1);
  for (int i = 0; i < 50; i++)
    garrison_pace_news (follower->pace);
  linger ();
  g_assert_cmpuint (follower->n, ==, 1);
  garrison_pace_set_busy (follower->pace, FALSE);
  wait_for (follower, 2);
  /* Nothing came meanwhile. */
  garrison_pace_set_busy (follower->pace, FALSE);
  linger ();
  g_assert_cmpuint (follower->n, ==, 2);
}

/* What somebody asked by hand takes the place of what was planned, which is made up for after it. */
static void
test_asked_by_hand (Follower *follower, gconstpointer data)
{
  garrison_pace_news (follower->pace);
  garrison_pace_set_busy (follower->pace, TRUE);
  linger ();
  g_assert_cmpuint (follower->n, ==, 0);
  g_assert_true (garrison_pace_is_due (follower->pace));
  garrison_pace_set_busy (follower->pace, FALSE);
  wait_for (follower, 1);
}

static void
test_gone_before_it_is_due (void)
{
  Follower follower = { NULL };
  g_autoptr (GarrisonPace) pace = garrison_pace_new (1, follow, &follower);

  garrison_pace_news (pace);
  g_clear_pointer (&pace, garrison_pace_free);
  linger ();
  g_assert_cmpuint (follower.n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Follower, NULL, set_up, func, tear_down)
  ADD ("/pace/several-at-once", test_several_at_once);
  ADD ("/pace/an-answer-is-waited-for", test_an_answer_is_waited_for);
  ADD ("/pace/asked-by-hand", test_asked_by_hand);
#undef ADD
  g_test_add_func ("/pace/gone-before-it-is-due", test_gone_before_it_is_due);
  return g_test_run ();
}
