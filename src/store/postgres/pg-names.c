/* The names of a company's roles on a server: all begin with its database's name. */
#include "store/postgres/pg-schema-private.h"

char *
garrison_pg_group_name (const char *database, const char *suffix)
{
  g_return_val_if_fail (database != NULL && suffix != NULL, NULL);

  return g_strconcat (database, ":", suffix, NULL);
}

char *
garrison_pg_login_name (const char *database, const char *login)
{
  g_return_val_if_fail (database != NULL && login != NULL, NULL);

  return g_strconcat (database, ".", login, NULL);
}

char *
garrison_pg_quote (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strconcat ("\"", doubled, "\"", NULL);
}
