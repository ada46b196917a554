/* A company on the server of tests, with somebody in every role: "boss", "manager", "lead", "seller",
 * "other", "assistant", "auditor" and "gone", who has left. Everybody's password is "secret". */
#pragma once

#include "server.h"
#include "store/store.h"

typedef struct
{
  char *database;
  char *uri;
  GarrisonStore *store; /* "boss" is signed in */
  PGconn *vault;        /* as administrator */
} ServerCompany;

/* The logins of those who may sign in, NULL-terminated. */
extern const char *const server_company_logins[];

void server_company_open (ServerCompany *self);
void server_company_close (ServerCompany *self);
PGconn *server_company_sign_in (ServerCompany *self, const char *login);
gint64 server_company_person (ServerCompany *self, const char *login);

/* Returns: the SQLSTATE of what the server said, "" when it did it. Owned by nobody: interned. */
const char *server_company_try (PGconn *connection, const char *sql);
