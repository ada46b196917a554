/* Waiting in tests that run a main loop: always for something, and never for ever. */
#pragma once

#include <glib.h>

/* Runs the main loop until @done, or fails after a minute. */
#define WAIT_FOR(done)                                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                                    \
    while (!(done) && g_get_monotonic_time () < end)                                               \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (500);                                                                            \
    g_assert_true (done);                                                                          \
  }                                                                                                \
  G_STMT_END

/* Lets readings end that are under way and hold what they read for. */
static inline void
settle (void)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 3;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}
