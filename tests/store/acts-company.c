#include "acts.h"
void add_company_tests (void) {}
