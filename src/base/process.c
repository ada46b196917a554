#include "base/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void
garrison_process_protect (void)
{
  const struct rlimit none = { 0, 0 };

  if (g_getenv ("GARRISON_DEBUGGABLE") != NULL)
    return;
  if (setrlimit (RLIMIT_CORE, &none) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    g_warning ("The memory of this process is not protected");
}
