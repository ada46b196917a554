/* The tests of acts are one program, so that its end can tell which refusals nobody provoked. */
#pragma once

#include "act-office.h"

void add_customer_tests (void);
void add_work_tests (void);
void add_deal_tests (void);
void add_people_tests (void);
void add_company_tests (void);
void add_import_tests (void);
void add_runner_tests (void);
void add_rights_tests (void);
void add_disclosure_tests (void);
void add_gate_tests (void);
void add_pool_tests (void);
void add_handover_tests (void);
void add_conflict_tests (void);
void add_protection_tests (void);
void add_fall_tests (void);
void add_merge_tests (void);
void add_fields_tests (void);

/* The company is as it was; tells the first line that is not. */
void assert_state (Office *o, const char *before);
