/* The company of the question tests: names, own fields, a catalogue; a database with the real
 * schema whose vault stands in for the desk. */
#pragma once

#include <sqlite3.h>

#include "model/question-compile.h"

#define FIXTURE_TODAY 20260519

GarrisonCatalogue *fixture_catalogue (void);
void fixture_context (GarrisonQuestionContext *context);
sqlite3 *fixture_database (void);
void fixture_run (sqlite3 *db, const char *sql);
/* Prepared and bound; asserts that it is valid. */
sqlite3_stmt *fixture_prepare (sqlite3 *db, GarrisonQuery *query);
