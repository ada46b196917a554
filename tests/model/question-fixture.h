/* The company of the question tests: names, own fields, a catalogue; a database with the real schema.
 * In memory its vault stands in for the desk; on the server of tests/postgres questions are asked as
 * "boss", who sees everything. */
#pragma once

#include "model/question-compile.h"

#define FIXTURE_TODAY 20260519

GarrisonCatalogue *fixture_catalogue (void);
void fixture_context (GarrisonQuestionContext *context);

typedef struct _FixtureDatabase FixtureDatabase;

/* @sql: (nullable): fills the vault, past every constraint. On a server team 1, role 1 and person 1 are
 * the founded ones; any others with these ids are left out. */
FixtureDatabase *fixture_database_new (const char *sql);
void fixture_database_free (FixtureDatabase *self);
/* @texts: the columns of a row, NULL for nothing there */
typedef void (*FixtureRowFunc) (const char *const *texts, gpointer data);
/* Asserts that the query is valid, with nothing unbound and nothing bound in vain. @func: (nullable):
 * then it is only prepared, where that can be done. */
void fixture_database_ask (FixtureDatabase *self, GarrisonQuery *query, FixtureRowFunc func, gpointer data);
