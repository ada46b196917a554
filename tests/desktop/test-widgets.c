/* The small widgets by themselves: what they keep, how they are styled, that they draw. */
#include <adwaita.h>
#include <math.h>

#include "desktop/avatar.h"
#include "desktop/compat.h"
#include "desktop/entry-mark.h"
#include "desktop/level-chip.h"
#include "desktop/load-bar.h"
#include "desktop/ring.h"
#include "desktop/sparkline.h"
#include "desktop/stage-bar.h"

/* Shows @widget in a window of its own until it is drawn; counts the opaque pixels that it painted. */
static guint
painted_pixels (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint n = 0;

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);
  paintable = gtk_widget_paintable_new (widget);
  while (gdk_paintable_get_intrinsic_width (paintable) == 0)
    g_main_context_iteration (NULL, TRUE);
  gdk_paintable_snapshot (paintable, snapshot, 64, 64);
  node = gtk_snapshot_to_node (g_steal_pointer (&snapshot));
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 64, 64);
  cr = cairo_create (surface);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < 64; y++)
    for (int x = 0; x < 64; x++)
      n += cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x * 4 + 3] > 0;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  gtk_window_destroy (GTK_WINDOW (window));
  return n;
}

static void
test_avatar (void)
{
  GtkWidget *avatar = g_object_ref_sink (garrison_avatar_new ());
  g_autofree char *endless = g_strnfill (10000, 'x');

  g_assert_cmpint (garrison_avatar_tint (0), ==, 0);
  g_assert_cmpint (garrison_avatar_tint (-5), ==, 0);
  for (gint64 person = 1; person <= 6; person++)
    g_assert_cmpint (garrison_avatar_tint (person), ==, person);
  g_assert_cmpint (garrison_avatar_tint (7), ==, 1);
  g_assert_cmpint (garrison_avatar_tint (G_MAXINT64), >=, 1);
  garrison_avatar_set_person (GARRISON_AVATAR (avatar), 4, endless);
  g_assert_true (gtk_widget_has_css_class (avatar, "p4"));
  garrison_avatar_set_person (GARRISON_AVATAR (avatar), 9, "Lin Wei");
  g_assert_cmpstr (garrison_text_tile_get_text (GARRISON_TEXT_TILE (avatar)), ==, "LW");
  g_assert_true (gtk_widget_has_css_class (avatar, "p3"));
  g_assert_false (gtk_widget_has_css_class (avatar, "p4"));
  g_assert_cmpuint (painted_pixels (avatar), >, 200);
  garrison_avatar_set_person (GARRISON_AVATAR (avatar), 0, NULL);
  g_assert_cmpstr (garrison_text_tile_get_text (GARRISON_TEXT_TILE (avatar)), ==, "");
  g_assert_true (gtk_widget_has_css_class (avatar, "p0"));
  g_assert_finalize_object (avatar);
}

static void
test_level_chip (void)
{
  GtkWidget *chip = g_object_ref_sink (garrison_level_chip_new ());

  garrison_level_chip_set_level (GARRISON_LEVEL_CHIP (chip), "重要客户", 0);
  g_assert_cmpstr (garrison_text_tile_get_text (GARRISON_TEXT_TILE (chip)), ==, "重");
  g_assert_true (gtk_widget_has_css_class (chip, "first"));
  garrison_level_chip_set_level (GARRISON_LEVEL_CHIP (chip), "D", 9);
  g_assert_true (gtk_widget_has_css_class (chip, "later"));
  g_assert_false (gtk_widget_has_css_class (chip, "first"));
  garrison_level_chip_set_level (GARRISON_LEVEL_CHIP (chip), NULL, 0);
  g_assert_cmpstr (garrison_text_tile_get_text (GARRISON_TEXT_TILE (chip)), ==, "");
  g_assert_false (gtk_widget_has_css_class (chip, "later"));
  g_assert_finalize_object (chip);
}

static void
test_stage_bar (void)
{
  GtkWidget *bar = g_object_ref_sink (garrison_stage_bar_new ());
  int five = 0, none = 0;

  garrison_stage_bar_set_stage (GARRISON_STAGE_BAR (bar), 9, 5, "Contract");
  g_assert_cmpuint (garrison_stage_bar_get_filled (GARRISON_STAGE_BAR (bar)), ==, 5);
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &five, NULL, NULL, NULL);
  garrison_stage_bar_set_stage (GARRISON_STAGE_BAR (bar), 3, 0, NULL);
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &none, NULL, NULL, NULL);
  g_assert_cmpint (five, >, none);
  g_assert_cmpuint (garrison_stage_bar_get_filled (GARRISON_STAGE_BAR (bar)), ==, 0);
  garrison_stage_bar_set_stage (GARRISON_STAGE_BAR (bar), 3, 5, "Quote");
  g_assert_cmpuint (painted_pixels (bar), >, 100);
  g_assert_finalize_object (bar);
}

static void
test_sparkline (void)
{
  GtkWidget *line = g_object_ref_sink (garrison_sparkline_new ());
  gint64 rising[12] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
  gint64 falling[12] = { 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0 };
  gint64 extreme[30];
  GarrisonSparkline *self = GARRISON_SPARKLINE (line);

  garrison_sparkline_set_values (self, rising, 12);
  g_assert_false (garrison_sparkline_is_declining (self));
  garrison_sparkline_set_values (self, falling, 12);
  g_assert_true (garrison_sparkline_is_declining (self));
  g_assert_true (gtk_widget_has_css_class (line, "declining"));
  garrison_sparkline_set_values (self, NULL, 0);
  g_assert_false (garrison_sparkline_is_declining (self));
  for (guint i = 0; i < G_N_ELEMENTS (extreme); i++)
    extreme[i] = i % 2 == 0 ? G_MAXINT64 : G_MININT64;
  garrison_sparkline_set_values (self, extreme, G_N_ELEMENTS (extreme));
  g_assert_cmpuint (painted_pixels (line), >, 0);
  g_assert_finalize_object (line);
}

static void
test_sparkline_nothing (void)
{
  GtkWidget *line = g_object_ref_sink (garrison_sparkline_new ());
  gint64 zeros[12] = { 0 };

  garrison_sparkline_set_values (GARRISON_SPARKLINE (line), zeros, 12);
  g_assert_cmpuint (painted_pixels (line), ==, 0);
  g_assert_finalize_object (line);
}

static void
test_ring (void)
{
  GtkWidget *ring = g_object_ref_sink (garrison_ring_new ());
  GarrisonRing *self = GARRISON_RING (ring);
  guint empty, full;

  garrison_ring_set_fraction (self, NAN, NULL, NULL);
  g_assert_cmpfloat (garrison_ring_get_fraction (self), ==, 0);
  garrison_ring_set_fraction (self, 3, NULL, NULL);
  g_assert_cmpfloat (garrison_ring_get_fraction (self), ==, 1);
  full = painted_pixels (ring);
  garrison_ring_set_fraction (self, 0.82, "82", "82 percent complete");
  empty = painted_pixels (ring);
  g_assert_cmpuint (full, >, 50);
  g_assert_cmpuint (empty, >, full); /* the figure in the middle is painted too */
  g_assert_finalize_object (ring);
}

static void
test_load_bar (void)
{
  GtkWidget *bar = g_object_ref_sink (garrison_load_bar_new ());
  GarrisonLoadBar *self = GARRISON_LOAD_BAR (bar);

  garrison_load_bar_set_load (self, 186, 0, 200, 0);
  g_assert_true (gtk_widget_has_css_class (bar, "near"));
  garrison_load_bar_set_load (self, 186, 15, 200, 0);
  g_assert_true (gtk_widget_has_css_class (bar, "over"));
  g_assert_false (gtk_widget_has_css_class (bar, "near"));
  garrison_load_bar_set_load (self, 1000000, 5, 0, 1000000);
  g_assert_false (gtk_widget_has_css_class (bar, "over"));
  garrison_load_bar_set_load (self, -3, -3, 0, 0);
  g_assert_cmpuint (painted_pixels (bar), >, 0);
  g_assert_finalize_object (bar);
}

static void
test_entry_mark (void)
{
  static const char *const kinds[]
    = { "call", "visit", "mail", "message", "letter", "quote", "payment", "service", "note", "todo" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *mark = g_object_ref_sink (garrison_entry_mark_new ());
      garrison_entry_mark_set_kind (GARRISON_ENTRY_MARK (mark), kinds[i]);
      g_assert_nonnull (garrison_entry_kind_label (kinds[i]));
      g_assert_cmpuint (painted_pixels (mark), >, 15);
      g_assert_finalize_object (mark);
    }
  g_assert_null (garrison_entry_kind_label ("'; DROP TABLE"));
  g_assert_null (garrison_entry_kind_label (NULL));
}

/* Every named colour of the light sheet is in the dark one too, or windows would be half dark. */
static GHashTable *
colors_of (const char *path)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("@define-color (\\w+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_nonnull (bytes);
  g_regex_match_full (regex, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, 0, &match, NULL);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_add (names, g_match_info_fetch (match, 1));
  return names;
}

static void
test_palettes (void)
{
  g_autoptr (GHashTable) light = colors_of ("/org/garrisoncrm/Garrison/style.css");
  g_autoptr (GHashTable) dark = colors_of ("/org/garrisoncrm/Garrison/style-dark.css");
  GHashTableIter iter;
  gpointer name;

  g_assert_cmpuint (g_hash_table_size (light), >, 15);
  g_hash_table_iter_init (&iter, light);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (dark, name))
      g_error ("%s is missing in the dark sheet", (char *) name);
  g_assert_cmpuint (g_hash_table_size (dark), ==, g_hash_table_size (light));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  garrison_compat_add_css (gdk_display_get_default (), "/org/garrisoncrm/Garrison/style.css");
  g_test_add_func ("/widgets/avatar", test_avatar);
  g_test_add_func ("/widgets/level-chip", test_level_chip);
  g_test_add_func ("/widgets/stage-bar", test_stage_bar);
  g_test_add_func ("/widgets/sparkline", test_sparkline);
  g_test_add_func ("/widgets/sparkline-nothing", test_sparkline_nothing);
  g_test_add_func ("/widgets/ring", test_ring);
  g_test_add_func ("/widgets/load-bar", test_load_bar);
  g_test_add_func ("/widgets/entry-mark", test_entry_mark);
  g_test_add_func ("/widgets/palettes", test_palettes);
  return g_test_run ();
}
