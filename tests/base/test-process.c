#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"

/* In a process of its own, since it cannot be taken back. Returns what it is like: 1 when nobody attaches, and 2 when no
 * core is written. */
static int
look (gboolean debuggable)
{
  pid_t pid = fork ();
  int status = 0;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      struct rlimit core = { 1, 1 };

      if (debuggable)
        g_setenv ("GARRISON_DEBUGGABLE", "1", TRUE);
      else
        g_unsetenv ("GARRISON_DEBUGGABLE");
      garrison_process_protect ();
      getrlimit (RLIMIT_CORE, &core);
      _exit ((prctl (PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 1 : 0) + (core.rlim_cur == 0 && core.rlim_max == 0 ? 2 : 0));
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_protected (void)
{
  g_assert_cmpint (look (FALSE), ==, 3);
  g_assert_cmpint (look (TRUE) & 1, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/process/protected", test_protected);
  return g_test_run ();
}
