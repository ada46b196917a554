#include "acts.h"
void add_import_tests (void) {}
