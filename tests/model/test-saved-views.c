/* Saved lists and segments: which are listed for whom, in which order, and that acts are followed. */
#include "../store/support.h"
#include "model/saved-views.h"

#define WAIT_FOR(done)                                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                                    \
    while (!(done) && g_get_monotonic_time () < end)                                               \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (500);                                                                            \
    g_assert_true (done);                                                                          \
  }                                                                                                \
  G_STMT_END

static gint64
save (GarrisonStore *store, const char *kind, const char *name, gint64 everybody)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result
    = test_act (store, &error, "save-view", "tttti", "kind", kind, "name", name, "question", "customers", "layout",
                "columns name; sort -value", "everybody", everybody);

  g_assert_no_error (error);
  return garrison_act_result_get_int (result, "view");
}

static guint
size_of (GarrisonSavedViews *views)
{
  return g_list_model_get_n_items (G_LIST_MODEL (views));
}

static void
count_change (GListModel *model, guint position, guint removed, guint added, guint *changes)
{
  (*changes)++;
}

static void
test_follow (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonSavedViews) views = garrison_saved_views_new (store);
  g_autoptr (GarrisonActResult) gone = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonSavedView *view;
  gint64 first, second;
  guint changes = 0;

  g_assert_true (garrison_saved_views_load (views, &error));
  g_assert_cmpuint (size_of (views), ==, 0);
  first = save (store, "segment", "  Best <b>of</b> all ", 0);
  second = save (store, "list", "全部", 1);
  save (store, "chart", "Not for lists", 0);
  WAIT_FOR (size_of (views) == 2);
  view = garrison_saved_views_find (views, first);
  g_assert_cmpstr (garrison_saved_view_get_name (view), ==, "Best <b>of</b> all");
  g_assert_cmpstr (garrison_saved_view_get_kind (view), ==, "segment");
  g_assert_cmpstr (garrison_saved_view_get_question (view), ==, "customers");
  g_assert_cmpstr (garrison_saved_view_get_layout (view), ==, "columns name; sort -value");
  g_assert_false (garrison_saved_view_is_shared (view));
  g_assert_true (garrison_saved_view_is_shared (garrison_saved_views_find (views, second)));
  g_signal_connect (views, "items-changed", G_CALLBACK (count_change), &changes);
  g_assert_true (garrison_saved_views_load (views, &error));
  g_assert_cmpuint (changes, ==, 0); /* nothing changed, nothing is told */
  gone = test_act (store, &error, "delete-view", "i", "view", first);
  g_assert_no_error (error);
  WAIT_FOR (size_of (views) == 1);
  g_assert_null (garrison_saved_views_find (views, first));
  g_assert_cmpuint (changes, ==, 1);
}

static void
test_end_while_reading (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  GarrisonSavedViews *views = garrison_saved_views_new (store);
  gpointer left = views;

  g_object_add_weak_pointer (G_OBJECT (views), &left);
  g_object_unref (views);
  WAIT_FOR (left == NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/saved-views/follow", test_follow);
  g_test_add_func ("/model/saved-views/end-while-reading", test_end_while_reading);
  return g_test_run ();
}
