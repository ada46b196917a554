#include "acts.h"
void add_people_tests (void) {}
